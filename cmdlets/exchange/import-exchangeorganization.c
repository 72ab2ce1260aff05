/* import-exchangeorganization: a server with its certificates as a listing from elsewhere has them, without their
 * keys. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cmdlets/exchange/exchange_listing.h"
#include "shell/base/utf8.h"
#include "shell/engine/provider.h"

enum { P_FILE_NAME, P_INDEX, P_SERVER, P_COUNT };
enum { FILE_MAX = 256 << 20 };
static const char *const path_aliases[] = { "Path", NULL };
static const char *const outputs[] = { NULL };

static const ParamDef params[P_COUNT] = {
	[P_FILE_NAME] = { .name = "FileName",
		.aliases = path_aliases,
		.type = "String",
		.in = { { 0, 1, PARAM_MANDATORY } },
		.help = "A file of Export-Clixml or ConvertTo-Json with what Get-ExchangeCertificate gave." },
	[P_INDEX] = { .name = "Index",
		.type = "Int32",
		.in = { { 0, 2, 0 } },
		.help = "The listing's number in the file; needed when it holds several." },
	[P_SERVER] = { .name = "Server",
		.type = "String",
		.help = "The full name of the server, when the file doesn't tell it or another is wanted." },
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

static bool is_xml(Str head)
{
	size_t bom, i;
	Encoding encoding = utf8_sniff(head, ENC_UTF8, &bom);
	Buf text = BUF_INIT;
	bool xml;

	utf8_decode_from(encoding, str_cut(head, bom, head.n), &text);
	for (i = 0; i < text.n && strchr(" \t\r\n", text.p[i]);)
		i++;
	xml = i < text.n && text.p[i] == '<';
	buf_release(&text);
	return xml;
}

/* What the file holds as objects; ConvertFrom-Json or Import-Clixml does the reading. */
static Flow parse(Stage *s, Array **found)
{
	Buf file = { .max = FILE_MAX }, text = BUF_INIT;
	Collect into = { .sink.put = collect, .list = array_new_objects() };
	StageArg path = { "LiteralPath", value_string(stage_str(s, P_FILE_NAME)) };
	size_t bom;
	Value input;
	Flow flow = read_file(s, &file);
	Encoding plain = utf8_is_valid(buf_str(&file)) ? ENC_UTF8 : ENC_WINDOWS1252; /* Set-Content of Windows */

	if (flow == FLOW_NEXT && is_xml(str_cut(buf_str(&file), 0, file.n < 64 ? file.n : 64))) {
		flow = stage_run(s, "Import-Clixml", &path, 1, VALUE_EMPTY, &into.sink);
	} else if (flow == FLOW_NEXT) {
		Encoding encoding = utf8_sniff(buf_str(&file), plain, &bom);

		utf8_decode_from(encoding, str_cut(buf_str(&file), bom, file.n), &text);
		input = value_string_buf(&text);
		flow = stage_run(s, "ConvertFrom-Json", NULL, 0, input, &into.sink);
		value_drop(input);
	}
	value_drop(path.value);
	buf_release(&file);
	buf_release(&text);
	if (flow == FLOW_NEXT && into.list->n == 1 && array_peek(into.list, 0).kind == V_ARRAY) {
		*found = value_ref(array_peek(into.list, 0)).array; /* Core unrolls, Desktop does not */
		value_drop(array_value(into.list));
	} else {
		*found = into.list;
	}
	return flow;
}

/* ---- loading ---- */

typedef struct Import {
	Stage *stage;
	Vault *vault;
	StoreServer server;
	const ListingCert *certs; /* in the scratch arena */
	size_t ncerts;
} Import;

static bool is_of(const Import *import, const ListingCert *cert)
{
	return str_ieq(cert->server, import->server.fqdn);
}

static bool load_certs(Import *import, Diag *diag)
{
	bool ok = true;

	for (size_t i = 0; ok && i < import->ncerts; i++) {
		const ListingCert *cert = &import->certs[i];
		VaultLoad spec = { .server_id = import->server.id,
			.der = cert->der,
			.friendly_name = cert->friendly_name,
			.has_key = cert->has_key,
			.exportable = cert->exportable,
			.services = cert->services,
			.sites = cert->sites,
			.state = (VaultState)cert->state,
			.root = (VaultRootType)cert->root,
			.pending = cert->pending,
			.request = cert->request };

		if (is_of(import, cert)) {
			ArenaMark mark = arena_mark(import->stage->scratch);

			ok = vault_load(import->vault, &spec, import->stage->scratch, NULL, diag);
			if (!ok && diag->code == DIAG_EXISTS)
				diag_set(diag, DIAG_EXISTS, "the listing has certificate %zu of %.*s twice", i + 1,
					STR_ARG(cert->server));
			arena_release(import->stage->scratch, mark);
		}
	}
	return ok;
}

