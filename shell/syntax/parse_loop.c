/* parse_loop: while, do, for, foreach and switch. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

static Str label_text(const Token *label)
{
	return label ? label->text : (Str){ 0 };
}

static Span whole_span(const Token *keyword, const Token *label, Span last)
{
	return span_join(label ? label->span : keyword->span, last);
}

/* As the language writes it, however it was typed. */
static Str name_of(const Token *keyword)
{
	return str_from(token_text(keyword->kind));
}

/* ---- while and do ------------------------------------------------------------------------------------------------ */

/* ( condition ) of while and until.  false: not whole; last is how far it goes. */
static bool loop_condition(Parser *p, const Token *keyword, Node **condition, Span *last)
{
	Token open, close;

	*last = keyword->span;
	parse_skip_lines(p);
	if (!parse_accept(p, TK_L_PAREN, &open)) {
		parse_fail_with(
			p, PROBLEM_MISSING_OPEN_PARENTHESIS_AFTER_KEYWORD, span_after(keyword->span), keyword->text);
		return false;
	}
	parse_skip_lines(p);
	*condition = parse_pipeline(p);
	if (!*condition) {
		parse_fail_with(p, PROBLEM_MISSING_EXPRESSION_AFTER_KEYWORD, span_after(open.span), name_of(keyword));
		*condition = parse_error_node(p, span_after(open.span));
	}
	*last = (*condition)->span;
	parse_skip_lines(p);
	if (!parse_accept(p, TK_R_PAREN, &close)) {
		if ((*condition)->kind != NODE_ERROR)
			parse_fail_with(p, PROBLEM_MISSING_END_PARENTHESIS_AFTER_STATEMENT, span_after(*last),
				name_of(keyword));
		return false;
	}
	*last = close.span;
	return true;
}

Node *parse_while(Parser *p, const Token *keyword, const Token *label)
{
	NodeWhile *node = PARSE_NEW(p, NodeWhile, NODE_WHILE, keyword->span);
	Span last;

	if (!loop_condition(p, keyword, &node->condition, &last))
		return parse_incomplete(p, keyword, label, last);
	node->body = parse_body(p);
	if (!node->body) {
		parse_fail_with(p, PROBLEM_MISSING_LOOP_STATEMENT, span_after(last), name_of(keyword));
		return parse_incomplete(p, keyword, label, last);
	}
	node->label = label_text(label);
	node->node.span = whole_span(keyword, label, node->body->node.span);
	return &node->node;
}

Node *parse_do(Parser *p, const Token *keyword, const Token *label)
{
	NodeWhile *node = PARSE_NEW(p, NodeWhile, NODE_DO_WHILE, keyword->span);
	Token end;
	Span last;

	node->body = parse_body(p);
	if (!node->body) {
		parse_fail_with(p, PROBLEM_MISSING_LOOP_STATEMENT, span_after(keyword->span), name_of(keyword));
		return parse_incomplete(p, keyword, label, keyword->span);
	}
	last = node->body->node.span;
	parse_skip_lines(p);
	end = *parse_peek(p);
	if (end.kind != TK_WHILE && end.kind != TK_UNTIL) {
		parse_fail(p, PROBLEM_MISSING_WHILE_OR_UNTIL_IN_DO_WHILE, span_after(last));
		return parse_incomplete(p, keyword, label, last);
	}
	parse_skip(p);
	end.text = name_of(&end);
	if (!loop_condition(p, &end, &node->condition, &last) || node->condition->kind == NODE_ERROR)
		return parse_incomplete(p, keyword, label, last);
	if (end.kind == TK_UNTIL)
		node->node.kind = NODE_DO_UNTIL;
	node->label = label_text(label);
	node->node.span = whole_span(keyword, label, last);
	return &node->node;
}

/* ---- for --------------------------------------------------------------------------------------------------------- */

/* One of the three parts, and the separator behind it. */
static Node *for_part(Parser *p, bool separator, Span *last)
{
	Node *part;
	Token semi;

	parse_skip_lines(p);
	part = parse_pipeline(p);
	if (part)
		*last = part->span;
	if (separator && parse_accept(p, TK_SEMI, &semi))
		*last = semi.span;
	else if (separator)
		parse_accept(p, TK_NEW_LINE, NULL);
	return part;
}

