/* organization_place: the certificate stores of a machine by the names Windows gives them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ORGANIZATION_ORGANIZATION_PLACE_H
#define ORGANIZATION_ORGANIZATION_PLACE_H

#include "store/db/store_certs.h"

typedef struct OrganizationPlace {
	const char *name, *display; /* "Root", "Trusted Root Certification Authorities" */
	StorePlace place;           /* what is put there goes here */
	unsigned places;            /* STORE_PLACE bits of what is seen there; 0: a store that stays empty */
} OrganizationPlace;
/* In the order Cert:\LocalMachine lists them. */
extern const OrganizationPlace organization_places[];
extern const size_t organization_places_count;
/* By name without regard to case; NULL: none. */
const OrganizationPlace *organization_place_find(Str name);
/* The one a row belongs to, as it is shown. */
const OrganizationPlace *organization_place_of(StorePlace place);

#endif
