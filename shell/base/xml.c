/* xml: documents, their nodes and XPath, on libxml2 (its only user). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/base/xml_private.h"

/* ---- the library ------------------------------------------------------------------------------------------------ */

/* Every function's name, and where its address goes. */
static const struct XmlFunction {
	const char *name;
	size_t at;
} functions[] = {
#define ROW(name) { #name, offsetof(XmlLibrary, name) },
	XML_FUNCTIONS(ROW)
#undef ROW
};

static bool look_up(XmlLibrary *library)
{
	for (size_t i = 0; i < COUNT(functions); i++) {
		void *found = dlsym(library->handle, functions[i].name);

		/* an object pointer may not be cast to a function's */
		memcpy((char *)library + functions[i].at, &found, sizeof(found));
		if (!found)
			return false;
	}
	return true;
}

/* It stays loaded: libxml2 keeps tables of its own. */
static bool load(XmlLibrary *library, Diag *diag)
{
	library->handle = dlopen("libxml2.so.2", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (library->handle && look_up(library))
		return true;
	return diag_set(diag, DIAG_UNSUPPORTED, "XML needs the library libxml2, which is not installed.");
}

/* ---- documents -------------------------------------------------------------------------------------------------- */

static XmlDocument *document_new(Diag *diag)
{
	XmlDocument *document = MEM_NEW(XmlDocument);

	document->refs = 1;
	if (load(&document->library, diag))
		return document;
	free(document);
	return NULL;
}

bool xml_document_new(XmlDocument **out, Diag *diag)
{
	*out = document_new(diag);
	if (!*out)
		return false;
	(*out)->doc = (*out)->library.xmlNewDoc((const xmlChar *)"1.0");
	return true;
}

XmlDocument *xml_document_ref(XmlDocument *document)
{
	document->refs++;
	return document;
}

void xml_document_drop(XmlDocument *document)
{
	if (!document || --document->refs)
		return;
	for (size_t i = 0; i < document->loose.n; i++)
		document->library.xmlFreeNode(document->loose.p[i]);
	VEC_RELEASE(&document->loose);
	if (document->doc)
		document->library.xmlFreeDoc(document->doc);
	dlclose(document->library.handle);
	free(document);
}

XmlNode *xml_document_node(XmlDocument *document)
{
	return xml_wrap((xmlNode *)document->doc);
}

XmlNode *xml_document_root(XmlDocument *document)
{
	return xml_wrap(document->library.xmlDocGetRootElement(document->doc));
}

/* A node that stands nowhere is freed with the document. */
void xml_loosen(XmlDocument *document, xmlNode *node)
{
	VEC_PUSH(&document->loose, node);
}

static void fasten(XmlDocument *document, const xmlNode *node)
{
	for (size_t i = 0; i < document->loose.n; i++)
		if (document->loose.p[i] == node) {
			document->loose.p[i] = document->loose.p[--document->loose.n];
			return;
		}
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static bool is_blank(const xmlNode *node)
{
	for (const xmlChar *p = node->content; p && *p; p++)
		if (*p != ' ' && *p != '\t' && *p != '\n' && *p != '\r')
			return false;
	return true;
}

/* Blanks between elements go, as .NET leaves them out. */
static void remove_blanks(XmlDocument *document, xmlNode *node)
{
	xmlNode *child = node->children, *next;

	while (child) {
		next = child->next;
		if (child->type == XML_TEXT_NODE && is_blank(child)) {
			document->library.xmlUnlinkNode(child);
			document->library.xmlFreeNode(child);
		} else if (child->type == XML_ELEMENT_NODE) {
			remove_blanks(document, child); /* libxml2 itself limits the depth to 256 */
		}
		child = next;
	}
}

/* "version="1.0" encoding="utf-8"", kept as an instruction named xml: libxml2 has no node for it. */
static void add_declaration(XmlDocument *document, Str text)
{
	size_t start = str_starts(text, S("\xef\xbb\xbf")) ? 3 : 0, end;
	xmlNode *node;
	Buf inside = BUF_INIT;

	text = str_cut(text, start, text.n);
	end = str_find(text, S("?>"), 0);
	if (!str_starts(text, S("<?xml")) || end == STR_NONE)
		return;
	buf_put(&inside, str_trim(str_cut(text, 5, end)));
	node = document->library.xmlNewDocPI(document->doc, (const xmlChar *)"xml", (const xmlChar *)inside.p);
	if (document->doc->children)
		document->library.xmlAddPrevSibling(document->doc->children, node);
	else
		document->library.xmlAddChild((xmlNode *)document->doc, node);
	buf_release(&inside);
}

/* libxml2 goes on after an error; the first one counts. */
typedef struct FirstError {
	int code; /* 0: none */
	int started, line, column;
	char start[128], end[128]; /* names the error is about */
	char message[256];
	Str text; /* the document */
} FirstError;

/* The byte at a line and column (from 1) of the text, or its end. */
static size_t place(Str text, int line, int column)
{
	size_t at = 0;

	for (int i = 1; i < line && at < text.n; i++) {
		at = str_find_byte(text, '\n', at);
		at = at == STR_NONE ? text.n : at + 1;
	}
	at += (size_t)(column > 1 ? column - 1 : 0);
	return at < text.n ? at : text.n;
}

/* Where the name of the start tag stands in its line: the last such tag before the end. */
static size_t column_of_start(const FirstError *first, int column)
{
	size_t line = place(first->text, first->started, 1), at;
	char tag[sizeof(first->start) + 1];

	(void)snprintf(tag, sizeof tag, "<%s", first->start);
	at = first->started == first->line ? str_rfind(first->text, str_from(tag), line + (size_t)column)
					   : str_find(first->text, str_from(tag), line);
	return at == STR_NONE || at < line ? 1 : at - line + 2;
}

static void note_first(void *self, const xmlError *error)
{
	xmlParserCtxt *context = self;
	FirstError *first = context->_private;

	if (first->code || error->level == XML_ERR_WARNING)
		return;
	*first = (FirstError){ .code = error->code,
		.text = first->text,
		.started = error->int1,
		.line = error->line,
		.column = error->int2 };
	(void)snprintf(first->start, sizeof first->start, "%s", error->str1 ? error->str1 : "");
	(void)snprintf(first->end, sizeof first->end, "%s", error->str2 ? error->str2 : "");
	(void)snprintf(first->message, sizeof first->message, "%s", error->message ? error->message : "");
}

static bool fail_at(Diag *diag, const char *text, const FirstError *first, int back)
{
	return diag_set(diag, DIAG_INVALID, "%s Line %d, position %d.", text, first->line, first->column - back);
}

static bool fail_mismatch(const FirstError *first, Diag *diag)
{
	int column = first->column - (int)strlen(first->end) - 1;

	return diag_set(diag, DIAG_INVALID,
		"The '%s' start tag on line %d position %zu does not match the end tag of '%s'. Line %d, position %d.",
		first->start, first->started, column_of_start(first, column), first->end, first->line, column);
}

/* .NET has not begun the document where one start tag is all there is: '<r>', '<r', '<'. */
static bool is_one_open_tag(Str text, size_t *at)
{
	size_t end;

	*at = str_starts(text, S("<?xml")) ? str_find(text, S("?>"), 0) : 0;
	*at = *at == STR_NONE ? STR_NONE : str_find_byte(text, '<', *at);
	if (*at == STR_NONE)
		return false;
	end = str_find_byte(text, '>', *at);
	return (end == STR_NONE || end + 1 == text.n) && str_find_byte(text, '<', *at + 1) == STR_NONE &&
	       str_find_byte(text, '"', *at) == STR_NONE;
}

/* The elements still open where the text ends. */
static bool fail_unclosed(const xmlParserCtxt *context, Diag *diag, const FirstError *first)
{
	Buf text = BUF_INIT;
	size_t at;
	bool result;

	if (is_one_open_tag(first->text, &at))
		return diag_set(diag, DIAG_INVALID, "Data at the root level is invalid. Line %d, position %zu.",
			first->line, at + 1);
	buf_put(&text, S("Unexpected end of file has occurred. The following elements are not closed: "));
	for (int i = context->nameNr; i > 0; i--)
		buf_printf(&text, "%s%s", (const char *)context->nameTab[i - 1], i > 1 ? ", " : ".");
	result = fail_at(diag, text.p, first, 0);
	buf_release(&text);
	return result;
}

/* What stands behind the root: another element, text, or an end tag of nothing. */
static bool fail_after_root(const FirstError *first, Diag *diag)
{
	size_t at = place(first->text, first->line, first->column);

	if (at + 1 < first->text.n && first->text.p[at] == '<')
		return first->text.p[at + 1] == '/' ? fail_at(diag, "Unexpected end tag.", first, -2)
						    : fail_at(diag, "There are multiple root elements.", first, -1);
	return fail_at(diag, "Data at the root level is invalid.", first, 0);
}

static bool fail_other(const FirstError *first, Diag *diag)
{
	Str why = str_trim(str_from(first->message));

	return diag_set(diag, DIAG_INVALID, "%.*s. Line %d, position %d.", STR_ARG(why), first->line, first->column);
}

/* A character that may not stand where the error is. */
static bool fail_token(const FirstError *first, const char *wanted, Diag *diag)
{
	size_t at = place(first->text, first->line, first->column);

	if (at >= first->text.n)
		return fail_other(first, diag);
	return diag_set(diag, DIAG_INVALID,
		"'%c' is an unexpected token. The expected token is %s. Line %d, position %d.", first->text.p[at],
		wanted, first->line, first->column);
}

static bool fail_name(const FirstError *first, Diag *diag)
{
	size_t at = place(first->text, first->line, first->column);
	unsigned char c = at < first->text.n ? (unsigned char)first->text.p[at] : 0;

	if (strstr(first->message, "EntityRef"))
		return fail_at(diag, "An error occurred while parsing EntityName.", first, 0);
	if (c == '/')
		return fail_at(diag, "Unexpected end tag.", first, -1);
	return diag_set(diag, DIAG_INVALID,
		"Name cannot begin with the '%c' character, hexadecimal value 0x%02X. Line %d, position %d.", c, c,
		first->line, first->column);
}

static bool fail_duplicate(const FirstError *first, Diag *diag)
{
	size_t line = place(first->text, first->line, 1), at;

	at = str_rfind(first->text, str_from(first->start), place(first->text, first->line, first->column));
	return diag_set(diag, DIAG_INVALID, "'%s' is a duplicate attribute name. Line %d, position %zu.", first->start,
		first->line, at == STR_NONE || at < line ? (size_t)first->column : at - line + 1);
}

/* The reasons that need nothing but a text: back: how far before libxml2's place .NET's is. */
static const struct {
	int code, back;
	const char *text;
} plain_reasons[] = {
	{ XML_ERR_ATTRIBUTE_NOT_FINISHED, 0, "There is an unclosed literal string." },
	{ XML_ERR_LT_IN_ATTRIBUTE, 0, "'<', hexadecimal value 0x3C, is an invalid attribute character." },
	{ XML_ERR_COMMENT_NOT_FINISHED, 0, "Unexpected end of file while parsing Comment has occurred." },
	{ XML_ERR_CDATA_NOT_FINISHED, 0, "Unexpected end of file while parsing CDATA has occurred." },
	{ XML_ERR_RESERVED_XML_NAME, 3,
		"Unexpected XML declaration. The XML declaration must be the first node in the document, and no whitespace characters are allowed to appear before it." },
};

/* libxml2's reasons in .NET's words, as far as they are met. */
static bool fail_content(const FirstError *first, Diag *diag)
{
	int length = (int)strlen(first->start);

	for (size_t i = 0; i < COUNT(plain_reasons); i++)
		if (plain_reasons[i].code == first->code)
			return fail_at(diag, plain_reasons[i].text, first, plain_reasons[i].back);
	switch (first->code) {
	case XML_ERR_ATTRIBUTE_NOT_STARTED:
		return fail_token(first, "'\"' or '''", diag);
	case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
		return fail_token(first, "'='", diag);
	case XML_ERR_ENTITYREF_SEMICOL_MISSING:
		return fail_token(first, "';'", diag);
	case XML_ERR_ATTRIBUTE_REDEFINED:
		return fail_duplicate(first, diag);
	case XML_ERR_NAME_REQUIRED:
		return fail_name(first, diag);
	case XML_ERR_UNDECLARED_ENTITY:
		return diag_set(diag, DIAG_INVALID, "Reference to undeclared entity '%s'. Line %d, position %d.",
			first->start, first->line, first->column - length - 1);
	case XML_NS_ERR_UNDEFINED_NAMESPACE:
		return diag_set(diag, DIAG_INVALID, "'%s' is an undeclared prefix. Line %d, position %d.", first->start,
			first->line, first->column - length - (int)strlen(first->end) - 1);
	case XML_ERR_INVALID_CHAR:
		if (first->started <= 0)
			return fail_other(first, diag);
		return diag_set(diag, DIAG_INVALID,
			"'%c', hexadecimal value 0x%02X, is an invalid character. Line %d, position %d.",
			first->started, (unsigned)first->started, first->line, first->column);
	default:
		return fail_other(first, diag);
	}
}

static bool fail_reading(const xmlParserCtxt *context, Diag *diag)
{
	const FirstError *first = context->_private;
	size_t at;

	switch (first->code) {
	case 0:
		return diag_set(diag, DIAG_INVALID, "Root element is missing.");
	case XML_ERR_TAG_NAME_MISMATCH:
		return fail_mismatch(first, diag);
	case XML_ERR_DOCUMENT_EMPTY:
		if (first->line <= 1 && context->input && context->input->cur < context->input->end)
			return diag_set(diag, DIAG_INVALID, "Data at the root level is invalid. Line 1, position 1.");
		return diag_set(diag, DIAG_INVALID, "Root element is missing.");
	case XML_ERR_DOCUMENT_END:
		return context->nameNr == 0 ? fail_after_root(first, diag) : fail_unclosed(context, diag, first);
	case XML_ERR_TAG_NOT_FINISHED:
		return fail_unclosed(context, diag, first);
	default:
		return is_one_open_tag(first->text, &at) && first->code != XML_ERR_INVALID_CHAR &&
				       place(first->text, first->line, first->column) >= first->text.n
			       ? fail_unclosed(context, diag, first)
			       : fail_content(first, diag);
	}
}

bool xml_document_read(Str text, bool keep_blanks, XmlDocument **out, Diag *diag)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NODICT;
	FirstError first = { .text = text };
	XmlDocument *document;
	xmlParserCtxt *context;

	*out = NULL;
	if (text.n > INT_MAX)
		return diag_set(diag, DIAG_INVALID, "The document is too large.");
	document = document_new(diag);
	if (!document)
		return false;
	context = document->library.xmlNewParserCtxt();
	if (context) {
		context->_private = &first;
		context->sax->serror = (xmlStructuredErrorFunc)note_first;
	}
	document->doc =
		context ? document->library.xmlCtxtReadMemory(context, text.p, (int)text.n, NULL, "UTF-8", options)
			: NULL;
	if (document->doc && first.code != XML_NS_ERR_UNDEFINED_NAMESPACE) {
		if (!keep_blanks)
			remove_blanks(document, (xmlNode *)document->doc);
		add_declaration(document, text);
		*out = document;
	} else if (context) {
		(void)fail_reading(context, diag);
	}
	if (context)
		document->library.xmlFreeParserCtxt(context);
	if (!*out)
		xml_document_drop(document);
	return *out != NULL;
}

/* ---- nodes ------------------------------------------------------------------------------------------------------ */

XmlKind xml_kind(const XmlNode *node)
{
	const xmlNode *plain = xml_unwrap(node);

	switch (plain->type) {
	case XML_ELEMENT_NODE:
		return XML_KIND_ELEMENT;
	case XML_ATTRIBUTE_NODE:
		return XML_KIND_ATTRIBUTE;
	case XML_TEXT_NODE:
		return XML_KIND_TEXT;
	case XML_CDATA_SECTION_NODE:
		return XML_KIND_CDATA;
	case XML_ENTITY_REF_NODE:
		return XML_KIND_ENTITY_REFERENCE;
	case XML_PI_NODE:
		return str_eq(str_from((const char *)plain->name), S("xml")) ? XML_KIND_DECLARATION
									     : XML_KIND_INSTRUCTION;
	case XML_COMMENT_NODE:
		return XML_KIND_COMMENT;
	case XML_DOCUMENT_NODE:
		return XML_KIND_DOCUMENT;
	case XML_DTD_NODE:
		return XML_KIND_DOCTYPE;
	default:
		return XML_KIND_NONE;
	}
}

void xml_put_declared(const XmlNode *node, Str wanted, bool by_prefix, Buf *out)
{
	for (const xmlNode *at = xml_unwrap(node); at && at->type == XML_ELEMENT_NODE; at = at->parent)
		for (const xmlNs *ns = at->nsDef; ns; ns = ns->next) {
			Str prefix = str_from(ns->prefix ? (const char *)ns->prefix : "");
			Str space = str_from(ns->href ? (const char *)ns->href : "");

			if (!str_eq(by_prefix ? prefix : space, wanted))
				continue;
			buf_put(out, by_prefix ? space : prefix);
			return;
		}
}

static bool is_named(XmlKind kind)
{
	return kind == XML_KIND_ELEMENT || kind == XML_KIND_ATTRIBUTE;
}

Str xml_local_name(const XmlNode *node)
{
	switch (xml_kind(node)) {
	case XML_KIND_TEXT:
		return S("#text");
	case XML_KIND_CDATA:
		return S("#cdata-section");
	case XML_KIND_COMMENT:
		return S("#comment");
	case XML_KIND_DOCUMENT:
		return S("#document");
	default:
		return str_from((const char *)xml_unwrap(node)->name);
	}
}

Str xml_prefix(const XmlNode *node)
{
	const xmlNode *plain = xml_unwrap(node);

	return is_named(xml_kind(node)) && plain->ns ? str_from((const char *)plain->ns->prefix) : S("");
}

Str xml_namespace(const XmlNode *node)
{
	const xmlNode *plain = xml_unwrap(node);

	return is_named(xml_kind(node)) && plain->ns ? str_from((const char *)plain->ns->href) : S("");
}

void xml_put_name(const XmlNode *node, Buf *out)
{
	Str prefix = xml_prefix(node);

	if (prefix.n)
		buf_printf(out, "%.*s:", STR_ARG(prefix));
	buf_put(out, xml_local_name(node));
}

void xml_put_text(XmlDocument *document, const XmlNode *node, Buf *out)
{
	const XmlLibrary *library = &document->library;
	xmlBuffer *buffer = library->xmlBufferCreate();

	(void)library->xmlNodeBufGetContent(buffer, xml_unwrap(node));
	buf_put(out,
		(Str){ (const char *)library->xmlBufferContent(buffer), (size_t)library->xmlBufferLength(buffer) });
	library->xmlBufferFree(buffer);
}

void xml_put_value(XmlDocument *document, const XmlNode *node, Buf *out)
{
	XmlKind kind = xml_kind(node);

	if (kind != XML_KIND_ELEMENT && kind != XML_KIND_DOCUMENT && kind != XML_KIND_DOCTYPE)
		xml_put_text(document, node, out);
}

/* libxml2 reads entities in text for elements and attributes: it is given as a text node of its own. */
void xml_set_text(XmlDocument *document, XmlNode *node, Str text)
{
	const XmlLibrary *library = &document->library;
	xmlNode *plain = xml_unwrap_mutable(node);
	int n = text.n > INT_MAX ? INT_MAX : (int)text.n;

	document->changes++;
	if (!is_named(xml_kind(node))) {
		library->xmlNodeSetContentLen(plain, (const xmlChar *)text.p, n);
		return;
	}
	while (plain->children) { /* scripts may still hold them */
		xmlNode *child = plain->children;

		library->xmlUnlinkNode(child);
		xml_loosen(document, child);
	}
	if (n)
		library->xmlAddChild(plain, library->xmlNewDocTextLen(document->doc, (const xmlChar *)text.p, n));
}

XmlNode *xml_parent(const XmlNode *node)
{
	return xml_wrap(xml_unwrap(node)->parent);
}

/* The children of an attribute and of entities are libxml2's own affair. */
static bool has_children(const XmlNode *node)
{
	XmlKind kind = xml_kind(node);

	return kind == XML_KIND_ELEMENT || kind == XML_KIND_DOCUMENT;
}

XmlNode *xml_first(const XmlNode *node)
{
	return has_children(node) ? xml_wrap(xml_unwrap(node)->children) : NULL;
}

XmlNode *xml_last(const XmlNode *node)
{
	return has_children(node) ? xml_wrap(xml_unwrap(node)->last) : NULL;
}

XmlNode *xml_next(const XmlNode *node)
{
	return xml_wrap(xml_unwrap(node)->next);
}

XmlNode *xml_previous(const XmlNode *node)
{
	return xml_wrap(xml_unwrap(node)->prev);
}

XmlNode *xml_first_attribute(const XmlNode *element)
{
	return xml_kind(element) == XML_KIND_ELEMENT ? xml_wrap((xmlNode *)xml_unwrap(element)->properties) : NULL;
}

XmlNode *xml_attribute(XmlDocument *document, const XmlNode *element, Str name)
{
	Buf own = BUF_INIT;
	XmlNode *node;
	bool found = false;

	(void)document;
	for (node = xml_first_attribute(element); node; node = xml_next(node)) {
		buf_clear(&own);
		xml_put_name(node, &own);
		found = str_eq(buf_str(&own), name);
		if (found)
			break;
	}
	buf_release(&own);
	return found ? node : NULL;
}

/* ---- changes ---------------------------------------------------------------------------------------------------- */

/* The namespace for a name, declared on the node when it is not known there; NULL: none. */
static xmlNs *space_for(XmlDocument *document, xmlNode *node, Str prefix, Str space)
{
	Buf p = BUF_INIT, h = BUF_INIT;
	xmlNs *ns;

	if (!space.n)
		return NULL;
	buf_put(&p, prefix);
	buf_put(&h, space);
	ns = document->library.xmlNewNs(node, (const xmlChar *)h.p, prefix.n ? (const xmlChar *)p.p : NULL);
	buf_release(&p);
	buf_release(&h);
	return ns;
}

static xmlNode *new_element(XmlDocument *document, Str name, Str space)
{
	size_t colon = str_find_byte(name, ':', 0);
	Str local = colon == STR_NONE ? name : str_cut(name, colon + 1, name.n);
	Str prefix = colon == STR_NONE ? S("") : str_cut(name, 0, colon);
	Buf text = BUF_INIT;
	xmlNode *node;

	buf_put(&text, space.n ? local : name);
	node = document->library.xmlNewDocNode(document->doc, NULL, (const xmlChar *)text.p, NULL);
	node->ns = space_for(document, node, prefix, space);
	buf_release(&text);
	return node;
}

/* An attribute alone: libxml2 makes it with its document as parent to be. */
static xmlNode *new_attribute(XmlDocument *document, Str name, Str value)
{
	Buf n = BUF_INIT;
	xmlNode *node;

	buf_put(&n, name);
	node = (xmlNode *)document->library.xmlNewDocProp(document->doc, (const xmlChar *)n.p, NULL);
	if (value.n)
		xml_set_text(document, xml_wrap(node), value);
	buf_release(&n);
	return node;
}

uint64_t xml_changes(const XmlDocument *document)
{
	return document->changes;
}

XmlNode *xml_new(XmlDocument *document, XmlKind kind, Str name, Str space, Str text)
{
	const XmlLibrary *library = &document->library;
	Buf n = BUF_INIT, t = BUF_INIT;
	xmlNode *node = NULL;

	buf_put(&n, name);
	buf_put(&t, text);
	buf_put(&t, S(""));
	if (kind == XML_KIND_ELEMENT)
		node = new_element(document, name, space);
	else if (kind == XML_KIND_ATTRIBUTE)
		node = new_attribute(document, name, text);
	else if (kind == XML_KIND_TEXT)
		node = library->xmlNewDocTextLen(document->doc, (const xmlChar *)text.p, (int)text.n);
	else if (kind == XML_KIND_CDATA)
		node = library->xmlNewCDataBlock(document->doc, (const xmlChar *)text.p, (int)text.n);
	else if (kind == XML_KIND_COMMENT)
		node = library->xmlNewDocComment(document->doc, (const xmlChar *)(t.p ? t.p : ""));
	else if (kind == XML_KIND_INSTRUCTION || kind == XML_KIND_DECLARATION)
		node = library->xmlNewDocPI(document->doc,
			(const xmlChar *)(kind == XML_KIND_DECLARATION ? "xml" : n.p),
			(const xmlChar *)(t.p ? t.p : ""));
	if (node)
		xml_loosen(document, node);
	buf_release(&n);
	buf_release(&t);
	return xml_wrap(node);
}

void xml_remove(XmlDocument *document, XmlNode *node)
{
	xmlNode *plain = xml_unwrap_mutable(node);

	if (!plain->parent)
		return;
	document->changes++;
	document->library.xmlUnlinkNode(plain);
	xml_loosen(document, plain);
}

static bool is_inside(const xmlNode *node, const xmlNode *other)
{
	for (; other; other = other->parent)
		if (other == node)
			return true;
	return false;
}

/* An attribute replaces one of its name. */
static void add_attribute(XmlDocument *document, xmlNode *element, xmlNode *attribute)
{
	Buf name = BUF_INIT;
	XmlNode *old;

	xml_put_name(xml_wrap(attribute), &name);
	old = xml_attribute(document, xml_wrap(element), buf_str(&name));
	if (old)
		xml_remove(document, old);
	(void)document->library.xmlAddChild(element, attribute);
	buf_release(&name);
}

/* A text is linked by hand: libxml2 would melt it with the one beside it and free it. */
static void link_child(xmlNode *parent, xmlNode *node, xmlNode *before)
{
	node->parent = parent;
	node->next = before;
	node->prev = before ? before->prev : parent->last;
	if (node->prev)
		node->prev->next = node;
	else
		parent->children = node;
	if (before)
		before->prev = node;
	else
		parent->last = node;
}

bool xml_insert(XmlDocument *document, XmlNode *parent, XmlNode *node, XmlNode *before)
{
	xmlNode *into = xml_unwrap_mutable(parent), *plain = xml_unwrap_mutable(node);

	if (!has_children(parent) || is_inside(plain, into) || plain->type == XML_DOCUMENT_NODE ||
		plain->doc != document->doc || (before && xml_unwrap(before)->parent != into))
		return false;
	if (node == before)
		return true;
	document->changes++;
	if (plain->parent)
		document->library.xmlUnlinkNode(plain);
	else
		fasten(document, plain);
	if (plain->type == XML_ATTRIBUTE_NODE)
		add_attribute(document, into, plain);
	else
		link_child(into, plain, before ? xml_unwrap_mutable(before) : NULL);
	return true;
}

XmlNode *xml_copy(XmlDocument *document, XmlNode *node, bool deep)
{
	/* 1: all inside, 2: attributes and namespaces alone */
	xmlNode *copy = document->library.xmlDocCopyNode(xml_unwrap_mutable(node), document->doc, deep ? 1 : 2);

	if (copy)
		xml_loosen(document, copy);
	return xml_wrap(copy);
}

XmlNode *xml_set_attribute(XmlDocument *document, XmlNode *element, Str name, Str value)
{
	XmlNode *old = xml_attribute(document, element, name);
	xmlNode *made;

	if (old) {
		xml_set_text(document, old, value);
		return old;
	}
	document->changes++;
	made = new_attribute(document, name, value);
	(void)document->library.xmlAddChild(xml_unwrap_mutable(element), made);
	return xml_wrap(made);
}

bool xml_read_inside(XmlDocument *document, XmlNode *parent, Str text, Diag *diag)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NODICT;
	xmlNode *into = xml_unwrap_mutable(parent), *list = NULL, *next;
	int error;

	if (text.n > INT_MAX)
		return diag_set(diag, DIAG_INVALID, "The text is too large.");
	error = (int)document->library.xmlParseInNodeContext(into, text.p, (int)text.n, options, &list);
	if (error)
		return diag_set(diag, DIAG_INVALID, "The text is not well-formed XML.");
	document->changes++;
	for (; list; list = next) {
		next = list->next;
		list->next = list->prev = NULL;
		list->parent = NULL;
		link_child(into, list, NULL);
	}
	return true;
}

