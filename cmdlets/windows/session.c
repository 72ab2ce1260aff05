/* session: System.Management.Automation.Runspaces.PSSession. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"

#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/types/guid.h"

/* Those of the shell, in the order they were opened. */
typedef struct Sessions {
	Array *open;
	int last;
} Sessions;

static void free_sessions(void *p)
{
	Sessions *sessions = p;

	value_drop(array_value(sessions->open));
	free(sessions);
}

static Sessions *sessions_of(Interp *in)
{
	void **service = interp_service(in, "sessions", free_sessions);

	if (!*service) {
		Sessions *sessions = MEM_NEW(Sessions);

		sessions->open = array_new_objects();
		*service = sessions;
	}
	return *service;
}

/* ---- the type ------------------------------------------------------------------------------------------------ */

static const EnumName state_names[] = {
	{ "BeforeOpen", 0 },
	{ "Opening", 1 },
	{ "Opened", 2 },
	{ "Closed", 3 },
	{ "Closing", 4 },
	{ "Broken", 5 },
	{ "Disconnecting", 6 },
	{ "Disconnected", 7 },
	{ "Connecting", 8 },
};
static const EnumName availability_names[] = {
	{ "None", 0 },
	{ "Available", 1 },
	{ "AvailableForNestedCommand", 2 },
	{ "Busy", 3 },
	{ "RemoteDebug", 4 },
};
static const EnumName target_names[] = { { "RemoteMachine", 0 }, { "VirtualMachine", 1 }, { "Container", 2 } };
enum { OPENED = 2, CLOSED = 3 };
#define RUNSPACES "System.Management.Automation.Runspaces."
#define ENUM(symbol, full, table)                                                                                      \
	static const TypeDef symbol = { .name = (full),                                                                \
		.base = &type_known[T_ENUM],                                                                           \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT,                                                     \
		.names = (table),                                                                                      \
		.nnames = COUNT(table),                                                                                \
		.underlying = T_INT32 }
ENUM(state_type, RUNSPACES "RunspaceState", state_names);
ENUM(availability_type, RUNSPACES "RunspaceAvailability", availability_names);
ENUM(target_type, RUNSPACES "TargetMachineType", target_names);

Session *session_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &session_type);
}

static void free_session(Object *object, ValueDrops *drops)
{
	Session *session = object->payload;

	value_drop_later(drops, value_of_string(session->name));
	value_drop_later(drops, value_of_string(session->computer));
	value_drop_later(drops, value_of_string(session->configuration));
	free(session);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_printf(out, "[PSSession]%.*s", STR_ARG(string_str(session_peek(self)->name)));
	return FLOW_NEXT;
}

TYPE_GET(get_id)
{
	return types_found(out, value_int(session_peek(self)->id));
}

TYPE_GET(get_name)
{
	return types_found(out, value_ref(value_of_string(session_peek(self)->name)));
}

TYPE_GET(get_computer)
{
	return types_found(out, value_ref(value_of_string(session_peek(self)->computer)));
}

TYPE_GET(get_configuration)
{
	return types_found(out, value_ref(value_of_string(session_peek(self)->configuration)));
}

TYPE_GET(get_guid)
{
	return types_found(out, types_guid_value(session_peek(self)->guid));
}

TYPE_GET(get_state)
{
	return types_found(out, value_enum(&state_type, session_peek(self)->open ? OPENED : CLOSED));
}

TYPE_GET(get_availability)
{
	return types_found(out, value_enum(&availability_type, session_peek(self)->open));
}

TYPE_GET(get_target)
{
	return types_found(out, value_enum(&target_type, 0));
}

static const PropDef props[] = {
	PROP("State", RUNSPACES "RunspaceState", get_state),
	PROP("ComputerName", "string", get_computer),
	PROP("ComputerType", RUNSPACES "TargetMachineType", get_target),
	PROP("ConfigurationName", "string", get_configuration),
	PROP("Availability", RUNSPACES "RunspaceAvailability", get_availability),
	PROP("Id", "int", get_id),
	PROP("InstanceId", "guid", get_guid),
	PROP("Name", "string", get_name),
	PROPS_END,
};
static const TypeMembers members = { .props = props };
static const TypeOps ops = { .free = free_session, .text = put_text };
/* clang-format off */
static const ViewItem items[] = {
	{ .prop = "Id", .width = 3, .align = 'r' }, { .prop = "Name", .width = 15 }, { .prop = "ComputerName", .width = 15 },
	{ .prop = "ComputerType", .width = 15 }, { .prop = "State", .width = 13 }, { .prop = "ConfigurationName", .width = 20 },
	{ .prop = "Availability", .width = 13, .align = 'r' }, { 0 },
};
/* clang-format on */
static const ViewDef view = { .shape = VIEW_TABLE, .items = items };
const TypeDef session_type = {
	.name = RUNSPACES "PSSession",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.view = &view,
};

const TypeEntry session_entries[] = {
	{ &session_type, NULL },
	{ &state_type, NULL },
	{ &availability_type, NULL },
	{ &target_type, NULL },
};
const size_t session_nentries = COUNT(session_entries);

/* ---- opening and finding ------------------------------------------------------------------------------------- */

