/* cert_pool: certificates that chains are built from, read once and found by subject. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_pool.h"

#include <openssl/x509.h>
#include <stdlib.h>

#include "shell/base/vec.h"

struct CertPool {
	VEC(CertPoolEntry) entries;
	bool sorted;
};

CertPool *cert_pool_new(void)
{
	return MEM_NEW(CertPool);
}

void cert_pool_free(CertPool *pool)
{
	if (!pool)
		return;
	for (size_t i = 0; i < pool->entries.n; i++)
		X509_free(pool->entries.p[i].native);
	VEC_RELEASE(&pool->entries);
	free(pool);
}

void cert_pool_add(CertPool *pool, const Str *ders, size_t n, bool root)
{
	CertPoolEntry entry = { .root = root };
	Diag unused;

	for (size_t i = 0; i < n; i++)
		if (cert_read(ders[i], &entry.info, &unused)) {
			entry.order = pool->entries.n;
			VEC_PUSH(&pool->entries, entry);
		}
	pool->sorted = false;
}

/* As they were added where subjects are the same: OpenSSL tries issuers in that order. */
static int compare(const void *a, const void *b)
{
	const CertPoolEntry *left = a, *right = b;
	int order = str_compare(left->info.subject, right->info.subject);

	return order ? order : (left->order > right->order) - (left->order < right->order);
}

CertPoolEntry *cert_pool_find(CertPool *pool, Str subject, size_t *n)
{
	size_t low = 0, high = pool->entries.n, end;

	if (!pool->sorted && pool->entries.n)
		qsort(pool->entries.p, pool->entries.n, sizeof *pool->entries.p, compare);
	pool->sorted = true;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(pool->entries.p[middle].info.subject, subject) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < pool->entries.n && str_eq(pool->entries.p[end].info.subject, subject);)
		end++;
	*n = end - low;
	return pool->entries.p + low;
}
