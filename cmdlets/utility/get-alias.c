/* get-alias: the short names of commands. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/alias.h"
#include "shell/base/wildcard.h"

enum { SET_DEFAULT = 1, SET_DEFINITION = 2 };
enum { P_NAME, P_EXCLUDE, P_SCOPE, P_DEFINITION };

static const char *const sets[] = { "Default", "Definition", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]",
		.in = { { SET_DEFAULT, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY, .help = "The aliases; wildcards are allowed.", .default_text = "*" },
	[P_EXCLUDE] = { .name = "Exclude", .type = "String[]", .help = "Not those with names like these." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = alias_scope_help },
	[P_DEFINITION] = { .name = "Definition", .type = "String[]", .in = { { .sets = SET_DEFINITION } },
		.flags = PARAM_NOT_EMPTY, .help = "Aliases of these commands; wildcards are allowed." },
};
/* clang-format on */

static bool is_excluded(Stage *s, Str name)
{
	size_t n;
	const Str *patterns = stage_strings(s, P_EXCLUDE, &n);

	for (size_t i = 0; i < n; i++)
		if (wildcard_match(patterns[i], name, true))
			return true;
	return false;
}

static Flow not_found(Stage *s, const char *what, Str text)
{
	Value target = value_string(text);
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "ItemNotFoundException",
		.exception = EXC_ITEM_NOT_FOUND,
		.target = target };
	Flow flow = stage_error(s, &spec,
		"This command cannot find a matching alias because an alias with the %s '%.*s' does not exist.", what,
		STR_ARG(text));

	value_drop(target);
	return flow;
}

static Flow write_matching(Stage *s, Str pattern, bool by_definition)
{
	AliasList list = { 0 };
	Flow flow = FLOW_NEXT;
	Scope *scope;
	bool given;

	FLOW_TRY(alias_scope(s, P_SCOPE, &scope, &given));
	alias_list(s, given ? scope : NULL, by_definition ? NULL : &pattern, by_definition ? &pattern : NULL, &list);
	for (size_t i = 0; i < list.n && flow == FLOW_NEXT; i++)
		if (!is_excluded(s, string_str(list.p[i]->name)))
			flow = alias_write(s, list.p[i]);
	if (!list.n && flow == FLOW_NEXT && !wildcard_has(pattern))
		flow = not_found(s, by_definition ? "definition" : "name", pattern);
	VEC_RELEASE(&list);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	int param = stage_bound(s, P_DEFINITION) ? P_DEFINITION : P_NAME;
	size_t n;
	const Str *patterns = stage_strings(s, param, &n);

	(void)input;
	if (!n)
		return write_matching(s, S("*"), false);
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(write_matching(s, patterns[i], param == P_DEFINITION));
	return FLOW_NEXT;
}

const CmdletDef cmd_get_alias = {
	.name = "Get-Alias",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "gal", NULL },
	.sets = sets,
	.default_set = SET_DEFAULT,
	.params = params,
	.nparams = COUNT(params),
	.outputs = alias_outputs,
	.process = process,
	.synopsis = "Gives aliases, the short names of commands.",
};
