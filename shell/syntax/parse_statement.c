/* parse_statement: which statement begins with a token; conditions, handlers and jumps. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

/* ---- helpers shared by statements -------------------------------------------------------------------------------- */

Node *parse_incomplete(Parser *p, const Token *keyword, const Token *label, Span last)
{
	return parse_error_node(p, span_join(label ? label->span : keyword->span, last));
}

/* ---- if ---------------------------------------------------------------------------------------------------------- */

/* (condition) { }.  false: it is not whole; last is how far it goes. */
static bool if_clause(Parser *p, const Token *keyword, struct IfClause *clause, Span *last)
{
	Token open, close;

	*last = keyword->span;
	parse_skip_lines(p);
	if (!parse_accept(p, TK_L_PAREN, &open)) {
		parse_fail_with(
			p, PROBLEM_MISSING_OPEN_PARENTHESIS_IN_IF_STATEMENT, span_after(keyword->span), keyword->text);
		return false;
	}
	parse_skip_lines(p);
	clause->condition = parse_pipeline(p);
	if (!clause->condition) {
		parse_fail_with(p, PROBLEM_IF_STATEMENT_MISSING_CONDITION, span_after(open.span), keyword->text);
		clause->condition = parse_error_node(p, span_after(open.span));
	}
	*last = clause->condition->span;
	parse_skip_lines(p);
	if (!parse_accept(p, TK_R_PAREN, &close)) {
		if (clause->condition->kind != NODE_ERROR)
			parse_fail_with(
				p, PROBLEM_MISSING_END_PARENTHESIS_AFTER_STATEMENT, parse_peek(p)->span, keyword->text);
		return false;
	}
	*last = close.span;
	clause->body = parse_body(p);
	if (!clause->body) {
		parse_fail_with(p, PROBLEM_MISSING_STATEMENT_BLOCK, close.span, keyword->text);
		return false;
	}
	*last = clause->body->node.span;
	/* PowerShell goes back to look for else: the end moves on */
	if (p->has_ahead && p->ahead.kind == TK_END_OF_INPUT)
		parse_resync(p, p->ahead.span);
	return true;
}

/* else { }.  false: without its block. */
static bool else_clause(Parser *p, NodeIf *node, Span *last)
{
	Token keyword;

	parse_skip_lines(p);
	if (!parse_accept(p, TK_ELSE, &keyword))
		return true;
	node->otherwise = parse_body(p);
	*last = node->otherwise ? node->otherwise->node.span : keyword.span;
	if (!node->otherwise)
		parse_fail(p, PROBLEM_MISSING_STATEMENT_BLOCK_AFTER_ELSE, span_after(keyword.span));
	return node->otherwise != NULL;
}

Node *parse_if(Parser *p, const Token *keyword, const Token *label)
{
	NodeIf *node = PARSE_NEW(p, NodeIf, NODE_IF, keyword->span);
	size_t mark = parse_pile(p);
	Token clause_keyword = *keyword;
	struct IfClause clause;
	bool whole;
	Span last;

	do {
		whole = if_clause(p, &clause_keyword, &clause, &last);
		if (whole) {
			parse_pile_add(p, &clause, sizeof(clause));
			parse_skip_lines(p);
		}
	} while (whole && parse_accept(p, TK_ELSE_IF, &clause_keyword));
	node->clauses = parse_pile_take(p, mark, sizeof(clause), &node->nclauses);
	if (!whole || !else_clause(p, node, &last))
		return parse_incomplete(p, keyword, label, last);
	node->node.span = span_join(keyword->span, last);
	return &node->node;
}

/* ---- try and trap ------------------------------------------------------------------------------------------------ */

/* A type in brackets; attributes do not count. */
static NodeAttribute *handler_type(Parser *p)
{
	Span start = parse_peek(p)->span;
	NodeAttribute *type = parse_attribute(p);

	if (!type || type->is_constraint)
		return type;
	parse_resync(p, start);
	return NULL;
}

/* [type], [type] ...  false: a type is missing behind a comma. */
static bool catch_types(Parser *p, struct CatchClause *clause, Span *last)
{
	size_t mark = parse_pile(p);
	NodeAttribute *type;
	Token comma = { 0 };
	bool whole = true;

	do {
		parse_skip_lines(p);
		type = parse_at_bracket(p) ? handler_type(p) : NULL;
		if (!type && comma.span.len) {
			parse_fail(p, PROBLEM_MISSING_TYPE_LITERAL_TOKEN, span_after(comma.span));
			*last = comma.span;
			whole = false;
		}
		if (!type)
			break;
		parse_pile_add(p, type->type, sizeof(TypeName));
		*last = type->span;
		parse_skip_lines(p);
	} while (parse_accept(p, TK_COMMA, &comma));
	clause->types = parse_pile_take(p, mark, sizeof(TypeName), &clause->ntypes);
	return whole;
}

