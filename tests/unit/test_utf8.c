/* test_utf8: decoding, properties and encodings; expectations recorded from .NET 10 unless said otherwise. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/utf8.h"

#define HIGH_HALF "\xed\xa0\xbd"
#define LOW_HALF  "\xed\xb8\x80"
#define GRIN      "\xf0\x9f\x98\x80"
#define FFFD      "\xef\xbf\xbd"

/* Says which row failed, in hexadecimal, and takes the text out of the buffer. */
static bool holds(int line, Buf *buf, Str want)
{
	bool same = str_eq(buf_str(buf), want);
	if (!same) {
		print_error("line %d: got ", line);
		for (size_t i = 0; i < buf->n; i++)
			print_error("%02x ", (unsigned char)buf->p[i]);
		print_error("want ");
		for (size_t i = 0; i < want.n; i++)
			print_error("%02x ", (unsigned char)want.p[i]);
		print_error("\n");
	}
	buf_clear(buf);
	return same;
}

/* One U+FFFD for each longest run that could have begun a character. */
static void test_repair(void **state)
{
	(void)state;
	static const struct {
		int line;
		Str bytes, want;
	} rows[] = {
		{ __LINE__, { "", 0 }, { "", 0 } },
		{ __LINE__, { "aé日" GRIN, 10 }, { "aé日" GRIN, 10 } },
		{ __LINE__,
			{ "\xed\xa0\x80"
			  "A",
				4 },
			{ FFFD FFFD FFFD "A", 10 } }, /* surrogates are none in UTF-8 */
		{ __LINE__,
			{ "\xe2\x82"
			  "A",
				3 },
			{ FFFD "A", 4 } },
		{ __LINE__, { "\xf0\x9f\x98", 3 }, { FFFD, 3 } },
		{ __LINE__,
			{ "\xf0\x9f\x98"
			  "A",
				4 },
			{ FFFD "A", 4 } },
		{ __LINE__, { "\xc0\x80", 2 }, { FFFD FFFD, 6 } },
		{ __LINE__, { "\xf5\x80\x80\x80", 4 }, { FFFD FFFD FFFD FFFD, 12 } },
		{ __LINE__, { "\xf4\x90\x80\x80", 4 }, { FFFD FFFD FFFD FFFD, 12 } },
		{ __LINE__, { "\xe0\x80\x80", 3 }, { FFFD FFFD FFFD, 9 } },
		{ __LINE__, { "\xff\xfe", 2 }, { FFFD FFFD, 6 } },
		{ __LINE__, { "\xc3", 1 }, { FFFD, 3 } },
		{ __LINE__,
			{ "\xf0\x80"
			  "A",
				3 },
			{ FFFD FFFD "A", 7 } },
		{ __LINE__, { "long enough for whole words \x80 and on", 36 },
			{ "long enough for whole words " FFFD " and on", 38 } },
	};
	Buf buf = BUF_INIT;
	bool ok = true;
	for (size_t i = 0; i < COUNT(rows); i++) {
		utf8_repair(rows[i].bytes, &buf);
		ok &= holds(rows[i].line, &buf, rows[i].want);
	}
	buf_release(&buf);
	assert_true(ok);
}

/* Halves that stand alone; what else is no UTF-8 stays. */
static void test_hiding(void **state)
{
	static const struct {
		int line;
		const char *bytes, *want;
	} rows[] = {
		{ __LINE__, "", "" },
		{ __LINE__, "a" HIGH_HALF "b" LOW_HALF, "a" FFFD "b" FFFD },
		{ __LINE__, HIGH_HALF, FFFD },
		{ __LINE__, "\xed\x9f\xbf" GRIN "\xed", "\xed\x9f\xbf" GRIN "\xed" },
		{ __LINE__,
			"\xed\xa0"
			"x\xff\xed\xed" HIGH_HALF,
			"\xed\xa0"
			"x\xff\xed\xed" FFFD },
	};
	Buf buf = BUF_INIT;
	bool ok = true;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_put(&buf, str_from(rows[i].bytes));
		utf8_hide_halves(buf.p, buf.n);
		ok &= holds(rows[i].line, &buf, str_from(rows[i].want));
	}
	buf_release(&buf);
	assert_true(ok);
}

