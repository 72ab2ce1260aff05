/* function: script blocks as values, what is kept once per block, and modules. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/function.h"

#include <stdlib.h>

#include "shell/engine/eval.h"
#include "shell/engine/interp.h"
#include "shell/engine/registry.h"
#include "shell/engine/stage_private.h"
#include "shell/engine/using.h"
#include "shell/syntax/ast_walk.h"

/* ---- blocks ---- */

static void free_block(Block *block, ValueDrops *drops)
{
	(void)drops;
	if (block->command) {
		block->command->block = NULL;
		if (block->command->refs > 1) /* an error record names it by its text */
			block->command->definition = value_string(function_block_text(block)).string;
		command_drop(block->command);
	}
	if (block->module)
		function_module_drop(block->module);
	if (block->file)
		value_drop(value_of_string(block->file));
	script_drop(block->script);
	value_free(block);
}

Value function_block_new(Script *script, ScriptBlockNode *node, Module *module)
{
	Block *block = value_alloc(V_BLOCK, sizeof(*block));

	block->head.free = free_block;
	block->script = script_ref(script);
	block->node = node;
	block->module = module ? function_module_ref(module) : NULL;
	return (Value){ .kind = V_BLOCK, .block = block };
}

Str function_block_text(const Block *block)
{
	return script_span_text(block->script, block->node->body);
}

Command *function_block_command(Block *block)
{
	if (!block->command) {
		block->command = command_new(COMMAND_BLOCK, S(""));
		block->command->block = block;
		block->command->module = block->module;
	}
	return block->command;
}

/* ---- what all blocks of one tree share ---- */

static void free_info(void *cache)
{
	BlockInfo *info = cache;

	for (uint32_t i = 0; i < info->nparams; i++)
		scope_meta_drop(info->param_meta[i]);
	free(info->param_meta);
	scope_layout_drop(info->layout);
	free(info);
}

/* Variables that keep a parameter's type and attributes; NULL for plain ones. */
static VariableMeta *meta_of(const NodeParam *param)
{
	VariableMeta *meta = NULL;
	NodeAttribute **attributes = param->attributes.p;

	for (uint32_t i = 0; i < param->attributes.n; i++)
		if (attributes[i]->is_constraint || str_istarts(attributes[i]->type->name, S("Validate")))
			meta = meta ? meta : scope_meta_new();
	if (meta) {
		meta->attributes = attributes;
		meta->nattributes = param->attributes.n;
	}
	return meta;
}

BlockInfo *function_info(Interp *in, ScriptBlockNode *node)
{
	BlockInfo *info = node->cache;

	if (info)
		return info;
	info = MEM_NEW(BlockInfo);
	info->layout = scope_layout_new(in);
	info->nparams = node->params ? node->params->nparams : 0;
	info->param_meta = MEM_ARRAY(VariableMeta *, info->nparams + 1);
	for (uint32_t i = 0; i < info->nparams; i++) {
		NodeParam *param = &node->params->params[i];

		scope_layout_add(info->layout, scope_symbol(in, param->variable->name));
		info->param_meta[i] = meta_of(param);
	}
	info->uses_input = str_ifind(script_span_text(node->script, node->node.span), S("$input"), 0) != STR_NONE;
	info->uses_bound =
		str_ifind(script_span_text(node->script, node->node.span), S("BoundParameters"), 0) != STR_NONE;
	node->cache = info;
	script_keep_cache(node->script, info, free_info);
	return info;
}

/* ---- defining functions ---- */

/* "global:f", "script:f": the scope, and the name that is left. */
static Scope *scope_of_name(Interp *in, Str *name)
{
	size_t colon = str_find_byte(*name, ':', 0);
	Scope *scope;

	if (colon == STR_NONE)
		return in->scope;
	scope = scope_named(in, str_cut(*name, 0, colon));
	if (scope)
		*name = str_cut(*name, colon + 1, name->n);
	return scope ? scope : in->scope;
}

void function_set(Interp *in, Scope *scope, Str name, Command *command)
{
	scope_function_set(scope, name, command);
	registry_changed(in);
}

static bool is_alias_attribute(const NodeAttribute *attribute)
{
	return str_ieq(attribute->type->name, S("Alias")) ||
	       str_ieq(attribute->type->name, S("System.Management.Automation.AliasAttribute")) ||
	       str_ieq(attribute->type->name, S("AliasAttribute"));
}

