/* test_error: what errors do: which statements go on, what stands in $Error, and how what leaves a text is told.  Rows
 * were recorded from, or asked of, PowerShell 7.6.9. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cmdlets/cmdlets.h"
#include "shell/engine/interp.h"
#include "shell/types/types.h"

/* A host that keeps lines: errors behind "E ". */
typedef struct Keeper {
	Buf lines;
	Host host;
	Env env;
} Keeper;

static void keep_line(void *self, Stream stream, Str line)
{
	Keeper *keeper = self;

	if (stream == STREAM_ERROR)
		buf_put(&keeper->lines, S("E "));
	buf_put(&keeper->lines, line);
	buf_put_char(&keeper->lines, '\n');
}

static void keep_text(void *self, Str text, int foreground, int background)
{
	(void)foreground;
	(void)background;
	buf_put(&((Keeper *)self)->lines, text);
}

static int fixed_width(void *self)
{
	(void)self;
	return 120;
}

static HostRead cannot_read(void *self, Str prompt, Buf *out)
{
	(void)self;
	(void)prompt;
	(void)out;
	return HOST_READ_NONE;
}

static HostRead cannot_choose(void *self, const Question *question, int *answer)
{
	(void)self;
	(void)question;
	*answer = -1;
	return HOST_READ_NONE;
}

static Interp *keeper_init(Keeper *keeper)
{
	InterpOptions options = { .edition = &edition_core,
		.cmdlets = cmdlets_all,
		.apps = cmdlets_apps,
		.types = types_all,
		.ntypes = types_count,
		.exchange_where = WHERE_2019 };

	*keeper = (Keeper){ .lines = BUF_INIT };
	keeper->host = (Host){ .self = keeper,
		.write_line = keep_line,
		.write = keep_text,
		.read_line = cannot_read,
		.read_secret = cannot_read,
		.choose = cannot_choose,
		.width = fixed_width,
		.height = fixed_width,
		.name = "ConsoleHost" };
	env_init(&keeper->env);
	options.env = &keeper->env;
	options.host = &keeper->host;
	return interp_new(&options);
}

/* $Error, newest first: "Id|Category|Type" a line. */
static void put_facts(Interp *in, Buf *out)
{
	for (size_t i = 0; i < in->errors->n; i++) {
		const ErrorRecord *error = error_peek(list_peek(in->errors, i));

		buf_put(out, S("F "));
		error_put_id(error, out);
		buf_put_char(out, '|');
		error_put_category(in, error, out);
		buf_put_char(out, '|');
		buf_put(out, type_short_name(type_of(error->exception)));
		buf_put_char(out, '\n');
	}
}

typedef struct ErrorRow {
	int line;
	const char *script, *lines;
} ErrorRow;

static void check_rows(const char *view, const ErrorRow *rows, size_t n)
{
	size_t failed = 0;

	for (size_t i = 0; i < n; i++) {
		Keeper keeper;
		Interp *in = keeper_init(&keeper);

		scope_put_take(in->global, in->sym.error_view, value_string_c(view));
		interp_run(in, S(""), str_from(rows[i].script), NULL, 0, 0);
		put_facts(in, &keeper.lines);
		if (!str_eq(buf_str(&keeper.lines), str_from(rows[i].lines))) {
			print_error("line %d: %s\n--- expected\n%s--- got\n%.*s", rows[i].line, rows[i].script,
				rows[i].lines, STR_ARG(buf_str(&keeper.lines)));
			failed++;
		}
		interp_free(in);
		env_release(&keeper.env);
		buf_release(&keeper.lines);
	}
	assert_int_equal(failed, 0);
}

#define CAST "InvalidCastFromStringToInteger"
#define X_MSG                                                                                                          \
	"Cannot convert value \"x\" to type \"System.Int32\". Error: \"The input string 'x' was not in a correct format.\""
