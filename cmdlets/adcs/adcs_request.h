/* adcs_request: requests: their numbers, and the policy files (INF) that certreq -new makes them from. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ADCS_ADCS_REQUEST_H
#define ADCS_ADCS_REQUEST_H

#include "cmdlets/adcs/adcs.h"

/* A request id: decimal, or hexadecimal with 0x; false: none. */
bool adcs_request_id(Str text, int64_t *id);

/* What a policy file asks for. */
typedef struct AdcsPolicy {
	VaultNew spec;
	bool self_signed; /* RequestType = Cert */
} AdcsPolicy;
/* text: the file, in UTF-8 or UTF-16.  false: *status, and the diag says what and where. */
bool adcs_policy_read(AdcsCall *call, Str text, AdcsPolicy *out, uint32_t *status);
/* A new key, and a pending request or a certificate for it; with the certificate's DER. */
bool adcs_policy_make(AdcsCall *call, const AdcsPolicy *policy, VaultResult *result);

#endif
