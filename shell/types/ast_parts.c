/* ast_parts: what stands in every class of the tree, and as which property. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/ast_node.h"

/* ---- adding ---- */

static void add(AstParts *out, const char *property, AstClass kind, const void *p, Span span)
{
	AstPart part = { .property = property, .kind = kind, .p = p, .span = span };

	VEC_PUSH(&out->found, part);
}

/* The last one is one of a list. */
static void listed(AstParts *out)
{
	out->found.p[out->found.n - 1].one_of_many = true;
}

/* ORDER NodeKind, as far as a node has a class of its own. */
static const uint8_t classes[NODE_COUNT] = {
	[NODE_ERROR] = AST_ERROR_EXPRESSION,
	[NODE_PIPELINE] = AST_PIPELINE,
	[NODE_CHAIN] = AST_CHAIN,
	[NODE_ASSIGN] = AST_ASSIGNMENT,
	[NODE_IF] = AST_IF,
	[NODE_WHILE] = AST_WHILE,
	[NODE_DO_WHILE] = AST_DO_WHILE,
	[NODE_DO_UNTIL] = AST_DO_UNTIL,
	[NODE_FOR] = AST_FOR,
	[NODE_FOREACH] = AST_FOREACH,
	[NODE_SWITCH] = AST_SWITCH,
	[NODE_FUNCTION] = AST_FUNCTION,
	[NODE_TRY] = AST_TRY,
	[NODE_TRAP] = AST_TRAP,
	[NODE_THROW] = AST_THROW,
	[NODE_RETURN] = AST_RETURN,
	[NODE_BREAK] = AST_BREAK,
	[NODE_CONTINUE] = AST_CONTINUE,
	[NODE_EXIT] = AST_EXIT,
	[NODE_DATA] = AST_DATA,
	[NODE_TYPE_DEFINITION] = AST_TYPE_DEFINITION,
	[NODE_USING] = AST_USING,
	[NODE_CONFIGURATION] = AST_ERROR_STATEMENT,
	[NODE_PARALLEL_BLOCK] = AST_ERROR_STATEMENT,
	[NODE_BLOCK] = AST_STATEMENT_BLOCK,
	[NODE_COMMAND] = AST_COMMAND,
	[NODE_CONST] = AST_CONSTANT,
	[NODE_EXPANDABLE] = AST_EXPANDABLE,
	[NODE_VARIABLE] = AST_VARIABLE,
	[NODE_MEMBER] = AST_MEMBER,
	[NODE_INVOKE] = AST_INVOKE_MEMBER,
	[NODE_INDEX] = AST_INDEX,
	[NODE_UNARY] = AST_UNARY,
	[NODE_BINARY] = AST_BINARY,
	[NODE_TERNARY] = AST_TERNARY,
	[NODE_CAST] = AST_CONVERT,
	[NODE_TYPE_LITERAL] = AST_TYPE_EXPRESSION,
	[NODE_ARRAY] = AST_ARRAY_LITERAL,
	[NODE_ARRAY_SUB] = AST_ARRAY_EXPRESSION,
	[NODE_SUB] = AST_SUB_EXPRESSION,
	[NODE_PAREN] = AST_PAREN,
	[NODE_HASH] = AST_HASHTABLE,
	[NODE_SCRIPT_BLOCK] = AST_SCRIPT_BLOCK_EXPRESSION,
	[NODE_ATTRIBUTED] = AST_ATTRIBUTED,
	[NODE_SPLAT] = AST_VARIABLE,
	[NODE_USING_VARIABLE] = AST_USING_EXPRESSION,
};

static AstClass class_of(const Node *node)
{
	return node->kind == NODE_CONST && !(node->flags & CONST_NUMBER) ? AST_STRING_CONSTANT
									 : (AstClass)classes[node->kind];
}

/* A node as what it is. */
static void plain(AstParts *out, const char *property, const Node *node)
{
	if (node)
		add(out, property, class_of(node), node, node->span);
}

static bool is_expression(const Node *node)
{
	return node->kind >= NODE_CONST;
}

