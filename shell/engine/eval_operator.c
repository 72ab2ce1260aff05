/* eval_operator: unary and binary operators (reference 2.3, 6.7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/wildcard.h"
#include "shell/engine/eval_private.h"
#include "shell/value/array.h"
#include "shell/value/bigint.h"
#include "shell/value/compare.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"

bool eval_is_case_sensitive(TokenKind op)
{
	return op >= TK_CEQ && op <= TK_CSPLIT;
}

/* The case-insensitive operator of a case-sensitive one. */
static TokenKind plain_op(TokenKind op)
{
	return eval_is_case_sensitive(op) ? op - TK_CEQ + TK_IEQ : op;
}

/* ---- comparison of one value ---- */

static Flow like(Interp *in, Value left, Value right, bool ignore_case, bool *out)
{
	Buf text = BUF_INIT, pattern = BUF_INIT;
	Flow flow = convert_put_text(in, left, &text);

	if (flow == FLOW_NEXT)
		flow = convert_put_text(in, right, &pattern);
	if (flow == FLOW_NEXT && !wildcard_is_valid(buf_str(&pattern))) {
		Fault fault = {
			.id = "RuntimeException", .category = CAT_NOT_SPECIFIED, .exception = EXC_WILDCARD_PATTERN
		};

		flow = fault_raise(in, &fault, "The specified wildcard character pattern is not valid: %.*s",
			STR_ARG(buf_str(&pattern)));
	}
	*out = flow == FLOW_NEXT && wildcard_match(buf_str(&pattern), buf_str(&text), ignore_case);
	buf_release(&text);
	buf_release(&pattern);
	return flow;
}

/* One element against the right side. */
static Flow compare_one(Interp *in, TokenKind op, Value left, Value right, bool *out)
{
	bool ignore_case = !eval_is_case_sensitive(op);
	int order;

	switch (plain_op(op)) {
	case TK_IEQ:
		*out = compare_equal(in, left, right, ignore_case);
		return FLOW_NEXT;
	case TK_INE:
		*out = !compare_equal(in, left, right, ignore_case);
		return FLOW_NEXT;
	case TK_ILIKE:
		return like(in, left, right, ignore_case, out);
	case TK_INOTLIKE:
		FLOW_TRY(like(in, left, right, ignore_case, out));
		*out = !*out;
		return FLOW_NEXT;
	default:
		break;
	}
	FLOW_TRY(compare_order(in, left, right, ignore_case, &order));
	switch (plain_op(op)) {
	case TK_IGE:
		*out = order >= 0;
		break;
	case TK_IGT:
		*out = order > 0;
		break;
	case TK_ILT:
		*out = order < 0;
		break;
	default:
		*out = order <= 0;
		break;
	}
	return FLOW_NEXT;
}

/* A collection on the left is filtered: those elements for which the comparison holds. */
static Flow filter(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	Array *kept = array_new_objects();
	Value item;
	bool yes;
	Iter it;
	Flow flow = iter_init(in, &it, left);

	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		flow = compare_one(in, op, item, right, &yes);
		if (flow == FLOW_NEXT && yes)
			array_push(kept, item);
		value_drop(item);
	}
	iter_release(&it);
	*out = array_value(kept);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

Flow eval_compare(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	bool yes;

	if (iter_unrolls(left))
		return filter(in, op, left, right, out);
	FLOW_TRY(compare_one(in, op, left, right, &yes));
	*out = value_bool(yes);
	return FLOW_NEXT;
}

/* ---- -contains, -in ---- */

static Flow contains(Interp *in, TokenKind op, Value collection, Value wanted, bool negate, Value *out)
{
	bool found = false;
	Value item;
	Iter it;
	Flow flow;

	FLOW_TRY(iter_init(in, &it, collection));
	while (!found && iter_next(in, &it, &item, &flow)) {
		found = compare_equal(in, item, wanted, !eval_is_case_sensitive(op));
		value_drop(item);
	}
	iter_release(&it);
	*out = value_bool(found != negate);
	return flow;
}

/* ---- -is, -as ---- */

