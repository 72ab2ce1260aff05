/* wildcard_pattern: System.Management.Automation.WildcardPattern. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

typedef struct Pattern {
	Value text;
	bool ignore_case;
} Pattern;

static void free_pattern(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, ((Pattern *)object->payload)->text);
	free(object->payload);
}

static Value make(Str text, bool ignore_case)
{
	Pattern *pattern = MEM_NEW(Pattern);

	*pattern = (Pattern){ value_string(text), ignore_case };
	return object_value(object_new_native(&type_wildcard_pattern, pattern));
}

enum { OPTION_IGNORE_CASE = 2 }; /* WildcardOptions */

TYPE_METHOD(create)
{
	return types_found(out, make(types_str(args[0]), n > 1 && (types_int(args[1]) & OPTION_IGNORE_CASE)));
}

TYPE_METHOD(is_match)
{
	const Pattern *pattern = value_unwrap_peek(self).object->payload;

	return types_found(out,
		value_bool(wildcard_match(value_str_peek(pattern->text), types_str(args[0]), pattern->ignore_case)));
}

TYPE_METHOD(contains_wildcard)
{
	return types_found(out, value_bool(wildcard_has(types_str(args[0]))));
}

static bool is_special(char c)
{
	return c == '*' || c == '?' || c == '[' || c == ']' || c == '`';
}

TYPE_METHOD(escape)
{
	Str text = types_str(args[0]);
	Buf escaped = BUF_INIT;

	for (size_t i = 0; i < text.n; i++) {
		if (is_special(text.p[i]))
			buf_put_char(&escaped, '`');
		buf_put_char(&escaped, text.p[i]);
	}
	return types_found(out, types_buf_string(&escaped));
}

TYPE_METHOD(unescape)
{
	Str text = types_str(args[0]);
	Buf plain = BUF_INIT;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '`' && i + 1 < text.n && is_special(text.p[i + 1]))
			i++;
		buf_put_char(&plain, text.p[i]);
	}
	return types_found(out, types_buf_string(&plain));
}

static const MethodDef methods[] = {
	METHOD("IsMatch", "bool IsMatch(string input)", is_match),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD("ContainsWildcardCharacters", "static bool ContainsWildcardCharacters(string pattern)",
		contains_wildcard),
	METHOD("Escape", "static string Escape(string pattern)", escape),
	METHOD("Get", "static " SMA "WildcardPattern Get(string pattern, " SMA "WildcardOptions options)", create),
	METHOD("Unescape", "static string Unescape(string pattern)", unescape),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW(SMA "WildcardPattern new(string pattern)", create),
	NEW(SMA "WildcardPattern new(string pattern, " SMA "WildcardOptions options)", create),
	METHODS_END,
};
static const TypeMembers members = {
	.methods = methods, .static_methods = static_methods, .constructors = constructors
};
static const TypeOps ops = { .free = free_pattern };
const TypeDef type_wildcard_pattern = {
	.name = SMA "WildcardPattern", .base = &type_known[T_OBJECT], .members = &members, .ops = &ops
};
