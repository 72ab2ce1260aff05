/* compare_number: comparing numbers, for this room alone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_COMPARE_NUMBER_H
#define VALUE_COMPARE_NUMBER_H

#include "shell/value/compare.h"

/* Numbers and enums; BigInteger has a way of its own. */
bool compare_is_number(Value v);
/* What counts as a number beside one: also $true, characters and BigIntegers, but no switch. */
bool compare_is_numeric(Value v);
/* Both numeric: whole numbers exactly, with a decimal as decimals, else as doubles.  COMPARE_UNORDERED for NaN. */
int compare_numbers(Value a, Value b);

#endif
