/* string_builder: System.Text.StringBuilder. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"

enum { FIRST_CAPACITY = 16, CHUNK_MAX = 8000 }; /* .NET's numbers, which scripts see in Capacity */

typedef struct Builder {
	Buf text;
	int64_t capacity;
} Builder;

static Builder *peek(Value v)
{
	return object_payload_peek(v, &type_string_builder);
}

static int64_t length_of(const Builder *b)
{
	return (int64_t)str_units(buf_str(&b->text));
}

static void free_builder(Object *object, UNUSED ValueDrops *drops)
{
	Builder *b = object->payload;

	buf_release(&b->text);
	free(b);
}

/* Capacity follows the text as .NET's chunks do: a new one is as long as all before it, within bounds. */
static Flow grown(Interp *in, Value self, Value *out)
{
	Builder *b = peek(self);
	int64_t length;

	if (b->text.full)
		return fault_exception(
			in, EXC_OUT_OF_MEMORY, "Insufficient memory to continue the execution of the program.");
	if ((int64_t)b->text.n > b->capacity && (length = length_of(b)) > b->capacity) {
		int64_t chunk = b->capacity < CHUNK_MAX ? b->capacity : CHUNK_MAX;

		b->capacity += length - b->capacity > chunk ? length - b->capacity : chunk;
	}
	return types_found(out, value_ref(value_unwrap_peek(self)));
}

/* (), (capacity), (value), (value, capacity), (value, startIndex, length, capacity), (capacity, maxCapacity) */
TYPE_METHOD(make)
{
	bool has_text = n && value_is_string(args[0]);
	int64_t capacity = n && args[0].kind == V_INT ? types_int(args[0])
			   : has_text && n > 1        ? types_int(args[n - 1])
						      : 0;
	Builder *b;

	if (capacity < 0)
		return types_negative(in, "capacity", capacity, "'capacity' must be greater than zero.");
	b = MEM_NEW(Builder);
	b->text = BUF_INIT;
	b->capacity = capacity ? capacity : FIRST_CAPACITY;
	*out = object_value(object_new_native(&type_string_builder, b));
	if (has_text && n < 4) {
		int64_t length;

		buf_put(&b->text, types_str(args[0]));
		length = length_of(b);
		if (length > b->capacity)
			b->capacity = length;
	} else if (has_text) {
		Value part = VALUE_EMPTY;
		Flow flow = member_call(in, args[0], S("Substring"), args + 1, 2, &part);

		buf_put(&b->text, types_str(part));
		value_drop(part);
		return flow;
	}
	return FLOW_NEXT;
}

/* ---- appending ---- */

static Flow put(Interp *in, Value v, Buf *out)
{
	const Array *chars = types_array(v);

	v = value_unwrap_peek(v);
	if (v.kind == V_STRING)
		types_put_joined(types_str(v), out);
	else if (v.kind == V_CHAR)
		buf_put_code(out, v.ch);
	else if (chars && chars->type == &type_char_array)
		for (size_t i = 0; i < chars->n; i++)
			buf_put_code(out, array_peek(chars, i).ch);
	else if (types_given(v))
		return convert_put_tostring(in, v, out);
	return FLOW_NEXT;
}

TYPE_METHOD(append)
{
	FLOW_TRY(put(in, args[0], &peek(self)->text));
	return grown(in, self, out);
}

/* (char, repeatCount) */
TYPE_METHOD(append_repeat)
{
	Buf *text = &peek(self)->text;
	int64_t count = types_int(args[1]);

	if (count < 0)
		return types_negative(in, "repeatCount", count, "Count cannot be less than zero.");
	while (count-- > 0 && !text->full)
		buf_put_code(text, args[0].ch);
	return grown(in, self, out);
}

/* (value, startIndex, count) of a string or char[] */
TYPE_METHOD(append_part)
{
	Value text, part = VALUE_EMPTY;
	Buf all = BUF_INIT;
	Flow flow;

	FLOW_TRY(put(in, args[0], &all));
	text = types_buf_string(&all);
	flow = member_call(in, text, S("Substring"), args + 1, 2, &part);
	if (flow == FLOW_NEXT)
		types_put_joined(types_str(part), &peek(self)->text);
	value_drop(part);
	value_drop(text);
	return flow == FLOW_NEXT ? grown(in, self, out) : flow;
}

