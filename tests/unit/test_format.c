/* test_format: layout of text, and scripts' output as Core's engine printed it and as Desktop's rules have it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cmdlets/cmdlets.h"
#include "shell/engine/interp.h"
#include "shell/format/encoding.h"
#include "shell/format/format_private.h"
#include "shell/types/types.h"

/* ---- layout ---- */

typedef struct WrapRow {
	int line;
	const char *text;
	size_t first, width;
	const char *lines; /* parted by | */
} WrapRow;

/* What the engine's line breaker gave for these. */
static const WrapRow wrap_rows[] = {
	{ __LINE__, "the quick brown", 9, 9, "the |quick |brown" },
	{ __LINE__, "the quick brown", 10, 10, "the quick |brown" },
	{ __LINE__, "aaaaaaaaaaaaaaaaaaaa bbb", 8, 8, "aaaaaaaa|aaaaaaaa|aaaa bbb" },
	{ __LINE__, "a bbbbbbbbbbbbbbbbbbbbbbb c", 8, 8, "a bbbbbb|bbbbbbbb|bbbbbbbb|b c" },
	{ __LINE__, "ab  cd   ef", 4, 4, "ab  |cd  | ef" },
	{ __LINE__, "    lead", 4, 4, "    |lead" },
	{ __LINE__, "ab\tcd ef", 5, 5, "ab\t|cd ef" },
	{ __LINE__,
		"abc\xc2\xad"
		"def",
		4, 4, "abc-|def" },
	{ __LINE__,
		"abc\xc2\xad"
		"def",
		5, 5, "abc|def" },
	{ __LINE__,
		"abc\xc2\xad"
		"def ghi",
		3, 3, "abc|def| |ghi" },
	{ __LINE__,
		"aa\xc2\xa0"
		"bb cc",
		4, 4, "aa|bb |cc" },
	{ __LINE__,
		"aa\xe2\x80\x91"
		"bb cc",
		4, 4, "aa|bb |cc" },
	{ __LINE__,
		"aaa\xc2\xa0"
		"bb",
		99, 99,
		"aaa\xc2\xa0"
		"bb" },
	{ __LINE__, "x\ny", 5, 5, "x|y" },
	{ __LINE__, "x\r\ny", 5, 5, "x|y" },
	{ __LINE__, "x\ry", 5, 5, "xy" },
	{ __LINE__, "x\n", 5, 5, "x|" },
	{ __LINE__, "", 5, 5, "" },
	{ __LINE__, "x\n\ny", 5, 5, "x||y" },
	{ __LINE__, "ab cd ", 2, 2, "ab| c|d " },
	{ __LINE__, "ab cd ", 3, 3, "ab |cd " },
	{ __LINE__, "abcd", 1, 1, "a|b|c|d" },
	{ __LINE__, "aaa bbb ccc", 3, 7, "aaa| bbb |ccc" },
	{ __LINE__, "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 1, 1, "?|?|?" },
	{ __LINE__, "ab\xc2\xad", 2, 2, "ab" },
	{ __LINE__, "word word ", 9, 9, "word |word " },
	{ __LINE__, "aaaa    bbbb", 5, 5, "aaaa |   |bbbb" },
	{ __LINE__, "a-b-c-d-e", 3, 3, "a-b|-c-|d-e" },
	{ __LINE__, "word1 word2\rmore", 7, 7, "word1 w|ord2mor|e" },
	{ __LINE__, "abcdefgh ij", 4, 6, "abcd|efgh |ij" },
	{ __LINE__, "ij abcdefghkl mn", 5, 5, "ij ab|cdefg|hkl |mn" },
	{ __LINE__,
		"aaaaaa\xc2\xad"
		"bbbbb",
		4, 4, "aaaa|aabb|bbb" },
};

static void test_wrap(void **state)
{
	Buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(wrap_rows); i++) {
		const WrapRow *row = &wrap_rows[i];

		buf_clear(&out);
		format_wrap(str_from(row->text), row->first, row->width, &out);
		for (size_t k = 0; k < out.n; k++)
			if (out.p[k] == '\n')
				out.p[k] = '|';
		if (!str_eq(buf_str(&out), str_from(row->lines)))
			fail_msg("line %d: %.*s", row->line, STR_ARG(buf_str(&out)));
	}
	buf_release(&out);
}

