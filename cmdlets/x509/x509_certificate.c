/* x509_certificate: the members of X509Certificate2 (docs: X509Certificate2 class, Windows PowerShell's type data). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509.h"
#include "shell/value/convert.h"
#include "store/cert/cert_name.h"

#define GETTER(name) Flow name(UNUSED Interp *in, UNUSED Value self, UNUSED Value *out)
#define NAMESPACE    "System.Security.Cryptography.X509Certificates."
#define STORAGE      NAMESPACE "X509KeyStorageFlags"

/* ---- what every list shows ---- */

static Value hex_value(Str octets)
{
	Buf hex = BUF_INIT;

	cert_put_hex(octets, &hex);
	return types_buf_string(&hex);
}

static Value bytes_value(Str octets)
{
	return array_from_bytes(octets);
}

/* A property of an object that holds no certificate throws in .NET, which shows as nothing. */
static bool is_empty(Value self)
{
	const X509Cert *cert = x509_peek(self);

	return !cert->der.n && !cert->der_id;
}

static Value text_of(Interp *in, Value self, Str text)
{
	return is_empty(self) ? VALUE_NULL : x509_shown(in, text);
}

static Str hash_of(const X509Cert *cert)
{
	return (Str){ (const char *)cert->hash, CERT_THUMBPRINT };
}

GETTER(x509_get_thumbprint)
{
	return types_found(out, is_empty(self) ? VALUE_NULL : hex_value(hash_of(x509_peek(self))));
}

GETTER(x509_get_serial)
{
	return types_found(out, is_empty(self) ? VALUE_NULL : hex_value(x509_peek(self)->serial));
}

GETTER(x509_get_subject)
{
	return types_found(out, text_of(in, self, x509_peek(self)->subject));
}

GETTER(x509_get_issuer)
{
	return types_found(out, text_of(in, self, x509_peek(self)->issuer));
}

GETTER(x509_get_friendly_name)
{
	return types_found(out, x509_shown(in, x509_peek(self)->friendly_name));
}

/* Of a certificate in a store the name is the store's property, as on Windows. */
Flow x509_set_friendly_name(Interp *in, Value self, Value to)
{
	X509Cert *cert = x509_peek(self);
	StoreCertKey key = { cert->server_id, STORE_PLACE(cert->place), hash_of(cert) };
	Buf text = BUF_INIT;
	Vault *vault;
	Diag diag = { 0 };
	Flow flow = value_is_null(to) ? FLOW_NEXT : convert_put_text(in, to, &text);

	if (flow == FLOW_NEXT && cert->cert_id &&
		(!organization_open(in, &vault, &diag) || !vault_rename(vault, &key, buf_str(&text), &diag)))
		flow = fault_exception(in, EXC_CRYPTOGRAPHIC, "%s", diag.text);
	if (flow == FLOW_NEXT) {
		x509_drop(cert->friendly_name);
		cert->friendly_name = x509_keep(buf_str(&text));
	}
	buf_release(&text);
	return flow;
}

static Value local_time(Interp *in, int64_t utc)
{
	return value_datetime(moment_to_local(runtime_of(in)->env, utc), MOMENT_LOCAL);
}

GETTER(x509_get_not_before)
{
	return types_found(out, is_empty(self) ? VALUE_NULL : local_time(in, x509_peek(self)->not_before));
}

GETTER(x509_get_not_after)
{
	return types_found(out, is_empty(self) ? VALUE_NULL : local_time(in, x509_peek(self)->not_after));
}

GETTER(x509_get_has_key)
{
	return types_found(out, value_bool(x509_peek(self)->has_key));
}

GETTER(x509_get_archived)
{
	return types_found(out, value_bool(x509_peek(self)->archived));
}

/* The certificate context's address on Windows, of no use but to tell whether there is one: here a number that is never
 * 0, the same for the same certificate, the first octets of its hash.  No address of this process is shown. */
GETTER(x509_get_handle)
{
	const uint8_t *hash = x509_peek(self)->hash;
	int64_t number = (int64_t)hash[0] << 24 | hash[1] << 16 | hash[2] << 8 | hash[3];

	return types_found(out, value_long(is_empty(self) ? 0 : number | 1));
}

