/* test_regex: .NET's regular expressions; the rows were recorded from .NET 10. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/time.h>

#include <cmocka.h>

#include "shell/base/regex.h"

static Regex *make(Str pattern, unsigned options)
{
	RegexError error;
	Regex *regex = regex_new(pattern, options, &error);

	if (!regex)
		fail_msg("%.*s: %s", STR_ARG(pattern), error.text);
	return regex;
}

/* ---- refused patterns ------------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
	int line;
	unsigned options;
	Str pattern;
	size_t offset;
	const char *text;
} bad_rows[] = {
	{ __LINE__, 0, S_INIT("["), 1, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[]"), 2, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[^"), 2, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[^]"), 3, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[a"), 2, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[a-"), 3, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[b-a]"), 4, "[x-y] range in reverse order." },
	{ __LINE__, 0, S_INIT("[a-\\d]"), 5, "Cannot include class \\d in character range." },
	{ __LINE__, 0, S_INIT("[a-\\w]"), 5, "Cannot include class \\w in character range." },
	{ __LINE__, 0, S_INIT("[a-\\p{L}]"), 5, "Cannot include class \\p in character range." },
	{ __LINE__, 0, S_INIT("[\\"), 2, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[\\]"), 3, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("("), 1, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?"), 2, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?:"), 3, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?="), 3, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?<"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?<a"), 4, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?<a>"), 5, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?<a>x"), 6, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?<>x)"), 3, "Invalid group name: Group names must begin with a word character." },
	{ __LINE__, 0, S_INIT("(\?<1a>x)"), 4, "Invalid group name: Group names must begin with a word character." },
	{ __LINE__, 0, S_INIT("(\?<0>x)"), 4, "Capture number cannot be zero." },
	{ __LINE__, 0, S_INIT("(\?<a b>x)"), 4, "Invalid group name: Group names must begin with a word character." },
	{ __LINE__, 0, S_INIT("(\?<-1>x)"), 5, "Reference to undefined group number 1." },
	{ __LINE__, 0, S_INIT("(\?<-a>x)"), 5, "Reference to undefined group name 'a'." },
	{ __LINE__, 0, S_INIT("(\?<a-b>x)"), 6, "Reference to undefined group name 'b'." },
	{ __LINE__, 0, S_INIT("(\?<a->x)"), 5, "Invalid group name: Group names must begin with a word character." },
	{ __LINE__, 0, S_INIT("(\?'a"), 4, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?P<a>x)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?'=x)"), 4, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT(")"), 1, "Too many )'s." },
	{ __LINE__, 0, S_INIT("a)"), 2, "Too many )'s." },
	{ __LINE__, 0, S_INIT("(a))"), 4, "Too many )'s." },
	{ __LINE__, 0, S_INIT("*"), 1, "Quantifier '*' following nothing." },
	{ __LINE__, 0, S_INIT("+a"), 1, "Quantifier '+' following nothing." },
	{ __LINE__, 0, S_INIT("\?"), 1, "Quantifier '\?' following nothing." },
	{ __LINE__, 0, S_INIT("a**"), 3, "Nested quantifier '*'." },
	{ __LINE__, 0, S_INIT("a*+"), 3, "Nested quantifier '+'." },
	{ __LINE__, 0, S_INIT("a++"), 3, "Nested quantifier '+'." },
	{ __LINE__, 0, S_INIT("a\?+"), 3, "Nested quantifier '+'." },
	{ __LINE__, 0, S_INIT("a*\?\?"), 4, "Nested quantifier '\?'." },
	{ __LINE__, 0, S_INIT("a{2}{3}"), 5, "Nested quantifier '{'." },
	{ __LINE__, 0, S_INIT("a{2}*"), 5, "Nested quantifier '*'." },
	{ __LINE__, 0, S_INIT("{1}"), 1, "Quantifier '{' following nothing." },
	{ __LINE__, 0, S_INIT("a{2,1}"), 6, "Illegal {x,y} with x > y." },
	{ __LINE__, 0, S_INIT("a{99999999999}"), 12, "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue." },
	{ __LINE__, 0, S_INIT("a{1,99999999999}"), 14, "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue." },
	{ __LINE__, 0, S_INIT("a{2147483648}"), 12, "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue." },
	{ __LINE__, 0, S_INIT("(\?i)*"), 5, "Quantifier '*' following nothing." },
	{ __LINE__, 0, S_INIT("|*"), 2, "Quantifier '*' following nothing." },
	{ __LINE__, 0, S_INIT("(*a)"), 2, "Quantifier '*' following nothing." },
	{ __LINE__, 0, S_INIT("(|*)"), 3, "Quantifier '*' following nothing." },
	{ __LINE__, 0, S_INIT("\\"), 1, "Illegal \\ at end of pattern." },
	{ __LINE__, 0, S_INIT("a\\"), 2, "Illegal \\ at end of pattern." },
	{ __LINE__, 0, S_INIT("\\1"), 2, "Reference to undefined group number 1." },
	{ __LINE__, 0, S_INIT("(a)\\2"), 5, "Reference to undefined group number 2." },
	{ __LINE__, 0, S_INIT("\\9"), 2, "Reference to undefined group number 9." },
	{ __LINE__, 0, S_INIT("\\k"), 1, "Malformed \\k<...> named back reference." },
	{ __LINE__, 0, S_INIT("\\k<"), 3, "Malformed \\k<...> named back reference." },
	{ __LINE__, 0, S_INIT("\\k<a"), 2, "Unrecognized escape sequence \\k." },
	{ __LINE__, 0, S_INIT("\\k<a>"), 5, "Reference to undefined group name 'a'." },
	{ __LINE__, 0, S_INIT("\\k<1>"), 5, "Reference to undefined group number 1." },
	{ __LINE__, 0, S_INIT("\\k'a'"), 5, "Reference to undefined group name 'a'." },
	{ __LINE__, 0, S_INIT("\\k{a}"), 3, "Malformed \\k<...> named back reference." },
	{ __LINE__, 0, S_INIT("\\k<>"), 2, "Unrecognized escape sequence \\k." },
	{ __LINE__, 0, S_INIT("\\ka"), 3, "Malformed \\k<...> named back reference." },
	{ __LINE__, 0, S_INIT("\\<a>"), 4, "Reference to undefined group name 'a'." },
	{ __LINE__, 0, S_INIT("\\g1"), 2, "Unrecognized escape sequence \\g." },
	{ __LINE__, 0, S_INIT("\\i"), 2, "Unrecognized escape sequence \\i." },
	{ __LINE__, 0, S_INIT("\\y"), 2, "Unrecognized escape sequence \\y." },
	{ __LINE__, 0, S_INIT("\\_"), 2, "Unrecognized escape sequence \\_." },
	{ __LINE__, 0, S_INIT("\\\303\251"), 2, "Unrecognized escape sequence \\\303\251." },
	{ __LINE__, 0, S_INIT("\\x"), 2, "Insufficient or invalid hexadecimal digits." },
	{ __LINE__, 0, S_INIT("\\x1"), 2, "Insufficient or invalid hexadecimal digits." },
	{ __LINE__, 0, S_INIT("\\xg1"), 3, "Insufficient or invalid hexadecimal digits." },
	{ __LINE__, 0, S_INIT("\\u123"), 2, "Insufficient or invalid hexadecimal digits." },
	{ __LINE__, 0, S_INIT("\\u12g4"), 5, "Insufficient or invalid hexadecimal digits." },
	{ __LINE__, 0, S_INIT("\\c"), 2, "Missing control character." },
	{ __LINE__, 0, S_INIT("\\c1"), 3, "Unrecognized control character." },
	{ __LINE__, 0, S_INIT("\\c\?"), 3, "Unrecognized control character." },
	{ __LINE__, 0, S_INIT("\\p"), 2, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("\\p{"), 2, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("\\p{L"), 2, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("\\p{}"), 2, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("\\p{Foo}"), 7, "Unknown property 'Foo'." },
	{ __LINE__, 0, S_INIT("\\pL"), 2, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("\\pLx"), 2, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("\\p{IsFoo}"), 9, "Unknown property 'IsFoo'." },
	{ __LINE__, 0, S_INIT("\\P{^L}"), 4, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("\\Q"), 2, "Unrecognized escape sequence \\Q." },
	{ __LINE__, 0, S_INIT("\\K"), 2, "Unrecognized escape sequence \\K." },
	{ __LINE__, 0, S_INIT("\\R"), 2, "Unrecognized escape sequence \\R." },
	{ __LINE__, 0, S_INIT("\\h"), 2, "Unrecognized escape sequence \\h." },
	{ __LINE__, 0, S_INIT("\\N"), 2, "Unrecognized escape sequence \\N." },
	{ __LINE__, 0, S_INIT("\\X"), 2, "Unrecognized escape sequence \\X." },
	{ __LINE__, 0, S_INIT("\\E"), 2, "Unrecognized escape sequence \\E." },
	{ __LINE__, 0, S_INIT("(\?#"), 3, "Unterminated (\?#...) comment." },
	{ __LINE__, 0, S_INIT("(\?#a"), 4, "Unterminated (\?#...) comment." },
	{ __LINE__, 0, S_INIT("(\?#a)*"), 6, "Quantifier '*' following nothing." },
	{ __LINE__, 0, S_INIT("(\?("), 3, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?(1)"), 5, "Conditional alternation refers to an undefined group number 1." },
	{ __LINE__, 0, S_INIT("(\?(1)a)"), 5, "Conditional alternation refers to an undefined group number 1." },
	{ __LINE__, 0, S_INIT("(\?(1)a|b|c)"), 5, "Conditional alternation refers to an undefined group number 1." },
	{ __LINE__, 0, S_INIT("(a)(\?(1)a|b|c)"), 14, "Too many | in (\?()|)." },
	{ __LINE__, 0, S_INIT("(a)(\?(1)b"), 9, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(a)(\?(1"), 7, "Conditional alternation is missing a closing parenthesis after the group number 1." },
	{ __LINE__, 0, S_INIT("(a)(\?(1x)b)"), 8, "Conditional alternation is missing a closing parenthesis after the group number 1." },
	{ __LINE__, 0, S_INIT("(\?(a)b|c|d)"), 11, "Too many | in (\?()|)." },
	{ __LINE__, 0, S_INIT("(\?(a)b|c"), 8, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?(\?#a)b|c)"), 2, "Alternation conditions cannot be comments." },
	{ __LINE__, 0, S_INIT("(\?(\?<a>b)c|d)"), 2, "Alternation conditions do not capture and cannot be named." },
	{ __LINE__, 0, S_INIT("(\?(\?'a'b)c|d)"), 2, "Alternation conditions do not capture and cannot be named." },
	{ __LINE__, 0, S_INIT("(\?(\?i:a)b|c)"), 5, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?(\?i)a)"), 5, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?a)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?i"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?i-"), 4, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?i:"), 4, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?^i:a)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?z:a)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?r)a"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?e)a"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?c)a"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?)"), 2, "Quantifier '\?' following nothing." },
	{ __LINE__, 0, S_INIT("(\?)a"), 2, "Quantifier '\?' following nothing." },
	{ __LINE__, 0, S_INIT("(\?|a)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?&a)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?R)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?1)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?~a)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("[a-z-[aeiou]x]"), 12, "A subtraction must be the last element in a character class." },
	{ __LINE__, 0, S_INIT("[a-z-[aeiou"), 11, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[a-z-[aeiou]"), 12, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[a--b]"), 4, "[x-y] range in reverse order." },
	{ __LINE__, 0, S_INIT("[a-\\x41]"), 7, "[x-y] range in reverse order." },
	{ __LINE__, 0, S_INIT("[\\B]"), 3, "Unrecognized escape sequence \\B." },
	{ __LINE__, 0, S_INIT("[\\A]"), 3, "Unrecognized escape sequence \\A." },
	{ __LINE__, 0, S_INIT("[\\Z]"), 3, "Unrecognized escape sequence \\Z." },
	{ __LINE__, 0, S_INIT("[\\8]"), 3, "Unrecognized escape sequence \\8." },
	{ __LINE__, 0, S_INIT("[\\k]"), 3, "Unrecognized escape sequence \\k." },
	{ __LINE__, 0, S_INIT("[\\c]"), 4, "Unterminated [] set." },
	{ __LINE__, 0, S_INIT("[\\u1]"), 3, "Insufficient or invalid hexadecimal digits." },
	{ __LINE__, 0, S_INIT("[\\p{L]"), 6, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("[^\\p{Foo}]"), 9, "Unknown property 'Foo'." },
	{ __LINE__, 0, S_INIT("[a-\\-]"), 5, "[x-y] range in reverse order." },
	{ __LINE__, 0, S_INIT("(\?x"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 0, S_INIT("(\?x) *"), 6, "Quantifier '*' following nothing." },
	{ __LINE__, 32, S_INIT("a * *"), 5, "Nested quantifier '*'." },
	{ __LINE__, 32, S_INIT("(\? :a)"), 3, "Unrecognized grouping construct." },
	{ __LINE__, 32, S_INIT("( \?:a)"), 3, "Quantifier '\?' following nothing." },
	{ __LINE__, 4, S_INIT("(a)(\?<n>b)(c)\\3"), 15, "Reference to undefined group number 3." },
	{ __LINE__, 4, S_INIT("(a)\\1"), 5, "Reference to undefined group number 1." },
	{ __LINE__, 0, S_INIT("(\?<2147483648>a)"), 13, "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue." },
	{ __LINE__, 0, S_INIT("(\?<99999999999>a)"), 13, "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue." },
	{ __LINE__, 0, S_INIT("\\99999999999"), 11, "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue." },
	{ __LINE__, 0, S_INIT("(\?(99999999999)a)"), 13, "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue." },
	{ __LINE__, 0, S_INIT("\\k<99999999999>"), 13, "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue." },
	{ __LINE__, 0, S_INIT("(\?<a'x)"), 4, "Invalid group name: Group names must begin with a word character." },
	{ __LINE__, 0, S_INIT("(\?'a>x)"), 4, "Invalid group name: Group names must begin with a word character." },
	{ __LINE__, 0, S_INIT("(\?<="), 4, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?<!"), 4, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?>"), 3, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("a|*"), 3, "Quantifier '*' following nothing." },
	{ __LINE__, 0, S_INIT("\\8"), 2, "Reference to undefined group number 8." },
	{ __LINE__, 0, S_INIT("\\89"), 2, "Unrecognized escape sequence \\8." },
	{ __LINE__, 0, S_INIT("(\?x: a b # comment)"), 19, "Not enough )'s." },
	{ __LINE__, 0, S_INIT("(\?<!2\?A)(\?m)|(\?:B{0}\\DB^)c[]]|(\?:a\\P{Lu}{0,1}\?|(\?<!\\S|[^\\]][^^\\S]#)(\?<3>(\?-i){2,})C)*\?(\?(n)[^\\-A-Z](\?:c))"), 78, "Quantifier '{' following nothing." },
	{ __LINE__, 2, S_INIT("a\\k<n>[^[_][\\d]{0,1}\?"), 6, "Reference to undefined group name 'n'." },
	{ __LINE__, 2, S_INIT("1|\\pz|"), 4, "Incomplete \\p{X} character escape." },
	{ __LINE__, 0, S_INIT("\\2*\?(b 2(\?(\?=b)b{1,2}a)\?\?|a\?\?.{,2}.{1,2(\?(})*(\?:2\\W*\?|-)"), 2, "Reference to undefined group number 2." },
	{ __LINE__, 513, S_INIT("aa(\?'x1'(\?=(\?(\?=b)1b)|((\?s)\?1)|{\\w(\?:(aa{0})#)|\\P{Lu})C*bc)|"), 28, "Quantifier '\?' following nothing." },
	{ __LINE__, 4, S_INIT("\\1\?\?1\\s\?\?\\W"), 2, "Reference to undefined group number 1." },
	{ __LINE__, 513, S_INIT(" \\Z\?\?((\?i:c(\?:(\?(n)\\t){0}[A-Z\\W])+\\w)"), 37, "Not enough )'s." },
	{ __LINE__, 4, S_INIT("(\?<m>a+\?(\?-i){2,})(\?(1)\\b)*\?(k(\?(\?=b)[\\n\\S].\?I{0})(_)|[^bz-](\\k<n>{0})\342\204\252)"), 14, "Quantifier '{' following nothing." },
	{ __LINE__, 1, S_INIT("\\Z(\?<=(\?<n>b(\?>A{2,}|(\?(1)I)(a)+)(\?i))\360\237\230\200\?\?(\?<n>(\?<3>\304\260(\?s)\?)b)i*\?)ss{2}"), 58, "Quantifier '\?' following nothing." },
	{ __LINE__, 3, S_INIT("\\k'm'{2,}\303\251-"), 5, "Reference to undefined group name 'm'." },
	{ __LINE__, 512, S_INIT("[_^0"), 4, "Unterminated [] set." },
	{ __LINE__, 1, S_INIT("\\k'm'(\?(1)b(\?:-)\\n{1,2}|I((\?im-s){1,2}){0,1}\?\\k<n>2\?)[^.\\w-[^]]]"), 5, "Reference to undefined group name 'm'." },
	{ __LINE__, 512, S_INIT("i\\2((\?n)+c)(\?s)"), 3, "Reference to undefined group number 2." },
	{ __LINE__, 1, S_INIT("k(\?(1) \\S\360\237\230\200\?\?i)\\d{2,}"), 6, "Conditional alternation refers to an undefined group number 1." },
	{ __LINE__, 1, S_INIT("\\k<1>(\?(n)(\?x)+)(\?i:cC\303\251)|[^\\]\\P{L}\\-]"), 5, "Reference to undefined group number 1." },
	{ __LINE__, 512, S_INIT("(\?:(\?=(\?<n>\303\251\?)(\?s){2}c|((\?'x1'1 ))C\\k<n>*)(\\p{L}(\?#c)\303\211)${2}(\?=bk))\303\251"), 19, "Quantifier '{' following nothing." },
	{ __LINE__, 0, S_INIT("(\?!\317\203(\?-i)*a(\?<!a{0}-.))^\\DI"), 10, "Quantifier '*' following nothing." },
	{ __LINE__, 257, S_INIT("\\cAa(\?<n>(cA(2a))k)|\\x4|1\\e"), 24, "Insufficient or invalid hexadecimal digits." },
	{ __LINE__, 0, S_INIT("(\?:(\?(\?=b)a\?\?1{0})\?)*(\?<3>1{1,2}\\2)"), 34, "Reference to undefined group number 2." },
	{ __LINE__, 32, S_INIT(" (a(\?(1)\\2*\?\317\203|i)\303\251(\?(1)(\?=_[^\303\251[\\P{IsBasicLatin}])A){2,})[\\s_]|bC\\Z"), 10, "Reference to undefined group number 2." },
	{ __LINE__, 0, S_INIT("_+\?\\k'm'B"), 8, "Reference to undefined group name 'm'." },
	{ __LINE__, 1, S_INIT("\\k<1>-"), 5, "Reference to undefined group number 1." },
	{ __LINE__, 1, S_INIT("(\?(\?=b)[\\n\\-\\p{Lu}](\\Z(\?<3>b\?\?|\\W+)+\?)(\?(a)(\?-i:aC\\s)cA))"), 46, "Unrecognized grouping construct." },
	{ __LINE__, 1, S_INIT("\303\211+[0-9\\P{IsBasicLatin}]2\\k<n>"), 29, "Reference to undefined group name 'n'." },
	{ __LINE__, 3, S_INIT("(C)|\\S{2,}\304\260(\?(n)(\?:Aa)-|c{0}i(\?(1)(\?!(\?(n)1)(\?<!\342\204\252\\k<n>))ssI))}"), 54, "Reference to undefined group name 'n'." },
	{ __LINE__, 4, S_INIT("k+(\?:\\BC\317\203A{1,2})(\?-i:(\?>\303\251\\k'm')(\?!\\za*)+[^\\D\\w\\P{L}])"), 30, "Reference to undefined group name 'm'." },
	{ __LINE__, 1, S_INIT("B{1,2}\\2\?\?\\z"), 8, "Reference to undefined group number 2." },
	{ __LINE__, 17, S_INIT("\\s{0}[\\d\\P{L}].|[^_](\?(\?=b)\342\204\252-(\?s){2})c+(\?(n)ss{2,}\303\251(\?(a)(\?!\303\211(a\\D.) )\304\260|\342\204\252+\?))"), 32, "Unrecognized grouping construct." },
	{ __LINE__, 17, S_INIT("\\2\?\?"), 2, "Reference to undefined group number 2." },
	{ __LINE__, 512, S_INIT("[\\-]+\?\\k'm'\304\260*\?"), 11, "Reference to undefined group name 'm'." },
	{ __LINE__, 3, S_INIT("2{1,)2}aI"), 5, "Too many )'s." },
	{ __LINE__, 16, S_INIT("\360\237\230\200k(\?i:1|((\?-i)\\k'm'))"), 20, "Reference to undefined group name 'm'." },
	{ __LINE__, 0, S_INIT("(\?(a)\303\251*_(\?=(\?'x1'\342\204\252)(\?im-s){2,})(\?(1)\303\251(-){1,2}))*2A"), 27, "Quantifier '{' following nothing." },
};
/* clang-format on */

