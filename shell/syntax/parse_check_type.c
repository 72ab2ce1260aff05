/* parse_check_type: what may stand in [ ] before expressions and parameters, and what attributes take. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse_check.h"

/* ---- constants --------------------------------------------------------------------------------------------------- */

Node *parse_in_parens(Node *paren)
{
	Node *body = NODE_AS(NodeParen, paren)->body;
	const NodePipeline *pipeline = NODE_AS(NodePipeline, body);

	if (body->kind != NODE_PIPELINE || pipeline->nelements != 1 || pipeline->background ||
		pipeline->elements[0].nredirects || pipeline->elements[0].node->kind == NODE_COMMAND)
		return body;
	return pipeline->elements[0].node;
}

static bool all_constant(NodeList list)
{
	for (uint32_t i = 0; i < list.n; i++)
		if (!parse_is_constant(list.p[i]))
			return false;
	return true;
}

/* $( ) around one constant. */
static bool is_constant_sub(Node *node)
{
	const NodeBlock *block = NODE_AS(NodeBlock, NODE_AS(NodeParen, node)->body);
	NodeParen statement = { 0 };

	if (block->statements.n != 1 || block->traps.n)
		return false;
	statement.body = block->statements.p[0];
	return parse_is_constant(parse_in_parens(&statement.node));
}

/* [type]::Name is taken for a constant field; Empty is the known one that is none. */
static bool is_constant_field(const NodeMember *member)
{
	return member->is_static && member->target->kind == NODE_TYPE_LITERAL && member->name->kind == NODE_CONST &&
	       !str_ieq(value_str_peek(NODE_AS(NodeConst, member->name)->value), S("Empty"));
}

static bool is_constant_variable(const NodeVariable *variable)
{
	return str_ieq(variable->path, S("true")) || str_ieq(variable->path, S("false")) ||
	       str_ieq(variable->path, S("null"));
}

bool parse_is_constant(Node *node)
{
	const NodeBinary *binary = NODE_AS(NodeBinary, node);
	const NodeTernary *ternary = NODE_AS(NodeTernary, node);

	switch (node->kind) {
	case NODE_CONST:
	case NODE_TYPE_LITERAL:
	case NODE_SCRIPT_BLOCK:
		return true;
	case NODE_VARIABLE:
		return is_constant_variable(NODE_AS(NodeVariable, node));
	case NODE_MEMBER:
		return is_constant_field(NODE_AS(NodeMember, node));
	case NODE_UNARY:
		return token_traits(node->op) & TF_CAN_CONSTANT_FOLD &&
		       parse_is_constant(NODE_AS(NodeUnary, node)->operand);
	case NODE_BINARY:
		for (; node->kind == NODE_BINARY; node = binary->left) {
			binary = NODE_AS(NodeBinary, node);
			if (!(token_traits(node->op) & TF_CAN_CONSTANT_FOLD) || !parse_is_constant(binary->right))
				return false;
		}
		return parse_is_constant(node);
	case NODE_TERNARY:
		return parse_is_constant(ternary->condition) && parse_is_constant(ternary->yes) &&
		       parse_is_constant(ternary->no);
	case NODE_CAST:
		return parse_is_constant(NODE_AS(NodeCast, node)->operand);
	case NODE_ARRAY:
		return all_constant(NODE_AS(NodeArray, node)->items);
	case NODE_PAREN:
		return parse_is_constant(parse_in_parens(node));
	case NODE_SUB:
		return is_constant_sub(node);
	default:
		return false;
	}
}

/* ---- attributes -------------------------------------------------------------------------------------------------- */

static void check_constant(Check *c, Node *value)
{
	if (value && !parse_is_constant(value))
		parse_fail(
			c->p, PROBLEM_PARAMETER_ATTRIBUTE_ARGUMENT_NEEDS_TO_BE_CONSTANT_OR_SCRIPT_BLOCK, value->span);
}

static bool is_named_before(const NodeAttribute *attribute, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (str_ieq(attribute->named[i].name, attribute->named[n].name))
			return true;
	return false;
}

