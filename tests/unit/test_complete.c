/* test_complete: what Tab offers: rules that the recorded table does not show, and no place of any text that harms. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "shell/complete/complete.h"
#include "tests/unit/session.h"

static const char prelude[] =
	"function Get-Gold { [CmdletBinding(DefaultParameterSetName='B')] param("
	"[Parameter(Position=0,ParameterSetName='A')][ValidateSet('x y','xz')][string]$Alpha,"
	"[Parameter(Position=0,ParameterSetName='B')][DayOfWeek]$Beta, [Parameter(DontShow)]$Hidden, [switch]$Switch,"
	"[ArgumentCompleter({ param($c,$p,$w,$a,$b) throw 'no' })]$Fails,"
	"[ArgumentCompleter({ [pscustomobject]@{ CompletionText = 'full'; ListItemText = 'item' } })]$Made) }\n"
	"$gold = [pscustomobject]@{ One = 1; Two = [datetime]'2024-01-02' }\n"
	"$table = @{ 'a key' = 1; plain = @{ inner = 2 } }\n"
	"New-Alias gg Get-Gold\n"
	"function Get-Dynamic { [CmdletBinding()] param() dynamicparam {"
	" $at = [Collections.ObjectModel.Collection[Attribute]]::new(); $at.Add([Parameter]@{});"
	" $at.Add([ValidateSet]::new('red', 'green'));"
	" $d = [Management.Automation.RuntimeDefinedParameterDictionary]::new();"
	" $d.Add('Colour', [Management.Automation.RuntimeDefinedParameter]::new('Colour', [string], $at)); $d } end { } }\n"
	"'' > file.txt; '' > \"o'clock.txt\"\n";

typedef struct Folder {
	Session session; /* first: a test takes the folder for it */
	char name[64];
} Folder;

static int open_session(void **state)
{
	Folder *f = mem_alloc(1, sizeof(*f));

	snprintf(f->name, sizeof(f->name), "/tmp/exsh-complete.XXXXXX");
	if (!mkdtemp(f->name) || chdir(f->name) != 0)
		return -1;
	session_open(&f->session, &edition_core);
	session_run(&f->session, prelude);
	setenv("PATH", "", 1);
	*state = f;
	return 0;
}

static int close_session(void **state)
{
	Folder *f = *state;

	session_close(&f->session);
	setenv("PATH", "/bin:/usr/bin", 1);
	if (chdir(f->name) != 0 || system("rm -f ./*") != 0 || chdir("/") != 0 || rmdir(f->name) != 0)
		return -1;
	free(f);
	return 0;
}

/* "at+length: text text ..." of what is found at the end of the input. */
static void put_found(Interp *in, const char *input, Buf *out)
{
	Completions found = { 0 };

	complete_text(in, str_from(input), strlen(input), &found);
	if (found.none)
		buf_put(out, S("none"));
	else
		buf_printf(out, "%zu+%zu:", found.at, found.length);
	for (size_t i = 0; i < found.n && i < 4; i++)
		buf_printf(out, " %.*s", STR_ARG(buf_str(&found.p[i].text)));
	complete_release(&found);
}

