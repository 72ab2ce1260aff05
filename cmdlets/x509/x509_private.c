/* x509_private: private keys as scripts see them: their names and sizes, never what they are made of. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509.h"
#include "store/vault/vault.h"

#define NAMESPACE "System.Security.Cryptography."
#define X509      NAMESPACE "X509Certificates."

/* Of objects that are a name: CngProvider, CngAlgorithm. */
static Flow name_text(UNUSED Interp *in, Value self, Buf *out)
{
	const Object *object = value_unwrap_peek(self).object;

	if (object->nslots)
		buf_put(out, value_str_peek(object->slots[0].value));
	return FLOW_NEXT;
}

static const EnumName key_numbers[] = { { "Exchange", 1 }, { "Signature", 2 } };
static const EnumName export_policies[] = { { "None", 0 }, { "AllowExport", 1 }, { "AllowPlaintextExport", 2 },
	{ "AllowArchiving", 4 }, { "AllowPlaintextArchiving", 8 } };
#define ENUM(symbol, short_name, table, more)                                                                          \
	static const TypeDef symbol = { .name = NAMESPACE short_name,                                                  \
		.base = &type_known[T_ENUM],                                                                           \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT | (more),                                            \
		.names = (table),                                                                                      \
		.nnames = COUNT(table),                                                                                \
		.underlying = T_INT32 }
#define BAG(symbol, full) static const TypeDef symbol = { .name = (full), .base = &type_known[T_OBJECT] }
#define NAME(symbol, full)                                                                                             \
	static const TypeDef symbol = { .name = (full), .base = &type_known[T_OBJECT], .ops = &name_ops }

static const TypeOps name_ops = { .text = name_text };
ENUM(key_number, "KeyNumber", key_numbers, 0);
ENUM(export_policy, "CngExportPolicies", export_policies, TYPE_FLAGS);
BAG(container_info, NAMESPACE "CspKeyContainerInfo");
BAG(cng_key, NAMESPACE "CngKey");
NAME(cng_provider, NAMESPACE "CngProvider");
NAME(cng_algorithm, NAMESPACE "CngAlgorithm");
static const TypeDef rsa_cng = { .name = NAMESPACE "RSACng", .base = &x509_key },
		     ecdsa_cng = { .name = NAMESPACE "ECDsaCng", .base = &x509_key };

/* ---- where a key is ------------------------------------------------------------------------------------------- */

typedef struct Place {
	VaultContainer container;
	bool machine, exportable; /* machine: in the machine's store; else it came with a file */
	int size;
} Place;

static Flow find_place(Interp *in, X509Cert *cert, CertInfo *info, Place *out)
{
	FLOW_TRY(x509_read(in, cert, info));
	vault_container(&info->key, runtime_of(in)->env->machine, &out->container);
	out->machine = cert->cert_id != 0;
	out->exportable = cert->exportable;
	out->size = info->key.size;
	return FLOW_NEXT;
}

static Value name_value(const TypeDef *type, Str property, Str value)
{
	Object *object = object_new(type);

	object_set_string(object, property, value);
	return object_value(object);
}

static Value container_value(const Place *place)
{
	Object *info = object_new(&container_info);

	object_set_take(info, S("MachineKeyStore"), value_bool(place->machine));
	object_set_string(info, S("ProviderName"), S(VAULT_PROVIDER));
	object_set_take(info, S("ProviderType"), value_int(VAULT_PROVIDER_TYPE));
	object_set_string(info, S("KeyContainerName"), str_from(place->container.name));
	object_set_string(info, S("UniqueKeyContainerName"), str_from(place->container.file));
	object_set_take(info, S("KeyNumber"), value_enum(&key_number, 1));
	object_set_take(info, S("Exportable"), value_bool(place->exportable));
	object_set_take(info, S("HardwareDevice"), value_bool(false));
	object_set_take(info, S("Removable"), value_bool(false));
	object_set_take(info, S("Accessible"), value_bool(true));
	object_set_take(info, S("Protected"), value_bool(false));
	object_set_take(info, S("RandomlyGenerated"), value_bool(false));
	return object_value(info);
}

static Value cng_value(const Place *place, Str algorithm)
{
	Object *key = object_new(&cng_key);

	object_set_take(key, S("Algorithm"), name_value(&cng_algorithm, S("Algorithm"), algorithm));
	object_set_take(key, S("ExportPolicy"), value_enum(&export_policy, place->exportable ? 3 : 0));
	object_set_take(key, S("IsEphemeral"), value_bool(false));
	object_set_take(key, S("IsMachineKey"), value_bool(place->machine));
	object_set_string(key, S("KeyName"), str_from(place->container.name));
	object_set_take(key, S("KeySize"), value_int(place->size));
	object_set_take(key, S("Provider"), name_value(&cng_provider, S("Provider"), S(VAULT_PROVIDER)));
	object_set_string(key, S("UniqueName"), str_from(place->container.file));
	return object_value(key);
}

