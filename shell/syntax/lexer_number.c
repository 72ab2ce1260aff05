/* lexer_number: number literals (reference 1.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/lexer_char.h"

static uint32_t digits_end(const Lexer *lexer, uint32_t at)
{
	while (lexer_class_at(lexer, at) & C_DIGIT)
		at++;
	return at;
}

/* e, sign, digits; the offset itself when that is not there. */
static uint32_t exponent_end(const Lexer *lexer, uint32_t at)
{
	uint32_t digits = at + 1, len;
	unsigned class = lexer_class(lexer, digits, &len);

	if ((lexer_at(lexer, at) | 0x20) != 'e')
		return at;
	if (class & C_DASH || lexer_at(lexer, digits) == '+')
		digits += len;
	return digits_end(lexer, digits);
}

/* A fraction: a dot that is not the first of "..". */
static uint32_t decimal_end(const Lexer *lexer, uint32_t at)
{
	at = digits_end(lexer, at);
	if (lexer_at(lexer, at) == '.' && lexer_at(lexer, at + 1) != '.')
		at = digits_end(lexer, at + 1);
	return exponent_end(lexer, at);
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static uint32_t body_end(const Lexer *lexer, uint32_t at)
{
	char prefix = (char)(lexer_at(lexer, at + 1) | 0x20);

	if (lexer_at(lexer, at) != '0' || (prefix != 'x' && prefix != 'b'))
		return decimal_end(lexer, at);
	if (prefix == 'b' && !(lexer->edition->syntax & EDITION_BINARY_LITERALS))
		return at + 1;
	at += 2;
	while (prefix == 'x' ? is_hex(lexer_at(lexer, at)) : lexer_at(lexer, at) == '0' || lexer_at(lexer, at) == '1')
		at++;
	return at;
}

/* Suffix and multiplier: the letters behind; num_read_literal decides whether they make sense. */
static uint32_t letters_end(const Lexer *lexer, uint32_t at)
{
	while ((lexer_at(lexer, at) | 0x20) >= 'a' && (lexer_at(lexer, at) | 0x20) <= 'z')
		at++;
	return at;
}

/* Whether the literal may end at an offset (reference 1.6.6). */
static bool may_end(const Lexer *lexer, uint32_t at)
{
	char c = lexer_at(lexer, at);

	if (lexer_ender(lexer, at))
		return true;
	if (lexer->mode == LEX_COMMAND)
		return false;
	return lexer_class_at(lexer, at) & C_AFTER_NUMBER || (lexer->ternary && (c == '?' || c == ':'));
}

void lexer_number(Lexer *lexer, Token *out)
{
	unsigned flags = lexer->edition->syntax & EDITION_BINARY_LITERALS ? NUM_LITERAL_CORE : 0;
	uint32_t at = lexer->start, len;
	unsigned class = lexer_class(lexer, at, &len);
	NumStatus status;
	Num number;
	Str text;

	if (!(class & C_DIGIT) && lexer_at(lexer, at) != '.') {
		at += len;
		flags |= NUM_LITERAL_SIGN;
	}
	lexer->at = letters_end(lexer, body_end(lexer, at));
	text = lexer_slice(lexer, lexer->start, lexer->at);
	if (len > 1) /* a sign that is a dash of another kind */
		text = arena_printf(lexer->arena, "-%.*s", STR_ARG(lexer_slice(lexer, at, lexer->at)));
	status = num_read_literal(text, flags, &number);
	if (!may_end(lexer, lexer->at) || status == NUM_BAD_FORMAT ||
		(status == NUM_OVERFLOW && lexer->mode == LEX_COMMAND)) {
		lexer->at = lexer->start;
		lexer_word(lexer, out);
		return;
	}
	lexer_token(lexer, TK_NUMBER, out);
	out->text = lexer_slice(lexer, lexer->start, lexer->at);
	out->number = number;
	if (status == NUM_OVERFLOW) {
		out->number = (Num){ .kind = NUM_INT32 };
		lexer_report(
			lexer, PROBLEM_BAD_NUMERIC_CONSTANT, out->span, out->span, (ProblemArgs){ .a = out->text });
	}
}
