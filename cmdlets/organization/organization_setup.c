/* organization_setup: exsh -Setup: a store with servers, as Exchange's Setup leaves them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization_private.h"
#include "store/cert/cert_domain.h"

enum { NETBIOS_MAX = 15 };

/* "CAS01,CAS02": each a host name of at most 15 characters, none twice. */
static bool read_servers(Str text, Arena *arena, VaultSetup *out, Diag *diag)
{
	StrSplit split = { text, false };
	Str *names = ARENA_ARRAY(arena, Str, text.n + 1), piece;

	while (text.n && str_split_next(&split, ',', &piece)) {
		Str name = str_trim(piece);

		if (name.n > NETBIOS_MAX || !cert_domain_is_host(name) || str_find_byte(name, '.', 0) != STR_NONE)
			return diag_set(diag, DIAG_INVALID, "The server name \"%.*s\" isn't valid.", STR_ARG(name));
		for (size_t i = 0; i < out->nservers; i++)
			if (str_ieq(names[i], name))
				return diag_set(
					diag, DIAG_INVALID, "The server \"%.*s\" is named twice.", STR_ARG(name));
		names[out->nservers++] = name;
	}
	out->servers = names;
	return true;
}

bool organization_setup(Interp *in, const OrganizationSetup *setup, Diag *diag)
{
	const OrganizationProfile *profile = organization_profile_of(setup->where);
	Arena *arena = arena_new(0);
	VaultSetup spec = {
		.domain = setup->domain,
		.version = str_from(profile->version),
		.certificates = !setup->no_certificate,
		.back_end = profile->back_end,
		.years = profile->years,
		.hash = profile->hash,
	};
	VaultResult result;
	Vault *vault;
	bool ok = read_servers(setup->servers, arena, &spec, diag);

	if (ok && spec.domain.n && !cert_domain_is_host(spec.domain))
		ok = diag_set(diag, DIAG_INVALID, "The domain name \"%.*s\" isn't valid.", STR_ARG(spec.domain));
	ok = ok && organization_open_bare(in, &vault, diag);
	if (ok && !vault_setup(vault, &spec, &result, diag)) {
		ok = false;
		if (result.refusal == VAULT_HAS_SERVERS)
			(void)diag_set(diag, DIAG_EXISTS, "The store \"%.*s\" has servers already.",
				STR_ARG(value_str_peek(in->store_path)));
	}
	ok = ok && store_organization_put(vault_store_peek(vault), ORGANIZATION_VERSION, str_from(profile->name), diag);
	if (ok && runtime_edition(in)->windows_paths)
		organization_furnish(in);
	arena_free(arena);
	return ok;
}
