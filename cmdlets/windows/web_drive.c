/* web_drive: IIS:, the sites and certificate bindings of the web server as a drive. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web_drive.h"

#include <stdlib.h>

#include "cmdlets/windows/web.h"
#include "shell/base/vec.h"

/* IIS:\Sites\<name>, IIS:\SslBindings\<address>!<port>, IIS:\AppPools\<name>. */
typedef enum Part { PART_ROOT, PART_FOLDER, PART_ITEM, PART_NOTHING } Part;
typedef enum Folder { FOLDER_POOLS, FOLDER_SITES, FOLDER_SSL } Folder;
typedef struct Place {
	Part part;
	Folder folder;
	Str name;
} Place;
static const char *const folders[] = { "AppPools", "Sites", "SslBindings" }; /* ORDER Folder */
static const char *const pools[] = { "DefaultAppPool", "MSExchangeAutodiscoverAppPool", "MSExchangeECPAppPool",
	"MSExchangeMapiFrontEndAppPool", "MSExchangeOABAppPool", "MSExchangeOWAAppPool", "MSExchangePowerShellAppPool",
	"MSExchangeRpcProxyAppPool", "MSExchangeServicesAppPool", "MSExchangeSyncAppPool" };

bool web_is_pool(Str name)
{
	for (size_t i = 0; i < COUNT(pools); i++)
		if (str_ieq(name, str_from(pools[i])))
			return true;
	return false;
}

static Str trim(Str path)
{
	while (path.n && (path.p[0] == '\\' || path.p[0] == '/'))
		path = str_cut(path, 1, path.n);
	while (path.n && (path.p[path.n - 1] == '\\' || path.p[path.n - 1] == '/'))
		path = str_cut(path, 0, path.n - 1);
	return path;
}

static Place read_place(Str path)
{
	Place place = { .part = PART_NOTHING };
	size_t end = 0;

	path = trim(path);
	while (end < path.n && path.p[end] != '\\' && path.p[end] != '/')
		end++;
	if (path.n == 0) {
		place.part = PART_ROOT;
		return place;
	}
	for (size_t i = 0; i < COUNT(folders); i++)
		if (str_ieq(str_cut(path, 0, end), str_from(folders[i]))) {
			place.folder = (Folder)i;
			place.name = trim(str_cut(path, end, path.n));
			place.part = place.name.n ? PART_ITEM : PART_FOLDER;
		}
	return place;
}

/* "0.0.0.0!443", "*!443", "127.0.0.1!443", also with a host name behind. */
static const WebBinding *find_ssl(Str name)
{
	Buf text = BUF_INIT;
	const WebBinding *found = NULL;

	if (str_starts(name, S("*!")))
		buf_put(&text, S("0.0.0.0"));
	buf_put(&text, str_starts(name, S("*!")) ? str_cut(name, 1, name.n) : name);
	for (size_t i = 0; !found && i < web_bindings_count; i++) {
		Buf own = BUF_INIT;

		web_put_ssl_name(&web_bindings[i], &own);
		if (str_eq(str_from(web_bindings[i].protocol), S("https")) && str_eq(buf_str(&own), buf_str(&text)))
			found = &web_bindings[i];
		buf_release(&own);
	}
	buf_release(&text);
	return found;
}

static const WebSite *find_site(Str name)
{
	for (size_t i = 0; i < COUNT(web_sites); i++)
		if (str_ieq(name, str_from(web_sites[i].name)))
			return &web_sites[i];
	return NULL;
}

static bool has_certificate(Interp *in, const WebBinding *binding)
{
	Arena *arena = arena_new(0);
	Vault *vault;
	Diag diag = { 0 };
	Str thumbprint = S("");
	bool ok = binding && organization_open(in, &vault, &diag) &&
		  web_certificate(vault, binding->site, arena, &thumbprint, &diag) && thumbprint.n;

	arena_free(arena);
	return ok;
}

static bool exists(ProviderCall *call, Str path)
{
	Place place = read_place(path);

	if (place.part != PART_ITEM)
		return place.part != PART_NOTHING;
	switch (place.folder) {
	case FOLDER_POOLS:
		return web_is_pool(place.name);
	case FOLDER_SITES:
		return find_site(place.name) != NULL;
	case FOLDER_SSL:
		break;
	}
	return has_certificate(call->in, find_ssl(place.name));
}

static bool is_container(UNUSED ProviderCall *call, Str path)
{
	return read_place(path).part < PART_ITEM;
}

static void add(ProviderCall *call, Str name, bool container, ProviderNames *out)
{
	ProviderName row = { .name = arena_copy(call->arena, name), .container = container };

	VEC_PUSH(out, row);
}

static void add_ssl(ProviderCall *call, ProviderNames *out)
{
	for (size_t i = 0; i < web_bindings_count; i++) {
		Buf name = BUF_INIT;

		web_put_ssl_name(&web_bindings[i], &name);
		if (str_eq(str_from(web_bindings[i].protocol), S("https")) &&
			has_certificate(call->in, &web_bindings[i]))
			add(call, buf_str(&name), false, out);
		buf_release(&name);
	}
}

