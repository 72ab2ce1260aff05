/* organization_machine: the Windows server that the store plays: its environment variables and kept drives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/organization/organization_private.h"
#include "shell/engine/provider.h"

/* ---- environment variables ---- */

typedef struct Machine {
	Str name, domain;
} Machine;

bool organization_find_server(Store *store, Str host, Arena *arena, StoreServer *out)
{
	Diag unused = { 0 };
	size_t dot = str_find_byte(host, '.', 0);

	if (str_ieq(host, S("localhost")) || str_eq(host, S("127.0.0.1")) || str_eq(host, S(".")))
		host = S("");
	return store_server_find(store, host, arena, out, &unused) ||
	       (dot != STR_NONE && dot > 0 && store_server_find(store, str_cut(host, 0, dot), arena, out, &unused));
}

static Str default_domain(Store *store, Arena *arena)
{
	StoreDomainList domains;
	Diag diag = { 0 };

	if (!store_domains(store, arena, &domains, &diag))
		return S("");
	for (size_t i = 0; i < domains.n; i++)
		if (domains.p[i].is_default)
			return domains.p[i].domain;
	return S("");
}

/* What the store says, or what a new one would say: asking for a variable makes no store. */
static Machine read_machine(Interp *in, Arena *arena)
{
	Machine machine = { vault_machine_name(in->rt.env, arena), vault_machine_domain(in->rt.env) };
	StoreServer server;
	Vault *vault;
	Diag diag = { 0 };

	if (!organization_exists(in) || !organization_open(in, &vault, &diag) ||
		!store_server_find(vault_store_peek(vault), S(""), arena, &server, &diag))
		return machine;
	machine.name = server.name;
	machine.domain = default_domain(vault_store_peek(vault), arena);
	return machine;
}

static char upper(char c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return c;
}

static void put_upper(Str s, Buf *out)
{
	for (size_t i = 0; i < s.n; i++)
		buf_put_char(out, upper(s.p[i]));
}

static void put_name(Interp *in, Arena *arena, Buf *out)
{
	buf_put(out, read_machine(in, arena).name);
}

static void put_dns_domain(Interp *in, Arena *arena, Buf *out)
{
	put_upper(read_machine(in, arena).domain, out);
}

static void put_domain(Interp *in, Arena *arena, Buf *out)
{
	Str domain = read_machine(in, arena).domain;

	put_upper(str_cut(domain, 0, str_find_byte(domain, '.', 0)), out);
}

static void put_user(Interp *in, UNUSED Arena *arena, Buf *out)
{
	buf_put(out, in->rt.env->user);
}

static void put_temp(UNUSED Interp *in, UNUSED Arena *arena, Buf *out)
{
	const char *folder = getenv("TMPDIR");

	buf_put(out, folder && folder[0] ? str_from(folder) : S("/tmp"));
}

static void put_install_path(Interp *in, UNUSED Arena *arena, Buf *out)
{
	buf_put(out, organization_install_path(in));
}

static void put_home(Interp *in, UNUSED Arena *arena, Buf *out)
{
	provider_shown_path(in, in->rt.env->home, out);
}

static const struct {
	const char *name;
	void (*put)(Interp *in, Arena *arena, Buf *out); /* NULL: text */
	const char *text;
} variables[] = {
	{ "COMPUTERNAME", put_name, NULL },
	{ "USERDNSDOMAIN", put_dns_domain, NULL },
	{ "USERDOMAIN", put_domain, NULL },
	{ "USERNAME", put_user, NULL },
	{ "TEMP", put_temp, NULL },
	{ "TMP", put_temp, NULL },
	{ "ExchangeInstallPath", put_install_path, NULL },
	{ "USERPROFILE", put_home, NULL },
	{ "windir", NULL, "C:\\Windows" },
	{ "SystemRoot", NULL, "C:\\Windows" },
	{ "SystemDrive", NULL, "C:" },
	{ "ALLUSERSPROFILE", NULL, "C:\\ProgramData" },
	{ "ProgramData", NULL, "C:\\ProgramData" },
	{ "ProgramFiles", NULL, "C:\\Program Files" },
	{ "PUBLIC", NULL, "C:\\Users\\Public" },
	{ "OS", NULL, "Windows_NT" },
	{ "PROCESSOR_ARCHITECTURE", NULL, "AMD64" },
};

