/* organization_place: names of certificate stores. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization_place.h"

/* Those a Windows server has; WebHosting is IIS's (script-needs 2h), and no certificate can be put there yet. */
const OrganizationPlace organization_places[] = {
	{ "TrustedPublisher", "Trusted Publishers", STORE_TRUSTED_PUBLISHER, STORE_PLACE(STORE_TRUSTED_PUBLISHER) },
	{ "ClientAuthIssuer", "Client Authentication Issuers", STORE_MY, 0 },
	{ "Remote Desktop", "Remote Desktop", STORE_MY, 0 },
	{ "Root", "Trusted Root Certification Authorities", STORE_ROOT, STORE_PLACES_ROOTS },
	{ "TrustedDevices", "Trusted Devices", STORE_MY, 0 },
	{ "WebHosting", "Web Hosting", STORE_MY, 0 },
	{ "CA", "Intermediate Certification Authorities", STORE_CA, STORE_PLACE(STORE_CA) },
	{ "REQUEST", "Certificate Enrollment Requests", STORE_REQUEST, STORE_PLACE(STORE_REQUEST) },
	{ "AuthRoot", "Third-Party Root Certification Authorities", STORE_AUTH_ROOT, STORE_PLACE(STORE_AUTH_ROOT) },
	{ "TrustedPeople", "Trusted People", STORE_TRUSTED_PEOPLE, STORE_PLACE(STORE_TRUSTED_PEOPLE) },
	{ "My", "Personal", STORE_MY, STORE_PLACE(STORE_MY) },
	{ "SmartCardRoot", "Smart Card Trusted Roots", STORE_MY, 0 },
	{ "Trust", "Enterprise Trust", STORE_MY, 0 },
	{ "Disallowed", "Untrusted Certificates", STORE_DISALLOWED, STORE_PLACE(STORE_DISALLOWED) },
};
const size_t organization_places_count = COUNT(organization_places);

const OrganizationPlace *organization_place_find(Str name)
{
	for (size_t i = 0; i < COUNT(organization_places); i++)
		if (str_ieq(name, str_from(organization_places[i].name)))
			return &organization_places[i];
	return NULL;
}

const OrganizationPlace *organization_place_of(StorePlace place)
{
	for (size_t i = 0; i < COUNT(organization_places); i++)
		if (organization_places[i].places && organization_places[i].place == place)
			return &organization_places[i];
	return organization_place_find(S("Root")); /* group policy and enterprise roots */
}
