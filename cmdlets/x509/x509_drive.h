/* x509_drive: Cert:, the certificate stores of this machine as a drive. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef X509_X509_DRIVE_H
#define X509_X509_DRIVE_H

#include "cmdlets/organization/organization_place.h"
#include "cmdlets/x509/x509.h"
#include "shell/engine/provider.h"

extern const ProviderDef x509_drive;

/* What a path below Cert:\ means. */
typedef enum X509Depth { X509_ROOT, X509_LOCATION, X509_STORE, X509_CERT, X509_NOTHING } X509Depth;
typedef struct X509Path {
	X509Depth depth;
	bool user; /* CurrentUser: its stores show what is the machine's, and have nothing of their own */
	const OrganizationPlace *place;
	Str store; /* as typed */
	uint8_t hash[CERT_THUMBPRINT];
} X509Path;
/* "LocalMachine\My\<thumbprint>", also with a drive or provider in front. */
void x509_path_read(Str path, X509Path *out);
/* Places of the store that a path shows: STORE_PLACE bits. */
unsigned x509_path_places(const X509Path *path);

/* -CertStoreLocation: the store that certificates shall go to; the current location when it is empty.  false: reported
 * (terminating). */
bool x509_store_argument(Stage *s, Str text, X509Path *out, Flow *flow);
/* Writes a certificate of the machine as Get-Item of the drive does. */
Flow x509_write_item(Stage *s, Str store, const uint8_t hash[CERT_THUMBPRINT]) NODISCARD;
/* The certificate an argument is or names, by a path on the drive; owned.  false: reported. */
bool x509_cert_argument(Stage *s, Value argument, Value *out, Flow *flow);
/* -FilePath of what reads one; x509_file_argument's path. */
#define X509_PARAM_FILE                                                                                                \
	{                                                                                                              \
		.name = "FilePath", .aliases = (const char *const[]){ "FullName", "PSPath", NULL }, .type = "String",  \
		.in = { { 0, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .help = "The file.",     \
	}
/* A whole file that a path as typed names. */
Flow x509_file_argument(Stage *s, Str path, Buf *out) NODISCARD;
/* Throws what the PKI module says of a PFX file that does not open. */
Flow x509_pfx_failed(Stage *s, const Diag *diag) NODISCARD;
/* Writes a file; it exists: an error, unless it may be replaced.  The FileInfo is written to the output. */
Flow x509_file_result(Stage *s, Str path, Str bytes, bool replace) NODISCARD;

/* X509Store objects; owned. */
extern const TypeDef x509_store_type, x509_collection, x509_location_type;
Value x509_store_value(Interp *in, const X509Path *path) NODISCARD;
/* The certificates of a store, as X509Certificate2 objects. */
Flow x509_store_list(Interp *in, const X509Path *path, Array *out) NODISCARD;
/* Puts a certificate, with its key if it has one, into a store. */
Flow x509_store_put(Interp *in, const X509Path *path, X509Cert *cert) NODISCARD;
Value x509_collection_value(Interp *in, Array *items) NODISCARD; /* takes the array */

#endif
