/* parse_type: type names, type literals and attributes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

/* ---- type names -------------------------------------------------------------------------------------------------- */

static TypeName *type_of_token(Parser *p, const Token *name)
{
	TypeName *type = ARENA_NEW(p->arena, TypeName);

	type->name = type->text = name->text;
	type->span = name->span;
	return type;
}

static void extend(Parser *p, TypeName *type, Span to)
{
	type->span = span_join(type->span, to);
	type->text = parse_text(p, type->span);
}

/* name, [name], [name, assembly]: an argument of a generic type.  NULL: none. */
static TypeName *type_argument(Parser *p)
{
	Token bracket;
	TypeName *type;

	if (!parse_accept(p, TK_L_BRACKET, &bracket))
		return parse_type_name(p, false);
	type = parse_type_name(p, true);
	if (!type) {
		parse_resync(p, bracket.span);
		return NULL;
	}
	if (!parse_accept(p, TK_R_BRACKET, NULL))
		parse_fail(p, PROBLEM_END_SQUARE_BRACKET_EXPECTED_AT_END_OF_TYPE, parse_before(p, parse_peek(p)->span));
	return type;
}

static TypeName error_type(Span span)
{
	return (TypeName){ .name = S(":ErrorTypeName:"), .text = S(":ErrorTypeName:"), .span = span };
}

Span parse_type_list(Parser *p, const TypeName *first, TypeNameList *out)
{
	size_t mark = parse_pile(p);
	Span last = first->span;
	Token comma;

	parse_pile_add(p, first, sizeof(*first));
	parse_skip_lines(p);
	while (parse_accept(p, TK_COMMA, &comma)) {
		TypeName missing = error_type(comma.span), *next;

		parse_skip_lines(p);
		next = type_argument(p);
		if (!next) {
			parse_fail(p, PROBLEM_MISSING_TYPENAME, span_after(comma.span));
			next = &missing;
		}
		parse_pile_add(p, next, sizeof(*next));
		last = next->span;
		parse_skip_lines(p);
	}
	out->p = parse_pile_take(p, mark, sizeof(TypeName), &out->n);
	return last;
}

/* argument, ... ] */
static void type_arguments(Parser *p, TypeName *type, const TypeName *first)
{
	TypeNameList list;
	Span last = parse_type_list(p, first, &list);
	Token close;

	type->args = list.p;
	type->nargs = list.n;
	if (parse_accept(p, TK_R_BRACKET, &close))
		last = close.span;
	else
		parse_fail(p, PROBLEM_END_SQUARE_BRACKET_EXPECTED_AT_END_OF_ATTRIBUTE,
			parse_before(p, parse_peek(p)->span));
	extend(p, type, last);
}

/* Behind the [ of an array: commas, then ]. */
static TypeName *array_type(Parser *p, TypeName *elem, Span last)
{
	TypeName *array = ARENA_NEW(p->arena, TypeName);
	Token token;

	array->elem = elem;
	array->rank = 1;
	while (parse_accept(p, TK_COMMA, &token)) {
		array->rank++;
		last = token.span;
	}
	if (parse_accept(p, TK_R_BRACKET, &token))
		last = token.span;
	else
		parse_fail_final(p, PROBLEM_END_SQUARE_BRACKET_EXPECTED_AT_END_OF_ATTRIBUTE, span_after(last), S(""));
	array->span = elem->span;
	extend(p, array, last);
	array->name = array->text;
	return array;
}

/* What an opening bracket behind a name holds: dimensions or, the first time, arguments. */
static TypeName *type_bracket(Parser *p, TypeName *type, Span bracket, bool *more)
{
	TypeName *argument = NULL;

	parse_skip_lines(p);
	if (parse_peek_kind(p) == TK_R_BRACKET || p->ahead.kind == TK_COMMA)
		return array_type(p, type, bracket);
	if (!type->elem && !type->args)
		argument = type_argument(p);
	if (argument) {
		type_arguments(p, type, argument);
		return type;
	}
	*more = false;
	if (parse_peek_kind(p) == TK_END_OF_INPUT) {
		if (!type->elem)
			parse_fail(p, PROBLEM_MISSING_TYPENAME, span_after(bracket));
		return type;
	}
	parse_unexpected(p, &p->ahead);
	parse_skip(p);
	return type;
}

