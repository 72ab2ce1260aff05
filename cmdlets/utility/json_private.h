/* json_private: the two readers of JSON, and what they share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_JSON_PRIVATE_H
#define UTILITY_JSON_PRIVATE_H

#include "cmdlets/utility/json.h"
#include "shell/types/types.h"
#include "shell/value/array.h"
#include "shell/value/object.h"

/* As json_read: by Core's grammar, and by Desktop's. */
bool json_read_core(Stage *s, Str text, const JsonOptions *options, Value *out, JsonFault *fault);
bool json_read_desktop(Stage *s, Str text, const JsonOptions *options, Value *out, JsonFault *fault);
int json_hex_digit(char c); /* -1: none */
/* /Date(1709647629000)/: milliseconds since 1970, UTC; an offset behind them says nothing. */
bool json_is_ms_date(Str text, int64_t *ticks);

#endif
