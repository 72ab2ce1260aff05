/* get-member: the properties and methods of objects, once for each type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/member_definition.h"
#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/stage.h"
#include "shell/types/enums.h"
#include "shell/value/member.h"

enum { P_INPUT_OBJECT, P_NAME, P_MEMBER_TYPE, P_VIEW, P_STATIC, P_FORCE };
enum { VIEW_EXTENDED = 1, VIEW_ADAPTED = 2, VIEW_BASE = 4, MEMBERS_ALL = 0x3fff };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects whose members are told." },
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { .pos1 = 1 } }, .flags = PARAM_NOT_EMPTY,
		.help = "Only members of these names; wildcards are allowed." },
	[P_MEMBER_TYPE] = { .name = "MemberType", .aliases = (const char *const[]){ "Type", NULL }, .type = "PSMemberTypes",
		.help = "Only members of these kinds.", .default_text = "All" },
	[P_VIEW] = { .name = "View", .type = "PSMemberViewTypes",
		.help = "The members of .NET (Base, Adapted), or those added to it (Extended).",
		.default_text = "Adapted, Extended" },
	[P_STATIC] = { .name = "Static", .type = "SwitchParameter", .help = "The static members of the type." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Adds members that are hidden." },
};
/* clang-format on */

typedef struct GetMember {
	VEC(Value) types; /* names told already */
} GetMember;

/* ORDER MemberKind: numbers of PSMemberTypes, and their names */
static const struct {
	int number;
	const char *name;
	/* clang-format off */
} kinds[] = {
	{ 4, "Property" }, { 8, "NoteProperty" }, { 1, "AliasProperty" }, { 16, "ScriptProperty" }, { 2, "CodeProperty" },
	{ 64, "Method" }, { 256, "ScriptMethod" }, { 32, "PropertySet" }, { 512, "ParameterizedProperty" },
};
/* clang-format on */

static bool is_extended(const Member *member)
{
	return member->slot || (member->kind != MEMBER_PROPERTY && member->kind != MEMBER_METHOD &&
				       member->kind != MEMBER_PARAMETERIZED);
}

static bool is_wanted(Stage *s, const Member *member)
{
	int64_t types = stage_int(s, P_MEMBER_TYPE, MEMBERS_ALL),
		view = stage_int(s, P_VIEW, VIEW_EXTENDED | VIEW_ADAPTED);
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	if (!(types & kinds[member->kind].number))
		return false;
	if (!(view & (is_extended(member) ? VIEW_EXTENDED : VIEW_ADAPTED | VIEW_BASE)))
		return false;
	for (size_t i = 0; i < n; i++)
		if (wildcard_match(names[i], member->name, true))
			return true;
	return n == 0;
}

/* By the name of the kind, then by their own. */
static int compare_members(const void *a, const void *b)
{
	const Member *x = a, *y = b;
	int order = str_icompare(str_from(kinds[x->kind].name), str_from(kinds[y->kind].name));

	return order ? order : str_icompare(x->name, y->name);
}

static Flow write_member(Stage *s, Value object, Value type_name, const Member *member)
{
	MemberDefinition definition = { .type_name = value_ref(type_name),
		.name = value_string(member->name),
		.member_type = value_enum(&type_ps_member_types, kinds[member->kind].number) };
	Buf text = BUF_INIT;
	Flow flow = member_put_definition(s->interp, object, member, &text);

	definition.definition = value_string_buf(&text);
	buf_release(&text);
	if (flow == FLOW_NEXT)
		return stage_write_take(s, member_definition_new_take(&definition));
	value_drop(definition.type_name);
	value_drop(definition.name);
	value_drop(definition.member_type);
	value_drop(definition.definition);
	return flow;
}

static Flow tell(Stage *s, Value object, const TypeDef *type, Value type_name)
{
	unsigned what = MEMBERS_PROPERTIES | MEMBERS_METHODS;
	MemberList list = { 0 };
	Flow flow = FLOW_NEXT;

	if (stage_switch(s, P_FORCE))
		what |= MEMBERS_HIDDEN;
	if (stage_switch(s, P_STATIC))
		member_list_static(s->interp, type, what, &list);
	else
		member_list(s->interp, object, what, &list);
	if (list.n)
		qsort(list.p, list.n, sizeof(Member), compare_members);
	for (size_t i = 0; i < list.n && flow == FLOW_NEXT; i++)
		if (is_wanted(s, &list.p[i]))
			flow = write_member(s, object, type_name, &list.p[i]);
	member_list_release(&list);
	return flow;
}

static bool was_told(GetMember *state, Value type_name)
{
	for (size_t i = 0; i < state->types.n; i++)
		if (str_ieq(value_str_peek(state->types.p[i]), value_str_peek(type_name)))
			return true;
	VEC_PUSH(&state->types, value_ref(type_name));
	return false;
}

static Flow process(Stage *s, Value input)
{
	GetMember *state = s->state;
	Value object = stage_bound(s, P_INPUT_OBJECT) ? s->args[P_INPUT_OBJECT] : VALUE_EMPTY, names, type_name;
	const TypeDef *type;
	Flow flow = FLOW_NEXT;

	(void)input;
	if (value_is_null(object))
		return FLOW_NEXT;
	type = stage_switch(s, P_STATIC) && object.kind == V_TYPE ? object.typeref : type_of(object);
	if (stage_switch(s, P_STATIC)) {
		type_name = value_string_c(type->name);
	} else {
		names = object_type_names(object);
		type_name = names.array->n ? array_get(names.array, 0) : value_string(S(""));
		value_drop(names);
	}
	if (!was_told(state, type_name))
		flow = tell(s, object, type, type_name);
	value_drop(type_name);
	return flow;
}

static Flow end(Stage *s)
{
	const GetMember *state = s->state;
	ErrorSpec spec = {
		.category = CAT_CLOSE_ERROR, .id = "NoObjectInGetMember", .exception = EXC_INVALID_OPERATION
	};

	return state->types.n ? FLOW_NEXT
			      : stage_error(s, &spec, "You must specify an object for the Get-Member cmdlet.");
}

static void dispose(Stage *s)
{
	GetMember *state = s->state;

	for (size_t i = 0; i < state->types.n; i++)
		value_drop(state->types.p[i]);
	VEC_RELEASE(&state->types);
}

const CmdletDef cmd_get_member = {
	.name = "Get-Member",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "gm", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "Microsoft.PowerShell.Commands.MemberDefinition", NULL },
	.state_size = sizeof(GetMember),
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Tells the properties and methods of objects.",
};
