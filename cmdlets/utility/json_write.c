/* json_write: objects as JSON: Json.NET's layout in Core, JavaScriptSerializer's made pretty in Desktop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/json.h"
#include "shell/types/types_list.h"
#include "shell/value/bigint.h"

typedef struct JsonWriter {
	Stage *s;
	Interp *in;
	const JsonStyle *style;
	Buf *out;
	bool core, warned;
} JsonWriter;

/* Where a container stands: Core counts levels, Desktop the column of the opening bracket. */
typedef struct Place {
	int64_t depth;
	size_t column;
} Place;

static Flow put_value(JsonWriter *w, Value v, Place place);

/* ---- texts ---- */

static bool must_escape(const JsonWriter *w, uint32_t c)
{
	if (c < 0x20 || c == '"' || c == '\\' || c == 0x85 || c == 0x2028 || c == 0x2029)
		return true;
	if ((!w->core || w->style->escape == JSON_ESCAPE_HTML) && (c == '<' || c == '>' || c == '&' || c == '\''))
		return true;
	return c > 0x7e && w->style->escape == JSON_ESCAPE_NON_ASCII;
}

static void put_escaped(const JsonWriter *w, uint32_t c)
{
	static const char named[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
	const char *at = c && c < 0x80 ? strchr(named, (int)c) : NULL;

	if (at && !(c == '"' && w->core && w->style->escape == JSON_ESCAPE_HTML))
		buf_printf(w->out, "\\%c", letters[at - named]);
	else if (c > 0xffff)
		buf_printf(w->out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (c >> 10)), (unsigned)(0xdc00 + (c & 0x3ff)));
	else
		buf_printf(w->out, "\\u%04x", (unsigned)c);
}

static void put_string(const JsonWriter *w, Str text)
{
	buf_put_char(w->out, '"');
	for (size_t at = 0, start = 0; at < text.n; start = at) {
		uint32_t c = utf8_next(text, &at);

		if (must_escape(w, c))
			put_escaped(w, c);
		else
			buf_put(w->out, str_cut(text, start, at));
	}
	buf_put_char(w->out, '"');
}

/* The text a value has as a string. */
static Flow put_text(JsonWriter *w, Value v)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(w->in, v, &text);

	if (flow == FLOW_NEXT)
		put_string(w, buf_str(&text));
	buf_release(&text);
	return flow;
}

/* ---- values without parts ---- */

/* Core shows by a point that a number is no integer. */
static void put_real(const JsonWriter *w, Str text)
{
	bool special = text.n && (text.p[text.n - 1] == 'N' || text.p[text.n - 1] == 'y'); /* NaN, Infinity */

	if (special && w->core) {
		put_string(w, text);
		return;
	}
	buf_put(w->out, text);
	if (w->core && !special && str_find_byte(text, '.', 0) == STR_NONE && str_find_byte(text, 'E', 0) == STR_NONE)
		buf_put(w->out, S(".0"));
}

static Flow put_number(const JsonWriter *w, Value v)
{
	const NumCulture *culture = edition_core.numbers_invariant; /* "R": all digits in both editions */
	Buf text = BUF_INIT;

	if (v.kind == V_DOUBLE)
		num_put_roundtrip(&text, v.f64, false, culture);
	else if (v.kind == V_SINGLE)
		num_put_roundtrip(&text, (double)v.f32, true, culture);
	else
		decimal_put(&text, v.decimal->value);
	put_real(w, buf_str(&text));
	buf_release(&text);
	return FLOW_NEXT;
}

/* Core: ISO 8601 with what is known of the zone; Desktop: milliseconds since 1970, UTC. */
static Flow put_date(const JsonWriter *w, Value v)
{
	const Env *env = stage_env(w->s);
	int64_t utc = v.flags == MOMENT_UTC ? v.i64 : moment_to_utc(env, v.i64);

	if (!w->core) {
		buf_printf(
			w->out, "\"\\/Date(%lld)\\/\"", (long long)((utc - MOMENT_UNIX_EPOCH) / MOMENT_TICKS_PER_MS));
		return FLOW_NEXT;
	}
	buf_put_char(w->out, '"');
	(void)moment_format(
		w->out, S("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"), v.i64, (MomentKind)v.flags, &moment_invariant, env);
	buf_put_char(w->out, '"');
	return FLOW_NEXT;
}

