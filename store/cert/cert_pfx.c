/* cert_pfx: PKCS#12 files, read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_pfx.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <stdlib.h>

#include "shell/base/vec.h"
#include "store/cert/cert_der.h"
#include "store/cert/cert_error.h"

#define OID_SCRYPT "1.3.6.1.4.1.11591.4.11"

enum {
	BAGS_MAX = CERT_COUNT_MAX,
	NESTING_MAX = 8,
	/* For a whole file: its MAC and all encrypted parts, however often they are tried.  About five seconds; a
	 * hostile file could ask for hours. */
	ITERATIONS_MAX = 10000000,
};

/* OpenSSL with the legacy provider, apart from everybody else's: RC2 and the like stay unknown outside this file. */
typedef struct Library {
	OSSL_LIB_CTX *context;
	OSSL_PROVIDER *standard, *legacy;
} Library;

static void library_close(Library *library)
{
	if (library->legacy)
		OSSL_PROVIDER_unload(library->legacy);
	if (library->standard)
		OSSL_PROVIDER_unload(library->standard);
	OSSL_LIB_CTX_free(library->context);
	*library = (Library){ 0 };
}

static bool library_open(Library *library)
{
	library->context = OSSL_LIB_CTX_new();
	if (!library->context)
		return false;
	library->standard = OSSL_PROVIDER_load(library->context, "default");
	library->legacy = OSSL_PROVIDER_load(library->context, "legacy");
	return library->standard && library->legacy;
}

typedef struct KeyBag {
	CertKey *key;
	Str id; /* localKeyID */
} KeyBag;

typedef struct CertBag {
	Str der, name, id;
} CertBag;

typedef struct Reader {
	const Env *env;        /* may be NULL */
	OSSL_LIB_CTX *context; /* NULL: the default one */
	PKCS12 *file;
	const char *password; /* NULL: none at all, which derives other keys than the empty one */
	int password_length;
	Arena *arena;
	VEC(KeyBag) keys;
	VEC(CertBag) certs;
	size_t bags, opened; /* met; encrypted parts that the password opened */
	int64_t iterations;  /* asked for so far, of every try */
	bool authentic;      /* the MAC fits the password */
	Diag *diag;
} Reader;

static void reader_release(Reader *r)
{
	for (size_t i = 0; i < r->keys.n; i++)
		cert_key_free(r->keys.p[i].key);
	VEC_RELEASE(&r->keys);
	VEC_RELEASE(&r->certs);
	PKCS12_free(r->file);
	r->file = NULL;
}

/* A part could not be decrypted: an unknown algorithm, another password, or damage after all. */
static bool fail_to_open(Reader *r, const ASN1_OBJECT *algorithm, const char *what)
{
	char name[80];

	OBJ_obj2txt(name, sizeof name, algorithm, 0);
	if (cert_error_unsupported())
		return cert_error(
			r->diag, DIAG_UNSUPPORTED, "%s is encrypted with %s, which is not available", what, name);
	if (PKCS12_mac_present(r->file) && r->authentic)
		return cert_error(r->diag, DIAG_CORRUPT, "%s cannot be decrypted (%s)", what, name);
	return cert_error(r->diag, DIAG_BAD_PASSWORD, "%s cannot be decrypted: wrong password", what);
}

static bool go_on(Reader *r)
{
	if (r->env && r->env->interrupted && *r->env->interrupted)
		return diag_set(r->diag, DIAG_STOPPED, "reading the PKCS#12 file was stopped");
	return true;
}

/* Before a key is derived from the password, which takes that many iterations. */
static bool spend(Reader *r, int64_t iterations)
{
	if (iterations < 0 || iterations > ITERATIONS_MAX - r->iterations)
		return diag_set(r->diag, DIAG_UNSUPPORTED,
			"the PKCS#12 file asks for too many iterations: more than %d in all", ITERATIONS_MAX);
	r->iterations += iterations;
	return go_on(r);
}

/* scrypt's SEQUENCE { salt, N, r, p, ... } (RFC 7914, 7.1) takes about as long as N * r * p iterations of the others. */
static int64_t scrypt_cost(Str parameters)
{
	int64_t cost = 1, n;
	CertTlv tlv;

	for (int i = 0; i < 3;) {
		if (!cert_der_next(&parameters, &tlv))
			return -1;
		if (tlv.tag != DER_INTEGER)
			continue;
		n = cert_der_int(tlv.value);
		if (n <= 0 || n > ITERATIONS_MAX / cost)
			return -1;
		cost *= n;
		i++;
	}
	return cost;
}

