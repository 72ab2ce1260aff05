/* help_view: help objects as text: the default, detailed, full and example views, and single parameters. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/help/help.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/view.h"

/* ---- reading the object, which a script may have changed ---- */

static Value property_peek(Value v, Str name)
{
	const Slot *slot = v.kind == V_OBJECT ? object_find_peek(v.object, name) : NULL;

	return slot ? slot->value : VALUE_EMPTY;
}

/* "parameters.parameter" */
Value help_get_peek(Value help, const char *name)
{
	StrSplit parts = { .rest = str_from(name) };
	Str part;

	while (str_split_next(&parts, '.', &part))
		help = property_peek(help, part);
	return help;
}

static Str text_of(Value help, const char *name)
{
	return value_str_peek(help_get_peek(help, name));
}

/* Single nodes count as arrays of one. */
static size_t count_of(Value v)
{
	return v.kind == V_ARRAY ? v.array->n : v.kind > V_NULL;
}

static Value item_of(Value v, size_t i)
{
	return v.kind == V_ARRAY ? array_peek(v.array, i) : v;
}

/* ---- writing lines with their indent ---- */

static void put_lines(Buf *out, int indent, Str text)
{
	StrSplit lines = { .rest = text };
	Str line;

	while (str_split_next(&lines, '\n', &line))
		buf_printf(out, "%d%.*s\n", indent, STR_ARG(line));
}

static void put_blank(Buf *out, int indent)
{
	put_lines(out, indent, S(""));
}

static void put_head(Buf *out, const char *text)
{
	put_lines(out, 0, str_from(text));
}

/* Texts of an array of MamlParaTextItem. */
static void put_paras(Buf *out, int indent, Value paras)
{
	for (size_t i = 0; i < count_of(paras); i++)
		put_lines(out, indent, text_of(item_of(paras, i), "Text"));
}

static bool is_core(Interp *in)
{
	return (runtime_edition(in)->where & WHERE_CORE) != 0;
}

static bool is_extended(Value help)
{
	return object_has_type_name(help, S("ExtendedCmdletHelpInfo"));
}

/* ---- syntax ---- */

static void put_piece(Buf *out, Value param)
{
	bool optional = !str_ieq(text_of(param, "required"), S("true"));
	bool named = str_ieq(text_of(param, "position"), S("named"));
	Str name = text_of(param, "name"), value = text_of(param, "parameterValue");

	buf_printf(out, named ? " %s-%.*s" : " %s[-%.*s]", optional ? "[" : "", STR_ARG(name));
	if (value.n)
		buf_printf(out, " <%.*s>", STR_ARG(value));
	buf_put(out, optional ? S("]") : S(""));
}

static void put_syntax_item(Buf *out, Value item, bool extended)
{
	Value list = help_get_peek(item, "parameter"), common = help_get_peek(item, "CommonParameters");
	Buf line = BUF_INIT;

	buf_put(&line, text_of(item, "name"));
	for (size_t i = 0; i < count_of(list); i++)
		put_piece(&line, item_of(list, i));
	buf_put_char(&line, ' ');
	if (!extended || convert_to_bool(common))
		buf_put(&line, S("[<CommonParameters>]"));
	put_lines(out, 1, buf_str(&line));
	put_blank(out, 1);
	buf_release(&line);
}

static void put_syntax(Buf *out, Value help, bool extended)
{
	Value items = help_get_peek(help, "syntax.syntaxItem");

	put_head(out, "SYNTAX");
	for (size_t i = 0; i < count_of(items); i++)
		put_syntax_item(out, item_of(items, i), extended);
}

/* ---- parameters ---- */

static void put_param_head(Buf *out, int indent, Value param)
{
	Str value = text_of(param, "parameterValue"), name = text_of(param, "name");
	Buf line = BUF_INIT;

	buf_printf(&line, "-%.*s", STR_ARG(name));
	if (str_eq(value, S("SwitchParameter")))
		buf_put(&line, S(" [<SwitchParameter>]"));
	else if (value.n)
		buf_printf(&line, " <%.*s>", STR_ARG(value));
	put_lines(out, indent, buf_str(&line));
	buf_release(&line);
}