static bool load_all(Import *import, Diag *diag)
{
	bool ok;

	if (!vault_load_begin(import->vault, import->ncerts, diag))
		return false;
	ok = load_certs(import, diag) && vault_note(import->vault, "ImportOrganization", import->server.fqdn, diag);
	return vault_load_end(import->vault, ok, diag) && ok;
}

static Str domain_of(const Import *import)
{
	size_t dot = str_find_byte(import->server.fqdn, '.', 0);

	return dot == STR_NONE ? S("") : str_cut(import->server.fqdn, dot + 1, import->server.fqdn.n);
}

/* In a store without servers it becomes the local one, and its domain the accepted one. */
static bool add_server(Import *import, Diag *diag)
{
	Store *store = vault_store_peek(import->vault);
	StoreServerList servers;
	StoreDomain domain = { .is_default = true };
	bool ok = store_servers(store, import->stage->scratch, &servers, diag);

	import->server.is_local = ok && servers.n == 0;
	ok = ok && vault_add_server(import->vault, &import->server, &import->server.id, diag);
	domain.name = domain.domain = domain_of(import);
	if (!ok || !import->server.is_local || domain.name.n == 0)
		return ok;
	return store_begin(store, diag) && store_end(store, store_domain_add(store, &domain, diag), diag) &&
	       !diag->code;
}

/* Of a server that could not be loaded nothing stays, so that the next try does not find it there. */
static void forget_server(Import *import)
{
	Store *store = vault_store_peek(import->vault);
	Diag unused = { 0 };

	if (store_begin(store, &unused))
		(void)store_end(store,
			store_server_remove(store, import->server.id, &unused) &&
				(!import->server.is_local || domain_of(import).n == 0 ||
					store_domain_remove(store, domain_of(import), &unused)),
			&unused);
}

static bool load_server(Import *import, Str fqdn, Diag *diag)
{
	import->server = (StoreServer){ .fqdn = fqdn,
		.name = str_cut(fqdn, 0, str_find_byte(fqdn, '.', 0)),
		.time_zone = import->server.time_zone,
		.roles = STORE_ROLE_MAILBOX | STORE_ROLE_CLIENT_ACCESS | STORE_ROLE_HUB_TRANSPORT,
		.added = stage_env(import->stage)->now(stage_env(import->stage)->self) };
	if (!add_server(import, diag))
		return diag->code != DIAG_EXISTS ? false
						 : diag_set(diag, DIAG_EXISTS, "there is another server named %.*s",
							   STR_ARG(import->server.name));
	if (load_all(import, diag))
		return true;
	forget_server(import);
	return false;
}

/* What is there already is somebody's work: neither replaced nor mixed with what the file says. */
static Flow check_server(Import *import, Str fqdn)
{
	ErrorSpec spec = { .category = CAT_RESOURCE_EXISTS, .id = "ServerExists", .exception = EXC_INVALID_OPERATION };
	Str names[] = { fqdn, str_cut(fqdn, 0, str_find_byte(fqdn, '.', 0)) };
	StoreServer server;
	Diag diag;

	for (size_t i = 0; i < COUNT(names); i++) {
		diag = (Diag){ 0 };
		if (store_server_find(
			    vault_store_peek(import->vault), names[i], import->stage->scratch, &server, &diag))
			return stage_throw(import->stage, &spec,
				"The server \"%.*s\" is in the store already, as %.*s. Give the listing's another name with "
				"-Server, or import it into a store of its own.",
				STR_ARG(fqdn), STR_ARG(server.fqdn));
		if (diag.code != DIAG_NOT_FOUND)
			return stage_fail(import->stage, &diag, "ListingNotImported", VALUE_NULL);
	}
	return FLOW_NEXT;
}

static bool is_first(const Import *import, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_ieq(import->certs[k].server, import->certs[i].server))
			return false;
	return true;
}

