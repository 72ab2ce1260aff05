/* uri_parse: a URI in its parts, as System.Uri has them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_URI_PARSE_H
#define TYPES_URI_PARSE_H

#include "shell/base/buf.h"

/* UriHostNameType's numbers. */
typedef enum UriHost { URI_HOST_UNKNOWN, URI_HOST_BASIC, URI_HOST_DNS, URI_HOST_IPV4, URI_HOST_IPV6 } UriHost;

/* Parts of an absolute URI, escaped and in normal form; of a relative one only original. */
typedef struct TypeUri {
	Buf original, scheme, user, host, path, query, fragment; /* query with its ?, fragment with its # */
	int port;                                                /* -1: the scheme has none */
	bool absolute, default_port, unc, dos_path, authority;   /* authority: // stands behind the scheme */
	UriHost host_type;
} TypeUri;

typedef enum UriStatus { URI_OK, URI_EMPTY, URI_NO_FORMAT, URI_BAD_SCHEME, URI_BAD_HOST, URI_BAD_PORT } UriStatus;

/* Reads text; relative says whether a relative URI is allowed.  *uri is released by types_uri_release in any case. */
UriStatus types_uri_parse(Str text, bool relative, TypeUri *uri);
void types_uri_release(TypeUri *uri);
const char *types_uri_error(UriStatus status);
/* The whole in its escaped form (AbsoluteUri); with_user: also the user information. */
void types_uri_put(const TypeUri *uri, Buf *out);
UriHost types_uri_host_type(Str host);
/* %XX for everything but letters, digits and -._~ and what keep lists; existing %XX stay when keep has a %. */
void types_uri_escape(Str text, const char *keep, Buf *out);
void types_uri_unescape(Str text, Buf *out);
/* /a/./b/../c without its dots. */
void types_uri_put_path(Str path, Buf *out);
int types_uri_default_port(Str scheme); /* -1: none */

#endif
