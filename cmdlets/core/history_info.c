/* history_info: Microsoft.PowerShell.Commands.HistoryInfo: a line of the history. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/history_info.h"

#include <stdlib.h>

#include "shell/base/moment.h"
#include "shell/types/types.h"

/* clang-format off */
static const EnumName state_names[] = {
	{ "NotStarted", 0 }, { "Running", 1 }, { "Stopping", 2 }, { "Stopped", 3 }, { "Completed", 4 }, { "Failed", 5 },
	{ "Disconnected", 6 },
};
/* clang-format on */
const TypeDef history_info_state_type = {
	.name = "System.Management.Automation.Runspaces.PipelineState",
	.base = &type_known[T_ENUM],
	.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT,
	.names = state_names,
	.nnames = COUNT(state_names),
	.underlying = T_INT32,
};

static const HistoryEntry *peek(Value self)
{
	return self.object->payload;
}

static void free_info(Object *object, ValueDrops *drops)
{
	HistoryEntry *entry = object->payload;

	value_drop_later(drops, value_of_string(entry->line));
	free(entry);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, string_str(peek(self)->line));
	return FLOW_NEXT;
}

TYPE_GET(get_id)
{
	return types_found(out, value_long(peek(self)->id));
}

TYPE_GET(get_line)
{
	return types_found(out, value_ref(value_of_string(peek(self)->line)));
}

TYPE_GET(get_status)
{
	return types_found(out, value_enum(&history_info_state_type, peek(self)->status));
}

TYPE_GET(get_start)
{
	return types_found(out, value_datetime(peek(self)->start, MOMENT_LOCAL));
}

TYPE_GET(get_end)
{
	return types_found(out, value_datetime(peek(self)->end, MOMENT_LOCAL));
}

TYPE_GET(get_duration)
{
	return types_found(out, value_timespan(peek(self)->end - peek(self)->start));
}

/* 0.021, 1:02.500, 1:00:02.500: as much as there is. */
static Flow duration_text(UNUSED Interp *in, Value self, Value *out)
{
	int64_t ms = (peek(self)->end - peek(self)->start) / MOMENT_TICKS_PER_MS;
	int64_t seconds = ms / 1000, minutes = seconds / 60, hours = minutes / 60;
	Buf text = BUF_INIT;

	if (hours)
		buf_printf(&text, "%lld:%02d:", (long long)hours, (int)(minutes % 60));
	else if (minutes)
		buf_printf(&text, "%d:", (int)minutes);
	buf_printf(&text, minutes ? "%02d.%03d" : "%d.%03d", (int)(seconds % 60), (int)(ms % 1000));
	return types_found(out, types_buf_string(&text));
}

static const PropDef props[] = {
	PROP("Id", "long", get_id),
	PROP("CommandLine", "string", get_line),
	PROP("ExecutionStatus", "System.Management.Automation.Runspaces.PipelineState", get_status),
	PROP("StartExecutionTime", "datetime", get_start),
	PROP("EndExecutionTime", "datetime", get_end),
	PROP_IN_CORE("Duration", "timespan", get_duration),
	PROPS_END,
};
static const TypeMembers members = { .props = props };
static const TypeOps ops = { .free = free_info, .text = put_text };

static const ViewItem desktop_items[] = { { .prop = "Id", .width = 4, .align = 'r' }, { .prop = "CommandLine" },
	{ 0 } };
static const ViewDef desktop_view = { .shape = VIEW_TABLE, .items = desktop_items, .where = WHERE_DESKTOP };
static const ViewItem core_items[] = {
	{ .prop = "Id", .width = 4, .align = 'r' },
	{ .label = "Duration", .text = duration_text, .width = 12, .align = 'r' },
	{ .prop = "CommandLine" },
	{ 0 },
};
static const ViewDef core_view = {
	.shape = VIEW_TABLE, .items = core_items, .where = WHERE_CORE, .next = &desktop_view
};

static const TypeDef info_type = {
	.name = "Microsoft.PowerShell.Commands.HistoryInfo",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.view = &core_view,
};

Value history_info_new(const HistoryEntry *entry)
{
	HistoryEntry *copy = MEM_NEW(HistoryEntry);

	*copy = *entry;
	value_ref(value_of_string(copy->line));
	return object_value(object_new_native(&info_type, copy));
}

Flow history_info_no_id(Stage *s, int64_t id)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "GetHistoryNoHistoryForId",
		.exception = EXC_ARGUMENT,
		.target = value_long(id) };

	return stage_error(s, &spec, "Cannot locate the history for Id %lld.", (long long)id);
}

Flow history_info_no_count(Stage *s, int64_t count)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "GetHistoryNoCountWithMultipleIds",
		.exception = EXC_ARGUMENT,
		.target = value_int((int32_t)count) };

	return stage_error(s, &spec, "The count cannot be combined with multiple Ids.");
}
