/* import-exchangecertificate: installs a certificate or chain, and completes a pending request. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>

#include "cmdlets/exchange/exchange.h"
#include "shell/engine/provider.h"
#include "shell/types/file.h"
#include "shell/value/secret.h"

enum { SET_FILE_DATA = 1, SET_FILE_NAME = 2, SET_INSTANCE = 4 };
enum {
	P_FILE_DATA,
	P_FILE_NAME,
	P_INSTANCE,
	P_FRIENDLY_NAME,
	P_PASSWORD,
	P_EXPORTABLE,
	P_SERVER,
	P_DOMAIN_CONTROLLER,
	P_COUNT
};
static const char *const sets[] = { "FileData", "FileName", "Instance", NULL };
static const char *const path_aliases[] = { "Path", NULL };
static const char *const outputs[] = { EXCHANGE_TASKS "ExchangeCertificate", NULL };
enum { NAME_MAX_UNITS = 63 };

static const ParamDef params[P_COUNT] = {
	[P_FILE_DATA] = { .name = "FileData",
		.type = "Byte[]",
		.in = { { SET_FILE_DATA, 0, PARAM_MANDATORY } },
		.help = "What the file holds: a certificate, a PKCS#7 chain or a PKCS#12 file, in any encoding." },
	[P_FILE_NAME] = { .name = "FileName",
		.aliases = path_aliases,
		.type = "String",
		.in = { { SET_FILE_NAME, 1, PARAM_MANDATORY } },
		.help = "The file (Exchange 2007: Path)." },
	[P_INSTANCE] = { .name = "Instance",
		.type = "String[]",
		.in = { { SET_INSTANCE, 0, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Obsolete: the lines of the file, as Base64 or PEM." },
	[P_FRIENDLY_NAME] = { .name = "FriendlyName",
		.type = "String",
		.flags = PARAM_ALLOW_EMPTY,
		.help = "The certificate's friendly name, shorter than 64 characters; a request keeps its own without one." },
	[P_PASSWORD] = { .name = "Password", .type = "SecureString", .help = "The password of a PKCS#12 file." },
	[P_EXPORTABLE] = { .name = "PrivateKeyExportable",
		.type = "Boolean",
		.default_text = "$false",
		.help = "Whether the private key of a PKCS#12 file may be exported later." },
	[P_SERVER] = EXCHANGE_PARAM_SERVER({ 0, 0, 0 }),
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

/* ---- where the data comes from ---- */

static Flow no_file(const ExchangeCall *call, Str path, const char *why)
{
	return exchange_error(call, EXCHANGE_FILE_NOT_READ, path, str_from(why));
}

/* Larger than any certificate: not looked at. */
static bool read_file(const ExchangeCall *call, Str path, Buf *out, Flow *flow)
{
	Stage *s = call->stage;
	Buf real = BUF_INIT;
	FILE *file;
	size_t n;

	provider_real_path(s->interp, path, &real);
	file = fopen(real.p, "rbe");
	while (file && !out->full) {
		char *room = buf_room(out, 65536);

		n = room ? fread(room, 1, 65536, file) : 0;
		if (!n)
			break;
		buf_added(out, n);
	}
	*flow = FLOW_NEXT;
	if (!file || ferror(file))
		*flow = no_file(call, path, strerror(errno));
	else if (out->full)
		*flow = no_file(call, path, "it is too large");
	buf_release(&real);
	n = file && !ferror(file) && !out->full;
	if (file)
		fclose(file);
	return n;
}

/* Lines of -Instance that came so far.  The strings, joined, are the file (decision 12 of exchange-cmdlets 10.1); one
 * that is a file by itself stands for itself, so that several can come one after the other. */
typedef struct Lines {
	Buf text;
	bool begun;
} Lines;

static void join(Stage *s, Buf *out)
{
	size_t n;
	const Str *lines = stage_strings(s, P_INSTANCE, &n);

	for (size_t i = 0; i < n; i++) {
		buf_put(out, lines[i]);
		buf_put(out, S("\r\n"));
	}
}

static bool read_data(const ExchangeCall *call, Buf *out, Flow *flow)
{
	Stage *s = call->stage;

	*flow = FLOW_NEXT;
	if (stage_bound(s, P_FILE_NAME))
		return read_file(call, stage_str(s, P_FILE_NAME), out, flow);
	buf_put(out, array_bytes(s->args[P_FILE_DATA].array));
	return true;
}

