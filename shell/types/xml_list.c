/* xml_list: XmlNodeList, XmlAttributeCollection, XmlNamespaceManager, and finding nodes by XPath. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/types/types_collection.h"
#include "shell/types/xml.h"

/* ---- lists ---- */

/* What XPath found stays as it was found; the other lists walk through the document whenever they are asked. */
typedef struct Nodes {
	Array *found; /* NULL: it walks */
	XmlDocument *document;
	XmlNode *of, *(*next)(const struct Nodes *nodes, XmlNode *from); /* the one behind; the first behind NULL */
	Value name;                                                      /* of the elements it shows */
	/* where the last walk ended, and how many there are, as long as the document has not changed again */
	XmlNode *at;
	size_t index, n;
	uint64_t changes;
} Nodes;

#define UNKNOWN SIZE_MAX

static Nodes *nodes_of(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static void free_list(Object *object, ValueDrops *drops)
{
	Nodes *nodes = object->payload;

	if (nodes->found)
		value_drop_later(drops, array_value(nodes->found));
	value_drop_later(drops, nodes->name);
	xml_document_drop(nodes->document);
	free(nodes);
}

static XmlNode *next_child(const Nodes *nodes, XmlNode *from)
{
	return from ? xml_next(from) : xml_first(nodes->of);
}

static XmlNode *next_attribute(const Nodes *nodes, XmlNode *from)
{
	return from ? xml_next(from) : xml_first_attribute(nodes->of);
}

static bool has_name(const XmlNode *node, Str name)
{
	Buf own = BUF_INIT;
	bool has;

	xml_put_name(node, &own);
	has = str_eq(buf_str(&own), name);
	buf_release(&own);
	return has;
}

/* The next node in the order of the document. */
static XmlNode *next_inside(const Nodes *nodes, XmlNode *from)
{
	XmlNode *next = xml_first(from ? from : nodes->of);

	for (; !next && from && from != nodes->of; from = xml_parent(from))
		next = xml_next(from);
	return next;
}

static XmlNode *next_element(const Nodes *nodes, XmlNode *from)
{
	Str name = types_str(nodes->name);

	while ((from = next_inside(nodes, from)))
		if (xml_kind(from) == XML_KIND_ELEMENT && (str_eq(name, S("*")) || has_name(from, name)))
			return from;
	return NULL;
}

/* Forgets what the last change may have made untrue. */
static void refresh(Nodes *nodes)
{
	if (nodes->changes == xml_changes(nodes->document))
		return;
	nodes->changes = xml_changes(nodes->document);
	nodes->at = NULL;
	nodes->n = UNKNOWN;
}

static void walk_to(Nodes *nodes, size_t i)
{
	refresh(nodes);
	if (!nodes->at || i < nodes->index) {
		nodes->at = nodes->next(nodes, NULL);
		nodes->index = 0;
	}
	for (; nodes->at && nodes->index < i; nodes->index++)
		nodes->at = nodes->next(nodes, nodes->at);
}

static size_t count_of(Value self)
{
	Nodes *nodes = nodes_of(self);

	if (nodes->found)
		return nodes->found->n;
	refresh(nodes);
	if (nodes->n == UNKNOWN) {
		nodes->n = 0;
		for (XmlNode *node = NULL; (node = nodes->next(nodes, node));)
			nodes->n++;
	}
	return nodes->n;
}

static Value item_at(Value self, int64_t i)
{
	Nodes *nodes = nodes_of(self);

	if (i < 0)
		return VALUE_NULL;
	if (nodes->found)
		return (size_t)i < nodes->found->n ? array_get(nodes->found, (size_t)i) : VALUE_NULL;
	walk_to(nodes, (size_t)i);
	return nodes->at ? types_xml_value(nodes->document, nodes->at) : VALUE_NULL;
}

static Flow enumerate(UNUSED Interp *in, Value self, Array *out)
{
	for (size_t i = 0, n = count_of(self); i < n; i++)
		array_push_take(out, item_at(self, (int64_t)i));
	return FLOW_NEXT;
}

static Value item_named(Value self, Str name)
{
	for (size_t i = 0, n = count_of(self); i < n; i++) {
		Value item = item_at(self, (int64_t)i);

		if (has_name(types_xml_peek(item)->node, name))
			return item;
		value_drop(item);
	}
	return VALUE_NULL;
}

static Flow index_list(Interp *in, Value self, Value key, Value *out)
{
	int64_t i;

	if (value_is_string(key))
		return types_found(out, item_named(self, value_str_peek(key)));
	FLOW_TRY(convert_to_i64(in, key, &i));
	if (i < 0)
		i += (int64_t)count_of(self);
	return types_found(out, item_at(self, i));
}

TYPE_GET(get_count)
{
	return types_found(out, value_int((int32_t)count_of(self)));
}

TYPE_METHOD(item)
{
	return types_found(out, item_at(self, types_int(args[0])));
}

TYPE_METHOD(named_item)
{
	return types_found(out, item_named(self, types_str(args[0])));
}

/* ---- attributes ---- */

/* The element does it. */
static Flow change(Interp *in, Value self, const char *method, Value arg, Value *out)
{
	const Nodes *nodes = nodes_of(self);
	Value element = types_xml_value(nodes->document, nodes->of);
	Flow flow = member_call(in, element, str_from(method), &arg, arg.kind == V_EMPTY ? 0 : 1, out);

	value_drop(element);
	return flow;
}

TYPE_METHOD(append)
{
	Value ignored = VALUE_EMPTY;

	FLOW_TRY(change(in, self, "SetAttributeNode", args[0], &ignored));
	value_drop(ignored);
	return types_found(out, value_ref(args[0]));
}

/* $null for a name that is not there. */
TYPE_METHOD(remove_named)
{
	Value found = item_named(self, types_str(args[0])), ignored = VALUE_EMPTY;

	if (!value_is_null(found))
		FLOW_TRY(change(in, self, "RemoveAttribute", args[0], &ignored));
	value_drop(ignored);
	return types_found(out, found);
}

TYPE_METHOD(remove_node)
{
	Value name = VALUE_EMPTY;
	Buf text = BUF_INIT;
	Flow flow;

	if (!types_xml_peek(args[0]))
		return types_null(in, "node");
	xml_put_name(types_xml_peek(args[0])->node, &text);
	name = types_buf_string(&text);
	flow = remove_named(in, self, &name, 1, out);
	value_drop(name);
	return flow;
}

TYPE_METHOD(remove_at)
{
	Value node = item_at(self, types_int(args[0]));
	Flow flow = value_is_null(node) ? FLOW_NEXT : remove_node(in, self, &node, 1, out);

	value_drop(node);
	if (out->kind == V_EMPTY)
		*out = VALUE_NULL;
	return flow;
}

TYPE_METHOD(remove_every)
{
	return change(in, self, "RemoveAllAttributes", VALUE_EMPTY, out);
}

static Flow adapt_attribute(UNUSED Interp *in, Value self, Str name, Value *out, bool *found)
{
	*out = item_named(self, name);
	*found = !value_is_null(*out);
	return FLOW_NEXT;
}

static Flow adapt_none(UNUSED Interp *in, UNUSED Value self, UNUSED Str name, UNUSED Value to, bool *found)
{
	*found = false;
	return FLOW_NEXT;
}

#define ITEM_OF INDEXER("ItemOf", "System.Xml.XmlNode ItemOf(int i)", item)

static const PropDef list_props[] = { PROP("Count", "int", get_count), PROPS_END };
static const MethodDef list_methods[] = {
	METHOD("Item", "System.Xml.XmlNode Item(int index)", item),
	ITEM_OF,
	METHODS_END,
};
static const TypeMembers list_members = { .props = list_props, .methods = list_methods };
static const TypeOps list_ops = { .free = free_list, .enumerate = enumerate, .index = index_list };
const TypeDef type_xml_node_list = {
	.name = "System.Xml.XmlNodeList", .base = &type_known[T_OBJECT], .members = &list_members, .ops = &list_ops
};
/* Those .NET makes; no script can name them. */
static const TypeDef child_list = { .name = "System.Xml.XmlChildNodes", .base = &type_xml_node_list, .ops = &list_ops };
static const TypeDef element_list = {
	.name = "System.Xml.XmlElementList", .base = &type_xml_node_list, .ops = &list_ops
};
static const TypeDef found_list = { .name = "System.Xml.XPathNodeList", .base = &type_xml_node_list, .ops = &list_ops };
#define ATTRIBUTE "System.Xml.XmlAttribute"

static const MethodDef attribute_methods[] = {
	METHOD("Append", ATTRIBUTE " Append(" ATTRIBUTE " node)", append),
	METHOD("Remove", ATTRIBUTE " Remove(" ATTRIBUTE " node)", remove_node),
	METHOD("RemoveAll", "void RemoveAll()", remove_every),
	METHOD("RemoveAt", ATTRIBUTE " RemoveAt(int i)", remove_at),
	METHOD("RemoveNamedItem", "System.Xml.XmlNode RemoveNamedItem(string name)", remove_named),
	METHOD("SetNamedItem", "System.Xml.XmlNode SetNamedItem(System.Xml.XmlNode node)", append),
	METHOD("GetNamedItem", "System.Xml.XmlNode GetNamedItem(string name)", named_item),
	METHOD("Item", "System.Xml.XmlNode Item(int index)", item),
	INDEXER("ItemOf", ATTRIBUTE " ItemOf(int i)", item),
	INDEXER("ItemOf", ATTRIBUTE " ItemOf(string name)", named_item),
	METHODS_END,
};
static const TypeMembers attribute_members = { .props = list_props, .methods = attribute_methods };
static const TypeOps attribute_ops = { .free = free_list,
	.enumerate = enumerate,
	.index = index_list,
	.adapt_get = adapt_attribute,
	.adapt_set = adapt_none };
const TypeDef type_xml_attribute_collection = { .name = "System.Xml.XmlAttributeCollection",
	.base = &type_known[T_OBJECT],
	.members = &attribute_members,
	.ops = &attribute_ops };

/* ---- making them ---- */

Value types_xml_list_take(Array *found)
{
	Nodes *nodes = MEM_NEW(Nodes);

	nodes->found = found;
	nodes->name = VALUE_NULL;
	return object_value(object_new_native(&found_list, nodes));
}

static Nodes *walker_of(const TypeXml *of, XmlNode *(*next)(const Nodes *nodes, XmlNode *from))
{
	Nodes *nodes = MEM_NEW(Nodes);

	*nodes = (Nodes){ .document = xml_document_ref(of->document),
		.of = of->node,
		.next = next,
		.name = VALUE_NULL,
		.n = UNKNOWN,
		.changes = xml_changes(of->document) };
	return nodes;
}

Value types_xml_children(const TypeXml *of)
{
	return object_value(object_new_native(&child_list, walker_of(of, next_child)));
}

Value types_xml_attributes(const TypeXml *of)
{
	return object_value(object_new_native(&type_xml_attribute_collection, walker_of(of, next_attribute)));
}

Value types_xml_elements(const TypeXml *of, Str name)
{
	Nodes *nodes = walker_of(of, next_element);

	nodes->name = value_string(name);
	return object_value(object_new_native(&element_list, nodes));
}

/* ---- namespaces: the payload is a hash of prefixes ---- */

static void free_manager(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, hash_value(object->payload));
}

