/* organization: opening the store, and the generation of Exchange it plays. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmdlets/organization/organization_private.h"

#define PASSPHRASE    "EXSH_STORE_KEY"
#define MACHINE_ROOTS S("/etc/ssl/certs/ca-certificates.crt")

static void free_session(void *p)
{
	OrganizationSession *session = p;

	vault_close(session->vault);
	buf_release(&session->passphrase);
	free(session);
}

OrganizationSession *organization_session(Interp *in)
{
	void **slot = interp_service(in, "organization", free_session);

	if (!*slot) {
		OrganizationSession *session = MEM_NEW(OrganizationSession);

		session->passphrase = BUF_SECRET;
		*slot = session;
	}
	return *slot;
}

void organization_take_passphrase(Interp *in)
{
	OrganizationSession *session = organization_session(in);
	char *given = getenv(PASSPHRASE);

	if (!given)
		return;
	buf_clear(&session->passphrase);
	buf_put(&session->passphrase, str_from(given));
	explicit_bzero(given, strlen(given));
	unsetenv(PASSPHRASE);
}

void organization_put_passphrase(Interp *in, Buf *out)
{
	Str passphrase;

	organization_take_passphrase(in);
	passphrase = buf_str(&organization_session(in)->passphrase);
	if (passphrase.n) {
		buf_put(out, S(PASSPHRASE "="));
		buf_put(out, passphrase);
	}
}

/* The passphrase is looked for again, because a profile may have set it. */
bool organization_open_bare(Interp *in, Vault **out, Diag *diag)
{
	OrganizationSession *session = organization_session(in);
	VaultOptions options = {
		.path = value_str_peek(in->store_path),
		.machine_roots = MACHINE_ROOTS,
		.env = in->rt.env,
	};

	organization_take_passphrase(in);
	options.passphrase = buf_str(&session->passphrase);
	if (!session->vault && !vault_open(&options, &session->vault, diag))
		return false;
	*out = session->vault;
	return true;
}

bool organization_open(Interp *in, Vault **out, Diag *diag)
{
	OrganizationSession *session = organization_session(in);

	if (!organization_open_bare(in, out, diag))
		return false;
	if (session->seeded || vault_seed(*out, diag)) {
		session->seeded = true;
		return true;
	}
	vault_close(session->vault);
	session->vault = *out = NULL;
	return false;
}

Flow organization_vault(Stage *s, Vault **out)
{
	OrganizationSession *session = organization_session(s->interp);
	Diag diag = { 0 };

	if (!organization_open(s->interp, out, &diag))
		return stage_fail(s, &diag, "StoreOpenFailed", s->interp->store_path);
	if (session->warned || !*vault_warning(*out))
		return FLOW_NEXT;
	session->warned = true;
	return stage_warning(s, "%s", vault_warning(*out));
}

bool organization_exists(Interp *in)
{
	Buf path = BUF_INIT;
	bool exists;

	buf_put(&path, value_str_peek(in->store_path));
	exists = path.n && access(path.p, F_OK) == 0;
	buf_release(&path);
	return exists;
}

/* ---- generations ---- */

/* Builds are the last of each: 2007 SP3, 2010 SP3, 2013 CU23, 2016 CU23, 2019 CU12. */
/* clang-format off */
static const OrganizationProfile profiles[] = {
	{ .name = "2007", .where = WHERE_2007, .version = "Version 8.3 (Build 83.6)", .letters = 5, .years = 1, .hash = CERT_SHA1,
		.single_smtp = true, .double_quotes = true, .default_name = true, .access_rules = 3 },
	{ .name = "2010", .where = WHERE_2010, .version = "Version 14.3 (Build 123.4)", .letters = 6, .years = 5, .hash = CERT_SHA1,
		.remote = true, .request_is_text = true, .double_quotes = true, .default_name = true, .access_rules = 3 },
	{ .name = "2013", .where = WHERE_2013, .version = "Version 15.0 (Build 1497.2)", .letters = 7, .years = 5, .hash = CERT_SHA1,
		.remote = true, .request_id = true, .request_is_text = true, .back_end = true, .check_connectors = true,
		.double_quotes = true, .default_name = true, .access_rules = 3 },
	{ .name = "2016", .where = WHERE_2016, .version = "Version 15.1 (Build 2507.6)", .letters = 7, .years = 5, .hash = CERT_SHA256,
		.remote = true, .request_id = true, .request_is_text = true, .back_end = true, .check_connectors = true,
		.access_rules = 3 },
	{ .name = "2019", .where = WHERE_2019, .version = "Version 15.2 (Build 1118.7)", .letters = 7, .years = 5, .hash = CERT_SHA256,
		.remote = true, .request_id = true, .request_is_text = true, .back_end = true, .check_connectors = true },
};
/* clang-format on */

const OrganizationProfile *organization_profile_of(unsigned where)
{
	for (size_t i = 0; i < COUNT(profiles); i++)
		if (profiles[i].where == where)
			return &profiles[i];
	return &profiles[COUNT(profiles) - 1];
}

/* Asking makes neither a store nor its first server. */
static const OrganizationProfile *stored_profile(Interp *in)
{
	Arena *arena = arena_new(0);
	const OrganizationProfile *found = organization_profile_of(0);
	Vault *vault;
	Diag diag = { 0 };
	Str name = { 0 };

	if (organization_exists(in) && organization_open_bare(in, &vault, &diag) &&
		!store_organization_get(vault_store_peek(vault), ORGANIZATION_VERSION, arena, &name, &diag))
		name = (Str){ 0 };
	for (size_t i = 0; i < COUNT(profiles); i++)
		if (str_eq(name, str_from(profiles[i].name)))
			found = &profiles[i];
	arena_free(arena);
	return found;
}

const OrganizationProfile *organization_profile(Interp *in)
{
	OrganizationSession *session = organization_session(in);

	if (!session->profile)
		session->profile =
			in->exchange_where ? organization_profile_of(in->exchange_where) : stored_profile(in);
	return session->profile;
}
