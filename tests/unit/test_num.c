/* test_num: numbers from text and to text; rows without another source were recorded from PowerShell 7.6.9 on .NET
 * 10. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/edition.h"
#include "shell/base/num.h"

#define AT __LINE__

/* Takes the text out of the buffer and says what is wrong with it. */
static int differs(int line, Buf *buf, const char *want)
{
	int failed = strcmp(buf->p ? buf->p : "", want) != 0;
	if (failed)
		print_error("line %d: got \"%s\", want \"%s\"\n", line, buf->p ? buf->p : "", want);
	buf_clear(buf);
	return failed;
}

/* ---- literals --------------------------------------------------------------------------------------------------- */

static void put_num(Buf *out, const Num *num)
{
	if (num->kind <= NUM_UINT64)
		num_put_integer(out, num->i64, num->kind == NUM_UINT64);
	else if (num->kind == NUM_DECIMAL)
		decimal_put(out, num->decimal);
	else if (num->kind == NUM_DOUBLE)
		num_put_roundtrip(out, num->f64, false, edition_core.numbers_invariant);
}

static void test_literals(void **state)
{
	(void)state;
	/* clang-format off */
	static const struct {
		int line;
		const char *text;
		NumStatus status;
		NumKind kind;
		const char *value;
	} rows[] = {
		{ AT, "0", NUM_OK, NUM_INT32, "0" }, { AT, "1", NUM_OK, NUM_INT32, "1" },
		{ AT, "007", NUM_OK, NUM_INT32, "7" }, { AT, "2147483647", NUM_OK, NUM_INT32, "2147483647" },
		{ AT, "2147483648", NUM_OK, NUM_INT64, "2147483648" },
		{ AT, "9223372036854775807", NUM_OK, NUM_INT64, "9223372036854775807" },
		{ AT, "9223372036854775808", NUM_OK, NUM_DECIMAL, "9223372036854775808" },
		{ AT, "79228162514264337593543950335", NUM_OK, NUM_DECIMAL, "79228162514264337593543950335" },
		{ AT, "79228162514264337593543950336", NUM_OK, NUM_DOUBLE, "7.922816251426434E+28" },
		{ AT, "18446744073709551615", NUM_OK, NUM_DECIMAL, "18446744073709551615" },
		{ AT, "1e3", NUM_OK, NUM_DOUBLE, "1000" }, { AT, "1e", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1e+3", NUM_OK, NUM_DOUBLE, "1000" }, { AT, "1e-3", NUM_OK, NUM_DOUBLE, "0.001" },
		{ AT, "1.e3", NUM_OK, NUM_DOUBLE, "1000" }, { AT, ".5e1", NUM_OK, NUM_DOUBLE, "5" },
		{ AT, "5.", NUM_OK, NUM_DOUBLE, "5" }, { AT, ".5", NUM_OK, NUM_DOUBLE, "0.5" },
		{ AT, "1.5", NUM_OK, NUM_DOUBLE, "1.5" }, { AT, "1.50", NUM_OK, NUM_DOUBLE, "1.5" },
		{ AT, "1e3l", NUM_OK, NUM_INT64, "1000" }, { AT, "1.5l", NUM_OK, NUM_INT64, "2" },
		{ AT, "2.5l", NUM_OK, NUM_INT64, "2" }, { AT, "3.5l", NUM_OK, NUM_INT64, "4" },
		{ AT, "1.5d", NUM_OK, NUM_DECIMAL, "1.5" }, { AT, "1.50d", NUM_OK, NUM_DECIMAL, "1.50" },
		{ AT, "1e3d", NUM_OK, NUM_DECIMAL, "1000" }, { AT, "1e-3d", NUM_OK, NUM_DECIMAL, "0.001" },
		{ AT, "1e29d", NUM_OVERFLOW, 0, "" },
		{ AT, "1e28d", NUM_OK, NUM_DECIMAL, "10000000000000000000000000000" },
		{ AT, "1e400", NUM_OK, NUM_DOUBLE, "Infinity" }, { AT, "-1e400", NUM_OK, NUM_DOUBLE, "-Infinity" },
		{ AT, "1.5u", NUM_OK, NUM_UINT32, "2" }, { AT, "1.5s", NUM_OK, NUM_INT16, "2" },
		{ AT, "1.5y", NUM_OK, NUM_SBYTE, "2" }, { AT, "1.5uy", NUM_OK, NUM_BYTE, "2" },
		{ AT, "1.5ul", NUM_OK, NUM_UINT64, "2" }, { AT, "1.5us", NUM_OK, NUM_UINT16, "2" },
		{ AT, "1e3u", NUM_OK, NUM_UINT32, "1000" }, { AT, "0x", NUM_OK, NUM_INT32, "0" },
		{ AT, "0x1", NUM_OK, NUM_INT32, "1" }, { AT, "0xF", NUM_OK, NUM_INT32, "15" },
		{ AT, "0xFFFFFFFF", NUM_OK, NUM_INT32, "-1" }, { AT, "0xFFFFFFF", NUM_OK, NUM_INT32, "268435455" },
		{ AT, "0x0FFFFFFFF", NUM_OK, NUM_INT64, "4294967295" },
		{ AT, "0x00000000F", NUM_OK, NUM_INT32, "15" },
		{ AT, "0x7FFFFFFF", NUM_OK, NUM_INT32, "2147483647" },
		{ AT, "0x80000000", NUM_OK, NUM_INT32, "-2147483648" },
		{ AT, "0x100000000", NUM_OK, NUM_INT64, "4294967296" },
		{ AT, "0xFFFFFFFFFFFFFFFF", NUM_OK, NUM_INT64, "-1" },
		{ AT, "0x8000000000000000", NUM_OK, NUM_INT64, "-9223372036854775808" },
		{ AT, "0x7FFFFFFFFFFFFFFF", NUM_OK, NUM_INT64, "9223372036854775807" },
		{ AT, "0x0FFFFFFFFFFFFFFFF", NUM_OVERFLOW, 0, "" },
		{ AT, "0xFFFFFFFFFFFFFFFFF", NUM_OVERFLOW, 0, "" },
		{ AT, "0x10000000000000000", NUM_OVERFLOW, 0, "" },
		{ AT, "0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", NUM_OVERFLOW, 0, "" },
		{ AT, "0xFFFFFFFFFFFFFFFFFFFFFFFF", NUM_OVERFLOW, 0, "" },
		{ AT, "0x7FFFFFFFFFFFFFFFFFFFFFFF", NUM_OVERFLOW, 0, "" }, { AT, "0xFFl", NUM_OK, NUM_INT64, "255" },
		{ AT, "0xFFFFFFFFl", NUM_OK, NUM_INT64, "4294967295" },
		{ AT, "0xFFFFFFFFFFFFFFFFl", NUM_OK, NUM_INT64, "-1" }, { AT, "0xFFd", NUM_OK, NUM_INT32, "4093" },
		{ AT, "0xFFFFFFFFu", NUM_OK, NUM_UINT32, "4294967295" }, { AT, "0xFFs", NUM_OK, NUM_INT16, "255" },
		{ AT, "0xFFFFs", NUM_OK, NUM_INT16, "-1" }, { AT, "0x7Fy", NUM_OK, NUM_SBYTE, "127" },
		{ AT, "0xFFFFus", NUM_OK, NUM_UINT16, "65535" }, { AT, "0x1gb", NUM_OK, NUM_INT32, "1073741824" },
		{ AT, "0xFFFFFFFFkb", NUM_OK, NUM_INT32, "-1024" }, { AT, "0xG", NUM_BAD_FORMAT, 0, "" },
		{ AT, "0b1", NUM_OK, NUM_INT32, "1" }, { AT, "0b101", NUM_OK, NUM_INT32, "5" },
		{ AT, "0b11111111111111111111111111111111", NUM_OK, NUM_INT32, "-1" },
		{ AT, "0b01111111111111111111111111111111", NUM_OK, NUM_INT32, "2147483647" },
		{ AT, "0b1111111111111111111111111111111111111111111111111111111111111111", NUM_OK, NUM_INT64, "-1" },
		{ AT, "0b11111111y", NUM_OK, NUM_SBYTE, "-1" }, { AT, "0b11111111s", NUM_OK, NUM_INT16, "-1" },
		{ AT, "0b1l", NUM_OK, NUM_INT64, "1" }, { AT, "0b111111111", NUM_OK, NUM_INT32, "511" },
		{ AT, "0b100000000000000000000000000000000", NUM_OK, NUM_INT64, "4294967296" },
		{ AT, "0b1111111111111111s", NUM_OK, NUM_INT16, "-1" }, { AT, "1d", NUM_OK, NUM_DECIMAL, "1" },
		{ AT, "1u", NUM_OK, NUM_UINT32, "1" }, { AT, "1s", NUM_OK, NUM_INT16, "1" },
		{ AT, "1y", NUM_OK, NUM_SBYTE, "1" }, { AT, "1us", NUM_OK, NUM_UINT16, "1" },
		{ AT, "1uy", NUM_OK, NUM_BYTE, "1" }, { AT, "1ul", NUM_OK, NUM_UINT64, "1" },
		{ AT, "1ull", NUM_BAD_FORMAT, 0, "" }, { AT, "1dd", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1ld", NUM_BAD_FORMAT, 0, "" }, { AT, "1kb", NUM_OK, NUM_INT32, "1024" },
		{ AT, "1mb", NUM_OK, NUM_INT32, "1048576" }, { AT, "1gb", NUM_OK, NUM_INT32, "1073741824" },
		{ AT, "2gb", NUM_OK, NUM_INT64, "2147483648" }, { AT, "4gb", NUM_OK, NUM_INT64, "4294967296" },
		{ AT, "1pb", NUM_OK, NUM_INT64, "1125899906842624" }, { AT, "1lkb", NUM_OK, NUM_INT64, "1024" },
		{ AT, "1dkb", NUM_OK, NUM_DECIMAL, "1024" }, { AT, "1skb", NUM_OK, NUM_INT16, "1024" },
		{ AT, "1uskb", NUM_OK, NUM_UINT16, "1024" }, { AT, "1kbkb", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1.5kb", NUM_OK, NUM_DOUBLE, "1536" }, { AT, "1.5lkb", NUM_OK, NUM_INT64, "1536" },
		{ AT, ".5kb", NUM_OK, NUM_DOUBLE, "512" }, { AT, "5.kb", NUM_OK, NUM_DOUBLE, "5120" },
		{ AT, "1e3kb", NUM_OK, NUM_DOUBLE, "1024000" }, { AT, "1ekb", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1.1mb", NUM_OK, NUM_DOUBLE, "1153433.6" },
		{ AT, "9223372036854775807kb", NUM_OK, NUM_DECIMAL, "9444732965739290426368" },
		{ AT, "99999999999999999999pb", NUM_OK, NUM_DOUBLE, "1.1258999068426238E+35" },
		{ AT, "79228162514264337593543950335kb", NUM_OK, NUM_DOUBLE, "8.112963841460667E+31" },
		{ AT, "8192pb", NUM_OK, NUM_DECIMAL, "9223372036854775808" },
		{ AT, "9000pb", NUM_OK, NUM_DECIMAL, "10133099161583616000" },
		{ AT, "9999999999pb", NUM_OK, NUM_DECIMAL, "11258999067300340093157376" },
		{ AT, "32767s", NUM_OK, NUM_INT16, "32767" }, { AT, "32768s", NUM_OVERFLOW, 0, "" },
		{ AT, "-32768s", NUM_OK, NUM_INT16, "-32768" }, { AT, "-32769s", NUM_OVERFLOW, 0, "" },
		{ AT, "127y", NUM_OK, NUM_SBYTE, "127" }, { AT, "128y", NUM_OVERFLOW, 0, "" },
		{ AT, "-128y", NUM_OK, NUM_SBYTE, "-128" }, { AT, "-129y", NUM_OVERFLOW, 0, "" },
		{ AT, "255uy", NUM_OK, NUM_BYTE, "255" }, { AT, "-1uy", NUM_OVERFLOW, 0, "" },
		{ AT, "65535us", NUM_OK, NUM_UINT16, "65535" }, { AT, "65536us", NUM_OVERFLOW, 0, "" },
		{ AT, "4294967295u", NUM_OK, NUM_UINT32, "4294967295" },
		{ AT, "9223372036854775807l", NUM_OK, NUM_INT64, "9223372036854775807" },
		{ AT, "9223372036854775808l", NUM_OVERFLOW, 0, "" },
		{ AT, "-9223372036854775808", NUM_OK, NUM_INT64, "-9223372036854775808" },
		{ AT, "-2147483648", NUM_OK, NUM_INT32, "-2147483648" },
		{ AT, "18446744073709551615ul", NUM_OK, NUM_UINT64, "18446744073709551615" },
		{ AT, "18446744073709551616u", NUM_OVERFLOW, 0, "" },
		{ AT, "99999999999999999999999999999999d", NUM_OVERFLOW, 0, "" },
		{ AT, "-5", NUM_OK, NUM_INT32, "-5" }, { AT, "+5", NUM_OK, NUM_INT32, "5" },
		{ AT, "+5.5", NUM_OK, NUM_DOUBLE, "5.5" }, { AT, "-0xFF", NUM_OK, NUM_INT32, "-255" },
		{ AT, "-0x80000000", NUM_OK, NUM_INT64, "2147483648" }, { AT, "-1kb", NUM_OK, NUM_INT32, "-1024" },
		{ AT, "-0", NUM_OK, NUM_INT32, "0" }, { AT, "-0.0", NUM_OK, NUM_DOUBLE, "-0" },
		{ AT, "-1.5l", NUM_OK, NUM_INT64, "-2" }, { AT, "-0l", NUM_OK, NUM_INT64, "0" },
		{ AT, "-0b11", NUM_OK, NUM_INT32, "-3" }, { AT, "1_000", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1a", NUM_BAD_FORMAT, 0, "" }, { AT, "1e5x", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1f", NUM_BAD_FORMAT, 0, "" }, { AT, "1i", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1x", NUM_BAD_FORMAT, 0, "" }, { AT, "1m", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1E5", NUM_OK, NUM_DOUBLE, "100000" }, { AT, "1E+5", NUM_OK, NUM_DOUBLE, "100000" },
		{ AT, "1e+", NUM_BAD_FORMAT, 0, "" },
		{ AT, "0.12345678901234567890123456789", NUM_OK, NUM_DOUBLE, "0.12345678901234568" },
		{ AT, "123456789012345678901234567890.5d", NUM_OVERFLOW, 0, "" },
		{ AT, "1e-30d", NUM_OK, NUM_DECIMAL, "0.0000000000000000000000000000" },
		{ AT, "65537skb", NUM_OVERFLOW, 0, "" }, { AT, "1.5e3l", NUM_OK, NUM_INT64, "1500" },
		{ AT, "4e9u", NUM_OK, NUM_UINT32, "4000000000" }, { AT, "9e9u", NUM_OK, NUM_UINT64, "9000000000" },
		{ AT, "1e2y", NUM_OK, NUM_SBYTE, "100" }, { AT, "3e2y", NUM_OVERFLOW, 0, "" },
		{ AT, "0.5l", NUM_OK, NUM_INT64, "0" }, { AT, "1e-5l", NUM_OK, NUM_INT64, "0" },
		{ AT, "100000000000000000000000000000000000000000kb", NUM_OK, NUM_DOUBLE, "1.0239999999999998E+44" },
		{ AT, "12345678901234567890123456789012345678901234567890", NUM_OK, NUM_DOUBLE, "1.2345678901234567E+49" },
		{ AT, "0xFFFFy", NUM_OVERFLOW, 0, "" }, { AT, "0xFFFFFFFFy", NUM_OVERFLOW, 0, "" },
		{ AT, "0x80y", NUM_OK, NUM_SBYTE, "-128" }, { AT, "0x1FFy", NUM_OVERFLOW, 0, "" },
		{ AT, "0xFFFFFFFFs", NUM_OVERFLOW, 0, "" }, { AT, "0x1FFFFs", NUM_OVERFLOW, 0, "" },
		{ AT, "0x8000s", NUM_OK, NUM_INT16, "-32768" }, { AT, "0x0FFFFs", NUM_OVERFLOW, 0, "" },
		{ AT, "0xFFFFFFFFFFFFFFFFs", NUM_OVERFLOW, 0, "" },
		{ AT, "0x1FFFFFFFFFFFFFFFFu", NUM_OVERFLOW, 0, "" },
		{ AT, "0x1FFFFFFFFul", NUM_OK, NUM_UINT64, "8589934591" },
		{ AT, "0xFFFFFFFFul", NUM_OK, NUM_UINT64, "4294967295" }, { AT, "0x0FFuy", NUM_OK, NUM_BYTE, "255" },
		{ AT, "0x00FFy", NUM_OVERFLOW, 0, "" }, { AT, "0x1FFFFus", NUM_OVERFLOW, 0, "" },
		{ AT, "0x80000000l", NUM_OK, NUM_INT64, "2147483648" },
		{ AT, "0x10000000000000000l", NUM_OVERFLOW, 0, "" }, { AT, "-0xFFy", NUM_OK, NUM_SBYTE, "1" },
		{ AT, "-0x80y", NUM_OVERFLOW, 0, "" }, { AT, "-0x81y", NUM_OK, NUM_SBYTE, "127" },
		{ AT, "-0xFFu", NUM_OVERFLOW, 0, "" }, { AT, "-0xFFFFFFFFFFFFFFFF", NUM_OK, NUM_INT64, "1" },
		{ AT, "-0x7FFFFFFFFFFFFFFF", NUM_OK, NUM_INT64, "-9223372036854775807" },
		{ AT, "-0x80000000l", NUM_OK, NUM_INT64, "-2147483648" },
		{ AT, "0xFFFFFFFFFFFFFFFFkb", NUM_OK, NUM_INT64, "-1024" },
		{ AT, "0x7FFFFFFFFFFFFFFFlkb", NUM_OVERFLOW, 0, "" }, { AT, "0x7Fykb", NUM_OVERFLOW, 0, "" },
		{ AT, "0b111111111111111111111111", NUM_OK, NUM_INT32, "16777215" },
		{ AT, "0b1111111111111111l", NUM_OK, NUM_INT64, "-1" },
		{ AT, "0b11111111l", NUM_OK, NUM_INT64, "-1" }, { AT, "0b10000000", NUM_OK, NUM_INT32, "-128" },
		{ AT, "0b10000000kb", NUM_OK, NUM_INT32, "-131072" },
		{ AT, "0b011111111", NUM_OK, NUM_INT32, "255" }, { AT, "0b11111111ul", NUM_OK, NUM_UINT64, "255" },
		{ AT, "0b1111111111111111us", NUM_OK, NUM_UINT16, "65535" },
		{ AT, "0b11111111111111111111111111111111u", NUM_OK, NUM_UINT32, "4294967295" },
		{ AT, "0b11111111111111111111111111111111l", NUM_OK, NUM_INT64, "-1" },
		{ AT, "0b11111111111111111111111111111111111111111111111111111111111111111", NUM_OVERFLOW, 0, "" },
		{ AT, "0b11111111d", NUM_OK, NUM_DECIMAL, "-1" }, { AT, "0b1e5", NUM_BAD_FORMAT, 0, "" },
		{ AT, "-0b11111111", NUM_OK, NUM_INT32, "1" },
		{ AT, "1267650600228229542234236190721", NUM_OK, NUM_DOUBLE, "1.2676506002282294E+30" },
		{ AT, "99999999999999999999999999999999999999", NUM_OK, NUM_DOUBLE, "1E+38" },
		{ AT, "1.0000000000000000000000000000005d", NUM_OK, NUM_DECIMAL, "1.0000000000000000000000000000" },
		{ AT, "0.00000000000000000000000000015d", NUM_OK, NUM_DECIMAL, "0.0000000000000000000000000002" },
		{ AT, "79228162514264337593543950335.4d", NUM_OK, NUM_DECIMAL, "79228162514264337593543950335" },
		{ AT, "79228162514264337593543950335.5d", NUM_OVERFLOW, 0, "" },
		{ AT, "7922816251426433759354395033.55d", NUM_OK, NUM_DECIMAL, "7922816251426433759354395034" },
		{ AT, "1e0d", NUM_OK, NUM_DECIMAL, "1" }, { AT, "1.10e1d", NUM_OK, NUM_DECIMAL, "11.0" },
		{ AT, "1.10e0d", NUM_OK, NUM_DECIMAL, "1.10" }, { AT, "0e5d", NUM_OK, NUM_DECIMAL, "0" },
		{ AT, "0.00e5d", NUM_OK, NUM_DECIMAL, "0" },
		{ AT, "6e-29d", NUM_OK, NUM_DECIMAL, "0.0000000000000000000000000001" },
		{ AT, "1kbd", NUM_BAD_FORMAT, 0, "" }, { AT, "1dgb", NUM_OK, NUM_DECIMAL, "1073741824" },
		{ AT, "79228162514264337593543950335dkb", NUM_OVERFLOW, 0, "" },
		{ AT, "1e28dkb", NUM_OVERFLOW, 0, "" }, { AT, "1ud", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1su", NUM_BAD_FORMAT, 0, "" }, { AT, "1sy", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1u1", NUM_BAD_FORMAT, 0, "" }, { AT, "1ll", NUM_BAD_FORMAT, 0, "" },
		{ AT, "00", NUM_OK, NUM_INT32, "0" }, { AT, "00x1", NUM_BAD_FORMAT, 0, "" },
		{ AT, "0x00000000FFFFFFFF", NUM_OK, NUM_INT64, "4294967295" },
		{ AT, "01e1", NUM_OK, NUM_DOUBLE, "10" }, { AT, "1e01", NUM_OK, NUM_DOUBLE, "10" },
		{ AT, "1e0001", NUM_OK, NUM_DOUBLE, "10" }, { AT, "1e99999999999", NUM_OK, NUM_DOUBLE, "Infinity" },
		{ AT, "1e-99999999999", NUM_OK, NUM_DOUBLE, "0" },
		{ AT, "1e2147483648", NUM_OK, NUM_DOUBLE, "Infinity" }, { AT, "1.e", NUM_BAD_FORMAT, 0, "" },
		{ AT, "5.l", NUM_OK, NUM_INT64, "5" }, { AT, "5.d", NUM_OK, NUM_DECIMAL, "5" },
		{ AT, ".e1", NUM_BAD_FORMAT, 0, "" }, { AT, ".5l", NUM_OK, NUM_INT64, "0" },
		{ AT, ".l", NUM_BAD_FORMAT, 0, "" }, { AT, ".d", NUM_BAD_FORMAT, 0, "" },
		{ AT, "1E1E1", NUM_BAD_FORMAT, 0, "" }, { AT, "1e1lkb", NUM_OK, NUM_INT64, "10240" },
		{ AT, "1.5LKB", NUM_OK, NUM_INT64, "1536" },
		{ AT, "2147483648kb", NUM_OK, NUM_INT64, "2199023255552" },
		{ AT, "4194304gb", NUM_OK, NUM_INT64, "4503599627370496" },
		{ AT, "8388608pb", NUM_OK, NUM_DECIMAL, "9444732965739290427392" },
		{ AT, "1.7976931348623157e308", NUM_OK, NUM_DOUBLE, "1.7976931348623157E+308" },
		{ AT, "1.7976931348623158e308", NUM_OK, NUM_DOUBLE, "1.7976931348623157E+308" },
		{ AT, "1.7976931348623159e308", NUM_OK, NUM_DOUBLE, "Infinity" },
		{ AT, "2e-324", NUM_OK, NUM_DOUBLE, "0" }, { AT, "32767us", NUM_OK, NUM_UINT16, "32767" },
		{ AT, "32kbs", NUM_BAD_FORMAT, 0, "" }, { AT, "31skb", NUM_OK, NUM_INT16, "31744" },
		{ AT, "32skb", NUM_OVERFLOW, 0, "" }, { AT, "1uykb", NUM_OVERFLOW, 0, "" },
		{ AT, "0ykb", NUM_OK, NUM_SBYTE, "0" }, { AT, "4194303ukb", NUM_OK, NUM_UINT32, "4294966272" },
		{ AT, "4194304ukb", NUM_OK, NUM_UINT64, "4294967296" },
		{ AT, "18014398509481983ulkb", NUM_OK, NUM_UINT64, "18446744073709550592" },
		{ AT, "9007199254740991lkb", NUM_OK, NUM_INT64, "9223372036854774784" },
		{ AT, "0.5skb", NUM_OK, NUM_INT16, "512" }, { AT, "1.5ykb", NUM_OVERFLOW, 0, "" },
		{ AT, "0.1ykb", NUM_OK, NUM_SBYTE, "102" }, { AT, "0.1lkb", NUM_OK, NUM_INT64, "102" },
		{ AT, "1.1lkb", NUM_OK, NUM_INT64, "1126" }, { AT, "1e400u", NUM_OVERFLOW, 0, "" },
		{ AT, "123.456e-7", NUM_OK, NUM_DOUBLE, "1.23456E-05" },
		{ AT, "9007199254740993", NUM_OK, NUM_INT64, "9007199254740993" },
		{ AT, "9007199254740993.0", NUM_OK, NUM_DOUBLE, "9007199254740992" },
		{ AT, "8.5e22", NUM_OK, NUM_DOUBLE, "8.5E+22" },
		{ AT, "123456789012345678.5", NUM_OK, NUM_DOUBLE, "1.2345678901234568E+17" },
		{ AT, "2.2250738585072014e-308", NUM_OK, NUM_DOUBLE, "2.2250738585072014E-308" },
		{ AT, "1.0e-310", NUM_OK, NUM_DOUBLE, "1E-310" },
		{ AT, "0x0000000000000001", NUM_OK, NUM_INT64, "1" },
		{ AT, "0xFFFFFFFFFFFFFFF0", NUM_OK, NUM_INT64, "-16" },
		{ AT, "0x000000000000000F", NUM_OK, NUM_INT64, "15" },
		{ AT, "0xFFFFFFFF80000000", NUM_OK, NUM_INT64, "-2147483648" },
		{ AT, "0xFFFFFFFF7FFFFFFF", NUM_OK, NUM_INT64, "-2147483649" },
		{ AT, "0b0000000000000000000000000000000000000000000000000000000000000001", NUM_OK, NUM_INT64, "1" },
		{ AT, "0b1111111111111111111111111111111111111111111111111111111111111110", NUM_OK, NUM_INT64, "-2" },
		{ AT, "-0x0000000000000001", NUM_OK, NUM_INT64, "-1" },
		{ AT, "0x0000000000000001kb", NUM_OK, NUM_INT64, "1024" },
	};
	/* clang-format on */
	int failures = 0;
	Buf buf = BUF_INIT;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Num num = { 0 };
		NumStatus status = num_read_literal(str_from(rows[i].text), NUM_LITERAL_CORE | NUM_LITERAL_SIGN, &num);
		if (status != rows[i].status || (status == NUM_OK && num.kind != rows[i].kind)) {
			print_error("line %d: %s: status %d, kind %d\n", rows[i].line, rows[i].text, status, num.kind);
			failures++;
		} else if (status == NUM_OK) {
			put_num(&buf, &num);
			failures += differs(rows[i].line, &buf, rows[i].value);
		}
	}
	buf_release(&buf);
	assert_int_equal(failures, 0);
}

static void test_literal_flags(void **state)
{
	(void)state;
	static const char *const core_only[] = { "0b1", "1u", "1s", "1y", "1n", "1uy", "1ukb" };
	Num num;
	for (size_t i = 0; i < COUNT(core_only); i++) {
		assert_int_equal(num_read_literal(str_from(core_only[i]), 0, &num), NUM_BAD_FORMAT);
		assert_int_equal(num_read_literal(str_from(core_only[i]), NUM_LITERAL_CORE, &num), NUM_OK);
	}
	static const char *const both[] = { "1", "1.5", "0x1F", "1l", "1dkb", "1e3", "5gb" };
	for (size_t i = 0; i < COUNT(both); i++)
		assert_int_equal(num_read_literal(str_from(both[i]), 0, &num), NUM_OK);
	assert_int_equal(num_read_literal(S("-1"), 0, &num), NUM_BAD_FORMAT);
	assert_int_equal(num_read_literal(S(""), NUM_LITERAL_SIGN, &num), NUM_BAD_FORMAT);
	assert_int_equal(num_read_literal(S("-"), NUM_LITERAL_SIGN, &num), NUM_BAD_FORMAT);
	assert_int_equal(num_read_literal(S(" 1"), 0, &num), NUM_BAD_FORMAT);
	assert_int_equal(num_read_literal(S("1\0"), 0, &num), NUM_BAD_FORMAT);
	/* the value of a big integer with a point is here, that of digits is not */
	assert_int_equal(num_read_literal(S("2.5n"), NUM_LITERAL_CORE, &num), NUM_OK);
	assert_int_equal(num.kind, NUM_BIGINT);
	assert_true(num.f64 == 2);
	assert_int_equal(num_read_literal(S("25n"), NUM_LITERAL_CORE, &num), NUM_OK);
	assert_true(num.kind == NUM_BIGINT && isnan(num.f64));
	assert_int_equal(num_read_literal(S("1e400n"), NUM_LITERAL_CORE, &num), NUM_OVERFLOW);
}

/* ---- Parse ------------------------------------------------------------------------------------------------------ */

/* NULL: FormatException; "!": OverflowException. */
static void test_parse(void **state)
{
	(void)state;
	/* clang-format off */
	static const struct {
		int line;
		Str text;
		const char *as_double, *as_decimal, *as_int, *with_thousands, *as_uint;
	} rows[] = {
		{ AT, { "", 0 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "  ", 2 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { " 1", 2 }, "1", "1", "1", "1", "1" },
		{ AT, { "\t1\n", 3 }, "1", "1", "1", "1", "1" },
		{ AT, { "\u00a0" "1", 3 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "+1", 2 }, "1", "1", "1", "1", "1" },
		{ AT, { "-1", 2 }, "-1", "-1", "-1", "-1", "!" },
		{ AT, { "-0", 2 }, "-0", "0", "0", "0", "0" },
		{ AT, { "- 1", 3 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1-", 2 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "(1)", 3 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "+", 1 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "+-1", 3 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1,000", 5 }, "1000", "1000", NULL, "1000", "1000" },
		{ AT, { "1,0,0,0", 7 }, "1000", "1000", NULL, "1000", "1000" },
		{ AT, { "-1,000", 6 }, "-1000", "-1000", NULL, "-1000", "!" },
		{ AT, { ",1", 2 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1,", 2 }, "1", "1", NULL, "1", "1" },
		{ AT, { "1,,2", 4 }, "12", "12", NULL, "12", "12" },
		{ AT, { "1,000.5", 7 }, "1000.5", "1000.5", NULL, NULL, NULL },
		{ AT, { "1.5,000", 7 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1.", 2 }, "1", "1", NULL, NULL, NULL },
		{ AT, { ".5", 2 }, "0.5", "0.5", NULL, NULL, NULL },
		{ AT, { "-.5", 3 }, "-0.5", "-0.5", NULL, NULL, NULL },
		{ AT, { ".", 1 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1..2", 4 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1e3", 3 }, "1000", "1000", NULL, NULL, NULL },
		{ AT, { "1E+3", 4 }, "1000", "1000", NULL, NULL, NULL },
		{ AT, { "1,e3", 4 }, "1000", "1000", NULL, NULL, NULL },
		{ AT, { "1e", 2 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1e+", 3 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1e3.5", 5 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "e3", 2 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1 e3", 4 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "0x1", 3 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "Infinity", 8 }, "Infinity", NULL, NULL, NULL, NULL },
		{ AT, { " -INFINITY ", 11 }, "-Infinity", NULL, NULL, NULL, NULL },
		{ AT, { "+infinity", 9 }, "Infinity", NULL, NULL, NULL, NULL },
		{ AT, { "-nan", 4 }, "NaN", NULL, NULL, NULL, NULL },
		{ AT, { "Inf", 3 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1\0", 2 }, "1", "1", "1", "1", "1" },
		{ AT, { "1 \0\0", 4 }, "1", "1", "1", "1", "1" },
		{ AT, { "1\0 ", 3 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "1e400", 5 }, "Infinity", "!", NULL, NULL, NULL },
		{ AT, { "1e-400", 6 }, "0", "0.0000000000000000000000000000", NULL, NULL, NULL },
		{ AT, { "-1e99999999999999999999", 23 }, "-Infinity", "!", NULL, NULL, NULL },
		{ AT, { "00001", 5 }, "1", "1", "1", "1", "1" },
		{ AT, { "2147483648", 10 }, "2147483648", "2147483648", "!", "!", "2147483648" },
		{ AT, { "123456789012345678901234567890", 30 }, "1.2345678901234568E+29", "!", "!", "!", "!" },
		{ AT, { "123456789012345678901234567890x", 31 }, NULL, NULL, NULL, NULL, NULL },
		{ AT, { "0.3", 3 }, "0.3", "0.3", NULL, NULL, NULL },
		{ AT, { "9007199254740993", 16 }, "9007199254740992", "9007199254740993", "!", "!", "!" },
		{ AT, { "2.2250738585072012e-308", 23 }, "2.2250738585072014E-308", "0.0000000000000000000000000000", NULL, NULL, NULL },
	};
	/* clang-format on */
	static const char *const failures_of[] = { "", NULL, "!" };
	int failures = 0;
	Buf buf = BUF_INIT;
	for (size_t i = 0; i < COUNT(rows); i++) {
		double value;
		Decimal decimal;
		int64_t integer;
		NumStatus status[5];
		const char *want[] = { rows[i].as_double, rows[i].as_decimal, rows[i].as_int, rows[i].with_thousands,
			rows[i].as_uint };
		status[0] = num_parse_double(rows[i].text, &value);
		status[1] = (NumStatus)decimal_parse(rows[i].text, &decimal);
		for (size_t k = 0; k < 5; k++) {
			if (k >= 2)
				status[k] = num_parse_integer(
					rows[i].text, k < 4 ? NUM_INT32 : NUM_UINT32, k > 2, &integer);
			if (status[k] != NUM_OK)
				buf_put(&buf, str_from(failures_of[status[k]]));
			else if (k == 0)
				num_put_roundtrip(&buf, value, false, edition_core.numbers_invariant);
			else if (k == 1)
				decimal_put(&buf, decimal);
			else
				num_put_integer(&buf, integer, false);
			failures += differs(rows[i].line, &buf, want[k] ? want[k] : "");
		}
	}
	buf_release(&buf);
	assert_int_equal(failures, 0);
}

static void test_parse_single(void **state)
{
	(void)state;
	float value;
	assert_int_equal(num_parse_single(S("0.1"), &value), NUM_OK);
	assert_true(value == 0.1f);
	/* halfway between two singles but for the last digit: rounding twice would go wrong */
	assert_int_equal(num_parse_single(S("1.00000005960464477540"), &value), NUM_OK);
	assert_true(value == 0x1.000002p0f);
	assert_int_equal(num_parse_single(S("1e39"), &value), NUM_OK);
	assert_true(isinf(value));
	assert_int_equal(num_parse_single(S("x"), &value), NUM_BAD_FORMAT);
}

static void test_radix(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *text;
		int base;
		NumKind kind;
		NumStatus status;
		int64_t value;
	} rows[] = {
		{ AT, "-5", 10, NUM_INT32, NUM_OK, -5 },
		{ AT, "+5", 10, NUM_INT32, NUM_OK, 5 },
		{ AT, " 5", 10, NUM_INT32, NUM_BAD_FORMAT, 0 },
		{ AT, "-2147483648", 10, NUM_INT32, NUM_OK, INT32_MIN },
		{ AT, "2147483648", 10, NUM_INT32, NUM_OVERFLOW, 0 },
		{ AT, "-1", 10, NUM_BYTE, NUM_OVERFLOW, 0 },
		{ AT, "0x1F", 16, NUM_INT32, NUM_OK, 31 },
		{ AT, "0X1f", 16, NUM_INT32, NUM_OK, 31 },
		{ AT, "-1F", 16, NUM_INT32, NUM_BAD_FORMAT, 0 },
		{ AT, "FFFFFFFF", 16, NUM_INT32, NUM_OK, -1 },
		{ AT, "000FFFFFFFF", 16, NUM_INT32, NUM_OK, -1 },
		{ AT, "1FFFFFFFF", 16, NUM_INT32, NUM_OVERFLOW, 0 },
		{ AT, "80000000", 16, NUM_INT32, NUM_OK, INT32_MIN },
		{ AT, "0x", 16, NUM_INT32, NUM_BAD_FORMAT, 0 },
		{ AT, "", 16, NUM_INT32, NUM_BAD_FORMAT, 0 },
		{ AT, "1g", 16, NUM_INT32, NUM_BAD_FORMAT, 0 },
		{ AT, "102", 2, NUM_INT32, NUM_BAD_FORMAT, 0 },
		{ AT, "11111111111111111111111111111111", 2, NUM_INT32, NUM_OK, -1 },
		{ AT, "111111111111111111111111111111111", 2, NUM_INT32, NUM_OVERFLOW, 0 },
		{ AT, "37777777777", 8, NUM_INT32, NUM_OK, -1 },
		{ AT, "77777777777", 8, NUM_INT32, NUM_OVERFLOW, 0 },
		{ AT, "8", 8, NUM_INT32, NUM_BAD_FORMAT, 0 },
		{ AT, "FF", 16, NUM_SBYTE, NUM_OK, -1 },
		{ AT, "FF", 16, NUM_BYTE, NUM_OK, 255 },
		{ AT, "1FF", 16, NUM_BYTE, NUM_OVERFLOW, 0 },
		{ AT, "80", 16, NUM_SBYTE, NUM_OK, -128 },
		{ AT, "FFFF", 16, NUM_INT16, NUM_OK, -1 },
		{ AT, "FFFF", 16, NUM_UINT16, NUM_OK, 65535 },
		{ AT, "FFFFFFFFFFFFFFFF", 16, NUM_INT64, NUM_OK, -1 },
		{ AT, "FFFFFFFFFFFFFFFF", 16, NUM_UINT64, NUM_OK, -1 },
		{ AT, "10000000000000000", 16, NUM_UINT64, NUM_OVERFLOW, 0 },
	};
	int failures = 0;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t value = 0;
		NumStatus status = num_parse_radix(str_from(rows[i].text), rows[i].base, rows[i].kind, &value);
		if (status == rows[i].status && (status != NUM_OK || value == rows[i].value))
			continue;
		print_error("line %d: %s: status %d, value %ld\n", rows[i].line, rows[i].text, status, (long)value);
		failures++;
	}
	assert_int_equal(failures, 0);
}

/* ---- ranges ----------------------------------------------------------------------------------------------------- */

static void test_ranges(void **state)
{
	(void)state;
	static const struct {
		int line;
		NumKind kind;
		int64_t least, most;
	} rows[] = {
		{ AT, NUM_SBYTE, -128, 127 },
		{ AT, NUM_BYTE, 0, 255 },
		{ AT, NUM_INT16, -32768, 32767 },
		{ AT, NUM_UINT16, 0, 65535 },
		{ AT, NUM_INT32, INT32_MIN, INT32_MAX },
		{ AT, NUM_UINT32, 0, UINT32_MAX },
	};
	int64_t out;
	for (size_t i = 0; i < COUNT(rows); i++) {
		NumKind kind = rows[i].kind;
		assert_true(num_fits(rows[i].least, false, kind) && num_fits(rows[i].most, false, kind));
		assert_false(num_fits(rows[i].least - 1, false, kind) || num_fits(rows[i].most + 1, false, kind));
		assert_false(num_fits(-1, true, kind));
		assert_true(num_round_to((double)rows[i].most + 0.25, kind, &out));
		assert_int_equal(out, rows[i].most);
		assert_false(num_round_to((double)rows[i].most + 0.75, kind, &out));
	}
	assert_true(num_fits(-1, false, NUM_INT64) && num_fits(-1, true, NUM_UINT64));
	assert_false(num_fits(-1, true, NUM_INT64) || num_fits(-1, false, NUM_UINT64));
	assert_true(num_round_to(2.5, NUM_INT32, &out) && out == 2);
	assert_true(num_round_to(3.5, NUM_INT32, &out) && out == 4);
	assert_true(num_round_to(-0.5, NUM_BYTE, &out) && out == 0);
	assert_true(num_round_to(0x1p63, NUM_UINT64, &out) && out == INT64_MIN);
	assert_false(num_round_to(0x1p63, NUM_INT64, &out));
	assert_true(num_round_to(-0x1p63, NUM_INT64, &out));
	assert_false(num_round_to(0x1p64, NUM_UINT64, &out));
	assert_false(num_round_to((double)NAN, NUM_INT32, &out));
	assert_false(num_round_to(-HUGE_VAL, NUM_INT64, &out));
}

/* ---- text ------------------------------------------------------------------------------------------------------- */

static void test_put_integer(void **state)
{
	(void)state;
	static const int64_t values[] = { 0, 1, 9, 10, 99, 100, 101, 999, 1000, 12345, 123456, INT32_MAX, INT64_MAX,
		INT64_MIN, -1, -10, -99, -100 };
	Buf buf = BUF_INIT;
	for (size_t i = 0; i < COUNT(values); i++) {
		char want[32];
		num_put_integer(&buf, values[i], false);
		snprintf(want, sizeof(want), "%ld", (long)values[i]);
		assert_int_equal(differs(AT, &buf, want), 0);
		num_put_integer(&buf, values[i], true);
		snprintf(want, sizeof(want), "%lu", (unsigned long)values[i]);
		assert_int_equal(differs(AT, &buf, want), 0);
	}
	buf_release(&buf);
}

/* As strings and on the screen; and .NET's own ToString(). */
static void test_put_double(void **state)
{
	(void)state;
	static const struct {
		int line;
		double value;
		const char *text, *roundtrip;
	} rows[] = {
		{ AT, 0, "0", "0" },
		{ AT, -0.0, "-0", "-0" },
		{ AT, 1, "1", "1" },
		{ AT, -42, "-42", "-42" },
		{ AT, 0.1, "0.1", "0.1" },
		{ AT, 0.1 + 0.2, "0.3", "0.30000000000000004" },
		{ AT, 1.0 / 3, "0.333333333333333", "0.3333333333333333" },
		{ AT, 2.0 / 3, "0.666666666666667", "0.6666666666666666" },
		{ AT, 123456789.123456789, "123456789.123457", "123456789.12345679" },
		{ AT, 1e14, "100000000000000", "100000000000000" },
		{ AT, 1e15, "1E+15", "1000000000000000" },
		{ AT, 999999999999999, "999999999999999", "999999999999999" },
		{ AT, 999999999999999.5, "1E+15", "999999999999999.5" },
		{ AT, 99999999999999.95, "100000000000000", "99999999999999.95" },
		{ AT, 1000000000000.125, "1000000000000.12", "1000000000000.125" },
		{ AT, 1000000000000.375, "1000000000000.38", "1000000000000.375" },
		{ AT, 1e16, "1E+16", "10000000000000000" },
		{ AT, 1e17, "1E+17", "1E+17" },
		{ AT, 123456789012345678.0, "1.23456789012346E+17", "1.2345678901234568E+17" },
		{ AT, 1e23, "1E+23", "1E+23" },
		{ AT, 0.0001, "0.0001", "0.0001" },
		{ AT, 0.00001, "1E-05", "1E-05" },
		{ AT, 0.00012345, "0.00012345", "0.00012345" },
		{ AT, 9.9999999999999995e-5, "0.0001", "9.999999999999999E-05" },
		{ AT, 5e-324, "4.94065645841247E-324", "5E-324" },
		{ AT, 0x1p-44, "5.6843418860808E-14", "5.684341886080802E-14" }, /* not the nearest 16 digits */
		{ AT, 2.2250738585072014e-308, "2.2250738585072E-308", "2.2250738585072014E-308" },
		{ AT, 1.7976931348623157e308, "1.79769313486232E+308", "1.7976931348623157E+308" },
		{ AT, -1e100, "-1E+100", "-1E+100" },
		{ AT, (double)NAN, "NaN", "NaN" },
		{ AT, HUGE_VAL, "Infinity", "Infinity" },
		{ AT, -HUGE_VAL, "-Infinity", "-Infinity" },
	};
	int failures = 0;
	Buf buf = BUF_INIT;
	for (size_t i = 0; i < COUNT(rows); i++) {
		num_put_double(&buf, rows[i].value, edition_core.numbers_invariant, true);
		failures += differs(rows[i].line, &buf, rows[i].text);
		num_put_roundtrip(&buf, rows[i].value, false, edition_core.numbers_invariant);
		failures += differs(rows[i].line, &buf, rows[i].roundtrip);
	}
	num_put_double(&buf, -0.0, edition_desktop.numbers, false);
	failures += differs(AT, &buf, "0");
	num_put_double(&buf, -HUGE_VAL, edition_desktop.numbers, false);
	failures += differs(AT, &buf, "-∞");
	buf_release(&buf);
	assert_int_equal(failures, 0);
}

static void test_put_single(void **state)
{
	(void)state;
	static const struct {
		int line;
		float value;
		const char *text, *roundtrip;
	} rows[] = {
		{ AT, 1.1f, "1.1", "1.1" },
		{ AT, 16777216.0f, "1.677722E+07", "16777216" },
		{ AT, 1e7f, "1E+07", "10000000" },
		{ AT, 1e8f, "1E+08", "100000000" },
		{ AT, 1e9f, "1E+09", "1E+09" },
		{ AT, 1.5e9f, "1.5E+09", "1.5E+09" },
		{ AT, 123456789.0f, "1.234568E+08", "123456790" },
		{ AT, 1e-5f, "1E-05", "1E-05" },
		{ AT, 3.4028235e38f, "3.402823E+38", "3.4028235E+38" },
		{ AT, 1e-45f, "1.401298E-45", "1E-45" },
		{ AT, 123456.789f, "123456.8", "123456.79" },
		{ AT, 9999999.0f, "9999999", "9999999" },
		{ AT, -0.0f, "-0", "-0" },
	};
	int failures = 0;
	Buf buf = BUF_INIT;
	for (size_t i = 0; i < COUNT(rows); i++) {
		num_put_single(&buf, rows[i].value, edition_core.numbers_invariant, true);
		failures += differs(rows[i].line, &buf, rows[i].text);
		num_put_roundtrip(&buf, (double)rows[i].value, true, edition_core.numbers_invariant);
		failures += differs(rows[i].line, &buf, rows[i].roundtrip);
	}
	buf_release(&buf);
	assert_int_equal(failures, 0);
}

/* The arithmetic of the fast path against the C library's, and every shortest text back to its double. */
static void test_many_doubles(void **state)
{
	(void)state;
	uint64_t seed = 1;
	Buf buf = BUF_INIT;
	for (int i = 0; i < 20000; i++) {
		seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		double value;
		if (i % 2) {
			memcpy(&value, &seed, sizeof(value));
		} else {
			value = (double)(int64_t)(seed >> 20) / (double)(1 << (seed % 30));
		}
		if (!isfinite(value))
			continue;
		char text[40];
		double back;
		num_put_double(&buf, value, edition_core.numbers_invariant, true);
		assert_int_equal(num_parse_double(buf_str(&buf), &back), NUM_OK);
		snprintf(text, sizeof(text), "%.15g", value);
		assert_true(back == strtod(text, NULL));
		buf_clear(&buf);
		num_put_roundtrip(&buf, value, false, edition_core.numbers_invariant);
		assert_int_equal(num_parse_double(buf_str(&buf), &back), NUM_OK);
		assert_true(back == value);
		buf_clear(&buf);
	}
	buf_release(&buf);
}

/* Nothing depends on the process's locale: this one writes a comma. */
static void test_locale(void **state)
{
	(void)state;
	if (!setlocale(LC_ALL, "de_DE.UTF-8"))
		skip();
	Buf buf = BUF_INIT;
	double value;
	assert_int_equal(num_parse_double(S("1234567.0000000000000000000000000001e5"), &value), NUM_OK);
	assert_true(value == 123456700000.0);
	num_put_double(&buf, 1.5e-300, edition_core.numbers_invariant, true);
	assert_int_equal(differs(AT, &buf, "1.5E-300"), 0);
	num_format_double(&buf, S("F3"), 1e300 / 7, false, edition_core.numbers_invariant);
	assert_int_equal(buf.n, 304);
	buf_release(&buf);
	setlocale(LC_ALL, "C");
}

/* ---- format strings --------------------------------------------------------------------------------------------- */

/* d double, f single, m decimal, i int, l long, L ulong, y sbyte */
static bool format_one(Buf *out, char type, Str value, Str format, const NumCulture *culture)
{
	double number;
	float single;
	Decimal decimal;
	int64_t integer;
	switch (type) {
	case 'd':
		assert_int_equal(num_parse_double(value, &number), NUM_OK);
		return num_format_double(out, format, number, false, culture);
	case 'f':
		assert_int_equal(num_parse_single(value, &single), NUM_OK);
		return num_format_double(out, format, (double)single, true, culture);
	case 'm':
		assert_int_equal(decimal_parse(value, &decimal), NUM_OK);
		return num_format_decimal(out, format, decimal, culture);
	default: {
		NumKind kind = type == 'i' ? NUM_INT32 : type == 'l' ? NUM_INT64 : type == 'L' ? NUM_UINT64 : NUM_SBYTE;
		assert_int_equal(num_parse_integer(value, kind, false, &integer), NUM_OK);
		return num_format_integer(out, format, integer, kind, culture);
	}
	}
}

typedef struct FormatRow {
	int line;
	char type;
	const char *value, *format;
	bool invariant;
	const char *want; /* NULL: FormatException */
} FormatRow;

static int run_formats(const FormatRow *rows, size_t n, const Edition *edition)
{
	int failures = 0;
	Buf buf = BUF_INIT;
	for (size_t i = 0; i < n; i++) {
		const NumCulture *culture = rows[i].invariant ? edition->numbers_invariant : edition->numbers;
		Str format = str_from(rows[i].format);
		bool ok = format_one(&buf, rows[i].type, str_from(rows[i].value), format, culture);
		if (ok != (rows[i].want != NULL)) {
			print_error("line %d: %s: %s\n", rows[i].line, rows[i].format, ok ? "taken" : "refused");
			failures++;
		}
		failures += differs(rows[i].line, &buf, rows[i].want ? rows[i].want : "");
	}
	buf_release(&buf);
	return failures;
}

enum { US = false, INV = true };

static void test_formats(void **state)
{
	(void)state;
	/* clang-format off */
	static const FormatRow rows[] = {
		{ AT, 'd', "2.5", "", INV, "2.5" },
		{ AT, 'd', "1.7976931348623157e+308", "", US, "1.7976931348623157E+308" },
		{ AT, 'i', "-1234", "", US, "-1234" }, { AT, 'd', "0.125", "G", US, "0.125" },
		{ AT, 'd', "-2.5", "G", US, "-2.5" }, { AT, 'm', "-0.001", "G", US, "-0.001" },
		{ AT, 'y', "-1", "G", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "G", US, "18446744073709551615" },
		{ AT, 'd', "5e-324", "g", US, "5e-324" },
		{ AT, 'd', "0.30000000000000004", "g", US, "0.30000000000000004" },
		{ AT, 'i', "1234567", "g", US, "1234567" }, { AT, 'd', "0.0", "G0", US, "0" },
		{ AT, 'd', "-0.4", "G0", INV, "-0.4" }, { AT, 'm', "2.5", "G0", INV, "2.5" },
		{ AT, 'f', "3.40282347e+38", "G0", US, "3.4028235E+38" }, { AT, 'y', "-1", "G0", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G0", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "G0", US, "18446744073709551615" },
		{ AT, 'd', "999.5", "G1", US, "1E+03" }, { AT, 'i', "-5", "G1", US, "-5" },
		{ AT, 'y', "-1", "G1", US, "-1" }, { AT, 'l', "-9223372036854775808", "G1", US, "-9E+18" },
		{ AT, 'L', "18446744073709551615", "G1", US, "2E+19" }, { AT, 'd', "NaN", "G2", US, "NaN" },
		{ AT, 'd', "-0.001", "G2", US, "-0.001" }, { AT, 'm', "1000.00", "G2", US, "1E+03" },
		{ AT, 'y', "-1", "G2", US, "-1" }, { AT, 'l', "-9223372036854775808", "G2", US, "-9.2E+18" },
		{ AT, 'L', "18446744073709551615", "G2", US, "1.8E+19" }, { AT, 'd', "1e-05", "G3", US, "1E-05" },
		{ AT, 'd', "999999999999999.6", "G3", US, "1E+15" }, { AT, 'i', "0", "G3", US, "0" },
		{ AT, 'y', "-1", "G3", US, "-1" }, { AT, 'l', "-9223372036854775808", "G3", US, "-9.22E+18" },
		{ AT, 'L', "18446744073709551615", "G3", US, "1.84E+19" },
		{ AT, 'd', "-1234567.891", "G5", US, "-1.2346E+06" }, { AT, 'd', "-0.0", "G5", INV, "-0" },
		{ AT, 'm', "-0.001", "G5", US, "-0.001" }, { AT, 'f', "3.40282347e+38", "G5", US, "3.4028E+38" },
		{ AT, 'y', "-1", "G5", US, "-1" }, { AT, 'l', "-9223372036854775808", "G5", US, "-9.2234E+18" },
		{ AT, 'L', "18446744073709551615", "G5", US, "1.8447E+19" },
		{ AT, 'd', "1234.5", "G7", INV, "1234.5" }, { AT, 'd', "9.995", "G7", US, "9.995" },
		{ AT, 'i', "42", "G7", US, "42" }, { AT, 'y', "-1", "G7", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G7", US, "-9.223372E+18" },
		{ AT, 'L', "18446744073709551615", "G7", US, "1.844674E+19" },
		{ AT, 'd', "1.7976931348623157e+308", "G10", US, "1.797693135E+308" },
		{ AT, 'd', "Infinity", "G10", US, "∞" }, { AT, 'm', "2.5", "G10", INV, "2.5" },
		{ AT, 'y', "-1", "G10", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G10", US, "-9.223372037E+18" },
		{ AT, 'L', "18446744073709551615", "G10", US, "1.844674407E+19" },
		{ AT, 'd', "-2.5", "G15", US, "-2.5" }, { AT, 'd', "1.005", "G15", US, "1.005" },
		{ AT, 'i', "-1234", "G15", US, "-1234" }, { AT, 'y', "-1", "G15", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G15", US, "-9.22337203685478E+18" },
		{ AT, 'L', "18446744073709551615", "G15", US, "1.84467440737096E+19" },
		{ AT, 'd', "0.30000000000000004", "G16", US, "0.3" }, { AT, 'd', "2.5", "G16", INV, "2.5" },
		{ AT, 'm', "1000.00", "G16", US, "1000" },
		{ AT, 'f', "3.40282347e+38", "G16", US, "3.402823466385289E+38" },
		{ AT, 'y', "-1", "G16", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G16", US, "-9.223372036854776E+18" },
		{ AT, 'L', "18446744073709551615", "G16", US, "1.844674407370955E+19" },
		{ AT, 'd', "-0.4", "G17", INV, "-0.40000000000000002" }, { AT, 'd', "0.125", "G17", US, "0.125" },
		{ AT, 'i', "1234567", "G17", US, "1234567" }, { AT, 'y', "-1", "G17", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G17", US, "-9.2233720368547758E+18" },
		{ AT, 'L', "18446744073709551615", "G17", US, "1.8446744073709552E+19" },
		{ AT, 'd', "999.5", "G20", US, "999.5" },
		{ AT, 'd', "5e-324", "G20", US, "4.9406564584124654418E-324" },
		{ AT, 'm', "-0.001", "G20", US, "-0.001" }, { AT, 'y', "-1", "G20", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G20", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "G20", US, "18446744073709551615" },
		{ AT, 'd', "0.0", "G50", US, "0" }, { AT, 'i', "-5", "G50", US, "-5" },
		{ AT, 'y', "-1", "G50", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G50", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "G50", US, "18446744073709551615" },
		{ AT, 'd', "999999999999999.6", "F", US, "999999999999999.625" },
		{ AT, 'm', "2.5", "F", INV, "2.50" }, { AT, 'd', "-0.0", "F0", INV, "-0" },
		{ AT, 'd', "NaN", "F0", US, "NaN" }, { AT, 'i', "0", "F0", US, "0" },
		{ AT, 'd', "9.995", "F1", US, "10.0" }, { AT, 'd', "1e-05", "F1", US, "0.0" },
		{ AT, 'm', "1000.00", "F1", US, "1000.0" }, { AT, 'd', "Infinity", "F2", US, "∞" },
		{ AT, 'd', "-1234567.891", "F2", US, "-1234567.89" }, { AT, 'i', "42", "F2", US, "42.00" },
		{ AT, 'd', "1.005", "F3", US, "1.005" }, { AT, 'd', "1234.5", "F3", INV, "1234.500" },
		{ AT, 'm', "-0.001", "F3", US, "-0.001" }, { AT, 'd', "2.5", "F5", INV, "2.50000" },
		{ AT, 'i', "-1234", "F5", US, "-1234.00000" }, { AT, 'd', "0.125", "F15", US, "0.125000000000000" },
		{ AT, 'd', "-2.5", "F15", US, "-2.500000000000000" },
		{ AT, 'm', "2.5", "F15", INV, "2.500000000000000" },
		{ AT, 'd', "5e-324", "F20", US, "0.00000000000000000000" },
		{ AT, 'd', "0.30000000000000004", "F20", US, "0.30000000000000004441" },
		{ AT, 'i', "1234567", "F20", US, "1234567.00000000000000000000" },
		{ AT, 'd', "999.5", "E", US, "9.995000E+002" }, { AT, 'i', "-5", "E", US, "-5.000000E+000" },
		{ AT, 'd', "NaN", "e", US, "NaN" }, { AT, 'd', "-0.001", "e", US, "-1.000000e-003" },
		{ AT, 'm', "-0.001", "e", US, "-1.000000e-003" }, { AT, 'd', "1e-05", "E0", US, "1E-005" },
		{ AT, 'd', "999999999999999.6", "E0", US, "1E+015" }, { AT, 'i', "0", "E0", US, "0E+000" },
		{ AT, 'd', "-1234567.891", "E1", US, "-1.2E+006" }, { AT, 'd', "-0.0", "E1", INV, "-0.0E+000" },
		{ AT, 'm', "2.5", "E1", INV, "2.5E+000" }, { AT, 'f', "3.40282347e+38", "E1", US, "3.4E+038" },
		{ AT, 'd', "1234.5", "E2", INV, "1.23E+003" }, { AT, 'd', "9.995", "E2", US, "9.99E+000" },
		{ AT, 'i', "42", "E2", US, "4.20E+001" },
		{ AT, 'd', "1.7976931348623157e+308", "e3", US, "1.798e+308" },
		{ AT, 'd', "Infinity", "e3", US, "∞" }, { AT, 'm', "1000.00", "e3", US, "1.000e+003" },
		{ AT, 'd', "-2.5", "E10", US, "-2.5000000000E+000" },
		{ AT, 'd', "1.005", "E10", US, "1.0050000000E+000" },
		{ AT, 'i', "-1234", "E10", US, "-1.2340000000E+003" },
		{ AT, 'd', "0.30000000000000004", "E15", US, "3.000000000000000E-001" },
		{ AT, 'd', "2.5", "E15", INV, "2.500000000000000E+000" },
		{ AT, 'm', "-0.001", "E15", US, "-1.000000000000000E-003" },
		{ AT, 'f', "3.40282347e+38", "E15", US, "3.402823466385289E+038" },
		{ AT, 'd', "-0.4", "E20", INV, "-4.00000000000000022204E-001" },
		{ AT, 'd', "0.125", "E20", US, "1.25000000000000000000E-001" },
		{ AT, 'i', "1234567", "E20", US, "1.23456700000000000000E+006" },
		{ AT, 'd', "-0.001", "N", US, "-0.001" }, { AT, 'd', "0.0", "N", US, "0.000" },
		{ AT, 'i', "-5", "N", US, "-5.000" },
		{ AT, 'd', "999999999999999.6", "N0", US, "1,000,000,000,000,000" },
		{ AT, 'm', "1000.00", "N0", US, "1,000" }, { AT, 'd', "-0.0", "N1", INV, "-0.0" },
		{ AT, 'd', "NaN", "N1", US, "NaN" }, { AT, 'i', "0", "N1", US, "0.0" },
		{ AT, 'd', "9.995", "N2", US, "9.99" }, { AT, 'd', "1e-05", "N2", US, "0.00" },
		{ AT, 'm', "-0.001", "N2", US, "0.00" }, { AT, 'd', "Infinity", "n4", US, "∞" },
		{ AT, 'd', "-1234567.891", "n4", US, "-1,234,567.8910" }, { AT, 'i', "42", "n4", US, "42.0000" },
		{ AT, 'd', "1.005", "N20", US, "1.00499999999999989342" },
		{ AT, 'd', "1234.5", "N20", INV, "1,234.50000000000000000000" },
		{ AT, 'm', "2.5", "N20", INV, "2.50000000000000000000" }, { AT, 'd', "2.5", "P", INV, "250.00 %" },
		{ AT, 'i', "-1234", "P", US, "-123,400.000%" }, { AT, 'd', "0.125", "P0", US, "12%" },
		{ AT, 'd', "-2.5", "P0", US, "-250%" }, { AT, 'm', "1000.00", "P0", US, "100,000%" },
		{ AT, 'd', "5e-324", "P1", US, "0.0%" }, { AT, 'd', "0.30000000000000004", "P1", US, "30.0%" },
		{ AT, 'i', "1234567", "P1", US, "123,456,700.0%" }, { AT, 'd', "0.0", "P2", US, "0.00%" },
		{ AT, 'd', "-0.4", "P2", INV, "-40.00 %" }, { AT, 'm', "-0.001", "P2", US, "-0.10%" },
		{ AT, 'd', "999.5", "P5", US, "99,950.00000%" }, { AT, 'i', "-5", "P5", US, "-500.00000%" },
		{ AT, 'd', "NaN", "C", US, "NaN" }, { AT, 'd', "-0.001", "C", US, "-$0.00" },
		{ AT, 'm', "2.5", "C", INV, "¤2.50" }, { AT, 'd', "1e-05", "C0", US, "$0" },
		{ AT, 'd', "999999999999999.6", "C0", US, "$1,000,000,000,000,000" },
		{ AT, 'i', "0", "C0", US, "$0" }, { AT, 'd', "-1234567.891", "C1", US, "-$1,234,567.9" },
		{ AT, 'd', "-0.0", "C1", INV, "(¤0.0)" }, { AT, 'm', "1000.00", "C1", US, "$1,000.0" },
		{ AT, 'd', "1234.5", "C3", INV, "¤1,234.500" }, { AT, 'd', "9.995", "C3", US, "$9.995" },
		{ AT, 'i', "42", "C3", US, "$42.000" }, { AT, 'd', "Infinity", "c", US, "∞" },
		{ AT, 'm', "-0.001", "c", US, "$0.00" }, { AT, 'd', "-2.5", "R", US, "-2.5" },
		{ AT, 'd', "1.005", "R", US, "1.005" }, { AT, 'i', "-1234", "R", US, "-1234" },
		{ AT, 'd', "0.30000000000000004", "r", US, "0.30000000000000004" },
		{ AT, 'd', "2.5", "r", INV, "2.5" }, { AT, 'm', "2.5", "r", INV, "2.5" },
		{ AT, 'f', "3.40282347e+38", "r", US, "3.4028235e+38" }, { AT, 'd', "-0.4", "R5", INV, "-0.4" },
		{ AT, 'd', "0.125", "R5", US, "0.125" }, { AT, 'i', "1234567", "R5", US, "1.2346E+06" },
		{ AT, 'd', "999.5", "D", US, NULL }, { AT, 'd', "5e-324", "D", US, NULL },
		{ AT, 'm', "1000.00", "D", US, NULL }, { AT, 'y', "-1", "D", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "D", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "D", US, "18446744073709551615" },
		{ AT, 'd', "-0.001", "D0", US, NULL }, { AT, 'd', "0.0", "D0", US, NULL },
		{ AT, 'i', "-5", "D0", US, "-5" }, { AT, 'y', "-1", "D0", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "D0", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "D0", US, "18446744073709551615" },
		{ AT, 'd', "999999999999999.6", "D3", US, NULL }, { AT, 'm', "-0.001", "D3", US, NULL },
		{ AT, 'f', "3.40282347e+38", "D3", US, NULL }, { AT, 'y', "-1", "D3", US, "-001" },
		{ AT, 'l', "-9223372036854775808", "D3", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "D3", US, "18446744073709551615" },
		{ AT, 'd', "-0.0", "d10", INV, NULL }, { AT, 'd', "NaN", "d10", US, "NaN" },
		{ AT, 'i', "0", "d10", US, "0000000000" }, { AT, 'd', "9.995", "D20", US, NULL },
		{ AT, 'd', "1e-05", "D20", US, NULL }, { AT, 'm', "2.5", "D20", INV, NULL },
		{ AT, 'y', "-1", "D20", US, "-00000000000000000001" },
		{ AT, 'l', "-9223372036854775808", "D20", US, "-09223372036854775808" },
		{ AT, 'L', "18446744073709551615", "D20", US, "18446744073709551615" },
		{ AT, 'd', "Infinity", "X", US, "∞" }, { AT, 'd', "-1234567.891", "X", US, NULL },
		{ AT, 'i', "42", "X", US, "2A" }, { AT, 'y', "-1", "X", US, "FF" },
		{ AT, 'l', "-9223372036854775808", "X", US, "8000000000000000" },
		{ AT, 'L', "18446744073709551615", "X", US, "FFFFFFFFFFFFFFFF" },
		{ AT, 'd', "1.005", "x", US, NULL }, { AT, 'd', "1234.5", "x", INV, NULL },
		{ AT, 'm', "1000.00", "x", US, NULL }, { AT, 'f', "3.40282347e+38", "x", US, NULL },
		{ AT, 'y', "-1", "x", US, "ff" }, { AT, 'l', "-9223372036854775808", "x", US, "8000000000000000" },
		{ AT, 'L', "18446744073709551615", "x", US, "ffffffffffffffff" },
		{ AT, 'd', "2.5", "X2", INV, NULL }, { AT, 'd', "1.7976931348623157e+308", "X2", US, NULL },
		{ AT, 'i', "-1234", "X2", US, "FFFFFB2E" }, { AT, 'y', "-1", "X2", US, "FF" },
		{ AT, 'l', "-9223372036854775808", "X2", US, "8000000000000000" },
		{ AT, 'L', "18446744073709551615", "X2", US, "FFFFFFFFFFFFFFFF" },
		{ AT, 'd', "0.125", "X4", US, NULL }, { AT, 'd', "-2.5", "X4", US, NULL },
		{ AT, 'm', "-0.001", "X4", US, NULL }, { AT, 'y', "-1", "X4", US, "00FF" },
		{ AT, 'l', "-9223372036854775808", "X4", US, "8000000000000000" },
		{ AT, 'L', "18446744073709551615", "X4", US, "FFFFFFFFFFFFFFFF" },
		{ AT, 'd', "5e-324", "x8", US, NULL }, { AT, 'd', "0.30000000000000004", "x8", US, NULL },
		{ AT, 'i', "1234567", "x8", US, "0012d687" }, { AT, 'y', "-1", "x8", US, "000000ff" },
		{ AT, 'l', "-9223372036854775808", "x8", US, "8000000000000000" },
		{ AT, 'L', "18446744073709551615", "x8", US, "ffffffffffffffff" },
		{ AT, 'd', "0.0", "X16", US, NULL }, { AT, 'd', "-0.4", "X16", INV, NULL },
		{ AT, 'm', "2.5", "X16", INV, NULL }, { AT, 'f', "3.40282347e+38", "X16", US, NULL },
		{ AT, 'y', "-1", "X16", US, "00000000000000FF" },
		{ AT, 'l', "-9223372036854775808", "X16", US, "8000000000000000" },
		{ AT, 'L', "18446744073709551615", "X16", US, "FFFFFFFFFFFFFFFF" },
		{ AT, 'd', "999.5", "X20", US, NULL }, { AT, 'i', "-5", "X20", US, "000000000000FFFFFFFB" },
		{ AT, 'y', "-1", "X20", US, "000000000000000000FF" },
		{ AT, 'l', "-9223372036854775808", "X20", US, "00008000000000000000" },
		{ AT, 'L', "18446744073709551615", "X20", US, "0000FFFFFFFFFFFFFFFF" },
		{ AT, 'd', "NaN", "B", US, "NaN" }, { AT, 'd', "-0.001", "B", US, NULL },
		{ AT, 'm', "1000.00", "B", US, NULL }, { AT, 'y', "-1", "B", US, "11111111" },
		{ AT, 'd', "1e-05", "b8", US, NULL }, { AT, 'd', "999999999999999.6", "b8", US, NULL },
		{ AT, 'i', "0", "b8", US, "00000000" }, { AT, 'y', "-1", "b8", US, "11111111" },
		{ AT, 'd', "-1234567.891", "B40", US, NULL }, { AT, 'd', "-0.0", "B40", INV, NULL },
		{ AT, 'm', "-0.001", "B40", US, NULL }, { AT, 'f', "3.40282347e+38", "B40", US, NULL },
		{ AT, 'y', "-1", "B40", US, "0000000000000000000000000000000011111111" },
		{ AT, 'd', "1234.5", "B0", INV, NULL }, { AT, 'd', "9.995", "B0", US, NULL },
		{ AT, 'i', "42", "B0", US, "101010" }, { AT, 'y', "-1", "B0", US, "11111111" },
		{ AT, 'd', "1.7976931348623157e+308", "A", US, NULL }, { AT, 'd', "Infinity", "A", US, "∞" },
		{ AT, 'm', "2.5", "A", INV, NULL }, { AT, 'd', "-2.5", "Z", US, NULL },
		{ AT, 'd', "1.005", "Z", US, NULL }, { AT, 'i', "-1234", "Z", US, NULL },
		{ AT, 'd', "2.5", "G999", INV, "2.5" }, { AT, 'm', "1000.00", "G999", US, "1000" },
		{ AT, 'f', "3.40282347e+38", "G999", US, "340282346638528859811704183484516925440" },
		{ AT, 'y', "-1", "G999", US, "-1" },
		{ AT, 'l', "-9223372036854775808", "G999", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "G999", US, "18446744073709551615" },
		{ AT, 'd', "-0.4", "F02", INV, "-0.40" }, { AT, 'd', "0.125", "F02", US, "0.12" },
		{ AT, 'i', "1234567", "F02", US, "1234567.00" }, { AT, 'd', "999.5", "D003", US, NULL },
		{ AT, 'd', "5e-324", "D003", US, NULL }, { AT, 'm', "-0.001", "D003", US, NULL },
		{ AT, 'y', "-1", "D003", US, "-001" },
		{ AT, 'l', "-9223372036854775808", "D003", US, "-9223372036854775808" },
		{ AT, 'L', "18446744073709551615", "D003", US, "18446744073709551615" },
		{ AT, 'd', "-0.001", "Q1", US, NULL }, { AT, 'd', "0.0", "Q1", US, NULL },
		{ AT, 'i', "-5", "Q1", US, NULL }, { AT, 'd', "999999999999999.6", "H", US, NULL },
		{ AT, 'm', "2.5", "H", INV, NULL }, { AT, 'f', "3.40282347e+38", "H", US, NULL },
		{ AT, 'd', "-0.0", "K", INV, NULL }, { AT, 'd', "NaN", "K", US, "NaN" },
		{ AT, 'i', "0", "K", US, NULL }, { AT, 'd', "9.995", "X2y", US, "X2y" },
		{ AT, 'm', "1000.00", "X2y", US, "X2y" }, { AT, 'y', "-1", "X2y", US, "-X2y" },
		{ AT, 'l', "-9223372036854775808", "X2y", US, "-X2y" },
		{ AT, 'L', "18446744073709551615", "X2y", US, "X2y" }, { AT, 'd', "Infinity", "NN", US, "∞" },
		{ AT, 'i', "42", "NN", US, "NN" }, { AT, 'd', "1.005", "N2N", US, "N2N" },
		{ AT, 'm', "-0.001", "N2N", US, "N2N" }, { AT, 'd', "2.5", "-", INV, "-" },
		{ AT, 'i', "-1234", "-", US, "--" }, { AT, 'd', "0.125", "+", US, "+" },
		{ AT, 'm', "2.5", "+", INV, "+" }, { AT, 'd', "5e-324", "E+", US, "E+" },
		{ AT, 'i', "1234567", "E+", US, "E+" }, { AT, 'd', "0.0", "G 5", US, "G 5" },
		{ AT, 'm', "1000.00", "G 5", US, "G 5" }, { AT, 'y', "-1", "G 5", US, "-G 5" },
		{ AT, 'l', "-9223372036854775808", "G 5", US, "-G 5" },
		{ AT, 'L', "18446744073709551615", "G 5", US, "G 5" }, { AT, 'i', "-5", "  ", US, "-  " },
		{ AT, 'd', "NaN", "0", US, "NaN" }, { AT, 'm', "-0.001", "0", US, "0" },
		{ AT, 'd', "1e-05", "00", US, "00" }, { AT, 'i', "0", "00", US, "00" },
		{ AT, 'd', "-1234567.891", "000", US, "-1234568" }, { AT, 'm', "2.5", "000", INV, "003" },
		{ AT, 'd', "1234.5", "0000000", INV, "0001235" }, { AT, 'i', "42", "0000000", US, "0000042" },
		{ AT, 'm', "1000.00", "#", US, "1000" }, { AT, 'd', "-2.5", "##", US, "-3" },
		{ AT, 'i', "-1234", "##", US, "-1234" }, { AT, 'd', "0.30000000000000004", "#.#", US, ".3" },
		{ AT, 'm', "-0.001", "#.#", US, "" }, { AT, 'd', "-0.4", "#.##", INV, "-.4" },
		{ AT, 'i', "1234567", "#.##", US, "1234567" }, { AT, 'd', "999.5", "0.0", US, "999.5" },
		{ AT, 'm', "2.5", "0.0", INV, "2.5" }, { AT, 'd', "-0.001", "0.00", US, "-0.00" },
		{ AT, 'i', "-5", "0.00", US, "-5.00" },
		{ AT, 'd', "999999999999999.6", "0.000", US, "1000000000000000.000" },
		{ AT, 'm', "1000.00", "0.000", US, "1000.000" }, { AT, 'd', "-0.0", "00.00", INV, "-00.00" },
		{ AT, 'i', "0", "00.00", US, "00.00" }, { AT, 'd', "9.995", "0.0#", US, "10.0" },
		{ AT, 'm', "-0.001", "0.0#", US, "0.0" }, { AT, 'd', "Infinity", "0.00##", US, "∞" },
		{ AT, 'i', "42", "0.00##", US, "42.00" }, { AT, 'd', "1.005", "#,#", US, "1" },
		{ AT, 'm', "2.5", "#,#", INV, "3" }, { AT, 'd', "2.5", "#,##0", INV, "3" },
		{ AT, 'i', "-1234", "#,##0", US, "-1,234" }, { AT, 'd', "0.125", "#,##0.00", US, "0.13" },
		{ AT, 'm', "1000.00", "#,##0.00", US, "1,000.00" }, { AT, 'd', "5e-324", "0,0", US, "00" },
		{ AT, 'i', "1234567", "0,0", US, "1,234,567" }, { AT, 'd', "0.0", "0,0.0", US, "00.0" },
		{ AT, 'm', "-0.001", "0,0.0", US, "00.0" }, { AT, 'i', "-5", "#,", US, "" },
		{ AT, 'd', "NaN", "0,", US, "NaN" }, { AT, 'm', "2.5", "0,", INV, "0" },
		{ AT, 'd', "1e-05", "#,,", US, "" }, { AT, 'i', "0", "#,,", US, "" },
		{ AT, 'd', "-1234567.891", "0,,", US, "-1" }, { AT, 'm', "1000.00", "0,,", US, "0" },
		{ AT, 'd', "1234.5", "#,##0,", INV, "1" }, { AT, 'i', "42", "#,##0,", US, "0" },
		{ AT, 'm', "-0.001", "#,##0,.00", US, "0.00" }, { AT, 'd', "-2.5", "0.0,", US, "-2.5" },
		{ AT, 'i', "-1234", "0.0,", US, "-1234.0" }, { AT, 'd', "0.30000000000000004", "0,.0", US, "0.0" },
		{ AT, 'm', "2.5", "0,.0", INV, "0.0" }, { AT, 'd', "-0.4", "0,0,", INV, "-00" },
		{ AT, 'i', "1234567", "0,0,", US, "1,235" }, { AT, 'd', "999.5", "0,000", US, "1,000" },
		{ AT, 'm', "1000.00", "0,000", US, "1,000" }, { AT, 'd', "-0.001", "#,#.#,", US, "" },
		{ AT, 'i', "-5", "#,#.#,", US, "-5" },
		{ AT, 'd', "999999999999999.6", "0%", US, "100000000000000000%" },
		{ AT, 'm', "-0.001", "0%", US, "0%" }, { AT, 'd', "-0.0", "0.00%", INV, "-0.00%" },
		{ AT, 'i', "0", "0.00%", US, "0.00%" }, { AT, 'd', "9.995", "#%", US, "1000%" },
		{ AT, 'm', "2.5", "#%", INV, "250%" }, { AT, 'd', "Infinity", "%0", US, "∞" },
		{ AT, 'i', "42", "%0", US, "%4200" }, { AT, 'd', "1.005", "0.0‰", US, "1005.0‰" },
		{ AT, 'm', "1000.00", "0.0‰", US, "1000000.0‰" }, { AT, 'd', "2.5", "#,##0%", INV, "250%" },
		{ AT, 'i', "-1234", "#,##0%", US, "-123,400%" }, { AT, 'd', "0.125", "0%%", US, "1250%%" },
		{ AT, 'm', "-0.001", "0%%", US, "-10%%" }, { AT, 'd', "5e-324", "(0)", US, "(0)" },
		{ AT, 'i', "1234567", "(0)", US, "(1234567)" }, { AT, 'd', "0.0", "$0.00", US, "$0.00" },
		{ AT, 'm', "2.5", "$0.00", INV, "$2.50" }, { AT, 'i', "-5", "0.00;(0.00)", US, "(5.00)" },
		{ AT, 'd', "NaN", "0.00;(0.00);zero", US, "NaN" },
		{ AT, 'm', "1000.00", "0.00;(0.00);zero", US, "1000.00" },
		{ AT, 'd', "1e-05", "0;;zero", US, "zero" }, { AT, 'i', "0", "0;;zero", US, "zero" },
		{ AT, 'd', "-1234567.891", "0;-0;", US, "-1234568" }, { AT, 'm', "-0.001", "0;-0;", US, "0" },
		{ AT, 'd', "1234.5", "#;-#;nil", INV, "1235" }, { AT, 'i', "42", "#;-#;nil", US, "42" },
		{ AT, 'm', "2.5", "#,##0.00;(#,##0.00);-", INV, "2.50" }, { AT, 'd', "-2.5", "0;0", US, "3" },
		{ AT, 'i', "-1234", "0;0", US, "1234" },
		{ AT, 'd', "0.30000000000000004", "pos;neg;zero", US, "zero" },
		{ AT, 'm', "1000.00", "pos;neg;zero", US, "pos" }, { AT, 'd', "-0.4", "+0;-0;0", INV, "0" },
		{ AT, 'i', "1234567", "+0;-0;0", US, "+1234567" }, { AT, 'd', "999.5", "a0b", US, "a1000b" },
		{ AT, 'm', "-0.001", "a0b", US, "a0b" }, { AT, 'd', "-0.001", "abc", US, "-abc" },
		{ AT, 'i', "-5", "abc", US, "-abc" },
		{ AT, 'd', "999999999999999.6", "\"abc\"0", US, "abc1000000000000000" },
		{ AT, 'm', "2.5", "\"abc\"0", INV, "abc3" }, { AT, 'd', "-0.0", "'abc'0", INV, "-abc0" },
		{ AT, 'i', "0", "'abc'0", US, "abc0" }, { AT, 'd', "9.995", "\\#0", US, "#10" },
		{ AT, 'm', "1000.00", "\\#0", US, "#1000" }, { AT, 'd', "Infinity", "\\00", US, "∞" },
		{ AT, 'i', "42", "\\00", US, "042" }, { AT, 'd', "1.005", "0\\", US, "1" },
		{ AT, 'm', "-0.001", "0\\", US, "0" }, { AT, 'd', "2.5", "0\"x\"", INV, "3x" },
		{ AT, 'i', "-1234", "0\"x\"", US, "-1234x" }, { AT, 'd', "0.125", "0'x", US, "0x" },
		{ AT, 'm', "2.5", "0'x", INV, "3x" }, { AT, 'd', "5e-324", "\"x", US, "x" },
		{ AT, 'i', "1234567", "\"x", US, "x" }, { AT, 'd', "0.0", "0.0.0", US, "0.00" },
		{ AT, 'm', "1000.00", "0.0.0", US, "1000.00" }, { AT, 'i', "-5", "0.0\".\"0", US, "-5.0.0" },
		{ AT, 'd', "NaN", "..0", US, "NaN" }, { AT, 'm', "-0.001", "..0", US, ".0" },
		{ AT, 'd', "1e-05", ".", US, "" }, { AT, 'i', "0", ".", US, "" },
		{ AT, 'd', "-1234567.891", ".0", US, "-1234567.9" }, { AT, 'm', "2.5", ".0", INV, "2.5" },
		{ AT, 'd', "1234.5", ".00", INV, "1234.50" }, { AT, 'i', "42", ".00", US, "42.00" },
		{ AT, 'm', "1000.00", ".##", US, "1000" }, { AT, 'd', "-2.5", "0.", US, "-3" },
		{ AT, 'i', "-1234", "0.", US, "-1234" }, { AT, 'd', "0.30000000000000004", "#.", US, "" },
		{ AT, 'm', "-0.001", "#.", US, "" }, { AT, 'd', "-0.4", "0#", INV, "-00" },
		{ AT, 'i', "1234567", "0#", US, "1234567" }, { AT, 'd', "999.5", "#0", US, "1000" },
		{ AT, 'm', "2.5", "#0", INV, "3" }, { AT, 'd', "-0.001", "0#0", US, "-000" },
		{ AT, 'i', "-5", "0#0", US, "-005" },
		{ AT, 'd', "999999999999999.6", "#0#.#0#", US, "1000000000000000.00" },
		{ AT, 'm', "1000.00", "#0#.#0#", US, "1000.00" }, { AT, 'd', "-0.0", "0-0", INV, "-0-0" },
		{ AT, 'i', "0", "0-0", US, "0-0" }, { AT, 'd', "9.995", "000-000-0000", US, "000-000-0010" },
		{ AT, 'm', "-0.001", "000-000-0000", US, "000-000-0000" },
		{ AT, 'd', "Infinity", "(###) ###-####", US, "∞" },
		{ AT, 'i', "42", "(###) ###-####", US, "() -42" }, { AT, 'd', "1.005", "##-##", US, "-1" },
		{ AT, 'm', "2.5", "##-##", INV, "-3" }, { AT, 'd', "2.5", "0/0", INV, "0/3" },
		{ AT, 'i', "-1234", "0/0", US, "-123/4" }, { AT, 'd', "0.125", "0:0", US, "0:0" },
		{ AT, 'm', "1000.00", "0:0", US, "100:0" }, { AT, 'd', "5e-324", "0 0", US, "0 0" },
		{ AT, 'i', "1234567", "0 0", US, "123456 7" }, { AT, 'd', "0.0", "0E0", US, "0E0" },
		{ AT, 'm', "-0.001", "0E0", US, "-1E-3" }, { AT, 'i', "-5", "0E+0", US, "-5E+0" },
		{ AT, 'd', "NaN", "0e+00", US, "NaN" }, { AT, 'm', "2.5", "0e+00", INV, "3e+00" },
		{ AT, 'd', "1e-05", "0E-0", US, "1E-5" }, { AT, 'i', "0", "0E-0", US, "0E0" },
		{ AT, 'd', "-1234567.891", "0.00E+00", US, "-1.23E+06" },
		{ AT, 'm', "1000.00", "0.00E+00", US, "1.00E+03" },
		{ AT, 'd', "1234.5", "0.###E+000", INV, "1.235E+003" },
		{ AT, 'i', "42", "0.###E+000", US, "4.2E+001" },
		{ AT, 'd', "1.7976931348623157e+308", "00E+0", US, "18E+307" },
		{ AT, 'm', "-0.001", "00E+0", US, "-10E-4" }, { AT, 'd', "-2.5", "#E+0", US, "-3E+0" },
		{ AT, 'i', "-1234", "#E+0", US, "-1E+3" },
		{ AT, 'd', "0.30000000000000004", "##0.0E+0", US, "300.0E-3" },
		{ AT, 'm', "2.5", "##0.0E+0", INV, "250.0E-2" }, { AT, 'd', "-0.4", "0E", INV, "-0E" },
		{ AT, 'i', "1234567", "0E", US, "1234567E" }, { AT, 'd', "999.5", "0e", US, "1000e" },
		{ AT, 'm', "1000.00", "0e", US, "1000e" }, { AT, 'd', "-0.001", "0Ex", US, "-0Ex" },
		{ AT, 'i', "-5", "0Ex", US, "-5Ex" },
		{ AT, 'd', "999999999999999.6", "0E+", US, "1000000000000000E+" },
		{ AT, 'm', "-0.001", "0E+", US, "0E+" }, { AT, 'd', "-0.0", "0.0E+0;(0.0E+0)", INV, "-0.0E+0" },
		{ AT, 'i', "0", "0.0E+0;(0.0E+0)", US, "0.0E+0" }, { AT, 'd', "9.995", "0E+0%", US, "1E+3%" },
		{ AT, 'm', "2.5", "0E+0%", INV, "3E+2%" }, { AT, 'd', "Infinity", "0.00E00", US, "∞" },
		{ AT, 'i', "42", "0.00E00", US, "4.20E01" }, { AT, 'd', "1.005", "#.##E0", US, "1.01E0" },
		{ AT, 'm', "1000.00", "#.##E0", US, "1E3" }, { AT, 'd', "2.5", "0;E", INV, "3" },
		{ AT, 'i', "-1234", "0;E", US, "E" }, { AT, 'd', "0.125", "x0.0y0z", US, "x0.1y3z" },
		{ AT, 'm', "-0.001", "x0.0y0z", US, "x0.0y0z" }, { AT, 'y', "-1", "x0.0y0z", US, "-x1.0y0z" },
		{ AT, 'l', "-9223372036854775808", "x0.0y0z", US, "-x9223372036854775808.0y0z" },
		{ AT, 'L', "18446744073709551615", "x0.0y0z", US, "x18446744073709551615.0y0z" },
		{ AT, 'd', "5e-324", "\"a;b\"0;c", US, "a;b0" },
		{ AT, 'i', "1234567", "\"a;b\"0;c", US, "a;b1234567" }, { AT, 'd', "0.0", "0\\;1;2", US, "0;1" },
		{ AT, 'm', "2.5", "0\\;1;2", INV, "3;1" }, { AT, 'i', "-5", "0;'-;'0", US, "-;5" },
		{ AT, 'd', "NaN", "0.00 USD", US, "NaN" }, { AT, 'm', "1000.00", "0.00 USD", US, "1000.00 USD" },
		{ AT, 'd', "1e-05", "0,0.00;;", US, "00.00" }, { AT, 'i', "0", "0,0.00;;", US, "00.00" },
		{ AT, 'd', "-1234567.891", "0 \"%\"", US, "-1234568 %" },
		{ AT, 'm', "-0.001", "0 \"%\"", US, "0 %" }, { AT, 'd', "1234.5", "0 \\%", INV, "1235 %" },
		{ AT, 'i', "42", "0 \\%", US, "42 %" }, { AT, 'm', "2.5", "0‰", INV, "2500‰" },
		{ AT, 'd', "-2.5", "#,##0.###", US, "-2.5" }, { AT, 'i', "-1234", "#,##0.###", US, "-1,234" },
		{ AT, 'd', "0.30000000000000004", "0.0000000000", US, "0.3000000000" },
		{ AT, 'm', "1000.00", "0.0000000000", US, "1000.0000000000" },
		{ AT, 'd', "-0.4", "0.00000000000000000000", INV, "-0.40000000000000000000" },
		{ AT, 'i', "1234567", "0.00000000000000000000", US, "1234567.00000000000000000000" },
		{ AT, 'd', "999.5", "################", US, "1000" },
		{ AT, 'm', "-0.001", "################", US, "" },
		{ AT, 'd', "-0.001", "0000000000000000000000", US, "-0000000000000000000000" },
		{ AT, 'i', "-5", "0000000000000000000000", US, "-0000000000000000000005" },
		{ AT, 'd', "999999999999999.6", "#.################", US, "1000000000000000" },
		{ AT, 'm', "2.5", "#.################", INV, "2.5" },
		{ AT, 'd', "-0.0", "#,0.00 K", INV, "-0.00 K" }, { AT, 'i', "0", "#,0.00 K", US, "0.00 K" },
		{ AT, 'd', "9.995", "0,K", US, "0K" }, { AT, 'm', "1000.00", "0,K", US, "1K" },
		{ AT, 'd', "Infinity", "0,,.##M", US, "∞" }, { AT, 'i', "42", "0,,.##M", US, "0M" },
		{ AT, 'd', "1.005", "(0", US, "(1" }, { AT, 'm', "-0.001", "(0", US, "(0" },
		{ AT, 'd', "2.5", "{0}", INV, "{3}" }, { AT, 'i', "-1234", "{0}", US, "-{1234}" },
		{ AT, 'd', "0.125", ";", US, "" }, { AT, 'm', "2.5", ";", INV, "" },
		{ AT, 'd', "5e-324", "0;", US, "0" }, { AT, 'i', "1234567", "0;", US, "1234567" },
		{ AT, 'd', "0.0", ";0", US, "" }, { AT, 'm', "1000.00", ";0", US, "" },
		{ AT, 'i', "-5", ";;", US, "-" }, { AT, 'd', "NaN", ";;0", US, "NaN" },
		{ AT, 'm', "-0.001", ";;0", US, "0" }, { AT, 'd', "1e-05", "0;;", US, "0" },
		{ AT, 'i', "0", "0;;", US, "0" }, { AT, 'd', "-1234567.891", "€0", US, "-€1234568" },
		{ AT, 'm', "2.5", "€0", INV, "€3" }, { AT, 'd', "1234.5", "日0", INV, "日1235" },
		{ AT, 'i', "42", "日0", US, "日42" }, { AT, 'm', "1000.00", "0,,,", US, "0" },
		{ AT, 'd', "-2.5", "0,0,,", US, "-00" }, { AT, 'i', "-1234", "0,0,,", US, "00" },
		{ AT, 'd', "0.30000000000000004", "000,000", US, "000,000" },
		{ AT, 'm', "-0.001", "000,000", US, "000,000" }, { AT, 'd', "-0.4", "#-#,#", INV, "--" },
		{ AT, 'i', "1234567", "#-#,#", US, "1,234,5-67" }, { AT, 'd', "999.5", ".,0", US, "999.5" },
		{ AT, 'm', "2.5", ".,0", INV, "2.5" }, { AT, 'd', "-0.001", "0.,0", US, "-0.0" },
		{ AT, 'i', "-5", "0.,0", US, "-5.0" },
		{ AT, 'd', "999999999999999.6", ",0", US, "1000000000000000" },
		{ AT, 'm', "1000.00", ",0", US, "1000" }, { AT, 'd', "-0.0", "0.0%,", INV, "-0.0%" },
		{ AT, 'i', "0", "0.0%,", US, "0.0%" }, { AT, 'd', "9.995", "%,0", US, "%1000" },
		{ AT, 'm', "-0.001", "%,0", US, "%0" }, { AT, 'd', "Infinity", "#,%", US, "∞" },
		{ AT, 'i', "42", "#,%", US, "4%" },
	};
	/* clang-format on */
	assert_int_equal(run_formats(rows, COUNT(rows), &edition_core), 0);
}

/* Desktop: reference editions.md 5, and .NET Framework's documented 15 digits. */
static void test_desktop_formats(void **state)
{
	(void)state;
	/* clang-format off */
	static const FormatRow rows[] = {
		{ AT, 'd', "1234.5", "N", US, "1,234.50" }, { AT, 'd', "1.5", "F", US, "1.50" },
		{ AT, 'd', "0.5", "P", US, "50.00 %" }, { AT, 'd', "0.5", "P0", US, "50 %" },
		{ AT, 'd', "-0.5", "P1", US, "-50.0 %" }, { AT, 'd', "-1.5", "C", US, "($1.50)" },
		{ AT, 'd', "1.5", "C", US, "$1.50" }, { AT, 'd', "Infinity", "N2", US, "∞" },
		{ AT, 'd', "2.5", "F0", US, "3" }, { AT, 'd', "0.125", "F2", US, "0.13" }, { AT, 'd', "-0.001", "F2", US, "0.00" },
		{ AT, 'd', "-0.001", "0.00", US, "0.00" }, { AT, 'd', "0.1", "F20", US, "0.10000000000000000000" },
		{ AT, 'd', "0.1", "E16", US, "1.0000000000000001E-001" }, { AT, 'd', "0.1", "G17", US, "0.10000000000000001" },
		{ AT, 'd', "0.30000000000000004", "", US, "0.3" }, { AT, 'd', "0.30000000000000004", "R", US, "0.30000000000000004" },
		{ AT, 'd', "0.5", "R", US, "0.5" }, { AT, 'd', "1e15", "", US, "1E+15" }, { AT, 'd', "-0.0", "G", US, "0" },
		{ AT, 'f', "16777216", "", US, "1.677722E+07" }, { AT, 'm', "1.10", "", US, "1.10" }, { AT, 'i', "255", "X4", US, "00FF" },
	};
	/* clang-format on */
	assert_int_equal(run_formats(rows, COUNT(rows), &edition_desktop), 0);
}

static void test_long_formats(void **state)
{
	(void)state;
	Buf buf = BUF_INIT;
	assert_true(num_format_double(&buf, S("F1100"), 5e-324, false, edition_core.numbers));
	assert_int_equal(buf.n, 1102);
	assert_true(str_ends(buf_str(&buf), S("47265625"
					      "00000000000000000000000000")));
	buf_clear(&buf);
	assert_true(num_format_integer(&buf, S("D2000"), -7, NUM_INT32, edition_core.numbers));
	assert_int_equal(buf.n, 2001);
	buf_clear(&buf);
	assert_false(num_format_integer(&buf, S("D1000000000"), 7, NUM_INT32, edition_core.numbers));
	assert_false(num_format_integer(&buf, S("D99999999999999999999999"), 7, NUM_INT32, edition_core.numbers));
	assert_int_equal(buf.n, 0);
	/* a limit of the buffer holds here too */
	Buf small;
	buf_init(&small, 100);
	num_format_integer(&small, S("D999999999"), 7, NUM_INT32, edition_core.numbers);
	assert_true(small.full);
	buf_release(&small);
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_literals),
		cmocka_unit_test(test_literal_flags),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_single),
		cmocka_unit_test(test_radix),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_put_integer),
		cmocka_unit_test(test_put_double),
		cmocka_unit_test(test_put_single),
		cmocka_unit_test(test_many_doubles),
		cmocka_unit_test(test_locale),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_desktop_formats),
		cmocka_unit_test(test_long_formats),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
