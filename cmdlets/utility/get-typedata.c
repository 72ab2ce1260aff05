/* get-typedata: what Update-TypeData said of type names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/wildcard.h"
#include "shell/engine/stage.h"
#include "shell/value/array.h"
#include "shell/value/hash.h"
#include "shell/value/type_data.h"

enum { P_TYPE_NAME };

static const ParamDef params[] = {
	[P_TYPE_NAME] = {
		.name = "TypeName", .type = "String[]", .in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE } }, .flags = PARAM_NOT_EMPTY,
		.help = "The type names; wildcards are allowed.",
	},
};

static Value or_null(Value v)
{
	return v.kind == V_EMPTY ? VALUE_NULL : value_ref(v);
}

static Value make(const TypeDataEntry *entry)
{
	Object *object = object_new_custom();
	Hash *members = hash_new(type_of_id(T_HASHTABLE), true);
	Str names[2] = { S("System.Management.Automation.Runspaces.TypeData"), S("System.Object") };

	for (uint32_t i = 0; i < entry->members->nslots; i++)
		hash_set_text_take(
			members, string_str(entry->members->slots[i].name), value_ref(entry->members->slots[i].value));
	object_set_string(object, S("TypeName"), string_str(entry->name));
	object_set_take(object, S("Members"), hash_value(members));
	object_set_take(object, S("DefaultDisplayPropertySet"), or_null(entry->display_set));
	object_set_take(object, S("DefaultKeyPropertySet"), or_null(entry->key_set));
	object_set_take(object, S("DefaultDisplayProperty"), or_null(entry->display_property));
	object_set_type_names(object, names, 2);
	return object_value(object);
}

static bool is_wanted(Stage *s, Str name)
{
	size_t n;
	const Str *patterns = stage_strings(s, P_TYPE_NAME, &n);

	for (size_t i = 0; i < n; i++)
		if (wildcard_match(patterns[i], name, true))
			return true;
	return n == 0;
}

static Flow process(Stage *s, Value input)
{
	const TypeDataEntry *entry;

	(void)input;
	for (size_t i = 0; (entry = type_data_at(s->interp, i)); i++)
		if (is_wanted(s, string_str(entry->name)))
			FLOW_TRY(stage_write_take(s, make(entry)));
	return FLOW_NEXT;
}

const CmdletDef cmd_get_typedata = {
	.name = "Get-TypeData",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Gives what Update-TypeData said of type names.",
};
