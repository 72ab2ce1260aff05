/* ast_node: System.Management.Automation.Language.Ast and what derives from it: what scripts ask of the tree. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/ast_node.h"

#include <stdlib.h>

#include "shell/engine/function.h"
#include "shell/types/language.h"
#include "shell/types/script_ast.h"

#define LANGUAGE "System.Management.Automation.Language."
#define SMA      "System.Management.Automation."

/* ---- objects ---- */

/* Made when they are asked for; each keeps the script and what it stands in. */
typedef struct Ast {
	Script *script; /* counted */
	AstPart part;
	Value parent; /* $null: the root */
} Ast;

static Ast *peek(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static Value make(Script *script, const AstPart *part, Value parent)
{
	Ast *ast = MEM_NEW(Ast);

	*ast = (Ast){ script_ref(script), *part, value_ref(parent) };
	return object_value(object_new_native(&type_ast[part->kind], ast));
}

Value ast_node_of_script(Script *script)
{
	AstPart part = { .kind = AST_SCRIPT_BLOCK, .p = script->root, .span = script->root->node.span };

	return make(script, &part, VALUE_NULL);
}

/* The part of self around a span; V_EMPTY: none. */
static Value part_around(Value self, Span span)
{
	const Ast *ast = peek(self);
	AstParts parts = { .script = ast->script };
	Value found = VALUE_EMPTY;

	types_ast_parts(&ast->part, &parts);
	for (size_t i = 0; i < parts.found.n && found.kind == V_EMPTY; i++) {
		const Span *around = &parts.found.p[i].span;

		if (around->at <= span.at && around->at + around->len >= span.at + span.len)
			found = make(ast->script, &parts.found.p[i], self);
	}
	VEC_RELEASE(&parts.found);
	return found;
}

Value ast_node_of_block(Script *script, const ScriptBlockNode *block)
{
	AstPart alone = { .kind = AST_SCRIPT_BLOCK, .p = block, .span = block->node.span };
	Value at = ast_node_of_script(script), parent;

	while (at.kind != V_EMPTY && peek(at)->part.p != block) {
		Value next = part_around(at, block->node.span);

		value_drop(at);
		at = next;
	}
	if (at.kind == V_EMPTY)
		return make(script, &alone, VALUE_NULL);
	parent = peek(at)->parent;
	if (parent.kind != V_OBJECT || peek(parent)->part.kind != AST_FUNCTION)
		return at;
	value_ref(parent);
	value_drop(at);
	return parent;
}

Span ast_node_span(Value ast)
{
	return peek(ast)->part.span;
}

static void free_ast(Object *object, ValueDrops *drops)
{
	Ast *ast = object->payload;

	script_drop(ast->script);
	value_drop_later(drops, ast->parent);
	free(ast);
}

static Str text_of(Value self)
{
	return script_span_text(peek(self)->script, peek(self)->part.span);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, text_of(self));
	return FLOW_NEXT;
}

static bool is_same(Value a, Value b)
{
	return peek(a)->part.p == peek(b)->part.p && peek(a)->part.kind == peek(b)->part.kind;
}

/* ---- what is no part: names, operators, constants ---- */

#define AST_GET(name) static Value name(UNUSED Interp *in, UNUSED const Ast *ast)

AST_GET(function_name)
{
	return value_string(((const NodeFunction *)ast->part.p)->name);
}

AST_GET(is_filter)
{
	return value_bool(((const NodeFunction *)ast->part.p)->is_filter);
}

AST_GET(is_workflow)
{
	return value_bool(((const NodeFunction *)ast->part.p)->is_workflow);
}

static Value token_kind(TokenKind kind)
{
	int64_t number = 0;

	(void)type_enum_find(&type_token_kind, str_from(token_kind_name(kind)), &number);
	return value_enum(&type_token_kind, number);
}

AST_GET(invocation_operator)
{
	InvokeOperator invoke = ((const NodeCommand *)ast->part.p)->invoke;

	return token_kind(invoke == INVOKE_CALL ? TK_AMPERSAND : invoke == INVOKE_DOT ? TK_DOT : TK_UNKNOWN);
}

AST_GET(parameter_name)
{
	return value_string(((const CommandArg *)ast->part.p)->param);
}

