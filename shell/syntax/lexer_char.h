/* lexer_char: classes of characters and scanners, shared by the files of the lexer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_LEXER_CHAR_H
#define SYNTAX_LEXER_CHAR_H

#include "shell/syntax/lexer.h"

/* Reference 1.2. */
enum {
	C_BLANK = 1,           /* white space within a line */
	C_LINE = 2,            /* CR, LF */
	C_ENDER = 4,           /* ends every word: blanks, line ends and & ( ) , ; { | } */
	C_START = 8,           /* starts a name: letters and _ */
	C_DIGIT = 16,          /* 0-9 */
	C_NAME = 32,           /* goes on with a name: letters, digits, _ */
	C_VARIABLE = 64,       /* may stand in $name: letters, digits, _ ? */
	C_AFTER_NUMBER = 128,  /* ends a number in an expression, beside C_ENDER */
	C_PARAMETER_END = 256, /* ends -name: blanks, line ends and { } ( ) ; , | & . [ : */
	C_DASH = 512,
	C_SINGLE = 1024, /* quotes in all their forms */
	C_DOUBLE = 2048,
	C_ESCAPE = 4096, /* ` */
	C_DOLLAR = 8192,
};

extern const uint16_t lexer_classes[128];
/* The classes of the character other than ASCII at a local offset, and its length in bytes. */
unsigned lexer_wide_class(const Lexer *lexer, uint32_t at, uint32_t *len);

/* The classes of the character at a local offset and its length; 0 and 0 at the end. */
static inline unsigned lexer_class(const Lexer *lexer, uint32_t at, uint32_t *len)
{
	unsigned char c;

	*len = 0;
	if (at >= lexer->text.n)
		return 0;
	*len = 1;
	c = (unsigned char)lexer->text.p[at];
	return c < 128 ? lexer_classes[c] : lexer_wide_class(lexer, at, len);
}

/* Character classes of the byte at a place; 0 at the end. */
static inline unsigned lexer_class_at(const Lexer *lexer, uint32_t at)
{
	uint32_t len;

	return lexer_class(lexer, at, &len);
}

/* The byte at a place; 0 at the end. */
static inline char lexer_at(const Lexer *lexer, uint32_t at)
{
	return (char)(at < lexer->text.n ? lexer->text.p[at] : 0);
}

/* Whether a word ends before at. */
static inline bool lexer_ender(const Lexer *lexer, uint32_t at)
{
	return at >= lexer->text.n || lexer_class_at(lexer, at) & C_ENDER;
}

/* The length of the line end at a local offset: 0, 1, or 2 for CR LF. */
static inline uint32_t lexer_line_end(const Lexer *lexer, uint32_t at)
{
	char c = lexer_at(lexer, at);

	if (c == '\n')
		return 1;
	if (c == '\r')
		return lexer_at(lexer, at + 1) == '\n' ? 2 : 1;
	return 0;
}

/* The text between two places. */
static inline Str lexer_slice(const Lexer *lexer, uint32_t from, uint32_t to)
{
	return str_cut(lexer->text, from, to);
}

/* Scanners: called with start and at on the first character, they fill out and move at behind the token. */
void lexer_token(const Lexer *lexer, TokenKind kind, Token *out);
/* An operator of len bytes; in a command, where a word goes on behind it, that word. */
void lexer_operator(Lexer *lexer, TokenKind kind, uint32_t len, Token *out);
void lexer_word(Lexer *lexer, Token *out);
void lexer_name(Lexer *lexer, Token *out);
void lexer_parameter(Lexer *lexer, uint32_t dash, Token *out);
void lexer_number(Lexer *lexer, Token *out);
void lexer_single_quoted(Lexer *lexer, Token *out);
void lexer_double_quoted(Lexer *lexer, Token *out);
/* @' or @" with quote_len bytes of quote. */
void lexer_here_string(Lexer *lexer, bool expandable, uint32_t quote_len, Token *out);
/* $name, ${name}, @name: false, and nothing happens, when no name stands there. */
bool lexer_variable(Lexer *lexer, Token *out);
/* The variable at a local offset, where only the end of its name counts; false when there is none.  in_quotes: between
 * double quotes. */
bool lexer_variable_in_string(Lexer *lexer, uint32_t at, bool in_quotes, Token *out, uint32_t *end);
/* The escape whose character (behind the backtick) is at a local offset: the offset behind and what it stands for. */
uint32_t lexer_escape(Lexer *lexer, uint32_t at, uint32_t *code);

#endif
