/* path: System.IO.Path. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/path.h"

#include <stdlib.h>
#include <unistd.h>

#include "shell/types/file.h"
#include "shell/types/types_list.h"

static bool is_windows(Interp *in)
{
	return runtime_edition(in)->windows_paths;
}

bool types_path_is_separator(Interp *in, char c)
{
	return c == '/' || (c == '\\' && is_windows(in));
}

static bool has_drive(Interp *in, Str path)
{
	return is_windows(in) && path.n >= 2 && (path.p[0] | 32) >= 'a' && (path.p[0] | 32) <= 'z' && path.p[1] == ':';
}

size_t types_path_root(Interp *in, Str path)
{
	size_t at = 2;

	if (has_drive(in, path))
		return path.n > 2 && types_path_is_separator(in, path.p[2]) ? 3 : 2;
	if (path.n == 0 || !types_path_is_separator(in, path.p[0]))
		return 0;
	if (!is_windows(in) || path.n < 2 || path.p[0] != '\\' || path.p[1] != '\\')
		return 1;
	for (int names = 0; at < path.n; at++)
		if (types_path_is_separator(in, path.p[at]) && ++names == 2)
			break;
	return at;
}

Str types_path_name(Interp *in, Str path)
{
	size_t at = path.n;

	while (at > 0 && !types_path_is_separator(in, path.p[at - 1]) && !(at == 2 && has_drive(in, path)))
		at--;
	return str_cut(path, at, path.n);
}

Str types_path_extension(Interp *in, Str path)
{
	Str name = types_path_name(in, path);
	size_t dot = str_rfind(name, S("."), name.n);

	return dot == STR_NONE || dot + 1 == name.n ? S("") : str_cut(name, dot, name.n);
}

bool types_path_parent(Interp *in, Str path, Str *parent)
{
	size_t root = types_path_root(in, path), end = path.n;

	if (path.n == 0 || root >= path.n)
		return false;
	while (end > root && !types_path_is_separator(in, path.p[end - 1]))
		end--;
	while (end > root && types_path_is_separator(in, path.p[end - 1]))
		end--;
	*parent = str_cut(path, 0, end);
	return true;
}

char types_path_separator(Interp *in, Str path)
{
	if (!is_windows(in))
		return '/';
	/* paths outside of drives are the machine's own, written with / */
	return str_find_byte(path, '/', 0) != STR_NONE && str_find_byte(path, '\\', 0) == STR_NONE ? '/' : '\\';
}

void types_path_join(Interp *in, Str a, Str b, Buf *out)
{
	if (a.n == 0 || types_path_root(in, b) > 0) {
		buf_put(out, b);
		return;
	}
	buf_put(out, a);
	if (b.n == 0)
		return;
	if (!types_path_is_separator(in, a.p[a.n - 1]) && a.p[a.n - 1] != ':')
		buf_put_char(out, types_path_separator(in, a));
	buf_put(out, b);
}

static void put_real(Interp *in, Str text, Buf *out)
{
	runtime_of(in)->real_path(in, text, out);
	buf_put_char(out, '\0');
	out->n--;
}

Flow types_path_real(Interp *in, Value path, const char *param, Buf *out)
{
	Str text = types_str(path);

	if (!types_given(path) || text.n == 0)
		return types_empty(in, param);
	if (str_find_byte(text, '\0', 0) != STR_NONE)
		return fault_argument(in, EXC_ARGUMENT, param, "%s",
			types_pick(in, "Illegal characters in path.", "Null character in path."));
	put_real(in, text, out);
	return FLOW_NEXT;
}

/* ---- members ---- */

static Flow join_all(Interp *in, const Value *args, size_t n, Value *out)
{
	const Array *packed = n == 1 ? types_array(args[0]) : NULL;
	size_t count = packed ? packed->n : n;
	Buf path = BUF_INIT;

	for (size_t i = 0; i < count; i++) {
		Value part = packed ? array_peek(packed, i) : args[i];
		Buf joined = BUF_INIT;

		types_path_join(in, buf_str(&path), types_str(part), &joined);
		buf_release(&path);
		path = joined;
	}
	return types_found(out, types_buf_string(&path));
}

