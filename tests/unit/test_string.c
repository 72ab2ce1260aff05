/* test_string: strings counted in UTF-16 units over WTF-8. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fake_runtime.h"

#define AT __LINE__

/* a, é, €, 😀 (a pair), z: units 0 1 2 3-4 5, bytes 0 1 3 6 10 */
#define MIXED "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z"
#define HIGH  "\xed\xa0\xbd" /* the halves of 😀 */
#define LOW   "\xed\xb8\x80"

static void test_units(void **state)
{
	static const struct {
		int line;
		const char *text;
		size_t units;
	} rows[] = { { AT, "", 0 }, { AT, "abc", 3 }, { AT, MIXED, 6 }, { AT, HIGH, 1 }, { AT, HIGH "x" LOW, 3 } };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Value v = value_string_c(rows[i].text);

		if (string_units(v.string) != rows[i].units)
			fail_msg("line %d: %zu units", rows[i].line, string_units(v.string));
		value_drop(v);
	}
	assert_int_equal(value_live(), 0);
}

static void test_units_at_any_place(void **state)
{
	static const uint16_t want[] = { 'a', 0xe9, 0x20ac, 0xd83d, 0xde00, 'z' };
	static const size_t bytes[] = { 0, 1, 3, 6, 6, 10 };
	Value v = value_string(S(MIXED));

	(void)state;
	/* forwards, backwards and at random: the mark must not matter */
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(string_unit_at(v.string, i), want[i]);
	for (size_t i = 6; i-- > 0;)
		assert_int_equal(string_unit_at(v.string, i), want[i]);
	for (size_t i = 0; i < 100; i++)
		assert_int_equal(string_unit_at(v.string, i * 7 % 6), want[i * 7 % 6]);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(string_byte_of_unit(v.string, i), bytes[i]);
	assert_int_equal(string_byte_of_unit(v.string, 6), v.string->n);
	assert_int_equal(string_byte_of_unit(v.string, 60), v.string->n);
	assert_int_equal(string_unit_of_byte(v.string, 6), 3);
	assert_int_equal(string_unit_of_byte(v.string, 10), 5);
	assert_int_equal(string_unit_of_byte(v.string, 1), 1);
	value_drop(v);
}

/* Backwards over a long text: each step from where the last one ended, or this takes minutes. */
static void test_units_backwards(void **state)
{
	enum { TIMES = 200000 };
	static const uint16_t want[] = { 'a', 0xe9, 0x20ac, 0xd83d, 0xde00, 'z' };
	Buf text = BUF_INIT;
	Value v;

	(void)state;
	for (int i = 0; i < TIMES; i++)
		buf_put(&text, S(MIXED));
	v = value_string(buf_str(&text));
	buf_release(&text);
	for (size_t i = 6 * TIMES; i-- > 0;)
		assert_int_equal(string_unit_at(v.string, i), want[i % 6]);
	assert_int_equal(string_byte_of_unit(v.string, 6 * TIMES), v.string->n);
	for (size_t i = TIMES; i-- > 0;)
		assert_int_equal(string_unit_of_byte(v.string, 11 * i + 6), 6 * i + 3);
	value_drop(v);
	/* bytes of a file's name: any answer, but one within the text */
	v = value_string(S("\x80\x80\xff\xe9\x80z\xf0"));
	for (size_t i = 20; i-- > 0;)
		assert_true(string_byte_of_unit(v.string, i * 7 % 11) <= v.string->n);
	value_drop(v);
}

static void test_slices(void **state)
{
	static const struct {
		int line;
		size_t from, n;
		const char *want;
	} rows[] = { { AT, 0, 6, MIXED }, { AT, 1, 2, "\xc3\xa9\xe2\x82\xac" }, { AT, 3, 2, "\xf0\x9f\x98\x80" },
		{ AT, 3, 1, HIGH }, { AT, 4, 1, LOW }, { AT, 4, 2, LOW "z" }, { AT, 2, 2, "\xe2\x82\xac" HIGH },
		{ AT, 5, 1, "z" }, { AT, 6, 0, "" }, { AT, 0, 0, "" }, { AT, 0, 4, "a\xc3\xa9\xe2\x82\xac" HIGH } };
	Value v = value_string(S(MIXED)), ascii = value_string(S("hello")), slice;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		slice = string_slice(v.string, rows[i].from, rows[i].n);
		if (strcmp(slice.string->p, rows[i].want) != 0 || string_units(slice.string) != rows[i].n)
			fail_msg("line %d: %s", rows[i].line, slice.string->p);
		value_drop(slice);
	}
	slice = string_slice(ascii.string, 1, 3);
	assert_string_equal(slice.string->p, "ell");
	value_drop(slice);
	value_drop(ascii);
	value_drop(v);
	assert_int_equal(value_live(), 0);
}

static void test_halves_join(void **state)
{
	String *s = value_string(S("x" HIGH)).string;

	(void)state;
	assert_int_equal(string_units(s), 2);
	s = string_append_take(S(LOW "y"), s);
	assert_string_equal(s->p, "x\xf0\x9f\x98\x80y");
	assert_int_equal(string_units(s), 4);
	value_drop(value_of_string(s));
	assert_int_equal(value_live(), 0);
}

/* $s += 'x' in a loop: linear in total, the caches follow. */
static void test_append(void **state)
{
	String *s = value_string(S("")).string, *other;

	(void)state;
	for (int i = 0; i < 200000; i++)
		s = string_append_take(S("ab"), s);
	assert_int_equal(s->n, 400000);
	assert_int_equal(string_units(s), 400000);
	assert_int_equal(string_hash(s), str_hash(string_str(s)));
	s = string_append_take(S("\xc3\xa9"), s);
	assert_int_equal(string_units(s), 400001);
	assert_false(string_is_ascii(s));
	assert_int_equal(string_hash(s), str_hash(string_str(s)));
	assert_int_equal(string_ihash(s), str_ihash(string_str(s)));
	/* shared: a copy, the other one stays as it is */
	other = s;
	(void)value_ref(value_of_string(s));
	s = string_append_take(S("z"), s);
	assert_ptr_not_equal(s, other);
	assert_int_equal(other->n, 400002);
	value_drop(value_of_string(other));
	/* itself behind itself */
	s = string_append_take(string_str(s), s);
	assert_int_equal(s->n, 800006);
	assert_memory_equal(s->p + 400003, s->p, 400003);
	value_drop(value_of_string(s));
	assert_int_equal(value_live(), 0);
}

static void test_nul_inside(void **state)
{
	Value v = value_string((Str){ "a\0b", 3 });

	(void)state;
	assert_int_equal(string_units(v.string), 3);
	assert_int_equal(string_unit_at(v.string, 1), 0);
	assert_int_equal(v.string->p[3], '\0');
	value_drop(v);
	v = value_printf("%d-%s", 5, "x");
	assert_string_equal(v.string->p, "5-x");
	value_drop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_units_at_any_place),
		cmocka_unit_test(test_units_backwards),
		cmocka_unit_test(test_slices),
		cmocka_unit_test(test_halves_join),
		cmocka_unit_test(test_append),
		cmocka_unit_test(test_nul_inside),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
