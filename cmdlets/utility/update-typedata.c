/* update-typedata: members and views that a script gives to a type name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/type_data.h"

enum { SET_DYNAMIC = 1, SET_DATA = 2, SET_FILE = 4 };
enum {
	P_MEMBER_TYPE,
	P_MEMBER_NAME,
	P_VALUE,
	P_SECOND_VALUE,
	P_TYPE_CONVERTER,
	P_TYPE_ADAPTER,
	P_SERIALIZATION_METHOD,
	P_TARGET_TYPE,
	P_SERIALIZATION_DEPTH,
	P_DISPLAY_PROPERTY,
	P_INHERIT,
	P_STRING_SOURCE,
	P_DISPLAY_SET,
	P_KEY_SET,
	P_SERIALIZATION_SET,
	P_TYPE_NAME,
	P_FORCE,
	P_TYPE_DATA,
	P_APPEND_PATH,
	P_PREPEND_PATH,
};
/* PSMemberTypes */
enum { ALIAS_PROPERTY = 1, NOTE_PROPERTY = 8, SCRIPT_PROPERTY = 16, SCRIPT_METHOD = 256 };

static const char *const sets[] = { "DynamicTypeSet", "TypeDataSet", "FileSet", NULL };
static const char serialization_help[] = "How objects of the type are sent to other machines.";
#define DYNAMIC(text, kind, words)                                                                                     \
	{                                                                                                              \
		.name = (text), .type = (kind), .in = { { .sets = SET_DYNAMIC } }, .help = (words)                     \
	}