static void test_errors(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(bad_rows); i++) {
		RegexError error;
		Regex *regex = regex_new(bad_rows[i].pattern, bad_rows[i].options, &error);
		if (regex || error.offset != bad_rows[i].offset ||
			!str_eq(str_from(error.text), str_from(bad_rows[i].text))) {
			print_error("line %d: at %zu \"%s\", want %zu \"%s\"\n", bad_rows[i].line, error.offset,
				error.text, bad_rows[i].offset, bad_rows[i].text);
			bad++;
		}
		regex_drop(regex);
	}
	assert_int_equal(bad, 0);
}

/* .NET Framework's texts. */
static void test_desktop_errors(void **state)
{
	static const struct {
		const char *pattern, *text;
	} rows[] = {
		{ "(", "Not enough )'s." },
		{ "*", "Quantifier {x,y} following nothing." },
		{ "a**", "Nested quantifier *." },
		{ "\\k<n>", "Reference to undefined group name n." },
		{ "\\1", "Reference to undefined group number 1." },
		{ "(?(1)a)", "(?(1) ) reference to undefined group." },
		{ "\\x", "Insufficient hexadecimal digits." },
	};
	RegexError error;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_null(regex_new(str_from(rows[i].pattern), 0, &error));
		assert_string_equal(error.text_desktop, rows[i].text);
	}
}

/* What .NET has and we have not is refused, unless .NET refuses it too. */
static void test_unsupported(void **state)
{
	static const struct {
		const char *pattern;
		unsigned options;
		const char *text;
	} rows[] = {
		{ "a", REGEX_RIGHT_TO_LEFT, "RegexOptions.RightToLeft is not supported." },
		{ "(a)(?<b-1>c)", 0, "Balancing groups (?<a-b>...) are not supported." },
		{ "(a)(?<-1>c)(", 0, "Not enough )'s." },
		{ "(?<=(a)+)b", 0,
			"Groups and back references inside a lookbehind of variable length are not supported." },
		{ "(a)(?<=\\1x)b", 0,
			"Groups and back references inside a lookbehind of variable length are not supported." },
		{ "(?<=(a)+)b*+", 0, "Nested quantifier '+'." },
		{ "a{70000}", 0, "The pattern is too large." },
		{ "(?:(?:abc){1000}){1000}", 0, "The pattern is too large." },
		{ "a", REGEX_ECMASCRIPT | REGEX_SINGLELINE,
			"Specified argument was out of the range of valid values. (Parameter 'options')" },
		{ "a", 1u << 20, "Specified argument was out of the range of valid values. (Parameter 'options')" },
	};
	RegexError error;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_null(regex_new(str_from(rows[i].pattern), rows[i].options, &error));
		assert_string_equal(error.text, rows[i].text);
	}
}

/* Depth and size of a pattern end in an error, not in a crash. */
static void test_huge_patterns(void **state)
{
	static const char *const pieces[] = { "(", "[a-[", "(?:", "(?=", "(?(?=", "a|", "(a)" };

	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		Buf pattern = BUF_INIT;
		RegexError error;
		for (int n = 0; n < 20000; n++)
			buf_put(&pattern, str_from(pieces[i]));
		regex_drop(regex_new(buf_str(&pattern), 0, &error));
		buf_release(&pattern);
	}
}

