/* clixml_read: CLIXML as objects: values as they were, other objects as bags of their properties ("Deserialized."). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/clixml.h"
#include "shell/engine/interp.h"
#include "shell/types/base64.h"
#include "shell/types/xml.h"
#include "shell/value/bigint.h"

typedef struct Reader {
	Stage *s; /* NULL: values go to list */
	Array *list;
	Arena *arena;
	Interp *in;
	XmlDocument *document;
	Hash *objects; /* by RefId */
	Hash *types;   /* arrays of names by RefId */
} Reader;

static Flow read_node(Reader *r, XmlNode *node, Value *out);

static Flow fail(Reader *r, const char *fmt, ...) PRINTF(2, 3);

static Flow fail(Reader *r, const char *fmt, ...)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED, .id = "System.Xml.XmlException", .exception = EXC_XML };
	Buf text = BUF_INIT;
	va_list args;
	Flow flow;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	flow = r->s ? stage_throw(r->s, &spec, "%.*s", STR_ARG(buf_str(&text)))
		    : fault_exception(r->in, EXC_XML, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

/* ---- text ---- */

void clixml_put_decoded(Str text, Buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		char digits[5] = { 0 };
		char *end;
		unsigned long code;

		if (text.p[i] != '_' || text.n - i < 7 || text.p[i + 1] != 'x' || text.p[i + 6] != '_') {
			buf_put_char(out, text.p[i]);
			continue;
		}
		memcpy(digits, text.p + i + 2, 4);
		code = strtoul(digits, &end, 16);
		if (*end) {
			buf_put_char(out, text.p[i]);
			continue;
		}
		buf_put_code(out, (uint32_t)code);
		i += 6;
	}
}

static void put_text(const Reader *r, const XmlNode *node, Buf *out)
{
	Buf raw = BUF_INIT;

	xml_put_text(r->document, node, &raw);
	clixml_put_decoded(buf_str(&raw), out);
	buf_release(&raw);
}

static Value text_of(const Reader *r, const XmlNode *node)
{
	Buf text = BUF_INIT;

	put_text(r, node, &text);
	return types_buf_string(&text);
}

/* An attribute's text, or an empty string. */
static Value attribute_of(const Reader *r, const XmlNode *node, Str name)
{
	const XmlNode *attribute = xml_attribute(r->document, node, name);

	return attribute ? text_of(r, attribute) : value_string(S(""));
}

/* ---- values without parts ---- */

/* Ticks of a unit: the letter means months before the T, but those are never written. */
static int64_t unit_of(char letter, bool time)
{
	switch (letter) {
	case 'D':
		return MOMENT_TICKS_PER_DAY;
	case 'H':
		return MOMENT_TICKS_PER_HOUR;
	case 'M':
		return time ? MOMENT_TICKS_PER_MINUTE : 0;
	case 'S':
		return MOMENT_TICKS_PER_SECOND;
	default:
		return 0;
	}
}

/* ".5" of a second, up to where the digits end. */
static int64_t read_fraction(Str text, size_t *at)
{
	int64_t ticks = 0;

	for (int64_t unit = MOMENT_TICKS_PER_SECOND / 10; *at < text.n && text.p[*at] >= '0' && text.p[*at] <= '9';
		unit /= 10)
		ticks += (text.p[(*at)++] - '0') * unit;
	return ticks;
}

/* Digits, at most as many as fit. */
static int64_t read_digits(Str text, size_t *at)
{
	int64_t number = 0;

	for (; *at < text.n && text.p[*at] >= '0' && text.p[*at] <= '9' && number < INT64_MAX / 100; ++*at)
		number = number * 10 + (text.p[*at] - '0');
	return number;
}

/* P1DT2H3M4.5S */
static bool read_duration(Str text, int64_t *out)
{
	bool negative = str_starts(text, S("-")), time = false;
	size_t at = negative ? 2 : 1;
	int64_t ticks = 0;

	while (at < text.n) {
		int64_t number, part = 0, product;

		if (text.p[at] == 'T') {
			time = true;
			at++;
			continue;
		}
		number = read_digits(text, &at);
		if (at < text.n && text.p[at] == '.') {
			at++;
			part = read_fraction(text, &at);
		}
		if (at == text.n || !unit_of(text.p[at], time) ||
			__builtin_mul_overflow(number, unit_of(text.p[at], time), &product) ||
			__builtin_add_overflow(ticks, product + part, &ticks))
			return false;
		at++;
	}
	*out = negative ? -ticks : ticks;
	return text.n > 1;
}

