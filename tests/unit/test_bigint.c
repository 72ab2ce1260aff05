/* test_bigint: System.Numerics.BigInteger's bits, bytes and doubles; the rows were asked of .NET 10. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/edition.h"
#include "shell/base/num.h"
#include "shell/value/bigint.h"

#define AT __LINE__

static BigInt *read(const char *text)
{
	BigInt *big = bigint_parse(str_from(text));

	assert_non_null(big);
	return big;
}

static void drop(BigInt *big)
{
	value_drop(bigint_value(big));
}

static int differs(int line, Str got, const char *want)
{
	if (str_eq(got, str_from(want)))
		return 0;
	print_error("line %d: got %.*s, want %s\n", line, STR_ARG(got), want);
	return 1;
}

static int text_differs(int line, BigInt *big, const char *want)
{
	Buf text = BUF_INIT;
	int failed;

	assert_non_null(big);
	bigint_put(&text, big);
	failed = differs(line, buf_str(&text), want);
	buf_release(&text);
	drop(big);
	return failed;
}

static void test_bits(void **state)
{
	static const struct {
		int line;
		const char *a, *b;
		char op;
		const char *want;
	} rows[] = {
		{ AT, "5", "3", '&', "1" },
		{ AT, "5", "8", '|', "13" },
		{ AT, "5", "1", '^', "4" },
		{ AT, "-1", "255", '&', "255" },
		{ AT, "-256", "255", '|', "-1" },
		{ AT, "-5", "3", '^', "-8" },
		{ AT, "4294967296", "4294967295", '|', "8589934591" },
		{ AT, "0", "-7", '&', "0" },
	};
	int failures = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		BigInt *a = read(rows[i].a), *b = read(rows[i].b);

		failures += text_differs(rows[i].line, bigint_bits(rows[i].op, a, b), rows[i].want);
		drop(a);
		drop(b);
	}
	assert_int_equal(failures, 0);
}

static void test_shift(void **state)
{
	static const struct {
		int line;
		const char *a;
		int64_t by;
		const char *want;
	} rows[] = {
		{ AT, "5", 100, "6338253001141147007483516026880" },
		{ AT, "256", -4, "16" },
		{ AT, "-1", -1, "-1" },
		{ AT, "-5", -1, "-3" },
		{ AT, "-256", -8, "-1" },
		{ AT, "-18446744073709551616", -64, "-1" },
		{ AT, "-18446744073709551617", -64, "-2" },
		{ AT, "7", -500, "0" },
		{ AT, "-7", -500, "-1" },
		{ AT, "3", 32, "12884901888" },
	};
	int failures = 0;
	BigInt *one = bigint_from_i64(1);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		BigInt *a = read(rows[i].a);

		failures += text_differs(rows[i].line, bigint_shift(a, rows[i].by), rows[i].want);
		drop(a);
	}
	assert_null(bigint_shift(one, INT64_C(1) << 40));
	drop(one);
	assert_int_equal(failures, 0);
}

static void test_bytes(void **state)
{
	static const struct {
		int line;
		const char *number, *bytes;
		uint64_t bits;
	} rows[] = {
		{ AT, "0", "0", 0 },
		{ AT, "255", "255 0", 8 },
		{ AT, "-1", "255", 0 },
		{ AT, "-128", "128", 7 },
		{ AT, "-129", "127 255", 8 },
		{ AT, "300", "44 1", 9 },
		{ AT, "-256", "0 255", 8 },
	};
	int failures = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		BigInt *big = read(rows[i].number);
		Buf bytes = BUF_INIT, text = BUF_INIT;

		bigint_put_bytes(&bytes, big);
		for (size_t k = 0; k < buf_str(&bytes).n; k++)
			buf_printf(&text, "%s%u", k ? " " : "", (unsigned)(uint8_t)bytes.p[k]);
		failures += differs(rows[i].line, buf_str(&text), rows[i].bytes);
		assert_int_equal(bigint_bit_length(big), rows[i].bits);
		buf_release(&bytes);
		buf_release(&text);
		drop(big);
	}
	assert_int_equal(failures, 0);
}

/* Low bits are cut off, not rounded. */
static void test_double(void **state)
{
	BigInt *below = read("18446744073709551614"), *power = read("18446744073709551616"),
	       *small = read("-9007199254740993");

	(void)state;
	assert_true(bigint_to_double(below) == 18446744073709549568.0);
	assert_true(bigint_to_double(power) == 18446744073709551616.0);
	assert_true(bigint_to_double(small) == -9007199254740992.0);
	drop(below);
	drop(power);
	drop(small);
}

static void test_format(void **state)
{
	static const struct {
		int line;
		const char *digits, *format, *want;
		bool negative;
	} rows[] = {
		{ AT, "123456789012345678901234567890", "N0", "123,456,789,012,345,678,901,234,567,890", false },
		{ AT, "12345", "E2", "-1.23E+004", true },
		{ AT, "12345", "#,##0", "12,345", false },
		{ AT, "0", "F1", "0.0", false },
	};
	int failures = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf text = BUF_INIT;

		assert_true(num_format_whole(&text, str_from(rows[i].format), str_from(rows[i].digits),
			rows[i].negative, edition_core.numbers));
		failures += differs(rows[i].line, buf_str(&text), rows[i].want);
		buf_release(&text);
	}
	assert_int_equal(failures, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bits),
		cmocka_unit_test(test_shift),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_double),
		cmocka_unit_test(test_format),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
