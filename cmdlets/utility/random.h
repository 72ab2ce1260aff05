/* random: the numbers of Get-Random: the system's, or from a seed the sequence of .NET's Random. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_RANDOM_H
#define UTILITY_RANDOM_H

#include "shell/engine/stage.h"

/* One for a session, so that a seed holds for later commands. */
typedef struct Random Random;
Random *random_of(Stage *s);
void random_seed(Random *random, int32_t seed);
/* low <= result < high */
int64_t random_int(Random *random, const Env *env, int32_t low, int64_t high);
int64_t random_long(Random *random, const Env *env, int64_t low, int64_t high);
/* 0 <= result < 1 */
double random_double(Random *random, const Env *env);

#endif
