/* fail_call: preloaded into a program, makes the n-th call that changes a file below a folder fail.
 *
 * FAIL_BELOW: the folder; FAIL_AT: which call, from 1; FAIL_ERRNO: 28 (disk full) or 5 (input/output error); FAIL_LOG:
 * a file that is made when the call was reached. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int calls;

static int fails(const char *path)
{
	const char *below = getenv("FAIL_BELOW"), *at = getenv("FAIL_AT"), *code = getenv("FAIL_ERRNO");
	const char *log = getenv("FAIL_LOG");

	if (!below || !at || !log || strncmp(path, below, strlen(below)) != 0 || ++calls != atoi(at))
		return 0;
	close(creat(log, 0600));
	errno = code ? atoi(code) : ENOSPC;
	return 1;
}

static int fails_open_file(int fd)
{
	char link[64], path[4096];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	if (n <= 0)
		return 0;
	path[n] = '\0';
	return fails(path);
}

#define NEXT(type, name) ((type)dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *data, size_t n)
{
	return fails_open_file(fd) ? -1 : NEXT(ssize_t(*)(int, const void *, size_t), "write")(fd, data, n);
}

ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at)
{
	return fails_open_file(fd) ? -1
				   : NEXT(ssize_t(*)(int, const void *, size_t, off64_t), "pwrite64")(fd, data, n, at);
}

int fsync(int fd)
{
	return fails_open_file(fd) ? -1 : NEXT(int (*)(int), "fsync")(fd);
}

int fdatasync(int fd)
{
	return fails_open_file(fd) ? -1 : NEXT(int (*)(int), "fdatasync")(fd);
}

int ftruncate64(int fd, off64_t n)
{
	return fails_open_file(fd) ? -1 : NEXT(int (*)(int, off64_t), "ftruncate64")(fd, n);
}

int rename(const char *from, const char *to)
{
	return fails(to) ? -1 : NEXT(int (*)(const char *, const char *), "rename")(from, to);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
	return fails(to) ? -1
			 : NEXT(int (*)(int, const char *, int, const char *, unsigned), "renameat2")(
				   from_at, from, to_at, to, flags);
}

int open64(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	if ((flags & (O_CREAT | O_TRUNC)) && fails(path))
		return -1;
	return NEXT(int (*)(const char *, int, ...), "open64")(path, flags, mode);
}
