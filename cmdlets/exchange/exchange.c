/* exchange: opening the store for a cmdlet, its server, its certificate, its questions. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "cmdlets/exchange/exchange_server.h"
#include "shell/types/guid.h"

/* ---- the session ---- */

uint8_t *exchange_runspace(Interp *in)
{
	void **slot = interp_service(in, "exchange-runspace", free);

	if (!*slot) {
		*slot = mem_alloc(1, EXCHANGE_RUNSPACE);
		types_guid_fill(in, *slot);
	}
	return *slot;
}

/* ---- servers ---- */

Str exchange_server_name(Str text)
{
	size_t end;

	if (!str_istarts(text, S("CN=")))
		return text;
	end = str_find_byte(text, ',', 0);
	return str_cut(text, 3, end == STR_NONE ? text.n : end);
}

/* 'legacyExchangeDN' ends in /cn=SERVER. */
static Str name_of(Str text)
{
	size_t slash = str_rfind(text, S("/"), text.n);

	return exchange_server_name(slash == STR_NONE ? text : str_cut(text, slash + 1, text.n));
}

/* By what its ExchangeServer shows as Guid. */
static bool find_by_guid(ExchangeCall *call, Str text, Diag *diag)
{
	StoreServerList servers;
	uint8_t wanted[EXCHANGE_GUID], guid[EXCHANGE_GUID];

	if (!types_guid_parse(text, wanted) || !store_servers(call->store, call->stage->scratch, &servers, diag))
		return false;
	for (size_t i = 0; i < servers.n; i++) {
		exchange_server_guid(servers.p[i].fqdn, guid);
		if (memcmp(guid, wanted, sizeof guid) == 0) {
			call->server = servers.p[i];
			return true;
		}
	}
	return false;
}

bool exchange_call(Stage *s, Str server, ExchangeCall *call, Flow *flow)
{
	Diag diag = { 0 };

	*call = (ExchangeCall){ .stage = s };
	*flow = organization_vault(s, &call->vault);
	if (*flow != FLOW_NEXT)
		return false;
	call->store = vault_store_peek(call->vault);
	call->profile = organization_profile(s->interp);
	stage_set_remote(s, call->profile->remote);
	if (store_server_find(call->store, name_of(server), s->scratch, &call->server, &diag))
		return true;
	if (diag.code == DIAG_NOT_FOUND && find_by_guid(call, server, &diag))
		return true;
	*flow = diag.code == DIAG_NOT_FOUND ? exchange_no_object(call, server)
					    : stage_fail(s, &diag, "StoreReadFailed", VALUE_NULL);
	return false;
}

void exchange_complete_server(Interp *in, Str prefix, Array *out)
{
	Arena *arena = arena_new(0);
	StoreServerList servers;
	Vault *vault;
	Diag diag = { 0 };

	if (organization_open(in, &vault, &diag) && store_servers(vault_store_peek(vault), arena, &servers, &diag))
		for (size_t i = 0; i < servers.n; i++)
			if (str_istarts(servers.p[i].name, prefix))
				array_push_take(out, value_string(servers.p[i].name));
	arena_free(arena);
}

/* ---- certificates ---- */

/* U+200E comes along when a thumbprint is copied from Windows' dialog; real Exchange does not find such a one. */
static Flow read_thumbprint(Stage *s, Str text, ExchangeTarget *out)
{
	uint8_t octets[CERT_THUMBPRINT];
	bool cleaned = false;
	Buf hex = BUF_INIT;

	out->text = text;
	if (!cert_thumbprint_parse(text, octets, &cleaned))
		return FLOW_NEXT;
	out->thumbprint = arena_copy(s->scratch, (Str){ (const char *)octets, sizeof(octets) });
	cert_put_hex(out->thumbprint, &hex);
	out->text = arena_copy(s->scratch, buf_str(&hex));
	buf_release(&hex);
	if (!cleaned)
		return FLOW_NEXT;
	return stage_warning(s, "Blanks or invisible characters were removed from the thumbprint.");
}

Flow exchange_target(Stage *s, int thumbprint, int identity, ExchangeTarget *out)
{
	Str text = exchange_text_peek(s->args[stage_bound(s, thumbprint) ? thumbprint : identity]);
	size_t slash = str_rfind(text, S("\\"), text.n);

	*out = (ExchangeTarget){ 0 };
	if (!stage_bound(s, thumbprint) && slash != STR_NONE) {
		out->server = str_cut(text, 0, slash);
		text = str_cut(text, slash + 1, text.n);
	}
	return read_thumbprint(s, text, out);
}

