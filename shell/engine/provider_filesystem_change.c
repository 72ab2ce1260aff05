/* provider_filesystem_change: removing, renaming, copying and moving files (errors verified on 7.6.9). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"

/* ---- failures ---- */

/* A failure whose target is the FileInfo or DirectoryInfo of an item; the text names path. */
static Flow item_failed(ProviderCall *call, const char *prefix, Str item, Str path, int error)
{
	ProviderFailure failure = { .prefix = prefix, .path = path, .category = CAT_WRITE_ERROR };
	struct stat info;
	bool folder = provider_stat(call->in, item, false, &info) && S_ISDIR(info.st_mode);
	Flow flow;

	FLOW_TRY(provider_file_item(call->in, item, folder, &failure.target));
	flow = provider_failed(call, &failure, error);
	value_drop(failure.target);
	return flow;
}

/* spec with a path as target and as the {0} of the text. */
static Flow path_error(ProviderCall *call, ErrorSpec spec, Str target, const char *text, Str in_text)
{
	Buf message = BUF_INIT;
	Flow flow;

	error_format(&message, text, &in_text, 1);
	spec.target = value_string(target);
	flow = stage_error(call->stage, &spec, "%.*s", STR_ARG(buf_str(&message)));
	value_drop(spec.target);
	buf_release(&message);
	return flow;
}

static Flow exists_already(ProviderCall *call, Str path)
{
	return path_error(call,
		(ErrorSpec){ .category = CAT_RESOURCE_EXISTS, .id = "DirectoryExist", .exception = EXC_IO }, path,
		"An item with the specified name {0} already exists.", path);
}

static Flow into_itself(ProviderCall *call, const char *id, Str path)
{
	return path_error(call, (ErrorSpec){ .category = CAT_INVALID_ARGUMENT, .id = id, .exception = EXC_IO }, path,
		"Destination path cannot be a subdirectory of the source or the source itself: {0}.", path);
}

/* ---- what there is to know of a file ---- */

static bool is_folder(ProviderCall *call, Str path)
{
	struct stat info;

	return provider_stat(call->in, path, true, &info) && S_ISDIR(info.st_mode);
}

/* The ReadOnly attribute as .NET has it here: the mode does not let us write. */
static bool is_read_only(const struct stat *info)
{
	mode_t bit = info->st_uid == geteuid() ? S_IWUSR : info->st_gid == getegid() ? S_IWGRP : S_IWOTH;

	return !(info->st_mode & bit);
}

static Str leaf_of(ProviderCall *call, Str path)
{
	return provider_leaf(call->in, call->def, path);
}

static Str join(ProviderCall *call, Str folder, Str name)
{
	return provider_join(call->in, call->arena, call->def, folder, name);
}

/* Whether path is folder or below it, as text: both are normalized. */
static bool is_within(Str path, Str folder)
{
	while (folder.n > 1 && provider_is_slash(folder.p[folder.n - 1]))
		folder.n--;
	return str_starts(path, folder) && (path.n == folder.n || provider_is_slash(path.p[folder.n]));
}

static bool same_file(ProviderCall *call, Str a, Str b)
{
	struct stat x, y;

	return provider_stat(call->in, a, true, &x) && provider_stat(call->in, b, true, &y) && x.st_ino == y.st_ino &&
	       x.st_dev == y.st_dev;
}

/* ---- Remove-Item ---- */

static Flow remove_denied(ProviderCall *call, Str path, bool folder)
{
	ErrorSpec spec = {
		.category = CAT_PERMISSION_DENIED, .id = "RemoveFileSystemItemUnAuthorizedAccess", .exception = EXC_IO
	};
	Flow flow;

	FLOW_TRY(provider_file_item(call->in, path, folder, &spec.target));
	flow = stage_error(call->stage, &spec, "%s", edition_text(runtime_edition(call->in), ET_ACCESS_DENIED));
	value_drop(spec.target);
	return flow;
}

