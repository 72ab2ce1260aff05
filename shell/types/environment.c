/* environment: System.Environment. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "shell/engine/interp.h"
#include "shell/engine/provider.h"
#include "shell/types/process.h"
#include "shell/types/types_list.h"

static bool is_windows(Interp *in)
{
	return runtime_edition(in)->windows_paths;
}

/* ---- variables: those of $env: ---- */

static Flow variable_get(Interp *in, Str name, Value *out)
{
	bool found;

	return provider_environment.get_variable(in, name, out, &found);
}

enum { TARGET_PROCESS };

/* (variable), (variable, target): there is one target here. */
TYPE_METHOD(get_variable)
{
	if (value_is_null(args[0]))
		return types_null(in, "variable");
	if (n > 1 && types_int(args[1]) != TARGET_PROCESS && !is_windows(in))
		return types_found(out, VALUE_NULL);
	return variable_get(in, types_str(args[0]), out);
}

/* An empty value removes the variable on the desktop and stays in Core. */
TYPE_METHOD(set_variable)
{
	Str name = types_str(args[0]);
	Buf key = BUF_INIT;
	Flow flow;

	if (value_is_null(args[0]))
		return types_null(in, "variable");
	if (name.n == 0)
		return fault_argument(in, EXC_ARGUMENT, "variable", "%s",
			types_pick(in, "String cannot be of zero length.", "The value cannot be an empty string."));
	if (n > 2 && types_int(args[2]) != TARGET_PROCESS && !is_windows(in))
		return FLOW_NEXT;
	flow = provider_environment.set_variable(in, name, args[1]);
	if (flow == FLOW_NEXT && !is_windows(in) && types_str(args[1]).n == 0) {
		buf_put(&key, name);
		setenv(key.p, "", 1);
		buf_release(&key);
	}
	return flow;
}

/* (), (target) */
TYPE_METHOD(get_variables)
{
	Hash *hash = hash_new(type_of_id(T_HASHTABLE), false);

	for (char **entry = environ; entry && *entry; entry++) {
		Str text = str_from(*entry);
		size_t equal = str_find_byte(text, '=', 0);

		if (equal != STR_NONE && equal > 0 && utf8_is_valid(text))
			hash_set_text_take(
				hash, str_cut(text, 0, equal), value_string(str_cut(text, equal + 1, text.n)));
	}
	return types_found(out, hash_value(hash));
}

/* %NAME% by its value; a name that is not there stays, and its last % may begin the next. */
TYPE_METHOD(expand)
{
	Str text = types_str(args[0]);
	Buf buf = BUF_INIT;
	size_t at = 0, end;

	if (value_is_null(args[0]))
		return types_null(in, "name");
	while (at < text.n) {
		Value v = VALUE_NULL;

		end = text.p[at] == '%' ? str_find_byte(text, '%', at + 1) : STR_NONE;
		if (end != STR_NONE && end > at + 1)
			FLOW_TRY(variable_get(in, str_cut(text, at + 1, end), &v));
		if (value_is_string(v)) {
			buf_put(&buf, value_str_peek(v));
			at = end + 1;
		} else {
			buf_put_char(&buf, text.p[at++]);
		}
		value_drop(v);
	}
	return types_found(out, types_buf_string(&buf));
}

/* ---- folders ---- */

