/* internal_host: $Host: InternalHost, its UI and RawUI, and the choices of PromptForChoice. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/utf8.h"
#include "shell/engine/interp.h"
#include "shell/engine/pipeline.h"
#include "shell/types/types_list.h"

#define SMA  "System.Management.Automation."
#define HOST SMA "Host."

enum { HEIGHT_DEFAULT = 50, CHOICES_MAX = 64 };

/* Types whose one object has no state of its own. */
static Value single(const TypeDef *type)
{
	return object_value(object_new_native(type, NULL));
}

/* ---- the host ---- */

TYPE_GET(get_name)
{
	return types_found(out, value_string_c(in->host->name));
}

TYPE_GET(get_version)
{
	Value text = value_string_c(runtime_edition(in)->version);
	Flow flow = convert_to(in, text, &type_version, out);

	value_drop(text);
	return flow;
}

TYPE_GET(get_ui)
{
	return types_found(out, single(&type_host_ui));
}

TYPE_GET(get_culture)
{
	return member_construct(in, &type_culture_info,
		(Value[]){ interp_variable_peek(in, scope_symbol(in, S("PSCulture"))) }, 1, out);
}

TYPE_GET(get_null)
{
	return types_found(out, VALUE_NULL);
}

TYPE_GET(get_false)
{
	return types_found(out, value_bool(false));
}

TYPE_METHOD(set_should_exit)
{
	in->exit_code = (int)types_int(args[0]);
	return FLOW_EXIT;
}

static const PropDef props[] = {
	PROP("Name", "string", get_name),
	PROP("Version", "version", get_version),
	PROP("UI", HOST "PSHostUserInterface", get_ui),
	PROP("CurrentCulture", "cultureinfo", get_culture),
	PROP("CurrentUICulture", "cultureinfo", get_culture),
	PROP("PrivateData", "psobject", get_null),
	PROP("DebuggerEnabled", "bool", get_false),
	PROP("IsRunspacePushed", "bool", get_false),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("SetShouldExit", "void SetShouldExit(int exitCode)", set_should_exit),
	METHODS_END,
};
const TypeMembers type_internal_host = { .props = props, .methods = methods };

/* ---- writing ---- */

static void write_text(Interp *in, Str text, bool line, int foreground, int background)
{
	in->host->write(in->host->self, text, foreground, background);
	if (line)
		in->host->write(in->host->self, S("\n"), COLOR_NONE, COLOR_NONE);
}

/* (value), (foreground, background, value), and () for an empty line. */
static Flow write_args(Interp *in, const Value *args, size_t n, bool line)
{
	int foreground = n > 1 ? (int)types_int(args[0]) : COLOR_NONE;
	int background = n > 1 ? (int)types_int(args[1]) : COLOR_NONE;

	write_text(in, n ? types_str(args[n - 1]) : S(""), line, foreground, background);
	return FLOW_NEXT;
}

TYPE_METHOD(write)
{
	return write_args(in, args, n, false);
}

TYPE_METHOD(write_line)
{
	return write_args(in, args, n, true);
}

TYPE_METHOD(write_error_line)
{
	in->host->write_line(in->host->self, STREAM_ERROR, types_str(args[0]));
	return FLOW_NEXT;
}

static Flow write_stream(Interp *in, Stream stream, const char *prefix, Value text)
{
	Buf line = BUF_INIT;

	buf_put(&line, str_from(prefix));
	buf_put(&line, types_str(text));
	in->host->write_line(in->host->self, stream, buf_str(&line));
	buf_release(&line);
	return FLOW_NEXT;
}

TYPE_METHOD(write_warning_line)
{
	return write_stream(in, STREAM_WARNING, "WARNING: ", args[0]);
}

TYPE_METHOD(write_verbose_line)
{
	return write_stream(in, STREAM_VERBOSE, "VERBOSE: ", args[0]);
}

TYPE_METHOD(write_debug_line)
{
	return write_stream(in, STREAM_DEBUG, "DEBUG: ", args[0]);
}

/* ---- asking ---- */

