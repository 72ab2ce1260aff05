/* uri: System.Uri. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/uri.h"

#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

const TypeUri *types_uri_peek(Value v)
{
	return object_payload_peek(v, &type_uri);
}

static void free_uri(Object *object, UNUSED ValueDrops *drops)
{
	types_uri_release(object->payload);
	free(object->payload);
}

Flow types_uri_new(Interp *in, Str text, bool relative, Value *out)
{
	TypeUri *uri = MEM_NEW(TypeUri);
	UriStatus status = types_uri_parse(text, relative, uri);

	if (status == URI_OK)
		return types_found(out, object_value(object_new_native(&type_uri, uri)));
	types_uri_release(uri);
	free(uri);
	return fault_exception(in, EXC_URI_FORMAT, "%s", types_uri_error(status));
}

/* Casts take relative ones too. */
static Flow convert(Interp *in, Value from, Value *out)
{
	if (!value_is_string(from))
		return FLOW_NEXT;
	return types_uri_new(in, types_str(from), true, out);
}

enum { KIND_EITHER, KIND_ABSOLUTE, KIND_RELATIVE };

TYPE_METHOD(make)
{
	int64_t kind = n > 1 ? types_int(args[1]) : KIND_ABSOLUTE;

	FLOW_TRY(types_uri_new(in, types_str(args[0]), kind != KIND_ABSOLUTE, out));
	if (kind != KIND_RELATIVE || !types_uri_peek(*out)->absolute)
		return FLOW_NEXT;
	value_drop(*out);
	*out = VALUE_EMPTY;
	return fault_exception(in, EXC_URI_FORMAT,
		"A relative URI cannot be created because the 'uriString' parameter represents an absolute URI.");
}

/* The path a relative reference leads to from a base path: everything up to the last slash, and the reference. */
static void put_resolved(const TypeUri *base, const TypeUri *reference, Buf *out)
{
	Str text = buf_str(&reference->original), path = buf_str(&base->path);
	size_t slash = str_rfind(path, S("/"), path.n), tail = text.n;
	Buf joined = BUF_INIT;

	for (size_t i = 0; i < text.n && tail == text.n; i++)
		if (text.p[i] == '?' || text.p[i] == '#')
			tail = i;
	if (text.n == 0 || text.p[0] != '/')
		buf_put(&joined, str_cut(path, 0, tail == 0 ? path.n : slash == STR_NONE ? 0 : slash + 1));
	buf_put(&joined, str_cut(text, 0, tail));
	buf_printf(out, "%.*s://", STR_ARG(buf_str(&base->scheme)));
	if (base->user.n)
		buf_printf(out, "%.*s@", STR_ARG(buf_str(&base->user)));
	buf_put(out, buf_str(&base->host));
	if (!base->default_port)
		buf_printf(out, ":%d", base->port);
	types_uri_put_path(buf_str(&joined), out);
	buf_put(out, str_cut(text, tail, text.n));
	buf_release(&joined);
}

/* (baseUri, relativeUri): a string or another Uri. */
TYPE_METHOD(combine)
{
	const TypeUri *base = types_uri_peek(args[0]);
	Value reference = VALUE_EMPTY;
	Buf text = BUF_INIT;
	Flow flow;

	if (!base || !base->absolute)
		return fault_exception(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "This operation is not supported for a relative URI.");
	if (types_uri_peek(args[1]))
		reference = value_ref(args[1]);
	else
		FLOW_TRY(types_uri_new(in, types_str(args[1]), true, &reference));
	if (types_uri_peek(reference)->absolute)
		return types_found(out, reference);
	put_resolved(base, types_uri_peek(reference), &text);
	flow = types_uri_new(in, buf_str(&text), false, out);
	buf_release(&text);
	value_drop(reference);
	return flow;
}

TYPE_METHOD(try_create)
{
	TypeUri *uri = MEM_NEW(TypeUri);
	int64_t kind = types_int(args[1]);
	UriStatus status = types_uri_parse(types_str(args[0]), kind != KIND_ABSOLUTE, uri);
	bool ok = status == URI_OK && (kind != KIND_RELATIVE || !uri->absolute);

	*out = value_bool(ok);
	if (ok)
		return types_set_ref_take(in, args[2], object_value(object_new_native(&type_uri, uri)));
	types_uri_release(uri);
	free(uri);
	return types_set_ref_take(in, args[2], VALUE_NULL);
}

/* ---- text ---- */

