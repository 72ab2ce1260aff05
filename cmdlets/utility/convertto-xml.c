/* convertto-xml: objects as a simple XML document. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "shell/types/xml.h"

enum { P_DEPTH, P_INPUT_OBJECT, P_NO_TYPE, P_AS };

static const char *const shapes[] = { "Stream", "String", "Document", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_DEPTH] = { .name = "Depth", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.help = "How many levels of objects are written; deeper ones become their text.", .default_text = "1" },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .flags = PARAM_ALLOW_NULL,
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The objects." },
	[P_NO_TYPE] = { .name = "NoTypeInformation", .type = "SwitchParameter", .help = "Leaves the types out." },
	[P_AS] = { .name = "As", .type = "String", .check = { .kind = CHECK_SET, .set = shapes }, .flags = PARAM_NOT_EMPTY,
		.help = "Document gives one document, String one text, Stream the parts of it as texts.", .default_text = "Document" },
};
/* clang-format on */

#define DECLARATION "<?xml version=\"1.0\" encoding=\"utf-8\"?>"

typedef struct ConvertToXml {
	Buf text; /* of all objects, on one line */
	size_t n;
	bool types, stream;
} ConvertToXml;

static Flow put(Stage *s, Value v, Str name, int64_t depth, Buf *out);

/* <Property Name="A" Type="System.Int32">; the outermost element is Object. */
static void put_start(Stage *s, const char *tag, Str name, Value v, Buf *out)
{
	const ConvertToXml *state = s->state;
	const TypeDef *type = type_of(v);

	buf_printf(out, "<%s", tag);
	if (name.p) {
		buf_put(out, S(" Name=\""));
		xml_put_escaped(name, true, out);
		buf_put_char(out, '"');
	}
	if (state->types && type) {
		buf_put(out, S(" Type=\""));
		xml_put_escaped(str_from(type->name), true, out);
		buf_put_char(out, '"');
	}
	buf_put_char(out, '>');
}

static const char *tag_of(Str name, bool top)
{
	return top && !name.p ? "Object" : "Property";
}

static Flow put_members(Stage *s, Value v, int64_t depth, Buf *out)
{
	MemberList list = { 0 };
	Flow flow = FLOW_NEXT;

	member_list(s->interp, v, MEMBERS_PROPERTIES, &list);
	for (size_t i = 0; i < list.n && flow == FLOW_NEXT; i++) {
		Value property = VALUE_NULL;

		if (list.p[i].kind == MEMBER_PROPERTY_SET)
			continue;
		flow = member_value(s->interp, v, &list.p[i], &property);
		if (flow == FLOW_THROW) {
			runtime_of(s->interp)->clear_error(s->interp);
			flow = FLOW_NEXT;
			continue;
		}
		if (flow == FLOW_NEXT)
			flow = put(s, property, list.p[i].name, depth, out);
		value_drop(property);
	}
	member_list_release(&list);
	return flow;
}

static Flow put_entries(Stage *s, Value v, int64_t depth, Buf *out)
{
	struct HashEntry *entry;
	Flow flow = FLOW_NEXT;

	for (size_t at = 0; flow == FLOW_NEXT && (entry = hash_next(v.hash, &at));) {
		flow = put(s, entry->key, S("Key"), depth, out);
		if (flow == FLOW_NEXT)
			flow = put(s, entry->value, S("Value"), depth, out);
	}
	return flow;
}

static Flow put_items(Stage *s, Value v, int64_t depth, Buf *out)
{
	Value item;
	Iter it;
	Flow flow;

	FLOW_TRY(iter_init(s->interp, &it, v));
	flow = FLOW_NEXT;
	while (flow == FLOW_NEXT && iter_next(s->interp, &it, &item, &flow)) {
		flow = put(s, item, (Str){ 0 }, depth, out);
		value_drop(item);
	}
	iter_release(&it);
	return flow;
}

static bool has_parts(Value plain)
{
	return plain.kind == V_HASH || plain.kind == V_OBJECT || iter_unrolls(plain);
}