#define PARENT "ParentContainsErrorRecordException"
#define WRITE  "Microsoft.PowerShell.Commands.WriteErrorException"

/* ---- which statements go on, and what stands in $Error ---- */

/* clang-format off */
static const ErrorRow flow_rows[] = {
	{ __LINE__, "[int]'x'; 'after'",
		"E InvalidArgument: " X_MSG "\nafter\nF " CAST "|InvalidArgument: (:) [], RuntimeException|RuntimeException\n" },
	/* an error that stops the text is noted where it happened and once more outside */
	{ __LINE__, "$ErrorActionPreference = 'Stop'; [int]'x'; 'after'",
		"E InvalidArgument: " X_MSG "\nF " CAST "|InvalidArgument: (:) [], " PARENT "|" PARENT "\n"
		"F " CAST "|InvalidArgument: (:) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "throw 'a'; 'after'",
		"E Exception: a\nF a|OperationStopped: (a:String) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "throw", "E Exception: ScriptHalted\nF ScriptHalted|OperationStopped: (:) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "Write-Error 'm' -ErrorAction Stop; 'after'",
		"E Write-Error: m\nF " WRITE "|NotSpecified: (:) [Write-Error], WriteErrorException|WriteErrorException\n"
		"F " WRITE "|NotSpecified: (:) [Write-Error], WriteErrorException|WriteErrorException\n" },
	{ __LINE__, "try { throw 'a' } catch { throw $_ }",
		"E Exception: a\nF a|OperationStopped: (a:String) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "trap { break } throw 'a'",
		"E Exception: a\nF a|OperationStopped: (a:String) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "try { try { throw 'a' } finally { throw 'b' } } catch { \"$_\" }",
		"b\nF b|OperationStopped: (b:String) [], RuntimeException|RuntimeException\n"
		"F a|OperationStopped: (a:String) [], RuntimeException|RuntimeException\n" },
	/* what leaves a command is that command's, and as it was in $Error */
	{ __LINE__, "try { 1 | ForEach-Object { [int]'x' } } catch { $_.FullyQualifiedErrorId }",
		CAST ",Microsoft.PowerShell.Commands.ForEachObjectCommand\n"
		"F " CAST "|InvalidArgument: (:) [], RuntimeException|RuntimeException\n" },
	/* the command's own errors leave the function, whatever the preference says */
	{ __LINE__, "function f { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new("
		"[Exception]'m', 'Id', 'InvalidData', 't')); 'not reached' } f; 'after'",
		"E f: m\nafter\nF Id,f|InvalidData: (t:String) [f], Exception|Exception\n" },
	{ __LINE__, "function f { [CmdletBinding()] param() $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new("
		"[Exception]'m', 'Id', 'InvalidData', 't')); 'reached' } f; $?",
		"E f: m\nreached\nFalse\nF Id,f|InvalidData: (t:String) [f], Exception|Exception\n" },
	/* exceptions carry their record */
	{ __LINE__, "try { nosuch } catch { $_.Exception.CommandName; $_.Exception.ErrorRecord.FullyQualifiedErrorId }",
		"nosuch\nCommandNotFoundException\nF CommandNotFoundException|ObjectNotFound: (nosuch:String) [], "
		"CommandNotFoundException|CommandNotFoundException\n" },
	{ __LINE__, "try { [scriptblock]::Create('1 +') } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }",
		"ExpectedValueExpression\nF ParseException|NotSpecified: (:) [], MethodInvocationException|MethodInvocationException\n" },
	/* arguments are evaluated before the command is looked for */
	{ __LINE__, "try { nosuch $(Write-Host 'hi') } catch { 'caught' }",
		"hi\ncaught\nF CommandNotFoundException|ObjectNotFound: (nosuch:String) [], CommandNotFoundException|"
		"CommandNotFoundException\n" },
	/* operators */
	{ __LINE__, "try { 5L + ' a ' } catch { \"$_\" }",
		"Cannot convert value \"a\" to type \"System.Int64\". Error: \"The input string 'a' was not in a correct format.\"\n"
		"F " CAST "|InvalidArgument: (:) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "try { 5 + @{} } catch { \"$_\" }",
		"Method invocation failed because [System.Collections.Hashtable] does not contain a method named 'op_Addition'.\n"
		"F MethodNotFound|InvalidOperation: (op_Addition:String) [], RuntimeException|RuntimeException\n" },
	/* strict mode and indexes */
	{ __LINE__, "Set-StrictMode -Version Latest; $a = 1, 2; try { $a[9] } catch { \"$_\" }",
		"Index was outside the bounds of the array.\n"
		"F System.IndexOutOfRangeException|OperationStopped: (:) [], IndexOutOfRangeException|IndexOutOfRangeException\n" },
	{ __LINE__, "Set-StrictMode -Version 2; $a = 1, 2; \"[$($a[9])]\"", "[]\n" },
};

/* clang-format on */

#define WE                                                                                                             \
	"function we { [CmdletBinding()] param() $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new("       \
	"[Exception]'m', 'Id', 'InvalidData', 't')) }; "
#define TYPES(list) "($" list " | ForEach-Object { $_.GetType().Name }) -join ' '"

/* ---- streams, variables that hear them, preferences ---- */

/* clang-format off */
static const ErrorRow stream_rows[] = {
	{ __LINE__, WE "try { we -ErrorAction Stop -ErrorVariable v } catch { 'c' }; " TYPES("v"),
		"c\nActionPreferenceStopException\nF Id,we|InvalidData: (t:String) [we], Exception|Exception\n" },
	{ __LINE__, WE "function outer { [CmdletBinding()] param() we -ErrorAction Stop }; try { outer -ErrorVariable v } catch { }; "
		TYPES("v"),
		"ActionPreferenceStopException ErrorRecord\nF Id,we|InvalidData: (t:String) [we], Exception|Exception\n" },
	{ __LINE__, "function ww { [CmdletBinding()] param() $PSCmdlet.WriteWarning('w') }; ww -WarningAction Ignore "
		"-WarningVariable v; \"$v\"", "w\n" },
	{ __LINE__, "function ww { [CmdletBinding()] param() $PSCmdlet.WriteWarning('w') }; try { ww -WarningAction Stop 3>$null } "
		"catch { $_.FullyQualifiedErrorId }",
		"ActionPreferenceStop,ww\nF ActionPreferenceStop,ww|OperationStopped: (:) [ww], ActionPreferenceStopException|"
		"ActionPreferenceStopException\n" },
	/* ShouldProcess tells what it does by the command's own -Verbose alone */
	{ __LINE__, "function f { [CmdletBinding(SupportsShouldProcess)] param() $null = $PSCmdlet.ShouldProcess('t', 'A') }; "
		"$VerbosePreference = 'Continue'; f 4>&1; f -Verbose 4>&1 | ForEach-Object { \"$_\" }",
		"Performing the operation \"A\" on target \"t\".\n" },
	/* the session's preferences are typed, a function's own are not */
	{ __LINE__, "try { $ErrorActionPreference = 'x' } catch { $_.Exception.GetType().Name }",
		"ArgumentTransformationMetadataException\n"
		"F RuntimeException|MetadataError: (:) [], ArgumentTransformationMetadataException|ArgumentTransformationMetadataException\n" },
	{ __LINE__, "& { $WarningPreference = 'x'; $WarningPreference }", "x\n" },
	/* assignments in a called block are casts; dotted, they are not */
	{ __LINE__, "try { & { [int]$n = 'x' } } catch { $_.FullyQualifiedErrorId }",
		CAST "\nF " CAST "|InvalidArgument: (:) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "try { . { [int]$n = 'x' } } catch { $_.FullyQualifiedErrorId }",
		"RuntimeException\n"
		"F RuntimeException|MetadataError: (:) [], ArgumentTransformationMetadataException|ArgumentTransformationMetadataException\n" },
	{ __LINE__, "try { 5 -band @{} } catch { \"$_\" }",
		"Method invocation failed because [System.Collections.Hashtable] does not contain a method named 'op_BitwiseAnd'.\n"
		"F MethodNotFound|InvalidOperation: (op_BitwiseAnd:String) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "$n = 5; @($n[1]).Count; @($n[0]).Count", "0\n1\n" },
	{ __LINE__, "$h = @{ Count = 'mine' }; $h.Count; $h.psbase.Count", "mine\n1\n" },
};
/* clang-format on */

/* clang-format off */
/* ---- texts that cannot be parsed ---- */

static const ErrorRow parse_rows[] = {
	{ __LINE__, "1 2",
		"E ParserError: \nE Line |\nE    1 |  1 2\nE      |    ~\nE      | Unexpected token '2' in expression or statement.\n"
		"F UnexpectedToken|ParserError: (:) [], " PARENT "|" PARENT "\n" },
	/* incomplete: the view finds no place, and shows nothing */
	{ __LINE__, "1 +", "F InvokeMethodOnNull|InvalidOperation: (:) [], RuntimeException|RuntimeException\n"
		"F ExpectedValueExpression|ParserError: (:) [], " PARENT "|" PARENT "\n" },
};
static const ErrorRow normal_rows[] = {
	{ __LINE__, "1 2",
		"E At line:1 char:3\nE + 1 2\nE +   ~\nE Unexpected token '2' in expression or statement.\n"
		"E + CategoryInfo          : ParserError: (:) [], " PARENT "\nE + FullyQualifiedErrorId : UnexpectedToken\n"
		"F UnexpectedToken|ParserError: (:) [], " PARENT "|" PARENT "\n" },
	{ __LINE__, "1 +",
		"E You must provide a value expression following the '+' operator.\n"
		"E + CategoryInfo          : ParserError: (:) [], " PARENT "\nE + FullyQualifiedErrorId : ExpectedValueExpression\n"
		"F ExpectedValueExpression|ParserError: (:) [], " PARENT "|" PARENT "\n" },
	/* errors point into the block, not at its caller */
	{ __LINE__, "function f([Intt]$n) { $n }; f 5",
		"E Unable to find type [Intt].\nE At line:1 char:12\nE + function f([Intt]$n) { $n }; f 5\nE +            ~~~~~~\n"
		"E + CategoryInfo          : InvalidOperation: (Intt:TypeName) [], RuntimeException\n"
		"E + FullyQualifiedErrorId : TypeNotFound\n"
		"F TypeNotFound|InvalidOperation: (Intt:TypeName) [], RuntimeException|RuntimeException\n" },
	{ __LINE__, "process { 'p' }; 1 | process { 'p' } -Bogus",
		"E At line:1 char:18\nE + process { 'p' }; 1 | process { 'p' } -Bogus\nE +                  ~\n"
		"E unexpected token '1', expected 'begin', 'process', 'end', 'clean', or 'dynamicparam'.\n"
		"E + CategoryInfo          : ParserError: (:) [], " PARENT "\nE + FullyQualifiedErrorId : MissingNamedBlocks\n"
		"F MissingNamedBlocks|ParserError: (:) [], " PARENT "|" PARENT "\n" },
};
/* clang-format on */

static void test_flow(void **state)
{
	(void)state;
	check_rows("ConciseView", flow_rows, COUNT(flow_rows));
}

static void test_streams(void **state)
{
	(void)state;
	check_rows("ConciseView", stream_rows, COUNT(stream_rows));
}

static void test_parse_errors(void **state)
{
	(void)state;
	check_rows("ConciseView", parse_rows, COUNT(parse_rows));
	check_rows("NormalView", normal_rows, COUNT(normal_rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flow),
		cmocka_unit_test(test_streams),
		cmocka_unit_test(test_parse_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
