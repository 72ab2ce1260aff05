/* scope: variables, and the chain of scopes that functions and scripts open. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/scope.h"

#include <stdlib.h>

#include "shell/engine/command.h"
#include "shell/engine/interp.h"
#include "shell/engine/provider.h"
#include "shell/engine/reference.h"
#include "shell/engine/registry.h"

/* ---- symbols ---- */

/* ORDER SymbolId */
static const char *const special_names[SYM_COUNT] = {
	NULL,
	"null",
	"true",
	"false",
	"_",
	"?",
	"args",
	"input",
	"MyInvocation",
	"PSBoundParameters",
	"PSCmdlet",
	"PSScriptRoot",
	"PSCommandPath",
	"PWD",
	"StackTrace",
	"ExecutionContext",
	"Host",
};

static SymbolId special_id(Str name)
{
	if (str_ieq(name, S("PSItem")))
		return SYM_UNDERSCORE;
	for (int i = SYM_PLAIN + 1; i < SYM_COUNT; i++)
		if (str_ieq(name, str_from(special_names[i])))
			return (SymbolId)i;
	return SYM_PLAIN;
}

static void grow_symbols(struct SymbolTable *table)
{
	uint32_t size = table->size ? table->size * 2 : 512;
	Symbol **buckets = MEM_ARRAY(Symbol *, size);

	for (uint32_t i = 0; i < table->size; i++)
		for (Symbol *s = table->buckets[i], *next; s; s = next) {
			next = s->next;
			s->next = buckets[s->hash & (size - 1)];
			buckets[s->hash & (size - 1)] = s;
		}
	free(table->buckets);
	table->buckets = buckets;
	table->size = size;
}

Symbol *scope_symbol(Interp *in, Str name)
{
	struct SymbolTable *table = &in->symbols;
	uint32_t hash = str_ihash(name);
	Symbol *symbol;

	if (table->n >= table->size)
		grow_symbols(table);
	for (symbol = table->buckets[hash & (table->size - 1)]; symbol; symbol = symbol->next)
		if (symbol->hash == hash && str_ieq(string_str(symbol->name), name))
			return symbol;
	symbol = MEM_NEW(Symbol);
	symbol->name = value_string(name).string;
	symbol->hash = hash;
	symbol->id = special_id(name);
	symbol->next = table->buckets[hash & (table->size - 1)];
	table->buckets[hash & (table->size - 1)] = symbol;
	table->n++;
	return symbol;
}

/* ---- layouts ---- */

Layout *scope_layout_new(Interp *in)
{
	Layout *layout = MEM_NEW(Layout);

	layout->refs = 1;
	layout->id = ++in->next_layout;
	layout->next = in->layouts;
	if (layout->next)
		layout->next->link = &layout->next;
	layout->link = &in->layouts;
	in->layouts = layout;
	return layout;
}

static void unlink_layout(Layout *layout)
{
	if (!layout->link)
		return;
	*layout->link = layout->next;
	if (layout->next)
		layout->next->link = layout->link;
	layout->link = NULL;
}

void scope_layouts_forget(Interp *in)
{
	while (in->layouts) {
		in->layouts->n = 0;
		unlink_layout(in->layouts);
	}
}

void scope_layout_drop(Layout *layout)
{
	if (!layout || --layout->refs)
		return;
	for (uint32_t i = 0; i < layout->n && !layout->is_global; i++) {
		layout->names[i]->nlayouts--;
		layout->names[i]->only = NULL;
	}
	unlink_layout(layout);
	free(layout->names);
	free(layout->index);
	free(layout);
}

static uint32_t symbol_slot(const Layout *layout, const Symbol *symbol)
{
	return symbol->hash & (layout->index_size - 1);
}

uint32_t scope_layout_find(const Layout *layout, const Symbol *symbol)
{
	uint32_t at;

	if (layout->n <= 8) { /* most scopes: a walk is faster than a hash */
		for (at = 0; at < layout->n; at++)
			if (layout->names[at] == symbol)
				return at;
		return UINT32_MAX;
	}
	for (at = symbol_slot(layout, symbol); layout->index[at]; at = (at + 1) & (layout->index_size - 1))
		if (layout->names[layout->index[at] - 1] == symbol)
			return layout->index[at] - 1;
	return UINT32_MAX;
}

static void index_add(Layout *layout, uint32_t slot)
{
	uint32_t at = symbol_slot(layout, layout->names[slot]);

	while (layout->index[at])
		at = (at + 1) & (layout->index_size - 1);
	layout->index[at] = slot + 1;
}