TYPE_METHOD(append_line)
{
	Buf *text = &peek(self)->text;

	if (n)
		types_put_joined(types_str(args[0]), text);
	buf_put(text, str_from(runtime_edition(in)->newline));
	return grown(in, self, out);
}

/* As String.Format. */
TYPE_METHOD(append_format)
{
	Value text = VALUE_EMPTY;

	FLOW_TRY(member_call_static(in, type_of_id(T_STRING), S("Format"), args, n, &text));
	types_put_joined(types_str(text), &peek(self)->text);
	value_drop(text);
	return grown(in, self, out);
}

TYPE_METHOD(append_join)
{
	Value text = VALUE_EMPTY;

	FLOW_TRY(member_call_static(in, type_of_id(T_STRING), S("Join"), args, n, &text));
	types_put_joined(types_str(text), &peek(self)->text);
	value_drop(text);
	return grown(in, self, out);
}

/* ---- changing ---- */

static Flow bad_index(Interp *in, const char *param)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, param, "%s",
		types_pick(in, "Index was out of range. Must be non-negative and less than the size of the collection.",
			"Index was out of range. Must be non-negative and less than or equal to the size of the collection."));
}

/* (index, value), (index, value, count) */
TYPE_METHOD(insert)
{
	Builder *b = peek(self);
	int64_t at = types_int(args[0]), count = n > 2 ? types_int(args[2]) : 1;
	Buf text = BUF_INIT;
	Flow flow;

	if (at < 0 || at > length_of(b))
		return bad_index(in, "index");
	if (count < 0)
		return types_negative(in, "count", count, "Non-negative number required.");
	flow = put(in, args[1], &text);
	while (flow == FLOW_NEXT && count-- > 0)
		buf_insert(&b->text, str_byte_of_unit(buf_str(&b->text), (size_t)at), buf_str(&text));
	buf_release(&text);
	return flow == FLOW_NEXT ? grown(in, self, out) : flow;
}

TYPE_METHOD(remove_part)
{
	Builder *b = peek(self);
	int64_t at = types_int(args[0]), count = types_int(args[1]);
	size_t from, to;

	if (count < 0)
		return types_negative(in, "length", count, "Length cannot be less than zero.");
	if (at < 0)
		return types_negative(in, "startIndex", at, "StartIndex cannot be less than zero.");
	if (at + count > length_of(b))
		return bad_index(in, types_pick(in, "index", "length"));
	from = str_byte_of_unit(buf_str(&b->text), (size_t)at);
	to = str_byte_of_unit(buf_str(&b->text), (size_t)(at + count));
	buf_delete(&b->text, from, to - from);
	return types_found(out, value_ref(value_unwrap_peek(self)));
}

/* (old, new), (old, new, startIndex, count): strings or chars. */
TYPE_METHOD(replace)
{
	Builder *b = peek(self);
	int64_t from = n > 2 ? types_int(args[2]) : 0, count = n > 2 ? types_int(args[3]) : length_of(b);
	Buf old = BUF_INIT, with = BUF_INIT, text = BUF_INIT;
	size_t start, end, at;
	Str part;

	FLOW_TRY(put(in, args[0], &old));
	FLOW_TRY(put(in, args[1], &with));
	if (old.n == 0)
		return fault_argument(in, EXC_ARGUMENT, "oldValue", "%s",
			types_pick(in, "Empty name is not legal.", "The value cannot be an empty string."));
	if (from < 0 || count < 0 || from + count > length_of(b))
		return bad_index(in, "startIndex");
	start = str_byte_of_unit(buf_str(&b->text), (size_t)from);
	end = str_byte_of_unit(buf_str(&b->text), (size_t)(from + count));
	part = str_cut(buf_str(&b->text), start, end);
	while ((at = str_find(part, buf_str(&old), 0)) != STR_NONE) {
		buf_put(&text, str_cut(part, 0, at));
		buf_put(&text, buf_str(&with));
		part = str_cut(part, at + old.n, part.n);
	}
	buf_put(&text, part);
	buf_delete(&b->text, start, end - start);
	buf_insert(&b->text, start, buf_str(&text));
	buf_release(&old);
	buf_release(&with);
	buf_release(&text);
	return grown(in, self, out);
}

TYPE_METHOD(clear)
{
	buf_clear(&peek(self)->text);
	return types_found(out, value_ref(value_unwrap_peek(self)));
}