typedef struct CellRow {
	int line;
	bool core;
	const char *text;
	size_t width;
	char align;
	bool pad;
	const char *cell;
} CellRow;

/* Reference 8.4.2. */
static const CellRow cell_rows[] = {
	{ __LINE__, true, "abc", 5, 'l', true, "abc  " },
	{ __LINE__, true, "abc", 5, 'l', false, "abc" },
	{ __LINE__, true, "abc", 5, 'r', false, "  abc" },
	{ __LINE__, true, "abc", 6, 'c', true, " abc  " },
	{ __LINE__, true, "abc", 6, 'c', false, " abc" },
	{ __LINE__, true, "abcdef", 4, 'l', true, "abc\xe2\x80\xa6" },
	{ __LINE__, true, "abcdef", 4, 'r', true,
		"\xe2\x80\xa6"
		"def" },
	{ __LINE__, true, "abcdef", 1, 'l', true, "a" },
	{ __LINE__, true, "abcdef", 1, 'r', true, "f" },
	{ __LINE__, true, "ab\ncd", 5, 'l', true, "ab\xe2\x80\xa6  " },
	{ __LINE__, true, "ab\r\ncd", 5, 'l', false, "ab\xe2\x80\xa6" },
	{ __LINE__, true, "\ncd", 3, 'l', true, "\xe2\x80\xa6  " },
	{ __LINE__, false, "abcdef", 5, 'l', true, "ab..." },
	{ __LINE__, false, "abcdef", 5, 'r', true, "...ef" },
	{ __LINE__, false, "abcdef", 3, 'l', true, "abc" },
	{ __LINE__, false, "abcdef", 3, 'r', true, "def" },
	{ __LINE__, false, "ab\ncd", 5, 'l', true, "ab..." },
	{ __LINE__, true, "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 6, 'l', true,
		"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e" },
	{ __LINE__, true, "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4, 'l', true, "\xe6\x97\xa5\xe2\x80\xa6 " },
	{ __LINE__, true,
		"e\xcc\x81"
		"e\xcc\x81",
		3, 'l', true,
		"e\xcc\x81"
		"e\xcc\x81 " },
	{ __LINE__, true, "\x1b[31mred\x1b[0m", 4, 'l', true, "\x1b[31mred\x1b[0m " },
};

static void test_cell(void **state)
{
	Buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cell_rows); i++) {
		const CellRow *row = &cell_rows[i];

		buf_clear(&out);
		format_put_cell(&out, str_from(row->text), row->width, row->align, row->pad,
			row->core ? &edition_core : &edition_desktop);
		if (!str_eq(buf_str(&out), str_from(row->cell)))
			fail_msg("line %d: [%.*s]", row->line, STR_ARG(buf_str(&out)));
	}
	buf_release(&out);
}

static void test_encoding(void **state)
{
	Encoding encoding;

	(void)state;
	assert_true(encoding_find(&edition_core, S("UTF8"), &encoding));
	assert_int_equal(encoding, ENC_UTF8);
	assert_true(encoding_find(&edition_desktop, S("utf8"), &encoding));
	assert_int_equal(encoding, ENC_UTF8_BOM);
	assert_true(encoding_find(&edition_desktop, S("Default"), &encoding));
	assert_int_equal(encoding, ENC_WINDOWS1252);
	assert_true(encoding_find(&edition_core, S("latin1"), &encoding));
	assert_int_equal(encoding, ENC_LATIN1);
	assert_false(encoding_find(&edition_core, S("Byte"), &encoding));
	assert_false(encoding_find(&edition_desktop, S("utf8NoBOM"), &encoding));
}

/* ---- scripts ---- */

/* A host that keeps lines: errors behind "E ", warnings behind "W ", a trailing blank as a middle dot. */
typedef struct Keeper {
	Buf lines;
	int width;
	Host host;
	Env env;
	int64_t now;
} Keeper;