AST_GET(operator_of)
{
	return token_kind((TokenKind)((const Node *)ast->part.p)->op);
}

AST_GET(is_static)
{
	const Node *node = ast->part.p;

	return value_bool(node->kind == NODE_MEMBER ? ((const NodeMember *)ast->part.p)->is_static
						    : ((const NodeInvoke *)ast->part.p)->is_static);
}

AST_GET(null_conditional)
{
	const Node *node = ast->part.p;

	return value_bool(node->kind == NODE_MEMBER ? ((const NodeMember *)ast->part.p)->null_conditional
						    : ((const NodeInvoke *)ast->part.p)->null_conditional);
}

AST_GET(constant)
{
	return value_ref(((const NodeConst *)ast->part.p)->value);
}

AST_GET(expandable_text)
{
	return value_string(((const NodeExpandable *)ast->part.p)->format);
}

/* StringConstantType by the flags of the node. */
AST_GET(string_kind)
{
	unsigned flags = ((const Node *)ast->part.p)->flags;
	const char *name = flags & CONST_SINGLE_QUOTED ? flags & CONST_HERE ? "SingleQuotedHereString" : "SingleQuoted"
			   : flags & CONST_DOUBLE_QUOTED
				   ? flags & CONST_HERE ? "DoubleQuotedHereString" : "DoubleQuoted"
				   : "BareWord";

	return value_string_c(name);
}

AST_GET(static_string)
{
	return value_type(type_of_id(T_STRING));
}

AST_GET(static_constant)
{
	Value v = ((const NodeConst *)ast->part.p)->value;

	return value_is_null(v) ? VALUE_NULL : value_type(type_of(v));
}

static Value extent_of(const Ast *ast, Span span)
{
	return script_ast_extent(ast->script, span);
}

AST_GET(operator_extent)
{
	return extent_of(ast, ast->part.kind == AST_ASSIGNMENT ? ((const NodeAssign *)ast->part.p)->op_span
							       : ((const NodeBinary *)ast->part.p)->op_span);
}

AST_GET(parameter_extent)
{
	return extent_of(ast, ((const CommandArg *)ast->part.p)->param_span);
}

AST_GET(is_splatted)
{
	return value_bool(((const Node *)ast->part.p)->kind == NODE_SPLAT);
}

AST_GET(is_unnamed)
{
	const Ast *block = ast->parent.kind == V_OBJECT ? ast->parent.object->payload : NULL;

	return value_bool(block && !((const ScriptBlockNode *)block->part.p)->named_blocks);
}

/* The TokenKind of its keyword: which of its parent's blocks it is. */
AST_GET(block_kind)
{
	const Ast *block = ast->parent.kind == V_OBJECT ? ast->parent.object->payload : NULL;
	const ScriptBlockNode *node = block ? block->part.p : NULL;

	return token_kind(!node || ast->part.p == node->end ? TK_END
			  : ast->part.p == node->begin      ? TK_BEGIN
			  : ast->part.p == node->process    ? TK_PROCESS
			  : ast->part.p == node->clean      ? TK_CLEAN
							    : TK_DYNAMICPARAM);
}

AST_GET(is_background)
{
	const Node *node = ast->part.p;

	return value_bool(node->kind == NODE_PIPELINE && ((const NodePipeline *)ast->part.p)->background);
}

AST_GET(argument_name)
{
	return value_string(((const struct NamedArgument *)ast->part.p)->name);
}

AST_GET(expression_omitted)
{
	return value_bool(!((const struct NamedArgument *)ast->part.p)->value);
}

AST_GET(is_append)
{
	return value_bool(((const Redirection *)ast->part.p)->append);
}

AST_GET(is_catch_all)
{
	return value_bool(((const struct CatchClause *)ast->part.p)->ntypes == 0);
}

static Str label_of(const Ast *ast)
{
	switch (ast->part.kind) {
	case AST_FOR:
		return ((const NodeFor *)ast->part.p)->label;
	case AST_FOREACH:
		return ((const NodeForeach *)ast->part.p)->label;
	case AST_SWITCH:
		return ((const NodeSwitch *)ast->part.p)->label;
	default:
		return ((const NodeWhile *)ast->part.p)->label;
	}
}

