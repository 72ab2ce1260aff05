/* test_convert: every conversion against what PowerShell 7.6.9 was recorded to do (fixtures/convert.tsv), and text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "tests/unit/fake_runtime.h"

#include "shell/value/bigint.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/list.h"
#include "shell/value/member.h"
#include "shell/value/object.h"
#include "shell/value/secret.h"

#define AT __LINE__

/* ---- types that belong to other rooms ---- */

static const EnumName day_names[] = { { "Sunday", 0 }, { "Monday", 1 }, { "Tuesday", 2 }, { "Wednesday", 3 },
	{ "Thursday", 4 }, { "Friday", 5 }, { "Saturday", 6 } };
static const TypeDef day_of_week = { .name = "System.DayOfWeek",
	.base = &type_known[T_ENUM],
	.flags = TYPE_VALUE,
	.names = day_names,
	.nnames = COUNT(day_names),
	.underlying = T_INT32 };
static const EnumName attribute_names[] = { { "None", 0 }, { "ReadOnly", 1 }, { "Hidden", 2 }, { "System", 4 },
	{ "Directory", 16 }, { "Archive", 32 }, { "Device", 64 }, { "Normal", 128 }, { "Temporary", 256 },
	{ "SparseFile", 512 }, { "ReparsePoint", 1024 }, { "Compressed", 2048 }, { "Offline", 4096 },
	{ "NotContentIndexed", 8192 }, { "Encrypted", 16384 }, { "IntegrityStream", 32768 },
	{ "NoScrubData", 131072 } };
static const TypeDef file_attributes = { .name = "System.IO.FileAttributes",
	.base = &type_known[T_ENUM],
	.flags = TYPE_VALUE | TYPE_FLAGS,
	.names = attribute_names,
	.nnames = COUNT(attribute_names),
	.underlying = T_INT32 };
static const TypeEntry entries[] = { { &day_of_week, NULL }, { &file_attributes, NULL } };

static Interp *new_interp(const Edition *edition)
{
	Interp *in = fake_interp_new(edition);

	type_set_add(in->runtime.types, entries, COUNT(entries));
	return in;
}

/* ---- the values converted ---- */

static const struct Scalar {
	const char *label;
	Value value;
} scalars[] = {
	{ "null", { .kind = V_NULL } },
	{ "true", { .kind = V_BOOL, .type = T_BOOL, .b = true } },
	{ "false", { .kind = V_BOOL, .type = T_BOOL } },
	{ "switch-on", { .kind = V_BOOL, .type = T_SWITCH, .b = true } },
	{ "char-A", { .kind = V_CHAR, .type = T_CHAR, .ch = 'A' } },
	{ "char-7", { .kind = V_CHAR, .type = T_CHAR, .ch = '7' } },
	{ "sbyte-neg5", { .kind = V_INT, .type = T_SBYTE, .i64 = -5 } },
	{ "byte-200", { .kind = V_INT, .type = T_BYTE, .i64 = 200 } },
	{ "int16-neg300", { .kind = V_INT, .type = T_INT16, .i64 = -300 } },
	{ "uint16-65000", { .kind = V_INT, .type = T_UINT16, .i64 = 65000 } },
	{ "int-0", { .kind = V_INT, .type = T_INT32, .i64 = 0 } },
	{ "int-1", { .kind = V_INT, .type = T_INT32, .i64 = 1 } },
	{ "int-65", { .kind = V_INT, .type = T_INT32, .i64 = 65 } },
	{ "int-neg1", { .kind = V_INT, .type = T_INT32, .i64 = -1 } },
	{ "int-max", { .kind = V_INT, .type = T_INT32, .i64 = INT32_MAX } },
	{ "uint32-max", { .kind = V_INT, .type = T_UINT32, .i64 = UINT32_MAX } },
	{ "long-5", { .kind = V_INT, .type = T_INT64, .i64 = 5 } },
	{ "long-max", { .kind = V_INT, .type = T_INT64, .i64 = INT64_MAX } },
	{ "long-min", { .kind = V_INT, .type = T_INT64, .i64 = INT64_MIN } },
	{ "ulong-max", { .kind = V_INT, .type = T_UINT64, .u64 = UINT64_MAX } },
	{ "single-1.5", { .kind = V_SINGLE, .type = T_SINGLE, .f32 = 1.5F } },
	{ "single-0.1", { .kind = V_SINGLE, .type = T_SINGLE, .f32 = 0.1F } },
	{ "double-2.5", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = 2.5 } },
	{ "double-3.5", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = 3.5 } },
	{ "double-neg0.5", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = -0.5 } },
	{ "double-0.1", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = 0.1 } },
	{ "double-1e20", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = 1e20 } },
	{ "double-1e300", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = 1e300 } },
	{ "double-nan", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = (double)NAN } },
	{ "double-inf", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = (double)INFINITY } },
	{ "double-300", { .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = 300 } },
	{ "timespan", { .kind = V_TIMESPAN, .type = T_TIMESPAN, .i64 = INT64_C(37230000000) } },
	{ "datetime", { .kind = V_DATETIME, .type = T_DATETIME, .i64 = INT64_C(638425299060000000) } },
};