/* ToString(): escapes that are not needed to read it are taken off. */
static void put_readable(Str escaped, Buf *out)
{
	static const char stay[] = "%#?/\\@:[]";
	Buf text = BUF_INIT;

	types_uri_unescape(escaped, &text);
	/* an escaped sign that would mean something is escaped again */
	if (strpbrk(text.p ? text.p : "", stay) && str_find(escaped, S("%2"), 0) != STR_NONE)
		buf_put(out, escaped);
	else
		buf_put(out, buf_str(&text));
	buf_release(&text);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	const TypeUri *uri = types_uri_peek(self);
	Buf whole = BUF_INIT;

	if (!uri->absolute) {
		buf_put(out, buf_str(&uri->original));
		return FLOW_NEXT;
	}
	types_uri_put(uri, &whole);
	put_readable(buf_str(&whole), out);
	buf_release(&whole);
	return FLOW_NEXT;
}

static void put_local(const TypeUri *uri, Buf *out)
{
	Buf path = BUF_INIT;

	types_uri_unescape(buf_str(&uri->path), &path);
	if (uri->unc)
		buf_printf(out, "\\\\%.*s", STR_ARG(buf_str(&uri->host)));
	for (size_t i = 0; i < path.n; i++)
		buf_put_char(out, (char)(path.p[i] == '/' && (uri->dos_path || uri->unc) ? '\\' : path.p[i]));
	buf_release(&path);
}

static void put_authority(const TypeUri *uri, Buf *out)
{
	buf_put(out, buf_str(&uri->host));
	if (!uri->default_port)
		buf_printf(out, ":%d", uri->port);
}

/* ---- properties: those of an absolute URI are $null for a relative one, as PowerShell reads them ---- */

#define ABSOLUTE(name, expression)                                                                                     \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		const TypeUri *uri = types_uri_peek(self);                                                             \
                                                                                                                       \
		return types_found(out, uri->absolute ? (expression) : VALUE_NULL);                                    \
	}
#define TEXT(name, call)                                                                                               \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		const TypeUri *uri = types_uri_peek(self);                                                             \
		Buf text = BUF_INIT;                                                                                   \
                                                                                                                       \
		if (!uri->absolute)                                                                                    \
			return types_found(out, VALUE_NULL);                                                           \
		call(uri, &text);                                                                                      \
		return types_found(out, types_buf_string(&text));                                                      \
	}

static bool is_loopback(const TypeUri *uri)
{
	Str host = buf_str(&uri->host);

	return host.n == 0 ? str_eq(buf_str(&uri->scheme), S("file"))
			   : str_eq(host, S("localhost")) || str_starts(host, S("127.")) || str_eq(host, S("[::1]"));
}

static void put_path_and_query(const TypeUri *uri, Buf *out)
{
	buf_put(out, buf_str(&uri->path));
	buf_put(out, buf_str(&uri->query));
}

ABSOLUTE(get_path, value_string(buf_str(&uri->path)))
TEXT(get_absolute, types_uri_put)
TEXT(get_local_path, put_local)
TEXT(get_authority, put_authority)
TEXT(get_path_and_query, put_path_and_query)
ABSOLUTE(get_host_type, value_enum(&type_uri_host_name_type, uri->host_type))
ABSOLUTE(get_default_port, value_bool(uri->default_port))
ABSOLUTE(get_is_file, value_bool(str_eq(buf_str(&uri->scheme), S("file"))))
ABSOLUTE(get_loopback, value_bool(is_loopback(uri)))
ABSOLUTE(get_unc, value_bool(uri->unc))
ABSOLUTE(get_host, value_string(buf_str(&uri->host)))
ABSOLUTE(get_port, value_int(uri->port))
ABSOLUTE(get_query, value_string(buf_str(&uri->query)))
ABSOLUTE(get_fragment, value_string(buf_str(&uri->fragment)))
ABSOLUTE(get_scheme, value_string(buf_str(&uri->scheme)))
ABSOLUTE(get_user, value_string(buf_str(&uri->user)))

TYPE_GET(get_original)
{
	return types_found(out, value_string(buf_str(&types_uri_peek(self)->original)));
}

TYPE_GET(get_is_absolute)
{
	return types_found(out, value_bool(types_uri_peek(self)->absolute));
}

TYPE_GET(get_escaped)
{
	return types_found(out, value_bool(false));
}

TYPE_GET(get_segments)
{
	const TypeUri *uri = types_uri_peek(self);
	Str path = buf_str(&uri->path);
	VEC(Str) pieces = { 0 };
	size_t from = 0;

	if (!uri->absolute)
		return types_found(out, VALUE_NULL);
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '/' || i + 1 == path.n) {
			VEC_PUSH(&pieces, str_cut(path, from, i + 1));
			from = i + 1;
		}
	*out = types_strings(pieces.p, pieces.n);
	VEC_RELEASE(&pieces);
	return FLOW_NEXT;
}

