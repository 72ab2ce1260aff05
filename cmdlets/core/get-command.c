/* get-command: what commands there are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/core/command_match.h"
#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/bind.h"
#include "shell/engine/interp.h"
#include "shell/engine/module.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"
#include "shell/engine/stage.h"
#include "shell/value/array.h"

enum { SET_CMDLET = 1, SET_ALL = 2 };
enum {
	P_NAME,
	P_VERB,
	P_NOUN,
	P_MODULE,
	P_EXCLUDE_MODULE,
	P_FULLY_QUALIFIED_MODULE,
	P_COMMAND_TYPE,
	P_TOTAL_COUNT,
	P_SYNTAX,
	P_SHOW_COMMAND_INFO,
	P_ARGUMENT_LIST,
	P_ALL,
	P_LIST_IMPORTED,
	P_PARAMETER_NAME,
	P_PARAMETER_TYPE,
	P_USE_FUZZY_MATCHING,
	P_FUZZY_MINIMUM_DISTANCE,
	P_USE_ABBREVIATION_EXPANSION,
};
enum { KINDS_LISTED = COMMAND_ALIAS | COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET, KINDS_ALL = 383 };

static const char *const sets[] = { "CmdletSet", "AllCommandSet", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_ALL, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY, .help = "The commands: names, wildcards, or paths of scripts and programs." },
	[P_VERB] = { .name = "Verb", .type = "String[]", .in = { { SET_CMDLET, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Only commands with these verbs; wildcards are allowed." },
	[P_NOUN] = { .name = "Noun", .type = "String[]", .in = { { SET_CMDLET, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Only commands with these nouns; wildcards are allowed." },
	[P_MODULE] = { .name = "Module", .aliases = (const char *const[]){ "PSSnapin", NULL }, .type = "String[]",
		.in = { { .flags = PARAM_FROM_PIPE_PROP } }, .help = "Only commands of these modules; wildcards are allowed." },
	[P_EXCLUDE_MODULE] = { .name = "ExcludeModule", .type = "String[]", .where = WHERE_CORE,
		.help = "Not those of these modules." },
	[P_FULLY_QUALIFIED_MODULE] = { .name = "FullyQualifiedModule", .type = "ModuleSpecification[]",
		.in = { { .flags = PARAM_FROM_PIPE_PROP } }, .help = "Only commands of these modules, told with their versions." },
	[P_COMMAND_TYPE] = { .name = "CommandType", .aliases = (const char *const[]){ "Type", NULL }, .type = "CommandTypes",
		.in = { { SET_ALL, 0, PARAM_FROM_PIPE_PROP } }, .help = "Only commands of these kinds." },
	[P_TOTAL_COUNT] = { .name = "TotalCount", .type = "Int32", .in = { { .flags = PARAM_FROM_PIPE_PROP } },
		.help = "How many at most." },
	[P_SYNTAX] = { .name = "Syntax", .type = "SwitchParameter", .in = { { .flags = PARAM_FROM_PIPE_PROP } },
		.help = "Gives the syntax as text." },
	[P_SHOW_COMMAND_INFO] = { .name = "ShowCommandInfo", .type = "SwitchParameter", .flags = PARAM_NOT_DONE,
		.help = "Gives what Show-Command needs." },
	[P_ARGUMENT_LIST] = { .name = "ArgumentList", .aliases = (const char *const[]){ "Args", NULL }, .type = "Object[]",
		.in = { { .pos1 = 2, .flags = PARAM_REMAINING } }, .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "Arguments that parameters may depend on; no command here has such." },
	[P_ALL] = { .name = "All", .type = "SwitchParameter", .in = { { .flags = PARAM_FROM_PIPE_PROP } },
		.help = "Adds commands that are hidden by others of the same name." },
	[P_LIST_IMPORTED] = { .name = "ListImported", .type = "SwitchParameter", .in = { { .flags = PARAM_FROM_PIPE_PROP } },
		.help = "Only commands of the session, which is all there are." },
	[P_PARAMETER_NAME] = { .name = "ParameterName", .type = "String[]", .flags = PARAM_NOT_EMPTY,
		.help = "Only commands with these parameters or aliases of parameters." },
	[P_PARAMETER_TYPE] = { .name = "ParameterType", .type = "String[]", .flags = PARAM_NOT_EMPTY,
		.help = "Only commands with parameters of these types." },
	[P_USE_FUZZY_MATCHING] = { .name = "UseFuzzyMatching", .type = "SwitchParameter",
		.in = { { .sets = SET_ALL } }, .where = WHERE_CORE, .help = "Finds names that are like the given ones." },
	[P_FUZZY_MINIMUM_DISTANCE] = { .name = "FuzzyMinimumDistance", .type = "UInt32",
		.in = { { .sets = SET_ALL } }, .where = WHERE_CORE, .help = "How much names may differ." },
	[P_USE_ABBREVIATION_EXPANSION] = { .name = "UseAbbreviationExpansion", .type = "SwitchParameter",
		.in = { { SET_ALL, 0, PARAM_FROM_PIPE_PROP } }, .where = WHERE_CORE,
		.help = "Finds Get-ChildItem by g-ci." },
};
/* clang-format on */

