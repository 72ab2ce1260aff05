/* ast_walk: goes through a tree, in the order of PowerShell's own visitors, which mostly is that of the text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_AST_WALK_H
#define SYNTAX_AST_WALK_H

#include "shell/syntax/ast.h"

/* Put it first in a struct of one's own.  chain is the walk's; release it behind the last one. */
typedef struct AstVisitor AstVisitor;
struct AstVisitor {
	/* outer: the member, operator or the like whose left side a node is, or NULL.  false: what stands in the node
	 * is not visited; whoever wants another way through it calls ast_walk for its parts. */
	bool (*node)(AstVisitor *visitor, Node *node, const Node *outer);
	void (*attribute)(AstVisitor *visitor, NodeAttribute *attribute); /* or NULL */
	/* Of a function, a { } expression or a method; goes on by ast_walk_block, or not.  NULL: always. */
	void (*block)(AstVisitor *visitor, ScriptBlockNode *block);
	VEC(Node *) chain;
};

/* Visits node and all below it, in the order of the text. */
void ast_walk(AstVisitor *v, Node *node);
/* What stands in a node. */
void ast_walk_in(AstVisitor *v, Node *node);
void ast_walk_block(AstVisitor *v, ScriptBlockNode *node);
/* The left side of what makes long chains: operators, members, calls, indices, && and ||.  NULL: no such node. */
Node *ast_left(Node *node);

#endif
