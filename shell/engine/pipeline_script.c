/* pipeline_script: functions, filters, script blocks and script files as stages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/eval.h"
#include "shell/engine/function.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/engine/using.h"
#include "shell/engine/validate.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

/* What entering a call changes and leaving it puts back. */
typedef struct Entered {
	Scope *scope;
	Frame *frame;
	Value underscore;
	Scope *outer;
	int strict;
} Entered;

static void enter(StagePrivate *sp, Entered *saved)
{
	Interp *in = sp->s.interp;

	*saved = (Entered){ in->scope, in->frame, in->underscore, in->outer_scope, in->strict };
	if (sp->scope != in->scope && (sp->scope->strict || sp->scope->parent != in->scope))
		in->strict = scope_strict(sp->scope);
	in->scope = sp->scope;
	if (!sp->scope->module)
		in->outer_scope = sp->scope;
	sp->frame.up = in->frame;
	in->frame = &sp->frame;
	value_ref(in->underscore); /* assignments to $_ inside stay inside */
}

/* exit in a script file ends that file: its code is the caller's $LASTEXITCODE (reference 7.1.7). */
static Flow exit_file(StagePrivate *sp)
{
	Interp *in = sp->s.interp;

	scope_put_take(in->global, in->sym.last_exit_code, value_int(in->exit_code));
	sp->failed = in->exit_code != 0;
	in->file_exited = true;
	sp->state = STAGE_STOPPED;
	return FLOW_NEXT;
}

static void put_back(Interp *in, const Entered *saved)
{
	value_drop(in->underscore);
	in->underscore = saved->underscore;
	if (in->scope != saved->scope)
		in->strict = saved->strict;
	in->scope = saved->scope;
	in->frame = saved->frame;
	in->outer_scope = saved->outer;
}

static Flow leave(StagePrivate *sp, const Entered *saved, Flow flow)
{
	Interp *in = sp->s.interp;

	put_back(in, saved);
	if (flow == FLOW_EXIT && sp->command->kind == COMMAND_SCRIPT_FILE)
		return exit_file(sp);
	if (sp->command->kind == COMMAND_SCRIPT_FILE)
		in->file_exited = false; /* a file that it called may have exited */
	return flow == FLOW_RETURN ? FLOW_NEXT : flow;
}

/* ---- opening the scope ---- */

static void open_scope(StagePrivate *sp)
{
	Interp *in = sp->s.interp;
	BlockInfo *info = function_info(in, sp->command->block->node);
	Scope *parent = function_scope_of(in, sp->command->block->module); /* reference 7.2.1 */

	if (sp->dotted) {
		sp->scope = scope_ref(parent);
		return;
	}
	sp->scope = scope_new(in, info->layout, parent);
	sp->scope->module = parent->module;
	sp->scope->frame = &sp->frame;
	if (sp->command->kind == COMMAND_SCRIPT_FILE)
		scope_set_script(sp->scope);
	if (sp->self.kind != V_EMPTY)
		scope_put_take(sp->scope, in->sym.this_name, value_ref(sp->self));
}

/* What an untyped or unset parameter holds: numbers, bool, switch, char and string have a value of their own. */
static Value default_of(const TypeDef *type)
{
	if (type->flags & TYPE_NUMBER)
		return type->id >= T_SBYTE && type->id <= T_UINT64 ? value_integer(type->id, 0)
		       : type->id == T_DECIMAL                     ? value_decimal((Decimal){ 0 })
		       : type->id == T_SINGLE                      ? value_single(0)
		       : type->id == T_DOUBLE                      ? value_double(0)
								   : VALUE_NULL;
	switch (type->id) {
	case T_BOOL:
		return value_bool(false);
	case T_SWITCH:
		return value_switch(false);
	case T_STRING:
		return value_string(S(""));
	case T_CHAR:
		return value_char(0);
	default:
		return VALUE_NULL;
	}
}

static Symbol *param_symbol(StagePrivate *sp, uint32_t index)
{
	return function_info(sp->s.interp, sp->command->block->node)->layout->names[index];
}

