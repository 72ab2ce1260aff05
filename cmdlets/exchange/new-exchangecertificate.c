/* new-exchangecertificate: a self-signed certificate, a request, or a renewal of either. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"

enum { SET_CERTIFICATE = 1, SET_REQUEST = 2 };
enum {
	P_SERVICES,
	P_GENERATE_REQUEST,
	P_BINARY,
	P_REQUEST_FILE,
	P_DOMAIN_NAME,
	P_FORCE,
	P_FRIENDLY_NAME,
	P_ACCEPTED_DOMAINS,
	P_AUTODISCOVER,
	P_SERVER_FQDN,
	P_SERVER_NETBIOS,
	P_INSTANCE,
	P_KEY_SIZE,
	P_EXPORTABLE,
	P_SERVER,
	P_KEY_IDENTIFIER,
	P_SUBJECT,
	P_DOMAIN_CONTROLLER,
	P_COUNT
};
enum { KEY_SIZE = 2048, NAME_MAX_UNITS = 63, SITE_DEFAULT = 1 };
#define DEFAULT_NAME S("Microsoft Exchange")
static const char *const sets[] = { "Certificate", "Request", NULL };
static const char *const path_aliases[] = { "Path", NULL };
static const char *const outputs[] = { EXCHANGE_TASKS "ExchangeCertificate", "System.String",
	EXCHANGE_TASKS "BinaryFileDataObject", NULL };

static const ParamDef params[P_COUNT] = {
	[P_SERVICES] = { .name = "Services",
		.type = "AllowedServices",
		.flags = PARAM_OF_PROXY,
		.in = { { SET_CERTIFICATE, 0, 0 } },
		.default_text = "IMAP,POP,SMTP",
		.help = "The services the new certificate is assigned to." },
	[P_GENERATE_REQUEST] = { .name = "GenerateRequest",
		.type = "SwitchParameter",
		.in = { { SET_REQUEST, 0, 0 } },
		.help = "Makes a PKCS#10 request for a certification authority instead of a self-signed certificate." },
	[P_BINARY] = { .name = "BinaryEncoded",
		.type = "SwitchParameter",
		.in = { { SET_REQUEST, 0, 0 } },
		.help = "Gives the request as DER in the property FileData instead of Base64 text." },
	[P_REQUEST_FILE] = { .name = "RequestFile",
		.aliases = path_aliases,
		.type = "String",
		.in = { { SET_REQUEST, 0, 0 } },
		.help = "A file the request is written to (Exchange 2007: Path)." },
	[P_DOMAIN_NAME] = { .name = "DomainName",
		.type = "MultiValuedProperty",
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The host names the certificate is for; @() for none." },
	[P_FORCE] = { .name = "Force",
		.type = "SwitchParameter",
		.help = "Replaces the default SMTP certificate, or an existing request file, without a question." },
	[P_FRIENDLY_NAME] = { .name = "FriendlyName",
		.type = "String",
		.default_text = "Microsoft Exchange",
		.help = "The friendly name, shorter than 64 characters." },
	[P_ACCEPTED_DOMAINS] = { .name = "IncludeAcceptedDomains",
		.type = "SwitchParameter",
		.help = "Adds every accepted domain to the host names." },
	[P_AUTODISCOVER] = { .name = "IncludeAutoDiscover",
		.type = "SwitchParameter",
		.help = "Adds autodiscover.<domain> for every accepted domain." },
	[P_SERVER_FQDN] = { .name = "IncludeServerFQDN",
		.type = "SwitchParameter",
		.help = "Adds the server's fully qualified name." },
	[P_SERVER_NETBIOS] = { .name = "IncludeServerNetBIOSName",
		.type = "SwitchParameter",
		.help = "Adds the server's short name." },
	[P_INSTANCE] = { .name = "Instance",
		.type = "X509Certificate2",
		.in = { { 0, 0, PARAM_FROM_PIPE } },
		.help = "A certificate that is renewed: its subject, names and friendly name are taken over." },
	[P_KEY_SIZE] = { .name = "KeySize",
		.type = "Int32",
		.default_text = "2048",
		.help = "Bits of the RSA key: 1024, 2048 or 4096." },
	[P_EXPORTABLE] = { .name = "PrivateKeyExportable",
		.type = "Boolean",
		.default_text = "$false",
		.help = "Whether the private key may be exported later." },
	[P_SERVER] = EXCHANGE_PARAM_SERVER({ 0, 0, 0 }),
	[P_KEY_IDENTIFIER] = { .name = "SubjectKeyIdentifier",
		.type = "String",
		.help = "A SubjectKeyIdentifier for the certificate, as hex digits." },
	[P_SUBJECT] = { .name = "SubjectName",
		.type = "X500DistinguishedName",
		.help = "The subject, as \"C=US,O=Contoso,CN=mail.contoso.com\"; it must have a CN." },
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

/* One call at work. */
typedef struct New {
	ExchangeCall call;
	ExchangeNames names;
	VaultNew spec;
	X509Cert *instance;
	Buf key_id;
	int asked; /* services named with -Services */
} New;

