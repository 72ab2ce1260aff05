/* export-certificate: certificates without keys, to a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509_drive.h"
#include "store/cert/cert_make.h"

enum { P_CERT, P_FILE_PATH, P_TYPE, P_NO_CLOBBER, P_FORCE };
static const ParamDef params[] = {
	[P_CERT] = { .name = "Cert",
		.aliases = (const char *const[]){ "PSPath", NULL },
		.type = "Object[]",
		.in = { { 0, 0, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The certificates, or their paths on the drive Cert." },
	[P_FILE_PATH] = { .name = "FilePath",
		.aliases = (const char *const[]){ "FullName", NULL },
		.type = "String",
		.in = { { 0, 1, PARAM_MANDATORY } },
		.help = "The file." },
	[P_TYPE] = { .name = "Type",
		.type = "String",
		.check = { CHECK_SET, .set = (const char *const[]){ "SST", "CERT", "P7B", NULL } },
		.default_text = "CERT",
		.help = "CERT: one certificate as it is; P7B: several as PKCS#7; SST: several with their friendly names." },
	[P_NO_CLOBBER] = { .name = "NoClobber", .type = "SwitchParameter", .help = "Not over a file that is there." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Also over a read-only file." },
};

/* All that came by the pipeline go into one file. */
typedef struct Collected {
	Array *certs;
} Collected;

static Flow process(Stage *s, UNUSED Value input)
{
	Collected *all = s->state;
	Array *given;
	Flow flow;

	if (!all->certs)
		all->certs = array_new_objects();
	FLOW_TRY(types_items(s->interp, s->args[P_CERT], &given));
	flow = FLOW_NEXT;
	for (size_t i = 0; flow == FLOW_NEXT && i < given->n; i++) {
		Value cert;

		if (x509_cert_argument(s, array_peek(given, i), &cert, &flow))
			flow = x509_load(s->interp, x509_peek(cert));
		if (cert.kind != V_EMPTY)
			array_push_take(all->certs, cert);
	}
	value_drop(array_value(given));
	return flow;
}

static Flow write_file(Stage *s, const Array *certs)
{
	bool pkcs7 = str_ieq(stage_str(s, P_TYPE), S("P7B")), store = str_ieq(stage_str(s, P_TYPE), S("SST"));
	Str *ders = ARENA_ARRAY(s->scratch, Str, certs->n + 1), *names = ARENA_ARRAY(s->scratch, Str, certs->n + 1);
	Str path = stage_str(s, P_FILE_PATH);
	Buf bytes = BUF_INIT;
	Flow flow;

	if (!stage_should(s, path, S("Export certificate"), &flow))
		return flow;
	for (size_t i = 0; i < certs->n; i++) {
		ders[i] = x509_peek(array_peek(certs, i))->der;
		names[i] = x509_peek(array_peek(certs, i))->friendly_name;
	}
	if (pkcs7)
		cert_make_pkcs7(ders, certs->n, &bytes);
	else if (store)
		cert_make_store_file(ders, names, certs->n, &bytes);
	else
		buf_put(&bytes, ders[0]);
	flow = x509_file_result(s, path, buf_str(&bytes), !stage_switch(s, P_NO_CLOBBER));
	buf_release(&bytes);
	return flow;
}

static Flow end(Stage *s)
{
	const Collected *all = s->state;
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "System.ArgumentException", .exception = EXC_ARGUMENT
	};

	if (!all->certs || all->certs->n == 0)
		return FLOW_NEXT;
	if (all->certs->n > 1 && (stage_str(s, P_TYPE).n == 0 || str_ieq(stage_str(s, P_TYPE), S("CERT"))))
		return stage_throw(s, &spec, "Several certificates cannot be exported to one file of the type CERT.");
	return write_file(s, all->certs);
}

static void dispose(Stage *s)
{
	Collected *all = s->state;

	if (all->certs)
		value_drop(array_value(all->certs));
}

const CmdletDef cmd_export_certificate = {
	.name = "Export-Certificate",
	.module = "PKI",
	.class_name = "Microsoft.CertificateServices.Commands.ExportCertificateCommand",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.IO.FileInfo", NULL },
	.confirm = CONFIRM_MEDIUM,
	.where = WHERE_DESKTOP,
	.state_size = sizeof(Collected),
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Writes certificates, without their keys, to a file.",
};
