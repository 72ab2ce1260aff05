/* type_set: the types an interpreter knows by name, and those made while it runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/exception.h"
#include "shell/value/grid.h"
#include "shell/value/member.h"
#include "shell/value/type_set.h"

enum { NAMES_FIRST = 1024, MAP_FIRST = 64, NEST_MAX = 32 /* brackets in brackets */ };

/* ---- maps ---- */

static size_t map_slot(const TypeMap *map, const TypeDef *type)
{
	size_t slot = ((uintptr_t)type >> 4) * UINT64_C(0x9e3779b97f4a7c15) >> 32 & (map->size - 1);

	while (map->slots[slot].type && map->slots[slot].type != type)
		slot = (slot + 1) & (map->size - 1);
	return slot;
}

struct TypeMapSlot *type_map_find(const TypeMap *map, const TypeDef *type)
{
	struct TypeMapSlot *slot = map->size ? &map->slots[map_slot(map, type)] : NULL;

	return slot && slot->type ? slot : NULL;
}

static void map_grow(TypeMap *map)
{
	TypeMap old = *map;

	map->size = old.size ? old.size * 2 : MAP_FIRST;
	map->slots = mem_alloc(map->size, sizeof(*map->slots));
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].type)
			map->slots[map_slot(map, old.slots[i].type)] = old.slots[i];
	free(old.slots);
}

struct TypeMapSlot *type_map_add(TypeMap *map, const TypeDef *type)
{
	struct TypeMapSlot *slot;

	if (map->n * 2 >= map->size)
		map_grow(map);
	slot = &map->slots[map_slot(map, type)];
	if (!slot->type)
		map->n++;
	slot->type = type;
	return slot;
}

/* ---- names ---- */

static size_t name_slot(const TypeSet *set, Str name, uint32_t hash)
{
	size_t slot = hash & (set->size - 1);

	while (set->names[slot] && (set->hashes[slot] != hash || !str_ieq(str_from(set->names[slot]->name), name)))
		slot = (slot + 1) & (set->size - 1);
	return slot;
}

static const TypeDef *find_full(const TypeSet *set, Str name)
{
	return set->names[name_slot(set, name, str_ihash(name))];
}

static void names_grow(TypeSet *set)
{
	TypeSet old = *set;
	size_t slot;

	set->size = old.size * 2;
	set->names = MEM_ARRAY(const TypeDef *, set->size);
	set->hashes = MEM_ARRAY(uint32_t, set->size);
	for (size_t i = 0; i < old.size; i++) {
		if (!old.names[i])
			continue;
		slot = name_slot(set, str_from(old.names[i]->name), old.hashes[i]);
		set->names[slot] = old.names[i];
		set->hashes[slot] = old.hashes[i];
	}
	free(old.names);
	free(old.hashes);
}

/* The first type of a name stays. */
static void add_name(TypeSet *set, const TypeDef *type)
{
	Str name = str_from(type->name);
	uint32_t hash = str_ihash(name);
	size_t slot;

	if (set->n * 2 >= set->size)
		names_grow(set);
	slot = name_slot(set, name, hash);
	if (set->names[slot])
		return;
	set->names[slot] = type;
	set->hashes[slot] = hash;
	set->n++;
}

/* Another type by a name that is taken: a script's enum, defined again. */
static void replace_name(TypeSet *set, const TypeDef *type)
{
	Str name = str_from(type->name);
	size_t slot = name_slot(set, name, str_ihash(name));

	if (set->names[slot] && set->names[slot]->flags & TYPE_RUNTIME && type_is_enum(set->names[slot]))
		set->names[slot] = type;
}

TypeSet *type_set_new(void)
{
	TypeSet *set = MEM_NEW(TypeSet);

	set->arena = arena_new(0);
	set->size = NAMES_FIRST;
	set->names = MEM_ARRAY(const TypeDef *, set->size);
	set->hashes = MEM_ARRAY(uint32_t, set->size);
	for (TypeId id = T_OBJECT; id < T_COUNT; id++)
		add_name(set, type_of_id(id));
	for (const TypeDef *const *other = type_known_others; *other; other++)
		add_name(set, *other);
	type_set_add(set, exception_entries, EXC_COUNT);
	type_set_add(set, member_entries, member_nentries);
	return set;
}