static Value ints(size_t n, const TypeDef *type)
{
	Array *array = array_new(type, n);

	for (size_t i = 0; i < n; i++)
		array_push_take(array, value_int((int32_t)i + 1));
	return array_value(array);
}

static Value array_of(Value a, Value b, size_t n)
{
	Array *array = array_new_objects();

	if (n > 0)
		array_push_take(array, a);
	if (n > 1)
		array_push_take(array, b);
	return array_value(array);
}

static Value list_of(Interp *in, bool typed)
{
	List *list = list_new(typed ? type_set_close(in->runtime.types, type_of_id(T_LIST), type_of_id(T_INT32), NULL)
				    : type_of_id(T_ARRAYLIST));

	list_push_take(list, value_int(1));
	list_push_take(list, value_int(2));
	return list_value(list);
}

static Value hash_of(bool ordered, bool empty)
{
	Hash *hash = hash_new(type_of_id(ordered ? T_ORDERED : T_HASHTABLE), true);

	if (ordered)
		hash_set_text_take(hash, S("b"), value_int(2));
	if (!empty)
		hash_set_text_take(hash, S("a"), value_int(1));
	return hash_value(hash);
}

static Value custom_of(void)
{
	Object *object = object_new_custom();

	object_set(object, S("A"), value_int(1));
	object_set_string(object, S("B"), S("x"));
	return object_value(object);
}

static Value decimal_of(Str text)
{
	Decimal d;

	assert_int_equal(decimal_parse(text, &d), NUM_OK);
	return value_decimal(d);
}

static Value collection_of(Interp *in, Str label)
{
	static const Str strings[] = { { "x", 1 }, { "y", 1 } };

	if (str_eq(label, S("array-empty")))
		return array_of(VALUE_NULL, VALUE_NULL, 0);
	if (str_eq(label, S("array-5")))
		return array_of(value_int(5), VALUE_NULL, 1);
	if (str_eq(label, S("array-1-2")))
		return ints(2, &type_object_array);
	if (str_eq(label, S("array-text")))
		return array_of(value_string(S("3")), value_string(S("4")), 2);
	if (str_eq(label, S("array-null")))
		return array_of(VALUE_NULL, VALUE_NULL, 1);
	if (str_eq(label, S("array-nested")))
		return array_of(ints(1, &type_object_array), VALUE_NULL, 1);
	if (str_eq(label, S("array-bad")))
		return array_of(value_int(1), value_string(S("x")), 2);
	if (str_eq(label, S("ints")))
		return ints(2, &type_int_array);
	if (str_eq(label, S("bytes")))
		return array_from_bytes(S("AB"));
	if (str_eq(label, S("strings")))
		return array_from_strings(strings, 2, NULL);
	if (str_eq(label, S("arraylist")) || str_eq(label, S("list-int")))
		return list_of(in, label.p[0] == 'l');
	return VALUE_EMPTY;
}

static Value chars_of(void)
{
	Array *array = array_new(&type_char_array, 2);

	array_push_take(array, value_char('H'));
	array_push_take(array, value_char('i'));
	return array_value(array);
}

static Value object_of(Str label)
{
	if (str_eq(label, S("chars")))
		return chars_of();
	if (str_eq(label, S("hash")) || str_eq(label, S("hash-empty")) || str_eq(label, S("ordered")))
		return hash_of(label.p[0] == 'o', str_eq(label, S("hash-empty")));
	if (str_eq(label, S("custom")))
		return custom_of();
	if (str_eq(label, S("type-int")))
		return value_type(type_of_id(T_INT32));
	if (str_eq(label, S("secure")))
		return secret_new(S("x"));
	if (str_eq(label, S("exception")))
		return exception_new(exception_type(EXC_EXCEPTION), S("boo"), VALUE_NULL);
	if (str_eq(label, S("enum-Friday")))
		return value_enum(&day_of_week, 5);
	if (str_eq(label, S("enum-attr")))
		return value_enum(&file_attributes, 3);
	if (str_eq(label, S("bigint-5")))
		return bigint_value(bigint_from_i64(5));
	if (str_eq(label, S("bigint-huge")))
		return bigint_value(bigint_parse(S("123456789012345678901234567890")));
	if (str_eq(label, S("decimal-max")))
		return decimal_of(S("79228162514264337593543950335"));
	if (str_eq(label, S("decimal-neg7")))
		return decimal_of(S("-7"));
	return str_starts(label, S("decimal-")) ? decimal_of(str_cut(label, 8, label.n)) : VALUE_EMPTY;
}

