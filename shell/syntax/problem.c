/* problem: the texts of parse errors, and the list of those found. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/syntax/problem.h"

enum { FINAL, MORE, MORE_FORM };

typedef struct ProblemRow {
	const char *id, *text;
	uint8_t more;
} ProblemRow;

#define PROBLEM(name, id, more, text) { id, text, more },
static const ProblemRow rows[] = { PROBLEM_LIST };
#undef PROBLEM

bool problem_can_wait(ProblemId id)
{
	return rows[id].more != FINAL;
}

void problem_release(Problems *problems)
{
	free(problems->seen);
	problems->seen = NULL;
	problems->nseen = 0;
}

static uint32_t hash(ProblemId id, Span span)
{
	uint32_t h = (uint32_t)id * 2654435761u;

	h = (h ^ span.at) * 2654435761u;
	h = (h ^ span.len) * 2654435761u;
	return h ^ h >> 15;
}

/* Where the problem is, or would be, in the table of those seen. */
static uint32_t *find(const Problems *problems, ProblemId id, Span span)
{
	size_t mask = problems->nseen - 1;
	size_t i = hash(id, span) & mask;

	for (;; i = (i + 1) & mask) {
		const ParseError *error;

		if (problems->seen[i] == 0)
			return &problems->seen[i];
		error = &problems->errors->p[problems->seen[i] - 1];
		if (error->id == rows[id].id && error->span.at == span.at && error->span.len == span.len)
			return &problems->seen[i];
	}
}

static ProblemId id_of(const ParseError *error)
{
	size_t i = 0;

	while (rows[i].id != error->id)
		i++;
	return (ProblemId)i;
}

/* Twice the room, at least 64; all errors find their place anew. */
static void grow(Problems *problems)
{
	size_t n = problems->nseen ? problems->nseen * 2 : 64;

	free(problems->seen);
	problems->seen = MEM_ARRAY(uint32_t, n);
	problems->nseen = n;
	for (size_t i = 0; i < problems->errors->n; i++) {
		const ParseError *error = &problems->errors->p[i];

		*find(problems, id_of(error), error->span) = (uint32_t)i + 1;
	}
}

static void put_text(Buf *out, ProblemId id, const Edition *edition, ProblemArgs args)
{
	const Str slots[] = { args.a, args.b, args.c };

	for (const char *p = rows[id].text; *p; p++) {
		if (p[0] == '{' && p[1] >= '0' && p[1] <= '2' && p[2] == '}') {
			buf_put(out, slots[p[1] - '0']);
			p += 2;
		} else {
			buf_put_char(out, *p);
		}
	}
	if (rows[id].more == MORE_FORM)
		buf_put(out, str_from(edition_text(edition, ET_FOREACH_FORM)));
}

void problem_add(Problems *problems, ProblemId id, Span span, bool incomplete, ProblemArgs args)
{
	ParseErrors *errors = problems->errors;
	uint32_t *seen;
	Buf text = BUF_INIT;

	if (problems->closed)
		return;
	if (errors->n * 2 >= problems->nseen)
		grow(problems);
	seen = find(problems, id, span);
	if (*seen)
		return;
	if (!errors->arena)
		errors->arena = arena_new(0);
	put_text(&text, id, problems->edition, args);
	if (errors->n == errors->cap)
		errors->p = mem_grow(errors->p, &errors->cap, errors->n + 1, sizeof(*errors->p));
	errors->p[errors->n++] = (ParseError){ .span = span,
		.id = rows[id].id,
		.text = arena_copy(errors->arena, buf_str(&text)),
		.incomplete = incomplete };
	*seen = (uint32_t)errors->n;
	buf_release(&text);
}
