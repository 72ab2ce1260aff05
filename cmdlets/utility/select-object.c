/* select-object: chosen properties of objects, and chosen objects of a sequence (reference 11.3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/key.h"
#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"

enum {
	SET_DEFAULT = 1,
	SET_SKIP_LAST = 2,
	SET_INDEX = 4,
	SET_SKIP_INDEX = 8,
	SETS_PROPERTY = SET_DEFAULT | SET_SKIP_LAST
};
enum {
	P_INPUT_OBJECT,
	P_PROPERTY,
	P_EXCLUDE_PROPERTY,
	P_EXPAND_PROPERTY,
	P_UNIQUE,
	P_CASE_INSENSITIVE,
	P_LAST,
	P_FIRST,
	P_SKIP,
	P_SKIP_DESKTOP,
	P_SKIP_LAST,
	P_WAIT,
	P_INDEX,
	P_SKIP_INDEX,
};

static const char *const sets[] = { "DefaultParameter", "SkipLastParameter", "IndexParameter", "SkipIndexParameter",
	NULL };
#define NOT_NEGATIVE                                                                                                   \
	{                                                                                                              \
		.kind = CHECK_RANGE, .min = 0, .max = INT32_MAX                                                        \
	}

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to choose from." },
	[P_PROPERTY] = { .name = "Property", .type = "Object[]", .in = { { SETS_PROPERTY, 1, 0 } },
		.help = "The properties of the new objects: names, wildcards, script blocks, or tables with Name and Expression." },
	[P_EXCLUDE_PROPERTY] = { .name = "ExcludeProperty", .type = "String[]", .in = { { .sets = SETS_PROPERTY } },
		.help = "Properties that are left out; wildcards are allowed." },
	[P_EXPAND_PROPERTY] = { .name = "ExpandProperty", .type = "String", .in = { { .sets = SETS_PROPERTY } },
		.help = "Gives the values of this property in place of objects." },
	[P_UNIQUE] = { .name = "Unique", .type = "SwitchParameter", .help = "Leaves out repeated objects; case counts." },
	[P_CASE_INSENSITIVE] = { .name = "CaseInsensitive", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Case does not count for Unique." },
	[P_LAST] = { .name = "Last", .type = "Int32", .in = { { .sets = SET_DEFAULT } }, .check = NOT_NEGATIVE,
		.help = "Takes this many from the end." },
	[P_FIRST] = { .name = "First", .type = "Int32", .in = { { .sets = SET_DEFAULT } }, .check = NOT_NEGATIVE,
		.help = "Takes this many from the start, and stops what comes before in the pipeline." },
	[P_SKIP] = { .name = "Skip", .type = "Int32", .in = { { .sets = SETS_PROPERTY } }, .check = NOT_NEGATIVE,
		.where = WHERE_CORE, .help = "Leaves this many out at the start; with Last, at the end." },
	[P_SKIP_DESKTOP] = { .name = "Skip", .type = "Int32", .in = { { .sets = SET_DEFAULT } }, .check = NOT_NEGATIVE,
		.where = WHERE_DESKTOP, .help = "Leaves this many out at the start; with Last, at the end." },
	[P_SKIP_LAST] = { .name = "SkipLast", .type = "Int32", .in = { { .sets = SET_SKIP_LAST } }, .check = NOT_NEGATIVE,
		.help = "Leaves this many out at the end." },
	[P_WAIT] = { .name = "Wait", .type = "SwitchParameter", .in = { { .sets = SET_DEFAULT | SET_INDEX } },
		.help = "Does not stop what comes before in the pipeline." },
	[P_INDEX] = { .name = "Index", .type = "Int32[]", .in = { { .sets = SET_INDEX } }, .check = NOT_NEGATIVE,
		.help = "Takes the objects at these places, from 0 on." },
	[P_SKIP_INDEX] = { .name = "SkipIndex", .type = "Int32[]", .in = { { .sets = SET_SKIP_INDEX } }, .where = WHERE_CORE,
		.check = NOT_NEGATIVE, .help = "Leaves out the objects at these places." },
};
/* clang-format on */

/* An object that was written, until -Unique knows all. */
typedef struct Unique {
	Value v;
	size_t nproperties; /* note properties the selection added: they count in the comparison */
} Unique;

