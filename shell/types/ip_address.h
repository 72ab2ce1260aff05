/* ip_address: System.Net.IPAddress, for those that make and read addresses. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_IP_ADDRESS_H
#define TYPES_IP_ADDRESS_H

#include "shell/types/types_list.h"

typedef struct IpAddress {
	uint8_t bytes[16]; /* the first four of an IPv4 address */
	bool is_v6;
	uint32_t scope;
} IpAddress;

/* As .NET reads it: 10.1 and 0x7f.1 are addresses, too; [v6]:port is one without its port. */
bool ip_address_parse(Str text, IpAddress *out);
Value ip_address_value(const IpAddress *address) NODISCARD;
const IpAddress *ip_address_peek(Value v); /* NULL: none */
void ip_address_put(const IpAddress *address, Buf *out);

#endif