static Value source(Interp *in, Str label)
{
	Value v;

	if (str_starts(label, S("text:")))
		return value_string(str_cut(label, 5, label.n));
	for (size_t i = 0; i < COUNT(scalars); i++)
		if (str_eq(label, str_from(scalars[i].label)))
			return scalars[i].value;
	v = collection_of(in, label);
	if (v.kind == V_EMPTY)
		v = object_of(label);
	assert_int_not_equal(v.kind, V_EMPTY);
	return v;
}

/* ---- results as the fixture shows them ---- */

static void show(Interp *in, Value v, Buf *out);

static void show_items(Interp *in, Value v, Buf *out)
{
	size_t n = v.kind == V_ARRAY ? v.array->n : v.list->n;

	buf_put_char(out, '(');
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_put_char(out, ',');
		show(in, v.kind == V_ARRAY ? array_peek(v.array, i) : list_peek(v.list, i), out);
	}
	buf_put_char(out, ')');
}

static void show_hash(Interp *in, const Hash *hash, Buf *out)
{
	struct HashEntry *entry;
	size_t at = 0, i = 0;

	buf_put_char(out, '{');
	while ((entry = hash_next(hash, &at))) {
		if (i++)
			buf_put_char(out, ';');
		assert_int_equal(convert_put_text(in, entry->key, out), FLOW_NEXT);
		buf_put_char(out, '=');
		show(in, entry->value, out);
	}
	buf_put_char(out, '}');
}

static void show(Interp *in, Value v, Buf *out)
{
	if (value_is_null(v)) {
		buf_put(out, S("null"));
		return;
	}
	buf_put(out, str_from(type_of(v)->name));
	if (v.kind == V_HASH) {
		show_hash(in, v.hash, out);
		return;
	}
	if (v.kind == V_ARRAY || v.kind == V_LIST) {
		show_items(in, v, out);
		return;
	}
	if (type_of(v)->id == T_PSCUSTOM)
		return;
	buf_put_char(out, '=');
	if (v.kind == V_DATETIME)
		num_put_integer(out, v.i64, false);
	else if (v.kind == V_CHAR)
		num_put_integer(out, v.ch, false);
	else if (v.kind == V_DOUBLE || v.kind == V_SINGLE)
		num_put_roundtrip(out, v.kind == V_DOUBLE ? v.f64 : (double)v.f32, v.kind == V_SINGLE,
			edition_core.numbers_invariant);
	else
		assert_int_equal(convert_put_text(in, v, out), FLOW_NEXT);
}

/* Line ends and carriage returns as \n and \r. */
static void escape(Buf *text)
{
	size_t at;

	while ((at = str_find_byte(buf_str(text), '\n', 0)) != STR_NONE) {
		buf_delete(text, at, 1);
		buf_insert(text, at, S("\\n"));
	}
}

/* ---- the recorded casts ---- */

static int check_row(Interp *in, int line, const Str field[4])
{
	const TypeDef *to = type_set_find(in->runtime.types, field[0]);
	Value v = source(in, field[1]), out, tried;
	Buf got = BUF_INIT;
	Flow flow;
	int failed;
	bool can;

	assert_non_null(to);
	flow = convert_to(in, v, to, &out);
	buf_put(&got, flow == FLOW_NEXT ? S("=") : str_from(in->id));
	buf_put_char(&got, '\t');
	if (flow == FLOW_NEXT)
		show(in, out, &got);
	else
		buf_put(&got, exception_message_peek(in->error));
	escape(&got);
	failed = !str_eq(str_cut(buf_str(&got), 0, field[2].n), field[2]) ||
		 !str_eq(str_cut(buf_str(&got), field[2].n + 1, got.n), field[3]);
	if (failed)
		print_error("convert.tsv line %d: [%.*s]%.*s\n   got %s\n  want %.*s\t%.*s\n", line, STR_ARG(field[0]),
			STR_ARG(field[1]), got.p, STR_ARG(field[2]), STR_ARG(field[3]));
	fake_forget(in);
	can = convert_try(in, v, to, &tried);
	if (can != (flow == FLOW_NEXT) || in->error.kind != V_EMPTY) {
		print_error("convert.tsv line %d: convert_try differs\n", line);
		failed++;
	}
	value_drop(tried);
	value_drop(out);
	value_drop(v);
	buf_release(&got);
	return failed;
}

static void test_casts(void **state)
{
	FILE *file = fopen("tests/fixtures/convert.tsv", "r");
	Interp *in = new_interp(&edition_core);
	char text[4096];
	int line = 0, failed = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(text, sizeof(text), file)) {
		Str all = str_cut(str_from(text), 0, strcspn(text, "\n")), field[4];
		StrSplit split = { .rest = all };

		line++;
		for (size_t i = 0; i < 4; i++)
			assert_true(str_split_next(&split, '\t', &field[i]));
		failed += check_row(in, line, field);
	}
	(void)fclose(file);
	assert_true(line > 1000);
	fake_interp_free(in);
	assert_int_equal(failed, 0);
}

/* ---- Desktop's words ---- */

