/* remove-psdrive: takes drives away. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"
#include "shell/base/wildcard.h"

enum { SET_NAME = 1, SET_LITERAL_NAME = 2 };
enum { P_NAME, P_LITERAL_NAME, P_PROVIDER, P_SCOPE, P_FORCE, P_TRANSACTION, P_COUNT };
static const char *const sets[] = { "Name", "LiteralName", NULL };
static const char *const aliases[] = { "rdr", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.type = "String[]",
		.in = { { SET_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The drives; wildcards are allowed." },
	[P_LITERAL_NAME] = { .name = "LiteralName",
		.type = "String[]",
		.in = { { SET_LITERAL_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The drives, their names as they are." },
	[P_PROVIDER] = { .name = "PSProvider",
		.type = "String[]",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Only drives of these providers." },
	[P_SCOPE] = { .name = "Scope",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The scope of the drives: all drives here are global." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Also the drive of the location." },
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

static Flow in_use(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperation", .exception = EXC_PS_INVALID_OPERATION
	};

	return stage_error(s, &spec, "Cannot remove drive '%.*s' because it is in use.", STR_ARG(name));
}

static Flow remove_drive(Stage *s, ProviderDrive *drive)
{
	const ProviderDef *def = provider_drive_def(drive);
	Str name = provider_drive_name(drive);
	Str target = arena_printf(s->scratch, "Name: %.*s Provider: %s\\%s", STR_ARG(name), def->module, def->name);
	Flow flow = FLOW_NEXT;

	if (!stage_should(s, target, S("Remove Drive"), &flow))
		return flow;
	return provider_remove_drive(s->interp, drive) ? FLOW_NEXT : in_use(s, name);
}

static Flow remove_named(Stage *s, Str name, bool literal)
{
	ProviderCall call;
	ProviderDrive *drive;
	bool any = false;
	Flow flow = FLOW_NEXT;

	/* from the end: what goes leaves the places before it alone */
	for (size_t i = 64; flow == FLOW_NEXT && i-- > 0;) {
		drive = provider_drive_at(s->interp, i);
		if (!drive || !is_of_provider(s, drive))
			continue;
		if (literal ? !str_ieq(provider_drive_name(drive), name)
			    : !wildcard_match(name, provider_drive_name(drive), true))
			continue;
		any = true;
		flow = remove_drive(s, drive);
	}
	if (flow != FLOW_NEXT || any || (!literal && wildcard_has(name)))
		return flow;
	provider_call_init(&call, s);
	flow = provider_report(&call, PROVIDER_NO_DRIVE, name);
	provider_call_release(&call);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	size_t n;
	bool literal = stage_bound(s, P_LITERAL_NAME);
	const Str *names = stage_strings(s, literal ? P_LITERAL_NAME : P_NAME, &n);
	Flow flow = FLOW_NEXT;

	(void)input;
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = remove_named(s, names[i], literal);
	return flow;
}

const CmdletDef cmd_remove_psdrive = {
	.name = "Remove-PSDrive",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Deletes drives.",
};
