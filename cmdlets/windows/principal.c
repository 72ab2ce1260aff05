/* principal: who runs the shell, as Windows tells it; and what scripts set before they use the network. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/principal.h"

#include <stdlib.h>
#include <unistd.h>

#define NAMESPACE "System.Security.Principal."

/* ---- WindowsIdentity ----------------------------------------------------------------------------------------- */

static const TypeDef identity_type, principal_type;

static Value plain(const TypeDef *type)
{
	return object_value(object_new_native(type, NULL));
}

TYPE_METHOD(get_current)
{
	return types_found(out, plain(&identity_type));
}

/* DOMAIN\user, the domain being that of the server that is played. */
TYPE_GET(get_name)
{
	Arena *arena = arena_new(0);
	StoreServer server = { 0 };
	Vault *vault;
	Diag diag = { 0 };
	Buf text = BUF_INIT;
	size_t dot;
	Str domain, label;
	StrSplit split;

	if (organization_open(in, &vault, &diag))
		(void)!store_server_find(vault_store_peek(vault), S(""), arena, &server, &diag);
	dot = str_find_byte(server.fqdn, '.', 0);
	domain = dot == STR_NONE ? server.name : str_cut(server.fqdn, dot + 1, server.fqdn.n);
	split = (StrSplit){ .rest = domain };
	(void)str_split_next(&split, '.', &label);
	utf8_put_upper(label, &text);
	buf_printf(&text, "\\%.*s", STR_ARG(runtime_of(in)->env->user));
	arena_free(arena);
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_yes)
{
	return types_found(out, value_bool(true));
}

TYPE_GET(get_is_system)
{
	return types_found(out, value_bool(geteuid() == 0));
}

static Flow put_identity(Interp *in, Value self, Buf *out)
{
	(void)in;
	buf_put(out, str_from(type_of(self)->name));
	return FLOW_NEXT;
}

static const PropDef identity_props[] = {
	PROP("IsAuthenticated", "bool", get_yes),
	PROP("IsSystem", "bool", get_is_system),
	PROP("Name", "string", get_name),
	PROPS_END,
};
static const MethodDef identity_statics[] = {
	METHOD("GetCurrent", "static " NAMESPACE "WindowsIdentity GetCurrent()", get_current),
	METHODS_END,
};
static const TypeMembers identity_members = { .props = identity_props, .static_methods = identity_statics };
static const TypeOps identity_ops = { .text = put_identity };
static const TypeDef identity_type = {
	.name = NAMESPACE "WindowsIdentity",
	.base = &type_known[T_OBJECT],
	.members = &identity_members,
	.ops = &identity_ops,
};

/* ---- WindowsPrincipal ---------------------------------------------------------------------------------------- */

/* Whoever may write the store is its administrator: all roles are his. */
TYPE_METHOD(is_in_role)
{
	return types_found(out, value_bool(true));
}

TYPE_GET(get_identity)
{
	return types_found(out, plain(&identity_type));
}

TYPE_METHOD(make)
{
	return types_found(out, plain(&principal_type));
}

/* [WindowsPrincipal]$identity. */
static Flow convert(UNUSED Interp *in, Value from, Value *out)
{
	if (type_of(from) == &identity_type)
		*out = plain(&principal_type);
	return FLOW_NEXT;
}

static const EnumName roles[] = {
	{ "Administrator", 544 },
	{ "User", 545 },
	{ "Guest", 546 },
	{ "PowerUser", 547 },
	{ "AccountOperator", 548 },
	{ "SystemOperator", 549 },
	{ "PrintOperator", 550 },
	{ "BackupOperator", 551 },
	{ "Replicator", 552 },
};
#define ENUM(symbol, full, table, more)                                                                                \
	static const TypeDef symbol = { .name = (full),                                                                \
		.base = &type_known[T_ENUM],                                                                           \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT | (more),                                            \
		.names = (table),                                                                                      \
		.nnames = COUNT(table),                                                                                \
		.underlying = T_INT32 }
ENUM(role_type, NAMESPACE "WindowsBuiltInRole", roles, 0);

static const PropDef principal_props[] = {
	PROP("Identity", NAMESPACE "IIdentity", get_identity),
	PROPS_END,
};
static const MethodDef principal_methods[] = {
	METHOD("IsInRole", "bool IsInRole(" NAMESPACE "WindowsBuiltInRole role)", is_in_role),
	METHOD("IsInRole", "bool IsInRole(string role)", is_in_role),
	METHODS_END,
};
static const MethodDef principal_constructors[] = {
	NEW(NAMESPACE "WindowsPrincipal new(" NAMESPACE "WindowsIdentity ntIdentity)", make),
	METHODS_END,
};
static const TypeMembers principal_members = {
	.props = principal_props,
	.methods = principal_methods,
	.constructors = principal_constructors,
};
static const TypeOps principal_ops = { .convert = convert };
static const TypeDef principal_type = {
	.name = NAMESPACE "WindowsPrincipal",
	.base = &type_known[T_OBJECT],
	.members = &principal_members,
	.ops = &principal_ops,
};

/* ---- ServicePointManager ------------------------------------------------------------------------------------- */

static const EnumName protocols[] = {
	{ "SystemDefault", 0 },
	{ "Ssl3", 48 },
	{ "Tls", 192 },
	{ "Tls11", 768 },
	{ "Tls12", 3072 },
	{ "Tls13", 12288 },
};
ENUM(protocol_type, "System.Net.SecurityProtocolType", protocols, TYPE_FLAGS);

/* What a session set; nothing here goes over TLS by way of .NET. */
typedef struct Network {
	int64_t protocol;
	Value callback;
} Network;

static void free_network(void *p)
{
	Network *network = p;

	value_drop(network->callback);
	free(network);
}

static Network *network_of(Interp *in)
{
	void **service = interp_service(in, "network", free_network);

	if (!*service) {
		Network *network = MEM_NEW(Network);

		network->callback = VALUE_NULL;
		*service = network;
	}
	return *service;
}

TYPE_GET(get_protocol)
{
	return types_found(out, value_enum(&protocol_type, network_of(in)->protocol));
}

TYPE_SET(set_protocol)
{
	Value number = VALUE_EMPTY;

	FLOW_TRY(convert_to(in, to, &protocol_type, &number));
	network_of(in)->protocol = types_int(number);
	value_drop(number);
	return FLOW_NEXT;
}

TYPE_GET(get_callback)
{
	return types_found(out, value_ref(network_of(in)->callback));
}

TYPE_SET(set_callback)
{
	Value old = network_of(in)->callback;

	network_of(in)->callback = value_ref(to);
	value_drop(old);
	return FLOW_NEXT;
}

static const PropDef manager_statics[] = {
	{ "SecurityProtocol", "System.Net.SecurityProtocolType", get_protocol, set_protocol, PROP_STATIC },
	{ "ServerCertificateValidationCallback", "System.Net.Security.RemoteCertificateValidationCallback",
		get_callback, set_callback, PROP_STATIC },
	PROPS_END,
};
static const TypeMembers manager_members = { .statics = manager_statics };
static const TypeDef manager_type = {
	.name = "System.Net.ServicePointManager",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &manager_members,
};

const TypeEntry principal_entries[] = {
	{ &identity_type, NULL },
	{ &principal_type, NULL },
	{ &role_type, NULL },
	{ &protocol_type, NULL },
	{ &manager_type, NULL },
};
const size_t principal_nentries = COUNT(principal_entries);
