/* xml_node: System.Xml.XmlNode and the nodes that are more than it, but for XmlDocument. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/enums.h"
#include "shell/types/types_collection.h"
#include "shell/types/xml.h"

/* ---- objects ---- */

static const TypeDef *type_of_kind(XmlKind kind)
{
	switch (kind) {
	case XML_KIND_ELEMENT:
		return &type_xml_element;
	case XML_KIND_ATTRIBUTE:
		return &type_xml_attribute;
	case XML_KIND_TEXT:
		return &type_xml_text;
	case XML_KIND_CDATA:
		return &type_xml_cdata_section;
	case XML_KIND_COMMENT:
		return &type_xml_comment;
	case XML_KIND_DECLARATION:
		return &type_xml_declaration;
	case XML_KIND_INSTRUCTION:
		return &type_xml_processing_instruction;
	case XML_KIND_DOCUMENT:
		return &type_xml_document;
	case XML_KIND_DOCTYPE:
		return &type_xml_document_type;
	default:
		return &type_xml_linked_node;
	}
}

Value types_xml_value(XmlDocument *document, XmlNode *node)
{
	TypeXml *xml;

	if (!node)
		return VALUE_NULL;
	xml = MEM_NEW(TypeXml);
	xml->document = xml_document_ref(document);
	xml->node = node;
	return object_value(object_new_native(type_of_kind(xml_kind(node)), xml));
}

TypeXml *types_xml_peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT && type_is(v.object->type, &type_xml_node) ? v.object->payload : NULL;
}

void types_xml_free(Object *object, UNUSED ValueDrops *drops)
{
	TypeXml *xml = object->payload;

	xml_document_drop(xml->document);
	free(xml);
}

/* As PowerShell writes nodes into strings: by their names. */
Flow types_xml_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, xml_local_name(types_xml_peek(self)->node));
	return FLOW_NEXT;
}

bool types_xml_equal(Value a, Value b)
{
	const TypeXml *x = types_xml_peek(a), *y = types_xml_peek(b);

	return x && y && x->node == y->node;
}

uint32_t types_xml_hash(Value v)
{
	return (uint32_t)((uintptr_t)types_xml_peek(v)->node >> 4);
}

static const TypeOps ops = { TYPES_XML_OPS };

/* ---- what nodes are ---- */

typedef void PutText(XmlDocument *document, const XmlNode *node, Buf *out);

static Flow get_text(Value self, PutText *put, Value *out)
{
	const TypeXml *xml = types_xml_peek(self);
	Buf text = BUF_INIT;

	put(xml->document, xml->node, &text);
	return types_found(out, types_buf_string(&text));
}

static Flow get_node(Value self, XmlNode *(*step)(const XmlNode *node), Value *out)
{
	const TypeXml *xml = types_xml_peek(self);

	return types_found(out, types_xml_value(xml->document, step(xml->node)));
}

static XmlNode *parent_of(const XmlNode *node)
{
	return xml_kind(node) == XML_KIND_ATTRIBUTE ? NULL : xml_parent(node);
}

/* clang-format off */
TYPE_GET(get_inner_text) { return get_text(self, xml_put_text, out); }
TYPE_GET(get_outer_xml) { return get_text(self, xml_put, out); }
TYPE_GET(get_first) { return get_node(self, xml_first, out); }
TYPE_GET(get_last) { return get_node(self, xml_last, out); }
TYPE_GET(get_next) { return get_node(self, xml_next, out); }
TYPE_GET(get_previous) { return get_node(self, xml_previous, out); }
TYPE_GET(get_parent) { return get_node(self, parent_of, out); }
TYPE_GET(get_owner_element) { return get_node(self, xml_parent, out); }
TYPE_GET(get_local_name) { return types_found(out, value_string(xml_local_name(types_xml_peek(self)->node))); }
TYPE_GET(get_prefix) { return types_found(out, value_string(xml_prefix(types_xml_peek(self)->node))); }
TYPE_GET(get_namespace) { return types_found(out, value_string(xml_namespace(types_xml_peek(self)->node))); }
TYPE_GET(get_has_children) { return types_found(out, value_bool(xml_first(types_xml_peek(self)->node) != NULL)); }
TYPE_GET(get_has_attributes) { return types_found(out, value_bool(xml_first_attribute(types_xml_peek(self)->node) != NULL)); }
TYPE_GET(get_is_empty) { return types_found(out, value_bool(!xml_first(types_xml_peek(self)->node))); }
TYPE_GET(get_type) { return types_found(out, value_enum(&type_xml_node_type, xml_kind(types_xml_peek(self)->node))); }
/* clang-format on */

