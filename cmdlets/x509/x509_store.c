/* x509_store: X509Store and what it holds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509_drive.h"
#include "shell/base/moment.h"
#include "shell/types/file.h"
#include "store/cert/cert_pfx.h"

#define NAMESPACE "System.Security.Cryptography.X509Certificates."

/* ---- the store behind the object ----------------------------------------------------------------------------- */

static Flow failed(Interp *in, const Diag *diag)
{
	return fault_exception(in, EXC_CRYPTOGRAPHIC, "%s", diag->text);
}

static bool list_rows(Vault *vault, const X509Path *path, Array *out, Diag *diag)
{
	Arena *arena = arena_new(0);
	StoreCertFilter filter = { .places = x509_path_places(path) };
	StoreCertCursor *cursor = NULL;
	StoreServer server;
	StoreCert row;
	bool ok = store_server_find(vault_store_peek(vault), S(""), arena, &server, diag);

	filter.server_id = ok ? server.id : 0;
	ok = ok && store_certs(vault_store_peek(vault), &filter, &cursor, diag);
	while (ok && store_certs_next(cursor, &row, diag))
		array_push_take(out, x509_row_value(&row));
	store_certs_close(cursor);
	arena_free(arena);
	return ok && diag->code == DIAG_OK;
}

Flow x509_store_list(Interp *in, const X509Path *path, Array *out)
{
	Vault *vault;
	Diag diag = { 0 };

	if (!x509_path_places(path))
		return FLOW_NEXT;
	if (!organization_open(in, &vault, &diag) || !list_rows(vault, path, out, &diag))
		return failed(in, &diag);
	return FLOW_NEXT;
}

/* A certificate with a key in memory goes through a file of its own: the vault takes keys from files only. */
static bool put_with_key(Vault *vault, X509Cert *cert, Arena *arena, Diag *diag)
{
	static const Str password = S_INIT("transfer");
	CertPfxSpec pfx = {
		.cert = cert->der, .key = cert->key, .friendly_name = cert->friendly_name, .password = password
	};
	VaultImport spec = { .password = &password, .exportable = cert->exportable, .default_name = S("") };
	VaultResult result = { 0 };
	Buf bytes = BUF_SECRET;
	bool ok = cert_pfx_save(&pfx, &bytes, diag);

	spec.data = buf_str(&bytes);
	ok = ok && vault_import(vault, &spec, arena, &result, diag);
	buf_release(&bytes);
	if (!ok && result.refusal == VAULT_EXISTS) { /* Add() of what is there is no error */
		*diag = (Diag){ 0 };
		return true;
	}
	return ok;
}

static bool put(Vault *vault, const X509Path *path, X509Cert *cert, Diag *diag)
{
	Arena *arena = arena_new(0);
	VaultPut spec = { .place = path->place->place, .der = cert->der, .friendly_name = cert->friendly_name };
	VaultResult result;
	bool ok = path->place->place == STORE_MY && cert->key ? put_with_key(vault, cert, arena, diag)
							      : vault_put(vault, &spec, arena, &result, diag);

	arena_free(arena);
	return ok;
}

Flow x509_store_put(Interp *in, const X509Path *path, X509Cert *cert)
{
	Vault *vault;
	Diag diag = { 0 };

	FLOW_TRY(x509_load(in, cert));
	if (!x509_path_places(path))
		return fault_exception(in, EXC_CRYPTOGRAPHIC, "Access is denied.");
	if (!organization_open(in, &vault, &diag) || !put(vault, path, cert, &diag))
		return failed(in, &diag);
	return FLOW_NEXT;
}

static Flow take_out(Interp *in, const X509Path *path, const X509Cert *cert)
{
	Arena *arena = arena_new(0);
	VaultRemove spec = { .places = x509_path_places(path),
		.thumbprint = { (const char *)cert->hash, CERT_THUMBPRINT } };
	VaultResult result = { 0 };
	Vault *vault;
	Diag diag = { 0 };
	bool ok = organization_open(in, &vault, &diag) && vault_remove(vault, &spec, arena, &result, &diag);

	arena_free(arena);
	/* Remove() of what is not there is no error */
	return ok || result.refusal == VAULT_NO_CERTIFICATE ? FLOW_NEXT : failed(in, &diag);
}

