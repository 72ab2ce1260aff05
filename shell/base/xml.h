/* xml: documents, their nodes and XPath, on libxml2 (its only user). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_XML_H
#define BASE_XML_H

#include "shell/base/buf.h"
#include "shell/base/diag.h"

/* The library is loaded by the first document that is made: linked, it would cost every start of the shell.  Neither
 * the network nor external entities are ever asked for, and entities of the document's own are not expanded. */
typedef struct XmlDocument XmlDocument; /* counted */
typedef struct XmlNode XmlNode; /* a node or attribute; lives as long as its document, also when it was taken out */

/* .NET's XmlNodeType. */
/* clang-format off */
typedef enum XmlKind {
	XML_KIND_NONE, XML_KIND_ELEMENT, XML_KIND_ATTRIBUTE, XML_KIND_TEXT, XML_KIND_CDATA, XML_KIND_ENTITY_REFERENCE,
	XML_KIND_INSTRUCTION = 7, XML_KIND_COMMENT, XML_KIND_DOCUMENT, XML_KIND_DOCTYPE,
	XML_KIND_DECLARATION = 17,
} XmlKind;
/* clang-format on */

/* An empty document.  false: the library is not there. */
bool xml_document_new(XmlDocument **out, Diag *diag) NODISCARD;
/* Reads a text; blanks between elements are left out unless they are kept.  false: why, in .NET's words where they are
 * known. */
bool xml_document_read(Str text, bool keep_blanks, XmlDocument **out, Diag *diag) NODISCARD;
XmlDocument *xml_document_ref(XmlDocument *document);
void xml_document_drop(XmlDocument *document); /* NULL is fine */
XmlNode *xml_document_node(XmlDocument *document);
XmlNode *xml_document_root(XmlDocument *document); /* the element; NULL: none */

/* ---- nodes ---- */
XmlKind xml_kind(const XmlNode *node);
/* Names: "x:a", "a", "x" and its namespace; "#text" and the like for nodes without one. */
void xml_put_name(const XmlNode *node, Buf *out);
Str xml_local_name(const XmlNode *node);
Str xml_prefix(const XmlNode *node);
Str xml_namespace(const XmlNode *node);
/* The own text of a text, comment, attribute or instruction; nothing for others. */
void xml_put_value(XmlDocument *document, const XmlNode *node, Buf *out);
/* All text inside. */
void xml_put_text(XmlDocument *document, const XmlNode *node, Buf *out);
/* Replaces what is inside by text (an attribute's value, a comment's text). */
void xml_set_text(XmlDocument *document, XmlNode *node, Str text);
XmlNode *xml_parent(const XmlNode *node); /* an attribute's element, too */
XmlNode *xml_first(const XmlNode *node);
XmlNode *xml_last(const XmlNode *node);
XmlNode *xml_next(const XmlNode *node);
XmlNode *xml_previous(const XmlNode *node);
XmlNode *xml_first_attribute(const XmlNode *element);
/* By qualified name; NULL: none. */
XmlNode *xml_attribute(XmlDocument *document, const XmlNode *element, Str name);

/* Appends the namespace that a prefix stands for where the node is, or the prefix that stands for a namespace. */
void xml_put_declared(const XmlNode *node, Str wanted, bool by_prefix, Buf *out);

/* ---- changes ---- */
/* How many there were: whoever remembers a place among the nodes looks whether it still is one. */
uint64_t xml_changes(const XmlDocument *document);
/* A node that stands nowhere yet.  name: of elements, attributes and instructions; text: of the others and of
 * instructions. NULL: that kind is not made. */
XmlNode *xml_new(XmlDocument *document, XmlKind kind, Str name, Str space, Str text);
/* As a child of parent, before another (NULL: at the end); taken out from where it stood.  Nodes of another document
 * are copied by xml_copy first.  false: it cannot stand there. */
bool xml_insert(XmlDocument *document, XmlNode *parent, XmlNode *node, XmlNode *before);
void xml_remove(XmlDocument *document, XmlNode *node);
XmlNode *xml_copy(XmlDocument *document, XmlNode *node, bool deep);
XmlNode *xml_set_attribute(XmlDocument *document, XmlNode *element, Str name, Str value);
/* Appends the nodes of a text that stands inside an element. */
bool xml_read_inside(XmlDocument *document, XmlNode *parent, Str text, Diag *diag) NODISCARD;

/* ---- writing ---- */
/* As .NET's OuterXml has it. */
void xml_put(XmlDocument *document, const XmlNode *node, Buf *out);
/* As XmlDocument.Save has it: indented by two blanks. */
void xml_put_indented(XmlDocument *document, const XmlNode *node, Str newline, Buf *out);
void xml_put_escaped(Str text, bool attribute, Buf *out);

/* ---- XPath ---- */
typedef struct XmlPrefix {
	Str prefix, space;
} XmlPrefix;
typedef struct XmlPrefixes {
	XmlPrefix *p;
	size_t n, cap;
} XmlPrefixes;
typedef struct XmlNodes {
	XmlNode **p; /* free() it */
	size_t n, cap;
} XmlNodes;
/* Nodes in order of the document. */
bool xml_select(
	XmlDocument *document, XmlNode *at, Str path, const XmlPrefixes *prefixes, XmlNodes *out, Diag *diag) NODISCARD;

#endif
