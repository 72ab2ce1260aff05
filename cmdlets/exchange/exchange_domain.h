/* exchange_domain: accepted domains as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EXCHANGE_EXCHANGE_DOMAIN_H
#define EXCHANGE_EXCHANGE_DOMAIN_H

#include "cmdlets/exchange/exchange.h"

#define EXCHANGE_ACCEPTED_DOMAIN "Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain"
/* ORDER StoreDomainType; NULL at the end. */
extern const char *const exchange_domain_types[];
/* An AcceptedDomain with the properties scripts ask for. */
Value exchange_accepted_domain_value(const StoreDomain *domain) NODISCARD;

#endif
