/* adcs: the command line, files and HRESULTs of certreq and certutil. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/organization/organization.h"
#include "shell/base/io.h"
#include "shell/base/moment.h"
#include "shell/base/vec.h"
#include "shell/engine/provider.h"
#include "store/cert/cert_name.h"

/* ---- HRESULTs ------------------------------------------------------------------------------------------------ */

/* winerror.h's names with the system's messages (docs: COM Error Codes, System Error Codes). */
static const struct {
	uint32_t status;
	const char *symbol, *message;
} statuses[] = {
	{ ADCS_NOT_DONE, "E_NOTIMPL", "Not implemented" },
	{ ADCS_NO_FILE, "ERROR_FILE_NOT_FOUND", "The system cannot find the file specified." },
	{ ADCS_NO_PATH, "ERROR_PATH_NOT_FOUND", "The system cannot find the path specified." },
	{ ADCS_ACCESS_DENIED, "ERROR_ACCESS_DENIED", "Access is denied." },
	{ VAULT_CA_INVALID_DATA, "ERROR_INVALID_DATA", "The data is invalid." },
	{ ADCS_WRITE_FAULT, "ERROR_WRITE_FAULT", "The system cannot write to the specified device." },
	{ ADCS_FILE_EXISTS, "ERROR_FILE_EXISTS", "The file exists." },
	{ ADCS_BAD_PASSWORD, "ERROR_INVALID_PASSWORD", "The specified network password is not correct." },
	{ ADCS_BAD_ARGUMENT, "ERROR_INVALID_PARAMETER", "The parameter is incorrect." },
	{ ADCS_BUSY, "ERROR_BUSY", "The requested resource is in use." },
	{ ADCS_NO_ELEMENT, "ERROR_NOT_FOUND", "Element not found." },
	{ ADCS_CANCELLED, "ERROR_CANCELLED", "The operation was canceled by the user." },
	{ VAULT_CA_BAD_SIGNATURE, "NTE_BAD_SIGNATURE", "Invalid Signature." },
	{ ADCS_BAD_ALGORITHM, "NTE_BAD_ALGID", "Invalid algorithm specified." },
	{ ADCS_NO_KEY, "NTE_NO_KEY", "Key does not exist." },
	{ ADCS_INTERNAL, "NTE_FAIL", "An internal error occurred." },
	{ ADCS_NOT_FOUND, "CRYPT_E_NOT_FOUND", "Cannot find object or property." },
	{ ADCS_REVOKED, "CRYPT_E_REVOKED", "The certificate is revoked." },
	{ ADCS_REVOCATION_OFFLINE, "CRYPT_E_REVOCATION_OFFLINE",
		"The revocation function was unable to check revocation because the revocation server was offline." },
	{ ADCS_BAD_NAME, "CRYPT_E_INVALID_X500_STRING",
		"The string contains an invalid X500 name attribute key, oid, value or delimiter." },
	{ ADCS_BAD_ENCODING, "CRYPT_E_ASN1_BADTAG", "ASN1 bad tag value met." },
	{ VAULT_CA_NO_REQUEST, "CERTSRV_E_NO_REQUEST", "The request does not exist." },
	{ VAULT_CA_BAD_STATE, "CERTSRV_E_BAD_REQUESTSTATUS",
		"The request's current status does not allow this operation." },
	{ VAULT_CA_DENIED, "CERTSRV_E_ADMIN_DENIED_REQUEST",
		"The request was denied by a certificate manager or CA administrator." },
	{ VAULT_CA_UNKNOWN_TEMPLATE, "CERTSRV_E_UNSUPPORTED_CERT_TYPE",
		"The requested certificate template is not supported by this CA." },
	{ VAULT_CA_NO_TEMPLATE, "CERTSRV_E_NO_CERT_TYPE", "The request contains no certificate template information." },
	{ VAULT_CA_BAD_SUBJECT, "CERTSRV_E_BAD_REQUESTSUBJECT", "The request subject name is invalid or too long." },
	{ VAULT_CA_KEY_TOO_SHORT, "CERTSRV_E_KEY_LENGTH",
		"The public key does not meet the minimum size required by the specified certificate template." },
	{ ADCS_EXPIRED, "CERT_E_EXPIRED",
		"A required certificate is not within its validity period when verifying against the current system "
		"clock or the timestamp in the signed file." },
	{ ADCS_UNTRUSTED, "CERT_E_UNTRUSTEDROOT",
		"A certificate chain processed, but terminated in a root certificate which is not trusted by the trust "
		"provider." },
	{ ADCS_PARTIAL_CHAIN, "CERT_E_CHAINING",
		"A certificate chain could not be built to a trusted root authority." },
};
enum { FACILITY_WIN32 = 0x8007 };

const char *adcs_message(uint32_t status)
{
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (statuses[i].status == status)
			return statuses[i].message;
	return "";
}

