/* new-psdrive: makes a drive: a name for a place, for the session or, as a drive letter, for good. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_NAME, P_PROVIDER, P_ROOT, P_DESCRIPTION, P_SCOPE, P_PERSIST, P_CREDENTIAL, P_TRANSACTION, P_COUNT };
static const char *const aliases[] = { "ndr", "mount:d", NULL };
static const char *const outputs[] = { "System.Management.Automation.PSDriveInfo", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.type = "String",
		.in = { { 0, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The name of the drive, without a colon." },
	[P_PROVIDER] = { .name = "PSProvider",
		.type = "String",
		.in = { { 0, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The provider: FileSystem for folders." },
	[P_ROOT] = { .name = "Root",
		.type = "String",
		.in = { { 0, 3, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_EMPTY,
		.help = "The place the drive stands for." },
	[P_DESCRIPTION] = { .name = "Description",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "A text about the drive." },
	[P_SCOPE] = { .name = "Scope",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The scope of the drive: all drives here are global." },
	[P_PERSIST] = { .name = "Persist",
		.type = "SwitchParameter",
		.where = WHERE_DESKTOP,
		.help = "Makes it a drive letter of this machine that later sessions have, too." },
	[P_CREDENTIAL] = { .name = "Credential",
		.type = "PSCredential",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_CREDENTIAL,
		.help = "Kept with the drive; folders here need none." },
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static bool is_good_name(Str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (strchr(";~/\\.:", name.p[i]))
			return false;
	return name.n > 0;
}

static Flow fail(Stage *s, const ErrorSpec *shape, Str name, Str text)
{
	ErrorSpec spec = *shape;
	Flow flow;

	spec.target = value_string(name);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(text));
	value_drop(spec.target);
	return flow;
}

/* What stands against it; false: reported, *flow says whether to go on. */
static bool check(ProviderCall *call, const ProviderNewDrive *drive, Flow *flow)
{
	ErrorSpec exists = {
		.category = CAT_RESOURCE_EXISTS, .id = "DriveAlreadyExists", .exception = EXC_SESSION_STATE
	};
	ErrorSpec root = { .category = CAT_READ_ERROR, .id = "DriveRootError", .exception = EXC_IO };
	Buf why = BUF_INIT;
	bool good = true;

	*flow = FLOW_NEXT;
	if (!is_good_name(drive->name)) {
		*flow = management_bad_argument(call->stage,
			"Cannot process the drive name because the drive name contains one or more of the following characters "
			"that are not valid: ; ~ / \\ . :");
		return false;
	}
	if (provider_find_drive(call->in, drive->name)) {
		buf_printf(&why, "A drive with the name '%.*s' already exists.", STR_ARG(drive->name));
		*flow = fail(call->stage, &exists, drive->name, buf_str(&why));
		good = false;
	} else if (drive->def->check_root && !drive->def->check_root(call->in, drive->root, &why)) {
		*flow = fail(call->stage, &root, drive->name, buf_str(&why));
		good = false;
	}
	buf_release(&why);
	return good;
}

static Flow make(ProviderCall *call, ProviderNewDrive *drive)
{
	Stage *s = call->stage;
	Str target = arena_printf(call->arena, "Name: %.*s Provider: %s\\%s Root: %.*s", STR_ARG(drive->name),
		drive->def->module, drive->def->name, STR_ARG(drive->root));
	ProviderDrive *made;
	Flow flow;

	if (drive->persist && (drive->name.n != 1 || drive->def != &provider_filesystem))
		return management_bad_argument(s,
			"A drive that is kept must be a single letter for a folder: '%.*s' is none.",
			STR_ARG(drive->name));
	if (!check(call, drive, &flow) || !stage_should(s, target, S("New Drive"), &flow))
		return flow;
	made = provider_make_drive(call->in, drive);
	if (!made)
		return management_bad_argument(s, "The drive '%.*s' cannot be made.", STR_ARG(drive->name));
	return stage_write_take(s, provider_drive_value(made));
}

static Flow process(Stage *s, Value input)
{
	ProviderNewDrive drive = { .name = stage_str(s, P_NAME), .description = stage_str(s, P_DESCRIPTION) };
	ProviderCall call;
	ProviderPath root = { 0 };
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_call_init(&call, s);
	drive.def = provider_find_def(s->interp, stage_str(s, P_PROVIDER));
	drive.root = stage_str(s, P_ROOT);
	drive.persist = stage_switch(s, P_PERSIST);
	drive.credential = stage_bound(s, P_CREDENTIAL) ? s->args[P_CREDENTIAL] : VALUE_EMPTY;
	if (!drive.def)
		flow = provider_report(&call, PROVIDER_NO_PROVIDER, stage_str(s, P_PROVIDER));
	else if (drive.def == &provider_filesystem && management_resolve(&call, drive.root, &root, &flow))
		drive.root = root.path;
	if (drive.def && flow == FLOW_NEXT && (root.def || drive.def != &provider_filesystem))
		flow = make(&call, &drive);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_new_psdrive = {
	.name = "New-PSDrive",
	.module = MODULE,
	.aliases = aliases,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Creates a drive for the session, or for good.",
};
