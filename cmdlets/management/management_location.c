/* management_location: going somewhere: what Set-, Push- and Pop-Location have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>

#include "cmdlets/management/management.h"
#include "shell/base/wildcard.h"

static Flow too_many(Stage *s, Str text)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };
	Buf message = BUF_INIT;
	Flow flow;

	error_format(&message, edition_text(stage_edition(s), ET_SET_LOCATION_MANY), &text, 1);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&message)));
	buf_release(&message);
	return flow;
}

static Flow cannot_enter(ProviderCall *call, const ProviderPath *path)
{
	ProviderFailure failure = { .prefix = "SetLocation", .path = path->path, .category = CAT_OPEN_ERROR };

	return provider_failed(call, &failure, errno);
}

Flow management_arrive(ProviderCall *call, const ProviderPath *path, bool pass_thru)
{
	if (!provider_set_location(call->in, path))
		return cannot_enter(call, path);
	if (pass_thru)
		return stage_write_take(call->stage, provider_location(call->in));
	return FLOW_NEXT;
}

/* The containers a text stands for: there must be one. */
static Flow enter(ProviderCall *call, Str text, ProviderPaths *found, bool pass_thru)
{
	const ProviderPath *only = NULL;

	for (size_t i = 0; i < found->n; i++) {
		provider_call_use(call, &found->p[i]);
		if (!found->p[i].def->is_container(call, found->p[i].path))
			continue;
		if (only)
			return too_many(call->stage, text);
		only = &found->p[i];
	}
	if (!only)
		return provider_not_found(call, text);
	provider_call_use(call, only);
	return management_arrive(call, only, pass_thru);
}

/* A pattern that matches nothing: no error was reported yet. */
static bool matched_nothing(ProviderCall *call, Str text)
{
	ProviderPath path;
	Str name;

	return !call->literal && wildcard_has(text) &&
	       provider_resolve(call->in, call->arena, text, &path, &name) == PROVIDER_OK;
}

Flow management_go(ProviderCall *call, Str text, bool pass_thru)
{
	ProviderPaths found;
	Flow flow;

	call->force = true;
	if (provider_find(call, text, PROVIDER_MAY_BE_NEW, &found, &flow)) {
		provider_call_use(call, &found.p[0]);
		if (found.n == 1 && !found.p[0].def->exists(call, found.p[0].path))
			flow = provider_not_found(call, call->literal ? text : found.p[0].shown);
		else
			flow = enter(call, text, &found, pass_thru);
	} else if (flow == FLOW_NEXT && matched_nothing(call, text)) {
		flow = provider_not_found(call, text);
	}
	free(found.p);
	return flow;
}
