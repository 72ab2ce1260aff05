/* command: what a name can stand for, with its parameters as the binder sees them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/command.h"

#include <stdlib.h>

#include "shell/engine/function.h"
#include "shell/engine/interp.h"
#include "shell/engine/validate.h"

enum { COMMAND_ARENA_LIMIT = 16 << 20 };

Command *command_new(CommandKind kind, Str name)
{
	Command *command = MEM_NEW(Command);

	command->refs = 1;
	command->kind = kind;
	command->name = value_string(name).string;
	command->arena = arena_new(COMMAND_ARENA_LIMIT);
	command->fast_input = -1;
	return command;
}

Command *command_ref(Command *command)
{
	if (command)
		command->refs++;
	return command;
}

static void drop_text(String *text)
{
	if (text)
		value_drop(value_of_string(text));
}

uint32_t command_set_bit(Command *command, Str name)
{
	String **grown;

	if (!name.n || str_ieq(name, S("__AllParameterSets")))
		return 0;
	for (uint32_t i = 0; i < command->nsets; i++)
		if (str_ieq(string_str(command->sets[i]), name))
			return UINT32_C(1) << i;
	if (command->nsets >= 31)
		return 0;
	grown = ARENA_ARRAY(command->arena, String *, command->nsets + 1);
	if (command->nsets)
		memcpy(grown, command->sets, command->nsets * sizeof(String *));
	command->sets = grown;
	command->sets[command->nsets++] = value_string(name).string;
	return UINT32_C(1) << (command->nsets - 1);
}

void command_release_params(Command *command)
{
	for (uint32_t i = 0; i < command->nparams; i++) {
		Param *param = &command->params[i];

		for (uint32_t k = 0; k < param->nvalidators; k++)
			validate_release(&param->validators[k]);
		free(param->validators);
		drop_text(param->shared_name);
		value_drop(param->runtime);
	}
	free(command->params);
	command->params = NULL;
	command->nparams = 0;
	for (uint32_t i = 0; i < command->nsets; i++)
		drop_text(command->sets[i]);
	drop_text(command->default_set_name);
	command->default_set_name = NULL;
}

void command_drop(Command *command)
{
	if (!command || --command->refs)
		return;
	command_release_params(command);
	drop_text(command->name);
	drop_text(command->path);
	drop_text(command->definition);
	drop_text(command->description);
	drop_text(command->source);
	if (command->block && command->kind != COMMAND_BLOCK)
		value_drop((Value){ .kind = V_BLOCK, .block = command->block });
	arena_free(command->arena);
	command_drop(command->plain);
	free(command);
}

bool command_is_script(const Command *command)
{
	return command->block != NULL;
}

Str command_set_name(const Command *command, uint32_t set)
{
	for (uint32_t i = 0; i < command->nsets; i++)
		if (set == UINT32_C(1) << i)
			return string_str(command->sets[i]);
	return S("__AllParameterSets");
}

const ParamUse *command_use(const Param *param, uint32_t set)
{
	for (uint32_t i = 0; i < param->nin; i++)
		if (param->in[i].sets == 0 || (param->in[i].sets & set))
			return &param->in[i];
	return NULL;
}

/* ---- from a cmdlet's table ---- */

static bool in_this_edition(Interp *in, unsigned where)
{
	unsigned editions = where & (WHERE_DESKTOP | WHERE_CORE);

	return !editions || (editions & runtime_edition(in)->where);
}

static uint32_t uses_of(const ParamDef *def)
{
	uint32_t n = 1;

	while (n < COUNT(def->in) && def->in[n].sets)
		n++;
	return n;
}

static void init_param(Interp *in, Command *command, Param *param, const ParamDef *def)
{
	const TypeDef *type = cmdlet_param_type(def, runtime_of(in)->types);

	*param = (Param){
		.name = str_from(def->name),
		.type = type ? type : type_of_id(T_OBJECT),
		.in = def->in,
		.nin = uses_of(def),
		.flags = def->flags,
		.common = (def->flags & PARAM_COMMON) != 0,
		.def = def,
		.shared_name = value_string_c(def->name).string,
		.help = str_from(def->prompt_help),
	};
	param->is_switch = param->type->id == T_SWITCH;
	param->dynamic = (def->flags & PARAM_DYNAMIC) != 0;
	for (uint32_t i = 0; i < param->nin; i++)
		param->sets |= def->in[i].sets ? def->in[i].sets : SETS_ALL;
	while (def->aliases && def->aliases[param->naliases])
		param->naliases++;
	param->aliases = ARENA_ARRAY(command->arena, Str, param->naliases + 1);
	for (uint32_t i = 0; def->aliases && i < param->naliases; i++)
		param->aliases[i] = str_from(def->aliases[i]);
}

