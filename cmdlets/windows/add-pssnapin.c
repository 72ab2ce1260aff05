/* add-pssnapin: adds snap-ins to the session. */
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

static Flow refuse(Stage *s, Str name, const char *fmt)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "AddPSSnapInRead",
		.exception = EXC_PS_ARGUMENT,
		.target = value_string(name) };
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, fmt, &name, 1);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(spec.target);
	return flow;
}

static Flow add_one(Stage *s, const SnapIn *snap_in)
{
	if (snap_in_is_added(s->interp, snap_in))
		return refuse(s, str_from(snap_in->name),
			"Cannot add Windows PowerShell snap-in {0} because it is already added. Verify the name of the snap-in "
			"and try again.");
	snap_in_set(s->interp, snap_in, true);
	FLOW_TRY(stage_verbose(s, "The cmdlets of the snap-in %s are in this shell from the start.", snap_in->name));
	return stage_switch(s, P_PASS_THRU) ? stage_write_take(s, snap_in_value(s->interp, snap_in)) : FLOW_NEXT;
}

static Flow add_named(Stage *s, Str pattern)
{
	bool found = false;

	for (const SnapIn *snap_in = snap_in_all; snap_in->name; snap_in++) {
		bool named = str_ieq(pattern, str_from(snap_in->name));

		/* by its name also that of another generation: all of their commands are here */
		if (!named && (!wildcard_match(pattern, str_from(snap_in->name), true) ||
				      !snap_in_is_here(s->interp, snap_in)))
			continue;
		found = true;
		FLOW_TRY(add_one(s, snap_in));
	}
	if (found)
		return FLOW_NEXT;
	if (wildcard_has(pattern))
		return snap_in_none(s, pattern);
	return refuse(s, pattern, "The Windows PowerShell snap-in '{0}' is not installed on this computer.");
}

static Flow process(Stage *s, UNUSED Value input)
{
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	for (size_t i = 0; i < n; i++)
		FLOW_TRY(add_named(s, names[i]));
	return FLOW_NEXT;
}

const CmdletDef cmd_add_pssnapin = {
	.name = "Add-PSSnapin",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.AddPSSnapinCommand",
	.aliases = (const char *const[]){ "asnp", NULL },
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_DESKTOP,
	.outputs = (const char *const[]){ "System.Management.Automation.PSSnapInInfo", NULL },
	.process = process,
	.synopsis = "Adds snap-ins to the session.",
};
