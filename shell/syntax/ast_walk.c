/* ast_walk: what stands in every kind of node, and the way through all of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/ast_walk.h"

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static void one(AstVisitor *v, Node *node)
{
	if (node)
		ast_walk(v, node);
}

static void block(AstVisitor *v, NodeBlock *node)
{
	if (node)
		ast_walk(v, &node->node);
}

static void all(AstVisitor *v, NodeList list)
{
	for (uint32_t i = 0; i < list.n; i++)
		ast_walk(v, list.p[i]);
}

static void attribute(AstVisitor *v, NodeAttribute *node)
{
	if (v->attribute)
		v->attribute(v, node);
	all(v, node->positional);
	for (uint32_t i = 0; i < node->nnamed; i++)
		one(v, node->named[i].value);
}

static void attributes(AstVisitor *v, AttributeList list)
{
	for (uint32_t i = 0; i < list.n; i++)
		attribute(v, list.p[i]);
}

static void redirections(AstVisitor *v, const Redirection *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		one(v, p[i].file);
}

/* ---- script blocks ---- */

static void parameters(AstVisitor *v, NodeParamBlock *params)
{
	attributes(v, params->attributes);
	for (uint32_t i = 0; i < params->nparams; i++) {
		attributes(v, params->params[i].attributes);
		one(v, &params->params[i].variable->node);
		one(v, params->params[i].default_value);
	}
}

void ast_walk_block(AstVisitor *v, ScriptBlockNode *node)
{
	all(v, node->usings);
	if (node->params)
		parameters(v, node->params);
	block(v, node->dynamic_param);
	block(v, node->begin);
	block(v, node->process);
	block(v, node->end);
	block(v, node->clean);
}

static void nested(AstVisitor *v, ScriptBlockNode *node)
{
	if (v->block)
		v->block(v, node);
	else
		ast_walk_block(v, node);
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void statements(AstVisitor *v, Node *node)
{
	all(v, NODE_AS(NodeBlock, node)->traps);
	all(v, NODE_AS(NodeBlock, node)->statements);
}

static void pipeline(AstVisitor *v, Node *node)
{
	const NodePipeline *pipeline = NODE_AS(NodePipeline, node);

	for (uint32_t i = 0; i < pipeline->nelements; i++) {
		one(v, pipeline->elements[i].node);
		redirections(v, pipeline->elements[i].redirects, pipeline->elements[i].nredirects);
	}
}

static void command(AstVisitor *v, Node *node)
{
	const NodeCommand *command = NODE_AS(NodeCommand, node);

	one(v, command->name);
	for (uint32_t i = 0; i < command->nargs; i++)
		one(v, command->args[i].value);
	redirections(v, command->redirects, command->nredirects);
}

static void assign(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeAssign, node)->target);
	one(v, NODE_AS(NodeAssign, node)->value);
}

static void conditions(AstVisitor *v, Node *node)
{
	const NodeIf *statement = NODE_AS(NodeIf, node);

	for (uint32_t i = 0; i < statement->nclauses; i++) {
		one(v, statement->clauses[i].condition);
		block(v, statement->clauses[i].body);
	}
	block(v, statement->otherwise);
}

/* Also do: its condition counts as coming first. */
static void while_loop(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeWhile, node)->condition);
	block(v, NODE_AS(NodeWhile, node)->body);
}

static void for_loop(AstVisitor *v, Node *node)
{
	const NodeFor *loop = NODE_AS(NodeFor, node);

	one(v, loop->init);
	one(v, loop->condition);
	one(v, loop->step);
	block(v, loop->body);
}

static void foreach_loop(AstVisitor *v, Node *node)
{
	const NodeForeach *loop = NODE_AS(NodeForeach, node);

	one(v, &loop->variable->node);
	one(v, loop->collection);
	block(v, loop->body);
}

static void switch_clauses(AstVisitor *v, Node *node)
{
	const NodeSwitch *statement = NODE_AS(NodeSwitch, node);

	one(v, statement->subject);
	for (uint32_t i = 0; i < statement->nclauses; i++) {
		one(v, statement->clauses[i].condition);
		block(v, statement->clauses[i].body);
	}
	block(v, statement->otherwise);
}

static void function(AstVisitor *v, Node *node)
{
	nested(v, NODE_AS(NodeFunction, node)->block);
}

static void try_catch(AstVisitor *v, Node *node)
{
	const NodeTry *statement = NODE_AS(NodeTry, node);

	block(v, statement->body);
	for (uint32_t i = 0; i < statement->ncatches; i++)
		block(v, statement->catches[i].body);
	block(v, statement->finally);
}

static void trap(AstVisitor *v, Node *node)
{
	block(v, NODE_AS(NodeTrap, node)->body);
}

static void jump(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeJump, node)->value);
}

static void data(AstVisitor *v, Node *node)
{
	all(v, NODE_AS(NodeData, node)->commands);
	block(v, NODE_AS(NodeData, node)->body);
}

