/* test_hash: order, keys, deletion and speed of hashes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include "tests/unit/fake_runtime.h"

#include "shell/value/compare.h"
#include "shell/value/hash.h"

#define AT __LINE__

static Hash *new_hash(bool ignore_case)
{
	return hash_new(type_of_id(T_HASHTABLE), ignore_case);
}

static void put(Hash *hash, Value key_taken, Value v)
{
	hash_set(hash, key_taken, v);
	value_drop(key_taken);
}

static bool has(const Hash *hash, Value key_taken)
{
	bool found = hash_find_peek(hash, key_taken) != NULL;

	value_drop(key_taken);
	return found;
}

/* Small hashes have no index, larger ones have: adding and removing goes over that border in both directions. */
static void test_sizes(void **state)
{
	(void)state;
	for (int size = 1; size <= 40; size++) {
		Hash *hash = new_hash(true);

		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < size; i++)
				put(hash, value_int(i), value_int(i * 10));
			for (int i = 0; i < size; i++)
				assert_int_equal(hash_find_peek(hash, value_int(i))->i64, i * 10);
			assert_false(has(hash, value_int(size)));
			assert_int_equal(hash->n, size);
			for (int i = 0; i < size; i += round + 1)
				assert_true(hash_remove(hash, value_int(i)));
			for (int i = 0; i < size; i++)
				assert_int_equal(has(hash, value_int(i)), i % (round + 1) != 0);
		}
		hash_insert(hash, 0, value_int(-1), value_int(7));
		assert_int_equal(hash_at(hash, 0)->value.i64, 7);
		assert_true(has(hash, value_int(-1)));
		value_drop(hash_value(hash));
	}
	assert_int_equal(value_live(), 0);
}

/* Keys as .NET's comparer has them: other number types are other keys. */
static void test_keys(void **state)
{
	Hash *hash = new_hash(true);

	(void)state;
	put(hash, value_string(S("Name")), value_int(1));
	put(hash, value_string(S("NAME")), value_int(2));
	put(hash, value_int(1), value_int(3));
	put(hash, value_long(1), value_int(4));
	put(hash, value_string(S("1")), value_int(5));
	put(hash, value_double(1), value_int(6));
	put(hash, value_char('1'), value_int(7));
	put(hash, value_string(S("\xc3\x84")), value_int(8));
	assert_int_equal(hash->n, 7);
	assert_int_equal(hash_find_text_peek(hash, S("name"))->i64, 2);
	assert_int_equal(hash_find_text_peek(hash, S("\xc3\xa4"))->i64, 8);
	assert_true(has(hash, value_string(S("nAmE"))));
	assert_false(has(hash, value_integer(T_BYTE, 1)));
	assert_null(hash_find_text_peek(hash, S("Nam")));
	/* the first spelling stays */
	assert_true(str_eq(value_str_peek(hash_at(hash, 0)->key), S("Name")));
	value_drop(hash_value(hash));
	hash = new_hash(false);
	hash_set_text_take(hash, S("a"), value_int(1));
	hash_set_text_take(hash, S("A"), value_int(2));
	assert_int_equal(hash->n, 2);
	value_drop(hash_value(hash));
	assert_int_equal(value_live(), 0);
}

/* A wrapper of a key is the key; values may be no output at all. */
static void test_unusual_keys_and_values(void **state)
{
	Hash *hash = new_hash(true);
	Decimal d;
	Value inner = value_string(S("k")), wrapped = object_wrap(inner), array = array_value(array_new_objects());

	(void)state;
	hash_set(hash, wrapped, VALUE_EMPTY);
	assert_int_equal(hash_at(hash, 0)->key.kind, V_STRING);
	assert_non_null(hash_find_text_peek(hash, S("K")));
	assert_int_equal(hash_find_text_peek(hash, S("K"))->kind, V_EMPTY);
	hash_set(hash, array, value_int(1)); /* by identity */
	assert_non_null(hash_find_peek(hash, array));
	assert_int_equal(decimal_parse(S("1.0"), &d), NUM_OK);
	put(hash, value_decimal(d), value_int(2));
	assert_int_equal(decimal_parse(S("1.00"), &d), NUM_OK);
	assert_true(has(hash, value_decimal(d)));
	put(hash, value_double(0.0), value_int(3));
	assert_true(has(hash, value_double(-0.0)));
	value_drop(hash_value(hash));
	value_drop(array);
	value_drop(wrapped);
	value_drop(inner);
	assert_int_equal(value_live(), 0);
}

