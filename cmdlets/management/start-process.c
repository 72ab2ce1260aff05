/* start-process: starts a program beside the shell. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmdlets/management/management_process.h"
#include "shell/base/io.h"
#include "shell/base/vec.h"
#include "shell/engine/app.h"
#include "shell/engine/native.h"
#include "shell/engine/registry.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

enum { SET_DEFAULT = 1, SET_SHELL = 2 };
enum {
	P_FILE_PATH,
	P_ARGUMENT_LIST,
	P_CREDENTIAL,
	P_WORKING_DIRECTORY,
	P_LOAD_USER_PROFILE,
	P_NO_NEW_WINDOW,
	P_PASS_THRU,
	P_STANDARD_ERROR,
	P_STANDARD_INPUT,
	P_STANDARD_OUTPUT,
	P_VERB,
	P_WINDOW_STYLE,
	P_WAIT,
	P_NEW_ENVIRONMENT,
	P_ENVIRONMENT,
	P_COUNT,
};
static const char *const sets[] = { "Default", "UseShellExecute", NULL };
static const char *const aliases[] = { "saps", "start:d", NULL };
static const char *const outputs[] = { "System.Diagnostics.Process", NULL };
static const char *const styles[] = { "Normal", "Hidden", "Minimized", "Maximized", NULL };

static const ParamDef params[P_COUNT] = {
	[P_FILE_PATH] = { .name = "FilePath",
		.aliases = (const char *const[]){ "PSPath", "Path", NULL },
		.type = "String",
		.in = { { 0, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY,
		.help = "The program." },
	[P_ARGUMENT_LIST] = { .name = "ArgumentList",
		.aliases = (const char *const[]){ "Args", NULL },
		.type = "String[]",
		.in = { { 0, 2, 0 } },
		.flags = PARAM_NOT_EMPTY,
		.help = "Its arguments: joined by blanks, so those with blanks need quotes of their own." },
	[P_CREDENTIAL] = { .name = "Credential",
		.aliases = (const char *const[]){ "RunAs", NULL },
		.type = "PSCredential",
		.in = { { SET_DEFAULT, 0, 0 } },
		.flags = PARAM_NOT_DONE,
		.help = "Another user." },
	[P_WORKING_DIRECTORY] = { .name = "WorkingDirectory",
		.type = "String",
		.flags = PARAM_NOT_EMPTY,
		.help = "Where it starts; without it in the location." },
	[P_LOAD_USER_PROFILE] = { .name = "LoadUserProfile",
		.aliases = (const char *const[]){ "Lup", NULL },
		.type = "SwitchParameter",
		.in = { { SET_DEFAULT, 0, 0 } },
		.flags = PARAM_NOT_DONE,
		.help = "Windows alone." },
	[P_NO_NEW_WINDOW] = { .name = "NoNewWindow",
		.aliases = (const char *const[]){ "nnw", NULL },
		.type = "SwitchParameter",
		.in = { { SET_DEFAULT, 0, 0 } },
		.help = "In this window: there are no others here, with or without it." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Writes the process." },
	[P_STANDARD_ERROR] = { .name = "RedirectStandardError",
		.aliases = (const char *const[]){ "RSE", NULL },
		.type = "String",
		.in = { { SET_DEFAULT, 0, 0 } },
		.flags = PARAM_NOT_EMPTY,
		.help = "The file for its errors." },
	[P_STANDARD_INPUT] = { .name = "RedirectStandardInput",
		.aliases = (const char *const[]){ "RSI", NULL },
		.type = "String",
		.in = { { SET_DEFAULT, 0, 0 } },
		.flags = PARAM_NOT_EMPTY,
		.help = "The file it reads." },
	[P_STANDARD_OUTPUT] = { .name = "RedirectStandardOutput",
		.aliases = (const char *const[]){ "RSO", NULL },
		.type = "String",
		.in = { { SET_DEFAULT, 0, 0 } },
		.flags = PARAM_NOT_EMPTY,
		.help = "The file for its output." },
	[P_VERB] = { .name = "Verb",
		.type = "String",
		.in = { { SET_SHELL, 0, 0 } },
		.flags = PARAM_NOT_DONE,
		.help = "What is done with the file, such as RunAs: Windows alone." },
	[P_WINDOW_STYLE] = { .name = "WindowStyle",
		.type = "String",
		.check = { .kind = CHECK_SET, .set = styles },
		.help = "How its window would look: there are no windows here." },
	[P_WAIT] = { .name = "Wait", .type = "SwitchParameter", .help = "Waits until it has ended." },
	[P_NEW_ENVIRONMENT] = { .name = "UseNewEnvironment",
		.type = "SwitchParameter",
		.in = { { SET_DEFAULT, 0, 0 } },
		.help = "With no variables but those that a new session has." },
	[P_ENVIRONMENT] = { .name = "Environment",
		.type = "Hashtable",
		.in = { { SET_DEFAULT, 0, 0 } },
		.where = WHERE_CORE,
		.help = "Variables that differ for it; $null takes one away." },
};

/* ---- failures ---- */

