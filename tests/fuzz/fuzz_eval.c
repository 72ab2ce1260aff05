/* fuzz_eval: scripts run by the interpreter, a new session for each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/fuzz_shell.h"

/* Redirections to files are not run: they would be made. */
static bool writes_files(Str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '>' && (i + 1 == text.n || text.p[i + 1] != '&'))
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Buf text = BUF_INIT;
	FuzzShell *shell;

	if (size == 0)
		return 0;
	utf8_repair((Str){ (const char *)data + 1, size - 1 }, &text);
	if (!writes_files(buf_str(&text))) {
		shell = fuzz_shell_new(data[0] & 1 ? &edition_core : &edition_desktop);
		fuzz_shell_run(shell, buf_str(&text));
		fuzz_shell_free(shell);
	}
	buf_release(&text);
	return 0;
}
