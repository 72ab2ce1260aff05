/* test_ast: the tree of a script as scripts see it; answers are 7.6's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/session.h"

#define L         "System.Management.Automation.Language."
#define AST(text) "$a = [" L "Parser]::ParseInput(\"" text "\".Replace('~', '$'), [ref]$null, [ref]$null); "

/* What $r is after the script; each row has a session of its own. */
static const struct {
	int line;
	const char *script, *expected;
} rows[] = {
	/* classes, parents and searches */
	{ __LINE__,
		AST("function a { b }; c") "$r = ($a.FindAll({ $true }, $true) | ForEach-Object { $_.GetType().Name }) -join ' '",
		"ScriptBlockAst NamedBlockAst FunctionDefinitionAst ScriptBlockAst NamedBlockAst PipelineAst CommandAst "
		"StringConstantExpressionAst PipelineAst CommandAst StringConstantExpressionAst" },
	{ __LINE__,
		AST("function a { b }; c") "$r = ($a.FindAll({ $args[0] -is [" L
					   "CommandAst] }, $false) | ForEach-Object { $_.GetCommandName() }) -join ' '",
		"c" },
	{ __LINE__, AST("1 + 2") "$r = $a.Find({ $args[0].Value -eq 2 }, $true).Parent.Operator", "Plus" },
	{ __LINE__, AST("x") "$r = \"$($a.Parent)|$($a.EndBlock.Parent.Extent.Text)\"", "|x" },
	{ __LINE__, AST("x") "$r = $a -is [" L "Ast]; $r = \"$r $($a.EndBlock -is [" L "StatementAst])\"",
		"True False" },
	{ __LINE__,
		AST("x") "try { $a.FindAll({ throw 'no' }, $true) } catch { $r = $_.Exception.InnerException.Message }",
		"no" },
	/* what stands in a node, and what is said of it */
	{ __LINE__,
		AST("~x += 5") "$s = $a.EndBlock.Statements[0]; $r = \"$($s.Left.VariablePath) $($s.Operator) $($s.Right.Expression.Value)\"",
		"x PlusEquals 5" },
	{ __LINE__,
		AST("a -b c -d:e") "$c = $a.EndBlock.Statements[0].PipelineElements[0]; $r = ($c.CommandElements | ForEach-Object { \"$_\" }) -join ','",
		"a,-b,c,-d:e" },
	{ __LINE__,
		AST("if (1) { 2 } else { 3 }") "$i = $a.EndBlock.Statements[0]; $r = \"$($i.Clauses[0].Item1) $($i.Clauses[0].Item2) $($i.ElseClause)\"",
		"1 { 2 } { 3 }" },
	{ __LINE__,
		AST("param([int]~N = 3)") "$p = $a.ParamBlock.Parameters[0]; $r = \"$($p.Name.VariablePath) $($p.StaticType) $($p.DefaultValue)\"",
		"N int 3" },
	{ __LINE__, AST("1") "$r = \"$($a.ParamBlock -eq $null) $($a.EndBlock.Traps.Count) $($a.EndBlock.BlockKind)\"",
		"True 0 End" },
	{ __LINE__,
		AST("x`n  y") "$e = $a.EndBlock.Statements[1].Extent; $r = \"$($e.StartLineNumber) $($e.StartColumnNumber) $($e.StartOffset)\"",
		"2 3 4" },
	{ __LINE__, AST("~a =") "$r = $a.EndBlock.Statements[0].Right.GetType().Name", "ErrorStatementAst" },
	/* what a script block is made of */
	{ __LINE__,
		"function f([int]$n) { { in } }; $b = (Get-Command f).ScriptBlock; $e = $b.Ast; "
		"$r = \"$($e.GetType().Name) $($e.Name) $($e.Parameters.Count) $($e.Body) [$($b.StartPosition.Content)]\"",
		"FunctionDefinitionAst f 1 { { in } } [function f([int]$n) { { in } }]" },
	{ __LINE__,
		"function f { { in } }; $p = (f).Ast.Parent; $f = $p.Parent.Parent.Parent.Parent.Parent; "
		"$r = \"$($p.GetType().Name) $($f.Name)\"",
		"ScriptBlockExpressionAst f" },
	{ __LINE__,
		AST("x`n  y`nz") "$e = $a.EndBlock.Statements[1].Extent; $p = $e.EndScriptPosition; $r = \"[$($e.StartScriptPosition.Line)] $($p.LineNumber) $($p.ColumnNumber) $($p.Offset)\"",
		"[  y\n] 2 4 5" },
	/* a chain as deep as the stack is refused, or gone through */
	{ __LINE__,
		"$t = '1' + ' + 1' * 3000; $a = [" L
		"Parser]::ParseInput($t, [ref]$null, [ref]$null); $r = $a.FindAll({ $true }, $true).Count",
		"6005" },
};

static bool check_row(size_t i)
{
	Session s;
	bool right;

	session_open(&s, &edition_core);
	right = session_gives(&s, rows[i].line, rows[i].script, rows[i].expected);
	session_close(&s);
	return right;
}

static void test_rows(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		wrong += !check_row(i);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
