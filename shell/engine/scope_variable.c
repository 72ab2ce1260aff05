/* scope_variable: reading and writing variables as the language does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/enumerator.h"
#include "shell/engine/interp.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/reference.h"
#include "shell/engine/scope.h"
#include "shell/engine/validate.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"

/* ---- special variables ---- */

static Value script_root(Frame *frame, bool root_only)
{
	Str path, sep = S("/");
	size_t cut;

	while (frame && !(frame->script && frame->script->path.n))
		frame = frame->up;
	if (!frame)
		return value_string(S(""));
	path = frame->script->path;
	if (!root_only)
		return value_string(path);
	cut = str_rfind(path, sep, path.n);
	if (cut == STR_NONE)
		cut = str_rfind(path, S("\\"), path.n);
	return value_string(str_cut(path, 0, cut == STR_NONE ? 0 : cut == 0 ? 1 : cut));
}

static Value frame_args(const Frame *frame)
{
	if (frame->args.kind != V_EMPTY)
		return value_ref(frame->args);
	return array_value(array_new_objects());
}

/* $input is an enumerator: what is read from it is gone.  The list it walks becomes one at the first look. */
static Value frame_input(Interp *in, Frame *frame)
{
	while (frame->up && !frame->invocation)
		frame = frame->up;
	if (frame->input.kind == V_EMPTY || frame->input.kind == V_LIST) {
		Value list = frame->input.kind == V_LIST ? frame->input : list_value(list_new(type_of_id(T_ARRAYLIST)));

		frame->input = enumerator_new(in, list);
		value_drop(list);
	}
	return value_ref(frame->input);
}

/* Those that belong to a call: false for plain names and those that do not exist here ($PSCmdlet in a simple
 * function). */
static bool get_of_frame(Interp *in, SymbolId id, Value *out)
{
	Frame *frame = in->frame;

	switch (id) {
	case SYM_ARGS:
		*out = frame_args(frame);
		return true;
	case SYM_INPUT:
		*out = frame_input(in, frame);
		return true;
	case SYM_MY_INVOCATION:
		*out = pipeline_my_invocation(in, frame);
		return true;
	case SYM_BOUND_PARAMETERS:
		*out = pipeline_bound_parameters(in, frame);
		return true;
	case SYM_CMDLET:
		*out = pipeline_cmdlet(in, frame);
		return out->kind != V_EMPTY;
	case SYM_SCRIPT_ROOT:
	case SYM_COMMAND_PATH:
		*out = script_root(frame, id == SYM_SCRIPT_ROOT);
		return true;
	default:
		return false;
	}
}

static bool get_special(Interp *in, const Symbol *symbol, Value *out)
{
	Buf buf = BUF_INIT;

	switch (symbol->id) {
	case SYM_NULL:
		*out = VALUE_NULL;
		return true;
	case SYM_TRUE:
	case SYM_FALSE:
		*out = value_bool(symbol->id == SYM_TRUE);
		return true;
	case SYM_UNDERSCORE:
		*out = value_ref(in->underscore);
		return out->kind != V_EMPTY;
	case SYM_SUCCESS:
		*out = value_bool(in->success);
		return true;
	case SYM_STACK_TRACE:
		interp_put_stack(in, &buf);
		*out = value_string_buf(&buf);
		buf_release(&buf);
		return true;
	case SYM_PWD:
		*out = provider_location(in);
		return true;
	case SYM_HOST:
		*out = interp_host_object(in);
		return true;
	case SYM_CONTEXT:
		*out = interp_context_object();
		return true;
	default:
		return get_of_frame(in, symbol->id, out);
	}
}

Flow scope_get(Interp *in, Scope *from, Symbol *symbol, Value *out, bool *found)
{
	Variable *v = symbol->id > SYM_SUCCESS || symbol->id == SYM_PLAIN ? scope_find_peek(from, symbol) : NULL;

	*found = true;
	if (v) {
		*out = value_ref(v->value);
		return FLOW_NEXT;
	}
	if (symbol->id != SYM_PLAIN && get_special(in, symbol, out))
		return FLOW_NEXT;
	*out = VALUE_NULL;
	*found = false;
	return FLOW_NEXT;
}

/* ---- writing ---- */

static Flow not_writable(Interp *in, const Symbol *symbol)
{
	Value target = value_of_string(symbol->name);
	Fault fault = { .id = "VariableNotWritable",
		.category = CAT_WRITE_ERROR,
		.exception = EXC_SESSION_STATE_UNAUTHORIZED,
		.target = target };

	return fault_raise(
		in, &fault, "Cannot overwrite variable %s because it is read-only or constant.", symbol->name->p);
}

static bool is_constant(const Symbol *symbol)
{
	return symbol->id == SYM_NULL || symbol->id == SYM_TRUE || symbol->id == SYM_FALSE ||
	       symbol->id == SYM_SUCCESS || symbol->id == SYM_HOST || symbol->id == SYM_CONTEXT;
}

/* The pending conversion error as a typed variable reports it: the plain text, as an
 * ArgumentTransformationMetadataException (reference 12.2.3). */
