/* reflection: System.Reflection: the members of a type as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/reflection.h"

/* One member; of prop and method one is set. */
typedef struct Reflected {
	const TypeDef *owner;
	const PropDef *prop;
	const MethodDef *method;
	bool is_static;
} Reflected;

static const Reflected *peek(Value self)
{
	return self.object->payload;
}

static void free_reflected(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

/* ---- listing ---- */

typedef struct Listing {
	Interp *in;
	const TypeDef *owner;
	unsigned kinds;
	Str name;
	Array *out;
} Listing;

static bool in_edition(Interp *in, unsigned where)
{
	return where == 0 || where & runtime_edition(in)->where;
}

static void push(Listing *l, const TypeDef *shape, Reflected reflected)
{
	Reflected *payload = MEM_NEW(Reflected);

	*payload = reflected;
	array_push_take(l->out, object_value(object_new_native(shape, payload)));
}

static bool is_wanted(const Listing *l, const char *name)
{
	return l->name.n == 0 || str_eq(l->name, str_from(name));
}

static void list_props(Listing *l, const PropDef *prop, bool is_static)
{
	for (; prop && prop->name; prop++) {
		bool is_field = prop->flags & PROP_FIELD;

		if (prop->flags & (PROP_SCRIPT | PROP_ALIAS | PROP_NOTE | PROP_CODE) || !is_wanted(l, prop->name) ||
			!(l->kinds & (is_field ? REFLECT_FIELDS : REFLECT_PROPERTIES)))
			continue;
		if (!(prop->flags & PROP_CORE) || in_edition(l->in, WHERE_CORE))
			push(l, is_field ? &type_field_info : &type_property_info,
				(Reflected){ .owner = l->owner, .prop = prop, .is_static = is_static });
	}
}

static void list_methods(Listing *l, const MethodDef *method, const TypeDef *shape, bool is_static)
{
	for (; method && method->name; method++)
		if (in_edition(l->in, method->where) && is_wanted(l, method->name))
			push(l, shape, (Reflected){ .owner = l->owner, .method = method, .is_static = is_static });
}

/* Members of the type itself, and those it inherits. */
static void list_type(Listing *l, const TypeDef *type)
{
	const TypeMembers *members = type_set_members(runtime_of(l->in)->types, type);

	if (!members)
		return;
	if (l->kinds & REFLECT_METHODS) {
		list_methods(l, members->methods, &type_method_info, false);
		if (type == l->owner)
			list_methods(l, members->static_methods, &type_method_info, true);
	}
	list_props(l, members->props, false);
	if (type == l->owner)
		list_props(l, members->statics, true);
}

Array *reflection_list(Interp *in, const TypeDef *type, unsigned kinds, Str name)
{
	Listing l = { .in = in, .owner = type, .kinds = kinds, .name = name, .out = array_new_objects() };
	const TypeMembers *members = type_set_members(runtime_of(in)->types, type);

	if (kinds & REFLECT_CONSTRUCTORS) {
		l.name = S("");
		list_methods(&l,
			members && members->constructors ? members->constructors : exception_constructors(type),
			&type_constructor_info, true);
		l.name = name;
	}
	for (const TypeDef *t = type; t; t = t->base)
		list_type(&l, t);
	return l.out;
}

/* ---- signatures ---- */

/* What stands in the parentheses. */
static Str parameters(const MethodDef *method)
{
	Str all = str_from(method->signature);
	size_t open = str_find_byte(all, '(', 0), close = str_find_byte(all, ')', 0);

	return open == STR_NONE || close == STR_NONE ? S("") : str_cut(all, open + 1, close);
}

static Str next_parameter(Str *rest)
{
	size_t i = 0;
	int depth = 0;
	Str piece;

	for (; i < rest->n && (depth > 0 || rest->p[i] != ','); i++)
		depth += rest->p[i] == '[' ? 1 : rest->p[i] == ']' ? -1 : 0;
	piece = str_trim(str_cut(*rest, 0, i));
	*rest = str_cut(*rest, i + 1, rest->n);
	return str_istarts(piece, S("params ")) ? str_cut(piece, 7, piece.n) : piece;
}

static bool takes(Interp *in, const MethodDef *method, const Array *types)
{
	Str rest = parameters(method);
	size_t i = 0;

	for (; rest.n; i++) {
		Str piece = next_parameter(&rest);
		size_t blank = str_find_byte(piece, ' ', 0);
		Value wanted = i < types->n ? value_unwrap_peek(array_peek(types, i)) : VALUE_NULL;

		if (wanted.kind != V_TYPE ||
			type_set_find(runtime_of(in)->types, str_cut(piece, 0, blank)) != wanted.typeref)
			return false;
	}
	return i == types->n;
}

void reflection_keep(Interp *in, Array *list, const Array *types)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++) {
		Value item = list->items[i];

		if (takes(in, peek(item)->method, types))
			list->items[kept++] = item;
		else
			value_drop(item);
	}
	list->n = kept;
}

/* ---- members of members ---- */

static const char *name_of(const Reflected *r)
{
	return r->prop ? r->prop->name : strcmp(r->method->name, "new") == 0 ? ".ctor" : r->method->name;
}

/* "static int Parse(string s)" without the static. */
static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	const Reflected *r = peek(self);
	Str signature;

	if (r->prop) {
		buf_printf(out, "%s %s", r->prop->type, r->prop->name);
		return FLOW_NEXT;
	}
	signature = str_from(r->method->signature);
	buf_put(out, str_starts(signature, S("static ")) ? str_cut(signature, 7, signature.n) : signature);
	return FLOW_NEXT;
}

TYPE_GET(get_name)
{
	return types_found(out, value_string_c(name_of(peek(self))));
}

