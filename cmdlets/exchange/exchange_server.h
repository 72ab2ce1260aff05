/* exchange_server: servers of the organization as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EXCHANGE_EXCHANGE_SERVER_H
#define EXCHANGE_EXCHANGE_SERVER_H

#include "cmdlets/exchange/exchange.h"

#define EXCHANGE_SERVER "Microsoft.Exchange.Data.Directory.Management.ExchangeServer"
/* What follows the first dot of a full name. */
Str exchange_server_domain(Str fqdn);
/* An ExchangeServer; version: its AdminDisplayVersion. */
Value exchange_server_value(Interp *in, const StoreServer *server, Str version) NODISCARD;

#endif
