/* adcs_util_store: certutil on the certificate stores of this machine. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_util.h"

#include <stdlib.h>

#include "shell/base/num.h"
#include "shell/base/vec.h"
#include "store/cert/cert_chain.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"

uint32_t adcs_util_diag(AdcsCall *call)
{
	return adcs_status_of(&call->diag);
}

/* ---- what is shown of a certificate -------------------------------------------------------------------------- */

Str adcs_util_simple_name(AdcsCall *call, Str der)
{
	Buf name = BUF_INIT;
	Str copy;

	if (!cert_common_name(der, &name))
		buf_put(&name, adcs_name(call, der));
	copy = arena_copy(call->arena, buf_str(&name));
	buf_release(&name);
	return copy;
}

/* Version 1 templates say their name, later ones their OID and version. */
static void put_template(AdcsCall *call, const CertInfo *info)
{
	CertExtension extension;
	Buf name = BUF_INIT;

	if (cert_extension_find(info->extensions, "1.3.6.1.4.1.311.20.2", &extension) && extension.value.n > 2 &&
		cert_name_decode(
			(uint8_t)extension.value.p[0], str_cut(extension.value, 2, extension.value.n), &name)) {
		const VaultTemplate *template = vault_ca_template(buf_str(&name));

		adcs_put(call, "Certificate Template Name (Certificate Type): %.*s\n", STR_ARG(buf_str(&name)));
		adcs_put(call, "Non-root Certificate\nTemplate: %.*s", STR_ARG(buf_str(&name)));
		adcs_put(call, template ? ", %s\n" : "\n", template ? template->display : "");
	} else {
		adcs_put(call,
			info->self_signed ? "Root Certificate: Subject matches Issuer\n" : "Non-root Certificate\n");
	}
	buf_release(&name);
}

static void put_key(AdcsCall *call, const CertInfo *info, const StoreCert *cert)
{
	VaultContainer container;

	if (!cert)
		return;
	if (!cert->has_key) {
		adcs_put(call, "No key provider information\n");
		return;
	}
	vault_container(&info->key, stage_env(call->stage)->machine, &container);
	adcs_put(call, "  Key Container = %s\n  Unique container name: %s\n", container.name, container.file);
	adcs_put(call, "  Provider = " VAULT_PROVIDER "\n");
	if (!cert->exportable)
		adcs_put(call, "Private key is NOT exportable\n");
	adcs_put(call, "Encryption test passed\n");
}

void adcs_util_put_cert(AdcsCall *call, Str der, const StoreCert *cert)
{
	uint8_t thumbprint[CERT_THUMBPRINT];
	CertInfo info;
	Diag unused = { 0 };

	if (!cert_read(der, &info, &unused))
		return;
	adcs_put(call, "Serial Number: ");
	adcs_put_hex(call, info.serial);
	adcs_put(call, "\nIssuer: %.*s\n", STR_ARG(adcs_name(call, info.issuer)));
	adcs_put(call, " NotBefore: %.*s\n", STR_ARG(adcs_date(call, info.not_before)));
	adcs_put(call, " NotAfter: %.*s\n", STR_ARG(adcs_date(call, info.not_after)));
	adcs_put(call, "Subject: %.*s\n", STR_ARG(adcs_name(call, info.subject)));
	if (info.self_signed)
		adcs_put(call, "Signature matches Public Key\n");
	put_template(call, &info);
	cert_thumbprint(info.der, thumbprint);
	adcs_put(call, "Cert Hash(sha1): ");
	adcs_put_hex(call, (Str){ (char *)thumbprint, sizeof thumbprint });
	adcs_put(call, "\n");
	put_key(call, &info, cert);
}

/* ---- finding certificates ------------------------------------------------------------------------------------ */

static Str hex_text(Str octets, Buf *scratch)
{
	buf_clear(scratch);
	cert_put_hex(octets, scratch);
	return buf_str(scratch);
}

static bool is_named(const StoreCert *cert, Str id, size_t number, Buf *scratch)
{
	uint8_t thumbprint[CERT_THUMBPRINT];
	int64_t index;

	if (id.n == 0 || str_eq(id, S("*")))
		return true;
	if (cert_thumbprint_parse(id, thumbprint, NULL) &&
		str_eq(cert->thumbprint, (Str){ (char *)thumbprint, sizeof thumbprint }))
		return true;
	if (str_ieq(hex_text(cert->serial, scratch), id))
		return true;
	if (id.n < 6 && num_parse_integer(id, NUM_INT32, false, &index) == NUM_OK)
		return (size_t)index == number;
	return str_ifind(cert->subject, id, 0) != STR_NONE || str_ieq(cert->friendly_name, id);
}

