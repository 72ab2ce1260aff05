/* credential: asking for a user name and a password. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_CREDENTIAL_H
#define ENGINE_CREDENTIAL_H

#include "shell/engine/interp.h"

typedef struct CredentialPrompt {
	Str caption, message; /* p NULL: the edition's own */
	Str user;             /* empty: it is asked for, too */
} CredentialPrompt;

/* A PSCredential; $null when the input ended.  Asking where nobody answers raises the edition's text (reference
 * 13.4). */
Flow credential_ask(Interp *in, const CredentialPrompt *prompt, Value *out) NODISCARD;
/* Whether values of this type are asked for that way. */
bool credential_is(const TypeDef *type);

#endif
