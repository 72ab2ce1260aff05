/* vault_new: new keys: requests and self-signed certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/moment.h"
#include "store/cert/cert_make.h"
#include "store/vault/vault_private.h"

/* What a request says when the caller's profile says nothing (observed: exchange-cmdlets 3.7; 10.0.20348 is Windows
 * Server 2022). */
#define OS_VERSION S("10.0.20348.2")
#define PROCESS    S("Microsoft.Exchange.ServiceHost.exe")
enum { CLIENT_ID = 5, YEARS = 5 };

static Str or_default(Str given, Str otherwise)
{
	return given.n ? given : otherwise;
}

static Str machine_account(const StoreServer *server, Arena *arena)
{
	return vault_account(server->fqdn, arena_printf(arena, "%.*s$", STR_ARG(server->name)), arena);
}

static bool make_request(
	const VaultNew *spec, const StoreServer *server, const CertKey *key, Arena *arena, Str *der, Diag *diag)
{
	CertRequestSpec request = {
		.subject = spec->subject,
		.domains = spec->domains,
		.ndomains = spec->ndomains,
		.alt_names = spec->alt_names,
		.subject_key_id = spec->subject_key_id,
		.os_version = or_default(spec->os_version, OS_VERSION),
		.client = spec->client_id ? spec->client_id : CLIENT_ID,
		.machine = or_default(spec->client_machine, server->fqdn),
		.user = or_default(spec->client_user, machine_account(server, arena)),
		.process = or_default(spec->client_process, PROCESS),
		.provider = or_default(spec->provider, S(VAULT_PROVIDER)),
		.extensions = spec->extensions,
		.key_usage = spec->key_usage,
		.usages = spec->usages,
		.values = spec->values,
		.nvalues = spec->nvalues,
		.hash = spec->hash,
	};
	Buf octets = BUF_INIT;
	bool ok = cert_make_request(&request, key, &octets, diag);

	if (ok)
		*der = arena_copy(arena, buf_str(&octets));
	buf_release(&octets);
	return ok;
}

/* Whole seconds: certificates hold no more, and rows shall say what their DER says. */
static int64_t whole_second(int64_t ticks)
{
	return ticks - ticks % MOMENT_TICKS_PER_SECOND;
}

/* Certificate and sealed key for a key that is there; row->cert has name and flags. */
static bool make_row(Vault *vault, const VaultNew *spec, const CertKey *key, Arena *arena, VaultMade *made, Diag *diag)
{
	CertSelfSigned self = {
		.subject = spec->subject,
		.domains = spec->domains,
		.ndomains = spec->ndomains,
		.alt_names = spec->alt_names,
		.extensions = spec->extensions,
		.subject_key_id = spec->subject_key_id,
		.key_usage = spec->key_usage,
		.usages = spec->usages,
		.not_before = whole_second(spec->not_before ? spec->not_before : vault_now(vault)),
		.not_after = spec->not_after,
		.hash = spec->hash,
	};
	StoreCert *cert = &made->row.cert;
	int64_t years = spec->years ? spec->years : YEARS;
	Buf der = BUF_INIT;
	bool ok;

	if (self.not_after == 0 && !moment_add_months(self.not_before, years * 12, &self.not_after))
		self.not_after = MOMENT_MAX;
	ok = cert_make_self_signed(&self, key, vault->env, &der, diag) &&
	     vault_row_read(vault, arena_copy(arena, buf_str(&der)), arena, &made->row, diag) &&
	     vault_key_seal(vault, cert->thumbprint, key, &made->sealed, diag);
	cert->friendly_name = spec->friendly_name;
	cert->has_key = true;
	cert->exportable = spec->exportable;
	buf_release(&der);
	return ok;
}

static bool new_key(Vault *vault, const VaultNew *spec, CertKey **key, Diag *diag)
{
	CertKeyKind kind = spec->key_kind ? spec->key_kind : CERT_KEY_RSA;

	return vault_key_ready(vault, diag) && cert_key_new(vault->env, kind, spec->key_bits, key, diag);
}

