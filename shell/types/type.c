/* type: System.Type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/assembly.h"
#include "shell/types/reflection.h"
#include "shell/types/types_collection.h"
#include "shell/types/types_number.h"

static const TypeDef *peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_TYPE ? v.typeref : NULL;
}

static TypeSet *set_of(Interp *in)
{
	return runtime_of(in)->types;
}

/* ---- names ---- */

static size_t last_plus(Str name)
{
	return str_rfind(name, S("+"), name.n);
}

/* Without what stands in brackets. */
static Str plain_name(const TypeDef *type)
{
	Str name = str_from(type->name);
	size_t bracket = str_find_byte(name, '[', 0);

	return str_cut(name, 0, bracket);
}

/* Arguments of a generic stand in brackets of their own, with their assembly. */
static void put_full_name(Interp *in, const TypeDef *type, Buf *out)
{
	const TypeDef *arguments[] = { type->elem, type->arg2 };

	if (type->id == T_ARRAY && type->elem) {
		put_full_name(in, type->elem, out);
		buf_put(out, S("[]"));
		return;
	}
	if (type->elem && str_ends(str_from(type->name), S(",]"))) {
		Str name = str_from(type->name);

		put_full_name(in, type->elem, out);
		buf_put(out, str_cut(name, str_rfind(name, S("["), name.n), name.n));
		return;
	}
	buf_put(out, plain_name(type));
	for (size_t i = 0; type->generic && i < COUNT(arguments) && arguments[i]; i++) {
		buf_put(out, i ? S(",[") : S("[["));
		put_full_name(in, arguments[i], out);
		buf_put(out, S(", "));
		assembly_put_name(in, arguments[i], out);
		buf_put_char(out, ']');
	}
	if (type->generic)
		buf_put_char(out, ']');
}

TYPE_GET(get_full_name)
{
	Buf name = BUF_INIT;

	put_full_name(in, peek(self), &name);
	return types_found(out, types_buf_string(&name));
}

TYPE_GET(get_qualified_name)
{
	Buf name = BUF_INIT;

	put_full_name(in, peek(self), &name);
	buf_put(&name, S(", "));
	assembly_put_name(in, peek(self), &name);
	return types_found(out, types_buf_string(&name));
}

TYPE_GET(get_name)
{
	const TypeDef *type = peek(self);
	Str name = type->generic ? plain_name(type) : str_from(type->name);
	size_t plus = last_plus(name), dot = str_rfind(name, S("."), name.n);

	return types_found(out, value_string(str_cut(name, (plus != STR_NONE ? plus : dot) + 1, name.n)));
}

TYPE_GET(get_namespace)
{
	Str name = plain_name(peek(self));
	size_t dot = str_rfind(name, S("."), name.n);

	return types_found(out, dot == STR_NONE ? VALUE_NULL : value_string(str_cut(name, 0, dot)));
}

TYPE_GET(get_declaring_type)
{
	Str name = plain_name(peek(self));
	size_t plus = last_plus(name);

	return types_found(
		out, plus == STR_NONE ? VALUE_NULL : value_type(type_set_find(set_of(in), str_cut(name, 0, plus))));
}

static Flow put_text(const TypeDef *type, Value *out)
{
	return types_found(out, value_string_c(type->name));
}

TYPE_METHOD(to_string)
{
	return put_text(peek(self), out);
}

/* ---- relations ---- */

TYPE_GET(get_base)
{
	return types_found(out, value_type(peek(self)->base));
}

TYPE_GET(get_assembly)
{
	return types_found(out, assembly_of(in, peek(self)));
}

TYPE_GET(get_module)
{
	return types_found(out, value_printf("%s.dll", assembly_short_name(in, peek(self))));
}

TYPE_GET(get_underlying)
{
	return types_found(out, value_type(peek(self)));
}

TYPE_METHOD(get_element)
{
	const TypeDef *type = peek(self);

	return types_found(out, value_type(type->id == T_ARRAY ? type->elem : NULL));
}

