/* io: whole texts to files, and files that appear whole or not at all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool io_write_until(int fd, Str bytes, const volatile int *stop)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && (errno != EINTR || *stop))
			return false;
		if (n == 0) { /* no device should, but it would go on for ever */
			errno = EIO;
			return false;
		}
		if (n > 0)
			bytes = str_cut(bytes, (size_t)n, bytes.n);
		if (n > 0 && bytes.n && *stop) { /* the signal came after a part of them */
			errno = EINTR;
			return false;
		}
	}
	return true;
}

bool io_write_all(int fd, Str bytes)
{
	static const volatile int never = 0;

	return io_write_until(fd, bytes, &never);
}

/* ---- drafts ---- */

static bool fail(int error)
{
	errno = error;
	return false;
}

/* Some file systems (a USB stick's) give every file the same mode. */
static bool is_kept_from_others(int fd, mode_t mode)
{
	struct stat info;

	if (mode & 077)
		return true;
	if (fstat(fd, &info) != 0)
		return false;
	return (info.st_mode & 077) == 0 || fail(EOPNOTSUPP);
}

/* A new file in the target's folder.  Its name is short whatever the target's is, and hidden. */
static bool open_draft(IoDraft *draft, mode_t mode)
{
	enum { TRIES = 1000 }; /* names that a crash or another draft of ours left */
	size_t slash = str_rfind(buf_str(&draft->target), S("/"), draft->target.n);
	Str folder = str_cut(buf_str(&draft->target), 0, slash == STR_NONE ? 0 : slash + 1);

	for (int i = 0; i < TRIES && draft->fd < 0; i++) {
		buf_clear(&draft->draft);
		buf_printf(&draft->draft, "%.*s.exsh-%ld-%d", STR_ARG(folder), (long)getpid(), i);
		draft->fd = open(draft->draft.p, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (draft->fd < 0 && errno != EEXIST)
			break;
	}
	if (draft->fd < 0)
		buf_clear(&draft->draft); /* not ours to unlink */
	return draft->fd >= 0 && is_kept_from_others(draft->fd, mode);
}

/* The name is taken: by a file that may go, or by what cannot be replaced. */
static bool open_over(IoDraft *draft, const char *path, const struct stat *old, mode_t mode)
{
	char *real;

	if (!S_ISREG(old->st_mode)) {
		draft->direct = true;
		draft->fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
		return draft->fd >= 0;
	}
	if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
		return false; /* the folder would let it be replaced, but it is marked as not to be changed */
	real = realpath(path, NULL);
	if (!real)
		return false;
	buf_put(&draft->target, str_from(real));
	free(real);
	return open_draft(draft, mode & old->st_mode);
}

bool io_draft_open(IoDraft *draft, const char *path, bool replace, mode_t mode)
{
	struct stat old;
	bool ok;

	*draft = (IoDraft){ .fd = -1, .replace = replace, .target = BUF_INIT, .draft = BUF_INIT };
	if (lstat(path, &old) == 0) {
		ok = replace ? stat(path, &old) == 0 && open_over(draft, path, &old, mode) : fail(EEXIST);
	} else {
		buf_put(&draft->target, str_from(path));
		ok = errno == ENOENT && open_draft(draft, mode);
	}
	if (!ok)
		io_draft_close(draft);
	return ok;
}

/* Without replace: whoever took the name in the meantime keeps it. */
static bool take_name(const IoDraft *draft)
{
	const char *from = draft->draft.p, *to = draft->target.p;

	if (draft->replace)
		return rename(from, to) == 0;
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* a file system that cannot: nearly as good */
	return faccessat(AT_FDCWD, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0 ? fail(EEXIST) : rename(from, to) == 0;
}

bool io_draft_publish(IoDraft *draft, Str bytes)
{
	bool ok = io_write_all(draft->fd, bytes) && (draft->direct || fsync(draft->fd) == 0);
	int error = errno, closed = close(draft->fd);

	draft->fd = -1;
	if (!ok)
		errno = error;
	ok = ok && closed == 0 && (draft->direct || take_name(draft));
	if (ok)
		buf_clear(&draft->draft);
	io_draft_close(draft);
	return ok;
}

void io_draft_close(IoDraft *draft)
{
	int error = errno;

	if (draft->fd >= 0)
		close(draft->fd);
	if (draft->draft.n)
		unlink(draft->draft.p);
	buf_release(&draft->target);
	buf_release(&draft->draft);
	draft->fd = -1;
	errno = error;
}
