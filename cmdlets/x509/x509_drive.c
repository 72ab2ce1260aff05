/* x509_drive: the Certificate provider. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509_drive.h"

#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/value/list.h"
#include "store/cert/cert_domain.h"

#define SECURITY "Microsoft.PowerShell.Security"
static const char *const locations[] = { "CurrentUser", "LocalMachine" };

/* ---- paths --------------------------------------------------------------------------------------------------- */

static bool next_part(Str *rest, Str *part)
{
	size_t end = 0;

	while (rest->n && (rest->p[0] == '\\' || rest->p[0] == '/'))
		*rest = str_cut(*rest, 1, rest->n);
	while (end < rest->n && rest->p[end] != '\\' && rest->p[end] != '/')
		end++;
	*part = str_cut(*rest, 0, end);
	*rest = str_cut(*rest, end, rest->n);
	return part->n > 0;
}

/* Without Cert: or Microsoft.PowerShell.Security\Certificate::. */
static Str without_qualifier(Str path)
{
	size_t colons = str_find(path, S("::"), 0), colon = str_find_byte(path, ':', 0);

	if (colons != STR_NONE)
		return str_cut(path, colons + 2, path.n);
	return colon == STR_NONE ? path : str_cut(path, colon + 1, path.n);
}

void x509_path_read(Str path, X509Path *out)
{
	Str rest = without_qualifier(path), part;

	*out = (X509Path){ .depth = X509_ROOT };
	if (!next_part(&rest, &part))
		return;
	out->depth = X509_NOTHING;
	out->user = str_ieq(part, str_from(locations[0]));
	if (!out->user && !str_ieq(part, str_from(locations[1])))
		return;
	out->depth = X509_LOCATION;
	if (!next_part(&rest, &out->store))
		return;
	out->place = organization_place_find(out->store);
	out->depth = out->place ? X509_STORE : X509_NOTHING;
	if (!out->place || !next_part(&rest, &part))
		return;
	out->depth = cert_thumbprint_parse(part, out->hash, NULL) && rest.n == 0 ? X509_CERT : X509_NOTHING;
}

/* A user has no certificates of its own here, and sees the machine's roots and intermediates. */
unsigned x509_path_places(const X509Path *path)
{
	unsigned places = path->place ? path->place->places : 0;

	return path->user ? places & ~(unsigned)STORE_PLACES_OWN : places;
}

static bool open_store(Interp *in, Store **store, int64_t *server_id, Arena *arena)
{
	StoreServer server;
	Vault *vault;
	Diag unused = { 0 };

	if (!organization_open(in, &vault, &unused))
		return false;
	*store = vault_store_peek(vault);
	if (!store_server_find(*store, S(""), arena, &server, &unused))
		return false;
	*server_id = server.id;
	return true;
}

static bool find_row(Interp *in, const X509Path *path, Arena *arena, StoreCert *row)
{
	StoreCertKey key = { .places = x509_path_places(path),
		.thumbprint = { (const char *)path->hash, CERT_THUMBPRINT } };
	Store *store;
	Diag unused = { 0 };

	return key.places && open_store(in, &store, &key.server_id, arena) &&
	       store_cert_find(store, &key, arena, row, &unused);
}

/* ---- what is there ------------------------------------------------------------------------------------------- */

static bool exists(ProviderCall *call, Str text)
{
	X509Path path;
	StoreCert row;

	x509_path_read(text, &path);
	return path.depth != X509_NOTHING && (path.depth != X509_CERT || find_row(call->in, &path, call->arena, &row));
}

static bool is_container(ProviderCall *call, Str text)
{
	X509Path path;

	(void)call;
	x509_path_read(text, &path);
	return path.depth < X509_CERT;
}

static void add_name(ProviderCall *call, Str name, bool container, ProviderNames *out)
{
	ProviderName row = { .name = arena_copy(call->arena, name), .container = container };

	VEC_PUSH(out, row);
}

static Flow add_certs(ProviderCall *call, const X509Path *path, ProviderNames *out)
{
	StoreCertFilter filter = { .places = x509_path_places(path) };
	StoreCertCursor *cursor;
	StoreCert row;
	Store *store;
	Buf hex = BUF_INIT;
	Diag diag = { 0 };

	if (!filter.places || !open_store(call->in, &store, &filter.server_id, call->arena))
		return FLOW_NEXT;
	if (!store_certs(store, &filter, &cursor, &diag))
		return stage_diag(call->stage, &diag, "StoreFailed", VALUE_EMPTY);
	while (store_certs_next(cursor, &row, &diag)) {
		buf_clear(&hex);
		cert_put_hex(row.thumbprint, &hex);
		add_name(call, buf_str(&hex), false, out);
	}
	store_certs_close(cursor);
	buf_release(&hex);
	return diag.code ? stage_diag(call->stage, &diag, "StoreFailed", VALUE_EMPTY) : FLOW_NEXT;
}

