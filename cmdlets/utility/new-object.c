/* new-object: makes an object of a .NET type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/member.h"

enum { SET_NET = 1, SET_COM = 2 };
enum { P_COM_OBJECT, P_STRICT, P_TYPE_NAME, P_ARGUMENT_LIST, P_PROPERTY };

static const char *const sets[] = { "Net", "Com", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_COM_OBJECT] = { .name = "ComObject", .type = "String", .in = { { SET_COM, 1, PARAM_MANDATORY } },
		.where = WHERE_DESKTOP, .help = "The ProgID of a COM class; there are none on this system." },
	[P_STRICT] = { .name = "Strict", .type = "SwitchParameter", .in = { { .sets = SET_COM } }, .where = WHERE_DESKTOP,
		.help = "A COM object that is a .NET wrapper is an error." },
	[P_TYPE_NAME] = { .name = "TypeName", .type = "String", .in = { { SET_NET, 1, PARAM_MANDATORY } },
		.help = "The type: its full name, with or without System., or a short name such as hashtable." },
	[P_ARGUMENT_LIST] = { .name = "ArgumentList", .aliases = (const char *const[]){ "Args", NULL }, .type = "Object[]",
		.in = { { SET_NET, 2, 0 } }, .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "Arguments of the constructor." },
	[P_PROPERTY] = { .name = "Property", .type = "IDictionary", .flags = PARAM_NOT_EMPTY,
		.help = "Properties of the new object and their values." },
};
/* clang-format on */

/* ---- making ---- */

/* What Windows says of a class that is not registered. */
static Flow no_com_class(Stage *s)
{
	ErrorSpec spec = { .category = CAT_RESOURCE_UNAVAILABLE, .id = "NoCOMClassIdentified", .exception = EXC_COM };

	return stage_throw(s, &spec,
		"Retrieving the COM class factory for component with CLSID {00000000-0000-0000-0000-000000000000} failed due "
		"to the following error: 80040154 Class not registered (Exception from HRESULT: 0x80040154 "
		"(REGDB_E_CLASSNOTREG)).");
}

static Flow unknown_type(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_INVALID_TYPE, .id = "TypeNotFound", .exception = EXC_PS_ARGUMENT };

	return stage_throw(s, &spec,
		"Cannot find type [%.*s]: verify that the assembly containing this type is loaded.", STR_ARG(name));
}

static Flow no_constructor(Stage *s, const TypeDef *type)
{
	ErrorSpec spec = {
		.category = CAT_OBJECT_NOT_FOUND, .id = "CannotFindAppropriateCtor", .exception = EXC_PS_ARGUMENT
	};

	return stage_throw(s, &spec, "A constructor was not found. Cannot find an appropriate constructor for type %s.",
		type->name);
}

static Flow no_overload(Stage *s, const TypeDef *type, size_t n)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "ConstructorInvokedThrowException", .exception = EXC_METHOD
	};
	Str name = type_short_name(type);

	return stage_throw(
		s, &spec, "Cannot find an overload for \"%.*s\" and the argument count: \"%zu\".", STR_ARG(name), n);
}

/* What the constructor threw, as this command's error. */
static Flow failed(Stage *s, const TypeDef *type, size_t n)
{
	Value record = interp_take_error(s->interp), own;
	const ErrorRecord *error = error_peek(record);
	bool none = error->id && str_eq(string_str(error->id), S("MethodCountCouldNotFindBest"));
	Flow flow;

	if (none) {
		flow = n ? no_overload(s, type, n) : no_constructor(s, type);
	} else {
		own = error_new(
			error->exception, S("ConstructorInvokedThrowException"), CAT_INVALID_OPERATION, VALUE_EMPTY);
		flow = stage_throw_record(s, own);
		value_drop(own);
	}
	value_drop(record);
	return flow;
}

static bool is_bag(const TypeDef *type)
{
	return type->id == T_PSOBJECT || type->id == T_PSCUSTOM;
}

static Flow make(Stage *s, const TypeDef *type, Value *out)
{
	const Array *list = stage_bound(s, P_ARGUMENT_LIST) && s->args[P_ARGUMENT_LIST].kind == V_ARRAY
				    ? s->args[P_ARGUMENT_LIST].array
				    : NULL;
	size_t n = list ? list->n : 0;
	Flow flow;

	if (is_bag(type)) {
		*out = n ? object_wrap(array_peek(list, 0)) : object_value(object_new_custom());
		return FLOW_NEXT;
	}
	flow = member_construct(s->interp, type, list ? list->items : NULL, n, out);
	return flow == FLOW_THROW ? failed(s, type, n) : flow;
}

/* ---- properties ---- */

static Flow no_member(Stage *s, Str name, const TypeDef *type)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperationException", .exception = EXC_INVALID_OPERATION
	};

	return stage_error(
		s, &spec, "The member \"%.*s\" was not found for the specified %s object.", STR_ARG(name), type->name);
}

static Flow bad_value(Stage *s)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA, .id = "SetValueException", .exception = EXC_SET_VALUE };

	value_drop(interp_take_error(s->interp));
	return stage_error(s, &spec,
		"The value supplied is not valid, or the property is read-only. Change the value, and then try again.");
}

/* A property is set, a method of that name called with the value. */
static Flow set_member(Stage *s, Value object, const TypeDef *type, Str name, Value v)
{
	Value old = VALUE_EMPTY;
	bool found;
	Flow flow;

	FLOW_TRY(member_get_own(s->interp, object, name, &old, &found));
	value_drop(old);
	if (found) {
		flow = member_set(s->interp, object, name, v);
	} else if (member_has_method(s->interp, object, name)) {
		old = VALUE_EMPTY;
		flow = member_call(s->interp, object, name, &v, 1, &old);
		value_drop(old);
	} else {
		return no_member(s, name, type);
	}
	return flow == FLOW_THROW ? bad_value(s) : flow;
}

static Flow set_properties(Stage *s, Value object, const TypeDef *type)
{
	Value given = value_unwrap_peek(s->args[P_PROPERTY]);
	const struct HashEntry *entry;
	size_t at = 0;
	Flow flow = FLOW_NEXT;

	while (flow == FLOW_NEXT && given.kind == V_HASH && (entry = hash_next(given.hash, &at))) {
		Value name;

		FLOW_TRY(convert_to_string(s->interp, entry->key, &name));
		if (is_bag(type) && object.kind == V_OBJECT)
			object_set(object.object, string_str(name.string), entry->value);
		else
			flow = set_member(s, object, type, string_str(name.string), entry->value);
		value_drop(name);
	}
	return flow;
}

static Flow begin(Stage *s)
{
	Str name = stage_str(s, P_TYPE_NAME);
	const TypeDef *type = type_set_find(runtime_of(s->interp)->types, name);
	Value object = VALUE_EMPTY;
	Flow flow;

	if (s->set == SET_COM)
		return no_com_class(s);
	if (!type)
		return unknown_type(s, name);
	FLOW_TRY(make(s, type, &object));
	flow = stage_bound(s, P_PROPERTY) ? set_properties(s, object, type) : FLOW_NEXT;
	if (flow == FLOW_NEXT)
		flow = stage_write(s, object);
	value_drop(object);
	return flow;
}

const CmdletDef cmd_new_object = {
	.name = "New-Object",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_NET,
	.params = params,
	.nparams = COUNT(params),
	.begin = begin,
	.synopsis = "Makes an object of a .NET type.",
};
