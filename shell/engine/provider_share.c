/* provider_share: \\server\share as this machine has it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "shell/engine/provider_private.h"

typedef struct Share {
	Str server, name, below; /* below begins with a slash, or is empty */
	Str root;                /* \\server\name */
} Share;

static bool split(Str path, Share *out)
{
	size_t end = 2, start;

	if (!provider_is_unc(path))
		return false;
	while (end < path.n && !provider_is_slash(path.p[end]))
		end++;
	out->server = str_cut(path, 2, end);
	while (end < path.n && provider_is_slash(path.p[end]))
		end++;
	start = end;
	while (end < path.n && !provider_is_slash(path.p[end]))
		end++;
	out->name = str_cut(path, start, end);
	out->below = str_cut(path, end, path.n);
	out->root = str_cut(path, 0, end);
	return out->name.n != 0;
}

/* The drives that Windows shares for administrators: C$ is C:, ADMIN$ the system's folder. */
static bool put_shared_drive(Interp *in, Str name, Buf *out)
{
	bool is_letter = name.n == 2 && name.p[1] == '$' && provider_find_drive(in, str_cut(name, 0, 1));

	if (is_letter)
		buf_printf(out, "%c:\\", name.p[0]);
	else if (str_ieq(name, S("ADMIN$")))
		buf_put(out, S("C:\\Windows\\"));
	return out->n != 0;
}

bool provider_share_is_drive(Interp *in, Str path, Buf *out)
{
	const ProviderMachine *machine = &in->providers->machine;
	Share share;

	if (!runtime_edition(in)->windows_paths || !split(path, &share) || !str_ends(share.name, S("$")) ||
		!machine->is_local || !machine->is_local(machine->self, in, share.server) ||
		!put_shared_drive(in, share.name, out))
		return false;
	buf_put(out, str_cut(share.below, share.below.n != 0, share.below.n));
	return true;
}

void provider_share_make(Interp *in, Str path)
{
	const Provider *providers = in->providers;
	Share share;

	if (!providers->machine.share || !split(path, &share) || share.name.n != 2 || share.name.p[1] != '$' ||
		!provider_find_drive(in, str_cut(share.name, 0, 1)))
		return;
	providers->machine.share(
		providers->machine.self, in, share.server, (char)(share.name.p[0] & ~0x20), string_str(providers->unc));
}

void provider_put_missing_share(Interp *in, Str path, Buf *out)
{
	Buf folder = BUF_INIT;
	Share share;

	if (!runtime_edition(in)->windows_paths || !in->providers->unc || !split(path, &share))
		return;
	provider_file_name(in, share.root, &folder);
	if (access(folder.p, F_OK) != 0)
		buf_printf(out, " %.*s stands for the folder %s of this machine: make it, or link it there.",
			STR_ARG(share.root), folder.p);
	buf_release(&folder);
}
