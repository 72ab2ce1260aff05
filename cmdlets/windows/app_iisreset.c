/* app_iisreset: iisreset: the web server's services stop and start. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"
#include "shell/engine/app.h"

static const char *const services[] = { "WAS", "W3SVC" };
enum { ERROR_BAD_COMMAND = 1, ERROR_NO_SERVER = 1722 };

static const char usage[] = "IISRESET.EXE (c) Microsoft Corp. 1998-2005\n"
			    "\n"
			    "Usage:\n"
			    "iisreset [computername]\n"
			    "\n"
			    "    /RESTART            Stop and then restart all Internet services.\n"
			    "    /START              Start all Internet services.\n"
			    "    /STOP               Stop all Internet services.\n"
			    "    /STATUS             Display the status of all Internet services.\n"
			    "    /NOFORCE            Do not forcefully terminate Internet services if\n"
			    "                        attempting to stop them gracefully fails.\n"
			    "    /TIMEOUT:val        Specify the timeout value ( in seconds ) to wait for\n"
			    "                        a successful stop of Internet services.\n";

typedef struct Reset {
	Str server;
	bool start, stop, status, help, bad;
} Reset;

static void read_word(Str word, Reset *reset)
{
	bool option = word.n && (word.p[0] == '/' || word.p[0] == '-');
	Str name = option ? str_cut(word, 1, word.n) : word;

	if (!option)
		reset->server = name;
	else if (str_ieq(name, S("start")))
		reset->start = true;
	else if (str_ieq(name, S("stop")))
		reset->stop = true;
	else if (str_ieq(name, S("restart")))
		reset->start = reset->stop = true;
	else if (str_ieq(name, S("status")))
		reset->status = true;
	else if (str_eq(name, S("?")))
		reset->help = true;
	else if (!str_ieq(name, S("noforce")) && !str_istarts(name, S("timeout:")))
		reset->bad = true;
}

static bool change_all(Vault *vault, const Reset *reset, ServiceStatus to, Diag *diag)
{
	for (size_t i = 0; i < COUNT(services); i++)
		if (!service_change(vault, reset->server, service_find(str_from(services[i])), to, diag))
			return false;
	return true;
}

static bool put_status(Vault *vault, const Reset *reset, Buf *out, Diag *diag)
{
	ServiceStatus status;

	for (size_t i = 0; i < COUNT(services); i++) {
		const ServiceDef *def = service_find(str_from(services[i]));

		if (!service_status(vault, reset->server, def, &status, diag))
			return false;
		buf_printf(out, "Status for %s ( %s ) : %s\n", def->display, def->name,
			status == SERVICE_RUNNING ? "Running" : "Stopped");
	}
	return true;
}

static int run(AppContext *context, const Reset *reset)
{
	Vault *vault;
	Diag diag = { 0 };
	bool ok = organization_open(context->stage->interp, &vault, &diag);

	if (ok && reset->status) {
		ok = put_status(vault, reset, context->out, &diag);
	} else if (ok) {
		buf_put(context->out, reset->stop ? S("\nAttempting stop...\n") : S("\nAttempting start...\n"));
		ok = !reset->stop || change_all(vault, reset, SERVICE_STOPPED, &diag);
		if (ok && reset->stop)
			buf_put(context->out, S("Internet services successfully stopped\n"));
		if (ok && reset->stop && reset->start)
			buf_put(context->out, S("Attempting start...\n"));
		ok = ok && (!reset->start || change_all(vault, reset, SERVICE_RUNNING, &diag));
		if (ok && reset->start)
			buf_put(context->out, reset->stop ? S("Internet services successfully restarted\n")
							  : S("Internet services successfully started\n"));
	}
	if (!ok)
		buf_printf(context->out, "\n%s\n", diag.text);
	return ok ? 0 : ERROR_NO_SERVER;
}

static int iisreset(AppContext *context)
{
	Reset reset = { 0 };

	for (int i = 1; i < context->argc; i++)
		read_word(context->argv[i], &reset);
	if (reset.help || reset.bad) {
		buf_put(context->out, str_from(usage));
		return reset.bad ? ERROR_BAD_COMMAND : 0;
	}
	if (!reset.start && !reset.stop && !reset.status)
		reset.start = reset.stop = true;
	return run(context, &reset);
}

const AppDef app_iisreset = {
	.name = "iisreset",
	.synopsis = "Stops and starts the services of the web server.",
	.usage = usage,
	.main = iisreset,
	.where = WHERE_DESKTOP,
};
