/* ps_style: $PSStyle: the escape sequences PowerShell 7 writes with.  Asked of 7.6. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"
#include "shell/value/runtime.h"

#define PSSTYLE "System.Management.Automation.PSStyle"

/* What scripts may change: texts of Formatting, FileInfo and Progress by number, and the rest by name. */
enum { TEXTS = 15, PROGRESS_STYLE = 14 };
static const char *const default_texts[TEXTS] = { "32;1", "32;1", "32;1;3", "36;1", "31;1", "33;1", "33;1", "33;1",
	"33", "96", "97", "44;1", "36;1", "32;1", "33;1" };

typedef struct Style {
	Value texts[TEXTS];
	Value extensions, rendering, view;
	int32_t max_width;
	bool auto_size, osc;
} Style;

/* Formatting, FileInfo and Progress share the payload of the style they belong to. */
static void free_style(Object *object, ValueDrops *drops)
{
	Style *style = object->payload;

	for (size_t i = 0; i < TEXTS; i++)
		value_drop_later(drops, style->texts[i]);
	value_drop_later(drops, style->extensions);
	value_drop_later(drops, style->rendering);
	value_drop_later(drops, style->view);
	free(style);
}

typedef struct Part {
	Value style;
} Part;

static void free_part(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, ((Part *)object->payload)->style);
	free(object->payload);
}

static Style *style_of(Value v)
{
	Object *object = value_unwrap_peek(v).object;

	if (object->type != &type_ps_style)
		object = ((Part *)object->payload)->style.object;
	return object->payload;
}

static Value part_of(const TypeDef *type, Value style)
{
	Part *part = MEM_NEW(Part);

	part->style = value_ref(value_unwrap_peek(style));
	return object_value(object_new_native(type, part));
}

/* ---- fixed sequences ---- */

static Flow sequence(const char *codes, Value *out)
{
	Buf text = BUF_INIT;

	buf_printf(&text, "\033[%sm", codes);
	*out = types_buf_string(&text);
	return FLOW_NEXT;
}

#define CODES(name, codes)                                                                                             \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		return sequence(codes, out);                                                                           \
	}
CODES(get_reset, "0")
CODES(get_blink_off, "25")
CODES(get_blink, "5")
CODES(get_bold_off, "22")
CODES(get_bold, "1")
CODES(get_dim_off, "22")
CODES(get_dim, "2")
CODES(get_hidden, "8")
CODES(get_hidden_off, "28")
CODES(get_reverse, "7")
CODES(get_reverse_off, "27")
CODES(get_italic_off, "23")
CODES(get_italic, "3")
CODES(get_underline_off, "24")
CODES(get_underline, "4")
CODES(get_strikethrough_off, "29")
CODES(get_strikethrough, "9")
CODES(fore_black, "30")
CODES(fore_bright_black, "90")
CODES(fore_red, "31")
CODES(fore_bright_red, "91")
CODES(fore_green, "32")
CODES(fore_bright_green, "92")
CODES(fore_yellow, "33")
CODES(fore_bright_yellow, "93")
CODES(fore_blue, "34")
CODES(fore_bright_blue, "94")
CODES(fore_magenta, "35")
CODES(fore_bright_magenta, "95")
CODES(fore_cyan, "36")
CODES(fore_bright_cyan, "96")
CODES(fore_white, "37")
CODES(fore_bright_white, "97")
CODES(back_black, "40")
CODES(back_bright_black, "100")
CODES(back_red, "41")
CODES(back_bright_red, "101")
CODES(back_green, "42")
CODES(back_bright_green, "102")
CODES(back_yellow, "43")
CODES(back_bright_yellow, "103")
CODES(back_blue, "44")
CODES(back_bright_blue, "104")
CODES(back_magenta, "45")
CODES(back_bright_magenta, "105")
CODES(back_cyan, "46")
CODES(back_bright_cyan, "106")
CODES(back_white, "47")
CODES(back_bright_white, "107")

/* ---- what scripts change ---- */

static Flow set_sequence(Interp *in, Value self, Value to, size_t index)
{
	Str text = types_str(to);

	for (size_t i = 0; i < text.n; i++) {
		size_t end = text.p[i] == '\033' && i + 1 < text.n && text.p[i + 1] == '[' ? str_find_byte(text, 'm', i)
											   : STR_NONE;

		if (end == STR_NONE)
			return fault_exception(in, EXC_ARGUMENT,
				"The specified string contains printable content when it should only contain ANSI escape "
				"sequences: %.*s",
				STR_ARG(text));
		i = end;
	}
	value_set_take(&style_of(self)->texts[index], value_ref(to));
	return FLOW_NEXT;
}

