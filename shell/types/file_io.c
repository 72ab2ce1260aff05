/* file_io: files and folders of the machine, for System.IO.  The name's first part is that of its header. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/base/wildcard.h"
#include "shell/types/file.h"
#include "shell/types/types_collection.h"

enum { CHUNK = 65536, FOLDER_DEPTH = 256, FILE_MODE = 0644, FOLDER_MODE = 0777, COPY_MODE = 0777 };

int types_file_open(const char *real, TypeFileOpen how)
{
	static const int flags[] = { [TYPES_FILE_READ] = O_RDONLY,
		[TYPES_FILE_WRITE] = O_WRONLY | O_CREAT | O_TRUNC,
		[TYPES_FILE_APPEND] = O_WRONLY | O_CREAT | O_APPEND,
		[TYPES_FILE_NEW] = O_RDWR | O_CREAT | O_EXCL };
	struct stat info;
	int file = open(real, flags[how] | O_CLOEXEC, FILE_MODE);

	if (file >= 0 && fstat(file, &info) == 0 && S_ISDIR(info.st_mode)) {
		(void)close(file);
		errno = EISDIR;
		return -1;
	}
	return file;
}

Flow types_file_error(Interp *in, int error, Value path)
{
	Buf real = BUF_INIT;
	Flow flow = types_path_real(in, path, "path", &real);

	if (flow == FLOW_NEXT)
		flow = types_io(in, error, buf_str(&real));
	buf_release(&real);
	return flow;
}

/* ---- contents ---- */

static int read_all(int file, Buf *out)
{
	for (;;) {
		char *room = buf_room(out, CHUNK);
		ssize_t n;

		if (!room)
			return EFBIG;
		n = read(file, room, CHUNK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : 0;
		buf_added(out, (size_t)n);
	}
}

/* Opens the file of a path argument; *error is errno. */
static Flow open_path(Interp *in, Value path, TypeFileOpen how, int *file, Buf *real)
{
	FLOW_TRY(types_path_real(in, path, "path", real));
	*file = types_file_open(real->p, how);
	return *file < 0 ? types_io(in, errno, buf_str(real)) : FLOW_NEXT;
}

Flow types_file_read(Interp *in, Value path, Buf *out)
{
	Buf real = BUF_INIT;
	int file = -1, error;
	Flow flow = open_path(in, path, TYPES_FILE_READ, &file, &real);

	if (flow == FLOW_NEXT) {
		error = read_all(file, out);
		(void)close(file);
		if (error == EFBIG)
			flow = fault_exception(in, EXC_IO,
				"The file is too long. This operation is currently limited to supporting files less than 2 gigabytes in size.");
		else if (error)
			flow = types_io(in, error, buf_str(&real));
	}
	buf_release(&real);
	return flow;
}

Flow types_file_write(Interp *in, Value path, Str bytes, bool append)
{
	Buf real = BUF_INIT;
	int file = -1, error;
	Flow flow = open_path(in, path, append ? TYPES_FILE_APPEND : TYPES_FILE_WRITE, &file, &real);

	if (flow == FLOW_NEXT) {
		error = io_write_all(file, bytes) ? 0 : errno;
		if (close(file) != 0 && !error)
			error = errno;
		if (error)
			flow = types_io(in, error, buf_str(&real));
	}
	buf_release(&real);
	return flow;
}

void types_file_decode(Str bytes, TypeEncoding fallback, Buf *out)
{
	size_t mark;
	Encoding encoding = utf8_sniff(bytes, fallback.encoding, &mark);

	utf8_decode_from(encoding, str_cut(bytes, mark, bytes.n), out);
}

bool types_file_next_line(Str text, size_t *at, Str *line)
{
	size_t end = *at;

	if (*at >= text.n)
		return false;
	while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r')
		end++;
	*line = str_cut(text, *at, end);
	if (end + 1 < text.n && text.p[end] == '\r' && text.p[end + 1] == '\n')
		end++;
	*at = end + 1;
	return true;
}

/* ---- copying, moving, removing ---- */

typedef struct Names {
	Buf from, to;
} Names;

static Flow both_names(Interp *in, Value from, Value to, Names *names)
{
	*names = (Names){ BUF_INIT, BUF_INIT };
	FLOW_TRY(types_path_real(in, from, "sourceFileName", &names->from));
	return types_path_real(in, to, "destFileName", &names->to);
}

static void release_names(Names *names)
{
	buf_release(&names->from);
	buf_release(&names->to);
}

static Flow copy_contents(Interp *in, const Names *names, mode_t mode)
{
	Buf bytes = BUF_INIT;
	int from = types_file_open(names->from.p, TYPES_FILE_READ), to, error;
	Flow flow = FLOW_NEXT;

	if (from < 0)
		return types_io(in, errno, buf_str(&names->from));
	to = open(names->to.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode & COPY_MODE);
	error = to < 0 ? errno : 0;
	while (!error) {
		ssize_t n = read(from, buf_room(&bytes, CHUNK), CHUNK);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			error = n < 0 ? errno : 0;
			break;
		}
		error = io_write_all(to, (Str){ bytes.p, (size_t)n }) ? 0 : errno;
	}
	(void)close(from);
	if (to >= 0 && close(to) != 0 && !error)
		error = errno;
	if (error)
		flow = types_io(in, error, buf_str(&names->to));
	buf_release(&bytes);
	return flow;
}