AST_GET(label)
{
	Str text = label_of(ast);

	return text.n ? value_string(text) : VALUE_NULL;
}

/* ---- VariablePath and TypeName: bags whose text is one of their properties ---- */

static Flow put_first(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, value_str_peek(value_unwrap_peek(self).object->slots[0].value));
	return FLOW_NEXT;
}

static const TypeOps named_ops = { .text = put_first };
const TypeDef type_variable_path = {
	.name = SMA "VariablePath", .base = &type_known[T_OBJECT], .ops = &named_ops, .flags = TYPE_OWN_TEXT
};
const TypeDef type_ast_type_name = {
	.name = LANGUAGE "TypeName", .base = &type_known[T_OBJECT], .ops = &named_ops, .flags = TYPE_OWN_TEXT
};

static void set(Object *bag, const char *name, Value v)
{
	object_set_take(bag, str_from(name), v);
}

AST_GET(variable_path)
{
	const NodeVariable *variable = ast->part.p;
	unsigned flags = variable->node.flags;
	bool drive = (flags & VAR_DRIVE) != 0, scoped = variable->qualifier.n > 0;
	Object *bag = object_new(&type_variable_path);

	set(bag, "UserPath", value_string(variable->path));
	set(bag, "IsGlobal", value_bool(flags & VAR_GLOBAL));
	set(bag, "IsLocal", value_bool(flags & VAR_LOCAL));
	set(bag, "IsPrivate", value_bool(flags & VAR_PRIVATE));
	set(bag, "IsScript", value_bool(flags & VAR_SCRIPT));
	set(bag, "IsUnqualified", value_bool(!scoped));
	set(bag, "IsUnscopedVariable", value_bool(!scoped));
	set(bag, "IsVariable", value_bool(!drive));
	set(bag, "IsDriveQualified", value_bool(drive));
	set(bag, "DriveName", drive ? value_string(variable->qualifier) : VALUE_NULL);
	return object_value(bag);
}

static Value type_name(const TypeName *type)
{
	Object *bag = object_new(&type_ast_type_name);

	set(bag, "FullName", value_string(type->text));
	set(bag, "Name", value_string(type->text));
	set(bag, "AssemblyName", type->assembly.n ? value_string(type->assembly) : VALUE_NULL);
	set(bag, "IsGeneric", value_bool(type->nargs > 0));
	set(bag, "IsArray", value_bool(type->elem != NULL));
	return object_value(bag);
}

/* Of a constraint, which is a type name, or of an attribute or [type], which have one. */
AST_GET(type_name_of)
{
	return type_name(ast->part.kind == AST_TYPE_CONSTRAINT ? ast->part.p
			 : ast->part.kind == AST_ATTRIBUTE     ? ((const NodeAttribute *)ast->part.p)->type
							       : ((const NodeTypeLiteral *)ast->part.p)->type);
}

/* A parameter's type constraint; Object without one. */
AST_GET(parameter_type)
{
	const NodeParam *param = ast->part.p;
	const TypeDef *type = NULL;

	for (uint32_t i = 0; i < param->attributes.n && !type; i++)
		if (param->attributes.p[i]->is_constraint)
			type = type_set_find(runtime_of(in)->types, param->attributes.p[i]->type->text);
	return value_type(type ? type : type_of_id(T_OBJECT));
}