static Flow failed(Stage *s, Str why)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperationException", .exception = EXC_INVALID_OPERATION
	};
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, edition_text(stage_edition(s), ET_START_PROCESS_FAILED), &why, 1);
	flow = stage_throw(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static Flow not_found(Stage *s, Str name)
{
	Buf why = BUF_INIT, folder = BUF_INIT, shown = BUF_INIT;
	Flow flow;

	provider_real_location(s->interp, &folder);
	provider_shown_path(s->interp, buf_str(&folder), &shown);
	if (stage_edition(s)->windows_paths)
		buf_put(&why, S("The system cannot find the file specified"));
	else
		buf_printf(&why,
			"An error occurred trying to start process '%.*s' with working directory '%.*s'. No such file or directory",
			STR_ARG(name), STR_ARG(buf_str(&shown)));
	flow = failed(s, buf_str(&why));
	buf_release(&why);
	buf_release(&folder);
	buf_release(&shown);
	return flow;
}

/* ---- environment ---- */

/* The variables of -Environment in front of those of the process, which they hide. */
static Flow add_variable(Stage *s, Value key, Value value, NativeWords *out)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(s->interp, key, &text);

	if (flow == FLOW_NEXT)
		buf_put_char(&text, '=');
	if (flow == FLOW_NEXT && !value_is_null(value))
		flow = convert_put_text(s->interp, value, &text);
	if (flow == FLOW_NEXT)
		native_add(out, arena_copy(s->scratch, buf_str(&text)));
	buf_release(&text);
	return flow;
}

static bool is_hidden(const NativeWords *variables, size_t n, const char *entry)
{
	size_t name = strcspn(entry, "=") + 1;

	for (size_t i = 0; i < n; i++)
		if (strncmp(variables->p[i].p, entry, name) == 0)
			return true;
	return false;
}

static Flow make_environment(Stage *s, char ***out)
{
	const Hash *changes = stage_bound(s, P_ENVIRONMENT) && s->args[P_ENVIRONMENT].kind == V_HASH
				      ? s->args[P_ENVIRONMENT].hash
				      : NULL;
	NativeWords variables = { 0 };
	struct HashEntry *entry;
	size_t at = 0, n, count = 0;
	Flow flow = FLOW_NEXT;

	while (flow == FLOW_NEXT && changes && (entry = hash_next(changes, &at)))
		flow = add_variable(s, entry->key, entry->value, &variables);
	n = variables.n;
	for (char **each = environ; !stage_switch(s, P_NEW_ENVIRONMENT) && *each; each++)
		if (!is_hidden(&variables, n, *each))
			native_add(&variables, str_from(*each));
	*out = ARENA_ARRAY(s->scratch, char *, variables.n + 1);
	for (size_t i = 0; i < variables.n; i++) {
		Str text = arena_copy(s->scratch, variables.p[i]);
		char *copy = arena_alloc(s->scratch, text.n + 1, 1);

		memcpy(copy, text.p, text.n);
		if (i >= n || copy[text.n - 1] != '=') /* an empty value takes the variable away */
			(*out)[count++] = copy;
	}
	free(variables.p);
	return flow;
}

/* ---- files ---- */

static bool open_one(Stage *s, int param, int flags, int *file, Flow *flow)
{
	Buf name = BUF_INIT;

	if (!stage_bound(s, param))
		return true;
	provider_real_path(s->interp, stage_str(s, param), &name);
	*file = open(name.p, flags | O_CLOEXEC, 0666);
	if (*file < 0)
		*flow = failed(s, str_from(strerror(errno)));
	buf_release(&name);
	return *file >= 0;
}

static bool open_files(Stage *s, NativeOptions *o, Flow *flow)
{
	return open_one(s, P_STANDARD_INPUT, O_RDONLY, &o->in_file, flow) &&
	       open_one(s, P_STANDARD_OUTPUT, O_WRONLY | O_CREAT | O_TRUNC, &o->out_file, flow) &&
	       open_one(s, P_STANDARD_ERROR, O_WRONLY | O_CREAT | O_TRUNC, &o->err_file, flow);
}

static void close_files(const NativeOptions *o)
{
	const int files[] = { o->in_file, o->out_file, o->err_file };

	for (size_t i = 0; i < COUNT(files); i++)
		if (files[i] >= 0)
			close(files[i]);
}

/* ---- starting ---- */

static void put_arguments(Stage *s, NativeWords *words)
{
	size_t n;
	const Str *arguments = stage_strings(s, P_ARGUMENT_LIST, &n);
	Buf line = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		buf_put(&line, i ? S(" ") : S(""));
		buf_put(&line, arguments[i]);
	}
	native_split_line(s->scratch, arena_copy(s->scratch, buf_str(&line)), words);
	native_hand_over(s->interp, s->scratch, words);
	buf_release(&line);
}