Flow types_file_copy(Interp *in, Value from, Value to, bool overwrite)
{
	struct stat source, target;
	Names names;
	Flow flow = both_names(in, from, to, &names);

	if (flow == FLOW_NEXT) {
		if (stat(names.from.p, &source) != 0)
			flow = types_io(in, errno, buf_str(&names.from));
		else if (S_ISDIR(source.st_mode))
			flow = types_io(in, EISDIR, buf_str(&names.from));
		else if (stat(names.to.p, &target) == 0 && S_ISDIR(target.st_mode))
			flow = types_io(in, EISDIR, buf_str(&names.to));
		else if (!overwrite && stat(names.to.p, &target) == 0)
			flow = types_io(in, EEXIST, buf_str(&names.to));
		else if (stat(names.to.p, &target) != 0 || target.st_ino != source.st_ino ||
			 target.st_dev != source.st_dev)
			flow = copy_contents(in, &names, source.st_mode);
	}
	release_names(&names);
	return flow;
}

Flow types_file_move(Interp *in, Value from, Value to, bool overwrite)
{
	struct stat source, target;
	Names names;
	Flow flow = both_names(in, from, to, &names);

	if (flow == FLOW_NEXT) {
		if (lstat(names.from.p, &source) != 0)
			flow = types_io(in, errno, buf_str(&names.from));
		else if (!overwrite && lstat(names.to.p, &target) == 0 && target.st_ino != source.st_ino)
			flow = types_io(in, EEXIST, buf_str(&names.to));
		else if (rename(names.from.p, names.to.p) != 0 && errno != EXDEV)
			flow = types_io(in, errno, buf_str(&names.to));
		else if (errno == EXDEV && access(names.from.p, F_OK) == 0 && S_ISREG(source.st_mode)) {
			flow = copy_contents(in, &names, source.st_mode);
			if (flow == FLOW_NEXT && unlink(names.from.p) != 0)
				flow = types_io(in, errno, buf_str(&names.from));
		}
	}
	release_names(&names);
	return flow;
}

Flow types_file_delete(Interp *in, Value path)
{
	Buf real = BUF_INIT;
	struct stat info;
	Str parent;
	Flow flow = types_path_real(in, path, "path", &real);

	if (flow == FLOW_NEXT && unlink(real.p) != 0 && errno != ENOENT)
		flow = types_io(
			in, lstat(real.p, &info) == 0 && S_ISDIR(info.st_mode) ? EISDIR : errno, buf_str(&real));
	else if (flow == FLOW_NEXT && types_path_parent(in, buf_str(&real), &parent)) {
		Buf folder = BUF_INIT;

		/* a file that is not there is gone already, but its folder must be there */
		buf_put(&folder, parent.n ? parent : S("."));
		buf_put_char(&folder, '\0');
		if (access(folder.p, F_OK) != 0)
			flow = types_io(in, ENOTDIR, buf_str(&real));
		buf_release(&folder);
	}
	buf_release(&real);
	return flow;
}

/* ---- folders ---- */

/* Empties and removes; links are removed, not followed. */
static int remove_tree(const char *real, int depth)
{
	struct dirent *entry;
	DIR *folder;
	int error = 0;

	if (depth > FOLDER_DEPTH)
		return ELOOP;
	folder = opendir(real);
	if (!folder)
		return errno;
	while (!error && (entry = readdir(folder))) {
		struct stat info;
		Buf name = BUF_INIT;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		buf_printf(&name, "%s/%s", real, entry->d_name);
		if (lstat(name.p, &info) == 0 && S_ISDIR(info.st_mode))
			error = remove_tree(name.p, depth + 1);
		else if (unlink(name.p) != 0)
			error = errno;
		buf_release(&name);
	}
	(void)closedir(folder);
	return !error && rmdir(real) != 0 ? errno : error;
}

Flow types_file_delete_folder(Interp *in, Value path, bool recursive)
{
	Buf real = BUF_INIT;
	struct stat info;
	int error = 0;
	Flow flow = types_path_real(in, path, "path", &real);

	if (flow != FLOW_NEXT)
		return flow;
	if (lstat(real.p, &info) != 0)
		error = errno == ENOENT ? ENOTDIR : errno;
	else if (!S_ISDIR(info.st_mode))
		flow = fault_exception(in, EXC_IO, "The directory name is invalid.");
	else if (recursive)
		error = remove_tree(real.p, 0);
	else if (rmdir(real.p) != 0)
		error = errno == EEXIST ? ENOTEMPTY : errno;
	if (error)
		flow = types_io(in, error, buf_str(&real));
	buf_release(&real);
	return flow;
}

