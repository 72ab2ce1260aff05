/* script_ast: a script block's Ast, and the places of its parts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_SCRIPT_AST_H
#define TYPES_SCRIPT_AST_H

#include "shell/syntax/script.h"
#include "shell/types/types_list.h"

/* The ScriptBlockAst of a whole script. */
Value ast_node_of_script(Script *script) NODISCARD;
/* What a script block in it is made of: a function's is its FunctionDefinitionAst, others' is their ScriptBlockAst. */
Value ast_node_of_block(Script *script, const ScriptBlockNode *block) NODISCARD;
/* Where such a part stands. */
Span ast_node_span(Value ast);
/* The extent alone. */
Value script_ast_extent(Script *script, Span span) NODISCARD;
/* A PSToken over the span: StartPosition. */
Value script_ast_token(Script *script, Span span) NODISCARD;

#endif