/* ---- the work ---- */

static bool check_name(const ExchangeCall *call, Str name, Flow *flow)
{
	if (str_units(name) <= NAME_MAX_UNITS)
		return true;
	*flow = exchange_error(call, EXCHANGE_FRIENDLY_NAME, S(""), S(""));
	return false;
}

/* -WhatIf and -Confirm; flow is their outcome. */
typedef struct Asked {
	const ExchangeCall *call;
	Flow flow;
} Asked;

static bool ask(void *self, Str thumbprint)
{
	Asked *asked = self;
	Buf hex = BUF_INIT;
	bool go;

	cert_put_hex(thumbprint, &hex);
	go = exchange_should(asked->call, &asked->flow,
		"Importing the certificate with thumbprint %s on server \"%.*s\".", hex.p,
		STR_ARG(asked->call->server.name));
	buf_release(&hex);
	return go;
}

static Flow import(const ExchangeCall *call, Str data)
{
	Stage *s = call->stage;
	Str password = secret_str_peek(s->args[P_PASSWORD]), name = stage_str(s, P_FRIENDLY_NAME);
	Asked asked = { call, FLOW_NEXT };
	VaultImport spec = { .server = call->server.name,
		.data = data,
		.agree = ask,
		.self = &asked,
		.password = stage_bound(s, P_PASSWORD) ? &password : NULL,
		.default_name = call->profile->default_name ? S("Microsoft Exchange") : S(""),
		.exportable = stage_bound(s, P_EXPORTABLE) && s->args[P_EXPORTABLE].b };
	VaultResult result = { 0 };
	Diag diag = { 0 };

	if (stage_bound(s, P_FRIENDLY_NAME))
		spec.friendly_name = name.p ? name : S("");
	if (vault_import(call->vault, &spec, s->scratch, &result, &diag))
		return exchange_write_cert(call, &result.cert);
	return result.refusal == VAULT_DECLINED ? asked.flow : exchange_failed(call, &result, &diag, S(""));
}

/* lines NULL: what -FileData or -FileName says. */
static Flow run(Stage *s, const Buf *lines)
{
	Buf data = { .max = CERT_SIZE_MAX, .secret = true };
	ExchangeCall call;
	Flow flow;

	if (exchange_call(s, exchange_text_peek(s->args[P_SERVER]), &call, &flow) &&
		check_name(&call, stage_str(s, P_FRIENDLY_NAME), &flow) && (lines || read_data(&call, &data, &flow)))
		flow = import(&call, buf_str(lines ? lines : &data));
	buf_release(&data);
	return flow;
}

/* Looked at only where a file may end: behind an armor, or a text that is longer than a line. */
static bool is_whole(Stage *s, Str text)
{
	enum { LINE_MAX_LENGTH = 128 };
	size_t n;
	const Str *lines = stage_strings(s, P_INSTANCE, &n);
	Str last = n ? str_trim(lines[n - 1]) : S("");
	CertFile file;
	Diag unused;

	return (last.n > LINE_MAX_LENGTH || str_starts(last, S("-----END"))) &&
	       cert_read_file(text, s->scratch, &file, &unused);
}

static Flow process(Stage *s, UNUSED Value input)
{
	Lines *lines = s->state;
	Flow flow;

	if (!stage_bound(s, P_INSTANCE))
		return run(s, NULL);
	if (!lines->begun)
		lines->text = (Buf){ .max = CERT_SIZE_MAX, .secret = true };
	lines->begun = true;
	join(s, &lines->text);
	if (!is_whole(s, buf_str(&lines->text)))
		return FLOW_NEXT;
	flow = run(s, &lines->text);
	buf_release(&lines->text);
	lines->begun = false;
	return flow;
}

/* What did not become a file is told now. */
static Flow end(Stage *s)
{
	Lines *lines = s->state;

	return lines->begun ? run(s, &lines->text) : FLOW_NEXT;
}

static void dispose(Stage *s)
{
	buf_release(&((Lines *)s->state)->text);
}

const CmdletDef cmd_import_exchangecertificate = {
	.name = "Import-ExchangeCertificate",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "ImportExchangeCertificate",
	.sets = sets,
	.default_set = SET_FILE_DATA,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(Lines),
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Installs a certificate on a server, and completes the pending request it belongs to.",
};
