/* host_folder: the folder that the store lies in, with drive C: beside it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/host/host_folder.h"

#include <sys/stat.h>
#include <unistd.h>

static Str parent_of(Str path)
{
	size_t slash = str_rfind(path, S("/"), path.n);

	return str_cut(path, 0, slash == STR_NONE ? 0 : slash);
}

static bool is_folder(Str path, struct stat *info)
{
	Buf name = BUF_INIT;
	bool found;

	buf_put(&name, path);
	found = name.p && stat(name.p, info) == 0 && S_ISDIR(info->st_mode);
	buf_release(&name);
	return found;
}

size_t host_folder_existing(Str store)
{
	Str folder = parent_of(store);
	struct stat info;

	while (folder.n && !is_folder(folder, &info))
		folder = parent_of(folder);
	return folder.n;
}

void host_folder_make(Str folder)
{
	for (size_t at = 1; at < folder.n; at++) {
		Buf name = BUF_INIT;
		size_t end = str_find_byte(folder, '/', at);

		at = end == STR_NONE ? folder.n : end;
		buf_put(&name, str_cut(folder, 0, at));
		(void)mkdir(name.p, 0700);
		buf_release(&name);
	}
}

void host_folder_put_note(Str store, Buf *out)
{
	Str folder = parent_of(store);
	struct stat info;

	if (!folder.n || !is_folder(folder, &info) || !(info.st_mode & 077) || info.st_mode & S_ISVTX)
		return; /* S_ISVTX: /tmp and its like, for everybody */
	buf_printf(out, "Other users can %s its folder, which was there before (mode %04o): chmod 700 closes it.\n",
		info.st_mode & 022 ? "write to" : "look into", (unsigned)info.st_mode & 07777);
}

void host_folder_remove(Str store, size_t existing)
{
	static const char *const parts[] = { "", "-wal", "-shm", "-journal", ".key" };
	Buf name = BUF_INIT;

	for (size_t i = 0; i < COUNT(parts); i++) {
		buf_clear(&name);
		buf_put(&name, store);
		buf_put(&name, str_from(parts[i]));
		(void)unlink(name.p);
	}
	for (Str folder = parent_of(store); folder.n > existing; folder = parent_of(folder)) {
		buf_clear(&name);
		buf_put(&name, folder);
		(void)rmdir(name.p);
	}
	buf_release(&name);
}
