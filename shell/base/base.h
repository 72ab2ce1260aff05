/* base: attributes and the allocation that every file uses. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/banned.h"

#define NODISCARD        __attribute__((warn_unused_result))
#define PRINTF(fmt, arg) __attribute__((format(printf, fmt, arg)))
#define NORETURN         __attribute__((noreturn))
#define UNUSED           __attribute__((unused))
#define COLD             __attribute__((cold))
#define NOINLINE         __attribute__((noinline)) /* what is rare must not cost the frequent a larger frame */
#define ALWAYS_INLINE    __attribute__((always_inline))

/* Number of elements of an array (not of a pointer). */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* How deep nested data may go before a recursive walk gives up with an error (parser, formatter, JSON, ...). */
enum { DEPTH_MAX = 10000 };

/* The mem_* functions end the program with a message when memory is exhausted or a size overflows: SQLite's
 * journal keeps the store whole, and nothing else needs saving.  Sizes that come from outside are bounded
 * by the caller before they get here. */

/* Memory for n elements of size bytes, zeroed; never NULL.  Release with free(). */
void *mem_alloc(size_t n, size_t size) NODISCARD;
/* realloc to n elements of size bytes; the new part is not zeroed. */
void *mem_resize(void *old, size_t n, size_t size) NODISCARD;
/* Grows *cap to at least need (by half, at least 8) and returns the block resized to it. */
void *mem_grow(void *old, size_t *cap, size_t need, size_t size) NODISCARD;
/* Overwrites n bytes in a way the compiler may not remove: for passwords and keys. */
void mem_wipe(void *p, size_t n);

#define MEM_NEW(T)      ((T *)mem_alloc(1, sizeof(T)))
#define MEM_ARRAY(T, n) ((T *)mem_alloc((n), sizeof(T)))

#endif