static void test_desktop_texts(void **state)
{
	static const struct {
		int line;
		const char *to, *from, *id, *message;
	} rows[] = {
		{ AT, "int", "text:abc", "InvalidCastFromStringToInteger",
			"Cannot convert value \"abc\" to type \"System.Int32\". Error: \"Input string was not in a correct "
			"format.\"" },
		{ AT, "int", "text:1kb", "InvalidCastFromStringToInteger",
			"Cannot convert value \"1kb\" to type \"System.Int32\". Error: \"Input string was not in a correct "
			"format.\"" },
		{ AT, "int", "text: ", "InvalidCastFromStringToInteger",
			"Cannot convert value \" \" to type \"System.Int32\". Error: \"Input string was not in a correct format.\"" },
		{ AT, "int", "text:1.5", "=", "System.Int32=2" },
		{ AT, "int", "text:0x10", "=", "System.Int32=16" },
		{ AT, "int", "text:1,000", "=", "System.Int32=1000" },
		{ AT, "datetime", "text:42", "InvalidCastParseTargetInvocationWithFormatProvider",
			"Cannot convert value \"42\" to type \"System.DateTime\". Error: \"String was not recognized as a valid "
			"DateTime.\"" },
		{ AT, "datetime", "text:x", "InvalidCastParseTargetInvocationWithFormatProvider",
			"Cannot convert value \"x\" to type \"System.DateTime\". Error: \"The string was not recognized as a valid "
			"DateTime. There is an unknown word starting at index 0.\"" },
		{ AT, "timespan", "text:x", "InvalidCastParseTargetInvocationWithFormatProvider",
			"Cannot convert value \"x\" to type \"System.TimeSpan\". Error: \"String was not recognized as a valid "
			"TimeSpan.\"" },
		{ AT, "securestring", "text:a", "ConvertToFinalInvalidCastException",
			"Cannot convert the \"a\" value of type \"System.String\" to type \"System.Security.SecureString\"." },
		{ AT, "datetime", "long-min", "InvalidCastConstructorException",
			"Cannot convert value \"-9223372036854775808\" to type \"System.DateTime\". Error: \"Ticks must be between "
			"DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.\nParameter name: ticks\"" },
		{ AT, "decimal", "hash", "ObjectCreationError",
			"Cannot create object of type \"System.Decimal\". The a property was not found for the System.Decimal "
			"object. There is no settable property available." },
	};
	Interp *in = new_interp(&edition_desktop);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Value v = source(in, str_from(rows[i].from)), out;
		Buf got = BUF_INIT;
		Flow flow = convert_to(in, v, type_set_find(in->runtime.types, str_from(rows[i].to)), &out);

		if (flow == FLOW_NEXT)
			show(in, out, &got);
		else
			buf_put(&got, exception_message_peek(in->error));
		if (strcmp(flow == FLOW_NEXT ? "=" : in->id, rows[i].id) != 0 || strcmp(got.p, rows[i].message) != 0)
			fail_msg("line %d: %s\n %s", rows[i].line, in->id, got.p);
		fake_forget(in);
		value_drop(out);
		value_drop(v);
		buf_release(&got);
	}
	fake_interp_free(in);
}

/* What the exception of a failed cast holds: recorded, members/exception-members. */
static void test_exception_chain(void **state)
{
	Interp *in = new_interp(&edition_core);
	Value v = value_string(S("x")), out, inner;

	(void)state;
	assert_int_equal(convert_to(in, v, type_of_id(T_INT32), &out), FLOW_THROW);
	assert_ptr_equal(type_of(in->error), exception_type(EXC_RUNTIME));
	assert_int_equal(in->category, CAT_INVALID_ARGUMENT);
	inner = exception_peek(in->error)->inner;
	assert_ptr_equal(type_of(inner), exception_type(EXC_PS_INVALID_CAST));
	inner = exception_peek(inner)->inner;
	assert_ptr_equal(type_of(inner), exception_type(EXC_FORMAT));
	assert_true(str_eq(exception_message_peek(inner), S("The input string 'x' was not in a correct format.")));
	value_drop(v);
	fake_interp_free(in);
}

/* ---- text ---- */

static Value to_five(Interp *in)
{
	(void)in;
	return value_string(S("five"));
}

static Flow five(Interp *in, Value self, const Value *args, size_t n, Value underscore, Value *out)
{
	(void)self;
	(void)args;
	(void)n;
	(void)underscore;
	*out = to_five(in);
	return FLOW_NEXT;
}

typedef Flow (*PutText)(Interp *in, Value v, Buf *out);

static void check_text(Interp *in, int line, PutText put, Value v, const char *want)
{
	Buf got = BUF_INIT;

	assert_int_equal(put(in, v, &got), FLOW_NEXT);
	if (!str_eq(buf_str(&got), str_from(want)))
		fail_msg("line %d: got \"%s\", want \"%s\"", line, got.p ? got.p : "", want);
	buf_release(&got);
}

