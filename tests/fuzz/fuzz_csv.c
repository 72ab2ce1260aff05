/* fuzz_csv: tables of text, read and written again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/fuzz_shell.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FuzzShell *shell; /* one for all inputs: a new one for each would take most of the time */

	if (!shell)
		shell = fuzz_shell_new(&edition_core);
	fuzz_shell_text(shell, (Str){ (const char *)data, size },
		S("$rows = ConvertFrom-Csv $text; $rows | ConvertTo-Csv; $rows | Format-Table"));
	return 0;
}
