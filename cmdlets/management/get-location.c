/* get-location: where we are, and the stacks of Push-Location. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { SET_LOCATION = 1, SET_STACK = 2 };
enum { P_PROVIDER, P_DRIVE, P_STACK, P_STACK_NAME, P_TRANSACTION, P_COUNT };
static const char *const sets[] = { "Location", "Stack", NULL };
static const char *const aliases[] = { "gl", "pwd", NULL };
static const char *const outputs[] = { "System.Management.Automation.PathInfo",
	"System.Management.Automation.PathInfoStack", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PROVIDER] = { .name = "PSProvider",
		.type = "String[]",
		.in = { { SET_LOCATION, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The providers whose location is shown." },
	[P_DRIVE] = { .name = "PSDrive",
		.type = "String[]",
		.in = { { SET_LOCATION, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The drives whose location is shown." },
	[P_STACK] = { .name = "Stack",
		.type = "SwitchParameter",
		.in = { { SET_STACK, 0, 0 } },
		.help = "The locations Push-Location has put on the current stack." },
	[P_STACK_NAME] = { .name = "StackName",
		.type = "String[]",
		.in = { { SET_STACK, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The stacks that are shown." },
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow write_path(Stage *s, const ProviderPath *path)
{
	return stage_write_take(s, provider_path_value(s->interp, path));
}

static Flow write_stack(Stage *s, Str name)
{
	Value stack = provider_stack_value(s->interp, name);

	if (stack.kind == V_NULL)
		return management_bad_argument(s,
			"Cannot find location stack '%.*s'. It does not exist or it is not a container.",
			STR_ARG(name));
	return stage_write_take(s, stack);
}

static Flow write_stacks(Stage *s)
{
	size_t n;
	const Str *names = stage_strings(s, P_STACK_NAME, &n);
	Flow flow = FLOW_NEXT;

	if (n == 0)
		return write_stack(s, S(""));
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = write_stack(s, names[i]);
	return flow;
}

static Flow write_of_drive(Stage *s, ProviderCall *call, Str name)
{
	ProviderDrive *drive = provider_find_drive(s->interp, name);
	ProviderPath path;

	if (!drive)
		return provider_report(call, PROVIDER_NO_DRIVE, name);
	if (!provider_location_of(s->interp, provider_drive_def(drive), drive, s->scratch, &path))
		return FLOW_NEXT;
	return write_path(s, &path);
}

static Flow write_of_provider(Stage *s, ProviderCall *call, Str name)
{
	const ProviderDef *def = provider_find_def(s->interp, name);
	ProviderPath path;

	if (!def)
		return provider_report(call, PROVIDER_NO_PROVIDER, name);
	if (!provider_location_of(s->interp, def, NULL, s->scratch, &path))
		return FLOW_NEXT;
	return write_path(s, &path);
}

static Flow process(Stage *s, Value input)
{
	size_t ndrives, nproviders;
	const Str *drives = stage_strings(s, P_DRIVE, &ndrives), *providers = stage_strings(s, P_PROVIDER, &nproviders);
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	if (stage_bound(s, P_STACK) || stage_bound(s, P_STACK_NAME))
		return write_stacks(s);
	if (ndrives + nproviders == 0)
		return stage_write_take(s, provider_location(s->interp));
	provider_call_init(&call, s);
	for (size_t i = 0; flow == FLOW_NEXT && i < ndrives; i++)
		flow = write_of_drive(s, &call, drives[i]);
	for (size_t i = 0; flow == FLOW_NEXT && ndrives == 0 && i < nproviders; i++)
		flow = write_of_provider(s, &call, providers[i]);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_get_location = {
	.name = "Get-Location",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_LOCATION,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Gets the current working location or a location stack.",
};
