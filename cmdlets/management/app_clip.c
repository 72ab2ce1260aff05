/* app_clip: clip: what is piped into it is what Get-Clipboard gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/clipboard.h"
#include "shell/engine/app.h"
#include "shell/value/array.h"

static int clip(AppContext *context)
{
	Buf *kept = clipboard_of(context->stage);

	buf_clear(kept);
	for (size_t i = 0; context->input && i < context->input->n; i++) {
		buf_put(kept, value_str_peek(array_peek(context->input, i)));
		if (i + 1 < context->input->n)
			buf_put_char(kept, '\n');
	}
	return 0;
}

const AppDef app_clip = {
	.name = "clip",
	.synopsis = "Keeps its input for Get-Clipboard.",
	.usage = "Usage: ... | clip\n",
	.main = clip,
	.where = WHERE_DESKTOP,
};
