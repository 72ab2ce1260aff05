/* test_type: names of types, generics, arrays, relations and enums. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fake_runtime.h"

#include "shell/value/object.h"

#define AT __LINE__

/* Asked of 7.6: the name as written, FullName (without assemblies), "$type", Name. */
static void test_names(void **state)
{
	static const struct {
		int line;
		const char *written, *full, *text, *name;
	} rows[] = {
		{ AT, "int", "System.Int32", "int", "Int32" },
		{ AT, "INT32", "System.Int32", "int", "Int32" },
		{ AT, " system.int32 ", "System.Int32", "int", "Int32" },
		{ AT, "System.Int32, mscorlib", "System.Int32", "int", "Int32" },
		{ AT, "single", "System.Single", "float", "Single" },
		{ AT, "object", "System.Object", "System.Object", "Object" },
		{ AT, "int[]", "System.Int32[]", "int[]", "Int32[]" },
		{ AT, "string[][]", "System.String[][]", "string[][]", "String[][]" },
		{ AT, "datetime[]", "System.DateTime[]", "datetime[]", "DateTime[]" },
		{ AT, "Collections.Generic.List[string]", "System.Collections.Generic.List`1[System.String]",
			"System.Collections.Generic.List[string]", "List`1" },
		{ AT, "System.Collections.Generic.Dictionary[string, int[]]",
			"System.Collections.Generic.Dictionary`2[System.String,System.Int32[]]",
			"System.Collections.Generic.Dictionary[string,int[]]", "Dictionary`2" },
		{ AT, "System.Collections.Generic.List`1[[System.Int32, mscorlib, Version=4.0.0.0]]",
			"System.Collections.Generic.List`1[System.Int32]", "System.Collections.Generic.List[int]",
			"List`1" },
		{ AT, "Nullable[int]", "System.Nullable`1[System.Int32]", "System.Nullable[int]", "Nullable`1" },
		{ AT, "Collections.Generic.List[Collections.Generic.List[int]]",
			"System.Collections.Generic.List`1[System.Collections.Generic.List`1[System.Int32]]",
			"System.Collections.Generic.List[System.Collections.Generic.List[int]]", "List`1" },
		{ AT, "hashtable", "System.Collections.Hashtable", "hashtable", "Hashtable" },
		{ AT, "pscustomobject", "System.Management.Automation.PSObject", "psobject", "PSObject" },
		{ AT, "ordered", "System.Collections.Specialized.OrderedDictionary", "ordered", "OrderedDictionary" },
		{ AT, "IO.FileNotFoundException", "System.IO.FileNotFoundException", "System.IO.FileNotFoundException",
			"FileNotFoundException" },
		{ AT, "Management.Automation.RuntimeException", "System.Management.Automation.RuntimeException",
			"System.Management.Automation.RuntimeException", "RuntimeException" },
	};
	TypeSet *set = type_set_new();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const TypeDef *type = type_set_find(set, str_from(rows[i].written));
		Buf text = BUF_INIT;

		if (!type)
			fail_msg("line %d: not found", rows[i].line);
		type_put_text(type, &text);
		if (strcmp(type->name, rows[i].full) != 0 || strcmp(text.p, rows[i].text) != 0 ||
			!str_eq(type_short_name(type), str_from(rows[i].name)))
			fail_msg("line %d: %s %s %.*s", rows[i].line, type->name, text.p,
				STR_ARG(type_short_name(type)));
		assert_ptr_equal(type_set_find(set, str_from(rows[i].written)), type); /* one TypeDef for a type */
		buf_release(&text);
	}
	type_set_free(set);
}

static void test_names_that_are_none(void **state)
{
	static const char *const rows[] = { "", " ", "nosuch", "int[", "[]", "int]", "List[nosuch]",
		"Collections.Generic.List[int,int]", "Collections.Generic.Dictionary[int]", "int[int]", "[int]",
		"Collections.Generic.List[[]]", "x[][", "a,b" };
	TypeSet *set = type_set_new();
	Buf deep = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (type_set_find(set, str_from(rows[i])))
			fail_msg("%s", rows[i]);
	for (int i = 0; i < 100000; i++)
		buf_put(&deep, S("Collections.Generic.List["));
	assert_null(type_set_find(set, buf_str(&deep)));
	buf_put(&deep, S("int"));
	buf_put_many(&deep, ']', 100000);
	assert_null(type_set_find(set, buf_str(&deep)));
	buf_release(&deep);
	type_set_free(set);
}

static void test_static_arrays_are_unique(void **state)
{
	TypeSet *set = type_set_new();

	(void)state;
	assert_ptr_equal(type_set_find(set, S("object[]")), &type_object_array);
	assert_ptr_equal(type_set_array_of(set, type_of_id(T_BYTE)), &type_byte_array);
	type_set_free(set);
}