TYPE_METHOD(make_manager)
{
	Hash *hash = hash_new(type_of_id(T_HASHTABLE), false);

	return types_found(out, object_value(object_new_native(&type_xml_namespace_manager, hash)));
}

TYPE_METHOD(add_namespace)
{
	hash_set(value_unwrap_peek(self).object->payload, args[0], args[1]);
	return FLOW_NEXT;
}

TYPE_METHOD(remove_namespace)
{
	(void)hash_remove(value_unwrap_peek(self).object->payload, args[0]);
	return FLOW_NEXT;
}

TYPE_METHOD(look_up_namespace)
{
	const Value *found = hash_find_peek(value_unwrap_peek(self).object->payload, args[0]);

	return types_found(out, found ? value_ref(*found) : VALUE_NULL);
}

TYPE_METHOD(has_namespace)
{
	return types_found(out, value_bool(hash_find_peek(value_unwrap_peek(self).object->payload, args[0]) != NULL));
}

static const MethodDef manager_methods[] = {
	METHOD("AddNamespace", "void AddNamespace(string prefix, string uri)", add_namespace),
	METHOD("HasNamespace", "bool HasNamespace(string prefix)", has_namespace),
	METHOD("LookupNamespace", "string LookupNamespace(string prefix)", look_up_namespace),
	METHOD("RemoveNamespace", "void RemoveNamespace(string prefix, string uri)", remove_namespace),
	METHODS_END,
};
static const MethodDef manager_constructors[] = {
	NEW("System.Xml.XmlNamespaceManager new(System.Xml.XmlNameTable nameTable)", make_manager), METHODS_END
};
static const TypeMembers manager_members = { .methods = manager_methods, .constructors = manager_constructors };
static const TypeOps manager_ops = { .free = free_manager };
const TypeDef type_xml_namespace_manager = { .name = "System.Xml.XmlNamespaceManager",
	.base = &type_known[T_OBJECT],
	.members = &manager_members,
	.ops = &manager_ops };