/* SpecialFolder's numbers, with where they are under the home folder (~) or from the root. */
static const struct Folder {
	int number;
	const char *core, *desktop; /* NULL: not there */
} folders[] = {
	{ 0, "~/Desktop", "~/Desktop" },
	{ 2, NULL, "~/AppData/Roaming/Microsoft/Windows/Start Menu/Programs" },
	{ 5, "~/Documents", "~/Documents" },
	{ 6, NULL, "~/Favorites" },
	{ 7, NULL, "~/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup" },
	{ 8, NULL, "~/AppData/Roaming/Microsoft/Windows/Recent" },
	{ 9, NULL, "~/AppData/Roaming/Microsoft/Windows/SendTo" },
	{ 11, NULL, "~/AppData/Roaming/Microsoft/Windows/Start Menu" },
	{ 13, "~/Music", "~/Music" },
	{ 14, "~/Videos", "~/Videos" },
	{ 16, "~/Desktop", "~/Desktop" },
	{ 20, NULL, "C:\\Windows\\Fonts" },
	{ 21, "~/Templates", "~/AppData/Roaming/Microsoft/Windows/Templates" },
	{ 25, NULL, "C:\\Users\\Public\\Desktop" },
	{ 26, "~/.config", "~/AppData/Roaming" },
	{ 28, "~/.local/share", "~/AppData/Local" },
	{ 32, NULL, "~/AppData/Local/Microsoft/Windows/INetCache" },
	{ 33, NULL, "~/AppData/Local/Microsoft/Windows/INetCookies" },
	{ 34, NULL, "~/AppData/Local/Microsoft/Windows/History" },
	{ 35, "/usr/share", "C:\\ProgramData" },
	{ 36, NULL, "C:\\Windows" },
	{ 37, NULL, "C:\\Windows\\system32" },
	{ 38, NULL, "C:\\Program Files" },
	{ 39, "~/Pictures", "~/Pictures" },
	{ 40, "~", "~" },
	{ 41, NULL, "C:\\Windows\\SysWOW64" },
	{ 42, NULL, "C:\\Program Files (x86)" },
	{ 43, NULL, "C:\\Program Files\\Common Files" },
	{ 44, NULL, "C:\\Program Files (x86)\\Common Files" },
	{ 46, NULL, "C:\\Users\\Public\\Documents" },
};

enum { OPTION_NONE, HOME_PREFIX = 1 };

/* Under Core a folder that is not there is no folder, unless it is the home or the caller does not care. */
static Flow put_folder(Interp *in, const char *path, bool unchecked, Value *out)
{
	Buf real = BUF_INIT, shown = BUF_INIT;

	if (path[0] != '~') {
		*out = value_string_c(path);
		return FLOW_NEXT;
	}
	buf_put(&real, runtime_of(in)->env->home);
	buf_put(&real, str_from(path + HOME_PREFIX));
	if (unchecked || is_windows(in) || access(real.p, F_OK) == 0)
		runtime_of(in)->shown_path(in, buf_str(&real), &shown);
	buf_release(&real);
	*out = types_buf_string(&shown);
	return FLOW_NEXT;
}

/* (folder), (folder, option) */
TYPE_METHOD(get_folder)
{
	bool unchecked = n > 1 && types_int(args[1]) != OPTION_NONE;

	for (size_t i = 0; i < COUNT(folders); i++) {
		const char *path = is_windows(in) ? folders[i].desktop : folders[i].core;

		if (folders[i].number == types_int(args[0]) && path)
			return put_folder(in, path, unchecked || strncmp(path, "~/.", 3) == 0, out);
	}
	return types_found(out, value_string(S("")));
}

TYPE_GET(get_directory)
{
	Buf real = BUF_INIT, shown = BUF_INIT;

	runtime_of(in)->real_path(in, S("."), &real);
	runtime_of(in)->shown_path(in, buf_str(&real), &shown);
	buf_release(&real);
	return types_found(out, types_buf_string(&shown));
}

/* Paths are relative to the shell's location here, whatever the process thinks. */
TYPE_SET(set_directory)
{
	return FLOW_NEXT;
}

TYPE_GET(get_system_directory)
{
	return types_found(out, value_string_c(is_windows(in) ? "C:\\Windows\\system32" : ""));
}

TYPE_METHOD(get_drives)
{
	const Str drive = is_windows(in) ? S("C:\\") : S("/");

	return types_found(out, types_strings(&drive, 1));
}

/* ---- who and where ---- */