Value session_open(Interp *in, const SessionSpec *spec)
{
	Sessions *sessions = sessions_of(in);
	Session *session = MEM_NEW(Session);
	const char *stem = runtime_edition(in)->windows_paths ? "Session" : "Runspace";
	Value v;

	session->id = ++sessions->last;
	session->open = true;
	types_guid_fill(in, session->guid);
	session->name = (spec->name.n ? value_string(spec->name) : value_printf("%s%d", stem, session->id)).string;
	session->computer = value_string(spec->computer).string;
	session->configuration = value_string(spec->configuration).string;
	v = object_value(object_new_native(&session_type, session));
	array_push_take(sessions->open, value_ref(v));
	return v;
}

void session_close(Interp *in, Session *session)
{
	Array *open = sessions_of(in)->open, *left = array_new_objects();

	session->open = false;
	for (size_t i = 0; i < open->n; i++)
		if (session_peek(array_peek(open, i)) != session)
			array_push_take(left, value_ref(array_peek(open, i)));
	value_drop(array_value(open));
	sessions_of(in)->open = left;
}

Value session_at_peek(Interp *in, size_t i)
{
	Array *open = sessions_of(in)->open;

	return i < open->n ? array_peek(open, i) : VALUE_EMPTY;
}

/* All that are open, as an array of its own: what is called may close them. */
static Array *snapshot(Interp *in)
{
	Array *all = array_new_objects();
	Value v;

	for (size_t i = 0; (v = session_at_peek(in, i)).kind != V_EMPTY; i++)
		array_push_take(all, value_ref(v));
	return all;
}

static Flow no_such(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "RemoteRunspaceNotAvailableForSpecifiedName",
		.exception = EXC_ARGUMENT,
		.target = value_string(name) };
	Flow flow = stage_error(s, &spec, "The remote session with the name %.*s  is not available.", STR_ARG(name));

	value_drop(spec.target);
	return flow;
}

static Flow each_named(Stage *s, const Array *all, Str name, Flow (*each)(Stage *s, Value session))
{
	bool any = false;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < all->n; i++)
		if (wildcard_match(name, string_str(session_peek(array_peek(all, i))->name), true)) {
			any = true;
			flow = each(s, array_peek(all, i));
		}
	return flow == FLOW_NEXT && !any && !wildcard_has(name) ? no_such(s, name) : flow;
}

static Flow each_id(Stage *s, const Array *all, int64_t id, Flow (*each)(Stage *s, Value session))
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "RemoteRunspaceNotAvailableForSpecifiedSessionId",
		.exception = EXC_ARGUMENT,
		.target = value_int((int32_t)id) };

	for (size_t i = 0; i < all->n; i++)
		if (session_peek(array_peek(all, i))->id == id)
			return each(s, array_peek(all, i));
	return stage_error(s, &spec, "The remote session with the session ID %d is not available.", (int)id);
}

static Flow each_given(Stage *s, const SessionParams *params, const Array *all, Flow (*each)(Stage *s, Value session))
{
	size_t n = 0;
	const Str *names = params->name >= 0 ? stage_strings(s, params->name, &n) : NULL;
	Flow flow = FLOW_NEXT;

	if (params->id >= 0 && stage_bound(s, params->id)) {
		const Array *ids = s->args[params->id].array;

		for (size_t i = 0; flow == FLOW_NEXT && i < ids->n; i++)
			flow = each_id(s, all, value_unwrap_peek(array_peek(ids, i)).i64, each);
		return flow;
	}
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = each_named(s, all, names[i], each);
	return flow;
}

Flow session_each(Stage *s, const SessionParams *params, Flow (*each)(Stage *s, Value session))
{
	Array *all;
	Flow flow = FLOW_NEXT;

	if (params->session >= 0 && stage_bound(s, params->session)) {
		Array *given;

		if (value_is_null(s->args[params->session]))
			return FLOW_NEXT;
		FLOW_TRY(types_items(s->interp, s->args[params->session], &given));
		for (size_t i = 0; flow == FLOW_NEXT && i < given->n; i++)
			if (session_peek(array_peek(given, i)))
				flow = each(s, array_peek(given, i));
		value_drop(array_value(given));
		return flow;
	}
	all = snapshot(s->interp);
	flow = each_given(s, params, all, each);
	value_drop(array_value(all));
	return flow;
}

/* observed: a name that no DNS knows. */
static Flow unknown_host(Stage *s, Str host)
{
	ErrorSpec spec = { .category = CAT_OPEN_ERROR,
		.id = "ComputerNotFound,PSSessionOpenFailed",
		.exception = EXC_RUNTIME,
		.target = value_string(host) };
	Flow flow = stage_error(s, &spec,
		"[%.*s] Connecting to remote server %.*s failed with the following error message : The WinRM client cannot "
		"process the request because the server name cannot be resolved. For more information, see the "
		"about_Remote_Troubleshooting Help topic.",
		STR_ARG(host), STR_ARG(host));

	value_drop(spec.target);
	return flow;
}

Flow session_reach(Stage *s, Str host, bool *known)
{
	StoreServer server;
	Vault *vault;

	*known = false;
	FLOW_TRY(organization_vault(s, &vault));
	*known = organization_find_server(vault_store_peek(vault), host, s->scratch, &server);
	return *known ? FLOW_NEXT : unknown_host(s, host);
}
