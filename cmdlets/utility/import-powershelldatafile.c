/* import-powershelldatafile: the hashtable a data file holds, without running anything. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/module.h"
#include "shell/engine/provider.h"

enum { SET_PATH = 1, SET_LITERAL = 2 };
enum { P_PATH, P_LITERAL_PATH, P_SKIP_LIMIT_CHECK };
static const char *const sets[] = { "ByPath", "ByLiteralPath", NULL };

static const ParamDef params[] = {
	[P_PATH] = { .name = "Path",
		.type = "String[]",
		.in = { { SET_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY,
		.help = "The files; wildcards are allowed." },
	[P_LITERAL_PATH] = { .name = "LiteralPath",
		.aliases = (const char *const[]){ "PSPath", "LP", NULL },
		.type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY,
		.help = "The files, their names taken as they are." },
	[P_SKIP_LIMIT_CHECK] = { .name = "SkipLimitCheck",
		.type = "SwitchParameter",
		.where = WHERE_CORE,
		.help = "Allows more than 500 keys; this shell has no such limit." },
};

static Flow bad_file(Stage *s, Str shown, const char *id, const char *text)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA,
		.id = id,
		.exception = EXC_INVALID_OPERATION,
		.target = value_string(shown) };
	Buf message = BUF_INIT;
	Flow flow;

	error_format(&message, text, &shown, 1);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&message)));
	buf_release(&message);
	value_drop(spec.target);
	return flow;
}

static Flow import_file(ProviderCall *call, const ProviderPath *path, void *self)
{
	Stage *s = self;
	Value data = VALUE_EMPTY;
	Buf real = BUF_INIT;
	Flow flow;

	(void)call;
	provider_file_name(s->interp, path->path, &real);
	flow = module_read_data(s->interp, buf_str(&real), &data);
	buf_release(&real);
	if (flow == FLOW_THROW && interp_error_peek(s->interp)->category == CAT_PARSER_ERROR) {
		value_drop(interp_take_error(s->interp));
		return bad_file(s, path->shown, "CouldNotParseAsPowerShellDataFile",
			"The file '{0}' could not be parsed as a PowerShell Data File.");
	}
	if (flow == FLOW_NEXT && value_unwrap_peek(data).kind != V_HASH)
		flow = bad_file(s, path->shown, "CouldNotParseAsPowerShellDataFileNoHashtableRoot",
			"The file '{0}' could not be parsed as a PowerShell Data File. The file must contain a single "
			"hashtable.");
	else if (flow == FLOW_NEXT)
		flow = stage_write(s, data);
	value_drop(data);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	Flow flow;

	(void)input;
	provider_call_init(&call, s);
	flow = provider_each(&call, 0, import_file, s);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_import_powershelldatafile = {
	.name = "Import-PowerShellDataFile",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Collections.Hashtable", NULL },
	.process = process,
	.synopsis = "Reads the hashtable in a data file.",
};
