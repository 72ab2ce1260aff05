/* set-itemproperty: changes properties of items. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { SET_VALUE = 1, SET_OBJECT = 2, SET_LITERAL_VALUE = 4, SET_LITERAL_OBJECT = 8 };
enum { P_NAME, P_VALUE, P_INPUT_OBJECT, P_PASS_THRU, ITEM_PARAMS, P_COUNT };
static const char *const sets[] = { "propertyValuePathSet", "propertyPSObjectPathSet", "propertyValueLiteralPathSet",
	"propertyPSObjectLiteralPathSet", NULL };
static const char *const aliases[] = { "sp", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "PSProperty", NULL },
		.type = "String",
		.in = { { SET_VALUE | SET_LITERAL_VALUE, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The property." },
	[P_VALUE] = { .name = "Value",
		.type = "Object",
		.in = { { SET_VALUE | SET_LITERAL_VALUE, 3, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "Its new value." },
	[P_INPUT_OBJECT] = { .name = "InputObject",
		.type = "PSObject",
		.in = { { SET_OBJECT | SET_LITERAL_OBJECT, 0, PARAM_MANDATORY | PIPED } },
		.help = "An object with the properties and their values." },
	[P_PASS_THRU] = ROW_PASS_THRU,
	[P_PATH] = ROW_PATH({ SET_VALUE | SET_OBJECT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_LITERAL_PATH] =
		ROW_LITERAL({ SET_LITERAL_VALUE | SET_LITERAL_OBJECT, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_FILTER] = ROW_FILTER,
	[P_INCLUDE] = ROW_INCLUDE,
	[P_EXCLUDE] = ROW_EXCLUDE,
	[P_FORCE] = ROW_FORCE,
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow set(ProviderCall *call, const ProviderPath *path, void *self)
{
	const Value *properties = self;

	if (path->def->set_property)
		return path->def->set_property(call, path->path, *properties);
	return provider_not_supported(
		call, "Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.");
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	Value properties;
	Flow flow;

	(void)input;
	if (stage_bound(s, P_INPUT_OBJECT)) {
		properties = value_ref(s->args[P_INPUT_OBJECT]);
	} else {
		Object *one = object_new_custom();

		object_set(one, stage_str(s, P_NAME), s->args[P_VALUE]);
		properties = object_value(one);
	}
	provider_call_init(&call, s);
	if (!call.pass_thru)
		call.out = NULL;
	flow = provider_each(&call, 0, set, &properties);
	provider_call_release(&call);
	value_drop(properties);
	return flow;
}

const CmdletDef cmd_set_itemproperty = {
	.name = "Set-ItemProperty",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_VALUE,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Changes the value of a property of an item.",
};
