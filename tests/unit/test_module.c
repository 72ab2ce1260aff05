/* test_module: what modules share and keep to themselves, exports, imports, manifests; answers are 7.6's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "tests/unit/session.h"

/* What $r is after the script; each row has a session of its own, in a folder with these files. */
static const char files[] =
	"Set-Content one.psm1 'function Get-One { $script:n++; $script:n }; function helper { 1 }; $n = 0; $v = 5;"
	" Export-ModuleMember -Function Get-* -Variable v'\n"
	"Set-Content all.psm1 'function Get-All { inner }; function inner { \"in\" }; \"output\"; Set-Alias ga2 Get-All'\n"
	"Set-Content root.psd1 \"@{ RootModule = 'all.psm1'; ModuleVersion = '1.2'; NestedModules = 'one.psm1';"
	" FunctionsToExport = 'Get-*' }\"\n"
	"Set-Content bad.psd1 \"@{ RootModule = 'all.psm1' }\"\n"
	"Set-Content code.psd1 '@{ ModuleVersion = (Get-Date) }'\n"
	"Set-Content frob.psm1 'function Frob-It { }'\n"
	"New-Item -ItemType Directory mods/Auto/1.0, mods/Auto/2.0 -Force\n"
	"foreach ($i in '1.0', '2.0') { Set-Content mods/Auto/$i/Auto.psm1 \"function Get-Auto { '$i' }\";"
	" Set-Content mods/Auto/$i/Auto.psd1 \"@{ RootModule = 'Auto.psm1'; ModuleVersion = '$i' }\" }\n"
	"$env:PSModulePath = \"$PWD/mods\"\n";

