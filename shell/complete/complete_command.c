/* complete_command: names of commands and parameters, and whose value an argument is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <stdlib.h>

#include "shell/complete/complete_private.h"
#include "shell/engine/bind.h"
#include "shell/engine/function.h"
#include "shell/engine/registry.h"
#include "shell/syntax/ast_walk.h"

/* ---- names of commands ---- */

static void offer_command(void *self, Command *command)
{
	Completer *c = self;
	Str name = string_str(command->name);

	if (complete_fits(c, name))
		complete_add_value(c, COMPLETION_COMMAND, name);
}

/* Module\Name: the commands of that module. */
typedef struct OfModule {
	Completer *c;
	Str module;
} OfModule;

static void offer_of_module(void *self, Command *command)
{
	const OfModule *of = self;
	Str name = string_str(command->name), module = command->def      ? str_from(command->def->module)
						       : command->module ? string_str(command->module->name)
									 : S("");

	if (str_ieq(module, of->module) && complete_fits(of->c, name))
		complete_add_value(of->c, COMPLETION_COMMAND,
			arena_printf(of->c->arena, "%.*s\\%.*s", STR_ARG(module), STR_ARG(name)));
}

static void add_commands_of_module(Completer *c)
{
	size_t first = c->out->n, slash = str_find_byte(c->word, '\\', 0);
	Str word = c->word;
	OfModule of = { .c = c, .module = str_cut(word, 0, slash) };

	if (slash == STR_NONE)
		return;
	c->word = str_cut(word, slash + 1, word.n);
	registry_each(c->in, S("*"), COMMAND_CMDLET | COMMAND_FUNCTION | COMMAND_FILTER, offer_of_module, &of);
	c->word = word;
	complete_sort(c, first);
}

void complete_add_commands(Completer *c)
{
	size_t first = c->out->n;

	registry_each(c->in, S("*"), 0, offer_command, c);
	if (c->word.n)
		registry_each_file(c->in, arena_printf(c->arena, "%.*s*", STR_ARG(c->word)), 0, offer_command, c);
	complete_sort(c, first);
}

static bool looks_like_path(Str word)
{
	return str_find_byte(word, '/', 0) != STR_NONE || str_find_byte(word, '\\', 0) != STR_NONE ||
	       str_starts(word, S("~"));
}

static void complete_command_name(Completer *c)
{
	if (!looks_like_path(c->word))
		complete_add_commands(c);
	else
		add_commands_of_module(c);
	complete_add_paths(c, false);
}

/* ---- a command's arguments ---- */

/* How the arguments that are there would be bound. */
typedef struct Bound {
	Completer *c;
	const NodeCommand *node;
	Command *command;
	bool *is_bound;      /* by parameter */
	uint32_t sets;       /* that are still possible */
	bool piped;          /* something comes down the pipeline */
	const Param *target; /* whose value the cursor is in; NULL: none */
	bool at_name;        /* ... or in a parameter's name */
} Bound;

static void bind(Bound *b, const Param *param)
{
	b->is_bound[param - b->command->params] = true;
	if (param->sets != SETS_ALL && (b->sets & param->sets))
		b->sets &= param->sets;
}

static uint8_t position_in(const Param *param, uint32_t sets)
{
	for (uint32_t i = 0; i < param->nin; i++)
		if (param->in[i].pos1 && (!param->in[i].sets || (param->in[i].sets & sets)))
			return param->in[i].pos1;
	return 0;
}

/* The unbound parameter that takes the next argument without a name: that of the first position, in the default set
 * when one of it has that position. */
static const Param *next_positional(const Bound *b)
{
	uint32_t preferred = b->command->default_set & b->sets;
	const Param *best = NULL;
	int lowest = INT_MAX;

	for (uint32_t i = 0; i < b->command->nparams; i++) {
		const Param *param = &b->command->params[i];
		bool first = preferred && position_in(param, preferred) == position_in(param, b->sets);
		int position = 2 * position_in(param, b->sets) - first;

		if (position > 0 && !b->is_bound[i] && !param->hidden && position < lowest) {
			best = param;
			lowest = position;
		}
	}
	return best;
}

static const Param *find_param(const Bound *b, Str name)
{
	int i = command_find_param(b->command, name, NULL);

	return i < 0 ? NULL : &b->command->params[i];
}

/* Whether the cursor is in the argument, or right behind it. */
static bool at_cursor(const Bound *b, Span span)
{
	const Token *token = b->c->token;
	size_t at = token ? token->span.at : b->c->cursor, end = (size_t)span.at + span.len;

	return token ? span.at <= at && at <= end : span.at < at && at < end;
}

