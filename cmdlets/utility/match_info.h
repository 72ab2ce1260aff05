/* match_info: Microsoft.PowerShell.Commands.MatchInfo: what Select-String gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_MATCH_INFO_H
#define UTILITY_MATCH_INFO_H

#include "shell/value/array.h"
#include "shell/value/object.h"

/* Lines around a match; string[] each.  The displayed ones leave out what stands with a match beside it. */
typedef struct MatchContext {
	Value before, after, shown_before, shown_after;
} MatchContext;

typedef struct MatchInfo {
	bool ignore_case;
	bool from_file; /* path and number are part of its text */
	uint64_t number;
	Value line, path, name, pattern;
	Value matches; /* Match[] */
	Value context; /* a MatchInfoContext object, or $null */
} MatchInfo;

/* Takes the values. */
Value match_info_new_take(const MatchInfo *info) NODISCARD;
/* NULL: v is none. */
MatchInfo *match_info_peek(Value v);
Value match_info_context_take(const MatchContext *context) NODISCARD;
MatchContext *match_info_context_peek(Value v);

#endif