/* Names of machines are in capitals on Windows. */
static Value machine_name_of_process(Interp *in)
{
	Str name = runtime_of(in)->env->machine;
	Buf text = BUF_INIT;

	name = str_cut(name, 0, str_find_byte(name, '.', 0));
	for (size_t i = 0; i < name.n; i++)
		buf_put_char(&text,
			(char)(is_windows(in) && name.p[i] >= 'a' && name.p[i] <= 'z' ? name.p[i] - 32 : name.p[i]));
	return types_buf_string(&text);
}

/* The server that is played, else this machine. */
static Flow put_machine_name(Interp *in, Value *out)
{
	if (is_windows(in))
		FLOW_TRY(variable_get(in, S("COMPUTERNAME"), out));
	if (!is_windows(in) || value_is_null(*out))
		value_set_take(out, machine_name_of_process(in));
	return FLOW_NEXT;
}

TYPE_GET(get_machine)
{
	*out = VALUE_NULL;
	return put_machine_name(in, out);
}

TYPE_GET(get_user)
{
	return types_found(out, value_string(runtime_of(in)->env->user));
}

/* The domain, where there is one. */
TYPE_GET(get_domain)
{
	FLOW_TRY(variable_get(in, S("USERDOMAIN"), out));
	return value_is_null(*out) || !is_windows(in) ? put_machine_name(in, out) : FLOW_NEXT;
}

TYPE_GET(get_interactive)
{
	return types_found(out, value_bool(true));
}

TYPE_GET(get_false)
{
	return types_found(out, value_bool(false));
}

TYPE_GET(get_privileged)
{
	return types_found(out, value_bool(geteuid() == 0));
}

TYPE_GET(get_new_line)
{
	return types_found(out, value_string_c(is_windows(in) ? "\r\n" : "\n"));
}

TYPE_GET(get_processors)
{
	return types_found(out, value_int((int32_t)sysconf(_SC_NPROCESSORS_ONLN)));
}

TYPE_GET(get_process_id)
{
	return types_found(out, value_int((int32_t)getpid()));
}

TYPE_GET(get_thread_id)
{
	return types_found(out, value_int(1));
}

