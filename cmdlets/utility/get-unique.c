/* get-unique: leaves out objects that repeat the one before. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/key.h"
#include "shell/value/convert.h"

enum { SET_AS_STRING = 1, SET_ON_TYPE = 2 };
enum { P_INPUT_OBJECT, P_AS_STRING, P_ON_TYPE, P_CASE_INSENSITIVE };

static const char *const sets[] = { "AsString", "UniqueByType", NULL };

static const ParamDef params[] = {
	[P_INPUT_OBJECT] = {
		.name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.flags = PARAM_ALLOW_NULL, .help = "The objects, already sorted.",
	},
	[P_AS_STRING] = {
		.name = "AsString", .type = "SwitchParameter", .in = { { .sets = SET_AS_STRING } },
		.help = "Compares the text of the objects.",
	},
	[P_ON_TYPE] = {
		.name = "OnType", .aliases = (const char *const[]){ "UType", NULL }, .type = "SwitchParameter",
		.in = { { .sets = SET_ON_TYPE } }, .help = "Gives one object of each type.",
	},
	[P_CASE_INSENSITIVE] = {
		.name = "CaseInsensitive", .type = "SwitchParameter", .where = WHERE_CORE, .help = "Case does not count.",
	},
};

typedef struct GetUnique {
	KeySet keys;
	Value last, last_text; /* V_EMPTY: none yet */
} GetUnique;

static Flow begin(Stage *s)
{
	GetUnique *state = s->state;

	state->keys.ignore_case = stage_switch(s, P_CASE_INSENSITIVE);
	return key_init(&state->keys, s, VALUE_EMPTY, 0, S(""));
}

static bool same_type(Value a, Value b)
{
	Value x = object_type_names(a), y = object_type_names(b);
	bool same = x.array->n == y.array->n;

	for (size_t i = 0; same && i < x.array->n; i++)
		same = str_ieq(value_str_peek(array_peek(x.array, i)), value_str_peek(array_peek(y.array, i)));
	value_drop(x);
	value_drop(y);
	return same;
}

static Flow differs(Stage *s, Value v, bool *yes)
{
	GetUnique *state = s->state;
	Value left = value_unwrap_peek(state->last), right = value_unwrap_peek(v), text;

	if (stage_switch(s, P_AS_STRING)) {
		FLOW_TRY(convert_to_string(s->interp, v, &text));
		*yes = state->last.kind == V_EMPTY || key_compare(&state->keys, &state->last_text, &text) != 0;
		value_set_take(&state->last_text, text);
		return FLOW_NEXT;
	}
	if (state->last.kind == V_EMPTY)
		*yes = true;
	else if (stage_switch(s, P_ON_TYPE))
		*yes = !same_type(state->last, v);
	else
		*yes = key_compare(&state->keys, &left, &right) != 0;
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	GetUnique *state = s->state;
	bool yes;

	(void)input;
	if (!stage_bound(s, P_INPUT_OBJECT) || value_is_null(s->args[P_INPUT_OBJECT]))
		return FLOW_NEXT;
	FLOW_TRY(differs(s, s->args[P_INPUT_OBJECT], &yes));
	if (!yes)
		return FLOW_NEXT;
	value_set_take(&state->last, value_ref(s->args[P_INPUT_OBJECT]));
	return stage_write(s, s->args[P_INPUT_OBJECT]);
}

static void dispose(Stage *s)
{
	GetUnique *state = s->state;

	value_drop(state->last);
	value_drop(state->last_text);
	key_release(&state->keys);
}

const CmdletDef cmd_get_unique = {
	.name = "Get-Unique",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "gu", NULL },
	.sets = sets,
	.default_set = SET_AS_STRING,
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(GetUnique),
	.begin = begin,
	.process = process,
	.dispose = dispose,
	.synopsis = "Leaves out objects that repeat the one before.",
};