/* ---- what the DER says ---- */

/* Getters below read it, and are $null when there is none. */
#define READ(info)                                                                                                     \
	CertInfo info;                                                                                                 \
	if (is_empty(self))                                                                                            \
		return types_found(out, VALUE_NULL);                                                                   \
	FLOW_TRY(x509_read(in, x509_peek(self), &(info)))

GETTER(x509_get_raw_data)
{
	if (is_empty(self))
		return types_found(out, VALUE_NULL);
	FLOW_TRY(x509_load(in, x509_peek(self)));
	return types_found(out, bytes_value(x509_peek(self)->der));
}

GETTER(x509_get_version)
{
	READ(info);
	return types_found(out, value_int(info.version));
}

GETTER(x509_get_subject_name)
{
	READ(info);
	return types_found(out, x509_name_value(in, info.subject));
}

GETTER(x509_get_issuer_name)
{
	READ(info);
	return types_found(out, x509_name_value(in, info.issuer));
}

static Value oid_of(Str octets)
{
	Buf dotted = BUF_INIT;
	Value oid;

	cert_oid_print(octets, &dotted);
	oid = x509_oid_value(buf_str(&dotted));
	buf_release(&dotted);
	return oid;
}

GETTER(x509_get_signature_algorithm)
{
	READ(info);
	return types_found(out, oid_of(info.signature_oid));
}

GETTER(x509_get_public_key)
{
	READ(info);
	return types_found(out, x509_public_key_value(&info.key));
}

GETTER(x509_get_extensions)
{
	READ(info);
	return types_found(out, x509_extensions_value(&info));
}

/* ---- what PowerShell adds ---- */

static Value dns_name(Interp *in, Str name)
{
	Object *entry = object_new(&x509_dns_name);

	object_set_take(entry, S("Punycode"), x509_shown(in, name));
	object_set_take(entry, S("Unicode"), x509_shown(in, name));
	return object_value(entry);
}

GETTER(x509_get_dns_names)
{
	Arena *arena;
	Array *names = array_new_objects();
	Str *domains;
	size_t n;
	CertInfo info;
	Flow flow = is_empty(self) ? FLOW_NEXT : x509_read(in, x509_peek(self), &info);

	*out = array_value(names);
	if (is_empty(self) || flow != FLOW_NEXT)
		return flow;
	arena = arena_new(0);
	cert_domains(&info, arena, &domains, &n);
	for (size_t i = 0; i < n; i++)
		array_push_take(names, dns_name(in, domains[i]));
	arena_free(arena);
	return FLOW_NEXT;
}

/* "Server Authentication (1.3.6.1.5.5.7.3.1)" */
static Value usage_entry(Str octets)
{
	Object *entry = object_new(&x509_usage_entry);
	Buf dotted = BUF_INIT;
	const char *name;

	cert_oid_print(octets, &dotted);
	name = cert_oid_name(buf_str(&dotted));
	object_set_string(entry, S("FriendlyName"), str_from(name));
	object_set_string(entry, S("ObjectId"), buf_str(&dotted));
	buf_release(&dotted);
	return object_value(entry);
}

GETTER(x509_get_usages)
{
	Array *usages = array_new_objects();
	Str oid;
	CertInfo info = { 0 };
	Flow flow = is_empty(self) ? FLOW_NEXT : x509_read(in, x509_peek(self), &info);

	while (flow == FLOW_NEXT && cert_oid_next(&info.usages, &oid))
		array_push_take(usages, usage_entry(oid));
	*out = array_value(usages);
	return flow;
}

GETTER(x509_get_trusted_issuer)
{
	return types_found(out, value_bool(false));
}

/* ---- methods ---- */

TYPE_METHOD(get_hash)
{
	return types_found(out, bytes_value(hash_of(x509_peek(self))));
}

TYPE_METHOD(get_hash_string)
{
	return x509_get_thumbprint(in, self, out);
}