TYPE_METHOD(ensure_capacity)
{
	if (types_int(args[0]) > peek(self)->capacity)
		peek(self)->capacity = types_int(args[0]);
	return types_found(out, value_int((int32_t)peek(self)->capacity));
}

/* ---- reading ---- */

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, buf_str(&peek(self)->text));
	return FLOW_NEXT;
}

/* (), (startIndex, length) */
TYPE_METHOD(to_string)
{
	Value text = value_string(buf_str(&peek(self)->text));
	Flow flow;

	if (n == 0)
		return types_found(out, text);
	flow = member_call(in, text, S("Substring"), args, n, out);
	value_drop(text);
	return flow;
}

TYPE_METHOD(equals)
{
	const Builder *other = peek(args[0]);

	return types_found(out, value_bool(other && str_eq(buf_str(&peek(self)->text), buf_str(&other->text))));
}

static Flow unit_index(Interp *in, Value self, Value key, int32_t *at, bool *inside)
{
	FLOW_TRY(convert_to_i32(in, key, at));
	*inside = *at >= 0 && *at < length_of(peek(self));
	return FLOW_NEXT;
}

static Flow get_index(Interp *in, Value self, Value key, Value *out)
{
	bool inside;
	int32_t at;

	FLOW_TRY(unit_index(in, self, key, &at, &inside));
	if (!inside)
		return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Index was outside the bounds of the array.");
	return types_found(out, value_char(str_unit_at(buf_str(&peek(self)->text), (size_t)at)));
}

static Flow set_index(Interp *in, Value self, Value key, Value to)
{
	Builder *b = peek(self);
	Value unit = VALUE_EMPTY;
	size_t from, end;
	Buf one = BUF_INIT;
	bool inside;
	int32_t at;

	FLOW_TRY(unit_index(in, self, key, &at, &inside));
	if (!inside)
		return bad_index(in, "index");
	FLOW_TRY(convert_to(in, to, type_of_id(T_CHAR), &unit));
	buf_put_code(&one, unit.ch);
	from = str_byte_of_unit(buf_str(&b->text), (size_t)at);
	end = str_byte_of_unit(buf_str(&b->text), (size_t)at + 1);
	buf_delete(&b->text, from, end - from);
	buf_insert(&b->text, from, buf_str(&one));
	buf_release(&one);
	return FLOW_NEXT;
}

TYPE_METHOD(chars)
{
	return get_index(in, self, args[0], out);
}

TYPE_GET(get_length)
{
	return types_found(out, value_int((int32_t)length_of(peek(self))));
}

TYPE_SET(set_length)
{
	Builder *b = peek(self);
	int64_t length = types_int(to), have = length_of(b);

	if (length < 0)
		return types_negative(in, "value", length, "Length cannot be less than zero.");
	if (length < have)
		buf_delete(&b->text, str_byte_of_unit(buf_str(&b->text), (size_t)length),
			b->text.n - str_byte_of_unit(buf_str(&b->text), (size_t)length));
	else
		buf_put_many(&b->text, '\0', (size_t)(length - have));
	return FLOW_NEXT;
}

TYPE_GET(get_capacity)
{
	return types_found(out, value_int((int32_t)peek(self)->capacity));
}

TYPE_SET(set_capacity)
{
	if (types_int(to) < length_of(peek(self)))
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "value", "capacity was less than the current size.");
	peek(self)->capacity = types_int(to);
	return FLOW_NEXT;
}

TYPE_GET(get_max_capacity)
{
	return types_found(out, value_int(INT32_MAX));
}

static const PropDef props[] = {
	PROP_RW("Capacity", "System.Int32", get_capacity, set_capacity),
	PROP("MaxCapacity", "System.Int32", get_max_capacity),
	PROP_RW("Length", "System.Int32", get_length, set_length),
	PROPS_END,
};