static void set_param_take(StagePrivate *sp, uint32_t index, Value v)
{
	Variable *slot = scope_slot(sp->scope, param_symbol(sp, index));
	BlockInfo *info = function_info(sp->s.interp, sp->command->block->node);
	VariableMeta *meta = info->param_meta[index];

	value_set_take(&slot->value, v);
	if (meta != slot->meta) {
		scope_meta_drop(slot->meta);
		slot->meta = scope_meta_ref(meta);
	}
	if (meta && !meta->type && sp->command->params[index].type->id != T_OBJECT)
		meta->type = sp->command->params[index].type;
}

static Flow default_value(StagePrivate *sp, uint32_t index, Value *out)
{
	const Param *param = &sp->command->params[index];
	Value raw;
	Flow flow;

	if (!param->node || !param->node->default_value) {
		*out = default_of(param->type);
		return FLOW_NEXT;
	}
	sp->frame.defaults = true;
	flow = eval_value(sp->s.interp, param->node->default_value, &raw);
	sp->frame.defaults = false;
	FLOW_TRY(flow);
	if (param->type->id == T_OBJECT) {
		*out = raw;
		return FLOW_NEXT;
	}
	flow = bind_convert_default(sp->s.interp, &sp->binding, index, raw, out);
	value_drop(raw);
	return flow;
}

static bool waits_for_input(const StagePrivate *sp, uint32_t index)
{
	return sp->binding.expects_input &&
	       (bind_flags(&sp->command->params[index], SETS_ALL) & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP));
}

/* What the parameter goes back to after an object that set it. */
static void keep_initial(StagePrivate *sp, uint32_t index, Value v)
{
	if (!waits_for_input(sp, index))
		return;
	if (!sp->initial)
		sp->initial = mem_alloc(sp->command->nparams, sizeof(*sp->initial));
	value_set_take(&sp->initial[index], value_ref(v));
}

/* Bound values first, then the defaults in order: those may use the ones before them. */
static Flow set_params(StagePrivate *sp)
{
	uint32_t n = sp->command->nparams;
	Value v;

	for (uint32_t i = 0; i < n && !sp->command->params[i].common; i++)
		if (bind_bit(sp->seen, i))
			continue;
		else if (!value_is_unset(sp->binding.values[i]) && !bind_bit(sp->binding.delayed, i))
			set_param_take(sp, i, value_ref(sp->binding.values[i]));
		else if (waits_for_input(sp, i) && !sp->command->params[i].node->default_value)
			set_param_take(sp, i, default_of(sp->command->params[i].type));
	for (uint32_t i = 0; i < n && !sp->command->params[i].common; i++) {
		if (scope_local_peek(sp->scope, param_symbol(sp, i)) && !value_is_unset(sp->binding.values[i]) &&
			!bind_bit(sp->binding.delayed, i))
			continue;
		FLOW_TRY(default_value(sp, i, &v));
		keep_initial(sp, i, v);
		set_param_take(sp, i, v);
	}
	return FLOW_NEXT;
}

static Value enum_value(Interp *in, Str name, int32_t number)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, name);

	return type ? value_enum(type, number) : value_int(number);
}

/* -Verbose and -Debug, on or off. */
static void set_stream(StagePrivate *sp, Symbol *symbol, Value given, Preference on)
{
	if (given.kind != V_EMPTY)
		scope_put_take(sp->scope, symbol,
			enum_value(sp->s.interp, S("System.Management.Automation.ActionPreference"),
				convert_to_bool(given) ? (int32_t)on : PREF_SILENT));
}

/* Common parameters become preference variables of the function (reference 7.3.4). */
static void set_preferences(StagePrivate *sp)
{
	Interp *in = sp->s.interp;
	const StageCommon *c = &sp->common;
	const struct {
		Value v;
		Symbol *symbol;
	} rows[] = {
		{ c->error_action, in->sym.error_action },
		{ c->warning_action, in->sym.warning },
		{ c->information_action, in->sym.information },
		{ c->progress_action, in->sym.progress },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].v.kind != V_EMPTY)
			scope_put_take(sp->scope, rows[i].symbol, value_ref(rows[i].v));
	set_stream(sp, in->sym.verbose, c->verbose, PREF_CONTINUE);
	set_stream(sp, in->sym.debug, c->debug, runtime_edition(in)->debug_inquires ? PREF_INQUIRE : PREF_CONTINUE);
	if (c->confirm.kind != V_EMPTY)
		scope_put_take(sp->scope, in->sym.confirm,
			enum_value(in, S("System.Management.Automation.ConfirmImpact"),
				convert_to_bool(c->confirm) ? CONFIRM_LOW : CONFIRM_NONE));
	if (c->what_if.kind != V_EMPTY)
		scope_put_take(sp->scope, in->sym.what_if, value_switch(convert_to_bool(c->what_if)));
}

