/* stop-transcript: ends the record of what the screen shows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/transcript.h"
#include "shell/value/object.h"

static Flow end(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperation", .exception = EXC_PS_INVALID_OPERATION
	};
	Buf shown = BUF_INIT;
	Value message;
	Flow flow;

	if (transcript_stop(s, &shown)) {
		message = value_printf("Transcript stopped, output file is %.*s", STR_ARG(buf_str(&shown)));
		value_set_take(&message, object_wrap(message));
		object_set_take(message.object, S("Path"), value_string_buf(&shown));
		flow = stage_write_take(s, message);
	} else {
		flow = stage_throw(
			s, &spec, "An error occurred stopping transcription: The host is not currently transcribing.");
	}
	buf_release(&shown);
	return flow;
}

const CmdletDef cmd_stop_transcript = {
	.name = "Stop-Transcript",
	.module = "Microsoft.PowerShell.Host",
	.outputs = (const char *const[]){ "System.String", NULL },
	.end = end,
	.synopsis = "Ends the record of the session.",
};
