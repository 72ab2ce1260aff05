/* new-temporaryfile: an empty file with a name of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmdlets/management/management.h"

static const char *const outputs[] = { "System.IO.FileInfo", NULL };

enum { TRIES = 100 };

/* tmpXXXXXX.tmp in the folder for temporary files, as Path.GetTempFileName names them. */
static int make_file(const Env *env, Buf *name)
{
	static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	const char *folder = getenv("TMPDIR");
	int file = -1;

	for (int i = 0; file < 0 && i < TRIES; i++) {
		unsigned char chance[6];

		env->random(env->self, chance, sizeof(chance));
		buf_clear(name);
		buf_printf(name, "%s/tmp", folder && *folder ? folder : "/tmp");
		for (size_t k = 0; k < sizeof(chance); k++)
			buf_put_char(name, letters[chance[k] % (sizeof(letters) - 1)]);
		buf_put(name, S(".tmp"));
		file = open(name->p, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
		if (file < 0 && errno != EEXIST)
			break;
	}
	return file;
}

static Flow fail(Stage *s, Str path, int error)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR, .id = "NewTemporaryFileWriteError", .exception = EXC_IO };
	Flow flow;

	spec.target = value_string(path);
	flow = stage_error(s, &spec, "%s : '%.*s'", strerror(error), STR_ARG(path));
	value_drop(spec.target);
	return flow;
}

static Flow end(Stage *s)
{
	Buf name = BUF_INIT, shown = BUF_INIT;
	Value item = VALUE_EMPTY;
	Flow flow = FLOW_NEXT;
	int file;

	if (!stage_should(s, S("New-TemporaryFile"), S("New-TemporaryFile"), &flow))
		return flow;
	file = make_file(stage_env(s), &name);
	if (file < 0) {
		flow = fail(s, buf_str(&name), errno);
	} else {
		close(file);
		provider_shown_path(s->interp, buf_str(&name), &shown);
		flow = provider_file_item(s->interp, buf_str(&shown), false, &item);
		if (flow == FLOW_NEXT)
			flow = stage_write_take(s, item);
	}
	buf_release(&name);
	buf_release(&shown);
	return flow;
}

const CmdletDef cmd_new_temporaryfile = {
	.name = "New-TemporaryFile",
	.module = "Microsoft.PowerShell.Utility",
	.outputs = outputs,
	.confirm = CONFIRM_LOW,
	.end = end,
	.synopsis = "Creates a temporary file.",
};
