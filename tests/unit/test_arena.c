/* test_arena: memory that dies together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "shell/base/arena.h"

static bool all_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return true;
}

static void test_alignment_and_zeros(void **state)
{
	(void)state;
	Arena *arena = arena_new(0);
	for (size_t align = 1; align <= 64; align *= 2)
		for (size_t size = 0; size < 100; size += 7) {
			char *p = arena_alloc(arena, size, align);
			assert_int_equal((uintptr_t)p % align, 0);
			assert_true(all_zero(p, size));
			memset(p, 0xff, size);
		}
	char *large = arena_alloc(arena, 5000000, 8);
	assert_true(all_zero(large, 5000000));
	assert_true(arena_size(arena) >= 5000000);
	arena_free(arena);
	arena_free(NULL);
}

static void test_marks(void **state)
{
	(void)state;
	Arena *arena = arena_new(0);
	Str kept = arena_copy(arena, S("kept"));
	ArenaMark outer = arena_mark(arena);
	Str first = arena_copy(arena, S("first"));
	ArenaMark inner = arena_mark(arena);
	for (int i = 0; i < 2000; i++)
		memset(arena_alloc(arena, 1000, 8), 0xff, 1000);
	size_t held = arena_size(arena);
	arena_release(arena, inner);
	assert_true(arena_size(arena) < held);
	assert_true(str_eq(first, S("first")));
	arena_release(arena, outer);
	/* the place is used again, and is zero again */
	char *again = arena_alloc(arena, 500, 1);
	assert_true(all_zero(again, 500));
	assert_true(str_eq(kept, S("kept")));
	arena_free(arena);
}

static void test_mark_of_an_empty_arena(void **state)
{
	(void)state;
	Arena *arena = arena_new(0);
	ArenaMark mark = arena_mark(arena);
	memset(arena_alloc(arena, 100, 1), 0xff, 100);
	arena_release(arena, mark);
	assert_int_equal(arena_size(arena), 0);
	assert_true(all_zero(arena_alloc(arena, 100, 1), 100));
	arena_free(arena);
}

/* The block that is kept for the next use is zero like any other, and a larger need does not get it. */
static void test_again_and_again(void **state)
{
	(void)state;
	Arena *arena = arena_new(200000);
	for (int i = 0; i < 1000; i++) {
		ArenaMark mark = arena_mark(arena);
		size_t size = i % 10 == 9 ? 50000 : 700;
		char *p = arena_alloc(arena, size, 16);
		assert_true(all_zero(p, size));
		memset(p, 0xff, size);
		arena_release(arena, mark);
		assert_int_equal(arena_size(arena), 0);
	}
	arena_free(arena);
}

/* Large ones go on in pages of another kind: zeroed, in whole, and given back to a mark. */
static void test_large(void **state)
{
	enum { PIECE = 100000, PIECES = 150 };
	Arena *arena = arena_new(0);
	ArenaMark mark;

	(void)state;
	for (int round = 0; round < 2; round++) {
		assert_non_null(arena_alloc(arena, 10, 1));
		mark = arena_mark(arena);
		for (size_t i = 0; i < PIECES; i++) {
			char *p = arena_alloc(arena, PIECE, 16);

			for (size_t k = 0; k < PIECE; k += 997)
				assert_int_equal(p[k], 0);
			memset(p, 'x', PIECE);
		}
		assert_non_null(arena_alloc(arena, 5000000, 8));
		assert_true(arena_size(arena) >= PIECES * (size_t)PIECE);
		arena_release(arena, mark);
		assert_true(arena_size(arena) < 100000);
	}
	arena_free(arena);
}

static void test_text(void **state)
{
	(void)state;
	Arena *arena = arena_new(0);
	Str s = arena_copy(arena, S("a\0b"));
	assert_int_equal(s.n, 3);
	assert_memory_equal(s.p, "a\0b", 4); /* the NUL behind it too */
	s = arena_printf(arena, "%s-%d", "Get", 42);
	assert_true(str_eq(s, S("Get-42")));
	assert_int_equal(s.p[s.n], 0);
	assert_int_equal(arena_printf(arena, "%s", "").n, 0);
	arena_free(arena);
}

/* A limit is a limit: what fits is given, one byte more ends the program. */
static void test_limit(void **state)
{
	(void)state;
	Arena *arena = arena_new(100000);
	for (int i = 0; i < 90; i++)
		assert_non_null(arena_alloc(arena, 1000, 1));
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(STDERR_FILENO);
		for (int i = 0; i < 20; i++)
			memset(arena_alloc(arena, 1000, 1), 1, 1000);
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alignment_and_zeros),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_mark_of_an_empty_arena),
		cmocka_unit_test(test_again_and_again),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
