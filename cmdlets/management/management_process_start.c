/* management_process_start: ProcessStartInfo, and Process.Start with redirected streams. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/management/management_process_private.h"
#include "shell/engine/native.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/types/types.h"
#include "shell/value/convert.h"
#include "shell/value/member.h"

/* ---- ProcessStartInfo ---- */

enum { FILE_NAME, ARGUMENTS, FOLDER, SHELL, OUT, ERR, IN, NO_WINDOW, STYLE, VERB, ARGUMENT_LIST, SETTINGS };
typedef struct StartInfo {
	Value v[SETTINGS]; /* V_EMPTY: as from the start */
} StartInfo;

static StartInfo *info_peek(Value v)
{
	return object_payload_peek(v, &management_start_info_type);
}

static void free_info(Object *object, ValueDrops *drops)
{
	StartInfo *info = object->payload;

	for (int i = 0; i < SETTINGS; i++)
		value_drop_later(drops, info->v[i]);
	free(info);
}

/* Core starts programs itself unless it is told not to. */
static Value initial(Interp *in, int which)
{
	switch (which) {
	case SHELL:
		return value_bool(runtime_edition(in)->windows_paths);
	case OUT:
	case ERR:
	case IN:
	case NO_WINDOW:
		return value_bool(false);
	case STYLE:
		return value_string(S("Normal"));
	default:
		return value_string(S(""));
	}
}