/* ---- matches ---------------------------------------------------------------------------------------------------- */

/* want: the groups' names, then for each match the start and length in units of each group (none: it took no part),
 * then what replacing gives; characters past ASCII as ~ and four digits. */
/* clang-format off */
static const struct {
	int line;
	unsigned options;
	Str pattern;
	Str subject;
	const char *replacement; /* or NULL */
	const char *want;
} match_rows[] = {
	{ __LINE__, 0, S_INIT("[a-]"), S_INIT("a-"), NULL,
		"0 (0,1) (1,1)" },
	{ __LINE__, 0, S_INIT("[]a]"), S_INIT("]"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[\\d-a]"), S_INIT("-"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("(\?'a'x)"), S_INIT("x"), NULL,
		"0,a (0,1)(0,1)" },
	{ __LINE__, 0, S_INIT("{"), S_INIT("{"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("{,1}"), S_INIT("{,1}"), NULL,
		"0 (0,4)" },
	{ __LINE__, 0, S_INIT("a{,1}"), S_INIT("a{,1}"), NULL,
		"0 (0,5)" },
	{ __LINE__, 0, S_INIT("a{1"), S_INIT("a{1"), NULL,
		"0 (0,3)" },
	{ __LINE__, 0, S_INIT("a{1,"), S_INIT("a{1,"), NULL,
		"0 (0,4)" },
	{ __LINE__, 0, S_INIT("a{}"), S_INIT("a{}"), NULL,
		"0 (0,3)" },
	{ __LINE__, 0, S_INIT("^*"), S_INIT("x"), NULL,
		"0 (0,0) (1,0)" },
	{ __LINE__, 0, S_INIT("\\b+"), S_INIT("x"), NULL,
		"0 (0,0) (1,0)" },
	{ __LINE__, 0, S_INIT("(\?=a)*"), S_INIT("x"), NULL,
		"0 (0,0) (1,0)" },
	{ __LINE__, 0, S_INIT("\\10"), S_INIT("x"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("(a)\\10"), S_INIT("a\010"), NULL,
		"0,1 (0,2)(0,1)" },
	{ __LINE__, 0, S_INIT("\\<a"), S_INIT("<a"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("\\<"), S_INIT("<"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\\342\202\254"), S_INIT("\342\202\254"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\ca"), S_INIT("\001"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\c["), S_INIT("\033"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\p{L}}"), S_INIT("x}"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("\\z"), S_INIT(""), NULL,
		"0 (0,0)" },
	{ __LINE__, 0, S_INIT("a(\?#b)c"), S_INIT("ac"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("a(\?#b)*"), S_INIT("aa"), NULL,
		"0 (0,2) (2,0)" },
	{ __LINE__, 0, S_INIT("(\?()a|b)"), S_INIT("x"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("(\?(a))"), S_INIT("x"), NULL,
		"0 (0,0) (1,0)" },
	{ __LINE__, 0, S_INIT("(\?(\?=a)b|c)"), S_INIT("b"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("(\?is-mnx:a)"), S_INIT("a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("(\?-i)a"), S_INIT("a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("(\?i+m)a"), S_INIT("a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("(\?>a)"), S_INIT("a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[[:alpha:]]"), S_INIT("a]"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("[[:]"), S_INIT(":"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[[:a]"), S_INIT("a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[a-z-[aeiou]]"), S_INIT("b"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[a-[b]]"), S_INIT("a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[-[a]]"), S_INIT("-]"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("[a-c-e]"), S_INIT("-"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[--/]"), S_INIT("."), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[\\b]"), S_INIT("\010"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[\\1]"), S_INIT("\001"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[\\-]"), S_INIT("-"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[a\\-z]"), S_INIT("-"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("[+-\\-]"), S_INIT(","), NULL,
		"0 (0,1)" },
	{ __LINE__, 32, S_INIT("a#b"), S_INIT("a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 32, S_INIT("a #b\012 c"), S_INIT("ac"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("(\?x)a # b"), S_INIT("a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 32, S_INIT("a *"), S_INIT("aa"), NULL,
		"0 (0,2) (2,0)" },
	{ __LINE__, 32, S_INIT("a * \?"), S_INIT("aa"), NULL,
		"0 (0,0) (1,0) (2,0)" },
	{ __LINE__, 0, S_INIT("(\?x)[ a]"), S_INIT(" "), NULL,
		"0 (0,1)" },
	{ __LINE__, 32, S_INIT("\\ a"), S_INIT(" a"), NULL,
		"0 (0,2)" },
	{ __LINE__, 32, S_INIT("a{ 2}"), S_INIT("a{2}"), NULL,
		"0 (0,4)" },
	{ __LINE__, 32, S_INIT("a{2 }"), S_INIT("a{2}"), NULL,
		"0 (0,4)" },
	{ __LINE__, 32, S_INIT("a {2}"), S_INIT("aa"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("(\?n)(a)(\?<x>b)"), S_INIT("ab"), NULL,
		"0,x (0,2)(1,1)" },
	{ __LINE__, 0, S_INIT("(\?<5>a)(b)"), S_INIT("ab"), NULL,
		"0,1,5 (0,2)(1,1)(0,1)" },
	{ __LINE__, 0, S_INIT("(\?<n>a)(\?<5>b)(c)"), S_INIT("abc"), NULL,
		"0,1,n,5 (0,3)(2,1)(0,1)(1,1)" },
	{ __LINE__, 0, S_INIT("(\?<a>x)(\?<a>y)\\k<a>"), S_INIT("xyy"), NULL,
		"0,a (0,3)(1,1)" },
	{ __LINE__, 0, S_INIT("(\?<1>x)(y)"), S_INIT("xy"), NULL,
		"0,1 (0,2)(1,1)" },
	{ __LINE__, 0, S_INIT("(\?<=a*)b"), S_INIT("aab"), NULL,
		"0 (2,1)" },
	{ __LINE__, 0, S_INIT("(\?<!a+)b"), S_INIT("aab b"), NULL,
		"0 (4,1)" },
	{ __LINE__, 0, S_INIT("a||b"), S_INIT("b"), NULL,
		"0 (0,0) (1,0)" },
	{ __LINE__, 0, S_INIT("()"), S_INIT(""), NULL,
		"0,1 (0,0)(0,0)" },
	{ __LINE__, 0, S_INIT("(|a)"), S_INIT("a"), NULL,
		"0,1 (0,0)(0,0) (1,0)(1,0)" },
	{ __LINE__, 0, S_INIT("[a]]"), S_INIT("a]"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("a]"), S_INIT("a]"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("a}"), S_INIT("a}"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("}"), S_INIT("}"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("]"), S_INIT("]"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\]"), S_INIT("]"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\/"), S_INIT("/"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\-"), S_INIT("-"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\ "), S_INIT(" "), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\0"), S_INIT("\000"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\07"), S_INIT("\007"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\012"), S_INIT("\012"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\0123"), S_INIT("\0123"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("\\400"), S_INIT("\000"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\377"), S_INIT("\303\277"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\18"), S_INIT("\0018"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("\\081"), S_INIT("\00081"), NULL,
		"0 (0,3)" },
	{ __LINE__, 0, S_INIT("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10"), S_INIT("abcdefghijj"), NULL,
		"0,1,2,3,4,5,6,7,8,9,10 (0,11)(0,1)(1,1)(2,1)(3,1)(4,1)(5,1)(6,1)(7,1)(8,1)(9,1)" },
	{ __LINE__, 0, S_INIT("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\11"), S_INIT("abcdefghij\011"), NULL,
		"0,1,2,3,4,5,6,7,8,9,10 (0,11)(0,1)(1,1)(2,1)(3,1)(4,1)(5,1)(6,1)(7,1)(8,1)(9,1)" },
	{ __LINE__, 0, S_INIT("\\e\\a\\f\\v\\t\\r\\n"), S_INIT("\033\007\014\013\011\015\012"), NULL,
		"0 (0,7)" },
	{ __LINE__, 0, S_INIT("abc"), S_INIT("xabcxABC"), NULL,
		"0 (1,3)" },
	{ __LINE__, 1, S_INIT("abc"), S_INIT("xabcxABC"), NULL,
		"0 (1,3) (5,3)" },
	{ __LINE__, 0, S_INIT("a.b"), S_INIT("a\012b acb"), NULL,
		"0 (4,3)" },
	{ __LINE__, 16, S_INIT("a.b"), S_INIT("a\012b acb"), NULL,
		"0 (0,3) (4,3)" },
	{ __LINE__, 2, S_INIT("^b$"), S_INIT("a\012b\012c"), NULL,
		"0 (2,1)" },
	{ __LINE__, 0, S_INIT("^b$"), S_INIT("a\012b\012c"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("c$"), S_INIT("abc\012"), NULL,
		"0 (2,1)" },
	{ __LINE__, 0, S_INIT("c\\z"), S_INIT("abc\012"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("c\\Z"), S_INIT("abc\012"), NULL,
		"0 (2,1)" },
	{ __LINE__, 0, S_INIT("c$"), S_INIT("abc\012\012"), NULL,
		"0" },
	{ __LINE__, 2, S_INIT("$"), S_INIT("a\012"), NULL,
		"0 (1,0) (2,0)" },
	{ __LINE__, 2, S_INIT("^"), S_INIT("a\012"), NULL,
		"0 (0,0) (2,0)" },
	{ __LINE__, 2, S_INIT("\\Aa"), S_INIT("a\012a"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\Ga"), S_INIT("aab a"), NULL,
		"0 (0,1) (1,1)" },
	{ __LINE__, 0, S_INIT("x*"), S_INIT("aab"), "-",
		"0 (0,0) (1,0) (2,0) (3,0) > -a-a-b-" },
	{ __LINE__, 0, S_INIT("a*\?"), S_INIT("aab"), "-",
		"0 (0,0) (1,0) (2,0) (3,0) > -a-a-b-" },
	{ __LINE__, 0, S_INIT("(\?<x>a)(b)"), S_INIT("ab"), "[$1|$2|${x}]",
		"0,1,x (0,2)(1,1)(0,1) > [b|a|a]" },
	{ __LINE__, 0, S_INIT("(\?<x>a)(b)(\?<y>c)"), S_INIT("abc"), "$1$2$3",
		"0,1,x,y (0,3)(1,1)(0,1)(2,1) > bac" },
	{ __LINE__, 0, S_INIT("(a)(\?<5>b)(c)"), S_INIT("abc"), "$1$2$5",
		"0,1,2,5 (0,3)(0,1)(2,1)(1,1) > acb" },
	{ __LINE__, 0, S_INIT("(\?<a>x)|(\?<a>y)"), S_INIT("xyz"), "<${a}>",
		"0,a (0,1)(0,1) (1,1)(1,1) > <x><y>z" },
	{ __LINE__, 0, S_INIT("(\?:(\?<a>x)|(\?<a>y))\\k<a>"), S_INIT("xyyx"), NULL,
		"0,a (1,2)(1,1)" },
	{ __LINE__, 0, S_INIT("(\?<d>.)(\?<d>.)\\k<d>"), S_INIT("abb"), NULL,
		"0,d (0,3)(1,1)" },
	{ __LINE__, 0, S_INIT("(a)|(b)"), S_INIT("ba"), "[$1$2$+]",
		"0,1,2 (0,1)()(0,1) (1,1)(1,1)() > [bb][a]" },
	{ __LINE__, 0, S_INIT("(\\w)\\1"), S_INIT("aa bb abc"), "$1",
		"0,1 (0,2)(0,1) (3,2)(3,1) > a b abc" },
	{ __LINE__, 0, S_INIT("(\?i)a(\?-i)b"), S_INIT("Ab AB ab"), NULL,
		"0 (0,2) (6,2)" },
	{ __LINE__, 0, S_INIT("a(\?i:b)c"), S_INIT("aBc aBC"), NULL,
		"0 (0,3)" },
	{ __LINE__, 0, S_INIT("(\?n:(a)(\?<b>b))"), S_INIT("ab"), NULL,
		"0,b (0,2)(1,1)" },
	{ __LINE__, 32, S_INIT("a b"), S_INIT("ab"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("[a-z-[aeiou]]+"), S_INIT("aebcdiou"), NULL,
		"0 (2,3)" },
	{ __LINE__, 0, S_INIT("[a-z-[aeiou-[e]]]+"), S_INIT("aebcdiou"), NULL,
		"0 (1,4)" },
	{ __LINE__, 0, S_INIT("[\\w-[\\d_]]+"), S_INIT("ab12_c"), NULL,
		"0 (0,2) (5,1)" },
	{ __LINE__, 0, S_INIT("[^a-z-[A-C]]+"), S_INIT("abABCD12"), NULL,
		"0 (5,3)" },
	{ __LINE__, 0, S_INIT("[]a]+"), S_INIT("a]b"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("[^]a]+"), S_INIT("a]bc"), NULL,
		"0 (2,2)" },
	{ __LINE__, 0, S_INIT("[-a]+"), S_INIT("a-b"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("[a\\-z]+"), S_INIT("a-mz"), NULL,
		"0 (0,2) (3,1)" },
	{ __LINE__, 0, S_INIT("[\\]]+"), S_INIT("a]]"), NULL,
		"0 (1,2)" },
	{ __LINE__, 0, S_INIT("\\p{Lu}+"), S_INIT("abCDe"), NULL,
		"0 (2,2)" },
	{ __LINE__, 0, S_INIT("\\P{Lu}+"), S_INIT("abCDe"), NULL,
		"0 (0,2) (4,1)" },
	{ __LINE__, 1, S_INIT("\\p{Lu}+"), S_INIT("abCDe"), NULL,
		"0 (0,5)" },
	{ __LINE__, 0, S_INIT("\\p{IsGreek}+"), S_INIT("ab\316\261\316\262c"), NULL,
		"0 (2,2)" },
	{ __LINE__, 0, S_INIT("\\p{IsBasicLatin}+"), S_INIT("ab\316\261\316\262c"), NULL,
		"0 (0,2) (4,1)" },
	{ __LINE__, 0, S_INIT("\\P{IsBasicLatin}+"), S_INIT("ab\316\261\316\262c"), NULL,
		"0 (2,2)" },
	{ __LINE__, 0, S_INIT("\\d+"), S_INIT("12\331\243\331\244"), NULL,
		"0 (0,4)" },
	{ __LINE__, 256, S_INIT("\\d+"), S_INIT("12\331\243\331\244"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("\\w+"), S_INIT("\303\251t\303\251 a_b\314\201 x\342\200\277y \302\262"), NULL,
		"0 (0,3) (4,4) (9,3)" },
	{ __LINE__, 256, S_INIT("\\w+"), S_INIT("\303\251t\303\251 a_b"), NULL,
		"0 (1,1) (4,3)" },
	{ __LINE__, 0, S_INIT("\\s+"), S_INIT("a\302\240\342\200\203b\341\240\216c"), NULL,
		"0 (1,2)" },
	{ __LINE__, 0, S_INIT("\\b."), S_INIT("\303\251t \303\251"), NULL,
		"0 (0,1) (2,1) (3,1)" },
	{ __LINE__, 1, S_INIT("\\bfoo\\b"), S_INIT("foo \303\251foo foo\314\201 FOO"), NULL,
		"0 (0,3) (14,3)" },
	{ __LINE__, 0, S_INIT("\\Boo"), S_INIT("foo oo"), NULL,
		"0 (1,2)" },
	{ __LINE__, 0, S_INIT("."), S_INIT("\360\237\230\200"), "x",
		"0 (0,1) (1,1) > xx" },
	{ __LINE__, 0, S_INIT(".."), S_INIT("\360\237\230\200a"), "x",
		"0 (0,2) > xa" },
	{ __LINE__, 0, S_INIT("(.)(.)"), S_INIT("\360\237\230\200"), "$2$1",
		"0,1,2 (0,2)(0,1)(1,1) > ~de00~d83d" },
	{ __LINE__, 0, S_INIT("(.)(.)"), S_INIT("\360\237\230\200"), "$1$2",
		"0,1,2 (0,2)(0,1)(1,1) > ~d83d~de00" },
	{ __LINE__, 0, S_INIT("[\355\240\275]"), S_INIT("\360\237\230\200"), "x",
		"0 (0,1) > x~de00" },
	{ __LINE__, 0, S_INIT("\360\237\230\200+"), S_INIT("\360\237\230\200\355\270\200"), NULL,
		"0 (0,3)" },
	{ __LINE__, 0, S_INIT("\\ud83d\\ude00"), S_INIT("a\360\237\230\200b"), "$`",
		"0 (1,2) > aab" },
	{ __LINE__, 0, S_INIT("\\ud83d\\ude00"), S_INIT("a\360\237\230\200b"), "$'",
		"0 (1,2) > abb" },
	{ __LINE__, 0, S_INIT("e\314\201"), S_INIT("\303\251 e\314\201"), NULL,
		"0 (2,2)" },
	{ __LINE__, 1, S_INIT("stra\303\237e"), S_INIT("STRASSE STRA\303\237E stra\341\272\236e"), NULL,
		"0 (8,6) (15,6)" },
	{ __LINE__, 1, S_INIT("k"), S_INIT("\342\204\252Kk"), NULL,
		"0 (0,1) (1,1) (2,1)" },
	{ __LINE__, 1, S_INIT("i"), S_INIT("I\304\260\304\261i"), NULL,
		"0 (0,1) (1,1) (3,1)" },
	{ __LINE__, 513, S_INIT("i"), S_INIT("I\304\260\304\261i"), NULL,
		"0 (0,1) (3,1)" },
	{ __LINE__, 1, S_INIT("[a-z]+"), S_INIT("K\342\204\252\304\260"), NULL,
		"0 (0,3)" },
	{ __LINE__, 1, S_INIT("\317\203"), S_INIT("\316\243\317\203\317\202"), NULL,
		"0 (0,1) (1,1)" },
	{ __LINE__, 0, S_INIT("(\?<=a)b"), S_INIT("abbb"), NULL,
		"0 (1,1)" },
	{ __LINE__, 0, S_INIT("(\?<!a)b"), S_INIT("abbb"), NULL,
		"0 (2,1) (3,1)" },
	{ __LINE__, 0, S_INIT("(\?<=a+)b"), S_INIT("aab bb"), NULL,
		"0 (2,1)" },
	{ __LINE__, 0, S_INIT("(\?<!a+)b"), S_INIT("aab bb"), NULL,
		"0 (4,1) (5,1)" },
	{ __LINE__, 0, S_INIT("(\?<=^\\s*)x"), S_INIT("  xx"), NULL,
		"0 (2,1)" },
	{ __LINE__, 0, S_INIT("(\?<=(\?:ab|a)+)c"), S_INIT("abac c"), NULL,
		"0 (3,1)" },
	{ __LINE__, 0, S_INIT("(\?<=Name:\\s*)\\w+"), S_INIT("Name:   Bob, Name:Al"), NULL,
		"0 (8,3) (18,2)" },
	{ __LINE__, 0, S_INIT("(\?<=\\bfoo\\s*\\b)bar"), S_INIT("foobar foo  bar xfoo bar"), NULL,
		"0 (12,3)" },
	{ __LINE__, 0, S_INIT("(\?<=a|bc|def)x"), S_INIT("ax bcx defx cx"), NULL,
		"0 (1,1) (5,1) (10,1)" },
	{ __LINE__, 0, S_INIT("(\?<=(\?=b)\\w)c"), S_INIT("bc ac"), NULL,
		"0 (1,1)" },
	{ __LINE__, 0, S_INIT("a(\?=b)"), S_INIT("ab ac"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("a(\?!b)"), S_INIT("ab ac"), NULL,
		"0 (3,1)" },
	{ __LINE__, 0, S_INIT("(\?=(a))"), S_INIT("ba"), NULL,
		"0,1 (1,0)(1,1)" },
	{ __LINE__, 0, S_INIT("(\?>a*)ab"), S_INIT("aab"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("(a)\?(\?(1)b|c)"), S_INIT("ab c"), NULL,
		"0,1 (0,2)(0,1) (3,1)()" },
	{ __LINE__, 0, S_INIT("(\?<q>\")\?\\w+(\?(q)\")"), S_INIT("\"ab\" cd"), NULL,
		"0,q (0,4)(0,1) (5,2)()" },
	{ __LINE__, 0, S_INIT("(\?(\?=a)ab|c)"), S_INIT("ab c"), NULL,
		"0 (0,2) (3,1)" },
	{ __LINE__, 0, S_INIT("(\?(\?!a)c|ab)"), S_INIT("ab c"), NULL,
		"0 (0,2) (3,1)" },
	{ __LINE__, 0, S_INIT("(\?(\?<=x+)a|b)"), S_INIT("xxa b"), NULL,
		"0 (2,1) (4,1)" },
	{ __LINE__, 0, S_INIT("(\?(a)ab|c)"), S_INIT("ab c"), NULL,
		"0 (0,2) (3,1)" },
	{ __LINE__, 0, S_INIT("^*a"), S_INIT("ab"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("\\b*a"), S_INIT("ab"), NULL,
		"0 (0,1)" },
	{ __LINE__, 0, S_INIT("(\?=a)*b"), S_INIT("ab"), NULL,
		"0 (1,1)" },
	{ __LINE__, 0, S_INIT("(\?:a{2}){2}"), S_INIT("aaaaa"), NULL,
		"0 (0,4)" },
	{ __LINE__, 0, S_INIT("a{,2}"), S_INIT("a{,2}"), NULL,
		"0 (0,5)" },
	{ __LINE__, 0, S_INIT("a{2,}"), S_INIT("aaa a"), NULL,
		"0 (0,3)" },
	{ __LINE__, 0, S_INIT("a{1,2}\?"), S_INIT("aaa"), NULL,
		"0 (0,1) (1,1) (2,1)" },
	{ __LINE__, 0, S_INIT("(a|ab)(c|bcd)(d*)"), S_INIT("abcd"), NULL,
		"0,1,2,3 (0,4)(0,1)(1,3)(4,0)" },
	{ __LINE__, 0, S_INIT("\\x41\\u0042\\103\\cA\\e"), S_INIT("ABC\001\033"), NULL,
		"0 (0,5)" },
	{ __LINE__, 0, S_INIT("\\0\\07"), S_INIT("\000\007"), NULL,
		"0 (0,2)" },
	{ __LINE__, 0, S_INIT("a\000b"), S_INIT("a\000b"), NULL,
		"0 (0,3)" },
	{ __LINE__, 0, S_INIT("\\k<n>(\?<n>a)"), S_INIT("aa"), NULL,
		"0,n" },
	{ __LINE__, 0, S_INIT("(\?<n>a)\\k<n>"), S_INIT("aa"), NULL,
		"0,n (0,2)(0,1)" },
	{ __LINE__, 0, S_INIT("(\?<n>a)\\k'n'"), S_INIT("aa"), NULL,
		"0,n (0,2)(0,1)" },
	{ __LINE__, 0, S_INIT("(\?<n>a)\\1"), S_INIT("aa"), NULL,
		"0,n (0,2)(0,1)" },
	{ __LINE__, 0, S_INIT("(\?'n'a)\\<n>"), S_INIT("aa"), NULL,
		"0,n (0,2)(0,1)" },
	{ __LINE__, 1, S_INIT("(a)\\1"), S_INIT("aA"), NULL,
		"0,1 (0,2)(0,1)" },
	{ __LINE__, 0, S_INIT("(\?<_1>a)"), S_INIT("a"), "${_1}",
		"0,_1 (0,1)(0,1) > a" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$1$1",
		"0,1 (1,1)(1,1) > baab" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$10",
		"0,1 (1,1)(1,1) > b$10b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "${1}0",
		"0,1 (1,1)(1,1) > ba0b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$$1",
		"0,1 (1,1)(1,1) > b$1b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$&$&",
		"0,1 (1,1)(1,1) > baab" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "[$`]",
		"0,1 (1,1)(1,1) > b[b]b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "[$']",
		"0,1 (1,1)(1,1) > b[b]b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$_",
		"0,1 (1,1)(1,1) > bbabb" },
	{ __LINE__, 0, S_INIT("(a)(x)\?"), S_INIT("bab"), "$+|",
		"0,1,2 (1,1)(1,1)() > b|b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$2",
		"0,1 (1,1)(1,1) > b$2b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "${2}",
		"0,1 (1,1)(1,1) > b${2}b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "${x}",
		"0,1 (1,1)(1,1) > b${x}b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "${1",
		"0,1 (1,1)(1,1) > b${1b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$",
		"0,1 (1,1)(1,1) > b$b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$$",
		"0,1 (1,1)(1,1) > b$b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$ 1",
		"0,1 (1,1)(1,1) > b$ 1b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$01",
		"0,1 (1,1)(1,1) > bab" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("bab"), "$0",
		"0,1 (1,1)(1,1) > bab" },
	{ __LINE__, 0, S_INIT("(\?<n>a)"), S_INIT("bab"), "$n ${n}",
		"0,n (1,1)(1,1) > b$n ab" },
	{ __LINE__, 0, S_INIT("(\?<n>a)"), S_INIT("bab"), "$1",
		"0,n (1,1)(1,1) > bab" },
	{ __LINE__, 256, S_INIT("(a)"), S_INIT("bab"), "$10",
		"0,1 (1,1)(1,1) > ba0b" },
	{ __LINE__, 256, S_INIT("(a)"), S_INIT("bab"), "$19$2",
		"0,1 (1,1)(1,1) > ba9$2b" },
	{ __LINE__, 0, S_INIT("(a)"), S_INIT("\303\251a\303\251"), "[$`|$'|$1]",
		"0,1 (1,1)(1,1) > ~00e9[~00e9|~00e9|a]~00e9" },
	{ __LINE__, 0, S_INIT("a"), S_INIT("\360\237\230\200a\360\237\230\200"), "$`$'",
		"0 (2,1) > ~d83d~de00~d83d~de00~d83d~de00~d83d~de00" },
	{ __LINE__, 0, S_INIT(""), S_INIT("ab"), "-",
		"0 (0,0) (1,0) (2,0) > -a-b-" },
	{ __LINE__, 0, S_INIT(""), S_INIT("\360\237\230\200"), "-",
		"0 (0,0) (1,0) (2,0) > -~d83d-~de00-" },
	{ __LINE__, 256, S_INIT("(a)|b"), S_INIT("b\\1"), NULL,
		"0,1 (0,1)()" },
	{ __LINE__, 256, S_INIT("(a)\?\\1b"), S_INIT("b ab aab"), NULL,
		"0,1 (0,1)() (3,1)() (5,3)(5,1)" },
	{ __LINE__, 0, S_INIT("(a)\?\\1b"), S_INIT("b ab aab"), NULL,
		"0,1 (5,3)(5,1)" },
	{ __LINE__, 256, S_INIT("\\10"), S_INIT("\010"), NULL,
		"0 (0,1)" },
	{ __LINE__, 256, S_INIT("(a)\\11"), S_INIT("aa1"), NULL,
		"0,1 (0,3)(0,1)" },
	{ __LINE__, 1, S_INIT("^(\\w+)@(\\w+)\\.com$"), S_INIT("Jo@Contoso.com"), "$2\\$1",
		"0,1,2 (0,14)(0,2)(3,7) > Contoso\\Jo" },
	{ __LINE__, 1, S_INIT("CN=([^,]+),\\s*(\?:OU=([^,]+))\?"), S_INIT("CN=mail, OU=IT, DC=x"), "$2/$1",
		"0,1,2 (0,14)(3,4)(12,2) > IT/mail, DC=x" },
	{ __LINE__, 0, S_INIT("^\\s+|\\s+$"), S_INIT("  a b  "), "",
		"0 (0,2) (5,2) > a b" },
	{ __LINE__, 0, S_INIT("(\?m)^\\s*#.*$"), S_INIT("# a\012b\012 # c"), "-",
		"0 (0,3) (6,4) > -~000ab~000a-" },
	{ __LINE__, 0, S_INIT("(\\d{4})-(\\d\\d)-(\\d\\d)"), S_INIT("2024-03-05"), "$3.$2.$1",
		"0,1,2,3 (0,10)(0,4)(5,2)(8,2) > 05.03.2024" },
	{ __LINE__, 1, S_INIT("\\P{IsBasicLatin}"), S_INIT("kKsSiIa\305\277"), NULL,
		"0 (0,1) (1,1) (4,1) (5,1) (7,1)" },
	{ __LINE__, 513, S_INIT("\\P{IsBasicLatin}"), S_INIT("kKsSiIa\305\277"), NULL,
		"0 (0,1) (1,1) (7,1)" },
	{ __LINE__, 1, S_INIT("[^\\P{IsBasicLatin}]"), S_INIT("kKsSiIa\305\277"), NULL,
		"0 (2,1) (3,1) (6,1)" },
	{ __LINE__, 1, S_INIT("\\p{IsLetterlikeSymbols}"), S_INIT("kKsSiIa\305\277"), NULL,
		"0 (0,1) (1,1)" },
	{ __LINE__, 1, S_INIT("\\p{IsLatinExtended-A}"), S_INIT("kKsSiIa\305\277"), NULL,
		"0 (4,1) (5,1) (7,1)" },
	{ __LINE__, 257, S_INIT("\\W"), S_INIT("kKsSiIa\305\277"), NULL,
		"0 (7,1)" },
	{ __LINE__, 256, S_INIT("\\W"), S_INIT("kKsSiIa\305\277\304\260"), NULL,
		"0 (7,1)" },
	{ __LINE__, 257, S_INIT("[\\W]"), S_INIT("kKsSiIa\305\277\304\260"), NULL,
		"0 (0,1) (1,1) (7,1)" },
	{ __LINE__, 257, S_INIT("\\w"), S_INIT("kKsSiIa\305\277\304\260"), NULL,
		"0 (0,1) (1,1) (2,1) (3,1) (4,1) (5,1) (6,1) (8,1)" },
	{ __LINE__, 257, S_INIT("[\\w]"), S_INIT("kKsSiIa\305\277\304\260"), NULL,
		"0 (0,1) (1,1) (2,1) (3,1) (4,1) (5,1) (6,1) (8,1)" },
	{ __LINE__, 257, S_INIT("[^\\W]"), S_INIT("kKsSiIa\305\277\304\260"), NULL,
		"0 (2,1) (3,1) (4,1) (5,1) (6,1) (8,1)" },
	{ __LINE__, 257, S_INIT("\\D"), S_INIT("kKsSiIa\305\277\304\260"), NULL,
		"0 (0,1) (1,1) (2,1) (3,1) (4,1) (5,1) (6,1) (7,1) (8,1)" },
	{ __LINE__, 257, S_INIT("\\S"), S_INIT("kKsSiIa\305\277\304\260"), NULL,
		"0 (0,1) (1,1) (2,1) (3,1) (4,1) (5,1) (6,1) (7,1) (8,1)" },
	{ __LINE__, 1, S_INIT("[a-z]"), S_INIT("kKsSiIa\305\277\304\260\342\204\252"), NULL,
		"0 (0,1) (1,1) (2,1) (3,1) (4,1) (5,1) (6,1) (8,1) (9,1)" },
	{ __LINE__, 1, S_INIT("s"), S_INIT("kKsSiIa\305\277\304\260\342\204\252"), NULL,
		"0 (2,1) (3,1)" },
	{ __LINE__, 1, S_INIT("\305\277"), S_INIT("kKsSiIa\305\277\304\260\342\204\252"), NULL,
		"0 (7,1)" },
	{ __LINE__, 1, S_INIT("[\305\277]"), S_INIT("kKsSiIa\305\277\304\260\342\204\252"), NULL,
		"0 (7,1)" },
	{ __LINE__, 1, S_INIT("[\304\200-\310\200]"), S_INIT("kKsSiIa\305\277\304\260\342\204\252"), NULL,
		"0 (4,1) (5,1) (7,1) (8,1)" },
	{ __LINE__, 1, S_INIT("[^\304\200-\310\200]"), S_INIT("kKsSiIa\305\277\304\260\342\204\252"), NULL,
		"0 (0,1) (1,1) (2,1) (3,1) (6,1) (9,1)" },
	{ __LINE__, 1, S_INIT("[\\w-[\304\200-\310\200]]"), S_INIT("kKsSiIa\305\277\304\260\342\204\252"), NULL,
		"0 (0,1) (1,1) (2,1) (3,1) (6,1) (9,1)" },
	{ __LINE__, 1, S_INIT("\317\202"), S_INIT("\317\202\317\203\316\243"), NULL,
		"0 (0,1)" },
	{ __LINE__, 1, S_INIT("\302\265"), S_INIT("\302\265\316\274\316\234"), NULL,
		"0 (0,1)" },
	{ __LINE__, 2, S_INIT("(\?!(\?<=(\?:-)[\\P{L}\\n\\s]{,2}){,2}(\?<!_A))"), S_INIT("a"), NULL,
		"0 (0,0) (1,0)" },
	{ __LINE__, 0, S_INIT("[\\w\\Wz](\?<n>\\b)\?\?1{2}"), S_INIT(" b2a2"), NULL,
		"0,n" },
	{ __LINE__, 2, S_INIT("\\S(\?(\?=b)((\?!(\?!a[^\\x61\\w])\\Z*\?)\?\?(\?=CA\?))+(\?<=[\\D\\n\\p{Lu}-[\\x61.]]\\dC{1,2}){2,}(\?<!a(\?:(\?(\?=b)a|b{2,} )))2)ab"), S_INIT("Aa\011\011bbb"), "${",
		"0,1 > Aa~0009~0009bbb" },
	{ __LINE__, 0, S_INIT("(\?!bc2*\?B|(b.(\?-i:-){0})\\D(\?(\?=b)[[-\\]][A-Zb])(\?'x1'a{2}b))(\?(a)12\\k<1>\\W{0}|)."), S_INIT("bb1b"), "$n${x$'",
		"0,1,x1 (0,1)()() (1,1)()() (2,1)()() (3,1)()() > $n${xb1b$n${x1b$n${xb$n${x" },
	{ __LINE__, 4, S_INIT("b\?\?[^\\p{Lu}\\W]a"), S_INIT(""), "$$${n}x",
		"0 > " },
	{ __LINE__, 32, S_INIT("\\S(\?:A)(\?<=\\d)\\p{Nd}"), S_INIT("a AA"), NULL,
		"0" },
	{ __LINE__, 17, S_INIT("-(\?-i:2{0})C"), S_INIT("1b\0122abA2b2"), NULL,
		"0" },
	{ __LINE__, 32, S_INIT("a"), S_INIT("CC.b "), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("[^^^-[\\-\\n]]\\s\?\?|\\Z[0-9b]"), S_INIT("A1ac.1b_2b"), NULL,
		"0 (0,1) (1,1) (2,1) (3,1) (4,1) (5,1) (6,1) (7,1) (8,1)" },
	{ __LINE__, 1, S_INIT("(C{2,}(\?(n)a(B*\?-*\?)))"), S_INIT("a"), "$2",
		"0,1,2 > a" },
	{ __LINE__, 17, S_INIT("1{2}| b\?\?(B+\?_\\1)a"), S_INIT("2"), NULL,
		"0,1" },
	{ __LINE__, 16, S_INIT("2b"), S_INIT("b2-\012b"), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("(\\A{1,2})[0-9\\S\\p{Lu}-[^.]](a {2,}\\k<1>)"), S_INIT("ca"), "]$+${n}0",
		"0,1,2 > ca" },
	{ __LINE__, 0, S_INIT("."), S_INIT("A"), NULL,
		"0 (0,1)" },
	{ __LINE__, 16, S_INIT("\\w[-z]\\d"), S_INIT("..B.aC"), NULL,
		"0" },
	{ __LINE__, 512, S_INIT("2[^\\d--[_\\s^-[aA-Z]]][_]+1"), S_INIT("B_1"), NULL,
		"0" },
	{ __LINE__, 17, S_INIT("\\\\{2}|aA[^b\\x61]"), S_INIT(" aba-A aa\011"), "0$+a",
		"0 (7,3) >  aba-A 0aa~0009a" },
	{ __LINE__, 4, S_INIT("a"), S_INIT("bab1A bb\012c"), NULL,
		"0 (1,1)" },
	{ __LINE__, 2, S_INIT("C+\\Z(\?:\\A1C+\?(\?#c))"), S_INIT("1_b"), NULL,
		"0" },
	{ __LINE__, 512, S_INIT("\\p{L}"), S_INIT("aa.a_\012"), "",
		"0 (0,1) (1,1) (3,1) > ._~000a" },
	{ __LINE__, 16, S_INIT("\\b11|(\\10( {0})a{0,1}\?B\?\?)2"), S_INIT("\012a 1ab-"), "x$10$0",
		"0,1,2 > ~000aa 1ab-" },
	{ __LINE__, 513, S_INIT("bB+"), S_INIT("aC\012C  Ab"), "]${",
		"0 > aC~000aC  Ab" },
	{ __LINE__, 0, S_INIT("(\?<m>_ {1,2}Aa)"), S_INIT("_"), "$2${xa",
		"0,m > _" },
	{ __LINE__, 0, S_INIT("C(\?(a)(\?<3>.(\?=(\?:1)*\\D(\?-i)){2,}))_\\G"), S_INIT("B.b"), "$_x${x",
		"0,3 > B.b" },
	{ __LINE__, 17, S_INIT("_*(\?<!(\?:\\A).(\?'x1'^1a))*\?"), S_INIT("\0121. aaC\012"), NULL,
		"0,x1 (0,0)() (1,0)() (2,0)() (3,0)() (4,0)() (5,0)() (6,0)() (7,0)() (8,0)()" },
	{ __LINE__, 2, S_INIT("b+(\?>[^\\W]{0}b )1*(\?:\\10a +a)|bbC"), S_INIT("aaab__bA_"), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("-9{2,}(\?'x1'[\\W^\\W])"), S_INIT("bA_"), NULL,
		"0,x1" },
	{ __LINE__, 32, S_INIT("_*\?"), S_INIT("\011aabBab\011-B"), NULL,
		"0 (0,0) (1,0) (2,0) (3,0) (4,0) (5,0) (6,0) (7,0) (8,0)" },
	{ __LINE__, 0, S_INIT("B._{0,1}\?(a)"), S_INIT(" aC1b_"), "${x]0$_",
		"0,1 >  aC1b_" },
	{ __LINE__, 0, S_INIT("c.b(\?s)|b"), S_INIT("ba_a2a1\011"), "$_",
		"0 (0,1) > ba_a2a1~0009a_a2a1~0009" },
	{ __LINE__, 0, S_INIT("\\e*}{,2}\360\237\230\200\?\?"), S_INIT("ssCk"), NULL,
		"0" },
	{ __LINE__, 512, S_INIT("(\?:\\d[^\\s\\-\\P{IsBasicLatin}]|\\10\\zB)\360\237\230\200\342\204\252"), S_INIT("\012\303\211\303\211_bbi"), "0$$$1",
		"0 > ~000a~00c9~00c9_bbi" },
	{ __LINE__, 513, S_INIT(" a"), S_INIT("ssB2 \304\260"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("(\?>I{,2}(\?:12|( I\\u0062)\317\203_)k\\S{,2}|\\d{,2}(\?<![^\\D-][\\w0-9_]))"), S_INIT(".bk\012"), "",
		"0,1 > .bk~000a" },
	{ __LINE__, 1, S_INIT("A[\\P{L}\\D\\u0370-\\u03ff](\?i)(\?:(a{2,}(\?:c\?_|(\?:$c[a\\d^]{2}))2)\?\?k[b\\D])|_(\?'x1'[[]+\?){2}\342\204\252{2}"), S_INIT("b_"), "",
		"0,1,x1 > b_" },
	{ __LINE__, 3, S_INIT("2\317\203*\?A\?-"), S_INIT("\303\251ab\317\203C"), NULL,
		"0" },
	{ __LINE__, 2, S_INIT("B\\A\317\203+"), S_INIT(""), "a${n}$`",
		"0 > " },
	{ __LINE__, 17, S_INIT("\\G"), S_INIT("aI_\303\211bB\303\2112I"), NULL,
		"0 (0,0)" },
	{ __LINE__, 16, S_INIT("\304\260\317\203\?\\A"), S_INIT("k"), NULL,
		"0" },
	{ __LINE__, 17, S_INIT("\360\237\230\200(\?:[\\S]*\?A){,2}"), S_INIT("_c\304\260IC2IIC"), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("I\\s"), S_INIT(""), "0$_",
		"0 > " },
	{ __LINE__, 257, S_INIT("C[\\P{L}]{0,1}\?B"), S_INIT("A"), "$+",
		"0 > A" },
	{ __LINE__, 1, S_INIT("(\?i:(a)\304\260)ic"), S_INIT("\304\260i-a\011"), "$+[",
		"0,1 > ~0130i-a~0009" },
	{ __LINE__, 1, S_INIT("\\z{1,2}"), S_INIT("_ik\011"), NULL,
		"0 (4,0)" },
	{ __LINE__, 0, S_INIT("b*\?\\w\\b+\?a"), S_INIT("aIa-c\012ba"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("B\360\237\230\200(\?(n)(\?=\\s((\?<=\\d[^\\u0370-\\u03ffz[]a))){1,2}){2}a{1,2}"), S_INIT("\304\260abbia"), "",
		"0,1 > ~0130abbia" },
	{ __LINE__, 257, S_INIT("[^\\p{IsGreek}a-c]"), S_INIT("IC"), NULL,
		"0 (0,1)" },
	{ __LINE__, 17, S_INIT("(b\304\260)(\?:C[\\d][]b])"), S_INIT("Baaiac\342\204\252\360\237\230\200\342\204\252"), "$na$`",
		"0,1 > Baaiac~212a~d83d~de00~212a" },
	{ __LINE__, 17, S_INIT("\\A{0}"), S_INIT("ss.B\011"), NULL,
		"0 (0,0) (1,0) (2,0) (3,0) (4,0) (5,0)" },
	{ __LINE__, 32, S_INIT("kB{0,1}\?b"), S_INIT("Bab \317\2032ba\317\203ab "), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("\\Za\?"), S_INIT("\011"), "",
		"0 (1,0) > ~0009" },
	{ __LINE__, 0, S_INIT("bC[^\\W]"), S_INIT("\342\204\252a.C.1ik1"), NULL,
		"0" },
	{ __LINE__, 2, S_INIT("(\?=\\A){0}"), S_INIT("bC.I"), NULL,
		"0 (0,0) (1,0) (2,0) (3,0) (4,0)" },
	{ __LINE__, 2, S_INIT("a\\b"), S_INIT("\303\211.\011_\303\251\304\260\303\251_"), NULL,
		"0" },
	{ __LINE__, 3, S_INIT("$(\?:-Bi)+\?.||(\?<m>\\SI)|[^.]\304\260c{1,2}(\?<m>(\?#c).*\?|[^\\w\\x61])"), S_INIT("b"), NULL,
		"0,m (0,0)() (1,0)()" },
	{ __LINE__, 32, S_INIT("(\?:(\?-i:A{2}))+"), S_INIT(""), "",
		"0 > " },
	{ __LINE__, 0, S_INIT("\303\251\\Ak"), S_INIT("\317\203_c\304\260a."), NULL,
		"0" },
	{ __LINE__, 2, S_INIT(" \\S(\?>(\?:b*\\t)[[z](\?<m>\360\237\230\200(\?=\\SC{0,1}\?^){2}^{1,2}))"), S_INIT("\317\203\011"), NULL,
		"0,m" },
	{ __LINE__, 0, S_INIT("a\\w"), S_INIT("_.aCbB\012"), "${1}",
		"0 (2,2) > _.${1}bB~000a" },
	{ __LINE__, 1, S_INIT("ss\\A{1,2}b*"), S_INIT("\012_a\303\211kbb2"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT(" [\303\200-\303\277\\x61\303\251]I"), S_INIT(""), NULL,
		"0" },
	{ __LINE__, 16, S_INIT("(\?<=[\\P{IsBasicLatin}\\-]A{0})k\303\211||-a"), S_INIT("cC_c\011a\303\211Bba"), "$10$`]",
		"0 (0,0) (1,0) (2,0) (3,0) (4,0) (5,0) (6,0) (7,0) (8,0) > $10]c$10c]C$10cC]_$10cC_]c$10cC_c]~0009$10cC_c~0009]a$10cC_c~0009a]~00c9$10cC_c~0009a~00c9]B$10cC_c~0009a~00c9B]b$10cC_c~0009a~00c9Bb]a$10cC_c~0009a~00c9Bba]" },
	{ __LINE__, 512, S_INIT("(([^[b-[b\\S]]*(\?(\?=b)\360\237\230\200a)){0})"), S_INIT("\303\251\342\204\252\317\203Aa\012\304\260bia"), NULL,
		"0,1,2 (0,0)(0,0)() (1,0)(1,0)() (2,0)(2,0)() (3,0)(3,0)() (4,0)(4,0)() (5,0)(5,0)() (6,0)(6,0)() (7,0)(7,0)() (8,0)(8,0)()" },
	{ __LINE__, 1, S_INIT("\303\251(\?(a)(\?'x1'\360\237\230\200{0}(\?![[.a-c](aa)i|\317\203{2}|\\G|^\?\?\\wa\?\?)*\?){2}aA)"), S_INIT("a.abk"), "x$$$11${x",
		"0,1,x1 > a.abk" },
	{ __LINE__, 0, S_INIT("\317\203I{0}ss\\u0062{,2}"), S_INIT(""), NULL,
		"0" },
	{ __LINE__, 513, S_INIT("\\A{,2}2\360\237\230\200"), S_INIT("c"), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("a{0}(\?-i:\\B\304\260{1,2}(\?i))\\10(\?<=2{,2})"), S_INIT("ba_2-akb\360\237\230\200\012"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("\\s|(b(\?(1)[^A-Z\\P{L}\\W]\303\211.+)(\\w*\?|(\?:-\?\?i|iss){1,2}))\317\203*\?Ia"), S_INIT("\303\251ai 1\012kab\303\251"), NULL,
		"0,1,2 (3,1)()() (5,1)()()" },
	{ __LINE__, 4, S_INIT("\342\204\252(\?:\342\204\252)^|[^\\P{IsBasicLatin}A-Z0-9]{0}(\?:a{1,2}(\?:a)b)*\?2C"), S_INIT("aaCss\317\203\012.-abC"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("-{2}C{0}a{2}"), S_INIT("b\303\2112a"), NULL,
		"0" },
	{ __LINE__, 17, S_INIT("\\s\?(\?<3> [\\d.]|)([^A-Z]{0}[\\W\\nz]*\?[_\\W]{1,2}a)"), S_INIT("\303\211k\304\260aI.2"), NULL,
		"0,1,3" },
	{ __LINE__, 513, S_INIT("b"), S_INIT("-.\360\237\230\200.\012ba\317\203"), "$+$`",
		"0 (6,1) > -.~d83d~de00.~000ab-.~d83d~de00.~000aa~03c3" },
	{ __LINE__, 0, S_INIT("\304\260"), S_INIT("BBab\011CI\0121"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("[.](\?(n)ss+|)"), S_INIT("b\012\012kcC"), NULL,
		"0" },
	{ __LINE__, 4, S_INIT("(\?<n>\304\260b)C"), S_INIT("kBssa"), "$1",
		"0,n > kBssa" },
	{ __LINE__, 4, S_INIT("\\s(\?<3>[^\\S]{1,2}((\?(a)\342\204\252{2}bC{1,2}).)a)|\342\204\252(\?i:\342\204\252b*\?\\GB)*"), S_INIT("a"), NULL,
		"0,3" },
	{ __LINE__, 1, S_INIT("(\\w{0}b{0}^{0,1}\?)|I"), S_INIT("kB\303\251b_I"), NULL,
		"0,1 (0,0)(0,0) (1,0)(1,0) (2,0)(2,0) (3,0)(3,0) (4,0)(4,0) (5,0)(5,0) (6,0)(6,0)" },
	{ __LINE__, 3, S_INIT("\011"), S_INIT("bbaass\303\211aab"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("[\\P{L}A-Z]\\d}"), S_INIT(" \011ab\303\251ci\342\204\252\342\204\252\011b"), NULL,
		"0" },
	{ __LINE__, 32, S_INIT("[\\na-c\\P{L}]\342\204\252[^\\n]-{,2}"), S_INIT("aC"), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("I\\B{0}(\?(\?=b)((\?>A{0,1}\?)k{0,1}\?){1,2}B(\\w|a_([]\303\251\\p{Lu}]{,2}(\?x){,2}a))\303\211)c"), S_INIT("\360\237\230\200"), NULL,
		"0,1,2,3" },
	{ __LINE__, 513, S_INIT("(\?(\?=b)\\k<n>\\2)(\?<m>c{0})(\?:(\?<m>((\?<n>\\z\?\?i))))c"), S_INIT("kB\012iak.ab"), NULL,
		"0,1,m,n" },
	{ __LINE__, 0, S_INIT("[^A-Z]+"), S_INIT("\304\260I"), NULL,
		"0 (0,1)" },
	{ __LINE__, 4, S_INIT(" \\S.*\?|\\D(\?'x1'cI1(\?<n>k{0}I.))"), S_INIT("\317\203aBI\317\203CC2."), NULL,
		"0,x1,n" },
	{ __LINE__, 2, S_INIT(".\\w+\?ak"), S_INIT("\303\211"), "",
		"0 > ~00c9" },
	{ __LINE__, 3, S_INIT("c(\?<n>\303\251{2})"), S_INIT("k"), "",
		"0,n > k" },
	{ __LINE__, 513, S_INIT("AB"), S_INIT("a\011"), NULL,
		"0" },
	{ __LINE__, 17, S_INIT("\317\203+\\G"), S_INIT("2 -ab \303\251k\303\251b"), "",
		"0 > 2 -ab ~00e9k~00e9b" },
	{ __LINE__, 17, S_INIT("2+\360\237\230\200[b]{"), S_INIT("C\0112_"), "",
		"0 > C~00092_" },
	{ __LINE__, 4, S_INIT("1i\360\237\230\200b{2,}"), S_INIT(""), NULL,
		"0" },
	{ __LINE__, 2, S_INIT("\317\203\?\?((\?:(\?<m>[_\\]z-[\\-\\P{L}]][\\-\\-]|[\\W\\s])-))\\D"), S_INIT("_--b\011\360\237\230\200b\360\237\230\200ab"), NULL,
		"0,1,m (1,3)(1,2)(1,1)" },
	{ __LINE__, 1, S_INIT("(\?x)|(\?im-s)\\.\\s\?-"), S_INIT("aba.\304\260C"), NULL,
		"0 (0,0) (1,0) (2,0) (3,0) (4,0) (5,0) (6,0)" },
	{ __LINE__, 513, S_INIT("b*"), S_INIT("\304\260I-IssC. \304\260\317\203"), NULL,
		"0 (0,0) (1,0) (2,0) (3,0) (4,0) (5,0) (6,0) (7,0) (8,0)" },
	{ __LINE__, 16, S_INIT("[\303\200-\303\277]I+Ab{,2}"), S_INIT("bb"), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("(\?!b|\303\211I{1,2}((\?:I{0}))+$){0}\\d\342\204\252+"), S_INIT("Bb"), NULL,
		"0,1" },
	{ __LINE__, 3, S_INIT("(\?:\304\260\\Z\?aa{1,2}|\360\237\230\200|)[]].(\?i:\\s_[^0-9]_|(\?<3>(\?<m>\304\260*.(\?'x1'a){1,2}){0})\\P{Lu}|)"), S_INIT("-\303\211Bb\304\2601ssb"), NULL,
		"0,m,x1,3" },
	{ __LINE__, 0, S_INIT("ck"), S_INIT(""), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("C\\Di\\B+\?"), S_INIT("b\317\203ababi\012ass\304\260C"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("\360\237\230\200"), S_INIT(""), NULL,
		"0" },
	{ __LINE__, 4, S_INIT("(\?(1)(\?>A(\?<m>(\?<m>b\?)\?\?(\?<n>a\\Ai\?|\\Z[^\\w\\x61\\s]\\10))a).{2}_){0}k\?\?(\?:\303\251A{0,1}\?)*\303\251"), S_INIT(""), NULL,
		"0,m,n" },
	{ __LINE__, 32, S_INIT("I(\?(n)1C(\?<m>(\?-i:C*\?\303\251|)\317\203\\p{L}){0})|(\?(n)[\\W]|ss\?\\p{Nd})[\\D-[^_]]i"), S_INIT("\317\203\317\203"), NULL,
		"0,m" },
	{ __LINE__, 1, S_INIT("((\?<=c)[^\\p{Lu}\\DA-Z-[\\p{Lu}]]{0}){2}(\?(\?=b)1)([\\W])\?\?_{0,1}\?|I+"), S_INIT(".\304\260abb.B\303\251"), NULL,
		"0,1,2 (1,1)()()" },
	{ __LINE__, 17, S_INIT("\303\211"), S_INIT("k\360\237\230\200a\303\2511"), "$1$`$10x",
		"0 (4,1) > k~d83d~de00a$1k~d83d~de00a$10x1" },
	{ __LINE__, 0, S_INIT("a*I^\\W\?\?"), S_INIT("Abss\360\237\230\200aba1A"), "$1${$+${",
		"0 > Abss~d83d~de00aba1A" },
	{ __LINE__, 16, S_INIT("_(\?(a)i+)"), S_INIT("k\303\251a\012\304\260bk"), NULL,
		"0" },
	{ __LINE__, 17, S_INIT("aI\?(\303\211\\.A)"), S_INIT("b_\303\211\304\260"), NULL,
		"0,1" },
	{ __LINE__, 0, S_INIT("#(\?<=a.)C{1,2}[A-Z]"), S_INIT("\012.iBab"), "$11$11$+",
		"0 > ~000a.iBab" },
	{ __LINE__, 16, S_INIT("\303\211+"), S_INIT("1\304\260ab\317\203aaC\303\251 -"), "$$",
		"0 > 1~0130ab~03c3aaC~00e9 -" },
	{ __LINE__, 2, S_INIT("iBI"), S_INIT(".ccCss\304\260 Ib"), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("b(\?<=(\?i)B{,2}){,2}"), S_INIT("1\342\204\252"), "$2",
		"0 > 1~212a" },
	{ __LINE__, 257, S_INIT("(\?<3>\\w+\?1(\?=2(\?m))*\?)(\?<=_-a*)"), S_INIT("ss \303\251\012a\342\204\252\360\237\230\200"), NULL,
		"0,3" },
	{ __LINE__, 2, S_INIT("[\\-]\303\251B{1,2}\\S+\?"), S_INIT(""), "",
		"0 > " },
	{ __LINE__, 4, S_INIT("[\\D]{1,2}a{2}"), S_INIT("1\360\237\230\200C\303\211a2b"), "$n$10${1}]",
		"0 > 1~d83d~de00C~00c9a2b" },
	{ __LINE__, 17, S_INIT("\\S(\?!\\B\?\? [^A-Z])"), S_INIT("c"), "a",
		"0 (0,1) > a" },
	{ __LINE__, 256, S_INIT("\\d{2,}"), S_INIT("\011b\303\211\360\237\230\200"), NULL,
		"0" },
	{ __LINE__, 512, S_INIT("_1\304\260\\cA"), S_INIT("\342\204\252bc\012a\012I"), NULL,
		"0" },
	{ __LINE__, 2, S_INIT("(\?(a).\304\260(\?(\?=b)(\?>[^\\P{L}[]\303\211)I(\?:a{1,2}){2,}|)[]\\x61])\317\203*\?\317\203[\303\200-\303\277\\D\\s]"), S_INIT(""), "$1",
		"0 > " },
	{ __LINE__, 4, S_INIT("\\w(\?>[\\p{Lu}0-9-[^\303\200-\303\277]]\?  \\D)"), S_INIT("_\342\204\252"), NULL,
		"0" },
	{ __LINE__, 16, S_INIT("\\z"), S_INIT("b\360\237\230\200bb."), NULL,
		"0 (6,0)" },
	{ __LINE__, 32, S_INIT("bi"), S_INIT("b"), NULL,
		"0" },
	{ __LINE__, 16, S_INIT("\317\203{0}\\u006212"), S_INIT("A.\012I"), "${n}$0$1]",
		"0 > A.~000aI" },
	{ __LINE__, 1, S_INIT("(\?'x1'\\s+\?A)\\10"), S_INIT("A\011cAB"), "",
		"0,x1 > A~0009cAB" },
	{ __LINE__, 1, S_INIT("(\?<3>\\Bb*){1,2}|\342\204\252"), S_INIT(".\317\203a\0112cabss1\303\251"), "",
		"0,3 (0,0)(0,0) (2,0)(2,0) (5,0)(5,0) (6,0)(6,0) (7,1)(8,0) (8,0)(8,0) (9,0)(9,0) (10,0)(10,0) (11,0)(11,0) > .~03c3a~00092cass1~00e9" },
	{ __LINE__, 3, S_INIT("a2{0}[^\\]\\]]"), S_INIT("I"), NULL,
		"0" },
	{ __LINE__, 0, S_INIT("b\?(\?(a)a\\s(\?<n>1\303\211)\?\?I)"), S_INIT("2a\011bb1b"), NULL,
		"0,n (0,0)() (2,0)() (3,1)() (4,1)() (5,0)() (6,1)() (7,0)()" },
	{ __LINE__, 1, S_INIT("\\Wb{0}|(a[a-c\\x61](\303\211+)2{2,})\\W(\?'x1'b\\b\\d(\?(\?=b)1+\?)){,2}|(\?!i (\?>1\\zk))*\?"), S_INIT(".a_b"), NULL,
		"0,1,2,x1 (0,1)()()() (1,0)()()() (2,0)()()() (3,0)()()() (4,0)()()()" },
	{ __LINE__, 4, S_INIT("a\\d"), S_INIT("1 kab.c"), NULL,
		"0" },
	{ __LINE__, 1, S_INIT("2"), S_INIT(""), NULL,
		"0" },
	{ __LINE__, 512, S_INIT("B{1,2}2\?\?C\342\204\252\?"), S_INIT("Cab2 -bb\360\237\230\200"), NULL,
		"0" },
};
/* clang-format on */

enum { MATCHES_SHOWN = 9, GROUPS_MAX = 20 };

static void put_names(const Regex *regex, Buf *out)
{
	for (size_t i = 0; i < regex_groups(regex); i++) {
		char number[12];
		buf_put(out, i ? S(",") : S(""));
		buf_put(out, regex_group_name(regex, i, number));
	}
}

static void put_matches(const Regex *regex, Str subject, Buf *out)
{
	RegexScan *scan = regex_scan_new(regex, subject, 0, NULL);
	RegexSpan spans[GROUPS_MAX];

	assert_true(regex_groups(regex) <= GROUPS_MAX);
	for (int n = 0; n < MATCHES_SHOWN && regex_scan_next(scan, spans) == REGEX_MATCH; n++) {
		buf_put_char(out, ' ');
		for (size_t i = 0; i < regex_groups(regex); i++)
			if (spans[i].from == STR_NONE)
				buf_put(out, S("()"));
			else
				buf_printf(out, "(%zu,%zu)", spans[i].unit_from, spans[i].unit_to - spans[i].unit_from);
	}
	regex_scan_free(scan);
}

static void put_visible(Str s, Buf *out)
{
	for (size_t i = 0; i < str_units(s); i++) {
		unsigned unit = str_unit_at(s, i);
		if (unit < 32 || unit > 126 || unit == '~')
			buf_printf(out, "~%04x", unit);
		else
			buf_put_char(out, (char)unit);
	}
}

static void put_replaced(const Regex *regex, Str subject, Str replacement, Buf *out)
{
	Buf text = BUF_INIT;

	assert_int_equal(regex_replace(regex, subject, replacement, -1, &text, NULL), REGEX_MATCH);
	buf_put(out, S(" > "));
	put_visible(buf_str(&text), out);
	buf_release(&text);
}

static void test_matches(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(match_rows); i++) {
		Regex *regex = make(match_rows[i].pattern, match_rows[i].options);
		Buf got = BUF_INIT;
		put_names(regex, &got);
		put_matches(regex, match_rows[i].subject, &got);
		if (match_rows[i].replacement)
			put_replaced(regex, match_rows[i].subject, str_from(match_rows[i].replacement), &got);
		if (!str_eq(buf_str(&got), str_from(match_rows[i].want))) {
			print_error("line %d: got \"%.*s\", want \"%s\"\n", match_rows[i].line, STR_ARG(buf_str(&got)),
				match_rows[i].want);
			bad++;
		}
		buf_release(&got);
		regex_drop(regex);
	}
	assert_int_equal(bad, 0);
}

/* ---- the interface ---------------------------------------------------------------------------------------------- */

static void test_groups(void **state)
{
	Regex *regex = make(S("(?<n>a)(?<5>b)(c)"), REGEX_MULTILINE);
	char number[12];

	(void)state;
	assert_int_equal(regex_groups(regex), 4);
	assert_int_equal(regex_group_number(regex, 2), 2);
	assert_int_equal(regex_group_number(regex, 3), 5);
	assert_true(str_eq(regex_group_name(regex, 2, number), S("n")));
	assert_true(str_eq(regex_group_name(regex, 3, number), S("5")));
	assert_int_equal(regex_group_index(regex, S("5")), 3);
	assert_int_equal(regex_group_index(regex, S("n")), 2);
	assert_true(regex_group_index(regex, S("N")) == STR_NONE && regex_group_index(regex, S("4")) == STR_NONE);
	assert_true(str_eq(regex_pattern(regex), S("(?<n>a)(?<5>b)(c)")));
	assert_int_equal(regex_options(regex), REGEX_MULTILINE);
	assert_ptr_equal(regex_ref(regex), regex);
	regex_drop(regex);
	regex_drop(regex);
	regex_drop(NULL);
}

/* Bytes count whole characters, units halves. */
static void test_spans(void **state)
{
	Regex *regex = make(S("(.)(.)"), 0);
	Str subject = S("\303\251\360\237\230\200x");
	RegexSpan spans[3];
	Buf text = BUF_INIT;

	(void)state;
	assert_int_equal(regex_match(regex, subject, 0, spans, NULL), REGEX_MATCH);
	assert_true(spans[0].from == 0 && spans[0].to == 6 && spans[0].unit_from == 0 && spans[0].unit_to == 2);
	assert_true(spans[1].from == 0 && spans[1].to == 2 && spans[1].unit_from == 0 && spans[1].unit_to == 1);
	assert_true(spans[2].from == 2 && spans[2].to == 6 && spans[2].unit_from == 1 && spans[2].unit_to == 2);
	regex_put_span(subject, &spans[2], &text);
	assert_true(str_eq(buf_str(&text), S("\355\240\275")));
	buf_clear(&text);
	regex_put_span(subject, &(RegexSpan){ 2, 6, 2, 3 }, &text);
	assert_true(str_eq(buf_str(&text), S("\355\270\200")));
	buf_clear(&text);
	regex_put_span(subject, &(RegexSpan){ STR_NONE, STR_NONE, STR_NONE, STR_NONE }, &text);
	assert_int_equal(text.n, 0);
	buf_release(&text);
	regex_drop(regex);
}

static void test_match_from(void **state)
{
	Regex *regex = make(S("\\Ga|(?<=b)c|^x"), 0);
	RegexSpan span;

	(void)state;
	assert_int_equal(regex_match(regex, S("bac"), 1, &span, NULL), REGEX_MATCH);
	assert_true(span.from == 1 && span.to == 2);
	assert_int_equal(regex_match(regex, S("bc"), 1, &span, NULL), REGEX_MATCH);
	assert_true(span.from == 1);
	assert_int_equal(regex_match(regex, S("ax"), 1, &span, NULL), REGEX_NO_MATCH);
	assert_int_equal(regex_match(regex, S("\303\251a"), 2, &span, NULL), REGEX_MATCH);
	assert_true(span.from == 2 && span.unit_from == 1);
	assert_int_equal(regex_match(regex, S(""), 0, &span, NULL), REGEX_NO_MATCH);
	assert_int_equal(regex_match(regex, (Str){ NULL, 0 }, 0, &span, NULL), REGEX_NO_MATCH);
	regex_drop(regex);
}

static void test_replace_count(void **state)
{
	Regex *regex = make(S("a"), 0);
	static const struct {
		long count;
		const char *want;
	} rows[] = { { -1, "xbxbx" }, { 0, "ababa" }, { 1, "xbaba" }, { 2, "xbxba" }, { 9, "xbxbx" } };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf out = BUF_INIT;
		assert_int_equal(regex_replace(regex, S("ababa"), S("x"), rows[i].count, &out, NULL), REGEX_MATCH);
		assert_true(str_eq(buf_str(&out), str_from(rows[i].want)));
		buf_release(&out);
	}
	regex_drop(regex);
}

static void test_escape(void **state)
{
	static const struct {
		const char *text, *escaped;
	} rows[] = {
		{ "a.b*c", "a\\.b\\*c" },
		{ "[x]{y}(z)", "\\[x]\\{y}\\(z\\)" },
		{ "a b\tc", "a\\ b\\tc" },
		{ "^$#|\\+?", "\\^\\$\\#\\|\\\\\\+\\?" },
		{ "\303\251\n\r\f\v", "\303\251\\n\\r\\f\v" },
		{ "]}-,/", "]}-,/" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf escaped = BUF_INIT, back = BUF_INIT;
		regex_escape(str_from(rows[i].text), &escaped);
		assert_true(str_eq(buf_str(&escaped), str_from(rows[i].escaped)));
		assert_true(regex_unescape(buf_str(&escaped), &back));
		assert_true(str_eq(buf_str(&back), str_from(rows[i].text)));
		buf_release(&escaped);
		buf_release(&back);
	}
}

static void test_unescape(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = { { "a\\tb", "a\tb" }, { "\\x41\\u0042\\103\\cA", "ABC\001" }, { "\\", "" },
		{ "\\ud83d\\ude00", "\360\237\230\200" }, { "\\q", NULL }, { "\\x4", NULL }, { "\\8", NULL },
		{ "\\_", NULL } };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf out = BUF_INIT;
		assert_int_equal(regex_unescape(str_from(rows[i].text), &out), rows[i].want != NULL);
		if (rows[i].want)
			assert_true(str_eq(buf_str(&out), str_from(rows[i].want)));
		buf_release(&out);
	}
}

/* ---- limits ----------------------------------------------------------------------------------------------------- */

static void test_explosions(void **state)
{
	static const char *const patterns[] = { "(a+)+\\d", "(a|aa)+[c-d]", "(a|a)*[bc]", "(?<=^(?:a+)+)[xy]",
		"(?<!(?:a+)+)b|[xy]" };
	static const char a40[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	Buf wide = BUF_INIT, out = BUF_INIT;

	(void)state;
	buf_put(&wide, str_from(a40));
	buf_put(&wide, S("\303\251"));
	for (size_t i = 0; i < COUNT(patterns); i++) {
		Regex *regex = make(str_from(patterns[i]), 0);
		RegexSpan spans[3];
		assert_int_equal(regex_match(regex, str_from(a40), 0, spans, NULL), REGEX_TOO_COMPLEX);
		regex_drop(regex);
	}
	Regex *regex = make(str_from(patterns[0]), 0);
	assert_int_equal(regex_replace(regex, buf_str(&wide), S(""), -1, &out, NULL), REGEX_TOO_COMPLEX);
	regex_drop(regex);
	buf_release(&wide);
	buf_release(&out);
}

static void test_interruption(void **state)
{
	static const volatile int interrupted = 1;
	static const char a40[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	Regex *regex = make(S("(a+)+\\d"), 0);
	RegexSpan spans[2];

	(void)state;
	assert_int_equal(regex_match(regex, str_from(a40), 0, spans, &interrupted), REGEX_STOPPED);
	assert_int_equal(regex_match(regex, S("a1"), 0, spans, &interrupted), REGEX_MATCH);
	regex_drop(regex);
}

/* What ends of itself, but takes longer than the pattern may. */
static void test_timeout(void **state)
{
	Regex *regex = make(S("(a+)+\\d"), 0);
	RegexSpan spans[2];

	(void)state;
	assert_int_equal(regex_timeout(regex), REGEX_NO_TIMEOUT);
	assert_int_equal(regex_match(regex, S("aaaaaaaaaaaaaaaaaaaa"), 0, spans, NULL), REGEX_NO_MATCH);
	regex_set_timeout(regex, 1);
	assert_int_equal(regex_match(regex, S("aaaaaaaaaaaaaaaaaaaa"), 0, spans, NULL), REGEX_TOO_COMPLEX);
	assert_int_equal(regex_match(regex, S("a1"), 0, spans, NULL), REGEX_MATCH);
	regex_drop(regex);
}

static volatile int alarmed;

static void on_alarm(int signal_number)
{
	(void)signal_number;
	alarmed = 1;
}

/* In the midst of a match that takes seconds, with and without machine code. */
static void test_interruption_within(void **state)
{
	static const char a40[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	Regex *regex = make(S("(a+)+\\d"), 0);
	RegexSpan spans[2];

	(void)state;
	signal(SIGALRM, on_alarm);
	for (int round = 0; round < 2; round++) {
		struct itimerval soon = { .it_value = { .tv_usec = 200000 } };

		alarmed = 0;
		setitimer(ITIMER_REAL, &soon, NULL);
		assert_int_equal(regex_match(regex, str_from(a40), 0, spans, &alarmed), REGEX_STOPPED);
		for (int i = 0; i < 200; i++)
			assert_int_equal(regex_match(regex, S("a1"), 0, spans, NULL), REGEX_MATCH);
	}
	regex_drop(regex);
}

/* Many matches lead to machine code; what is found stays the same, also where that needs much stack. */
static void test_machine_code(void **state)
{
	Regex *regex = make(S("^(?:(a)|b)*$"), 0), *words = make(S("(?<=(?:x)+)(\\w)\\b"), 0);
	Buf subject = BUF_INIT;
	RegexSpan spans[2];

	(void)state;
	buf_put_many(&subject, 'a', 200000);
	for (int i = 0; i < 200; i++)
		assert_int_equal(regex_match(regex, S("abab"), 0, spans, NULL), REGEX_MATCH);
	assert_int_equal(regex_match(regex, buf_str(&subject), 0, spans, NULL), REGEX_MATCH);
	assert_int_equal(spans[0].to, 200000);
	assert_int_equal(spans[1].from, 199999);
	for (int i = 0; i < 200; i++) {
		assert_int_equal(regex_match(words, S("a xxb"), 0, spans, NULL), REGEX_MATCH);
		assert_int_equal(spans[1].from, 4);
	}
	buf_release(&subject);
	regex_drop(regex);
	regex_drop(words);
}

/* A match may be going on while another with the same pattern begins. */
static void test_nested_scans(void **state)
{
	Regex *regex = make(S("\\w"), 0);
	RegexScan *outer = regex_scan_new(regex, S("abc"), 0, NULL);
	RegexSpan span, inner;
	int n = 0;

	(void)state;
	for (; regex_scan_next(outer, &span) == REGEX_MATCH; n++) {
		RegexScan *scan = regex_scan_new(regex, S("\303\251x"), 0, NULL);
		assert_int_equal(regex_scan_next(scan, &inner), REGEX_MATCH);
		assert_int_equal(regex_match(regex, S("-z"), 0, &inner, NULL), REGEX_MATCH);
		regex_scan_free(scan);
		assert_int_equal(span.from, n);
	}
	assert_int_equal(n, 3);
	assert_int_equal(regex_scan_next(outer, &span), REGEX_NO_MATCH);
	regex_scan_free(outer);
	regex_drop(regex);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_desktop_errors),
		cmocka_unit_test(test_unsupported),
		cmocka_unit_test(test_huge_patterns),
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_match_from),
		cmocka_unit_test(test_replace_count),
		cmocka_unit_test(test_escape),
		cmocka_unit_test(test_unescape),
		cmocka_unit_test(test_explosions),
		cmocka_unit_test(test_timeout),
		cmocka_unit_test(test_interruption),
		cmocka_unit_test(test_interruption_within),
		cmocka_unit_test(test_machine_code),
		cmocka_unit_test(test_nested_scans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
