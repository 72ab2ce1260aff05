/* http_utility: System.Web.HttpUtility and System.Net.WebUtility: text for addresses and pages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

/* ---- addresses ---- */

static bool is_safe(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("-_.!*()", c));
}

static Value encode_url(Str text, bool upper)
{
	Buf out = BUF_INIT;

	for (size_t i = 0; i < text.n; i++) {
		if (is_safe(text.p[i]))
			buf_put_char(&out, text.p[i]);
		else if (text.p[i] == ' ')
			buf_put_char(&out, '+');
		else
			buf_printf(&out, upper ? "%%%02X" : "%%%02x", (unsigned)(unsigned char)text.p[i]);
	}
	return types_buf_string(&out);
}

static int digit(char c)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF", *at = c ? strchr(digits, c) : NULL;

	return at ? (int)((at - digits) % 16) : -1;
}

static Value decode_url(Str text)
{
	Buf bytes = BUF_INIT, out = BUF_INIT;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '%' && text.n - i > 2 && digit(text.p[i + 1]) >= 0 && digit(text.p[i + 2]) >= 0) {
			buf_put_char(&bytes, (char)(digit(text.p[i + 1]) * 16 + digit(text.p[i + 2])));
			i += 2;
		} else {
			buf_put(&bytes, text.p[i] == '+' ? S(" ") : str_cut(text, i, i + 1));
		}
	}
	utf8_repair(buf_str(&bytes), &out);
	buf_release(&bytes);
	return types_buf_string(&out);
}

/* ---- pages ---- */

static const struct Entity {
	const char *name;
	uint32_t code;
} entities[] = { { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "amp", '&' }, { "apos", '\'' }, { "nbsp", 0xa0 },
	{ "copy", 0xa9 }, { "reg", 0xae }, { "auml", 0xe4 }, { "ouml", 0xf6 }, { "uuml", 0xfc }, { "Auml", 0xc4 },
	{ "Ouml", 0xd6 }, { "Uuml", 0xdc }, { "szlig", 0xdf }, { "euro", 0x20ac } };
static const char *const escapes[128] = {
	['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['&'] = "&amp;", ['\''] = "&#39;"
};

/* Also what lies between U+00A0 and U+00FF, or beyond 16 bits. */
static Value encode_html(Str text)
{
	Buf out = BUF_INIT;

	for (size_t at = 0, start = 0; at < text.n; start = at) {
		uint32_t c = utf8_next(text, &at);

		if (c < COUNT(escapes) && escapes[c])
			buf_put(&out, str_from(escapes[c]));
		else if ((c >= 0xa0 && c <= 0xff) || c > 0xffff)
			buf_printf(&out, "&#%u;", (unsigned)c);
		else
			buf_put(&out, str_cut(text, start, at));
	}
	return types_buf_string(&out);
}

/* "#39", "#x27", "lt"; 0: none. */
static uint32_t entity(Str name)
{
	bool hex = name.n > 1 && (name.p[1] == 'x' || name.p[1] == 'X');
	int64_t code;

	if (str_starts(name, S("#")))
		return num_parse_radix(str_cut(name, hex ? 2 : 1, name.n), hex ? 16 : 10, NUM_INT32, &code) == NUM_OK &&
				       code > 0 && code <= 0x10ffff
			       ? (uint32_t)code
			       : 0;
	for (size_t i = 0; i < COUNT(entities); i++)
		if (str_eq(name, str_from(entities[i].name)))
			return entities[i].code;
	return 0;
}

static Value decode_html(Str text)
{
	Buf out = BUF_INIT;

	for (size_t i = 0; i < text.n; i++) {
		size_t end = text.p[i] == '&' ? str_find_byte(text, ';', i) : STR_NONE;
		uint32_t code = end == STR_NONE || end - i > 10 ? 0 : entity(str_cut(text, i + 1, end));

		if (code)
			buf_put_code(&out, code);
		else
			buf_put_char(&out, text.p[i]);
		i = code ? end : i;
	}
	return types_buf_string(&out);
}

/* ---- members ---- */

/* $null stays what it is. */
static Flow answer(Value given, Value made, Value *out)
{
	if (!value_is_null(given))
		return types_found(out, made);
	value_drop(made);
	return types_found(out, VALUE_NULL);
}

/* clang-format off */
TYPE_METHOD(url_encode) { return answer(args[0], encode_url(types_str(args[0]), false), out); }
TYPE_METHOD(url_encode_upper) { return answer(args[0], encode_url(types_str(args[0]), true), out); }
TYPE_METHOD(url_decode) { return answer(args[0], decode_url(types_str(args[0])), out); }
TYPE_METHOD(html_encode) { return answer(args[0], encode_html(types_str(args[0])), out); }
TYPE_METHOD(html_decode) { return answer(args[0], decode_html(types_str(args[0])), out); }
/* clang-format on */

static const MethodDef http_methods[] = {
	METHOD("HtmlDecode", "string HtmlDecode(string s)", html_decode),
	METHOD("HtmlEncode", "string HtmlEncode(string s)", html_encode),
	METHOD("UrlDecode", "string UrlDecode(string str)", url_decode),
	METHOD("UrlEncode", "string UrlEncode(string str)", url_encode),
	METHODS_END,
};
static const MethodDef web_methods[] = {
	METHOD("HtmlDecode", "string HtmlDecode(string value)", html_decode),
	METHOD("HtmlEncode", "string HtmlEncode(string value)", html_encode),
	METHOD("UrlDecode", "string UrlDecode(string encodedValue)", url_decode),
	METHOD("UrlEncode", "string UrlEncode(string value)", url_encode_upper),
	METHODS_END,
};
static const TypeMembers http_members = { .static_methods = http_methods };
static const TypeMembers web_members = { .static_methods = web_methods };
const TypeDef type_http_utility = { .name = "System.Web.HttpUtility",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &http_members };
const TypeDef type_web_utility = {
	.name = "System.Net.WebUtility", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &web_members
};
