/* app_powershell: powershell: another shell, which is this program again, on the same store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <unistd.h>

#include "cmdlets/organization/organization.h"
#include "shell/engine/app.h"
#include "shell/engine/interp.h"
#include "shell/engine/native.h"

static Flow take_line(void *self, bool is_error, Str line)
{
	AppContext *context = self;
	Buf *to = is_error ? context->err : context->out;

	buf_put(to, line);
	buf_put_char(to, '\n');
	return FLOW_NEXT;
}

static void add_arguments(AppContext *context, NativeWords *words)
{
	Interp *in = context->stage->interp;

	if (in->store_path.kind == V_STRING) {
		native_add(words, S("-Store"));
		native_add(words, value_str_peek(in->store_path));
	}
	for (int i = 1; i < context->argc; i++)
		native_add(words, context->argv[i]);
	native_hand_over(in, context->stage->scratch, words);
}

/* Ours, and the passphrase of the store, which no other program gets; the array is owned, its texts are not. */
static char **make_environment(Buf *passphrase)
{
	size_t n = 0;
	char **variables;

	while (environ && environ[n])
		n++;
	variables = MEM_ARRAY(char *, n + 2);
	if (n)
		memcpy(variables, environ, n * sizeof(*variables));
	variables[n] = passphrase->n ? passphrase->p : NULL;
	variables[n + 1] = NULL;
	return variables;
}

static int powershell(AppContext *context)
{
	Buf passphrase = BUF_SECRET;
	NativeOptions options = NATIVE_OPTIONS;
	NativeWords words = { 0 };
	Native *native = NULL;
	Buf why = BUF_INIT;
	int code = 1;

	add_arguments(context, &words);
	options.path = S("/proc/self/exe");
	options.args = words.p;
	options.nargs = words.n;
	options.capture_out = options.capture_err = true;
	options.line = take_line;
	options.self = context;
	organization_put_passphrase(context->stage->interp, &passphrase);
	options.environment = make_environment(&passphrase);
	if (!native_start(context->stage->interp, &options, &native, &why))
		buf_printf(context->err, "powershell: %s\n", why.p);
	else if (native_finish(native, &code) != FLOW_NEXT)
		code = 1;
	native_free(native);
	free(words.p);
	free(options.environment);
	buf_release(&passphrase);
	buf_release(&why);
	return code;
}

const AppDef app_powershell = {
	.name = "powershell",
	.synopsis = "Runs a command or a script in another shell.",
	.usage = "Usage: powershell [-NoProfile] [-Command text | -File script]\n",
	.main = powershell,
	.where = WHERE_DESKTOP,
};
