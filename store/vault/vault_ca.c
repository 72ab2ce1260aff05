/* vault_ca: the lab certification authority: itself, its lists, officers' answers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault/vault_ca.h"

#include <stdlib.h>

#include "shell/base/moment.h"
#include "shell/base/vec.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"
#include "store/vault/vault_ca_private.h"

enum {
	ROOT_BITS = 2048,
	ROOT_MONTHS = 60,
	FIRST_REQUEST = 2, /* 1 is the authority's own, as in AD CS */
	CRL_DAYS = 7,
	REVOKED_PAGE = 256,
	PARENTS_MAX = 8,
};

int64_t vault_ca_second(const Vault *vault)
{
	int64_t now = vault_now(vault);

	return now - now % MOMENT_TICKS_PER_SECOND;
}

bool vault_ca_key(Vault *vault, const StoreAuthority *authority, CertKey **key, Diag *diag)
{
	uint8_t thumbprint[CERT_THUMBPRINT];

	cert_thumbprint(authority->der, thumbprint);
	return vault_key_unseal(vault, (Str){ (char *)thumbprint, sizeof thumbprint }, authority->sealed, key, diag);
}

/* ---- making one ---------------------------------------------------------------------------------------------- */

/* "CN=contoso-CAS01-CA,DC=contoso,DC=com": name from the default domain and the local server, as AD CS proposes. */
static bool compose_name(const StoreServer *server, Arena *arena, Str *name, Str *subject, Diag *diag)
{
	size_t dot = str_find_byte(server->fqdn, '.', 0);
	Str domain = dot == STR_NONE ? server->fqdn : str_cut(server->fqdn, dot + 1, server->fqdn.n);
	StrSplit split = { .rest = domain };
	Buf text = BUF_INIT, der = BUF_INIT;
	Str label;
	bool ok;

	(void)str_split_next(&split, '.', &label);
	*name = arena_printf(arena, "%.*s-%.*s-CA", STR_ARG(label), STR_ARG(server->name));
	buf_printf(&text, "CN=%.*s", STR_ARG(*name));
	split = (StrSplit){ .rest = domain };
	while (str_split_next(&split, '.', &label))
		buf_printf(&text, ",DC=%.*s", STR_ARG(label));
	ok = cert_name_parse(buf_str(&text), CERT_NAME_REVERSED | CERT_NAME_WINDOWS, &der, NULL, diag);
	if (ok)
		*subject = arena_copy(arena, buf_str(&der));
	buf_release(&text);
	buf_release(&der);
	return ok;
}

static bool make_root(Vault *vault, Str subject, Arena *arena, StoreAuthority *out, Diag *diag)
{
	CertAuthority spec = { .subject = subject, .not_before = vault_ca_second(vault), .hash = CERT_SHA256 };
	uint8_t thumbprint[CERT_THUMBPRINT];
	Buf der = BUF_INIT, sealed = BUF_INIT;
	CertKey *key = NULL;
	bool ok = vault_key_ready(vault, diag) && cert_key_new(vault->env, CERT_KEY_RSA, ROOT_BITS, &key, diag);

	if (!moment_add_months(spec.not_before, ROOT_MONTHS, &spec.not_after))
		spec.not_after = MOMENT_MAX;
	ok = ok && cert_make_authority(&spec, key, vault->env, &der, diag);
	if (ok) {
		cert_thumbprint(buf_str(&der), thumbprint);
		ok = vault_key_seal(vault, (Str){ (char *)thumbprint, sizeof thumbprint }, key, &sealed, diag);
	}
	out->der = arena_copy(arena, buf_str(&der));
	out->sealed = arena_copy(arena, buf_str(&sealed));
	cert_key_free(key);
	buf_release(&der);
	buf_release(&sealed);
	return ok;
}