static void test_validity(void **state)
{
	(void)state;
	assert_true(utf8_is_valid(S("")));
	assert_true(utf8_is_valid(S("a\0é" GRIN)));
	assert_true(utf8_is_valid(S(HIGH_HALF "x" LOW_HALF)));
	assert_false(utf8_is_valid(S("\x80")));
	assert_false(utf8_is_valid(S("abcdefgh\xc3")));
	assert_false(utf8_is_valid(S("\xf4\x90\x80\x80")));
}

/* Every code point goes through encode, next and prev and comes back. */
static void test_every_code(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		char out[4];
		Str s = { out, utf8_encode(code, out) };
		size_t at = 0;
		assert_int_equal(utf8_next(s, &at), code);
		assert_int_equal(at, s.n);
		assert_int_equal(utf8_prev(s, &at), code);
		assert_int_equal(at, 0);
	}
	char out[4];
	assert_int_equal(utf8_encode(0x110000, out), 3);
	assert_memory_equal(out, FFFD, 3);
}

static void test_prev_in_rubbish(void **state)
{
	(void)state;
	Str s = S("a\x80\xe2\x82\xc3\xa9");
	size_t at = s.n;
	assert_int_equal(utf8_prev(s, &at), 0xe9);
	assert_int_equal(utf8_prev(s, &at), 0xfffd);
	while (at > 1)
		assert_int_equal(utf8_prev(s, &at), 0xfffd);
	assert_int_equal(utf8_prev(s, &at), 'a');
	assert_int_equal(at, 0);
}