static const struct {
	const char *label, *name;
} written_rows[] = {
	{ "Required?                    ", "required" },
	{ "Position?                    ", "position" },
	{ "Default value                ", "defaultValue" },
	{ "Accept pipeline input?       ", "pipelineInput" },
	{ "Aliases                      ", "aliases" },
	{ "Accept wildcard characters?  ", "globbing" },
}, syntax_rows[] = {
	{ "Required?                    ", "required" },
	{ "Position?                    ", "position" },
	{ "Accept pipeline input?       ", "pipelineInput" },
	{ "Parameter set name           ", "parameterSetName" },
	{ "Aliases                      ", "aliases" },
	{ "Dynamic?                     ", "isDynamic" },
	{ "Accept wildcard characters?  ", "globbing" },
};

static void put_rows(Buf *out, int indent, Value param, bool extended)
{
	size_t n = extended ? COUNT(syntax_rows) : COUNT(written_rows);

	for (size_t i = 0; i < n; i++) {
		Str value = text_of(param, extended ? syntax_rows[i].name : written_rows[i].name);

		buf_printf(out, "%d%s%.*s\n", indent, extended ? syntax_rows[i].label : written_rows[i].label,
			STR_ARG(value));
	}
	put_blank(out, indent);
}

static void put_param(Buf *out, int indent, Value param, bool extended, bool rows)
{
	put_param_head(out, indent, param);
	if (!extended)
		put_paras(out, indent + 1, help_get_peek(param, "description"));
	put_blank(out, extended && !rows ? indent : indent + 1);
	if (rows)
		put_rows(out, indent + 1, param, extended);
}

static void put_common(Interp *in, Buf *out)
{
	put_lines(out, 1, S("<CommonParameters>"));
	put_lines(out, 2,
		S("This cmdlet supports the common parameters: Verbose, Debug,\n"
		  "ErrorAction, ErrorVariable, WarningAction, WarningVariable,\n"
		  "OutBuffer, PipelineVariable, and OutVariable. For more information, see"));
	buf_printf(out, "2about_CommonParameters (https:%s/go.microsoft.com/fwlink/?LinkID=113216). \n",
		is_core(in) ? "/" : "");
	put_blank(out, 1);
}

static void put_parameters(Interp *in, Buf *out, Value help, bool rows)
{
	Value list = help_get_peek(help, "parameters.parameter");
	bool extended = is_extended(help);

	put_head(out, "PARAMETERS");
	for (size_t i = 0; i < count_of(list); i++)
		put_param(out, 1, item_of(list, i), extended, rows);
	if (!extended || convert_to_bool(help_get_peek(help, "CommonParameters")))
		put_common(in, out);
}

/* ---- types, notes, examples, links ---- */

static void put_types(Buf *out, Value help, const char *head, const char *path)
{
	Value list = help_get_peek(help, path);

	put_head(out, head);
	for (size_t i = 0; i < count_of(list); i++) {
		put_lines(out, 1, text_of(item_of(list, i), "type.name"));
		put_blank(out, 1);
	}
}

static void put_notes(Buf *out, Value help)
{
	Value alerts = help_get_peek(help, "alertSet.alert");

	if (!count_of(alerts))
		return;
	put_head(out, "NOTES");
	put_blank(out, 1);
	put_blank(out, 1);
	put_paras(out, 2, alerts);
	put_blank(out, 1);
}

static void put_example(Buf *out, Value example)
{
	Value introduction = help_get_peek(example, "introduction");
	Buf code = BUF_INIT;

	put_lines(out, 1, text_of(example, "title"));
	put_blank(out, 1);
	for (size_t i = 0; i < count_of(introduction); i++)
		buf_put(&code, text_of(item_of(introduction, i), "Text"));
	buf_put(&code, text_of(example, "code"));
	put_lines(out, 1, buf_str(&code));
	put_blank(out, 1);
	put_paras(out, 1, help_get_peek(example, "remarks"));
	buf_release(&code);
}

static void put_examples(Buf *out, Value help)
{
	Value list = help_get_peek(help, "examples.example");

	for (size_t i = 0; i < count_of(list); i++)
		put_example(out, item_of(list, i));
}

static void put_links(Buf *out, Value help)
{
	Value list = help_get_peek(help, "relatedLinks.navigationLink");

	put_head(out, "RELATED LINKS");
	for (size_t i = 0; i < count_of(list); i++) {
		Str text = text_of(item_of(list, i), "linkText"), uri = text_of(item_of(list, i), "uri");

		buf_printf(out, "1%.*s%s%.*s\n", STR_ARG(text), text.n ? " " : "", STR_ARG(uri));
	}
	put_blank(out, 0);
}

/* ---- whole views ---- */

