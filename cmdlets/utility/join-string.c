/* join-string: objects as one text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/format/property.h"
#include "shell/value/convert.h"

enum { SET_PLAIN = 1, SET_SINGLE = 2, SET_DOUBLE = 4, SET_FORMAT = 8 };
enum {
	P_PROPERTY,
	P_SEPARATOR,
	P_OUTPUT_PREFIX,
	P_OUTPUT_SUFFIX,
	P_SINGLE_QUOTE,
	P_DOUBLE_QUOTE,
	P_FORMAT_STRING,
	P_USE_CULTURE,
	P_INPUT_OBJECT,
};

static const char *const sets[] = { "default", "SingleQuote", "DoubleQuote", "Format", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_PROPERTY] = { .name = "Property", .type = "Object", .in = { { .pos1 = 1 } },
		.help = "What is taken of each object: a property or a script block." },
	[P_SEPARATOR] = { .name = "Separator", .type = "String", .in = { { .pos1 = 2 } }, .flags = PARAM_ALLOW_EMPTY,
		.help = "What stands between the texts; by default, $OFS or nothing." },
	[P_OUTPUT_PREFIX] = { .name = "OutputPrefix", .aliases = (const char *const[]){ "op", NULL }, .type = "String",
		.help = "What stands before all." },
	[P_OUTPUT_SUFFIX] = { .name = "OutputSuffix", .aliases = (const char *const[]){ "os", NULL }, .type = "String",
		.help = "What stands behind all." },
	[P_SINGLE_QUOTE] = { .name = "SingleQuote", .type = "SwitchParameter", .in = { { .sets = SET_SINGLE } },
		.help = "Puts each text in single quotes." },
	[P_DOUBLE_QUOTE] = { .name = "DoubleQuote", .type = "SwitchParameter", .in = { { .sets = SET_DOUBLE } },
		.help = "Puts each text in double quotes." },
	[P_FORMAT_STRING] = { .name = "FormatString", .type = "String", .in = { { .sets = SET_FORMAT } },
		.help = "A format of -f for each object." },
	[P_USE_CULTURE] = { .name = "UseCulture", .type = "SwitchParameter",
		.help = "Writes as the current culture does, with its list separator." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject[]", .in = { { .flags = PARAM_FROM_PIPE } },
		.flags = PARAM_ALLOW_NULL, .help = "The objects." },
};
/* clang-format on */

typedef struct JoinString {
	PropertyList properties;
	Buf text, separator;
	bool any;
} JoinString;

static Flow begin(Stage *s)
{
	JoinString *state = s->state;
	Value ofs = stage_variable_peek(s, S("OFS"));

	state->text = state->separator = BUF_INIT;
	if (stage_bound(s, P_SEPARATOR))
		buf_put(&state->separator, stage_str(s, P_SEPARATOR));
	else if (stage_switch(s, P_USE_CULTURE))
		buf_put_char(&state->separator, ',');
	else if (!value_is_null(ofs))
		FLOW_TRY(convert_put_text(s->interp, ofs, &state->separator));
	return stage_bound(s, P_PROPERTY) ? property_parse(s, s->args[P_PROPERTY], 0, &state->properties) : FLOW_NEXT;
}

/* What stands for the object: itself, or its property. */
static Flow value_for(Stage *s, Value object, Value *out)
{
	JoinString *state = s->state;
	PropertyUses uses = { 0 };
	bool failed;
	Flow flow = FLOW_NEXT;

	*out = VALUE_NULL;
	if (!state->properties.n) {
		*out = value_ref(object);
		return FLOW_NEXT;
	}
	property_expand(s->interp, &state->properties.p[0], object, &uses);
	if (uses.n)
		flow = property_value(s->interp, &uses.p[0], object, out, &failed);
	property_uses_release(&uses);
	return flow;
}

static Flow put_value(Stage *s, Value v)
{
	JoinString *state = s->state;
	const char *quote = stage_switch(s, P_SINGLE_QUOTE) ? "'" : stage_switch(s, P_DOUBLE_QUOTE) ? "\"" : "";
	Flow flow;

	if (state->any)
		buf_put(&state->text, buf_str(&state->separator));
	state->any = true;
	if (stage_bound(s, P_FORMAT_STRING))
		return convert_format(s->interp, stage_str(s, P_FORMAT_STRING), &v, 1, &state->text);
	buf_put(&state->text, str_from(quote));
	flow = stage_switch(s, P_USE_CULTURE) ? convert_put_tostring(s->interp, v, &state->text)
					      : convert_put_text(s->interp, v, &state->text);
	buf_put(&state->text, str_from(quote));
	return flow;
}

static Flow process(Stage *s, Value input)
{
	Value list = stage_bound(s, P_INPUT_OBJECT) ? s->args[P_INPUT_OBJECT] : VALUE_EMPTY, v;
	Flow flow = FLOW_NEXT;

	(void)input;
	for (size_t i = 0; list.kind == V_ARRAY && i < list.array->n && flow == FLOW_NEXT; i++) {
		flow = value_for(s, array_peek(list.array, i), &v);
		if (flow == FLOW_NEXT)
			flow = put_value(s, v);
		value_drop(v);
	}
	return flow;
}

static Flow end(Stage *s)
{
	JoinString *state = s->state;
	Buf text = BUF_INIT;
	Flow flow;

	buf_put(&text, stage_str(s, P_OUTPUT_PREFIX));
	buf_put(&text, buf_str(&state->text));
	buf_put(&text, stage_str(s, P_OUTPUT_SUFFIX));
	flow = stage_write_text(s, buf_str(&text));
	buf_release(&text);
	return flow;
}

static void dispose(Stage *s)
{
	JoinString *state = s->state;

	property_release(&state->properties);
	buf_release(&state->text);
	buf_release(&state->separator);
}

const CmdletDef cmd_join_string = {
	.name = "Join-String",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_PLAIN,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.where = WHERE_CORE,
	.state_size = sizeof(JoinString),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Joins objects into one text.",
};