static void type_definition(AstVisitor *v, Node *node)
{
	const NodeTypeDefinition *type = NODE_AS(NodeTypeDefinition, node);

	attributes(v, type->attributes);
	for (uint32_t i = 0; i < type->nmembers; i++) {
		attributes(v, type->members[i].attributes);
		one(v, type->members[i].value);
		if (type->members[i].method)
			nested(v, type->members[i].method);
	}
}

static void using(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeUsing, node)->name);
	one(v, NODE_AS(NodeUsing, node)->alias);
}

static void unsupported(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeUnsupported, node)->body);
}

/* ---- expressions ------------------------------------------------------------------------------------------------- */

static void expandable(AstVisitor *v, Node *node)
{
	all(v, NODE_AS(NodeExpandable, node)->parts);
}

static void member(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeMember, node)->name);
}

static void invoke(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeInvoke, node)->name);
	all(v, NODE_AS(NodeInvoke, node)->args);
}

static void element(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeIndex, node)->index);
}

static void binary(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeBinary, node)->right);
}

static void chain(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeChain, node)->right);
}

static void unary(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeUnary, node)->operand);
}

static void ternary(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeTernary, node)->condition);
	one(v, NODE_AS(NodeTernary, node)->yes);
	one(v, NODE_AS(NodeTernary, node)->no);
}

static void cast(AstVisitor *v, Node *node)
{
	attribute(v, NODE_AS(NodeCast, node)->attribute);
	one(v, NODE_AS(NodeCast, node)->operand);
}

static void array(AstVisitor *v, Node *node)
{
	all(v, NODE_AS(NodeArray, node)->items);
}

static void paren(AstVisitor *v, Node *node)
{
	one(v, NODE_AS(NodeParen, node)->body);
}

static void hash(AstVisitor *v, Node *node)
{
	const NodeHash *hash = NODE_AS(NodeHash, node);

	for (uint32_t i = 0; i < hash->npairs; i++) {
		one(v, hash->pairs[i].key);
		one(v, hash->pairs[i].value);
	}
}

static void script_block(AstVisitor *v, Node *node)
{
	nested(v, NODE_AS(NodeScriptBlock, node)->block);
}

/* ---- all kinds --------------------------------------------------------------------------------------------------- */

/* NULL: nothing stands in it, or nothing but the left side. */
/* clang-format off */
static void (*const children[NODE_COUNT])(AstVisitor *v, Node *node) = {
	[NODE_PIPELINE] = pipeline, [NODE_CHAIN] = chain, [NODE_ASSIGN] = assign,
	[NODE_IF] = conditions, [NODE_WHILE] = while_loop, [NODE_DO_WHILE] = while_loop, [NODE_DO_UNTIL] = while_loop,
	[NODE_FOR] = for_loop, [NODE_FOREACH] = foreach_loop, [NODE_SWITCH] = switch_clauses, [NODE_FUNCTION] = function,
	[NODE_TRY] = try_catch, [NODE_TRAP] = trap, [NODE_THROW] = jump, [NODE_RETURN] = jump, [NODE_BREAK] = jump,
	[NODE_CONTINUE] = jump, [NODE_EXIT] = jump, [NODE_DATA] = data, [NODE_TYPE_DEFINITION] = type_definition,
	[NODE_USING] = using, [NODE_CONFIGURATION] = unsupported, [NODE_PARALLEL_BLOCK] = unsupported,
	[NODE_BLOCK] = statements, [NODE_COMMAND] = command,
	[NODE_EXPANDABLE] = expandable, [NODE_MEMBER] = member, [NODE_INVOKE] = invoke, [NODE_INDEX] = element,
	[NODE_UNARY] = unary, [NODE_BINARY] = binary, [NODE_TERNARY] = ternary, [NODE_CAST] = cast, [NODE_ARRAY] = array,
	[NODE_ARRAY_SUB] = paren, [NODE_SUB] = paren, [NODE_PAREN] = paren, [NODE_HASH] = hash,
	[NODE_SCRIPT_BLOCK] = script_block, [NODE_ATTRIBUTED] = cast,
};
/* clang-format on */

Node *ast_left(Node *node)
{
	switch (node->kind) {
	case NODE_MEMBER:
		return NODE_AS(NodeMember, node)->target;
	case NODE_INVOKE:
		return NODE_AS(NodeInvoke, node)->target;
	case NODE_INDEX:
		return NODE_AS(NodeIndex, node)->target;
	case NODE_BINARY:
		return NODE_AS(NodeBinary, node)->left;
	case NODE_CHAIN:
		return NODE_AS(NodeChain, node)->left;
	default:
		return NULL;
	}
}

static void right_side(AstVisitor *v, Node *node)
{
	if (children[node->kind])
		children[node->kind](v, node);
}

void ast_walk_in(AstVisitor *v, Node *node)
{
	one(v, ast_left(node));
	right_side(v, node);
}

/* A chain from the outside in, then what stands on the right of each link from the inside out. */
void ast_walk(AstVisitor *v, Node *node)
{
	size_t mark = v->chain.n;
	const Node *outer = NULL;

	while (node && v->node(v, node, outer)) {
		VEC_PUSH(&v->chain, node);
		outer = node;
		node = ast_left(node);
	}
	while (v->chain.n > mark)
		right_side(v, v->chain.p[--v->chain.n]);
}
