/* exchange_server: servers of the organization as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EXCHANGE_EXCHANGE_SERVER_H
#define EXCHANGE_EXCHANGE_SERVER_H

#include "cmdlets/exchange/exchange.h"

#define EXCHANGE_SERVER "Microsoft.Exchange.Data.Directory.Management.ExchangeServer"
enum { EXCHANGE_GUID = 16 };
/* The server's GUID: made of its name, so that it is always the same. */
void exchange_server_guid(Str fqdn, uint8_t guid[EXCHANGE_GUID]);
/* What follows the first dot of a full name. */
Str exchange_server_domain(Str fqdn);
/* An ExchangeServer; version: its AdminDisplayVersion. */
Value exchange_server_value(Interp *in, const StoreServer *server, Str version) NODISCARD;

#endif
