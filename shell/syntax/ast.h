/* ast: the tree of a script; every node keeps its place in the text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_AST_H
#define SYNTAX_AST_H

#include "shell/syntax/token.h"
#include "shell/value/member.h"
#include "shell/value/value.h"

/* Nodes live in the Script's arena and die with it.  Constant Values in them are owned by the Script.  Fields named
 * cache_* are the evaluator's notes, empty after parsing. */
/* clang-format off */
typedef enum NodeKind {
	NODE_ERROR,      /* a hole left by recovery: never evaluated */
	/* statements */
	NODE_PIPELINE, NODE_CHAIN, NODE_ASSIGN, NODE_IF, NODE_WHILE, NODE_DO_WHILE, NODE_DO_UNTIL, NODE_FOR,
	NODE_FOREACH, NODE_SWITCH, NODE_FUNCTION, NODE_TRY, NODE_TRAP, NODE_THROW, NODE_RETURN, NODE_BREAK, NODE_CONTINUE,
	NODE_EXIT, NODE_DATA, NODE_TYPE_DEFINITION /* class, enum, interface */, NODE_USING, NODE_CONFIGURATION, NODE_PARALLEL_BLOCK,
	NODE_BLOCK,      /* { } as the body of a statement: statements and traps */
	NODE_COMMAND,    /* a pipeline element that names a command */
	/* expressions */
	NODE_CONST, NODE_EXPANDABLE, NODE_VARIABLE, NODE_MEMBER, NODE_INVOKE /* method call */, NODE_INDEX, NODE_UNARY, NODE_BINARY,
	NODE_TERNARY, NODE_CAST, NODE_TYPE_LITERAL, NODE_ARRAY /* a, b */, NODE_ARRAY_SUB /* @( ) */, NODE_SUB /* $( ) */,
	NODE_PAREN, NODE_HASH, NODE_SCRIPT_BLOCK, NODE_ATTRIBUTED /* [attr()] expr */, NODE_SPLAT, NODE_USING_VARIABLE,
	NODE_COUNT,
} NodeKind;
/* clang-format on */

typedef struct Node {
	uint8_t kind; /* NodeKind */
	uint8_t op;   /* TokenKind of operators where that is enough */
	uint16_t flags;
	Span span;
} Node;

typedef struct NodeList {
	Node **p;
	uint32_t n;
} NodeList;

/* ---- types and attributes ---- */

/* type-name: name | name[] | name[,] | name[arg, ...] */
typedef struct TypeName {
	Str name;              /* without brackets */
	struct TypeName *args; /* generic arguments */
	uint32_t nargs, rank;  /* rank: 0 no array, 1 [], 2 [,] */
	struct TypeName *elem; /* arrays: of what */
	Span span;
	Str assembly; /* [name, assembly]: what follows the comma, or empty */
	Str text;     /* as written, for messages */
	const TypeDef *cache_type;
} TypeName;

typedef struct TypeNameList {
	TypeName *p;
	uint32_t n;
} TypeNameList;

/* [name(positional, ..., Key = value, ...)] or a [type] constraint */
typedef struct NodeAttribute {
	TypeName *type;
	bool is_constraint; /* [int], no parentheses */
	NodeList positional;
	struct NamedArgument {
		Str name;
		Node *value; /* NULL: $true by being there */
		Span span;   /* name = value */
	} * named;
	uint32_t nnamed;
	Span span;
} NodeAttribute;
typedef struct AttributeList {
	NodeAttribute **p;
	uint32_t n;
} AttributeList;

/* ---- expressions ---- */

/* number | 'string' | bareword; text: the source of a number, for reference 1.6.8 */
typedef struct NodeConst {
	Node node;
	Value value;
	Str text;
} NodeConst;
enum { CONST_BAREWORD = 1, CONST_SINGLE_QUOTED = 2, CONST_DOUBLE_QUOTED = 4, CONST_HERE = 8, CONST_NUMBER = 16 };

/* "text $x $(...)": parts are NodeConst strings, variables, subexpressions; flags as NodeConst */
typedef struct NodeExpandable {
	Node node;
	NodeList parts;
	Str format; /* the text with escapes resolved, $ forms as written */
} NodeExpandable;

/* $name | $scope:name | $drive:path | ${any text} ; @name has kind NODE_SPLAT */
typedef struct NodeVariable {
	Node node;                         /* flags: VAR_* */
	Str path;                          /* as written, without $ and braces: "script:x" */
	Str name;                          /* without the scope or drive: "x" */
	Str qualifier;                     /* "script", "env", or empty */
	struct Symbol *cache_symbol;       /* interned name */
	uint32_t cache_layout, cache_slot; /* where it was found last */
} NodeVariable;
/* clang-format off */
enum { VAR_BRACED = 1, VAR_GLOBAL = 2, VAR_SCRIPT = 4, VAR_LOCAL = 8, VAR_PRIVATE = 16, VAR_USING = 32, VAR_DRIVE = 64,
	VAR_WORKFLOW = 128 };

