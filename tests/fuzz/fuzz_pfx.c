/* fuzz_pfx: PKCS#12 files with the password "cert123" and with none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_pfx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Str password = S("cert123");
	Arena *arena = arena_new(0);
	CertPfx pfx;
	Diag diag;

	if (cert_pfx_open(NULL, (Str){ (const char *)data, size }, &password, arena, &pfx, &diag))
		cert_pfx_release(&pfx);
	arena_free(arena);
	return 0;
}
