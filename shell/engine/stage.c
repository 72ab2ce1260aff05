/* stage: what a cmdlet may ask of the shell: its arguments, output, the session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/value/secret.h"

#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/engine/eval.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"

/* ---- arguments ---- */

bool stage_bound(const Stage *s, int param)
{
	return bind_bit(s->bound, (uint32_t)param);
}

bool stage_switch(const Stage *s, int param)
{
	return stage_bound(s, param) && convert_to_bool(s->args[param]);
}

Str stage_str(const Stage *s, int param)
{
	return stage_bound(s, param) ? value_str_peek(s->args[param]) : S("");
}

int64_t stage_int(const Stage *s, int param, int64_t fallback)
{
	Value v = stage_bound(s, param) ? value_unwrap_peek(s->args[param]) : VALUE_EMPTY;

	if (v.kind == V_ENUM)
		return v.enumeration->value;
	return v.kind == V_INT || v.kind == V_TIMESPAN ? v.i64 : fallback;
}

Str *stage_strings(Stage *s, int param, size_t *n)
{
	Value v = stage_bound(s, param) ? s->args[param] : VALUE_EMPTY;
	Str *strings;

	*n = v.kind == V_ARRAY ? v.array->n : value_is_string(v) ? 1 : 0;
	strings = ARENA_ARRAY(s->scratch, Str, *n + 1);
	for (size_t i = 0; i < *n; i++)
		strings[i] = value_str_peek(v.kind == V_ARRAY ? array_peek(v.array, i) : v);
	return strings;
}

const char *stage_set_name(const Stage *s)
{
	const StagePrivate *sp = (const StagePrivate *)s;

	return command_set_name(sp->command, s->set).p;
}

/* ---- output ---- */

Flow stage_write(Stage *s, Value v)
{
	return s->out->put(s->out, v);
}

Flow stage_write_take(Stage *s, Value v)
{
	return sink_put_take(s->out, v);
}

Flow stage_write_each(Stage *s, Value v)
{
	Value item;
	Iter it;
	Flow flow;

	if (!iter_unrolls(v))
		return v.kind == V_EMPTY ? FLOW_NEXT : stage_write(s, v);
	FLOW_TRY(iter_init(s->interp, &it, v));
	while (iter_next(s->interp, &it, &item, &flow)) {
		flow = stage_write_take(s, item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

Flow stage_write_text(Stage *s, Str text)
{
	return stage_write_take(s, value_string(text));
}

Flow stage_stop_upstream(Stage *s)
{
	s->interp->stop_at = s;
	return FLOW_STOP;
}

/* ---- questions ---- */

/* Reading where nobody answers is an error of its own (reference 5.10.7). */
static Flow cannot_ask(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperation", .exception = EXC_PS_INVALID_OPERATION
	};

	return stage_throw(s, &spec, "%s", edition_text(stage_edition(s), ET_NON_INTERACTIVE));
}

static Flow settle_read(Stage *s, HostRead read)
{
	if (read == HOST_READ_STOPPED)
		return FLOW_STOP;
	return read == HOST_READ_NONE ? cannot_ask(s) : FLOW_NEXT;
}

Flow stage_read_line(Stage *s, Str prompt, Value *out)
{
	Host *host = s->interp->host;
	Buf line = BUF_INIT;
	HostRead read = s->interp->non_interactive ? HOST_READ_NONE : host->read_line(host->self, prompt, &line);
	Flow flow = settle_read(s, read);

	if (flow == FLOW_NEXT)
		*out = read == HOST_READ_OK ? value_string_buf(&line) : VALUE_NULL;
	buf_release(&line);
	return flow;
}

Flow stage_read_secret(Stage *s, Str prompt, Value *out)
{
	Host *host = s->interp->host;
	Buf line = BUF_SECRET;
	HostRead read = s->interp->non_interactive ? HOST_READ_NONE : host->read_secret(host->self, prompt, &line);
	Flow flow = settle_read(s, read);

	if (flow == FLOW_NEXT)
		*out = secret_new(buf_str(&line));
	buf_release(&line);
	return flow;
}

Flow stage_choose(Stage *s, const Question *question, int *answer)
{
	Host *host = s->interp->host;
	HostRead read = s->interp->non_interactive ? HOST_READ_NONE : host->choose(host->self, question, answer);

	if (read == HOST_READ_END)
		read = HOST_READ_NONE;
	return settle_read(s, read);
}

/* ---- script blocks ---- */

Flow stage_invoke(Stage *s, Value block, Value item, Sink *sink)
{
	return pipeline_block_here(s->interp, block.block, item, sink);
}

Flow stage_invoke_collect(Stage *s, Value block, Value item, Value *out)
{
	SinkCollect collect;
	Flow flow;

	sink_collect_init(&collect);
	flow = pipeline_block_here(s->interp, block.block, item, &collect.sink);
	if (flow == FLOW_NEXT)
		*out = sink_collect_take(&collect);
	else
		sink_collect_release(&collect);
	return flow;
}

Flow stage_call(Stage *s, Value command, const Value *args, size_t n, Sink *sink)
{
	PipelineCall call = { .args = args, .nargs = n };
	Flow flow;

	if (command.kind == V_BLOCK) {
		call.command = command_ref(function_block_command(command.block));
	} else {
		call.command = registry_find(s->interp, value_str_peek(command), 0);
		if (!call.command)
			return registry_not_found(s->interp, value_str_peek(command));
	}
	flow = pipeline_call(s->interp, &call, sink);
	command_drop(call.command);
	return flow;
}

Flow stage_run(Stage *s, const char *name, const StageArg *args, size_t n, Value input, Sink *sink)
{
	Command *command = registry_cmdlet(s->interp, str_from(name));
	PipelineCall call = { .command = command,
		.named = args,
		.nnamed = n,
		.input = &input,
		.ninput = input.kind != V_EMPTY,
		.has_input = input.kind != V_EMPTY };

	return command ? pipeline_call(s->interp, &call, sink) : registry_not_found(s->interp, str_from(name));
}

/* ---- operators and members ---- */

Flow stage_operator(Stage *s, int token, Value left, Value right, Value *out)
{
	return eval_binary_values(s->interp, (TokenKind)token, left, right, NULL, out);
}

static Flow ambiguous(Stage *s, Value v, Str name, const Buf *matches)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "AmbiguousPropertyName",
		.exception = EXC_PS_ARGUMENT,
		.target = v,
		.target_type = "PSObject" };

	return stage_error(s, &spec,
		"Input name \"%.*s\" is ambiguous. It can be resolved to multiple matched members. Possible matches "
		"include:%.*s.",
		STR_ARG(name), STR_ARG(buf_str(matches)));
}

