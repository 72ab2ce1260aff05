/* parse: the parser's state and what its files ask of each other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_PARSE_H
#define SYNTAX_PARSE_H

#include "shell/syntax/lexer.h"
#include "shell/syntax/script.h"

/* Recursive descent with one token of look-ahead.  A function that parses something returns NULL when it is not there
 * and nothing was consumed; the caller knows whether that is an error.  What is there but wrong is reported, and a node
 * comes of it, NODE_ERROR at worst, so that the rest can be parsed (reference 3.1). */

/* Things collected while their number is not known: the innermost list is always the last. */
typedef struct Pile {
	char *p;
	size_t n, cap;
} Pile;

/* Equal string constants of a script are one Value. */
typedef struct ConstantSet {
	uint32_t *slots; /* 1-based indices into script->constants */
	size_t nslots, n;
} ConstantSet;

typedef struct Parser {
	Lexer lexer;
	Token ahead;
	bool has_ahead;
	Script *script;
	Arena *arena;
	const Edition *edition;
	const ParseOutside *outside; /* or NULL */
	Problems problems;
	Buf scratch;
	Pile pile;
	ConstantSet constants;
	unsigned depth;
	bool no_comma; /* a comma does not make an array: arguments of methods and attributes, parameter defaults */
} Parser;

/* ---- tokens (parse.c) ---- */
/* Lends the next token until the next call. */
Token *parse_peek(Parser *p);
TokenKind parse_peek_kind(Parser *p);
Token parse_take(Parser *p);
void parse_skip(Parser *p);
/* Takes the next token if it is of a kind; out may be NULL. */
bool parse_accept(Parser *p, TokenKind kind, Token *out);
/* Gives the token taken last back. */
void parse_unget(Parser *p, const Token *token);
/* Reads again from a place on. */
void parse_resync(Parser *p, Span from);
void parse_skip_lines(Parser *p);
void parse_skip_lines_and_semis(Parser *p);
/* Changes the mode and returns the one before; a token that would be another one is read again. */
LexMode parse_mode(Parser *p, LexMode mode);
/* Adds TF_* to a token in the list of tokens. */
void parse_mark(Parser *p, const Token *token, uint32_t flags);
/* A keyword, operator or -name that turned out to be a plain word, or a command's name. */
void parse_mark_word(Parser *p, const Token *token);
void parse_mark_name(Parser *p, const Token *token);
/* ... or another name, which has flags. */
void parse_mark_word_name(Parser *p, const Token *token, uint32_t flags);

/* ---- errors (parse.c) ---- */
void parse_fail(Parser *p, ProblemId id, Span span);
/* Returns whether more input could mend it. */
bool parse_fail_with(Parser *p, ProblemId id, Span span, Str arg);
/* found decides whether the input is incomplete. */
void parse_fail_found(Parser *p, ProblemId id, Span span, Span found, Str arg);
/* One that no further input mends. */
void parse_fail_final(Parser *p, ProblemId id, Span span, Str arg);
/* "Unexpected token ..." at a token. */
void parse_unexpected(Parser *p, const Token *token);
Node *parse_error_node(Parser *p, Span span);
/* Passes over what cannot be understood: up to and with the ) that closes, or up to a token of kind also. */
void parse_sync(Parser *p, TokenKind also);
/* Nothing more is read, and no further error taken. */
void parse_stop(Parser *p);
/* Counts nesting; false, and an error once, when it is too deep.  Each true needs a parse_leave. */
bool parse_enter(Parser *p);
void parse_leave(Parser *p);

/* ---- nodes (parse.c) ---- */
void *parse_new(Parser *p, size_t size, NodeKind kind, Span span);
#define PARSE_NEW(p, T, kind, span) ((T *)parse_new((p), sizeof(T), (kind), (span)))
size_t parse_pile(const Parser *p);
void parse_pile_add(Parser *p, const void *item, size_t size);
void parse_pile_add_node(Parser *p, Node *node);
/* Moves what was added since mark to the arena. */
void *parse_pile_take(Parser *p, size_t mark, size_t size, uint32_t *n);
NodeList parse_pile_nodes(Parser *p, size_t mark);
Value parse_string_value(Parser *p, Str text);
NodeConst *parse_string_const(Parser *p, Span span, Str text, uint16_t flags);

/* From the start of a to the end of b. */
static inline Span span_join(Span a, Span b)
{
	return (Span){ a.at, b.at + b.len - a.at };
}
/* The empty place behind s. */
static inline Span span_after(Span s)
{
	return (Span){ s.at + s.len, 0 };
}
/* The place of the character before: where PowerShell reports what is missing before a token. */
Span parse_before(const Parser *p, Span s);
/* The text of a span in the script. */
Str parse_text(const Parser *p, Span span);

