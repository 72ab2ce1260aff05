/* export-exchangecertificate: a certificate with its key as PKCS#12, or a pending request as PKCS#10. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"
#include "shell/value/secret.h"

enum { SET_THUMBPRINT = 1, SET_IDENTITY = 2 };
enum { P_THUMBPRINT, P_IDENTITY, P_BINARY, P_PASSWORD, P_FILE_NAME, P_FORCE, P_SERVER, P_DOMAIN_CONTROLLER, P_COUNT };
static const char *const sets[] = { "Thumbprint", "Identity", NULL };
static const char *const path_aliases[] = { "Path", NULL };
static const char *const outputs[] = { EXCHANGE_TASKS "BinaryFileDataObject", "System.String", NULL };

static const ParamDef params[P_COUNT] = {
	[P_THUMBPRINT] = { .name = "Thumbprint",
		.type = "String",
		.in = { { SET_THUMBPRINT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The certificate or pending request, by its SHA-1 thumbprint." },
	[P_IDENTITY] = { .name = "Identity",
		.type = "ExchangeCertificateIdParameter",
		.in = { { SET_IDENTITY, 1, 0 } },
		.help = "The certificate, as Server\\Thumbprint or Thumbprint." },
	[P_BINARY] = { .name = "BinaryEncoded",
		.type = "SwitchParameter",
		.help = "Gives DER in the property FileData instead of Base64 text." },
	[P_PASSWORD] = { .name = "Password",
		.type = "SecureString",
		.help = "The password of the PKCS#12 file; a certificate is not exported without one." },
	[P_FILE_NAME] = { .name = "FileName",
		.aliases = path_aliases,
		.type = "String",
		.help = "A file that is written as well (Exchange 2007: Path)." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Overwrites a file that exists." },
	[P_SERVER] = EXCHANGE_PARAM_SERVER({ SET_THUMBPRINT, 0, 0 }),
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

/* Text of a PKCS#12 is bare Base64; of a request the armored form it was made in. */
static void put_encoded(const VaultResult *result, Str bytes, bool binary, Buf *out)
{
	if (binary)
		buf_put(out, bytes);
	else if (result->request.n)
		cert_put_armor(bytes, "NEW CERTIFICATE REQUEST", out);
	else
		cert_put_base64(bytes, 64, out);
}

/* observed-output 8.4: with a file the object is output as well; 2007 wrote the file alone. */
static Flow give(const ExchangeCall *call, ExchangeFile *file, Str bytes, bool binary)
{
	Flow flow;

	if (!exchange_file_write(call, file, bytes, &flow))
		return flow;
	if (!call->profile->remote && file->shown.n)
		return FLOW_NEXT;
	if (binary)
		return stage_write_take(call->stage, exchange_file_data_value(bytes));
	while (bytes.n && (bytes.p[bytes.n - 1] == '\n' || bytes.p[bytes.n - 1] == '\r'))
		bytes.n--;
	return stage_write_text(call->stage, bytes);
}

static Flow export_it(const ExchangeCall *call, const VaultExport *spec, const ExchangeTarget *target)
{
	Stage *s = call->stage;
	bool binary = stage_switch(s, P_BINARY);
	VaultResult result = { 0 };
	Diag diag = { 0 };
	Buf bytes = BUF_SECRET, text = BUF_SECRET;
	ExchangeFile file;
	const mode_t mode = spec->password ? 0600 : 0666; /* without one it is no more than a request */
	Flow flow;

	if (!exchange_file_open(call, stage_str(s, P_FILE_NAME), stage_switch(s, P_FORCE), mode, &file, &flow))
		return flow;
	if (vault_export(call->vault, spec, s->scratch, &bytes, &result, &diag)) {
		put_encoded(&result, buf_str(&bytes), binary, &text);
		flow = give(call, &file, buf_str(&text), binary);
	} else {
		flow = exchange_failed(call, &result, &diag, target->text);
	}
	exchange_file_close(&file);
	buf_release(&bytes);
	buf_release(&text);
	return flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	ExchangeCall call;
	ExchangeTarget target;
	Str server = exchange_text_peek(s->args[P_SERVER]), password;
	VaultExport spec = { .chain = true };
	Flow flow;

	FLOW_TRY(exchange_target(s, P_THUMBPRINT, P_IDENTITY, &target));
	if (!exchange_call(s, target.server.n ? target.server : server, &call, &flow))
		return flow;
	if (!target.thumbprint.n)
		return exchange_not_found(&call, target.text);
	if (!exchange_should(&call, &flow, "Exporting the certificate with thumbprint %.*s from server \"%.*s\".",
		    STR_ARG(target.text), STR_ARG(call.server.name)))
		return flow;
	password = secret_str_peek(s->args[P_PASSWORD]);
	spec.server = call.server.name;
	spec.thumbprint = target.thumbprint;
	spec.password = stage_bound(s, P_PASSWORD) ? &password : NULL;
	spec.profile = call.profile->where == WHERE_2019 ? CERT_PFX_AES : CERT_PFX_3DES;
	return export_it(&call, &spec, &target);
}

const CmdletDef cmd_export_exchangecertificate = {
	.name = "Export-ExchangeCertificate",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "ExportExchangeCertificate",
	.sets = sets,
	.default_set = SET_THUMBPRINT,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Exports a certificate with its private key, or a pending request.",
};