static void test_case(void **state)
{
	(void)state;
	static const struct {
		int line;
		uint32_t code, upper, lower;
	} rows[] = {
		{ __LINE__, 'a', 'A', 'a' },
		{ __LINE__, 'Z', 'Z', 'z' },
		{ __LINE__, '@', '@', '@' },
		{ __LINE__, '[', '[', '[' },
		{ __LINE__, '`', '`', '`' },
		{ __LINE__, '{', '{', '{' },
		{ __LINE__, 0xe4, 0xc4, 0xe4 },
		{ __LINE__, 0xdf, 0xdf, 0xdf },
		{ __LINE__, 0x1e9e, 0x1e9e, 0xdf },
		{ __LINE__, 0x130, 0x130, 0x130 },
		{ __LINE__, 0x131, 0x131, 0x131 },
		{ __LINE__, 0x17f, 'S', 0x17f },
		{ __LINE__, 0x212a, 0x212a, 'k' },
		{ __LINE__, 0xb5, 0x39c, 0xb5 },
		{ __LINE__, 0x1c5, 0x1c4, 0x1c6 },
		{ __LINE__, 0x3c2, 0x3a3, 0x3c2 },
		{ __LINE__, 0x10428, 0x10400, 0x10428 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (utf8_upper(rows[i].code) != rows[i].upper || utf8_lower(rows[i].code) != rows[i].lower)
			print_error(
				"line %d: %x %x\n", rows[i].line, utf8_upper(rows[i].code), utf8_lower(rows[i].code));
		assert_int_equal(utf8_upper(rows[i].code), rows[i].upper);
		assert_int_equal(utf8_lower(rows[i].code), rows[i].lower);
	}
	Buf buf = BUF_INIT;
	utf8_put_upper(S("straße ⱥ " HIGH_HALF), &buf);
	assert_true(holds(__LINE__, &buf, S("STRAßE Ⱥ " HIGH_HALF)));
	utf8_put_upper(S("`az{ AZ@[ 09_"), &buf);
	assert_true(holds(__LINE__, &buf, S("`AZ{ AZ@[ 09_")));
	utf8_put_lower(S("`az{ AZ@[ 09_"), &buf);
	assert_true(holds(__LINE__, &buf, S("`az{ az@[ 09_")));
	utf8_put_lower(S("ÄÖÜ İ 1A"), &buf);
	assert_true(holds(__LINE__, &buf, S("äöü İ 1a")));
	buf_release(&buf);
}

/* letter digit number space upper lower punctuation symbol control, as letters; - where not. */
static void test_properties(void **state)
{
	(void)state;
	static const struct {
		int line;
		uint32_t code;
		const char *category, *is;
	} rows[] = {
		{ __LINE__, 'a', "Ll", "L----l---" },
		{ __LINE__, 'Z', "Lu", "L---u----" },
		{ __LINE__, '5', "Nd", "-dn------" },
		{ __LINE__, ' ', "Zs", "---s-----" },
		{ __LINE__, '\t', "Cc", "---s----c" },
		{ __LINE__, '\v', "Cc", "---s----c" },
		{ __LINE__, 0x85, "Cc", "---s----c" },
		{ __LINE__, 0xa0, "Zs", "---s-----" },
		{ __LINE__, 0x1c, "Cc", "--------c" },
		{ __LINE__, 0x7f, "Cc", "--------c" },
		{ __LINE__, 0x9f, "Cc", "--------c" },
		{ __LINE__, '_', "Pc", "------p--" },
		{ __LINE__, '+', "Sm", "-------y-" },
		{ __LINE__, 0x20ac, "Sc", "-------y-" },
		{ __LINE__, 0xbd, "No", "--n------" },
		{ __LINE__, 0x663, "Nd", "-dn------" },
		{ __LINE__, 0x2028, "Zl", "---s-----" },
		{ __LINE__, 0x3000, "Zs", "---s-----" },
		{ __LINE__, 0x200b, "Cf", "---------" },
		{ __LINE__, 0x65e5, "Lo", "L--------" },
		{ __LINE__, 0x1c5, "Lt", "L--------" },
		{ __LINE__, 0xd83d, "Cs", "---------" },
		{ __LINE__, 0x301, "Mn", "---------" },
		{ __LINE__, 0x1f600, "So", "-------y-" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		uint32_t c = rows[i].code;
		char is[] = "---------";
		is[0] = utf8_is_letter(c) ? 'L' : '-';
		is[1] = utf8_is_digit(c) ? 'd' : '-';
		is[2] = utf8_is_number(c) ? 'n' : '-';
		is[3] = utf8_is_space(c) ? 's' : '-';
		is[4] = utf8_is_upper(c) ? 'u' : '-';
		is[5] = utf8_is_lower(c) ? 'l' : '-';
		is[6] = utf8_is_punctuation(c) ? 'p' : '-';
		is[7] = utf8_is_symbol(c) ? 'y' : '-';
		is[8] = utf8_is_control(c) ? 'c' : '-';
		if (strcmp(is, rows[i].is) != 0 || strcmp(utf8_category(c), rows[i].category) != 0)
			print_error("line %d: U+%04X %s %s\n", rows[i].line, c, utf8_category(c), is);
		assert_string_equal(is, rows[i].is);
		assert_string_equal(utf8_category(c), rows[i].category);
	}
}

static void test_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_columns(S("abc")), 3);
	assert_int_equal(utf8_columns(S("日本語 x")), 8); /* recorded: format-table/unicode-wide */
	assert_int_equal(utf8_columns(S("e\u0301")), 1);
	assert_int_equal(utf8_columns(S(GRIN)), 2);
	assert_int_equal(utf8_columns(S("…")), 1);
	assert_int_equal(utf8_fit(S("abc"), 2), 2);
	assert_int_equal(utf8_fit(S("abc"), 3), 3);
	assert_int_equal(utf8_fit(S("abc"), 0), 0);
	assert_int_equal(utf8_fit(S("日本"), 3), 3);
	assert_int_equal(utf8_fit(S("e\u0301x"), 1), 3); /* the mark stays with its letter */
	assert_int_equal(utf8_fit(S("xe\u0301"), 1), 1);
	assert_int_equal(utf8_fit(S(""), 5), 0);
}

