/* service: System.ServiceProcess.ServiceController on the store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"

#include <stdlib.h>

#include "store/db/store_settings.h"

enum { CHAIN_MAX = 8 };

/* ---- the store ----------------------------------------------------------------------------------------------- */

static bool find_server(Vault *vault, Str name, Arena *arena, StoreServer *server, Diag *diag)
{
	return store_server_find(vault_store_peek(vault), name, arena, server, diag);
}

static StoreProperty property_of(const ServiceDef *def, const StoreServer *server, Str property)
{
	return (StoreProperty){ S("WindowsService"), str_from(def->name), property, server->id };
}

static bool read_status(Vault *vault, const StoreServer *server, const ServiceDef *def, ServiceStatus *out, Diag *diag)
{
	StoreProperty which = property_of(def, server, S("Status"));
	Arena *arena = arena_new(0);
	Str text;
	bool ok = store_property_get(vault_store_peek(vault), &which, arena, &text, diag);

	*out = def->manual ? SERVICE_STOPPED : SERVICE_RUNNING;
	if (ok && text.n)
		*out = str_ieq(text, S("Running")) ? SERVICE_RUNNING : SERVICE_STOPPED;
	arena_free(arena);
	return ok;
}

static bool write_status(Vault *vault, const StoreServer *server, const ServiceDef *def, ServiceStatus to, Diag *diag)
{
	StoreProperty which = property_of(def, server, S("Status"));
	ServiceStatus is;

	if (!read_status(vault, server, def, &is, diag))
		return false;
	return is == to || store_property_put(vault_store_peek(vault), &which,
				   to == SERVICE_RUNNING ? S("Running") : S("Stopped"), diag);
}

/* Those it needs, and what needs it, along with it; within a transaction. */
static bool change(
	Vault *vault, const StoreServer *server, const ServiceDef *def, ServiceStatus to, int depth, Diag *diag)
{
	StrSplit split = { .rest = str_from(def->needs) };
	const ServiceDef *other;
	bool ok = depth < CHAIN_MAX;
	Str name;

	while (ok && to == SERVICE_RUNNING && split.rest.n && str_split_next(&split, ' ', &name)) {
		other = service_find(name);
		ok = !other || change(vault, server, other, to, depth + 1, diag);
	}
	for (size_t i = 0; ok && to == SERVICE_STOPPED && (other = service_dependent(def, i)); i++)
		ok = change(vault, server, other, to, depth + 1, diag);
	return ok && write_status(vault, server, def, to, diag);
}

bool service_status(Vault *vault, Str server, const ServiceDef *def, ServiceStatus *out, Diag *diag)
{
	Arena *arena = arena_new(0);
	StoreServer row;
	bool ok = find_server(vault, server, arena, &row, diag) && read_status(vault, &row, def, out, diag);

	arena_free(arena);
	return ok;
}

bool service_change(Vault *vault, Str server, const ServiceDef *def, ServiceStatus to, Diag *diag)
{
	Store *store = vault_store_peek(vault);
	Arena *arena = arena_new(0);
	StoreServer row;
	bool ok = find_server(vault, server, arena, &row, diag) && store_begin(store, diag);

	if (ok) {
		ok = change(vault, &row, def, to, 0, diag) &&
		     vault_note(
			     vault, to == SERVICE_RUNNING ? "StartService" : "StopService", str_from(def->name), diag);
		ok = store_end(store, ok, diag) && ok;
	}
	arena_free(arena);
	return ok;
}

bool service_start_type(Vault *vault, Str server, const ServiceDef *def, Arena *arena, Str *out, Diag *diag)
{
	StoreServer row;
	StoreProperty which;

	if (!find_server(vault, server, arena, &row, diag))
		return false;
	which = property_of(def, &row, S("StartType"));
	if (!store_property_get(vault_store_peek(vault), &which, arena, out, diag))
		return false;
	if (out->n == 0)
		*out = def->manual ? S("Manual") : S("Automatic");
	return true;
}

bool service_set_start_type(Vault *vault, Str server, const ServiceDef *def, Str type, Diag *diag)
{
	Store *store = vault_store_peek(vault);
	Arena *arena = arena_new(0);
	StoreServer row;
	StoreProperty which;
	bool ok = find_server(vault, server, arena, &row, diag) && store_begin(store, diag);

	if (ok) {
		which = property_of(def, &row, S("StartType"));
		ok = store_property_put(store, &which, type, diag) &&
		     vault_note(vault, "SetService", str_from(def->name), diag);
		ok = store_end(store, ok, diag) && ok;
	}
	arena_free(arena);
	return ok;
}

