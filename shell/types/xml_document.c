/* xml_document: System.Xml.XmlDocument: [xml]. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/stream.h"
#include "shell/types/xml.h"

/* ---- reading ---- */

Flow types_xml_read(Interp *in, Str text, bool keep_blanks, XmlDocument **out)
{
	Diag diag = { 0 };

	if (xml_document_read(text, keep_blanks, out, &diag))
		return FLOW_NEXT;
	return fault_exception(in, EXC_XML, "%s", diag.text);
}

/* Takes the document. */
static Value value_take(XmlDocument *document)
{
	Value v = types_xml_value(document, xml_document_node(document));

	xml_document_drop(document);
	return v;
}

static void replace_take(TypeXml *xml, XmlDocument *document)
{
	xml_document_drop(xml->document);
	xml->document = document;
	xml->node = xml_document_node(document);
}

/* Lines of a file are one text. */
static Flow put_lines(Interp *in, Value from, Buf *out)
{
	Value item;
	Iter it;
	Flow flow;
	bool first = true;

	if (!iter_unrolls(from))
		return convert_put_text(in, from, out);
	FLOW_TRY(iter_init(in, &it, from));
	flow = FLOW_NEXT;
	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		if (!first)
			buf_put_char(out, '\n');
		first = false;
		flow = convert_put_text(in, item, out);
		value_drop(item);
	}
	iter_release(&it);
	return flow;
}

TYPE_METHOD(make);

/* A cast reads nodes one after the other and puts them into a document, which says what it does not take. */
static Flow read_part(Interp *in, Str text, XmlDocument **document)
{
	Diag diag = { 0 };
	const char *why = diag.text;

	if (xml_document_read(text, false, document, &diag))
		return FLOW_NEXT;
	*document = NULL;
	if (str_starts(str_from(diag.text), S("There are multiple root elements.")))
		why = "This document already has a 'DocumentElement' node.";
	else if (str_starts(str_from(diag.text), S("Data at the root level is invalid.")) && text.n > 0 &&
		 (str_trim(text).p[0] != '<' || str_ends(str_from(diag.text), S("position 1.")) == 0))
		why = "The specified node cannot be inserted as the valid child of this node, because the specified node is the wrong type.";
	return fault_exception(in, EXC_XML, "%s", why);
}

static Flow convert(Interp *in, Value from, Value *out)
{
	XmlDocument *document = NULL;
	Buf text = BUF_INIT;
	Flow flow;

	if (value_is_null(from) || types_xml_peek(from))
		return FLOW_NEXT;
	flow = put_lines(in, from, &text);
	if (flow == FLOW_NEXT && str_trim(buf_str(&text)).n == 0)
		flow = make(in, VALUE_NULL, NULL, 0, out); /* of nothing there is a document, too */
	else if (flow == FLOW_NEXT)
		flow = read_part(in, buf_str(&text), &document);
	if (flow == FLOW_NEXT && document)
		*out = value_take(document);
	buf_release(&text);
	return flow;
}

TYPE_METHOD(make)
{
	XmlDocument *document;
	Diag diag = { 0 };

	if (!xml_document_new(&document, &diag))
		return fault_exception(in, EXC_NOT_SUPPORTED, "%s", diag.text);
	return types_found(out, value_take(document));
}

TYPE_METHOD(load_xml)
{
	TypeXml *xml = types_xml_peek(self);
	XmlDocument *document;

	FLOW_TRY(types_xml_read(in, types_str(args[0]), xml->keep_blanks, &document));
	replace_take(xml, document);
	return FLOW_NEXT;
}

TYPE_METHOD(load)
{
	TypeXml *xml = types_xml_peek(self);
	XmlDocument *document;
	Buf bytes = BUF_INIT, text = BUF_INIT;
	size_t bom = 0;
	Encoding encoding;
	Flow flow = types_file_read(in, args[0], &bytes);

	encoding = utf8_sniff(buf_str(&bytes), ENC_UTF8, &bom);
	if (flow == FLOW_NEXT) {
		utf8_decode_from(encoding, str_cut(buf_str(&bytes), bom, bytes.n), &text);
		flow = types_xml_read(in, buf_str(&text), xml->keep_blanks, &document);
	}
	if (flow == FLOW_NEXT)
		replace_take(xml, document);
	buf_release(&bytes);
	buf_release(&text);
	return flow;
}

/* ---- writing ---- */

/* The document as it is saved: indented, unless its blanks are kept. */
static void put_saved(Interp *in, const TypeXml *xml, Buf *out)
{
	xml_put_indented(
		xml->document, xml->node, xml->keep_blanks ? S("") : str_from(runtime_edition(in)->newline), out);
}

static bool is_declared(const TypeXml *xml)
{
	const XmlNode *first = xml_first(xml->node);

	return first && xml_kind(first) == XML_KIND_DECLARATION;
}