static Flow conversion_failed(Interp *in)
{
	Value record = interp_take_error(in);
	ErrorRecord *error = error_peek(record);
	Fault fault = { .id = "RuntimeException",
		.category = CAT_METADATA_ERROR,
		.exception = EXC_ARGUMENT_TRANSFORMATION_METADATA,
		.inner = error->exception };
	Str text = error_message_peek(error);
	Flow flow = fault_raise(in, &fault, "%.*s", STR_ARG(text));

	value_drop(record);
	return flow;
}

/* [bool] and [switch] take only bools and numbers, as a function's parameters do (reference 5.7.1). */
static bool is_no_bool(const TypeDef *to, Value v)
{
	const TypeDef *type = value_is_null(v) ? NULL : type_of(v);

	if (to->id != T_BOOL && to->id != T_SWITCH)
		return false;
	if (!type)
		return to->id == T_BOOL;
	return type->id != T_BOOL && type->id != T_SWITCH && !(type->flags & TYPE_NUMBER) && !type_is_enum(type);
}

static Flow not_a_bool(Interp *in, const TypeDef *to, Value v)
{
	Fault fault = { .id = "RuntimeException",
		.category = CAT_METADATA_ERROR,
		.exception = EXC_ARGUMENT_TRANSFORMATION_METADATA };

	return fault_raise(in, &fault,
		"Cannot convert value \"%s\" to type \"%s\". Boolean parameters accept only Boolean values and numbers, such "
		"as $True, $False, 1 or 0.",
		value_is_null(v) ? "" : type_of(v)->name, to->name);
}

/* ActionPreference's Suspend was workflows'. */
static bool is_suspend(Value v)
{
	return v.kind == V_ENUM && v.enumeration->value == PREF_SUSPEND &&
	       str_eq(str_from(v.enumeration->type->name), S("System.Management.Automation.ActionPreference"));
}

static Flow suspend_is_reserved(Interp *in)
{
	Fault fault = { .id = "RuntimeException",
		.category = CAT_METADATA_ERROR,
		.exception = EXC_ARGUMENT_TRANSFORMATION_METADATA };

	return fault_raise(in, &fault,
		"The Suspend ActionPreference value is reserved for future use and is not supported at this time. For more "
		"information about preference variables, see the Help topic, \"about_Preference_Variables.\"");
}

Flow scope_convert(Interp *in, const TypeDef *type, bool plain, Value *v)
{
	Value converted;
	Flow flow;

	if (type->id == T_REFERENCE) {
		if (!type_is(type_of(*v), type))
			value_set_take(v, reference_new(in, NULL, NULL, *v));
		return FLOW_NEXT;
	}
	if (is_no_bool(type, *v) && !(plain && function_is_compiled(in)))
		return not_a_bool(in, type, *v);
	flow = convert_to(in, *v, type, &converted);
	if (flow == FLOW_NEXT)
		value_set_take(v, converted);
	else if (flow == FLOW_THROW && !(plain && function_is_compiled(in)))
		flow = conversion_failed(in);
	return flow;
}

/* No attributes but its type. */
static bool is_plain(const VariableMeta *meta)
{
	for (uint32_t i = 0; i < meta->nattributes; i++)
		if (!meta->attributes[i]->is_constraint)
			return false;
	return true;
}

Flow scope_check(Interp *in, const Symbol *symbol, const VariableMeta *meta, Value *v)
{
	Flow flow = FLOW_NEXT;

	if (meta->type)
		FLOW_TRY(scope_convert(in, meta->type, is_plain(meta), v));
	if (is_suspend(*v) && str_iends(string_str(symbol->name), S("Preference")))
		return suspend_is_reserved(in);
	if (meta->nattributes)
		flow = validate_variable(in, symbol, meta, *v);
	return flow;
}

/* A constant name of the engine ($true) or a variable that may not change. */
static Flow refuse(Interp *in, const Symbol *symbol, const Variable *v)
{
	if (symbol->id == SYM_NULL) /* $null = anything throws it away, without a word */
		return FLOW_NEXT;
	if (is_constant(symbol) || (v && v->meta && (v->meta->options & (VARIABLE_READ_ONLY | VARIABLE_CONSTANT))))
		return not_writable(in, symbol);
	return FLOW_NEXT;
}

Flow scope_set_take(Interp *in, Scope *scope, Symbol *symbol, Value v)
{
	Variable *slot = scope_slot(scope, symbol), *outer = NULL;
	Flow flow = FLOW_NEXT;

	if (symbol->id == SYM_UNDERSCORE) {
		value_set_take(&in->underscore, v);
		return FLOW_NEXT;
	}
	if (value_is_unset(slot->value)) { /* an AllScope variable is the same in every scope below */
		outer = scope_find_peek(scope, symbol);
		if (outer && !(outer->meta && (outer->meta->options & VARIABLE_ALL_SCOPE)))
			outer = NULL;
	}
	if (symbol->id != SYM_PLAIN || slot->meta || outer)
		flow = refuse(in, symbol, outer ? outer : slot);
	if (flow == FLOW_NEXT && outer)
		slot = outer;
	if (flow == FLOW_NEXT && slot->meta && (slot->meta->type || slot->meta->nattributes)) {
		flow = scope_check(in, symbol, slot->meta, &v);
		slot = outer ? scope_find_peek(scope, symbol) : scope_slot(scope, symbol); /* a script may have run */
	}
	if (flow == FLOW_NEXT && symbol->id != SYM_NULL)
		value_set_take(&slot->value, v);
	else
		value_drop(v);
	return flow;
}
