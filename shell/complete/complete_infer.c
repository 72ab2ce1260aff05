/* complete_infer: what an expression is, as far as that is known without running it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/complete/complete_private.h"
#include "shell/engine/registry.h"
#include "shell/syntax/ast_walk.h"
#include "shell/value/array.h"
#include "shell/value/list.h"
#include "shell/value/member_table.h"

static const Inferred nothing = { .value = { .kind = V_EMPTY } };

void complete_inferred_release(Inferred *inferred)
{
	value_drop(inferred->value);
	*inferred = nothing;
}

static Inferred from_value_take(Value v)
{
	if (value_is_null(v)) {
		value_drop(v);
		return nothing;
	}
	return (Inferred){ .value = v, .type = type_of(v) };
}

static Inferred from_type(const TypeDef *type)
{
	return (Inferred){ .value = VALUE_EMPTY, .type = type };
}

static Inferred from_type_text(Completer *c, Str name)
{
	return from_type(name.n ? type_set_find(c->in->rt.types, name) : NULL);
}

Value complete_inferred_value(const Inferred *inferred)
{
	if (inferred->value.kind != V_EMPTY)
		return value_ref(inferred->value);
	return inferred->type ? object_value(object_new(inferred->type)) : VALUE_NULL;
}

/* An element of what is known, as a pipeline would hand it on. */
static Inferred element_of_take(Inferred inferred)
{
	Value v = value_unwrap_peek(inferred.value);
	Inferred element;

	if (v.kind == V_ARRAY && v.array->n)
		element = from_value_take(array_get(v.array, 0));
	else if (v.kind == V_LIST && v.list->n)
		element = from_value_take(value_ref(list_peek(v.list, 0)));
	else if (v.kind == V_EMPTY && inferred.type && inferred.type->elem)
		element = from_type(inferred.type->elem);
	else
		return inferred;
	complete_inferred_release(&inferred);
	return element;
}

/* ---- variables ---- */

typedef struct FindAssignment {
	AstVisitor visitor;
	Completer *c;
	Str name;
	size_t before;        /* only what ends before this place counts */
	Node *value;          /* of the last assignment */
	NodeForeach *loop;    /* of which it is the variable, when that came last */
	const TypeName *type; /* [type]$name */
} FindAssignment;

static bool is_named(const FindAssignment *find, const Node *node)
{
	return node->kind == NODE_VARIABLE && str_ieq(NODE_READ(NodeVariable, node)->name, find->name);
}

static bool look_for_assignment(AstVisitor *visitor, Node *node, const Node *outer)
{
	FindAssignment *find = (FindAssignment *)visitor;
	Node *target;

	(void)outer;
	if (node->span.at >= find->before)
		return true;
	if (node->kind == NODE_ASSIGN) {
		target = NODE_AS(NodeAssign, node)->target;
		if (target->kind == NODE_CAST && is_named(find, NODE_AS(NodeCast, target)->operand)) {
			find->type = NODE_AS(NodeCast, target)->attribute->type;
		} else if (is_named(find, target) && node->span.at + node->span.len <= find->before) {
			find->value = NODE_AS(NodeAssign, node)->value;
			find->loop = NULL;
		}
	} else if (node->kind == NODE_FOREACH && is_named(find, &NODE_AS(NodeForeach, node)->variable->node)) {
		find->loop = NODE_AS(NodeForeach, node);
	}
	return true;
}

static Inferred infer_deep(Completer *c, Node *node, int depth);

/* What a collection holds: of a, b that is a. */
static Inferred infer_element(Completer *c, Node *node, int depth)
{
	NodePipeline *pipeline = NODE_AS(NodePipeline, node);

	if (node->kind == NODE_PIPELINE && pipeline->nelements == 1)
		node = pipeline->elements[0].node;
	if (node->kind == NODE_ARRAY && NODE_AS(NodeArray, node)->items.n)
		return infer_deep(c, NODE_AS(NodeArray, node)->items.p[0], depth);
	return element_of_take(infer_deep(c, node, depth));
}

