/* get-pfxdata: all certificates in a PFX file, those with a key apart from the rest. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509_drive.h"
#include "shell/value/secret.h"
#include "store/cert/cert_pfx.h"

#define PFX_DATA "Microsoft.CertificateServices.Commands.PfxData"

enum { P_FILE_PATH, P_PASSWORD };
static const ParamDef params[] = {
	[P_FILE_PATH] = X509_PARAM_FILE,
	[P_PASSWORD] = { .name = "Password",
		.type = "SecureString",
		.flags = PARAM_ALLOW_NULL,
		.help = "The password of the file." },
};

static const TypeDef pfx_data = { .name = PFX_DATA, .base = &type_known[T_OBJECT] };

/* The object takes the keys along, as the certificates have them in the file. */
static Value data_value(Interp *in, CertPfx *pfx)
{
	Array *own = array_new_objects(), *others = array_new_objects();
	Object *data = object_new(&pfx_data);

	for (size_t i = 0; i < pfx->ncerts; i++) {
		CertPfxItem *item = &pfx->certs[i];
		CertKey *key = item->key >= 0 ? pfx->keys[item->key] : NULL;
		CertInfo info;
		Diag unused = { 0 };

		if (!cert_read(item->der, &info, &unused))
			continue;
		if (key)
			pfx->keys[item->key] = NULL;
		array_push_take(item->key >= 0 ? own : others, x509_value(in, &info, item->friendly_name, key));
	}
	object_set_take(data, S("OtherCertificates"), array_value(others));
	object_set_take(data, S("EndEntityCertificates"), array_value(own));
	return object_value(data);
}

static Flow show(Stage *s, Str bytes)
{
	Value given = s->args[P_PASSWORD];
	Str password = given.kind == V_SECRET ? secret_str_peek(given) : (Str){ 0 };
	CertFile file;
	CertPfx pfx;
	Diag diag = { 0 };
	Value data;

	if (!cert_read_file(bytes, s->scratch, &file, &diag))
		return x509_pfx_failed(s, &diag);
	if (file.kind != CERT_FILE_PFX) {
		(void)diag_set(&diag, DIAG_INVALID, "The data is invalid.");
		return x509_pfx_failed(s, &diag);
	}
	if (!cert_pfx_open(stage_env(s), file.body, given.kind == V_SECRET ? &password : NULL, s->scratch, &pfx, &diag))
		return x509_pfx_failed(s, &diag);
	data = data_value(s->interp, &pfx);
	cert_pfx_release(&pfx);
	return stage_write_take(s, data);
}

static Flow process(Stage *s, UNUSED Value input)
{
	Buf bytes = BUF_SECRET;
	Flow flow = x509_file_argument(s, stage_str(s, P_FILE_PATH), &bytes);

	if (flow == FLOW_NEXT)
		flow = show(s, buf_str(&bytes));
	buf_release(&bytes);
	return flow;
}

const CmdletDef cmd_get_pfxdata = {
	.name = "Get-PfxData",
	.module = "PKI",
	.class_name = "Microsoft.CertificateServices.Commands.GetPfxData",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ PFX_DATA, NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Shows the certificates in a PFX file without importing them.",
};
