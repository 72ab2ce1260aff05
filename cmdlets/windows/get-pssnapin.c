/* get-pssnapin: the snap-ins of the session, or those that can be added. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/snap_in.h"
#include "shell/base/wildcard.h"

enum { P_NAME, P_REGISTERED };
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name",
		.type = "String[]",
		.in = { { .pos1 = 1 } },
		.help = "The snap-ins; wildcards are allowed.",
		.default_text = "*" },
	[P_REGISTERED] = { .name = "Registered",
		.type = "SwitchParameter",
		.help = "Those that are on the machine, added or not." },
};

/* -Registered leaves out what Windows PowerShell itself is made of. */
static bool is_listed(Stage *s, const SnapIn *snap_in)
{
	if (!snap_in_is_here(s->interp, snap_in) && !snap_in_is_added(s->interp, snap_in))
		return false;
	return stage_switch(s, P_REGISTERED) ? snap_in->where != 0 : snap_in_is_added(s->interp, snap_in);
}

static Flow write_named(Stage *s, Str pattern)
{
	bool found = false;

	for (const SnapIn *snap_in = snap_in_all; snap_in->name; snap_in++) {
		if (!wildcard_match(pattern, str_from(snap_in->name), true) || !is_listed(s, snap_in))
			continue;
		found = true;
		FLOW_TRY(stage_write_take(s, snap_in_value(s->interp, snap_in)));
	}
	return found || wildcard_has(pattern) ? FLOW_NEXT : snap_in_none(s, pattern);
}

static Flow process(Stage *s, UNUSED Value input)
{
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	if (!n)
		return write_named(s, S("*"));
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(write_named(s, names[i]));
	return FLOW_NEXT;
}

const CmdletDef cmd_get_pssnapin = {
	.name = "Get-PSSnapin",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.GetPSSnapinCommand",
	.aliases = (const char *const[]){ "gsnp", NULL },
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_DESKTOP,
	.outputs = (const char *const[]){ "System.Management.Automation.PSSnapInInfo", NULL },
	.process = process,
	.synopsis = "Gives the snap-ins of the session.",
};
