/* organization_setup: exsh -Setup: a store with servers, as Exchange's Setup leaves them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization_private.h"
#include "shell/engine/provider.h"
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

/* "Servers CAS01 (this one), CAS02 of contoso.com as Exchange 2019, each with its self-signed certificate, are in
 * ..." */
static void report(Interp *in, Vault *vault, const OrganizationSetup *setup, Arena *arena, Buf *out)
{
	StoreServerList servers;
	Diag diag = { 0 };
	Buf drive = BUF_INIT;

	if (!store_servers(vault_store_peek(vault), arena, &servers, &diag))
		return;
	buf_printf(out, "Exchange %s:", organization_profile_of(setup->where)->name);
	for (size_t i = 0; i < servers.n; i++)
		buf_printf(out, "%s %.*s%s", i ? "," : "", STR_ARG(servers.p[i].fqdn),
			servers.p[i].is_local ? " (this server)" : "");
	buf_printf(out, "%s.\nKept in %.*s", setup->no_certificate ? "" : ", with self-signed certificates",
		STR_ARG(value_str_peek(in->store_path)));
	if (runtime_edition(in)->windows_paths) {
		provider_real_path(in, S("C:\\"), &drive);
		buf_printf(out, "; drive C: is %s", drive.p);
	}
	buf_put(out, S(".\n"));
	buf_release(&drive);
}

bool organization_setup(Interp *in, const OrganizationSetup *setup, Buf *out, Diag *diag)
{
	const OrganizationProfile *profile = organization_profile_of(setup->where);
	Arena *arena = arena_new(0);
	VaultSetup spec = {
		.domain = setup->domain,
		.version = str_from(profile->version),
		.certificates = !setup->no_certificate,
		.all_certificates = setup->all_certificates,
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
	if (ok)
		report(in, vault, setup, arena, out);
	arena_free(arena);
	return ok;
}
