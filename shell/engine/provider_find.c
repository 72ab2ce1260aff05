/* provider_find: from what a script writes to the items it means: wildcards, -Filter, -Include, -Exclude. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/provider_private.h"

/* ---- names ---- */

static bool matches_one(const Str *patterns, size_t n, Str name)
{
	for (size_t i = 0; i < n; i++)
		if (wildcard_match(patterns[i], name, true))
			return true;
	return false;
}

bool provider_passes(const ProviderCall *call, Str name)
{
	if (call->ninclude && !matches_one(call->include, call->ninclude, name))
		return false;
	return !matches_one(call->exclude, call->nexclude, name);
}

/* The file system's own patterns: * and ? alone, without regard to case; *.* is everything, as on Windows. */
bool provider_filter_match(Str filter, Str name)
{
	size_t f = 0, i = 0, star = STR_NONE, back = 0;

	if (!filter.n || str_eq(filter, S("*.*")))
		return true;
	while (i < name.n) {
		size_t after_f = f, after_i = i;
		uint32_t c = utf8_next(name, &after_i);

		if (f < filter.n && filter.p[f] == '*') {
			star = ++f;
			back = i;
		} else if (f < filter.n &&
			   (filter.p[f] == '?' ? (after_f++, true)
					       : utf8_upper(utf8_next(filter, &after_f)) == utf8_upper(c))) {
			f = after_f;
			i = after_i;
		} else if (star != STR_NONE) {
			f = star;
			utf8_next(name, &back);
			i = back;
		} else {
			return false;
		}
	}
	while (f < filter.n && filter.p[f] == '*')
		f++;
	return f == filter.n;
}

bool provider_is_hidden(const ProviderCall *call, const ProviderName *name)
{
	return name->hidden && !call->force;
}

static int compare_names(const void *a, const void *b, void *self)
{
	const ProviderName *x = a, *y = b;
	int order;

	if (x->container != y->container)
		return x->container ? -1 : 1;
	order = collate_compare(x->name, y->name, true, runtime_collation(self));
	return order ? order : str_compare(x->name, y->name);
}

Flow provider_list(ProviderCall *call, Str path, ProviderNames *out)
{
	*out = (ProviderNames){ 0 };
	if (!call->def->names)
		return FLOW_NEXT;
	FLOW_TRY(call->def->names(call, path, out));
	if (out->n)
		qsort_r(out->p, out->n, sizeof(out->p[0]), compare_names, call->in);
	return FLOW_NEXT;
}

bool provider_has_children(ProviderCall *call, Str path)
{
	ProviderNames names = { 0 };
	bool has;

	if (!call->def->names || call->def->names(call, path, &names) != FLOW_NEXT)
		return false;
	has = names.n > 0;
	VEC_RELEASE(&names);
	return has;
}

/* ---- paths ---- */

ProviderPath provider_child(ProviderCall *call, const ProviderPath *parent, Str name)
{
	char separator = provider_separator(call->in, parent->def, parent->path);
	ProviderPath child = *parent;

	child.path = provider_below(call->arena, parent->path, separator, name);
	child.shown = child.path;
	if (parent->drive) {
		separator = provider_separator(call->in, parent->def, parent->shown);
		child.shown = provider_below(call->arena, parent->shown, separator, name);
	}
	return child;
}

ProviderPath provider_container(ProviderCall *call, const ProviderPath *path)
{
	ProviderPath up = *path;
	size_t colon = str_find_byte(path->shown, ':', 0);

	if (path->def->flags & PROVIDER_TREE) {
		up.path = provider_parent(call->in, call->arena, path->def, path->path);
		up.shown = path->drive ? provider_parent(call->in, call->arena, path->def, path->shown) : up.path;
	} else {
		up.path = S("");
		up.shown = colon == STR_NONE ? S("") : str_cut(path->shown, 0, colon + 2);
	}
	return up;
}

/* A backtick in front of a wildcard character or of a backtick is taken off (checked with the real engine: others
 * stay). */
static Str unescape(Arena *arena, Str s)
{
	char *p;
	size_t n = 0;

	if (str_find_byte(s, '`', 0) == STR_NONE)
		return s;
	p = arena_alloc(arena, s.n + 1, 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '`' && i + 1 < s.n && strchr("*?[]`", s.p[i + 1]))
			i++;
		p[n++] = s.p[i];
	}
	return (Str){ p, n };
}

bool provider_may_filter(ProviderCall *call, Flow *flow)
{
	if (!call->filter.n || (call->def->flags & PROVIDER_FILTER))
		return true;
	*flow = provider_not_supported(call, "Cannot call method. The provider does not support the use of filters.");
	return false;
}

/* ---- wildcards ---- */

/* Adds the children of a container that match a pattern; last: of the last name of the path. */
static Flow match_children(ProviderCall *call, const ProviderPath *parent, Str pattern, bool last, ProviderPaths *out)
{
	ProviderNames names;
	Flow flow;

	if (!call->def->is_container(call, parent->path))
		return FLOW_NEXT;
	flow = provider_list(call, parent->path, &names);
	for (size_t i = 0; flow == FLOW_NEXT && i < names.n; i++) {
		const ProviderName *name = &names.p[i];

		if (!wildcard_match(pattern, name->name, true) || provider_is_hidden(call, name))
			continue;
		if (last ? !provider_passes(call, name->name) || !provider_filter_match(call->filter, name->name)
			 : !name->container)
			continue;
		VEC_PUSH(out, provider_child(call, parent, name->name));
	}
	VEC_RELEASE(&names);
	return flow;
}