/* clang-format off */
static const ParamDef params[] = {
	[P_MEMBER_TYPE] = { .name = "MemberType", .type = "PSMemberTypes", .in = { { .sets = SET_DYNAMIC } }, .flags = PARAM_NOT_NULL,
		.help = "NoteProperty, AliasProperty, ScriptProperty or ScriptMethod." },
	[P_MEMBER_NAME] = { .name = "MemberName", .type = "String", .in = { { .sets = SET_DYNAMIC } }, .flags = PARAM_NOT_EMPTY,
		.help = "The name of the member." },
	[P_VALUE] = DYNAMIC("Value", "Object", "The value, the script block, or the other name."),
	[P_SECOND_VALUE] = DYNAMIC("SecondValue", "Object", "The script block that sets a ScriptProperty."),
	[P_TYPE_CONVERTER] = { .name = "TypeConverter", .type = "Type", .in = { { .sets = SET_DYNAMIC } }, .flags = PARAM_NOT_DONE,
		.help = "A type that converts values to this one." },
	[P_TYPE_ADAPTER] = { .name = "TypeAdapter", .type = "Type", .in = { { .sets = SET_DYNAMIC } }, .flags = PARAM_NOT_DONE,
		.help = "A type that shows objects of this one." },
	[P_SERIALIZATION_METHOD] = DYNAMIC("SerializationMethod", "String", serialization_help),
	[P_TARGET_TYPE] = DYNAMIC("TargetTypeForDeserialization", "Type", serialization_help),
	[P_SERIALIZATION_DEPTH] = DYNAMIC("SerializationDepth", "Int32", serialization_help),
	[P_DISPLAY_PROPERTY] = DYNAMIC("DefaultDisplayProperty", "String", "The property that Format-Wide shows."),
	[P_INHERIT] = DYNAMIC("InheritPropertySerializationSet", "Object", serialization_help),
	[P_STRING_SOURCE] = DYNAMIC("StringSerializationSource", "String", serialization_help),
	[P_DISPLAY_SET] = DYNAMIC("DefaultDisplayPropertySet", "String[]", "The properties that are shown where none are named."),
	[P_KEY_SET] = DYNAMIC("DefaultKeyPropertySet", "String[]", "The properties by which objects are grouped and sorted."),
	[P_SERIALIZATION_SET] = DYNAMIC("PropertySerializationSet", "String[]", serialization_help),
	[P_TYPE_NAME] = { .name = "TypeName", .type = "String", .flags = PARAM_NOT_EMPTY, .help = "The type name.",
		.in = { { SET_DYNAMIC, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } } },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .in = { { .sets = SET_DYNAMIC | SET_DATA } },
		.help = "Replaces what was said before." },
	[P_TYPE_DATA] = { .name = "TypeData", .type = "Object[]", .in = { { SET_DATA, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.flags = PARAM_NOT_DONE, .help = "What Get-TypeData gave." },
	[P_APPEND_PATH] = { .name = "AppendPath", .aliases = (const char *const[]){ "PSPath", "Path", NULL }, .type = "String[]",
		.in = { { SET_FILE, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_DONE,
		.help = "Files of types (.ps1xml)." },
	[P_PREPEND_PATH] = { .name = "PrependPath", .type = "String[]", .in = { { .sets = SET_FILE } }, .flags = PARAM_NOT_DONE,
		.help = "Files of types (.ps1xml)." },
};
/* clang-format on */

static Flow fail(Stage *s, const char *fmt, ...) PRINTF(2, 3);

static Flow fail(Stage *s, const char *fmt, ...)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "TypesDynamicUpdateException", .exception = EXC_RUNTIME
	};
	Buf text = BUF_INIT;
	va_list args;
	Flow flow;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

/* ---- the member ---- */

static Flow read_block(Stage *s, int param, Value *out)
{
	*out = VALUE_EMPTY;
	if (!stage_bound(s, param) || value_is_null(s->args[param]))
		return FLOW_NEXT;
	return convert_to(s->interp, s->args[param], type_of_id(T_SCRIPTBLOCK), out);
}

/* The slot's kind and owned values; *known false: a kind that is not made here. */
static Flow read_member(Stage *s, SlotKind *kind, Value *value, Value *setter, bool *known)
{
	*setter = *value = VALUE_EMPTY;
	*known = true;
	switch (stage_int(s, P_MEMBER_TYPE, 0)) {
	case NOTE_PROPERTY:
		*kind = SLOT_NOTE;
		*value = stage_bound(s, P_VALUE) ? value_ref(s->args[P_VALUE]) : VALUE_NULL;
		return FLOW_NEXT;
	case ALIAS_PROPERTY:
		*kind = SLOT_ALIAS;
		return convert_to_string(s->interp, stage_bound(s, P_VALUE) ? s->args[P_VALUE] : VALUE_NULL, value);
	case SCRIPT_PROPERTY:
		*kind = SLOT_SCRIPT;
		FLOW_TRY(read_block(s, P_VALUE, value));
		return read_block(s, P_SECOND_VALUE, setter);
	case SCRIPT_METHOD:
		*kind = SLOT_METHOD;
		return read_block(s, P_VALUE, value);
	default:
		*known = false;
		return FLOW_NEXT;
	}
}

static Flow add_member(Stage *s, TypeDataEntry *entry)
{
	Str name = stage_str(s, P_MEMBER_NAME);
	Value value, setter;
	SlotKind kind = SLOT_NOTE;
	bool known;

	if (!name.n)
		return fail(s, "The MemberName parameter is required for the type \"%s\".", entry->name->p);
	if (object_find_peek(entry->members, name) && !stage_switch(s, P_FORCE))
		return fail(s, "Error in TypeData \"%s\": The member %.*s is already present.", entry->name->p,
			STR_ARG(name));
	FLOW_TRY(read_member(s, &kind, &value, &setter, &known));
	if (!known)
		return stage_not_done(s, "Update-TypeData with this -MemberType");
	(void)object_remove(entry->members, name);
	object_add_take(entry->members, value_string(name).string, kind, value)->setter = setter;
	return FLOW_NEXT;
}

/* ---- the rest ---- */

/* Kept for Get-TypeData: there is no other machine to send objects to. */
static void keep(Stage *s, TypeDataEntry *entry, int param)
{
	if (!stage_bound(s, param))
		return;
	if (entry->serialization.kind != V_HASH)
		entry->serialization = hash_value(hash_new(type_of_id(T_HASHTABLE), true));
	hash_set_text_take(entry->serialization.hash, str_from(params[param].name), value_ref(s->args[param]));
}

static Flow set_views(Stage *s, TypeDataEntry *entry)
{
	bool force = stage_switch(s, P_FORCE);

	if (stage_bound(s, P_DISPLAY_SET)) {
		if (entry->display_names && !force)
			return fail(s,
				"Error in TypeData \"%s\": The member DefaultDisplayPropertySet is already present.",
				entry->name->p);
		type_data_set_display_take(entry, value_ref(s->args[P_DISPLAY_SET]));
	}
	if (stage_bound(s, P_KEY_SET))
		value_set_take(&entry->key_set, value_ref(s->args[P_KEY_SET]));
	if (stage_bound(s, P_DISPLAY_PROPERTY))
		value_set_take(&entry->display_property, value_ref(s->args[P_DISPLAY_PROPERTY]));
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	static const int kept[] = { P_SERIALIZATION_METHOD, P_TARGET_TYPE, P_SERIALIZATION_DEPTH, P_INHERIT,
		P_STRING_SOURCE, P_SERIALIZATION_SET };
	TypeDataEntry *entry;
	Flow flow = FLOW_NEXT;

	(void)input;
	if (!stage_bound(s, P_TYPE_NAME) || !stage_should(s, stage_str(s, P_TYPE_NAME), S("Update-TypeData"), &flow))
		return flow;
	entry = type_data_entry(s->interp, str_trim(stage_str(s, P_TYPE_NAME)), true);
	for (size_t i = 0; i < COUNT(kept); i++)
		keep(s, entry, kept[i]);
	FLOW_TRY(set_views(s, entry));
	return stage_bound(s, P_MEMBER_TYPE) ? add_member(s, entry) : FLOW_NEXT;
}

const CmdletDef cmd_update_typedata = {
	.name = "Update-TypeData",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_DYNAMIC,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Gives members and a view to a type name.",
};