static void test_scalars_as_text(void **state)
{
	static const struct {
		int line;
		const char *from;
		const char *cast, *screen, *dotnet;
	} rows[] = {
		{ AT, "null", "", "", "" },
		{ AT, "true", "True", "True", "True" },
		{ AT, "char-A", "A", "A", "A" },
		{ AT, "int-neg1", "-1", "-1", "-1" },
		{ AT, "ulong-max", "18446744073709551615", "18446744073709551615", "18446744073709551615" },
		{ AT, "double-0.1", "0.1", "0.1", "0.1" },
		{ AT, "double-1e20", "1E+20", "1E+20", "1E+20" },
		{ AT, "double-inf", "Infinity", "\xe2\x88\x9e", "\xe2\x88\x9e" },
		{ AT, "decimal-1.50", "1.50", "1.50", "1.50" },
		{ AT, "bigint-huge", "123456789012345678901234567890", "123456789012345678901234567890",
			"123456789012345678901234567890" },
		{ AT, "datetime", "02/03/2024 04:05:06", "2/3/2024 4:05:06 AM", "2/3/2024 4:05:06 AM" },
		{ AT, "timespan", "01:02:03", "01:02:03", "01:02:03" },
		{ AT, "enum-attr", "ReadOnly, Hidden", "ReadOnly, Hidden", "ReadOnly, Hidden" },
		{ AT, "type-int", "int", "System.Int32", "System.Int32" },
		{ AT, "array-1-2", "1 2", "System.Object[]", "System.Object[]" },
		{ AT, "array-nested", "System.Object[]", "System.Object[]", "System.Object[]" },
		{ AT, "arraylist", "1 2", "System.Collections.ArrayList", "System.Collections.ArrayList" },
		{ AT, "hash", "System.Collections.Hashtable", "System.Collections.Hashtable",
			"System.Collections.Hashtable" },
		{ AT, "custom", "@{A=1; B=x}", "@{A=1; B=x}", "" },
		{ AT, "exception", "System.Exception: boo", "System.Exception: boo", "System.Exception: boo" },
		{ AT, "secure", "System.Security.SecureString", "System.Security.SecureString",
			"System.Security.SecureString" },
	};
	Interp *in = new_interp(&edition_core);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Value v = source(in, str_from(rows[i].from));

		check_text(in, rows[i].line, convert_put_text, v, rows[i].cast);
		check_text(in, rows[i].line, convert_put_display, v, rows[i].screen);
		check_text(in, rows[i].line, convert_put_tostring, v, rows[i].dotnet);
		value_drop(v);
	}
	check_text(in, AT, convert_put_tostring, value_double(1.0 / 3), "0.3333333333333333");
	check_text(in, AT, convert_put_display, value_double(1.0 / 3), "0.333333333333333");
	check_text(in, AT, convert_put_text, value_double(1e15), "1E+15");
	fake_interp_free(in);
}

/* Asked of 7.6: elements are not joined in turn, a bag among them is empty, a type has its full name. */
static void test_collections_as_text(void **state)
{
	Interp *in = new_interp(&edition_core);
	Object *bag = object_new_custom();
	Array *items = array_new_objects();
	Value v, text;

	(void)state;
	object_set(bag, S("t"), value_type(type_of_id(T_INT32)));
	object_set(bag, S("n"), VALUE_NULL);
	object_set_take(bag, S("l"), list_of(in, false));
	object_set_take(bag, S("o"), custom_of());
	v = object_value(bag);
	check_text(in, AT, convert_put_text, v, "@{t=int; n=; l=System.Collections.ArrayList; o=}");
	array_push(items, v);
	array_push(items, value_type(type_of_id(T_INT32)));
	array_push(items, VALUE_NULL);
	array_push(items, value_double(1.5));
	check_text(in, AT, convert_put_text, array_value(items), " System.Int32  1.5");
	in->ofs = value_string(S("-"));
	check_text(in, AT, convert_put_text, array_value(items), "-System.Int32--1.5");
	value_set_take(&in->ofs, VALUE_NULL);
	check_text(in, AT, convert_put_text, array_value(items), " System.Int32  1.5");
	/* a ToString() of a script's own */
	object_add_take(bag, value_string(S("ToString")).string, SLOT_METHOD, fake_block(five, "five"));
	check_text(in, AT, convert_put_text, v, "five");
	check_text(in, AT, convert_put_tostring, v, "five");
	/* a number that kept its source text is that text as a string and on the screen (recorded:
	 * lexer/number-suffix-argument) */
	text = object_wrap(value_int(1024));
	text.object->text = value_string(S("1kb")).string;
	check_text(in, AT, convert_put_text, text, "1kb");
	check_text(in, AT, convert_put_display, text, "1kb");
	value_drop(text);
	value_drop(v);
	value_drop(array_value(items));
	fake_interp_free(in);
}

/* ---- conditions ---- */

