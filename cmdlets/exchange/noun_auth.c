/* noun_auth: Get- and Set-AuthConfig: the certificate servers sign their tokens with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"
#include "shell/base/moment.h"

enum { NOTICE_HOURS = 48, LEAST_BITS = 2048 };
#define CURRENT  S("CurrentCertificateThumbprint")
#define PREVIOUS S("PreviousCertificateThumbprint")
#define NEXT     S("NextCertificateThumbprint")
#define FROM     S("NextCertificateEffectiveDate")

static const NounProp props[] = {
	{ "CurrentCertificateThumbprint", NOUN_STRING, NULL, NULL },
	{ "PreviousCertificateThumbprint", NOUN_STRING, NULL, NULL },
	{ "NextCertificateThumbprint", NOUN_STRING, NULL, NULL },
	{ "NextCertificateEffectiveDate", NOUN_DATE, NULL, NULL },
	{ "ServiceName", NOUN_STRING, "00000002-0000-0ff1-ce00-000000000000", NULL },
	{ "Realm", NOUN_STRING, "", NULL },
	{ "DefaultTokenLifetime", NOUN_STRING, NULL, NULL },
	NOUN_PROPS_END,
};
static const NounBuiltin one[] = { { "Auth Configuration", "" }, { NULL, NULL } };
static const TypeDef type = {
	.name = "Microsoft.Exchange.Data.Directory.SystemConfiguration.AuthConfig",
	.base = &type_known[T_OBJECT],
};
static const NounDef auth = {
	.kind = "AuthConfig", .label = "authorization configuration", .props = props, .builtins = one, .type = &type
};

enum { P_CONTROLLER, P_THUMBPRINT, P_DATE, P_PUBLISH, P_CLEAR, P_FORCE, P_SERVER, P_REALM, P_SERVICE, P_COUNT };
static const ParamDef set_params[P_COUNT] = {
	[P_CONTROLLER] = NOUN_ROW_CONTROLLER,
	[P_THUMBPRINT] = { .name = "NewCertificateThumbprint",
		.aliases = (const char *const[]){ "Thumbprint", NULL },
		.type = "String",
		.help = "The certificate that shall be the next one." },
	[P_DATE] = { .name = "NewCertificateEffectiveDate",
		.type = "DateTime",
		.flags = PARAM_ALLOW_NULL,
		.help = "When the next certificate becomes the current one." },
	[P_PUBLISH] = { .name = "PublishCertificate",
		.type = "SwitchParameter",
		.help = "Makes the next certificate the current one, now." },
	[P_CLEAR] = { .name = "ClearPreviousCertificate",
		.type = "SwitchParameter",
		.help = "Forgets the previous certificate." },
	[P_FORCE] = NOUN_ROW_FORCE,
	[P_SERVER] = NOUN_ROW_SERVER,
	[P_REALM] = { .name = "Realm",
		.type = "String",
		.flags = PARAM_ALLOW_EMPTY,
		.help = "Sets the property Realm." },
	[P_SERVICE] = { .name = "ServiceName", .type = "String", .help = "Sets the property ServiceName." },
};
static const ParamDef get_params[] = { NOUN_ROW_CONTROLLER };

NOUN_VERB(get, auth)

static Flow refuse(NounCall *call, Str thumbprint, const char *why)
{
	return exchange_error(&call->exchange, EXCHANGE_AUTH_CERTIFICATE, thumbprint, str_from(why));
}

/* The certificate is there, good for signing and in force; else reported, and *ok is false. */
static Flow check_certificate(NounCall *call, Str text, Str *hex, bool *ok)
{
	uint8_t octets[CERT_THUMBPRINT];
	const Env *env = stage_env(call->exchange.stage);
	StoreCertKey key = { call->exchange.server.id, STORE_PLACE(STORE_MY), { (char *)octets, sizeof octets } };
	StoreCert cert;
	Buf upper = BUF_INIT;

	*ok = false;
	if (!cert_thumbprint_parse(text, octets, NULL) ||
		!store_cert_find(call->exchange.store, &key, call->arena, &cert, &call->diag))
		return refuse(call, text, "was not found.");
	if (!cert.has_key)
		return refuse(call, text, "has no private key.");
	if (cert.key_bits < LEAST_BITS)
		return refuse(call, text, "has a key that is too short: at least 2048 bits are needed.");
	if (env->now(env->self) > cert.not_after)
		return refuse(call, text, "has expired.");
	cert_put_hex(cert.thumbprint, &upper);
	*hex = arena_copy(call->arena, buf_str(&upper));
	buf_release(&upper);
	*ok = true;
	return FLOW_NEXT;
}