TYPE_METHOD(combine)
{
	return join_all(in, args, n, out);
}

/* Join does not let a rooted part start anew. */
TYPE_METHOD(join)
{
	Buf path = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		Str part = types_str(args[i]);

		if (path.n && part.n && !types_path_is_separator(in, path.p[path.n - 1]) &&
			!types_path_is_separator(in, part.p[0]))
			buf_put_char(&path, types_path_separator(in, buf_str(&path)));
		buf_put(&path, part);
	}
	return types_found(out, types_buf_string(&path));
}

TYPE_METHOD(file_name)
{
	return types_found(out, value_string(types_path_name(in, types_str(args[0]))));
}

TYPE_METHOD(file_name_only)
{
	Str name = types_path_name(in, types_str(args[0]));
	size_t dot = str_rfind(name, S("."), name.n);

	return types_found(out, value_string(str_cut(name, 0, dot == STR_NONE ? name.n : dot)));
}

/* Runs of separators become one. */
static Value tidy(Interp *in, Str path)
{
	size_t root = types_path_root(in, path);
	Buf text = BUF_INIT;

	for (size_t i = 0; i < path.n; i++)
		if (i < root || i == 0 || !types_path_is_separator(in, path.p[i]) ||
			!types_path_is_separator(in, path.p[i - 1]))
			buf_put_char(&text, path.p[i]);
	return types_buf_string(&text);
}

TYPE_METHOD(directory_name)
{
	Str parent;

	if (types_str(args[0]).n == 0 && !(runtime_edition(in)->where & WHERE_CORE) && types_given(args[0]))
		return fault_exception(in, EXC_ARGUMENT, "The path is not of a legal form.");
	if (!types_path_parent(in, types_str(args[0]), &parent))
		return types_found(out, VALUE_NULL);
	return types_found(out, tidy(in, parent));
}

TYPE_METHOD(extension)
{
	return types_found(out, value_string(types_path_extension(in, types_str(args[0]))));
}

TYPE_METHOD(has_extension)
{
	return types_found(out, value_bool(types_path_extension(in, types_str(args[0])).n > 0));
}

