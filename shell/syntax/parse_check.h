/* parse_check: what the files of the semantic checks share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_PARSE_CHECK_H
#define SYNTAX_PARSE_CHECK_H

#include "shell/syntax/ast_walk.h"
#include "shell/syntax/parse.h"

/* A walk through the whole tree.  Errors come in its order. */
typedef struct Check {
	AstVisitor visitor;
	Parser *p;
	TypeSet *types;      /* made when a rule depends on types */
	VEC(Str) loops;      /* the labels of the loops around */
	VEC(Str) type_names; /* defined so far */
	unsigned nloops;     /* how many of them a jump here may end */
	bool in_finally;
	Node *target; /* of an assignment: the cast among its casts that is next */
} Check;

/* A known type; NULL: the rules do not know it. */
const TypeDef *parse_check_type(Check *c, const TypeName *type);
/* What an attribute takes for a constant. */
bool parse_is_constant(Node *node);
/* The expression that is all of what stands in ( ), or the pipeline there. */
Node *parse_in_parens(Node *paren);

/* ---- parse_check_type.c ---- */
/* Whether a type is [name], which stands for a type of that full name. */
bool parse_type_is(const TypeName *type, Str name, Str full);
void parse_check_attribute(Check *c, const NodeAttribute *attribute);
void parse_check_parameter_types(Check *c, const NodeParamBlock *params);
/* A cast, or an expression with an attribute. */
void parse_check_cast(Check *c, Node *node);

/* ---- parse_check_using.c ---- */
/* The outermost member, call or index: of $using:x, only members and constant indices are allowed. */
void parse_check_using(Check *c, Node *top);
void parse_check_using_statement(Check *c, const NodeUsing *node);
/* @{ ModuleName = ...; ModuleVersion = ... }: what it asks for, or what is wrong. */
bool parse_module_of(const NodeHash *hash, ParseModule *out, Buf *reason);

/* ---- parse_check_data.c ---- */
/* The restricted language of data sections; a file of it may say $PSScriptRoot, too. */
void parse_check_data(Check *c, const NodeData *section, bool is_file);

#endif
