/* set-exshstorekey: another key, or a passphrase, for the private keys in the store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"
#include "shell/value/secret.h"

enum { SET_PASSPHRASE = 1, SET_FILE = 2 };
enum { P_PASSPHRASE, P_KEY_FILE, P_COUNT };
static const char *const sets[] = { "Passphrase", "KeyFile", NULL };
static const char *const outputs[] = { NULL };

static const ParamDef params[P_COUNT] = {
	[P_PASSPHRASE] = { .name = "Passphrase",
		.type = "SecureString",
		.in = { { SET_PASSPHRASE, 1, PARAM_MANDATORY } },
		.help = "The passphrase that $EXSH_STORE_KEY will have to hold." },
	[P_KEY_FILE] = { .name = "KeyFile",
		.type = "SwitchParameter",
		.in = { { SET_FILE, 0, PARAM_MANDATORY } },
		.help = "A new key in the file beside the store instead of a passphrase." },
};

static Flow process(Stage *s, UNUSED Value input)
{
	static const ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "PassphraseEmpty", .exception = EXC_ARGUMENT
	};
	Str passphrase = stage_switch(s, P_KEY_FILE) ? S("") : secret_str_peek(s->args[P_PASSPHRASE]);
	Vault *vault;
	Diag diag = { 0 };
	Flow flow;

	if (!stage_switch(s, P_KEY_FILE) && !passphrase.n)
		return stage_throw(s, &spec, "The passphrase is empty.");
	FLOW_TRY(organization_vault(s, &vault));
	if (stage_should(s, store_path(vault_store_peek(vault)), S("Change the key of the store"), &flow) &&
		!vault_change_key(vault, passphrase, &diag))
		flow = stage_fail(s, &diag, "StoreKeyNotChanged", VALUE_NULL);
	return flow;
}

const CmdletDef cmd_set_exshstorekey = {
	.name = "Set-ExshStoreKey",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "SetExshStoreKey",
	.sets = sets,
	.default_set = SET_PASSPHRASE,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Changes the key or passphrase that the private keys in the store are sealed with.",
};
