/* secret: SecureString: text that is wiped when it goes and never printed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_SECRET_H
#define VALUE_SECRET_H

#include "shell/value/value.h"

typedef struct Secret {
	Heap heap;
	size_t n; /* bytes of WTF-8 */
	char *p;  /* mlock'ed where the system allows, kept out of core dumps */
	bool read_only;
} Secret;

Value secret_new(Str text) NODISCARD; /* a copy */
/* The text itself: only for what must have it (a PFX password, SecureStringToBSTR).  Empty for other kinds. */
Str secret_str_peek(Value v);
void secret_append(Secret *secret, Str more);
/* Wipes the text and gives its memory back; the secret is empty then. */
void secret_wipe(Secret *secret);

#endif
