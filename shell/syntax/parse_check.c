/* parse_check: what is wrong although it parses: targets, splats, jumps, handlers, names given twice (reference
 * 3.3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/syntax/parse_check.h"

/* ---- names given twice ------------------------------------------------------------------------------------------- */

/* Texts without regard to case. */
typedef struct TextSet {
	Str *slots; /* .p NULL: free */
	size_t nslots;
} TextSet;

static TextSet texts_new(size_t n)
{
	TextSet set = { .nslots = 8 };

	while (set.nslots < n * 2)
		set.nslots *= 2;
	set.slots = MEM_ARRAY(Str, set.nslots);
	return set;
}

/* false: it is there already. */
static bool texts_add(TextSet *set, Str text)
{
	size_t at;

	for (at = str_ihash(text) & (set->nslots - 1); set->slots[at].p; at = (at + 1) & (set->nslots - 1))
		if (str_ieq(set->slots[at], text))
			return false;
	set->slots[at] = text.p ? text : S("");
	return true;
}

static void check_parameters(Check *c, const NodeParamBlock *params)
{
	TextSet names = texts_new(params->nparams);

	for (uint32_t i = 0; i < params->nparams; i++) {
		const NodeVariable *variable = params->params[i].variable;

		if (!texts_add(&names, variable->path))
			parse_fail_with(c->p, PROBLEM_DUPLICATE_FORMAL_PARAMETER, variable->node.span, variable->path);
	}
	free(names.slots);
}

/* A type that a statement before defines, too. */
static void check_type(Check *c, const NodeTypeDefinition *node)
{
	for (size_t i = 0; i < c->type_names.n; i++)
		if (str_ieq(c->type_names.p[i], node->name)) {
			parse_fail_with(c->p, PROBLEM_MEMBER_ALREADY_DEFINED, node->node.span, node->name);
			return;
		}
	VEC_PUSH(&c->type_names, node->name);
}

/* Values of an enum, properties of a class; methods are told apart by their parameters. */
static void check_members(Check *c, const NodeTypeDefinition *node)
{
	TextSet names = texts_new(node->nmembers);

	for (uint32_t i = 0; i < node->nmembers; i++) {
		const struct TypeMember *member = &node->members[i];

		if (!member->method && !texts_add(&names, member->name))
			parse_fail_with(c->p, PROBLEM_MEMBER_ALREADY_DEFINED, member->span, member->name);
	}
	free(names.slots);
}

/* The text of a constant key; false: it is none. */
static bool key_text(Check *c, Node *key, Str *out)
{
	Buf text = BUF_INIT;

	if (key->kind != NODE_CONST)
		return false;
	if (!(key->flags & CONST_NUMBER)) {
		*out = value_str_peek(NODE_AS(NodeConst, key)->value);
		return true;
	}
	script_put_number(NODE_AS(NodeConst, key)->value, &text);
	*out = arena_copy(c->p->arena, buf_str(&text));
	buf_release(&text);
	return true;
}

static void check_hash(Check *c, const NodeHash *hash)
{
	TextSet keys = texts_new(hash->npairs);
	Str key;

	for (uint32_t i = 0; i < hash->npairs; i++)
		if (key_text(c, hash->pairs[i].key, &key) && !texts_add(&keys, key))
			parse_fail_with(c->p, PROBLEM_DUPLICATE_KEY_IN_HASH_LITERAL, hash->pairs[i].key->span, key);
	free(keys.slots);
}

/* ---- targets of assignments -------------------------------------------------------------------------------------- */

/* What a target is, without casts, attributes and parentheses. */
static Node *bare_target(Node *node)
{
	while (node->kind == NODE_CAST || node->kind == NODE_ATTRIBUTED || node->kind == NODE_PAREN)
		node = node->kind == NODE_PAREN ? parse_in_parens(node) : NODE_AS(NodeCast, node)->operand;
	return node;
}

static bool is_in_using(Node *node)
{
	while (node->kind == NODE_MEMBER || node->kind == NODE_INDEX)
		node = ast_left(node);
	return node->kind == NODE_USING_VARIABLE;
}

static bool can_be_assigned(Node *node)
{
	if (is_in_using(node))
		return false;
	switch (node->kind) {
	case NODE_VARIABLE:
	case NODE_SPLAT:
	case NODE_INVOKE:
		return true;
	case NODE_MEMBER:
		return !NODE_AS(NodeMember, node)->null_conditional;
	case NODE_INDEX:
		return !NODE_AS(NodeIndex, node)->null_conditional;
	default:
		return false;
	}
}