static Flow settle_read(Interp *in, HostRead read)
{
	Fault fault = {
		.id = "InvalidOperation", .category = CAT_INVALID_OPERATION, .exception = EXC_PS_INVALID_OPERATION
	};

	if (read == HOST_READ_STOPPED)
		return FLOW_STOP;
	if (read == HOST_READ_NONE)
		return fault_raise(in, &fault, "%s", edition_text(runtime_edition(in), ET_NON_INTERACTIVE));
	return FLOW_NEXT;
}

static Flow read_text(Interp *in, bool secret, Value *out)
{
	Host *host = in->host;
	Buf line = BUF_SECRET;
	HostRead read = in->non_interactive ? HOST_READ_NONE
			: secret            ? host->read_secret(host->self, S(""), &line)
					    : host->read_line(host->self, S(""), &line);
	Flow flow = settle_read(in, read);

	if (flow == FLOW_NEXT)
		*out = secret ? secret_new(buf_str(&line)) : value_string_buf(&line);
	buf_release(&line);
	return flow;
}

TYPE_METHOD(read_line)
{
	return read_text(in, false, out);
}

TYPE_METHOD(read_secret)
{
	return read_text(in, true, out);
}

typedef struct ChoiceText {
	String *label, *help;
} ChoiceText;

static Flow read_choices(Interp *in, const Array *list, Choice *choices)
{
	for (size_t i = 0; i < list->n; i++) {
		const ChoiceText *text =
			object_payload_peek(value_unwrap_peek(array_peek(list, i)), &type_choice_description);

		if (!text)
			return types_null(in, "choices");
		choices[i] = (Choice){ string_str(text->label), string_str(text->help) };
	}
	return FLOW_NEXT;
}

/* (caption, message, choices, default) */
TYPE_METHOD(prompt_for_choice)
{
	Host *host = in->host;
	Choice choices[CHOICES_MAX];
	Array *list;
	int64_t def = types_int(args[3]);
	int answer = 0;
	Flow flow;

	FLOW_TRY(types_items(in, args[2], &list));
	if (list->n == 0 || list->n > CHOICES_MAX)
		flow = fault_argument(in, EXC_PS_ARGUMENT, "choices", "\"choices\" should have at least one element.");
	else if (def < -1 || def >= (int64_t)list->n)
		flow = fault_argument(in, EXC_PS_ARGUMENT_OUT_OF_RANGE, "defaultChoice",
			"\"defaultChoice\" must be a valid index of an element in \"choices\", or -1 for no default choice.");
	else
		flow = read_choices(in, list, choices);
	if (flow == FLOW_NEXT) {
		Question question = { types_str(args[0]), types_str(args[1]), choices, (int)list->n, (int)def };
		HostRead read = in->non_interactive ? HOST_READ_NONE : host->choose(host->self, &question, &answer);

		flow = settle_read(in, read == HOST_READ_END ? HOST_READ_NONE : read);
	}
	*out = value_int(answer);
	value_drop(array_value(list));
	return flow;
}

TYPE_GET(get_raw)
{
	return types_found(out, single(&type_host_raw_ui));
}

TYPE_GET(get_terminal)
{
	return types_found(out, value_bool(in->host->is_terminal));
}

static const PropDef ui_props[] = {
	PROP("RawUI", HOST "PSHostRawUserInterface", get_raw),
	PROP("SupportsVirtualTerminal", "bool", get_terminal),
	PROPS_END,
};
#define COLORS "System.ConsoleColor foregroundColor, System.ConsoleColor backgroundColor, "
static const MethodDef ui_methods[] = {
	METHOD("ReadLine", "string ReadLine()", read_line),
	METHOD("ReadLineAsSecureString", "securestring ReadLineAsSecureString()", read_secret),
	METHOD("Write", "void Write(string value)", write),
	METHOD("Write", "void Write(" COLORS "string value)", write),
	METHOD("WriteLine", "void WriteLine()", write_line),
	METHOD("WriteLine", "void WriteLine(string value)", write_line),
	METHOD("WriteLine", "void WriteLine(" COLORS "string value)", write_line),
	METHOD("WriteErrorLine", "void WriteErrorLine(string value)", write_error_line),
	METHOD("WriteDebugLine", "void WriteDebugLine(string message)", write_debug_line),
	METHOD("WriteVerboseLine", "void WriteVerboseLine(string message)", write_verbose_line),
	METHOD("WriteWarningLine", "void WriteWarningLine(string message)", write_warning_line),
	METHOD("PromptForChoice",
		"int PromptForChoice(string caption, string message, "
		"System.Collections.ObjectModel.Collection[" HOST "ChoiceDescription] choices, int defaultChoice)",
		prompt_for_choice),
	METHODS_END,
};
static const TypeMembers ui_members = { .props = ui_props, .methods = ui_methods };
const TypeDef type_host_ui = {
	.name = SMA "Internal.Host.InternalHostUserInterface", .base = &type_known[T_OBJECT], .members = &ui_members
};

