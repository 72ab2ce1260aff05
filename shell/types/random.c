/* random: System.Random.  With a seed it gives the numbers .NET gives (Knuth's subtractive generator); without, the
 * machine's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"

enum { TABLE = 56, LAG = 21, SEED_BIG = 161803398 };

typedef struct Random {
	bool seeded;
	int32_t table[TABLE];
	int next, lagged;
} Random;

static Random *peek(Value self)
{
	return object_payload_peek(self, &type_random);
}

static void free_random(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

/* ---- the generator ---- */

static void seed(Random *r, int32_t number)
{
	int32_t subtraction = number == INT32_MIN ? INT32_MAX : abs(number), mj = SEED_BIG - subtraction, mk = 1;
	int at = 0;

	r->seeded = true;
	r->table[TABLE - 1] = mj;
	for (int i = 1; i < TABLE - 1; i++) {
		at += LAG;
		if (at >= TABLE - 1)
			at -= TABLE - 1;
		r->table[at] = mk;
		mk = mj - mk;
		if (mk < 0)
			mk += INT32_MAX;
		mj = r->table[at];
	}
	for (int k = 1; k < 5; k++)
		for (int i = 1; i < TABLE; i++) {
			int other = i + 30;

			if (other >= TABLE - 1)
				other -= TABLE - 1;
			r->table[i] = (int32_t)((uint32_t)r->table[i] - (uint32_t)r->table[1 + other]);
			if (r->table[i] < 0)
				r->table[i] += INT32_MAX;
		}
	r->next = 0;
	r->lagged = LAG;
}

/* 0 .. INT32_MAX - 1 */
static int32_t sample(Random *r)
{
	int32_t number;

	if (++r->next >= TABLE)
		r->next = 1;
	if (++r->lagged >= TABLE)
		r->lagged = 1;
	number = r->table[r->next] - r->table[r->lagged];
	if (number == INT32_MAX)
		number--;
	if (number < 0)
		number += INT32_MAX;
	r->table[r->next] = number;
	return number;
}

static uint64_t machine_bits(Interp *in)
{
	const Env *env = runtime_of(in)->env;
	uint64_t bits;

	env->random(env->self, &bits, sizeof(bits));
	return bits;
}

/* 0 <= d < 1 */
static double fraction(Interp *in, Random *r)
{
	if (r->seeded)
		return sample(r) * (1.0 / INT32_MAX);
	return (double)(machine_bits(in) >> 11) * 0x1p-53;
}

/* The same, for ranges wider than an int. */
static double wide_fraction(Interp *in, Random *r)
{
	double d;

	if (!r->seeded)
		return fraction(in, r);
	d = sample(r);
	if (sample(r) % 2 == 0)
		d = -d;
	return (d + (INT32_MAX - 1)) / (2.0 * INT32_MAX - 1);
}

/* ---- members ---- */

static Flow check_range(Interp *in)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "minValue", "'minValue' cannot be greater than maxValue.");
}

/* (), (max), (min, max) */
TYPE_METHOD(next)
{
	Random *r = peek(self);
	int64_t min = n > 1 ? types_int(args[0]) : 0, max = n ? types_int(args[n - 1]) : INT32_MAX, range = max - min;

	if (n == 1 && max < 0)
		return types_negative(in, "maxValue", max, "'maxValue' must be greater than zero.");
	if (range < 0)
		return check_range(in);
	if (n == 0 && r->seeded)
		return types_found(out, value_int(sample(r)));
	return types_found(
		out, value_int((int32_t)(min + (int64_t)((range > INT32_MAX ? wide_fraction(in, r) : fraction(in, r)) *
							 (double)range))));
}

TYPE_METHOD(next_double)
{
	return types_found(out, value_double(fraction(in, peek(self))));
}

TYPE_METHOD(next_single)
{
	float f;

	do
		f = (float)fraction(in, peek(self));
	while (f >= 1.0F);
	return types_found(out, value_single(f));
}

