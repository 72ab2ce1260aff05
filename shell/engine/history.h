/* history: what was typed in this session: Get-History and its kin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_HISTORY_H
#define ENGINE_HISTORY_H

#include "shell/engine/interp.h"

/* PipelineState's numbers. */
enum { HISTORY_RUNNING = 1, HISTORY_STOPPED = 3, HISTORY_COMPLETED = 4, HISTORY_FAILED = 5 };

typedef struct HistoryEntry {
	int64_t id;
	String *line; /* counted */
	int status;
	int64_t start, end; /* local ticks */
} HistoryEntry;

/* Oldest first, at most $MaximumHistoryCount of them; what runs at present is not among them yet. */
typedef struct History {
	HistoryEntry *p;
	size_t n, cap;
	int64_t last_id;
	HistoryEntry running; /* line NULL: nothing */
} History;

/* The session's, made when first asked for. */
History *history_of(Interp *in);
/* A line that was typed is about to run, and has ended: it counts from then on. */
void history_begin(Interp *in, Str line);
void history_end(Interp *in, int status);
/* The running line is told as another (Invoke-History). */
void history_replace(Interp *in, Str line);
/* Adds a finished entry; its id is given here; takes the line. */
HistoryEntry *history_add(Interp *in, HistoryEntry entry);
/* Place of an id; STR_NONE: not there. */
size_t history_find(const History *history, int64_t id);
void history_remove(History *history, size_t at);
int64_t history_now(Interp *in); /* local ticks */

#endif
