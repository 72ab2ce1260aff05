/* member_sequence: .ForEach() and .Where(), which every value has (reference 15.3; each mode asked of 7.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"
#include "shell/value/member_table.h"

static List *results_new(Interp *in)
{
	TypeSet *types = runtime_of(in)->types;
	const TypeDef *type = type_set_close(types, type_of_id(T_COLLECTION), type_of_id(T_PSOBJECT), NULL);

	return list_new(type);
}

/* What a block wrote for one item: nothing, one value, or an array of them. */
static Flow push_output_take(Interp *in, List *results, Value output)
{
	Iter it;
	Value item;
	Flow flow = FLOW_NEXT;

	if (output.kind == V_ARRAY) {
		flow = iter_init(in, &it, output);
		while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow))
			list_push_take(results, item);
		iter_release(&it);
		value_drop(output);
	} else if (output.kind != V_EMPTY) {
		list_push_take(results, output);
	}
	return flow;
}

/* ---- .ForEach(block | type | name [, arguments]) ---- */

typedef struct ForEach {
	Interp *in;
	const Value *args;
	size_t n;
	List *results;
} ForEach;

/* A property of that name, set when an argument is given; else a method. */
static Flow each_by_name(ForEach *f, Value item, Str name)
{
	const MemberEntry *entry = type_of(item) ? member_table_find(f->in, type_of(item), name, false) : NULL;
	bool is_method = entry && entry->group, found;
	Value v;

	if (item.kind == V_OBJECT && object_find_peek(item.object, name))
		is_method = object_find_peek(item.object, name)->kind == SLOT_METHOD;
	if (is_method) {
		FLOW_TRY(member_call(f->in, item, name, f->args + 1, f->n - 1, &v));
		if (v.kind != V_EMPTY)
			list_push_take(f->results, v);
		return FLOW_NEXT;
	}
	if (f->n > 1)
		return member_set(f->in, item, name, f->args[1]);
	FLOW_TRY(member_get(f->in, item, name, NULL, &v, &found));
	list_push_take(f->results, v);
	return FLOW_NEXT;
}

static Flow each(ForEach *f, Value item)
{
	Value how = value_unwrap_peek(f->args[0]), v;

	if (how.kind == V_BLOCK) {
		FLOW_TRY(runtime_of(f->in)->invoke_here(f->in, how, f->args + 1, f->n - 1, item, &v));
		return push_output_take(f->in, f->results, v);
	}
	if (how.kind == V_TYPE) {
		FLOW_TRY(convert_to(f->in, item, how.typeref, &v));
		list_push_take(f->results, v);
		return FLOW_NEXT;
	}
	FLOW_TRY(convert_to_string(f->in, how, &how));
	{
		Flow flow = each_by_name(f, item, string_str(how.string));

		value_drop(how);
		return flow;
	}
}

static Flow for_each(Interp *in, Value v, const Value *args, size_t n, Value *out)
{
	ForEach f = { .in = in, .args = args, .n = n, .results = results_new(in) };
	Iter it;
	Value item;
	Flow flow = iter_init(in, &it, v);

	if (flow == FLOW_NEXT) {
		while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
			flow = each(&f, item);
			value_drop(item);
		}
		iter_release(&it);
	}
	*out = list_value(f.results);
	if (flow != FLOW_NEXT) {
		value_set_take(out, VALUE_EMPTY);
	}
	return flow;
}

/* ---- .Where(block [, mode [, count]]) ---- */

typedef enum WhereMode { WHERE_DEFAULT, WHERE_FIRST, WHERE_LAST, WHERE_SKIP_UNTIL, WHERE_UNTIL, WHERE_SPLIT } WhereMode;

static const EnumName mode_names[] = { { "Default", WHERE_DEFAULT }, { "First", WHERE_FIRST }, { "Last", WHERE_LAST },
	{ "SkipUntil", WHERE_SKIP_UNTIL }, { "Until", WHERE_UNTIL }, { "Split", WHERE_SPLIT } };
static const TypeDef mode_type = { .name = "System.Management.Automation.WhereOperatorSelectionMode",
	.base = &type_known[T_ENUM],
	.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT,
	.names = mode_names,
	.nnames = COUNT(mode_names),
	.underlying = T_INT32 };

