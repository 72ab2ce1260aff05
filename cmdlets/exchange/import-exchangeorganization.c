/* import-exchangeorganization: a server with its certificates as a listing from elsewhere has them, without their keys. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>

#include "cmdlets/exchange/exchange.h"
#include "shell/engine/provider.h"
#include "shell/value/convert.h"

enum { P_FILE_NAME, P_INDEX, P_COUNT };
enum { FILE_MAX = 256 << 20, ROOT_REGISTRY = 3 };
static const char *const path_aliases[] = { "Path", NULL };
static const char *const outputs[] = { NULL };

static const ParamDef params[P_COUNT] = {
	[P_FILE_NAME] = { .name = "FileName",
		.aliases = path_aliases,
		.type = "String",
		.in = { { 0, 1, PARAM_MANDATORY } },
		.help = "A JSON file with listings of Get-ExchangeCertificate." },
	[P_INDEX] = { .name = "Index",
		.type = "Int32",
		.in = { { 0, 2, 0 } },
		.help = "The listing's number in the file; needed when it holds several." },
};

static Flow invalid(Stage *s, const char *text)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA, .id = "ListingInvalid", .exception = EXC_INVALID_DATA_IO };

	return stage_throw(s, &spec, "%s", text);
}

/* ---- the file ---- */

typedef struct Collect {
	Sink sink;
	Array *list;
} Collect;

static Flow collect(Sink *sink, Value v)
{
	array_push(((Collect *)(void *)sink)->list, v);
	return FLOW_NEXT;
}

static Flow read_file(Stage *s, Buf *out)
{
	ErrorSpec spec = { .category = CAT_READ_ERROR, .id = "ListingNotRead", .exception = EXC_IO };
	Buf real = BUF_INIT;
	FILE *file;
	int error;
	size_t n;

	provider_real_path(s->interp, stage_str(s, P_FILE_NAME), &real);
	file = fopen(real.p, "rbe");
	error = errno;
	while (file && !out->full) {
		char *room = buf_room(out, 65536);

		n = room ? fread(room, 1, 65536, file) : 0;
		if (!n)
			break;
		buf_added(out, n);
	}
	buf_release(&real);
	if (file) {
		error = ferror(file) ? EIO : out->full ? EFBIG : 0;
		fclose(file);
	}
	return error ? stage_throw(s, &spec, "The file \"%.*s\" can't be read: %s.", STR_ARG(stage_str(s, P_FILE_NAME)),
			       strerror(error))
		     : FLOW_NEXT;
}

/* The file's listings as objects; ConvertFrom-Json does the reading. */
static Flow parse(Stage *s, Array **listings)
{
	Buf text = { .max = FILE_MAX };
	Collect into = { .sink.put = collect, .list = array_new_objects() };
	Value input;
	Flow flow = read_file(s, &text);

	if (flow == FLOW_NEXT) {
		input = value_string_buf(&text);
		flow = stage_run(s, "ConvertFrom-Json", NULL, 0, &input, 1, &into.sink);
		value_drop(input);
	}
	buf_release(&text);
	if (flow == FLOW_NEXT && into.list->n == 1 && array_peek(into.list, 0).kind == V_ARRAY) {
		*listings = value_ref(array_peek(into.list, 0)).array; /* Core unrolls, Desktop does not */
		value_drop(array_value(into.list));
	} else {
		*listings = into.list;
	}
	return flow;
}

/* ---- properties of what was read ---- */

static Value property(Value v, const char *name)
{
	const Slot *slot;

	v = value_unwrap_peek(v);
	slot = v.kind == V_OBJECT ? object_find_peek(v.object, str_from(name)) : NULL;
	return slot ? value_unwrap_peek(slot->value) : VALUE_NULL;
}

static Str text(Value v, const char *name)
{
	return value_str_peek(property(v, name));
}

static int64_t number(Value v, const char *name)
{
	Value found = property(v, name);

	return found.kind == V_INT ? found.i64 : 0;
}

/* Sites in names such as IIS://EX01/W3SVC/2. */
static unsigned sites_of(Value cert)
{
	Value list = property(cert, "IISServices");
	unsigned sites = 0;

	for (size_t i = 0; list.kind == V_ARRAY && i < list.array->n; i++) {
		Str name = text(array_peek(list.array, i), "serviceName");
		Str last = str_cut(name, name.n ? name.n - 1 : 0, name.n);

		if (last.n && last.p[0] >= '1' && last.p[0] <= '8')
			sites |= 1u << (last.p[0] - '1');
	}
	return sites;
}

/* ---- loading ---- */

typedef struct Import {
	Stage *stage;
	Vault *vault;
	StoreServer server;
	Array *certs; /* lent */
} Import;

