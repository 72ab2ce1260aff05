/* lexer: which token begins with a character, comments, operators, and the places of tokens. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/lexer_char.h"

/* ---- characters -------------------------------------------------------------------------------------------------- */

#define BLANK  (C_BLANK | C_ENDER | C_PARAMETER_END)
#define LINE   (C_LINE | C_ENDER | C_PARAMETER_END)
#define ENDER  (C_ENDER | C_PARAMETER_END)
#define NUMEND C_AFTER_NUMBER
#define LETTER (C_START | C_NAME | C_VARIABLE)
#define DIGIT  (C_DIGIT | C_NAME | C_VARIABLE)

/* clang-format off */
const uint16_t lexer_classes[128] = {
	['\t'] = BLANK, ['\v'] = BLANK, ['\f'] = BLANK, [' '] = BLANK, ['\n'] = LINE, ['\r'] = LINE,
	['!'] = NUMEND, ['"'] = C_DOUBLE, ['#'] = NUMEND, ['$'] = C_DOLLAR, ['%'] = NUMEND, ['&'] = ENDER, ['\''] = C_SINGLE,
	['('] = ENDER, [')'] = ENDER, ['*'] = NUMEND, ['+'] = NUMEND, [','] = ENDER, ['-'] = NUMEND | C_DASH,
	['.'] = NUMEND | C_PARAMETER_END, ['/'] = NUMEND,
	['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT,
	['8'] = DIGIT, ['9'] = DIGIT,
	[':'] = C_PARAMETER_END, [';'] = ENDER, ['<'] = NUMEND, ['='] = NUMEND, ['>'] = NUMEND, ['?'] = C_VARIABLE,
	['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER, ['F'] = LETTER, ['G'] = LETTER,
	['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER, ['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER,
	['O'] = LETTER, ['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER,
	['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER,
	['['] = C_PARAMETER_END, [']'] = NUMEND, ['_'] = LETTER, ['`'] = C_ESCAPE,
	['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER,
	['h'] = LETTER, ['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER, ['n'] = LETTER,
	['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER, ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER,
	['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER,
	['{'] = ENDER, ['|'] = ENDER, ['}'] = ENDER,
};
/* clang-format on */

unsigned lexer_wide_class(const Lexer *lexer, uint32_t at, uint32_t *len)
{
	size_t next = at;
	uint32_t code = utf8_next(lexer->text, &next);

	*len = (uint32_t)(next - at);
	if (code >= 0x2013 && code <= 0x2015)
		return C_DASH | C_AFTER_NUMBER;
	if (code >= 0x2018 && code <= 0x201b)
		return C_SINGLE;
	if (code >= 0x201c && code <= 0x201e)
		return C_DOUBLE;
	if (code > 0xffff) /* .NET looks at the halves of a pair, which are neither letter nor digit */
		return 0;
	if (utf8_is_letter(code))
		return LETTER;
	if (utf8_is_digit(code))
		return C_NAME | C_VARIABLE;
	if (code == 0x85 || utf8_category(code)[0] == 'Z')
		return BLANK;
	return 0;
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

/* How many bytes of the script are left out up to a local offset, or (of the script) up to a place. */
static uint32_t skipped(const Lexer *lexer, uint32_t at, bool place)
{
	size_t low = 0, high = lexer->nskips;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const LexerSkip *skip = &lexer->skips[middle];

		if (skip->at + (place ? skip->total : 0) <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? lexer->skips[low - 1].total : 0;
}

Span lexer_span(const Lexer *lexer, uint32_t from, uint32_t to)
{
	uint32_t at = lexer->base + from + skipped(lexer, from, false);

	return (Span){ at, lexer->base + to + skipped(lexer, to, false) - at };
}

uint32_t lexer_local(const Lexer *lexer, uint32_t at)
{
	at -= lexer->base;
	return at - skipped(lexer, at, true);
}

void lexer_rewind(Lexer *lexer, Span token)
{
	lexer->at = lexer_local(lexer, token.at);
	while (lexer->tokens && lexer->tokens->n && lexer->tokens->p[lexer->tokens->n - 1].span.at >= token.at)
		lexer->tokens->n--;
}

char lexer_byte(const Lexer *lexer, uint32_t ahead)
{
	return lexer_at(lexer, lexer->at + ahead);
}

bool lexer_at_blank(const Lexer *lexer)
{
	return lexer->at >= lexer->text.n || lexer_class_at(lexer, lexer->at) & (C_BLANK | C_LINE);
}

/* ---- problems ---------------------------------------------------------------------------------------------------- */

/* The end of the comment at a local offset, or the offset itself. */
static uint32_t comment_end(const Lexer *lexer, uint32_t at)
{
	size_t end;

	if (lexer_at(lexer, at) == '#') {
		while (at < lexer->text.n && !lexer_line_end(lexer, at))
			at++;
		return at;
	}
	if (lexer_at(lexer, at) != '<' || lexer_at(lexer, at + 1) != '#')
		return at;
	end = str_find(lexer->text, S("#>"), at + 2);
	return end == STR_NONE ? (uint32_t)lexer->text.n : (uint32_t)end + 2;
}

/* Whether only blanks and comments follow a place of the script.  Inside a string PowerShell compares a place in the
 * script with the length of the part it reads, and so do we. */
static bool nothing_follows(const Lexer *lexer, uint32_t place)
{
	uint32_t at;

	if (place >= lexer->text.n)
		return true;
	at = lexer->depth ? place : lexer_local(lexer, place);
	while (at < lexer->text.n) {
		uint32_t len, end = comment_end(lexer, at);

		if (end == at && !(lexer_class(lexer, at, &len) & C_BLANK))
			return false;
		at = end == at ? at + len : end;
	}
	return true;
}

bool lexer_report(Lexer *lexer, ProblemId id, Span span, Span found, ProblemArgs args)
{
	bool incomplete = problem_can_wait(id) && nothing_follows(lexer, found.at + found.len);

	problem_add(lexer->problems, id, span, incomplete, args);
	return incomplete;
}

static void report_here(Lexer *lexer, ProblemId id, uint32_t from, uint32_t to)
{
	Span span = lexer_span(lexer, from, to);

	lexer_report(lexer, id, span, span, (ProblemArgs){ 0 });
}

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

void lexer_token(const Lexer *lexer, TokenKind kind, Token *out)
{
	*out = (Token){ .kind = kind,
		.span = lexer_span(lexer, lexer->start, lexer->at),
		.flags = token_traits(kind),
		.depth = lexer->depth };
}

void lexer_operator(Lexer *lexer, TokenKind kind, uint32_t len, Token *out)
{
	lexer->at = lexer->start + len;
	if (lexer->mode == LEX_COMMAND && !lexer_ender(lexer, lexer->at)) {
		lexer->at = lexer->start;
		lexer_word(lexer, out);
	} else {
		lexer_token(lexer, kind, out);
	}
}

/* One that no word can begin with. */
static void fixed(Lexer *lexer, TokenKind kind, uint32_t len, Token *out)
{
	lexer->at = lexer->start + len;
	lexer_token(lexer, kind, out);
}

/* n>&m, n>> and n>; len: of the stream's character (reference 1.8). */
static void redirection(Lexer *lexer, uint8_t from, uint32_t len, Token *out)
{
	uint8_t to = 0;
	bool append = false;

	len++; /* > */
	if (lexer_byte(lexer, len) == '>') {
		append = true;
		len++;
	} else if (len > 1 && lexer_byte(lexer, len) == '&') {
		char c = lexer_byte(lexer, len + 1);

		if (c == '1' || (c == '2' && from != 7)) {
			to = (uint8_t)(c - '0');
			len += 2;
		}
	}
	fixed(lexer, TK_REDIRECTION, len, out);
	out->from = from;
	out->to = to;
	out->append = append;
}

/* The kinds of scanners return false when no token came of it: comments and the like. */
typedef bool Scanner(Lexer *lexer, Token *out);

static bool scan_line_end(Lexer *lexer, Token *out)
{
	fixed(lexer, TK_NEW_LINE, lexer_line_end(lexer, lexer->at), out);
	return true;
}

static void keep_token(Lexer *lexer, const Token *token)
{
	if (lexer->tokens)
		VEC_PUSH(lexer->tokens, *token);
}

/* Whether a comment without its blanks is "#sig#beginsignatureblock". */
static bool begins_signature(Str comment)
{
	static const char mark[] = "#sig#beginsignatureblock";
	size_t n = 0;

	for (size_t i = 0; i < comment.n; i++) {
		if (comment.p[i] == ' ' || comment.p[i] == '\t')
			continue;
		if (n == sizeof(mark) - 1 || (comment.p[i] | 0x20) != (mark[n] | 0x20))
			return false;
		n++;
	}
	return n == sizeof(mark) - 1;
}

static void end_comment(Lexer *lexer, Token *out)
{
	lexer_token(lexer, TK_COMMENT, out);
	keep_token(lexer, out);
	if (lexer->depth || !lexer->comments)
		return;
	if (lexer->comments->n && lexer->comments->p[lexer->comments->n - 1].at >= out->span.at)
		return; /* read a second time */
	VEC_PUSH(lexer->comments, out->span);
	if (lexer->signature_end == UINT32_MAX && begins_signature(lexer_slice(lexer, lexer->start, lexer->at)))
		lexer->signature_end = lexer->at;
}

static bool scan_comment(Lexer *lexer, Token *out)
{
	lexer->at = comment_end(lexer, lexer->at);
	end_comment(lexer, out);
	return false;
}

static bool scan_block_comment(Lexer *lexer, Token *out)
{
	size_t end = str_find(lexer->text, S("#>"), lexer->at + 2);

	lexer->at = end == STR_NONE ? (uint32_t)lexer->text.n : (uint32_t)end + 2;
	if (end == STR_NONE)
		report_here(lexer, PROBLEM_MISSING_TERMINATOR_MULTI_LINE_COMMENT, lexer->start, lexer->at);
	end_comment(lexer, out);
	return false;
}

/* Reference 1.2.7. */
static bool scan_backtick(Lexer *lexer, Token *out)
{
	uint32_t next = lexer->at + 1, len;
	unsigned class = lexer_class(lexer, next, &len);

	if (next >= lexer->text.n) {
		lexer->at = next;
		report_here(lexer, PROBLEM_INCOMPLETE_STRING, next + 1, next + 1);
		return false;
	}
	if (class & C_LINE) {
		lexer->at = next + lexer_line_end(lexer, next);
		lexer_token(lexer, TK_LINE_CONTINUATION, out);
		keep_token(lexer, out);
		return false;
	}
	if (class & C_BLANK) {
		lexer->at = next + len;
		return false;
	}
	lexer_word(lexer, out);
	return true;
}

static bool scan_equals(Lexer *lexer, Token *out)
{
	lexer_operator(lexer, TK_EQUALS, 1, out);
	return true;
}

/* Whether a number can begin behind a sign. */
static bool number_follows(const Lexer *lexer, uint32_t at)
{
	return lexer_class_at(lexer, at) & C_DIGIT ||
	       (lexer_at(lexer, at) == '.' && lexer_class_at(lexer, at + 1) & C_DIGIT);
}

static bool scan_plus(Lexer *lexer, Token *out)
{
	char next = lexer_byte(lexer, 1);

	if (next == '+')
		lexer_operator(lexer, TK_PLUS_PLUS, 2, out);
	else if (next == '=')
		lexer_operator(lexer, TK_PLUS_EQUALS, 2, out);
	else if (lexer->signed_numbers && number_follows(lexer, lexer->at + 1))
		lexer_number(lexer, out);
	else
		lexer_operator(lexer, TK_PLUS, 1, out);
	return true;
}

/* Whether a -name begins with this character: in an expression only an operator's letters do. */
static bool starts_parameter(const Lexer *lexer, unsigned class, char c)
{
	if (lexer->mode == LEX_EXPRESSION)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	return class & C_START || c == '?';
}

static bool scan_dash(Lexer *lexer, Token *out)
{
	uint32_t dash, len;
	unsigned class;

	lexer_class(lexer, lexer->at, &dash);
	class = lexer_class(lexer, lexer->at + dash, &len);
	if (class & C_DASH)
		lexer_operator(lexer, TK_MINUS_MINUS, dash + len, out);
	else if (lexer_byte(lexer, dash) == '=')
		lexer_operator(lexer, TK_MINUS_EQUALS, dash + 1, out);
	else if (starts_parameter(lexer, class, lexer_byte(lexer, dash)))
		lexer_parameter(lexer, dash, out);
	else if (lexer->signed_numbers && number_follows(lexer, lexer->at + dash))
		lexer_number(lexer, out);
	else
		lexer_operator(lexer, TK_MINUS, dash, out);
	return true;
}

static bool scan_star(Lexer *lexer, Token *out)
{
	if (lexer_byte(lexer, 1) == '=')
		lexer_operator(lexer, TK_MULTIPLY_EQUALS, 2, out);
	else if (lexer_byte(lexer, 1) == '>')
		redirection(lexer, 7, 1, out);
	else
		lexer_operator(lexer, TK_MULTIPLY, 1, out);
	return true;
}

static bool scan_slash(Lexer *lexer, Token *out)
{
	bool assign = lexer_byte(lexer, 1) == '=';

	lexer_operator(lexer, assign ? TK_DIVIDE_EQUALS : TK_DIVIDE, assign ? 2 : 1, out);
	return true;
}

static bool scan_percent(Lexer *lexer, Token *out)
{
	bool assign = lexer_byte(lexer, 1) == '=';

	lexer_operator(lexer, assign ? TK_REMAINDER_EQUALS : TK_REM, assign ? 2 : 1, out);
	return true;
}

/* A word when a name follows, also behind a dot. */
static bool scan_bang(Lexer *lexer, Token *out)
{
	bool dot = lexer_byte(lexer, 1) == '.';

	if (lexer_class_at(lexer, lexer->at + 1) & C_START ||
		(dot && lexer_class_at(lexer, lexer->at + 2) & (C_START | C_DOLLAR | C_SINGLE | C_DOUBLE)))
		lexer_word(lexer, out);
	else
		lexer_operator(lexer, TK_EXCLAIM, 1, out);
	return true;
}

static bool scan_dollar(Lexer *lexer, Token *out)
{
	if (lexer_byte(lexer, 1) == '(')
		fixed(lexer, TK_DOLLAR_PAREN, 2, out);
	else if (!lexer_variable(lexer, out))
		lexer_word(lexer, out);
	return true;
}

static bool scan_at(Lexer *lexer, Token *out)
{
	uint32_t len;
	unsigned class = lexer_class(lexer, lexer->at + 1, &len);

	if (lexer_byte(lexer, 1) == '{')
		fixed(lexer, TK_AT_CURLY, 2, out);
	else if (lexer_byte(lexer, 1) == '(')
		fixed(lexer, TK_AT_PAREN, 2, out);
	else if (class & (C_SINGLE | C_DOUBLE))
		lexer_here_string(lexer, class & C_DOUBLE, len, out);
	else if (!lexer_variable(lexer, out)) {
		fixed(lexer, TK_UNKNOWN, 1, out);
		report_here(lexer, PROBLEM_UNRECOGNIZED_TOKEN, lexer->start, lexer->at);
	}
	return true;
}

static bool scan_less(Lexer *lexer, Token *out)
{
	if (lexer_byte(lexer, 1) == '#')
		return scan_block_comment(lexer, out);
	fixed(lexer, TK_REDIRECT_IN_STD, 1, out);
	return true;
}

static bool scan_greater(Lexer *lexer, Token *out)
{
	redirection(lexer, 1, 0, out);
	return true;
}

/* 1> to 6> begin a redirection (reference 1.8); in an expression only those that merge streams do. */
static bool scan_digit(Lexer *lexer, Token *out)
{
	char c = lexer_byte(lexer, 0), to = lexer_byte(lexer, 3);
	bool merges = lexer_byte(lexer, 2) == '&' && (to == '1' || to == '2');

	if (c >= '1' && c <= '6' && lexer_byte(lexer, 1) == '>' && (merges || lexer->mode == LEX_COMMAND))
		redirection(lexer, (uint8_t)(c - '0'), 1, out);
	else
		lexer_number(lexer, out);
	return true;
}

/* A dot that stands alone: dot-sourcing also takes what a variable or a string names. */
static void scan_single_dot(Lexer *lexer, Token *out)
{
	if (lexer_class_at(lexer, lexer->at + 1) & (C_DOLLAR | C_SINGLE | C_DOUBLE))
		fixed(lexer, TK_DOT, 1, out);
	else
		lexer_operator(lexer, TK_DOT, 1, out);
}

static bool scan_dot(Lexer *lexer, Token *out)
{
	if (lexer_byte(lexer, 1) == '.')
		lexer_operator(lexer, TK_DOT_DOT, 2, out);
	else if (lexer_class_at(lexer, lexer->at + 1) & C_DIGIT)
		lexer_number(lexer, out);
	else
		scan_single_dot(lexer, out);
	return true;
}

/* :name as a word of its own is a label. */
static bool scan_label(Lexer *lexer, Token *out)
{
	uint32_t at = lexer->at + 1, len;

	while (lexer_class(lexer, at, &len) & C_NAME)
		at += len;
	if (!lexer_ender(lexer, at)) {
		lexer_word(lexer, out);
		return true;
	}
	lexer->at = at;
	lexer_token(lexer, TK_LABEL, out);
	out->text = lexer_slice(lexer, lexer->start + 1, at);
	return true;
}

static bool scan_colon(Lexer *lexer, Token *out)
{
	if (lexer_byte(lexer, 1) == ':')
		lexer_operator(lexer, TK_COLON_COLON, 2, out);
	else if (lexer->mode != LEX_COMMAND)
		fixed(lexer, TK_COLON, 1, out);
	else if (lexer_class_at(lexer, lexer->at + 1) & C_START)
		return scan_label(lexer, out);
	else
		lexer_word(lexer, out);
	return true;
}

/* Operators of Core; in a command, and in Desktop everywhere, ? is a word. */
static bool scan_question(Lexer *lexer, Token *out)
{
	unsigned has = lexer->mode == LEX_COMMAND ? 0 : lexer->edition->syntax;
	char next = lexer_byte(lexer, 1);

	if (has & EDITION_NULL_OPERATORS && next == '?' && lexer_byte(lexer, 2) == '=')
		fixed(lexer, TK_QUESTION_QUESTION_EQUALS, 3, out);
	else if (has & EDITION_NULL_OPERATORS && next == '?')
		fixed(lexer, TK_QUESTION_QUESTION, 2, out);
	else if (has & EDITION_TERNARY)
		fixed(lexer, TK_QUESTION_MARK, 1, out);
	else
		lexer_word(lexer, out);
	return true;
}

static bool scan_ampersand(Lexer *lexer, Token *out)
{
	bool twice = lexer_byte(lexer, 1) == '&';

	fixed(lexer, twice ? TK_AND_AND : TK_AMPERSAND, twice ? 2 : 1, out);
	return true;
}

static bool scan_bar(Lexer *lexer, Token *out)
{
	bool twice = lexer_byte(lexer, 1) == '|';

	fixed(lexer, twice ? TK_OR_OR : TK_PIPE, twice ? 2 : 1, out);
	return true;
}

static bool scan_bracket(Lexer *lexer, Token *out)
{
	lexer_operator(lexer, lexer_byte(lexer, 0) == '[' ? TK_L_BRACKET : TK_R_BRACKET, 1, out);
	return true;
}

static bool scan_punctuation(Lexer *lexer, Token *out)
{
	static const uint8_t kinds[128] = { ['('] = TK_L_PAREN,
		[')'] = TK_R_PAREN,
		['{'] = TK_L_CURLY,
		['}'] = TK_R_CURLY,
		[','] = TK_COMMA,
		[';'] = TK_SEMI };

	fixed(lexer, kinds[(unsigned char)lexer_byte(lexer, 0)], 1, out);
	return true;
}

static bool scan_single_quote(Lexer *lexer, Token *out)
{
	lexer_single_quoted(lexer, out);
	return true;
}

static bool scan_double_quote(Lexer *lexer, Token *out)
{
	lexer_double_quoted(lexer, out);
	return true;
}

static bool scan_name(Lexer *lexer, Token *out)
{
	lexer_name(lexer, out);
	return true;
}

static bool scan_word(Lexer *lexer, Token *out)
{
	lexer_word(lexer, out);
	return true;
}

/* What begins with each ASCII character that is neither letter nor digit; NULL: a word. */
/* clang-format off */
static Scanner *const scanners[128] = {
	['\n'] = scan_line_end, ['\r'] = scan_line_end, ['!'] = scan_bang, ['"'] = scan_double_quote, ['#'] = scan_comment,
	['$'] = scan_dollar, ['%'] = scan_percent, ['&'] = scan_ampersand, ['\''] = scan_single_quote,
	['('] = scan_punctuation, [')'] = scan_punctuation, ['*'] = scan_star, ['+'] = scan_plus, [','] = scan_punctuation,
	['-'] = scan_dash, ['.'] = scan_dot, ['/'] = scan_slash, [':'] = scan_colon, [';'] = scan_punctuation,
	['<'] = scan_less, ['='] = scan_equals, ['>'] = scan_greater, ['?'] = scan_question, ['@'] = scan_at,
	['['] = scan_bracket, [']'] = scan_bracket, ['`'] = scan_backtick, ['{'] = scan_punctuation, ['|'] = scan_bar,
	['}'] = scan_punctuation,
};
/* clang-format on */

static Scanner *scanner_for(const Lexer *lexer, unsigned class)
{
	unsigned char c = (unsigned char)lexer->text.p[lexer->at];

	if (class & C_START)
		return scan_name;
	if (class & C_DIGIT)
		return scan_digit;
	if (c < 128)
		return scanners[c] ? scanners[c] : scan_word;
	if (class & C_DASH)
		return scan_dash;
	if (class & C_SINGLE)
		return scan_single_quote;
	if (class & C_DOUBLE)
		return scan_double_quote;
	return scan_word;
}

/* The end lies one past the text, and one further each time it is read again (seen in the tokens of real parses). */
static void scan_end(Lexer *lexer, Token *out)
{
	lexer->at++;
	lexer->start = lexer->at;
	lexer_token(lexer, TK_END_OF_INPUT, out);
}

void lexer_next(Lexer *lexer, Token *out)
{
	for (;;) {
		uint32_t len;
		unsigned class;

		while ((class = lexer_class(lexer, lexer->at, &len)) & C_BLANK)
			lexer->at += len;
		lexer->start = lexer->at;
		if (lexer->at >= lexer->text.n) {
			scan_end(lexer, out);
			break;
		}
		if (scanner_for(lexer, class)(lexer, out))
			break;
	}
	keep_token(lexer, out);
}

/* ---- what only the parser knows to expect ------------------------------------------------------------------------ */

/* In a command a dot before a blank, a dot or the end starts a word. */
static bool starts_word(const Lexer *lexer, uint32_t at)
{
	char c = lexer_at(lexer, at);

	return at >= lexer->text.n || c == '.' || lexer_class_at(lexer, at) & (C_BLANK | C_LINE);
}

/* What operator stands at the present position, and its length. */
static TokenKind member_operator(const Lexer *lexer, bool brackets, uint32_t *len)
{
	char c = lexer_byte(lexer, 0), next = lexer_byte(lexer, 1);
	bool conditional = lexer->edition->syntax & EDITION_NULL_OPERATORS && c == '?';

	*len = 1;
	if (c == '[' && brackets)
		return TK_L_BRACKET;
	if (c == '.' && next != '.')
		return TK_DOT;
	*len = 2;
	if (c == ':' && next == ':')
		return TK_COLON_COLON;
	if (conditional && next == '.')
		return TK_QUESTION_DOT;
	if (conditional && next == '[' && brackets)
		return TK_QUESTION_L_BRACKET;
	return TK_UNKNOWN;
}

bool lexer_member_operator(Lexer *lexer, bool brackets, Token *out)
{
	uint32_t len;
	TokenKind kind = member_operator(lexer, brackets, &len);
	bool bracket = kind == TK_L_BRACKET || kind == TK_QUESTION_L_BRACKET;

	if (kind == TK_UNKNOWN)
		return false;
	if (lexer->mode == LEX_COMMAND && !bracket && starts_word(lexer, lexer->at + len))
		return false;
	lexer->start = lexer->at;
	fixed(lexer, kind, len, out);
	keep_token(lexer, out);
	return true;
}

bool lexer_call_paren(Lexer *lexer, Token *out)
{
	if (lexer_byte(lexer, 0) != '(')
		return false;
	lexer->start = lexer->at;
	fixed(lexer, TK_L_PAREN, 1, out);
	keep_token(lexer, out);
	return true;
}

bool lexer_pipe_follows(const Lexer *lexer)
{
	uint32_t at = lexer->at, len, end;

	for (;;) {
		while (lexer_class(lexer, at, &len) & C_BLANK)
			at += len;
		end = comment_end(lexer, at);
		if (end == at)
			return lexer_at(lexer, at) == '|';
		at = end + lexer_line_end(lexer, end);
	}
}

static void skip_blanks(Lexer *lexer)
{
	uint32_t len;

	while (lexer_class(lexer, lexer->at, &len) & C_BLANK)
		lexer->at += len;
}

void lexer_verbatim(Lexer *lexer, Token *out)
{
	bool quoted = false;

	skip_blanks(lexer);
	lexer->start = lexer->at;
	for (; lexer->at < lexer->text.n && !lexer_line_end(lexer, lexer->at); lexer->at++) {
		char c = lexer_byte(lexer, 0);

		if (lexer_class_at(lexer, lexer->at) & C_DOUBLE)
			quoted = !quoted;
		if (!quoted && (c == '|' || (c == '&' && lexer_byte(lexer, 1) == '&')))
			break;
	}
	lexer_token(lexer, TK_GENERIC, out);
	out->text = lexer_slice(lexer, lexer->start, lexer->at);
	keep_token(lexer, out);
}

bool lexer_assembly(Lexer *lexer, Token *out)
{
	skip_blanks(lexer);
	lexer->start = lexer->at;
	while (lexer->at < lexer->text.n && lexer_byte(lexer, 0) != ']' && !lexer_line_end(lexer, lexer->at))
		lexer->at++;
	lexer_token(lexer, TK_IDENTIFIER, out);
	out->text = lexer_slice(lexer, lexer->start, lexer->at);
	keep_token(lexer, out);
	return out->text.n > 0;
}
