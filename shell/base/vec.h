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
#define VEC_PUSH(v, item)                                                                                              \
	do {                                                                                                           \
		if ((v)->n == (v)->cap)                                                                                \
			(v)->p = mem_grow((v)->p, &(v)->cap, (v)->n + 1, sizeof(*(v)->p));                             \
		(v)->p[(v)->n++] = (item);                                                                             \
	} while (0)
#define VEC_RESERVE(v, need)                                                                                           \
	do {                                                                                                           \
		if ((need) > (v)->cap)                                                                                 \
			(v)->p = mem_grow((v)->p, &(v)->cap, (need), sizeof(*(v)->p));                                 \
	} while (0)
#define VEC_RELEASE(v)                                                                                                 \
	do {                                                                                                           \
		free((v)->p);                                                                                          \
		(v)->p = NULL;                                                                                         \
		(v)->n = (v)->cap = 0;                                                                                 \
	} while (0)

#endif
