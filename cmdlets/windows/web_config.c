/* web_config: sslFlags of the sites and what lies below them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web_config.h"

#include <string.h>

#include "shell/base/num.h"
#include "store/db/store_settings.h"

/* docs: IIS configuration reference, <access>. */
static const struct {
	const char *name;
	int bit;
} flag_names[] = { { "None", 0 }, { "Ssl", 8 }, { "SslNegotiateCert", 32 }, { "SslRequireCert", 64 },
	{ "SslMapCert", 128 }, { "Ssl128", 256 } };

/* ---- places -------------------------------------------------------------------------------------------------- */

static Str without_slashes(Str path)
{
	while (path.n && path.p[0] == '/')
		path = str_cut(path, 1, path.n);
	while (path.n && path.p[path.n - 1] == '/')
		path = str_cut(path, 0, path.n - 1);
	return path;
}

/* With '/' throughout, and without what stands before the site. */
static Str below_root(Stage *s, Str path)
{
	static const Str roots[] = { S_INIT("WebAdministration::"), S_INIT("IIS:"), S_INIT("MACHINE/WEBROOT/APPHOST"),
		S_INIT("/Sites") };
	char *copy = arena_alloc(s->scratch, path.n + 1, 1);
	Str text = { copy, path.n };

	if (path.n)
		memcpy(copy, path.p, path.n);
	for (size_t i = 0; i < path.n; i++)
		if (copy[i] == '\\')
			copy[i] = '/';
	for (size_t i = 0; i < COUNT(roots); i++)
		if (str_istarts(text, roots[i]) &&
			(i == 0 || text.n == roots[i].n || i == 1 || text.p[roots[i].n] == '/'))
			text = str_cut(text, roots[i].n, text.n);
	return without_slashes(text);
}

static bool is_known(Str place)
{
	size_t slash = str_find_byte(place, '/', 0);
	Str site = str_cut(place, 0, slash == STR_NONE ? place.n : slash);

	for (size_t i = 0; i < COUNT(web_sites); i++)
		if (str_ieq(site, str_from(web_sites[i].name)))
			return true;
	return place.n == 0;
}

static Flow at_place(Stage *s, Str path, Str location, Flow (*each)(Stage *s, Vault *vault, Str place))
{
	Str above = below_root(s, path), below = below_root(s, location);
	Str place =
		arena_printf(s->scratch, "%.*s%s%.*s", STR_ARG(above), above.n && below.n ? "/" : "", STR_ARG(below));
	ErrorSpec missing = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "PathNotFound",
		.exception = EXC_ITEM_NOT_FOUND,
		.target = value_string(place) };
	Vault *vault;
	Flow flow;

	if (is_known(place)) {
		flow = organization_vault(s, &vault);
		flow = flow == FLOW_NEXT ? each(s, vault, place) : flow;
	} else {
		flow = stage_error(
			s, &missing, "Cannot find path 'IIS:\\Sites\\%.*s' because it does not exist.", STR_ARG(place));
	}
	value_drop(missing.target);
	return flow;
}

/* "/system.webServer/security/access", "//security/access": XPath's beginnings do not matter. */
static bool is_access(Str filter)
{
	filter = without_slashes(filter);
	return str_ieq(filter, S("system.webServer/security/access")) || str_ieq(filter, S("security/access")) ||
	       str_ieq(filter, S("access"));
}

/* The texts of a parameter, or one empty one when it was not given. */
static Str *given(Stage *s, int param, size_t *n)
{
	Str *texts = stage_strings(s, param, n);

	if (*n)
		return texts;
	*n = 1;
	texts = ARENA_NEW(s->scratch, Str);
	*texts = S("");
	return texts;
}

Flow web_config_each(Stage *s, Flow (*each)(Stage *s, Vault *vault, Str place))
{
	ErrorSpec missing = { .category = CAT_NOT_IMPLEMENTED, .id = "NotKept", .exception = EXC_NOT_IMPLEMENTED };
	Str filter = stage_str(s, WEB_CONFIG_FILTER), name = stage_str(s, WEB_CONFIG_NAME);
	size_t npaths, nlocations;
	Str *paths = given(s, WEB_CONFIG_PS_PATH, &npaths), *locations = given(s, WEB_CONFIG_LOCATION, &nlocations);
	Flow flow = FLOW_NEXT;

	if (!is_access(filter) || !str_ieq(name, S("sslFlags")))
		return stage_error(s, &missing,
			"'%.*s' of '%.*s' is not kept: of the web server's configuration there is only sslFlags of "
			"system.webServer/security/access.",
			STR_ARG(name), STR_ARG(filter));
	for (size_t i = 0; flow == FLOW_NEXT && i < npaths; i++)
		for (size_t k = 0; flow == FLOW_NEXT && k < nlocations; k++)
			flow = at_place(s, paths[i], locations[k], each);
	return flow;
}

/* ---- flags --------------------------------------------------------------------------------------------------- */

static bool add_flag(Str word, int *bits)
{
	int64_t number;

	for (size_t i = 0; i < COUNT(flag_names); i++)
		if (str_ieq(word, str_from(flag_names[i].name))) {
			*bits |= flag_names[i].bit;
			return true;
		}
	if (num_parse_integer(word, NUM_INT32, false, &number) != NUM_OK)
		return false;
	for (size_t i = 0; i < COUNT(flag_names); i++)
		if (number & flag_names[i].bit) {
			*bits |= flag_names[i].bit;
			number &= ~(int64_t)flag_names[i].bit;
		}
	return number == 0;
}

bool web_config_flags(Stage *s, Str text, Str *out)
{
	StrSplit split = { .rest = text };
	Buf names = BUF_INIT;
	int bits = 0;
	bool ok = true;
	Str word;

	while (ok && text.n && str_split_next(&split, ',', &word))
		ok = add_flag(str_trim(word), &bits);
	for (size_t i = 0; i < COUNT(flag_names); i++)
		if (bits & flag_names[i].bit)
			buf_printf(&names, "%s%s", names.n ? "," : "", flag_names[i].name);
	*out = names.n ? arena_copy(s->scratch, buf_str(&names)) : S("None");
	buf_release(&names);
	return ok;
}

static bool property_of(Stage *s, Vault *vault, Str place, StoreProperty *out, Diag *diag)
{
	StoreServer server;

	if (!store_server_find(vault_store_peek(vault), S(""), s->scratch, &server, diag))
		return false;
	*out = (StoreProperty){ STORE_KIND_WEB_ACCESS, place.n ? place : S("/"), S("sslFlags"), server.id };
	return true;
}

bool web_config_get(Stage *s, Vault *vault, Str place, Str *flags, Diag *diag)
{
	StoreProperty property;
	size_t slash;

	*flags = S("");
	for (;;) {
		if (!property_of(s, vault, place, &property, diag) ||
			!store_property_get(vault_store_peek(vault), &property, s->scratch, flags, diag))
			return false;
		if (flags->n || place.n == 0)
			break;
		for (slash = place.n; slash > 0 && place.p[slash - 1] != '/'; slash--)
			;
		place = str_cut(place, 0, slash ? slash - 1 : 0);
	}
	if (flags->n == 0)
		*flags = S("None");
	return true;
}

bool web_config_put(Stage *s, Vault *vault, Str place, Str flags, Diag *diag)
{
	StoreProperty property;

	return property_of(s, vault, place, &property, diag) && store_begin(vault_store_peek(vault), diag) &&
	       store_end(vault_store_peek(vault),
		       store_property_put(vault_store_peek(vault), &property, flags, diag) &&
			       vault_note(vault, "SetSslFlags", property.name, diag),
		       diag);
}
