/* lexer: turns text into tokens, one at a time, in the mode the parser asks for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_LEXER_H
#define SYNTAX_LEXER_H

#include "shell/base/arena.h"
#include "shell/syntax/problem.h"
#include "shell/syntax/token.h"

/* What a word means depends on where it stands (reference 1.1): "a-b" is one word in a command and a subtraction in an
 * expression.  The parser sets the mode before it asks for a token, and has a token read again when it looked at one in
 * the wrong mode. */
typedef enum LexMode { LEX_COMMAND, LEX_EXPRESSION, LEX_TYPE_NAME, LEX_SIGNATURE } LexMode;

/* A place where text left out bytes of the script; total: all bytes left out up to there. */
typedef struct LexerSkip {
	uint32_t at, total;
} LexerSkip;

/* Reads text: the whole script, or the $( ) inside an expandable string.  Offsets called local count in text, spans
 * count in the script. */
typedef struct Lexer {
	Str text;
	uint32_t at;            /* local; behind the end it goes on counting, as in PowerShell */
	uint32_t start;         /* local start of the token being read */
	uint32_t base;          /* place of text in the script */
	const LexerSkip *skips; /* quotes that were doubled in the script */
	size_t nskips;
	LexMode mode;
	bool signed_numbers; /* a sign before digits belongs to the number */
	bool ternary;        /* ? and : end a number */
	bool simple_names;   /* names of class members: a name ends at any other character */
	uint16_t depth;      /* of expandable strings */
	Str script;          /* all of it */
	Arena *arena;        /* for decoded texts */
	const Edition *edition;
	Problems *problems;
	Buf *scratch;           /* for decoding */
	TokenList *tokens;      /* every token, or NULL */
	SpanList *comments;     /* every comment outside strings */
	uint32_t signature_end; /* end of "# SIG # Begin signature block", local; UINT32_MAX: there is none */
} Lexer;

/* The next token in the present mode.  Comments, line continuations and blanks are passed over. */
void lexer_next(Lexer *lexer, Token *out);
/* Goes back to where a token began: it is read again, perhaps in another mode. */
void lexer_rewind(Lexer *lexer, Span token);
/* The span in the script of local offsets from..to. */
Span lexer_span(const Lexer *lexer, uint32_t from, uint32_t to);
/* The local offset of a place in the script, which must lie in text. */
uint32_t lexer_local(const Lexer *lexer, uint32_t at);
/* The byte ahead of the present position; 0 at the end. */
char lexer_byte(const Lexer *lexer, uint32_t ahead);
/* Whether a blank, a line end or the end comes next. */
bool lexer_at_blank(const Lexer *lexer);

/* Reports a problem at span.  What decides whether more input could mend it is whether anything but blanks and comments
 * follows behind found, which usually is span itself; returns whether it could. */
bool lexer_report(Lexer *lexer, ProblemId id, Span span, Span found, ProblemArgs args);

/* Operators that must stand directly behind an expression: . :: [ and, where the edition has them, ?. ?[ .  False, and
 * nothing happens, when none does.  In a command a dot counts only when a name can follow (reference 1.3.5). */
bool lexer_member_operator(Lexer *lexer, bool brackets, Token *out);
/* The ( of a method call, directly behind the name. */
bool lexer_call_paren(Lexer *lexer, Token *out);
/* Behind a line end: whether the line begins with a pipe, where lines that are comments do not count. */
bool lexer_pipe_follows(const Lexer *lexer);
/* The rest of the line up to | && || as one word: what follows --% (reference 1.7.4). */
void lexer_verbatim(Lexer *lexer, Token *out);
/* What follows the comma of an assembly qualified type name, up to the bracket; false: not a name. */
bool lexer_assembly(Lexer *lexer, Token *out);

/* The parts of an expandable string or word.  Start with lexer_parts; lexer_part gives one after the other. */
typedef enum PartKind { PART_TEXT, PART_VARIABLE, PART_SUB } PartKind;
typedef struct LexerPart {
	PartKind kind;
	uint32_t from, to; /* local, in the lexer of the whole string */
	Str text;          /* PART_TEXT: decoded, in the arena */
	Token token;       /* PART_VARIABLE */
	Lexer sub;         /* PART_SUB: reads from $( to ) */
} LexerPart;
typedef struct LexerParts {
	Lexer reader; /* a copy: reading parts does not move the parser's */
	TokenKind kind;
	uint32_t end;
	unsigned quote; /* a word: the kind of quotes it is between, or 0, and where they began */
	uint32_t quote_at;
} LexerParts;
LexerParts lexer_parts(const Lexer *lexer, const Token *token);
bool lexer_part(LexerParts *parts, LexerPart *out);

#endif
