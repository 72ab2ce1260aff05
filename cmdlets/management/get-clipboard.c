/* get-clipboard: the text that Set-Clipboard kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/clipboard.h"

enum { P_RAW, P_FORMAT };
static const char *const formats[] = { "Text", NULL };

static const ParamDef params[] = {
	[P_RAW] = { .name = "Raw", .type = "SwitchParameter", .help = "Gives one text with its line ends, not lines." },
	[P_FORMAT] = { .name = "Format",
		.type = "String",
		.where = WHERE_DESKTOP,
		.check = { .kind = CHECK_SET, .set = formats },
		.help = "What kind of data: text is all that is kept." },
};

static Flow process(Stage *s, Value input)
{
	Str text = buf_str(clipboard_of(s)), line;
	StrSplit lines = { .rest = text };

	(void)input;
	if (!text.n)
		return FLOW_NEXT;
	if (stage_switch(s, P_RAW))
		return stage_write_text(s, text);
	while (str_split_next(&lines, '\n', &line)) {
		if (line.n && line.p[line.n - 1] == '\r')
			line = str_cut(line, 0, line.n - 1);
		FLOW_TRY(stage_write_text(s, line));
	}
	return FLOW_NEXT;
}

const CmdletDef cmd_get_clipboard = {
	.name = "Get-Clipboard",
	.module = "Microsoft.PowerShell.Management",
	.aliases = (const char *const[]){ "gcb", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.process = process,
	.synopsis = "Gives the text that Set-Clipboard kept.",
};