uint32_t adcs_util_each(AdcsCall *call, const OrganizationPlace *place, Str id, AdcsEachCert *each, void *self)
{
	StoreCertFilter filter = { .server_id = adcs_server(call).id, .places = place->places, .with_der = true };
	StoreCertCursor *cursor;
	StoreCert cert;
	Buf scratch = BUF_INIT;
	size_t number = 0, found = 0;
	uint32_t status = ADCS_OK;

	if (!place->places)
		return id.n ? ADCS_NOT_FOUND : ADCS_OK;
	if (!store_certs(vault_store_peek(call->vault), &filter, &cursor, &call->diag))
		return adcs_util_diag(call);
	while (status == ADCS_OK && store_certs_next(cursor, &cert, &call->diag)) {
		if (is_named(&cert, id, number, &scratch)) {
			status = each(call, &cert, number, self);
			found++;
		}
		number++;
	}
	store_certs_close(cursor);
	buf_release(&scratch);
	if (status == ADCS_OK && call->diag.code)
		return adcs_util_diag(call);
	return status == ADCS_OK && id.n && !found ? ADCS_NOT_FOUND : status;
}

/* Names the store as certutil does: My "Personal". */
static const OrganizationPlace *open_place(AdcsCall *call, Str name)
{
	const OrganizationPlace *place = organization_place_find(name.n ? name : S("CA"));

	if (place)
		adcs_put(call, "%s \"%s\"\n", place->name, place->display);
	return place;
}

/* ---- verbs --------------------------------------------------------------------------------------------------- */

typedef VEC(Str) Shown;

static uint32_t show_one(AdcsCall *call, const StoreCert *cert, size_t number, void *self)
{
	if (self)
		VEC_PUSH((Shown *)self, arena_copy(call->arena, cert->der));
	adcs_put(call, "================ Certificate %zu ================\n", number);
	adcs_util_put_cert(call, cert->der, cert);
	adcs_put(call, "\n");
	return ADCS_OK;
}

/* One certificate as DER, several as PKCS#7. */
static uint32_t save_shown(AdcsCall *call, const Shown *shown, Str path)
{
	Buf bytes = BUF_INIT;
	uint32_t status;
	bool ok;

	if (shown->n == 0)
		return ADCS_NOT_FOUND;
	if (!adcs_may_write(call, path, &status))
		return status;
	if (shown->n == 1)
		buf_put(&bytes, shown->p[0]);
	else
		cert_make_pkcs7(shown->p, shown->n, &bytes);
	ok = adcs_write(call, path, buf_str(&bytes), ADCS_MODE);
	buf_release(&bytes);
	return ok ? ADCS_OK : adcs_util_diag(call);
}

static uint32_t show_store(AdcsCall *call)
{
	const OrganizationPlace *place = open_place(call, adcs_arg(call, 0));
	Shown shown = { 0 };
	uint32_t status =
		place ? adcs_util_each(call, place, adcs_arg(call, 1), show_one, call->nargs > 2 ? &shown : NULL)
		      : ADCS_NO_FILE;

	if (status == ADCS_OK && call->nargs > 2)
		status = save_shown(call, &shown, call->args[2]);
	VEC_RELEASE(&shown);
	return status;
}

static bool is_there(AdcsCall *call, const OrganizationPlace *place, Str der)
{
	uint8_t thumbprint[CERT_THUMBPRINT];
	StoreCertKey key = { adcs_server(call).id, place->places, { (char *)thumbprint, sizeof thumbprint } };
	StoreCert unused_cert;
	Diag unused = { 0 };

	cert_thumbprint(der, thumbprint);
	return store_cert_find(vault_store_peek(call->vault), &key, call->arena, &unused_cert, &unused);
}

static uint32_t add_one(AdcsCall *call, const OrganizationPlace *place, Str der)
{
	VaultPut put = { .place = place->place, .der = der };
	CertInfo info;
	VaultResult result;
	bool there;

	if (!cert_read(der, &info, &call->diag))
		return adcs_util_diag(call);
	put.der = info.der;
	there = is_there(call, place, info.der);
	if (!vault_put(call->vault, &put, call->arena, &result, &call->diag))
		return adcs_util_diag(call);
	if (info.self_signed)
		adcs_put(call, "Signature matches Public Key\n");
	adcs_put(call, "Certificate \"%.*s\" %s store.\n", STR_ARG(adcs_util_simple_name(call, info.subject)),
		there ? "already in" : "added to");
	return ADCS_OK;
}

