/* exchange_types: the small types of Exchange's parameters and properties. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/exchange/exchange.h"
#include "shell/base/num.h"
#include "shell/value/convert.h"
#include "store/cert/cert_domain.h"

#define CONFIGURATION "Microsoft.Exchange.Configuration.Tasks."
#define CONNECTORS    "Microsoft.Exchange.Data.Directory.SystemConfiguration."

/* ---- what is known by its name ---- */

static Flow put_name(UNUSED Interp *in, Value self, Buf *out)
{
	const Slot *name = object_find_peek(value_unwrap_peek(self).object, S("Name"));

	if (name)
		buf_put(out, value_str_peek(name->value));
	return FLOW_NEXT;
}

const TypeOps exchange_named_ops = { .text = put_name };

/* ---- enums ---- */

#define ENUM(symbol, full, table, more)                                                                                \
	const TypeDef symbol = {                                                                                       \
		.name = (full),                                                                                        \
		.base = &type_known[T_ENUM],                                                                           \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT | (more),                                            \
		.names = (table),                                                                                      \
		.nnames = COUNT(table),                                                                                \
		.underlying = T_INT32,                                                                                 \
	};

/* Numbers: exchange-cmdlets 9.4, 10.1. */
/* clang-format off */
static const EnumName services[] = {
	{ "None", 0 }, { "IMAP", 1 }, { "POP", 2 }, { "UM", 4 }, { "IIS", 8 }, { "SMTP", 16 }, { "Federation", 32 },
	{ "UMCallRouter", 64 },
};
ENUM(exchange_services, EXCHANGE_TASKS "AllowedServices", services, TYPE_FLAGS)
static const EnumName states[] = {
	{ "Unknown", 0 }, { "Valid", 1 }, { "Revoked", 2 }, { "DateInvalid", 3 }, { "Untrusted", 4 }, { "Invalid", 5 },
	{ "RevocationCheckFailure", 6 }, { "PendingRequest", 7 },
};
ENUM(exchange_status, EXCHANGE_TASKS "CertificateStatus", states, 0)
static const EnumName root_types[] = {
	{ "None", 0 }, { "ThirdParty", 1 }, { "Enterprise", 2 }, { "Registry", 3 }, { "GroupPolicy", 4 }, { "Unknown", 5 },
};
ENUM(exchange_root_type, EXCHANGE_TASKS "CertificateAuthorityType", root_types, 0)

/* What Set- of connectors and services takes (docs: Set-ReceiveConnector, Set-SendConnector, Set-PopSettings,
 * Set-UMService). */
static const EnumName auth_mechanisms[] = {
	{ "None", 0 }, { "Tls", 1 }, { "Integrated", 2 }, { "BasicAuth", 4 }, { "BasicAuthRequireTLS", 8 },
	{ "ExchangeServer", 16 }, { "ExternalAuthoritative", 32 },
};
static ENUM(receive_auth, CONNECTORS "AuthMechanisms", auth_mechanisms, TYPE_FLAGS)
static const EnumName host_mechanisms[] = {
	{ "None", 0 }, { "BasicAuth", 2 }, { "BasicAuthRequireTLS", 4 }, { "ExchangeServer", 8 },
	{ "ExternalAuthoritative", 16 },
};
static ENUM(send_auth, CONNECTORS "SmtpSendConnectorConfig+AuthMechanisms", host_mechanisms, 0)
static const EnumName permission_groups[] = {
	{ "None", 0 }, { "AnonymousUsers", 1 }, { "ExchangeUsers", 2 }, { "ExchangeServers", 4 },
	{ "ExchangeLegacyServers", 8 }, { "Partners", 16 }, { "Custom", 32 },
};
static ENUM(permissions, CONNECTORS "PermissionGroups", permission_groups, TYPE_FLAGS)
static const EnumName logging_levels[] = { { "None", 0 }, { "Verbose", 1 } };
static ENUM(logging, CONNECTORS "ProtocolLoggingLevel", logging_levels, 0)
static const EnumName login_options[] = {
	{ "PlainTextLogin", 1 }, { "PlainTextAuthentication", 2 }, { "SecureLogin", 3 },
};
static ENUM(login, CONNECTORS "LoginOptions", login_options, 0)
static const EnumName startup_modes[] = { { "TCP", 0 }, { "TLS", 1 }, { "Dual", 2 } };
static ENUM(startup, CONNECTORS "UMStartupMode", startup_modes, 0)
	/* clang-format on */

	void exchange_put_services(int mask, Buf *out)
{
	type_enum_put(&exchange_services, mask, out);
}