/* ORDER does not matter but within a class: as they are listed. */
static const struct {
	AstClass kind;
	const char *name;
	Value (*get)(Interp *in, const Ast *ast);
} facts[] = {
	{ AST_FUNCTION, "IsFilter", is_filter },
	{ AST_FUNCTION, "IsWorkflow", is_workflow },
	{ AST_FUNCTION, "Name", function_name },
	{ AST_COMMAND, "InvocationOperator", invocation_operator },
	{ AST_COMMAND_PARAMETER, "ParameterName", parameter_name },
	{ AST_ASSIGNMENT, "Operator", operator_of },
	{ AST_BINARY, "Operator", operator_of },
	{ AST_BINARY, "ErrorPosition", operator_extent },
	{ AST_ASSIGNMENT, "ErrorPosition", operator_extent },
	{ AST_COMMAND_PARAMETER, "ErrorPosition", parameter_extent },
	{ AST_UNARY, "TokenKind", operator_of },
	{ AST_CHAIN, "Operator", operator_of },
	{ AST_MEMBER, "Static", is_static },
	{ AST_MEMBER, "NullConditional", null_conditional },
	{ AST_INVOKE_MEMBER, "Static", is_static },
	{ AST_INVOKE_MEMBER, "NullConditional", null_conditional },
	{ AST_STRING_CONSTANT, "StringConstantType", string_kind },
	{ AST_STRING_CONSTANT, "Value", constant },
	{ AST_STRING_CONSTANT, "StaticType", static_string },
	{ AST_CONSTANT, "Value", constant },
	{ AST_CONSTANT, "StaticType", static_constant },
	{ AST_EXPANDABLE, "Value", expandable_text },
	{ AST_EXPANDABLE, "StringConstantType", string_kind },
	{ AST_EXPANDABLE, "StaticType", static_string },
	{ AST_VARIABLE, "VariablePath", variable_path },
	{ AST_VARIABLE, "Splatted", is_splatted },
	{ AST_NAMED_BLOCK, "Unnamed", is_unnamed },
	{ AST_NAMED_BLOCK, "BlockKind", block_kind },
	{ AST_PIPELINE, "Background", is_background },
	{ AST_NAMED_ARGUMENT, "ArgumentName", argument_name },
	{ AST_NAMED_ARGUMENT, "ExpressionOmitted", expression_omitted },
	{ AST_FILE_REDIRECTION, "Append", is_append },
	{ AST_CATCH_CLAUSE, "IsCatchAll", is_catch_all },
	{ AST_WHILE, "Label", label },
	{ AST_DO_WHILE, "Label", label },
	{ AST_DO_UNTIL, "Label", label },
	{ AST_FOR, "Label", label },
	{ AST_FOREACH, "Label", label },
	{ AST_SWITCH, "Label", label },
	{ AST_TYPE_CONSTRAINT, "TypeName", type_name_of },
	{ AST_ATTRIBUTE, "TypeName", type_name_of },
	{ AST_TYPE_EXPRESSION, "TypeName", type_name_of },
	{ AST_PARAMETER, "StaticType", parameter_type },
};

/* The properties of every class in the order they are listed, a list with its *: the one table of what there is.  What
 * stands in a part comes from types_ast_parts, the rest from facts; what neither has now is $null or an empty list. */
