/* test_parse: what is wrong with scripts, where, and whether more input could mend it; the rows of Core were answered
 * by PowerShell 7.6.9's parser. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/syntax/script.h"

typedef struct ErrorRow {
	int line;
	const char *text;
	const char *errors; /* "Id line:column I, ...": I when the input is incomplete */
} ErrorRow;

static void put_errors(const Script *script, const ParseErrors *errors, Buf *out)
{
	for (size_t i = 0; i < errors->n; i++) {
		const ParseError *error = &errors->p[i];
		uint32_t line, column;

		script_position(script, error->span.at, &line, &column);
		buf_printf(out, "%s%s %u:%u%s", i ? ", " : "", error->id, (unsigned)line, (unsigned)column,
			error->incomplete ? " I" : "");
	}
}

static void check_rows(const Edition *edition, const ErrorRow *rows, size_t n)
{
	size_t failed = 0;

	for (size_t i = 0; i < n; i++) {
		ParseErrors errors = { 0 };
		ParseInput input = { .text = str_from(rows[i].text), .edition = edition };
		Script *script = script_parse(&input, &errors);
		Buf got = BUF_INIT;

		put_errors(script, &errors, &got);
		if (!str_eq(buf_str(&got), str_from(rows[i].errors))) {
			print_error("line %d: %s\n  expected %s\n  got      %.*s\n", rows[i].line, rows[i].text,
				rows[i].errors, STR_ARG(buf_str(&got)));
			failed++;
		}
		buf_release(&got);
		script_errors_release(&errors);
		script_drop(script);
	}
	assert_int_equal(failed, 0);
}

