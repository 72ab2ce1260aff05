/* get-history: the lines of this session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/history_info.h"
#include "shell/value/array.h"

enum { P_ID, P_COUNT };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int64[]", .in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE } },
		.check = { .kind = CHECK_RANGE, .min = 1, .max = INT64_MAX }, .help = "The numbers of the lines." },
	[P_COUNT] = { .name = "Count", .type = "Int32", .in = { { .pos1 = 2 } },
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT16_MAX },
		.help = "How many lines: the newest, or those up to Id." },
};
/* clang-format on */

/* The entries from .. to. */
static Flow write_range(Stage *s, const History *history, size_t from, size_t to)
{
	for (; from < to && from < history->n; from++)
		FLOW_TRY(stage_write_take(s, history_info_new(&history->p[from])));
	return FLOW_NEXT;
}

static Flow write_id(Stage *s, const History *history, int64_t id)
{
	size_t at = history_find(history, id), count = (size_t)stage_int(s, P_COUNT, 1);

	if (at == STR_NONE)
		return history_info_no_id(s, id);
	return write_range(s, history, count > at ? 0 : at + 1 - count, at + 1);
}

static Flow process(Stage *s, Value input)
{
	const History *history = history_of(s->interp);
	size_t count = (size_t)stage_int(s, P_COUNT, INT32_MAX);
	const Array *ids;

	(void)input;
	if (!stage_bound(s, P_ID))
		return write_range(s, history, count < history->n ? history->n - count : 0, history->n);
	ids = s->args[P_ID].array;
	if (ids->n > 1 && stage_bound(s, P_COUNT))
		return history_info_no_count(s, stage_int(s, P_COUNT, 0));
	for (size_t i = 0; i < ids->n; i++)
		FLOW_TRY(write_id(s, history, value_unwrap_peek(array_peek(ids, i)).i64));
	return FLOW_NEXT;
}

const CmdletDef cmd_get_history = {
	.name = "Get-History",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "h", "history", "ghy", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "Microsoft.PowerShell.Commands.HistoryInfo", NULL },
	.process = process,
	.synopsis = "Gives the lines that were typed in this session.",
};
