/* cert_error: OpenSSL's error queue as one Diag; internal to this room. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_ERROR_H
#define CERT_CERT_ERROR_H

#include "shell/base/diag.h"

/* Returns false.  "<what>: <reason>", the reason being the oldest entry of the queue (the cause), which is emptied; its
 * data ("RC2-40-CBC") is added in parentheses. */
bool cert_error(Diag *diag, DiagCode code, const char *fmt, ...) PRINTF(3, 4);
/* Before a call whose errors shall be told: nothing of an earlier one may be left. */
void cert_error_clear(void);
/* Whether the queue begins or ends with an algorithm that OpenSSL lacks; leaves the queue as it is. */
bool cert_error_unsupported(void);

#endif