/* The types before a target: [void] is none, and [ref] stands alone. */
static void check_target_types(Check *c, Node *node)
{
	NodeAttribute *reference = NULL;
	unsigned types = 0;

	for (; node->kind == NODE_CAST || node->kind == NODE_ATTRIBUTED; node = NODE_AS(NodeCast, node)->operand) {
		NodeAttribute *attribute = NODE_AS(NodeCast, node)->attribute;

		if (node->kind == NODE_ATTRIBUTED)
			continue;
		types++;
		if (parse_type_is(attribute->type, S("void"), S("System.Void")))
			parse_fail(c->p, PROBLEM_VOID_TYPE_CONSTRAINT_NOT_ALLOWED, attribute->span);
		if (parse_type_is(attribute->type, S("ref"), S("System.Management.Automation.PSReference")))
			reference = attribute;
	}
	if (reference && types > 1)
		parse_fail(c->p, PROBLEM_REFERENCE_NEEDS_TO_BE_BY_ITSELF_IN_TYPE_CONSTRAINT, reference->span);
}

/* Lists may stand in lists, in parentheses: $a, ($b, $c) = 1, (2, 3).  The parser bounds how deep. */
static void check_target(Check *c, Node *target)
{
	Node *bare;

	check_target_types(c, target);
	bare = bare_target(target);
	if (bare->kind == NODE_ARRAY)
		for (uint32_t i = 0; i < NODE_AS(NodeArray, bare)->items.n; i++)
			check_target(c, NODE_AS(NodeArray, bare)->items.p[i]);
	else if (!can_be_assigned(bare))
		parse_fail(c->p, PROBLEM_INVALID_LEFT_HAND_SIDE, bare->span);
}

static void check_assign(Check *c, const NodeAssign *node)
{
	Node *bare = bare_target(node->target);

	c->target = node->target;
	if (bare->kind == NODE_ARRAY && node->node.op != TK_EQUALS)
		parse_fail(c->p, PROBLEM_INVALID_LEFT_HAND_SIDE, bare->span);
	else
		check_target(c, node->target);
}

/* ++ and -- */
static void check_step(Check *c, const NodeUnary *node)
{
	Node *bare = bare_target(node->operand);

	if (token_traits(node->node.op) & TF_PREFIX_OR_POSTFIX && !can_be_assigned(bare))
		parse_fail_with(c->p, PROBLEM_OPERATOR_REQUIRES_VARIABLE_OR_PROPERTY, bare->span,
			str_from(token_text(node->node.op)));
}

/* ---- splats ------------------------------------------------------------------------------------------------------ */

static void check_splat(Check *c, Node *node)
{
	parse_fail_with(c->p, PROBLEM_SPLATTING_NOT_PERMITTED, node->span, NODE_AS(NodeVariable, node)->path);
}

/* A splat is for itself among the arguments, not in a list. */
static void check_splat_list(Check *c, const NodeArray *list)
{
	for (uint32_t i = 0; i < list->items.n; i++)
		if (list->items.p[i]->kind == NODE_SPLAT)
			parse_fail_with(c->p, PROBLEM_SPLATTING_NOT_PERMITTED_IN_ARGUMENT_LIST, list->items.p[i]->span,
				NODE_AS(NodeVariable, list->items.p[i])->path);
}

static void visit(Check *c, Node *node)
{
	ast_walk(&c->visitor, node);
}

static void visit_splat_list(Check *c, const NodeArray *list)
{
	check_splat_list(c, list);
	for (uint32_t i = 0; i < list->items.n; i++)
		if (list->items.p[i]->kind != NODE_SPLAT)
			visit(c, list->items.p[i]);
}

/* Goes through a command: where a splat may stand it is passed over. */
static void visit_command(Check *c, const NodeCommand *command)
{
	if (command->name->kind != NODE_SPLAT)
		visit(c, command->name);
	for (uint32_t i = 0; i < command->nargs; i++) {
		Node *value = command->args[i].value;

		if (value && value->kind == NODE_ARRAY && !command->args[i].param.p)
			visit_splat_list(c, NODE_AS(NodeArray, value));
		else if (value && (value->kind != NODE_SPLAT || command->args[i].param.p))
			visit(c, value);
	}
	for (uint32_t i = 0; i < command->nredirects; i++)
		if (command->redirects[i].file)
			visit(c, command->redirects[i].file);
}

