/* fuzz_parse: scripts of any kind through the lexer and the parser, both editions, with the tokens kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/utf8.h"
#include "shell/syntax/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void parse(Str text, const Edition *edition, unsigned flags)
{
	ParseErrors errors = { 0 };
	TokenList tokens = { 0 };
	ParseInput input = { .text = text, .edition = edition, .flags = flags | PARSE_TOKENS, .tokens = &tokens };
	Script *script = script_parse(&input, &errors);

	/* every place lies in the text; that of the end moves on when PowerShell looks at it again */
	for (size_t i = 0; i < tokens.n; i++)
		if (tokens.p[i].kind != TK_END_OF_INPUT &&
			(size_t)tokens.p[i].span.at + tokens.p[i].span.len > script->text.n)
			abort();
	VEC_RELEASE(&tokens);
	script_errors_release(&errors);
	script_drop(script);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Buf text = BUF_INIT;

	utf8_repair((Str){ (const char *)data, size }, &text);
	parse(buf_str(&text), &edition_desktop, 0);
	parse(buf_str(&text), &edition_core, PARSE_FILE);
	buf_release(&text);
	return 0;
}
