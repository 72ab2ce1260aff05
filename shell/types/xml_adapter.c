/* xml_adapter: $document.root.child: elements and attributes as properties, as PowerShell shows XML. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/xml.h"

/* Names are compared without regard to case; several nodes of one name are an array. */

static Value text_of(XmlDocument *document, const XmlNode *node)
{
	Buf text = BUF_INIT;

	xml_put_text(document, node, &text);
	return types_buf_string(&text);
}

static bool is_only_text(const XmlNode *node)
{
	const XmlNode *child = xml_first(node);

	return !child || (!xml_next(child) && xml_kind(child) == XML_KIND_TEXT);
}

Value types_xml_simple(XmlDocument *document, XmlNode *node)
{
	switch (xml_kind(node)) {
	case XML_KIND_TEXT:
	case XML_KIND_CDATA:
	case XML_KIND_ATTRIBUTE:
	case XML_KIND_COMMENT:
	case XML_KIND_DECLARATION:
	case XML_KIND_INSTRUCTION:
		return text_of(document, node);
	case XML_KIND_ELEMENT:
		if (!xml_first_attribute(node) && is_only_text(node))
			return text_of(document, node);
		break;
	default:
		break;
	}
	return types_xml_value(document, node);
}

/* Attributes, then children. */
static XmlNode *next_node(XmlNode *parent, XmlNode *node)
{
	XmlNode *next = node ? xml_next(node) : xml_first_attribute(parent);

	if (next)
		return next;
	return !node || xml_kind(node) == XML_KIND_ATTRIBUTE ? xml_first(parent) : NULL;
}

static Array *find(const TypeXml *self, Str name)
{
	Array *nodes = array_new_objects();

	for (XmlNode *node = NULL; (node = next_node(self->node, node));)
		if (str_ieq(xml_local_name(node), name))
			array_push_take(nodes, types_xml_simple(self->document, node));
	return nodes;
}

Flow types_xml_adapt_get(UNUSED Interp *in, Value self, Str name, Value *out, bool *found)
{
	Array *nodes = find(types_xml_peek(self), name);

	*found = nodes->n > 0;
	if (nodes->n == 1)
		*out = array_get(nodes, 0);
	else if (nodes->n > 1)
		*out = value_ref(array_value(nodes));
	value_drop(array_value(nodes));
	return FLOW_NEXT;
}

/* One text for all reasons; the id tells them apart. */
static Flow cannot_set(Interp *in, Str name, const char *id)
{
	Fault fault = { .id = id, .category = CAT_NOT_SPECIFIED, .exception = EXC_SET_VALUE };

	return fault_raise(in, &fault,
		"Cannot set \"%.*s\" because only strings can be used as values to set XmlNode properties.",
		STR_ARG(name));
}

/* Why the node cannot become the text; NULL: it can. */
static const char *why_not(const XmlNode *node)
{
	switch (xml_kind(node)) {
	case XML_KIND_ATTRIBUTE:
	case XML_KIND_TEXT:
	case XML_KIND_CDATA:
	case XML_KIND_COMMENT:
		return NULL;
	case XML_KIND_ELEMENT:
		if (xml_first_attribute(node))
			return "XmlNodeSetRestrictionsNodeWithAttributes";
		return is_only_text(node) ? NULL : "XmlNodeSetRestrictionsUnknownNodeType";
	default:
		return "XmlNodeSetRestrictionsUnknownNodeType";
	}
}

/* One attribute, or one element that holds nothing but text.  Core takes the text of any value. */
Flow types_xml_adapt_set(Interp *in, Value self, Str name, Value to, bool *found)
{
	const TypeXml *xml = types_xml_peek(self);
	XmlNode *target = NULL;
	Value text = VALUE_EMPTY;
	const char *why;
	int n = 0;

	for (XmlNode *node = NULL; (node = next_node(xml->node, node));)
		if (str_ieq(xml_local_name(node), name)) {
			target = node;
			n++;
		}
	*found = n > 0;
	if (n == 0)
		return FLOW_NEXT;
	if (!value_is_string(to) && !(runtime_edition(in)->where & WHERE_CORE))
		return cannot_set(in, name, "XmlNodeSetShouldBeAString");
	if (n > 1)
		return cannot_set(in, name, "XmlNodeSetRestrictionsMoreThanOneNode");
	why = why_not(target);
	if (why)
		return cannot_set(in, name, why);
	FLOW_TRY(convert_to(in, to, type_of_id(T_STRING), &text));
	xml_set_text(xml->document, target, value_str_peek(text));
	value_drop(text);
	return FLOW_NEXT;
}

Object *types_xml_adapt_list(Interp *in, Value self)
{
	const TypeXml *xml = types_xml_peek(self);
	Object *list = object_new_custom();
	bool found;

	for (XmlNode *node = NULL; (node = next_node(xml->node, node));) {
		Value v = VALUE_NULL;

		if (object_find_peek(list, xml_local_name(node)))
			continue;
		if (types_xml_adapt_get(in, self, xml_local_name(node), &v, &found) == FLOW_NEXT)
			object_set_take(list, xml_local_name(node), v);
	}
	return list;
}
