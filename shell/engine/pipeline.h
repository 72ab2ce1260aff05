/* pipeline: commands bound together: begin, objects one at a time, end. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_PIPELINE_H
#define ENGINE_PIPELINE_H

#include "shell/engine/stage_private.h"

enum { PIPELINE_MAX = 1000 };

/* Stages in order.  Filled with pipeline_add, then pipeline_run. */
typedef struct Pipeline {
	Interp *in;
	StagePrivate **stages;
	int n, cap;
	Sink *out;
	StagePrivate *inline_stages[4];
	bool has_input; /* an expression or upstream objects feed the first stage */
	bool started;
} Pipeline;

/* An empty pipeline whose last stage writes to out. */
void pipeline_init(Interp *in, Pipeline *p, Sink *out);
/* Lets go of the memory that waits for further stages. */
void pipeline_free_spare(Interp *in);
/* A further stage running command (counted by the stage), its arguments in ->args for the caller to fill. */
StagePrivate *pipeline_add(Pipeline *p, Command *command, Invocation *invocation);
/* Binds all stages, then begin of each; objects may be fed with pipeline_feed; pipeline_finish ends and releases all,
 * whatever flow came before, and gives the pipeline's. */
Flow pipeline_start(Pipeline *p) NODISCARD;
Flow pipeline_feed(Pipeline *p, Value object) NODISCARD;
Flow pipeline_finish(Pipeline *p, Flow flow) NODISCARD;
/* start, one round without input, finish. */
Flow pipeline_run(Pipeline *p) NODISCARD;

/* Runs a command with argument values (borrowed) as a pipeline of one; input (n objects) feeds it when given. */
typedef struct PipelineCall {
	Command *command;
	const Value *args;
	size_t nargs;
	const StageArg *named;
	size_t nnamed;
	const Value *input;
	size_t ninput;
	Value self; /* $this, or V_EMPTY */
	bool has_input, dotted;
	bool lends_invocation; /* $MyInvocation in it is the caller's: Invoke-Command */
	Script *script;        /* position: where the call stands, or NULL for the present place */
	Span span;
} PipelineCall;
Flow pipeline_call(Interp *in, const PipelineCall *request, Sink *out) NODISCARD;

/* A block with $_ set, in the caller's scope (ForEach-Object's way): the hot path of all pipelines.  item V_EMPTY: $_
 * stays. */
Flow pipeline_block_here(Interp *in, Block *block, Value item, Sink *out) NODISCARD;

/* A binder's error about one object: non-terminating; takes the record. */
Flow pipeline_report_binding(Interp *in, Binding *b, Value record) NODISCARD;

/* Script commands as stages: begin, process and end of functions. */
Flow pipeline_script_begin(StagePrivate *sp) NODISCARD;
Flow pipeline_script_process(StagePrivate *sp, Value input) NODISCARD;
Flow pipeline_script_end(StagePrivate *sp) NODISCARD;
void pipeline_script_dispose(StagePrivate *sp);
/* What the dynamicparam block of the command that is being bound writes; V_EMPTY: nothing.  Owned. */
Flow pipeline_script_dynamic(Interp *in, Binding *b, Value *out) NODISCARD;
/* The command as it is with such arguments; counted.  Nothing but its dynamicparam block runs. */
Flow pipeline_probe(Interp *in, Command *command, const Value *args, size_t n, Command **out) NODISCARD;

/* An InvocationInfo object of an invocation (NULL gives $null); owned. */
Value pipeline_invocation_value(Interp *in, Invocation *invocation) NODISCARD;
/* $MyInvocation, $PSBoundParameters, $PSCmdlet of a frame; owned. */
Value pipeline_my_invocation(Interp *in, Frame *frame) NODISCARD;
Value pipeline_bound_parameters(Interp *in, Frame *frame) NODISCARD;
Value pipeline_cmdlet(Interp *in, Frame *frame) NODISCARD;
/* The function ends: what $PSCmdlet was handed on as is dead. */
void pipeline_cmdlet_end(Frame *frame);
extern const TypeDef pipeline_invocation_type; /* System.Management.Automation.InvocationInfo, payload Invocation */
extern const TypeDef
	pipeline_cmdlet_type; /* System.Management.Automation.PSScriptCmdlet, payload StagePrivate* while it runs */

#endif
