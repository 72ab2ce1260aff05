/* host_line: a line that is being typed, on the screen: wrapped, coloured by token, redrawn in place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_LINE_H
#define HOST_HOST_LINE_H

#include "shell/base/buf.h"
#include "shell/base/edition.h"

/* Where the last drawing left the cursor: rows below its first one.  Zero: nothing is drawn yet, the cursor is where
 * the prompt begins. */
typedef struct HostLine {
	size_t row;
} HostLine;

/* What is drawn. */
typedef struct HostLineText {
	Str prompt; /* may hold escape sequences and line ends */
	Str text;
	size_t cursor;         /* byte of text */
	const uint8_t *colors; /* one of host_line_color's for each byte of text, or NULL */
	size_t width;          /* columns of the terminal */
} HostLineText;

/* Appends what redraws the line in place of its last drawing. */
void host_line_draw(HostLine *line, const HostLineText *what, Buf *out);

/* Colours the last n bytes of a text by its tokens: a block of n numbers, for free(). */
uint8_t *host_line_color(Str text, size_t n, const Edition *edition) NODISCARD;

#endif
