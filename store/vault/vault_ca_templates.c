/* vault_ca_templates: what a certificate template decides. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault/vault_ca.h"

enum {
	YEAR = 365,
	USAGE_TLS = CERT_USAGE_DIGITAL_SIGNATURE | CERT_USAGE_KEY_ENCIPHERMENT,
	USAGE_CA = CERT_USAGE_DIGITAL_SIGNATURE | CERT_USAGE_CERT_SIGN | CERT_USAGE_CRL_SIGN,
};

static const char *const server[] = { "1.3.6.1.5.5.7.3.1", NULL };
static const char *const both[] = { "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1", NULL };
static const char *const none[] = { NULL };

/* Those of AD CS that a request can be sent to; two years are 730 days (measured: certificate-world 12).  The version 2
 * copy of Web Server is what administrators make to change its validity. */
static const VaultTemplate templates[] = {
	{ "WebServer", "Web Server", NULL, server, 0, 0, USAGE_TLS, 2 * YEAR, 1024, false },
	{ "WebServerV2", "Web Server V2", "1.3.6.1.4.1.311.21.8.1.1.16", server, 100, 2, USAGE_TLS, 2 * YEAR, 2048,
		false },
	{ "Machine", "Computer", NULL, both, 0, 0, USAGE_TLS, YEAR, 1024, false },
	{ "DomainController", "Domain Controller", NULL, both, 0, 0, USAGE_TLS, YEAR, 1024, false },
	{ "SubCA", "Subordinate Certification Authority", NULL, none, 0, 0, USAGE_CA, 5 * YEAR, 1024, true },
};

const VaultTemplate *vault_ca_templates(size_t *n)
{
	*n = COUNT(templates);
	return templates;
}

const VaultTemplate *vault_ca_template(Str name)
{
	for (size_t i = 0; i < COUNT(templates); i++)
		if (str_ieq(name, str_from(templates[i].name)) || str_ieq(name, str_from(templates[i].display)))
			return &templates[i];
	return NULL;
}

const char *vault_ca_template_title(Str oid)
{
	for (size_t i = 0; i < COUNT(templates); i++)
		if (templates[i].oid && str_eq(oid, str_from(templates[i].oid)))
			return templates[i].display;
	return NULL;
}
