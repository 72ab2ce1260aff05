/* json_read: JSON as Core reads it: Json.NET's grammar (comments, single quotes, bare names, a comma too many) and its
 * texts for what is none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/json_private.h"

#include "shell/types/types_list.h"
#include "shell/value/bigint.h"

/* A container that is being read: where errors are, as "a.b[1]". */
typedef struct Frame {
	struct Frame *up;
	bool is_array;
	int64_t index; /* of the last item that was begun; -1: none */
	Value name;    /* of the last property, or V_EMPTY */
} Frame;

typedef struct JsonReader {
	Stage *s;
	Str text;
	size_t at;
	const JsonOptions *options;
	JsonFault *fault;
	Frame *frame;
	int64_t depth;
} JsonReader;

#define AT_END UINT32_MAX

static bool read_value(JsonReader *r, Value *out);

/* ---- failures ---- */

static void put_name(Str name, bool first, Buf *out)
{
	bool plain = name.n > 0;

	for (size_t i = 0; i < name.n; i++)
		if (strchr(" .'\"[]()\t\r\n\f\b/\\$", name.p[i]))
			plain = false;
	if (plain)
		buf_printf(out, "%s%.*s", first ? "" : ".", STR_ARG(name));
	else
		buf_printf(out, "['%.*s']", STR_ARG(name));
}

static void put_path(const Frame *frame, Buf *out)
{
	if (!frame)
		return;
	put_path(frame->up, out);
	if (frame->is_array && frame->index >= 0)
		buf_printf(out, "[%lld]", (long long)frame->index);
	else if (!frame->is_array && frame->name.kind != V_EMPTY)
		put_name(value_str_peek(frame->name), out->n == 0, out);
}

/* Lines from 1, characters of the line before the place; at the very start both are 0. */
static void put_place(const JsonReader *r, Buf *out)
{
	size_t line = r->at ? 1 : 0, start = 0;

	for (size_t i = 0; i < r->at; i++)
		if (r->text.p[i] == '\n' || (r->text.p[i] == '\r' && (i + 1 == r->at || r->text.p[i + 1] != '\n'))) {
			line++;
			start = i + 1;
		}
	buf_printf(out, ", line %zu, position %zu.", line, str_units(str_cut(r->text, start, r->at)));
}

static bool fail(JsonReader *r, const char *fmt, ...) PRINTF(2, 3);

static bool fail(JsonReader *r, const char *fmt, ...)
{
	Buf path = BUF_INIT;
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&r->fault->text, fmt, args);
	va_end(args);
	put_path(r->frame, &path);
	buf_printf(&r->fault->text, " Path '%.*s'", STR_ARG(buf_str(&path)));
	put_place(r, &r->fault->text);
	buf_release(&path);
	return false;
}

/* The message about the character at the present place; its end is a NUL, as Json.NET's buffer has one there. */
static bool fail_at(JsonReader *r, const char *before)
{
	size_t next = r->at;
	Buf c = BUF_INIT;
	bool result;

	buf_put_code(&c, r->at < r->text.n ? utf8_next(r->text, &next) : 0);
	result = fail(r, "%s%.*s.", before, STR_ARG(buf_str(&c)));
	buf_release(&c);
	return result;
}

/* The text ended inside a container. */
static bool fail_end(JsonReader *r)
{
	const Frame *root = r->frame;

	while (root->up)
		root = root->up;
	if (root->is_array)
		return fail(r, "Unexpected end of content while loading JArray.");
	if (r->frame->up) { /* told without a place */
		Buf path = BUF_INIT;

		put_path(r->frame, &path);
		buf_printf(&r->fault->text, "Unexpected end when reading token. Path '%.*s'.", STR_ARG(buf_str(&path)));
		buf_release(&path);
		return false;
	}
	return fail(r, "Unexpected end when deserializing object.");
}

/* A failure with an id of PowerShell's own. */
static bool refuse(JsonReader *r, const char *id, const char *fmt, ...) PRINTF(3, 4);

static bool refuse(JsonReader *r, const char *id, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&r->fault->text, fmt, args);
	va_end(args);
	r->fault->id = id;
	return false;
}

/* ---- blanks ---- */

static uint32_t peek(const JsonReader *r)
{
	size_t at = r->at;

	return at < r->text.n ? utf8_next(r->text, &at) : AT_END;
}