static bool catch_clause(Parser *p, const Token *keyword, struct CatchClause *clause, Span *last)
{
	*clause = (struct CatchClause){ 0 };
	*last = keyword->span;
	if (!catch_types(p, clause, last))
		return false;
	clause->body = parse_body(p);
	if (!clause->body) {
		parse_fail(p, PROBLEM_MISSING_CATCH_HANDLER_BLOCK, span_after(*last));
		return false;
	}
	*last = clause->body->node.span;
	clause->span = span_join(keyword->span, *last);
	return true;
}

static bool catches(Parser *p, NodeTry *node, Span *last)
{
	size_t mark = parse_pile(p);
	struct CatchClause clause;
	bool whole = true;
	Token keyword;

	parse_skip_lines(p);
	while (whole && parse_accept(p, TK_CATCH, &keyword)) {
		whole = catch_clause(p, &keyword, &clause, last);
		if (whole) {
			parse_pile_add(p, &clause, sizeof(clause));
			parse_skip_lines(p);
		}
	}
	node->catches = parse_pile_take(p, mark, sizeof(clause), &node->ncatches);
	return whole;
}

static bool finally(Parser *p, NodeTry *node, Span *last)
{
	Token keyword;

	if (!parse_accept(p, TK_FINALLY, &keyword))
		return true;
	*last = keyword.span;
	node->finally = parse_body(p);
	if (!node->finally) {
		parse_fail(p, PROBLEM_MISSING_FINALLY_STATEMENT_BLOCK, span_after(keyword.span));
		return false;
	}
	*last = node->finally->node.span;
	return true;
}

Node *parse_try(Parser *p, const Token *keyword, const Token *label)
{
	NodeTry *node = PARSE_NEW(p, NodeTry, NODE_TRY, keyword->span);
	Span last;

	node->body = parse_body(p);
	if (!node->body) {
		parse_fail(p, PROBLEM_MISSING_TRY_STATEMENT_BLOCK, span_after(keyword->span));
		return parse_incomplete(p, keyword, label, keyword->span);
	}
	last = node->body->node.span;
	if (!catches(p, node, &last) || !finally(p, node, &last))
		return parse_incomplete(p, keyword, label, last);
	if (!node->ncatches && !node->finally) {
		parse_fail(p, PROBLEM_MISSING_CATCH_OR_FINALLY, span_after(last));
		return parse_incomplete(p, keyword, label, last);
	}
	node->node.span = span_join(keyword->span, last);
	return &node->node;
}

Node *parse_trap(Parser *p, const Token *keyword, const Token *label)
{
	NodeTrap *node = PARSE_NEW(p, NodeTrap, NODE_TRAP, keyword->span);
	NodeAttribute *type;
	Span last = keyword->span;

	parse_skip_lines(p);
	type = parse_at_bracket(p) ? handler_type(p) : NULL;
	if (type) {
		node->type = type->type;
		last = type->span;
	}
	node->body = parse_body(p);
	if (!node->body) {
		parse_fail(p, PROBLEM_MISSING_TRAP_STATEMENT, span_after(last));
		return parse_incomplete(p, keyword, label, last);
	}
	node->node.span = span_join(keyword->span, node->body->node.span);
	return &node->node;
}

/* ---- jumps ------------------------------------------------------------------------------------------------------- */

static Node *new_jump(Parser *p, const Token *keyword, NodeKind kind, Node *value)
{
	NodeJump *node = PARSE_NEW(p, NodeJump, kind, keyword->span);

	node->value = value;
	if (value)
		node->node.span = span_join(keyword->span, value->span);
	return &node->node;
}

/* return, throw and exit, with a pipeline on the same line. */
Node *parse_jump(Parser *p, const Token *keyword, const Token *label)
{
	NodeKind kind = keyword->kind == TK_RETURN ? NODE_RETURN : keyword->kind == TK_THROW ? NODE_THROW : NODE_EXIT;

	(void)label;
	return new_jump(p, keyword, kind, parse_pipeline(p));
}

/* break and continue, with a label on the same line: a name or an expression. */
Node *parse_break(Parser *p, const Token *keyword, const Token *label)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	Node *value;
	Token name;

	(void)label;
	if (parse_accept(p, TK_IDENTIFIER, &name)) {
		parse_mark(p, &name, TF_MEMBER_NAME);
		value = &parse_string_const(p, name.span, name.text, CONST_BAREWORD)->node;
	} else {
		value = parse_primary(p, true);
	}
	parse_mode(p, before);
	return new_jump(p, keyword, keyword->kind == TK_BREAK ? NODE_BREAK : NODE_CONTINUE, value);
}

/* ---- the others -------------------------------------------------------------------------------------------------- */

