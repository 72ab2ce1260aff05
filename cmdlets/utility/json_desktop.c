/* json_desktop: JSON as Desktop reads it: JavaScriptSerializer's grammar and texts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/json_private.h"
#include "shell/value/convert.h"

enum { DEPTH = 100 }; /* JavaScriptSerializer.RecursionLimit */

typedef struct JsonReader {
	Stage *s;
	Str text;
	size_t at;
	JsonFault *fault;
	int depth;
} JsonReader;

static bool read_value(JsonReader *r, Value *out);

/* ---- failures ---- */

/* "Invalid array passed in, ']' expected. (4): [1,2" */
static bool fail(JsonReader *r, const char *what)
{
	buf_printf(&r->fault->text, "%s (%zu): %.*s", what, str_units(str_cut(r->text, 0, r->at)), STR_ARG(r->text));
	return false;
}

static bool bad_primitive(JsonReader *r, Str word)
{
	Str args[1] = { word };

	error_format(&r->fault->text, edition_text(stage_edition(r->s), ET_JSON_BAD), args, 1);
	return false;
}

static bool refuse(JsonReader *r, const char *first, const char *second)
{
	buf_printf(&r->fault->text,
		"Cannot convert the JSON string because a dictionary that was converted from the string contains the duplicated "
		"keys '%s' and '%s'.",
		first, second);
	r->fault->id = "DuplicateKeysInJsonString";
	return false;
}

/* ---- characters ---- */

/* The next character that is no blank, which is read; 0 at the end. */
static char next(JsonReader *r)
{
	while (r->at < r->text.n) {
		size_t start = r->at;

		if (!utf8_is_space(utf8_next(r->text, &r->at)))
			return r->text.p[start];
	}
	return 0;
}

static void skip(JsonReader *r)
{
	while (r->at < r->text.n) {
		size_t after = r->at;

		if (!utf8_is_space(utf8_next(r->text, &after)))
			return;
		r->at = after;
	}
}

static char peek(JsonReader *r)
{
	skip(r);
	return (char)(r->at < r->text.n ? r->text.p[r->at] : 0);
}

/* ---- texts ---- */

static bool read_escape(JsonReader *r, Buf *out)
{
	static const char from[] = "\"'/bfnrt\\", to[] = "\"'/\b\f\n\r\t\\";
	char c = (char)(r->at < r->text.n ? r->text.p[r->at++] : 0);
	const char *at = c ? strchr(from, c) : NULL;
	uint32_t unit = 0;

	if (at) {
		buf_put_char(out, to[at - from]);
		return true;
	}
	if (c != 'u' || r->text.n - r->at < 4)
		return fail(r, "Unrecognized escape sequence.");
	for (int i = 0; i < 4; i++) {
		int digit = json_hex_digit(r->text.p[r->at++]);

		if (digit < 0)
			return fail(r, "Unrecognized escape sequence.");
		unit = unit * 16 + (uint32_t)digit;
	}
	buf_put_code(out, unit);
	return true;
}

static bool read_quoted(JsonReader *r, Buf *out)
{
	char quote = r->text.p[r->at++];

	while (r->at < r->text.n) {
		char c = r->text.p[r->at++];

		if (c == quote)
			return true;
		if (c != '\\')
			buf_put_char(out, c);
		else if (!read_escape(r, out))
			return false;
	}
	return fail(r, "Unterminated string passed in.");
}

/* "\/Date(ms)\/" with its slashes escaped is a date. */
static bool read_string(JsonReader *r, Value *out)
{
	bool escaped = str_starts(str_cut(r->text, r->at + 1, r->text.n), S("\\/Date("));
	Buf text = BUF_INIT;
	bool ok = read_quoted(r, &text);
	int64_t ticks;

	if (ok && escaped && json_is_ms_date(buf_str(&text), &ticks))
		*out = value_datetime(ticks, MOMENT_UTC);
	else if (ok)
		*out = value_string_buf(&text);
	buf_release(&text);
	return ok;
}

/* ---- words and numbers ---- */

static bool read_number(Str word, Value *out)
{
	bool exponent = str_find_byte(word, 'e', 0) != STR_NONE || str_find_byte(word, 'E', 0) != STR_NONE;
	bool whole = !exponent && str_find_byte(word, '.', 0) == STR_NONE;
	int64_t number;
	Decimal decimal;
	double real;

	if (whole && num_parse_integer(word, NUM_INT32, false, &number) == NUM_OK)
		*out = value_int((int32_t)number);
	else if (whole && num_parse_integer(word, NUM_INT64, false, &number) == NUM_OK)
		*out = value_long(number);
	else if (!exponent && decimal_parse(word, &decimal) == 0)
		*out = value_decimal(decimal);
	else if (num_parse_double(word, &real) == NUM_OK)
		*out = value_double(real);
	else
		return false;
	return true;
}

