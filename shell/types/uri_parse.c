/* uri_parse: a URI in its parts, as System.Uri has them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/uri_parse.h"

#include "shell/base/utf8.h"
#include "shell/base/vec.h"

#include <stdlib.h>

int types_uri_default_port(Str scheme)
{
	static const struct {
		const char *scheme;
		int port;
	} ports[] = { { "http", 80 }, { "https", 443 }, { "ftp", 21 }, { "ldap", 389 }, { "mailto", 25 }, { "ws", 80 },
		{ "wss", 443 }, { "nntp", 119 }, { "gopher", 70 }, { "telnet", 23 } };

	for (size_t i = 0; i < COUNT(ports); i++)
		if (str_ieq(scheme, str_from(ports[i].scheme)))
			return ports[i].port;
	return -1;
}

const char *types_uri_error(UriStatus status)
{
	switch (status) {
	case URI_EMPTY:
		return "Invalid URI: The URI is empty.";
	case URI_BAD_SCHEME:
		return "Invalid URI: The URI scheme is not valid.";
	case URI_BAD_HOST:
		return "Invalid URI: The hostname could not be parsed.";
	case URI_BAD_PORT:
		return "Invalid URI: Invalid port specified.";
	default:
		return "Invalid URI: The format of the URI could not be determined.";
	}
}

/* ---- escaping ---- */

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c);
}

void types_uri_escape(Str text, const char *keep, Buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		bool is_escape = c == '%' && i + 2 < text.n && is_hex(text.p[i + 1]) && is_hex(text.p[i + 2]);

		if (c != '\0' &&
			(is_unreserved(c) || (c != '%' && strchr(keep, c)) || (is_escape && strchr(keep, '%'))))
			buf_put_char(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
	}
}

static int hex_value(char c)
{
	return c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

void types_uri_unescape(Str text, Buf *out)
{
	Buf bytes = BUF_INIT;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '%' && i + 2 < text.n && is_hex(text.p[i + 1]) && is_hex(text.p[i + 2])) {
			buf_put_char(&bytes, (char)(hex_value(text.p[i + 1]) * 16 + hex_value(text.p[i + 2])));
			i += 2;
		} else {
			buf_put_char(&bytes, text.p[i]);
		}
	}
	/* escapes that make no UTF-8 stay as they are written */
	buf_put(out, utf8_is_valid(buf_str(&bytes)) ? buf_str(&bytes) : text);
	buf_release(&bytes);
}

void types_uri_put_path(Str path, Buf *out)
{
	VEC(Str) kept = { 0 };
	StrSplit split = { path, false };
	bool slash = false;
	Str piece;

	while (str_split_next(&split, '/', &piece)) {
		slash = str_eq(piece, S(".")) || str_eq(piece, S(".."));
		if (str_eq(piece, S(".."))) {
			if (kept.n > 1)
				kept.n--;
		} else if (!slash) {
			VEC_PUSH(&kept, piece);
		}
	}
	for (size_t i = 0; i < kept.n; i++) {
		if (i)
			buf_put_char(out, '/');
		buf_put(out, kept.p[i]);
	}
	if (slash)
		buf_put_char(out, '/');
	VEC_RELEASE(&kept);
}

/* ---- hosts ---- */

static bool is_ipv4(Str host)
{
	StrSplit split = { host, false };
	Str piece;
	int n = 0;

	while (str_split_next(&split, '.', &piece)) {
		int number = 0;

		if (piece.n == 0 || piece.n > 3 || ++n > 4)
			return false;
		for (size_t i = 0; i < piece.n; i++) {
			if (piece.p[i] < '0' || piece.p[i] > '9')
				return false;
			number = number * 10 + piece.p[i] - '0';
		}
		if (number > 255)
			return false;
	}
	return n == 4;
}