/* [Alias('x')] in front of param(): the function is known by these names, too. */
static void define_aliases(Scope *scope, const ScriptBlockNode *node, Str function)
{
	for (uint32_t i = 0; node->params && i < node->params->attributes.n; i++) {
		const NodeAttribute *attribute = node->params->attributes.p[i];

		for (uint32_t k = 0; is_alias_attribute(attribute) && k < attribute->positional.n; k++) {
			const Node *name = attribute->positional.p[k];
			Command *alias;

			if (name->kind != NODE_CONST)
				continue;
			alias = command_new(COMMAND_ALIAS, value_str_peek(NODE_READ(NodeConst, name)->value));
			alias->definition = value_string(function).string;
			scope_alias_set(scope, string_str(alias->name), alias);
			command_drop(alias);
		}
	}
}

Command *function_command_new(Interp *in, const NodeFunction *node, Str name)
{
	Command *command = command_new(node->is_filter ? COMMAND_FILTER : COMMAND_FUNCTION, name);

	command->block = function_block_new(node->block->script, node->block, in->scope->module).block;
	command->module = command->block->module;
	command->source = value_string(name).string;
	return command;
}

Flow function_define(Interp *in, const NodeFunction *node)
{
	Str name = node->name;
	Scope *scope = scope_of_name(in, &name);
	Command *command;

	if (node->is_workflow)
		return fault_runtime(in, CAT_NOT_IMPLEMENTED, "WorkflowNotSupported",
			"Workflow '%.*s' cannot be defined: workflows are not supported by this shell.", STR_ARG(name));
	command = function_command_new(in, node, name);
	define_aliases(scope, node->block, name);
	function_set(in, scope, name, command);
	command_drop(command);
	return FLOW_NEXT;
}

/* ---- variables by place ---- */

typedef struct NameSearch {
	AstVisitor visitor; /* first */
	bool found;
} NameSearch;

/* Dot-sourcing, and the commands that get and set variables. */
static bool look_for_names(AstVisitor *visitor, Node *node, const Node *outer)
{
	static const char *const commands[] = { "Get-Variable", "gv", "Set-Variable", "sv", "set", "New-Variable", "nv",
		"Clear-Variable", "clv", "Remove-Variable", "rv" };
	NameSearch *search = (NameSearch *)visitor;
	const NodeCommand *command = (const NodeCommand *)node;
	Str name = S("");

	(void)outer;
	if (node->kind != NODE_COMMAND)
		return true;
	if (command->name->kind == NODE_CONST)
		name = ((const NodeConst *)command->name)->text;
	search->found |= command->invoke == INVOKE_DOT;
	for (size_t i = 0; i < COUNT(commands); i++)
		search->found |= str_ieq(name, str_from(commands[i]));
	return true;
}

/* Blocks inside have variables of their own. */
static void skip_block(AstVisitor *visitor, ScriptBlockNode *block)
{
	(void)visitor;
	(void)block;
}

bool function_is_compiled(Interp *in)
{
	const Frame *frame = in->frame;
	NameSearch search = { .visitor = { .node = look_for_names, .block = skip_block } };

	if (!frame->stage || frame->stage->dotted || !frame->command || !frame->command->block)
		return false;
	ast_walk_block(&search.visitor, frame->command->block->node);
	VEC_RELEASE(&search.visitor.chain);
	return !search.found;
}

static bool look_for_input(AstVisitor *visitor, Node *node, const Node *outer)
{
	NameSearch *search = (NameSearch *)visitor;

	(void)outer;
	if (node->kind == NODE_VARIABLE)
		search->found |= str_ieq(NODE_READ(NodeVariable, node)->path, S("input"));
	return true;
}

bool function_takes_input(ScriptBlockNode *node)
{
	NameSearch search = { .visitor = { .node = look_for_input, .block = skip_block } };
	Str params = node->params ? script_span_text(node->script, node->params->span) : S("");

	if (node->process || str_ifind(params, S("ValueFromPipeline"), 0) != STR_NONE)
		return true;
	ast_walk_block(&search.visitor, node);
	VEC_RELEASE(&search.visitor.chain);
	return search.found;
}

/* ---- parsing text ---- */

Flow function_raise_parse_errors(Interp *in, Script *script, const ParseErrors *errs)
{
	Buf message = BUF_INIT;
	Value record, exception;

	script_put_errors(script, errs, runtime_edition(in), &message);
	exception = exception_new(exception_type(EXC_PARSE), buf_str(&message), VALUE_NULL);
	record = error_new(exception, str_from(errs->p[0].id), CAT_PARSER_ERROR, VALUE_NULL);
	error_peek(record)->invocation = error_invocation_new(script, errs->p[0].span);
	value_drop(exception);
	buf_release(&message);
	script_forget_tree(script);
	return interp_throw_take(in, record);
}

