/* vault_setup: servers: the first one, those of Setup, more of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "shell/base/moment.h"
#include "store/cert/cert_name.h"
#include "store/db/store_authority.h"
#include "store/db/store_history.h"
#include "store/db/store_settings.h"
#include "store/vault/vault_private.h"

enum { NETBIOS_MAX = 15, AUTH_DAYS = 1800, MANAGEMENT_DAYS = 3650 };
#define FRIENDLY_NAME   S("Microsoft Exchange")
#define AUTH            "Microsoft Exchange Server Auth Certificate"
#define AUTH_NAME       S(AUTH)
#define ADD_SERVER      "AddServer"
#define REMOVE_SERVER   "RemoveServer"
#define FALLBACK_DOMAIN S("localdomain") /* what Debian's installer writes when it is told none */

/* ASCII capitals, as NetBIOS names have them. */
static char upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* The machine's host name without its domain, in capitals, as %COMPUTERNAME% is. */
Str vault_machine_name(const Env *env, Arena *arena)
{
	Str host = env->machine;
	size_t dot = str_find_byte(host, '.', 0);
	char name[NETBIOS_MAX];
	size_t n = 0;

	host = str_cut(host, 0, dot == STR_NONE ? host.n : dot);
	for (; n < host.n && n < sizeof name; n++)
		name[n] = upper(host.p[n]);
	return n ? arena_copy(arena, (Str){ name, n }) : S("LOCALHOST");
}

Str vault_machine_domain(const Env *env)
{
	Str host = env->machine;
	size_t dot = str_find_byte(host, '.', 0);

	return dot == STR_NONE || dot + 1 >= host.n ? FALLBACK_DOMAIN : str_cut(host, dot + 1, host.n);
}

static bool count_servers(Vault *vault, Arena *arena, size_t *n, Diag *diag)
{
	StoreServerList list;
	bool ok = store_servers(vault->store, arena, &list, diag);

	*n = ok ? list.n : 0;
	return ok;
}

/* Lab authorities are enterprise roots: every server of the domain trusts them. */
static bool trust_authorities(Vault *vault, int64_t server_id, Arena *arena, Diag *diag)
{
	StoreAuthorityList list;
	bool ok = store_authorities(vault->store, arena, &list, diag);

	for (size_t i = 0; ok && i < list.n; i++)
		ok = vault_row_place(vault, list.p[i].der, server_id,
			list.p[i].parent_id ? STORE_CA : STORE_ENTERPRISE_ROOT, arena, diag);
	return ok;
}

static bool add_server(Vault *vault, const StoreServer *server, int64_t *id, Arena *arena, Diag *diag)
{
	VaultEvent event = { ADD_SERVER, server->name, S("") };

	return store_server_add(vault->store, server, id, diag) && trust_authorities(vault, *id, arena, diag) &&
	       vault_record(vault, &event, diag, "%.*s", STR_ARG(server->fqdn));
}

static bool add_domain(Vault *vault, Str name, Diag *diag)
{
	StoreDomain domain = { name, name, STORE_AUTHORITATIVE, true };

	return store_domain_add(vault->store, &domain, diag);
}

static StoreServer make_server(const Vault *vault, Str name, Str domain, bool local, Arena *arena)
{
	return (StoreServer){
		.name = name,
		.fqdn = arena_printf(arena, "%.*s.%.*s", STR_ARG(name), STR_ARG(domain)),
		.roles = STORE_ROLE_MAILBOX | STORE_ROLE_CLIENT_ACCESS | STORE_ROLE_HUB_TRANSPORT,
		.is_local = local,
		.added = vault_now(vault),
	};
}

/* Within a transaction, on a store that has no server yet. */
static bool seed(Vault *vault, Arena *arena, Diag *diag)
{
	Str host = vault->env->machine, domain = vault_machine_domain(vault->env);
	StoreServer server = make_server(vault, vault_machine_name(vault->env, arena), domain, true, arena);
	int64_t id;

	if (str_ends(host, domain)) /* the FQDN as the machine spells it */
		server.fqdn = host;
	else if (host.n)
		server.fqdn = arena_printf(arena, "%.*s.%.*s", STR_ARG(host), STR_ARG(domain));
	return add_server(vault, &server, &id, arena, diag) && add_domain(vault, domain, diag);
}

