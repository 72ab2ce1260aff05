/* x509_open: certificates from files and octets, and back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509.h"
#include "shell/types/file.h"
#include "shell/value/secret.h"
#include "store/cert/cert_pfx.h"

#define NAMESPACE "System.Security.Cryptography.X509Certificates."
#define STORAGE   NAMESPACE "X509KeyStorageFlags"

static Flow bad_object(Interp *in)
{
	return fault_exception(in, EXC_CRYPTOGRAPHIC, "Cannot find the requested object.\r\n");
}

static Flow bad_password(Interp *in)
{
	return fault_exception(in, EXC_CRYPTOGRAPHIC, "%s",
		types_pick(in, "The specified network password is not correct.\r\n",
			"The certificate data cannot be read with the provided password, the password may be incorrect."));
}

/* The first certificate that has its key, else the first. */
static size_t choose(const CertPfx *pfx)
{
	for (size_t i = 0; i < pfx->ncerts; i++)
		if (pfx->certs[i].key >= 0)
			return i;
	return 0;
}

static Flow pfx_failed(Interp *in, const Diag *diag)
{
	if (diag->code == DIAG_STOPPED)
		return runtime_poll(in);
	return diag->code == DIAG_BAD_PASSWORD ? bad_password(in)
					       : fault_exception(in, EXC_CRYPTOGRAPHIC, "%s", diag->text);
}

static Flow open_pfx(Interp *in, Str der, const Str *password, Arena *arena, Value *out)
{
	CertPfx pfx;
	CertPfxItem *item;
	CertKey *key = NULL;
	CertInfo info;
	Diag diag = { 0 };

	if (!cert_pfx_open(runtime_of(in)->env, der, password, arena, &pfx, &diag))
		return pfx_failed(in, &diag);
	item = pfx.ncerts ? &pfx.certs[choose(&pfx)] : NULL;
	if (!item || !cert_read(item->der, &info, &diag)) {
		cert_pfx_release(&pfx);
		return bad_object(in);
	}
	if (item->key >= 0) {
		key = pfx.keys[item->key];
		pfx.keys[item->key] = NULL;
	}
	*out = x509_value(in, &info, item->friendly_name, key);
	cert_pfx_release(&pfx);
	return FLOW_NEXT;
}

Flow x509_open(Interp *in, Str bytes, const Str *password, Value *out)
{
	Arena *arena = arena_new(0);
	CertFile file;
	CertInfo info;
	Diag diag = { 0 };
	Flow flow = FLOW_NEXT;
	bool readable = cert_read_file(bytes, arena, &file, &diag);

	if (readable && file.kind == CERT_FILE_PFX)
		flow = open_pfx(in, file.body, password, arena, out);
	else if (readable && file.ncerts && cert_read(file.certs[0], &info, &diag))
		*out = x509_value(in, &info, S(""), NULL);
	else
		flow = bad_object(in);
	arena_free(arena);
	return flow;
}

/* Those of a PFX in .NET's order: the last bag first. */
static Flow open_pfx_all(Interp *in, Str der, const Str *password, Arena *arena, Array *out)
{
	CertPfx pfx;
	CertInfo info;
	Diag diag = { 0 };

	if (!cert_pfx_open(runtime_of(in)->env, der, password, arena, &pfx, &diag))
		return pfx_failed(in, &diag);
	for (size_t i = pfx.ncerts; i-- > 0;) {
		CertPfxItem *item = &pfx.certs[i];
		CertKey *key = item->key >= 0 ? pfx.keys[item->key] : NULL;

		if (!cert_read(item->der, &info, &diag))
			continue;
		if (key)
			pfx.keys[item->key] = NULL;
		array_push_take(out, x509_value(in, &info, item->friendly_name, key));
	}
	cert_pfx_release(&pfx);
	return FLOW_NEXT;
}

Flow x509_open_all(Interp *in, Str bytes, const Str *password, Array *out)
{
	Arena *arena = arena_new(0);
	CertFile file;
	CertInfo info;
	Diag diag = { 0 };
	Flow flow = FLOW_NEXT;
	bool readable = cert_read_file(bytes, arena, &file, &diag), is_pfx = readable && file.kind == CERT_FILE_PFX;

	if (is_pfx)
		flow = open_pfx_all(in, file.body, password, arena, out);
	else if (!readable || file.ncerts == 0)
		flow = bad_object(in);
	for (size_t i = 0; flow == FLOW_NEXT && !is_pfx && i < file.ncerts; i++)
		if (cert_read(file.certs[i], &info, &diag))
			array_push_take(out, x509_value(in, &info, file.names ? file.names[i] : S(""), NULL));
	arena_free(arena);
	return flow;
}