static bool load_cert(Import *import, Value cert, Diag *diag)
{
	Arena *arena = arena_new(0);
	Value exportable = property(cert, "PrivateKeyExportable");
	VaultLoad spec = { .server_id = import->server.id,
		.friendly_name = text(cert, "FriendlyName"),
		.has_key = true, /* or it would not have been listed */
		.exportable = exportable.kind == V_BOOL && exportable.b,
		.services = (int)number(cert, "Services") & STORE_SERVICES,
		.sites = sites_of(cert),
		.root = number(cert, "RootCAType") == ROOT_REGISTRY };
	CertFile file;
	bool ok = cert_read_file(text(cert, "der"), arena, &file, diag);

	if (ok && file.ncerts != 1)
		ok = diag_set(diag, DIAG_INVALID, "The property der of a record isn't a certificate.");
	if (ok) {
		spec.der = file.certs[0];
		ok = vault_load(import->vault, &spec, arena, NULL, diag);
	}
	arena_free(arena);
	return ok;
}

static bool load_all(Import *import, Diag *diag)
{
	Store *store = vault_store_peek(import->vault);
	bool ok = store_begin(store, diag);

	if (!ok)
		return false;
	for (size_t i = 0; ok && i < import->certs->n; i++)
		ok = load_cert(import, array_peek(import->certs, i), diag);
	ok = ok && vault_note(import->vault, "ImportOrganization", import->server.fqdn, diag);
	return store_end(store, ok, diag) && ok;
}

/* The server as the records name it: FQDN\thumbprint, else where the shell was connected to. */
static void name_server(Import *import, Value listing)
{
	Value first = array_peek(import->certs, 0);
	Str identity = text(first, "Identity");
	size_t slash = str_find_byte(identity, '\\', 0);

	import->server.fqdn = slash == STR_NONE ? text(first, "PSComputerName") : str_cut(identity, 0, slash);
	import->server.name = str_cut(import->server.fqdn, 0, str_find_byte(import->server.fqdn, '.', 0));
	import->server.time_zone = text(listing, "timeZone");
	import->server.roles = STORE_ROLE_MAILBOX | STORE_ROLE_CLIENT_ACCESS | STORE_ROLE_HUB_TRANSPORT;
	import->server.added = stage_env(import->stage)->now(stage_env(import->stage)->self);
}

/* In a store without servers it becomes the local one, and its domain the accepted one. */
static bool add_server(Import *import, Diag *diag)
{
	Store *store = vault_store_peek(import->vault);
	StoreServerList servers;
	size_t dot = str_find_byte(import->server.fqdn, '.', 0);
	StoreDomain domain = { .is_default = true };
	bool ok = store_servers(store, import->stage->scratch, &servers, diag);

	import->server.is_local = ok && servers.n == 0;
	ok = ok && vault_add_server(import->vault, &import->server, &import->server.id, diag);
	if (!ok || !import->server.is_local || dot == STR_NONE)
		return ok;
	domain.name = domain.domain = str_cut(import->server.fqdn, dot + 1, import->server.fqdn.n);
	return store_begin(store, diag) && store_end(store, store_domain_add(store, &domain, diag), diag) &&
	       !diag->code;
}

static Flow load(Stage *s, Value listing)
{
	Import import = { .stage = s };
	Value certs = property(listing, "certificates");
	Diag diag = { 0 };

	if (certs.kind != V_ARRAY || certs.array->n == 0)
		return invalid(s, "The listing has no certificates.");
	import.certs = certs.array;
	name_server(&import, listing);
	if (!import.server.name.n)
		return invalid(s, "The listing doesn't name its server.");
	if (!organization_open_bare(s->interp, &import.vault, &diag) || !add_server(&import, &diag) ||
		!load_all(&import, &diag))
		return stage_fail(s, &diag, "ListingNotImported", VALUE_NULL);
	return FLOW_NEXT;
}

static Value find_listing(Stage *s, const Array *listings)
{
	if (!stage_bound(s, P_INDEX))
		return listings->n == 1 ? array_peek(listings, 0) : VALUE_NULL;
	for (size_t i = 0; i < listings->n; i++)
		if (number(array_peek(listings, i), "index") == stage_int(s, P_INDEX, 0))
			return array_peek(listings, i);
	return VALUE_NULL;
}

static Flow process(Stage *s, UNUSED Value input)
{
	Array *listings;
	Value listing;
	Flow flow = parse(s, &listings);

	if (flow == FLOW_NEXT) {
		listing = find_listing(s, listings);
		if (value_is_null(listing))
			flow = invalid(s, "The file has no such listing; choose one with -Index.");
		else if (stage_should(s, stage_str(s, P_FILE_NAME), S("Import organization"), &flow))
			flow = load(s, listing);
	}
	value_drop(array_value(listings));
	return flow;
}

const CmdletDef cmd_import_exchangeorganization = {
	.name = "Import-ExchangeOrganization",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "ImportExchangeOrganization",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Adds a server with its certificates from a listing made elsewhere, without their private keys.",
};