bool vault_make_self_signed(Vault *vault, const VaultNew *spec, Arena *arena, VaultMade *made, Diag *diag)
{
	CertKey *key = NULL;
	bool ok = new_key(vault, spec, &key, diag) && make_row(vault, spec, key, arena, made, diag);

	cert_key_free(key);
	return ok;
}

/* Adds the row with its key on result->server and reads it back into the result. */
static bool add_made(Vault *vault, VaultMade *made, Arena *arena, VaultResult *result, Diag *diag)
{
	StoreCert *cert = &made->row.cert;

	cert->server_id = result->server.id;
	return vault_row_add(vault, &made->row, diag) &&
	       store_cert_key_put(vault->store, cert->id, buf_str(&made->sealed), diag) &&
	       vault_find_cert(vault, cert->thumbprint, STORE_PLACE(cert->place), arena, result, diag);
}

bool vault_new_request(Vault *vault, const VaultNew *spec, Arena *arena, VaultResult *result, Diag *diag)
{
	VaultMade made = { .sealed = BUF_INIT };
	CertKey *key = NULL;
	VaultNew dummy = *spec;
	bool ok;

	*result = (VaultResult){ 0 };
	dummy.subject_key_id = (Str){ 0 };
	dummy.not_after = 0;
	dummy.years = 1; /* observed-output 8.7 */
	ok = vault_find_server(vault, spec->server, arena, result, diag) && new_key(vault, spec, &key, diag) &&
	     make_request(spec, &result->server, key, arena, &result->request, diag) &&
	     make_row(vault, &dummy, key, arena, &made, diag);
	cert_key_free(key);
	if (ok && (ok = store_begin(vault->store, diag))) {
		made.row.cert.place = STORE_REQUEST;
		made.row.cert.key_id = vault_row_key_id(&made.row, arena);
		ok = add_made(vault, &made, arena, result, diag) &&
		     store_cert_request_put(vault->store, result->cert.id, result->request, diag) &&
		     vault_record_result(vault, "NewRequest", result, diag, "%.*s", STR_ARG(result->cert.subject));
		ok = vault_finish(vault, ok, diag);
	}
	buf_release(&made.sealed);
	return ok;
}

static bool leave_out_um(Vault *vault, VaultBind *bind, Arena *arena, VaultResult *result, Diag *diag)
{
	bool ok = vault_um_refused(vault, &result->server, bind->services, arena, &result->refused, diag);

	bind->services &= ~result->refused;
	return ok;
}

bool vault_new_self_signed(Vault *vault, const VaultNew *spec, Arena *arena, VaultResult *result, Diag *diag)
{
	VaultBind bind = {
		.services = spec->services,
		.sites = 1,
		.replace_transport = spec->replace_transport,
		.single_smtp = spec->single_smtp,
		.require_ssl = spec->require_ssl,
	};
	VaultMade made = { .sealed = BUF_INIT };
	bool ok;

	*result = (VaultResult){ 0 };
	if (spec->services & STORE_FEDERATION)
		bind.services |= STORE_SMTP;
	ok = vault_find_server(vault, spec->server, arena, result, diag) &&
	     vault_make_self_signed(vault, spec, arena, &made, diag);
	if (ok && (ok = store_begin(vault->store, diag))) {
		made.row.cert.place = STORE_MY;
		ok = add_made(vault, &made, arena, result, diag) &&
		     (!spec->match_names || vault_bind_by_name(vault, result, arena, &bind.services, diag)) &&
		     leave_out_um(vault, &bind, arena, result, diag) && vault_bind(vault, &bind, arena, result, diag) &&
		     vault_record_result(vault, "NewSelfSigned", result, diag, "%.*s; services %d",
			     STR_ARG(result->cert.subject), result->services);
		ok = vault_finish(vault, ok, diag);
	}
	buf_release(&made.sealed);
	return ok;
}