static bool read_date(const Reader *r, Str text, Value *out)
{
	bool utc = str_ends(text, S("Z"));
	MomentKind kind;
	int64_t ticks;

	if (moment_parse(str_cut(text, 0, text.n - utc), runtime_of(r->in)->env, &ticks, &kind, NULL) != MOMENT_OK)
		return false;
	*out = value_datetime(ticks, (int)(utc ? MOMENT_UTC : kind));
	return true;
}

static bool read_secret(Str text, Value *out)
{
	Buf wide = BUF_SECRET, plain = BUF_SECRET;
	bool ok = text.n % 4 == 0;

	for (size_t i = 0; ok && i < text.n; i += 2) {
		char digits[3] = { text.p[i], text.p[i + 1], 0 };
		char *end;
		unsigned long byte = strtoul(digits, &end, 16);

		ok = !*end;
		buf_put_char(&wide, (char)byte);
	}
	utf8_decode_from(ENC_UTF16LE, buf_str(&wide), &plain);
	if (ok)
		*out = secret_new(buf_str(&plain));
	buf_release(&wide);
	buf_release(&plain);
	return ok;
}

static bool read_bytes(Str text, Value *out)
{
	Buf bytes = BUF_INIT;
	bool ok = types_base64_read(text, &bytes);

	if (ok)
		*out = array_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return ok;
}

static bool read_integer(Str text, TypeId type, Value *out)
{
	int64_t number;

	if (num_parse_integer(text, (NumKind)((unsigned)type - T_SBYTE) /* ORDER NumKind */, false, &number) != NUM_OK)
		return false;
	*out = value_integer(type, number);
	return true;
}

static bool read_real(Str text, bool single, Value *out)
{
	double number;

	if (str_eq(text, S("INF")) || str_eq(text, S("-INF")))
		number = text.p[0] == '-' ? -__builtin_inf() : __builtin_inf();
	else if (num_parse_double(text, &number) != NUM_OK)
		return false;
	*out = single ? value_single((float)number) : value_double(number);
	return true;
}

/* By the conversions of the language: Guid, Version, Uri. */
static bool read_converted(Reader *r, Str text, const char *type, Value *out)
{
	Value v = value_string(text);
	bool ok = convert_try(r->in, v, type_set_find(runtime_of(r->in)->types, str_from(type)), out);

	value_drop(v);
	return ok;
}

static bool read_block(Reader *r, Str text, Value *out)
{
	if (runtime_of(r->in)->make_block(r->in, text, out) == FLOW_NEXT)
		return true;
	runtime_of(r->in)->clear_error(r->in);
	return false;
}

typedef enum Tag {
	TAG_NIL,
	TAG_STRING,
	TAG_CHAR,
	TAG_BOOL,
	TAG_DATE,
	TAG_DURATION,
	TAG_INTEGER,
	TAG_SINGLE,
	TAG_DOUBLE,
	TAG_DECIMAL,
	TAG_BYTES,
	TAG_SECRET,
	TAG_CONVERTED,
	TAG_BLOCK,
} Tag;
static const struct TagRow {
	const char *name;
	Tag tag;
	TypeId integer;
	const char *type;
} tags[] = {
	{ "Nil", TAG_NIL, T_NONE, NULL },
	{ "S", TAG_STRING, T_NONE, NULL },
	{ "C", TAG_CHAR, T_NONE, NULL },
	{ "B", TAG_BOOL, T_NONE, NULL },
	{ "DT", TAG_DATE, T_NONE, NULL },
	{ "TS", TAG_DURATION, T_NONE, NULL },
	{ "SB", TAG_INTEGER, T_SBYTE, NULL },
	{ "By", TAG_INTEGER, T_BYTE, NULL },
	{ "I16", TAG_INTEGER, T_INT16, NULL },
	{ "U16", TAG_INTEGER, T_UINT16, NULL },
	{ "I32", TAG_INTEGER, T_INT32, NULL },
	{ "U32", TAG_INTEGER, T_UINT32, NULL },
	{ "I64", TAG_INTEGER, T_INT64, NULL },
	{ "U64", TAG_INTEGER, T_UINT64, NULL },
	{ "Sg", TAG_SINGLE, T_NONE, NULL },
	{ "Db", TAG_DOUBLE, T_NONE, NULL },
	{ "D", TAG_DECIMAL, T_NONE, NULL },
	{ "BA", TAG_BYTES, T_NONE, NULL },
	{ "SS", TAG_SECRET, T_NONE, NULL },
	{ "G", TAG_CONVERTED, T_NONE, "System.Guid" },
	{ "Version", TAG_CONVERTED, T_NONE, "System.Version" },
	{ "URI", TAG_CONVERTED, T_NONE, "System.Uri" },
	{ "XD", TAG_CONVERTED, T_NONE, "System.Xml.XmlDocument" },
	{ "SBK", TAG_BLOCK, T_NONE, NULL },
};

