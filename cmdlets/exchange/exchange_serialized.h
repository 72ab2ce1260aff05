/* exchange_serialized: what .NET's BinaryFormatter made of an ExchangeCertificate. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EXCHANGE_EXCHANGE_SERIALIZED_H
#define EXCHANGE_EXCHANGE_SERIALIZED_H

#include "shell/base/arena.h"
#include "shell/base/str.h"

/* The members of the class (observed-output 6.2); der, friendly_name and identity in the arena or in the bytes read. */
typedef struct ExchangeSerialized {
	Str der, friendly_name, identity;
	int status, root, services;
	unsigned sites; /* of IISServices: bit 0 is site 1 */
	bool exportable;
} ExchangeSerialized;
/* The property SerializationData of Export-Clixml's files, signed or not.  false: it is something else, or damaged. */
bool exchange_serialized_read(Str bytes, Arena *arena, ExchangeSerialized *out);
/* Adds the site of "IIS://EX01/W3SVC/2" to a mask of sites. */
unsigned exchange_serialized_site(Str service);

#endif
