/* backup-exshstore: a copy of the store and its key. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"
#include "shell/engine/provider.h"

enum { P_FILE_NAME, P_COUNT };
static const char *const path_aliases[] = { "Path", NULL };
static const char *const outputs[] = { NULL };

static const ParamDef params[P_COUNT] = {
	[P_FILE_NAME] = { .name = "FileName",
		.aliases = path_aliases,
		.type = "String",
		.in = { { 0, 1, PARAM_MANDATORY } },
		.help = "The file to make; it must not be there." },
};

static Flow process(Stage *s, UNUSED Value input)
{
	Buf real = BUF_INIT;
	Vault *vault;
	Diag diag = { 0 };
	Flow flow = organization_vault(s, &vault);

	if (flow == FLOW_NEXT && stage_should(s, stage_str(s, P_FILE_NAME), S("Copy the store and its key"), &flow)) {
		provider_real_path(s->interp, stage_str(s, P_FILE_NAME), &real);
		if (!vault_backup(vault, real.p, &diag))
			flow = stage_fail(s, &diag, "StoreNotCopied", s->args[P_FILE_NAME]);
	}
	buf_release(&real);
	return flow;
}

const CmdletDef cmd_backup_exshstore = {
	.name = "Backup-ExshStore",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "BackupExshStore",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Copies the store and its key while they are in use.",
};
