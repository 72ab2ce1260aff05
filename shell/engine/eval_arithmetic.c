/* eval_arithmetic: + - * / % (reference 6.8; result types checked pair by pair with the real engine). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/engine/eval_private.h"
#include "shell/value/array.h"
#include "shell/value/bigint.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"

/* The method that an operator is, for messages and for types that have it. */
static const char *method_of(TokenKind op)
{
	static const struct {
		TokenKind op;
		const char *name;
	} rows[] = {
		{ TK_PLUS, "op_Addition" },
		{ TK_MINUS, "op_Subtraction" },
		{ TK_MULTIPLY, "op_Multiply" },
		{ TK_DIVIDE, "op_Division" },
		{ TK_REM, "op_Modulus" },
		{ TK_BAND, "op_BitwiseAnd" },
		{ TK_BOR, "op_BitwiseOr" },
		{ TK_BXOR, "op_ExclusiveOr" },
		{ TK_SHL, "op_LeftShift" },
		{ TK_SHR, "op_RightShift" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].op == op)
			return rows[i].name;
	return token_text(op);
}

/* A bag of properties is named by what wraps it. */
Flow eval_no_operator(Interp *in, TokenKind op, Value v)
{
	const TypeDef *of = value_is_null(v) ? NULL : type_of(v);
	const char *type = !of ? "" : of->id == T_PSCUSTOM ? type_of_id(T_PSOBJECT)->name : of->name;

	return fault_no_method(in, type, str_from(method_of(op)), true);
}

static Flow by_zero(Interp *in)
{
	Fault fault = { .id = "RuntimeException", .category = CAT_NOT_SPECIFIED, .exception = EXC_RUNTIME };
	Value inner = exception_new(exception_type(EXC_DIVIDE_BY_ZERO), S("Attempted to divide by zero."), VALUE_NULL);
	Flow flow;

	fault.inner = inner;
	flow = fault_raise(in, &fault, "Attempted to divide by zero.");
	value_drop(inner);
	return flow;
}

/* ---- integers ---- */

/* What two integer types make: Int32 for all small ones, then UInt32, Int64, UInt64. */
static NumKind common_integer(NumKind a, NumKind b)
{
	NumKind high = a > b ? a : b, low = a > b ? b : a;

	if (high <= NUM_INT32)
		return NUM_INT32;
	return high == NUM_INT64 && low == NUM_UINT64 ? NUM_UINT64 : high;
}

static double as_double(const Num *n)
{
	switch (n->kind) {
	case NUM_SINGLE:
	case NUM_DOUBLE:
		return n->f64;
	case NUM_DECIMAL:
		return decimal_to_double(n->decimal);
	case NUM_UINT64:
		return (double)n->u64;
	default:
		return (double)n->i64;
	}
}

static Value double_of(TokenKind op, double a, double b)
{
	switch (op) {
	case TK_PLUS:
		return value_double(a + b);
	case TK_MINUS:
		return value_double(a - b);
	case TK_MULTIPLY:
		return value_double(a * b);
	case TK_DIVIDE:
		return value_double(a / b);
	default:
		return value_double(fmod(a, b));
	}
}

/* false: the exact result does not fit 64 bits. */
static bool signed_result(TokenKind op, int64_t a, int64_t b, int64_t *out)
{
	switch (op) {
	case TK_PLUS:
		return !__builtin_add_overflow(a, b, out);
	case TK_MINUS:
		return !__builtin_sub_overflow(a, b, out);
	case TK_MULTIPLY:
		return !__builtin_mul_overflow(a, b, out);
	case TK_DIVIDE:
		if ((a == INT64_MIN && b == -1) || a % b)
			return false; /* not exact: a double */
		*out = a / b;
		return true;
	default:
		*out = b == -1 ? 0 : a % b;
		return true;
	}
}

static bool unsigned_result(TokenKind op, uint64_t a, uint64_t b, uint64_t *out)
{
	switch (op) {
	case TK_PLUS:
		return !__builtin_add_overflow(a, b, out);
	case TK_MINUS:
		return !__builtin_sub_overflow(a, b, out);
	case TK_MULTIPLY:
		return !__builtin_mul_overflow(a, b, out);
	case TK_DIVIDE:
		*out = a / b;
		return a % b == 0;
	default:
		*out = a % b;
		return true;
	}
}