typedef struct GetCommand {
	CommandList found, waiting; /* counted, of one search and of those before */
	Stage *stage;
	Str like;     /* -UseFuzzyMatching: what names must be near to */
	int64_t left; /* -TotalCount */
} GetCommand;

/* ---- what fits ---- */

/* true: the parameter was not given. */
static bool fits_any(Stage *s, int param, Str text)
{
	size_t n;
	const Str *patterns;

	if (!stage_bound(s, param))
		return true;
	patterns = stage_strings(s, param, &n);
	for (size_t i = 0; i < n; i++)
		if (wildcard_match(patterns[i], text, true))
			return true;
	return false;
}

static Str module_of(const Command *command)
{
	if (command->def)
		return str_from(command->def->module);
	if (command->kind == COMMAND_ALIAS && command->module && command->module->manifest.kind == V_EMPTY)
		return S(""); /* recorded: discovery/module-no-export-statement */
	return command->module ? string_str(command->module->name) : S("");
}

static bool fits_words(Stage *s, const Command *command)
{
	Str name = string_str(command->name);
	size_t dash = str_find_byte(name, '-', 0);

	if (!stage_bound(s, P_VERB) && !stage_bound(s, P_NOUN))
		return true;
	return dash != STR_NONE && fits_any(s, P_VERB, str_cut(name, 0, dash)) &&
	       fits_any(s, P_NOUN, str_cut(name, dash + 1, name.n));
}

static bool has_type(Stage *s, const Param *param)
{
	TypeSet *types = runtime_of(s->interp)->types;
	size_t n;
	const Str *names = stage_strings(s, P_PARAMETER_TYPE, &n);

	for (size_t i = 0; i < n; i++) {
		const TypeDef *type = type_set_find(types, names[i]);

		if (type ? type_is(param->type, type) : wildcard_match(names[i], str_from(param->type->name), true))
			return true;
	}
	return n == 0;
}

static bool has_name(Stage *s, const Param *param)
{
	if (fits_any(s, P_PARAMETER_NAME, param->name))
		return true;
	for (uint32_t i = 0; i < param->naliases; i++)
		if (fits_any(s, P_PARAMETER_NAME, param->aliases[i]))
			return true;
	return false;
}

/* A command whose parameters cannot be read has none that would fit. */
static bool fits_parameters(Stage *s, Command *command)
{
	if (!stage_bound(s, P_PARAMETER_NAME) && !stage_bound(s, P_PARAMETER_TYPE))
		return true;
	if (command_prepare(s->interp, command) != FLOW_NEXT) {
		runtime_of(s->interp)->clear_error(s->interp);
		return false;
	}
	for (uint32_t i = 0; i < command->nparams; i++)
		if (!command->params[i].hidden && has_name(s, &command->params[i]) && has_type(s, &command->params[i]))
			return true;
	return false;
}

