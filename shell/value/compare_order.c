/* compare_order: which of two values comes first: -lt and its kin, and sorting. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/compare_number.h"
#include "shell/value/convert_core.h"

typedef enum Ordering {
	ORDERED,
	ORDER_FAILED,         /* the right side cannot be converted to the left's type */
	ORDER_BAD_NUMBER,     /* ... text to a number or an enum: its own error, unwrapped (asked of 7.6) */
	ORDER_NOT_COMPARABLE, /* no IComparable */
} Ordering;

/* $null stands just below zero: $null -lt 0, but -1 -lt $null. */
static int order_null(Value b)
{
	Value zero = value_int(0);
	int order;

	if (!compare_is_number(b) || b.kind == V_ENUM)
		return -1;
	order = compare_numbers(zero, b);
	return order == 0 ? -1 : order;
}

static int reversed(int order)
{
	return order == COMPARE_UNORDERED ? order : -order;
}

static Ordering order_text(Interp *in, Value a, Value b, bool ignore_case, int *out)
{
	Value text;

	if (convert_to_string(in, b, &text) != FLOW_NEXT) {
		runtime_of(in)->clear_error(in);
		return ORDER_FAILED;
	}
	*out = compare_text(in, string_str(a.string), string_str(text.string), ignore_case);
	value_drop(text);
	return ORDERED;
}

static Ordering order_number(Interp *in, Value a, Value b, int *out)
{
	Value number = VALUE_EMPTY;
	bool done;

	if (compare_is_numeric(b)) {
		*out = compare_numbers(a, b);
		return ORDERED;
	}
	done = (a.kind == V_ENUM || b.kind != V_STRING) && convert_try(in, b, type_of(a), &number);
	if (!done && b.kind == V_STRING && a.kind != V_ENUM)
		done = convert_try_text_to_number(in, b, type_of(a), &number);
	if (!done)
		return b.kind == V_STRING ? ORDER_BAD_NUMBER : ORDER_FAILED;
	*out = compare_numbers(a, number);
	value_drop(number);
	return ORDERED;
}

/* Two values of the same type. */
static int order_alike(Value a, Value b)
{
	switch ((ValueKind)a.kind) {
	case V_CHAR:
		return (a.ch > b.ch) - (a.ch < b.ch);
	case V_BIGINT:
		return bigint_compare(a.bigint, b.bigint);
	case V_OBJECT:
		return a.object->type->ops->compare(a, b);
	default: /* dates and spans: ticks */
		return (a.i64 > b.i64) - (a.i64 < b.i64);
	}
}

static bool is_comparable(Value v)
{
	return v.kind == V_CHAR || v.kind == V_BIGINT || v.kind == V_DATETIME || v.kind == V_TIMESPAN ||
	       (v.kind == V_OBJECT && v.object->type->ops && v.object->type->ops->compare);
}

static Ordering order_converted(Interp *in, Value a, Value b, int *out)
{
	const TypeDef *type = type_of(a);
	Value converted;

	if (!is_comparable(a)) {
		*out = 0;
		return compare_equal(in, a, b, true) ? ORDERED : ORDER_NOT_COMPARABLE;
	}
	if (type_of(b) == type) {
		*out = order_alike(a, b);
		return ORDERED;
	}
	if (!convert_try(in, b, type, &converted))
		return ORDER_FAILED;
	*out = order_alike(a, converted);
	value_drop(converted);
	return ORDERED;
}

static Ordering order(Interp *in, Value a, Value b, bool ignore_case, int *out)
{
	a = value_unwrap_peek(a);
	b = value_unwrap_peek(b);
	if (value_is_null(a) || value_is_null(b)) {
		*out = value_is_null(a) && value_is_null(b) ? 0
		       : value_is_null(a)                   ? order_null(b)
							    : reversed(order_null(a));
		return ORDERED;
	}
	if (a.kind == V_STRING)
		return order_text(in, a, b, ignore_case, out);
	if (compare_is_number(a))
		return order_number(in, a, b, out);
	if (a.kind == V_BOOL && a.type == T_BOOL) {
		*out = a.b - convert_to_bool(b);
		return ORDERED;
	}
	return order_converted(in, a, b, out);
}

/* ---- errors ---- */