void adcs_put_status(uint32_t status, Buf *out)
{
	const char *symbol = "";

	for (size_t i = 0; i < COUNT(statuses); i++)
		if (statuses[i].status == status)
			symbol = statuses[i].symbol;
	if (status >> 16 == FACILITY_WIN32)
		buf_printf(out, "0x%08x (WIN32: %u%s%s)", status, status & 0xffff, *symbol ? " " : "", symbol);
	else
		buf_printf(out, "0x%08x (%d%s%s)", status, (int32_t)status, *symbol ? " " : "", symbol);
}

uint32_t adcs_status_of(const Diag *diag)
{
	static const uint32_t by_code[] = {
		[DIAG_NOT_FOUND] = ADCS_NO_FILE,
		[DIAG_EXISTS] = ADCS_FILE_EXISTS,
		[DIAG_INVALID] = ADCS_BAD_ENCODING,
		[DIAG_DENIED] = ADCS_ACCESS_DENIED,
		[DIAG_IO] = ADCS_WRITE_FAULT,
		[DIAG_CORRUPT] = VAULT_CA_INVALID_DATA,
		[DIAG_BUSY] = ADCS_BUSY,
		[DIAG_CRYPTO] = ADCS_INTERNAL,
		[DIAG_BAD_PASSWORD] = ADCS_BAD_PASSWORD,
		[DIAG_UNSUPPORTED] = ADCS_BAD_ALGORITHM,
		[DIAG_IN_USE] = ADCS_BUSY,
		[DIAG_STOPPED] = ADCS_CANCELLED,
	};
	uint32_t status = diag->code < COUNT(by_code) ? by_code[diag->code] : 0;

	return status ? status : ADCS_INTERNAL;
}

/* ---- the command line ---------------------------------------------------------------------------------------- */

static bool is_switch(Str word)
{
	return word.n > 1 && (word.p[0] == '-' || (word.p[0] == '/' && str_find_byte(word, '/', 1) == STR_NONE));
}

static const AdcsOption *find_option(const AdcsOption *options, size_t n, Str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_ieq(name, str_from(options[i].name)))
			return &options[i];
	return NULL;
}

/* The first switch that is no option is the verb.  A path such as /tmp/x is no switch, /submit is. */
bool adcs_parse(AdcsCall *call, const AdcsOption *options, size_t noptions, Str *bad)
{
	size_t argc = (size_t)call->context->argc;
	Str *args = ARENA_ARRAY(call->arena, Str, argc + 1);

	call->given = ARENA_ARRAY(call->arena, struct AdcsGiven, argc + 1);
	call->args = args;
	for (size_t i = 1; i < argc; i++) {
		Str word = call->context->argv[i], name = str_cut(word, 1, word.n);
		const AdcsOption *option = is_switch(word) ? find_option(options, noptions, name) : NULL;

		if (option) {
			struct AdcsGiven *given = &call->given[call->ngiven++];

			given->option = option;
			if (option->takes_value && ++i == argc) {
				*bad = word;
				return false;
			}
			given->value = option->takes_value ? call->context->argv[i] : (Str){ 0 };
		} else if (is_switch(word) && call->verb.n == 0 && call->nargs == 0) {
			call->verb = name;
		} else if (is_switch(word) && word.p[0] == '-' && call->nargs == 0 && !str_eq(name, S("?"))) {
			*bad = word;
			return false;
		} else {
			args[call->nargs++] = word;
		}
	}
	return true;
}

bool adcs_has(const AdcsCall *call, const char *option)
{
	for (size_t i = 0; i < call->ngiven; i++)
		if (str_ieq(str_from(call->given[i].option->name), str_from(option)))
			return true;
	return false;
}

Str adcs_value(const AdcsCall *call, const char *option)
{
	Str value = { 0 };

	for (size_t i = 0; i < call->ngiven; i++)
		if (str_ieq(str_from(call->given[i].option->name), str_from(option)))
			value = call->given[i].value;
	return value;
}

Str adcs_arg(const AdcsCall *call, size_t i)
{
	return i < call->nargs ? call->args[i] : (Str){ 0 };
}

bool adcs_number(Str text, NumKind kind, int64_t *number)
{
	return (str_istarts(text, S("0x")) ? num_parse_radix(str_cut(text, 2, text.n), 16, kind, number)
					   : num_parse_integer(text, kind, false, number)) == NUM_OK;
}

Str adcs_config(const AdcsCall *call)
{
	Str config = adcs_value(call, "config");

	return str_eq(config, S("-")) ? S("") : config;
}

/* ---- the store ----------------------------------------------------------------------------------------------- */

bool adcs_open(AdcsCall *call)
{
	return organization_open(call->stage->interp, &call->vault, &call->diag);
}

