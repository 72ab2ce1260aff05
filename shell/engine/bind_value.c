/* bind_value: one value for one parameter: transformed, converted, validated (reference 5.7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/bind.h"
#include "shell/engine/credential.h"
#include "shell/engine/interp.h"
#include "shell/engine/validate.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"
#include "shell/value/object.h"

/* What one call works on. */
typedef struct Coercion {
	Interp *in;
	const Binding *b;
	const Param *param;
	Span at;
	BindMode mode;
} Coercion;

static bool is_object(const TypeDef *type)
{
	return type->id == T_OBJECT || type->id == T_PSOBJECT;
}

/* What the binder fills element by element. */
static bool is_collection(const TypeDef *type)
{
	return type->elem || type->id == T_ARRAY || type->id == T_ARRAYLIST || type->id == T_LIST ||
	       type->id == T_COLLECTION || type->id == T_ILIST ||
	       (type->ops && type->ops->convert && type->ops->enumerate); /* MultiValuedProperty */
}

/* ---- failures ---- */

/* The pending conversion error becomes the binder's, its text behind the binder's words. */
static Flow conversion_failed(const Coercion *c, bool of_function)
{
	BindFault fault = { .id = "CannotConvertArgumentNoMessage", .at = c->at };
	Value record = interp_take_error(c->in);
	Str text = error_message_peek(error_peek(record)), name = c->param->name;
	Flow flow;

	if (of_function) {
		fault = (BindFault){ .id = "ParameterArgumentTransformationError",
			.category = CAT_INVALID_DATA,
			.exception = EXC_PARAMETER_TRANSFORMATION,
			.at = c->at };
		flow = bind_fail(c->in, c->b, &fault,
			"Cannot process argument transformation on parameter '%.*s'. %.*s", STR_ARG(name),
			STR_ARG(text));
	} else {
		flow = bind_fail(
			c->in, c->b, &fault, "Cannot bind parameter '%.*s'. %.*s", STR_ARG(name), STR_ARG(text));
	}
	value_drop(record);
	return flow;
}

