/* bind_set: which parameter set is meant, and what of it is still missing (reference 5.4, 5.5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/bind.h"
#include "shell/engine/interp.h"

static uint32_t all_sets(const Command *command)
{
	return command->nsets >= 32 ? UINT32_MAX : (UINT32_C(1) << command->nsets) - 1;
}

static bool is_single(uint32_t sets)
{
	return sets && (sets & (sets - 1)) == 0;
}

/* Flags of a parameter in one set; 0 when it is not in it. */
static unsigned flags_in(const Param *param, uint32_t set)
{
	return bind_in_sets(param, set) ? bind_flags(param, set) : 0;
}

static bool lacks_mandatory(const Binding *b, uint32_t set, bool count_pipeable)
{
	for (uint32_t i = 0; i < b->command->nparams; i++) {
		unsigned flags = flags_in(&b->command->params[i], set);

		if (bind_is_bound(b, i) || !(flags & PARAM_MANDATORY))
			continue;
		if (count_pipeable || !(flags & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP)))
			return true;
	}
	return false;
}

/* Those of the sets that lack nothing mandatory (pipeline parameters aside, unless counted). */
static uint32_t complete_sets(const Binding *b, uint32_t sets, bool count_pipeable)
{
	uint32_t complete = 0;

	for (uint32_t i = 0; i < b->command->nsets; i++) {
		uint32_t set = UINT32_C(1) << i;

		if ((sets & set) && !lacks_mandatory(b, set, count_pipeable))
			complete |= set;
	}
	return complete;
}

static Flow ambiguous(Interp *in, const Binding *b)
{
	BindFault fault = { .id = "AmbiguousParameterSet" };

	return bind_fail(in, b, &fault, "%s", edition_text(runtime_edition(in), ET_AMBIGUOUS_PARAMETER_SET));
}

static bool input_may_decide(const Binding *b, uint32_t sets)
{
	for (uint32_t i = 0; i < b->command->nparams; i++)
		if (!bind_is_bound(b, i) &&
			(flags_in(&b->command->params[i], sets) & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP)))
			return true;
	return false;
}

/* The only set a function names is not chosen as long as nothing of it was given, unless it is the default one. */
static bool is_chosen(const Binding *b, uint32_t only)
{
	return b->command->def || b->sets != SETS_ALL || only == b->command->default_set;
}

Flow bind_resolve_set(Interp *in, Binding *b, bool final)
{
	uint32_t candidates = b->sets & all_sets(b->command), complete;

	if (b->sets == 0)
		return ambiguous(in, b);
	if (!b->command->nsets || is_single(candidates)) {
		b->set = is_chosen(b, candidates) ? candidates : 0;
		return FLOW_NEXT;
	}
	if (candidates & b->command->default_set) {
		b->set = b->command->default_set;
		if (final)
			b->sets = b->set;
		return FLOW_NEXT;
	}
	if (!final && input_may_decide(b, candidates))
		return FLOW_NEXT;
	complete = complete_sets(b, candidates, true);
	if (!is_single(complete))
		return ambiguous(in, b);
	b->set = b->sets = complete;
	return FLOW_NEXT;
}

/* Behind a pipe: sets whose missing parameters can all come from it stay possible; without any, the default set (or the
 * only one) must be completed now.  The default set is what $PSCmdlet tells until an object decides. */
static Flow choose_for_input(Interp *in, Binding *b, uint32_t *required)
{
	uint32_t candidates = b->sets & all_sets(b->command), open = complete_sets(b, candidates, false);
	uint32_t preferred = b->command->default_set & candidates;

	*required = 0;
	b->set = is_single(candidates) && is_chosen(b, candidates) ? candidates : preferred;
	if (open) {
		b->sets = open;
		return FLOW_NEXT;
	}
	if (!preferred && !is_single(candidates))
		return ambiguous(in, b);
	*required = b->sets = preferred ? preferred : candidates;
	return FLOW_NEXT;
}

static uint32_t collect_missing(const Binding *b, uint32_t sets, uint32_t missing[], uint32_t n)
{
	for (uint32_t i = 0; i < b->command->nparams && n < BIND_PARAMS_MAX; i++) {
		unsigned flags = flags_in(&b->command->params[i], sets);

		if (bind_is_bound(b, i) || !(flags & PARAM_MANDATORY))
			continue;
		if (!b->expects_input || !(flags & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP)))
			missing[n++] = i;
	}
	return n;
}

/* With 32 sets the bits of all of them are what stands for "any": what each of them lacks is asked for (recorded:
 * objects/where-no-filter). */
static uint32_t collect_of_each(const Binding *b, uint32_t missing[])
{
	uint32_t n = 0;

	for (uint32_t set = 1; set; set <<= 1)
		n = collect_missing(b, set, missing, n);
	return n;
}

Flow bind_mandatory(Interp *in, Binding *b)
{
	uint32_t required = b->sets;
	bool any = b->command->nsets == 32 && b->expects_input && b->sets == SETS_ALL;
	uint32_t missing[BIND_PARAMS_MAX], n;

	if (b->command->nsets && b->expects_input) {
		FLOW_TRY(choose_for_input(in, b, &required));
		if (!required)
			return FLOW_NEXT;
	}
	n = any ? collect_of_each(b, missing) : collect_missing(b, required, missing, 0);
	return n ? bind_ask(in, b, missing, n) : FLOW_NEXT;
}