static void open_frame(StagePrivate *sp)
{
	Frame *frame = &sp->frame;

	*frame = (Frame){ .command = sp->command,
		.invocation = sp->s.invocation,
		.stage = sp,
		.args = value_ref(sp->binding.rest),
		.script = sp->command->block->script,
		.at = sp->command->block->node->node.span,
		.is_script_file = sp->command->kind == COMMAND_SCRIPT_FILE };
	sp->has_frame = true;
}

/* Behind a pipe the dictionary is made before the first object: each of them adds to it. */
static void open_bound(StagePrivate *sp)
{
	if (sp->binding.expects_input && function_info(sp->s.interp, sp->command->block->node)->uses_bound)
		sp->frame.bound = bind_dictionary(sp->s.interp, &sp->binding);
}

/* ---- begin ---- */

static Flow run_block(StagePrivate *sp, NodeBlock *block)
{
	return block ? eval_block(sp->s.interp, block, sp->s.out) : FLOW_NEXT;
}

static bool accumulates(const StagePrivate *sp)
{
	const ScriptBlockNode *node = sp->command->block->node;

	return !node->process && sp->command->kind != COMMAND_FILTER && sp->binding.expects_input;
}

Flow pipeline_script_begin(StagePrivate *sp)
{
	Entered saved;
	Flow flow;

	if (sp->command->block->node->usings.n)
		FLOW_TRY(using_load(sp->s.interp, sp->command->block->node));
	if (!sp->scope) {
		open_scope(sp);
		open_frame(sp);
	}
	open_bound(sp);
	enter(sp, &saved);
	flow = set_params(sp);
	if (flow == FLOW_NEXT && sp->common.any)
		set_preferences(sp);
	if (accumulates(sp))
		sp->frame.input = list_value(list_new(type_of_id(T_ARRAYLIST)));
	if (flow == FLOW_NEXT)
		flow = run_block(sp, sp->command->block->node->begin);
	return leave(sp, &saved, flow);
}

/* ---- dynamicparam ---- */

/* What has been bound so far; the rest is what .NET has for its type: no string is null. */
static void set_bound_so_far(StagePrivate *sp)
{
	for (uint32_t i = 0; i < sp->command->nparams && !sp->command->params[i].common; i++) {
		const TypeDef *type = sp->command->params[i].type;

		if (!value_is_unset(sp->binding.values[i]) && !bind_bit(sp->binding.delayed, i)) {
			set_param_take(sp, i, value_ref(sp->binding.values[i]));
			bind_set_bit(sp->seen, i);
		} else {
			set_param_take(sp, i, type->id == T_STRING ? VALUE_NULL : default_of(type));
		}
	}
}

static Flow no_parameters(StagePrivate *sp, Str why, Value inner)
{
	BindFault fault = { .id = "GetDynamicParametersException", .inner = inner };

	return bind_fail(sp->s.interp, &sp->binding, &fault,
		"Cannot retrieve the dynamic parameters for the cmdlet. %.*s", STR_ARG(why));
}

/* What the block throws becomes the binder's error, but for what $PSCmdlet.ThrowTerminatingError throws. */
static Flow dynamic_failed(StagePrivate *sp, Flow flow)
{
	bool own = sp->thrown.kind != V_EMPTY;
	Value record;

	flow = stage_arrive(sp, flow);
	if (flow == FLOW_BREAK || flow == FLOW_CONTINUE || flow == FLOW_EXIT)
		return no_parameters(sp, S("System error."), VALUE_EMPTY);
	if (flow != FLOW_THROW || own)
		return flow;
	record = interp_take_error(sp->s.interp);
	interp_remember_error(sp->s.interp, record);
	flow = no_parameters(sp, error_message_peek(error_peek(record)), error_peek(record)->exception);
	value_drop(record);
	return flow;
}

