/* parse_define: functions, data sections, using statements, configurations. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

/* ---- functions --------------------------------------------------------------------------------------------------- */

/* Nearly every word can name a function. */
static bool is_function_name(TokenKind kind)
{
	switch (kind) {
	case TK_END_OF_INPUT:
	case TK_SEMI:
	case TK_PIPE:
	case TK_AND_AND:
	case TK_OR_OR:
	case TK_AMPERSAND:
	case TK_REDIRECTION:
	case TK_REDIRECT_IN_STD:
	case TK_L_PAREN:
	case TK_R_PAREN:
	case TK_L_CURLY:
	case TK_R_CURLY:
	case TK_VARIABLE:
	case TK_SPLATTED_VARIABLE:
	case TK_STRING_LITERAL:
	case TK_STRING_EXPANDABLE:
	case TK_HERE_STRING_LITERAL:
	case TK_HERE_STRING_EXPANDABLE:
		return false;
	default:
		return true;
	}
}

/* (parameters) behind the name.  false: the ) is missing. */
static bool head_parameters(Parser *p, NodeParamBlock **params, Span *last)
{
	Token open;

	parse_skip_lines(p);
	if (!parse_accept(p, TK_L_PAREN, &open))
		return true;
	*params = ARENA_NEW(p->arena, NodeParamBlock);
	(*params)->is_head = true;
	if (!parse_parameters(p, &open, *params, last))
		return false;
	(*params)->span = span_join(open.span, *last);
	return true;
}

static Node *new_function(Parser *p, const Token *keyword, const Token *name, ScriptBlockNode *block)
{
	NodeFunction *node = PARSE_NEW(p, NodeFunction, NODE_FUNCTION, span_join(keyword->span, block->node.span));

	node->name = name->text;
	node->name_span = name->span;
	node->block = block;
	node->is_filter = keyword->kind == TK_FILTER;
	node->is_workflow = keyword->kind == TK_WORKFLOW;
	if (node->is_workflow && p->edition->where & WHERE_CORE)
		parse_fail(p, PROBLEM_WORKFLOW_NOT_SUPPORTED_IN_POWER_SHELL_CORE, node->node.span);
	return &node->node;
}

/* function name (parameters) { } | filter | workflow */
Node *parse_function(Parser *p, const Token *keyword, const Token *label)
{
	NodeParamBlock *params = NULL;
	Token name, open;
	Span last;
	bool whole;

	parse_skip_lines(p);
	name = *parse_peek(p);
	if (!is_function_name(name.kind)) {
		parse_fail_with(p, PROBLEM_MISSING_NAME_AFTER_KEYWORD, span_after(keyword->span), keyword->text);
		return parse_incomplete(p, keyword, label, keyword->span);
	}
	parse_skip(p);
	if (name.kind != TK_GENERIC && name.kind != TK_IDENTIFIER) {
		name.text = parse_text(p, name.span);
		parse_mark_word(p, &name);
	}
	last = name.span;
	whole = head_parameters(p, &params, &last);
	parse_skip_lines(p);
	if (parse_accept(p, TK_L_CURLY, &open)) {
		if (whole)
			return new_function(
				p, keyword, &name, parse_block_rest(p, &open, keyword->kind == TK_FILTER, params));
	} else if (whole) {
		parse_fail(p, PROBLEM_MISSING_FUNCTION_BODY, span_after(last));
	}
	return parse_incomplete(p, keyword, label, last);
}

/* ---- data sections ----------------------------------------------------------------------------------------------- */

/* A name of letters and digits alone. */
static bool simple_name(Parser *p, Token *name)
{
	bool before = p->lexer.simple_names, found;

	p->lexer.simple_names = true;
	if (p->has_ahead && !(token_traits(p->ahead.kind) & TF_PARSE_MODE_INVARIANT))
		parse_resync(p, p->ahead.span);
	found = parse_accept(p, TK_IDENTIFIER, name);
	p->lexer.simple_names = before;
	if (!found && !(token_traits(p->ahead.kind) & TF_PARSE_MODE_INVARIANT))
		parse_resync(p, p->ahead.span);
	return found;
}

/* -supportedcommand a, b ...  false: not that, or without commands. */
static bool supported_commands(Parser *p, NodeData *node, const Token *parameter, Span *last)
{
	size_t mark = parse_pile(p);
	Node *list;

	*last = parameter->span;
	if (!str_istarts(S("supportedcommand"), parameter->text)) {
		parse_fail_with(
			p, PROBLEM_INVALID_PARAMETER_FOR_DATA_SECTION_STATEMENT, parameter->span, parameter->text);
		return false;
	}
	list = parse_argument(p, ARGUMENT_LIST);
	if (!list) {
		parse_fail(p, PROBLEM_MISSING_VALUE_FOR_SUPPORTED_COMMAND_IN_DATA_SECTION_STATEMENT, span_after(*last));
		return false;
	}
	*last = list->span;
	if (list->kind == NODE_ARRAY) {
		node->commands = NODE_AS(NodeArray, list)->items;
		return true;
	}
	parse_pile_add_node(p, list);
	node->commands = parse_pile_nodes(p, mark);
	return true;
}

/* data [name] [-supportedcommand ...] { } */
Node *parse_data(Parser *p, const Token *keyword, const Token *label)
{
	NodeData *node = PARSE_NEW(p, NodeData, NODE_DATA, keyword->span);
	Span last = keyword->span;
	bool good = true;
	Token token;

	parse_skip_lines(p);
	if (simple_name(p, &token)) {
		node->variable = token.text;
		last = token.span;
	}
	parse_skip_lines(p);
	if (parse_accept(p, TK_PARAMETER, &token))
		good = supported_commands(p, node, &token, &last);
	node->body = parse_body(p);
	if (!node->body && good)
		parse_fail(p, PROBLEM_MISSING_STATEMENT_BLOCK_FOR_DATA_SECTION, span_after(last));
	if (!node->body || !good)
		return parse_incomplete(p, keyword, label, last);
	node->node.span = span_join(keyword->span, node->body->node.span);
	return &node->node;
}

