/* vault_status: Status and RootCAType. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/moment.h"
#include "shell/base/vec.h"
#include "store/cert/cert_chain.h"
#include "store/db/store_authority.h"
#include "store/vault/vault_private.h"

/* What one server trusts and knows, kept until the store changes; the machine's own roots are read once. */
struct VaultTrust {
	int64_t server_id;
	uint64_t changes;
	Arena *arena;
	VEC(Str) roots;
	VEC(StorePlace) places; /* of the roots, one by one */
	VEC(Str) thumbprints;   /* of the roots */
	VEC(Str) others;
	VEC(Str) crls, listed; /* lists of revoked certificates; the names of their authorities */
	CertPool *pool;        /* of roots and others */
	Arena *machine_arena;
	CertFile machine;
	CertPool *machine_pool;
};

/* ORDER VaultState, VaultRootType. */
static const char *const state_names[] = { "Unknown", "Valid", "Revoked", "DateInvalid", "Untrusted", "Invalid",
	"RevocationCheckFailure", "PendingRequest" };
static const char *const root_names[] = { "None", "ThirdParty", "Enterprise", "Registry", "GroupPolicy", "Unknown" };

const char *vault_state_name(VaultState state)
{
	return state_names[state];
}

const char *vault_root_name(VaultRootType type)
{
	return root_names[type];
}

static void clear(VaultTrust *trust)
{
	arena_free(trust->arena);
	trust->arena = NULL;
	cert_pool_free(trust->pool);
	trust->pool = NULL;
	VEC_RELEASE(&trust->roots);
	VEC_RELEASE(&trust->places);
	VEC_RELEASE(&trust->thumbprints);
	VEC_RELEASE(&trust->others);
	VEC_RELEASE(&trust->crls);
	VEC_RELEASE(&trust->listed);
}

void vault_trust_free(VaultTrust *trust)
{
	if (!trust)
		return;
	clear(trust);
	arena_free(trust->machine_arena);
	cert_pool_free(trust->machine_pool);
	free(trust);
}

static void add_cert(VaultTrust *trust, const StoreCert *cert)
{
	Str der = arena_copy(trust->arena, cert->der);

	if (cert->place == STORE_CA) {
		VEC_PUSH(&trust->others, der);
		return;
	}
	VEC_PUSH(&trust->roots, der);
	VEC_PUSH(&trust->places, cert->place);
	VEC_PUSH(&trust->thumbprints, arena_copy(trust->arena, cert->thumbprint));
}

static bool load_certs(Vault *vault, VaultTrust *trust, Diag *diag)
{
	StoreCertFilter filter = {
		.server_id = trust->server_id, .places = STORE_PLACES_ROOTS | STORE_PLACE(STORE_CA), .with_der = true
	};
	StoreCertCursor *cursor;
	StoreCert cert;

	if (!store_certs(vault->store, &filter, &cursor, diag))
		return false;
	while (store_certs_next(cursor, &cert, diag))
		add_cert(trust, &cert);
	store_certs_close(cursor);
	return diag->code == DIAG_OK;
}

/* The list counts with its authority's name: one whose certificate cannot be read ends no chain. */
static void add_crl(VaultTrust *trust, const StoreAuthority *ca, const StoreCrl *crl)
{
	CertInfo info;
	Diag unused;

	if (!cert_read(ca->der, &info, &unused))
		return;
	VEC_PUSH(&trust->crls, crl->der);
	VEC_PUSH(&trust->listed, info.subject);
}

/* The latest list of every lab authority that published one. */
static bool load_crls(Vault *vault, VaultTrust *trust, Diag *diag)
{
	StoreAuthorityList list;
	StoreCrl crl;

	if (!store_authorities(vault->store, trust->arena, &list, diag))
		return false;
	for (size_t i = 0; i < list.n; i++) {
		if (store_crl_latest(vault->store, list.p[i].id, trust->arena, &crl, diag)) {
			add_crl(trust, &list.p[i], &crl);
		} else if (diag->code != DIAG_NOT_FOUND) {
			return false;
		} else {
			*diag = (Diag){ 0 };
		}
	}
	return true;
}

static bool refresh(Vault *vault, int64_t server_id, Diag *diag)
{
	VaultTrust *trust = vault->trust;
	uint64_t changes;
	bool ok;

	if (!store_changes(vault->store, &changes, diag))
		return false;
	if (!trust)
		trust = vault->trust = MEM_NEW(VaultTrust);
	if (trust->arena && trust->server_id == server_id && trust->changes == changes)
		return true;
	clear(trust);
	trust->arena = arena_new(0);
	trust->server_id = server_id;
	trust->changes = changes;
	*diag = (Diag){ 0 };
	ok = load_certs(vault, trust, diag) && load_crls(vault, trust, diag);
	trust->pool = cert_pool_new();
	cert_pool_add(trust->pool, trust->roots.p, trust->roots.n, true);
	cert_pool_add(trust->pool, trust->others.p, trust->others.n, false);
	if (!ok)
		clear(trust);
	return ok;
}