/* clang-format off */
static const ErrorRow core_rows[] = {
{ __LINE__, "1 + 2", "" },
	{ __LINE__, "if (1) { 2 } else { 3 }", "" },
	{ __LINE__, "if ($true { 'x' }", "UnexpectedToken 1:11, MissingEndParenthesisAfterStatement 1:11" },
	{ __LINE__, "if ($true) { 'x'", "MissingEndCurlyBrace 1:12 I" },
	{ __LINE__, "1 +", "ExpectedValueExpression 1:4 I" },
	{ __LINE__, "1 +\n", "ExpectedValueExpression 1:4" },
	{ __LINE__, "Get-Date |", "EmptyPipeElement 1:11 I" },
	{ __LINE__, "Get-Date |\n", "EmptyPipeElement 1:11" },
	{ __LINE__, "x || ", "EmptyPipelineChainElement 1:5 I" },
	{ __LINE__, "$a =", "ExpectedValueExpression 1:5 I" },
	{ __LINE__, "(", "ExpectedExpression 1:2 I, MissingEndParenthesisInExpression 1:2 I" },
	{ __LINE__, "(1 + 2", "MissingEndParenthesisInExpression 1:7 I" },
	{ __LINE__, "$(1", "MissingEndParenthesisInSubexpression 1:5 I" },
	{ __LINE__, "@(1,2", "MissingEndParenthesisInSubexpression 1:7 I" },
	{ __LINE__, "@{ a = 1", "MissingEndCurlyBrace 1:3 I" },
	{ __LINE__, "@{ a 1 }", "MissingEqualsInHashLiteral 1:5" },
	{ __LINE__, "@{ a = 1, b = 2 }", "MissingExpressionAfterToken 1:10, UnexpectedToken 1:11, MissingEndCurlyBrace 1:3, UnexpectedToken 1:17" },
	{ __LINE__, "@{ = 1 }", "MissingEndCurlyBrace 1:3, UnexpectedToken 1:8, InvalidLeftHandSide 1:1" },
	{ __LINE__, "\"abc", "TerminatorExpectedAtEndOfString 1:1 I" },
	{ __LINE__, "'abc", "TerminatorExpectedAtEndOfString 1:1 I" },
	{ __LINE__, "@\"\nabc", "TerminatorExpectedAtEndOfString 1:1 I" },
	{ __LINE__, "\"$(1", "IncompleteDollarSubexpressionReference 1:2 I, TerminatorExpectedAtEndOfString 1:1 I, MissingEndParenthesisInSubexpression 1:6 I" },
	{ __LINE__, "\"${a\"", "IncompleteDollarVariableReference 1:3 I, TerminatorExpectedAtEndOfString 1:1 I" },
	{ __LINE__, "$a[", "MissingArrayIndexExpression 1:4 I" },
	{ __LINE__, "$a[0", "MissingEndSquareBracket 1:5 I" },
	{ __LINE__, "$a.", "MissingPropertyName 1:4 I" },
	{ __LINE__, "$a.f(", "MissingEndParenthesisInMethodCall 1:6 I" },
	{ __LINE__, "$a.f(1", "MissingEndParenthesisInMethodCall 1:7 I" },
	{ __LINE__, "$x.Add([", "MissingTypename 1:9 I, MissingEndParenthesisInMethodCall 1:8, UnexpectedToken 1:8" },
	{ __LINE__, "[int", "EndSquareBracketExpectedAtEndOfAttribute 1:5" },
	{ __LINE__, "[int]", "" },
	{ __LINE__, "[int::max", "EndSquareBracketExpectedAtEndOfAttribute 1:4, UnexpectedToken 1:5" },
	{ __LINE__, "$a = [vers::new(1)", "EndSquareBracketExpectedAtEndOfAttribute 1:10, UnexpectedToken 1:11" },
	{ __LINE__, "[System.IO.File::ReadAllText(\"x\")", "EndSquareBracketExpectedAtEndOfAttribute 1:15, UnexpectedToken 1:16" },
	{ __LINE__, "[List[int]::new()", "EndSquareBracketExpectedAtEndOfAttribute 1:10, UnexpectedToken 1:11, ExpectedExpression 1:17" },
	{ __LINE__, "if ([int::x) {1}", "EndSquareBracketExpectedAtEndOfAttribute 1:8, UnexpectedToken 1:9, MissingEndParenthesisAfterStatement 1:9, UnexpectedToken 1:12" },
	{ __LINE__, "[int][", "MissingTypename 1:7 I, UnexpectedToken 1:6" },
	{ __LINE__, "$x[[", "MissingTypename 1:5 I, MissingArrayIndexExpression 1:4, UnexpectedToken 1:4" },
	{ __LINE__, "foreach ($x of 1) { }", "MissingInInForeach 1:12, UnexpectedToken 1:17" },
	{ __LINE__, "foreach ($x in 1)", "MissingForeachStatement 1:18 I" },
	{ __LINE__, "WHILE (", "MissingExpressionAfterKeyword 1:8 I" },
	{ __LINE__, "WHILE", "MissingOpenParenthesisAfterKeyword 1:6 I" },
	{ __LINE__, "DO", "MissingLoopStatement 1:3 I" },
	{ __LINE__, "DO {1} WHILE", "MissingOpenParenthesisAfterKeyword 1:13 I" },
	{ __LINE__, "DO {1} UNTIL (1", "MissingEndParenthesisAfterStatement 1:16 I" },
	{ __LINE__, "FOR (;;)", "MissingLoopStatement 1:9 I" },
	{ __LINE__, "FOREACH", "MissingOpenParenthesisAfterKeyword 1:8 I" },
	{ __LINE__, "switch (1) { 1 }", "MissingSwitchStatementClause 1:15" },
	{ __LINE__, "switch (1) { default {1} default 2 }", "MissingSwitchStatementClause 1:33, MissingSwitchStatementClause 1:35" },
	{ __LINE__, "switch (1) { default {1} default {2} }", "MultipleSwitchDefaultClauses 1:26" },
	{ __LINE__, "try { 1 }", "MissingCatchOrFinally 1:10 I" },
	{ __LINE__, "try { 1 } catch { 2 } catch { 3 }", "EmptyCatchNotLast 1:22" },
	{ __LINE__, "function f", "MissingFunctionBody 1:11 I" },
	{ __LINE__, "function { 1 }", "MissingNameAfterKeyword 1:9" },
	{ __LINE__, "function f($a $b) { }", "MissingEndParenthesisInFunctionParameterList 1:14, UnexpectedToken 1:17" },
	{ __LINE__, "function f { param($a,) 1 }", "MissingExpressionAfterToken 1:23" },
	{ __LINE__, "function f { param($a, $A) 1 }", "DuplicateFormalParameter 1:24" },
	{ __LINE__, "function f { [CmdletBinding]param($x) 1 }", "TypeNotAllowedBeforeParam 1:14" },
	{ __LINE__, "[int]param($x)", "TypeNotAllowedBeforeParam 1:1" },
	{ __LINE__, "1; [int]param($x)", "TypeNotAllowedBeforeStatement 1:4, UnexpectedToken 1:9" },
	{ __LINE__, "[int]end {}", "TypeNotAllowedBeforeStatement 1:1, UnexpectedToken 1:6" },
	{ __LINE__, "[int]else", "TypeNotAllowedBeforeStatement 1:1" },
	{ __LINE__, "[a()]if (1) {}", "UnexpectedAttribute 1:1" },
	{ __LINE__, "[a()][int]end {}", "TypeNotAllowedBeforeStatement 1:6, UnexpectedToken 1:11, UnexpectedAttribute 1:1" },
	{ __LINE__, "[CmdletBinding(Foo,Bar", "MissingEndParenthesisInExpression 1:20, UnexpectedAttribute 1:1" },
	{ __LINE__, "param([Parameter(Mandatory, Position", "MissingEndParenthesisInExpression 1:28, InvalidFunctionParameter 1:28, MissingEndParenthesisInFunctionParameterList 1:28" },
	{ __LINE__, "Clean x", "MissingNamedStatementBlock 1:6, MissingNamedBlocks 1:7" },
	{ __LINE__, "CLASS c", "MissingTypeBody 1:8 I" },
	{ __LINE__, "f $x.;y", "MissingPropertyName 1:6" },
	{ __LINE__, "f $x.|y", "MissingPropertyName 1:6" },
	{ __LINE__, "f $x. y", "" },
	{ __LINE__, "f $x.,1", "" },
	{ __LINE__, "$x.,1", "" },
	{ __LINE__, "f $x.-a", "MissingPropertyName 1:6" },
	{ __LINE__, "f $x.!", "MissingExpressionAfterOperator 1:7 I" },
	{ __LINE__, "f 'a'.,", "MissingExpressionAfterOperator 1:8 I" },
	{ __LINE__, "1 else 2", "UnexpectedToken 1:3" },
	{ __LINE__, "(1 else 2)", "UnexpectedToken 1:4, MissingEndParenthesisInExpression 1:3, UnexpectedToken 1:10" },
	{ __LINE__, "(1 foo)", "UnexpectedToken 1:4, MissingEndParenthesisInExpression 1:3, UnexpectedToken 1:7" },
	{ __LINE__, "$(1 catch {2})", "UnexpectedToken 1:5" },
	{ __LINE__, "if (1 {2} else {3}", "UnexpectedToken 1:7, MissingEndParenthesisAfterStatement 1:7, UnexpectedToken 1:11" },
	{ __LINE__, "if $a -eq 1 { 2 }", "MissingOpenParenthesisInIfStatement 1:3, UnexpectedToken 1:13" },
	{ __LINE__, "else { 1 }", "" },
	{ __LINE__, "& ", "MissingExpression 1:1" },
	{ __LINE__, ".", "MissingExpression 1:1" },
	{ __LINE__, "x >", "MissingFileSpecification 1:4" },
	{ __LINE__, "x > a > b", "StreamAlreadyRedirected 1:7" },
	{ __LINE__, "x < a", "RedirectionNotSupported 1:3" },
	{ __LINE__, "$x = 5a", "" },
	{ __LINE__, "$x = @h", "SplattingNotPermitted 1:6" },
	{ __LINE__, "($a + 1) = 5", "InvalidLeftHandSide 1:2" },
	{ __LINE__, "$a 'b'", "UnexpectedToken 1:4" },
	{ __LINE__, "'a' /all", "ExpectedValueExpression 1:6, UnexpectedToken 1:6" },
	{ __LINE__, "'a' -Name x", "UnexpectedToken 1:5, UnexpectedToken 1:11" },
	{ __LINE__, "return return", "" },
	{ __LINE__, "break;", "" },
	{ __LINE__, ":a while (1) { }", "" },
	{ __LINE__, "[ValidateRange(1,5)]$x = 3", "" },
	{ __LINE__, "<# a", "MissingTerminatorMultiLineComment 1:1 I" },
	{ __LINE__, "`", "IncompleteString 1:3 I" },
	{ __LINE__, "1..", "ExpectedValueExpression 1:4 I" },
	{ __LINE__, "$x ? 1", "MissingColonInTernaryExpression 1:8 I" },
	{ __LINE__, "$a ?? ", "ExpectedValueExpression 1:6 I" },
};
/* What 5.1 does not have (reference 1, 3.3). */
static const ErrorRow desktop_rows[] = {
	{ __LINE__, "a && b", "InvalidEndOfLine 1:3" },
	{ __LINE__, "a || b", "InvalidEndOfLine 1:3" },
	{ __LINE__, "a &", "AmpersandNotAllowed 1:3" },
	{ __LINE__, "if (1) { 2 }", "" },
};
/* clang-format on */

