/* import-csv: a file of comma-separated values as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/csv.h"
#include "cmdlets/utility/text_file.h"
#include "shell/format/encoding.h"

enum {
	SET_PATH = 1,
	SET_LITERAL = 2,
	SET_CULTURE_PATH = 4,
	SET_CULTURE_LITERAL = 8,
	SETS_PATH = SET_PATH | SET_CULTURE_PATH,
	SETS_LITERAL = SET_LITERAL | SET_CULTURE_LITERAL,
	SETS_CULTURE = SET_CULTURE_PATH | SET_CULTURE_LITERAL,
};
enum { P_PATH, P_LITERAL_PATH, P_DELIMITER, P_USE_CULTURE, P_HEADER, P_ENCODING_NAME, P_ENCODING };

static const char *const sets[] = { "DelimiterPath", "DelimiterLiteralPath", "CulturePath", "CultureLiteralPath",
	NULL };
static const char encoding_help[] = "The encoding of a file that has no byte order mark.";

/* clang-format off */
static const ParamDef params[] = {
	[P_PATH] = { .name = "Path", .type = "String[]", .flags = PARAM_NOT_EMPTY, .help = "The files.",
		.in = { { SETS_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } } },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String[]",
		.in = { { SETS_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_EMPTY,
		.help = "The files, their names taken as they are." },
	[P_DELIMITER] = { .name = "Delimiter", .type = "Char", .in = { { SET_PATH | SET_LITERAL, 2, 0 } },
		.help = csv_delimiter_help },
	[P_USE_CULTURE] = { .name = "UseCulture", .type = "SwitchParameter", .in = { { SETS_CULTURE, 0, PARAM_MANDATORY } },
		.help = csv_culture_help },
	[P_HEADER] = { .name = "Header", .type = "String[]", .flags = PARAM_NOT_EMPTY, .help = csv_header_help },
	[P_ENCODING_NAME] = { .name = "Encoding", .type = "String", .where = WHERE_DESKTOP,
		.check = { .kind = CHECK_SET, .set = encoding_desktop_names }, .help = encoding_help, .default_text = "UTF8" },
	[P_ENCODING] = { .name = "Encoding", .type = "Object", .where = WHERE_CORE, .flags = PARAM_NOT_EMPTY,
		.help = encoding_help, .default_text = "utf8NoBOM" },
};
/* clang-format on */

static Flow read_file(Stage *s, Str path, bool literal)
{
	CsvReader reader;
	Encoding encoding;
	TextFileSource source;
	Flow flow;

	FLOW_TRY(encoding_argument(s, stage_bound(s, P_ENCODING) ? P_ENCODING : P_ENCODING_NAME, ENC_UTF8, &encoding));
	csv_reader_init(&reader, s, P_DELIMITER, P_HEADER);
	flow = text_file_source_open(s, path, literal, encoding, &source);
	if (flow == FLOW_NEXT)
		flow = csv_read_source(&reader, &source);
	csv_reader_release(&reader);
	text_file_source_close(&source);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	bool literal = stage_bound(s, P_LITERAL_PATH);
	size_t n;
	const Str *paths = stage_strings(s, literal ? P_LITERAL_PATH : P_PATH, &n);

	(void)input;
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(read_file(s, paths[i], literal));
	return FLOW_NEXT;
}

const CmdletDef cmd_import_csv = {
	.name = "Import-Csv",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "ipcsv", NULL },
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSObject", NULL },
	.process = process,
	.synopsis = "Reads objects from a file of comma-separated values.",
};
