/* history: what was typed in this session: Get-History and its kin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/history.h"

#include <stdlib.h>

#include "shell/base/moment.h"
#include "shell/base/vec.h"

enum { COUNT_DEFAULT = 4096 };

static void drop_line(HistoryEntry *entry)
{
	if (entry->line)
		value_drop(value_of_string(entry->line));
	entry->line = NULL;
}

static void free_history(void *p)
{
	History *history = p;

	for (size_t i = 0; i < history->n; i++)
		drop_line(&history->p[i]);
	drop_line(&history->running);
	free(history->p);
	free(history);
}

History *history_of(Interp *in)
{
	void **slot = interp_service(in, "history", free_history);

	if (!*slot)
		*slot = MEM_NEW(History);
	return *slot;
}

int64_t history_now(Interp *in)
{
	const Env *env = runtime_of(in)->env;

	return moment_to_local(env, env->now(env->self));
}

static size_t limit_of(Interp *in)
{
	Value v = value_unwrap_peek(interp_variable_peek(in, in->sym.maximum_history));

	return v.kind == V_INT && v.i64 > 0 && v.i64 < INT32_MAX ? (size_t)v.i64 : COUNT_DEFAULT;
}

size_t history_find(const History *history, int64_t id)
{
	size_t low = 0, high = history->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (history->p[middle].id == id)
			return middle;
		if (history->p[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return STR_NONE;
}

void history_remove(History *history, size_t at)
{
	drop_line(&history->p[at]);
	memmove(history->p + at, history->p + at + 1, (history->n - at - 1) * sizeof(*history->p));
	history->n--;
}

/* By its id: a line that ran Add-History is older than what it added. */
static HistoryEntry *insert(Interp *in, HistoryEntry entry)
{
	History *history = history_of(in);
	size_t at;

	while (history->n >= limit_of(in))
		history_remove(history, 0);
	VEC_PUSH(history, entry);
	for (at = history->n - 1; at > 0 && history->p[at - 1].id > entry.id; at--)
		history->p[at] = history->p[at - 1];
	history->p[at] = entry;
	return &history->p[at];
}

HistoryEntry *history_add(Interp *in, HistoryEntry entry)
{
	entry.id = ++history_of(in)->last_id;
	return insert(in, entry);
}

void history_begin(Interp *in, Str line)
{
	History *history = history_of(in);

	drop_line(&history->running);
	history->running = (HistoryEntry){ .id = ++history->last_id,
		.line = value_string(line).string,
		.status = HISTORY_RUNNING,
		.start = history_now(in) };
}

void history_replace(Interp *in, Str line)
{
	History *history = history_of(in);

	if (!history->running.line)
		return;
	drop_line(&history->running);
	history->running.line = value_string(line).string;
}

void history_end(Interp *in, int status)
{
	History *history = history_of(in);

	if (!history->running.line)
		return;
	history->running.status = status;
	history->running.end = history_now(in);
	insert(in, history->running);
	history->running = (HistoryEntry){ 0 };
}
