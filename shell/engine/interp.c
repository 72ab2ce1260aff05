/* interp: the interpreter's state: making it, and what it is asked from everywhere. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/attribute.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "shell/engine/enumerator.h"
#include "shell/engine/interp_private.h"
#include "shell/engine/module.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/record.h"
#include "shell/engine/reference.h"
#include "shell/engine/registry.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/member.h"
#include "shell/value/type_data.h"

/* What must be left of the C stack for an error to be reported. */
enum { STACK_RESERVE = 512 * 1024, STACK_DEFAULT = 8 * 1024 * 1024, SCRATCH_LIMIT = 1 << 30 };

static const Streams no_streams;

/* ---- what lower rooms ask (runtime.h) ---- */

/* A block that is called by a member, an attribute or the binder: whatever fails in it leaves it, and stands in $Error
 * even when the caller makes another error of it (asked of 7.6). */
static Flow call_block(Interp *in, PipelineCall *call, Value block, Value *out)
{
	SinkCollect collect;
	Flow flow;

	sink_collect_init(&collect);
	call->command = command_ref(function_block_command(block.block));
	in->try_depth++;
	flow = pipeline_call(in, call, &collect.sink);
	in->try_depth--;
	command_drop(call->command);
	if (flow == FLOW_THROW)
		interp_remember_error(in, in->error);
	if (flow == FLOW_NEXT)
		*out = sink_collect_take(&collect);
	else
		sink_collect_release(&collect);
	return flow;
}

static Flow call_with(Interp *in, PipelineCall *call, Value block, Value underscore, Value *out)
{
	Value saved = in->underscore;
	Flow flow;

	if (underscore.kind != V_EMPTY)
		in->underscore = underscore;
	flow = call_block(in, call, block, out);
	in->underscore = saved;
	return flow;
}

static Flow invoke_block(Interp *in, Value block, const Value *args, size_t n, Value underscore, Value *out)
{
	PipelineCall call = { .args = args, .nargs = n };

	return call_with(in, &call, block, underscore, out);
}

static Flow invoke_here(Interp *in, Value block, const Value *args, size_t n, Value underscore, Value *out)
{
	PipelineCall call = { .args = args, .nargs = n, .dotted = true };

	return call_with(in, &call, block, underscore, out);
}

/* A script method or property: $this is what it belongs to. */
static Flow invoke_this(Interp *in, Value block, Value self, const Value *args, size_t n, Value *out)
{
	PipelineCall call = { .args = args, .nargs = n, .self = self };

	return call_block(in, &call, block, out);
}

static Value pending_exception(Interp *in)
{
	ErrorRecord *error = interp_error_peek(in);

	return error ? error->exception : VALUE_NULL;
}

static Value variable_by_name(Interp *in, Str name)
{
	return interp_variable_peek(in, scope_symbol(in, name));
}

static int strict_version(Interp *in)
{
	return in->strict;
}

static bool has_stack_left(Interp *in)
{
	return (char *)__builtin_frame_address(0) > in->stack_limit;
}

static Flow call_too_deep(Interp *in)
{
	return interp_throw_spec(in, CAT_INVALID_OPERATION, "CallDepthOverflow", EXC_CALL_DEPTH, VALUE_EMPTY,
		S("The script failed due to call depth overflow."));
}

static Value take_exception(Interp *in)
{
	Value record = interp_take_error(in);
	Value exception = value_ref(error_peek(record)->exception);

	error_attach(error_peek(record));
	value_drop(record);
	return exception;
}

static void clear_error(Interp *in)
{
	value_drop(interp_take_error(in));
}

static Flow write_text(Interp *in, int stream, Str text)
{
	return interp_write_text(in, in->streams, (Stream)stream, text, NULL);
}

static Flow make_block(Interp *in, Str text, Value *out)
{
	return function_parse(in, S(""), text, 0, out);
}

static void put_block_text(Value block, Buf *out)
{
	buf_put(out, function_block_text(block.block));
}

static Flow stop(Interp *in)
{
	in->stop_at = NULL;
	return FLOW_STOP;
}

/* Types whose payload is the engine's; their members are in shell/types. */
static const TypeEntry engine_entries[] = {
	{ &error_record_type, NULL },
	{ &pipeline_invocation_type, NULL },
	{ &pipeline_cmdlet_type, NULL },
	{ &interp_host_type, NULL },
	{ &interp_context_type, NULL },
	{ &reference_type, NULL },
};

