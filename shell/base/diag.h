/* diag: one failure of the world outside, on its way up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdarg.h>

#include "shell/base/base.h"

typedef enum DiagCode {
	DIAG_OK,
	DIAG_NOT_FOUND,    /* no such file, certificate, server */
	DIAG_EXISTS,       /* there already */
	DIAG_INVALID,      /* malformed input */
	DIAG_DENIED,       /* permissions, a key that may not be exported */
	DIAG_IO,           /* read or write failed: disk full, I/O error */
	DIAG_CORRUPT,      /* the store or a file is damaged */
	DIAG_BUSY,         /* another process holds the store too long */
	DIAG_CRYPTO,       /* OpenSSL refused */
	DIAG_BAD_PASSWORD, /* and nothing else: see DIAG_UNSUPPORTED */
	DIAG_UNSUPPORTED,  /* an algorithm, a version, a form that we do not have */
	DIAG_IN_USE,       /* cannot be removed or replaced while something refers to it */
	DIAG_STOPPED,      /* Ctrl-C */
} DiagCode;

/* Filled by the function that failed, where it failed; the caller hands it up or turns it into an error record.
 * Lower rooms never print. */
typedef struct Diag {
	DiagCode code;
	char text[512];
} Diag;

/* Both return false, so that a failing function ends with: return diag_set(d, ...); */
bool diag_set(Diag *diag, DiagCode code, const char *fmt, ...) PRINTF(3, 4);
bool diag_vset(Diag *diag, DiagCode code, const char *fmt, va_list args) PRINTF(3, 0);
/* From errno: ENOENT is DIAG_NOT_FOUND, EACCES DIAG_DENIED, ...; text "<what>: <strerror>". */
bool diag_errno(Diag *diag, const char *what);

#endif