#define ITSELF "System.Text.StringBuilder"
/* One overload a type, in .NET's order. */
#define EACH(name, front, fn)                                                                                          \
	METHOD(name, ITSELF " " name "(" front "bool value)", fn),                                                     \
		METHOD(name, ITSELF " " name "(" front "char value)", fn),                                             \
		METHOD(name, ITSELF " " name "(" front "sbyte value)", fn),                                            \
		METHOD(name, ITSELF " " name "(" front "byte value)", fn),                                             \
		METHOD(name, ITSELF " " name "(" front "short value)", fn),                                            \
		METHOD(name, ITSELF " " name "(" front "int value)", fn),                                              \
		METHOD(name, ITSELF " " name "(" front "long value)", fn),                                             \
		METHOD(name, ITSELF " " name "(" front "float value)", fn),                                            \
		METHOD(name, ITSELF " " name "(" front "double value)", fn),                                           \
		METHOD(name, ITSELF " " name "(" front "decimal value)", fn),                                          \
		METHOD(name, ITSELF " " name "(" front "ushort value)", fn),                                           \
		METHOD(name, ITSELF " " name "(" front "uint value)", fn),                                             \
		METHOD(name, ITSELF " " name "(" front "ulong value)", fn),                                            \
		METHOD(name, ITSELF " " name "(" front "System.Object value)", fn),                                    \
		METHOD(name, ITSELF " " name "(" front "char[] value)", fn)

static const MethodDef methods[] = {
	METHOD("Append", ITSELF " Append(char value, int repeatCount)", append_repeat),
	METHOD("Append", ITSELF " Append(char[] value, int startIndex, int charCount)", append_part),
	METHOD("Append", ITSELF " Append(string value)", append),
	METHOD("Append", ITSELF " Append(string value, int startIndex, int count)", append_part),
	METHOD_CORE("Append", ITSELF " Append(System.Text.StringBuilder value)", append),
	EACH("Append", "", append),
	METHOD("AppendFormat", ITSELF " AppendFormat(string format, System.Object arg0)", append_format),
	METHOD("AppendFormat", ITSELF " AppendFormat(string format, System.Object arg0, System.Object arg1)",
		append_format),
	METHOD("AppendFormat",
		ITSELF " AppendFormat(string format, System.Object arg0, System.Object arg1, System.Object arg2)",
		append_format),
	METHOD("AppendFormat", ITSELF " AppendFormat(string format, Params System.Object[] args)", append_format),
	METHOD("AppendFormat",
		ITSELF " AppendFormat(System.IFormatProvider provider, string format, Params System.Object[] args)",
		append_format),
	METHOD_CORE("AppendJoin", ITSELF " AppendJoin(string separator, Params System.Object[] values)", append_join),
	METHOD_CORE("AppendJoin", ITSELF " AppendJoin(string separator, Params string[] values)", append_join),
	METHOD("AppendLine", ITSELF " AppendLine()", append_line),
	METHOD("AppendLine", ITSELF " AppendLine(string value)", append_line),
	INDEXER_SET("Chars", "char Chars(int index)", chars),
	METHOD("Clear", ITSELF " Clear()", clear),
	METHOD("EnsureCapacity", "int EnsureCapacity(int capacity)", ensure_capacity),
	METHOD("Equals", "bool Equals(System.Text.StringBuilder sb)", equals),
	METHOD("Insert", ITSELF " Insert(int index, string value, int count)", insert),
	METHOD("Insert", ITSELF " Insert(int index, string value)", insert),
	EACH("Insert", "int index, ", insert),
	METHOD("Remove", ITSELF " Remove(int startIndex, int length)", remove_part),
	METHOD("Replace", ITSELF " Replace(string oldValue, string newValue)", replace),
	METHOD("Replace", ITSELF " Replace(string oldValue, string newValue, int startIndex, int count)", replace),
	METHOD("Replace", ITSELF " Replace(char oldChar, char newChar)", replace),
	METHOD("Replace", ITSELF " Replace(char oldChar, char newChar, int startIndex, int count)", replace),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("ToString", "string ToString(int startIndex, int length)", to_string),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW(ITSELF " new()", make),
	NEW(ITSELF " new(int capacity)", make),
	NEW(ITSELF " new(string value)", make),
	NEW(ITSELF " new(string value, int capacity)", make),
	NEW(ITSELF " new(string value, int startIndex, int length, int capacity)", make),
	NEW(ITSELF " new(int capacity, int maxCapacity)", make),
	METHODS_END,
};

static const TypeMembers members = { .props = props, .methods = methods, .constructors = constructors };
static const TypeOps ops = { .free = free_builder, .text = put_text, .index = get_index, .index_set = set_index };

const TypeDef type_string_builder = {
	.name = "System.Text.StringBuilder",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
};
