/* cert_der: reading and writing DER; internal to this room. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_DER_H
#define CERT_CERT_DER_H

#include "shell/base/buf.h"
#include "shell/base/str.h"

/* Identifier octets; only those of one octet occur in certificates. */
/* clang-format off */
enum {
	DER_BOOLEAN = 0x01, DER_INTEGER = 0x02, DER_BIT_STRING = 0x03, DER_OCTET_STRING = 0x04, DER_NULL = 0x05,
	DER_OID = 0x06, DER_ENUMERATED = 0x0a, DER_UTF8 = 0x0c, DER_NUMERIC = 0x12, DER_PRINTABLE = 0x13, DER_T61 = 0x14,
	DER_IA5 = 0x16, DER_UTC_TIME = 0x17, DER_GENERAL_TIME = 0x18, DER_VISIBLE = 0x1a, DER_UNIVERSAL = 0x1c,
	DER_BMP = 0x1e, DER_SEQUENCE = 0x30, DER_SET = 0x31,
};
/* clang-format on */
#define DER_CONTEXT(n)     (0x80 + (n)) /* [n] IMPLICIT, primitive */
#define DER_CONSTRUCTED(n) (0xa0 + (n)) /* [n], constructed */

typedef struct CertTlv {
	uint8_t tag;
	Str value, whole; /* content octets; the element with its header */
} CertTlv;

/* Takes the next element off *rest.  false: nothing left, or no definite length that fits: *rest is unchanged then. */
bool cert_der_next(Str *rest, CertTlv *out);
/* The same, and its tag must be this one. */
bool cert_der_take(Str *rest, uint8_t tag, CertTlv *out);
/* The same when it is the next; otherwise *out is zeroed and nothing taken. */
bool cert_der_optional(Str *rest, uint8_t tag, CertTlv *out);
/* A small INTEGER or ENUMERATED (content octets) in 0..0x7fffffff; -1: not that. */
int cert_der_int(Str value);
/* UTCTime or GeneralizedTime as ticks, with or without seconds, fraction and offset. */
bool cert_der_time(uint8_t tag, Str value, int64_t *ticks);

/* Begins an element; cert_der_end writes its length once the content stands after it. */
size_t cert_der_begin(Buf *out, uint8_t tag);
void cert_der_end(Buf *out, size_t begun);
void cert_der_put(Buf *out, uint8_t tag, Str value);
/* From dotted text of our own tables. */
void cert_der_put_oid(Buf *out, const char *dotted);
void cert_der_put_bool(Buf *out, bool value);
/* Not negative. */
void cert_der_put_int(Buf *out, uint64_t value);
/* UTCTime until 2049, GeneralizedTime from then on, as RFC 5280 wants it. */
void cert_der_put_time(Buf *out, int64_t ticks);
/* Text as a BMPString (big-endian UTF-16). */
void cert_der_put_bmp(Buf *out, Str text);

#endif
