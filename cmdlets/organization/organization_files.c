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

/* A file that cannot be written is missed when a script asks for it. */
void organization_furnish(Interp *in)
{
	Buf shown = BUF_INIT, real = BUF_INIT;
	int fd;

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
