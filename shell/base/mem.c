/* mem: allocation that never fails: it ends the program instead. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <unistd.h>

#include "shell/base/base.h"

enum { MEM_EXIT = 70, MEM_FIRST = 8, MEM_SMALL = 1024 };

/* No stdio here: it may want memory of its own. */
NORETURN COLD static void die(void)
{
	static const char text[] = "exsh: out of memory\n";
	ssize_t written = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)written;
	_exit(MEM_EXIT);
}

/* The C library's calloc passes by the blocks that a thread keeps at hand: for small ones clearing by hand is
 * cheaper. */
void *mem_alloc(size_t n, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(n, size, &bytes))
		die();
	if (bytes > MEM_SMALL) {
		p = calloc(n, size);
		if (!p)
			die();
		return p;
	}
	p = malloc(bytes ? bytes : 1);
	if (!p)
		die();
	return memset(p, 0, bytes);
}

void *mem_resize(void *old, size_t n, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes))
		die();
	void *p = old ? realloc(old, bytes ? bytes : 1) : malloc(bytes ? bytes : 1);
	if (!p)
		die();
	return p;
}

void *mem_grow(void *old, size_t *cap, size_t need, size_t size)
{
	size_t grown;
	if (need <= *cap)
		return old;
	if (__builtin_add_overflow(*cap, *cap / 2, &grown))
		die();
	if (grown < MEM_FIRST)
		grown = MEM_FIRST;
	if (grown < need)
		grown = need;
	*cap = grown;
	return mem_resize(old, grown, size);
}

void mem_wipe(void *p, size_t n)
{
	if (n)
		explicit_bzero(p, n);
}