Flow types_file_make_folder(Interp *in, Value path)
{
	Buf real = BUF_INIT;
	struct stat info;
	int error = 0;
	Flow flow = types_path_real(in, path, "path", &real);

	for (size_t i = 1; flow == FLOW_NEXT && !error && i <= real.n; i++) {
		char at = real.p[i];

		if (at != '/' && i < real.n)
			continue;
		real.p[i] = '\0';
		if (mkdir(real.p, FOLDER_MODE) != 0 && errno != EEXIST)
			error = errno;
		real.p[i] = at;
	}
	if (flow == FLOW_NEXT && !error && (stat(real.p, &info) != 0 || !S_ISDIR(info.st_mode)))
		error = EEXIST;
	if (error)
		flow = types_io(in, error, buf_str(&real));
	buf_release(&real);
	return flow;
}

/* ---- listing ---- */

typedef struct Listing {
	Interp *in;
	Str pattern;
	int what, depth;
	Array *out;
} Listing;

static bool wanted(const Listing *l, const char *name, bool folder)
{
	if (!(l->what & (folder ? TYPES_LIST_FOLDERS : TYPES_LIST_FILES)))
		return false;
	return l->pattern.n == 0 || str_eq(l->pattern, S("*.*")) ||
	       wildcard_match(l->pattern, str_from(name), runtime_edition(l->in)->windows_paths);
}

/* real is where the entries are read, shown what stands in front of their names. */
static int list_folder(Listing *l, const char *real, Str shown)
{
	struct dirent *entry;
	DIR *folder = opendir(real);
	int error = 0;

	if (!folder)
		return errno;
	if (l->depth++ > FOLDER_DEPTH)
		error = ELOOP;
	while (!error && (entry = readdir(folder))) {
		Buf below = BUF_INIT, name = BUF_INIT;
		struct stat info;
		bool is_folder;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		buf_printf(&below, "%s/%s", real, entry->d_name);
		types_path_join(l->in, shown, str_from(entry->d_name), &name);
		is_folder = stat(below.p, &info) == 0 && S_ISDIR(info.st_mode);
		if (wanted(l, entry->d_name, is_folder))
			array_push_take(l->out, value_string(buf_str(&name)));
		if (is_folder && (l->what & TYPES_LIST_BELOW) && lstat(below.p, &info) == 0 && S_ISDIR(info.st_mode))
			error = list_folder(l, below.p, buf_str(&name));
		buf_release(&below);
		buf_release(&name);
	}
	l->depth--;
	(void)closedir(folder);
	return error;
}

Flow types_file_list(Interp *in, Value folder, Str pattern, int what, Array *out)
{
	Listing listing = { in, pattern, what, 0, out };
	Buf real = BUF_INIT;
	int error;
	Flow flow = types_path_real(in, folder, "path", &real);

	if (flow != FLOW_NEXT)
		return flow;
	error = list_folder(&listing, real.p, types_str(folder));
	if (error == ENOENT)
		flow = types_io(in, ENOTDIR, buf_str(&real));
	else if (error == ENOTDIR)
		flow = fault_exception(in, EXC_IO, "The directory name is invalid.");
	else if (error)
		flow = types_io(in, error, buf_str(&real));
	buf_release(&real);
	/* NTFS lists by name; other file systems in no order at all */
	return flow == FLOW_NEXT ? types_sort(in, out->items, NULL, out->n, VALUE_NULL) : flow;
}

/* ---- attributes and times ---- */

enum {
	ATTRIBUTE_READ_ONLY = 1,
	ATTRIBUTE_HIDDEN = 2,
	ATTRIBUTE_DIRECTORY = 16,
	ATTRIBUTE_ARCHIVE = 32,
	ATTRIBUTE_NORMAL = 128,
	ATTRIBUTE_LINK = 1024
};

int64_t types_file_attributes(Interp *in, const struct stat *info, Str name)
{
	bool windows = runtime_edition(in)->windows_paths, folder = S_ISDIR(info->st_mode);
	int64_t attributes = folder ? ATTRIBUTE_DIRECTORY : windows ? ATTRIBUTE_ARCHIVE : 0;

	if (!(info->st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)))
		attributes |= ATTRIBUTE_READ_ONLY;
	if (name.n > 0 && name.p[0] == '.')
		attributes |= ATTRIBUTE_HIDDEN;
	if (S_ISLNK(info->st_mode))
		attributes |= ATTRIBUTE_LINK;
	return attributes ? attributes : ATTRIBUTE_NORMAL;
}

int64_t types_file_time(Interp *in, const struct stat *info, char which, bool utc)
{
	/* the time of birth is not to be had everywhere: the earlier of the two others, as .NET does on Unix */
	const struct timespec *at = which == 'a' ? &info->st_atim : &info->st_mtim;
	int64_t ticks;

	if (which == 'c' && (info->st_ctim.tv_sec < at->tv_sec))
		at = &info->st_ctim;
	ticks = moment_from_unix(at->tv_sec) + at->tv_nsec / 100;
	return utc ? ticks : moment_to_local(runtime_of(in)->env, ticks);
}
