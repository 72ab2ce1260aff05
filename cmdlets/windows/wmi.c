/* wmi: Win32_OperatingSystem, Win32_ComputerSystem, Win32_LogicalDisk, Win32_Service. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/wmi.h"

#include <sys/statvfs.h>
#include <sys/sysinfo.h>

#include "cmdlets/windows/service.h"
#include "shell/base/moment.h"
#include "shell/engine/provider.h"

#define ROOT "System.Management.ManagementObject#root\\cimv2\\"

/* One call: what is asked for, and of which server. */
typedef struct WmiCall {
	Stage *s;
	const StoreServer *server;
	Str filter; /* empty: all */
	bool cim;
} WmiCall;

/* ManagementDateTimeConverter's text: 20240131093000.500000+060, as a DateTime. */
TYPE_METHOD(convert_date)
{
	static const Str type = S_INIT("datetime");
	Str text = types_str(args[0]);
	Buf iso = BUF_INIT;
	Value shown;
	Flow flow;

	if (text.n < 25)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "dmtfDate",
			"Specified argument was out of the range of valid values.");
	buf_printf(&iso, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s", text.p, text.p + 4, text.p + 6, text.p + 8, text.p + 10,
		text.p + 12);
	shown = types_buf_string(&iso);
	flow = convert_try(in, shown, type_set_find(runtime_of(in)->types, type), out)
		       ? FLOW_NEXT
		       : fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "dmtfDate",
				 "Specified argument was out of the range of valid values.");
	value_drop(shown);
	return flow;
}
static const MethodDef date_methods[] = {
	METHOD("ConvertToDateTime", "System.DateTime ConvertToDateTime(string dmtfDate)", convert_date),
	METHODS_END,
};
static const TypeMembers date_members = { .methods = date_methods };

static const TypeDef system_type = {
	.name = ROOT "Win32_OperatingSystem", .base = &type_known[T_OBJECT], .members = &date_members
};
static const TypeDef computer_type = { .name = ROOT "Win32_ComputerSystem", .base = &type_known[T_OBJECT] };
static const TypeDef disk_type = { .name = ROOT "Win32_LogicalDisk", .base = &type_known[T_OBJECT] };
static const TypeDef service_type = { .name = ROOT "Win32_Service", .base = &type_known[T_OBJECT] };

static Str domain_of(Str fqdn)
{
	size_t dot = str_find_byte(fqdn, '.', 0);

	return dot == STR_NONE ? S("WORKGROUP") : str_cut(fqdn, dot + 1, fqdn.n);
}

/* What meets the condition. */
static Flow put(const WmiCall *call, Object *object)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "GetWMIManagementException", .exception = EXC_RUNTIME
	};
	bool matches = true;
	Flow flow;

	if (call->filter.n && !wmi_filter(call->s->interp, call->filter, object, &matches))
		flow = stage_throw(call->s, &spec, "Invalid query \"%.*s\"", STR_ARG(call->filter));
	else
		flow = matches ? stage_write(call->s, object_value(object)) : FLOW_NEXT;
	value_drop(object_value(object));
	return flow;
}

/* A moment as CIM has it, or as WMI's text; the zone is in minutes. */
static Value date_value(const WmiCall *call, int64_t utc)
{
	const Env *env = stage_env(call->s);
	int64_t local = moment_to_local(env, utc);
	Buf text = BUF_INIT;

	if (call->cim)
		return value_datetime(local, MOMENT_LOCAL);
	if (!moment_format(&text, S("yyyyMMddHHmmss.ffffff"), local, MOMENT_LOCAL, &moment_invariant, env))
		buf_clear(&text);
	buf_printf(&text, "%+04d", (int)((local - utc) / MOMENT_TICKS_PER_MINUTE));
	return types_buf_string(&text);
}

/* Windows Server 2022, what the requests of the store say, too. */
static Flow write_system(const WmiCall *call)
{
	const Env *env = stage_env(call->s);
	const StoreServer *server = call->server;
	struct sysinfo info;
	Object *object = object_new(&system_type);

	object_set_string(object, S("SystemDirectory"), S("C:\\Windows\\system32"));
	object_set_string(object, S("BuildNumber"), S("20348"));
	object_set_string(object, S("Version"), S("10.0.20348"));
	object_set_string(object, S("Caption"), S("Microsoft Windows Server 2022 Standard"));
	object_set_string(object, S("CSName"), server->name);
	object_set_string(object, S("OSArchitecture"), S("64-bit"));
	object_set_take(object, S("ProductType"), value_int(3));
	if (sysinfo(&info) == 0)
		object_set_take(object, S("LastBootUpTime"),
			date_value(call, env->now(env->self) - info.uptime * MOMENT_TICKS_PER_MINUTE / 60));
	object_set_string(object, S("PSComputerName"), server->name);
	return put(call, object);
}