static Flow put_enum(const JsonWriter *w, Value v)
{
	Buf text = BUF_INIT;

	if (!w->style->enums_as_strings) {
		buf_printf(w->out, "%lld", (long long)v.enumeration->value);
		return FLOW_NEXT;
	}
	type_enum_put(v.enumeration->type, v.enumeration->value, &text);
	put_string(w, buf_str(&text));
	buf_release(&text);
	return FLOW_NEXT;
}

/* Objects that are one text: Guid, Uri, DateTimeOffset. */
static bool is_text(Value v)
{
	return v.kind == V_OBJECT && (v.object->type == &type_guid || v.object->type == &type_uri ||
					     v.object->type == &type_date_time_offset);
}

static Flow put_char(const JsonWriter *w, uint16_t unit)
{
	Buf text = BUF_INIT;

	buf_put_code(&text, unit);
	put_string(w, buf_str(&text));
	buf_release(&text);
	return FLOW_NEXT;
}

/* *done false: it has parts. */
static Flow put_scalar(JsonWriter *w, Value v, bool *done)
{
	*done = true;
	switch (v.kind) {
	case V_EMPTY:
	case V_NULL:
		buf_put(w->out, S("null"));
		return FLOW_NEXT;
	case V_BOOL:
		*done = v.type == T_BOOL;
		if (*done)
			buf_put(w->out, v.b ? S("true") : S("false"));
		return FLOW_NEXT;
	case V_CHAR:
		return put_char(w, v.ch);
	case V_INT:
		num_put_integer(w->out, v.i64, v.type == T_UINT64);
		return FLOW_NEXT;
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
		return put_number(w, v);
	case V_BIGINT:
		return convert_put_text(w->in, v, w->out);
	case V_STRING:
		put_string(w, value_str_peek(v));
		return FLOW_NEXT;
	case V_DATETIME:
		return put_date(w, v);
	case V_ENUM:
		return put_enum(w, v);
	default:
		*done = is_text(v);
		if (*done)
			return put_text(w, v);
		if (v.kind == V_OBJECT && v.object->type == &type_db_null) {
			*done = true;
			buf_put(w->out, S("null"));
		}
		return FLOW_NEXT;
	}
}

/* ---- containers ---- */

static void new_line(const JsonWriter *w, size_t column)
{
	if (w->style->compress)
		return;
	buf_put(w->out, str_from(stage_edition(w->s)->newline));
	buf_put_many(w->out, ' ', column);
}

static size_t inside(const JsonWriter *w, Place place)
{
	return place.column + (w->core ? 2 : 4);
}

static void put_open(JsonWriter *w, char bracket)
{
	buf_put_char(w->out, bracket);
}

/* n: how many members there were.  Desktop opens a line even for none. */
static void put_close(JsonWriter *w, char bracket, Place place, size_t n)
{
	if (n == 0 && !w->core && !w->style->compress)
		new_line(w, 0);
	if (n || !w->core)
		new_line(w, place.column);
	buf_put_char(w->out, bracket);
}

/* One member of an object; Desktop's nested brackets stand behind the name. */
static Flow put_member(JsonWriter *w, Str name, Value v, Place place, size_t *n)
{
	Place below = { place.depth + 1, inside(w, place) };
	size_t start;

	if ((*n)++)
		buf_put_char(w->out, ',');
	new_line(w, below.column);
	start = w->out->n;
	put_string(w, name);
	buf_put_char(w->out, ':');
	if (!w->core)
		below.column += str_units(str_cut(buf_str(w->out), start, w->out->n)) + 2;
	if (!w->style->compress)
		buf_put(w->out, w->core ? S(" ") : S("  "));
	return put_value(w, v, below);
}

static Flow bad_key(JsonWriter *w, Value v)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "NonStringKeyInDictionary",
		.exception = EXC_INVALID_OPERATION,
		.target = v };

	return stage_throw(w->s, &spec,
		"The type '%s' is not supported for serialization or deserialization of a dictionary. Keys must be strings.",
		type_of(v)->name);
}

static Flow put_hash(JsonWriter *w, Value v, Place place)
{
	struct HashEntry *entry;
	Flow flow = FLOW_NEXT;
	size_t n = 0;

	put_open(w, '{');
	for (size_t at = 0; flow == FLOW_NEXT && (entry = hash_next(v.hash, &at));)
		flow = value_is_string(entry->key) ? put_member(w, value_str_peek(entry->key), entry->value, place, &n)
						   : bad_key(w, v);
	put_close(w, '}', place, n);
	return flow;
}