/* ---- what was asked for ---- */

static Flow invalid(const New *new, ExchangeFault fault)
{
	return exchange_error(&new->call, fault, S(""), S(""));
}

static bool check_key_size(New *new, Flow *flow)
{
	int64_t size = stage_int(new->call.stage, P_KEY_SIZE, KEY_SIZE);

	new->spec.key_bits = (int)size;
	if (size == 1024 || size == 2048 || size == 4096)
		return true;
	*flow = exchange_error(
		&new->call, EXCHANGE_KEY_SIZE, arena_printf(new->call.stage->scratch, "%lld", (long long)size), S(""));
	return false;
}

static bool check_friendly_name(New *new, Flow *flow)
{
	Stage *s = new->call.stage;
	Str name = stage_str(s, P_FRIENDLY_NAME);

	if (!stage_bound(s, P_FRIENDLY_NAME))
		name = new->instance &&new->instance->friendly_name.n ? new->instance->friendly_name : DEFAULT_NAME;
	new->spec.friendly_name = name;
	if (str_units(name) <= NAME_MAX_UNITS)
		return true;
	*flow = invalid(new, EXCHANGE_FRIENDLY_NAME);
	return false;
}

static bool check_key_id(New *new, Flow *flow)
{
	Stage *s = new->call.stage;

	if (!stage_bound(s, P_KEY_IDENTIFIER))
		return true;
	if (cert_parse_hex(stage_str(s, P_KEY_IDENTIFIER), &new->key_id) && new->key_id.n) {
		new->spec.subject_key_id = buf_str(&new->key_id);
		return true;
	}
	*flow = invalid(new, EXCHANGE_KEY_IDENTIFIER);
	return false;
}

static bool check_request(New *new, Flow *flow)
{
	Stage *s = new->call.stage;

	if (new->names.is_request || (!stage_switch(s, P_BINARY) && !stage_bound(s, P_REQUEST_FILE)))
		return true;
	*flow = invalid(new, EXCHANGE_NEEDS_REQUEST);
	return false;
}

static bool collect(New *new, Flow *flow)
{
	Stage *s = new->call.stage;
	ExchangeNames *names = &new->names;
	size_t n;
	const Str *typed = exchange_texts(s, P_DOMAIN_NAME, &n);

	*names = (ExchangeNames){ .typed = stage_bound(s, P_DOMAIN_NAME) ? typed : NULL,
		.ntyped = n,
		.netbios = stage_switch(s, P_SERVER_NETBIOS),
		.fqdn = stage_switch(s, P_SERVER_FQDN),
		.accepted = stage_switch(s, P_ACCEPTED_DOMAINS),
		.autodiscover = stage_switch(s, P_AUTODISCOVER),
		.subject = x509_name_text_peek(s->args[P_SUBJECT]),
		.instance = new->instance,
		.is_request = stage_switch(s, P_GENERATE_REQUEST) };
	if (stage_bound(s, P_SUBJECT) && !names->subject.n) {
		*flow = invalid(new, EXCHANGE_NO_COMMON_NAME);
		return false;
	}
	return check_key_size(new, flow) && check_friendly_name(new, flow) && check_key_id(new, flow) &&
	       check_request(new, flow) && exchange_names(&new->call, names, flow);
}