static Flow write_computer(const WmiCall *call)
{
	const StoreServer *server = call->server;
	Object *object = object_new(&computer_type);

	object_set_string(object, S("Domain"), domain_of(server->fqdn));
	object_set_string(object, S("Name"), server->name);
	object_set_string(object, S("DNSHostName"), server->name);
	object_set_take(object, S("PartOfDomain"), value_bool(true));
	object_set_take(object, S("DomainRole"), value_int(3));
	object_set_string(object, S("PSComputerName"), server->name);
	return put(call, object);
}

static Flow write_disks(const WmiCall *call)
{
	Object *object = object_new(&disk_type);
	struct statvfs info;
	Buf folder = BUF_INIT;

	provider_real_path(call->s->interp, S("C:\\"), &folder);
	object_set_string(object, S("DeviceID"), S("C:"));
	object_set_take(object, S("DriveType"), value_int(3));
	object_set_string(object, S("VolumeName"), S(""));
	object_set_string(object, S("FileSystem"), S("NTFS"));
	if (statvfs(folder.p, &info) == 0) {
		object_set_take(object, S("Size"), value_integer(T_UINT64, (int64_t)(info.f_blocks * info.f_frsize)));
		object_set_take(
			object, S("FreeSpace"), value_integer(T_UINT64, (int64_t)(info.f_bavail * info.f_frsize)));
	}
	object_set_string(object, S("SystemName"), call->server->name);
	buf_release(&folder);
	return put(call, object);
}

static Flow write_services(const WmiCall *call)
{
	const StoreServer *server = call->server;
	Stage *s = call->s;
	Flow flow = FLOW_NEXT;
	Vault *vault;
	Diag diag = { 0 };

	FLOW_TRY(organization_vault(s, &vault));
	for (size_t i = 0; flow == FLOW_NEXT && i < service_count; i++) {
		Object *object;
		ServiceStatus status;
		Str start;

		if (!service_is_in(&service_defs[i], s->interp))
			continue;
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
		flow = put(call, object);
	}
	return flow;
}

static const struct {
	const char *name;
	Flow (*write)(const WmiCall *call);
} classes[] = {
	{ "Win32_OperatingSystem", write_system },
	{ "Win32_ComputerSystem", write_computer },
	{ "Win32_LogicalDisk", write_disks },
	{ "Win32_Service", write_services },
};

static Flow no_class(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "GetWMIManagementException", .exception = EXC_RUNTIME
	};

	return stage_error(s, &spec,
		"Invalid class \"%.*s\": this shell knows Win32_OperatingSystem, Win32_ComputerSystem, "
		"Win32_LogicalDisk and Win32_Service.",
		STR_ARG(name));
}

static Flow no_server(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION, .id = "GetWMICOMException", .exception = EXC_RUNTIME };

	return stage_error(
		s, &spec, "The RPC server is unavailable. (Exception from HRESULT: 0x800706BA): %.*s", STR_ARG(name));
}

static Flow write_class(WmiCall *call, Str class_name, Str server)
{
	Stage *s = call->s;
	StoreServer *row = ARENA_NEW(s->scratch, StoreServer);
	Vault *vault;

	FLOW_TRY(organization_vault(s, &vault));
	if (!organization_find_server(vault_store_peek(vault), server, s->scratch, row))
		return no_server(s, server);
	call->server = row;
	for (size_t i = 0; i < COUNT(classes); i++)
		if (str_ieq(class_name, str_from(classes[i].name)))
			return classes[i].write(call);
	return no_class(s, class_name);
}

/* SELECT ... FROM Class [WHERE condition] */
static Str read_query(Str query, Str *condition)
{
	size_t from = str_ifind(query, S(" from "), 0), end;
	Str rest = from == STR_NONE ? S("") : str_trim(str_cut(query, from + 6, query.n));
	Str name;

	for (end = 0; end < rest.n && rest.p[end] != ' '; end++)
		;
	name = str_cut(rest, 0, end);
	rest = str_trim(str_cut(rest, end, rest.n));
	*condition = str_istarts(rest, S("where ")) ? str_cut(rest, 6, rest.n) : rest;
	return name;
}

Flow wmi_process(Stage *s, bool cim)
{
	static const Str local = S_INIT("");
	size_t n = 1;
	const Str *servers = stage_bound(s, WMI_COMPUTER) ? stage_strings(s, WMI_COMPUTER, &n) : &local;
	WmiCall call = { .s = s, .cim = cim };
	Str name = stage_str(s, WMI_CLASS);
	Flow flow = FLOW_NEXT;

	if (stage_bound(s, WMI_FILTER))
		call.filter = stage_str(s, WMI_FILTER);
	if (stage_bound(s, WMI_QUERY))
		name = read_query(stage_str(s, WMI_QUERY), &call.filter);
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = write_class(&call, name, servers[i]);
	return flow;
}
