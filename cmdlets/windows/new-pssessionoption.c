/* new-pssessionoption: settings of a session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"

#define SWITCH(n, text)                                                                                                \
	{                                                                                                              \
		.name = (n), .type = "SwitchParameter", .help = (text)                                                 \
	}
#define TIME(n, text)                                                                                                  \
	{                                                                                                              \
		.name = (n), .type = "Int32", .help = (text)                                                           \
	}
enum { FIRST_TIME = 6 };
static const ParamDef params[] = {
	SWITCH("SkipCACheck", "Takes a certificate of any authority."),
	SWITCH("SkipCNCheck", "Takes a certificate for any name."),
	SWITCH("SkipRevocationCheck", "Takes a revoked certificate."),
	SWITCH("NoCompression", "Sends everything as it is."),
	SWITCH("NoEncryption", "Sends everything in the open."),
	SWITCH("IncludePortInSPN", "Names the port in the service's name."),
	TIME("OpenTimeout", "Milliseconds to wait for a session."),
	TIME("OperationTimeout", "Milliseconds an operation may take."),
	TIME("IdleTimeout", "Milliseconds a session may be idle."),
	TIME("CancelTimeout", "Milliseconds to wait for an end."),
	TIME("MaximumRedirection", "How often a server may send the client elsewhere."),
	{ .name = "ProxyAccessType", .type = "String", .help = "How a proxy is found." },
	{ .name = "Culture", .type = "String", .help = "The culture of the session." },
	{ .name = "UICulture", .type = "String", .help = "The language of the session." },
};
static const TypeDef option_type = {
	.name = "System.Management.Automation.Remoting.PSSessionOption",
	.base = &type_known[T_OBJECT],
};

static Flow process(Stage *s, UNUSED Value input)
{
	Object *option = object_new(&option_type);

	for (size_t i = 0; i < COUNT(params); i++) {
		Value v = stage_bound(s, (int)i) ? value_ref(s->args[i]) : VALUE_NULL;

		if (i < FIRST_TIME)
			v = value_bool(stage_switch(s, (int)i));
		object_set_take(option, str_from(params[i].name), v);
	}
	return stage_write_take(s, object_value(option));
}

const CmdletDef cmd_new_pssessionoption = {
	.name = "New-PSSessionOption",
	.module = SESSION_MODULE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.Remoting.PSSessionOption", NULL },
	.process = process,
	.synopsis = "Makes settings for a session.",
};