/* -FullyQualifiedModule: by name and version; a module that is not there has no command. */
static bool fits_specification(Stage *s, Value item, Str name)
{
	Module *module = registry_module(s->interp, name);
	ModuleLoad load = { 0 };
	Buf text = BUF_INIT;
	Str version;
	bool fits;

	module_specification_read(item, &load);
	if (!module)
		module = module_built_in(s->interp, name);
	version = module ? module_version_text(module, &text) : S("");
	fits = module && str_ieq(load.name, name) &&
	       (!load.minimum.n || script_file_compare_versions(version, load.minimum) >= 0) &&
	       (!load.maximum.n || script_file_compare_versions(version, load.maximum) <= 0) &&
	       (!load.wanted.n || script_file_compare_versions(version, load.wanted) == 0);
	buf_release(&text);
	return fits;
}

static bool fits_specifications(Stage *s, Str module)
{
	Value list = value_unwrap_peek(s->args[P_FULLY_QUALIFIED_MODULE]);

	if (list.kind != V_ARRAY)
		return true;
	for (size_t i = 0; module.n && i < list.array->n; i++)
		if (fits_specification(s, array_peek(list.array, i), module))
			return true;
	return false;
}

static bool fits(Stage *s, Command *command)
{
	if (stage_bound(s, P_EXCLUDE_MODULE) && fits_any(s, P_EXCLUDE_MODULE, module_of(command)))
		return false;
	return fits_words(s, command) && fits_any(s, P_MODULE, module_of(command)) &&
	       fits_specifications(s, module_of(command)) && fits_parameters(s, command);
}

static void offer(void *self, Command *command)
{
	GetCommand *state = self;

	if (fits(state->stage, command))
		VEC_PUSH(&state->found, command_ref(command));
}

/* ---- writing ---- */

static Value syntax_of(Stage *s, Command *command)
{
	Str newline = str_from(stage_edition(s)->newline);
	Command *target = command_ref(command);
	Buf text = BUF_INIT;
	Value v;

	if (command->kind == COMMAND_ALIAS) {
		command_drop(target);
		target = registry_find(s->interp, string_str(command->definition), 0);
		buf_printf(
			&text, "%s (alias) -> %s", command->name->p, target ? target->name->p : command->definition->p);
		buf_put(&text, newline);
	}
	if (target && (target->def || target->block))
		command_put_syntax(target, string_str(command->name), newline, &text);
	else if (target && target->path)
		buf_put(&text, string_str(target->path));
	v = value_string_buf(&text);
	buf_release(&text);
	command_drop(target);
	return v;
}

/* -ArgumentList is for cmdlets, functions and scripts. */
static Flow refuse_arguments(Stage *s, Command *command)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "CommandArgsOnlyForSingleCmdlet",
		.exception = EXC_PS_ARGUMENT,
		.target = command_info_new(command) };
	Flow flow = stage_throw(s, &spec,
		"The command could not be retrieved because the ArgumentList parameter can be specified only when retrieving a "
		"single cmdlet or script.");

	value_drop(spec.target);
	return flow;
}

static Flow write_command(Stage *s, Command *command)
{
	GetCommand *state = s->state;
	const Array *arguments = NULL;
	Value v;

	if (state->left == 0)
		return FLOW_NEXT;
	if (stage_bound(s, P_ARGUMENT_LIST) &&
		!(command->kind & (COMMAND_CMDLET | COMMAND_SCRIPT_FILE | COMMAND_FUNCTION | COMMAND_FILTER)))
		return refuse_arguments(s, command);
	state->left--;
	if (!stage_switch(s, P_SYNTAX) && !stage_bound(s, P_ARGUMENT_LIST))
		return stage_write_take(s, command_info_new(command));
	if (stage_bound(s, P_ARGUMENT_LIST))
		arguments = s->args[P_ARGUMENT_LIST].array;
	FLOW_TRY(bind_with_dynamic(
		s->interp, command, arguments ? arguments->items : NULL, arguments ? arguments->n : 0, &command));
	v = stage_switch(s, P_SYNTAX) ? syntax_of(s, command) : command_info_new(command);
	command_drop(command);
	return stage_write_take(s, v);
}