static TypeName *type_rest(Parser *p, TypeName *type, bool assembly)
{
	Token token, name;
	bool more = true;

	while (more && parse_accept(p, TK_L_BRACKET, &token))
		type = type_bracket(p, type, token.span, &more);
	if (!assembly || !parse_accept(p, TK_COMMA, &token))
		return type;
	if (lexer_assembly(&p->lexer, &name)) {
		parse_mark(p, &name, TF_TYPE_NAME);
		type->assembly = name.text;
		extend(p, type, name.span);
	} else {
		parse_fail(p, PROBLEM_MISSING_ASSEMBLY_NAME_SPECIFICATION, span_after(token.span));
	}
	return type;
}

TypeName *parse_type_name(Parser *p, bool assembly)
{
	LexMode before = parse_mode(p, LEX_TYPE_NAME);
	TypeName *type = NULL;
	Token name;

	if (parse_enter(p)) {
		if (parse_accept(p, TK_IDENTIFIER, &name))
			type = type_rest(p, type_of_token(p, &name), assembly);
		parse_leave(p);
	}
	parse_mode(p, before);
	return type;
}

/* ---- attributes -------------------------------------------------------------------------------------------------- */

/* One argument: positional (no name), or name = value, or name alone. */
typedef struct Argument {
	Str name;
	Node *value;
	Span span;
} Argument;

/* What can be a name: keywords are names here too. */
static bool is_name(const Token *token)
{
	return token->kind == TK_IDENTIFIER || token->flags & TF_KEYWORD;
}

/* name = value.  The value is missing: all up to the end of the attribute is passed over. */
static bool named_value(Parser *p, const Token *equals, Argument *argument)
{
	parse_skip_lines(p);
	argument->value = parse_expression(p);
	if (argument->value)
		return true;
	parse_fail(p, PROBLEM_MISSING_EXPRESSION_IN_NAMED_ARGUMENT, span_after(equals->span));
	argument->value = parse_error_node(p, span_after(equals->span));
	parse_sync(p, TK_R_BRACKET);
	return false;
}

static bool named_argument(Parser *p, const Token *name, Argument *argument)
{
	Token equals;
	bool whole;

	argument->name = name->text;
	argument->span = name->span;
	parse_mark(p, name, TF_MEMBER_NAME);
	parse_skip_lines(p);
	if (!parse_accept(p, TK_EQUALS, &equals))
		return true;
	whole = named_value(p, &equals, argument);
	argument->span = span_join(name->span, argument->value->span);
	return whole;
}

/* false: nothing there, or nothing good. */
static bool attribute_argument(Parser *p, Argument *argument)
{
	Token name;

	*argument = (Argument){ 0 };
	parse_skip_lines(p);
	if (is_name(parse_peek(p))) {
		name = parse_take(p);
		return named_argument(p, &name, argument);
	}
	argument->value = parse_expression(p);
	if (argument->value)
		argument->span = argument->value->span;
	return argument->value != NULL;
}

/* Arguments up to where no more come; returns the span of the last comma or value. */
static Span attribute_arguments(Parser *p, Span last)
{
	Token comma = { 0 };
	Argument argument;
	bool whole;

	do {
		if (comma.span.len)
			last = comma.span;
		whole = attribute_argument(p, &argument);
		if (!argument.value && !argument.name.n && comma.span.len) {
			parse_fail_with(p, PROBLEM_MISSING_EXPRESSION_AFTER_TOKEN, span_after(comma.span), S(","));
			argument.value = parse_error_node(p, span_after(comma.span));
			argument.span = argument.value->span;
		}
		if (argument.value || argument.name.n)
			parse_pile_add(p, &argument, sizeof(argument));
		if (argument.value)
			last = argument.value->span;
		if (whole || !argument.value)
			parse_skip_lines(p);
	} while (parse_accept(p, TK_COMMA, &comma));
	return last;
}

