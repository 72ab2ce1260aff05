/* script_file: scripts on disk: reading them in any encoding, #requires, the command they are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/script_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/engine/eval.h"
#include "shell/engine/module.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"

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

static Flow requires_failed(
	Interp *in, const char *id, Str script, const char *template_text, const Str *args, size_t n)
{
	Value target = value_string(script);
	Fault fault = {
		.id = id, .category = CAT_RESOURCE_UNAVAILABLE, .exception = EXC_SCRIPT_REQUIRES, .target = target
	};
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, template_text, args, n);
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(target);
	return flow;
}

int script_file_compare_versions(Str a, Str b)
{
	StrSplit left = { .rest = a }, right = { .rest = b };
	Str x, y;

	for (int i = 0; i < 4; i++) {
		bool more_x = str_split_next(&left, '.', &x), more_y = str_split_next(&right, '.', &y);
		int64_t m = 0, n = 0;

		for (size_t k = 0; more_x && k < x.n && k < 9 && x.p[k] >= '0' && x.p[k] <= '9'; k++)
			m = m * 10 + x.p[k] - '0';
		for (size_t k = 0; more_y && k < y.n && k < 9 && y.p[k] >= '0' && y.p[k] <= '9'; k++)
			n = n * 10 + y.p[k] - '0';
		if (m != n)
			return m < n ? -1 : 1;
	}
	return 0;
}

static bool has_snap_in(Str name)
{
	return str_istarts(name, S("Microsoft.Exchange.")) || str_istarts(name, S("Microsoft.PowerShell."));
}

/* What stands behind one another in a message. */
static void put_missing(Buf *out, Str name)
{
	buf_printf(out, "%s%.*s", out->n ? ", " : "", STR_ARG(name));
}

/* With the version that was asked for, as Core tells it. */
static void put_missing_module(Buf *out, const ParseModule *module)
{
	const struct {
		const char *name;
		Str version;
	} asked[] = {
		{ "RequiredVersion", module->required },
		{ "ModuleVersion", module->minimum },
		{ "MaximumVersion", module->maximum },
	};

	buf_printf(out, "The module '%.*s' cannot be found", STR_ARG(module->name));
	for (size_t i = 0, n = 0; i < COUNT(asked); i++)
		if (asked[i].version.n)
			buf_printf(
				out, "%s %s '%.*s'", n++ ? " and" : " with", asked[i].name, STR_ARG(asked[i].version));
	buf_put_char(out, '.');
}

/* Imported, where it is not here already in that version. */
static bool has_required(Interp *in, const ParseModule *module)
{
	ModuleLoad load = {
		.name = module->name, .minimum = module->minimum, .maximum = module->maximum, .wanted = module->required
	};
	bool any_version = !module->minimum.n && !module->maximum.n && !module->required.n;

	if (any_version && (registry_module(in, module->name) || module_built_in(in, module->name)))
		return true;
	if (module_run_import(in, &load, false) == FLOW_NEXT)
		return true;
	value_drop(interp_take_error(in));
	return false;
}

/* Core tells of the first (asked of 7.6). */
static void find_missing_modules(Interp *in, const ScriptRequires *requires, Buf *out)
{
	bool core = (runtime_edition(in)->where & WHERE_CORE) != 0;

	for (uint32_t i = 0; i < requires->nmodules && !(core && out->n); i++) {
		const ParseModule *module = &requires->modules[i];

		if (has_required(in, module))
			continue;
		if (core)
			put_missing_module(out, module);
		else
			put_missing(out, module->name);
	}
}

/* Core asks for no snap-ins. */
static void find_missing_snap_ins(Interp *in, const ScriptRequires *requires, Buf *out)
{
	for (uint32_t i = 0; runtime_edition(in)->windows_paths && i < requires->nsnapins; i++)
		if (!has_snap_in(requires->snapins[i]))
			put_missing(out, requires->snapins[i]);
}

static Flow parts_missing(Interp *in, Str name, const char *id, const char *what, const Buf *missing)
{
	Str args[2] = { name, buf_str(missing) };
	Buf text = BUF_INIT;
	Flow flow;

	buf_printf(&text,
		"The script '{0}' cannot be run because the following %s that are specified by the \"#requires\" statements of the "
		"script are missing: {1}.",
		what);
	flow = requires_failed(in, id, name, text.p, args, 2);
	buf_release(&text);
	return flow;
}

static Flow check_parts(Interp *in, Str name, const ScriptRequires *requires)
{
	Buf modules = BUF_INIT, snap_ins = BUF_INIT;
	Flow flow = FLOW_NEXT;

	find_missing_modules(in, requires, &modules);
	find_missing_snap_ins(in, requires, &snap_ins);
	if (modules.n)
		flow = parts_missing(in, name, "ScriptRequiresMissingModules", "modules", &modules);
	else if (snap_ins.n)
		flow = parts_missing(in, name, "ScriptRequiresMissingPSSnapIns", "snap-ins", &snap_ins);
	buf_release(&modules);
	buf_release(&snap_ins);
	return flow;
}

/* Snap-ins of Exchange are here from the start; versions and editions are compared. */
Flow script_file_check_requires(Interp *in, Str name, const ScriptRequires *requires)
{
	const Edition *edition = runtime_edition(in);
	Str args[3] = { name, requires->version, str_from(edition->version) };

	if (requires->version.n && script_file_compare_versions(requires->version, args[2]) > 0)
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
	return check_parts(in, name, requires);
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
		flow = script_file_check_requires(in, string_str(command->name), block.block->script->requires);
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