/* ---- X509Certificate2Collection: payload is an array --------------------------------------------------------- */

static Array *items_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

Value x509_collection_value(Interp *in, Array *items)
{
	(void)in;
	return object_value(object_new_native(&x509_collection, items));
}

static void free_items(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, array_value(object->payload));
}

static Flow enumerate(UNUSED Interp *in, Value self, Array *out)
{
	const Array *items = items_of(self);

	for (size_t i = 0; i < items->n; i++)
		array_push(out, array_peek(items, i));
	return FLOW_NEXT;
}

static Flow item_at(Interp *in, Value self, Value key, Value *out)
{
	const Array *items = items_of(self);
	int64_t at = types_int(key);

	if (at < 0 || (uint64_t)at >= items->n)
		return types_index(in, "index");
	*out = array_get(items, (size_t)at);
	return FLOW_NEXT;
}

TYPE_GET(get_count)
{
	return types_found(out, value_int((int32_t)items_of(self)->n));
}

TYPE_METHOD(make_collection)
{
	Array *items = array_new_objects();

	if (n && x509_peek(args[0]))
		array_push(items, args[0]);
	*out = x509_collection_value(in, items);
	return FLOW_NEXT;
}

TYPE_METHOD(collection_add)
{
	if (!x509_peek(args[0]))
		return types_null(in, "certificate");
	array_push(items_of(self), args[0]);
	return types_found(out, value_int((int32_t)items_of(self)->n - 1));
}

TYPE_METHOD(collection_add_range)
{
	Array *more;

	FLOW_TRY(types_items(in, args[0], &more));
	for (size_t i = 0; i < more->n; i++)
		if (x509_peek(array_peek(more, i)))
			array_push(items_of(self), array_peek(more, i));
	value_drop(array_value(more));
	return FLOW_NEXT;
}

static bool is_same(Value a, Value b)
{
	const X509Cert *x = x509_peek(a), *y = x509_peek(b);

	return x && y && memcmp(x->hash, y->hash, CERT_THUMBPRINT) == 0;
}

TYPE_METHOD(collection_contains)
{
	const Array *items = items_of(self);
	bool found = false;

	for (size_t i = 0; i < items->n; i++)
		found = found || is_same(array_peek(items, i), args[0]);
	return types_found(out, value_bool(found));
}

TYPE_METHOD(collection_remove)
{
	Array *items = items_of(self), *left = array_new_objects();

	for (size_t i = 0; i < items->n; i++)
		if (!is_same(array_peek(items, i), args[0]))
			array_push(left, array_peek(items, i));
	value_unwrap_peek(self).object->payload = left;
	value_drop(array_value(items));
	return FLOW_NEXT;
}

/* ---- Find ---------------------------------------------------------------------------------------------------- */

/* ORDER X509FindType. */
typedef enum FindType {
	FIND_THUMBPRINT,
	FIND_SUBJECT_PART,
	FIND_SUBJECT,
	FIND_ISSUER_PART,
	FIND_ISSUER,
	FIND_SERIAL,
	FIND_VALID,
	FIND_NOT_YET,
	FIND_EXPIRED,
	FIND_TYPES
} FindType;

static bool contains(Str text, Str part)
{
	return str_ifind(text, part, 0) != STR_NONE;
}

static bool has_serial(const X509Cert *cert, Str wanted)
{
	Buf hex = BUF_INIT;
	bool same;

	cert_put_hex(cert->serial, &hex);
	same = str_ieq(buf_str(&hex), wanted);
	buf_release(&hex);
	return same;
}