Node *parse_for(Parser *p, const Token *keyword, const Token *label)
{
	NodeFor *node = PARSE_NEW(p, NodeFor, NODE_FOR, keyword->span);
	Token open, close;
	Span last = keyword->span;

	parse_skip_lines(p);
	if (!parse_accept(p, TK_L_PAREN, &open)) {
		parse_fail_with(p, PROBLEM_MISSING_OPEN_PARENTHESIS_AFTER_KEYWORD, span_after(last), name_of(keyword));
		return parse_incomplete(p, keyword, label, last);
	}
	last = open.span;
	node->init = for_part(p, true, &last);
	node->condition = for_part(p, true, &last);
	node->step = for_part(p, false, &last);
	parse_skip_lines(p);
	if (!parse_accept(p, TK_R_PAREN, &close)) {
		parse_fail_with(p, PROBLEM_MISSING_END_PARENTHESIS_AFTER_STATEMENT, span_after(last), name_of(keyword));
		return parse_incomplete(p, keyword, label, last);
	}
	node->body = parse_body(p);
	if (!node->body) {
		parse_fail_with(p, PROBLEM_MISSING_LOOP_STATEMENT, span_after(close.span), name_of(keyword));
		return parse_incomplete(p, keyword, label, close.span);
	}
	node->label = label_text(label);
	node->node.span = whole_span(keyword, label, node->body->node.span);
	return &node->node;
}

/* ---- foreach ----------------------------------------------------------------------------------------------------- */

/* -parallel and -throttlelimit n, kept for later.  false: a parameter that is not one of them. */
static bool foreach_flags(Parser *p, NodeForeach *node, Span *last)
{
	bool good = true;
	Token flag;

	parse_skip_lines(p);
	while (parse_accept(p, TK_PARAMETER, &flag)) {
		*last = flag.span;
		if (str_istarts(S("parallel"), flag.text)) {
			node->parallel = true;
		} else if (str_istarts(S("throttlelimit"), flag.text)) {
			node->limit = parse_argument(p, ARGUMENT_SINGLE);
			if (node->limit)
				*last = node->limit->span;
			else
				parse_fail(p, PROBLEM_MISSING_THROTTLE_LIMIT, span_after(flag.span));
		} else {
			parse_fail_with(p, PROBLEM_INVALID_FOREACH_FLAG, flag.span, flag.text);
			good = false;
		}
		parse_skip_lines(p);
	}
	return good;
}

/* $variable in pipeline ) */
static bool foreach_head(Parser *p, NodeForeach *node, Span *last)
{
	Token token;

	parse_skip_lines(p);
	token = *parse_peek(p);
	if (token.kind != TK_VARIABLE && token.kind != TK_SPLATTED_VARIABLE) {
		parse_fail(p, PROBLEM_MISSING_VARIABLE_NAME_AFTER_FOREACH, span_after(*last));
		return false;
	}
	parse_skip(p);
	node->variable = parse_variable(p, &token);
	*last = token.span;
	parse_skip_lines(p);
	if (!parse_accept(p, TK_IN, &token)) {
		parse_fail(p, PROBLEM_MISSING_IN_IN_FOREACH, span_after(*last));
		return false;
	}
	*last = token.span;
	parse_skip_lines(p);
	node->collection = parse_pipeline(p);
	if (!node->collection) {
		parse_fail(p, PROBLEM_MISSING_FOREACH_EXPRESSION, span_after(*last));
		return false;
	}
	*last = node->collection->span;
	parse_skip_lines(p);
	if (!parse_accept(p, TK_R_PAREN, &token)) {
		parse_fail(p, PROBLEM_MISSING_END_PARENTHESIS_AFTER_FOREACH, span_after(*last));
		return false;
	}
	*last = token.span;
	return true;
}

/* Inside a workflow these would mean something. */
static void refuse_foreach_flags(Parser *p, const NodeForeach *node)
{
	if (node->limit)
		lexer_report(&p->lexer, PROBLEM_KEYWORD_PARAMETER_RESERVED_FOR_FUTURE_USE, node->node.span,
			node->node.span, (ProblemArgs){ .a = S("foreach"), .b = S("throttlelimit") });
	if (node->limit && !node->parallel)
		parse_fail(p, PROBLEM_THROTTLE_LIMIT_REQUIRES_PARALLEL_FLAG, node->node.span);
	if (node->parallel)
		lexer_report(&p->lexer, PROBLEM_KEYWORD_PARAMETER_RESERVED_FOR_FUTURE_USE, node->node.span,
			node->node.span, (ProblemArgs){ .a = S("foreach"), .b = S("parallel") });
}