static uint64_t bits(Interp *in, Random *r)
{
	uint64_t low, middle, high;

	if (!r->seeded)
		return machine_bits(in);
	low = (uint64_t)(fraction(in, r) * (1 << 22));
	middle = (uint64_t)(fraction(in, r) * (1 << 22));
	high = (uint64_t)(fraction(in, r) * (1 << 20));
	return low | middle << 22 | high << 44;
}

static bool is_in_range(uint64_t number, unsigned log2, uint64_t range, uint64_t *out)
{
	*out = log2 ? number >> (64 - log2) : 0;
	return *out < range;
}

/* (), (max), (min, max) */
TYPE_METHOD(next_long)
{
	Random *r = peek(self);
	int64_t min = n > 1 ? types_int(args[0]) : 0, max = n ? types_int(args[n - 1]) : INT64_MAX;
	uint64_t range = (uint64_t)max - (uint64_t)min, number;
	unsigned log2 = 0;

	if (n == 1 && max < 0)
		return types_negative(in, "maxValue", max, "");
	if (min > max)
		return check_range(in);
	if (range <= 1)
		return types_found(out, value_long(min));
	while (log2 < 63 && (range - 1) >> log2)
		log2++;
	while (!is_in_range(bits(in, r), log2, range, &number))
		;
	return types_found(out, value_long((int64_t)((uint64_t)min + number)));
}

TYPE_METHOD(next_bytes)
{
	Random *r = peek(self);
	Value buffer = value_unwrap_peek(args[0]);

	if (buffer.kind != V_ARRAY)
		return types_null(in, "buffer");
	for (size_t i = 0; i < buffer.array->n; i++)
		array_set_take(buffer.array, i,
			value_integer(T_BYTE, r->seeded ? sample(r) & 0xff : (int64_t)(machine_bits(in) & 0xff)));
	return FLOW_NEXT;
}

/* In place, from the front. */
TYPE_METHOD(shuffle)
{
	Value values = value_unwrap_peek(args[0]);
	Array *array;

	if (values.kind != V_ARRAY)
		return types_null(in, "values");
	array = values.array;
	for (size_t i = 0; i + 1 < array->n; i++) {
		size_t j = i + (size_t)(fraction(in, peek(self)) * (double)(array->n - i));
		Value held = array_get(array, i);

		array_set_take(array, i, array_get(array, j));
		array_set_take(array, j, held);
	}
	return FLOW_NEXT;
}

/* (), (seed) */
TYPE_METHOD(make)
{
	Random *r = MEM_NEW(Random);

	if (n)
		seed(r, (int32_t)types_int(args[0]));
	return types_found(out, object_value(object_new_native(&type_random, r)));
}

TYPE_GET(get_shared)
{
	return types_found(out, object_value(object_new_native(&type_random, MEM_NEW(Random))));
}

static const MethodDef methods[] = {
	METHOD("Next", "int Next()", next),
	METHOD("Next", "int Next(int maxValue)", next),
	METHOD("Next", "int Next(int minValue, int maxValue)", next),
	METHOD("NextBytes", "void NextBytes(byte[] buffer)", next_bytes),
	METHOD("NextDouble", "double NextDouble()", next_double),
	METHOD_CORE("NextInt64", "long NextInt64()", next_long),
	METHOD_CORE("NextInt64", "long NextInt64(long maxValue)", next_long),
	METHOD_CORE("NextInt64", "long NextInt64(long minValue, long maxValue)", next_long),
	METHOD_CORE("NextSingle", "float NextSingle()", next_single),
	METHOD_CORE("Shuffle", "void Shuffle[T](T[] values)", shuffle),
	METHODS_END,
};
static const PropDef statics[] = { PROP_IN_CORE("Shared", "System.Random", get_shared), PROPS_END };
static const MethodDef constructors[] = {
	NEW("System.Random new()", make),
	NEW("System.Random new(int Seed)", make),
	METHODS_END,
};

static const TypeMembers members = { .methods = methods, .statics = statics, .constructors = constructors };
static const TypeOps ops = { .free = free_random };
const TypeDef type_random = {
	.name = "System.Random", .base = &type_known[T_OBJECT], .members = &members, .ops = &ops
};