static Flow transformation_failed(const Coercion *c, const char *fmt, Str what, const char *type)
{
	BindFault fault = { .id = "ParameterArgumentTransformationError",
		.category = CAT_INVALID_DATA,
		.exception = EXC_PARAMETER_TRANSFORMATION,
		.at = c->at };
	Buf text = BUF_INIT;
	Str args[2] = { what, str_from(type) };
	Flow flow;

	error_format(&text, fmt, args, 2);
	flow = bind_fail(c->in, c->b, &fault, "Cannot process argument transformation on parameter '%.*s'. %.*s",
		STR_ARG(c->param->name), STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

/* Compiled cmdlets name the type of the value, not the value. */
static Flow cannot_convert(const Coercion *c, Value v, const char *why)
{
	BindFault fault = { .id = "CannotConvertArgument", .at = c->at };

	return bind_fail(c->in, c->b, &fault, "Cannot convert '%s' to the type '%s' required by parameter '%.*s'. %s",
		value_is_null(v) ? "" : type_of(v)->name, c->param->type->name, STR_ARG(c->param->name), why);
}

static Flow not_allowed(const Coercion *c, const char *id, const char *what)
{
	BindFault fault = {
		.id = id, .category = CAT_INVALID_DATA, .exception = EXC_PARAMETER_VALIDATION, .at = c->at
	};

	return bind_fail(c->in, c->b, &fault, "Cannot bind argument to parameter '%.*s' because it is %s.",
		STR_ARG(c->param->name), what);
}

/* ---- without coercion ---- */

static bool elements_fit(Interp *in, Value v, const TypeDef *elem)
{
	Value item;
	Iter it;
	Flow flow;
	bool fit = true;

	if (v.kind == V_ARRAY && v.array->type->elem && type_is(v.array->type->elem, elem))
		return true;
	if (iter_init(in, &it, v) != FLOW_NEXT)
		return false;
	while (fit && iter_next(in, &it, &item, &flow)) {
		fit = !value_is_null(item) && type_is(type_of(item), elem);
		value_drop(item);
	}
	iter_release(&it);
	return fit;
}

static bool has_type_already(Interp *in, Value v, const TypeDef *type)
{
	const TypeDef *own;

	if (value_is_null(v) || is_object(type))
		return true;
	own = type_of(v);
	if (type_is(own, type) || (type->id == T_PSCUSTOM && v.kind == V_OBJECT))
		return true;
	if (!type->elem || type->id == T_DICTIONARY)
		return false;
	return iter_unrolls(v) ? elements_fit(in, v, type->elem) : type_is(own, type->elem);
}

/* A number on the command line is its text for a type that is made of text: 3.0 is version 3.0 (reference 1.6.8).  As the
 * one element of an object[] it is the number. */
static Flow convert_argument(const Coercion *c, Value v, const TypeDef *type, Value *out)
{
	if (object_is_literal(v) && type->id == T_NONE)
		return convert_to(c->in, value_of_string(v.object->text), type, out);
	if (type->elem ? type->elem->id != T_STRING : type->id == T_ARRAY)
		v = object_number_peek(v);
	return convert_to(c->in, v, type, out);
}

/* ---- functions: reference 5.7.1 ---- */

static Flow function_bool(const Coercion *c, Value v, Value *out)
{
	const char *name = c->param->type->name;
	bool is_switch = c->param->type->id == T_SWITCH;
	const TypeDef *type = value_is_null(v) ? NULL : type_of(v);

	if (v.kind == V_BOOL || (is_switch && value_is_null(v))) {
		*out = is_switch ? value_switch(v.kind == V_BOOL && v.b) : value_bool(v.b);
		return FLOW_NEXT;
	}
	if (is_switch && type && (type->flags & TYPE_NUMBER)) {
		Value number = VALUE_EMPTY;

		return convert_to(c->in, v, c->param->type, &number) == FLOW_NEXT ? (*out = number, FLOW_NEXT)
										  : conversion_failed(c, true);
	}
	if (type && ((type->flags & TYPE_NUMBER) || type_is_enum(type))) {
		*out = value_bool(convert_to_bool(v));
		return FLOW_NEXT;
	}
	return transformation_failed(c,
		"Cannot convert value \"{0}\" to type \"{1}\". Boolean parameters accept only Boolean values and numbers, "
		"such as $True, $False, 1 or 0.",
		type ? str_from(type->name) : S(""), name);
}

static Flow function_value(const Coercion *c, Value v, Value *out)
{
	const TypeDef *type = c->param->type;

	if (is_object(type)) {
		*out = value_ref(v);
		return FLOW_NEXT;
	}
	if (type->id == T_BOOL || type->id == T_SWITCH)
		return function_bool(c, value_unwrap_peek(v), out);
	if (type->id == T_REFERENCE && !type_is(type_of(v), type))
		return transformation_failed(c, "Reference type is expected in argument.", S(""), type->name);
	if (type->id == T_STRING && c->b->command->advanced && value_unwrap_peek(v).kind == V_ARRAY)
		return transformation_failed(c, "Cannot convert value to type {1}.", S(""), type->name);
	if (convert_argument(c, v, type, out) != FLOW_NEXT)
		return conversion_failed(c, true);
	return FLOW_NEXT;
}

/* ---- compiled cmdlets: reference 5.7.2 ---- */

static Flow cmdlet_null(const Coercion *c, Value *out)
{
	BindFault fault = { .id = "ParameterBindingFailed", .category = CAT_WRITE_ERROR, .at = c->at };
	const TypeDef *type = c->param->type;
	Value record;
	Flow flow;

	*out = VALUE_NULL;
	if (type->id == T_BOOL)
		return not_allowed(c, "ParameterArgumentValidationErrorNullNotAllowed", "null");
	if (type->id == T_SWITCH)
		*out = value_switch(true);
	if (!(type->flags & TYPE_VALUE) || type->id == T_SWITCH || c->param->runtime.kind != V_EMPTY)
		return FLOW_NEXT;
	if (convert_to(c->in, VALUE_NULL, type, out) == FLOW_NEXT)
		return FLOW_NEXT;
	record = interp_take_error(c->in);
	flow = bind_fail(c->in, c->b, &fault,
		"Cannot bind parameter '%.*s' to the target. Exception setting \"%.*s\": \"%.*s\"",
		STR_ARG(c->param->name), STR_ARG(c->param->name), STR_ARG(error_message_peek(error_peek(record))));
	value_drop(record);
	return flow;
}

/* For an array it is converted by itself: what fails is told of the element's type (asked of 7.6). */
static Flow only_element(const Coercion *c, Value v, Value *out)
{
	const TypeDef *type = c->param->type;
	Array *array;
	Value item;

	FLOW_TRY(convert_argument(c, is_object(type->elem) ? object_number_peek(v) : v, type->elem, &item));
	array = array_new(type, 1);
	array_push_take(array, item);
	*out = array_value(array);
	return FLOW_NEXT;
}

static bool makes_array(const TypeDef *type, Value plain)
{
	return type->id == T_ARRAY && type->elem && type->elem->id != T_CHAR && !iter_unrolls(plain);
}

static Flow cmdlet_value(const Coercion *c, Value v, Value *out)
{
	const TypeDef *type = c->param->type;
	Value plain = value_unwrap_peek(v);

	if (value_is_null(v))
		return cmdlet_null(c, out);
	if (is_object(type) || type_is(type_of(v), type)) {
		*out = value_ref(is_object(type) ? v : plain);
		return FLOW_NEXT;
	}
	if (type->id == T_BOOL || type->id == T_SWITCH) {
		if (plain.kind != V_BOOL && !(type_of(plain)->flags & TYPE_NUMBER) && !type_is_enum(type_of(plain)))
			return cannot_convert(c, plain, "");
		*out = type->id == T_BOOL ? value_bool(convert_to_bool(plain)) : value_switch(convert_to_bool(plain));
		return FLOW_NEXT;
	}
	if (iter_unrolls(plain) && !is_collection(type) && !type_is_enum(type) && type->id != T_ICOLLECTION)
		return cannot_convert(c, plain, "Specified method is not supported.");
	if ((makes_array(type, plain) ? only_element(c, v, out) : convert_argument(c, v, type, out)) != FLOW_NEXT)
		return conversion_failed(c, c->param->flags & PARAM_OF_PROXY);
	return FLOW_NEXT;
}

/* ---- null and empty: reference 5.7.4 ---- */

/* An element of a collection given to a mandatory parameter.  NULL: fine; else the id's end and the words. */
static const char *element_fault(const Param *param, Value item)
{
	const TypeDef *elem = param->type->elem;

	if (value_is_null(item) && !(elem && (elem->flags & TYPE_VALUE)) && !(param->flags & PARAM_ALLOW_NULL))
		return "Null";
	if (elem && elem->id == T_STRING && value_is_string(item) && value_str_peek(item).n == 0 &&
		!(param->flags & PARAM_ALLOW_EMPTY))
		return "EmptyString";
	return NULL;
}

static Flow check_elements(const Coercion *c, Value v)
{
	const char *fault = NULL;
	bool any = false;
	Value item;
	Iter it;
	Flow flow;

	if (iter_unrolls(v)) {
		FLOW_TRY(iter_init(c->in, &it, v));
		while (!fault && iter_next(c->in, &it, &item, &flow)) {
			any = true;
			fault = element_fault(c->param, item);
			value_drop(item);
		}
		iter_release(&it);
	} else { /* the only element */
		any = true;
		fault = element_fault(c->param, v);
	}
	if (!any && !(c->param->flags & PARAM_ALLOW_EMPTY_COLLECTION))
		return c->param->type->elem && c->param->type->id == T_ARRAY
			       ? not_allowed(
					 c, "ParameterArgumentValidationErrorEmptyArrayNotAllowed", "an empty array")
			       : not_allowed(c, "ParameterArgumentValidationErrorEmptyCollectionNotAllowed",
					 "an empty collection");
	if (!fault)
		return FLOW_NEXT;
	return fault[0] == 'N'
		       ? not_allowed(c, "ParameterArgumentValidationErrorNullNotAllowed", "null")
		       : not_allowed(c, "ParameterArgumentValidationErrorEmptyStringNotAllowed", "an empty string");
}

/* given: before conversion; v: after it. */
static Flow check_mandatory(const Coercion *c, Value given, Value v)
{
	const Param *param = c->param;

	if (param->type->id == T_STRING && value_is_string(v) && value_str_peek(v).n == 0) {
		if (param->flags & PARAM_ALLOW_EMPTY)
			return FLOW_NEXT;
		return not_allowed(c, "ParameterArgumentValidationErrorEmptyStringNotAllowed", "an empty string");
	}
	if (value_is_null(v)) {
		if (param->flags & PARAM_ALLOW_NULL)
			return FLOW_NEXT;
		return not_allowed(c, "ParameterArgumentValidationErrorNullNotAllowed", "null");
	}
	return is_collection(param->type) ? check_elements(c, given) : FLOW_NEXT;
}

/* ---- attributes ---- */

static Flow validation_failed(const Coercion *c, Str why)
{
	BindFault fault = { .id = "ParameterArgumentValidationError",
		.category = CAT_INVALID_DATA,
		.exception = EXC_PARAMETER_VALIDATION,
		.at = c->at };

	return bind_fail(c->in, c->b, &fault, "Cannot validate argument on parameter '%.*s'. %.*s",
		STR_ARG(c->param->name), STR_ARG(why));
}

/* -OutVariable and the like take no empty name (asked of 7.6). */
static bool check_variable_name(Value v, Buf *why)
{
	if (value_is_null(v) || value_str_peek(v).n)
		return true;
	buf_put(why,
		S("Cannot process argument because the value of argument \"path\" is not valid. Change the value of the "
		  "\"path\" argument and run the operation again."));
	return false;
}

/* A cmdlet's NotNull and NotNullOrEmpty, and its table's check. */
static bool check_table(const Coercion *c, Value v, Buf *why, Flow *flow)
{
	Validator rule = { .kind = c->param->flags & PARAM_NOT_EMPTY ? VALIDATE_NOT_EMPTY : VALIDATE_NOT_NULL };

	*flow = FLOW_NEXT;
	if (c->param->common && c->param->flags & PARAM_NOT_EMPTY)
		return check_variable_name(v, why);
	if ((c->param->flags & (PARAM_NOT_NULL | PARAM_NOT_EMPTY)) && !validate_value(c->in, &rule, v, why, flow))
		return false;
	return validate_check(c->in, &c->param->def->check, v, why);
}

/* In reverse order of declaration, as the engine does (checked with it). */
static Flow check_rules(const Coercion *c, Value v)
{
	Buf why = BUF_INIT;
	Flow flow = FLOW_NEXT;
	bool ok = true;

	for (uint32_t i = c->param->nvalidators; ok && i-- > 0;)
		ok = validate_value(c->in, &c->param->validators[i], v, &why, &flow);
	if (ok && c->param->def)
		ok = check_table(c, v, &why, &flow);
	if (!ok && flow == FLOW_NEXT)
		flow = validation_failed(c, buf_str(&why));
	buf_release(&why);
	return flow;
}

static bool has_rules(const Param *param)
{
	return param->nvalidators ||
	       (param->def && (param->def->check.kind || (param->flags & (PARAM_NOT_NULL | PARAM_NOT_EMPTY))));
}

/* A user name for a PSCredential: the rest is asked for. */
static Flow ask_credential(const Coercion *c, Value user, Value *out)
{
	CredentialPrompt prompt = { .user = value_str_peek(user) };
	Flow flow = credential_ask(c->in, &prompt, out);

	return flow == FLOW_THROW ? conversion_failed(c, true) : flow;
}

static Flow convert(const Coercion *c, Value given, Value *out)
{
	if (value_is_string(given) && credential_is(c->param->type))
		return ask_credential(c, given, out);
	return command_is_script(c->b->command) && !c->param->common && !c->param->dynamic
		       ? function_value(c, given, out)
		       : cmdlet_value(c, given, out);
}

/* [PSTypeName()]: every element of an array, or the one value, has the name. */
static Flow has_type_name(const Coercion *c, Value v, bool *has)
{
	Value item;
	Iter it;
	Flow flow;

	*has = value_is_null(v) || object_has_type_name(v, c->param->ps_type_name);
	if (*has || !iter_unrolls(v))
		return FLOW_NEXT;
	FLOW_TRY(iter_init(c->in, &it, v));
	*has = true;
	while (*has && iter_next(c->in, &it, &item, &flow)) {
		*has = object_has_type_name(item, c->param->ps_type_name);
		value_drop(item);
	}
	iter_release(&it);
	return FLOW_NEXT;
}

static Flow check_type_name(const Coercion *c, Value v)
{
	BindFault fault = { .id = "MismatchedPSTypeName", .exception = EXC_PARAMETER_TRANSFORMATION, .at = c->at };
	bool has;

	FLOW_TRY(has_type_name(c, v, &has));
	if (has)
		return FLOW_NEXT;
	return bind_fail(c->in, c->b, &fault,
		"Cannot bind argument to parameter '%.*s', because PSTypeNames of the argument do not match the PSTypeName "
		"required by the parameter: %.*s.",
		STR_ARG(c->param->name), STR_ARG(c->param->ps_type_name));
}

static Flow not_done(const Coercion *c)
{
	BindFault fault = { .id = "ParameterNotImplemented",
		.category = CAT_NOT_IMPLEMENTED,
		.exception = EXC_PS_NOT_IMPLEMENTED,
		.at = c->at };

	return bind_fail(c->in, c->b, &fault,
		"The parameter '%.*s' of '%s' is not implemented in this version of exsh.", STR_ARG(c->param->name),
		c->b->command->name->p);
}

Flow bind_value(Interp *in, const Binding *b, uint32_t index, Value v, BindTry *attempt, Value *out)
{
	const Param *param = &b->command->params[index];
	Coercion c = { .in = in, .b = b, .param = param, .at = attempt->at, .mode = attempt->mode };
	Value given = v.kind == V_EMPTY ? VALUE_NULL : v;
	Flow flow = FLOW_NEXT;

	/* what makes a credential of a name is no conversion: it comes before the question whether the type fits, so
	 * the word of Get-Credential bob is the -Credential of the default set (docs: Get-Credential) */
	attempt->fits = attempt->mode == BIND_COERCE || has_type_already(in, given, param->type) ||
			((param->flags & PARAM_CREDENTIAL) && value_is_string(given));
	if (!attempt->fits)
		return FLOW_NEXT;
	if (param->ps_type_name.n)
		FLOW_TRY(check_type_name(&c, given));
	if (param->flags & PARAM_NOT_DONE)
		return not_done(&c);
	flow = convert(&c, given, out);
	if (flow != FLOW_NEXT)
		return flow;
	if (has_rules(param))
		flow = check_rules(&c, *out);
	if (flow == FLOW_NEXT && b->command->advanced && (bind_flags(param, SETS_ALL) & PARAM_MANDATORY))
		flow = check_mandatory(&c, given, *out);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

Flow bind_convert_default(Interp *in, const Binding *b, uint32_t index, Value v, Value *out)
{
	Coercion c = { .in = in, .b = b, .param = &b->command->params[index] };

	return function_value(&c, v.kind == V_EMPTY ? VALUE_NULL : v, out);
}