static const char *const properties[AST_CLASSES] = {
	[AST_ERROR_STATEMENT] = "Kind,Flags,Conditions*,Bodies*,NestedAst*",
	[AST_ERROR_EXPRESSION] = "NestedAst*,StaticType",
	[AST_SCRIPT_BLOCK] =
		"Attributes*,UsingStatements*,ParamBlock,BeginBlock,ProcessBlock,EndBlock,CleanBlock,DynamicParamBlock,ScriptRequirements",
	[AST_PARAM_BLOCK] = "Attributes*,Parameters*",
	[AST_NAMED_BLOCK] = "Unnamed,BlockKind,Statements*,Traps*",
	[AST_NAMED_ARGUMENT] = "ArgumentName,Argument,ExpressionOmitted",
	[AST_ATTRIBUTE_BASE] = "TypeName",
	[AST_ATTRIBUTE] = "PositionalArguments*,NamedArguments*,TypeName",
	[AST_TYPE_CONSTRAINT] = "TypeName",
	[AST_PARAMETER] = "Attributes*,Name,DefaultValue,StaticType",
	[AST_STATEMENT_BLOCK] = "Statements*,Traps*",
	[AST_TYPE_DEFINITION] = "Name,Attributes*,BaseTypes*,Members*,TypeAttributes,IsEnum,IsClass,IsInterface",
	[AST_USING] = "UsingStatementKind,Name,Alias,ModuleSpecification",
	[AST_MEMBER_DEFINITION] = "Name",
	[AST_FUNCTION] = "IsFilter,IsWorkflow,Name,Parameters,Body",
	[AST_IF] = "Clauses*,ElseClause",
	[AST_DATA] = "Variable,CommandsAllowed*,Body",
	[AST_LABELED] = "Label,Condition",
	[AST_LOOP] = "Body,Label,Condition",
	[AST_FOREACH] = "Variable,ThrottleLimit,Flags,Body,Label,Condition",
	[AST_FOR] = "Initializer,Iterator,Body,Label,Condition",
	[AST_DO_WHILE] = "Body,Label,Condition",
	[AST_DO_UNTIL] = "Body,Label,Condition",
	[AST_WHILE] = "Body,Label,Condition",
	[AST_SWITCH] = "Flags,Clauses*,Default,Label,Condition",
	[AST_CATCH_CLAUSE] = "CatchTypes*,IsCatchAll,Body",
	[AST_TRY] = "Body,CatchClauses*,Finally",
	[AST_TRAP] = "TrapType,Body",
	[AST_BREAK] = "Label",
	[AST_CONTINUE] = "Label",
	[AST_RETURN] = "Pipeline",
	[AST_EXIT] = "Pipeline",
	[AST_THROW] = "Pipeline,IsRethrow",
	[AST_CHAIN] = "LhsPipelineChain,RhsPipeline,Operator,Background",
	[AST_PIPELINE] = "PipelineElements*,Background",
	[AST_COMMAND_PARAMETER] = "ParameterName,Argument,ErrorPosition",
	[AST_COMMAND_BASE] = "Redirections*",
	[AST_COMMAND] = "CommandElements*,InvocationOperator,DefiningKeyword,Redirections*",
	[AST_COMMAND_EXPRESSION] = "Expression,Redirections*",
	[AST_REDIRECTION] = "FromStream",
	[AST_MERGING_REDIRECTION] = "ToStream,FromStream",
	[AST_FILE_REDIRECTION] = "Location,Append,FromStream",
	[AST_ASSIGNMENT] = "Left,Operator,Right,ErrorPosition",
	[AST_EXPRESSION] = "StaticType",
	[AST_TERNARY] = "Condition,IfTrue,IfFalse,StaticType",
	[AST_BINARY] = "Operator,Left,Right,ErrorPosition,StaticType",
	[AST_UNARY] = "TokenKind,Child,StaticType",
	[AST_ATTRIBUTED] = "Child,Attribute,StaticType",
	[AST_CONVERT] = "Type,StaticType,Child,Attribute",
	[AST_MEMBER] = "Expression,Member,Static,NullConditional,StaticType",
	[AST_INVOKE_MEMBER] = "GenericTypeArguments*,Arguments,Expression,Member,Static,NullConditional,StaticType",
	[AST_TYPE_EXPRESSION] = "TypeName,StaticType",
	[AST_VARIABLE] = "VariablePath,Splatted,StaticType",
	[AST_CONSTANT] = "Value,StaticType",
	[AST_STRING_CONSTANT] = "StringConstantType,Value,StaticType",
	[AST_EXPANDABLE] = "Value,StringConstantType,NestedExpressions*,StaticType",
	[AST_SCRIPT_BLOCK_EXPRESSION] = "ScriptBlock,StaticType",
	[AST_ARRAY_LITERAL] = "Elements*,StaticType",
	[AST_HASHTABLE] = "KeyValuePairs*,StaticType",
	[AST_ARRAY_EXPRESSION] = "SubExpression,StaticType",
	[AST_PAREN] = "Pipeline,StaticType",
	[AST_SUB_EXPRESSION] = "SubExpression,StaticType",
	[AST_USING_EXPRESSION] = "SubExpression,StaticType",
	[AST_INDEX] = "Target,Index,NullConditional,StaticType",
};

/* ---- properties ---- */

static bool is_pairs(Str name)
{
	return str_ieq(name, S("Clauses")) || str_ieq(name, S("KeyValuePairs"));
}

/* Tuples: each of two parts. */
static Array *paired_take(Array *items)
{
	Array *pairs = array_new_objects();

	for (size_t i = 0; i + 1 < items->n; i += 2) {
		Object *pair = object_new_custom();

		object_set_take(pair, S("Item1"), array_get(items, i));
		object_set_take(pair, S("Item2"), array_get(items, i + 1));
		array_push_take(pairs, object_value(pair));
	}
	value_drop(array_value(items));
	return pairs;
}