/* ORDER of AllowedServices' bits.  Exchange of a generation has the first 5, 6 or 7 (observed-output R2). */
void exchange_put_letters(int mask, int letters, Buf *out)
{
	static const char names[] = "IPUWSFR";

	for (int i = 0; i < letters; i++)
		buf_put(out, mask >> i & 1 ? (Str){ names + i, 1 } : S("."));
}

/* ---- types that are a text: payload is a String ---- */

static void free_text(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, value_of_string(object->payload));
}

static Value text_value(const TypeDef *type, Str text)
{
	return object_value(object_new_native(type, value_string(text).string));
}

static bool is_text(const TypeDef *type)
{
	return type && type->ops && type->ops->free == free_text;
}

Str exchange_text_peek(Value v)
{
	Value plain = value_unwrap_peek(v);

	if (plain.kind == V_OBJECT && is_text(type_of(plain)))
		return string_str(plain.object->payload);
	return value_str_peek(plain);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, exchange_text_peek(self));
	return FLOW_NEXT;
}

static bool equal_text(Value a, Value b)
{
	return str_ieq(exchange_text_peek(a), exchange_text_peek(b));
}

static int order_text(Value a, Value b)
{
	return str_icompare(exchange_text_peek(a), exchange_text_peek(b));
}

static uint32_t text_hash(Value v)
{
	return str_ihash(exchange_text_peek(v));
}

/* A property of an object by name, for parameters that take the objects of a Get- cmdlet; V_EMPTY: it has none. */
static Flow property_of(Interp *in, Value v, Str name, Value *out)
{
	bool found = false;

	*out = VALUE_EMPTY;
	if (v.kind != V_OBJECT)
		return FLOW_NEXT;
	FLOW_TRY(member_get_own(in, v, name, out, &found));
	if (!found)
		*out = VALUE_EMPTY;
	return FLOW_NEXT;
}

/* By the property a server or certificate object has, else by its text. */
static Flow convert_by(Interp *in, Value from, const TypeDef *type, Str property, Value *out)
{
	Value named = VALUE_EMPTY;
	Buf text = BUF_INIT;
	Flow flow = property_of(in, from, property, &named);

	if (flow == FLOW_NEXT)
		flow = convert_put_text(in, named.kind == V_EMPTY ? from : named, &text);
	if (flow == FLOW_NEXT && text.n)
		*out = text_value(type, buf_str(&text));
	else if (flow == FLOW_NEXT) /* [MEM]: what identity parameters say of an empty text */
		flow = fault_exception(in, EXC_ARGUMENT,
			"Parameter values of type %s can't be empty. Specify a value, and try again.\r\nParameter name: identity",
			type->name);
	value_drop(named);
	buf_release(&text);
	return flow;
}

static Flow convert_server(Interp *in, Value from, Value *out)
{
	return convert_by(in, from, &exchange_server_id, S("Name"), out);
}

static Flow convert_certificate(Interp *in, Value from, Value *out)
{
	return convert_by(in, from, &exchange_certificate_id, S("Identity"), out);
}

static Flow convert_object(Interp *in, Value from, Value *out)
{
	return convert_by(in, from, &exchange_object_id, S("Identity"), out);
}

static Flow convert_fqdn(Interp *in, Value from, Value *out)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(in, from, &text);

	if (flow == FLOW_NEXT && cert_domain_is_host(buf_str(&text)))
		*out = text_value(&exchange_fqdn, buf_str(&text));
	else if (flow == FLOW_NEXT)
		flow = fault_exception(
			in, EXC_FORMAT, "\"%.*s\" isn't a valid fully qualified domain name.", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static Flow convert_domain(Interp *in, Value from, Value *out)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(in, from, &text);

	if (flow == FLOW_NEXT && text.n)
		*out = exchange_domain_value(buf_str(&text));
	buf_release(&text);
	return flow;
}

