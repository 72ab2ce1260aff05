/* test_buf: growable bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/buf.h"

#define HIGH_HALF "\xed\xa0\xbd"
#define LOW_HALF  "\xed\xb8\x80"
#define GRIN      "\xf0\x9f\x98\x80"

static void assert_holds(const Buf *buf, Str want)
{
	assert_int_equal(buf->n, want.n);
	assert_true(str_eq(buf_str(buf), want));
	if (buf->p)
		assert_int_equal(buf->p[buf->n], 0);
}

static void test_puts(void **state)
{
	(void)state;
	Buf buf = BUF_INIT;
	assert_holds(&buf, S(""));
	buf_put(&buf, (Str){ NULL, 0 });
	buf_put(&buf, S("a\0b"));
	buf_put_char(&buf, 'c');
	buf_put_many(&buf, '-', 3);
	buf_put_many(&buf, '-', 0);
	buf_printf(&buf, "%d|%s", 42, "text that is longer than what is left of the first piece of memory");
	assert_holds(&buf, S("a\0bc---42|text that is longer than what is left of the first piece of memory"));
	buf_clear(&buf);
	assert_holds(&buf, S(""));
	for (int i = 0; i < 5000; i++)
		buf_printf(&buf, "%d,", i % 10);
	assert_int_equal(buf.n, 10000);
	buf_release(&buf);
	assert_holds(&buf, S(""));
	buf_put(&buf, S("usable again"));
	assert_holds(&buf, S("usable again"));
	buf_release(&buf);
}

static void test_printf_first(void **state)
{
	(void)state;
	Buf buf = BUF_INIT;
	buf_printf(&buf, "%s", "");
	assert_holds(&buf, S(""));
	buf_printf(&buf, "%s", "x");
	assert_holds(&buf, S("x"));
	buf_release(&buf);
}

static void test_codes(void **state)
{
	(void)state;
	Buf buf = BUF_INIT;
	buf_put_code(&buf, 'a');
	buf_put_code(&buf, 0xe9);
	buf_put_code(&buf, 0x20ac);
	buf_put_code(&buf, 0x1f600);
	buf_put_code(&buf, 0);
	assert_holds(&buf, S("aé€" GRIN "\0"));
	buf_release(&buf);
}

/* WTF-8 has one form for a pair: that of the character. */
static void test_halves_join(void **state)
{
	(void)state;
	Buf buf = BUF_INIT;
	buf_put_code(&buf, 0xd83d);
	assert_holds(&buf, S(HIGH_HALF));
	buf_put_code(&buf, 0xde00);
	assert_holds(&buf, S(GRIN));
	buf_clear(&buf);
	buf_put(&buf, S("x" HIGH_HALF));
	buf_put(&buf, S(LOW_HALF "y"));
	assert_holds(&buf, S("x" GRIN "y"));
	buf_clear(&buf);
	buf_put(&buf, S(LOW_HALF));
	buf_put(&buf, S(HIGH_HALF));
	buf_put(&buf, S("\xed\x9f\xbf")); /* U+D7FF begins with the same byte */
	assert_holds(&buf, S(LOW_HALF HIGH_HALF "\xed\x9f\xbf"));
	buf_release(&buf);
}

static void test_limit(void **state)
{
	(void)state;
	Buf buf;
	buf_init(&buf, 10);
	buf_put(&buf, S("0123456789"));
	assert_false(buf.full);
	buf_put_char(&buf, 'x');
	assert_true(buf.full);
	assert_holds(&buf, S("0123456789"));
	buf_printf(&buf, "%d", 1);
	buf_put_many(&buf, 'x', (size_t)-1);
	assert_null(buf_room(&buf, 1));
	assert_holds(&buf, S("0123456789"));
	buf_clear(&buf);
	assert_false(buf.full);
	buf_printf(&buf, "%s", "0123456789a");
	assert_true(buf.full);
	assert_holds(&buf, S(""));
	buf_release(&buf);
}

static void test_room(void **state)
{
	(void)state;
	Buf buf = BUF_INIT;
	char *p = buf_room(&buf, 3);
	memcpy(p, "abc", 3);
	buf_added(&buf, 3);
	buf_insert(&buf, 0, S("<"));
	buf_insert(&buf, 4, S(">"));
	buf_insert(&buf, 2, S(""));
	assert_holds(&buf, S("<abc>"));
	buf_delete(&buf, 1, 2);
	assert_holds(&buf, S("<c>"));
	buf_delete(&buf, 2, 99);
	assert_holds(&buf, S("<c"));
	buf_delete(&buf, 9, 1);
	assert_holds(&buf, S("<c"));
	buf_release(&buf);
}

/* What a secret leaves behind when it is cleared, seen through the memory it keeps. */
static void test_secret(void **state)
{
	(void)state;
	Buf buf = BUF_SECRET;
	buf_put(&buf, S("Pa$$w0rd"));
	for (int i = 0; i < 100; i++)
		buf_put(&buf, S("Pa$$w0rd"));
	assert_int_equal(buf.n, 808);
	size_t cap = buf.cap;
	buf_clear(&buf);
	for (size_t i = 0; i < cap; i++)
		assert_int_equal(buf.p[i], 0);
	buf_put(&buf, S("again"));
	assert_holds(&buf, S("again"));
	buf_release(&buf);
	assert_true(buf.secret);
}

/* In the owner's room until it is full; then in memory of its own. */
static void test_lent(void **state)
{
	(void)state;
	char room[8];
	Buf buf = BUF_ON(room);

	buf_put(&buf, S("seven.."));
	assert_ptr_equal(buf.p, room);
	assert_holds(&buf, S("seven.."));
	buf_put_char(&buf, '!');
	assert_ptr_not_equal(buf.p, room);
	assert_holds(&buf, S("seven..!"));
	for (int i = 0; i < 100; i++)
		buf_put(&buf, S("more"));
	assert_int_equal(buf.n, 408);
	buf_release(&buf);
	buf = BUF_ON(room);
	buf_printf(&buf, "%s", "abc");
	buf_insert(&buf, 0, S("longer than it"));
	assert_holds(&buf, S("longer than itabc"));
	buf_release(&buf);
	buf = BUF_ON(room);
	buf_release(&buf); /* empty and usable */
	buf_put(&buf, S("on the heap"));
	assert_holds(&buf, S("on the heap"));
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_puts),
		cmocka_unit_test(test_printf_first),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_halves_join),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_secret),
		cmocka_unit_test(test_lent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