/* With a declaration of UTF-8 .NET writes a byte order mark, too. */
static void put_file(Interp *in, const TypeXml *xml, Buf *out)
{
	if (is_declared(xml))
		buf_put(out, utf8_bom(ENC_UTF8_BOM));
	put_saved(in, xml, out);
}

static Flow encoding_name(Interp *in, Value writer, Buf *out)
{
	Value encoding = VALUE_NULL, name = VALUE_NULL;
	bool found;
	Flow flow = member_get(in, writer, S("Encoding"), NULL, &encoding, &found);

	if (flow == FLOW_NEXT)
		flow = member_get(in, encoding, S("WebName"), NULL, &name, &found);
	if (flow == FLOW_NEXT)
		buf_put(out, types_str(name));
	value_drop(encoding);
	value_drop(name);
	return flow;
}

/* To a TextWriter, whose encoding the declaration names, whether the document has one or not. */
TYPE_METHOD(save_writer)
{
	const TypeXml *xml = types_xml_peek(self);
	Str newline = str_from(runtime_edition(in)->newline), rest;
	Buf text = BUF_INIT, body = BUF_INIT, name = BUF_INIT;
	Value whole, ignored = VALUE_EMPTY;
	Flow flow = encoding_name(in, args[0], &name);

	put_saved(in, xml, &body);
	rest = buf_str(&body);
	if (is_declared(xml)) {
		rest = str_cut(rest, str_find(rest, S("?>"), 0) + 2, rest.n);
		rest = str_starts(rest, newline) ? str_cut(rest, newline.n, rest.n) : rest;
	}
	buf_printf(&text, "<?xml version=\"1.0\" encoding=\"%.*s\"?>", STR_ARG(buf_str(&name)));
	buf_put(&text, xml->keep_blanks ? S("") : newline);
	buf_put(&text, rest);
	whole = types_buf_string(&text);
	if (flow == FLOW_NEXT)
		flow = member_call(in, args[0], S("Write"), &whole, 1, &ignored);
	value_drop(whole);
	value_drop(ignored);
	buf_release(&body);
	buf_release(&name);
	return flow;
}

TYPE_METHOD(save_stream)
{
	Buf text = BUF_INIT;
	Flow flow;

	put_file(in, types_xml_peek(self), &text);
	flow = types_stream_write(in, args[0], buf_str(&text));
	buf_release(&text);
	return flow;
}

TYPE_METHOD(save)
{
	Buf text = BUF_INIT;
	Flow flow;

	put_file(in, types_xml_peek(self), &text);
	flow = types_file_write(in, args[0], buf_str(&text), false);
	buf_release(&text);
	return flow;
}

/* ---- new nodes ---- */

static Flow make_node(Value self, XmlKind kind, Str name, Str space, Str text, Value *out)
{
	const TypeXml *xml = types_xml_peek(self);

	return types_found(out, types_xml_value(xml->document, xml_new(xml->document, kind, name, space, text)));
}

TYPE_METHOD(create_element)
{
	if (types_str(args[0]).n == 0)
		return fault_exception(in, EXC_ARGUMENT,
			"The local name for elements or attributes cannot be null or an empty string.");
	return make_node(self, XML_KIND_ELEMENT, types_str(args[0]), n > 1 ? types_str(args[1]) : S(""), S(""), out);
}

TYPE_METHOD(create_prefixed)
{
	Buf name = BUF_INIT;
	Flow flow;

	if (types_str(args[0]).n)
		buf_printf(&name, "%.*s:", STR_ARG(types_str(args[0])));
	buf_put(&name, types_str(args[1]));
	flow = make_node(self, XML_KIND_ELEMENT, buf_str(&name), types_str(args[2]), S(""), out);
	buf_release(&name);
	return flow;
}

/* clang-format off */
TYPE_METHOD(create_attribute) { return make_node(self, XML_KIND_ATTRIBUTE, types_str(args[0]), S(""), S(""), out); }
TYPE_METHOD(create_text) { return make_node(self, XML_KIND_TEXT, S(""), S(""), types_str(args[0]), out); }
TYPE_METHOD(create_cdata) { return make_node(self, XML_KIND_CDATA, S(""), S(""), types_str(args[0]), out); }
TYPE_METHOD(create_comment) { return make_node(self, XML_KIND_COMMENT, S(""), S(""), types_str(args[0]), out); }
TYPE_METHOD(create_instruction)
{
	return make_node(self, XML_KIND_INSTRUCTION, types_str(args[0]), S(""), types_str(args[1]), out);
}
/* clang-format on */

TYPE_METHOD(create_declaration)
{
	Buf text = BUF_INIT;
	Flow flow;

	buf_printf(&text, "version=\"%.*s\"", STR_ARG(types_str(args[0])));
	if (types_str(args[1]).n)
		buf_printf(&text, " encoding=\"%.*s\"", STR_ARG(types_str(args[1])));
	if (types_str(args[2]).n)
		buf_printf(&text, " standalone=\"%.*s\"", STR_ARG(types_str(args[2])));
	flow = make_node(self, XML_KIND_DECLARATION, S("xml"), S(""), buf_str(&text), out);
	buf_release(&text);
	return flow;
}