/* Words kept for later versions of the language. */
Node *parse_reserved(Parser *p, const Token *keyword, const Token *label)
{
	parse_fail_with(p, PROBLEM_RESERVED_KEYWORD_NOT_ALLOWED, keyword->span, str_from(token_text(keyword->kind)));
	return parse_incomplete(p, keyword, label, keyword->span);
}

/* parallel { } and sequence { } belong into workflows. */
Node *parse_block_keyword(Parser *p, const Token *keyword, const Token *label)
{
	NodeBlock *body = parse_body(p);
	NodeUnsupported *node;

	if (!body) {
		parse_fail_with(p, PROBLEM_MISSING_STATEMENT_AFTER_KEYWORD, span_after(keyword->span), keyword->text);
		return parse_incomplete(p, keyword, label, keyword->span);
	}
	node = PARSE_NEW(p, NodeUnsupported, NODE_PARALLEL_BLOCK, span_join(keyword->span, body->node.span));
	node->keyword = keyword->text;
	node->body = &body->node;
	return &node->node;
}

/* clang-format off */
static ParseStatement *const by_keyword[TK_COUNT] = {
	[TK_IF] = parse_if, [TK_WHILE] = parse_while, [TK_DO] = parse_do, [TK_FOR] = parse_for, [TK_FOREACH] = parse_foreach,
	[TK_SWITCH] = parse_switch, [TK_TRY] = parse_try, [TK_TRAP] = parse_trap, [TK_DATA] = parse_data,
	[TK_RETURN] = parse_jump, [TK_THROW] = parse_jump, [TK_EXIT] = parse_jump, [TK_BREAK] = parse_break,
	[TK_CONTINUE] = parse_break, [TK_FUNCTION] = parse_function, [TK_FILTER] = parse_function,
	[TK_WORKFLOW] = parse_function, [TK_CLASS] = parse_class, [TK_ENUM] = parse_class,
	[TK_CONFIGURATION] = parse_configuration, [TK_USING] = parse_using, [TK_PARALLEL] = parse_block_keyword,
	[TK_SEQUENCE] = parse_block_keyword, [TK_FROM] = parse_reserved, [TK_DEFINE] = parse_reserved,
	[TK_VAR] = parse_reserved,
};
/* clang-format on */

/* A label counts only before a loop or switch; else it is a word. */
static Node *labelled(Parser *p)
{
	Token label = parse_take(p), keyword;

	parse_skip_lines(p);
	keyword = *parse_peek(p);
	switch (keyword.kind) {
	case TK_WHILE:
	case TK_DO:
	case TK_FOR:
	case TK_FOREACH:
	case TK_SWITCH:
		parse_skip(p);
		return by_keyword[keyword.kind](p, &keyword, &label);
	default:
		parse_resync(p, label.span);
		return parse_pipeline(p);
	}
}

static bool has_constraint(AttributeList list)
{
	for (uint32_t i = 0; i < list.n; i++)
		if (list.p[i]->is_constraint)
			return true;
	return false;
}

/* [attributes] before a statement: only types that are defined take them, and no [type].  Before anything else it is an
 * expression. */
static Node *attributed_statement(Parser *p)
{
	Span start = parse_peek(p)->span;
	AttributeList list = parse_attributes(p, false);
	Token keyword = *parse_peek(p);
	bool defines = keyword.kind == TK_CLASS || keyword.kind == TK_ENUM;

	if (keyword.flags & TF_KEYWORD && !(token_traits(keyword.kind) & TF_NO_ATTRIBUTES))
		parse_refuse_types(p, list, PROBLEM_TYPE_NOT_ALLOWED_BEFORE_STATEMENT);
	if (list.n && parse_follows_broken(p, keyword.kind))
		return parse_error_node(p, list.p[0]->span);
	if (!list.n || !by_keyword[keyword.kind] || (has_constraint(list) && !defines)) {
		parse_resync(p, start);
		return parse_pipeline(p);
	}
	parse_skip(p);
	if (defines)
		return parse_attributed_type(p, &keyword, list);
	parse_fail_with(p, PROBLEM_UNEXPECTED_ATTRIBUTE, list.p[0]->span, list.p[0]->type->text);
	return by_keyword[keyword.kind](p, &keyword, NULL);
}

static Node *statement(Parser *p)
{
	Token keyword = *parse_peek(p);

	if (keyword.kind == TK_LABEL)
		return labelled(p);
	if (parse_at_bracket(p))
		return attributed_statement(p);
	if (!by_keyword[keyword.kind])
		return parse_pipeline(p);
	parse_skip(p);
	return by_keyword[keyword.kind](p, &keyword, NULL);
}

Node *parse_statement(Parser *p)
{
	Node *node = NULL;

	if (parse_enter(p)) {
		node = statement(p);
		parse_leave(p);
	}
	return node;
}
