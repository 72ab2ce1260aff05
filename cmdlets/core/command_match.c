/* command_match: names of commands that are like a word: its distance from it, and whether it abbreviates it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/command_match.h"

enum { LENGTH_MAX = 255 };

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Three rows of the table of distances between the starts of a and of b: this one and the two above it. */
size_t command_match_distance(Str a, Str b)
{
	size_t rows[3][LENGTH_MAX + 1], *two_up = rows[0], *up = rows[1], *row = rows[2], *spare;

	if (a.n > LENGTH_MAX || b.n > LENGTH_MAX)
		return SIZE_MAX;
	for (size_t k = 0; k <= b.n; k++)
		two_up[k] = up[k] = k;
	for (size_t i = 1; i <= a.n; i++) {
		row[0] = i;
		for (size_t k = 1; k <= b.n; k++) {
			char x = lower(a.p[i - 1]), y = lower(b.p[k - 1]);

			row[k] = least(least(up[k] + 1, row[k - 1] + 1), up[k - 1] + (x != y));
			if (i > 1 && k > 1 && x == lower(b.p[k - 2]) && y == lower(a.p[i - 2]))
				row[k] = least(row[k], two_up[k - 2] + 1);
		}
		spare = two_up;
		two_up = up;
		up = row;
		row = spare;
	}
	return up[b.n];
}

bool command_match_abbreviation(Str name, Str word)
{
	size_t at = 0;

	for (size_t i = 0; i < name.n; i++) {
		bool counts = name.p[i] == '-' || (name.p[i] >= 'A' && name.p[i] <= 'Z');

		if (counts && (at >= word.n || lower(word.p[at++]) != lower(name.p[i])))
			return false;
	}
	return at == word.n && word.n > 0;
}