/* A statement: what is an expression or a command is a pipeline of one. */
static void statement(AstParts *out, const char *property, const Node *node)
{
	if (node && node->kind == NODE_ERROR)
		add(out, property, AST_ERROR_STATEMENT, node, node->span);
	else if (node && (is_expression(node) || node->kind == NODE_COMMAND))
		add(out, property, AST_PIPELINE, node, node->span);
	else
		plain(out, property, node);
}

static void element(AstParts *out, const char *property, const Node *node)
{
	add(out, property, node->kind == NODE_COMMAND ? AST_COMMAND : AST_COMMAND_EXPRESSION, node, node->span);
}

/* What is assigned: a single expression has no pipeline around it. */
static void assigned(AstParts *out, const char *property, const Node *node)
{
	const NodePipeline *pipeline = (const NodePipeline *)(const void *)node;

	if (is_expression(node))
		element(out, property, node);
	else if (node->kind == NODE_PIPELINE && pipeline->nelements == 1 && !pipeline->background &&
		 is_expression(pipeline->elements[0].node))
		element(out, property, pipeline->elements[0].node);
	else
		statement(out, property, node);
}

static void body(AstParts *out, const char *property, const NodeBlock *block)
{
	if (block)
		add(out, property, AST_STATEMENT_BLOCK, block, block->node.span);
}

static void each(AstParts *out, const char *property, NodeList list)
{
	for (uint32_t i = 0; i < list.n; i++) {
		plain(out, property, list.p[i]);
		listed(out);
	}
}

static void attribute(AstParts *out, const char *property, const NodeAttribute *node)
{
	add(out, property, node->is_constraint ? AST_TYPE_CONSTRAINT : AST_ATTRIBUTE,
		node->is_constraint ? (const void *)node->type : node, node->span);
}

static void attributes(AstParts *out, AttributeList list)
{
	for (uint32_t i = 0; i < list.n; i++) {
		attribute(out, "Attributes", list.p[i]);
		listed(out);
	}
}

static void parameters(AstParts *out, const NodeParamBlock *params)
{
	for (uint32_t i = 0; params && i < params->nparams; i++) {
		add(out, "Parameters", AST_PARAMETER, &params->params[i], params->params[i].span);
		listed(out);
	}
}

/* ---- blocks ---- */

static void of_script_block(const void *p, AstParts *out)
{
	const ScriptBlockNode *block = p;
	const struct {
		const char *property;
		const NodeBlock *block;
	} blocks[] = {
		{ "DynamicParamBlock", block->dynamic_param },
		{ "BeginBlock", block->begin },
		{ "ProcessBlock", block->process },
		{ "EndBlock", block->end },
		{ "CleanBlock", block->clean },
	};

	each(out, "UsingStatements", block->usings);
	if (block->params && !block->params->is_head)
		add(out, "ParamBlock", AST_PARAM_BLOCK, block->params, block->params->span);
	for (size_t i = 0; i < COUNT(blocks); i++)
		if (blocks[i].block)
			add(out, blocks[i].property, AST_NAMED_BLOCK, blocks[i].block, blocks[i].block->node.span);
}

static void of_param_block(const void *p, AstParts *out)
{
	const NodeParamBlock *block = p;

	attributes(out, block->attributes);
	parameters(out, block);
}

static void of_parameter(const void *p, AstParts *out)
{
	const NodeParam *param = p;

	attributes(out, param->attributes);
	plain(out, "Name", &param->variable->node);
	plain(out, "DefaultValue", param->default_value);
}

static void of_block(const void *p, AstParts *out)
{
	const NodeBlock *block = p;

	each(out, "Traps", block->traps);
	for (uint32_t i = 0; i < block->statements.n; i++) {
		statement(out, "Statements", block->statements.p[i]);
		listed(out);
	}
}

static void of_attribute(const void *p, AstParts *out)
{
	const NodeAttribute *node = p;

	each(out, "PositionalArguments", node->positional);
	for (uint32_t i = 0; i < node->nnamed; i++) {
		add(out, "NamedArguments", AST_NAMED_ARGUMENT, &node->named[i], node->named[i].span);
		listed(out);
	}
}

