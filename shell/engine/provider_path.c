/* provider_path: paths as text, resolved, real and shown. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "shell/engine/provider_private.h"

/* What names no file of the machine is below a name that can be no folder, so that every system call fails. */
#define NOWHERE "/dev/null/"

/* ---- shape of a text ---- */

bool provider_has_letter(Str path)
{
	return path.n >= 2 && path.p[1] == ':' && (path.p[0] | 0x20) >= 'a' && (path.p[0] | 0x20) <= 'z';
}

bool provider_is_unc(Str path)
{
	return path.n > 2 && path.p[0] == '\\' && path.p[1] == '\\' && !provider_is_slash(path.p[2]);
}

/* Where the colon of a drive stands; STR_NONE: no drive is named.  Behind a slash at the start a colon is part of a
 * name, as in /tmp/a:b and ./a:b (checked with the real engine). */
static size_t drive_colon(Str text)
{
	size_t colon = str_find_byte(text, ':', 0);

	if (colon == STR_NONE || colon == 0 || provider_is_slash(text.p[0]))
		return STR_NONE;
	if ((text.p[0] == '.' || text.p[0] == '~') && colon > 1 && provider_is_slash(text.p[1]))
		return STR_NONE;
	return colon;
}

Str provider_qualifier(Str text)
{
	size_t colon = drive_colon(text);

	if (colon == STR_NONE)
		return (Str){ text.p, 0 };
	if (colon + 1 < text.n && text.p[colon + 1] == ':')
		return str_cut(text, 0, colon + 2);
	return str_cut(text, 0, colon + 1);
}

bool provider_is_absolute(Interp *in, Str text)
{
	(void)in;
	return drive_colon(text) != STR_NONE || (text.n && provider_is_slash(text.p[0]));
}

static char first_slash(Str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (provider_is_slash(path.p[i]))
			return path.p[i];
	return 0;
}

/* Desktop: a drive letter and \\server have backslashes, / at the start a POSIX path; a relative path keeps what it was
 * written with, and else looks like the location. */
char provider_separator(Interp *in, const ProviderDef *def, Str path)
{
	char slash;

	if (!runtime_edition(in)->windows_paths)
		return '/';
	if (def != &provider_filesystem || provider_has_letter(path) || provider_is_unc(path))
		return '\\';
	slash = first_slash(path);
	if (slash)
		return slash;
	path = string_str(in->providers->file_here.path);
	return provider_has_letter(path) || provider_is_unc(path) ? '\\' : '/';
}

/* ---- building ---- */

Str provider_concat(Arena *arena, Str a, Str b)
{
	char *p = arena_alloc(arena, a.n + b.n + 1, 1);

	if (a.n)
		memcpy(p, a.p, a.n);
	if (b.n)
		memcpy(p + a.n, b.p, b.n);
	return (Str){ p, a.n + b.n };
}

Str provider_below(Arena *arena, Str root, char separator, Str below)
{
	bool needs = root.n && below.n && !provider_is_slash(root.p[root.n - 1]);

	return provider_concat(arena, needs ? provider_concat(arena, root, (Str){ &separator, 1 }) : root, below);
}

/* The next name of a path and what comes behind its separators; false at the end. */
static bool next_name(Str *rest, Str *name)
{
	size_t n = 0;

	while (rest->n && provider_is_slash(rest->p[0]))
		*rest = str_cut(*rest, 1, rest->n);
	while (n < rest->n && !provider_is_slash(rest->p[n]))
		n++;
	*name = str_cut(*rest, 0, n);
	*rest = str_cut(*rest, n, rest->n);
	return n > 0;
}

Str provider_normalize(Arena *arena, Str below, char separator)
{
	char *p = arena_alloc(arena, below.n + 2, 1);
	size_t n = 0;
	bool trailing = below.n && provider_is_slash(below.p[below.n - 1]);
	Str name;

	while (next_name(&below, &name)) {
		if (str_eq(name, S(".")))
			continue;
		if (str_eq(name, S(".."))) {
			while (n > 0 && p[n - 1] != separator)
				n--;
			n -= n > 0;
			continue;
		}
		if (n > 0)
			p[n++] = separator;
		memcpy(p + n, name.p, name.n);
		n += name.n;
	}
	if (trailing && n > 0)
		p[n++] = separator;
	return (Str){ p, n };
}