static Inferred infer_assigned(Completer *c, const NodeVariable *variable, int depth)
{
	FindAssignment find = { .visitor = { .node = look_for_assignment },
		.c = c,
		.name = variable->name,
		.before = variable->node.span.at };

	ast_walk_block(&find.visitor, c->script->root);
	VEC_RELEASE(&find.visitor.chain);
	if (find.type)
		return from_type_text(c, find.type->text);
	if (find.loop && find.loop->collection)
		return infer_element(c, find.loop->collection, depth);
	return find.value ? infer_deep(c, find.value, depth) : nothing;
}

static bool is_underscore(Str name)
{
	return str_eq(name, S("_")) || str_ieq(name, S("PSItem"));
}

/* The command that the block around a place belongs to. */
static const NodeCommand *command_around(const Completer *c, const Node *node)
{
	size_t place = complete_place(c, node);
	bool block = false;

	for (size_t i = place == STR_NONE ? c->path.n : place; i > 0; i--) {
		if (c->path.p[i - 1]->kind == NODE_SCRIPT_BLOCK)
			block = true;
		if (block && c->path.p[i - 1]->kind == NODE_COMMAND)
			return NODE_AS(NodeCommand, c->path.p[i - 1]);
	}
	return NULL;
}

static Inferred infer_variable(Completer *c, const NodeVariable *variable, int depth)
{
	const NodeCommand *command = is_underscore(variable->name) ? command_around(c, &variable->node) : NULL;
	Value v = VALUE_NULL;
	Inferred found;
	bool there = false;

	if (command)
		return complete_infer_input(c, command);
	found = variable->qualifier.n ? nothing : infer_assigned(c, variable, depth);
	if (found.type)
		return found;
	if (scope_get(c->in, c->in->scope, scope_symbol(c->in, variable->name), &v, &there) != FLOW_NEXT)
		value_drop(interp_take_error(c->in));
	return there ? from_value_take(v) : nothing;
}

/* ---- members ---- */

static Str constant_text(const Node *node)
{
	const NodeConst *constant = NODE_READ(NodeConst, node);

	return node && node->kind == NODE_CONST && value_is_string(constant->value) ? value_str_peek(constant->value)
										    : S("");
}

/* The first word of "string Substring(int startIndex)". */
static Str returned_type(const MethodDef *method)
{
	Str signature = str_from(method->signature);

	return str_cut(signature, 0, str_find_byte(signature, ' ', 0));
}

static Inferred infer_static(Completer *c, const TypeDef *type, Str name)
{
	const MemberEntry *entry = member_table_find(c->in, type, name, true);
	Value v = VALUE_NULL;
	bool found;

	if (entry && entry->group)
		return from_type_text(c, returned_type(entry->group->defs[0]));
	if (member_get_static(c->in, type, name, &v, &found) == FLOW_NEXT)
		return from_value_take(v);
	value_drop(interp_take_error(c->in));
	return nothing;
}

static Inferred infer_property(Completer *c, const Inferred *target, Str name)
{
	const MemberEntry *entry;
	Value v = VALUE_NULL;
	bool found;

	if (target->value.kind != V_EMPTY) {
		if (member_get(c->in, target->value, name, NULL, &v, &found) == FLOW_NEXT)
			return from_value_take(v);
		value_drop(interp_take_error(c->in));
		return nothing;
	}
	entry = target->type ? member_table_find(c->in, target->type, name, false) : NULL;
	return entry && entry->prop ? from_type_text(c, str_from(entry->prop->type)) : nothing;
}

static Inferred infer_member(Completer *c, const NodeMember *member, int depth)
{
	Inferred target = infer_deep(c, member->target, depth), found = nothing;
	Str name = constant_text(member->name);

	if (name.n && target.type)
		found = member->is_static ? infer_static(c, target.type, name) : infer_property(c, &target, name);
	complete_inferred_release(&target);
	return found;
}

