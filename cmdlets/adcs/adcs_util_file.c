/* adcs_util_file: certutil on files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_util.h"
#include "shell/types/base64.h"
#include "store/cert/cert_cipher.h"
#include "store/cert/cert_pfx.h"
#include "store/cert/cert_seal.h"
#include "store/cert/cert_text.h"

/* ---- dumping ------------------------------------------------------------------------------------------------- */

static void put_public_key(AdcsCall *call, const CertPublicKey *key)
{
	adcs_put(call, "Public Key Algorithm:\n    Algorithm ObjectId: ");
	adcs_put_oid(call, key->oid);
	adcs_put(call, "\nPublic Key Length: %d bits\n", key->size);
}

/* The heading of the template's name is longer here than as a friendly name. */
static const char *extension_title(Str dotted)
{
	const char *name = cert_oid_name(dotted);

	if (str_eq(dotted, S("1.3.6.1.4.1.311.20.2")))
		return "Certificate Template Name (Certificate Type)";
	return name ? name : "Unknown Extension type";
}

/* Each line of the extension's longer text, as Format($true) gives it. */
static void put_extension_text(AdcsCall *call, Str dotted, Str value)
{
	Buf text = BUF_INIT;
	StrSplit split;
	Str line;

	cert_text_extension(dotted, value, true, vault_ca_template_title, &text);
	split = (StrSplit){ .rest = buf_str(&text) };
	while (str_split_next(&split, '\n', &line))
		if (str_trim(line).n)
			adcs_put(call, "        %.*s\n", STR_ARG(str_cut(line, 0, str_find_byte(line, '\r', 0))));
	buf_release(&text);
}

static void put_extensions(AdcsCall *call, Str extensions)
{
	Str rest = extensions;
	CertExtension extension;
	size_t n = 0;

	while (cert_extension_next(&rest, &extension))
		n++;
	adcs_put(call, "Certificate Extensions: %zu\n", n);
	rest = extensions;
	while (cert_extension_next(&rest, &extension)) {
		Buf dotted = BUF_INIT;

		cert_oid_print(extension.oid, &dotted);
		adcs_put(call, "    %.*s: Flags = %d%s, Length = %zx\n", STR_ARG(buf_str(&dotted)), extension.critical,
			extension.critical ? "(Critical)" : "", extension.value.n);
		adcs_put(call, "    %s\n", extension_title(buf_str(&dotted)));
		put_extension_text(call, buf_str(&dotted), extension.value);
		buf_release(&dotted);
		adcs_put(call, "\n");
	}
}

static uint32_t dump_cert(AdcsCall *call, Str der)
{
	uint8_t digest[CERT_SHA256_SIZE];
	CertInfo info;

	if (!cert_read(der, &info, &call->diag))
		return adcs_util_diag(call);
	adcs_put(call, "X509 Certificate:\nVersion: %d\nSerial Number: ", info.version);
	adcs_put_hex(call, info.serial);
	adcs_put(call, "\nSignature Algorithm:\n    Algorithm ObjectId: ");
	adcs_put_oid(call, info.signature_oid);
	adcs_put(call, "\nIssuer:\n    %.*s\n\n", STR_ARG(adcs_name(call, info.issuer)));
	adcs_put(call, " NotBefore: %.*s\n", STR_ARG(adcs_date(call, info.not_before)));
	adcs_put(call, " NotAfter: %.*s\n\n", STR_ARG(adcs_date(call, info.not_after)));
	adcs_put(call, "Subject:\n    %.*s\n\n", STR_ARG(adcs_name(call, info.subject)));
	put_public_key(call, &info.key);
	put_extensions(call, info.extensions);
	adcs_put(call, info.self_signed ? "Root Certificate: Subject matches Issuer\n" : "Non-root Certificate\n");
	cert_thumbprint(info.der, digest);
	adcs_put(call, "Cert Hash(sha1): ");
	adcs_put_hex(call, (Str){ (char *)digest, CERT_THUMBPRINT });
	cert_sha256(info.der, digest);
	adcs_put(call, "\nCert Hash(sha256): ");
	adcs_put_hex(call, (Str){ (char *)digest, sizeof digest });
	adcs_put(call, "\n");
	return ADCS_OK;
}

