/* object: System.Object: what every value answers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

TYPE_METHOD(get_type)
{
	return types_found(out, value_type(type_of(self)));
}

TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_tostring(in, self, &text);

	*out = types_buf_string(&text);
	return flow;
}

TYPE_METHOD(equals)
{
	return types_found(out, value_bool(compare_same(self, args[0])));
}

TYPE_METHOD(get_hash_code)
{
	return types_found(out, value_int((int32_t)compare_hash(self, false)));
}

TYPE_METHOD(equals_static)
{
	bool same = value_is_null(args[0]) ? value_is_null(args[1]) : compare_same(args[0], args[1]);

	return types_found(out, value_bool(same));
}

/* Boxes of value types are never one object. */
TYPE_METHOD(reference_equals)
{
	Value a = value_unwrap_peek(args[0]), b = value_unwrap_peek(args[1]);
	bool same = a.kind == V_TYPE ? b.kind == V_TYPE && a.typeref == b.typeref
				     : value_on_heap(a) && value_on_heap(b) && a.heap == b.heap;

	return types_found(out, value_bool(same || (value_is_null(a) && value_is_null(b))));
}

TYPE_METHOD(make)
{
	return types_found(out, object_value(object_new(type_of_id(T_OBJECT))));
}

static const MethodDef methods[] = {
	METHOD("GetType", "type GetType()", get_type),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("Equals", "bool Equals(System.Object obj)", equals),
	METHOD("GetHashCode", "int GetHashCode()", get_hash_code),
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD("Equals", "static bool Equals(System.Object objA, System.Object objB)", equals_static),
	METHOD("ReferenceEquals", "static bool ReferenceEquals(System.Object objA, System.Object objB)",
		reference_equals),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW("System.Object new()", make),
	METHODS_END,
};

const TypeMembers type_object = { .methods = methods, .static_methods = static_methods, .constructors = constructors };
