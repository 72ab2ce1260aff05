/* wmi: Win32_OperatingSystem, Win32_ComputerSystem, Win32_Service. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/wmi.h"

#include "cmdlets/windows/service.h"

#define ROOT "System.Management.ManagementObject#root\\cimv2\\"

static const TypeDef system_type = { .name = ROOT "Win32_OperatingSystem", .base = &type_known[T_OBJECT] };
static const TypeDef computer_type = { .name = ROOT "Win32_ComputerSystem", .base = &type_known[T_OBJECT] };
static const TypeDef service_type = { .name = ROOT "Win32_Service", .base = &type_known[T_OBJECT] };

static Str domain_of(Str fqdn)
{
	size_t dot = str_find_byte(fqdn, '.', 0);

	return dot == STR_NONE ? S("WORKGROUP") : str_cut(fqdn, dot + 1, fqdn.n);
}

/* Windows Server 2022, what the requests of the store say, too. */
static Flow write_system(Stage *s, const StoreServer *server)
{
	Object *object = object_new(&system_type);

	object_set_string(object, S("SystemDirectory"), S("C:\\Windows\\system32"));
	object_set_string(object, S("BuildNumber"), S("20348"));
	object_set_string(object, S("Version"), S("10.0.20348"));
	object_set_string(object, S("Caption"), S("Microsoft Windows Server 2022 Standard"));
	object_set_string(object, S("CSName"), server->name);
	object_set_string(object, S("OSArchitecture"), S("64-bit"));
	object_set_take(object, S("ProductType"), value_int(3));
	object_set_string(object, S("PSComputerName"), server->name);
	return stage_write_take(s, object_value(object));
}

static Flow write_computer(Stage *s, const StoreServer *server)
{
	Object *object = object_new(&computer_type);

	object_set_string(object, S("Domain"), domain_of(server->fqdn));
	object_set_string(object, S("Name"), server->name);
	object_set_string(object, S("DNSHostName"), server->name);
	object_set_take(object, S("PartOfDomain"), value_bool(true));
	object_set_take(object, S("DomainRole"), value_int(3));
	object_set_string(object, S("PSComputerName"), server->name);
	return stage_write_take(s, object_value(object));
}

static Flow write_services(Stage *s, const StoreServer *server)
{
	Flow flow = FLOW_NEXT;
	Vault *vault;
	Diag diag = { 0 };

	FLOW_TRY(organization_vault(s, &vault));
	for (size_t i = 0; flow == FLOW_NEXT && i < service_count; i++) {
		Object *object;
		ServiceStatus status;
		Str start;

		if (!service_status(vault, server->name, &service_defs[i], &status, &diag) ||
			!service_start_type(vault, server->name, &service_defs[i], s->scratch, &start, &diag))
			return stage_diag(s, &diag, "ServiceFailed", VALUE_EMPTY);
		object = object_new(&service_type);
		object_set_string(object, S("Name"), str_from(service_defs[i].name));
		object_set_string(object, S("DisplayName"), str_from(service_defs[i].display));
		object_set_string(object, S("StartMode"), str_eq(start, S("Automatic")) ? S("Auto") : start);
		object_set_string(object, S("State"), status == SERVICE_RUNNING ? S("Running") : S("Stopped"));
		object_set_string(object, S("Status"), S("OK"));
		object_set_string(object, S("SystemName"), server->name);
		flow = stage_write_take(s, object_value(object));
	}
	return flow;
}

static const struct {
	const char *name;
	Flow (*write)(Stage *s, const StoreServer *server);
} classes[] = {
	{ "Win32_OperatingSystem", write_system },
	{ "Win32_ComputerSystem", write_computer },
	{ "Win32_Service", write_services },
};

static Flow no_class(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "GetWMIManagementException", .exception = EXC_RUNTIME
	};

	return stage_error(s, &spec,
		"Invalid class \"%.*s\": this shell knows Win32_OperatingSystem, Win32_ComputerSystem and "
		"Win32_Service.",
		STR_ARG(name));
}

static Flow no_server(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION, .id = "GetWMICOMException", .exception = EXC_RUNTIME };

	return stage_error(
		s, &spec, "The RPC server is unavailable. (Exception from HRESULT: 0x800706BA): %.*s", STR_ARG(name));
}

Flow wmi_write(Stage *s, Str class_name, Str server)
{
	StoreServer row;
	Vault *vault;
	Diag diag = { 0 };

	FLOW_TRY(organization_vault(s, &vault));
	if (str_ieq(server, S("localhost")) || str_eq(server, S(".")))
		server = S("");
	if (!store_server_find(vault_store_peek(vault), server, s->scratch, &row, &diag))
		return no_server(s, server);
	for (size_t i = 0; i < COUNT(classes); i++)
		if (str_ieq(class_name, str_from(classes[i].name)))
			return classes[i].write(s, &row);
	return no_class(s, class_name);
}

/* The class of "SELECT ... FROM Class": conditions are not read, so a query with one is refused. */
static Str class_of_query(Str query, bool *plain)
{
	size_t from = str_ifind(query, S(" from "), 0), end;
	Str rest = from == STR_NONE ? S("") : str_trim(str_cut(query, from + 6, query.n));

	for (end = 0; end < rest.n && rest.p[end] != ' '; end++)
		;
	*plain = end == rest.n && rest.n > 0;
	return str_cut(rest, 0, end);
}

Flow wmi_process(Stage *s, int class_name, int query, int computer)
{
	static const Str local = S_INIT("");
	size_t n = 1;
	const Str *servers = stage_bound(s, computer) ? stage_strings(s, computer, &n) : &local;
	Str name = stage_str(s, class_name);
	bool plain = true;
	Flow flow = FLOW_NEXT;

	if (stage_bound(s, query))
		name = class_of_query(stage_str(s, query), &plain);
	if (!plain)
		return stage_not_done(s, "-Query with conditions");
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = wmi_write(s, name, servers[i]);
	return flow;
}
