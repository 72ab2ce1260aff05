/* compare: -eq, -lt and the order of Sort-Object (reference 6.7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_COMPARE_H
#define VALUE_COMPARE_H

#include "shell/value/runtime.h"

/* a -eq b for a scalar a: the right side is converted to the left's type; never fails. */
bool compare_equal(Interp *in, Value a, Value b, bool ignore_case);
/* a -lt b and its kin: <0, 0, >0; COMPARE_UNORDERED when a NaN takes part: then -lt, -le, -gt and -ge are all false.
 * Raises ComparisonFailure or "is not IComparable". */
enum { COMPARE_UNORDERED = 2 };
Flow compare_order(Interp *in, Value a, Value b, bool ignore_case, int *out) NODISCARD;
/* Total order for sorting: never fails; what cannot be compared is compared as text. */
int compare_sort(Interp *in, Value a, Value b, bool ignore_case);
/* .Equals(): same type and value, strings ordinal. */
bool compare_same(Value a, Value b);
/* a and b as text by the culture's order, as -eq and -lt have it. */
int compare_text(Interp *in, Str a, Str b, bool ignore_case);
/* Hash that goes with compare_same, or (ignore_case) with @{}'s keys. */
uint32_t compare_hash(Value v, bool ignore_case);

#endif
