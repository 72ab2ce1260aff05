/* get-exchangeserver: the servers of the organization. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"

enum { P_IDENTITY, P_DOMAIN, P_STATUS, P_DOMAIN_CONTROLLER, P_COUNT };
#define TYPE_NAME "Microsoft.Exchange.Data.Directory.Management.ExchangeServer"
static const char *const outputs[] = { TYPE_NAME, NULL };

static const ParamDef params[P_COUNT] = {
	[P_IDENTITY] = { .name = "Identity",
		.type = "ServerIdParameter",
		.in = { { 0, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.complete = exchange_complete_server,
		.help = "One server, by name, FQDN or distinguished name." },
	[P_DOMAIN] = { .name = "Domain", .type = "Fqdn", .help = "Only the servers of this domain." },
	[P_STATUS] = { .name = "Status",
		.type = "SwitchParameter",
		.help = "Accepted: the state of a server is always current here." },
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

/* ---- the object ---- */

static Flow put_name(UNUSED Interp *in, Value self, Buf *out)
{
	const Slot *name = object_find_peek(value_unwrap_peek(self).object, S("Name"));

	if (name)
		buf_put(out, value_str_peek(name->value));
	return FLOW_NEXT;
}

static const ViewItem items[] = {
	{ .prop = "Name", .width = 19 },
	{ .prop = "Site", .width = 20 },
	{ .prop = "ServerRole", .width = 11 },
	{ .prop = "Edition", .width = 11 },
	{ .prop = "AdminDisplayVersion" },
	{ 0 },
};
static const ViewDef view = { .shape = VIEW_TABLE, .items = items };
static const TypeOps ops = { .text = put_name };
const TypeDef exchange_server = {
	.name = TYPE_NAME, .base = &type_known[T_OBJECT], .flags = TYPE_OWN_TEXT, .ops = &ops, .view = &view
};

static const struct {
	int role;
	const char *name, *property;
} roles[] = {
	{ STORE_ROLE_MAILBOX, "Mailbox", "IsMailboxServer" },
	{ STORE_ROLE_CLIENT_ACCESS, "ClientAccess", "IsClientAccessServer" },
	{ STORE_ROLE_UNIFIED_MESSAGING, "UnifiedMessaging", "IsUnifiedMessagingServer" },
	{ STORE_ROLE_HUB_TRANSPORT, "HubTransport", "IsHubTransportServer" },
	{ STORE_ROLE_EDGE, "Edge", "IsEdgeServer" },
};

static void set_roles(Object *object, int mask)
{
	Buf text = BUF_INIT;

	for (size_t i = 0; i < COUNT(roles); i++)
		if (mask & roles[i].role)
			buf_printf(&text, text.n ? ", %s" : "%s", roles[i].name);
	object_set_string(object, S("ServerRole"), buf_str(&text));
	for (size_t i = 0; i < COUNT(roles); i++)
		object_set_take(object, str_from(roles[i].property), value_bool(mask & roles[i].role));
	buf_release(&text);
}

/* "DC=contoso,DC=com" of a domain, for the distinguished name. */
static void put_components(Str domain, Buf *out)
{
	StrSplit split = { domain, false };
	Str label;

	while (str_split_next(&split, '.', &label))
		buf_printf(out, ",DC=%.*s", STR_ARG(label));
}

static Str domain_of(Str fqdn)
{
	size_t dot = str_find_byte(fqdn, '.', 0);

	return dot == STR_NONE ? S("") : str_cut(fqdn, dot + 1, fqdn.n);
}

/* The build number decides what IsE15OrLater and its kin say: "Version 15.2 (Build 1118.7)". */
static int major_of(Str version)
{
	int major = 0;

	if (!str_starts(version, S("Version ")))
		return major;
	for (size_t i = 8; i < version.n && version.p[i] >= '0' && version.p[i] <= '9' && major < 100; i++)
		major = major * 10 + version.p[i] - '0';
	return major;
}

static Value server_value(Interp *in, const StoreServer *server, Str version)
{
	Object *object = object_new(&exchange_server);
	Str domain = domain_of(server->fqdn);
	Buf text = BUF_INIT;
	int major = major_of(version);

	object_set_string(object, S("Name"), server->name);
	object_set_string(object, S("Fqdn"), server->fqdn);
	object_set_string(object, S("Domain"), domain);
	object_set_take(
		object, S("Site"), value_printf("%.*s/Configuration/Sites/Default-First-Site-Name", STR_ARG(domain)));
	set_roles(object, server->roles);
	object_set_string(object, S("Edition"), S("Standard"));
	object_set_string(object, S("AdminDisplayVersion"), version);
	object_set_take(object, S("IsE14OrLater"), value_bool(major >= 14));
	object_set_take(object, S("IsE15OrLater"), value_bool(major >= 15));
	buf_printf(&text,
		"CN=%.*s,CN=Servers,CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups,"
		"CN=First Organization,CN=Microsoft Exchange,CN=Services,CN=Configuration",
		STR_ARG(server->name));
	put_components(domain, &text);
	object_set_string(object, S("DistinguishedName"), buf_str(&text));
	object_set_string(object, S("Identity"), server->name);
	object_set_take(object, S("WhenCreated"),
		value_datetime(moment_to_local(runtime_of(in)->env, server->added), MOMENT_LOCAL));
	object_set_take(object, S("IsValid"), value_bool(true));
	buf_release(&text);
	return object_value(object);
}

static Flow write_server(const ExchangeCall *call, const StoreServer *server)
{
	Str version = server->version.n ? server->version : str_from(call->profile->version);

	return stage_write_take(call->stage, server_value(call->stage->interp, server, version));
}

static Flow process(Stage *s, UNUSED Value input)
{
	Str name = exchange_text_peek(s->args[P_IDENTITY]), domain = exchange_text_peek(s->args[P_DOMAIN]);
	ExchangeCall call;
	StoreServerList servers;
	Diag diag = { 0 };
	Flow flow;

	if (!exchange_call(s, name, &call, &flow))
		return flow;
	if (name.n)
		return write_server(&call, &call.server);
	if (!store_servers(call.store, s->scratch, &servers, &diag))
		return stage_fail(s, &diag, "StoreReadFailed", VALUE_NULL);
	for (size_t i = 0; flow == FLOW_NEXT && i < servers.n; i++)
		if (!domain.n || str_ieq(domain_of(servers.p[i].fqdn), domain))
			flow = write_server(&call, &servers.p[i]);
	return flow;
}

const CmdletDef cmd_get_exchangeserver = {
	.name = "Get-ExchangeServer",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "GetExchangeServer",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Shows the servers of the organization.",
};
