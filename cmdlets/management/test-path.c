/* test-path: whether an item is there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <sys/stat.h>

#include "cmdlets/management/management.h"
#include "shell/base/moment.h"

enum {
	P_PATH,
	P_LITERAL_PATH,
	P_FILTER,
	P_INCLUDE,
	P_EXCLUDE,
	P_PATH_TYPE,
	P_IS_VALID,
	P_CREDENTIAL,
	P_TRANSACTION,
	P_OLDER_THAN,
	P_NEWER_THAN,
	P_COUNT,
};
enum { KIND_ANY, KIND_CONTAINER, KIND_LEAF };
static const char *const outputs[] = { "System.Boolean", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = { .name = "Path",
		.type = "String[]",
		.in = { { SET_PATH, 1, PARAM_MANDATORY | PIPED } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The paths; wildcards are allowed." },
	[P_LITERAL_PATH] = { .name = "LiteralPath",
		.aliases = management_literal_aliases,
		.type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The paths, taken as they are: wildcards count as themselves." },
	[P_FILTER] = ROW_FILTER,
	[P_INCLUDE] = ROW_INCLUDE,
	[P_EXCLUDE] = ROW_EXCLUDE,
	[P_PATH_TYPE] = { .name = "PathType",
		.aliases = (const char *const[]){ "Type", NULL },
		.type = "Microsoft.PowerShell.Commands.TestPathType",
		.help = "What must be there: Any, Container or Leaf.",
		.default_text = "Any" },
	[P_IS_VALID] = { .name = "IsValid",
		.type = "SwitchParameter",
		.help = "Looks at how the path is written, not whether anything is there." },
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
	[P_OLDER_THAN] = { .name = "OlderThan",
		.type = "DateTime",
		.flags = PARAM_DYNAMIC,
		.help = "Files last changed before that time." },
	[P_NEWER_THAN] = { .name = "NewerThan",
		.type = "DateTime",
		.flags = PARAM_DYNAMIC,
		.help = "Files last changed after that time." },
};

/* Nothing to test: Core says so, Desktop's binder does (reference: editions.md 2.1). */
static Flow null_path(Stage *s)
{
	ErrorSpec desktop = { .category = CAT_INVALID_DATA,
		.id = "ParameterArgumentValidationErrorNullNotAllowed",
		.exception = EXC_PARAMETER_VALIDATION };
	ErrorSpec core = {
		.category = CAT_INVALID_ARGUMENT, .id = "NullPathNotPermitted", .exception = EXC_ARGUMENT_NULL
	};

	if (stage_edition(s)->windows_paths)
		return stage_throw(s, &desktop, "%s", edition_text(stage_edition(s), ET_TEST_PATH_NULL));
	return stage_error(s, &core, "%s", edition_text(stage_edition(s), ET_TEST_PATH_NULL));
}

static bool has_age(ProviderCall *call, const ProviderPath *path)
{
	Stage *s = call->stage;
	Buf name = BUF_INIT;
	struct stat info;
	bool known;
	int64_t changed;

	if (!stage_bound(s, P_OLDER_THAN) && !stage_bound(s, P_NEWER_THAN))
		return true;
	if (path->def != &provider_filesystem)
		return false;
	provider_file_name(call->in, path->path, &name);
	known = stat(name.p, &info) == 0;
	buf_release(&name);
	if (!known)
		return false;
	changed = moment_from_unix(info.st_mtim.tv_sec) + info.st_mtim.tv_nsec / 100;
	changed = moment_to_local(stage_env(s), changed);
	if (stage_bound(s, P_OLDER_THAN) && changed >= value_unwrap_peek(s->args[P_OLDER_THAN]).i64)
		return false;
	return !stage_bound(s, P_NEWER_THAN) || changed > value_unwrap_peek(s->args[P_NEWER_THAN]).i64;
}

static bool is_wanted(ProviderCall *call, const ProviderPath *path, int64_t kind)
{
	bool container = kind != KIND_ANY && path->def->is_container(call, path->path);

	if (kind != KIND_ANY && container != (kind == KIND_CONTAINER))
		return false;
	return has_age(call, path);
}

static bool test(ProviderCall *call, Str text, int64_t kind, Flow *flow)
{
	ProviderPaths found;
	ProviderPath path;
	Str name;
	bool is = false;

	if (str_trim_unicode(text).n == 0)
		return false;
	if (stage_switch(call->stage, P_IS_VALID))
		return provider_resolve(call->in, call->arena, text, &path, &name) == PROVIDER_OK;
	call->force = true; /* hidden items are there, too */
	provider_find(call, text, PROVIDER_QUIET, &found, flow);
	for (size_t i = 0; *flow == FLOW_NEXT && !is && i < found.n; i++) {
		provider_call_use(call, &found.p[i]);
		is = is_wanted(call, &found.p[i], kind);
	}
	free(found.p);
	return is;
}

static Flow process(Stage *s, Value input)
{
	int64_t kind = stage_bound(s, P_PATH_TYPE) ? s->args[P_PATH_TYPE].enumeration->value : KIND_ANY;
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_call_init(&call, s);
	if (call.npaths == 0)
		flow = null_path(s);
	for (size_t i = 0; flow == FLOW_NEXT && i < call.npaths; i++) {
		bool is;

		if (!call.paths[i].p) { /* $null */
			flow = null_path(s);
			continue;
		}
		is = test(&call, call.paths[i], kind, &flow);
		if (flow == FLOW_NEXT)
			flow = stage_write_take(s, value_bool(is));
	}
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_test_path = {
	.name = "Test-Path",
	.module = MODULE,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Determines whether all elements of a path exist.",
};