static void rebuild_index(Layout *layout)
{
	layout->index_size = layout->index_size ? layout->index_size * 2 : 32;
	free(layout->index);
	layout->index = mem_alloc(layout->index_size, sizeof(*layout->index));
	for (uint32_t i = 0; i < layout->n; i++)
		index_add(layout, i);
}

uint32_t scope_layout_add(Layout *layout, Symbol *symbol)
{
	uint32_t slot = scope_layout_find(layout, symbol);
	size_t cap = layout->cap;

	if (slot != UINT32_MAX)
		return slot;
	layout->names = mem_grow(layout->names, &cap, layout->n + 1, sizeof(Symbol *));
	layout->cap = (uint32_t)cap;
	slot = layout->n++;
	layout->names[slot] = symbol;
	if (!layout->is_global)
		symbol->only = symbol->nlayouts++ == 0 ? layout : NULL;
	if (layout->n * 2 > layout->index_size)
		rebuild_index(layout);
	else
		index_add(layout, slot);
	return slot;
}

/* ---- scopes ---- */

Scope *scope_new(Interp *in, Layout *layout, Scope *parent)
{
	Scope *scope = in->free_scopes;

	if (scope)
		in->free_scopes = scope->parent;
	else
		scope = MEM_NEW(Scope);
	*scope = (Scope){ .refs = 1, .layout = layout, .parent = parent, .cap = COUNT(scope->inline_slots) };
	layout->refs++;
	layout->scope = scope;
	if (parent)
		parent->refs++;
	scope->root = parent ? parent->root : scope;
	scope->script = parent ? parent->script : NULL;
	scope->version = 1;
	scope->slots = scope->inline_slots;
	return scope;
}

void scope_set_script(Scope *scope)
{
	scope->is_script = true;
	scope->script = scope;
}

Scope *scope_ref(Scope *scope)
{
	scope->refs++;
	return scope;
}

static void names_free(ScopeNames *names)
{
	if (!names)
		return;
	for (uint32_t i = 0; i < names->n; i++) {
		value_drop(value_of_string(names->p[i].name));
		command_drop(names->p[i].command);
	}
	free(names->p);
	free(names->index);
	free(names);
}

void scope_drop(Interp *in, Scope *scope)
{
	while (scope && --scope->refs == 0) {
		Scope *parent = scope->parent;

		for (uint32_t i = 0; i < scope->nslots; i++) {
			value_drop(scope->slots[i].value);
			scope_meta_drop(scope->slots[i].meta);
		}
		if (scope->slots != scope->inline_slots)
			free(scope->slots);
		if (scope->functions || scope->aliases)
			registry_changed(in); /* what remembers their commands forgets them */
		names_free(scope->functions);
		names_free(scope->aliases);
		scope_layout_drop(scope->layout);
		scope->parent = in->free_scopes;
		in->free_scopes = scope;
		scope = parent;
	}
}

void scope_clear(Scope *scope)
{
	names_free(scope->functions);
	names_free(scope->aliases);
	scope->functions = scope->aliases = NULL;
	scope->root->version++;
	for (uint32_t i = 0; i < scope->nslots; i++) {
		value_set_take(&scope->slots[i].value, VALUE_UNSET);
		scope_meta_drop(scope->slots[i].meta);
		scope->slots[i].meta = NULL;
	}
}

/* How many of its variables hold the scope itself, and are held by nothing else. */
static uint32_t own_holders(const Scope *scope)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < scope->nslots; i++) {
		Value v = scope->slots[i].value, plain = value_unwrap_peek(v);

		if (v.kind == V_OBJECT && v.heap->refs == 1 && value_on_heap(plain) && plain.heap->refs == 1 &&
			(reference_scope_peek(v) == scope || provider_variable_scope_peek(v) == scope))
			n++;
	}
	return n;
}

void scope_end(Interp *in, Scope *scope)
{
	if (scope->refs > 1 && own_holders(scope) == scope->refs - 1) {
		if (scope->functions || scope->aliases)
			registry_changed(in);
		scope_clear(scope);
	}
	scope_drop(in, scope);
}

