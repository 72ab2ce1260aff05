/* token: the words of the language, their names and what they may do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_TOKEN_H
#define SYNTAX_TOKEN_H

#include "shell/base/num.h"
#include "shell/base/str.h"
#include "shell/base/vec.h"

/* Bytes into the script's text.  Scripts are limited to 1 GiB.  The end of the input lies one past the text's end, as
 * in PowerShell, so a span may end there. */
typedef struct Span {
	uint32_t at, len;
} Span;
typedef VEC(Span) SpanList;

/* .NET's public names (System.Management.Automation.Language.TokenKind), which tokens.tsv records and colouring uses.
 * ORDER TokenKind: rows in token.c. */
/* clang-format off */
typedef enum TokenKind {
	TK_UNKNOWN, TK_VARIABLE, TK_SPLATTED_VARIABLE, TK_PARAMETER, TK_NUMBER, TK_LABEL, TK_IDENTIFIER, TK_GENERIC,
	TK_NEW_LINE, TK_LINE_CONTINUATION, TK_COMMENT, TK_END_OF_INPUT,
	TK_STRING_LITERAL, TK_STRING_EXPANDABLE, TK_HERE_STRING_LITERAL, TK_HERE_STRING_EXPANDABLE,
	TK_L_PAREN, TK_R_PAREN, TK_L_CURLY, TK_R_CURLY, TK_L_BRACKET, TK_R_BRACKET, TK_AT_PAREN, TK_AT_CURLY, TK_DOLLAR_PAREN,
	TK_SEMI, TK_AND_AND, TK_OR_OR, TK_AMPERSAND, TK_PIPE, TK_COMMA, TK_MINUS_MINUS, TK_PLUS_PLUS, TK_DOT_DOT,
	TK_COLON_COLON, TK_DOT, TK_EXCLAIM, TK_MULTIPLY, TK_DIVIDE, TK_REM, TK_PLUS, TK_MINUS,
	TK_EQUALS, TK_PLUS_EQUALS, TK_MINUS_EQUALS, TK_MULTIPLY_EQUALS, TK_DIVIDE_EQUALS, TK_REMAINDER_EQUALS,
	TK_REDIRECTION, TK_REDIRECT_IN_STD,
	TK_FORMAT, TK_NOT, TK_BNOT, TK_AND, TK_OR, TK_XOR, TK_BAND, TK_BOR, TK_BXOR, TK_JOIN,
	TK_IEQ, TK_INE, TK_IGE, TK_IGT, TK_ILT, TK_ILE, TK_ILIKE, TK_INOTLIKE, TK_IMATCH, TK_INOTMATCH, TK_IREPLACE,
	TK_ICONTAINS, TK_INOTCONTAINS, TK_IIN, TK_INOTIN, TK_ISPLIT,
	TK_CEQ, TK_CNE, TK_CGE, TK_CGT, TK_CLT, TK_CLE, TK_CLIKE, TK_CNOTLIKE, TK_CMATCH, TK_CNOTMATCH, TK_CREPLACE,
	TK_CCONTAINS, TK_CNOTCONTAINS, TK_CIN, TK_CNOTIN, TK_CSPLIT,
	TK_IS, TK_IS_NOT, TK_AS, TK_POSTFIX_PLUS_PLUS, TK_POSTFIX_MINUS_MINUS, TK_SHL, TK_SHR, TK_COLON,
	TK_QUESTION_MARK, TK_QUESTION_QUESTION_EQUALS, TK_QUESTION_QUESTION, TK_QUESTION_DOT, TK_QUESTION_L_BRACKET,
	TK_BEGIN, TK_BREAK, TK_CATCH, TK_CLASS, TK_CONTINUE, TK_DATA, TK_DEFINE, TK_DO, TK_DYNAMICPARAM, TK_ELSE, TK_ELSE_IF,
	TK_END, TK_EXIT, TK_FILTER, TK_FINALLY, TK_FOR, TK_FOREACH, TK_FROM, TK_FUNCTION, TK_IF, TK_IN, TK_PARAM, TK_PROCESS,
	TK_RETURN, TK_SWITCH, TK_THROW, TK_TRAP, TK_TRY, TK_UNTIL, TK_USING, TK_VAR, TK_WHILE, TK_WORKFLOW, TK_PARALLEL,
	TK_SEQUENCE, TK_INLINE_SCRIPT, TK_CONFIGURATION, TK_DYNAMIC_KEYWORD, TK_PUBLIC, TK_PRIVATE, TK_STATIC, TK_INTERFACE,
	TK_ENUM, TK_NAMESPACE, TK_MODULE, TK_TYPE, TK_ASSEMBLY, TK_COMMAND, TK_HIDDEN, TK_BASE, TK_DEFAULT, TK_CLEAN,
	TK_COUNT,
} TokenKind;
/* clang-format on */

