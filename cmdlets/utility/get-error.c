/* get-error: the last errors with all that is known of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "shell/value/array.h"
#include "shell/value/member.h"

enum { SET_NEWEST = 1, SET_ERROR = 2 };
enum { P_INPUT_OBJECT, P_NEWEST };
enum { INNER_MAX = 20 }; /* exceptions inside one another that are told */

static const char *const sets[] = { "Newest", "Error", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { SET_ERROR, 0, PARAM_FROM_PIPE } },
		.help = "The errors." },
	[P_NEWEST] = { .name = "Newest", .aliases = (const char *const[]){ "Last", NULL }, .type = "Int32",
		.in = { { .sets = SET_NEWEST } }, .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.help = "How many of the last errors.", .default_text = "1" },
};
/* clang-format on */

static Flow copy_property(Stage *s, Value from, const char *name, Object *to)
{
	Value v = VALUE_NULL;
	bool found;

	FLOW_TRY(member_get(s->interp, from, str_from(name), NULL, &v, &found));
	object_set_take(to, str_from(name), v);
	return FLOW_NEXT;
}

/* Type, message and what is inside, so that a list shows them. */
static Flow make_exception(Stage *s, Value exception, int depth, Value *out)
{
	const Exception *inside = exception_peek(exception);
	Object *object = object_new_custom();
	Value inner = VALUE_NULL;
	Flow flow = FLOW_NEXT;

	object_set_string(object, S("Type"), str_from(type_of(exception)->name));
	object_set_string(object, S("Message"), exception_message_peek(exception));
	if (inside && !value_is_null(inside->inner) && depth < INNER_MAX) {
		flow = make_exception(s, inside->inner, depth + 1, &inner);
		object_set_take(object, S("InnerException"), inner);
	}
	if (inside)
		object_set_take(object, S("HResult"), value_int(inside->hresult));
	*out = object_value(object);
	return flow;
}

static Flow write_error(Stage *s, Value record)
{
	static const char *const names[] = { "TargetObject", "CategoryInfo", "FullyQualifiedErrorId", "ErrorDetails",
		"InvocationInfo", "ScriptStackTrace" };
	const ErrorRecord *error = error_peek(record);
	Object *object = object_new_custom();
	Value exception = VALUE_NULL;
	Flow flow = FLOW_NEXT;

	if (error)
		flow = make_exception(s, error->exception, 0, &exception);
	else if (exception_peek(record))
		flow = make_exception(s, record, 0, &exception);
	object_set_take(object, S("Exception"), exception);
	for (size_t i = 0; error && i < COUNT(names) && flow == FLOW_NEXT; i++)
		flow = copy_property(s, record, names[i], object);
	object_push_type_name(object, S("System.Management.Automation.ErrorRecord#PSExtendedError"));
	if (flow == FLOW_NEXT)
		return stage_write_take(s, object_value(object));
	value_drop(object_value(object));
	return flow;
}

static Flow process(Stage *s, Value input)
{
	const List *errors = s->interp->errors;
	size_t n = (size_t)stage_int(s, P_NEWEST, 1);

	(void)input;
	if (stage_bound(s, P_INPUT_OBJECT))
		return write_error(s, s->args[P_INPUT_OBJECT]);
	for (size_t i = 0; errors && i < errors->n && i < n; i++)
		FLOW_TRY(write_error(s, list_peek(errors, i)));
	return FLOW_NEXT;
}

const CmdletDef cmd_get_error = {
	.name = "Get-Error",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "gerr", NULL },
	.sets = sets,
	.default_set = SET_NEWEST,
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_CORE,
	.process = process,
	.synopsis = "Gives the last errors with all that is known of them.",
};
