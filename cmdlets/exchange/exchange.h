/* exchange: what the *-ExchangeCertificate cmdlets and their neighbours share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EXCHANGE_EXCHANGE_H
#define EXCHANGE_EXCHANGE_H

#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509.h"
#include "shell/base/io.h"

#define EXCHANGE_MODULE "Microsoft.Exchange.Management.PowerShell.E2010"
#define EXCHANGE_TASKS  "Microsoft.Exchange.Management.SystemConfigurationTasks."
#define EXCHANGE_DATA   "Microsoft.Exchange.Data."

/* ---- types ---- */
extern const TypeDef exchange_certificate,
	exchange_certificate_local; /* ExchangeCertificate; of 2007: without remoting's notes */
extern const TypeDef exchange_services, exchange_status, exchange_root_type; /* AllowedServices and the like */
extern const TypeDef exchange_fqdn, exchange_server_id, exchange_certificate_id, exchange_domains, exchange_domain,
	exchange_object_id, exchange_iis_service, exchange_access_rule, exchange_certificate_name, exchange_size,
	exchange_count, exchange_file_data, exchange_server, exchange_accepted_domain;
extern const TypeOps exchange_named_ops; /* of objects whose text is their Name */
extern const TypeEntry exchange_entries[];
extern const size_t exchange_nentries;

/* Payload of an ExchangeCertificate. */
typedef struct ExchangeCert {
	X509Cert base;                           /* first: x509_peek works on it */
	Str server_name, server_fqdn, time_zone; /* owned */
	int services, key_bits, letters, access_rules;
	unsigned sites; /* bound IIS sites: bit 0 is site 1 */
	bool exportable, self_signed, network_service, judged;
	VaultStatus status; /* once judged */
} ExchangeCert;
ExchangeCert *exchange_cert_peek(Value v); /* NULL: none */
/* "IP.WS.." */
void exchange_put_letters(int mask, int letters, Buf *out);
/* "IMAP, POP" */
void exchange_put_services(int mask, Buf *out);
/* Text inside one of the small types of parameters (Fqdn, ServerIdParameter, SmtpDomainWithSubdomains). */
Str exchange_text_peek(Value v);
/* Strings of a MultiValuedProperty argument, in the scratch arena; none when it is $null. */
Str *exchange_texts(Stage *s, int param, size_t *n);
Value exchange_domain_value(Str name) NODISCARD;
Value exchange_file_data_value(Str bytes) NODISCARD;

/* Sixteen octets that are the session's RunspaceId. */
enum { EXCHANGE_RUNSPACE = 16 };
uint8_t *exchange_runspace(Interp *in);

char exchange_lower(char c); /* ASCII: PSComputerName is in lower case */

/* ---- a cmdlet at work on a server ---- */
typedef struct ExchangeCall {
	Stage *stage;
	Vault *vault;
	Store *store;
	const OrganizationProfile *profile;
	StoreServer server; /* texts in the scratch arena */
} ExchangeCall;
/* Opens the store and finds the server named (empty: the local one); false: reported, *flow says whether to go on. */
bool exchange_call(Stage *s, Str server, ExchangeCall *call, Flow *flow);
/* The name inside a ServerIdParameter as typed: a DN's first CN, else the text. */
Str exchange_server_name(Str text);
Value exchange_cert_value(const ExchangeCall *call, const StoreCert *row, Flow *flow) NODISCARD;
Flow exchange_write_cert(const ExchangeCall *call, const StoreCert *row) NODISCARD;

/* What the cmdlets themselves find wrong; texts, categories and ids in exchange_error.c.  ORDER faults. */
typedef enum ExchangeFault {
	EXCHANGE_NO_CERTIFICATE, /* its thumbprint */
	EXCHANGE_NO_SERVER,      /* what was looked for, the domain controller */
	EXCHANGE_NO_OBJECT,      /* the same */
	EXCHANGE_MANY_OBJECTS,   /* what was looked for */
	EXCHANGE_OBJECT_EXISTS,  /* the domain controller, the object */
	EXCHANGE_FAILED,         /* why */
	EXCHANGE_SERVER_FAILED,  /* server, why */
	EXCHANGE_KEY_SIZE,       /* bits */
	EXCHANGE_FRIENDLY_NAME,
	EXCHANGE_KEY_IDENTIFIER,
	EXCHANGE_NEEDS_REQUEST,
	EXCHANGE_NO_COMMON_NAME,
	EXCHANGE_DOMAIN_NAME,      /* the name */
	EXCHANGE_FILE_EXISTS,      /* path */
	EXCHANGE_FILE_NOT_WRITTEN, /* path, why */
	EXCHANGE_FILE_NOT_READ,    /* path, why */
	EXCHANGE_DOMAIN_EXISTS,    /* the accepted domain */
	EXCHANGE_DOMAIN_TEXT,
	EXCHANGE_DOMAIN_TYPE,
	EXCHANGE_AUTH_CERTIFICATE, /* thumbprint, what is wrong with it */
	EXCHANGE_AUTH_NO_NEXT,
	EXCHANGE_FEDERATION_CERTIFICATE, /* its thumbprint */
	EXCHANGE_FEDERATION_NO_NEXT,
} ExchangeFault;
/* Writes an error as the server raises it (observed-output R8-R10): prefix, id and origin by the generation.  first and
 * second go into the text, whatever characters they have. */