bool vault_seed(Vault *vault, Diag *diag)
{
	Arena *arena = arena_new(0);
	size_t n;
	bool ok = count_servers(vault, arena, &n, diag);

	if (ok && n == 0 && (ok = store_begin(vault->store, diag))) {
		ok = count_servers(vault, arena, &n, diag) && (n || seed(vault, arena, diag));
		ok = vault_finish(vault, ok, diag);
	}
	arena_free(arena);
	return ok;
}

/* Setup's servers have a version; everything that is done leaves a row of history.  Servers that came and went, because
 * what was to be loaded could not be, do not count. */
static bool is_untouched(Vault *vault, const StoreServerList *servers, Arena *arena, bool *untouched, Diag *diag)
{
	enum { EVENTS = 32 };
	StoreEventList events;

	if (!store_history(vault->store, 0, EVENTS, arena, &events, diag))
		return false;
	*untouched = servers->n == 1 && !servers->p[0].version.n && events.n < EVENTS;
	for (size_t i = 0; i < events.n; i++)
		*untouched = *untouched && (str_eq(events.p[i].action, S(ADD_SERVER)) ||
						   str_eq(events.p[i].action, S(REMOVE_SERVER)));
	return true;
}

static bool unseed(Vault *vault, Arena *arena, Diag *diag)
{
	StoreServerList servers;
	StoreDomainList domains;
	bool untouched, ok = store_servers(vault->store, arena, &servers, diag) &&
			     is_untouched(vault, &servers, arena, &untouched, diag);

	if (!ok || !untouched)
		return ok;
	ok = store_server_remove(vault->store, servers.p[0].id, diag) &&
	     store_domains(vault->store, arena, &domains, diag);
	for (size_t i = 0; ok && i < domains.n; i++)
		ok = store_domain_remove(vault->store, domains.p[i].name, diag);
	return ok && vault_record(vault, &(VaultEvent){ REMOVE_SERVER, servers.p[0].name, S("") }, diag, "%.*s",
			     STR_ARG(servers.p[0].fqdn));
}

bool vault_unseed(Vault *vault, Diag *diag)
{
	Arena *arena = arena_new(0);
	bool ok = store_begin(vault->store, diag) && vault_finish(vault, unseed(vault, arena, diag), diag);

	arena_free(arena);
	return ok;
}

bool vault_add_server(Vault *vault, const StoreServer *server, int64_t *id, Diag *diag)
{
	Arena *arena = arena_new(0);
	int64_t row;
	bool ok = store_begin(vault->store, diag);

	if (ok)
		ok = vault_finish(vault, add_server(vault, server, &row, arena, diag), diag);
	if (ok && id)
		*id = row;
	arena_free(arena);
	return ok;
}

/* ---- Setup --------------------------------------------------------------------------------------------------- */

/* One server to be, with its certificates made before the store is taken. */
typedef struct Planned {
	StoreServer server;
	VaultMade made, management; /* no DER: none */
} Planned;
typedef struct Plan {
	Planned *p;
	size_t n;
	VaultMade auth; /* of all servers */
} Plan;

static VaultNew spec_of(const VaultSetup *setup)
{
	return (VaultNew){ .key_bits = setup->key_bits ? setup->key_bits : 2048, .hash = setup->hash };
}

static bool make(Vault *vault, Str subject, VaultNew *spec, Arena *arena, VaultMade *made, Diag *diag)
{
	Buf name = BUF_INIT;
	bool ok = cert_name_parse(subject, CERT_NAME_REVERSED | CERT_NAME_WINDOWS, &name, NULL, diag);

	spec->subject = buf_str(&name);
	ok = ok && vault_make_self_signed(vault, spec, arena, made, diag);
	buf_release(&name);
	return ok;
}

/* The certificate that Setup leaves (exchange-cmdlets 12.1): CN and first name the NetBIOS name, then the FQDN. */
static bool make_certificate(Vault *vault, const VaultSetup *setup, Planned *planned, Arena *arena, Diag *diag)
{
	Str domains[] = { planned->server.name, planned->server.fqdn };
	Str subject = arena_printf(arena, "CN=%.*s", STR_ARG(planned->server.name));
	VaultNew spec = spec_of(setup);

	spec.domains = domains;
	spec.ndomains = COUNT(domains);
	spec.friendly_name = FRIENDLY_NAME;
	spec.years = setup->years;
	return make(vault, subject, &spec, arena, &planned->made, diag);
}

