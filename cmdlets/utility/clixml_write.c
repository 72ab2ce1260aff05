/* clixml_write: objects as CLIXML (recorded: discovery/clixml-file-text). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "cmdlets/utility/clixml.h"
#include "shell/types/base64.h"
#include "shell/types/xml.h"

static Flow put(ClixmlWriter *w, Value v, Str name, int64_t depth);

/* ---- lines ---- */

static void line(ClixmlWriter *w, const char *fmt, ...) PRINTF(2, 3);

static void line(ClixmlWriter *w, const char *fmt, ...)
{
	va_list args;

	buf_put_many(w->out, ' ', 2 * w->indent);
	va_start(args, fmt);
	buf_vprintf(w->out, fmt, args);
	va_end(args);
	buf_put(w->out, str_from(runtime_edition(w->in)->newline));
}

static bool is_hex(Str text, size_t at)
{
	for (size_t i = at; i < at + 4; i++)
		if (i >= text.n || !strchr("0123456789abcdefABCDEF", text.p[i]))
			return false;
	return true;
}

void clixml_put_encoded(Str text, Buf *out)
{
	for (size_t at = 0, start = 0; at < text.n; start = at) {
		uint32_t c = utf8_next(text, &at);

		if (c == '_' && at < text.n && (text.p[at] == 'x' || text.p[at] == 'X') && is_hex(text, at + 1))
			buf_put(out, S("_x005F_"));
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && c < 0xe000) || c == 0xfffe ||
			 c == 0xffff)
			buf_printf(out, "_x%04X_", (unsigned)c);
		else if (c > 0xffff)
			buf_printf(out, "_x%04X__x%04X_", (unsigned)(0xd7c0 + (c >> 10)),
				(unsigned)(0xdc00 + (c & 0x3ff)));
		else
			xml_put_escaped(str_cut(text, start, at), false, out);
	}
}

/* "<I32 N="A">" without the bracket at its end. */
static void put_start(ClixmlWriter *w, const char *tag, Str name)
{
	Buf text = BUF_INIT;

	buf_put_many(w->out, ' ', 2 * w->indent);
	buf_printf(w->out, "<%s", tag);
	if (name.p) {
		clixml_put_encoded(name, &text);
		buf_printf(w->out, " N=\"%.*s\"", STR_ARG(buf_str(&text)));
	}
	buf_release(&text);
}

/* A whole element around text that needs no more care. */
static void put_plain(ClixmlWriter *w, const char *tag, Str name, Str text)
{
	put_start(w, tag, name);
	buf_printf(w->out, ">%.*s</%s>", STR_ARG(text), tag);
	buf_put(w->out, str_from(runtime_edition(w->in)->newline));
}

static void put_empty(ClixmlWriter *w, const char *tag, Str name)
{
	put_start(w, tag, name);
	buf_put(w->out, S(" />"));
	buf_put(w->out, str_from(runtime_edition(w->in)->newline));
}

static void put_string(ClixmlWriter *w, const char *tag, Str name, Str text)
{
	Buf encoded = BUF_INIT;

	if (!text.n) {
		put_start(w, tag, name);
		buf_printf(w->out, "></%s>", tag);
		buf_put(w->out, str_from(runtime_edition(w->in)->newline));
		return;
	}
	clixml_put_encoded(text, &encoded);
	put_plain(w, tag, name, buf_str(&encoded));
	buf_release(&encoded);
}

/* ---- values without parts ---- */

static const char *integer_tag(uint16_t type)
{
	static const char *const tags[] = { [T_SBYTE] = "SB",
		[T_BYTE] = "By",
		[T_INT16] = "I16",
		[T_UINT16] = "U16",
		[T_INT32] = "I32",
		[T_UINT32] = "U32",
		[T_INT64] = "I64",
		[T_UINT64] = "U64" };

	return tags[type];
}

/* P1DT2H3M4.5S */
static void put_duration(int64_t ticks, Buf *out)
{
	uint64_t left = ticks < 0 ? 0 - (uint64_t)ticks : (uint64_t)ticks, days = left / MOMENT_TICKS_PER_DAY;
	uint64_t hours = left / MOMENT_TICKS_PER_HOUR % 24, minutes = left / MOMENT_TICKS_PER_MINUTE % 60;
	uint64_t seconds = left / MOMENT_TICKS_PER_SECOND % 60, part = left % MOMENT_TICKS_PER_SECOND;

	buf_put(out, ticks < 0 ? S("-P") : S("P"));
	if (days)
		buf_printf(out, "%lluD", (unsigned long long)days);
	if (!hours && !minutes && !seconds && !part) {
		if (!days)
			buf_put(out, S("T0S"));
		return;
	}
	buf_put_char(out, 'T');
	if (hours)
		buf_printf(out, "%lluH", (unsigned long long)hours);
	if (minutes)
		buf_printf(out, "%lluM", (unsigned long long)minutes);
	if (!seconds && !part)
		return;
	buf_printf(out, "%llu", (unsigned long long)seconds);
	if (part) {
		buf_printf(out, ".%07llu", (unsigned long long)part);
		while (out->p[out->n - 1] == '0')
			out->n--;
	}
	buf_put_char(out, 'S');
}