/* Whether a comma before the cursor makes it the place of a further element. */
static bool after_comma(const Bound *b)
{
	const Completer *c = b->c;

	return (c->token && c->token->kind == TK_COMMA) || (!c->token && c->before && c->before->kind == TK_COMMA);
}

/* "-" alone is no parameter's name to the parser. */
static bool is_dash(const Completer *c)
{
	return c->token && c->token->span.len == 1 && c->text.p[c->token->span.at] == '-';
}

static bool is_name_here(const Bound *b, const CommandArg *arg)
{
	return ((arg->param.p && !arg->value) || is_dash(b->c)) && at_cursor(b, arg->span);
}

static bool is_value_here(const Bound *b, const CommandArg *arg)
{
	if (!arg->value)
		return false;
	return at_cursor(b, arg->value->span) ||
	       (after_comma(b) && arg->span.at + arg->span.len >= b->c->before->span.at);
}

/* The parameter that an argument belongs to; *waiting: the named one whose value comes next. */
static const Param *take_argument(const Bound *b, const CommandArg *arg, const Param **waiting)
{
	const Param *param = arg->param.p ? find_param(b, arg->param) : *waiting ? *waiting : next_positional(b);

	*waiting = arg->param.p && !arg->value && param && !param->is_switch ? param : NULL;
	return param;
}

/* Goes through the arguments: names and values take each other, the rest is positional. */
static void bind_arguments(Bound *b)
{
	const Param *waiting = NULL;

	for (uint32_t i = 0; i < b->node->nargs; i++) {
		const CommandArg *arg = &b->node->args[i];
		const Param *param;

		if (is_name_here(b, arg)) {
			b->at_name = true;
			continue;
		}
		param = take_argument(b, arg, &waiting);
		if (is_value_here(b, arg))
			b->target = param;
		if (param)
			bind(b, param);
	}
	if (!b->target && !b->at_name && !b->c->token)
		b->target = waiting ? waiting : next_positional(b);
}

/* ---- names of parameters ---- */

static bool is_open(const Bound *b, const Param *param)
{
	bool from_pipe = false, shown = false;

	for (uint32_t i = 0; i < param->nin; i++) {
		from_pipe |= (param->in[i].flags & PARAM_FROM_PIPE) != 0;
		shown |= !(param->in[i].flags & PARAM_HIDDEN);
	}
	return !b->is_bound[param - b->command->params] && !param->hidden && shown && !(b->piped && from_pipe) &&
	       (param->sets == SETS_ALL || (param->sets & b->sets));
}

static void offer_name(Bound *b, const Param *param)
{
	Completer *c = b->c;

	if (complete_fits(c, param->name)) {
		complete_add(c, COMPLETION_PARAMETER_NAME, arena_printf(c->arena, "-%.*s", STR_ARG(param->name)),
			param->name);
		return;
	}
	for (uint32_t i = 0; c->word.n && i < param->naliases; i++)
		if (complete_fits(c, param->aliases[i]))
			complete_add(c, COMPLETION_PARAMETER_NAME,
				arena_printf(c->arena, "-%.*s", STR_ARG(param->aliases[i])), param->aliases[i]);
}

static bool is_should_process(const Param *param)
{
	return param->common && (str_eq(param->name, S("WhatIf")) || str_eq(param->name, S("Confirm")));
}

/* Its own, then -WhatIf and -Confirm, then the other common ones. */
static void add_param_names(Bound *b)
{
	for (int round = 0; round < 3; round++)
		for (uint32_t i = 0; i < b->command->nparams; i++) {
			const Param *param = &b->command->params[i];
			int group = !param->common ? 0 : is_should_process(param) ? 1 : 2;

			if (group == round && is_open(b, param))
				offer_name(b, param);
		}
}

static void complete_param_name(Bound *b)
{
	Completer *c = b->c;
	Str written = str_cut(c->text, c->token->span.at, c->token->span.at + c->token->span.len);

	if (str_ends(written, S(":")))
		return;
	c->word = str_cut(written, 1, written.n);
	add_param_names(b);
}

/* ---- the whole ---- */

static bool is_piped(const Completer *c, const NodeCommand *node)
{
	for (size_t i = complete_place(c, &node->node); i != STR_NONE && i > 0; i--) {
		const NodePipeline *pipeline = NODE_AS(NodePipeline, c->path.p[i - 1]);

		if (c->path.p[i - 1]->kind == NODE_PIPELINE)
			return pipeline->nelements && pipeline->elements[0].node != &node->node;
	}
	return false;
}

