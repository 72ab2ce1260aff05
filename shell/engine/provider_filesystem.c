/* provider_filesystem: files and folders: what is there, and making it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"
#include "shell/value/convert.h"

/* ---- files of the machine ---- */

bool provider_stat(Interp *in, Str path, bool follow, struct stat *info)
{
	Buf name = BUF_INIT;
	bool ok;

	provider_file_name(in, path, &name);
	ok = (follow ? stat(name.p, info) : lstat(name.p, info)) == 0;
	buf_release(&name);
	return ok;
}

static bool is_folder(Interp *in, Str path)
{
	struct stat info;

	return provider_stat(in, path, true, &info) && S_ISDIR(info.st_mode);
}

bool provider_make_folders(Interp *in, Str path)
{
	Buf name = BUF_INIT;
	bool ok = true;

	provider_file_name(in, path, &name);
	for (size_t i = 1; ok && i <= name.n; i++) {
		char c = (char)(i < name.n ? name.p[i] : '/');

		if (c != '/' || name.p[i - 1] == '/')
			continue;
		name.p[i] = 0;
		ok = mkdir(name.p, 0777) == 0 || errno == EEXIST;
		name.p[i] = i < name.n ? '/' : 0;
	}
	if (ok && !is_folder(in, path)) {
		errno = EEXIST;
		ok = false;
	}
	buf_release(&name);
	return ok;
}

/* ---- FileInfo and DirectoryInfo ---- */

/* The types live in a higher room: known by name, and made by their constructor from a path. */
const MethodDef *provider_constructor(Interp *in, Str name, size_t n, const TypeDef **type)
{
	const TypeMembers *members;
	const MethodDef *method;

	*type = type_set_find(in->rt.types, name);
	members = *type ? type_set_members(in->rt.types, *type) : NULL;
	if (!members || !members->constructors)
		return NULL;
	for (method = members->constructors; method->name; method++) {
		size_t commas = 0;

		for (const char *p = method->signature; *p; p++)
			commas += *p == ',';
		if (commas + 1 == n && !strstr(method->signature, "()"))
			return method;
	}
	return NULL;
}

Flow provider_file_item(Interp *in, Str path, bool container, Value *out)
{
	Provider *providers = in->providers;
	const TypeDef **type = container ? &providers->directory.type : &providers->file.type;
	const MethodDef **make = container ? &providers->directory.make : &providers->file.make;
	Value arg;
	Flow flow;

	if (!*make)
		*make = provider_constructor(
			in, container ? S("System.IO.DirectoryInfo") : S("System.IO.FileInfo"), 1, type);
	if (!*make)
		return fault_runtime(in, CAT_NOT_IMPLEMENTED, "TypeNotFound", "Unable to find type [%s].",
			container ? "System.IO.DirectoryInfo" : "System.IO.FileInfo");
	arg = value_string(path);
	*out = VALUE_EMPTY;
	flow = (*make)->fn(in, value_type(*type), &arg, 1, out);
	value_drop(arg);
	return flow;
}

/* ---- what is there ---- */

static bool fs_exists(ProviderCall *call, Str path)
{
	struct stat info;

	/* a name that ends in a slash is a folder's */
	if (path.n > 1 && provider_is_slash(path.p[path.n - 1]))
		return is_folder(call->in, path);
	return provider_stat(call->in, path, false, &info);
}

static bool fs_is_container(ProviderCall *call, Str path)
{
	return is_folder(call->in, path);
}

/* Linux has no hidden attribute: names with a dot in front are (as in PowerShell on Linux). */
static bool is_hidden_name(Str name)
{
	return name.n > 0 && name.p[0] == '.';
}

static void classify(int folder, const struct dirent *entry, ProviderName *name)
{
	struct stat info;

	name->container = entry->d_type == DT_DIR;
	name->link = entry->d_type == DT_LNK;
	if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
		return;
	if (entry->d_type == DT_UNKNOWN)
		name->link = fstatat(folder, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode);
	name->container = fstatat(folder, entry->d_name, &info, 0) == 0 && S_ISDIR(info.st_mode);
}

