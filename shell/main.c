/* main: where everything is put together: arguments, environment, host, interpreter. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/cmdlets.h"
#include "cmdlets/organization/organization.h"
#include "shell/engine/provider.h"
#include "shell/host/host_folder.h"
#include "shell/host/host_options.h"
#include "shell/host/host_repl.h"
#include "shell/host/host_tty.h"
#include "shell/types/types.h"
#include "store/cert/cert_key.h"

/* Script calls nest thousands deep: the interpreter runs on a stack of its own, reserved and paged in on demand. */
enum { STACK_SIZE = 512 << 20, STACK_RESERVE = 1 << 20 };

typedef struct Program {
	HostOptions options;
	Env env;
	HostTty tty; /* its pipe alone, unless on_terminal */
	bool on_terminal;
	bool is_first_run; /* there was no store */
	size_t existing;   /* of its path: what was there */
	Interp *in;
	char *stack_limit;
	int exit_code;
} Program;

/* ---- places ---- */

static void data_folder(const Program *p, Buf *out)
{
	const char *home = getenv("XDG_DATA_HOME");

	if (home && home[0])
		buf_printf(out, "%s/exsh", home);
	else
		buf_printf(out, "%.*s/.local/share/exsh", STR_ARG(p->env.home));
}

/* Absolute, because the shell's location changes. */
static void put_store_path(const Program *p, Buf *out)
{
	const char *path = getenv("EXSH_STORE");

	if (p->options.store.n)
		buf_put(out, p->options.store);
	else if (path && path[0])
		buf_put(out, str_from(path));
	else {
		data_folder(p, out);
		buf_put(out, S("/exsh.db"));
	}
	if (out->n && out->p[0] != '/' && !str_eq(buf_str(out), S(":memory:"))) {
		char *here = getcwd(NULL, 0);

		buf_insert(out, 0, S("/"));
		buf_insert(out, 0, str_from(here));
		free(here);
	}
}

/* Desktop has C: beside the store, and \\server\share below unc; -Drive adds more in both editions. */
static void add_drives(Program *p)
{
	Buf store = BUF_INIT, folder = BUF_INIT;
	bool is_new = false;
	size_t slash;

	put_store_path(p, &store);
	p->is_first_run = access(store.p, F_OK) != 0;
	p->existing = host_folder_existing(buf_str(&store));
	slash = str_rfind(buf_str(&store), S("/"), store.n);
	buf_put(&folder, slash == STR_NONE ? S(".") : str_cut(buf_str(&store), 0, slash));
	for (size_t i = 0; i < p->options.drives.n; i++) {
		Str drive = p->options.drives.p[i];

		provider_add_drive(p->in, drive.p[0], str_cut(drive, 2, drive.n), false);
	}
	if (runtime_edition(p->in)->windows_paths) {
		buf_put(&folder, S("/unc"));
		provider_set_unc(p->in, buf_str(&folder));
		buf_delete(&folder, folder.n - strlen("/unc"), strlen("/unc"));
		buf_put(&folder, S("/drive_c"));
		is_new = access(folder.p, F_OK) != 0 && !p->options.setup; /* Setup does it when it succeeds */
		if (is_new)
			host_folder_make(buf_str(&folder));
		provider_add_drive(p->in, 'C', buf_str(&folder), false);
	}
	p->in->store_path = value_string_buf(&store);
	for (const ProviderDef *const *def = cmdlets_providers; *def; def++)
		provider_register(p->in, *def);
	organization_attach(p->in);
	if (is_new)
		organization_furnish(p->in);
	buf_release(&store);
	buf_release(&folder);
}

/* -WorkingDirectory, as Set-Location takes it: a drive's path or one of the machine. */
static bool go_to_working_directory(Program *p)
{
	ProviderPath path;
	ArenaMark mark = arena_mark(p->in->scratch);
	Str name;
	bool ok;

	if (!p->options.working_directory.n)
		return true;
	ok = provider_resolve(p->in, p->in->scratch, p->options.working_directory, &path, &name) == PROVIDER_OK &&
	     provider_set_location(p->in, &path);
	arena_release(p->in->scratch, mark);
	if (!ok)
		fprintf(stderr, "exsh: cannot go to '%.*s'.\n", STR_ARG(p->options.working_directory));
	return ok;
}

/* The folders of modules, unless who started us says where they are. */
static void set_module_path(const Program *p)
{
	Buf path = BUF_INIT;

	if (p->options.edition->windows_paths) {
		data_folder(p, &path);
		buf_put(&path, S("/Modules;C:\\Program Files\\WindowsPowerShell\\Modules;"
				 "C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules"));
	} else {
		buf_printf(&path, "%.*s/.local/share/powershell/Modules:/usr/local/share/powershell/Modules",
			STR_ARG(p->env.home));
	}
	setenv("PSModulePath", path.p, 0);
	buf_release(&path);
}

