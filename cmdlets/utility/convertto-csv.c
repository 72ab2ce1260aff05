/* convertto-csv: objects as lines of comma-separated values. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/csv.h"

enum { SET_DELIMITER = 1, SET_CULTURE = 2 };
enum {
	P_INPUT_OBJECT,
	P_DELIMITER,
	P_USE_CULTURE,
	P_INCLUDE_TYPE,
	P_NO_TYPE,
	P_QUOTE_FIELDS,
	P_USE_QUOTES,
	P_NO_HEADER,
};

static const char *const sets[] = { "Delimiter", "UseCulture", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The objects." },
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

static Flow put_line(void *self, Str line)
{
	return stage_write_text(self, line);
}

static Flow begin(Stage *s)
{
	static const CsvParams where = { P_DELIMITER, P_INCLUDE_TYPE, P_NO_TYPE, P_QUOTE_FIELDS, P_USE_QUOTES,
		P_NO_HEADER };

	return csv_writer_init(s->state, s, &where);
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return csv_write(s->state, s->args[P_INPUT_OBJECT], put_line, s);
}

static void dispose(Stage *s)
{
	csv_writer_release(s->state);
}

const CmdletDef cmd_convertto_csv = {
	.name = "ConvertTo-Csv",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_DELIMITER,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.state_size = sizeof(CsvWriter),
	.begin = begin,
	.process = process,
	.dispose = dispose,
	.synopsis = "Turns objects into comma-separated values.",
};
