/* set-clipboard: keeps text for Get-Clipboard. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/clipboard.h"

enum { P_VALUE, P_APPEND, P_PASS_THRU, P_AS_HTML };

static const ParamDef params[] = {
	[P_VALUE] = { .name = "Value",
		.type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The text; several become lines." },
	[P_APPEND] = { .name = "Append", .type = "SwitchParameter", .help = "Adds lines to what is kept." },
	[P_PASS_THRU] = { .name = "PassThru",
		.type = "SwitchParameter",
		.where = WHERE_CORE,
		.help = "Gives the text, too." },
	[P_AS_HTML] = { .name = "AsHtml",
		.type = "SwitchParameter",
		.where = WHERE_DESKTOP,
		.flags = PARAM_NOT_DONE,
		.help = "As a page for other programs." },
};

/* The text is put together over the whole pipeline. */
typedef struct SetClipboard {
	Buf text;
	bool any;
} SetClipboard;

static Flow begin(Stage *s)
{
	SetClipboard *state = s->state;

	buf_init(&state->text, BUF_MAX);
	if (stage_switch(s, P_APPEND)) {
		buf_put(&state->text, buf_str(clipboard_of(s)));
		state->any = state->text.n > 0;
	}
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	SetClipboard *state = s->state;
	size_t n;
	const Str *lines = stage_strings(s, P_VALUE, &n);

	(void)input;
	for (size_t i = 0; i < n; i++) {
		buf_put(&state->text, state->any ? str_from(stage_edition(s)->newline) : S(""));
		buf_put(&state->text, lines[i]);
		state->any = true;
	}
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	SetClipboard *state = s->state;
	Flow flow;

	if (!stage_should(s, buf_str(&state->text), S("Set-Clipboard"), &flow))
		return flow;
	buf_clear(clipboard_of(s));
	buf_put(clipboard_of(s), buf_str(&state->text));
	FLOW_TRY(stage_verbose(s, "The text is kept for Get-Clipboard of this session."));
	return stage_switch(s, P_PASS_THRU) ? stage_write_text(s, buf_str(&state->text)) : FLOW_NEXT;
}

static void dispose(Stage *s)
{
	SetClipboard *state = s->state;

	buf_release(&state->text);
}

const CmdletDef cmd_set_clipboard = {
	.name = "Set-Clipboard",
	.module = "Microsoft.PowerShell.Management",
	.aliases = (const char *const[]){ "scb", NULL },
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(SetClipboard),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Keeps text for Get-Clipboard.",
};