static void grow_slots(Scope *scope, uint32_t need)
{
	size_t cap = scope->cap;
	Variable *slots;

	if (scope->slots == scope->inline_slots) {
		slots = mem_alloc(need < 32 ? 32 : need, sizeof(*slots));
		memcpy(slots, scope->inline_slots, scope->nslots * sizeof(*slots));
		scope->slots = slots;
		scope->cap = need < 32 ? 32 : need;
		return;
	}
	scope->slots = mem_grow(scope->slots, &cap, need, sizeof(*scope->slots));
	scope->cap = (uint32_t)cap;
}

Variable *scope_local_peek(Scope *scope, const Symbol *symbol)
{
	uint32_t slot = scope_layout_find(scope->layout, symbol);

	return slot < scope->nslots && !value_is_unset(scope->slots[slot].value) ? &scope->slots[slot] : NULL;
}

static Variable *seen_from_inside(Scope *scope, const Symbol *symbol)
{
	Variable *v = scope_local_peek(scope, symbol);

	return v && !(v->meta && (v->meta->options & VARIABLE_PRIVATE)) ? v : NULL;
}

/* The scope of a script above this one when only that can have the variable ($ErrorActionPreference at the head of a
 * file): a layout that one scope uses, beside the block it belongs to. */
static Scope *only_script(const Scope *scope, const Symbol *symbol)
{
	const Layout *layout = symbol->only;

	if (!layout || layout->refs > 2)
		return NULL;
	for (Scope *script = scope->script; script; script = script->parent ? script->parent->script : NULL)
		if (script == layout->scope && script->layout == layout)
			return script;
	return NULL;
}

/* What no layout has but the global one is looked for there at once: calls nest deep, and each asks for preferences. */
Variable *scope_find_peek(Scope *scope, const Symbol *symbol)
{
	Variable *v = scope_local_peek(scope, symbol);
	Scope *script;

	if (v)
		return v;
	if (symbol->nlayouts && (script = only_script(scope, symbol)) && (v = seen_from_inside(script, symbol)))
		return v;
	if (symbol->nlayouts == 0)
		return scope->root == scope ? NULL : seen_from_inside(scope->root, symbol);
	while ((scope = scope->parent))
		if ((v = seen_from_inside(scope, symbol)))
			return v;
	return NULL;
}

Variable *scope_slot(Scope *scope, Symbol *symbol)
{
	uint32_t slot = scope_layout_add(scope->layout, symbol);

	if (slot >= scope->nslots) {
		if (slot >= scope->cap)
			grow_slots(scope, slot + 1);
		while (scope->nslots <= slot)
			scope->slots[scope->nslots++] = (Variable){ .value = VALUE_UNSET };
	}
	return &scope->slots[slot];
}

void scope_remove(Scope *scope, const Symbol *symbol)
{
	Variable *v = scope_local_peek(scope, symbol);

	if (!v)
		return;
	value_set_take(&v->value, VALUE_UNSET);
	scope_meta_drop(v->meta);
	v->meta = NULL;
}

void scope_put_take(Scope *scope, Symbol *symbol, Value v)
{
	value_set_take(&scope_slot(scope, symbol)->value, v);
}

static Scope *scope_up(Scope *scope, int levels)
{
	while (scope && levels-- > 0)
		scope = scope->parent;
	return scope;
}

Scope *scope_named(Interp *in, Str name)
{
	Scope *scope = in->scope;
	char *end;
	char digits[12];
	long levels;

	if (str_ieq(name, S("global")))
		return in->global;
	if (str_ieq(name, S("local")) || str_ieq(name, S("private")))
		return scope;
	if (str_ieq(name, S("script"))) {
		while (!scope->is_script && scope->parent)
			scope = scope->parent;
		return scope;
	}
	if (name.n == 0 || name.n >= sizeof(digits))
		return NULL;
	memcpy(digits, name.p, name.n);
	digits[name.n] = '\0';
	levels = strtol(digits, &end, 10);
	return *end || levels < 0 || levels > 100000 ? NULL : scope_up(scope, (int)levels);
}

/* ---- strict mode ---- */

int scope_strict(const Scope *scope)
{
	while (scope && !scope->strict)
		scope = scope->parent;
	return scope ? scope->strict - 1 : 0;
}

void scope_set_strict(Interp *in, Scope *scope, int level)
{
	scope->strict = (uint8_t)(level + 1);
	in->strict = scope_strict(in->scope);
}

/* ---- metadata ---- */

VariableMeta *scope_meta_new(void)
{
	VariableMeta *meta = MEM_NEW(VariableMeta);

	meta->refs = 1;
	return meta;
}