#define TEXT(name, index)                                                                                              \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		return types_found(out, value_ref(style_of(self)->texts[index]));                                      \
	}                                                                                                              \
	TYPE_SET(set_##name)                                                                                           \
	{                                                                                                              \
		return set_sequence(in, self, to, index);                                                              \
	}
TEXT(format_accent, 0)
TEXT(table_header, 1)
TEXT(custom_table_header_label, 2)
TEXT(error_accent, 3)
TEXT(error, 4)
TEXT(warning, 5)
TEXT(verbose, 6)
TEXT(debug, 7)
TEXT(feedback_name, 8)
TEXT(feedback_text, 9)
TEXT(feedback_action, 10)
TEXT(directory, 11)
TEXT(symbolic_link, 12)
TEXT(executable, 13)
TEXT(progress_style, PROGRESS_STYLE)

#define SCALAR(name, make, assign)                                                                                     \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		const Style *style = style_of(self);                                                                   \
                                                                                                                       \
		return types_found(out, make);                                                                         \
	}                                                                                                              \
	TYPE_SET(set_##name)                                                                                           \
	{                                                                                                              \
		Style *style = style_of(self);                                                                         \
                                                                                                                       \
		assign;                                                                                                \
		return FLOW_NEXT;                                                                                      \
	}
SCALAR(output_rendering, value_ref(style->rendering), value_set_take(&style->rendering, value_ref(to)))
SCALAR(progress_view, value_ref(style->view), value_set_take(&style->view, value_ref(to)))
SCALAR(auto_size, value_bool(style->auto_size), style->auto_size = convert_to_bool(to))
SCALAR(osc_indicator, value_bool(style->osc), style->osc = convert_to_bool(to))
SCALAR(max_width, value_int(style->max_width), style->max_width = (int32_t)types_int(to))

TYPE_GET(get_extension)
{
	return types_found(out, value_ref(style_of(self)->extensions));
}

/* ---- colours by number ---- */

static Flow rgb(const Value *args, size_t n, int layer, Value *out)
{
	Buf text = BUF_INIT;
	int64_t number = types_int(args[0]);
	int red = (int)(n > 1 ? number : number >> 16 & 255),
	    green = (int)(n > 1 ? types_int(args[1]) : number >> 8 & 255);
	int blue = (int)(n > 1 ? types_int(args[2]) : number & 255);

	buf_printf(&text, "\033[%d;2;%d;%d;%dm", layer, red, green, blue);
	*out = types_buf_string(&text);
	return FLOW_NEXT;
}

/* ConsoleColor's numbers: the bright ones are the upper eight, and red and blue change places. */
static Flow of_console_color(Value color, int base, Value *out)
{
	static const uint8_t codes[] = { 0, 4, 2, 6, 1, 5, 3, 7 };
	int64_t number = types_int(color);
	Buf text = BUF_INIT;

	/* DarkGray is bright black, Gray white */
	buf_printf(&text, "\033[%dm", base + codes[number & 7] + (number > 7 ? 60 : 0));
	*out = types_buf_string(&text);
	return FLOW_NEXT;
}

TYPE_METHOD(fore_rgb)
{
	return rgb(args, n, 38, out);
}

TYPE_METHOD(back_rgb)
{
	return rgb(args, n, 48, out);
}

TYPE_METHOD(fore_console)
{
	return of_console_color(args[0], 30, out);
}

TYPE_METHOD(back_console)
{
	return of_console_color(args[0], 40, out);
}

TYPE_METHOD(format_hyperlink)
{
	Buf text = BUF_INIT, link = BUF_INIT;
	Flow flow = convert_put_text(in, args[1], &link);

	if (flow == FLOW_NEXT) {
		buf_printf(&text, "\033]8;;%.*s\033\\%.*s\033]8;;\033\\", STR_ARG(buf_str(&link)),
			STR_ARG(types_str(args[0])));
		*out = types_buf_string(&text);
	}
	buf_release(&link);
	return flow;
}

/* ---- the parts ---- */

#define TEXT_PROP(label, name) PROP_RW(label, "System.String", get_##name, set_##name)
#define PART_TYPE(var, short_name, props_table, methods_table)                                                         \
	static const TypeMembers var##_members = { .props = (props_table), .methods = (methods_table) };               \
	static const TypeOps var##_ops = { .free = free_part };                                                        \
	static const TypeDef var = {                                                                                   \
		.name = PSSTYLE "+" short_name,                                                                        \
		.base = &type_known[T_OBJECT],                                                                         \
		.members = &var##_members,                                                                             \
		.ops = &var##_ops,                                                                                     \
	};

static const PropDef formatting_props[] = {
	TEXT_PROP("FormatAccent", format_accent),
	TEXT_PROP("TableHeader", table_header),
	TEXT_PROP("CustomTableHeaderLabel", custom_table_header_label),
	TEXT_PROP("ErrorAccent", error_accent),
	TEXT_PROP("Error", error),
	TEXT_PROP("Warning", warning),
	TEXT_PROP("Verbose", verbose),
	TEXT_PROP("Debug", debug),
	TEXT_PROP("FeedbackName", feedback_name),
	TEXT_PROP("FeedbackText", feedback_text),
	TEXT_PROP("FeedbackAction", feedback_action),
	PROPS_END,
};
static const PropDef file_props[] = {
	TEXT_PROP("Directory", directory),
	TEXT_PROP("SymbolicLink", symbolic_link),
	TEXT_PROP("Executable", executable),
	PROP("Extension", PSSTYLE "+FileInfoFormatting+FileExtensionDictionary", get_extension),
	PROPS_END,
};
static const PropDef progress_props[] = {
	TEXT_PROP("Style", progress_style),
	PROP_RW("MaxWidth", "System.Int32", get_max_width, set_max_width),
	PROP_RW("View", "System.Management.Automation.ProgressView", get_progress_view, set_progress_view),
	PROP_RW("UseOSCIndicator", "System.Boolean", get_osc_indicator, set_osc_indicator),
	PROPS_END,
};
static const PropDef fore_props[] = {
	PROP("Black", "System.String", fore_black),
	PROP("Red", "System.String", fore_red),
	PROP("Green", "System.String", fore_green),
	PROP("Yellow", "System.String", fore_yellow),
	PROP("Blue", "System.String", fore_blue),
	PROP("Magenta", "System.String", fore_magenta),
	PROP("Cyan", "System.String", fore_cyan),
	PROP("White", "System.String", fore_white),
	PROP("BrightBlack", "System.String", fore_bright_black),
	PROP("BrightRed", "System.String", fore_bright_red),
	PROP("BrightGreen", "System.String", fore_bright_green),
	PROP("BrightYellow", "System.String", fore_bright_yellow),
	PROP("BrightBlue", "System.String", fore_bright_blue),
	PROP("BrightMagenta", "System.String", fore_bright_magenta),
	PROP("BrightCyan", "System.String", fore_bright_cyan),
	PROP("BrightWhite", "System.String", fore_bright_white),
	PROPS_END,
};
static const MethodDef fore_methods[] = {
	METHOD("FromRgb", "string FromRgb(byte red, byte green, byte blue)", fore_rgb),
	METHOD("FromRgb", "string FromRgb(int rgb)", fore_rgb),
	METHOD("FromConsoleColor", "string FromConsoleColor(System.ConsoleColor color)", fore_console),
	METHODS_END,
};
static const PropDef back_props[] = {
	PROP("Black", "System.String", back_black),
	PROP("Red", "System.String", back_red),
	PROP("Green", "System.String", back_green),
	PROP("Yellow", "System.String", back_yellow),
	PROP("Blue", "System.String", back_blue),
	PROP("Magenta", "System.String", back_magenta),
	PROP("Cyan", "System.String", back_cyan),
	PROP("White", "System.String", back_white),
	PROP("BrightBlack", "System.String", back_bright_black),
	PROP("BrightRed", "System.String", back_bright_red),
	PROP("BrightGreen", "System.String", back_bright_green),
	PROP("BrightYellow", "System.String", back_bright_yellow),
	PROP("BrightBlue", "System.String", back_bright_blue),
	PROP("BrightMagenta", "System.String", back_bright_magenta),
	PROP("BrightCyan", "System.String", back_bright_cyan),
	PROP("BrightWhite", "System.String", back_bright_white),
	PROPS_END,
};
static const MethodDef back_methods[] = {
	METHOD("FromRgb", "string FromRgb(byte red, byte green, byte blue)", back_rgb),
	METHOD("FromRgb", "string FromRgb(int rgb)", back_rgb),
	METHOD("FromConsoleColor", "string FromConsoleColor(System.ConsoleColor color)", back_console),
	METHODS_END,
};
PART_TYPE(formatting_type, "FormattingData", formatting_props, NULL)
PART_TYPE(file_type, "FileInfoFormatting", file_props, NULL)
PART_TYPE(progress_type, "ProgressConfiguration", progress_props, NULL)
PART_TYPE(fore_type, "ForegroundColor", fore_props, fore_methods)
PART_TYPE(back_type, "BackgroundColor", back_props, back_methods)

#define PART(name, type)                                                                                               \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		return types_found(out, part_of(&(type), self));                                                       \
	}
