/* import-pfxcertificate: certificates with their keys from a file into a store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509_drive.h"
#include "shell/value/secret.h"

enum { P_FILE_PATH, P_STORE, P_PASSWORD, P_EXPORTABLE, P_PROTECT };
static const ParamDef params[] = {
	[P_FILE_PATH] = X509_PARAM_FILE,
	[P_STORE] = { .name = "CertStoreLocation",
		.type = "String",
		.in = { { 0, 2, 0 } },
		.default_text = "the current location",
		.help = "The store: Cert:\\LocalMachine\\My." },
	[P_PASSWORD] = { .name = "Password",
		.type = "SecureString",
		.flags = PARAM_ALLOW_NULL,
		.help = "The password of the file." },
	[P_EXPORTABLE] = { .name = "Exportable", .type = "SwitchParameter", .help = "The key may be exported again." },
	[P_PROTECT] = { .name = "ProtectPrivateKey",
		.type = "String",
		.flags = PARAM_NOT_DONE,
		.help = "How the key is protected." },
};

static Flow import(Stage *s, const X509Path *store, Str bytes)
{
	Value given = s->args[P_PASSWORD];
	Str password = given.kind == V_SECRET ? secret_str_peek(given) : (Str){ 0 };
	VaultImport spec = { .data = bytes,
		.password = given.kind == V_SECRET ? &password : NULL,
		.exportable = stage_switch(s, P_EXPORTABLE),
		.default_name = S("") };
	VaultResult result;
	Vault *vault;
	Diag diag = { 0 };

	FLOW_TRY(organization_vault(s, &vault));
	if (!vault_import(vault, &spec, s->scratch, &result, &diag) && result.refusal != VAULT_EXISTS)
		return x509_pfx_failed(s, &diag);
	return x509_write_item(s, str_from(store->place->name), (const uint8_t *)result.cert.thumbprint.p);
}

static Flow process(Stage *s, UNUSED Value input)
{
	X509Path store;
	Buf bytes = BUF_SECRET;
	Flow flow;

	if (!x509_store_argument(s, stage_str(s, P_STORE), &store, &flow))
		return flow;
	if (store.place->place != STORE_MY || store.user || !store.place->places)
		return stage_not_done(s, "Import-PfxCertificate into a store other than Cert:\\LocalMachine\\My");
	if (!stage_should(s, stage_str(s, P_FILE_PATH), S("Import certificate"), &flow))
		return flow;
	flow = x509_file_argument(s, stage_str(s, P_FILE_PATH), &bytes);
	if (flow == FLOW_NEXT)
		flow = import(s, &store, buf_str(&bytes));
	buf_release(&bytes);
	return flow;
}

const CmdletDef cmd_import_pfxcertificate = {
	.name = "Import-PfxCertificate",
	.module = "PKI",
	.class_name = "Microsoft.CertificateServices.Commands.ImportPfxCertificate",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Security.Cryptography.X509Certificates.X509Certificate2", NULL },
	.confirm = CONFIRM_MEDIUM,
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Puts a certificate with its private key from a PFX file into the certificate store.",
};