Str provider_drive_form(Interp *in, Arena *arena, const ProviderDrive *drive, Str below)
{
	Str name = string_str(drive->name);
	char separator = runtime_edition(in)->windows_paths ? '\\' : '/';
	char root[] = { ':', separator };

	if (str_eq(name, S("/")))
		return provider_concat(arena, name, below);
	return provider_concat(arena, provider_concat(arena, name, (Str){ root, 2 }), below);
}

void provider_put_qualified(const ProviderDef *def, Str path, Buf *out)
{
	buf_printf(out, "%s\\%s::", def->module, def->name);
	buf_put(out, path);
}

/* ---- parts ---- */

/* Bytes of the part no parent is above: "/", "C:\", "\\server\share\", "Cert:\", "FileSystem::". */
static size_t root_length(Interp *in, Str path)
{
	size_t n = provider_qualifier(path).n;

	if (runtime_edition(in)->windows_paths && provider_is_unc(path)) {
		for (int names = 0; n < path.n && names < 2; names++) {
			while (n < path.n && provider_is_slash(path.p[n]))
				n++;
			while (n < path.n && !provider_is_slash(path.p[n]))
				n++;
		}
		return n;
	}
	while (n < path.n && provider_is_slash(path.p[n]))
		n++;
	return n;
}

size_t provider_root_length(Interp *in, const ProviderDef *def, Str path)
{
	return def == &provider_filesystem ? root_length(in, path) : 0;
}

static Str trim_end(Str path, size_t root)
{
	while (path.n > root && provider_is_slash(path.p[path.n - 1]))
		path.n--;
	return path;
}

/* All separators made the path's own. */
static Str with_separator(Arena *arena, Str path, char separator)
{
	char *p = arena_alloc(arena, path.n + 1, 1);

	for (size_t i = 0; i < path.n; i++)
		p[i] = path.p[i];
	for (size_t i = 0; i < path.n; i++)
		if (provider_is_slash(p[i]))
			p[i] = separator;
	return (Str){ p, path.n };
}

static bool is_tree(const ProviderDef *def)
{
	return def->flags & PROVIDER_TREE;
}

/* The separator between module and provider of a qualified path is no separator of the path. */
static Str keep_qualifier(Arena *arena, Str path, Str changed)
{
	Str qualifier = provider_qualifier(path);

	return provider_concat(arena, qualifier, str_cut(changed, qualifier.n, changed.n));
}

Str provider_parent(Interp *in, Arena *arena, const ProviderDef *def, Str path)
{
	char separator = provider_separator(in, def, path);
	size_t root = root_length(in, path);
	Str trimmed = trim_end(path, root);
	size_t n = trimmed.n;

	if (!is_tree(def) || n <= root)
		return S("");
	while (n > root && !provider_is_slash(trimmed.p[n - 1]))
		n--;
	n -= n > root; /* one separator: the parent of a//b is a/ (checked with the real engine) */
	return keep_qualifier(arena, path, with_separator(arena, str_cut(path, 0, n), separator));
}

Str provider_leaf(Interp *in, const ProviderDef *def, Str path)
{
	size_t root = root_length(in, path);
	Str trimmed = trim_end(path, root);
	size_t n = trimmed.n;

	if (!is_tree(def))
		return str_cut(path, root, path.n);
	while (n > root && !provider_is_slash(trimmed.p[n - 1]))
		n--;
	return str_cut(trimmed, n, trimmed.n);
}

Str provider_join(Interp *in, Arena *arena, const ProviderDef *def, Str parent, Str child)
{
	Str whole = provider_concat(arena, parent, child);
	char separator = provider_separator(in, def, parent.n ? parent : whole);
	size_t skip = 0;
	Str joined;

	if (parent.n)
		while (skip < child.n && provider_is_slash(child.p[skip]))
			skip++;
	joined = parent;
	if (parent.n && !provider_is_slash(parent.p[parent.n - 1]))
		joined = provider_concat(arena, parent, (Str){ &separator, 1 });
	joined = provider_concat(arena, joined, str_cut(child, skip, child.n));
	return keep_qualifier(arena, joined, with_separator(arena, joined, separator));
}

