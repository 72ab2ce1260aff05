/* noun: configuration objects of Exchange and what Get-, Set-, New- and Remove- do with them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EXCHANGE_NOUN_H
#define EXCHANGE_NOUN_H

#include "cmdlets/exchange/exchange.h"
#include "store/db/store_settings.h"

/* Connectors, virtual directories, services' settings: objects with typed properties that cmdlets read and write and
 * that nothing but certificates gives a meaning to here.  One table describes a kind: its properties with their initial
 * values, and the objects that Setup leaves behind.  The store keeps what was changed; the rest follows from the
 * table. */

/* How a property's text is shown and what may be assigned. */
typedef enum NounType {
	NOUN_STRING,
	NOUN_BOOL,
	NOUN_INT,
	NOUN_LIST, /* texts, one a line; @{Add=...; Remove=...} is taken, too */
	NOUN_URI,
	NOUN_DATE,        /* ticks, local time */
	NOUN_CERTIFICATE, /* a name of the form <I>issuer<S>subject */
	NOUN_THUMBPRINT,  /* computed: the certificate of a thumbprint */
} NounType;

typedef struct NounCall NounCall;
typedef struct NounObject NounObject;
typedef struct NounProp {
	const char *name;
	NounType type;
	/* Text of a new object; {S} the server's name, {F} its FQDN, {D} the domain, {N} the object's own name.  NULL:
	 * $null. */
	const char *initial;
	/* Instead: the text follows from elsewhere (in the arena; false: $null). */
	bool (*compute)(NounCall *call, const NounObject *object, Str *text);
} NounProp;

/* A mark in the bag of a built-in object that is gone; no property is called so. */
#define NOUN_REMOVED S("\\Removed")
/* An object Setup makes, with texts that differ from the initial ones: "Name=value;Name=value", after the same
 * marks. */
typedef struct NounBuiltin {
	const char *name, *differs;
} NounBuiltin;

typedef enum NounScope {
	NOUN_ORGANIZATION, /* of the organization: "Name" */
	NOUN_ON_SERVER,    /* of a server: "SERVER\Name" */
	NOUN_OF_SERVER,    /* the one of its kind on a server, named like it: "SERVER" */
} NounScope;

typedef struct NounDef {
	const char *kind;   /* in the store */
	const char *label;  /* in messages: "send connector" */
	const char *single; /* name of the only one there can be, which a New- makes; NULL: there are several */
	NounScope scope;
	bool local;                  /* without -Identity and -Server it is the local server's that is meant */
	const NounProp *props;       /* ends with a row without a name */
	const NounBuiltin *builtins; /* ends with a row without a name; NULL: none */
	const NounBuiltin *aside;  /* those of the back end: listed with -ShowMailboxVirtualDirectories alone, found by
					their own names; NULL: none */
	const NounBuiltin *usages; /* what -Usage of New- sets, as differences; NULL: it has no such parameter */
	const TypeDef *type;
	/* NULL, or what more the parameters of New- and Set- mean; ok: it can be kept. */
	Flow (*settle)(NounCall *call, NounObject *object, bool *ok);
	int service; /* STORE_POP, STORE_IMAP: X509CertificateName decides which certificate it uses */
} NounDef;

/* Properties of one object as they are kept: a JSON object of texts and nulls. */
typedef struct NounPair {
	Str name, value;
	bool null;
} NounPair;
typedef struct NounBag {
	NounPair *p; /* in the arena */
	size_t n, cap;
} NounBag;
bool noun_bag_read(Str json, Arena *arena, NounBag *out);
void noun_bag_put(const NounBag *bag, Buf *out);
NounPair *noun_bag_find(const NounBag *bag, Str name);
/* Sets a text, or $null. */
void noun_bag_set(NounBag *bag, Arena *arena, Str name, Str value, bool null);

struct NounObject {
	Str name;
	StoreServer server; /* id 0: the organization's */
	Str identity;       /* "SERVER\Name" */
	NounBag bag;
	const NounBuiltin *builtin; /* NULL: somebody made it */
	bool aside;
};
typedef struct NounList {
	NounObject *p; /* in the arena */
	size_t n, cap;
} NounList;

struct NounCall {
	ExchangeCall exchange; /* first; its server is the local one, or that of -Server */
	const NounDef *def;
	Arena *arena; /* the stage's scratch */
	Diag diag;
};
/* false: reported. */
bool noun_call(Stage *s, const NounDef *def, NounCall *call, Flow *flow);
/* An argument by its parameter's name; V_EMPTY: not bound, or no such parameter.  Borrowed. */
Value noun_arg_peek(const Stage *s, const char *name);

/* Those that -Identity and -Server name; wildcards count when many is set.  False: reported; none found is reported
 * only for an identity without wildcards, and without many of the only one there can be; without many several that an
 * identity names are an error, too. */
bool noun_find(NounCall *call, bool many, NounList *out, Flow *flow);
/* The text of a property; false: $null. */
bool noun_text(NounCall *call, const NounObject *object, const NounProp *prop, Str *text);
const NounProp *noun_prop(const NounDef *def, Str name);
Flow noun_write(NounCall *call, const NounObject *object) NODISCARD;
/* Keeps an object as its bag has it, within one transaction, noted as the running cmdlet's doing. */
Flow noun_keep(NounCall *call, const NounObject *object) NODISCARD;
/* Puts an argument into the bag; ok: it will do (what will not is reported). */
Flow noun_assign(NounCall *call, NounObject *object, const NounProp *prop, Value v, bool *ok) NODISCARD;
/* A property as a value of its type. */
Flow noun_value(NounCall *call, const NounProp *prop, Str text, bool null, Value *out) NODISCARD;

