/* web: sites, bindings and their certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web.h"

#include <stdlib.h>

/* docs: Default settings for Exchange virtual directories; the back end site's ports are Exchange's own. */
const WebSite web_sites[2] = {
	{ 1, "Default Web Site", "%SystemDrive%\\inetpub\\wwwroot", "DefaultAppPool" },
	{ 2, "Exchange Back End", "%SystemDrive%\\inetpub\\wwwroot", "DefaultAppPool" },
};
const WebBinding web_bindings[] = {
	{ 1, 80, "http", "*", "" },
	{ 1, 80, "http", "127.0.0.1", "" },
	{ 1, 443, "https", "*", "" },
	{ 1, 443, "https", "127.0.0.1", "" },
	{ 2, 81, "http", "*", "" },
	{ 2, 444, "https", "*", "" },
};
const size_t web_bindings_count = COUNT(web_bindings);

const WebSite *web_site(int number)
{
	return &web_sites[number - 1];
}

void web_put_ssl_name(const WebBinding *binding, Buf *out)
{
	bool all = str_eq(str_from(binding->address), S("*"));

	buf_printf(out, "%s!%d", all ? "0.0.0.0" : binding->address, binding->port);
}

/* ---- certificates -------------------------------------------------------------------------------------------- */

bool web_certificate(Vault *vault, int site, Arena *arena, Str *thumbprint, Diag *diag)
{
	Store *store = vault_store_peek(vault);
	StoreServer server;
	StoreBindingList list;
	StoreCert cert;
	Buf hex = BUF_INIT;

	*thumbprint = S("");
	if (!store_server_find(store, S(""), arena, &server, diag) ||
		!store_bindings(store, server.id, 0, arena, &list, diag))
		return false;
	for (size_t i = 0; i < list.n; i++) {
		if (list.p[i].service != STORE_IIS || list.p[i].site != site)
			continue;
		if (!store_cert_get(store, list.p[i].cert_id, arena, &cert, diag))
			return false;
		buf_clear(&hex);
		cert_put_hex(cert.thumbprint, &hex);
	}
	*thumbprint = arena_copy(arena, buf_str(&hex));
	buf_release(&hex);
	return true;
}

static bool bind(Vault *vault, const StoreServer *server, int site, Str thumbprint, Arena *arena, Diag *diag)
{
	Store *store = vault_store_peek(vault);
	uint8_t octets[CERT_THUMBPRINT];
	StoreCertKey key = { server->id, STORE_PLACE(STORE_MY), { (char *)octets, sizeof octets } };
	StoreBinding binding = { .server_id = server->id, .service = STORE_IIS, .site = site };
	StoreCert cert;

	if (!store_binding_clear(store, server->id, STORE_IIS, site, 0, diag))
		return false;
	if (thumbprint.n == 0)
		return true;
	if (!cert_thumbprint_parse(thumbprint, octets, NULL))
		return diag_set(diag, DIAG_INVALID,
			"A specified logon session does not exist. It may already have been "
			"terminated.");
	if (!store_cert_find(store, &key, arena, &cert, diag))
		return false;
	binding.cert_id = cert.id;
	return store_binding_add(store, &binding, diag);
}

bool web_set_certificate(Vault *vault, int site, Str thumbprint, Diag *diag)
{
	Store *store = vault_store_peek(vault);
	Arena *arena = arena_new(0);
	StoreServer server;
	bool ok = store_server_find(store, S(""), arena, &server, diag) && store_begin(store, diag);

	if (ok) {
		ok = bind(vault, &server, site, thumbprint, arena, diag) &&
		     vault_note(vault, "BindSite", str_from(web_site(site)->name), diag);
		ok = store_end(store, ok, diag) && ok;
	}
	arena_free(arena);
	return ok;
}

static Flow thumbprint_of(Interp *in, int site, Str *thumbprint, Arena *arena)
{
	Vault *vault;
	Diag diag = { 0 };

	if (!organization_open(in, &vault, &diag) || !web_certificate(vault, site, arena, thumbprint, &diag))
		return fault_exception(in, EXC_INVALID_OPERATION, "%s", diag.text);
	return FLOW_NEXT;
}

