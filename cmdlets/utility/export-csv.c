/* export-csv: objects as a file of comma-separated values. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/csv.h"
#include "cmdlets/utility/text_file.h"
#include "shell/format/encoding.h"
#include "shell/value/member.h"

enum { SET_DELIMITER = 1, SET_CULTURE = 2 };
enum {
	P_INPUT_OBJECT,
	P_PATH,
	P_LITERAL_PATH,
	P_FORCE,
	P_NO_CLOBBER,
	P_ENCODING_NAME,
	P_ENCODING,
	P_APPEND,
	P_DELIMITER,
	P_USE_CULTURE,
	P_INCLUDE_TYPE,
	P_NO_TYPE,
	P_QUOTE_FIELDS,
	P_USE_QUOTES,
	P_NO_HEADER,
};

static const char *const sets[] = { "Delimiter", "UseCulture", NULL };
static const char encoding_help[] = "The encoding of the file.";

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject",
		.in = { { .flags = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .help = "The objects." },
	[P_PATH] = { .name = "Path", .type = "String", .in = { { .pos1 = 1 } }, .flags = PARAM_NOT_EMPTY, .help = "The file." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String",
		.flags = PARAM_NOT_EMPTY, .help = "The file, its name taken as it is." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter",
		.help = "Overwrites a file that is read-only; appends objects of other columns." },
	[P_NO_CLOBBER] = { .name = "NoClobber", .aliases = (const char *const[]){ "NoOverwrite", NULL },
		.type = "SwitchParameter", .help = "Leaves a file alone that is there already." },
	[P_ENCODING_NAME] = { .name = "Encoding", .type = "String", .where = WHERE_DESKTOP,
		.check = { .kind = CHECK_SET, .set = encoding_desktop_names }, .help = encoding_help, .default_text = "ASCII" },
	[P_ENCODING] = { .name = "Encoding", .type = "Object", .where = WHERE_CORE, .flags = PARAM_NOT_EMPTY,
		.help = encoding_help, .default_text = "utf8NoBOM" },
	[P_APPEND] = { .name = "Append", .type = "SwitchParameter", .help = "Adds to the end of the file." },
	[P_DELIMITER] = { .name = "Delimiter", .type = "Char", .in = { { SET_DELIMITER, 2, 0 } }, .help = csv_delimiter_help },
	[P_USE_CULTURE] = { .name = "UseCulture", .type = "SwitchParameter", .in = { { .sets = SET_CULTURE } },
		.help = csv_culture_help },
	[P_INCLUDE_TYPE] = { .name = "IncludeTypeInformation", .aliases = (const char *const[]){ "ITI", NULL },
		.type = "SwitchParameter", .where = WHERE_CORE, .help = csv_type_help },
	[P_NO_TYPE] = { .name = "NoTypeInformation", .aliases = (const char *const[]){ "NTI", NULL }, .type = "SwitchParameter",
		.help = csv_no_type_help },
	[P_QUOTE_FIELDS] = { .name = "QuoteFields", .aliases = (const char *const[]){ "QF", NULL }, .type = "String[]",
		.where = WHERE_CORE, .help = csv_fields_help },
	[P_USE_QUOTES] = { .name = "UseQuotes", .aliases = (const char *const[]){ "UQ", NULL },
		.type = "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind", .where = WHERE_CORE,
		.help = csv_quotes_help, .default_text = "Always" },
	[P_NO_HEADER] = { .name = "NoHeader", .type = "SwitchParameter", .where = WHERE_CORE, .help = csv_no_header_help },
};
/* clang-format on */

typedef struct ExportCsv {
	CsvWriter writer; /* first: released as such */
	TextFile file;
	bool check; /* the columns of the file count: what lacks one of them is an error */
} ExportCsv;

static Flow put_line(void *self, Str line)
{
	ExportCsv *state = self;

	FLOW_TRY(text_file_put(&state->file, line));
	return text_file_put(&state->file, str_from(stage_edition(state->writer.stage)->newline));
}

/* ---- the file ---- */

static Flow path_missing(Stage *s)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA,
		.id = "CannotSpecifyPathAndLiteralPath",
		.exception = EXC_INVALID_OPERATION };

	return stage_throw(s, &spec, "You must specify either the -Path or -LiteralPath parameters, but not both.");
}