static bool skip_comment(JsonReader *r)
{
	Str rest = str_cut(r->text, r->at, r->text.n);
	size_t end;

	if (str_starts(rest, S("/*"))) {
		end = str_find(rest, S("*/"), 2);
		r->at += end == STR_NONE ? rest.n : end + 2;
		return end != STR_NONE || fail(r, "Unexpected end while parsing comment.");
	}
	if (!str_starts(rest, S("//"))) {
		r->at++;
		return fail_at(r, "Error parsing comment. Expected: *, got ");
	}
	end = str_find_byte(rest, '\n', 0);
	r->at += end == STR_NONE ? rest.n : end;
	return true;
}

/* Blanks and comments. */
static bool skip(JsonReader *r)
{
	while (r->at < r->text.n) {
		size_t next = r->at;
		uint32_t c = utf8_next(r->text, &next);

		if (c == '/') {
			if (!skip_comment(r))
				return false;
		} else if (utf8_is_space(c)) {
			r->at = next;
		} else {
			break;
		}
	}
	return true;
}

/* ---- texts ---- */

static bool read_unit(JsonReader *r, uint32_t *unit)
{
	*unit = 0;
	if (r->text.n - r->at < 4)
		return fail(r, "Unexpected end while parsing Unicode escape sequence.");
	for (int i = 0; i < 4; i++) {
		int digit = json_hex_digit(r->text.p[r->at]);

		if (digit < 0)
			return fail(r, "Invalid Unicode escape sequence: \\u%.4s.", r->text.p + r->at - i);
		*unit = *unit * 16 + (uint32_t)digit;
		r->at++;
	}
	return true;
}

static bool read_escape(JsonReader *r, Buf *out)
{
	static const char from[] = "btnfr\\'\"/", to[] = "\b\t\n\f\r\\'\"/";
	char c = (char)(r->at < r->text.n ? r->text.p[r->at++] : 0);
	const char *at = c ? strchr(from, c) : NULL;
	uint32_t unit;

	if (at) {
		buf_put_char(out, to[at - from]);
		return true;
	}
	if (c != 'u')
		return fail(r, "Bad JSON escape sequence: \\%c.", c);
	if (!read_unit(r, &unit))
		return false;
	buf_put_code(out, unit);
	return true;
}

static bool read_quoted(JsonReader *r, Buf *out)
{
	char quote = r->text.p[r->at++];

	for (;;) {
		size_t start = r->at;

		while (r->at < r->text.n && r->text.p[r->at] != quote && r->text.p[r->at] != '\\')
			r->at++;
		buf_put(out, str_cut(r->text, start, r->at));
		if (r->at == r->text.n)
			return fail(r, "Unterminated string. Expected delimiter: %c.", quote);
		if (r->text.p[r->at++] == quote)
			return true;
		if (!read_escape(r, out))
			return false;
	}
}

static bool looks_like_iso(Str text)
{
	return text.n >= 19 && text.n <= 40 && text.p[0] >= '0' && text.p[0] <= '9' && text.p[10] == 'T';
}

/* A moment as -DateKind wants it; UTC stays UTC by default. */
static Value date_of(const JsonReader *r, int64_t ticks, MomentKind kind)
{
	const Env *env = stage_env(r->s);

	if (r->options->dates == JSON_DATES_UTC && kind == MOMENT_LOCAL)
		return value_datetime(moment_to_utc(env, ticks), MOMENT_UTC);
	if (r->options->dates == JSON_DATES_UTC)
		return value_datetime(ticks, MOMENT_UTC);
	if (r->options->dates == JSON_DATES_LOCAL && kind == MOMENT_UTC)
		return value_datetime(moment_to_local(env, ticks), MOMENT_LOCAL);
	if (r->options->dates == JSON_DATES_LOCAL)
		return value_datetime(ticks, MOMENT_LOCAL);
	return value_datetime(ticks, kind);
}

static bool read_iso(const JsonReader *r, Str text, Value *out)
{
	bool utc = str_ends(text, S("Z"));
	MomentKind kind;
	int64_t ticks;

	if (!looks_like_iso(text) || r->options->dates == JSON_DATES_STRING ||
		moment_parse(str_cut(text, 0, text.n - utc), stage_env(r->s), &ticks, &kind, NULL) != MOMENT_OK)
		return false;
	*out = date_of(r, ticks, utc ? MOMENT_UTC : kind);
	return true;
}

