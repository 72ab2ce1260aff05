/* convertto-clixml: objects as CLIXML text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/clixml.h"

enum { P_INPUT_OBJECT, P_DEPTH };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .flags = PARAM_ALLOW_NULL,
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The objects." },
	[P_DEPTH] = { .name = "Depth", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.help = "How many levels of objects are written; deeper ones become their text.", .default_text = "2" },
};
/* clang-format on */

typedef struct ConvertToClixml {
	ClixmlWriter writer;
	Buf text;
} ConvertToClixml;

static Flow begin(Stage *s)
{
	ConvertToClixml *state = s->state;

	state->text = BUF_INIT;
	clixml_begin(&state->writer, s->interp, s, &state->text);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	ConvertToClixml *state = s->state;

	(void)input;
	return clixml_put(&state->writer, s->args[P_INPUT_OBJECT], stage_int(s, P_DEPTH, 2));
}

static Flow end(Stage *s)
{
	ConvertToClixml *state = s->state;

	clixml_end(&state->writer);
	return stage_write_text(s, buf_str(&state->text));
}

static void dispose(Stage *s)
{
	ConvertToClixml *state = s->state;

	clixml_release(&state->writer);
	buf_release(&state->text);
}

const CmdletDef cmd_convertto_clixml = {
	.name = "ConvertTo-CliXml",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.where = WHERE_CORE,
	.state_size = sizeof(ConvertToClixml),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Turns objects into CLIXML.",
};
