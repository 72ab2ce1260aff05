/* parse_check_data: the restricted language of data sections. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/syntax/parse_check.h"

/* A walk through the body of a data section. */
typedef struct Data {
	AstVisitor visitor;
	Check *c;
	const NodeData *section;
	bool is_file;
} Data;

/* What is wrong wherever it stands; 0: has rules of its own, or is allowed. */
/* clang-format off */
static const ProblemId refused[NODE_COUNT] = {
	[NODE_ASSIGN] = PROBLEM_ASSIGNMENT_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_FUNCTION] = PROBLEM_FUNCTION_DECLARATION_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_RETURN] = PROBLEM_FLOW_CONTROL_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_BREAK] = PROBLEM_FLOW_CONTROL_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_CONTINUE] = PROBLEM_FLOW_CONTROL_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_THROW] = PROBLEM_FLOW_CONTROL_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_EXIT] = PROBLEM_FLOW_CONTROL_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_FOREACH] = PROBLEM_FOREACH_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_FOR] = PROBLEM_FOR_WHILE_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_WHILE] = PROBLEM_FOR_WHILE_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_DO_WHILE] = PROBLEM_DO_WHILE_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_DO_UNTIL] = PROBLEM_DO_WHILE_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_SWITCH] = PROBLEM_SWITCH_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_TRY] = PROBLEM_TRY_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_TRAP] = PROBLEM_TRAP_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_DATA] = PROBLEM_DATA_SECTION_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_PARALLEL_BLOCK] = PROBLEM_PARALLEL_AND_SEQUENCE_BLOCK_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_MEMBER] = PROBLEM_PROPERTY_REFERENCE_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_INVOKE] = PROBLEM_METHOD_CALL_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_INDEX] = PROBLEM_ARRAY_REFERENCE_NOT_SUPPORTED_IN_DATA_SECTION,
	[NODE_ATTRIBUTED] = PROBLEM_ATTRIBUTE_NOT_SUPPORTED_IN_DATA_SECTION,
};
/* clang-format on */

/* ---- types ------------------------------------------------------------------------------------------------------- */

static bool is_allowed_type(Check *c, const TypeName *type)
{
	const TypeDef *def;

	while (type->elem)
		type = type->elem;
	def = parse_check_type(c, type);
	if (!def)
		return false;
	switch (def->id) {
	case T_STRING:
	case T_BOOL:
	case T_CHAR:
	case T_DATETIME:
		return true;
	case T_BIGINT:
		return false;
	default:
		return def->flags & TYPE_NUMBER || type_is_enum(def);
	}
}

static void check_type(Data *d, const TypeName *type, Span span)
{
	if (!is_allowed_type(d->c, type))
		parse_fail_with(d->c->p, PROBLEM_TYPE_NOT_ALLOWED_IN_DATA_SECTION, span, type->text);
}

/* ---- expressions ------------------------------------------------------------------------------------------------- */

static void check_variable(Data *d, const NodeVariable *variable)
{
	/* the last two in files only */
	static const char *const allowed[] = { "PSCulture", "PSUICulture", "true", "false", "null", "PSScriptRoot",
		"PSEdition" };

	for (size_t i = 0; i < COUNT(allowed) - (d->is_file ? 0 : 2); i++)
		if (variable->node.kind == NODE_VARIABLE && str_ieq(variable->path, str_from(allowed[i])))
			return;
	parse_fail_with(d->c->p, PROBLEM_VARIABLE_REFERENCE_NOT_SUPPORTED_IN_DATA_SECTION, variable->node.span,
		S("$PSCulture, $PSUICulture, $true, $false, $null"));
}

static void check_operator(Data *d, Node *node, Span span)
{
	if (token_traits(node->op) & TF_DISALLOWED_IN_RESTRICTED_MODE)
		parse_fail_with(
			d->c->p, PROBLEM_OPERATOR_NOT_SUPPORTED_IN_DATA_SECTION, span, str_from(token_text(node->op)));
}

static void check_redirections(Data *d, const Redirection *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		parse_fail(d->c->p, PROBLEM_REDIRECTION_NOT_SUPPORTED_IN_DATA_SECTION, p[i].span);
}