static Flow remove_failed(ProviderCall *call, Str path, bool folder, int error)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR, .id = "DirectoryNotEmpty", .exception = EXC_IO };
	Flow flow;

	if (error != ENOTEMPTY && error != EEXIST && error != EACCES && error != EPERM)
		return item_failed(call, "RemoveItem", path, path, error);
	FLOW_TRY(provider_file_item(call->in, path, folder, &spec.target));
	if (error == EACCES || error == EPERM) {
		spec = (ErrorSpec){ .category = CAT_PERMISSION_DENIED,
			.id = "RemoveFileSystemItemUnAuthorizedAccess",
			.exception = EXC_UNAUTHORIZED_ACCESS,
			.target = spec.target };
		flow = stage_error(call->stage, &spec, "Access to the path '%.*s' is denied.", STR_ARG(path));
	} else {
		flow = stage_error(
			call->stage, &spec, "Directory %.*s cannot be removed because it is not empty.", STR_ARG(path));
	}
	value_drop(spec.target);
	return flow;
}

static Flow remove_tree(ProviderCall *call, Str path, int depth);

static Flow remove_content(ProviderCall *call, Str path, int depth)
{
	ProviderNames names;
	Flow flow = provider_list(call, path, &names);

	for (size_t i = 0; flow == FLOW_NEXT && i < names.n; i++)
		flow = remove_tree(call, join(call, path, names.p[i].name), depth + 1);
	VEC_RELEASE(&names);
	return flow;
}

/* Reports what cannot go, and goes on with the rest. */
static Flow remove_tree(ProviderCall *call, Str path, int depth)
{
	struct stat info;
	bool folder;
	Buf name = BUF_INIT;
	int error;

	if (!provider_stat(call->in, path, false, &info))
		return FLOW_NEXT;
	folder = S_ISDIR(info.st_mode);
	if (folder && depth < DEPTH_MAX)
		FLOW_TRY(remove_content(call, path, depth));
	if (stage_is_interrupted(call->stage))
		return stage_interrupted(call->stage);
	if (!call->force && !S_ISLNK(info.st_mode) &&
		((is_read_only(&info) && !(folder && provider_has_children(call, path))) ||
			(!folder && str_starts(leaf_of(call, path), S(".")))))
		return remove_denied(call, path, folder);
	provider_file_name(call->in, path, &name);
	error = (folder ? rmdir(name.p) : unlink(name.p)) ? errno : 0;
	buf_release(&name);
	return error ? remove_failed(call, path, folder, error) : FLOW_NEXT;
}

Flow provider_fs_remove(ProviderCall *call, Str path, bool recurse)
{
	struct stat info;
	bool folder = provider_stat(call->in, path, false, &info) && S_ISDIR(info.st_mode);
	Flow flow = FLOW_NEXT;

	(void)recurse; /* whether a folder's content goes with it was asked before */
	while (path.n > 1 && provider_is_slash(path.p[path.n - 1]) &&
		path.n > provider_root_length(call->in, call->def, path))
		path.n--;
	if (!provider_may(call, folder ? "Remove Directory" : "Remove File", path, &flow))
		return flow;
	return remove_tree(call, path, 0);
}

/* ---- Rename-Item ---- */

/* The file name of a new name beside an item: not looked up, so that a change of case is one. */
static void put_beside(ProviderCall *call, Str path, Str name, Buf *out)
{
	size_t slash;

	provider_file_name(call->in, path, out);
	while (out->n > 1 && out->p[out->n - 1] == '/')
		out->n--;
	slash = str_rfind(buf_str(out), S("/"), out->n);
	out->n = slash == STR_NONE ? 0 : slash + 1;
	buf_put(out, name);
}

