/* join-path: puts a path together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_PATH, P_CHILD_PATH, P_CHILD_PATHS, P_ADDITIONAL, P_RESOLVE, P_CREDENTIAL, P_TRANSACTION, P_COUNT };
static const char *const outputs[] = { "System.String", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = { .name = "Path",
		.aliases = (const char *const[]){ "PSPath", NULL },
		.type = "String[]",
		.in = { { 0, 1, PARAM_MANDATORY | PIPED } },
		.help = "What the child paths are put behind." },
	[P_CHILD_PATH] = { .name = "ChildPath",
		.type = "String",
		.in = { { 0, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.where = WHERE_DESKTOP,
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "What is put behind." },
	[P_CHILD_PATHS] = { .name = "ChildPath",
		.type = "String[]",
		.in = { { 0, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.where = WHERE_CORE,
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "What is put behind." },
	[P_ADDITIONAL] = { .name = "AdditionalChildPath",
		.type = "String[]",
		.in = { { 0, 3, PARAM_FROM_PIPE_PROP | PARAM_REMAINING } },
		.where = WHERE_CORE,
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "Further parts, each put behind the one before." },
	[P_RESOLVE] = { .name = "Resolve", .type = "SwitchParameter", .help = "The items the joined path stands for." },
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Str append(ProviderCall *call, Str path, int param)
{
	size_t n;
	const Str *children = stage_strings(call->stage, param, &n);
	const ProviderDef *def = provider_text_of(call->in, path);

	for (size_t i = 0; i < n; i++)
		path = provider_join(call->in, call->arena, def, path, children[i]);
	return path;
}

static Flow write_found(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)self;
	return stage_write_text(call->stage, path->shown);
}

static Flow join(ProviderCall *call, Str path)
{
	ProviderPath resolved;
	Str joined = append(call, append(call, append(call, path, P_CHILD_PATH), P_CHILD_PATHS), P_ADDITIONAL);
	Flow flow;

	/* Windows PowerShell wants the drive to be there */
	if (stage_edition(call->stage)->windows_paths && provider_qualifier(path).n &&
		!management_resolve(call, path, &resolved, &flow))
		return flow;
	if (!stage_switch(call->stage, P_RESOLVE))
		return stage_write_text(call->stage, joined);
	call->paths = &joined;
	call->npaths = 1;
	flow = provider_each(call, 0, write_found, NULL);
	call->paths = NULL;
	call->npaths = 0;
	return flow;
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	const Str *paths;
	size_t n;
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_call_init(&call, s);
	paths = call.paths;
	n = call.npaths;
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = join(&call, paths[i]);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_join_path = {
	.name = "Join-Path",
	.module = MODULE,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Combines a path and a child path into a single path.",
};