/* ---- objects ------------------------------------------------------------------------------------------------- */

/* A copy of its row of the table. */
static const WebBinding *binding_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

TYPE_GET(get_protocol)
{
	return types_found(out, value_string(str_from(binding_of(self)->protocol)));
}

TYPE_GET(get_information)
{
	const WebBinding *binding = binding_of(self);

	return types_found(out, value_printf("%s:%d:%s", binding->address, binding->port, binding->host));
}

TYPE_GET(get_flags)
{
	return types_found(out, value_int(0));
}

TYPE_GET(get_path)
{
	const WebBinding *binding = binding_of(self);

	return types_found(out, value_printf("/system.applicationHost/sites/site[@name='%s' and @id='%d']",
					web_site(binding->site)->name, binding->site));
}

TYPE_GET(get_hash)
{
	Arena *arena = arena_new(0);
	Str thumbprint = S("");
	Flow flow = FLOW_NEXT;

	if (str_eq(str_from(binding_of(self)->protocol), S("https")))
		flow = thumbprint_of(in, binding_of(self)->site, &thumbprint, arena);
	*out = value_string(thumbprint);
	arena_free(arena);
	return flow;
}

TYPE_GET(get_store_name)
{
	Value hash = VALUE_EMPTY;
	Flow flow = get_hash(in, self, &hash);

	*out = value_string(value_str_peek(hash).n ? S("My") : S(""));
	value_drop(hash);
	return flow;
}

static Flow put_certificate(Interp *in, Value self, Str thumbprint)
{
	Vault *vault;
	Diag diag = { 0 };

	if (!organization_open(in, &vault, &diag) ||
		!web_set_certificate(vault, binding_of(self)->site, thumbprint, &diag))
		return fault_exception(in, EXC_INVALID_OPERATION, "%s", diag.text);
	return FLOW_NEXT;
}

/* AddSslCertificate(thumbprint, store). */
TYPE_METHOD(add_certificate)
{
	if (n > 1 && !str_ieq(types_str(args[1]), S("My")) && !str_ieq(types_str(args[1]), S("WebHosting")))
		return fault_exception(in, EXC_INVALID_OPERATION,
			"A specified logon session does not exist. It may already have been terminated.");
	return put_certificate(in, self, types_str(args[0]));
}

TYPE_METHOD(remove_certificate)
{
	return put_certificate(in, self, S(""));
}

#define ELEMENT "Microsoft.IIs.PowerShell.Framework.ConfigurationElement"
static const PropDef binding_props[] = {
	PROP("protocol", "string", get_protocol),
	PROP("bindingInformation", "string", get_information),
	PROP("sslFlags", "int", get_flags),
	PROP("certificateHash", "string", get_hash),
	PROP("certificateStoreName", "string", get_store_name),
	PROP("ItemXPath", "string", get_path),
	PROPS_END,
};
static const MethodDef binding_methods[] = {
	METHOD("AddSslCertificate", "void AddSslCertificate(string certificateHash)", add_certificate),
	METHOD("AddSslCertificate", "void AddSslCertificate(string certificateHash, string certificateStoreName)",
		add_certificate),
	METHOD("RemoveSslCertificate", "void RemoveSslCertificate()", remove_certificate),
	METHODS_END,
};
static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	const WebBinding *binding = binding_of(self);

	buf_printf(out, "%s %s:%d:%s", binding->protocol, binding->address, binding->port, binding->host);
	return FLOW_NEXT;
}