/* expr.name | expr::name | expr?.name ; name is a constant string or any expression */
typedef struct NodeMember {
	Node node;
	Node *target, *name;
	bool is_static, null_conditional;
	MemberCache cache;
} NodeMember;
/* clang-format on */

/* expr.name(args) | expr.name[type, ...](args) ; target and name as in NodeMember */
typedef struct NodeInvoke {
	Node node;
	Node *target, *name;
	NodeList args;
	TypeNameList types; /* generic arguments (Core) */
	bool is_static, null_conditional;
} NodeInvoke;

/* expr[index] | expr?[index] */
typedef struct NodeIndex {
	Node node;
	Node *target, *index;
	bool null_conditional;
} NodeIndex;

/* op expr | expr++ | expr-- ; node.op: TokenKind (TK_POSTFIX_PLUS_PLUS ...) ; @(…), $(…), (…) have kinds of their
 * own */
typedef struct NodeUnary {
	Node node;
	Node *operand;
} NodeUnary;

/* left op right ; node.op: TokenKind */
typedef struct NodeBinary {
	Node node;
	Node *left, *right;
	Span op_span;
	void *cache; /* engine: compiled regex of a constant pattern, and the like */
} NodeBinary;

/* cond ? a : b */
typedef struct NodeTernary {
	Node node;
	Node *condition, *yes, *no;
} NodeTernary;

/* [type]expr ; [attr()]expr is NODE_ATTRIBUTED with attribute set */
typedef struct NodeCast {
	Node node;
	NodeAttribute *attribute; /* its type is the cast's */
	Node *operand;
} NodeCast;

/* [type] */
typedef struct NodeTypeLiteral {
	Node node;
	TypeName *type;
} NodeTypeLiteral;

/* a, b, c */
typedef struct NodeArray {
	Node node;
	NodeList items;
} NodeArray;

/* ( pipeline ) | $( statements ) | @( statements ) */
typedef struct NodeParen {
	Node node;
	Node *body; /* NODE_PAREN: a pipeline or assignment; else NodeBlock */
} NodeParen;

/* @{ key = statement ; ... } */
typedef struct NodeHash {
	Node node;
	struct HashPair {
		Node *key, *value;
	} * pairs;
	uint32_t npairs;
} NodeHash;

/* ---- script blocks ---- */

/* param-block: [attributes] param ( parameter, ... ) */
typedef struct NodeParam {
	Span span;
	AttributeList attributes; /* constraints included, in order */
	NodeVariable *variable;
	Node *default_value; /* or NULL */
} NodeParam;
typedef struct NodeParamBlock {
	Span span;                /* from "param" to ")" */
	AttributeList attributes; /* [CmdletBinding()] ... before param */
	NodeParam *params;
	uint32_t nparams;
	bool is_head; /* function name(parameters): span from ( to ) */
} NodeParamBlock;

/* statements and the traps that stand among them */
typedef struct NodeBlock {
	Node node; /* from { to }, or of the statements */
	NodeList statements;
	NodeList traps;
} NodeBlock;

/* { param() begin {} process {} end {} } or a whole file.  Shared by every function and block value made of it. */
typedef struct ScriptBlockNode {
	Node node;              /* NODE_SCRIPT_BLOCK: braces included; a file: all of it */
	NodeParamBlock *params; /* or NULL; function f($a) puts them here too */
	NodeBlock *begin, *process, *end, *clean, *dynamic_param;
	bool named_blocks; /* false: the body is end (process for filters) */
	NodeList usings;
	struct Script *script; /* where it comes from: not counted */
	Span body;             /* the text of ToString(): without the braces */
	void *cache;           /* engine: parameter metadata and scope layout; freed through script_keep_cache */
} ScriptBlockNode;

/* a script block as an expression */
typedef struct NodeScriptBlock {
	Node node;
	ScriptBlockNode *block;
} NodeScriptBlock;

/* ---- commands ---- */

/* > file, 2>&1, *>> file ... */
typedef struct Redirection {
	uint8_t from, to; /* streams 1..6, 7: all; to 0: the file */
	bool append;
	Node *file;
	Span span;
} Redirection;

/* argument | -name | -name:argument | @splat */
typedef struct CommandArg {
	Str param;   /* name without dash and colon; .p NULL: no name */
	Node *value; /* NULL: a name alone */
	bool colon;  /* -name:value belong together */
	Span span;   /* the whole; param_span: -name alone */
	Span param_span;
} CommandArg;

typedef enum InvokeOperator { INVOKE_PLAIN, INVOKE_CALL /* & */, INVOKE_DOT /* . */ } InvokeOperator;

/* command: [& | .] name (argument | parameter | redirection)* */
typedef struct NodeCommand {
	Node node;
	Node *name;
	CommandArg *args;
	uint32_t nargs, nredirects;
	Redirection *redirects;
	uint8_t invoke; /* InvokeOperator */
	bool verbatim;  /* --% stands among the arguments */
	void *cache;    /* engine: resolved command and prepared arguments */
} NodeCommand;

