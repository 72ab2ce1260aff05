/* file_info: System.IO.FileInfo's own members, and the version block of a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/file_info.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "shell/types/types_list.h"

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
	return types_file_info_new(in, &type_file_info, args[0], out);
}

Flow types_file_get_length(UNUSED Interp *in, Value self, Value *out)
{
	const struct stat *info = types_file_info_stat(self);

	return types_found(out, info && !S_ISDIR(info->st_mode) ? value_long(info->st_size) : VALUE_NULL);
}

Flow types_file_get_directory_name(Interp *in, Value self, Value *out)
{
	Value full = full_name(in, self);
	Str parent;

	*out = types_path_parent(in, types_str(full), &parent) ? value_string(parent) : VALUE_NULL;
	value_drop(full);
	return FLOW_NEXT;
}

Flow types_file_get_directory(Interp *in, Value self, Value *out)
{
	Value full = full_name(in, self), folder;
	Str path = types_str(full), parent;
	Flow flow = FLOW_NEXT;

	*out = VALUE_NULL;
	while (path.n > types_path_root(in, path) && types_path_is_separator(in, path.p[path.n - 1]))
		path.n--;
	if (types_path_parent(in, path, &parent)) {
		folder = value_string(parent);
		flow = types_file_info_new(in, &type_directory_info, folder, out);
		value_drop(folder);
	}
	value_drop(full);
	return flow;
}

Flow types_file_get_root(Interp *in, Value self, Value *out)
{
	Value full = full_name(in, self);
	Value root = value_string(str_cut(types_str(full), 0, types_path_root(in, types_str(full))));
	Flow flow = types_file_info_new(in, &type_directory_info, root, out);

	value_drop(root);
	value_drop(full);
	return flow;
}

/* ---- methods: those of System.IO.File on the full name ---- */

static Flow by_file(Interp *in, Value self, Str name, const Value *args, size_t n, Value *out)
{
	Value all[4];
	Flow flow;

	all[0] = full_name(in, self);
	for (size_t i = 0; i < n && i < 3; i++)
		all[i + 1] = args[i];
	flow = member_call_static(in, &type_file, name, all, n + 1, out);
	value_drop(all[0]);
	/* the caller wraps what a member throws, once */
	return flow == FLOW_THROW ? types_rethrow_inner(in) : flow;
}

TYPE_METHOD(copy_to)
{
	FLOW_TRY(by_file(in, self, S("Copy"), args, n, out));
	return types_file_info_new(in, &type_file_info, args[0], out);
}

TYPE_METHOD(move_to)
{
	return by_file(in, self, S("Move"), args, n, out);
}

#define AS_FILE(name, called)                                                                                          \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		return by_file(in, self, S(called), args, n, out);                                                     \
	}
AS_FILE(delete, "Delete")
AS_FILE(create, "Create")
AS_FILE(open_file, "Open")
AS_FILE(open_read, "OpenRead")
AS_FILE(open_write, "OpenWrite")
AS_FILE(open_text, "OpenText")
AS_FILE(create_text, "CreateText")
AS_FILE(append_text, "AppendText")

const MethodDef types_file_methods[] = {
	METHOD("AppendText", "System.IO.StreamWriter AppendText()", append_text),
	METHOD("CopyTo", "System.IO.FileInfo CopyTo(string destFileName)", copy_to),
	METHOD("CopyTo", "System.IO.FileInfo CopyTo(string destFileName, bool overwrite)", copy_to),
	METHOD("Create", "System.IO.FileStream Create()", create),
	METHOD("CreateText", "System.IO.StreamWriter CreateText()", create_text),
	METHOD("Delete", "void Delete()", delete),
	METHOD("MoveTo", "void MoveTo(string destFileName)", move_to),
	METHOD_CORE("MoveTo", "void MoveTo(string destFileName, bool overwrite)", move_to),
	METHOD("Open", "System.IO.FileStream Open(System.IO.FileMode mode)", open_file),
	METHOD("Open", "System.IO.FileStream Open(System.IO.FileMode mode, System.IO.FileAccess access)", open_file),
	METHOD("OpenRead", "System.IO.FileStream OpenRead()", open_read),
	METHOD("OpenText", "System.IO.StreamReader OpenText()", open_text),
	METHOD("OpenWrite", "System.IO.FileStream OpenWrite()", open_write),
	METHODS_END,
};
const MethodDef types_file_constructors[] = { NEW("System.IO.FileInfo new(string fileName)", make), METHODS_END };