/* How many leading names two paths share; *a and *b are left behind them. */
static size_t skip_common(Str *a, Str *b, bool ignore_case)
{
	size_t common = 0;
	Str rest_a = *a, rest_b = *b, name_a, name_b;

	while (next_name(&rest_a, &name_a) && next_name(&rest_b, &name_b) &&
		(ignore_case ? str_ieq(name_a, name_b) : str_eq(name_a, name_b))) {
		*a = rest_a;
		*b = rest_b;
		common++;
	}
	return common;
}

Str provider_relative(Interp *in, Arena *arena, const ProviderDef *def, Str base, Str path)
{
	char separator = provider_separator(in, def, path);
	size_t root = root_length(in, path);
	Str up = S(""), rest_base, rest = str_cut(path, root, path.n), name;

	if (!str_ieq(str_cut(path, 0, root), str_cut(base, 0, root_length(in, base))))
		return path;
	rest_base = str_cut(base, root, base.n);
	skip_common(&rest_base, &rest, !(def->flags & PROVIDER_CASE));
	while (next_name(&rest_base, &name))
		up = provider_below(arena, up, separator, S(".."));
	while (rest.n && provider_is_slash(rest.p[0]))
		rest = str_cut(rest, 1, rest.n);
	if (!up.n)
		up = S(".");
	return provider_below(arena, up, separator, rest);
}

/* ---- text to path ---- */

static ProviderPath on_drive(Interp *in, Arena *arena, ProviderDrive *drive, Str below)
{
	const ProviderDef *def = drive->def;
	Str root = string_str(drive->root);
	char separator = provider_separator(in, def, root);

	if (is_tree(def))
		below = provider_normalize(arena, below, separator);
	return (ProviderPath){ def, drive, provider_below(arena, root, separator, below),
		provider_drive_form(in, arena, drive, below) };
}

/* A path of the FileSystem that names no PSDrive: \\server\share\x, or behind FileSystem::. */
static ProviderPath file_path(Interp *in, Arena *arena, Str text)
{
	char separator = provider_separator(in, &provider_filesystem, text);
	size_t root = root_length(in, text);
	Str below = provider_normalize(arena, str_cut(text, root, text.n), separator);
	Str start = with_separator(arena, str_cut(text, 0, root), separator);
	Str path = provider_below(arena, start, separator, below);

	return (ProviderPath){ &provider_filesystem, NULL, path, path };
}

static ProviderStatus qualified(Interp *in, Arena *arena, Str text, ProviderPath *out, Str *name)
{
	Str qualifier = provider_qualifier(text), rest = str_cut(text, qualifier.n, text.n);
	const ProviderDef *def = provider_find_def(in, str_cut(qualifier, 0, qualifier.n - 2));

	if (!def) {
		*name = str_cut(qualifier, 0, qualifier.n - 2);
		return PROVIDER_NO_PROVIDER;
	}
	if (def == &provider_filesystem) {
		*out = file_path(in, arena, rest);
		return PROVIDER_OK;
	}
	while (rest.n && provider_is_slash(rest.p[0]))
		rest = str_cut(rest, 1, rest.n);
	if (is_tree(def))
		rest = provider_normalize(arena, rest, provider_separator(in, def, rest));
	*out = (ProviderPath){ def, NULL, rest, rest };
	return PROVIDER_OK;
}

static Str skip_slashes(Str text)
{
	while (text.n && provider_is_slash(text.p[0]))
		text = str_cut(text, 1, text.n);
	return text;
}

/* "X:rest": from the drive's root with a slash, else from where the drive's location is. */
static ProviderStatus drive_path(Interp *in, Arena *arena, Str text, ProviderPath *out, Str *name)
{
	size_t colon = drive_colon(text);
	Str rest = str_cut(text, colon + 1, text.n), here;
	ProviderDrive *drive;

	*name = str_cut(text, 0, colon);
	drive = provider_find_drive(in, *name);
	if (!drive)
		return PROVIDER_NO_DRIVE;
	if (rest.n && provider_is_slash(rest.p[0])) {
		rest = skip_slashes(rest);
	} else if (is_tree(drive->def)) {
		here = string_str(drive->current);
		rest = provider_below(arena, here, provider_separator(in, drive->def, string_str(drive->root)), rest);
	}
	*out = on_drive(in, arena, drive, rest);
	return PROVIDER_OK;
}