/* The nth "using namespace" of the running script. */
static bool used_namespace(const void *self, size_t i, Str *out)
{
	const Interp *in = self;
	const Script *script = in->frame->script;
	const ScriptBlockNode *root = script ? script->root : NULL;

	for (uint32_t k = 0; root && k < root->usings.n; k++) {
		const NodeUsing *node = NODE_AS(NodeUsing, root->usings.p[k]);

		if (node->node.op != TK_NAMESPACE || i-- > 0)
			continue;
		*out = value_str_peek(NODE_AS(NodeConst, node->name)->value);
		return true;
	}
	return false;
}

static void fill_runtime(Interp *in, const InterpOptions *options)
{
	in->rt = (Runtime){
		.edition = options->edition,
		.env = options->env,
		.types = type_set_new(),
		.interrupted = &host_interrupted,
		.stop = stop,
		.collation = collate_new(options->edition->collate),
		.raise = interp_raise,
		.invoke = invoke_block,
		.invoke_here = invoke_here,
		.invoke_this = invoke_this,
		.with_notes = provider_with_notes,
		.is_note = provider_is_note,
		.error_peek = pending_exception,
		.variable_peek = variable_by_name,
		.real_path = provider_real_path,
		.shown_path = provider_shown_path,
		.stack_left = has_stack_left,
		.strict = strict_version,
		.too_deep = call_too_deep,
		.take_error = take_exception,
		.clear_error = clear_error,
		.write_text = write_text,
		.make_block = make_block,
		.put_block_text = put_block_text,
	};
	type_set_use(in->rt.types, used_namespace, in);
	type_set_add(in->rt.types, options->types, options->ntypes);
	for (const TypeRoom *room = options->more_types; room && room->entries; room++)
		type_set_add(in->rt.types, room->entries, *room->n);
	type_set_add(in->rt.types, exception_entries, EXC_COUNT);
	type_set_add(in->rt.types, record_entries, record_count);
	type_set_add(in->rt.types, command_info_entries, command_info_count);
	type_set_add(in->rt.types, attribute_entries, attribute_count);
	type_set_add(in->rt.types, command_parameter_entries, command_parameter_count);
	type_set_add(in->rt.types, module_info_entries, module_info_count);
	type_set_add(in->rt.types, &module_specification_entry, 1);
	type_set_add(in->rt.types, member_entries, member_nentries);
	type_set_add(in->rt.types, &enumerator_entry, 1);
	type_set_add(in->rt.types, engine_entries, COUNT(engine_entries));
}

/* ---- making and ending ---- */