Node *parse_foreach(Parser *p, const Token *keyword, const Token *label)
{
	NodeForeach *node = PARSE_NEW(p, NodeForeach, NODE_FOREACH, keyword->span);
	Span last = keyword->span;
	bool good = foreach_flags(p, node, &last);
	Span flags_end = last;
	Token open;

	if (!parse_accept(p, TK_L_PAREN, &open)) {
		parse_fail_with(
			p, PROBLEM_MISSING_OPEN_PARENTHESIS_AFTER_KEYWORD, span_after(keyword->span), name_of(keyword));
		return parse_incomplete(p, keyword, label, keyword->span);
	}
	last = open.span;
	if (!foreach_head(p, node, &last))
		return parse_incomplete(p, keyword, label, last);
	node->body = parse_body(p);
	if (!node->body) {
		parse_fail(p, PROBLEM_MISSING_FOREACH_STATEMENT, span_after(last));
		return parse_incomplete(p, keyword, label, last);
	}
	if (!good)
		return parse_incomplete(p, keyword, label, flags_end);
	node->label = label_text(label);
	node->node.span = whole_span(keyword, label, node->body->node.span);
	refuse_foreach_flags(p, node);
	return &node->node;
}

/* ---- switch ------------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const struct {
	const char *name;
	uint16_t flag, clears; /* -regex, -wildcard and -exact take each other's place */
} switch_flags[] = {
	{ "regex", SWITCH_REGEX, SWITCH_WILDCARD | SWITCH_EXACT }, { "wildcard", SWITCH_WILDCARD, SWITCH_REGEX | SWITCH_EXACT },
	{ "exact", SWITCH_EXACT, SWITCH_REGEX | SWITCH_WILDCARD }, { "casesensitive", SWITCH_CASE_SENSITIVE, 0 },
	{ "file", SWITCH_FILE, 0 }, { "parallel", SWITCH_PARALLEL, 0 },
};
/* clang-format on */

/* State while a switch is read: an error makes all of it an error, but reading goes on unless the input ends there. */
typedef struct SwitchState {
	NodeSwitch *node;
	Span last;
	bool broken, ended;
} SwitchState;

static void switch_error(Parser *p, SwitchState *state, ProblemId id, Span span, Str arg)
{
	state->ended |= parse_fail_with(p, id, span, arg);
	state->broken = true;
}

/* The file of -file: any one argument. */
static void switch_file(Parser *p, SwitchState *state, const Token *flag)
{
	Node *file;

	parse_skip_lines(p);
	file = parse_argument(p, ARGUMENT_SINGLE);
	if (!file) {
		switch_error(p, state, PROBLEM_MISSING_FILENAME_OPTION, span_after(flag->span), S(""));
		return;
	}
	state->node->subject = parse_pipeline_of(p, file);
	state->last = file->span;
}

static void switch_flag(Parser *p, SwitchState *state, const Token *flag)
{
	NodeSwitch *node = state->node;

	state->last = flag->span;
	for (size_t i = 0; i < COUNT(switch_flags); i++) {
		if (!str_istarts(str_from(switch_flags[i].name), flag->text))
			continue;
		node->node.flags = (uint16_t)((node->node.flags & ~switch_flags[i].clears) | switch_flags[i].flag);
		if (switch_flags[i].flag == SWITCH_FILE)
			switch_file(p, state, flag);
		return;
	}
	switch_error(p, state, PROBLEM_INVALID_SWITCH_FLAG, flag->span, flag->text);
}

/* ( pipeline ) */
static void switch_subject(Parser *p, SwitchState *state)
{
	Token open, close;

	if (!parse_accept(p, TK_L_PAREN, &open)) {
		if (!(state->node->node.flags & SWITCH_FILE))
			switch_error(p, state, PROBLEM_PIPELINE_VALUE_REQUIRED, span_after(state->last), S(""));
		return;
	}
	state->last = open.span;
	if (state->node->node.flags & SWITCH_FILE)
		switch_error(p, state, PROBLEM_PIPELINE_VALUE_REQUIRED, open.span, S(""));
	parse_skip_lines(p);
	state->node->subject = parse_pipeline(p);
	if (!state->node->subject)
		switch_error(p, state, PROBLEM_PIPELINE_VALUE_REQUIRED, span_after(open.span), S(""));
	else
		state->last = state->node->subject->span;
	parse_skip_lines(p);
	if (parse_accept(p, TK_R_PAREN, &close))
		state->last = close.span;
	else if (state->node->subject)
		switch_error(
			p, state, PROBLEM_MISSING_END_PARENTHESIS_IN_SWITCH_STATEMENT, span_after(state->last), S(""));
}

