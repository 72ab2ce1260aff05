/* smtp_client: System.Net.Mail.SmtpClient.  Send goes the way of Send-MailMessage: to the machine's own sendmail. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/mail_message.h"
#include "shell/types/enums.h"
#include "shell/types/types_list.h"

#define MAIL "System.Net.Mail."
enum { PORT = 25, TIMEOUT = 100000, METHOD_DIRECTORY = 1 };

typedef enum Setting {
	SET_HOST,
	SET_PORT,
	SET_SSL,
	SET_CREDENTIALS,
	SET_DEFAULT_CREDENTIALS,
	SET_TIMEOUT,
	SET_METHOD,
	SET_PICKUP,
	SET_TARGET,
	SETTINGS,
} Setting;

typedef struct Client {
	Value settings[SETTINGS];
} Client;

static Client *peek(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_client(Object *object, ValueDrops *drops)
{
	Client *client = object->payload;

	for (size_t i = 0; i < SETTINGS; i++)
		value_drop_later(drops, client->settings[i]);
	free(client);
}

/* (), (host), (host, port) */
TYPE_METHOD(make)
{
	Client *client = MEM_NEW(Client);

	for (size_t i = 0; i < SETTINGS; i++)
		client->settings[i] = VALUE_NULL;
	client->settings[SET_HOST] = n ? value_ref(args[0]) : VALUE_NULL;
	client->settings[SET_PORT] = value_int(n > 1 ? (int32_t)types_int(args[1]) : PORT);
	client->settings[SET_SSL] = value_bool(false);
	client->settings[SET_DEFAULT_CREDENTIALS] = value_bool(false);
	client->settings[SET_TIMEOUT] = value_int(TIMEOUT);
	client->settings[SET_METHOD] = value_enum(&type_smtp_delivery_method, 0);
	return types_found(out, object_value(object_new_native(types_self(self), client)));
}

/* ---- sending ---- */

static Value texts_of(Interp *in, Value list, Flow *flow)
{
	const List *items = value_unwrap_peek(list).list;
	Array *texts = array_new(&type_string_array, items->n);

	for (size_t i = 0; i < items->n && *flow == FLOW_NEXT; i++) {
		Buf text = BUF_INIT;

		*flow = convert_put_tostring(in, list_peek(items, i), &text);
		array_push_take(texts, types_buf_string(&text));
	}
	return array_value(texts);
}

static void add_list(Interp *in, Hash *to, const char *name, Value message, MailPart part, Flow *flow)
{
	Value list = mail_message_part_peek(message, part);

	if (value_unwrap_peek(list).list->n > 0)
		hash_set_text_take(to, str_from(name), texts_of(in, list, flow));
}

static void add_files(Hash *to, Value message)
{
	const List *list = value_unwrap_peek(mail_message_part_peek(message, MAIL_ATTACHMENTS)).list;
	Array *files = array_new(&type_string_array, list->n);

	for (size_t i = 0; i < list->n; i++)
		array_push(files, mail_message_file_peek(list_peek(list, i)));
	if (files->n)
		hash_set_text_take(to, S("Attachments"), array_value(files));
	else
		value_drop(array_value(files));
}

/* Parameters that Send-MailMessage takes. */
static Flow arguments_of(Interp *in, Value self, Value message, Hash *to)
{
	Value from = mail_message_part_peek(message, MAIL_FROM), body = mail_message_part_peek(message, MAIL_BODY);
	Buf text = BUF_INIT;
	Flow flow = convert_put_tostring(in, from, &text);

	hash_set_text_take(to, S("From"), types_buf_string(&text));
	add_list(in, to, "To", message, MAIL_TO, &flow);
	add_list(in, to, "Cc", message, MAIL_CC, &flow);
	add_list(in, to, "Bcc", message, MAIL_BCC, &flow);
	add_list(in, to, "ReplyTo", message, MAIL_REPLY_TO, &flow);
	add_files(to, message);
	hash_set_text_take(to, S("Subject"), value_ref(mail_message_part_peek(message, MAIL_SUBJECT)));
	if (types_str(body).n)
		hash_set_text_take(to, S("Body"), value_ref(body));
	hash_set_text_take(to, S("BodyAsHtml"), value_ref(mail_message_part_peek(message, MAIL_IS_HTML)));
	hash_set_text_take(to, S("Priority"), value_ref(mail_message_part_peek(message, MAIL_PRIORITY)));
	hash_set_text_take(
		to, S("DeliveryNotificationOption"), value_ref(mail_message_part_peek(message, MAIL_DELIVERY)));
	hash_set_text_take(to, S("SmtpServer"), value_ref(peek(self)->settings[SET_HOST]));
	return flow;
}

/* Why the message cannot be sent as it is; NULL: it can. */
static const char *lack_of(Value self, Value message)
{
	if (value_is_null(mail_message_part_peek(message, MAIL_FROM)))
		return "A from address must be specified.";
	if (types_str(peek(self)->settings[SET_HOST]).n == 0)
		return "The SMTP host was not specified.";
	for (MailPart part = MAIL_TO; part <= MAIL_BCC; part++)
		if (value_unwrap_peek(mail_message_part_peek(message, part)).list->n > 0)
			return NULL;
	return "A recipient must be specified.";
}