static bool is_found(const X509Cert *cert, FindType type, Str text, int64_t at)
{
	uint8_t hash[CERT_THUMBPRINT];

	switch (type) {
	case FIND_THUMBPRINT:
		return cert_thumbprint_parse(text, hash, NULL) && memcmp(hash, cert->hash, sizeof hash) == 0;
	case FIND_SUBJECT_PART:
		return contains(cert->subject, text);
	case FIND_SUBJECT:
		return str_ieq(cert->subject, text);
	case FIND_ISSUER_PART:
		return contains(cert->issuer, text);
	case FIND_ISSUER:
		return str_ieq(cert->issuer, text);
	case FIND_SERIAL:
		return has_serial(cert, text);
	case FIND_VALID:
		return cert->not_before <= at && at <= cert->not_after;
	case FIND_NOT_YET:
		return cert->not_before > at;
	case FIND_EXPIRED:
		return cert->not_after < at;
	case FIND_TYPES:
		break;
	}
	return false;
}

/* validOnly: certificates that lead to a trusted root. */
static Flow is_valid(Interp *in, Value cert, bool *valid)
{
	Value verified = VALUE_EMPTY;
	Flow flow = member_call(in, cert, S("Verify"), NULL, 0, &verified);

	*valid = flow == FLOW_NEXT && verified.kind == V_BOOL && verified.b;
	value_drop(verified);
	return flow;
}

TYPE_METHOD(collection_find)
{
	const Array *items = items_of(self);
	int64_t type = types_int(args[0]);
	Value wanted = value_unwrap_peek(args[1]);
	int64_t at = wanted.kind == V_DATETIME ? moment_to_utc(runtime_of(in)->env, wanted.i64) : 0;
	Array *found;
	Flow flow = FLOW_NEXT;

	if (type < 0 || type >= FIND_TYPES)
		return types_not_done(in, "Find with this X509FindType");
	found = array_new_objects();
	for (size_t i = 0; flow == FLOW_NEXT && i < items->n; i++) {
		bool valid = true;

		if (!is_found(x509_peek(array_peek(items, i)), (FindType)type, types_str(wanted), at))
			continue;
		if (types_int(args[2]))
			flow = is_valid(in, array_peek(items, i), &valid);
		if (valid)
			array_push(found, array_peek(items, i));
	}
	*out = x509_collection_value(in, found);
	return flow;
}

/* Import(bytes or file, password, flags): all certificates of a file. */
TYPE_METHOD(collection_import)
{
	const Array *array = types_array(args[0]);
	Value given = n > 1 ? value_unwrap_peek(args[1]) : VALUE_NULL;
	Str password = given.kind == V_SECRET ? secret_str_peek(given) : types_str(given);
	Buf bytes = BUF_SECRET;
	Flow flow = FLOW_NEXT;

	if (array && array_is_bytes(array))
		buf_put(&bytes, array_bytes(array));
	else
		flow = types_file_read(in, args[0], &bytes);
	if (flow == FLOW_NEXT)
		flow = x509_open_all(in, buf_str(&bytes), value_is_null(given) ? NULL : &password, items_of(self));
	for (size_t i = 0; flow == FLOW_NEXT && n > 2 && i < items_of(self)->n; i++)
		x509_peek(array_peek(items_of(self), i))->exportable = types_int(args[2]) & X509_EXPORTABLE;
	buf_release(&bytes);
	return flow;
}

static const PropDef collection_props[] = { PROP("Count", "int", get_count), PROPS_END };
#define COLLECTION NAMESPACE "X509Certificate2Collection"
static const MethodDef collection_methods[] = {
	METHOD("Add", "int Add(" NAMESPACE "X509Certificate2 certificate)", collection_add),
	METHOD("AddRange", "void AddRange(System.Object certificates)", collection_add_range),
	METHOD("Contains", "bool Contains(" NAMESPACE "X509Certificate2 certificate)", collection_contains),
	METHOD("Find", COLLECTION " Find(" NAMESPACE "X509FindType findType, System.Object findValue, bool validOnly)",
		collection_find),
	METHOD("Import", "void Import(byte[] rawData)", collection_import),
	METHOD("Import",
		"void Import(byte[] rawData, string password, " NAMESPACE "X509KeyStorageFlags keyStorageFlags)",
		collection_import),
	METHOD("Import", "void Import(string fileName)", collection_import),
	METHOD("Import",
		"void Import(string fileName, string password, " NAMESPACE "X509KeyStorageFlags keyStorageFlags)",
		collection_import),
	METHOD("Remove", "void Remove(" NAMESPACE "X509Certificate2 certificate)", collection_remove),
	METHODS_END,
};
static const MethodDef collection_constructors[] = {
	NEW(COLLECTION " new()", make_collection),
	NEW(COLLECTION " new(" NAMESPACE "X509Certificate2 certificate)", make_collection),
	METHODS_END,
};
static const TypeMembers collection_members = {
	.props = collection_props,
	.methods = collection_methods,
	.constructors = collection_constructors,
};
static const TypeOps collection_ops = { .free = free_items, .enumerate = enumerate, .index = item_at };
const TypeDef x509_collection = {
	.name = COLLECTION,
	.base = &type_known[T_OBJECT],
	.members = &collection_members,
	.ops = &collection_ops,
};