/* The iteration count in the parameters of a password based algorithm: SEQUENCE { salt, count }, for PBES2 one in
 * SEQUENCE { SEQUENCE { OID, SEQUENCE { salt, count } } }.  The sum of the first INTEGER of every sequence, -1 when one
 * of them is no count; the few that belong to ciphers (RC2's version) do not matter. */
static int64_t iterations_of(Str parameters, int depth)
{
	int64_t sum = 0, n;
	CertTlv tlv;
	bool scrypt = false;

	while (depth < NESTING_MAX && cert_der_next(&parameters, &tlv)) {
		if (tlv.tag == DER_OID)
			scrypt = cert_oid_is(tlv.value, OID_SCRYPT);
		if (tlv.tag != DER_INTEGER && tlv.tag != DER_SEQUENCE)
			continue;
		n = tlv.tag == DER_INTEGER ? cert_der_int(tlv.value)
		    : scrypt               ? scrypt_cost(tlv.value)
					   : iterations_of(tlv.value, depth + 1);
		if (n < 0 || n > ITERATIONS_MAX)
			return -1;
		sum += n;
		if (tlv.tag == DER_INTEGER)
			break;
	}
	return sum;
}

static bool check_algorithm(Reader *r, const X509_ALGOR *algorithm)
{
	unsigned char *der = NULL;
	int n = i2d_X509_ALGOR(algorithm, &der);
	int64_t iterations = n > 0 ? iterations_of((Str){ (char *)der, (size_t)n }, 0) : 0;

	OPENSSL_free(der);
	return spend(r, iterations);
}

static Str bag_id(PKCS12_SAFEBAG *bag, Arena *arena)
{
	const ASN1_TYPE *id = PKCS12_SAFEBAG_get0_attr(bag, NID_localKeyID);

	if (!id || id->type != V_ASN1_OCTET_STRING)
		return (Str){ 0 };
	return arena_copy(arena, (Str){ (const char *)ASN1_STRING_get0_data(id->value.octet_string),
					 (size_t)ASN1_STRING_length(id->value.octet_string) });
}

static Str bag_name(PKCS12_SAFEBAG *bag, Arena *arena)
{
	char *name = PKCS12_get_friendlyname(bag);
	Str copy = arena_copy(arena, str_from(name));

	OPENSSL_free(name);
	return copy;
}

/* The key is encoded again and loaded by the default library, so that it does not depend on this one's life. */
static bool add_key(Reader *r, const PKCS8_PRIV_KEY_INFO *info, PKCS12_SAFEBAG *bag)
{
	unsigned char *der = NULL;
	int n = i2d_PKCS8_PRIV_KEY_INFO(info, &der);
	KeyBag key = { .id = bag_id(bag, r->arena) };
	bool ok;

	ok = n > 0 ? cert_key_load((Str){ (char *)der, (size_t)n }, &key.key, r->diag)
		   : cert_error(r->diag, DIAG_INVALID, "damaged private key");
	OPENSSL_clear_free(der, n > 0 ? (size_t)n : 0);
	if (ok)
		VEC_PUSH(&r->keys, key);
	return ok;
}

static bool read_shrouded_key(Reader *r, PKCS12_SAFEBAG *bag)
{
	const X509_SIG *sealed = PKCS12_SAFEBAG_get0_pkcs8(bag);
	const X509_ALGOR *algorithm;
	const ASN1_OBJECT *oid;
	PKCS8_PRIV_KEY_INFO *info;
	bool ok;

	X509_SIG_get0(sealed, &algorithm, NULL);
	X509_ALGOR_get0(&oid, NULL, NULL, algorithm);
	if (!check_algorithm(r, algorithm))
		return false;
	cert_error_clear();
	info = PKCS12_decrypt_skey_ex(bag, r->password, r->password_length, r->context, NULL);
	if (!info)
		return fail_to_open(r, oid, "the private key");
	r->opened++;
	ok = add_key(r, info, bag);
	PKCS8_PRIV_KEY_INFO_free(info);
	return ok;
}