static void test_decode_from(void **state)
{
	(void)state;
	static const struct {
		int line;
		Encoding from;
		Str bytes, want;
	} rows[] = {
		{ __LINE__, ENC_UTF8, { "\xc3\xa9\xff", 3 }, { "é" FFFD, 5 } },
		{ __LINE__, ENC_UTF16LE, { "a\0\xac\x20", 4 }, { "a€", 4 } },
		{ __LINE__, ENC_UTF16BE, { "\0a\x20\xac", 4 }, { "a€", 4 } },
		{ __LINE__, ENC_UTF16LE, { "\x3d\xd8\x00\xde", 4 }, { GRIN, 4 } },
		{ __LINE__, ENC_UTF16LE, { "\x3d\xd8\x41\0", 4 }, { FFFD "A", 4 } },
		{ __LINE__, ENC_UTF16LE, { "\x3d\xd8", 2 }, { FFFD, 3 } },
		{ __LINE__, ENC_UTF16LE, { "\x41\0\x42", 3 }, { "A" FFFD, 4 } },
		{ __LINE__, ENC_UTF16LE, { "\0\xdc\x41\0", 4 }, { FFFD "A", 4 } },
		{ __LINE__, ENC_UTF16LE, { "\x3d\xd8\x3d\xd8\0\xde\x41", 7 }, { FFFD GRIN FFFD, 10 } },
		{ __LINE__, ENC_UTF16LE, { "\x41\0\x3d\xd8\x41", 5 }, { "A" FFFD FFFD, 7 } },
		{ __LINE__, ENC_UTF32LE, { "\x41\0\0\0\x42", 5 }, { "A" FFFD, 4 } },
		{ __LINE__, ENC_UTF32LE, { "\0\0\x11\0", 4 }, { FFFD, 3 } },
		{ __LINE__, ENC_UTF32LE, { "\0\xd8\0\0\x41\0\0\0", 8 }, { FFFD "A", 4 } },
		{ __LINE__, ENC_UTF32BE, { "\0\x01\xf6\x00", 4 }, { GRIN, 4 } },
		{ __LINE__, ENC_ASCII, { "A\x80\xff", 3 }, { "A??", 3 } },
		{ __LINE__, ENC_LATIN1, { "A\x80\xff", 3 }, { "A\xc2\x80\xc3\xbf", 5 } },
		{ __LINE__, ENC_WINDOWS1252, { "\x80\x92\x81\xe9", 4 }, { "€’\xc2\x81é", 10 } },
		{ __LINE__, ENC_OEM437, { "\x81\x9b\xe1\xff", 4 }, { "ü¢ß\u00a0", 8 } },
		{ __LINE__, ENC_BYTES, { "\x00\x41\xff", 3 }, { "\0A\xc3\xbf", 4 } },
		{ __LINE__, ENC_UTF7, { "A+AGEAYg-b+-c+/u", 16 }, { "Aabb+c", 6 } },
		{ __LINE__, ENC_UTF7, { "+2D3eAA-x +AGE+x ~", 18 }, { GRIN "x a\x20~", 9 } },
		{ __LINE__, ENC_UTF7, { "A\x80+A", 4 }, { "A\xc2\x80", 3 } },
		{ __LINE__, ENC_UTF7, { "+AGEAYgA!x+AGE=", 15 }, { "ab!xa=", 6 } },
	};
	Buf buf = BUF_INIT;
	bool ok = true;
	for (size_t i = 0; i < COUNT(rows); i++) {
		utf8_decode_from(rows[i].from, rows[i].bytes, &buf);
		ok &= holds(rows[i].line, &buf, rows[i].want);
	}
	buf_release(&buf);
	assert_true(ok);
}

static void test_encode_to(void **state)
{
	(void)state;
	static const struct {
		int line;
		Encoding to;
		Str text, want;
	} rows[] = {
		{ __LINE__, ENC_UTF8, { "a" HIGH_HALF "b\xed\x9f\xbf", 8 }, { "a" FFFD "b\xed\x9f\xbf", 8 } },
		{ __LINE__, ENC_UTF16LE, { "a" HIGH_HALF "b", 5 },
			{ "a\0\xfd\xff"
			  "b\0",
				6 } },
		{ __LINE__, ENC_UTF16LE, { GRIN, 4 }, { "\x3d\xd8\x00\xde", 4 } },
		{ __LINE__, ENC_UTF16BE, { "€" GRIN, 7 }, { "\x20\xac\xd8\x3d\xde\x00", 6 } },
		{ __LINE__, ENC_UTF32LE, { "a" HIGH_HALF, 4 }, { "a\0\0\0\xfd\xff\0\0", 8 } },
		{ __LINE__, ENC_UTF32BE, { GRIN, 4 }, { "\0\x01\xf6\x00", 4 } },
		{ __LINE__, ENC_ASCII, { "aé" GRIN "b", 8 }, { "a???b", 5 } },
		{ __LINE__, ENC_LATIN1, { "aé€" GRIN "b", 11 },
			{ "a\xe9???"
			  "b",
				6 } },
		{ __LINE__, ENC_WINDOWS1252, { "’€éЖ\xc2\x81", 12 }, { "\x92\x80\xe9?\x81", 5 } },
		{ __LINE__, ENC_OEM437, { "üß█Ж", 9 }, { "\x81\xe1\xdb?", 4 } },
		{ __LINE__, ENC_BYTES, { "\0ÿ", 3 }, { "\0\xff", 2 } },
		{ __LINE__, ENC_UTF7, { "a+b~é\\!\"€" GRIN " x", 18 }, { "a+-b+AH4A6QBcACEAIiCs2D3eAA- x", 30 } },
		{ __LINE__, ENC_UTF7, { "é- éa é/ ä\tö\n@[", 20 },
			{ "+AOk-- +AOk-a +AOk-/ +AOQ-\t+APY-\n+AEAAWw-", 41 } },
		{ __LINE__, ENC_UTF7, { "é", 2 }, { "+AOk-", 5 } },
	};
	Buf buf = BUF_INIT;
	bool ok = true;
	for (size_t i = 0; i < COUNT(rows); i++) {
		utf8_encode_to(rows[i].to, rows[i].text, &buf);
		ok &= holds(rows[i].line, &buf, rows[i].want);
	}
	buf_release(&buf);
	assert_true(ok);
}