typedef struct Select {
	PropertyList properties;
	Property expand; /* name NULL: none */
	Str *excluded;
	size_t nexcluded;
	PropertyUses uses; /* of the present object */
	KeySet keys;       /* how -Unique compares: the object itself */
	KeyIndex seen;     /* of plain objects, by number of uniques */
	VEC(Unique) uniques;
	List *kept;                           /* waiting for the end: -Last, -SkipLast */
	int64_t first, last, skip, skip_last; /* first, last -1: not given */
	int64_t taken, at, end_index;
	Hash *indexes;
	bool unique, wait, seen_ready, by_index;
} Select;

/* ---- starting ---- */

static Flow read_expand(Stage *s, Select *state)
{
	ErrorSpec empty = {
		.category = CAT_INVALID_ARGUMENT, .id = "ExpressionEmptyString2", .exception = EXC_NOT_SUPPORTED
	};
	Str name = stage_str(s, P_EXPAND_PROPERTY);

	if (!stage_bound(s, P_EXPAND_PROPERTY))
		return FLOW_NEXT;
	if (!name.n)
		return stage_throw(s, &empty, "An empty string value is not allowed.");
	state->expand =
		(Property){ .name = value_string(name).string, .block = VALUE_EMPTY, .wild = wildcard_has(name) };
	return FLOW_NEXT;
}

/* 7 takes all others when only -ExcludeProperty is given. */
static Flow read_properties(Stage *s, Select *state)
{
	Value all = value_string(S("*"));
	Flow flow = FLOW_NEXT;

	if (stage_bound(s, P_PROPERTY))
		flow = property_parse(s, s->args[P_PROPERTY], PROPERTY_LABEL, &state->properties);
	else if (stage_bound(s, P_EXCLUDE_PROPERTY) && !stage_bound(s, P_EXPAND_PROPERTY) &&
		 (stage_edition(s)->where & WHERE_CORE))
		flow = property_parse(s, all, 0, &state->properties);
	value_drop(all);
	return flow;
}

static void read_excluded(Stage *s, Select *state)
{
	const Str *names = stage_strings(s, P_EXCLUDE_PROPERTY, &state->nexcluded);

	state->excluded = MEM_ARRAY(Str, state->nexcluded + 1);
	memcpy(state->excluded, names, state->nexcluded * sizeof(Str)); /* lent by the arguments */
}

static void read_indexes(Stage *s, Select *state, int param)
{
	const Array *numbers = s->args[param].array;

	state->by_index = true;
	state->indexes = hash_new(type_of_id(T_HASHTABLE), false);
	state->end_index = -1;
	for (size_t i = 0; i < numbers->n; i++) {
		Value number = value_unwrap_peek(array_peek(numbers, i));

		hash_set(state->indexes, value_long(number.i64), VALUE_NULL);
		if (number.i64 > state->end_index)
			state->end_index = number.i64;
	}
}

static Flow begin(Stage *s)
{
	Select *state = s->state;

	state->first = stage_int(s, P_FIRST, -1);
	state->last = stage_int(s, P_LAST, -1);
	state->skip = stage_int(s, stage_bound(s, P_SKIP) ? P_SKIP : P_SKIP_DESKTOP, 0);
	state->skip_last = stage_int(s, P_SKIP_LAST, 0);
	state->wait = stage_switch(s, P_WAIT);
	state->unique = stage_switch(s, P_UNIQUE);
	state->kept = list_new(type_of_id(T_ARRAYLIST));
	read_excluded(s, state);
	state->keys.ignore_case = stage_switch(s, P_CASE_INSENSITIVE);
	if (stage_bound(s, P_INDEX) || stage_bound(s, P_SKIP_INDEX))
		read_indexes(s, state, stage_bound(s, P_INDEX) ? P_INDEX : P_SKIP_INDEX);
	FLOW_TRY(key_init(&state->keys, s, VALUE_EMPTY, 0, S("")));
	FLOW_TRY(read_properties(s, state));
	return read_expand(s, state);
}

/* ---- -Unique ---- */

/* The properties the selection added, against those of the same names there. */
static bool same_properties(const Select *state, const Object *a, const Object *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const Slot *slot = &b->slots[b->nslots - n + i];
		const Slot *other = object_find_peek(a, string_str(slot->name));
		Value left, right;

		if (!other)
			return false;
		left = value_unwrap_peek(other->value);
		right = value_unwrap_peek(slot->value);
		if (key_compare(&state->keys, &left, &right) != 0)
			return false;
	}
	return true;
}

