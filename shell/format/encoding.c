/* encoding: what -Encoding takes: the edition's names, names of .NET, code pages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/encoding.h"

#include "shell/value/convert.h"
#include "shell/value/member.h"

const char *const encoding_desktop_names[] = { "unknown", "string", "unicode", "bigendianunicode", "utf8", "utf7",
	"utf32", "ascii", "default", "oem", NULL };
const char *const encoding_core_names[] = { "ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode",
	"utf7", "utf8", "utf8BOM", "utf8NoBOM", "utf32", NULL };

typedef struct EncodingName {
	const char *name;
	Encoding encoding;
	unsigned where;
} EncodingName;
/* Recorded: discovery/out-file-encodings.  ansi and oem are UTF-8 on Linux in Core. */
static const EncodingName names[] = {
	{ "unknown", ENC_UTF16LE, 0 },
	{ "string", ENC_UTF16LE, 0 },
	{ "unicode", ENC_UTF16LE, 0 },
	{ "bigendianunicode", ENC_UTF16BE, 0 },
	{ "bigendianutf32", ENC_UTF32BE, 0 },
	{ "utf7", ENC_UTF7, 0 },
	{ "utf32", ENC_UTF32LE, 0 },
	{ "ascii", ENC_ASCII, 0 },
	{ "utf8", ENC_UTF8_BOM, WHERE_DESKTOP },
	{ "default", ENC_WINDOWS1252, WHERE_DESKTOP },
	{ "oem", ENC_OEM437, WHERE_DESKTOP },
	{ "utf8", ENC_UTF8, WHERE_CORE },
	{ "utf8BOM", ENC_UTF8_BOM, WHERE_CORE },
	{ "utf8NoBOM", ENC_UTF8, WHERE_CORE },
	{ "default", ENC_UTF8, WHERE_CORE },
	{ "oem", ENC_UTF8, WHERE_CORE },
	{ "ansi", ENC_UTF8, WHERE_CORE },
	/* Encoding.GetEncoding: names and code pages */
	{ "utf-8", ENC_UTF8_BOM, WHERE_CORE },
	{ "65001", ENC_UTF8_BOM, WHERE_CORE },
	{ "utf-16", ENC_UTF16LE, WHERE_CORE },
	{ "utf-16le", ENC_UTF16LE, WHERE_CORE },
	{ "1200", ENC_UTF16LE, WHERE_CORE },
	{ "utf-16be", ENC_UTF16BE, WHERE_CORE },
	{ "1201", ENC_UTF16BE, WHERE_CORE },
	{ "utf-32", ENC_UTF32LE, WHERE_CORE },
	{ "12000", ENC_UTF32LE, WHERE_CORE },
	{ "utf-32be", ENC_UTF32BE, WHERE_CORE },
	{ "12001", ENC_UTF32BE, WHERE_CORE },
	{ "us-ascii", ENC_ASCII, WHERE_CORE },
	{ "20127", ENC_ASCII, WHERE_CORE },
	{ "latin1", ENC_LATIN1, WHERE_CORE },
	{ "iso-8859-1", ENC_LATIN1, WHERE_CORE },
	{ "28591", ENC_LATIN1, WHERE_CORE },
	{ "windows-1252", ENC_WINDOWS1252, WHERE_CORE },
	{ "1252", ENC_WINDOWS1252, WHERE_CORE },
	{ "ibm437", ENC_OEM437, WHERE_CORE },
	{ "437", ENC_OEM437, WHERE_CORE },
	{ "65000", ENC_UTF7, WHERE_CORE },
};

bool encoding_find(const Edition *edition, Str name, Encoding *out)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if ((!names[i].where || names[i].where & edition->where) && str_ieq(name, str_from(names[i].name))) {
			*out = names[i].encoding;
			return true;
		}
	return false;
}

/* An Encoding object is known by its WebName; one without a preamble is UTF-8 plain. */
static Flow find_object(Stage *s, Value v, Encoding *out, bool *known)
{
	Value name = VALUE_NULL, preamble = VALUE_NULL;
	bool found = false;
	Flow flow = member_get(s->interp, v, S("WebName"), NULL, &name, &found);

	*known = flow == FLOW_NEXT && found && encoding_find(&edition_core, value_str_peek(name), out);
	value_drop(name);
	if (!*known || *out != ENC_UTF8_BOM)
		return flow;
	flow = member_call(s->interp, v, S("GetPreamble"), NULL, 0, &preamble);
	if (flow == FLOW_NEXT && preamble.kind == V_ARRAY && preamble.array->n == 0)
		*out = ENC_UTF8;
	value_drop(preamble);
	return flow;
}

Flow encoding_argument(Stage *s, int param, Encoding fallback, Encoding *out)
{
	Value v = stage_bound(s, param) ? value_unwrap_peek(s->args[param]) : VALUE_EMPTY;
	ErrorSpec spec = { .category = CAT_INVALID_DATA,
		.id = "ParameterArgumentTransformationError",
		.exception = EXC_PARAMETER_TRANSFORMATION };
	bool known = false;
	Buf name = BUF_INIT;
	Flow flow;

	*out = fallback;
	if (value_is_null(v))
		return FLOW_NEXT;
	if (v.kind == V_OBJECT)
		FLOW_TRY(find_object(s, v, out, &known));
	if (known)
		return FLOW_NEXT;
	flow = convert_put_text(s->interp, v, &name);
	if (flow == FLOW_NEXT && !encoding_find(stage_edition(s), buf_str(&name), out))
		flow = stage_throw_argument(s, param, &spec,
			"Cannot process argument transformation on parameter '%s'. '%.*s' is not a supported encoding name. "
			"For information on defining a custom encoding, see the documentation for the "
			"Encoding.RegisterProvider method. (Parameter 'name')",
			s->def->params[param].name, STR_ARG(buf_str(&name)));
	buf_release(&name);
	return flow;
}