static void test_core_errors(void **state)
{
	(void)state;
	check_rows(&edition_core, core_rows, COUNT(core_rows));
}

static void test_desktop_errors(void **state)
{
	(void)state;
	check_rows(&edition_desktop, desktop_rows, COUNT(desktop_rows));
}

/* ---- what errors say ---- */

static const struct {
	int line;
	const char *text, *message;
} messages[] = {
	{ __LINE__, "DO {1} WHILE (", "Missing expression after 'while' in loop." },
	{ __LINE__, "WHILE", "Missing opening '(' after keyword 'WHILE'." },
	{ __LINE__, "Clean x", "Missing statement block after 'clean'." },
	{ __LINE__, "CLASS c", "Missing 'class' body in 'class' declaration." },
	{ __LINE__, "If $x", "Missing '(' after 'If' in if statement." },
	{ __LINE__, "[Foo]param()", "Unexpected type [Foo] was found in the parameter statement." },
};

static void test_messages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(messages); i++) {
		ParseErrors errors = { 0 };
		ParseInput input = { .text = str_from(messages[i].text), .edition = &edition_core };
		Script *script = script_parse(&input, &errors);

		if (errors.n == 0 || !str_eq(errors.p[0].text, str_from(messages[i].message)))
			fail_msg("line %d: %s", messages[i].line, errors.n ? errors.p[0].text.p : "no error");
		script_errors_release(&errors);
		script_drop(script);
	}
}

