/* web: the web sites of a server, and the certificates that HTTP.SYS presents for them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_WEB_H
#define WINDOWS_WEB_H

#include "cmdlets/organization/organization.h"
#include "shell/types/types.h"

/* Two sites, as Exchange's Setup leaves them.  Which certificate a site has is the store's binding of the service IIS:
 * what Enable-ExchangeCertificate writes and Get-ExchangeCertificate shows. */
#define WEB_MODULE "WebAdministration"

typedef struct WebSite {
	int number;
	const char *name, *folder, *pool;
} WebSite;
typedef struct WebBinding {
	int site, port;
	const char *protocol, *address, *host; /* address "*" or an IP */
} WebBinding;
extern const WebSite web_sites[2];
extern const WebBinding web_bindings[];
extern const size_t web_bindings_count;
/* The site of a number, 1 or 2. */
const WebSite *web_site(int number);

/* The thumbprint (hex, in the arena) of the certificate on a site of the local server; empty: none. */
bool web_certificate(Vault *vault, int site, Arena *arena, Str *thumbprint, Diag *diag) NODISCARD;
/* Puts a certificate of My on a site, instead of the one there was; empty: takes it away. */
bool web_set_certificate(Vault *vault, int site, Str thumbprint, Diag *diag) NODISCARD;

/* Objects: of Get-Website, Get-WebBinding, IIS:\SslBindings. */
extern const TypeDef web_site_type, web_binding_type, web_ssl_type;
Flow web_site_value(Interp *in, const WebSite *site, Value *out) NODISCARD;
Flow web_binding_value(Interp *in, const WebBinding *binding, Value *out) NODISCARD;
/* $null when no certificate is there. */
Flow web_ssl_value(Interp *in, const WebBinding *binding, Value *out) NODISCARD;
/* "0.0.0.0!443" of https bindings. */
void web_put_ssl_name(const WebBinding *binding, Buf *out);

#endif
