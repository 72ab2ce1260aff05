/* random: the numbers of Get-Random: the system's, or from a seed the sequence of .NET's Random. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/random.h"

#include <stdlib.h>

/* Knuth's subtractive generator (The Art of Computer Programming 3.2.2), with the numbers .NET's Random documents. */
enum { LAGS = 56, SEED = 161803398, LAG = 21 };

struct Random {
	bool seeded;
	int32_t lags[LAGS]; /* from 1 on */
	int at, at_lag;
};

Random *random_of(Stage *s)
{
	void **slot = stage_service(s, "random", free);

	if (!*slot)
		*slot = MEM_NEW(Random);
	return *slot;
}

static int32_t subtract(int32_t a, int32_t b)
{
	int64_t difference = (int64_t)a - b;

	return (int32_t)(difference < 0 ? difference + INT32_MAX : difference);
}

void random_seed(Random *random, int32_t seed)
{
	int32_t start = SEED - (seed == INT32_MIN ? INT32_MAX : abs(seed)), next = 1;

	*random = (Random){ .seeded = true, .at_lag = LAG };
	random->lags[LAGS - 1] = start;
	for (int i = 1; i < LAGS - 1; i++) {
		int place = LAG * i % (LAGS - 1);

		random->lags[place] = next;
		next = start - next;
		if (next < 0)
			next += INT32_MAX;
		start = random->lags[place];
	}
	for (int round = 1; round < 5; round++)
		for (int i = 1; i < LAGS; i++) {
			int other = i + 30 >= LAGS - 1 ? i + 30 - (LAGS - 1) : i + 30;

			random->lags[i] = (int32_t)((uint32_t)random->lags[i] - (uint32_t)random->lags[1 + other]);
			if (random->lags[i] < 0)
				random->lags[i] += INT32_MAX;
		}
}

static int32_t sample(Random *random)
{
	int32_t result;

	random->at = random->at + 1 >= LAGS ? 1 : random->at + 1;
	random->at_lag = random->at_lag + 1 >= LAGS ? 1 : random->at_lag + 1;
	result = subtract(random->lags[random->at], random->lags[random->at_lag]);
	if (result == INT32_MAX)
		result--;
	random->lags[random->at] = result;
	return result;
}

static void fill(Random *random, const Env *env, uint8_t *out, size_t n)
{
	if (!random->seeded) {
		env->random(env->self, out, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		out[i] = (uint8_t)sample(random);
}

/* 0 <= result < INT32_MAX, from four bytes, lowest first. */
static int32_t next(Random *random, const Env *env)
{
	uint8_t bytes[4];
	int32_t result;

	do {
		fill(random, env, bytes, sizeof(bytes));
		result = bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (bytes[3] & 0x7f) << 24;
	} while (result == INT32_MAX);
	return result;
}

double random_double(Random *random, const Env *env)
{
	return next(random, env) * (1.0 / INT32_MAX);
}

int64_t random_int(Random *random, const Env *env, int32_t low, int64_t high)
{
	int64_t range = high - low;
	double part;

	if (range <= INT32_MAX)
		return (int32_t)(random_double(random, env) * (double)range) + low;
	part = next(random, env); /* one more bit: the sign */
	if (next(random, env) % 2 == 0)
		part = -part;
	part = (part + (INT32_MAX - 1)) / (2.0 * INT32_MAX - 1);
	return (int64_t)(part * (double)range) + low;
}

int64_t random_long(Random *random, const Env *env, int64_t low, int64_t high)
{
	uint64_t range = (uint64_t)high - (uint64_t)low, mask = UINT64_MAX, number;
	uint8_t bytes[8];

	while (mask >> 1 >= range)
		mask >>= 1;
	do {
		fill(random, env, bytes, sizeof(bytes));
		number = 0;
		for (size_t i = sizeof(bytes); i-- > 0;)
			number = number << 8 | bytes[i];
		number &= mask;
	} while (number >= range);
	return (int64_t)((uint64_t)low + number);
}
