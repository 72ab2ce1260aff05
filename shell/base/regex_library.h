/* regex_library: what is asked of PCRE2's two libraries, the same of both. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_REGEX_LIBRARY_H
#define BASE_REGEX_LIBRARY_H

#include "shell/base/regex_translate.h"

/* A translation compiled for one width of units. */
typedef struct RegexProgram RegexProgram;

/* What is searched: n units, from one of them on. */
typedef struct RegexSubject {
	const void *units;
	size_t n, from;
	size_t start; /* the only place where \G matches: the end of the match before */
} RegexSubject;

typedef struct RegexLibrary {
	/* NULL when PCRE2 finds it too large; the translation may go then. */
	RegexProgram *(*compile)(const RegexTranslation *translation, unsigned options);
	void (*release)(RegexProgram *program);
	/* First match; places gets two for each of PCRE2's groups, STR_NONE for those that took no part. */
	RegexStatus (*match)(
		RegexProgram *program, const RegexSubject *subject, size_t *places, const volatile int *interrupted);
} RegexLibrary;
extern const RegexLibrary regex_library_8;  /* bytes, all of them ASCII */
extern const RegexLibrary regex_library_16; /* UTF-16 units */

#endif
