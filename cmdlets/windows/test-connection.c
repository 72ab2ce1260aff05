/* test-connection: whether a server answers: those of the store do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization.h"
#include "shell/engine/provider.h"

enum { P_COMPUTER, P_COUNT, P_DELAY, P_BUFFER, P_QUIET };
static const ParamDef params[] = {
	[P_COMPUTER] = { .name = "ComputerName",
		.aliases = (const char *const[]){ "CN", "IPAddress", "__SERVER", "Server", "Destination", NULL },
		.type = "String[]",
		.in = { { 0, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The servers." },
	[P_COUNT] = { .name = "Count", .type = "Int32", .help = "How many answers; without it four." },
	[P_DELAY] = { .name = "Delay", .type = "Int32", .help = "Seconds between them; nothing is waited for here." },
	[P_BUFFER] = { .name = "BufferSize",
		.aliases = (const char *const[]){ "Size", "Bytes", "BS", NULL },
		.type = "Int32",
		.help = "Bytes of a packet; without it 32." },
	[P_QUIET] = { .name = "Quiet", .type = "SwitchParameter", .help = "Only whether any answer came." },
};

static const TypeDef status_type = { .name = "System.Management.ManagementObject#root\\cimv2\\Win32_PingStatus",
	.base = &type_known[T_OBJECT] };

static Flow write_answer(Stage *s, Str name)
{
	Object *object = object_new(&status_type);

	object_set_take(object, S("Address"), value_string(name));
	object_set_string(object, S("ProtocolAddress"), S("127.0.0.1"));
	object_set_string(object, S("IPV4Address"), S("127.0.0.1"));
	object_set_take(object, S("BufferSize"), value_int((int)stage_int(s, P_BUFFER, 32)));
	object_set_take(object, S("ResponseTime"), value_int(0));
	object_set_take(object, S("StatusCode"), value_int(0));
	return stage_write_take(s, object_value(object));
}

static Flow no_answer(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_RESOURCE_UNAVAILABLE,
		.id = "TestConnectionException",
		.exception = EXC_INVALID_OPERATION,
		.target = value_string(name) };
	Flow flow = stage_error(
		s, &spec, "Testing connection to computer '%.*s' failed: No such host is known", STR_ARG(name));

	value_drop(spec.target);
	return flow;
}

static Flow test_one(Stage *s, Str name)
{
	Buf full_name = BUF_INIT;
	bool known = provider_find_host(s->interp, name, &full_name);
	Flow flow = FLOW_NEXT;

	buf_release(&full_name);
	if (stage_switch(s, P_QUIET))
		return stage_write_take(s, value_bool(known));
	if (!known)
		return no_answer(s, name);
	for (int64_t i = stage_int(s, P_COUNT, 4); flow == FLOW_NEXT && i > 0; i--)
		flow = write_answer(s, name);
	return flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	size_t n;
	const Str *names = stage_strings(s, P_COMPUTER, &n);
	Flow flow = FLOW_NEXT;
	Vault *vault;

	FLOW_TRY(organization_vault(s, &vault));
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = test_one(s, names[i]);
	return flow;
}

const CmdletDef cmd_test_connection = {
	.name = "Test-Connection",
	.module = "Microsoft.PowerShell.Management",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Boolean", NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Tells whether servers answer: those of the store do.",
};