/* ---- XPath ------------------------------------------------------------------------------------------------------ */

static void keep_quiet(void *self, const xmlError *error)
{
	(void)self;
	(void)error;
}

static void say_nothing(void *self, const char *format, ...)
{
	(void)self;
	(void)format;
}

static void register_prefixes(XmlDocument *document, xmlXPathContext *context, const XmlPrefixes *prefixes)
{
	Buf prefix = BUF_INIT, space = BUF_INIT;

	for (size_t i = 0; i < prefixes->n; i++) {
		buf_clear(&prefix);
		buf_clear(&space);
		buf_put(&prefix, prefixes->p[i].prefix);
		buf_put(&space, prefixes->p[i].space);
		(void)document->library.xmlXPathRegisterNs(
			context, (const xmlChar *)prefix.p, (const xmlChar *)space.p);
	}
	buf_release(&prefix);
	buf_release(&space);
}

bool xml_select(XmlDocument *document, XmlNode *at, Str path, const XmlPrefixes *prefixes, XmlNodes *out, Diag *diag)
{
	const XmlLibrary *library = &document->library;
	xmlXPathContext *context = library->xmlXPathNewContext(document->doc);
	xmlXPathObject *found;
	Buf text = BUF_INIT;
	bool ok;

	*out = (XmlNodes){ 0 };
	context->node = xml_unwrap_mutable(at);
	context->error = (xmlStructuredErrorFunc)keep_quiet;
	library->xmlSetGenericErrorFunc(NULL, say_nothing); /* what is about no document goes there */
	register_prefixes(document, context, prefixes);
	buf_put(&text, path);
	found = library->xmlXPathEvalExpression((const xmlChar *)(text.p ? text.p : ""), context);
	ok = found && found->type == XPATH_NODESET;
	for (int i = 0; ok && found->nodesetval && i < found->nodesetval->nodeNr; i++)
		if (found->nodesetval->nodeTab[i]->type != XML_NAMESPACE_DECL)
			VEC_PUSH(out, xml_wrap(found->nodesetval->nodeTab[i]));
	if (found)
		library->xmlXPathFreeObject(found);
	if (!ok)
		(void)diag_set(diag, DIAG_INVALID, "%s",
			context->lastError.code == XML_XPATH_UNDEF_PREFIX_ERROR
				? "Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function."
				: "Expression must evaluate to a node-set.");
	library->xmlXPathFreeContext(context);
	buf_release(&text);
	return ok;
}
