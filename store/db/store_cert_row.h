/* store_cert_row: how rows of certificates are read; internal to this room. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_CERT_ROW_H
#define STORE_STORE_CERT_ROW_H

#include "store/db/store_certs.h"
#include "store/db/store_statement.h"

/* ORDER STORE_CERT_COLUMNS: store_cert_read. */
#define STORE_CERT_COLUMNS                                                                                             \
	"id, server_id, place, thumbprint, not_before, not_after, added, services, has_key, exportable, self_signed, " \
	"network_service, key_kind, key_bits, der_id, key_id, serial, friendly_name, subject, issuer"

/* with_der: its DER is the column after these. */
void store_cert_read(sqlite3_stmt *row, bool with_der, Arena *arena, StoreCert *out);

/* Names as a JSON array: one parameter however many there are. */
void store_cert_names(const Str *names, size_t n, Buf *out);

#endif
