/* tab-expansion2: what may stand at a place of a command line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/complete/complete.h"
#include "shell/engine/stage.h"
#include "shell/value/member.h"
#include "shell/value/object.h"
#include "shell/value/runtime.h"

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

static Value result_object(Interp *in, const Completion *completion)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S(AUTOMATION "CompletionResult"));
	const TypeDef *kinds = type_set_find(runtime_of(in)->types, S(AUTOMATION "CompletionResultType"));
	Str tip = buf_str(&completion->tool_tip).n ? buf_str(&completion->tool_tip) : buf_str(&completion->text);
	Value args[] = { value_string(buf_str(&completion->text)), value_string(buf_str(&completion->list_item)),
		value_enum(kinds, completion->kind), value_string(tip) };
	Value result = VALUE_NULL;

	if (member_construct(in, type, args, COUNT(args), &result) != FLOW_NEXT)
		value_drop(interp_take_error(in));
	for (size_t i = 0; i < COUNT(args); i++)
		value_drop(args[i]);
	return result;
}

static Value completion_object(Interp *in, const Completions *found, Str text)
{
	Object *object = object_new_custom();
	Array *matches = array_new_objects();
	size_t at = str_unit_of_byte(text, found->at), end = str_unit_of_byte(text, found->at + found->length);

	for (size_t i = 0; i < found->n; i++)
		array_push_take(matches, result_object(in, &found->p[i]));
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
	flow = stage_write_take(s, completion_object(s->interp, &found, text));
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