/* The serial number as Windows keeps it: least significant octet first. */
TYPE_METHOD(get_serial_number)
{
	Str serial = x509_peek(self)->serial;
	Buf reversed = BUF_INIT;

	for (size_t i = serial.n; i-- > 0;)
		buf_put_char(&reversed, serial.p[i]);
	*out = bytes_value(buf_str(&reversed));
	buf_release(&reversed);
	return FLOW_NEXT;
}

TYPE_METHOD(get_serial_string)
{
	return x509_get_serial(in, self, out);
}

TYPE_METHOD(get_public_key)
{
	READ(info);
	return types_found(out, bytes_value(info.key.bits));
}

TYPE_METHOD(get_public_key_string)
{
	READ(info);
	return types_found(out, hex_value(info.key.bits));
}

TYPE_METHOD(get_raw)
{
	return x509_get_raw_data(in, self, out);
}

TYPE_METHOD(get_raw_string)
{
	FLOW_TRY(x509_load(in, x509_peek(self)));
	return types_found(out, hex_value(x509_peek(self)->der));
}

TYPE_METHOD(get_key_algorithm)
{
	Buf dotted = BUF_INIT;

	READ(info);
	cert_oid_print(info.key.oid, &dotted);
	return types_found(out, types_buf_string(&dotted));
}

TYPE_METHOD(get_format)
{
	return types_found(out, value_string_c("X509"));
}

static Flow date_text(Interp *in, int64_t utc, Buf *out)
{
	return convert_put_tostring(in, local_time(in, utc), out);
}

TYPE_METHOD(get_effective)
{
	Buf text = BUF_INIT;
	Flow flow = date_text(in, x509_peek(self)->not_before, &text);

	*out = types_buf_string(&text);
	return flow;
}

TYPE_METHOD(get_expiration)
{
	Buf text = BUF_INIT;
	Flow flow = date_text(in, x509_peek(self)->not_after, &text);

	*out = types_buf_string(&text);
	return flow;
}

TYPE_METHOD(get_subject_text)
{
	return x509_get_subject(in, self, out);
}

TYPE_METHOD(get_issuer_text)
{
	return x509_get_issuer(in, self, out);
}

TYPE_METHOD(get_name_info)
{
	Buf text = BUF_INIT;

	READ(info);
	x509_put_name_info(
		&info, (X509NameKind)types_int(args[0]), n > 1 && args[1].kind == V_BOOL && args[1].b, &text);
	*out = x509_shown(in, buf_str(&text));
	buf_release(&text);
	return FLOW_NEXT;
}

/* Whether a chain to a trusted root can be built: the server's roots, then the machine's. */
TYPE_METHOD(verify)
{
	X509Cert *cert = x509_peek(self);
	Arena *arena = arena_new(0);
	StoreServer server;
	VaultStatus status = { 0 };
	Vault *vault;
	CertInfo info;
	Diag diag = { 0 };
	Flow flow = x509_read(in, cert, &info);
	bool ok = flow == FLOW_NEXT && organization_open(in, &vault, &diag) &&
		  store_server_find(vault_store_peek(vault), S(""), arena, &server, &diag);

	if (ok) {
		StoreCert row = { .server_id = server.id,
			.der = cert->der,
			.thumbprint = hash_of(cert),
			.not_before = info.not_before,
			.not_after = info.not_after,
			.self_signed = info.self_signed };

		ok = vault_status(vault, &row, &status, &diag);
	}
	arena_free(arena);
	*out = value_bool(ok && status.state == VAULT_STATE_VALID && status.root != VAULT_ROOT_NONE);
	return flow;
}

TYPE_METHOD(equals)
{
	const X509Cert *other = x509_peek(args[0]), *cert = x509_peek(self);

	return types_found(out, value_bool(other && memcmp(other->hash, cert->hash, CERT_THUMBPRINT) == 0));
}

TYPE_METHOD(hash_code)
{
	int32_t code;

	memcpy(&code, x509_peek(self)->hash, sizeof(code));
	return types_found(out, value_int((int32_t)__builtin_bswap32((uint32_t)code)));
}

