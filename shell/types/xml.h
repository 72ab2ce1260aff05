/* xml: System.Xml's nodes, for those who make or read them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_XML_H
#define TYPES_XML_H

#include "shell/base/xml.h"
#include "shell/types/types_list.h"

/* Payload of every node object; the document of an XmlDocument may be replaced by Load. */
typedef struct TypeXml {
	XmlDocument *document; /* counted */
	XmlNode *node;
	bool keep_blanks; /* XmlDocument.PreserveWhitespace */
} TypeXml;

/* The object of a node; $null for NULL. */
Value types_xml_value(XmlDocument *document, XmlNode *node) NODISCARD;
/* NULL: v is no node. */
TypeXml *types_xml_peek(Value v);
/* What PowerShell makes of a node in $parent.name: its text where it has nothing else, else the node. */
Value types_xml_simple(XmlDocument *document, XmlNode *node) NODISCARD;
/* A document from text: XmlException when it is none. */
Flow types_xml_read(Interp *in, Str text, bool keep_blanks, XmlDocument **out) NODISCARD;
/* An XmlNodeList of what a search found; takes the array. */
Value types_xml_list_take(Array *found) NODISCARD;
/* Lists that show what there is when they are asked: a node's children, an element's attributes, and the elements of a
 * name ("*": any) inside of a node. */
Value types_xml_children(const TypeXml *of) NODISCARD;
Value types_xml_attributes(const TypeXml *of) NODISCARD;
Value types_xml_elements(const TypeXml *of, Str name) NODISCARD;
/* Nodes by XPath; namespaces: an XmlNamespaceManager, a hashtable, or nothing.  XPathException. */
Flow types_xml_select(Interp *in, TypeXml *from, Str path, Value namespaces, Array **out) NODISCARD;
/* PowerShell's view of a node as properties. */
Flow types_xml_adapt_get(Interp *in, Value self, Str name, Value *out, bool *found) NODISCARD;
Flow types_xml_adapt_set(Interp *in, Value self, Str name, Value to, bool *found) NODISCARD;
Object *types_xml_adapt_list(Interp *in, Value self) NODISCARD;
/* For the TypeOps of all nodes. */
void types_xml_free(Object *object, ValueDrops *drops);
Flow types_xml_text(Interp *in, Value self, Buf *out) NODISCARD;
bool types_xml_equal(Value a, Value b);
uint32_t types_xml_hash(Value v);
#define TYPES_XML_OPS                                                                                                  \
	.free = types_xml_free, .text_added = true, .text = types_xml_text, .equal = types_xml_equal,                  \
	.hash = types_xml_hash, .adapt_get = types_xml_adapt_get, .adapt_set = types_xml_adapt_set,                    \
	.adapt_list = types_xml_adapt_list

#endif
