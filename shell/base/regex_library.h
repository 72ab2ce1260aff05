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
	size_t start;    /* the only place where \G matches: the end of the match before */
	int64_t timeout; /* ticks for one match; < 0: none */
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

/* A pattern compiled for bytes or for units, when that was first needed. */
typedef struct RegexCompiled {
	const RegexLibrary *library;
	RegexProgram *program;
	uint16_t *slots; /* of each of PCRE2's groups */
	size_t n_slots;
} RegexCompiled;

/* A search that goes on from match to match. */
enum { REGEX_PLACES_FEW = 16 };
struct RegexScan {
	const Regex *regex;
	const RegexCompiled *compiled; /* NULL: the pattern cannot be compiled for this subject */
	Str subject;
	Utf16 wide;         /* the subject as units, when it is not taken as bytes */
	RegexSubject units; /* and where the next match may begin */
	const volatile int *interrupted;
	bool is_wide, ended;
	size_t *places;
	size_t few_places[REGEX_PLACES_FEW];
};
/* regex_scan_new and regex_scan_free for a scan of the caller's. */
void regex_scan_begin(RegexScan *scan, const Regex *regex, Str subject, size_t from, const volatile int *interrupted);
void regex_scan_end(RegexScan *scan);

#endif