static void check_is(TypeSet *set, int line, const char *sub, const char *super, bool want)
{
	if (type_is(type_set_find(set, str_from(sub)), type_set_find(set, str_from(super))) != want)
		fail_msg("line %d: %s %s", line, sub, super);
}

static void test_relations(void **state)
{
	TypeSet *set = type_set_new();

	(void)state;
	check_is(set, AT, "int", "object", true);
	check_is(set, AT, "int", "System.ValueType", true);
	check_is(set, AT, "int", "System.IComparable", true);
	check_is(set, AT, "string", "System.Collections.IEnumerable", true);
	check_is(set, AT, "string[]", "object[]", true);
	check_is(set, AT, "int[]", "object[]", false);
	check_is(set, AT, "int[]", "array", true);
	check_is(set, AT, "int[]", "System.Collections.IList", true);
	check_is(set, AT, "int[]", "System.Collections.Generic.IEnumerable[int]", true);
	check_is(set, AT, "Collections.Generic.List[int]", "System.Collections.Generic.IEnumerable[int]", true);
	check_is(set, AT, "Collections.Generic.List[int]", "System.Collections.IList", true);
	check_is(set, AT, "Collections.Generic.List[int]", "Collections.Generic.List[string]", false);
	check_is(set, AT, "hashtable", "System.Collections.IDictionary", true);
	check_is(set, AT, "object", "int", false);
	assert_false(type_is(NULL, type_of_id(T_OBJECT)));
	type_set_free(set);
}

/* -is [psobject]: what carries members, nothing else (recorded: pscustomobject/is-and-as). */
static void test_is_value(void **state)
{
	Value custom = object_value(object_new_custom()), wrapped = object_wrap(value_int(1));

	(void)state;
	assert_true(type_is_value(custom, type_of_id(T_PSOBJECT)));
	assert_true(type_is_value(wrapped, type_of_id(T_PSOBJECT)));
	assert_true(type_is_value(wrapped, type_of_id(T_INT32)));
	assert_false(type_is_value(value_int(1), type_of_id(T_PSOBJECT)));
	assert_false(type_is_value(VALUE_NULL, type_of_id(T_OBJECT)));
	value_drop(custom);
	value_drop(wrapped);
}

/* ---- enums ---- */

static void check_enum_text(int line, const TypeDef *type, int64_t number, const char *want)
{
	Buf got = BUF_INIT;

	type_enum_put(type, number, &got);
	if (strcmp(got.p, want) != 0)
		fail_msg("line %d: %s", line, got.p);
	buf_release(&got);
}

static void test_enums(void **state)
{
	static const EnumName names[] = { { "None", 0 }, { "Read", 1 }, { "Write", 2 }, { "Both", 3 }, { "Run", 4 } };
	TypeSet *set = type_set_new();
	const TypeDef *flags = type_set_add_enum(set, S("Access"), names, COUNT(names), T_INT32, true);
	const TypeDef *plain = type_set_add_enum(set, S("Mode"), names, COUNT(names), T_BYTE, false);
	int64_t number;

	(void)state;
	assert_true(type_is_enum(flags) && !type_is_enum(type_of_id(T_ENUM)));
	assert_ptr_equal(type_set_find(set, S("access")), flags);
	assert_true(type_enum_find(flags, S("wRITE"), &number) && number == 2);
	assert_false(type_enum_find(flags, S("Wri"), &number));
	check_enum_text(AT, flags, 3, "Both");
	check_enum_text(AT, flags, 5, "Read, Run");
	check_enum_text(AT, flags, 7, "Both, Run");
	check_enum_text(AT, flags, 0, "None");
	check_enum_text(AT, flags, 8, "8");
	check_enum_text(AT, plain, 5, "5");
	assert_true(type_enum_is_defined(flags, 6));
	assert_false(type_enum_is_defined(flags, 9));
	assert_false(type_enum_is_defined(plain, 6));
	type_set_free(set);
}

static void count_type(void *self, const TypeDef *type)
{
	assert_false(type->flags & TYPE_RUNTIME);
	++*(size_t *)self;
}

static void test_each(void **state)
{
	TypeSet *set = type_set_new();
	size_t n = 0;

	(void)state;
	(void)type_set_find(set, S("Collections.Generic.List[int]"));
	type_set_each(set, count_type, &n);
	assert_true(n > 150);
	assert_true(str_eq(type_accelerator_find(S("PSCredential")), S("System.Management.Automation.PSCredential")));
	assert_int_equal(type_accelerator_find(S("nosuch")).n, 0);
	type_set_free(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_names_that_are_none),
		cmocka_unit_test(test_static_arrays_are_unique),
		cmocka_unit_test(test_relations),
		cmocka_unit_test(test_is_value),
		cmocka_unit_test(test_enums),
		cmocka_unit_test(test_each),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