static void check_order(int line, const Hash *hash, const char *want)
{
	Buf got = BUF_INIT;
	struct HashEntry *entry;
	size_t at = 0, i = 0;

	while ((entry = hash_next(hash, &at))) {
		buf_put(&got, value_str_peek(entry->key));
		assert_ptr_equal(hash_at(hash, i++), entry);
	}
	assert_null(hash_at(hash, i));
	if (strcmp(got.p ? got.p : "", want) != 0)
		fail_msg("line %d: %s", line, got.p);
	buf_release(&got);
}

static void test_order(void **state)
{
	Hash *hash = hash_new(type_of_id(T_ORDERED), true), *copy;
	Value key = value_string(S("z"));

	(void)state;
	for (char c = 'j'; c >= 'a'; c--)
		hash_set_text_take(hash, (Str){ &c, 1 }, value_int(c));
	check_order(AT, hash, "jihgfedcba");
	assert_true(hash_remove(hash, value_of_string(hash_at(hash, 3)->key.string)));
	assert_false(hash_remove(hash, key));
	check_order(AT, hash, "jihfedcba");
	hash_set_text_take(hash, S("g"), value_int(0));
	check_order(AT, hash, "jihfedcbag");
	hash_insert(hash, 0, key, value_int(1));
	check_order(AT, hash, "zjihfedcbag");
	hash_insert(hash, 11, value_of_string(hash_at(hash, 0)->key.string), value_int(1));
	assert_int_equal(hash->n, 12); /* the caller looks for a duplicate first */
	copy = hash_copy(hash);
	hash_clear(hash);
	check_order(AT, hash, "");
	assert_null(hash_find_text_peek(hash, S("a")));
	hash_set_text_take(hash, S("again"), value_int(1));
	check_order(AT, hash, "again");
	check_order(AT, copy, "zjihfedcbagz");
	value_drop(hash_value(copy));
	value_drop(hash_value(hash));
	value_drop(key);
	assert_int_equal(value_live(), 0);
}

/* Against a plain array, through many changes. */
static void test_random_changes(void **state)
{
	enum { KEYS = 64, STEPS = 50000 };
	Hash *hash = new_hash(true);
	int model[KEYS];
	uint32_t random = 1;
	size_t live = 0;

	(void)state;
	for (int i = 0; i < KEYS; i++)
		model[i] = -1;
	for (int step = 0; step < STEPS; step++) {
		random = random * 1664525 + 1013904223;
		int key = (int)(random >> 20) % KEYS;

		if (random >> 31) {
			live += model[key] < 0;
			model[key] = step;
			hash_set(hash, value_int(key), value_int(step));
		} else {
			assert_int_equal(hash_remove(hash, value_int(key)), model[key] >= 0);
			live -= model[key] >= 0;
			model[key] = -1;
		}
		assert_int_equal(hash->n, live);
		for (int i = key; i < key + 3; i++) {
			Value *found = hash_find_peek(hash, value_int(i % KEYS));

			assert_int_equal(found ? found->i64 : -1, model[i % KEYS]);
		}
	}
	assert_true(hash->cap < 1024); /* deleted entries are left out in time */
	value_drop(hash_value(hash));
	assert_int_equal(value_live(), 0);
}

static double seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* 200,000 keys "key$i" put in and looked up: far below a second even with the sanitizers. */
static void test_speed(void **state)
{
	enum { N = 200000 };
	Hash *hash = new_hash(true);
	double start = seconds(), end;

	(void)state;
	for (int i = 0; i < N; i++)
		put(hash, value_printf("key%d", i), value_int(i));
	for (int i = 0; i < N; i++) {
		Value key = value_printf("KEY%d", i);

		assert_int_equal(hash_find_peek(hash, key)->i64, i);
		value_drop(key);
	}
	end = seconds();
	print_message("# %d keys: %.3f s\n", N, end - start);
	assert_true(end - start < 10); /* sanitizers and all: quadratic behaviour takes minutes */
	value_drop(hash_value(hash));
	assert_int_equal(value_live(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_unusual_keys_and_values),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_random_changes),
		cmocka_unit_test(test_speed),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