/* ---- handlers and jumps ------------------------------------------------------------------------------------------ */

/* A loop or switch that a break or continue within a finally block may end. */
static bool in_loop(const Check *c, const NodeJump *jump)
{
	const NodeConst *label = NODE_AS(NodeConst, jump->value);

	if (!jump->value)
		return c->nloops > 0;
	if (label->node.kind != NODE_CONST || label->node.flags & CONST_NUMBER)
		return false;
	for (unsigned i = 0; i < c->nloops; i++)
		if (str_ieq(c->loops.p[c->loops.n - 1 - i], value_str_peek(label->value)))
			return true;
	return false;
}

static void check_jump(Check *c, const NodeJump *jump)
{
	bool leaves =
		jump->node.kind == NODE_RETURN || jump->node.kind == NODE_BREAK || jump->node.kind == NODE_CONTINUE;

	if (!c->in_finally || !leaves || (jump->node.kind != NODE_RETURN && in_loop(c, jump)))
		return;
	parse_fail(c->p, PROBLEM_CONTROL_LEAVING_FINALLY, jump->node.span);
}

/* A finally block, a trap or a script block: what jumps in it may end begins anew. */
static void visit_in(Check *c, bool in_finally, Node *node)
{
	bool was_in = c->in_finally;
	unsigned nloops = c->nloops;

	c->in_finally = in_finally;
	c->nloops = 0;
	visit(c, node);
	c->in_finally = was_in;
	c->nloops = nloops;
}

static void visit_try(Check *c, const NodeTry *node)
{
	visit(c, &node->body->node);
	for (uint32_t i = 0; i < node->ncatches; i++)
		visit(c, &node->catches[i].body->node);
	if (node->finally)
		visit_in(c, true, &node->finally->node);
}

static Str loop_label(Node *node)
{
	switch (node->kind) {
	case NODE_FOR:
		return NODE_AS(NodeFor, node)->label;
	case NODE_FOREACH:
		return NODE_AS(NodeForeach, node)->label;
	case NODE_SWITCH:
		return NODE_AS(NodeSwitch, node)->label;
	default:
		return NODE_AS(NodeWhile, node)->label;
	}
}

static void visit_loop(Check *c, Node *node)
{
	VEC_PUSH(&c->loops, loop_label(node));
	c->nloops++;
	ast_walk_in(&c->visitor, node);
	c->nloops--;
	c->loops.n--;
}

/* ---- catches ----------------------------------------------------------------------------------------------------- */

const TypeDef *parse_check_type(Check *c, const TypeName *type)
{
	if (!c->types)
		c->types = type_set_new();
	return type_set_find(c->types, type->text);
}

/* A type with its brackets. */
static Span in_brackets(const Check *c, Span type)
{
	Str text = c->p->script->text;
	uint32_t from = type.at, to = type.at + type.len;

	while (from > 0 && text.p[from] != '[')
		from--;
	while (to < text.n && text.p[to] != ']')
		to++;
	return (Span){ from, to + 1 - from };
}

/* The types in the clauses behind one that an earlier type takes. */
static void check_caught(Check *c, const NodeTry *node, uint32_t clause, const TypeDef *earlier)
{
	for (uint32_t i = clause + 1; i < node->ncatches; i++)
		for (uint32_t k = 0; k < node->catches[i].ntypes; k++) {
			const TypeName *type = &node->catches[i].types[k];
			const TypeDef *def = parse_check_type(c, type);

			if (def && type_is(def, earlier))
				parse_fail_with(c->p, PROBLEM_EXCEPTION_TYPE_ALREADY_CAUGHT, in_brackets(c, type->span),
					str_from(def->name));
		}
}

static void check_catch(Check *c, const NodeTry *node, uint32_t clause)
{
	for (uint32_t i = 0; i < node->catches[clause].ntypes; i++) {
		const TypeDef *def = parse_check_type(c, &node->catches[clause].types[i]);

		if (def)
			check_caught(c, node, clause, def);
	}
}

