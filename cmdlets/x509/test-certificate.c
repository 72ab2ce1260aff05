/* test-certificate: whether a certificate is good for something. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509_chain.h"
#include "cmdlets/x509/x509_drive.h"
#include "store/cert/cert_domain.h"

enum { P_CERT, P_POLICY, P_DNS_NAME, P_ALLOW_UNTRUSTED, P_USER, P_EKU };
static const ParamDef params[] = {
	[P_CERT] = { .name = "Cert",
		.aliases = (const char *const[]){ "PSPath", NULL },
		.type = "Object",
		.in = { { 0, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The certificate, or its path on the drive Cert." },
	[P_POLICY] = { .name = "Policy",
		.type = "String",
		.check = { CHECK_SET, .set = (const char *const[]){ "BASE", "SSL", "AUTHENTICODE", "NTAUTH", NULL } },
		.help = "BASE: its chain; SSL: for a server, too." },
	[P_DNS_NAME] = { .name = "DNSName", .type = "String", .help = "The host it must be for." },
	[P_ALLOW_UNTRUSTED] = { .name = "AllowUntrustedRoot",
		.type = "SwitchParameter",
		.help = "Its root need not be trusted." },
	[P_USER] = { .name = "User",
		.type = "SwitchParameter",
		.help = "By the user's stores: they show the machine's." },
	[P_EKU] = { .name = "EKU",
		.type = "String[]",
		.flags = PARAM_NOT_DONE,
		.help = "What else it must be good for." },
};

static Flow complain(Stage *s, const char *what)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED, .id = "System.Exception", .exception = EXC_EXCEPTION };

	return stage_error(s, &spec, "%s", what);
}

/* The first thing that is wrong, in Windows' words; NULL: nothing. */
static const char *problem_of(Stage *s, const CertInfo *info, uint32_t status)
{
	static const struct {
		uint32_t status;
		const char *text;
	} rows[] = {
		{ CERT_CHAIN_REVOKED, "The certificate is revoked. 0x80092010 (-2146885616 CRYPT_E_REVOKED)" },
		{ CERT_CHAIN_NOT_TIME_VALID, "A required certificate is not within its validity period when verifying "
					     "against the current system clock or the timestamp in the signed file. "
					     "0x800b0101 (-2146762495 CERT_E_EXPIRED)" },
		{ CERT_CHAIN_PARTIAL, "A certificate chain could not be built to a trusted root authority. 0x800b010a "
				      "(-2146762486 CERT_E_CHAINING)" },
		{ CERT_CHAIN_UNTRUSTED_ROOT,
			"A certificate chain processed, but terminated in a root certificate which "
			"is not trusted by the trust provider. 0x800b0109 (-2146762487 "
			"CERT_E_UNTRUSTEDROOT)" },
		{ CERT_CHAIN_NOT_VALID_FOR_USAGE, "The certificate is not valid for the requested usage. 0x800b0110 "
						  "(-2146762480 CERT_E_WRONG_USAGE)" },
	};
	Str host = stage_str(s, P_DNS_NAME), *domains;
	bool covered = host.n == 0;
	size_t n;

	if (stage_switch(s, P_ALLOW_UNTRUSTED))
		status &= ~(uint32_t)(CERT_CHAIN_UNTRUSTED_ROOT | CERT_CHAIN_PARTIAL);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (status & rows[i].status)
			return rows[i].text;
	if (status)
		return "The certificate is not valid. 0x800b0000 (-2146762752)";
	cert_domains(info, s->scratch, &domains, &n);
	for (size_t i = 0; i < n; i++)
		covered = covered || cert_domain_covers(domains[i], host);
	return covered ? NULL
		       : "The certificate's CN name does not match the passed value. 0x800b010f (-2146762481 "
			 "CERT_E_CN_NO_MATCH)";
}

static Flow judge(Stage *s, X509Cert *cert)
{
	const char *usage =
		str_ieq(stage_str(s, P_POLICY), S("SSL")) || stage_bound(s, P_DNS_NAME) ? "1.3.6.1.5.5.7.3.1" : NULL;
	CertChain chain = { 0 };
	CertInfo info;
	Diag diag = { 0 };
	const char *problem;

	FLOW_TRY(x509_read(s->interp, cert, &info));
	if (!x509_chain_build(s->interp, info.der, usage, s->scratch, &chain, &diag))
		return stage_fail(s, &diag, "TestCertificateFailed", VALUE_EMPTY);
	problem = problem_of(s, &info, chain.status);
	if (problem)
		FLOW_TRY(complain(s, problem));
	return stage_write(s, value_bool(!problem));
}

static Flow process(Stage *s, UNUSED Value input)
{
	Value cert;
	Flow flow;

	if (!x509_cert_argument(s, s->args[P_CERT], &cert, &flow))
		return flow;
	flow = judge(s, x509_peek(cert));
	value_drop(cert);
	return flow;
}

const CmdletDef cmd_test_certificate = {
	.name = "Test-Certificate",
	.module = "PKI",
	.class_name = "Microsoft.CertificateServices.Commands.TestCertificateCommand",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Boolean", NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Tells whether a certificate is valid, trusted and good for a server.",
};
