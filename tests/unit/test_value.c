/* test_value: making, counting and destroying values; arrays, lists, secrets, big integers; walking. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fake_runtime.h"

#include "shell/value/bigint.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"
#include "shell/value/object.h"
#include "shell/value/secret.h"

#define AT __LINE__

/* ---- destruction ---- */

enum { DEEP = 300000 };

/* Each kind of container in turn, one inside the other: recursion would need hundreds of megabytes of stack. */
static Value wrap_once(Value inner, int turn)
{
	Array *array;
	List *list;
	Hash *hash;
	Object *object;

	switch (turn % 5) {
	case 0:
		array = array_new_objects();
		array_push_take(array, inner);
		return array_value(array);
	case 1:
		list = list_new(type_of_id(T_ARRAYLIST));
		list_push_take(list, inner);
		return list_value(list);
	case 2:
		hash = hash_new(type_of_id(T_HASHTABLE), true);
		hash_set_text_take(hash, S("k"), inner);
		return hash_value(hash);
	case 3:
		object = object_new_custom();
		object_set_take(object, S("p"), inner);
		return object_value(object);
	default:
		object = object_new(type_of(inner));
		object->base = inner;
		return object_value(object);
	}
}

static void test_deep_nesting_dies_without_recursion(void **state)
{
	Value v = VALUE_NULL;

	(void)state;
	for (int i = 0; i < DEEP; i++)
		v = wrap_once(v, i);
	value_drop(v);
	assert_int_equal(value_live(), 0);
}

static void test_inner_exceptions_die_without_recursion(void **state)
{
	Value v = exception_new(exception_type(EXC_EXCEPTION), S("0"), VALUE_NULL), outer;

	(void)state;
	for (int i = 0; i < DEEP; i++) {
		outer = exception_new(exception_type(EXC_RUNTIME), S("x"), v);
		value_drop(v);
		v = outer;
	}
	value_drop(v);
	assert_int_equal(value_live(), 0);
}

static void test_shared_parts_survive(void **state)
{
	Array *array = array_new_objects();
	Value text = value_string(S("kept"));

	(void)state;
	for (int i = 0; i < 100; i++)
		array_push(array, text);
	assert_int_equal(text.heap->refs, 101);
	value_drop(array_value(array));
	assert_int_equal(text.heap->refs, 1);
	assert_true(str_eq(value_str_peek(text), S("kept")));
	value_drop(text);
	assert_int_equal(value_live(), 0);
}

static void test_blocks_are_freed_by_their_maker(void **state)
{
	Array *array = array_new_objects();

	(void)state;
	array_push_take(array, fake_block(NULL, "x"));
	value_drop(array_value(array));
	assert_int_equal(value_live(), 0);
}

/* ---- scalars ---- */

static void test_values_are_two_words(void **state)
{
	(void)state;
	assert_int_equal(sizeof(Value), 16);
	assert_int_equal(VALUE_EMPTY.kind, V_EMPTY);
	assert_true(value_is_null(VALUE_EMPTY) && value_is_null(VALUE_NULL));
	assert_false(value_on_heap(value_int(1)));
	assert_int_equal(value_type(NULL).kind, V_NULL);
}

static void test_wrappers_are_seen_through(void **state)
{
	Value text = value_string(S("abc")), wrapped = object_wrap(text), twice = object_wrap(wrapped);

	(void)state;
	assert_ptr_equal(wrapped.object, twice.object); /* an object is its own wrapper */
	assert_true(value_is_string(wrapped));
	assert_true(str_eq(value_str_peek(wrapped), S("abc")));
	assert_ptr_equal(type_of(wrapped), type_of_id(T_STRING));
	assert_int_equal(value_str_peek(value_int(1)).n, 0);
	value_drop(text);
	value_drop(wrapped);
	value_drop(twice);
	assert_int_equal(value_live(), 0);
}

/* ---- arrays ---- */

static void test_bytes_are_bytes(void **state)
{
	Value v = array_from_bytes((Str){ "\x00\xff", 2 });
	Array *array = v.array;

	(void)state;
	assert_true(array_is_bytes(array));
	assert_int_equal(array_peek(array, 1).i64, 255);
	assert_int_equal(array_peek(array, 1).type, T_BYTE);
	array_set_take(array, 0, value_integer(T_BYTE, 7));
	array_push_take(array, value_integer(T_BYTE, 9));
	assert_int_equal(array_bytes(array).n, 3);
	assert_memory_equal(array_bytes(array).p, "\x07\xff\x09", 3);
	value_drop(v);
	assert_int_equal(value_live(), 0);
}