bool vault_trust_pool(Vault *vault, int64_t server_id, CertPool **pool, Diag *diag)
{
	bool ok = refresh(vault, server_id, diag);

	*pool = ok ? vault->trust->pool : NULL;
	return ok;
}

/* The machine's roots, once; a file that is not there or not readable holds none. */
static void load_machine_roots(const Vault *vault, VaultTrust *trust)
{
	Buf text = { .max = CERT_SIZE_MAX };
	struct stat info;
	Diag unused;
	int fd;

	if (trust->machine_arena)
		return;
	trust->machine_arena = arena_new(0);
	fd = *vault->machine_roots ? open(vault->machine_roots, O_RDONLY | O_CLOEXEC) : -1;
	if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= CERT_SIZE_MAX) {
		char *room = buf_room(&text, (size_t)info.st_size + 1);
		ssize_t n = room ? read(fd, room, (size_t)info.st_size) : -1;

		if (n > 0)
			buf_added(&text, (size_t)n);
		if (!cert_read_file(buf_str(&text), trust->machine_arena, &trust->machine, &unused))
			trust->machine = (CertFile){ 0 };
	}
	if (fd >= 0)
		close(fd);
	buf_release(&text);
	trust->machine_pool = cert_pool_new();
	cert_pool_add(trust->machine_pool, trust->machine.certs, trust->machine.ncerts, true);
}

/* AuthRoot wins over the registry, when a root is in both (observed: exchange-cmdlets 9.8). */
static VaultRootType root_type(const VaultTrust *trust, Str thumbprint)
{
	VaultRootType type = VAULT_ROOT_NONE;

	for (size_t i = 0; i < trust->roots.n; i++) {
		if (!str_eq(trust->thumbprints.p[i], thumbprint))
			continue;
		if (trust->places.p[i] == STORE_AUTH_ROOT)
			return VAULT_ROOT_THIRD_PARTY;
		if (trust->places.p[i] == STORE_ENTERPRISE_ROOT)
			type = VAULT_ROOT_ENTERPRISE;
		else if (trust->places.p[i] == STORE_ROOT)
			type = VAULT_ROOT_REGISTRY;
		else if (type == VAULT_ROOT_NONE)
			type = VAULT_ROOT_GROUP_POLICY;
	}
	return type;
}

/* A trusted root that is none of the server's is one of the machine's. */
static VaultRootType root_of_chain(const VaultTrust *trust, Str der)
{
	uint8_t digest[CERT_THUMBPRINT];
	VaultRootType type;

	cert_thumbprint(der, digest);
	type = root_type(trust, (Str){ (char *)digest, sizeof digest });
	return type == VAULT_ROOT_NONE ? VAULT_ROOT_THIRD_PARTY : type;
}

static bool is_listed(const VaultTrust *trust, Str der)
{
	CertInfo info;
	Diag unused;

	if (!cert_read(der, &info, &unused))
		return false;
	for (size_t i = 0; i < trust->listed.n; i++)
		if (str_eq(trust->listed.p[i], info.issuer))
			return true;
	return false;
}

/* Only the lab's lists are at hand: of others an unknown revocation is none, of the lab's (expired, say) it is a
 * failure. */
static bool is_unchecked(const VaultTrust *trust, const CertChain *chain)
{
	for (size_t i = 0; i < chain->n; i++)
		if (chain->links[i].status & CERT_CHAIN_REVOCATION_UNKNOWN && is_listed(trust, chain->links[i].der))
			return true;
	return false;
}

static VaultState state_of(uint32_t chain, bool unchecked)
{
	enum { TRUST = CERT_CHAIN_UNTRUSTED_ROOT | CERT_CHAIN_PARTIAL };
	uint32_t serious = chain & ~(uint32_t)(CERT_CHAIN_REVOCATION_UNKNOWN | CERT_CHAIN_OFFLINE_REVOCATION);

	if (serious & CERT_CHAIN_REVOKED)
		return VAULT_STATE_REVOKED;
	if (serious & ~(uint32_t)(TRUST | CERT_CHAIN_NOT_TIME_VALID))
		return VAULT_STATE_INVALID;
	if (serious & CERT_CHAIN_NOT_TIME_VALID)
		return VAULT_STATE_DATE_INVALID;
	if (serious & TRUST)
		return VAULT_STATE_UNTRUSTED;
	return unchecked ? VAULT_STATE_REVOCATION_FAILURE : VAULT_STATE_VALID;
}

