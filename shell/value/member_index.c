/* member_index: v[key] and v[key] = to (reference 6.9.4; each kind of collection and key asked of 7.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/grid.h"
#include "shell/value/hash.h"
#include "shell/value/list.h"
#include "shell/value/member.h"

/* ---- failures ---- */

static Flow raise_null_index(Interp *in)
{
	return fault_runtime(in, CAT_INVALID_OPERATION, "NullArrayIndex",
		"Index operation failed; the array index evaluated to null.");
}

static Flow raise_null_array(Interp *in)
{
	return fault_runtime(in, CAT_INVALID_OPERATION, "NullArray", "Cannot index into a null array.");
}

static Flow raise_cannot_index(Interp *in, Value v, Value target)
{
	Fault fault = {
		.id = "CannotIndex", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME, .target = target
	};
	const TypeDef *type = type_of(v);
	Str pattern = str_from(edition_text(runtime_edition(in), ET_CANNOT_INDEX));
	size_t slot = str_find(pattern, S("{0}"), 0);
	Buf text = BUF_INIT;
	Flow flow;

	/* a bag of properties is named by what wraps it */
	if (type->id == T_PSCUSTOM)
		type = type_of_id(T_PSOBJECT);
	buf_put(&text, str_cut(pattern, 0, slot));
	buf_put(&text, str_from(type->name));
	if (slot != STR_NONE)
		buf_put(&text, str_cut(pattern, slot + 3, pattern.n));
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	buf_release(&text);
	return flow;
}

static Flow raise_out_of_range(Interp *in, const char *text)
{
	return fault_thrown(in, EXC_ARGUMENT_OUT_OF_RANGE, "index", "%s", text);
}

#define BAD_LIST_INDEX "Index was out of range. Must be non-negative and less than the size of the collection."

/* ---- reading by number ---- */

/* The place an index means among n items, counted from the end when negative; false: none. */
static bool place(int64_t index, size_t n, size_t *out)
{
	if (index < 0)
		index += (int64_t)n;
	if (index < 0 || (uint64_t)index >= n)
		return false;
	*out = (size_t)index;
	return true;
}

/* What is no number finds nothing; it is no error to ask. */
static bool number_of(Interp *in, Value key, int64_t *out)
{
	Value number;

	if (key.kind == V_INT && key.type != T_UINT64) {
		*out = key.i64;
		return true;
	}
	if (!convert_try(in, key, type_of_id(T_INT32), &number))
		return false;
	*out = number.i64;
	return true;
}

static size_t count_of(Value v)
{
	switch ((ValueKind)v.kind) {
	case V_ARRAY:
		return v.array->n;
	case V_LIST:
		return v.list->n;
	default:
		return string_units(v.string);
	}
}

static Value item_of(Value v, size_t at)
{
	switch ((ValueKind)v.kind) {
	case V_ARRAY:
		return array_get(v.array, at);
	case V_LIST:
		return value_ref(list_peek(v.list, at));
	default:
		return value_char(string_unit_at(v.string, at));
	}
}

static bool is_sequence(Value v)
{
	return v.kind == V_ARRAY || v.kind == V_STRING ||
	       (v.kind == V_LIST && v.list->type->id != T_QUEUE && v.list->type->id != T_STACK);
}

/* ---- reading by key ---- */

/* A key as the dictionary's key type; owned, V_EMPTY when it cannot be one. */
static Value key_of(Interp *in, const Hash *hash, Value key)
{
	Value converted;

	if (hash->type->id != T_DICTIONARY || !hash->type->elem)
		return value_ref(value_unwrap_peek(key));
	return convert_try(in, key, hash->type->elem, &converted) ? converted : VALUE_EMPTY;
}

/* An OrderedDictionary takes an Int32 as a place. */
static bool is_ordinal(const Hash *hash, Value key)
{
	return hash->type->id == T_ORDERED && key.kind == V_INT && key.type == T_INT32;
}

static bool hash_get(Interp *in, const Hash *hash, Value key, Value *out)
{
	const struct HashEntry *entry;
	Value converted, *slot;
	size_t at;

	*out = VALUE_NULL;
	if (is_ordinal(hash, key)) {
		entry = place(key.i64, hash->n, &at) ? hash_at(hash, at) : NULL;
		if (entry)
			*out = value_ref(entry->value);
		return entry != NULL;
	}
	converted = key_of(in, hash, key);
	slot = converted.kind == V_EMPTY ? NULL : hash_find_peek(hash, converted);
	value_drop(converted);
	if (slot)
		*out = value_ref(*slot);
	return slot != NULL;
}

/* ---- one index ---- */