typedef struct Where {
	Interp *in;
	Value block;
	WhereMode mode;
	size_t limit; /* 0: none */
	List *results, *rest;
	bool seen, done; /* a match came before; nothing more is wanted */
} Where;

static void keep(Where *w, Value item)
{
	list_push_take(w->results, value_ref(item));
	if (w->limit && w->results->n > w->limit)
		value_drop(list_remove_at(w->results, 0)); /* Last: the newest */
	w->done = w->mode != WHERE_LAST && w->mode != WHERE_SPLIT && w->limit && w->results->n == w->limit;
}

static void take(Where *w, Value item, bool matches)
{
	switch (w->mode) {
	case WHERE_SKIP_UNTIL:
		w->seen = w->seen || matches;
		if (w->seen)
			keep(w, item);
		break;
	case WHERE_UNTIL:
		w->done = matches;
		if (!matches)
			keep(w, item);
		break;
	case WHERE_SPLIT:
		if (matches && (!w->limit || w->results->n < w->limit))
			list_push_take(w->results, value_ref(item));
		else
			list_push_take(w->rest, value_ref(item));
		break;
	default:
		if (matches)
			keep(w, item);
		break;
	}
}

static Flow test(Where *w, Value item)
{
	Value output;
	bool matches;

	/* once the border is passed nothing is asked any more */
	if (w->mode == WHERE_SKIP_UNTIL && w->seen) {
		keep(w, item);
		return FLOW_NEXT;
	}
	FLOW_TRY(runtime_of(w->in)->invoke_here(w->in, w->block, NULL, 0, item, &output));
	matches = convert_to_bool(output);
	value_drop(output);
	take(w, item, matches);
	return FLOW_NEXT;
}

static Flow read_arguments(Where *w, const Value *args, size_t n)
{
	Value mode, block;
	int32_t limit = 0;

	FLOW_TRY(convert_to(w->in, args[0], type_of_id(T_SCRIPTBLOCK), &block));
	value_drop(block); /* the argument itself lives on */
	w->block = value_unwrap_peek(args[0]);
	if (n > 1) {
		FLOW_TRY(convert_to(w->in, args[1], &mode_type, &mode));
		w->mode = (WhereMode)mode.enumeration->value;
		value_drop(mode);
	}
	if (n > 2)
		FLOW_TRY(convert_to_i32(w->in, args[2], &limit));
	w->limit = limit > 0 ? (size_t)limit : w->mode == WHERE_FIRST || w->mode == WHERE_LAST ? 1 : 0;
	return FLOW_NEXT;
}

static Value finish(Where *w)
{
	Array *both;

	if (w->mode != WHERE_SPLIT)
		return value_ref(list_value(w->results));
	both = array_new_objects();
	array_push(both, list_value(w->results));
	array_push(both, list_value(w->rest));
	return array_value(both);
}

static Flow where(Interp *in, Value v, const Value *args, size_t n, Value *out)
{
	Where w = { .in = in };
	Iter it;
	Value item;
	Flow flow;

	FLOW_TRY(read_arguments(&w, args, n));
	w.results = results_new(in);
	w.rest = results_new(in);
	flow = iter_init(in, &it, v);
	if (flow == FLOW_NEXT) {
		while (flow == FLOW_NEXT && !w.done && iter_next(in, &it, &item, &flow)) {
			flow = test(&w, item);
			value_drop(item);
		}
		iter_release(&it);
	}
	*out = flow == FLOW_NEXT ? finish(&w) : VALUE_EMPTY;
	value_drop(list_value(w.results));
	value_drop(list_value(w.rest));
	return flow;
}

bool member_is_sequence(Str name)
{
	return str_ieq(name, S("ForEach")) || str_ieq(name, S("Where"));
}

Flow member_sequence(Interp *in, Value v, Str name, const Value *args, size_t n, Value *out)
{
	bool is_each = str_ieq(name, S("ForEach"));
	Fault fault = { .id = "MethodCountCouldNotFindBest", .category = CAT_NOT_SPECIFIED, .exception = EXC_METHOD };

	if (n == 0 || (!is_each && n > 3))
		return fault_raise(in, &fault, "Cannot find an overload for \"%s\" and the argument count: \"%zu\".",
			is_each ? ".ForEach(expression [, arguments...])"
				: ".Where({ expression } [, mode [, numberToReturn]])",
			n);
	return is_each ? for_each(in, v, args, n, out) : where(in, v, args, n, out);
}