void command_note_params(Command *command)
{
	memset(command->pipes, 0, sizeof(command->pipes));
	memset(command->mandatory, 0, sizeof(command->mandatory));
	for (uint32_t i = 0; i < command->nparams; i++) {
		const Param *param = &command->params[i];
		unsigned flags = 0;

		for (uint32_t k = 0; k < param->nin; k++)
			flags |= param->in[k].flags;
		if (flags & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP)) {
			command->pipes[i / 64] |= UINT64_C(1) << i % 64;
			command->takes_input = true;
		}
		if (flags & PARAM_MANDATORY)
			command->mandatory[i / 64] |= UINT64_C(1) << i % 64;
	}
}

/* The parameter that simply takes the pipeline object, when nothing else could: Where-Object's InputObject. */
static void find_fast_input(Command *command)
{
	int found = -1;

	for (uint32_t i = 0; i < command->nparams; i++) {
		const Param *param = &command->params[i];

		for (uint32_t k = 0; k < param->nin; k++) {
			unsigned flags = param->in[k].flags;

			if (!(flags & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP)))
				continue;
			if ((flags & PARAM_FROM_PIPE_PROP) || (found >= 0 && found != (int)i) ||
				(param->type->id != T_OBJECT && param->type->id != T_PSOBJECT) || param->nvalidators ||
				param->sets != SETS_ALL || param->flags)
				found = -2;
			else if (found != -2)
				found = (int)i;
		}
	}
	command->fast_input = found < 0 ? -1 : found;
}

void command_add_common(Interp *in, Command *command, Confirm confirm, bool paging)
{
	for (int i = 0; i < COMMON_COUNT; i++) {
		bool wanted = i < COMMON_WHAT_IF    ? in_this_edition(in, cmdlet_common[i].where)
			      : i <= COMMON_CONFIRM ? confirm != CONFIRM_NONE
						    : paging;

		if (!wanted)
			continue;
		init_param(in, command, &command->params[command->nparams++], &cmdlet_common[i]);
	}
}

bool command_supports_paging(const Command *command)
{
	const Param *last = command->nparams ? &command->params[command->nparams - 1] : NULL;

	return last && last->common && last->def == &cmdlet_common[COMMON_FIRST];
}

static void copy_sets(Command *command, const char *const *sets)
{
	uint32_t n = 0;

	while (sets && sets[n])
		n++;
	command->sets = ARENA_ARRAY(command->arena, String *, n + 1);
	command->nsets = n;
	for (uint32_t i = 0; i < n; i++)
		command->sets[i] = value_string_c(sets[i]).string;
}

Command *command_of_cmdlet(Interp *in, const CmdletDef *def)
{
	Command *command = command_new(COMMAND_CMDLET, str_from(def->name));
	Buf class_name = BUF_INIT;

	command->def = def;
	command->prepared = true;
	command->advanced = true;
	command->confirm = def->confirm;
	command->params = mem_alloc(def->nparams + COMMON_COUNT, sizeof(*command->params));
	for (size_t i = 0; i < def->nparams; i++) {
		init_param(in, command, &command->params[command->nparams++], &def->params[i]);
		if (!in_this_edition(in, def->params[i].where))
			command->params[i].hidden = true;
	}
	command_add_common(in, command, def->confirm, false);
	copy_sets(command, def->sets);
	command->default_set = (uint32_t)def->default_set;
	cmdlet_put_class(def, &class_name);
	command->source = value_string_buf(&class_name).string;
	buf_release(&class_name);
	command_note_params(command);
	find_fast_input(command);
	return command;
}

/* ---- names of parameters ---- */

static bool matches(const Param *param, Str name, bool exact)
{
	if (param->hidden)
		return false;
	if (exact ? str_ieq(param->name, name) : str_istarts(param->name, name))
		return true;
	for (uint32_t i = 0; i < param->naliases; i++)
		if (exact ? str_ieq(param->aliases[i], name) : str_istarts(param->aliases[i], name))
			return true;
	return false;
}

/* Parameters that a short form fits, dynamic ones or the others. */
typedef struct ParamMatches {
	int found, own; /* the last one, and the last that is not common */
	int n, nown;
} ParamMatches;

static void match_prefix(const Command *command, Str name, bool dynamic, ParamMatches *out, Buf *candidates)
{
	*out = (ParamMatches){ .found = -1, .own = -1 };
	for (uint32_t i = 0; i < command->nparams; i++) {
		const Param *param = &command->params[i];

		if (param->dynamic != dynamic || !matches(param, name, false))
			continue;
		out->n++;
		out->found = (int)i;
		if (!param->common) {
			out->nown++;
			out->own = (int)i;
		}
		if (candidates)
			buf_printf(candidates, " -%.*s", STR_ARG(param->name));
	}
}

/* Dynamic parameters are known only after the others were bound: what fits one of those is not looked for further
 * (recorded: mistakes/parameter-prefix-ambiguous). */
int command_find_param(const Command *command, Str name, Buf *candidates)
{
	ParamMatches fit;

	for (uint32_t i = 0; i < command->nparams; i++)
		if (matches(&command->params[i], name, true))
			return (int)i;
	match_prefix(command, name, false, &fit, candidates);
	if (fit.n == 0)
		match_prefix(command, name, true, &fit, candidates);
	if (fit.n <= 1)
		return fit.found;
	return fit.nown == 1 ? fit.own : -2;
}