/* What an indexer throws is nothing below strict mode 3 (asked of 7.6). */
static Flow ask_indexer(Interp *in, const TypeOps *ops, Value v, Value key, Value *out)
{
	Flow flow;

	*out = VALUE_EMPTY;
	flow = ops->index(in, v, key, out);
	if (flow == FLOW_THROW && runtime_of(in)->strict(in) < 3) {
		runtime_of(in)->clear_error(in);
		flow = FLOW_NEXT;
	}
	if (out->kind == V_EMPTY)
		*out = VALUE_NULL;
	return flow;
}

static Flow get_one(Interp *in, Value v, Value key, Value *out, bool *found)
{
	const TypeOps *ops = v.kind == V_OBJECT ? v.object->type->ops : NULL;
	int64_t number;
	size_t at;

	*out = VALUE_NULL;
	*found = false;
	if (v.kind == V_HASH) {
		*found = hash_get(in, v.hash, key, out) || v.hash->type->id != T_DICTIONARY;
		return FLOW_NEXT;
	}
	if (ops && ops->index) {
		*found = true;
		return ask_indexer(in, ops, v, key, out);
	}
	if (is_sequence(v)) {
		*found = number_of(in, key, &number) && place(number, count_of(v), &at);
		if (*found)
			*out = item_of(v, at);
		return FLOW_NEXT;
	}
	/* a scalar is a collection of one; no other place is no output at all */
	*found = number_of(in, key, &number) && (number == 0 || number == -1);
	*out = *found ? value_ref(v) : VALUE_EMPTY;
	return FLOW_NEXT;
}

/* v[1,3]: what is found, in an array. */
static Flow get_many(Interp *in, Value v, const Array *keys, Value *out)
{
	Array *items = array_new_objects();
	Value item, key;
	bool found;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < keys->n && flow == FLOW_NEXT; i++) {
		key = value_unwrap_peek(array_peek(keys, i));
		if (value_is_null(key) && v.kind == V_HASH)
			continue;
		flow = get_one(in, v, key, &item, &found);
		if (flow == FLOW_NEXT && found)
			array_push_take(items, item);
	}
	*out = array_value(items);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

Flow member_index(Interp *in, Value v, Value key, Value *out)
{
	Value plain = value_unwrap_peek(v);
	bool found;

	/* the case of loops first */
	if (plain.kind == V_ARRAY && key.kind == V_INT && (uint64_t)key.i64 < plain.array->n) {
		*out = array_get(plain.array, (size_t)key.i64);
		return FLOW_NEXT;
	}
	*out = VALUE_NULL;
	if (value_is_null(plain))
		return raise_null_array(in);
	key = value_unwrap_peek(key);
	if (value_is_null(key))
		return raise_null_index(in);
	if (plain.kind == V_OBJECT && grid_is(plain.object->type))
		return grid_ops.index(in, plain, key, out);
	if (key.kind == V_ARRAY && !(plain.kind == V_HASH && hash_find_peek(plain.hash, key)))
		return get_many(in, plain, key.array, out);
	return get_one(
		in, is_sequence(plain) || plain.kind == V_HASH || v.kind != V_OBJECT ? plain : v, key, out, &found);
}

/* ---- what strict mode minds ---- */

enum { STRICT_INDEX = 3 }; /* Set-StrictMode -Version 3: out of range is an error */

static Flow to_number(Interp *in, Value key, int64_t *out)
{
	int32_t number;

	if (key.kind == V_INT && key.type != T_UINT64) {
		*out = key.i64;
		return FLOW_NEXT;
	}
	FLOW_TRY(convert_to_i32(in, key, &number));
	*out = number;
	return FLOW_NEXT;
}

static Flow check_one(Interp *in, Value v, Value key, int strict)
{
	int64_t number = 0;
	size_t at;

	if (!is_sequence(v)) /* a scalar is a collection of one */
		return number_of(in, key, &number) && (number == 0 || number == -1) ? FLOW_NEXT
										    : raise_cannot_index(in, v, v);
	if (strict < STRICT_INDEX)
		return FLOW_NEXT;
	FLOW_TRY(to_number(in, key, &number));
	if (place(number, count_of(v), &at))
		return FLOW_NEXT;
	if (v.kind == V_LIST)
		return raise_out_of_range(in, BAD_LIST_INDEX);
	return fault_thrown(in, EXC_INDEX_OUT_OF_RANGE, NULL, "Index was outside the bounds of the array.");
}