static bool same_object(const Select *state, const Unique *old, Value v, size_t nproperties)
{
	Value left = value_unwrap_peek(old->v), right = value_unwrap_peek(v);

	if (old->nproperties != nproperties || key_compare(&state->keys, &left, &right) != 0)
		return false;
	return !nproperties || same_properties(state, old->v.object, v.object, nproperties);
}

static bool is_repeated(Select *state, Value v, size_t nproperties)
{
	Value row = value_unwrap_peek(v);

	if (nproperties == 0) {
		if (!state->seen_ready)
			key_index_init(&state->seen, &state->keys);
		state->seen_ready = true;
		if (key_index_find(&state->seen, &row) != STR_NONE)
			return true;
		value_ref(row);
		key_index_add_take(&state->seen, &row);
		return false;
	}
	for (size_t i = 0; i < state->uniques.n; i++)
		if (same_object(state, &state->uniques.p[i], v, nproperties))
			return true;
	return false;
}

/* The last nproperties slots of v are the selection's; takes v. */
static Flow write_take(Stage *s, Value v, size_t nproperties)
{
	Select *state = s->state;
	Unique unique = { v, nproperties };

	if (!state->unique)
		return stage_write_take(s, v);
	if (is_repeated(state, v, nproperties))
		value_drop(v);
	else
		VEC_PUSH(&state->uniques, unique);
	return FLOW_NEXT;
}

/* ---- properties ---- */

static bool is_excluded(const Select *state, Str name)
{
	for (size_t i = 0; i < state->nexcluded; i++)
		if (wildcard_match(state->excluded[i], name, true))
			return true;
	return false;
}

static Flow exists_already(Stage *s, Str name, Value object)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.exception = EXC_PS_ARGUMENT,
		.target = object,
		.target_type = "PSObject" };

	spec.id = ((Select *)s->state)->expand.name ? "AlreadyExistingUserSpecifiedPropertyExpand"
						    : "AlreadyExistingUserSpecifiedPropertyNoExpand";
	return stage_error(s, &spec, "The property cannot be processed because the property \"%.*s\" already exists.",
		STR_ARG(name));
}

/* Takes v. */
static Flow add_property(Stage *s, Object *to, String *name, Value v, Value object)
{
	Value carrier = object_value(to);
	bool found = object_find_peek(to, string_str(name)) != NULL;
	Flow flow = FLOW_NEXT;

	if (!found && to->base.kind != V_EMPTY) { /* an expanded value may have it from its type */
		Value ignored = VALUE_EMPTY;

		flow = member_get_own(s->interp, carrier, string_str(name), &ignored, &found);
		value_drop(ignored);
	}
	if (flow == FLOW_NEXT && !found) {
		object_add_take(to, value_ref(value_of_string(name)).string, SLOT_NOTE, v);
		return FLOW_NEXT;
	}
	value_drop(v);
	return flow == FLOW_NEXT ? exists_already(s, string_str(name), object) : flow;
}

static Flow renames_many(Stage *s, Value object)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "RenamingMultipleResults",
		.exception = EXC_INVALID_OPERATION,
		.target = object,
		.target_type = "PSObject" };

	return stage_error(s, &spec, "Multiple results cannot be renamed.");
}

static Flow no_name(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "EmptyScriptBlockAndNoName", .exception = EXC_ARGUMENT
	};

	return stage_throw(s, &spec,
		"The script block is empty and has no name. Use a script block that is not empty, or name it.");
}

/* What one use gives, under its label, the name the object has it by, or the text of the block. */
static Flow add_use(Stage *s, PropertyUse *use, Object *to, Value object)
{
	const Property *property = use->property;
	Value v, text;
	bool failed;
	Flow flow;

	if (use->name && is_excluded(s->state, string_str(use->name)))
		return FLOW_NEXT;
	FLOW_TRY(property_value(s->interp, use, object, &v, &failed));
	if (property->label)
		return add_property(s, to, property->label, v, object);
	if (use->name)
		return add_property(s, to, use->name, v, object);
	text = property_text(s->interp, property);
	if (!text.string->n) {
		value_drop(v);
		flow = no_name(s);
	} else {
		flow = add_property(s, to, text.string, v, object);
	}
	value_drop(text);
	return flow;
}

static void clear_uses(PropertyUses *uses)
{
	for (size_t i = 0; i < uses->n; i++)
		if (uses->p[i].name)
			value_drop(value_of_string(uses->p[i].name));
	uses->n = 0;
}