/* Adds it and lets every server trust it, within a transaction; somebody else's, made meanwhile, is taken instead. */
static bool add_authority(Vault *vault, StoreAuthority *authority, Arena *arena, Diag *diag)
{
	VaultEvent event = { "NewAuthority", S(""), S("") };
	StoreServerList servers;
	bool ok;

	if (store_authority_find(vault->store, S(""), arena, authority, diag))
		return true;
	if (diag->code != DIAG_NOT_FOUND)
		return false;
	*diag = (Diag){ 0 };
	ok = store_authority_add(vault->store, authority, &authority->id, diag) &&
	     store_servers(vault->store, arena, &servers, diag);
	for (size_t i = 0; ok && i < servers.n; i++)
		ok = vault_row_place(vault, authority->der, servers.p[i].id, STORE_ENTERPRISE_ROOT, arena, diag);
	return ok && vault_record(vault, &event, diag, "%.*s", STR_ARG(authority->name));
}

static bool create(Vault *vault, Arena *arena, StoreAuthority *out, Diag *diag)
{
	StoreServer server;
	Str subject;

	*out = (StoreAuthority){ .next_request = FIRST_REQUEST, .next_crl = 1 };
	if (!store_server_find(vault->store, S(""), arena, &server, diag) ||
		!compose_name(&server, arena, &out->name, &subject, diag) ||
		!make_root(vault, subject, arena, out, diag))
		return false;
	out->machine = server.fqdn;
	return store_begin(vault->store, diag) && vault_finish(vault, add_authority(vault, out, arena, diag), diag);
}

/* Whether a name is the one that the authority of a store without any would get: any other is unknown. */
static bool is_name_to_be(Vault *vault, Str name, Arena *arena)
{
	StoreAuthority any;
	StoreServer server;
	Str own, subject;
	Diag unused;

	if (store_authority_find(vault->store, S(""), arena, &any, &unused) ||
		!store_server_find(vault->store, S(""), arena, &server, &unused) ||
		!compose_name(&server, arena, &own, &subject, &unused))
		return false;
	return name.n == 0 || str_ieq(name, own) ||
	       str_ieq(name, arena_printf(arena, "%.*s\\%.*s", STR_ARG(server.fqdn), STR_ARG(own)));
}

bool vault_ca_open(Vault *vault, Str name, Arena *arena, StoreAuthority *out, Diag *diag)
{
	if (store_authority_find(vault->store, name, arena, out, diag))
		return true;
	if (diag->code != DIAG_NOT_FOUND || !is_name_to_be(vault, name, arena))
		return false;
	*diag = (Diag){ 0 };
	return create(vault, arena, out, diag);
}

bool vault_ca_chain(Vault *vault, const StoreAuthority *authority, Arena *arena, Str **ders, size_t *n, Diag *diag)
{
	StoreAuthorityList list;
	int64_t parent = authority->parent_id;

	*ders = ARENA_ARRAY(arena, Str, PARENTS_MAX);
	*n = 0;
	(*ders)[(*n)++] = authority->der;
	if (!store_authorities(vault->store, arena, &list, diag))
		return false;
	for (size_t i = 0; parent && *n < PARENTS_MAX && i < list.n; i++)
		if (list.p[i].id == parent) {
			(*ders)[(*n)++] = list.p[i].der;
			parent = list.p[i].parent_id;
			i = (size_t)-1; /* from the start again */
		}
	return true;
}

bool vault_ca_configure(Vault *vault, const StoreAuthority *authority, Diag *diag)
{
	VaultEvent event = { "ConfigureAuthority", S(""), S("") };

	return store_begin(vault->store, diag) &&
	       vault_finish(vault,
		       store_authority_update(vault->store, authority, diag) &&
			       vault_record(vault, &event, diag, "%.*s: flags %llx, hold %d", STR_ARG(authority->name),
				       (unsigned long long)authority->flags, authority->hold),
		       diag);
}

/* ---- officers ------------------------------------------------------------------------------------------------ */

bool vault_ca_retrieve(Vault *vault, Str authority, int64_t request_id, Arena *arena, VaultIssued *out, Diag *diag)
{
	*out = (VaultIssued){ 0 };
	return vault_ca_open(vault, authority, arena, &out->authority, diag) &&
	       store_issue_find(vault->store, out->authority.id, request_id, arena, &out->issue, diag);
}