/* ---- whole cmdlets: the function of a CmdletDef calls one of these ---- */
Flow noun_get(Stage *s, const NounDef *def) NODISCARD;
Flow noun_set(Stage *s, const NounDef *def) NODISCARD;
Flow noun_new(Stage *s, const NounDef *def) NODISCARD;
Flow noun_remove(Stage *s, const NounDef *def) NODISCARD;
#define NOUN_VERB(verb, which)                                                                                         \
	static Flow verb##_##which(Stage *s, UNUSED Value input)                                                       \
	{                                                                                                              \
		return noun_##verb(s, &(which));                                                                       \
	}

/* Parameters of Get-, Remove-; of Get- where -Server is taken; of Get- for virtual directories. */
extern const ParamDef noun_get_params[2], noun_get_server_params[3], noun_get_directory_params[5],
	noun_remove_params[3];
extern const char *const noun_no_outputs[];

/* Tables of properties are written once, as X(name, TYPE, initial), and give rows of props and of Set-'s parameters. */
#define NOUN_PROP(name, type, initial) { #name, NOUN_##type, (initial), NULL },
#define NOUN_ROW(property, kind, unused)                                                                               \
	{ .name = #property,                                                                                           \
		.type = NOUN_PARAM_##kind,                                                                             \
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_OF_PROXY,                                        \
		.help = "Sets the property " #property "." },
#define NOUN_PARAM_STRING      "String"
#define NOUN_PARAM_BOOL        "Boolean"
#define NOUN_PARAM_INT         "Unlimited" /* or a number */
#define NOUN_PARAM_LIST        "Object"
#define NOUN_PARAM_URI         "Object"
#define NOUN_PARAM_DATE        "DateTime"
#define NOUN_PARAM_CERTIFICATE "SmtpX509Identifier"
#define NOUN_SPACE             "Directory.SystemConfiguration."
/* Texts of which only some will do, as the parameter's type has them: kinds for the tables, all kept as texts. */
#define NOUN_FQDN              NOUN_STRING
#define NOUN_SIZE              NOUN_STRING
#define NOUN_AUTH              NOUN_STRING
#define NOUN_HOST_AUTH         NOUN_STRING
#define NOUN_PERMISSIONS       NOUN_STRING
#define NOUN_LOGGING           NOUN_STRING
#define NOUN_LOGIN             NOUN_STRING
#define NOUN_STARTUP           NOUN_STRING
#define NOUN_PARAM_FQDN        "Fqdn"
#define NOUN_PARAM_SIZE        "ByteQuantifiedSize"
#define NOUN_PARAM_AUTH        NOUN_SPACE "AuthMechanisms"
#define NOUN_PARAM_HOST_AUTH   NOUN_SPACE "SmtpSendConnectorConfig+AuthMechanisms"
#define NOUN_PARAM_PERMISSIONS NOUN_SPACE "PermissionGroups"
#define NOUN_PARAM_LOGGING     NOUN_SPACE "ProtocolLoggingLevel"
#define NOUN_PARAM_LOGIN       NOUN_SPACE "LoginOptions"
#define NOUN_PARAM_STARTUP     NOUN_SPACE "UMStartupMode"
#define NOUN_PROPS_END                                                                                                 \
	{                                                                                                              \
		NULL, NOUN_STRING, NULL, NULL                                                                          \
	}
/* Rows that are no properties. */
#define NOUN_ROW_IDENTITY(use)                                                                                         \
	{                                                                                                              \
		.name = "Identity", .type = "Object",                                                                  \
		.in = { { 0, 1, (use) | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },                                    \
		.help = "The object, by its identity or name; or the object itself."                                   \
	}
#define NOUN_ROW_CONTROLLER EXCHANGE_PARAM_DOMAIN_CONTROLLER
#define NOUN_ROW_FORCE                                                                                                 \
	{                                                                                                              \
		.name = "Force", .type = "SwitchParameter", .help = "Without a question."                              \
	}
#define NOUN_ROW_SERVER EXCHANGE_PARAM_SERVER({ 0, 0, 0 })
#define NOUN_SET_ROWS   NOUN_ROW_IDENTITY(PARAM_MANDATORY), NOUN_ROW_CONTROLLER, NOUN_ROW_FORCE
#define NOUN_NEW_ROWS                                                                                                  \
	{ .name = "Name", .type = "String", .in = { { 0, 1, PARAM_MANDATORY } }, .help = "What it is called." },       \
		NOUN_ROW_CONTROLLER, NOUN_ROW_FORCE

/* Heads of the CmdletDefs. */
#define NOUN_GET(cmdlet, rows, class_text)                                                                             \
	.name = (cmdlet), .module = EXCHANGE_MODULE, .class_name = EXCHANGE_TASKS class_text, .params = (rows),        \
	.nparams = COUNT(rows), .outputs = noun_no_outputs
#define NOUN_CHANGE(cmdlet, rows, class_text, impact) NOUN_GET(cmdlet, rows, class_text), .confirm = (impact)

#endif
