/* language: what PowerShell's parser says of a text: tokens and parse errors as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_LANGUAGE_H
#define TYPES_LANGUAGE_H

#include "shell/syntax/script.h"
#include "shell/types/types.h"

/* ParseError[] of a script's errors (ParseException.Errors). */
Value language_errors(Interp *in, Script *script, const ParseErrors *errors) NODISCARD;

#endif
