/* provider_location: where we are, where we were, and the stacks of Push-Location. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <unistd.h>

#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"

static void drop_string(String *s)
{
	if (s)
		value_drop(value_of_string(s));
}

/* ---- the location ---- */

Value provider_location(Interp *in)
{
	const ProviderPlace *here = &in->providers->here;
	ProviderPath path = { here->def, here->drive, string_str(here->path), string_str(here->shown) };

	return provider_path_value(in, &path);
}

void provider_real_location(Interp *in, Buf *out)
{
	provider_file_name(in, string_str(in->providers->file_here.path), out);
}

static void push_place(ProviderPlaces *places, const ProviderPlace *from)
{
	ProviderPath path = { from->def, from->drive, string_str(from->path), string_str(from->shown) };
	ProviderPlace place = { 0 };

	provider_place_set(&place, &path);
	VEC_PUSH(places, place);
	if (places->n > PROVIDER_HISTORY_MAX) {
		provider_place_release(&places->p[0]);
		memmove(places->p, places->p + 1, --places->n * sizeof(places->p[0]));
	}
}

/* What a path is below its drive's root. */
static Str below_root(const ProviderPath *path)
{
	Str root = string_str(path->drive->root), below = path->path;

	if (below.n >= root.n)
		below = str_cut(below, root.n, below.n);
	else
		below = S("");
	while (below.n && provider_is_slash(below.p[0]))
		below = str_cut(below, 1, below.n);
	while (below.n && provider_is_slash(below.p[below.n - 1]))
		below.n--;
	return below;
}

/* cd d/ leaves no separator at the end, unless it is the root. */
static Str without_end(Str path, const char *root_end)
{
	while (path.n > 1 && provider_is_slash(path.p[path.n - 1]) && !str_ends(path, str_from(root_end)) &&
		!str_ends(path, S(":/")))
		path.n--;
	return path;
}

static bool enter(Interp *in, const ProviderPath *to)
{
	Buf folder = BUF_INIT;
	bool entered = true;

	if (to->def == &provider_filesystem) {
		provider_file_name(in, to->path, &folder);
		entered = chdir(folder.p) == 0;
		buf_release(&folder);
	}
	return entered;
}

static void arrive(Interp *in, const ProviderPath *path)
{
	Provider *providers = in->providers;
	ProviderPath to = *path;

	to.path = without_end(to.path, ":\\");
	to.shown = without_end(to.shown, ":\\");
	if (to.drive) {
		drop_string(to.drive->current);
		to.drive->current = provider_string(below_root(&to));
	}
	provider_place_set(&providers->here, &to);
	if (to.def == &provider_filesystem)
		provider_place_set(&providers->file_here, &to);
}

bool provider_set_location(Interp *in, const ProviderPath *path)
{
	Provider *providers = in->providers;

	if (!enter(in, path))
		return false;
	push_place(&providers->back, &providers->here);
	provider_places_release(&providers->forward);
	arrive(in, path);
	return true;
}

bool provider_history(Interp *in, bool forward, Arena *arena, ProviderPath *out)
{
	Provider *providers = in->providers;
	ProviderPlaces *from = forward ? &providers->forward : &providers->back;
	ProviderPlaces *to = forward ? &providers->back : &providers->forward;

	if (from->n == 0)
		return false;
	*out = provider_place_path(arena, &from->p[from->n - 1]);
	if (!enter(in, out))
		return false;
	push_place(to, &providers->here);
	arrive(in, out);
	provider_place_release(&from->p[--from->n]);
	return true;
}

bool provider_location_of(Interp *in, const ProviderDef *def, ProviderDrive *drive, Arena *arena, ProviderPath *out)
{
	Provider *providers = in->providers;
	ProviderDrive *at = drive;
	char separator;

	if (!drive && def == providers->here.def) {
		*out = provider_place_path(arena, &providers->here);
		return true;
	}
	if (!drive && def == &provider_filesystem) {
		*out = provider_place_path(arena, &providers->file_here);
		return true;
	}
	for (ProviderDrive *each = providers->drives; each && !at; each = each->next)
		if (each->def == def)
			at = each;
	if (!at)
		return false;
	separator = provider_separator(in, at->def, string_str(at->root));
	*out = (ProviderPath){ at->def, at,
		provider_below(arena, string_str(at->root), separator, string_str(at->current)),
		provider_drive_form(in, arena, at, string_str(at->current)) };
	return true;
}

/* ---- stacks ---- */

static Str stack_name(Provider *providers, Str name)
{
	return name.n ? name : string_str(providers->stack);
}

static ProviderStack *find_stack(Provider *providers, Str name)
{
	ProviderStack *stack = providers->stacks;

	name = stack_name(providers, name);
	while (stack && !str_ieq(string_str(stack->name), name))
		stack = stack->next;
	return stack;
}

void provider_push(Interp *in, Str name)
{
	Provider *providers = in->providers;
	ProviderStack *stack = find_stack(providers, name);
	ProviderPlace place = { 0 };
	ProviderPath here = { providers->here.def, providers->here.drive, string_str(providers->here.path),
		string_str(providers->here.shown) };

	if (!stack) {
		stack = MEM_NEW(ProviderStack);
		stack->name = provider_string(stack_name(providers, name));
		stack->next = providers->stacks;
		providers->stacks = stack;
	}
	provider_place_set(&place, &here);
	VEC_PUSH(&stack->places, place);
}

static void remove_stack(Provider *providers, ProviderStack *stack)
{
	ProviderStack **at = &providers->stacks;

	while (*at != stack)
		at = &(*at)->next;
	*at = stack->next;
	provider_places_release(&stack->places);
	drop_string(stack->name);
	free(stack);
}

static bool is_default(Provider *providers, Str name)
{
	name = stack_name(providers, name);
	return str_ieq(name, S("default")) || str_ieq(name, string_str(providers->stack));
}

bool provider_pop(Interp *in, Str name, Arena *arena, ProviderPath *out, bool *found)
{
	Provider *providers = in->providers;
	ProviderStack *stack = find_stack(providers, name);
	ProviderPlace *last;

	*found = stack != NULL;
	if (!stack)
		return is_default(providers, name);
	last = &stack->places.p[--stack->places.n];
	*out = provider_place_path(arena, last);
	provider_place_release(last);
	if (stack->places.n == 0)
		remove_stack(
			providers, stack); /* a named stack is gone when it is empty (checked with the real engine) */
	return true;
}

bool provider_set_stack(Interp *in, Str name)
{
	Provider *providers = in->providers;
	String *before = providers->stack;

	if (!name.n)
		name = S("default");
	if (!str_ieq(name, S("default")) && !find_stack(providers, name))
		return false;
	providers->stack = provider_string(name);
	drop_string(before);
	return true;
}

Value provider_stack_value(Interp *in, Str name)
{
	Provider *providers = in->providers;
	ProviderStack *stack = find_stack(providers, name);
	ProviderPaths paths = { 0 };
	Value v;

	if (!stack && !is_default(providers, name))
		return VALUE_NULL;
	for (size_t i = stack ? stack->places.n : 0; i > 0; i--) {
		const ProviderPlace *place = &stack->places.p[i - 1];
		ProviderPath path = { place->def, place->drive, string_str(place->path), string_str(place->shown) };

		VEC_PUSH(&paths, path);
	}
	v = provider_paths_value(in, stack_name(providers, name), &paths);
	VEC_RELEASE(&paths);
	return v;
}
