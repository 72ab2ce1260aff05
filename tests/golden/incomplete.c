/* incomplete: whether typed text is complete, could go on or is wrong, in the form that compare-tsv.py grades.
 * usage: incomplete TABLE.tsv ANSWERS.tsv */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/script.h"
#include "tests/golden/tsv.h"

static void put_error(const Script *script, const ParseError *error, FILE *out)
{
	uint32_t line, column, end_line, end_column;

	script_position(script, error->span.at, &line, &column);
	script_position(script, error->span.at + error->span.len, &end_line, &end_column);
	fprintf(out, "%s" TSV_FIELD "%u:%u" TSV_FIELD "%u:%u" TSV_FIELD "%c" TSV_FIELD, error->id, (unsigned)line,
		(unsigned)column, (unsigned)end_line, (unsigned)end_column, error->incomplete ? 'I' : '-');
	tsv_escape(error->text, out);
}

static void answer(Str input, FILE *out)
{
	ParseErrors errors = { 0 };
	ParseInput parse = { .text = input, .edition = &edition_core };
	Script *script = script_parse(&parse, &errors);

	fprintf(out, "%s\t%s\t",
		errors.n == 0                   ? "complete"
		: script_is_incomplete(&errors) ? "incomplete"
						: "error",
		errors.n == 0                ? "run"
		: script_wants_more(&errors) ? "more"
					     : "error");
	for (size_t i = 0; i < errors.n; i++) {
		if (i > 0)
			fputs(TSV_RECORD, out);
		put_error(script, &errors.p[i], out);
	}
	script_errors_release(&errors);
	script_drop(script);
}

int main(int argc, char **argv)
{
	return tsv_answer(argc, argv, answer);
}
