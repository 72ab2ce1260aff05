/* credential: asking for a user name and a password. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/credential.h"

#include "shell/value/member.h"
#include "shell/value/secret.h"

#define TYPE_NAME "System.Management.Automation.PSCredential"

bool credential_is(const TypeDef *type)
{
	return type->id == T_NONE && str_eq(str_from(type->name), S(TYPE_NAME));
}

static Flow cannot_ask(Interp *in)
{
	return interp_throw_spec(in, CAT_INVALID_OPERATION, "InvalidOperation", EXC_PS_INVALID_OPERATION, VALUE_EMPTY,
		str_from(edition_text(runtime_edition(in), ET_NON_INTERACTIVE)));
}

static Flow settle(Interp *in, HostRead read)
{
	if (read == HOST_READ_STOPPED)
		return FLOW_STOP;
	return read == HOST_READ_NONE ? cannot_ask(in) : FLOW_NEXT;
}

/* An empty name is asked for again. */
static HostRead ask_user(Interp *in, Str given, Buf *user)
{
	HostRead read = HOST_READ_OK;

	buf_put(user, given);
	while (read == HOST_READ_OK && user->n == 0)
		read = in->host->read_line(in->host->self, S("User: "), user);
	return read;
}

static HostRead ask_password(Interp *in, Str user, Value *out)
{
	Buf prompt = BUF_INIT, line = BUF_SECRET;
	HostRead read;

	buf_printf(&prompt, "Password for user %.*s: ", STR_ARG(user));
	read = in->host->read_secret(in->host->self, buf_str(&prompt), &line);
	if (read == HOST_READ_OK)
		*out = secret_new(buf_str(&line));
	buf_release(&line);
	buf_release(&prompt);
	return read;
}

/* Takes the password. */
static Flow make_take(Interp *in, Str user, Value *out, Value password)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S(TYPE_NAME));
	Value args[2] = { value_string(user), password };
	Flow flow = member_construct(in, type, args, 2, out);

	value_drop(args[0]);
	value_drop(args[1]);
	return flow;
}

static void write_heading(Interp *in, const CredentialPrompt *prompt)
{
	Str caption = prompt->caption.p ? prompt->caption
					: str_from(edition_text(runtime_edition(in), ET_CREDENTIAL_CAPTION));
	Str message = prompt->message.p ? prompt->message : S("Enter your credentials.");
	Buf text = BUF_INIT;

	buf_put_char(&text, '\n');
	if (caption.n)
		buf_printf(&text, "%.*s\n", STR_ARG(caption));
	if (message.n)
		buf_printf(&text, "%.*s\n", STR_ARG(message));
	in->host->write(in->host->self, buf_str(&text), COLOR_NONE, COLOR_NONE);
	buf_release(&text);
}

Flow credential_ask(Interp *in, const CredentialPrompt *prompt, Value *out)
{
	Buf user = BUF_INIT;
	Value password = VALUE_NULL;
	HostRead read;
	Flow flow;

	*out = VALUE_NULL;
	if (!in->host->interactive || in->non_interactive)
		return cannot_ask(in);
	write_heading(in, prompt);
	read = ask_user(in, prompt->user, &user);
	if (read == HOST_READ_OK)
		read = ask_password(in, buf_str(&user), &password);
	flow = settle(in, read);
	if (flow == FLOW_NEXT && read == HOST_READ_OK)
		flow = make_take(in, buf_str(&user), out, password);
	buf_release(&user);
	return flow;
}
