/* out-file: what the screen would show, in a file; what > and >> stand on, too. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/engine/provider.h"
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
enum { FLUSH_BYTES = 64 * 1024 };

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
	Stage *stage;
	Formatter *formatter; /* NULL: nothing is written (-WhatIf) */
	Buf text;             /* not written yet */
	Buf shown;            /* the file's name for messages */
	Encoding encoding;
	int file;
	bool opened, newlines;
} OutFile;

/* ---- writing ---- */

static Flow fail_writing(OutFile *state, int error)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED, .id = "System.IO.IOException", .exception = EXC_IO };

	return stage_throw(state->stage, &spec, "%s : '%.*s'", strerror(error), STR_ARG(buf_str(&state->shown)));
}

static bool write_all(int file, Str bytes)
{
	while (bytes.n) {
		ssize_t n = write(file, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes = str_cut(bytes, (size_t)n, bytes.n);
	}
	return true;
}

static bool flush(OutFile *state)
{
	Buf bytes = BUF_INIT;
	bool ok;

	utf8_encode_to(state->encoding, buf_str(&state->text), &bytes);
	ok = write_all(state->file, buf_str(&bytes));
	buf_release(&bytes);
	buf_clear(&state->text);
	return ok;
}

static Flow put_line(FormatSink *sink, Stream stream, Str line)
{
	OutFile *state = (OutFile *)sink;

	(void)stream;
	buf_put(&state->text, line);
	if (state->newlines)
		buf_put(&state->text, str_from(stage_edition(state->stage)->newline));
	if (state->text.n < FLUSH_BYTES || flush(state))
		return FLOW_NEXT;
	return fail_writing(state, errno);
}

/* ---- opening ---- */

static Flow fail_opening(OutFile *state, int error)
{
	ErrorSpec spec = { .category = CAT_OPEN_ERROR, .id = "FileOpenFailure", .exception = EXC_IO };
	Str shown = buf_str(&state->shown);
	Value target;
	Flow flow;

	switch (error) {
	case EEXIST:
		target = value_string(shown);
		spec = (ErrorSpec){
			.category = CAT_RESOURCE_EXISTS, .id = "NoClobber", .exception = EXC_IO, .target = target
		};
		flow = stage_throw(state->stage, &spec, "The file '%.*s' already exists.", STR_ARG(shown));
		value_drop(target);
		return flow;
	case ENOENT:
	case ENOTDIR:
		spec.exception = EXC_DIRECTORY_NOT_FOUND;
		return stage_throw(state->stage, &spec, "Could not find a part of the path '%.*s'.", STR_ARG(shown));
	case EACCES:
	case EPERM:
	case EROFS:
	case EISDIR:
		spec.exception = EXC_UNAUTHORIZED_ACCESS;
		return stage_throw(state->stage, &spec, "Access to the path '%.*s' is denied.", STR_ARG(shown));
	default:
		return stage_throw(state->stage, &spec, "%s : '%.*s'", strerror(error), STR_ARG(shown));
	}
}

/* .NET's FileMode: Append wins over CreateNew.  -Force takes a file's read-only mark off. */
static Flow open_file(Stage *s, OutFile *state, const char *name)
{
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC;
	struct stat info;

	if (stage_switch(s, P_APPEND))
		flags |= O_APPEND;
	else
		flags |= stage_switch(s, P_NO_CLOBBER) ? O_EXCL : O_TRUNC;
	state->file = open(name, flags, 0666);
	if (state->file < 0 && errno == EACCES && stage_switch(s, P_FORCE) && stat(name, &info) == 0 &&
		chmod(name, info.st_mode | S_IWUSR) == 0)
		state->file = open(name, flags, 0666);
	if (state->file < 0)
		return fail_opening(state, errno);
	state->opened = true;
	if (fstat(state->file, &info) == 0 && info.st_size == 0 && !write_all(state->file, utf8_bom(state->encoding)))
		return fail_writing(state, errno);
	return FLOW_NEXT;
}

static Flow fail_path(Stage *s, const ProviderPath *path, ProviderStatus status, Str name)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND, .id = "DriveNotFound", .exception = EXC_DRIVE_NOT_FOUND };
	ProviderCall call;
	Flow flow;

	if (status == PROVIDER_OK) {
		spec = (ErrorSpec){ .category = CAT_INVALID_ARGUMENT,
			.id = "ReadWriteFileNotFileSystemProvider",
			.exception = EXC_INVALID_OPERATION };
		return stage_throw(s, &spec,
			"Cannot open file because the current provider (%s\\%s) cannot open a file.", path->def->module,
			path->def->name);
	}
	if (status == PROVIDER_NO_DRIVE) {
		spec.target = value_string(name);
		flow = stage_throw(
			s, &spec, "Cannot find drive. A drive with the name '%.*s' does not exist.", STR_ARG(name));
		value_drop(spec.target);
		return flow;
	}
	provider_call_init(&call, s);
	flow = provider_report(&call, status, name);
	provider_call_release(&call);
	return flow;
}

static Flow begin(Stage *s)
{
	OutFile *state = s->state;
	Str text = stage_str(s, stage_bound(s, P_FILE_PATH) ? P_FILE_PATH : P_LITERAL_PATH), name = S("");
	FormatTarget target = format_target(s, &state->sink, stage_int(s, P_WIDTH, 0), false);
	int encoding = stage_bound(s, P_ENCODING_NAME) ? P_ENCODING_NAME : P_ENCODING;
	ProviderPath path = { 0 };
	ProviderStatus status;
	Buf real = BUF_INIT;
	Flow flow = FLOW_NEXT;

	state->sink.line = put_line;
	state->stage = s;
	state->text = state->shown = BUF_INIT;
	state->newlines = !stage_switch(s, P_NO_NEWLINE);
	FLOW_TRY(encoding_argument(s, encoding, stage_edition(s)->redirect_encoding, &state->encoding));
	status = provider_resolve(s->interp, s->scratch, text, &path, &name);
	if (status != PROVIDER_OK || path.def != &provider_filesystem)
		return fail_path(s, &path, status, name);
	buf_put(&state->shown, path.shown);
	if (!stage_should(s, text, S("Output to File"), &flow))
		return flow;
	provider_file_name(s->interp, path.path, &real);
	flow = open_file(s, state, buf_str(&real).p);
	buf_release(&real);
	if (flow == FLOW_NEXT)
		state->formatter = format_new(s->interp, &target);
	return flow;
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
	if (!flush(state))
		return fail_writing(state, errno);
	return FLOW_NEXT;
}

/* What came before a failure stays in the file. */
static void dispose(Stage *s)
{
	OutFile *state = s->state;

	if (state->opened) {
		(void)flush(state);
		close(state->file);
	}
	state->opened = false;
	format_free(state->formatter);
	state->formatter = NULL;
	buf_release(&state->text);
	buf_release(&state->shown);
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