static Flow names(ProviderCall *call, Str path, ProviderNames *out)
{
	Place place = read_place(path);

	if (place.part == PART_ROOT)
		for (size_t i = 0; i < COUNT(folders); i++)
			add(call, str_from(folders[i]), true, out);
	if (place.part != PART_FOLDER)
		return FLOW_NEXT;
	if (place.folder == FOLDER_SSL)
		add_ssl(call, out);
	for (size_t i = 0; place.folder == FOLDER_SITES && i < COUNT(web_sites); i++)
		add(call, str_from(web_sites[i].name), false, out);
	for (size_t i = 0; place.folder == FOLDER_POOLS && i < COUNT(pools); i++)
		add(call, str_from(pools[i]), false, out);
	return FLOW_NEXT;
}

static const TypeDef folder_type = { .name = "Microsoft.IIs.PowerShell.Framework.NamespaceNode",
	.base = &type_known[T_OBJECT] };
static const TypeDef pool_type = { .name = "Microsoft.IIs.PowerShell.Framework.ConfigurationElement#pool",
	.base = &type_known[T_OBJECT] };

static Value named(const TypeDef *type, Str name)
{
	Object *object = object_new(type);

	object_set_string(object, S("Name"), name);
	if (type == &pool_type)
		object_set_string(object, S("State"), S("Started"));
	return object_value(object);
}

static Flow get(ProviderCall *call, Str path)
{
	Place place = read_place(path);
	Value item = VALUE_EMPTY;

	if (!exists(call, path))
		return provider_not_found(call, path);
	if (place.part != PART_ITEM)
		item = named(&folder_type, place.part == PART_ROOT ? S("") : str_from(folders[place.folder]));
	else if (place.folder == FOLDER_SITES)
		FLOW_TRY(web_site_value(call->in, find_site(place.name), &item));
	else if (place.folder == FOLDER_POOLS)
		item = named(&pool_type, place.name);
	else
		FLOW_TRY(web_ssl_value(call->in, find_ssl(place.name), &item));
	return provider_write_take(call, path, place.part != PART_ITEM, item);
}

/* ---- changing certificates ----------------------------------------------------------------------------------- */

static Flow refuse(ProviderCall *call, const char *text)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_ARGUMENT };

	return stage_error(call->stage, &spec, "%s", text);
}

/* The thumbprint in -Value: of a certificate object, or a text. */
static Flow thumbprint_of(ProviderCall *call, Value v, Buf *out)
{
	Value property = VALUE_EMPTY;
	bool found = false;
	Flow flow = FLOW_NEXT;

	if (value_unwrap_peek(v).kind == V_OBJECT)
		flow = member_get_own(call->in, v, S("Thumbprint"), &property, &found);
	if (flow == FLOW_NEXT && !value_is_null(v))
		flow = convert_put_text(call->in, found ? property : v, out);
	value_drop(property);
	return flow;
}

static Flow bind(ProviderCall *call, Str path, Str thumbprint, const char *action)
{
	Place place = read_place(path);
	const WebBinding *binding = place.part == PART_ITEM && place.folder == FOLDER_SSL ? find_ssl(place.name) : NULL;
	Str target = arena_printf(call->arena, "%.*s", STR_ARG(path));
	Vault *vault;
	Diag diag = { 0 };
	Flow flow;

	if (!binding)
		return refuse(call,
			"Only the certificates of addresses and ports that a site listens on can be changed: "
			"IIS:\\SslBindings\\0.0.0.0!443.");
	if (!stage_should(call->stage, target, str_from(action), &flow))
		return flow;
	FLOW_TRY(organization_vault(call->stage, &vault));
	if (!web_set_certificate(vault, binding->site, thumbprint, &diag))
		return stage_diag(call->stage, &diag, "SetCertificateFailed", VALUE_EMPTY);
	return thumbprint.n ? get(call, path) : FLOW_NEXT;
}

static Flow bind_value(ProviderCall *call, Str path, Value v, const char *action)
{
	Buf thumbprint = BUF_INIT;
	Flow flow = thumbprint_of(call, v, &thumbprint);

	if (flow == FLOW_NEXT && thumbprint.n == 0)
		flow = refuse(call, "-Value must be a certificate.");
	else if (flow == FLOW_NEXT)
		flow = bind(call, path, buf_str(&thumbprint), action);
	buf_release(&thumbprint);
	return flow;
}

static Flow make(ProviderCall *call, Str path, UNUSED Str type, Value v)
{
	if (exists(call, path) && !call->force)
		return refuse(call, "Cannot create a file when that file already exists");
	return bind_value(call, path, v, "New Item");
}

static Flow set(ProviderCall *call, Str path, Value v)
{
	return bind_value(call, path, v, "Set Item");
}

static Flow remove_item(ProviderCall *call, Str path, UNUSED bool recurse)
{
	return bind(call, path, S(""), "Remove Item");
}

const ProviderDef web_drive = {
	.name = "WebAdministration",
	.module = "WebAdministration",
	.class_name = "Microsoft.IIs.PowerShell.Provider.WebAdministrationProvider",
	.flags = PROVIDER_TREE | PROVIDER_SHOULD_PROCESS,
	.where = WHERE_DESKTOP,
	.drive = "IIS",
	.description = "Web Administration",
	.exists = exists,
	.is_container = is_container,
	.names = names,
	.get = get,
	.set = set,
	.make = make,
	.remove = remove_item,
};