/* A note property of a plain object, the common case, without further ado; *done false: it is none. */
static Flow add_note(Stage *s, const Property *property, Object *to, Value object, bool *done)
{
	const Slot *slot = property->name && !property->label && !property->wild && object.kind == V_OBJECT
				   ? object_find_peek(object.object, string_str(property->name))
				   : NULL;

	*done = slot && slot->kind == SLOT_NOTE && !((Select *)s->state)->nexcluded;
	return *done ? add_property(s, to, slot->name, value_ref(slot->value), object) : FLOW_NEXT;
}

static Flow add_properties(Stage *s, Object *to, Value object)
{
	Select *state = s->state;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < state->properties.n && flow == FLOW_NEXT; i++) {
		const Property *property = &state->properties.p[i];
		bool done;

		flow = add_note(s, property, to, object, &done);
		if (done || flow != FLOW_NEXT)
			continue;
		clear_uses(&state->uses);
		property_expand(s->interp, property, object, &state->uses);
		if (property->label && state->uses.n > 1)
			flow = renames_many(s, object);
		for (size_t k = 0; k < state->uses.n && flow == FLOW_NEXT && !(property->label && state->uses.n > 1);
			k++)
			flow = add_use(s, &state->uses.p[k], to, object);
	}
	return flow;
}

/* ---- one object ---- */

/* A new object that says what it was made from: Selected.System.String. */
static Flow write_selected(Stage *s, Value object)
{
	const TypeDef *type = type_of(object);
	Object *to = object_new_custom();
	Flow flow;

	object_push_type_name(to, arena_printf(s->scratch, "Selected.%s",
					  type ? type->name : "System.Management.Automation.PSCustomObject"));
	flow = add_properties(s, to, object);
	if (flow == FLOW_NEXT)
		return write_take(s, object_value(to), to->nslots);
	value_drop(object_value(to));
	return flow;
}

/* One value of -ExpandProperty, with the chosen properties of the object it came from; on a copy, so that the value
 * itself stays as it is. */
static Flow write_expanded(Stage *s, Value v, Value object)
{
	Select *state = s->state;
	Object *carrier;
	size_t before;
	Value copy;
	Flow flow;

	if (!state->properties.n)
		return write_take(s, value_ref(v), 0);
	copy = object_wrap(v);
	if (copy.object == v.object)
		value_set_take(&copy, object_value(object_copy(v.object)));
	carrier = copy.object;
	before = carrier->nslots;
	flow = add_properties(s, carrier, object);
	if (flow == FLOW_NEXT)
		return write_take(s, copy, carrier->nslots - before);
	value_drop(copy);
	return flow;
}

static Flow expand_value(Stage *s, Value v, Value object)
{
	Value item;
	Iter it;
	Flow flow;

	if (value_is_null(v))
		return FLOW_NEXT;
	if (!iter_unrolls(v))
		return write_expanded(s, v, object);
	FLOW_TRY(iter_init(s->interp, &it, v));
	while (iter_next(s->interp, &it, &item, &flow)) {
		if (!value_is_null(item))
			flow = write_expanded(s, item, object);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

static Flow cannot_expand(Stage *s, bool many, Value object)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "ExpandPropertyNotFound",
		.exception = EXC_PS_ARGUMENT,
		.target = object,
		.target_type = "PSObject" };

	if (!many)
		return stage_error(s, &spec, "Property \"%s\" cannot be found.", ((Select *)s->state)->expand.name->p);
	spec.id = "MultiplePropertiesExpand";
	return stage_error(s, &spec, "Multiple properties cannot be expanded.");
}

static Flow expand(Stage *s, Value object)
{
	Select *state = s->state;
	PropertyUses uses = { 0 };
	Value v = VALUE_EMPTY;
	bool failed = false;
	Flow flow;

	property_expand(s->interp, &state->expand, object, &uses);
	if (uses.n == 1 && !uses.p[0].found && object.kind == V_HASH) /* a key */
		uses.p[0].found = hash_find_text_peek(object.hash, string_str(state->expand.name)) != NULL;
	if (uses.n > 1)
		flow = cannot_expand(s, true, object);
	else if (uses.n == 0 || !uses.p[0].found)
		flow = cannot_expand(s, false, object);
	else
		flow = property_value(s->interp, &uses.p[0], object, &v, &failed);
	if (uses.n == 1 && uses.p[0].found && flow == FLOW_NEXT && !failed)
		flow = expand_value(s, v, object);
	value_drop(v);
	property_uses_release(&uses);
	return flow;
}