/* ---- ServiceController --------------------------------------------------------------------------------------- */

typedef struct Controller {
	const ServiceDef *def;
	String *server;
} Controller;

#define PROCESS "System.ServiceProcess."
static const EnumName status_names[] = {
	{ "Stopped", 1 },
	{ "StartPending", 2 },
	{ "StopPending", 3 },
	{ "Running", 4 },
	{ "ContinuePending", 5 },
	{ "PausePending", 6 },
	{ "Paused", 7 },
};
static const EnumName start_names[] = { { "Boot", 0 }, { "System", 1 }, { "Automatic", 2 }, { "Manual", 3 },
	{ "Disabled", 4 } };
static const EnumName type_names[] = { { "Win32OwnProcess", 16 }, { "Win32ShareProcess", 32 } };
#define ENUM(symbol, full, table, more)                                                                                \
	static const TypeDef symbol = { .name = PROCESS full,                                                          \
		.base = &type_known[T_ENUM],                                                                           \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT | (more),                                            \
		.names = (table),                                                                                      \
		.nnames = COUNT(table),                                                                                \
		.underlying = T_INT32 }
ENUM(status_type, "ServiceControllerStatus", status_names, 0);
ENUM(start_type, "ServiceStartMode", start_names, 0);
ENUM(kind_type, "ServiceType", type_names, TYPE_FLAGS);

static const Controller *peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &service_controller);
}

const ServiceDef *service_peek(Value v, Str *server)
{
	const Controller *controller = peek(v);

	if (!controller)
		return NULL;
	if (server)
		*server = string_str(controller->server);
	return controller->def;
}

Value service_value(const ServiceDef *def, Str server)
{
	Controller *controller = MEM_NEW(Controller);

	controller->def = def;
	controller->server = value_string(server).string;
	return object_value(object_new_native(&service_controller, controller));
}

static void free_controller(Object *object, ValueDrops *drops)
{
	Controller *controller = object->payload;

	value_drop_later(drops, value_of_string(controller->server));
	free(controller);
}

static Flow failed(Interp *in, const Diag *diag)
{
	return fault_exception(in, EXC_INVALID_OPERATION, "%s", diag->text);
}

TYPE_GET(get_name)
{
	return types_found(out, value_string(str_from(peek(self)->def->name)));
}

TYPE_GET(get_display)
{
	return types_found(out, value_string(str_from(peek(self)->def->display)));
}

TYPE_GET(get_machine)
{
	Str server = string_str(peek(self)->server);

	return types_found(out, value_string(server.n ? server : S(".")));
}

TYPE_GET(get_status)
{
	ServiceStatus status;
	Vault *vault;
	Diag diag = { 0 };

	if (!organization_open(in, &vault, &diag) ||
		!service_status(vault, string_str(peek(self)->server), peek(self)->def, &status, &diag))
		return failed(in, &diag);
	return types_found(out, value_enum(&status_type, status));
}

TYPE_GET(get_start_type)
{
	Arena *arena = arena_new(0);
	int64_t number = 2;
	Vault *vault;
	Diag diag = { 0 };
	Str text;
	bool ok = organization_open(in, &vault, &diag) &&
		  service_start_type(vault, string_str(peek(self)->server), peek(self)->def, arena, &text, &diag);

	if (ok)
		(void)type_enum_find(&start_type, text, &number);
	arena_free(arena);
	return ok ? types_found(out, value_enum(&start_type, number)) : failed(in, &diag);
}

TYPE_GET(get_can_stop)
{
	Value status = VALUE_EMPTY;
	Flow flow = get_status(in, self, &status);

	if (flow == FLOW_NEXT)
		*out = value_bool(types_int(status) == SERVICE_RUNNING);
	value_drop(status);
	return flow;
}

TYPE_GET(get_no)
{
	return types_found(out, value_bool(false));
}

TYPE_GET(get_kind)
{
	return types_found(out, value_enum(&kind_type, 16));
}

TYPE_GET(get_dependents)
{
	Array *all = array_new_objects();
	const ServiceDef *other;

	for (size_t i = 0; (other = service_dependent(peek(self)->def, i)); i++)
		if (service_is_in(other, in))
			array_push_take(all, service_value(other, string_str(peek(self)->server)));
	return types_found(out, array_value(all));
}

