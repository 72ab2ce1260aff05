/* exchange_certificate: the ExchangeCertificate object and its views (exchange-cmdlets 9.3, 9.9; observed-output
 * R1-R7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <time.h>

#include "cmdlets/exchange/exchange.h"
#include "shell/types/guid.h"

#define GETTER(name) static Flow name(UNUSED Interp *in, UNUSED Value self, UNUSED Value *out)

/* ---- making ---- */

ExchangeCert *exchange_cert_peek(Value v)
{
	ExchangeCert *cert = object_payload_peek(value_unwrap_peek(v), &exchange_certificate);

	return cert ? cert : object_payload_peek(value_unwrap_peek(v), &exchange_certificate_local);
}

static void free_cert(Object *object, UNUSED ValueDrops *drops)
{
	ExchangeCert *cert = object->payload;

	x509_clear(&cert->base);
	x509_drop(cert->server_name);
	x509_drop(cert->server_fqdn);
	x509_drop(cert->time_zone);
	free(cert);
}

/* Which web sites it is bound to, as things are now: the object keeps what was true when it was made. */
static bool read_sites(const ExchangeCall *call, const StoreCert *row, ExchangeCert *cert, Diag *diag)
{
	StoreBindingList list;

	if (!(row->services & STORE_IIS))
		return true;
	if (!store_bindings(call->store, row->server_id, row->id, call->stage->scratch, &list, diag))
		return false;
	for (size_t i = 0; i < list.n; i++)
		if (list.p[i].service == STORE_IIS && list.p[i].site > 0 && list.p[i].site <= 32)
			cert->sites |= 1u << (list.p[i].site - 1);
	return true;
}

Value exchange_cert_value(const ExchangeCall *call, const StoreCert *row, Flow *flow)
{
	ExchangeCert *cert = MEM_NEW(ExchangeCert);
	Diag diag = { 0 };
	Value v;

	x509_fill_row(&cert->base, row);
	cert->server_name = x509_keep(call->server.name);
	cert->server_fqdn = x509_keep(call->server.fqdn);
	cert->time_zone = x509_keep(call->server.time_zone);
	cert->services = row->services;
	cert->key_bits = row->key_bits;
	cert->letters = call->profile->letters;
	cert->access_rules = call->profile->access_rules;
	cert->exportable = row->exportable;
	cert->network_service = row->network_service;
	cert->self_signed = row->self_signed && row->place != STORE_REQUEST;
	v = object_value(
		object_new_native(call->profile->remote ? &exchange_certificate : &exchange_certificate_local, cert));
	*flow = read_sites(call, row, cert, &diag) ? FLOW_NEXT
						   : stage_fail(call->stage, &diag, "StoreReadFailed", VALUE_NULL);
	return v;
}

Flow exchange_write_cert(const ExchangeCall *call, const StoreCert *row)
{
	Flow flow;
	Value v = exchange_cert_value(call, row, &flow);

	if (flow != FLOW_NEXT) {
		value_drop(v);
		return flow;
	}
	return stage_write_take(call->stage, v);
}

/* ---- times: a server replayed from elsewhere keeps its own zone ---- */

static void use_zone(const char *zone)
{
	if (zone)
		setenv("TZ", zone, 1);
	else
		unsetenv("TZ");
	tzset();
}

static int64_t local_of(Interp *in, const ExchangeCert *cert, int64_t utc)
{
	const Env *env = runtime_of(in)->env;
	const char *now = getenv("TZ");
	Str kept = x509_keep(str_from(now));
	int64_t local;

	if (cert->time_zone.n)
		use_zone(cert->time_zone.p);
	local = moment_to_local(env, utc);
	if (cert->time_zone.n)
		use_zone(now ? kept.p : NULL);
	x509_drop(kept);
	return local;
}

GETTER(get_not_after)
{
	const ExchangeCert *cert = exchange_cert_peek(self);

	return types_found(out, value_datetime(local_of(in, cert, cert->base.not_after), MOMENT_LOCAL));
}

GETTER(get_not_before)
{
	const ExchangeCert *cert = exchange_cert_peek(self);

	return types_found(out, value_datetime(local_of(in, cert, cert->base.not_before), MOMENT_LOCAL));
}

static void put_invariant(Interp *in, const ExchangeCert *cert, int64_t utc, Buf *out)
{
	(void)moment_format(out, S("MM/dd/yyyy HH:mm:ss"), local_of(in, cert, utc), MOMENT_LOCAL, &moment_invariant,
		runtime_of(in)->env);
}

