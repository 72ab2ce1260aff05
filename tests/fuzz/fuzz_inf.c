/* fuzz_inf: the policy files of certreq -new. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AdcsCall call = { .arena = arena_new(0) };
	AdcsPolicy policy;
	uint32_t status;

	(void)adcs_policy_read(&call, (Str){ (const char *)data, size }, &policy, &status);
	arena_free(call.arena);
	return 0;
}