static void test_conditions(void **state)
{
	static const struct {
		int line;
		const char *from;
		bool is;
	} rows[] = { { AT, "null", false }, { AT, "text:", false }, { AT, "text:False", true }, { AT, "text:0", true },
		{ AT, "int-0", false }, { AT, "int-neg1", true }, { AT, "double-nan", true },
		{ AT, "array-empty", false }, { AT, "array-null", false }, { AT, "array-5", true },
		{ AT, "array-1-2", true }, { AT, "array-nested", true }, { AT, "hash-empty", true },
		{ AT, "custom", true }, { AT, "switch-on", true }, { AT, "timespan", true } };
	Interp *in = new_interp(&edition_core);
	Value empty_inside = array_of(array_of(VALUE_NULL, VALUE_NULL, 0), VALUE_NULL, 1);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Value v = source(in, str_from(rows[i].from));

		if (convert_to_bool(v) != rows[i].is)
			fail_msg("line %d: %s", rows[i].line, rows[i].from);
		value_drop(v);
	}
	assert_false(convert_to_bool(VALUE_EMPTY));
	assert_false(convert_to_bool(empty_inside));
	value_drop(empty_inside);
	fake_interp_free(in);
}

/* ---- -f ---- */

static void check_format(Interp *in, int line, const char *format, const Value *args, size_t n, const char *want)
{
	Buf got = BUF_INIT;
	Flow flow = convert_format(in, str_from(format), args, n, &got);

	if (flow == FLOW_THROW) {
		assert_string_equal(in->id, "FormatError");
		assert_int_equal(in->category, CAT_INVALID_OPERATION);
		assert_true(str_eq(value_str_peek(in->target), str_from(format)));
		buf_clear(&got);
		buf_put(&got, exception_message_peek(in->error));
		fake_forget(in);
	}
	if (!str_eq(buf_str(&got), str_from(want)))
		fail_msg("line %d: '%s' -f: got \"%s\", want \"%s\"", line, format, got.p ? got.p : "", want);
	buf_release(&got);
}

#define PARSE_AT(at, why)                                                                                              \
	"Error formatting a string: Input string was not in a correct format. Failure to parse near offset " at        \
	". " why "."
#define ENDS     "Format item ends prematurely."
#define NO_DIGIT "Expected an ASCII digit."
#define BAD_INDEX                                                                                                      \
	"Error formatting a string: Index (zero based) must be greater than or equal to zero and less than the "       \
	"size of the argument list.."

static void test_format_holes(void **state)
{
	static const struct {
		int line;
		const char *format, *want;
	} rows[] = {
		{ AT, "", "" },
		{ AT, "no hole", "no hole" },
		{ AT, "{0}", "5" },
		{ AT, "{{0}} {0}}}", "{0} 5}" },
		{ AT, "{0:}", "5" },
		{ AT, "{0,3:}", "  5" },
		{ AT, "{0:   }|", "   |" },
		{ AT, "{0,-4}|", "5   |" },
		{ AT, "{0, 4}|{0,4 }|{0 ,4}|", "   5|   5|   5|" },
		{ AT, "{00}{0 }", "55" },
		{ AT, "{0:N2}", "5.00" },
		{ AT, "{0:x4}", "0005" },
		{ AT, "{0:000}", "005" },
		{ AT, "{", PARSE_AT("1", ENDS) },
		{ AT, "}", PARSE_AT("1", ENDS) },
		{ AT, "{0", PARSE_AT("2", ENDS) },
		{ AT, "{0}}", PARSE_AT("4", ENDS) },
		{ AT, "{a}", PARSE_AT("1", NO_DIGIT) },
		{ AT, "{0,}", PARSE_AT("3", NO_DIGIT) },
		{ AT, "{0,a}", PARSE_AT("3", NO_DIGIT) },
		{ AT, "{-1}", PARSE_AT("1", NO_DIGIT) },
		{ AT, "{0:{", PARSE_AT("3", ENDS) },
		{ AT, "{0,99999999}", PARSE_AT("10", ENDS) },
		{ AT, "{ 0}", PARSE_AT("1", NO_DIGIT) },
		{ AT, "{0:x", PARSE_AT("4", ENDS) },
		{ AT, "{0:}}", PARSE_AT("5", ENDS) },
		{ AT, "{0,-}", PARSE_AT("4", NO_DIGIT) },
		{ AT, "{0,5", PARSE_AT("4", ENDS) },
		{ AT, "{0:x}y}", PARSE_AT("7", ENDS) },
		{ AT, "a{0}{", PARSE_AT("5", ENDS) },
		{ AT, "{0:a{{b}}", PARSE_AT("4", ENDS) },
		{ AT, "{0!}", PARSE_AT("2", ENDS) },
		{ AT, "{2147483648}", PARSE_AT("8", ENDS) },
		{ AT, "{1}", BAD_INDEX },
		{ AT, "{1000000}", BAD_INDEX },
		{ AT, "{0:Q}", "Error formatting a string: Format specifier was invalid.." },
	};
	Interp *in = new_interp(&edition_core);
	Value five_value = value_int(5);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_format(in, rows[i].line, rows[i].format, &five_value, 1, rows[i].want);
	fake_interp_free(in);
	in = new_interp(&edition_desktop);
	check_format(
		in, AT, "{", &five_value, 1, "Error formatting a string: Input string was not in a correct format..");
	fake_interp_free(in);
}