/* Invariant dates in the server's time (observed-output 6.1). */
static Flow put_text(Interp *in, Value self, Buf *out)
{
	const ExchangeCert *cert = exchange_cert_peek(self);
	Buf from = BUF_INIT, to = BUF_INIT;

	put_invariant(in, cert, cert->base.not_before, &from);
	put_invariant(in, cert, cert->base.not_after, &to);
	x509_put_summary(&cert->base, buf_str(&from), buf_str(&to), out);
	buf_release(&from);
	buf_release(&to);
	return FLOW_NEXT;
}

/* ---- status ---- */

/* Judged when it is first asked for: a list that shows no status builds no chains. */
static Flow judge(Interp *in, ExchangeCert *cert)
{
	StoreCert row = { .server_id = cert->base.server_id,
		.der_id = cert->base.der_id,
		.place = cert->base.place,
		.thumbprint = { (const char *)cert->base.hash, CERT_THUMBPRINT },
		.der = cert->base.der,
		.self_signed = cert->self_signed,
		.not_before = cert->base.not_before,
		.not_after = cert->base.not_after };
	Vault *vault;
	Diag diag = { 0 };

	if (cert->judged)
		return FLOW_NEXT;
	if (!organization_open(in, &vault, &diag) || !vault_status(vault, &row, &cert->status, &diag))
		return fault_exception(in, EXC_INVALID_OPERATION, "%s", diag.text);
	cert->judged = true;
	return FLOW_NEXT;
}

GETTER(get_status)
{
	FLOW_TRY(judge(in, exchange_cert_peek(self)));
	return types_found(out, value_enum(&exchange_status, exchange_cert_peek(self)->status.state));
}

GETTER(get_root_type)
{
	FLOW_TRY(judge(in, exchange_cert_peek(self)));
	return types_found(out, value_enum(&exchange_root_type, exchange_cert_peek(self)->status.root));
}

/* ---- properties ---- */

static Value access_rule(Str account, const char *rights)
{
	Object *rule = object_new(&exchange_access_rule);

	object_set_string(rule, S("CryptoKeyRights"), str_from(rights));
	object_set_string(rule, S("AccessControlType"), S("Allow"));
	object_set_string(rule, S("IdentityReference"), account);
	object_set_take(rule, S("IsInherited"), value_bool(false));
	object_set_string(rule, S("InheritanceFlags"), S("None"));
	object_set_string(rule, S("PropagationFlags"), S("None"));
	return object_value(rule);
}

/* Three until 2016, nothing from 2019 on (exchange-cmdlets 11.1).  Network Service may read the key only once it was
 * let: by SMTP or by -NetworkServiceAllowed; until then whoever made the key stands third (inferred: what a new machine
 * key's access list holds). */
GETTER(get_access_rules)
{
	const ExchangeCert *cert = exchange_cert_peek(self);
	Arena *arena;
	Array *rules;
	Str creator;

	if (!cert->access_rules || !cert->base.has_key)
		return types_found(out, VALUE_NULL);
	arena = arena_new(0);
	creator = vault_account(cert->server_fqdn, runtime_of(in)->env->user, arena);
	rules = array_new_objects();
	array_push_take(rules, access_rule(S("NT AUTHORITY\\SYSTEM"), "FullControl"));
	array_push_take(rules, access_rule(S("BUILTIN\\Administrators"), "FullControl"));
	array_push_take(rules, cert->network_service ? access_rule(S("NT AUTHORITY\\NETWORK SERVICE"), "GenericRead")
						     : access_rule(creator, "FullControl"));
	arena_free(arena);
	return types_found(out, array_value(rules));
}

GETTER(get_domains)
{
	ExchangeCert *cert = exchange_cert_peek(self);
	Array *domains = array_new_objects();
	Arena *arena = arena_new(0);
	CertInfo info;
	Str *names = NULL;
	size_t n = 0;
	Flow flow = x509_read(in, &cert->base, &info);

	if (flow == FLOW_NEXT)
		cert_domains(&info, arena, &names, &n);
	for (size_t i = 0; i < n; i++) {
		Buf shown = BUF_INIT;

		cert_put_shown(names[i], &shown);
		array_push_take(domains, exchange_domain_value(buf_str(&shown)));
		buf_release(&shown);
	}
	arena_free(arena);
	*out = array_value(domains);
	return flow;
}

/* Base64 of what New-ExchangeCertificate -GenerateRequest made; empty for a certificate. */
GETTER(get_request)
{
	const ExchangeCert *cert = exchange_cert_peek(self);
	Arena *arena = arena_new(0);
	Buf text = BUF_INIT;
	Vault *vault;
	Diag diag = { 0 };
	Str der;

	if (cert->base.place == STORE_REQUEST && organization_open(in, &vault, &diag) &&
		store_cert_request_get(vault_store_peek(vault), cert->base.cert_id, arena, &der, &diag))
		cert_put_base64(der, 0, &text);
	arena_free(arena);
	return types_found(out, types_buf_string(&text));
}