VariableMeta *scope_meta_ref(VariableMeta *meta)
{
	if (meta)
		meta->refs++;
	return meta;
}

void scope_meta_drop(VariableMeta *meta)
{
	if (!meta || --meta->refs)
		return;
	if (meta->script)
		script_drop(meta->script);
	if (meta->description)
		value_drop(value_of_string(meta->description));
	free(meta);
}

VariableMeta *scope_own_meta(Variable *v)
{
	VariableMeta *meta;

	if (v->meta && v->meta->refs == 1)
		return v->meta;
	meta = scope_meta_new();
	if (v->meta) {
		*meta = *v->meta;
		meta->refs = 1;
		if (meta->script)
			script_ref(meta->script);
		if (meta->description)
			value_ref(value_of_string(meta->description));
		scope_meta_drop(v->meta);
	}
	v->meta = meta;
	return meta;
}

/* ---- functions and aliases ---- */

static struct ScopeName *names_find(ScopeNames *names, Str name)
{
	uint32_t hash, at;

	if (!names)
		return NULL;
	hash = str_ihash(name);
	if (!names->index) {
		for (at = 0; at < names->n; at++)
			if (names->p[at].hash == hash && str_ieq(string_str(names->p[at].name), name))
				return &names->p[at];
		return NULL;
	}
	for (at = hash & (names->index_size - 1); names->index[at]; at = (at + 1) & (names->index_size - 1)) {
		struct ScopeName *found = &names->p[names->index[at] - 1];

		if (found->hash == hash && str_ieq(string_str(found->name), name))
			return found;
	}
	return NULL;
}

static void names_index(ScopeNames *names, uint32_t position)
{
	uint32_t at = names->p[position].hash & (names->index_size - 1);

	while (names->index[at])
		at = (at + 1) & (names->index_size - 1);
	names->index[at] = position + 1;
}

static void names_reindex(ScopeNames *names)
{
	names->index_size = names->index_size ? names->index_size * 2 : 32;
	free(names->index);
	names->index = mem_alloc(names->index_size, sizeof(*names->index));
	for (uint32_t i = 0; i < names->n; i++)
		names_index(names, i);
}

static void names_add(ScopeNames *names, Str name, Command *command)
{
	size_t cap = names->cap;

	names->p = mem_grow(names->p, &cap, names->n + 1, sizeof(*names->p));
	names->cap = (uint32_t)cap;
	names->p[names->n++] = (struct ScopeName){ value_string(name).string, command_ref(command), str_ihash(name) };
	if (names->n * 2 > names->index_size && names->n > 8)
		names_reindex(names);
	else if (names->index)
		names_index(names, names->n - 1);
}

static void names_set(Scope *scope, ScopeNames **names, Str name, Command *command)
{
	struct ScopeName *found = names_find(*names, name);

	if (found) {
		Command *old = found->command;

		found->command = command ? command_ref(command) : NULL;
		command_drop(old);
		return;
	}
	if (!command)
		return;
	if (!*names) {
		*names = MEM_NEW(ScopeNames);
		scope->root->version++;
	}
	names_add(*names, name, command);
}

/* The nearest scope from here on that has functions or aliases; those on the way remember it. */
static Scope *with_names(Scope *from)
{
	Scope *scope = from, *found;
	uint32_t version;

	if (!from || from->functions || from->aliases)
		return from;
	version = from->root->version;
	while (scope && scope->named_version != version && !scope->functions && !scope->aliases)
		scope = scope->parent;
	found = scope && scope->named_version == version && !scope->functions && !scope->aliases ? scope->named : scope;
	for (; from != scope; from = from->parent) {
		from->named = found;
		from->named_version = version;
	}
	return found;
}

Command *scope_function_peek(Scope *scope, Str name)
{
	while ((scope = with_names(scope))) {
		struct ScopeName *found = names_find(scope->functions, name);

		if (found && found->command)
			return found->command;
		scope = scope->parent;
	}
	return NULL;
}

Command *scope_alias_peek(Scope *scope, Str name)
{
	while ((scope = with_names(scope))) {
		struct ScopeName *found = names_find(scope->aliases, name);

		if (found && found->command)
			return found->command;
		scope = scope->parent;
	}
	return NULL;
}

void scope_function_set(Scope *scope, Str name, Command *command)
{
	names_set(scope, &scope->functions, name, command);
}

void scope_alias_set(Scope *scope, Str name, Command *command)
{
	names_set(scope, &scope->aliases, name, command);
}
