/* invoke-expression: runs text as a script, here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

enum { P_COMMAND };

static const ParamDef params[] = {
	[P_COMMAND] = {
		.name = "Command", .type = "String", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "The text that runs.",
	},
};

/* What is no script is an error of the command; it still points into the text. */
static Flow parse(Stage *s, Value *block)
{
	Flow flow = function_parse(s->interp, S(""), stage_str(s, P_COMMAND), 0, block);
	Value record;

	if (flow != FLOW_THROW)
		return flow;
	record = interp_take_error(s->interp);
	flow = stage_throw_record(s, record);
	value_drop(record);
	return flow;
}

/* In the caller's scope; return ends the text alone. */
static Flow process(Stage *s, Value input)
{
	Value block = VALUE_EMPTY;
	Flow flow;

	(void)input;
	FLOW_TRY(parse(s, &block));
	flow = stage_invoke(s, block, VALUE_EMPTY, s->out);
	value_drop(block);
	return flow == FLOW_RETURN ? FLOW_NEXT : flow;
}

const CmdletDef cmd_invoke_expression = {
	.name = "Invoke-Expression",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "iex", NULL },
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Runs text as commands.",
};