/* A text that names neither drive nor root, from the location. */
static ProviderPath from_here(Interp *in, Arena *arena, Str text)
{
	ProviderPlace *here = &in->providers->here;
	ProviderDrive *drive = here->drive;
	char separator = provider_separator(in, here->def, string_str(here->path));

	if (!drive)
		return file_path(in, arena, provider_below(arena, string_str(here->path), separator, text));
	if (!is_tree(here->def) && text.n >= 2 && text.p[0] == '.' && provider_is_slash(text.p[1]))
		text = skip_slashes(str_cut(text, 1, text.n));
	else if (!is_tree(here->def) && (str_eq(text, S(".")) || str_eq(text, S(".."))))
		text = S("");
	return on_drive(in, arena, drive, provider_below(arena, string_str(drive->current), separator, text));
}

/* A text that starts with a slash.  Core: the machine's root.  Desktop: \\server\share; /x is the machine's root; \x
 * the root of the drive we are on. */
static ProviderPath from_root(Interp *in, Arena *arena, Str text)
{
	ProviderDrive *drive = in->providers->here.drive;
	bool windows = runtime_edition(in)->windows_paths;

	if (windows && provider_is_unc(text))
		return file_path(in, arena, text);
	if (!windows || text.p[0] == '/' || !drive)
		drive = provider_find_drive(in, S("/"));
	return on_drive(in, arena, drive, skip_slashes(text));
}

static ProviderStatus from_home(Interp *in, Arena *arena, Str text, ProviderPath *out, Str *name)
{
	const char *home = getenv("HOME");
	Str folder = home && *home ? str_from(home) : runtime_of(in)->env->home;
	Buf shown = BUF_INIT;
	ProviderStatus status;

	if (in->providers->here.def != &provider_filesystem) {
		*name = str_from(in->providers->here.def->name);
		return PROVIDER_NO_HOME;
	}
	provider_shown_path(in, folder, &shown);
	folder = provider_below(arena, arena_copy(arena, buf_str(&shown)), '/', skip_slashes(str_cut(text, 1, text.n)));
	buf_release(&shown);
	status = provider_resolve(in, arena, folder, out, name);
	return status;
}

static bool is_home(Str text)
{
	return text.n && text.p[0] == '~' && (text.n == 1 || provider_is_slash(text.p[1]));
}

ProviderStatus provider_resolve(Interp *in, Arena *arena, Str text, ProviderPath *out, Str *name)
{
	Str qualifier = provider_qualifier(text);

	*out = (ProviderPath){ 0 };
	*name = text;
	if (memchr(text.p, 0, text.n))
		return PROVIDER_NO_ITEM;
	if (qualifier.n > 2 && qualifier.p[qualifier.n - 2] == ':')
		return qualified(in, arena, text, out, name);
	if (qualifier.n)
		return drive_path(in, arena, text, out, name);
	if (is_home(text))
		return from_home(in, arena, text, out, name);
	*out = text.n && provider_is_slash(text.p[0]) ? from_root(in, arena, text) : from_here(in, arena, text);
	return PROVIDER_OK;
}

const ProviderDef *provider_text_of(Interp *in, Str text)
{
	Str qualifier = provider_qualifier(text);
	const ProviderDef *def = NULL;
	ProviderDrive *drive;

	if (qualifier.n > 2 && qualifier.p[qualifier.n - 2] == ':') {
		def = provider_find_def(in, str_cut(qualifier, 0, qualifier.n - 2));
	} else if (qualifier.n) {
		drive = provider_find_drive(in, str_cut(qualifier, 0, qualifier.n - 1));
		def = drive ? drive->def : NULL;
	} else {
		def = text.n && provider_is_slash(text.p[0]) ? &provider_filesystem : in->providers->here.def;
	}
	return def ? def : &provider_filesystem;
}

/* ---- real and shown ---- */