/* Set-StrictMode 2 and later: what is not there is an error, and so is asking $null. */
static Flow missing_member(Stage *s, Value v, const MemberLike *like)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "InputObjectIsNull", .exception = EXC_PS_ARGUMENT };

	if (value_is_null(v))
		return stage_error(s, &spec, "Cannot operate on a 'null' input object.");
	spec.id = like->missing_id;
	spec.target = v;
	spec.target_type = "PSObject";
	return stage_error(
		s, &spec, "The input name \"%.*s\" cannot be resolved to a %s.", STR_ARG(like->name), like->what);
}

/* The one member that fits a pattern. */
static Flow member_by_pattern(Stage *s, Value v, Str name, Value *out, bool *exists)
{
	MemberList list = { 0 };
	Buf matches = BUF_INIT;
	const Member *found = NULL;
	size_t n = 0;
	Flow flow = FLOW_NEXT;

	member_list(s->interp, v, MEMBERS_PROPERTIES | MEMBERS_METHODS, &list);
	for (size_t i = 0; i < list.n; i++) {
		if (!wildcard_match(name, list.p[i].name, true))
			continue;
		found = &list.p[i];
		buf_printf(&matches, " %.*s", STR_ARG(found->name));
		n++;
	}
	*exists = n > 0;
	if (n > 1) {
		*out = VALUE_EMPTY;
		flow = ambiguous(s, v, name, &matches);
	} else if (n == 1 && found->kind != MEMBER_METHOD && found->kind != MEMBER_SCRIPT_METHOD &&
		   found->kind != MEMBER_PARAMETERIZED) {
		flow = member_value(s->interp, v, found, out);
	}
	free(list.p);
	buf_release(&matches);
	return flow;
}

Flow stage_member_like(Stage *s, Value v, const MemberLike *like, Value *out)
{
	bool exists = false;
	Flow flow = FLOW_NEXT;

	*out = VALUE_NULL;
	if (!wildcard_has(like->name))
		flow = member_get_single(s->interp, v, like->name, like->cache, out, &exists);
	else
		flow = member_by_pattern(s, v, like->name, out, &exists);
	if (flow != FLOW_NEXT || exists || s->interp->strict < 2)
		return flow;
	*out = VALUE_EMPTY;
	return missing_member(s, v, like);
}

/* ---- the session ---- */

Value stage_variable_peek(Stage *s, Str name)
{
	return interp_variable_peek(s->interp, scope_symbol(s->interp, name));
}

Flow stage_variable_set(Stage *s, Str name, Value v)
{
	Symbol *symbol = scope_symbol(s->interp, name);

	return scope_set_take(s->interp, s->interp->scope, symbol, value_ref(v));
}

const Edition *stage_edition(const Stage *s)
{
	return runtime_edition(s->interp);
}

const Env *stage_env(const Stage *s)
{
	return runtime_of(s->interp)->env;
}

Host *stage_host_of(Stage *s)
{
	return s->interp->host;
}

int stage_width(Stage *s)
{
	int width = s->interp->host->width(s->interp->host->self);

	return width > 0 ? width : runtime_edition(s->interp)->windows_paths ? 80 : 120;
}

void **stage_service(Stage *s, const char *key, void (*free_service)(void *))
{
	return interp_service(s->interp, key, free_service);
}

bool stage_is_interrupted(const Stage *s)
{
	(void)s;
	return host_interrupted != 0;
}

Flow stage_interrupted(Stage *s)
{
	return interp_poll(s->interp);
}
