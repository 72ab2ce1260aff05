/* group-object: objects gathered by equal properties (reference 11.5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/group_info.h"
#include "cmdlets/utility/key.h"
#include "shell/base/vec.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"

enum { P_NO_ELEMENT, P_AS_HASH_TABLE, P_AS_STRING, P_INPUT_OBJECT, P_CULTURE, P_CASE_SENSITIVE, P_PROPERTY };

/* clang-format off */
static const ParamDef params[] = {
	[P_NO_ELEMENT] = { .name = "NoElement", .type = "SwitchParameter", .help = "Leaves the objects out of the groups." },
	[P_AS_HASH_TABLE] = { .name = "AsHashTable", .aliases = (const char *const[]){ "AHT", NULL },
		.type = "SwitchParameter", .help = "Gives one hash table: the objects by their key." },
	[P_AS_STRING] = { .name = "AsString", .type = "SwitchParameter",
		.help = "Makes the keys of the hash table strings." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be grouped." },
	[P_CULTURE] = { .name = "Culture", .type = "String", .help = key_culture_help },
	[P_CASE_SENSITIVE] = { .name = "CaseSensitive", .type = "SwitchParameter", .help = key_case_help },
	[P_PROPERTY] = { .name = "Property", .type = "Object[]", .in = { { .pos1 = 1 } },
		.help = "What is grouped by: names, script blocks, or tables with the key Expression." },
};
/* clang-format on */

/* Groups in the order of their first objects; their keys are the rows of the index. */
typedef struct Group {
	KeySet keys;
	KeyIndex index;
	VEC(GroupInfo) groups;
	VEC(Value) waiting; /* objects kept until wildcards are spelled out */
	bool no_element, wild, ready;
} Group;

static Flow refuse(Stage *s, const char *id, const char *text)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = id, .exception = EXC_ARGUMENT };

	return stage_throw(s, &spec, "%s", text);
}

static Flow begin(Stage *s)
{
	Group *state = s->state;
	const PropertyList *properties = &state->keys.properties;

	state->no_element = stage_switch(s, P_NO_ELEMENT);
	state->keys.ignore_case = !stage_switch(s, P_CASE_SENSITIVE);
	FLOW_TRY(key_init(&state->keys, s, stage_bound(s, P_PROPERTY) ? s->args[P_PROPERTY] : VALUE_EMPTY, 0,
		stage_str(s, P_CULTURE)));
	if (stage_switch(s, P_AS_HASH_TABLE) && properties->n > 1 && !stage_switch(s, P_AS_STRING))
		return refuse(s, "ArgumentException",
			"The parameter AsHashTable with several properties needs the parameter AsString.");
	if (stage_switch(s, P_AS_STRING) && !stage_switch(s, P_AS_HASH_TABLE))
		return refuse(s, "ArgumentException", "The parameter AsString can be used with AsHashTable alone.");
	for (size_t i = 0; i < properties->n; i++)
		state->wild |= properties->p[i].wild;
	return FLOW_NEXT;
}

/* ---- a group's name ---- */

static Flow put_key_text(Stage *s, Value v, Buf *out);

/* {a, b} of a collection. */
static Flow put_collection(Stage *s, Value v, Buf *out)
{
	size_t n = 0;
	Value item;
	Iter it;
	Flow flow;

	FLOW_TRY(iter_init(s->interp, &it, v));
	buf_put_char(out, '{');
	while (iter_next(s->interp, &it, &item, &flow)) {
		buf_put(out, n++ ? S(", ") : S(""));
		if (!value_is_null(item))
			flow = iter_unrolls(item) ? convert_put_text(s->interp, item, out) : put_key_text(s, item, out);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	buf_put_char(out, '}');
	return flow;
}

static Flow put_key_text(Stage *s, Value v, Buf *out)
{
	if (value_is_null(v))
		return FLOW_NEXT;
	if (v.kind == V_OBJECT && v.object->type->id == T_PSCUSTOM)
		return convert_put_text(s->interp, v, out);
	return iter_unrolls(v) ? put_collection(s, v, out) : convert_put_tostring(s->interp, v, out);
}

static Flow make_name(Stage *s, const Value *row, size_t width, Value *out)
{
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < width && flow == FLOW_NEXT; i++) {
		buf_put(&text, i ? S(", ") : S(""));
		flow = put_key_text(s, row[i], &text);
	}
	*out = value_string_buf(&text);
	buf_release(&text);
	return flow;
}

/* ---- gathering ---- */

static List *new_group(Stage *s)
{
	TypeSet *types = runtime_of(s->interp)->types;
	const TypeDef *type = type_set_close(types, type_of_id(T_COLLECTION), type_of_id(T_PSOBJECT), NULL);

	return list_new(type ? type : type_of_id(T_COLLECTION));
}

/* Takes the row. */
static Flow open_group(Stage *s, const Value *row)
{
	Group *state = s->state;
	GroupInfo info = { .values = list_new(type_of_id(T_ARRAYLIST)), .group = new_group(s) };
	Flow flow = make_name(s, row, state->keys.width, &info.name);

	for (size_t i = 0; i < state->keys.width; i++)
		list_push_take(info.values, value_ref(row[i]));
	key_index_add_take(&state->index, row);
	VEC_PUSH(&state->groups, info);
	return flow;
}

