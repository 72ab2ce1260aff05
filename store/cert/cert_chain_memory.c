/* cert_chain_memory: verdicts that hold for the next certificate, too.  OpenSSL takes some 100 us to decode a certificate
 * and to build a chain; certificates of one issuer come by the thousand and differ in names, keys, numbers and dates,
 * which can be judged without either. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/moment.h"
#include "shell/base/vec.h"
#include "store/cert/cert_chain.h"
#include "store/cert/cert_der.h"
#include "store/cert/cert_error.h"

enum { KEPT = 32, SERIAL_MAX = 20 };

/* Signatures that are checked here; of all others OpenSSL is asked. */
static const struct {
	const char *oid, *digest;
	CertKeyKind kind;
} algorithms[] = {
	{ "1.2.840.113549.1.1.11", "SHA256", CERT_KEY_RSA },
	{ "1.2.840.113549.1.1.5", "SHA1", CERT_KEY_RSA },
	{ "1.2.840.113549.1.1.12", "SHA384", CERT_KEY_RSA },
	{ "1.2.840.113549.1.1.13", "SHA512", CERT_KEY_RSA },
	{ "1.2.840.10045.4.3.2", "SHA256", CERT_KEY_EC },
	{ "1.2.840.10045.4.3.3", "SHA384", CERT_KEY_EC },
};

/* One kind of certificates and what became of the first. */
typedef struct Kept {
	Buf kind;
	int64_t second;         /* when: what is above ages, too */
	uint32_t status, above; /* of the leaf itself, dates apart; of all other links */
	int note;
	bool has_issuer; /* else nothing can be said of the signature */
	EVP_PKEY_CTX *issuer;
	EVP_MD *digest;
} Kept;

struct CertChainMemory {
	Kept kept[KEPT];
	size_t nkept, next;
	VEC(Str) revoked; /* serial numbers on any list, sorted; slices of the lists */
	bool listed, unreadable;
	EVP_PKEY_CTX *rsa; /* makes keys */
	EVP_MD *digests[COUNT(algorithms)];
};

CertChainMemory *cert_chain_memory_new(void)
{
	return MEM_NEW(CertChainMemory);
}

static void forget(Kept *kept)
{
	buf_release(&kept->kind);
	EVP_PKEY_CTX_free(kept->issuer);
	EVP_MD_free(kept->digest);
	*kept = (Kept){ 0 };
}

void cert_chain_memory_free(CertChainMemory *memory)
{
	if (!memory)
		return;
	for (size_t i = 0; i < memory->nkept; i++)
		forget(&memory->kept[i]);
	VEC_RELEASE(&memory->revoked);
	EVP_PKEY_CTX_free(memory->rsa);
	for (size_t i = 0; i < COUNT(memory->digests); i++)
		EVP_MD_free(memory->digests[i]);
	free(memory);
}

/* ---- certificates that can be read in one way only ------------------------------------------------------------ */

typedef struct Shape {
	Str tbs, algorithm, signature;
	Str modulus, exponent; /* of its own key; magnitudes */
	size_t digest;         /* in algorithms */
	Buf kind;              /* issuer, algorithm, and the extensions that issuers give alike to all */
} Shape;

static bool take(Str *rest, uint8_t tag, Str *value)
{
	CertTlv tlv;

	if (!cert_der_take(rest, tag, &tlv))
		return false;
	*value = tlv.value;
	return true;
}

/* YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ. */
static bool is_plain_time(Str *rest)
{
	CertTlv time;
	size_t digits;

	if (!cert_der_next(rest, &time) || (time.tag != DER_UTC_TIME && time.tag != DER_GENERAL_TIME))
		return false;
	digits = time.tag == DER_UTC_TIME ? 12 : 14;
	if (time.value.n != digits + 1 || time.value.p[digits] != 'Z')
		return false;
	for (size_t i = 0; i < digits; i++)
		if (time.value.p[i] < '0' || time.value.p[i] > '9')
			return false;
	return true;
}

static bool is_ascii(Str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((uint8_t)text.p[i] >= 0x80)
			return false;
	return true;
}

static bool is_plain_string(const CertTlv *value)
{
	return (value->tag == DER_PRINTABLE || value->tag == DER_IA5 || value->tag == DER_UTF8) && value->value.n &&
	       is_ascii(value->value);
}

static bool is_plain_oid(Str oid)
{
	Buf dotted = BUF_INIT;
	bool ok;

	cert_oid_print(oid, &dotted);
	ok = dotted.n > 0;
	buf_release(&dotted);
	return ok;
}