/* Moves within a file system without ever replacing what is there. */
static bool move_file(const char *from, const char *to)
{
	struct stat info;

	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (lstat(to, &info) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(from, to) == 0;
}

static Flow rename_failed(ProviderCall *call, Str path, Str to, bool folder, int error)
{
	ErrorSpec io = { .category = CAT_WRITE_ERROR, .id = "RenameItemIOError", .exception = EXC_IO };
	ProviderFailure failure = { .prefix = "RenameItem", .path = to, .category = CAT_WRITE_ERROR };
	Flow flow;

	if (folder && error == EEXIST)
		return path_error(call, io, path,
			"Cannot create '{0}' because a file or directory with the same name already exists.", to);
	if (folder && (error == EACCES || error == EPERM))
		return path_error(call, io, path, "Access to the path '{0}' is denied.", path);
	failure.target = value_string(path);
	flow = provider_failed(call, &failure, error);
	value_drop(failure.target);
	return flow;
}

/* A new name is a name alone; ./name and the full path of a neighbour count as one. */
static bool plain_name(ProviderCall *call, Str path, Str *name)
{
	Str parent = provider_parent(call->in, call->arena, call->def, path);

	if (str_starts(*name, S("./")) || str_starts(*name, S(".\\")))
		*name = str_cut(*name, 2, name->n);
	else if (parent.n && str_eq(provider_parent(call->in, call->arena, call->def, *name), parent))
		*name = leaf_of(call, *name);
	for (size_t i = 0; i < name->n; i++)
		if (provider_is_slash(name->p[i]))
			return false;
	return name->n > 0 && !str_eq(*name, S(".")) && !str_eq(*name, S("..")) &&
	       !(runtime_edition(call->in)->windows_paths && str_find_byte(*name, ':', 0) != STR_NONE);
}

static Flow rename_to(ProviderCall *call, Str path, Str name, Str to)
{
	ErrorSpec same = { .category = CAT_WRITE_ERROR, .id = "RenameItemIOError", .exception = EXC_IO };
	Buf from = BUF_INIT, target = BUF_INIT;
	bool folder = is_folder(call, path);
	int error;

	if (str_eq(path, to))
		return folder ? path_error(call, same, path, "Source and destination path must be different.", path)
			      : provider_fs_write(call, path);
	provider_file_name(call->in, path, &from);
	put_beside(call, path, name, &target);
	error = move_file(from.p, target.p) ? 0 : errno;
	buf_release(&from);
	buf_release(&target);
	return error ? rename_failed(call, path, to, folder, error) : provider_fs_write(call, to);
}

Flow provider_fs_rename(ProviderCall *call, Str path, Str name)
{
	ErrorSpec bad = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };
	bool folder = is_folder(call, path);
	Flow flow = FLOW_NEXT;
	Str to;

	if (!plain_name(call, path, &name))
		return stage_error(call->stage, &bad,
			"Cannot rename the specified target, because it represents a path or device name.");
	to = join(call, provider_parent(call->in, call->arena, call->def, path), name);
	if (!provider_may_to(call, folder ? "Rename Directory" : "Rename File", path, to, &flow))
		return flow;
	return rename_to(call, path, name, to);
}

/* ---- copying bytes ---- */

static int copy_bytes(int from, int to)
{
	enum { CHUNK = 1 << 16 };
	char *chunk = malloc(CHUNK);
	ssize_t n = chunk ? 1 : -1;
	int error = 0;

	while (!error && n > 0) {
		n = read(from, chunk, CHUNK);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0 && !io_write_all(to, (Str){ chunk, (size_t)n }))
			error = errno;
	}
	if (n < 0)
		error = chunk ? errno : ENOMEM;
	free(chunk);
	return error;
}

/* Copies content, permissions and the time of the last change.  A copy that fails leaves no new file.  *at_source: the
 * failure was the source's. */
static int copy_file(const char *from, const char *to, bool force, bool *at_source)
{
	struct stat info, before;
	int source = open(from, O_RDONLY | O_CLOEXEC), target, error;
	bool existed = stat(to, &before) == 0;

	*at_source = source < 0;
	if (source < 0)
		return errno;
	if (fstat(source, &info) != 0)
		info.st_mode = 0666;
	if (existed && force && is_read_only(&before))
		chmod(to, before.st_mode | S_IWUSR);
	target = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, info.st_mode & 0777);
	if (target < 0) {
		error = errno;
		close(source);
		return error;
	}
	error = copy_bytes(source, target);
	if (!error && S_ISREG(info.st_mode))
		futimens(target, (const struct timespec[]){ info.st_atim, info.st_mtim });
	close(source);
	if (close(target) != 0 && !error)
		error = errno;
	if (error && !existed)
		unlink(to);
	return error;
}

/* ---- Copy-Item ---- */