/* A certificate for My completes a request that waits for it, as Windows does by the public key. */
static uint32_t add_store(AdcsCall *call)
{
	const OrganizationPlace *place = open_place(call, call->args[0]);
	uint32_t status = ADCS_OK;
	CertFile file;
	Str bytes;

	if (!place || !place->places)
		return place ? ADCS_ACCESS_DENIED : ADCS_NO_FILE;
	if (!adcs_read(call, call->args[1], &bytes) || !cert_read_file(bytes, call->arena, &file, &call->diag))
		return adcs_util_diag(call);
	if (file.ncerts == 0)
		return ADCS_BAD_ENCODING;
	for (size_t i = 0; status == ADCS_OK && i < file.ncerts; i++)
		status = add_one(call, place, file.certs[i]);
	return status;
}

static uint32_t delete_one(AdcsCall *call, const StoreCert *cert, size_t number, void *self)
{
	VaultRemove spec = { .thumbprint = cert->thumbprint, .places = STORE_PLACE(cert->place) };
	VaultResult result;

	(void)self;
	adcs_put(call, "Deleting Certificate %zu\n", number);
	return vault_remove(call->vault, &spec, call->arena, &result, &call->diag) ? ADCS_OK : adcs_util_diag(call);
}

static uint32_t delete_store(AdcsCall *call)
{
	const OrganizationPlace *place = open_place(call, call->args[0]);

	return place ? adcs_util_each(call, place, call->args[1], delete_one, NULL) : ADCS_NO_FILE;
}

static uint32_t repair_one(AdcsCall *call, const StoreCert *cert, size_t number, void *self)
{
	VaultResult result;

	(void)self;
	if (!vault_repair(call->vault, S(""), cert->thumbprint, call->arena, &result, &call->diag))
		return call->diag.code == DIAG_NOT_FOUND ? ADCS_NO_KEY : adcs_util_diag(call);
	adcs_put(call, "================ Certificate %zu ================\n", number);
	adcs_util_put_cert(call, cert->der, &result.cert);
	adcs_put(call, "\n");
	return ADCS_OK;
}

static uint32_t repair_store(AdcsCall *call)
{
	const OrganizationPlace *place = open_place(call, call->args[0]);

	if (!place)
		return ADCS_NO_FILE;
	return place->place == STORE_MY ? adcs_util_each(call, place, call->args[1], repair_one, NULL) : ADCS_NOT_FOUND;
}

/* ---- verifying ----------------------------------------------------------------------------------------------- */

static uint32_t chain_status(AdcsCall *call, const StoreCert *cert)
{
	static const struct {
		uint32_t chain, status;
	} errors[] = {
		{ CERT_CHAIN_REVOKED, ADCS_REVOKED },
		{ CERT_CHAIN_NOT_SIGNATURE_VALID, VAULT_CA_BAD_SIGNATURE },
		{ CERT_CHAIN_PARTIAL, ADCS_PARTIAL_CHAIN },
		{ CERT_CHAIN_UNTRUSTED_ROOT, ADCS_UNTRUSTED },
		{ CERT_CHAIN_NOT_TIME_VALID, ADCS_EXPIRED },
	};
	VaultStatus status;

	if (!vault_status(call->vault, cert, &status, &call->diag))
		return adcs_util_diag(call);
	for (size_t i = 0; i < COUNT(errors); i++)
		if (status.chain & errors[i].chain)
			return errors[i].status;
	if (status.state == VAULT_STATE_DATE_INVALID)
		return ADCS_EXPIRED;
	/* Exchange takes any self-signed certificate for valid; Windows asks where its root is. */
	return cert->self_signed && status.root == VAULT_ROOT_NONE ? ADCS_UNTRUSTED : ADCS_OK;
}

/* What the certificate may be used for: all, when it has no list. */
static void put_policies(AdcsCall *call, const CertInfo *info)
{
	Str rest = info->usages, oid;

	adcs_put(call, "Verified Issuance Policies: None\nVerified Application Policies:%s\n",
		info->has_usages ? "" : " All");
	while (info->has_usages && cert_oid_next(&rest, &oid)) {
		adcs_put(call, "    ");
		adcs_put_oid(call, oid);
		adcs_put(call, "\n");
	}
}