static void drop_all(CommandList *list)
{
	for (size_t i = 0; i < list->n; i++)
		command_drop(list->p[i]);
	list->n = 0;
}

/* What was found waits until all names were looked for: what was not found is told first.  With -ArgumentList it is the
 * first of each search (both asked of 7.6). */
static void keep_found(Stage *s)
{
	GetCommand *state = s->state;
	size_t n = stage_bound(s, P_ARGUMENT_LIST) && state->found.n ? 1 : state->found.n;

	for (size_t i = 0; i < n; i++)
		VEC_PUSH(&state->waiting, command_ref(state->found.p[i]));
	drop_all(&state->found);
}

static Flow write_waiting(Stage *s)
{
	GetCommand *state = s->state;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < state->waiting.n && flow == FLOW_NEXT; i++)
		flow = write_command(s, state->waiting.p[i]);
	drop_all(&state->waiting);
	return flow;
}

/* ---- searching ---- */

static unsigned kinds_of(Stage *s, unsigned otherwise)
{
	unsigned kinds = stage_bound(s, P_COMMAND_TYPE) ? (unsigned)stage_int(s, P_COMMAND_TYPE, 0) : otherwise;

	return kinds & COMMAND_NATIVE ? kinds | COMMAND_APP : kinds;
}

static int rank_of(const Command *command)
{
	return command->kind == COMMAND_APP ? COMMAND_NATIVE : (int)command->kind;
}

/* By kind, then by name. */
static int compare_commands(const void *a, const void *b)
{
	const Command *x = *(Command *const *)a, *y = *(Command *const *)b;

	if (rank_of(x) != rank_of(y))
		return rank_of(x) < rank_of(y) ? -1 : 1;
	return str_icompare(string_str(x->name), string_str(y->name));
}

static void keep_in_order(Stage *s)
{
	GetCommand *state = s->state;

	if (state->found.n)
		qsort(state->found.p, state->found.n, sizeof(Command *), compare_commands);
	keep_found(s);
}

static void find_matching(Stage *s, Str pattern, unsigned kinds)
{
	GetCommand *state = s->state;
	unsigned files = kinds & (COMMAND_NATIVE | COMMAND_SCRIPT_FILE);

	registry_each(s->interp, pattern, kinds, offer, state);
	if (files && !stage_bound(s, P_MODULE))
		registry_each_file(s->interp, pattern, files, offer, state);
	keep_in_order(s);
}

/* ---- names that are like the given one ---- */

enum { DISTANCE_MAX = 5 };

static void offer_like(void *self, Command *command)
{
	GetCommand *state = self;
	int64_t limit = stage_int(state->stage, P_FUZZY_MINIMUM_DISTANCE, DISTANCE_MAX);

	if (command_match_distance(string_str(command->name), state->like) <= (size_t)limit)
		offer(self, command);
}

/* The nearest first; those as near as each other by kind and name. */
static void find_like(Stage *s, Str name, unsigned kinds)
{
	GetCommand *state = s->state;
	size_t n;

	state->like = name;
	registry_each(s->interp, S("*"), kinds, offer_like, state);
	n = state->found.n;
	if (n)
		qsort(state->found.p, n, sizeof(Command *), compare_commands);
	for (size_t i = 1; i < n; i++) { /* an insertion sort is stable */
		Command *command = state->found.p[i];
		size_t distance = command_match_distance(string_str(command->name), name), k = i;

		for (; k > 0 && command_match_distance(string_str(state->found.p[k - 1]->name), name) > distance; k--)
			state->found.p[k] = state->found.p[k - 1];
		state->found.p[k] = command;
	}
	keep_found(s);
}