static Flow copy_one_file(ProviderCall *call, Str path, Str to)
{
	Buf from = BUF_INIT, target = BUF_INIT;
	struct stat info;
	bool at_source = false;
	int error;

	if (same_file(call, path, to))
		return path_error(call,
			(ErrorSpec){ .category = CAT_WRITE_ERROR, .id = "CopyError", .exception = EXC_IO }, path,
			"Cannot overwrite the item {0} with itself.", path);
	provider_file_name(call->in, path, &from);
	provider_file_name(call->in, to, &target);
	/* root may write everything; a read-only file still wants -Force */
	if (!call->force && stat(target.p, &info) == 0 && is_read_only(&info))
		error = EACCES;
	else
		error = copy_file(from.p, target.p, call->force, &at_source);
	buf_release(&from);
	buf_release(&target);
	if (error)
		return item_failed(call, "CopyFileInfoItem", path, at_source ? path : to, error);
	return provider_fs_write(call, to);
}

static Flow copy_folder(ProviderCall *call, Str path, Str to, bool recurse, int depth);

static Flow copy_content(ProviderCall *call, Str path, Str to, int depth)
{
	ProviderNames names;
	Flow flow = provider_list(call, path, &names);

	for (int folders = 0; flow == FLOW_NEXT && folders < 2; folders++) /* files first */
		for (size_t i = 0; flow == FLOW_NEXT && i < names.n; i++) {
			Str name = names.p[i].name, from = join(call, path, name), target = join(call, to, name);

			if (names.p[i].container != (folders == 1) || !provider_passes(call, name))
				continue;
			if (stage_is_interrupted(call->stage))
				flow = stage_interrupted(call->stage);
			else if (folders)
				flow = copy_folder(call, from, target, true, depth + 1);
			else if (provider_filter_match(call->filter, name))
				flow = copy_one_file(call, from, target);
		}
	VEC_RELEASE(&names);
	return flow;
}

static Flow copy_folder(ProviderCall *call, Str path, Str to, bool recurse, int depth)
{
	struct stat info;

	if (depth >= DEPTH_MAX)
		return FLOW_NEXT;
	if (provider_stat(call->in, to, true, &info) && !call->force) {
		FLOW_TRY(exists_already(call, to));
	} else if (!provider_make_folders(call->in, to)) {
		ProviderFailure failure = { .prefix = "CreateDirectory", .path = to, .category = CAT_WRITE_ERROR };

		return provider_failed(call, &failure, errno);
	} else {
		FLOW_TRY(provider_fs_write(call, to));
	}
	return recurse ? copy_content(call, path, to, depth) : FLOW_NEXT;
}

static Flow copy_container(ProviderCall *call, Str path, Str to, bool recurse)
{
	ErrorSpec leaf = {
		.category = CAT_INVALID_ARGUMENT, .id = "CopyContainerItemToLeafError", .exception = EXC_PS_ARGUMENT
	};
	struct stat info;
	Flow flow = FLOW_NEXT;
	bool there = provider_stat(call->in, to, true, &info);

	if (there && !S_ISDIR(info.st_mode))
		return path_error(call, leaf, path, "Container cannot be copied onto existing leaf item.", path);
	if (there && same_file(call, path, to))
		return path_error(call,
			(ErrorSpec){ .category = CAT_WRITE_ERROR, .id = "CopyError", .exception = EXC_IO }, path,
			"Cannot overwrite the item {0} with itself.", path);
	if (there)
		to = join(call, to, leaf_of(call, path));
	if (is_within(to, path))
		return into_itself(call, "CopyError", to);
	if (!provider_may_to(call, "Copy Directory", path, to, &flow))
		return flow;
	return copy_folder(call, path, to, recurse, 0);
}

Flow provider_fs_copy(ProviderCall *call, Str path, Str to, bool recurse)
{
	Flow flow = FLOW_NEXT;

	if (is_folder(call, path))
		return copy_container(call, path, to, recurse);
	if (is_folder(call, to))
		to = join(call, to, leaf_of(call, path));
	if (!provider_may_to(call, "Copy File", path, to, &flow))
		return flow;
	if (to.n && provider_is_slash(to.p[to.n - 1]))
		return item_failed(call, "CopyFileInfoItem", path, to, EACCES);
	return copy_one_file(call, path, to);
}

/* ---- Move-Item ---- */

/* Over the border of a file system: copied, and removed when all of it is there. */
static int copy_across(const char *from, const char *to, int depth);

