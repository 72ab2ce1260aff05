/* script_file: scripts on disk: reading them in any encoding, #requires, the command they are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/script_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/engine/eval.h"
#include "shell/engine/provider.h"

/* Larger scripts are refused before they are read. */
enum { SCRIPT_MAX = 512 << 20 };

/* ---- reading ---- */

static Flow cannot_read(Interp *in, Str real_path, int error)
{
	bool missing = error == ENOENT || error == ENOTDIR;
	Value target;
	Fault fault = { .id = missing ? "CommandNotFoundException" : "UnauthorizedAccessException",
		.category = missing ? CAT_OBJECT_NOT_FOUND : CAT_PERMISSION_DENIED,
		.exception = missing ? EXC_COMMAND_NOT_FOUND : EXC_UNAUTHORIZED_ACCESS };
	Buf shown = BUF_INIT, text = BUF_INIT;
	Str args[1];
	Flow flow;

	provider_shown_path(in, real_path, &shown);
	target = value_string_buf(&shown);
	fault.target = target;
	args[0] = buf_str(&shown);
	if (missing)
		error_format(&text, edition_text(runtime_edition(in), ET_COMMAND_NOT_FOUND), args, 1);
	else if (error == EISDIR)
		buf_printf(&text, "Access to the path '%.*s' is denied: it is a directory.", STR_ARG(args[0]));
	else
		buf_printf(&text, "Access to the path '%.*s' is denied.", STR_ARG(args[0]));
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(buf_str(&text)));
	value_drop(target);
	buf_release(&shown);
	buf_release(&text);
	return flow;
}

static int read_all(const char *path, Buf *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), error = 0;
	struct stat st;
	ssize_t got = 1;

	if (fd < 0)
		return errno;
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		error = EISDIR;
	while (!error && got > 0) {
		char *room = buf_room(bytes, 65536);

		if (!room) {
			error = EFBIG;
			break;
		}
		got = read(fd, room, 65536);
		if (got > 0)
			buf_added(bytes, (size_t)got);
		else if (got < 0 && errno != EINTR)
			error = errno;
		else if (got < 0)
			got = 1;
	}
	close(fd);
	return error;
}

Flow script_file_read(Interp *in, Str real_path, Buf *text)
{
	Buf bytes, path = BUF_INIT;
	Encoding encoding;
	size_t mark;
	int error;

	buf_init(&bytes, SCRIPT_MAX);
	buf_put(&path, real_path);
	error = read_all(path.p ? path.p : "", &bytes);
	buf_release(&path);
	if (error) {
		buf_release(&bytes);
		return cannot_read(in, real_path, error);
	}
	encoding = utf8_sniff(buf_str(&bytes), utf8_is_valid(buf_str(&bytes)) ? ENC_UTF8 : ENC_WINDOWS1252, &mark);
	utf8_decode_from(encoding, str_cut(buf_str(&bytes), mark, bytes.n), text);
	buf_release(&bytes);
	return FLOW_NEXT;
}

/* ---- as commands ---- */

Flow script_file_command(Interp *in, Str real_path, Command **out)
{
	size_t slash = str_rfind(real_path, S("/"), real_path.n);
	Str leaf = slash == STR_NONE ? real_path : str_cut(real_path, slash + 1, real_path.n);

	(void)in;
	*out = command_new(COMMAND_SCRIPT_FILE, leaf);
	(*out)->path = value_string(real_path).string;
	(*out)->source = value_string(leaf).string;
	return FLOW_NEXT;
}

static Flow requires_failed(Interp *in, const char *id, Str script, const char *template_text, const Str *args, size_t n)
{
	Value target = value_string(script);
	Fault fault = { .id = id,
		.category = CAT_RESOURCE_UNAVAILABLE,
		.exception = EXC_SCRIPT_REQUIRES,
		.target = target };
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, template_text, args, n);
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(target);
	return flow;
}

static long major_of(Str version)
{
	char digits[16] = { 0 };

	memcpy(digits, version.p, version.n < sizeof(digits) - 1 ? version.n : sizeof(digits) - 1);
	return strtol(digits, NULL, 10);
}

static double version_number(Str version)
{
	char digits[16] = { 0 };

	memcpy(digits, version.p, version.n < sizeof(digits) - 1 ? version.n : sizeof(digits) - 1);
	return strtod(digits, NULL);
}

/* Snap-ins and modules that Exchange scripts ask for are here from the start; versions and editions are compared. */
static Flow check_requires(Interp *in, Str name, const ScriptRequires *requires)
{
	const Edition *edition = runtime_edition(in);
	Str args[3] = { name, requires->version, str_from(edition->version) };

	if (requires->version.n && (major_of(requires->version) > major_of(args[2]) ||
					   version_number(requires->version) > version_number(args[2])))
		return requires_failed(in, "ScriptRequiresUnmatchedPSVersion", name,
			edition_text(edition, ET_REQUIRES_VERSION), args, 3);
	if (requires->edition.n && !str_ieq(requires->edition, str_from(edition->name)))
		return requires_failed(in, "ScriptRequiresUnmatchedPSEdition", name,
			"The script '{0}' cannot be run because it contained a \"#requires\" statement for a PowerShell edition "
			"that is not this one.",
			args, 1);
	if (requires->administrator && geteuid() != 0 && !edition->windows_paths)
		return requires_failed(
			in, "ScriptRequiresElevation", name, edition_text(edition, ET_REQUIRES_ELEVATION), args, 1);
	return FLOW_NEXT;
}

Flow script_file_load(Interp *in, Command *command)
{
	Buf text = BUF_INIT, shown = BUF_INIT;
	Value block = VALUE_EMPTY;
	Flow flow;

	if (command->block)
		return FLOW_NEXT;
	provider_shown_path(in, string_str(command->path), &shown);
	flow = script_file_read(in, string_str(command->path), &text);
	if (flow == FLOW_NEXT)
		flow = function_parse(in, buf_str(&shown), buf_str(&text), PARSE_FILE, &block);
	if (flow == FLOW_NEXT && block.block->script->requires)
		flow = check_requires(in, string_str(command->name), block.block->script->requires);
	if (flow == FLOW_NEXT) {
		command->block = block.block;
		block = VALUE_EMPTY;
	}
	value_drop(block);
	buf_release(&text);
	buf_release(&shown);
	return flow;
}

Value script_file_argument(Str word)
{
	if (str_ieq(word, S("$true")) || str_ieq(word, S("$false")))
		return value_bool(str_ieq(word, S("$true")));
	return value_string(word);
}
