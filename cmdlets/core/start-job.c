/* start-job: runs a script block as a job: at once, with what it writes kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/job.h"
#include "shell/engine/function.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/value/array.h"

enum { SET_BLOCK = 1, SET_FILE = 2, SET_LITERAL = 4 };
enum {
	P_SCRIPT_BLOCK,
	P_FILE_PATH,
	P_LITERAL_PATH,
	P_INITIALIZATION_SCRIPT,
	P_NAME,
	P_ARGUMENT_LIST,
	P_INPUT_OBJECT,
	P_CREDENTIAL,
	P_WORKING_DIRECTORY
};

static const char *const sets[] = { "Block", "File", "Literal", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_SCRIPT_BLOCK] = { .name = "ScriptBlock", .type = "ScriptBlock", .in = { { SET_BLOCK, 1, PARAM_MANDATORY } },
		.aliases = (const char *const[]){ "Command", NULL },
		.help = "What runs." },
	[P_FILE_PATH] = { .name = "FilePath", .type = "String", .in = { { SET_FILE, 1, PARAM_MANDATORY } },
		.help = "The script that runs." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .type = "String", .in = { { SET_LITERAL, 0, PARAM_MANDATORY } },
		.help = "The same, its name taken as it is." },
	[P_INITIALIZATION_SCRIPT] = { .name = "InitializationScript", .type = "ScriptBlock", .in = { { .pos1 = 2 } },
		.help = "What runs before." },
	[P_NAME] = { .name = "Name", .type = "String",
		.help = "The name of the job." },
	[P_ARGUMENT_LIST] = { .name = "ArgumentList", .type = "Object[]",
		.aliases = (const char *const[]){ "Args", NULL },
		.help = "The arguments." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "What it finds in $input." },
	[P_CREDENTIAL] = { .name = "Credential", .type = "PSCredential", .flags = PARAM_NOT_DONE,
		.help = "Whose rights it has: only your own." },
	[P_WORKING_DIRECTORY] = { .name = "WorkingDirectory", .type = "String",
		.where = WHERE_CORE, .flags = PARAM_NOT_DONE,
		.help = "Where it runs." },
};
/* clang-format on */

typedef struct StartJob {
	Array *input;
} StartJob;

/* All streams of the block, in the order they were written. */
static const char wrapper[] =
	"param($first, $block, $list, $objects) "
	"& { if ($first) { . $first }; if ($objects) { $objects | & $block @list } else { & $block @list } } *>&1";

/* A scope that sees the session's variables, and the caller's as $using: alone. */
static Flow run(Stage *s, const PipelineCall *call, SinkCollect *out)
{
	Interp *in = s->interp;
	Scope *scope = in->scope, *using_scope = in->using_scope, *outer = in->outer_scope;
	Flow flow;

	in->using_scope = scope;
	in->scope = in->outer_scope = in->global;
	flow = pipeline_call(in, call, &out->sink);
	in->scope = scope;
	in->outer_scope = outer;
	in->using_scope = using_scope;
	return flow;
}

/* The block, or the path of the script. */
static Value what_runs(Stage *s)
{
	Buf real = BUF_INIT, shown = BUF_INIT;
	int path = stage_bound(s, P_FILE_PATH) ? P_FILE_PATH : P_LITERAL_PATH;

	if (stage_bound(s, P_SCRIPT_BLOCK))
		return value_ref(s->args[P_SCRIPT_BLOCK]);
	provider_real_path(s->interp, stage_str(s, path), &real);
	provider_shown_path(s->interp, buf_str(&real), &shown);
	buf_release(&real);
	return value_string_buf(&shown);
}

static Flow start(Stage *s, Value what, Value block)
{
	Array *input = ((StartJob *)s->state)->input, *none = array_new_objects();
	Value args[] = { stage_bound(s, P_INITIALIZATION_SCRIPT) ? s->args[P_INITIALIZATION_SCRIPT] : VALUE_NULL, what,
		stage_bound(s, P_ARGUMENT_LIST) ? s->args[P_ARGUMENT_LIST] : array_value(none),
		input->n ? array_value(input) : VALUE_NULL };
	PipelineCall call = {
		.command = command_ref(function_block_command(block.block)), .args = args, .nargs = COUNT(args)
	};
	SinkCollect out;
	Value reason = VALUE_EMPTY;
	Buf text = BUF_INIT;
	Flow flow;

	sink_collect_init(&out);
	flow = run(s, &call, &out);
	if (flow == FLOW_THROW)
		reason = interp_take_error(s->interp);
	if (what.kind == V_BLOCK)
		buf_put(&text, function_block_text(what.block));
	if (flow != FLOW_STOP)
		flow = stage_write(
			s, job_add(s, stage_str(s, P_NAME), buf_str(&text), sink_collect_take_array(&out).array, reason)
				   ->object);
	sink_collect_release(&out);
	buf_release(&text);
	command_drop(call.command);
	value_drop(array_value(none));
	return flow;
}

static Flow begin(Stage *s)
{
	((StartJob *)s->state)->input = array_new_objects();
	return FLOW_NEXT;
}

static Flow process(Stage *s, UNUSED Value input)
{
	if (stage_bound(s, P_INPUT_OBJECT))
		array_push(((StartJob *)s->state)->input, s->args[P_INPUT_OBJECT]);
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	Value block = VALUE_EMPTY, what;
	Flow flow;

	FLOW_TRY(stage_verbose(s, "The job runs now, before the command ends."));
	FLOW_TRY(function_parse(s->interp, S(""), str_from(wrapper), 0, &block));
	what = what_runs(s);
	flow = start(s, what, block);
	value_drop(what);
	value_drop(block);
	return flow;
}

static void dispose(Stage *s)
{
	StartJob *state = s->state;

	if (state->input)
		value_drop(array_value(state->input));
}

const CmdletDef cmd_start_job = {
	.name = "Start-Job",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "sajb", NULL },
	.sets = sets,
	.default_set = SET_BLOCK,
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(StartJob),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Runs a script block as a job: at once, keeping what it writes.",
};
