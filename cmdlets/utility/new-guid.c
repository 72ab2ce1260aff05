/* new-guid: a new Guid, an empty one, or text as one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "shell/types/guid.h"

enum { SET_NEW = 1, SET_EMPTY = 2, SET_INPUT = 4 };
enum { P_EMPTY, P_INPUT_OBJECT };

static const char *const sets[] = { "Default", "Empty", "InputObject", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_EMPTY] = { .name = "Empty", .type = "SwitchParameter", .in = { { .sets = SET_EMPTY } }, .where = WHERE_CORE,
		.help = "Gives the Guid that is all zeroes." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "String", .in = { { SET_INPUT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.where = WHERE_CORE, .help = "Text that is turned into a Guid." },
};
/* clang-format on */

/* What is no Guid is the error of its constructor. */
static Flow parse(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "StringNotRecognizedAsGuid", .exception = EXC_FORMAT
	};
	const TypeDef *type = type_set_find(runtime_of(s->interp)->types, S("System.Guid"));
	Value guid, record;
	Flow flow;

	if (convert_to(s->interp, s->args[P_INPUT_OBJECT], type, &guid) == FLOW_NEXT)
		return stage_write_take(s, guid);
	record = interp_take_error(s->interp);
	flow = stage_error(s, &spec, "%s", edition_text(stage_edition(s), ET_GUID_FORMAT));
	value_drop(record);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	uint8_t bytes[16] = { 0 };

	(void)input;
	if (stage_bound(s, P_INPUT_OBJECT))
		return parse(s);
	if (!stage_switch(s, P_EMPTY))
		types_guid_fill(s->interp, bytes);
	return stage_write_take(s, types_guid_value(bytes));
}

const CmdletDef cmd_new_guid = {
	.name = "New-Guid",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_NEW,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Guid", NULL },
	.process = process,
	.synopsis = "Makes a new Guid.",
};
