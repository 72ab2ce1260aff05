/* fuzz_clixml: CLIXML, read and written again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/fuzz_shell.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FuzzShell *shell; /* one for all inputs: a new one for each would take most of the time */

	if (!shell)
		shell = fuzz_shell_new(&edition_core);
	fuzz_shell_text(shell, (Str){ (const char *)data, size },
		S("$v = [System.Management.Automation.PSSerializer]::Deserialize($text); [System.Management.Automation.PSSerializer]::Serialize($v)"));
	return 0;
}
