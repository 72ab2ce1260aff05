/* directory: System.IO.Directory, and DirectoryInfo's own members. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "shell/types/file_info.h"
#include "shell/types/types_list.h"

enum { BELOW = 1 }; /* SearchOption.AllDirectories */

/* (path[, searchPattern[, searchOption]]) */
static Str pattern_of(const Value *args, size_t n)
{
	return n > 0 ? types_str(args[0]) : S("");
}

static int what_of(int what, const Value *args, size_t n)
{
	return what | (n > 1 && types_int(args[1]) == BELOW ? TYPES_LIST_BELOW : 0);
}

static Flow list_names(Interp *in, const Value *args, size_t n, int what, Value *out)
{
	Array *names = array_new(&type_string_array, 16);
	Flow flow = types_file_list(in, args[0], pattern_of(args + 1, n - 1), what_of(what, args + 1, n - 1), names);

	if (flow == FLOW_NEXT)
		return types_found(out, array_value(names));
	value_drop(array_value(names));
	return flow;
}

TYPE_METHOD(get_files)
{
	return list_names(in, args, n, TYPES_LIST_FILES, out);
}

TYPE_METHOD(get_directories)
{
	return list_names(in, args, n, TYPES_LIST_FOLDERS, out);
}

TYPE_METHOD(get_entries)
{
	return list_names(in, args, n, TYPES_LIST_FILES | TYPES_LIST_FOLDERS, out);
}

TYPE_METHOD(exists)
{
	Buf real = BUF_INIT;
	struct stat info;

	*out = value_bool(false);
	if (types_str(args[0]).n == 0 || str_find_byte(types_str(args[0]), '\0', 0) != STR_NONE)
		return FLOW_NEXT;
	FLOW_TRY(types_path_real(in, args[0], "path", &real));
	*out = value_bool(stat(real.p, &info) == 0 && S_ISDIR(info.st_mode));
	buf_release(&real);
	return FLOW_NEXT;
}

TYPE_METHOD(create)
{
	FLOW_TRY(types_file_make_folder(in, args[0]));
	return types_file_info_new(in, &type_directory_info, args[0], out);
}

TYPE_METHOD(delete)
{
	return types_file_delete_folder(in, args[0], n > 1 && args[1].b);
}

TYPE_METHOD(move)
{
	Value there = VALUE_EMPTY;

	FLOW_TRY(exists(in, self, args, 1, &there));
	if (!there.b)
		return types_file_error(in, ENOTDIR, args[0]);
	return types_file_move(in, args[0], args[1], false);
}

TYPE_METHOD(get_parent)
{
	Value item = VALUE_EMPTY;
	Flow flow;

	FLOW_TRY(types_file_info_new(in, &type_directory_info, args[0], &item));
	flow = types_file_get_directory(in, item, out);
	value_drop(item);
	return flow;
}

TYPE_METHOD(get_root)
{
	return types_found(out, value_string(str_cut(types_str(args[0]), 0, types_path_root(in, types_str(args[0])))));
}

TYPE_METHOD(get_current)
{
	Buf real = BUF_INIT, shown = BUF_INIT;

	runtime_of(in)->real_path(in, S("."), &real);
	while (real.n > 1 && (str_ends(buf_str(&real), S("/.")) || str_ends(buf_str(&real), S("/"))))
		real.n -= real.p[real.n - 1] == '.' ? 2 : 1;
	runtime_of(in)->shown_path(in, real.n ? buf_str(&real) : S("/"), &shown);
	buf_release(&real);
	return types_found(out, types_buf_string(&shown));
}

