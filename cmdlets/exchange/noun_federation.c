/* noun_federation: federation trusts and the certificates they are signed with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"

#define CURRENT  S("OrgPrivCertificate")
#define NEXT     S("OrgNextPrivCertificate")
#define PREVIOUS S("OrgPrevPrivCertificate")

/* clang-format off */
#define FEDERATION(X)                                                                                                  \
	X(ApplicationUri, STRING, NULL) X(ApplicationIdentifier, STRING, NULL) X(MetadataUrl, URI, NULL)
/* clang-format on */

static bool certificate_of(NounCall *call, const NounObject *object, Str property, Str *text)
{
	const NounPair *pair = noun_bag_find(&object->bag, property);

	(void)call;
	*text = pair && !pair->null ? pair->value : S("");
	return text->n > 0;
}

static bool current_certificate(NounCall *call, const NounObject *object, Str *text)
{
	return certificate_of(call, object, CURRENT, text);
}

static bool next_certificate(NounCall *call, const NounObject *object, Str *text)
{
	return certificate_of(call, object, NEXT, text);
}

static bool previous_certificate(NounCall *call, const NounObject *object, Str *text)
{
	return certificate_of(call, object, PREVIOUS, text);
}

static const NounProp props[] = {
	FEDERATION(NOUN_PROP){ "NamespaceProvisioner", NOUN_STRING, "LiveDomainServices2", NULL },
	{ "TokenIssuerUri", NOUN_URI, "urn:federation:MicrosoftOnline", NULL },
	{ "OrgPrivCertificate", NOUN_STRING, NULL, NULL },
	{ "OrgNextPrivCertificate", NOUN_STRING, NULL, NULL },
	{ "OrgPrevPrivCertificate", NOUN_STRING, NULL, NULL },
	{ "OrgCertificate", NOUN_THUMBPRINT, NULL, current_certificate },
	{ "OrgNextCertificate", NOUN_THUMBPRINT, NULL, next_certificate },
	{ "OrgPrevCertificate", NOUN_THUMBPRINT, NULL, previous_certificate },
	NOUN_PROPS_END,
};

#define ROW_THUMBPRINT(text)                                                                                           \
	{                                                                                                              \
		.name = "Thumbprint", .type = "String", .in = { { 0, 0, PARAM_FROM_PIPE_PROP } }, .help = (text)       \
	}
#define ROW_SWITCH(text, says)                                                                                         \
	{                                                                                                              \
		.name = (text), .type = "SwitchParameter", .help = (says)                                              \
	}
static const ParamDef rows_of_new[] = { NOUN_NEW_ROWS, ROW_THUMBPRINT("The certificate that tokens are signed with."),
	ROW_SWITCH("SkipNamespaceProviderProvisioning", "Accepted: nothing is provisioned elsewhere."),
	ROW_SWITCH("SuppressDnsWarning", "Accepted: no DNS record is looked for."), FEDERATION(NOUN_ROW) };
static const ParamDef rows_of_set[] = { NOUN_ROW_IDENTITY(PARAM_MANDATORY), NOUN_ROW_CONTROLLER, NOUN_ROW_FORCE,
	ROW_THUMBPRINT("The certificate that shall be the next one."),
	ROW_SWITCH("PublishFederationCertificate", "Makes the next certificate the current one."),
	ROW_SWITCH("RefreshMetadata", "Accepted: the partner's metadata are not kept here."), FEDERATION(NOUN_ROW) };

/* ---- certificates ---- */

static Flow no_certificate(NounCall *call, Str text)
{
	return exchange_error(&call->exchange, EXCHANGE_FEDERATION_CERTIFICATE, text, S(""));
}