/* A date nearer than two days is asked about: not every server may have the certificate by then (docs:
 * Set-AuthConfig). */
static bool ask_date(NounCall *call, int64_t from, Flow *flow)
{
	Stage *s = call->exchange.stage;
	const Env *env = stage_env(s);
	int64_t now = moment_to_local(env, env->now(env->self));

	*flow = FLOW_NEXT;
	if (from - now >= (int64_t)NOTICE_HOURS * 60 * MOMENT_TICKS_PER_MINUTE || stage_switch(s, P_FORCE))
		return true;
	return stage_should_continue(s,
		S("The new certificate effective date is not 48 hours in the future and may not be deployed on all necessary "
		  "servers. Do you wish to continue?"),
		S("Confirm"), NULL, NULL, flow);
}

static Flow set_next(NounCall *call, NounObject *object, bool *ok)
{
	Stage *s = call->exchange.stage;
	const Env *env = stage_env(s);
	int64_t from = moment_to_local(env, env->now(env->self));
	Str hex = S("");
	Flow flow;

	*ok = true;
	if (!stage_bound(s, P_THUMBPRINT))
		return FLOW_NEXT;
	FLOW_TRY(check_certificate(call, stage_str(s, P_THUMBPRINT), &hex, ok));
	if (!*ok)
		return FLOW_NEXT;
	if (stage_bound(s, P_DATE) && s->args[P_DATE].kind == V_DATETIME)
		from = s->args[P_DATE].i64;
	*ok = ask_date(call, from, &flow);
	if (!*ok)
		return flow;
	noun_bag_set(&object->bag, call->arena, NEXT, hex, false);
	noun_bag_set(&object->bag, call->arena, FROM, arena_printf(call->arena, "%lld", (long long)from), false);
	return FLOW_NEXT;
}

static void move(NounCall *call, NounBag *bag, Str from, Str to)
{
	const NounPair *pair = noun_bag_find(bag, from);

	noun_bag_set(bag, call->arena, to, pair ? pair->value : S(""), !pair || pair->null);
	noun_bag_set(bag, call->arena, from, S(""), true);
}

/* Current to previous, next to current. */
static Flow publish(NounCall *call, NounObject *object, bool *ok)
{
	const NounPair *next = noun_bag_find(&object->bag, NEXT);

	*ok = next && !next->null;
	if (!*ok)
		return exchange_error(&call->exchange, EXCHANGE_AUTH_NO_NEXT, S(""), S(""));
	move(call, &object->bag, CURRENT, PREVIOUS);
	move(call, &object->bag, NEXT, CURRENT);
	noun_bag_set(&object->bag, call->arena, FROM, S(""), true);
	return FLOW_NEXT;
}

static Flow change(NounCall *call, NounObject *object)
{
	Stage *s = call->exchange.stage;
	bool ok;
	Flow flow;

	FLOW_TRY(set_next(call, object, &ok));
	if (ok && stage_switch(s, P_PUBLISH))
		FLOW_TRY(publish(call, object, &ok));
	if (!ok)
		return FLOW_NEXT;
	if (stage_switch(s, P_CLEAR))
		noun_bag_set(&object->bag, call->arena, PREVIOUS, S(""), true);
	if (stage_bound(s, P_REALM))
		noun_bag_set(&object->bag, call->arena, S("Realm"), stage_str(s, P_REALM), false);
	if (stage_bound(s, P_SERVICE))
		noun_bag_set(&object->bag, call->arena, S("ServiceName"), stage_str(s, P_SERVICE), false);
	if (!exchange_should(&call->exchange, &flow, "Setting the %s \"%.*s\".", auth.label, STR_ARG(object->identity)))
		return flow;
	return noun_keep(call, object);
}

static Flow set_auth(Stage *s, UNUSED Value input)
{
	NounCall call;
	NounList list;
	Flow flow;

	if (!noun_call(s, &auth, &call, &flow) || !noun_find(&call, false, &list, &flow))
		return flow;
	return list.n ? change(&call, &list.p[0]) : FLOW_NEXT;
}

const CmdletDef cmd_get_authconfig = {
	NOUN_GET("Get-AuthConfig", get_params, "GetAuthConfig"),
	.process = get_auth,
	.synopsis = "Shows which certificates servers sign tokens with.",
};
const CmdletDef cmd_set_authconfig = {
	NOUN_CHANGE("Set-AuthConfig", set_params, "SetAuthConfig", CONFIRM_MEDIUM),
	.process = set_auth,
	.synopsis = "Changes which certificates servers sign tokens with.",
};
