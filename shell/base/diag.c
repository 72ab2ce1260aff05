/* diag: one failure of the world outside, on its way up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>

#include "shell/base/diag.h"

/* A text too long is cut between characters, so that what is shown stays valid UTF-8. */
static void cut_to_character(char *text, size_t size)
{
	size_t n = size - 1;
	while (n > 0 && ((unsigned char)text[n - 1] & 0xc0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)text[n - 1] >= 0xc0)
		text[n - 1] = '\0';
}

bool diag_vset(Diag *diag, DiagCode code, const char *fmt, va_list args)
{
	diag->code = code;
	int n = vsnprintf(diag->text, sizeof(diag->text), fmt, args);
	if (n < 0)
		diag->text[0] = '\0';
	else if ((size_t)n >= sizeof(diag->text))
		cut_to_character(diag->text, sizeof(diag->text));
	return false;
}

bool diag_set(Diag *diag, DiagCode code, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	diag_vset(diag, code, fmt, args);
	va_end(args);
	return false;
}

static DiagCode code_of(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return DIAG_NOT_FOUND;
	case EEXIST:
		return DIAG_EXISTS;
	case EACCES:
	case EPERM:
	case EROFS:
		return DIAG_DENIED;
	case EINVAL:
	case ENAMETOOLONG:
	case EISDIR:
		return DIAG_INVALID;
	case EBUSY:
	case EAGAIN:
	case ETXTBSY:
		return DIAG_BUSY;
	case ENOTEMPTY:
		return DIAG_IN_USE;
	case EINTR:
		return DIAG_STOPPED;
	default:
		return DIAG_IO;
	}
}

bool diag_errno(Diag *diag, const char *what)
{
	int error = errno;
	char buffer[128];
	/* the GNU form: what it returns need not be the buffer */
	const char *reason = strerror_r(error, buffer, sizeof(buffer));
	return diag_set(diag, code_of(error), "%s: %s", what, reason);
}
