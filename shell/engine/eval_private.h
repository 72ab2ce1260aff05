/* eval_private: what the evaluator's files share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_EVAL_PRIVATE_H
#define ENGINE_EVAL_PRIVATE_H

#include "shell/base/regex.h"
#include "shell/engine/eval.h"

/* One kind of statement, and one kind of expression. */
typedef Flow (*EvalStatement)(Interp *in, Node *node, Sink *out);
typedef Flow (*EvalExpression)(Interp *in, Node *node, Value *out);

/* Statements by file. */
Flow eval_if(Interp *in, Node *node, Sink *out);
Flow eval_while(Interp *in, Node *node, Sink *out);
Flow eval_do(Interp *in, Node *node, Sink *out);
Flow eval_for(Interp *in, Node *node, Sink *out);
Flow eval_foreach(Interp *in, Node *node, Sink *out);
Flow eval_switch(Interp *in, Node *node, Sink *out);
Flow eval_try(Interp *in, Node *node, Sink *out);
Flow eval_assign(Interp *in, Node *node, Sink *out);
Flow eval_type_definition(Interp *in, Node *node, Sink *out);
/* eval_collect for what belongs to the statement that is running: errors point at that (checked with the real engine:
 * positions are those of statements and conditions, not of expressions). */
Flow eval_collect_here(Interp *in, Node *node, Value *out);
/* The type of a cast: the error points at the name alone. */
Flow eval_cast_type(Interp *in, TypeName *name, const TypeDef **out);
/* An assignment's value: ($x = 5). */
Flow eval_assign_value(Interp *in, NodeAssign *node, Value *out);

/* How well catch [name] fits a record's exception, or (inner) the one inside it: 0 its very type, 1 its base ...; -1:
 * not at all.  An unknown type is an error. */
Value eval_caught(Value record, bool inner) NODISCARD;
Flow eval_catch_rank(Interp *in, TypeName *name, Value record, bool inner, int *rank);
/* Whether the loop's text mentions $foreach or $switch: found at the first run. */
bool eval_uses_enumerator(Interp *in, Node *node, Str name);

/* Expressions by file. */
Flow eval_unary(Interp *in, Node *node, Value *out);
Flow eval_binary(Interp *in, Node *node, Value *out);
Flow eval_increment(Interp *in, NodeUnary *node, Value *out);
Flow eval_cast(Interp *in, Node *node, Value *out);
Flow eval_hash(Interp *in, Node *node, Value *out);
Flow eval_hash_as(Interp *in, NodeHash *node, const TypeDef *type, Value *out);
/* What stands before ::. */
Flow eval_static_target(Interp *in, Value target, const TypeDef **type);
void eval_make_private(Scope *scope, Symbol *symbol);
Flow eval_member(Interp *in, Node *node, Value *out);
/* A member's name.  What names one of a dictionary and is no text is a key: $h.5, $h.($date). */
typedef struct MemberName {
	Value held; /* the key, or what text points into; owned, also after a failure */
	Str text;
	bool is_key;
} MemberName;
/* target NULL: it cannot be a dictionary's key. */
Flow eval_member_name(Interp *in, Node *node, const Value *target, MemberName *out);
/* Its property, the entry of a key, an element: of what is evaluated already. */
Flow eval_member_of(Interp *in, NodeMember *node, Value target, Str name, Value *out);
Flow eval_key(Interp *in, Value target, Value key, Value *out);
Flow eval_element(Interp *in, Value target, Value key, Value *out);
Symbol *eval_symbol(Interp *in, NodeVariable *node); /* its name's, looked up once */
Flow eval_invoke(Interp *in, Node *node, Value *out);
Flow eval_index(Interp *in, Node *node, Value *out);
Flow eval_expandable(Interp *in, Node *node, Value *out);

/* What an assignment reads and changes, its parts evaluated once: (f).a += 1 calls f once (asked of 7.6). */
typedef struct Place {
	Node *node;        /* without parentheses around it */
	Value target, key; /* of a member or an element; key: the index */
	MemberName name;
} Place;
/* To be released also after a failure. */
Flow eval_place_open(Interp *in, Node *node, Place *place);
void eval_place_release(Place *place);
Flow eval_place_read(Interp *in, const Place *place, Value *out);
Flow eval_place_write_take(Interp *in, const Place *place, Value v);
/* $i++ and the like, which print nothing as a statement. */
bool eval_is_step(const Node *node);
/* Whether $? is what the command in ( ), $( ) or @( ) left: in Core; Desktop sets it. */
bool eval_parens_keep_success(Interp *in, const Node *node);
static inline bool eval_keeps_success(Interp *in, const Node *node)
{
	return (node->kind == NODE_PAREN || node->kind == NODE_SUB || node->kind == NODE_ARRAY_SUB) &&
	       eval_parens_keep_success(in, node);
}
/* Whether += and ??= on the variable begin with nothing, even if an outer scope has it: the code of a call with a scope of
 * its own reads the variables that it assigns by place, not by name.  Not so where it runs in another's scope, or has
 * commands that make variables by name in it (asked of 7.6: function f { $x += 1; $x } with an outer $x of 5 gives 1). */
