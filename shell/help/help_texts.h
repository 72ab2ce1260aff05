/* help_texts: the .help files, embedded at build time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HELP_HELP_TEXTS_H
#define HELP_HELP_TEXTS_H

#include <stddef.h>

/* name: file name without .help ("get-date"); sorted by it; ends with a NULL name. */
typedef struct HelpText {
	const char *name, *text;
} HelpText;
extern const HelpText help_texts[];

#endif
