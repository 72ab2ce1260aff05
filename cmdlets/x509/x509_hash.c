/* x509_hash: digests and random bytes as .NET's objects, and names in IDN. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/x509/x509_hmac.h"
#include "shell/types/stream.h"
#include "store/cert/cert_cipher.h"
#include "store/cert/cert_domain.h"

#define NAMESPACE "System.Security.Cryptography."

/* ---- HashAlgorithm ------------------------------------------------------------------------------------------- */

/* What a type's name says: SHA1, SHA1Managed, SHA1CryptoServiceProvider, SHA1Cng are all SHA1. */
static const struct {
	const char *name;
	int bits;
} algorithms[] = { { "MD5", 128 }, { "SHA1", 160 }, { "SHA256", 256 }, { "SHA384", 384 }, { "SHA512", 512 } };

static size_t algorithm_of(const TypeDef *type)
{
	Str name = type_short_name(type);

	for (size_t i = 0; i < COUNT(algorithms); i++)
		if (str_starts(name, str_from(algorithms[i].name)))
			return i;
	return 1; /* HashAlgorithm.Create() is SHA1 */
}

static Value new_algorithm(const TypeDef *type)
{
	return object_value(object_new_native(type, NULL));
}

TYPE_METHOD(make)
{
	return types_found(out, new_algorithm(types_self(self)));
}

/* HashAlgorithm.Create("SHA256"). */
TYPE_METHOD(make_named)
{
	TypeSet *types = runtime_of(in)->types;
	Buf full = BUF_INIT;
	const TypeDef *type;

	buf_printf(&full, "%s%.*s", str_find_byte(types_str(args[0]), '.', 0) == STR_NONE ? NAMESPACE : "",
		STR_ARG(types_str(args[0])));
	type = type_set_find(types, buf_str(&full));
	buf_release(&full);
	*out = type && type_is(type, &x509_hash_algorithm) ? new_algorithm(type) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow digest(Value self, Str data, Value *out)
{
	uint8_t bytes[CERT_DIGEST_MAX];
	CertDigest *state = cert_digest_new(algorithms[algorithm_of(type_of(self))].name);
	size_t n;

	cert_digest_add(state, data);
	n = cert_digest_end(state, bytes);
	return types_found(out, array_from_bytes((Str){ (char *)bytes, n }));
}

Flow x509_hash_input(Interp *in, const Value *args, size_t n, Buf *room, Str *data)
{
	int64_t at, length;

	if (types_stream_is(args[0])) {
		FLOW_TRY(types_stream_read_rest(in, args[0], room));
		*data = buf_str(room);
		return FLOW_NEXT;
	}
	FLOW_TRY(types_bytes(in, args[0], "buffer", data));
	if (n == 1)
		return FLOW_NEXT;
	at = types_int(args[1]);
	length = types_int(args[2]);
	if (at < 0)
		return types_index(in, "offset");
	if (length < 0 || (uint64_t)length > data->n || (uint64_t)at > data->n - (uint64_t)length)
		return fault_argument(in, EXC_ARGUMENT, NULL, "Value was invalid.");
	*data = str_cut(*data, (size_t)at, (size_t)(at + length));
	return FLOW_NEXT;
}

TYPE_METHOD(compute)
{
	Buf room = BUF_INIT;
	Str data;
	Flow flow = x509_hash_input(in, args, n, &room, &data);

	if (flow == FLOW_NEXT)
		flow = digest(self, data, out);
	buf_release(&room);
	return flow;
}

/* SHA256.HashData(bytes), of .NET 5. */
TYPE_METHOD(hash_data)
{
	Value made = new_algorithm(types_self(self));
	Str data;
	Flow flow = types_bytes(in, args[0], "source", &data);

	if (flow == FLOW_NEXT)
		flow = digest(made, data, out);
	value_drop(made);
	return flow;
}

TYPE_METHOD(nothing)
{
	return FLOW_NEXT;
}

TYPE_GET(get_hash_size)
{
	return types_found(out, value_int(algorithms[algorithm_of(type_of(self))].bits));
}

static const PropDef hash_props[] = { PROP("HashSize", "int", get_hash_size), PROPS_END };
static const MethodDef hash_methods[] = {
	METHOD("Clear", "void Clear()", nothing),
	METHOD("ComputeHash", "byte[] ComputeHash(System.IO.Stream inputStream)", compute),
	METHOD("ComputeHash", "byte[] ComputeHash(byte[] buffer)", compute),
	METHOD("ComputeHash", "byte[] ComputeHash(byte[] buffer, int offset, int count)", compute),
	METHOD("Dispose", "void Dispose()", nothing),
	METHODS_END,
};
static const MethodDef hash_statics[] = {
	METHOD("Create", "static " NAMESPACE "HashAlgorithm Create()", make),
	METHOD("Create", "static " NAMESPACE "HashAlgorithm Create(string hashName)", make_named),
	METHOD_CORE("HashData", "static byte[] HashData(byte[] source)", hash_data),
	METHODS_END,
};
static const MethodDef hash_constructors[] = {
	NEW(NAMESPACE "HashAlgorithm new()", make),
	METHODS_END,
};
static const TypeMembers hash_members = {
	.props = hash_props,
	.methods = hash_methods,
	.static_methods = hash_statics,
};
static const TypeMembers made_members = {
	.props = hash_props,
	.methods = hash_methods,
	.static_methods = hash_statics,
	.constructors = hash_constructors,
};
const TypeDef x509_hash_algorithm = { .name = NAMESPACE "HashAlgorithm",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &hash_members };
#define ABSTRACT(symbol)                                                                                               \
	static const TypeDef hash_##symbol = {                                                                         \
		.name = NAMESPACE #symbol,                                                                             \
		.base = &x509_hash_algorithm,                                                                          \
		.flags = TYPE_ABSTRACT,                                                                                \
		.members = &hash_members,                                                                              \
	}
