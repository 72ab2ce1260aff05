/* cmdlets_types: the rooms whose types and providers the interpreter is told of. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/cmdlets.h"
#include "cmdlets/exchange/exchange.h"
#include "cmdlets/management/management_process.h"
#include "cmdlets/utility/mail_message.h"
#include "cmdlets/utility/serializer.h"
#include "cmdlets/windows/principal.h"
#include "cmdlets/windows/registry_drive.h"
#include "cmdlets/windows/service.h"
#include "cmdlets/windows/session.h"
#include "cmdlets/windows/web_drive.h"
#include "cmdlets/x509/x509.h"
#include "cmdlets/x509/x509_chain.h"
#include "cmdlets/x509/x509_drive.h"
#include "cmdlets/x509/x509_hmac.h"

const TypeRoom cmdlets_types[] = {
	{ x509_entries, &x509_nentries },
	{ x509_hash_entries, &x509_hash_nentries },
	{ x509_hmac_entries, &x509_hmac_nentries },
	{ x509_chain_entries, &x509_chain_nentries },
	{ exchange_entries, &exchange_nentries },
	{ service_entries, &service_nentries },
	{ session_entries, &session_nentries },
	{ principal_entries, &principal_nentries },
	{ management_entries, &management_nentries },
	{ serializer_entries, &serializer_nentries },
	{ mail_message_entries, &mail_message_nentries },
	{ smtp_client_entries, &smtp_client_nentries },
	{ NULL, NULL },
};

const ProviderDef *const cmdlets_providers[] = { &x509_drive, &web_drive, &registry_drive, NULL };