/* ---- questions ---- */

void exchange_put_date(Interp *in, int64_t utc, Buf *out)
{
	const Env *env = runtime_of(in)->env;

	(void)moment_format(out, S("G"), moment_to_local(env, utc), MOMENT_LOCAL, runtime_edition(in)->dates, env);
}

static void put_certificate(Interp *in, const char *label, Str thumbprint, int64_t not_after, Buf *out)
{
	buf_printf(out, "\n%s: '", label);
	cert_put_hex(thumbprint, out);
	buf_put(out, S("' (expires "));
	exchange_put_date(in, not_after, out);
	buf_put(out, S(")"));
}

/* observed-output 4.2; no question when the server has no internal transport certificate or it is this one. */
Flow exchange_ask_transport(const ExchangeCall *call, Str thumbprint, int64_t not_after, bool *replace)
{
	Stage *s = call->stage;
	ExchangeAnswers *answers = s->state;
	StoreCert current;
	Diag diag = { 0 };
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	*replace = true;
	if (!call->server.transport_id ||
		!store_cert_get(call->store, call->server.transport_id, s->scratch, &current, &diag) ||
		str_eq(current.thumbprint, thumbprint))
		return FLOW_NEXT;
	buf_put(&text, S("Overwrite the existing default SMTP certificate?\n"));
	put_certificate(s->interp, "Current certificate", current.thumbprint, current.not_after, &text);
	put_certificate(s->interp, "Replace it with certificate", thumbprint, not_after, &text);
	*replace = stage_should_continue(s, buf_str(&text), S("Confirm"), &answers->yes_all, &answers->no_all, &flow);
	buf_release(&text);
	return flow;
}

bool exchange_should(const ExchangeCall *call, Flow *flow, const char *fmt, ...)
{
	Buf what = BUF_INIT, question = BUF_INIT;
	va_list args;
	bool yes;

	va_start(args, fmt);
	buf_vprintf(&what, fmt, args);
	va_end(args);
	buf_printf(&question, "Are you sure you want to perform this action?\n%s", what.p);
	yes = stage_should_text(call->stage, buf_str(&what), buf_str(&question), S("Confirm"), flow);
	buf_release(&what);
	buf_release(&question);
	return yes;
}

/* exchange-cmdlets 9.12: POP first, then IMAP; the word "be" is missing in Microsoft's text. */
static Flow warn(const ExchangeCall *call, const StoreCert *cert, const char *service, const char *cmdlet)
{
	const char *quote = call->profile->double_quotes ? "\"" : "'";
	Buf hex = BUF_INIT;
	Flow flow;

	cert_put_hex(cert->thumbprint, &hex);
	flow = stage_warning(call->stage,
		"This certificate with thumbprint %s and subject %s%.*s%s cannot used for %s SSL/TLS connections because the "
		"subject is not a Fully Qualified Domain Name (FQDN). Use command %s to set X509CertificateName to the FQDN of "
		"the service.",
		hex.p, quote, STR_ARG(cert->subject), quote, service, cmdlet);
	buf_release(&hex);
	return flow;
}

/* The subject of the texts seen is the CN alone. */
static StoreCert with_common_name(const ExchangeCall *call, const StoreCert *cert)
{
	StoreCert shown = *cert;
	CertInfo info;
	Diag diag = { 0 };
	Buf name = BUF_INIT, text = BUF_INIT;

	if (cert_read(cert->der, &info, &diag) && cert_common_name(info.subject, &name)) {
		cert_put_shown(buf_str(&name), &text);
		shown.subject = arena_copy(call->stage->scratch, buf_str(&text));
	}
	buf_release(&name);
	buf_release(&text);
	return shown;
}

Flow exchange_warn_skipped(const ExchangeCall *call, const StoreCert *cert, int skipped)
{
	StoreCert shown;

	if (!skipped)
		return FLOW_NEXT;
	shown = with_common_name(call, cert);
	if (skipped & STORE_POP)
		FLOW_TRY(warn(call, &shown, "POP", "Set-POPSettings"));
	if (skipped & STORE_IMAP)
		FLOW_TRY(warn(call, &shown, "IMAP", "Set-IMAPSettings"));
	return FLOW_NEXT;
}