#define CLASS(symbol, parent)                                                                                          \
	static const TypeDef hash_##symbol = {                                                                         \
		.name = NAMESPACE #symbol,                                                                             \
		.base = &hash_##parent,                                                                                \
		.members = &made_members,                                                                              \
	}
ABSTRACT(MD5);
ABSTRACT(SHA1);
ABSTRACT(SHA256);
ABSTRACT(SHA384);
ABSTRACT(SHA512);
CLASS(MD5CryptoServiceProvider, MD5);
CLASS(SHA1CryptoServiceProvider, SHA1);
CLASS(SHA1Managed, SHA1);
CLASS(SHA256CryptoServiceProvider, SHA256);
CLASS(SHA256Managed, SHA256);
CLASS(SHA384CryptoServiceProvider, SHA384);
CLASS(SHA384Managed, SHA384);
CLASS(SHA512CryptoServiceProvider, SHA512);
CLASS(SHA512Managed, SHA512);

/* ---- random bytes -------------------------------------------------------------------------------------------- */

TYPE_METHOD(get_bytes)
{
	const Env *env = runtime_of(in)->env;
	Array *array = value_unwrap_peek(args[0]).array;

	if (!types_array(args[0]) || !array_is_bytes(array))
		return types_null(in, "data");
	env->random(env->self, array->bytes, array->n);
	return FLOW_NEXT;
}

/* No byte is zero: each that is, is drawn again. */
TYPE_METHOD(get_non_zero)
{
	const Env *env = runtime_of(in)->env;
	Array *array = value_unwrap_peek(args[0]).array;

	FLOW_TRY(get_bytes(in, self, args, n, out));
	for (size_t i = 0; i < array->n; i++)
		while (array->bytes[i] == 0)
			env->random(env->self, &array->bytes[i], 1);
	return FLOW_NEXT;
}

/* RandomNumberGenerator.GetBytes(count), .GetHexString(length) */
TYPE_METHOD(some_bytes)
{
	const Env *env = runtime_of(in)->env;
	int64_t count = types_int(args[0]);
	Buf bytes = BUF_SECRET;

	if (count < 0)
		return types_negative(in, "count", count, "Non-negative number required.");
	buf_put_many(&bytes, 0, (size_t)count);
	env->random(env->self, bytes.p, bytes.n);
	*out = array_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return FLOW_NEXT;
}

TYPE_METHOD(some_hex)
{
	const char *digits = n > 1 && args[1].b ? "0123456789abcdef" : "0123456789ABCDEF";
	Value bytes = VALUE_EMPTY;
	Buf text = BUF_INIT;

	FLOW_TRY(some_bytes(in, self, args, 1, &bytes));
	for (size_t i = 0; i < bytes.array->n; i++)
		buf_put_char(&text, digits[bytes.array->bytes[i] & 15]);
	value_drop(bytes);
	return types_found(out, types_buf_string(&text));
}

/* (toExclusive), (fromInclusive, toExclusive): what does not divide evenly is drawn again. */
TYPE_METHOD(some_int)
{
	const Env *env = runtime_of(in)->env;
	int64_t from = n > 1 ? types_int(args[0]) : 0, to = types_int(args[n - 1]);
	uint64_t range = (uint64_t)(to - from), drawn;

	if (from >= to)
		return n > 1 ? fault_exception(in, EXC_ARGUMENT,
				       "Range of random number does not contain at least one possibility.")
			     : fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "toExclusive",
				       "'toExclusive' must be a positive number.");
	do {
		env->random(env->self, &drawn, sizeof(drawn));
	} while (drawn >= UINT64_MAX - UINT64_MAX % range);
	return types_found(out, value_int((int32_t)(from + (int64_t)(drawn % range))));
}