static bool read_string(JsonReader *r, Value *out)
{
	Buf text = BUF_INIT;
	bool ok = read_quoted(r, &text);
	int64_t ticks;

	if (ok && r->options->dates != JSON_DATES_STRING && json_is_ms_date(buf_str(&text), &ticks))
		*out = date_of(r, ticks, MOMENT_UTC);
	else if (ok && !read_iso(r, buf_str(&text), out))
		*out = value_string_buf(&text);
	buf_release(&text);
	return ok;
}

/* ---- numbers and words ---- */

static bool is_number_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '+' || c == '-' ||
	       c == '.' || c == 'x' || c == 'X';
}

static bool has_real_part(Str text)
{
	return str_find_byte(text, '.', 0) != STR_NONE || str_find_byte(text, 'e', 0) != STR_NONE ||
	       str_find_byte(text, 'E', 0) != STR_NONE;
}

static bool bad_number(JsonReader *r, Str text)
{
	return fail(r, "Input string '%.*s' is not a valid number.", STR_ARG(text));
}

/* 0x1F and 017. */
static bool convert_radix(JsonReader *r, Str text, Value *out)
{
	bool hex = text.p[1] == 'x' || text.p[1] == 'X';
	int64_t whole;

	if (num_parse_radix(text, hex ? 16 : 8, NUM_INT64, &whole) != NUM_OK)
		return bad_number(r, text);
	*out = value_long(whole);
	return true;
}

static bool convert_real(JsonReader *r, Str text, Value *out)
{
	double real;

	if (num_parse_double(text, &real) != NUM_OK)
		return fail(r, "Input string '%.*s' is not a valid double.", STR_ARG(text));
	*out = value_double(real);
	return true;
}

/* What passes 64 bits is a BigInteger. */
static bool convert_number(JsonReader *r, Str text, Value *out)
{
	int64_t whole;
	BigInt *big;

	if (text.n > 1 && text.p[0] == '0' && text.p[1] != '.' && text.p[1] != 'e' && text.p[1] != 'E')
		return convert_radix(r, text, out);
	if (has_real_part(text))
		return convert_real(r, text, out);
	if (num_parse_integer(text, NUM_INT64, false, &whole) == NUM_OK) {
		*out = value_long(whole);
		return true;
	}
	big = bigint_parse(text);
	if (!big)
		return bad_number(r, text);
	*out = bigint_value(big);
	return true;
}

static bool read_number(JsonReader *r, Value *out)
{
	size_t start = r->at;
	uint32_t c;

	while (r->at < r->text.n && is_number_char(r->text.p[r->at]))
		r->at++;
	c = peek(r);
	if (c != AT_END && !utf8_is_space(c) && c != ',' && c != '}' && c != ']' && c != ')' && c != '/')
		return fail_at(r, "Unexpected character encountered while parsing number: ");
	return convert_number(r, str_cut(r->text, start, r->at), out);
}

typedef enum Word { WORD_NULL, WORD_TRUE, WORD_FALSE, WORD_NAN, WORD_INFINITY, WORD_NEGATIVE, WORD_UNDEFINED } Word;
static const struct WordRow {
	const char *text, *what;
} words[] = {
	[WORD_NULL] = { "null", "null" },
	[WORD_TRUE] = { "true", "boolean" },
	[WORD_FALSE] = { "false", "boolean" },
	[WORD_NAN] = { "NaN", "NaN" },
	[WORD_INFINITY] = { "Infinity", "positive infinity" },
	[WORD_NEGATIVE] = { "-Infinity", "negative infinity" },
	[WORD_UNDEFINED] = { "undefined", "undefined" },
};

static Value value_of_word(Word word)
{
	switch (word) {
	case WORD_TRUE:
	case WORD_FALSE:
		return value_bool(word == WORD_TRUE);
	case WORD_NAN:
		return value_double(__builtin_nan(""));
	case WORD_INFINITY:
	case WORD_NEGATIVE:
		return value_double(word == WORD_INFINITY ? __builtin_inf() : -__builtin_inf());
	default:
		return VALUE_NULL;
	}
}