static Flow choose(Stage *s, Value object)
{
	const Select *state = s->state;

	if (state->expand.name)
		return expand(s, object);
	return state->properties.n ? write_selected(s, object) : write_take(s, value_ref(object), 0);
}

/* ---- which objects ---- */

static Flow write_uniques(Stage *s)
{
	Select *state = s->state;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < state->uniques.n && flow == FLOW_NEXT; i++)
		flow = stage_write(s, state->uniques.p[i].v);
	return flow;
}

/* Nothing more is wanted. */
static Flow stop(Stage *s)
{
	FLOW_TRY(write_uniques(s));
	return stage_stop_upstream(s);
}

static Flow take_by_index(Stage *s, Value object)
{
	Select *state = s->state;
	bool listed = hash_find_peek(state->indexes, value_long(state->at++)) != NULL;

	if (listed == (s->set != SET_SKIP_INDEX))
		FLOW_TRY(choose(s, object));
	return s->set != SET_SKIP_INDEX && state->at > state->end_index && !state->wait ? stop(s) : FLOW_NEXT;
}

/* Keeps the object, and gives up (or chooses, for -SkipLast) the oldest beyond limit. */
static Flow keep(Stage *s, Value object, int64_t limit, bool use)
{
	Select *state = s->state;
	Flow flow = FLOW_NEXT;
	Value oldest;

	list_push_take(state->kept, value_ref(object));
	if ((int64_t)state->kept->n <= limit)
		return FLOW_NEXT;
	oldest = list_remove_at(state->kept, 0);
	if (use)
		flow = choose(s, oldest);
	value_drop(oldest);
	return flow;
}

static Flow take_first(Stage *s, Value object)
{
	Select *state = s->state;

	if (state->taken >= state->first)
		return FLOW_NEXT;
	state->taken++;
	FLOW_TRY(choose(s, object));
	return state->taken == state->first && state->last <= 0 && !state->wait ? stop(s) : FLOW_NEXT;
}

static bool skips(Select *state)
{
	return state->skip > 0 && state->skip-- > 0;
}

static Flow take(Stage *s, Value object)
{
	Select *state = s->state;

	if (state->by_index)
		return take_by_index(s, object);
	if (s->set == SET_SKIP_LAST)
		return skips(state) ? FLOW_NEXT : keep(s, object, state->skip_last, true);
	if (state->last > 0 && state->first <= 0)
		return keep(s, object, state->last + state->skip, false);
	if (skips(state))
		return FLOW_NEXT;
	if (state->first < 0 && state->last < 0)
		return choose(s, object);
	if (state->last > 0 && state->taken >= state->first)
		return keep(s, object, state->last, false);
	return take_first(s, object);
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return stage_bound(s, P_INPUT_OBJECT) && !value_is_null(s->args[P_INPUT_OBJECT])
		       ? take(s, s->args[P_INPUT_OBJECT])
		       : FLOW_NEXT;
}

/* With -Last alone, -Skip counts from the end. */
static Flow end(Stage *s)
{
	Select *state = s->state;
	size_t n = s->set == SET_SKIP_LAST ? 0 : state->kept->n;

	if (state->first <= 0 && state->last > 0)
		n = n > (size_t)state->skip ? n - (size_t)state->skip : 0;
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(choose(s, list_peek(state->kept, i)));
	return write_uniques(s);
}

static void dispose(Stage *s)
{
	Select *state = s->state;

	for (size_t i = 0; i < state->uniques.n; i++)
		value_drop(state->uniques.p[i].v);
	VEC_RELEASE(&state->uniques);
	if (state->kept)
		value_drop(list_value(state->kept));
	if (state->indexes)
		value_drop(hash_value(state->indexes));
	if (state->expand.name)
		value_drop(value_of_string(state->expand.name));
	free(state->excluded);
	property_uses_release(&state->uses);
	property_release(&state->properties);
	key_index_release(&state->seen);
	key_release(&state->keys);
}

const CmdletDef cmd_select_object = {
	.name = "Select-Object",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "select", NULL },
	.sets = sets,
	.default_set = SET_DEFAULT,
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(Select),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Chooses properties of objects, or objects of a sequence.",
};