/* [Parameter(Mandatory)]: its value is $true, at the place of the name. */
static void of_named_argument(const void *p, AstParts *out)
{
	static const NodeConst yes = { .node = { .kind = NODE_CONST, .flags = CONST_NUMBER },
		.value = { .kind = V_BOOL, .b = true } };
	const struct NamedArgument *argument = p;

	if (argument->value)
		plain(out, "Argument", argument->value);
	else
		add(out, "Argument", AST_CONSTANT, &yes, argument->span);
}

/* ---- commands ---- */

static void redirections(AstParts *out, const Redirection *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		add(out, "Redirections", p[i].to ? AST_MERGING_REDIRECTION : AST_FILE_REDIRECTION, &p[i], p[i].span);
		listed(out);
	}
}

static void of_pipeline(const void *p, AstParts *out)
{
	const NodePipeline *pipeline = p;

	if (pipeline->node.kind != NODE_PIPELINE) {
		element(out, "PipelineElements", p);
		listed(out);
		return;
	}
	for (uint32_t i = 0; i < pipeline->nelements; i++) {
		element(out, "PipelineElements", pipeline->elements[i].node);
		listed(out);
	}
}

static void of_chain(const void *p, AstParts *out)
{
	const NodeChain *chain = p;

	statement(out, "LhsPipelineChain", chain->left);
	statement(out, "RhsPipeline", chain->right);
}

/* -name and its value are two elements unless a colon joins them. */
static void argument(const CommandArg *arg, AstParts *out)
{
	if (!arg->param.p) {
		plain(out, "CommandElements", arg->value);
		listed(out);
		return;
	}
	add(out, "CommandElements", AST_COMMAND_PARAMETER, arg, arg->colon ? arg->span : arg->param_span);
	listed(out);
	if (arg->value && !arg->colon) {
		plain(out, "CommandElements", arg->value);
		listed(out);
	}
}

static void of_command(const void *p, AstParts *out)
{
	const NodeCommand *command = p;

	plain(out, "CommandElements", command->name);
	listed(out);
	for (uint32_t i = 0; i < command->nargs; i++)
		argument(&command->args[i], out);
	redirections(out, command->redirects, command->nredirects);
}

static void of_command_parameter(const void *p, AstParts *out)
{
	const CommandArg *arg = p;

	if (arg->colon)
		plain(out, "Argument", arg->value);
}

static void of_command_expression(const void *p, AstParts *out)
{
	plain(out, "Expression", p);
}

static void of_file_redirection(const void *p, AstParts *out)
{
	plain(out, "Location", ((const Redirection *)p)->file);
}

/* ---- statements ---- */

static void of_assignment(const void *p, AstParts *out)
{
	const NodeAssign *assign = p;

	plain(out, "Left", assign->target);
	assigned(out, "Right", assign->value);
}

/* Clauses are pairs: condition and body, one after the other. */
static void of_if(const void *p, AstParts *out)
{
	const NodeIf *node = p;

	for (uint32_t i = 0; i < node->nclauses; i++) {
		statement(out, "Clauses", node->clauses[i].condition);
		listed(out);
		body(out, "Clauses", node->clauses[i].body);
		listed(out);
	}
	body(out, "ElseClause", node->otherwise);
}

static void of_while(const void *p, AstParts *out)
{
	statement(out, "Condition", ((const NodeWhile *)p)->condition);
	body(out, "Body", ((const NodeWhile *)p)->body);
}

static void of_for(const void *p, AstParts *out)
{
	const NodeFor *loop = p;

	statement(out, "Initializer", loop->init);
	statement(out, "Condition", loop->condition);
	statement(out, "Iterator", loop->step);
	body(out, "Body", loop->body);
}

static void of_foreach(const void *p, AstParts *out)
{
	const NodeForeach *loop = p;

	plain(out, "Variable", &loop->variable->node);
	statement(out, "Condition", loop->collection);
	body(out, "Body", loop->body);
}