/* ---- FileVersionInfo: no file here has one, so only its layout is left ---- */

typedef struct Version {
	Value path;
} Version;

static Str path_of(Value v)
{
	const Version *version = object_payload_peek(v, &type_file_version_info);

	return types_str(version->path);
}

static void free_version(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, ((Version *)object->payload)->path);
	free(object->payload);
}

Flow types_file_version_info(Interp *in, Value self, Value *out)
{
	Version *version = MEM_NEW(Version);

	version->path = full_name(in, self);
	return types_found(out, object_value(object_new_native(&type_file_version_info, version)));
}

static Flow put_version(UNUSED Interp *in, Value self, Buf *out)
{
	static const char *const empty[] = { "InternalName:     ", "OriginalFilename: ", "FileVersion:      ",
		"FileDescription:  ", "Product:          ", "ProductVersion:   " };
	static const char *const flags[] = { "Debug:            False", "Patched:          False",
		"PreRelease:       False", "PrivateBuild:     False", "SpecialBuild:     False", "Language:         " };
	const char *newline = runtime_edition(in)->newline;

	buf_printf(out, "File:             %.*s%s", STR_ARG(path_of(self)), newline);
	for (size_t i = 0; i < COUNT(empty); i++)
		buf_printf(out, "%s%s", empty[i], newline);
	for (size_t i = 0; i < COUNT(flags); i++)
		buf_printf(out, "%s%s", flags[i], newline);
	return FLOW_NEXT;
}

TYPE_GET(get_file_name)
{
	return types_found(out, value_string(path_of(self)));
}

TYPE_GET(get_nothing)
{
	return types_found(out, VALUE_NULL);
}

static const PropDef version_props[] = {
	PROP("ProductVersion", "System.String", get_nothing),
	PROP("FileVersion", "System.String", get_nothing),
	PROP("FileName", "System.String", get_file_name),
	PROP("FileDescription", "System.String", get_nothing),
	PROP("ProductName", "System.String", get_nothing),
	PROP("CompanyName", "System.String", get_nothing),
	PROPS_END,
};
static const TypeMembers version_members = { .props = version_props };
static const TypeOps version_ops = { .free = free_version, .text = put_version };
static const ViewItem version_columns[] = { { .prop = "ProductVersion", .width = 16 },
	{ .prop = "FileVersion", .width = 16 }, { .prop = "FileName" }, { 0 } };
static const ViewDef version_view = { .shape = VIEW_TABLE, .items = version_columns };

const TypeDef type_file_version_info = {
	.name = "System.Diagnostics.FileVersionInfo",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &version_members,
	.ops = &version_ops,
	.view = &version_view,
};

/* ---- how folders are listed (reference 14) ---- */

static Flow property(Interp *in, Value self, Str name, Value *out)
{
	bool found;

	return member_get(in, self, name, NULL, out, &found);
}

/* "  1/15/2024   3:04 PM": the date in ten columns, the time in eight. */
static Flow put_written(Interp *in, Value self, const char *between, Value *out)
{
	Value when = VALUE_EMPTY;
	Buf date = BUF_INIT, time_of_day = BUF_INIT;

	FLOW_TRY(property(in, self, S("LastWriteTime"), &when));
	FLOW_TRY(types_put(in, when, S("d"), VALUE_NULL, &date));
	FLOW_TRY(types_put(in, when, S("t"), VALUE_NULL, &time_of_day));
	*out = value_printf("%10s%s%8s", date.p, between, time_of_day.p);
	buf_release(&date);
	buf_release(&time_of_day);
	return FLOW_NEXT;
}

static Flow cell_written(Interp *in, Value self, Value *out)
{
	return put_written(in, self, "  ", out);
}

/* Core on Unix: "11/22/2026 20:47". */
static Flow cell_written_core(Interp *in, Value self, Value *out)
{
	Value when = VALUE_EMPTY;
	Buf text = BUF_INIT;

	FLOW_TRY(property(in, self, S("LastWriteTime"), &when));
	FLOW_TRY(types_put(in, when, S("d"), VALUE_NULL, &text));
	buf_put_char(&text, ' ');
	FLOW_TRY(types_put(in, when, S("HH:mm"), VALUE_NULL, &text));
	return types_found(out, types_buf_string(&text));
}

