/* key: what objects are sorted, grouped and compared by. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/key.h"

#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/value/compare.h"

const char key_culture_help[] = "The culture whose order counts; only English and the invariant culture are known.";
const char key_case_help[] = "Upper case and lower case differ.";

/* ---- making ---- */

static Key *add_key(KeySet *set, const Property *property, String *name)
{
	Key key = { .property = property, .descending = property->order ? property->order < 0 : set->descending };

	key.name = name ? value_ref(value_of_string(name)).string : NULL;
	VEC_PUSH(set, key);
	return &set->p[set->n - 1];
}

/* One order of strings is known, that of English and the invariant culture. */
static Flow check_culture(Stage *s, Str culture)
{
	if (!culture.n || str_ieq(culture, S("en")) || str_istarts(culture, S("en-")))
		return FLOW_NEXT;
	return stage_not_done(s, "The order of strings of a culture other than English");
}

Flow key_init(KeySet *set, Stage *s, Value property, unsigned allowed, Str culture)
{
	set->stage = s;
	set->width = 1;
	FLOW_TRY(check_culture(s, culture));
	FLOW_TRY(property_parse(s, property, allowed, &set->properties));
	for (size_t i = 0; i < set->properties.n; i++)
		add_key(set, &set->properties.p[i], set->properties.p[i].name);
	if (set->n)
		set->width = set->n;
	return FLOW_NEXT;
}

static void free_keys(Key *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (keys[i].name)
			value_drop(value_of_string(keys[i].name));
	free(keys);
}

void key_release(KeySet *set)
{
	free_keys(set->p, set->n);
	property_release(&set->properties);
	*set = (KeySet){ 0 };
}

static bool has_name(const KeySet *set, const String *name)
{
	for (size_t i = 0; i < set->n; i++)
		if (set->p[i].name && str_ieq(string_str(set->p[i].name), string_str(name)))
			return true;
	return false;
}

static void expand_in(KeySet *set, const Property *property, Value object)
{
	PropertyUses uses = { 0 };

	property_expand(set->stage->interp, property, object, &uses);
	for (size_t i = 0; i < uses.n; i++)
		if (uses.p[i].name && !has_name(set, uses.p[i].name))
			add_key(set, property, uses.p[i].name);
	property_uses_release(&uses);
}

void key_expand(KeySet *set, const Value *objects, size_t n)
{
	bool wild = false;
	Key *old = set->p;
	size_t nold = set->n;

	for (size_t i = 0; i < set->n; i++)
		wild |= set->p[i].property->wild;
	if (!wild)
		return;
	set->p = NULL;
	set->n = set->cap = 0;
	for (size_t i = 0; i < nold; i++) {
		if (!old[i].property->wild)
			add_key(set, old[i].property, old[i].name);
		for (size_t k = 0; k < n && old[i].property->wild; k++)
			expand_in(set, old[i].property, objects[k]);
	}
	free_keys(old, nold);
	if (!set->n && set->properties.n) /* no match anywhere: a key that nobody has */
		add_key(set, &set->properties.p[0], set->properties.p[0].name);
	set->width = set->n;
}

/* ---- reading ---- */

/* What a key's script or getter threw becomes an error of the command, about the object. */
static Flow report(KeySet *set, Value object)
{
	Interp *in = set->stage->interp;
	Value exception = runtime_of(in)->take_error(in);
	Value record = error_new(exception, S("ExpressionEvaluation"), CAT_INVALID_RESULT, object);
	Flow flow = stage_error_record(set->stage, record);

	value_drop(record);
	value_drop(exception);
	return flow;
}

/* Every object answers to these two, which are no properties of most. */
static bool is_intrinsic(Str name)
{
	return str_ieq(name, S("Count")) || str_ieq(name, S("Length"));
}

static Flow read_name(KeySet *set, Key *key, Value object, Value *out)
{
	Interp *in = set->stage->interp;
	Str name = string_str(key->name);
	bool found = false;
	Flow flow;

	if (object.kind != V_HASH && is_intrinsic(name))
		flow = member_get_own(in, object, name, out, &found);
	else
		flow = member_get(in, object, name, &key->cache, out, &found);
	if (flow == FLOW_NEXT && !found) {
		value_drop(*out);
		*out = VALUE_UNSET;
	}
	return flow;
}

static Flow read_key(KeySet *set, Key *key, Value object, Value *out)
{
	Interp *in = set->stage->interp;
	Value v = VALUE_EMPTY;
	Flow flow = key->name ? read_name(set, key, object, &v)
			      : runtime_of(in)->invoke(in, key->property->block, NULL, 0, object, &v);

	if (flow == FLOW_THROW) {
		*out = VALUE_NULL;
		return report(set, object);
	}
	if (v.kind == V_EMPTY && !value_is_unset(v))
		v = VALUE_NULL;
	*out = value_ref(value_unwrap_peek(v));
	value_drop(v);
	return flow;
}