/* ---- interrupts ---- */

static void on_interrupt(int signal_number)
{
	(void)signal_number;
	host_interrupted = 1;
}

static void catch_interrupts(void)
{
	struct sigaction action = { .sa_handler = on_interrupt };

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_DFL); /* inherited as ignored, the ends of programs would be lost */
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error of what writes it */
}

/* ---- running ---- */

/* What a run ends with: Ctrl-C has a shell's number for it (PowerShell itself has none on Linux). */
enum { EXIT_INTERRUPTED = 130 };

static void run_profile(Program *p)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	Buf path = BUF_INIT;

	if (config && config[0])
		buf_printf(&path, "%s/exsh/profile.ps1", config);
	else
		buf_printf(&path, "%.*s/.config/exsh/profile.ps1", STR_ARG(p->env.home));
	scope_put_take(p->in->global, scope_symbol(p->in, S("PROFILE")), value_string_buf(&path));
	if (!p->options.no_profile && access(path.p, R_OK) == 0)
		interp_run_file(p->in, buf_str(&path), NULL, 0, false);
	buf_release(&path);
}

static HostRead read_stdin(void *self, Interp *in, Str so_far, Buf *line)
{
	(void)in;
	(void)so_far;
	return host_pipe_read_line(self, line);
}

static RunResult bad_file(Program *p)
{
	const Edition *edition = p->options.edition;
	Buf text = BUF_INIT;
	Str args[1] = { p->options.file };

	error_format(&text, edition_text(edition, ET_FILE_NOT_FOUND_OPTION), args, 1);
	fprintf(stderr, "%s\n", text.p);
	if (!edition->windows_paths)
		printf("\n%s", host_options_usage);
	buf_release(&text);
	return (RunResult){ .flow = FLOW_EXIT, .exit_code = edition->exit_bad_arguments };
}

/* Dot-sourced: what it makes is global, and there for the prompt behind -NoExit (docs: about_Pwsh, -File). */
static RunResult run_file(Program *p)
{
	Buf real = BUF_INIT;
	RunResult result;

	provider_real_path(p->in, p->options.file, &real);
	result = access(real.p, F_OK) != 0
			 ? bad_file(p)
			 : interp_run_file(p->in, buf_str(&real), p->options.args, p->options.nargs, true);
	buf_release(&real);
	return result;
}

static RunResult run_command(Program *p)
{
	if (p->options.nargs)
		value_set_take(
			&p->in->top.args, array_from_strings(p->options.args, p->options.nargs, &type_object_array));
	return interp_run(p->in, S(""), buf_str(&p->options.command_text), NULL, 0, 0);
}

static int run_shell(Program *p)
{
	HostReader reader = { .self = &p->tty.pipe, .read = read_stdin };

	p->tty.pipe.host.next_input = NULL; /* it is what is typed */
	if (p->on_terminal) {
		host_tty_open(&p->tty, p->in, p->is_first_run && !p->options.no_logo);
		reader = host_tty_reader(&p->tty);
	}
	return host_repl_run(p->in, &reader);
}

static int run_setup(Program *p)
{
	OrganizationSetup setup = {
		.servers = p->options.setup_server,
		.domain = p->options.setup_domain,
		.where = p->options.exchange,
		.no_certificate = p->options.setup_no_certificate,
		.all_certificates = p->options.setup_all_certificates,
	};
	Str store = value_str_peek(p->in->store_path);
	Buf text = BUF_INIT;
	Diag diag = { 0 };
	bool ok = organization_setup(p->in, &setup, &text, &diag);

	if (!ok)
		fprintf(stderr, "exsh: %s\n", diag.text);
	if (!ok && p->is_first_run)
		host_folder_remove(store, p->existing);
	host_folder_put_note(store, &text);
	if (ok && p->options.task == HOST_SETUP && !p->options.non_interactive)
		host_pipe_write(&p->tty.pipe, buf_str(&text), COLOR_NONE, COLOR_NONE);
	buf_release(&text);
	return ok ? 0 : 1;
}

static int run_task(Program *p)
{
	RunResult result;

	if (p->options.task != HOST_FILE && p->options.task != HOST_COMMAND)
		return run_shell(p);
	result = p->options.task == HOST_FILE ? run_file(p) : run_command(p);
	if (p->options.no_exit && result.flow != FLOW_EXIT)
		return run_shell(p);
	return result.flow == FLOW_STOP ? EXIT_INTERRUPTED : result.exit_code;
}