static void intern_symbols(Interp *in)
{
	const struct {
		Symbol **slot;
		const char *name;
	} rows[] = {
		{ &in->sym.error_action, "ErrorActionPreference" },
		{ &in->sym.warning, "WarningPreference" },
		{ &in->sym.verbose, "VerbosePreference" },
		{ &in->sym.debug, "DebugPreference" },
		{ &in->sym.information, "InformationPreference" },
		{ &in->sym.confirm, "ConfirmPreference" },
		{ &in->sym.what_if, "WhatIfPreference" },
		{ &in->sym.progress, "ProgressPreference" },
		{ &in->sym.ofs, "OFS" },
		{ &in->sym.matches, "Matches" },
		{ &in->sym.error_view, "ErrorView" },
		{ &in->sym.last_exit_code, "LASTEXITCODE" },
		{ &in->sym.foreach, "foreach" },
		{ &in->sym.switch_name, "switch" },
		{ &in->sym.this_name, "this" },
		{ &in->sym.default_values, "PSDefaultParameterValues" },
		{ &in->sym.maximum_history, "MaximumHistoryCount" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		*rows[i].slot = scope_symbol(in, str_from(rows[i].name));
}

/* The interpreter may use the stack it was started on down to the limit the system set. */
static char *find_stack_limit(void)
{
	struct rlimit limit;
	size_t size = STACK_DEFAULT;
	char *here = __builtin_frame_address(0);

	if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
		size = limit.rlim_cur;
	return here - size + STACK_RESERVE;
}

Interp *interp_new(const InterpOptions *options)
{
	Interp *in = MEM_NEW(Interp);
	Layout *layout;

	fill_runtime(in, options);
	in->host = options->host;
	in->exchange_where = options->exchange_where;
	in->scratch = arena_new(SCRATCH_LIMIT);
	in->streams = &no_streams;
	sink_null_init(&in->null_sink);
	in->success = true;
	in->stack_limit = options->stack_limit ? options->stack_limit : find_stack_limit();
	layout = scope_layout_new(in);
	layout->is_global = true;
	in->global = in->scope = in->outer_scope = scope_new(in, layout, NULL);
	scope_set_script(in->global);
	scope_layout_drop(layout);
	in->frame = &in->top;
	in->errors = list_new(type_of_id(T_ARRAYLIST));
	intern_symbols(in);
	in->registry = registry_new(in, options->cmdlets, options->apps);
	provider_init(in);
	interp_define_variables(in);
	registry_add_aliases(in);
	return in;
}

static void free_services(Interp *in)
{
	while (in->services) {
		struct Service *service = in->services;

		in->services = service->next;
		if (service->p && service->free)
			service->free(service->p);
		free(service);
	}
}

static void free_symbols(Interp *in)
{
	for (uint32_t i = 0; i < in->symbols.size; i++)
		for (Symbol *s = in->symbols.buckets[i], *next; s; s = next) {
			next = s->next;
			value_drop(value_of_string(s->name));
			free(s);
		}
	free(in->symbols.buckets);
}

void interp_free(Interp *in)
{
	free_services(in);
	value_drop(in->error);
	value_drop(in->label);
	value_drop(in->underscore);
	value_drop(list_value(in->errors));
	value_drop(in->top.my_invocation);
	value_drop(in->top.args);
	value_drop(in->top.input);
	if (in->completers)
		value_drop(hash_value(in->completers));
	value_drop(in->host_object);
	value_drop(in->store_path);
	registry_free(in->registry);
	scope_clear(in->global);
	scope_drop(in, in->global);
	provider_free(in);
	while (in->free_scopes) {
		Scope *scope = in->free_scopes;

		in->free_scopes = scope->parent;
		free(scope);
	}
	pipeline_free_spare(in);
	scope_layouts_forget(in);
	free_symbols(in);
	type_data_free(in->rt.type_data);
	type_set_free(in->rt.types);
	collate_free(in->rt.collation);
	arena_free(in->scratch);
	free(in);
}

void **interp_service(Interp *in, const char *key, void (*free_service)(void *))
{
	struct Service *service;

	for (service = in->services; service; service = service->next)
		if (strcmp(service->key, key) == 0)
			return &service->p;
	service = MEM_NEW(struct Service);
	service->key = key;
	service->free = free_service;
	service->next = in->services;
	in->services = service;
	return &service->p;
}

/* ---- variables ---- */

Value interp_variable_peek(Interp *in, Symbol *symbol)
{
	Variable *v = scope_find_peek(in->scope, symbol);

	return v ? v->value : VALUE_EMPTY;
}

/* ORDER Preference */
static const char *const preference_names[] = { "SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend",
	"Break" };

bool interp_preference_of(Interp *in, Value v, Preference *out)
{
	Value plain = value_unwrap_peek(v);

	(void)in;
	if (plain.kind == V_ENUM || plain.kind == V_INT) {
		int64_t number = plain.kind == V_ENUM ? plain.enumeration->value : plain.i64;

		*out = (Preference)number;
		return number >= PREF_SILENT && number <= PREF_BREAK;
	}
	for (int i = 0; value_is_string(plain) && i < (int)COUNT(preference_names); i++)
		if (str_ieq(value_str_peek(plain), str_from(preference_names[i]))) {
			*out = (Preference)i;
			return true;
		}
	return false;
}

Preference interp_preference(Interp *in, Symbol *symbol, Preference fallback)
{
	Preference preference;

	return interp_preference_of(in, interp_variable_peek(in, symbol), &preference) ? preference : fallback;
}

Flow interp_poll(Interp *in)
{
	if (!host_interrupted)
		return FLOW_NEXT;
	host_interrupted = 0;
	in->stop_at = NULL;
	return FLOW_STOP;
}

/* ---- argument completers ---- */

Hash *interp_completers(Interp *in)
{
	if (!in->completers)
		in->completers = hash_new(type_of_id(T_HASHTABLE), true);
	return in->completers;
}

void interp_completer_key(Buf *out, Str command, Str parameter, bool native)
{
	buf_put(out, command);
	buf_put_char(out, native ? '|' : ':');
	buf_put(out, parameter);
}

Value interp_completer_peek(const Interp *in, Str command, Str parameter, bool native)
{
	Buf key = BUF_INIT;
	const Value *found;

	if (!in->completers)
		return VALUE_EMPTY;
	interp_completer_key(&key, command, parameter, native);
	found = hash_find_text_peek(in->completers, buf_str(&key));
	buf_release(&key);
	return found ? *found : VALUE_EMPTY;
}
