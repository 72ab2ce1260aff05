/* app_hostname: hostname: the name of the server that is played. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "shell/engine/app.h"

/* Inside Invoke-Command -ComputerName another server than the local one, which the store does not tell. */
static Str where_it_runs(const AppContext *context)
{
	const char *name = getenv("COMPUTERNAME");
	StoreServer server;
	Arena *arena = arena_new(0);
	Vault *vault;
	Diag diag = { 0 };
	bool known = name && organization_open(context->stage->interp, &vault, &diag) &&
		     store_server_find(vault_store_peek(vault), str_from(name), arena, &server, &diag);

	arena_free(arena);
	return known ? str_from(name) : S("");
}

static int hostname(AppContext *context)
{
	Arena *arena = arena_new(0);
	StoreServer server;
	Vault *vault;
	Diag diag = { 0 };
	bool ok = organization_open(context->stage->interp, &vault, &diag) &&
		  store_server_find(vault_store_peek(vault), where_it_runs(context), arena, &server, &diag);

	if (ok)
		buf_printf(context->out, "%.*s\n", STR_ARG(server.name));
	else
		buf_printf(context->err, "%s\n", diag.text);
	arena_free(arena);
	return !ok;
}

const AppDef app_hostname = {
	.name = "hostname",
	.synopsis = "Prints the name of this server.",
	.usage = "Usage: hostname\n",
	.main = hostname,
	.where = WHERE_DESKTOP,
};