/* The short form, which an object of Exchange's own has its way of, or the long one. */
static Flow put_dated(Interp *in, Value self, bool verbose, Buf *out)
{
	const X509Cert *cert = x509_peek(self);
	Buf from = BUF_INIT, to = BUF_INIT;
	CertInfo info;
	Flow flow = date_text(in, cert->not_before, &from);

	if (flow == FLOW_NEXT)
		flow = date_text(in, cert->not_after, &to);
	if (flow == FLOW_NEXT && verbose)
		flow = x509_read(in, x509_peek(self), &info);
	if (flow == FLOW_NEXT && verbose)
		x509_put_verbose(in, cert, &info, &(X509Dates){ buf_str(&from), buf_str(&to) }, out);
	else if (flow == FLOW_NEXT)
		x509_put_summary(cert, buf_str(&from), buf_str(&to), out);
	buf_release(&from);
	buf_release(&to);
	return flow;
}

static Flow put_text(Interp *in, Value self, Buf *out)
{
	if (!is_empty(self))
		return put_dated(in, self, false, out);
	buf_put(out, str_from(type_of(self)->name));
	return FLOW_NEXT;
}

TYPE_METHOD(to_string)
{
	bool verbose = n > 0 && args[0].kind == V_BOOL && args[0].b && !is_empty(self);
	Buf text = BUF_INIT;
	Flow flow = verbose ? put_dated(in, self, true, &text) : type_of(self)->ops->text(in, self, &text);

	*out = types_buf_string(&text);
	return flow;
}

/* ---- tables ---- */

static void free_cert(Object *object, UNUSED ValueDrops *drops)
{
	x509_clear(object->payload);
	free(object->payload);
}

static bool is_same(Value a, Value b)
{
	return memcmp(x509_peek(a)->hash, x509_peek(b)->hash, CERT_THUMBPRINT) == 0;
}

const MethodDef x509_methods[] = {
	METHOD("Dispose", "void Dispose()", x509_reset),
	METHOD("Equals", "bool Equals(System.Object obj)", equals),
	METHOD("Export", "byte[] Export(System.Security.Cryptography.X509Certificates.X509ContentType contentType)",
		x509_export),
	METHOD("Export",
		"byte[] Export(System.Security.Cryptography.X509Certificates.X509ContentType contentType, string password)",
		x509_export),
	METHOD("Export",
		"byte[] Export(System.Security.Cryptography.X509Certificates.X509ContentType contentType, securestring password)",
		x509_export),
	METHOD("GetCertHash", "byte[] GetCertHash()", get_hash),
	METHOD("GetCertHashString", "string GetCertHashString()", get_hash_string),
	METHOD("GetEffectiveDateString", "string GetEffectiveDateString()", get_effective),
	METHOD("GetExpirationDateString", "string GetExpirationDateString()", get_expiration),
	METHOD("GetFormat", "string GetFormat()", get_format),
	METHOD("GetHashCode", "int GetHashCode()", hash_code),
	METHOD("GetIssuerName", "string GetIssuerName()", get_issuer_text),
	METHOD("GetKeyAlgorithm", "string GetKeyAlgorithm()", get_key_algorithm),
	METHOD("GetName", "string GetName()", get_subject_text),
	METHOD("GetNameInfo",
		"string GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType nameType, bool forIssuer)",
		get_name_info),
	METHOD("GetPublicKey", "byte[] GetPublicKey()", get_public_key),
	METHOD("GetPublicKeyString", "string GetPublicKeyString()", get_public_key_string),
	METHOD("GetRawCertData", "byte[] GetRawCertData()", get_raw),
	METHOD("GetRawCertDataString", "string GetRawCertDataString()", get_raw_string),
	METHOD("GetSerialNumber", "byte[] GetSerialNumber()", get_serial_number),
	METHOD("GetSerialNumberString", "string GetSerialNumberString()", get_serial_string),
	METHOD("Import", "void Import(byte[] rawData)", x509_import),
	METHOD("Import", "void Import(byte[] rawData, string password, " STORAGE " keyStorageFlags)", x509_import),
	METHOD("Import", "void Import(byte[] rawData, securestring password, " STORAGE " keyStorageFlags)",
		x509_import),
	METHOD("Import", "void Import(string fileName)", x509_import),
	METHOD("Import", "void Import(string fileName, string password, " STORAGE " keyStorageFlags)", x509_import),
	METHOD("Import", "void Import(string fileName, securestring password, " STORAGE " keyStorageFlags)",
		x509_import),
	METHOD("Reset", "void Reset()", x509_reset),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("ToString", "string ToString(bool verbose)", to_string),
	METHOD("Verify", "bool Verify()", verify),
	METHODS_END,
};