/* Interfaces of the type and its bases, each once; every one of them when name is empty. */
static Array *interfaces(Interp *in, const TypeDef *type, Str name, bool ignore_case)
{
	Array *found = array_new(type_set_array_of(set_of(in), type_of_id(T_TYPE)), 0);

	for (; type; type = type->base)
		for (const TypeDef *const *i = type->interfaces; i && *i; i++) {
			Str full = str_from((*i)->name), plain = type_short_name(*i);
			bool wanted = ignore_case ? str_ieq(full, name) || str_ieq(plain, name)
						  : str_eq(full, name) || str_eq(plain, name);

			if ((wanted || name.n == 0) && types_find_item(found, value_type(*i), 0, found->n) < 0)
				array_push_take(found, value_type(*i));
		}
	return found;
}

TYPE_METHOD(get_interfaces)
{
	return types_found(out, array_value(interfaces(in, peek(self), S(""), false)));
}

TYPE_METHOD(get_interface)
{
	Array *found = interfaces(in, peek(self), types_str(args[0]), n > 1 && args[1].b);

	*out = found->n ? array_get(found, 0) : VALUE_NULL;
	value_drop(array_value(found));
	return FLOW_NEXT;
}

TYPE_METHOD(is_assignable_from)
{
	const TypeDef *other = peek(args[0]);

	return types_found(out, value_bool(other && type_is(other, peek(self))));
}

TYPE_METHOD(is_assignable_to)
{
	const TypeDef *other = peek(args[0]);

	return types_found(out, value_bool(other && type_is(peek(self), other)));
}

TYPE_METHOD(is_subclass)
{
	const TypeDef *type = peek(self), *other = peek(args[0]);

	if (!other)
		return types_null(in, "type");
	return types_found(out, value_bool(type != other && !(other->flags & TYPE_INTERFACE) && type_is(type, other)));
}

TYPE_METHOD(is_instance)
{
	return types_found(out, value_bool(!value_is_null(args[0]) && type_is(type_of(args[0]), peek(self))));
}

TYPE_METHOD(equals)
{
	return types_found(out, value_bool(peek(args[0]) == peek(self)));
}

TYPE_METHOD(make_array)
{
	return types_found(out, value_type(type_set_array_of(set_of(in), peek(self))));
}

TYPE_METHOD(get_rank)
{
	if (peek(self)->id != T_ARRAY)
		return fault_exception(in, EXC_ARGUMENT, "Must be an array type.");
	return types_found(out, value_int(1));
}

/* ---- generics ---- */

static Array *new_types(Interp *in)
{
	return array_new(type_set_array_of(set_of(in), type_of_id(T_TYPE)), 2);
}

static Value arguments(Interp *in, const TypeDef *type)
{
	Array *found = new_types(in);

	if (type->generic && type->elem)
		array_push_take(found, value_type(type->elem));
	if (type->generic && type->arg2)
		array_push_take(found, value_type(type->arg2));
	return array_value(found);
}

TYPE_GET(get_arguments)
{
	return types_found(out, arguments(in, peek(self)));
}

TYPE_METHOD(get_arguments_of)
{
	return types_found(out, arguments(in, peek(self)));
}

TYPE_METHOD(get_definition)
{
	const TypeDef *type = peek(self);

	if (type->flags & TYPE_GENERIC)
		return types_found(out, value_type(type));
	if (!type->generic)
		return fault_exception(in, EXC_INVALID_OPERATION, "This operation is only valid on generic types.");
	return types_found(out, value_type(type->generic));
}

TYPE_METHOD(make_generic)
{
	const TypeDef *type = peek(self), *closed;
	const Array *list = types_array(args[0]);

	if (!(type->flags & TYPE_GENERIC))
		return fault_exception(in, EXC_INVALID_OPERATION,
			"%s is not a GenericTypeDefinition. MakeGenericType may only be called on a type for which "
			"Type.IsGenericTypeDefinition is true.",
			type->name);
	closed = list && list->n && list->n <= 2 ? type_set_close(set_of(in), type, peek(list->items[0]),
							   list->n > 1 ? peek(list->items[1]) : NULL)
						 : NULL;
	if (!closed)
		return fault_argument(in, EXC_ARGUMENT, "instantiation",
			"The number of generic arguments provided doesn't equal the arity of the generic type definition.");
	return types_found(out, value_type(closed));
}

