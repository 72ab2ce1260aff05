/* program: native programs and programs inside the shell as stages of a pipeline. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/program.h"

#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/engine/app.h"
#include "shell/engine/native.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

/* What a running program keeps.  Objects piped in become lines as Out-String -Stream shows them. */
struct Program {
	StagePrivate *sp;
	Arena *arena;
	NativeWords words; /* what follows the name */
	Native *native;    /* NULL: a program inside the shell */
	Array *input;      /* lines for one inside the shell */
	Pipeline feed;     /* Out-String; feed.in NULL: nothing is piped in */
	Sink lines;
	bool wrote_error;
};

/* ---- words ---- */

static bool is_native(const StagePrivate *sp)
{
	return sp->command->kind == COMMAND_NATIVE;
}

/* Literal text of a number: what was typed, not its value. */
static Flow add_value(Interp *in, struct Program *program, Value v)
{
	if (v.kind == V_OBJECT && v.object->text) {
		native_add(&program->words, arena_copy(program->arena, string_str(v.object->text)));
		return FLOW_NEXT;
	}
	return native_add_value(in, program->arena, v, &program->words);
}

/* -name:value stays one word. */
static Flow add_name(Interp *in, struct Program *program, const Arg *arg)
{
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	buf_put(&text, arg->param_text);
	if (!value_is_unset(arg->value) && !value_is_null(arg->value))
		flow = convert_put_text(in, arg->value, &text);
	if (flow == FLOW_NEXT)
		native_add(&program->words, arena_copy(program->arena, buf_str(&text)));
	buf_release(&text);
	return flow;
}

static Flow add_arg(Interp *in, struct Program *program, const Arg *arg)
{
	if (arg->param.p)
		return add_name(in, program, arg);
	if (arg->bareword && is_native(program->sp))
		return native_expand(
			in, program->arena, arena_copy(program->arena, value_str_peek(arg->value)), &program->words);
	return add_value(in, program, arg->value);
}

static bool is_verbatim_mark(const StagePrivate *sp, const Arg *arg)
{
	return sp->verbatim && arg->bareword && str_eq(value_str_peek(arg->value), S("--%"));
}

Flow program_bind(StagePrivate *sp)
{
	struct Program *program = MEM_NEW(struct Program);
	Interp *in = sp->s.interp;

	*program = (struct Program){ .sp = sp, .arena = arena_new(0) };
	sp->program = program;
	for (uint32_t i = 0; i < sp->args.n; i++) {
		if (is_verbatim_mark(sp, &sp->args.p[i]) && i + 1 < sp->args.n) {
			native_verbatim(in, program->arena, value_str_peek(sp->args.p[i + 1].value), &program->words);
			break;
		}
		FLOW_TRY(add_arg(in, program, &sp->args.p[i]));
	}
	if (is_native(sp))
		native_hand_over(in, program->arena, &program->words);
	return FLOW_NEXT;
}

/* ---- what comes back ---- */

/* A redirected line of the error stream is a record; an unredirected one is a line of the host's, and not in $Error. */
static Flow put_error(struct Program *program, Str line)
{
	StagePrivate *sp = program->sp;
	Value record = native_error_record(sp->s.interp, line, !program->wrote_error);
	Flow flow;

	program->wrote_error = true;
	flow = interp_write_error(sp->s.interp, &sp->streams, record);
	value_drop(record);
	return flow;
}

static Flow take_line(void *self, bool is_error, Str line)
{
	struct Program *program = self;

	return is_error ? put_error(program, line) : stage_write_text(&program->sp->s, line);
}

static void set_exit_code(StagePrivate *sp, int code)
{
	scope_put_take(sp->s.interp->global, sp->s.interp->sym.last_exit_code, value_int(code));
	sp->failed = code != 0;
}

/* ---- what goes in ---- */

static Flow put_input_line(Sink *sink, Value v)
{
	struct Program *program = (struct Program *)(void *)((char *)sink - offsetof(struct Program, lines));

	if (program->native)
		return native_write_line(program->native, value_str_peek(v));
	array_push_take(program->input, value_ref(v));
	return FLOW_NEXT;
}

static bool is_fed(const StagePrivate *sp)
{
	return sp->index > 0 || sp->pipeline->has_input;
}

static Flow open_feed(struct Program *program)
{
	StagePrivate *sp = program->sp, *writer;
	Interp *in = sp->s.interp;
	Command *command = registry_cmdlet(in, S("Out-String"));
	Invocation *invocation;
	Arg *arg;

	if (!command)
		return registry_not_found(in, S("Out-String"));
	program->input = array_new_objects();
	program->lines.put = put_input_line;
	pipeline_init(in, &program->feed, &program->lines);
	program->feed.has_input = true;
	invocation = error_invocation_new(sp->s.invocation->script, sp->s.invocation->span);
	invocation->command = command_ref(command);
	writer = pipeline_add(&program->feed, command, invocation);
	arg = bind_args_add(&writer->args);
	arg->param = arg->param_text = S("Stream");
	arg->value = value_switch(true);
	arg->colon = true;
	return pipeline_start(&program->feed);
}

/* ---- running ---- */

/* The last program of a command line writes to the terminal itself: editors, pagers and progress work. */
static bool writes_itself(const StagePrivate *sp)
{
	const Interp *in = sp->s.interp;

	return in->host->lend_output && sp->s.out == in->default_out;
}

