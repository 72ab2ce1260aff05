/* fuzz_shell: an interpreter for fuzz targets that reaches nothing outside: no files, no programs, no questions, and a
 * second's time for each input. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FUZZ_SHELL_H
#define FUZZ_SHELL_H

#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>

#include "cmdlets/cmdlets.h"
#include "shell/base/utf8.h"
#include "shell/engine/interp.h"
#include "shell/types/types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct FuzzShell {
	Env env;
	Host host;
	const CmdletDef **cmdlets;
	TypeEntry *types;
	Interp *in;
} FuzzShell;

/* ---- a host that says and knows nothing ---- */

static inline void fuzz_write_line(void *self, Stream stream, Str line)
{
	(void)self, (void)stream, (void)line;
}

static inline void fuzz_write(void *self, Str text, int foreground, int background)
{
	(void)self, (void)text, (void)foreground, (void)background;
}

static inline void fuzz_progress(void *self, const Progress *progress)
{
	(void)self, (void)progress;
}

static inline HostRead fuzz_read(void *self, Str prompt, Buf *out)
{
	(void)self, (void)prompt, (void)out;
	return HOST_READ_NONE;
}

static inline HostRead fuzz_choose(void *self, const Question *question, int *answer)
{
	(void)self, (void)question, (void)answer;
	return HOST_READ_NONE;
}

static inline int fuzz_width(void *self)
{
	(void)self;
	return 80;
}

static inline void fuzz_clear(void *self)
{
	(void)self;
}

static inline void fuzz_title(void *self, Str title)
{
	(void)self, (void)title;
}

/* ---- what may be called ---- */

/* Commands that name files, or wait. */
static inline bool fuzz_may_run(const CmdletDef *def)
{
	static const char *const rooms[] = { "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Utility" };
	static const char *const never[] = { "Start-Sleep", "Get-History", "Invoke-History", "Import-Module" };
	bool known = false;

	for (size_t i = 0; i < COUNT(rooms); i++)
		known |= def->module && strcmp(def->module, rooms[i]) == 0;
	for (size_t i = 0; i < COUNT(never); i++)
		known &= strcmp(def->name, never[i]) != 0;
	for (size_t i = 0; i < def->nparams; i++)
		known &= !str_iends(str_from(def->params[i].name), S("Path"));
	return known;
}

static inline bool fuzz_may_use(const TypeDef *type)
{
	return !str_starts(str_from(type->name), S("System.IO.")) &&
	       !str_starts(str_from(type->name), S("System.Diagnostics."));
}

/* ---- sessions ---- */

static inline void fuzz_stop(int signal_number)
{
	(void)signal_number;
	host_interrupted = 1;
}

static inline FuzzShell *fuzz_shell_new(const Edition *edition)
{
	FuzzShell *shell = MEM_NEW(FuzzShell);
	InterpOptions options = {
		.edition = edition, .env = &shell->env, .host = &shell->host, .exchange_where = WHERE_2019
	};
	size_t n = 0;

	while (cmdlets_all[n])
		n++;
	shell->cmdlets = MEM_ARRAY(const CmdletDef *, n + 1);
	n = 0;
	for (const CmdletDef *const *def = cmdlets_all; *def; def++)
		if (fuzz_may_run(*def))
			shell->cmdlets[n++] = *def;
	shell->types = MEM_ARRAY(TypeEntry, types_count);
	for (size_t i = 0; i < types_count; i++)
		if (fuzz_may_use(types_all[i].type))
			shell->types[options.ntypes++] = types_all[i];
	options.types = shell->types;
	options.cmdlets = shell->cmdlets;
	setenv("PATH", "/nonexistent", 1);
	env_init(&shell->env);
	shell->host = (Host){ .write_line = fuzz_write_line,
		.write = fuzz_write,
		.progress = fuzz_progress,
		.read_line = fuzz_read,
		.read_secret = fuzz_read,
		.choose = fuzz_choose,
		.width = fuzz_width,
		.height = fuzz_width,
		.clear = fuzz_clear,
		.set_title = fuzz_title,
		.name = "ConsoleHost" };
	shell->in = interp_new(&options);
	signal(SIGALRM, fuzz_stop);
	return shell;
}

static inline void fuzz_shell_free(FuzzShell *shell)
{
	interp_free(shell->in);
	env_release(&shell->env);
	free(shell->cmdlets);
	free(shell->types);
	free(shell);
}

static inline void fuzz_shell_run(FuzzShell *shell, Str text)
{
	struct itimerval second = { .it_value = { .tv_sec = 1 } }, never = { 0 };

	host_interrupted = 0;
	setitimer(ITIMER_REAL, &second, NULL);
	interp_run(shell->in, S(""), text, NULL, 0, 0);
	setitimer(ITIMER_REAL, &never, NULL);
	host_interrupted = 0;
	list_clear(shell->in->errors);
}

/* $text is the input, as .NET would decode it; then the script runs. */
static inline void fuzz_shell_text(FuzzShell *shell, Str bytes, Str script)
{
	Buf text = BUF_INIT;

	utf8_repair(bytes, &text);
	scope_put_take(shell->in->global, scope_symbol(shell->in, S("text")), value_string_buf(&text));
	buf_release(&text);
	fuzz_shell_run(shell, script);
}

#endif