/* One more name of a pattern for all paths found so far. */
static Flow expand_name(ProviderCall *call, ProviderPaths *paths, Str name, bool last, bool *wild)
{
	ProviderPaths next = { 0 };
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < paths->n; i++) {
		ProviderPath child;

		if (wildcard_has(name)) {
			flow = match_children(call, &paths->p[i], name, last, &next);
			continue;
		}
		child = provider_child(call, &paths->p[i], unescape(call->arena, name));
		if (!*wild || call->def->exists(call, child.path))
			if (!last || provider_passes(call, name))
				VEC_PUSH(&next, child);
	}
	*wild |= wildcard_has(name);
	VEC_RELEASE(paths);
	*paths = next;
	return flow;
}

static bool next_name(const ProviderDef *def, Str *rest, Str *name)
{
	size_t n = 0;

	if (!(def->flags & PROVIDER_TREE)) {
		*name = *rest;
		*rest = S("");
		return name->n > 0;
	}
	while (rest->n && provider_is_slash(rest->p[0]))
		*rest = str_cut(*rest, 1, rest->n);
	while (n < rest->n && !provider_is_slash(rest->p[n]))
		n++;
	*name = str_cut(*rest, 0, n);
	*rest = str_cut(*rest, n, rest->n);
	return n > 0;
}

/* What a pattern starts from: the location when it stands in front (its name may hold brackets), else the root. */
static ProviderPath start_of(ProviderCall *call, const ProviderPath *pattern, Str *rest)
{
	Provider *providers = call->in->providers;
	ProviderPath at = provider_place_path(call->arena, &providers->here);

	if (at.def == pattern->def && at.drive == pattern->drive && at.path.n && str_starts(pattern->path, at.path) &&
		(pattern->path.n == at.path.n || provider_is_slash(pattern->path.p[at.path.n]) ||
			provider_is_slash(at.path.p[at.path.n - 1]))) {
		*rest = str_cut(pattern->path, at.path.n, pattern->path.n);
		return at;
	}
	at = *pattern;
	if (at.drive) {
		at.path = string_str(at.drive->root);
		at.shown = provider_drive_form(call->in, call->arena, at.drive, S(""));
	} else {
		at.path = at.shown = str_cut(at.path, 0, provider_root_length(call->in, at.def, at.path));
	}
	*rest = str_cut(pattern->path, at.path.n, pattern->path.n);
	return at;
}

static Flow expand(ProviderCall *call, const ProviderPath *pattern, ProviderPaths *out)
{
	Str rest, name, following;
	bool wild = false;
	Flow flow = FLOW_NEXT;
	ProviderPath start = start_of(call, pattern, &rest);

	VEC_PUSH(out, start);
	while (flow == FLOW_NEXT && out->n && next_name(call->def, &rest, &name)) {
		following = rest;
		while (following.n && provider_is_slash(following.p[0]))
			following = str_cut(following, 1, following.n);
		flow = expand_name(call, out, name, following.n == 0, &wild);
	}
	return flow;
}

/* ---- one text ---- */

static bool find_one(ProviderCall *call, Str text, ProviderPath base, unsigned flags, ProviderPaths *out, Flow *flow)
{
	if (!call->literal) {
		base.path = unescape(call->arena, base.path);
		base.shown = unescape(call->arena, base.shown);
	}
	if (!(flags & PROVIDER_MAY_BE_NEW) && !call->def->exists(call, base.path)) {
		if (!(flags & PROVIDER_QUIET))
			*flow = provider_not_found(call, call->literal ? text : base.shown);
		return false;
	}
	if (!provider_passes(call, provider_leaf(call->in, base.def, base.path)))
		return false;
	VEC_PUSH(out, base);
	return true;
}

bool provider_find(ProviderCall *call, Str text, unsigned flags, ProviderPaths *out, Flow *flow)
{
	ProviderPath base;
	Str name;
	ProviderStatus status = provider_resolve(call->in, call->arena, text, &base, &name);

	*out = (ProviderPaths){ 0 };
	*flow = FLOW_NEXT;
	if (status == PROVIDER_OK) {
		provider_call_use(call, &base);
		*flow = provider_check_dynamic(call);
		if (*flow != FLOW_NEXT || !provider_may_filter(call, flow))
			return false;
		if (call->literal || !wildcard_has(text))
			return find_one(call, text, base, flags, out, flow);
		if (wildcard_is_valid(text)) {
			*flow = expand(call, &base, out);
			return *flow == FLOW_NEXT && out->n > 0;
		}
		status = PROVIDER_BAD_WILDCARD;
	}
	if (!(flags & PROVIDER_QUIET))
		*flow = provider_report(call, status, name);
	return false;
}

Flow provider_each(ProviderCall *call, unsigned flags, ProviderEach *each, void *self)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < call->npaths; i++) {
		ProviderPaths found;

		provider_find(call, call->paths[i], flags, &found, &flow);
		for (size_t k = 0; flow == FLOW_NEXT && k < found.n; k++) {
			provider_call_use(call, &found.p[k]);
			flow = each(call, &found.p[k], self);
		}
		VEC_RELEASE(&found);
	}
	return flow;
}
