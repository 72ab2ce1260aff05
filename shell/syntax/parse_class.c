/* parse_class: classes and enums. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

typedef struct TypeMember TypeMember;

/* Keywords can be names, too. */
static bool is_name(const Token *token)
{
	return token->kind == TK_IDENTIFIER || token_traits(token->kind) & TF_KEYWORD;
}

/* ---- heads ------------------------------------------------------------------------------------------------------- */

/* type, type ... behind the colon.  false: a name is missing. */
static bool base_types(Parser *p, NodeTypeDefinition *node, const Token *colon, Span *last)
{
	size_t mark = parse_pile(p);
	Token before = *colon;
	TypeName *type;

	do {
		parse_skip_lines(p);
		type = parse_type_name(p, false);
		if (!type) {
			parse_fail(p, PROBLEM_TYPE_NAME_EXPECTED, span_after(before.span));
			break;
		}
		parse_pile_add(p, type, sizeof(*type));
		*last = type->span;
		parse_skip_lines(p);
	} while (node->node.op == TK_CLASS && parse_accept(p, TK_COMMA, &before));
	node->bases = parse_pile_take(p, mark, sizeof(TypeName), &node->nbases);
	return type != NULL;
}

/* keyword name : bases {.  false: not whole, and reported; last is how far it goes. */
static bool type_head(Parser *p, NodeTypeDefinition *node, const Token *keyword, Token *open, Span *last)
{
	Token name, colon;

	*last = keyword->span;
	parse_skip_lines(p);
	name = *parse_peek(p);
	if (!is_name(&name)) {
		parse_fail_with(p, PROBLEM_MISSING_NAME_AFTER_KEYWORD, span_after(keyword->span), keyword->text);
		return false;
	}
	parse_skip(p);
	parse_mark_word_name(p, &name, keyword->kind == TK_CLASS ? TF_TYPE_NAME : TF_MEMBER_NAME);
	node->name = name.text;
	*last = name.span;
	parse_skip_lines(p);
	if (parse_accept(p, TK_COLON, &colon))
		base_types(p, node, &colon, last);
	parse_skip_lines(p);
	if (parse_accept(p, TK_L_CURLY, open))
		return true;
	parse_fail_with(p, PROBLEM_MISSING_TYPE_BODY, span_after(*last), str_from(token_text(keyword->kind)));
	return false;
}

/* ---- members ----------------------------------------------------------------------------------------------------- */

/* ; or a line end behind a property, or the closing brace. */
static void end_property(Parser *p, TypeMember *member)
{
	Token token;

	if (parse_accept(p, TK_SEMI, &token))
		member->span = span_join(member->span, token.span);
	else if (parse_peek_kind(p) != TK_NEW_LINE && p->ahead.kind != TK_R_CURLY)
		parse_fail(p, PROBLEM_MISSING_PROPERTY_TERMINATOR, span_after(member->span));
	parse_skip_lines_and_semis(p);
}

/* name = value; */
static bool enum_member(Parser *p, TypeMember *member)
{
	Token name = *parse_peek(p), equals;

	*member = (TypeMember){ 0 };
	if (!is_name(&name))
		return false;
	parse_skip(p);
	parse_mark_word_name(p, &name, TF_MEMBER_NAME);
	member->name = name.text;
	member->span = name.span;
	member->is_static = true;
	if (parse_accept(p, TK_EQUALS, &equals)) {
		member->value = parse_expression(p);
		member->span = span_join(name.span, member->value ? member->value->span : equals.span);
		if (!member->value) {
			parse_fail_final(p, PROBLEM_EXPECTED_VALUE_EXPRESSION, span_after(equals.span), S("="));
			if (parse_accept(p, TK_SEMI, NULL))
				parse_skip_lines_and_semis(p);
			return true;
		}
	}
	end_property(p, member);
	return true;
}

/* What may stand before a member.  Returns the span of all of it, empty for nothing. */
static Span member_modifiers(Parser *p, TypeMember *member)
{
	size_t mark = parse_pile(p);
	Span all = { 0 };

	for (;;) {
		Token token = *parse_peek(p);
		NodeAttribute *attribute = NULL;

		if (token.kind == TK_L_BRACKET && (attribute = parse_attribute(p))) {
			if (!attribute->is_constraint)
				parse_pile_add(p, &attribute, sizeof(NodeAttribute *));
			else if (member->type)
				parse_fail(p, PROBLEM_TOO_MANY_TYPES, attribute->span);
			else
				member->type = attribute->type;
			token.span = attribute->span;
		} else if (token.kind == TK_STATIC || token.kind == TK_HIDDEN) {
			bool *flag = token.kind == TK_STATIC ? &member->is_static : &member->is_hidden;

			parse_skip(p);
			if (*flag)
				parse_fail_with(p, PROBLEM_DUPLICATE_QUALIFIER, token.span, token.text);
			*flag = true;
		} else {
			break;
		}
		all = all.len ? span_join(all, token.span) : token.span;
		parse_skip_lines(p);
	}
	member->attributes.p = parse_pile_take(p, mark, sizeof(NodeAttribute *), &member->attributes.n);
	return all;
}