/* Those of the certificate that is renewed and can be applied (3.8): a new one can have the Default Web Site only, so
 * what is bound to the back end leaves the site it was never on alone (6.3, 3). */
static int services_of_old(const New *new)
{
	const ExchangeCert *old = new->instance ? exchange_cert_peek(new->call.stage->args[P_INSTANCE]) : NULL;

	if (!old)
		return 0;
	return old->services & ~(STORE_FEDERATION | (old->sites & SITE_DEFAULT ? 0 : STORE_IIS));
}

/* -Services, else those of the certificate that is renewed, else the default (3.5, 3.8). */
static int services_of(New *new)
{
	Stage *s = new->call.stage;
	int old = services_of_old(new);

	if (stage_bound(s, P_SERVICES))
		return new->asked = (int)stage_int(s, P_SERVICES, 0) & STORE_SERVICES;
	if (old)
		return old;
	if (new->call.profile->where >= WHERE_2016 &&
		(stage_switch(s, P_ACCEPTED_DOMAINS) || stage_switch(s, P_AUTODISCOVER)))
		return STORE_SMTP;
	return STORE_IMAP | STORE_POP | STORE_SMTP;
}

static void fill(New *new)
{
	VaultNew *spec = &new->spec;
	Stage *s = new->call.stage;
	const OrganizationProfile *profile = new->call.profile;

	spec->server = new->call.server.name;
	spec->subject = new->names.der;
	spec->domains = new->names.domains;
	spec->ndomains = new->names.ndomains;
	spec->exportable = stage_bound(s, P_EXPORTABLE) && s->args[P_EXPORTABLE].b;
	spec->hash = profile->hash;
	spec->years = profile->years;
	spec->single_smtp = profile->single_smtp;
	spec->require_ssl = true;
	spec->match_names = true;
}

/* ---- a request ---- */

static Flow give_request(const New *new, ExchangeFile *file, const VaultResult *result)
{
	Stage *s = new->call.stage;
	bool binary = stage_switch(s, P_BINARY);
	Buf text = BUF_INIT;
	Str bytes = result->request;
	Flow flow;

	cert_put_armor(result->request, "NEW CERTIFICATE REQUEST", &text);
	if (!binary)
		bytes = buf_str(&text);
	if (!exchange_file_write(&new->call, file, bytes, &flow)) {
		VaultRemove undo = { .server = new->call.server.name, .thumbprint = result->cert.thumbprint };
		VaultResult undone;
		Diag diag = { 0 };

		if (!vault_remove(new->call.vault, &undo, s->scratch, &undone, &diag))
			flow = stage_fail(s, &diag, "StoreWriteFailed", VALUE_NULL);
	} else if (!new->call.profile->request_is_text && file->shown.n) {
		flow = exchange_write_cert(&new->call, &result->cert);
	} else if (binary) {
		flow = stage_write_take(s, exchange_file_data_value(bytes));
	} else {
		flow = stage_write_text(s, str_trim(bytes));
	}
	buf_release(&text);
	return flow;
}

