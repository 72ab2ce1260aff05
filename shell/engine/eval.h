/* eval: walking the tree. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_EVAL_H
#define ENGINE_EVAL_H

#include "shell/engine/interp.h"

/* A statement; what it outputs goes to out as it comes. */
Flow eval_statement(Interp *in, Node *node, Sink *out) NODISCARD;
/* Statements with their traps; each reports its own error and the next runs (reference 7.3.2). */
Flow eval_block(Interp *in, NodeBlock *block, Sink *out) NODISCARD;
/* An expression's value; V_EMPTY for no output. */
Flow eval_value(Interp *in, Node *node, Value *out) NODISCARD;
/* A statement's value: assignment's right side, $( ), conditions. */
Flow eval_collect(Interp *in, Node *node, Value *out) NODISCARD;
/* What a loop or a switch goes over, and a condition: without a command in it $? stays as it was. */
Flow eval_subject(Interp *in, Node *node, Value *out) NODISCARD;
Flow eval_condition(Interp *in, Node *node, bool *out) NODISCARD;
Flow eval_pipeline(Interp *in, NodePipeline *node, Sink *out) NODISCARD;
/* Writes a value as an expression statement does: collections unrolled, nothing for V_EMPTY. */
Flow eval_write(Interp *in, Value v, Sink *out) NODISCARD;
/* left = value for any target the parser lets through. */
Flow eval_assign_take(Interp *in, Node *target, Value value) NODISCARD;
Flow eval_variable(Interp *in, NodeVariable *node, Value *out) NODISCARD;
Flow eval_set_variable_take(Interp *in, NodeVariable *node, Value v) NODISCARD;
/* The binary operator of a token on two values (both borrowed); node for caches, may be NULL. */
Flow eval_binary_values(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out) NODISCARD;
/* Arithmetic alone: + - * / % for Sort, Measure, types. */
Flow eval_arithmetic(Interp *in, TokenKind op, Value left, Value right, Value *out) NODISCARD;
/* The type a name in the script means: cached in the node; raises TypeNotFound at the name with its brackets. */
Flow eval_type(Interp *in, TypeName *name, const TypeDef **out) NODISCARD;
/* A constant or simple expression of an attribute argument. */
Flow eval_attribute_value(Interp *in, Node *node, Value *out) NODISCARD;

#endif