static void keep_line(void *self, Stream stream, Str line)
{
	Keeper *keeper = self;
	size_t end = line.n;

	if (stream == STREAM_ERROR)
		buf_put(&keeper->lines, S("E "));
	if (stream == STREAM_WARNING)
		buf_put(&keeper->lines, S("W "));
	while (end && line.p[end - 1] == ' ')
		end--;
	buf_put(&keeper->lines, str_cut(line, 0, end));
	for (size_t i = end; i < line.n; i++)
		buf_put(&keeper->lines, S("\xc2\xb7"));
	buf_put_char(&keeper->lines, '\n');
}

static void keep_text(void *self, Str text, int foreground, int background)
{
	(void)foreground;
	(void)background;
	buf_put(&((Keeper *)self)->lines, text);
}

static int keeper_width(void *self)
{
	return ((Keeper *)self)->width;
}

static int keeper_height(void *self)
{
	(void)self;
	return 50;
}

static void no_progress(void *self, const Progress *progress)
{
	(void)self;
	(void)progress;
}

static int64_t keeper_now(void *self)
{
	return ((Keeper *)self)->now;
}

static void keeper_random(void *self, void *out, size_t n)
{
	(void)self;
	memset(out, 7, n);
}

static int keeper_offset(void *self, int64_t utc_ticks)
{
	(void)self;
	(void)utc_ticks;
	return 0;
}

static Interp *keeper_init(Keeper *keeper, const Edition *edition, int width)
{
	InterpOptions options = { .edition = edition,
		.cmdlets = cmdlets_all,
		.apps = cmdlets_apps,
		.types = types_all,
		.ntypes = types_count,
		.exchange_where = WHERE_2019 };

	*keeper = (Keeper){ .lines = BUF_INIT, .width = width, .now = INT64_C(638000000000000000) };
	keeper->host = (Host){ .self = keeper,
		.write_line = keep_line,
		.write = keep_text,
		.progress = no_progress,
		.width = keeper_width,
		.height = keeper_height,
		.name = "ConsoleHost" };
	keeper->env = (Env){ .self = keeper,
		.now = keeper_now,
		.random = keeper_random,
		.utc_offset = keeper_offset,
		.machine = S("EX01"),
		.user = S("jo"),
		.home = S("/tmp"),
		.timezone = S("UTC") };
	options.env = &keeper->env;
	options.host = &keeper->host;
	return interp_new(&options);
}

typedef struct ScriptRow {
	int line;
	const char *rule, *script, *lines;
	int width; /* of the window; 0: 120 */
} ScriptRow;

static void run_rows(const Edition *edition, const ScriptRow *rows, size_t n)
{
	size_t failed = 0;

	for (size_t i = 0; i < n; i++) {
		const ScriptRow *row = &rows[i];
		Keeper keeper;
		Interp *in = keeper_init(&keeper, edition, row->width ? row->width : 120);

		interp_run(in, S(""), str_from(row->script), NULL, 0, 0);
		if (!str_eq(buf_str(&keeper.lines), str_from(row->lines))) {
			print_error("line %d (%s): %s\n--- expected\n%s--- got\n%.*s", row->line, row->rule,
				row->script, row->lines, STR_ARG(buf_str(&keeper.lines)));
			failed++;
		}
		interp_free(in);
		buf_release(&keeper.lines);
	}
	assert_int_equal(failed, 0);
}

#define ROW(rule, script, lines)                                                                                       \
	{                                                                                                              \
		__LINE__, rule, script, lines, 0                                                                       \
	}

