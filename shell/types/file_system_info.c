/* file_system_info: System.IO.FileSystemInfo: what FileInfo and DirectoryInfo share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/file_system_info.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/types/file_info.h"
#include "shell/types/types_list.h"

typedef struct Item {
	Value original, full; /* strings: as given, and the whole path as scripts see it */
	Buf real;             /* file name of the machine */
	struct stat info;
	bool asked, there, link; /* link: a symbolic one; info is of what it points to, if that is there */
} Item;

static Item *peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT ? v.object->payload : NULL;
}

static void free_item(Object *object, ValueDrops *drops)
{
	Item *item = object->payload;

	value_drop_later(drops, item->original);
	value_drop_later(drops, item->full);
	buf_release(&item->real);
	free(item);
}

Flow types_file_info_new(Interp *in, const TypeDef *type, Value path, Value *out)
{
	Buf real = BUF_INIT, shown = BUF_INIT;
	Item *item;
	Flow flow = types_path_real(in, path, type == &type_file_info ? "fileName" : "path", &real);

	if (flow != FLOW_NEXT) {
		buf_release(&real);
		return flow;
	}
	runtime_of(in)->shown_path(in, buf_str(&real), &shown);
	item = MEM_NEW(Item);
	item->original = value_string(types_str(path));
	item->full = types_buf_string(&shown);
	item->real = real;
	return types_found(out, object_value(object_new_native(type, item)));
}

const struct stat *types_file_info_stat(Value v)
{
	Item *item = peek(v);
	struct stat target;

	if (!item->asked) {
		item->asked = true;
		item->there = lstat(item->real.p, &item->info) == 0;
		item->link = item->there && S_ISLNK(item->info.st_mode);
		if (item->link && stat(item->real.p, &target) == 0)
			item->info = target;
	}
	return item->there ? &item->info : NULL;
}

static Str full_of(Value v)
{
	return types_str(peek(v)->full);
}

/* ---- text ---- */

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, types_str(peek(self)->original));
	return FLOW_NEXT;
}

static bool equal(Value a, Value b)
{
	return a.object == b.object;
}

TYPE_GET(get_name)
{
	Str full = full_of(self), name = types_path_name(in, full);

	/* a folder's name does not end at its last separator; a root is its own name */
	if (name.n == 0) {
		while (full.n > types_path_root(in, full) && types_path_is_separator(in, full.p[full.n - 1]))
			full.n--;
		name = types_path_name(in, full);
	}
	return types_found(out, value_string(name.n ? name : full));
}

TYPE_GET(get_full_name)
{
	return types_found(out, value_ref(peek(self)->full));
}

TYPE_GET(get_extension)
{
	return types_found(out, value_string(types_path_extension(in, full_of(self))));
}

/* The name without its extension; a folder's whole name. */
TYPE_GET(get_base_name)
{
	Value name = VALUE_EMPTY;
	Str text, extension;

	FLOW_TRY(get_name(in, self, &name));
	text = types_str(name);
	extension = type_of(self) == &type_file_info ? types_path_extension(in, text) : S("");
	*out = value_string(str_cut(text, 0, text.n - extension.n));
	value_drop(name);
	return FLOW_NEXT;
}

/* ---- times ---- */

/* .NET gives the year 1601 for a file that is not there. */
#define NO_TIME INT64_C(504911232000000000)

static Flow get_time(Interp *in, Value self, char which, bool utc, Value *out)
{
	const struct stat *info = types_file_info_stat(self);
	int64_t ticks = info ? types_file_time(in, info, which, utc) : NO_TIME;

	return types_found(out, value_datetime(ticks, utc ? MOMENT_UTC : MOMENT_LOCAL));
}

/* The time of birth cannot be set. */
static Flow set_time(Interp *in, Value self, Value to, char which, bool utc)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_nsec = UTIME_OMIT } };
	int64_t ticks = utc || to.flags == MOMENT_UTC ? to.i64 : moment_to_utc(runtime_of(in)->env, to.i64);
	Item *item = peek(self);

	if (which == 'c')
		return FLOW_NEXT;
	times[which == 'w'].tv_sec = moment_to_unix(ticks);
	times[which == 'w'].tv_nsec = ticks % MOMENT_TICKS_PER_SECOND * 100;
	item->asked = false;
	if (utimensat(AT_FDCWD, item->real.p, times, 0) != 0)
		return types_io(in, errno, buf_str(&item->real));
	return FLOW_NEXT;
}

