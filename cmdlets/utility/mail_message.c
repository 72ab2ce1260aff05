/* mail_message: System.Net.Mail.MailMessage, its collections of addresses, and Attachment. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/mail_message.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "shell/types/enums.h"
#include "shell/types/types_collection.h"

#define MAIL "System.Net.Mail."
#define MIME "System.Net.Mime."

/* ---- MailAddressCollection ---- */

static const TypeDef address_collection, attachment_collection;

/* One address, or several with commas between them. */
TYPE_METHOD(add_addresses)
{
	Value address = VALUE_EMPTY, text;
	Str left = types_str(args[0]);

	if (!types_given(args[0]))
		return types_null(in, "addresses");
	if (left.n == 0)
		return types_empty(in, "addresses");
	while (left.n > 0) {
		size_t comma = str_find_byte(left, ',', 0);
		Flow flow;

		text = value_string(str_trim(comma == STR_NONE ? left : str_cut(left, 0, comma)));
		flow = convert_to(in, text, &type_mail_address, &address);
		value_drop(text);
		if (flow != FLOW_NEXT)
			return types_rethrow_inner(in);
		list_push_take(value_unwrap_peek(self).list, address);
		left = comma == STR_NONE ? S("") : str_cut(left, comma + 1, left.n);
	}
	return FLOW_NEXT;
}

/* "a@b.c, Name <d@e.f>" */
TYPE_METHOD(show_addresses)
{
	const List *list = value_unwrap_peek(self).list;
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < list->n && flow == FLOW_NEXT; i++) {
		if (i)
			buf_put(&text, S(", "));
		flow = convert_put_tostring(in, list_peek(list, i), &text);
	}
	*out = types_buf_string(&text);
	return flow;
}

#define LIST_METHODS(t)                                                                                                \
	METHOD("Add", "void Add(" t " item)", types_list_add), METHOD("Clear", "void Clear()", types_list_clear),      \
		METHOD("Contains", "bool Contains(" t " item)", types_list_contains),                                  \
		METHOD("IndexOf", "int IndexOf(" t " item)", types_list_index_of),                                     \
		METHOD("Insert", "void Insert(int index, " t " item)", types_list_insert),                             \
		METHOD("Remove", "bool Remove(" t " item)", types_list_remove),                                        \
		METHOD("RemoveAt", "void RemoveAt(int index)", types_list_remove_at)

static const PropDef list_props[] = { PROP("Count", "int", types_list_get_count), PROPS_END };
static const MethodDef address_methods[] = {
	METHOD("Add", "void Add(string addresses)", add_addresses),
	LIST_METHODS(MAIL "MailAddress"),
	METHOD("ToString", "string ToString()", show_addresses),
	METHODS_END,
};
static const MethodDef address_constructors[] = {
	NEW(MAIL "MailAddressCollection new()", types_list_make),
	METHODS_END,
};
static const TypeMembers address_members = {
	.props = list_props, .methods = address_methods, .constructors = address_constructors
};
static const TypeDef *const list_interfaces[] = { &type_known[T_ILIST], &type_known[T_ICOLLECTION],
	&type_known[T_IENUMERABLE], NULL };
static const TypeDef address_collection = {
	.name = MAIL "MailAddressCollection",
	.base = &type_known[T_OBJECT],
	.id = T_COLLECTION,
	.elem = &type_mail_address,
	.members = &address_members,
	.interfaces = list_interfaces,
};

/* ---- Attachment ---- */

typedef struct Attachment {
	Value file, name;
} Attachment;

static Attachment *attachment_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_attachment(Object *object, ValueDrops *drops)
{
	Attachment *attachment = object->payload;

	value_drop_later(drops, attachment->file);
	value_drop_later(drops, attachment->name);
	free(attachment);
}

Value mail_message_file_peek(Value attachment)
{
	return attachment_of(attachment)->file;
}

/* (fileName[, mediaType]): the file must be there; what sends it knows one media type. */
TYPE_METHOD(make_attachment)
{
	Attachment *attachment;
	Buf real = BUF_INIT;
	size_t slash;
	Str name;
	int missing;
	Flow flow;

	if (!types_given(args[0]))
		return types_null(in, "fileName");
	if (n > 1 && !str_ieq(types_str(args[1]), S("application/octet-stream")))
		return types_not_done(in, "Another media type than application/octet-stream");
	runtime_of(in)->real_path(in, types_str(args[0]), &real);
	missing = access(real.p, R_OK) == 0 ? 0 : errno;
	flow = missing ? types_io(in, missing, buf_str(&real)) : FLOW_NEXT;
	if (flow == FLOW_NEXT) {
		slash = str_rfind(buf_str(&real), S("/"), real.n);
		name = slash == STR_NONE ? buf_str(&real) : str_cut(buf_str(&real), slash + 1, real.n);
		attachment = MEM_NEW(Attachment);
		attachment->file = value_ref(args[0]);
		attachment->name = value_string(name);
		*out = object_value(object_new_native(types_self(self), attachment));
	}
	buf_release(&real);
	return flow;
}

