/* adcs: what certreq and certutil share: options, files, HRESULTs and their texts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ADCS_ADCS_H
#define ADCS_ADCS_H

#include <sys/types.h>

#include "shell/base/num.h"
#include "shell/engine/app.h"
#include "store/vault/vault_ca.h"

/* HRESULTs beside those of vault_ca.h. */
#define ADCS_OK                 0u
#define ADCS_NO_FILE            0x80070002u
#define ADCS_NO_PATH            0x80070003u
#define ADCS_ACCESS_DENIED      0x80070005u
#define ADCS_WRITE_FAULT        0x8007001du
#define ADCS_FILE_EXISTS        0x80070050u
#define ADCS_BAD_ARGUMENT       0x80070057u
#define ADCS_BUSY               0x800700aau
#define ADCS_BAD_PASSWORD       0x80070056u
#define ADCS_NO_ELEMENT         0x80070490u
#define ADCS_CANCELLED          0x800704c7u
#define ADCS_NOT_DONE           0x80004001u
#define ADCS_BAD_ENCODING       0x8009310bu
#define ADCS_NOT_FOUND          0x80092004u
#define ADCS_NO_KEY             0x8009000du
#define ADCS_BAD_ALGORITHM      0x80090008u
#define ADCS_INTERNAL           0x80090020u
#define ADCS_BAD_NAME           0x80092023u
#define ADCS_EXPIRED            0x800b0101u
#define ADCS_UNTRUSTED          0x800b0109u
#define ADCS_PARTIAL_CHAIN      0x800b010au
#define ADCS_REVOKED            0x80092010u
#define ADCS_REVOCATION_OFFLINE 0x80092013u
/* "The system cannot find the file specified."; empty for a number that is none of ours. */
const char *adcs_message(uint32_t status);
/* "0x80094801 (-2146875391 CERTSRV_E_NO_CERT_TYPE)", "0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)". */
void adcs_put_status(uint32_t status, Buf *out);
/* What a failure of the store or of a file is to Windows; certificates and requests that cannot be read are bad
 * encoding. */
uint32_t adcs_status_of(const Diag *diag);

/* One run of certreq or certutil.  Everything goes to the standard output, as from the real ones. */
typedef struct AdcsOption {
	const char *name;
	bool takes_value;
} AdcsOption;
typedef struct AdcsCall {
	AppContext *context;
	Stage *stage;
	Arena *arena;
	Buf *out;
	Vault *vault; /* once adcs_open has been called */
	Str verb;     /* "submit"; empty: none given */
	const Str *args;
	size_t nargs; /* what is no option */
	struct AdcsGiven {
		const AdcsOption *option;
		Str value;
	} * given;
	size_t ngiven;
	Diag diag;
} AdcsCall;

/* Reads -verb, options and arguments; / introduces them as well as -.  Options may stand
 * anywhere; what looks like one behind an argument and is none is an argument (-setreg Name -Flag).  false: *bad is
 * what is not understood. */
bool adcs_parse(AdcsCall *call, const AdcsOption *options, size_t noptions, Str *bad);
bool adcs_has(const AdcsCall *call, const char *option);
/* The value of an option, empty when it was not given; of several the last. */
Str adcs_value(const AdcsCall *call, const char *option);
Str adcs_arg(const AdcsCall *call, size_t i); /* empty past the end */
/* A number: decimal, or hexadecimal behind 0x; false: none, or not of the kind. */
bool adcs_number(Str text, NumKind kind, int64_t *number);
/* The authority that -config names; empty: the default one, which "-" (choose among them) means, too. */
Str adcs_config(const AdcsCall *call);

/* The session's store; false: adcs_status_of(&call->diag) tells why. */
bool adcs_open(AdcsCall *call);
/* DOMAIN\user of whoever runs this; in the arena. */
Str adcs_user(AdcsCall *call);
StoreServer adcs_server(AdcsCall *call); /* the local one; empty texts when there is none */

/* A whole file, in the arena; false with the diag set. */
bool adcs_read(AdcsCall *call, Str path, Str *bytes);
/* Whether a file may be written: it is not there, -f was given, or the user says so.  Else *status. */
bool adcs_may_write(AdcsCall *call, Str path, uint32_t *status);
/* A whole file with the mode, less the umask, or the one that was there stays as it is; false with the diag set. */
bool adcs_write(AdcsCall *call, Str path, Str bytes, mode_t mode);
enum { ADCS_MODE = 0666, ADCS_MODE_KEY = 0600 }; /* what holds a private key is for its owner alone */

/* A line or a part of one for the console. */
void adcs_put(AdcsCall *call, const char *fmt, ...) PRINTF(2, 3);
void adcs_put_hex(AdcsCall *call, Str octets); /* lower case */
void adcs_put_oid(AdcsCall *call, Str oid);    /* "1.3.6.1.5.5.7.3.1 Server Authentication" */
/* Names and dates as the two programs print them: "CN=a, DC=b"; 1/15/2026 10:00 AM in local time. */
Str adcs_name(AdcsCall *call, Str der);
Str adcs_date(AdcsCall *call, int64_t utc_ticks);

#endif
