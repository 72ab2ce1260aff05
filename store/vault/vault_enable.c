/* vault_enable: services and the certificates they use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "store/cert/cert_domain.h"
#include "store/db/store_settings.h"
#include "store/vault/vault_private.h"

enum { SITE_DEFAULT = 1, SITES_MAX = 8 };

/* A service whose certificate is the one that carries its host name, and where that name is set. */
typedef struct NamedService {
	int service;
	Str kind; /* of its settings; property X509CertificateName */
} NamedService;
static const NamedService named_services[] = {
	{ STORE_IMAP, S_INIT("ImapSettings") },
	{ STORE_POP, S_INIT("PopSettings") },
};

/* The name under which POP and IMAP can use a certificate: the CN when it is an FQDN; when it is a single label
 * ("CAS01") the first FQDN among the names.  Empty: the subject is no FQDN, and the service is left out with a warning
 * (KB948896, exchange-cmdlets 3.5). */
static bool service_name(Vault *vault, const StoreCert *cert, Arena *arena, Str *out, Diag *diag)
{
	Buf common = BUF_INIT;
	Str *names;
	size_t n;
	CertInfo info;
	bool ok = cert_read(cert->der, &info, diag) && vault_domains(vault, cert, arena, &names, &n, diag);

	*out = (Str){ 0 };
	if (ok && cert_common_name(info.subject, &common)) {
		if (cert_domain_is_fqdn(buf_str(&common)))
			*out = arena_copy(arena, buf_str(&common));
		else if (str_starts(buf_str(&common), S("*.")))
			n = 0;
	}
	for (size_t i = 0; ok && out->n == 0 && i < n; i++)
		if (cert_domain_is_fqdn(names[i]))
			*out = names[i];
	buf_release(&common);
	return ok;
}

/* Certificates that carry a host name. */
typedef struct NamedCerts {
	VEC(int64_t) ids;
	int64_t best;
} NamedCerts;

static StoreProperty name_property(const NamedService *named, int64_t server_id)
{
	return (StoreProperty){ named->kind, S("1"), S("X509CertificateName"), server_id };
}

static StoreBinding new_binding(const Vault *vault, const VaultResult *result, int service)
{
	return (StoreBinding){
		.cert_id = result->cert.id,
		.server_id = result->server.id,
		.service = service,
		.bound = vault_now(vault),
	};
}

/* Takes the service from certificates that are bound to it under another name. */
static bool displace_other_names(
	Vault *vault, int service, Str name, Arena *arena, const VaultResult *result, Diag *diag)
{
	StoreBindingList list;
	bool ok = store_bindings(vault->store, result->server.id, 0, arena, &list, diag);

	for (size_t i = 0; ok && i < list.n; i++)
		if (list.p[i].service == service && !str_ieq(list.p[i].name, name))
			ok = store_binding_remove(vault->store, list.p[i].id, diag);
	return ok;
}

static bool bind_named(Vault *vault, const VaultBind *bind, Arena *arena, VaultResult *result, Diag *diag)
{
	Str name;

	if (!(bind->services & (STORE_POP | STORE_IMAP)))
		return true;
	if (!service_name(vault, &result->cert, arena, &name, diag))
		return false;
	for (size_t i = 0; i < COUNT(named_services); i++) {
		const NamedService *named = &named_services[i];
		StoreBinding binding = new_binding(vault, result, named->service);
		StoreProperty property = name_property(named, result->server.id);

		if (!(bind->services & named->service))
			continue;
		if (name.n == 0) {
			result->skipped |= named->service;
			continue;
		}
		binding.name = name;
		if (!displace_other_names(vault, named->service, name, arena, result, diag) ||
			!store_binding_add(vault->store, &binding, diag) ||
			(!bind->keep_names && !store_property_put(vault->store, &property, name, diag)))
			return false;
		result->services |= named->service;
	}
	return true;
}

/* The site itself requires SSL from now on; another certificate does not change that (exchange-cmdlets 6.3, 3). */
static bool require_ssl(Vault *vault, int64_t server_id, Diag *diag)
{
	StoreProperty property = { STORE_KIND_WEB_ACCESS, S("Default Web Site"), S("sslFlags"), server_id };
	Arena *arena = arena_new(0);
	StrSplit split;
	Str flags, flag;
	bool there = false, ok = store_property_get(vault->store, &property, arena, &flags, diag);

	split = (StrSplit){ .rest = ok ? flags : S("") };
	while (ok && flags.n && str_split_next(&split, ',', &flag))
		there |= str_eq(flag, S("Ssl"));
	if (ok && !there) {
		bool more = flags.n && !str_eq(flags, S("None"));

		flags = arena_printf(arena, "Ssl%s%.*s", more ? "," : "", more ? (int)flags.n : 0, flags.p);
		ok = store_property_put(vault->store, &property, flags, diag);
	}
	arena_free(arena);
	return ok;
}