static Flow take_one(SinkCollect *collect, Value *out)
{
	*out = sink_collect_take(collect);
	return FLOW_NEXT;
}

static Flow several(StagePrivate *sp, SinkCollect *collect)
{
	Value items = sink_collect_take_array(collect);
	Buf why = BUF_INIT;
	Value inner, text;
	Flow flow = convert_to_string(sp->s.interp, items, &text);

	value_drop(items);
	if (flow != FLOW_NEXT)
		return flow;
	buf_printf(&why,
		"Object \"%.*s\" is the wrong type to return from the dynamicparam block. The dynamicparam block must return "
		"either $null, or an object with type [System.Management.Automation.RuntimeDefinedParameterDictionary].",
		STR_ARG(value_str_peek(text)));
	inner = exception_new(exception_type(EXC_PS_INVALID_OPERATION), buf_str(&why), VALUE_NULL);
	flow = no_parameters(sp, buf_str(&why), inner);
	value_drop(inner);
	value_drop(text);
	buf_release(&why);
	return flow;
}

/* What the block asked for tells of the parameters so far: forgotten, so that the others see all. */
static void forget_bound(StagePrivate *sp)
{
	value_set_take(&sp->frame.bound, VALUE_EMPTY);
	value_set_take(&sp->frame.my_invocation, VALUE_EMPTY);
	value_set_take(&sp->s.invocation->bound, VALUE_EMPTY);
	value_set_take(&sp->s.invocation->unbound, VALUE_EMPTY);
}

Flow pipeline_script_dynamic(Interp *in, Binding *b, Value *out)
{
	StagePrivate *sp = (StagePrivate *)(void *)((char *)b - offsetof(StagePrivate, binding));
	SinkCollect collect;
	Entered saved;
	Flow flow;

	*out = VALUE_EMPTY;
	open_scope(sp);
	open_frame(sp);
	sink_collect_init(&collect);
	enter(sp, &saved);
	set_bound_so_far(sp);
	flow = eval_block(in, sp->command->block->node->dynamic_param, &collect.sink);
	put_back(in, &saved);
	forget_bound(sp);
	if (flow == FLOW_NEXT || flow == FLOW_RETURN)
		flow = collect.more ? several(sp, &collect) : take_one(&collect, out);
	else
		flow = dynamic_failed(sp, flow);
	sink_collect_release(&collect);
	return flow;
}

/* ---- process ---- */

/* The block that runs for each object: a filter's body is one, too. */
static NodeBlock *process_block(const StagePrivate *sp)
{
	const ScriptBlockNode *node = sp->command->block->node;

	return node->process                                                ? node->process
	       : sp->command->kind == COMMAND_FILTER && !node->named_blocks ? node->end
									    : NULL;
}

/* The dictionary is one for the whole call: an object adds what it sets, and nothing is taken out. */
static void add_to_bound(StagePrivate *sp)
{
	const Binding *b = &sp->binding;
	Hash *hash;

	if (sp->frame.bound.kind == V_EMPTY)
		return;
	hash = sp->frame.bound.hash;
	for (uint32_t i = b->norder; i < b->norder + b->npiped; i++)
		hash_set(hash, value_of_string(b->command->params[b->order[i]].shared_name), b->values[b->order[i]]);
}

static void set_piped(StagePrivate *sp)
{
	for (uint32_t i = 0; i < sp->command->nparams; i++) {
		Value v = sp->binding.values[i];

		if (bind_bit(sp->binding.piped, i))
			set_param_take(sp, i, value_ref(v));
		else if (bind_bit(sp->had_piped, i))
			set_param_take(sp, i, value_ref(value_is_unset(v) ? sp->initial[i] : v));
	}
	memcpy(sp->had_piped, sp->binding.piped, sizeof(sp->had_piped));
	add_to_bound(sp);
}

