/* member_table: the members of a type and its bases in one table, with their signatures read; kept by the TypeSet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/member_table.h"
#include "shell/value/type_set.h"

static TypeSet *types_of(Interp *in)
{
	return runtime_of(in)->types;
}

/* ---- building ---- */

static bool in_edition(Interp *in, unsigned where)
{
	where &= METHOD_EDITIONS;
	return where == 0 || where & runtime_edition(in)->where;
}

static bool has_prop(Interp *in, const PropDef *prop)
{
	return !(prop->flags & PROP_CORE) || runtime_edition(in)->where & WHERE_CORE;
}

static MemberEntry *slot_of(MemberEntry *entries, uint32_t size, Str name, uint32_t hash)
{
	uint32_t slot = hash & (size - 1);

	while (entries[slot].name && (entries[slot].hash != hash || !str_ieq(str_from(entries[slot].name), name)))
		slot = (slot + 1) & (size - 1);
	return &entries[slot];
}

static MemberEntry *entry_for(MemberEntry *entries, uint32_t size, const char *name)
{
	uint32_t hash = str_ihash(str_from(name));
	MemberEntry *entry = slot_of(entries, size, str_from(name), hash);

	if (!entry->name) {
		entry->name = name;
		entry->hash = hash;
	}
	return entry;
}

/* "int startIndex, int length" of a signature. */
static Str parameters_of(const char *signature)
{
	Str all = str_from(signature);
	size_t open = str_find_byte(all, '(', 0), close = str_rfind(all, S(")"), all.n);

	return open == STR_NONE ? S("") : str_cut(all, open + 1, close == STR_NONE ? all.n : close);
}

/* Up to the comma outside of brackets, off the front of *rest. */
static Str next_parameter(Str *rest)
{
	size_t i = 0;
	int depth = 0;
	Str piece;

	for (; i < rest->n && (depth > 0 || rest->p[i] != ','); i++)
		depth += rest->p[i] == '[' ? 1 : rest->p[i] == ']' ? -1 : 0;
	piece = str_cut(*rest, 0, i);
	*rest = str_cut(*rest, i + 1, rest->n);
	return piece;
}

/* "[ref] int result = 1" without its name. */
static Str type_in(Str parameter)
{
	size_t equals;

	parameter = str_trim(parameter);
	equals = str_find(parameter, S(" = "), 0);
	parameter = str_cut(parameter, 0, equals == STR_NONE ? parameter.n : equals);
	return str_cut(parameter, 0, str_rfind(parameter, S(" "), parameter.n));
}

/* Types tell overloads apart, not what the parameters are called. */
static bool takes_the_same(const MethodDef *a, const MethodDef *b)
{
	Str x = parameters_of(a->signature), y = parameters_of(b->signature);

	while (x.n && y.n)
		if (!str_eq(type_in(next_parameter(&x)), type_in(next_parameter(&y))))
			return false;
	return x.n == y.n;
}

static bool is_overridden(const MethodGroup *group, const MethodDef *def)
{
	for (uint32_t i = 0; i < group->n; i++)
		if (takes_the_same(group->defs[i], def))
			return true;
	return false;
}

static void group_add(Arena *arena, MethodGroup *group, const MethodDef *def)
{
	const MethodDef **defs;

	if (is_overridden(group, def))
		return;
	if (group->n == group->cap) {
		group->cap = group->cap ? group->cap * 2 : 4;
		defs = ARENA_ARRAY(arena, const MethodDef *, group->cap);
		for (uint32_t i = 0; i < group->n; i++)
			defs[i] = group->defs[i];
		group->defs = defs;
	}
	group->defs[group->n++] = def;
}

static MethodGroup *group_new(Arena *arena, const char *name, const TypeDef *type, bool is_static)
{
	MethodGroup *group = ARENA_NEW(arena, MethodGroup);

	group->name = name;
	group->type = type;
	group->is_static = is_static;
	return group;
}

typedef struct Builder {
	Interp *in;
	Arena *arena;
	const TypeDef *type;
	MemberEntry *entries;
	uint32_t size;
	bool is_static;
} Builder;

static void add_props(Builder *b, const PropDef *props)
{
	for (const PropDef *prop = props; prop && prop->name; prop++) {
		MemberEntry *entry;

		if (!has_prop(b->in, prop))
			continue;
		entry = entry_for(b->entries, b->size, prop->name);
		if (!entry->prop && !entry->group)
			entry->prop = prop;
	}
}

static void add_methods(Builder *b, const MethodDef *methods)
{
	for (const MethodDef *def = methods; def && def->name; def++) {
		MemberEntry *entry;

		if (!in_edition(b->in, def->where))
			continue;
		entry = entry_for(b->entries, b->size, def->name);
		if (entry->prop)
			continue;
		if (!entry->group)
			entry->group = group_new(b->arena, def->name, b->type, b->is_static);
		group_add(b->arena, entry->group, def);
	}
}