static void complete_argument(Completer *c, const NodeCommand *node, Command *command)
{
	Bound bound = { .c = c, .node = node, .command = command, .sets = SETS_ALL, .piped = is_piped(c, node) };

	if (command->kind == COMMAND_NATIVE || bind_with_dynamic(c->in, command, NULL, 0, &command) != FLOW_NEXT) {
		complete_add_paths(c, false);
		return;
	}
	bound.command = command;
	bound.is_bound = ARENA_ARRAY(c->arena, bool, command->nparams + 1);
	bind_arguments(&bound);
	if (c->token && c->token->kind == TK_COMMA)
		complete_set_range(c, c->cursor, 0, S(""));
	if (c->token && (bound.at_name || is_dash(c)))
		complete_param_name(&bound);
	else
		complete_add_param_values(c, command, bound.target, node);
	command_drop(command);
}

typedef struct FindFunction {
	AstVisitor visitor;
	Str name;
	const NodeFunction *found;
} FindFunction;

static bool look_for_function(AstVisitor *visitor, Node *node, const Node *outer)
{
	FindFunction *find = (FindFunction *)visitor;

	(void)outer;
	if (node->kind == NODE_FUNCTION && str_ieq(NODE_AS(NodeFunction, node)->name, find->name))
		find->found = NODE_AS(NodeFunction, node);
	return true;
}

/* A function that the text itself defines; owned; NULL: none. */
static Command *find_function(Completer *c, Str name)
{
	FindFunction find = { .visitor = { .node = look_for_function }, .name = name };

	ast_walk_block(&find.visitor, c->script->root);
	VEC_RELEASE(&find.visitor.chain);
	return find.found ? function_command_new(c->in, find.found, find.found->name) : NULL;
}

static Str command_word(const NodeCommand *node)
{
	const NodeConst *word = NODE_AS(NodeConst, node->name);

	return node->name && node->name->kind == NODE_CONST && value_is_string(word->value)
		       ? value_str_peek(word->value)
		       : S("");
}

/* Words and strings, a dash, a comma, nothing: brackets and variables are completed elsewhere. */
static bool may_be_argument(const Completer *c)
{
	static const uint8_t kinds[] = { TK_IDENTIFIER, TK_GENERIC, TK_NUMBER, TK_PARAMETER, TK_COMMA, TK_MINUS,
		TK_STRING_LITERAL, TK_STRING_EXPANDABLE, TK_MULTIPLY };

	if (!c->token || is_dash(c))
		return true;
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (c->token->kind == kinds[i])
			return true;
	return (token_traits(c->token->kind) & TF_KEYWORD) != 0;
}

bool complete_command(Completer *c)
{
	Node *found = complete_find(c, NODE_COMMAND);
	NodeCommand *node = NODE_AS(NodeCommand, found);
	Command *command;

	if (!found && c->token && c->token->flags & TF_COMMAND_NAME) { /* in a hole of the tree */
		complete_command_name(c);
		return true;
	}
	if (!found || !may_be_argument(c))
		return false;
	if (!node->name || (c->token && c->token->span.at < node->name->span.at + node->name->span.len)) {
		complete_command_name(c);
		return true;
	}
	if (!c->token && node->nargs == 0 && c->cursor == c->reach)
		return true;
	if (command_word(node).n && complete_registered_program(c, command_word(node), node))
		return true;
	command = command_word(node).n ? find_function(c, command_word(node)) : NULL;
	if (!command && command_word(node).n)
		command = registry_find(c->in, command_word(node), 0);
	if (command)
		complete_argument(c, node, command);
	else
		complete_add_paths(c, false);
	command_drop(command);
	return true;
}

static bool is_start(const Token *token)
{
	return token->kind == TK_NEW_LINE || token->kind == TK_SEMI || token->kind == TK_PIPE ||
	       token->kind == TK_L_CURLY;
}

/* A string that is no argument of a command: the name of a file, perhaps. */
bool complete_string(Completer *c)
{
	if (!c->token || (c->token->kind != TK_STRING_LITERAL && c->token->kind != TK_STRING_EXPANDABLE))
		return c->token != NULL;
	if (!c->token->expandable) {
		if (!c->before || is_start(c->before)) /* it may become & 'name' */
			complete_add_commands(c);
		complete_add_paths(c, false);
	}
	return true;
}
