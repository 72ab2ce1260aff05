/* bind_prompt: asking for mandatory parameters that were not given (reference 5.5.3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/bind.h"
#include "shell/engine/credential.h"
#include "shell/engine/interp.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/secret.h"

static Flow missing_mandatory(Interp *in, const Binding *b, const uint32_t *missing, uint32_t n)
{
	BindFault fault = { .id = "MissingMandatoryParameter" };
	Buf names = BUF_INIT;
	Flow flow;

	for (uint32_t i = 0; i < n; i++)
		buf_printf(&names, " %.*s", STR_ARG(b->command->params[missing[i]].name));
	flow = bind_fail(in, b, &fault,
		"Cannot process command because of one or more missing mandatory parameters:%.*s.",
		STR_ARG(buf_str(&names)));
	buf_release(&names);
	return flow;
}

static void say(Interp *in, const char *fmt, ...) PRINTF(2, 3);

static void say(Interp *in, const char *fmt, ...)
{
	Buf line = BUF_INIT;
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&line, fmt, args);
	va_end(args);
	buf_put_char(&line, '\n');
	in->host->write(in->host->self, buf_str(&line), COLOR_NONE, COLOR_NONE);
	buf_release(&line);
}

/* "!?" shows the help text, "!!x" is "!x", "!\"\"" the empty string, "!$null" null; only where there is help.
 * false: ask again. */
static bool unescape(Interp *in, const Param *param, Str *line, bool *null)
{
	*null = false;
	if (!param->help.n || !str_starts(*line, S("!")))
		return true;
	if (str_eq(*line, S("!?"))) {
		say(in, "%.*s", STR_ARG(param->help));
		return false;
	}
	if (str_starts(*line, S("!!")))
		*line = str_cut(*line, 1, line->n);
	else if (str_eq(*line, S("!\"\"")))
		*line = S("");
	else if (str_ieq(*line, S("!$null")))
		*null = true;
	return true;
}

/* Only numbers are looked at while typing: anything else is left to the conversion. */
static bool is_readable(Interp *in, const TypeDef *type, Str line)
{
	Value text, v;
	bool ok;

	if (!(type->flags & TYPE_NUMBER))
		return true;
	text = value_string(line);
	ok = line.n && convert_try(in, text, type, &v);
	if (ok)
		value_drop(v);
	value_drop(text);
	return ok;
}

static HostRead ask_text(Interp *in, const Param *param, const TypeDef *type, Str prompt, Value *out)
{
	Buf line = BUF_INIT;
	HostRead read;
	Str answer;
	bool null;

	for (;;) {
		buf_clear(&line);
		read = in->host->read_line(in->host->self, prompt, &line);
		answer = buf_str(&line);
		if (read != HOST_READ_OK)
			break;
		if (!unescape(in, param, &answer, &null))
			continue;
		if (null || is_readable(in, type, answer)) {
			*out = null ? VALUE_NULL : value_string(answer);
			break;
		}
		say(in, "Cannot recognize \"%.*s\" as a %s due to a format error.", STR_ARG(answer), type->name);
	}
	buf_release(&line);
	return read;
}

static HostRead ask_secret(Interp *in, Str prompt, Value *out)
{
	Buf line = BUF_SECRET;
	HostRead read = in->host->read_secret(in->host->self, prompt, &line);

	if (read == HOST_READ_OK)
		*out = secret_new(buf_str(&line));
	buf_release(&line);
	return read;
}

/* Name[0]: , Name[1]: ... until an empty line. */
static HostRead ask_list(Interp *in, const Param *param, Value *out)
{
	Array *array = array_new_objects();
	Buf prompt = BUF_INIT;
	HostRead read;
	Value item;

	for (;;) {
		buf_clear(&prompt);
		buf_printf(&prompt, "%.*s[%zu]: ", STR_ARG(param->name), array->n);
		read = ask_text(in, param, type_of_id(T_STRING), buf_str(&prompt), &item);
		if (read != HOST_READ_OK)
			break;
		if (value_is_string(item) && value_str_peek(item).n == 0) {
			value_drop(item);
			break;
		}
		array_push_take(array, item);
	}
	buf_release(&prompt);
	if (read == HOST_READ_OK)
		*out = array_value(array);
	else
		value_drop(array_value(array));
	return read;
}

static HostRead ask_one(Interp *in, const Param *param, Value *out)
{
	Buf prompt = BUF_INIT;
	HostRead read;

	buf_printf(&prompt, "%.*s: ", STR_ARG(param->name));
	if (param->type->elem)
		read = ask_list(in, param, out);
	else if (param->type->id == T_SECURESTRING)
		read = ask_secret(in, buf_str(&prompt), out);
	else
		read = ask_text(in, param, param->type, buf_str(&prompt), out);
	buf_release(&prompt);
	return read;
}

/* A credential is asked for below its parameter's name (reference 13.4). */
static Flow ask_credential(Interp *in, const Param *param, Value *out)
{
	say(in, "%.*s", STR_ARG(param->name));
	return credential_ask(in, &(CredentialPrompt){ 0 }, out);
}

/* Asks for one parameter and binds it. */
static Flow ask_and_bind(Interp *in, Binding *b, const uint32_t *missing, uint32_t n)
{
	const Param *param = &b->command->params[missing[0]];
	HostRead read = HOST_READ_OK;
	Value answer = VALUE_EMPTY, v = VALUE_EMPTY;
	Flow flow;

	if (credential_is(param->type))
		FLOW_TRY(ask_credential(in, param, &answer));
	else
		read = ask_one(in, param, &answer);
	if (read == HOST_READ_STOPPED)
		return FLOW_STOP;
	if (read != HOST_READ_OK)
		return missing_mandatory(in, b, missing, n);
	flow = bind_value(in, b, missing[0], answer, &(BindTry){ .mode = BIND_COERCE }, &v);
	value_drop(answer);
	if (flow == FLOW_NEXT)
		bind_store_take(b, missing[0], v);
	return flow;
}

Flow bind_ask(Interp *in, Binding *b, const uint32_t *missing, uint32_t n)
{
	bool help = false;

	if (!in->host->interactive || in->non_interactive)
		return missing_mandatory(in, b, missing, n);
	say(in, "\ncmdlet %s at command pipeline position %d", b->command->name->p, b->invocation->position);
	say(in, "Supply values for the following parameters:");
	for (uint32_t i = 0; i < n; i++)
		help |= b->command->params[missing[i]].help.n > 0;
	if (help)
		say(in, "(Type !? for Help.)");
	for (uint32_t i = 0; i < n; i++)
		FLOW_TRY(ask_and_bind(in, b, missing + i, n - i));
	return FLOW_NEXT;
}