/* The web management service's, which Windows made two hours before: 3650 days, no names (observed-output 3.2, 6.2). */
static bool make_management(Vault *vault, const VaultSetup *setup, Planned *planned, Arena *arena, Diag *diag)
{
	const char *hash = setup->hash == CERT_SHA1 ? "" : "-SHA2";
	int64_t from = vault_now(vault) - 2 * MOMENT_TICKS_PER_HOUR;
	Str subject = arena_printf(arena, "CN=WMSvc%s-%.*s", hash, STR_ARG(planned->server.name));
	VaultNew spec = spec_of(setup);

	spec.friendly_name = arena_printf(arena, "WMSVC%s", hash);
	spec.exportable = true;
	spec.not_before = from;
	spec.not_after = from + MANAGEMENT_DAYS * MOMENT_TICKS_PER_DAY;
	return make(vault, subject, &spec, arena, &planned->management, diag);
}

/* The one that servers sign tokens with: 1800 days, no names (observed-output 3.2). */
static bool make_auth(Vault *vault, const VaultSetup *setup, Plan *plan, Arena *arena, Diag *diag)
{
	VaultNew spec = spec_of(setup);

	spec.friendly_name = AUTH_NAME;
	spec.exportable = true;
	spec.not_before = vault_now(vault);
	spec.not_after = spec.not_before + AUTH_DAYS * MOMENT_TICKS_PER_DAY;
	return make(vault, S("CN=" AUTH), &spec, arena, &plan->auth, diag);
}

static bool plan_server(Vault *vault, const VaultSetup *setup, size_t i, Planned *planned, Arena *arena, Diag *diag)
{
	Str name = setup->nservers ? setup->servers[i] : vault_machine_name(vault->env, arena);
	Str domain = setup->domain.n ? setup->domain : vault_machine_domain(vault->env);

	planned->made.sealed = planned->management.sealed = BUF_INIT;
	planned->server = make_server(vault, name, domain, i == 0, arena);
	planned->server.version = setup->version;
	if (setup->roles)
		planned->server.roles = setup->roles;
	return (!setup->certificates || make_certificate(vault, setup, planned, arena, diag)) &&
	       (!setup->all_certificates || make_management(vault, setup, planned, arena, diag));
}

/* POP and IMAP of a new server are set to its NetBIOS name (observed through Services 17: exchange-cmdlets 3.5). */
static bool set_names(Vault *vault, const StoreServer *server, Diag *diag)
{
	StoreProperty pop = { STORE_KIND_POP, S("1"), S("X509CertificateName"), server->id };
	StoreProperty imap = { STORE_KIND_IMAP, S("1"), S("X509CertificateName"), server->id };

	return store_property_put(vault->store, &pop, server->name, diag) &&
	       store_property_put(vault->store, &imap, server->name, diag);
}

/* Puts one that was made onto a server. */
static bool add_made(Vault *vault, VaultMade *made, VaultResult *result, Arena *arena, Diag *diag)
{
	StoreCert *cert = &made->row.cert;

	cert->server_id = result->server.id;
	cert->place = STORE_MY;
	return vault_row_add(vault, &made->row, diag) &&
	       store_cert_key_put(vault->store, cert->id, buf_str(&made->sealed), diag) &&
	       vault_find_cert(vault, cert->thumbprint, STORE_PLACE(STORE_MY), arena, result, diag);
}

static bool install_certificate(Vault *vault, const VaultSetup *setup, Planned *planned, Arena *arena, Diag *diag)
{
	VaultBind bind = {
		.services = STORE_IMAP | STORE_POP | STORE_IIS | STORE_SMTP,
		.sites = setup->back_end ? 3 : 1,
		.replace_transport = true,
		.require_ssl = true,
		.keep_names = true,
	};
	VaultResult result = { .server = planned->server };

	return vault_row_place(vault, planned->made.row.cert.der, planned->server.id, STORE_ROOT, arena, diag) &&
	       add_made(vault, &planned->made, &result, arena, diag) &&
	       vault_bind(vault, &bind, arena, &result, diag) &&
	       vault_record_result(vault, "Setup", &result, diag, "services %d", result.services);
}