/* ---- tokens ---- */

static void put_tokens(const Script *script, const TokenList *tokens, Buf *out)
{
	for (size_t i = 0; i < tokens->n && tokens->p[i].kind != TK_END_OF_INPUT; i++) {
		const Token *token = &tokens->p[i];

		buf_put(out, i ? S(" ") : S(""));
		buf_put_many(out, '>', token->depth);
		buf_put(out, str_from(token_kind_name(token->kind)));
		buf_put_char(out, ':');
		buf_put(out, script_span_text(script, token->span));
		buf_put_char(out, ':');
		token_put_flags(token->flags & ~(uint32_t)TF_PARSE_MODE_INVARIANT, out);
	}
}

static const struct {
	int line;
	const char *text, *tokens;
} token_rows[] = {
	{ __LINE__, "x a-b", "Identifier:x:CommandName Generic:a-b:None" },
	{ __LINE__, "x end", "Identifier:x:CommandName Generic:end:ScriptBlockBlockName" },
	{ __LINE__, "x if", "Identifier:x:CommandName Generic:if:StatementDoesntSupportAttributes" },
	{ __LINE__, "\"a$b\"", "StringExpandable:\"a$b\":None >Variable:$b:None" },
	{ __LINE__, "::new", "Generic:::new:CommandName" },
	{ __LINE__, "[a::new", "LBracket:[:None Identifier:a:TypeName Generic:::new:CommandName" },
};

static void test_tokens(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(token_rows); i++) {
		TokenList tokens = { 0 };
		ParseErrors errors = { 0 };
		ParseInput input = { .text = str_from(token_rows[i].text),
			.edition = &edition_core,
			.flags = PARSE_TOKENS,
			.tokens = &tokens };
		Script *script = script_parse(&input, &errors);
		Buf got = BUF_INIT;

		put_tokens(script, &tokens, &got);
		if (!str_eq(buf_str(&got), str_from(token_rows[i].tokens)))
			fail_msg("line %d: %s", token_rows[i].line, got.p);
		buf_release(&got);
		VEC_RELEASE(&tokens);
		script_errors_release(&errors);
		script_drop(script);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_core_errors),
		cmocka_unit_test(test_desktop_errors),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_tokens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