/* ---- arguments: a file name or octets, then perhaps a password ---- */

static Flow open_arguments(Interp *in, const Value *args, size_t n, Value *out)
{
	Value password = n > 1 ? value_unwrap_peek(args[1]) : VALUE_NULL;
	Str secret = password.kind == V_SECRET ? secret_str_peek(password) : types_str(password);
	const Array *array = types_array(args[0]);
	Buf bytes = BUF_SECRET;
	Flow flow = FLOW_NEXT;

	if (array && array_is_bytes(array))
		buf_put(&bytes, array_bytes(array));
	else
		flow = types_file_read(in, args[0], &bytes);
	if (flow == FLOW_NEXT)
		flow = x509_open(in, buf_str(&bytes), value_is_null(password) ? NULL : &secret, out);
	if (flow == FLOW_NEXT && n > 2)
		x509_peek(*out)->exportable = types_int(args[2]) & X509_EXPORTABLE;
	buf_release(&bytes);
	return flow;
}

TYPE_METHOD(make)
{
	return open_arguments(in, args, n, out);
}

Flow x509_convert(Interp *in, Value from, Value *out)
{
	Value plain = value_unwrap_peek(from), bytes = VALUE_EMPTY;
	Flow flow;

	if (plain.kind == V_STRING)
		return open_arguments(in, &plain, 1, out);
	if (plain.kind != V_ARRAY || !convert_try(in, plain, &type_byte_array, &bytes))
		return FLOW_NEXT;
	flow = open_arguments(in, &bytes, 1, out);
	value_drop(bytes);
	return flow;
}

TYPE_METHOD(make_empty)
{
	return types_found(out, object_value(object_new_native(&x509_certificate, MEM_NEW(X509Cert))));
}

/* new X509Certificate2(other): a copy without the key, which only its owner has. */
TYPE_METHOD(make_copy)
{
	X509Cert *other = x509_peek(args[0]);
	CertInfo info;

	if (!other)
		return types_null(in, "certificate");
	FLOW_TRY(x509_read(in, other, &info));
	*out = x509_value(in, &info, other->friendly_name, NULL);
	x509_peek(*out)->has_key = other->has_key;
	return FLOW_NEXT;
}

/* What Import reads takes the place of what the object held. */
Flow x509_import(Interp *in, Value self, const Value *args, size_t n, UNUSED Value *out)
{
	X509Cert *cert = x509_peek(self), *other;
	Value read = VALUE_EMPTY;

	FLOW_TRY(open_arguments(in, args, n, &read));
	other = x509_peek(read);
	x509_clear(cert);
	*cert = *other;
	*other = (X509Cert){ 0 };
	value_drop(read);
	return FLOW_NEXT;
}

Flow x509_reset(UNUSED Interp *in, Value self, UNUSED const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	x509_clear(x509_peek(self));
	return FLOW_NEXT;
}

/* ---- Export ---- */

/* X509ContentType's numbers. */
enum { CONTENT_CERT = 1, CONTENT_PFX = 3, CONTENT_PKCS7 = 5 };

static Flow not_exportable(Interp *in)
{
	return fault_exception(in, EXC_CRYPTOGRAPHIC, "Key not valid for use in specified state.\r\n");
}

/* The key of a certificate in a store: the vault asks whether it may leave. */
static Flow export_stored(Interp *in, const X509Cert *cert, const Str *password, Buf *out)
{
	Arena *arena = arena_new(0);
	StoreServerList servers = { 0 };
	VaultExport spec = {
		.thumbprint = { (const char *)cert->hash, CERT_THUMBPRINT }, .password = password, .allow_expired = true
	};
	VaultResult result;
	Vault *vault;
	Diag diag = { 0 };
	bool ok =
		organization_open(in, &vault, &diag) && store_servers(vault_store_peek(vault), arena, &servers, &diag);

	for (size_t i = 0; ok && i < servers.n; i++)
		if (servers.p[i].id == cert->server_id)
			spec.server = servers.p[i].name;
	ok = ok && vault_export(vault, &spec, arena, out, &result, &diag);
	arena_free(arena);
	return ok ? FLOW_NEXT : not_exportable(in);
}