static Flow names(ProviderCall *call, Str text, ProviderNames *out)
{
	X509Path path;

	x509_path_read(text, &path);
	if (path.depth == X509_STORE)
		return add_certs(call, &path, out);
	for (size_t i = 0; path.depth == X509_ROOT && i < COUNT(locations); i++)
		add_name(call, str_from(locations[i]), true, out);
	for (size_t i = 0; path.depth == X509_LOCATION && i < organization_places_count; i++)
		add_name(call, str_from(organization_places[i].name), true, out);
	return FLOW_NEXT;
}

/* ---- Get-Item ------------------------------------------------------------------------------------------------ */

static Value location_value(bool user)
{
	Object *object = object_new(&x509_location_type);
	Hash *stores = hash_new(&type_known[T_HASHTABLE], true);

	for (size_t i = 0; i < organization_places_count; i++)
		hash_set_text_take(stores, str_from(organization_places[i].name), value_bool(true));
	object_set_take(object, S("Location"), value_enum(&x509_store_location, user ? 1 : 2));
	object_set_take(object, S("StoreNames"), hash_value(stores));
	return object_value(object);
}

static Flow write_root(ProviderCall *call)
{
	Array *both = array_new_objects();

	array_push_take(both, location_value(true));
	array_push_take(both, location_value(false));
	return provider_write_take(call, S(""), true, array_value(both));
}

static Flow get(ProviderCall *call, Str text)
{
	X509Path path;
	StoreCert row;

	x509_path_read(text, &path);
	switch (path.depth) {
	case X509_ROOT:
		return write_root(call);
	case X509_LOCATION:
		return provider_write_take(call, text, true, location_value(path.user));
	case X509_STORE:
		return provider_write_take(call, text, true, x509_store_value(call->in, &path));
	case X509_CERT:
		if (find_row(call->in, &path, call->arena, &row))
			return provider_write_take(call, text, false, x509_row_value(&row));
		break;
	case X509_NOTHING:
		break;
	}
	return provider_not_found(call, text);
}

/* ---- Remove-Item --------------------------------------------------------------------------------------------- */

static Flow failed(ProviderCall *call, const Diag *diag, Str path)
{
	ErrorSpec spec = { .category = CAT_PERMISSION_DENIED,
		.id = "RemoveCertException",
		.exception = EXC_CRYPTOGRAPHIC,
		.target = value_string(path) };
	Flow flow = stage_error(call->stage, &spec, "%s", diag->text);

	value_drop(spec.target);
	return flow;
}

static Flow remove_item(ProviderCall *call, Str text, UNUSED bool recurse)
{
	VaultRemove spec = { .places = 0 };
	VaultResult result;
	X509Path path;
	Vault *vault;
	Diag diag = { 0 };
	Str target = arena_printf(call->arena, "Item: %.*s", STR_ARG(text));
	Flow flow;

	x509_path_read(text, &path);
	if (path.depth != X509_CERT || !x509_path_places(&path))
		return provider_not_supported(
			call, "Provider operation stopped because the path is not a certificate.");
	if (!stage_should(call->stage, target, S("Remove certificate"), &flow))
		return flow;
	spec.places = x509_path_places(&path);
	spec.thumbprint = (Str){ (const char *)path.hash, CERT_THUMBPRINT };
	if (!organization_open(call->in, &vault, &diag) || !vault_remove(vault, &spec, call->arena, &result, &diag))
		return failed(call, &diag, text);
	return FLOW_NEXT;
}

/* ---- Get-ChildItem's own parameters -------------------------------------------------------------------------- */

static bool has_usage(const CertInfo *info, const char *oid)
{
	Str rest = info->usages, usage;

	while (cert_oid_next(&rest, &usage))
		if (cert_oid_is(usage, oid))
			return true;
	return false;
}

