/* script: a parsed text: its tree, its errors, its lines. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_SCRIPT_H
#define SYNTAX_SCRIPT_H

#include "shell/base/arena.h"
#include "shell/base/edition.h"
#include "shell/syntax/ast.h"

/* Something the evaluator hung on a node. */
typedef struct ScriptCache {
	void *cache;
	void (*free)(void *cache);
} ScriptCache;

/* Counted: functions, blocks and error records keep it alive. */
typedef struct Script {
	uint32_t refs;
	Arena *arena, *tree_arena; /* of path and text; of the tree */
	Str path;                  /* file name as shown, or empty: typed text, -Command */
	Str text;                  /* WTF-8, in the arena */
	ScriptBlockNode *root;
	uint32_t *line_starts; /* byte offsets; [0] is 0 */
	uint32_t nlines;
	SpanList comments;               /* all comments outside strings, in order: help is in them */
	VEC(Value) constants;            /* what NodeConst holds; equal strings are one */
	struct ScriptRequires *requires; /* #requires lines of a file, or NULL */
	VEC(ScriptCache) caches;         /* the evaluator's notes in the tree, freed with the script */
} Script;

/* #requires -Version n -Modules m -PSSnapin s -RunAsAdministrator -PSEdition e -ShellId i */
typedef struct ScriptRequires {
	Str version, edition, shell_id;
	struct ParseModule *modules;
	Str *snapins;
	uint32_t nmodules, nsnapins;
	bool administrator;
} ScriptRequires;

/* Messages are complete; id is the first part of FullyQualifiedErrorId. */
typedef struct ParseError {
	Span span;
	const char *id;
	Str text;
	bool incomplete; /* more input could mend it: the prompt shows >> */
} ParseError;
typedef struct ParseErrors {
	ParseError *p;
	size_t n, cap;
	Arena *arena; /* holds the texts */
} ParseErrors;

enum {
	PARSE_TOKENS = 1, /* keep the token list */
	PARSE_FILE = 2,   /* a script file: #requires counts (its errors are errors everywhere) */
	PARSE_DATA = 4,   /* a data file, .psd1: what data sections do not allow is an error */
};
/* What a using statement asks for; what it does not say is empty. */
typedef struct ParseModule {
	Str name, minimum, maximum, required;
} ParseModule;
/* Whether it is there: known outside of the text alone. */
typedef struct ParseOutside {
	void *self;
	/* script: the path of the file that says so, or empty. */
	bool (*has_module)(void *self, Str script, const ParseModule *module);
	bool (*has_assembly)(void *self, Str script, Str name);
} ParseOutside;
typedef struct ParseInput {
	Str path, text;
	const Edition *edition;
	unsigned flags;
	TokenList *tokens;           /* with PARSE_TOKENS */
	const ParseOutside *outside; /* NULL: what using statements name is not looked for */
} ParseInput;

/* Parses the whole grammar.  Recovers and goes on: all errors in PowerShell's order (by detection, duplicates of id and
 * place dropped, semantic ones last), and a tree with NODE_ERROR holes for completion and colouring.  Never NULL; what
 * may run is decided by errs->n == 0.  Nesting deeper than PARSE_DEPTH_MAX is an error of its own.  A chain of
 * operators or members (1+1+1..., $a.b.c...) is no nesting for the parser, but its tree is as deep as it is long: who
 * walks it follows the left side in a loop. */
Script *script_parse(const ParseInput *input, ParseErrors *errs) NODISCARD;
/* The module of a using module statement; false: its hashtable is no good. */
bool parse_using_module(const NodeUsing *node, ParseModule *out);
enum { PARSE_DEPTH_MAX = 1000 };
/* Lets go of the tree of a script that does not parse: its errors, which live on, need the text alone. */
void script_forget_tree(Script *script);
Script *script_ref(Script *script);
void script_drop(Script *script);
void script_errors_release(ParseErrors *errs);
/* Whether the prompt would go on with >> : any error is incomplete (reference 3.1.5, column status of
 * incomplete.tsv). */
bool script_is_incomplete(const ParseErrors *errs);
/* Whether the first error is incomplete (the console host's rule). */
bool script_wants_more(const ParseErrors *errs);

/* 1-based line and column in UTF-16 units of a byte offset. */
void script_position(const Script *script, uint32_t at, uint32_t *line, uint32_t *column);
/* The line (1-based) without its line end. */
Str script_line(const Script *script, uint32_t line);
Str script_span_text(const Script *script, Span span);
/* "At line:1 char:5\n+ source\n+ ~~~" (reference 3.2), without a final newline. */
void script_put_position(const Script *script, Span span, const Edition *edition, Buf *out);
/* The message of a ParseException: every error with its position, at most 10 (reference 3.1.2). */
void script_put_errors(const Script *script, const ParseErrors *errs, const Edition *edition, Buf *out);
/* An s-expression of the tree, for tests: .NET's classes in short, and @place+length when spans is set. */
void script_dump(const Script *script, bool spans, Buf *out);
/* The text of a number among the constants, as its ToString() has it. */
void script_put_number(Value number, Buf *out);
/* Registers a cache pointer of the tree to be freed with the script. */
void script_keep_cache(Script *script, void *cache, void (*cache_free)(void *));

#endif
