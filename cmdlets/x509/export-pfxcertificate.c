/* export-pfxcertificate: a certificate with its key, to a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509_drive.h"
#include "shell/value/secret.h"

enum { P_CERT, P_FILE_PATH, P_PASSWORD, P_PROTECT_TO, P_CHAIN, P_ALGORITHM, P_NO_PROPERTIES, P_NO_CLOBBER, P_FORCE };
static const ParamDef params[] = {
	[P_CERT] = { .name = "Cert",
		.aliases = (const char *const[]){ "PSPath", NULL },
		.type = "Object",
		.in = { { 0, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The certificate, or its path on the drive Cert." },
	[P_FILE_PATH] = { .name = "FilePath",
		.aliases = (const char *const[]){ "FullName", NULL },
		.type = "String",
		.in = { { 0, 2, PARAM_MANDATORY } },
		.help = "The file." },
	[P_PASSWORD] = { .name = "Password", .type = "SecureString", .help = "The password of the file." },
	[P_PROTECT_TO] = { .name = "ProtectTo",
		.type = "String[]",
		.flags = PARAM_NOT_DONE,
		.help = "Accounts that may open the file without a password." },
	[P_CHAIN] = { .name = "ChainOption",
		.type = "String",
		.check = { CHECK_SET,
			.set = (const char *const[]){ "BuildChain", "EndEntityCertOnly", "PfxDataOnly", NULL } },
		.default_text = "BuildChain",
		.help = "Whether the issuers go into the file, too." },
	[P_ALGORITHM] = { .name = "CryptoAlgorithmOption",
		.type = "String",
		.check = { CHECK_SET, .set = (const char *const[]){ "TripleDES_SHA1", "AES256_SHA256", NULL } },
		.default_text = "TripleDES_SHA1",
		.help = "How the file is encrypted." },
	[P_NO_PROPERTIES] = { .name = "NoProperties", .type = "SwitchParameter", .help = "Without the friendly name." },
	[P_NO_CLOBBER] = { .name = "NoClobber", .type = "SwitchParameter", .help = "Not over a file that is there." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Also over a read-only file." },
};

static Flow not_exportable(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_NOT_SPECIFIED, .id = "System.ComponentModel.Win32Exception", .exception = EXC_WIN32
	};

	return stage_throw(s, &spec, "Cannot export non-exportable private key.");
}

static Flow save(Stage *s, X509Cert *cert, Buf *out)
{
	Str password = secret_str_peek(s->args[P_PASSWORD]);
	bool alone = stage_bound(s, P_CHAIN) && !str_ieq(stage_str(s, P_CHAIN), S("BuildChain"));
	VaultExport spec = { .thumbprint = { (const char *)cert->hash, CERT_THUMBPRINT },
		.password = &password,
		.profile = str_ieq(stage_str(s, P_ALGORITHM), S("AES256_SHA256")) ? CERT_PFX_AES : CERT_PFX_3DES,
		.chain = !alone,
		.allow_expired = true };
	VaultResult result;
	Vault *vault;
	Diag diag = { 0 };

	FLOW_TRY(organization_vault(s, &vault));
	if (vault_export(vault, &spec, s->scratch, out, &result, &diag))
		return FLOW_NEXT;
	return result.refusal == VAULT_NOT_EXPORTABLE ? not_exportable(s)
						      : stage_fail(s, &diag, "ExportFailed", VALUE_EMPTY);
}

static Flow process(Stage *s, UNUSED Value input)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "System.ArgumentException", .exception = EXC_ARGUMENT
	};
	Buf pfx = BUF_SECRET;
	Value cert;
	Flow flow;

	if (s->args[P_PASSWORD].kind != V_SECRET)
		return stage_throw(s, &spec, "Either a password or -ProtectTo must be given.");
	if (!x509_cert_argument(s, s->args[P_CERT], &cert, &flow))
		return flow;
	if (stage_should(s, stage_str(s, P_FILE_PATH), S("Export certificate"), &flow)) {
		flow = save(s, x509_peek(cert), &pfx);
		if (flow == FLOW_NEXT)
			flow = x509_file_result(
				s, stage_str(s, P_FILE_PATH), buf_str(&pfx), !stage_switch(s, P_NO_CLOBBER));
	}
	buf_release(&pfx);
	value_drop(cert);
	return flow;
}

const CmdletDef cmd_export_pfxcertificate = {
	.name = "Export-PfxCertificate",
	.module = "PKI",
	.class_name = "Microsoft.CertificateServices.Commands.ExportPfxCertificate",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.IO.FileInfo", NULL },
	.confirm = CONFIRM_MEDIUM,
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Writes a certificate with its private key to a PFX file.",
};