/* What stands in self under the name: one, or a list of them. */
static bool get_parts(Value self, Str name, Value *out)
{
	Ast *ast = peek(self);
	AstParts parts = { .script = ast->script };
	Array *items = NULL;
	bool found = false;

	types_ast_parts(&ast->part, &parts);
	for (size_t i = 0; i < parts.found.n; i++) {
		const AstPart *part = &parts.found.p[i];

		if (!part->property || !str_ieq(str_from(part->property), name))
			continue;
		found = true;
		if (!part->one_of_many) {
			*out = make(ast->script, part, self);
			break;
		}
		if (!items)
			items = array_new_objects();
		array_push_take(items, make(ast->script, part, self));
	}
	VEC_RELEASE(&parts.found);
	if (items && is_pairs(name))
		items = paired_take(items);
	if (items)
		*out = array_value(items);
	return found;
}

/* [int], [string] ... of an expression that says; else Object. */
static const TypeDef *static_type(Interp *in, const Ast *ast)
{
	switch (ast->part.kind) {
	case AST_CONVERT: {
		Str text = ((const NodeCast *)ast->part.p)->attribute->type->text;
		const TypeDef *type = type_set_find(runtime_of(in)->types, text);

		return type ? type : type_of_id(T_OBJECT);
	}
	case AST_HASHTABLE:
		return type_of_id(T_HASHTABLE);
	case AST_ARRAY_LITERAL:
	case AST_ARRAY_EXPRESSION:
		return &type_object_array;
	case AST_SCRIPT_BLOCK_EXPRESSION:
		return type_of_id(T_SCRIPTBLOCK);
	case AST_TYPE_EXPRESSION:
		return type_of_id(T_TYPE);
	default:
		return type_of_id(T_OBJECT);
	}
}

/* Whether the class has the property, and as a list. */
static bool has_property(AstClass kind, Str name, bool *is_list)
{
	StrSplit split = { .rest = str_from(properties[kind] ? properties[kind] : "") };
	Str one;

	while (str_split_next(&split, ',', &one)) {
		*is_list = str_ends(one, S("*"));
		if (str_ieq(*is_list ? str_cut(one, 0, one.n - 1) : one, name))
			return true;
	}
	return false;
}

static bool get_common(Value self, Str name, Value *out)
{
	const Ast *ast = peek(self);

	if (str_ieq(name, S("Extent")))
		*out = script_ast_extent(ast->script, ast->part.span);
	else if (str_ieq(name, S("Parent")))
		*out = value_ref(ast->parent);
	else
		return false;
	return true;
}

static Flow adapt_get(Interp *in, Value self, Str name, Value *out, bool *found)
{
	const Ast *ast = peek(self);
	bool is_list = false;

	*found = true;
	if (get_common(self, name, out))
		return FLOW_NEXT;
	*found = has_property(ast->part.kind, name, &is_list);
	if (!*found)
		return FLOW_NEXT;
	for (size_t i = 0; i < COUNT(facts); i++)
		if (facts[i].kind == ast->part.kind && str_ieq(str_from(facts[i].name), name))
			return types_found(out, facts[i].get(in, ast));
	if (str_ieq(name, S("StaticType")))
		return types_found(out, value_type(static_type(in, ast)));
	if (!get_parts(self, name, out))
		*out = is_list ? array_value(array_new_objects()) : VALUE_NULL;
	return FLOW_NEXT;
}

static void list_one(Interp *in, Value self, Object *list, Str name)
{
	Value v = VALUE_NULL;
	bool found;

	if (adapt_get(in, self, name, &v, &found) == FLOW_NEXT)
		object_set_take(list, name, v);
}

static Object *adapt_list(Interp *in, Value self)
{
	Object *list = object_new_custom();
	const char *names = properties[peek(self)->part.kind];
	StrSplit split = { .rest = str_from(names ? names : "") };
	Str one;

	while (names && str_split_next(&split, ',', &one))
		list_one(in, self, list, str_ends(one, S("*")) ? str_cut(one, 0, one.n - 1) : one);
	list_one(in, self, list, S("Extent"));
	list_one(in, self, list, S("Parent"));
	return list;
}

/* ---- searches ---- */

typedef struct Search {
	Interp *in;
	Value predicate;
	bool nested, first; /* into script blocks inside; only the first that fits */
	Array *found;
} Search;