/* Sorts the arguments on the pile into the attribute's two lists. */
static void keep_arguments(Parser *p, NodeAttribute *attribute, size_t mark)
{
	uint32_t n;
	const Argument *all = parse_pile_take(p, mark, sizeof(Argument), &n);
	size_t positional = parse_pile(p);

	attribute->named = ARENA_ARRAY(p->arena, struct NamedArgument, n);
	for (uint32_t i = 0; i < n; i++) {
		if (!all[i].name.n)
			parse_pile_add_node(p, all[i].value);
		else
			attribute->named[attribute->nnamed++] =
				(struct NamedArgument){ all[i].name, all[i].value, all[i].span };
	}
	attribute->positional = parse_pile_nodes(p, positional);
}

/* (arguments)]; name: of the attribute, bracket: the one that opened it. */
static NodeAttribute *attribute_rest(Parser *p, NodeAttribute *attribute, Span bracket, const Token *paren)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	bool no_comma = p->no_comma, closed;
	size_t mark = parse_pile(p);
	Span last;
	Token token;

	p->no_comma = true;
	last = attribute_arguments(p, paren->span);
	p->no_comma = no_comma;
	keep_arguments(p, attribute, mark);
	parse_skip_lines(p);
	closed = parse_accept(p, TK_R_PAREN, &token);
	if (closed)
		last = token.span;
	else
		parse_fail(p, PROBLEM_MISSING_END_PARENTHESIS_IN_EXPRESSION, span_after(last));
	parse_skip_lines(p);
	if (parse_accept(p, TK_R_BRACKET, &token))
		last = token.span;
	else if (closed)
		parse_fail(p, PROBLEM_END_SQUARE_BRACKET_EXPECTED_AT_END_OF_ATTRIBUTE, span_after(last));
	attribute->span = span_join(bracket, last);
	parse_mode(p, before);
	return attribute;
}

static NodeAttribute *constraint_rest(Parser *p, NodeAttribute *constraint, Span bracket)
{
	Span last = constraint->type->span;
	Token token;

	constraint->is_constraint = true;
	if (parse_accept(p, TK_R_BRACKET, &token))
		last = token.span;
	else
		parse_fail_final(p, PROBLEM_END_SQUARE_BRACKET_EXPECTED_AT_END_OF_ATTRIBUTE,
			parse_before(p, parse_peek(p)->span), S(""));
	constraint->span = span_join(bracket, last);
	return constraint;
}

static void mark_attribute(Parser *p, const TypeName *type)
{
	Token name = { .span = type->span, .depth = p->lexer.depth };

	parse_mark(p, &name, TF_ATTRIBUTE_NAME);
}

NodeAttribute *parse_attribute(Parser *p)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	NodeAttribute *attribute = NULL;
	Token bracket, paren;
	TypeName *type;

	if (parse_accept(p, TK_L_BRACKET, &bracket)) {
		parse_mode(p, LEX_TYPE_NAME);
		parse_skip_lines(p);
		type = parse_type_name(p, true);
		if (type) {
			attribute = ARENA_NEW(p->arena, NodeAttribute);
			attribute->type = type;
			if (parse_accept(p, TK_L_PAREN, &paren)) {
				mark_attribute(p, type);
				attribute_rest(p, attribute, bracket.span, &paren);
			} else {
				constraint_rest(p, attribute, bracket.span);
			}
		} else {
			parse_resync(p, bracket.span);
			parse_fail(p, PROBLEM_MISSING_TYPENAME, span_after(bracket.span));
		}
	}
	parse_mode(p, before);
	return attribute;
}

AttributeList parse_attributes(Parser *p, bool in_expression)
{
	/* as words of a command the rest of [a][b][c]... would be read again for each */
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	size_t mark = parse_pile(p);
	NodeAttribute *attribute;
	AttributeList list;

	while ((attribute = parse_attribute(p)) && parse_enter(p)) { /* each is a level of what it stands before */
		parse_pile_add(p, &attribute, sizeof(NodeAttribute *));
		if (!in_expression || !attribute->is_constraint)
			parse_skip_lines(p);
	}
	parse_mode(p, before);
	list.p = parse_pile_take(p, mark, sizeof(NodeAttribute *), &list.n);
	p->depth -= list.n;
	return list;
}

void parse_refuse_types(Parser *p, AttributeList list, ProblemId id)
{
	for (uint32_t i = 0; i < list.n; i++)
		if (list.p[i]->is_constraint)
			parse_fail_with(p, id, list.p[i]->span, list.p[i]->type->text);
}