/* $a += x: in place when nobody else holds the array, and always an object[]. */
static void test_append_grows_in_place(void **state)
{
	Array *array = array_new_objects(), *shared;
	Value other;

	(void)state;
	for (int i = 0; i < 1000; i++)
		array = array_append_take(value_int(i), true, array);
	assert_int_equal(array->n, 1000);
	shared = array;
	(void)value_ref(array_value(array));
	array = array_append_take(value_int(5), true, array);
	assert_ptr_not_equal(array, shared);
	assert_int_equal(shared->n, 1000);
	assert_int_equal(array->n, 1001);
	/* another array gives its elements, or is one element */
	array = array_append_take(array_value(shared), true, array);
	assert_int_equal(array->n, 2001);
	array = array_append_take(array_value(shared), false, array);
	assert_int_equal(array->n, 2002);
	assert_int_equal(array_peek(array, 2001).kind, V_ARRAY);
	value_drop(array_value(shared));
	value_drop(array_value(array));
	other = array_from_bytes(S("ab"));
	array = array_append_take(value_int(300), true, other.array);
	assert_ptr_equal(array->type, &type_object_array);
	assert_int_equal(array_peek(array, 2).i64, 300);
	value_drop(array_value(array));
	assert_int_equal(value_live(), 0);
}

/* ---- lists ---- */

static void test_lists_and_queues(void **state)
{
	List *list = list_new(type_of_id(T_QUEUE));
	Value v;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		list_push_take(list, value_int(round));
		list_push_take(list, value_int(-round));
		v = list_remove_at(list, 0);
		value_drop(v);
	}
	assert_int_equal(list->n, 1000);
	assert_true(list->cap < 5000); /* what left at the head is used again */
	list_insert_take(list, 1, value_string(S("in")));
	assert_true(str_eq(value_str_peek(list_peek(list, 1)), S("in")));
	list_set_take(list, 1, value_int(4));
	assert_int_equal(list_peek(list, 1).i64, 4);
	list_clear(list);
	assert_int_equal(list->n, 0);
	list_push_take(list, value_int(1));
	value_drop(list_value(list));
	assert_int_equal(value_live(), 0);
}

/* ---- walking ---- */

static void test_walks(void **state)
{
	Interp *in = fake_interp_new(&edition_core);
	List *stack = list_new(type_of_id(T_STACK));
	Iter it;
	Value item;
	Flow flow;

	(void)state;
	list_push_take(stack, value_int(1));
	list_push_take(stack, value_int(2));
	assert_int_equal(iter_init(in, &it, list_value(stack)), FLOW_NEXT);
	assert_int_equal(iter_count(&it), 2);
	assert_true(iter_next(in, &it, &item, &flow) && item.i64 == 2); /* a stack from its top */
	list_push_take(stack, value_int(3));
	assert_false(iter_next(in, &it, &item, &flow));
	assert_int_equal(flow, FLOW_THROW);
	assert_string_equal(in->id, "System.InvalidOperationException"); /* recorded: dotnet/modify-while-enumerating */
	assert_int_equal(in->category, CAT_OPERATION_STOPPED);
	iter_release(&it);
	/* $null is one item, no output none, a string and a hash one each */
	assert_int_equal(iter_init(in, &it, VALUE_NULL), FLOW_NEXT);
	assert_true(iter_next(in, &it, &item, &flow) && item.kind == V_NULL);
	assert_false(iter_next(in, &it, &item, &flow));
	iter_release(&it);
	assert_int_equal(iter_init(in, &it, VALUE_EMPTY), FLOW_NEXT);
	assert_false(iter_next(in, &it, &item, &flow));
	assert_int_equal(flow, FLOW_NEXT);
	iter_release(&it);
	value_drop(list_value(stack));
	fake_interp_free(in);
}

/* ---- secrets ---- */

static void test_secrets(void **state)
{
	Value v = secret_new(S("pass"));
	Value empty = secret_new(S(""));

	(void)state;
	secret_append(v.secret, S("word"));
	assert_true(str_eq(secret_str_peek(v), S("password")));
	for (int i = 0; i < 3000; i++)
		secret_append(v.secret, S("x")); /* past a page */
	assert_int_equal(secret_str_peek(v).n, 3008);
	secret_wipe(v.secret);
	assert_int_equal(secret_str_peek(v).n, 0);
	assert_int_equal(secret_str_peek(empty).n, 0);
	assert_int_equal(secret_str_peek(value_int(1)).n, 0);
	value_drop(v);
	value_drop(empty);
	assert_int_equal(value_live(), 0);
}

/* ---- big integers ---- */