static bool build(Vault *vault, const CertInfo *leaf, bool with_machine, Arena *arena, CertChain *chain, Diag *diag)
{
	VaultTrust *trust = vault->trust;
	CertChainSpec spec = {
		.leaf = leaf->der,
		.pools = { trust->pool, with_machine ? trust->machine_pool : NULL },
		.crls = trust->crls.p,
		.ncrls = trust->crls.n,
		.at = vault_now(vault),
		.check_revocation = trust->crls.n > 0,
		.max_depth = -1,
	};

	return cert_chain_build(&spec, arena, chain, diag);
}

/* The server's own roots first; the machine's are looked at only when those do not lead anywhere. */
static bool build_best(Vault *vault, const CertInfo *leaf, Arena *arena, CertChain *chain, Diag *diag)
{
	size_t n = 0;
	bool known;

	(void)cert_pool_find(vault->trust->pool, leaf->issuer, &n);
	known = n > 0;
	if (known && !build(vault, leaf, false, arena, chain, diag))
		return false;
	if (known && !(chain->status & (CERT_CHAIN_UNTRUSTED_ROOT | CERT_CHAIN_PARTIAL)))
		return true;
	load_machine_roots(vault, vault->trust);
	return (known && !vault->trust->machine.ncerts) || build(vault, leaf, true, arena, chain, diag);
}

/* What a listing from elsewhere said, where the chain breaks off here; dates and the lab's lists are known anyhow. */
static bool recall(Vault *vault, const StoreCert *cert, VaultStatus *out, Diag *diag)
{
	StoreCertKey key = { cert->server_id, STORE_PLACE(cert->place), cert->thumbprint };
	StoreCertState listed;

	if (!(out->chain & CERT_CHAIN_PARTIAL))
		return true;
	if (!store_cert_state_get(vault->store, &key, &listed, diag))
		return false;
	if (listed.state == VAULT_STATE_UNKNOWN)
		return true;
	out->root = listed.root;
	if (out->state == VAULT_STATE_UNTRUSTED ||
		(out->state == VAULT_STATE_DATE_INVALID &&
			(listed.state == VAULT_STATE_REVOKED || listed.state == VAULT_STATE_INVALID)))
		out->state = listed.state;
	return true;
}

static bool judge_issued(Vault *vault, const CertInfo *leaf, VaultStatus *out, Diag *diag)
{
	Arena *arena = arena_new(0);
	CertChain chain;
	bool ok = build_best(vault, leaf, arena, &chain, diag);

	if (ok) {
		const CertChainLink *last = &chain.links[chain.n - 1];

		out->chain = chain.status;
		out->state = state_of(chain.status, is_unchecked(vault->trust, &chain));
		if (last->trusted)
			out->root = root_of_chain(vault->trust, last->der);
	}
	arena_free(arena);
	return ok;
}

/* A self-signed certificate is Valid whether or not any root store holds it (measured: certificate-world 10). */
static void judge_self_signed(const Vault *vault, const StoreCert *cert, const CertInfo *info, VaultStatus *out)
{
	int64_t now = vault_now(vault);
	bool expired = now / MOMENT_TICKS_PER_SECOND > cert->not_after / MOMENT_TICKS_PER_SECOND;

	out->root = root_type(vault->trust, cert->thumbprint);
	if (!cert_chain_signed_by(info->der, info->der))
		out->state = VAULT_STATE_INVALID;
	else
		out->state = now < cert->not_before || expired ? VAULT_STATE_DATE_INVALID : VAULT_STATE_VALID;
}

bool vault_status(Vault *vault, const StoreCert *cert, VaultStatus *out, Diag *diag)
{
	Arena *arena;
	Str der = cert->der;
	CertInfo info;
	Diag unused;
	bool ok;

	*out = (VaultStatus){ 0 };
	if (cert->place == STORE_REQUEST) {
		*out = (VaultStatus){ VAULT_STATE_PENDING, VAULT_ROOT_UNKNOWN, 0 };
		return true;
	}
	arena = arena_new(0);
	ok = refresh(vault, cert->server_id, diag) &&
	     (der.n || store_cert_der(vault->store, cert->der_id, arena, &der, diag));
	/* dates that are none, or what cannot be read at all: nothing can be said */
	if (ok && cert_read(der, &info, &unused) && !info.bad_dates) {
		if (cert->self_signed)
			judge_self_signed(vault, cert, &info, out);
		else
			ok = judge_issued(vault, &info, out, diag) && recall(vault, cert, out, diag);
	}
	arena_free(arena);
	return ok;
}