static uint32_t count_rows(const TypeMembers *members, bool is_static)
{
	const PropDef *prop = is_static ? members->statics : members->props;
	const MethodDef *def = is_static ? members->static_methods : members->methods;
	uint32_t n = 0;

	for (; prop && prop->name; prop++)
		n++;
	for (; def && def->name; def++)
		n++;
	return n;
}

static MemberEntry *build(Interp *in, const TypeDef *type, bool is_static, uint32_t *size)
{
	TypeSet *set = types_of(in);
	Builder b = { .in = in, .arena = set->arena, .type = type, .is_static = is_static };
	const TypeMembers *members;
	uint32_t n = 0;

	for (const TypeDef *t = type; t; t = t->base)
		if ((members = type_set_members(set, t)))
			n += count_rows(members, is_static);
	*size = 0;
	if (n == 0)
		return NULL;
	for (b.size = 8; b.size < n * 2;)
		b.size *= 2;
	b.entries = ARENA_ARRAY(b.arena, MemberEntry, b.size);
	for (const TypeDef *t = type; t; t = t->base) {
		members = type_set_members(set, t);
		if (!members)
			continue;
		add_props(&b, is_static ? members->statics : members->props);
		add_methods(&b, is_static ? members->static_methods : members->methods);
	}
	*size = b.size;
	return b.entries;
}

static MethodGroup *build_constructors(Interp *in, const TypeDef *type)
{
	TypeSet *set = types_of(in);
	const TypeMembers *members = type_set_members(set, type);
	const MethodDef *def = members ? members->constructors : NULL;
	MethodGroup *group;

	if (!def && type_is(type, type_of_id(T_EXCEPTION)))
		def = exception_constructors(type);
	if (!def)
		return NULL;
	group = group_new(set->arena, "new", type, true);
	for (; def->name; def++)
		if (in_edition(in, def->where))
			group_add(set->arena, group, def);
	return group;
}

static MemberTable *table_of(Interp *in, const TypeDef *type)
{
	TypeSet *set = types_of(in);
	struct TypeMapSlot *slot = type_map_find(&set->tables, type);
	MemberTable *table;

	if (slot)
		return slot->table;
	table = ARENA_NEW(set->arena, MemberTable);
	table->instance = build(in, type, false, &table->ninstance);
	table->statics = build(in, type, true, &table->nstatics);
	table->constructors = build_constructors(in, type);
	type_map_add(&set->tables, type)->table = table;
	return table;
}

/* Accessors are made when they are asked for, and kept. */
static const MemberEntry *find_accessor(Interp *in, const TypeDef *type, Str name, bool is_static)
{
	MemberTable *table = type_map_find(&types_of(in)->tables, type)->table;
	Accessor *accessor = table->accessors;
	MethodGroup *group;

	if (name.n < 4 || name.p[3] != '_')
		return NULL;
	while (accessor &&
		(accessor->entry.group->is_static != is_static || !str_ieq(str_from(accessor->entry.name), name)))
		accessor = accessor->next;
	if (accessor)
		return &accessor->entry;
	group = member_accessor_make(in, type, name, is_static);
	if (!group)
		return NULL;
	accessor = ARENA_NEW(types_of(in)->arena, Accessor);
	*accessor = (Accessor){ .entry = { .name = group->name, .group = group }, .next = table->accessors };
	table->accessors = accessor;
	return &accessor->entry;
}

const MemberEntry *member_table_find(Interp *in, const TypeDef *type, Str name, bool is_static)
{
	const MemberTable *table = table_of(in, type);
	MemberEntry *entries = is_static ? table->statics : table->instance;
	uint32_t size = is_static ? table->nstatics : table->ninstance;
	const MemberEntry *entry = size ? slot_of(entries, size, name, str_ihash(name)) : NULL;

	return entry && entry->name ? entry : find_accessor(in, type, name, is_static);
}

MethodGroup *member_table_constructors(Interp *in, const TypeDef *type)
{
	return table_of(in, type)->constructors;
}

/* ---- signatures ---- */

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
	       c == '`';
}

/* What the open generic calls its arguments; a tuple whose signature names T7 has seven. */
static const TypeDef *generic_argument(const TypeDef *type, Str word)
{
	if (str_eq(word, S("T")) || str_eq(word, S("TKey")) || str_eq(word, S("T1")))
		return type->elem;
	if (str_eq(word, S("TValue")) || str_eq(word, S("T2")))
		return type->arg2;
	if (type->rest && word.n == 2 && word.p[0] == 'T' && word.p[1] >= '3' && word.p[1] <= '7')
		return type->rest[word.p[1] - '3'];
	return NULL;
}