static bool is_plain_name(Str name)
{
	Str set, part, oid;
	CertTlv value;

	while (name.n) {
		if (!take(&name, DER_SET, &set) || !take(&set, DER_SEQUENCE, &part) || set.n ||
			!take(&part, DER_OID, &oid) || !is_plain_oid(oid) || !cert_der_next(&part, &value) || part.n ||
			!is_plain_string(&value))
			return false;
	}
	return true;
}

/* A positive number as DER writes it; *magnitude without the octet that says so. */
static bool take_positive(Str *rest, Str *magnitude)
{
	if (!take(rest, DER_INTEGER, magnitude) || magnitude->n == 0 || (uint8_t)magnitude->p[0] >= 0x80)
		return false;
	if (magnitude->p[0] == 0 && magnitude->n > 1) {
		*magnitude = str_cut(*magnitude, 1, magnitude->n);
		return (uint8_t)magnitude->p[0] >= 0x80;
	}
	return magnitude->p[0] != 0;
}

static bool is_plain_key(const CertInfo *info, Shape *out)
{
	enum { LEAST = 64, MOST = 2048, EXPONENT = 8 }; /* octets */
	Str rest = info->key.der, key, algorithm, bits, oid, null;

	return info->key.kind == CERT_KEY_RSA && take(&rest, DER_SEQUENCE, &key) &&
	       take(&key, DER_SEQUENCE, &algorithm) && take(&algorithm, DER_OID, &oid) &&
	       cert_oid_is(oid, "1.2.840.113549.1.1.1") && take(&algorithm, DER_NULL, &null) && null.n == 0 &&
	       algorithm.n == 0 && take(&key, DER_BIT_STRING, &bits) && key.n == 0 && bits.n > 1 && bits.p[0] == 0 &&
	       (bits = str_cut(bits, 1, bits.n), take(&bits, DER_SEQUENCE, &rest)) && bits.n == 0 &&
	       take_positive(&rest, &out->modulus) && take_positive(&rest, &out->exponent) && rest.n == 0 &&
	       out->modulus.n >= LEAST && out->modulus.n <= MOST && out->exponent.n <= EXPONENT;
}

static bool is_plain_san(Str value)
{
	Str names;
	CertTlv name;

	if (!take(&value, DER_SEQUENCE, &names) || value.n || names.n == 0)
		return false;
	while (names.n)
		if (!cert_der_next(&names, &name) || name.tag != DER_CONTEXT(CERT_ALT_DNS) || !is_ascii(name.value))
			return false;
	return true;
}

/* Names and the key's own identifier differ from certificate to certificate; the rest stands in the kind. */
static bool add_extension(const CertExtension *extension, const CertTlv *whole, unsigned *seen, Shape *out)
{
	Str value = extension->value, octets;
	bool san = cert_oid_is(extension->oid, "2.5.29.17"), ski = cert_oid_is(extension->oid, "2.5.29.14");
	unsigned bit = san ? 1 : 2;

	if (!san && !ski) {
		buf_put(&out->kind, whole->whole);
		return true;
	}
	if (extension->critical || *seen & bit)
		return false;
	*seen |= bit;
	buf_put_char(&out->kind, (char)bit);
	return san ? is_plain_san(value) : take(&value, DER_OCTET_STRING, &octets) && value.n == 0;
}

static bool is_plain_list(Str list, Shape *out)
{
	unsigned seen = 0;

	while (list.n) {
		Str one = list;
		CertExtension extension;
		CertTlv whole;

		if (!cert_der_take(&list, DER_SEQUENCE, &whole) || !cert_extension_next(&one, &extension) ||
			whole.whole.p + whole.whole.n != extension.value.p + extension.value.n ||
			!add_extension(&extension, &whole, &seen, out))
			return false;
	}
	return true;
}

static bool find_algorithm(Shape *out)
{
	Str whole = out->algorithm, rest, oid;
	CertTlv parameters;

	if (!take(&whole, DER_SEQUENCE, &rest) || !take(&rest, DER_OID, &oid))
		return false;
	for (out->digest = 0; out->digest < COUNT(algorithms); out->digest++)
		if (cert_oid_is(oid, algorithms[out->digest].oid))
			break;
	if (out->digest == COUNT(algorithms))
		return false;
	if (algorithms[out->digest].kind == CERT_KEY_RSA && !cert_der_take(&rest, DER_NULL, &parameters))
		return false;
	return rest.n == 0;
}

