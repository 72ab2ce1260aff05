/* remove-accepteddomain: takes a domain from those the organization takes mail for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_domain.h"

enum { P_IDENTITY, P_DOMAIN_CONTROLLER, P_COUNT };
static const char *const outputs[] = { NULL };

static const ParamDef params[P_COUNT] = {
	[P_IDENTITY] = { .name = "Identity",
		.type = "ExchangeObjectIdParameter",
		.in = { { 0, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The accepted domain, by its name." },
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

static Flow process(Stage *s, UNUSED Value input)
{
	Str name = exchange_text_peek(s->args[P_IDENTITY]);
	ExchangeCall call;
	Diag diag = { 0 };
	Flow flow;
	bool ok;

	if (!exchange_call(s, S(""), &call, &flow) ||
		!exchange_should(&call, &flow, "Removing Accepted Domain \"%.*s\".", STR_ARG(name)))
		return flow;
	if (!store_begin(call.store, &diag))
		return stage_fail(s, &diag, "StoreWriteFailed", VALUE_NULL);
	ok = store_domain_remove(call.store, name, &diag) &&
	     vault_note(call.vault, "Remove-AcceptedDomain", name, &diag);
	if (store_end(call.store, ok, &diag) && ok)
		return FLOW_NEXT;
	return diag.code == DIAG_NOT_FOUND ? exchange_no_object(&call, name)
					   : stage_fail(s, &diag, "StoreWriteFailed", VALUE_NULL);
}

const CmdletDef cmd_remove_accepteddomain = {
	.name = "Remove-AcceptedDomain",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "RemoveAcceptedDomain",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_HIGH,
	.process = process,
	.synopsis = "Removes a domain the organization takes mail for.",
};