static void put_remark(Interp *in, Buf *out, Str name, const char *what, const char *desktop, const char *core)
{
	if (is_core(in))
		buf_printf(out, "1%s type: \"Get-Help %.*s -%s\"\n", what, STR_ARG(name), core);
	else
		buf_printf(out, "1%s type: \"get-help %.*s -%s\".\n", what, STR_ARG(name), desktop);
}

static void put_remarks(Interp *in, Buf *out, Value help)
{
	Str name = text_of(help, "Name");

	put_head(out, "REMARKS");
	put_remark(in, out, name, "To see the examples,", "examples", "Examples");
	put_remark(in, out, name, "For more information,", "detailed", "Detailed");
	put_remark(in, out, name, "For technical information,", "full", "Full");
	if (count_of(help_get_peek(help, "relatedLinks.navigationLink")))
		put_remark(in, out, name, "For online help,", "online", "Online");
	else
		put_blank(out, 0);
}

static void put_start(Buf *out, Value help)
{
	put_head(out, "NAME");
	put_lines(out, 1, text_of(help, "details.name"));
	put_blank(out, 1);
	put_head(out, "SYNOPSIS");
	put_paras(out, 1, help_get_peek(help, "details.description"));
	put_blank(out, 1);
	put_blank(out, 1);
}

static void put_written(Interp *in, Buf *out, Value help, HelpView view)
{
	put_start(out, help);
	if (view == HELP_EXAMPLES) {
		put_examples(out, help);
		put_blank(out, 0);
		return;
	}
	put_syntax(out, help, false);
	put_blank(out, 1);
	put_head(out, "DESCRIPTION");
	put_paras(out, 1, help_get_peek(help, "description"));
	put_blank(out, 1);
	put_blank(out, 0);
	if (view != HELP_DEFAULT)
		put_parameters(in, out, help, view == HELP_FULL);
	if (view == HELP_FULL) {
		put_types(out, help, "INPUTS", "inputTypes.inputType");
		put_blank(out, 1);
		put_types(out, help, "OUTPUTS", "returnValues.returnValue");
		put_blank(out, 1);
		put_notes(out, help);
	}
	if (view != HELP_DEFAULT)
		put_examples(out, help);
	if (view == HELP_FULL)
		put_blank(out, 1);
	if (view != HELP_DETAILED)
		put_links(out, help);
	if (view != HELP_FULL)
		put_remarks(in, out, help);
}

static void put_extended(Interp *in, Buf *out, Value help, HelpView view)
{
	put_head(out, "NAME");
	put_lines(out, 1, text_of(help, "details.name"));
	if (view != HELP_EXAMPLES) {
		put_blank(out, 1);
		put_syntax(out, help, true);
	}
	put_blank(out, view == HELP_DETAILED || view == HELP_FULL);
	if (view == HELP_DETAILED || view == HELP_FULL)
		put_parameters(in, out, help, view == HELP_FULL);
	if (view == HELP_DETAILED)
		put_blank(out, 0);
	if (view == HELP_FULL) {
		put_blank(out, 1);
		put_types(out, help, "INPUTS", "inputTypes.inputType");
		put_types(out, help, "OUTPUTS", "returnValues.returnValue");
	}
	put_head(out, "ALIASES");
	put_lines(out, 1, text_of(help, "aliases"));
	put_blank(out, 0);
	put_head(out, "REMARKS");
	put_lines(out, 1, text_of(help, "remarks"));
	put_blank(out, 0);
}

static Flow view_text(Interp *in, Value self, HelpView view, Value *out)
{
	Buf text = BUF_INIT;

	if (is_extended(self))
		put_extended(in, &text, self, view);
	else
		put_written(in, &text, self, view);
	*out = value_string(str_cut(buf_str(&text), 0, text.n - 1)); /* the last line end is the view's */
	buf_release(&text);
	return FLOW_NEXT;
}

static Flow default_text(Interp *in, Value self, Value *out)
{
	return view_text(in, self, HELP_DEFAULT, out);
}

static Flow detailed_text(Interp *in, Value self, Value *out)
{
	return view_text(in, self, HELP_DETAILED, out);
}

static Flow full_text(Interp *in, Value self, Value *out)
{
	return view_text(in, self, HELP_FULL, out);
}

static Flow examples_text(Interp *in, Value self, Value *out)
{
	return view_text(in, self, HELP_EXAMPLES, out);
}

static Flow param_text(Interp *in, Value self, Value *out)
{
	bool extended = object_has_type_name(self, S("ExtendedCmdletHelpInfo#parameter"));
	Buf text = BUF_INIT;

	(void)in;
	put_param(&text, 0, self, extended, true);
	*out = value_string(buf_str(&text));
	buf_put_char(&text, '0');
	value_set_take(out, value_string(buf_str(&text)));
	buf_release(&text);
	return FLOW_NEXT;
}