static int set_up_and_run(Program *p)
{
	int code = p->options.setup ? run_setup(p) : 0;

	if (p->options.task == HOST_SETUP || code != 0)
		return code;
	if (!go_to_working_directory(p))
		return p->options.edition->exit_bad_arguments;
	run_profile(p);
	return run_task(p);
}

static void open_host(Program *p)
{
	p->on_terminal = p->options.task != HOST_STDIN && host_tty_is_there();
	if (p->on_terminal)
		host_tty_init(&p->tty, !p->options.non_interactive);
	else
		host_pipe_init(&p->tty.pipe, !p->options.non_interactive);
	if (p->options.no_input)
		p->tty.pipe.host.next_input = NULL;
}

static void close_host(Program *p)
{
	host_pipe_flush(&p->tty.pipe);
	if (p->tty.pipe.failed || p->tty.pipe.refused)
		p->exit_code = 1;
	if (p->tty.pipe.broken)
		p->exit_code = 128 + SIGPIPE;
	else if (p->tty.pipe.failed)
		fprintf(stderr, "exsh: standard output: %s\n", strerror(p->tty.pipe.failed));
	interp_free(p->in);
	if (p->on_terminal)
		host_tty_release(&p->tty);
	else
		host_pipe_release(&p->tty.pipe);
}

static void run(Program *p)
{
	InterpOptions options = { .edition = p->options.edition,
		.env = &p->env,
		.host = &p->tty.pipe.host,
		.cmdlets = cmdlets_all,
		.apps = cmdlets_apps,
		.types = types_all,
		.ntypes = types_count,
		.more_types = cmdlets_types,
		.exchange_where = p->options.exchange,
		.stack_limit = p->stack_limit };

	catch_interrupts();
	open_host(p);
	p->in = interp_new(&options);
	p->in->non_interactive = p->options.non_interactive;
	add_drives(p);
	set_module_path(p);
	p->exit_code = set_up_and_run(p);
	close_host(p);
}

static void *run_on_stack(void *program)
{
	run(program);
	return NULL;
}

/* A thread whose stack is large; where the system refuses that, the one that is there. */
static void run_with_stack(Program *p)
{
	sigset_t signals;
	pthread_attr_t attributes;
	pthread_t thread;
	char *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);

	if (stack == MAP_FAILED) {
		run(p);
		return;
	}
	p->stack_limit = stack + STACK_RESERVE;
	pthread_attr_init(&attributes);
	if (pthread_attr_setstack(&attributes, stack, STACK_SIZE) != 0 ||
		pthread_create(&thread, &attributes, run_on_stack, p) != 0) {
		p->stack_limit = NULL;
		run(p);
		return;
	}
	sigfillset(&signals); /* signals are for the thread that reads */
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	pthread_join(thread, NULL);
	pthread_attr_destroy(&attributes);
	munmap(stack, STACK_SIZE);
}

/* Where standard input, output or error is closed, a file that is opened later would take its number, and what is meant
 * for the screen would go into it: their places are taken, by what cannot be read or written. */
static void hold_standard_places(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(1);
}

/* Passwords and keys are in memory: no core file, and nothing of them in what is freed. */
static void guard_secrets(void)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	cert_wipe_freed();
}

/* The interpreter's thread is the only one that allocates: it need not have a heap of its own beside the main one. */
static void use_one_heap(void)
{
	mallopt(M_ARENA_MAX, 1);
}

static void run_program(Program *p)
{
	use_one_heap();
	if (p->options.execution_policy.n) /* as PowerShell tells the processes it starts */
		setenv("PSExecutionPolicyPreference", p->options.execution_policy.p, 1);
	env_init(&p->env);
	p->env.interrupted = &host_interrupted;
	run_with_stack(p);
	env_release(&p->env);
}

int main(int argc, char **argv)
{
	Program program = { 0 };
	Diag diag = { 0 };

	hold_standard_places();
	guard_secrets();
	if (!host_options_parse(argc, argv, &program.options, &diag)) {
		fprintf(stderr, "%s\n", diag.text);
		program.exit_code = program.options.edition->exit_bad_arguments;
	} else if (program.options.task == HOST_HELP) {
		fputs(host_options_usage, stdout);
	} else if (program.options.task == HOST_VERSION) {
		puts("exsh " EXSH_VERSION);
	} else if (program.options.task == HOST_STDIN && !program.options.file.n && isatty(STDIN_FILENO)) {
		fputs("'-' was specified as the argument to -Command but standard input has not been redirected for this "
		      "process.\n",
			stderr);
		program.exit_code = program.options.edition->exit_bad_arguments;
	} else {
		run_program(&program);
	}
	host_options_release(&program.options);
	return program.exit_code & (int)program.options.edition->exit_mask & 255;
}