/* ---- what kind of type it is ---- */

static bool is_nested(const TypeDef *type)
{
	return last_plus(plain_name(type)) != STR_NONE;
}

/* bool, char and the numbers, but not Decimal and BigInteger. */
static bool is_primitive(const TypeDef *type)
{
	return type->id == T_BOOL || (type->id >= T_CHAR && type->id <= T_DOUBLE) || type == &type_int_ptr;
}

static bool is_class(const TypeDef *type)
{
	return !(type->flags & (TYPE_VALUE | TYPE_INTERFACE)) || type->id == T_VALUETYPE || type->id == T_ENUM;
}

/* A class without instances that is nobody's base. */
static bool is_static(const TypeDef *type)
{
	return type->flags & TYPE_ABSTRACT && !(type->flags & TYPE_INTERFACE) && type->id == T_NONE && !type->ops &&
	       type->base == type_of_id(T_OBJECT);
}

static bool is_sealed(const TypeDef *type)
{
	return is_static(type) || (type->flags & TYPE_VALUE && type->id != T_ENUM) || type->id == T_STRING ||
	       (type->id == T_ARRAY && type->elem);
}

/* Core took [Serializable] off all but the simplest types. */
static bool is_serializable(Interp *in, const TypeDef *type)
{
	static const TypeDef *const others[] = { &type_db_null, &type_guid, &type_version, &type_uri, &type_int_ptr,
		&type_dictionary_entry, &type_key_value_pair, &type_hash_set, &type_sorted_set, &type_sorted_list,
		&type_sorted_list_of, &type_sorted_dictionary, &type_string_builder, &type_string_comparer,
		&type_date_time_offset, &type_time_zone_info, &type_ps_credential };

	if (type->flags & TYPE_INTERFACE || is_static(type))
		return false;
	if (!(runtime_edition(in)->where & WHERE_CORE) || type->id == T_EXCEPTION || type_is_enum(type))
		return true;
	if (type->id == T_TYPE || type->id == T_SWITCH || (type->id >= T_PSOBJECT && type->id <= T_REFERENCE))
		return false;
	for (size_t i = 0; i < COUNT(others); i++)
		if (type == others[i] || type->generic == others[i])
			return true;
	return type->id != T_NONE ||
	       (type_is(type, type_of_id(T_EXCEPTION)) && !type_is(type, exception_type(EXC_RUNTIME)));
}

#define ASK(name, expression)                                                                                          \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		const TypeDef *type = peek(self);                                                                      \
                                                                                                                       \
		return types_found(out, value_bool(expression));                                                       \
	}

ASK(get_is_public, !is_nested(type))
ASK(get_is_not_public, false && type)
ASK(get_is_visible, type != NULL)
/* clang-format off */
ASK(get_is_nested, is_nested(type))
ASK(get_is_serializable, is_serializable(in, type))
ASK(get_is_enum, type_is_enum(type))
ASK(get_is_array, type->id == T_ARRAY && type->elem)
ASK(get_is_value, type->flags & TYPE_VALUE && type->id != T_ENUM)
ASK(get_is_primitive, is_primitive(type))
ASK(get_is_class, is_class(type))
ASK(get_is_interface, type->flags & TYPE_INTERFACE)
ASK(get_is_abstract, type->flags & TYPE_ABSTRACT && type->id != T_TYPE)
ASK(get_is_sealed, is_sealed(type))
ASK(get_is_generic, type->flags & TYPE_GENERIC || type->generic)
ASK(get_is_definition, type->flags & TYPE_GENERIC)
ASK(get_is_constructed, type->generic != NULL)
/* clang-format on */

TYPE_GET(get_member_type)
{
	enum { TYPE_INFO = 32, NESTED_TYPE = 128 };

	return types_found(out, value_enum(&type_member_types, is_nested(peek(self)) ? NESTED_TYPE : TYPE_INFO));
}

/* ---- enums: the static members of System.Enum, asked of the type ---- */

