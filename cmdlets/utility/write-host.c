/* write-host: text on the screen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/types/types_collection.h"

enum { P_OBJECT, P_NO_NEWLINE, P_SEPARATOR, P_FOREGROUND_COLOR, P_BACKGROUND_COLOR };

static const ParamDef params[] = {
	[P_OBJECT] = {
		.name = "Object", .aliases = (const char *const[]){ "Msg", "Message", NULL }, .type = "Object",
		.in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE | PARAM_REMAINING } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "What is shown; the elements of collections stand side by side.",
	},
	[P_NO_NEWLINE] = {
		.name = "NoNewline", .type = "SwitchParameter", .help = "Leaves the line end out.",
	},
	[P_SEPARATOR] = {
		.name = "Separator", .type = "Object", .help = "What stands between the elements of a collection.",
		.default_text = "a blank",
	},
	[P_FOREGROUND_COLOR] = {
		.name = "ForegroundColor", .type = "ConsoleColor", .help = "Colour of the text.",
	},
	[P_BACKGROUND_COLOR] = {
		.name = "BackgroundColor", .type = "ConsoleColor", .help = "Colour behind the text.",
	},
};

typedef struct WriteHost {
	Buf separator;
	bool no_separator; /* $null was given */
} WriteHost;

static Flow begin(Stage *s)
{
	WriteHost *state = s->state;

	state->separator = BUF_INIT;
	if (!stage_bound(s, P_SEPARATOR)) {
		buf_put_char(&state->separator, ' ');
		return FLOW_NEXT;
	}
	state->no_separator = value_is_null(s->args[P_SEPARATOR]);
	return state->no_separator ? FLOW_NEXT
				   : convert_put_tostring(s->interp, s->args[P_SEPARATOR], &state->separator);
}

/* ToString() as .NET's callers see it: of a pscustomobject that is @{A=1}. */
static Flow put_scalar(Stage *s, Value v, Buf *out)
{
	Value plain = value_unwrap_peek(v);

	if (plain.kind == V_OBJECT && plain.object->type->id == T_PSCUSTOM)
		return convert_put_text(s->interp, v, out);
	return convert_put_tostring(s->interp, v, out);
}

static Flow put_object(Stage *s, Value v, int depth, Buf *out);

static Flow put_elements(Stage *s, Value v, int depth, Buf *out)
{
	const WriteHost *state = s->state;
	bool first = true;
	Value item;
	Iter it;
	Flow flow;

	FLOW_TRY(iter_init(s->interp, &it, v));
	while (iter_next(s->interp, &it, &item, &flow)) {
		if (!first && !state->no_separator)
			buf_put(out, buf_str(&state->separator));
		first = false;
		flow = put_object(s, item, depth, out);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

/* The entries of a dictionary, which the pipeline would not unroll. */
static Flow put_entries(Stage *s, const Hash *hash, Buf *out)
{
	const WriteHost *state = s->state;
	const struct HashEntry *entry;
	size_t at = 0, n = 0;
	Flow flow = FLOW_NEXT;

	while (flow == FLOW_NEXT && (entry = hash_next(hash, &at))) {
		Value item = types_entry(s->interp, hash->type, entry->key, entry->value);

		if (n++ && !state->no_separator)
			buf_put(out, buf_str(&state->separator));
		flow = convert_put_tostring(s->interp, item, out);
		value_drop(item);
	}
	return flow;
}

static Flow put_object(Stage *s, Value v, int depth, Buf *out)
{
	Value plain = value_unwrap_peek(v);

	if (depth >= DEPTH_MAX || !runtime_of(s->interp)->stack_left(s->interp))
		return runtime_of(s->interp)->too_deep(s->interp);
	if (value_is_null(v))
		return FLOW_NEXT;
	if (plain.kind == V_HASH)
		return put_entries(s, plain.hash, out);
	return iter_unrolls(v) ? put_elements(s, v, depth + 1, out) : put_scalar(s, v, out);
}

static Flow process(Stage *s, Value input)
{
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	(void)input;
	if (stage_bound(s, P_OBJECT))
		flow = put_object(s, s->args[P_OBJECT], 0, &text);
	if (flow == FLOW_NEXT)
		flow = stage_host(s, buf_str(&text), (int)stage_int(s, P_FOREGROUND_COLOR, COLOR_NONE),
			(int)stage_int(s, P_BACKGROUND_COLOR, COLOR_NONE), !stage_switch(s, P_NO_NEWLINE));
	buf_release(&text);
	return flow;
}

static void dispose(Stage *s)
{
	buf_release(&((WriteHost *)s->state)->separator);
}

const CmdletDef cmd_write_host = {
	.name = "Write-Host",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(WriteHost),
	.begin = begin,
	.process = process,
	.dispose = dispose,
	.synopsis = "Shows text on the screen.",
};
