/* get-verb: the verbs that names of commands should begin with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/wildcard.h"
#include "shell/engine/stage.h"
#include "shell/engine/verb.h"
#include "shell/value/object.h"
#include "shell/value/view.h"

enum { P_VERB, P_GROUP };

static const char *const groups[] = { "Common", "Communications", "Data", "Diagnostic", "Lifecycle", "Other",
	"Security", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_VERB] = { .name = "Verb", .type = "String[]", .in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The verbs; wildcards are allowed.", .default_text = "*" },
	[P_GROUP] = { .name = "Group", .type = "String[]", .in = { { .pos1 = 2, .flags = PARAM_FROM_PIPE_PROP } },
		.where = WHERE_CORE, .check = { .kind = CHECK_SET, .set = groups }, .help = "Only verbs of these groups." },
};

/* What Core says of a verb; Desktop tells its name and group. */
static const ViewItem core_columns[] = {
	{ .prop = "Verb", .width = 11 }, { .prop = "AliasPrefix", .width = 11 }, { .prop = "Group", .width = 14 },
	{ .prop = "Description" }, { 0 },
};
/* clang-format on */
static const ViewDef core_view = { .shape = VIEW_TABLE, .items = core_columns };
static const TypeDef info_type = {
	.name = "System.Management.Automation.VerbInfo", .base = &type_known[T_OBJECT], .view = &core_view
};

static bool fits_any(Stage *s, int param, const char *text)
{
	size_t n;
	const Str *patterns = stage_strings(s, param, &n);

	for (size_t i = 0; i < n; i++)
		if (wildcard_match(patterns[i], str_from(text), true))
			return true;
	return n == 0;
}

static Value verb_value(const Edition *edition, const Verb *verb)
{
	bool core = (edition->where & WHERE_CORE) != 0;
	Object *object = core ? object_new(&info_type) : object_new_custom();

	object_set_string(object, S("Verb"), str_from(verb->name));
	if (core)
		object_set_string(object, S("AliasPrefix"), str_from(verb->alias));
	object_set_string(object, S("Group"), str_from(verb->group));
	if (core)
		object_set_string(object, S("Description"), str_from(verb->description));
	return object_value(object);
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	for (const Verb *verb = verb_all; verb->name; verb++)
		if (verb_is_here(stage_edition(s), verb) && fits_any(s, P_VERB, verb->name) &&
			fits_any(s, P_GROUP, verb->group))
			FLOW_TRY(stage_write_take(s, verb_value(stage_edition(s), verb)));
	return FLOW_NEXT;
}

const CmdletDef cmd_get_verb = {
	.name = "Get-Verb",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.VerbInfo", NULL },
	.process = process,
	.synopsis = "Gives the verbs that names of commands should begin with.",
};
