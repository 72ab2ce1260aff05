/* arena: memory that dies together: a script's tree, one statement's temporaries. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "shell/base/str.h"

/* Never holds anything with a reference count: nothing in it is destroyed one by one. */
typedef struct Arena Arena;
typedef struct ArenaMark {
	void *block;
	size_t used;
} ArenaMark;

/* limit: bytes after which an allocation ends the program as if memory were exhausted (0: none). */
Arena *arena_new(size_t limit) NODISCARD;
void arena_free(Arena *arena); /* NULL is fine */
/* size bytes, zeroed, aligned to align (a power of two). */
void *arena_alloc(Arena *arena, size_t size, size_t align) NODISCARD;
/* A copy of s, followed by a NUL that is not counted. */
Str arena_copy(Arena *arena, Str s);
Str arena_printf(Arena *arena, const char *fmt, ...) PRINTF(2, 3);
/* Everything allocated since the mark is released; marks nest. */
ArenaMark arena_mark(const Arena *arena);
void arena_release(Arena *arena, ArenaMark mark);
/* Bytes held at present: for limits and for measuring. */
size_t arena_size(const Arena *arena);

#define ARENA_NEW(a, T)      ((T *)arena_alloc((a), sizeof(T), _Alignof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (n), _Alignof(T)))

#endif
