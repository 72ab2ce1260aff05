/* x509_hmac: HMACSHA256 and its kin: digests with a key (RFC 2104). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/x509/x509_hmac.h"
#include "shell/types/stream.h"
#include "store/cert/cert_cipher.h"

#define NAMESPACE "System.Security.Cryptography."
enum { BLOCK_MAX = 128 };

static const struct {
	const char *name;
	size_t bits, block;
} algorithms[] = { { "MD5", 128, 64 }, { "SHA1", 160, 64 }, { "SHA256", 256, 64 }, { "SHA384", 384, 128 },
	{ "SHA512", 512, 128 } };

typedef struct Hmac {
	size_t algorithm;
	Buf key;
	Buf hash; /* of the last computation */
} Hmac;

static const TypeDef keyed_hash, hmac;

static Hmac *peek(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_hmac(Object *object, UNUSED ValueDrops *drops)
{
	Hmac *h = object->payload;

	buf_release(&h->key);
	buf_release(&h->hash);
	free(h);
}

static size_t algorithm_of(const TypeDef *type)
{
	Str name = type_short_name(type);

	for (size_t i = 0; i < COUNT(algorithms); i++)
		if (str_eq(str_cut(name, S("HMAC").n, name.n), str_from(algorithms[i].name)))
			return i;
	return 1; /* HMAC.Create() is HMACSHA1 */
}

static size_t digest(const char *name, Str first, Str second, uint8_t out[CERT_DIGEST_MAX])
{
	CertDigest *state = cert_digest_new(name);

	cert_digest_add(state, first);
	cert_digest_add(state, second);
	return cert_digest_end(state, out);
}

/* H((key ^ opad) H((key ^ ipad) data)); a key longer than a block is its digest. */
static size_t compute(size_t algorithm, Str key, Str data, uint8_t out[CERT_DIGEST_MAX])
{
	const char *name = algorithms[algorithm].name;
	size_t block = algorithms[algorithm].block, n;
	uint8_t padded[BLOCK_MAX] = { 0 }, inner[CERT_DIGEST_MAX];

	if (key.n > block) {
		n = digest(name, key, (Str){ 0 }, inner);
		memcpy(padded, inner, n);
	} else if (key.n > 0) {
		memcpy(padded, key.p, key.n);
	}
	for (size_t i = 0; i < block; i++)
		padded[i] ^= 0x36;
	n = digest(name, (Str){ (char *)padded, block }, data, inner);
	for (size_t i = 0; i < block; i++)
		padded[i] ^= 0x36 ^ 0x5c;
	n = digest(name, (Str){ (char *)padded, block }, (Str){ (char *)inner, n }, out);
	explicit_bzero(padded, sizeof(padded));
	return n;
}

/* (), (key) */
TYPE_METHOD(make)
{
	const Env *env = runtime_of(in)->env;
	Hmac *h = MEM_NEW(Hmac);
	uint8_t random[BLOCK_MAX];
	Str key;

	h->algorithm = algorithm_of(types_self(self));
	h->key = BUF_SECRET;
	h->hash = BUF_INIT;
	*out = object_value(object_new_native(types_self(self), h));
	if (n > 0) {
		FLOW_TRY(types_bytes(in, args[0], "key", &key));
		buf_put(&h->key, key);
		return FLOW_NEXT;
	}
	env->random(env->self, random, algorithms[h->algorithm].block);
	buf_put(&h->key, (Str){ (char *)random, algorithms[h->algorithm].block });
	explicit_bzero(random, sizeof(random));
	return FLOW_NEXT;
}

static Flow compute_bytes(Value self, Str data, Value *out)
{
	uint8_t bytes[CERT_DIGEST_MAX];
	Hmac *h = peek(self);
	size_t n = compute(h->algorithm, buf_str(&h->key), data, bytes);

	buf_clear(&h->hash);
	buf_put(&h->hash, (Str){ (char *)bytes, n });
	return types_found(out, array_from_bytes(buf_str(&h->hash)));
}

TYPE_METHOD(compute_hash)
{
	Buf room = BUF_INIT;
	Str data;
	Flow flow = x509_hash_input(in, args, n, &room, &data);

	if (flow == FLOW_NEXT)
		flow = compute_bytes(self, data, out);
	buf_release(&room);
	return flow;
}

/* HMACSHA256.HashData(key, source) */
TYPE_METHOD(hash_data)
{
	uint8_t bytes[CERT_DIGEST_MAX];
	Str key, data;
	size_t length;

	FLOW_TRY(types_bytes(in, args[0], "key", &key));
	FLOW_TRY(types_bytes(in, args[1], "source", &data));
	length = compute(algorithm_of(types_self(self)), key, data, bytes);
	return types_found(out, array_from_bytes((Str){ (char *)bytes, length }));
}

TYPE_METHOD(nothing)
{
	return FLOW_NEXT;
}

/* clang-format off */
TYPE_GET(get_hash_size) { return types_found(out, value_int((int32_t)algorithms[peek(self)->algorithm].bits)); }
TYPE_GET(get_hash_name) { return types_found(out, value_string(str_from(algorithms[peek(self)->algorithm].name))); }
TYPE_GET(get_key) { return types_found(out, array_from_bytes(buf_str(&peek(self)->key))); }
TYPE_GET(get_hash) { return types_found(out, peek(self)->hash.n ? array_from_bytes(buf_str(&peek(self)->hash)) : VALUE_NULL); }
/* clang-format on */

TYPE_SET(set_key)
{
	Str key;

	FLOW_TRY(types_bytes(in, to, "value", &key));
	buf_clear(&peek(self)->key);
	buf_put(&peek(self)->key, key);
	return FLOW_NEXT;
}

static const PropDef props[] = {
	PROP("HashName", "string", get_hash_name),
	PROP("Key", "byte[]", get_key),
	PROP("Hash", "byte[]", get_hash),
	PROP("HashSize", "int", get_hash_size),
	PROPS_END,
};
static const PropDef settable_props[] = {
	PROP("HashName", "string", get_hash_name),
	PROP_RW("Key", "byte[]", get_key, set_key),
	PROP("Hash", "byte[]", get_hash),
	PROP("HashSize", "int", get_hash_size),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Clear", "void Clear()", nothing),
	METHOD("ComputeHash", "byte[] ComputeHash(System.IO.Stream inputStream)", compute_hash),
	METHOD("ComputeHash", "byte[] ComputeHash(byte[] buffer)", compute_hash),
	METHOD("ComputeHash", "byte[] ComputeHash(byte[] buffer, int offset, int count)", compute_hash),
	METHOD("Dispose", "void Dispose()", nothing),
	METHOD("Initialize", "void Initialize()", nothing),
	METHODS_END,
};
static const MethodDef statics[] = {
	METHOD_CORE("HashData", "static byte[] HashData(byte[] key, byte[] source)", hash_data),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW(NAMESPACE "HMAC new()", make),
	NEW(NAMESPACE "HMAC new(byte[] key)", make),
	METHODS_END,
};
static const TypeMembers base_members = { .props = props, .methods = methods };
static const TypeMembers members = {
	.props = settable_props, .methods = methods, .static_methods = statics, .constructors = constructors
};
static const TypeOps ops = { .free = free_hmac };
static const TypeDef *const interfaces[] = { &type_known[T_IDISPOSABLE], NULL };
static const TypeDef keyed_hash = {
	.name = NAMESPACE "KeyedHashAlgorithm",
	.base = &x509_hash_algorithm,
	.flags = TYPE_ABSTRACT,
	.members = &base_members,
	.interfaces = interfaces,
};
static const TypeDef hmac = {
	.name = NAMESPACE "HMAC", .base = &keyed_hash, .flags = TYPE_ABSTRACT, .members = &base_members
};
#define CLASS(symbol)                                                                                                  \
	static const TypeDef hmac_##symbol = {                                                                         \
		.name = NAMESPACE "HMAC" #symbol, .base = &hmac, .members = &members, .ops = &ops                      \
	}
CLASS(MD5);
CLASS(SHA1);
CLASS(SHA256);
CLASS(SHA384);
CLASS(SHA512);

const TypeEntry x509_hmac_entries[] = {
	{ &keyed_hash, NULL },
	{ &hmac, NULL },
	{ &hmac_MD5, NULL },
	{ &hmac_SHA1, NULL },
	{ &hmac_SHA256, NULL },
	{ &hmac_SHA384, NULL },
	{ &hmac_SHA512, NULL },
};
const size_t x509_hmac_nentries = COUNT(x509_hmac_entries);
