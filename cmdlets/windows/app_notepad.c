/* app_notepad: notepad: runbooks open a file in a window with it; there are none here, and it says so. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/app.h"

static int notepad(AppContext *context)
{
	for (int i = 1; i < context->argc; i++)
		buf_printf(
			context->err, "notepad: no window can be opened here for '%.*s'\n", STR_ARG(context->argv[i]));
	return 0;
}

const AppDef app_notepad = {
	.name = "notepad",
	.synopsis = "Would open a file in a window.",
	.usage = "Usage: notepad [file]\n",
	.main = notepad,
	.where = WHERE_DESKTOP,
};