static uint32_t dump_request(AdcsCall *call, Str der)
{
	CertRequestInfo info;
	CertAttribute attribute;
	Diag unused = { 0 };
	size_t n = 0;

	if (!cert_read_request(der, &info, &call->diag))
		return adcs_util_diag(call);
	adcs_put(call, "PKCS10 Certificate Request:\nVersion: 1\nSubject:\n    %.*s\n\n",
		STR_ARG(adcs_name(call, info.subject)));
	put_public_key(call, &info.key);
	for (Str rest = info.attributes; cert_attribute_next(&rest, &attribute);)
		n++;
	adcs_put(call, "Request Attributes: %zu\n", n);
	n = 0;
	for (Str rest = info.attributes; cert_attribute_next(&rest, &attribute);) {
		adcs_put(call, "  Attribute[%zu]: ", n++);
		adcs_put_oid(call, attribute.oid);
		adcs_put(call, "\n");
	}
	put_extensions(call, info.extensions);
	adcs_put(call, "Signature Algorithm:\n    Algorithm ObjectId: ");
	adcs_put_oid(call, info.signature_oid);
	adcs_put(call, "\n");
	adcs_put(call, cert_verify_request(&info, &unused) ? "Signature matches Public Key\n"
							   : "Signature does not match Public Key\n");
	return ADCS_OK;
}

static uint32_t dump_pfx(AdcsCall *call, Str der)
{
	Str password = adcs_value(call, "p");
	CertPfx pfx;

	if (!cert_pfx_open(stage_env(call->stage), der, adcs_has(call, "p") ? &password : NULL, call->arena, &pfx,
		    &call->diag))
		return adcs_util_diag(call);
	for (size_t i = 0; i < pfx.ncerts; i++) {
		adcs_put(call, "================ Certificate %zu ================\n", i);
		adcs_util_put_cert(call, pfx.certs[i].der, NULL);
		adcs_put(call, pfx.certs[i].key >= 0 ? "Private key is in the file\n\n" : "\n");
	}
	cert_pfx_release(&pfx);
	return ADCS_OK;
}

static uint32_t dump_certs(AdcsCall *call, const CertFile *file)
{
	uint32_t status = ADCS_OK;

	if (file->kind == CERT_FILE_PKCS7)
		adcs_put(call, "PKCS7 Message:\n");
	for (size_t i = 0; status == ADCS_OK && i < file->ncerts; i++) {
		if (file->ncerts > 1)
			adcs_put(call, "================ Certificate %zu ================\n", i);
		status = dump_cert(call, file->certs[i]);
	}
	return status;
}

/* Without a file: the authorities there are. */
static uint32_t dump_authorities(AdcsCall *call)
{
	StoreAuthorityList list;

	if (!store_authorities(vault_store_peek(call->vault), call->arena, &list, &call->diag))
		return adcs_util_diag(call);
	for (size_t i = 0; i < list.n; i++) {
		adcs_put(call, "Entry %zu:%s\n  Name:                         \"%.*s\"\n", i, i ? "" : " (Local)",
			STR_ARG(list.p[i].name));
		adcs_put(call, "  Server:                       \"%.*s\"\n", STR_ARG(list.p[i].machine));
		adcs_put(call, "  Config:                       \"%.*s\\%.*s\"\n", STR_ARG(list.p[i].machine),
			STR_ARG(list.p[i].name));
	}
	return list.n ? ADCS_OK : ADCS_NO_FILE;
}

static uint32_t dump(AdcsCall *call)
{
	CertFile file;
	Str bytes;

	if (call->nargs == 0)
		return dump_authorities(call);
	if (!adcs_read(call, call->args[0], &bytes) || !cert_read_file(bytes, call->arena, &file, &call->diag))
		return adcs_util_diag(call);
	switch (file.kind) {
	case CERT_FILE_CERTIFICATES:
	case CERT_FILE_PKCS7:
		return dump_certs(call, &file);
	case CERT_FILE_PFX:
		return dump_pfx(call, file.body);
	case CERT_FILE_REQUEST:
		return dump_request(call, file.body);
	case CERT_FILE_CRL:
		adcs_put(call, "X509 Certificate Revocation List: %zu bytes\n", file.body.n);
		return ADCS_OK;
	}
	return ADCS_BAD_ENCODING;
}

/* ---- encodings ----------------------------------------------------------------------------------------------- */

static uint32_t put_lengths(AdcsCall *call, Str in, Str out)
{
	adcs_put(call, "Input Length = %zu\nOutput Length = %zu\n", in.n, out.n);
	return ADCS_OK;
}

static uint32_t write_result(AdcsCall *call, Str in, Str out)
{
	uint32_t status;

	if (!adcs_may_write(call, call->args[1], &status))
		return status;
	return adcs_write(call, call->args[1], out, ADCS_MODE) ? put_lengths(call, in, out) : adcs_util_diag(call);
}