static void test_format_values(void **state)
{
	static const struct {
		int line;
		const char *from, *format, *want;
	} rows[] = {
		{ AT, "null", "{0}|{0,3}|", "|   |" },
		{ AT, "true", "{0:000}", "True" },
		{ AT, "char-A", "{0:x}{0,3}", "A  A" },
		{ AT, "text:ab", "{0,5}|{0,-5}|{0:yyyy}", "   ab|ab   |ab" },
		{ AT, "custom", "{0}", "@{A=1; B=x}" },
		{ AT, "array-1-2", "{0}", "System.Object[]" },
		{ AT, "type-int", "{0}", "System.Int32" },
		{ AT, "datetime", "{0} {0:yyyy-MM-dd} {0:%d}", "2/3/2024 4:05:06 AM 2024-02-03 3" },
		{ AT, "timespan", "{0:hh\\:mm} {0:c}", "01:02 01:02:03" },
		{ AT, "double-inf", "{0}", "\xe2\x88\x9e" },
		{ AT, "enum-Friday", "{0} {0:D} {0:X} {0:G} {0:f}", "Friday 5 00000005 Friday Friday" },
		{ AT, "enum-attr", "{0} {0:x}", "ReadOnly, Hidden 00000003" },
		{ AT, "decimal-1.50", "{0} {0:N1}", "1.50 1.5" },
		{ AT, "bigint-5", "{0:N0}", "5" },
		{ AT, "datetime", "{0:q}", "Error formatting a string: Input string was not in a correct format.." },
		{ AT, "timespan", "{0:hh:mm}",
			"Error formatting a string: Input string was not in a correct format.." },
		{ AT, "enum-Friday", "{0:Z}",
			"Error formatting a string: Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".." },
		{ AT, "double-2.5", "{0:D2}", "Error formatting a string: Format specifier was invalid.." },
		{ AT, "text:\xf0\x9f\x98\x80", "{0,4}|", "  \xf0\x9f\x98\x80|" },
	};
	Interp *in = new_interp(&edition_core);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Value v = source(in, str_from(rows[i].from));

		check_format(in, rows[i].line, rows[i].format, &v, 1, rows[i].want);
		value_drop(v);
	}
	fake_interp_free(in);
}

/* ---- types that bring their own ---- */

typedef struct Point {
	int64_t x;
} Point;

static const TypeDef point_type;

static void free_point(Object *object, ValueDrops *drops)
{
	(void)drops;
	free(object->payload);
}

static Value point_new(int64_t x)
{
	Point *point = MEM_NEW(Point);

	point->x = x;
	return object_value(object_new_native(&point_type, point));
}

static Flow new_point(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in;
	(void)self;
	(void)args;
	(void)n;
	*out = point_new(0);
	return FLOW_NEXT;
}

static Flow parse_point(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	int64_t x;

	(void)self;
	(void)n;
	if (num_parse_integer(value_str_peek(args[0]), NUM_INT64, false, &x) != NUM_OK)
		return fault_exception(in, EXC_FORMAT, "No point.");
	*out = point_new(x);
	return FLOW_NEXT;
}

static Flow get_x(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_long(((Point *)object_payload_peek(self, &point_type))->x);
	return FLOW_NEXT;
}

static Flow set_x(Interp *in, Value self, Value to)
{
	(void)in;
	((Point *)object_payload_peek(self, &point_type))->x = to.i64;
	return FLOW_NEXT;
}

static const PropDef point_props[] = { { "X", "System.Int64", get_x, set_x, 0 }, { NULL, NULL, NULL, NULL, 0 } };
static const MethodDef point_new_rows[] = { { "new", "Point new()", new_point, 0 }, { NULL, NULL, NULL, 0 } };
static const MethodDef point_statics[] = { { "Parse", "static Point Parse(string s)", parse_point, 0 },
	{ NULL, NULL, NULL, 0 } };
static const TypeMembers point_members = {
	.props = point_props, .constructors = point_new_rows, .static_methods = point_statics
};
static const TypeOps point_ops = { .free = free_point };
static const TypeDef point_type = {
	.name = "My.Point", .base = &type_known[T_OBJECT], .members = &point_members, .ops = &point_ops
};
static const TypeEntry point_entries[] = { { &point_type, NULL } };