/* Copies text, with the arguments of a closed generic for T, TKey and TValue: full names, or as they are shown. */
static void put_closed(const TypeDef *type, Str text, bool shown, Buf *out)
{
	size_t start;
	const TypeDef *argument;

	for (size_t i = 0; i < text.n;) {
		if (!is_word(text.p[i])) {
			buf_put_char(out, text.p[i++]);
			continue;
		}
		for (start = i; i < text.n && is_word(text.p[i]);)
			i++;
		argument = generic_argument(type, str_cut(text, start, i));
		if (!argument)
			buf_put(out, str_cut(text, start, i));
		else if (shown)
			type_put_text(argument, out);
		else
			buf_put(out, str_from(argument->name));
	}
}

/* A parameter of a generic method is whatever it is called with. */
static bool is_open(Str word)
{
	if (word.n == 0 || word.p[0] != 'T' || str_find_byte(word, '.', 0) != STR_NONE)
		return false;
	return word.n == 1 || (word.p[1] >= 'A' && word.p[1] <= 'Z') ||
	       (word.n == 2 && word.p[1] >= '1' && word.p[1] <= '9');
}

static const TypeDef *find_open(Interp *in, Str spelled)
{
	const TypeDef *type;
	Buf name = BUF_INIT;
	size_t start;

	if (str_eq(spelled, S("T[]")))
		return type_of_id(T_ARRAY);
	if (str_eq(spelled, S("System.Collections.Generic.IEnumerable[T]")))
		return type_of_id(T_SEQUENCE); /* the open one: of whatever the argument holds */
	for (size_t i = 0; i < spelled.n;) {
		if (!is_word(spelled.p[i])) {
			buf_put_char(&name, spelled.p[i++]);
			continue;
		}
		for (start = i; i < spelled.n && is_word(spelled.p[i]);)
			i++;
		buf_put(&name, is_open(str_cut(spelled, start, i)) ? S("System.Object") : str_cut(spelled, start, i));
	}
	type = type_set_find(types_of(in), buf_str(&name));
	buf_release(&name);
	return type;
}

static const TypeDef *find_type(Interp *in, const MethodGroup *group, Str spelled)
{
	const TypeDef *type;
	Buf name = BUF_INIT;

	if (group->type->generic)
		put_closed(group->type, spelled, false, &name);
	else
		buf_put(&name, spelled);
	type = type_set_find(types_of(in), buf_str(&name));
	if (!type)
		type = find_open(in, buf_str(&name));
	buf_release(&name);
	return type;
}

/* "params object[] args", "[ref] int result", "int count = 1" */
static void parse_parameter(Interp *in, const MethodGroup *group, Str text, Parameter *out)
{
	size_t equals, blank;

	text = str_trim(text);
	if (str_starts(text, S("[ref] "))) {
		out->flags |= PARAMETER_REF;
		text = str_cut(text, S("[ref] ").n, text.n);
	}
	if (str_istarts(text, S("params "))) {
		out->flags |= PARAMETER_PARAMS;
		text = str_cut(text, S("params ").n, text.n);
	}
	equals = str_find(text, S(" = "), 0);
	if (equals != STR_NONE) {
		out->flags |= PARAMETER_OPTIONAL;
		text = str_cut(text, 0, equals);
	}
	blank = str_rfind(text, S(" "), text.n);
	out->name = blank == STR_NONE ? text : str_cut(text, blank + 1, text.n);
	out->type = find_type(in, group, blank == STR_NONE ? text : str_cut(text, 0, blank));
}

static void parse_overload(Interp *in, const MethodGroup *group, const MethodDef *def, Overload *out)
{
	Str list = parameters_of(def->signature), rest;

	out->def = def;
	for (rest = list; rest.n; out->n++)
		(void)next_parameter(&rest);
	out->params = ARENA_ARRAY(types_of(in)->arena, Parameter, out->n ? out->n : 1);
	for (uint32_t i = 0; i < out->n; i++) {
		parse_parameter(in, group, next_parameter(&list), &out->params[i]);
		if (!(out->params[i].flags & (PARAMETER_OPTIONAL | PARAMETER_PARAMS)))
			out->min = i + 1;
	}
	out->has_params = out->n && out->params[out->n - 1].flags & PARAMETER_PARAMS;
}

void member_table_parse(Interp *in, MethodGroup *group)
{
	Overload *overloads;

	if (group->overloads)
		return;
	overloads = ARENA_ARRAY(types_of(in)->arena, Overload, group->n ? group->n : 1);
	for (uint32_t i = 0; i < group->n; i++)
		parse_overload(in, group, group->defs[i], &overloads[i]);
	group->overloads = overloads;
}

void member_table_put_signature(const MethodGroup *group, const MethodDef *def, Buf *out)
{
	if (group->is_static && strcmp(group->name, "new") != 0 && !str_starts(str_from(def->signature), S("static ")))
		buf_put(out, S("static "));
	if (group->type->generic)
		put_closed(group->type, str_from(def->signature), true, out);
	else
		buf_put(out, str_from(def->signature));
	if (def->where & METHOD_INDEXER)
		buf_put(out, def->where & METHOD_INDEXER_SET ? S(" {get;set;}") : S(" {get;}"));
}
