/* exchange_server: servers of the organization as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_server.h"

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
	.name = EXCHANGE_SERVER, .base = &type_known[T_OBJECT], .flags = TYPE_OWN_TEXT, .ops = &ops, .view = &view
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

Str exchange_server_domain(Str fqdn)
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

Value exchange_server_value(Interp *in, const StoreServer *server, Str version)
{
	Object *object = object_new(&exchange_server);
	Str domain = exchange_server_domain(server->fqdn);
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
