/* get-random: a random number, or objects chosen at random. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/random.h"
#include "shell/base/num.h"
#include "shell/base/vec.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"

enum { SET_NUMBER = 1, SET_LIST = 2, SET_SHUFFLE = 4 };
enum { P_SET_SEED, P_MAXIMUM, P_MINIMUM, P_INPUT_OBJECT, P_INPUT_OBJECT_DESKTOP, P_COUNT, P_COUNT_DESKTOP, P_SHUFFLE };

static const char *const sets[] = { "RandomNumberParameterSet", "RandomListItemParameterSet", "ShuffleParameterSet",
	NULL };
static const char input_help[] = "The objects to choose from.";
static const char count_help[] = "How many are chosen, each at most once.";
#define AT_LEAST_ONE                                                                                                   \
	{                                                                                                              \
		.kind = CHECK_RANGE, .min = 1, .max = INT32_MAX                                                        \
	}

/* clang-format off */
static const ParamDef params[] = {
	[P_SET_SEED] = { .name = "SetSeed", .type = "Int32", .help = "A number from which the same random numbers follow each time." },
	[P_MAXIMUM] = { .name = "Maximum", .type = "Object", .in = { { SET_NUMBER, 1, 0 } },
		.help = "The number stays below this." },
	[P_MINIMUM] = { .name = "Minimum", .type = "Object", .in = { { .sets = SET_NUMBER } },
		.help = "The number is at least this.", .default_text = "0" },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "Object[]", .where = WHERE_CORE, .flags = PARAM_ALLOW_NULL,
		.in = { { SET_LIST, 1, PARAM_MANDATORY | PARAM_FROM_PIPE }, { SET_SHUFFLE, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = input_help },
	[P_INPUT_OBJECT_DESKTOP] = { .name = "InputObject", .type = "Object[]", .where = WHERE_DESKTOP,
		.in = { { SET_LIST, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = input_help },
	[P_COUNT] = { .name = "Count", .type = "Int32", .in = { { SET_NUMBER, 0, 0 }, { SET_LIST, 0, 0 } },
		.where = WHERE_CORE, .check = AT_LEAST_ONE, .help = count_help, .default_text = "1" },
	[P_COUNT_DESKTOP] = { .name = "Count", .type = "Int32", .in = { { .sets = SET_LIST } }, .where = WHERE_DESKTOP,
		.check = AT_LEAST_ONE, .help = count_help, .default_text = "1" },
	[P_SHUFFLE] = { .name = "Shuffle", .type = "SwitchParameter", .in = { { SET_SHUFFLE, 0, PARAM_MANDATORY } },
		.where = WHERE_CORE, .help = "Gives all objects in random order." },
};
/* clang-format on */

typedef struct GetRandom {
	Random *random;
	VEC(Value) chosen;
	int64_t seen, count; /* count: how many are chosen; INT64_MAX: all */
} GetRandom;

/* ---- numbers ---- */

/* Of the widest kind that both bounds need: 32 bits, 64 bits, or a double. */
typedef enum Width { WIDTH_INT, WIDTH_LONG, WIDTH_DOUBLE } Width;

static Flow read_bound(Stage *s, int param, Num *out, Width *width)
{
	Value number = VALUE_EMPTY;
	Width needed;

	if (!stage_bound(s, param) || value_is_null(s->args[param]))
		return FLOW_NEXT;
	if (!convert_peek_number(value_unwrap_peek(s->args[param]), out)) {
		FLOW_TRY(convert_text_to_number(s->interp, s->args[param], &number));
		(void)convert_peek_number(number, out);
		value_drop(number);
	}
	needed = out->kind > NUM_INT64 ? WIDTH_DOUBLE : out->kind > NUM_INT32 ? WIDTH_LONG : WIDTH_INT;
	if (needed > *width)
		*width = needed;
	return FLOW_NEXT;
}

static double as_double(const Num *num)
{
	if (num->kind == NUM_DECIMAL)
		return decimal_to_double(num->decimal);
	return num->kind == NUM_UINT64 ? (double)num->u64 : num->kind < NUM_UINT64 ? (double)num->i64 : num->f64;
}

static Flow empty_range(Stage *s, const Num *low, const Num *high)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "MinGreaterThanOrEqualMax", .exception = EXC_ARGUMENT
	};
	Value min = convert_from_num(low), max = convert_from_num(high);
	Buf least = BUF_INIT, most = BUF_INIT;
	Flow flow = convert_put_tostring(s->interp, min, &least);

	if (flow == FLOW_NEXT)
		flow = convert_put_tostring(s->interp, max, &most);
	if (flow == FLOW_NEXT)
		flow = stage_throw(s, &spec,
			"The Minimum value (%.*s) cannot be greater than or equal to the Maximum value (%.*s).",
			STR_ARG(buf_str(&least)), STR_ARG(buf_str(&most)));
	buf_release(&least);
	buf_release(&most);
	value_drop(min);
	value_drop(max);
	return flow;
}

static Value number_between(Stage *s, Width width, const Num *low, const Num *high)
{
	Random *random = ((GetRandom *)s->state)->random;
	const Env *env = stage_env(s);

	if (width == WIDTH_INT)
		return value_int((int32_t)random_int(random, env, (int32_t)low->i64, high->i64));
	if (width == WIDTH_LONG)
		return value_long(random_long(random, env, low->i64, high->i64));
	return value_double(random_double(random, env) * (as_double(high) - as_double(low)) + as_double(low));
}

static Flow write_numbers(Stage *s)
{
	const GetRandom *state = s->state;
	Num low = { .kind = NUM_INT32 }, high = { .kind = NUM_INT32, .i64 = INT32_MAX };
	Width width = WIDTH_INT;

	FLOW_TRY(read_bound(s, P_MINIMUM, &low, &width));
	FLOW_TRY(read_bound(s, P_MAXIMUM, &high, &width));
	if (!stage_bound(s, P_MAXIMUM) && width == WIDTH_LONG)
		high.i64 = INT64_MAX;
	if (!stage_bound(s, P_MAXIMUM) && width == WIDTH_DOUBLE)
		high = (Num){ .kind = NUM_DOUBLE, .f64 = 1.7976931348623157e308 };
	if (width == WIDTH_DOUBLE ? as_double(&low) >= as_double(&high) : low.i64 >= high.i64)
		return empty_range(s, &low, &high);
	for (int64_t i = 0; i < state->count; i++)
		FLOW_TRY(stage_write_take(s, number_between(s, width, &low, &high)));
	return FLOW_NEXT;
}

static Flow begin(Stage *s)
{
	GetRandom *state = s->state;

	state->random = random_of(s);
	state->count = stage_switch(s, P_SHUFFLE)
			       ? INT64_MAX
			       : stage_int(s, stage_bound(s, P_COUNT) ? P_COUNT : P_COUNT_DESKTOP, 1);
	if (stage_bound(s, P_SET_SEED))
		random_seed(state->random, (int32_t)stage_int(s, P_SET_SEED, 0));
	return s->set == SET_NUMBER ? write_numbers(s) : FLOW_NEXT;
}

/* ---- objects ---- */

static int64_t below(Stage *s, int64_t low, int64_t high)
{
	return random_int(((GetRandom *)s->state)->random, stage_env(s), (int32_t)low, high);
}

/* A sample of fixed size: each object has the same chance to be in it. */
static void sample(Stage *s, Value item)
{
	GetRandom *state = s->state;

	if ((int64_t)state->chosen.n < state->count)
		VEC_PUSH(&state->chosen, value_ref(item));
	else if (below(s, 0, state->seen + 1) < state->count)
		value_set_take(&state->chosen.p[below(s, 0, (int64_t)state->chosen.n)], value_ref(item));
	state->seen++;
}

static Flow process(Stage *s, Value input)
{
	int which = stage_bound(s, P_INPUT_OBJECT) ? P_INPUT_OBJECT : P_INPUT_OBJECT_DESKTOP;

	(void)input;
	if (s->set == SET_NUMBER || !stage_bound(s, which))
		return FLOW_NEXT;
	if (s->args[which].kind != V_ARRAY) {
		sample(s, s->args[which]);
		return FLOW_NEXT;
	}
	for (size_t i = 0; i < s->args[which].array->n; i++) {
		Value item = array_get(s->args[which].array, i);

		sample(s, item);
		value_drop(item);
	}
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	GetRandom *state = s->state;
	size_t n = state->chosen.n;

	for (size_t i = 0; i < n; i++) {
		size_t k = (size_t)below(s, (int64_t)i, (int64_t)n);
		Value item = state->chosen.p[k];

		state->chosen.p[k] = state->chosen.p[i];
		state->chosen.p[i] = item;
		FLOW_TRY(stage_write(s, item));
	}
	return FLOW_NEXT;
}

static void dispose(Stage *s)
{
	GetRandom *state = s->state;

	for (size_t i = 0; i < state->chosen.n; i++)
		value_drop(state->chosen.p[i]);
	VEC_RELEASE(&state->chosen);
}

const CmdletDef cmd_get_random = {
	.name = "Get-Random",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_NUMBER,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Int32", "System.Int64", "System.Double", NULL },
	.state_size = sizeof(GetRandom),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Gives a random number, or objects chosen at random.",
};
