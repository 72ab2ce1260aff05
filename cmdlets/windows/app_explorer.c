/* app_explorer: explorer: runbooks open a folder in a window with it; there are none here, and it says so. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/app.h"

static int explorer(AppContext *context)
{
	for (int i = 1; i < context->argc; i++)
		buf_printf(
			context->err, "explorer: no window can be opened here for '%.*s'\n", STR_ARG(context->argv[i]));
	return 0;
}

const AppDef app_explorer = {
	.name = "explorer",
	.synopsis = "Would open a folder in a window.",
	.usage = "Usage: explorer [folder]\n",
	.main = explorer,
	.where = WHERE_DESKTOP,
};