static Flow of_enum(Interp *in, const char *name, Value self, const Value *args, size_t n, Value *out)
{
	Value all[2] = { self, n ? args[0] : VALUE_EMPTY };

	FLOW_TRY(member_call_static(in, type_of_id(T_ENUM), str_from(name), all, n + 1, out));
	return FLOW_NEXT;
}

#define ENUM_METHOD(name, other)                                                                                       \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		return of_enum(in, other, self, args, n, out) == FLOW_THROW ? types_rethrow_inner(in) : FLOW_NEXT;     \
	}

ENUM_METHOD(get_enum_name, "GetName")
ENUM_METHOD(get_enum_names, "GetNames")
ENUM_METHOD(get_enum_values, "GetValues")
ENUM_METHOD(get_enum_underlying, "GetUnderlyingType")
ENUM_METHOD(is_enum_defined, "IsDefined")

/* ---- members ---- */

static Flow one_of(Interp *in, Array *list, Value *out)
{
	size_t n = list->n;
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	*out = n == 1 ? array_get(list, 0) : VALUE_NULL;
	if (n > 1) {
		flow = convert_put_tostring(in, array_peek(list, 0), &text);
		if (flow == FLOW_NEXT)
			flow = fault_exception(in, EXC_AMBIGUOUS_MATCH, "Ambiguous match found for '%s'.", text.p);
	}
	buf_release(&text);
	value_drop(array_value(list));
	return flow;
}

/* (name), (name, types), (name, flags) */
static Flow find_one(Interp *in, Value self, unsigned kinds, const Value *args, size_t n, Value *out)
{
	const Array *types = n > 1 ? types_array(args[n - 1]) : NULL;
	Array *found;

	if (value_is_null(args[0]))
		return types_null(in, "name");
	found = reflection_list(in, peek(self), kinds, types_str(args[0]));
	if (types && kinds == REFLECT_METHODS)
		reflection_keep(in, found, types);
	return one_of(in, found, out);
}

TYPE_METHOD(get_method)
{
	return find_one(in, self, REFLECT_METHODS, args, n, out);
}

TYPE_METHOD(get_property)
{
	return find_one(in, self, REFLECT_PROPERTIES, args, n, out);
}

TYPE_METHOD(get_field)
{
	return find_one(in, self, REFLECT_FIELDS, args, n, out);
}

TYPE_METHOD(get_constructor)
{
	Array *found = reflection_list(in, peek(self), REFLECT_CONSTRUCTORS, S(""));

	if (types_array(args[0]))
		reflection_keep(in, found, types_array(args[0]));
	return one_of(in, found, out);
}

#define LIST_METHOD(name, kinds, only)                                                                                 \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		return types_found(out, array_value(reflection_list(in, peek(self), kinds, only)));                    \
	}

LIST_METHOD(get_methods, REFLECT_METHODS, S(""))
LIST_METHOD(get_properties, REFLECT_PROPERTIES, S(""))
LIST_METHOD(get_fields, REFLECT_FIELDS, S(""))
LIST_METHOD(get_constructors, REFLECT_CONSTRUCTORS, S(""))
LIST_METHOD(get_members, REFLECT_METHODS | REFLECT_PROPERTIES | REFLECT_FIELDS | REFLECT_CONSTRUCTORS, S(""))

/* (name, flags, binder, target, args): a method, by name. */
TYPE_METHOD(invoke_member)
{
	const Array *list = types_array(args[4]);
	const Value *items = list ? list->items : NULL;
	size_t count = list ? list->n : 0;

	if (value_is_null(args[3]))
		return member_call_static(in, peek(self), types_str(args[0]), items, count, out);
	return member_call(in, args[3], types_str(args[0]), items, count, out);
}

/* ---- statics ---- */