Flow pipeline_script_process(StagePrivate *sp, Value input)
{
	NodeBlock *block = process_block(sp);
	Interp *in = sp->s.interp;
	Entered saved;
	Flow flow = FLOW_NEXT;

	if (sp->command->advanced && input.kind != V_EMPTY)
		set_piped(sp);
	if (!block) {
		if (input.kind != V_EMPTY && sp->frame.input.kind == V_LIST)
			list_push_take(sp->frame.input.list, value_ref(input));
		return flow;
	}
	enter(sp, &saved);
	value_set_take(&in->underscore, input.kind == V_EMPTY ? VALUE_NULL : value_ref(input));
	if (input.kind != V_EMPTY && function_info(in, sp->command->block->node)->uses_input) {
		List *one = list_new(type_of_id(T_ARRAYLIST));

		list_push_take(one, value_ref(input));
		value_set_take(&sp->frame.input, list_value(one));
	}
	if (flow == FLOW_NEXT)
		flow = run_block(sp, block);
	value_set_take(&sp->underscore, value_ref(in->underscore));
	value_set_take(&sp->frame.input, VALUE_EMPTY);
	return leave(sp, &saved, flow);
}

/* ---- end ---- */

Flow pipeline_script_end(StagePrivate *sp)
{
	const ScriptBlockNode *node = sp->command->block->node;
	Entered saved;
	Flow flow;

	if (sp->command->kind == COMMAND_FILTER && !node->named_blocks)
		return FLOW_NEXT;
	enter(sp, &saved);
	if (sp->underscore.kind != V_EMPTY)
		value_set_take(&sp->s.interp->underscore, value_ref(sp->underscore));
	flow = run_block(sp, node->end);
	return leave(sp, &saved, flow);
}

void pipeline_script_dispose(StagePrivate *sp)
{
	Interp *in = sp->s.interp;
	Entered saved;
	SinkCollect nothing;
	int interrupted = host_interrupted;

	if (sp->scope && sp->command->block && sp->command->block->node->clean && sp->state != STAGE_NEW) {
		host_interrupted = 0; /* it runs although Ctrl-C ended the command; another one stops it, too */
		sink_collect_init(&nothing);
		enter(sp, &saved);
		if (leave(sp, &saved, eval_block(in, sp->command->block->node->clean, &nothing.sink)) == FLOW_THROW)
			value_drop(interp_take_error(in));
		sink_collect_release(&nothing);
		host_interrupted |= interrupted;
	}
	if (sp->scope) {
		if (sp->scope->functions || sp->scope->aliases)
			registry_changed(in);
		if (sp->scope->frame == &sp->frame)
			sp->scope->frame = NULL;
		scope_end(in, sp->scope);
	}
	for (uint32_t i = 0; sp->initial && i < sp->command->nparams; i++)
		value_drop(sp->initial[i]);
	free(sp->initial);
	if (!sp->has_frame)
		return;
	pipeline_cmdlet_end(&sp->frame);
	value_drop(sp->frame.args);
	value_drop(sp->frame.input);
	value_drop(sp->frame.my_invocation);
	value_drop(sp->frame.bound);
	value_drop(sp->frame.cmdlet);
	value_drop(sp->underscore);
}

/* ---- a block in the caller's scope ---- */

Flow pipeline_block_here(Interp *in, Block *block, Value item, Sink *out)
{
	NodeBlock *body = block->node->end ? block->node->end : block->node->process;
	Frame frame = { .up = in->frame, .script = block->script, .at = block->node->node.span };
	Value underscore = in->underscore;
	Scope *scope = in->scope;
	Flow flow;

	if (!body)
		return FLOW_NEXT;
	if (block->node->usings.n)
		FLOW_TRY(using_load(in, block->node));
	if (block->node->params && block->node->params->nparams) {
		PipelineCall call = { .command = function_block_command(block),
			.dotted = true,
			.script = in->frame->script,
			.span = in->frame->at };

		return pipeline_call(in, &call, out);
	}
	if (!runtime_of(in)->stack_left(in))
		return runtime_of(in)->too_deep(in);
	if (block->module != scope->module)
		in->scope = function_scope_of(in, block->module);
	if (item.kind != V_EMPTY)
		in->underscore = value_ref(item);
	else
		value_ref(in->underscore);
	in->frame = &frame;
	flow = eval_block(in, body, out);
	in->frame = frame.up;
	in->scope = scope;
	value_drop(in->underscore);
	in->underscore = underscore;
	value_drop(frame.my_invocation);
	return flow == FLOW_RETURN ? FLOW_NEXT : flow;
}