static Flow fs_names(ProviderCall *call, Str path, ProviderNames *out)
{
	Buf folder = BUF_INIT;
	struct dirent *entry;
	DIR *dir;
	int error;

	provider_file_name(call->in, path, &folder);
	dir = opendir(folder.p);
	error = errno;
	buf_release(&folder);
	if (!dir) {
		ProviderFailure failure = { .prefix = "Dir", .path = path, .category = CAT_READ_ERROR };

		return provider_failed(call, &failure, error);
	}
	while ((entry = readdir(dir))) {
		ProviderName name = { .name = str_from(entry->d_name) };

		if (str_eq(name.name, S(".")) || str_eq(name.name, S("..")))
			continue;
		name.name = arena_copy(call->arena, name.name);
		name.hidden = is_hidden_name(name.name);
		classify(dirfd(dir), entry, &name);
		VEC_PUSH(out, name);
	}
	closedir(dir);
	return FLOW_NEXT;
}

/* Whether -Attributes speaks of what is hidden, if only to leave it out. */
static bool names_hidden(Str expression)
{
	StrSplit either = { .rest = expression };
	Str alternative, name;

	while (str_split_next(&either, ',', &alternative)) {
		StrSplit all = { .rest = alternative };

		while (str_split_next(&all, '+', &name)) {
			name = str_trim(name);
			name = str_cut(name, str_starts(name, S("!")), name.n);
			if (str_ieq(name, S("Hidden")) || str_ieq(name, S("H")))
				return true;
		}
	}
	return false;
}

static bool asks_for_hidden(ProviderCall *call)
{
	Value attributes = provider_arg_peek(call, "Attributes");

	for (size_t i = 0; attributes.kind == V_ARRAY && i < attributes.array->n; i++)
		if (names_hidden(value_str_peek(array_peek(attributes.array, i))))
			return true;
	return call->force || provider_switch(call, "Hidden");
}

static Flow write_item(ProviderCall *call, Str path, bool container)
{
	Value item = VALUE_EMPTY;

	if (!call->out)
		return FLOW_NEXT;
	FLOW_TRY(provider_file_item(call->in, path, container, &item));
	return provider_write_take(call, path, container, item);
}

Flow provider_fs_write(ProviderCall *call, Str path)
{
	return write_item(call, path, is_folder(call->in, path));
}

static Flow fs_get(ProviderCall *call, Str path)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND, .id = "ItemNotFound", .exception = EXC_IO };
	bool container = is_folder(call->in, path);
	struct stat info;
	Flow flow;

	if (!container &&
		(!provider_stat(call->in, path, false, &info) ||
			(is_hidden_name(provider_leaf(call->in, call->def, path)) && !asks_for_hidden(call)))) {
		spec.target = value_string(path);
		flow = stage_error(call->stage, &spec, "Could not find item %.*s.", STR_ARG(path));
		value_drop(spec.target);
		return flow;
	}
	return write_item(call, path, container);
}

/* ---- Get-ChildItem's switches ---- */

/* System.IO.FileAttributes, as far as files here have them. */
enum {
	ATTRIBUTE_READ_ONLY = 1,
	ATTRIBUTE_HIDDEN = 2,
	ATTRIBUTE_DIRECTORY = 16,
	ATTRIBUTE_NORMAL = 128,
	ATTRIBUTE_LINK = 1024
};

static const struct {
	const char *name;
	unsigned bit;
} attribute_names[] = {
	{ "ReadOnly", ATTRIBUTE_READ_ONLY },
	{ "R", ATTRIBUTE_READ_ONLY },
	{ "Hidden", ATTRIBUTE_HIDDEN },
	{ "H", ATTRIBUTE_HIDDEN },
	{ "Directory", ATTRIBUTE_DIRECTORY },
	{ "D", ATTRIBUTE_DIRECTORY },
	{ "Normal", ATTRIBUTE_NORMAL },
	{ "ReparsePoint", ATTRIBUTE_LINK },
	{ "L", ATTRIBUTE_LINK },
	{ "System", 0 },
	{ "S", 0 },
	{ "Archive", 0 },
	{ "A", 0 },
	{ "Compressed", 0 },
	{ "Device", 0 },
	{ "Encrypted", 0 },
	{ "Offline", 0 },
	{ "SparseFile", 0 },
	{ "Temporary", 0 },
	{ "NotContentIndexed", 0 },
};