GETTER(get_identity)
{
	const ExchangeCert *cert = exchange_cert_peek(self);
	Buf text = BUF_INIT;

	buf_printf(&text, "%.*s\\", STR_ARG(cert->server_fqdn));
	cert_put_hex((Str){ (const char *)cert->base.hash, CERT_THUMBPRINT }, &text);
	return types_found(out, types_buf_string(&text));
}

GETTER(get_iis_services)
{
	const ExchangeCert *cert = exchange_cert_peek(self);
	Array *list = array_new_objects();

	for (int site = 1; site <= 32; site++) {
		Object *service;

		if (!(cert->sites >> (site - 1) & 1))
			continue;
		service = object_new(&exchange_iis_service);
		object_set_take(service, S("ServiceName"),
			value_printf("IIS://%.*s/W3SVC/%d", STR_ARG(cert->server_name), site));
		object_set_take(service, S("InternalUrl"), VALUE_NULL);
		object_set_string(service, S("InternalUrlValid"), S("Unknown"));
		object_set_take(service, S("ExternalUrl"), VALUE_NULL);
		object_set_string(service, S("ExternalUrlValid"), S("Unknown"));
		array_push_take(list, object_value(service));
	}
	return types_found(out, array_value(list));
}

GETTER(get_self_signed)
{
	return types_found(out, value_bool(exchange_cert_peek(self)->self_signed));
}

GETTER(get_key_identifier)
{
	uint8_t id[CERT_THUMBPRINT];
	CertInfo info;
	Buf hex = BUF_INIT;

	FLOW_TRY(x509_read(in, x509_peek(self), &info));
	cert_key_id(&info.key, id);
	cert_put_hex((Str){ (const char *)id, sizeof(id) }, &hex);
	return types_found(out, types_buf_string(&hex));
}

GETTER(get_subject_key_identifier)
{
	CertInfo info;
	Buf hex = BUF_INIT;

	FLOW_TRY(x509_read(in, x509_peek(self), &info));
	cert_put_hex(info.subject_key_id, &hex);
	return types_found(out, types_buf_string(&hex));
}

GETTER(get_exportable)
{
	return types_found(out, value_bool(exchange_cert_peek(self)->exportable));
}

GETTER(get_key_size)
{
	return types_found(out, value_int(exchange_cert_peek(self)->key_bits));
}

GETTER(get_services)
{
	return types_found(out, value_enum(&exchange_services, exchange_cert_peek(self)->services));
}

GETTER(get_letters)
{
	const ExchangeCert *cert = exchange_cert_peek(self);
	Buf text = BUF_INIT;

	exchange_put_letters(cert->services, cert->letters, &text);
	return types_found(out, types_buf_string(&text));
}

/* ---- what remoting adds ---- */

GETTER(get_computer)
{
	Str fqdn = exchange_cert_peek(self)->server_fqdn;
	Buf text = BUF_INIT;

	for (size_t i = 0; i < fqdn.n; i++)
		buf_put_char(&text, exchange_lower(fqdn.p[i]));
	return types_found(out, types_buf_string(&text));
}

/* One of the session, made when it is first asked for. */
GETTER(get_runspace)
{
	return types_found(out, types_guid_value(exchange_runspace(in)));
}

GETTER(get_show_computer)
{
	return types_found(out, value_bool(false));
}

/* ---- tables ---- */

#define X509 "System.Security.Cryptography.X509Certificates."
#define NOTE(name, type, get)                                                                                          \
	{                                                                                                              \
		name, type, get, NULL, PROP_NOTE                                                                       \
	}
enum { REMOTE_NOTES = 3 };