Flow function_parse(Interp *in, Str path, Str text, unsigned flags, Value *out)
{
	ParseErrors errs = { 0 };
	ParseOutside outside = using_outside(in);
	ParseInput input = {
		.path = path, .text = text, .edition = runtime_edition(in), .flags = flags, .outside = &outside
	};
	Script *script = script_parse(&input, &errs);
	Flow flow = FLOW_NEXT;

	*out = VALUE_EMPTY;
	if (errs.n)
		flow = function_raise_parse_errors(in, script, &errs);
	else
		*out = function_block_new(script, script->root, in->scope->module);
	script_errors_release(&errs);
	script_drop(script);
	return flow;
}

/* ---- modules and closures ---- */

Module *function_module_new(Interp *in, Str name)
{
	Module *module = MEM_NEW(Module);
	Layout *layout = scope_layout_new(in);

	module->refs = 1;
	module->in = in;
	module->name = value_string(name).string;
	module->scope = scope_new(in, layout, in->global);
	scope_set_script(module->scope);
	module->scope->module = module; /* not counted: the module owns the scope */
	scope_layout_drop(layout);
	return module;
}

Module *function_module_ref(Module *module)
{
	module->refs++;
	return module;
}

static void drop_text(String *text)
{
	if (text)
		value_drop(value_of_string(text));
}

static void drop_exports(Module *module)
{
	for (size_t i = 0; i < module->functions.n; i++)
		command_drop(module->functions.p[i]);
	for (size_t i = 0; i < module->aliases.n; i++)
		command_drop(module->aliases.p[i]);
	for (size_t i = 0; i < module->variables.n; i++)
		drop_text(module->variables.p[i]);
	for (size_t i = 0; i < module->nested.n; i++)
		function_module_drop(module->nested.p[i]);
	VEC_RELEASE(&module->functions);
	VEC_RELEASE(&module->aliases);
	VEC_RELEASE(&module->variables);
	VEC_RELEASE(&module->nested);
}

void function_module_clear(Module *module)
{
	value_set_take(&module->on_remove, VALUE_EMPTY);
	drop_exports(module);
	scope_clear(module->scope);
}

void function_module_drop(Module *module)
{
	if (!module || --module->refs)
		return;
	module->scope->module = NULL;
	drop_exports(module);
	scope_drop(module->in, module->scope);
	drop_text(module->name);
	drop_text(module->path);
	drop_text(module->base);
	drop_text(module->file);
	drop_text(module->prefix);
	value_drop(module->manifest);
	value_drop(module->version);
	value_drop(module->description);
	value_drop(module->private_data);
	value_drop(module->on_remove);
	value_drop(module->definition);
	free(module);
}

/* Calls nest: the innermost one whose scope belongs to the module is where its session state is now. */
Scope *function_scope_of(Interp *in, Module *module)
{
	if (in->scope->module == module)
		return in->scope;
	if (!module)
		return in->outer_scope;
	for (const Frame *frame = in->frame; frame; frame = frame->up)
		if (frame->stage && frame->stage->scope && frame->stage->scope->module == module)
			return frame->stage->scope;
	return module->scope;
}

/* Constants and what every scope shares are no scope's own. */
static bool is_captured(const Scope *scope, uint32_t i)
{
	enum { SHARED = VARIABLE_READ_ONLY | VARIABLE_CONSTANT | VARIABLE_ALL_SCOPE };
	const Variable *v = &scope->slots[i];

	return !value_is_unset(v->value) && scope->layout->names[i]->id == SYM_PLAIN &&
	       !(v->meta && (v->meta->options & SHARED));
}

/* GetNewClosure: the caller's local variables, the session's own too, are copied into a module of their own. */
Value function_closure(Interp *in, Block *block)
{
	Module *module = function_module_new(in, S("__DynamicModule"));
	Scope *from = in->scope;
	Value closure;

	for (uint32_t i = 0; i < from->nslots; i++)
		if (is_captured(from, i))
			scope_put_take(module->scope, from->layout->names[i], value_ref(from->slots[i].value));
	if (block->module) {
		scope_drop(in, module->scope->parent);
		module->scope->parent = scope_ref(block->module->scope);
	}
	closure = function_block_new(block->script, block->node, module);
	function_module_drop(module);
	return closure;
}
