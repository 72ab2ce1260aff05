/* store_file: the store's file before SQLite sees it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "shell/base/str.h"

#define MAGIC "SQLite format 3" /* with its NUL the first 16 octets of every database */

/* f_type of network file systems: NFS, SMB (three generations), AFS, Coda, Ceph, 9p, Lustre, sshfs and other FUSE. */
static const uint32_t network_types[] = {
	0x6969,
	0x517b,
	0xff534d42,
	0xfe534d42,
	0x5346414f,
	0x73757245,
	0x00c36400,
	0x01021997,
	0x0bd00bd0,
	0x65735546,
};

static bool lies_on_network(const char *path)
{
	struct statfs info;

	if (statfs(path, &info) != 0)
		return false;
	for (size_t i = 0; i < COUNT(network_types); i++)
		if ((uint32_t)info.f_type == network_types[i])
			return true;
	return false;
}

/* The folder a path lies in, as a string to be freed. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t n = !slash ? 1 : slash == path ? 1 : (size_t)(slash - path);
	char *folder = MEM_ARRAY(char, n + 1);

	memcpy(folder, slash ? path : ".", n);
	return folder;
}

/* mkdir -p with 0700; folders that are there keep their mode. */
static bool make_folder(const char *folder, int depth, Diag *diag)
{
	char *parent;
	bool ok;

	if (mkdir(folder, 0700) == 0 || errno == EEXIST)
		return true;
	if (errno != ENOENT || depth > 64)
		return diag_errno(diag, folder);
	parent = folder_of(folder);
	ok = make_folder(parent, depth + 1, diag);
	free(parent);
	return ok && (mkdir(folder, 0700) == 0 || errno == EEXIST || diag_errno(diag, folder));
}

static bool make_file(const char *path, Diag *diag)
{
	char *folder = folder_of(path);
	bool ok = make_folder(folder, 0, diag);
	int fd;

	free(folder);
	if (!ok)
		return false;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno == EEXIST || diag_errno(diag, path); /* another shell was first */
	/* a umask may have taken bits away, never added: 0600 is what others' bits demand anyway */
	close(fd);
	return true;
}

/* Anything in the file must be a database; an empty file is a store to be. */
static bool check_magic(const char *path, Diag *diag)
{
	char head[sizeof MAGIC];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return diag_errno(diag, path);
	n = read(fd, head, sizeof head);
	close(fd);
	if (n < 0)
		return diag_errno(diag, path);
	if (n != 0 && (n < (ssize_t)sizeof head || memcmp(head, MAGIC, sizeof head) != 0))
		return diag_set(diag, DIAG_INVALID, "'%s' is no store: the file is no database", path);
	return true;
}

static bool check_kind(const char *path, const struct stat *info, Diag *diag)
{
	return S_ISREG(info->st_mode) || diag_set(diag, DIAG_INVALID, "'%s' is no store: it is %s", path,
						 S_ISDIR(info->st_mode) ? "a folder" : "no regular file");
}

/* Keys lie in the file, sealed, and names of servers and certificates in the clear. */
static bool check_mode(const char *path, const struct stat *info, Diag *diag)
{
	if (info->st_mode & 077)
		return diag_set(diag, DIAG_DENIED,
			"the store '%s' can be reached by other users (mode %04o): change that with chmod 600", path,
			(unsigned)info->st_mode & 07777);
	return true;
}

/* The folder too must be writable: SQLite keeps its journal there. */
static bool check_access(const char *path, bool read_only, StoreFile *out, Diag *diag)
{
	char *folder = folder_of(path);
	bool file_writable = access(path, W_OK) == 0, folder_writable = access(folder, W_OK) == 0;
	bool ok = true;

	out->frozen = !file_writable || !folder_writable;
	if (access(path, R_OK) != 0)
		ok = diag_errno(diag, path);
	else if (!read_only && !file_writable)
		ok = diag_set(diag, DIAG_DENIED, "the store '%s' is read-only", path);
	else if (!read_only && !folder_writable)
		ok = diag_set(diag, DIAG_DENIED, "the store '%s' is read-only: its folder '%s' cannot be written", path,
			folder);
	free(folder);
	return ok;
}

/* What SQLite keeps beside the file: it would follow no link and say no more than that it cannot be opened. */
static bool check_neighbours(const char *path, Diag *diag)
{
	static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
	Buf name = BUF_INIT;
	struct stat info;
	bool ok = true;

	for (size_t i = 0; ok && i < COUNT(suffixes); i++) {
		buf_clear(&name);
		buf_printf(&name, "%s%s", path, suffixes[i]);
		if (lstat(name.p, &info) == 0 && !S_ISREG(info.st_mode))
			ok = diag_set(diag, DIAG_INVALID,
				"'%s' is no regular file: the store cannot be opened until it is removed", name.p);
	}
	buf_release(&name);
	return ok;
}

bool store_file_prepare(const char *path, bool read_only, StoreFile *out, Diag *diag)
{
	struct stat info;

	*out = (StoreFile){ 0 };
	if (!*path)
		return diag_set(diag, DIAG_INVALID, "the store has no name");
	if (stat(path, &info) != 0) {
		if (errno != ENOENT || read_only)
			return diag_errno(diag, path);
		if (!make_file(path, diag))
			return false;
		if (stat(path, &info) != 0)
			return lstat(path, &info) == 0 && S_ISLNK(info.st_mode)
				       ? diag_set(diag, DIAG_INVALID, "'%s' is no store: it is a link to nothing", path)
				       : diag_errno(diag, path);
	}
	if (!check_kind(path, &info, diag) || !check_magic(path, diag) || !check_mode(path, &info, diag) ||
		!check_access(path, read_only, out, diag) || !check_neighbours(path, diag))
		return false;
	out->on_network = lies_on_network(path);
	return true;
}

/* "file:" with everything escaped that a URI could take for something else.  A file that nobody can write is opened as
 * immutable: WAL would want to make its index beside it. */
void store_file_name(const char *path, const StoreFile *file, Buf *out)
{
	static const char digits[] = "0123456789ABCDEF";

	buf_put(out, S("file:"));
	while (path[0] == '/' && path[1] == '/') /* "//x" would name a host */
		path++;
	if (*path != '/')
		buf_put(out, S("./"));
	for (const char *p = path; *p; p++)
		if (strchr("%?#", *p)) {
			buf_put_char(out, '%');
			buf_put_char(out, digits[(uint8_t)*p >> 4]);
			buf_put_char(out, digits[*p & 15]);
		} else {
			buf_put_char(out, *p);
		}
	if (file->frozen)
		buf_put(out, S("?immutable=1"));
}