TYPE_GET(get_name)
{
	Buf name = BUF_INIT;

	xml_put_name(types_xml_peek(self)->node, &name);
	return types_found(out, types_buf_string(&name));
}

TYPE_GET(get_value)
{
	XmlKind kind = xml_kind(types_xml_peek(self)->node);

	if (kind == XML_KIND_ELEMENT || kind == XML_KIND_DOCUMENT || kind == XML_KIND_DOCTYPE)
		return types_found(out, VALUE_NULL);
	return get_text(self, xml_put_value, out);
}

static void put_inside(XmlDocument *document, const XmlNode *node, Buf *out)
{
	for (const XmlNode *child = xml_first(node); child; child = xml_next(child))
		xml_put(document, child, out);
}

TYPE_GET(get_inner_xml)
{
	return get_text(self, put_inside, out);
}

TYPE_GET(get_owner)
{
	const TypeXml *xml = types_xml_peek(self);

	if (xml_kind(xml->node) == XML_KIND_DOCUMENT)
		return types_found(out, VALUE_NULL);
	return types_found(out, types_xml_value(xml->document, xml_document_node(xml->document)));
}

TYPE_GET(get_children)
{
	return types_found(out, types_xml_children(types_xml_peek(self)));
}

TYPE_GET(get_attributes)
{
	const TypeXml *xml = types_xml_peek(self);

	return types_found(out, xml_kind(xml->node) == XML_KIND_ELEMENT ? types_xml_attributes(xml) : VALUE_NULL);
}

/* ---- changing them ---- */

static Flow invalid(Interp *in, const char *text)
{
	return fault_exception(in, EXC_INVALID_OPERATION, "%s", text);
}

TYPE_SET(set_inner_text)
{
	TypeXml *xml = types_xml_peek(self);
	Value text = VALUE_EMPTY;

	FLOW_TRY(convert_to_string(in, to, &text));
	xml_set_text(xml->document, xml->node, value_str_peek(text));
	value_drop(text);
	return FLOW_NEXT;
}

TYPE_SET(set_value)
{
	XmlKind kind = xml_kind(types_xml_peek(self)->node);

	if (kind == XML_KIND_ELEMENT || kind == XML_KIND_DOCUMENT)
		return invalid(in, "Cannot set a value on node type 'Element'.");
	return set_inner_text(in, self, to);
}

TYPE_SET(set_inner_xml)
{
	TypeXml *xml = types_xml_peek(self);
	Value text = VALUE_EMPTY;
	Diag diag = { 0 };
	bool ok;

	FLOW_TRY(convert_to_string(in, to, &text));
	for (XmlNode *child; (child = xml_first(xml->node));)
		xml_remove(xml->document, child);
	ok = xml_read_inside(xml->document, xml->node, value_str_peek(text), &diag);
	value_drop(text);
	return ok ? FLOW_NEXT : fault_exception(in, EXC_XML, "%s", diag.text);
}

/* A child of another document has to be imported first. */
static Flow insert(Interp *in, Value self, Value child, XmlNode *before, Value *out)
{
	TypeXml *xml = types_xml_peek(self), *other = types_xml_peek(child);

	if (!other)
		return types_null(in, "newChild");
	if (other->document != xml->document)
		return fault_exception(
			in, EXC_ARGUMENT, "The node to be inserted is from a different document context.");
	if (!xml_insert(xml->document, xml->node, other->node, before))
		return invalid(in,
			"The specified node cannot be inserted as the valid child of this node, because the specified "
			"node is the wrong type.");
	return types_found(out, value_ref(child));
}

TYPE_METHOD(append_child)
{
	return insert(in, self, args[0], NULL, out);
}

TYPE_METHOD(prepend_child)
{
	return insert(in, self, args[0], xml_first(types_xml_peek(self)->node), out);
}

static XmlNode *reference_of(Value v)
{
	const TypeXml *xml = types_xml_peek(v);

	return xml ? xml->node : NULL;
}

TYPE_METHOD(insert_before)
{
	return insert(in, self, args[0], reference_of(args[1]), out);
}

