/* buf: growable bytes with a limit given at birth. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "shell/base/buf.h"
#include "shell/base/utf8.h"

enum { BUF_FIRST = 32 };

void buf_init(Buf *buf, size_t max)
{
	*buf = (Buf){ .max = max < BUF_MAX ? max : BUF_MAX };
}

void buf_release(Buf *buf)
{
	if (buf->secret && buf->p)
		mem_wipe(buf->p, buf->cap);
	if (!buf->lent)
		free(buf->p);
	*buf = (Buf){ .max = buf->max, .secret = buf->secret };
}

void buf_clear(Buf *buf)
{
	if (buf->secret && buf->p)
		mem_wipe(buf->p, buf->cap);
	buf->n = 0;
	buf->full = false;
	if (buf->p)
		buf->p[0] = '\0';
}

/* realloc could leave a copy behind: a secret moves by hand. */
static void move_secret(Buf *buf, size_t cap)
{
	char *p = mem_alloc(cap, 1);
	if (buf->p) {
		memcpy(p, buf->p, buf->n);
		mem_wipe(buf->p, buf->cap);
		free(buf->p);
	}
	buf->p = p;
	buf->cap = cap;
}

static void move(Buf *buf, size_t cap)
{
	char *p = mem_resize(buf->lent ? NULL : buf->p, cap, 1);

	if (buf->lent && buf->n)
		memcpy(p, buf->p, buf->n);
	buf->p = p;
	buf->cap = cap;
	buf->lent = false;
}

/* Room for n more bytes and the NUL; false (and full) when that passes max. */
static bool grow(Buf *buf, size_t n)
{
	if (n > buf->max || buf->n > buf->max - n) {
		buf->full = true;
		return false;
	}
	size_t need = buf->n + n + 1;
	if (need <= buf->cap)
		return true;
	size_t cap = buf->cap * 2;
	if (cap < BUF_FIRST)
		cap = BUF_FIRST;
	if (cap > buf->max)
		cap = buf->max + 1;
	if (cap < need)
		cap = need;
	if (buf->secret)
		move_secret(buf, cap);
	else
		move(buf, cap);
	return true;
}

static inline bool has_room(Buf *buf, size_t n)
{
	/* strictly less leaves a place for the NUL; cap never passes max + 1, so that max needs no look here */
	return n < buf->cap - buf->n || grow(buf, n);
}

static void append(Buf *buf, const char *p, size_t n)
{
	if (!has_room(buf, n))
		return;
	if (n)
		memcpy(buf->p + buf->n, p, n);
	buf->n += n;
	buf->p[buf->n] = '\0';
}

/* Whether three bytes are a lone surrogate of the upper (0xa0) or lower (0xb0) half. */
static inline bool is_half(const char *p, unsigned half)
{
	return (unsigned char)p[0] == 0xed && ((unsigned char)p[1] & 0xf0U) == half;
}

static bool joins(const Buf *buf, const char *p, size_t n)
{
	return n >= 3 && is_half(p, 0xb0) && buf->n >= 3 && is_half(buf->p + buf->n - 3, 0xa0);
}

/* The upper half at the end and this lower half become one character: WTF-8 has no other form for a pair. */
static void join(Buf *buf, const char *low)
{
	const char *high = buf->p + buf->n - 3;
	uint32_t code = 0x10000 + (((uint32_t)(high[1] & 0x0f) << 6 | (uint32_t)(high[2] & 0x3f)) << 10);
	code += (uint32_t)(low[1] & 0x0f) << 6 | (uint32_t)(low[2] & 0x3f);
	char out[4];
	size_t n = utf8_encode(code, out);
	buf->n -= 3;
	append(buf, out, n);
}

void buf_put(Buf *buf, Str s)
{
	if (s.n >= 3 && (unsigned char)s.p[0] == 0xed && joins(buf, s.p, s.n)) {
		if (!has_room(buf, s.n - 2))
			return;
		join(buf, s.p);
		s = str_cut(s, 3, s.n);
	}
	append(buf, s.p, s.n);
}

void buf_put_char(Buf *buf, char c)
{
	if (!has_room(buf, 1))
		return;
	buf->p[buf->n++] = c;
	buf->p[buf->n] = '\0';
}

void buf_put_many(Buf *buf, char c, size_t times)
{
	if (!has_room(buf, times))
		return;
	memset(buf->p + buf->n, c, times);
	buf->n += times;
	buf->p[buf->n] = '\0';
}

void buf_put_code(Buf *buf, uint32_t code)
{
	if (code < 0x80) {
		buf_put_char(buf, (char)code);
		return;
	}
	char out[4];
	size_t n = utf8_encode(code, out);
	buf_put(buf, (Str){ out, n });
}

void buf_vprintf(Buf *buf, const char *fmt, va_list args)
{
	va_list again;
	va_copy(again, args);
	size_t left = buf->cap - buf->n;
	/* with no memory yet only the length is asked for */
	int n = vsnprintf(left ? buf->p + buf->n : NULL, left, fmt, args);
	size_t length = n < 0 ? 0 : (size_t)n;
	bool fits = length < left;
	if (has_room(buf, length)) {
		if (!fits)
			vsnprintf(buf->p + buf->n, length + 1, fmt, again);
		buf->n += length;
	}
	va_end(again);
	if (buf->p)
		buf->p[buf->n] = '\0';
}

void buf_printf(Buf *buf, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	buf_vprintf(buf, fmt, args);
	va_end(args);
}

char *buf_room(Buf *buf, size_t n)
{
	return has_room(buf, n) ? buf->p + buf->n : NULL;
}

void buf_added(Buf *buf, size_t n)
{
	buf->n += n;
	buf->p[buf->n] = '\0';
}

void buf_insert(Buf *buf, size_t at, Str s)
{
	if (!has_room(buf, s.n))
		return;
	memmove(buf->p + at + s.n, buf->p + at, buf->n - at);
	if (s.n)
		memcpy(buf->p + at, s.p, s.n);
	buf->n += s.n;
	buf->p[buf->n] = '\0';
}

void buf_delete(Buf *buf, size_t at, size_t n)
{
	if (at >= buf->n)
		return;
	if (n > buf->n - at)
		n = buf->n - at;
	memmove(buf->p + at, buf->p + at + n, buf->n - at - n);
	buf->n -= n;
	buf->p[buf->n] = '\0';
}
