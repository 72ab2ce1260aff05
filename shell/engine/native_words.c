/* native_words: arguments of programs: wildcards, --%, drives, the old quoting (verified on 7.6.9 where it is
 * Core's). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/interp.h"
#include "shell/engine/native.h"
#include "shell/engine/provider.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

void native_add(NativeWords *words, Str word)
{
	VEC_PUSH(words, word);
}

/* ---- values ---- */

static Flow add_one(Interp *in, Arena *arena, Value v, NativeWords *words)
{
	Buf text = BUF_INIT;
	Flow flow;

	if (value_is_null(v))
		return FLOW_NEXT;
	flow = convert_put_text(in, v, &text);
	if (flow == FLOW_NEXT)
		native_add(words, arena_copy(arena, buf_str(&text)));
	buf_release(&text);
	return flow;
}

Flow native_add_value(Interp *in, Arena *arena, Value v, NativeWords *words)
{
	Value item;
	Iter it;
	Flow flow;

	if (!iter_unrolls(v))
		return add_one(in, arena, v, words);
	FLOW_TRY(iter_init(in, &it, v));
	while (iter_next(in, &it, &item, &flow)) {
		flow = add_one(in, arena, item, words);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

/* ---- unquoted words ---- */

static int compare_words(const void *a, const void *b)
{
	return str_icompare(*(const Str *)a, *(const Str *)b);
}

static Str concat(Arena *arena, Str a, Str b)
{
	char *p = arena_alloc(arena, a.n + b.n + 1, 1);

	memcpy(p, a.p, a.n);
	memcpy(p + a.n, b.p, b.n);
	return (Str){ p, a.n + b.n };
}

/* Adds prefix + name of every entry of a folder that matches and is not hidden. */
static void match_folder(Arena *arena, Str prefix, Str pattern, NativeWords *out)
{
	Str folder = prefix.n ? arena_copy(arena, prefix) : S(".");
	DIR *dir = opendir(folder.p);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		Str name = str_from(entry->d_name);

		if (name.p[0] != '.' && wildcard_match(pattern, name, true))
			VEC_PUSH(out, concat(arena, prefix, arena_copy(arena, name)));
	}
	if (dir)
		closedir(dir);
}

/* Name by name from the left, as far as there are wildcards. */
static NativeWords expand_pattern(Arena *arena, Str pattern)
{
	NativeWords found = { 0 }, next;
	bool more = true;
	StrSplit names = { .rest = pattern };
	Str name;

	native_add(&found, S(""));
	while (more && found.n) {
		more = str_split_next(&names, '/', &name);
		next = (NativeWords){ 0 };
		for (size_t i = 0; more && i < found.n; i++) {
			if (wildcard_has(name))
				match_folder(arena, found.p[i], name, &next);
			else
				native_add(&next, concat(arena, found.p[i], name));
		}
		if (!more)
			break;
		for (size_t i = 0; !names.done && i < next.n; i++)
			next.p[i] = concat(arena, next.p[i], S("/"));
		VEC_RELEASE(&found);
		found = next;
	}
	if (found.n)
		qsort(found.p, found.n, sizeof(Str), compare_words);
	return found;
}

static Str with_slashes(Arena *arena, Str word)
{
	char *p = arena_alloc(arena, word.n + 1, 1);

	for (size_t i = 0; i < word.n; i++)
		p[i] = (char)(word.p[i] == '\\' ? '/' : word.p[i]);
	return (Str){ p, word.n };
}

Flow native_expand(Interp *in, Arena *arena, Str word, NativeWords *words)
{
	const char *home = getenv("HOME");
	NativeWords found;
	Str pattern;

	if (runtime_edition(in)->windows_paths) {
		native_add(words, word);
		return FLOW_NEXT;
	}
	if (home && (str_eq(word, S("~")) || (str_starts(word, S("~/")) && !wildcard_has(word)))) {
		native_add(words, concat(arena, str_from(home), str_cut(word, 1, word.n)));
		return FLOW_NEXT;
	}
	if (!wildcard_has(word) || !wildcard_is_valid(word) || str_starts(word, S("-"))) {
		native_add(words, word);
		return FLOW_NEXT;
	}
	pattern = with_slashes(arena, word);
	while (str_starts(pattern, S("./")))
		pattern = str_cut(pattern, 2, pattern.n);
	found = expand_pattern(arena, pattern);
	for (size_t i = 0; i < found.n; i++)
		native_add(words, found.p[i]);
	if (found.n == 0)
		native_add(words, word);
	VEC_RELEASE(&found);
	return FLOW_NEXT;
}

/* ---- --% ---- */

/* %NAME% as cmd has it; a name that is not set leaves nothing. */
static Str expand_percent(Interp *in, Arena *arena, Str text)
{
	Buf out = BUF_INIT;
	size_t at = 0, start, end;
	Str done;

	while ((start = str_find_byte(text, '%', at)) != STR_NONE &&
		(end = str_find_byte(text, '%', start + 1)) != STR_NONE) {
		Value v = VALUE_EMPTY;
		bool found = false;

		buf_put(&out, str_cut(text, at, start));
		if (provider_environment.get_variable(in, str_cut(text, start + 1, end), &v, &found) == FLOW_NEXT)
			buf_put(&out, value_str_peek(v));
		value_drop(v);
		at = end + 1;
	}
	buf_put(&out, str_cut(text, at, text.n));
	done = arena_copy(arena, buf_str(&out));
	buf_release(&out);
	return done;
}

void native_verbatim(Interp *in, Arena *arena, Str text, NativeWords *words)
{
	StrSplit parts = { .rest = expand_percent(in, arena, text) };
	Str part;

	while (str_split_next(&parts, ' ', &part)) {
		part = str_trim(part);
		if (part.n)
			native_add(words, part);
	}
}

/* ---- what the program gets ---- */

/* $env:TEMP\x: a folder of the machine with a name behind it. */
static bool is_below_folder(Str word)
{
	size_t end = str_find_byte(word, '\\', 0);
	struct stat info;
	Buf folder = BUF_INIT;
	bool is = false;

	if (word.n && word.p[0] == '/' && end != STR_NONE) {
		buf_put(&folder, str_cut(word, 0, end));
		is = stat(folder.p, &info) == 0 && S_ISDIR(info.st_mode);
	}
	buf_release(&folder);
	return is;
}

/* Paths below drive letters and \\server\share, and .\x: programs know nothing of them. */
static Str machine_path(Interp *in, Arena *arena, Str word)
{
	bool letter = word.n > 2 && word.p[1] == ':' && (word.p[2] == '\\' || word.p[2] == '/');
	ProviderDrive *drive = letter ? provider_find_drive(in, str_cut(word, 0, 1)) : NULL;
	bool unc = runtime_edition(in)->windows_paths && str_starts(word, S("\\\\")) && word.n > 2;
	Buf real = BUF_INIT;

	if ((drive && provider_drive_def(drive) == &provider_filesystem) || unc) {
		provider_real_path(in, word, &real);
		word = arena_copy(arena, buf_str(&real));
		buf_release(&real);
	} else if (runtime_edition(in)->windows_paths &&
		   (str_starts(word, S(".\\")) || str_starts(word, S("..\\")) || is_below_folder(word))) {
		word = with_slashes(arena, word);
	}
	return word;
}

static bool has_blank(Str word)
{
	return str_find_byte(word, ' ', 0) != STR_NONE || str_find_byte(word, '\t', 0) != STR_NONE;
}

/* Windows PowerShell makes one command line of the words: those with blanks in quotes, nothing escaped ... */
static void put_command_line(const NativeWords *words, Buf *line)
{
	for (size_t i = 0; i < words->n; i++) {
		Str word = words->p[i];
		bool quoted = word.n >= 2 && word.p[0] == '"' && word.p[word.n - 1] == '"';

		if (i)
			buf_put_char(line, ' ');
		if (!has_blank(word) || quoted) {
			buf_put(line, word);
			continue;
		}
		buf_put_char(line, '"');
		buf_put(line, word);
		if (word.p[word.n - 1] == '\\')
			buf_put_char(line, '\\');
		buf_put_char(line, '"');
	}
}

/* ... and the program's C library takes it apart: 2n backslashes before a quote are n, and one more makes the quote a
 * character (docs: "Parsing C command-line arguments"). */
void native_split_line(Arena *arena, Str line, NativeWords *words)
{
	Buf word = BUF_INIT;
	bool quoted = false, any = false;

	for (size_t i = 0; i <= line.n; i++) {
		char c = (char)(i < line.n ? line.p[i] : ' ');
		size_t slashes = 0;

		while (i + slashes < line.n && line.p[i + slashes] == '\\')
			slashes++;
		if (slashes && i + slashes < line.n && line.p[i + slashes] == '"') {
			buf_put_many(&word, '\\', slashes / 2);
			i += slashes - (slashes % 2 == 0); /* at the quote, or before one that counts */
			if (slashes % 2)
				buf_put_char(&word, '"');
			any = true;
		} else if (slashes) {
			buf_put_many(&word, '\\', slashes);
			i += slashes - 1;
			any = true;
		} else if (c == '"') {
			quoted = !quoted;
			any = true;
		} else if ((c == ' ' || c == '\t') && (!quoted || i == line.n)) {
			if (any)
				native_add(words, arena_copy(arena, buf_str(&word)));
			buf_clear(&word);
			any = false;
		} else {
			buf_put_char(&word, c);
			any = true;
		}
	}
	buf_release(&word);
}

void native_hand_over(Interp *in, Arena *arena, NativeWords *words)
{
	NativeWords parsed = { 0 };
	Buf line = BUF_INIT;
	bool quotes = false;

	for (size_t i = 0; i < words->n; i++) {
		words->p[i] = machine_path(in, arena, words->p[i]);
		quotes |= str_find_byte(words->p[i], '"', 0) != STR_NONE || words->p[i].n == 0;
	}
	/* without quotes in a word the two steps give the words back */
	if (!quotes || !runtime_edition(in)->windows_paths)
		return;
	put_command_line(words, &line);
	native_split_line(arena, buf_str(&line), &parsed);
	VEC_RELEASE(words);
	*words = parsed;
	buf_release(&line);
}
