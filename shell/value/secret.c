/* secret: SecureString: text that is wiped when it goes and never printed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "shell/value/secret.h"

/* A mapping of its own for each text: locked and kept out of dumps page by page, so nothing else may share the page.
 * Both are wishes: a system that refuses (RLIMIT_MEMLOCK) still gets the wiping. */
static size_t mapping_size(size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (n + page) / page * page;
}

static char *map_text(size_t n)
{
	size_t size = mapping_size(n);
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return mem_resize(NULL, SIZE_MAX, 2); /* ends the program: no memory */
	(void)mlock(p, size);
	(void)madvise(p, size, MADV_DONTDUMP);
	return p;
}

void secret_wipe(Secret *secret)
{
	if (secret->p) {
		mem_wipe(secret->p, secret->n);
		(void)munmap(secret->p, mapping_size(secret->n));
	}
	secret->p = NULL;
	secret->n = 0;
}

Value secret_new(Str text)
{
	Secret *secret = value_alloc(V_SECRET, sizeof(*secret));

	secret_append(secret, text);
	return (Value){ .kind = V_SECRET, .type = T_SECURESTRING, .secret = secret };
}

Str secret_str_peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_SECRET && v.secret->p ? (Str){ v.secret->p, v.secret->n } : (Str){ "", 0 };
}

void secret_append(Secret *secret, Str more)
{
	size_t n = secret->n + more.n;
	char *p;

	if (more.n == 0)
		return;
	if (secret->p && mapping_size(n) == mapping_size(secret->n)) {
		memcpy(secret->p + secret->n, more.p, more.n);
		secret->n = n;
		return;
	}
	p = map_text(n);
	if (secret->p)
		memcpy(p, secret->p, secret->n);
	memcpy(p + secret->n, more.p, more.n);
	secret_wipe(secret);
	secret->p = p;
	secret->n = n;
}
