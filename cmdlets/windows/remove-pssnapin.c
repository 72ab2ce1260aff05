/* remove-pssnapin: takes snap-ins out of the session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/snap_in.h"
#include "shell/base/wildcard.h"

enum { P_NAME, P_PASS_THRU };
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name",
		.type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The snap-ins; wildcards are allowed." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the snap-ins." },
};

static Flow remove_one(Stage *s, const SnapIn *snap_in)
{
	Flow flow;

	if (!stage_should(s, str_from(snap_in->name), S("Remove-PSSnapin"), &flow))
		return flow;
	snap_in_set(s->interp, snap_in, false);
	FLOW_TRY(stage_verbose(s, "The cmdlets of the snap-in %s stay in this shell.", snap_in->name));
	return stage_switch(s, P_PASS_THRU) ? stage_write_take(s, snap_in_value(s->interp, snap_in)) : FLOW_NEXT;
}

static Flow remove_named(Stage *s, Str pattern)
{
	bool found = false;

	for (const SnapIn *snap_in = snap_in_all; snap_in->name; snap_in++) {
		if (!snap_in->where || !snap_in_is_added(s->interp, snap_in) ||
			!wildcard_match(pattern, str_from(snap_in->name), true))
			continue;
		found = true;
		FLOW_TRY(remove_one(s, snap_in));
	}
	return found ? FLOW_NEXT : snap_in_none(s, pattern);
}

static Flow process(Stage *s, UNUSED Value input)
{
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	for (size_t i = 0; i < n; i++)
		FLOW_TRY(remove_named(s, names[i]));
	return FLOW_NEXT;
}

const CmdletDef cmd_remove_pssnapin = {
	.name = "Remove-PSSnapin",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.RemovePSSnapinCommand",
	.aliases = (const char *const[]){ "rsnp", NULL },
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_DESKTOP,
	.confirm = CONFIRM_MEDIUM,
	.outputs = (const char *const[]){ "System.Management.Automation.PSSnapInInfo", NULL },
	.process = process,
	.synopsis = "Takes snap-ins out of the session.",
};