/* ---- methods ---- */

enum { PARTIAL_SCHEME, PARTIAL_AUTHORITY, PARTIAL_PATH, PARTIAL_QUERY };

TYPE_METHOD(left_part)
{
	const TypeUri *uri = types_uri_peek(self);
	int64_t part = types_int(args[0]);
	Buf text = BUF_INIT;

	if (!uri->absolute)
		return fault_exception(
			in, EXC_INVALID_OPERATION, "This operation is not supported for a relative URI.");
	buf_put(&text, buf_str(&uri->scheme));
	buf_put(&text, uri->authority ? S("://") : S(":"));
	if (part >= PARTIAL_AUTHORITY) {
		if (uri->user.n)
			buf_printf(&text, "%.*s@", STR_ARG(buf_str(&uri->user)));
		put_authority(uri, &text);
	}
	if (part >= PARTIAL_PATH)
		buf_put(&text, buf_str(&uri->path));
	if (part >= PARTIAL_QUERY)
		buf_put(&text, buf_str(&uri->query));
	return types_found(out, types_buf_string(&text));
}

static bool same_place(const TypeUri *a, const TypeUri *b)
{
	return str_eq(buf_str(&a->scheme), buf_str(&b->scheme)) && str_eq(buf_str(&a->host), buf_str(&b->host)) &&
	       a->port == b->port;
}

TYPE_METHOD(is_base_of)
{
	const TypeUri *base = types_uri_peek(self), *other = types_uri_peek(args[0]);
	Str path = buf_str(&base->path);
	size_t slash = str_rfind(path, S("/"), path.n);

	return types_found(out,
		value_bool(other && (!other->absolute ||
					    (same_place(base, other) &&
						    str_starts(buf_str(&other->path),
							    str_cut(path, 0, slash == STR_NONE ? 0 : slash + 1))))));
}

/* The way from the folder of one path to another. */
TYPE_METHOD(make_relative)
{
	const TypeUri *base = types_uri_peek(self), *other = types_uri_peek(args[0]);
	Str from = buf_str(&base->path), to = buf_str(&other->path);
	size_t common = 0;
	Buf text = BUF_INIT;
	Flow flow;

	if (!same_place(base, other))
		return types_found(out, value_ref(args[0]));
	for (size_t i = 0; i < from.n && i < to.n && from.p[i] == to.p[i]; i++)
		if (from.p[i] == '/')
			common = i + 1;
	for (size_t i = common; i < from.n; i++)
		if (from.p[i] == '/')
			buf_put(&text, S("../"));
	buf_put(&text, str_cut(to, common, to.n));
	buf_put(&text, buf_str(&other->query));
	buf_put(&text, buf_str(&other->fragment));
	flow = types_uri_new(in, buf_str(&text), true, out);
	buf_release(&text);
	return flow;
}

static bool equal(Value a, Value b)
{
	const TypeUri *x = types_uri_peek(a), *y = types_uri_peek(b);

	if (x->absolute != y->absolute)
		return false;
	if (!x->absolute)
		return str_eq(buf_str(&x->original), buf_str(&y->original));
	return same_place(x, y) && str_eq(buf_str(&x->path), buf_str(&y->path)) &&
	       str_eq(buf_str(&x->query), buf_str(&y->query));
}

#define ESCAPE(name, keep)                                                                                             \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		Buf text = BUF_INIT;                                                                                   \
                                                                                                                       \
		types_uri_escape(types_str(args[0]), keep, &text);                                                     \
		return types_found(out, types_buf_string(&text));                                                      \
	}
ESCAPE(escape_data, "")
ESCAPE(escape_uri, "!$&'()*+,;=:@/?#[]%")

