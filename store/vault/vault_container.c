/* vault_container: what Windows would call the container and the file of a private key. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/cert/cert_seal.h"
#include "store/vault/vault.h"

enum { GUID_SIZE = 16 };

/* "0e7b2ffc-636a-4d3a-a640-9a99c09f85e9": a version 4 GUID of these octets. */
static void put_guid(const uint8_t octets[GUID_SIZE], Buf *out)
{
	for (size_t i = 0; i < GUID_SIZE; i++) {
		uint8_t octet = octets[i];

		if (i == 6)
			octet = (uint8_t)((octet & 0x0f) | 0x40);
		if (i == 8)
			octet = (uint8_t)((octet & 0x3f) | 0x80);
		buf_printf(out, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", octet);
	}
}

static void copy(const Buf *text, char *out, size_t size)
{
	size_t n = text->n < size - 1 ? text->n : size - 1;

	memcpy(out, text->p, n);
	out[n] = 0;
}

/* Made from digests, so that they are the same whenever they are asked for, and are no octets of the key. */
void vault_container(const CertPublicKey *key, Str machine, VaultContainer *out)
{
	uint8_t id[CERT_THUMBPRINT], digest[CERT_SHA256_SIZE];
	Buf name = BUF_INIT, file = BUF_INIT;

	cert_key_id(key, id);
	cert_sha256((Str){ (char *)id, sizeof id }, digest);
	buf_put(&name, S("le-"));
	put_guid(digest, &name);
	cert_sha256(buf_str(&name), digest);
	for (size_t i = 0; i < GUID_SIZE; i++)
		buf_printf(&file, "%02x", digest[i]);
	buf_put_char(&file, '_');
	cert_sha256(machine, digest);
	put_guid(digest, &file);
	copy(&name, out->name, sizeof out->name);
	copy(&file, out->file, sizeof out->file);
	buf_release(&name);
	buf_release(&file);
}