static void check_big(int line, BigInt *big, const char *want)
{
	Buf got = BUF_INIT;

	assert_non_null(big);
	bigint_put(&got, big);
	if (strcmp(got.p, want) != 0)
		fail_msg("line %d: got %s, want %s", line, got.p, want);
	buf_release(&got);
	value_drop(bigint_value(big));
}

static void test_bigint_arithmetic(void **state)
{
	/* asked of 7.6 */
	static const struct {
		int line;
		const char *a, *b, *sum, *difference, *product, *quotient, *remainder;
	} rows[] = {
		{ AT, "123456789012345678901234567890", "987654321", "123456789012345678902222222211",
			"123456789012345678900246913569", "121932631124828532112482853211126352690",
			"124999998873437499901", "574845669" },
		{ AT, "-7", "2", "-5", "-9", "-14", "-3", "-1" },
		{ AT, "7", "-2", "5", "9", "-14", "-3", "1" },
		{ AT, "-123456789012345678901234567890", "-98765432109876543210", "-123456789111111111011111111100",
			"-123456788913580246791358024680", "12193263113702179522496570642237463801111263526900",
			"1249999988", "-60185185207253086410" },
		{ AT, "0", "5", "5", "-5", "0", "0", "0" },
		{ AT, "18446744073709551616", "18446744073709551616", "36893488147419103232", "0",
			"340282366920938463463374607431768211456", "1", "0" },
		{ AT, "4294967296", "4294967295", "8589934591", "1", "18446744069414584320", "1", "1" },
		{ AT, "99999999999999999999999999999999999999", "3", "100000000000000000000000000000000000002",
			"99999999999999999999999999999999999996", "299999999999999999999999999999999999997",
			"33333333333333333333333333333333333333", "0" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		BigInt *a = bigint_parse(str_from(rows[i].a)), *b = bigint_parse(str_from(rows[i].b));

		check_big(rows[i].line, bigint_add(a, b), rows[i].sum);
		check_big(rows[i].line, bigint_subtract(a, b), rows[i].difference);
		check_big(rows[i].line, bigint_multiply(a, b), rows[i].product);
		check_big(rows[i].line, bigint_divide(a, b), rows[i].quotient);
		check_big(rows[i].line, bigint_remainder(a, b), rows[i].remainder);
		value_drop(bigint_value(a));
		value_drop(bigint_value(b));
	}
	assert_int_equal(value_live(), 0);
}

static void test_bigint_conversions(void **state)
{
	BigInt *big = bigint_from_i64(INT64_MIN);
	int64_t i64;
	uint64_t u64;
	Decimal d;

	(void)state;
	check_big(AT, bigint_from_double(1e30), "1000000000000000019884624838656");
	check_big(AT, bigint_from_double(-1.9), "-1");
	check_big(AT, bigint_from_double(0.0), "0");
	check_big(AT, bigint_from_double(9007199254740993.0), "9007199254740992");
	check_big(AT, bigint_from_u64(UINT64_MAX), "18446744073709551615");
	check_big(AT, bigint_from_bytes((Str){ "\x00\x80", 2 }), "-32768");
	check_big(AT, bigint_from_bytes((Str){ "\xff\xff\xff", 3 }), "-1");
	check_big(AT, bigint_from_bytes((Str){ "\x00\x00\x01", 3 }), "65536");
	check_big(AT, bigint_parse_literal(S("0x1fn")), "31");
	check_big(AT, bigint_parse_literal(S("-12345678901234567890123nkb")), "-12641975194864197519485952");
	assert_null(bigint_parse(S("12x")));
	assert_null(bigint_parse(S("-")));
	assert_true(bigint_to_i64(big, &i64) && i64 == INT64_MIN);
	assert_false(bigint_to_u64(big, &u64));
	assert_true(bigint_to_decimal(big, &d) && d.negative);
	value_drop(bigint_value(big));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deep_nesting_dies_without_recursion),
		cmocka_unit_test(test_inner_exceptions_die_without_recursion),
		cmocka_unit_test(test_shared_parts_survive),
		cmocka_unit_test(test_blocks_are_freed_by_their_maker),
		cmocka_unit_test(test_values_are_two_words),
		cmocka_unit_test(test_wrappers_are_seen_through),
		cmocka_unit_test(test_bytes_are_bytes),
		cmocka_unit_test(test_append_grows_in_place),
		cmocka_unit_test(test_lists_and_queues),
		cmocka_unit_test(test_walks),
		cmocka_unit_test(test_secrets),
		cmocka_unit_test(test_bigint_arithmetic),
		cmocka_unit_test(test_bigint_conversions),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