static Inferred infer_call(Completer *c, const NodeInvoke *call, int depth)
{
	Inferred target = infer_deep(c, call->target, depth), found = nothing;
	Str name = constant_text(call->name);
	const MemberEntry *entry;

	if (name.n && target.type && call->is_static && str_ieq(name, S("new")))
		found = from_type(target.type);
	else if (name.n && target.type) {
		entry = member_table_find(c->in, target.type, name, call->is_static);
		if (entry && entry->group)
			found = from_type_text(c, returned_type(entry->group->defs[0]));
	}
	complete_inferred_release(&target);
	return found;
}

/* ---- commands ---- */

static Inferred infer_new_object(Completer *c, const NodeCommand *node)
{
	for (uint32_t i = 0; i < node->nargs; i++)
		if (node->args[i].value && constant_text(node->args[i].value).n)
			return from_type_text(c, constant_text(node->args[i].value));
	return nothing;
}

/* The type of what a command writes: of several the first that is no string, which many write on demand. */
static Str declared_output(const CmdletDef *def)
{
	const char *const *output = def->outputs;

	while (output[0] && output[1] && str_iends(str_from(output[0]), S("String")))
		output++;
	return str_from(output[0]);
}

static Inferred infer_command(Completer *c, const NodeCommand *node)
{
	Str name = constant_text(node->name);
	Command *command = name.n ? registry_find(c->in, name, 0) : NULL;
	Inferred found = nothing;

	if (!command)
		return nothing;
	if (command->def && strcmp(command->def->name, "New-Object") == 0)
		found = infer_new_object(c, node);
	else if (command->def && command->def->outputs && command->def->outputs[0])
		found = from_type_text(c, declared_output(command->def));
	command_drop(command);
	return found;
}

/* Commands that hand on what they get. */
static bool passes_on(Str name)
{
	static const char *const names[] = { "Where-Object", "?", "where", "Sort-Object", "sort", "Tee-Object", "tee" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_ieq(name, str_from(names[i])))
			return true;
	return false;
}

static Inferred infer_elements(Completer *c, const NodePipeline *pipeline, uint32_t n, int depth)
{
	Node *node;

	while (n > 1 && pipeline->elements[n - 1].node->kind == NODE_COMMAND &&
		passes_on(constant_text(NODE_AS(NodeCommand, pipeline->elements[n - 1].node)->name)))
		n--;
	if (n == 0)
		return nothing;
	node = pipeline->elements[n - 1].node;
	return node->kind == NODE_COMMAND ? infer_command(c, NODE_AS(NodeCommand, node)) : infer_deep(c, node, depth);
}

/* One object of what the first n elements write. */
static Inferred infer_written(Completer *c, const NodePipeline *pipeline, uint32_t n)
{
	if (n == 1 && pipeline->elements[0].node->kind == NODE_ARRAY)
		return infer_element(c, pipeline->elements[0].node, 0);
	return element_of_take(infer_elements(c, pipeline, n, 0));
}

Inferred complete_infer_input(Completer *c, const NodeCommand *command)
{
	for (size_t i = complete_place(c, &command->node); i != STR_NONE && i > 0; i--) {
		NodePipeline *pipeline = NODE_AS(NodePipeline, c->path.p[i - 1]);

		if (c->path.p[i - 1]->kind != NODE_PIPELINE)
			continue;
		for (uint32_t k = 0; k < pipeline->nelements; k++)
			if (pipeline->elements[k].node == &command->node)
				return infer_written(c, pipeline, k);
	}
	return nothing;
}

/* ---- expressions ---- */

static Inferred infer_body(Completer *c, Node *body, int depth)
{
	const NodeBlock *block = NODE_AS(NodeBlock, body);

	if (!body)
		return nothing;
	if (body->kind != NODE_BLOCK)
		return infer_deep(c, body, depth);
	return block->statements.n ? infer_deep(c, block->statements.p[block->statements.n - 1], depth) : nothing;
}