/* Appends to *out (a folder) the entry that is name but for its case, or name itself when there is none. */
static void put_entry(Buf *out, Str name)
{
	DIR *dir;
	struct dirent *entry;
	struct stat info;
	size_t start = out->n;
	Str best = name;
	char found[256];

	buf_put_char(out, '/');
	buf_put(out, name);
	if (lstat(out->p, &info) == 0)
		return;
	out->p[start] = 0;
	dir = opendir(start ? out->p : "/");
	while (dir && (entry = readdir(dir))) {
		Str have = str_from(entry->d_name);

		/* the first in order, so that the answer does not hang on the disk's */
		if (have.n < sizeof(found) && str_ieq(have, name) &&
			(best.p == name.p || str_compare(have, best) < 0)) {
			memcpy(found, have.p, have.n);
			best = (Str){ found, have.n };
		}
	}
	if (dir)
		closedir(dir);
	out->n = start;
	buf_put_char(out, '/');
	buf_put(out, best);
}

/* A path below a folder where names do not differ by case. */
static void put_below(Buf *out, Str below)
{
	struct stat info;
	size_t start = out->n;
	Str rest = below, name;

	while (next_name(&rest, &name)) {
		buf_put_char(out, '/');
		buf_put(out, name);
	}
	if (out->n == start || lstat(out->p, &info) == 0)
		return;
	out->n = start;
	out->p[start] = 0;
	while (next_name(&below, &name))
		put_entry(out, name);
}

static void put_posix(Buf *out, Str path)
{
	for (size_t i = 0; i < path.n; i++)
		buf_put_char(out, (char)(path.p[i] == '\\' ? '/' : path.p[i]));
}

void provider_file_name(Interp *in, Str path, Buf *out)
{
	Provider *providers = in->providers;
	bool windows = runtime_edition(in)->windows_paths;
	String *root = NULL;
	Buf own = BUF_INIT;

	if (provider_share_is_drive(in, path, &own)) {
		provider_file_name(in, buf_str(&own), out);
		buf_release(&own);
		return;
	}
	if (windows && provider_has_letter(path))
		root = providers->letters[(path.p[0] | 0x20) - 'a'];
	else if (windows && provider_is_unc(path))
		root = providers->unc;
	if (root && root == providers->unc)
		provider_share_make(in, path);
	if (root) {
		buf_put(out, string_str(root));
		put_below(out, str_cut(path, provider_is_unc(path) ? 0 : 2, path.n));
		return;
	}
	if (windows && (provider_has_letter(path) || provider_is_unc(path))) {
		buf_put(out, S(NOWHERE));
	} else if (path.n == 0 || !provider_is_slash(path.p[0])) {
		provider_real_location(in, out);
		buf_put_char(out, '/');
	}
	put_posix(out, path);
}

void provider_real_path(Interp *in, Str path, Buf *out)
{
	Arena *arena = arena_new(0);
	ProviderPath found;
	Str name;

	if (provider_resolve(in, arena, path, &found, &name) == PROVIDER_OK && found.def == &provider_filesystem) {
		provider_file_name(in, found.path, out);
	} else {
		buf_put(out, S(NOWHERE));
		buf_put(out, path);
	}
	arena_free(arena);
}

/* Bytes of real that are the folder and the slash behind it; 0: it is not below the folder. */
static size_t below_folder(Str real, const String *folder)
{
	size_t n = folder ? folder->n : 0;

	if (!folder || !str_starts(real, string_str(folder)))
		return 0;
	if (real.n == n)
		return n;
	return folder->p[n - 1] == '/' ? n : real.p[n] == '/' ? n + 1 : 0;
}

static void put_windows(Buf *out, Str below)
{
	for (size_t i = 0; i < below.n; i++)
		buf_put_char(out, (char)(below.p[i] == '/' ? '\\' : below.p[i]));
}

void provider_shown_path(Interp *in, Str real, Buf *out)
{
	Provider *providers = in->providers;
	size_t best = 0, letter = 0, n;

	if (str_starts(real, S(NOWHERE))) {
		buf_put(out, str_cut(real, sizeof(NOWHERE) - 1, real.n));
		return;
	}
	for (size_t i = 0; i < COUNT(providers->letters); i++) {
		n = below_folder(real, providers->letters[i]);
		if (n > best) {
			best = n;
			letter = i;
		}
	}
	n = below_folder(real, providers->unc);
	if (n > best && n < real.n) {
		buf_put(out, S("\\\\"));
		put_windows(out, str_cut(real, n, real.n));
	} else if (best) {
		buf_printf(out, "%c:\\", (char)('A' + (int)letter));
		put_windows(out, str_cut(real, best, real.n));
	} else {
		buf_put(out, real);
	}
}
