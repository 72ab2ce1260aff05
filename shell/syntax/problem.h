/* problem: collecting what is wrong with a script. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_PROBLEM_H
#define SYNTAX_PROBLEM_H

#include "shell/syntax/problem_list.h"
#include "shell/syntax/script.h"

#define PROBLEM(name, id, more, text) PROBLEM_##name,
typedef enum ProblemId { PROBLEM_LIST PROBLEM_COUNT } ProblemId;
#undef PROBLEM

/* The errors found so far, and which id stands where: one with the id and the place of an earlier one is dropped
 * (reference 3.1.1). */
typedef struct Problems {
	ParseErrors *errors;
	const Edition *edition;
	uint32_t *seen; /* hash table of 1-based indices into errors */
	size_t nseen;   /* its size, a power of two */
	bool closed;    /* nothing is taken any more: the script is too complex */
} Problems;

/* Forgets all problems. */
void problem_release(Problems *problems);
/* Whether more input could mend it. */
bool problem_can_wait(ProblemId id);
/* args fill the slots of the template; missing ones are empty. */
typedef struct ProblemArgs {
	Str a, b, c;
} ProblemArgs;
void problem_add(Problems *problems, ProblemId id, Span span, bool incomplete, ProblemArgs args);

#endif
