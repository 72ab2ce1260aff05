/* cert_error: OpenSSL's error queue as one Diag. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_error.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include "shell/base/buf.h"

void cert_error_clear(void)
{
	ERR_clear_error();
}

static bool is_unsupported(unsigned long error)
{
	static const int reasons[] = { EVP_R_UNKNOWN_PBE_ALGORITHM, EVP_R_UNSUPPORTED_CIPHER, EVP_R_UNSUPPORTED_PRF,
		EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION, EVP_R_UNSUPPORTED_ALGORITHM, EVP_R_UNSUPPORTED_SALT_TYPE,
		EVP_R_UNSUPPORTED_PRIVATE_KEY_ALGORITHM, EVP_R_UNSUPPORTED_KEYLENGTH };

	if (ERR_GET_REASON(error) == ERR_R_UNSUPPORTED)
		return true;
	for (size_t i = 0; i < COUNT(reasons); i++)
		if (ERR_GET_LIB(error) == ERR_LIB_EVP && ERR_GET_REASON(error) == reasons[i])
			return true;
	return false;
}

bool cert_error_unsupported(void)
{
	return is_unsupported(ERR_peek_error()) || is_unsupported(ERR_peek_last_error());
}

/* The cause in the queue's words, which is emptied. */
static void put_reason(Buf *out)
{
	const char *data = NULL;
	int flags = 0;
	unsigned long first = ERR_get_error_all(NULL, NULL, NULL, &data, &flags);
	const char *reason = first ? ERR_reason_error_string(first) : NULL;

	if (reason)
		buf_printf(out, ": %s", reason);
	if (data && *data && flags & ERR_TXT_STRING)
		buf_printf(out, " (%s)", data);
	ERR_clear_error();
}

bool cert_error(Diag *diag, DiagCode code, const char *fmt, ...)
{
	Buf text = BUF_INIT;
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	put_reason(&text);
	diag_set(diag, code, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return false;
}
