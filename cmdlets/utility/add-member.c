/* add-member: gives an object further properties and methods. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"

enum {
	SET_TYPE_NAME = 1,
	SET_SINGLE = 2,
	SET_MULTI = 4,
	SET_MEMBER = 8,
	SETS_ADDING = SET_SINGLE | SET_MULTI | SET_MEMBER
};
enum {
	P_INPUT_OBJECT,
	P_MEMBER_TYPE,
	P_NAME,
	P_VALUE,
	P_SECOND_VALUE,
	P_TYPE_NAME,
	P_FORCE,
	P_PASS_THRU,
	P_NOTE_PROPERTY_NAME,
	P_NOTE_PROPERTY_VALUE,
	P_NOTE_PROPERTY_MEMBERS,
};
/* PSMemberTypes */
enum { ALIAS_PROPERTY = 1, NOTE_PROPERTY = 8, SCRIPT_PROPERTY = 16, PROPERTY_SET = 32, SCRIPT_METHOD = 256 };

static const char *const sets[] = { "TypeNameSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet",
	"MemberSet", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject",
		.in = { { .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The object that gets the member." },
	[P_MEMBER_TYPE] = { .name = "MemberType", .aliases = (const char *const[]){ "Type", NULL }, .type = "PSMemberTypes",
		.in = { { SET_MEMBER, 1, PARAM_MANDATORY } },
		.help = "NoteProperty, ScriptProperty, ScriptMethod, AliasProperty or PropertySet." },
	[P_NAME] = { .name = "Name", .type = "String", .in = { { SET_MEMBER, 2, PARAM_MANDATORY } },
		.help = "The name of the member." },
	[P_VALUE] = { .name = "Value", .type = "Object", .in = { { SET_MEMBER, 3, 0 } },
		.help = "The value, the script block, the other name, or the names." },
	[P_SECOND_VALUE] = { .name = "SecondValue", .type = "Object", .in = { { SET_MEMBER, 4, 0 } },
		.help = "The script block that sets a ScriptProperty, or the type of an AliasProperty." },
	[P_TYPE_NAME] = { .name = "TypeName", .type = "String", .flags = PARAM_NOT_EMPTY,
		.in = { { SET_TYPE_NAME, 0, PARAM_MANDATORY }, { SETS_ADDING, 0, 0 } },
		.help = "A type name that is put in front of the object's own." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .in = { { .sets = SETS_ADDING } },
		.help = "Replaces a member of that name." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the object." },
	[P_NOTE_PROPERTY_NAME] = { .name = "NotePropertyName", .type = "String", .flags = PARAM_NOT_EMPTY | PARAM_YIELDS,
		.in = { { SET_SINGLE, 1, PARAM_MANDATORY } }, .help = "The name of the property." },
	[P_NOTE_PROPERTY_VALUE] = { .name = "NotePropertyValue", .type = "Object",
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.in = { { SET_SINGLE, 2, PARAM_MANDATORY } }, .help = "The value of the property." },
	[P_NOTE_PROPERTY_MEMBERS] = { .name = "NotePropertyMembers", .type = "IDictionary", .flags = PARAM_NOT_EMPTY,
		.in = { { SET_MULTI, 1, PARAM_MANDATORY } }, .help = "Names and values of properties." },
};
/* clang-format on */

/* ---- adding one ---- */

/* A member as it will stand in the object; the values are owned. */
typedef struct NewMember {
	Str name;
	SlotKind kind;
	Value value, setter;
	const TypeDef *type;
} NewMember;

static void drop_member(NewMember *member)
{
	value_drop(member->value);
	value_drop(member->setter);
}

static Flow exists_already(Stage *s, Value object, Str name)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "MemberAlreadyExists",
		.exception = EXC_INVALID_OPERATION,
		.target = object,
		.target_type = "PSObject" };

	return stage_error(s, &spec,
		"Cannot add a member with the name \"%.*s\" because a member with that name already exists. To overwrite the "
		"member anyway, add the Force parameter to your command.",
		STR_ARG(name));
}

static Flow has_member(Stage *s, Value object, Str name, bool *yes)
{
	Value ignored = VALUE_EMPTY;

	FLOW_TRY(member_get_own(s->interp, object, name, &ignored, yes));
	value_drop(ignored);
	*yes = *yes || member_has_method(s->interp, object, name) ||
	       (object.kind == V_OBJECT && object_find_peek(object.object, name));
	return FLOW_NEXT;
}

/* Takes the member's values. */
static Flow add_take(Stage *s, Value object, NewMember *member)
{
	bool exists = false;
	Flow flow = stage_switch(s, P_FORCE) ? FLOW_NEXT : has_member(s, object, member->name, &exists);
	Slot *slot;

	if (flow != FLOW_NEXT || exists) {
		drop_member(member);
		return flow != FLOW_NEXT ? flow : exists_already(s, object, member->name);
	}
	(void)object_remove(object.object, member->name);
	slot = object_add_take(object.object, value_string(member->name).string, member->kind, member->value);
	slot->setter = member->setter;
	slot->type = member->type;
	return FLOW_NEXT;
}

/* ---- the kinds ---- */

static Flow refuse(Stage *s, const char *id, const char *fmt)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = id, .exception = EXC_ARGUMENT };
	Value type = VALUE_EMPTY;
	Str name;
	Flow flow;
	Buf text = BUF_INIT;

	FLOW_TRY(convert_to_string(s->interp, s->args[P_MEMBER_TYPE], &type));
	name = string_str(type.string);
	error_format(&text, fmt, &name, 1);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(type);
	return flow;
}