static unsigned attributes_of(ProviderCall *call, Str path, const ProviderName *child)
{
	struct stat info;
	unsigned bits = child->container ? ATTRIBUTE_DIRECTORY : 0;

	if (is_hidden_name(child->name))
		bits |= ATTRIBUTE_HIDDEN;
	if (child->link)
		bits |= ATTRIBUTE_LINK;
	if (provider_stat(call->in, path, true, &info) && !(info.st_mode & 0222))
		bits |= ATTRIBUTE_READ_ONLY;
	return bits ? bits : ATTRIBUTE_NORMAL;
}

static bool has_attribute(unsigned bits, Str name)
{
	bool negate = name.n && name.p[0] == '!';

	name = str_trim(str_cut(name, negate, name.n));
	for (size_t i = 0; i < COUNT(attribute_names); i++)
		if (str_ieq(name, str_from(attribute_names[i].name)))
			return ((bits & attribute_names[i].bit) != 0) != negate;
	return false;
}

/* -Attributes: a comma is or, in a text as between several, a plus is and, ! is not. */
static bool matches_attributes(unsigned bits, Str expression)
{
	StrSplit either = { .rest = expression };
	Str alternative, name;

	while (str_split_next(&either, ',', &alternative)) {
		StrSplit all = { .rest = alternative };
		bool matches = true;

		while (matches && str_split_next(&all, '+', &name))
			matches = has_attribute(bits, str_trim(name));
		if (matches)
			return true;
	}
	return false;
}

static bool fs_lists(ProviderCall *call, Str path, const ProviderName *child)
{
	Value attributes = provider_arg_peek(call, "Attributes");
	bool hidden = is_hidden_name(child->name);

	if (hidden && !asks_for_hidden(call))
		return false;
	if ((provider_switch(call, "Hidden") && !hidden) || (provider_switch(call, "Directory") && !child->container) ||
		(provider_switch(call, "File") && child->container) || provider_switch(call, "System"))
		return false;
	if (provider_switch(call, "ReadOnly") && !(attributes_of(call, path, child) & ATTRIBUTE_READ_ONLY))
		return false;
	for (size_t i = 0; attributes.kind == V_ARRAY && i < attributes.array->n; i++)
		if (matches_attributes(
			    attributes_of(call, path, child), value_str_peek(array_peek(attributes.array, i))))
			return true;
	return attributes.kind != V_ARRAY;
}

/* ---- ShouldProcess ---- */

bool provider_may(ProviderCall *call, const char *action, Str target, Flow *flow)
{
	return stage_should(call->stage, target, str_from(action), flow);
}

bool provider_may_to(ProviderCall *call, const char *action, Str item, Str destination, Flow *flow)
{
	Buf target = BUF_INIT;
	bool may;

	buf_put(&target, S("Item: "));
	buf_put(&target, item);
	buf_put(&target, S(" Destination: "));
	buf_put(&target, destination);
	may = stage_should(call->stage, buf_str(&target), str_from(action), flow);
	buf_release(&target);
	return may;
}

/* ---- New-Item ---- */

typedef enum NewKind { NEW_UNKNOWN, NEW_FOLDER, NEW_FILE, NEW_SYMBOLIC_LINK, NEW_JUNCTION, NEW_HARD_LINK } NewKind;

/* Any beginning of a name says it. */
static NewKind new_kind(Str type)
{
	static const struct {
		const char *name;
		NewKind kind;
	} rows[] = { { "directory", NEW_FOLDER }, { "container", NEW_FOLDER }, { "file", NEW_FILE },
		{ "symboliclink", NEW_SYMBOLIC_LINK }, { "junction", NEW_JUNCTION }, { "hardlink", NEW_HARD_LINK } };

	if (!type.n)
		return NEW_FILE;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_istarts(str_from(rows[i].name), type))
			return rows[i].kind;
	return NEW_UNKNOWN;
}