/* <I>issuer<S>subject (docs: TlsCertificateName); an empty text is no name. */
static Flow convert_name(Interp *in, Value from, Value *out)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(in, from, &text);
	Str name = buf_str(&text);

	if (flow == FLOW_NEXT && (!name.n || (str_istarts(name, S("<I>")) && str_ifind(name, S("<S>"), 3) != STR_NONE)))
		*out = text_value(&exchange_certificate_name, name);
	else if (flow == FLOW_NEXT)
		flow = fault_exception(
			in, EXC_FORMAT, "The name of a certificate has the form \"<I>Issuer<S>Subject\".");
	buf_release(&text);
	return flow;
}

/* ---- quantities ---- */

static const char *const size_units[] = { "B", "KB", "MB", "GB", "TB" };

/* "50MB", "50 MB", "50 MB (52,428,800 bytes)", "52428800"; false: none of them, or too large. */
static bool parse_size(Str text, int64_t *bytes)
{
	size_t digits = 0, unit = 0;
	Str rest;

	while (digits < text.n && text.p[digits] >= '0' && text.p[digits] <= '9')
		digits++;
	rest = str_trim(str_cut(text, digits, text.n));
	rest = str_trim(str_cut(rest, 0, str_find_byte(rest, '(', 0)));
	while (rest.n && unit < COUNT(size_units) && !str_ieq(rest, str_from(size_units[unit])))
		unit++;
	if (unit == COUNT(size_units) ||
		num_parse_integer(str_cut(text, 0, digits), NUM_INT64, false, bytes) != NUM_OK ||
		*bytes > INT64_MAX >> 10 * unit)
		return false;
	*bytes *= INT64_C(1) << (10 * unit);
	return true;
}

/* "35 MB (36,700,160 bytes)", "136.1 MB (142,711,808 bytes)" */
static void put_size(Interp *in, int64_t bytes, Buf *out)
{
	size_t unit = 0;

	while (unit + 1 < COUNT(size_units) && bytes >> 10 * (unit + 1))
		unit++;
	buf_printf(
		out, bytes >> 10 * unit >= 1000 ? "%.0f" : "%.4g", (double)bytes / (double)(INT64_C(1) << 10 * unit));
	buf_printf(out, " %s (", size_units[unit]);
	(void)num_format_integer(out, S("N0"), bytes, NUM_INT64, runtime_edition(in)->numbers_invariant);
	buf_put(out, S(" bytes)"));
}

/* A number as it is, else what it is printed as: 50MB is a number with a text of its own. */
static Flow put_quantity(Interp *in, Value from, Buf *text)
{
	Value plain = value_unwrap_peek(from);

	if (plain.kind != V_INT)
		return convert_put_text(in, from, text);
	buf_printf(text, "%lld", (long long)plain.i64);
	return FLOW_NEXT;
}

static Flow convert_size(Interp *in, Value from, Value *out)
{
	Buf text = BUF_INIT, shown = BUF_INIT;
	Flow flow = put_quantity(in, from, &text);
	Str given = str_trim(buf_str(&text));
	int64_t bytes;

	if (str_ieq(given, S("Unlimited")))
		buf_put(&shown, S("Unlimited"));
	else if (flow == FLOW_NEXT && parse_size(given, &bytes))
		put_size(in, bytes, &shown);
	else if (flow == FLOW_NEXT)
		flow = fault_exception(
			in, EXC_FORMAT, "\"%.*s\" isn't a size, such as 10MB, or Unlimited.", STR_ARG(given));
	if (flow == FLOW_NEXT)
		*out = text_value(&exchange_size, buf_str(&shown));
	buf_release(&text);
	buf_release(&shown);
	return flow;
}

static Flow convert_count(Interp *in, Value from, Value *out)
{
	Buf text = BUF_INIT;
	Flow flow = put_quantity(in, from, &text);
	Str given = str_trim(buf_str(&text));
	int64_t number;

	if (flow == FLOW_NEXT && str_ieq(given, S("Unlimited")))
		*out = text_value(&exchange_count, S("Unlimited"));
	else if (flow == FLOW_NEXT && num_parse_integer(given, NUM_INT32, false, &number) == NUM_OK)
		*out = text_value(&exchange_count, given);
	else if (flow == FLOW_NEXT)
		flow = fault_exception(in, EXC_FORMAT, "Input string was not in a correct format.");
	buf_release(&text);
	return flow;
}

