/* member_accessor: the methods behind properties: get_Length(), set_Item(key, value) (docs: .NET's special names). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/member_table.h"
#include "shell/value/type_set.h"

enum { NAME_MAX_UNITS = 256, PREFIX = 4 };

static const char *keep(Arena *arena, const Buf *text)
{
	return arena_copy(arena, buf_str(text)).p;
}

static void put_type(Interp *in, const char *name, Buf *out)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, str_from(name));

	if (type)
		type_put_text(type, out);
	else
		buf_put(out, str_from(name));
}

/* ---- of a property ---- */

/* "int get_Length()", "void set_Length(int value)". */
static void put_property_signature(Interp *in, const PropDef *prop, const char *name, bool setter, Buf *out)
{
	if (setter)
		buf_printf(out, "void %s(", name);
	put_type(in, prop->type, out);
	if (setter)
		buf_put(out, S(" value)"));
	else
		buf_printf(out, " %s()", name);
}

/* Fields and what PowerShell adds have none. */
static bool has_accessor(const PropDef *prop, bool setter)
{
	return !(prop->flags & (PROP_SCRIPT | PROP_ALIAS | PROP_NOTE | PROP_FIELD | PROP_CODE)) &&
	       (!setter || prop->set);
}

static void of_property(Interp *in, MethodGroup *group, const PropDef *prop, bool setter)
{
	Arena *arena = runtime_of(in)->types->arena;
	MethodDef *def = ARENA_NEW(arena, MethodDef);
	Buf text = BUF_INIT;

	put_property_signature(in, prop, group->name, setter, &text);
	*def = (MethodDef){ .name = group->name, .signature = keep(arena, &text) };
	group->accessed = prop;
	group->defs = ARENA_ARRAY(arena, const MethodDef *, 1);
	group->defs[group->n++] = def;
	buf_release(&text);
}

/* ---- of an indexer ---- */

static Flow set_item(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)n;
	(void)out;
	return member_index_set(in, self, args[0], args[1]);
}

/* "TValue Item(TKey key)" as "TValue get_Item(TKey key)" or "void set_Item(TKey key, TValue value)". */
static void put_indexer_signature(Str of, const char *name, bool setter, Buf *out)
{
	size_t open = str_find_byte(of, '(', 0), blank = str_rfind(of, S(" "), open);
	Str value = str_cut(of, 0, blank), parameters = str_cut(of, open + 1, of.n - 1);

	buf_put(out, setter ? S("void") : value);
	buf_printf(out, " %s(%.*s", name, STR_ARG(parameters));
	if (setter)
		buf_printf(out, ", %.*s value", STR_ARG(value));
	buf_put_char(out, ')');
}

static void of_indexer(Interp *in, MethodGroup *group, const MethodGroup *indexer, bool setter)
{
	Arena *arena = runtime_of(in)->types->arena;

	group->defs = ARENA_ARRAY(arena, const MethodDef *, indexer->n);
	for (uint32_t i = 0; i < indexer->n; i++) {
		MethodDef *def;
		Buf text = BUF_INIT;

		if (setter && !(indexer->defs[i]->where & METHOD_INDEXER_SET))
			continue;
		def = ARENA_NEW(arena, MethodDef);
		put_indexer_signature(str_from(indexer->defs[i]->signature), group->name, setter, &text);
		*def = (MethodDef){ .name = group->name,
			.signature = keep(arena, &text),
			.fn = setter ? set_item : indexer->defs[i]->fn };
		group->defs[group->n++] = def;
		buf_release(&text);
	}
}

static bool has_indexer(const MethodGroup *group, bool setter)
{
	return group && group->defs[0]->where & (setter ? METHOD_INDEXER_SET : METHOD_INDEXER);
}

/* ---- finding ---- */

MethodGroup *member_accessor_make(Interp *in, const TypeDef *type, Str name, bool is_static)
{
	Arena *arena = runtime_of(in)->types->arena;
	bool setter = str_istarts(name, S("set_"));
	const MemberEntry *entry;
	MethodGroup *group;
	Buf text = BUF_INIT;

	if (name.n <= PREFIX || name.n > NAME_MAX_UNITS || (!setter && !str_istarts(name, S("get_"))))
		return NULL;
	entry = member_table_find(in, type, str_cut(name, PREFIX, name.n), is_static);
	if (!entry || !(entry->prop ? has_accessor(entry->prop, setter) : has_indexer(entry->group, setter)))
		return NULL;
	buf_printf(&text, "%s%s", setter ? "set_" : "get_", entry->name);
	group = ARENA_NEW(arena, MethodGroup);
	*group = (MethodGroup){ .name = keep(arena, &text), .type = type, .is_static = is_static };
	buf_release(&text);
	if (entry->prop)
		of_property(in, group, entry->prop, setter);
	else
		of_indexer(in, group, entry->group, setter);
	return group;
}
