/* get-itempropertyvalue: the bare values of an item's properties. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"
#include "shell/value/member.h"

enum { P_NAME, P_PATH, P_LITERAL_PATH, P_FILTER, P_INCLUDE, P_EXCLUDE, P_CREDENTIAL, P_TRANSACTION, P_COUNT };
static const char *const aliases[] = { "gpv", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "PSProperty", NULL },
		.type = "String[]",
		.in = { { 0, 2, PARAM_MANDATORY } },
		.help = "The properties." },
	[P_PATH] = ROW_PATH({ SET_PATH, 1, PIPED }),
	[P_LITERAL_PATH] = ROW_LITERAL({ SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_FILTER] = ROW_FILTER,
	[P_INCLUDE] = ROW_INCLUDE,
	[P_EXCLUDE] = ROW_EXCLUDE,
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
};

/* The properties come as one object; its values go on. */
static Flow write_values(ProviderCall *call, Value object, const Str *names, size_t n)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++) {
		Value v = VALUE_EMPTY;
		bool found = false;

		flow = member_get(call->in, object, names[i], NULL, &v, &found);
		if (flow == FLOW_NEXT && found)
			flow = stage_write(call->stage, v);
		value_drop(v);
	}
	return flow;
}

static Flow get(ProviderCall *call, const ProviderPath *path, void *self)
{
	size_t n;
	const Str *names = stage_strings(call->stage, P_NAME, &n);
	SinkCollect collect;
	Sink *out = call->out;
	Value object;
	Flow flow;

	(void)self;
	if (!path->def->get_property)
		return provider_not_supported(call,
			"Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.");
	sink_collect_init(&collect);
	call->out = &collect.sink;
	flow = path->def->get_property(call, path->path, names, n);
	call->out = out;
	object = sink_collect_take(&collect);
	if (flow == FLOW_NEXT && object.kind != V_EMPTY)
		flow = write_values(call, object, names, n);
	value_drop(object);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	const Str here = S(".");
	Flow flow;

	(void)input;
	provider_call_init(&call, s);
	if (call.npaths == 0) {
		call.paths = &here;
		call.npaths = 1;
	}
	flow = provider_each(&call, 0, get, NULL);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_get_itempropertyvalue = {
	.name = "Get-ItemPropertyValue",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.process = process,
	.synopsis = "Gets the values of one or more properties of an item.",
};
