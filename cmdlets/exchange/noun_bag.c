/* noun_bag: the kept properties of an object: JSON with texts and nulls. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"
#include "shell/base/num.h"
#include "shell/base/utf8.h"

typedef struct Reader {
	Str rest;
	Arena *arena;
} Reader;

static bool take(Reader *r, char c)
{
	r->rest = str_trim(r->rest);
	if (r->rest.n == 0 || r->rest.p[0] != c)
		return false;
	r->rest = str_cut(r->rest, 1, r->rest.n);
	return true;
}

static bool take_escape(Reader *r, Buf *out)
{
	static const char plain[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *at;
	int64_t code;

	if (r->rest.n == 0)
		return false;
	if (r->rest.p[0] == 'u') {
		if (r->rest.n < 5 || num_parse_radix(str_cut(r->rest, 1, 5), 16, NUM_UINT32, &code) != NUM_OK)
			return false;
		buf_put_code(out, (uint32_t)code);
		r->rest = str_cut(r->rest, 5, r->rest.n);
		return true;
	}
	at = memchr(plain, r->rest.p[0], sizeof plain - 1);
	if (!at)
		return false;
	buf_put_char(out, means[at - plain]);
	r->rest = str_cut(r->rest, 1, r->rest.n);
	return true;
}

static bool read_text(Reader *r, Str *out)
{
	Buf text = BUF_INIT;
	bool ok = take(r, '"');

	while (ok && r->rest.n && r->rest.p[0] != '"') {
		char c = r->rest.p[0];

		r->rest = str_cut(r->rest, 1, r->rest.n);
		if (c == '\\')
			ok = take_escape(r, &text);
		else
			buf_put_char(&text, c);
	}
	ok = ok && r->rest.n;
	r->rest = str_cut(r->rest, 1, r->rest.n);
	*out = arena_copy(r->arena, buf_str(&text));
	buf_release(&text);
	return ok;
}

/* A text, null, or the bare word of a number or a boolean. */
static bool read_value(Reader *r, NounPair *pair)
{
	size_t end = 0;

	r->rest = str_trim(r->rest);
	if (r->rest.n && r->rest.p[0] == '"')
		return read_text(r, &pair->value);
	while (end < r->rest.n && r->rest.p[end] != ',' && r->rest.p[end] != '}')
		end++;
	pair->value = arena_copy(r->arena, str_trim(str_cut(r->rest, 0, end)));
	pair->null = str_eq(pair->value, S("null"));
	r->rest = str_cut(r->rest, end, r->rest.n);
	return end > 0 && pair->value.p[0] != '{' && pair->value.p[0] != '[';
}

bool noun_bag_read(Str json, Arena *arena, NounBag *out)
{
	Reader r = { json, arena };

	*out = (NounBag){ 0 };
	if (json.n == 0)
		return true;
	if (!take(&r, '{'))
		return false;
	if (take(&r, '}'))
		return true;
	do {
		NounPair pair = { 0 };

		r.rest = str_trim(r.rest);
		if (!read_text(&r, &pair.name) || !take(&r, ':') || !read_value(&r, &pair))
			return false;
		noun_bag_set(out, arena, pair.name, pair.value, pair.null);
	} while (take(&r, ','));
	return take(&r, '}');
}

static void put_text(Str text, Buf *out)
{
	buf_put_char(out, '"');
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '"' || text.p[i] == '\\')
			buf_printf(out, "\\%c", text.p[i]);
		else if ((unsigned char)text.p[i] < 0x20)
			buf_printf(out, "\\u%04x", (unsigned)text.p[i]);
		else
			buf_put_char(out, text.p[i]);
	buf_put_char(out, '"');
}

void noun_bag_put(const NounBag *bag, Buf *out)
{
	buf_put_char(out, '{');
	for (size_t i = 0; i < bag->n; i++) {
		buf_put(out, i ? S(",") : S(""));
		put_text(bag->p[i].name, out);
		buf_put_char(out, ':');
		if (bag->p[i].null)
			buf_put(out, S("null"));
		else
			put_text(bag->p[i].value, out);
	}
	buf_put_char(out, '}');
}

NounPair *noun_bag_find(const NounBag *bag, Str name)
{
	for (size_t i = 0; i < bag->n; i++)
		if (str_ieq(bag->p[i].name, name))
			return &bag->p[i];
	return NULL;
}

void noun_bag_set(NounBag *bag, Arena *arena, Str name, Str value, bool null)
{
	NounPair *pair = noun_bag_find(bag, name);

	if (!pair && bag->n == bag->cap) {
		size_t cap = bag->cap ? bag->cap * 2 : 16;
		NounPair *more = ARENA_ARRAY(arena, NounPair, cap);

		if (bag->n)
			memcpy(more, bag->p, bag->n * sizeof *more);
		bag->p = more;
		bag->cap = cap;
	}
	if (!pair)
		pair = &bag->p[bag->n++];
	*pair = (NounPair){ name, null ? S("") : value, null };
}