PART(get_formatting, formatting_type)
PART(get_progress, progress_type)
PART(get_foreground, fore_type)
PART(get_background, back_type)
PART(get_file_info, file_type)

/* ---- the style ---- */

static Value default_extensions(void)
{
	static const char *const archives[] = { ".zip", ".tgz", ".gz", ".tar", ".nupkg", ".cab", ".7z" };
	static const char *const scripts[] = { ".ps1", ".psd1", ".psm1", ".ps1xml" };
	Hash *hash = hash_new(type_of_id(T_ORDERED), true);

	for (size_t i = 0; i < COUNT(archives); i++)
		hash_set_text_take(hash, str_from(archives[i]), value_string_c("\033[31;1m"));
	for (size_t i = 0; i < COUNT(scripts); i++)
		hash_set_text_take(hash, str_from(scripts[i]), value_string_c("\033[33;1m"));
	return hash_value(hash);
}

static Value enum_of(Interp *in, const char *type, int64_t number)
{
	const TypeDef *def = type_set_find(runtime_of(in)->types, str_from(type));

	return def ? value_enum(def, number) : value_int((int32_t)number);
}

static Value new_style(Interp *in)
{
	Style *style = MEM_NEW(Style);

	*style = (Style){ .extensions = default_extensions(), .max_width = 120 };
	for (size_t i = 0; i < TEXTS; i++)
		(void)sequence(default_texts[i], &style->texts[i]);
	style->rendering = enum_of(in, "System.Management.Automation.OutputRendering", 0);
	style->view = enum_of(in, "System.Management.Automation.ProgressView", 0);
	return object_value(object_new_native(&type_ps_style, style));
}

