/* lexer_string: quoted strings, here-strings, words, and the parts of those that expand (reference 1.4, 1.5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/syntax/lexer_char.h"

static void report(Lexer *lexer, ProblemId id, uint32_t from, uint32_t to, Str what)
{
	Span span = lexer_span(lexer, from, to);

	lexer_report(lexer, id, span, span, (ProblemArgs){ .a = what });
}

/* ---- escapes ----------------------------------------------------------------------------------------------------- */

enum { BAD_CODE = 0xffff }; /* what a wrong escape stands for */

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `u{1 to 6 digits}; at: on the u (reference 1.4.1). */
static uint32_t unicode_escape(Lexer *lexer, uint32_t at, uint32_t *code)
{
	uint32_t digits = at + 2, end = digits;
	uint32_t value = 0;

	*code = BAD_CODE;
	if (lexer_at(lexer, at + 1) != '{') {
		report(lexer, PROBLEM_INVALID_UNICODE_ESCAPE_SEQUENCE, at - 1, at + 1, S(""));
		return at + 1;
	}
	for (; hex_value(lexer_at(lexer, end)) >= 0; end++) {
		if (end - digits == 6) {
			report(lexer, PROBLEM_TOO_MANY_DIGITS_IN_UNICODE_ESCAPE_SEQUENCE, end, end + 1, S(""));
			return end;
		}
		value = value * 16 + (uint32_t)hex_value(lexer_at(lexer, end));
	}
	if (lexer_at(lexer, end) != '}') {
		report(lexer, PROBLEM_INVALID_UNICODE_ESCAPE_SEQUENCE, end, end + 1, S(""));
		return end;
	}
	if (end == digits)
		report(lexer, PROBLEM_INVALID_UNICODE_ESCAPE_SEQUENCE, at - 1, end + 1, S(""));
	else if (value > 0x10ffff)
		report(lexer, PROBLEM_INVALID_UNICODE_ESCAPE_SEQUENCE_VALUE, digits, end, S(""));
	else
		*code = value;
	return end + 1;
}

uint32_t lexer_escape(Lexer *lexer, uint32_t at, uint32_t *code)
{
	static const char from[] = "0abefnrtv", to[] = "\0\a\b\033\f\n\r\t\v";
	bool core = lexer->edition->syntax & EDITION_ESC_ESCAPES;
	size_t i = str_find_byte(S("0abefnrtv"), lexer_at(lexer, at), 0);
	size_t next = at;

	if (core && lexer_at(lexer, at) == 'u')
		return unicode_escape(lexer, at, code);
	if (i != STR_NONE && (core || from[i] != 'e')) {
		*code = (uint32_t)to[i];
		return at + 1;
	}
	*code = utf8_next(lexer->text, &next);
	return (uint32_t)next;
}

/* ---- pieces ------------------------------------------------------------------------------------------------------ */

/* What a string is made of, one after the other; from..to local. */
typedef enum PieceKind {
	PIECE_TEXT,  /* itself */
	PIECE_CODE,  /* an escape: code */
	PIECE_QUOTE, /* nothing: quotes within a word */
	PIECE_VARIABLE,
	PIECE_SUB,
	PIECE_END,  /* the terminator, or nothing for a word */
	PIECE_OPEN, /* the text ended first */
} PieceKind;
typedef struct Piece {
	PieceKind kind;
	uint32_t from, to, code;
	bool broken; /* PIECE_SUB without its ) */
} Piece;

/* Reads them; kind: TK_STRING_EXPANDABLE, TK_HERE_STRING_EXPANDABLE or TK_GENERIC. */
typedef struct Pieces {
	Lexer *lexer;
	TokenKind kind;
	uint32_t at;
	unsigned quote; /* a word: C_SINGLE or C_DOUBLE while inside quotes, which began at quote_at */
	uint32_t quote_at;
} Pieces;

/* The classes at which plain text ends. */
static unsigned stops(const Pieces *pieces)
{
	if (pieces->kind == TK_HERE_STRING_EXPANDABLE)
		return C_ESCAPE | C_DOLLAR | C_LINE;
	if (pieces->kind == TK_STRING_EXPANDABLE || pieces->quote == C_DOUBLE)
		return C_ESCAPE | C_DOLLAR | C_DOUBLE;
	if (pieces->quote == C_SINGLE)
		return C_SINGLE;
	return C_ESCAPE | C_DOLLAR | C_DOUBLE | C_SINGLE | C_ENDER;
}

/* The end of plain text.  Only characters that begin with these bytes can be a quote or white space. */
static uint32_t text_end(const Lexer *lexer, uint32_t at, unsigned stop)
{
	const char *p = lexer->text.p;
	uint32_t n = (uint32_t)lexer->text.n, len;

	while (at < n) {
		unsigned char c = (unsigned char)p[at];

		if (c < 128 ? lexer_classes[c] & stop
			    : (c == 0xc2 || c == 0xe1 || c == 0xe2 || c == 0xe3) && lexer_class(lexer, at, &len) & stop)
			break;
		at++;
	}
	return at;
}

/* The ) that belongs to the $( at an offset: parentheses count wherever they stand (reference 1.4.4). */
static bool sub_end(Lexer *lexer, uint32_t at, uint32_t *end)
{
	uint32_t from = at;
	unsigned depth = 0;

	for (at++; at < lexer->text.n; at++) {
		char c = lexer->text.p[at];

		if (c == '(')
			depth++;
		if (c == ')' && --depth == 0) {
			*end = at + 1;
			return true;
		}
	}
	*end = at;
	report(lexer, PROBLEM_INCOMPLETE_DOLLAR_SUBEXPRESSION_REFERENCE, from, at, S(""));
	return false;
}

static bool in_double(const Pieces *pieces)
{
	return pieces->kind == TK_STRING_EXPANDABLE || pieces->quote == C_DOUBLE;
}

/* $: a variable, a subexpression, or just itself. */
static Piece dollar(Pieces *pieces)
{
	Piece piece = { PIECE_TEXT, .from = pieces->at, .to = pieces->at + 1 };
	Token token;

	if (lexer_at(pieces->lexer, pieces->at + 1) == '(') {
		piece.kind = PIECE_SUB;
		piece.broken = !sub_end(pieces->lexer, pieces->at, &piece.to);
	} else if (lexer_variable_in_string(pieces->lexer, pieces->at, in_double(pieces), &token, &piece.to)) {
		piece.kind = PIECE_VARIABLE;
	}
	return piece;
}

/* A quote of the kind that ends the string or segment: one of two is a character, else it ends. */
static Piece closing(Pieces *pieces, unsigned class, uint32_t len)
{
	uint32_t next = pieces->at + len, next_len;

	if (lexer_class(pieces->lexer, next, &next_len) & class)
		return (Piece){ PIECE_TEXT, .from = next, .to = next + next_len };
	if (pieces->kind == TK_STRING_EXPANDABLE)
		return (Piece){ PIECE_END, .from = pieces->at, .to = next };
	pieces->quote = 0;
	return (Piece){ PIECE_QUOTE, .from = pieces->at, .to = next };
}

/* Whether "@ stands at an offset. */
static bool here_footer(const Lexer *lexer, uint32_t at, unsigned quote, uint32_t *to)
{
	uint32_t len;
	bool found = lexer_class(lexer, at, &len) & quote && lexer_at(lexer, at + len) == '@';

	*to = at + len + 1;
	return found;
}

/* A line end within a here-string: the footer may follow. */
static Piece here_line(Pieces *pieces)
{
	Piece piece = { PIECE_TEXT, .from = pieces->at };
	uint32_t next = pieces->at + lexer_line_end(pieces->lexer, pieces->at);

	if (here_footer(pieces->lexer, next, C_DOUBLE, &piece.to))
		piece.kind = PIECE_END;
	else
		piece.to = next;
	return piece;
}

static Piece escaped(Pieces *pieces)
{
	Piece piece = { PIECE_CODE, .from = pieces->at };

	if (pieces->at + 1 >= pieces->lexer->text.n)
		return (Piece){ PIECE_TEXT, .from = pieces->at, .to = pieces->at + 1 };
	piece.to = lexer_escape(pieces->lexer, pieces->at + 1, &piece.code);
	return piece;
}

/* A quote in a word opens or closes a segment. */
static Piece word_quote(Pieces *pieces, unsigned class, uint32_t len)
{
	if (pieces->quote)
		return closing(pieces, class, len);
	pieces->quote = class;
	pieces->quote_at = pieces->at;
	return (Piece){ PIECE_QUOTE, .from = pieces->at, .to = pieces->at + len };
}

static Piece at_end(Pieces *pieces)
{
	bool word = pieces->kind == TK_GENERIC;

	if (word && pieces->quote)
		report(pieces->lexer, PROBLEM_TERMINATOR_EXPECTED_AT_END_OF_STRING, pieces->quote_at, pieces->at,
			pieces->quote == C_SINGLE ? S("'") : S("\""));
	return (Piece){ word ? PIECE_END : PIECE_OPEN, .from = pieces->at, .to = pieces->at };
}

static Piece special(Pieces *pieces)
{
	uint32_t len;
	unsigned class = lexer_class(pieces->lexer, pieces->at, &len) & stops(pieces);

	if (class & C_DOLLAR)
		return dollar(pieces);
	if (class & C_ESCAPE)
		return escaped(pieces);
	if (class & C_LINE && pieces->kind == TK_HERE_STRING_EXPANDABLE)
		return here_line(pieces);
	if (class & C_ENDER)
		return (Piece){ PIECE_END, .from = pieces->at, .to = pieces->at };
	if (pieces->kind == TK_STRING_EXPANDABLE)
		return closing(pieces, class, len);
	return word_quote(pieces, class, len);
}

static Piece next_piece(Pieces *pieces)
{
	uint32_t end = text_end(pieces->lexer, pieces->at, stops(pieces));
	Piece piece;

	if (end > pieces->at)
		piece = (Piece){ PIECE_TEXT, .from = pieces->at, .to = end };
	else if (end >= pieces->lexer->text.n)
		piece = at_end(pieces);
	else
		piece = special(pieces);
	pieces->at = piece.to;
	return piece;
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

/* Collects text that mostly stands in the script as it is: copied only when something in it is written otherwise. */
typedef struct Text {
	Lexer *lexer;
	uint32_t from, to; /* what was collected, as long as it is in one piece */
	bool copied;       /* it is in lexer->scratch */
} Text;

static void text_to_scratch(Text *text)
{
	if (text->copied)
		return;
	text->copied = true;
	buf_clear(text->lexer->scratch);
	buf_put(text->lexer->scratch, lexer_slice(text->lexer, text->from, text->to));
}

static void text_add(Text *text, uint32_t from, uint32_t to)
{
	if (!text->copied && text->from == text->to)
		text->from = text->to = from;
	if (!text->copied && text->to == from) {
		text->to = to;
		return;
	}
	text_to_scratch(text);
	buf_put(text->lexer->scratch, lexer_slice(text->lexer, from, to));
}

static void text_add_code(Text *text, uint32_t code)
{
	text_to_scratch(text);
	buf_put_code(text->lexer->scratch, code);
}

static Str text_value(const Text *text)
{
	if (text->copied)
		return arena_copy(text->lexer->arena, buf_str(text->lexer->scratch));
	return lexer_slice(text->lexer, text->from, text->to);
}

/* Reads pieces to the end; out gets the value, and $ forms as they are written.  Returns how it ended. */
static Piece read_value(Pieces *pieces, Token *out, bool *broken)
{
	Text text = { .lexer = pieces->lexer, .from = pieces->at, .to = pieces->at };
	Piece piece;

	out->expandable = false;
	while ((piece = next_piece(pieces)).kind < PIECE_END) {
		if (piece.kind == PIECE_CODE)
			text_add_code(&text, piece.code);
		else if (piece.kind != PIECE_QUOTE)
			text_add(&text, piece.from, piece.to);
		*broken |= piece.broken;
		out->expandable |= piece.kind == PIECE_VARIABLE || piece.kind == PIECE_SUB;
	}
	out->text = text_value(&text);
	return piece;
}

static void finish(Lexer *lexer, TokenKind kind, bool broken, Token *out)
{
	Token value = *out;

	lexer_token(lexer, kind, out);
	out->text = value.text;
	out->expandable = value.expandable;
	if (broken)
		out->flags |= TF_TOKEN_IN_ERROR;
}

void lexer_word(Lexer *lexer, Token *out)
{
	Pieces pieces = { .lexer = lexer, .kind = TK_GENERIC, .at = lexer->start };
	bool broken = false;

	read_value(&pieces, out, &broken);
	lexer->at = pieces.at;
	finish(lexer, TK_GENERIC, broken, out);
}

void lexer_double_quoted(Lexer *lexer, Token *out)
{
	uint32_t len;
	bool broken = false;
	Pieces pieces = { .lexer = lexer, .kind = TK_STRING_EXPANDABLE };
	Piece end;

	lexer_class(lexer, lexer->at, &len);
	pieces.at = lexer->at + len;
	end = read_value(&pieces, out, &broken);
	lexer->at = end.to;
	if (end.kind == PIECE_OPEN)
		report(lexer, PROBLEM_TERMINATOR_EXPECTED_AT_END_OF_STRING, lexer->start, lexer->at, S("\""));
	finish(lexer, TK_STRING_EXPANDABLE, end.kind == PIECE_OPEN, out);
}

void lexer_single_quoted(Lexer *lexer, Token *out)
{
	uint32_t at = lexer->at, len;
	Text text = { .lexer = lexer };
	bool open = true;

	lexer_class(lexer, at, &len);
	text.from = text.to = at += len;
	while (at < lexer->text.n) {
		uint32_t end = text_end(lexer, at, C_SINGLE), next_len;

		text_add(&text, at, end);
		at = end;
		if (end >= lexer->text.n)
			break;
		lexer_class(lexer, at, &len);
		at += len;
		if (!(lexer_class(lexer, at, &next_len) & C_SINGLE)) {
			open = false;
			break;
		}
		text_add(&text, at, at + next_len);
		at += next_len;
	}
	lexer->at = at;
	if (open)
		report(lexer, PROBLEM_TERMINATOR_EXPECTED_AT_END_OF_STRING, lexer->start, at, S("'"));
	out->text = text_value(&text);
	out->expandable = false;
	finish(lexer, TK_STRING_LITERAL, open, out);
}

/* ---- here-strings ------------------------------------------------------------------------------------------------ */

/* Without a footer at column 1, one that stands behind blanks is what was meant (reference 1.4.6). */
static void report_open_here_string(Lexer *lexer, uint32_t body, unsigned quote)
{
	for (uint32_t at = body; at < lexer->text.n; at++) {
		uint32_t len, to, line = at;

		if (at > body && !lexer_line_end(lexer, at - 1))
			continue;
		while (lexer_class(lexer, at, &len) & C_BLANK)
			at += len;
		if (at > line && here_footer(lexer, at, quote, &to)) {
			report(lexer, PROBLEM_WHITESPACE_BEFORE_HERE_STRING_FOOTER, at, (uint32_t)lexer->text.n, S(""));
			return;
		}
	}
	report(lexer, PROBLEM_TERMINATOR_EXPECTED_AT_END_OF_STRING, lexer->start, (uint32_t)lexer->text.n,
		quote == C_DOUBLE ? S("\"@") : S("'@"));
}

/* Behind the header's quotes only blanks may stand.  false: something else does, and the token ends with the line. */
static bool here_header(Lexer *lexer, uint32_t *at)
{
	uint32_t len;

	while (lexer_class(lexer, *at, &len) & C_BLANK)
		*at += len;
	if (lexer_class_at(lexer, *at) & C_LINE) {
		*at += lexer_line_end(lexer, *at);
		return true;
	}
	if (*at >= lexer->text.n)
		return true;
	lexer_class(lexer, *at, &len);
	report(lexer, PROBLEM_UNEXPECTED_CHARACTERS_AFTER_HERE_STRING_HEADER, *at, *at + len, S(""));
	while (*at < lexer->text.n && !lexer_line_end(lexer, *at))
		++*at;
	return false;
}

/* '...': the body up to the footer's line; false when the text ends first. */
static bool here_literal(Lexer *lexer, uint32_t body, Token *out, uint32_t *end)
{
	uint32_t at = body;

	for (; at < lexer->text.n; at++) {
		uint32_t line = lexer_line_end(lexer, at);

		if (line && here_footer(lexer, at + line, C_SINGLE, end)) {
			out->text = lexer_slice(lexer, body, at);
			return true;
		}
	}
	out->text = lexer_slice(lexer, body, at);
	*end = at;
	return false;
}

static bool here_expandable(Lexer *lexer, uint32_t body, Token *out, uint32_t *end)
{
	Pieces pieces = { .lexer = lexer, .kind = TK_HERE_STRING_EXPANDABLE, .at = body };
	bool broken = false;
	Piece last = read_value(&pieces, out, &broken);

	*end = last.to;
	return last.kind == PIECE_END;
}

void lexer_here_string(Lexer *lexer, bool expandable, uint32_t quote_len, Token *out)
{
	unsigned quote = expandable ? C_DOUBLE : C_SINGLE;
	uint32_t body = lexer->at + 1 + quote_len, end;
	bool whole = false, header = here_header(lexer, &body);

	out->text = S("");
	out->expandable = false;
	if (!header)
		end = body;
	else if (here_footer(lexer, body, quote, &end)) /* an empty one */
		whole = true;
	else if (expandable)
		whole = here_expandable(lexer, body, out, &end);
	else
		whole = here_literal(lexer, body, out, &end);
	lexer->at = end;
	if (header && !whole)
		report_open_here_string(lexer, body, quote);
	finish(lexer, expandable ? TK_HERE_STRING_EXPANDABLE : TK_HERE_STRING_LITERAL, !whole, out);
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

/* Where the content of a token begins, behind its quotes. */
static uint32_t content_start(Lexer *lexer, TokenKind kind, uint32_t at)
{
	uint32_t len;

	if (kind == TK_GENERIC)
		return at;
	if (kind == TK_HERE_STRING_EXPANDABLE)
		at++;
	lexer_class(lexer, at, &len);
	at += len;
	if (kind == TK_HERE_STRING_EXPANDABLE) {
		while (lexer_class(lexer, at, &len) & C_BLANK)
			at += len;
		at += lexer_line_end(lexer, at);
	}
	return at;
}

LexerParts lexer_parts(const Lexer *lexer, const Token *token)
{
	LexerParts parts = { .reader = *lexer, .kind = token->kind };
	uint32_t from = lexer_local(lexer, token->span.at);

	parts.end = lexer_local(lexer, token->span.at + token->span.len);
	if (parts.end < parts.reader.text.n)
		parts.reader.text.n = parts.end;
	parts.reader.at = content_start(&parts.reader, token->kind, from);
	return parts;
}

/* Copies from..to, without the first of two double quotes, and notes where the copy leaves bytes out. */
static void copy_sub(Lexer *reader, uint32_t from, uint32_t to, bool undouble, Lexer *out)
{
	VEC(LexerSkip) skips = { 0 };
	Buf text = BUF_INIT;
	uint32_t skipped = 0;

	for (uint32_t at = from, len; at < to; at += len) {
		uint32_t next_len, place;
		unsigned class = lexer_class(reader, at, &len);

		if (undouble && class & C_DOUBLE && lexer_class(reader, at + len, &next_len) & C_DOUBLE) {
			at += len;
			len = next_len;
		}
		place = lexer_span(reader, at, at).at - out->base;
		if (place - skipped != text.n) {
			skipped = place - (uint32_t)text.n;
			VEC_PUSH(&skips, ((LexerSkip){ (uint32_t)text.n, skipped }));
		}
		buf_put(&text, lexer_slice(reader, at, at + len));
	}
	out->text = arena_copy(reader->arena, buf_str(&text));
	out->nskips = skips.n;
	out->skips = NULL;
	if (skips.n) {
		LexerSkip *kept = ARENA_ARRAY(reader->arena, LexerSkip, skips.n);

		memcpy(kept, skips.p, skips.n * sizeof(*kept));
		out->skips = kept;
	}
	VEC_RELEASE(&skips);
	buf_release(&text);
}

/* Only then a copy is needed: one at each of many levels would be large. */
static bool has_doubled(const Lexer *lexer, uint32_t from, uint32_t to)
{
	uint32_t len;

	for (uint32_t at = from; (at = text_end(lexer, at, C_DOUBLE)) < to;) {
		lexer_class(lexer, at, &len);
		at += len;
		if (at < to && lexer_class(lexer, at, &len) & C_DOUBLE)
			return true;
	}
	return false;
}

/* A lexer for the $( ) from..to.  Inside "..." two double quotes are one (reference 1.4.4). */
static void sub_lexer(Lexer *reader, uint32_t from, uint32_t to, bool in_quotes, Lexer *out)
{
	bool quotes;

	*out = *reader;
	out->text.n = to;
	quotes = in_quotes && has_doubled(out, from, to);
	out->base = lexer_span(reader, from, from).at;
	out->text = lexer_slice(reader, from, to);
	out->at = 0;
	out->depth++;
	out->nskips = 0;
	if (quotes || reader->nskips)
		copy_sub(reader, from, to, quotes, out);
}

static bool is_text(const Piece *piece)
{
	return piece->kind == PIECE_TEXT || piece->kind == PIECE_CODE || piece->kind == PIECE_QUOTE;
}

/* Texts that stand side by side are one part. */
static void read_text(Pieces *pieces, Piece piece, LexerPart *out)
{
	Text text = { .lexer = pieces->lexer, .from = piece.from, .to = piece.from };

	for (;;) {
		Pieces before;

		if (piece.kind == PIECE_CODE)
			text_add_code(&text, piece.code);
		else if (piece.kind == PIECE_TEXT)
			text_add(&text, piece.from, piece.to);
		before = *pieces;
		piece = next_piece(pieces);
		if (!is_text(&piece)) {
			*pieces = before;
			break;
		}
	}
	out->kind = PART_TEXT;
	out->text = text_value(&text);
	out->to = pieces->at;
}

bool lexer_part(LexerParts *parts, LexerPart *out)
{
	Lexer *reader = &parts->reader;
	Pieces pieces = { .lexer = reader,
		.kind = parts->kind,
		.at = reader->at,
		.quote = parts->quote,
		.quote_at = parts->quote_at };
	Piece piece = next_piece(&pieces);
	bool more = piece.kind < PIECE_END;
	uint32_t end;

	out->from = piece.from;
	out->to = piece.to;
	if (is_text(&piece)) {
		read_text(&pieces, piece, out);
	} else if (piece.kind == PIECE_VARIABLE) {
		out->kind = PART_VARIABLE;
		lexer_variable_in_string(reader, piece.from, in_double(&pieces), &out->token, &end);
	} else if (piece.kind == PIECE_SUB) {
		out->kind = PART_SUB;
		sub_lexer(reader, piece.from, piece.to, in_double(&pieces), &out->sub);
	}
	reader->at = pieces.at;
	parts->quote = pieces.quote;
	parts->quote_at = pieces.quote_at;
	return more;
}
