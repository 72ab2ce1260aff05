/* cert: what a certificate, a request or a file of them says.  Bytes are walked, no OpenSSL object is built. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_H
#define CERT_CERT_H

#include "shell/base/arena.h"
#include "shell/base/buf.h"
#include "shell/base/diag.h"
#include "shell/base/str.h"

/* The room of OpenSSL and libidn2: nobody else includes them.  Its headers:
 *   cert.h         reading certificates, requests, CRLs and files
 *   cert_name.h    X.500 names, text <-> DER
 *   cert_domain.h  host names: validity, wildcards, IDN
 *   cert_key.h     private keys
 *   cert_make.h    making requests, certificates and CRLs
 *   cert_pfx.h     PKCS#12
 *   cert_chain.h   chains and their status
 *   cert_seal.h    sealing of secrets, digests
 * Everything that is stored or handed on is DER in a Str; a decoded certificate is slices of that DER. */

enum {
	CERT_THUMBPRINT = 20,     /* bytes of a thumbprint: SHA-1 of the DER */
	CERT_SIZE_MAX = 32 << 20, /* bytes of a file that is looked at; anything larger is refused */
	CERT_COUNT_MAX = 4096,    /* certificates taken from one file */
	CERT_NAMES_MAX = 1000000, /* names taken from one certificate */
};

/* ORDER CertKeyKind: also the kind argument of Env.new_key; stored. */
typedef enum CertKeyKind {
	CERT_KEY_UNKNOWN,
	CERT_KEY_RSA,
	CERT_KEY_EC,
	CERT_KEY_DSA,
	CERT_KEY_EDWARDS,
} CertKeyKind;

/* Digest of a signature.  Stored in no file: the caller's profile decides. */
typedef enum CertHash { CERT_SHA1, CERT_SHA256, CERT_SHA384, CERT_SHA512 } CertHash;

/* Bits of KeyUsage as .NET's X509KeyUsageFlags numbers them: the first octet of the bit string, then the ninth bit. */
/* clang-format off */
enum {
	CERT_USAGE_ENCIPHER_ONLY = 0x01, CERT_USAGE_CRL_SIGN = 0x02, CERT_USAGE_CERT_SIGN = 0x04,
	CERT_USAGE_KEY_AGREEMENT = 0x08, CERT_USAGE_DATA_ENCIPHERMENT = 0x10, CERT_USAGE_KEY_ENCIPHERMENT = 0x20,
	CERT_USAGE_NON_REPUDIATION = 0x40, CERT_USAGE_DIGITAL_SIGNATURE = 0x80, CERT_USAGE_DECIPHER_ONLY = 0x8000,
	CERT_USAGE_SERVER = CERT_USAGE_DIGITAL_SIGNATURE | CERT_USAGE_KEY_ENCIPHERMENT,
};
/* clang-format on */

/* A SubjectPublicKeyInfo. */
typedef struct CertPublicKey {
	Str der;        /* the whole of it */
	Str oid;        /* algorithm, content octets */
	Str parameters; /* DER of the parameters; for EC the curve's OID; empty when absent */
	Str bits; /* content of the BIT STRING without its count of unused bits: what a key identifier is a hash of */
	CertKeyKind kind;
	int size; /* bits, as .NET's KeySize says; -1 for Edwards curves as there, 0 unknown */
} CertPublicKey;

