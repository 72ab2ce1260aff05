/* import-clixml: objects from a file that Export-Clixml wrote. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/clixml.h"
#include "cmdlets/utility/text_file.h"

enum { SET_PATH = 1, SET_LITERAL = 2 };
enum { P_PATH, P_LITERAL_PATH, P_INCLUDE_TOTAL_COUNT, P_SKIP, P_FIRST };

static const char *const sets[] = { "ByPath", "ByLiteralPath", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_PATH] = { .name = "Path", .type = "String[]", .help = "The files.",
		.in = { { SET_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } } },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .help = "The files, their names taken as they are." },
	[P_INCLUDE_TOTAL_COUNT] = { .name = "IncludeTotalCount", .type = "SwitchParameter", .flags = PARAM_NOT_DONE,
		.help = "Tells first how many objects there are." },
	[P_SKIP] = { .name = "Skip", .type = "UInt64", .help = "Leaves this many objects out at the start." },
	[P_FIRST] = { .name = "First", .type = "UInt64", .help = "Gives no more than this many objects." },
};
/* clang-format on */

typedef struct ImportClixml {
	uint64_t skip, first; /* still to come, of the present file */
} ImportClixml;

static Flow take(Stage *s, Value v)
{
	ImportClixml *state = s->state;

	if (state->skip) {
		state->skip--;
		return FLOW_NEXT;
	}
	if (!state->first)
		return FLOW_NEXT;
	state->first--;
	return stage_write(s, v);
}

static Flow process(Stage *s, Value input)
{
	ImportClixml *state = s->state;
	bool literal = stage_bound(s, P_LITERAL_PATH);
	size_t n;
	const Str *paths = stage_strings(s, literal ? P_LITERAL_PATH : P_PATH, &n);
	Flow flow = FLOW_NEXT;

	(void)input;
	for (size_t i = 0; i < n && flow == FLOW_NEXT; i++) {
		Buf text = BUF_INIT;

		state->skip = (uint64_t)stage_int(s, P_SKIP, 0);
		state->first = stage_bound(s, P_FIRST) ? (uint64_t)stage_int(s, P_FIRST, 0) : UINT64_MAX;
		flow = text_file_read(s, paths[i], literal, ENC_UTF8, &text);
		if (flow == FLOW_NEXT)
			flow = clixml_read(s, buf_str(&text), take);
		buf_release(&text);
	}
	return flow;
}

const CmdletDef cmd_import_clixml = {
	.name = "Import-Clixml",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(ImportClixml),
	.process = process,
	.synopsis = "Reads objects from a file that Export-Clixml wrote.",
};
