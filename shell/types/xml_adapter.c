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

static Flow cannot_set(Interp *in, Str name, const char *why)
{
	Fault fault = { .id = "ExceptionWhenSetting", .category = CAT_NOT_SPECIFIED, .exception = EXC_SET_VALUE };

	return fault_raise(in, &fault, "Cannot set \"%.*s\" because %s", STR_ARG(name), why);
}

/* One attribute, or one element that holds nothing but text. */
Flow types_xml_adapt_set(Interp *in, Value self, Str name, Value to, bool *found)
{
	const TypeXml *xml = types_xml_peek(self);
	XmlNode *target = NULL;
	int n = 0;

	for (XmlNode *node = NULL; (node = next_node(xml->node, node));)
		if (str_ieq(xml_local_name(node), name)) {
			target = node;
			n++;
		}
	*found = n > 0;
	if (n == 0)
		return FLOW_NEXT;
	if (n > 1)
		return cannot_set(in, name, "there is more than one node with this name.");
	if (!value_is_string(to))
		return cannot_set(in, name, "only strings can be used as values to set XmlNode properties.");
	if (xml_kind(target) == XML_KIND_ELEMENT && !is_only_text(target))
		return cannot_set(in, name, "the node is not made of text alone.");
	xml_set_text(xml->document, target, value_str_peek(to));
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