/* (name), (name, throw), (name, throw, ignore case): full names alone. */
TYPE_METHOD(find)
{
	Str name = types_str(args[0]), plain = str_cut(name, 0, str_find_byte(name, ',', 0));
	const TypeDef *type;
	bool same;

	if (str_find_byte(name, '[', 0) < plain.n)
		plain = name;
	type = type_set_find(set_of(in), plain);
	same = type && (n > 2 && args[2].b ? str_ieq(str_from(type->name), plain)
					   : str_eq(str_from(type->name), plain) || type->flags & TYPE_RUNTIME);
	if (!same && n > 1 && args[1].b)
		return fault_exception(in, EXC_TYPE_LOAD,
			"Could not resolve type '%.*s' in assembly 'Anonymously Hosted DynamicMethods Assembly, "
			"Version=0.0.0.0, Culture=neutral, PublicKeyToken=null'.",
			STR_ARG(plain));
	return types_found(out, same ? value_type(type) : VALUE_NULL);
}

TYPE_METHOD(get_type_code)
{
	const TypeDef *type = peek(args[0]);

	return types_found(out, value_enum(&type_type_code, type ? types_code(type) : 0));
}

TYPE_METHOD(get_type_array)
{
	const Array *list = types_array(args[0]);
	Array *found = new_types(in);

	for (size_t i = 0; list && i < list->n; i++)
		array_push_take(found, value_type(type_of(array_peek(list, i))));
	return types_found(out, array_value(found));
}

TYPE_GET(get_empty_types)
{
	return types_found(out, array_value(new_types(in)));
}

TYPE_GET(get_delimiter)
{
	return types_found(out, value_char('.'));
}

/* ---- tables ---- */

static const PropDef props[] = {
	PROP("Assembly", "System.Reflection.Assembly", get_assembly),
	PROP("AssemblyQualifiedName", "string", get_qualified_name),
	PROP("BaseType", "type", get_base),
	PROP("ContainsGenericParameters", "bool", get_is_definition),
	PROP("DeclaringType", "type", get_declaring_type),
	PROP("FullName", "string", get_full_name),
	PROP("GenericTypeArguments", "type[]", get_arguments),
	PROP("HasElementType", "bool", get_is_array),
	PROP("IsAbstract", "bool", get_is_abstract),
	PROP("IsArray", "bool", get_is_array),
	PROP("IsByRef", "bool", get_is_not_public),
	PROP("IsCOMObject", "bool", get_is_not_public),
	PROP("IsClass", "bool", get_is_class),
	PROP("IsConstructedGenericType", "bool", get_is_constructed),
	PROP("IsEnum", "bool", get_is_enum),
	PROP("IsGenericType", "bool", get_is_generic),
	PROP("IsGenericTypeDefinition", "bool", get_is_definition),
	PROP("IsInterface", "bool", get_is_interface),
	PROP("IsNested", "bool", get_is_nested),
	PROP("IsNotPublic", "bool", get_is_not_public),
	PROP("IsPointer", "bool", get_is_not_public),
	PROP("IsPrimitive", "bool", get_is_primitive),
	PROP("IsPublic", "bool", get_is_public),
	PROP("IsSealed", "bool", get_is_sealed),
	PROP("IsSerializable", "bool", get_is_serializable),
	PROP("IsValueType", "bool", get_is_value),
	PROP("IsVisible", "bool", get_is_visible),
	PROP("MemberType", "System.Reflection.MemberTypes", get_member_type),
	PROP("Module", "System.Reflection.Module", get_module),
	PROP("Name", "string", get_name),
	PROP("Namespace", "string", get_namespace),
	PROP("ReflectedType", "type", get_declaring_type),
	PROP("UnderlyingSystemType", "type", get_underlying),
	PROPS_END,
};