static const struct TagRow *find_tag(Str name)
{
	for (size_t i = 0; i < COUNT(tags); i++)
		if (str_eq(name, str_from(tags[i].name)))
			return &tags[i];
	return NULL;
}

static bool read_scalar(Reader *r, const struct TagRow *row, Str text, Value *out)
{
	Decimal decimal;
	int64_t number;

	switch (row->tag) {
	case TAG_NIL:
		*out = VALUE_NULL;
		return true;
	case TAG_STRING:
		*out = value_string(text);
		return true;
	case TAG_CHAR:
		if (num_parse_integer(text, NUM_UINT16, false, &number) != NUM_OK)
			return false;
		*out = value_char((uint16_t)number);
		return true;
	case TAG_BOOL:
		*out = value_bool(str_eq(text, S("true")));
		return true;
	case TAG_DATE:
		return read_date(r, text, out);
	case TAG_DURATION:
		*out = value_timespan(0);
		return read_duration(text, &out->i64);
	case TAG_INTEGER:
		return read_integer(text, row->integer, out);
	case TAG_SINGLE:
	case TAG_DOUBLE:
		return read_real(text, row->tag == TAG_SINGLE, out);
	case TAG_DECIMAL:
		if (decimal_parse(text, &decimal) != 0)
			return false;
		*out = value_decimal(decimal);
		return true;
	case TAG_BYTES:
		return read_bytes(text, out);
	case TAG_SECRET:
		return read_secret(text, out);
	case TAG_CONVERTED:
		return read_converted(r, text, row->type, out);
	case TAG_BLOCK:
		return read_block(r, text, out);
	}
	return false;
}

/* ---- parts of objects ---- */

/* The element after a node, or the first inside. */
static XmlNode *next_element(XmlNode *parent, XmlNode *node)
{
	node = node ? xml_next(node) : xml_first(parent);
	while (node && xml_kind(node) != XML_KIND_ELEMENT)
		node = xml_next(node);
	return node;
}

static XmlNode *child_named(XmlNode *parent, Str name)
{
	for (XmlNode *node = NULL; (node = next_element(parent, node));)
		if (str_eq(xml_local_name(node), name))
			return node;
	return NULL;
}

/* The names of <TN>, or of the list <TNRef> means; owned, NULL: none. */
static Array *read_types(Reader *r, XmlNode *node)
{
	XmlNode *list = child_named(node, S("TN")), *reference = child_named(node, S("TNRef"));
	Value key = attribute_of(r, list ? list : reference ? reference : node, S("RefId"));
	Value *known = hash_find_peek(r->types, key);
	Array *names = NULL;

	if (list) {
		names = array_new(&type_string_array, 4);
		for (XmlNode *name = NULL; (name = next_element(list, name));)
			array_push_take(names, text_of(r, name));
		hash_set(r->types, key, array_value(names));
	} else if (reference && known) {
		names = value_ref(*known).array;
	}
	value_drop(key);
	return names;
}

