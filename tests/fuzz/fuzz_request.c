/* fuzz_request: PKCS#10 requests, DER or text: names, key, attributes, alternative names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert.h"
#include "store/cert/cert_name.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Str bytes = { (const char *)data, size };
	Arena *arena = arena_new(0);
	CertRequestInfo request;
	CertFile file;
	Diag diag;

	if (cert_read_file(bytes, arena, &file, &diag) && file.kind == CERT_FILE_REQUEST)
		bytes = file.body;
	if (cert_read_request(bytes, &request, &diag))
		(void)cert_name_text(request.subject, arena);
	arena_free(arena);
	return 0;
}