static bool set_variable(UNUSED void *self, Interp *in, Str name)
{
	bool set = false;

	for (size_t i = 0; i < COUNT(variables); i++) {
		Arena *arena;
		Buf text = BUF_INIT;

		if (name.n && !str_ieq(name, str_from(variables[i].name)))
			continue;
		arena = arena_new(0);
		if (variables[i].put)
			variables[i].put(in, arena, &text);
		else
			buf_put(&text, str_from(variables[i].text));
		set |= text.n && setenv(variables[i].name, text.p, 0) == 0;
		buf_release(&text);
		arena_free(arena);
	}
	return set;
}

/* ---- other servers ---- */

/* What a store that nobody made knows is this machine under its own name. */
static bool find_host(UNUSED void *self, Interp *in, Str name, Buf *out)
{
	Arena *arena = arena_new(0);
	StoreServer server;
	Vault *vault;
	Diag diag = { 0 };
	bool found = organization_exists(in) && organization_open(in, &vault, &diag) &&
		     organization_find_server(vault_store_peek(vault), name, arena, &server);

	if (found)
		buf_put(out, server.fqdn);
	arena_free(arena);
	return found;
}

/* ---- drives ---- */

/* By the names that Windows and DNS give to a machine. */
static bool is_local(UNUSED void *self, Interp *in, Str server)
{
	Arena *arena = arena_new(0);
	Machine machine = read_machine(in, arena);
	Buf fqdn = BUF_INIT;
	bool local;

	buf_printf(&fqdn, "%.*s.%.*s", STR_ARG(machine.name), STR_ARG(machine.domain));
	local = str_ieq(server, machine.name) || str_ieq(server, buf_str(&fqdn)) || str_ieq(server, S("localhost")) ||
		str_ieq(server, S("127.0.0.1")) || str_ieq(server, in->rt.env->machine);
	buf_release(&fqdn);
	arena_free(arena);
	return local;
}

/* A store that cannot be opened has no drives: what needs one of them says that it is missing, and the first command
 * that works on the store says why. */
static void load_drives(UNUSED void *self, Interp *in)
{
	Arena *arena = arena_new(0);
	StoreDriveList drives;
	Vault *vault;
	Diag diag = { 0 };

	if (organization_exists(in) && organization_open(in, &vault, &diag) &&
		store_drives(vault_store_peek(vault), arena, &drives, &diag))
		for (size_t i = 0; i < drives.n; i++)
			if (drives.p[i].name.n == 2 && drives.p[i].name.p[1] == ':')
				provider_add_drive(in, drives.p[i].name.p[0], drives.p[i].path, true);
	arena_free(arena);
}

static bool keep_drive(void *self, char letter, Str folder)
{
	char name[] = { (char)(letter & ~0x20), ':' };
	Str key = { name, sizeof(name) };
	Vault *vault;
	Store *store;
	Diag diag = { 0 };
	bool ok;

	if (!organization_open(self, &vault, &diag))
		return false;
	store = vault_store_peek(vault);
	if (!store_begin(store, &diag))
		return false;
	ok = folder.n ? store_drive_put(store, key, folder, &diag) : store_drive_remove(store, key, &diag);
	return store_end(store, ok, &diag) && ok;
}

void organization_attach(Interp *in)
{
	ProviderMachine machine = { .self = in,
		.drives = load_drives,
		.keep = keep_drive,
		.variable = set_variable,
		.is_local = is_local,
		.share = organization_share,
		.host = find_host };

	provider_set_machine(in, &machine);
	organization_take_passphrase(in);
}
