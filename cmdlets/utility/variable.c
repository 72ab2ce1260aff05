/* variable: what the cmdlets about variables have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/variable.h"

#include <stdlib.h>

#include "shell/base/collate.h"
#include "shell/base/wildcard.h"
#include "shell/engine/provider.h"
#include "shell/value/convert.h"

const char variable_scope_help[] = "The scope: Global, Script, Local, Private, or how many scopes up.";
const char variable_include_help[] = "Only variables with names like these.";
const char variable_exclude_help[] = "Not those with names like these.";

/* ---- scopes ---- */

static bool is_number(Str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return text.n > 0;
}

static Flow no_scope(Stage *s, Str text)
{
	Str parameter = S("scopeID");
	Fault fault = { .id = "Argument", .category = CAT_INVALID_ARGUMENT, .exception = EXC_PS_ARGUMENT };
	Value target = value_string(text);
	Buf message = BUF_INIT;
	Flow flow;

	if (is_number(text)) {
		fault = (Fault){ .id = "ArgumentOutOfRange",
			.category = CAT_INVALID_ARGUMENT,
			.exception = EXC_PS_ARGUMENT_OUT_OF_RANGE,
			.target = target };
		buf_printf(&message, "The scope number '%.*s' exceeds the number of active scopes.", STR_ARG(text));
		fault_put_param(s->interp, parameter, &message);
		buf_printf(&message, "%sActual value was %.*s.", stage_edition(s)->newline, STR_ARG(text));
	} else {
		error_format(&message, edition_text(stage_edition(s), ET_SCOPE_ARGUMENT), &parameter, 1);
	}
	flow = fault_raise(s->interp, &fault, "%.*s", STR_ARG(buf_str(&message)));
	buf_release(&message);
	value_drop(target);
	return flow;
}

Flow variable_scope(Stage *s, int param, Scope **out)
{
	*out = NULL;
	if (param < 0 || !stage_bound(s, param))
		return FLOW_NEXT;
	*out = scope_named(s->interp, stage_str(s, param));
	return *out ? FLOW_NEXT : no_scope(s, stage_str(s, param));
}

VariablePlace variable_place(Stage *s, Str name, Scope *fallback)
{
	size_t colon = str_find_byte(name, ':', 0);
	Scope *scope = colon == STR_NONE ? NULL : scope_named(s->interp, str_cut(name, 0, colon));

	if (scope)
		name = str_cut(name, colon + 1, name.n);
	return (VariablePlace){ scope ? scope : fallback, scope_symbol(s->interp, name) };
}

/* ---- finding ---- */

/* The scope a visible variable lives in; the global one for those the engine answers; NULL: there is none. */
static Scope *home_of(Interp *in, Symbol *symbol)
{
	const Variable *v = scope_find_peek(in->scope, symbol);
	Value special = VALUE_EMPTY;
	bool found = false;

	for (Scope *scope = in->scope; v && scope; scope = scope->parent)
		if (scope_local_peek(scope, symbol) == v)
			return scope;
	if (scope_get(in, in->scope, symbol, &special, &found) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	value_drop(special);
	return found ? in->global : NULL;
}

static bool fits(Stage *s, int param, Str name, bool without)
{
	size_t n;
	const Str *patterns;

	if (param < 0 || !stage_bound(s, param))
		return without;
	patterns = stage_strings(s, param, &n);
	for (size_t i = 0; i < n; i++)
		if (wildcard_match(patterns[i], name, true))
			return true;
	return false;
}

static bool passes(Stage *s, const VariableParams *params, Str name)
{
	return fits(s, params->include, name, true) && !fits(s, params->exclude, name, false);
}

typedef struct Search {
	Stage *s;
	const VariableParams *params;
	Str pattern;
	VariablePlaces *out;
} Search;

static void offer(void *self, Scope *scope, Symbol *symbol)
{
	const Search *search = self;
	VariablePlace place = { scope, symbol };
	Str name = string_str(symbol->name);

	if (wildcard_match(search->pattern, name, true) && passes(search->s, search->params, name))
		VEC_PUSH(search->out, place);
}

static int compare_places(const void *a, const void *b, void *in)
{
	const VariablePlace *x = a, *y = b;

	return collate_compare(string_str(x->symbol->name), string_str(y->symbol->name), true, runtime_collation(in));
}

static Flow not_found(Stage *s, Str name)
{
	Value target = value_string(name);
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "VariableNotFound",
		.exception = EXC_ITEM_NOT_FOUND,
		.target = target };
	Flow flow = stage_error(s, &spec, "Cannot find a variable with the name '%.*s'.", STR_ARG(name));

	value_drop(target);
	return flow;
}

