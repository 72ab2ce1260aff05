/* x509: System.Security.Cryptography.X509Certificates: certificates, their names, keys and extensions as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef X509_X509_H
#define X509_X509_H

#include "shell/engine/interp.h"
#include "shell/types/types.h"
#include "store/cert/cert.h"
#include "store/cert/cert_key.h"
#include "store/db/store_certs.h"

/* Payload of an X509Certificate2 and of what derives from it.  Texts are owned.  A row of the store brings what lists
 * show; its DER is fetched when something else is asked for, and stays there when the row goes. */
typedef struct X509Cert {
	uint8_t hash[CERT_THUMBPRINT];
	Str subject, issuer; /* as they are shown */
	Str serial;          /* octets */
	Str friendly_name;
	Str der;                            /* empty: in the store under der_id; without one: no certificate at all */
	int64_t not_before, not_after;      /* ticks, UTC */
	int64_t cert_id, der_id, server_id; /* of the row; 0: not from the store */
	StorePlace place;
	bool has_key, archived, exportable; /* exportable: of a file, once it is in a store */
	CertKey *key;                       /* of a file with a key, or NULL */
} X509Cert;

extern const TypeDef x509_certificate_base, x509_certificate; /* X509Certificate, X509Certificate2 */
extern const TypeEntry x509_entries[];
extern const size_t x509_nentries;
/* Digests, random bytes, IdnMapping: what OpenSSL and libidn2 are needed for, too. */
extern const TypeEntry x509_hash_entries[];
extern const size_t x509_hash_nentries;

/* Any certificate object's payload; NULL: it is none. */
X509Cert *x509_peek(Value v);
/* An X509Certificate2 of DER that cert_read has read; the key is taken, and may be NULL. */
Value x509_value(Interp *in, const CertInfo *info, Str friendly_name, CertKey *key) NODISCARD;
/* ... and of a row of the store. */
Value x509_row_value(const StoreCert *row) NODISCARD;
void x509_fill_row(X509Cert *cert, const StoreCert *row);
/* Gives up what a payload holds, not the payload. */
void x509_clear(X509Cert *cert);
/* Sees to it that cert->der is there.  CryptographicException: there is no certificate, or the store cannot be read. */
Flow x509_load(Interp *in, X509Cert *cert) NODISCARD;
/* The same, read. */
Flow x509_read(Interp *in, X509Cert *cert, CertInfo *out) NODISCARD;
/* Properties and methods of X509Certificate2, for the table of a type that derives from it; ended by a row without a
 * name. */
Flow x509_get_archived(Interp *in, Value self, Value *out);
Flow x509_get_dns_names(Interp *in, Value self, Value *out);
Flow x509_get_usages(Interp *in, Value self, Value *out);
Flow x509_get_extensions(Interp *in, Value self, Value *out);
Flow x509_get_friendly_name(Interp *in, Value self, Value *out);
Flow x509_set_friendly_name(Interp *in, Value self, Value to);
Flow x509_get_handle(Interp *in, Value self, Value *out);
Flow x509_get_has_key(Interp *in, Value self, Value *out);
Flow x509_get_issuer(Interp *in, Value self, Value *out);
Flow x509_get_issuer_name(Interp *in, Value self, Value *out);
Flow x509_get_not_after(Interp *in, Value self, Value *out);
Flow x509_get_not_before(Interp *in, Value self, Value *out);
Flow x509_get_private_key(Interp *in, Value self, Value *out);
Flow x509_get_public_key(Interp *in, Value self, Value *out);
Flow x509_get_raw_data(Interp *in, Value self, Value *out);
Flow x509_get_trusted_issuer(Interp *in, Value self, Value *out);
Flow x509_get_serial(Interp *in, Value self, Value *out);
Flow x509_get_signature_algorithm(Interp *in, Value self, Value *out);
Flow x509_get_subject(Interp *in, Value self, Value *out);
Flow x509_get_subject_name(Interp *in, Value self, Value *out);
Flow x509_get_thumbprint(Interp *in, Value self, Value *out);
Flow x509_get_version(Interp *in, Value self, Value *out);
/* "[Subject]\r\n  CN=..." with dates as given; *_date are texts. */
void x509_put_summary(const X509Cert *cert, Str not_before, Str not_after, Buf *out);
/* ORDER X509NameType. */
typedef enum X509NameKind {
	X509_NAME_SIMPLE,
	X509_NAME_EMAIL,
	X509_NAME_UPN,
	X509_NAME_DNS,
	X509_NAME_DNS_ALTERNATIVE,
	X509_NAME_URL,
} X509NameKind;
/* What GetNameInfo tells: nothing when there is no such name. */
void x509_put_name_info(const CertInfo *info, X509NameKind kind, bool issuer, Buf *out);
/* ToString($true); dates as texts. */
typedef struct X509Dates {
	Str not_before, not_after;
} X509Dates;
void x509_put_verbose(Interp *in, const X509Cert *cert, const CertInfo *info, const X509Dates *dates, Buf *out);