static bool is_block(AstClass kind)
{
	return kind == AST_FUNCTION || kind == AST_SCRIPT_BLOCK_EXPRESSION;
}

static Flow search(Search *s, Value self)
{
	Ast *ast = peek(self);
	AstParts parts = { .script = ast->script };
	bool fits = false;
	Flow flow;

	if (!runtime_of(s->in)->stack_left(s->in))
		return runtime_of(s->in)->too_deep(s->in);
	FLOW_TRY(types_test(s->in, s->predicate, self, &fits));
	if (fits)
		array_push(s->found, self);
	flow = runtime_poll(s->in);
	if (flow != FLOW_NEXT || (s->first && s->found->n) || (is_block(ast->part.kind) && !s->nested))
		return flow;
	types_ast_parts(&ast->part, &parts);
	for (size_t i = 0; i < parts.found.n && flow == FLOW_NEXT && !(s->first && s->found->n); i++) {
		Value child = make(ast->script, &parts.found.p[i], self);

		flow = search(s, child);
		value_drop(child);
	}
	VEC_RELEASE(&parts.found);
	return flow;
}

TYPE_METHOD(find_all)
{
	Search s = { in, args[0], convert_to_bool(args[1]), false, array_new_objects() };

	*out = array_value(s.found);
	return search(&s, self);
}

TYPE_METHOD(find)
{
	Search s = { in, args[0], convert_to_bool(args[1]), true, array_new_objects() };
	Flow flow = search(&s, self);

	*out = s.found->n ? array_get(s.found, 0) : VALUE_NULL;
	value_drop(array_value(s.found));
	return flow;
}

TYPE_METHOD(to_string)
{
	return types_found(out, value_string(text_of(self)));
}

TYPE_METHOD(get_command_name)
{
	const Node *name = ((const NodeCommand *)peek(self)->part.p)->name;
	bool is_text = name && name->kind == NODE_CONST && !(name->flags & CONST_NUMBER);

	return types_found(out, is_text ? value_ref(((const NodeConst *)(const void *)name)->value) : VALUE_NULL);
}

TYPE_METHOD(get_script_block)
{
	const Ast *ast = peek(self);

	return types_found(out, function_block_new(ast->script, ast->part.block, NULL));
}

/* ---- the types ---- */

static const MethodDef methods[] = {
	METHOD("Find", LANGUAGE "Ast Find(System.Func[" LANGUAGE "Ast,bool] predicate, bool searchNestedScriptBlocks)",
		find),
	METHOD("FindAll",
		"System.Collections.Generic.IEnumerable[" LANGUAGE "Ast] FindAll(System.Func[" LANGUAGE
		"Ast,bool] predicate, bool searchNestedScriptBlocks)",
		find_all),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};
static const MethodDef command_methods[] = { METHOD("GetCommandName", "string GetCommandName()", get_command_name),
	METHODS_END };
static const MethodDef block_methods[] = { METHOD("GetScriptBlock", "scriptblock GetScriptBlock()", get_script_block),
	METHODS_END };
static const TypeMembers any_members = { .methods = methods };
static const TypeMembers command_members = { .methods = command_methods };
static const TypeMembers block_members = { .methods = block_methods };

/* The members of a class: those of Ast, and a few have their own. */
#define MEMBERS_OF(id)                                                                                                 \
	(AST_##id == AST_ANY                   ? &any_members                                                          \
		: AST_##id == AST_COMMAND      ? &command_members                                                      \
		: AST_##id == AST_SCRIPT_BLOCK ? &block_members                                                        \
					       : NULL)

static const TypeOps ops = {
	.free = free_ast, .text = put_text, .equal = is_same, .adapt_get = adapt_get, .adapt_list = adapt_list
};
#define AST(id, short_name, over)                                                                                      \
	[AST_##id] = { .name = LANGUAGE short_name "Ast",                                                              \
		.base = AST_##id == AST_ANY ? &type_known[T_OBJECT] : &type_ast[AST_##over],                           \
		.flags = TYPE_OWN_TEXT,                                                                                \
		.members = MEMBERS_OF(id),                                                                             \
		.ops = &ops },
const TypeDef type_ast[AST_CLASSES] = { AST_LIST(AST) };
#undef AST
