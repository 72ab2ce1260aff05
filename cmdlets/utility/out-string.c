/* out-string: what the screen would show, as one string or line by line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/format.h"

enum { SET_NO_NEWLINE = 1, SET_STREAM = 2 };
enum { P_STREAM, P_WIDTH, P_NO_NEWLINE, P_INPUT_OBJECT };

static const char *const sets[] = { "NoNewLineFormatting", "StreamFormatting", NULL };

static const ParamDef params[] = {
	[P_STREAM] = {
		.name = "Stream", .type = "SwitchParameter", .in = { { .sets = SET_STREAM } },
		.help = "Sends a string for each line.",
	},
	[P_WIDTH] = {
		.name = "Width", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 2, .max = INT32_MAX },
		.help = "How many characters a line may have.",
	},
	[P_NO_NEWLINE] = {
		.name = "NoNewline", .type = "SwitchParameter", .in = { { .sets = SET_NO_NEWLINE } }, .where = WHERE_CORE,
		.help = "Leaves the line ends out.",
	},
	[P_INPUT_OBJECT] = {
		.name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be turned into text.",
	},
};

typedef struct OutString {
	FormatSink sink;
	Stage *stage;
	Formatter *formatter;
	Buf text;
	bool stream, newlines;
} OutString;

static Flow put_line(FormatSink *sink, Stream stream, Str line)
{
	OutString *state = (OutString *)sink;

	(void)stream;
	if (state->stream)
		return stage_write_text(state->stage, line);
	buf_put(&state->text, line);
	if (state->newlines)
		buf_put(&state->text, str_from(stage_edition(state->stage)->newline));
	return FLOW_NEXT;
}

static Flow begin(Stage *s)
{
	OutString *state = s->state;
	FormatTarget target = format_target(s, &state->sink, stage_int(s, P_WIDTH, 0), false);

	state->sink.line = put_line;
	state->stage = s;
	state->text = BUF_INIT;
	state->stream = stage_switch(s, P_STREAM);
	state->newlines = !stage_switch(s, P_NO_NEWLINE);
	state->formatter = format_new(s->interp, &target);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return stage_bound(s, P_INPUT_OBJECT) ? format_put(((OutString *)s->state)->formatter, s->args[P_INPUT_OBJECT])
					      : FLOW_NEXT;
}

static Flow end(Stage *s)
{
	OutString *state = s->state;
	ErrorSpec too_long = {
		.category = CAT_NOT_SPECIFIED, .id = "System.OutOfMemoryException", .exception = EXC_OUT_OF_MEMORY
	};

	FLOW_TRY(format_end(state->formatter));
	if (state->text.full)
		return stage_throw(s, &too_long, "Exception of type 'System.OutOfMemoryException' was thrown.");
	return state->stream ? FLOW_NEXT : stage_write_take(s, value_string_buf(&state->text));
}

static void dispose(Stage *s)
{
	OutString *state = s->state;

	format_free(state->formatter);
	buf_release(&state->text);
	state->formatter = NULL;
}

const CmdletDef cmd_out_string = {
	.name = "Out-String",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_NO_NEWLINE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.state_size = sizeof(OutString),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Turns objects into the text that the screen would show.",
};
