/* convertfrom-csv: comma-separated values as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/csv.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"

enum { SET_DELIMITER = 1, SET_CULTURE = 2 };
enum { P_INPUT_OBJECT, P_DELIMITER, P_USE_CULTURE, P_HEADER };

static const char *const sets[] = { "Delimiter", "UseCulture", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject[]", .flags = PARAM_NOT_NULL | PARAM_ALLOW_EMPTY,
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .help = "The lines." },
	[P_DELIMITER] = { .name = "Delimiter", .type = "Char", .in = { { SET_DELIMITER, 2, 0 } }, .help = csv_delimiter_help },
	[P_USE_CULTURE] = { .name = "UseCulture", .type = "SwitchParameter", .in = { { SET_CULTURE, 0, PARAM_MANDATORY } },
		.help = csv_culture_help },
	[P_HEADER] = { .name = "Header", .type = "String[]", .in = { { .pos1 = 3 } }, .flags = PARAM_NOT_EMPTY,
		.help = csv_header_help },
};
/* clang-format on */

static Flow begin(Stage *s)
{
	csv_reader_init(s->state, s, P_DELIMITER, P_HEADER);
	return FLOW_NEXT;
}

/* Each object is a text of its own: quotes do not reach from one to the next. */
static Flow process(Stage *s, Value input)
{
	Value list = s->args[P_INPUT_OBJECT];
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	(void)input;
	for (size_t i = 0; list.kind == V_ARRAY && i < list.array->n && flow == FLOW_NEXT; i++) {
		buf_clear(&text);
		flow = convert_put_tostring(s->interp, array_peek(list.array, i), &text);
		if (flow == FLOW_NEXT)
			flow = csv_read(s->state, buf_str(&text));
	}
	buf_release(&text);
	return flow;
}

static void dispose(Stage *s)
{
	csv_reader_release(s->state);
}

const CmdletDef cmd_convertfrom_csv = {
	.name = "ConvertFrom-Csv",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_DELIMITER,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSObject", NULL },
	.state_size = sizeof(CsvReader),
	.begin = begin,
	.process = process,
	.dispose = dispose,
	.synopsis = "Turns comma-separated values into objects.",
};