/* ---- X509Store ----------------------------------------------------------------------------------------------- */

typedef struct StoreState {
	X509Path path;
	String *name;
	bool open, writable;
} StoreState;

static StoreState *state_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_state(Object *object, ValueDrops *drops)
{
	StoreState *state = object->payload;

	value_drop_later(drops, value_of_string(state->name));
	free(state);
}

static Value new_store(const X509Path *path, Str name)
{
	StoreState *state = MEM_NEW(StoreState);

	state->path = *path;
	state->name = value_string(name).string;
	state->path.store = (Str){ 0 };
	return object_value(object_new_native(&x509_store_type, state));
}

Value x509_store_value(Interp *in, const X509Path *path)
{
	Value v = new_store(path, str_from(path->place->name));

	(void)in;
	state_of(v)->open = true; /* one from the drive is open already */
	return v;
}

/* StoreName's names that are not those of the stores. */
static const OrganizationPlace *find_place(Str name)
{
	return organization_place_find(str_ieq(name, S("CertificateAuthority")) ? S("CA") : name);
}

/* new X509Store(name, location): either may be missing; My of the user. */
TYPE_METHOD(make_store)
{
	X509Path path = { .depth = X509_STORE, .user = true };
	Buf name = BUF_INIT;

	buf_put(&name, S("My"));
	for (size_t i = 0; i < n; i++) {
		if (type_of(args[i]) == &x509_store_location) {
			path.user = types_int(args[i]) == 1;
			continue;
		}
		buf_clear(&name);
		FLOW_TRY(convert_put_text(in, args[i], &name));
	}
	path.place = find_place(buf_str(&name));
	if (path.place)
		*out = new_store(&path, buf_str(&name));
	buf_release(&name);
	return path.place ? FLOW_NEXT
			  : fault_exception(in, EXC_CRYPTOGRAPHIC, "The system cannot find the file specified.\r\n");
}

/* OpenFlags: ReadOnly 0, ReadWrite 1, MaxAllowed 2. */
TYPE_METHOD(open_store)
{
	state_of(self)->open = true;
	state_of(self)->writable = n == 0 || types_int(args[0]) & 3;
	return FLOW_NEXT;
}

TYPE_METHOD(close_store)
{
	state_of(self)->open = state_of(self)->writable = false;
	return FLOW_NEXT;
}

static Flow check_writable(Interp *in, const StoreState *state)
{
	if (!state->open)
		return fault_exception(in, EXC_CRYPTOGRAPHIC, "The X509 certificate store has not been opened.");
	return state->writable ? FLOW_NEXT : fault_exception(in, EXC_CRYPTOGRAPHIC, "Access is denied.\r\n");
}

TYPE_METHOD(store_add)
{
	X509Cert *cert = x509_peek(args[0]);

	if (!cert)
		return types_null(in, "certificate");
	FLOW_TRY(check_writable(in, state_of(self)));
	return x509_store_put(in, &state_of(self)->path, cert);
}

TYPE_METHOD(store_remove)
{
	const X509Cert *cert = x509_peek(args[0]);

	if (!cert)
		return types_null(in, "certificate");
	FLOW_TRY(check_writable(in, state_of(self)));
	return take_out(in, &state_of(self)->path, cert);
}