Flow exchange_error(const ExchangeCall *call, ExchangeFault fault, Str first, Str second) NODISCARD;
/* What a refused or failed operation of the vault means for the user. */
Flow exchange_failed(const ExchangeCall *call, const VaultResult *result, const Diag *diag, Str thumbprint) NODISCARD;
/* An error for each of UM and UMCallRouter that was left out because it starts without TLS. */
Flow exchange_refuse_um(const ExchangeCall *call, int services) NODISCARD;
Flow exchange_not_found(const ExchangeCall *call, Str thumbprint) NODISCARD;
/* A server, connector or domain that is not there. */
Flow exchange_no_object(const ExchangeCall *call, Str name) NODISCARD;

/* The certificate meant by -Thumbprint or -Identity: twenty octets in the arena. */
typedef struct ExchangeTarget {
	Str thumbprint, text; /* octets; as typed */
	Str server;           /* of an Identity "server\thumbprint"; empty: as -Server says */
} ExchangeTarget;
/* Reads it from the two parameters; warns of blanks in it.  What is no thumbprint has none (it is not found). */
Flow exchange_target(Stage *s, int thumbprint, int identity, ExchangeTarget *out) NODISCARD;

/* State of New and Enable: what was answered for all. */
typedef struct ExchangeAnswers {
	bool yes_all, no_all;
} ExchangeAnswers;
/* The SMTP question of New and Enable, put when another certificate is the internal transport certificate: whether this
 * one shall replace it.  No answer (Ctrl-C, -NonInteractive) is a flow other than FLOW_NEXT. */
Flow exchange_ask_transport(const ExchangeCall *call, Str thumbprint, int64_t not_after, bool *replace) NODISCARD;
/* The warnings about POP and IMAP that were left out. */
Flow exchange_warn_skipped(const ExchangeCall *call, const StoreCert *cert, int skipped) NODISCARD;
/* ... and the one that transport takes another certificate for a receive connector's FQDN. */
Flow exchange_warn_precedence(const ExchangeCall *call, const StoreCert *cert) NODISCARD;
/* "What if: " and the second line of -Confirm. */
bool exchange_should(const ExchangeCall *call, Flow *flow, const char *fmt, ...) PRINTF(3, 4);
/* A date as prompts show it: local time, G. */
void exchange_put_date(Interp *in, int64_t utc, Buf *out);

/* A file of -Path, -FileName or -RequestFile (empty: none), begun before the work is done, so that nothing is made that
 * could not be written; an existing one only with force, and it stays until the new one is whole.  Paths as the shell
 * resolves them. */
typedef struct ExchangeFile {
	Str shown;
	IoDraft draft;
} ExchangeFile;
/* The mode is 0600 for what holds a private key: nothing is written where that cannot be kept. */
bool exchange_file_open(const ExchangeCall *call, Str path, bool force, mode_t mode, ExchangeFile *file, Flow *flow);
bool exchange_file_write(const ExchangeCall *call, ExchangeFile *file, Str bytes, Flow *flow);
void exchange_file_close(ExchangeFile *file);

/* ---- what New-ExchangeCertificate puts into a certificate (exchange-cmdlets 3.3, 3.4) ---- */
typedef struct ExchangeNames {
	/* asked for */
	const Str *typed; /* -DomainName; NULL: not given */
	size_t ntyped;
	bool netbios, fqdn, accepted, autodiscover; /* -Include... */
	Str subject;                                /* text of -SubjectName; empty: not given */
	X509Cert *instance;                         /* renewed, or NULL */
	bool is_request;
	/* made, in the scratch arena */
	Str *domains;
	size_t ndomains;
	Str der;   /* of the subject */
	Str shown; /* the subject as it is printed */
} ExchangeNames;
/* false: reported, *flow says whether to go on. */
bool exchange_names(const ExchangeCall *call, ExchangeNames *names, Flow *flow);

/* ---- rows of parameter tables that several cmdlets have ---- */
#define EXCHANGE_PARAM_DOMAIN_CONTROLLER                                                                               \
	{                                                                                                              \
		.name = "DomainController", .type = "Fqdn",                                                            \
		.help = "The domain controller that is asked; accepted, there is none here.",                          \
	}
#define EXCHANGE_PARAM_SERVER(...)                                                                                     \
	{                                                                                                              \
		.name = "Server", .type = "ServerIdParameter", .in = { __VA_ARGS__ },                                  \
		.complete = exchange_complete_server, .default_text = "the local server",                              \
		.help = "The server that is worked on, by name, FQDN or distinguished name.",                          \
	}
void exchange_complete_server(Interp *in, Str prefix, Array *out);

#endif
