/* noun: finding configuration objects, and the texts of their properties. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"

#include "cmdlets/exchange/exchange.h"
#include "shell/base/wildcard.h"
#include "shell/value/convert.h"

Value noun_arg_peek(const Stage *s, const char *name)
{
	for (size_t i = 0; i < s->def->nparams; i++)
		if (str_ieq(str_from(s->def->params[i].name), str_from(name)))
			return stage_bound(s, (int)i) ? s->args[i] : VALUE_EMPTY;
	return VALUE_EMPTY;
}

bool noun_call(Stage *s, const NounDef *def, NounCall *call, Flow *flow)
{
	*call = (NounCall){ .def = def, .arena = s->scratch };
	return exchange_call(
		s, exchange_server_name(exchange_text_peek(noun_arg_peek(s, "Server"))), &call->exchange, flow);
}

/* ---- texts --------------------------------------------------------------------------------------------------- */

/* The domain of a host: what follows its first label. */
static Str domain_of(Str fqdn)
{
	size_t dot = str_find_byte(fqdn, '.', 0);

	return dot == STR_NONE ? fqdn : str_cut(fqdn, dot + 1, fqdn.n);
}

/* {S}, {F}, {D} and {N} filled in. */
static Str fill(NounCall *call, const NounObject *object, Str pattern)
{
	const StoreServer *server = object->server.id ? &object->server : &call->exchange.server;
	Buf text = BUF_INIT;
	Str copy;

	for (size_t i = 0; i < pattern.n; i++) {
		bool is_mark = i + 2 < pattern.n && pattern.p[i] == '{' && pattern.p[i + 2] == '}';
		char mark = pattern.p[is_mark ? i + 1 : i];

		if (!is_mark)
			buf_put_char(&text, mark);
		else if (mark == 'S')
			buf_put(&text, server->name);
		else if (mark == 'F')
			buf_put(&text, server->fqdn);
		else if (mark == 'D')
			buf_put(&text, domain_of(server->fqdn));
		else if (mark == 'N')
			buf_put(&text, object->name);
		i += is_mark ? 2 : 0;
	}
	copy = arena_copy(call->arena, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* "Name=value" among those of a built-in object. */
static bool find_difference(const NounBuiltin *builtin, Str name, Str *value)
{
	StrSplit split = { .rest = str_from(builtin->differs) };
	Str part;

	while (split.rest.n && str_split_next(&split, ';', &part)) {
		size_t equal = str_find_byte(part, '=', 0);

		if (equal != STR_NONE && str_ieq(str_cut(part, 0, equal), name)) {
			*value = str_cut(part, equal + 1, part.n);
			return true;
		}
	}
	return false;
}

bool noun_text(NounCall *call, const NounObject *object, const NounProp *prop, Str *text)
{
	NounPair *pair = noun_bag_find(&object->bag, str_from(prop->name));
	Str value;

	*text = S("");
	if (prop->compute)
		return prop->compute(call, object, text);
	if (pair) {
		*text = pair->value;
		return !pair->null;
	}
	if (object->builtin && find_difference(object->builtin, str_from(prop->name), &value)) {
		*text = fill(call, object, value);
		return value.n > 0;
	}
	if (!prop->initial)
		return false;
	*text = fill(call, object, str_from(prop->initial));
	return true;
}

const NounProp *noun_prop(const NounDef *def, Str name)
{
	for (const NounProp *prop = def->props; prop->name; prop++)
		if (str_ieq(str_from(prop->name), name))
			return prop;
	return NULL;
}

/* ---- listing ------------------------------------------------------------------------------------------------- */

static void push(NounCall *call, NounList *list, const NounObject *object)
{
	if (list->n == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 8;
		NounObject *more = ARENA_ARRAY(call->arena, NounObject, cap);

		if (list->n)
			memcpy(more, list->p, list->n * sizeof *more);
		list->p = more;
		list->cap = cap;
	}
	list->p[list->n++] = *object;
}

/* An object with its identity; whatever the store keeps of it comes afterwards. */
static NounObject object_of(NounCall *call, const StoreServer *server, Str name)
{
	NounObject object = { .name = name };

	if (server)
		object.server = *server;
	object.identity = call->def->scope == NOUN_ON_SERVER
				  ? arena_printf(call->arena, "%.*s\\%.*s", STR_ARG(object.server.name), STR_ARG(name))
				  : name;
	return object;
}

static NounObject *find_in(const NounList *list, size_t from, Str name)
{
	for (size_t i = from; i < list->n; i++)
		if (str_ieq(list->p[i].name, name))
			return &list->p[i];
	return NULL;
}

static void add_table(NounCall *call, const StoreServer *server, const NounBuiltin *table, bool aside, NounList *list)
{
	for (const NounBuiltin *builtin = table; builtin && builtin->name; builtin++) {
		NounObject bare = { 0 }, object;

		if (server)
			bare.server = *server;
		object = object_of(call, server, fill(call, &bare, str_from(builtin->name)));
		object.builtin = builtin;
		object.aside = aside;
		push(call, list, &object);
	}
}

static void add_builtins(NounCall *call, const StoreServer *server, NounList *list)
{
	static const NounBuiltin own[] = { { "{S}", "" }, { NULL, NULL } };
	const NounBuiltin *builtins = call->def->builtins;

	if (call->def->scope == NOUN_OF_SERVER && !builtins)
		builtins = own;
	add_table(call, server, builtins, false, list);
	if (call->exchange.profile->back_end)
		add_table(call, server, call->def->aside, true, list);
}

/* The store's rows: of built-in objects what differs, of others all. */
static bool add_rows(NounCall *call, const StoreServer *server, NounList *list, size_t from)
{
	StoreSettingList rows;

	if (!store_settings(call->exchange.store, str_from(call->def->kind), server ? server->id : 0, call->arena,
		    &rows, &call->diag))
		return false;
	for (size_t i = 0; i < rows.n; i++) {
		NounObject *there = find_in(list, from, rows.p[i].name), object;

		object = there ? *there : object_of(call, server, rows.p[i].name);
		if (!noun_bag_read(rows.p[i].properties, call->arena, &object.bag))
			return diag_set(&call->diag, DIAG_CORRUPT, "the properties of %s \"%.*s\" cannot be read",
				call->def->label, STR_ARG(object.identity));
		if (there)
			*there = object;
		else
			push(call, list, &object);
	}
	return true;
}

static bool add_server(NounCall *call, const StoreServer *server, NounList *list)
{
	size_t from = list->n, kept = from;

	add_builtins(call, server, list);
	if (!add_rows(call, server, list, from))
		return false;
	for (size_t i = from; i < list->n; i++)
		if (!noun_bag_find(&list->p[i].bag, NOUN_REMOVED))
			list->p[kept++] = list->p[i];
	list->n = kept;
	return true;
}

/* Everything of the kind, on one server (not NULL) or on all. */
static bool list_all(NounCall *call, const StoreServer *only, NounList *list)
{
	StoreServerList servers;

	*list = (NounList){ 0 };
	if (call->def->scope == NOUN_ORGANIZATION)
		return add_server(call, NULL, list);
	if (only)
		return add_server(call, only, list);
	if (!store_servers(call->exchange.store, call->arena, &servers, &call->diag))
		return false;
	for (size_t i = 0; i < servers.n; i++)
		if (!add_server(call, &servers.p[i], list))
			return false;
	return true;
}

/* ---- identities ---------------------------------------------------------------------------------------------- */

/* The text of an identity, or of an object that has one. */
static Flow identity_text(NounCall *call, Value identity, Str *text)
{
	Interp *in = call->exchange.stage->interp;
	Value plain = value_unwrap_peek(identity), named = VALUE_EMPTY;
	Buf buf = BUF_INIT;
	bool found = false;
	Flow flow = FLOW_NEXT;

	if (plain.kind == V_OBJECT)
		flow = member_get_own(in, identity, S("Identity"), &named, &found);
	if (flow == FLOW_NEXT && plain.kind == V_OBJECT && !found)
		flow = member_get_own(in, identity, S("Name"), &named, &found);
	if (flow == FLOW_NEXT)
		flow = convert_put_text(in, found ? named : identity, &buf);
	*text = arena_copy(call->arena, buf_str(&buf));
	value_drop(named);
	buf_release(&buf);
	return flow;
}

static bool matches(Str pattern, Str text, bool many)
{
	return many ? wildcard_match(pattern, text, true) : str_ieq(pattern, text);
}

static bool is_hidden(const NounCall *call, const NounObject *object)
{
	return object->aside && !convert_to_bool(noun_arg_peek(call->exchange.stage, "ShowMailboxVirtualDirectories"));
}

/* By identity, by name, by server\name with the FQDN, by server: everything on it. */
static bool is_named(const NounCall *call, const NounObject *object, Str identity, bool many)
{
	size_t slash = str_find_byte(identity, '\\', 0);
	Str server = slash == STR_NONE ? S("") : str_cut(identity, 0, slash);
	Str name = slash == STR_NONE ? identity : str_cut(identity, slash + 1, identity.n);
	bool on_server = str_ieq(server, object->server.name) || str_ieq(server, object->server.fqdn);

	if (is_hidden(call, object))
		return str_ieq(identity, object->identity) || str_ieq(identity, object->name) ||
		       (on_server && str_ieq(name, object->name));
	if (matches(identity, object->identity, many) || matches(identity, object->name, many))
		return true;
	if (slash != STR_NONE)
		return on_server && matches(name, object->name, many);
	return call->def->scope != NOUN_ORGANIZATION &&
	       (matches(name, object->server.name, many) || matches(name, object->server.fqdn, many));
}

static Flow not_found(NounCall *call, Str identity)
{
	return exchange_error(&call->exchange, EXCHANGE_NO_OBJECT, identity, call->exchange.server.fqdn);
}

static Flow broken(NounCall *call)
{
	return stage_diag(call->exchange.stage, &call->diag, "StoreFailed", VALUE_EMPTY);
}

/* Leaves those of the identity; without one (a NULL pointer) those that are listed. */
static void select_named(const NounCall *call, Str identity, bool many, NounList *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++)
		if (identity.p ? is_named(call, &list->p[i], identity, many) : !is_hidden(call, &list->p[i]))
			list->p[kept++] = list->p[i];
	list->n = kept;
}

bool noun_find(NounCall *call, bool many, NounList *out, Flow *flow)
{
	Stage *s = call->exchange.stage;
	Value identity = noun_arg_peek(s, "Identity");
	bool by_server = noun_arg_peek(s, "Server").kind != V_EMPTY;
	bool named = !value_is_null(identity);
	bool local = call->def->local && !named && !by_server, is_pattern;
	Str text = S("");

	*flow = FLOW_NEXT;
	if (named && (*flow = identity_text(call, identity, &text)) != FLOW_NEXT)
		return false;
	if (!list_all(call, by_server || local ? &call->exchange.server : NULL, out)) {
		*flow = broken(call);
		return false;
	}
	is_pattern = many && wildcard_has(text);
	select_named(call, named ? text : (Str){ 0 }, is_pattern, out);
	if (named && !many && out->n > 1) {
		*flow = exchange_error(&call->exchange, EXCHANGE_MANY_OBJECTS, text, S(""));
		return false;
	}
	if (out->n || is_pattern || (!named && (many || !call->def->single)))
		return true;
	*flow = not_found(call, named ? text : str_from(call->def->single));
	return false;
}

/* ---- keeping ------------------------------------------------------------------------------------------------- */

/* The service goes to the certificate that carries the name it was given. */
static bool move_service(NounCall *call, const NounObject *object)
{
	Str name;

	if (!call->def->service || noun_arg_peek(call->exchange.stage, "X509CertificateName").kind == V_EMPTY ||
		!noun_text(call, object, noun_prop(call->def, S("X509CertificateName")), &name) || !name.n)
		return call->diag.code == DIAG_OK;
	return vault_name_service(
		call->exchange.vault, object->server.id, call->def->service, name, call->arena, &call->diag);
}

static bool keep(NounCall *call, const NounObject *object, Str json)
{
	Store *store = call->exchange.store;
	StoreSetting setting = { .server_id = object->server.id,
		.kind = str_from(call->def->kind),
		.name = object->name,
		.properties = json };
	bool ok;

	if (!store_begin(store, &call->diag))
		return false;
	ok = store_setting_put(store, &setting, &call->diag) && move_service(call, object) &&
	     vault_note(call->exchange.vault, call->exchange.stage->def->name, object->identity, &call->diag);
	return store_end(store, ok, &call->diag) && ok;
}

Flow noun_keep(NounCall *call, const NounObject *object)
{
	Buf json = BUF_INIT;
	bool ok;

	noun_bag_put(&object->bag, &json);
	ok = keep(call, object, buf_str(&json));
	buf_release(&json);
	return ok ? FLOW_NEXT : broken(call);
}