Flow key_read(KeySet *set, Value object, Value *row)
{
	Flow flow = FLOW_NEXT;

	if (!set->n) {
		row[0] = value_ref(value_unwrap_peek(object));
		return FLOW_NEXT;
	}
	for (size_t i = 0; i < set->n; i++)
		row[i] = VALUE_UNSET;
	for (size_t i = 0; i < set->n && flow == FLOW_NEXT; i++)
		flow = read_key(set, &set->p[i], object, &row[i]);
	if (flow != FLOW_NEXT)
		key_drop_row(set, row);
	return flow;
}

void key_drop_row(const KeySet *set, Value *row)
{
	for (size_t i = 0; i < set->width; i++)
		value_set_take(&row[i], VALUE_UNSET);
}

/* ---- comparing ---- */

/* To .NET all custom objects are one and the same base object: bags compare as equal, whatever they hold. */
static bool is_custom(Value v)
{
	return v.kind == V_OBJECT && v.object->type->id == T_PSCUSTOM;
}

static int compare_values(const KeySet *set, Value a, Value b)
{
	Interp *in = set->stage->interp;

	if (a.kind == V_INT && b.kind == V_INT && a.type != T_UINT64 && b.type != T_UINT64)
		return (a.i64 > b.i64) - (a.i64 < b.i64);
	if (a.kind == V_STRING && b.kind == V_STRING)
		return a.string == b.string
			       ? 0
			       : compare_text(in, string_str(a.string), string_str(b.string), set->ignore_case);
	return is_custom(a) && is_custom(b) ? 0 : compare_sort(in, a, b, set->ignore_case);
}

int key_compare(const KeySet *set, const Value *a, const Value *b)
{
	for (size_t i = 0; i < set->width; i++) {
		bool no_a = value_is_unset(a[i]), no_b = value_is_unset(b[i]);
		int order;

		if (no_a || no_b) {
			if (no_a != no_b)
				return no_a ? 1 : -1;
			continue;
		}
		order = compare_values(set, a[i], b[i]);
		if (order)
			return (set->n ? set->p[i].descending : set->descending) ? -order : order;
	}
	return 0;
}

/* ---- sorting ---- */

/* Sorted by insertion, as .NET sorts up to 16 items (docs: Array.Sort): what comes of values that have no common order
 * depends on it (recorded: objects/sort-mixed-types). */
enum { RUN = 16 };

typedef struct Sorting {
	const KeySet *set;
	const Value *rows;
} Sorting;

static bool comes_before(const Sorting *sorting, uint32_t a, uint32_t b)
{
	size_t width = sorting->set->width;

	return key_compare(sorting->set, sorting->rows + a * width, sorting->rows + b * width) < 0;
}