static Value argument(const Stage *s, int param)
{
	return stage_bound(s, param) ? s->args[param] : VALUE_NULL;
}

/* V_NULL stays; everything else must be a script block. */
static Flow read_block(Stage *s, int param, Value *out)
{
	Value v = argument(s, param);

	*out = VALUE_NULL;
	return value_is_null(v) ? FLOW_NEXT : convert_to(s->interp, v, type_of_id(T_SCRIPTBLOCK), out);
}

static Flow read_script_property(Stage *s, NewMember *member, bool *bad)
{
	member->kind = SLOT_SCRIPT;
	FLOW_TRY(read_block(s, P_VALUE, &member->value));
	FLOW_TRY(read_block(s, P_SECOND_VALUE, &member->setter));
	if (member->setter.kind == V_NULL)
		member->setter = VALUE_EMPTY;
	*bad = value_is_null(member->value) && value_is_null(member->setter);
	return *bad ? refuse(s, "Value1AndValue2AreNotBothNull",
			      "The Value and SecondValue parameters should not both be null for a member of type \"{0}\". "
			      "Specify a non-null value for one of the two parameters.")
		    : FLOW_NEXT;
}

static Flow read_alias(Stage *s, NewMember *member)
{
	Value type = VALUE_EMPTY;

	member->kind = SLOT_ALIAS;
	FLOW_TRY(convert_to_string(s->interp, argument(s, P_VALUE), &member->value));
	if (value_is_null(argument(s, P_SECOND_VALUE)))
		return FLOW_NEXT;
	FLOW_TRY(convert_to(s->interp, argument(s, P_SECOND_VALUE), type_of_id(T_TYPE), &type));
	member->type = type.typeref;
	return FLOW_NEXT;
}

static Flow read_property_set(Stage *s, NewMember *member)
{
	member->kind = SLOT_SET;
	return convert_to(s->interp, argument(s, P_VALUE), &type_string_array, &member->value);
}

/* Which kinds take no second value, and which need a first. */
static Flow check_values(Stage *s, int64_t type, bool *bad)
{
	bool takes_second = type == SCRIPT_PROPERTY || type == ALIAS_PROPERTY;

	*bad = true;
	if (!takes_second && !value_is_null(argument(s, P_SECOND_VALUE)))
		return refuse(s, "Value2ShouldNotBeSpecified",
			"The SecondValue parameter is not necessary for a member of type \"{0}\", and should not be specified. "
			"Do not specify the SecondValue parameter when you add members of this type.");
	if (type != NOTE_PROPERTY && type != SCRIPT_PROPERTY && value_is_null(argument(s, P_VALUE)))
		return refuse(s, "Value1ShouldNotBeNull",
			"The Value parameter should not be null for a member of type \"{0}\". Specify a non-null value for the "
			"Value parameter when adding members of this type.");
	*bad = false;
	return FLOW_NEXT;
}

