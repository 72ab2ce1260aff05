/* token: the table of token kinds, of keywords and of operators. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/token.h"

#define BINARY(level) (TF_##level | TF_BINARY_OPERATOR)
#define UNARY         TF_UNARY_OPERATOR
#define CASED         TF_CASE_SENSITIVE_OPERATOR
#define UNSAFE        TF_DISALLOWED_IN_RESTRICTED_MODE
#define FOLD          TF_CAN_CONSTANT_FOLD
#define FIXED         TF_PARSE_MODE_INVARIANT
#define STATEMENT     (TF_KEYWORD | TF_NO_ATTRIBUTES)

typedef struct KindRow {
	const char *name, *text;
	uint32_t traits;
} KindRow;

/* What [TokenTraits]::GetTraits and ::Text say of each kind.  ORDER TokenKind. */
/* clang-format off */
static const KindRow kinds[TK_COUNT] = {
	[TK_UNKNOWN] = { "Unknown", "", 0 },
	[TK_VARIABLE] = { "Variable", "", 0 },
	[TK_SPLATTED_VARIABLE] = { "SplattedVariable", "", 0 },
	[TK_PARAMETER] = { "Parameter", "", 0 },
	[TK_NUMBER] = { "Number", "", 0 },
	[TK_LABEL] = { "Label", "", 0 },
	[TK_IDENTIFIER] = { "Identifier", "", 0 },
	[TK_GENERIC] = { "Generic", "", 0 },
	[TK_NEW_LINE] = { "NewLine", "", FIXED },
	[TK_LINE_CONTINUATION] = { "LineContinuation", "", FIXED },
	[TK_COMMENT] = { "Comment", "", FIXED },
	[TK_END_OF_INPUT] = { "EndOfInput", "", FIXED },
	[TK_STRING_LITERAL] = { "StringLiteral", "", FIXED },
	[TK_STRING_EXPANDABLE] = { "StringExpandable", "", FIXED },
	[TK_HERE_STRING_LITERAL] = { "HereStringLiteral", "", FIXED },
	[TK_HERE_STRING_EXPANDABLE] = { "HereStringExpandable", "", FIXED },
	[TK_L_PAREN] = { "LParen", "(", FIXED },
	[TK_R_PAREN] = { "RParen", ")", FIXED },
	[TK_L_CURLY] = { "LCurly", "{", FIXED },
	[TK_R_CURLY] = { "RCurly", "}", FIXED },
	[TK_L_BRACKET] = { "LBracket", "[", 0 },
	[TK_R_BRACKET] = { "RBracket", "]", FIXED },
	[TK_AT_PAREN] = { "AtParen", "@(", FIXED },
	[TK_AT_CURLY] = { "AtCurly", "@{", FIXED },
	[TK_DOLLAR_PAREN] = { "DollarParen", "$(", FIXED },
	[TK_SEMI] = { "Semi", ";", FIXED },
	[TK_AND_AND] = { "AndAnd", "&&", FIXED },
	[TK_OR_OR] = { "OrOr", "||", FIXED },
	[TK_AMPERSAND] = { "Ampersand", "&", TF_SPECIAL_OPERATOR | FIXED },
	[TK_PIPE] = { "Pipe", "|", TF_SPECIAL_OPERATOR | FIXED },
	[TK_COMMA] = { "Comma", ",", UNARY | FIXED },
	[TK_MINUS_MINUS] = { "MinusMinus", "--", UNARY | UNSAFE | TF_PREFIX_OR_POSTFIX },
	[TK_PLUS_PLUS] = { "PlusPlus", "++", UNARY | UNSAFE | TF_PREFIX_OR_POSTFIX },
	[TK_DOT_DOT] = { "DotDot", "..", BINARY(RANGE) | UNSAFE },
	[TK_COLON_COLON] = { "ColonColon", "::", TF_SPECIAL_OPERATOR | UNSAFE },
	[TK_DOT] = { "Dot", ".", TF_SPECIAL_OPERATOR | UNSAFE },
	[TK_EXCLAIM] = { "Exclaim", "!", UNARY | FOLD },
	[TK_MULTIPLY] = { "Multiply", "*", BINARY(MULTIPLY) | FOLD },
	[TK_DIVIDE] = { "Divide", "/", BINARY(MULTIPLY) | FOLD },
	[TK_REM] = { "Rem", "%", BINARY(MULTIPLY) | FOLD },
	[TK_PLUS] = { "Plus", "+", BINARY(ADD) | UNARY | FOLD },
	[TK_MINUS] = { "Minus", "-", BINARY(ADD) | UNARY | FOLD },
	[TK_EQUALS] = { "Equals", "=", TF_ASSIGNMENT_OPERATOR },
	[TK_PLUS_EQUALS] = { "PlusEquals", "+=", TF_ASSIGNMENT_OPERATOR },
	[TK_MINUS_EQUALS] = { "MinusEquals", "-=", TF_ASSIGNMENT_OPERATOR },
	[TK_MULTIPLY_EQUALS] = { "MultiplyEquals", "*=", TF_ASSIGNMENT_OPERATOR },
	[TK_DIVIDE_EQUALS] = { "DivideEquals", "/=", TF_ASSIGNMENT_OPERATOR },
	[TK_REMAINDER_EQUALS] = { "RemainderEquals", "%=", TF_ASSIGNMENT_OPERATOR },
	[TK_REDIRECTION] = { "Redirection", "", UNSAFE },
	[TK_REDIRECT_IN_STD] = { "RedirectInStd", "<", FIXED | UNSAFE },
	[TK_FORMAT] = { "Format", "-f", BINARY(FORMAT) | UNSAFE },
	[TK_NOT] = { "Not", "-not", UNARY | FOLD },
	[TK_BNOT] = { "Bnot", "-bnot", UNARY | FOLD },
	[TK_AND] = { "And", "-and", BINARY(LOGICAL) | FOLD },
	[TK_OR] = { "Or", "-or", BINARY(LOGICAL) | FOLD },
	[TK_XOR] = { "Xor", "-xor", BINARY(LOGICAL) | FOLD },
	[TK_BAND] = { "Band", "-band", BINARY(BITWISE) | FOLD },
	[TK_BOR] = { "Bor", "-bor", BINARY(BITWISE) | FOLD },
	[TK_BXOR] = { "Bxor", "-bxor", BINARY(BITWISE) | FOLD },
	[TK_JOIN] = { "Join", "-join", BINARY(COMPARISON) | UNARY | UNSAFE },
	[TK_IEQ] = { "Ieq", "-eq", BINARY(COMPARISON) },
	[TK_INE] = { "Ine", "-ne", BINARY(COMPARISON) },
	[TK_IGE] = { "Ige", "-ge", BINARY(COMPARISON) },
	[TK_IGT] = { "Igt", "-gt", BINARY(COMPARISON) },
	[TK_ILT] = { "Ilt", "-lt", BINARY(COMPARISON) },
	[TK_ILE] = { "Ile", "-le", BINARY(COMPARISON) },
	[TK_ILIKE] = { "Ilike", "-ilike", BINARY(COMPARISON) },
	[TK_INOTLIKE] = { "Inotlike", "-inotlike", BINARY(COMPARISON) },
	[TK_IMATCH] = { "Imatch", "-imatch", BINARY(COMPARISON) | UNSAFE },
	[TK_INOTMATCH] = { "Inotmatch", "-inotmatch", BINARY(COMPARISON) | UNSAFE },
	[TK_IREPLACE] = { "Ireplace", "-ireplace", BINARY(COMPARISON) | UNSAFE },
	[TK_ICONTAINS] = { "Icontains", "-icontains", BINARY(COMPARISON) },
	[TK_INOTCONTAINS] = { "Inotcontains", "-inotcontains", BINARY(COMPARISON) },
	[TK_IIN] = { "Iin", "-iin", BINARY(COMPARISON) },
	[TK_INOTIN] = { "Inotin", "-inotin", BINARY(COMPARISON) },
	[TK_ISPLIT] = { "Isplit", "-isplit", BINARY(COMPARISON) | UNARY | UNSAFE },
	[TK_CEQ] = { "Ceq", "-ceq", BINARY(COMPARISON) | CASED },
	[TK_CNE] = { "Cne", "-cne", BINARY(COMPARISON) | CASED },
	[TK_CGE] = { "Cge", "-cge", BINARY(COMPARISON) | CASED },
	[TK_CGT] = { "Cgt", "-cgt", BINARY(COMPARISON) | CASED },
	[TK_CLT] = { "Clt", "-clt", BINARY(COMPARISON) | CASED },
	[TK_CLE] = { "Cle", "-cle", BINARY(COMPARISON) | CASED },
	[TK_CLIKE] = { "Clike", "-clike", BINARY(COMPARISON) | CASED },
	[TK_CNOTLIKE] = { "Cnotlike", "-cnotlike", BINARY(COMPARISON) | CASED },
	[TK_CMATCH] = { "Cmatch", "-cmatch", BINARY(COMPARISON) | CASED | UNSAFE },
	[TK_CNOTMATCH] = { "Cnotmatch", "-cnotmatch", BINARY(COMPARISON) | CASED | UNSAFE },
	[TK_CREPLACE] = { "Creplace", "-creplace", BINARY(COMPARISON) | CASED | UNSAFE },
	[TK_CCONTAINS] = { "Ccontains", "-ccontains", BINARY(COMPARISON) | CASED },
	[TK_CNOTCONTAINS] = { "Cnotcontains", "-cnotcontains", BINARY(COMPARISON) | CASED },
	[TK_CIN] = { "Cin", "-cin", BINARY(COMPARISON) | CASED },
	[TK_CNOTIN] = { "Cnotin", "-cnotin", BINARY(COMPARISON) | CASED },
	[TK_CSPLIT] = { "Csplit", "-csplit", BINARY(COMPARISON) | UNARY | CASED | UNSAFE },
	[TK_IS] = { "Is", "-is", BINARY(COMPARISON) },
	[TK_IS_NOT] = { "IsNot", "-isnot", BINARY(COMPARISON) },
	[TK_AS] = { "As", "-as", BINARY(COMPARISON) | UNSAFE },
	[TK_POSTFIX_PLUS_PLUS] = { "PostfixPlusPlus", "++", UNARY | UNSAFE | TF_PREFIX_OR_POSTFIX },
	[TK_POSTFIX_MINUS_MINUS] = { "PostfixMinusMinus", "--", UNARY | UNSAFE | TF_PREFIX_OR_POSTFIX },
	[TK_SHL] = { "Shl", "-shl", BINARY(COMPARISON) | FOLD },
	[TK_SHR] = { "Shr", "-shr", BINARY(COMPARISON) | FOLD },
	[TK_COLON] = { "Colon", ":", TF_SPECIAL_OPERATOR | UNSAFE },
	[TK_QUESTION_MARK] = { "QuestionMark", "?", TF_TERNARY_OPERATOR | UNSAFE },
	[TK_QUESTION_QUESTION_EQUALS] = { "QuestionQuestionEquals", "?\?=", TF_ASSIGNMENT_OPERATOR },
	[TK_QUESTION_QUESTION] = { "QuestionQuestion", "??", BINARY(COALESCE) },
	[TK_QUESTION_DOT] = { "QuestionDot", "?.", TF_SPECIAL_OPERATOR | UNSAFE },
	[TK_QUESTION_L_BRACKET] = { "QuestionLBracket", "?[", 0 },
	[TK_BEGIN] = { "Begin", "begin", TF_KEYWORD | TF_SCRIPT_BLOCK_NAME },
	[TK_BREAK] = { "Break", "break", STATEMENT },
	[TK_CATCH] = { "Catch", "catch", TF_KEYWORD },
	[TK_CLASS] = { "Class", "class", TF_KEYWORD },
	[TK_CONTINUE] = { "Continue", "continue", STATEMENT },
	[TK_DATA] = { "Data", "data", STATEMENT },
	[TK_DEFINE] = { "Define", "define", STATEMENT },
	[TK_DO] = { "Do", "do", STATEMENT },
	[TK_DYNAMICPARAM] = { "Dynamicparam", "dynamicparam", TF_KEYWORD | TF_SCRIPT_BLOCK_NAME },
	[TK_ELSE] = { "Else", "else", TF_KEYWORD },
	[TK_ELSE_IF] = { "ElseIf", "elseif", TF_KEYWORD },
	[TK_END] = { "End", "end", TF_KEYWORD | TF_SCRIPT_BLOCK_NAME },
	[TK_EXIT] = { "Exit", "exit", STATEMENT },
	[TK_FILTER] = { "Filter", "filter", STATEMENT },
	[TK_FINALLY] = { "Finally", "finally", TF_KEYWORD },
	[TK_FOR] = { "For", "for", STATEMENT },
	[TK_FOREACH] = { "Foreach", "foreach", STATEMENT },
	[TK_FROM] = { "From", "from", STATEMENT },
	[TK_FUNCTION] = { "Function", "function", STATEMENT },
	[TK_IF] = { "If", "if", STATEMENT },
	[TK_IN] = { "In", "in", TF_KEYWORD },
	[TK_PARAM] = { "Param", "param", TF_KEYWORD },
	[TK_PROCESS] = { "Process", "process", TF_KEYWORD | TF_SCRIPT_BLOCK_NAME },
	[TK_RETURN] = { "Return", "return", STATEMENT },
	[TK_SWITCH] = { "Switch", "switch", STATEMENT },
	[TK_THROW] = { "Throw", "throw", STATEMENT },
	[TK_TRAP] = { "Trap", "trap", STATEMENT },
	[TK_TRY] = { "Try", "try", STATEMENT },
	[TK_UNTIL] = { "Until", "until", TF_KEYWORD },
	[TK_USING] = { "Using", "using", STATEMENT },
	[TK_VAR] = { "Var", "var", STATEMENT },
	[TK_WHILE] = { "While", "while", STATEMENT },
	[TK_WORKFLOW] = { "Workflow", "workflow", STATEMENT },
	[TK_PARALLEL] = { "Parallel", "parallel", STATEMENT },
	[TK_SEQUENCE] = { "Sequence", "sequence", STATEMENT },
	[TK_INLINE_SCRIPT] = { "InlineScript", "inlinescript", STATEMENT },
	[TK_CONFIGURATION] = { "Configuration", "configuration", TF_KEYWORD },
	[TK_DYNAMIC_KEYWORD] = { "DynamicKeyword", "", TF_KEYWORD },
	[TK_PUBLIC] = { "Public", "public", TF_KEYWORD },
	[TK_PRIVATE] = { "Private", "private", TF_KEYWORD },
	[TK_STATIC] = { "Static", "static", TF_KEYWORD },
	[TK_INTERFACE] = { "Interface", "interface", TF_KEYWORD },
	[TK_ENUM] = { "Enum", "enum", TF_KEYWORD },
	[TK_NAMESPACE] = { "Namespace", "namespace", TF_KEYWORD },
	[TK_MODULE] = { "Module", "module", TF_KEYWORD },
	[TK_TYPE] = { "Type", "type", TF_KEYWORD },
	[TK_ASSEMBLY] = { "Assembly", "assembly", TF_KEYWORD },
	[TK_COMMAND] = { "Command", "command", TF_KEYWORD },
	[TK_HIDDEN] = { "Hidden", "hidden", TF_KEYWORD },
	[TK_BASE] = { "Base", "base", TF_KEYWORD },
	[TK_DEFAULT] = { "Default", "default", TF_KEYWORD },
	[TK_CLEAN] = { "Clean", "clean", TF_KEYWORD | TF_SCRIPT_BLOCK_NAME },
};
/* clang-format on */