StoreServer adcs_server(AdcsCall *call)
{
	StoreServer server;
	Diag unused = { 0 };

	if (store_server_find(vault_store_peek(call->vault), S(""), call->arena, &server, &unused))
		return server;
	return (StoreServer){ 0 };
}

Str adcs_user(AdcsCall *call)
{
	return vault_account(adcs_server(call).fqdn, stage_env(call->stage)->user, call->arena);
}

/* ---- files --------------------------------------------------------------------------------------------------- */

/* The path as the machine knows it; in the arena, with a NUL. */
static const char *real_path(AdcsCall *call, Str path)
{
	Buf real = BUF_INIT;
	Str copy;

	provider_real_path(call->stage->interp, path, &real);
	copy = arena_copy(call->arena, buf_str(&real));
	buf_release(&real);
	return copy.p;
}

static bool read_all(int fd, Buf *out, Diag *diag)
{
	enum { CHUNK = 65536 };

	for (;;) {
		char *room = buf_room(out, CHUNK);
		ssize_t n = room ? read(fd, room, CHUNK) : 0;

		if (!room)
			return diag_set(diag, DIAG_INVALID, "the file is too large");
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return diag_errno(diag, "read");
		if (n == 0)
			return true;
		buf_added(out, (size_t)n);
	}
}

bool adcs_read(AdcsCall *call, Str path, Str *bytes)
{
	const char *real = real_path(call, path);
	Buf contents;
	int fd = open(real, O_RDONLY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return diag_errno(&call->diag, arena_copy(call->arena, path).p);
	buf_init(&contents, CERT_SIZE_MAX);
	ok = read_all(fd, &contents, &call->diag);
	close(fd);
	if (ok)
		*bytes = arena_copy(call->arena, buf_str(&contents));
	buf_release(&contents);
	return ok;
}

bool adcs_may_write(AdcsCall *call, Str path, uint32_t *status)
{
	static const Choice choices[] = { { S_INIT("&Yes"), S_INIT("Overwrite the file.") },
		{ S_INIT("&No"), S_INIT("Leave the file as it is.") } };
	Question question = { .caption = S("Save As"), .choices = choices, .n = COUNT(choices), .def = 1 };
	struct stat info;
	int answer = 1;
	Buf message = BUF_INIT;
	Flow flow;

	*status = ADCS_OK;
	if (adcs_has(call, "f") || stat(real_path(call, path), &info) != 0 || !S_ISREG(info.st_mode))
		return true;
	*status = ADCS_FILE_EXISTS;
	if (adcs_has(call, "q") || !stage_host_of(call->stage)->interactive)
		return false;
	buf_printf(&message, "%.*s already exists. Overwrite it?", STR_ARG(path));
	question.message = buf_str(&message);
	flow = stage_choose(call->stage, &question, &answer);
	buf_release(&message);
	return flow == FLOW_NEXT && answer == 0;
}

bool adcs_write(AdcsCall *call, Str path, Str bytes, mode_t mode)
{
	IoDraft draft;

	return (io_draft_open(&draft, real_path(call, path), true, mode) && io_draft_publish(&draft, bytes)) ||
	       diag_errno(&call->diag, arena_copy(call->arena, path).p);
}

/* ---- output -------------------------------------------------------------------------------------------------- */

void adcs_put(AdcsCall *call, const char *fmt, ...)
{
	Buf text = BUF_INIT;
	StrSplit lines;
	Str line;
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	lines = (StrSplit){ buf_str(&text), false };
	for (bool more = false; str_split_next(&lines, '\n', &line); more = true) {
		if (more)
			buf_put_char(call->out, '\n');
		cert_put_shown(line, call->out);
	}
	buf_release(&text);
}

void adcs_put_hex(AdcsCall *call, Str octets)
{
	for (size_t i = 0; i < octets.n; i++)
		buf_printf(call->out, "%02x", (uint8_t)octets.p[i]);
}

void adcs_put_oid(AdcsCall *call, Str oid)
{
	Buf dotted = BUF_INIT;
	const char *name;

	cert_oid_print(oid, &dotted);
	name = cert_oid_name(buf_str(&dotted));
	adcs_put(call, name ? "%.*s %s" : "%.*s", STR_ARG(buf_str(&dotted)), name ? name : "");
	buf_release(&dotted);
}

Str adcs_name(AdcsCall *call, Str der)
{
	return cert_name_text(der, call->arena);
}

Str adcs_date(AdcsCall *call, int64_t utc_ticks)
{
	const Env *env = stage_env(call->stage);
	Buf text = BUF_INIT;
	Str copy;

	(void)moment_format(&text, S("g"), moment_to_local(env, utc_ticks), MOMENT_LOCAL, &moment_en_us, env);
	copy = arena_copy(call->arena, buf_str(&text));
	buf_release(&text);
	return copy;
}