static int copy_entries(const char *from, const char *to, int depth)
{
	DIR *dir = opendir(from);
	struct dirent *entry;
	int error = 0;

	if (!dir)
		return errno;
	while (!error && (entry = readdir(dir))) {
		Buf source = BUF_INIT, target = BUF_INIT;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		buf_printf(&source, "%s/%s", from, entry->d_name);
		buf_printf(&target, "%s/%s", to, entry->d_name);
		error = copy_across(source.p, target.p, depth + 1);
		buf_release(&source);
		buf_release(&target);
	}
	closedir(dir);
	return error;
}

static int copy_link(const char *from, const char *to)
{
	char target[PATH_MAX + 1];
	ssize_t n = readlink(from, target, PATH_MAX);

	if (n < 0)
		return errno;
	target[n] = 0;
	return symlink(target, to) ? errno : 0;
}

static int copy_across(const char *from, const char *to, int depth)
{
	struct stat info;
	bool at_source;

	if (lstat(from, &info) != 0)
		return errno;
	if (S_ISLNK(info.st_mode))
		return copy_link(from, to);
	if (!S_ISDIR(info.st_mode))
		return copy_file(from, to, false, &at_source);
	if (depth >= DEPTH_MAX)
		return ELOOP;
	if (mkdir(to, info.st_mode & 0777) != 0)
		return errno;
	return copy_entries(from, to, depth);
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
	(void)info, (void)kind, (void)ftw;
	return remove(path) ? errno : 0;
}

static int move_across(const char *from, const char *to, bool over)
{
	struct stat info;
	int error;

	if (lstat(to, &info) == 0 && (!over || S_ISDIR(info.st_mode)))
		return EEXIST;
	error = copy_across(from, to, 0);
	return error ? error : nftw(from, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static int move_real(ProviderCall *call, Str path, Str to, bool folder)
{
	Buf from = BUF_INIT, target = BUF_INIT;
	bool over = call->force && !folder;
	int error = 0;

	provider_file_name(call->in, path, &from);
	provider_file_name(call->in, to, &target);
	if (over ? rename(from.p, target.p) != 0 : !move_file(from.p, target.p))
		error = errno;
	if (error == EXDEV)
		error = move_across(from.p, target.p, over);
	buf_release(&from);
	buf_release(&target);
	return error;
}

static bool can_leave(ProviderCall *call, Str path)
{
	Buf name = BUF_INIT;
	bool can;

	provider_file_name(call->in, provider_parent(call->in, call->arena, call->def, path), &name);
	can = access(name.p, W_OK) == 0;
	buf_release(&name);
	return can;
}

static Flow move_folder_failed(ProviderCall *call, Str path, Str to, int error)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR, .id = "MoveDirectoryItemIOError", .exception = EXC_IO };
	Flow flow;

	if (error == EEXIST)
		return exists_already(call, to);
	FLOW_TRY(provider_file_item(call->in, path, true, &spec.target));
	if (error == EACCES || error == EPERM)
		flow = stage_error(call->stage, &spec, "Access to the path '%.*s' is denied.", STR_ARG(path));
	else if (error == ENOENT)
		flow = stage_error(call->stage, &spec, "Could not find a part of the path '%.*s'.", STR_ARG(to));
	else
		flow = stage_error(call->stage, &spec, "%s : '%.*s'", strerror(error), STR_ARG(path));
	value_drop(spec.target);
	return flow;
}

Flow provider_fs_move(ProviderCall *call, Str path, Str to)
{
	bool folder = is_folder(call, path);
	Flow flow = FLOW_NEXT;
	int error;

	if (is_folder(call, to) && !(str_eq(path, to) && !folder))
		to = join(call, to, leaf_of(call, path));
	if (!provider_may_to(call, folder ? "Move Directory" : "Move File", path, to, &flow))
		return flow;
	if (folder && is_within(to, path))
		return into_itself(call, "MoveItemArgumentError", to);
	if (str_eq(path, to))
		return provider_fs_write(call, path);
	error = move_real(call, path, to, folder);
	if (!error)
		return provider_fs_write(call, to);
	if (folder)
		return move_folder_failed(call, path, to, error);
	return item_failed(call, "MoveFileInfoItem", path,
		(error == EACCES || error == EPERM) && !can_leave(call, path) ? path : to, error);
}
