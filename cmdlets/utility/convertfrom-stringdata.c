/* convertfrom-stringdata: lines "name = value" as a hashtable. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/regex.h"
#include "shell/engine/stage.h"
#include "shell/value/hash.h"

enum { P_STRING_DATA, P_DELIMITER };

/* clang-format off */
static const ParamDef params[] = {
	[P_STRING_DATA] = { .name = "StringData", .type = "String", .flags = PARAM_ALLOW_EMPTY,
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The lines." },
	[P_DELIMITER] = { .name = "Delimiter", .type = "Char", .in = { { .pos1 = 2 } }, .where = WHERE_CORE,
		.help = "What stands between name and value.", .default_text = "=" },
};
/* clang-format on */

static Flow fail(Stage *s, const char *fmt, Str line, Str name)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperation", .exception = EXC_PS_INVALID_OPERATION
	};
	Str args[2] = { line, name };
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, fmt, args, 2);
	flow = stage_throw(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static size_t find_delimiter(Stage *s, Str line)
{
	Value v = stage_bound(s, P_DELIMITER) ? value_unwrap_peek(s->args[P_DELIMITER]) : VALUE_EMPTY;
	Buf delimiter = BUF_INIT;
	size_t at;

	buf_put_code(&delimiter, v.kind == V_CHAR ? v.ch : '=');
	at = str_find(line, buf_str(&delimiter), 0);
	buf_release(&delimiter);
	return at;
}

/* A value's backslashes are those of a regular expression: \n is a line end. */
static Flow add_line(Stage *s, Str line, Hash *to)
{
	Str trimmed = str_trim_unicode(line), name, value;
	size_t at = find_delimiter(s, trimmed);
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (!trimmed.n || trimmed.p[0] == '#')
		return FLOW_NEXT;
	if (at == STR_NONE || at == 0)
		return fail(s, "Data line '{0}' is not in 'name=value' format. ", line, S(""));
	name = str_trim_unicode(str_cut(trimmed, 0, at));
	(void)utf8_next(trimmed, &at);
	value = str_trim_unicode(str_cut(trimmed, at, trimmed.n));
	if (hash_find_text_peek(to, name))
		flow = fail(s, "Data item '{1}' in line '{0}' is already defined. ", line, name);
	else if (!regex_unescape(value, &text))
		flow = fail(s, "Data line '{0}' holds an escape that is not known. ", line, S(""));
	else
		hash_set_text_take(to, name, value_string_buf(&text));
	buf_release(&text);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	StrSplit lines = { .rest = stage_str(s, P_STRING_DATA) };
	Hash *hash = hash_new(type_of_id(T_HASHTABLE), true);
	Flow flow = FLOW_NEXT;
	Str line;

	(void)input;
	while (flow == FLOW_NEXT && str_split_next(&lines, '\n', &line))
		flow = add_line(s, line, hash);
	if (flow == FLOW_NEXT)
		return stage_write_take(s, hash_value(hash));
	value_drop(hash_value(hash));
	return flow;
}

const CmdletDef cmd_convertfrom_stringdata = {
	.name = "ConvertFrom-StringData",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Collections.Hashtable", NULL },
	.process = process,
	.synopsis = "Turns lines of names and values into a hashtable.",
};