/* Core: what the real engine printed, asked or recorded. */
static const ScriptRow core_rows[] = {
	ROW("recorded: format-table/two-props-default", "[pscustomobject]@{ Name = 'a'; Value = 1 }",
		"\nName Value\n---- -----\na        1\n\n"),
	ROW("8.1.5: five properties make a list", "[pscustomobject]@{ A = 1; B = 2; C = 3; D = 4; E = 5 }",
		"\nA : 1\nB : 2\nC : 3\nD : 4\nE : 5\n\n"),
	ROW("recorded: format-table/missing-property", "[pscustomobject]@{ A = 1 } | Format-Table A, Zed",
		"\nA Zed\n- ---\n1\xc2\xb7\n\n"),
	ROW("recorded: format-table/groupby",
		"[pscustomobject]@{ K = 'x'; V = 1 }, [pscustomobject]@{ K = 'y'; V = 3 } | Format-Table V -GroupBy K",
		"\n   K: x\n\nV\n-\n1\n\n   K: y\n\nV\n-\n3\n\n"),
	ROW("asked: an object without the property stays in the group before it",
		"[pscustomobject]@{ K = 'x'; V = 1 }, [pscustomobject]@{ V = 3 } | Format-Table V -GroupBy K",
		"\n   K: x\n\nV\n-\n1\n3\n\n"),
	ROW("asked: ... also when it is the first",
		"[pscustomobject]@{ V = 3 }, [pscustomobject]@{ K = 'x'; V = 1 } | Format-Table V -GroupBy K",
		"\nV\n-\n3\n\n   K: x\n\nV\n-\n1\n\n"),
	ROW("asked: a group of $null has no name before there was another",
		"[pscustomobject]@{ K = $null; V = 1 }, [pscustomobject]@{ K = 'x'; V = 3 }, "
		"[pscustomobject]@{ K = $null; V = 5 } | Format-Table V -GroupBy K",
		"\n   :\xc2\xb7\n\nV\n-\n1\n\n   K: x\n\nV\n-\n3\n\n   K:\xc2\xb7\n\nV\n-\n5\n\n"),
	ROW("recorded: format-list/grouped",
		"[pscustomobject]@{ G = 'a'; V = 1 }, [pscustomobject]@{ G = 'b'; V = 3 } | Format-List V -GroupBy G",
		"\n   G: a\n\nV : 1\n\n\n   G: b\n\nV : 3\n\n"),
	ROW("recorded: format-table/alignment-by-first-row",
		"[pscustomobject]@{ V = 12 }, [pscustomobject]@{ V = 'text' } | Format-Table",
		"\n   V\n   -\n  12\ntext\n\n"),
	ROW("asked: a later object without a place in the view is a list of its own",
		"[guid]::Empty; [pscustomobject]@{ a = 1 }; [guid]::Empty; 5",
		"\nGuid\n----\n00000000-0000-0000-0000-000000000000\n\na : 1\n\n"
		"00000000-0000-0000-0000-000000000000\n5\n\n"),
	ROW("asked: a table by properties takes any later object",
		"[pscustomobject]@{ a = 1 }; [datetime]1; [version]'1.2'", "\na\n-\n1\n\xc2\xb7\n\xc2\xb7\n\n"),
	ROW("recorded: format-table/object-then-string",
		"[pscustomobject]@{ A = 1 }; 'str'; [pscustomobject]@{ A = 2 }; 5", "\nA\n-\n1\nstr\n2\n5\n\n"),
	ROW("asked: a table after one that was measured is measured, too",
		"[pscustomobject]@{ A = 1 } | Format-Table; @{ a = 1 }; [pscustomobject]@{ B = 1 } | Format-Table -AutoSize; "
		"[version]'1.2'",
		"\nA\n-\n1\n\n\nName Value\n---- -----\na    1\n\n\nB\n-\n1\n\n\n"
		"Major Minor Build Revision\n----- ----- ----- --------\n1     2     -1    -1\n\n"),
	ROW("asked: a table of given widths is not measured, nor what follows it",
		"[pscustomobject]@{ A = 1 } | Format-Table @{ e = 'A'; w = 3 }; [version]'1.2'",
		"\n  A\n  -\n  1\n\n\nMajor  Minor  Build  Revision\n-----  -----  -----  --------\n"
		"1      2      -1     -1\n\n"),
	ROW("asked: a time span's table", "[timespan]'1.02:03:04' | Format-Table",
		"\nDays Hours Minutes Seconds Milliseconds\n---- ----- ------- ------- ------------\n"
		"1    2     3       4       0\n\n"),
	ROW("asked: a column without a name", "[pscustomobject]@{ A = 1 } | Format-Table @{ n = ''; e = { 1 } }, A",
		"\n  A\n- -\n1 1\n\n"),
	ROW("asked: numbers get the shape by force", "1, 2 | Format-Table -Force", "\n\n"),
	ROW("asked: each list object shows its own properties",
		"[pscustomobject]@{ a = 1; b = 2 }, [pscustomobject]@{ c = 3 } | Format-List",
		"\na : 1\nb : 2\n\nc : 3\n\n"),
	ROW("8.5.1: decimals of the culture in a table, all digits in a list",
		"[pscustomobject]@{ D = 3.14159; E = 2.0 } | Format-Table; [pscustomobject]@{ D = 3.14159 } | Format-List",
		"\n    D     E\n    -     -\n3.142 2.000\n\n\nD : 3.14159\n\n"),
	ROW("asked: formats of calculated properties",
		"[pscustomobject]@{ a = 7; s = 'x' } | Format-Table @{ e = 'a'; f = '{0:D3}|{0}' }, @{ e = 's'; f = '<{0,3}>' }",
		"\n    a s\n    - -\n007|7 <  x>\n\n"),
	ROW("8.5.2: collections and dictionaries",
		"[pscustomobject]@{ L = 1..6; H = @{ k = 1 }; E = @(); N = 1, $null } | Format-List",
		"\nL : {1, 2, 3, 4\xe2\x80\xa6}\nH : {[k, 1]}\nE : {}\nN : {1, $null}\n\n"),
	ROW("asked: $FormatEnumerationLimit",
		"$FormatEnumerationLimit = 0; [pscustomobject]@{ L = 1..6 } | Format-List", "\nL : {\xe2\x80\xa6}\n\n"),
	ROW("recorded: format-table/wrap",
		"[pscustomobject]@{ N = 1; T = 'the quick brown fox jumps over the lazy dog ' * 3 } | Format-Table -Wrap",
		"\nN T\n- -\n1 the quick brown fox jumps over the lazy dog the quick brown fox jumps over the lazy dog the "
		"quick brown fox jumps\n  over the lazy dog\n\n"),
	ROW("asked: wrapped rows, a last column without text",
		"[pscustomobject]@{ a = 'x'; b = \"l1`nl2\"; c = \"m1`nm2`nm3\"; d = '' } | "
		"Format-Table @{e='a';w=3}, @{e='b';w=6}, @{e='c';w=8}, @{e='d';w=4} -Wrap",
		"\na   b      c        d\n-   -      -        -\nx   l1     m1\xc2\xb7\xc2\xb7\xc2\xb7\xc2\xb7\xc2\xb7\xc2\xb7"
		"\n    l2     m2\n           m3\n\n"),
	ROW("asked: wrapped labels",
		"[pscustomobject]@{ abcdef = 'x'; ghijkl = 1 } | Format-Table @{e='abcdef';w=3}, "
		"@{e='ghijkl';w=3}",
		"\nabc ghi\ndef jkl\n--- ---\nx     1\n\n"),
	ROW("recorded: format-table/hidden-last-column-padding",
		"[pscustomobject]@{ A = 'a' * 60; B = 'b' * 58; C = 'c' * 30 } | Format-Table | Out-String -Stream -Width 119 | "
		"ForEach-Object { $_.Length }",
		"0\n62\n119\n119\n0\n"),
	ROW("asked: Format-Wide",
		"1..3 | ForEach-Object { [pscustomobject]@{ N = \"abc$_\" } } | Format-Wide -Column 4 | "
		"Out-String -Stream -Width 119 | ForEach-Object { \"[$_]\" }",
		"[]\n[abc1                          abc2                          abc3                          ]\n[]\n"),
	ROW("asked: Format-Wide -AutoSize",
		"1..3 | ForEach-Object { [pscustomobject]@{ N = \"abc$_\"; M = 1 } } | Format-Wide -AutoSize | "
		"Out-String -Stream -Width 30 | ForEach-Object { \"[$_]\" }",
		"[]\n[abc1  abc2 abc3           ]\n[]\n"),
	ROW("asked: Format-Custom",
		"[pscustomobject]@{ a = 1; c = 1, 2; r = [pscustomobject]@{ s = 5 } } | Format-Custom",
		"\nclass PSCustomObject\n{\n  a = 1\n  c =\xc2\xb7\n    [\n      1\n      2\n    ]\n"
		"\xc2\xb7\xc2\xb7\xc2\xb7\xc2\xb7\n  r =\xc2\xb7\n    class PSCustomObject\n    {\n      s = 5\n    }\n}\n\n\n"),
	ROW("recorded: dates/default-display-array", "[datetime]'2024-03-05', [datetime]'2024-12-25 23:59:59'",
		"\nTuesday, March 5, 2024 12:00:00 AM\nWednesday, December 25, 2024 11:59:59 PM\n\n"),
	ROW("8.1.7: a hashtable by its entries", "[ordered]@{ a = 1; b = 'x' }; @{ k = 'v' } | Format-List",
		"\nName                           Value\n----                           -----\n"
		"a                              1\nb                              x\n\n\nName  : k\nValue : v\n\n"),
	ROW("asked: keys of calculated properties",
		"foreach ($p in @{ n = 'x' }, @{ e = 'a'; w = 0 }, @{ e = 'a'; a = 'mid' }, @{ e = 1 }, 1, '', @{ e = 'a'; f = '' }, "
		"@{ e = $null }, @{ 1 = 'a' }, @{ '' = 1 }) { try { 1 | Format-Table $p } catch { $_.FullyQualifiedErrorId } }",
		"DictionaryKeyMandatoryEntry,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"WidthOutOfRange,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"AlignmentIllegalValue,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"DictionaryKeyIllegalValue1,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"DictionaryKeyUnknownType,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"ExpressionEmptyString2,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"FormatStringEmpty,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"DictionaryKeyMissingValue,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"DictionaryKeyNonString,Microsoft.PowerShell.Commands.FormatTableCommand\n"
		"DictionaryKeyAmbiguous,Microsoft.PowerShell.Commands.FormatTableCommand\n"),
	ROW("asked: -DisplayError and -ShowError",
		"$o = [pscustomobject]@{ a = 1 }; $o | Format-Table @{ n = 'q'; e = { throw 'x' } }, a -DisplayError; "
		"$o | Format-Table @{ n = 'q'; e = {throw 'x'} }, a -ShowError",
		"\nq    a\n-    -\n#ERR 1\n\n\nq a\n- -\n  1\nException: Failed to evaluate expression \"throw 'x'\".\n\n"),
	ROW("asked: format records in a pipeline",
		"[pscustomobject]@{ a = 1 } | Format-Table | ForEach-Object { $_.GetType().FullName }",
		"Microsoft.PowerShell.Commands.Internal.Format.FormatStartData\n"
		"Microsoft.PowerShell.Commands.Internal.Format.GroupStartData\n"
		"Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData\n"
		"Microsoft.PowerShell.Commands.Internal.Format.GroupEndData\n"
		"Microsoft.PowerShell.Commands.Internal.Format.FormatEndData\n"),
	ROW("recorded: format-list/after-table",
		"[pscustomobject]@{ A = 1 } | Format-Table; [pscustomobject]@{ A = 1 } | Format-List; 'end'",
		"\nA\n-\n1\n\n\nA : 1\n\nend\n"),
	ROW("3.4: short form of ConciseView", "1/0", "E RuntimeException: Attempted to divide by zero.\n"),
	ROW("3.4: long form of ConciseView", "\n1/0",
		"E RuntimeException:\xc2\xb7\nE Line |\nE    2 |  1/0\nE      |  ~~~\nE      | Attempted to divide by zero.\n"),
	ROW("3.3: NormalView", "$ErrorView = 'NormalView'; 1/0",
		"E Attempted to divide by zero.\nE At line:1 char:28\nE + $ErrorView = 'NormalView'; 1/0\n"
		"E +                            ~~~\nE + CategoryInfo          : NotSpecified: (:) [], RuntimeException\n"
		"E + FullyQualifiedErrorId : RuntimeException\n"),
	ROW("CategoryView", "$ErrorView = 'CategoryView'; 1/0", "E NotSpecified: (:) [], RuntimeException\n"),
	{ __LINE__, "8.3.5: columns vanish from the right",
		"[pscustomobject]@{ abcdef = 'xxxxxxxx'; ghijkl = 1234567; mnopqr = 5 }",
		"\nabcdef    ghijkl mn\n                 op\n                 qr\n------    ------ --\nxxxxxxxx 1234567  5\n\n",
		20 },
	{ __LINE__, "8.3.5: no room at all", "[pscustomobject]@{ a = 1 }; [pscustomobject]@{ a = 1 } | Format-List",
		"\n\n\n\n", 5 },
};

