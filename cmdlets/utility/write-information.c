/* write-information: a message for the information stream. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/value/array.h"

enum { P_MESSAGE_DATA, P_TAGS };

static const ParamDef params[] = {
	[P_MESSAGE_DATA] = {
		.name = "MessageData", .aliases = (const char *const[]){ "Msg", "Message", NULL }, .type = "Object",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .flags = PARAM_ALLOW_NULL,
		.help = "The message: text or any object.",
	},
	[P_TAGS] = {
		.name = "Tags", .type = "String[]", .in = { { .pos1 = 2 } },
		.help = "Words by which messages are found again.",
	},
};

static Flow check_tags(Stage *s)
{
	ErrorSpec empty = { .category = CAT_INVALID_ARGUMENT, .id = "NullOrEmptyTags", .exception = EXC_PS_ARGUMENT };
	size_t n;
	const Str *tags = stage_strings(s, P_TAGS, &n);

	for (size_t i = 0; i < n; i++)
		if (tags[i].n == 0)
			return stage_throw(s, &empty, "Tags cannot contain null or empty strings.");
	return FLOW_NEXT;
}

static Flow begin(Stage *s)
{
	return stage_bound(s, P_TAGS) ? check_tags(s) : FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	Value tags = stage_bound(s, P_TAGS) ? value_ref(s->args[P_TAGS]) : array_from_strings(NULL, 0, NULL);
	Flow flow = FLOW_NEXT;

	(void)input;
	if (stage_bound(s, P_MESSAGE_DATA))
		flow = stage_information(s, s->args[P_MESSAGE_DATA], tags, false);
	value_drop(tags);
	return flow;
}

const CmdletDef cmd_write_information = {
	.name = "Write-Information",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.begin = begin,
	.process = process,
	.synopsis = "Writes a message to the information stream.",
};
