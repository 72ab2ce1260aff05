/* int_ptr: System.IntPtr, and what of Marshal scripts use to read a SecureString. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"

/* A pointer here is a number that nobody follows; one that SecureStringToBSTR gave keeps its text, still sealed. */
typedef struct Pointer {
	int64_t number;
	Value secret; /* V_EMPTY: none, or freed */
} Pointer;

static Pointer *peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &type_int_ptr);
}

static Value make_pointer(int64_t number, Value secret)
{
	Pointer *pointer = MEM_NEW(Pointer);

	*pointer = (Pointer){ .number = number, .secret = secret };
	return object_value(object_new_native(&type_int_ptr, pointer));
}

static void free_pointer(Object *object, ValueDrops *drops)
{
	Pointer *pointer = object->payload;

	value_drop_later(drops, pointer->secret);
	free(pointer);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_printf(out, "%lld", (long long)peek(self)->number);
	return FLOW_NEXT;
}

static bool is_same(Value a, Value b)
{
	return peek(a)->number == peek(b)->number;
}

static uint32_t hash(Value v)
{
	return (uint32_t)peek(v)->number;
}

TYPE_METHOD(make)
{
	return types_found(out, make_pointer(types_int(args[0]), VALUE_EMPTY));
}

TYPE_METHOD(to_number)
{
	return types_found(out, value_long(peek(self)->number));
}

TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;
	Flow flow = put_text(in, self, &text);

	*out = types_buf_string(&text);
	return flow;
}

TYPE_GET(get_zero)
{
	return types_found(out, make_pointer(0, VALUE_EMPTY));
}

TYPE_GET(get_size)
{
	return types_found(out, value_int(8));
}

static const PropDef statics[] = {
	FIELD("Zero", "System.IntPtr", get_zero),
	PROP("Size", "int", get_size),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("ToInt64", "long ToInt64()", to_number),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW("System.IntPtr new(int value)", make),
	NEW("System.IntPtr new(long value)", make),
	METHODS_END,
};

static const TypeMembers members = {
	.props = NULL, .methods = methods, .statics = statics, .constructors = constructors
};
static const TypeOps ops = { .free = free_pointer, .text = put_text, .equal = is_same, .hash = hash };
const TypeDef type_int_ptr = { .name = "System.IntPtr",
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops };

/* ---- Marshal ---- */

TYPE_METHOD(secure_string_to_pointer)
{
	Str text = secret_str_peek(args[0]);

	if (value_is_null(args[0]))
		return types_null(in, "s");
	return types_found(out, make_pointer((int64_t)(uintptr_t)value_unwrap_peek(args[0]).heap, secret_new(text)));
}

TYPE_METHOD(pointer_to_string)
{
	Pointer *pointer = peek(args[0]);

	if (!pointer || pointer->number == 0)
		return types_found(out, VALUE_NULL);
	if (pointer->secret.kind == V_EMPTY)
		return types_not_done(in, "Reading the memory of a pointer that is no SecureString's");
	return types_found(out, value_string(secret_str_peek(pointer->secret)));
}

TYPE_METHOD(free_text)
{
	Pointer *pointer = peek(args[0]);

	if (!pointer)
		return FLOW_NEXT;
	value_drop(pointer->secret);
	pointer->secret = VALUE_EMPTY;
	return FLOW_NEXT;
}

static const MethodDef marshal_methods[] = {
	METHOD("SecureStringToBSTR", "static System.IntPtr SecureStringToBSTR(securestring s)",
		secure_string_to_pointer),
	METHOD("SecureStringToGlobalAllocUnicode",
		"static System.IntPtr SecureStringToGlobalAllocUnicode(securestring s)", secure_string_to_pointer),
	METHOD("SecureStringToCoTaskMemUnicode", "static System.IntPtr SecureStringToCoTaskMemUnicode(securestring s)",
		secure_string_to_pointer),
	METHOD("PtrToStringAuto", "static string PtrToStringAuto(System.IntPtr ptr)", pointer_to_string),
	METHOD("PtrToStringBSTR", "static string PtrToStringBSTR(System.IntPtr ptr)", pointer_to_string),
	METHOD("PtrToStringUni", "static string PtrToStringUni(System.IntPtr ptr)", pointer_to_string),
	METHOD("ZeroFreeBSTR", "static void ZeroFreeBSTR(System.IntPtr s)", free_text),
	METHOD("ZeroFreeGlobalAllocUnicode", "static void ZeroFreeGlobalAllocUnicode(System.IntPtr s)", free_text),
	METHOD("ZeroFreeCoTaskMemUnicode", "static void ZeroFreeCoTaskMemUnicode(System.IntPtr s)", free_text),
	METHOD("FreeBSTR", "static void FreeBSTR(System.IntPtr ptr)", free_text),
	METHODS_END,
};
static const TypeMembers marshal_members = { .static_methods = marshal_methods };
const TypeDef type_marshal = { .name = "System.Runtime.InteropServices.Marshal",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &marshal_members };
