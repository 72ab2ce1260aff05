/* format_views: which view shows an object, and the views of types that live below or have no room of their own
 * (reference 14). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/moment.h"
#include "shell/format/format_private.h"
#include "shell/value/convert.h"
#include "shell/value/exception.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"
#include "shell/value/type_data.h"

/* ---- texts ---- */

/* DateTime: long date, blank, long time; a DisplayHint (Get-Date -DisplayHint) leaves one of them. */
static Flow date_text(Interp *in, Value self, Value *out)
{
	const Runtime *runtime = runtime_of(in);
	const Slot *hint = self.kind == V_OBJECT ? object_find_peek(self.object, S("DisplayHint")) : NULL;
	Value v = value_unwrap_peek(self);
	Buf text = BUF_INIT, which = BUF_INIT;
	Flow flow = hint ? convert_put_text(in, hint->value, &which) : FLOW_NEXT;
	bool only_date = str_ieq(buf_str(&which), S("Date")), only_time = str_ieq(buf_str(&which), S("Time"));

	if (v.kind == V_DATETIME) {
		if (!only_time)
			(void)moment_format(
				&text, S("D"), v.i64, (MomentKind)v.flags, runtime->edition->dates, runtime->env);
		if (!only_time && !only_date)
			buf_put_char(&text, ' ');
		if (!only_date)
			(void)moment_format(
				&text, S("T"), v.i64, (MomentKind)v.flags, runtime->edition->dates, runtime->env);
	}
	*out = value_string_buf(&text);
	buf_release(&text);
	buf_release(&which);
	return flow;
}

static Flow message_text(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_string(exception_message_peek(self));
	return FLOW_NEXT;
}

/* An alias is told with what it stands for: gc -> Get-Content. */
static Flow command_name(Interp *in, Value self, Value *out)
{
	bool found;

	if (object_has_type_name(self, S("System.Management.Automation.AliasInfo"))) {
		FLOW_TRY(member_get(in, self, S("DisplayName"), NULL, out, &found));
		if (found)
			return FLOW_NEXT;
		value_drop(*out);
	}
	return member_get(in, self, S("Name"), NULL, out, &found);
}

/* ---- views ---- */

/* clang-format off */
static const ViewItem date_items[] = { { .text = date_text }, { 0 } };
static const ViewDef date_view = { .shape = VIEW_CUSTOM, .items = date_items };

static const ViewItem entry_list_items[] = { { .prop = "Name" }, { .prop = "Value" }, { 0 } };
static const ViewDef entry_list_view = { .shape = VIEW_LIST, .items = entry_list_items };
static const ViewItem entry_items[] = { { .prop = "Name", .width = 30 }, { .prop = "Value" }, { 0 } };
static const ViewDef entry_view = { .shape = VIEW_TABLE, .items = entry_items, .next = &entry_list_view };
static const ViewDef variable_view = { .shape = VIEW_TABLE, .items = entry_items };

static const ViewItem group_items[] = {
	{ .prop = "Count", .width = 5, .align = 'r' }, { .prop = "Name", .width = 25 }, { .prop = "Group" }, { 0 },
};
static const ViewDef group_view = { .shape = VIEW_TABLE, .items = group_items };
static const ViewItem group_plain_items[] = {
	{ .prop = "Count", .width = 5, .align = 'r' }, { .prop = "Name" }, { 0 },
};
static const ViewDef group_plain_view = { .shape = VIEW_TABLE, .items = group_plain_items };

static const ViewItem measure_desktop_items[] = {
	{ .prop = "Count" }, { .prop = "Average" }, { .prop = "Sum" }, { .prop = "Maximum" }, { .prop = "Minimum" },
	{ .prop = "Property" }, { 0 },
};
static const ViewDef measure_desktop_view = {
	.shape = VIEW_LIST, .items = measure_desktop_items, .where = WHERE_DESKTOP,
};
static const ViewItem measure_items[] = {
	{ .prop = "Count" }, { .prop = "Average" }, { .prop = "Sum" }, { .prop = "Maximum" }, { .prop = "Minimum" },
	{ .prop = "StandardDeviation" }, { .prop = "Property" }, { 0 },
};
static const ViewDef measure_view = {
	.shape = VIEW_LIST, .items = measure_items, .where = WHERE_CORE, .next = &measure_desktop_view,
};

