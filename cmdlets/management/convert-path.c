/* convert-path: paths as the provider itself has them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_PATH, P_LITERAL_PATH, P_TRANSACTION, P_COUNT };
static const char *const aliases[] = { "cvpa", NULL };
static const char *const outputs[] = { "System.String", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = ROW_PATH({ SET_PATH, 1, PARAM_MANDATORY | PIPED }),
	[P_LITERAL_PATH] = ROW_LITERAL({ SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow convert(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)self;
	return stage_write_text(call->stage, path->path);
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, convert, NULL);
}

const CmdletDef cmd_convert_path = {
	.name = "Convert-Path",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Converts a path from a PowerShell path to a provider path.",
};