TYPE_METHOD(insert_after)
{
	XmlNode *after = reference_of(args[1]);

	return insert(in, self, args[0], after ? xml_next(after) : xml_first(types_xml_peek(self)->node), out);
}

static Flow take_out(Interp *in, Value self, Value child)
{
	TypeXml *xml = types_xml_peek(self), *other = types_xml_peek(child);

	if (!other || xml_parent(other->node) != xml->node)
		return fault_exception(in, EXC_ARGUMENT, "The node to be removed is not a child of this node.");
	xml_remove(xml->document, other->node);
	return FLOW_NEXT;
}

TYPE_METHOD(remove_child)
{
	FLOW_TRY(take_out(in, self, args[0]));
	return types_found(out, value_ref(args[0]));
}

TYPE_METHOD(replace_child)
{
	Value ignored = VALUE_EMPTY;

	FLOW_TRY(insert(in, self, args[0], reference_of(args[1]), &ignored));
	value_drop(ignored);
	FLOW_TRY(take_out(in, self, args[1]));
	return types_found(out, value_ref(args[1]));
}

static void remove_attributes(TypeXml *xml)
{
	for (XmlNode *node; (node = xml_first_attribute(xml->node));)
		xml_remove(xml->document, node);
}

TYPE_METHOD(remove_all)
{
	TypeXml *xml = types_xml_peek(self);

	for (XmlNode *child; (child = xml_first(xml->node));)
		xml_remove(xml->document, child);
	remove_attributes(xml);
	return FLOW_NEXT;
}

TYPE_METHOD(remove_all_attributes)
{
	remove_attributes(types_xml_peek(self));
	return FLOW_NEXT;
}

TYPE_METHOD(clone)
{
	const TypeXml *xml = types_xml_peek(self);
	bool deep = n == 0 || value_unwrap_peek(args[0]).b;
	XmlDocument *document;
	Buf text = BUF_INIT;
	Value copy;
	Flow flow;

	if (xml_kind(xml->node) != XML_KIND_DOCUMENT)
		return types_found(out, types_xml_value(xml->document, xml_copy(xml->document, xml->node, deep)));
	xml_put(xml->document, xml->node, &text);
	flow = types_xml_read(in, buf_str(&text), true, &document);
	buf_release(&text);
	if (flow != FLOW_NEXT)
		return flow;
	copy = types_xml_value(document, xml_document_node(document));
	xml_document_drop(document);
	return types_found(out, copy);
}

/* ---- finding others ---- */

TYPE_METHOD(select_nodes)
{
	Array *nodes;

	FLOW_TRY(types_xml_select(in, types_xml_peek(self), types_str(args[0]), n > 1 ? args[1] : VALUE_NULL, &nodes));
	return types_found(out, types_xml_list_take(nodes));
}

TYPE_METHOD(select_single)
{
	Array *nodes;

	FLOW_TRY(types_xml_select(in, types_xml_peek(self), types_str(args[0]), n > 1 ? args[1] : VALUE_NULL, &nodes));
	*out = nodes->n ? array_get(nodes, 0) : VALUE_NULL;
	value_drop(array_value(nodes));
	return FLOW_NEXT;
}

TYPE_METHOD(elements_by_name)
{
	return types_found(out, types_xml_elements(types_xml_peek(self), types_str(args[0])));
}

/* ---- attributes ---- */

