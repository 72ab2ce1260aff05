/* add-content: adds to the content of an item. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management_content.h"

static const ParamDef params[CONTENT_PARAMS] = { CONTENT_ROWS("What is added.") };

static Flow begin(Stage *s)
{
	return management_content_begin(s, "Add Content", true);
}

const CmdletDef cmd_add_content = {
	.name = "Add-Content",
	.module = MODULE,
	.aliases = (const char *const[]){ "ac:d", NULL },
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
	.synopsis = "Adds to the content of an item.",
};