static void check_try(Check *c, const NodeTry *node)
{
	for (uint32_t i = 0; i + 1 < node->ncatches; i++) {
		if (node->catches[i].ntypes == 0)
			parse_fail(c->p, PROBLEM_EMPTY_CATCH_NOT_LAST, parse_before(c->p, node->catches[i + 1].span));
		else
			check_catch(c, node, i);
	}
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

static void check_unsupported(Check *c, const NodeUnsupported *node)
{
	Span keyword = { node->node.span.at, (uint32_t)node->keyword.n };

	parse_fail_with(c->p, PROBLEM_UNEXPECTED_KEYWORD, keyword, node->keyword);
}

static void check_node(Check *c, Node *node)
{
	switch (node->kind) {
	case NODE_ASSIGN:
		check_assign(c, NODE_AS(NodeAssign, node));
		break;
	case NODE_UNARY:
		check_step(c, NODE_AS(NodeUnary, node));
		break;
	case NODE_SPLAT:
		check_splat(c, node);
		break;
	case NODE_HASH:
		check_hash(c, NODE_AS(NodeHash, node));
		break;
	case NODE_CAST:
	case NODE_ATTRIBUTED:
		parse_check_cast(c, node);
		break;
	case NODE_TRY:
		check_try(c, NODE_AS(NodeTry, node));
		break;
	case NODE_DATA:
		parse_check_data(c, NODE_AS(NodeData, node), false);
		break;
	case NODE_USING:
		parse_check_using_statement(c, NODE_AS(NodeUsing, node));
		break;
	case NODE_TYPE_DEFINITION:
		check_type(c, NODE_AS(NodeTypeDefinition, node));
		check_members(c, NODE_AS(NodeTypeDefinition, node));
		break;
	case NODE_PARALLEL_BLOCK:
		check_unsupported(c, NODE_AS(NodeUnsupported, node));
		break;
	case NODE_RETURN:
	case NODE_BREAK:
	case NODE_CONTINUE:
		check_jump(c, NODE_AS(NodeJump, node));
		break;
	default:
		break;
	}
}

static bool is_member(const Node *node)
{
	return node && (node->kind == NODE_MEMBER || node->kind == NODE_INVOKE || node->kind == NODE_INDEX);
}

/* Goes its own way through what has rules for its parts. */
static bool visit_node(AstVisitor *visitor, Node *node, const Node *outer)
{
	Check *c = (Check *)(void *)visitor;

	if (is_member(node) && !is_member(outer))
		parse_check_using(c, node);
	check_node(c, node);
	switch (node->kind) {
	case NODE_WHILE:
	case NODE_DO_WHILE:
	case NODE_DO_UNTIL:
	case NODE_FOR:
	case NODE_FOREACH:
	case NODE_SWITCH:
		visit_loop(c, node);
		return false;
	case NODE_TRY:
		visit_try(c, NODE_AS(NodeTry, node));
		return false;
	case NODE_TRAP:
		visit_in(c, false, &NODE_AS(NodeTrap, node)->body->node);
		return false;
	case NODE_COMMAND:
		visit_command(c, NODE_AS(NodeCommand, node));
		return false;
	default:
		return true;
	}
}

static void visit_attribute(AstVisitor *visitor, NodeAttribute *attribute)
{
	parse_check_attribute((Check *)(void *)visitor, attribute);
}

static void visit_block(AstVisitor *visitor, ScriptBlockNode *block)
{
	Check *c = (Check *)(void *)visitor;
	bool in_finally = c->in_finally;
	unsigned nloops = c->nloops;

	if (block->params) {
		check_parameters(c, block->params);
		parse_check_parameter_types(c, block->params);
	}
	c->in_finally = false;
	c->nloops = 0;
	ast_walk_block(visitor, block);
	c->in_finally = in_finally;
	c->nloops = nloops;
}

void parse_check(Parser *p, ScriptBlockNode *root)
{
	Check c = { .visitor = { .node = visit_node, .attribute = visit_attribute, .block = visit_block }, .p = p };

	visit_block(&c.visitor, root);
	type_set_free(c.types);
	VEC_RELEASE(&c.visitor.chain);
	VEC_RELEASE(&c.loops);
	VEC_RELEASE(&c.type_names);
}

void parse_check_data_file(Parser *p, const ScriptBlockNode *root)
{
	Check c = { .p = p };
	NodeData section = { .node = { .kind = NODE_DATA }, .body = root->end };

	if (root->end)
		parse_check_data(&c, &section, true);
	type_set_free(c.types);
}