/* Before the first is added. */
static Flow check_servers(Import *import)
{
	for (size_t i = 0; i < import->ncerts; i++)
		if (is_first(import, i))
			FLOW_TRY(check_server(import, import->certs[i].server));
	return FLOW_NEXT;
}

/* Each server once, with all that is its own. */
static bool load_servers(Import *import, Diag *diag)
{
	for (size_t i = 0; i < import->ncerts; i++)
		if (is_first(import, i) && !load_server(import, import->certs[i].server, diag))
			return false;
	return true;
}

/* Records as they will be loaded; a property of the wrong kind is as good as none. */
static Flow read_certs(Stage *s, const Array *records, Import *import)
{
	ListingCert *certs = ARENA_ARRAY(s->scratch, ListingCert, records->n + 1);
	Diag diag = { 0 };

	for (size_t i = 0; i < records->n; i++) {
		if (!exchange_listing_cert(s, array_peek(records, i), &certs[i], &diag))
			return stage_fail(s, &diag, "ListingNotImported", VALUE_NULL);
		if (stage_bound(s, P_SERVER))
			certs[i].server = stage_str(s, P_SERVER);
		if (!certs[i].server.n)
			return invalid(s, "The listing doesn't name its server; do it with -Server.");
	}
	import->certs = certs;
	import->ncerts = records->n;
	return FLOW_NEXT;
}

/* This machine gives way when it is all there is in the store, and is back when nothing could be loaded. */
static Flow load_all_servers(Import *import)
{
	Stage *s = import->stage;
	Diag diag = { 0 };
	Flow flow;

	if (!vault_unseed(import->vault, &diag))
		return stage_fail(s, &diag, "ListingNotImported", VALUE_NULL);
	flow = check_servers(import);
	if (flow == FLOW_NEXT && !load_servers(import, &diag))
		flow = stage_fail(s, &diag, "ListingNotImported", VALUE_NULL);
	if (!vault_seed(import->vault, &diag) && flow == FLOW_NEXT)
		flow = stage_fail(s, &diag, "ListingNotImported", VALUE_NULL);
	return flow;
}

static Flow load(Stage *s, const Array *records, Str time_zone)
{
	Import import = { .stage = s, .server = { .time_zone = time_zone } };
	Diag diag = { 0 };

	if (records->n == 0)
		return invalid(s, "The listing has no certificates.");
	FLOW_TRY(read_certs(s, records, &import));
	if (!organization_open_bare(s->interp, &import.vault, &diag))
		return stage_fail(s, &diag, "ListingNotImported", VALUE_NULL);
	FLOW_TRY(load_all_servers(&import));
	return stage_warning(s,
		"The file holds no private keys: its %zu certificates can be shown, assigned and removed here, but not "
		"exported.",
		import.ncerts);
}

/* ---- which listing ---- */

static int64_t index_of(Value listing)
{
	Value found = exchange_listing_peek(listing, "index");

	return found.kind == V_INT ? found.i64 : -1;
}

static Value find_listing(Stage *s, const Array *listings)
{
	if (!stage_bound(s, P_INDEX))
		return listings->n == 1 ? array_peek(listings, 0) : VALUE_NULL;
	for (size_t i = 0; i < listings->n; i++)
		if (index_of(array_peek(listings, i)) == stage_int(s, P_INDEX, 0))
			return array_peek(listings, i);
	return VALUE_NULL;
}

/* A file of listings, each with its certificates; or the certificates themselves. */
static Flow load_file(Stage *s, const Array *found)
{
	Value first = found->n ? array_peek(found, 0) : VALUE_NULL, listing;

	if (value_is_null(exchange_listing_peek(first, "certificates")))
		return load(s, found, S(""));
	listing = exchange_listing_peek(find_listing(s, found), "certificates");
	if (listing.kind != V_ARRAY)
		return invalid(s, "The file has no such listing; choose one with -Index.");
	return load(s, listing.array, value_str_peek(exchange_listing_peek(find_listing(s, found), "timeZone")));
}

static Flow process(Stage *s, UNUSED Value input)
{
	Array *found;
	Flow flow = parse(s, &found);

	if (flow == FLOW_NEXT && stage_should(s, stage_str(s, P_FILE_NAME), S("Import organization"), &flow))
		flow = load_file(s, found);
	value_drop(array_value(found));
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