/* ---- types ---- */

#define VIEW(name, fn)                                                                                                 \
	static const ViewItem name##_items[] = { { .text = (fn) }, { 0 } };                                            \
	static const ViewDef name = { .shape = VIEW_CUSTOM, .items = name##_items, .indented = true }
VIEW(default_view, default_text);
VIEW(detailed_view, detailed_text);
VIEW(full_view, full_text);
VIEW(examples_view, examples_text);
VIEW(param_view, param_text);
static const ViewItem short_items[] = { { .prop = "Name", .width = 33 }, { .prop = "Category", .width = 9 },
	{ .label = "Module", .prop = "ModuleName", .width = 25 }, { .prop = "Synopsis" }, { 0 } };
static const ViewDef short_view = { .shape = VIEW_TABLE, .items = short_items };

/* Their names are enough: the objects are bags that bear them. */
#define TYPE(symbol, text, v)                                                                                          \
	static const TypeDef symbol = { .name = (text), .base = &type_known[T_OBJECT], .view = &(v) }
TYPE(info_type, "HelpInfo", default_view);
TYPE(detailed_type, "HelpInfo#DetailedView", detailed_view);
TYPE(full_type, "HelpInfo#FullView", full_view);
TYPE(examples_type, "HelpInfo#ExamplesView", examples_view);
TYPE(written_param_type, "MamlCommandHelpInfo#parameter", param_view);
TYPE(extended_param_type, "ExtendedCmdletHelpInfo#parameter", param_view);
TYPE(short_type, "HelpInfoShort", short_view);

const TypeEntry help_entries[] = { { &info_type, NULL }, { &detailed_type, NULL }, { &full_type, NULL },
	{ &examples_type, NULL }, { &written_param_type, NULL }, { &extended_param_type, NULL },
	{ &short_type, NULL } };
const size_t help_entries_count = COUNT(help_entries);

void help_set_view(Value help, HelpView view)
{
	static const char *const suffixes[HELP_VIEWS] = { "", "#DetailedView", "#FullView", "#ExamplesView" };
	Value names = object_type_names(help);
	Str all[16];
	size_t n = names.array->n < COUNT(all) / 2 ? names.array->n : COUNT(all) / 2;
	Buf text[COUNT(all) / 2];

	if (view == HELP_DEFAULT) {
		value_drop(names);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		buf_init(&text[i], BUF_MAX);
		buf_printf(&text[i], "%.*s%s", STR_ARG(value_str_peek(array_peek(names.array, i))), suffixes[view]);
		all[i] = buf_str(&text[i]);
		all[n + i] = value_str_peek(array_peek(names.array, i));
	}
	object_set_type_names(help.object, all, 2 * n);
	for (size_t i = 0; i < n; i++)
		buf_release(&text[i]);
	value_drop(names);
}

void help_set_short(Value help)
{
	object_push_type_name(help.object, S("HelpInfoShort"));
}

Value help_of_name(Str name, Str category, Str synopsis)
{
	static const Str names[] = { { "HelpInfo", 8 } };
	Object *help = object_new_custom();

	object_set_type_names(help, names, COUNT(names));
	object_set_string(help, S("Name"), name);
	object_set_string(help, S("Category"), category);
	object_set_string(help, S("Synopsis"), synopsis);
	object_set_string(help, S("ModuleName"), S(""));
	object_set_take(help, S("Component"), VALUE_NULL);
	object_set_take(help, S("Role"), VALUE_NULL);
	object_set_take(help, S("Functionality"), VALUE_NULL);
	return object_value(help);
}

Str help_topic_synopsis(Str name)
{
	Str text = help_file_find(name), head = S("SHORT DESCRIPTION\n");
	size_t at = str_find(text, head, 0), end;

	if (at == STR_NONE)
		return S("");
	end = str_find_byte(text, '\n', at + head.n);
	return str_trim(str_cut(text, at + head.n, end == STR_NONE ? text.n : end));
}

Value help_of_topic(Str name)
{
	Value plain = value_string(help_file_find(name)), text = object_wrap(plain);

	value_drop(plain);
	object_set_string(text.object, S("Name"), name);
	object_set_string(text.object, S("Category"), S("HelpFile"));
	object_set_string(text.object, S("Synopsis"), help_topic_synopsis(name));
	return text;
}