/* ---- decimals and big integers ---- */

static bool to_decimal(const Num *n, Decimal *out)
{
	if (n->kind == NUM_DECIMAL)
		*out = n->decimal;
	else if (n->kind == NUM_SINGLE || n->kind == NUM_DOUBLE)
		return decimal_from_double(n->f64, out);
	else
		*out = n->kind == NUM_UINT64 ? decimal_from_u64(n->u64) : decimal_from_i64(n->i64);
	return true;
}

static Flow decimals(Interp *in, TokenKind op, const Num *a, const Num *b, Value *out)
{
	Decimal x, y, result = { 0 };
	bool ok = to_decimal(a, &x) && to_decimal(b, &y);

	if (ok && (op == TK_DIVIDE || op == TK_REM) && decimal_is_zero(y))
		return by_zero(in);
	ok = ok && (op == TK_PLUS              ? decimal_add(x, y, &result)
			   : op == TK_MINUS    ? decimal_subtract(x, y, &result)
			   : op == TK_MULTIPLY ? decimal_multiply(x, y, &result)
			   : op == TK_DIVIDE   ? decimal_divide(x, y, &result)
					       : decimal_remainder(x, y, &result));
	if (!ok) {
		Fault fault = { .id = "RuntimeException", .category = CAT_NOT_SPECIFIED, .exception = EXC_RUNTIME };

		return fault_raise(in, &fault, "Value was either too large or too small for a Decimal.");
	}
	*out = value_decimal(result);
	return FLOW_NEXT;
}

/* What does not fit its integers is a double.  A product is made as a BigInteger first, whose low bits are cut off, not
 * rounded: 9223372036854775807*2 is 1.844674407370955E+19. */
static Value too_big(TokenKind op, const Num *a, const Num *b)
{
	BigInt *x, *y, *product;
	double result;

	if (op != TK_MULTIPLY)
		return double_of(op, as_double(a), as_double(b));
	x = a->kind == NUM_UINT64 ? bigint_from_u64(a->u64) : bigint_from_i64(a->i64);
	y = b->kind == NUM_UINT64 ? bigint_from_u64(b->u64) : bigint_from_i64(b->i64);
	product = bigint_multiply(x, y);
	result = bigint_to_double(product);
	value_drop(bigint_value(x));
	value_drop(bigint_value(y));
	value_drop(bigint_value(product));
	return value_double(result);
}

static Flow integers(Interp *in, TokenKind op, const Num *a, const Num *b, Value *out)
{
	NumKind kind = common_integer(a->kind, b->kind);
	int64_t result;

	if ((op == TK_DIVIDE || op == TK_REM) && b->i64 == 0)
		return by_zero(in);
	if (kind == NUM_UINT64) {
		bool negative = (a->kind != NUM_UINT64 && a->i64 < 0) || (b->kind != NUM_UINT64 && b->i64 < 0);
		uint64_t big;

		if (negative)
			return decimals(in, op, a, b, out);
		*out = unsigned_result(op, a->u64, b->u64, &big) ? value_integer(T_UINT64, (int64_t)big)
								 : too_big(op, a, b);
		return FLOW_NEXT;
	}
	if (signed_result(op, a->i64, b->i64, &result) && num_fits(result, false, kind))
		*out = value_integer(T_SBYTE + (int)kind, result);
	else
		*out = too_big(op, a, b);
	return FLOW_NEXT;
}

/* The operators of BigInteger are methods, and fail as those do. */
static Flow big_by_zero(Interp *in, TokenKind op)
{
	Fault fault = {
		.id = "DotNetMethodException", .category = CAT_NOT_SPECIFIED, .exception = EXC_METHOD_INVOCATION
	};

	Value inner = exception_new(exception_type(EXC_DIVIDE_BY_ZERO), S("Attempted to divide by zero."), VALUE_NULL);
	Flow flow;

	fault.inner = inner;
	flow = fault_raise(in, &fault,
		"Exception calling \"%s\" with \"2\" argument(s): \"Attempted to divide by zero.\"", method_of(op));
	value_drop(inner);
	return flow;
}

