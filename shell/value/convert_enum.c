/* convert_enum: to values of enums: names, starts of names, numbers, lists of them (reference 6.4). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/convert_core.h"

static bool make(Value *out, const TypeDef *to, int64_t number)
{
	*out = value_enum(to, number);
	return true;
}

static NumKind kind_of(const TypeDef *to)
{
	return (NumKind)((to->underlying ? to->underlying : T_INT32) - T_SBYTE + NUM_SBYTE);
}

/* The number as the enum's integer type holds it: higher bits are lost, as in 7.6. */
static int64_t truncate(int64_t number, const TypeDef *to)
{
	switch (to->underlying) {
	case T_SBYTE:
		return (int8_t)number;
	case T_BYTE:
		return (uint8_t)number;
	case T_INT16:
		return (int16_t)number;
	case T_UINT16:
		return (uint16_t)number;
	case T_UINT32:
		return (uint32_t)number;
	case T_INT64:
	case T_UINT64:
		return number;
	default:
		return (int32_t)number;
	}
}

/* A number must be a name's or a combination of names. */
static bool from_number(Conversion *c, Value v, int64_t number, const TypeDef *to, Value *out)
{
	number = truncate(number, to);
	if (!type_enum_is_defined(to, number))
		return convert_why(c, v.kind == V_STRING ? FAIL_ENUM_TEXT_NUMBER : FAIL_ENUM_NUMBER, v, to);
	return make(out, to, number);
}

/* Names with commas between, all of them known; numbers are not taken in lists (asked of 7.6). */
static bool find_all(const TypeDef *to, Str text, int64_t *number)
{
	StrSplit split = { .rest = text };
	Str piece;
	int64_t one;

	*number = 0;
	while (str_split_next(&split, ',', &piece)) {
		piece = str_trim_unicode(piece);
		if (piece.n == 0 || !type_enum_find(to, piece, &one))
			return false;
		*number |= one;
	}
	return true;
}

/* Where several names start alike, PowerShell prefers these (recorded: conversion/flags-enum-empty). */
static bool find_preferred(const TypeDef *to, Str start, int64_t *number)
{
	static const char *const preferred[] = { "Directory", "ReadOnly", "System" };

	if (!str_eq(str_from(to->name), S("System.IO.FileAttributes")))
		return false;
	for (size_t i = 0; i < COUNT(preferred); i++)
		if (str_istarts(str_from(preferred[i]), start))
			return type_enum_find(to, str_from(preferred[i]), number);
	return false;
}

/* The whole text as the start of one name: commas included, so lists have no short forms. */
static bool from_start(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	Str start = string_str(text.string);
	size_t found = 0;
	int64_t number = 0;

	for (size_t i = 0; i < to->nnames; i++) {
		if (str_istarts(str_from(to->names[i].name), start)) {
			number = to->names[i].value;
			found++;
		}
	}
	if (found == 1 || (found > 1 && find_preferred(to, start, &number)))
		return make(out, to, number);
	return convert_why(c, found ? FAIL_ENUM_AMBIGUOUS : FAIL_ENUM_NAME, text, to);
}

static bool looks_like_number(Str text)
{
	size_t at = text.n > 1 && (text.p[0] == '-' || text.p[0] == '+');

	return text.n > 0 && text.p[at] >= '0' && text.p[at] <= '9';
}

static bool from_text(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	Str trimmed = str_trim_unicode(string_str(text.string));
	int64_t number;
	NumStatus status = NUM_BAD_FORMAT;

	if (looks_like_number(trimmed))
		status = num_parse_integer(trimmed, kind_of(to), false, &number);
	if (status == NUM_OVERFLOW)
		return convert_why_detail(c, FAIL_OVERFLOW, text, to, to->underlying ? to->underlying : T_INT32);
	if (status == NUM_OK || find_all(to, trimmed, &number))
		return from_number(c, text, number, to, out);
	return from_start(c, text, to, out);
}

/* One element as text: strings as they are, others by the name of what they stand for. */
static bool put_item(Conversion *c, Value item, const TypeDef *to, Buf *out)
{
	Value one;

	if (value_is_string(item)) {
		buf_put(out, value_str_peek(item));
		return true;
	}
	if (!convert_core(c, item, to, &one))
		return false;
	type_enum_put(to, one.enumeration->value, out);
	value_drop(one);
	return true;
}

/* The elements joined by commas, then read as one text. */
static bool from_items(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	size_t n = v.kind == V_ARRAY ? v.array->n : v.list->n;
	Buf joined = BUF_INIT;
	bool done = true;
	Value text;

	for (size_t i = 0; i < n && done; i++) {
		if (i)
			buf_put_char(&joined, ',');
		done = put_item(c, v.kind == V_ARRAY ? array_peek(v.array, i) : list_peek(v.list, i), to, &joined);
	}
	text = value_string_buf(&joined);
	buf_release(&joined);
	done = done && from_text(c, text, to, out);
	value_drop(text);
	return done;
}

static bool from_text_of(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	Value text;
	bool done;

	if (convert_to_string(c->in, v, &text) != FLOW_NEXT) {
		c->why = FAIL_RAISED;
		return false;
	}
	done = from_text(c, text, to, out);
	value_drop(text);
	return done;
}

bool convert_core_enum(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	switch ((ValueKind)v.kind) {
	case V_STRING:
		return from_text(c, v, to, out);
	case V_INT:
		return from_number(c, v, v.i64, to, out);
	case V_ENUM:
		return from_number(c, v, v.enumeration->value, to, out);
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
		return from_text_of(c, v, to, out);
	case V_ARRAY:
	case V_LIST:
		return from_items(c, v, to, out);
	case V_HASH:
		return convert_core_hash(c, v, to, out);
	default:
		return convert_why_final(c, v, to);
	}
}
