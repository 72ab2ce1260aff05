/* get-culture: what the shell formats numbers and dates by. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/types/culture_info.h"

enum { SET_CURRENT = 1, SET_NAME = 2, SET_LIST = 4 };
enum { P_NAME, P_NO_USER_OVERRIDES, P_LIST_AVAILABLE };

static const char *const sets[] = { "CurrentCulture", "Name", "ListAvailable", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_NAME, 1, PARAM_FROM_PIPE } }, .where = WHERE_CORE,
		.flags = PARAM_ALLOW_EMPTY, .help = "Names of cultures, such as de-DE." },
	[P_NO_USER_OVERRIDES] = { .name = "NoUserOverrides", .type = "SwitchParameter",
		.in = { { .sets = SET_CURRENT | SET_NAME } }, .where = WHERE_CORE, .help = "Takes no note of the user's own settings." },
	[P_LIST_AVAILABLE] = { .name = "ListAvailable", .type = "SwitchParameter", .in = { { .sets = SET_LIST } },
		.where = WHERE_CORE, .help = "Gives every culture that is known." },
};
/* clang-format on */

static Flow write_named(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_OBJECT_NOT_FOUND, .id = "ItemNotFoundException", .exception = EXC_CULTURE_NOT_FOUND
	};
	const TypeCulture *culture = types_culture_find(name);
	Flow flow;

	if (culture)
		return stage_write_take(s, types_culture_value(culture));
	spec.target = value_string(name);
	flow = stage_error(s, &spec,
		"Culture is not supported. (Parameter 'name')\n%.*s is an invalid culture identifier.", STR_ARG(name));
	value_drop(spec.target);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	(void)input;
	if (stage_switch(s, P_LIST_AVAILABLE)) {
		for (const TypeCulture *culture = type_culture_table; culture->name; culture++)
			FLOW_TRY(stage_write_take(s, types_culture_value(culture)));
		return FLOW_NEXT;
	}
	if (!stage_bound(s, P_NAME))
		return stage_write_take(s, types_culture_value(types_culture(s->interp, VALUE_NULL)));
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(write_named(s, names[i]));
	return FLOW_NEXT;
}

const CmdletDef cmd_get_culture = {
	.name = "Get-Culture",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_CURRENT,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Globalization.CultureInfo", NULL },
	.process = process,
	.synopsis = "Gives the culture that numbers and dates are written by.",
};
