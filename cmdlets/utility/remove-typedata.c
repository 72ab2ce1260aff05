/* remove-typedata: takes back what Update-TypeData said of type names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/value/array.h"
#include "shell/value/type_data.h"

enum { SET_NAME = 1, SET_DATA = 2, SET_FILE = 4 };
enum { P_TYPE_DATA, P_TYPE_NAME, P_PATH };

static const char *const sets[] = { "RemoveTypeSet", "RemoveTypeDataSet", "RemoveFileSet", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_TYPE_DATA] = { .name = "TypeData", .type = "PSObject", .help = "What Get-TypeData gave.",
		.in = { { SET_DATA, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } } },
	[P_TYPE_NAME] = { .name = "TypeName", .type = "String", .flags = PARAM_NOT_EMPTY, .help = "The type name.",
		.in = { { SET_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } } },
	[P_PATH] = { .name = "Path", .type = "String[]", .in = { { SET_FILE, 0, PARAM_MANDATORY } }, .flags = PARAM_NOT_DONE,
		.help = "Files of types (.ps1xml)." },
};
/* clang-format on */

static Flow not_found(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "TypesDynamicRemoveException", .exception = EXC_RUNTIME
	};

	return stage_error(s, &spec,
		"The type \"%.*s\" was not found. The type name value must be the full name of the type. "
		"Verify the type name and run the command again.",
		STR_ARG(name));
}

static Flow process(Stage *s, Value input)
{
	Value data = stage_bound(s, P_TYPE_DATA) ? s->args[P_TYPE_DATA] : VALUE_EMPTY;
	const Slot *slot = data.kind == V_OBJECT ? object_find_peek(data.object, S("TypeName")) : NULL;
	Str name = slot ? value_str_peek(slot->value) : stage_str(s, P_TYPE_NAME);
	Flow flow = FLOW_NEXT;

	(void)input;
	if (!stage_should(s, name, S("Remove-TypeData"), &flow))
		return flow;
	return type_data_remove(s->interp, name) ? FLOW_NEXT : not_found(s, name);
}

const CmdletDef cmd_remove_typedata = {
	.name = "Remove-TypeData",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Takes back what Update-TypeData said of a type name.",
};
