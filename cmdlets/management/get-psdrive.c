/* get-psdrive: the drives of the session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"
#include "shell/base/wildcard.h"

enum { SET_NAME = 1, SET_LITERAL_NAME = 2 };
enum { P_NAME, P_LITERAL_NAME, P_SCOPE, P_PROVIDER, P_TRANSACTION, P_COUNT };
static const char *const sets[] = { "Name", "LiteralName", NULL };
static const char *const aliases[] = { "gdr", NULL };
static const char *const outputs[] = { "System.Management.Automation.PSDriveInfo", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.type = "String[]",
		.in = { { SET_NAME, 1, PARAM_FROM_PIPE_PROP } },
		.help = "The drives, without the colon; wildcards are allowed." },
	[P_LITERAL_NAME] = { .name = "LiteralName",
		.type = "String[]",
		.in = { { SET_LITERAL_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The drives, their names as they are." },
	[P_SCOPE] = { .name = "Scope",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The scope of the drives: all drives here are global." },
	[P_PROVIDER] = { .name = "PSProvider",
		.type = "String[]",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Only drives of these providers." },
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static bool is_of_provider(Stage *s, ProviderDrive *drive)
{
	size_t n;
	const Str *providers = stage_strings(s, P_PROVIDER, &n);

	for (size_t i = 0; i < n; i++)
		if (provider_find_def(s->interp, providers[i]) == provider_drive_def(drive))
			return true;
	return n == 0;
}

static Flow missing(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_OBJECT_NOT_FOUND, .id = "GetLocationNoMatchingDrive", .exception = EXC_DRIVE_NOT_FOUND
	};
	Flow flow;

	spec.target = value_string(name);
	flow = stage_error(s, &spec, "Cannot find drive. A drive with the name '%.*s' does not exist.", STR_ARG(name));
	value_drop(spec.target);
	return flow;
}

static Flow write_named(Stage *s, Str name, bool literal)
{
	ProviderDrive *drive;
	bool any = false;

	for (size_t i = 0; (drive = provider_drive_at(s->interp, i)); i++) {
		Str have = provider_drive_name(drive);

		if (literal ? !str_ieq(have, name) : !wildcard_match(name, have, true))
			continue;
		if (!is_of_provider(s, drive))
			continue;
		any = true;
		FLOW_TRY(stage_write_take(s, provider_drive_value(drive)));
	}
	return any || (!literal && wildcard_has(name)) ? FLOW_NEXT : missing(s, name);
}

static Flow process(Stage *s, Value input)
{
	size_t n;
	bool literal = stage_bound(s, P_LITERAL_NAME);
	const Str *names = stage_strings(s, literal ? P_LITERAL_NAME : P_NAME, &n);
	Flow flow = FLOW_NEXT;

	(void)input;
	if (n == 0)
		return write_named(s, S("*"), false);
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = write_named(s, names[i], literal);
	return flow;
}

const CmdletDef cmd_get_psdrive = {
	.name = "Get-PSDrive",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Gets drives in the current session.",
};