/* XmlConvert's texts: all digits of a number, INF for infinity. */
static void put_real(Value v, Buf *out)
{
	double number = v.kind == V_SINGLE ? (double)v.f32 : v.f64;

	if (isinf(number))
		buf_put(out, number > 0 ? S("INF") : S("-INF"));
	else
		num_put_roundtrip(out, number, v.kind == V_SINGLE, edition_core.numbers_invariant);
}

/* On this system nothing protects a SecureString in a file: it is written as PowerShell 7 does on Linux. */
static Flow put_secret(ClixmlWriter *w, Value v, Str name)
{
	Buf wide = BUF_SECRET, hex = BUF_SECRET;
	Flow flow = FLOW_NEXT;

	utf8_encode_to(ENC_UTF16LE, secret_str_peek(v), &wide);
	for (size_t i = 0; i < wide.n; i++)
		buf_printf(&hex, "%02x", (unsigned char)wide.p[i]);
	put_plain(w, "SS", name, buf_str(&hex));
	buf_release(&wide);
	buf_release(&hex);
	if (!w->warned && w->stage)
		flow = stage_warning(w->stage,
			"SecureStrings are written in hexadecimal digits: on this system they are not encrypted.");
	w->warned = true;
	return flow;
}

static const char *text_tag(Value v)
{
	if (v.kind != V_OBJECT)
		return NULL;
	if (v.object->type == &type_guid)
		return "G";
	if (v.object->type == &type_version)
		return "Version";
	return v.object->type == &type_uri ? "URI" : NULL;
}

/* The tag and text of a value; NULL: it has parts. */
static const char *scalar(ClixmlWriter *w, Value v, Buf *text)
{
	switch (v.kind) {
	case V_BOOL:
		buf_put(text, v.b ? S("true") : S("false"));
		return v.type == T_BOOL ? "B" : NULL;
	case V_CHAR:
		buf_printf(text, "%u", (unsigned)v.ch);
		return "C";
	case V_INT:
		num_put_integer(text, v.i64, v.type == T_UINT64);
		return integer_tag(v.type);
	case V_SINGLE:
	case V_DOUBLE:
		put_real(v, text);
		return v.kind == V_SINGLE ? "Sg" : "Db";
	case V_DECIMAL:
		decimal_put(text, v.decimal->value);
		return "D";
	case V_DATETIME:
		(void)moment_format(text, S("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"), v.i64, (MomentKind)v.flags,
			&moment_invariant, runtime_of(w->in)->env);
		return "DT";
	case V_TIMESPAN:
		put_duration(v.i64, text);
		return "TS";
	default:
		return NULL;
	}
}

static Flow put_text_value(ClixmlWriter *w, Value v, Str name, const char *tag)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(w->in, v, &text);

	if (flow == FLOW_NEXT)
		put_string(w, tag, name, buf_str(&text));
	buf_release(&text);
	return flow;
}

static Flow put_scalar(ClixmlWriter *w, Value v, Str name, bool *done)
{
	Buf text = BUF_INIT;
	const char *tag = scalar(w, v, &text);

	*done = true;
	if (tag)
		put_plain(w, tag, name, buf_str(&text));
	buf_release(&text);
	if (tag)
		return FLOW_NEXT;
	if (v.kind == V_STRING)
		put_string(w, "S", name, value_str_peek(v));
	else if (value_is_null(v))
		put_empty(w, "Nil", name);
	else if (v.kind == V_SECRET)
		return put_secret(w, v, name);
	else if (v.kind == V_BLOCK)
		return put_text_value(w, v, name, "SBK");
	else if (text_tag(v))
		return put_text_value(w, v, name, text_tag(v));
	else
		*done = false;
	return FLOW_NEXT;
}

static bool put_bytes(ClixmlWriter *w, Value v, Str name)
{
	Buf text = BUF_INIT;

	if (v.kind != V_ARRAY || !array_is_bytes(v.array))
		return false;
	types_base64_put(array_bytes(v.array), false, &text);
	put_plain(w, "BA", name, buf_str(&text));
	buf_release(&text);
	return true;
}

static bool put_document(ClixmlWriter *w, Value v, Str name)
{
	const TypeXml *xml = types_xml_peek(v);
	Buf text = BUF_INIT;

	if (!xml || xml_kind(xml->node) != XML_KIND_DOCUMENT)
		return false;
	xml_put(xml->document, xml->node, &text);
	put_string(w, "XD", name, buf_str(&text));
	buf_release(&text);
	return true;
}

