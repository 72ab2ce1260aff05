/* provider_transfer: Copy-Item and Move-Item between paths, and $drive:name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"

/* ---- copy and move ---- */

/* The target of this error is the list of paths that one text stood for. */
static Flow other_provider(ProviderCall *call, bool move)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = move ? "System.Management.Automation.PSArgumentException"
			   : "CopyItemSourceAndDestinationNotSameProvider",
		.exception = EXC_PS_ARGUMENT };
	Flow flow;

	spec.target = array_from_strings(call->paths, call->npaths, NULL);
	flow = stage_error(call->stage, &spec, "%s",
		move ? "Cannot move the item because the source and destination paths did not resolve to the same provider."
		     : "Source and destination path did not resolve to the same provider.");
	value_drop(spec.target);
	return flow;
}

static Flow transfer_one(ProviderCall *call, const ProviderPath *from, const ProviderPath *to, bool move, bool recurse)
{
	provider_call_use(call, from);
	if (from->def != to->def)
		return other_provider(call, move);
	if (move && from->def->move)
		return from->def->move(call, from->path, to->path);
	if (!move && from->def->copy)
		return from->def->copy(call, from->path, to->path, recurse);
	return provider_not_supported(
		call, from->def->flags & PROVIDER_TREE
			      ? "Provider operation stopped because the provider does not support "
				"this operation."
			      : "The NavigationCmdletProvider methods are not supported by this provider.");
}

Flow provider_transfer(ProviderCall *call, Str text, Str to, bool move, bool recurse)
{
	ProviderPaths found;
	ProviderPath target;
	ProviderStatus status;
	Str name;
	Flow flow;

	if (!provider_find(call, text, 0, &found, &flow))
		goto out;
	status = provider_resolve(call->in, call->arena, to, &target, &name);
	if (status != PROVIDER_OK) {
		flow = provider_report(call, status, name);
		goto out;
	}
	for (size_t i = 0; flow == FLOW_NEXT && i < found.n; i++)
		flow = transfer_one(call, &found.p[i], &target, move, recurse);
out:
	VEC_RELEASE(&found);
	return flow;
}

/* ---- $drive:name ---- */

static bool resolve_variable(Interp *in, Arena *arena, Str drive, Str name, ProviderPath *path)
{
	Str text = provider_concat(arena, provider_concat(arena, drive, S(":")), name), missing;

	return provider_resolve(in, arena, text, path, &missing) == PROVIDER_OK;
}

static Flow no_drive(Interp *in, Str drive)
{
	Value target = value_string(drive);
	Fault fault = { .id = "DriveNotFound",
		.category = CAT_OBJECT_NOT_FOUND,
		.exception = EXC_DRIVE_NOT_FOUND,
		.target = target };
	Flow flow = fault_raise(
		in, &fault, "Cannot find drive. A drive with the name '%.*s' does not exist.", STR_ARG(drive));

	value_drop(target);
	return flow;
}

static Flow no_content(Interp *in, const ProviderDef *def)
{
	Fault fault = { .id = "NotSupported", .category = CAT_NOT_IMPLEMENTED, .exception = EXC_PS_NOT_SUPPORTED };

	return fault_raise(in, &fault,
		"Cannot use interface. The IContentCmdletProvider interface is not implemented by this provider (%s).",
		def->name);
}

Flow provider_get_variable(Interp *in, Str drive, Str name, Value *out, bool *found)
{
	Arena *arena = arena_new(0);
	ProviderPath path;
	Flow flow;

	*out = VALUE_NULL;
	*found = false;
	if (!resolve_variable(in, arena, drive, name, &path))
		flow = FLOW_NEXT; /* there is no such variable: only writing one needs its drive */
	else if (!path.def->get_variable)
		flow = no_content(in, path.def);
	else
		flow = path.def->get_variable(in, path.path, out, found);
	arena_free(arena);
	return flow;
}

Flow provider_set_variable(Interp *in, Str drive, Str name, Value v)
{
	Arena *arena = arena_new(0);
	ProviderPath path;
	Flow flow;

	if (!resolve_variable(in, arena, drive, name, &path))
		flow = no_drive(in, drive);
	else if (!path.def->set_variable)
		flow = no_content(in, path.def);
	else
		flow = path.def->set_variable(in, path.path, v);
	arena_free(arena);
	return flow;
}
