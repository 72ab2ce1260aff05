/* bind_position: unnamed arguments by position (reference 5.3.4). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/bind.h"
#include "shell/engine/interp.h"
#include "shell/value/convert.h"

/* Position of an unbound parameter in the sets, lowest if several; -1: none. */
static int position_in(const Binding *b, uint32_t index, uint32_t sets)
{
	const Param *param = &b->command->params[index];
	int position = -1;

	if (bind_bit(b->bound, index) || !bind_in_sets(param, sets))
		return -1;
	for (uint32_t i = 0; i < param->nin; i++) {
		const ParamUse *use = &param->in[i];

		if (!use->pos1 || (use->flags & PARAM_REMAINING) || (use->sets && !(use->sets & sets)))
			continue;
		if (position < 0 || use->pos1 - 1 < position)
			position = use->pos1 - 1;
	}
	return position;
}

/* The lowest position from at least `from` that an unbound parameter of the possible sets has; -1: none. */
static int next_position(const Binding *b, int from)
{
	int best = -1;

	for (uint32_t i = 0; i < b->command->nparams; i++) {
		const Param *param = &b->command->params[i];

		if (bind_bit(b->bound, i) || !bind_in_sets(param, b->sets))
			continue;
		for (uint32_t k = 0; k < param->nin; k++) {
			int position = param->in[k].pos1 - 1;

			if (position >= from && !(param->in[k].flags & PARAM_REMAINING) &&
				(!param->in[k].sets || (param->in[k].sets & b->sets)) && (best < 0 || position < best))
				best = position;
		}
	}
	return best;
}

static bool stands_at(const Binding *b, uint32_t index, uint32_t sets, int position)
{
	const Param *param = &b->command->params[index];

	if (position_in(b, index, sets) < 0)
		return false;
	for (uint32_t i = 0; i < param->nin; i++)
		if (param->in[i].pos1 == position + 1 && (!param->in[i].sets || (param->in[i].sets & sets)))
			return true;
	return false;
}

static bool same_position(const Binding *b, uint32_t i, uint32_t k)
{
	const Param *one = &b->command->params[i], *other = &b->command->params[k];
	uint32_t sets = b->sets & one->sets & other->sets;

	for (uint32_t u = 0; sets && u < one->nin; u++)
		if (one->in[u].pos1 && (!one->in[u].sets || (one->in[u].sets & sets)) &&
			stands_at(b, k, sets & (one->in[u].sets ? one->in[u].sets : SETS_ALL), one->in[u].pos1 - 1))
			return true;
	return false;
}

/* Two parameters of one set at one position cannot be told apart: refused as soon as anything stands without a name. */
static Flow check_ambiguous(Interp *in, const Binding *b)
{
	BindFault fault = { .id = "AmbiguousPositionalParameterNoName" };

	for (uint32_t i = 0; i < b->command->nparams; i++)
		for (uint32_t k = i + 1; position_in(b, i, b->sets) >= 0 && k < b->command->nparams; k++)
			if (same_position(b, i, k))
				return bind_fail(in, b, &fault,
					"Cannot bind positional parameters because no names were given.");
	return FLOW_NEXT;
}

/* Add-Member NoteProperty X 5: the first word is no -NotePropertyName, because -MemberType knows it. */
static bool yields(Interp *in, const Binding *b, uint32_t index, int position, Value v)
{
	Value converted;

	if (!(b->command->params[index].flags & PARAM_YIELDS) || !value_is_string(v))
		return false;
	for (uint32_t i = 0; i < b->command->nparams; i++)
		if (i != index && type_is_enum(b->command->params[i].type) && stands_at(b, i, b->sets, position) &&
			convert_try(in, v, b->command->params[i].type, &converted)) {
			value_drop(converted);
			return true;
		}
	return false;
}

/* For functions a failed conversion ends the binding, as a failed validation does for all; else it is kept for the
 * case that nothing else takes the argument. */
static Flow keep_failure(Interp *in, Binding *b)
{
	ErrorRecord *error = interp_error_peek(in);

	if (command_is_script(b->command) || type_of(error->exception) == exception_type(EXC_PARAMETER_VALIDATION))
		return FLOW_THROW;
	value_set_take(&b->position_error, interp_take_error(in));
	return FLOW_NEXT;
}

/* arg->used: the parameter took it; what failed is kept. */
static Flow try_one(Interp *in, Binding *b, Arg *arg, uint32_t index, BindMode mode)
{
	BindTry attempt = { .at = arg->value_span, .mode = mode };
	Value v;
	Flow flow;

	if (bind_is_delayed(b, index, arg->value)) {
		bind_delay(b, index, arg->value, arg->value_span);
		arg->used = true;
		return FLOW_NEXT;
	}
	flow = bind_value(in, b, index, arg->value, &attempt, &v);
	if (flow == FLOW_THROW)
		return keep_failure(in, b);
	if (flow == FLOW_NEXT && attempt.fits) {
		bind_store_take(b, index, v);
		arg->used = true;
	}
	return flow;
}

/* Tries the argument on the parameters at a position, of whatever set: all that can take it do, and where their sets
 * have nothing in common the choice of a set fails later. */
static Flow try_sets(Interp *in, Binding *b, Arg *arg, int position, uint32_t sets, BindMode mode)
{
	uint64_t candidates[4] = { 0 };

	for (uint32_t i = 0; i < b->command->nparams; i++)
		if (stands_at(b, i, sets, position) && !yields(in, b, i, position, arg->value))
			bind_set_bit(candidates, i);
	for (uint32_t i = 0; i < b->command->nparams; i++)
		if (bind_bit(candidates, i))
			FLOW_TRY(try_one(in, b, arg, i, mode));
	return FLOW_NEXT;
}

/* (a) default set as it is, (b) all sets as it is, (c) default set converted, (d) all sets converted. */
static Flow bind_at(Interp *in, Binding *b, Arg *arg, int position)
{
	uint32_t preferred = b->command->default_set & b->sets;

	for (BindMode mode = BIND_EXACT;; mode = BIND_COERCE) {
		for (int all = preferred && preferred != b->sets ? 0 : 1; all < 2; all++) {
			Flow flow = try_sets(in, b, arg, position, all ? b->sets : preferred, mode);

			if (flow != FLOW_NEXT || arg->used)
				return flow;
		}
		if (mode == BIND_COERCE)
			return FLOW_NEXT;
	}
}

static Arg *next_unnamed(ArgList *args, uint32_t *at)
{
	for (; *at < args->n; (*at)++)
		if (!args->p[*at].param.p && !args->p[*at].used && !args->p[*at].follows_unknown)
			return &args->p[(*at)++];
	return NULL;
}

Flow bind_positional(Interp *in, Binding *b, ArgList *args)
{
	int position = -1;
	uint32_t at = 0;
	Arg *arg;

	while ((arg = next_unnamed(args, &at))) {
		if (position < 0)
			FLOW_TRY(check_ambiguous(in, b));
		position = next_position(b, position + 1);
		if (position < 0)
			return FLOW_NEXT;
		FLOW_TRY(bind_at(in, b, arg, position));
	}
	return FLOW_NEXT;
}