#define SETTING(name, which)                                                                                           \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		Value kept = info_peek(self)->v[which];                                                                \
                                                                                                                       \
		*out = kept.kind != V_EMPTY ? value_ref(kept) : initial(in, which);                                    \
		return FLOW_NEXT;                                                                                      \
	}                                                                                                              \
	TYPE_SET(set_##name)                                                                                           \
	{                                                                                                              \
		value_set_take(&info_peek(self)->v[which], value_ref(to));                                             \
		return FLOW_NEXT;                                                                                      \
	}
SETTING(file_name, FILE_NAME)
SETTING(arguments, ARGUMENTS)
SETTING(folder, FOLDER)
SETTING(shell, SHELL)
SETTING(out, OUT)
SETTING(err, ERR)
SETTING(in, IN)
SETTING(no_window, NO_WINDOW)
SETTING(style, STYLE)
SETTING(verb, VERB)

/* A Collection<string>, made when it is first asked for. */
TYPE_GET(get_argument_list)
{
	TypeSet *types = runtime_of(in)->types;
	Value *list = &info_peek(self)->v[ARGUMENT_LIST];

	if (list->kind == V_EMPTY)
		*list = list_value(
			list_new(type_set_close(types, type_of_id(T_COLLECTION), type_of_id(T_STRING), NULL)));
	*out = value_ref(*list);
	return FLOW_NEXT;
}

/* (), (file name), (file name, arguments) */
TYPE_METHOD(make_info)
{
	StartInfo *info = MEM_NEW(StartInfo);

	for (size_t i = 0; i < n; i++)
		info->v[FILE_NAME + i] = value_ref(args[i]);
	*out = object_value(object_new_native(&management_start_info_type, info));
	return FLOW_NEXT;
}

static const PropDef info_props[] = {
	PROP_IN_CORE("ArgumentList", "System.Collections.ObjectModel.Collection[string]", get_argument_list),
	PROP_RW("Arguments", "string", get_arguments, set_arguments),
	PROP_RW("CreateNoWindow", "bool", get_no_window, set_no_window),
	PROP_RW("FileName", "string", get_file_name, set_file_name),
	PROP_RW("RedirectStandardError", "bool", get_err, set_err),
	PROP_RW("RedirectStandardInput", "bool", get_in, set_in),
	PROP_RW("RedirectStandardOutput", "bool", get_out, set_out),
	PROP_RW("UseShellExecute", "bool", get_shell, set_shell),
	PROP_RW("Verb", "string", get_verb, set_verb),
	PROP_RW("WindowStyle", "string", get_style, set_style),
	PROP_RW("WorkingDirectory", "string", get_folder, set_folder),
	PROPS_END,
};
static const MethodDef info_constructors[] = {
	NEW("System.Diagnostics.ProcessStartInfo new()", make_info),
	NEW("System.Diagnostics.ProcessStartInfo new(string fileName)", make_info),
	NEW("System.Diagnostics.ProcessStartInfo new(string fileName, string arguments)", make_info),
	METHODS_END,
};
static const TypeMembers info_members = { .props = info_props, .constructors = info_constructors };
static const TypeOps info_ops = { .free = free_info };
const TypeDef management_start_info_type = { .name = "System.Diagnostics.ProcessStartInfo",
	.base = &type_known[T_OBJECT],
	.members = &info_members,
	.ops = &info_ops };

static bool is_set(Interp *in, const StartInfo *info, int which)
{
	Value v = info->v[which].kind == V_EMPTY ? initial(in, which) : value_ref(info->v[which]);
	bool set = v.kind == V_BOOL && v.b;

	value_drop(v);
	return set;
}

static Str text_of(const StartInfo *info, int which)
{
	return info->v[which].kind == V_STRING ? value_str_peek(info->v[which]) : S("");
}

/* ---- running ---- */

/* What one is to run, while it is found out. */
typedef struct Launch {
	Interp *in;
	Process *p;
	const StartInfo *info;
	Arena *arena;
	Command *command; /* counted */
	NativeWords words;
} Launch;

static Flow take_line(void *self, bool is_error, Str line)
{
	Process *p = self;
	Buf *to = is_error ? &p->err : &p->out;

	buf_put(to, line);
	buf_put_char(to, '\n');
	return FLOW_NEXT;
}

/* The bytes that were written to StandardInput. */
static Flow read_input(Interp *in, Process *p, Buf *out)
{
	Value bytes = VALUE_EMPTY;
	Flow flow;

	if (p->input.kind == V_EMPTY)
		return FLOW_NEXT;
	flow = member_call(in, p->written, S("ToArray"), NULL, 0, &bytes);
	for (size_t i = 0; flow == FLOW_NEXT && bytes.kind == V_ARRAY && i < bytes.array->n; i++) {
		Value byte = array_get(bytes.array, i);

		buf_put_char(out, (char)byte.i64);
		value_drop(byte);
	}
	value_drop(bytes);
	return flow;
}

static Flow failed(Interp *in, Str why)
{
	return fault_exception(in, EXC_WIN32, "%.*s", STR_ARG(why));
}

static Flow run_native(Launch *l, bool to_end)
{
	NativeOptions options = NATIVE_OPTIONS;
	Native *native = NULL;
	Buf why = BUF_INIT, folder = BUF_INIT, input = BUF_INIT;
	Flow flow = read_input(l->in, l->p, &input);

	native_hand_over(l->in, l->arena, &l->words);
	options.path = string_str(l->command->path);
	options.args = l->words.p;
	options.nargs = l->words.n;
	options.feed = is_set(l->in, l->info, IN);
	options.capture_out = is_set(l->in, l->info, OUT);
	options.capture_err = is_set(l->in, l->info, ERR);
	options.line = take_line;
	options.self = l->p;
	if (text_of(l->info, FOLDER).n)
		provider_real_path(l->in, text_of(l->info, FOLDER), &folder);
	options.folder = buf_str(&folder);
	if (flow == FLOW_NEXT && !native_start(l->in, &options, &native, &why))
		flow = failed(l->in, buf_str(&why));
	if (flow == FLOW_NEXT && !to_end) {
		management_process_adopt(l->p, native_detach(native));
		native = NULL;
	}
	if (flow == FLOW_NEXT && native && options.feed)
		flow = native_write(native, buf_str(&input));
	if (flow == FLOW_NEXT && native)
		flow = native_finish(native, &l->p->exit_code);
	native_free(native);
	buf_release(&why);
	buf_release(&folder);
	buf_release(&input);
	return flow;
}

typedef struct AppSink {
	Sink sink;
	Launch *launch;
} AppSink;

static Flow put_app(Sink *sink, Value v)
{
	const AppSink *app = (const AppSink *)(const void *)sink;
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(app->launch->in, v, &text);

	if (flow == FLOW_NEXT)
		flow = take_line(app->launch->p, false, buf_str(&text));
	buf_release(&text);
	return flow;
}

/* A program inside the shell. */
static Flow run_app(Launch *l)
{
	AppSink sink = { .sink = { put_app }, .launch = l };
	Array *words = array_new_objects();
	PipelineCall call = { .command = l->command };
	Value code = VALUE_EMPTY;
	bool found;
	Flow flow;

	for (size_t i = 0; i < l->words.n; i++)
		array_push_take(words, value_string(l->words.p[i]));
	call.args = words->items;
	call.nargs = words->n;
	flow = pipeline_call(l->in, &call, &sink.sink);
	if (flow == FLOW_NEXT)
		flow = scope_get(l->in, l->in->global, l->in->sym.last_exit_code, &code, &found);
	l->p->exit_code = code.kind == V_INT ? (int)code.i64 : 0;
	value_drop(code);
	value_drop(array_value(words));
	return flow;
}

/* The words of ArgumentList as they are, or those of the line that Arguments is. */
static Flow read_words(Launch *l)
{
	Value list = l->info->v[ARGUMENT_LIST];
	Str line = text_of(l->info, ARGUMENTS);

	if (list.kind != V_LIST || list.list->n == 0) {
		native_split_line(l->arena, line, &l->words);
		return FLOW_NEXT;
	}
	if (line.n)
		return fault_exception(
			l->in, EXC_INVALID_OPERATION, "Only one of Arguments or ArgumentList may be used.");
	for (size_t i = 0; i < list.list->n; i++)
		native_add(&l->words, types_str(list_peek(list.list, i)));
	return FLOW_NEXT;
}

static Flow not_there(const Launch *l)
{
	Str file = text_of(l->info, FILE_NAME), folder = text_of(l->info, FOLDER);
	Buf here = BUF_INIT;
	Flow flow;

	if (!(runtime_edition(l->in)->where & WHERE_CORE))
		return failed(l->in, S("The system cannot find the file specified"));
	runtime_of(l->in)->real_path(l->in, folder.n ? folder : S("."), &here);
	flow = fault_exception(l->in, EXC_WIN32,
		"An error occurred trying to start process '%.*s' with working directory '%.*s'. No such file or directory",
		STR_ARG(file), STR_ARG(buf_str(&here)));
	buf_release(&here);
	return flow;
}

static Flow launch(Interp *in, Process *p, bool to_end)
{
	Launch l = { .in = in, .p = p, .info = info_peek(p->info), .arena = arena_new(0) };
	Flow flow;

	l.command = registry_find(in, text_of(l.info, FILE_NAME), COMMAND_NATIVE | COMMAND_APP);
	flow = read_words(&l);
	if (flow != FLOW_NEXT) {
		to_end = false;
	} else if (!l.command || (l.command->kind == COMMAND_NATIVE && !l.command->path)) {
		flow = not_there(&l);
	} else if (l.command->kind == COMMAND_APP) {
		flow = run_app(&l);
		to_end = true;
	} else {
		flow = run_native(&l, to_end);
	}
	if (flow == FLOW_NEXT && to_end)
		p->ended = true;
	command_drop(l.command);
	free(l.words.p);
	arena_free(l.arena);
	return flow;
}

Flow management_process_go(Interp *in, Process *p)
{
	if (!p->waits)
		return FLOW_NEXT;
	p->waits = false;
	return launch(in, p, true);
}

/* ---- streams ---- */

static Flow construct(Interp *in, Str type, const Value *args, size_t n, Value *out)
{
	const TypeDef *def = type_set_find(runtime_of(in)->types, type);

	return member_construct(in, def, args, n, out);
}

/* A StreamReader over what was written. */
static Flow make_reader(Interp *in, const Buf *text, Value *out)
{
	Value bytes = array_from_bytes(buf_str(text)), stream = VALUE_EMPTY;
	Flow flow = construct(in, S("System.IO.MemoryStream"), &bytes, 1, &stream);

	if (flow == FLOW_NEXT)
		flow = construct(in, S("System.IO.StreamReader"), &stream, 1, out);
	value_drop(bytes);
	value_drop(stream);
	return flow;
}

static Flow get_stream(Interp *in, Process *p, Value *kept, const char *name, Value *out)
{
	bool is_input = kept == &p->input;
	int which = is_input ? IN : kept == &p->output ? OUT : ERR;

	if (!p->name || p->info.kind == V_EMPTY || !is_set(in, info_peek(p->info), which))
		return fault_exception(in, EXC_INVALID_OPERATION,
			"%s has not been redirected or the process hasn't started yet.", name);
	if (!is_input)
		FLOW_TRY(management_process_go(in, p));
	if (kept->kind == V_EMPTY)
		FLOW_TRY(make_reader(in, kept == &p->output ? &p->out : &p->err, kept));
	*out = value_ref(*kept);
	return FLOW_NEXT;
}

Flow management_process_get_output(UNUSED Interp *in, Value self, Value *out)
{
	Process *p = management_process_peek(self);

	return get_stream(in, p, &p->output, "StandardOut", out);
}

Flow management_process_get_error(UNUSED Interp *in, Value self, Value *out)
{
	Process *p = management_process_peek(self);

	return get_stream(in, p, &p->error, "StandardError", out);
}

Flow management_process_get_input(UNUSED Interp *in, Value self, Value *out)
{
	Process *p = management_process_peek(self);

	return get_stream(in, p, &p->input, "StandardIn", out);
}

/* ---- starting ---- */

Flow management_process_get_start_info(UNUSED Interp *in, Value self, Value *out)
{
	Process *p = management_process_peek(self);

	if (p->info.kind == V_EMPTY)
		FLOW_TRY(make_info(in, VALUE_NULL, NULL, 0, &p->info));
	*out = value_ref(p->info);
	return FLOW_NEXT;
}

Flow management_process_set_start_info(Interp *in, Value self, Value to)
{
	if (!info_peek(to))
		return fault_argument(in, EXC_ARGUMENT_NULL, "value", "Value cannot be null.");
	value_set_take(&management_process_peek(self)->info, value_ref(to));
	return FLOW_NEXT;
}

Flow management_process_make(
	UNUSED Interp *in, UNUSED Value self, UNUSED const Value *args, UNUSED size_t n, Value *out)
{
	Process *p = MEM_NEW(Process);

	p->ours = true;
	buf_init(&p->out, BUF_MAX);
	buf_init(&p->err, BUF_MAX);
	*out = object_value(object_new_native(&management_process_type, p));
	return FLOW_NEXT;
}

static Flow start_input(Interp *in, Process *p)
{
	FLOW_TRY(construct(in, S("System.IO.MemoryStream"), NULL, 0, &p->written));
	FLOW_TRY(construct(in, S("System.IO.StreamWriter"), &p->written, 1, &p->input));
	p->waits = true;
	return member_set(in, p->input, S("AutoFlush"), value_bool(true));
}

/* With redirected output it runs to its end here; what waits for input runs when its output is read. */
static Flow start(Interp *in, Process *p)
{
	const StartInfo *info = info_peek(p->info);
	bool redirected;

	if (!info || !text_of(info, FILE_NAME).n)
		return fault_exception(
			in, EXC_INVALID_OPERATION, "Cannot start process because a file name has not been provided.");
	redirected = is_set(in, info, OUT) || is_set(in, info, ERR) || is_set(in, info, IN);
	if (redirected && is_set(in, info, SHELL))
		return fault_exception(in, EXC_INVALID_OPERATION,
			"The Process object must have the UseShellExecute property set to false in order to redirect IO streams.");
	if (p->name)
		value_drop(value_of_string(p->name));
	p->name = value_string(text_of(info, FILE_NAME)).string;
	p->ended = false;
	return is_set(in, info, IN) ? start_input(in, p) : launch(in, p, redirected);
}

Flow management_process_start(Interp *in, Value self, UNUSED const Value *args, UNUSED size_t n, Value *out)
{
	*out = value_bool(true);
	return start(in, management_process_peek(self));
}

/* (information), (file name), (file name, arguments) */
Flow management_process_start_static(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Value process = VALUE_EMPTY;
	Process *p;
	Flow flow;

	FLOW_TRY(management_process_make(in, self, NULL, 0, &process));
	p = management_process_peek(process);
	flow = info_peek(args[0]) ? FLOW_NEXT : make_info(in, VALUE_NULL, args, n, &p->info);
	if (info_peek(args[0]))
		p->info = value_ref(args[0]);
	if (flow == FLOW_NEXT)
		flow = start(in, p);
	if (flow == FLOW_NEXT)
		*out = process;
	else
		value_drop(process);
	return flow;
}