/* A certificate.  Every Str is a slice of the DER it was read from. */
typedef struct CertInfo {
	Str der; /* the certificate alone, whatever follows it cut off: its SHA-1 is the thumbprint */
	Str tbs; /* the signed part */
	Str signature_oid;
	Str serial;          /* content octets as stored: a leading 00 is kept, -1 is FF */
	Str issuer, subject; /* DER Names: cert_name_print makes text of them */
	Str extensions;      /* for cert_extension_next */
	Str alt_names;       /* of the first SubjectAltName, for cert_alt_name_next; empty when absent or damaged */
	Str usages;          /* of ExtendedKeyUsage, for cert_oid_next */
	Str subject_key_id;  /* octets; empty: no such extension */
	Str authority_key_id;
	CertPublicKey key;
	int64_t not_before, not_after; /* ticks, UTC; dates after 9999-12-31 are MOMENT_MAX */
	int version;                   /* 1 to 3 */
	int path_length;               /* -1: none given */
	unsigned key_usage;            /* CERT_USAGE_*; all bits when the extension is absent */
	bool bad_dates;                /* a date that is no date (month 13): its ticks are 0 */
	bool has_alt_names, has_usages, has_key_usage, has_constraints;
	bool is_authority; /* BasicConstraints CA */
	bool self_signed;  /* issuer is subject, byte for byte, as Exchange's IsSelfSigned asks */
} CertInfo;

/* Reads the certificate at the start of der; bytes after it are ignored, as by .NET.  The signature is not checked.
 * DIAG_INVALID: no certificate, with what is wrong.  Extensions that cannot be read are only left out. */
bool cert_read(Str der, CertInfo *out, Diag *diag) NODISCARD;

/* SHA-1 of the certificate's DER. */
void cert_thumbprint(Str der, uint8_t out[CERT_THUMBPRINT]);
/* Forty hex digits in any case.  Blanks, direction marks and separators that the Windows dialog brings along are
 * dropped (*cleaned tells, may be NULL).  false: not forty digits. */
bool cert_thumbprint_parse(Str text, uint8_t out[CERT_THUMBPRINT], bool *cleaned);
/* Upper-case hex without separators: thumbprints, serial numbers, key identifiers. */
void cert_put_hex(Str octets, Buf *out);
/* Text out of a certificate for people: what a terminal would obey, what hides and what turns text round becomes
 * \uXXXX, what is no UTF-8 U+FFFD. */
void cert_put_shown(Str text, Buf *out);
/* Pairs of hex digits in any case, blanks between them allowed; false when it is not that. */
bool cert_parse_hex(Str text, Buf *out);
/* Standard base64 in one line (line 0) or in lines of that many characters, each ended by CR LF. */
void cert_put_base64(Str octets, size_t line, Buf *out);
/* "-----BEGIN <label>-----", base64 in lines of 64, "-----END <label>-----", CR LF throughout and at the end. */
void cert_put_armor(Str octets, const char *label, Buf *out);
/* SHA-1 of the public key's bits: the usual key identifier, and what pairs certificates with requests. */
void cert_key_id(const CertPublicKey *key, uint8_t out[CERT_THUMBPRINT]);
bool cert_read_public_key(Str der, CertPublicKey *out, Diag *diag) NODISCARD;

typedef struct CertExtension {
	Str oid; /* content octets */
	Str value;
	bool critical;
} CertExtension;
/* Takes the next extension off *rest; false at the end (or at the first that is damaged). */
bool cert_extension_next(Str *rest, CertExtension *out);
/* The extension of an OID in dotted text, first of its kind; false: absent. */
bool cert_extension_find(Str extensions, const char *oid, CertExtension *out);

/* ORDER CertAltKind: the context tags of GeneralName. */
/* clang-format off */
typedef enum CertAltKind {
	CERT_ALT_OTHER, CERT_ALT_EMAIL, CERT_ALT_DNS, CERT_ALT_X400, CERT_ALT_DIRECTORY, CERT_ALT_EDI, CERT_ALT_URI,
	CERT_ALT_IP, CERT_ALT_OID,
} CertAltKind;
/* clang-format on */
typedef struct CertAltName {
	CertAltKind kind;
	Str value; /* content octets: text for e-mail, DNS and URI; 4, 8, 16 or 32 octets for IP; DER for the rest */
} CertAltName;
bool cert_alt_name_next(Str *rest, CertAltName *out);
/* The user's principal name that an OtherName may be; false: it is another thing. */
bool cert_alt_name_upn(const CertAltName *name, Str *upn);
/* The next OBJECT IDENTIFIER (content octets) of a SEQUENCE OF them. */
bool cert_oid_next(Str *rest, Str *oid);
/* Appends "1.2.840.113549"; what is no OID gives nothing. */
void cert_oid_print(Str oid, Buf *out);
/* Content octets of dotted text; false: no OID. */
bool cert_oid_parse(Str text, Buf *out);
bool cert_oid_is(Str oid, const char *dotted);
/* Windows' friendly name of an OID given as dotted text ("sha256RSA", "Server Authentication"); NULL: none known. */
const char *cert_oid_name(Str dotted);