/* Desktop: derived by hand from editions 3.2, 4.1 and 4.2, observed-output R1, R5, F8 and T10. */
static const ScriptRow desktop_rows[] = {
	{ __LINE__, "4.1 table: blank, header, dashes, rows, two blanks; 4.2: last column padded",
		"[pscustomobject]@{ Name = 'a'; T = 'x' }, [pscustomobject]@{ Name = 'bb'; T = 'yyy' }",
		"\nName T\xc2\xb7\xc2\xb7\n---- -\xc2\xb7\xc2\xb7\na    x\xc2\xb7\xc2\xb7\nbb   yyy\n\n\n", 0 },
	ROW("4.1 list (F8): two blanks before, one between, three after",
		"[pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 2 } | Format-List", "\n\nA : 1\n\nA : 2\n\n\n\n"),
	ROW("4.1 table with groups",
		"[pscustomobject]@{ K = 'x'; V = 1 }, [pscustomobject]@{ K = 'y'; V = 3 } | Format-Table V -GroupBy K",
		"\n\n   K: x\n\nV\n-\n1\n\n\n   K: y\n\nV\n-\n3\n\n\n"),
	ROW("4.1 list with groups",
		"[pscustomobject]@{ K = 'x'; V = 1 }, [pscustomobject]@{ K = 'y'; V = 3 } | Format-List V -GroupBy K",
		"\n\n   K: x\n\n\nV : 1\n\n\n\n   K: y\n\n\nV : 3\n\n\n\n"),
	ROW("4.1 DateTime: blank, text, two blanks", "[datetime]'2024-03-05'",
		"\nTuesday, March 5, 2024 12:00:00 AM\n\n\n"),
	ROW("5: all digits in tables", "[pscustomobject]@{ D = 3.14159 } | Format-Table",
		"\n      D\n      -\n3.14159\n\n\n"),
	ROW("4.2: dictionaries by their keys, three dots",
		"$FormatEnumerationLimit = 2; [pscustomobject]@{ H = [ordered]@{ k = 1; l = 2 }; L = 1..3 } | Format-List",
		"\n\nH : {k, l}\nL : {1, 2...}\n\n\n\n"),
	ROW("R1: the Exchange table at 120 columns cuts the subject at 66",
		"[pscustomobject]@{ T = 't' * 40; S = '.......'; U = 'u' * 90 } | "
		"Format-Table @{ n = 'Thumbprint'; e = 'T'; w = 41 }, @{ n = 'Services'; e = 'S'; w = 10 }, @{ n = 'Subject'; e = 'U' } | "
		"Out-String -Stream | ForEach-Object { $_.Length; $_.IndexOf('u'); $_.EndsWith('u...') }",
		"0\n-1\nFalse\n119\n2\nFalse\n119\n-1\nFalse\n119\n53\nTrue\n0\n-1\nFalse\n0\n-1\nFalse\n"),
	ROW("8.4.4: wrapped rows keep their blanks",
		"[pscustomobject]@{ a = 'x'; b = \"l1`nl2\"; c = 'z' } | Format-Table @{e='a';w=2}, @{e='b';w=3}, @{e='c';w=3} -Wrap",
		"\na  b   c\xc2\xb7\xc2\xb7\n-  -   -\xc2\xb7\xc2\xb7\nx  l1  z\xc2\xb7\xc2\xb7\n   l2\xc2\xb7\xc2\xb7\xc2\xb7\xc2\xb7"
		"\xc2\xb7\n\n\n"),
	ROW("8.1.1: a bare exception is its message", "[System.Exception]::new('m'); 'x'", "m\nx\n"),
	ROW("4.2: NormalView with the + lines indented and a line of one blank", "1/0",
		"E Attempted to divide by zero.\nE At line:1 char:1\nE + 1/0\nE + ~~~\n"
		"E     + CategoryInfo          : NotSpecified: (:) [], RuntimeException\n"
		"E     + FullyQualifiedErrorId : RuntimeException\nE \xc2\xb7\n"),
	ROW("4.2, first rendering", "foo",
		"E foo : The term 'foo' is not recognized as the name of a cmdlet, function, script file, or operable program. Check "
		"the\xc2\xb7\nE spelling of the name, or if a path was included, verify that the path is correct and try again.\n"
		"E At line:1 char:1\nE + foo\nE + ~~~\n"
		"E     + CategoryInfo          : ObjectNotFound: (foo:String) [], CommandNotFoundException\n"
		"E     + FullyQualifiedErrorId : CommandNotFoundException\nE \xc2\xb7\n"),
	ROW("4.2, third rendering", "throw 'fatal'",
		"E fatal\nE At line:1 char:1\nE + throw 'fatal'\nE + ~~~~~~~~~~~~~\n"
		"E     + CategoryInfo          : OperationStopped: (fatal:String) [], RuntimeException\n"
		"E     + FullyQualifiedErrorId : fatal\nE \xc2\xb7\n"),
};