/* ---- objects ---- */

/* The number of an object that was written before; -1: it is new, and gets *number. */
static int64_t known_object(ClixmlWriter *w, Value v, size_t *number)
{
	for (size_t i = 0; i < w->objects.n; i++)
		if (w->objects.p[i].heap == v.heap)
			return (int64_t)i;
	*number = w->objects.n;
	VEC_PUSH(&w->objects, value_ref(v));
	return -1;
}

static bool same_names(const Array *a, const Array *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!str_eq(value_str_peek(array_peek(a, i)), value_str_peek(array_peek(b, i))))
			return false;
	return true;
}

/* Type names, or the number of the same list before. */
static void put_types(ClixmlWriter *w, Value v)
{
	Value names = object_type_names(v);

	for (size_t i = 0; i < w->types.n; i++)
		if (same_names(w->types.p[i].array, names.array)) {
			line(w, "<TNRef RefId=\"%zu\" />", i);
			value_drop(names);
			return;
		}
	line(w, "<TN RefId=\"%zu\">", w->types.n);
	w->indent++;
	for (size_t i = 0; i < names.array->n; i++)
		put_string(w, "T", (Str){ 0 }, value_str_peek(array_peek(names.array, i)));
	w->indent--;
	line(w, "</TN>");
	VEC_PUSH(&w->types, names);
}

/* One property; what fails is left out. */
static Flow put_member(ClixmlWriter *w, Value v, const Member *member, int64_t depth)
{
	Value property = VALUE_NULL;
	Flow flow = member_value(w->in, v, member, &property);

	if (flow == FLOW_THROW) {
		runtime_of(w->in)->clear_error(w->in);
		return FLOW_NEXT;
	}
	if (flow == FLOW_NEXT)
		flow = put(w, property, member->name, depth);
	value_drop(property);
	return flow;
}

/* <Props> holds those of the type, <MS> those that were added. */
static Flow put_members(ClixmlWriter *w, Value v, const char *tag, bool native, int64_t depth)
{
	MemberList list = { 0 };
	bool any = false;
	Flow flow = FLOW_NEXT;

	member_list(w->in, v, MEMBERS_PROPERTIES, &list);
	for (size_t i = 0; i < list.n && flow == FLOW_NEXT; i++) {
		const Member *member = &list.p[i];

		if ((member->kind == MEMBER_PROPERTY) != native || member->kind == MEMBER_PROPERTY_SET ||
			(!native && !member->slot))
			continue;
		if (!any)
			line(w, "<%s>", tag);
		w->indent += any ? 0 : 1;
		any = true;
		flow = put_member(w, v, member, depth);
	}
	if (any) {
		w->indent--;
		line(w, "</%s>", tag);
	}
	member_list_release(&list);
	return flow;
}

static Flow put_entries(ClixmlWriter *w, Value v, int64_t depth)
{
	struct HashEntry *entry;
	Flow flow = FLOW_NEXT;

	line(w, "<DCT>");
	w->indent++;
	for (size_t at = 0; flow == FLOW_NEXT && (entry = hash_next(v.hash, &at));) {
		line(w, "<En>");
		w->indent++;
		flow = put(w, entry->key, S("Key"), depth);
		if (flow == FLOW_NEXT)
			flow = put(w, entry->value, S("Value"), depth);
		w->indent--;
		line(w, "</En>");
	}
	w->indent--;
	line(w, "</DCT>");
	return flow;
}

static const char *list_tag(Value v)
{
	if (v.kind == V_LIST && v.list->type->id == T_QUEUE)
		return "QUE";
	if (v.kind == V_LIST && v.list->type->id == T_STACK)
		return "STK";
	return v.kind == V_ARRAY || v.kind == V_LIST ? "LST" : "IE";
}

static Flow put_items(ClixmlWriter *w, Value v, int64_t depth)
{
	const char *tag = list_tag(v);
	Value item;
	Iter it;
	Flow flow;

	FLOW_TRY(iter_init(w->in, &it, v));
	line(w, "<%s>", tag);
	w->indent++;
	flow = FLOW_NEXT;
	while (flow == FLOW_NEXT && iter_next(w->in, &it, &item, &flow)) {
		flow = put(w, item, (Str){ 0 }, depth);
		value_drop(item);
	}
	iter_release(&it);
	w->indent--;
	line(w, "</%s>", tag);
	return flow;
}

static Flow put_to_string(ClixmlWriter *w, Value v)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_tostring(w->in, v, &text);

	if (flow == FLOW_THROW) {
		runtime_of(w->in)->clear_error(w->in);
		flow = FLOW_NEXT;
	} else {
		put_string(w, "ToString", (Str){ 0 }, buf_str(&text));
	}
	buf_release(&text);
	return flow;
}

