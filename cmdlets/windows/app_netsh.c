/* app_netsh: netsh http: the certificates that HTTP.SYS presents. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web.h"
#include "shell/base/utf8.h"
#include "shell/engine/app.h"

static const char usage[] = "Usage: netsh http show sslcert [ipport=ADDRESS:PORT]\n"
			    "       netsh http add sslcert ipport=ADDRESS:PORT certhash=THUMBPRINT [certstorename=MY]\n"
			    "       netsh http delete sslcert ipport=ADDRESS:PORT\n";

/* IIS's own application id. */
#define APPLICATION "{4dc3e181-e14b-4a21-b022-59fc669b0914}"

typedef struct Words {
	Str ip_port, hash, store;
} Words;

static Str value_of(Str word, const char *name)
{
	size_t equal = str_find_byte(word, '=', 0);

	if (equal == STR_NONE || !str_ieq(str_cut(word, 0, equal), str_from(name)))
		return (Str){ 0 };
	return str_cut(word, equal + 1, word.n);
}

static Words read_words(const AppContext *context, int from)
{
	Words words = { 0 };

	for (int i = from; i < context->argc; i++) {
		Str ip_port = value_of(context->argv[i], "ipport"), hash = value_of(context->argv[i], "certhash"),
		    store = value_of(context->argv[i], "certstorename");

		words.ip_port = ip_port.n ? ip_port : words.ip_port;
		words.hash = hash.n ? hash : words.hash;
		words.store = store.n ? store : words.store;
	}
	return words;
}

/* "0.0.0.0:443" */
static void put_name(const WebBinding *binding, Buf *out)
{
	web_put_ssl_name(binding, out);
	for (size_t i = 0; i < out->n; i++)
		if (out->p[i] == '!')
			out->p[i] = ':';
}

static const WebBinding *find(Str ip_port)
{
	const WebBinding *found = NULL;

	for (size_t i = 0; !found && i < web_bindings_count; i++) {
		Buf name = BUF_INIT;

		put_name(&web_bindings[i], &name);
		if (str_eq(buf_str(&name), ip_port) && str_eq(str_from(web_bindings[i].protocol), S("https")))
			found = &web_bindings[i];
		buf_release(&name);
	}
	return found;
}

static void put_binding(const WebBinding *binding, Str thumbprint, Buf *out)
{
	Buf name = BUF_INIT;

	put_name(binding, &name);
	buf_printf(out, "    IP:port                      : %s\n", name.p);
	buf_printf(out, "    Certificate Hash             : ");
	utf8_put_lower(thumbprint, out);
	buf_put(out, S("\n    Application ID               : " APPLICATION "\n"
		       "    Certificate Store Name       : MY\n"
		       "    Verify Client Certificate Revocation : Enabled\n"
		       "    Verify Revocation Using Cached Client Certificate Only : Disabled\n"
		       "    Usage Check                  : Enabled\n"
		       "    Revocation Freshness Time    : 0 \n"
		       "    URL Retrieval Timeout        : 0 \n"
		       "    Ctl Identifier               : (null) \n"
		       "    Ctl Store Name               : (null) \n"
		       "    DS Mapper Usage              : Disabled\n"
		       "    Negotiate Client Certificate : Disabled\n\n"));
	buf_release(&name);
}

static bool show(Vault *vault, const Words *words, Buf *out, Diag *diag)
{
	const WebBinding *only = words->ip_port.n ? find(words->ip_port) : NULL;
	Arena *arena = arena_new(0);
	bool ok = true, any = false;

	buf_put(out, S("\nSSL Certificate bindings: \n------------------------- \n\n"));
	for (size_t i = 0; ok && i < web_bindings_count; i++) {
		Str thumbprint;

		if (!str_eq(str_from(web_bindings[i].protocol), S("https")) ||
			(words->ip_port.n && only != &web_bindings[i]))
			continue;
		ok = web_certificate(vault, web_bindings[i].site, arena, &thumbprint, diag);
		if (ok && thumbprint.n) {
			put_binding(&web_bindings[i], thumbprint, out);
			any = true;
		}
	}
	arena_free(arena);
	if (ok && !any && words->ip_port.n)
		return diag_set(diag, DIAG_NOT_FOUND, "The system cannot find the file specified.");
	return ok;
}

static bool change(Vault *vault, const Words *words, bool add, Diag *diag)
{
	const WebBinding *binding = find(words->ip_port);

	if (!binding)
		return diag_set(diag, DIAG_NOT_FOUND, "The parameter is incorrect.");
	return web_set_certificate(vault, binding->site, add ? words->hash : S(""), diag);
}

static bool word_is(const AppContext *context, int i, const char *word)
{
	return i < context->argc && str_ieq(context->argv[i], str_from(word));
}

static int netsh(AppContext *context)
{
	bool add = word_is(context, 2, "add") || word_is(context, 2, "update");
	bool remove = word_is(context, 2, "delete"), list = word_is(context, 2, "show");
	Words words = read_words(context, 4);
	Vault *vault;
	Diag diag = { 0 };
	bool ok;

	if (!word_is(context, 1, "http") || !word_is(context, 3, "sslcert") || (!add && !remove && !list) ||
		(!list && !words.ip_port.n) || (add && !words.hash.n)) {
		buf_put(context->out, str_from(usage));
		return 1;
	}
	ok = organization_open(context->stage->interp, &vault, &diag) &&
	     (list ? show(vault, &words, context->out, &diag) : change(vault, &words, add, &diag));
	if (!ok)
		buf_printf(context->out, "\nSSL Certificate %s failed, Error: %d\n%s\n\n",
			add    ? "add"
			: list ? "show"
			       : "deletion",
			diag.code == DIAG_NOT_FOUND ? 2 : 1312, diag.text);
	else if (!list)
		buf_printf(context->out, "\nSSL Certificate successfully %s\n\n", add ? "added" : "deleted");
	return !ok;
}

const AppDef app_netsh = {
	.name = "netsh",
	.synopsis = "Shows and changes the certificates of the web server.",
	.usage = usage,
	.main = netsh,
	.where = WHERE_DESKTOP,
};