TYPE_METHOD(get_attribute)
{
	const TypeXml *xml = types_xml_peek(self);
	XmlNode *node = xml_attribute(xml->document, xml->node, types_str(args[0]));
	Buf text = BUF_INIT;

	if (node)
		xml_put_text(xml->document, node, &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(set_attribute)
{
	TypeXml *xml = types_xml_peek(self);

	xml_set_attribute(xml->document, xml->node, types_str(args[0]), types_str(args[1]));
	return FLOW_NEXT;
}

TYPE_METHOD(has_attribute)
{
	const TypeXml *xml = types_xml_peek(self);

	return types_found(out, value_bool(xml_attribute(xml->document, xml->node, types_str(args[0])) != NULL));
}

TYPE_METHOD(remove_attribute)
{
	TypeXml *xml = types_xml_peek(self);
	XmlNode *node = xml_attribute(xml->document, xml->node, types_str(args[0]));

	if (node)
		xml_remove(xml->document, node);
	return FLOW_NEXT;
}

TYPE_METHOD(get_attribute_node)
{
	const TypeXml *xml = types_xml_peek(self);

	return types_found(
		out, types_xml_value(xml->document, xml_attribute(xml->document, xml->node, types_str(args[0]))));
}

TYPE_METHOD(set_attribute_node)
{
	Value ignored = VALUE_EMPTY;

	FLOW_TRY(insert(in, self, args[0], NULL, &ignored));
	value_drop(ignored);
	return types_found(out, VALUE_NULL);
}

/* The namespace a prefix stands for where the node is, and the other way round; empty: none. */
static Flow declared(Value self, Str wanted, bool by_prefix, Value *out)
{
	Buf text = BUF_INIT;

	xml_put_declared(types_xml_peek(self)->node, wanted, by_prefix, &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(namespace_of)
{
	return declared(self, types_str(args[0]), true, out);
}

TYPE_METHOD(prefix_of)
{
	return declared(self, types_str(args[0]), false, out);
}

/* ---- the declaration: version="1.0" encoding="utf-8" ---- */

static Value part_of(Value self, Str name)
{
	const TypeXml *xml = types_xml_peek(self);
	Buf text = BUF_INIT;
	size_t at, end;
	Value part;

	xml_put_text(xml->document, xml->node, &text);
	at = str_find(buf_str(&text), name, 0);
	at = at == STR_NONE ? STR_NONE : str_find_byte(buf_str(&text), '"', at);
	end = at == STR_NONE ? STR_NONE : str_find_byte(buf_str(&text), '"', at + 1);
	part = value_string(end == STR_NONE ? S("") : str_cut(buf_str(&text), at + 1, end));
	buf_release(&text);
	return part;
}

/* clang-format off */
TYPE_GET(get_version) { return types_found(out, part_of(self, S("version"))); }
TYPE_GET(get_encoding) { return types_found(out, part_of(self, S("encoding"))); }
TYPE_GET(get_standalone) { return types_found(out, part_of(self, S("standalone"))); }
/* clang-format on */

/* ---- the types ---- */

static const PropDef node_props[] = {
	PROP("Attributes", "System.Xml.XmlAttributeCollection", get_attributes),
	PROP("ChildNodes", "System.Xml.XmlNodeList", get_children),
	PROP("FirstChild", "System.Xml.XmlNode", get_first),
	PROP("HasChildNodes", "bool", get_has_children),
	PROP_RW("InnerText", "string", get_inner_text, set_inner_text),
	PROP_RW("InnerXml", "string", get_inner_xml, set_inner_xml),
	PROP("LastChild", "System.Xml.XmlNode", get_last),
	PROP("LocalName", "string", get_local_name),
	PROP("Name", "string", get_name),
	PROP("NamespaceURI", "string", get_namespace),
	PROP("NextSibling", "System.Xml.XmlNode", get_next),
	PROP("NodeType", "System.Xml.XmlNodeType", get_type),
	PROP("OuterXml", "string", get_outer_xml),
	PROP("OwnerDocument", "System.Xml.XmlDocument", get_owner),
	PROP("ParentNode", "System.Xml.XmlNode", get_parent),
	PROP("Prefix", "string", get_prefix),
	PROP("PreviousSibling", "System.Xml.XmlNode", get_previous),
	PROP_RW("Value", "string", get_value, set_value),
	PROPS_END,
};
static const MethodDef node_methods[] = {
	METHOD("AppendChild", "System.Xml.XmlNode AppendChild(System.Xml.XmlNode newChild)", append_child),
	METHOD("Clone", "System.Xml.XmlNode Clone()", clone),
	METHOD("CloneNode", "System.Xml.XmlNode CloneNode(bool deep)", clone),
	METHOD("GetNamespaceOfPrefix", "string GetNamespaceOfPrefix(string prefix)", namespace_of),
	METHOD("GetPrefixOfNamespace", "string GetPrefixOfNamespace(string namespaceURI)", prefix_of),
	METHOD("InsertAfter",
		"System.Xml.XmlNode InsertAfter(System.Xml.XmlNode newChild, System.Xml.XmlNode refChild)",
		insert_after),
	METHOD("InsertBefore",
		"System.Xml.XmlNode InsertBefore(System.Xml.XmlNode newChild, System.Xml.XmlNode refChild)",
		insert_before),
	METHOD("PrependChild", "System.Xml.XmlNode PrependChild(System.Xml.XmlNode newChild)", prepend_child),
	METHOD("RemoveAll", "void RemoveAll()", remove_all),
	METHOD("RemoveChild", "System.Xml.XmlNode RemoveChild(System.Xml.XmlNode oldChild)", remove_child),
	METHOD("ReplaceChild",
		"System.Xml.XmlNode ReplaceChild(System.Xml.XmlNode newChild, System.Xml.XmlNode oldChild)",
		replace_child),
	METHOD("SelectNodes", "System.Xml.XmlNodeList SelectNodes(string xpath)", select_nodes),
	METHOD("SelectNodes", "System.Xml.XmlNodeList SelectNodes(string xpath, System.Xml.XmlNamespaceManager nsmgr)",
		select_nodes),
	METHOD("SelectSingleNode", "System.Xml.XmlNode SelectSingleNode(string xpath)", select_single),
	METHOD("SelectSingleNode",
		"System.Xml.XmlNode SelectSingleNode(string xpath, System.Xml.XmlNamespaceManager nsmgr)",
		select_single),
	METHODS_END,
};
static const TypeMembers node_members = { .props = node_props, .methods = node_methods };

static const PropDef element_props[] = { PROP("HasAttributes", "bool", get_has_attributes),
	PROP("IsEmpty", "bool", get_is_empty), PROPS_END };
static const MethodDef element_methods[] = {
	METHOD("GetAttribute", "string GetAttribute(string name)", get_attribute),
	METHOD("GetAttributeNode", "System.Xml.XmlAttribute GetAttributeNode(string name)", get_attribute_node),
	METHOD("GetElementsByTagName", "System.Xml.XmlNodeList GetElementsByTagName(string name)", elements_by_name),
	METHOD("HasAttribute", "bool HasAttribute(string name)", has_attribute),
	METHOD("RemoveAllAttributes", "void RemoveAllAttributes()", remove_all_attributes),
	METHOD("RemoveAttribute", "void RemoveAttribute(string name)", remove_attribute),
	METHOD("SetAttribute", "void SetAttribute(string name, string value)", set_attribute),
	METHOD("SetAttributeNode", "System.Xml.XmlAttribute SetAttributeNode(System.Xml.XmlAttribute newAttr)",
		set_attribute_node),
	METHODS_END,
};
static const TypeMembers element_members = { .props = element_props, .methods = element_methods };
static const PropDef attribute_props[] = { PROP("OwnerElement", "System.Xml.XmlElement", get_owner_element),
	PROPS_END };
static const TypeMembers attribute_members = { .props = attribute_props };
static const PropDef data_props[] = { PROP_RW("Data", "string", get_value, set_value), PROPS_END };
static const TypeMembers data_members = { .props = data_props };
static const PropDef declaration_props[] = { PROP("Version", "string", get_version),
	PROP("Encoding", "string", get_encoding), PROP("Standalone", "string", get_standalone), PROPS_END };
static const TypeMembers declaration_members = { .props = declaration_props };

#define XML_TYPE(symbol, text, parent, table)                                                                          \
	const TypeDef type_##symbol = { .name = "System.Xml." text, .base = (parent), .members = (table), .ops = &ops };
XML_TYPE(xml_node, "XmlNode", &type_known[T_OBJECT], &node_members)
XML_TYPE(xml_linked_node, "XmlLinkedNode", &type_xml_node, NULL)
XML_TYPE(xml_element, "XmlElement", &type_xml_linked_node, &element_members)
XML_TYPE(xml_attribute, "XmlAttribute", &type_xml_node, &attribute_members)
XML_TYPE(xml_character_data, "XmlCharacterData", &type_xml_linked_node, &data_members)
XML_TYPE(xml_text, "XmlText", &type_xml_character_data, NULL)
XML_TYPE(xml_cdata_section, "XmlCDataSection", &type_xml_character_data, NULL)
XML_TYPE(xml_comment, "XmlComment", &type_xml_character_data, NULL)
XML_TYPE(xml_processing_instruction, "XmlProcessingInstruction", &type_xml_linked_node, &data_members)
XML_TYPE(xml_declaration, "XmlDeclaration", &type_xml_linked_node, &declaration_members)
XML_TYPE(xml_document_type, "XmlDocumentType", &type_xml_linked_node, NULL)
