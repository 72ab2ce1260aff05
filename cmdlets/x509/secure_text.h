/* secure_text: SecureStrings as text that can be kept in a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef X509_SECURE_TEXT_H
#define X509_SECURE_TEXT_H

#include "shell/engine/stage.h"

/* The bytes of -Key or -SecureKey (its UTF-16 units); p NULL: neither is given.  *held keeps what the result points
 * into.  Another length than 128, 192 or 256 bits is thrown. */
Flow secure_text_key(Stage *s, int key, int secure_key, Buf *held, Str *out) NODISCARD;
/* Text of a secret, without a key in hexadecimal digits (as PowerShell 7 on Linux: it protects nothing), else encrypted
 * with AES in the form that PowerShell on Windows reads. */
Flow secure_text_write(Stage *s, Str key, Str secret, Buf *out) NODISCARD;
/* The way back.  What is no such text, and what another key encrypted, is thrown or reported: then *out is V_EMPTY. */
Flow secure_text_read(Stage *s, Str key, Str text, Value *out) NODISCARD;

#endif
