/* string_search: IndexOf, LastIndexOf and their kin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/string.h"

/* The arguments behind the value: up to two ints and a comparison, in the overloads' order. */
typedef struct Search {
	int64_t start, count; /* units; -1: not given */
	bool has_start, has_count;
	int comparison;
} Search;

static Search read_search(const Value *args, size_t n)
{
	Search search = { .comparison = args[0].kind == V_CHAR ? COMPARISON_ORDINAL : COMPARISON_CULTURE };

	for (size_t i = 1; i < n; i++) {
		if (args[i].kind == V_ENUM) {
			search.comparison = (int)types_int(args[i]);
		} else if (!search.has_start) {
			search.start = types_int(args[i]);
			search.has_start = true;
		} else {
			search.count = types_int(args[i]);
			search.has_count = true;
		}
	}
	return search;
}

static Flow bad_count(Interp *in)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "count",
		"Count must be positive and count must refer to a location within the string/array/collection.");
}

static Flow bad_start(Interp *in)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "startIndex", "%s",
		types_pick(in, "Index was out of range. Must be non-negative and less than the size of the collection.",
			"Index was out of range. Must be non-negative and less than or equal to the size of the collection."));
}

/* The units [start, start + count) to search forwards. */
static Flow forward_range(Interp *in, String *s, Search *search)
{
	int64_t units = (int64_t)string_units(s);

	if (!search->has_start)
		search->start = 0;
	if (search->start < 0 || search->start > units)
		return bad_start(in);
	if (!search->has_count)
		search->count = units - search->start;
	if (search->count < 0 || search->count > units - search->start)
		return bad_count(in);
	return FLOW_NEXT;
}

/* Bytes of the range; *base is where it starts. */
static Str range_bytes(String *s, int64_t start, int64_t count, size_t *base)
{
	*base = string_byte_of_unit(s, (size_t)start);
	return str_cut(string_str(s), *base, string_byte_of_unit(s, (size_t)(start + count)));
}

static bool is_surrogate(Value v)
{
	return v.kind == V_CHAR && (v.ch & 0xf800) == 0xd800;
}

/* One of a set of units, looked for unit by unit: for halves of pairs, which bytes do not show, and for IndexOfAny. */
static int64_t find_unit(String *s, const Value *set, size_t nset, int64_t from, int64_t to)
{
	int64_t step = from <= to ? 1 : -1;

	for (int64_t i = from; i != to; i += step) {
		uint16_t unit = string_unit_at(s, (size_t)i);

		for (size_t k = 0; k < nset; k++)
			if (set[k].ch == unit)
				return i;
	}
	return -1;
}

static Str value_text(Value v, Buf *one)
{
	if (v.kind != V_CHAR)
		return types_str(v);
	types_string_put_char(v, one);
	return buf_str(one);
}

Flow types_string_index_of(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	String *s = types_string_peek(self);
	Search search = read_search(args, n);
	size_t base, at, length;
	Buf one = BUF_INIT;
	Str range;

	FLOW_TRY(forward_range(in, s, &search));
	if (is_surrogate(args[0]))
		return types_found(
			out, value_int((int32_t)find_unit(s, args, 1, search.start, search.start + search.count)));
	range = range_bytes(s, search.start, search.count, &base);
	at = types_find(in, range, value_text(args[0], &one), search.comparison, &length);
	buf_release(&one);
	return types_found(out, value_int(at == STR_NONE ? -1 : (int32_t)string_unit_of_byte(s, base + at)));
}

/* The units (start - count, start] to search backwards, .NET's exceptions for empty strings and a start at the end
 * included.  *done: *out has the answer already. */
static Flow backward_range(Interp *in, String *s, Value what, Search *search, Value *out, bool *done)
{
	int64_t units = (int64_t)string_units(s);
	bool empty = what.kind != V_CHAR && types_str(what).n == 0;

	*done = true;
	if (!search->has_start)
		search->start = units - 1;
	if (!search->has_count)
		search->count = search->start + 1;
	if (units == 0 && (search->start == -1 || search->start == 0))
		return types_found(out, value_int(empty ? 0 : -1));
	if (search->start == units && what.kind != V_CHAR) {
		search->start--;
		search->count -= search->count > 0;
	}
	if (search->start < 0 || search->start >= units)
		return types_index(in, "startIndex");
	if (search->count < 0 || search->start - search->count + 1 < 0)
		return bad_count(in);
	/* Desktop gives the place of the last unit, Core the one behind it */
	if (empty)
		return types_found(out, value_int((int32_t)search->start + (types_pick(in, "", "x")[0] == 'x')));
	*done = false;
	return FLOW_NEXT;
}

Flow types_string_last_index_of(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	String *s = types_string_peek(self);
	Search search = read_search(args, n);
	size_t base, at, length;
	Buf one = BUF_INIT;
	bool done;
	Str range;

	FLOW_TRY(backward_range(in, s, args[0], &search, out, &done));
	if (done)
		return FLOW_NEXT;
	if (is_surrogate(args[0]))
		return types_found(
			out, value_int((int32_t)find_unit(s, args, 1, search.start, search.start - search.count)));
	range = range_bytes(s, search.start - search.count + 1, search.count, &base);
	at = types_rfind(in, range, value_text(args[0], &one), search.comparison, &length);
	buf_release(&one);
	return types_found(out, value_int(at == STR_NONE ? -1 : (int32_t)string_unit_of_byte(s, base + at)));
}

Flow types_string_index_of_any(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	String *s = types_string_peek(self);
	const Array *any = types_array(args[0]);
	Search search = read_search(args, n);

	if (!any)
		return types_null(in, "anyOf");
	FLOW_TRY(forward_range(in, s, &search));
	return types_found(
		out, value_int((int32_t)find_unit(s, any->items, any->n, search.start, search.start + search.count)));
}

Flow types_string_last_index_of_any(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	String *s = types_string_peek(self);
	const Array *any = types_array(args[0]);
	Search search = read_search(args, n);
	bool done;

	if (!any)
		return types_null(in, "anyOf");
	FLOW_TRY(backward_range(in, s, value_char(0), &search, out, &done));
	if (done)
		return FLOW_NEXT;
	return types_found(
		out, value_int((int32_t)find_unit(s, any->items, any->n, search.start, search.start - search.count)));
}
