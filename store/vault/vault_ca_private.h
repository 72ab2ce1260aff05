/* vault_ca_private: what the authority's files share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_VAULT_CA_PRIVATE_H
#define VAULT_VAULT_CA_PRIVATE_H

#include "store/vault/vault_ca.h"
#include "store/vault/vault_private.h"

/* The present whole second. */
int64_t vault_ca_second(const Vault *vault);
/* The authority's private key; vault_key_ready before. */
bool vault_ca_key(Vault *vault, const StoreAuthority *authority, CertKey **key, Diag *diag) NODISCARD;
/* Value of a request attribute ("CertificateTemplate") in "Name:Value" lines; empty: absent. */
Str vault_ca_attribute(Str attributes, Str name);

#endif