static const struct {
	int line;
	const char *script, *expected;
} rows[] = {
	{ __LINE__, "Import-Module ./one.psm1; $r = Get-One; $r = Get-One", "2" },
	{ __LINE__, "Import-Module ./one.psm1; Get-One; Import-Module ./one.psm1; $r = Get-One", "2" },
	{ __LINE__, "Import-Module ./one.psm1; Get-One; Import-Module ./one.psm1 -Force; $r = Get-One", "1" },
	{ __LINE__, "Import-Module ./one.psm1; $r = try { helper } catch { 'hidden' }", "hidden" },
	{ __LINE__, "Import-Module ./one.psm1; $r = \"$v $n\"", "5 " },
	{ __LINE__, "Import-Module ./one.psm1 -Prefix Zz; $r = Get-ZzOne", "1" },
	{ __LINE__, "$r = @(Import-Module ./all.psm1).Count", "0" },
	{ __LINE__, "Import-Module ./all.psm1; $r = \"$(Get-All) $(inner) $(ga2)\"", "in in in" },
	{ __LINE__, "Import-Module ./all.psm1 -Function Get-All; $r = \"$(Get-All)$(try { inner } catch { '-' })\"",
		"in-" },
	{ __LINE__, "Import-Module ./all.psm1; Remove-Module all; $r = try { Get-All } catch { 'gone' }", "gone" },
	{ __LINE__, "Import-Module ./root.psd1; $r = (Get-Module root).ExportedFunctions.Keys -join ','",
		"Get-All,Get-One" },
	{ __LINE__,
		"Import-Module ./root.psd1; $r = \"$((Get-Module root).Version) $((Get-Command Get-One).ModuleName)\"",
		"1.2 root" },
	{ __LINE__, "Import-Module ./bad.psd1 -ErrorAction SilentlyContinue; $r = $Error[0].FullyQualifiedErrorId",
		"Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand" },
	{ __LINE__, "Import-Module ./code.psd1 -ErrorAction SilentlyContinue; $r = $Error[0].Exception.GetType().Name",
		"MissingMemberException" },
	{ __LINE__, "Import-Module ./nope.psm1 -ErrorAction SilentlyContinue; $r = $Error[0].FullyQualifiedErrorId",
		"Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand" },
	{ __LINE__, "Import-Module ./frob.psm1 -WarningVariable w -WarningAction SilentlyContinue; $r = $w.Count",
		"1" },
	{ __LINE__, "Import-Module ./frob.psm1 -WarningVariable w -DisableNameChecking; $r = $w.Count", "0" },
	{ __LINE__, "$r = Get-Auto", "2.0" },
	/* using */
	{ __LINE__, "$b = [scriptblock]::Create('using module Auto; Get-Auto'); $r = & $b", "2.0" },
	{ __LINE__,
		"$b = [scriptblock]::Create('using module @{ ModuleName = \"Auto\"; RequiredVersion = \"1.0\" }; Get-Auto');"
		" $r = \"$(& $b) $(Get-Auto)\"",
		"1.0 1.0" },
	{ __LINE__,
		"Set-Content u.ps1 \"using module ./one.psm1`nparam(`$p = (Get-One))`n`$p\"; $here = $PWD; Set-Location /;"
		" $r = & $here/u.ps1; Set-Location $here",
		"1" },
	{ __LINE__, "$r = 1, 2 | ForEach-Object ([scriptblock]::Create('using module ./one.psm1; Get-One'))", "1 2" },
	{ __LINE__,
		"try { [scriptblock]::Create('using module Nope; using assembly Nope.dll; if (') } catch {"
		" $r = $_.Exception.InnerException.Errors.ErrorId -join ',' }",
		"ErrorLoadingAssembly,IfStatementMissingCondition,ModuleNotFoundDuringParse" },
	{ __LINE__,
		"try { [scriptblock]::Create('using module @{ ModuleName = \"Auto\"; ModuleVersion = \"3.0\" }') }"
		" catch { $r = $_.Exception.InnerException.Errors[0].Message }",
		"Could not find the module '@{ ModuleName = \"Auto\"; ModuleVersion = \"3.0\" }'." },
	{ __LINE__,
		"try { [scriptblock]::Create('using module *') } catch { $r = $_.Exception.InnerException.Errors.ErrorId }",
		"WildCardModuleNameError" },
	{ __LINE__,
		"try { [scriptblock]::Create('using assembly http://x/y.dll') } catch {"
		" $r = $_.Exception.InnerException.Errors.Message }",
		"Cannot use assembly with uri schema 'http'." },
	{ __LINE__,
		"try { & ([scriptblock]::Create('using module ./nope.psm1')) } catch {"
		" $r = \"$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $($_.Exception.GetType().Name)\" }",
		"Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand InvalidOperation RuntimeException" },
	{ __LINE__,
		"try { & ([scriptblock]::Create('using assembly /x/y.dll')) } catch { $r = $_.FullyQualifiedErrorId }",
		"ErrorLoadingAssembly" },
	{ __LINE__, "Import-Module Auto -RequiredVersion 1.0; $r = Get-Auto", "1.0" },
	{ __LINE__, "$r = (Get-Command Get-Auto).Source", "Auto" },
	{ __LINE__, "$r = Auto\\Get-Auto", "2.0" },
	{ __LINE__, "$PSModuleAutoLoadingPreference = 'None'; $r = try { Get-Auto } catch { 'none' }", "none" },
	{ __LINE__, "$r = (Get-Module -ListAvailable Auto | ForEach-Object { \"$($_.Version)\" }) -join ','",
		"2.0,1.0" },
	/* session states */
	{ __LINE__, "$m = New-Module { $a = 1; function Get-A { $a } }; $a = 9; $r = Get-A", "1" },
	{ __LINE__, "$m = New-Module { $a = 1 }; $r = & $m { $a }", "1" },
	{ __LINE__, "$m = New-Module { $a = 1; function Get-A { $a } }; . $m { $a = 7 }; $r = Get-A", "7" },
	{ __LINE__, "$m = New-Module { function p { 'private' }; Export-ModuleMember }; $r = & $m p", "private" },
	{ __LINE__, "$m = New-Module { function f { $x = 1; 1 | ForEach-Object { $x } } }; $r = f", "1" },
	{ __LINE__, "$m = New-Module { function f { $x = 1; & { $x } } }; $r = f", "1" },
	{ __LINE__, "$m = New-Module { function f { $x = 'f'; g }; function g { $x } }; $r = f", "f" },
	{ __LINE__, "$m = New-Module { function f($b) { $x = 'module'; & $b } }; $x = 'mine'; $r = f { $x }", "mine" },
	{ __LINE__, "function outside { 'seen' }; $m = New-Module { function f { outside } }; $r = f", "seen" },
	{ __LINE__,
		"$o = New-Module -AsCustomObject { $v = 2; function Twice($n) { $n * $v }; "
		"Export-ModuleMember -Function * -Variable v }; $r = \"$($o.Twice(4)) $($o.v)\"",
		"8 2" },
	{ __LINE__, "$r = New-Module -ReturnResult { 'out'; 3 }", "out 3" },
	{ __LINE__,
		"$m = New-Module { $ExecutionContext.SessionState.Module.OnRemove = { $global:r = 'ran' } } -Name x; "
		"$m | Import-Module; Remove-Module x",
		"ran" },
	{ __LINE__, "try { Export-ModuleMember } catch { $r = $_.FullyQualifiedErrorId }",
		"Modules_CanOnlyExecuteExportModuleMemberInsideAModule,"
		"Microsoft.PowerShell.Commands.ExportModuleMemberCommand" },
	{ __LINE__, "$x = 'one'; $c = { $x }.GetNewClosure(); $x = 'two'; $r = & $c", "one" },
	/* #requires and using */
	{ __LINE__, "Set-Content s.ps1 \"#requires -Modules Auto`nGet-Auto\"; $r = ./s.ps1", "2.0" },
	{ __LINE__,
		"Set-Content s.ps1 '#requires -Modules NoSuch'; try { ./s.ps1 } catch { $r = $_.FullyQualifiedErrorId }",
		"ScriptRequiresMissingModules" },
	{ __LINE__, "Set-Content s.ps1 \"using module Auto`nGet-Auto\"; $r = ./s.ps1", "2.0" },
};

static bool check_row(size_t i)
{
	char folder[] = "/tmp/exsh-module.XXXXXX";
	Session s;
	bool right;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	session_open(&s, &edition_core);
	session_run(&s, files);
	session_run(&s, "$here = \"$PWD\"");
	right = session_gives(&s, rows[i].line, rows[i].script, rows[i].expected);
	session_run(&s, "Set-Location /; Remove-Item $here -Recurse -Force");
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