static Flow add(Stage *s, Value object)
{
	Group *state = s->state;
	Value *row = ARENA_ARRAY(s->scratch, Value, state->keys.width);
	Flow flow = key_read(&state->keys, object, row);
	size_t found;

	if (flow != FLOW_NEXT)
		return flow;
	for (size_t i = 0; i < state->keys.width; i++)
		if (value_is_unset(row[i]))
			row[i] = VALUE_NULL; /* an object without the property is with those that have $null */
	found = key_index_find(&state->index, row);
	if (found == STR_NONE) {
		found = state->groups.n;
		flow = open_group(s, row);
	} else {
		key_drop_row(&state->keys, row);
	}
	state->groups.p[found].count++;
	if (!state->no_element)
		list_push_take(state->groups.p[found].group, value_ref(object));
	return flow;
}

static Flow process(Stage *s, Value input)
{
	Group *state = s->state;
	Value object;

	(void)input;
	if (!stage_bound(s, P_INPUT_OBJECT) || value_is_null(s->args[P_INPUT_OBJECT]))
		return FLOW_NEXT;
	object = s->args[P_INPUT_OBJECT];
	if (state->wild) {
		VEC_PUSH(&state->waiting, value_ref(object));
		return FLOW_NEXT;
	}
	if (!state->ready) {
		key_index_init(&state->index, &state->keys);
		state->ready = true;
	}
	return add(s, object);
}

static Flow add_waiting(Stage *s)
{
	Group *state = s->state;
	Flow flow = FLOW_NEXT;

	key_expand(&state->keys, state->waiting.p, state->waiting.n);
	key_index_init(&state->index, &state->keys);
	state->ready = true;
	for (size_t i = 0; i < state->waiting.n && flow == FLOW_NEXT; i++)
		flow = add(s, state->waiting.p[i]);
	return flow;
}

/* ---- the result ---- */

static Value take_group(Group *state, size_t i)
{
	GroupInfo info = state->groups.p[i];

	state->groups.p[i] = (GroupInfo){ 0 };
	return group_info_new_take(state->no_element, &info);
}

/* 7 sorts the groups by their keys, 5.1 leaves them as they came. */
static Flow write_groups(Stage *s)
{
	Group *state = s->state;
	size_t n = state->groups.n;
	uint32_t *order = MEM_ARRAY(uint32_t, n + 1);
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	if (stage_edition(s)->group_sorted)
		flow = key_sort(&state->keys, state->index.rows, order, n);
	for (size_t i = 0; i < n && flow == FLOW_NEXT; i++)
		flow = stage_write_take(s, take_group(state, order[i]));
	free(order);
	return flow;
}

static Flow duplicate_key(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "System.ArgumentException", .exception = EXC_ARGUMENT
	};

	return stage_throw(s, &spec,
		"The objects grouped by this property cannot be expanded because there is a key duplication. Provide a valid "
		"value for the property, and then try again.");
}

static Flow write_table(Stage *s)
{
	Group *state = s->state;
	Hash *table = hash_new(type_of_id(T_HASHTABLE), state->keys.ignore_case);
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < state->groups.n && flow == FLOW_NEXT; i++) {
		const GroupInfo *info = &state->groups.p[i];
		Value key = list_peek(info->values, 0);

		if (stage_switch(s, P_AS_STRING) || value_is_null(key))
			key = info->name;
		if (hash_find_peek(table, key))
			flow = duplicate_key(s);
		else
			hash_set(table, key, list_value(info->group));
	}
	if (flow == FLOW_NEXT)
		flow = stage_write(s, hash_value(table));
	value_drop(hash_value(table));
	return flow;
}

static Flow end(Stage *s)
{
	Group *state = s->state;

	if (state->wild)
		FLOW_TRY(add_waiting(s));
	if (!state->ready)
		return FLOW_NEXT;
	return stage_switch(s, P_AS_HASH_TABLE) ? write_table(s) : write_groups(s);
}

static void dispose(Stage *s)
{
	Group *state = s->state;

	for (size_t i = 0; i < state->groups.n; i++) {
		const GroupInfo *info = &state->groups.p[i];

		if (!info->values)
			continue;
		value_drop(info->name);
		value_drop(list_value(info->values));
		value_drop(list_value(info->group));
	}
	for (size_t i = 0; i < state->waiting.n; i++)
		value_drop(state->waiting.p[i]);
	VEC_RELEASE(&state->groups);
	VEC_RELEASE(&state->waiting);
	key_index_release(&state->index);
	key_release(&state->keys);
}

const CmdletDef cmd_group_object = {
	.name = "Group-Object",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "group", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Collections.Hashtable", "Microsoft.PowerShell.Commands.GroupInfo",
		NULL },
	.state_size = sizeof(Group),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Gathers objects whose properties are equal.",
};
