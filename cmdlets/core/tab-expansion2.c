/* tab-expansion2: what may stand at a place of a command line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/complete/complete.h"
#include "shell/engine/stage.h"
#include "shell/value/object.h"

#define AUTOMATION "System.Management.Automation."

enum { P_INPUT_SCRIPT, P_CURSOR_COLUMN, P_OPTIONS };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_SCRIPT] = { .name = "inputScript", .type = "String", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY } },
		.flags = PARAM_ALLOW_EMPTY, .help = "The text that is typed." },
	[P_CURSOR_COLUMN] = { .name = "cursorColumn", .type = "Int32", .in = { { .pos1 = 2 } },
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX },
		.help = "Characters before the cursor.", .default_text = "all of them" },
	[P_OPTIONS] = { .name = "options", .type = "Hashtable", .in = { { .pos1 = 3 } }, .flags = PARAM_NOT_DONE,
		.help = "How names are completed." },
};
/* clang-format on */

static Value result_object(const Completion *completion)
{
	Object *object = object_new_custom();

	object_push_type_name(object, S(AUTOMATION "CompletionResult"));
	object_set_string(object, S("CompletionText"), buf_str(&completion->text));
	object_set_string(object, S("ListItemText"), buf_str(&completion->list_item));
	object_set_string(object, S("ResultType"), str_from(complete_kind_name(completion->kind)));
	object_set_string(object, S("ToolTip"), buf_str(&completion->tool_tip));
	return object_value(object);
}

static Value completion_object(const Completions *found, Str text)
{
	Object *object = object_new_custom();
	Array *matches = array_new_objects();
	size_t at = str_unit_of_byte(text, found->at), end = str_unit_of_byte(text, found->at + found->length);

	for (size_t i = 0; i < found->n; i++)
		array_push_take(matches, result_object(&found->p[i]));
	object_push_type_name(object, S(AUTOMATION "CommandCompletion"));
	object_set_take(object, S("CurrentMatchIndex"), value_int(-1));
	object_set_take(object, S("ReplacementIndex"), value_int(found->none ? -1 : (int32_t)at));
	object_set_take(object, S("ReplacementLength"), value_int(found->none ? -1 : (int32_t)(end - at)));
	object_set_take(object, S("CompletionMatches"), array_value(matches));
	return object_value(object);
}

static Flow process(Stage *s, Value input)
{
	Str text = stage_str(s, P_INPUT_SCRIPT);
	size_t column = (size_t)stage_int(s, P_CURSOR_COLUMN, INT32_MAX);
	Completions found = { 0 };
	Flow flow;

	(void)input;
	complete_text(s->interp, text, str_byte_of_unit(text, column), &found);
	flow = stage_write_take(s, completion_object(&found, text));
	complete_release(&found);
	return flow;
}

const CmdletDef cmd_tab_expansion2 = {
	.name = "TabExpansion2",
	.module = "Microsoft.PowerShell.Core",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ AUTOMATION "CommandCompletion", NULL },
	.process = process,
	.synopsis = "Tells what may stand at a place of a command line.",
};