/* *bad: an error was reported, nothing is added. */
static Flow read_member(Stage *s, NewMember *member, bool *bad)
{
	int64_t type = stage_int(s, P_MEMBER_TYPE, 0);

	FLOW_TRY(check_values(s, type, bad));
	if (*bad)
		return FLOW_NEXT;
	switch (type) {
	case NOTE_PROPERTY:
		member->kind = SLOT_NOTE;
		member->value = value_ref(argument(s, P_VALUE));
		return FLOW_NEXT;
	case SCRIPT_PROPERTY:
		return read_script_property(s, member, bad);
	case SCRIPT_METHOD:
		member->kind = SLOT_METHOD;
		return read_block(s, P_VALUE, &member->value);
	case ALIAS_PROPERTY:
		return read_alias(s, member);
	case PROPERTY_SET:
		return read_property_set(s, member);
	default:
		*bad = true;
		return refuse(s, "CannotAddMemberType",
			"Cannot add a member with type \"{0}\". Specify a different type for the MemberTypes parameter.");
	}
}

static Flow add_member(Stage *s, Value object)
{
	NewMember member = { .name = stage_str(s, P_NAME) };
	bool bad = false;
	Flow flow = read_member(s, &member, &bad);

	if (flow == FLOW_NEXT && !bad)
		return add_take(s, object, &member);
	drop_member(&member);
	return flow;
}

static Flow add_note(Stage *s, Value object, Str name, Value v)
{
	NewMember member = { .name = name, .kind = SLOT_NOTE, .value = value_ref(v) };

	return add_take(s, object, &member);
}

static Flow add_notes(Stage *s, Value object)
{
	Value given = value_unwrap_peek(s->args[P_NOTE_PROPERTY_MEMBERS]);
	const struct HashEntry *entry;
	size_t at = 0;
	Flow flow = FLOW_NEXT;

	while (flow == FLOW_NEXT && given.kind == V_HASH && (entry = hash_next(given.hash, &at))) {
		Value name;

		FLOW_TRY(convert_to_string(s->interp, entry->key, &name));
		flow = add_note(s, object, string_str(name.string), entry->value);
		value_drop(name);
	}
	return flow;
}

/* ---- each object ---- */

/* A short name stands for the full one of a type that is known. */
static void push_type_name(Stage *s, Object *object)
{
	Str name = stage_str(s, P_TYPE_NAME);
	const TypeDef *type = type_set_find(runtime_of(s->interp)->types, name);

	object_push_type_name(object, type ? str_from(type->name) : name);
}

/* Members of a collection hang on a wrapper that nobody would see again. */
static bool is_lost(const Stage *s, Value v)
{
	return !stage_switch(s, P_PASS_THRU) && (v.kind == V_HASH || v.kind == V_ARRAY || v.kind == V_LIST);
}

static Flow add(Stage *s, Value object)
{
	if (stage_bound(s, P_TYPE_NAME))
		push_type_name(s, object.object);
	if (stage_bound(s, P_NOTE_PROPERTY_MEMBERS))
		return add_notes(s, object);
	if (stage_bound(s, P_NOTE_PROPERTY_NAME))
		return add_note(s, object, stage_str(s, P_NOTE_PROPERTY_NAME), s->args[P_NOTE_PROPERTY_VALUE]);
	return stage_bound(s, P_MEMBER_TYPE) ? add_member(s, object) : FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	Value object;
	Flow flow;

	(void)input;
	if (!stage_bound(s, P_INPUT_OBJECT))
		return FLOW_NEXT;
	if (is_lost(s, s->args[P_INPUT_OBJECT]))
		return stage_not_done(s, "Adding members to a collection without -PassThru");
	object = object_wrap(s->args[P_INPUT_OBJECT]);
	flow = add(s, object);
	if (flow == FLOW_NEXT && stage_switch(s, P_PASS_THRU))
		flow = stage_write(s, object);
	value_drop(object);
	return flow;
}

const CmdletDef cmd_add_member = {
	.name = "Add-Member",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_TYPE_NAME,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Object", NULL },
	.process = process,
	.synopsis = "Gives an object further properties and methods.",
};
