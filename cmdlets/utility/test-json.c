/* test-json: whether a text is JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/json.h"
#include "cmdlets/utility/text_file.h"

enum { SET_TEXT = 1, SET_PATH = 2, SET_LITERAL = 4 };
enum { P_JSON, P_PATH, P_LITERAL_PATH, P_SCHEMA, P_SCHEMA_FILE, P_OPTIONS };

static const char *const sets[] = { "JsonString", "JsonPath", "JsonLiteralPath", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_JSON] = { .name = "Json", .type = "String", .in = { { SET_TEXT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The text." },
	[P_PATH] = { .name = "Path", .type = "String", .in = { { SET_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "A file with the text." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .help = "The file, its name taken as it is." },
	[P_SCHEMA] = { .name = "Schema", .type = "String", .in = { { .pos1 = 2 } }, .flags = PARAM_NOT_DONE,
		.help = "A schema the text must follow." },
	[P_SCHEMA_FILE] = { .name = "SchemaFile", .type = "String", .in = { { .pos1 = 2 } }, .flags = PARAM_NOT_DONE,
		.help = "A file with the schema." },
	[P_OPTIONS] = { .name = "Options", .type = "String[]", .flags = PARAM_NOT_DONE,
		.help = "IgnoreComments, AllowTrailingCommas." },
};
/* clang-format on */

/* What is no JSON is an error, too. */
static Flow test(Stage *s, Str text)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA, .id = "InvalidJson", .exception = EXC_SYSTEM };
	JsonOptions options = { .hashtable = true, .depth = 1024, .dates = JSON_DATES_STRING };
	JsonFault fault;
	Value v = VALUE_NULL;
	bool ok = json_read(s, text, &options, &v, &fault) && !value_is_null(v);

	if (!ok && str_eq(str_trim(text), S("null")))
		ok = true;
	value_drop(v);
	buf_release(&fault.text);
	if (!ok && stage_is_interrupted(s))
		return stage_interrupted(s);
	if (!ok)
		FLOW_TRY(stage_error(s, &spec, "Cannot parse the JSON."));
	return stage_write_take(s, value_bool(ok));
}

static Flow process(Stage *s, Value input)
{
	bool literal = stage_bound(s, P_LITERAL_PATH);
	Buf text = BUF_INIT;
	Flow flow;

	(void)input;
	if (stage_bound(s, P_JSON))
		return test(s, stage_str(s, P_JSON));
	flow = text_file_read(s, stage_str(s, literal ? P_LITERAL_PATH : P_PATH), literal, ENC_UTF8, &text);
	if (flow == FLOW_NEXT)
		flow = test(s, buf_str(&text));
	buf_release(&text);
	return flow;
}

const CmdletDef cmd_test_json = {
	.name = "Test-Json",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_TEXT,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Boolean", NULL },
	.where = WHERE_CORE,
	.process = process,
	.synopsis = "Tells whether a text is JSON.",
};