/* RootCAType is Registry for the web management service's, None for the one of tokens (observed-output 6.2). */
static bool install_others(Vault *vault, Plan *plan, Planned *planned, Arena *arena, Diag *diag)
{
	VaultBind bind = { .services = STORE_SMTP };
	VaultResult result = { .server = planned->server };

	if (!vault_row_place(vault, planned->management.row.cert.der, planned->server.id, STORE_ROOT, arena, diag) ||
		!add_made(vault, &planned->management, &result, arena, diag) ||
		!vault_record_result(vault, "Setup", &result, diag, "web management service"))
		return false;
	if (!plan->auth.sealed.n)
		return true;
	/* its server has an internal transport certificate by now */
	return store_server_find(vault->store, planned->server.name, arena, &result.server, diag) &&
	       add_made(vault, &plan->auth, &result, arena, diag) && vault_bind(vault, &bind, arena, &result, diag) &&
	       vault_record_result(vault, "Setup", &result, diag, "signs tokens");
}

static bool install(Vault *vault, const VaultSetup *setup, Plan *plan, Planned *planned, Arena *arena, Diag *diag)
{
	return add_server(vault, &planned->server, &planned->server.id, arena, diag) &&
	       set_names(vault, &planned->server, diag) &&
	       (!setup->certificates || install_certificate(vault, setup, planned, arena, diag)) &&
	       (!setup->all_certificates || install_others(vault, plan, planned, arena, diag));
}

/* Get-AuthConfig names it. */
static bool publish_auth(Vault *vault, const Plan *plan, Diag *diag)
{
	StoreProperty current = { S("AuthConfig"), S("Auth Configuration"), S("CurrentCertificateThumbprint"), 0 };
	Buf hex = BUF_INIT;
	bool ok;

	if (!plan->auth.sealed.n)
		return true;
	cert_put_hex(plan->auth.row.cert.thumbprint, &hex);
	ok = store_property_put(vault->store, &current, buf_str(&hex), diag);
	buf_release(&hex);
	return ok;
}

static bool commit(Vault *vault, const VaultSetup *setup, Plan *plan, Arena *arena, VaultResult *result, Diag *diag)
{
	size_t already;
	bool ok;

	if (!store_begin(vault->store, diag))
		return false;
	ok = count_servers(vault, arena, &already, diag);
	if (ok && already)
		ok = vault_refuse(result, VAULT_HAS_SERVERS, diag, DIAG_EXISTS, "the store has servers already");
	for (size_t i = 0; ok && i < plan->n; i++)
		ok = install(vault, setup, plan, &plan->p[i], arena, diag);
	ok = ok && publish_auth(vault, plan, diag) &&
	     add_domain(vault, setup->domain.n ? setup->domain : vault_machine_domain(vault->env), diag);
	return vault_finish(vault, ok, diag);
}

bool vault_setup(Vault *vault, const VaultSetup *setup, VaultResult *result, Diag *diag)
{
	Arena *arena = arena_new(0);
	size_t n = setup->nservers ? setup->nservers : 1, already;
	Plan plan = { MEM_ARRAY(Planned, n), 0, { .sealed = BUF_INIT } };
	bool ok;

	*result = (VaultResult){ 0 };
	ok = count_servers(vault, arena, &already, diag);
	if (ok && already)
		ok = vault_refuse(result, VAULT_HAS_SERVERS, diag, DIAG_EXISTS, "the store has servers already");
	for (; ok && plan.n < n; plan.n++)
		ok = plan_server(vault, setup, plan.n, &plan.p[plan.n], arena, diag);
	if (ok && setup->all_certificates && setup->back_end)
		ok = make_auth(vault, setup, &plan, arena, diag);
	ok = ok && commit(vault, setup, &plan, arena, result, diag);
	for (size_t i = 0; i < plan.n; i++) {
		buf_release(&plan.p[i].made.sealed);
		buf_release(&plan.p[i].management.sealed);
	}
	buf_release(&plan.auth.sealed);
	free(plan.p);
	arena_free(arena);
	return ok;
}
