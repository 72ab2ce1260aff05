/* eval_assign: assignment to variables, members, elements and lists of them; ++ and --. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/eval_private.h"
#include "shell/engine/validate.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"

/* ---- [type]$x = and [attribute()]$x = : reference 12.2.3 ---- */

/* Innermost variable and what stands before it, outermost first. */
typedef struct Declaration {
	NodeVariable *variable;
	NodeAttribute *attributes[16];
	uint32_t n;
} Declaration;

static bool read_declaration(Node *target, Declaration *d)
{
	d->n = 0;
	while (target->kind == NODE_CAST || target->kind == NODE_ATTRIBUTED) {
		NodeCast *cast = NODE_AS(NodeCast, target);

		if (d->n == COUNT(d->attributes))
			return false;
		d->attributes[d->n++] = cast->attribute;
		target = cast->operand;
	}
	d->variable = NODE_AS(NodeVariable, target);
	return target->kind == NODE_VARIABLE;
}

static Flow declared_type(Interp *in, const Declaration *d, const TypeDef **type)
{
	*type = NULL;
	for (uint32_t i = 0; i < d->n; i++)
		if (d->attributes[i]->is_constraint)
			return eval_type(in, d->attributes[i]->type, type);
	return FLOW_NEXT;
}

static Flow no_longer_valid(Interp *in, const NodeVariable *variable, Value v)
{
	Fault fault = {
		.id = "ValidateSetFailure", .category = CAT_METADATA_ERROR, .exception = EXC_VALIDATION_METADATA
	};
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(in, v, &text);

	if (flow == FLOW_NEXT)
		flow = fault_raise(in, &fault,
			"The attribute cannot be added because variable %.*s with value %.*s would no longer be valid.",
			STR_ARG(variable->name), STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static Flow check_declared(Interp *in, const Declaration *d, Value v)
{
	Validator rule;
	bool is, ok = true;
	Flow flow = FLOW_NEXT;

	for (uint32_t i = d->n; i-- > 0 && ok && flow == FLOW_NEXT;) {
		Buf why = BUF_INIT;

		if (d->attributes[i]->is_constraint)
			continue;
		FLOW_TRY(validate_read(in, d->attributes[i], &rule, &is));
		if (!is)
			continue;
		ok = validate_value(in, &rule, v, &why, &flow);
		validate_release(&rule);
		buf_release(&why);
	}
	return flow != FLOW_NEXT || ok ? flow : no_longer_valid(in, d->variable, v);
}

static bool has_rules(const Declaration *d)
{
	for (uint32_t i = 0; i < d->n; i++)
		if (!d->attributes[i]->is_constraint)
			return true;
	return false;
}

static VariableMeta *declared_meta(Interp *in, const Declaration *d, const TypeDef *type)
{
	VariableMeta *meta = scope_meta_new();

	meta->type = type;
	if (has_rules(d)) {
		NodeAttribute **list = ARENA_ARRAY(in->frame->script->arena, NodeAttribute *, d->n);

		memcpy(list, d->attributes, d->n * sizeof(NodeAttribute *));
		meta->attributes = list;
		meta->nattributes = d->n;
		meta->script = script_ref(in->frame->script);
	}
	return meta;
}

/* Every later value is converted and checked as this one. */
static Flow declare_take(Interp *in, const Declaration *d, Value v)
{
	const TypeDef *type;
	Variable *slot;
	Flow flow = declared_type(in, d, &type);

	if (flow == FLOW_NEXT && type && type->id != T_OBJECT)
		flow = scope_convert(in, type,
			!has_rules(d) &&
				!(d->variable->node.flags & (VAR_GLOBAL | VAR_SCRIPT | VAR_LOCAL | VAR_PRIVATE)),
			&v);
	if (flow == FLOW_NEXT)
		flow = check_declared(in, d, v);
	if (flow == FLOW_NEXT) {
		Symbol *symbol = eval_symbol(in, d->variable);

		slot = scope_local_peek(in->scope, symbol);
		if (slot && slot->meta && !(slot->meta->options & (VARIABLE_READ_ONLY | VARIABLE_CONSTANT))) {
			scope_meta_drop(slot->meta);
			slot->meta = NULL;
		}
		flow = eval_set_variable_take(in, d->variable, value_ref(v));
		slot = flow == FLOW_NEXT ? scope_local_peek(in->scope, symbol) : NULL;
		if (slot && !slot->meta)
			slot->meta = declared_meta(in, d, type && type->id != T_OBJECT ? type : NULL);
	}
	value_drop(v);
	return flow;
}

/* ---- lists: the last target gets what is left ---- */

static Flow rest_of(Interp *in, Iter *it, Value *out)
{
	SinkCollect collect;
	Value item;
	Flow flow = FLOW_NEXT;

	(void)in;
	sink_collect_init(&collect);
	while (flow == FLOW_NEXT && iter_next(in, it, &item, &flow))
		flow = sink_put_take(&collect.sink, item);
	*out = sink_collect_take(&collect);
	if (value_is_null(*out))
		*out = VALUE_NULL;
	return flow;
}

static Flow assign_list_take(Interp *in, NodeArray *list, Value v)
{
	Value item;
	Iter it;
	Flow flow = iter_init(in, &it, v);

	for (uint32_t i = 0; i < list->items.n && flow == FLOW_NEXT; i++) {
		item = VALUE_NULL;
		if (i + 1 == list->items.n)
			flow = rest_of(in, &it, &item);
		else if (!iter_next(in, &it, &item, &flow))
			item = VALUE_NULL;
		if (flow == FLOW_NEXT)
			flow = eval_assign_take(in, list->items.p[i], item);
	}
	iter_release(&it);
	value_drop(v);
	return flow;
}

static Flow assign_place_take(Interp *in, Node *target, Value v)
{
	Place place;
	Flow flow = eval_place_open(in, target, &place);

	if (flow == FLOW_NEXT)
		flow = eval_place_write_take(in, &place, v);
	else
		value_drop(v);
	eval_place_release(&place);
	return flow;
}

Flow eval_assign_take(Interp *in, Node *target, Value v)
{
	Declaration declaration;

	switch (target->kind) {
	case NODE_VARIABLE:
		return eval_set_variable_take(in, NODE_AS(NodeVariable, target), v);
	case NODE_MEMBER:
	case NODE_INDEX:
		return assign_place_take(in, target, v);
	case NODE_ARRAY:
		return assign_list_take(in, NODE_AS(NodeArray, target), v);
	case NODE_PAREN:
		if (eval_plain_expression(NODE_AS(NodeParen, target)->body))
			return eval_assign_take(in, eval_plain_expression(NODE_AS(NodeParen, target)->body), v);
		break;
	case NODE_CAST:
	case NODE_ATTRIBUTED:
		if (read_declaration(target, &declaration))
			return declare_take(in, &declaration, v);
		break;
	default:
		break;
	}
	value_drop(v);
	return fault_runtime(in, CAT_INVALID_OPERATION, "InvalidLeftHandSide",
		"The assignment expression is not valid. The input to an assignment operator must be an object that is "
		"able to accept assignments, such as a variable or a property.");
}

/* ---- += and its kin ---- */

static TokenKind operator_of(TokenKind assignment)
{
	switch (assignment) {
	case TK_PLUS_EQUALS:
		return TK_PLUS;
	case TK_MINUS_EQUALS:
		return TK_MINUS;
	case TK_MULTIPLY_EQUALS:
		return TK_MULTIPLY;
	case TK_DIVIDE_EQUALS:
		return TK_DIVIDE;
	default:
		return TK_REM;
	}
}

/* The local plain variable a target is, for counting in place; NULL: none such. */
static Variable *plain_local(Interp *in, Node *target)
{
	NodeVariable *node = NODE_AS(NodeVariable, target);
	Variable *slot;

	if (target->kind != NODE_VARIABLE || (target->flags & (VAR_DRIVE | VAR_GLOBAL | VAR_SCRIPT)))
		return NULL;
	slot = eval_cached_slot(in, node);
	if (!slot)
		slot = scope_local_peek(in->scope, eval_symbol(in, node));
	return slot && !slot->meta ? slot : NULL;
}

/* $n += 2 where both are Int32, and the variable is what it was. */
static bool count_by(Interp *in, Node *target, TokenKind op, Value left, Value right)
{
	Variable *slot = left.kind == V_INT && right.kind == V_INT ? plain_local(in, target) : NULL;

	return slot && slot->value.kind == V_INT && slot->value.type == left.type && slot->value.i64 == left.i64 &&
	       eval_int_pair(op, left, right, &slot->value);
}

/* $s += 'x' and $a += 1: alone, the value grows where it lies (linear in total). */
static Flow combine(Interp *in, TokenKind op, const Place *place, Value *left, Value right)
{
	Value result;
	Flow flow;

	if (count_by(in, place->node, op, *left, right))
		return FLOW_NEXT;
	if (op == TK_PLUS && eval_place_append(in, place, left, right, &flow))
		return flow;
	FLOW_TRY(eval_arithmetic(in, op, *left, right, &result));
	return eval_place_write_take(in, place, result);
}

/* What += and ??= begin with. */
static Flow read_left(Interp *in, const Place *place, Value *out)
{
	Declaration d;

	if (place->node->kind == NODE_MEMBER || place->node->kind == NODE_INDEX || !read_declaration(place->node, &d) ||
		!eval_is_new_local(in, d.variable))
		return eval_place_read(in, place, out);
	*out = VALUE_NULL;
	return FLOW_NEXT;
}

/* What is there is read first: the value may change it ($x += ($x = 5); asked of 7.6). */
static Flow assign_with(Interp *in, NodeAssign *node, const Place *place)
{
	Value left, right;
	Flow flow;

	FLOW_TRY(read_left(in, place, &left));
	flow = eval_collect_here(in, node->value, &right);
	if (flow == FLOW_NEXT) {
		flow = combine(in, operator_of(node->node.op), place, &left, right);
		value_drop(right);
	}
	value_drop(left);
	return flow;
}

static Flow assign_if_null(Interp *in, NodeAssign *node, const Place *place)
{
	Value left, right;
	bool null;

	FLOW_TRY(read_left(in, place, &left));
	null = value_is_null(left);
	value_drop(left);
	if (!null) {
		in->success = true;
		return FLOW_NEXT;
	}
	FLOW_TRY(eval_collect_here(in, node->value, &right));
	return eval_place_write_take(in, place, right);
}

static Flow assign_to(Interp *in, NodeAssign *node, const Place *place)
{
	Value right;

	if (node->node.op == TK_QUESTION_QUESTION_EQUALS)
		return assign_if_null(in, node, place);
	if (node->node.op != TK_EQUALS)
		return assign_with(in, node, place);
	FLOW_TRY(eval_collect_here(in, node->value, &right));
	return eval_place_write_take(in, place, right);
}

/* The target's parts come before the value, but those of the element that = sets (asked of 7.6).  out, unless NULL: what
 * is there then. */
static Flow run(Interp *in, NodeAssign *node, Value *out)
{
	Value right = VALUE_EMPTY;
	Place place;
	bool late = node->node.op == TK_EQUALS && node->target->kind != NODE_MEMBER;
	Flow flow;

	if (late)
		FLOW_TRY(eval_collect_here(in, node->value, &right));
	flow = eval_place_open(in, node->target, &place);
	if (flow != FLOW_NEXT)
		value_drop(right);
	else
		flow = late ? eval_place_write_take(in, &place, right) : assign_to(in, node, &place);
	if (flow == FLOW_NEXT && out)
		flow = eval_place_read(in, &place, out);
	eval_place_release(&place);
	return flow;
}

Flow eval_assign(Interp *in, Node *node, Sink *out)
{
	(void)out;
	eval_at(in, node);
	return run(in, NODE_AS(NodeAssign, node), NULL);
}

Flow eval_assign_value(Interp *in, NodeAssign *node, Value *out)
{
	return run(in, node, out);
}

/* ---- ++ and -- ---- */

static Flow not_a_number(Interp *in, TokenKind op, Value v)
{
	bool plus = op == TK_PLUS_PLUS || op == TK_POSTFIX_PLUS_PLUS;

	return fault_runtime(in, CAT_INVALID_OPERATION, "OperatorRequiresNumber",
		"The '%s' operator works only on numbers. The operand is a '%s'.", plus ? "++" : "--",
		type_of(v)->name);
}

/* A plain Int32 in a local variable is counted where it lies. */
static bool count_in_place(Interp *in, NodeUnary *node, int by, Value *out)
{
	Variable *slot = plain_local(in, node->operand);
	bool postfix = node->node.op == TK_POSTFIX_PLUS_PLUS || node->node.op == TK_POSTFIX_MINUS_MINUS;
	int32_t result;

	if (!slot || slot->value.kind != V_INT || slot->value.type != T_INT32 ||
		__builtin_add_overflow((int32_t)slot->value.i64, by, &result))
		return false;
	*out = postfix ? slot->value : value_int(result);
	slot->value = value_int(result);
	return true;
}

static Flow increment(Interp *in, const NodeUnary *node, const Place *place, Value *out)
{
	bool plus = node->node.op == TK_PLUS_PLUS || node->node.op == TK_POSTFIX_PLUS_PLUS;
	bool postfix = node->node.op == TK_POSTFIX_PLUS_PLUS || node->node.op == TK_POSTFIX_MINUS_MINUS;
	Value before, after, plain;
	Num n;
	Flow flow;

	FLOW_TRY(eval_place_read(in, place, &before));
	plain = value_unwrap_peek(before);
	if (!value_is_null(plain) && (plain.kind == V_BOOL || plain.kind == V_CHAR || plain.kind == V_BIGINT ||
					     !convert_peek_number(plain, &n))) {
		flow = not_a_number(in, node->node.op, plain);
		value_drop(before);
		return flow;
	}
	if (value_is_null(before))
		before = value_int(0);
	flow = eval_arithmetic(in, plus ? TK_PLUS : TK_MINUS, before, value_int(1), &after);
	if (flow == FLOW_NEXT) {
		*out = value_ref(postfix ? before : after);
		flow = eval_place_write_take(in, place, after);
		if (flow != FLOW_NEXT)
			value_set_take(out, VALUE_EMPTY);
	}
	value_drop(before);
	return flow;
}

Flow eval_increment(Interp *in, NodeUnary *node, Value *out)
{
	bool plus = node->node.op == TK_PLUS_PLUS || node->node.op == TK_POSTFIX_PLUS_PLUS;
	Place place;
	Flow flow;

	if (count_in_place(in, node, plus ? 1 : -1, out))
		return FLOW_NEXT;
	flow = eval_place_open(in, node->operand, &place);
	if (flow == FLOW_NEXT)
		flow = increment(in, node, &place, out);
	eval_place_release(&place);
	return flow;
}