TYPE_METHOD(change_extension)
{
	Str path = types_str(args[0]), with = types_str(args[1]), name = types_path_name(in, path);
	size_t dot = str_rfind(name, S("."), name.n);
	Buf text = BUF_INIT;

	if (path.n == 0)
		return types_found(out, value_string(S("")));
	buf_put(&text, str_cut(path, 0, dot == STR_NONE ? path.n : path.n - name.n + dot));
	if (with.n == 0 || with.p[0] != '.')
		buf_put_char(&text, '.');
	buf_put(&text, with);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(is_rooted)
{
	return types_found(out, value_bool(types_path_root(in, types_str(args[0])) > 0));
}

TYPE_METHOD(root)
{
	Str path = types_str(args[0]);

	if (path.n == 0)
		return types_found(out, VALUE_NULL);
	return types_found(out, value_string(str_cut(path, 0, types_path_root(in, path))));
}

/* "." and ".." and doubled separators of a file name worked out; a separator at the end stays. */
static void put_normal(Str path, Buf *out)
{
	StrSplit split = { path, false };
	Str piece;

	while (str_split_next(&split, '/', &piece)) {
		if (piece.n == 0 || str_eq(piece, S(".")))
			continue;
		if (str_eq(piece, S(".."))) {
			while (out->n > 0 && out->p[--out->n] != '/')
				;
			continue;
		}
		buf_put_char(out, '/');
		buf_put(out, piece);
	}
	if (out->n == 0 || (path.n > 1 && path.p[path.n - 1] == '/'))
		buf_put_char(out, '/');
}

TYPE_METHOD(full_path)
{
	Buf real = BUF_INIT, normal = BUF_INIT, shown = BUF_INIT;
	bool joins = n > 1 && !str_starts(types_str(args[0]), S("/"));
	Flow flow = types_path_real(in, args[joins ? 1 : 0], joins ? "basePath" : "path", &real);

	if (flow == FLOW_NEXT) {
		if (joins) {
			buf_put_char(&real, '/');
			buf_put(&real, types_str(args[0]));
		}
		put_normal(buf_str(&real), &normal);
		runtime_of(in)->shown_path(in, buf_str(&normal), &shown);
		*out = value_string_buf(&shown);
	}
	buf_release(&real);
	buf_release(&normal);
	buf_release(&shown);
	return flow;
}

TYPE_METHOD(relative_path)
{
	Str from = types_str(args[0]), to = types_str(args[1]);
	char separator = types_path_separator(in, to);
	size_t common = 0;
	Buf text = BUF_INIT;

	if (types_path_root(in, from) != types_path_root(in, to))
		return types_found(out, value_ref(args[1]));
	while (from.n > 1 && types_path_is_separator(in, from.p[from.n - 1]))
		from.n--;
	for (size_t i = 0; i <= from.n && i <= to.n; i++) {
		bool ends = (i == from.n || types_path_is_separator(in, from.p[i])) &&
			    (i == to.n || types_path_is_separator(in, to.p[i]));

		if (ends)
			common = i;
		if (i == from.n || i == to.n || from.p[i] != to.p[i])
			break;
	}
	for (size_t i = common; i < from.n; i++)
		if (types_path_is_separator(in, from.p[i]))
			buf_printf(&text, "..%c", separator);
	buf_put(&text, str_cut(to, common + (common < to.n), to.n));
	if (text.n == 0)
		buf_put_char(&text, '.');
	return types_found(out, types_buf_string(&text));
}

static void put_temp(Interp *in, Buf *out)
{
	const char *folder = getenv("TMPDIR");

	runtime_of(in)->shown_path(in, folder && *folder ? str_from(folder) : S("/tmp"), out);
	if (!types_path_is_separator(in, out->p[out->n - 1]))
		buf_put_char(out, types_path_separator(in, buf_str(out)));
}

TYPE_METHOD(temp_path)
{
	Buf text = BUF_INIT;

	put_temp(in, &text);
	return types_found(out, types_buf_string(&text));
}

/* Eight letters and digits, a dot, three more. */
static void put_random_name(Interp *in, size_t letters, Buf *out)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz012345";
	const Env *env = runtime_of(in)->env;
	unsigned char chance[16];

	env->random(env->self, chance, sizeof(chance));
	for (size_t i = 0; i < letters; i++)
		buf_put_char(out, alphabet[chance[i] % 32]);
}

TYPE_METHOD(random_name)
{
	Buf text = BUF_INIT;

	put_random_name(in, 8, &text);
	buf_put_char(&text, '.');
	put_random_name(in, 3, &text);
	return types_found(out, types_buf_string(&text));
}

/* Makes an empty file of its own. */
TYPE_METHOD(temp_file)
{
	Buf name = BUF_INIT, real = BUF_INIT;
	Value path;
	int file;

	put_temp(in, &name);
	buf_put(&name, S("tmp"));
	put_random_name(in, 6, &name);
	buf_put(&name, S(".tmp"));
	path = types_buf_string(&name);
	FLOW_TRY(types_path_real(in, path, "path", &real));
	file = types_file_open(real.p, TYPES_FILE_NEW);
	if (file >= 0)
		(void)close(file);
	buf_release(&real);
	return types_found(out, path);
}

static Value chars(const char *signs, size_t n, bool controls)
{
	Array *all = array_new(&type_char_array, n + 32);

	for (size_t i = 0; i < n; i++)
		array_push_take(all, value_char((unsigned char)signs[i]));
	for (uint16_t c = 1; controls && c < 32; c++)
		array_push_take(all, value_char(c));
	return array_value(all);
}

TYPE_METHOD(bad_name_chars)
{
	return types_found(out, is_windows(in) ? chars("\"<>|\0:*?\\/", 10, true) : chars("\0/", 2, false));
}

TYPE_METHOD(bad_path_chars)
{
	return types_found(out, is_windows(in) ? chars("\"<>|\0", 5, true) : chars("\0", 1, false));
}

TYPE_METHOD(trim_separator)
{
	Str path = types_str(args[0]);

	if (path.n > types_path_root(in, path) && types_path_is_separator(in, path.p[path.n - 1]))
		path.n--;
	return types_found(out, value_string(path));
}