/* There is one: the session's variable. */
TYPE_GET(get_instance)
{
	Value v = runtime_of(in)->variable_peek(in, S("PSStyle"));

	return types_found(out, type_of(v) == &type_ps_style ? value_ref(v) : new_style(in));
}

static const PropDef props[] = {
	PROP_RW("OutputRendering", "System.Management.Automation.OutputRendering", get_output_rendering,
		set_output_rendering),
	PROP_RW("AutoSizeDefaultFormatting", "System.Boolean", get_auto_size, set_auto_size),
	PROP("Reset", "System.String", get_reset),
	PROP("BlinkOff", "System.String", get_blink_off),
	PROP("Blink", "System.String", get_blink),
	PROP("BoldOff", "System.String", get_bold_off),
	PROP("Bold", "System.String", get_bold),
	PROP("DimOff", "System.String", get_dim_off),
	PROP("Dim", "System.String", get_dim),
	PROP("Hidden", "System.String", get_hidden),
	PROP("HiddenOff", "System.String", get_hidden_off),
	PROP("Reverse", "System.String", get_reverse),
	PROP("ReverseOff", "System.String", get_reverse_off),
	PROP("ItalicOff", "System.String", get_italic_off),
	PROP("Italic", "System.String", get_italic),
	PROP("UnderlineOff", "System.String", get_underline_off),
	PROP("Underline", "System.String", get_underline),
	PROP("StrikethroughOff", "System.String", get_strikethrough_off),
	PROP("Strikethrough", "System.String", get_strikethrough),
	PROP("Formatting", PSSTYLE "+FormattingData", get_formatting),
	PROP("Progress", PSSTYLE "+ProgressConfiguration", get_progress),
	PROP("Foreground", PSSTYLE "+ForegroundColor", get_foreground),
	PROP("Background", PSSTYLE "+BackgroundColor", get_background),
	PROP("FileInfo", PSSTYLE "+FileInfoFormatting", get_file_info),
	PROPS_END,
};
static const PropDef statics[] = { PROP("Instance", PSSTYLE, get_instance), PROPS_END };
static const MethodDef methods[] = {
	METHOD("FormatHyperlink", "string FormatHyperlink(string text, uri link)", format_hyperlink),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD("MapForegroundColorToEscapeSequence",
		"static string MapForegroundColorToEscapeSequence(System.ConsoleColor foregroundColor)", fore_console),
	METHOD("MapBackgroundColorToEscapeSequence",
		"static string MapBackgroundColorToEscapeSequence(System.ConsoleColor backgroundColor)", back_console),
	METHODS_END,
};
static const TypeMembers members = {
	.props = props, .statics = statics, .methods = methods, .static_methods = static_methods
};
static const TypeOps ops = { .free = free_style };
const TypeDef type_ps_style = { .name = PSSTYLE, .base = &type_known[T_OBJECT], .members = &members, .ops = &ops };
