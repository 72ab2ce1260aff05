/* convertfrom-json: JSON as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/json.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"

enum { P_INPUT_OBJECT, P_AS_HASHTABLE, P_DEPTH, P_NO_ENUMERATE, P_DATE_KIND };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "String", .flags = PARAM_ALLOW_EMPTY,
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The text." },
	[P_AS_HASHTABLE] = { .name = "AsHashtable", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Gives hashtables, whose keys may differ by case alone." },
	[P_DEPTH] = { .name = "Depth", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.where = WHERE_CORE, .help = "How deep the text may be nested.", .default_text = "1024" },
	[P_NO_ENUMERATE] = { .name = "NoEnumerate", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Gives an array as one object." },
	[P_DATE_KIND] = { .name = "DateKind", .type = "Microsoft.PowerShell.Commands.JsonDateKind", .where = WHERE_CORE,
		.help = "What texts that look like dates become: Default, Local, Utc, Offset or String.", .default_text = "Default" },
};
/* clang-format on */

typedef struct ConvertFromJson {
	List *lines;
} ConvertFromJson;

static Flow begin(Stage *s)
{
	((ConvertFromJson *)s->state)->lines = list_new(type_of_id(T_ARRAYLIST));
	return stage_int(s, P_DATE_KIND, 0) == JSON_DATES_OFFSET
		       ? stage_not_done(s, "ConvertFrom-Json -DateKind Offset")
		       : FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	list_push_take(((ConvertFromJson *)s->state)->lines, value_ref(s->args[P_INPUT_OBJECT]));
	return FLOW_NEXT;
}

static Flow fail(Stage *s, const JsonFault *fault)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED, .id = "System.ArgumentException", .exception = EXC_ARGUMENT };
	Str text = buf_str(&fault->text);

	if (stage_is_interrupted(s))
		return stage_interrupted(s);
	if (fault->id) {
		spec = (ErrorSpec){
			.category = CAT_INVALID_OPERATION, .id = fault->id, .exception = EXC_INVALID_OPERATION
		};
		return stage_throw(s, &spec, "%.*s", STR_ARG(text));
	}
	if (stage_edition(s)->where & WHERE_DESKTOP)
		return stage_throw(s, &spec, "%.*s", STR_ARG(text));
	return stage_throw(s, &spec, "Conversion from JSON failed with error: %.*s", STR_ARG(text));
}

/* Core hands the elements of an array on one by one; Desktop the array. */
static Flow write_value(Stage *s, Value v)
{
	if ((stage_edition(s)->where & WHERE_DESKTOP) || stage_switch(s, P_NO_ENUMERATE) || !iter_unrolls(v))
		return stage_write(s, v);
	return stage_write_each(s, v);
}

/* must: what is no JSON is an error; else *done false. */
static Flow convert(Stage *s, Str text, bool must, bool *done)
{
	JsonOptions options = { .hashtable = stage_switch(s, P_AS_HASHTABLE),
		.depth = stage_int(s, P_DEPTH, 1024),
		.dates = (JsonDates)stage_int(s, P_DATE_KIND, JSON_DATES_DEFAULT) };
	JsonFault fault;
	Value v;
	Flow flow = FLOW_NEXT;

	*done = json_read(s, text, &options, &v, &fault);
	if (*done) {
		flow = write_value(s, v);
		value_drop(v);
	} else if (must || fault.id || stage_is_interrupted(s)) {
		flow = fail(s, &fault);
	}
	buf_release(&fault.text);
	return flow;
}

static Flow convert_all(Stage *s, const List *lines)
{
	Str newline = str_from(stage_edition(s)->newline);
	Buf text = BUF_INIT;
	bool done;
	Flow flow;

	for (size_t i = 0; i < lines->n; i++) {
		if (i)
			buf_put(&text, newline);
		buf_put(&text, value_str_peek(list_peek(lines, i)));
	}
	flow = convert(s, buf_str(&text), true, &done);
	buf_release(&text);
	return flow;
}

/* When the first line is a whole value, each line is one of its own; else all are one text. */
static Flow end(Stage *s)
{
	const List *lines = ((ConvertFromJson *)s->state)->lines;
	bool done = false;

	if (lines->n == 0)
		return FLOW_NEXT;
	if (lines->n == 1)
		return convert(s, value_str_peek(list_peek(lines, 0)), true, &done);
	FLOW_TRY(convert(s, value_str_peek(list_peek(lines, 0)), false, &done));
	if (!done)
		return convert_all(s, lines);
	for (size_t i = 1; i < lines->n; i++)
		FLOW_TRY(convert(s, value_str_peek(list_peek(lines, i)), true, &done));
	return FLOW_NEXT;
}

static void dispose(Stage *s)
{
	ConvertFromJson *state = s->state;

	if (state->lines)
		value_drop(list_value(state->lines));
}

const CmdletDef cmd_convertfrom_json = {
	.name = "ConvertFrom-Json",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSObject", NULL },
	.state_size = sizeof(ConvertFromJson),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Turns JSON into objects.",
};
