/* test_collate: the culture's order of strings; Core's rows were recorded from .NET 10 with ICU 72. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/buf.h"
#include "shell/base/collate.h"
#include "shell/base/utf16.h"

static int sign(int order)
{
	return (order > 0) - (order < 0);
}

/* ---- Core ------------------------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
	int line;
	Str a, b;
	int cased, caseless;
} compare_rows[] = {
	{ __LINE__, S_INIT("a"), S_INIT("b"), -1, -1 },
	{ __LINE__, S_INIT("a"), S_INIT("A"), -1, 0 },
	{ __LINE__, S_INIT("A"), S_INIT("a"), 1, 0 },
	{ __LINE__, S_INIT("a"), S_INIT("B"), -1, -1 },
	{ __LINE__, S_INIT("B"), S_INIT("a"), 1, 1 },
	{ __LINE__, S_INIT("ab"), S_INIT("aB"), -1, 0 },
	{ __LINE__, S_INIT("aB"), S_INIT("Ab"), -1, 0 },
	{ __LINE__, S_INIT("abc"), S_INIT("abcd"), -1, -1 },
	{ __LINE__, S_INIT("ABC"), S_INIT("abd"), -1, -1 },
	{ __LINE__, S_INIT("a1"), S_INIT("a10"), -1, -1 },
	{ __LINE__, S_INIT("a2"), S_INIT("a10"), 1, 1 },
	{ __LINE__, S_INIT("a-b"), S_INIT("ab"), -1, -1 },
	{ __LINE__, S_INIT("co-op"), S_INIT("coop"), -1, -1 },
	{ __LINE__, S_INIT("co-op"), S_INIT("coo"), -1, -1 },
	{ __LINE__, S_INIT("co-op"), S_INIT("CO-OP"), -1, 0 },
	{ __LINE__, S_INIT("_x"), S_INIT("a_b"), -1, -1 },
	{ __LINE__, S_INIT("a_b"), S_INIT("aa"), -1, -1 },
	{ __LINE__, S_INIT("a b"), S_INIT("ab"), -1, -1 },
	{ __LINE__, S_INIT("a b"), S_INIT("a_b"), -1, -1 },
	{ __LINE__, S_INIT("a\011b"), S_INIT("a b"), -1, -1 },
	{ __LINE__, S_INIT("a\000b"), S_INIT("ab"), 0, 0 },
	{ __LINE__, S_INIT("\001"), S_INIT(""), 0, 0 },
	{ __LINE__, S_INIT("\177"), S_INIT(""), 0, 0 },
	{ __LINE__, S_INIT("a\177"), S_INIT("A"), -1, 0 },
	{ __LINE__, S_INIT("a\037"), S_INIT("a"), 0, 0 },
	{ __LINE__, S_INIT("\011"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\011"), S_INIT("\012"), -1, -1 },
	{ __LINE__, S_INIT("\015"), S_INIT(" "), -1, -1 },
	{ __LINE__, S_INIT("["), S_INIT("]"), -1, -1 },
	{ __LINE__, S_INIT("'"), S_INIT("\""), -1, -1 },
	{ __LINE__, S_INIT("z"), S_INIT("0"), 1, 1 },
	{ __LINE__, S_INIT("0"), S_INIT("A"), -1, -1 },
	{ __LINE__, S_INIT("9"), S_INIT("a"), -1, -1 },
	{ __LINE__, S_INIT("$"), S_INIT("~"), 1, 1 },
	{ __LINE__, S_INIT("~"), S_INIT("0"), -1, -1 },
	{ __LINE__, S_INIT("a'b"), S_INIT("ab"), -1, -1 },
	{ __LINE__, S_INIT("it's"), S_INIT("its"), -1, -1 },
	{ __LINE__, S_INIT("-1"), S_INIT("1"), -1, -1 },
	{ __LINE__, S_INIT("resume"), S_INIT("Resume"), -1, 0 },
	{ __LINE__, S_INIT("A\000b"), S_INIT("ab"), 1, 0 },
	{ __LINE__, S_INIT("A"), S_INIT("ab"), -1, -1 },
	{ __LINE__, S_INIT("aA"), S_INIT("Aa"), -1, 0 },
	{ __LINE__, S_INIT("aa"), S_INIT("AA"), -1, 0 },
	{ __LINE__, S_INIT("\303\237"), S_INIT("ss"), 1, 1 },
	{ __LINE__, S_INIT("\303\237"), S_INIT("SS"), 1, 1 },
	{ __LINE__, S_INIT("\341\272\236"), S_INIT("\303\237"), 1, 0 },
	{ __LINE__, S_INIT("\303\251"), S_INIT("e\314\201"), 0, 0 },
	{ __LINE__, S_INIT("\303\211"), S_INIT("\303\251"), 1, 0 },
	{ __LINE__, S_INIT("e"), S_INIT("\303\251"), -1, -1 },
	{ __LINE__, S_INIT("\357\275\201"), S_INIT("a"), 1, 1 },
	{ __LINE__, S_INIT("\357\274\241"), S_INIT("a"), 1, 1 },
	{ __LINE__, S_INIT("\343\202\242"), S_INIT("\343\201\202"), 1, 1 },
	{ __LINE__, S_INIT("\357\275\261"), S_INIT("\343\202\242"), 1, 1 },
	{ __LINE__, S_INIT("\343\202\241"), S_INIT("\343\202\242"), -1, 1 },
	{ __LINE__, S_INIT("\343\202\241"), S_INIT("\343\201\201"), 1, 1 },
	{ __LINE__, S_INIT("\303\246"), S_INIT("ae"), 1, 1 },
	{ __LINE__, S_INIT("\303\206"), S_INIT("ae"), 1, 1 },
	{ __LINE__, S_INIT("\305\223"), S_INIT("oe"), 1, 1 },
	{ __LINE__, S_INIT("\357\254\201"), S_INIT("fi"), 1, 0 },
	{ __LINE__, S_INIT("a\302\255b"), S_INIT("ab"), 0, 0 },
	{ __LINE__, S_INIT("a\342\200\215b"), S_INIT("ab"), 0, 0 },
	{ __LINE__, S_INIT("a\342\200\213b"), S_INIT("ab"), 0, 0 },
	{ __LINE__, S_INIT("a\357\273\277b"), S_INIT("ab"), 0, 0 },
	{ __LINE__, S_INIT("\304\261"), S_INIT("i"), 1, 1 },
	{ __LINE__, S_INIT("\304\260"), S_INIT("i"), 1, 1 },
	{ __LINE__, S_INIT("\304\260"), S_INIT("I"), 1, 1 },
	{ __LINE__, S_INIT("\303\205"), S_INIT("A\314\212"), 0, 0 },
	{ __LINE__, S_INIT("\342\204\253"), S_INIT("\303\205"), 0, 0 },
	{ __LINE__, S_INIT("\303\270"), S_INIT("o"), 1, 1 },
	{ __LINE__, S_INIT("\304\221"), S_INIT("d"), 1, 1 },
	{ __LINE__, S_INIT("\305\202"), S_INIT("l"), 1, 1 },
	{ __LINE__, S_INIT("1"), S_INIT("\357\274\221"), -1, -1 },
	{ __LINE__, S_INIT("\342\221\240"), S_INIT("1"), 1, 0 },
	{ __LINE__, S_INIT("\302\262"), S_INIT("2"), 1, 0 },
	{ __LINE__, S_INIT("\302\275"), S_INIT("1/2"), 1, 1 },
	{ __LINE__, S_INIT("\331\243"), S_INIT("3"), 0, 0 },
	{ __LINE__, S_INIT("\314\201"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\302\255"), S_INIT(""), 0, 0 },
	{ __LINE__, S_INIT(""), S_INIT("\000"), 0, 0 },
	{ __LINE__, S_INIT("\342\200\246"), S_INIT("..."), 1, 0 },
	{ __LINE__, S_INIT("\342\200\231"), S_INIT("'"), 1, 1 },
	{ __LINE__, S_INIT("\342\200\223"), S_INIT("-"), 1, 1 },
	{ __LINE__, S_INIT("\342\200\224"), S_INIT("-"), 1, 1 },
	{ __LINE__, S_INIT("\302\240"), S_INIT(" "), 1, 0 },
	{ __LINE__, S_INIT("\343\200\200"), S_INIT(" "), 1, 0 },
	{ __LINE__, S_INIT("\352\260\200"), S_INIT("\341\204\200\341\205\241"), 0, 0 },
	{ __LINE__, S_INIT("\346\227\245"), S_INIT("\346\234\254"), -1, -1 },
	{ __LINE__, S_INIT("\321\217"), S_INIT("\320\257"), -1, 0 },
	{ __LINE__, S_INIT("\317\203"), S_INIT("\317\202"), -1, 0 },
	{ __LINE__, S_INIT("\316\243"), S_INIT("\317\202"), -1, 0 },
	{ __LINE__, S_INIT("\302\265"), S_INIT("\316\274"), 1, 0 },
	{ __LINE__, S_INIT("\316\251"), S_INIT("\342\204\246"), 0, 0 },
	{ __LINE__, S_INIT("\360\237\230\200"), S_INIT("\360\237\230\201"), -1, -1 },
	{ __LINE__, S_INIT("\355\240\275"), S_INIT("\355\240\276"), -1, -1 },
	{ __LINE__, S_INIT("\355\240\275"), S_INIT("a"), 1, 1 },
	{ __LINE__, S_INIT("\357\277\276"), S_INIT("a"), -1, -1 },
	{ __LINE__, S_INIT("\357\277\277"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\356\200\200"), S_INIT("z"), 1, 1 },
	{ __LINE__, S_INIT("\307\206"), S_INIT("d\305\276"), 1, 0 },
	{ __LINE__, S_INIT("\303\277"), S_INIT("y"), 1, 1 },
	{ __LINE__, S_INIT("\343\200\205"), S_INIT("\346\227\245"), -1, -1 },
	{ __LINE__, S_INIT("\343\202\253\343\203\274"), S_INIT("\343\202\253\343\202\242"), -1, -1 },
	{ __LINE__, S_INIT("\343\202\236"), S_INIT("\343\202\235"), 1, 1 },
	{ __LINE__, S_INIT("\343\201\214"), S_INIT("\343\201\213\343\202\231"), 0, 0 },
	{ __LINE__, S_INIT("\343\201\213"), S_INIT("\343\201\214"), -1, -1 },
	{ __LINE__, S_INIT("\343\202\253"), S_INIT("\343\201\214"), -1, 1 },
	{ __LINE__, S_INIT("a\314\201"), S_INIT("\303\241"), 0, 0 },
	{ __LINE__, S_INIT("ab"), S_INIT("a\314\201b"), -1, -1 },
	{ __LINE__, S_INIT("A"), S_INIT("\303\241"), -1, -1 },
	{ __LINE__, S_INIT("r\303\251sum\303\251"), S_INIT("resume"), 1, 1 },
	{ __LINE__, S_INIT("R\303\251sum\303\251"), S_INIT("resum\303\251"), 1, 1 },
	{ __LINE__, S_INIT("\011"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\302\205"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\302\200"), S_INIT(""), 0, 0 },
	{ __LINE__, S_INIT("\342\200\250"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\357\267\220"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("x\355\240\200"), S_INIT("x"), 1, 1 },
	{ __LINE__, S_INIT("\343\215\277"), S_INIT("\346\240\252\345\274\217\344\274\232\347\244\276"), 1, 0 },
	{ __LINE__, S_INIT("\357\275\201"), S_INIT("\357\274\241"), -1, 0 },
	{ __LINE__, S_INIT("\357\274\241"), S_INIT("A"), 1, 1 },
	{ __LINE__, S_INIT("\357\275\201"), S_INIT("A"), -1, 1 },
	{ __LINE__, S_INIT("\357\275\201"), S_INIT("b"), -1, -1 },
	{ __LINE__, S_INIT("\357\274\272"), S_INIT("z"), 1, 1 },
	{ __LINE__, S_INIT("\357\275\232"), S_INIT("Z"), -1, 1 },
	{ __LINE__, S_INIT("\357\275\232"), S_INIT("\357\274\272"), -1, 0 },
	{ __LINE__, S_INIT("\357\275\201"), S_INIT("\303\241"), -1, 1 },
	{ __LINE__, S_INIT("\357\274\241"), S_INIT("\303\241"), -1, 1 },
	{ __LINE__, S_INIT("\343\201\201"), S_INIT("\343\201\202"), -1, 0 },
	{ __LINE__, S_INIT("\357\275\247"), S_INIT("\357\275\261"), -1, 1 },
	{ __LINE__, S_INIT("\357\275\247"), S_INIT("\343\202\241"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\207"), S_INIT("\343\201\247"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\207"), S_INIT("\343\203\206"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\206"), S_INIT("\343\201\246"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\207"), S_INIT("\343\201\246"), 1, 1 },
	{ __LINE__, S_INIT("\343\201\247"), S_INIT("\343\201\246"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\206"), S_INIT("\343\201\247"), -1, 1 },
	{ __LINE__, S_INIT("\343\203\220"), S_INIT("\343\203\217"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\221"), S_INIT("\343\203\217"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\221"), S_INIT("\343\203\220"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\221"), S_INIT("\343\201\261"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\264"), S_INIT("\343\202\224"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\264"), S_INIT("\343\202\246"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\276"), S_INIT("\343\202\236"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\276"), S_INIT("\343\203\275"), 1, 1 },
	{ __LINE__, S_INIT("\343\203\275"), S_INIT("\343\202\236"), 1, 1 },
	{ __LINE__, S_INIT("\343\202\236"), S_INIT("\343\202\235"), 1, 1 },
	{ __LINE__, S_INIT("\357\276\203\357\276\236"), S_INIT("\343\203\207"), 1, 1 },
	{ __LINE__, S_INIT("\003\303\250\303\261_o"), S_INIT("\003\303\250\303\261_o"), 0, 0 },
	{ __LINE__, S_INIT("\007\031J3k"), S_INIT("V`+"), -1, -1 },
	{ __LINE__, S_INIT("\013\004\010"), S_INIT("\013\004\010"), 0, 0 },
	{ __LINE__, S_INIT("\016"), S_INIT("\320\266"), -1, -1 },
	{ __LINE__, S_INIT("\022\027\304\260/\000"), S_INIT("\022\027\304\260/\000)"), -1, -1 },
	{ __LINE__, S_INIT("\025\014p7"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\030GZ^\004"), S_INIT(".yX"), 1, 1 },
	{ __LINE__, S_INIT("\033_"), S_INIT("gt\033_"), -1, -1 },
	{ __LINE__, S_INIT("\036A-"), S_INIT("V\034\036A-"), -1, -1 },
	{ __LINE__, S_INIT(" 0"), S_INIT("'"), -1, -1 },
	{ __LINE__, S_INIT(" z\011"), S_INIT("^ z\011"), -1, -1 },
	{ __LINE__, S_INIT("\"Y1"), S_INIT("k\014\316\243"), -1, -1 },
	{ __LINE__, S_INIT("%c"), S_INIT("g"), -1, -1 },
	{ __LINE__, S_INIT("'A _A"), S_INIT("'A _A"), 0, 0 },
	{ __LINE__, S_INIT("'b"), S_INIT("\302\255''b"), 1, 1 },
	{ __LINE__, S_INIT("*>ZI\027"), S_INIT("3{_"), -1, -1 },
	{ __LINE__, S_INIT("-'"), S_INIT("-'"), 0, 0 },
	{ __LINE__, S_INIT("-\314\210\0035\342\200\234"), S_INIT("-\314\210\0035\342\200\234"), 0, 0 },
	{ __LINE__, S_INIT("-\343\202\253\302\243"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT(".\177"), S_INIT("."), 0, 0 },
	{ __LINE__, S_INIT("0\027{f"), S_INIT("0\027{f"), 0, 0 },
	{ __LINE__, S_INIT("0\302\255\177A"), S_INIT("\012"), 1, 1 },
	{ __LINE__, S_INIT("2S\026~\033"), S_INIT("2S\026~\033"), 0, 0 },
	{ __LINE__, S_INIT("5r#K"), S_INIT("%!\034"), 1, 1 },
	{ __LINE__, S_INIT("9\\"), S_INIT("9\\<"), -1, -1 },
	{ __LINE__, S_INIT(";}\343\201\2028"), S_INIT(";}\343\201\2028"), 0, 0 },
	{ __LINE__, S_INIT(">\357\275\201"), S_INIT(">\357\274\241"), -1, 0 },
	{ __LINE__, S_INIT("A0\015BB"), S_INIT("A0\015BB"), 0, 0 },
	{ __LINE__, S_INIT("A"), S_INIT("\022A"), 0, 0 },
	{ __LINE__, S_INIT("B.Aa"), S_INIT("B.Aa"), 0, 0 },
	{ __LINE__, S_INIT("BbA\302\255"), S_INIT("\177B\\\\"), 1, 1 },
	{ __LINE__, S_INIT("D"), S_INIT("Dh5"), -1, -1 },
	{ __LINE__, S_INIT("G`w"), S_INIT("h~G`w"), -1, -1 },
	{ __LINE__, S_INIT("J9R\005K"), S_INIT("j9r\005k"), 1, 0 },
	{ __LINE__, S_INIT("M5\004$"), S_INIT("M5\004$>+"), -1, -1 },
	{ __LINE__, S_INIT("PA"), S_INIT("pa"), 1, 0 },
	{ __LINE__, S_INIT("S\033\000\003\025"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("V\011\007"), S_INIT("v\011\007"), 1, 0 },
	{ __LINE__, S_INIT("X\346\227\245\303\261\303\250"), S_INIT("X\346\227\245\303\261\303\250"), 0, 0 },
	{ __LINE__, S_INIT("\\ \000A\015"), S_INIT("\\ \000A\015"), 0, 0 },
	{ __LINE__, S_INIT("\\_"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\012\\..0"), S_INIT("\012\\..0"), 0, 0 },
	{ __LINE__, S_INIT("\015 '"), S_INIT("\015\015 '"), 1, 1 },
	{ __LINE__, S_INIT("\015\302\255\012"), S_INIT("a _"), -1, -1 },
	{ __LINE__, S_INIT("\0001\302\275\346\227\245\342\200\223"), S_INIT("\0001\302\275\346\227\245\342\200\223"), 0, 0 },
	{ __LINE__, S_INIT("\177\004"), S_INIT("\177\004"), 0, 0 },
	{ __LINE__, S_INIT("\177_\000"), S_INIT("\177_\000"), 0, 0 },
	{ __LINE__, S_INIT("\302\240\346\234\254\352\260\200 "), S_INIT("\314\210\303\274\302\240\346\234\254\352\260\200 "), -1, -1 },
	{ __LINE__, S_INIT("\302\255_\\"), S_INIT("\302\255_\\"), 0, 0 },
	{ __LINE__, S_INIT("\314\201\343\202\242"), S_INIT("\304\260\357\275\201\314\201\343\202\242"), 1, 1 },
	{ __LINE__, S_INIT("\342\200\215\303\240"), S_INIT("\342\200\215\303\240\346\234\254"), -1, -1 },
	{ __LINE__, S_INIT("]$$\024\005"), S_INIT("]$$\024\005"), 0, 0 },
	{ __LINE__, S_INIT("_0\\\015\000"), S_INIT("'b\\_"), -1, -1 },
	{ __LINE__, S_INIT("_b"), S_INIT("_B"), -1, 0 },
	{ __LINE__, S_INIT("a-"), S_INIT("_\012"), 1, 1 },
	{ __LINE__, S_INIT("aa_\000\177"), S_INIT(".aa_\000\177"), 1, 1 },
	{ __LINE__, S_INIT("b!G0I"), S_INIT("b!G0I"), 0, 0 },
	{ __LINE__, S_INIT("b\177"), S_INIT("b\177"), 0, 0 },
	{ __LINE__, S_INIT("b\357\254\201"), S_INIT("lb\357\254\201"), -1, -1 },
	{ __LINE__, S_INIT("e"), S_INIT("\303\237\342\202\254\357\274\241"), -1, -1 },
	{ __LINE__, S_INIT("gr"), S_INIT("Sgr"), -1, -1 },
	{ __LINE__, S_INIT("k\014"), S_INIT("w\033,"), -1, -1 },
	{ __LINE__, S_INIT("n\006"), S_INIT("N\006"), -1, 0 },
	{ __LINE__, S_INIT("p"), S_INIT("\343\201\202"), -1, -1 },
	{ __LINE__, S_INIT("s"), S_INIT("\022-W"), 1, 1 },
	{ __LINE__, S_INIT("v4\005<"), S_INIT("v4\005<H"), -1, -1 },
	{ __LINE__, S_INIT("yZ"), S_INIT("yZR"), -1, -1 },
	{ __LINE__, S_INIT(""), S_INIT("\004"), 0, 0 },
	{ __LINE__, S_INIT(""), S_INIT("$"), -1, -1 },
	{ __LINE__, S_INIT(""), S_INIT("22"), -1, -1 },
	{ __LINE__, S_INIT(""), S_INIT("K&"), -1, -1 },
	{ __LINE__, S_INIT(""), S_INIT("\015bb"), -1, -1 },
	{ __LINE__, S_INIT(""), S_INIT("a\015"), -1, -1 },
	{ __LINE__, S_INIT(""), S_INIT("v1"), -1, -1 },
	{ __LINE__, S_INIT(""), S_INIT("\303\261\320\266\346\234\254\317\203"), -1, -1 },
	{ __LINE__, S_INIT(""), S_INIT("\346\227\245\303\261"), -1, -1 },
	{ __LINE__, S_INIT("\302\243-\320\226\303\266a"), S_INIT("\302\243-\320\266\303\226A"), 1, 0 },
	{ __LINE__, S_INIT("\302\262\303\240V"), S_INIT("\302\262\303\200v"), -1, 0 },
	{ __LINE__, S_INIT("\303\200\342\200\215\303\270\342\200\246"), S_INIT("-\304\260\303\200\342\200\215\303\270\342\200\246"), 1, 1 },
	{ __LINE__, S_INIT("\303\211\320\266\303\240e\303\266"), S_INIT("\303\250\303\211\320\266\303\240e\303\266"), 1, 1 },
	{ __LINE__, S_INIT("\303\240\302\262\304\260"), S_INIT("\320\226\357\275\201\317\202\303\251\302\240"), -1, -1 },
	{ __LINE__, S_INIT("\303\246\343\202\253"), S_INIT("-\303\246\343\202\253"), 1, 1 },
	{ __LINE__, S_INIT("\303\250\303\247"), S_INIT("\303\250\303\247\303\200\342\200\234"), -1, -1 },
	{ __LINE__, S_INIT("\303\261\302\240"), S_INIT("\303\274e\303\261\302\240"), -1, -1 },
	{ __LINE__, S_INIT("\303\266\303\247e"), S_INIT("\303\266\303\247e"), 0, 0 },
	{ __LINE__, S_INIT("\303\274\314\201"), S_INIT("\317\203 \303\211\302\262"), -1, -1 },
	{ __LINE__, S_INIT("\304\260\320\226\302\262"), S_INIT("i\314\207\320\266\302\262"), 1, 0 },
	{ __LINE__, S_INIT("\316\243b"), S_INIT("\317\203B"), 1, 0 },
	{ __LINE__, S_INIT("\317\202\342\202\254a"), S_INIT("\317\202\342\202\254a"), 0, 0 },
	{ __LINE__, S_INIT("\320\226~"), S_INIT("\320\226~\"\303\247"), -1, -1 },
	{ __LINE__, S_INIT("\320\266\357\274\241\352\260\200"), S_INIT("\303\200\320\266\357\274\241\352\260\200"), 1, 1 },
	{ __LINE__, S_INIT("\342\200\231\303\247\320\266e"), S_INIT("b\302\240\302\275 \304\260"), -1, -1 },
	{ __LINE__, S_INIT("\342\200\234\357\274\241\303\200\303\240"), S_INIT("\346\227\245\303\240\320\266"), -1, -1 },
	{ __LINE__, S_INIT("\342\202\254\303\261\303\211\357\274\241\302\243"), S_INIT("\342\202\254\303\261\303\211\357\274\241\302\243\320\226"), -1, -1 },
	{ __LINE__, S_INIT("\343\202\242a"), S_INIT("\343\202\242A"), -1, 0 },
	{ __LINE__, S_INIT("\343\202\253\342\200\231"), S_INIT(""), 1, 1 },
	{ __LINE__, S_INIT("\346\234\254"), S_INIT("\034"), 1, 1 },
	{ __LINE__, S_INIT("\352\260\200\346\227\245\342\200\215\302\262"), S_INIT("\352\260\200\346\227\245\342\200\215\302\262"), 0, 0 },
	{ __LINE__, S_INIT("\357\274\241\303\200\352\260\200"), S_INIT("\357\274\241\303\200\352\260\200"), 0, 0 },
	{ __LINE__, S_INIT("u\356\200\204"), S_INIT("R\316\235"), 1, 1 },
	{ __LINE__, S_INIT("\327\224"), S_INIT("W\327\243"), 1, 1 },
	{ __LINE__, S_INIT("\342\206\247\343\205\245"), S_INIT("\342\207\207\343\205\245"), -1, -1 },
	{ __LINE__, S_INIT("\342\205\217"), S_INIT("\343\205\257\357\270\216"), -1, -1 },
	{ __LINE__, S_INIT("\344\270\201"), S_INIT("\344\270\241"), -1, -1 },
	{ __LINE__, S_INIT("\357\275\277"), S_INIT("\302\237"), 1, 1 },
	{ __LINE__, S_INIT("\321\234"), S_INIT("\316\203\316\233"), -1, -1 },
	{ __LINE__, S_INIT("\357\254\200\342\202\240"), S_INIT("\327\242"), -1, -1 },
	{ __LINE__, S_INIT("\320\243"), S_INIT("\314\203"), 1, 1 },
	{ __LINE__, S_INIT("\357\254\205"), S_INIT("\357\254\206"), 1, 1 },
	{ __LINE__, S_INIT("\327\221\357\270\207"), S_INIT("\327\227"), -1, -1 },
	{ __LINE__, S_INIT("\357\274\201"), S_INIT("\355\246\226"), -1, -1 },
	{ __LINE__, S_INIT("X"), S_INIT("\342\201\236"), 1, 1 },
	{ __LINE__, S_INIT("="), S_INIT("\303\274"), -1, -1 },
	{ __LINE__, S_INIT("\315\205\352\260\224"), S_INIT("\356\200\214o"), -1, -1 },
	{ __LINE__, S_INIT("\341\273\246\344\277\263"), S_INIT("\357\254\205"), 1, 1 },
	{ __LINE__, S_INIT("\355\257\267\342\200\201"), S_INIT("\355\257\266\342\200\201"), 1, 1 },
	{ __LINE__, S_INIT("\320\225\304\244"), S_INIT("\321\215"), -1, -1 },
	{ __LINE__, S_INIT("\342\227\255\342\200\240"), S_INIT("\356\200\214\352\260\246"), -1, -1 },
	{ __LINE__, S_INIT("\357\254\204\342\200\237"), S_INIT("\341\270\231\356\200\211"), 1, 1 },
	{ __LINE__, S_INIT("\320\274"), S_INIT("\321\234"), 1, 1 },
	{ __LINE__, S_INIT("\352\261\261"), S_INIT("\357\254\205"), 1, 1 },
	{ __LINE__, S_INIT("\317\267"), S_INIT("\343\203\270\344\276\247"), -1, -1 },
	{ __LINE__, S_INIT("\357\274\275\342\206\266"), S_INIT("]\342\206\266"), 1, 1 },
	{ __LINE__, S_INIT("\327\227\355\241\255"), S_INIT("A"), 1, 1 },
	{ __LINE__, S_INIT("\341\272\267\320\206"), S_INIT("\320\223\342\204\202"), -1, -1 },
	{ __LINE__, S_INIT("\352\260\246\357\254\200"), S_INIT("\330\243"), 1, 1 },
	{ __LINE__, S_INIT("\355\252\220"), S_INIT("\355\252\217"), 1, 1 },
	{ __LINE__, S_INIT("\352\262\225"), S_INIT("\343\205\270"), -1, -1 },
	{ __LINE__, S_INIT("\305\227\305\243"), S_INIT("\306\267\305\243"), -1, -1 },
	{ __LINE__, S_INIT("\330\264"), S_INIT("\314\232\342\204\201"), 1, 1 },
	{ __LINE__, S_INIT("\355\243\236"), S_INIT("\357\270\216"), 1, 1 },
	{ __LINE__, S_INIT("\321\226"), S_INIT("\341\272\263"), 1, 1 },
	{ __LINE__, S_INIT("\331\202\343\203\215"), S_INIT("\352\263\254"), -1, -1 },
	{ __LINE__, S_INIT("\343\205\205\343\200\243"), S_INIT("\342\202\251\342\225\251"), 1, 1 },
	{ __LINE__, S_INIT("\330\253\342\207\233"), S_INIT("\357\274\240"), 1, 1 },
	{ __LINE__, S_INIT("\357\254\200\343\204\277"), S_INIT("v"), -1, -1 },
	{ __LINE__, S_INIT("\314\216\342\204\272"), S_INIT("\315\256\342\204\272"), -1, -1 },
	{ __LINE__, S_INIT("\303\213\342\200\226"), S_INIT("\357\277\250"), 1, 1 },
	{ __LINE__, S_INIT("\342\225\246"), S_INIT("\342\204\263\342\205\203"), -1, -1 },
	{ __LINE__, S_INIT("\342\200\266\330\247"), S_INIT("\342\200\265\330\247"), -1, -1 },
	{ __LINE__, S_INIT("\343\205\255"), S_INIT("\342\200\243\342\205\201"), 1, 1 },
	{ __LINE__, S_INIT("\357\270\215"), S_INIT("\343\204\275"), -1, -1 },
	{ __LINE__, S_INIT("\342\202\275"), S_INIT("\357\270\200"), 1, 1 },
	{ __LINE__, S_INIT("\357\270\215"), S_INIT("\357\263\255"), -1, -1 },
	{ __LINE__, S_INIT("\342\207\213"), S_INIT("\330\254\344\274\217"), -1, -1 },
	{ __LINE__, S_INIT("h\331\202"), S_INIT("\344\275\232"), -1, -1 },
	{ __LINE__, S_INIT("\342\201\245\352\263\233"), S_INIT("\315\254"), 1, 1 },
	{ __LINE__, S_INIT("\330\271"), S_INIT("`\342\200\204"), 1, 1 },
};

/* Places are units, -1 for none. */
static const struct {
	int line;
	Str text, part;
	struct { int first, last; bool starts, ends; } want[2]; /* respecting case, ignoring it */
} find_rows[] = {
	{ __LINE__, S_INIT("abc"), S_INIT("b"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("abc"), S_INIT("B"), { { -1, -1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("abcabc"), S_INIT("bc"), { { 1, 4, false, true }, { 1, 4, false, true } } },
	{ __LINE__, S_INIT("abc"), S_INIT(""), { { 0, 3, true, true }, { 0, 3, true, true } } },
	{ __LINE__, S_INIT(""), S_INIT(""), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT(""), S_INIT("a"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\000"), S_INIT(""), { { 0, 1, true, true }, { 0, 1, true, true } } },
	{ __LINE__, S_INIT(""), S_INIT("\000"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("abc"), S_INIT("\000"), { { 0, 3, true, true }, { 0, 3, true, true } } },
	{ __LINE__, S_INIT("abc"), S_INIT("\302\255"), { { 0, 3, true, true }, { 0, 3, true, true } } },
	{ __LINE__, S_INIT("ab\000c"), S_INIT("bc"), { { 1, 1, false, true }, { 1, 1, false, true } } },
	{ __LINE__, S_INIT("ab\000c"), S_INIT("b\000"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("ab\000c"), S_INIT("c"), { { 3, 3, false, true }, { 3, 3, false, true } } },
	{ __LINE__, S_INIT("ab\000\000c"), S_INIT("b"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("a\015\012b"), S_INIT("\012"), { { 2, 2, false, false }, { 2, 2, false, false } } },
	{ __LINE__, S_INIT("a\015\012b"), S_INIT("\015"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("a\015\012b"), S_INIT("\015\012"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("a\012b"), S_INIT("\012"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("co-op"), S_INIT("-"), { { 2, 2, false, false }, { 2, 2, false, false } } },
	{ __LINE__, S_INIT("co-op"), S_INIT("coop"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("coop"), S_INIT("-"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("coop"), S_INIT("co-op"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("caf\303\251"), S_INIT("e"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("cafe\314\201"), S_INIT("e"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("cafe\314\201"), S_INIT("\303\251"), { { 3, 3, false, true }, { 3, 3, false, true } } },
	{ __LINE__, S_INIT("caf\303\251"), S_INIT("e\314\201"), { { 3, 3, false, true }, { 3, 3, false, true } } },
	{ __LINE__, S_INIT("cafe\314\201s"), S_INIT("\303\251"), { { 3, 3, false, false }, { 3, 3, false, false } } },
	{ __LINE__, S_INIT("cafe\314\201s"), S_INIT("s"), { { 5, 5, false, true }, { 5, 5, false, true } } },
	{ __LINE__, S_INIT("cafe\314\201"), S_INIT("\314\201"), { { -1, -1, false, true }, { -1, -1, false, true } } },
	{ __LINE__, S_INIT("\357\254\201x"), S_INIT("f"), { { -1, -1, false, false }, { -1, -1, true, false } } },
	{ __LINE__, S_INIT("\357\254\201x"), S_INIT("fi"), { { -1, -1, false, false }, { 0, 0, true, false } } },
	{ __LINE__, S_INIT("\357\254\201x"), S_INIT("i"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\357\254\201x"), S_INIT("x"), { { 1, 1, false, true }, { 1, 1, false, true } } },
	{ __LINE__, S_INIT("stra\303\237e"), S_INIT("ss"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("stra\303\237e"), S_INIT("SS"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("STRASSE"), S_INIT("\303\237"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("ab\302\255cd"), S_INIT("bc"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("ab\302\255cd"), S_INIT("d"), { { 4, 4, false, true }, { 4, 4, false, true } } },
	{ __LINE__, S_INIT("ab\302\255cd"), S_INIT("\302\255c"), { { 3, 3, false, false }, { 3, 3, false, false } } },
	{ __LINE__, S_INIT("ab\302\255cd"), S_INIT("b\302\255"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("\302\255ab"), S_INIT("ab"), { { 1, 1, true, true }, { 1, 1, true, true } } },
	{ __LINE__, S_INIT("\302\255ab"), S_INIT("a"), { { 1, 1, true, false }, { 1, 1, true, false } } },
	{ __LINE__, S_INIT("ab\302\255"), S_INIT("ab"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("ab\302\255"), S_INIT("b"), { { 1, 1, false, true }, { 1, 1, false, true } } },
	{ __LINE__, S_INIT("aaa"), S_INIT("aa"), { { 0, 1, true, true }, { 0, 1, true, true } } },
	{ __LINE__, S_INIT("AbAb"), S_INIT("ab"), { { -1, -1, false, false }, { 0, 2, true, true } } },
	{ __LINE__, S_INIT("x\314\201ab"), S_INIT("a"), { { 2, 2, false, false }, { 2, 2, false, false } } },
	{ __LINE__, S_INIT("\001ab"), S_INIT("a"), { { 1, 1, true, false }, { 1, 1, true, false } } },
	{ __LINE__, S_INIT("\001ab"), S_INIT("ab"), { { 1, 1, true, true }, { 1, 1, true, true } } },
	{ __LINE__, S_INIT("ab\001"), S_INIT("b"), { { 1, 1, false, true }, { 1, 1, false, true } } },
	{ __LINE__, S_INIT("ab\001"), S_INIT("ab"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("\360\237\230\200x"), S_INIT("x"), { { 2, 2, false, true }, { 2, 2, false, true } } },
	{ __LINE__, S_INIT("\360\237\230\200x"), S_INIT("\355\240\275"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\360\237\230\200x"), S_INIT("\355\270\200"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\343\202\253\343\202\242"), S_INIT("\343\201\213"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\357\275\266"), S_INIT("\343\202\253"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("'a'"), S_INIT("a"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("a'b"), S_INIT("ab"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("a b"), S_INIT("ab"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("ab"), S_INIT("a b"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\303\200\303\211"), S_INIT("\303\240\303\251"), { { -1, -1, false, false }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("i\314\207"), S_INIT("i"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("a\342\200\215b"), S_INIT("ab"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("a\342\200\215b"), S_INIT("b"), { { 2, 2, false, true }, { 2, 2, false, true } } },
	{ __LINE__, S_INIT("\352\260\201"), S_INIT("\341\204\200"), { { -1, -1, true, false }, { -1, -1, true, false } } },
	{ __LINE__, S_INIT("\341\204\200\341\205\241\341\206\250"), S_INIT("\352\260\201"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("e\314\201e"), S_INIT("e"), { { 2, 2, false, true }, { 2, 2, false, true } } },
	{ __LINE__, S_INIT("e\303\251"), S_INIT("\303\251"), { { 1, 1, false, true }, { 1, 1, false, true } } },
	{ __LINE__, S_INIT("\303\251"), S_INIT("e"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\314\201"), S_INIT("e"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\314\201abc"), S_INIT("a"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("abc\314\201"), S_INIT("c"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("abc\314\201"), S_INIT("ab"), { { 0, 0, true, false }, { 0, 0, true, false } } },
	{ __LINE__, S_INIT("cafe\314\201"), S_INIT("cafe"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("cafe\314\201s"), S_INIT("cafe"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("abcab"), S_INIT("ab"), { { 0, 3, true, true }, { 0, 3, true, true } } },
	{ __LINE__, S_INIT("abcab"), S_INIT("\302\255"), { { 0, 5, true, true }, { 0, 5, true, true } } },
	{ __LINE__, S_INIT("ab\302\255"), S_INIT("\302\255"), { { 0, 3, true, true }, { 0, 3, true, true } } },
	{ __LINE__, S_INIT("\303\251\314\201"), S_INIT("\303\251"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("a\015\012\303\251"), S_INIT("\012"), { { 2, 2, false, false }, { 2, 2, false, false } } },
	{ __LINE__, S_INIT("a\015\012\303\251"), S_INIT("\015"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("a\015\012\303\251"), S_INIT("\015\012"), { { 1, 1, false, false }, { 1, 1, false, false } } },
	{ __LINE__, S_INIT("\303\251\015\012x"), S_INIT("x"), { { 3, 3, false, true }, { 3, 3, false, true } } },
	{ __LINE__, S_INIT("\303\251ab\303\251ab"), S_INIT("AB"), { { -1, -1, false, false }, { 1, 4, false, true } } },
	{ __LINE__, S_INIT("\005\034F+"), S_INIT("\005\034F+\027J"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\011Z"), S_INIT("v)\011Z"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\017d\342\200\231 s"), S_INIT("\017D\342\200\231 S"), { { -1, -1, false, false }, { 1, 1, true, true } } },
	{ __LINE__, S_INIT("\024("), S_INIT("\024("), { { 1, 1, true, true }, { 1, 1, true, true } } },
	{ __LINE__, S_INIT("\030f"), S_INIT("\007"), { { 0, 2, true, true }, { 0, 2, true, true } } },
	{ __LINE__, S_INIT("\034"), S_INIT("\034"), { { 0, 1, true, true }, { 0, 1, true, true } } },
	{ __LINE__, S_INIT(" .A-"), S_INIT("a\\"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(" \302\275\037"), S_INIT(" \302\275\037"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("$Wp\0303"), S_INIT(""), { { 0, 5, true, true }, { 0, 5, true, true } } },
	{ __LINE__, S_INIT("'A"), S_INIT("'A00"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("("), S_INIT("LEY"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("-\")"), S_INIT("/\022\003\002"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("-"), S_INIT("'-"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(".\012\012'A"), S_INIT("0'__"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("0'a"), S_INIT("0'A"), { { -1, -1, false, false }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("1)\\\\s"), S_INIT("1)\\\\s"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("5r#K"), S_INIT("%!\034"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(":,\016\\"), S_INIT("B:,\016\\"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(">;\020G\346\234\254"), S_INIT("m\342\200\231C\302\243"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("AB"), S_INIT("AB\302\255"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("A\357\254\201\316\243\346\234\254\303\250"), S_INIT("A\357\254\201\316\243\346\234\254\303\250"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("Bbb\\"), S_INIT("\012Bbb\\"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("F'"), S_INIT("dg*"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("J\017"), S_INIT("J\017\\B"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("N\037O"), S_INIT("cU:B"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("RHZ\027"), S_INIT("RHZ\027"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("VN\346\227\245"), S_INIT("C\346\227\245\316\243b\015"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("Z"), S_INIT("\023@g\357\275\201"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\\_ 0 "), S_INIT("\\_ 0 "), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("\012\177_"), S_INIT("\000\000\012\177_"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("\015\015_\\"), S_INIT("_\015\015_\\"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\000WO\342\200\231G"), S_INIT("\000WO\342\200\231GE"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\177\012\012"), S_INIT("\177\012\012"), { { 1, 1, true, true }, { 1, 1, true, true } } },
	{ __LINE__, S_INIT("\302\240\346\234\254\352\260\200 "), S_INIT("\314\210\303\274\302\240\346\234\254\352\260\200 "), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\302\255\342\200\246\317\203\000\030"), S_INIT("\037\012\302\255\342\200\246\317\203\000\030"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\342\200\215"), S_INIT("\342\200\215"), { { 0, 1, true, true }, { 0, 1, true, true } } },
	{ __LINE__, S_INIT("^\013\035"), S_INIT("ao"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("_\177--\302\255"), S_INIT(""), { { 0, 5, true, true }, { 0, 5, true, true } } },
	{ __LINE__, S_INIT("a.\177\000\012"), S_INIT(""), { { 0, 5, true, true }, { 0, 5, true, true } } },
	{ __LINE__, S_INIT("a"), S_INIT("\343\201\202a"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("b\000\000\012"), S_INIT("b\000\000\012"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("d\021or"), S_INIT("d\021or"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("f"), S_INIT("heB\303\2407"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("kD\010"), S_INIT("5\012"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("oN"), S_INIT(""), { { 0, 2, true, true }, { 0, 2, true, true } } },
	{ __LINE__, S_INIT("skB\002"), S_INIT("\316\243."), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("wD\""), S_INIT("\026wD\""), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("{e\020"), S_INIT("{E\020"), { { -1, -1, false, false }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT(""), S_INIT("'-.\012"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(""), S_INIT("Aa\303\251\303\246\302\262"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(""), S_INIT("\015bb"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(""), S_INIT("g#\342\200\215f\303\237"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(""), S_INIT("\303\247J6\320\266P"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT(""), S_INIT("\357\275\201M"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\302\262\037\\M"), S_INIT("x0B6\303\251"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\303\200e\303\246"), S_INIT("\303\240E\303\206"), { { -1, -1, false, false }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("\303\237\303\21199\004"), S_INIT("U\303\246\303\237\303\21199\004"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\303\246\320\266\320\266\342\200\231"), S_INIT("\303\246\320\266\320\266\342\200\231\317\203\360\237\230\200"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\303\251-\317\202"), S_INIT("\357\275\201\303\250\303\251-\317\202"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\303\266^\037"), S_INIT("\303\226^\037"), { { -1, -1, false, false }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("\303\274"), S_INIT("-A\342\200\231 "), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\304\261\303\251a"), S_INIT("I\303\211A"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\317\202\316\243\357\275\201\316\243"), S_INIT("\316\243\317\203\357\274\241\317\202"), { { -1, -1, false, false }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("\320\266\027\014"), S_INIT("a\320\226d\035+"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\342\200\231e"), S_INIT("\342\200\231e"), { { 0, 0, true, true }, { 0, 0, true, true } } },
	{ __LINE__, S_INIT("\342\200\246a\304\261\302\240"), S_INIT("\343\202\242\303\261\342\200\231\303\246\303\261"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\343\201\202\303\266e\342\200\223\302\243"), S_INIT("\302\275 \303\274"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\343\202\253\342\200\231"), S_INIT(""), { { 0, 2, true, true }, { 0, 2, true, true } } },
	{ __LINE__, S_INIT("\346\234\254\346\234\254\343\202\253"), S_INIT("\342\200\234\302\262\346\234\254\346\234\254\343\202\253"), { { -1, -1, false, false }, { -1, -1, false, false } } },
	{ __LINE__, S_INIT("\357\274\241a\346\234\254"), S_INIT(""), { { 0, 3, true, true }, { 0, 3, true, true } } },
};
/* clang-format on */

static int check_compare(size_t i, const Collation *collation)
{
	int bad = 0;

	for (int ignore = 0; ignore < 2; ignore++) {
		int want = ignore ? compare_rows[i].caseless : compare_rows[i].cased;
		Str a = compare_rows[i].a, b = compare_rows[i].b;
		int got = sign(collate_compare(a, b, ignore, collation));
		if (got != want || sign(collate_compare(b, a, ignore, collation)) != -want ||
			collate_equal(a, b, ignore, collation) != (want == 0)) {
			print_error("line %d: got %d, want %d%s\n", compare_rows[i].line, got, want,
				ignore ? " ignoring case" : "");
			bad++;
		}
	}
	return bad;
}

static void test_compare(void **state)
{
	Collation *collation = collate_new(COLLATE_ICU);
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(compare_rows); i++) {
		bad += check_compare(i, collation);
		bad += check_compare(i, NULL);
	}
	collate_free(collation);
	assert_int_equal(bad, 0);
}

static int unit_or_none(Str text, size_t at)
{
	return at == STR_NONE ? -1 : (int)str_unit_of_byte(text, at);
}

static void test_find(void **state)
{
	Collation *collation = collate_new(COLLATE_ICU);
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(find_rows); i++)
		for (int ignore = 0; ignore < 2; ignore++) {
			Str text = find_rows[i].text, part = find_rows[i].part;
			size_t length = 0;
			size_t first = collate_find(text, part, 0, ignore, collation, &length);
			size_t last = collate_rfind(text, part, ignore, collation, NULL);
			bool ok = unit_or_none(text, first) == find_rows[i].want[ignore].first &&
				  unit_or_none(text, last) == find_rows[i].want[ignore].last &&
				  collate_starts(text, part, ignore, collation) == find_rows[i].want[ignore].starts &&
				  collate_ends(text, part, ignore, collation) == find_rows[i].want[ignore].ends;
			if (ok && first != STR_NONE)
				ok = collate_equal(str_cut(text, first, first + length), part, ignore, collation);
			if (!ok) {
				print_error("line %d, ignore case %d: %d %d %d %d\n", find_rows[i].line, ignore,
					unit_or_none(text, first), unit_or_none(text, last),
					collate_starts(text, part, ignore, collation),
					collate_ends(text, part, ignore, collation));
				bad++;
			}
		}
	collate_free(collation);
	assert_int_equal(bad, 0);
}

static void test_find_from(void **state)
{
	Collation *collation = collate_new(COLLATE_ICU);
	size_t length = 99;

	(void)state;
	assert_int_equal(collate_find(S("abcabc"), S("B"), 2, true, collation, &length), 4);
	assert_int_equal(length, 1);
	assert_int_equal(collate_find(S("\303\251abc\303\251"), S("e\314\201"), 1, false, collation, &length), 5);
	assert_int_equal(length, 2);
	assert_int_equal(collate_find(S("ae\314\201"), S("\303\251"), 0, false, collation, &length), 1);
	assert_int_equal(length, 3);
	assert_true(collate_find(S("abc"), S("a"), 1, true, collation, NULL) == STR_NONE);
	assert_int_equal(collate_find(S("abc"), S(""), 2, true, collation, &length), 2);
	assert_int_equal(length, 0);
	collate_free(collation);
}

/* Each character comes before the next; a case pair differs in case alone. */
static void check_order(const char *order, CollateRules rules)
{
	Collation *collation = collate_new(rules);

	for (const char *c = order; c[1]; c++) {
		Str a = { c, 1 }, b = { c + 1, 1 };
		bool pair = c[0] >= 'a' && c[0] <= 'z' && c[1] == c[0] - 32;
		if (collate_compare(a, b, false, collation) >= 0 ||
			sign(collate_compare(a, b, true, collation)) != (pair ? 0 : -1))
			fail_msg("%c is not before %c", c[0], c[1]);
	}
	collate_free(collation);
}

#define ALPHANUMERIC "0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ"

static void test_ascii_order(void **state)
{
	(void)state;
	check_order("\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$" ALPHANUMERIC, COLLATE_ICU);
	check_order(" \t\n\v\f\r!\"#$%&()*,./:;?@[\\]^_`{|}~+<=>" ALPHANUMERIC, COLLATE_NLS);
}

/* How two characters compare before an x, and before an x and an accent, which leads to ICU. */
static void check_pair(char a, char b, const Collation *collation)
{
	char plain_a[] = { a, 'x' }, plain_b[] = { b, 'x' };
	char far_a[] = { a, 'x', '\303', '\251' }, far_b[] = { b, 'x', '\303', '\251' };

	for (int ignore = 0; ignore < 2; ignore++) {
		int plain = collate_compare((Str){ plain_a, 2 }, (Str){ plain_b, 2 }, ignore, collation);
		int far = collate_compare((Str){ far_a, 4 }, (Str){ far_b, 4 }, ignore, collation);
		if (sign(plain) != sign(far))
			fail_msg("%d and %d: %d, by ICU %d", a, b, plain, far);
	}
}

static void test_ascii_agrees_with_icu(void **state)
{
	(void)state;
	for (int rules = COLLATE_ICU; rules <= COLLATE_NLS; rules++) {
		Collation *collation = collate_new((CollateRules)rules);
		for (int i = 0; i < 128 * 128; i++)
			check_pair((char)(i % 128), (char)(i / 128), collation);
		collate_free(collation);
	}
}

/* ---- Desktop ---------------------------------------------------------------------------------------------------- */

/* Windows' word sort: - and ' count when all else is equal. */
static void test_word_sort(void **state)
{
	/* clang-format off */
	static const struct { int line; Str a, b; int cased, caseless; } rows[] = {
		{ __LINE__, S_INIT("coop"), S_INIT("co-op"), -1, -1 },
		{ __LINE__, S_INIT("co-op"), S_INIT("co-op"), 0, 0 },
		{ __LINE__, S_INIT("co-op"), S_INIT("coo"), 1, 1 },
		{ __LINE__, S_INIT("co-op"), S_INIT("coops"), -1, -1 },
		{ __LINE__, S_INIT("co-op"), S_INIT("coor"), -1, -1 },
		{ __LINE__, S_INIT("co-op"), S_INIT("CO-OP"), -1, 0 },
		{ __LINE__, S_INIT("CO-OP"), S_INIT("coop"), 1, 1 },
		{ __LINE__, S_INIT("its"), S_INIT("it's"), -1, -1 },
		{ __LINE__, S_INIT("it's"), S_INIT("it-s"), -1, -1 },
		{ __LINE__, S_INIT("-ab"), S_INIT("a-b"), -1, -1 },
		{ __LINE__, S_INIT("a-b"), S_INIT("ab-"), -1, -1 },
		{ __LINE__, S_INIT("a-b"), S_INIT("a-b-"), -1, -1 },
		{ __LINE__, S_INIT("-"), S_INIT(""), 1, 1 },
		{ __LINE__, S_INIT("-"), S_INIT("a"), -1, -1 },
		{ __LINE__, S_INIT("-1"), S_INIT("1"), 1, 1 },
		{ __LINE__, S_INIT("_x"), S_INIT("a_b"), -1, -1 },
		{ __LINE__, S_INIT("a_b"), S_INIT("aa"), -1, -1 },
		{ __LINE__, S_INIT("a\000b"), S_INIT("ab"), 0, 0 },
		{ __LINE__, S_INIT("\000-a"), S_INIT("-a"), 0, 0 },
		{ __LINE__, S_INIT("caf\303\251"), S_INIT("caf-\303\251"), -1, -1 },
		{ __LINE__, S_INIT("caf-\303\251"), S_INIT("cafe"), 1, 1 },
		{ __LINE__, S_INIT("caf-\303\211"), S_INIT("caf-\303\251"), 1, 0 },
		{ __LINE__, S_INIT("-e\314\201"), S_INIT("-\303\251"), 0, 0 },
		{ __LINE__, S_INIT("\303\251!"), S_INIT("\303\251#"), -1, -1 },
	};
	/* clang-format on */
	Collation *collation = collate_new(COLLATE_NLS);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int ignore = 0; ignore < 2; ignore++) {
			int want = ignore ? rows[i].caseless : rows[i].cased;
			int got = sign(collate_compare(rows[i].a, rows[i].b, ignore, collation));
			int back = sign(collate_compare(rows[i].b, rows[i].a, ignore, collation));
			if (got != want || back != -want)
				fail_msg("line %d: got %d and %d, want %d", rows[i].line, got, back, want);
		}
	assert_true(collate_find(S("co-op"), S("coop"), 0, true, collation, NULL) == STR_NONE);
	assert_int_equal(collate_find(S("co-op"), S("-"), 0, true, collation, NULL), 2);
	collate_free(collation);
}

/* ---- units and bytes -------------------------------------------------------------------------------------------- */

static void test_utf16(void **state)
{
	static const uint16_t units[] = { 'a', 0xe9, 0x20ac, 0xd83d, 0xde00, 0xd800, 0xfffd, 0 };
	static const uint32_t bytes[] = { 0, 1, 3, 6, 6, 10, 13, 14, 15 };
	Utf16 text;

	(void)state;
	utf16_from(&text, S("a\303\251\342\202\254\360\237\230\200\355\240\200\377\000"));
	assert_int_equal(text.n, COUNT(units));
	assert_memory_equal(text.units, units, sizeof(units));
	assert_memory_equal(text.bytes, bytes, sizeof(bytes));
	assert_true(utf16_is_inside(&text, 4) && !utf16_is_inside(&text, 3) && !utf16_is_inside(&text, 5));
	assert_int_equal(utf16_byte_after(&text, 4), 10);
	assert_int_equal(utf16_byte_after(&text, 3), 6);
	assert_int_equal(utf16_byte_after(&text, 8), 15);
	utf16_release(&text);
	utf16_from(&text, S(""));
	assert_true(text.n == 0 && text.bytes[0] == 0);
	utf16_release(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_find_from),
		cmocka_unit_test(test_ascii_order),
		cmocka_unit_test(test_ascii_agrees_with_icu),
		cmocka_unit_test(test_word_sort),
		cmocka_unit_test(test_utf16),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
