/* export-clixml: objects as a file from which they can be had again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/clixml.h"
#include "cmdlets/utility/text_file.h"
#include "shell/format/encoding.h"

enum { SET_PATH = 1, SET_LITERAL = 2 };
enum { P_DEPTH, P_PATH, P_LITERAL_PATH, P_INPUT_OBJECT, P_FORCE, P_NO_CLOBBER, P_ENCODING_NAME, P_ENCODING };

static const char *const sets[] = { "ByPath", "ByLiteralPath", NULL };
static const char encoding_help[] = "The encoding of the file.";

/* clang-format off */
static const ParamDef params[] = {
	[P_DEPTH] = { .name = "Depth", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.help = "How many levels of objects are written; deeper ones become their text.", .default_text = "2" },
	[P_PATH] = { .name = "Path", .type = "String", .in = { { SET_PATH, 1, PARAM_MANDATORY } }, .help = "The file." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY } }, .help = "The file, its name taken as it is." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .flags = PARAM_ALLOW_NULL,
		.in = { { .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The objects." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Overwrites a file that is read-only." },
	[P_NO_CLOBBER] = { .name = "NoClobber", .aliases = (const char *const[]){ "NoOverwrite", NULL },
		.type = "SwitchParameter", .help = "Leaves a file alone that is there already." },
	[P_ENCODING_NAME] = { .name = "Encoding", .type = "String", .where = WHERE_DESKTOP,
		.check = { .kind = CHECK_SET, .set = encoding_desktop_names }, .help = encoding_help, .default_text = "Unicode" },
	[P_ENCODING] = { .name = "Encoding", .type = "Object", .where = WHERE_CORE, .flags = PARAM_NOT_EMPTY,
		.help = encoding_help, .default_text = "utf8NoBOM" },
};
/* clang-format on */

typedef struct ExportClixml {
	ClixmlWriter writer;
	TextFile file;
	Buf text;
} ExportClixml;

static Flow write_text(ExportClixml *state)
{
	Flow flow = text_file_put(&state->file, buf_str(&state->text));

	buf_clear(&state->text);
	return flow;
}

static Flow begin(Stage *s)
{
	ExportClixml *state = s->state;
	TextFileHow how = { .path = stage_str(s, stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH),
		.no_clobber = stage_switch(s, P_NO_CLOBBER),
		.force = stage_switch(s, P_FORCE),
		.action = "Export-Clixml" };
	Encoding fallback = stage_edition(s)->where & WHERE_DESKTOP ? ENC_UTF16LE : ENC_UTF8;

	state->text = BUF_INIT;
	FLOW_TRY(encoding_argument(
		s, stage_bound(s, P_ENCODING) ? P_ENCODING : P_ENCODING_NAME, fallback, &how.encoding));
	FLOW_TRY(text_file_open(s, &how, &state->file));
	clixml_begin(&state->writer, s->interp, s, &state->text);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	ExportClixml *state = s->state;

	(void)input;
	if (!state->file.opened)
		return FLOW_NEXT;
	FLOW_TRY(clixml_put(&state->writer, s->args[P_INPUT_OBJECT], stage_int(s, P_DEPTH, 2)));
	return write_text(state);
}

static Flow end(Stage *s)
{
	ExportClixml *state = s->state;

	clixml_end(&state->writer);
	FLOW_TRY(write_text(state));
	return text_file_flush(&state->file);
}

static void dispose(Stage *s)
{
	ExportClixml *state = s->state;

	text_file_close(&state->file);
	clixml_release(&state->writer);
	buf_release(&state->text);
}

const CmdletDef cmd_export_clixml = {
	.name = "Export-Clixml",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(ExportClixml),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Writes objects to a file from which they can be had again.",
};