TYPE_GET(get_declaring_type)
{
	return types_found(out, value_type(peek(self)->owner));
}

TYPE_GET(get_is_static)
{
	return types_found(out, value_bool(peek(self)->is_static));
}

TYPE_GET(get_member_type)
{
	enum { CONSTRUCTOR = 1, FIELD_TYPE = 4, METHOD_TYPE = 8, PROPERTY = 16 };
	const TypeDef *type = self.object->type;
	int kind = type == &type_method_info     ? METHOD_TYPE
		   : type == &type_property_info ? PROPERTY
		   : type == &type_field_info    ? FIELD_TYPE
						 : CONSTRUCTOR;

	return types_found(out, value_enum(&type_member_types, kind));
}

/* The type a name in a table stands for; $null when it is not known here. */
static Value named_type(Interp *in, Str name)
{
	return value_type(type_set_find(runtime_of(in)->types, name));
}

TYPE_GET(get_property_type)
{
	return types_found(out, named_type(in, str_from(peek(self)->prop->type)));
}

TYPE_GET(get_return_type)
{
	Str signature = str_from(peek(self)->method->signature);

	if (str_starts(signature, S("static ")))
		signature = str_cut(signature, 7, signature.n);
	return types_found(out, named_type(in, str_cut(signature, 0, str_find_byte(signature, ' ', 0))));
}

TYPE_GET(get_can_write)
{
	return types_found(out, value_bool(peek(self)->prop->set != NULL));
}

TYPE_GET(get_true)
{
	return types_found(out, value_bool(true));
}

TYPE_METHOD(get_value)
{
	const Reflected *r = peek(self);

	return r->prop->get(in, r->is_static ? value_type(r->owner) : args[0], out);
}

TYPE_METHOD(set_value)
{
	const Reflected *r = peek(self);

	if (!r->prop->set)
		return fault_exception(in, EXC_ARGUMENT, "Property set method not found.");
	return r->prop->set(in, r->is_static ? value_type(r->owner) : args[0], args[1]);
}

/* The overload is chosen again by the arguments: the same one, unless two differ only in what converts. */
TYPE_METHOD(invoke_method)
{
	const Reflected *r = peek(self);
	const Array *list = types_array(args[1]);
	Str name = str_from(r->method->name);

	if (r->is_static)
		return member_call_static(in, r->owner, name, list ? list->items : NULL, list ? list->n : 0, out);
	return member_call(in, args[0], name, list ? list->items : NULL, list ? list->n : 0, out);
}

TYPE_METHOD(invoke_constructor)
{
	const Array *list = types_array(args[0]);

	return member_construct(in, peek(self)->owner, list ? list->items : NULL, list ? list->n : 0, out);
}

/* clang-format off */
#define COMMON \
	PROP("Name", "string", get_name), \
	PROP("DeclaringType", "type", get_declaring_type), \
	PROP("ReflectedType", "type", get_declaring_type), \
	PROP("MemberType", "System.Reflection.MemberTypes", get_member_type)
/* clang-format on */
static const PropDef method_props[] = {
	COMMON,
	PROP("ReturnType", "type", get_return_type),
	PROP("IsStatic", "bool", get_is_static),
	PROP("IsPublic", "bool", get_true),
	PROPS_END,
};
static const PropDef constructor_props[] = { COMMON, PROP("IsPublic", "bool", get_true), PROPS_END };
static const PropDef property_props[] = {
	COMMON,
	PROP("PropertyType", "type", get_property_type),
	PROP("CanRead", "bool", get_true),
	PROP("CanWrite", "bool", get_can_write),
	PROPS_END,
};
static const PropDef field_props[] = {
	COMMON,
	PROP("FieldType", "type", get_property_type),
	PROP("IsStatic", "bool", get_is_static),
	PROP("IsPublic", "bool", get_true),
	PROPS_END,
};
static const MethodDef method_methods[] = {
	METHOD("Invoke", "System.Object Invoke(System.Object obj, System.Object[] parameters)", invoke_method),
	METHODS_END,
};
static const MethodDef constructor_methods[] = {
	METHOD("Invoke", "System.Object Invoke(System.Object[] parameters)", invoke_constructor),
	METHODS_END,
};
static const MethodDef property_methods[] = {
	METHOD("GetValue", "System.Object GetValue(System.Object obj)", get_value),
	METHOD("GetValue", "System.Object GetValue(System.Object obj, System.Object[] index)", get_value),
	METHOD("SetValue", "void SetValue(System.Object obj, System.Object value)", set_value),
	METHOD("SetValue", "void SetValue(System.Object obj, System.Object value, System.Object[] index)", set_value),
	METHODS_END,
};
static const MethodDef field_methods[] = {
	METHOD("GetValue", "System.Object GetValue(System.Object obj)", get_value),
	METHODS_END,
};

static const TypeOps ops = { .free = free_reflected, .text = put_text };

#define REFLECTED(symbol, full_name, props_, methods_)                                                                 \
	static const TypeMembers symbol##_members = { .props = (props_), .methods = (methods_) };                      \
	const TypeDef type_##symbol = { .name = (full_name),                                                           \
		.base = &type_known[T_OBJECT],                                                                         \
		.flags = TYPE_OWN_TEXT,                                                                                \
		.members = &symbol##_members,                                                                          \
		.ops = &ops }

REFLECTED(method_info, "System.Reflection.RuntimeMethodInfo", method_props, method_methods);
REFLECTED(constructor_info, "System.Reflection.RuntimeConstructorInfo", constructor_props, constructor_methods);
REFLECTED(property_info, "System.Reflection.RuntimePropertyInfo", property_props, property_methods);
REFLECTED(field_info, "System.Reflection.RtFieldInfo", field_props, field_methods);