/* The DNS names a certificate is for, in Exchange's order (CertificateDomains): those of SubjectAltName as they stand,
 * and before them the subject's CN when it is a host name and not among them.  Texts are in arena; names with bytes
 * that are no UTF-8 are read as Latin-1.  At most CERT_NAMES_MAX. */
void cert_domains(const CertInfo *info, Arena *arena, Str **out, size_t *n);
/* The last CN of a DER Name as text; false: it has none. */
bool cert_common_name(Str name, Buf *out);

/* A PKCS#10 request; slices as in CertInfo. */
typedef struct CertRequestInfo {
	Str der, body, subject;
	CertPublicKey key;
	Str signature_oid;
	Str attributes; /* for cert_attribute_next */
	Str extensions; /* from extensionRequest or, failing that, Microsoft's old 1.3.6.1.4.1.311.2.1.14 */
	Str alt_names;
	bool old_extensions; /* they came from the latter: many CAs do not look there */
} CertRequestInfo;
typedef struct CertAttribute {
	Str oid, values; /* values: content of the SET */
} CertAttribute;
bool cert_read_request(Str der, CertRequestInfo *out, Diag *diag) NODISCARD;
bool cert_attribute_next(Str *rest, CertAttribute *out);
/* One of Microsoft's enrolment attributes: "SAN", "dns=a.contoso.com". */
typedef struct CertNameValue {
	Str name, value;
} CertNameValue;
/* szOID_ENROLLMENT_NAME_VALUE_PAIR (1.3.6.1.4.1.311.13.2.1): what [RequestAttributes] of certreq -new become
 * (certificate-world 1.2).  Appends "Name:Value" and a line end for each. */
void cert_request_put_values(const CertRequestInfo *request, Buf *out);
/* Whether the request is signed by the key in it.  DIAG_CRYPTO: it is not; DIAG_UNSUPPORTED: unknown algorithm. */
bool cert_verify_request(const CertRequestInfo *info, Diag *diag) NODISCARD;

/* What a file turned out to be, by content and never by its name. */
typedef enum CertFileKind {
	CERT_FILE_CERTIFICATES, /* one or more: DER, PEM, base64 without armor, serialized store */
	CERT_FILE_PKCS7,        /* SignedData with certificates, in the order of the file */
	CERT_FILE_PFX,
	CERT_FILE_REQUEST,
	CERT_FILE_CRL,
} CertFileKind;
typedef struct CertFile {
	CertFileKind kind;
	Str *certs; /* DER of each; CERT_FILE_CERTIFICATES and _PKCS7 */
	Str *names; /* friendly names, one a certificate, of a serialized store; NULL: none */
	size_t ncerts;
	Str body; /* DER of the other kinds */
} CertFile;
/* Takes DER and text alike: UTF-8 with or without byte order mark, UTF-16 of either order with or without one, any line
 * ends, text before the armor, indentation, one long line, base64 without armor; labels CERTIFICATE, X509 CERTIFICATE,
 * TRUSTED CERTIFICATE, PKCS7, CMS, PKCS #7 SIGNED DATA, (NEW) CERTIFICATE REQUEST, PKCS12, X509 CRL are hints only.
 * Results are slices of bytes or in arena.  DIAG_INVALID: nothing of the kind, says what was seen. */
bool cert_read_file(Str bytes, Arena *arena, CertFile *out, Diag *diag) NODISCARD;

#endif
