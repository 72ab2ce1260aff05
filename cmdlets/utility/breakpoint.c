/* breakpoint: what the commands for breakpoints share; there are none, as none can be set. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/breakpoint.h"

/* clang-format off */
const ParamDef breakpoint_params[] = {
	{ .name = "Id", .type = "Int32[]", .in = { { .pos1 = 1 } },
		.help = "The numbers of breakpoints." },
	{ .name = "Breakpoint", .type = "Object[]", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The breakpoints." },
};
/* clang-format on */

Flow breakpoint_end(UNUSED Stage *s)
{
	return FLOW_NEXT;
}
