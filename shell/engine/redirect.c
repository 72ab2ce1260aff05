/* redirect: > file, 2>&1 and the other redirections of a command. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/redirect.h"

#include <stdlib.h>

#include "shell/engine/eval.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/value/convert.h"

/* A stream that goes where the stage's output goes, known only when it runs. */
typedef struct MergeSink {
	Sink sink;
	StagePrivate *sp;
} MergeSink;

/* A file is an Out-File of its own that the objects are fed to. */
typedef struct RedirectFile {
	Pipeline pipeline;
	MergeSink merge; /* n>&1, when pipeline.n is 0 */
	Sink file;
	struct RedirectFile *next;
	bool finished;
} RedirectFile;

static Flow put_merged(Sink *sink, Value v)
{
	StagePrivate *sp = ((MergeSink *)sink)->sp;

	return sink_put(sp->s.out, v);
}

bool redirect_is_merge(const Sink *sink)
{
	return sink && sink->put == put_merged;
}

static Flow put_file(Sink *sink, Value v)
{
	RedirectFile *file = (RedirectFile *)(void *)((char *)sink - offsetof(RedirectFile, file));

	return pipeline_feed(&file->pipeline, v);
}

static RedirectFile *add_file(StagePrivate *sp)
{
	RedirectFile *file = mem_alloc(1, sizeof(*file)), **last = &sp->files;

	while (*last)
		last = &(*last)->next;
	*last = file;
	return file;
}

/* $null as a target throws away. */
static bool is_null_target(Node *node)
{
	return node->kind == NODE_VARIABLE && str_ieq(NODE_AS(NodeVariable, node)->path, S("null"));
}

static void add_argument(StagePrivate *writer, Str name, Value v)
{
	Arg *arg = bind_args_add(&writer->args);

	arg->param = arg->param_text = name;
	arg->value = v;
	arg->colon = true;
}

static Flow open_file(StagePrivate *sp, const Redirection *redirect, Sink **out)
{
	Interp *in = sp->s.interp;
	Command *writer = registry_cmdlet(in, S("Out-File"));
	RedirectFile *file;
	StagePrivate *stage;
	Invocation *invocation;
	Value path;

	if (is_null_target(redirect->file)) {
		*out = &in->null_sink;
		return FLOW_NEXT;
	}
	if (!writer)
		return registry_not_found(in, S("Out-File"));
	FLOW_TRY(eval_value(in, redirect->file, &path));
	file = add_file(sp);
	pipeline_init(in, &file->pipeline, &in->null_sink);
	file->pipeline.has_input = true;
	invocation = error_invocation_new(sp->s.invocation->script, sp->s.invocation->span);
	invocation->command = command_ref(writer);
	invocation->name = value_string_c("out-file").string; /* what NormalView begins with (recorded) */
	stage = pipeline_add(&file->pipeline, writer, invocation);
	add_argument(stage, S("FilePath"), path);
	if (redirect->append)
		add_argument(stage, S("Append"), value_switch(true));
	file->file.put = put_file;
	*out = &file->file;
	return pipeline_start(&file->pipeline);
}

static void connect(StagePrivate *sp, int stream, Sink *sink)
{
	if (stream == STREAM_OUTPUT || stream == STREAM_ALL)
		sp->output_file = sink;
	for (int i = STREAM_ERROR; i <= STREAM_INFORMATION; i++)
		if (i == stream || stream == STREAM_ALL)
			sp->streams.to[i] = sink;
}

static Flow open_one(StagePrivate *sp, const Redirection *redirect)
{
	RedirectFile *merge;
	Sink *sink = NULL;

	if (redirect->to) {
		merge = add_file(sp);
		merge->merge = (MergeSink){ { put_merged }, sp };
		for (int i = STREAM_ERROR; i <= STREAM_INFORMATION; i++)
			if (i == redirect->from || redirect->from == STREAM_ALL)
				sp->streams.to[i] = &merge->merge.sink;
		return FLOW_NEXT;
	}
	FLOW_TRY(open_file(sp, redirect, &sink));
	connect(sp, redirect->from, sink);
	return FLOW_NEXT;
}

Flow redirect_open(StagePrivate *sp)
{
	for (uint32_t i = 0; i < sp->nredirects; i++)
		FLOW_TRY(open_one(sp, &sp->redirects[i]));
	return FLOW_NEXT;
}

Flow redirect_finish(StagePrivate *sp)
{
	Flow flow = FLOW_NEXT;

	for (RedirectFile *file = sp->files; file && flow == FLOW_NEXT; file = file->next) {
		if (!file->pipeline.n || file->finished)
			continue;
		file->finished = true;
		flow = pipeline_finish(&file->pipeline, FLOW_NEXT);
	}
	return flow;
}

void redirect_close(StagePrivate *sp)
{
	while (sp->files) {
		RedirectFile *file = sp->files;
		Flow flow = FLOW_STOP;

		sp->files = file->next;
		if (file->pipeline.n && !file->finished)
			/* what left the command goes on, not this */
			flow = pipeline_finish(&file->pipeline, FLOW_STOP);
		(void)flow;
		free(file);
	}
}

/* ---- expressions ---- */

/* An expression has no stage: one that runs nothing stands in for it. */
Flow redirect_begin(Interp *in, const Redirection *redirects, uint32_t n, RedirectScope *scope, Sink **out)
{
	StagePrivate *sp = mem_alloc(1, sizeof(*sp));
	Flow flow;

	sp->s.interp = in;
	sp->s.out = *out;
	sp->streams = *in->streams;
	sp->s.invocation = error_invocation_new(in->frame->script, in->frame->at);
	sp->redirects = redirects;
	sp->nredirects = n;
	*scope = (RedirectScope){ .sp = sp, .before = in->streams };
	flow = redirect_open(sp);
	if (sp->output_file)
		sp->s.out = *out = sp->output_file;
	in->streams = &sp->streams;
	return flow;
}

Flow redirect_end(Interp *in, RedirectScope *scope, Flow flow)
{
	in->streams = scope->before;
	if (flow == FLOW_NEXT)
		flow = redirect_finish(scope->sp);
	redirect_close(scope->sp);
	error_invocation_drop(scope->sp->s.invocation);
	free(scope->sp);
	return flow;
}
