/* eval_assign: assignment to variables, members, elements and lists of them; ++ and --. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/eval_private.h"
#include "shell/engine/validate.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/grid.h"
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

/* ---- members and elements ---- */

static Flow set_named(Interp *in, const NodeMember *node, Value target, Value to)
{
	Value name, text;
	const TypeDef *type;
	Flow flow;

	FLOW_TRY(eval_value(in, node->name, &name));
	flow = convert_to_string(in, name, &text);
	value_drop(name);
	FLOW_TRY(flow);
	if (node->is_static) {
		flow = eval_static_target(in, target, &type);
		if (flow == FLOW_NEXT)
			flow = member_set_static(in, type, value_str_peek(text), to);
	} else {
		flow = member_set(in, target, value_str_peek(text), to);
	}
	value_drop(text);
	return flow;
}

static Flow assign_member_take(Interp *in, NodeMember *node, Value v)
{
	Value target, key = VALUE_EMPTY;
	bool is_key = false;
	Flow flow = eval_operand(in, node->target, &target);

	if (flow == FLOW_NEXT) {
		flow = eval_number_key(in, node, target, &key, &is_key);
		if (flow == FLOW_NEXT)
			flow = is_key ? member_index_set(in, target, key, v) : set_named(in, node, target, v);
		value_drop(key);
		value_drop(target);
	}
	value_drop(v);
	return flow;
}

static Flow slice_assigned(Interp *in, Value key)
{
	Buf text = BUF_INIT;
	Value item;
	bool first = true;
	Iter it;
	Flow flow = iter_init(in, &it, key);

	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		if (!first)
			buf_put_char(&text, ',');
		first = false;
		flow = convert_put_text(in, item, &text);
		value_drop(item);
	}
	iter_release(&it);
	if (flow == FLOW_NEXT)
		flow = fault_runtime(in, CAT_INVALID_OPERATION, "ArraySliceAssignmentFailed",
			"Array assignment to [%.*s] failed because assignment to slices is not supported.",
			STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static bool is_grid(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT && grid_is(v.object->type);
}

static Flow assign_index_take(Interp *in, NodeIndex *node, Value v)
{
	Value target, key = VALUE_EMPTY;
	Flow flow = eval_operand(in, node->target, &target);

	if (flow == FLOW_NEXT) {
		flow = eval_operand(in, node->index, &key);
		if (flow == FLOW_NEXT && iter_unrolls(key) && target.kind != V_HASH && !is_grid(target))
			flow = slice_assigned(in, key);
		else if (flow == FLOW_NEXT)
			flow = member_index_set(in, target, key, v);
		value_drop(key);
		value_drop(target);
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

Flow eval_assign_take(Interp *in, Node *target, Value v)
{
	Declaration declaration;

	switch (target->kind) {
	case NODE_VARIABLE:
		return eval_set_variable_take(in, NODE_AS(NodeVariable, target), v);
	case NODE_MEMBER:
		return assign_member_take(in, NODE_AS(NodeMember, target), v);
	case NODE_INDEX:
		return assign_index_take(in, NODE_AS(NodeIndex, target), v);
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

/* The local plain variable a target is, for growing its value in place; NULL: none such. */
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

/* $s += 'x' and $a += 1 take the value out of the variable first: alone, it grows in place (linear in total). */
static bool append_in_place(Interp *in, Node *target, Value right, Flow *flow)
{
	Variable *slot = plain_local(in, target);
	char room[128];
	Buf text = BUF_ON(room);

	*flow = FLOW_NEXT;
	if (!slot || !value_is_unshared(slot->value))
		return false;
	if (slot->value.kind == V_STRING) {
		*flow = convert_put_text(in, right, &text);
		if (*flow == FLOW_NEXT) { /* the conversion may have run a script: look again */
			slot = plain_local(in, target);
			if (!slot || slot->value.kind != V_STRING) {
				buf_release(&text);
				return false;
			}
			slot->value.string = string_append_take(buf_str(&text), slot->value.string);
		}
		buf_release(&text);
		return true;
	}
	if (slot->value.kind != V_ARRAY || array_is_bytes(slot->value.array))
		return false;
	if (value_unwrap_peek(right).kind == V_LIST ||
		(iter_unrolls(right) && value_unwrap_peek(right).kind != V_ARRAY))
		return false;
	slot->value.array =
		array_append_take(value_unwrap_peek(right).kind == V_ARRAY ? value_unwrap_peek(right) : right,
			iter_unrolls(right), slot->value.array);
	return true;
}

/* $n += 2 where both are Int32. */
static bool count_by(Interp *in, Node *target, TokenKind op, Value right)
{
	Variable *slot = right.kind == V_INT ? plain_local(in, target) : NULL;

	return slot && eval_int_pair(op, slot->value, right, &slot->value);
}

static Flow assign_with(Interp *in, NodeAssign *node, Value right)
{
	Value left, result;
	Flow flow;

	if (count_by(in, node->target, operator_of(node->node.op), right))
		return FLOW_NEXT;
	if (node->node.op == TK_PLUS_EQUALS && append_in_place(in, node->target, right, &flow))
		return flow;
	FLOW_TRY(eval_value(in, node->target, &left));
	flow = eval_arithmetic(in, operator_of(node->node.op), left, right, &result);
	value_drop(left);
	return flow == FLOW_NEXT ? eval_assign_take(in, node->target, result) : flow;
}

static Flow assign_if_null(Interp *in, NodeAssign *node)
{
	Value left, right;
	bool null;

	FLOW_TRY(eval_value(in, node->target, &left));
	null = value_is_null(left);
	value_drop(left);
	if (!null)
		return FLOW_NEXT;
	FLOW_TRY(eval_collect_here(in, node->value, &right));
	return eval_assign_take(in, node->target, right);
}

static Flow run(Interp *in, NodeAssign *node)
{
	Value right;
	Flow flow;

	if (node->node.op == TK_QUESTION_QUESTION_EQUALS)
		return assign_if_null(in, node);
	FLOW_TRY(eval_collect_here(in, node->value, &right));
	if (node->node.op == TK_EQUALS)
		return eval_assign_take(in, node->target, right);
	flow = assign_with(in, node, right);
	value_drop(right);
	return flow;
}

Flow eval_assign(Interp *in, Node *node, Sink *out)
{
	NodeAssign *assign = NODE_AS(NodeAssign, node);
	bool plain = !assign->value || assign->value->kind != NODE_PIPELINE || eval_plain_expression(assign->value);

	(void)out;
	eval_at(in, node);
	FLOW_TRY(run(in, assign));
	if (plain)
		in->success = true;
	return FLOW_NEXT;
}

Flow eval_assign_value(Interp *in, NodeAssign *node, Value *out)
{
	FLOW_TRY(run(in, node));
	return eval_value(in, node->target, out);
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

Flow eval_increment(Interp *in, NodeUnary *node, Value *out)
{
	bool plus = node->node.op == TK_PLUS_PLUS || node->node.op == TK_POSTFIX_PLUS_PLUS;
	bool postfix = node->node.op == TK_POSTFIX_PLUS_PLUS || node->node.op == TK_POSTFIX_MINUS_MINUS;
	Value before, after, plain;
	Num n;
	Flow flow;

	if (count_in_place(in, node, plus ? 1 : -1, out))
		return FLOW_NEXT;
	FLOW_TRY(eval_value(in, node->operand, &before));
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
		flow = eval_assign_take(in, node->operand, after);
		if (flow != FLOW_NEXT)
			value_set_take(out, VALUE_EMPTY);
	}
	value_drop(before);
	return flow;
}