static void of_switch(const void *p, AstParts *out)
{
	const NodeSwitch *node = p;

	statement(out, "Condition", node->subject);
	for (uint32_t i = 0; i < node->nclauses; i++) {
		plain(out, "Clauses", node->clauses[i].condition);
		listed(out);
		body(out, "Clauses", node->clauses[i].body);
		listed(out);
	}
	body(out, "Default", node->otherwise);
}

static void of_function(const void *p, AstParts *out)
{
	const NodeFunction *function = p;
	const NodeParamBlock *params = function->block->params;

	if (params && params->is_head)
		parameters(out, params);
	add(out, "Body", AST_SCRIPT_BLOCK, function->block, function->block->node.span);
}

static void of_try(const void *p, AstParts *out)
{
	const NodeTry *node = p;

	body(out, "Body", node->body);
	for (uint32_t i = 0; i < node->ncatches; i++) {
		add(out, "CatchClauses", AST_CATCH_CLAUSE, &node->catches[i], node->catches[i].span);
		listed(out);
	}
	body(out, "Finally", node->finally);
}

/* A type name with the brackets around it. */
static Span bracketed(Span span)
{
	return (Span){ span.at ? span.at - 1 : 0, span.len + 2 };
}

static void of_catch(const void *p, AstParts *out)
{
	const struct CatchClause *clause = p;

	for (uint32_t i = 0; i < clause->ntypes; i++) {
		add(out, "CatchTypes", AST_TYPE_CONSTRAINT, &clause->types[i], bracketed(clause->types[i].span));
		listed(out);
	}
	body(out, "Body", clause->body);
}

static void of_trap(const void *p, AstParts *out)
{
	const NodeTrap *trap = p;

	if (trap->type)
		add(out, "TrapType", AST_TYPE_CONSTRAINT, trap->type, bracketed(trap->type->span));
	body(out, "Body", trap->body);
}

static void of_jump(const void *p, AstParts *out)
{
	statement(out, "Pipeline", ((const NodeJump *)p)->value);
}

static void of_labeled_jump(const void *p, AstParts *out)
{
	plain(out, "Label", ((const NodeJump *)p)->value);
}

static void of_data(const void *p, AstParts *out)
{
	each(out, "CommandsAllowed", ((const NodeData *)p)->commands);
	body(out, "Body", ((const NodeData *)p)->body);
}

static void of_using(const void *p, AstParts *out)
{
	plain(out, "Name", ((const NodeUsing *)p)->name);
	plain(out, "Alias", ((const NodeUsing *)p)->alias);
}

/* ---- expressions ---- */

static void of_expandable(const void *p, AstParts *out)
{
	const NodeExpandable *text = p;

	for (uint32_t i = 0; i < text->parts.n; i++)
		if (text->parts.p[i]->kind != NODE_CONST) {
			plain(out, "NestedExpressions", text->parts.p[i]);
			listed(out);
		}
}

static void of_member(const void *p, AstParts *out)
{
	plain(out, "Expression", ((const NodeMember *)p)->target);
	plain(out, "Member", ((const NodeMember *)p)->name);
}

static void of_invoke(const void *p, AstParts *out)
{
	const NodeInvoke *call = p;

	plain(out, "Expression", call->target);
	plain(out, "Member", call->name);
	each(out, "Arguments", call->args);
}

static void of_index(const void *p, AstParts *out)
{
	plain(out, "Target", ((const NodeIndex *)p)->target);
	plain(out, "Index", ((const NodeIndex *)p)->index);
}

static void of_unary(const void *p, AstParts *out)
{
	plain(out, "Child", ((const NodeUnary *)p)->operand);
}

static void of_binary(const void *p, AstParts *out)
{
	plain(out, "Left", ((const NodeBinary *)p)->left);
	plain(out, "Right", ((const NodeBinary *)p)->right);
}

static void of_ternary(const void *p, AstParts *out)
{
	const NodeTernary *node = p;

	plain(out, "Condition", node->condition);
	plain(out, "IfTrue", node->yes);
	plain(out, "IfFalse", node->no);
}