/* The word that the character at the present place starts; false: none. */
static bool find_word(const JsonReader *r, Word *word)
{
	Str rest = str_cut(r->text, r->at, r->text.n);
	size_t need = str_starts(rest, S("-")) || str_starts(rest, S("n")) ? 2 : 1;

	for (size_t i = 0; i < COUNT(words); i++)
		if (rest.n >= need && str_starts(str_from(words[i].text), str_cut(rest, 0, need))) {
			*word = (Word)i;
			return true;
		}
	return false;
}

static bool read_word(JsonReader *r, Word word, Value *out)
{
	for (const char *p = words[word].text; *p; p++, r->at++)
		if (r->at == r->text.n || r->text.p[r->at] != *p)
			return fail(r, "Error parsing %s value.", words[word].what);
	if (r->at < r->text.n && utf8_is_letter(peek(r)))
		return fail(r, "Error parsing %s value.", words[word].what);
	*out = value_of_word(word);
	return true;
}

/* ---- containers ---- */

static bool enter(JsonReader *r, Frame *frame)
{
	frame->up = r->frame;
	r->frame = frame;
	r->at++;
	if (++r->depth > r->options->depth)
		return fail(r, "The reader's MaxDepth of %lld has been exceeded.", (long long)r->options->depth);
	return true;
}

static void leave(JsonReader *r, Frame *frame)
{
	r->depth--;
	r->frame = frame->up;
	value_drop(frame->name);
}

static bool wrong_end(JsonReader *r, const char *token, const char *container)
{
	r->at++;
	return fail(r, "JsonToken %s is not valid for closing JsonType %s.", token, container);
}

/* Behind a value: a comma, or the end of the container. */
static bool read_separator(JsonReader *r, bool array, bool *end)
{
	uint32_t c;

	*end = false;
	if (!skip(r))
		return false;
	c = peek(r);
	if (c == AT_END)
		return fail_end(r);
	if (c == ',') {
		r->at++;
		return true;
	}
	if (c == (array ? ']' : '}')) {
		r->at++;
		*end = true;
		return true;
	}
	if (c == ']' || c == '}')
		return wrong_end(r, array ? "EndObject" : "EndArray", array ? "Array" : "Object");
	return fail_at(r, "After parsing a value an unexpected character was encountered: ");
}

static bool read_items(JsonReader *r, Frame *frame, Array *items)
{
	bool end = false;
	Value item;

	while (!end) {
		if (!skip(r))
			return false;
		if (peek(r) == AT_END)
			return fail_end(r);
		if (peek(r) == ']') {
			r->at++;
			return true;
		}
		if (peek(r) == ',') { /* nothing between two commas */
			array_push_take(items, VALUE_NULL);
			frame->index++;
			r->at++;
			continue;
		}
		if (!read_value(r, &item))
			return false;
		array_push_take(items, item);
		if (!read_separator(r, true, &end))
			return false;
	}
	return true;
}

static bool read_array(JsonReader *r, Value *out)
{
	Frame frame = { .is_array = true, .index = -1 };
	Array *items = array_new_objects();
	bool ok = enter(r, &frame) && read_items(r, &frame, items);

	leave(r, &frame);
	if (ok)
		*out = array_value(items);
	else
		value_drop(array_value(items));
	return ok;
}

static bool is_name_char(uint32_t c)
{
	return c != AT_END && (utf8_is_letter(c) || utf8_is_digit(c) || c == '_' || c == '$');
}

static bool read_bare_name(JsonReader *r, Buf *out)
{
	size_t start = r->at;

	while (is_name_char(peek(r)))
		(void)utf8_next(r->text, &r->at);
	buf_put(out, str_cut(r->text, start, r->at));
	return true;
}

static bool read_name(JsonReader *r, Frame *frame)
{
	uint32_t c = peek(r);
	Buf name = BUF_INIT;
	bool ok;

	if (c == '"' || c == '\'')
		ok = read_quoted(r, &name);
	else if (is_name_char(c))
		ok = read_bare_name(r, &name);
	else
		ok = fail_at(r, "Invalid property identifier character: ");
	ok = ok && skip(r);
	if (ok && peek(r) != ':')
		ok = fail_at(r, "Invalid character after parsing property name. Expected ':' but got: ");
	if (ok) {
		r->at++;
		value_set_take(&frame->name, value_string_buf(&name));
	}
	buf_release(&name);
	return ok;
}