static Flow big_integers(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	const TypeDef *type = type_of_id(T_BIGINT);
	Value a, b = VALUE_EMPTY;
	BigInt *result;
	Flow flow;

	FLOW_TRY(convert_to(in, left, type, &a));
	flow = convert_to(in, right, type, &b);
	if (flow == FLOW_NEXT && (op == TK_DIVIDE || op == TK_REM) && b.bigint->n == 0)
		flow = big_by_zero(in, op);
	if (flow == FLOW_NEXT) {
		result = op == TK_PLUS       ? bigint_add(a.bigint, b.bigint)
			 : op == TK_MINUS    ? bigint_subtract(a.bigint, b.bigint)
			 : op == TK_MULTIPLY ? bigint_multiply(a.bigint, b.bigint)
			 : op == TK_DIVIDE   ? bigint_divide(a.bigint, b.bigint)
					     : bigint_remainder(a.bigint, b.bigint);
		if (result)
			*out = bigint_value(result);
		else
			flow = fault_exception(in, EXC_OVERFLOW, "The number is too large for this program.");
	}
	value_drop(a);
	value_drop(b);
	return flow;
}

/* ---- numbers of any kind ---- */

static bool is_floating(const Num *n)
{
	return n->kind == NUM_SINGLE || n->kind == NUM_DOUBLE;
}

static Flow numbers(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	Num a, b;

	if (!convert_peek_number(left, &a))
		return eval_no_operator(in, op, left);
	if (!convert_peek_number(right, &b))
		return eval_no_operator(in, op, right);
	if (a.kind == NUM_BIGINT || b.kind == NUM_BIGINT)
		return big_integers(in, op, left, right, out);
	if (a.kind == NUM_DECIMAL || b.kind == NUM_DECIMAL)
		return decimals(in, op, &a, &b, out);
	if (is_floating(&a) || is_floating(&b)) {
		*out = double_of(op, as_double(&a), as_double(&b));
		return FLOW_NEXT;
	}
	return integers(in, op, &a, &b, out);
}

static Flow cannot_cast(Interp *in, const TypeDef *from, const TypeDef *to)
{
	Fault fault = {
		.id = "System.InvalidCastException", .category = CAT_OPERATION_STOPPED, .exception = EXC_INVALID_CAST
	};

	return fault_raise(in, &fault, "Unable to cast object of type '%s' to type '%s'.", from->name, to->name);
}

static Flow no_coercion(Interp *in, const TypeDef *type)
{
	Fault fault = { .id = "System.InvalidOperationException",
		.category = CAT_OPERATION_STOPPED,
		.exception = EXC_INVALID_OPERATION };

	return fault_raise(
		in, &fault, "No coercion operator is defined between types '%s' and 'System.Decimal'.", type->name);
}

/* What stands beside an enum value: a number of Int32's kind, a name or nothing of its type. */
static Flow beside_enum(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	const TypeDef *type = left.enumeration->type;
	Num n;

	if (value_is_string(right) || value_is_null(right)) {
		Flow flow = value_is_null(right) ? FLOW_NEXT : convert_to(in, right, type, out);

		if (flow == FLOW_NEXT)
			value_set_take(out,
				value_integer(type->underlying, out->kind == V_ENUM ? out->enumeration->value : 0));
		return flow;
	}
	if (!convert_peek_number(right, &n) || n.kind == NUM_BIGINT)
		return eval_no_operator(in, op, left);
	if (n.kind == NUM_DECIMAL)
		return no_coercion(in, type);
	if (is_floating(&n))
		return cannot_cast(in, type, type_of_id(T_DOUBLE));
	*out = value_ref(right);
	return FLOW_NEXT;
}