bool vault_ca_deny(Vault *vault, Str authority, int64_t request_id, Arena *arena, VaultIssued *out, Diag *diag)
{
	VaultEvent event = { "DenyRequest", S(""), S("") };
	bool ok;

	if (!vault_ca_retrieve(vault, authority, request_id, arena, out, diag) || !store_begin(vault->store, diag))
		return false;
	ok = store_issue_find(vault->store, out->authority.id, request_id, arena, &out->issue, diag) &&
	     (out->issue.disposition == STORE_CA_PENDING ||
		     diag_set(diag, DIAG_INVALID, "the request was answered already"));
	if (ok) {
		out->issue.disposition = STORE_CA_DENIED;
		out->issue.status = VAULT_CA_DENIED;
		out->issue.resolved = vault_now(vault);
		out->issue.message = arena_printf(arena, "Denied by %.*s", STR_ARG(vault->env->user));
		ok = store_issue_update(vault->store, &out->issue, diag) &&
		     vault_record(vault, &event, diag, "request %lld", (long long)request_id);
	}
	return vault_finish(vault, ok, diag);
}

bool vault_ca_revoke(Vault *vault, Str authority, Str serial, int reason, Arena *arena, Diag *diag)
{
	VaultEvent event = { "Revoke", S(""), S("") };
	StoreAuthority ca;
	StoreIssue issue;
	bool ok;

	if (!vault_ca_open(vault, authority, arena, &ca, diag) || !store_begin(vault->store, diag))
		return false;
	ok = store_issue_find_serial(vault->store, ca.id, serial, arena, &issue, diag);
	if (ok) {
		issue.disposition = STORE_CA_REVOKED;
		issue.revoked = vault_ca_second(vault);
		issue.reason = reason;
		ok = store_issue_update(vault->store, &issue, diag) &&
		     vault_record(vault, &event, diag, "request %lld, reason %d", (long long)issue.request_id, reason);
	}
	return vault_finish(vault, ok, diag);
}

/* Everything revoked that has not expired. */
static bool list_revoked(Vault *vault, const StoreAuthority *ca, Arena *arena, CertRevoked **out, size_t *n, Diag *diag)
{
	StoreIssueFilter filter = { ca->id, 0, STORE_CA_REVOKED, REVOKED_PAGE };
	VEC(CertRevoked) revoked = { 0 };
	StoreIssueList page;
	bool ok;

	do {
		ok = store_issues(vault->store, &filter, arena, &page, diag);
		for (size_t i = 0; ok && i < page.n; i++) {
			CertRevoked entry = { page.p[i].serial, page.p[i].revoked, page.p[i].reason };

			filter.after = page.p[i].request_id;
			if (page.p[i].not_after > vault_now(vault))
				VEC_PUSH(&revoked, entry);
		}
	} while (ok && page.n == REVOKED_PAGE);
	*out = revoked.p;
	*n = revoked.n;
	return ok;
}

bool vault_ca_publish(Vault *vault, Str authority, int64_t life, Arena *arena, StoreCrl *out, Diag *diag)
{
	VaultEvent event = { "PublishCrl", S(""), S("") };
	StoreAuthority ca;
	CertRevoked *revoked = NULL;
	Buf der = BUF_INIT;
	CertKey *key = NULL;
	CertCrl crl = { .hash = CERT_SHA256, .this_update = vault_ca_second(vault) };
	bool ok;

	crl.next_update = crl.this_update + (life ? life : CRL_DAYS * MOMENT_TICKS_PER_DAY);
	if (!vault_ca_open(vault, authority, arena, &ca, diag) || !vault_key_ready(vault, diag) ||
		!store_begin(vault->store, diag))
		return false;
	ok = vault_ca_key(vault, &ca, &key, diag) && list_revoked(vault, &ca, arena, &revoked, &crl.nrevoked, diag) &&
	     store_authority_next_crl(vault->store, ca.id, &out->number, diag);
	crl.issuer = ca.der;
	crl.key = key;
	crl.revoked = revoked;
	crl.number = (uint64_t)(ok ? out->number : 0);
	ok = ok && cert_make_crl(&crl, &der, diag);
	*out = (StoreCrl){ ca.id, (int64_t)crl.number, arena_copy(arena, buf_str(&der)), crl.this_update,
		crl.next_update };
	ok = ok && store_crl_add(vault->store, out, diag) &&
	     vault_record(vault, &event, diag, "number %lld, %zu entries", (long long)out->number, crl.nrevoked);
	cert_key_free(key);
	buf_release(&der);
	free(revoked);
	return vault_finish(vault, ok, diag);
}
