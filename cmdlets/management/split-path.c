/* split-path: a part of a path: parent, leaf, qualifier ... */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/management/management.h"

enum {
	SET_PARENT = 1,
	SET_LEAF = 2,
	SET_LEAF_BASE = 4,
	SET_EXTENSION = 8,
	SET_QUALIFIER = 16,
	SET_NO_QUALIFIER = 32,
	SET_IS_ABSOLUTE = 64,
	SET_OF_LITERAL = 128,
	SETS_OF_PATH = 127,
};
enum {
	P_PATH,
	P_LITERAL_PATH,
	P_QUALIFIER,
	P_NO_QUALIFIER,
	P_PARENT,
	P_LEAF,
	P_LEAF_BASE,
	P_EXTENSION,
	P_RESOLVE,
	P_IS_ABSOLUTE,
	P_CREDENTIAL,
	P_TRANSACTION,
	P_COUNT,
};
static const char *const sets[] = { "ParentSet", "LeafSet", "LeafBaseSet", "ExtensionSet", "QualifierSet",
	"NoQualifierSet", "IsAbsoluteSet", "LiteralPathSet", NULL };
static const char *const outputs[] = { "System.String", "System.Boolean", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = ROW_PATH({ SETS_OF_PATH, 1, PARAM_MANDATORY | PIPED }),
	[P_LITERAL_PATH] = ROW_LITERAL({ SET_OF_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_QUALIFIER] = { .name = "Qualifier",
		.type = "SwitchParameter",
		.in = { { SET_QUALIFIER, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The drive or provider." },
	[P_NO_QUALIFIER] = { .name = "NoQualifier",
		.type = "SwitchParameter",
		.in = { { SET_NO_QUALIFIER, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The path without drive or provider." },
	[P_PARENT] = { .name = "Parent",
		.type = "SwitchParameter",
		.in = { { SET_PARENT, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Everything but the last name; this is what is given without a switch." },
	[P_LEAF] = { .name = "Leaf",
		.type = "SwitchParameter",
		.in = { { SET_LEAF, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The last name." },
	[P_LEAF_BASE] = { .name = "LeafBase",
		.type = "SwitchParameter",
		.in = { { SET_LEAF_BASE, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.where = WHERE_CORE,
		.help = "The last name without its extension." },
	[P_EXTENSION] = { .name = "Extension",
		.type = "SwitchParameter",
		.in = { { SET_EXTENSION, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.where = WHERE_CORE,
		.help = "The extension of the last name, with its dot." },
	[P_RESOLVE] = { .name = "Resolve", .type = "SwitchParameter", .help = "Of the items the path stands for." },
	[P_IS_ABSOLUTE] = { .name = "IsAbsolute",
		.type = "SwitchParameter",
		.in = { { SET_IS_ABSOLUTE, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "Whether the path starts at a root." },
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow write_parent(ProviderCall *call, const ProviderDef *def, Str path)
{
	bool windows = stage_edition(call->stage)->windows_paths;
	Str parent;

	if (!(def->flags & PROVIDER_TREE))
		return provider_not_supported(
			call, "The NavigationCmdletProvider methods are not supported by this provider.");
	if (!windows && (path.n == 0 || str_eq(path, S("/")) || str_eq(path, S("\\"))))
		return management_bad_argument(call->stage,
			"Cannot process argument because the value of argument \"path\" is not valid. Change the value of the "
			"\"path\" argument and run the operation again.");
	parent = provider_parent(call->in, call->arena, def, path);
	if (!windows && str_eq(parent, S("/"))) /* recorded: discovery/split-path-forms */
		parent = S("");
	return stage_write_text(call->stage, parent);
}

/* . and .. have the name of the folder they are. */
static Str leaf_of(ProviderCall *call, const ProviderDef *def, Str path)
{
	Str leaf = provider_leaf(call->in, def, path), name;
	ProviderPath resolved;

	if ((str_eq(leaf, S(".")) || str_eq(leaf, S(".."))) &&
		provider_resolve(call->in, call->arena, path, &resolved, &name) == PROVIDER_OK)
		leaf = provider_leaf(call->in, def, resolved.path);
	return leaf;
}

static Flow write_qualifier(Stage *s, Str path)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "ParsePathFormatError", .exception = EXC_FORMAT };
	Str qualifier = provider_qualifier(path);
	Flow flow;

	if (qualifier.n)
		return stage_write_text(s, qualifier);
	spec.target = value_string(path);
	flow = stage_error(
		s, &spec, "Cannot parse path because path '%.*s' does not have a qualifier specified.", STR_ARG(path));
	value_drop(spec.target);
	return flow;
}

static Flow write_leaf(ProviderCall *call, const ProviderDef *def, Str path)
{
	Str leaf = leaf_of(call, def, path);
	size_t dot = str_rfind(leaf, S("."), leaf.n);

	if (dot == STR_NONE)
		dot = leaf.n;
	if (call->stage->set == SET_LEAF_BASE)
		leaf = str_cut(leaf, 0, dot);
	else if (call->stage->set == SET_EXTENSION)
		leaf = str_cut(leaf, dot, leaf.n);
	return stage_write_text(call->stage, leaf);
}

static Flow split(ProviderCall *call, Str path)
{
	Stage *s = call->stage;
	const ProviderDef *def = provider_text_of(call->in, path);
	Str qualifier = provider_qualifier(path);
	ProviderPath resolved;
	Flow flow;

	switch (s->set) {
	case SET_QUALIFIER:
		return write_qualifier(s, path);
	case SET_NO_QUALIFIER:
		return stage_write_text(s, str_cut(path, qualifier.n, path.n));
	case SET_IS_ABSOLUTE:
		return stage_write_take(s, value_bool(provider_is_absolute(call->in, path)));
	default:
		break;
	}
	/* Windows PowerShell wants the drive to be there */
	if (stage_edition(s)->windows_paths && qualifier.n && !management_resolve(call, path, &resolved, &flow))
		return flow;
	if (s->set == SET_LEAF || s->set == SET_LEAF_BASE || s->set == SET_EXTENSION)
		return write_leaf(call, def, path);
	return write_parent(call, def, path);
}

static Flow split_found(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)self;
	return split(call, path->shown);
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_call_init(&call, s);
	if (stage_switch(s, P_RESOLVE))
		flow = provider_each(&call, 0, split_found, NULL);
	else
		for (size_t i = 0; flow == FLOW_NEXT && i < call.npaths; i++)
			flow = split(&call, call.paths[i]);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_split_path = {
	.name = "Split-Path",
	.module = MODULE,
	.sets = sets,
	.default_set = SET_PARENT,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Returns the specified part of a path.",
};
