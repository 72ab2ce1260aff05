/* ast_node: the tree of a script as objects: which class every part has, what stands in it, what it tells. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_AST_NODE_H
#define TYPES_AST_NODE_H

#include "shell/base/vec.h"
#include "shell/syntax/script.h"
#include "shell/types/types_list.h"

/* clang-format off */
/* AST(ID, name without "Ast", base): the classes of System.Management.Automation.Language under Ast; a base stands before
 * what derives from it. */
#define AST_LIST(AST) \
	AST(ANY, "", ANY) AST(STATEMENT, "Statement", ANY) AST(PIPELINE_BASE, "PipelineBase", STATEMENT) \
	AST(CHAINABLE, "Chainable", PIPELINE_BASE) AST(COMMAND_ELEMENT, "CommandElement", ANY) \
	AST(EXPRESSION, "Expression", COMMAND_ELEMENT) AST(ATTRIBUTED, "AttributedExpression", EXPRESSION) \
	AST(CONSTANT, "ConstantExpression", EXPRESSION) AST(MEMBER, "MemberExpression", EXPRESSION) \
	AST(COMMAND_BASE, "CommandBase", STATEMENT) AST(ATTRIBUTE_BASE, "AttributeBase", ANY) \
	AST(LABELED, "LabeledStatement", STATEMENT) AST(LOOP, "LoopStatement", LABELED) AST(REDIRECTION, "Redirection", ANY) \
	AST(MEMBER_DEFINITION, "Member", ANY) \
	AST(SCRIPT_BLOCK, "ScriptBlock", ANY) AST(NAMED_BLOCK, "NamedBlock", ANY) AST(PARAM_BLOCK, "ParamBlock", ANY) \
	AST(PARAMETER, "Parameter", ANY) AST(STATEMENT_BLOCK, "StatementBlock", ANY) AST(CATCH_CLAUSE, "CatchClause", ANY) \
	AST(NAMED_ARGUMENT, "NamedAttributeArgument", ANY) AST(ATTRIBUTE, "Attribute", ATTRIBUTE_BASE) \
	AST(TYPE_CONSTRAINT, "TypeConstraint", ATTRIBUTE_BASE) AST(PIPELINE, "Pipeline", CHAINABLE) \
	AST(CHAIN, "PipelineChain", CHAINABLE) AST(COMMAND, "Command", COMMAND_BASE) \
	AST(COMMAND_EXPRESSION, "CommandExpression", COMMAND_BASE) AST(COMMAND_PARAMETER, "CommandParameter", COMMAND_ELEMENT) \
	AST(FILE_REDIRECTION, "FileRedirection", REDIRECTION) AST(MERGING_REDIRECTION, "MergingRedirection", REDIRECTION) \
	AST(ASSIGNMENT, "AssignmentStatement", PIPELINE_BASE) AST(IF, "IfStatement", STATEMENT) \
	AST(WHILE, "WhileStatement", LOOP) AST(DO_WHILE, "DoWhileStatement", LOOP) AST(DO_UNTIL, "DoUntilStatement", LOOP) \
	AST(FOR, "ForStatement", LOOP) AST(FOREACH, "ForEachStatement", LOOP) AST(SWITCH, "SwitchStatement", LABELED) \
	AST(FUNCTION, "FunctionDefinition", STATEMENT) AST(TRY, "TryStatement", STATEMENT) AST(TRAP, "TrapStatement", STATEMENT) \
	AST(THROW, "ThrowStatement", STATEMENT) AST(RETURN, "ReturnStatement", STATEMENT) AST(BREAK, "BreakStatement", STATEMENT) \
	AST(CONTINUE, "ContinueStatement", STATEMENT) AST(EXIT, "ExitStatement", STATEMENT) AST(DATA, "DataStatement", STATEMENT) \
	AST(TYPE_DEFINITION, "TypeDefinition", STATEMENT) AST(USING, "UsingStatement", STATEMENT) \
	AST(STRING_CONSTANT, "StringConstantExpression", CONSTANT) AST(EXPANDABLE, "ExpandableStringExpression", EXPRESSION) \
	AST(VARIABLE, "VariableExpression", EXPRESSION) AST(INVOKE_MEMBER, "InvokeMemberExpression", MEMBER) \
	AST(INDEX, "IndexExpression", EXPRESSION) AST(UNARY, "UnaryExpression", EXPRESSION) \
	AST(BINARY, "BinaryExpression", EXPRESSION) AST(TERNARY, "TernaryExpression", EXPRESSION) \
	AST(CONVERT, "ConvertExpression", ATTRIBUTED) AST(TYPE_EXPRESSION, "TypeExpression", EXPRESSION) \
	AST(ARRAY_LITERAL, "ArrayLiteral", EXPRESSION) AST(ARRAY_EXPRESSION, "ArrayExpression", EXPRESSION) \
	AST(SUB_EXPRESSION, "SubExpression", EXPRESSION) AST(PAREN, "ParenExpression", EXPRESSION) \
	AST(HASHTABLE, "Hashtable", EXPRESSION) AST(SCRIPT_BLOCK_EXPRESSION, "ScriptBlockExpression", EXPRESSION) \
	AST(USING_EXPRESSION, "UsingExpression", EXPRESSION) AST(ERROR_EXPRESSION, "ErrorExpression", EXPRESSION) \
	AST(ERROR_STATEMENT, "ErrorStatement", PIPELINE_BASE)
/* clang-format on */
#define AST(id, name, base) AST_##id,
typedef enum AstClass { AST_LIST(AST) AST_CLASSES } AstClass;
#undef AST
extern const TypeDef type_ast[AST_CLASSES];

/* A part of the tree: p is what its class is made of: a Node, a NodeParam, a CommandArg ...  A single expression or
 * command stands for the pipeline around it, too. */
typedef struct AstPart {
	const char *property; /* of what it stands in; NULL: seen by searches only */
	AstClass kind;
	bool one_of_many; /* the property is a list */
	union {
		const void *p;
		ScriptBlockNode *block; /* the same of an AST_SCRIPT_BLOCK, for what runs it */
	};
	Span span;
} AstPart;
typedef struct AstParts {
	VEC(AstPart) found;
	Script *script;
} AstParts;

/* What stands in a part, in the order of PowerShell's searches. */
void types_ast_parts(const AstPart *part, AstParts *out);

#endif
