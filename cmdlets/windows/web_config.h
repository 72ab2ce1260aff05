/* web_config: the configuration of the web sites as far as it is kept: whether they require SSL. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_WEB_CONFIG_H
#define WINDOWS_WEB_CONFIG_H

#include "cmdlets/windows/web.h"

/* Where Get- and Set-WebConfigurationProperty look: the parameters they share stand first, in this order. */
enum { WEB_CONFIG_FILTER, WEB_CONFIG_NAME, WEB_CONFIG_PS_PATH, WEB_CONFIG_LOCATION, WEB_CONFIG_PARAMS };
#define WEB_CONFIG_PARAM_ROWS                                                                                          \
	[WEB_CONFIG_FILTER] = { .name = "Filter",                                                                      \
		.type = "String",                                                                                      \
		.in = { { 0, 1, PARAM_MANDATORY } },                                                                   \
		.help = "The section: system.webServer/security/access." },                                            \
	[WEB_CONFIG_NAME] = { .name = "Name",                                                                          \
		.type = "String",                                                                                      \
		.in = { { 0, 0, PARAM_MANDATORY } },                                                                   \
		.help = "The property: sslFlags." },                                                                   \
	[WEB_CONFIG_PS_PATH] = { .name = "PSPath",                                                                     \
		.type = "String[]",                                                                                    \
		.in = { { 0, 2, PARAM_FROM_PIPE_PROP } },                                                              \
		.help = "IIS:\\, IIS:\\Sites\\<site>[\\<application>], or MACHINE/WEBROOT/APPHOST[/<site>...]." },     \
	[WEB_CONFIG_LOCATION] = { .name = "Location",                                                                  \
		.type = "String[]",                                                                                    \
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },                                                              \
		.help = "A site, or an application of one, below the path." }

/* Calls each with every place that the parameters name, "Default Web Site/owa"; "" is the whole server.  What is not
 * kept is an error that says so. */
Flow web_config_each(Stage *s, Flow (*each)(Stage *s, Vault *vault, Str place)) NODISCARD;

/* The flags of a place, its own or inherited from above: "None", "Ssl,Ssl128"; in s->scratch. */
bool web_config_get(Stage *s, Vault *vault, Str place, Str *flags, Diag *diag) NODISCARD;
bool web_config_put(Stage *s, Vault *vault, Str place, Str flags, Diag *diag) NODISCARD;
/* Flags from names or a number; *out in s->scratch.  false: something else stands there. */
bool web_config_flags(Stage *s, Str text, Str *out);

#endif
