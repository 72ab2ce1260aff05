/* get-pfxcertificate: what certificate a file holds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509_drive.h"
#include "shell/value/secret.h"

enum { P_FILE_PATH, P_LITERAL_PATH, P_PASSWORD, P_NO_PROMPT };
enum { SET_PATH = 1, SET_LITERAL = 2 };
static const char *const sets[] = { "ByPath", "ByLiteralPath", NULL };
static const ParamDef params[] = {
	[P_FILE_PATH] = { .name = "FilePath",
		.type = "String[]",
		.in = { { SET_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The files." },
	[P_LITERAL_PATH] = { .name = "LiteralPath",
		.aliases = (const char *const[]){ "PSPath", NULL },
		.type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The files, taken as they are." },
	[P_PASSWORD] = { .name = "Password",
		.type = "SecureString",
		.where = WHERE_CORE,
		.help = "The password of the files." },
	[P_NO_PROMPT] = { .name = "NoPromptForPassword",
		.type = "SwitchParameter",
		.where = WHERE_CORE,
		.help = "Does not ask for a password." },
};

/* A file that does not open without a password is asked for one, as Windows does. */
static Flow open_file(Stage *s, Str bytes, Value *out)
{
	Value password = s->args[P_PASSWORD].kind == V_SECRET ? value_ref(s->args[P_PASSWORD]) : VALUE_EMPTY;
	Arena *arena = arena_new(0);
	CertFile file;
	Diag diag = { 0 };
	bool is_pfx = cert_read_file(bytes, arena, &file, &diag) && file.kind == CERT_FILE_PFX;
	Str text;
	Flow flow = FLOW_NEXT;

	arena_free(arena);
	if (is_pfx && password.kind != V_SECRET && !stage_switch(s, P_NO_PROMPT))
		flow = stage_read_secret(s, S("Enter password: "), &password);
	text = password.kind == V_SECRET ? secret_str_peek(password) : (Str){ 0 };
	if (flow == FLOW_NEXT)
		flow = x509_open(s->interp, bytes, password.kind == V_SECRET ? &text : NULL, out);
	value_drop(password);
	return flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	size_t n;
	const Str *paths = stage_strings(s, stage_bound(s, P_LITERAL_PATH) ? P_LITERAL_PATH : P_FILE_PATH, &n);
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++) {
		Buf bytes = BUF_SECRET;
		Value cert = VALUE_EMPTY;

		flow = x509_file_argument(s, paths[i], &bytes);
		if (flow == FLOW_NEXT)
			flow = open_file(s, buf_str(&bytes), &cert);
		buf_release(&bytes);
		if (flow == FLOW_NEXT)
			flow = stage_write_take(s, cert);
	}
	return flow;
}

const CmdletDef cmd_get_pfxcertificate = {
	.name = "Get-PfxCertificate",
	.module = "Microsoft.PowerShell.Security",
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Security.Cryptography.X509Certificates.X509Certificate2", NULL },
	.process = process,
	.synopsis = "Shows the certificate in a PFX file.",
};