typedef struct Word {
	const char *text;
	uint8_t kind;
} Word;

/* Sorted by text.  inlinescript is a keyword only within workflows, which nothing here runs. */
/* clang-format off */
static const Word keywords[] = {
	{ "assembly", TK_ASSEMBLY }, { "base", TK_BASE }, { "begin", TK_BEGIN }, { "break", TK_BREAK },
	{ "catch", TK_CATCH }, { "class", TK_CLASS }, { "clean", TK_CLEAN }, { "command", TK_COMMAND },
	{ "configuration", TK_CONFIGURATION }, { "continue", TK_CONTINUE }, { "data", TK_DATA },
	{ "default", TK_DEFAULT }, { "define", TK_DEFINE }, { "do", TK_DO }, { "dynamicparam", TK_DYNAMICPARAM },
	{ "else", TK_ELSE }, { "elseif", TK_ELSE_IF }, { "end", TK_END }, { "enum", TK_ENUM }, { "exit", TK_EXIT },
	{ "filter", TK_FILTER }, { "finally", TK_FINALLY }, { "for", TK_FOR }, { "foreach", TK_FOREACH },
	{ "from", TK_FROM }, { "function", TK_FUNCTION }, { "hidden", TK_HIDDEN }, { "if", TK_IF }, { "in", TK_IN },
	{ "interface", TK_INTERFACE }, { "module", TK_MODULE },
	{ "namespace", TK_NAMESPACE }, { "parallel", TK_PARALLEL }, { "param", TK_PARAM }, { "private", TK_PRIVATE },
	{ "process", TK_PROCESS }, { "public", TK_PUBLIC }, { "return", TK_RETURN }, { "sequence", TK_SEQUENCE },
	{ "static", TK_STATIC }, { "switch", TK_SWITCH }, { "throw", TK_THROW }, { "trap", TK_TRAP },
	{ "try", TK_TRY }, { "type", TK_TYPE }, { "until", TK_UNTIL }, { "using", TK_USING }, { "var", TK_VAR },
	{ "while", TK_WHILE }, { "workflow", TK_WORKFLOW },
};
/* Without the dash; sorted by text. */
static const Word operators[] = {
	{ "and", TK_AND }, { "as", TK_AS }, { "band", TK_BAND }, { "bnot", TK_BNOT }, { "bor", TK_BOR },
	{ "bxor", TK_BXOR }, { "ccontains", TK_CCONTAINS }, { "ceq", TK_CEQ }, { "cge", TK_CGE }, { "cgt", TK_CGT },
	{ "cin", TK_CIN }, { "cle", TK_CLE }, { "clike", TK_CLIKE }, { "clt", TK_CLT }, { "cmatch", TK_CMATCH },
	{ "cne", TK_CNE }, { "cnotcontains", TK_CNOTCONTAINS }, { "cnotin", TK_CNOTIN }, { "cnotlike", TK_CNOTLIKE },
	{ "cnotmatch", TK_CNOTMATCH }, { "contains", TK_ICONTAINS }, { "creplace", TK_CREPLACE },
	{ "csplit", TK_CSPLIT }, { "eq", TK_IEQ }, { "f", TK_FORMAT }, { "ge", TK_IGE }, { "gt", TK_IGT },
	{ "icontains", TK_ICONTAINS }, { "ieq", TK_IEQ }, { "ige", TK_IGE }, { "igt", TK_IGT }, { "iin", TK_IIN },
	{ "ile", TK_ILE }, { "ilike", TK_ILIKE }, { "ilt", TK_ILT }, { "imatch", TK_IMATCH }, { "in", TK_IIN },
	{ "ine", TK_INE }, { "inotcontains", TK_INOTCONTAINS }, { "inotin", TK_INOTIN }, { "inotlike", TK_INOTLIKE },
	{ "inotmatch", TK_INOTMATCH }, { "ireplace", TK_IREPLACE }, { "is", TK_IS }, { "isnot", TK_IS_NOT },
	{ "isplit", TK_ISPLIT }, { "join", TK_JOIN }, { "le", TK_ILE }, { "like", TK_ILIKE }, { "lt", TK_ILT },
	{ "match", TK_IMATCH }, { "ne", TK_INE }, { "not", TK_NOT }, { "notcontains", TK_INOTCONTAINS },
	{ "notin", TK_INOTIN }, { "notlike", TK_INOTLIKE }, { "notmatch", TK_INOTMATCH }, { "or", TK_OR },
	{ "replace", TK_IREPLACE }, { "shl", TK_SHL }, { "shr", TK_SHR }, { "split", TK_ISPLIT }, { "xor", TK_XOR },
};
/* clang-format on */

