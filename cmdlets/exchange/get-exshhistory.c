/* get-exshhistory: who changed what in the store, and when. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"
#include "store/db/store_history.h"

enum { P_THUMBPRINT, P_SERVER, P_VERIFY, P_COUNT };
static const char *const outputs[] = { "System.Management.Automation.PSCustomObject", NULL };

static const ParamDef params[P_COUNT] = {
	[P_THUMBPRINT] = { .name = "Thumbprint",
		.type = "String",
		.in = { { 0, 1, PARAM_FROM_PIPE_PROP } },
		.help = "Only changes that concern this certificate." },
	[P_SERVER] = { .name = "Server", .type = "String", .help = "Only changes on this server, by its name." },
	[P_VERIFY] = { .name = "Verify",
		.type = "SwitchParameter",
		.help = "Checks first that no row was edited or taken out from between others." },
};

static Value event_value(Stage *s, const StoreEvent *event)
{
	Object *row = object_new_custom();
	Buf hex = BUF_INIT;

	cert_put_hex(event->thumbprint, &hex);
	object_set_take(row, S("Id"), value_long(event->id));
	object_set_take(row, S("Time"), value_datetime(moment_to_local(stage_env(s), event->at), MOMENT_LOCAL));
	object_set_string(row, S("User"), event->actor);
	object_set_string(row, S("Action"), event->action);
	object_set_string(row, S("Server"), event->server);
	object_set_string(row, S("Thumbprint"), buf_str(&hex));
	object_set_string(row, S("Detail"), event->detail);
	buf_release(&hex);
	return object_value(row);
}

static Flow verify(Stage *s, Vault *vault)
{
	static const ErrorSpec spec = {
		.category = CAT_INVALID_DATA, .id = "HistoryEdited", .exception = EXC_INVALID_OPERATION
	};
	Diag diag = { 0 };
	int64_t bad;

	if (!vault_verify_history(vault, &bad, &diag))
		return stage_fail(s, &diag, "StoreReadFailed", VALUE_NULL);
	return bad ? stage_throw(s, &spec,
			     "Row %lld of the history doesn't follow from the one before it: it was edited.",
			     (long long)bad)
		   : FLOW_NEXT;
}

static bool is_asked_for(Stage *s, const StoreEvent *event, Str thumbprint)
{
	Str server = stage_str(s, P_SERVER);

	return (!thumbprint.n || str_eq(thumbprint, event->thumbprint)) &&
	       (!server.n || str_ieq(server, event->server));
}

/* One page of rows after *last; *more: there may be others. */
static Flow write_page(Stage *s, Vault *vault, Str thumbprint, int64_t *last, bool *more)
{
	enum { PAGE = 256 };
	Arena *arena = arena_new(0);
	StoreEventList list = { 0 };
	Diag diag = { 0 };
	Flow flow = FLOW_NEXT;

	if (!store_history(vault_store_peek(vault), *last, PAGE, arena, &list, &diag))
		flow = stage_fail(s, &diag, "StoreReadFailed", VALUE_NULL);
	for (size_t i = 0; flow == FLOW_NEXT && i < list.n; i++) {
		*last = list.p[i].id;
		if (is_asked_for(s, &list.p[i], thumbprint))
			flow = stage_write_take(s, event_value(s, &list.p[i]));
	}
	*more = list.n == PAGE;
	arena_free(arena);
	return flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "ThumbprintInvalid", .exception = EXC_ARGUMENT
	};
	Str text = stage_str(s, P_THUMBPRINT), thumbprint = S("");
	uint8_t octets[CERT_THUMBPRINT];
	int64_t last = 0;
	bool more = true;
	Vault *vault;
	Flow flow;

	if (text.n && !cert_thumbprint_parse(text, octets, NULL))
		return stage_error(s, &spec, "\"%.*s\" isn't a thumbprint.", STR_ARG(text));
	if (text.n)
		thumbprint = (Str){ (const char *)octets, sizeof octets };
	FLOW_TRY(organization_vault(s, &vault));
	if (stage_switch(s, P_VERIFY))
		FLOW_TRY(verify(s, vault));
	for (flow = FLOW_NEXT; flow == FLOW_NEXT && more;)
		flow = write_page(s, vault, thumbprint, &last, &more);
	return flow;
}

const CmdletDef cmd_get_exshhistory = {
	.name = "Get-ExshHistory",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "GetExshHistory",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Shows who changed what in the store, and when.",
};