static Flow finish(Stage *s, Str path, int pid)
{
	size_t slash = str_rfind(path, S("/"), path.n);
	Value process = management_process_started(pid, str_cut(path, slash == STR_NONE ? 0 : slash + 1, path.n));
	Flow flow = FLOW_NEXT;

	if (stage_switch(s, P_WAIT))
		management_process_wait(s, process, -1, &flow);
	if (flow == FLOW_NEXT && stage_switch(s, P_PASS_THRU))
		flow = stage_write(s, process);
	value_drop(process);
	return flow;
}

static Flow start(Stage *s, Str path)
{
	NativeOptions options = NATIVE_OPTIONS;
	NativeWords words = { 0 };
	Native *native = NULL;
	Buf why = BUF_INIT, folder = BUF_INIT;
	Flow flow = make_environment(s, &options.environment);

	put_arguments(s, &words);
	options.path = path;
	options.args = words.p;
	options.nargs = words.n;
	if (stage_bound(s, P_WORKING_DIRECTORY))
		provider_real_path(s->interp, stage_str(s, P_WORKING_DIRECTORY), &folder);
	options.folder = buf_str(&folder);
	if (flow == FLOW_NEXT && open_files(s, &options, &flow)) {
		if (!native_start(s->interp, &options, &native, &why))
			flow = failed(s, buf_str(&why));
		else
			flow = finish(s, path, native_detach(native));
	}
	close_files(&options);
	free(words.p);
	buf_release(&why);
	buf_release(&folder);
	return flow;
}

/* ---- programs inside the shell ---- */

/* What it printed goes to the file that was named, else to the screen. */
static Flow show(Stage *s, int param, Str text)
{
	Buf name = BUF_INIT;
	Flow flow = FLOW_NEXT;
	int file;

	if (!stage_bound(s, param))
		return text.n ? stage_host(s, text, COLOR_NONE, COLOR_NONE, false) : FLOW_NEXT;
	provider_real_path(s->interp, stage_str(s, param), &name);
	file = open(name.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	buf_release(&name);
	if (file < 0)
		return failed(s, str_from(strerror(errno)));
	if (!io_write_all(file, text))
		flow = failed(s, str_from(strerror(errno)));
	close(file);
	return flow;
}

/* It has ended when the command has: what -PassThru writes can only tell how. */
static Flow write_ended(Stage *s, const AppDef *app, int code)
{
	Object *ended = object_new_custom();

	object_set_string(ended, S("ProcessName"), str_from(app->name));
	object_set_take(ended, S("HasExited"), value_bool(true));
	object_set_take(ended, S("ExitCode"), value_int(code));
	return stage_write_take(s, object_value(ended));
}

static Flow start_app(Stage *s, const AppDef *app)
{
	NativeWords words = { 0 };
	Buf out = BUF_INIT, err = BUF_INIT;
	AppContext context = { .stage = s, .out = &out, .err = &err };
	size_t n;
	const Str *arguments = stage_strings(s, P_ARGUMENT_LIST, &n);
	Buf line = BUF_INIT;
	int code;
	Flow flow;

	buf_put(&line, str_from(app->name));
	for (size_t i = 0; i < n; i++)
		buf_printf(&line, " %.*s", STR_ARG(arguments[i]));
	native_split_line(s->scratch, arena_copy(s->scratch, buf_str(&line)), &words);
	context.argv = words.p;
	context.argc = (int)words.n;
	code = app->main(&context);
	flow = show(s, P_STANDARD_OUTPUT, buf_str(&out));
	if (flow == FLOW_NEXT)
		flow = show(s, P_STANDARD_ERROR, buf_str(&err));
	if (flow == FLOW_NEXT && stage_switch(s, P_PASS_THRU))
		flow = write_ended(s, app, code);
	free(words.p);
	buf_release(&line);
	buf_release(&out);
	buf_release(&err);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	Str name = stage_str(s, P_FILE_PATH);
	Command *command = registry_find_direct(s->interp, name, COMMAND_NATIVE | COMMAND_APP);
	Flow flow = FLOW_NEXT;

	(void)input;
	if (!command)
		return not_found(s, name);
	if (command->kind == COMMAND_APP)
		flow = stage_should(s, name, S("Start-Process"), &flow) ? start_app(s, command->app) : flow;
	else if (!command->path)
		flow = not_found(s, name);
	else if (stage_should(s, name, S("Start-Process"), &flow))
		flow = start(s, string_str(command->path));
	command_drop(command);
	return flow;
}

const CmdletDef cmd_start_process = {
	.name = "Start-Process",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_DEFAULT,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Starts a program.",
};
