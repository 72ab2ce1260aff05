/* update-list: adds to a list property of an object, or removes from it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "shell/types/types.h"

enum { SET_ADD_REMOVE = 1, SET_REPLACE = 2 };
enum { P_ADD, P_REMOVE, P_REPLACE, P_INPUT_OBJECT, P_PROPERTY };

static const char *const sets[] = { "AddRemoveSet", "ReplaceSet", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_ADD] = { .name = "Add", .type = "Object[]", .in = { { .sets = SET_ADD_REMOVE } }, .flags = PARAM_NOT_EMPTY,
		.help = "What is added." },
	[P_REMOVE] = { .name = "Remove", .type = "Object[]", .in = { { .sets = SET_ADD_REMOVE } }, .flags = PARAM_NOT_EMPTY,
		.help = "What is removed." },
	[P_REPLACE] = { .name = "Replace", .type = "Object[]", .in = { { SET_REPLACE, 0, PARAM_MANDATORY } }, .flags = PARAM_NOT_EMPTY,
		.help = "What stands in the list from now on." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } }, .help = "The objects." },
	[P_PROPERTY] = { .name = "Property", .type = "String", .in = { { .pos1 = 1 } }, .flags = PARAM_NOT_EMPTY,
		.help = "The property that holds the list." },
};
/* clang-format on */

/* Without an object: a table of the changes, for the parameter of another command (-Services @{Add='SMTP'}). */
static Flow write_changes(Stage *s)
{
	static const int given[] = { P_ADD, P_REMOVE, P_REPLACE };
	Hash *hash = hash_new(type_of_id(T_HASHTABLE), true);

	for (size_t i = 0; i < COUNT(given); i++)
		if (stage_bound(s, given[i]))
			hash_set_text_take(hash, str_from(params[given[i]].name), value_ref(s->args[given[i]]));
	return stage_write_take(s, hash_value(hash));
}

static Flow call_each(Stage *s, Value list, Str method, int param)
{
	Value items = stage_bound(s, param) ? s->args[param] : VALUE_EMPTY;

	for (size_t i = 0; items.kind == V_ARRAY && i < items.array->n; i++) {
		Value item = array_peek(items.array, i), ignored = VALUE_EMPTY;

		FLOW_TRY(member_call(s->interp, list, method, &item, 1, &ignored));
		value_drop(ignored);
	}
	return FLOW_NEXT;
}

static Flow change(Stage *s, Value list)
{
	Value ignored = VALUE_EMPTY;

	if (stage_bound(s, P_REPLACE)) {
		FLOW_TRY(member_call(s->interp, list, S("Clear"), NULL, 0, &ignored));
		value_drop(ignored);
		return call_each(s, list, S("Add"), P_REPLACE);
	}
	FLOW_TRY(call_each(s, list, S("Add"), P_ADD));
	return call_each(s, list, S("Remove"), P_REMOVE);
}

static Flow no_property(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "UpdateListPropertyNotFound", .exception = EXC_PS_ARGUMENT
	};

	return stage_error(s, &spec, "The property '%.*s' cannot be found on this object.", STR_ARG(name));
}

static Flow process(Stage *s, Value input)
{
	Str name = stage_str(s, P_PROPERTY);
	Value list = VALUE_NULL;
	bool found;
	Flow flow;

	(void)input;
	if (!stage_bound(s, P_INPUT_OBJECT) || !name.n)
		return FLOW_NEXT;
	FLOW_TRY(member_get(s->interp, s->args[P_INPUT_OBJECT], name, NULL, &list, &found));
	flow = found ? change(s, list) : no_property(s, name);
	value_drop(list);
	return flow == FLOW_NEXT && found ? stage_write(s, s->args[P_INPUT_OBJECT]) : flow;
}

static Flow end(Stage *s)
{
	return stage_bound(s, P_INPUT_OBJECT) ? FLOW_NEXT : write_changes(s);
}

const CmdletDef cmd_update_list = {
	.name = "Update-List",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_ADD_REMOVE,
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.end = end,
	.synopsis = "Adds to a list, or removes from it.",
};
