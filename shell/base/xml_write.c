/* xml_write: nodes as text, in the form .NET's writers give it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/xml_private.h"

void xml_put_escaped(Str text, bool attribute, Buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		switch (text.p[i]) {
		case '&':
			buf_put(out, S("&amp;"));
			break;
		case '<':
			buf_put(out, S("&lt;"));
			break;
		case '>':
			buf_put(out, S("&gt;"));
			break;
		case '"':
			buf_put(out, attribute ? S("&quot;") : S("\""));
			break;
		case '\r':
		case '\n':
		case '\t':
			if (attribute)
				buf_printf(out, "&#x%X;", (unsigned)text.p[i]);
			else
				buf_put_char(out, text.p[i]);
			break;
		default:
			buf_put_char(out, text.p[i]);
		}
	}
}

typedef struct Writer {
	XmlDocument *document;
	Buf *out;
	Str newline; /* empty: all on one line */
} Writer;

static void put_node(const Writer *w, const XmlNode *node, size_t depth);

static void new_line(const Writer *w, size_t depth)
{
	if (!w->newline.n)
		return;
	buf_put(w->out, w->newline);
	buf_put_many(w->out, ' ', 2 * depth);
}

static void put_attribute(const Writer *w, const XmlNode *attribute)
{
	Buf value = BUF_INIT;

	buf_put_char(w->out, ' ');
	xml_put_name(attribute, w->out);
	buf_put(w->out, S("=\""));
	xml_put_text(w->document, attribute, &value);
	xml_put_escaped(buf_str(&value), true, w->out);
	buf_put_char(w->out, '"');
	buf_release(&value);
}

static void put_spaces(const Writer *w, const XmlNode *element)
{
	for (const xmlNs *ns = xml_unwrap(element)->nsDef; ns; ns = ns->next) {
		buf_put(w->out, S(" xmlns"));
		if (ns->prefix)
			buf_printf(w->out, ":%s", (const char *)ns->prefix);
		buf_put(w->out, S("=\""));
		xml_put_escaped(str_from((const char *)ns->href), true, w->out);
		buf_put_char(w->out, '"');
	}
}

/* Text among the children: then nothing is indented. */
static bool is_mixed(const XmlNode *element)
{
	for (const XmlNode *child = xml_first(element); child; child = xml_next(child)) {
		XmlKind kind = xml_kind(child);

		if (kind == XML_KIND_TEXT || kind == XML_KIND_CDATA || kind == XML_KIND_ENTITY_REFERENCE)
			return true;
	}
	return false;
}

static void put_element(const Writer *w, const XmlNode *element, size_t depth)
{
	Writer inner = *w;

	buf_put_char(w->out, '<');
	xml_put_name(element, w->out);
	put_spaces(w, element);
	for (const XmlNode *attribute = xml_first_attribute(element); attribute; attribute = xml_next(attribute))
		put_attribute(w, attribute);
	if (!xml_first(element)) {
		buf_put(w->out, S(" />"));
		return;
	}
	buf_put_char(w->out, '>');
	if (is_mixed(element))
		inner.newline = S("");
	for (const XmlNode *child = xml_first(element); child; child = xml_next(child)) {
		new_line(&inner, depth + 1);
		put_node(&inner, child, depth + 1);
	}
	new_line(&inner, depth);
	buf_put(w->out, S("</"));
	xml_put_name(element, w->out);
	buf_put_char(w->out, '>');
}

static void put_around(const Writer *w, const char *before, const XmlNode *node, const char *after)
{
	buf_put(w->out, str_from(before));
	xml_put_text(w->document, node, w->out);
	buf_put(w->out, str_from(after));
}

static void put_instruction(const Writer *w, const XmlNode *node)
{
	buf_printf(w->out, "<?%.*s ", STR_ARG(xml_local_name(node)));
	put_around(w, "", node, "?>");
}

static void put_plain_text(const Writer *w, const XmlNode *node)
{
	Buf text = BUF_INIT;

	xml_put_text(w->document, node, &text);
	xml_put_escaped(buf_str(&text), false, w->out);
	buf_release(&text);
}

/* Only its name: what it declares is not kept. */
static void put_doctype(const Writer *w, const XmlNode *node)
{
	const xmlDtd *dtd = (const xmlDtd *)xml_unwrap(node);

	buf_printf(w->out, "<!DOCTYPE %s", (const char *)dtd->name);
	if (dtd->ExternalID)
		buf_printf(w->out, " PUBLIC \"%s\"", (const char *)dtd->ExternalID);
	if (dtd->SystemID)
		buf_printf(w->out, "%s \"%s\"", dtd->ExternalID ? "" : " SYSTEM", (const char *)dtd->SystemID);
	buf_put_char(w->out, '>');
}

static void put_children(const Writer *w, const XmlNode *node)
{
	for (const XmlNode *child = xml_first(node); child; child = xml_next(child)) {
		if (child != xml_first(node))
			new_line(w, 0);
		put_node(w, child, 0);
	}
}

static void put_node(const Writer *w, const XmlNode *node, size_t depth)
{
	switch (xml_kind(node)) {
	case XML_KIND_ELEMENT:
		put_element(w, node, depth);
		break;
	case XML_KIND_ATTRIBUTE:
		put_attribute(w, node);
		break;
	case XML_KIND_CDATA:
		put_around(w, "<![CDATA[", node, "]]>");
		break;
	case XML_KIND_COMMENT:
		put_around(w, "<!--", node, "-->");
		break;
	case XML_KIND_INSTRUCTION:
	case XML_KIND_DECLARATION:
		put_instruction(w, node);
		break;
	case XML_KIND_ENTITY_REFERENCE:
		buf_printf(w->out, "&%.*s;", STR_ARG(xml_local_name(node)));
		break;
	case XML_KIND_DOCTYPE:
		put_doctype(w, node);
		break;
	case XML_KIND_DOCUMENT:
		put_children(w, node);
		break;
	default:
		put_plain_text(w, node);
	}
}

void xml_put(XmlDocument *document, const XmlNode *node, Buf *out)
{
	Writer w = { .document = document, .out = out, .newline = S("") };
	size_t start = out->n;

	put_node(&w, node, 0);
	if (xml_kind(node) == XML_KIND_ATTRIBUTE)
		buf_delete(out, start, 1); /* the blank in front of it */
}

void xml_put_indented(XmlDocument *document, const XmlNode *node, Str newline, Buf *out)
{
	Writer w = { .document = document, .out = out, .newline = newline };

	put_node(&w, node, 0);
}
