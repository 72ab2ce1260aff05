/* lexer_word: names, keywords and -parameters. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/lexer_char.h"

/* Namespaces and their types: letters, digits and . + ` # \ between them. */
static void type_name(Lexer *lexer, Token *out)
{
	uint32_t len;

	while (lexer_class(lexer, lexer->at, &len) & C_NAME ||
		str_find_byte(S(".+`#\\"), lexer_byte(lexer, 0), 0) != STR_NONE)
		lexer->at += len;
	lexer_token(lexer, TK_IDENTIFIER, out);
	out->flags |= TF_TYPE_NAME;
	out->text = lexer_slice(lexer, lexer->start, lexer->at);
}

void lexer_name(Lexer *lexer, Token *out)
{
	bool plain = lexer->mode == LEX_EXPRESSION;
	TokenKind keyword = TK_UNKNOWN;
	uint32_t len;
	Str text;

	if (lexer->mode == LEX_TYPE_NAME) {
		type_name(lexer, out);
		return;
	}
	while (lexer_class(lexer, lexer->at, &len) & C_NAME)
		lexer->at += len;
	if (lexer->mode == LEX_COMMAND && !lexer->simple_names && !lexer_ender(lexer, lexer->at)) {
		lexer_word(lexer, out);
		return;
	}
	text = lexer_slice(lexer, lexer->start, lexer->at);
	if (!plain && !lexer->simple_names)
		keyword = token_keyword(text);
	lexer_token(lexer, keyword == TK_UNKNOWN ? TK_IDENTIFIER : keyword, out);
	out->text = text;
}

static void expression_operator(Lexer *lexer, uint32_t dash, Token *out)
{
	TokenKind kind;
	Str name;

	lexer->at = lexer->start + dash;
	while ((lexer_byte(lexer, 0) | 0x20) >= 'a' && (lexer_byte(lexer, 0) | 0x20) <= 'z')
		lexer->at++;
	name = lexer_slice(lexer, lexer->start + dash, lexer->at);
	kind = token_operator(name);
	lexer_token(lexer, kind == TK_UNKNOWN ? TK_PARAMETER : kind, out);
	out->text = name;
	out->colon = kind == TK_UNKNOWN && lexer_byte(lexer, 0) == ':';
}

/* Reference 1.7.1. */
void lexer_parameter(Lexer *lexer, uint32_t dash, Token *out)
{
	uint32_t len;
	unsigned class;

	if (lexer->mode == LEX_EXPRESSION) {
		expression_operator(lexer, dash, out);
		return;
	}
	lexer->at = lexer->start + dash;
	while (lexer->at < lexer->text.n && !((class = lexer_class(lexer, lexer->at, &len)) & C_PARAMETER_END)) {
		if (class & (C_SINGLE | C_DOUBLE)) {
			lexer->at = lexer->start;
			lexer_word(lexer, out);
			return;
		}
		lexer->at += len;
	}
	len = lexer->at;
	if (lexer_byte(lexer, 0) == ':')
		lexer->at++;
	lexer_token(lexer, TK_PARAMETER, out);
	out->text = lexer_slice(lexer, lexer->start + dash, len);
	out->colon = lexer->at > len;
}