/* element | element ... [&] ; the first element may be an expression with redirections */
typedef struct PipelineElement {
	Node *node;             /* NodeCommand or an expression */
	Redirection *redirects; /* of an expression */
	uint32_t nredirects;
} PipelineElement;
typedef struct NodePipeline {
	Node node;
	PipelineElement *elements;
	uint32_t nelements;
	bool background;
} NodePipeline;

/* pipeline && pipeline || ... ; node.op: TK_AND_AND or TK_OR_OR */
typedef struct NodeChain {
	Node node;
	Node *left, *right;
	bool background;
} NodeChain;

/* ---- statements ---- */

/* target op= statement ; node.op: TokenKind */
typedef struct NodeAssign {
	Node node;
	Node *target; /* variable, member, index, cast or attribute of one, or an array of them */
	Node *value;  /* a statement */
	Span op_span;
} NodeAssign;

/* if (p) {} elseif (p) {} else {} */
typedef struct NodeIf {
	Node node;
	struct IfClause {
		Node *condition;
		NodeBlock *body;
	} * clauses;
	uint32_t nclauses;
	NodeBlock *otherwise; /* or NULL */
} NodeIf;

/* while, do-while, do-until */
typedef struct NodeWhile {
	Node node;
	Str label;
	Node *condition;
	NodeBlock *body;
} NodeWhile;

typedef struct NodeFor {
	Node node;
	Str label;
	Node *init, *condition, *step; /* each may be NULL */
	NodeBlock *body;
} NodeFor;

typedef struct NodeForeach {
	Node node;
	Str label;
	NodeVariable *variable;
	Node *collection; /* a pipeline */
	NodeBlock *body;
	Node *limit; /* -throttlelimit, or NULL */
	bool parallel;
} NodeForeach;

/* switch [flags] (p) { condition { } ... default { } } */
typedef struct NodeSwitch {
	Node node; /* flags: SWITCH_* */
	Str label;
	Node *subject; /* pipeline, or the file's expression */
	struct SwitchClause {
		Node *condition; /* a constant, expression or script block */
		NodeBlock *body;
	} * clauses;
	uint32_t nclauses;
	NodeBlock *otherwise;
} NodeSwitch;
/* clang-format off */
enum { SWITCH_REGEX = 1, SWITCH_WILDCARD = 2, SWITCH_EXACT = 4, SWITCH_CASE_SENSITIVE = 8, SWITCH_FILE = 16, SWITCH_PARALLEL = 32 };
/* clang-format on */

/* function name [(params)] { } | filter | workflow */
typedef struct NodeFunction {
	Node node;
	Str name;
	Span name_span;
	ScriptBlockNode *block;
	bool is_filter, is_workflow;
} NodeFunction;

/* try {} catch [type, type] {} finally {} */
typedef struct NodeTry {
	Node node;
	NodeBlock *body;
	struct CatchClause {
		TypeName *types;
		uint32_t ntypes; /* 0: catches all */
		NodeBlock *body;
		Span span;
	} * catches;
	uint32_t ncatches;
	NodeBlock *finally;
} NodeTry;

/* trap [type] {} */
typedef struct NodeTrap {
	Node node;
	TypeName *type; /* or NULL */
	NodeBlock *body;
} NodeTrap;

/* throw [p] | return [p] | exit [p] | break [label] | continue [label] */
typedef struct NodeJump {
	Node node;
	Node *value; /* pipeline or label expression, or NULL */
} NodeJump;

/* data [name] [-supportedcommand ...] {} */
typedef struct NodeData {
	Node node;
	Str variable;
	NodeList commands;
	NodeBlock *body;
} NodeData;

/* class | enum | interface name : bases { members } ; only enums are evaluated */
typedef struct NodeTypeDefinition {
	Node node; /* op: TK_CLASS, TK_ENUM, TK_INTERFACE */
	Str name;
	AttributeList attributes;
	TypeName *bases;
	uint32_t nbases;
	struct TypeMember {
		Str name;
		Node *value; /* enum value or property default */
		ScriptBlockNode *method;
		TypeName *type;
		AttributeList attributes;
		bool is_static, is_hidden;
		Span span;
	} * members;
	uint32_t nmembers;
} NodeTypeDefinition;

/* using namespace X | module X | assembly X | type X = Y | command */
typedef struct NodeUsing {
	Node node; /* op: TK_NAMESPACE ... */
	Node *name, *alias;
} NodeUsing;

/* configuration, parallel, sequence, inlinescript: parsed, and refused by name when reached */
typedef struct NodeUnsupported {
	Node node;
	Str keyword;
	Node *body;
} NodeUnsupported;

/* Cast with a check in debug builds: NODE_AS(NodeBinary, node). */
#define NODE_AS(T, node) ((T *)(void *)(node))
/* The same of a node that is only read. */
#define NODE_READ(T, node) ((const T *)(const void *)(node))

#endif