static void test_rules(void **state)
{
	static const struct {
		int line;
		const char *input, *expected;
	} rows[] = {
		/* the default set takes the position; the other one when the command line rules it out */
		{ __LINE__, "Get-Gold F", "9+1: Friday" },
		{ __LINE__, "Get-Gold -Alpha x", "16+1: 'x y' xz" },
		{ __LINE__, "gg -Beta Mon", "9+3: Monday" },
		{ __LINE__, "Get-Gold -Alpha:x", "16+1: 'x y' xz" },
		{ __LINE__, "Get-Gold -Alpha \"x ", "16+3: \"x y\"" },
		/* what is hidden is not shown */
		{ __LINE__, "Get-Gold -Hi", "9+3:" },
		/* a completer that fails offers nothing and leaves no error */
		{ __LINE__, "Get-Gold -Fails z", "16+1:" },
		{ __LINE__, "Get-Gold -Made ", "15+0: full" },
		/* what an assignment in the text says of a variable */
		{ __LINE__, "$s = 'abc'; $s.Le", "15+2: Length" },
		{ __LINE__, "[datetime]$d = $x; $d.Yea", "22+3: Year" },
		{ __LINE__, "foreach ($v in 'a','b') { $v.Leng", "29+4: Length" },
		{ __LINE__, "$l = [Collections.ArrayList]::new(); $l.AddR", "40+4: AddRange(" },
		{ __LINE__, "$gold.Two.Yea", "10+3: Year" },
		{ __LINE__, "'abc'.Substring(1).Leng", "19+4: Length" },
		{ __LINE__, "(Get-Date).Yea", "11+3: Year" },
		{ __LINE__, "$table.plain.inn", "13+3: inner" },
		{ __LINE__, "$table.plain['", "13+1: 'inner'" },
		{ __LINE__, "$gold | Where-Object { $_.On } | ForEach-Object { $_.T", "53+1: Two ToString(" },
		{ __LINE__, "$gold | Sort-Object | Select-Object Tw", "36+2: Two" },
		/* [pscustomobject]@{}: its keys are the properties */
		{ __LINE__, "$o = [pscustomobject]@{ Uno = 1; Dos = 2 }; $o.U", "47+1: Uno" },
		{ __LINE__, "[pscustomobject]@{ Uno = 1 } | Where-Object U", "44+1: Uno" },
		/* a function that the text defines */
		{ __LINE__, "function ff { param([ValidateSet('a','b')]$P, [switch]$S) }; ff -", "64+1: -P -S" },
		{ __LINE__, "function ff { param([ValidateSet('a b','c')]$P) }; ff -P 'a", "57+2: 'a b'" },
		/* what a dynamicparam block gives */
		{ __LINE__, "Get-Dynamic -Co", "12+3: -Colour" },
		{ __LINE__, "Get-Dynamic -Colour ", "20+0: green red" },
		/* keywords as values need no quotes (asked of the engine) */
		{ __LINE__, "Get-Command -CommandType Fu", "25+2: Function" },
		{ __LINE__, "Get-Command -Verb Rena", "18+4: Rename" },
		{ __LINE__, "Get-Command -Noun ExchangeCert", "18+12: ExchangeCertificate" },
		{ __LINE__, "Get-Command Get-Help -N", "21+2:" },
		/* names of commands in quotes and with their module */
		{ __LINE__, "& 'Get-Pri", "2+8:" },
		{ __LINE__, "& 'Clear-Hist", "2+11: 'Clear-History'" },
		{ __LINE__, "Microsoft.PowerShell.Core\\Clear-H", "0+33: Microsoft.PowerShell.Core\\Clear-History" },
		/* scopes; variables of blocks that are closed, and those that a command stores into */
		{ __LINE__, "$glob", "0+5: $Global:" },
		{ __LINE__, "& { $inner1 = 2 }; $inne", "19+5:" },
		{ __LINE__, "& { $inner1 = 2; $inne", "17+5: $inner1" },
		{ __LINE__, "Get-Date -OutVariable kept1; $kep", "29+4: $kept1" },
		/* switch and using */
		{ __LINE__, "switch -r", "7+2: -Regex" },
		{ __LINE__, "switch -Regex -c", "14+2: -CaseSensitive" },
		{ __LINE__, "using n", "6+1: namespace" },
		{ __LINE__, "using namespace System.Tex", "16+10: System.Text" },
		/* files */
		{ __LINE__, "Get-Item o", "9+1: './o''clock.txt'" },
		{ __LINE__, "Get-Item -LiteralPath fi", "22+2: ./file.txt" },
		{ __LINE__, "nosuchcommand fi", "14+2: ./file.txt" },
		/* nothing is there to be completed */
		{ __LINE__, "1;", "none" },
		{ __LINE__, "1 |", "none" },
		{ __LINE__, "", "none" },
	};
	Session *s = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf got = BUF_INIT;

		put_found(s->in, rows[i].input, &got);
		if (strcmp(got.p, rows[i].expected) != 0)
			fail_msg("line %d: %s", rows[i].line, got.p);
		buf_release(&got);
	}
	assert_int_equal(s->in->errors->n, 0);
	assert_true(s->in->success);
}

/* Every place of every prefix: what is replaced lies within the text. */
static void test_places(void **state)
{
	static const char *const inputs[] = {
		"Get-Gold -Alpha 'x' -Switch:$true | Where-Object { $_.Name -like \"*$($gold.One)*\" } | Select-Object @{ N='x'; E={ 1 } }",
		"if ($a[0].b -and [math]::PI) { Get-ChildItem ./sub/*.txt -Recurse | % Name } else { throw \"a\" }",
		"param([Parameter(Mandatory=$true)][string]$x) ; function f { <# .SYNOPSIS #> $x?.y; ${a b} } # end",
		"$table['plain']['inner'] = @(1, 2, @{ k = [System.Collections.Generic.List[string]]::new() }) ; using namespace S",
		"& $x.y 2>&1 > 'out file.txt' --% /x %PATH%",
		"[int[]]$n = 1..3 -as [array] -join ',' ; . ./x.ps1 ; $env:PA ; @table",
		"\xe6\x97\xa5\xe6\x9c\xac.x '\xf0\x9f\x98\x80'.Len",
		"\"$(\"$(Get-Gold -)\")\" -f $gold.",
		"@'\nx\n'@ | Get-Item -P",
	};
	Session *s = *state;

	for (size_t i = 0; i < COUNT(inputs); i++)
		for (size_t n = 0; n <= strlen(inputs[i]); n++)
			for (size_t cursor = 0; cursor <= n; cursor += 1 + (n - cursor > 8 ? 6 : 0)) {
				Completions found = { 0 };

				complete_text(s->in, (Str){ inputs[i], n }, cursor, &found);
				if (!found.none)
					assert_true(found.at <= cursor && found.at + found.length <= n);
				complete_release(&found);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rules), cmocka_unit_test(test_places) };

	return cmocka_run_group_tests(tests, open_session, close_session);
}
