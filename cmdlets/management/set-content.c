/* set-content: writes the content of an item, replacing what was there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum {
	P_VALUE,
	P_PASS_THRU,
	ITEM_PARAMS,
	P_NO_NEWLINE,
	P_ENCODING_NAME,
	P_ENCODING,
	P_BYTES,
	P_STREAM,
	P_COUNT,
};
static const char *const aliases[] = { "sc:d", NULL };
static const char *const outputs[] = { "System.String", NULL };

static const ParamDef params[P_COUNT] = {
	[P_VALUE] = { .name = "Value",
		.type = "Object[]",
		.in = { { 0, 2, PARAM_MANDATORY | PIPED } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The new content." },
	[P_PASS_THRU] = { .name = "PassThru",
		.type = "SwitchParameter",
		.help = "Also writes the values to the output." },
	ITEM_ROWS(PARAM_MANDATORY | PARAM_FROM_PIPE_PROP),
	[P_NO_NEWLINE] = { .name = "NoNewline", .type = "SwitchParameter", .flags = PARAM_DYNAMIC, .help = "Leaves the line ends out." },
	[P_ENCODING_NAME] = ROW_ENCODING_NAME,
	[P_ENCODING] = ROW_ENCODING,
	[P_BYTES] = ROW_BYTES,
	[P_STREAM] = ROW_STREAM,
};

static Flow begin(Stage *s)
{
	ManagementWriters *writers = s->state;

	writers->action = "Set Content";
	writers->append = false;
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	ManagementWriters *writers = s->state;
	Value values = s->args[P_VALUE];
	size_t n = values.kind == V_ARRAY ? values.array->n : 0;
	Flow flow = FLOW_NEXT;

	(void)input;
	FLOW_TRY(management_open_writers(s, writers, s->args[stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH]));
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++) {
		Value v = array_get(values.array, i);

		flow = management_write(s, writers, v);
		if (flow == FLOW_NEXT && stage_switch(s, P_PASS_THRU))
			flow = stage_write(s, v);
		value_drop(v);
	}
	return flow;
}

static Flow end(Stage *s)
{
	return management_close_writers(s->state, false);
}

static void dispose(Stage *s)
{
	ManagementWriters *writers = s->state;

	/* still open only when something failed before: the error is there already */
	if (writers->open && management_close_writers(writers, true) != FLOW_NEXT)
		return;
}

const CmdletDef cmd_set_content = {
	.name = "Set-Content",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(ManagementWriters),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Writes the content of an item, replacing what was there.",
};