TYPE_GET(get_page_size)
{
	return types_found(out, value_int((int32_t)sysconf(_SC_PAGESIZE)));
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

TYPE_GET(get_ticks)
{
	return types_found(out, value_int((int32_t)(milliseconds() & 0x7fffffff)));
}

TYPE_GET(get_ticks_64)
{
	return types_found(out, value_long(milliseconds()));
}

TYPE_GET(get_working_set)
{
	return types_found(out, value_long((int64_t)types_resident_bytes(getpid())));
}

static Flow version_from(Interp *in, const char *text, Value *out)
{
	Value v = value_string_c(text);
	Flow flow = convert_to(in, v, &type_version, out);

	value_drop(v);
	return flow;
}

TYPE_GET(get_version)
{
	return version_from(in, types_pick(in, "4.0.30319.42000", "10.0.12"), out);
}

/* Numbers of "6.1.0-18-amd64", four of them. */
static void put_release(Buf *out)
{
	struct utsname name;
	size_t numbers = 0;

	if (uname(&name) != 0) {
		buf_put(out, S("0.0.0.0"));
		return;
	}
	for (const char *p = name.release; *p && numbers < 4; p++) {
		char *end;

		if (*p < '0' || *p > '9')
			continue;
		buf_printf(out, numbers++ ? ".%lu" : "%lu", strtoul(p, &end, 10) & 0xffffff);
		p = end - 1;
	}
	while (numbers++ < 4)
		buf_put(out, S(".0"));
}

enum { PLATFORM_WINDOWS = 2, PLATFORM_UNIX = 4 };

TYPE_GET(get_os)
{
	Buf release = BUF_INIT;
	Value args[2];
	Flow flow;

	if (is_windows(in))
		buf_put(&release, S("10.0.17763.0"));
	else
		put_release(&release);
	args[0] = value_enum(&type_platform_id, is_windows(in) ? PLATFORM_WINDOWS : PLATFORM_UNIX);
	flow = version_from(in, release.p, &args[1]);
	buf_release(&release);
	if (flow == FLOW_NEXT)
		flow = member_construct(in, &type_operating_system, args, 2, out);
	value_drop(args[0]);
	value_drop(args[1]);
	return flow;
}

TYPE_METHOD(get_arguments)
{
	const Str name = S("exsh");

	return types_found(out, types_strings(&name, 1));
}

TYPE_GET(get_command_line)
{
	return types_found(out, value_string(S("exsh")));
}

TYPE_GET(get_exit_code)
{
	return types_found(out, value_int(in->exit_code));
}

TYPE_SET(set_exit_code)
{
	return convert_to_i32(in, to, &in->exit_code);
}

TYPE_METHOD(leave)
{
	in->exit_code = (int)types_int(args[0]);
	return FLOW_EXIT;
}

static const PropDef statics[] = {
	PROP("CommandLine", "string", get_command_line),
	PROP_RW("CurrentDirectory", "string", get_directory, set_directory),
	PROP("CurrentManagedThreadId", "int", get_thread_id),
	PROP_RW("ExitCode", "int", get_exit_code, set_exit_code),
	PROP("HasShutdownStarted", "bool", get_false),
	PROP("Is64BitOperatingSystem", "bool", get_interactive),
	PROP("Is64BitProcess", "bool", get_interactive),
	PROP_IN_CORE("IsPrivilegedProcess", "bool", get_privileged),
	PROP("MachineName", "string", get_machine),
	PROP("NewLine", "string", get_new_line),
	PROP("OSVersion", "System.OperatingSystem", get_os),
	PROP_IN_CORE("ProcessId", "int", get_process_id),
	PROP("ProcessorCount", "int", get_processors),
	PROP("SystemDirectory", "string", get_system_directory),
	PROP("SystemPageSize", "int", get_page_size),
	PROP("TickCount", "int", get_ticks),
	PROP_IN_CORE("TickCount64", "long", get_ticks_64),
	PROP("UserDomainName", "string", get_domain),
	PROP("UserInteractive", "bool", get_interactive),
	PROP("UserName", "string", get_user),
	PROP("Version", "version", get_version),
	PROP("WorkingSet", "long", get_working_set),
	PROPS_END,
};

#define TARGET "System.EnvironmentVariableTarget target"
static const MethodDef static_methods[] = {
	METHOD("Exit", "static void Exit(int exitCode)", leave),
	METHOD("ExpandEnvironmentVariables", "static string ExpandEnvironmentVariables(string name)", expand),
	METHOD("GetCommandLineArgs", "static string[] GetCommandLineArgs()", get_arguments),
	METHOD("GetEnvironmentVariable", "static string GetEnvironmentVariable(string variable)", get_variable),
	METHOD("GetEnvironmentVariable", "static string GetEnvironmentVariable(string variable, " TARGET ")",
		get_variable),
	METHOD("GetEnvironmentVariables", "static System.Collections.IDictionary GetEnvironmentVariables(" TARGET ")",
		get_variables),
	METHOD("GetEnvironmentVariables", "static System.Collections.IDictionary GetEnvironmentVariables()",
		get_variables),
	METHOD("GetFolderPath", "static string GetFolderPath(System.Environment+SpecialFolder folder)", get_folder),
	METHOD("GetFolderPath",
		"static string GetFolderPath(System.Environment+SpecialFolder folder, "
		"System.Environment+SpecialFolderOption option)",
		get_folder),
	METHOD("GetLogicalDrives", "static string[] GetLogicalDrives()", get_drives),
	METHOD("SetEnvironmentVariable", "static void SetEnvironmentVariable(string variable, string value)",
		set_variable),
	METHOD("SetEnvironmentVariable",
		"static void SetEnvironmentVariable(string variable, string value, " TARGET ")", set_variable),
	METHODS_END,
};

static const TypeMembers members = { .statics = statics, .static_methods = static_methods };
const TypeDef type_environment = {
	.name = "System.Environment", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