static bool may_make(ProviderCall *call, NewKind kind, Str path, Flow *flow)
{
	static const char *const actions[] = { [NEW_FOLDER] = "Create Directory",
		[NEW_FILE] = "Create File",
		[NEW_SYMBOLIC_LINK] = "Create Symbolic Link",
		[NEW_JUNCTION] = "Create Junction",
		[NEW_HARD_LINK] = "Create Hard Link" };
	Str target = provider_concat(call->arena, S("Destination: "), path);

	return provider_may(call, actions[kind], target, flow);
}

static Flow new_failed(ProviderCall *call, const char *prefix, Str path, int error)
{
	ProviderFailure failure = { .prefix = prefix, .path = path, .category = CAT_WRITE_ERROR };

	return provider_failed(call, &failure, error);
}

static Flow folder_exists(ProviderCall *call, Str path)
{
	ErrorSpec spec = { .category = CAT_RESOURCE_EXISTS, .id = "DirectoryExist", .exception = EXC_IO };
	Flow flow;

	spec.target = value_string(path);
	flow = stage_error(call->stage, &spec, "An item with the specified name %.*s already exists.", STR_ARG(path));
	value_drop(spec.target);
	return flow;
}

static Flow make_folder(ProviderCall *call, Str path)
{
	struct stat info;

	if (provider_stat(call->in, path, true, &info) && !(call->force && S_ISDIR(info.st_mode)))
		return folder_exists(call, path);
	if (!provider_make_folders(call->in, path))
		return new_failed(call, "CreateDirectory", path, errno);
	return write_item(call, path, true);
}

/* A new file with the value's text, as UTF-8 in both editions. */
static Flow make_file(ProviderCall *call, Str path, Value v)
{
	Buf name = BUF_INIT, text = BUF_INIT;
	int file, error = 0;
	Flow flow = FLOW_NEXT;

	if (!value_is_null(v))
		flow = convert_put_tostring(call->in, v, &text);
	if (flow == FLOW_NEXT && call->force)
		provider_make_folders(call->in, provider_parent(call->in, call->arena, call->def, path));
	if (flow == FLOW_NEXT) {
		provider_file_name(call->in, path, &name);
		file = open(name.p, O_WRONLY | O_CREAT | O_CLOEXEC | (call->force ? O_TRUNC : O_EXCL), 0666);
		if (file < 0 || !io_write_all(file, buf_str(&text)))
			error = errno;
		if (file >= 0 && close(file) != 0 && !error)
			error = errno;
		flow = error ? new_failed(call, "NewItem", path, error) : write_item(call, path, false);
	}
	buf_release(&name);
	buf_release(&text);
	return flow;
}

static Flow link_exists(ProviderCall *call, Str path)
{
	ErrorSpec spec = { .category = CAT_RESOURCE_EXISTS, .id = "SymLinkExists", .exception = EXC_IO };
	Flow flow;

	spec.target = value_string(path);
	flow = stage_error(
		call->stage, &spec, "Cannot create link because the path already exists: %.*s.", STR_ARG(path));
	value_drop(spec.target);
	return flow;
}

/* A relative target of a symbolic link stays as it is written, relative to the link. */
static void put_target(ProviderCall *call, NewKind kind, Str text, Buf *out)
{
	if (kind == NEW_HARD_LINK || provider_is_absolute(call->in, text))
		provider_real_path(call->in, text, out);
	else
		buf_put(out, text);
}

static Flow make_link_to(ProviderCall *call, NewKind kind, Str path, Str text)
{
	ErrorSpec relative = { .category = CAT_INVALID_ARGUMENT, .id = "NotAbsolutePath", .exception = EXC_ARGUMENT };
	Buf name = BUF_INIT, target = BUF_INIT;
	struct stat info;
	Flow flow;

	if (kind == NEW_JUNCTION && !provider_is_absolute(call->in, text))
		return stage_error(
			call->stage, &relative, "Creating a junction requires an absolute path for the target.");
	provider_file_name(call->in, path, &name);
	put_target(call, kind, text, &target);
	if (call->force && lstat(name.p, &info) == 0 && !S_ISDIR(info.st_mode))
		unlink(name.p);
	if ((kind == NEW_HARD_LINK ? link(target.p, name.p) : symlink(target.p, name.p)) == 0)
		flow = write_item(call, path, kind != NEW_HARD_LINK && is_folder(call->in, path));
	else
		flow = errno == EEXIST ? link_exists(call, path) : new_failed(call, "NewItem", path, errno);
	buf_release(&name);
	buf_release(&target);
	return flow;
}

