/* x509_parts: what certificates are made of: OIDs, X.500 names, public keys. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/x509/x509.h"
#include "cmdlets/x509/x509_drive.h"
#include "store/cert/cert_name.h"

#define NAMESPACE "System.Security.Cryptography."
#define X509      NAMESPACE "X509Certificates."

/* Plain objects carry their properties themselves; this is their type. */
#define BAG(symbol, full) const TypeDef symbol = { .name = (full), .base = &type_known[T_OBJECT], .ops = NULL }

BAG(x509_key, NAMESPACE "AsymmetricAlgorithm");
const TypeDef x509_rsa = { .name = NAMESPACE "RSACryptoServiceProvider", .base = &x509_key };

/* ---- Oid ---- */

static Flow oid_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, str_from(type_of(self)->name));
	return FLOW_NEXT;
}

static Value new_oid(Str dotted, Str name)
{
	Object *oid = object_new(&x509_oid);

	object_set_string(oid, S("Value"), dotted);
	if (name.n)
		object_set_string(oid, S("FriendlyName"), name);
	else
		object_set_take(oid, S("FriendlyName"), VALUE_NULL);
	return object_value(oid);
}

Value x509_oid_value(Str dotted)
{
	return new_oid(dotted, str_from(cert_oid_name(dotted)));
}

TYPE_METHOD(make_oid)
{
	return types_found(
		out, n > 1 ? new_oid(types_str(args[0]), types_str(args[1])) : x509_oid_value(types_str(args[0])));
}

static const MethodDef oid_constructors[] = {
	NEW(NAMESPACE "Oid new(string oid)", make_oid),
	NEW(NAMESPACE "Oid new(string value, string friendlyName)", make_oid),
	METHODS_END,
};
static const TypeMembers oid_members = { .constructors = oid_constructors };
static const TypeOps oid_ops = { .text = oid_text };
const TypeDef x509_oid = {
	.name = NAMESPACE "Oid", .base = &type_known[T_OBJECT], .members = &oid_members, .ops = &oid_ops
};

/* ---- X500DistinguishedName ---- */

/* Payload: the DER, and the text it was made from (Name keeps it). */
typedef struct Named {
	Str der, text;
} Named;

static void free_name(Object *object, UNUSED ValueDrops *drops)
{
	Named *name = object->payload;

	x509_drop(name->der);
	x509_drop(name->text);
	free(name);
}

static Value name_value(Str der, Str text)
{
	Named *name = MEM_NEW(Named);

	name->der = x509_keep(der);
	name->text = x509_keep(text);
	return object_value(object_new_native(&x509_name, name));
}

Value x509_name_value(Interp *in, Str der)
{
	Buf text = BUF_INIT;
	Value name;

	cert_name_print(der, x509_name_style(in), &text);
	name = name_value(der, buf_str(&text));
	buf_release(&text);
	return name;
}

Str x509_name_der_peek(Value v)
{
	const Named *name = object_payload_peek(value_unwrap_peek(v), &x509_name);

	return name ? name->der : S("");
}

Str x509_name_text_peek(Value v)
{
	const Named *name = object_payload_peek(value_unwrap_peek(v), &x509_name);

	return name ? name->text : S("");
}

static Flow parse_name(Interp *in, Str text, unsigned flags, Value *out)
{
	Buf der = BUF_INIT;
	Diag diag = { 0 };
	bool ok = cert_name_parse(text, flags, &der, NULL, &diag);

	if (ok)
		*out = name_value(buf_str(&der), text);
	buf_release(&der);
	return ok ? FLOW_NEXT : fault_exception(in, EXC_CRYPTOGRAPHIC, "%s", diag.text);
}

static unsigned windows(Interp *in)
{
	return x509_name_style(in) & ~(unsigned)CERT_NAME_REVERSED;
}

TYPE_METHOD(make_name)
{
	const Array *bytes = types_array(args[0]);

	if (bytes)
		return types_found(out, x509_name_value(in, array_bytes(bytes)));
	return parse_name(in, types_str(args[0]),
		windows(in) | (n > 1 ? (unsigned)types_int(args[1]) : (unsigned)CERT_NAME_REVERSED), out);
}

/* A string for a parameter or cast. */
static Flow convert_name(Interp *in, Value from, Value *out)
{
	if (!value_is_string(from))
		return FLOW_NEXT;
	return parse_name(in, value_str_peek(from), x509_name_style(in), out);
}

TYPE_GET(get_name_text)
{
	return types_found(
		out, value_string(((Named *)object_payload_peek(value_unwrap_peek(self), &x509_name))->text));
}

TYPE_GET(get_name_raw)
{
	return types_found(out, array_from_bytes(x509_name_der_peek(self)));
}

TYPE_GET(get_name_oid)
{
	return types_found(out, new_oid(S(""), S("")));
}

