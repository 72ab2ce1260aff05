/* message: what Write-Debug, Write-Verbose and Write-Warning share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/message.h"

const ParamDef message_params[] = {
	[MESSAGE_TEXT] = {
		.name = "Message", .aliases = (const char *const[]){ "Msg", NULL }, .type = "String",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .flags = PARAM_ALLOW_EMPTY,
		.help = "The text.",
	},
};

Flow message_write(Stage *s, Stream stream)
{
	return stage_bound(s, MESSAGE_TEXT) ? stage_write_stream(s, stream, s->args[MESSAGE_TEXT]) : FLOW_NEXT;
}