/* Columns of the file that is added to; one without any gets header and type as a new one does. */
static Flow read_columns(Stage *s, Str path, Encoding encoding)
{
	ExportCsv *state = s->state;
	CsvReader reader;
	Buf text = BUF_INIT;
	Flow flow = text_file_read(s, path, true, encoding, &text);

	csv_reader_init(&reader, s, P_DELIMITER, -1);
	if (flow == FLOW_NEXT)
		flow = csv_read_names(&reader, buf_str(&text), &state->writer);
	csv_reader_release(&reader);
	state->writer.started = state->check = state->writer.n > 0;
	if (flow == FLOW_NEXT && state->check && text.n && text.p[text.n - 1] != '\n')
		flow = text_file_put(&state->file, str_from(stage_edition(s)->newline));
	buf_release(&text);
	return flow;
}

static Flow begin(Stage *s)
{
	static const CsvParams where = { P_DELIMITER, P_INCLUDE_TYPE, P_NO_TYPE, P_QUOTE_FIELDS, P_USE_QUOTES,
		P_NO_HEADER };
	ExportCsv *state = s->state;
	TextFileHow how = { .path = stage_str(s, stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH),
		.append = stage_switch(s, P_APPEND),
		.no_clobber = stage_switch(s, P_NO_CLOBBER),
		.force = stage_switch(s, P_FORCE),
		.keep_encoding = true,
		.action = "Export-Csv" };
	Encoding fallback = stage_edition(s)->where & WHERE_DESKTOP ? ENC_ASCII : ENC_UTF8;

	FLOW_TRY(csv_writer_init(&state->writer, s, &where));
	if (stage_bound(s, P_PATH) == stage_bound(s, P_LITERAL_PATH))
		return path_missing(s);
	FLOW_TRY(encoding_argument(
		s, stage_bound(s, P_ENCODING) ? P_ENCODING : P_ENCODING_NAME, fallback, &how.encoding));
	FLOW_TRY(text_file_open(s, &how, &state->file));
	return state->file.opened && how.append && !state->file.was_empty ? read_columns(s, how.path, how.encoding)
									  : FLOW_NEXT;
}

/* ---- objects ---- */

static bool has_column(Stage *s, Value v, const String *name)
{
	CsvWriter own = { .stage = s };
	bool found = false;

	csv_writer_start(&own, v);
	for (size_t i = 0; i < own.n && !found; i++)
		found = str_ieq(string_str(own.names[i]), string_str(name));
	csv_writer_release(&own);
	return found;
}

static Flow check_columns(Stage *s, Value v)
{
	const ExportCsv *state = s->state;
	Str path = stage_str(s, stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH);

	for (size_t i = 0; i < state->writer.n; i++) {
		String *name = state->writer.names[i];
		ErrorSpec spec = { .category = CAT_INVALID_DATA,
			.id = "CannotAppendCsvWithMismatchedPropertyNames",
			.exception = EXC_INVALID_OPERATION,
			.target = value_of_string(name) };

		if (!has_column(s, v, name))
			return stage_throw(s, &spec,
				"Cannot append CSV content to the following file: %.*s. The appended object does not have a "
				"property that corresponds to the following column: %s. To continue with mismatched "
				"properties, add the -Force parameter, and then retry the command.",
				STR_ARG(path), name->p);
	}
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	ExportCsv *state = s->state;
	Value v = s->args[P_INPUT_OBJECT];

	(void)input;
	if (!state->file.opened)
		return FLOW_NEXT;
	if (state->check && !stage_switch(s, P_FORCE))
		FLOW_TRY(check_columns(s, v));
	state->check = false; /* the first object speaks for all */
	return csv_write(&state->writer, v, put_line, state);
}

static Flow end(Stage *s)
{
	return text_file_flush(&((ExportCsv *)s->state)->file);
}

static void dispose(Stage *s)
{
	ExportCsv *state = s->state;

	text_file_close(&state->file);
	csv_writer_release(&state->writer);
}

const CmdletDef cmd_export_csv = {
	.name = "Export-Csv",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "epcsv", NULL },
	.sets = sets,
	.default_set = SET_DELIMITER,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(ExportCsv),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Writes objects to a file of comma-separated values.",
};