static void of_cast(const void *p, AstParts *out)
{
	const NodeCast *cast = p;

	attribute(out, cast->node.kind == NODE_CAST ? "Type" : "Attribute", cast->attribute);
	plain(out, "Child", cast->operand);
}

static void of_array(const void *p, AstParts *out)
{
	each(out, "Elements", ((const NodeArray *)p)->items);
}

static void of_sub(const void *p, AstParts *out)
{
	const NodeBlock *block = (const void *)((const NodeParen *)p)->body;

	add(out, "SubExpression", AST_STATEMENT_BLOCK, block, block->node.span);
}

static void of_paren(const void *p, AstParts *out)
{
	statement(out, "Pipeline", ((const NodeParen *)p)->body);
}

static void of_hash(const void *p, AstParts *out)
{
	const NodeHash *hash = p;

	for (uint32_t i = 0; i < hash->npairs; i++) {
		plain(out, "KeyValuePairs", hash->pairs[i].key);
		listed(out);
		statement(out, "KeyValuePairs", hash->pairs[i].value);
		listed(out);
	}
}

static void of_script_block_expression(const void *p, AstParts *out)
{
	const ScriptBlockNode *block = ((const NodeScriptBlock *)p)->block;

	add(out, "ScriptBlock", AST_SCRIPT_BLOCK, block, block->node.span);
}

/* ---- all ---- */

static void (*const parts_of[AST_CLASSES])(const void *p, AstParts *out) = {
	[AST_SCRIPT_BLOCK] = of_script_block,
	[AST_NAMED_BLOCK] = of_block,
	[AST_PARAM_BLOCK] = of_param_block,
	[AST_PARAMETER] = of_parameter,
	[AST_STATEMENT_BLOCK] = of_block,
	[AST_CATCH_CLAUSE] = of_catch,
	[AST_NAMED_ARGUMENT] = of_named_argument,
	[AST_ATTRIBUTE] = of_attribute,
	[AST_PIPELINE] = of_pipeline,
	[AST_CHAIN] = of_chain,
	[AST_COMMAND] = of_command,
	[AST_COMMAND_EXPRESSION] = of_command_expression,
	[AST_COMMAND_PARAMETER] = of_command_parameter,
	[AST_FILE_REDIRECTION] = of_file_redirection,
	[AST_ASSIGNMENT] = of_assignment,
	[AST_IF] = of_if,
	[AST_WHILE] = of_while,
	[AST_DO_WHILE] = of_while,
	[AST_DO_UNTIL] = of_while,
	[AST_FOR] = of_for,
	[AST_FOREACH] = of_foreach,
	[AST_SWITCH] = of_switch,
	[AST_FUNCTION] = of_function,
	[AST_TRY] = of_try,
	[AST_TRAP] = of_trap,
	[AST_THROW] = of_jump,
	[AST_RETURN] = of_jump,
	[AST_EXIT] = of_jump,
	[AST_BREAK] = of_labeled_jump,
	[AST_CONTINUE] = of_labeled_jump,
	[AST_DATA] = of_data,
	[AST_USING] = of_using,
	[AST_EXPANDABLE] = of_expandable,
	[AST_MEMBER] = of_member,
	[AST_INVOKE_MEMBER] = of_invoke,
	[AST_INDEX] = of_index,
	[AST_UNARY] = of_unary,
	[AST_BINARY] = of_binary,
	[AST_TERNARY] = of_ternary,
	[AST_CONVERT] = of_cast,
	[AST_ATTRIBUTED] = of_cast,
	[AST_ARRAY_LITERAL] = of_array,
	[AST_ARRAY_EXPRESSION] = of_sub,
	[AST_SUB_EXPRESSION] = of_sub,
	[AST_PAREN] = of_paren,
	[AST_HASHTABLE] = of_hash,
	[AST_SCRIPT_BLOCK_EXPRESSION] = of_script_block_expression,
};

void types_ast_parts(const AstPart *part, AstParts *out)
{
	if (parts_of[part->kind])
		parts_of[part->kind](part->p, out);
}