static Flow read_members(Reader *r, XmlNode *list, Object *into)
{
	Value name, v;

	for (XmlNode *node = NULL; list && (node = next_element(list, node));) {
		FLOW_TRY(read_node(r, node, &v));
		name = attribute_of(r, node, S("N"));
		object_set_take(into, value_str_peek(name), v);
		value_drop(name);
	}
	return FLOW_NEXT;
}

static Flow read_entries(Reader *r, XmlNode *list, Hash *into)
{
	for (XmlNode *entry = NULL; (entry = next_element(list, entry));) {
		XmlNode *key_node = next_element(entry, NULL);
		XmlNode *value_node = key_node ? next_element(entry, key_node) : NULL;
		Value key, v;

		if (!value_node)
			return fail(r, "An entry of a dictionary has no key or no value.");
		FLOW_TRY(read_node(r, key_node, &key));
		if (read_node(r, value_node, &v) != FLOW_NEXT) {
			value_drop(key);
			return FLOW_THROW;
		}
		hash_set(into, key, v);
		value_drop(key);
		value_drop(v);
	}
	return FLOW_NEXT;
}

static Flow read_items(Reader *r, XmlNode *list, List *into)
{
	Value v;

	for (XmlNode *node = NULL; (node = next_element(list, node));) {
		FLOW_TRY(read_node(r, node, &v));
		list_push_take(into, v);
	}
	return FLOW_NEXT;
}

/* ---- objects ---- */

static bool is_type(const Array *names, Str name)
{
	return names && names->n && str_eq(value_str_peek(array_peek(names, 0)), name);
}

/* User name and password are one again. */
static Flow make_credential(Reader *r, XmlNode *props, Value *out)
{
	const TypeDef *type = type_set_find(runtime_of(r->in)->types, S("System.Management.Automation.PSCredential"));
	Object *bag = object_new_custom();
	Slot *user, *password;
	Value args[2];
	Flow flow = read_members(r, props, bag);

	user = object_find_peek(bag, S("UserName"));
	password = object_find_peek(bag, S("Password"));
	if (flow == FLOW_NEXT && (!user || !password)) {
		flow = fail(r, "A credential has no user name or no password.");
	} else if (flow == FLOW_NEXT) {
		args[0] = user->value;
		args[1] = password->value;
		flow = member_construct(r->in, type, args, 2, out);
	}
	value_drop(object_value(bag));
	return flow;
}

/* What the element inside <Obj> is: a dictionary, a list, one value, or nothing of these. */
static Flow read_core(Reader *r, XmlNode *object, Value *out)
{
	static const char *const lists[] = { "LST", "IE", "QUE", "STK" };
	XmlNode *inner = child_named(object, S("DCT"));

	*out = VALUE_EMPTY;
	if (inner) {
		*out = hash_value(hash_new(type_of_id(T_HASHTABLE), true));
		return read_entries(r, inner, out->hash);
	}
	for (size_t i = 0; i < COUNT(lists); i++)
		if ((inner = child_named(object, str_from(lists[i])))) {
			*out = list_value(list_new(type_of_id(T_ARRAYLIST)));
			return read_items(r, inner, out->list);
		}
	for (inner = NULL; (inner = next_element(object, inner));)
		if (find_tag(xml_local_name(inner)))
			return read_node(r, inner, out);
	return FLOW_NEXT;
}

/* "Deserialized." in front of each name, unless the value is one again. */
static void set_types(Object *object, const Array *names, Arena *arena)
{
	Str *own = ARENA_ARRAY(arena, Str, names->n + 1);

	for (size_t i = 0; i < names->n; i++) {
		Str name = value_str_peek(array_peek(names, i));

		own[i] = str_starts(name, S("Deserialized.")) ? name
							      : arena_printf(arena, "Deserialized.%.*s", STR_ARG(name));
	}
	object_set_type_names(object, own, names->n);
}

