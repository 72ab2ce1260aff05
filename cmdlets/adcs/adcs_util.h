/* adcs_util: the verbs of certutil. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ADCS_ADCS_UTIL_H
#define ADCS_ADCS_UTIL_H

#include "cmdlets/adcs/adcs.h"
#include "cmdlets/organization/organization_place.h"

/* A verb prints what it has to say and returns a status; the program adds whether it completed or failed.  Where it is
 * not ADCS_OK and the diag is set, that is told, too. */
typedef struct AdcsVerb {
	const char *name;
	const char *arguments; /* for the usage text */
	size_t least;          /* arguments it cannot do without */
	uint32_t (*run)(AdcsCall *call);
	const char *synopsis;
} AdcsVerb;
/* Tables end with a row without a name. */
extern const AdcsVerb adcs_util_authority_verbs[], adcs_util_store_verbs[], adcs_util_file_verbs[];

/* "dd:hh": days and hours. */
bool adcs_util_span(Str text, int64_t *ticks);

/* The verb -view. */
uint32_t adcs_util_view(AdcsCall *call);

/* The status of call->diag. */
uint32_t adcs_util_diag(AdcsCall *call);

/* What -store and -dump print of a certificate; cert NULL: it is in no store. */
void adcs_util_put_cert(AdcsCall *call, Str der, const StoreCert *cert);
/* "a.contoso.com" of CN=a.contoso.com, else the whole name. */
Str adcs_util_simple_name(AdcsCall *call, Str der);
/* Certificates of a store of the local server that an id names: thumbprint, serial number, number in the list, or a
 * part of the subject; an empty id names all. */
typedef uint32_t AdcsEachCert(AdcsCall *call, const StoreCert *cert, size_t number, void *self);
uint32_t adcs_util_each(AdcsCall *call, const OrganizationPlace *place, Str id, AdcsEachCert *each, void *self);

#endif