static Flow put_inside(Stage *s, Value v, int64_t depth, Buf *out)
{
	Value plain = value_unwrap_peek(v);
	Buf text = BUF_INIT;
	Flow flow;

	if (!runtime_of(s->interp)->stack_left(s->interp))
		return runtime_of(s->interp)->too_deep(s->interp);
	if (has_parts(plain) && depth > 0) {
		if (plain.kind == V_HASH)
			return put_entries(s, plain, depth - 1, out);
		return iter_unrolls(plain) ? put_items(s, plain, depth - 1, out) : put_members(s, v, depth - 1, out);
	}
	flow = convert_put_tostring(s->interp, v, &text);
	xml_put_escaped(buf_str(&text), false, out);
	buf_release(&text);
	return flow;
}

static Flow put_element(Stage *s, const char *tag, Value v, Str name, int64_t depth, Buf *out)
{
	size_t start, end;
	Flow flow;

	put_start(s, tag, name, value_unwrap_peek(v), out);
	start = out->n;
	flow = value_is_null(v) ? FLOW_NEXT : put_inside(s, v, depth, out);
	end = out->n;
	if (start == end) { /* nothing inside */
		out->n--;
		buf_put(out, S(" />"));
		return flow;
	}
	buf_printf(out, "</%s>", tag);
	return flow;
}

static Flow put(Stage *s, Value v, Str name, int64_t depth, Buf *out)
{
	return put_element(s, tag_of(name, false), v, name, depth, out);
}

static Flow begin(Stage *s)
{
	ConvertToXml *state = s->state;

	state->text = BUF_INIT;
	state->types = !stage_switch(s, P_NO_TYPE);
	state->stream = str_ieq(stage_str(s, P_AS), S("Stream"));
	if (!state->stream)
		return FLOW_NEXT;
	FLOW_TRY(stage_write_text(s, S(DECLARATION)));
	return stage_write_text(s, S("<Objects>"));
}

/* The text with indentation, by way of a document. */
static Flow indent(Stage *s, Str text, Buf *out)
{
	XmlDocument *document;

	FLOW_TRY(types_xml_read(s->interp, text, false, &document));
	xml_put_indented(document, xml_document_node(document), str_from(stage_edition(s)->newline), out);
	xml_document_drop(document);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	ConvertToXml *state = s->state;
	Buf text = BUF_INIT;
	Flow flow;

	(void)input;
	flow = put_element(s, "Object", s->args[P_INPUT_OBJECT], (Str){ 0 }, stage_int(s, P_DEPTH, 1),
		state->stream ? &text : &state->text);
	if (flow == FLOW_NEXT && state->stream) {
		Buf lines = BUF_INIT;

		flow = indent(s, buf_str(&text), &lines);
		if (flow == FLOW_NEXT)
			flow = stage_write_text(s, buf_str(&lines));
		buf_release(&lines);
	}
	buf_release(&text);
	return flow;
}

static Flow end(Stage *s)
{
	ConvertToXml *state = s->state;
	bool as_text = str_ieq(stage_str(s, P_AS), S("String"));
	Buf whole = BUF_INIT, lines = BUF_INIT;
	XmlDocument *made = NULL;
	Flow flow;

	if (state->stream)
		return stage_write_text(s, S("</Objects>"));
	buf_put(&whole, S(DECLARATION));
	buf_printf(&whole, "<Objects>%.*s</Objects>", STR_ARG(buf_str(&state->text)));
	if (as_text) {
		flow = indent(s, buf_str(&whole), &lines);
		if (flow == FLOW_NEXT)
			flow = stage_write_text(s, buf_str(&lines));
	} else {
		flow = types_xml_read(s->interp, buf_str(&whole), false, &made);
		if (flow == FLOW_NEXT)
			flow = stage_write_take(s, types_xml_value(made, xml_document_node(made)));
		xml_document_drop(made);
	}
	buf_release(&whole);
	buf_release(&lines);
	return flow;
}

static void dispose(Stage *s)
{
	buf_release(&((ConvertToXml *)s->state)->text);
}

const CmdletDef cmd_convertto_xml = {
	.name = "ConvertTo-Xml",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Xml.XmlDocument", "System.String", NULL },
	.state_size = sizeof(ConvertToXml),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Turns objects into XML.",
};