/* ---- the window ---- */

typedef struct Extent {
	int32_t x, y;
} Extent;

static Value extent_new(const TypeDef *type, int x, int y)
{
	Extent *extent = MEM_NEW(Extent);

	*extent = (Extent){ x, y };
	return object_value(object_new_native(type, extent));
}

static int width_of(Interp *in)
{
	int width = in->host->width(in->host->self);

	return width > 0 ? width : runtime_edition(in)->windows_paths ? 80 : 120;
}

TYPE_GET(get_size)
{
	int height = in->host->height ? in->host->height(in->host->self) : 0;

	return types_found(out, extent_new(&type_host_size, width_of(in), height > 0 ? height : HEIGHT_DEFAULT));
}

TYPE_GET(get_origin)
{
	return types_found(out, extent_new(&type_host_coordinates, 0, 0));
}

/* What the terminal does not tell is the console's own default. */
TYPE_GET(get_foreground)
{
	enum { GRAY = 7 };

	return types_found(out, value_enum(&type_console_color, GRAY));
}

TYPE_GET(get_background)
{
	return types_found(out, value_enum(&type_console_color, 0));
}

TYPE_GET(get_title)
{
	return types_found(out, value_string(S("")));
}

TYPE_SET(set_title)
{
	if (in->host->set_title)
		in->host->set_title(in->host->self, types_str(to));
	return FLOW_NEXT;
}

/* The terminal keeps its size, its place and its colours. */
TYPE_SET(set_nothing)
{
	return FLOW_NEXT;
}

/* Percent of a cell, as a console has it. */
TYPE_GET(get_cursor_size)
{
	return types_found(out, value_int(25));
}

TYPE_METHOD(flush_input)
{
	return FLOW_NEXT;
}

TYPE_METHOD(cells_of)
{
	Str text = types_str(args[0]);
	int32_t cells = 0;

	for (size_t at = 0; at < text.n;)
		cells += utf8_width(utf8_next(text, &at));
	return types_found(out, value_int(cells));
}

static const PropDef raw_props[] = {
	PROP_RW("ForegroundColor", "System.ConsoleColor", get_foreground, set_nothing),
	PROP_RW("BackgroundColor", "System.ConsoleColor", get_background, set_nothing),
	PROP_RW("CursorPosition", HOST "Coordinates", get_origin, set_nothing),
	PROP_RW("WindowPosition", HOST "Coordinates", get_origin, set_nothing),
	PROP_RW("CursorSize", "int", get_cursor_size, set_nothing),
	PROP_RW("BufferSize", HOST "Size", get_size, set_nothing),
	PROP_RW("WindowSize", HOST "Size", get_size, set_nothing),
	PROP("MaxWindowSize", HOST "Size", get_size),
	PROP("MaxPhysicalWindowSize", HOST "Size", get_size),
	PROP("KeyAvailable", "bool", get_false),
	PROP_RW("WindowTitle", "string", get_title, set_title),
	PROPS_END,
};
static const MethodDef raw_methods[] = {
	METHOD("FlushInputBuffer", "void FlushInputBuffer()", flush_input),
	METHOD("LengthInBufferCells", "int LengthInBufferCells(string str)", cells_of),
	METHODS_END,
};
static const TypeMembers raw_members = { .props = raw_props, .methods = raw_methods };
const TypeDef type_host_raw_ui = {
	.name = SMA "Internal.Host.InternalHostRawUserInterface", .base = &type_known[T_OBJECT], .members = &raw_members
};

