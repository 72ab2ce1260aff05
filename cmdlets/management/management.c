/* management: what the cmdlets of this room share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

#include <stdarg.h>
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/format/encoding.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

const char *const management_literal_aliases[] = { "PSPath", "LP", NULL };
const char *const management_sets[] = { "Path", "LiteralPath", NULL };

/* ---- content ---- */

static int param_of(const Stage *s, const char *name)
{
	for (size_t i = 0; i < s->def->nparams; i++)
		if (strcmp(s->def->params[i].name, name) == 0 && stage_bound(s, (int)i))
			return (int)i;
	return -1;
}

Flow management_encoding(ProviderCall *call, ProviderContent *out)
{
	Stage *s = call->stage;
	int param = param_of(s, "Encoding");
	Buf name = BUF_INIT;
	Flow flow = FLOW_NEXT;

	out->bytes = provider_switch(call, "AsByteStream");
	if (param < 0)
		return FLOW_NEXT;
	if (out->bytes)
		return stage_warning(s, "Encoding not used when '-AsByteStream' specified.");
	if (stage_edition(s)->where & s->def->params[param].where & WHERE_DESKTOP)
		flow = convert_put_text(s->interp, s->args[param], &name);
	out->bytes = str_ieq(buf_str(&name), S("Byte"));
	buf_release(&name);
	if (flow != FLOW_NEXT || out->bytes)
		return flow;
	out->has_encoding = true;
	return encoding_argument(s, param, ENC_UTF8, &out->encoding);
}

/* ---- others ---- */

Flow management_each(Stage *s, unsigned flags, ProviderEach *each, void *self)
{
	ProviderCall call;
	Flow flow;

	provider_call_init(&call, s);
	flow = provider_each(&call, flags, each, self);
	provider_call_release(&call);
	return flow;
}

Flow management_unsupported(ProviderCall *call)
{
	return provider_not_supported(
		call, "Provider operation stopped because the provider does not support this operation.");
}

bool management_resolve(ProviderCall *call, Str text, ProviderPath *out, Flow *flow)
{
	Str name;
	ProviderStatus status = provider_resolve(call->in, call->arena, text, out, &name);

	*flow = FLOW_NEXT;
	if (status == PROVIDER_OK) {
		provider_call_use(call, out);
		return true;
	}
	*flow = provider_report(call, status, name);
	return false;
}

Flow management_bad_argument(Stage *s, const char *fmt, ...)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };
	Buf text = BUF_INIT;
	va_list args;
	Flow flow;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}
