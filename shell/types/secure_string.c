/* secure_string: members of System.Security.SecureString. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

static Secret *peek(Value v)
{
	return value_unwrap_peek(v).secret;
}

static int32_t length_of(Value self)
{
	return (int32_t)str_units(secret_str_peek(self));
}

static Flow check_writable(Interp *in, Value self)
{
	if (peek(self)->read_only)
		return fault_exception(in, EXC_INVALID_OPERATION, "Instance is read-only.");
	return FLOW_NEXT;
}

/* The text with units [at, at + removed) replaced by one character, or by nothing when it is 0. */
static Flow splice(Interp *in, Value self, int64_t at, size_t removed, Value insert)
{
	Secret *secret = peek(self);
	Flow flow = check_writable(in, self);
	Str whole = secret_str_peek(self);
	Buf text = BUF_INIT;

	if (flow != FLOW_NEXT)
		return flow;
	if (at < 0 || at + (int64_t)removed > length_of(self))
		return types_index(in, "index");
	buf_put(&text, str_cut(whole, 0, str_byte_of_unit(whole, (size_t)at)));
	if (insert.kind == V_CHAR)
		buf_put_code(&text, insert.ch);
	types_put_joined(str_cut(whole, str_byte_of_unit(whole, (size_t)at + removed), whole.n), &text);
	secret_wipe(secret);
	secret_append(secret, buf_str(&text));
	mem_wipe(text.p, text.n);
	buf_release(&text);
	return FLOW_NEXT;
}

TYPE_METHOD(make)
{
	return types_found(out, secret_new(S("")));
}

TYPE_METHOD(append_char)
{
	return splice(in, self, length_of(self), 0, value_unwrap_peek(args[0]));
}

TYPE_METHOD(insert_at)
{
	return splice(in, self, types_int(args[0]), 0, value_unwrap_peek(args[1]));
}

TYPE_METHOD(remove_at)
{
	return splice(in, self, types_int(args[0]), 1, VALUE_EMPTY);
}

TYPE_METHOD(set_at)
{
	return splice(in, self, types_int(args[0]), 1, value_unwrap_peek(args[1]));
}

TYPE_METHOD(clear)
{
	Flow flow = check_writable(in, self);

	if (flow == FLOW_NEXT)
		secret_wipe(peek(self));
	return flow;
}

TYPE_METHOD(copy)
{
	return types_found(out, secret_new(secret_str_peek(self)));
}

TYPE_METHOD(dispose)
{
	secret_wipe(peek(self));
	return FLOW_NEXT;
}

TYPE_METHOD(make_read_only)
{
	peek(self)->read_only = true;
	return FLOW_NEXT;
}

TYPE_METHOD(is_read_only)
{
	return types_found(out, value_bool(peek(self)->read_only));
}

TYPE_GET(get_length)
{
	return types_found(out, value_int(length_of(self)));
}

static const PropDef props[] = { PROP("Length", "int", get_length), PROPS_END };
static const MethodDef methods[] = {
	METHOD("AppendChar", "void AppendChar(char c)", append_char),
	METHOD("Clear", "void Clear()", clear),
	METHOD("Copy", "securestring Copy()", copy),
	METHOD("Dispose", "void Dispose()", dispose),
	METHOD("InsertAt", "void InsertAt(int index, char c)", insert_at),
	METHOD("IsReadOnly", "bool IsReadOnly()", is_read_only),
	METHOD("MakeReadOnly", "void MakeReadOnly()", make_read_only),
	METHOD("RemoveAt", "void RemoveAt(int index)", remove_at),
	METHOD("SetAt", "void SetAt(int index, char c)", set_at),
	METHODS_END,
};
static const MethodDef constructors[] = { NEW("securestring new()", make), METHODS_END };

const TypeMembers type_secure_string = { .props = props, .methods = methods, .constructors = constructors };
