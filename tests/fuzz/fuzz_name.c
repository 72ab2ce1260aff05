/* fuzz_name: X.500 names from text, by every rule of separators; what was made prints, and what prints is read
 * again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "shell/base/utf8.h"
#include "store/cert/cert_name.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void round_trip(Str text, unsigned flags)
{
	Buf der = BUF_INIT, shown = BUF_INIT, again = BUF_INIT;
	Diag diag;
	bool inner;

	if (cert_name_parse(text, flags, &der, &inner, &diag)) {
		cert_name_print(buf_str(&der), CERT_NAME_REVERSED | CERT_NAME_WINDOWS, &shown);
		if (flags == (CERT_NAME_REVERSED | CERT_NAME_WINDOWS) && !memchr(text.p ? text.p : "", 0, text.n) &&
			!cert_name_parse(buf_str(&shown), flags, &again, NULL, &diag))
			abort();
	}
	buf_release(&der);
	buf_release(&shown);
	buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Buf text = BUF_INIT, shown = BUF_INIT;

	utf8_repair((Str){ (const char *)data, size }, &text);
	round_trip(buf_str(&text), CERT_NAME_REVERSED);
	round_trip(buf_str(&text), CERT_NAME_REVERSED | CERT_NAME_WINDOWS);
	round_trip(buf_str(&text), 0);
	cert_name_print((Str){ (const char *)data, size }, CERT_NAME_REVERSED, &shown);
	buf_release(&text);
	buf_release(&shown);
	return 0;
}