static Flow export_pfx(Interp *in, const X509Cert *cert, const Str *password, Buf *out)
{
	CertPfxSpec spec = { .cert = cert->der,
		.key = cert->key,
		.friendly_name = cert->friendly_name,
		.password = password ? *password : S("") };
	Diag diag = { 0 };

	if (cert->cert_id && cert->has_key)
		return export_stored(in, cert, password, out);
	if (!cert_pfx_save(&spec, out, &diag))
		return fault_exception(in, EXC_CRYPTOGRAPHIC, "%s", diag.text);
	return FLOW_NEXT;
}

Flow x509_export(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	X509Cert *cert = x509_peek(self);
	Value given = n > 1 ? value_unwrap_peek(args[1]) : VALUE_NULL;
	Str password = given.kind == V_SECRET ? secret_str_peek(given) : types_str(given);
	int64_t kind = types_int(args[0]);
	Buf bytes = BUF_SECRET;
	Flow flow;

	FLOW_TRY(x509_load(in, cert));
	if (kind == CONTENT_CERT)
		return types_found(out, array_from_bytes(cert->der));
	if (kind != CONTENT_PFX)
		return types_not_done(in, "Export with this content type");
	flow = export_pfx(in, cert, value_is_null(given) ? NULL : &password, &bytes);
	if (flow == FLOW_NEXT)
		*out = array_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return flow;
}

/* ---- statics ---- */

static int content_type(Str bytes)
{
	static const int kinds[] = { [CERT_FILE_CERTIFICATES] = CONTENT_CERT,
		[CERT_FILE_PKCS7] = CONTENT_PKCS7,
		[CERT_FILE_PFX] = CONTENT_PFX,
		[CERT_FILE_REQUEST] = 0,
		[CERT_FILE_CRL] = 0 };
	Arena *arena = arena_new(0);
	CertFile file;
	Diag diag = { 0 };
	int kind = cert_read_file(bytes, arena, &file, &diag) ? kinds[file.kind] : 0;

	arena_free(arena);
	return kind;
}

TYPE_METHOD(get_content_type)
{
	const Array *array = types_array(args[0]);
	Buf bytes = BUF_INIT;
	Flow flow = FLOW_NEXT;
	int kind = 0;

	if (array && array_is_bytes(array))
		kind = content_type(array_bytes(array));
	else if ((flow = types_file_read(in, args[0], &bytes)) == FLOW_NEXT)
		kind = content_type(buf_str(&bytes));
	buf_release(&bytes);
	if (flow == FLOW_NEXT && kind == 0)
		return bad_object(in);
	*out = value_enum(&x509_content_type, kind);
	return flow;
}

#define CLASS "System.Security.Cryptography.X509Certificates.X509Certificate2"
const MethodDef x509_constructors[] = {
	NEW(CLASS " new()", make_empty),
	NEW(CLASS " new(byte[] rawData)", make),
	NEW(CLASS " new(byte[] rawData, string password)", make),
	NEW(CLASS " new(byte[] rawData, securestring password)", make),
	NEW(CLASS " new(byte[] rawData, string password, " STORAGE " keyStorageFlags)", make),
	NEW(CLASS " new(byte[] rawData, securestring password, " STORAGE " keyStorageFlags)", make),
	NEW(CLASS " new(string fileName)", make),
	NEW(CLASS " new(string fileName, string password)", make),
	NEW(CLASS " new(string fileName, securestring password)", make),
	NEW(CLASS " new(string fileName, string password, " STORAGE " keyStorageFlags)", make),
	NEW(CLASS " new(string fileName, securestring password, " STORAGE " keyStorageFlags)", make),
	NEW(CLASS " new(X509Certificate certificate)", make_copy),
	METHODS_END,
};
const MethodDef x509_static_methods[] = {
	METHOD("CreateFromCertFile", "static X509Certificate CreateFromCertFile(string filename)", make),
	METHOD("CreateFromSignedFile", "static X509Certificate CreateFromSignedFile(string filename)", make),
	METHOD("GetCertContentType", "static " NAMESPACE "X509ContentType GetCertContentType(byte[] rawData)",
		get_content_type),
	METHOD("GetCertContentType", "static " NAMESPACE "X509ContentType GetCertContentType(string fileName)",
		get_content_type),
	METHODS_END,
};