/* The certificate of a thumbprint with its key; none: reported, and *ok is false. */
static Flow find_certificate(NounCall *call, Str text, StoreCert *cert, bool *ok)
{
	uint8_t octets[CERT_THUMBPRINT];
	StoreCertKey key = { call->exchange.server.id, STORE_PLACE(STORE_MY), { (char *)octets, sizeof octets } };

	*ok = cert_thumbprint_parse(text, octets, NULL) &&
	      store_cert_find(call->exchange.store, &key, call->arena, cert, &call->diag) && cert->has_key;
	if (*ok)
		return FLOW_NEXT;
	return no_certificate(call, text);
}

/* What a trust names has the service Federation (exchange-cmdlets 9.6). */
static bool mark(NounCall *call, const StoreCert *cert)
{
	Store *store = call->exchange.store;
	StoreBinding binding = {
		.cert_id = cert->id, .server_id = cert->server_id, .service = STORE_FEDERATION, .bound = cert->added
	};

	return store_begin(store, &call->diag) &&
	       store_end(store, store_binding_add(store, &binding, &call->diag), &call->diag) && !call->diag.code;
}

static void move(NounCall *call, NounBag *bag, Str from, Str to)
{
	const NounPair *pair = noun_bag_find(bag, from);

	noun_bag_set(bag, call->arena, to, pair ? pair->value : S(""), !pair || pair->null);
	noun_bag_set(bag, call->arena, from, S(""), true);
}

static Flow publish(NounCall *call, NounObject *object, bool *ok)
{
	Str next;

	*ok = next_certificate(call, object, &next);
	if (!*ok)
		return exchange_error(&call->exchange, EXCHANGE_FEDERATION_NO_NEXT, S(""), S(""));
	move(call, &object->bag, CURRENT, PREVIOUS);
	move(call, &object->bag, NEXT, CURRENT);
	return FLOW_NEXT;
}

/* -Thumbprint is the current certificate of a new trust, the next one of a trust that has one. */
static Flow settle(NounCall *call, NounObject *object, bool *ok)
{
	Stage *s = call->exchange.stage;
	Str text = exchange_text_peek(noun_arg_peek(s, "Thumbprint")), current;
	StoreCert cert;
	Buf hex = BUF_INIT;

	*ok = true;
	if (text.n) {
		FLOW_TRY(find_certificate(call, text, &cert, ok));
		if (!*ok)
			return FLOW_NEXT;
		cert_put_hex(cert.thumbprint, &hex);
		noun_bag_set(&object->bag, call->arena, current_certificate(call, object, &current) ? NEXT : CURRENT,
			arena_copy(call->arena, buf_str(&hex)), false);
		buf_release(&hex);
		*ok = mark(call, &cert);
		if (!*ok)
			return stage_diag(s, &call->diag, "StoreFailed", VALUE_EMPTY);
	}
	return convert_to_bool(noun_arg_peek(s, "PublishFederationCertificate")) ? publish(call, object, ok)
										 : FLOW_NEXT;
}

static const TypeDef type = {
	.name = "Microsoft.Exchange.Data.Directory.SystemConfiguration.FederationTrust",
	.base = &type_known[T_OBJECT],
};
static const NounDef federation = {
	.kind = "FederationTrust", .label = "federation trust", .props = props, .type = &type, .settle = settle
};

NOUN_VERB(get, federation)
NOUN_VERB(set, federation)
NOUN_VERB(new, federation)

const CmdletDef cmd_get_federationtrust = {
	NOUN_GET("Get-FederationTrust", noun_get_params, "GetFederationTrust"),
	.process = get_federation,
	.synopsis = "Shows a federation trust.",
};
const CmdletDef cmd_set_federationtrust = {
	NOUN_CHANGE("Set-FederationTrust", rows_of_set, "SetFederationTrust", CONFIRM_MEDIUM),
	.process = set_federation,
	.synopsis = "Changes a federation trust.",
};
const CmdletDef cmd_new_federationtrust = {
	NOUN_CHANGE("New-FederationTrust", rows_of_new, "NewFederationTrust", CONFIRM_MEDIUM),
	.process = new_federation,
	.synopsis = "Makes a federation trust.",
};
