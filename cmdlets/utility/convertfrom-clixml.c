/* convertfrom-clixml: objects from CLIXML text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/clixml.h"

enum { P_INPUT_OBJECT };

static const ParamDef params[] = {
	[P_INPUT_OBJECT] = {
		.name = "InputObject", .type = "String", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "The text; lines that come one by one are put together.",
	},
};

typedef struct ConvertFromClixml {
	Buf text;
} ConvertFromClixml;

static Flow begin(Stage *s)
{
	((ConvertFromClixml *)s->state)->text = BUF_INIT;
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	ConvertFromClixml *state = s->state;

	(void)input;
	buf_put(&state->text, stage_str(s, P_INPUT_OBJECT));
	buf_put_char(&state->text, '\n');
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	return clixml_read(s, buf_str(&((ConvertFromClixml *)s->state)->text), stage_write);
}

static void dispose(Stage *s)
{
	buf_release(&((ConvertFromClixml *)s->state)->text);
}

const CmdletDef cmd_convertfrom_clixml = {
	.name = "ConvertFrom-CliXml",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_CORE,
	.state_size = sizeof(ConvertFromClixml),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Reads objects from CLIXML.",
};