TYPE_METHOD(ends_in_separator)
{
	Str path = types_str(args[0]);

	return types_found(out, value_bool(path.n > 0 && types_path_is_separator(in, path.p[path.n - 1])));
}

TYPE_METHOD(exists)
{
	Str path = types_str(args[0]);
	Buf real = BUF_INIT;

	if (path.n == 0 || str_find_byte(path, '\0', 0) != STR_NONE)
		return types_found(out, value_bool(false));
	put_real(in, path, &real);
	*out = value_bool(access(real.p, F_OK) == 0);
	buf_release(&real);
	return FLOW_NEXT;
}

#define SIGN(name, windows, unix)                                                                                      \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		return types_found(out, value_char(is_windows(in) ? (windows) : (unix)));                              \
	}
SIGN(get_separator, '\\', '/')
SIGN(get_volume, ':', '/')
SIGN(get_path_separator, ';', ':')

TYPE_GET(get_alternative)
{
	return types_found(out, value_char('/'));
}

static const PropDef statics[] = {
	FIELD("DirectorySeparatorChar", "System.Char", get_separator),
	FIELD("AltDirectorySeparatorChar", "System.Char", get_alternative),
	FIELD("VolumeSeparatorChar", "System.Char", get_volume),
	FIELD("PathSeparator", "System.Char", get_path_separator),
	PROPS_END,
};

static const MethodDef static_methods[] = {
	METHOD("ChangeExtension", "static string ChangeExtension(string path, string extension)", change_extension),
	METHOD("Combine", "static string Combine(string path1, string path2)", combine),
	METHOD("Combine", "static string Combine(string path1, string path2, string path3)", combine),
	METHOD("Combine", "static string Combine(string path1, string path2, string path3, string path4)", combine),
	METHOD("Combine", "static string Combine(Params string[] paths)", combine),
	METHOD_CORE("EndsInDirectorySeparator", "static bool EndsInDirectorySeparator(string path)", ends_in_separator),
	METHOD_CORE("Exists", "static bool Exists(string path)", exists),
	METHOD("GetDirectoryName", "static string GetDirectoryName(string path)", directory_name),
	METHOD("GetExtension", "static string GetExtension(string path)", extension),
	METHOD("GetFileName", "static string GetFileName(string path)", file_name),
	METHOD("GetFileNameWithoutExtension", "static string GetFileNameWithoutExtension(string path)", file_name_only),
	METHOD("GetFullPath", "static string GetFullPath(string path)", full_path),
	METHOD_CORE("GetFullPath", "static string GetFullPath(string path, string basePath)", full_path),
	METHOD("GetInvalidFileNameChars", "static char[] GetInvalidFileNameChars()", bad_name_chars),
	METHOD("GetInvalidPathChars", "static char[] GetInvalidPathChars()", bad_path_chars),
	METHOD("GetPathRoot", "static string GetPathRoot(string path)", root),
	METHOD("GetRandomFileName", "static string GetRandomFileName()", random_name),
	METHOD_CORE("GetRelativePath", "static string GetRelativePath(string relativeTo, string path)", relative_path),
	METHOD("GetTempFileName", "static string GetTempFileName()", temp_file),
	METHOD("GetTempPath", "static string GetTempPath()", temp_path),
	METHOD("HasExtension", "static bool HasExtension(string path)", has_extension),
	METHOD_CORE("IsPathFullyQualified", "static bool IsPathFullyQualified(string path)", is_rooted),
	METHOD("IsPathRooted", "static bool IsPathRooted(string path)", is_rooted),
	METHOD_CORE("Join", "static string Join(string path1, string path2)", join),
	METHOD_CORE("Join", "static string Join(string path1, string path2, string path3)", join),
	METHOD_CORE("TrimEndingDirectorySeparator", "static string TrimEndingDirectorySeparator(string path)",
		trim_separator),
	METHODS_END,
};

static const TypeMembers members = { .statics = statics, .static_methods = static_methods };

const TypeDef type_path = {
	.name = "System.IO.Path", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