/* ---- script blocks (parse_block.c) ---- */
ScriptBlockNode *parse_script(Parser *p);
/* Behind {: up to and with }. */
ScriptBlockNode *parse_block_rest(Parser *p, const Token *open, bool is_filter, NodeParamBlock *params);
/* { statements } as a body; NULL: no { there. */
NodeBlock *parse_body(Parser *p);
/* Statements up to ) or }; the node spans them, and is empty without any. */
NodeBlock *parse_statements(Parser *p);
/* Behind ( : up to and with ); last: the span of the last thing read.  false: the ) is missing. */
bool parse_parameters(Parser *p, const Token *open, NodeParamBlock *out, Span *last);
/* Whether the word is what is left of a broken statement: else without if, where something was wrong before. */
bool parse_follows_broken(const Parser *p, TokenKind kind);
/* Whether a [ comes next that an attribute or type could begin with. */
bool parse_at_bracket(Parser *p);

/* ---- statements (parse_statement.c, parse_loop.c, parse_define.c, parse_class.c) ---- */
Node *parse_statement(Parser *p);
/* What a statement that is not whole leaves behind: last is how far it goes. */
Node *parse_incomplete(Parser *p, const Token *keyword, const Token *label, Span last);
/* A using statement at the start of a script. */
Node *parse_using_first(Parser *p, const Token *keyword);
/* class and enum with attributes before them. */
Node *parse_attributed_type(Parser *p, const Token *keyword, AttributeList attributes);
typedef Node *ParseStatement(Parser *p, const Token *keyword, const Token *label);
ParseStatement parse_if, parse_while, parse_do, parse_for, parse_foreach, parse_switch, parse_try, parse_trap,
	parse_data, parse_jump, parse_break, parse_function, parse_class, parse_using, parse_block_keyword,
	parse_configuration, parse_reserved;

/* ---- pipelines and commands (parse_command.c, parse_argument.c) ---- */
/* pipeline chain or assignment; NULL: none. */
Node *parse_pipeline(Parser *p);
/* One command, up to what separates it from others. */
Node *parse_command(Parser *p);
/* One expression as a pipeline. */
Node *parse_pipeline_of(Parser *p, Node *expression);
/* ARGUMENT_LIST: commas make an array.  NULL: none. */
typedef enum ArgumentKind { ARGUMENT_SINGLE, ARGUMENT_LIST } ArgumentKind;
Node *parse_argument(Parser *p, ArgumentKind kind);
/* The redirections of one command: each stream once. */
typedef struct RedirectionSet {
	Redirection p[8];
	size_t n;
} RedirectionSet;
bool parse_at_redirection(Parser *p);
/* Returns how far it goes. */
Span parse_redirection(Parser *p, RedirectionSet *set);
Redirection *parse_redirections_keep(Parser *p, const RedirectionSet *set, uint32_t *n);

/* ---- expressions (parse_expr.c, parse_member.c, parse_string.c) ---- */
Node *parse_expression(Parser *p);
Node *parse_array(Parser *p);
Node *parse_unary(Parser *p);
Node *parse_primary(Parser *p, bool members);
Node *parse_members(Parser *p, Node *target);
/* Behind the ( of a call: up to and with ). */
Span parse_call_arguments(Parser *p, NodeInvoke *node, const Token *open);
Node *parse_expandable(Parser *p, const Token *token);
void parse_mark_parts(Parser *p, const Token *token);
Node *parse_string(Parser *p, const Token *token);
Node *parse_script_block(Parser *p, const Token *curly);
NodeVariable *parse_variable(Parser *p, const Token *token);
NodeConst *parse_number(Parser *p, const Token *token);
Value parse_number_value(Parser *p, const Token *token);

/* ---- types and attributes (parse_type.c) ---- */
/* assembly: ", assembly" may follow.  NULL: no name. */
TypeName *parse_type_name(Parser *p, bool assembly);
/* first, type, type ...: the span of the last. */
Span parse_type_list(Parser *p, const TypeName *first, TypeNameList *out);
/* [type] or [attribute()]; NULL: none. */
NodeAttribute *parse_attribute(Parser *p);
AttributeList parse_attributes(Parser *p, bool in_expression);
/* Reports every [type] among attributes that stand before what takes none. */
void parse_refuse_types(Parser *p, AttributeList list, ProblemId id);

/* ---- semantic checks (parse_check.c) ---- */
void parse_check(Parser *p, ScriptBlockNode *root);
/* The restricted language of a data file. */
void parse_check_data_file(Parser *p, const ScriptBlockNode *root);
/* The #requires lines; keep: they go into the script. */
void parse_requires(Parser *p, bool keep);

#endif