static void property(Parser *p, TypeMember *member)
{
	Token name = parse_take(p), equals;

	member->name = name.text;
	member->span = member->span.len ? span_join(member->span, name.span) : name.span;
	if (parse_accept(p, TK_EQUALS, &equals)) {
		parse_skip_lines(p);
		member->value = parse_expression(p);
		if (member->value)
			member->span = span_join(member->span, member->value->span);
	}
	end_property(p, member);
}

/* : base(arguments) of a constructor.  false: wrong, and reported. */
static bool base_call(Parser *p, const Token *colon)
{
	Token token;
	NodeInvoke call = { 0 };

	parse_skip_lines(p);
	if (!parse_accept(p, TK_BASE, &token)) {
		parse_fail(p, PROBLEM_MISSING_BASE_CTOR_CALL, span_after(colon->span));
		parse_sync(p, TK_L_CURLY);
		return false;
	}
	parse_skip_lines(p);
	if (!parse_accept(p, TK_L_PAREN, &token)) {
		parse_fail(p, PROBLEM_MISSING_METHOD_PARAMETER_LIST, span_after(token.span));
		return false;
	}
	parse_call_arguments(p, &call, &token);
	return true;
}

/* (parameters) : base(...) { }.  false: without a body, and reported. */
static bool method(Parser *p, TypeMember *member, const Token *name)
{
	NodeParamBlock *params = NULL;
	Span last = name->span;
	bool whole = true;
	Token token;

	parse_skip_lines(p);
	if (parse_accept(p, TK_L_PAREN, &token)) {
		params = ARENA_NEW(p->arena, NodeParamBlock);
		params->is_head = true;
		whole = parse_parameters(p, &token, params, &last);
		params->span = span_join(token.span, last);
	} else {
		parse_fail(p, PROBLEM_MISSING_METHOD_PARAMETER_LIST, span_after(name->span));
	}
	parse_skip_lines(p);
	if (whole && parse_accept(p, TK_COLON, &token))
		whole = base_call(p, &token);
	parse_skip_lines(p);
	if (!parse_accept(p, TK_L_CURLY, &token)) {
		if (whole)
			parse_fail(p, PROBLEM_MISSING_FUNCTION_BODY, span_after(last));
		return false;
	}
	member->method = parse_block_rest(p, &token, false, params);
	member->span = span_join(member->span.len ? member->span : name->span, member->method->node.span);
	return true;
}

/* One member.  false: none; broken: it is not whole, and was reported. */
static bool class_member(Parser *p, TypeMember *member, bool *broken)
{
	Token name;

	*member = (TypeMember){ 0 };
	*broken = false;
	member->span = member_modifiers(p, member);
	name = *parse_peek(p);
	if (name.kind == TK_VARIABLE) {
		property(p, member);
		return true;
	}
	if (is_name(&name)) {
		parse_skip(p);
		parse_mark_word_name(p, &name, 0);
		member->name = name.text;
		*broken = !method(p, member, &name);
		parse_skip_lines(p);
		return true;
	}
	if (member->span.len)
		parse_fail(p, PROBLEM_INCOMPLETE_MEMBER_DEFINITION, span_after(member->span));
	return false;
}

/* Members up to where there are no more, then the closing brace. */
static Span type_body(Parser *p, NodeTypeDefinition *node, const Token *open)
{
	size_t mark = parse_pile(p);
	bool broken = false;
	TypeMember member;
	Span last = open->span;
	Token close;

	parse_skip_lines(p);
	while (node->node.op == TK_ENUM ? enum_member(p, &member) : class_member(p, &member, &broken)) {
		if (broken)
			continue;
		parse_pile_add(p, &member, sizeof(member));
		last = member.span;
	}
	node->members = parse_pile_take(p, mark, sizeof(member), &node->nmembers);
	if (parse_accept(p, TK_R_CURLY, &close))
		return close.span;
	close = *parse_peek(p);
	parse_fail_found(p, PROBLEM_MISSING_END_CURLY_BRACE, span_after(open->span), close.span, S(""));
	return node->node.op == TK_ENUM ? (Span){ close.span.at, 0 } : last;
}

static Node *type_definition(Parser *p, const Token *keyword, AttributeList attributes)
{
	LexMode before = parse_mode(p, LEX_SIGNATURE);
	NodeTypeDefinition *node = PARSE_NEW(p, NodeTypeDefinition, NODE_TYPE_DEFINITION, keyword->span);
	Node *result = &node->node;
	Token open;
	Span last;

	node->node.op = (uint8_t)keyword->kind;
	node->attributes = attributes;
	if (type_head(p, node, keyword, &open, &last)) {
		last = type_body(p, node, &open);
		node->node.span = span_join(attributes.n ? attributes.p[0]->span : keyword->span, last);
	} else {
		result = parse_incomplete(p, keyword, NULL, last);
	}
	parse_mode(p, before);
	return result;
}

Node *parse_class(Parser *p, const Token *keyword, const Token *label)
{
	(void)label;
	return type_definition(p, keyword, (AttributeList){ 0 });
}

Node *parse_attributed_type(Parser *p, const Token *keyword, AttributeList attributes)
{
	Node *node = type_definition(p, keyword, attributes);
	Span all = attributes.p[0]->span;
	bool good = true;

	for (uint32_t i = 0; i < attributes.n; i++)
		good &= !attributes.p[i]->is_constraint;
	return good ? node : parse_error_node(p, span_join(all, node->span));
}
