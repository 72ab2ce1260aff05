/* invoke-item: would open an item with the program for its kind; there is no such thing here, and it says so. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_PATH, P_LITERAL_PATH, P_FILTER, P_INCLUDE, P_EXCLUDE, P_CREDENTIAL, P_TRANSACTION, P_COUNT };
static const char *const aliases[] = { "ii", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = ROW_PATH({ SET_PATH, 1, PARAM_MANDATORY | PIPED }),
	[P_LITERAL_PATH] = ROW_LITERAL({ SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_FILTER] = ROW_FILTER,
	[P_INCLUDE] = ROW_INCLUDE,
	[P_EXCLUDE] = ROW_EXCLUDE,
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow refuse(ProviderCall *call, const ProviderPath *path)
{
	ErrorSpec spec = {
		.category = CAT_NOT_IMPLEMENTED, .id = "NoDefaultProgram", .exception = EXC_PS_NOT_SUPPORTED
	};
	Flow flow;

	spec.target = value_string(path->path);
	flow = stage_error(call->stage, &spec,
		"Invoke-Item cannot open '%.*s': this shell knows no default programs. Start the program itself with the file as "
		"its argument.",
		STR_ARG(path->path));
	value_drop(spec.target);
	return flow;
}

static Flow invoke(ProviderCall *call, const ProviderPath *path, void *self)
{
	Str target = arena_printf(call->arena, "Item: %.*s", STR_ARG(path->path));
	Flow flow = FLOW_NEXT;

	(void)self;
	if (path->def->invoke)
		return path->def->invoke(call, path->path);
	if (path->def != &provider_filesystem)
		return management_unsupported(call);
	return stage_should(call->stage, target, S("Invoke Item"), &flow) ? refuse(call, path) : flow;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, invoke, NULL);
}

const CmdletDef cmd_invoke_item = {
	.name = "Invoke-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Opens an item with its default program.",
};