TYPE_METHOD(nothing)
{
	return FLOW_NEXT;
}

TYPE_GET(get_name)
{
	return types_found(out, value_ref(attachment_of(self)->name));
}

static const PropDef attachment_props[] = { PROP("Name", "string", get_name), PROPS_END };
static const MethodDef attachment_methods[] = { METHOD("Dispose", "void Dispose()", nothing), METHODS_END };
static const MethodDef attachment_constructors[] = {
	NEW(MAIL "Attachment new(string fileName)", make_attachment),
	NEW(MAIL "Attachment new(string fileName, string mediaType)", make_attachment),
	METHODS_END,
};
static const TypeMembers attachment_members = {
	.props = attachment_props, .methods = attachment_methods, .constructors = attachment_constructors
};
static const TypeOps attachment_ops = { .free = free_attachment };
static const TypeDef *const disposable[] = { &type_known[T_IDISPOSABLE], NULL };
static const TypeDef attachment_type = {
	.name = MAIL "Attachment",
	.base = &type_known[T_OBJECT],
	.members = &attachment_members,
	.ops = &attachment_ops,
	.interfaces = disposable,
};
static const MethodDef attachments_methods[] = { LIST_METHODS(MAIL "Attachment"), METHODS_END };
static const TypeMembers attachments_members = { .props = list_props, .methods = attachments_methods };
static const TypeDef attachment_collection = {
	.name = MAIL "AttachmentCollection",
	.base = &type_known[T_OBJECT],
	.id = T_COLLECTION,
	.elem = &attachment_type,
	.members = &attachments_members,
	.interfaces = list_interfaces,
};

/* ---- MailMessage ---- */

typedef struct Message {
	Value parts[MAIL_PARTS];
} Message;

static Message *peek(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_message(Object *object, ValueDrops *drops)
{
	Message *message = object->payload;

	for (size_t i = 0; i < MAIL_PARTS; i++)
		value_drop_later(drops, message->parts[i]);
	free(message);
}

Value mail_message_part_peek(Value message, MailPart part)
{
	return peek(message)->parts[part];
}

static Flow new_message(Interp *in, Value *out)
{
	Message *message = MEM_NEW(Message);

	for (size_t i = 0; i < MAIL_PARTS; i++)
		message->parts[i] = VALUE_NULL;
	message->parts[MAIL_REPLY_TO] = list_value(list_new(&address_collection));
	message->parts[MAIL_TO] = list_value(list_new(&address_collection));
	message->parts[MAIL_CC] = list_value(list_new(&address_collection));
	message->parts[MAIL_BCC] = list_value(list_new(&address_collection));
	message->parts[MAIL_ATTACHMENTS] = list_value(list_new(&attachment_collection));
	message->parts[MAIL_SUBJECT] = value_string(S(""));
	message->parts[MAIL_BODY] = value_string(S(""));
	message->parts[MAIL_IS_HTML] = value_bool(false);
	message->parts[MAIL_PRIORITY] = value_enum(&type_mail_priority, 0);
	message->parts[MAIL_DELIVERY] = value_enum(&type_delivery_notification_options, 0);
	*out = object_value(object_new_native(&mail_message_type, message));
	return member_call_static(in, &type_name_value_collection, S("new"), NULL, 0, &message->parts[MAIL_HEADERS]);
}

/* From and to are MailAddresses, or texts. */
static Flow set_people(Interp *in, Value message, Value from, Value to)
{
	Value address = VALUE_EMPTY;

	if (convert_to(in, from, &type_mail_address, &address) != FLOW_NEXT)
		return types_rethrow_inner(in);
	value_set_take(&peek(message)->parts[MAIL_FROM], address);
	if (value_is_string(to))
		return add_addresses(in, peek(message)->parts[MAIL_TO], &to, 1, NULL);
	list_push_take(peek(message)->parts[MAIL_TO].list, value_ref(to));
	return FLOW_NEXT;
}

/* (), (from, to), (from, to, subject, body) */
TYPE_METHOD(make)
{
	FLOW_TRY(new_message(in, out));
	if (n > 1)
		FLOW_TRY(set_people(in, *out, args[0], args[1]));
	if (n > 3) {
		value_set_take(&peek(*out)->parts[MAIL_SUBJECT], value_ref(args[2]));
		value_set_take(&peek(*out)->parts[MAIL_BODY], value_ref(args[3]));
	}
	return FLOW_NEXT;
}

Flow mail_message_make(Interp *in, const Value *texts, Value *out)
{
	return make(in, VALUE_NULL, texts, 4, out);
}

void mail_message_put_unused(const MailRoute *route, Buf *out)
{
	enum { SMTP_PORT = 25 };
	Buf text = BUF_INIT;

	if (route->server.n && !str_ieq(route->server, S("localhost")))
		buf_printf(&text, " The server '%.*s' is not asked.", STR_ARG(route->server));
	if (route->port != SMTP_PORT)
		buf_put(&text, S(" The port is not used."));
	if (route->ssl)
		buf_put(&text, S(" Whether sendmail passes it on encrypted is set there."));
	if (route->credential)
		buf_put(&text, S(" The credentials are not used."));
	if (text.n)
		buf_printf(out, "This machine's own sendmail takes the message.%s", text.p);
	buf_release(&text);
}

#define PART(name, part)                                                                                               \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		return types_found(out, value_ref(peek(self)->parts[part]));                                           \
	}                                                                                                              \
	TYPE_SET(set_##name)                                                                                           \
	{                                                                                                              \
		value_set_take(&peek(self)->parts[part], value_ref(to));                                               \
		return FLOW_NEXT;                                                                                      \
	}
#define LIST(name, part)                                                                                               \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		return types_found(out, value_ref(peek(self)->parts[part]));                                           \
	}
