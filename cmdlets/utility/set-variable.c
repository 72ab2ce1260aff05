/* set-variable: gives variables a value, and makes them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/variable.h"
#include "shell/base/wildcard.h"
#include "shell/value/array.h"
#include "shell/value/iter.h"

enum {
	P_NAME,
	P_VALUE,
	P_INCLUDE,
	P_EXCLUDE,
	P_DESCRIPTION,
	P_OPTION,
	P_FORCE,
	P_VISIBILITY,
	P_PASS_THRU,
	P_SCOPE,
	P_APPEND
};

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The variables; wildcards stand for those that are there." },
	[P_VALUE] = { .name = "Value", .type = "Object",
		.in = { { .pos1 = 2, .flags = PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "The value; several from the pipeline become an array." },
	[P_INCLUDE] = { .name = "Include", .type = "String[]", .help = variable_include_help },
	[P_EXCLUDE] = { .name = "Exclude", .type = "String[]", .help = variable_exclude_help },
	[P_DESCRIPTION] = { .name = "Description", .type = "String", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "What the variable is for." },
	[P_OPTION] = { .name = "Option", .type = "ScopedItemOptions",
		.help = "None, ReadOnly (only Force changes it), Constant, Private (not seen by inner scopes) or AllScope." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Changes a variable that is read-only." },
	[P_VISIBILITY] = { .name = "Visibility", .type = "SessionStateEntryVisibility",
		.help = "Whether commands from outside the session may see it.", .default_text = "Public" },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the variable." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = variable_scope_help },
	[P_APPEND] = { .name = "Append", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Adds the value to those that are there." },
};
/* clang-format on */

static const VariableParams where = { P_NAME, P_SCOPE, P_INCLUDE, P_EXCLUDE };

typedef struct SetVariable {
	Array *piped;                 /* values from the pipeline */
	bool name_given, value_given; /* on the command line */
} SetVariable;

static Flow begin(Stage *s)
{
	SetVariable *state = s->state;

	state->name_given = stage_bound(s, P_NAME);
	state->value_given = stage_bound(s, P_VALUE);
	state->piped = array_new_objects();
	return FLOW_NEXT;
}

/* Old and new values in one array. */
static Value appended(Stage *s, VariablePlace place, Value v)
{
	const Variable *old = scope_local_peek(place.scope, place.symbol);
	Array *all = array_new_objects();
	Iter it;
	Flow flow;
	Value item;

	if (old && iter_unrolls(old->value) && iter_init(s->interp, &it, old->value) == FLOW_NEXT) {
		while (iter_next(s->interp, &it, &item, &flow))
			array_push_take(all, item);
		iter_release(&it);
	} else if (old && !value_is_null(old->value)) {
		array_push(all, old->value);
	}
	if (v.kind == V_ARRAY)
		for (size_t i = 0; i < v.array->n; i++)
			array_push_take(all, array_get(v.array, i));
	else
		array_push(all, v);
	return array_value(all);
}

static Flow set_one(Stage *s, VariablePlace place, Value v)
{
	VariableChange change = { .options = stage_int(s, P_OPTION, -1), .force = stage_switch(s, P_FORCE) };
	bool done = false;
	Flow flow;

	if (stage_bound(s, P_DESCRIPTION))
		change.description = (Str){ stage_str(s, P_DESCRIPTION).n ? stage_str(s, P_DESCRIPTION).p : "",
			stage_str(s, P_DESCRIPTION).n };
	change.value = stage_switch(s, P_APPEND) ? appended(s, place, v) : value_ref(v);
	flow = FLOW_NEXT;
	if (variable_should(s, S("Set variable"), string_str(place.symbol->name), change.value, &flow))
		flow = variable_change(s, place, &change, &done);
	value_drop(change.value);
	return done && stage_switch(s, P_PASS_THRU) && flow == FLOW_NEXT ? variable_write(s, place) : flow;
}

/* A plain name is made where it is not there; a pattern means those that are. */
static Flow set_name(Stage *s, Str name, Value v)
{
	VariablePlaces places = { 0 };
	Scope *scope;
	Flow flow;

	FLOW_TRY(variable_scope(s, P_SCOPE, &scope));
	if (!wildcard_has(name))
		return set_one(s, variable_place(s, name, scope ? scope : s->interp->scope), v);
	flow = variable_find(s, &where, name, &places);
	for (size_t i = 0; i < places.n && flow == FLOW_NEXT; i++)
		flow = set_one(s, places.p[i], v);
	VEC_RELEASE(&places);
	return flow;
}

static Flow set_names(Stage *s, Value v)
{
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	for (size_t i = 0; i < n; i++)
		FLOW_TRY(set_name(s, names[i], v));
	return FLOW_NEXT;
}

/* Values for a name of the command line are gathered; names that come with values by the pipeline are set at once. */
static Flow process(Stage *s, Value input)
{
	SetVariable *state = s->state;
	Value v = stage_bound(s, P_VALUE) ? s->args[P_VALUE] : VALUE_EMPTY;

	(void)input;
	if (!state->name_given)
		return set_names(s, v);
	if (!state->value_given && stage_bound(s, P_VALUE))
		array_push(state->piped, v);
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	const SetVariable *state = s->state;

	if (!state->name_given)
		return FLOW_NEXT;
	if (state->value_given)
		return set_names(s, s->args[P_VALUE]);
	if (state->piped->n > 1)
		return set_names(s, array_value(state->piped));
	return set_names(s, state->piped->n ? array_peek(state->piped, 0) : VALUE_EMPTY);
}

static void dispose(Stage *s)
{
	const SetVariable *state = s->state;

	if (state->piped)
		value_drop(array_value(state->piped));
}

const CmdletDef cmd_set_variable = {
	.name = "Set-Variable",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "sv", "set", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSVariable", NULL },
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(SetVariable),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Gives variables a value, and makes them where they are not there.",
};
