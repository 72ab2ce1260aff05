/* x509_extension: extensions of a certificate as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/x509/x509.h"
#include "store/cert/cert_text.h"
#include "store/vault/vault_ca.h"

#define NAMESPACE "System.Security.Cryptography."
#define X509      NAMESPACE "X509Certificates."
#define OID_SKI   "2.5.29.14"
#define OID_USAGE "2.5.29.15"
#define OID_BASIC "2.5.29.19"
#define OID_EKU   "2.5.29.37"

/* ---- a little DER: what the well-known extensions need ---- */

/* Content of the element at the start of *rest, which moves behind it; false: not that tag, or damaged. */
static bool take(Str *rest, uint8_t tag, Str *content)
{
	const uint8_t *p = (const uint8_t *)rest->p;
	size_t head = 2, n;

	if (rest->n < 2 || p[0] != tag)
		return false;
	n = p[1];
	if (n & 0x80) {
		size_t count = n & 0x7f;

		if (count == 0 || count > 3 || rest->n < 2 + count)
			return false;
		for (n = 0; head < 2 + count; head++)
			n = n << 8 | p[head];
	}
	if (rest->n - head < n)
		return false;
	*content = (Str){ rest->p + head, n };
	*rest = (Str){ rest->p + head + n, rest->n - head - n };
	return true;
}

/* The first octet of a KeyUsage, and DecipherOnly from the second (X509KeyUsageFlags). */
static unsigned key_usage(Str value)
{
	Str bits;

	if (!take(&value, 0x03, &bits) || bits.n < 2)
		return 0;
	return (uint8_t)bits.p[1] | (bits.n > 2 && (uint8_t)bits.p[2] & 0x80 ? 0x8000u : 0);
}

typedef struct Constraints {
	bool authority;
	int path; /* -1: none */
} Constraints;

static Constraints constraints(Str value)
{
	Constraints result = { false, -1 };
	Str rest, part;

	if (!take(&value, 0x30, &rest))
		return result;
	if (take(&rest, 0x01, &part))
		result.authority = part.n == 1 && part.p[0];
	if (take(&rest, 0x02, &part) && part.n == 1)
		result.path = (uint8_t)part.p[0];
	return result;
}

void x509_format_extension(Str oid, Str value, bool lines, Buf *out)
{
	cert_text_extension(oid, value, lines, vault_ca_template_title, out);
}

/* ---- objects ---- */

static Str slot_text(Value v, Str name)
{
	const Slot *slot = object_find_peek(value_unwrap_peek(v).object, name);

	return slot ? value_str_peek(slot->value) : S("");
}

TYPE_METHOD(format)
{
	const Object *object = value_unwrap_peek(self).object;
	const Slot *oid = object_find_peek(object, S("Oid")), *raw = object_find_peek(object, S("RawData"));
	Buf text = BUF_INIT;

	if (oid && raw && raw->value.kind == V_ARRAY)
		x509_format_extension(oid->value.kind == V_OBJECT ? slot_text(oid->value, S("Value")) : S(""),
			array_bytes(raw->value.array), args[0].kind == V_BOOL && args[0].b, &text);
	return types_found(out, types_buf_string(&text));
}

static const MethodDef data_methods[] = {
	METHOD("Format", "string Format(bool multiLine)", format),
	METHODS_END,
};
static const TypeMembers data_members = { .methods = data_methods };

const TypeDef x509_encoded_data = {
	.name = NAMESPACE "AsnEncodedData", .base = &type_known[T_OBJECT], .members = &data_members
};
const TypeDef x509_extension = { .name = X509 "X509Extension", .base = &x509_encoded_data };
const TypeDef x509_key_usage = { .name = X509 "X509KeyUsageExtension", .base = &x509_extension };
const TypeDef x509_usages = { .name = X509 "X509EnhancedKeyUsageExtension", .base = &x509_extension };
const TypeDef x509_constraints = { .name = X509 "X509BasicConstraintsExtension", .base = &x509_extension };
const TypeDef x509_key_id = { .name = X509 "X509SubjectKeyIdentifierExtension", .base = &x509_extension };

static void add_usages(Object *object, Str value)
{
	Array *list = array_new_objects();
	Str rest = { 0 }, oid;

	(void)take(&value, 0x30, &rest);
	while (take(&rest, 0x06, &oid)) {
		Buf dotted = BUF_INIT;

		cert_oid_print(oid, &dotted);
		array_push_take(list, x509_oid_value(buf_str(&dotted)));
		buf_release(&dotted);
	}
	object_set_take(object, S("EnhancedKeyUsages"), array_value(list));
}

