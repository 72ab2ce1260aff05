/* screen: lines of the formatter on the host: Out-Default and Out-Host. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMAT_SCREEN_H
#define FORMAT_SCREEN_H

#include "shell/format/format.h"

/* State of the cmdlets that write to the host, their first member. */
typedef struct Screen {
	FormatSink sink;
	Host *host;
	Formatter *formatter;
	int height, printed; /* paging: lines of a page, 0: none; lines since the last question */
	bool quit;           /* the reader of pages has had enough */
} Screen;
/* paging: asks after each screenful, on a terminal. */
void screen_begin(Stage *s, bool paging);
Flow screen_put(Stage *s, Value v) NODISCARD;
Flow screen_end(Stage *s) NODISCARD;
void screen_dispose(Stage *s);

#endif
