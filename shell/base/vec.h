/* vec: typed growable arrays. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "shell/base/base.h"

/* VEC(T) name;  zero-initialized is empty.  Elements are plain memory: whoever owns what they point at frees it. */
#define VEC(T)                                                                                                         \
	struct {                                                                                                       \
		T *p;                                                                                                  \
		size_t n, cap;                                                                                         \
	}
/* The size of an element; clang-tidy takes sizeof a pointer for a slip, but lists of pointers are meant. */
#define VEC_ELEMENT(v) sizeof(*(v)->p) /* NOLINT(bugprone-sizeof-expression) */
#define VEC_PUSH(v, item)                                                                                              \
	do {                                                                                                           \
		if ((v)->n == (v)->cap)                                                                                \
			(v)->p = mem_grow((v)->p, &(v)->cap, (v)->n + 1, VEC_ELEMENT(v));                              \
		(v)->p[(v)->n++] = (item);                                                                             \
	} while (0)
#define VEC_RESERVE(v, need)                                                                                           \
	do {                                                                                                           \
		if ((need) > (v)->cap)                                                                                 \
			(v)->p = mem_grow((v)->p, &(v)->cap, (need), VEC_ELEMENT(v));                                  \
	} while (0)
#define VEC_RELEASE(v)                                                                                                 \
	do {                                                                                                           \
		free((v)->p);                                                                                          \
		(v)->p = NULL;                                                                                         \
		(v)->n = (v)->cap = 0;                                                                                 \
	} while (0)

#endif
