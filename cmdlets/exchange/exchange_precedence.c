/* exchange_precedence: which certificate transport takes for a connector, and the warning when it is another one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"
#include "store/cert/cert_domain.h"

/* Receive connectors as Get-ReceiveConnector shows them, in pairs of FQDN and name. */
typedef struct Connectors {
	Sink sink;
	Arena *arena;
	struct Connector {
		Str fqdn, name;
		bool told;
	} * p;
	size_t n, cap;
} Connectors;

static Str property(Value v, Str name)
{
	const Slot *slot = object_find_peek(value_unwrap_peek(v).object, name);

	return slot ? exchange_text_peek(slot->value) : S("");
}

static Flow collect(Sink *sink, Value v)
{
	Connectors *list = (Connectors *)(void *)sink;
	Str fqdn;

	if (value_unwrap_peek(v).kind != V_OBJECT)
		return FLOW_NEXT;
	fqdn = property(v, S("Fqdn"));
	if (!fqdn.n)
		return FLOW_NEXT;
	if (list->n == list->cap) {
		struct Connector *more = ARENA_ARRAY(list->arena, struct Connector, list->cap * 2 + 8);

		for (size_t i = 0; i < list->n; i++)
			more[i] = list->p[i];
		list->p = more;
		list->cap = list->cap * 2 + 8;
	}
	list->p[list->n++] = (struct Connector){ .fqdn = arena_copy(list->arena, fqdn),
		.name = arena_copy(list->arena, property(v, S("Name"))) };
	return FLOW_NEXT;
}

static bool covers(const ExchangeCall *call, const StoreCert *cert, Str fqdn)
{
	Str *names;
	size_t n;
	Diag diag = { 0 };

	if (!vault_domains(call->vault, cert, call->stage->scratch, &names, &n, &diag))
		return false;
	for (size_t i = 0; i < n; i++)
		if (cert_domain_covers(names[i], fqdn))
			return true;
	return false;
}

/* Issued by an authority before self-signed, then the newest (exchange-cmdlets 9.15). */
static bool is_better(const StoreCert *a, const StoreCert *b)
{
	if (a->self_signed != b->self_signed)
		return b->self_signed;
	return a->not_before > b->not_before;
}

/* The certificate that is taken for a name, of those that have SMTP and are good today. */
static bool find_best(const ExchangeCall *call, Str fqdn, const StoreCert *cert, StoreCert *best, Diag *diag)
{
	int64_t now = stage_env(call->stage)->now(stage_env(call->stage)->self);
	StoreCertFilter filter = {
		.server_id = call->server.id, .places = STORE_PLACE(STORE_MY), .services = STORE_SMTP, .with_key = true
	};
	StoreCertCursor *rows;
	StoreCert row;
	Str *keys;

	*best = *cert;
	vault_name_keys(&fqdn, 1, call->stage->scratch, &keys, &filter.nnames);
	filter.names = keys;
	if (!store_certs(call->store, &filter, &rows, diag))
		return false;
	while (store_certs_next(rows, &row, diag))
		if (row.not_before <= now && now <= row.not_after && is_better(&row, best)) {
			*best = row;
			best->thumbprint = arena_copy(call->stage->scratch, row.thumbprint);
		}
	store_certs_close(rows);
	return diag->code == DIAG_OK;
}

static Flow warn(const ExchangeCall *call, Connectors *list, size_t from, const StoreCert *best)
{
	Str fqdn = list->p[from].fqdn;
	Buf names = BUF_INIT, hex = BUF_INIT;
	Flow flow;

	for (size_t i = from; i < list->n; i++)
		if (str_ieq(list->p[i].fqdn, fqdn)) {
			buf_printf(&names, names.n ? ", %.*s" : "%.*s", STR_ARG(list->p[i].name));
			list->p[i].told = true;
		}
	cert_put_hex(best->thumbprint, &hex);
	flow = stage_warning(call->stage,
		"This certificate will not be used for external TLS connections with an FQDN of '%.*s' because the "
		"%s certificate with thumbprint '%s' takes precedence. The following connectors match that FQDN: %s.",
		STR_ARG(fqdn), best->self_signed ? "self-signed" : "CA-signed", hex.p, names.p);
	buf_release(&names);
	buf_release(&hex);
	return flow;
}

static Flow check(const ExchangeCall *call, Connectors *list, const StoreCert *cert)
{
	StoreCert best;
	Diag diag = { 0 };
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < list->n; i++) {
		if (list->p[i].told || !covers(call, cert, list->p[i].fqdn))
			continue;
		if (!find_best(call, list->p[i].fqdn, cert, &best, &diag))
			return stage_fail(call->stage, &diag, "StoreReadFailed", VALUE_NULL);
		if (!str_eq(best.thumbprint, cert->thumbprint))
			flow = warn(call, list, i, &best);
	}
	return flow;
}

/* What is collected while another command runs cannot lie in the scratch arena: that command releases it. */
Flow exchange_warn_precedence(const ExchangeCall *call, const StoreCert *cert)
{
	Value server = value_string(call->server.name);
	StageArg arg = { "Server", server };
	Connectors list = { .sink.put = collect, .arena = arena_new(0) };
	Flow flow = stage_run(call->stage, "Get-ReceiveConnector", &arg, 1, VALUE_EMPTY, &list.sink);

	if (flow == FLOW_NEXT)
		flow = check(call, &list, cert);
	value_drop(server);
	arena_free(list.arena);
	return flow;
}