Flow program_begin(StagePrivate *sp)
{
	struct Program *program = sp->program;
	Interp *in = sp->s.interp;
	NativeOptions options = NATIVE_OPTIONS;
	Buf why = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (is_native(sp)) {
		options.path = string_str(sp->command->path);
		options.args = program->words.p;
		options.nargs = program->words.n;
		options.feed = is_fed(sp);
		options.capture_out = !writes_itself(sp);
		options.capture_err = !in->host->lend_output || sp->streams.to[STREAM_ERROR];
		options.line = take_line;
		options.self = program;
		if (!options.capture_out || !options.capture_err)
			in->host->lend_output(in->host->self);
		if (!native_start(in, &options, &program->native, &why))
			flow = native_failed(in, string_str(sp->command->name), buf_str(&why));
		buf_release(&why);
	}
	return flow == FLOW_NEXT && is_fed(sp) ? open_feed(program) : flow;
}

Flow program_process(StagePrivate *sp, Value input)
{
	if (input.kind == V_EMPTY || !sp->program->feed.in)
		return FLOW_NEXT;
	return pipeline_feed(&sp->program->feed, input);
}

static Flow end_feed(struct Program *program)
{
	Flow flow = program->feed.in ? pipeline_finish(&program->feed, FLOW_NEXT) : FLOW_NEXT;

	program->feed.in = NULL;
	return flow;
}

static Flow put_lines(struct Program *program, bool is_error, Str text)
{
	StrSplit split = { .rest = text };
	Str line;

	while (str_split_next(&split, '\n', &line)) {
		if (split.done && !line.n)
			break;
		FLOW_TRY(take_line(program, is_error, line));
	}
	return FLOW_NEXT;
}

static Flow run_app(StagePrivate *sp)
{
	struct Program *program = sp->program;
	NativeWords argv = { 0 };
	Buf out = BUF_INIT, err = BUF_INIT;
	AppContext context = { .stage = &sp->s, .out = &out, .err = &err, .input = program->input };
	Flow flow;

	native_add(&argv, string_str(sp->command->name));
	for (size_t i = 0; i < program->words.n; i++)
		native_add(&argv, program->words.p[i]);
	context.argc = (int)argv.n;
	context.argv = argv.p;
	set_exit_code(sp, sp->command->app->main(&context));
	flow = put_lines(program, false, buf_str(&out));
	if (flow == FLOW_NEXT)
		flow = put_lines(program, true, buf_str(&err));
	VEC_RELEASE(&argv);
	buf_release(&out);
	buf_release(&err);
	return flow;
}

static Value exit_record(const StagePrivate *sp, int code)
{
	Value path = value_string(string_str(sp->command->path ? sp->command->path : sp->command->name));
	Value exception, record;
	Buf text = BUF_INIT;

	buf_printf(&text, "Program \"%s\" ended with non-zero exit code: %d (0x%02X).", sp->command->name->p, code,
		(unsigned)code);
	exception = exception_new(exception_type(EXC_NATIVE_COMMAND), buf_str(&text), VALUE_NULL);
	exception_peek(exception)->exit_code = code;
	exception_peek(exception)->process_id = native_process_id(sp->program->native);
	exception_peek(exception)->param_name = value_ref(path).string;
	record = error_new(exception, S("ProgramExitedWithNonZeroCode"), CAT_NOT_SPECIFIED, path);
	buf_release(&text);
	value_drop(exception);
	value_drop(path);
	return record;
}

/* $PSNativeCommandUseErrorActionPreference: an exit code other than 0 is an error.  One that goes on has no place (asked
 * of 7.6). */
static Flow judge_exit_code(StagePrivate *sp, int code)
{
	Interp *in = sp->s.interp;
	Value wanted = interp_variable_peek(in, scope_symbol(in, S("PSNativeCommandUseErrorActionPreference"))), record;
	Preference preference = interp_preference(in, in->sym.error_action, PREF_CONTINUE);
	Flow flow = FLOW_NEXT;

	if (!runtime_edition(in)->concise_errors || !convert_to_bool(wanted) || preference == PREF_IGNORE)
		return FLOW_NEXT;
	record = exit_record(sp, code);
	if (preference == PREF_STOP) {
		error_peek(record)->promoted = true;
		interp_stamp(in, error_peek(record));
		return interp_throw_take(in, record);
	}
	interp_remember_error(in, record);
	if (preference != PREF_SILENT)
		flow = interp_write_error(in, &sp->streams, record);
	value_drop(record);
	return flow;
}

Flow program_end(StagePrivate *sp)
{
	int code = 0;

	FLOW_TRY(end_feed(sp->program));
	if (!is_native(sp))
		return run_app(sp);
	FLOW_TRY(native_finish(sp->program->native, &code));
	set_exit_code(sp, code);
	return code ? judge_exit_code(sp, code) : FLOW_NEXT;
}

void program_free(StagePrivate *sp)
{
	struct Program *program = sp->program;
	Flow flow = program->feed.in ? pipeline_finish(&program->feed, FLOW_STOP) : FLOW_STOP;

	(void)flow;
	native_free(program->native);
	if (program->input)
		value_drop(array_value(program->input));
	VEC_RELEASE(&program->words);
	arena_free(program->arena);
	free(program);
	sp->program = NULL;
}
