/* tee-object: keeps objects in a file or a variable, and hands them on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/value/array.h"

enum { SET_FILE = 1, SET_LITERAL = 2, SET_VARIABLE = 4 };
enum { P_INPUT_OBJECT, P_FILE_PATH, P_LITERAL_PATH, P_APPEND, P_ENCODING, P_VARIABLE };

static const char *const sets[] = { "File", "LiteralFile", "Variable", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.flags = PARAM_ALLOW_NULL, .help = "The objects to be kept." },
	[P_FILE_PATH] = { .name = "FilePath", .aliases = (const char *const[]){ "Path", NULL }, .type = "String",
		.in = { { SET_FILE, 1, PARAM_MANDATORY } }, .flags = PARAM_NOT_EMPTY, .help = "The file." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY } }, .flags = PARAM_NOT_EMPTY,
		.help = "The file, its name taken as it is, wildcards included." },
	[P_APPEND] = { .name = "Append", .type = "SwitchParameter", .in = { { .sets = SET_FILE } },
		.help = "Adds to the end of the file." },
	[P_ENCODING] = { .name = "Encoding", .type = "Object", .in = { { SET_FILE, 2, 0 }, { SET_LITERAL, 2, 0 } },
		.where = WHERE_CORE, .flags = PARAM_NOT_EMPTY, .help = "The encoding of the file.", .default_text = "utf8NoBOM" },
	[P_VARIABLE] = { .name = "Variable", .type = "String", .in = { { SET_VARIABLE, 0, PARAM_MANDATORY } },
		.flags = PARAM_NOT_EMPTY, .help = "The variable." },
};
/* clang-format on */

/* The file is written by Out-File, in a pipeline of its own that is fed. */
typedef struct Tee {
	Pipeline pipeline;
	Array *kept; /* for the variable */
	bool open;
} Tee;

static void add_argument(StagePrivate *writer, const char *name, Value v)
{
	Arg *arg = bind_args_add(&writer->args);

	arg->param = arg->param_text = str_from(name);
	arg->value = value_ref(v);
	arg->colon = true;
}

/* What Out-File reports, it reports as Tee-Object. */
static Flow open_file(Stage *s, Tee *state)
{
	Command *command = registry_cmdlet(s->interp, S("Out-File"));
	StagePrivate *writer;

	if (!command)
		return registry_not_found(s->interp, S("Out-File"));
	pipeline_init(s->interp, &state->pipeline, &s->interp->null_sink);
	state->pipeline.has_input = true;
	state->open = true;
	writer = pipeline_add(&state->pipeline, command, error_invocation_ref(s->invocation));
	if (stage_bound(s, P_FILE_PATH))
		add_argument(writer, "FilePath", s->args[P_FILE_PATH]);
	else
		add_argument(writer, "LiteralPath", s->args[P_LITERAL_PATH]);
	if (stage_switch(s, P_APPEND))
		add_argument(writer, "Append", value_switch(true));
	if (stage_bound(s, P_ENCODING))
		add_argument(writer, "Encoding", s->args[P_ENCODING]);
	return pipeline_start(&state->pipeline);
}

static Flow begin(Stage *s)
{
	Tee *state = s->state;

	if (!stage_bound(s, P_VARIABLE))
		return open_file(s, state);
	state->kept = array_new_objects();
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	Tee *state = s->state;

	(void)input;
	if (!stage_bound(s, P_INPUT_OBJECT))
		return FLOW_NEXT;
	if (state->kept)
		array_push(state->kept, s->args[P_INPUT_OBJECT]);
	else
		FLOW_TRY(pipeline_feed(&state->pipeline, s->args[P_INPUT_OBJECT]));
	return stage_write(s, s->args[P_INPUT_OBJECT]);
}

/* One object is the variable's value itself. */
static Flow end(Stage *s)
{
	Tee *state = s->state;

	if (state->open) {
		state->open = false;
		return pipeline_finish(&state->pipeline, FLOW_NEXT);
	}
	if (state->kept->n == 1)
		return stage_variable_set(s, stage_str(s, P_VARIABLE), array_peek(state->kept, 0));
	return stage_variable_set(s, stage_str(s, P_VARIABLE), array_value(state->kept));
}

/* Stopped before the end: the file keeps what came until then. */
static void dispose(Stage *s)
{
	Tee *state = s->state;

	if (state->open && pipeline_finish(&state->pipeline, FLOW_STOP) == FLOW_THROW)
		value_drop(interp_take_error(s->interp));
	state->open = false;
	if (state->kept)
		value_drop(array_value(state->kept));
}

const CmdletDef cmd_tee_object = {
	.name = "Tee-Object",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "tee:d", NULL },
	.sets = sets,
	.default_set = SET_FILE,
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(Tee),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Keeps objects in a file or a variable, and hands them on.",
};