static Flow each(Interp *in, Value self, Value sequence, Flow (*fn)(Interp *, const X509Path *, X509Cert *))
{
	Array *certs;
	Flow flow = check_writable(in, state_of(self));

	if (flow != FLOW_NEXT)
		return flow;
	FLOW_TRY(types_items(in, sequence, &certs));
	for (size_t i = 0; flow == FLOW_NEXT && i < certs->n; i++)
		if (x509_peek(array_peek(certs, i)))
			flow = fn(in, &state_of(self)->path, x509_peek(array_peek(certs, i)));
	value_drop(array_value(certs));
	return flow;
}

static Flow take_out_one(Interp *in, const X509Path *path, X509Cert *cert)
{
	return take_out(in, path, cert);
}

TYPE_METHOD(store_add_range)
{
	return each(in, self, args[0], x509_store_put);
}

TYPE_METHOD(store_remove_range)
{
	return each(in, self, args[0], take_out_one);
}

TYPE_GET(get_certificates)
{
	Array *items = array_new_objects();
	Flow flow = state_of(self)->open ? x509_store_list(in, &state_of(self)->path, items) : FLOW_NEXT;

	*out = x509_collection_value(in, items);
	return flow;
}

TYPE_GET(get_name)
{
	return types_found(out, value_ref(value_of_string(state_of(self)->name)));
}

TYPE_GET(get_location)
{
	return types_found(out, value_enum(&x509_store_location, state_of(self)->path.user ? 1 : 2));
}

TYPE_GET(get_is_open)
{
	return types_found(out, value_bool(state_of(self)->open));
}

#define STORE NAMESPACE "X509Store"
static const PropDef store_props[] = {
	PROP("Certificates", COLLECTION, get_certificates),
	PROP("IsOpen", "bool", get_is_open),
	PROP("Location", NAMESPACE "StoreLocation", get_location),
	PROP("Name", "string", get_name),
	PROPS_END,
};
static const MethodDef store_methods[] = {
	METHOD("Add", "void Add(" NAMESPACE "X509Certificate2 certificate)", store_add),
	METHOD("AddRange", "void AddRange(System.Object certificates)", store_add_range),
	METHOD("Close", "void Close()", close_store),
	METHOD("Dispose", "void Dispose()", close_store),
	METHOD("Open", "void Open(" NAMESPACE "OpenFlags flags)", open_store),
	METHOD("Remove", "void Remove(" NAMESPACE "X509Certificate2 certificate)", store_remove),
	METHOD("RemoveRange", "void RemoveRange(System.Object certificates)", store_remove_range),
	METHODS_END,
};
static const MethodDef store_constructors[] = {
	NEW(STORE " new()", make_store),
	NEW(STORE " new(" NAMESPACE "StoreLocation storeLocation)", make_store),
	NEW(STORE " new(string storeName)", make_store),
	NEW(STORE " new(" NAMESPACE "StoreName storeName)", make_store),
	NEW(STORE " new(string storeName, " NAMESPACE "StoreLocation storeLocation)", make_store),
	NEW(STORE " new(" NAMESPACE "StoreName storeName, " NAMESPACE "StoreLocation storeLocation)", make_store),
	METHODS_END,
};
static const TypeMembers store_members = {
	.props = store_props,
	.methods = store_methods,
	.constructors = store_constructors,
};
static const TypeOps store_ops = { .free = free_state };
static const ViewItem store_items[] = { { .prop = "Name" }, { 0 } };
static const ViewDef store_view = { .shape = VIEW_LIST, .items = store_items };
const TypeDef x509_store_type = {
	.name = STORE,
	.base = &type_known[T_OBJECT],
	.members = &store_members,
	.ops = &store_ops,
	.view = &store_view,
};

static const ViewItem location_items[] = { { .prop = "Location" }, { .prop = "StoreNames" }, { 0 } };
static const ViewDef location_view = { .shape = VIEW_LIST, .items = location_items };
const TypeDef x509_location_type = {
	.name = "Microsoft.PowerShell.Commands.X509StoreLocation",
	.base = &type_known[T_OBJECT],
	.view = &location_view,
};