static const ViewItem function_list_items[] = {
	{ .prop = "Name" }, { .prop = "CommandType" }, { .prop = "Definition" }, { 0 },
};
static const ViewDef function_list_view = { .shape = VIEW_LIST, .items = function_list_items };
static const ViewItem command_items[] = {
	{ .prop = "CommandType", .width = 15 }, { .label = "Name", .text = command_name, .width = 50 },
	{ .prop = "Version", .width = 10 }, { .prop = "Source" }, { 0 },
};
static const ViewDef function_view = { .shape = VIEW_TABLE, .items = command_items, .next = &function_list_view };
static const ViewItem alias_list_items[] = {
	{ .prop = "DisplayName" }, { .prop = "CommandType" }, { .prop = "Definition" }, { .prop = "ReferencedCommand" },
	{ .prop = "ResolvedCommand" }, { 0 },
};
static const ViewDef alias_list_view = { .shape = VIEW_LIST, .items = alias_list_items };
static const ViewDef alias_view = { .shape = VIEW_TABLE, .items = command_items, .next = &alias_list_view };
static const ViewDef command_view = { .shape = VIEW_TABLE, .items = command_items };
static const ViewItem cmdlet_list_items[] = {
	{ .prop = "Name" }, { .prop = "CommandType" }, { .prop = "Definition" }, { .prop = "Path" },
	{ .prop = "AssemblyInfo" }, { .prop = "DLL" }, { .prop = "HelpUri" }, { .prop = "ParameterSets" },
	{ .prop = "ImplementingType" }, { .prop = "Verb" }, { .prop = "Noun" }, { 0 },
};
static const ViewDef cmdlet_list_view = { .shape = VIEW_LIST, .items = cmdlet_list_items };
static const ViewDef cmdlet_view = { .shape = VIEW_TABLE, .items = command_items, .next = &cmdlet_list_view };
static const ViewItem script_list_items[] = {
	{ .prop = "Name" }, { .prop = "CommandType" }, { .prop = "Definition" }, { .prop = "Path" }, { 0 },
};
static const ViewDef script_list_view = { .shape = VIEW_LIST, .items = script_list_items };
static const ViewDef script_view = { .shape = VIEW_TABLE, .items = command_items, .next = &script_list_view };
static const ViewItem program_list_items[] = {
	{ .prop = "Name" }, { .prop = "CommandType" }, { .prop = "Definition" }, { .prop = "Extension" }, { .prop = "Path" },
	{ .prop = "FileVersionInfo" }, { 0 },
};
static const ViewDef program_list_view = { .shape = VIEW_LIST, .items = program_list_items };
static const ViewDef program_view = { .shape = VIEW_TABLE, .items = command_items, .next = &program_list_view };

static const ViewItem member_items[] = {
	{ .prop = "Name" }, { .prop = "MemberType" }, { .prop = "Definition" }, { 0 },
};
static const ViewDef member_view = {
	.shape = VIEW_TABLE, .items = member_items, .group_by = "TypeName", .group_label = "TypeName", .group_indent = 3,
};

static const ViewItem path_items[] = { { .prop = "Path" }, { 0 } };
static const ViewDef path_view = { .shape = VIEW_TABLE, .items = path_items };

/* 'x'.ToUpper without parentheses: one overload a line. */
static Flow overloads_text(Interp *in, Value self, Value *out)
{
	Value overloads, item;
	Buf text = BUF_INIT;
	bool found;
	Iter it;
	Flow flow;

	FLOW_TRY(member_get(in, self, S("OverloadDefinitions"), NULL, &overloads, &found));
	flow = iter_init(in, &it, overloads);
	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		buf_put(&text, value_str_peek(item));
		buf_put_char(&text, '\n'); /* behind the last one, too: an empty line (recorded: members/method-no-parens) */
		value_drop(item);
	}
	iter_release(&it);
	value_drop(overloads);
	*out = value_string_buf(&text);
	buf_release(&text);
	return flow;
}

static const ViewItem method_items[] = { { .label = "OverloadDefinitions", .text = overloads_text }, { 0 } };
static const ViewDef method_view = { .shape = VIEW_TABLE, .items = method_items, .wrap = true };

/* Windows PowerShell tells a bare exception by its message; 7 lists its properties. */
static const ViewItem exception_items[] = { { .text = message_text }, { 0 } };
static const ViewDef exception_view = { .shape = VIEW_TEXT, .items = exception_items, .where = WHERE_DESKTOP };