static Inferred infer_index(Completer *c, const NodeIndex *index, int depth)
{
	Inferred target = infer_deep(c, index->target, depth), found;
	Value v = VALUE_NULL;

	if (target.value.kind == V_EMPTY || !index->index || index->index->kind != NODE_CONST)
		return element_of_take(target);
	if (member_index(c->in, target.value, NODE_AS(NodeConst, index->index)->value, &v) != FLOW_NEXT)
		value_drop(interp_take_error(c->in));
	found = from_value_take(v);
	complete_inferred_release(&target);
	return found;
}

/* [pscustomobject]@{ Name = ... }: an object with these properties; constants are their values. */
static Inferred infer_cast(Completer *c, const NodeCast *cast)
{
	const NodeHash *hash = NODE_AS(NodeHash, cast->operand);
	Object *object;

	if (!cast->operand || cast->operand->kind != NODE_HASH ||
		!str_ieq(cast->attribute->type->text, S("pscustomobject")))
		return from_type_text(c, cast->attribute->type->text);
	object = object_new_custom();
	for (uint32_t i = 0; i < hash->npairs; i++) {
		const NodeConst *value = NODE_AS(NodeConst, hash->pairs[i].value);

		if (constant_text(hash->pairs[i].key).n)
			object_set_take(object, constant_text(hash->pairs[i].key),
				value && value->node.kind == NODE_CONST ? value_ref(value->value) : VALUE_NULL);
	}
	return from_value_take(object_value(object));
}

static Inferred infer_literal(Completer *c, Node *node, int depth)
{
	switch (node->kind) {
	case NODE_CONST:
		return from_value_take(value_ref(NODE_AS(NodeConst, node)->value));
	case NODE_EXPANDABLE:
		return from_type(type_of_id(T_STRING));
	case NODE_HASH:
		return from_type(type_of_id(T_HASHTABLE));
	case NODE_ARRAY:
	case NODE_ARRAY_SUB:
		return from_type(&type_object_array);
	case NODE_SCRIPT_BLOCK:
		return from_type(type_of_id(T_SCRIPTBLOCK));
	case NODE_CAST:
		return infer_cast(c, NODE_AS(NodeCast, node));
	case NODE_BINARY:
		return NODE_AS(NodeBinary, node)->op_span.len ? infer_deep(c, NODE_AS(NodeBinary, node)->left, depth)
							      : nothing;
	default:
		return nothing;
	}
}

static Inferred infer_type_literal(Completer *c, const NodeTypeLiteral *literal)
{
	Inferred found = from_type_text(c, literal->type->text);

	found.is_static = true;
	return found;
}

static Inferred infer_deep(Completer *c, Node *node, int depth)
{
	if (!node || depth > 100)
		return nothing;
	switch (node->kind) {
	case NODE_VARIABLE:
		return infer_variable(c, NODE_AS(NodeVariable, node), depth + 1);
	case NODE_TYPE_LITERAL:
		return infer_type_literal(c, NODE_AS(NodeTypeLiteral, node));
	case NODE_MEMBER:
		return infer_member(c, NODE_AS(NodeMember, node), depth + 1);
	case NODE_INVOKE:
		return infer_call(c, NODE_AS(NodeInvoke, node), depth + 1);
	case NODE_INDEX:
		return infer_index(c, NODE_AS(NodeIndex, node), depth + 1);
	case NODE_PAREN:
	case NODE_SUB:
		return infer_body(c, NODE_AS(NodeParen, node)->body, depth + 1);
	case NODE_PIPELINE:
		return infer_elements(
			c, NODE_AS(NodePipeline, node), NODE_AS(NodePipeline, node)->nelements, depth + 1);
	case NODE_COMMAND:
		return infer_command(c, NODE_AS(NodeCommand, node));
	default:
		return infer_literal(c, node, depth + 1);
	}
}

Inferred complete_infer(Completer *c, Node *node)
{
	return infer_deep(c, node, 0);
}