/* An enum stays one: the number of the result in its type, if that is an Int32 (asked of 7.6). */
static Flow enums(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	const TypeDef *type = left.enumeration->type;
	Value result = VALUE_EMPTY, number = VALUE_EMPTY;
	Flow flow;

	FLOW_TRY(beside_enum(in, op, left, right, &number));
	flow = numbers(in, op, value_integer(type->underlying, left.enumeration->value), number, &result);
	value_drop(number);
	if (flow == FLOW_NEXT && type_of(result)->id != type->underlying)
		flow = cannot_cast(in, type_of(result), type);
	else if (flow == FLOW_NEXT)
		*out = value_enum(type, result.i64);
	value_drop(result);
	return flow;
}

/* ---- text, collections, hashes ---- */

static Flow add_text(Interp *in, Value left, Value right, Value *out)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(in, left, &text);

	if (flow == FLOW_NEXT)
		flow = convert_put_text(in, right, &text);
	if (flow == FLOW_NEXT)
		*out = value_string_buf(&text);
	buf_release(&text);
	return flow;
}

static Flow negative_times(Interp *in, int32_t times)
{
	Fault fault = { .id = "System.ArgumentOutOfRangeException",
		.category = CAT_OPERATION_STOPPED,
		.exception = EXC_ARGUMENT_OUT_OF_RANGE };
	Buf text = BUF_INIT;
	Flow flow;

	buf_printf(&text, "times ('%d') must be a non-negative value.", times);
	fault_put_param(in, S("times"), &text);
	buf_printf(&text, "\nActual value was %d.", times);
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

/* How many bytes or elements a repetition may make. */
enum { REPEAT_MAX = 1 << 30 };

static Flow too_large(Interp *in)
{
	return fault_exception(in, EXC_OUT_OF_MEMORY, "Insufficient memory to continue the execution of the program.");
}

static Flow repeat_text(Interp *in, Str text, int32_t times, Value *out)
{
	Flow flow = FLOW_NEXT;
	Value result;

	if (times < 0)
		return negative_times(in, times);
	if (text.n && (size_t)times > REPEAT_MAX / text.n)
		return too_large(in);
	result = value_string_room(text.n * (size_t)times);
	for (int32_t i = 0; flow == FLOW_NEXT && i < times; i++) {
		memcpy(result.string->p + text.n * (size_t)i, text.p, text.n);
		flow = runtime_poll(in);
	}
	*out = result;
	if (flow != FLOW_NEXT)
		value_drop(result);
	return flow;
}

static Flow repeat_array(Interp *in, Value left, int32_t times, Value *out)
{
	const Array *from = left.kind == V_ARRAY ? left.array : NULL;
	size_t n = from ? from->n : left.list->n;
	Flow flow = FLOW_NEXT;
	Array *array;

	if (times < 0)
		return negative_times(in, times);
	if (n && (size_t)times > REPEAT_MAX / sizeof(Value) / n)
		return too_large(in);
	array = array_new(from ? from->type : &type_object_array, n * (size_t)times);
	for (int32_t k = 0; flow == FLOW_NEXT && k < times; k++) {
		for (size_t i = 0; i < n; i++)
			array_push_take(array, from ? array_get(from, i) : value_ref(list_peek(left.list, i)));
		flow = runtime_poll(in);
	}
	if (flow == FLOW_NEXT)
		*out = array_value(array);
	else
		value_drop(array_value(array));
	return flow;
}

static Flow repeat(Interp *in, Value left, Value right, Value *out)
{
	int32_t times;

	if (value_is_null(right)) {
		times = 0;
	} else {
		FLOW_TRY(convert_to_i32(in, right, &times));
	}
	return value_is_string(left) ? repeat_text(in, value_str_peek(left), times, out)
				     : repeat_array(in, left, times, out);
}

static Flow copy_items(Interp *in, Array *to, Value from)
{
	Value item;
	Iter it;
	Flow flow;

	if (from.kind == V_EMPTY)
		return FLOW_NEXT;
	if (!iter_unrolls(from)) {
		array_push_take(to, value_ref(from));
		return FLOW_NEXT;
	}
	FLOW_TRY(iter_init(in, &it, from));
	while (iter_next(in, &it, &item, &flow))
		array_push_take(to, item);
	iter_release(&it);
	return flow;
}

static Flow add_array(Interp *in, Value left, Value right, Value *out)
{
	Array *array = array_new_objects();
	Flow flow = copy_items(in, array, left);

	if (flow == FLOW_NEXT)
		flow = copy_items(in, array, right);
	*out = array_value(array);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

/* The key as it stands there, and as it was to be added: they may differ by case. */
static Flow duplicate_key(Interp *in, const Hash *hash, Value key)
{
	Fault fault = {
		.id = "System.ArgumentException", .category = CAT_OPERATION_STOPPED, .exception = EXC_ARGUMENT
	};
	const Value *slot = hash_find_peek(hash, key);
	struct HashEntry *entry;
	Buf added = BUF_INIT, old = BUF_INIT;
	size_t at = 0;
	Flow flow;

	while ((entry = hash_next(hash, &at)) && &entry->value != slot)
		;
	flow = convert_put_text(in, key, &added);
	if (flow == FLOW_NEXT)
		flow = convert_put_text(in, entry ? entry->key : key, &old);
	if (flow == FLOW_NEXT)
		flow = fault_raise(in, &fault,
			"Item has already been added. Key in dictionary: '%.*s'  Key being added: '%.*s'",
			STR_ARG(buf_str(&old)), STR_ARG(buf_str(&added)));
	buf_release(&added);
	buf_release(&old);
	return flow;
}

static Flow add_hash(Interp *in, Value left, Value right, Value *out)
{
	Hash *merged;
	struct HashEntry *entry;
	size_t at = 0;

	if (right.kind != V_HASH)
		return fault_runtime(in, CAT_INVALID_OPERATION, "AddHashTableToNonHashTable",
			"A hash table can only be added to another hash table.");
	merged = hash_copy(left.hash);
	while ((entry = hash_next(right.hash, &at))) {
		if (hash_find_peek(merged, entry->key)) {
			Flow flow = duplicate_key(in, left.hash, entry->key);

			value_drop(hash_value(merged));
			return flow;
		}
		hash_set(merged, entry->key, entry->value);
	}
	*out = hash_value(merged);
	return FLOW_NEXT;
}

/* ---- dates and spans ---- */

/* An operand of a .NET operator: converted, or the error that names the operator. */
static Flow operand(Interp *in, Value v, const TypeDef *type, TokenKind op, Value *out)
{
	Fault fault = { .id = "MethodArgumentConversionInvalidCastArgument",
		.category = CAT_NOT_SPECIFIED,
		.exception = EXC_METHOD };
	Value record;
	Buf text = BUF_INIT;
	Flow flow;

	if (convert_to(in, v, type, out) == FLOW_NEXT)
		return FLOW_NEXT;
	record = interp_take_error(in);
	if (convert_put_display(in, v, &text) != FLOW_NEXT)
		value_drop(interp_take_error(in));
	flow = fault_raise(in, &fault,
		"Cannot convert argument \"1\", with value: \"%.*s\", for \"%s\" to type \"%s\": \"%.*s\"",
		STR_ARG(buf_str(&text)), method_of(op), type->name, STR_ARG(error_message_peek(error_peek(record))));
	buf_release(&text);
	value_drop(record);
	return flow;
}

/* What an operator of .NET threw is wrapped as the call of a method is. */
static Flow wrap_operator(Interp *in, TokenKind op, Flow flow)
{
	const Fault fault = {
		.id = "DotNetMethodException", .category = CAT_NOT_SPECIFIED, .exception = EXC_METHOD_INVOCATION
	};
	Buf before = BUF_INIT;

	if (flow != FLOW_THROW)
		return flow;
	buf_printf(&before, "Exception calling \"%s\" with \"2\" argument(s): ", method_of(op));
	flow = fault_wrap(in, &fault, buf_str(&before));
	buf_release(&before);
	return flow;
}

static Flow date_out_of_range(Interp *in, TokenKind op)
{
	return wrap_operator(in, op,
		fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "t",
			"The added or subtracted value results in an un-representable DateTime."));
}

static Flow dates(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	int64_t ticks;
	Value span;

	if (op != TK_PLUS && op != TK_MINUS)
		return eval_no_operator(in, op, left);
	if (op == TK_MINUS && right.kind == V_DATETIME) {
		*out = value_timespan(left.i64 - right.i64);
		return FLOW_NEXT;
	}
	if (op == TK_MINUS && right.kind != V_TIMESPAN) {
		Fault fault = {
			.id = "MethodCountCouldNotFindBest", .category = CAT_NOT_SPECIFIED, .exception = EXC_METHOD
		};

		return fault_raise(in, &fault,
			"Multiple ambiguous overloads found for \"op_Subtraction\" and the argument count: \"2\".");
	}
	FLOW_TRY(operand(in, right, type_of_id(T_TIMESPAN), op, &span));
	if (op == TK_PLUS ? __builtin_add_overflow(left.i64, span.i64, &ticks)
			  : __builtin_sub_overflow(left.i64, span.i64, &ticks) || ticks < 0)
		return date_out_of_range(in, op);
	if (ticks < 0 || ticks > MOMENT_MAX)
		return date_out_of_range(in, op);
	*out = value_datetime(ticks, left.flags);
	return FLOW_NEXT;
}

static Flow span_overflow(Interp *in, TokenKind op)
{
	return wrap_operator(
		in, op, fault_exception(in, EXC_OVERFLOW, "TimeSpan overflowed because the duration is too long."));
}

static Flow span_of_nan(Interp *in, TokenKind op)
{
	return wrap_operator(in, op,
		fault_argument(in, EXC_ARGUMENT, op == TK_MULTIPLY ? "factor" : "divisor",
			"TimeSpan does not accept floating point Not-a-Number values."));
}

/* span * factor and span / divisor. */
static Flow scale_span(Interp *in, TokenKind op, Value span, Value by, Value *out)
{
	Value factor;
	double ticks;

	if (op == TK_DIVIDE && by.kind == V_TIMESPAN) {
		*out = value_double((double)span.i64 / (double)by.i64);
		return FLOW_NEXT;
	}
	FLOW_TRY(operand(in, by, type_of_id(T_DOUBLE), op, &factor));
	if (isnan(factor.f64))
		return span_of_nan(in, op);
	ticks = op == TK_MULTIPLY ? (double)span.i64 * factor.f64 : (double)span.i64 / factor.f64;
	if (!(fabs(ticks) < 9.2e18))
		return span_overflow(in, op);
	*out = value_timespan((int64_t)rint(ticks));
	return FLOW_NEXT;
}

static Flow spans(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	int64_t ticks;
	Value span;

	if (op == TK_MULTIPLY || op == TK_DIVIDE)
		return scale_span(in, op, left, right, out);
	if (op == TK_REM)
		return eval_no_operator(in, op, left);
	FLOW_TRY(operand(in, right, type_of_id(T_TIMESPAN), op, &span));
	if (op == TK_PLUS ? __builtin_add_overflow(left.i64, span.i64, &ticks)
			  : __builtin_sub_overflow(left.i64, span.i64, &ticks))
		return span_overflow(in, op);
	*out = value_timespan(ticks);
	return FLOW_NEXT;
}

/* A number before a span or a date is ticks of one. */
static Flow number_with_span(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	Value span;

	if (right.kind == V_DATETIME)
		return eval_no_operator(in, op, left);
	if (op == TK_MULTIPLY)
		return scale_span(in, op, right, left, out);
	FLOW_TRY(operand(in, left, type_of_id(T_TIMESPAN), op, &span));
	return spans(in, op, span, right, out);
}

/* ---- dispatch by the left side ---- */

static Flow not_defined(Interp *in, TokenKind op, Value left, Value right)
{
	Fault fault = { .id = "NotADefinedOperationForType",
		.category = CAT_INVALID_OPERATION,
		.exception = EXC_RUNTIME,
		.target = left };

	return fault_raise(in, &fault, "The operation '[%s] %s [%s]' is not defined.", type_of(left)->name,
		token_text(op), value_is_null(right) ? "" : type_of(right)->name);
}

const TypeDef *eval_number_type(Value v)
{
	bool is_number = v.kind == V_INT || v.kind == V_SINGLE || v.kind == V_DOUBLE || v.kind == V_DECIMAL;

	return is_number ? type_of(v) : type_of_id(T_INT32);
}

static Flow number_left(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	Value number;
	Flow flow;

	if (right.kind == V_TIMESPAN || right.kind == V_DATETIME)
		return number_with_span(in, op, left, right, out);
	if (value_is_null(right))
		return numbers(in, op, left, value_int(0), out);
	if (!value_is_string(right))
		return (right.kind == V_BOOL && right.type == T_SWITCH) ? eval_no_operator(in, op, left)
									: numbers(in, op, left, right, out);
	FLOW_TRY(convert_text_to_number_as(in, right, eval_number_type(left), &number));
	flow = numbers(in, op, left, number, out);
	value_drop(number);
	return flow;
}

static Flow text_left(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	Value number;
	Flow flow;

	if (op == TK_PLUS)
		return add_text(in, left, right, out);
	if (op == TK_MULTIPLY)
		return repeat(in, left, right, out);
	FLOW_TRY(convert_text_to_number_as(in, left, eval_number_type(right), &number));
	flow = number_left(in, op, number, right, out);
	value_drop(number);
	return flow;
}

static Flow null_left(Interp *in, TokenKind op, Value right, Value *out)
{
	if (op == TK_PLUS || op == TK_MULTIPLY) {
		*out = op == TK_MULTIPLY || right.kind == V_EMPTY ? VALUE_NULL : value_ref(right);
		return FLOW_NEXT;
	}
	return number_left(in, op, value_int(0), right, out);
}

static Flow char_or_bool_left(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	if (left.kind == V_CHAR && op == TK_PLUS)
		return add_text(in, left, right, out);
	if (left.kind == V_BOOL && left.type == T_SWITCH)
		return eval_no_operator(in, op, left);
	if (op != TK_MULTIPLY)
		return number_left(in, op, left, right, out);
	return value_is_string(right) ? eval_no_operator(in, op, right) : not_defined(in, op, left, right);
}

static Flow collection_left(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	if (op == TK_PLUS)
		return add_array(in, left, right, out);
	return op == TK_MULTIPLY ? repeat(in, left, right, out) : eval_no_operator(in, op, left);
}

/* An object whose type has operators of its own: static methods by .NET's names. */
static Flow own_operator(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	const TypeDef *type = type_of(left);
	const TypeMembers *members = type_set_members(runtime_of(in)->types, type);
	Value both[2] = { left, right };
	Str name = str_from(method_of(op));

	for (const MethodDef *m = members ? members->static_methods : NULL; m && m->name; m++)
		if (str_eq(str_from(m->name), name))
			return member_call_static(in, type, name, both, 2, out);
	return eval_no_operator(in, op, left);
}

Flow eval_arithmetic(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	left = value_unwrap_peek(left);
	right = value_unwrap_peek(right);
	switch (left.kind) {
	case V_EMPTY:
	case V_NULL:
		return null_left(in, op, right, out);
	case V_BOOL:
	case V_CHAR:
		return char_or_bool_left(in, op, left, right, out);
	case V_INT:
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
	case V_BIGINT:
		return number_left(in, op, left, right, out);
	case V_ENUM:
		return enums(in, op, left, right, out);
	case V_STRING:
		return text_left(in, op, left, right, out);
	case V_DATETIME:
		return dates(in, op, left, right, out);
	case V_TIMESPAN:
		return spans(in, op, left, right, out);
	case V_ARRAY:
	case V_LIST:
		return collection_left(in, op, left, right, out);
	case V_HASH:
		return op == TK_PLUS ? add_hash(in, left, right, out) : eval_no_operator(in, op, left);
	default:
		return iter_unrolls(left) ? collection_left(in, op, left, right, out)
					  : own_operator(in, op, left, right, out);
	}
}