/* ---- commands ---------------------------------------------------------------------------------------------------- */

static bool is_allowed_command(const NodeData *section, Str name)
{
	for (uint32_t i = 0; i < section->commands.n; i++) {
		const NodeConst *allowed = NODE_AS(NodeConst, section->commands.p[i]);

		if (allowed->node.kind == NODE_CONST && !(allowed->node.flags & CONST_NUMBER) &&
			str_ieq(value_str_peek(allowed->value), name))
			return true;
	}
	return section->commands.n == 0 && str_ieq(name, S("ConvertFrom-StringData"));
}

static void check_command(Data *d, const NodeCommand *command)
{
	const NodeConst *name = NODE_AS(NodeConst, command->name);

	if (command->invoke == INVOKE_DOT) {
		parse_fail(d->c->p, PROBLEM_DOT_SOURCING_NOT_SUPPORTED_IN_DATA_SECTION, command->node.span);
	} else if (name->node.kind != NODE_CONST || name->node.flags & CONST_NUMBER) {
		if (command->invoke == INVOKE_CALL)
			parse_fail_with(
				d->c->p, PROBLEM_OPERATOR_NOT_SUPPORTED_IN_DATA_SECTION, command->node.span, S("&"));
	} else if (!is_allowed_command(d->section, value_str_peek(name->value))) {
		parse_fail_with(d->c->p, PROBLEM_CMDLET_NOT_IN_ALLOWED_LIST_FOR_DATA_SECTION, command->node.span,
			value_str_peek(name->value));
	}
	check_redirections(d, command->redirects, command->nredirects);
}

static void check_pipeline(Data *d, const NodePipeline *pipeline)
{
	for (uint32_t i = 0; i < pipeline->nelements; i++)
		check_redirections(d, pipeline->elements[i].redirects, pipeline->elements[i].nredirects);
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

static bool visit_node(AstVisitor *visitor, Node *node, const Node *outer)
{
	Data *d = (Data *)(void *)visitor;

	(void)outer;
	if (refused[node->kind])
		parse_fail(d->c->p, refused[node->kind], node->span);
	switch (node->kind) {
	case NODE_VARIABLE:
	case NODE_SPLAT:
	case NODE_USING_VARIABLE:
		check_variable(d, NODE_AS(NodeVariable, node));
		break;
	case NODE_UNARY:
		check_operator(d, node, node->span);
		break;
	case NODE_BINARY:
		check_operator(d, node, NODE_AS(NodeBinary, node)->op_span);
		break;
	case NODE_TYPE_LITERAL:
		check_type(d, NODE_AS(NodeTypeLiteral, node)->type, node->span);
		break;
	case NODE_COMMAND:
		check_command(d, NODE_AS(NodeCommand, node));
		break;
	case NODE_PIPELINE:
		check_pipeline(d, NODE_AS(NodePipeline, node));
		break;
	case NODE_TYPE_DEFINITION:
		return false;
	default:
		break;
	}
	return true;
}

static void visit_attribute(AstVisitor *visitor, NodeAttribute *attribute)
{
	Data *d = (Data *)(void *)visitor;

	if (attribute->is_constraint)
		check_type(d, attribute->type, attribute->span);
	else
		parse_fail(d->c->p, PROBLEM_ATTRIBUTE_NOT_SUPPORTED_IN_DATA_SECTION, attribute->span);
}

static void visit_block(AstVisitor *visitor, ScriptBlockNode *block)
{
	Data *d = (Data *)(void *)visitor;

	parse_fail(d->c->p, PROBLEM_SCRIPT_BLOCK_NOT_SUPPORTED_IN_DATA_SECTION, block->node.span);
	ast_walk_block(visitor, block);
}

void parse_check_data(Check *c, const NodeData *section, bool is_file)
{
	Data d = { .visitor = { .node = visit_node, .attribute = visit_attribute, .block = visit_block }, .c = c };

	d.section = section;
	d.is_file = is_file;
	ast_walk(&d.visitor, &section->body->node);
	VEC_RELEASE(&d.visitor.chain);
}