TYPE_METHOD(unescape_data)
{
	Buf text = BUF_INIT;

	types_uri_unescape(types_str(args[0]), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(check_host)
{
	return types_found(out, value_enum(&type_uri_host_name_type, types_uri_host_type(types_str(args[0]))));
}

TYPE_METHOD(check_scheme)
{
	TypeUri uri;
	Buf text = BUF_INIT;
	UriStatus status;

	buf_printf(&text, "%.*s:x", STR_ARG(types_str(args[0])));
	status = types_uri_parse(buf_str(&text), false, &uri);
	*out = value_bool(status != URI_BAD_SCHEME && status != URI_NO_FORMAT);
	types_uri_release(&uri);
	buf_release(&text);
	return FLOW_NEXT;
}

/* Well formed: written in its escaped form. */
TYPE_METHOD(is_well_formed)
{
	int64_t kind = types_int(args[1]);
	Str text = types_str(args[0]);
	TypeUri uri;
	UriStatus status = types_uri_parse(text, kind != KIND_ABSOLUTE, &uri);
	bool ok = status == URI_OK && (kind != KIND_RELATIVE || !uri.absolute) && !uri.dos_path;

	for (size_t i = 0; i < text.n && ok; i++)
		ok = (unsigned char)text.p[i] > ' ' && (unsigned char)text.p[i] < 0x7f &&
		     !strchr("<>\"{}|\\^`", text.p[i]);
	types_uri_release(&uri);
	return types_found(out, value_bool(ok));
}

#define SCHEME(name, text)                                                                                             \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		return types_found(out, value_string(S(text)));                                                        \
	}
SCHEME(get_file_scheme, "file")
SCHEME(get_ftp_scheme, "ftp")
SCHEME(get_http_scheme, "http")
SCHEME(get_https_scheme, "https")
SCHEME(get_mailto_scheme, "mailto")
SCHEME(get_delimiter, "://")

static const PropDef props[] = {
	PROP("AbsolutePath", "System.String", get_path),
	PROP("AbsoluteUri", "System.String", get_absolute),
	PROP("LocalPath", "System.String", get_local_path),
	PROP("Authority", "System.String", get_authority),
	PROP("HostNameType", "System.UriHostNameType", get_host_type),
	PROP("IsDefaultPort", "System.Boolean", get_default_port),
	PROP("IsFile", "System.Boolean", get_is_file),
	PROP("IsLoopback", "System.Boolean", get_loopback),
	PROP("PathAndQuery", "System.String", get_path_and_query),
	PROP("Segments", "System.String[]", get_segments),
	PROP("IsUnc", "System.Boolean", get_unc),
	PROP("Host", "System.String", get_host),
	PROP("Port", "System.Int32", get_port),
	PROP("Query", "System.String", get_query),
	PROP("Fragment", "System.String", get_fragment),
	PROP("Scheme", "System.String", get_scheme),
	PROP("OriginalString", "System.String", get_original),
	PROP("DnsSafeHost", "System.String", get_host),
	PROP("IdnHost", "System.String", get_host),
	PROP("IsAbsoluteUri", "System.Boolean", get_is_absolute),
	PROP("UserEscaped", "System.Boolean", get_escaped),
	PROP("UserInfo", "System.String", get_user),
	PROPS_END,
};
static const PropDef statics[] = {
	FIELD("UriSchemeFile", "System.String", get_file_scheme),
	FIELD("UriSchemeFtp", "System.String", get_ftp_scheme),
	FIELD("UriSchemeHttp", "System.String", get_http_scheme),
	FIELD("UriSchemeHttps", "System.String", get_https_scheme),
	FIELD("UriSchemeMailto", "System.String", get_mailto_scheme),
	FIELD("SchemeDelimiter", "System.String", get_delimiter),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Equals", "bool Equals(System.Object comparand)", types_equals),
	METHOD("GetLeftPart", "string GetLeftPart(System.UriPartial part)", left_part),
	METHOD("IsBaseOf", "bool IsBaseOf(uri uri)", is_base_of),
	METHOD("MakeRelativeUri", "uri MakeRelativeUri(uri uri)", make_relative),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD("CheckHostName", "static System.UriHostNameType CheckHostName(string name)", check_host),
	METHOD("CheckSchemeName", "static bool CheckSchemeName(string schemeName)", check_scheme),
	METHOD("EscapeDataString", "static string EscapeDataString(string stringToEscape)", escape_data),
	METHOD("EscapeUriString", "static string EscapeUriString(string stringToEscape)", escape_uri),
	METHOD("IsWellFormedUriString", "static bool IsWellFormedUriString(string uriString, System.UriKind uriKind)",
		is_well_formed),
	METHOD("TryCreate", "static bool TryCreate(string uriString, System.UriKind uriKind, [ref] uri result)",
		try_create),
	METHOD("UnescapeDataString", "static string UnescapeDataString(string stringToUnescape)", unescape_data),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW("uri new(string uriString)", make),
	NEW("uri new(string uriString, System.UriKind uriKind)", make),
	NEW("uri new(uri baseUri, string relativeUri)", combine),
	NEW("uri new(uri baseUri, uri relativeUri)", combine),
	METHODS_END,
};
static const TypeMembers members = {
	.props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors,
};
static const TypeOps ops = {
	.free = free_uri,
	.text = put_text,
	.convert = convert,
	.convert_id = "InvalidCastFromStringToUri",
	.equal = equal,
};

const TypeDef type_uri = {
	.name = "System.Uri",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
};