static Flow make_link(ProviderCall *call, NewKind kind, Str path, Value v)
{
	ErrorSpec missing = {
		.category = CAT_INVALID_ARGUMENT, .id = "ArgumentNull", .exception = EXC_PS_ARGUMENT_NULL
	};
	Buf text = BUF_INIT;
	Flow flow;

	if (value_is_null(v))
		return stage_error(call->stage, &missing,
			"Link '%.*s' cannot be created because the target Value was not specified.", STR_ARG(path));
	flow = convert_put_tostring(call->in, v, &text);
	if (flow == FLOW_NEXT)
		flow = make_link_to(call, kind, path, buf_str(&text));
	buf_release(&text);
	return flow;
}

static Flow fs_make(ProviderCall *call, Str path, Str type, Value v)
{
	ErrorSpec unknown = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };
	NewKind kind = new_kind(type);
	Flow flow = FLOW_NEXT;

	if (kind == NEW_UNKNOWN)
		return stage_error(call->stage, &unknown,
			"The type is not a known type for the file system. Only \"file\",\"directory\" or \"symboliclink\" "
			"can be specified.");
	if (!may_make(call, kind, path, &flow))
		return flow;
	if (kind == NEW_FOLDER)
		return make_folder(call, path);
	return kind == NEW_FILE ? make_file(call, path, v) : make_link(call, kind, path, v);
}

/* ---- New-PSDrive ---- */

static bool fs_check_root(Interp *in, Str root, Buf *why)
{
	if (is_folder(in, root))
		return true;
	buf_printf(
		why, "The specified drive root \"%.*s\" either does not exist, or it is not a folder.", STR_ARG(root));
	return false;
}

static const char *const dynamic[] = { "Get-ChildItem:Attributes", "Get-ChildItem:FollowSymlink",
	"Get-ChildItem:Directory", "Get-ChildItem:File", "Get-ChildItem:Hidden", "Get-ChildItem:ReadOnly",
	"Get-ChildItem:System", "Get-Content:Delimiter", "Get-Content:Wait", "Get-Content:Raw", "Get-Content:Encoding",
	"Get-Content:AsByteStream", "Get-Content:Stream", "Set-Content:NoNewline", "Set-Content:Encoding",
	"Set-Content:AsByteStream", "Set-Content:Stream", "Add-Content:NoNewline", "Add-Content:Encoding",
	"Add-Content:AsByteStream", "Add-Content:Stream", "Clear-Content:Stream", "Get-Item:Stream",
	"Remove-Item:Stream", "Test-Path:OlderThan", "Test-Path:NewerThan", "Copy-Item:FromSession",
	"Copy-Item:ToSession", NULL };

const ProviderDef provider_filesystem = {
	.name = "FileSystem",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.FileSystemProvider",
	.flags = PROVIDER_TREE | PROVIDER_FILTER | PROVIDER_SHOULD_PROCESS | PROVIDER_CREDENTIALS | PROVIDER_CASE,
	.dynamic = dynamic,
	.exists = fs_exists,
	.is_container = fs_is_container,
	.names = fs_names,
	.lists = fs_lists,
	.get = fs_get,
	.make = fs_make,
	.remove = provider_fs_remove,
	.rename = provider_fs_rename,
	.copy = provider_fs_copy,
	.move = provider_fs_move,
	.get_property = provider_fs_get_property,
	.set_property = provider_fs_set_property,
	.clear_property = provider_fs_clear_property,
	.reader = provider_fs_reader,
	.writer = provider_fs_writer,
	.clear_content = provider_fs_clear_content,
	.get_variable = provider_fs_get_variable,
	.set_variable = provider_fs_set_variable,
	.check_root = fs_check_root,
};
