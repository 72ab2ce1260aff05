/* cert_name: X.500 names as .NET reads and prints them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_NAME_H
#define CERT_CERT_NAME_H

#include "shell/base/arena.h"
#include "shell/base/buf.h"
#include "shell/base/diag.h"

/* X500DistinguishedNameFlags with .NET's values, and which system's habits to follow: .NET on Linux as recorded in
 * dotnet-x509, or Windows where its README (section 4) says that it differs.  Windows: BMPString instead of UTF8String,
 * DC as IA5String, no OpenSSL names as keys but Email, Title, GivenName and Initials, OID.n for what it does not
 * know. */
enum {
	CERT_NAME_REVERSED = 0x1,
	CERT_NAME_SEMICOLONS = 0x10,
	CERT_NAME_NO_PLUS = 0x20, /* accepted; + is no separator anyway (exchange-cmdlets 11, 18) */
	CERT_NAME_NO_QUOTES = 0x40,
	CERT_NAME_COMMAS = 0x80,
	CERT_NAME_NEW_LINES = 0x100,
	CERT_NAME_UTF8 = 0x1000,
	CERT_NAME_T61 = 0x2000, /* does nothing */
	CERT_NAME_FORCE_UTF8 = 0x4000,
	CERT_NAME_WINDOWS = 0x1000000,
	CERT_NAME_SHOWN = 0x2000000, /* values through cert_put_shown */
};

/* DER Name of a text such as "C=US, O=Contoso, CN=mail.contoso.com".  new X500DistinguishedName(text) is
 * CERT_NAME_REVERSED: the last attribute typed comes first in the DER.  DIAG_INVALID with .NET's message; *inner (may
 * be NULL) then tells whether .NET wraps an ArgumentException "The OID value is invalid. (Parameter 'oidValue')". */
bool cert_name_parse(Str text, unsigned flags, Buf *der, bool *inner, Diag *diag) NODISCARD;

/* Text of a DER Name.  CERT_NAME_REVERSED is what Subject and Issuer show.  Separators: ", ", with _SEMICOLONS "; ",
 * with _NEW_LINES a line end (CR LF on Windows).  Control characters come out as they are, unless _SHOWN.  What is no
 * Name gives nothing. */
void cert_name_print(Str der, unsigned flags, Buf *out);
/* cert_name_print(REVERSED | WINDOWS | SHOWN), as every Exchange object shows names. */
Str cert_name_text(Str der, Arena *arena);

/* Keys, OIDs and names of attributes; internal to cert_name*.c. */
typedef enum CertNameType { CERT_NAME_TEXT, CERT_NAME_PRINTABLE, CERT_NAME_ASCII, CERT_NAME_DOMAIN } CertNameType;
/* Appends the OID (content octets) that a key means; false: none. */
bool cert_name_key(Str key, unsigned flags, Buf *oid);
CertNameType cert_name_type(Str oid);
/* Appends the key that an OID is shown with. */
void cert_name_put_key(Str oid, unsigned flags, Buf *out);

/* One attribute of a Name, in DER order. */
typedef struct CertNamePart {
	Str oid;  /* content octets */
	Str text; /* decoded: in the scratch buffer given, until the next call */
	uint8_t tag;
	bool joined; /* belongs to the same RDN as the one before */
	bool is_hex; /* text is "#" and hex: the value is no string */
} CertNamePart;
typedef struct CertNameWalk {
	Str names, set; /* what is left of them, and of the RDN begun */
} CertNameWalk;
void cert_name_walk(Str der, CertNameWalk *walk);
bool cert_name_next(CertNameWalk *walk, Buf *scratch, CertNamePart *out);
/* Text of a string element by its tag: BMPString, UTF8String, T61String as Latin-1, ...; false: no string type. */
bool cert_name_decode(uint8_t tag, Str value, Buf *out);

#endif
