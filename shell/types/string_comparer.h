/* string_comparer: System.StringComparer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_STRING_COMPARER_H
#define TYPES_STRING_COMPARER_H

#include "shell/types/types.h"

/* The StringComparison a StringComparer stands for; -1: v is none. */
int types_string_comparer_peek(Value v);

#endif
