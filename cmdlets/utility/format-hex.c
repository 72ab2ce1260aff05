/* format-hex: bytes of files or text, in hexadecimal digits. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/text_file.h"
#include "shell/engine/provider.h"
#include "shell/format/encoding.h"
#include "shell/value/array.h"

enum { SET_PATH = 1, SET_LITERAL = 2, SET_INPUT = 4 };
enum { P_PATH, P_LITERAL_PATH, P_INPUT_OBJECT, P_ENCODING_NAME, P_ENCODING, P_COUNT, P_OFFSET, P_RAW };
enum { ROW = 16 };

static const char *const sets[] = { "Path", "LiteralPath", "ByInputObject", NULL };
static const char encoding_help[] = "The encoding by which text becomes bytes.";

/* clang-format off */
static const ParamDef params[] = {
	[P_PATH] = { .name = "Path", .type = "String[]", .in = { { SET_PATH, 1, PARAM_MANDATORY } }, .flags = PARAM_NOT_EMPTY,
		.help = "The files; wildcards are allowed." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_EMPTY,
		.help = "The files, their names taken as they are." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { SET_INPUT, 0, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Text, numbers or bytes." },
	[P_ENCODING_NAME] = { .name = "Encoding", .type = "String", .where = WHERE_DESKTOP,
		.check = { .kind = CHECK_SET, .set = encoding_desktop_names }, .help = encoding_help },
	[P_ENCODING] = { .name = "Encoding", .type = "Object", .where = WHERE_CORE, .flags = PARAM_NOT_EMPTY, .help = encoding_help },
	[P_COUNT] = { .name = "Count", .type = "Int64", .where = WHERE_CORE, .check = { .kind = CHECK_RANGE, .min = 1, .max = INT64_MAX },
		.help = "How many bytes are shown." },
	[P_OFFSET] = { .name = "Offset", .type = "Int64", .where = WHERE_CORE, .check = { .kind = CHECK_RANGE, .min = 0, .max = INT64_MAX },
		.help = "How many bytes are left out at the start." },
	[P_RAW] = { .name = "Raw", .type = "SwitchParameter", .help = "Takes numbers by their type's size." },
};
/* clang-format on */

typedef struct FormatHex {
	Buf bytes; /* of the input */
} FormatHex;

/* "00000000   61 62 63   abc": offset, bytes, and the characters that can be shown. */
static void put_row(Str bytes, size_t at, Buf *out)
{
	buf_printf(out, "%016zX ", at);
	for (size_t i = 0; i < ROW; i++) {
		if (at + i < bytes.n)
			buf_printf(out, "%02X ", (unsigned char)bytes.p[at + i]);
		else
			buf_put(out, S("   "));
	}
	for (size_t i = at; i < at + ROW && i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		buf_put(out, c >= 0x20 && c < 0x7f ? str_cut(bytes, i, i + 1) : S("."));
	}
}

static Flow write_rows(Stage *s, Str label, Str bytes)
{
	size_t start = (size_t)stage_int(s, P_OFFSET, 0);
	size_t most = stage_bound(s, P_COUNT) ? (size_t)stage_int(s, P_COUNT, 0) : SIZE_MAX;
	Buf row = BUF_INIT;
	Flow flow = stage_write_text(s, arena_printf(s->scratch, "   Label: %.*s", STR_ARG(label)));

	bytes = str_cut(bytes, start, bytes.n);
	if (bytes.n > most)
		bytes.n = most;
	for (size_t at = 0; at < bytes.n && flow == FLOW_NEXT; at += ROW) {
		buf_clear(&row);
		put_row(bytes, at, &row);
		flow = stage_write_text(s, buf_str(&row));
	}
	buf_release(&row);
	return flow;
}

/* ---- where the bytes come from ---- */

static Flow format_file(ProviderCall *call, const ProviderPath *path, void *self)
{
	Buf bytes = BUF_INIT;
	Flow flow = text_file_read_bytes(call->stage, path->shown, true, &bytes);

	(void)self;
	if (flow == FLOW_NEXT)
		flow = write_rows(call->stage, path->shown, buf_str(&bytes));
	buf_release(&bytes);
	return flow;
}

static Flow format_files(Stage *s)
{
	ProviderCall call;
	Flow flow;

	provider_call_init(&call, s);
	flow = provider_each(&call, 0, format_file, NULL);
	provider_call_release(&call);
	return flow;
}

/* Bytes of an integer type, the lowest first. */
static size_t size_of(TypeId type)
{
	switch (type) {
	case T_SBYTE:
	case T_BYTE:
		return 1;
	case T_INT16:
	case T_UINT16:
		return 2;
	case T_INT64:
	case T_UINT64:
		return 8;
	default:
		return 4;
	}
}

static Flow add_input(Stage *s, Value v)
{
	FormatHex *state = s->state;
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "FormatHexTypeNotSupported", .exception = EXC_ARGUMENT
	};
	Encoding encoding;

	FLOW_TRY(encoding_argument(s, stage_bound(s, P_ENCODING) ? P_ENCODING : P_ENCODING_NAME,
		stage_edition(s)->where & WHERE_CORE ? ENC_UTF8 : ENC_ASCII, &encoding));
	v = value_unwrap_peek(v);
	if (v.kind == V_STRING)
		utf8_encode_to(encoding, value_str_peek(v), &state->bytes);
	else if (v.kind == V_ARRAY && array_is_bytes(v.array))
		buf_put(&state->bytes, array_bytes(v.array));
	else if (v.kind == V_INT)
		buf_put(&state->bytes, (Str){ (const char *)&v.i64, size_of((TypeId)v.type) });
	else
		return stage_error(s, &spec,
			"Cannot convert input of type '%s' to hexadecimal. To view the hexadecimal formatting of "
			"its string representation, pipe it to the Out-String cmdlet before piping it to Format-Hex.",
			value_is_null(v) ? "null" : type_of(v)->name);
	return FLOW_NEXT;
}

static Flow begin(Stage *s)
{
	((FormatHex *)s->state)->bytes = BUF_INIT;
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	if (stage_bound(s, P_PATH) || stage_bound(s, P_LITERAL_PATH))
		return format_files(s);
	return stage_bound(s, P_INPUT_OBJECT) ? add_input(s, s->args[P_INPUT_OBJECT]) : FLOW_NEXT;
}

static Flow end(Stage *s)
{
	const FormatHex *state = s->state;

	return state->bytes.n ? write_rows(s, S("Input"), buf_str(&state->bytes)) : FLOW_NEXT;
}

static void dispose(Stage *s)
{
	buf_release(&((FormatHex *)s->state)->bytes);
}

const CmdletDef cmd_format_hex = {
	.name = "Format-Hex",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "fhx", NULL },
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.state_size = sizeof(FormatHex),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Shows bytes in hexadecimal digits.",
};