/* default, or the condition of a clause: one argument. */
static bool switch_condition(Parser *p, SwitchState *state, struct SwitchClause *clause, bool *is_default)
{
	Token token;

	clause->condition = NULL;
	*is_default = parse_accept(p, TK_DEFAULT, &token);
	if (*is_default) {
		state->last = token.span;
		return true;
	}
	clause->condition = parse_argument(p, ARGUMENT_SINGLE);
	if (clause->condition)
		state->last = clause->condition->span;
	return clause->condition != NULL;
}

/* condition { }.  false: no condition. */
static bool switch_clause(Parser *p, SwitchState *state)
{
	struct SwitchClause clause;
	bool is_default;
	Span start = parse_peek(p)->span;

	if (!switch_condition(p, state, &clause, &is_default)) {
		switch_error(p, state, PROBLEM_MISSING_SWITCH_CONDITION_EXPRESSION, span_after(state->last), S(""));
		parse_accept(p, TK_R_CURLY, NULL);
		return false;
	}
	clause.body = parse_body(p);
	if (clause.body)
		state->last = clause.body->node.span;
	else
		switch_error(p, state, PROBLEM_MISSING_SWITCH_STATEMENT_CLAUSE, span_after(state->last), S(""));
	if (is_default && clause.body && state->node->otherwise)
		switch_error(p, state, PROBLEM_MULTIPLE_SWITCH_DEFAULT_CLAUSES, start, S(""));
	if (is_default && clause.body)
		state->node->otherwise = clause.body;
	else if (!is_default)
		parse_pile_add(p, &clause, sizeof(clause));
	parse_skip_lines_and_semis(p);
	return true;
}

/* { clauses } */
static void switch_clauses(Parser *p, SwitchState *state, const Token *open)
{
	size_t mark = parse_pile(p);
	NodeSwitch *node = state->node;
	bool more = true;
	Token close;

	state->last = open->span;
	parse_skip_lines(p);
	do
		more = switch_clause(p, state);
	while (more && !state->ended && parse_peek_kind(p) != TK_R_CURLY && p->ahead.kind != TK_END_OF_INPUT);
	node->clauses = parse_pile_take(p, mark, sizeof(struct SwitchClause), &node->nclauses);
	if (!more || state->ended)
		return;
	if (parse_accept(p, TK_R_CURLY, &close)) {
		if (!state->broken)
			state->last = close.span;
		return;
	}
	parse_fail_found(p, PROBLEM_MISSING_END_CURLY_BRACE, open->span, parse_peek(p)->span, S(""));
	state->broken = true;
}

static void switch_body(Parser *p, SwitchState *state)
{
	Token open;

	parse_skip_lines(p);
	if (parse_accept(p, TK_L_CURLY, &open))
		switch_clauses(p, state, &open);
	else
		switch_error(p, state, PROBLEM_MISSING_CURLY_BRACE_IN_SWITCH_STATEMENT, span_after(state->last), S(""));
}

Node *parse_switch(Parser *p, const Token *keyword, const Token *label)
{
	SwitchState state = { .node = PARSE_NEW(p, NodeSwitch, NODE_SWITCH, keyword->span), .last = keyword->span };
	Token token;

	parse_skip_lines(p);
	while (parse_accept(p, TK_PARAMETER, &token)) {
		switch_flag(p, &state, &token);
		parse_skip_lines(p);
	}
	if (!state.ended)
		switch_subject(p, &state);
	if (!state.ended)
		switch_body(p, &state);
	if (state.broken)
		return parse_incomplete(p, keyword, label, state.last);
	state.node->label = label_text(label);
	state.node->node.span = whole_span(keyword, label, state.last);
	if (state.node->node.flags & SWITCH_PARALLEL)
		lexer_report(&p->lexer, PROBLEM_KEYWORD_PARAMETER_RESERVED_FOR_FUTURE_USE, state.node->node.span,
			state.node->node.span, (ProblemArgs){ .a = S("switch"), .b = S("parallel") });
	return &state.node->node;
}