#define TIME(name)                                                                                                     \
	TYPE_METHOD(get_##name)                                                                                        \
	{                                                                                                              \
		Value item = VALUE_EMPTY;                                                                              \
		bool found;                                                                                            \
		Flow flow;                                                                                             \
                                                                                                                       \
		FLOW_TRY(types_file_info_new(in, &type_directory_info, args[0], &item));                               \
		flow = member_get(in, item, S(#name), NULL, out, &found);                                              \
		value_drop(item);                                                                                      \
		return flow;                                                                                           \
	}
TIME(CreationTime)
TIME(LastAccessTime)
TIME(LastWriteTime)

#define LIST(name, result, fn)                                                                                         \
	METHOD(name, "static " result " " name "(string path)", fn),                                                   \
		METHOD(name, "static " result " " name "(string path, string searchPattern)", fn),                     \
		METHOD(name,                                                                                           \
			"static " result " " name                                                                      \
			"(string path, string searchPattern, System.IO.SearchOption searchOption)",                    \
			fn)
#define NAMES "System.Collections.Generic.IEnumerable[string]"

static const MethodDef static_methods[] = {
	METHOD("CreateDirectory", "static System.IO.DirectoryInfo CreateDirectory(string path)", create),
	METHOD("Delete", "static void Delete(string path)", delete),
	METHOD("Delete", "static void Delete(string path, bool recursive)", delete),
	LIST("EnumerateDirectories", NAMES, get_directories),
	LIST("EnumerateFiles", NAMES, get_files),
	LIST("EnumerateFileSystemEntries", NAMES, get_entries),
	METHOD("Exists", "static bool Exists(string path)", exists),
	METHOD("GetCreationTime", "static datetime GetCreationTime(string path)", get_CreationTime),
	METHOD("GetCurrentDirectory", "static string GetCurrentDirectory()", get_current),
	LIST("GetDirectories", "string[]", get_directories),
	METHOD("GetDirectoryRoot", "static string GetDirectoryRoot(string path)", get_root),
	LIST("GetFiles", "string[]", get_files),
	LIST("GetFileSystemEntries", "string[]", get_entries),
	METHOD("GetLastAccessTime", "static datetime GetLastAccessTime(string path)", get_LastAccessTime),
	METHOD("GetLastWriteTime", "static datetime GetLastWriteTime(string path)", get_LastWriteTime),
	METHOD("GetParent", "static System.IO.DirectoryInfo GetParent(string path)", get_parent),
	METHOD("Move", "static void Move(string sourceDirName, string destDirName)", move),
	METHODS_END,
};
static const TypeMembers members = { .static_methods = static_methods };

const TypeDef type_directory = {
	.name = "System.IO.Directory", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};

/* ---- DirectoryInfo ---- */

static Value full_name(Interp *in, Value self)
{
	Value full = VALUE_NULL;
	bool found;

	if (member_get(in, self, S("FullName"), NULL, &full, &found) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	return full;
}

TYPE_METHOD(make)
{
	return types_file_info_new(in, &type_directory_info, args[0], out);
}

static Flow list_items(Interp *in, Value self, const Value *args, size_t n, int what, Value *out)
{
	const TypeDef *type = what == TYPES_LIST_FILES     ? &type_file_info
			      : what == TYPES_LIST_FOLDERS ? &type_directory_info
							   : &type_file_system_info;
	Value full = full_name(in, self);
	Flow flow = types_file_info_list(in, full, pattern_of(args, n), what_of(what, args, n), type, out);

	value_drop(full);
	return flow;
}

TYPE_METHOD(files_below)
{
	return list_items(in, self, args, n, TYPES_LIST_FILES, out);
}

TYPE_METHOD(folders_below)
{
	return list_items(in, self, args, n, TYPES_LIST_FOLDERS, out);
}

TYPE_METHOD(all_below)
{
	return list_items(in, self, args, n, TYPES_LIST_FILES | TYPES_LIST_FOLDERS, out);
}

TYPE_METHOD(create_here)
{
	Value full = full_name(in, self);
	Flow flow = types_file_make_folder(in, full);

	value_drop(full);
	return flow;
}

TYPE_METHOD(create_below)
{
	Value full = full_name(in, self), path;
	Buf joined = BUF_INIT;
	Flow flow;

	types_path_join(in, types_str(full), types_str(args[0]), &joined);
	path = types_buf_string(&joined);
	flow = create(in, VALUE_EMPTY, &path, 1, out);
	value_drop(path);
	value_drop(full);
	return flow;
}

TYPE_METHOD(delete_here)
{
	Value full = full_name(in, self);
	Flow flow = types_file_delete_folder(in, full, n && args[0].b);

	value_drop(full);
	return flow;
}

TYPE_METHOD(move_here)
{
	Value full = full_name(in, self);
	Flow flow = types_file_move(in, full, args[0], false);

	value_drop(full);
	return flow;
}

#define BELOW_LIST(name, result, fn)                                                                                   \
	METHOD(name, result " " name "()", fn), METHOD(name, result " " name "(string searchPattern)", fn),            \
		METHOD(name, result " " name "(string searchPattern, System.IO.SearchOption searchOption)", fn)
#define EACH(type) "System.Collections.Generic.IEnumerable[" type "]"

const MethodDef types_directory_methods[] = {
	METHOD("Create", "void Create()", create_here),
	METHOD("CreateSubdirectory", "System.IO.DirectoryInfo CreateSubdirectory(string path)", create_below),
	METHOD("Delete", "void Delete()", delete_here),
	METHOD("Delete", "void Delete(bool recursive)", delete_here),
	BELOW_LIST("EnumerateDirectories", EACH("System.IO.DirectoryInfo"), folders_below),
	BELOW_LIST("EnumerateFiles", EACH("System.IO.FileInfo"), files_below),
	BELOW_LIST("EnumerateFileSystemInfos", EACH("System.IO.FileSystemInfo"), all_below),
	BELOW_LIST("GetDirectories", "System.IO.DirectoryInfo[]", folders_below),
	BELOW_LIST("GetFiles", "System.IO.FileInfo[]", files_below),
	BELOW_LIST("GetFileSystemInfos", "System.IO.FileSystemInfo[]", all_below),
	METHOD("MoveTo", "void MoveTo(string destDirName)", move_here),
	METHODS_END,
};
const MethodDef types_directory_constructors[] = { NEW("System.IO.DirectoryInfo new(string path)", make), METHODS_END };