/* What XmlDocument.NameTable gives, for the constructor above: names are kept elsewhere. */
static const MethodDef table_constructors[] = { { NULL, NULL, NULL, 0 } };
static const TypeMembers table_members = { .constructors = table_constructors };
const TypeDef type_xml_name_table = {
	.name = "System.Xml.XmlNameTable", .base = &type_known[T_OBJECT], .members = &table_members
};

/* ---- XPath ---- */

static const Hash *prefixes_of(Value namespaces)
{
	namespaces = value_unwrap_peek(namespaces);
	if (namespaces.kind == V_HASH)
		return namespaces.hash;
	return namespaces.kind == V_OBJECT && namespaces.object->type == &type_xml_namespace_manager
		       ? namespaces.object->payload
		       : NULL;
}

Flow types_xml_select(Interp *in, TypeXml *from, Str path, Value namespaces, Array **out)
{
	const Hash *hash = prefixes_of(namespaces);
	XmlPrefixes prefixes = { 0 };
	XmlNodes nodes;
	struct HashEntry *entry;
	Diag diag = { 0 };
	bool ok;

	for (size_t at = 0; hash && (entry = hash_next(hash, &at));)
		VEC_PUSH(&prefixes, ((XmlPrefix){ value_str_peek(entry->key), value_str_peek(entry->value) }));
	ok = xml_select(from->document, from->node, path, &prefixes, &nodes, &diag);
	VEC_RELEASE(&prefixes);
	*out = array_new_objects();
	for (size_t i = 0; i < nodes.n; i++)
		array_push_take(*out, types_xml_value(from->document, nodes.p[i]));
	free(nodes.p);
	if (ok)
		return FLOW_NEXT;
	value_drop(array_value(*out));
	*out = NULL;
	return fault_exception(in, EXC_XPATH, "%s", diag.text);
}