static Flow make_request(New *new)
{
	Stage *s = new->call.stage;
	VaultResult result = { 0 };
	Diag diag = { 0 };
	ExchangeFile file;
	Flow flow;

	if (!exchange_should(&new->call, &flow,
		    "Creating a certificate request with subject \"%.*s\" on server \"%.*s\".",
		    STR_ARG(new->names.shown), STR_ARG(new->call.server.name)) ||
		!exchange_file_open(
			&new->call, stage_str(s, P_REQUEST_FILE), stage_switch(s, P_FORCE), 0666, &file, &flow))
		return flow;
	if (vault_new_request(new->call.vault, &new->spec, s->scratch, &result, &diag))
		flow = give_request(new, &file, &result);
	else
		flow = exchange_failed(&new->call, &result, &diag, S(""));
	exchange_file_close(&file);
	return flow;
}

/* ---- a self-signed certificate ---- */

/* SMTP is enabled either way; the question is only which certificate is the default one from now on (6.3, 5).  SMTP
 * that Federation brought along was not asked for. */
static Flow settle_transport(const New *new, const VaultResult *made)
{
	Stage *s = new->call.stage;
	VaultEnable spec = { .server = new->call.server.name,
		.thumbprint = made->cert.thumbprint,
		.services = STORE_SMTP,
		.replace_transport = true,
		.single_smtp = new->spec.single_smtp };
	VaultResult result = { 0 };
	Diag diag = { 0 };
	bool replace;

	if (!(new->spec.services & made->services &STORE_SMTP) || stage_switch(s, P_FORCE))
		return FLOW_NEXT;
	FLOW_TRY(exchange_ask_transport(&new->call, made->cert.thumbprint, made->cert.not_after, &replace));
	if (!replace || vault_enable(new->call.vault, &spec, s->scratch, &result, &diag))
		return FLOW_NEXT;
	return exchange_failed(&new->call, &result, &diag, S(""));
}

static Flow make_certificate(New *new)
{
	Stage *s = new->call.stage;
	VaultResult result = { 0 };
	StoreCert row;
	Diag diag = { 0 };
	Flow flow;

	new->spec.services = services_of(new);
	new->spec.replace_transport = stage_switch(s, P_FORCE);
	if (!exchange_should(&new->call, &flow,
		    "Creating a self-signed certificate with subject \"%.*s\" on server \"%.*s\".",
		    STR_ARG(new->names.shown), STR_ARG(new->call.server.name)))
		return flow;
	if (!vault_new_self_signed(new->call.vault, &new->spec, s->scratch, &result, &diag))
		return exchange_failed(&new->call, &result, &diag, S(""));
	FLOW_TRY(exchange_warn_skipped(&new->call, &result.cert, result.skipped & new->asked));
	FLOW_TRY(exchange_refuse_um(&new->call, result.refused & new->asked));
	FLOW_TRY(settle_transport(new, &result));
	if (result.services & STORE_SMTP)
		FLOW_TRY(exchange_warn_precedence(&new->call, &result.cert));
	if (!store_cert_get(new->call.store, result.cert.id, s->scratch, &row, &diag))
		return stage_fail(s, &diag, "StoreReadFailed", VALUE_NULL);
	return exchange_write_cert(&new->call, &row);
}

static Flow process(Stage *s, UNUSED Value input)
{
	New new = { .key_id = BUF_INIT };
	Flow flow;

	if (!exchange_call(s, exchange_text_peek(s->args[P_SERVER]), &new.call, &flow))
		return flow;
	new.instance = stage_bound(s, P_INSTANCE) ? x509_peek(s->args[P_INSTANCE]) : NULL;
	if (collect(&new, &flow)) {
		fill(&new);
		flow = new.names.is_request ? make_request(&new) : make_certificate(&new);
	}
	buf_release(&new.key_id);
	return flow;
}

const CmdletDef cmd_new_exchangecertificate = {
	.name = "New-ExchangeCertificate",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "NewExchangeCertificate",
	.sets = sets,
	.default_set = SET_CERTIFICATE,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(ExchangeAnswers),
	.process = process,
	.synopsis = "Makes a self-signed certificate or a certificate request, or renews a certificate.",
};
