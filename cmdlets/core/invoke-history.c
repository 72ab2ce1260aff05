/* invoke-history: runs a line of the history again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/history_info.h"
#include "shell/base/num.h"
#include "shell/engine/function.h"

enum { P_ID };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "String", .in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE_PROP } },
		.help = "The number of the line, or how it starts.", .default_text = "the last line" },
};
/* clang-format on */

typedef struct InvokeHistory {
	bool done;
} InvokeHistory;

/* ---- errors ---- */

static Flow no_last(Stage *s)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "InvokeHistoryNoLastHistoryEntryFound",
		.exception = EXC_INVALID_OPERATION };

	return stage_throw(s, &spec, "Cannot locate most recent history.");
}

static Flow no_line(Stage *s, Str start)
{
	Value target = value_string(start);
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "InvokeHistoryNoHistoryForCommandline",
		.exception = EXC_ARGUMENT,
		.target = target };
	Flow flow = stage_throw(s, &spec, "Cannot locate the history for command line %.*s.", STR_ARG(start));

	value_drop(target);
	return flow;
}

static Flow no_id(Stage *s, int64_t id)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "InvokeHistoryNoHistoryForId",
		.exception = EXC_ARGUMENT,
		.target = value_long(id) };
	Buf text = BUF_INIT;
	Flow flow;

	if (id > 0)
		return stage_throw(s, &spec, "Cannot locate the history for Id %lld.", (long long)id);
	spec.category = CAT_INVALID_ARGUMENT;
	spec.id = "InvokeHistoryInvalidIdGetHistory";
	spec.exception = EXC_ARGUMENT_OUT_OF_RANGE;
	buf_printf(&text,
		"The identifier %lld is not a valid value for a History identifier. Specify a positive number, and then try "
		"again.",
		(long long)id);
	fault_put_param(s->interp, S("Id"), &text);
	flow = stage_throw(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static Flow many(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "InvokeHistoryMultipleCommandsError", .exception = EXC_ARGUMENT
	};

	return stage_throw(s, &spec, "You cannot run more than one command from the history at a time.");
}

/* ---- finding ---- */

static Flow find(Stage *s, const History *history, size_t *at)
{
	Str text = stage_str(s, P_ID);
	int64_t id;

	if (!stage_bound(s, P_ID)) {
		*at = history->n - 1;
		return history->n ? FLOW_NEXT : no_last(s);
	}
	if (num_parse_integer(text, NUM_INT64, false, &id) == NUM_OK) {
		*at = history_find(history, id);
		return *at == STR_NONE ? no_id(s, id) : FLOW_NEXT;
	}
	for (*at = history->n; *at-- > 0;)
		if (str_istarts(string_str(history->p[*at].line), text))
			return FLOW_NEXT;
	return no_line(s, text);
}

/* The line is shown as if it had been typed, and counts as what was. */
static Flow run(Stage *s, Str line)
{
	Host *host = stage_host_of(s);
	Value block = VALUE_EMPTY;
	Flow flow;

	host->write(host->self, line, COLOR_NONE, COLOR_NONE);
	host->write(host->self, S("\n"), COLOR_NONE, COLOR_NONE);
	history_replace(s->interp, line);
	FLOW_TRY(function_parse(s->interp, S(""), line, 0, &block));
	flow = stage_invoke(s, block, VALUE_EMPTY, s->out);
	value_drop(block);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	InvokeHistory *state = s->state;
	const History *history = history_of(s->interp);
	size_t at = 0;
	Value line;
	Flow flow;

	(void)input;
	if (state->done)
		return many(s);
	state->done = true;
	FLOW_TRY(find(s, history, &at));
	line = value_ref(value_of_string(history->p[at].line));
	flow = FLOW_NEXT;
	if (stage_should(s, string_str(line.string), S("Invoke-History"), &flow))
		flow = run(s, string_str(line.string));
	value_drop(line);
	return flow;
}

const CmdletDef cmd_invoke_history = {
	.name = "Invoke-History",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "r", "ihy", NULL },
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(InvokeHistory),
	.process = process,
	.synopsis = "Runs a line of the history again.",
};