static void check_point(Interp *in, int line, Value v, const char *id, const char *message, int64_t x)
{
	Value out;
	Flow flow = convert_to(in, v, &point_type, &out);
	Str got = exception_message_peek(in->error);

	if (!id && (flow != FLOW_NEXT || ((Point *)out.object->payload)->x != x))
		fail_msg("line %d: %s %.*s", line, in->id, STR_ARG(got));
	if (id && (strcmp(in->id, id) != 0 || !str_eq(got, str_from(message))))
		fail_msg("line %d: %s %.*s", line, in->id, STR_ARG(got));
	fake_forget(in);
	value_drop(out);
	value_drop(v);
}

static void test_native_types(void **state)
{
	Interp *in = new_interp(&edition_core);
	Hash *hash = hash_new(type_of_id(T_HASHTABLE), true);

	(void)state;
	type_set_add(in->runtime.types, point_entries, COUNT(point_entries));
	check_point(in, AT, value_string(S("7")), NULL, NULL, 7);
	check_point(in, AT, value_int(7), NULL, NULL, 7); /* by its text */
	check_point(in, AT, value_string(S("q")), "InvalidCastParseTargetInvocation",
		"Cannot convert value \"q\" to type \"My.Point\". Error: \"No point.\"", 0);
	check_point(in, AT, value_bool(true), "InvalidCastIConvertible",
		"Cannot convert value \"True\" to type \"My.Point\". Error: \"Invalid cast from 'System.Boolean' to 'My.Point'.\"",
		0);
	hash_set_text_take(hash, S("x"), value_string(S("12")));
	check_point(in, AT, value_ref(hash_value(hash)), NULL, NULL, 12);
	hash_set_text_take(hash, S("y"), value_int(1));
	check_point(in, AT, value_ref(hash_value(hash)), "ObjectCreationError",
		"Cannot create object of type \"My.Point\". The property 'y' was not found for the 'My.Point' object. The settable "
		"properties are: [X <System.Int64>].",
		0);
	hash_clear(hash);
	hash_set_text_take(hash, S("X"), value_string(S("zz")));
	check_point(in, AT, value_ref(hash_value(hash)), "ObjectCreationError",
		"Cannot create object of type \"My.Point\". Cannot convert value \"zz\" to type \"System.Int64\". Error: \"The input "
		"string 'zz' was not in a correct format.\"",
		0);
	value_drop(hash_value(hash));
	fake_interp_free(in);
}

/* [pscustomobject]: keys become properties in their order; PSTypeName names the type. */
static void test_custom_objects(void **state)
{
	Interp *in = new_interp(&edition_core);
	Hash *hash = hash_new(type_of_id(T_ORDERED), true);
	Value out;

	(void)state;
	hash_set_text_take(hash, S("PSTypeName"), value_string(S("My.Type")));
	hash_set_text_take(hash, S("B"), value_int(2));
	hash_set(hash, value_int(1), VALUE_EMPTY);
	assert_int_equal(convert_to_custom(in, hash_value(hash), &out), FLOW_NEXT);
	assert_int_equal(out.object->nslots, 2);
	assert_true(str_eq(string_str(out.object->slots[0].name), S("B")));
	assert_true(str_eq(string_str(out.object->slots[1].name), S("1")));
	assert_int_equal(out.object->slots[1].value.kind, V_EMPTY); /* no output stays no output */
	assert_true(object_has_type_name(out, S("my.type")));
	value_drop(out);
	assert_int_equal(convert_to_custom(in, value_int(5), &out), FLOW_NEXT);
	assert_int_equal(out.kind, V_INT);
	value_drop(hash_value(hash));
	fake_interp_free(in);
}

/* Text beside a number: read as a literal of its own type (reference 6.8.2). */
static void test_text_in_arithmetic(void **state)
{
	static const struct {
		int line;
		const char *text;
		TypeId type;
		const char *want;
	} rows[] = { { AT, "2", T_INT32, "2" }, { AT, " 1.5 ", T_DOUBLE, "1.5" }, { AT, "1kb", T_INT32, "1024" },
		{ AT, "99999999999", T_INT64, "99999999999" }, { AT, "", T_INT32, "0" },
		{ AT, "1,000", T_INT32, "1000" }, { AT, "5n", T_BIGINT, "5" }, { AT, "0x10", T_INT32, "16" } };
	Interp *in = new_interp(&edition_core);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Value text = value_string_c(rows[i].text), out;

		assert_int_equal(convert_text_to_number(in, text, &out), FLOW_NEXT);
		assert_ptr_equal(type_of(out), type_of_id(rows[i].type));
		check_text(in, rows[i].line, convert_put_text, out, rows[i].want);
		value_drop(out);
		value_drop(text);
	}
	fake_interp_free(in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_casts),
		cmocka_unit_test(test_desktop_texts),
		cmocka_unit_test(test_exception_chain),
		cmocka_unit_test(test_scalars_as_text),
		cmocka_unit_test(test_collections_as_text),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_format_holes),
		cmocka_unit_test(test_format_values),
		cmocka_unit_test(test_native_types),
		cmocka_unit_test(test_custom_objects),
		cmocka_unit_test(test_text_in_arithmetic),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