/* ---- using ------------------------------------------------------------------------------------------------------- */

static bool is_directive(TokenKind kind)
{
	return kind == TK_NAMESPACE || kind == TK_MODULE || kind == TK_ASSEMBLY || kind == TK_TYPE ||
	       kind == TK_COMMAND;
}

/* A plain name, or a hash literal for a module.  NULL: missing or wrong, and reported. */
static Node *using_item(Parser *p, const Token *before, ProblemId missing, Span *last)
{
	Node *item = parse_argument(p, ARGUMENT_LIST);

	if (!item) {
		parse_fail(p, missing, span_after(before->span));
		return NULL;
	}
	*last = item->span;
	if ((item->kind == NODE_CONST && !(item->flags & CONST_NUMBER)) ||
		(item->kind == NODE_HASH && before->kind == TK_MODULE))
		return item;
	parse_fail_with(p, PROBLEM_INVALID_VALUE_FOR_USING_ITEM_NAME, item->span, parse_text(p, item->span));
	return NULL;
}

/* = alias.  false: wrong, and reported. */
static bool using_alias(Parser *p, NodeUsing *node, Span *last)
{
	bool needed = node->node.op == TK_TYPE || node->node.op == TK_COMMAND;
	Token equals;

	if (!parse_accept(p, TK_EQUALS, &equals)) {
		if (needed)
			parse_fail(p, PROBLEM_MISSING_EQUALS_IN_USING_ALIAS, span_after(*last));
		return !needed;
	}
	*last = equals.span;
	node->alias = using_item(p, &equals, PROBLEM_MISSING_NAMESPACE_ALIAS, last);
	return node->alias != NULL;
}

/* Looked for as soon as it is read: its error comes before all others. */
static void check_assembly(Parser *p, const Node *item)
{
	Str name = value_str_peek(NODE_READ(NodeConst, item)->value);
	size_t colon = str_find(name, S("://"), 0);

	if (colon != STR_NONE && !str_ieq(str_cut(name, 0, colon), S("file")))
		parse_fail_with(p, PROBLEM_CANNOT_LOAD_ASSEMBLY_WITH_URI_SCHEMA, item->span, str_cut(name, 0, colon));
	else if (p->outside && !p->outside->has_assembly(p->outside->self, p->script->path, name))
		parse_fail_with(p, PROBLEM_ERROR_LOADING_ASSEMBLY, item->span, name);
}

static Node *using_statement(Parser *p, const Token *keyword)
{
	NodeUsing *node = PARSE_NEW(p, NodeUsing, NODE_USING, keyword->span);
	Token directive = *parse_peek(p);
	Span last = keyword->span;

	if (!is_directive(directive.kind)) {
		parse_fail(p, PROBLEM_MISSING_USING_STATEMENT_DIRECTIVE, span_after(keyword->span));
		return parse_incomplete(p, keyword, NULL, last);
	}
	parse_skip(p);
	node->node.op = (uint8_t)directive.kind;
	last = directive.span;
	node->name = using_item(p, &directive, PROBLEM_MISSING_USING_ITEM_NAME, &last);
	if (!node->name || !using_alias(p, node, &last))
		return parse_incomplete(p, keyword, NULL, last);
	if (directive.kind == TK_ASSEMBLY && !node->alias)
		check_assembly(p, node->name);
	node->node.span = span_join(keyword->span, last);
	if (parse_peek_kind(p) != TK_NEW_LINE && p->ahead.kind != TK_SEMI && p->ahead.kind != TK_END_OF_INPUT)
		parse_fail(p, PROBLEM_MISSING_STATEMENT_TERMINATOR, p->ahead.span);
	return &node->node;
}

Node *parse_using_first(Parser *p, const Token *keyword)
{
	return using_statement(p, keyword);
}

/* Anywhere but at the start. */
Node *parse_using(Parser *p, const Token *keyword, const Token *label)
{
	Node *node = using_statement(p, keyword);

	(void)label;
	parse_fail(p, PROBLEM_USING_MUST_BE_AT_START_OF_SCRIPT, node->span);
	return node;
}

/* ---- configurations ---------------------------------------------------------------------------------------------- */

/* configuration name { }: nodes and resources inside look like commands with blocks. */
Node *parse_configuration(Parser *p, const Token *keyword, const Token *label)
{
	NodeUnsupported *node;
	Node *name;
	Token open;

	parse_skip_lines(p);
	name = parse_peek_kind(p) == TK_L_CURLY ? NULL : parse_argument(p, ARGUMENT_SINGLE);
	if (!name) {
		parse_fail(p, PROBLEM_MISSING_CONFIGURATION_NAME, parse_peek(p)->span);
		return parse_incomplete(p, keyword, label, keyword->span);
	}
	parse_skip_lines(p);
	if (!parse_accept(p, TK_L_CURLY, &open)) {
		parse_fail(p, PROBLEM_MISSING_CURLY_IN_CONFIGURATION_STATEMENT, span_after(name->span));
		return parse_incomplete(p, keyword, label, name->span);
	}
	node = PARSE_NEW(p, NodeUnsupported, NODE_CONFIGURATION, keyword->span);
	node->keyword = keyword->text;
	node->body = parse_script_block(p, &open);
	node->node.span = span_join(keyword->span, node->body->span);
	return &node->node;
}