#define TIME(name, which, utc)                                                                                         \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		return get_time(in, self, which, utc, out);                                                            \
	}                                                                                                              \
	TYPE_SET(set_##name)                                                                                           \
	{                                                                                                              \
		return set_time(in, self, to, which, utc);                                                             \
	}
TIME(created, 'c', false)
TIME(created_utc, 'c', true)
TIME(accessed, 'a', false)
TIME(accessed_utc, 'a', true)
TIME(written, 'w', false)
TIME(written_utc, 'w', true)

/* ---- attributes ---- */

static int64_t attributes_of(Interp *in, Value self)
{
	const struct stat *info = types_file_info_stat(self);
	int64_t attributes = info ? types_file_attributes(in, info, types_path_name(in, full_of(self))) : -1;

	return info && peek(self)->link ? attributes | 1024 : attributes;
}

TYPE_GET(get_attributes)
{
	return types_found(out, value_enum(&type_file_attributes, attributes_of(in, self)));
}

static Flow set_read_only(Interp *in, Value self, bool read_only)
{
	Item *item = peek(self);
	const struct stat *info = types_file_info_stat(self);
	mode_t mode = info ? info->st_mode : 0;

	if (!info)
		return types_io(in, ENOENT, buf_str(&item->real));
	mode = read_only ? mode & ~(mode_t)(S_IWUSR | S_IWGRP | S_IWOTH) : mode | S_IWUSR;
	item->asked = false;
	return chmod(item->real.p, mode & 07777) == 0 ? FLOW_NEXT : types_io(in, errno, buf_str(&item->real));
}

TYPE_SET(set_attributes)
{
	return set_read_only(in, self, types_int(to) & 1);
}

TYPE_GET(get_read_only)
{
	return types_found(out, value_bool(types_file_info_stat(self) && (attributes_of(in, self) & 1)));
}

TYPE_SET(set_read_only_flag)
{
	return set_read_only(in, self, to.b);
}

TYPE_GET(get_exists)
{
	const struct stat *info = types_file_info_stat(self);

	return types_found(out, value_bool(info && S_ISDIR(info->st_mode) == (type_of(self) == &type_directory_info)));
}

/* "-a----", "d-----": Desktop has six letters, Core five. */
TYPE_GET(get_mode)
{
	static const struct {
		char letter;
		int64_t bit;
	} letters[] = { { 'd', 16 }, { 'a', 32 }, { 'r', 1 }, { 'h', 2 }, { 's', 4 }, { 'l', 1024 } };
	bool core = runtime_edition(in)->where & WHERE_CORE;
	int64_t attributes = types_file_info_stat(self) ? attributes_of(in, self) : 0;
	char text[sizeof(letters) / sizeof(letters[0])];

	for (size_t i = 0; i < COUNT(letters); i++)
		text[i] = (char)(attributes & letters[i].bit ? letters[i].letter : '-');
	if (core && (attributes & 1024))
		text[0] = 'l'; /* Core shows a link in front */
	return types_found(out, value_string((Str){ text, core ? 5 : 6 }));
}

/* ---- what Core shows on Unix ---- */

TYPE_GET(get_unix_mode)
{
	static const char letters[] = "rwxrwxrwx";
	const struct stat *info = types_file_info_stat(self);
	char text[10];

	if (!info)
		return types_found(out, VALUE_NULL);
	text[0] = peek(self)->link ? 'l' : S_ISDIR(info->st_mode) ? 'd' : '-';
	for (int i = 0; i < 9; i++)
		text[i + 1] = (char)(info->st_mode & (0400U >> i) ? letters[i] : '-');
	if (info->st_mode & S_ISUID)
		text[3] = text[3] == 'x' ? 's' : 'S';
	if (info->st_mode & S_ISGID)
		text[6] = text[6] == 'x' ? 's' : 'S';
	if (info->st_mode & S_ISVTX)
		text[9] = text[9] == 'x' ? 't' : 'T';
	return types_found(out, value_string((Str){ text, sizeof(text) }));
}

enum { NAME_ROOM = 4096 };

TYPE_GET(get_user)
{
	const struct stat *info = types_file_info_stat(self);
	struct passwd entry, *found = NULL;
	char room[NAME_ROOM];

	if (!info)
		return types_found(out, VALUE_NULL);
	if (getpwuid_r(info->st_uid, &entry, room, sizeof(room), &found) == 0 && found)
		return types_found(out, value_string_c(entry.pw_name));
	return types_found(out, value_printf("%lu", (unsigned long)info->st_uid));
}

TYPE_GET(get_group)
{
	const struct stat *info = types_file_info_stat(self);
	struct group entry, *found = NULL;
	char room[NAME_ROOM];

	if (!info)
		return types_found(out, VALUE_NULL);
	if (getgrgid_r(info->st_gid, &entry, room, sizeof(room), &found) == 0 && found)
		return types_found(out, value_string_c(entry.gr_name));
	return types_found(out, value_printf("%lu", (unsigned long)info->st_gid));
}

TYPE_GET(get_size)
{
	const struct stat *info = types_file_info_stat(self);

	return types_found(out, info ? value_long(info->st_size) : VALUE_NULL);
}

TYPE_GET(get_unix_file_mode)
{
	const struct stat *info = types_file_info_stat(self);

	return types_found(out, value_enum(&type_unix_file_mode, info ? (int64_t)(info->st_mode & 07777) : -1));
}

/* ---- links ---- */

TYPE_GET(get_link_type)
{
	(void)types_file_info_stat(self);
	return types_found(out, peek(self)->link ? value_string_c("SymbolicLink") : VALUE_NULL);
}

TYPE_GET(get_target)
{
	Item *item = peek(self);
	char target[NAME_ROOM];
	ssize_t n;

	(void)types_file_info_stat(self);
	n = item->link ? readlink(item->real.p, target, sizeof(target)) : -1;
	return types_found(out, n < 0 ? VALUE_NULL : value_string((Str){ target, (size_t)n }));
}

/* The path that is reached in the end. */
TYPE_GET(get_resolved_target)
{
	Item *item = peek(self);
	Buf shown = BUF_INIT;
	char *real = realpath(item->real.p, NULL);

	if (!real)
		return types_found(out, value_ref(item->full));
	runtime_of(in)->shown_path(in, str_from(real), &shown);
	free(real);
	return types_found(out, types_buf_string(&shown));
}

TYPE_METHOD(refresh)
{
	peek(self)->asked = false;
	return FLOW_NEXT;
}

/* ---- listing ---- */

Flow types_file_info_list(Interp *in, Value folder, Str pattern, int what, const TypeDef *type, Value *out)
{
	Array *names = array_new_objects(), *items = array_new(type_set_array_of(runtime_of(in)->types, type), 16);
	Flow flow = types_file_list(in, folder, pattern, what, names);

	for (size_t i = 0; flow == FLOW_NEXT && i < names->n; i++) {
		const TypeDef *as = type;
		Value item = VALUE_EMPTY;
		const struct stat *info;

		flow = types_file_info_new(
			in, as == &type_file_system_info ? &type_file_info : as, names->items[i], &item);
		if (flow != FLOW_NEXT)
			break;
		info = types_file_info_stat(item);
		if (as == &type_file_system_info && info && S_ISDIR(info->st_mode)) {
			value_drop(item);
			flow = types_file_info_new(in, &type_directory_info, names->items[i], &item);
		}
		array_push_take(items, item);
	}
	value_drop(array_value(names));
	if (flow == FLOW_NEXT)
		return types_found(out, array_value(items));
	value_drop(array_value(items));
	return flow;
}

Flow types_file_info_set(Interp *in, Value item, Str name, Value to)
{
	return member_set(in, item, name, to);
}

/* ---- tables ---- */

const PropDef types_file_info_props[] = {
	PROP("Exists", "System.Boolean", get_exists),
	PROP("FullName", "System.String", get_full_name),
	PROP("Extension", "System.String", get_extension),
	PROP_RW("CreationTime", "System.DateTime", get_created, set_created),
	PROP_RW("CreationTimeUtc", "System.DateTime", get_created_utc, set_created_utc),
	PROP_RW("LastAccessTime", "System.DateTime", get_accessed, set_accessed),
	PROP_RW("LastAccessTimeUtc", "System.DateTime", get_accessed_utc, set_accessed_utc),
	PROP_RW("LastWriteTime", "System.DateTime", get_written, set_written),
	PROP_RW("LastWriteTimeUtc", "System.DateTime", get_written_utc, set_written_utc),
	PROP_IN_CORE("LinkTarget", "System.String", get_target),
	PROP_IN_CORE("UnixFileMode", "System.IO.UnixFileMode", get_unix_file_mode),
	PROP_RW("Attributes", "System.IO.FileAttributes", get_attributes, set_attributes),
	PROPS_END,
};

/* Properties PowerShell adds, which stand before .NET's own. */
#define CODE(name, type, get)                                                                                          \
	{                                                                                                              \
		name, type, get, NULL, PROP_CODE                                                                       \
	}
#define CODE_IN_CORE(name, type, get)                                                                                  \
	{                                                                                                              \
		name, type, get, NULL, PROP_CODE | PROP_CORE                                                           \
	}
#define ADDED                                                                                                          \
	CODE_IN_CORE("UnixMode", "System.String", get_unix_mode), CODE_IN_CORE("User", "System.String", get_user),     \
		CODE_IN_CORE("Group", "System.String", get_group), CODE_IN_CORE("Size", "System.Int64", get_size),     \
		CODE("Mode", "System.String", get_mode),                                                               \
		CODE_IN_CORE("ModeWithoutHardLink", "System.String", get_mode)
#define LINKS                                                                                                          \
	{ "BaseName", "System.Object", get_base_name, NULL, PROP_SCRIPT },                                             \
		CODE_IN_CORE("ResolvedTarget", "System.String", get_resolved_target),                                  \
		CODE("Target", "System.String", get_target), CODE("LinkType", "System.String", get_link_type),         \
		PROP("Name", "System.String", get_name)

static const PropDef file_props[] = {
	ADDED,
	{ "VersionInfo", "System.Object", types_file_version_info, NULL, PROP_SCRIPT },
	LINKS,
	PROP("Length", "System.Int64", types_file_get_length),
	PROP("DirectoryName", "System.String", types_file_get_directory_name),
	PROP("Directory", "System.IO.DirectoryInfo", types_file_get_directory),
	PROP_RW("IsReadOnly", "System.Boolean", get_read_only, set_read_only_flag),
	PROPS_END,
};
static const PropDef directory_props[] = {
	ADDED,
	LINKS,
	PROP("Parent", "System.IO.DirectoryInfo", types_file_get_directory),
	PROP("Root", "System.IO.DirectoryInfo", types_file_get_root),
	PROPS_END,
};
static const MethodDef methods[] = { METHOD("Refresh", "void Refresh()", refresh), METHODS_END };
static const TypeMembers members = { .props = types_file_info_props, .methods = methods };
static const TypeMembers file_members = {
	.props = file_props, .methods = types_file_methods, .constructors = types_file_constructors
};
static const TypeMembers directory_members = {
	.props = directory_props, .methods = types_directory_methods, .constructors = types_directory_constructors
};
static const TypeOps ops = { .free = free_item, .text = put_text, .equal = equal };

const TypeDef type_file_system_info = {
	.name = "System.IO.FileSystemInfo",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT | TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
};
const TypeDef type_file_info = {
	.name = "System.IO.FileInfo",
	.base = &type_file_system_info,
	.flags = TYPE_BASE_TEXT,
	.members = &file_members,
	.ops = &ops,
	.view = &types_file_info_view,
};
const TypeDef type_directory_info = {
	.name = "System.IO.DirectoryInfo",
	.base = &type_file_system_info,
	.flags = TYPE_BASE_TEXT,
	.members = &directory_members,
	.ops = &ops,
	.view = &types_file_info_view,
};
