/* test-servicehealth: whether the services that a server's roles need are running. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"
#include "shell/value/convert.h"

enum { P_SERVER, P_CONTROLLER, P_ACTIVE_DIRECTORY };
static const ParamDef params[] = {
	[P_SERVER] = { .name = "Server",
		.type = "Object",
		.in = { { 0, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.default_text = "the local server",
		.help = "The server." },
	[P_CONTROLLER] = { .name = "DomainController",
		.type = "String",
		.help = "The domain controller that is asked; accepted, there is none here." },
	[P_ACTIVE_DIRECTORY] = { .name = "ActiveDirectoryTimeout", .type = "Int32", .help = "Seconds to wait for it." },
};

/* docs: Test-ServiceHealth's output on a server with all roles. */
#define COMMON "IISADMIN MSExchangeADTopology "
static const struct {
	const char *name, *services;
	int role;
} roles[] = {
	{ "Mailbox Server Role",
		COMMON
		"MSExchangeDelivery MSExchangeIS MSExchangeMailboxAssistants MSExchangeRepl MSExchangeRPC "
		"MSExchangeServiceHost MSExchangeSubmission MSExchangeThrottling MSExchangeTransportLogSearch W3SVC "
		"WinRM",
		STORE_ROLE_MAILBOX },
	{ "Client Access Server Role",
		COMMON "MSExchangeMailboxReplication MSExchangeRPC MSExchangeServiceHost W3SVC WinRM",
		STORE_ROLE_CLIENT_ACCESS },
	{ "Unified Messaging Server Role", COMMON "MSExchangeServiceHost MSExchangeUM W3SVC WinRM",
		STORE_ROLE_UNIFIED_MESSAGING },
	{ "Hub Transport Server Role",
		COMMON
		"MSExchangeEdgeSync MSExchangeServiceHost MSExchangeTransport MSExchangeTransportLogSearch W3SVC "
		"WinRM",
		STORE_ROLE_HUB_TRANSPORT },
};

/* A list, as of all objects from a remote session, whose own properties make more than four. */
static const ViewItem items[] = { { .prop = "Role" }, { .prop = "RequiredServicesRunning" },
	{ .prop = "ServicesRunning" }, { .prop = "ServicesNotRunning" }, { 0 } };
static const ViewDef view = { .shape = VIEW_LIST, .items = items };
static const TypeDef health_type = {
	.name = "Microsoft.Exchange.Management.Tasks.ServiceStatus", .base = &type_known[T_OBJECT], .view = &view
};

static Flow write_role(Stage *s, Vault *vault, Str server, size_t role)
{
	Object *object = object_new(&health_type);
	Array *running = array_new(&type_string_array, 16), *stopped = array_new(&type_string_array, 4);
	StrSplit split = { .rest = str_from(roles[role].services) };
	Diag diag = { 0 };
	Str name;

	while (str_split_next(&split, ' ', &name)) {
		ServiceStatus status = SERVICE_STOPPED;

		if (!service_status(vault, server, service_find(name), &status, &diag))
			break;
		array_push_take(status == SERVICE_RUNNING ? running : stopped, value_string(name));
	}
	object_set_string(object, S("Role"), str_from(roles[role].name));
	object_set_take(object, S("RequiredServicesRunning"), value_bool(stopped->n == 0));
	object_set_take(object, S("ServicesRunning"), array_value(running));
	object_set_take(object, S("ServicesNotRunning"), array_value(stopped));
	if (diag.code == DIAG_OK)
		return stage_write_take(s, object_value(object));
	value_drop(object_value(object));
	return stage_diag(s, &diag, "ServiceFailed", VALUE_EMPTY);
}

static Flow server_name(Stage *s, Str *name)
{
	Value given = s->args[P_SERVER], property = VALUE_EMPTY;
	Buf text = BUF_INIT;
	bool found = false;
	Flow flow = FLOW_NEXT;

	if (value_unwrap_peek(given).kind == V_OBJECT)
		flow = member_get_own(s->interp, given, S("Name"), &property, &found);
	if (flow == FLOW_NEXT && !value_is_null(given))
		flow = convert_put_text(s->interp, found ? property : given, &text);
	*name = arena_copy(s->scratch, buf_str(&text));
	value_drop(property);
	buf_release(&text);
	return flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	StoreServer server;
	Vault *vault;
	Diag diag = { 0 };
	Str name;
	Flow flow = FLOW_NEXT;

	FLOW_TRY(server_name(s, &name));
	FLOW_TRY(organization_vault(s, &vault));
	if (!store_server_find(vault_store_peek(vault), name, s->scratch, &server, &diag))
		return stage_diag(s, &diag, "ManagementObjectNotFound", VALUE_EMPTY);
	for (size_t i = 0; flow == FLOW_NEXT && i < COUNT(roles); i++)
		if (server.roles == 0 || server.roles & roles[i].role)
			flow = write_role(s, vault, name, i);
	return flow;
}

const CmdletDef cmd_test_servicehealth = {
	.name = "Test-ServiceHealth",
	.module = "Microsoft.Exchange.Management.PowerShell.E2010",
	.class_name = "Microsoft.Exchange.Management.Tasks.TestServiceHealth",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ NULL },
	.process = process,
	.synopsis = "Tells whether the services that Exchange needs are running.",
};
