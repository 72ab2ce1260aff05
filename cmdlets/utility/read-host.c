/* read-host: a line from whoever sits at the screen (reference 13.3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"
#include "shell/value/secret.h"

enum { SET_STRING = 1, SET_SECURE = 2 };
enum { P_PROMPT, P_SECURE, P_MASK };

static const char *const sets[] = { "AsString", "AsSecureString", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_PROMPT] = { .name = "Prompt", .type = "Object", .in = { { .pos1 = 1, .flags = PARAM_REMAINING } },
		.flags = PARAM_ALLOW_NULL, .help = "What is asked; a colon and a blank follow it." },
	[P_SECURE] = { .name = "AsSecureString", .type = "SwitchParameter", .in = { { .sets = SET_SECURE } },
		.help = "Does not show what is typed, and gives a SecureString." },
	[P_MASK] = { .name = "MaskInput", .type = "SwitchParameter", .in = { { .sets = SET_STRING } }, .where = WHERE_CORE,
		.help = "Does not show what is typed." },
};
/* clang-format on */

/* The elements of a collection stand side by side. */
static Flow put_prompt(Stage *s, Value prompt, Buf *out)
{
	bool first = true;
	Value item;
	Iter it;
	Flow flow;

	if (!iter_unrolls(prompt))
		return convert_put_text(s->interp, prompt, out);
	FLOW_TRY(iter_init(s->interp, &it, prompt));
	flow = FLOW_NEXT;
	while (flow == FLOW_NEXT && iter_next(s->interp, &it, &item, &flow)) {
		if (!first)
			buf_put_char(out, ' ');
		first = false;
		flow = convert_put_text(s->interp, item, out);
		value_drop(item);
	}
	iter_release(&it);
	return flow;
}

/* Text that was typed unseen. */
static Flow read_masked(Stage *s, Str prompt, Value *out)
{
	Value secret = VALUE_EMPTY;

	FLOW_TRY(stage_read_secret(s, prompt, &secret));
	*out = value_string(secret_str_peek(secret));
	value_drop(secret);
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	Buf prompt = BUF_INIT;
	Value answer = VALUE_NULL;
	Flow flow = FLOW_NEXT;

	if (stage_bound(s, P_PROMPT)) {
		flow = put_prompt(s, s->args[P_PROMPT], &prompt);
		buf_put(&prompt, S(": "));
	}
	if (flow == FLOW_NEXT) {
		if (stage_switch(s, P_SECURE))
			flow = stage_read_secret(s, buf_str(&prompt), &answer);
		else if (stage_switch(s, P_MASK))
			flow = read_masked(s, buf_str(&prompt), &answer);
		else
			flow = stage_read_line(s, buf_str(&prompt), &answer);
	}
	buf_release(&prompt);
	return flow == FLOW_NEXT ? stage_write_take(s, answer) : flow;
}

const CmdletDef cmd_read_host = {
	.name = "Read-Host",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_STRING,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", "System.Security.SecureString", NULL },
	.end = end,
	.synopsis = "Reads a line from the screen.",
};
