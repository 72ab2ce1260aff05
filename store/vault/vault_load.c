/* vault_load: rows of listings from elsewhere. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_bulk.h"
#include "store/vault/vault_private.h"

/* The services exactly as listed: no rule is applied, nothing is taken from other certificates but an IIS site, which
 * can have one only. */
static bool bind_as_listed(Vault *vault, const VaultLoad *spec, int64_t id, Diag *diag)
{
	enum { SITES = 8 };
	StoreBinding binding = { .cert_id = id, .server_id = spec->server_id, .bound = vault_now(vault) };
	unsigned sites = spec->sites ? spec->sites : 1;

	for (int service = STORE_IMAP; service <= STORE_UM_CALL_ROUTER; service <<= 1) {
		if (!(spec->services & service))
			continue;
		binding.service = service;
		for (int site = 0; site <= SITES; site++) {
			if (service == STORE_IIS ? site == 0 || !(sites >> (site - 1) & 1) : site > 0)
				continue;
			binding.site = site;
			if ((site && !store_binding_clear(vault->store, spec->server_id, service, site, id, diag)) ||
				!store_binding_add(vault->store, &binding, diag))
				return false;
		}
	}
	return true;
}

/* The root store that a self-signed certificate's RootCAType speaks of. */
static bool place_root(Vault *vault, const VaultLoad *spec, Arena *arena, Diag *diag)
{
	static const StorePlace places[] = {
		[VAULT_ROOT_THIRD_PARTY] = STORE_AUTH_ROOT,
		[VAULT_ROOT_ENTERPRISE] = STORE_ENTERPRISE_ROOT,
		[VAULT_ROOT_REGISTRY] = STORE_ROOT,
		[VAULT_ROOT_GROUP_POLICY] = STORE_POLICY_ROOT,
	};

	if (spec->root <= VAULT_ROOT_NONE || (size_t)spec->root >= COUNT(places))
		return true;
	return vault_row_place(vault, spec->der, spec->server_id, places[spec->root], arena, diag);
}

/* A self-signed certificate is judged as well here as there; of others the issuers may be missing. */
static bool keep_state(Vault *vault, const VaultLoad *spec, const StoreCert *cert, Arena *arena, Diag *diag)
{
	StoreCertState state = { spec->state, spec->root };

	if (spec->pending)
		return true;
	if (cert->self_signed)
		return place_root(vault, spec, arena, diag);
	if (spec->state <= VAULT_STATE_UNKNOWN || spec->state >= VAULT_STATE_PENDING)
		return true;
	if (state.root < VAULT_ROOT_NONE || state.root > VAULT_ROOT_UNKNOWN)
		state.root = VAULT_ROOT_UNKNOWN;
	return store_cert_state_put(vault->store, cert->id, &state, diag);
}

bool vault_load(Vault *vault, const VaultLoad *spec, Arena *arena, int64_t *id, Diag *diag)
{
	VaultRow row;

	if (!vault_row_read(vault, spec->der, arena, &row, diag))
		return false;
	row.cert.server_id = spec->server_id;
	row.cert.place = spec->pending ? STORE_REQUEST : STORE_MY;
	row.cert.friendly_name = spec->friendly_name;
	row.cert.has_key = spec->has_key;
	row.cert.exportable = spec->exportable;
	row.cert.network_service = spec->services & STORE_SMTP;
	if (spec->pending)
		row.cert.key_id = vault_row_key_id(&row, arena);
	if (!vault_row_add(vault, &row, diag) || !bind_as_listed(vault, spec, row.cert.id, diag) ||
		(spec->request.n && !store_cert_request_put(vault->store, row.cert.id, spec->request, diag)))
		return false;
	if (id)
		*id = row.cert.id;
	return (!spec->transport || store_server_set_transport(vault->store, spec->server_id, row.cert.id, diag)) &&
	       keep_state(vault, spec, &row.cert, arena, diag);
}

bool vault_load_begin(Vault *vault, size_t expected, Diag *diag)
{
	return store_bulk_begin(vault->store, expected, diag);
}

bool vault_load_end(Vault *vault, bool commit, Diag *diag)
{
	return store_bulk_end(vault->store, commit, diag);
}