static Flow put_items(JsonWriter *w, Value v, Place place)
{
	Place below = { place.depth + 1, inside(w, place) };
	size_t n = 0;
	Value item;
	Iter it;
	Flow flow;

	FLOW_TRY(iter_init(w->in, &it, v));
	put_open(w, '[');
	flow = FLOW_NEXT;
	while (flow == FLOW_NEXT && iter_next(w->in, &it, &item, &flow)) {
		if (n++)
			buf_put_char(w->out, ',');
		new_line(w, below.column);
		flow = put_value(w, item, below);
		value_drop(item);
	}
	iter_release(&it);
	put_close(w, ']', place, n);
	return flow;
}

/* A property that fails counts as null. */
static Flow put_property(JsonWriter *w, Value v, const Member *member, Place place, size_t *n)
{
	Value property = VALUE_NULL;
	Flow flow = member_value(w->in, v, member, &property);

	if (flow == FLOW_THROW) {
		value_drop(runtime_of(w->in)->take_error(w->in));
		property = VALUE_NULL;
		flow = FLOW_NEXT;
	}
	if (flow == FLOW_NEXT)
		flow = put_member(w, member->name, property, place, n);
	value_drop(property);
	return flow;
}

/* Members of .NET's type stand before those of PowerShell's making. */
static Flow put_properties(JsonWriter *w, Value v, bool native, Place place, size_t *n)
{
	MemberList list = { 0 };
	Flow flow = FLOW_NEXT;

	member_list(w->in, v, MEMBERS_PROPERTIES, &list);
	for (size_t i = 0; i < list.n && flow == FLOW_NEXT; i++)
		if ((list.p[i].kind == MEMBER_PROPERTY) == native && list.p[i].kind != MEMBER_PROPERTY_SET)
			flow = put_property(w, v, &list.p[i], place, n);
	member_list_release(&list);
	return flow;
}

static Flow put_object(JsonWriter *w, Value v, Place place)
{
	size_t n = 0;
	Flow flow;

	put_open(w, '{');
	flow = put_properties(w, v, true, place, &n);
	if (flow == FLOW_NEXT)
		flow = put_properties(w, v, false, place, &n);
	put_close(w, '}', place, n);
	return flow;
}

/* A value without parts that carries properties: {"value": v, "Note": ...}.  Core leaves those of strings and dates
 * out. */
static bool is_extended(const JsonWriter *w, Value v)
{
	Value plain = value_unwrap_peek(v);

	if (v.kind != V_OBJECT || plain.kind == V_OBJECT || v.object->nslots == 0)
		return false;
	return !w->core || (plain.kind != V_STRING && plain.kind != V_DATETIME);
}

static Flow put_extended(JsonWriter *w, Value v, Place place)
{
	size_t n = 0;
	Flow flow;

	put_open(w, '{');
	flow = put_member(w, S("value"), value_unwrap_peek(v), place, &n);
	if (flow == FLOW_NEXT)
		flow = put_properties(w, v, false, place, &n);
	put_close(w, '}', place, n);
	return flow;
}

static Flow put_too_deep(JsonWriter *w, Value v)
{
	if (w->core && !w->warned) {
		w->warned = true;
		FLOW_TRY(stage_warning(w->s,
			"Resulting JSON is truncated as serialization has exceeded the set depth of %lld.",
			(long long)w->style->depth));
	}
	return put_text(w, v);
}

static Flow put_value(JsonWriter *w, Value v, Place place)
{
	Value plain = value_unwrap_peek(v);
	bool done;

	if (is_extended(w, v) && place.depth <= w->style->depth)
		return put_extended(w, v, place);
	FLOW_TRY(put_scalar(w, plain, &done));
	if (done)
		return FLOW_NEXT;
	if (place.depth > w->style->depth)
		return put_too_deep(w, v);
	if (!runtime_of(w->in)->stack_left(w->in))
		return runtime_of(w->in)->too_deep(w->in);
	if (plain.kind == V_HASH)
		return put_hash(w, plain, place);
	return iter_unrolls(plain) ? put_items(w, plain, place) : put_object(w, v, place);
}

Flow json_put(Stage *s, Value v, const JsonStyle *style, Buf *out)
{
	JsonWriter w = {
		.s = s, .in = s->interp, .style = style, .out = out, .core = (stage_edition(s)->where & WHERE_CORE) != 0
	};

	return put_value(&w, v, (Place){ 0 });
}