UriHost types_uri_host_type(Str host)
{
	if (host.n > 2 && host.p[0] == '[')
		return host.p[host.n - 1] == ']' ? URI_HOST_IPV6 : URI_HOST_UNKNOWN;
	if (is_ipv4(host))
		return URI_HOST_IPV4;
	if (host.n == 0 || host.p[0] == '.' || host.n > 255)
		return URI_HOST_UNKNOWN;
	for (size_t i = 0; i < host.n; i++)
		if (!is_unreserved(host.p[i]) && (unsigned char)host.p[i] < 0x80)
			return URI_HOST_UNKNOWN;
	return URI_HOST_DNS;
}

/* host[:port], userinfo already off. */
static UriStatus read_host(Str text, TypeUri *uri)
{
	size_t bracket = text.n && text.p[0] == '[' ? str_find_byte(text, ']', 0) : 0;
	size_t colon = bracket == STR_NONE ? STR_NONE : str_find_byte(text, ':', bracket);
	Str host = str_cut(text, 0, colon == STR_NONE ? text.n : colon), port;
	long number = 0;

	uri->host_type = types_uri_host_type(host);
	if (uri->host_type == URI_HOST_UNKNOWN)
		return URI_BAD_HOST;
	utf8_put_lower(host, &uri->host);
	uri->port = types_uri_default_port(buf_str(&uri->scheme));
	uri->default_port = true;
	if (colon == STR_NONE || colon + 1 == text.n)
		return URI_OK;
	port = str_cut(text, colon + 1, text.n);
	for (size_t i = 0; i < port.n; i++) {
		if (port.p[i] < '0' || port.p[i] > '9' || number > 65535)
			return URI_BAD_PORT;
		number = number * 10 + port.p[i] - '0';
	}
	if (number > 65535)
		return URI_BAD_PORT;
	uri->default_port = number == uri->port;
	uri->port = (int)number;
	return URI_OK;
}

static UriStatus read_authority(Str text, TypeUri *uri)
{
	size_t at = str_rfind(text, S("@"), text.n);

	if (at != STR_NONE) {
		types_uri_escape(str_cut(text, 0, at), "!$&'()*+,;=:%", &uri->user);
		text = str_cut(text, at + 1, text.n);
	}
	return read_host(text, uri);
}

/* ---- the whole ---- */

/* Takes the part from mark on off the end of *text, escaped. */
static void take_tail(Str *text, char mark, Buf *out)
{
	size_t at = str_find_byte(*text, mark, 0);

	if (at == STR_NONE)
		return;
	buf_put_char(out, mark);
	types_uri_escape(str_cut(*text, at + 1, text->n), "!$&'()*+,;=:@/?[]%", out);
	text->n = at;
}

static void read_path(Str path, TypeUri *uri)
{
	Buf escaped = BUF_INIT;

	types_uri_escape(path, "!$&'()*+,;=:@/%", &escaped);
	if (uri->authority || uri->dos_path)
		types_uri_put_path(buf_str(&escaped), &uri->path);
	else
		buf_put(&uri->path, buf_str(&escaped));
	if (uri->authority && uri->path.n == 0)
		buf_put_char(&uri->path, '/');
	buf_release(&escaped);
}

/* C:\x and \\server\share\x are file URIs. */
static UriStatus read_dos(Str text, bool unc, TypeUri *uri)
{
	Buf slashes = BUF_INIT;
	UriStatus status = URI_OK;
	Str rest;
	size_t end;

	for (size_t i = 0; i < text.n; i++)
		buf_put_char(&slashes, (char)(text.p[i] == '\\' ? '/' : text.p[i]));
	rest = buf_str(&slashes);
	buf_put(&uri->scheme, S("file"));
	uri->absolute = uri->default_port = uri->authority = true;
	uri->port = -1;
	uri->unc = unc;
	uri->dos_path = !unc;
	uri->host_type = URI_HOST_BASIC;
	if (unc) {
		rest = str_cut(rest, 2, rest.n);
		end = str_find_byte(rest, '/', 0);
		status = read_host(str_cut(rest, 0, end == STR_NONE ? rest.n : end), uri);
		rest = str_cut(rest, end == STR_NONE ? rest.n : end, rest.n);
		uri->port = -1;
	}
	read_path(rest, uri);
	buf_release(&slashes);
	return status;
}