static void add_constraints(Object *object, Str value)
{
	Constraints c = constraints(value);

	object_set_take(object, S("CertificateAuthority"), value_bool(c.authority));
	object_set_take(object, S("HasPathLengthConstraint"), value_bool(c.path >= 0));
	object_set_take(object, S("PathLengthConstraint"), value_int(c.path >= 0 ? c.path : 0));
}

static void add_usage(Object *object, Str value)
{
	object_set_take(object, S("KeyUsages"), value_enum(&x509_usage_flags, key_usage(value)));
}

static void add_key_id(Object *object, Str value)
{
	Buf hex = BUF_INIT;
	Str id = { 0 };

	(void)take(&value, 0x04, &id);
	cert_put_hex(id, &hex);
	object_set_string(object, S("SubjectKeyIdentifier"), buf_str(&hex));
	buf_release(&hex);
}

static const struct {
	const char *oid;
	const TypeDef *type;
	void (*add)(Object *object, Str value);
} kinds[] = {
	{ OID_USAGE, &x509_key_usage, add_usage },
	{ OID_EKU, &x509_usages, add_usages },
	{ OID_BASIC, &x509_constraints, add_constraints },
	{ OID_SKI, &x509_key_id, add_key_id },
};

static Value extension_value(const CertExtension *extension)
{
	Buf dotted = BUF_INIT;
	size_t kind = 0;
	Object *object;

	cert_oid_print(extension->oid, &dotted);
	while (kind < COUNT(kinds) && !str_eq(buf_str(&dotted), str_from(kinds[kind].oid)))
		kind++;
	object = object_new(kind < COUNT(kinds) ? kinds[kind].type : &x509_extension);
	if (kind < COUNT(kinds))
		kinds[kind].add(object, extension->value);
	object_set_take(object, S("Critical"), value_bool(extension->critical));
	object_set_take(object, S("Oid"), x509_oid_value(buf_str(&dotted)));
	object_set_take(object, S("RawData"), array_from_bytes(extension->value));
	buf_release(&dotted);
	return object_value(object);
}

/* ---- collections: payload is an array ---- */

static Array *items_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_items(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, array_value(object->payload));
}

static Flow enumerate(UNUSED Interp *in, Value self, Array *out)
{
	const Array *items = items_of(self);

	for (size_t i = 0; i < items->n; i++)
		array_push(out, array_peek(items, i));
	return FLOW_NEXT;
}

/* By number, or by the text of an OID. */
static Flow item_at(UNUSED Interp *in, Value self, Value key, Value *out)
{
	const Array *items = items_of(self);
	Value plain = value_unwrap_peek(key);

	*out = VALUE_NULL;
	if (plain.kind == V_INT && plain.i64 >= 0 && (uint64_t)plain.i64 < items->n)
		*out = array_get(items, (size_t)plain.i64);
	for (size_t i = 0; plain.kind == V_STRING && i < items->n; i++) {
		const Slot *oid = object_find_peek(array_peek(items, i).object, S("Oid"));

		if (str_eq(slot_text(oid->value, S("Value")), string_str(plain.string)) ||
			str_ieq(slot_text(oid->value, S("FriendlyName")), string_str(plain.string)))
			return types_found(out, array_get(items, i));
	}
	return FLOW_NEXT;
}

TYPE_GET(get_count)
{
	return types_found(out, value_int((int32_t)items_of(self)->n));
}

static const PropDef collection_props[] = { PROP("Count", "int", get_count), PROPS_END };
static const TypeMembers collection_members = { .props = collection_props };
static const TypeOps collection_ops = { .free = free_items, .enumerate = enumerate, .index = item_at };
const TypeDef x509_extensions = { .name = X509 "X509ExtensionCollection",
	.base = &type_known[T_OBJECT],
	.members = &collection_members,
	.ops = &collection_ops };
const TypeDef x509_oids = { .name = NAMESPACE "OidCollection",
	.base = &type_known[T_OBJECT],
	.members = &collection_members,
	.ops = &collection_ops };

Value x509_extensions_value(const CertInfo *info)
{
	Array *items = array_new_objects();
	Str rest = info->extensions;
	CertExtension extension;

	while (cert_extension_next(&rest, &extension))
		array_push_take(items, extension_value(&extension));
	return object_value(object_new_native(&x509_extensions, items));
}