static bool bind_iis(Vault *vault, const VaultBind *bind, VaultResult *result, Diag *diag)
{
	unsigned sites = bind->sites ? bind->sites : 1;

	if (!(bind->services & STORE_IIS))
		return true;
	for (int site = SITE_DEFAULT; site <= SITES_MAX; site++) {
		StoreBinding binding = new_binding(vault, result, STORE_IIS);

		if (!(sites >> (site - 1) & 1))
			continue;
		binding.site = site;
		binding.require_ssl = bind->require_ssl && site == SITE_DEFAULT;
		if (!store_binding_clear(vault->store, result->server.id, STORE_IIS, site, result->cert.id, diag) ||
			!store_binding_add(vault->store, &binding, diag) ||
			(binding.require_ssl && !require_ssl(vault, result->server.id, diag)))
			return false;
	}
	result->services |= STORE_IIS;
	return true;
}

/* Several certificates may have SMTP; one is the internal transport certificate (exchange-cmdlets 6.3, 5). */
static bool bind_smtp(Vault *vault, const VaultBind *bind, VaultResult *result, Diag *diag)
{
	StoreBinding binding = new_binding(vault, result, STORE_SMTP);

	if (!(bind->services & STORE_SMTP))
		return true;
	if (bind->single_smtp &&
		!store_binding_clear(vault->store, result->server.id, STORE_SMTP, -1, result->cert.id, diag))
		return false;
	if (bind->replace_transport || result->server.transport_id == 0) {
		if (!store_server_set_transport(vault->store, result->server.id, result->cert.id, diag))
			return false;
		result->server.transport_id = result->cert.id;
	}
	result->services |= STORE_SMTP;
	return store_binding_add(vault->store, &binding, diag);
}

/* One certificate for each of these on a server; Federation may be on several. */
static bool bind_plain(Vault *vault, const VaultBind *bind, VaultResult *result, Diag *diag)
{
	static const struct {
		int service;
		bool single;
	} services[] = { { STORE_UM, true }, { STORE_UM_CALL_ROUTER, true }, { STORE_FEDERATION, false } };

	for (size_t i = 0; i < COUNT(services); i++) {
		StoreBinding binding = new_binding(vault, result, services[i].service);

		if (!(bind->services & services[i].service))
			continue;
		if ((services[i].single && !store_binding_clear(vault->store, result->server.id, services[i].service,
						   -1, result->cert.id, diag)) ||
			!store_binding_add(vault->store, &binding, diag))
			return false;
		result->services |= services[i].service;
	}
	return true;
}

/* SMTP and -NetworkServiceAllowed let Network Service read the key; the latter without enabling anything. */
static bool allow_network_service(Vault *vault, const VaultBind *bind, VaultResult *result, Diag *diag)
{
	if (!bind->network_service && !(bind->services & STORE_SMTP))
		return true;
	result->cert.network_service = true;
	return store_cert_update(vault->store, &result->cert, diag);
}

bool vault_bind(Vault *vault, const VaultBind *bind, Arena *arena, VaultResult *result, Diag *diag)
{
	Str der = result->cert.der;
	bool ok = bind_iis(vault, bind, result, diag) && bind_named(vault, bind, arena, result, diag) &&
		  bind_smtp(vault, bind, result, diag) && bind_plain(vault, bind, result, diag) &&
		  allow_network_service(vault, bind, result, diag) &&
		  store_cert_get(vault->store, result->cert.id, arena, &result->cert, diag);

	result->cert.der = der;
	return ok;
}

bool vault_bind_by_name(Vault *vault, const VaultResult *result, Arena *arena, int *services, Diag *diag)
{
	Buf common = BUF_INIT;
	CertInfo info;
	Str set;
	bool ok = cert_read(result->cert.der, &info, diag);

	for (size_t i = 0; ok && i < COUNT(named_services); i++) {
		StoreProperty property = name_property(&named_services[i], result->server.id);

		ok = store_property_get(vault->store, &property, arena, &set, diag);
		if (ok && set.n && cert_common_name(info.subject, &common) && str_ieq(set, buf_str(&common)))
			*services |= named_services[i].service;
	}
	buf_release(&common);
	return ok;
}

/* Those that carry the name itself, not a wildcard of it, newest first; *best: the first that is good today, or 0. */
static bool find_named(Vault *vault, int64_t server_id, Str name, NamedCerts *found, Diag *diag)
{
	StoreCertFilter filter = {
		.server_id = server_id, .places = STORE_PLACE(STORE_MY), .nnames = 1, .with_key = true
	};
	Arena *arena = arena_new(0);
	int64_t now = vault_now(vault);
	StoreCertCursor *rows;
	StoreCert row;
	Str *keys;
	size_t nkeys;
	bool ok;

	vault_name_keys(&name, 1, arena, &keys, &nkeys);
	filter.names = keys; /* the first is the name itself */
	ok = store_certs(vault->store, &filter, &rows, diag);
	while (ok && store_certs_next(rows, &row, diag)) {
		VEC_PUSH(&found->ids, row.id);
		if (!found->best && row.not_before <= now && now <= row.not_after)
			found->best = row.id;
	}
	if (ok)
		store_certs_close(rows);
	arena_free(arena);
	return ok && diag->code == DIAG_OK;
}