/* The same name again replaces; one that differs by case alone, and an empty one, need -AsHashtable. */
static bool add_property(JsonReader *r, Object *object, Value name, Value v)
{
	Slot *slot = object_find_peek(object, value_str_peek(name));

	if (value_str_peek(name).n == 0) {
		value_drop(v);
		return refuse(r, "EmptyKeyInJsonString",
			"The provided JSON includes a property whose name is an empty string, this is only supported using "
			"the -AsHashTable switch.");
	}
	if (slot && !str_eq(string_str(slot->name), value_str_peek(name))) {
		value_drop(v);
		return refuse(r, "KeysWithDifferentCasingInJsonString",
			"Cannot convert the JSON string because it contains keys with different casing. Please use the "
			"-AsHashTable switch instead. The key that was attempted to be added to the existing key '%s' was '%s'.",
			slot->name->p, name.string->p);
	}
	if (slot)
		value_set_take(&slot->value, v);
	else
		object_add_take(object, value_ref(name).string, SLOT_NOTE, v);
	return true;
}

static bool read_properties(JsonReader *r, Frame *frame, Value into)
{
	bool end = false;
	Value v;

	while (!end) {
		if (!skip(r))
			return false;
		if (peek(r) == AT_END)
			return fail_end(r);
		if (peek(r) == '}') {
			r->at++;
			return true;
		}
		if (!read_name(r, frame) || !skip(r))
			return false;
		if (peek(r) == AT_END)
			return fail_end(r);
		if (!read_value(r, &v))
			return false;
		if (into.kind == V_HASH) {
			hash_set(into.hash, frame->name, v);
			value_drop(v);
		} else if (!add_property(r, into.object, frame->name, v)) {
			return false;
		}
		if (!read_separator(r, false, &end))
			return false;
	}
	return true;
}

static bool read_object(JsonReader *r, Value *out)
{
	Frame frame = { .name = VALUE_EMPTY };
	Value into = r->options->hashtable ? hash_value(hash_new(type_of_id(T_HASHTABLE), false))
					   : object_value(object_new_custom());
	bool ok = enter(r, &frame) && read_properties(r, &frame, into);

	leave(r, &frame);
	if (ok)
		*out = into;
	else
		value_drop(into);
	return ok;
}

/* ---- a value ---- */

static void count_item(JsonReader *r)
{
	if (r->frame && r->frame->is_array)
		r->frame->index++;
}

static bool read_plain(JsonReader *r, uint32_t c, Value *out)
{
	Word word;

	if (c == '"' || c == '\'')
		return read_string(r, out);
	if (find_word(r, &word))
		return read_word(r, word, out);
	if ((c >= '0' && c <= '9') || c == '-' || c == '.')
		return read_number(r, out);
	return fail_at(r, "Unexpected character encountered while parsing value: ");
}

/* At a character that is no blank. */
static bool read_value(JsonReader *r, Value *out)
{
	uint32_t c = peek(r);

	*out = VALUE_NULL;
	if (stage_is_interrupted(r->s))
		return false;
	if (c == '{' || c == '[') {
		count_item(r);
		if (!runtime_of(r->s->interp)->stack_left(r->s->interp))
			return fail(r, "The text is nested too deeply.");
		return c == '{' ? read_object(r, out) : read_array(r, out);
	}
	if (c == ']' && r->frame && !r->frame->is_array)
		return wrong_end(r, "EndArray", "Object");
	if (!read_plain(r, c, out))
		return false;
	count_item(r);
	return true;
}

bool json_read_core(Stage *s, Str text, const JsonOptions *options, Value *out, JsonFault *fault)
{
	JsonReader r = { .s = s, .text = text, .options = options, .fault = fault };

	*out = VALUE_NULL;
	if (!skip(&r))
		return false;
	if (r.at == text.n)
		return true; /* nothing is null */
	if (!read_value(&r, out))
		return false;
	if (skip(&r) && r.at == text.n)
		return true;
	value_set_take(out, VALUE_NULL);
	return fault->text.n ? false : fail_at(&r, "Additional text encountered after finished reading JSON content: ");
}
