/* convertto-json: objects as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/json.h"
#include "shell/value/list.h"

enum { P_INPUT_OBJECT, P_DEPTH, P_DEPTH_DESKTOP, P_COMPRESS, P_ENUMS_AS_STRINGS, P_AS_ARRAY, P_ESCAPE_HANDLING };

static const char depth_help[] = "How many levels of objects are written; deeper ones become their text.";

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "Object", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The objects." },
	[P_DEPTH] = { .name = "Depth", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 0, .max = 100 },
		.where = WHERE_CORE, .help = depth_help, .default_text = "2" },
	[P_DEPTH_DESKTOP] = { .name = "Depth", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.where = WHERE_DESKTOP, .help = depth_help, .default_text = "2" },
	[P_COMPRESS] = { .name = "Compress", .type = "SwitchParameter", .help = "Leaves line ends and indentation out." },
	[P_ENUMS_AS_STRINGS] = { .name = "EnumsAsStrings", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Writes the names of enumerations in place of their numbers." },
	[P_AS_ARRAY] = { .name = "AsArray", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Writes an array even for one object." },
	[P_ESCAPE_HANDLING] = { .name = "EscapeHandling", .type = "Newtonsoft.Json.StringEscapeHandling", .where = WHERE_CORE,
		.help = "Which characters are escaped: Default, EscapeNonAscii or EscapeHtml.", .default_text = "Default" },
};
/* clang-format on */

typedef struct ConvertToJson {
	List *input;
} ConvertToJson;

static Flow begin(Stage *s)
{
	((ConvertToJson *)s->state)->input = list_new(type_of_id(T_ARRAYLIST));
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	list_push_take(((ConvertToJson *)s->state)->input, value_ref(s->args[P_INPUT_OBJECT]));
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	List *input = ((ConvertToJson *)s->state)->input;
	JsonStyle style = { .compress = stage_switch(s, P_COMPRESS),
		.enums_as_strings = stage_switch(s, P_ENUMS_AS_STRINGS),
		.escape = (JsonEscape)stage_int(s, P_ESCAPE_HANDLING, JSON_ESCAPE_DEFAULT),
		.depth = stage_int(s, stage_bound(s, P_DEPTH) ? P_DEPTH : P_DEPTH_DESKTOP, 2) };
	Buf text = BUF_INIT;
	Flow flow;

	if (input->n == 0)
		return FLOW_NEXT;
	flow = json_put(s, input->n > 1 || stage_switch(s, P_AS_ARRAY) ? list_value(input) : list_peek(input, 0),
		&style, &text);
	if (flow == FLOW_NEXT)
		flow = stage_write_text(s, buf_str(&text));
	buf_release(&text);
	return flow;
}

static void dispose(Stage *s)
{
	ConvertToJson *state = s->state;

	if (state->input)
		value_drop(list_value(state->input));
}

const CmdletDef cmd_convertto_json = {
	.name = "ConvertTo-Json",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.state_size = sizeof(ConvertToJson),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Turns objects into JSON.",
};
