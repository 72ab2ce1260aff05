/* eval_cast: [type]expression and the casts that are more than a conversion. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/eval_private.h"
#include "shell/engine/reference.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/member.h"

/* The hash literal below parentheses, or NULL. */
static NodeHash *literal_hash(Node *node)
{
	return node->kind == NODE_HASH ? NODE_AS(NodeHash, node) : NULL;
}

/* [ordered]@{}: only a literal keeps its order; everything else is an error. */
static Flow cast_ordered(Interp *in, NodeCast *node, Value *out)
{
	NodeHash *hash = literal_hash(node->operand);

	if (hash)
		return eval_hash_as(in, hash, type_of_id(T_ORDERED), out);
	return fault_runtime(in, CAT_PARSER_ERROR, "OrderedAttributeOnlyOnHashLiteralNode",
		"The ordered attribute can be specified only on a hash literal node.");
}

static Flow cast_custom(Interp *in, NodeCast *node, Value *out)
{
	NodeHash *hash = literal_hash(node->operand);
	Value v;
	Flow flow;

	if (hash)
		FLOW_TRY(eval_hash_as(in, hash, type_of_id(T_ORDERED), &v));
	else
		FLOW_TRY(eval_value(in, node->operand, &v));
	flow = convert_to_custom(in, v, out);
	value_drop(v);
	return flow;
}

static bool is_constant(const Symbol *symbol)
{
	return symbol->id == SYM_NULL || symbol->id == SYM_TRUE || symbol->id == SYM_FALSE;
}

/* [ref]$x refers to the variable; [ref] of anything else, $null too, to a value of its own. */
static Flow cast_reference(Interp *in, NodeCast *node, Value *out)
{
	Node *operand = node->operand;
	Value v;

	while (operand->kind == NODE_PAREN && eval_plain_expression(NODE_AS(NodeParen, operand)->body))
		operand = eval_plain_expression(NODE_AS(NodeParen, operand)->body);
	if (operand->kind == NODE_VARIABLE && !(operand->flags & VAR_DRIVE) &&
		!is_constant(scope_symbol(in, NODE_AS(NodeVariable, operand)->name))) {
		NodeVariable *variable = NODE_AS(NodeVariable, operand);
		Symbol *symbol = scope_symbol(in, variable->name);

		if (symbol->id == SYM_PLAIN && !scope_find_peek(in->scope, symbol))
			return fault_runtime(in, CAT_INVALID_OPERATION, "NonExistingVariableReference",
				"[ref] cannot be applied to a variable that does not exist.");
		*out = reference_new(in, in->scope, symbol, VALUE_NULL);
		return FLOW_NEXT;
	}
	FLOW_TRY(eval_value(in, node->operand, &v));
	*out = reference_new(in, NULL, NULL, v);
	value_drop(v);
	return FLOW_NEXT;
}

static Flow cast_to(Interp *in, NodeCast *node, const TypeDef *type, Value *out)
{
	Value v;
	Flow flow;

	FLOW_TRY(eval_value(in, node->operand, &v));
	if (type->id == T_VOID) {
		value_drop(v);
		*out = VALUE_EMPTY;
		return FLOW_NEXT;
	}
	flow = convert_to(in, v, type, out);
	value_drop(v);
	return flow;
}

/* Names that are casts of their own, and no types to be looked up. */
static const struct {
	const char *name;
	Flow (*cast)(Interp *in, NodeCast *node, Value *out);
} special_casts[] = {
	{ "ordered", cast_ordered },
	{ "pscustomobject", cast_custom },
	{ "psobject", NULL },
	{ "ref", cast_reference },
};

Flow eval_cast(Interp *in, Node *node, Value *out)
{
	NodeCast *cast = NODE_AS(NodeCast, node);
	TypeName *name = cast->attribute->type;
	const TypeDef *type;

	if (!name->rank && !name->nargs)
		for (size_t i = 0; i < COUNT(special_casts); i++)
			if (special_casts[i].cast && str_ieq(name->text, str_from(special_casts[i].name)))
				return special_casts[i].cast(in, cast, out);
	FLOW_TRY(eval_cast_type(in, name, &type));
	if (type->id == T_REFERENCE)
		return cast_reference(in, cast, out);
	return cast_to(in, cast, type, out);
}

/* ---- enum ---- */

/* An enum's values count up from the last one that was given. */
static Flow enum_value(Interp *in, const struct TypeMember *member, int64_t *next)
{
	Value v;
	Flow flow;

	if (!member->value)
		return FLOW_NEXT;
	FLOW_TRY(eval_value(in, member->value, &v));
	flow = convert_to_i64(in, v, next);
	value_drop(v);
	return flow;
}

static bool has_flags(const NodeTypeDefinition *definition)
{
	for (uint32_t i = 0; i < definition->attributes.n; i++)
		if (str_iends(definition->attributes.p[i]->type->name, S("Flags")))
			return true;
	return false;
}

Flow eval_type_definition(Interp *in, Node *node, Sink *out)
{
	NodeTypeDefinition *definition = NODE_AS(NodeTypeDefinition, node);
	EnumName *names;
	int64_t next = 0;

	(void)out;
	eval_at(in, node);
	if (node->op != TK_ENUM)
		return fault_runtime(in, CAT_NOT_IMPLEMENTED, "ClassNotSupported",
			"The %s '%.*s' cannot be defined: classes are not supported by this shell, only enums.",
			token_text(node->op), STR_ARG(definition->name));
	names = ARENA_ARRAY(in->scratch, EnumName, definition->nmembers + 1);
	for (uint32_t i = 0; i < definition->nmembers; i++, next++) {
		FLOW_TRY(enum_value(in, &definition->members[i], &next));
		names[i].name = arena_copy(in->scratch, definition->members[i].name).p;
		names[i].value = next;
	}
	type_set_add_enum(
		runtime_of(in)->types, definition->name, names, definition->nmembers, T_INT32, has_flags(definition));
	return FLOW_NEXT;
}