static bool is_named(const NamedCerts *found, int64_t id)
{
	for (size_t i = 0; i < found->ids.n; i++)
		if (found->ids.p[i] == id)
			return true;
	return false;
}

bool vault_name_service(Vault *vault, int64_t server_id, int service, Str name, Arena *arena, Diag *diag)
{
	NamedCerts found = { 0 };
	StoreBindingList list;
	StoreBinding binding = { .server_id = server_id, .service = service, .name = name, .bound = vault_now(vault) };
	bool kept = false, ok = find_named(vault, server_id, name, &found, diag) &&
				store_bindings(vault->store, server_id, 0, arena, &list, diag);

	for (size_t i = 0; ok && i < list.n; i++) {
		if (list.p[i].service != service)
			continue;
		kept |= is_named(&found, list.p[i].cert_id);
		if (!is_named(&found, list.p[i].cert_id))
			ok = store_binding_remove(vault->store, list.p[i].id, diag);
	}
	binding.cert_id = found.best;
	ok = ok && (kept || !found.best || store_binding_add(vault->store, &binding, diag));
	VEC_RELEASE(&found.ids);
	return ok;
}

/* UM and UMCallRouter use a certificate only when they start with TLS; TCP is what Setup leaves (exchange-cmdlets
 * 6.3, 6). */
bool vault_um_refused(Vault *vault, const StoreServer *server, int services, Arena *arena, int *refused, Diag *diag)
{
	static const struct {
		int service;
		Str kind;
	} modes[] = { { STORE_UM, S_INIT("UMService") }, { STORE_UM_CALL_ROUTER, S_INIT("UMCallRouterSettings") } };

	*refused = 0;
	for (size_t i = 0; i < COUNT(modes); i++) {
		StoreProperty property = { modes[i].kind, server->name, S("UMStartupMode"), server->id };
		Str mode;

		if (!(services & modes[i].service))
			continue;
		if (!store_property_get(vault->store, &property, arena, &mode, diag))
			return false;
		if (!str_ieq(mode, S("TLS")) && !str_ieq(mode, S("Dual")))
			*refused |= modes[i].service;
	}
	return true;
}

static bool check_um(Vault *vault, int services, Arena *arena, VaultResult *result, Diag *diag)
{
	int refused;

	if (!vault_um_refused(vault, &result->server, services, arena, &refused, diag))
		return false;
	if (!refused)
		return true;
	result->services = refused & -refused; /* the first */
	return vault_refuse(result, VAULT_STARTUP_IS_TCP, diag, DIAG_INVALID, "the service's UMStartupMode is TCP");
}

/* The states that Exchange is taken to refuse (exchange-cmdlets 10.1, 3 and 10): Untrusted and an unknown revocation
 * are fine. */
static bool check_state(Vault *vault, VaultResult *result, Diag *diag)
{
	VaultStatus status;
	const char *reason = NULL;

	if (!vault_status(vault, &result->cert, &status, diag))
		return false;
	if (status.state == VAULT_STATE_PENDING || status.state == VAULT_STATE_DATE_INVALID ||
		status.state == VAULT_STATE_REVOKED || status.state == VAULT_STATE_INVALID)
		reason = vault_state_name(status.state);
	if (status.state != VAULT_STATE_PENDING && !result->cert.has_key)
		reason = "PrivateKeyMissing";
	if (!reason)
		return true;
	result->reason = reason;
	return vault_refuse(result, VAULT_NOT_VALID, diag, DIAG_INVALID, "the certificate cannot be used: %s", reason);
}

bool vault_enable(Vault *vault, const VaultEnable *spec, Arena *arena, VaultResult *result, Diag *diag)
{
	VaultBind bind = {
		.services = spec->services,
		.sites = 1,
		.replace_transport = spec->replace_transport,
		.single_smtp = spec->single_smtp,
		.require_ssl = spec->require_ssl,
		.network_service = spec->network_service,
	};
	bool ok;

	*result = (VaultResult){ 0 };
	if (!store_begin(vault->store, diag))
		return false;
	ok = vault_find_server(vault, spec->server, arena, result, diag) &&
	     vault_find_cert(vault, spec->thumbprint, STORE_PLACES_OWN, arena, result, diag) &&
	     (spec->any_state || check_state(vault, result, diag));
	if (ok && spec->services & STORE_FEDERATION)
		ok = vault_refuse(result, VAULT_FEDERATION_ASKED, diag, DIAG_INVALID,
			"Federation is assigned by the federation trust, not to a certificate");
	ok = ok && check_um(vault, spec->services, arena, result, diag) &&
	     vault_bind(vault, &bind, arena, result, diag) &&
	     vault_record_result(vault, "Enable", result, diag, "services %d, left out %d%s", result->services,
		     result->skipped, result->server.transport_id == result->cert.id ? ", internal transport" : "");
	return vault_finish(vault, ok, diag);
}