#define SMA "System.Management.Automation."
/* By the name of the type; a view that stands in the TypeDef itself comes first. */
static const struct { const char *name; const ViewDef *view; } named_views[] = {
	{ "System.DateTime", &date_view },
	{ "System.Collections.DictionaryEntry", &entry_view },
	{ "System.Exception", &exception_view },
	{ "Microsoft.PowerShell.Commands.GroupInfoNoElement", &group_plain_view },
	{ "Microsoft.PowerShell.Commands.GroupInfo", &group_view },
	{ "Microsoft.PowerShell.Commands.GenericMeasureInfo", &measure_view },
	{ "Microsoft.PowerShell.Commands.MemberDefinition", &member_view },
	{ SMA "FunctionInfo", &function_view },
	{ SMA "FilterInfo", &function_view },
	{ SMA "AliasInfo", &alias_view },
	{ SMA "CmdletInfo", &cmdlet_view },
	{ SMA "ExternalScriptInfo", &script_view },
	{ SMA "ApplicationInfo", &program_view },
	{ SMA "CommandInfo", &command_view },
	{ SMA "PSVariable", &variable_view },
	{ SMA "PathInfo", &path_view },
	{ SMA "PSMethod", &method_view },
};
#undef SMA
/* clang-format on */

/* ---- choice ---- */

/* ORDER FormatShape */
static const ViewShape view_shapes[] = { VIEW_TEXT, VIEW_TABLE, VIEW_LIST, VIEW_WIDE, VIEW_CUSTOM };

static bool suits(const ViewDef *view, FormatShape shape, const Edition *edition)
{
	if (view->where && !(view->where & edition->where))
		return false;
	return shape == FORMAT_DEFAULT ? view->shape != VIEW_TEXT : view->shape == view_shapes[shape];
}

static const ViewDef *choose(const ViewDef *view, FormatShape shape, const Edition *edition, bool text)
{
	for (; view; view = view->next)
		if (text ? view->shape == VIEW_TEXT && (!view->where || view->where & edition->where)
			 : suits(view, shape, edition))
			return view;
	return NULL;
}

static const ViewDef *view_named(Str name)
{
	for (size_t i = 0; i < COUNT(named_views); i++)
		if (str_ieq(name, str_from(named_views[i].name)))
			return named_views[i].view;
	return NULL;
}

/* Among the views of exactly this type, not those of its bases: its own first, then those that stand here. */
static const ViewDef *find_of(Interp *in, const TypeDef *type, FormatShape shape, bool text)
{
	const Edition *edition = runtime_edition(in);
	const TypeMembers *members = type->members ? type->members : type_set_members(runtime_of(in)->types, type);
	const ViewDef *view = choose(type->view, shape, edition, text);

	if (!view && members)
		view = choose(members->view, shape, edition, text);
	return view ? view : choose(view_named(str_from(type->name)), shape, edition, text);
}

static const ViewDef *find_by_type(Interp *in, const TypeDef *type, FormatShape shape, bool text)
{
	const ViewDef *view = NULL;

	for (; type && !view; type = type->base)
		view = find_of(in, type, shape, text);
	return view;
}

/* By the names a script or a deserializer gave it; an imported object is shown as what it was. */
static const ViewDef *find_by_names(Interp *in, const Object *object, FormatShape shape, bool text)
{
	static const char prefix[] = "Deserialized.";
	const size_t prefix_length = sizeof(prefix) - 1;

	for (String **name = object->type_names; *name; name++) {
		Str type_name = string_str(*name);
		const ViewDef *view;
		const TypeDef *type;

		if (str_istarts(type_name, str_from(prefix)))
			type_name = str_cut(type_name, prefix_length, type_name.n);
		type = type_set_find(runtime_of(in)->types, type_name);
		view = type ? find_of(in, type, shape, text)
			    : choose(view_named(type_name), shape, runtime_edition(in), text);
		if (view)
			return view;
	}
	return NULL;
}

static const ViewDef *find(Interp *in, Value v, FormatShape shape, bool text)
{
	const ViewDef *view = NULL;

	if (v.kind == V_OBJECT && v.object->type_names) {
		view = find_by_names(in, v.object, shape, text);
		if (view || v.object->own_type_names)
			return view;
	}
	return find_by_type(in, type_of(v), shape, text);
}

const ViewDef *format_view_find(Interp *in, Value v, FormatShape shape)
{
	return find(in, v, shape, false);
}

const ViewDef *format_view_text(Interp *in, Value v)
{
	return find(in, v, FORMAT_DEFAULT, true);
}

/* What a script said of a type name comes first. */
static const char *const *names_of_type_data(Interp *in, Value v)
{
	const TypeDataEntry *entry;

	for (size_t i = 0; (entry = type_data_of(in, v, i)); i++)
		if (entry->display_names)
			return entry->display_names;
	return NULL;
}

const char *const *format_view_default(Interp *in, Value v)
{
	const char *const *names = names_of_type_data(in, v);

	if (names)
		return names;
	for (const TypeDef *type = type_of(v); type; type = type->base) {
		const TypeMembers *members =
			type->members ? type->members : type_set_members(runtime_of(in)->types, type);

		if (type->default_props)
			return type->default_props;
		if (members && members->default_props)
			return members->default_props;
	}
	return NULL;
}
