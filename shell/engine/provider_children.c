/* provider_children: what Get-ChildItem lists (order and rules verified on 7.6.9). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/provider_private.h"

typedef struct Walk {
	ProviderCall *call;
	bool recurse, names;
	uint32_t depth; /* levels -Recurse goes down */
	uint32_t level;
	char separator; /* of names below names */
	Str leaf;       /* the one -Include that a path's last name became */
} Walk;

/* ---- one item ---- */

static bool is_listed(const Walk *w, const ProviderPath *path, const ProviderName *name)
{
	ProviderCall *call = w->call;

	if (!provider_filter_match(call->filter, name->name))
		return false;
	return call->def->lists ? call->def->lists(call, path->path, name) : !provider_is_hidden(call, name);
}

static Flow write_item(const Walk *w, const ProviderPath *path, Str relative)
{
	ProviderCall *call = w->call;

	if (!w->names)
		return call->def->get(call, path->path);
	return call->out ? sink_put_take(call->out, value_string(relative)) : FLOW_NEXT;
}

static Str below(const Walk *w, Str relative, Str name)
{
	return relative.n ? provider_below(w->call->arena, relative, w->separator, name) : name;
}

static bool goes_into(const Walk *w, const ProviderName *name)
{
	return w->recurse && w->level < w->depth && name->container && !name->link &&
	       (!provider_is_hidden(w->call, name) || provider_switch(w->call, "Hidden"));
}

/* ---- a container ---- */

static Flow list_container(Walk *w, const ProviderPath *path, Str relative);

static Flow enter(Walk *w, const ProviderPath *path, Str relative)
{
	Flow flow;

	if (stage_is_interrupted(w->call->stage))
		return stage_interrupted(w->call->stage);
	w->level++;
	flow = list_container(w, path, relative);
	w->level--;
	return flow;
}

/* With -Include or -Exclude each container's content follows it at once ... */
static Flow list_nested(Walk *w, const ProviderPath *path, Str relative, const ProviderNames *names)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < names->n; i++) {
		ProviderPath child = provider_child(w->call, path, names->p[i].name);
		Str text = below(w, relative, names->p[i].name);

		if (provider_passes(w->call, names->p[i].name) && is_listed(w, &child, &names->p[i]))
			flow = write_item(w, &child, text);
		if (flow == FLOW_NEXT && goes_into(w, &names->p[i]))
			flow = enter(w, &child, text);
	}
	return flow;
}

/* ... without them a container is listed whole, then what its containers hold. */
static Flow list_level(Walk *w, const ProviderPath *path, Str relative, const ProviderNames *names)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < names->n; i++) {
		ArenaMark mark = arena_mark(w->call->arena);
		ProviderPath child = provider_child(w->call, path, names->p[i].name);

		if (is_listed(w, &child, &names->p[i]))
			flow = write_item(w, &child, below(w, relative, names->p[i].name));
		arena_release(w->call->arena, mark);
	}
	for (size_t i = 0; flow == FLOW_NEXT && i < names->n; i++) {
		ProviderPath child;

		if (!goes_into(w, &names->p[i]))
			continue;
		child = provider_child(w->call, path, names->p[i].name);
		flow = enter(w, &child, below(w, relative, names->p[i].name));
	}
	return flow;
}

static Flow list_container(Walk *w, const ProviderPath *path, Str relative)
{
	ProviderNames names;
	Flow flow = provider_list(w->call, path->path, &names);

	if (flow == FLOW_NEXT)
		flow = w->call->ninclude || w->call->nexclude ? list_nested(w, path, relative, &names)
							      : list_level(w, path, relative, &names);
	VEC_RELEASE(&names);
	return flow;
}

/* ---- the text ---- */

static Flow list_one(Walk *w, const ProviderPath *path)
{
	if (w->call->def->is_container(w->call, path->path))
		return list_container(w, path, S(""));
	return write_item(w, path, provider_leaf(w->call->in, path->def, path->path));
}

/* What wildcards stand for: the items themselves; with -Exclude, or -Name and -Recurse, what containers hold. */
static Flow list_found(Walk *w, Str text, bool into)
{
	ProviderCall *call = w->call;
	ProviderPaths found;
	Flow flow;

	provider_find(call, text, 0, &found, &flow);
	for (size_t i = 0; flow == FLOW_NEXT && i < found.n; i++) {
		ProviderName name = { .name = provider_leaf(call->in, found.p[i].def, found.p[i].path) };

		name.container = call->def->is_container(call, found.p[i].path);
		if (into && name.container)
			flow = list_container(w, &found.p[i], S(""));
		else if (!call->def->lists || call->def->lists(call, found.p[i].path, &name))
			flow = write_item(w, &found.p[i], name.name);
	}
	VEC_RELEASE(&found);
	return flow;
}

/* -Recurse with a last name that is no container: it is looked for everywhere below the rest of the path.  false: what
 * is to be walked does not exist. */
static bool narrow(Walk *w, ProviderPath *base, Str text)
{
	ProviderCall *call = w->call;
	bool wild = wildcard_has(text);

	if (call->literal || call->ninclude || (!wild && call->def->is_container(call, base->path)))
		return call->def->exists(call, base->path) || wild;
	w->leaf = provider_leaf(call->in, base->def, base->path);
	*base = provider_container(call, base);
	if (!str_eq(w->leaf, S("*"))) {
		call->include = &w->leaf;
		call->ninclude = 1;
	}
	if (call->def->is_container(call, base->path))
		return true;
	base->shown = provider_concat(call->arena, base->shown,
		provider_separator(call->in, base->def, base->shown) == '\\' ? S("\\") : S("/"));
	return false;
}

static Flow list_tree(Walk *w, ProviderPath *base, Str text)
{
	ProviderCall *call = w->call;
	const Str *include = call->include;
	size_t ninclude = call->ninclude;
	bool wild = !call->literal && wildcard_has(text);
	ProviderPath above = provider_container(call, base);
	Flow flow;

	if (wild && (ninclude || wildcard_has(above.path)))
		return list_found(w, text, true);
	if (!narrow(w, base, call->literal ? S("") : text))
		flow = provider_not_found(call, call->literal ? text : base->shown);
	else
		flow = list_one(w, base);
	call->include = include;
	call->ninclude = ninclude;
	return flow;
}

Flow provider_children(ProviderCall *call, Str text, bool recurse, uint32_t depth, bool names)
{
	Walk w = { .call = call, .recurse = recurse, .depth = depth, .names = names };
	ProviderPath base;
	Str name;
	ProviderStatus status = provider_resolve(call->in, call->arena, text, &base, &name);
	bool wild = !call->literal && wildcard_has(text);
	Flow flow = FLOW_NEXT;

	if (status == PROVIDER_OK && wild && !wildcard_is_valid(text)) {
		status = PROVIDER_BAD_WILDCARD;
		name = text;
	}
	if (status != PROVIDER_OK)
		return provider_report(call, status, name);
	provider_call_use(call, &base);
	w.separator = provider_separator(call->in, base.def, base.path);
	FLOW_TRY(provider_check_dynamic(call));
	if (!provider_may_filter(call, &flow))
		return flow;
	if (names && wild)
		return list_found(&w, text, recurse);
	if (recurse)
		return list_tree(&w, &base, text);
	if (call->ninclude || call->nexclude || wild)
		return list_found(&w, text, call->ninclude || call->nexclude);
	if (!call->def->exists(call, base.path))
		return provider_not_found(call, call->literal ? text : base.shown);
	return list_one(&w, &base);
}
