/* test_object: property bags, wrappers, native payloads and type names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fake_runtime.h"

#include "shell/value/object.h"

static void test_slots(void **state)
{
	Object *object = object_new_custom();
	String *name = value_string(S("Shared")).string;
	char text[16];

	(void)state;
	object_set(object, S("A"), value_int(1));
	object_set_string(object, S("b"), S("x"));
	object_set(object, S("a"), value_int(2)); /* replaces, keeps the first spelling and place */
	object_set_named_take(object, name, value_int(3));
	object_set_named_take(object, name, value_int(4));
	assert_int_equal(object->nslots, 3);
	assert_true(str_eq(string_str(object->slots[0].name), S("A")));
	assert_int_equal(object_find_peek(object, S("A"))->value.i64, 2);
	assert_int_equal(object_find_peek(object, S("SHARED"))->value.i64, 4);
	assert_ptr_equal(object->slots[2].name, name);
	assert_null(object_find_peek(object, S("missing")));
	assert_true(object_remove(object, S("B")));
	assert_false(object_remove(object, S("B")));
	assert_int_equal(object->nslots, 2);
	for (int i = 0; i < 100; i++) {
		(void)snprintf(text, sizeof(text), "p%d", i);
		object_set(object, str_from(text), value_int(i));
	}
	assert_int_equal(object_find_peek(object, S("P57"))->value.i64, 57);
	value_drop(value_of_string(name));
	value_drop(object_value(object));
	assert_int_equal(value_live(), 0);
}

static void test_copies_have_their_own_slots(void **state)
{
	Object *object = object_new_custom(), *copy;

	(void)state;
	object_set_string(object, S("A"), S("x"));
	object_push_type_name(object, S("My.Type"));
	copy = object_copy(object);
	object_set(object, S("A"), value_int(5));
	assert_true(str_eq(value_str_peek(object_find_peek(copy, S("A"))->value), S("x")));
	assert_true(object_has_type_name(object_value(copy), S("MY.TYPE")));
	value_drop(object_value(object));
	value_drop(object_value(copy));
	assert_int_equal(value_live(), 0);
}

static void check_names(Value v, const char *want)
{
	Value names = object_type_names(v);
	Buf got = BUF_INIT;

	for (size_t i = 0; i < names.array->n; i++) {
		if (i)
			buf_put_char(&got, ',');
		buf_put(&got, value_str_peek(array_peek(names.array, i)));
	}
	assert_string_equal(got.p, want);
	buf_release(&got);
	value_drop(names);
}

#define CUSTOM "System.Management.Automation.PSCustomObject,System.Object"

static void test_type_names(void **state)
{
	Object *object = object_new_custom();
	Value v = object_value(object), number = object_wrap(value_int(5));
	static const Str own[] = { { "X", 1 } };

	(void)state;
	check_names(v, CUSTOM);
	object_push_type_name(object, S("Inner"));
	object_push_type_name(object, S("Outer"));
	check_names(v, "Outer,Inner," CUSTOM);
	assert_true(object_has_type_name(v, S("system.object")));
	object_set_type_names(object, own, 1);
	check_names(v, "X");
	assert_false(object_has_type_name(v, S("System.Object")));
	check_names(number, "System.Int32,System.ValueType,System.Object"); /* recorded by asking 7.6 */
	check_names(value_int(5), "System.Int32,System.ValueType,System.Object");
	value_drop(number);
	value_drop(v);
	number = array_value(array_new_objects());
	check_names(number, "System.Object[],System.Array,System.Object");
	value_drop(number);
	assert_int_equal(value_live(), 0);
}

/* ---- native objects ---- */

static void free_native(Object *object, ValueDrops *drops)
{
	Value *held = object->payload;

	value_drop_later(drops, *held);
	free(held);
}

static const TypeOps native_ops = { .free = free_native };
static const TypeDef native_type = { .name = "My.Native", .base = &type_known[T_OBJECT], .ops = &native_ops };
static const TypeDef derived_type = { .name = "My.Derived", .base = &native_type, .ops = &native_ops };

static void test_payloads(void **state)
{
	Value *held = MEM_NEW(Value), v;

	(void)state;
	*held = value_string(S("inside"));
	v = object_value(object_new_native(&derived_type, held));
	assert_ptr_equal(object_payload_peek(v, &native_type), held);
	assert_ptr_equal(object_payload_peek(v, &derived_type), held);
	assert_null(object_payload_peek(v, type_of_id(T_EXCEPTION)));
	assert_null(object_payload_peek(value_int(1), &native_type));
	value_drop(v);
	assert_int_equal(value_live(), 0);
}

/* ---- exceptions ---- */

static void test_exceptions(void **state)
{
	static const struct {
		ExceptionId id;
		int32_t hresult;
		const char *message;
	} rows[] = {
		/* asked of 7.6 */
		{ EXC_EXCEPTION, -2146233088, "Exception of type 'System.Exception' was thrown." },
		{ EXC_DIVIDE_BY_ZERO, -2147352558, "Attempted to divide by zero." },
		{ EXC_RUNTIME, -2146233087, "System error." },
		{ EXC_COMMAND_NOT_FOUND, -2146233087, "System error." },
		{ EXC_URI_FORMAT, -2146233033, "One of the identified items was in an invalid format." },
		{ EXC_METHOD_INVOCATION, -2146233087, "System.Management.Automation.MethodInvocationException" },
		{ EXC_PS_ARGUMENT_NULL, -2147467261, "Value cannot be null." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Value v = exception_new_default(exception_type(rows[i].id));

		assert_int_equal(exception_peek(v)->hresult, rows[i].hresult);
		assert_true(str_eq(exception_message_peek(v), str_from(rows[i].message)));
		assert_true(type_is(type_of(v), type_of_id(T_EXCEPTION)));
		value_drop(v);
	}
	assert_true(type_is(exception_type(EXC_FILE_NOT_FOUND), exception_type(EXC_IO)));
	assert_false(type_is(exception_type(EXC_IO), exception_type(EXC_FILE_NOT_FOUND)));
	assert_null(exception_peek(value_int(1)));
	assert_int_equal(value_live(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slots),
		cmocka_unit_test(test_copies_have_their_own_slots),
		cmocka_unit_test(test_type_names),
		cmocka_unit_test(test_payloads),
		cmocka_unit_test(test_exceptions),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