static void test_byte_order_marks(void **state)
{
	(void)state;
	static const Encoding with[] = { ENC_UTF8_BOM, ENC_UTF16LE, ENC_UTF16BE, ENC_UTF32LE, ENC_UTF32BE };
	static const Encoding without[] = { ENC_UTF8, ENC_ASCII, ENC_LATIN1, ENC_WINDOWS1252, ENC_UTF7, ENC_BYTES };
	size_t bom;
	for (size_t i = 0; i < COUNT(with); i++) {
		assert_int_equal(utf8_sniff(utf8_bom(with[i]), ENC_ASCII, &bom), with[i]);
		assert_int_equal(bom, utf8_bom(with[i]).n);
		assert_true(bom > 0);
	}
	for (size_t i = 0; i < COUNT(without); i++)
		assert_int_equal(utf8_bom(without[i]).n, 0);
	assert_int_equal(utf8_sniff(S("abc"), ENC_WINDOWS1252, &bom), ENC_WINDOWS1252);
	assert_int_equal(bom, 0);
	assert_int_equal(utf8_sniff(S("\xff\xfe"
				      "a\0"),
				 ENC_UTF8, &bom),
		ENC_UTF16LE);
	assert_int_equal(utf8_sniff(S("\xff"), ENC_UTF8, &bom), ENC_UTF8);
}

/* Every text in pieces of every size is the text in one piece. */
static void test_pieces(void **state)
{
	static const Str rows[] = {
		{ "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z", 11 },
		{ "\xef\xbb\xbfmark \xc3\xa9", 10 },
		{ "\xff\xfe"
		  "a\0\x3d\xd8\x00\xde\xe9\0",
			10 },
		{ "\xfe\xff\0a\xd8\x3d\xde\x00\xd8\x3d", 10 }, /* ends with half a pair */
		{ "\xff\xfe\0\0a\0\0\0\x00\xf6\x01\0b\0", 14 },
		{ "bad \xff\xc3 \xe2\x82 \xf0\x9f", 13 },
		{ "\xc3", 1 },
		{ "", 0 },
	};

	(void)state;
	for (size_t row = 0; row < COUNT(rows); row++) {
		for (size_t size = 1; size <= 14; size++) {
			Utf8Decoder decoder;
			Buf whole = BUF_INIT, pieces = BUF_INIT;
			size_t mark, at = 0;
			Encoding encoding = utf8_sniff(rows[row], ENC_UTF8, &mark);

			utf8_decode_from(encoding, str_cut(rows[row], mark, rows[row].n), &whole);
			utf8_decoder_init(&decoder, ENC_UTF8);
			for (; at < rows[row].n; at += size)
				utf8_decoder_put(&decoder, str_cut(rows[row], at, at + size), false, &pieces);
			utf8_decoder_put(&decoder, S(""), true, &pieces);
			if (!str_eq(buf_str(&whole), buf_str(&pieces)))
				fail_msg("row %zu in pieces of %zu", row, size);
			utf8_decoder_release(&decoder);
			buf_release(&whole);
			buf_release(&pieces);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_repair),
		cmocka_unit_test(test_hiding),
		cmocka_unit_test(test_validity),
		cmocka_unit_test(test_every_code),
		cmocka_unit_test(test_prev_in_rubbish),
		cmocka_unit_test(test_case),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_decode_from),
		cmocka_unit_test(test_encode_to),
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_byte_order_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