static void free_binding(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static const TypeMembers binding_members = { .props = binding_props, .methods = binding_methods };
static const TypeOps binding_ops = { .free = free_binding, .text = put_text };
static const ViewItem binding_items[] = {
	{ .prop = "protocol" },
	{ .prop = "bindingInformation" },
	{ .prop = "sslFlags" },
	{ 0 },
};
static const ViewDef binding_view = { .shape = VIEW_TABLE, .items = binding_items };
const TypeDef web_binding_type = {
	.name = ELEMENT "#bindings#binding",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &binding_members,
	.ops = &binding_ops,
	.view = &binding_view,
};

Flow web_binding_value(UNUSED Interp *in, const WebBinding *binding, Value *out)
{
	WebBinding *copy = MEM_NEW(WebBinding);

	*copy = *binding;
	return types_found(out, object_value(object_new_native(&web_binding_type, copy)));
}

/* ---- sites --------------------------------------------------------------------------------------------------- */

static const ViewItem site_items[] = {
	{ .label = "Name", .prop = "name", .width = 16 },
	{ .label = "ID", .prop = "id", .width = 4 },
	{ .label = "State", .prop = "state", .width = 10 },
	{ .label = "Physical Path", .prop = "physicalPath" },
	{ .label = "Bindings", .prop = "bindings" },
	{ 0 },
};
static const ViewDef site_view = { .shape = VIEW_TABLE, .items = site_items };
const TypeDef web_site_type = {
	.name = ELEMENT "#site",
	.base = &type_known[T_OBJECT],
	.view = &site_view,
};
static const TypeDef collection_type = { .name = ELEMENT "#site#bindings", .base = &type_known[T_OBJECT] };

Flow web_site_value(Interp *in, const WebSite *site, Value *out)
{
	Object *object = object_new(&web_site_type), *bindings = object_new(&collection_type);
	Array *all = array_new_objects();

	for (size_t i = 0; i < COUNT(web_bindings); i++) {
		Value binding = VALUE_EMPTY;

		if (web_bindings[i].site == site->number &&
			web_binding_value(in, &web_bindings[i], &binding) == FLOW_NEXT)
			array_push_take(all, binding);
	}
	object_set_take(bindings, S("Collection"), array_value(all));
	object_set_string(object, S("name"), str_from(site->name));
	object_set_take(object, S("id"), value_int(site->number));
	object_set_string(object, S("state"), S("Started"));
	object_set_string(object, S("physicalPath"), str_from(site->folder));
	object_set_string(object, S("applicationPool"), str_from(site->pool));
	object_set_take(object, S("bindings"), object_value(bindings));
	object_set_take(object, S("serverAutoStart"), value_bool(true));
	return types_found(out, object_value(object));
}

/* ---- SslBindings --------------------------------------------------------------------------------------------- */

static const ViewItem ssl_items[] = {
	{ .label = "IP Address", .prop = "IPAddress", .width = 16 },
	{ .prop = "Port", .width = 6 },
	{ .label = "Host Name", .prop = "Host", .width = 16 },
	{ .prop = "Store", .width = 16 },
	{ .prop = "Sites" },
	{ 0 },
};
static const ViewDef ssl_view = { .shape = VIEW_TABLE, .items = ssl_items };
const TypeDef web_ssl_type = {
	.name = "System.Object#SslBinding",
	.base = &type_known[T_OBJECT],
	.view = &ssl_view,
};

Flow web_ssl_value(Interp *in, const WebBinding *binding, Value *out)
{
	Arena *arena = arena_new(0);
	bool all = str_eq(str_from(binding->address), S("*"));
	Str thumbprint = S("");
	Flow flow = thumbprint_of(in, binding->site, &thumbprint, arena);

	*out = VALUE_NULL;
	if (flow == FLOW_NEXT && thumbprint.n) {
		Object *object = object_new(&web_ssl_type);

		object_set_string(object, S("IPAddress"), all ? S("0.0.0.0") : str_from(binding->address));
		object_set_take(object, S("Port"), value_int(binding->port));
		object_set_string(object, S("Host"), S(""));
		object_set_string(object, S("Store"), S("My"));
		object_set_string(object, S("Sites"), str_from(web_site(binding->site)->name));
		object_set_string(object, S("Thumbprint"), thumbprint);
		*out = object_value(object);
	}
	arena_free(arena);
	return flow;
}
