/* clipboard: text that is kept for Get-Clipboard: the session's own, for there may be no desktop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/clipboard.h"

#include <stdlib.h>

static void free_clipboard(void *p)
{
	buf_release(p);
	free(p);
}

Buf *clipboard_of(Stage *s)
{
	void **service = stage_service(s, "clipboard", free_clipboard);

	if (!*service) {
		*service = MEM_NEW(Buf);
		buf_init(*service, BUF_MAX);
	}
	return *service;
}
