/* compare-object: what one set of objects has that another has not (reference 11.7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/key.h"
#include "shell/base/vec.h"

enum {
	P_REFERENCE_OBJECT,
	P_DIFFERENCE_OBJECT,
	P_SYNC_WINDOW,
	P_PROPERTY,
	P_EXCLUDE_DIFFERENT,
	P_INCLUDE_EQUAL,
	P_PASS_THRU,
	P_CULTURE,
	P_CASE_SENSITIVE,
};

/* clang-format off */
static const ParamDef params[] = {
	[P_REFERENCE_OBJECT] = { .name = "ReferenceObject", .type = "PSObject[]",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY } }, .flags = PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The objects that are the measure." },
	[P_DIFFERENCE_OBJECT] = { .name = "DifferenceObject", .type = "PSObject[]",
		.in = { { .pos1 = 2, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .flags = PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The objects that are compared with them." },
	[P_SYNC_WINDOW] = { .name = "SyncWindow", .type = "Int32",
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX },
		.help = "How far apart equal objects may stand.", .default_text = "any distance" },
	[P_PROPERTY] = { .name = "Property", .type = "Object[]",
		.help = "The properties that are compared; without it, the objects as a whole." },
	[P_EXCLUDE_DIFFERENT] = { .name = "ExcludeDifferent", .type = "SwitchParameter",
		.help = "Leaves out what only one side has." },
	[P_INCLUDE_EQUAL] = { .name = "IncludeEqual", .type = "SwitchParameter", .help = "Gives what both sides have, too." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter",
		.help = "Gives the objects themselves, with a property SideIndicator." },
	[P_CULTURE] = { .name = "Culture", .type = "String", .help = key_culture_help },
	[P_CASE_SENSITIVE] = { .name = "CaseSensitive", .type = "SwitchParameter", .help = key_case_help },
};
/* clang-format on */

typedef struct Entry {
	Value object;
	Value *row;
} Entry;
typedef VEC(Entry) Entries;

typedef struct Compare {
	KeySet keys;
	Entries references; /* as given; entries before next were handed on */
	size_t next;
	Entries old_references, old_differences; /* still without an equal */
	size_t window;
	bool equal, different;
} Compare;

static void drop_entry(const KeySet *keys, Entry *entry)
{
	if (!entry->row)
		return;
	key_drop_row(keys, entry->row);
	free(entry->row);
	value_drop(entry->object);
	*entry = (Entry){ 0 };
}

static Flow make_entry(Compare *state, Value object, Entry *out)
{
	Flow flow;

	out->row = MEM_ARRAY(Value, state->keys.width);
	flow = key_read(&state->keys, object, out->row);
	if (flow == FLOW_NEXT) {
		out->object = value_ref(object);
		return FLOW_NEXT;
	}
	free(out->row);
	out->row = NULL;
	return flow;
}

static Flow begin(Stage *s)
{
	Compare *state = s->state;

	state->window = (size_t)stage_int(s, P_SYNC_WINDOW, INT32_MAX);
	state->different = !stage_switch(s, P_EXCLUDE_DIFFERENT);
	state->equal = stage_switch(s, P_INCLUDE_EQUAL);
	if (!state->different && !stage_bound(s, P_INCLUDE_EQUAL)) /* 7 takes that as a wish for the equal ones */
		state->equal = (stage_edition(s)->where & WHERE_CORE) != 0;
	state->keys.ignore_case = !stage_switch(s, P_CASE_SENSITIVE);
	return key_init(&state->keys, s, stage_bound(s, P_PROPERTY) ? s->args[P_PROPERTY] : VALUE_EMPTY, 0,
		stage_str(s, P_CULTURE));
}

/* ---- results ---- */

static void add_keys(const Compare *state, Object *to, const Entry *entry, Interp *in)
{
	for (size_t i = 0; i < state->keys.n; i++) {
		const Key *key = &state->keys.p[i];
		Value name = key->property->label ? value_ref(value_of_string(key->property->label))
			     : key->name          ? value_ref(value_of_string(key->name))
						  : property_text(in, key->property);
		Value v = value_is_unset(entry->row[i]) ? VALUE_NULL : entry->row[i];

		object_set_named_take(to, name.string, value_ref(v));
		value_drop(name);
	}
}

static Flow emit(Stage *s, const Entry *entry, Str side)
{
	const Compare *state = s->state;
	Value v;

	if (stage_switch(s, P_PASS_THRU)) {
		v = object_wrap(entry->object);
	} else {
		v = object_value(object_new_custom());
		if (state->keys.n)
			add_keys(state, v.object, entry, s->interp);
		else
			object_set(v.object, S("InputObject"), entry->object);
	}
	object_set_string(v.object, S("SideIndicator"), side);
	return stage_write_take(s, v);
}

static Flow emit_equal(Stage *s, const Entry *entry)
{
	return ((Compare *)s->state)->equal ? emit(s, entry, S("==")) : FLOW_NEXT;
}

static Flow emit_one_sided(Stage *s, const Entry *entry, Str side)
{
	return ((Compare *)s->state)->different ? emit(s, entry, side) : FLOW_NEXT;
}

/* ---- comparing ---- */

static void remove_entry(const KeySet *keys, Entries *entries, size_t at)
{
	drop_entry(keys, &entries->p[at]);
	memmove(entries->p + at, entries->p + at + 1, (entries->n - at - 1) * sizeof(Entry));
	entries->n--;
}

static size_t find_equal(const KeySet *keys, const Entries *entries, const Entry *entry)
{
	for (size_t i = 0; i < entries->n; i++)
		if (key_compare(keys, entries->p[i].row, entry->row) == 0)
			return i;
	return STR_NONE;
}

/* Hands the entry to those that wait, and gives up the oldest beyond the window. */
static Flow wait_for_equal(Stage *s, Entries *entries, Entry *entry, Str side)
{
	Compare *state = s->state;
	Flow flow = FLOW_NEXT;

	if (!entry->row)
		return FLOW_NEXT;
	if (state->window == 0)
		return emit_one_sided(s, entry, side);
	while (flow == FLOW_NEXT && entries->n >= state->window) {
		flow = emit_one_sided(s, &entries->p[0], side);
		remove_entry(&state->keys, entries, 0);
	}
	VEC_PUSH(entries, *entry);
	*entry = (Entry){ 0 };
	return flow;
}

/* One of each side, either may be absent (row NULL); both are used up. */
static Flow compare_two(Stage *s, Entry *reference, Entry *difference)
{
	Compare *state = s->state;
	size_t at;

	if (reference->row && difference->row && key_compare(&state->keys, reference->row, difference->row) == 0)
		return emit_equal(s, reference);
	at = difference->row ? find_equal(&state->keys, &state->old_references, difference) : STR_NONE;
	if (at != STR_NONE) {
		drop_entry(&state->keys, difference);
		FLOW_TRY(emit_equal(s, &state->old_references.p[at]));
		remove_entry(&state->keys, &state->old_references, at);
	}
	at = reference->row ? find_equal(&state->keys, &state->old_differences, reference) : STR_NONE;
	if (at != STR_NONE) {
		remove_entry(&state->keys, &state->old_differences, at);
		FLOW_TRY(emit_equal(s, reference));
		drop_entry(&state->keys, reference);
	}
	FLOW_TRY(wait_for_equal(s, &state->old_differences, difference, S("=>")));
	return wait_for_equal(s, &state->old_references, reference, S("<="));
}

/* The next reference, or none. */
static Entry next_reference(Compare *state)
{
	Entry entry = { 0 };

	if (state->next < state->references.n) {
		entry = state->references.p[state->next];
		state->references.p[state->next++] = (Entry){ 0 };
	}
	return entry;
}

static Flow compare_with(Stage *s, Entry difference)
{
	Compare *state = s->state;
	Entry reference = next_reference(state);
	Flow flow = compare_two(s, &reference, &difference);

	drop_entry(&state->keys, &reference);
	drop_entry(&state->keys, &difference);
	return flow;
}

static Flow read_references(Stage *s)
{
	Compare *state = s->state;
	const Array *given = s->args[P_REFERENCE_OBJECT].array;

	key_expand(&state->keys, given->items, given->n);
	for (size_t i = 0; i < given->n; i++) {
		Entry entry = { 0 };

		FLOW_TRY(make_entry(state, array_peek(given, i), &entry));
		VEC_PUSH(&state->references, entry);
	}
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	Compare *state = s->state;
	const Array *given;

	(void)input;
	if (!state->references.cap && s->args[P_REFERENCE_OBJECT].kind == V_ARRAY)
		FLOW_TRY(read_references(s));
	if (!stage_bound(s, P_DIFFERENCE_OBJECT) || s->args[P_DIFFERENCE_OBJECT].kind != V_ARRAY)
		return FLOW_NEXT;
	given = s->args[P_DIFFERENCE_OBJECT].array;
	for (size_t i = 0; i < given->n; i++) {
		Entry entry = { 0 };

		if (stage_is_interrupted(s))
			return stage_interrupted(s);
		FLOW_TRY(make_entry(state, array_peek(given, i), &entry));
		FLOW_TRY(compare_with(s, entry));
	}
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	Compare *state = s->state;

	while (state->next < state->references.n)
		FLOW_TRY(compare_with(s, (Entry){ 0 }));
	for (size_t i = 0; i < state->old_differences.n; i++)
		FLOW_TRY(emit_one_sided(s, &state->old_differences.p[i], S("=>")));
	for (size_t i = 0; i < state->old_references.n; i++)
		FLOW_TRY(emit_one_sided(s, &state->old_references.p[i], S("<=")));
	return FLOW_NEXT;
}

static void drop_entries(const KeySet *keys, Entries *entries)
{
	for (size_t i = 0; i < entries->n; i++)
		drop_entry(keys, &entries->p[i]);
	VEC_RELEASE(entries);
}

static void dispose(Stage *s)
{
	Compare *state = s->state;

	drop_entries(&state->keys, &state->references);
	drop_entries(&state->keys, &state->old_references);
	drop_entries(&state->keys, &state->old_differences);
	key_release(&state->keys);
}

const CmdletDef cmd_compare_object = {
	.name = "Compare-Object",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "compare:d", "diff:d", NULL },
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(Compare),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Compares two sets of objects.",
};
