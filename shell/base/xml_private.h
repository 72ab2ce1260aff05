/* xml_private: libxml2 as it was found at run time, and what a document holds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_XML_PRIVATE_H
#define BASE_XML_PRIVATE_H

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "shell/base/vec.h"
#include "shell/base/xml.h"

/* Every function used, once. */
#define XML_FUNCTIONS(_)                                                                                               \
	_(xmlNewDoc)                                                                                                   \
	_(xmlFreeDoc)                                                                                                  \
	_(xmlFreeNode)                                                                                                 \
	_(xmlDocGetRootElement)                                                                                        \
	_(xmlUnlinkNode)                                                                                               \
	_(xmlNewDocPI)                                                                                                 \
	_(xmlAddPrevSibling)                                                                                           \
	_(xmlAddChild)                                                                                                 \
	_(xmlNewParserCtxt)                                                                                            \
	_(xmlFreeParserCtxt)                                                                                           \
	_(xmlCtxtReadMemory)                                                                                           \
	_(xmlSetGenericErrorFunc)                                                                                      \
	_(xmlBufferCreate)                                                                                             \
	_(xmlBufferFree)                                                                                               \
	_(xmlBufferContent)                                                                                            \
	_(xmlBufferLength)                                                                                             \
	_(xmlNodeBufGetContent)                                                                                        \
	_(xmlNodeSetContentLen)                                                                                        \
	_(xmlNewDocTextLen)                                                                                            \
	_(xmlNewCDataBlock)                                                                                            \
	_(xmlNewDocComment)                                                                                            \
	_(xmlNewDocNode)                                                                                               \
	_(xmlNewDocProp)                                                                                               \
	_(xmlNewNs)                                                                                                    \
	_(xmlDocCopyNode)                                                                                              \
	_(xmlParseInNodeContext)                                                                                       \
	_(xmlXPathNewContext)                                                                                          \
	_(xmlXPathFreeContext)                                                                                         \
	_(xmlXPathRegisterNs)                                                                                          \
	_(xmlXPathEvalExpression)                                                                                      \
	_(xmlXPathFreeObject)

typedef struct XmlLibrary {
	void *handle;
/* clang-format off */
#define FIELD(name) __typeof__(&(name)) name; /* NOLINT(bugprone-macro-parentheses): a member's name */
	/* clang-format on */
	XML_FUNCTIONS(FIELD)
#undef FIELD
} XmlLibrary;

struct XmlDocument {
	size_t refs;
	XmlLibrary library;
	xmlDoc *doc;
	VEC(xmlNode *) loose; /* nodes that stand nowhere: freed at the end */
	uint64_t changes;
};

/* An XmlNode is an xmlNode under another name. */
static inline XmlNode *xml_wrap(xmlNode *node)
{
	return (XmlNode *)node;
}
static inline const xmlNode *xml_unwrap(const XmlNode *node)
{
	return (const xmlNode *)node;
}
static inline xmlNode *xml_unwrap_mutable(XmlNode *node)
{
	return (xmlNode *)node;
}
void xml_loosen(XmlDocument *document, xmlNode *node);

#endif