/* ---- the two ways to ask for one ------------------------------------------------------------------------------ */

Value x509_rsa_value(int size, bool is_public)
{
	Object *key = object_new(&x509_rsa);

	object_set_take(key, S("PublicOnly"), value_bool(is_public));
	object_set_take(key, S("CspKeyContainerInfo"), VALUE_NULL);
	object_set_take(key, S("KeySize"), value_int(size));
	object_set_string(key, S("KeyExchangeAlgorithm"), S("RSA-PKCS1-KeyEx"));
	object_set_string(key, S("SignatureAlgorithm"), S("http://www.w3.org/2000/09/xmldsig#rsa-sha1"));
	object_set_take(key, S("PersistKeyInCsp"), value_bool(!is_public));
	return object_value(key);
}

/* Of another kind of key the property throws on Windows ("not supported"), which shows as nothing. */
Flow x509_get_private_key(Interp *in, Value self, Value *out)
{
	X509Cert *cert = x509_peek(self);
	CertInfo info;
	Place place;

	*out = VALUE_NULL;
	if (!cert->has_key)
		return FLOW_NEXT;
	FLOW_TRY(find_place(in, cert, &info, &place));
	if (info.key.kind != CERT_KEY_RSA)
		return FLOW_NEXT;
	*out = x509_rsa_value(place.size, false);
	object_set_take(out->object, S("CspKeyContainerInfo"), container_value(&place));
	return FLOW_NEXT;
}

/* The key by its newer interface, which knows the same file by another name; $null: no key, or not of that kind. */
static Flow get_cng(Interp *in, Value of, CertKeyKind kind, bool is_public, Value *out)
{
	X509Cert *cert = x509_peek(of);
	Str algorithm = kind == CERT_KEY_RSA ? S("RSA") : S("ECDsa");
	Object *key;
	CertInfo info;
	Place place;

	*out = VALUE_NULL;
	if (!cert || (!is_public && !cert->has_key))
		return FLOW_NEXT;
	FLOW_TRY(find_place(in, cert, &info, &place));
	if (info.key.kind != kind)
		return FLOW_NEXT;
	key = object_new(kind == CERT_KEY_RSA ? &rsa_cng : &ecdsa_cng);
	object_set_take(key, S("Key"), is_public ? VALUE_NULL : cng_value(&place, algorithm));
	object_set_take(key, S("KeySize"), value_int(place.size));
	object_set_string(key, S("SignatureAlgorithm"), algorithm);
	if (kind == CERT_KEY_RSA)
		object_set_string(key, S("KeyExchangeAlgorithm"), algorithm);
	*out = object_value(key);
	return FLOW_NEXT;
}

TYPE_METHOD(rsa_private)
{
	return get_cng(in, args[0], CERT_KEY_RSA, false, out);
}

TYPE_METHOD(rsa_public)
{
	return get_cng(in, args[0], CERT_KEY_RSA, true, out);
}

TYPE_METHOD(ecdsa_private)
{
	return get_cng(in, args[0], CERT_KEY_EC, false, out);
}

TYPE_METHOD(ecdsa_public)
{
	return get_cng(in, args[0], CERT_KEY_EC, true, out);
}

static const MethodDef rsa_statics[] = {
	METHOD("GetRSAPrivateKey", "static " NAMESPACE "RSA GetRSAPrivateKey(" X509 "X509Certificate2 certificate)",
		rsa_private),
	METHOD("GetRSAPublicKey", "static " NAMESPACE "RSA GetRSAPublicKey(" X509 "X509Certificate2 certificate)",
		rsa_public),
	METHODS_END,
};
static const MethodDef ecdsa_statics[] = {
	METHOD("GetECDsaPrivateKey",
		"static " NAMESPACE "ECDsa GetECDsaPrivateKey(" X509 "X509Certificate2 certificate)", ecdsa_private),
	METHOD("GetECDsaPublicKey", "static " NAMESPACE "ECDsa GetECDsaPublicKey(" X509 "X509Certificate2 certificate)",
		ecdsa_public),
	METHODS_END,
};
static const TypeMembers rsa_members = { .static_methods = rsa_statics };
static const TypeMembers ecdsa_members = { .static_methods = ecdsa_statics };
const TypeDef x509_rsa_extensions = {
	.name = X509 "RSACertificateExtensions", .base = &type_known[T_OBJECT], .members = &rsa_members
};
const TypeDef x509_ecdsa_extensions = {
	.name = X509 "ECDsaCertificateExtensions", .base = &type_known[T_OBJECT], .members = &ecdsa_members
};