static bool is_word_char(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c) || c == '.' || c == '-' || c == '_' || c == '+';
}

static bool read_word(JsonReader *r, Value *out)
{
	size_t start = r->at, after = r->at;
	Str word;

	while (r->at < r->text.n && is_word_char(utf8_next(r->text, &after)))
		r->at = after;
	word = str_cut(r->text, start, r->at);
	if (str_eq(word, S("null")))
		*out = VALUE_NULL;
	else if (str_eq(word, S("true")) || str_eq(word, S("false")))
		*out = value_bool(word.p[0] == 't');
	else if (!read_number(word, out))
		return bad_primitive(r, word);
	return true;
}

/* ---- containers ---- */

static bool read_items(JsonReader *r, Array *items)
{
	Value item;
	bool comma = false;
	char c;

	r->at++;
	while ((c = peek(r)) != 0 && c != ']') {
		if (!read_value(r, &item))
			return false;
		array_push_take(items, item);
		c = next(r);
		if (c == ']')
			return true;
		comma = true;
		if (c != ',')
			return fail(r, "Invalid array passed in, ',' expected.");
	}
	if (comma && c == ']')
		return fail(r, "Invalid array passed in, extra trailing ','.");
	if (c != ']')
		return fail(r, "Invalid array passed in, ']' expected.");
	r->at++;
	return true;
}

static bool read_array(JsonReader *r, Value *out)
{
	Array *items = array_new_objects();
	bool ok = read_items(r, items);

	if (ok)
		*out = array_value(items);
	else
		value_drop(array_value(items));
	return ok;
}

static bool read_name(JsonReader *r, Buf *out)
{
	char c = peek(r);
	size_t after;

	if (c == '"' || c == '\'')
		return read_quoted(r, out);
	after = r->at;
	while (r->at < r->text.n && is_word_char(utf8_next(r->text, &after))) {
		buf_put(out, str_cut(r->text, r->at, after));
		r->at = after;
	}
	return true;
}

static bool read_member(JsonReader *r, Object *object)
{
	Buf name = BUF_INIT;
	Slot *slot;
	Value v;
	bool ok = read_name(r, &name);

	if (ok && name.n == 0)
		ok = fail(r, "Invalid object passed in, member name expected.");
	if (ok && next(r) != ':')
		ok = fail(r, "Invalid object passed in, ':' or '}' expected.");
	if (ok && read_value(r, &v)) {
		slot = object_find_peek(object, buf_str(&name));
		if (!slot) {
			object_set_take(object, buf_str(&name), v);
		} else if (str_eq(string_str(slot->name), buf_str(&name))) {
			value_set_take(&slot->value, v);
		} else {
			ok = refuse(r, slot->name->p, name.p);
			value_drop(v);
		}
	} else {
		ok = false;
	}
	buf_release(&name);
	return ok;
}

static bool read_members(JsonReader *r, Object *object)
{
	char c;

	r->at++;
	if (peek(r) == '}') {
		r->at++;
		return true;
	}
	for (;;) {
		if (!peek(r))
			return fail(r, "Invalid object passed in, ':' or '}' expected.");
		if (!read_member(r, object))
			return false;
		c = next(r);
		if (c == '}')
			return true;
		if (c != ',')
			return fail(r, "Invalid object passed in, ':' or '}' expected.");
	}
}

static bool read_object(JsonReader *r, Value *out)
{
	Object *object = object_new_custom();
	bool ok = read_members(r, object);

	if (ok)
		*out = object_value(object);
	else
		value_drop(object_value(object));
	return ok;
}

static bool read_value(JsonReader *r, Value *out)
{
	char c = peek(r);
	bool ok;

	*out = VALUE_NULL;
	if (stage_is_interrupted(r->s))
		return false;
	if (c != '{' && c != '[')
		return c == '"' || c == '\'' ? read_string(r, out) : read_word(r, out);
	if (++r->depth > DEPTH) {
		buf_put(&r->fault->text, S("RecursionLimit exceeded."));
		return false;
	}
	ok = c == '{' ? read_object(r, out) : read_array(r, out);
	r->depth--;
	return ok;
}

bool json_read_desktop(Stage *s, Str text, const JsonOptions *options, Value *out, JsonFault *fault)
{
	JsonReader r = { .s = s, .text = text, .fault = fault };

	(void)options;
	*out = VALUE_NULL;
	if (!read_value(&r, out))
		return false;
	if (peek(&r) == 0)
		return true;
	value_set_take(out, VALUE_NULL);
	return bad_primitive(&r, str_cut(text, r.at, text.n));
}