bool eval_is_new_local(Interp *in, NodeVariable *variable);
/* What + does to a string or an array that nobody else holds: it grows.  False: no such, nothing is done. */
bool eval_append(Interp *in, Value *to, Value more, Flow *flow);
/* The same with the value where it lies, if that is still what was read from there: left, owned, is given up then. */
bool eval_place_append(Interp *in, const Place *place, Value *left, Value more, Flow *flow);

/* What a text that is no number fails to be when it stands beside v: v's type, or Int32. */
const TypeDef *eval_number_type(Value v);
/* The error of an operator that there is none of; v: the operand whose type would have to have it. */
Flow eval_no_operator(Interp *in, TokenKind op, Value v);
/* Operators on values, by file. */
Flow eval_compare(Interp *in, TokenKind op, Value left, Value right, Value *out);
Flow eval_match(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out);
Flow eval_replace(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out);
/* The compiled pattern, owned by the caller; node, unless NULL, keeps the first it has used.  detailed: the error tells
 * what is wrong with the pattern, as -match does, not only that it is not valid. */
Flow eval_pattern(Interp *in, NodeBinary *node, Str pattern, unsigned options, bool tells, Regex **out);
Flow eval_split(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out);
Flow eval_split_blanks(Interp *in, Value v, Value *out);
Flow eval_join(Interp *in, Value left, Value right, Value *out);
Flow eval_format(Interp *in, Value left, Value right, Value *out);
/* The same with the elements of the right side, borrowed: a literal list needs no array. */
Flow eval_format_list(Interp *in, Value left, const Value *args, size_t n, Value *out);
Flow eval_replace_with(Interp *in, Value left, const Value pattern_with[2], NodeBinary *node, Value *out);
/* The values of nodes; those before a failure are owned by the caller too.  $null stands for nothing. */
Flow eval_args(Interp *in, const NodeList *nodes, Value *args, size_t *n);
/* An operator on two Int32 whose result is one or a Boolean; false: not these, or an overflow. */
bool eval_int_pair(TokenKind op, Value a, Value b, Value *out);
Flow eval_range(Interp *in, Value left, Value right, Value *out);
/* Ends of an integer range; false (and no error) when it is a range of characters or not of numbers. */
bool eval_range_ends(Interp *in, Value left, Value right, int32_t *from, int32_t *to, Flow *flow);
bool eval_is_case_sensitive(TokenKind op);

/* Notes where in the text the evaluator is: positions of errors (a statement, a condition, an expression in a
 * pipeline).*/
static inline void eval_at(Interp *in, const Node *node)
{
	in->frame->at = node->span;
}
/* The slot a variable's node found last time, if the running scope still has that layout. */
static inline Variable *eval_cached_slot(Interp *in, const NodeVariable *node)
{
	Scope *scope = in->scope;

	if (node->cache_layout != scope->layout->id || node->cache_slot >= scope->nslots ||
		value_is_unset(scope->slots[node->cache_slot].value))
		return NULL;
	return &scope->slots[node->cache_slot];
}

/* eval_value where constants and variables are what mostly stands there: these are read without a call. */
static inline Flow eval_operand(Interp *in, Node *node, Value *out)
{
	Variable *slot;

	if (node->kind == NODE_CONST) {
		*out = value_ref(NODE_AS(NodeConst, node)->value);
		return FLOW_NEXT;
	}
	slot = node->kind == NODE_VARIABLE ? eval_cached_slot(in, NODE_AS(NodeVariable, node)) : NULL;
	if (!slot)
		return eval_value(in, node, out);
	*out = value_ref(slot->value);
	return FLOW_NEXT;
}

/* Whether there is room on the C stack for one more level of a deep tree. */
static inline bool eval_has_stack(const Interp *in)
{
	return (char *)__builtin_frame_address(0) > in->stack_limit;
}

/* Whether a break or continue that arrives at a loop with this label is meant for it; then it is used up. */
bool eval_label_is_mine(Interp *in, Str label);

/* The single expression a pipeline is, or NULL: then it needs no pipeline at all. */
static inline Node *eval_plain_expression(const Node *node)
{
	const NodePipeline *pipeline = (const NodePipeline *)node;
	Node *element;

	if (node->kind != NODE_PIPELINE || pipeline->nelements != 1 || pipeline->background)
		return NULL;
	element = pipeline->elements[0].node;
	return element->kind == NODE_COMMAND || pipeline->elements[0].nredirects ? NULL : element;
}

#endif