TYPE_GET(get_needed)
{
	Array *all = array_new_objects();
	StrSplit split = { .rest = str_from(peek(self)->def->needs) };
	Str name;

	while (split.rest.n && str_split_next(&split, ' ', &name))
		if (service_find(name))
			array_push_take(all, service_value(service_find(name), string_str(peek(self)->server)));
	return types_found(out, array_value(all));
}

static Flow turn(Interp *in, Value self, ServiceStatus to)
{
	Vault *vault;
	Diag diag = { 0 };

	if (!organization_open(in, &vault, &diag) ||
		!service_change(vault, string_str(peek(self)->server), peek(self)->def, to, &diag))
		return failed(in, &diag);
	return FLOW_NEXT;
}

TYPE_METHOD(start)
{
	return turn(in, self, SERVICE_RUNNING);
}

TYPE_METHOD(stop)
{
	return turn(in, self, SERVICE_STOPPED);
}

TYPE_METHOD(nothing)
{
	return FLOW_NEXT;
}

/* A change is done when Start or Stop returns: what has not come by now never comes. */
TYPE_METHOD(wait_for)
{
	Value status = VALUE_EMPTY;

	FLOW_TRY(get_status(in, self, &status));
	if (status.i64 == types_int(args[0]))
		return FLOW_NEXT;
	return fault_exception(in, EXC_TIMEOUT, "Time out has expired and the operation has not been completed.");
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, str_from(peek(self)->def->name));
	return FLOW_NEXT;
}

#define CONTROLLERS PROCESS "ServiceController[]"
static const PropDef props[] = {
	{ "Name", "string", get_name, NULL, PROP_ALIAS },
	{ "RequiredServices", CONTROLLERS, get_needed, NULL, PROP_ALIAS },
	PROP("CanPauseAndContinue", "bool", get_no),
	PROP("CanShutdown", "bool", get_no),
	PROP("CanStop", "bool", get_can_stop),
	PROP("DisplayName", "string", get_display),
	PROP("DependentServices", CONTROLLERS, get_dependents),
	PROP("MachineName", "string", get_machine),
	PROP("ServiceName", "string", get_name),
	PROP("ServicesDependedOn", CONTROLLERS, get_needed),
	PROP("StartType", PROCESS "ServiceStartMode", get_start_type),
	PROP("Status", PROCESS "ServiceControllerStatus", get_status),
	PROP("ServiceType", PROCESS "ServiceType", get_kind),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Close", "void Close()", nothing),
	METHOD("Dispose", "void Dispose()", nothing),
	METHOD("Refresh", "void Refresh()", nothing),
	METHOD("Start", "void Start()", start),
	METHOD("Stop", "void Stop()", stop),
	METHOD("WaitForStatus", "void WaitForStatus(System.ServiceProcess.ServiceControllerStatus desiredStatus)",
		wait_for),
	METHOD("WaitForStatus",
		"void WaitForStatus(System.ServiceProcess.ServiceControllerStatus desiredStatus, timespan timeout)",
		wait_for),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .methods = methods };
static const TypeOps ops = { .free = free_controller, .text = put_text };
static const ViewItem items[] = {
	{ .prop = "Status", .width = 8 },
	{ .prop = "Name", .width = 18 },
	{ .prop = "DisplayName", .width = 38 },
	{ 0 },
};
static const ViewItem list_items[] = {
	{ .prop = "Name" },
	{ .prop = "DisplayName" },
	{ .prop = "Status" },
	{ .prop = "DependentServices" },
	{ .prop = "ServicesDependedOn" },
	{ .prop = "CanPauseAndContinue" },
	{ .prop = "CanShutdown" },
	{ .prop = "CanStop" },
	{ .prop = "ServiceType" },
	{ 0 },
};
static const ViewDef list_view = { .shape = VIEW_LIST, .items = list_items };
static const ViewDef view = { .shape = VIEW_TABLE, .items = items, .next = &list_view };
const TypeDef service_controller = {
	.name = PROCESS "ServiceController",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.view = &view,
};

const TypeEntry service_entries[] = {
	{ &service_controller, NULL },
	{ &status_type, NULL },
	{ &start_type, NULL },
	{ &kind_type, NULL },
};
const size_t service_nentries = COUNT(service_entries);