static uint32_t verify_cert(AdcsCall *call, Str der)
{
	StoreCert cert = { .server_id = adcs_server(call).id, .place = STORE_MY };
	CertInfo info;
	uint32_t status;

	if (!cert_read(der, &info, &call->diag))
		return adcs_util_diag(call);
	cert.der = info.der;
	cert.self_signed = info.self_signed;
	cert.not_before = info.not_before;
	cert.not_after = info.not_after;
	adcs_put(call, "Issuer:\n    %.*s\n", STR_ARG(adcs_name(call, info.issuer)));
	adcs_put(call, "Subject:\n    %.*s\n", STR_ARG(adcs_name(call, info.subject)));
	adcs_put(call, "Cert Serial Number: ");
	adcs_put_hex(call, info.serial);
	adcs_put(call, "\n\n");
	status = chain_status(call, &cert);
	if (status == ADCS_OK) {
		put_policies(call, &info);
		adcs_put(call, "Leaf certificate revocation check passed\n");
		return ADCS_OK;
	}
	adcs_put(call, "%s ", adcs_message(status));
	adcs_put_status(status, call->out);
	adcs_put(call, "\n------------------------------------\n");
	return status;
}

static uint32_t verify(AdcsCall *call)
{
	CertFile file;
	Str bytes;

	if (call->nargs > 1) {
		(void)diag_set(&call->diag, DIAG_UNSUPPORTED, "policies and other authorities than the store's: %.*s",
			STR_ARG(call->args[1]));
		return ADCS_NOT_DONE;
	}
	if (!adcs_read(call, call->args[0], &bytes) || !cert_read_file(bytes, call->arena, &file, &call->diag))
		return adcs_util_diag(call);
	return file.ncerts ? verify_cert(call, file.certs[0]) : ADCS_BAD_ENCODING;
}

static uint32_t verify_one(AdcsCall *call, const StoreCert *cert, size_t number, UNUSED void *self)
{
	uint32_t status;

	adcs_put(call, "================ Certificate %zu ================\n", number);
	adcs_util_put_cert(call, cert->der, cert);
	status = chain_status(call, cert);
	if (status == ADCS_OK) {
		adcs_put(call, "Certificate is valid\n\n");
		return ADCS_OK;
	}
	adcs_put(call, "%s ", adcs_message(status));
	adcs_put_status(status, call->out);
	adcs_put(call, "\n\n");
	return ADCS_OK;
}

/* Reports each; only a store that cannot be read is a failure (docs: certutil -verifystore). */
static uint32_t verify_store(AdcsCall *call)
{
	const OrganizationPlace *place = open_place(call, call->args[0]);

	return place ? adcs_util_each(call, place, adcs_arg(call, 1), verify_one, NULL) : ADCS_NO_FILE;
}

/* ---- PFX files ----------------------------------------------------------------------------------------------- */

/* docs: certutil -importPFX, -exportPFX: a comma separated list. */
typedef struct Modifier {
	const char *name;
	int effect; /* MODIFIER_* */
} Modifier;
enum { MODIFIER_NONE = 1, MODIFIER_NO_EXPORT = 2, MODIFIER_NO_CHAIN = 4, MODIFIER_NOT_DONE = 8 };
static const Modifier modifiers[] = { { "NoExport", MODIFIER_NO_EXPORT }, { "NoChain", MODIFIER_NO_CHAIN },
	{ "AT_KEYEXCHANGE", MODIFIER_NONE }, { "ExtendedProperties", MODIFIER_NONE },
	{ "AT_SIGNATURE", MODIFIER_NOT_DONE }, { "NoCert", MODIFIER_NOT_DONE }, { "NoRoot", MODIFIER_NOT_DONE },
	{ "NoProtect", MODIFIER_NONE }, { "Protect", MODIFIER_NOT_DONE }, { "ProtectHigh", MODIFIER_NOT_DONE },
	{ "Pkcs8", MODIFIER_NONE }, { "ExportEncrypted", MODIFIER_NOT_DONE }, { "EncryptCert", MODIFIER_NOT_DONE },
	{ "ExportParameters", MODIFIER_NOT_DONE }, { "VSM", MODIFIER_NOT_DONE } };

/* The sum of the effects; 0: at least one word is no modifier. */
static int read_modifiers(Str list)
{
	StrSplit split = { .rest = list };
	int sum = MODIFIER_NONE;
	Str word;

	while (str_split_next(&split, ',', &word)) {
		int effect = 0;

		for (size_t i = 0; i < COUNT(modifiers); i++)
			if (str_ieq(str_trim(word), str_from(modifiers[i].name)))
				effect = modifiers[i].effect;
		if (!effect)
			return 0;
		sum |= effect;
	}
	return sum;
}

/* Takes modifiers that stand behind at least and at most so many arguments; false: what they ask for is not done. */
static bool take_modifiers(AdcsCall *call, size_t least, size_t most, int *effects)
{
	Str last = call->args[call->nargs - 1];

	*effects = call->nargs > least ? read_modifiers(last) : 0;
	if (!*effects && call->nargs <= most)
		return true;
	call->nargs--;
	if (*effects && !(*effects & MODIFIER_NOT_DONE))
		return true;
	return diag_set(&call->diag, DIAG_UNSUPPORTED, "%.*s", STR_ARG(last));
}

