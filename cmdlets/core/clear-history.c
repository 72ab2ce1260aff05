/* clear-history: removes lines from the history. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/history_info.h"
#include "shell/base/wildcard.h"
#include "shell/value/array.h"

enum { SET_ID = 1, SET_LINE = 2 };
enum { P_ID, P_COMMAND_LINE, P_COUNT, P_NEWEST };

static const char *const sets[] = { "IDParameter", "CommandLineParameter", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { SET_ID, 1, 0 } },
		.check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX }, .help = "The numbers of the lines." },
	[P_COMMAND_LINE] = { .name = "CommandLine", .type = "String[]", .in = { { .sets = SET_LINE } },
		.flags = PARAM_NOT_EMPTY, .help = "Lines like these; wildcards are allowed." },
	[P_COUNT] = { .name = "Count", .type = "Int32", .in = { { .pos1 = 2 } },
		.check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX }, .help = "How many lines, the oldest first." },
	[P_NEWEST] = { .name = "Newest", .type = "SwitchParameter", .help = "Takes the newest lines first." },
};
/* clang-format on */

static void remove_range(History *history, size_t from, size_t to)
{
	while (to > from && to <= history->n)
		history_remove(history, --to);
}

static Flow clear_all(Stage *s, History *history)
{
	size_t n = history->n, count = (size_t)stage_int(s, P_COUNT, INT32_MAX);
	Flow flow;

	if (!stage_bound(s, P_COUNT) &&
		!stage_should(s, S("The command will clear all the entries from the session history."),
			S("Clear-History"), &flow))
		return flow;
	if (count > n)
		count = n;
	remove_range(history, stage_switch(s, P_NEWEST) ? n - count : 0, stage_switch(s, P_NEWEST) ? n : count);
	return FLOW_NEXT;
}

/* With -Count those before it, too; with -Newest those behind it. */
static Flow clear_id(Stage *s, History *history, int64_t id)
{
	size_t at = history_find(history, id), count = (size_t)stage_int(s, P_COUNT, 1), end;

	if (at == STR_NONE)
		return history_info_no_id(s, id);
	if (stage_switch(s, P_NEWEST)) {
		end = history->n - at < count ? history->n : at + count;
		remove_range(history, at, end);
	} else {
		remove_range(history, count > at ? 0 : at + 1 - count, at + 1);
	}
	return FLOW_NEXT;
}

static Flow clear_ids(Stage *s, History *history)
{
	const Array *ids = s->args[P_ID].array;

	if (ids->n > 1 && stage_bound(s, P_COUNT))
		return history_info_no_count(s, stage_int(s, P_COUNT, 0));
	for (size_t i = 0; i < ids->n; i++)
		FLOW_TRY(clear_id(s, history, value_unwrap_peek(array_peek(ids, i)).i64));
	return FLOW_NEXT;
}

static void clear_matching(Stage *s, History *history, Str pattern)
{
	int64_t left = stage_int(s, P_COUNT, INT64_MAX);
	bool newest = stage_switch(s, P_NEWEST);

	for (size_t i = 0, n = history->n; i < n && left > 0; i++) {
		size_t at = newest ? n - 1 - i : i - (n - history->n); /* what was removed moved the rest */

		if (!wildcard_match(pattern, string_str(history->p[at].line), true))
			continue;
		history_remove(history, at);
		left--;
	}
}

static Flow process(Stage *s, Value input)
{
	History *history = history_of(s->interp);
	size_t n;
	const Str *patterns;

	(void)input;
	if (stage_bound(s, P_ID))
		return clear_ids(s, history);
	if (!stage_bound(s, P_COMMAND_LINE))
		return clear_all(s, history);
	patterns = stage_strings(s, P_COMMAND_LINE, &n);
	for (size_t i = 0; i < n; i++)
		clear_matching(s, history, patterns[i]);
	return FLOW_NEXT;
}

const CmdletDef cmd_clear_history = {
	.name = "Clear-History",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "clhy", NULL },
	.sets = sets,
	.default_set = SET_ID,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Removes lines from the history of this session.",
};