/* ---- parts ---- */
extern const TypeDef x509_oid, x509_name, x509_name_flags, x509_public_key, x509_encoded_data, x509_extension,
	x509_extensions, x509_key_usage, x509_usages, x509_constraints, x509_key_id, x509_oids, x509_key, x509_rsa,
	x509_dns_name, x509_usage_entry, x509_rsa_extensions, x509_ecdsa_extensions;
extern const TypeDef x509_content_type, x509_storage_flags, x509_name_type, x509_usage_flags, x509_store_location,
	x509_store_name, x509_open_flags, x509_find_type;
Value x509_oid_value(Str dotted) NODISCARD;
Value x509_name_value(Interp *in, Str der) NODISCARD; /* X500DistinguishedName */
/* DER of an X500DistinguishedName; empty: it is none. */
Str x509_name_der_peek(Value v);
/* The text it was made from, or as it is printed; empty: it is none. */
Str x509_name_text_peek(Value v);
/* An RSACryptoServiceProvider; only the size is of the key. */
Value x509_rsa_value(int size, bool is_public) NODISCARD;
Value x509_public_key_value(const CertPublicKey *key) NODISCARD;
Value x509_extensions_value(const CertInfo *info) NODISCARD;
/* What Format() makes of an extension: Windows' words. */
void x509_format_extension(Str oid, Str value, bool lines, Buf *out);
/* CERT_NAME_* by which this edition reads and prints names. */
unsigned x509_name_style(Interp *in);
/* Text of a certificate as scripts get it: harmless for terminals, but in PowerShell 7's edition as .NET gives it. */
Value x509_shown(Interp *in, Str text) NODISCARD;

/* ---- internal to this room ---- */
/* Reads a file of any kind with a password: the first certificate with a key, else the first. */
Flow x509_open(Interp *in, Str bytes, const Str *password, Value *out) NODISCARD;
/* ... all certificates of it, at the end of an array. */
Flow x509_open_all(Interp *in, Str bytes, const Str *password, Array *out) NODISCARD;
enum { X509_EXPORTABLE = 4 }; /* of X509KeyStorageFlags */
/* [X509Certificate2]v: octets or a file name. */
Flow x509_convert(Interp *in, Value from, Value *out) NODISCARD;
extern const MethodDef x509_methods[], x509_static_methods[], x509_constructors[];
/* Methods Import, Export and Reset. */
Flow x509_import(Interp *in, Value self, const Value *args, size_t n, Value *out) NODISCARD;
Flow x509_export(Interp *in, Value self, const Value *args, size_t n, Value *out) NODISCARD;
Flow x509_reset(Interp *in, Value self, const Value *args, size_t n, Value *out) NODISCARD;
Str x509_keep(Str s);  /* a copy of its own, NUL-terminated */
void x509_drop(Str s); /* frees one */

#endif