/* Version 3, a positive serial number, one signature algorithm in both places, and nothing that is not in RFC 5280. */
static bool is_plain_tbs(Str tbs, const CertInfo *info, Shape *out)
{
	Str version, number, serial, validity, subject, extensions, list;
	CertTlv algorithm, issuer, key;

	return take(&tbs, DER_CONSTRUCTED(0), &version) && take(&version, DER_INTEGER, &number) && version.n == 0 &&
	       str_eq(number, S("\2")) && take_positive(&tbs, &serial) && serial.n <= SERIAL_MAX &&
	       cert_der_take(&tbs, DER_SEQUENCE, &algorithm) && str_eq(algorithm.whole, out->algorithm) &&
	       cert_der_take(&tbs, DER_SEQUENCE, &issuer) && take(&tbs, DER_SEQUENCE, &validity) &&
	       is_plain_time(&validity) && is_plain_time(&validity) && validity.n == 0 &&
	       take(&tbs, DER_SEQUENCE, &subject) && is_plain_name(subject) &&
	       cert_der_take(&tbs, DER_SEQUENCE, &key) && is_plain_key(info, out) &&
	       take(&tbs, DER_CONSTRUCTED(3), &extensions) && tbs.n == 0 && take(&extensions, DER_SEQUENCE, &list) &&
	       extensions.n == 0 &&
	       (buf_put(&out->kind, issuer.whole), buf_put(&out->kind, out->algorithm), is_plain_list(list, out));
}

/* The caller releases out->kind in any case. */
static bool read_shape(const CertInfo *info, Shape *out)
{
	Str rest = info->der, whole;
	CertTlv tbs, algorithm;

	*out = (Shape){ .kind = BUF_INIT };
	if (info->bad_dates || !take(&rest, DER_SEQUENCE, &whole) || rest.n ||
		!cert_der_take(&whole, DER_SEQUENCE, &tbs) || !cert_der_take(&whole, DER_SEQUENCE, &algorithm) ||
		!take(&whole, DER_BIT_STRING, &out->signature) || whole.n || out->signature.n < 2 ||
		out->signature.p[0] != 0)
		return false;
	out->signature = str_cut(out->signature, 1, out->signature.n);
	out->tbs = tbs.whole;
	out->algorithm = algorithm.whole;
	return find_algorithm(out) && is_plain_tbs(tbs.value, info, out);
}

/* ---- signatures ----------------------------------------------------------------------------------------------- */

/* A check of many signatures by one key; NULL: OpenSSL cannot. */
static EVP_PKEY_CTX *begin_check(EVP_PKEY *key, CertKeyKind kind, const EVP_MD *digest)
{
	EVP_PKEY_CTX *check = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);

	if (check && EVP_PKEY_verify_init(check) == 1 &&
		(kind != CERT_KEY_RSA || EVP_PKEY_CTX_set_rsa_padding(check, RSA_PKCS1_PADDING) == 1) &&
		EVP_PKEY_CTX_set_signature_md(check, digest) == 1)
		return check;
	EVP_PKEY_CTX_free(check);
	return NULL;
}

static bool is_signed(EVP_PKEY_CTX *check, const EVP_MD *digest, const Shape *shape)
{
	unsigned char hash[EVP_MAX_MD_SIZE];
	unsigned n;

	return check && EVP_Digest(shape->tbs.p, shape->tbs.n, hash, &n, digest, NULL) == 1 &&
	       EVP_PKEY_verify(check, (const unsigned char *)shape->signature.p, shape->signature.n, hash, n) == 1;
}

/* Big-endian magnitude as OpenSSL's parameters have it: in the machine's order. */
static size_t turn_round(Str magnitude, unsigned char *out)
{
	for (size_t i = 0; i < magnitude.n; i++)
		out[i] = (unsigned char)magnitude.p[magnitude.n - 1 - i];
	return magnitude.n;
}