static Flow cell_length(Interp *in, Value self, Value *out)
{
	return type_of(self) == &type_file_info ? property(in, self, S("Length"), out)
						: types_found(out, value_string(S("")));
}

/* Folders stand in brackets, as dir /w has them. */
static Flow cell_wide(Interp *in, Value self, Value *out)
{
	Value name = VALUE_EMPTY;

	FLOW_TRY(property(in, self, S("Name"), &name));
	if (type_of(self) == &type_file_info)
		return types_found(out, name);
	*out = value_printf("[%.*s]", STR_ARG(types_str(name)));
	value_drop(name);
	return FLOW_NEXT;
}

/* Core shows where a link leads. */
static Flow cell_name(Interp *in, Value self, Value *out)
{
	Value name = VALUE_EMPTY, target = VALUE_EMPTY;

	FLOW_TRY(property(in, self, S("Name"), &name));
	FLOW_TRY(property(in, self, S("Target"), &target));
	if (!value_is_string(target))
		return types_found(out, name);
	*out = value_printf("%.*s -> %.*s", STR_ARG(types_str(name)), STR_ARG(types_str(target)));
	value_drop(name);
	value_drop(target);
	return FLOW_NEXT;
}

/* The folder a listing is of: what stands behind the provider's name. */
static Flow folder_of(Interp *in, Value self, Value *out)
{
	Value parent = VALUE_EMPTY;
	size_t at;

	FLOW_TRY(property(in, self, S("PSParentPath"), &parent));
	at = str_find(types_str(parent), S("::"), 0);
	*out = value_string(str_cut(types_str(parent), at == STR_NONE ? 0 : at + 2, types_str(parent).n));
	value_drop(parent);
	return FLOW_NEXT;
}

static const ViewItem desktop_columns[] = {
	{ .label = "Mode", .prop = "Mode", .width = 7, .align = 'l' },
	{ .label = "LastWriteTime", .text = cell_written, .width = 25, .align = 'r' },
	{ .label = "Length", .text = cell_length, .width = 14, .align = 'r' },
	{ .prop = "Name" },
	{ 0 },
};
static const ViewItem core_columns[] = {
	{ .label = "UnixMode", .prop = "UnixMode", .width = 10, .align = 'l' },
	{ .label = "User", .prop = "User", .width = 10, .align = 'r' },
	{ .label = "Group", .prop = "Group", .width = 10, .align = 'l' },
	{ .label = "LastWriteTime", .text = cell_written_core, .width = 16, .align = 'r' },
	{ .label = "Size", .prop = "Size", .width = 12, .align = 'r' },
	{ .label = "Name", .text = cell_name, .align = 'l' },
	{ 0 },
};
#define FILE_ONLY .only = "System.IO.FileInfo"
static const ViewItem file_rows[] = {
	{ .prop = "Name" },
	{ .prop = "Length", FILE_ONLY },
	{ .prop = "CreationTime" },
	{ .prop = "LastWriteTime" },
	{ .prop = "LastAccessTime" },
	{ .prop = "Mode" },
	{ .prop = "LinkType" },
	{ .prop = "Target" },
	{ .prop = "VersionInfo", FILE_ONLY },
	{ 0 },
};
static const ViewItem wide_items[] = { { .label = "Name", .text = cell_wide }, { 0 } };

#define GROUPED .group_by = "PSParentPath", .group_label = "Directory", .group = folder_of, .group_indent = 4
static const ViewDef wide_view = { .shape = VIEW_WIDE, .items = wide_items, GROUPED };
static const ViewDef list_view = { .shape = VIEW_LIST, .items = file_rows, GROUPED, .next = &wide_view };
static const ViewDef core_view = {
	.shape = VIEW_TABLE, .items = core_columns, GROUPED, .where = WHERE_CORE, .next = &list_view
};
const ViewDef types_file_info_view = {
	.shape = VIEW_TABLE, .items = desktop_columns, GROUPED, .where = WHERE_DESKTOP, .next = &core_view
};