void parse_check_attribute(Check *c, const NodeAttribute *attribute)
{
	for (uint32_t i = 0; i < attribute->nnamed; i++) {
		const struct NamedArgument *named = &attribute->named[i];

		if (is_named_before(attribute, i))
			parse_fail_with(c->p, PROBLEM_DUPLICATE_NAMED_ARGUMENT, named->span, named->name);
		check_constant(c, named->value);
	}
	for (uint32_t i = 0; i < attribute->positional.n; i++)
		check_constant(c, attribute->positional.p[i]);
}

/* ---- types before parameters and expressions --------------------------------------------------------------------- */

bool parse_type_is(const TypeName *type, Str name, Str full)
{
	return !type->elem && !type->nargs && (str_ieq(type->name, name) || str_ieq(type->name, full));
}

static bool is_ordered(const TypeName *type)
{
	return parse_type_is(type, S("ordered"), S("ordered"));
}

static bool is_reference(Node *node)
{
	return node->kind == NODE_CAST && parse_type_is(NODE_AS(NodeCast, node)->attribute->type, S("ref"),
						  S("System.Management.Automation.PSReference"));
}

void parse_check_parameter_types(Check *c, const NodeParamBlock *params)
{
	for (uint32_t i = 0; i < params->nparams; i++) {
		AttributeList list = params->params[i].attributes;

		for (uint32_t k = 0; k < list.n; k++) {
			const NodeAttribute *attribute = list.p[k];

			if (!attribute->is_constraint)
				continue;
			if (parse_type_is(attribute->type, S("void"), S("System.Void")))
				parse_fail(c->p, PROBLEM_VOID_TYPE_CONSTRAINT_NOT_ALLOWED, attribute->span);
			if (is_ordered(attribute->type))
				parse_fail_with(c->p, PROBLEM_ORDERED_ATTRIBUTE_ONLY_ON_HASH_LITERAL_NODE,
					attribute->span, attribute->type->text);
		}
	}
}

/* What casts and attributes stand before. */
static Node *operand(Node *node)
{
	while (node->kind == NODE_CAST || node->kind == NODE_ATTRIBUTED)
		node = NODE_AS(NodeCast, node)->operand;
	return node;
}

/* The next [ref] in a row of casts. */
static Node *next_reference(Node *node)
{
	do
		node = NODE_AS(NodeCast, node)->operand;
	while ((node->kind == NODE_CAST || node->kind == NODE_ATTRIBUTED) && !is_reference(node));
	return is_reference(node) ? node : NULL;
}

/* [ref] comes once, and first. */
static void check_references(Check *c, Node *node)
{
	Node *inner = next_reference(node);

	if (!inner)
		return;
	if (is_reference(node))
		parse_fail(c->p, PROBLEM_REFERENCE_NEEDS_TO_BE_BY_ITSELF_IN_TYPE_SEQUENCE,
			NODE_AS(NodeCast, inner)->attribute->span);
	else if (inner == NODE_AS(NodeCast, node)->operand && !next_reference(inner) && node != c->target)
		parse_fail(c->p, PROBLEM_REFERENCE_NEEDS_TO_BE_LAST_TYPE_IN_TYPE_CONVERSION,
			NODE_AS(NodeCast, inner)->attribute->span);
}

void parse_check_cast(Check *c, Node *node)
{
	const NodeCast *cast = NODE_AS(NodeCast, node);
	Node *inside = operand(node);

	if (node->kind == NODE_ATTRIBUTED) {
		if (inside->kind != NODE_VARIABLE && inside->kind != NODE_SPLAT)
			parse_fail_with(
				c->p, PROBLEM_UNEXPECTED_ATTRIBUTE, cast->attribute->span, cast->attribute->type->text);
		return;
	}
	if (is_ordered(cast->attribute->type) && cast->operand->kind != NODE_HASH)
		parse_fail_with(c->p, PROBLEM_ORDERED_ATTRIBUTE_ONLY_ON_HASH_LITERAL_NODE, node->span,
			cast->attribute->type->text);
	check_references(c, node);
	if (node == c->target)
		c->target = cast->operand;
}
