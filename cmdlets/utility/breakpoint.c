/* breakpoint: what the commands for breakpoints share; there are none, as none can be set. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/breakpoint.h"

#include <inttypes.h>

#include "shell/value/array.h"

enum { P_ID, P_BREAKPOINT };

/* clang-format off */
const ParamDef breakpoint_params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { .pos1 = 1 } },
		.help = "The numbers of breakpoints." },
	[P_BREAKPOINT] = { .name = "Breakpoint", .type = "Object[]", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The breakpoints." },
};
/* clang-format on */

Flow breakpoint_end(UNUSED Stage *s)
{
	return FLOW_NEXT;
}

Flow breakpoint_change(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "PSBreakpoint:BreakpointIdNotFound", .exception = EXC_ARGUMENT
	};
	const Array *ids = stage_bound(s, P_ID) ? s->args[P_ID].array : NULL;

	for (size_t i = 0; ids && i < ids->n; i++)
		FLOW_TRY(
			stage_error(s, &spec, "There is no breakpoint with ID '%" PRId64 "'.", array_peek(ids, i).i64));
	return FLOW_NEXT;
}
