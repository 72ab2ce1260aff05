/* fuzz_csv: tables of text, read and written again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/fuzz_shell.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FuzzShell *shell = fuzz_shell_new(&edition_core);

	fuzz_shell_text(shell, (Str){ (const char *)data, size },
		S("$rows = ConvertFrom-Csv $text; $rows | ConvertTo-Csv; $rows | Format-Table"));
	fuzz_shell_free(shell);
	return 0;
}
