/* host_progress: bars of Write-Progress on a terminal, below what was written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_PROGRESS_H
#define HOST_HOST_PROGRESS_H

#include "shell/engine/host.h"

/* One activity that is not completed. */
typedef struct HostBar {
	int id, parent;
	int percent, seconds_left;
	Buf activity, status, operation;
} HostBar;

enum { HOST_BARS_MAX = 8 }; /* further ones are not shown */

typedef struct HostProgress {
	HostBar bars[HOST_BARS_MAX];
	size_t n;
	size_t rows;      /* on the screen at present; the cursor is at the end of the last */
	int64_t drawn_at; /* milliseconds of the monotonic clock */
} HostProgress;

/* Takes a record in; false: nothing needs to be drawn (it came too soon after the last). */
bool host_progress_update(HostProgress *progress, const Progress *record);
/* Appends what draws all bars, one row each, no wider than width; erased first when they are there. */
void host_progress_draw(HostProgress *progress, size_t width, bool colors, Buf *out);
/* Appends what takes the bars off the screen: the cursor is where the first began. */
void host_progress_erase(HostProgress *progress, Buf *out);
/* Forgets all bars. */
void host_progress_clear(HostProgress *progress);

#endif