PART(from, MAIL_FROM)
PART(sender, MAIL_SENDER)
PART(subject, MAIL_SUBJECT)
PART(body, MAIL_BODY)
PART(is_html, MAIL_IS_HTML)
PART(priority, MAIL_PRIORITY)
PART(delivery, MAIL_DELIVERY)
PART(subject_encoding, MAIL_SUBJECT_ENCODING)
PART(body_encoding, MAIL_BODY_ENCODING)
PART(headers_encoding, MAIL_HEADERS_ENCODING)
LIST(reply_to, MAIL_REPLY_TO)
LIST(to, MAIL_TO)
LIST(cc, MAIL_CC)
LIST(bcc, MAIL_BCC)
LIST(headers, MAIL_HEADERS)
LIST(attachments, MAIL_ATTACHMENTS)

static const PropDef props[] = {
	PROP_RW("From", MAIL "MailAddress", get_from, set_from),
	PROP_RW("Sender", MAIL "MailAddress", get_sender, set_sender),
	PROP("ReplyToList", MAIL "MailAddressCollection", get_reply_to),
	PROP("To", MAIL "MailAddressCollection", get_to),
	PROP("Bcc", MAIL "MailAddressCollection", get_bcc),
	PROP("CC", MAIL "MailAddressCollection", get_cc),
	PROP_RW("Priority", MAIL "MailPriority", get_priority, set_priority),
	PROP_RW("DeliveryNotificationOptions", MAIL "DeliveryNotificationOptions", get_delivery, set_delivery),
	PROP_RW("Subject", "string", get_subject, set_subject),
	PROP_RW("SubjectEncoding", "System.Text.Encoding", get_subject_encoding, set_subject_encoding),
	PROP("Headers", "System.Collections.Specialized.NameValueCollection", get_headers),
	PROP_RW("HeadersEncoding", "System.Text.Encoding", get_headers_encoding, set_headers_encoding),
	PROP_RW("Body", "string", get_body, set_body),
	PROP_RW("BodyEncoding", "System.Text.Encoding", get_body_encoding, set_body_encoding),
	PROP_RW("IsBodyHtml", "bool", get_is_html, set_is_html),
	PROP("Attachments", MAIL "AttachmentCollection", get_attachments),
	PROPS_END,
};
static const MethodDef methods[] = { METHOD("Dispose", "void Dispose()", nothing), METHODS_END };
static const MethodDef constructors[] = {
	NEW(MAIL "MailMessage new()", make),
	NEW(MAIL "MailMessage new(string from, string to)", make),
	NEW(MAIL "MailMessage new(string from, string to, string subject, string body)", make),
	NEW(MAIL "MailMessage new(" MAIL "MailAddress from, " MAIL "MailAddress to)", make),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .methods = methods, .constructors = constructors };
static const TypeOps ops = { .free = free_message };
const TypeDef mail_message_type = {
	.name = MAIL "MailMessage",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.interfaces = disposable,
};

const TypeEntry mail_message_entries[] = {
	{ &mail_message_type, NULL },
	{ &address_collection, NULL },
	{ &attachment_collection, NULL },
	{ &attachment_type, NULL },
};
const size_t mail_message_nentries = COUNT(mail_message_entries);