static uint32_t encode(AdcsCall *call)
{
	Buf text = BUF_INIT;
	uint32_t status;
	Str bytes;

	if (!adcs_read(call, call->args[0], &bytes))
		return adcs_util_diag(call);
	cert_put_armor(bytes, "CERTIFICATE", &text); /* whatever it is, as certutil does */
	status = write_result(call, bytes, buf_str(&text));
	buf_release(&text);
	return status;
}

static uint32_t decode(AdcsCall *call)
{
	Str bytes, body;
	size_t begin, end;
	Buf out = BUF_INIT;
	uint32_t status;

	if (!adcs_read(call, call->args[0], &bytes))
		return adcs_util_diag(call);
	begin = str_find(bytes, S("-----BEGIN"), 0);
	begin = begin == STR_NONE ? 0 : str_find_byte(bytes, '\n', begin);
	end = str_find(bytes, S("-----END"), begin == STR_NONE ? 0 : begin);
	body = str_cut(bytes, begin == STR_NONE ? bytes.n : begin, end == STR_NONE ? bytes.n : end);
	status = types_base64_read(body, &out) && out.n ? write_result(call, bytes, buf_str(&out))
							: VAULT_CA_INVALID_DATA;
	buf_release(&out);
	return status;
}

static uint32_t decode_hex(AdcsCall *call)
{
	Buf out = BUF_INIT;
	uint32_t status;
	Str bytes;
	Buf packed = BUF_INIT;

	if (!adcs_read(call, call->args[0], &bytes))
		return adcs_util_diag(call);
	for (size_t i = 0; i < bytes.n; i++) {
		bool blank = bytes.p[i] == '\r' || bytes.p[i] == '\n' || bytes.p[i] == '\t';

		buf_put(&packed, blank ? S(" ") : str_cut(bytes, i, i + 1));
	}
	status = cert_parse_hex(buf_str(&packed), &out) ? write_result(call, bytes, buf_str(&out))
							: VAULT_CA_INVALID_DATA;
	buf_release(&packed);
	buf_release(&out);
	return status;
}

/* ---- the rest ------------------------------------------------------------------------------------------------ */

static uint32_t hash_file(AdcsCall *call)
{
	static const char *const algorithms[] = { "SHA1", "SHA256", "SHA384", "SHA512", "MD5" };
	Str asked = call->nargs > 1 ? call->args[1] : S("SHA1"), bytes;
	uint8_t octets[CERT_DIGEST_MAX];
	const char *algorithm = NULL;
	CertDigest *digest;

	for (size_t i = 0; i < COUNT(algorithms); i++)
		if (str_ieq(asked, str_from(algorithms[i])))
			algorithm = algorithms[i];
	if (!algorithm)
		return ADCS_BAD_ALGORITHM;
	if (!adcs_read(call, call->args[0], &bytes))
		return adcs_util_diag(call);
	digest = cert_digest_new(algorithm);
	if (!digest)
		return ADCS_BAD_ALGORITHM;
	cert_digest_add(digest, bytes);
	adcs_put(call, "%s hash of %.*s:\n", algorithm, STR_ARG(call->args[0]));
	adcs_put_hex(call, (Str){ (char *)octets, cert_digest_end(digest, octets) });
	adcs_put(call, "\n");
	return ADCS_OK;
}

static uint32_t explain(AdcsCall *call)
{
	Str text = call->args[0];
	int64_t number; /* an HRESULT is negative in decimal, and not in hexadecimal */

	if (!adcs_number(text, NUM_INT64, &number) || number < INT32_MIN || number > UINT32_MAX)
		return VAULT_CA_INVALID_DATA;
	adcs_put_status((uint32_t)number, call->out);
	adcs_put(call, "\nError message text: %s\n", adcs_message((uint32_t)number));
	return ADCS_OK;
}

const AdcsVerb adcs_util_file_verbs[] = {
	{ "dump", "[File]", 0, dump, "Dump configuration information or file" },
	{ "encode", "InFile OutFile", 2, encode, "Encode file to Base64" },
	{ "decode", "InFile OutFile", 2, decode, "Decode Base64-encoded file" },
	{ "decodehex", "InFile OutFile [type]", 2, decode_hex, "Decode hexadecimal-encoded file" },
	{ "hashfile", "InFile [HashAlgorithm]", 1, hash_file, "Generate and display cryptographic hash over a file" },
	{ "error", "ErrorCode", 1, explain, "Display error code message text" },
	{ NULL, NULL, 0, NULL, NULL },
};