enum { WORD_MAX = 13 }; /* "configuration" */

const char *token_kind_name(TokenKind kind)
{
	return kinds[kind].name;
}

const char *token_text(TokenKind kind)
{
	return kinds[kind].text;
}

uint32_t token_traits(TokenKind kind)
{
	return kinds[kind].traits;
}

/* Binary search for a word of ASCII letters in any case. */
static TokenKind find_word(const Word *words, size_t n, Str word)
{
	char lower[WORD_MAX + 1];
	size_t low = 0, high = n;

	if (word.n == 0 || word.n > WORD_MAX)
		return TK_UNKNOWN;
	for (size_t i = 0; i < word.n; i++) {
		lower[i] = (char)(word.p[i] | 0x20);
		if (lower[i] < 'a' || lower[i] > 'z')
			return TK_UNKNOWN;
	}
	lower[word.n] = 0;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(lower, words[middle].text);

		if (order == 0)
			return words[middle].kind;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return TK_UNKNOWN;
}

TokenKind token_keyword(Str word)
{
	return find_word(keywords, COUNT(keywords), word);
}

TokenKind token_operator(Str word)
{
	return find_word(operators, COUNT(operators), word);
}

/* ORDER TF_* from TF_KEYWORD on. */
static const struct {
	uint32_t flag;
	const char *name;
} flag_names[] = {
	{ TF_KEYWORD, "Keyword" },
	{ TF_SCRIPT_BLOCK_NAME, "ScriptBlockBlockName" },
	{ TF_BINARY_OPERATOR, "BinaryOperator" },
	{ TF_UNARY_OPERATOR, "UnaryOperator" },
	{ TF_CASE_SENSITIVE_OPERATOR, "CaseSensitiveOperator" },
	{ TF_TERNARY_OPERATOR, "TernaryOperator" },
	{ TF_SPECIAL_OPERATOR, "SpecialOperator" },
	{ TF_ASSIGNMENT_OPERATOR, "AssignmentOperator" },
	{ TF_PARSE_MODE_INVARIANT, "ParseModeInvariant" },
	{ TF_TOKEN_IN_ERROR, "TokenInError" },
	{ TF_DISALLOWED_IN_RESTRICTED_MODE, "DisallowedInRestrictedMode" },
	{ TF_PREFIX_OR_POSTFIX, "PrefixOrPostfixOperator" },
	{ TF_COMMAND_NAME, "CommandName" },
	{ TF_MEMBER_NAME, "MemberName" },
	{ TF_TYPE_NAME, "TypeName" },
	{ TF_ATTRIBUTE_NAME, "AttributeName" },
	{ TF_CAN_CONSTANT_FOLD, "CanConstantFold" },
	{ TF_NO_ATTRIBUTES, "StatementDoesntSupportAttributes" },
};

static const char *precedence_name(uint32_t level)
{
	switch (level) {
	case TF_LOGICAL:
		return "BinaryPrecedenceLogical";
	case TF_BITWISE:
		return "BinaryPrecedenceBitwise";
	case TF_COMPARISON:
		return "BinaryPrecedenceComparison";
	case TF_COALESCE:
		return "BinaryPrecedenceCoalesce";
	case TF_ADD:
		return "BinaryPrecedenceAdd";
	case TF_MULTIPLY:
		return "BinaryPrecedenceMultiply";
	case TF_FORMAT:
		return "BinaryPrecedenceFormat";
	case TF_RANGE:
		return "BinaryPrecedenceRange";
	default:
		return NULL;
	}
}

void token_put_flags(uint32_t flags, Buf *out)
{
	size_t start = out->n;
	const char *level = precedence_name(flags & TF_PRECEDENCE);

	if (level)
		buf_put(out, str_from(level));
	for (size_t i = 0; i < COUNT(flag_names); i++) {
		if (!(flags & flag_names[i].flag))
			continue;
		if (out->n > start)
			buf_put_char(out, '+');
		buf_put(out, str_from(flag_names[i].name));
	}
	if (out->n == start)
		buf_put(out, S("None"));
}