/* ---- Size and Coordinates ---- */

static Extent *extent_of(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static void free_extent(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static Flow put_extent(UNUSED Interp *in, Value self, Buf *out)
{
	buf_printf(out, "%d,%d", extent_of(self)->x, extent_of(self)->y);
	return FLOW_NEXT;
}

TYPE_GET(get_x)
{
	return types_found(out, value_int(extent_of(self)->x));
}

TYPE_GET(get_y)
{
	return types_found(out, value_int(extent_of(self)->y));
}

static Flow set_number(Interp *in, Value to, int32_t *number)
{
	return convert_to_i32(in, to, number);
}

TYPE_SET(set_x)
{
	return set_number(in, to, &extent_of(self)->x);
}

TYPE_SET(set_y)
{
	return set_number(in, to, &extent_of(self)->y);
}

TYPE_METHOD(make_extent)
{
	return types_found(out, extent_new(types_self(self), (int)types_int(args[0]), (int)types_int(args[1])));
}

static const TypeOps extent_ops = { .free = free_extent, .text = put_extent };
static const PropDef size_props[] = {
	PROP_RW("Width", "int", get_x, set_x),
	PROP_RW("Height", "int", get_y, set_y),
	PROPS_END,
};
static const MethodDef size_constructors[] = { NEW(HOST "Size new(int width, int height)", make_extent), METHODS_END };
static const TypeMembers size_members = { .props = size_props, .constructors = size_constructors };
const TypeDef type_host_size = { .name = HOST "Size",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &size_members,
	.ops = &extent_ops };

static const PropDef coordinates_props[] = {
	PROP_RW("X", "int", get_x, set_x),
	PROP_RW("Y", "int", get_y, set_y),
	PROPS_END,
};
static const MethodDef coordinates_constructors[] = { NEW(HOST "Coordinates new(int x, int y)", make_extent),
	METHODS_END };
static const TypeMembers coordinates_members = { .props = coordinates_props, .constructors = coordinates_constructors };
const TypeDef type_host_coordinates = { .name = HOST "Coordinates",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &coordinates_members,
	.ops = &extent_ops };

/* ---- ChoiceDescription ---- */

static ChoiceText *choice_of(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static void free_choice(Object *object, ValueDrops *drops)
{
	ChoiceText *text = object->payload;

	value_drop_later(drops, value_of_string(text->label));
	value_drop_later(drops, value_of_string(text->help));
	free(text);
}

TYPE_GET(get_label)
{
	return types_found(out, value_ref(value_of_string(choice_of(self)->label)));
}

TYPE_GET(get_help)
{
	return types_found(out, value_ref(value_of_string(choice_of(self)->help)));
}

TYPE_SET(set_help)
{
	String **help = &choice_of(self)->help;
	Value text;

	FLOW_TRY(convert_to_string(in, to, &text));
	value_drop(value_of_string(*help));
	*help = text.string;
	return FLOW_NEXT;
}

/* (label), (label, helpMessage) */
TYPE_METHOD(make_choice)
{
	ChoiceText *text;

	if (types_str(args[0]).n == 0)
		return fault_argument(in, EXC_PS_ARGUMENT, NULL, "label cannot be null or empty.");
	text = MEM_NEW(ChoiceText);
	text->label = value_string(types_str(args[0])).string;
	text->help = value_string(n > 1 ? types_str(args[1]) : S("")).string;
	return types_found(out, object_value(object_new_native(&type_choice_description, text)));
}

static const PropDef choice_props[] = {
	PROP("Label", "string", get_label),
	PROP_RW("HelpMessage", "string", get_help, set_help),
	PROPS_END,
};
static const MethodDef choice_constructors[] = {
	NEW(HOST "ChoiceDescription new(string label)", make_choice),
	NEW(HOST "ChoiceDescription new(string label, string helpMessage)", make_choice),
	METHODS_END,
};
static const TypeMembers choice_members = { .props = choice_props, .constructors = choice_constructors };
static const TypeOps choice_ops = { .free = free_choice };
const TypeDef type_choice_description = {
	.name = HOST "ChoiceDescription", .base = &type_known[T_OBJECT], .members = &choice_members, .ops = &choice_ops
};
