/* fuzz_line: a line while it is typed: the lexer's colours for it, and what Tab offers at any place in it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/complete/complete.h"
#include "shell/host/host_line.h"
#include "tests/fuzz/fuzz_shell.h"

static void color(Str text, const Edition *edition)
{
	free(host_line_color(text, text.n, edition));
}

/* What is offered replaces a part of the line, and is text. */
static void complete(FuzzShell *shell, Str text, size_t cursor)
{
	struct itimerval second = { .it_value = { .tv_sec = 1 } }, never = { 0 };
	Completions found = { 0 };

	host_interrupted = 0;
	setitimer(ITIMER_REAL, &second, NULL);
	complete_text(shell->in, text, cursor, &found);
	setitimer(ITIMER_REAL, &never, NULL);
	if (!found.none && (found.at > text.n || found.length > text.n - found.at))
		abort();
	for (size_t i = 0; i < found.n; i++)
		if (!utf8_is_valid(buf_str(&found.p[i].text)))
			abort();
	complete_release(&found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const Edition *edition;
	FuzzShell *shell;
	size_t cursor;
	Buf text = BUF_INIT;

	if (size < 2)
		return 0;
	edition = data[0] & 1 ? &edition_core : &edition_desktop;
	utf8_repair((Str){ (const char *)data + 2, size - 2 }, &text);
	color(buf_str(&text), edition);
	/* by the second byte the cursor is at the end, or so many characters before it */
	cursor = text.n;
	for (uint8_t back = data[1]; back && cursor; back--)
		while (cursor && ((unsigned char)text.p[--cursor] & 0xC0) == 0x80)
			;
	shell = fuzz_shell_new(edition);
	complete(shell, buf_str(&text), cursor);
	fuzz_shell_free(shell);
	buf_release(&text);
	return 0;
}