static const PropDef base_props[] = {
	PROP("Handle", "System.IntPtr", x509_get_handle),
	PROP("Issuer", "string", x509_get_issuer),
	PROP("Subject", "string", x509_get_subject),
	PROPS_END,
};
static const TypeMembers base_members = { .props = base_props };
const TypeDef x509_certificate_base = {
	.name = NAMESPACE "X509Certificate",
	.base = &type_known[T_OBJECT],
	.members = &base_members,
};

static const PropDef props[] = {
	{ "DnsNameList", "System.Object", x509_get_dns_names, NULL, PROP_SCRIPT },
	{ "EnhancedKeyUsageList", "System.Object", x509_get_usages, NULL, PROP_SCRIPT },
	{ "SendAsTrustedIssuer", "System.Object", x509_get_trusted_issuer, NULL, PROP_SCRIPT },
	PROP("Archived", "bool", x509_get_archived),
	PROP("Extensions", NAMESPACE "X509ExtensionCollection", x509_get_extensions),
	PROP_RW("FriendlyName", "string", x509_get_friendly_name, x509_set_friendly_name),
	PROP("HasPrivateKey", "bool", x509_get_has_key),
	PROP("IssuerName", NAMESPACE "X500DistinguishedName", x509_get_issuer_name),
	PROP("NotAfter", "datetime", x509_get_not_after),
	PROP("NotBefore", "datetime", x509_get_not_before),
	PROP("PrivateKey", "System.Security.Cryptography.AsymmetricAlgorithm", x509_get_private_key),
	PROP("PublicKey", NAMESPACE "PublicKey", x509_get_public_key),
	PROP("RawData", "byte[]", x509_get_raw_data),
	PROP("SerialNumber", "string", x509_get_serial),
	PROP("SignatureAlgorithm", "System.Security.Cryptography.Oid", x509_get_signature_algorithm),
	PROP("SubjectName", NAMESPACE "X500DistinguishedName", x509_get_subject_name),
	PROP("Thumbprint", "string", x509_get_thumbprint),
	PROP("Version", "int", x509_get_version),
	PROPS_END,
};

/* Windows PowerShell's view: the list of a certificate shows these; the table, thumbprint and subject. */
static const ViewItem table_items[] = {
	{ .prop = "Thumbprint", .width = 41 },
	{ .prop = "Subject" },
	{ 0 },
};
static const ViewItem list_items[] = {
	{ .prop = "Subject" },
	{ .prop = "Issuer" },
	{ .prop = "Thumbprint" },
	{ .prop = "FriendlyName" },
	{ .prop = "NotBefore" },
	{ .prop = "NotAfter" },
	{ .prop = "Extensions" },
	{ 0 },
};
static const ViewDef list_view = { .shape = VIEW_LIST, .items = list_items };
static const ViewDef table_view = {
	.shape = VIEW_TABLE, .items = table_items, .group_by = "PSParentPath", .next = &list_view
};

static const TypeMembers members = {
	.props = props,
	.methods = x509_methods,
	.static_methods = x509_static_methods,
	.constructors = x509_constructors,
};
static const TypeOps ops = { .free = free_cert, .text = put_text, .convert = x509_convert, .equal = is_same };
const TypeDef x509_certificate = {
	.name = NAMESPACE "X509Certificate2",
	.base = &x509_certificate_base,
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.view = &table_view,
};