TYPE_METHOD(create_node)
{
	Str kind = types_str(args[0]), name = types_str(args[1]), space = types_str(args[2]);

	if (str_ieq(kind, S("element")))
		return make_node(self, XML_KIND_ELEMENT, name, space, S(""), out);
	if (str_ieq(kind, S("attribute")))
		return make_node(self, XML_KIND_ATTRIBUTE, name, space, S(""), out);
	if (str_ieq(kind, S("text")))
		return make_node(self, XML_KIND_TEXT, S(""), S(""), S(""), out);
	return types_not_done(in, "XmlDocument.CreateNode for this kind of node");
}

TYPE_METHOD(import_node)
{
	const TypeXml *xml = types_xml_peek(self), *other = types_xml_peek(args[0]);

	if (!other)
		return types_null(in, "node");
	return types_found(out,
		types_xml_value(xml->document, xml_copy(xml->document, other->node, value_unwrap_peek(args[1]).b)));
}

TYPE_METHOD(elements_by_name)
{
	return types_found(out, types_xml_elements(types_xml_peek(self), types_str(args[0])));
}

/* ---- properties ---- */

TYPE_GET(get_root)
{
	const TypeXml *xml = types_xml_peek(self);

	return types_found(out, types_xml_value(xml->document, xml_document_root(xml->document)));
}

TYPE_GET(get_keep_blanks)
{
	return types_found(out, value_bool(types_xml_peek(self)->keep_blanks));
}

TYPE_SET(set_keep_blanks)
{
	types_xml_peek(self)->keep_blanks = convert_to_bool(to);
	return FLOW_NEXT;
}

/* External entities are never read, whatever resolves them. */
TYPE_GET(get_resolver)
{
	return types_found(out, VALUE_NULL);
}

TYPE_SET(set_resolver)
{
	return FLOW_NEXT;
}

TYPE_GET(get_name_table)
{
	return types_found(out, object_value(object_new(&type_xml_name_table)));
}

static const PropDef props[] = {
	PROP("DocumentElement", "System.Xml.XmlElement", get_root),
	PROP("NameTable", "System.Xml.XmlNameTable", get_name_table),
	PROP_RW("PreserveWhitespace", "bool", get_keep_blanks, set_keep_blanks),
	PROP_RW("XmlResolver", "System.Object", get_resolver, set_resolver),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("CreateAttribute", "System.Xml.XmlAttribute CreateAttribute(string name)", create_attribute),
	METHOD("CreateCDataSection", "System.Xml.XmlCDataSection CreateCDataSection(string data)", create_cdata),
	METHOD("CreateComment", "System.Xml.XmlComment CreateComment(string data)", create_comment),
	METHOD("CreateElement", "System.Xml.XmlElement CreateElement(string name)", create_element),
	METHOD("CreateElement", "System.Xml.XmlElement CreateElement(string qualifiedName, string namespaceURI)",
		create_element),
	METHOD("CreateElement",
		"System.Xml.XmlElement CreateElement(string prefix, string localName, string namespaceURI)",
		create_prefixed),
	METHOD("CreateNode", "System.Xml.XmlNode CreateNode(string nodeTypeString, string name, string namespaceURI)",
		create_node),
	METHOD("CreateProcessingInstruction",
		"System.Xml.XmlProcessingInstruction CreateProcessingInstruction(string target, string data)",
		create_instruction),
	METHOD("CreateTextNode", "System.Xml.XmlText CreateTextNode(string text)", create_text),
	METHOD("CreateXmlDeclaration",
		"System.Xml.XmlDeclaration CreateXmlDeclaration(string version, string encoding, string standalone)",
		create_declaration),
	METHOD("GetElementsByTagName", "System.Xml.XmlNodeList GetElementsByTagName(string name)", elements_by_name),
	METHOD("ImportNode", "System.Xml.XmlNode ImportNode(System.Xml.XmlNode node, bool deep)", import_node),
	METHOD("Load", "void Load(string filename)", load),
	METHOD("LoadXml", "void LoadXml(string xml)", load_xml),
	METHOD("Save", "void Save(string filename)", save),
	METHOD("Save", "void Save(System.IO.Stream outStream)", save_stream),
	METHOD("Save", "void Save(System.IO.TextWriter writer)", save_writer),
	METHODS_END,
};
static const MethodDef constructors[] = { NEW("xml new()", make), METHODS_END };
static const TypeMembers members = { .props = props, .methods = methods, .constructors = constructors };

static const TypeOps ops = { TYPES_XML_OPS, .convert = convert, .convert_id = "InvalidCastToXmlDocument" };
const TypeDef type_xml_document = {
	.name = "System.Xml.XmlDocument", .base = &type_xml_node, .members = &members, .ops = &ops
};