/* fl * shows the notes first, then the rest by the alphabet (observed-output 8.3). */
static const PropDef props[] = {
	NOTE("PSComputerName", "string", get_computer),
	NOTE("RunspaceId", "guid", get_runspace),
	NOTE("PSShowComputerName", "bool", get_show_computer),
	PROP("AccessRules", "System.Collections.IList", get_access_rules),
	PROP("Archived", "bool", x509_get_archived),
	PROP("CertificateDomains", "System.Collections.IList", get_domains),
	PROP("CertificateRequest", "string", get_request),
	PROP("DnsNameList", "System.Object", x509_get_dns_names),
	PROP("EnhancedKeyUsageList", "System.Object", x509_get_usages),
	PROP("Extensions", X509 "X509ExtensionCollection", x509_get_extensions),
	PROP_RW("FriendlyName", "string", x509_get_friendly_name, x509_set_friendly_name),
	PROP("Handle", "System.IntPtr", x509_get_handle),
	PROP("HasPrivateKey", "bool", x509_get_has_key),
	PROP("Identity", "string", get_identity),
	PROP("IisServices", "System.Collections.IList", get_iis_services),
	PROP("IsSelfSigned", "bool", get_self_signed),
	PROP("Issuer", "string", x509_get_issuer),
	PROP("IssuerName", X509 "X500DistinguishedName", x509_get_issuer_name),
	PROP("KeyIdentifier", "string", get_key_identifier),
	PROP("NotAfter", "datetime", get_not_after),
	PROP("NotBefore", "datetime", get_not_before),
	PROP("PrivateKey", "System.Security.Cryptography.AsymmetricAlgorithm", x509_get_private_key),
	PROP("PrivateKeyExportable", "bool", get_exportable),
	PROP("PublicKey", X509 "PublicKey", x509_get_public_key),
	PROP("PublicKeySize", "int", get_key_size),
	PROP("RawData", "byte[]", x509_get_raw_data),
	PROP("RootCAType", EXCHANGE_TASKS "CertificateAuthorityType", get_root_type),
	PROP("SendAsTrustedIssuer", "System.Object", x509_get_trusted_issuer),
	PROP("SerialNumber", "string", x509_get_serial),
	PROP("Services", EXCHANGE_TASKS "AllowedServices", get_services),
	PROP("ServicesStringForm", "string", get_letters),
	PROP("SignatureAlgorithm", "System.Security.Cryptography.Oid", x509_get_signature_algorithm),
	PROP("Status", EXCHANGE_TASKS "CertificateStatus", get_status),
	PROP("Subject", "string", x509_get_subject),
	PROP("SubjectKeyIdentifier", "string", get_subject_key_identifier),
	PROP("SubjectName", X509 "X500DistinguishedName", x509_get_subject_name),
	PROP("Thumbprint", "string", x509_get_thumbprint),
	PROP("Version", "int", x509_get_version),
	PROPS_END,
};

/* observed-output R1, 2.2 */
static const ViewItem table_items[] = {
	{ .prop = "Thumbprint", .width = 41 },
	{ .label = "Services", .prop = "ServicesStringForm", .width = 10 },
	{ .prop = "Subject" },
	{ 0 },
};
static const ViewItem list_items[] = {
	{ .prop = "AccessRules" },
	{ .prop = "CertificateDomains" },
	{ .prop = "HasPrivateKey" },
	{ .prop = "IsSelfSigned" },
	{ .prop = "Issuer" },
	{ .prop = "NotAfter" },
	{ .prop = "NotBefore" },
	{ .prop = "PublicKeySize" },
	{ .prop = "RootCAType" },
	{ .prop = "SerialNumber" },
	{ .prop = "Services" },
	{ .prop = "Status" },
	{ .prop = "Subject" },
	{ .prop = "Thumbprint" },
	{ 0 },
};
static const ViewDef list_view = { .shape = VIEW_LIST, .items = list_items };
static const ViewDef table_view = { .shape = VIEW_TABLE, .items = table_items, .next = &list_view };
static const char *const default_props[] = { "AccessRules", "CertificateDomains", "HasPrivateKey", "IsSelfSigned",
	"Issuer", "NotAfter", "NotBefore", "PublicKeySize", "RootCAType", "SerialNumber", "Services", "Status",
	"Subject", "Thumbprint", NULL };

static bool is_same(Value a, Value b)
{
	return memcmp(x509_peek(a)->hash, x509_peek(b)->hash, CERT_THUMBPRINT) == 0;
}

static const TypeMembers members = { .props = props, .methods = x509_methods };
static const TypeMembers local_members = { .props = props + REMOTE_NOTES, .methods = x509_methods };
static const TypeOps ops = { .free = free_cert, .text = put_text, .equal = is_same };

#define CERTIFICATE(symbol, table)                                                                                     \
	const TypeDef symbol = { .name = EXCHANGE_TASKS "ExchangeCertificate",                                         \
		.base = &x509_certificate,                                                                             \
		.flags = TYPE_OWN_TEXT,                                                                                \
		.members = &(table),                                                                                   \
		.ops = &ops,                                                                                           \
		.default_props = default_props,                                                                        \
		.view = &table_view }
CERTIFICATE(exchange_certificate, members);
CERTIFICATE(exchange_certificate_local, local_members);
