/* complete_path: names of files and of what other drives hold. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "shell/base/wildcard.h"
#include "shell/complete/complete_private.h"
#include "shell/engine/provider.h"

/* The word taken apart. */
typedef struct PathWord {
	Str folder;     /* with its last separator; empty: the location */
	Str leaf;       /* what names begin with */
	char separator; /* between what is found and its folder */
	bool literal;
} PathWord;

static size_t last_separator(Str word)
{
	for (size_t i = word.n; i > 0; i--)
		if (word.p[i - 1] == '/' || word.p[i - 1] == '\\')
			return i;
	return 0;
}

static bool fits(Completer *c, const PathWord *word, Str name)
{
	Str pattern = arena_printf(c->arena, "%.*s*", STR_ARG(word->leaf));

	if (str_starts(name, S(".")) && !str_starts(word->leaf, S(".")))
		return false; /* hidden */
	return wildcard_has(word->leaf) && !word->literal ? wildcard_match(pattern, name, true)
							  : str_istarts(name, word->leaf);
}

/* In the path of a parameter that takes wildcards, those of the name itself are escaped. */
static void put_name(const PathWord *word, Str name, Buf *out)
{
	for (size_t i = 0; i < name.n; i++) {
		if (!word->literal && strchr("[]`*?", name.p[i]))
			buf_put_char(out, '`');
		buf_put_char(out, name.p[i]);
	}
}

static void put_folder(const PathWord *word, Buf *out)
{
	bool rooted = word->folder.n &&
		      (strchr("/\\~.", word->folder.p[0]) || str_find_byte(word->folder, ':', 0) != STR_NONE);

	if (!rooted)
		buf_printf(out, ".%c", word->separator);
	for (size_t i = 0; i < word->folder.n; i++) {
		char c = word->folder.p[i];

		buf_put_char(out, (char)(c == '/' || c == '\\' ? word->separator : c));
	}
}

static void add_path(Completer *c, const PathWord *word, Str name, CompletionKind kind)
{
	Buf path = BUF_INIT;
	Completion *added = complete_add(c, kind, S(""), name);

	put_folder(word, &path);
	put_name(word, name, &path);
	if (c->quote || strchr("-#@", name.p[0]) || complete_needs_quotes(c, buf_str(&path), !word->literal))
		complete_put_quoted(buf_str(&path), (char)(c->quote ? c->quote : '\''), &added->text);
	else
		buf_put(&added->text, buf_str(&path));
	buf_release(&path);
}

/* ---- files ---- */

static bool is_folder(Str folder, const char *name)
{
	struct stat st;
	Buf path = BUF_INIT;
	bool is;

	buf_printf(&path, "%.*s/%s", STR_ARG(folder), name);
	is = stat(path.p, &st) == 0 && S_ISDIR(st.st_mode);
	buf_release(&path);
	return is;
}

static void add_files(Completer *c, const PathWord *word, Str real)
{
	Buf path = BUF_INIT;
	struct dirent *entry;
	DIR *dir;

	buf_put(&path, real);
	dir = opendir(path.p);
	while (dir && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
			!fits(c, word, str_from(entry->d_name)))
			continue;
		add_path(c, word, str_from(entry->d_name),
			is_folder(real, entry->d_name) ? COMPLETION_PROVIDER_CONTAINER : COMPLETION_PROVIDER_ITEM);
	}
	if (dir)
		closedir(dir);
	buf_release(&path);
}

/* ---- other drives ---- */

/* Function:Get-X, Env:\PATH: the drive, a separator and the name. */
static void add_items(Completer *c, PathWord *word, ProviderDrive *drive)
{
	const ProviderDef *def = provider_drive_def(drive);
	ProviderCall call = { .in = c->in, .arena = c->arena, .def = def, .drive = drive };
	ProviderNames names = { 0 };

	word->folder = arena_printf(c->arena, "%.*s:%c", STR_ARG(provider_drive_name(drive)), word->separator);
	if (def->flat && def->flat->each(&call, &names) == FLOW_NEXT)
		for (size_t i = 0; i < names.n; i++)
			if (fits(c, word, names.p[i].name))
				add_path(c, word, names.p[i].name, COMPLETION_PROVIDER_ITEM);
	VEC_RELEASE(&names);
}

void complete_add_paths(Completer *c, bool literal)
{
	size_t first = c->out->n, cut = last_separator(c->word), colon = str_find_byte(c->word, ':', 0);
	bool qualified = colon != STR_NONE && colon > 0;
	PathWord word = { .literal = literal };
	Str folder, name;
	ProviderPath path;
	Buf real = BUF_INIT;

	if (qualified && cut < colon + 1)
		cut = colon + 1;
	word.folder = str_cut(c->word, 0, cut);
	word.leaf = str_cut(c->word, cut, c->word.n);
	folder = word.folder.n ? word.folder : S(".");
	if (qualified && str_ends(folder, S(":")))
		folder = arena_printf(c->arena, "%.*s/", STR_ARG(folder));
	if (provider_resolve(c->in, c->arena, folder, &path, &name) != PROVIDER_OK)
		return;
	word.separator = provider_separator(c->in, path.def, path.path);
	if (path.def == &provider_filesystem) {
		provider_file_name(c->in, path.path, &real);
		add_files(c, &word, buf_str(&real));
	} else if (path.drive) {
		add_items(c, &word, path.drive);
	}
	complete_sort(c, first);
	buf_release(&real);
}