static void insert_run(const Sorting *sorting, uint32_t *order, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t item = order[i];
		size_t at = i;

		for (; at > 0 && comes_before(sorting, item, order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = item;
	}
}

/* left[0..nleft) and the right[0..nright) behind it, into out. */
static void merge(const Sorting *sorting, const uint32_t *left, size_t nleft, size_t nright, uint32_t *out)
{
	const uint32_t *right = left + nleft, *end = right + nright, *middle = right;

	if (!nright || !comes_before(sorting, right[0], left[nleft - 1])) { /* in order already */
		memcpy(out, left, (nleft + nright) * sizeof(*out));
		return;
	}
	while (left < middle && right < end)
		*out++ = comes_before(sorting, *right, *left) ? *right++ : *left++;
	while (left < middle)
		*out++ = *left++;
	while (right < end)
		*out++ = *right++;
}

static void merge_pass(const Sorting *sorting, const uint32_t *from, uint32_t *to, size_t n, size_t run)
{
	for (size_t at = 0; at < n; at += 2 * run) {
		size_t nleft = n - at < run ? n - at : run, rest = n - at - nleft;

		if (stage_is_interrupted(sorting->set->stage))
			return;
		merge(sorting, from + at, nleft, rest < run ? rest : run, to + at);
	}
}

Flow key_sort(const KeySet *set, const Value *rows, uint32_t *order, size_t n)
{
	Sorting sorting = { set, rows };
	uint32_t *buffer = MEM_ARRAY(uint32_t, n + 1), *from = order, *to = buffer;

	for (size_t at = 0; at < n; at += RUN)
		insert_run(&sorting, order + at, n - at < RUN ? n - at : RUN);
	for (size_t run = RUN; run < n && !stage_is_interrupted(set->stage); run *= 2) {
		uint32_t *filled = to;

		merge_pass(&sorting, from, to, n, run);
		to = from;
		from = filled;
	}
	if (from != order)
		memcpy(order, from, n * sizeof(*order));
	free(buffer);
	return stage_interrupted(set->stage);
}

/* ---- rows by their hash ---- */

/* Values of one class are equal only when their hashes are; those of two classes, or of CLASS_OTHER, may be equal all
 * the same.  Null goes with everything. */
typedef enum Class {
	CLASS_NULL,
	CLASS_BOOL,
	CLASS_INT,
	CLASS_DATE,
	CLASS_SPAN,
	CLASS_TEXT,
	CLASS_CHAR,
	CLASS_OTHER
} Class;

/* Text in which the culture ignores nothing and joins nothing. */
static bool is_plain(const String *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (s->p[i] < ' ' || s->p[i] > '~') /* also bytes from 128 on, which are negative or large */
			return false;
	return true;
}

static Class class_of(Value v)
{
	switch (v.kind) {
	case V_EMPTY:
	case V_NULL:
		return CLASS_NULL;
	case V_BOOL:
		return CLASS_BOOL;
	case V_INT:
		return v.type == T_UINT64 ? CLASS_OTHER : CLASS_INT;
	case V_DATETIME:
		return CLASS_DATE;
	case V_TIMESPAN:
		return CLASS_SPAN;
	case V_CHAR:
		return CLASS_CHAR;
	case V_STRING:
		return is_plain(v.string) ? CLASS_TEXT : CLASS_OTHER;
	default:
		return CLASS_OTHER;
	}
}

void key_index_init(KeyIndex *index, const KeySet *set)
{
	*index = (KeyIndex){ .set = set, .classes = MEM_ARRAY(uint8_t, set->width) };
}

void key_index_release(KeyIndex *index)
{
	for (size_t i = 0; index->set && i < index->n * index->set->width; i++)
		value_drop(index->rows[i]);
	free(index->rows);
	free(index->hashes);
	free(index->slots);
	free(index->classes);
	*index = (KeyIndex){ 0 };
}

static uint32_t hash_of(const KeyIndex *index, const Value *row)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < index->set->width; i++)
		hash = hash * 31 +
		       (value_is_unset(row[i]) ? 7 : compare_hash(row[i], index->set->ignore_case)) * 0x9e3779b1u;
	return hash ^ hash >> 15;
}

static void note_classes(KeyIndex *index, const Value *row)
{
	for (size_t i = 0; i < index->set->width && !index->linear; i++) {
		Class kind = class_of(row[i]);

		if (kind == CLASS_OTHER || (kind && index->classes[i] && index->classes[i] != kind))
			index->linear = true;
		if (kind)
			index->classes[i] = (uint8_t)kind;
	}
}

static const Value *row_at(const KeyIndex *index, size_t i)
{
	return index->rows + i * index->set->width;
}

size_t key_index_find(KeyIndex *index, const Value *row)
{
	uint32_t hash;
	size_t at;

	note_classes(index, row);
	if (index->linear) {
		for (size_t i = 0; i < index->n; i++)
			if (key_compare(index->set, row_at(index, i), row) == 0)
				return i;
		return STR_NONE;
	}
	hash = hash_of(index, row);
	for (at = hash & (index->nslots - 1); index->nslots && index->slots[at]; at = (at + 1) & (index->nslots - 1)) {
		size_t i = index->slots[at] - 1;

		if (index->hashes[i] == hash && key_compare(index->set, row_at(index, i), row) == 0)
			return i;
	}
	return STR_NONE;
}

static void fill_slot(KeyIndex *index, uint32_t i)
{
	size_t at = index->hashes[i] & (index->nslots - 1);

	while (index->slots[at])
		at = (at + 1) & (index->nslots - 1);
	index->slots[at] = i + 1;
}

static void grow_slots(KeyIndex *index)
{
	index->nslots = index->nslots ? index->nslots * 2 : 64;
	free(index->slots);
	index->slots = MEM_ARRAY(uint32_t, index->nslots);
	for (uint32_t i = 0; i + 1 < index->n; i++)
		fill_slot(index, i);
}

void key_index_add_take(KeyIndex *index, const Value *row)
{
	size_t width = index->set->width, cap = index->cap;

	if (index->n == index->cap) {
		index->hashes = mem_grow(index->hashes, &cap, index->n + 1, sizeof(*index->hashes));
		index->rows = mem_resize(index->rows, cap * width, sizeof(*index->rows));
		index->cap = cap;
	}
	memcpy(index->rows + index->n * width, row, width * sizeof(*row));
	index->hashes[index->n++] = hash_of(index, row);
	if (index->n * 2 > index->nslots)
		grow_slots(index);
	fill_slot(index, (uint32_t)index->n - 1);
}
