/* exchange_listing: certificates as a file from elsewhere describes them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EXCHANGE_EXCHANGE_LISTING_H
#define EXCHANGE_EXCHANGE_LISTING_H

#include "cmdlets/exchange/exchange.h"

/* One record, whether it came from JSON, from Export-Clixml's properties or from its SerializationData; texts in the
 * scratch arena. */
typedef struct ListingCert {
	Str der, friendly_name;
	Str request; /* of a pending one, when it is told */
	Str server;  /* FQDN; empty: not said */
	int services;
	unsigned sites;
	bool has_key, exportable;
	int state, root; /* VaultState, VaultRootType; 0 when they are not told */
	bool pending;    /* a request: nothing but the CA's answer makes it a certificate */
} ListingCert;
/* false: the record is no certificate; why is in the diag. */
bool exchange_listing_cert(Stage *s, Value record, ListingCert *out, Diag *diag);
/* A property of such a record, by its name in any case; borrowed, $null when absent. */
Value exchange_listing_peek(Value record, const char *name);

#endif
