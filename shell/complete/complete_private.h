/* complete_private: what the files of this room share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef COMPLETE_COMPLETE_PRIVATE_H
#define COMPLETE_COMPLETE_PRIVATE_H

#include "shell/complete/complete.h"
#include "shell/engine/command.h"

/* One press of Tab. */
typedef struct Completer {
	Interp *in;
	Str text;
	size_t cursor;
	Script *script;
	TokenList tokens;
	const Token *token;  /* the cursor stands in it or right behind it; NULL */
	const Token *before; /* the nearest token that ends before the cursor or the token; NULL */
	size_t reach;        /* the cursor, or where the token before it ends: what the tree is searched for */
	VEC(Node *) path;    /* nodes that hold reach, outermost first */
	Str word;            /* what is completed, without quotes; its bytes are out->at and out->length */
	char quote;          /* ' or " that it begins with; 0 */
	Arena *arena;
	Completions *out;
} Completer;

/* ---- context (complete.c) ---- */
/* The typed part: bytes of the text; the word is what stands there. */
void complete_set_range(Completer *c, size_t at, size_t length, Str word);
/* The token at the cursor, or nothing at the cursor, as the word. */
void complete_set_token(Completer *c);
/* The innermost node of a kind that holds the cursor and that is not outside of a further block or bracket; NULL. */
Node *complete_find(const Completer *c, NodeKind kind);
/* Place of a node in the path; STR_NONE. */
size_t complete_place(const Completer *c, const Node *node);

/* ---- results ---- */
/* Whether a name may stand for the word: it begins with it, or fits its wildcards. */
bool complete_fits(const Completer *c, Str name);
Completion *complete_add(Completer *c, CompletionKind kind, Str text, Str list_item);
/* A value: quoted as the word is, or where it needs quotes. */
Completion *complete_add_value(Completer *c, CompletionKind kind, Str value);
/* Sorts what was added since there were first by list item, and drops doubles. */
void complete_sort(Completer *c, size_t first);
/* Text between quotes of a kind, doubled and escaped as they need it; the quote is put around. */
void complete_put_quoted(Str value, char quote, Buf *out);
/* Whether a bare word would be read as something else. */
bool complete_needs_quotes(const Completer *c, Str value, bool is_path);

/* ---- kinds of word; true: this was it, whether or not anything was found ---- */
bool complete_comment(Completer *c);
bool complete_variable(Completer *c);
bool complete_member(Completer *c);
bool complete_index(Completer *c);
bool complete_hash_key(Completer *c);
bool complete_type_name(Completer *c);
bool complete_attribute(Completer *c);
bool complete_operator(Completer *c);
bool complete_using(Completer *c);
bool complete_command(Completer *c);
bool complete_string(Completer *c);

/* ---- lists of names that fit the word ---- */
void complete_add_commands(Completer *c);
void complete_add_types(Completer *c, bool attributes);
void complete_add_namespaces(Completer *c); /* those right below what is typed */
void complete_add_paths(Completer *c, bool literal);
void complete_add_variable_names(Completer *c); /* without $: values of -Name */
/* The properties of what comes down the pipeline to a command. */
void complete_add_properties(Completer *c, const NodeCommand *command);
/* Names and values as a parameter takes them, by its type, attributes and what is known of it. */
void complete_add_param_values(Completer *c, Command *command, const Param *param, const NodeCommand *node);

/* By what Register-ArgumentCompleter -Native said of a program; false: nothing. */
bool complete_registered_program(Completer *c, Str name, const NodeCommand *node);

/* ---- what an expression is (complete_infer.c) ---- */
typedef struct Inferred {
	Value value;         /* owned; V_EMPTY: not known */
	const TypeDef *type; /* of the value, or when it is not known; NULL: nothing is known */
	bool is_static;      /* the type itself is meant: [math] */
} Inferred;
/* Nothing is run but property getters. */
Inferred complete_infer(Completer *c, Node *node);
/* What $_ is for a command: an object that the stage before it writes. */
Inferred complete_infer_input(Completer *c, const NodeCommand *command);
void complete_inferred_release(Inferred *inferred);
/* A value, or one without contents that has the type's members; owned. */
Value complete_inferred_value(const Inferred *inferred) NODISCARD;

#endif
