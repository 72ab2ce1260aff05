/* fuzz_inf: the policy files of certreq -new, for the server of a store in memory. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_request.h"
#include "tests/fuzz/fuzz_shell.h"

static Vault *open_vault(const Env *env)
{
	VaultOptions options = { .path = S(":memory:"), .env = env };
	Vault *vault;
	Diag diag;

	if (!vault_open(&options, &vault, &diag) || !vault_seed(vault, &diag))
		abort();
	return vault;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FuzzShell *shell;
	static Vault *vault;
	Stage stage = { 0 };
	AdcsCall call = { .stage = &stage, .arena = arena_new(0) };
	AdcsPolicy policy;
	uint32_t status;

	if (!vault) {
		shell = fuzz_shell_new(&edition_desktop);
		vault = open_vault(&shell->env);
	}
	stage.interp = shell->in;
	call.vault = vault;
	(void)adcs_policy_read(&call, (Str){ (const char *)data, size }, &policy, &status);
	arena_free(call.arena);
	return 0;
}