#define TEXT_OPS(converter)                                                                                            \
	{                                                                                                              \
		.free = free_text, .text = put_text, .convert = (converter), .equal = equal_text,                      \
		.compare = order_text, .hash = text_hash,                                                              \
	}
static const TypeOps fqdn_ops = TEXT_OPS(convert_fqdn), server_ops = TEXT_OPS(convert_server),
		     certificate_ops = TEXT_OPS(convert_certificate), domain_ops = TEXT_OPS(convert_domain),
		     object_ops = TEXT_OPS(convert_object), name_ops = TEXT_OPS(convert_name),
		     size_ops = TEXT_OPS(convert_size), count_ops = TEXT_OPS(convert_count);
#define TEXT_TYPE(symbol, full, table)                                                                                 \
	const TypeDef symbol = {                                                                                       \
		.name = (full), .base = &type_known[T_OBJECT], .flags = TYPE_OWN_TEXT | TYPE_SCALAR, .ops = &(table)   \
	}

TEXT_TYPE(exchange_fqdn, EXCHANGE_DATA "Fqdn", fqdn_ops);
TEXT_TYPE(exchange_server_id, CONFIGURATION "ServerIdParameter", server_ops);
TEXT_TYPE(exchange_object_id, CONFIGURATION "ExchangeObjectIdParameter", object_ops);
TEXT_TYPE(exchange_size, EXCHANGE_DATA "ByteQuantifiedSize", size_ops);
TEXT_TYPE(exchange_count, EXCHANGE_DATA "Unlimited", count_ops);
TEXT_TYPE(exchange_certificate_name, EXCHANGE_DATA "SmtpX509Identifier", name_ops);
TEXT_TYPE(exchange_certificate_id, CONFIGURATION "ExchangeCertificateIdParameter", certificate_ops);

/* ---- SmtpDomainWithSubdomains: what CertificateDomains holds ---- */

Value exchange_domain_value(Str name)
{
	return text_value(&exchange_domain, name);
}

static bool is_wildcard(Value v)
{
	return str_starts(exchange_text_peek(v), S("*."));
}

TYPE_GET(get_address)
{
	return types_found(out, value_string(exchange_text_peek(self)));
}

TYPE_GET(get_domain)
{
	Str text = exchange_text_peek(self);

	return types_found(out, value_string(is_wildcard(self) ? str_cut(text, 2, text.n) : text));
}

TYPE_GET(get_subdomains)
{
	return types_found(out, value_bool(is_wildcard(self)));
}

static const PropDef domain_props[] = {
	PROP("Address", "string", get_address),
	PROP("Domain", "string", get_domain),
	PROP("IncludeSubDomains", "bool", get_subdomains),
	PROP("SmtpDomain", "string", get_domain),
	PROPS_END,
};
static const TypeMembers domain_members = { .props = domain_props };
const TypeDef exchange_domain = { .name = EXCHANGE_DATA "SmtpDomainWithSubdomains",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT | TYPE_SCALAR,
	.members = &domain_members,
	.ops = &domain_ops };

/* ---- MultiValuedProperty: payload is an array of strings ---- */

static Array *items_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_items(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, array_value(object->payload));
}

static Flow put_item(Interp *in, Value item, Array *items)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(in, item, &text);

	if (flow == FLOW_NEXT)
		array_push_take(items, value_string_buf(&text));
	buf_release(&text);
	return flow;
}

/* One text is a list of one, whatever commas it has (exchange-cmdlets 9.1). */
static Flow convert_domains(Interp *in, Value from, Value *out)
{
	Array *items = array_new(&type_string_array, 4), *given = NULL;
	Flow flow = FLOW_NEXT;

	if (value_is_null(from))
		flow = FLOW_NEXT;
	else if (value_is_string(from))
		flow = put_item(in, from, items);
	else
		flow = types_items(in, from, &given);
	for (size_t i = 0; flow == FLOW_NEXT && given && i < given->n; i++)
		flow = put_item(in, array_peek(given, i), items);
	if (given)
		value_drop(array_value(given));
	if (flow == FLOW_NEXT)
		*out = object_value(object_new_native(&exchange_domains, items));
	else
		value_drop(array_value(items));
	return flow;
}