Flow variable_find(Stage *s, const VariableParams *params, Str name, VariablePlaces *out)
{
	Search search = { s, params, name, out };
	size_t before = out->n;
	VariablePlace place;
	Scope *scope;

	FLOW_TRY(variable_scope(s, params->scope, &scope));
	if (wildcard_has(name)) {
		provider_variable_each(s->interp, scope, offer, &search);
		if (out->n > before)
			qsort_r(out->p + before, out->n - before, sizeof(*out->p), compare_places, s->interp);
		return FLOW_NEXT;
	}
	place = variable_place(s, name, scope);
	if (!place.scope)
		place.scope = home_of(s->interp, place.symbol);
	else if (!scope_local_peek(place.scope, place.symbol))
		place.scope = NULL;
	if (!place.scope)
		return not_found(s, name);
	if (passes(s, params, string_str(place.symbol->name)))
		VEC_PUSH(out, place);
	return FLOW_NEXT;
}

Flow variable_find_all(Stage *s, const VariableParams *params, VariablePlaces *out)
{
	size_t n;
	const Str *names = stage_strings(s, params->name, &n);

	if (!n)
		return variable_find(s, params, S("*"), out);
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(variable_find(s, params, names[i], out));
	return FLOW_NEXT;
}

/* ---- changing ---- */

Flow variable_report(Stage *s, Flow flow)
{
	Value thrown, record;
	const ErrorRecord *error;

	if (flow != FLOW_THROW)
		return flow;
	thrown = interp_take_error(s->interp);
	error = error_peek(thrown);
	record = error_new(error->exception, string_str(error->id), error->category, error->target);
	flow = stage_error_record(s, record);
	value_drop(record);
	value_drop(thrown);
	return flow;
}

static Flow refuse(Stage *s, const Symbol *symbol, const char *id, const char *before, const char *after)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR,
		.id = id,
		.exception = EXC_SESSION_STATE_UNAUTHORIZED,
		.target = value_of_string(symbol->name) };

	return stage_error(s, &spec, "%s variable %s %s", before, symbol->name->p, after);
}

/* Constant or read-only without -Force: may not be touched. */
static bool is_fixed(const Variable *v, bool force)
{
	unsigned options = v && v->meta ? v->meta->options : 0;

	return (options & VARIABLE_CONSTANT) || ((options & VARIABLE_READ_ONLY) && !force);
}

static Flow set_value(Stage *s, VariablePlace place, Variable *old, Value v)
{
	VariableMeta *meta = old && old->meta ? scope_own_meta(old) : NULL;
	unsigned options = meta ? meta->options : 0;
	Flow flow;

	if (meta) { /* -Force opens it for this one change */
		scope_meta_ref(meta);
		meta->options &= ~(unsigned)VARIABLE_READ_ONLY;
	}
	flow = scope_set_take(s->interp, place.scope, place.symbol, value_ref(v));
	if (meta) {
		meta->options = options;
		scope_meta_drop(meta);
	}
	return flow;
}

static void set_meta(VariablePlace place, const VariableChange *change)
{
	Variable *v = scope_local_peek(place.scope, place.symbol);
	VariableMeta *meta;

	if (!v || (change->options < 0 && !change->description.p && !change->replace))
		return;
	meta = scope_own_meta(v);
	if (change->replace)
		meta->options = 0;
	if (change->options >= 0)
		meta->options = (unsigned)change->options;
	if (!change->description.p)
		return;
	if (meta->description)
		value_drop(value_of_string(meta->description));
	meta->description = value_string(change->description).string;
}

Flow variable_change(Stage *s, VariablePlace place, const VariableChange *change, bool *done)
{
	Variable *old = scope_local_peek(place.scope, place.symbol);
	Flow flow = FLOW_NEXT;

	*done = false;
	if (is_fixed(old, change->force))
		return refuse(s, place.symbol, "VariableNotWritable", "Cannot overwrite",
			"because it is read-only or constant.");
	if (old && change->options > 0 && (change->options & VARIABLE_CONSTANT))
		return refuse(s, place.symbol, "VariableCannotBeMadeConstant", "Existing",
			"cannot be made constant. Variables can be made constant only at creation time.");
	if (!value_is_unset(change->value))
		flow = set_value(s, place, old, change->value);
	*done = flow == FLOW_NEXT;
	if (*done)
		set_meta(place, change);
	return variable_report(s, flow);
}

bool variable_should(Stage *s, Str action, Str name, Value value, Flow *flow)
{
	Buf target = BUF_INIT;
	bool yes = false;

	*flow = FLOW_NEXT;
	buf_printf(&target, "Name: %.*s", STR_ARG(name));
	if (!value_is_unset(value)) {
		buf_put(&target, S(" Value: "));
		if (!value_is_null(value))
			*flow = convert_put_text(s->interp, value, &target);
	}
	if (*flow == FLOW_NEXT)
		yes = stage_should(s, buf_str(&target), action, flow);
	buf_release(&target);
	return yes;
}

Flow variable_write(Stage *s, VariablePlace place)
{
	return stage_write_take(s, provider_variable_value(s->interp, place.scope, place.symbol));
}
