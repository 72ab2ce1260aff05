/* alias: what the cmdlets about aliases have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/alias.h"

#include <errno.h>
#include <stdlib.h>

#include "shell/base/collate.h"
#include "shell/base/wildcard.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"

const char alias_scope_help[] = "The scope: Global, Script, Local, Private, or how many scopes up.";
const char *const alias_outputs[] = { "System.Management.Automation.AliasInfo", NULL };

/* clang-format off */
const ParamDef alias_params[ALIAS_PARAMS] = {
	[ALIAS_NAME] = { .name = "Name", .type = "String",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .help = "The short name." },
	[ALIAS_VALUE] = { .name = "Value", .type = "String",
		.in = { { .pos1 = 2, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The command it stands for." },
	[ALIAS_DESCRIPTION] = { .name = "Description", .type = "String", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "What the alias is for." },
	[ALIAS_OPTION] = { .name = "Option", .type = "ScopedItemOptions",
		.help = "None, ReadOnly (only Force changes it), Constant, Private or AllScope." },
	[ALIAS_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the alias." },
	[ALIAS_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = alias_scope_help },
	[ALIAS_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Changes an alias that is read-only." },
};
/* clang-format on */

Flow alias_scope(Stage *s, int param, Scope **out, bool *given)
{
	Str parameter = S("scopeID");
	Fault fault = { .id = "Argument", .category = CAT_INVALID_ARGUMENT, .exception = EXC_PS_ARGUMENT };
	Buf message = BUF_INIT;
	Flow flow;

	*given = stage_bound(s, param);
	*out = *given ? scope_named(s->interp, stage_str(s, param)) : s->interp->scope;
	if (*out)
		return FLOW_NEXT;
	error_format(&message, edition_text(stage_edition(s), ET_SCOPE_ARGUMENT), &parameter, 1);
	flow = fault_raise(s->interp, &fault, "%.*s", STR_ARG(buf_str(&message)));
	buf_release(&message);
	return flow;
}

/* ---- listing ---- */

typedef struct Search {
	const Str *definition;
	AliasList *out;
} Search;

static void offer(void *self, Command *alias)
{
	const Search *search = self;

	if (!search->definition || wildcard_match(*search->definition, string_str(alias->definition), true))
		VEC_PUSH(search->out, alias);
}

static void list_scope(const Scope *scope, Str pattern, Search *search)
{
	const ScopeNames *names = scope->aliases;

	for (uint32_t i = 0; names && i < names->n; i++)
		if (names->p[i].command && wildcard_match(pattern, string_str(names->p[i].name), true))
			offer(search, names->p[i].command);
}

static int compare_aliases(const void *a, const void *b, void *in)
{
	const Command *x = *(Command *const *)a, *y = *(Command *const *)b;

	return collate_compare(string_str(x->name), string_str(y->name), true, runtime_collation(in));
}

void alias_list(Stage *s, Scope *scope, const Str *name, const Str *definition, AliasList *out)
{
	Search search = { definition, out };
	Str pattern = name ? *name : S("*");
	size_t before = out->n;

	if (scope)
		list_scope(scope, pattern, &search);
	else
		registry_each(s->interp, pattern, COMMAND_ALIAS, offer, &search);
	if (out->n > before)
		qsort_r(out->p + before, out->n - before, VEC_ELEMENT(out), compare_aliases, s->interp);
}

/* ---- making ---- */

bool alias_is_fixed(const Command *alias, bool force)
{
	return (alias->options & VARIABLE_CONSTANT) || ((alias->options & VARIABLE_READ_ONLY) && !force);
}

static Flow refuse(Stage *s, const Command *alias, bool exists)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR,
		.id = "AliasNotWritable",
		.exception = EXC_SESSION_STATE_UNAUTHORIZED,
		.target = value_of_string(alias->name) };

	if (!exists)
		return stage_error(s, &spec,
			"Alias is not writeable because alias %s is read-only or constant and cannot be written to.",
			alias->name->p);
	spec.category = CAT_RESOURCE_EXISTS;
	spec.id = "AliasAlreadyExists";
	spec.exception = EXC_SESSION_STATE;
	return stage_error(s, &spec, "The alias is not allowed, because an alias with the name '%s' already exists.",
		alias->name->p);
}

Flow alias_set(Stage *s, Scope *scope, const AliasChange *change, Command **out)
{
	Command *old = scope_alias_peek(scope, change->name), *alias;

	*out = NULL;
	if (old && change->must_be_new && !change->force)
		return refuse(s, old, true);
	if (old && alias_is_fixed(old, change->force))
		return refuse(s, old, false);
	alias = command_new(COMMAND_ALIAS, change->name);
	alias->definition = value_string(change->value).string;
	if (change->description.n)
		alias->description = value_string(change->description).string;
	alias->options = change->options;
	scope_alias_set(scope, change->name, alias);
	registry_changed(s->interp);
	*out = alias;
	command_drop(alias); /* the scope counts it */
	return FLOW_NEXT;
}

bool alias_should(Stage *s, Str action, Str name, Str value, Flow *flow)
{
	Str target = arena_printf(s->scratch, "Name: %.*s Value: %.*s", STR_ARG(name), STR_ARG(value));

	return stage_should(s, target, action, flow);
}

Flow alias_write(Stage *s, Command *alias)
{
	return stage_write_take(s, command_info_new(alias));
}

void alias_put_options(unsigned options, Buf *out)
{
	static const struct {
		unsigned bit;
		const char *name;
	} rows[] = { { VARIABLE_READ_ONLY, "ReadOnly" }, { VARIABLE_CONSTANT, "Constant" },
		{ VARIABLE_PRIVATE, "Private" }, { VARIABLE_ALL_SCOPE, "AllScope" } };
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (options & rows[i].bit)
			buf_printf(out, "%s%s", n++ ? ", " : "", rows[i].name);
	if (!n)
		buf_put(out, S("None"));
}

Flow alias_define(Stage *s, Str action, bool must_be_new)
{
	AliasChange change = {
		.name = stage_str(s, ALIAS_NAME),
		.value = stage_str(s, ALIAS_VALUE),
		.description = stage_str(s, ALIAS_DESCRIPTION),
		.options = (unsigned)stage_int(s, ALIAS_OPTION, 0),
		.force = stage_switch(s, ALIAS_FORCE),
		.must_be_new = must_be_new,
	};
	Command *alias;
	Scope *scope;
	bool given;
	Flow flow;

	FLOW_TRY(alias_scope(s, ALIAS_SCOPE, &scope, &given));
	if (!alias_should(s, action, change.name, change.value, &flow))
		return flow;
	FLOW_TRY(alias_set(s, scope, &change, &alias));
	return alias && stage_switch(s, ALIAS_PASS_THRU) ? alias_write(s, alias) : FLOW_NEXT;
}

/* ---- files ---- */

Flow alias_file(Stage *s, Str text, Buf *out, Str *shown)
{
	ProviderPath path = { 0 };
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "ReadWriteFileNotFileSystemProvider",
		.exception = EXC_INVALID_OPERATION };
	ProviderCall call;
	Str name = S("");
	ProviderStatus status = provider_resolve(s->interp, s->scratch, text, &path, &name);
	Flow flow;

	if (status != PROVIDER_OK) {
		provider_call_init(&call, s);
		flow = provider_report(&call, status, name);
		provider_call_release(&call);
		return flow;
	}
	if (path.def != &provider_filesystem)
		return stage_throw(s, &spec,
			"Cannot open file because the current provider (%s\\%s) cannot open a file.", path.def->module,
			path.def->name);
	provider_file_name(s->interp, path.path, out);
	*shown = path.shown;
	return FLOW_NEXT;
}

Flow alias_file_failed(Stage *s, int error, Str shown)
{
	ErrorSpec spec = { .category = CAT_OPEN_ERROR, .id = "FileOpenFailure", .exception = EXC_IO };

	if (error == ENOENT) {
		spec.exception = EXC_FILE_NOT_FOUND;
		return stage_throw(s, &spec, "Could not find file '%.*s'.", STR_ARG(shown));
	}
	if (error == EACCES || error == EPERM || error == EISDIR) {
		spec.exception = EXC_UNAUTHORIZED_ACCESS;
		return stage_throw(s, &spec, "Access to the path '%.*s' is denied.", STR_ARG(shown));
	}
	return stage_throw(s, &spec, "%s : '%.*s'", strerror(error), STR_ARG(shown));
}