static Flow enumerate(UNUSED Interp *in, Value self, Array *out)
{
	const Array *items = items_of(self);

	for (size_t i = 0; i < items->n; i++)
		array_push(out, array_peek(items, i));
	return FLOW_NEXT;
}

static Flow item_at(UNUSED Interp *in, Value self, Value key, Value *out)
{
	const Array *items = items_of(self);
	int64_t at = types_int(key);

	*out = at >= 0 && (uint64_t)at < items->n ? array_get(items, (size_t)at) : VALUE_NULL;
	return FLOW_NEXT;
}

TYPE_GET(get_count)
{
	return types_found(out, value_int((int32_t)items_of(self)->n));
}

static const PropDef domains_props[] = { PROP("Count", "int", get_count), PROPS_END };
static const TypeMembers domains_members = { .props = domains_props };
static const TypeOps domains_ops = {
	.free = free_items, .convert = convert_domains, .enumerate = enumerate, .index = item_at
};
const TypeDef exchange_domains = { .name = EXCHANGE_DATA "MultiValuedProperty",
	.base = &type_known[T_OBJECT],
	.members = &domains_members,
	.ops = &domains_ops };

Str *exchange_texts(Stage *s, int param, size_t *n)
{
	const Array *items = stage_bound(s, param) && !value_is_null(s->args[param]) ? items_of(s->args[param]) : NULL;
	Str *texts;

	*n = items ? items->n : 0;
	texts = ARENA_ARRAY(s->scratch, Str, *n + 1);
	for (size_t i = 0; i < *n; i++)
		texts[i] = value_str_peek(array_peek(items, i));
	return texts;
}

/* ---- objects that carry their properties themselves ---- */

static Flow iis_text(UNUSED Interp *in, Value self, Buf *out)
{
	const Slot *name = object_find_peek(value_unwrap_peek(self).object, S("ServiceName"));

	if (name)
		buf_put(out, value_str_peek(name->value));
	return FLOW_NEXT;
}

static const TypeOps iis_ops = { .text = iis_text };
const TypeDef exchange_iis_service = {
	.name = EXCHANGE_TASKS "IisService", .base = &type_known[T_OBJECT], .flags = TYPE_OWN_TEXT, .ops = &iis_ops
};
const TypeDef exchange_access_rule = { .name = "System.Security.AccessControl.CryptoKeyAccessRule",
	.base = &type_known[T_OBJECT] };
const TypeDef exchange_file_data = { .name = EXCHANGE_TASKS "BinaryFileDataObject", .base = &type_known[T_OBJECT] };

Value exchange_file_data_value(Str bytes)
{
	Object *object = object_new(&exchange_file_data);

	object_set_take(object, S("FileData"), array_from_bytes(bytes));
	return object_value(object);
}

/* ---- the list ---- */

const TypeEntry exchange_entries[] = {
	{ &exchange_certificate, NULL },
	{ &exchange_services, NULL },
	{ &exchange_status, NULL },
	{ &exchange_root_type, NULL },
	{ &receive_auth, NULL },
	{ &send_auth, NULL },
	{ &permissions, NULL },
	{ &logging, NULL },
	{ &login, NULL },
	{ &startup, NULL },
	{ &exchange_fqdn, NULL },
	{ &exchange_server_id, NULL },
	{ &exchange_certificate_id, NULL },
	{ &exchange_certificate_name, NULL },
	{ &exchange_size, NULL },
	{ &exchange_count, NULL },
	{ &exchange_object_id, NULL },
	{ &exchange_server, NULL },
	{ &exchange_accepted_domain, NULL },
	{ &exchange_domains, NULL },
	{ &exchange_domain, NULL },
	{ &exchange_iis_service, NULL },
	{ &exchange_access_rule, NULL },
	{ &exchange_file_data, NULL },
};
const size_t exchange_nentries = COUNT(exchange_entries);