void type_set_free(TypeSet *set)
{
	if (!set)
		return;
	arena_free(set->arena);
	free(set->members.slots);
	free(set->tables.slots);
	free(set->names);
	free(set->hashes);
	free(set);
}

void type_set_add(TypeSet *set, const TypeEntry *entries, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		add_name(set, entries[i].type);
		if (entries[i].members)
			type_map_add(&set->members, entries[i].type)->members = entries[i].members;
	}
}

const TypeMembers *type_set_members(const TypeSet *set, const TypeDef *type)
{
	struct TypeMapSlot *slot;

	if (type->members)
		return type->members;
	slot = type_map_find(&set->members, type);
	if (slot)
		return slot->members;
	return type->generic ? type_set_members(set, type->generic) : NULL;
}

void type_set_each(const TypeSet *set, void (*each)(void *self, const TypeDef *type), void *self)
{
	for (size_t i = 0; i < set->size; i++)
		if (set->names[i] && !(set->names[i]->flags & TYPE_RUNTIME))
			each(self, set->names[i]);
}

/* ---- making ---- */

static TypeDef *make(TypeSet *set, const Buf *name)
{
	TypeDef *type = ARENA_NEW(set->arena, TypeDef);

	type->name = arena_copy(set->arena, buf_str(name)).p;
	type->flags = TYPE_RUNTIME;
	return type;
}

const TypeDef *type_set_array_of(TypeSet *set, const TypeDef *elem)
{
	Buf name = BUF_INIT;
	const TypeDef *found;
	TypeDef *type;

	buf_put(&name, str_from(elem->name));
	buf_put(&name, S("[]"));
	found = find_full(set, buf_str(&name));
	if (!found) {
		type = make(set, &name);
		type->base = type_of_id(T_ARRAY);
		type->id = T_ARRAY;
		type->elem = elem;
		add_name(set, type);
		found = type;
	}
	buf_release(&name);
	return found;
}

const TypeDef *type_set_grid_of(TypeSet *set, const TypeDef *elem, unsigned rank)
{
	Buf name = BUF_INIT;
	const TypeDef *found;
	TypeDef *type;

	buf_put(&name, str_from(elem->name));
	buf_put_char(&name, '[');
	buf_put_many(&name, ',', rank - 1);
	buf_put_char(&name, ']');
	found = find_full(set, buf_str(&name));
	if (!found) {
		type = make(set, &name);
		type->base = type_of_id(T_OBJECT);
		type->members = &grid_members;
		type->ops = &grid_ops;
		type->interfaces = grid_interfaces;
		type->elem = elem;
		add_name(set, type);
		found = type;
	}
	buf_release(&name);
	return found;
}

static unsigned arity(const TypeDef *generic)
{
	Str name = str_from(generic->name);
	size_t tick = str_find_byte(name, '`', 0);

	return tick != STR_NONE && tick + 1 < name.n ? (unsigned)(name.p[tick + 1] - '0') : 0;
}

/* The arguments behind the second, in the set's arena; NULL: none. */
static const TypeDef *const *copy_rest(TypeSet *set, const TypeDef *const *arguments, size_t n)
{
	const TypeDef **rest;

	if (n <= 2)
		return NULL;
	rest = ARENA_ARRAY(set->arena, const TypeDef *, n - 1);
	for (size_t i = 2; i < n; i++)
		rest[i - 2] = arguments[i];
	rest[n - 2] = NULL;
	return rest;
}

