/* out-file: what the screen would show, in a file; what > and >> stand on, too. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/text_file.h"
#include "shell/format/encoding.h"
#include "shell/format/format.h"

enum { SET_PATH = 1, SET_LITERAL = 2 };
enum {
	P_FILE_PATH,
	P_LITERAL_PATH,
	P_ENCODING_NAME,
	P_ENCODING,
	P_APPEND,
	P_FORCE,
	P_NO_CLOBBER,
	P_WIDTH,
	P_NO_NEWLINE,
	P_INPUT_OBJECT,
};

static const char *const sets[] = { "ByPath", "ByLiteralPath", NULL };
static const char encoding_help[] = "The encoding of the file.";

static const ParamDef params[] = {
	[P_FILE_PATH] = {
		.name = "FilePath", .aliases = (const char *const[]){ "Path", NULL }, .type = "String",
		.in = { { SET_PATH, 1, PARAM_MANDATORY } }, .flags = PARAM_NOT_EMPTY, .help = "The file.",
	},
	[P_LITERAL_PATH] = {
		.name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_EMPTY,
		.help = "The file, its name taken as it is, wildcards included.",
	},
	[P_ENCODING_NAME] = {
		.name = "Encoding", .type = "String", .in = { { .pos1 = 2 } }, .where = WHERE_DESKTOP,
		.flags = PARAM_NOT_EMPTY, .check = { .kind = CHECK_SET, .set = encoding_desktop_names },
		.help = encoding_help, .default_text = "Unicode",
	},
	[P_ENCODING] = {
		.name = "Encoding", .type = "Object", .in = { { .pos1 = 2 } }, .where = WHERE_CORE,
		.flags = PARAM_NOT_EMPTY, .help = encoding_help, .default_text = "utf8NoBOM",
	},
	[P_APPEND] = {
		.name = "Append", .type = "SwitchParameter", .help = "Adds to the end of the file.",
	},
	[P_FORCE] = {
		.name = "Force", .type = "SwitchParameter", .help = "Overwrites a file that is read-only.",
	},
	[P_NO_CLOBBER] = {
		.name = "NoClobber", .aliases = (const char *const[]){ "NoOverwrite", NULL }, .type = "SwitchParameter",
		.help = "Leaves a file alone that is there already.",
	},
	[P_WIDTH] = {
		.name = "Width", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 2, .max = INT32_MAX },
		.help = "How many characters a line may have.",
	},
	[P_NO_NEWLINE] = {
		.name = "NoNewline", .type = "SwitchParameter", .help = "Leaves the line ends out.",
	},
	[P_INPUT_OBJECT] = {
		.name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be written.",
	},
};

typedef struct OutFile {
	FormatSink sink;
	TextFile file;
	Formatter *formatter; /* NULL: nothing is written (-WhatIf) */
	bool newlines;
} OutFile;

static Flow put_line(FormatSink *sink, Stream stream, Str line)
{
	OutFile *state = (OutFile *)sink;

	(void)stream;
	FLOW_TRY(text_file_put(&state->file, line));
	return state->newlines ? text_file_put(&state->file, str_from(stage_edition(state->file.stage)->newline))
			       : FLOW_NEXT;
}

static Flow begin(Stage *s)
{
	OutFile *state = s->state;
	FormatTarget target = format_target(s, &state->sink, stage_int(s, P_WIDTH, 0), false);
	int encoding = stage_bound(s, P_ENCODING_NAME) ? P_ENCODING_NAME : P_ENCODING;
	TextFileHow how = { .path = stage_str(s, stage_bound(s, P_FILE_PATH) ? P_FILE_PATH : P_LITERAL_PATH),
		.append = stage_switch(s, P_APPEND),
		.no_clobber = stage_switch(s, P_NO_CLOBBER),
		.force = stage_switch(s, P_FORCE),
		.action = "Output to File" };

	state->sink.line = put_line;
	state->newlines = !stage_switch(s, P_NO_NEWLINE);
	FLOW_TRY(encoding_argument(s, encoding, stage_edition(s)->redirect_encoding, &how.encoding));
	FLOW_TRY(text_file_open(s, &how, &state->file));
	if (state->file.opened)
		state->formatter = format_new(s->interp, &target);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	OutFile *state = s->state;

	(void)input;
	return state->formatter && stage_bound(s, P_INPUT_OBJECT)
		       ? format_put(state->formatter, s->args[P_INPUT_OBJECT])
		       : FLOW_NEXT;
}

static Flow end(Stage *s)
{
	OutFile *state = s->state;

	if (!state->formatter)
		return FLOW_NEXT;
	FLOW_TRY(format_end(state->formatter));
	return text_file_flush(&state->file);
}

static void dispose(Stage *s)
{
	OutFile *state = s->state;

	text_file_close(&state->file);
	format_free(state->formatter);
	state->formatter = NULL;
}

const CmdletDef cmd_out_file = {
	.name = "Out-File",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(OutFile),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Sends output to a file.",
};
