/* json: what both readers of JSON share, and the choice between them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/json_private.h"

int json_hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool json_is_ms_date(Str text, int64_t *ticks)
{
	Str number = str_cut(text, 6, text.n - 2);
	size_t sign;
	int64_t ms;

	if (text.n < 9 || !str_starts(text, S("/Date(")) || !str_ends(text, S(")/")))
		return false;
	sign = str_find_byte(number, '+', 1);
	if (sign == STR_NONE)
		sign = str_find_byte(number, '-', 1);
	if (sign != STR_NONE)
		number.n = sign;
	if (num_parse_integer(number, NUM_INT64, false, &ms) != NUM_OK ||
		__builtin_mul_overflow(ms, MOMENT_TICKS_PER_MS, ticks) ||
		__builtin_add_overflow(*ticks, MOMENT_UNIX_EPOCH, ticks))
		return false;
	return *ticks >= 0 && *ticks <= MOMENT_MAX;
}

bool json_read(Stage *s, Str text, const JsonOptions *options, Value *out, JsonFault *fault)
{
	*fault = (JsonFault){ .text = BUF_INIT };
	if (stage_edition(s)->where & WHERE_CORE)
		return json_read_core(s, text, options, out, fault);
	return json_read_desktop(s, text, options, out, fault);
}
