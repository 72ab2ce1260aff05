/* vault_remove: certificates that go, and those that must not. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_settings.h"
#include "store/vault/vault_private.h"

/* Send connectors that name issuer and subject, even if another certificate has the same (exchange-cmdlets 8.3). */
static bool check_connectors(Vault *vault, Arena *arena, VaultResult *result, Diag *diag)
{
	StoreProperty which = { STORE_KIND_SEND_CONNECTOR, S(""), S("TlsCertificateName"), 0 };
	Str tag = arena_printf(arena, "<I>%.*s<S>%.*s", STR_ARG(result->cert.issuer), STR_ARG(result->cert.subject));
	StoreSettingList users;
	Buf names = BUF_INIT;

	if (!store_property_users(vault->store, &which, tag, arena, &users, diag))
		return false;
	if (users.n == 0)
		return true;
	for (size_t i = 0; i < users.n; i++) {
		buf_put(&names, i ? S(", ") : S(""));
		buf_put(&names, users.p[i].name);
	}
	result->names = arena_copy(arena, buf_str(&names));
	buf_release(&names);
	return vault_refuse(result, VAULT_HAS_CONNECTORS, diag, DIAG_IN_USE, "send connectors use the certificate");
}

/* What Set-AuthConfig published is in use by every server. */
static bool check_auth(Vault *vault, Arena *arena, VaultResult *result, Diag *diag)
{
	StoreProperty current = { S("AuthConfig"), S(""), S("CurrentCertificateThumbprint"), 0 };
	StoreSettingList users;
	Buf hex = BUF_INIT;
	bool ok;

	cert_put_hex(result->cert.thumbprint, &hex);
	ok = store_property_users(vault->store, &current, buf_str(&hex), arena, &users, diag);
	buf_release(&hex);
	if (!ok || users.n == 0)
		return ok;
	return vault_refuse(
		result, VAULT_IS_AUTH, diag, DIAG_IN_USE, "the certificate is the one that servers sign tokens with");
}

static bool check_free(Vault *vault, const VaultRemove *spec, Arena *arena, VaultResult *result, Diag *diag)
{
	if (result->cert.place != STORE_MY)
		return true;
	if (result->server.transport_id == result->cert.id)
		return vault_refuse(result, VAULT_IS_TRANSPORT, diag, DIAG_IN_USE,
			"the certificate is the internal transport certificate");
	if (result->cert.services & STORE_FEDERATION)
		return vault_refuse(
			result, VAULT_HAS_FEDERATION, diag, DIAG_IN_USE, "the certificate is used for federation");
	return check_auth(vault, arena, result, diag) &&
	       (!spec->check_connectors || check_connectors(vault, arena, result, diag));
}

bool vault_remove(Vault *vault, const VaultRemove *spec, Arena *arena, VaultResult *result, Diag *diag)
{
	unsigned places = spec->places ? spec->places : STORE_PLACES_OWN;
	bool ok;

	*result = (VaultResult){ 0 };
	if (!store_begin(vault->store, diag))
		return false;
	ok = vault_find_server(vault, spec->server, arena, result, diag) &&
	     vault_find_cert(vault, spec->thumbprint, places, arena, result, diag) &&
	     check_free(vault, spec, arena, result, diag) && store_cert_remove(vault->store, result->cert.id, diag) &&
	     vault_record_result(vault, "Remove", result, diag, "%.*s", STR_ARG(result->cert.subject));
	return vault_finish(vault, ok, diag);
}