static Flow no_type(Interp *in, Value v)
{
	Fault fault = { .id = "RuntimeException", .category = CAT_NOT_SPECIFIED, .exception = EXC_RUNTIME };
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(in, v, &text);

	if (flow == FLOW_NEXT)
		flow = fault_raise(in, &fault,
			"Cannot convert the \"%.*s\" value of type \"System.String\" to type \"System.Type\".",
			STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static Flow right_type(Interp *in, Value right, bool strict, const TypeDef **type)
{
	Value v, plain = value_unwrap_peek(right);

	if (plain.kind == V_TYPE) {
		*type = plain.typeref;
		return FLOW_NEXT;
	}
	if (!strict)
		FLOW_TRY(convert_to(in, plain, type_of_id(T_TYPE), &v));
	else if (!convert_try(in, plain, type_of_id(T_TYPE), &v))
		return no_type(in, plain);
	*type = v.kind == V_TYPE ? v.typeref : NULL;
	value_drop(v);
	return *type ? FLOW_NEXT : no_type(in, plain);
}

static bool is_of_type(Value left, const TypeDef *type)
{
	Value plain = value_unwrap_peek(left);

	if (!type || value_is_null(plain))
		return false;
	if (type->id == T_PSOBJECT || type->id == T_PSCUSTOM)
		return left.kind == V_OBJECT && (type->id == T_PSOBJECT || left.object->type->id == T_PSCUSTOM);
	return type_is(type_of(plain), type);
}

static Flow eval_is(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	const TypeDef *type = NULL;

	FLOW_TRY(right_type(in, right, true, &type));
	*out = value_bool(is_of_type(left, type) == (op == TK_IS));
	return FLOW_NEXT;
}

static Flow eval_as(Interp *in, Value left, Value right, Value *out)
{
	const TypeDef *type = NULL;

	FLOW_TRY(right_type(in, right, false, &type));
	if (!convert_try(in, left, type, out))
		*out = VALUE_NULL;
	return FLOW_NEXT;
}

/* ---- bits ---- */

/* An operand beside another one as integer bits: what is no integer goes by the first of int, uint, long and ulong that
 * holds it. */
static Flow to_bits(Interp *in, TokenKind op, Value v, Value other, Num *out)
{
	Value number = VALUE_EMPTY, converted;
	Flow flow = FLOW_NEXT;

	v = value_unwrap_peek(v);
	if (value_is_null(v))
		number = value_int(0);
	else if (value_is_string(v))
		flow = convert_text_to_number_as(in, v, eval_number_type(value_unwrap_peek(other)), &number);
	else
		number = value_ref(v);
	FLOW_TRY(flow);
	if (!convert_peek_number(number, out) && op != TK_BNOT) {
		flow = eval_no_operator(in, op, v);
	} else if (!convert_peek_number(number, out)) {
		flow = convert_to(in, number, type_of_id(T_INT32), &converted);
		if (flow == FLOW_NEXT) {
			convert_peek_number(converted, out);
			value_drop(converted);
		}
	} else if (out->kind >= NUM_SINGLE) {
		static const NumKind kinds[] = { NUM_INT32, NUM_UINT32, NUM_INT64, NUM_UINT64 };
		double d = out->kind == NUM_DECIMAL ? decimal_to_double(out->decimal) : out->f64;
		int64_t i = 0;
		size_t k = 0;

		while (k < COUNT(kinds) && !num_round_to(d, kinds[k], &i))
			k++;
		if (k == COUNT(kinds))
			flow = convert_to(in, number, type_of_id(d < 0 ? T_INT64 : T_UINT64), &converted);
		else
			*out = (Num){ .kind = kinds[k], .i64 = i };
	}
	value_drop(number);
	return flow;
}

static NumKind bits_kind(const Num *a, const Num *b)
{
	NumKind high = a->kind > b->kind ? a->kind : b->kind;

	return high <= NUM_INT32 ? NUM_INT32 : high;
}

static Flow eval_bits(Interp *in, TokenKind op, Value left, Value right, Value *out);

/* A name beside an enum value is one of that enum. */
static Flow bits_of_name(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	bool left_is_name = value_is_string(left);
	Value named = left_is_name ? left : right, other = value_unwrap_peek(left_is_name ? right : left), v;
	Flow flow;

	FLOW_TRY(convert_to(in, named, other.enumeration->type, &v));
	flow = left_is_name ? eval_bits(in, op, v, right, out) : eval_bits(in, op, left, v, out);
	value_drop(v);
	return flow;
}

static bool is_big(Value v)
{
	return value_unwrap_peek(v).kind == V_BIGINT;
}

static Flow big_result(Interp *in, BigInt *result, Value *out)
{
	if (!result)
		return fault_exception(in, EXC_OVERFLOW, "The number is too large for this program.");
	*out = bigint_value(result);
	return FLOW_NEXT;
}

static Flow big_bits(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	char sign = (char)(op == TK_BAND ? '&' : op == TK_BOR ? '|' : '^');
	Value a, b;
	Flow flow;

	FLOW_TRY(convert_to(in, left, type_of_id(T_BIGINT), &a));
	flow = convert_to(in, right, type_of_id(T_BIGINT), &b);
	if (flow == FLOW_NEXT) {
		flow = big_result(in, bigint_bits(sign, a.bigint, b.bigint), out);
		value_drop(b);
	}
	value_drop(a);
	return flow;
}

static Flow eval_bits(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	bool left_is_enum = value_unwrap_peek(left).kind == V_ENUM,
	     right_is_enum = value_unwrap_peek(right).kind == V_ENUM;
	Value plain = value_unwrap_peek(left);
	int64_t bits;
	NumKind kind;
	Num a, b;

	if ((left_is_enum && value_is_string(right)) || (right_is_enum && value_is_string(left)))
		return bits_of_name(in, op, left, right, out);
	if (is_big(left) || is_big(right))
		return big_bits(in, op, left, right, out);
	FLOW_TRY(to_bits(in, op, left, right, &a));
	FLOW_TRY(to_bits(in, op, right, left, &b));
	bits = op == TK_BAND ? a.i64 & b.i64 : op == TK_BOR ? a.i64 | b.i64 : a.i64 ^ b.i64;
	kind = bits_kind(&a, &b);
	if (kind == NUM_UINT32)
		bits = (int64_t)(uint32_t)bits;
	*out = plain.kind == V_ENUM ? value_enum(plain.enumeration->type, bits)
				    : value_integer(T_SBYTE + (int)kind, bits);
	return FLOW_NEXT;
}

/* A number of at most 32 bits keeps its type, and loses the bits above it; of the distance the last bits count. */
static Flow shift_small(TokenKind op, const Num *a, int32_t by, Value *out)
{
	static const uint8_t bits[] = { [NUM_SBYTE] = 8,
		[NUM_BYTE] = 8,
		[NUM_INT16] = 16,
		[NUM_UINT16] = 16,
		[NUM_INT32] = 32,
		[NUM_UINT32] = 32 };
	unsigned unused = 64U - bits[a->kind];
	bool is_signed = a->kind == NUM_SBYTE || a->kind == NUM_INT16 || a->kind == NUM_INT32;
	uint64_t result;

	by &= 31;
	result = op == TK_SHL ? a->u64 << by : (uint64_t)(a->i64 >> by);
	result <<= unused;
	*out = value_integer(
		T_SBYTE + (int)a->kind, is_signed ? (int64_t)result >> unused : (int64_t)(result >> unused));
	return FLOW_NEXT;
}

static Flow eval_shift(Interp *in, TokenKind op, Value left, Value right, Value *out)
{
	int32_t by;
	Num a;

	if (is_big(left)) {
		FLOW_TRY(convert_to_i32(in, right, &by));
		return big_result(
			in, bigint_shift(value_unwrap_peek(left).bigint, op == TK_SHL ? by : -(int64_t)by), out);
	}
	FLOW_TRY(to_bits(in, op, left, VALUE_NULL, &a));
	FLOW_TRY(convert_to_i32(in, right, &by));
	if (a.kind <= NUM_INT32 || a.kind == NUM_UINT32)
		return shift_small(op, &a, by, out);
	by &= 63;
	if (a.kind == NUM_INT64)
		*out = value_long(op == TK_SHL ? (int64_t)(a.u64 << by) : a.i64 >> by);
	else
		*out = value_integer(T_UINT64, (int64_t)(op == TK_SHL ? a.u64 << by : a.u64 >> by));
	return FLOW_NEXT;
}

/* ---- ranges ---- */

static Flow range_end(Interp *in, Value v, int32_t *out)
{
	Fault fault = { .id = "System.FormatException", .category = CAT_OPERATION_STOPPED, .exception = EXC_FORMAT };
	Value number, record;
	Flow flow;

	v = value_unwrap_peek(v);
	if (convert_to(in, v, type_of_id(T_INT32), &number) == FLOW_NEXT) {
		*out = (int32_t)number.i64;
		return FLOW_NEXT;
	}
	if (runtime_edition(in)->windows_paths) /* Desktop reports the conversion itself */
		return FLOW_THROW;
	record = interp_take_error(in);
	if (value_is_string(v)) {
		flow = fault_raise(
			in, &fault, "The input string '%.*s' was not in a correct format.", STR_ARG(value_str_peek(v)));
	} else {
		fault.id = "System.OverflowException";
		fault.exception = EXC_OVERFLOW;
		flow = fault_raise(in, &fault, "Value was either too large or too small for an Int32.");
	}
	value_drop(record);
	return flow;
}

/* A single character, or a string of one that is no digit: Core makes ranges of them. */
static bool is_char_end(Interp *in, Value v, uint16_t *unit)
{
	Str text = value_str_peek(v);

	v = value_unwrap_peek(v);
	if (v.kind == V_CHAR) {
		*unit = v.ch;
		return true;
	}
	if (!(runtime_edition(in)->syntax & EDITION_TERNARY) || !value_is_string(v) || str_units(text) != 1 ||
		(text.p[0] >= '0' && text.p[0] <= '9'))
		return false;
	*unit = str_unit_at(text, 0);
	return true;
}

bool eval_range_ends(Interp *in, Value left, Value right, int32_t *from, int32_t *to, Flow *flow)
{
	uint16_t a, b;

	*flow = FLOW_NEXT;
	if (is_char_end(in, left, &a) && is_char_end(in, right, &b))
		return false;
	*flow = range_end(in, left, from);
	if (*flow == FLOW_NEXT)
		*flow = range_end(in, right, to);
	return *flow == FLOW_NEXT;
}

Flow eval_range(Interp *in, Value left, Value right, Value *out)
{
	int32_t from = 0, to = 0;
	uint16_t a = 0, b = 0;
	Array *array;
	Flow flow;
	bool numbers = eval_range_ends(in, left, right, &from, &to, &flow);
	int step;

	FLOW_TRY(flow);
	if (!numbers) {
		is_char_end(in, left, &a);
		is_char_end(in, right, &b);
		from = a;
		to = b;
	}
	step = from <= to ? 1 : -1;
	array = array_new(&type_object_array, (size_t)((int64_t)to - from) * (size_t)step + 1);
	for (int64_t i = from; flow == FLOW_NEXT && (step > 0 ? i <= to : i >= to); i += step) {
		array_push_take(array, numbers ? value_int((int32_t)i) : value_char((uint16_t)i));
		flow = runtime_poll(in);
	}
	if (flow == FLOW_NEXT)
		*out = array_value(array);
	else
		value_drop(array_value(array));
	return flow;
}

/* ---- values together ---- */

static Flow by_text(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out)
{
	switch (plain_op(op)) {
	case TK_IMATCH:
	case TK_INOTMATCH:
		return eval_match(in, op, left, right, node, out);
	case TK_IREPLACE:
		return eval_replace(in, op, left, right, node, out);
	case TK_ISPLIT:
		return eval_split(in, op, left, right, node, out);
	case TK_ICONTAINS:
	case TK_INOTCONTAINS:
		return contains(in, op, left, right, plain_op(op) == TK_INOTCONTAINS, out);
	case TK_IIN:
	case TK_INOTIN:
		return contains(in, op, right, left, plain_op(op) == TK_INOTIN, out);
	default:
		return eval_compare(in, op, left, right, out);
	}
}

Flow eval_binary_values(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out)
{
	switch (op) {
	case TK_PLUS:
	case TK_MINUS:
	case TK_MULTIPLY:
	case TK_DIVIDE:
	case TK_REM:
		return eval_arithmetic(in, op, left, right, out);
	case TK_DOT_DOT:
		return eval_range(in, left, right, out);
	case TK_FORMAT:
		return eval_format(in, left, right, out);
	case TK_JOIN:
		return eval_join(in, left, right, out);
	case TK_BAND:
	case TK_BOR:
	case TK_BXOR:
		return eval_bits(in, op, left, right, out);
	case TK_SHL:
	case TK_SHR:
		return eval_shift(in, op, left, right, out);
	case TK_IS:
	case TK_IS_NOT:
		return eval_is(in, op, left, right, out);
	case TK_AS:
		return eval_as(in, left, right, out);
	case TK_XOR:
		*out = value_bool(convert_to_bool(left) != convert_to_bool(right));
		return FLOW_NEXT;
	default:
		return by_text(in, op, left, right, node, out);
	}
}

/* ---- the hot path: two Int32 ---- */

ALWAYS_INLINE static inline bool int_pair(TokenKind op, int32_t a, int32_t b, Value *out)
{
	int32_t result;

	switch (op) {
	case TK_PLUS:
		if (__builtin_add_overflow(a, b, &result))
			return false;
		break;
	case TK_MINUS:
		if (__builtin_sub_overflow(a, b, &result))
			return false;
		break;
	case TK_MULTIPLY:
		if (__builtin_mul_overflow(a, b, &result))
			return false;
		break;
	case TK_REM:
		if (b == 0 || b == -1)
			return false;
		result = a % b;
		break;
	case TK_IEQ:
		*out = value_bool(a == b);
		return true;
	case TK_INE:
		*out = value_bool(a != b);
		return true;
	case TK_ILT:
		*out = value_bool(a < b);
		return true;
	case TK_ILE:
		*out = value_bool(a <= b);
		return true;
	case TK_IGT:
		*out = value_bool(a > b);
		return true;
	case TK_IGE:
		*out = value_bool(a >= b);
		return true;
	default:
		return false;
	}
	*out = value_int(result);
	return true;
}

static inline bool are_ints(Value a, Value b)
{
	return a.kind == V_INT && b.kind == V_INT && a.type == T_INT32 && b.type == T_INT32;
}

bool eval_int_pair(TokenKind op, Value a, Value b, Value *out)
{
	return are_ints(a, b) && int_pair(op, (int32_t)a.i64, (int32_t)b.i64, out);
}

/* ---- a literal list on the right ---- */

enum { LISTED_MAX = 8 };

/* x -f a, b and x -replace a, b */
static bool is_listed(NodeBinary *node)
{
	Node *right = node->right;
	TokenKind op = node->node.op;
	size_t n;

	if (right->kind != NODE_ARRAY)
		return false;
	n = NODE_AS(NodeArray, right)->items.n;
	return op == TK_FORMAT ? n <= LISTED_MAX : n == 2 && (op == TK_IREPLACE || op == TK_CREPLACE);
}

NOINLINE static Flow eval_listed(Interp *in, NodeBinary *node, Value left, Value *out)
{
	Value args[LISTED_MAX];
	size_t n = 0;
	Flow flow = eval_args(in, &NODE_AS(NodeArray, node->right)->items, args, &n);

	if (flow == FLOW_NEXT && node->node.op == TK_FORMAT)
		flow = eval_format_list(in, left, args, n, out);
	else if (flow == FLOW_NEXT)
		flow = eval_replace_with(in, left, args, node, out);
	while (n > 0)
		value_drop(args[--n]);
	return flow;
}

/* ---- short circuits ---- */

NOINLINE static Flow eval_logic(Interp *in, NodeBinary *node, Value *out)
{
	bool stop = node->node.op == TK_OR, yes;
	Value v;

	FLOW_TRY(eval_value(in, node->left, &v));
	yes = convert_to_bool(v);
	value_drop(v);
	if (yes != stop) {
		FLOW_TRY(eval_value(in, node->right, &v));
		yes = convert_to_bool(v);
		value_drop(v);
	}
	*out = value_bool(yes);
	return FLOW_NEXT;
}

NOINLINE static Flow eval_coalesce(Interp *in, NodeBinary *node, Value *out)
{
	FLOW_TRY(eval_value(in, node->left, out));
	if (!value_is_null(*out))
		return FLOW_NEXT;
	return eval_value(in, node->right, out);
}

Flow eval_binary(Interp *in, Node *node, Value *out)
{
	NodeBinary *binary = NODE_AS(NodeBinary, node);
	Value left, right;
	Flow flow;

	if (node->op == TK_AND || node->op == TK_OR)
		return eval_logic(in, binary, out);
	if (node->op == TK_QUESTION_QUESTION)
		return eval_coalesce(in, binary, out);
	if (!eval_has_stack(in))
		return runtime_of(in)->too_deep(in);
	FLOW_TRY(eval_operand(in, binary->left, &left));
	if (is_listed(binary)) {
		flow = eval_listed(in, binary, left, out);
		value_drop(left);
		return flow;
	}
	flow = eval_operand(in, binary->right, &right);
	if (flow != FLOW_NEXT) {
		value_drop(left);
		return flow;
	}
	if (are_ints(left, right) && int_pair(node->op, (int32_t)left.i64, (int32_t)right.i64, out))
		return FLOW_NEXT;
	if (node->op == TK_PLUS && eval_append(in, &left, right, &flow)) { /* a + b + c + ...: linear in total */
		if (flow == FLOW_NEXT)
			*out = value_ref(left);
	} else {
		flow = eval_binary_values(in, node->op, left, right, binary, out);
	}
	value_drop(left);
	value_drop(right);
	return flow;
}

/* ---- unary ---- */

static Flow bits_not(Interp *in, Value v, Value *out)
{
	Value plain = value_unwrap_peek(v);
	Num n;

	if (plain.kind == V_BIGINT) { /* ~n is -n - 1 */
		BigInt *one = bigint_from_i64(1), *up = bigint_add(plain.bigint, one);
		Flow flow = big_result(in, up ? bigint_negate(up) : NULL, out);

		value_drop(bigint_value(one));
		if (up)
			value_drop(bigint_value(up));
		return flow;
	}
	FLOW_TRY(to_bits(in, TK_BNOT, v, VALUE_NULL, &n));
	if (plain.kind == V_ENUM)
		*out = value_enum(plain.enumeration->type, ~n.i64);
	else if (n.kind == NUM_UINT32)
		*out = value_integer(T_UINT32, (int64_t)(uint32_t)~n.u64);
	else
		*out = value_integer(n.kind <= NUM_INT32 ? T_INT32 : T_SBYTE + (int)n.kind, ~n.i64);
	return FLOW_NEXT;
}

static Flow unary_of(Interp *in, Node *node, Value v, Value *out)
{
	Array *array;

	switch (node->op) {
	case TK_NOT:
	case TK_EXCLAIM:
		*out = value_bool(!convert_to_bool(v));
		return FLOW_NEXT;
	case TK_MINUS:
		return eval_arithmetic(in, TK_MINUS, value_int(0), v, out);
	case TK_PLUS:
		return eval_arithmetic(in, TK_PLUS, value_int(0), v, out);
	case TK_BNOT:
		return bits_not(in, v, out);
	case TK_COMMA:
		array = array_new(&type_object_array, 1);
		array_push_take(array, v.kind == V_EMPTY ? VALUE_NULL : value_ref(v));
		*out = array_value(array);
		return FLOW_NEXT;
	case TK_ISPLIT:
	case TK_CSPLIT:
		return eval_split_blanks(in, v, out);
	case TK_JOIN:
		return eval_join(in, v, VALUE_EMPTY, out);
	default:
		return fault_runtime(in, CAT_NOT_IMPLEMENTED, "OperatorNotSupported",
			"The unary operator '%s' is not supported.", token_text(node->op));
	}
}

Flow eval_unary(Interp *in, Node *node, Value *out)
{
	NodeUnary *unary = NODE_AS(NodeUnary, node);
	Value v;
	Flow flow;

	if (node->op == TK_PLUS_PLUS || node->op == TK_MINUS_MINUS || node->op == TK_POSTFIX_PLUS_PLUS ||
		node->op == TK_POSTFIX_MINUS_MINUS)
		return eval_increment(in, unary, out);
	FLOW_TRY(eval_value(in, unary->operand, &v));
	flow = unary_of(in, node, v, out);
	value_drop(v);
	return flow;
}
