/* env: every source of chance, so that tests can replace it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ENV_H
#define BASE_ENV_H

#include "shell/base/str.h"

typedef struct Env Env;
struct Env {
	void *self;
	int64_t (*now)(void *self);                      /* 100 ns ticks since 0001-01-01, UTC */
	void (*random)(void *self, void *out, size_t n); /* cryptographic */
	/* An EVP_PKEY (owned by the caller) from a test's pool; the function pointer is NULL on the real machine. */
	void *(*new_key)(void *self, int kind, int bits);
	int (*utc_offset)(void *self, int64_t utc_ticks); /* local time minus UTC at that moment, in minutes */
	Str machine, user, home, timezone;                /* borrowed for the life of the Env */
	const volatile int *interrupted;                  /* becomes non-zero on Ctrl-C; may be NULL */
};

/* The real machine: clock_gettime, getrandom, libc's zone, gethostname, the environment.  Fills *env; env_release frees
 * its texts. */
void env_init(Env *env);
void env_release(Env *env);

#endif