/* Warns of settings that change nothing. */
static Flow warn_unused(Interp *in, const Client *client)
{
	const Value *settings = client->settings;
	MailRoute route = { .server = types_str(settings[SET_HOST]),
		.port = types_int(settings[SET_PORT]),
		.ssl = settings[SET_SSL].b,
		.credential = types_given(settings[SET_CREDENTIALS]) || settings[SET_DEFAULT_CREDENTIALS].b };
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	mail_message_put_unused(&route, &text);
	if (text.n)
		flow = runtime_of(in)->write_text(in, 3, buf_str(&text));
	buf_release(&text);
	return flow;
}

/* The cmdlet does it; what it cannot do comes back as its text. */
static Flow run(Interp *in, Value arguments, Value *out)
{
	Value block = VALUE_EMPTY;
	Flow flow = runtime_of(in)->make_block(in,
		S("param($parameters)\n"
		  "Microsoft.PowerShell.Utility\\Send-MailMessage @parameters -WarningAction SilentlyContinue "
		  "-ErrorAction SilentlyContinue -ErrorVariable failures\n"
		  "if ($failures) { $failures[0].Exception.Message }"),
		&block);

	if (flow == FLOW_NEXT)
		flow = types_invoke(in, block, &arguments, 1, out);
	value_drop(block);
	return flow;
}

static Flow send_message(Interp *in, Value self, Value message)
{
	const char *lack = lack_of(self, message);
	Value headers = mail_message_part_peek(message, MAIL_HEADERS), failure = VALUE_EMPTY, names = VALUE_EMPTY;
	Hash *arguments;
	bool found;
	Flow flow;

	if (lack)
		return fault_exception(in, EXC_INVALID_OPERATION, "%s", lack);
	FLOW_TRY(member_get(in, headers, S("Count"), NULL, &names, &found));
	if (types_int(names) > 0)
		return types_not_done(in, "Sending MailMessage.Headers");
	if (!value_is_null(mail_message_part_peek(message, MAIL_SENDER)))
		return types_not_done(in, "Sending MailMessage.Sender");
	if (types_int(peek(self)->settings[SET_METHOD]) == METHOD_DIRECTORY)
		return types_not_done(in, "SmtpClient.DeliveryMethod SpecifiedPickupDirectory");
	FLOW_TRY(warn_unused(in, peek(self)));
	arguments = hash_new(type_of_id(T_HASHTABLE), true);
	flow = arguments_of(in, self, message, arguments);
	if (flow == FLOW_NEXT)
		flow = run(in, hash_value(arguments), &failure);
	value_drop(hash_value(arguments));
	if (flow == FLOW_NEXT && value_is_string(failure))
		flow = fault_exception(in, EXC_SMTP, "%.*s", STR_ARG(types_str(failure)));
	value_drop(failure);
	return flow;
}

/* (message), (from, recipients, subject, body) */
TYPE_METHOD(send)
{
	Value message = VALUE_EMPTY;
	Flow flow = FLOW_NEXT;

	if (n == 1 && !types_given(args[0]))
		return types_null(in, "message");
	if (n == 1)
		message = value_ref(args[0]);
	else
		flow = mail_message_make(in, args, &message);
	if (flow == FLOW_NEXT)
		flow = send_message(in, self, message);
	value_drop(message);
	return flow;
}

TYPE_METHOD(nothing)
{
	return FLOW_NEXT;
}

/* ---- tables ---- */

#define SETTING(name, setting)                                                                                         \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		return types_found(out, value_ref(peek(self)->settings[setting]));                                     \
	}                                                                                                              \
	TYPE_SET(set_##name)                                                                                           \
	{                                                                                                              \
		value_set_take(&peek(self)->settings[setting], value_ref(to));                                         \
		return FLOW_NEXT;                                                                                      \
	}
SETTING(host, SET_HOST)
SETTING(port, SET_PORT)
SETTING(ssl, SET_SSL)
SETTING(credentials, SET_CREDENTIALS)
SETTING(default_credentials, SET_DEFAULT_CREDENTIALS)
SETTING(timeout, SET_TIMEOUT)
SETTING(method, SET_METHOD)
SETTING(pickup, SET_PICKUP)
SETTING(target, SET_TARGET)

static const PropDef props[] = {
	PROP_RW("Host", "string", get_host, set_host),
	PROP_RW("Port", "int", get_port, set_port),
	PROP_RW("UseDefaultCredentials", "bool", get_default_credentials, set_default_credentials),
	PROP_RW("Credentials", "System.Object", get_credentials, set_credentials),
	PROP_RW("Timeout", "int", get_timeout, set_timeout),
	PROP_RW("DeliveryMethod", MAIL "SmtpDeliveryMethod", get_method, set_method),
	PROP_RW("PickupDirectoryLocation", "string", get_pickup, set_pickup),
	PROP_RW("EnableSsl", "bool", get_ssl, set_ssl),
	PROP_RW("TargetName", "string", get_target, set_target),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Dispose", "void Dispose()", nothing),
	METHOD("Send", "void Send(string from, string recipients, string subject, string body)", send),
	METHOD("Send", "void Send(" MAIL "MailMessage message)", send),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW(MAIL "SmtpClient new()", make),
	NEW(MAIL "SmtpClient new(string host)", make),
	NEW(MAIL "SmtpClient new(string host, int port)", make),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .methods = methods, .constructors = constructors };
static const TypeOps ops = { .free = free_client };
static const TypeDef *const disposable[] = { &type_known[T_IDISPOSABLE], NULL };
static const TypeDef client_type = {
	.name = MAIL "SmtpClient",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.interfaces = disposable,
};

const TypeEntry smtp_client_entries[] = { { &client_type, NULL } };
const size_t smtp_client_nentries = COUNT(smtp_client_entries);
