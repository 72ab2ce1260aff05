/* fuzz_regex: a pattern on the first line, a replacement on the second, then the subject; options in the first byte. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/regex.h"
#include "shell/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Str take_line(Str *rest)
{
	size_t end = str_find_byte(*rest, '\n', 0);
	Str line = end == STR_NONE ? *rest : str_cut(*rest, 0, end);

	*rest = end == STR_NONE ? S("") : str_cut(*rest, end + 1, rest->n);
	return line;
}

/* No match lies outside the subject. */
static void scan(const Regex *regex, Str subject)
{
	RegexSpan *spans = calloc(regex_groups(regex), sizeof(*spans));
	RegexScan *matches = regex_scan_new(regex, subject, 0, NULL);

	for (int i = 0; spans && i < 100 && regex_scan_next(matches, spans) == REGEX_MATCH; i++)
		if (spans[0].from > spans[0].to || spans[0].to > subject.n)
			abort();
	regex_scan_free(matches);
	free(spans);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Buf text = BUF_INIT, out = BUF_INIT;
	RegexError error;
	Regex *regex;
	Str rest, pattern, replacement;

	if (size == 0)
		return 0;
	utf8_repair((Str){ (const char *)data + 1, size - 1 }, &text);
	rest = buf_str(&text);
	pattern = take_line(&rest);
	replacement = take_line(&rest);
	regex = regex_new(pattern,
		data[0] & (REGEX_IGNORE_CASE | REGEX_MULTILINE | REGEX_SINGLELINE | REGEX_IGNORE_BLANKS), &error);
	if (regex) {
		scan(regex, rest);
		regex_replace(regex, rest, replacement, 100, &out, NULL);
	}
	regex_drop(regex);
	buf_clear(&out);
	regex_unescape(pattern, &out);
	buf_release(&out);
	buf_release(&text);
	return 0;
}
