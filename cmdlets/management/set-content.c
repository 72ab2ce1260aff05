/* set-content: writes the content of an item, replacing what was there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management_content.h"

static const ParamDef params[CONTENT_PARAMS] = { CONTENT_ROWS("The new content.") };

static Flow begin(Stage *s)
{
	return management_content_begin(s, "Set Content", false);
}

const CmdletDef cmd_set_content = {
	.name = "Set-Content",
	.module = MODULE,
	.aliases = (const char *const[]){ "sc:d", NULL },
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = CONTENT_PARAMS,
	.outputs = (const char *const[]){ "System.String", NULL },
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(ManagementWriters),
	.begin = begin,
	.process = management_content_process,
	.end = management_content_end,
	.dispose = management_content_dispose,
	.synopsis = "Writes the content of an item, replacing what was there.",
};