static EVP_PKEY *own_key(CertChainMemory *memory, const Shape *shape)
{
	unsigned char modulus[2048], exponent[8];
	OSSL_PARAM parameters[] = { OSSL_PARAM_construct_BN(
					    OSSL_PKEY_PARAM_RSA_N, modulus, turn_round(shape->modulus, modulus)),
		OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_E, exponent, turn_round(shape->exponent, exponent)),
		OSSL_PARAM_construct_end() };
	EVP_PKEY *key = NULL;

	if (!memory->rsa)
		memory->rsa = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	if (!memory->rsa || EVP_PKEY_fromdata_init(memory->rsa) != 1 ||
		EVP_PKEY_fromdata(memory->rsa, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
		return NULL;
	return key;
}

static const EVP_MD *digest_of(CertChainMemory *memory, const Shape *shape)
{
	EVP_MD **digest = &memory->digests[shape->digest];

	if (!*digest)
		*digest = EVP_MD_fetch(NULL, algorithms[shape->digest].digest, NULL);
	return *digest;
}

bool cert_chain_signs_itself(CertChainMemory *memory, const CertInfo *info)
{
	Shape shape;
	EVP_PKEY_CTX *check = NULL;
	EVP_PKEY *key = NULL;
	const EVP_MD *digest;
	bool ok = read_shape(info, &shape) && algorithms[shape.digest].kind == CERT_KEY_RSA;

	if (ok && (digest = digest_of(memory, &shape)) && (key = own_key(memory, &shape))) {
		check = begin_check(key, CERT_KEY_RSA, digest);
		ok = is_signed(check, digest, &shape);
	} else {
		ok = false;
	}
	EVP_PKEY_CTX_free(check);
	EVP_PKEY_free(key);
	buf_release(&shape.kind);
	cert_error_clear();
	return ok || cert_chain_signed_by(info->der, info->der);
}

/* ---- lists of the revoked ------------------------------------------------------------------------------------- */

static int compare_serials(const void *a, const void *b)
{
	const Str *left = a, *right = b;

	if (left->n != right->n)
		return left->n < right->n ? -1 : 1;
	return memcmp(left->p, right->p, left->n);
}

/* TBSCertList: [version], algorithm, issuer, thisUpdate, [nextUpdate], [SEQUENCE OF SEQUENCE { serial, ... }], ... */
static bool add_list(CertChainMemory *memory, Str crl)
{
	Str whole, tbs, entries, serial;
	CertTlv tlv, entry;

	if (!take(&crl, DER_SEQUENCE, &whole) || !take(&whole, DER_SEQUENCE, &tbs))
		return false;
	cert_der_optional(&tbs, DER_INTEGER, &tlv);
	for (int i = 0; i < 2; i++)
		if (!cert_der_take(&tbs, DER_SEQUENCE, &tlv))
			return false;
	if (!cert_der_next(&tbs, &tlv))
		return false;
	cert_der_optional(&tbs, DER_UTC_TIME, &tlv);
	cert_der_optional(&tbs, DER_GENERAL_TIME, &tlv);
	if (!take(&tbs, DER_SEQUENCE, &entries))
		return true; /* nobody */
	while (entries.n) {
		if (!cert_der_take(&entries, DER_SEQUENCE, &entry) || !take(&entry.value, DER_INTEGER, &serial))
			return false;
		VEC_PUSH(&memory->revoked, serial);
	}
	return true;
}

/* Whether a number stands on any list, whoever's it is: OpenSSL judges those. */
static bool may_be_revoked(CertChainMemory *memory, const CertChainSpec *spec, Str serial)
{
	if (!memory->listed) {
		memory->listed = true;
		for (size_t i = 0; i < spec->ncrls; i++)
			memory->unreadable |= !add_list(memory, spec->crls[i]);
		if (memory->revoked.n)
			qsort(memory->revoked.p, memory->revoked.n, sizeof *memory->revoked.p, compare_serials);
	}
	return memory->unreadable || (memory->revoked.n && bsearch(&serial, memory->revoked.p, memory->revoked.n,
								   sizeof *memory->revoked.p, compare_serials));
}

/* ---- verdicts ------------------------------------------------------------------------------------------------- */

static bool stands_in(CertPool *pool, Str subject)
{
	size_t n = 0;

	if (pool)
		(void)cert_pool_find(pool, subject, &n);
	return n > 0;
}

/* A leaf that is itself somebody's issuer or trusted is none that this room has seen the like of. */
static bool is_leaf_only(const CertChainSpec *spec, const CertInfo *leaf)
{
	return !str_eq(leaf->subject, leaf->issuer) && !stands_in(spec->pools[0], leaf->subject) &&
	       !stands_in(spec->pools[1], leaf->subject);
}

static Kept *find(CertChainMemory *memory, const Buf *kind)
{
	for (size_t i = 0; i < memory->nkept; i++)
		if (str_eq(buf_str(&memory->kept[i].kind), buf_str(kind)))
			return &memory->kept[i];
	return NULL;
}

static bool is_out_of_date(const CertChainSpec *spec, const CertInfo *leaf)
{
	return spec->at < leaf->not_before ||
	       spec->at / MOMENT_TICKS_PER_SECOND > leaf->not_after / MOMENT_TICKS_PER_SECOND;
}

bool cert_chain_recall(
	CertChainMemory *memory, const CertChainSpec *spec, const CertInfo *leaf, uint32_t *status, int *note)
{
	Shape shape;
	const Kept *kept;
	bool ok = read_shape(leaf, &shape) && (kept = find(memory, &shape.kind)) &&
		  kept->second == spec->at / MOMENT_TICKS_PER_SECOND && is_leaf_only(spec, leaf) &&
		  !may_be_revoked(memory, spec, leaf->serial) &&
		  (!kept->has_issuer || is_signed(kept->issuer, kept->digest, &shape));

	if (ok) {
		*status = kept->status | kept->above | (is_out_of_date(spec, leaf) ? CERT_CHAIN_NOT_TIME_VALID : 0);
		*note = kept->note;
	}
	buf_release(&shape.kind);
	cert_error_clear();
	return ok;
}

static bool has_rival(CertPool *pool, const CertInfo *info)
{
	size_t n = 0;
	const CertPoolEntry *found = pool ? cert_pool_find(pool, info->subject, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		if (!str_eq(found[i].info.der, info->der))
			return true;
	return false;
}

/* Names that are constrained from above are the leaf's own affair, and where there are several ways up each leaf takes
 * its own. */
static bool is_common(const CertChainSpec *spec, const CertChain *chain)
{
	enum {
		ALLOWED = CERT_CHAIN_PARTIAL | CERT_CHAIN_UNTRUSTED_ROOT | CERT_CHAIN_NOT_TIME_VALID |
			  CERT_CHAIN_REVOCATION_UNKNOWN | CERT_CHAIN_OFFLINE_REVOCATION
	};
	CertExtension unused_extension;
	CertInfo info;
	Diag unused;

	if (spec->usage || spec->any_anchor || spec->max_depth >= 0 || spec->nroots || spec->nothers ||
		chain->links[0].status & ~(uint32_t)ALLOWED)
		return false;
	for (size_t i = 1; i < chain->n; i++)
		if (!cert_read(chain->links[i].der, &info, &unused) ||
			cert_extension_find(info.extensions, "2.5.29.30", &unused_extension) ||
			has_rival(spec->pools[0], &info) || has_rival(spec->pools[1], &info))
			return false;
	return true;
}

static bool keep_issuer(Kept *kept, Str der, const Shape *shape)
{
	const unsigned char *p = (const unsigned char *)der.p;
	X509 *cert = der.n <= LONG_MAX ? d2i_X509(NULL, &p, (long)der.n) : NULL;
	EVP_PKEY *key = cert ? X509_get0_pubkey(cert) : NULL;

	kept->has_issuer = true;
	kept->digest = EVP_MD_fetch(NULL, algorithms[shape->digest].digest, NULL);
	if (key && kept->digest)
		kept->issuer = begin_check(key, algorithms[shape->digest].kind, kept->digest);
	X509_free(cert);
	return kept->issuer != NULL;
}

static Kept *make_room(CertChainMemory *memory, const Buf *kind)
{
	Kept *kept = find(memory, kind);

	if (!kept && memory->nkept < KEPT)
		kept = &memory->kept[memory->nkept++];
	if (!kept)
		kept = &memory->kept[memory->next++ % KEPT];
	forget(kept);
	return kept;
}

void cert_chain_remember(
	CertChainMemory *memory, const CertChainSpec *spec, const CertInfo *leaf, const CertChain *chain, int note)
{
	Shape shape;
	Kept *kept;

	if (read_shape(leaf, &shape) && is_leaf_only(spec, leaf) && is_common(spec, chain)) {
		kept = make_room(memory, &shape.kind);
		kept->kind = shape.kind;
		shape.kind = BUF_INIT;
		kept->second = spec->at / MOMENT_TICKS_PER_SECOND;
		kept->note = note;
		kept->status = chain->links[0].status & ~(uint32_t)CERT_CHAIN_NOT_TIME_VALID;
		for (size_t i = 1; i < chain->n; i++)
			kept->above |= chain->links[i].status;
		if (chain->n > 1 && !keep_issuer(kept, chain->links[1].der, &shape))
			kept->second = -1; /* never found */
	}
	buf_release(&shape.kind);
	cert_error_clear();
}