static bool read_cert(Reader *r, PKCS12_SAFEBAG *bag)
{
	X509 *cert;
	unsigned char *der = NULL;
	int n;
	CertBag item;

	if (PKCS12_SAFEBAG_get_bag_nid(bag) != NID_x509Certificate)
		return true; /* an SDSI certificate: nobody has one */
	cert_error_clear();
	cert = PKCS12_SAFEBAG_get1_cert(bag);
	n = cert ? i2d_X509(cert, &der) : -1; /* the bytes as they were read */
	X509_free(cert);
	if (n <= 0)
		return cert_error(r->diag, DIAG_INVALID, "damaged certificate in a PKCS#12 file");
	item.der = arena_copy(r->arena, (Str){ (char *)der, (size_t)n });
	item.name = bag_name(bag, r->arena);
	item.id = bag_id(bag, r->arena);
	OPENSSL_free(der);
	VEC_PUSH(&r->certs, item);
	return true;
}

static bool read_bags(Reader *r, const STACK_OF(PKCS12_SAFEBAG) * bags, int depth);

static bool read_bag(Reader *r, PKCS12_SAFEBAG *bag, int depth)
{
	if (++r->bags > BAGS_MAX || depth > NESTING_MAX)
		return diag_set(r->diag, DIAG_INVALID, "the PKCS#12 file holds too much");
	if (!go_on(r))
		return false;
	switch (PKCS12_SAFEBAG_get_nid(bag)) {
	case NID_keyBag:
		return add_key(r, PKCS12_SAFEBAG_get0_p8inf(bag), bag);
	case NID_pkcs8ShroudedKeyBag:
		return read_shrouded_key(r, bag);
	case NID_certBag:
		return read_cert(r, bag);
	case NID_safeContentsBag:
		return read_bags(r, PKCS12_SAFEBAG_get0_safes(bag), depth + 1);
	default: /* revocation lists, secrets */
		return true;
	}
}

static bool read_bags(Reader *r, const STACK_OF(PKCS12_SAFEBAG) * bags, int depth)
{
	for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); i++)
		if (!read_bag(r, sk_PKCS12_SAFEBAG_value(bags, i), depth))
			return false;
	return true;
}

/* One of the parts ("safes"), each plain or encrypted as a whole. */
static bool read_safe(Reader *r, PKCS7 *safe)
{
	STACK_OF(PKCS12_SAFEBAG) *bags = NULL;
	const X509_ALGOR *algorithm;
	bool ok;

	cert_error_clear();
	if (PKCS7_type_is_data(safe)) {
		bags = PKCS12_unpack_p7data(safe);
		if (!bags)
			return cert_error(r->diag, DIAG_INVALID, "damaged PKCS#12 file");
	} else if (PKCS7_type_is_encrypted(safe) && safe->d.encrypted && safe->d.encrypted->enc_data) {
		algorithm = safe->d.encrypted->enc_data->algorithm;
		if (!check_algorithm(r, algorithm))
			return false;
		bags = PKCS12_unpack_p7encdata(safe, r->password, r->password_length);
		if (!bags)
			return fail_to_open(r, algorithm->algorithm, "the file");
		r->opened++;
	} else {
		return diag_set(
			r->diag, DIAG_UNSUPPORTED, "the file is encrypted to a public key, not with a password");
	}
	ok = read_bags(r, bags, 0);
	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	return ok;
}

static bool read_safes(Reader *r)
{
	STACK_OF(PKCS7) *safes = PKCS12_unpack_authsafes(r->file);
	bool ok = safes || cert_error(r->diag, DIAG_INVALID, "damaged PKCS#12 file");

	for (int i = 0; ok && i < sk_PKCS7_num(safes); i++)
		ok = read_safe(r, sk_PKCS7_value(safes, i));
	sk_PKCS7_pop_free(safes, PKCS7_free);
	return ok;
}

static bool parse(Reader *r, Str der)
{
	const unsigned char *p = (const unsigned char *)der.p;

	cert_error_clear();
	r->file = PKCS12_init_ex(NID_pkcs7_data, r->context, NULL); /* carries the library into what is parsed */
	if (!r->file || der.n > LONG_MAX || !d2i_PKCS12(&r->file, &p, (long)der.n)) {
		r->file = NULL;
		return cert_error(r->diag, DIAG_INVALID, "no PKCS#12 file, or a damaged one");
	}
	return true;
}

