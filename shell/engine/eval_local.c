/* eval_local: whether += makes a variable of its own, which the outer one of that name does not show through. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/command.h"
#include "shell/engine/eval_private.h"
#include "shell/engine/function.h"
#include "shell/syntax/ast_walk.h"

/* ---- blocks that may get variables which their text does not name ---- */

typedef struct DynamicSearch {
	AstVisitor visitor;
	bool found;
} DynamicSearch;

/* Commands that make the engine look variables up by name (asked of 7.6); of their module or without it. */
static bool names_variables(Node *called)
{
	static const char *const names[] = { "New-Variable", "Remove-Variable", "Set-Variable", "Set-PSBreakpoint" };
	static const char *const aliases[] = { "nv", "rv", "set", "sv", "sbp" };
	const Str module = S("Microsoft.PowerShell.Utility\\");
	Str name, plain;

	if (called->kind != NODE_CONST || !value_is_string(NODE_AS(NodeConst, called)->value))
		return false;
	name = value_str_peek(NODE_AS(NodeConst, called)->value);
	plain = str_istarts(name, module) ? str_cut(name, module.n, name.n) : name;
	for (size_t i = 0; i < COUNT(names); i++)
		if (str_ieq(plain, str_from(names[i])))
			return true;
	for (size_t i = 0; i < COUNT(aliases); i++)
		if (str_ieq(name, str_from(aliases[i])))
			return true;
	return false;
}

static bool look_at(AstVisitor *visitor, Node *node, const Node *outer)
{
	DynamicSearch *search = (DynamicSearch *)visitor;
	const NodeCommand *command = NODE_AS(NodeCommand, node);

	(void)outer;
	if (node->kind == NODE_COMMAND)
		search->found |= command->invoke == INVOKE_DOT || names_variables(command->name);
	return !search->found;
}

/* Blocks within it are for themselves. */
static void pass_by(AstVisitor *visitor, ScriptBlockNode *block)
{
	(void)visitor;
	(void)block;
}

static bool is_dynamic(ScriptBlockNode *block, BlockInfo *info)
{
	if (info->dynamic == DYNAMIC_UNKNOWN) {
		DynamicSearch search = { .visitor = { .node = look_at, .block = pass_by } };

		ast_walk_block(&search.visitor, block);
		VEC_RELEASE(&search.visitor.chain);
		info->dynamic = search.found ? DYNAMIC_YES : DYNAMIC_NO;
	}
	return info->dynamic == DYNAMIC_YES;
}

/* ---- what += reads ---- */

bool eval_is_new_local(Interp *in, NodeVariable *variable)
{
	const Command *command = in->frame->command;
	Symbol *symbol;
	const Variable *outer;

	if ((variable->node.flags & ~(unsigned)VAR_BRACED) || eval_cached_slot(in, variable))
		return false;
	if (!command || !command->block || in->frame->defaults || !in->scope->parent)
		return false;
	symbol = eval_symbol(in, variable);
	if (symbol->id != SYM_PLAIN || scope_local_peek(in->scope, symbol))
		return false;
	/* a block in the scope of another, by . or as ForEach-Object's, sees everything */
	if (function_info(in, command->block->node)->layout != in->scope->layout ||
		is_dynamic(command->block->node, function_info(in, command->block->node)))
		return false;
	outer = scope_find_peek(in->scope, symbol);
	return !outer || !(outer->meta && (outer->meta->options & VARIABLE_ALL_SCOPE));
}
