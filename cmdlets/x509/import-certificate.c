/* import-certificate: certificates from a file into a store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509_drive.h"

enum { P_FILE_PATH, P_STORE };
static const ParamDef params[] = {
	[P_FILE_PATH] = X509_PARAM_FILE,
	[P_STORE] = { .name = "CertStoreLocation",
		.type = "String",
		.in = { { 0, 2, 0 } },
		.default_text = "the current location",
		.help = "The store: Cert:\\LocalMachine\\Root." },
};

static Flow put_one(Stage *s, const X509Path *store, Value cert)
{
	FLOW_TRY(x509_store_put(s->interp, store, x509_peek(cert)));
	return x509_write_item(s, str_from(store->place->name), x509_peek(cert)->hash);
}

static Flow process(Stage *s, UNUSED Value input)
{
	Array *certs;
	X509Path store;
	Buf bytes = BUF_INIT;
	Flow flow;

	if (!x509_store_argument(s, stage_str(s, P_STORE), &store, &flow))
		return flow;
	FLOW_TRY(x509_file_argument(s, stage_str(s, P_FILE_PATH), &bytes));
	certs = array_new_objects();
	flow = x509_open_all(s->interp, buf_str(&bytes), NULL, certs);
	buf_release(&bytes);
	for (size_t i = 0; flow == FLOW_NEXT && i < certs->n; i++)
		if (stage_should(s, stage_str(s, P_FILE_PATH), S("Import certificate"), &flow))
			flow = put_one(s, &store, array_peek(certs, i));
	value_drop(array_value(certs));
	return flow;
}

const CmdletDef cmd_import_certificate = {
	.name = "Import-Certificate",
	.module = "PKI",
	.class_name = "Microsoft.CertificateServices.Commands.ImportCertificateCommand",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Security.Cryptography.X509Certificates.X509Certificate2", NULL },
	.confirm = CONFIRM_MEDIUM,
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Puts the certificates of a file into a certificate store.",
};