#define REFLECTION "System.Reflection."
static const MethodDef methods[] = {
	METHOD("Equals", "bool Equals(System.Object o)", equals),
	METHOD("Equals", "bool Equals(type o)", equals),
	METHOD("GetArrayRank", "int GetArrayRank()", get_rank),
	METHOD("GetConstructor", REFLECTION "ConstructorInfo GetConstructor(type[] types)", get_constructor),
	METHOD("GetConstructors", REFLECTION "ConstructorInfo[] GetConstructors()", get_constructors),
	METHOD("GetElementType", "type GetElementType()", get_element),
	METHOD("GetEnumName", "string GetEnumName(System.Object value)", get_enum_name),
	METHOD("GetEnumNames", "string[] GetEnumNames()", get_enum_names),
	METHOD("GetEnumUnderlyingType", "type GetEnumUnderlyingType()", get_enum_underlying),
	METHOD("GetEnumValues", "array GetEnumValues()", get_enum_values),
	METHOD("GetField", REFLECTION "FieldInfo GetField(string name)", get_field),
	METHOD("GetField", REFLECTION "FieldInfo GetField(string name, " REFLECTION "BindingFlags bindingAttr)",
		get_field),
	METHOD("GetFields", REFLECTION "FieldInfo[] GetFields()", get_fields),
	METHOD("GetGenericArguments", "type[] GetGenericArguments()", get_arguments_of),
	METHOD("GetGenericTypeDefinition", "type GetGenericTypeDefinition()", get_definition),
	METHOD("GetInterface", "type GetInterface(string name)", get_interface),
	METHOD("GetInterface", "type GetInterface(string name, bool ignoreCase)", get_interface),
	METHOD("GetInterfaces", "type[] GetInterfaces()", get_interfaces),
	METHOD("GetMembers", REFLECTION "MemberInfo[] GetMembers()", get_members),
	METHOD("GetMethod", REFLECTION "MethodInfo GetMethod(string name)", get_method),
	METHOD("GetMethod", REFLECTION "MethodInfo GetMethod(string name, " REFLECTION "BindingFlags bindingAttr)",
		get_method),
	METHOD("GetMethod", REFLECTION "MethodInfo GetMethod(string name, type[] types)", get_method),
	METHOD("GetMethods", REFLECTION "MethodInfo[] GetMethods()", get_methods),
	METHOD("GetProperties", REFLECTION "PropertyInfo[] GetProperties()", get_properties),
	METHOD("GetProperty", REFLECTION "PropertyInfo GetProperty(string name)", get_property),
	METHOD("GetProperty",
		REFLECTION "PropertyInfo GetProperty(string name, " REFLECTION "BindingFlags bindingAttr)",
		get_property),
	METHOD("InvokeMember",
		"System.Object InvokeMember(string name, " REFLECTION "BindingFlags invokeAttr, " REFLECTION
		"Binder binder, System.Object target, System.Object[] args)",
		invoke_member),
	METHOD("IsAssignableFrom", "bool IsAssignableFrom(type c)", is_assignable_from),
	METHOD_CORE("IsAssignableTo", "bool IsAssignableTo(type targetType)", is_assignable_to),
	METHOD("IsEnumDefined", "bool IsEnumDefined(System.Object value)", is_enum_defined),
	METHOD("IsInstanceOfType", "bool IsInstanceOfType(System.Object o)", is_instance),
	METHOD("IsSubclassOf", "bool IsSubclassOf(type c)", is_subclass),
	METHOD("MakeArrayType", "type MakeArrayType()", make_array),
	METHOD("MakeGenericType", "type MakeGenericType(Params type[] typeArguments)", make_generic),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};

static const PropDef statics[] = {
	FIELD("Delimiter", "char", get_delimiter),
	FIELD("EmptyTypes", "type[]", get_empty_types),
	PROPS_END,
};

static const MethodDef static_methods[] = {
	METHOD("GetType", "static type GetType(string typeName, bool throwOnError, bool ignoreCase)", find),
	METHOD("GetType", "static type GetType(string typeName, bool throwOnError)", find),
	METHOD("GetType", "static type GetType(string typeName)", find),
	METHOD("GetTypeArray", "static type[] GetTypeArray(System.Object[] args)", get_type_array),
	METHOD("GetTypeCode", "static System.TypeCode GetTypeCode(type type)", get_type_code),
	METHODS_END,
};

static const ViewItem columns[] = {
	{ .prop = "IsPublic", .width = 8 },
	{ .label = "IsSerial", .prop = "IsSerializable", .width = 8 },
	{ .prop = "Name", .width = 40 },
	{ .prop = "BaseType" },
	{ 0 },
};
static const ViewDef view = { .shape = VIEW_TABLE, .items = columns };

const TypeMembers type_type = {
	.props = props, .methods = methods, .statics = statics, .static_methods = static_methods, .view = &view
};