static void test_core(void **state)
{
	(void)state;
	run_rows(&edition_core, core_rows, COUNT(core_rows));
}

static void test_desktop(void **state)
{
	(void)state;
	run_rows(&edition_desktop, desktop_rows, COUNT(desktop_rows));
}

/* ---- the held table (reference 8.3.3) ---- */

typedef struct Lines {
	FormatSink sink;
	Buf text;
} Lines;

static Flow put_line(FormatSink *sink, Stream stream, Str line)
{
	Lines *lines = (Lines *)sink;

	(void)stream;
	buf_put(&lines->text, line);
	buf_put_char(&lines->text, '|');
	return FLOW_NEXT;
}

static void put_object(Formatter *formatter, int number, const char *text)
{
	Object *object = object_new_custom();

	object_set_take(object, S("a"), value_int(number));
	object_set_string(object, S("b"), str_from(text));
	assert_int_equal(format_put(formatter, object_value(object)), FLOW_NEXT);
	value_drop(object_value(object));
}

static void test_held(void **state)
{
	Keeper keeper;
	Interp *in = keeper_init(&keeper, &edition_core, 120);
	Lines lines = { { put_line }, BUF_INIT };
	FormatTarget target = { .sink = &lines.sink, .columns = 119, .text_columns = 119 };
	Formatter *formatter = format_new(in, &target);

	(void)state;
	put_object(formatter, 1, "x");
	assert_string_equal(lines.text.p, "|"); /* the format's blank line goes out at once */
	keeper.now += 300 * MOMENT_TICKS_PER_MS;
	put_object(formatter, 1000, "yy");
	assert_string_equal(lines.text.p, "|");
	keeper.now += 1;
	put_object(formatter, 20000, "zzz");
	assert_string_equal(lines.text.p, "|    a b|    - -|    1 x| 1000 yy|20000 zzz|");
	put_object(formatter, 7654321, "uuuuu");
	assert_int_equal(format_end(formatter), FLOW_NEXT);
	assert_string_equal(lines.text.p, "|    a b|    - -|    1 x| 1000 yy|20000 zzz|\xe2\x80\xa6"
					  "4321 uu\xe2\x80\xa6||");
	format_free(formatter);
	buf_release(&lines.text);
	interp_free(in);
	buf_release(&keeper.lines);
}

/* What is held is lost when nobody ends it: an exception left the script. */
static void test_lost(void **state)
{
	Keeper keeper;
	Interp *in = keeper_init(&keeper, &edition_core, 120);
	Lines lines = { { put_line }, BUF_INIT };
	FormatTarget target = { .sink = &lines.sink, .columns = 119, .text_columns = 119 };
	Formatter *formatter = format_new(in, &target);

	(void)state;
	put_object(formatter, 1, "x");
	format_free(formatter);
	assert_string_equal(lines.text.p, "|");
	buf_release(&lines.text);
	interp_free(in);
	buf_release(&keeper.lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_cell),
		cmocka_unit_test(test_encoding),
		cmocka_unit_test(test_core),
		cmocka_unit_test(test_desktop),
		cmocka_unit_test(test_held),
		cmocka_unit_test(test_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
