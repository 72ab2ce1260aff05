/* resolve-path: the items a path stands for, as paths. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_PATH, P_LITERAL_PATH, P_RELATIVE, P_RELATIVE_BASE, P_FORCE, P_CREDENTIAL, P_TRANSACTION, P_COUNT };
static const char *const aliases[] = { "rvpa", NULL };
static const char *const outputs[] = { "System.Management.Automation.PathInfo", "System.String", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = ROW_PATH({ SET_PATH, 1, PARAM_MANDATORY | PIPED }),
	[P_LITERAL_PATH] = ROW_LITERAL({ SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_RELATIVE] = { .name = "Relative", .type = "SwitchParameter", .help = "Paths from the location, as text." },
	[P_RELATIVE_BASE] = { .name = "RelativeBasePath",
		.type = "String",
		.where = WHERE_CORE,
		.help = "Where -Relative and relative paths start from." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .where = WHERE_CORE, .help = "Also what is hidden." },
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow write_relative(ProviderCall *call, const ProviderPath *path)
{
	ProviderPath base;
	Flow flow;

	if (!management_resolve(call,
		    stage_bound(call->stage, P_RELATIVE_BASE) ? stage_str(call->stage, P_RELATIVE_BASE) : S("."), &base,
		    &flow))
		return flow;
	if (base.def != path->def || base.drive != path->drive)
		return stage_write_text(call->stage, path->shown);
	return stage_write_text(
		call->stage, provider_relative(call->in, call->arena, path->def, base.path, path->path));
}

static Flow resolve(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)self;
	if (stage_switch(call->stage, P_RELATIVE))
		return write_relative(call, path);
	return stage_write_take(call->stage, provider_path_value(call->in, path));
}

/* -RelativeBasePath: relative texts start there. */
static Flow with_base(ProviderCall *call, Str *paths)
{
	Str base = stage_str(call->stage, P_RELATIVE_BASE);

	for (size_t i = 0; i < call->npaths; i++)
		paths[i] = provider_is_absolute(call->in, call->paths[i])
				   ? call->paths[i]
				   : provider_join(call->in, call->arena, provider_text_of(call->in, base), base,
					     call->paths[i]);
	call->paths = paths;
	return provider_each(call, 0, resolve, NULL);
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	Flow flow;

	(void)input;
	provider_call_init(&call, s);
	if (stage_bound(s, P_RELATIVE_BASE))
		flow = with_base(&call, ARENA_ARRAY(s->scratch, Str, call.npaths + 1));
	else
		flow = provider_each(&call, 0, resolve, NULL);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_resolve_path = {
	.name = "Resolve-Path",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Resolves the wildcard characters in a path, and displays the path contents.",
};
