/* clipboard: text that is kept for Get-Clipboard: the session's own, for there may be no desktop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MANAGEMENT_CLIPBOARD_H
#define MANAGEMENT_CLIPBOARD_H

#include "shell/engine/stage.h"

/* What Set-Clipboard keeps; lent; empty at first. */
Buf *clipboard_of(Stage *s);

#endif
