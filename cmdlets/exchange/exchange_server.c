/* exchange_server: servers of the organization as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_server.h"

#include <string.h>

#include "shell/types/guid.h"

static const ViewItem items[] = {
	{ .prop = "Name", .width = 19 },
	{ .prop = "Site", .width = 20 },
	{ .prop = "ServerRole", .width = 11 },
	{ .prop = "Edition", .width = 11 },
	{ .prop = "AdminDisplayVersion" },
	{ 0 },
};
static const ViewDef view = { .shape = VIEW_TABLE, .items = items };
const TypeDef exchange_server = { .name = EXCHANGE_SERVER,
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.ops = &exchange_named_ops,
	.view = &view };

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

/* "Version 15.2 (Build 1118.7)": its four numbers. */
enum { MAJOR, MINOR, BUILD, REVISION, NUMBERS };
static void read_version(Str version, int numbers[NUMBERS])
{
	size_t at = 0;

	for (int i = 0; i < NUMBERS; i++) {
		numbers[i] = 0;
		while (at < version.n && !(version.p[at] >= '0' && version.p[at] <= '9'))
			at++;
		for (; at < version.n && version.p[at] >= '0' && version.p[at] <= '9' && numbers[i] < 100000; at++)
			numbers[i] = numbers[i] * 10 + version.p[at] - '0';
	}
}

/* A text, as remoting makes it of a ServerVersion, with that type's members: scripts use it as either. */
static Value version_value(Str version, const int numbers[NUMBERS])
{
	static const char *const names[] = { "Major", "Minor", "Build", "Revision" };
	Value plain = value_string(version), text = object_wrap(plain);

	value_drop(plain);
	for (int i = 0; i < NUMBERS; i++)
		object_set_take(text.object, str_from(names[i]), value_int(numbers[i]));
	return text;
}

void exchange_server_guid(Str fqdn, uint8_t guid[EXCHANGE_GUID])
{
	uint8_t hash[CERT_THUMBPRINT];
	Buf name = BUF_INIT;

	buf_put(&name, S("server:"));
	for (size_t i = 0; i < fqdn.n; i++)
		buf_put_char(&name, exchange_lower(fqdn.p[i]));
	cert_thumbprint(buf_str(&name), hash);
	buf_release(&name);
	memcpy(guid, hash, EXCHANGE_GUID);
	guid[6] = (uint8_t)((guid[6] & 0x0f) | 0x50); /* made of a name: version 5 */
	guid[8] = (uint8_t)((guid[8] & 0x3f) | 0x80);
}

static void set_times(Interp *in, Object *object, int64_t added)
{
	Value local = value_datetime(moment_to_local(runtime_of(in)->env, added), MOMENT_LOCAL);

	object_set_take(object, S("WhenCreated"), local);
	object_set_take(object, S("WhenChanged"), local);
	object_set_take(object, S("WhenCreatedUTC"), value_datetime(added, MOMENT_UTC));
	object_set_take(object, S("WhenChangedUTC"), value_datetime(added, MOMENT_UTC));
}

/* Where it stands in the directory, in the three ways there are. */
static void set_names(Object *object, const StoreServer *server, Str domain)
{
	uint8_t guid[EXCHANGE_GUID];
	Buf text = BUF_INIT;

	buf_printf(&text,
		"CN=%.*s,CN=Servers,CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups,"
		"CN=First Organization,CN=Microsoft Exchange,CN=Services,CN=Configuration",
		STR_ARG(server->name));
	put_components(domain, &text);
	object_set_string(object, S("DistinguishedName"), buf_str(&text));
	object_set_take(object, S("ExchangeLegacyDN"),
		value_printf("/o=First Organization/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Configuration"
			     "/cn=Servers/cn=%.*s",
			STR_ARG(server->name)));
	exchange_server_guid(server->fqdn, guid);
	object_set_take(object, S("Guid"), types_guid_value(guid));
	object_set_string(object, S("Identity"), server->name);
	object_set_string(object, S("Id"), server->name);
	buf_release(&text);
}

Value exchange_server_value(Interp *in, const StoreServer *server, Str version)
{
	Object *object = object_new(&exchange_server);
	Str domain = exchange_server_domain(server->fqdn);
	int numbers[NUMBERS];

	read_version(version, numbers);
	object_set_string(object, S("Name"), server->name);
	object_set_string(object, S("Fqdn"), server->fqdn);
	object_set_string(object, S("Domain"), domain);
	object_set_take(
		object, S("Site"), value_printf("%.*s/Configuration/Sites/Default-First-Site-Name", STR_ARG(domain)));
	set_roles(object, server->roles);
	object_set_string(object, S("Edition"), S("Standard"));
	object_set_take(object, S("AdminDisplayVersion"), version_value(version, numbers));
	object_set_take(object, S("IsE14OrLater"), value_bool(numbers[MAJOR] >= 14));
	object_set_take(object, S("IsE15OrLater"), value_bool(numbers[MAJOR] >= 15));
	object_set_take(object, S("IsExchange2007OrLater"), value_bool(numbers[MAJOR] >= 8));
	object_set_take(object, S("IsExchangeTrialEdition"), value_bool(false));
	set_names(object, server, domain);
	set_times(in, object, server->added);
	object_set_take(object, S("IsValid"), value_bool(true));
	return object_value(object);
}
