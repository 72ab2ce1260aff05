/* text_info: System.Globalization.TextInfo. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/utf8.h"
#include "shell/types/culture_info.h"
#include "shell/types/types_list.h"

TYPE_METHOD(to_lower)
{
	Buf text = BUF_INIT;

	utf8_put_lower(types_str(args[0]), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(to_upper)
{
	Buf text = BUF_INIT;

	utf8_put_upper(types_str(args[0]), &text);
	return types_found(out, types_buf_string(&text));
}

/* Digits, marks and apostrophes do not end a word; blanks and other signs do. */
static bool ends_word(uint32_t code)
{
	const char *category = utf8_category(code);

	return code != '\'' && !utf8_is_letter(code) && category[0] != 'N' && category[0] != 'M';
}

/* The bytes of the word at the start of s, and whether any of its letters is lower case. */
static size_t word_length(Str s, bool *any_lower)
{
	size_t at = 0, next;

	*any_lower = false;
	while (at < s.n) {
		uint32_t code;

		next = at;
		code = utf8_next(s, &next);
		if (ends_word(code))
			break;
		*any_lower |= utf8_is_lower(code);
		at = next;
	}
	return at;
}

/* Words all in capitals are taken for abbreviations and stay. */
TYPE_METHOD(to_title_case)
{
	Str s = types_str(args[0]), rest;
	Buf text = BUF_INIT;
	bool any_lower;
	size_t at = 0;

	while (at < s.n) {
		size_t from = at;
		uint32_t code = utf8_next(s, &at);

		if (!utf8_is_letter(code)) {
			buf_put(&text, str_cut(s, from, at));
			continue;
		}
		rest = str_cut(s, at, s.n);
		rest.n = word_length(rest, &any_lower);
		any_lower |= utf8_is_lower(code);
		buf_put_code(&text, utf8_upper(code));
		if (any_lower)
			utf8_put_lower(rest, &text);
		else
			buf_put(&text, rest);
		at += rest.n;
	}
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_separator)
{
	return types_found(out, value_string_c(types_culture_peek(self)->list));
}

TYPE_GET(get_name)
{
	return types_found(out, value_string_c(types_culture_peek(self)->name));
}

TYPE_GET(get_lcid)
{
	return types_found(out, value_int(types_culture_peek(self)->lcid));
}

TYPE_GET(get_read_only)
{
	return types_found(out, value_bool(!types_culture_peek(self)->name[0])); /* the invariant culture's alone */
}

/* Of the cultures known here none is written from right to left. */
TYPE_GET(get_right_to_left)
{
	return types_found(out, value_bool(false));
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_printf(out, "TextInfo - %s", types_culture_peek(self)->name);
	return FLOW_NEXT;
}

static const PropDef props[] = {
	PROP("LCID", "System.Int32", get_lcid),
	PROP("CultureName", "System.String", get_name),
	PROP("IsReadOnly", "System.Boolean", get_read_only),
	PROP("ListSeparator", "System.String", get_separator),
	PROP("IsRightToLeft", "System.Boolean", get_right_to_left),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("ToLower", "string ToLower(string str)", to_lower),
	METHOD("ToUpper", "string ToUpper(string str)", to_upper),
	METHOD("ToTitleCase", "string ToTitleCase(string str)", to_title_case),
	METHODS_END,
};

static const TypeMembers members = { .props = props, .methods = methods };
static const TypeOps ops = { .free = types_culture_free, .text = put_text };

const TypeDef type_text_info = {
	.name = "System.Globalization.TextInfo",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
};