static void offer_abbreviated(void *self, Command *command)
{
	GetCommand *state = self;

	if (command_match_abbreviation(string_str(command->name), state->like))
		offer(self, command);
}

static void find_abbreviated(Stage *s, Str name, unsigned kinds)
{
	GetCommand *state = s->state;

	state->like = name;
	registry_each(s->interp, S("*"), kinds & ~(unsigned)COMMAND_ALIAS, offer_abbreviated, state);
	keep_in_order(s);
}

static Flow not_found(Stage *s, Str name)
{
	Value target = value_string(name);
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "CommandNotFoundException",
		.exception = EXC_COMMAND_NOT_FOUND,
		.target = target };
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, edition_text(stage_edition(s), ET_COMMAND_NOT_FOUND), &name, 1);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(target);
	return flow;
}

static bool is_path(Str name)
{
	return str_find_byte(name, '/', 0) != STR_NONE || str_find_byte(name, '\\', 0) != STR_NONE;
}

/* Everything of that very name, those that others hide after them. */
static void find_all(Stage *s, Str name, unsigned kinds)
{
	static const unsigned groups[] = { COMMAND_FUNCTION | COMMAND_FILTER, COMMAND_CMDLET, COMMAND_APP };
	GetCommand *state = s->state;
	unsigned files = kinds & (COMMAND_NATIVE | COMMAND_SCRIPT_FILE);

	for (size_t i = 0; i < COUNT(groups); i++) {
		Command *command = kinds & groups[i] ? registry_find_direct(s->interp, name, kinds & groups[i]) : NULL;

		if (command)
			offer(state, command);
		command_drop(command);
	}
	if (files && !is_path(name))
		registry_each_file(s->interp, name, files, offer, state);
}

static Flow find_named(Stage *s, Str name, unsigned kinds)
{
	GetCommand *state = s->state;
	Command *alias = kinds & COMMAND_ALIAS ? scope_alias_peek(s->interp->scope, name) : NULL, *command;

	if (alias)
		offer(state, alias);
	if (stage_switch(s, P_ALL))
		find_all(s, name, kinds);
	if (!state->found.n) {
		command = registry_find_direct(s->interp, name, kinds);
		if (!command && module_auto_load(s->interp, name))
			command = registry_find_direct(s->interp, name, kinds);
		if (command)
			offer(state, command);
		command_drop(command);
	}
	if (!state->found.n)
		return not_found(s, name);
	keep_found(s);
	return FLOW_NEXT;
}

static Flow find_name(Stage *s, Str name, unsigned kinds)
{
	if (wildcard_has(name) && !is_path(name))
		find_matching(s, name, kinds);
	else if (stage_switch(s, P_USE_FUZZY_MATCHING))
		find_like(s, name, kinds);
	else if (stage_switch(s, P_USE_ABBREVIATION_EXPANSION))
		find_abbreviated(s, name, kinds);
	else
		return find_named(s, name, kinds);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	GetCommand *state = s->state;
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	(void)input;
	state->stage = s;
	state->left = stage_int(s, P_TOTAL_COUNT, -1);
	if (!n)
		find_matching(s, S("*"), kinds_of(s, KINDS_LISTED));
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(find_name(s, names[i], kinds_of(s, KINDS_ALL)));
	return write_waiting(s);
}

static void dispose(Stage *s)
{
	GetCommand *state = s->state;

	drop_all(&state->found);
	drop_all(&state->waiting);
	VEC_RELEASE(&state->found);
	VEC_RELEASE(&state->waiting);
}

const CmdletDef cmd_get_command = {
	.name = "Get-Command",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "gcm", NULL },
	.sets = sets,
	.default_set = SET_CMDLET,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.CommandInfo", "System.String", NULL },
	.state_size = sizeof(GetCommand),
	.process = process,
	.dispose = dispose,
	.synopsis = "Tells what commands there are.",
};
