/* transcript: a record of what the screen shows, in a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_TRANSCRIPT_H
#define UTILITY_TRANSCRIPT_H

#include "shell/engine/stage.h"

typedef struct TranscriptHow {
	Str path; /* as shown */
	bool append, no_clobber, force, minimal;
} TranscriptHow;

/* From now on all that goes to the host is written to the file, too; transcripts nest.  *shown: the file's name. */
Flow transcript_start(Stage *s, const TranscriptHow *how, Buf *shown) NODISCARD;
/* Ends the one started last.  false: there is none. */
bool transcript_stop(Stage *s, Buf *shown);

#endif