/* A hashtable or list is what it was; everything else is a bag, or a value with the names of its type. */
static Flow finish(Reader *r, XmlNode *node, const Array *names, Value core, Value *out)
{
	XmlNode *text = child_named(node, S("ToString")), *props = child_named(node, S("Props"));
	XmlNode *members = child_named(node, S("MS"));
	bool is_bag = core.kind == V_EMPTY;
	Object *object;

	if (!is_bag && !members && (core.kind == V_HASH || !names)) {
		*out = value_ref(core);
		return FLOW_NEXT;
	}
	if (!is_bag && !members && core.kind == V_LIST) {
		*out = value_ref(core);
		return FLOW_NEXT;
	}
	*out = is_bag ? object_value(object_new_custom()) : object_wrap(core);
	object = out->object;
	if (names)
		set_types(object, names, r->arena);
	if (text)
		object->text = text_of(r, text).string;
	FLOW_TRY(read_members(r, props, object));
	return read_members(r, members, object);
}

static Flow read_object(Reader *r, XmlNode *node, Value *out)
{
	Array *names = read_types(r, node);
	Value id = attribute_of(r, node, S("RefId")), core = VALUE_EMPTY;
	Flow flow;

	*out = VALUE_EMPTY;
	if (is_type(names, S("System.Management.Automation.PSCredential"))) {
		flow = make_credential(r, child_named(node, S("Props")), out);
	} else {
		flow = read_core(r, node, &core);
		if (flow == FLOW_NEXT)
			flow = finish(r, node, names, core, out);
		value_drop(core);
	}
	if (flow == FLOW_NEXT) {
		hash_set(r->objects, id, *out);
	} else {
		value_drop(*out);
		*out = VALUE_NULL;
	}
	value_drop(id);
	if (names)
		value_drop(array_value(names));
	return flow;
}

static Flow read_node(Reader *r, XmlNode *node, Value *out)
{
	Str name = xml_local_name(node);
	const struct TagRow *row = find_tag(name);
	Buf text = BUF_INIT;
	Value id, *known;
	bool ok;

	*out = VALUE_NULL;
	if (str_eq(name, S("Obj")))
		return read_object(r, node, out);
	if (str_eq(name, S("Ref"))) {
		id = attribute_of(r, node, S("RefId"));
		known = hash_find_peek(r->objects, id);
		*out = known ? value_ref(*known) : VALUE_NULL;
		value_drop(id);
		return FLOW_NEXT;
	}
	if (!row)
		return fail(r, "%.*s XML tag is not recognized.", STR_ARG(name));
	put_text(r, node, &text);
	ok = read_scalar(r, row, buf_str(&text), out);
	buf_release(&text);
	return ok ? FLOW_NEXT : fail(r, "The value of an element '%.*s' cannot be read.", STR_ARG(name));
}

static Flow read_all(Reader *r, ClixmlEach *each)
{
	XmlNode *root = xml_document_root(r->document);
	Flow flow = FLOW_NEXT;
	Value v;

	if (!root || !str_eq(xml_local_name(root), S("Objs")))
		return fail(r,
			"Element 'Objs' with namespace name 'http://schemas.microsoft.com/powershell/2004/04' was not found.");
	for (XmlNode *node = NULL; (node = next_element(root, node));) {
		FLOW_TRY(read_node(r, node, &v));
		if (each)
			flow = each(r->s, v);
		else
			array_push(r->list, v);
		value_drop(v);
		if (flow != FLOW_NEXT)
			return flow;
	}
	return FLOW_NEXT;
}

static Flow read_text(Reader *r, Str text, ClixmlEach *each)
{
	Diag diag = { 0 };
	Flow flow;

	if (!xml_document_read(text, true, &r->document, &diag))
		return fail(r, "%s", diag.text);
	r->objects = hash_new(type_of_id(T_HASHTABLE), false);
	r->types = hash_new(type_of_id(T_HASHTABLE), false);
	flow = read_all(r, each);
	value_drop(hash_value(r->objects));
	value_drop(hash_value(r->types));
	xml_document_drop(r->document);
	return flow;
}

Flow clixml_read(Stage *s, Str text, ClixmlEach *each)
{
	Reader r = { .s = s, .in = s->interp, .arena = s->scratch };

	return read_text(&r, text, each);
}

Flow clixml_read_list(Interp *in, Str text, Array *out)
{
	Reader r = { .in = in, .list = out, .arena = arena_new(0) };
	Flow flow = read_text(&r, text, NULL);

	arena_free(r.arena);
	return flow;
}