static const TypeDef *make_closed(
	TypeSet *set, const TypeDef *generic, const TypeDef *const *arguments, size_t n, const Buf *name)
{
	TypeDef *type = make(set, name);

	type->base = generic->base;
	type->id = generic->id;
	type->flags |= generic->flags & ~(unsigned)TYPE_GENERIC;
	type->ops = generic->ops;
	type->interfaces = generic->interfaces;
	type->default_props = generic->default_props;
	type->view = generic->view;
	type->elem = arguments[0];
	type->arg2 = n > 1 ? arguments[1] : NULL;
	type->rest = copy_rest(set, arguments, n);
	type->generic = generic;
	add_name(set, type);
	return type;
}

const TypeDef *type_set_close_many(TypeSet *set, const TypeDef *generic, const TypeDef *const *arguments, size_t n)
{
	Buf name = BUF_INIT;
	const TypeDef *found;

	if (!(generic->flags & TYPE_GENERIC) || n == 0 || arity(generic) != n)
		return NULL;
	buf_put(&name, str_from(generic->name));
	for (size_t i = 0; i < n; i++) {
		buf_put_char(&name, i ? ',' : '[');
		buf_put(&name, str_from(arguments[i]->name));
	}
	buf_put_char(&name, ']');
	found = find_full(set, buf_str(&name));
	if (!found)
		found = make_closed(set, generic, arguments, n, &name);
	buf_release(&name);
	return found;
}

const TypeDef *type_set_close(TypeSet *set, const TypeDef *generic, const TypeDef *a, const TypeDef *b)
{
	const TypeDef *const arguments[] = { a, b };

	return a ? type_set_close_many(set, generic, arguments, b ? 2 : 1) : NULL;
}

static bool same_names(const TypeDef *type, const EnumName *names, size_t n)
{
	if (type->nnames != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(type->names[i].name, names[i].name) != 0 || type->names[i].value != names[i].value)
			return false;
	return true;
}

const TypeDef *type_set_add_enum(TypeSet *set, Str name, const EnumName *names, size_t n, TypeId underlying, bool flags)
{
	const TypeDef *old = set->names[name_slot(set, name, str_ihash(name))];
	Buf text = BUF_INIT;
	EnumName *copies;
	TypeDef *type;

	if (old && type_is_enum(old) && same_names(old, names, n) && !(old->flags & TYPE_FLAGS) == !flags)
		return old;
	copies = ARENA_ARRAY(set->arena, EnumName, n);
	buf_put(&text, name);
	type = make(set, &text);
	for (size_t i = 0; i < n; i++) {
		copies[i].name = arena_copy(set->arena, str_from(names[i].name)).p;
		copies[i].value = names[i].value;
	}
	type->base = type_of_id(T_ENUM);
	type->flags |= TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT | (flags ? TYPE_FLAGS : 0U);
	type->names = copies;
	type->nnames = n;
	type->underlying = underlying;
	add_name(set, type);
	replace_name(set, type);
	buf_release(&text);
	return type;
}

/* ---- finding ---- */

static const TypeDef *find_nested(TypeSet *set, Str name, int depth);

void type_set_use(TypeSet *set, bool (*at)(const void *self, size_t i, Str *out), const void *self)
{
	set->namespace_at = at;
	set->namespaces = self;
}

/* In the namespaces that the script uses. */
static const TypeDef *find_used(const TypeSet *set, Str name, unsigned arguments)
{
	const TypeDef *type = NULL;
	Buf full = BUF_INIT;
	Str namespace;

	for (size_t i = 0; !type && set->namespace_at && set->namespace_at(set->namespaces, i, &namespace); i++) {
		buf_clear(&full);
		buf_put(&full, namespace);
		buf_put_char(&full, '.');
		buf_put(&full, name);
		if (arguments && str_find_byte(name, '`', 0) == STR_NONE)
			buf_printf(&full, "`%u", arguments);
		type = find_full(set, buf_str(&full));
	}
	buf_release(&full);
	return type;
}

