/* string_split: String.Split. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/types/string.h"

enum { REMOVE_EMPTY = 1, TRIM_ENTRIES = 2 };

typedef struct Split {
	VEC(Str) separators; /* none: white space */
	Buf text;            /* of separators that were chars; they point into it once it stands still */
	bool whole;          /* an empty string as the only separator: nothing is split */
	int64_t options, count;
	Array *out;
} Split;

/* ---- separators ---- */

static void add_text(Split *split, Str separator)
{
	if (separator.n > 0)
		VEC_PUSH(&split->separators, separator);
}

static void read_array(Split *split, const Array *from)
{
	size_t at = 0;

	for (size_t i = 0; i < from->n; i++)
		if (array_peek(from, i).kind == V_CHAR)
			types_string_put_char(array_peek(from, i), &split->text);
		else
			add_text(split, types_str(array_peek(from, i)));
	while (at < split->text.n) {
		size_t start = at;

		(void)utf8_next(buf_str(&split->text), &at);
		add_text(split, str_cut(buf_str(&split->text), start, at));
	}
	/* string[] of empty strings alone splits nothing; an empty array splits at blanks */
	split->whole = from->n > 0 && split->separators.n == 0;
}

static void read_separators(Split *split, Value from)
{
	from = value_unwrap_peek(from);
	if (from.kind == V_ARRAY) {
		read_array(split, from.array);
	} else if (from.kind == V_CHAR) {
		types_string_put_char(from, &split->text);
		add_text(split, buf_str(&split->text));
	} else if (from.kind == V_STRING) {
		add_text(split, types_str(from));
		split->whole = split->separators.n == 0;
	}
}

/* Whether a separator stands at byte at; its length. */
static size_t separator_at(const Split *split, Str s, size_t at)
{
	Str rest = str_cut(s, at, s.n);
	size_t end = at;

	if (split->separators.n == 0)
		return utf8_is_space(utf8_next(s, &end)) ? end - at : 0;
	for (size_t i = 0; i < split->separators.n; i++)
		if (str_starts(rest, split->separators.p[i]))
			return split->separators.p[i].n;
	return 0;
}

static bool next_separator(const Split *split, Str s, size_t from, size_t *at, size_t *length)
{
	if (split->whole)
		return false;
	if (split->separators.n == 1) {
		*at = str_find(s, split->separators.p[0], from);
		*length = split->separators.p[0].n;
		return *at != STR_NONE;
	}
	for (*at = from; *at < s.n; ++*at)
		if ((s.p[*at] & 0xc0) != 0x80 && (*length = separator_at(split, s, *at)) > 0)
			return true;
	return false;
}

/* ---- splitting ---- */

/* Whether the piece is kept; *piece is trimmed when asked for. */
static bool keeps(const Split *split, Str *piece)
{
	if (split->options & TRIM_ENTRIES)
		*piece = str_trim_unicode(*piece);
	return piece->n > 0 || !(split->options & REMOVE_EMPTY);
}

static void push(Split *split, Str piece)
{
	if (keeps(split, &piece))
		array_push_take(split->out, value_string(piece));
}

static Flow run(Interp *in, Split *split, Str s)
{
	size_t at, length, from = 0;

	while ((int64_t)split->out->n < split->count - 1 && next_separator(split, s, from, &at, &length)) {
		FLOW_TRY(runtime_poll(in));
		push(split, str_cut(s, from, at));
		from = at + length;
	}
	/* the last piece takes the rest, but not pieces at its start that would be left out */
	while ((split->options & REMOVE_EMPTY) && (int64_t)split->out->n == split->count - 1 &&
		next_separator(split, s, from, &at, &length)) {
		Str piece = str_cut(s, from, at);

		if (keeps(split, &piece))
			break;
		from = at + length;
	}
	push(split, str_cut(s, from, s.n));
	return FLOW_NEXT;
}

Flow types_string_split(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Split split = { .text = BUF_INIT, .count = INT32_MAX };
	Flow flow = FLOW_NEXT;

	for (size_t i = 1; i < n; i++) {
		if (args[i].kind == V_ENUM)
			split.options = types_int(args[i]);
		else if (args[i].kind == V_INT)
			split.count = types_int(args[i]);
	}
	if (split.count < 0)
		return types_negative(in, "count", split.count, "Count cannot be less than zero.");
	if (n > 0)
		read_separators(&split, args[0]);
	split.out = array_new(&type_string_array, 8);
	if (split.count > 0)
		flow = run(in, &split, types_str(self));
	buf_release(&split.text);
	VEC_RELEASE(&split.separators);
	if (flow == FLOW_NEXT)
		return types_found(out, array_value(split.out));
	value_drop(array_value(split.out));
	return flow;
}