Flow member_index_check(Interp *in, Value v, Value key, int strict)
{
	Value plain = value_unwrap_peek(v);

	key = value_unwrap_peek(key);
	if (value_is_null(plain) || value_is_null(key) || plain.kind == V_HASH ||
		(plain.kind == V_OBJECT && plain.object->type->ops && plain.object->type->ops->index))
		return FLOW_NEXT;
	if (key.kind != V_ARRAY)
		return check_one(in, plain, key, strict);
	for (size_t i = 0; i < key.array->n; i++)
		FLOW_TRY(check_one(in, plain, value_unwrap_peek(array_peek(key.array, i)), strict));
	return FLOW_NEXT;
}

/* ---- assignment ---- */

static Flow to_element(Interp *in, Value to, const TypeDef *elem, Value *out)
{
	if (!elem || elem->id == T_OBJECT) {
		*out = value_ref(to);
		return FLOW_NEXT;
	}
	return convert_to(in, to, elem, out);
}

static Flow set_in_array(Interp *in, Array *array, Value key, Value to)
{
	int64_t number;
	size_t at;
	Value element;

	FLOW_TRY(to_number(in, key, &number));
	if (!place(number, array->n, &at))
		return fault_thrown(in, EXC_INDEX_OUT_OF_RANGE, NULL, "Index was outside the bounds of the array.");
	FLOW_TRY(to_element(in, to, array->type->elem, &element));
	array_set_take(array, at, element);
	return FLOW_NEXT;
}

static Flow set_in_list(Interp *in, List *list, Value key, Value to)
{
	int64_t number;
	size_t at;
	Value element;

	FLOW_TRY(to_number(in, key, &number));
	FLOW_TRY(to_element(in, to, list->type->elem, &element));
	if (!place(number, list->n, &at)) {
		value_drop(element);
		return raise_out_of_range(in, BAD_LIST_INDEX);
	}
	list_set_take(list, at, element);
	return FLOW_NEXT;
}

static Flow set_ordinal(Interp *in, Hash *hash, int64_t index, Value to)
{
	struct HashEntry *entry = index >= 0 && (uint64_t)index < hash->n ? hash_at(hash, (size_t)index) : NULL;

	if (!entry)
		return raise_out_of_range(in, "Specified argument was out of the range of valid values.");
	hash_set(hash, entry->key, to);
	return FLOW_NEXT;
}

static Flow set_in_hash(Interp *in, Hash *hash, Value key, Value to)
{
	Value converted = VALUE_EMPTY, element;
	Flow flow = FLOW_NEXT;

	if (is_ordinal(hash, key))
		return set_ordinal(in, hash, key.i64, to);
	if (hash->type->id != T_DICTIONARY) {
		hash_set(hash, key, to);
		return FLOW_NEXT;
	}
	FLOW_TRY(to_element(in, key, hash->type->elem, &converted));
	flow = to_element(in, to, hash->type->arg2, &element);
	if (flow == FLOW_NEXT) {
		hash_set(hash, converted, element);
		value_drop(element);
	}
	value_drop(converted);
	return flow;
}

/* a[0,1] = x has no meaning; the message names the indexes. */
static Flow raise_slice(Interp *in, const Array *keys)
{
	Fault fault = {
		.id = "ArraySliceAssignmentFailed", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME
	};
	Buf text = BUF_INIT;
	Flow flow;

	buf_put(&text, S("Array assignment to ["));
	for (size_t i = 0; i < keys->n; i++) {
		if (i)
			buf_put_char(&text, ',');
		if (convert_put_display(in, array_peek(keys, i), &text) != FLOW_NEXT)
			runtime_of(in)->clear_error(in);
	}
	buf_put(&text, S("] failed because assignment to slices is not supported."));
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	buf_release(&text);
	return flow;
}

Flow member_index_set(Interp *in, Value v, Value key, Value to)
{
	v = value_unwrap_peek(v);
	if (value_is_null(v))
		return raise_null_array(in);
	key = value_unwrap_peek(key);
	if (value_is_null(key))
		return raise_null_index(in);
	switch ((ValueKind)v.kind) {
	case V_ARRAY:
		return key.kind == V_ARRAY ? raise_slice(in, key.array) : set_in_array(in, v.array, key, to);
	case V_LIST:
		return is_sequence(v) ? set_in_list(in, v.list, key, to) : raise_cannot_index(in, v, VALUE_EMPTY);
	case V_HASH:
		return key.kind == V_ARRAY ? raise_cannot_index(in, v, VALUE_EMPTY) : set_in_hash(in, v.hash, key, to);
	case V_OBJECT:
		if (v.object->type->ops && v.object->type->ops->index_set)
			return v.object->type->ops->index_set(in, v, key, to);
		break;
	default:
		break;
	}
	return raise_cannot_index(in, v, VALUE_EMPTY);
}