static void put_shown(Interp *in, Value v, Buf *out)
{
	if (convert_put(in, v, TEXT_JOIN | TEXT_BAG, out) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
}

static Flow raise_not_comparable(Interp *in, Value a, Value b)
{
	bool is_custom = a.kind == V_OBJECT && a.object->type->id == T_PSCUSTOM;
	Fault fault = { .id = is_custom ? "PSObjectCompareTo" : "NotIcomparable",
		.category = is_custom ? CAT_NOT_SPECIFIED : CAT_INVALID_OPERATION,
		.exception = is_custom ? EXC_EXTENDED_TYPE_SYSTEM : EXC_RUNTIME };
	Buf left = BUF_INIT, text = BUF_INIT;
	Flow flow;

	put_shown(in, a, &left);
	buf_put(&text, S("Cannot compare \""));
	buf_put(&text, buf_str(&left));
	if (is_custom) {
		buf_put(&text, S("\" to \""));
		put_shown(in, b, &text);
		buf_put(&text, S("\" because the objects are not the same type or the object \""));
		buf_put(&text, buf_str(&left));
		buf_put(&text, S("\" does not implement \"IComparable\"."));
	} else {
		buf_put(&text, S("\" because it is not IComparable."));
	}
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	buf_release(&left);
	buf_release(&text);
	return flow;
}

static Flow raise_failed(Interp *in, Value a, Value b)
{
	Fault fault = { .id = "ComparisonFailure", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME };
	Value exception, ignored;
	Exception *why;
	Buf text = BUF_INIT;
	Flow flow = convert_to(in, b, type_of(a), &ignored);

	if (flow == FLOW_NEXT) { /* cannot be: it failed a moment ago */
		value_drop(ignored);
		return raise_not_comparable(in, a, b);
	}
	exception = runtime_of(in)->take_error(in);
	why = exception_peek(exception);
	buf_put(&text, S("Could not compare \""));
	put_shown(in, a, &text);
	buf_put(&text, S("\" to \""));
	put_shown(in, b, &text);
	buf_put(&text, S("\". Error: \""));
	buf_put(&text, exception_message_peek(exception));
	buf_put_char(&text, '"');
	fault.inner = why ? why->inner : exception;
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	buf_release(&text);
	value_drop(exception);
	return flow;
}

Flow compare_order(Interp *in, Value a, Value b, bool ignore_case, int *out)
{
	Value ignored;
	Flow flow;

	switch (order(in, a, b, ignore_case, out)) {
	case ORDERED:
		return FLOW_NEXT;
	case ORDER_BAD_NUMBER:
		flow = convert_text_to_number_as(in, value_unwrap_peek(b), type_of(value_unwrap_peek(a)), &ignored);
		if (flow == FLOW_NEXT)
			value_drop(ignored);
		return flow;
	case ORDER_FAILED:
		return raise_failed(in, value_unwrap_peek(a), value_unwrap_peek(b));
	default:
		return raise_not_comparable(in, value_unwrap_peek(a), value_unwrap_peek(b));
	}
}

/* ---- sorting ---- */

static int sort_as_text(Interp *in, Value a, Value b, bool ignore_case)
{
	Buf x = BUF_INIT, y = BUF_INIT;
	int result;

	put_shown(in, a, &x);
	put_shown(in, b, &y);
	result = compare_text(in, buf_str(&x), buf_str(&y), ignore_case);
	buf_release(&x);
	buf_release(&y);
	return result;
}

/* NaN comes before every number, as in double.CompareTo. */
static int sort_unordered(Value a, Value b)
{
	Num x, y;
	bool a_nan = convert_peek_number(a, &x) && x.kind >= NUM_SINGLE && x.kind <= NUM_DOUBLE && x.f64 != x.f64;
	bool b_nan = convert_peek_number(b, &y) && y.kind >= NUM_SINGLE && y.kind <= NUM_DOUBLE && y.f64 != y.f64;

	return (int)b_nan - (int)a_nan;
}

int compare_sort(Interp *in, Value a, Value b, bool ignore_case)
{
	int result;

	if (order(in, a, b, ignore_case, &result) != ORDERED)
		return sort_as_text(in, a, b, ignore_case);
	return result == COMPARE_UNORDERED ? sort_unordered(a, b) : result;
}
