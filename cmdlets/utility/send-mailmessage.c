/* send-mailmessage: a message, handed to the machine's own sendmail. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmdlets/utility/mail_message.h"
#include "cmdlets/utility/text_file.h"
#include "shell/base/io.h"
#include "shell/engine/interp.h"
#include "shell/types/base64.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"

enum {
	P_ATTACHMENTS,
	P_BCC,
	P_BODY,
	P_BODY_AS_HTML,
	P_ENCODING,
	P_CC,
	P_DELIVERY,
	P_FROM,
	P_SMTP_SERVER,
	P_PRIORITY,
	P_REPLY_TO,
	P_SUBJECT,
	P_SUBJECT_DESKTOP,
	P_TO,
	P_CREDENTIAL,
	P_USE_SSL,
	P_PORT,
};
enum { DELIVERY_SUCCESS = 1, DELIVERY_FAILURE = 2, DELIVERY_DELAY = 4, DELIVERY_NEVER = 0x8000000 };
enum { ANSWER_MAX = 2000, SMTP_PORT = 25 };

static const char subject_help[] = "The subject.";
#define NAMED                                                                                                          \
	{                                                                                                              \
		{                                                                                                      \
			.flags = PARAM_FROM_PIPE_PROP                                                                  \
		}                                                                                                      \
	}

/* clang-format off */
static const ParamDef params[] = {
	[P_ATTACHMENTS] = { .name = "Attachments", .aliases = (const char *const[]){ "PsPath", NULL }, .type = "String[]",
		.in = { { .flags = PARAM_FROM_PIPE } }, .flags = PARAM_NOT_EMPTY, .help = "Files that go with the message." },
	[P_BCC] = { .name = "Bcc", .type = "String[]", .in = NAMED, .flags = PARAM_NOT_EMPTY, .help = "Further receivers whom the others do not see." },
	[P_BODY] = { .name = "Body", .type = "String", .in = { { .pos1 = 3, .flags = PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY, .help = "The text." },
	[P_BODY_AS_HTML] = { .name = "BodyAsHtml", .aliases = (const char *const[]){ "BAH", NULL }, .type = "SwitchParameter", .in = NAMED,
		.help = "The text is HTML." },
	[P_ENCODING] = { .name = "Encoding", .aliases = (const char *const[]){ "BE", NULL }, .type = "Object", .in = NAMED,
		.help = "Is taken, and changes nothing: messages are sent as UTF-8." },
	[P_CC] = { .name = "Cc", .type = "String[]", .in = NAMED, .flags = PARAM_NOT_EMPTY, .help = "Further receivers." },
	[P_DELIVERY] = { .name = "DeliveryNotificationOption", .aliases = (const char *const[]){ "DNO", NULL },
		.type = "System.Net.Mail.DeliveryNotificationOptions", .in = NAMED, .help = "When the sender is told of the delivery." },
	[P_FROM] = { .name = "From", .type = "String", .in = { { .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY, .help = "The sender." },
	[P_SMTP_SERVER] = { .name = "SmtpServer", .aliases = (const char *const[]){ "ComputerName", NULL }, .type = "String",
		.in = { { .pos1 = 4, .flags = PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_EMPTY,
		.help = "The server in Windows; here the machine's own sendmail takes the message." },
	[P_PRIORITY] = { .name = "Priority", .type = "System.Net.Mail.MailPriority", .in = NAMED, .help = "Normal, High or Low." },
	[P_REPLY_TO] = { .name = "ReplyTo", .type = "String[]", .in = NAMED, .where = WHERE_CORE, .help = "Who gets the answers." },
	[P_SUBJECT] = { .name = "Subject", .aliases = (const char *const[]){ "sub", NULL }, .type = "String", .where = WHERE_CORE,
		.in = { { .pos1 = 2, .flags = PARAM_FROM_PIPE_PROP } }, .help = subject_help },
	[P_SUBJECT_DESKTOP] = { .name = "Subject", .aliases = (const char *const[]){ "sub", NULL }, .type = "String", .where = WHERE_DESKTOP,
		.in = { { .pos1 = 2, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_EMPTY, .help = subject_help },
	[P_TO] = { .name = "To", .type = "String[]", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY, .help = "The receivers." },
	[P_CREDENTIAL] = { .name = "Credential", .type = "PSCredential", .in = NAMED, .flags = PARAM_NOT_EMPTY | PARAM_CREDENTIAL,
		.help = "Who sends in Windows; sendmail asks nobody." },
	[P_USE_SSL] = { .name = "UseSsl", .type = "SwitchParameter", .in = NAMED, .help = "Encrypts the way to the server in Windows." },
	[P_PORT] = { .name = "Port", .type = "Int32", .in = NAMED, .check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX },
		.help = "The port of the server in Windows." },
};
/* clang-format on */

typedef struct SendMail {
	Array *files; /* names, string values */
} SendMail;

static Flow fail(Stage *s, const char *fmt, ...) PRINTF(2, 3);

static Flow fail(Stage *s, const char *fmt, ...)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION, .id = "SmtpException", .exception = EXC_SMTP };
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

/* ---- addresses and headers ---- */

static Flow bad_address(Stage *s, Str address)
{
	ErrorSpec spec = { .category = CAT_INVALID_TYPE,
		.id = "FormatException",
		.exception = EXC_FORMAT,
		.target = value_string(address) };
	Flow flow = stage_error(s, &spec, "The specified string is not in the form required for an e-mail address.");

	value_drop(spec.target);
	return flow;
}

static bool is_address(Stage *s, Str address)
{
	const TypeDef *type = type_set_find(runtime_of(s->interp)->types, S("System.Net.Mail.MailAddress"));
	Value text = value_string(address), v;
	bool ok = str_find_byte(address, '\n', 0) == STR_NONE && str_find_byte(address, '\r', 0) == STR_NONE &&
		  convert_try(s->interp, text, type, &v);

	value_drop(text);
	if (ok)
		value_drop(v);
	return ok;
}

static void put_word(Str text, Buf *out)
{
	buf_put(out, S("=?utf-8?B?"));
	types_base64_put(text, false, out);
	buf_put(out, S("?="));
}

/* RFC 2047: pieces of at most 45 bytes, cut between characters; plain ASCII stays as it is. */
static void put_encoded(Str text, Buf *out)
{
	if (str_is_ascii(text)) {
		buf_put(out, text);
		return;
	}
	for (size_t start = 0, at = 0; start < text.n; start = at) {
		for (size_t next = at; next < text.n && next - start <= 41;) {
			(void)utf8_next(text, &next);
			at = next;
		}
		if (start)
			buf_put(out, S("\n "));
		put_word(str_cut(text, start, at), out);
	}
}

/* The name of "Name <address>" may hold any character, the address may not. */
static void put_address(Str address, Buf *out)
{
	size_t open = str_rfind(address, S("<"), address.n);

	if (str_is_ascii(address) || open == STR_NONE) {
		buf_put(out, address);
		return;
	}
	put_encoded(str_trim(str_cut(address, 0, open)), out);
	buf_put_char(out, ' ');
	buf_put(out, str_cut(address, open, address.n));
}

/* "To: a, b"; one that is none is reported, and *bad counts it. */
static Flow put_addresses(Stage *s, const char *header, int param, Buf *out, int *bad)
{
	size_t n, used = 0;
	const Str *addresses = stage_strings(s, param, &n);

	for (size_t i = 0; i < n; i++) {
		if (!is_address(s, addresses[i])) {
			++*bad;
			FLOW_TRY(bad_address(s, addresses[i]));
			continue;
		}
		if (used++ == 0)
			buf_printf(out, "%s: ", header);
		else
			buf_put(out, S(",\n "));
		put_address(addresses[i], out);
	}
	if (used)
		buf_put_char(out, '\n');
	return FLOW_NEXT;
}

static void put_date(Stage *s, Buf *out)
{
	const Env *env = stage_env(s);
	int64_t now = env->now(env->self);

	buf_put(out, S("Date: "));
	(void)moment_format(out, S("ddd, dd MMM yyyy HH:mm:ss +0000\n"), now, MOMENT_UTC, &moment_invariant, env);
}

/* Line ends in a subject would start headers of their own. */
static void put_subject(Stage *s, Buf *out)
{
	Str subject = stage_str(s, stage_bound(s, P_SUBJECT) ? P_SUBJECT : P_SUBJECT_DESKTOP);
	Buf line = BUF_INIT;

	for (size_t i = 0; i < subject.n; i++) {
		bool ends = subject.p[i] == '\n' || subject.p[i] == '\r';

		buf_put(&line, ends ? S(" ") : str_cut(subject, i, i + 1));
	}
	buf_put(out, S("Subject: "));
	put_encoded(buf_str(&line), out);
	buf_put_char(out, '\n');
	buf_release(&line);
}

static Flow put_headers(Stage *s, Buf *out, int *bad)
{
	static const char *const priorities[] = { "", "X-Priority: 5\nImportance: low\n",
		"X-Priority: 1\nImportance: high\n" };
	int64_t priority = stage_int(s, P_PRIORITY, 0); /* MailPriority: Normal, Low, High */

	FLOW_TRY(put_addresses(s, "From", P_FROM, out, bad));
	FLOW_TRY(put_addresses(s, "To", P_TO, out, bad));
	FLOW_TRY(put_addresses(s, "Cc", P_CC, out, bad));
	FLOW_TRY(put_addresses(s, "Bcc", P_BCC, out, bad)); /* sendmail takes it out */
	FLOW_TRY(put_addresses(s, "Reply-To", P_REPLY_TO, out, bad));
	put_subject(s, out);
	put_date(s, out);
	if (priority > 0 && priority < (int64_t)COUNT(priorities))
		buf_put(out, str_from(priorities[priority]));
	buf_put(out, S("MIME-Version: 1.0\n"));
	return FLOW_NEXT;
}

/* ---- parts ---- */

/* Lines of 76 characters. */
static void put_base64(Str bytes, Buf *out)
{
	Buf text = BUF_INIT;

	types_base64_put(bytes, false, &text);
	for (size_t at = 0; at < text.n; at += 76) {
		buf_put(out, str_cut(buf_str(&text), at, at + 76));
		buf_put_char(out, '\n');
	}
	buf_release(&text);
}

static void put_body(Stage *s, Buf *out)
{
	buf_printf(out, "Content-Type: text/%s; charset=utf-8\nContent-Transfer-Encoding: base64\n\n",
		stage_switch(s, P_BODY_AS_HTML) ? "html" : "plain");
	put_base64(stage_str(s, P_BODY), out);
}

static Flow put_file(Stage *s, Str path, Str boundary, Buf *out)
{
	size_t slash = str_rfind(path, S("/"), path.n), back = str_rfind(path, S("\\"), path.n);
	size_t cut = slash == STR_NONE ? back : back == STR_NONE || slash > back ? slash : back;
	Str name = cut == STR_NONE ? path : str_cut(path, cut + 1, path.n);
	Buf bytes = BUF_INIT, shown = BUF_INIT;
	Flow flow = text_file_read_bytes(s, path, true, &bytes);

	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] != '"' && name.p[i] != '\n' && name.p[i] != '\r')
			buf_put_char(&shown, name.p[i]);
	buf_printf(out, "--%.*s\nContent-Type: application/octet-stream; name=\"", STR_ARG(boundary));
	put_encoded(buf_str(&shown), out);
	buf_put(out, S("\"\nContent-Disposition: attachment; filename=\""));
	put_encoded(buf_str(&shown), out);
	buf_put(out, S("\"\nContent-Transfer-Encoding: base64\n\n"));
	put_base64(buf_str(&bytes), out);
	buf_release(&bytes);
	buf_release(&shown);
	return flow;
}

static Flow put_parts(Stage *s, Buf *out)
{
	const Array *files = ((SendMail *)s->state)->files;
	const Env *env = stage_env(s);
	uint8_t chance[16];
	Buf boundary = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (!files->n) {
		put_body(s, out);
		return FLOW_NEXT;
	}
	env->random(env->self, chance, sizeof chance);
	buf_put(&boundary, S("=_exsh_"));
	for (size_t i = 0; i < sizeof chance; i++)
		buf_printf(&boundary, "%02x", chance[i]);
	buf_printf(out, "Content-Type: multipart/mixed; boundary=\"%s\"\n\n--%s\n", boundary.p, boundary.p);
	put_body(s, out);
	for (size_t i = 0; i < files->n && flow == FLOW_NEXT; i++)
		flow = put_file(s, value_str_peek(array_peek(files, i)), buf_str(&boundary), out);
	buf_printf(out, "--%s--\n", boundary.p);
	buf_release(&boundary);
	return flow;
}

/* ---- sendmail ---- */

enum { WORD = 32 };

/* *program: its path; empty: there is none. */
static void find_sendmail(char program[WORD])
{
	static const char *const places[] = { "/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/bin/sendmail",
		"/sbin/sendmail" };

	program[0] = '\0';
	for (size_t i = 0; i < COUNT(places) && !program[0]; i++)
		if (access(places[i], X_OK) == 0)
			(void)snprintf(program, WORD, "%s", places[i]);
}

/* A file without a name that holds the text, ready to be read; -1: errno. */
static int hold(Str text)
{
	int file = memfd_create("message", MFD_CLOEXEC);

	if (file >= 0 && !io_write_all(file, text)) {
		close(file);
		return -1;
	}
	if (file >= 0)
		(void)lseek(file, 0, SEEK_SET);
	return file;
}

/* What sendmail said to its error output, on one line. */
static void read_answer(int file, Buf *out)
{
	char text[ANSWER_MAX];
	ssize_t n = pread(file, text, sizeof text, 0);
	Str answer = str_trim((Str){ text, n > 0 ? (size_t)n : 0 });

	for (size_t i = 0; i < answer.n; i++)
		buf_put(out, answer.p[i] == '\n' ? S(" ") : str_cut(answer, i, i + 1));
}

/* 0, or what waitpid gives; -1: it could not be started.  notify empty: sendmail's own choice. */
static int run(char *program, char *notify, int message, int answer)
{
	char from_headers[] = "-t", ignore_dots[] = "-i", when[] = "-N";
	char *const words[] = { program, from_headers, ignore_dots, notify[0] ? when : NULL, notify, NULL };
	posix_spawn_file_actions_t actions;
	pid_t child = -1;
	int status = -1;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, message, 0);
	posix_spawn_file_actions_adddup2(&actions, answer, 1);
	posix_spawn_file_actions_adddup2(&actions, answer, 2);
	if (posix_spawn(&child, program, &actions, NULL, words, environ) == 0)
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	posix_spawn_file_actions_destroy(&actions);
	return status;
}

/* The words of sendmail -N; empty: none. */
static void notify_words(Stage *s, char words[WORD])
{
	int64_t wish = stage_int(s, P_DELIVERY, 0);

	(void)snprintf(words, WORD, "%s%s%s", wish & DELIVERY_SUCCESS ? ",success" : "",
		wish & DELIVERY_FAILURE ? ",failure" : "", wish & DELIVERY_DELAY ? ",delay" : "");
	if (words[0])
		memmove(words, words + 1, strlen(words));
	if (wish & DELIVERY_NEVER)
		(void)snprintf(words, WORD, "never");
}

static Flow deliver(Stage *s, Str message)
{
	char program[WORD], notify[WORD];
	int text, answer, status = -1;
	Buf said = BUF_INIT;
	Flow flow = FLOW_NEXT;

	find_sendmail(program);
	notify_words(s, notify);
	if (!program[0])
		return fail(s,
			"Unable to connect to the remote server: messages go through this machine's sendmail, and there is "
			"none. Install a mail server that brings it, such as Postfix.");
	text = hold(message);
	answer = memfd_create("answer", MFD_CLOEXEC);
	if (text >= 0 && answer >= 0)
		status = run(program, notify, text, answer);
	if (status != 0) {
		if (answer >= 0)
			read_answer(answer, &said);
		flow = fail(s, "The message was not accepted by %s: %.*s", program,
			STR_ARG(said.n ? buf_str(&said) : S("it gave no reason")));
	}
	if (text >= 0)
		close(text);
	if (answer >= 0)
		close(answer);
	buf_release(&said);
	return flow;
}

/* ---- the cmdlet ---- */

static Flow warn_unused(Stage *s)
{
	MailRoute route = { .server = stage_str(s, P_SMTP_SERVER),
		.port = stage_int(s, P_PORT, SMTP_PORT),
		.ssl = stage_switch(s, P_USE_SSL),
		.credential = stage_bound(s, P_CREDENTIAL) };
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	mail_message_put_unused(&route, &text);
	if (text.n)
		flow = stage_warning(s, "%s", text.p);
	buf_release(&text);
	return flow;
}

static Flow begin(Stage *s)
{
	((SendMail *)s->state)->files = array_new_objects();
	if (stage_edition(s)->where & WHERE_CORE)
		FLOW_TRY(stage_warning(s,
			"The command 'Send-MailMessage' is obsolete. This cmdlet does not guarantee secure connections to SMTP "
			"servers. While there is no immediate replacement available in PowerShell, we recommend you do not use "
			"Send-MailMessage at this time. See https://aka.ms/SendMailMessage for more information."));
	return warn_unused(s);
}

static Flow process(Stage *s, Value input)
{
	SendMail *state = s->state;

	(void)input;
	if (stage_bound(s, P_ATTACHMENTS))
		state->files = array_append_take(s->args[P_ATTACHMENTS], true, state->files);
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	Buf message = BUF_INIT;
	int bad = 0;
	Flow flow = put_headers(s, &message, &bad);

	if (flow == FLOW_NEXT)
		flow = put_parts(s, &message);
	if (flow == FLOW_NEXT && !bad)
		flow = deliver(s, buf_str(&message));
	buf_release(&message);
	return flow;
}

static void dispose(Stage *s)
{
	SendMail *state = s->state;

	if (state->files)
		value_drop(array_value(state->files));
}

const CmdletDef cmd_send_mailmessage = {
	.name = "Send-MailMessage",
	.module = "Microsoft.PowerShell.Utility",
	.class_name = "Microsoft.PowerShell.Commands.SendMailMessage",
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(SendMail),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Sends a message.",
};
