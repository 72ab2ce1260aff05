/* organization_private: what the files of this room share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ORGANIZATION_ORGANIZATION_PRIVATE_H
#define ORGANIZATION_ORGANIZATION_PRIVATE_H

#include "cmdlets/organization/organization.h"

#define ORGANIZATION_VERSION S("ExchangeVersion")

/* Kept as a service of the interpreter. */
typedef struct OrganizationSession {
	Vault *vault;                       /* NULL: not open yet */
	const OrganizationProfile *profile; /* NULL: not asked for yet */
	Buf passphrase;                     /* what $EXSH_STORE_KEY held: BUF_SECRET */
	bool seeded, warned;
} OrganizationSession;
OrganizationSession *organization_session(Interp *in);
/* Moves the store's passphrase from the environment, which every program that is started gets, to the session. */
void organization_take_passphrase(Interp *in);

/* ProviderMachine.share: a server's drives are folders of its own. */
void organization_share(void *self, Interp *in, Str server, char letter, Str shares);

#endif