TYPE_METHOD(decode_name)
{
	Buf text = BUF_INIT;

	cert_name_print(x509_name_der_peek(self), windows(in) | (unsigned)types_int(args[0]), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(format_name)
{
	Buf text = BUF_INIT;
	bool lines = args[0].kind == V_BOOL && args[0].b;

	cert_name_print(x509_name_der_peek(self), windows(in) | (lines ? (unsigned)CERT_NAME_NEW_LINES : 0), &text);
	return types_found(out, types_buf_string(&text));
}

static const PropDef name_props[] = {
	PROP("Name", "string", get_name_text),
	PROP("Oid", NAMESPACE "Oid", get_name_oid),
	PROP("RawData", "byte[]", get_name_raw),
	PROPS_END,
};
static const MethodDef name_methods[] = {
	METHOD("Decode", "string Decode(" X509 "X500DistinguishedNameFlags flag)", decode_name),
	METHOD("Format", "string Format(bool multiLine)", format_name),
	METHODS_END,
};
static const MethodDef name_constructors[] = {
	NEW(X509 "X500DistinguishedName new(byte[] encodedDistinguishedName)", make_name),
	NEW(X509 "X500DistinguishedName new(string distinguishedName)", make_name),
	NEW(X509 "X500DistinguishedName new(string distinguishedName, " X509 "X500DistinguishedNameFlags flag)",
		make_name),
	METHODS_END,
};
static const TypeMembers name_members = {
	.props = name_props, .methods = name_methods, .constructors = name_constructors
};
static const TypeOps name_ops = { .free = free_name, .convert = convert_name };
const TypeDef x509_name = {
	.name = X509 "X500DistinguishedName", .base = &x509_encoded_data, .members = &name_members, .ops = &name_ops
};

/* ---- PublicKey ---- */

BAG(x509_public_key, X509 "PublicKey");

static Value encoded(Str octets)
{
	Object *data = object_new(&x509_encoded_data);

	object_set_take(data, S("Oid"), VALUE_NULL);
	object_set_take(data, S("RawData"), array_from_bytes(octets));
	return object_value(data);
}

/* Of other kinds than RSA only the size is told. */
static Value key_value(const CertPublicKey *key)
{
	Object *other;

	if (key->kind == CERT_KEY_RSA)
		return x509_rsa_value(key->size, true);
	other = object_new(&x509_key);
	object_set_take(other, S("KeySize"), value_int(key->size));
	object_set_string(other, S("KeyExchangeAlgorithm"), S(""));
	return object_value(other);
}

Value x509_public_key_value(const CertPublicKey *key)
{
	Object *value = object_new(&x509_public_key);
	Buf dotted = BUF_INIT;

	cert_oid_print(key->oid, &dotted);
	object_set_take(value, S("Key"), key_value(key));
	object_set_take(value, S("Oid"), x509_oid_value(buf_str(&dotted)));
	object_set_take(value, S("EncodedKeyValue"), encoded(key->bits));
	object_set_take(value, S("EncodedParameters"), encoded(key->parameters));
	buf_release(&dotted);
	return object_value(value);
}

/* ---- what PowerShell adds to a certificate ---- */

static Flow pair_text(Interp *in, Value self, Buf *out)
{
	const Object *object = value_unwrap_peek(self).object;
	const Slot *name = object_find_peek(object, S("FriendlyName")), *oid = object_find_peek(object, S("ObjectId"));

	(void)in;
	if (name && oid)
		buf_printf(
			out, "%.*s (%.*s)", STR_ARG(value_str_peek(name->value)), STR_ARG(value_str_peek(oid->value)));
	return FLOW_NEXT;
}

static Flow dns_text(Interp *in, Value self, Buf *out)
{
	const Slot *name = object_find_peek(value_unwrap_peek(self).object, S("Unicode"));

	(void)in;
	if (name)
		buf_put(out, value_str_peek(name->value));
	return FLOW_NEXT;
}

static const TypeOps pair_ops = { .text = pair_text }, dns_ops = { .text = dns_text };
const TypeDef x509_usage_entry = { .name = "Microsoft.PowerShell.Commands.EnhancedKeyUsageRepresentation",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_VALUE | TYPE_OWN_TEXT,
	.ops = &pair_ops };
const TypeDef x509_dns_name = { .name = "Microsoft.PowerShell.Commands.DnsNameRepresentation",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_VALUE | TYPE_OWN_TEXT,
	.ops = &dns_ops };

/* ---- the list ---- */

const TypeEntry x509_entries[] = {
	{ &x509_certificate_base, NULL },
	{ &x509_certificate, NULL },
	{ &x509_encoded_data, NULL },
	{ &x509_key, NULL },
	{ &x509_rsa, NULL },
	{ &x509_oid, NULL },
	{ &x509_oids, NULL },
	{ &x509_name, NULL },
	{ &x509_public_key, NULL },
	{ &x509_extension, NULL },
	{ &x509_extensions, NULL },
	{ &x509_key_usage, NULL },
	{ &x509_usages, NULL },
	{ &x509_constraints, NULL },
	{ &x509_key_id, NULL },
	{ &x509_usage_entry, NULL },
	{ &x509_dns_name, NULL },
	{ &x509_rsa_extensions, NULL },
	{ &x509_ecdsa_extensions, NULL },
	{ &x509_store_type, NULL },
	{ &x509_collection, NULL },
	{ &x509_content_type, NULL },
	{ &x509_storage_flags, NULL },
	{ &x509_name_type, NULL },
	{ &x509_name_flags, NULL },
	{ &x509_usage_flags, NULL },
	{ &x509_store_location, NULL },
	{ &x509_store_name, NULL },
	{ &x509_open_flags, NULL },
	{ &x509_find_type, NULL },
};
const size_t x509_nentries = COUNT(x509_entries);
