/* app_hostname: hostname: the name of the server that is played. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "shell/engine/app.h"

static int hostname(AppContext *context)
{
	Arena *arena = arena_new(0);
	StoreServer server;
	Vault *vault;
	Diag diag = { 0 };
	/* inside Invoke-Command -ComputerName another one than the local one, which is the store's answer to no name */
	bool ok =
		organization_open(context->stage->interp, &vault, &diag) &&
		(store_server_find(vault_store_peek(vault), str_from(getenv("COMPUTERNAME")), arena, &server, &diag) ||
			store_server_find(vault_store_peek(vault), S(""), arena, &server, &diag));

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