/* A name without brackets, which may need the `n of a generic with so many arguments. */
static const TypeDef *find_plain(const TypeSet *set, Str name, unsigned arguments)
{
	Str full = type_accelerator_find(name);
	Buf buf = BUF_INIT;
	const TypeDef *type;

	if (full.n && !arguments)
		return find_full(set, full);
	buf_put(&buf, S("System."));
	buf_put(&buf, name);
	if (arguments && str_find_byte(name, '`', 0) == STR_NONE)
		buf_printf(&buf, "`%u", arguments);
	full = buf_str(&buf);
	type = find_full(set, str_cut(full, S("System.").n, full.n));
	if (!type)
		type = find_full(set, full);
	buf_release(&buf);
	return type ? type : find_used(set, name, arguments);
}

/* Up to the comma outside brackets, off the front of *rest. */
static Str next_argument(Str *rest)
{
	size_t i = 0;
	int depth = 0;
	Str argument;

	for (; i < rest->n && (depth > 0 || rest->p[i] != ','); i++)
		depth += rest->p[i] == '[' ? 1 : rest->p[i] == ']' ? -1 : 0;
	argument = str_cut(*rest, 0, i);
	*rest = str_cut(*rest, i + 1, rest->n);
	return str_trim(argument);
}

/* [System.Int32, mscorlib]: an argument in brackets of its own carries its assembly, which says nothing here. */
static const TypeDef *find_argument(TypeSet *set, Str argument, int depth)
{
	if (argument.n > 2 && argument.p[0] == '[') {
		Str inner = str_cut(argument, 1, argument.n - 1);

		argument = next_argument(&inner);
	}
	return argument.n ? find_nested(set, argument, depth + 1) : NULL;
}

static const TypeDef *find_generic(TypeSet *set, Str name, Str inside, int depth)
{
	const TypeDef *arguments[GENERIC_MAX] = { NULL }, *generic;
	unsigned n = 0;

	while (inside.n) {
		Str argument = next_argument(&inside);

		if (n == COUNT(arguments))
			return NULL;
		arguments[n] = find_argument(set, argument, depth);
		if (!arguments[n++])
			return NULL;
	}
	generic = find_plain(set, name, n);
	return generic ? type_set_close_many(set, generic, arguments, n) : NULL;
}

/* "[,]" at the end: how many dimensions; 0: none. */
static unsigned rank_at_end(Str name)
{
	size_t i = name.n;

	if (i < 3 || name.p[i - 1] != ']')
		return 0;
	for (i--; i > 0 && name.p[i - 1] == ','; i--)
		;
	if (i == 0 || name.p[i - 1] != '[' || name.n - i > GRID_RANK_MAX)
		return 0;
	return name.n - i > 1 ? (unsigned)(name.n - i) : 0;
}

static const TypeDef *find_nested(TypeSet *set, Str name, int depth)
{
	unsigned rank;

	const TypeDef *elem;
	size_t open;

	name = str_trim(name);
	if (depth > NEST_MAX || name.n == 0)
		return NULL;
	if (str_ends(name, S("[]"))) {
		elem = find_nested(set, str_cut(name, 0, name.n - 2), depth + 1);
		return elem ? type_set_array_of(set, elem) : NULL;
	}
	rank = rank_at_end(name);
	if (rank) {
		elem = find_nested(set, str_cut(name, 0, name.n - rank - 1), depth + 1);
		return elem ? type_set_grid_of(set, elem, rank) : NULL;
	}
	open = str_find_byte(name, '[', 0);
	if (open == STR_NONE)
		return find_plain(set, name, 0);
	if (name.p[name.n - 1] != ']')
		return NULL;
	return find_generic(set, str_trim(str_cut(name, 0, open)), str_cut(name, open + 1, name.n - 1), depth);
}

/* More [] at its end than are gone through: known without a look at the rest, as every level of it is asked for. */
static bool is_too_deep(Str name)
{
	int depth = 0;

	while (depth <= NEST_MAX && str_ends(name, S("[]"))) {
		name = str_cut(name, 0, name.n - 2);
		depth++;
	}
	return depth > NEST_MAX;
}

const TypeDef *type_set_find(TypeSet *set, Str name)
{
	Str first;

	/* "System.Int32, mscorlib" */
	name = str_trim(name);
	if (is_too_deep(name))
		return NULL;
	first = next_argument(&name);
	return find_nested(set, first, 0);
}