static uint32_t import_pfx(AdcsCall *call)
{
	VaultImport spec = { .default_name = S("") };
	Str password = adcs_value(call, "p");
	VaultResult result;
	int effects;

	if (!take_modifiers(call, 1, 2, &effects))
		return ADCS_NOT_DONE;
	if (effects & MODIFIER_NO_CHAIN || (call->nargs > 1 && !str_ieq(call->args[0], S("My")))) {
		(void)diag_set(&call->diag, DIAG_UNSUPPORTED,
			"a file's certificate goes to My, what issued it to CA and Root");
		return ADCS_NOT_DONE;
	}
	spec.exportable = !(effects & MODIFIER_NO_EXPORT);
	spec.password = adcs_has(call, "p") ? &password : NULL;
	if (!adcs_read(call, call->args[call->nargs - 1], &spec.data))
		return adcs_util_diag(call);
	if (!vault_import(call->vault, &spec, call->arena, &result, &call->diag)) {
		if (result.refusal == VAULT_EXISTS)
			return ADCS_OK;
		return adcs_util_diag(call);
	}
	adcs_put(call, "Certificate \"%.*s\" added to store.\n\n", STR_ARG(result.cert.subject));
	return ADCS_OK;
}

typedef struct Export {
	Str path;
	bool chain;
} Export;

static uint32_t export_one(AdcsCall *call, const StoreCert *cert, size_t number, void *self)
{
	const Export *export = self;
	Str password = adcs_value(call, "p");
	VaultExport spec = {
		.thumbprint = cert->thumbprint, .password = &password, .chain = export->chain, .allow_expired = true
	};
	VaultResult result;
	Buf pfx = BUF_SECRET;
	bool ok;

	adcs_put(call, "================ Certificate %zu ================\n", number);
	adcs_util_put_cert(call, cert->der, cert);
	ok = vault_export(call->vault, &spec, call->arena, &pfx, &result, &call->diag) &&
	     adcs_write(call, export->path, buf_str(&pfx), ADCS_MODE_KEY);
	buf_release(&pfx);
	return ok ? ADCS_OK : adcs_util_diag(call);
}

/* [CertificateStoreName] CertId PFXFile; a password must be given: there is no prompt for it here. */
static uint32_t export_pfx(AdcsCall *call)
{
	const OrganizationPlace *place;
	Export export;
	bool named;
	int effects;
	uint32_t status;

	if (!take_modifiers(call, 2, 3, &effects) || effects & MODIFIER_NO_EXPORT)
		return ADCS_NOT_DONE;
	named = call->nargs > 2;
	export = (Export){ call->args[named ? 2 : 1], !(effects & MODIFIER_NO_CHAIN) };
	place = open_place(call, named ? call->args[0] : S("My"));
	if (!place)
		return ADCS_NO_FILE;
	if (!adcs_has(call, "p"))
		return ADCS_BAD_PASSWORD;
	if (!adcs_may_write(call, export.path, &status))
		return status;
	return adcs_util_each(call, place, call->args[named], export_one, &export);
}

const AdcsVerb adcs_util_store_verbs[] = {
	{ "store", "[CertificateStoreName [CertId [OutputFile]]]", 0, show_store, "Dump certificate store" },
	{ "viewstore", "[CertificateStoreName [CertId [OutputFile]]]", 0, show_store, "Dump certificate store" },
	{ "addstore", "CertificateStoreName InFile", 2, add_store, "Add certificate to store" },
	{ "delstore", "CertificateStoreName CertId", 2, delete_store, "Delete certificate from store" },
	{ "repairstore", "CertificateStoreName CertIdList [PropertyInfFile | SDDLSecurityDescriptor]", 2, repair_store,
		"Repair key association or update certificate properties or key security descriptor" },
	{ "verifystore", "CertificateStoreName [CertId]", 1, verify_store, "Verify certificate in store" },
	{ "verify", "CertFile [ApplicationPolicyList | - [IssuancePolicyList]]", 1, verify,
		"Verify certificate, CRL or chain" },
	{ "importPFX", "[CertificateStoreName] PFXFile [Modifiers]", 1, import_pfx,
		"Import certificate and private key" },
	{ "exportPFX", "[CertificateStoreName] CertId PFXFile [Modifiers]", 2, export_pfx,
		"Export certificate and private key" },
	{ NULL, NULL, 0, NULL, NULL },
};
