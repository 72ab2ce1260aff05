/* tokens: the tokens of scripts with kinds, places and flags, in the form that compare-tsv.py grades.
 * usage: tokens TABLE.tsv ANSWERS.tsv */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/script.h"
#include "tests/golden/tsv.h"

static void put_token(const Script *script, const Token *token, FILE *out)
{
	Buf flags = BUF_INIT;
	Str text = script_span_text(script, token->span);
	size_t start = tsv_units(script->text, token->span.at);
	size_t end = tsv_units(script->text, (size_t)token->span.at + token->span.len);

	for (unsigned i = 0; i < token->depth; i++)
		fputc('>', out);
	fprintf(out, "%s" TSV_FIELD, token_kind_name(token->kind));
	tsv_escape(text, out);
	token_put_flags(token->flags, &flags);
	fprintf(out, TSV_FIELD "%zu" TSV_FIELD "%zu" TSV_FIELD "%.*s" TSV_FIELD, start, end - start,
		STR_ARG(buf_str(&flags)));
	buf_release(&flags);
}

static void answer(Str input, FILE *out)
{
	TokenList tokens = { 0 };
	ParseErrors errors = { 0 };
	ParseInput parse = { .text = input, .edition = &edition_core, .flags = PARSE_TOKENS, .tokens = &tokens };
	Script *script = script_parse(&parse, &errors);

	for (size_t i = 0; i < tokens.n; i++) {
		if (i > 0)
			fputs(TSV_RECORD, out);
		put_token(script, &tokens.p[i], out);
	}
	fputs("\t\t", out);
	for (size_t i = 0; i < errors.n; i++)
		fprintf(out, "%s%s", i ? "," : "", errors.p[i].id);
	VEC_RELEASE(&tokens);
	script_errors_release(&errors);
	script_drop(script);
}

int main(int argc, char **argv)
{
	return tsv_answer(argc, argv, answer);
}
