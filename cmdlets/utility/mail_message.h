/* mail_message: System.Net.Mail's messages, for SmtpClient to send. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_MAIL_MESSAGE_H
#define UTILITY_MAIL_MESSAGE_H

#include "shell/types/types.h"

/* What a message consists of. */
typedef enum MailPart {
	MAIL_FROM,
	MAIL_SENDER,
	MAIL_REPLY_TO,
	MAIL_TO,
	MAIL_CC,
	MAIL_BCC,
	MAIL_SUBJECT,
	MAIL_BODY,
	MAIL_IS_HTML,
	MAIL_PRIORITY,
	MAIL_DELIVERY,
	MAIL_SUBJECT_ENCODING,
	MAIL_BODY_ENCODING,
	MAIL_HEADERS_ENCODING,
	MAIL_HEADERS,
	MAIL_ATTACHMENTS,
	MAIL_PARTS,
} MailPart;

extern const TypeDef mail_message_type;
/* A part of a message, lent. */
Value mail_message_part_peek(Value message, MailPart part);
/* The file of an attachment, lent. */
Value mail_message_file_peek(Value attachment);
/* A message of four texts (SmtpClient.Send); FormatException. */
Flow mail_message_make(Interp *in, const Value *texts, Value *out) NODISCARD;

/* How a message is to reach a server: sendmail, which takes it instead, is told nothing of it. */
typedef struct MailRoute {
	Str server;
	int64_t port;
	bool ssl, credential;
} MailRoute;
/* Appends the warning for somebody who wants the way encrypted, or a certain server; nothing: nobody does. */
void mail_message_put_unused(const MailRoute *route, Buf *out);

extern const TypeEntry mail_message_entries[];
extern const size_t mail_message_nentries;
extern const TypeEntry smtp_client_entries[];
extern const size_t smtp_client_nentries;

#endif