static const MethodDef random_methods[] = {
	METHOD("Dispose", "void Dispose()", nothing),
	METHOD("GetBytes", "void GetBytes(byte[] data)", get_bytes),
	METHOD("GetNonZeroBytes", "void GetNonZeroBytes(byte[] data)", get_non_zero),
	METHODS_END,
};
static const TypeDef random_provider;
TYPE_METHOD(make_random)
{
	return types_found(out, new_algorithm(&random_provider));
}
static const MethodDef random_statics[] = {
	METHOD("Create", "static " NAMESPACE "RandomNumberGenerator Create()", make_random),
	METHOD_CORE("GetBytes", "static byte[] GetBytes(int count)", some_bytes),
	METHOD_CORE("GetHexString", "static string GetHexString(int stringLength, bool lowercase = False)", some_hex),
	METHOD_CORE("GetInt32", "static int GetInt32(int fromInclusive, int toExclusive)", some_int),
	METHOD_CORE("GetInt32", "static int GetInt32(int toExclusive)", some_int),
	METHODS_END,
};
static const MethodDef random_constructors[] = {
	NEW(NAMESPACE "RNGCryptoServiceProvider new()", make_random),
	METHODS_END,
};
static const TypeMembers random_members = { .methods = random_methods, .static_methods = random_statics };
static const TypeMembers provider_members = {
	.methods = random_methods,
	.static_methods = random_statics,
	.constructors = random_constructors,
};
static const TypeDef random_generator = { .name = NAMESPACE "RandomNumberGenerator",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &random_members };
static const TypeDef random_provider = {
	.name = NAMESPACE "RNGCryptoServiceProvider",
	.base = &random_generator,
	.members = &provider_members,
};

/* ---- IdnMapping ---------------------------------------------------------------------------------------------- */

/* payload: whether the STD3 rules hold */
typedef struct Mapping {
	bool std3, unassigned;
} Mapping;

static Mapping *mapping_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_mapping(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static Flow map(Interp *in, Value self, Value name, bool to_ascii, Value *out)
{
	bool std3 = mapping_of(self)->std3, ok;
	Buf text = BUF_INIT;

	if (value_is_null(name))
		return types_null(in, to_ascii ? "unicode" : "ascii");
	ok = to_ascii ? cert_domain_to_ascii(types_str(name), std3, &text)
		      : cert_domain_to_unicode(types_str(name), std3, &text);
	if (ok)
		*out = value_string_buf(&text);
	buf_release(&text);
	return ok ? FLOW_NEXT
		  : fault_argument(in, EXC_ARGUMENT, to_ascii ? "unicode" : "ascii",
			    "Decoded string is not a valid IDN name.");
}

TYPE_METHOD(get_ascii)
{
	return map(in, self, args[0], true, out);
}

TYPE_METHOD(get_unicode)
{
	return map(in, self, args[0], false, out);
}

TYPE_GET(get_std3)
{
	return types_found(out, value_bool(mapping_of(self)->std3));
}

TYPE_SET(set_std3)
{
	mapping_of(self)->std3 = convert_to_bool(to);
	return FLOW_NEXT;
}

TYPE_GET(get_unassigned)
{
	return types_found(out, value_bool(mapping_of(self)->unassigned));
}

TYPE_SET(set_unassigned)
{
	mapping_of(self)->unassigned = convert_to_bool(to);
	return FLOW_NEXT;
}

static const TypeDef idn_mapping;
TYPE_METHOD(make_mapping)
{
	return types_found(out, object_value(object_new_native(&idn_mapping, MEM_NEW(Mapping))));
}

static const PropDef mapping_props[] = {
	PROP_RW("AllowUnassigned", "bool", get_unassigned, set_unassigned),
	PROP_RW("UseStd3AsciiRules", "bool", get_std3, set_std3),
	PROPS_END,
};
static const MethodDef mapping_methods[] = {
	METHOD("GetAscii", "string GetAscii(string unicode)", get_ascii),
	METHOD("GetUnicode", "string GetUnicode(string ascii)", get_unicode),
	METHODS_END,
};
static const MethodDef mapping_constructors[] = {
	NEW("System.Globalization.IdnMapping new()", make_mapping),
	METHODS_END,
};
static const TypeMembers mapping_members = {
	.props = mapping_props,
	.methods = mapping_methods,
	.constructors = mapping_constructors,
};
static const TypeOps mapping_ops = { .free = free_mapping };
static const TypeDef idn_mapping = {
	.name = "System.Globalization.IdnMapping",
	.base = &type_known[T_OBJECT],
	.members = &mapping_members,
	.ops = &mapping_ops,
};

/* clang-format off */
const TypeEntry x509_hash_entries[] = {
	{ &x509_hash_algorithm, NULL }, { &hash_MD5, NULL }, { &hash_SHA1, NULL }, { &hash_SHA256, NULL }, { &hash_SHA384, NULL },
	{ &hash_SHA512, NULL }, { &hash_MD5CryptoServiceProvider, NULL }, { &hash_SHA1CryptoServiceProvider, NULL },
	{ &hash_SHA1Managed, NULL }, { &hash_SHA256CryptoServiceProvider, NULL }, { &hash_SHA256Managed, NULL },
	{ &hash_SHA384CryptoServiceProvider, NULL }, { &hash_SHA384Managed, NULL },
	{ &hash_SHA512CryptoServiceProvider, NULL }, { &hash_SHA512Managed, NULL }, { &random_generator, NULL },
	{ &random_provider, NULL }, { &idn_mapping, NULL },
};
/* clang-format on */
const size_t x509_hash_nentries = COUNT(x509_hash_entries);