static bool is_drive(Str text)
{
	return text.n > 2 && ((text.p[0] | 32) >= 'a' && (text.p[0] | 32) <= 'z') && text.p[1] == ':' &&
	       (text.p[2] == '\\' || text.p[2] == '/');
}

static bool is_scheme(Str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';

		if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
			return false;
	}
	return text.n > 0;
}

/* What stands behind "scheme:". */
static UriStatus read_hierarchy(Str rest, TypeUri *uri)
{
	bool is_file = str_eq(buf_str(&uri->scheme), S("file")), is_mail = str_eq(buf_str(&uri->scheme), S("mailto"));
	UriStatus status = URI_OK;
	size_t end;

	take_tail(&rest, '#', &uri->fragment);
	take_tail(&rest, '?', &uri->query);
	uri->absolute = uri->default_port = true;
	uri->port = types_uri_default_port(buf_str(&uri->scheme));
	uri->authority = str_starts(rest, S("//"));
	if (is_mail)
		return read_authority(rest, uri);
	if (!uri->authority) {
		if (uri->port >= 0 && !is_mail)
			return URI_BAD_HOST; /* http:x */
		uri->host_type = URI_HOST_UNKNOWN;
		read_path(rest, uri);
		return URI_OK;
	}
	rest = str_cut(rest, 2, rest.n);
	end = str_find_byte(rest, '/', 0);
	if (end == STR_NONE)
		end = rest.n;
	if (is_file && end == 0) {
		uri->host_type = URI_HOST_BASIC;
		uri->dos_path = is_drive(str_cut(rest, 1, rest.n));
		rest = str_cut(rest, uri->dos_path, rest.n);
		end = 0;
	} else {
		status = read_authority(str_cut(rest, 0, end), uri);
		uri->unc = is_file;
	}
	read_path(str_cut(rest, end, rest.n), uri);
	return status;
}

UriStatus types_uri_parse(Str text, bool relative, TypeUri *uri)
{
	Str trimmed = str_trim(text);
	size_t colon = str_find_byte(trimmed, ':', 0), slash = str_find_byte(trimmed, '/', 0);
	UriStatus status = URI_NO_FORMAT;

	*uri = (TypeUri){ .original = BUF_INIT,
		.scheme = BUF_INIT,
		.user = BUF_INIT,
		.host = BUF_INIT,
		.path = BUF_INIT,
		.query = BUF_INIT,
		.fragment = BUF_INIT,
		.port = -1 };
	buf_put(&uri->original, text);
	if (is_drive(trimmed) || str_starts(trimmed, S("\\\\")))
		return read_dos(trimmed, trimmed.p[0] == '\\', uri);
	if (trimmed.n == 0) {
		status = URI_EMPTY;
	} else if (colon != STR_NONE && colon > 0 && slash > colon) {
		if (is_scheme(str_cut(trimmed, 0, colon))) {
			utf8_put_lower(str_cut(trimmed, 0, colon), &uri->scheme);
			return read_hierarchy(str_cut(trimmed, colon + 1, trimmed.n), uri);
		}
		status = URI_BAD_SCHEME;
	}
	return relative && status != URI_BAD_SCHEME ? URI_OK : status;
}

void types_uri_release(TypeUri *uri)
{
	Buf *const parts[] = { &uri->original, &uri->scheme, &uri->user, &uri->host, &uri->path, &uri->query,
		&uri->fragment };

	for (size_t i = 0; i < COUNT(parts); i++)
		buf_release(parts[i]);
}

void types_uri_put(const TypeUri *uri, Buf *out)
{
	buf_put(out, buf_str(&uri->scheme));
	buf_put(out, uri->authority ? S("://") : S(":"));
	if (uri->dos_path)
		buf_put_char(out, '/');
	if (uri->user.n) {
		buf_put(out, buf_str(&uri->user));
		buf_put_char(out, '@');
	}
	buf_put(out, buf_str(&uri->host));
	if (!uri->default_port)
		buf_printf(out, ":%d", uri->port);
	buf_put(out, buf_str(&uri->path));
	buf_put(out, buf_str(&uri->query));
	buf_put(out, buf_str(&uri->fragment));
}
