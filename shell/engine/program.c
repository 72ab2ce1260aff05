/* program: native programs and programs inside the shell as stages of a pipeline. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/program.h"

#include <stdlib.h>

#include "shell/engine/app.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

/* What a running program keeps; the words are its argv. */
struct Program {
	Arena *arena;
	Str *argv;
	int argc, cap;
	Array *input;  /* lines piped in */
	bool is_native;
};

/* ---- words ---- */

static void add_word(struct Program *program, Str word)
{
	if (program->argc == program->cap) {
		Str *grown = ARENA_ARRAY(program->arena, Str, (size_t)program->cap * 2 + 8);

		if (program->argc)
			memcpy(grown, program->argv, (size_t)program->argc * sizeof(Str));
		program->argv = grown;
		program->cap = program->cap * 2 + 8;
	}
	program->argv[program->argc++] = arena_copy(program->arena, word);
}

/* Every element of a collection is a word; "-name:value" stays one. */
static Flow add_value(Interp *in, struct Program *program, Str before, Value v)
{
	Buf text = BUF_INIT;
	Value item;
	Iter it;
	Flow flow = FLOW_NEXT;

	if (value_is_null(v) && !before.n)
		return FLOW_NEXT;
	if (iter_unrolls(v) && !before.n) {
		FLOW_TRY(iter_init(in, &it, v));
		while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
			flow = add_value(in, program, before, item);
			value_drop(item);
		}
		iter_release(&it);
		return flow;
	}
	buf_put(&text, before);
	if (v.kind == V_OBJECT && v.object->text)
		buf_put(&text, string_str(v.object->text));
	else
		flow = convert_put_text(in, v, &text);
	if (flow == FLOW_NEXT)
		add_word(program, buf_str(&text));
	buf_release(&text);
	return flow;
}

static Flow add_arg(Interp *in, struct Program *program, const Arg *arg)
{
	if (!arg->param.p)
		return add_value(in, program, S(""), arg->value);
	if (value_is_unset(arg->value)) {
		add_word(program, arg->param_text);
		return FLOW_NEXT;
	}
	return add_value(in, program, arg->param_text, arg->value);
}

Flow program_bind(StagePrivate *sp)
{
	struct Program *program = MEM_NEW(struct Program);

	program->arena = arena_new(0);
	program->is_native = sp->command->kind == COMMAND_NATIVE;
	sp->program = program;
	add_word(program, program->is_native ? string_str(sp->command->path) : string_str(sp->command->name));
	for (uint32_t i = 0; i < sp->args.n; i++)
		FLOW_TRY(add_arg(sp->s.interp, program, &sp->args.p[i]));
	return FLOW_NEXT;
}

Flow program_begin(StagePrivate *sp)
{
	if (sp->program->is_native)
		return fault_runtime(sp->s.interp, CAT_NOT_IMPLEMENTED, "NativeNotSupported", "native");
	return FLOW_NEXT;
}

Flow program_process(StagePrivate *sp, Value input)
{
	struct Program *program = sp->program;
	Value text;

	if (input.kind == V_EMPTY)
		return FLOW_NEXT;
	if (!program->input)
		program->input = array_new_objects();
	FLOW_TRY(convert_to_string(sp->s.interp, input, &text));
	array_push_take(program->input, text);
	return FLOW_NEXT;
}

/* ---- programs inside the shell ---- */

static Flow put_lines(StagePrivate *sp, Str text)
{
	StrSplit split = { .rest = text };
	Str line;

	while (str_split_next(&split, '\n', &line)) {
		if (split.done && !line.n)
			break;
		FLOW_TRY(stage_write_text(&sp->s, line));
	}
	return FLOW_NEXT;
}

static void set_exit_code(StagePrivate *sp, int code)
{
	Interp *in = sp->s.interp;

	scope_put_take(in->global, in->sym.last_exit_code, value_int(code));
	sp->failed = code != 0;
}

Flow program_end(StagePrivate *sp)
{
	struct Program *program = sp->program;
	Buf out = BUF_INIT, err = BUF_INIT;
	AppContext context = { .stage = &sp->s,
		.argc = program->argc,
		.argv = program->argv,
		.out = &out,
		.err = &err,
		.input = program->input };
	Flow flow;

	set_exit_code(sp, sp->command->app->main(&context));
	flow = put_lines(sp, buf_str(&out));
	if (flow == FLOW_NEXT)
		flow = put_lines(sp, buf_str(&err));
	buf_release(&out);
	buf_release(&err);
	return flow;
}

void program_free(StagePrivate *sp)
{
	struct Program *program = sp->program;

	if (program->input)
		value_drop(array_value(program->input));
	arena_free(program->arena);
	free(program);
	sp->program = NULL;
}