static Flow put_enum(ClixmlWriter *w, Value v)
{
	FLOW_TRY(put_to_string(w, v));
	line(w, "<I32>%lld</I32>", (long long)v.enumeration->value);
	return FLOW_NEXT;
}

/* Depth counts objects of .NET alone: what is inside containers and bags of properties is as deep as they are (asked of
 * 7.6). */

/* An object of .NET: its text and its properties; or a value that carries others. */
static Flow put_native(ClixmlWriter *w, Value v, int64_t depth)
{
	bool done;

	FLOW_TRY(put_scalar(w, value_unwrap_peek(v), (Str){ 0 }, &done));
	if (done)
		return FLOW_NEXT;
	FLOW_TRY(put_to_string(w, v));
	return put_members(w, v, "Props", true, depth - 1);
}

/* Too deep, it is its text, which carries its properties still. */
static bool is_bag(Value plain)
{
	return plain.kind == V_OBJECT && plain.object->type->id == T_PSCUSTOM;
}

static Flow put_core(ClixmlWriter *w, Value v, int64_t depth)
{
	Value plain = value_unwrap_peek(v);

	if (plain.kind == V_ENUM)
		return put_enum(w, plain);
	if (plain.kind == V_HASH)
		return put_entries(w, plain, depth);
	if (iter_unrolls(plain))
		return put_items(w, plain, depth);
	if (is_bag(plain))
		return depth > 0 ? FLOW_NEXT : put_text_value(w, v, (Str){ 0 }, "S");
	return put_native(w, v, depth);
}

/* What stands inside <Obj>: by the kind of the object, and the properties that were added. */
static Flow put_inside(ClixmlWriter *w, Value v, int64_t depth)
{
	FLOW_TRY(put_core(w, v, depth));
	return put_members(w, v, "MS", false, depth);
}

/* A value that carries properties of its own. */
static bool is_extended(Value v)
{
	return v.kind == V_OBJECT && v.object->base.kind != V_EMPTY && v.object->nslots > 0;
}

static bool is_container(Value plain)
{
	return plain.kind == V_HASH || iter_unrolls(plain) || plain.kind == V_ENUM;
}

static Flow put_object(ClixmlWriter *w, Value v, Str name, int64_t depth)
{
	Value plain = value_unwrap_peek(v);
	size_t number = 0;
	int64_t known = known_object(w, v, &number);
	Flow flow;

	if (known >= 0) {
		put_start(w, "Ref", name);
		buf_printf(w->out, " RefId=\"%lld\" />", (long long)known);
		buf_put(w->out, str_from(runtime_edition(w->in)->newline));
		return FLOW_NEXT;
	}
	put_start(w, "Obj", name);
	buf_printf(w->out, " RefId=\"%zu\">", number);
	buf_put(w->out, str_from(runtime_edition(w->in)->newline));
	w->indent++;
	if ((plain.kind == V_OBJECT && (depth > 0 || !is_bag(plain))) || is_container(plain) || plain.kind == V_BOOL ||
		plain.kind == V_TYPE)
		put_types(w, v);
	flow = put_inside(w, v, depth);
	w->indent--;
	line(w, "</Obj>");
	return flow;
}

static Flow put(ClixmlWriter *w, Value v, Str name, int64_t depth)
{
	Value plain = value_unwrap_peek(v);
	bool done = false;

	if (!is_extended(v))
		FLOW_TRY(put_scalar(w, plain, name, &done));
	if (done || put_bytes(w, plain, name) || put_document(w, plain, name))
		return FLOW_NEXT;
	if (depth <= 0 && !is_container(plain) && !is_bag(plain)) /* too deep: its text */
		return put_text_value(w, v, name, "S");
	if (!runtime_of(w->in)->stack_left(w->in))
		return runtime_of(w->in)->too_deep(w->in);
	return put_object(w, value_on_heap(v) ? v : plain, name, depth);
}

/* ---- the whole ---- */

void clixml_begin(ClixmlWriter *writer, Interp *in, Stage *s, Buf *out)
{
	*writer = (ClixmlWriter){ .in = in, .stage = s, .out = out };
	line(writer, "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">");
	writer->indent = 1;
}

Flow clixml_put(ClixmlWriter *writer, Value v, int64_t depth)
{
	return put(writer, v, (Str){ 0 }, depth);
}

void clixml_end(ClixmlWriter *writer)
{
	writer->indent = 0;
	buf_put(writer->out, S("</Objs>"));
}

void clixml_release(ClixmlWriter *writer)
{
	for (size_t i = 0; i < writer->objects.n; i++)
		value_drop(writer->objects.p[i]);
	for (size_t i = 0; i < writer->types.n; i++)
		value_drop(writer->types.p[i]);
	VEC_RELEASE(&writer->objects);
	VEC_RELEASE(&writer->types);
}
