/* snap_in: the snap-ins of Windows PowerShell that a session can add. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/snap_in.h"

#include <stdlib.h>

const SnapIn snap_in_all[] = {
	{ "Microsoft.PowerShell.Core",
		"This Windows PowerShell snap-in contains cmdlets used to manage components of Windows PowerShell.",
		0 },
	{ "Microsoft.Exchange.Management.PowerShell.Admin", "Admin Tasks for the Exchange Server", WHERE_2007 },
	{ "Microsoft.Exchange.Management.PowerShell.E2010", "Admin Tasks for the Exchange Server",
		WHERE_2010 | WHERE_2013 | WHERE_2016 | WHERE_2019 },
	{ "Microsoft.Exchange.Management.PowerShell.Setup", "Setup Tasks for the Exchange Server",
		WHERE_2010 | WHERE_2013 | WHERE_2016 | WHERE_2019 },
	{ "Microsoft.Exchange.Management.PowerShell.SnapIn", "Admin Tasks for the Exchange Server",
		WHERE_2013 | WHERE_2016 | WHERE_2019 },
	{ "Microsoft.Exchange.Management.Powershell.Support", "Support Tasks for the Exchange Server",
		WHERE_2010 | WHERE_2013 | WHERE_2016 | WHERE_2019 },
	{ NULL, NULL, 0 },
};

/* Bit i: the i-th was added. */
static unsigned *added_of(Interp *in)
{
	void **service = interp_service(in, "snap-ins", free);

	if (!*service)
		*service = mem_alloc(1, sizeof(unsigned));
	return *service;
}

bool snap_in_is_here(Interp *in, const SnapIn *snap_in)
{
	return !snap_in->where || (snap_in->where & organization_profile(in)->where);
}

bool snap_in_is_added(Interp *in, const SnapIn *snap_in)
{
	return !snap_in->where || (*added_of(in) & 1U << (snap_in - snap_in_all));
}

void snap_in_set(Interp *in, const SnapIn *snap_in, bool added)
{
	unsigned bit = 1U << (snap_in - snap_in_all);

	if (added)
		*added_of(in) |= bit;
	else
		*added_of(in) &= ~bit;
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	Slot *name = object_find_peek(self.object, S("Name"));

	buf_put(out, name ? value_str_peek(name->value) : S(""));
	return FLOW_NEXT;
}

static const char *const default_props[] = { "Name", "PSVersion", "Description", NULL };
static const ViewItem items[] = { { .prop = "Name" }, { .prop = "PSVersion" }, { .prop = "Description" }, { 0 } };
static const ViewDef view = { .shape = VIEW_LIST, .items = items };
static const TypeOps ops = { .text = put_text };
static const TypeDef info_type = { .name = "System.Management.Automation.PSSnapInInfo",
	.base = &type_known[T_OBJECT],
	.ops = &ops,
	.flags = TYPE_OWN_TEXT,
	.view = &view,
	.default_props = default_props };

static Value version_value(Interp *in, const char *text)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Version"));
	Value v = value_string_c(text), version = VALUE_NULL;

	if (type && !convert_try(in, v, type, &version))
		version = VALUE_NULL;
	value_drop(v);
	return version;
}

Value snap_in_value(Interp *in, const SnapIn *snap_in)
{
	Object *object = object_new(&info_type);
	const char *version = snap_in->where == WHERE_2007 ? "1.0"
			      : snap_in->where             ? "2.0"
							   : runtime_edition(in)->version;

	object_set_string(object, S("Name"), str_from(snap_in->name));
	object_set_take(object, S("IsDefault"), value_bool(!snap_in->where));
	object_set_take(object, S("Version"),
		version_value(in, snap_in->where ? organization_profile(in)->version : "3.0.0.0"));
	object_set_take(object, S("PSVersion"), version_value(in, version));
	object_set_string(object, S("Description"), str_from(snap_in->description));
	object_set_string(object, S("Vendor"), S("Microsoft Corporation"));
	return object_value(object);
}

Flow snap_in_none(Stage *s, Str pattern)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "NoPSSnapInsFound",
		.exception = EXC_PS_ARGUMENT,
		.target = value_string(pattern) };
	Flow flow = stage_error(s, &spec,
		"No Windows PowerShell snap-ins matching the pattern '%.*s' were found. Check the pattern and then try the "
		"command again.",
		STR_ARG(pattern));

	value_drop(spec.target);
	return flow;
}
