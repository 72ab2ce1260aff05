/* organization_files: what Exchange's Setup leaves on drive C: that scripts look for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/organization/organization_private.h"
#include "shell/engine/provider.h"

Str organization_install_path(Interp *in)
{
	switch (organization_profile(in)->where) {
	case WHERE_2007:
		return S("C:\\Program Files\\Microsoft\\Exchange Server\\");
	case WHERE_2010:
		return S("C:\\Program Files\\Microsoft\\Exchange Server\\V14\\");
	default:
		return S("C:\\Program Files\\Microsoft\\Exchange Server\\V15\\");
	}
}

/* Scripts load it to have the cmdlets and Connect-ExchangeServer, which are here from the start. */
static const char remote_exchange[] =
	"# Brings the Exchange cmdlets into a session. This shell has them from the start; what is left to do is to let\r\n"
	"# tables show more of a list, as the Exchange Management Shell does.\r\n"
	"$global:FormatEnumerationLimit = 16\r\n";

static void make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(path, 0700);
		*slash = '/';
	}
}

static void furnish_folder(Interp *in, Str shown)
{
	Buf real = BUF_INIT;

	provider_real_path(in, shown, &real);
	buf_put_char(&real, '/');
	make_folders(real.p);
	buf_release(&real);
}

/* A file that cannot be written is missed when a script asks for it. */
void organization_furnish(Interp *in)
{
	Buf shown = BUF_INIT, real = BUF_INIT;
	int fd;

	furnish_folder(in, S("C:\\Windows\\Temp"));
	furnish_folder(in, S("C:\\ProgramData"));
	buf_put(&shown, organization_install_path(in));
	buf_put(&shown, S("bin\\RemoteExchange.ps1"));
	provider_real_path(in, buf_str(&shown), &real);
	make_folders(real.p);
	fd = open(real.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0) {
		(void)!write(fd, remote_exchange, sizeof(remote_exchange) - 1);
		close(fd);
	}
	buf_release(&shown);
	buf_release(&real);
}

/* ---- administrative shares ---- */

static void put_share(Buf *out, Str shares, Str server, char letter)
{
	buf_printf(out, "%.*s/%.*s/%c$", STR_ARG(shares), STR_ARG(server), letter);
	make_folders(out->p);
}

/* A server that is named in full leads to the one under its name. */
void organization_share(UNUSED void *self, Interp *in, Str server, char letter, Str shares)
{
	Arena *arena = arena_new(0);
	StoreServer known;
	Vault *vault;
	Buf folder = BUF_INIT, link = BUF_INIT;
	Diag diag = { 0 };

	if (organization_exists(in) && organization_open(in, &vault, &diag) &&
		organization_find_server(vault_store_peek(vault), server, arena, &known) && !known.is_local) {
		put_share(&folder, shares, known.name, letter);
		(void)mkdir(folder.p, 0700);
		if (!str_ieq(server, known.name)) {
			put_share(&link, shares, server, letter);
			(void)!symlink(folder.p, link.p);
		}
	}
	buf_release(&folder);
	buf_release(&link);
	arena_free(arena);
}
