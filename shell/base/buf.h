/* buf: growable bytes with a limit given at birth. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>

#include "shell/base/str.h"

/* Always NUL-terminated once something was put in.  Past max bytes puts are dropped and full is set, so that a caller
 * checks once at the end; BUF_MAX is for text made by ourselves. */
typedef struct Buf {
	char *p;
	size_t n, cap, max;
	bool full, secret; /* secret: wiped when it moves or is released */
	bool lent;         /* p is the owner's own room, until more is needed */
} Buf;

enum { BUF_MAX = 0x3fffffff };
#define BUF_INIT   ((Buf){ .max = BUF_MAX })
#define BUF_SECRET ((Buf){ .max = BUF_MAX, .secret = true })
/* Begins in an array of the caller's: most texts are short and need no memory of their own then. */
#define BUF_ON(room) ((Buf){ .p = (room), .cap = sizeof(room), .max = BUF_MAX, .lent = true })

/* An empty buffer that may grow to max bytes, BUF_MAX at the most. */
void buf_init(Buf *buf, size_t max);
void buf_release(Buf *buf); /* leaves it empty and usable */
void buf_clear(Buf *buf);   /* keeps the memory */
/* Appends bytes, a byte, a byte several times; what passes the maximum sets full and is dropped. */
void buf_put(Buf *buf, Str s);
void buf_put_char(Buf *buf, char c);
void buf_put_many(Buf *buf, char c, size_t times);
/* A code point (or lone surrogate) as WTF-8; the halves of a pair put one after the other join into one character. */
void buf_put_code(Buf *buf, uint32_t code);
void buf_printf(Buf *buf, const char *fmt, ...) PRINTF(2, 3);
void buf_vprintf(Buf *buf, const char *fmt, va_list args) PRINTF(2, 0);
/* Room for n more bytes at the end, to be counted with buf_added; NULL when that passes max. */
char *buf_room(Buf *buf, size_t n);
void buf_added(Buf *buf, size_t n);
void buf_insert(Buf *buf, size_t at, Str s);
void buf_delete(Buf *buf, size_t at, size_t n);
/* What it holds; valid until the next change. */
static inline Str buf_str(const Buf *buf)
{
	return (Str){ buf->p ? buf->p : "", buf->n };
}

#endif
