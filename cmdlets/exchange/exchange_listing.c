/* exchange_listing: reads the records of listings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_listing.h"

#include "cmdlets/exchange/exchange_serialized.h"
#include "shell/types/types.h"
#include "shell/value/convert.h"
#include "shell/value/list.h"
#include "shell/value/runtime.h"

Value exchange_listing_peek(Value record, const char *name)
{
	const Slot *slot;

	record = value_unwrap_peek(record);
	slot = record.kind == V_OBJECT ? object_find_peek(record.object, str_from(name)) : NULL;
	return slot ? value_unwrap_peek(slot->value) : VALUE_NULL;
}

static Str text(Value record, const char *name)
{
	return value_str_peek(exchange_listing_peek(record, name));
}

static bool flag(Value record, const char *name, bool absent)
{
	Value found = exchange_listing_peek(record, name);

	return found.kind == V_BOOL ? found.b : absent;
}

/* An enumeration's value: a number, or its names. */
static int number(Stage *s, Value record, const char *name, const TypeDef *type)
{
	Value found = exchange_listing_peek(record, name), value;
	int64_t n;

	if (value_is_null(found))
		return 0;
	if (convert_to(s->interp, found, type, &value) != FLOW_NEXT) {
		runtime_of(s->interp)->clear_error(s->interp);
		return 0;
	}
	n = types_int(value);
	value_drop(value);
	return (int)n;
}

/* Octets of a byte[], of a list of numbers as JSON has it, or of Base64. */
static Str octets(Stage *s, Value record, const char *name)
{
	Value found = exchange_listing_peek(record, name);
	Buf out = BUF_INIT;
	Str kept;

	if (found.kind == V_STRING)
		return value_str_peek(found); /* cert_read_file reads Base64 */
	if (found.kind != V_ARRAY)
		return S("");
	if (array_is_bytes(found.array))
		return array_bytes(found.array);
	for (size_t i = 0; i < found.array->n; i++) {
		Value one = value_unwrap_peek(array_peek(found.array, i));

		buf_put_char(&out, (char)(uint8_t)(one.kind == V_INT ? one.i64 : 0));
	}
	kept = arena_copy(s->scratch, buf_str(&out));
	buf_release(&out);
	return kept;
}

/* A name such as IIS://EX01/W3SVC/2, or an object that has one. */
static unsigned site_of(Value service)
{
	Str name = text(service, "ServiceName");

	return exchange_serialized_site(name.n ? name : value_str_peek(value_unwrap_peek(service)));
}

static unsigned sites_of(Value record)
{
	Value list = exchange_listing_peek(record, "IisServices");
	unsigned sites = 0;

	for (size_t i = 0; list.kind == V_ARRAY && i < list.array->n; i++)
		sites |= site_of(array_peek(list.array, i));
	for (size_t i = 0; list.kind == V_LIST && i < list.list->n; i++)
		sites |= site_of(list.list->items[list.list->head + i]);
	return sites;
}

/* FQDN\thumbprint, else where the shell was connected to. */
static Str server_of(Str identity, Value record)
{
	size_t slash = str_find_byte(identity, '\\', 0);

	return slash == STR_NONE ? text(record, "PSComputerName") : str_cut(identity, 0, slash);
}

static Str request_of(Stage *s, Value record)
{
	CertFile file;
	Diag unused;

	if (!cert_read_file(text(record, "CertificateRequest"), s->scratch, &file, &unused) ||
		file.kind != CERT_FILE_REQUEST)
		return S("");
	return file.body;
}

static void read_properties(Stage *s, Value record, ListingCert *out)
{
	static const char *const names[] = { "der", "RawData", "RawCertData" };

	for (size_t i = 0; !out->der.n && i < COUNT(names); i++)
		out->der = octets(s, record, names[i]);
	out->friendly_name = text(record, "FriendlyName");
	out->server = server_of(text(record, "Identity"), record);
	out->services = number(s, record, "Services", &exchange_services);
	out->sites = sites_of(record);
	out->exportable = flag(record, "PrivateKeyExportable", false);
	out->root = number(s, record, "RootCAType", &exchange_root_type);
	out->state = number(s, record, "Status", &exchange_status);
	out->pending = out->state == VAULT_STATE_PENDING;
	if (out->pending)
		out->request = request_of(s, record);
}

static bool read_serialized(Stage *s, Value record, ListingCert *out)
{
	Str bytes = octets(s, record, "SerializationData");
	ExchangeSerialized data;

	if (!bytes.n || !exchange_serialized_read(bytes, s->scratch, &data))
		return false;
	out->der = data.der;
	out->friendly_name = data.friendly_name;
	out->server = server_of(data.identity, record);
	out->services = data.services;
	out->sites = data.sites;
	out->exportable = data.exportable;
	out->root = data.root;
	out->state = data.status;
	out->pending = data.status == VAULT_STATE_PENDING;
	return true;
}

bool exchange_listing_cert(Stage *s, Value record, ListingCert *out, Diag *diag)
{
	CertFile file;

	*out = (ListingCert){ .has_key = flag(record, "HasPrivateKey", true) };
	if (!read_serialized(s, record, out))
		read_properties(s, record, out);
	out->services &= STORE_SERVICES;
	if (!out->der.n || !cert_read_file(out->der, s->scratch, &file, diag) || file.ncerts != 1)
		return diag_set(diag, DIAG_INVALID, "A record of the file is no certificate.");
	out->der = file.certs[0];
	return true;
}
