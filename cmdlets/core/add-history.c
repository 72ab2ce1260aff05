/* add-history: adds lines to the history. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/history_info.h"
#include "shell/value/convert.h"
#include "shell/value/member.h"

enum { P_INPUT_OBJECT, P_PASSTHRU };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject[]", .in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE } },
		.help = "Lines as Get-History or Import-Csv gives them." },
	[P_PASSTHRU] = { .name = "Passthru", .type = "SwitchParameter", .help = "Gives the new lines." },
};
/* clang-format on */

static Flow refuse(Stage *s, Value object)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA,
		.id = "AddHistoryInvalidInput",
		.exception = EXC_INVALID_DATA_IO,
		.target = object,
		.target_type = "PSObject" };

	return stage_error(s, &spec, "Cannot add history because the input object has a format that is not valid.");
}

/* One property as the type it must have; false: it is not there or does not convert. */
static bool read_property(Stage *s, Value object, Str name, const TypeDef *type, Value *out)
{
	Value v = VALUE_EMPTY;
	bool found = false, ok;

	if (member_get_own(s->interp, object, name, &v, &found) != FLOW_NEXT) {
		runtime_of(s->interp)->clear_error(s->interp);
		return false;
	}
	ok = found && !value_is_null(v) && convert_try(s->interp, v, type, out);
	value_drop(v);
	return ok;
}

static bool read_entry(Stage *s, Value object, HistoryEntry *entry)
{
	Value line = VALUE_EMPTY, status = VALUE_EMPTY, start = VALUE_EMPTY, end = VALUE_EMPTY;
	bool ok = read_property(s, object, S("CommandLine"), type_of_id(T_STRING), &line) &&
		  read_property(s, object, S("ExecutionStatus"), &history_info_state_type, &status) &&
		  read_property(s, object, S("StartExecutionTime"), type_of_id(T_DATETIME), &start) &&
		  read_property(s, object, S("EndExecutionTime"), type_of_id(T_DATETIME), &end);

	if (ok)
		*entry = (HistoryEntry){ .line = value_ref(line).string,
			.status = (int)status.enumeration->value,
			.start = start.i64,
			.end = end.i64 };
	value_drop(line);
	value_drop(status);
	return ok;
}

static Flow add(Stage *s, Value object)
{
	HistoryEntry entry;
	const HistoryEntry *added;

	if (value_is_null(object) || !read_entry(s, object, &entry))
		return refuse(s, object);
	added = history_add(s->interp, entry);
	return stage_switch(s, P_PASSTHRU) ? stage_write_take(s, history_info_new(added)) : FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	Value objects = stage_bound(s, P_INPUT_OBJECT) ? s->args[P_INPUT_OBJECT] : VALUE_EMPTY;

	(void)input;
	for (size_t i = 0; objects.kind == V_ARRAY && i < objects.array->n; i++)
		FLOW_TRY(add(s, array_peek(objects.array, i)));
	return FLOW_NEXT;
}

const CmdletDef cmd_add_history = {
	.name = "Add-History",
	.module = "Microsoft.PowerShell.Core",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "Microsoft.PowerShell.Commands.HistoryInfo", NULL },
	.process = process,
	.synopsis = "Adds lines to the history of this session.",
};