/* By OID or by Windows' name of it, wildcards allowed. */
static bool has_usage_like(const CertInfo *info, Str text)
{
	Str rest = info->usages, usage;
	bool found = false;

	while (!found && cert_oid_next(&rest, &usage)) {
		Buf dotted = BUF_INIT;
		const char *name;

		cert_oid_print(usage, &dotted);
		name = cert_oid_name(buf_str(&dotted));
		found = str_eq(buf_str(&dotted), text) || (name && wildcard_match(text, str_from(name), true));
		buf_release(&dotted);
	}
	return found;
}

static bool has_name(ProviderCall *call, const CertInfo *info, Str pattern)
{
	Str *domains;
	size_t n;

	cert_domains(info, call->arena, &domains, &n);
	for (size_t i = 0; i < n; i++)
		if (wildcard_match(pattern, domains[i], true))
			return true;
	return false;
}

static Str text_argument(const ProviderCall *call, const char *name)
{
	return value_str_peek(value_unwrap_peek(provider_arg_peek(call, name)));
}

/* -Eku takes several: all of them must be there. */
static bool has_usages(ProviderCall *call, const CertInfo *info)
{
	Value wanted = value_unwrap_peek(provider_arg_peek(call, "Eku"));

	for (size_t i = 0; wanted.kind == V_ARRAY && i < wanted.array->n; i++)
		if (!has_usage_like(info, value_str_peek(value_unwrap_peek(array_peek(wanted.array, i)))))
			return false;
	return wanted.kind == V_ARRAY || value_is_null(wanted) || has_usage_like(info, value_str_peek(wanted));
}

static bool is_wanted(ProviderCall *call, const CertInfo *info)
{
	const Env *env = runtime_of(call->in)->env;
	Value days = value_unwrap_peek(provider_arg_peek(call, "ExpiringInDays"));
	Str name = text_argument(call, "DnsName");

	if (provider_switch(call, "CodeSigningCert") && !has_usage(info, "1.3.6.1.5.5.7.3.3"))
		return false;
	if (provider_switch(call, "DocumentEncryptionCert") && !has_usage(info, "1.3.6.1.4.1.311.80.1"))
		return false;
	if (provider_switch(call, "SSLServerAuthentication") && !has_usage(info, "1.3.6.1.5.5.7.3.1"))
		return false;
	if (!value_is_null(days) && info->not_after > env->now(env->self) + days.i64 * 24 * 60 * 60 * 10000000)
		return false;
	return (!name.n || has_name(call, info, name)) && has_usages(call, info);
}

static bool is_filtered(const ProviderCall *call)
{
	static const char *const names_of[] = { "CodeSigningCert", "DocumentEncryptionCert", "SSLServerAuthentication",
		"ExpiringInDays", "DnsName", "Eku" };

	for (size_t i = 0; i < COUNT(names_of); i++)
		if (provider_arg_peek(call, names_of[i]).kind != V_EMPTY)
			return true;
	return false;
}

/* With one of them only certificates are listed. */
static bool lists(ProviderCall *call, Str text, UNUSED const ProviderName *child)
{
	X509Path path;
	StoreCert row;
	CertInfo info;
	Store *store;
	int64_t server_id;
	Str der;
	Diag unused = { 0 };

	if (!is_filtered(call))
		return true;
	x509_path_read(text, &path);
	return path.depth == X509_CERT && find_row(call->in, &path, call->arena, &row) &&
	       open_store(call->in, &store, &server_id, call->arena) &&
	       store_cert_der(store, row.der_id, call->arena, &der, &unused) && cert_read(der, &info, &unused) &&
	       is_wanted(call, &info);
}

static const char *const dynamic[] = { "Get-ChildItem:CodeSigningCert", "Get-ChildItem:DocumentEncryptionCert",
	"Get-ChildItem:SSLServerAuthentication", "Get-ChildItem:DnsName", "Get-ChildItem:Eku",
	"Get-ChildItem:ExpiringInDays", "Remove-Item:DeleteKey", NULL };

const ProviderDef x509_drive = {
	.name = "Certificate",
	.module = SECURITY,
	.class_name = "Microsoft.PowerShell.Commands.CertificateProvider",
	.flags = PROVIDER_TREE | PROVIDER_SHOULD_PROCESS,
	.where = WHERE_DESKTOP,
	.drive = "Cert",
	.description = "X509 Certificate Provider",
	.dynamic = dynamic,
	.exists = exists,
	.is_container = is_container,
	.names = names,
	.lists = lists,
	.get = get,
	.remove = remove_item,
};