/* Sets r->authentic.  false: the MAC cannot be computed at all. */
static bool check_mac(Reader *r)
{
	const ASN1_INTEGER *count = NULL;
	long n;

	if (!PKCS12_mac_present(r->file))
		return true;
	PKCS12_get0_mac(NULL, NULL, NULL, &count, r->file);
	n = count ? ASN1_INTEGER_get(count) : 1;
	if (!spend(r, n))
		return false;
	cert_error_clear();
	r->authentic = PKCS12_verify_mac(r->file, r->password, r->password_length) == 1;
	if (r->authentic || ERR_GET_REASON(ERR_peek_last_error()) == PKCS12_R_MAC_VERIFY_FAILURE || !ERR_peek_error())
		return true;
	return cert_error(r->diag, DIAG_UNSUPPORTED, "the file's MAC uses an algorithm that is not available");
}

/* Everything with one password: nothing is kept when it fails. */
static bool read_with(Reader *r, Str der, const char *password, size_t length)
{
	bool ok;

	reader_release(r);
	r->bags = r->opened = 0;
	r->authentic = false;
	r->password = password;
	r->password_length = (int)length;
	if (!parse(r, der) || !check_mac(r))
		return false;
	ok = read_safes(r);
	if (!PKCS12_mac_present(r->file) || r->authentic)
		return ok;
	if (ok && r->opened > 0)
		return diag_set(
			r->diag, DIAG_CORRUPT, "the file was changed: its MAC does not fit although the password does");
	if (!ok && (r->diag->code == DIAG_UNSUPPORTED || r->diag->code == DIAG_STOPPED))
		return false; /* to be tried again with more algorithms; the password is judged then */
	return diag_set(r->diag, DIAG_BAD_PASSWORD, "wrong password");
}

/* No password and the empty one are two things to PKCS#12 and one to .NET: both are tried. */
static bool read_any(Reader *r, Str der, const Str *password)
{
	if (password && password->n)
		return read_with(r, der, password->p, password->n);
	return read_with(r, der, NULL, 0) ||
	       (r->diag->code != DIAG_INVALID && r->diag->code != DIAG_STOPPED && read_with(r, der, "", 0));
}

/* Which key each certificate has: by public key, the only proof there is. */
static void assign_keys(const Reader *r, CertPfxItem *item, Str id)
{
	CertInfo info;
	Diag unused;
	bool readable = cert_read(item->der, &info, &unused);

	item->key = -1;
	for (size_t i = 0; i < r->keys.n; i++) {
		if (id.n && str_eq(id, r->keys.p[i].id))
			item->claims_key = true;
		if (readable && item->key < 0 && cert_key_matches(r->keys.p[i].key, &info.key))
			item->key = (int)i;
	}
	item->claims_key = item->claims_key || item->key >= 0;
}

static void hand_over(Reader *r, Arena *arena, CertPfx *out)
{
	out->ncerts = r->certs.n;
	out->certs = ARENA_ARRAY(arena, CertPfxItem, r->certs.n + 1);
	for (size_t i = 0; i < r->certs.n; i++) {
		out->certs[i] = (CertPfxItem){ .der = r->certs.p[i].der, .friendly_name = r->certs.p[i].name };
		assign_keys(r, &out->certs[i], r->certs.p[i].id);
	}
	out->nkeys = r->keys.n;
	out->keys = MEM_ARRAY(CertKey *, r->keys.n + 1);
	for (size_t i = 0; i < r->keys.n; i++)
		out->keys[i] = r->keys.p[i].key;
	r->keys.n = 0; /* they are out's now */
}

bool cert_pfx_open(const Env *env, Str der, const Str *password, Arena *arena, CertPfx *out, Diag *diag)
{
	Reader r = { .env = env, .arena = arena, .diag = diag };
	Library library = { 0 };
	bool ok;

	*out = (CertPfx){ 0 };
	if (password && password->n > INT_MAX / 4)
		return diag_set(diag, DIAG_BAD_PASSWORD, "the password is too long");
	ok = read_any(&r, der, password);
	if (!ok && diag->code == DIAG_UNSUPPORTED && library_open(&library)) {
		Diag first = *diag;

		r.context = library.context;
		out->old = ok = read_any(&r, der, password);
		if (!ok && diag->code == DIAG_UNSUPPORTED)
			*diag = first; /* names the algorithm as the file does */
	}
	if (ok) {
		hand_over(&r, arena, out);
		*diag = (Diag){ 0 };
	}
	reader_release(&r);
	library_close(&library);
	return ok;
}

void cert_pfx_release(CertPfx *pfx)
{
	for (size_t i = 0; i < pfx->nkeys; i++)
		cert_key_free(pfx->keys[i]);
	free(pfx->keys);
	*pfx = (CertPfx){ 0 };
}