/* TokenFlags, .NET's names and order (they print in this order).  What a kind has by itself is in token_traits; the
 * rest depends on the parse and makes the colouring classes. */
/* clang-format off */
enum {
	TF_PRECEDENCE = 15, /* of binary operators: TF_LOGICAL .. TF_RANGE, a higher number binds tighter */
	TF_LOGICAL = 1, TF_BITWISE = 2, TF_COMPARISON = 5, TF_COALESCE = 7, TF_ADD = 9, TF_MULTIPLY = 10, TF_FORMAT = 12,
	TF_RANGE = 13,
	TF_KEYWORD = 1u << 4, TF_SCRIPT_BLOCK_NAME = 1u << 5,
	TF_BINARY_OPERATOR = 1u << 8, TF_UNARY_OPERATOR = 1u << 9, TF_CASE_SENSITIVE_OPERATOR = 1u << 10,
	TF_TERNARY_OPERATOR = 1u << 11, TF_SPECIAL_OPERATOR = 1u << 12, TF_ASSIGNMENT_OPERATOR = 1u << 13,
	TF_PARSE_MODE_INVARIANT = 1u << 15, /* the same token in command and in expression mode */
	TF_TOKEN_IN_ERROR = 1u << 16, TF_DISALLOWED_IN_RESTRICTED_MODE = 1u << 17, TF_PREFIX_OR_POSTFIX = 1u << 18,
	TF_COMMAND_NAME = 1u << 19, TF_MEMBER_NAME = 1u << 20, TF_TYPE_NAME = 1u << 21, TF_ATTRIBUTE_NAME = 1u << 22,
	TF_CAN_CONSTANT_FOLD = 1u << 23, TF_NO_ATTRIBUTES = 1u << 24, /* StatementDoesntSupportAttributes */
};
/* clang-format on */

/* One token as colouring, completion and the token recorder see it. */
typedef struct Token {
	TokenKind kind;
	Span span;
	uint32_t flags;
	uint16_t depth;   /* 0; inside an expandable string 1 and more */
	uint8_t from, to; /* redirections: streams 1..6, 7: all; to 0: a file */
	bool append;      /* >> */
	bool colon;       /* -Name: */
	bool expandable;  /* strings and words: variables or $( ) stand in it */
	Num number;       /* TK_NUMBER */
	Str text;         /* decoded value of strings and words; name of variables, parameters, labels */
} Token;
typedef VEC(Token) TokenList;

/* "Generic", "StringExpandable" ... */
const char *token_kind_name(TokenKind kind);
/* The text of operators and keywords as the language writes them ("-eq", "foreach"), for messages; "" for the rest. */
const char *token_text(TokenKind kind);
/* The TF_* that every token of a kind has. */
uint32_t token_traits(TokenKind kind);
/* The keyword a word is, or TK_UNKNOWN. */
TokenKind token_keyword(Str word);
/* The operator that a word without its dash is ("eq"), or TK_UNKNOWN. */
TokenKind token_operator(Str word);
/* "CommandName+MemberName" or "None". */
void token_put_flags(uint32_t flags, Buf *out);

#endif
