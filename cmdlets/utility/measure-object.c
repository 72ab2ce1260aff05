/* measure-object: counts, sums and extremes of numbers, and the size of text (reference 11.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "cmdlets/utility/measure_info.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/engine/interp.h"
#include "shell/format/property.h"
#include "shell/value/compare.h"
#include "shell/value/convert.h"

enum { SET_GENERIC = 1, SET_TEXT = 2 };
enum {
	P_STANDARD_DEVIATION,
	P_SUM,
	P_ALL_STATS,
	P_AVERAGE,
	P_MAXIMUM,
	P_MINIMUM,
	P_LINE,
	P_WORD,
	P_CHARACTER,
	P_IGNORE_WHITE_SPACE,
	P_INPUT_OBJECT,
	P_PROPERTY,
	P_PROPERTY_DESKTOP,
};

static const char *const sets[] = { "GenericMeasure", "TextMeasure", NULL };
static const char property_help[] = "The properties that are measured; without it, the objects themselves.";

/* clang-format off */
static const ParamDef params[] = {
	[P_STANDARD_DEVIATION] = { .name = "StandardDeviation", .type = "SwitchParameter", .where = WHERE_CORE,
		.in = { { .sets = SET_GENERIC } }, .help = "The deviation of a sample." },
	[P_SUM] = { .name = "Sum", .type = "SwitchParameter", .in = { { .sets = SET_GENERIC } }, .help = "The sum." },
	[P_ALL_STATS] = { .name = "AllStats", .type = "SwitchParameter", .where = WHERE_CORE,
		.in = { { .sets = SET_GENERIC } }, .help = "Everything that can be measured." },
	[P_AVERAGE] = { .name = "Average", .type = "SwitchParameter", .in = { { .sets = SET_GENERIC } },
		.help = "The average." },
	[P_MAXIMUM] = { .name = "Maximum", .type = "SwitchParameter", .in = { { .sets = SET_GENERIC } },
		.help = "The greatest value." },
	[P_MINIMUM] = { .name = "Minimum", .type = "SwitchParameter", .in = { { .sets = SET_GENERIC } },
		.help = "The least value." },
	[P_LINE] = { .name = "Line", .type = "SwitchParameter", .in = { { .sets = SET_TEXT } }, .help = "How many lines." },
	[P_WORD] = { .name = "Word", .type = "SwitchParameter", .in = { { .sets = SET_TEXT } }, .help = "How many words." },
	[P_CHARACTER] = { .name = "Character", .type = "SwitchParameter", .in = { { .sets = SET_TEXT } },
		.help = "How many characters." },
	[P_IGNORE_WHITE_SPACE] = { .name = "IgnoreWhiteSpace", .type = "SwitchParameter", .in = { { .sets = SET_TEXT } },
		.help = "White space does not count as characters." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be measured." },
	[P_PROPERTY] = { .name = "Property", .type = "Object[]", .in = { { .pos1 = 1 } }, .where = WHERE_CORE,
		.flags = PARAM_NOT_EMPTY, .help = property_help },
	[P_PROPERTY_DESKTOP] = { .name = "Property", .type = "String[]", .in = { { .pos1 = 1 } },
		.where = WHERE_DESKTOP, .flags = PARAM_NOT_EMPTY, .help = property_help },
};
/* clang-format on */

/* What is known of one property, or of the objects themselves. */
typedef struct Stat {
	String *name; /* NULL: the objects */
	int64_t count;
	double sum, mean, squares; /* Welford's running mean and sum of squared distances */
	Value max, min;
	int64_t lines, words, characters;
} Stat;

typedef struct Measure {
	PropertyList properties;
	VEC(Stat) stats; /* one for each plain property from the start; wildcards add theirs */
	bool numbers, sum, average, deviation, max, min; /* numbers: one of sum, average, deviation */
	bool text, lines, words, characters, ignore_space;
	bool not_numeric;
} Measure;

/* ---- starting ---- */

static Stat *find_stat(Measure *state, const String *name)
{
	Stat stat = { .max = VALUE_NULL, .min = VALUE_NULL };

	for (size_t i = 0; i < state->stats.n; i++) {
		const String *other = state->stats.p[i].name;

		if (name == other || (name && other && str_ieq(string_str(name), string_str(other))))
			return &state->stats.p[i];
	}
	if (name)
		stat.name = value_string(string_str(name)).string;
	VEC_PUSH(&state->stats, stat);
	return &state->stats.p[state->stats.n - 1];
}

static void read_switches(Stage *s, Measure *state)
{
	bool all = stage_switch(s, P_ALL_STATS);

	state->sum = all || stage_switch(s, P_SUM);
	state->average = all || stage_switch(s, P_AVERAGE);
	state->deviation = all || stage_switch(s, P_STANDARD_DEVIATION);
	state->max = all || stage_switch(s, P_MAXIMUM);
	state->min = all || stage_switch(s, P_MINIMUM);
	state->numbers = state->sum || state->average || state->deviation;
	state->lines = stage_switch(s, P_LINE);
	state->words = stage_switch(s, P_WORD);
	state->characters = stage_switch(s, P_CHARACTER);
	state->ignore_space = stage_switch(s, P_IGNORE_WHITE_SPACE);
	state->text = s->set == SET_TEXT;
}

static Flow begin(Stage *s)
{
	Measure *state = s->state;
	int which = stage_bound(s, P_PROPERTY) ? P_PROPERTY : P_PROPERTY_DESKTOP;
	Flow flow;

	read_switches(s, state);
	if (!stage_bound(s, which)) {
		find_stat(state, NULL);
		return FLOW_NEXT;
	}
	flow = property_parse(s, s->args[which], 0, &state->properties);
	for (size_t i = 0; i < state->properties.n && flow == FLOW_NEXT; i++) {
		Value name = property_text(s->interp, &state->properties.p[i]);

		if (!state->properties.p[i].wild)
			find_stat(state, name.string);
		value_drop(name);
	}
	return flow;
}

/* ---- numbers ---- */

static bool as_double(Stage *s, Value v, double *out)
{
	Value number;

	if (v.kind == V_INT && v.type != T_UINT64) {
		*out = (double)v.i64;
		return true;
	}
	if (v.kind == V_DOUBLE) {
		*out = v.f64;
		return true;
	}
	if (!convert_try(s->interp, v, type_of_id(T_DOUBLE), &number))
		return false;
	*out = number.f64;
	return true;
}

static void add_number(Stat *stat, double number)
{
	double distance = number - stat->mean;

	stat->sum += number;
	stat->mean += distance / (double)stat->count;
	stat->squares += distance * (number - stat->mean);
}

static Flow not_numeric(Stage *s, Value v)
{
	ErrorSpec spec = { .category = CAT_INVALID_TYPE,
		.id = "NonNumericInputObject",
		.exception = EXC_PS_INVALID_OPERATION,
		.target = v };
	Buf text = BUF_INIT;
	Flow flow = convert_put_tostring(s->interp, v, &text);

	((Measure *)s->state)->not_numeric = true;
	if (flow == FLOW_NEXT)
		flow = stage_error(s, &spec, "Input object \"%.*s\" is not numeric.", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

/* ---- extremes ---- */

/* Numbers, and what reads as one, compare as numbers; values of two types as text; everything else by its own order. */
static int compare_extremes(Stage *s, Value a, Value b)
{
	double x, y;
	bool a_number = as_double(s, a, &x), b_number = as_double(s, b, &y);
	Value left, right;
	int order;

	if (a_number && b_number)
		return (x > y) - (x < y);
	if (a_number == b_number && type_of(a) == type_of(b))
		return compare_sort(s->interp, a, b, false);
	if (convert_to_string(s->interp, a, &left) != FLOW_NEXT) {
		runtime_of(s->interp)->clear_error(s->interp);
		return 0;
	}
	if (convert_to_string(s->interp, b, &right) != FLOW_NEXT) {
		runtime_of(s->interp)->clear_error(s->interp);
		value_drop(left);
		return 0;
	}
	order = compare_sort(s->interp, left, right, false);
	value_drop(left);
	value_drop(right);
	return order;
}

/* sign 1: the greatest, -1: the least; of equal ones the last. */
static void keep_extreme(Stage *s, Value v, Value *kept, int sign)
{
	if (value_is_null(*kept) || compare_extremes(s, *kept, v) * sign <= 0)
		value_set_take(kept, value_ref(v));
}

/* ---- text ---- */

static void count_text(const Measure *state, Str text, Stat *stat)
{
	bool in_word = false;
	uint32_t code = 0;

	for (size_t at = 0; at < text.n;) {
		bool space;

		code = utf8_next(text, &at);
		space = utf8_is_space(code);
		stat->characters += space && state->ignore_space ? 0 : code > 0xffff ? 2 : 1;
		stat->words += !space && !in_word;
		stat->lines += code == '\n';
		in_word = !space;
	}
	if (text.n && code != '\n')
		stat->lines++;
}

static Flow measure_text(Stage *s, Value v, Stat *stat)
{
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (v.kind == V_STRING) {
		count_text(s->state, string_str(v.string), stat);
		return FLOW_NEXT;
	}
	if (!value_is_null(v))
		flow = convert_put_tostring(s->interp, v, &text);
	count_text(s->state, buf_str(&text), stat);
	buf_release(&text);
	return flow;
}

/* ---- each object ---- */

static Flow measure(Stage *s, Value v, Stat *stat)
{
	const Measure *state = s->state;
	double number;

	v = value_unwrap_peek(v);
	stat->count++;
	if (state->text)
		return measure_text(s, v, stat);
	if (state->numbers) {
		if (!as_double(s, v, &number))
			return not_numeric(s, v);
		add_number(stat, number);
	}
	if (state->max)
		keep_extreme(s, v, &stat->max, 1);
	if (state->min)
		keep_extreme(s, v, &stat->min, -1);
	return FLOW_NEXT;
}

static Flow measure_use(Stage *s, PropertyUse *use, Value object)
{
	Measure *state = s->state;
	Value name = use->name ? value_ref(value_of_string(use->name)) : property_text(s->interp, use->property);
	Value v = VALUE_EMPTY;
	bool failed = false;
	Flow flow = property_value(s->interp, use, object, &v, &failed);

	if (flow == FLOW_NEXT && !failed)
		flow = measure(s, v, find_stat(state, name.string));
	value_drop(v);
	value_drop(name);
	return flow;
}

static Flow measure_properties(Stage *s, Value object)
{
	const Measure *state = s->state;
	PropertyUses uses = { 0 };
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < state->properties.n; i++)
		property_expand(s->interp, &state->properties.p[i], object, &uses);
	for (size_t i = 0; i < uses.n && flow == FLOW_NEXT; i++)
		if (uses.p[i].found)
			flow = measure_use(s, &uses.p[i], object);
	property_uses_release(&uses);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	Measure *state = s->state;

	(void)input;
	if (!stage_bound(s, P_INPUT_OBJECT) || value_is_null(s->args[P_INPUT_OBJECT]))
		return FLOW_NEXT;
	if (state->properties.n)
		return measure_properties(s, s->args[P_INPUT_OBJECT]);
	return measure(s, s->args[P_INPUT_OBJECT], &state->stats.p[0]);
}

/* ---- the result ---- */

/* 5.1 always complains about a property that no object had, 7 in strict mode alone (recorded:
 * objects/measure-missing-property). */
static Flow not_found(Stage *s, const Stat *stat)
{
	const Measure *state = s->state;
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .exception = EXC_PS_ARGUMENT };

	spec.id = state->text ? "TextMeasurePropertyNotFound" : "GenericMeasurePropertyNotFound";
	if ((stage_edition(s)->where & WHERE_CORE) && s->interp->strict < 2)
		return FLOW_NEXT;
	return stage_error(
		s, &spec, "The property \"%s\" cannot be found in the input for any objects.", stat->name->p);
}

static bool is_number(Stage *s, Value v)
{
	double ignored;

	return value_is_null(v) || as_double(s, v, &ignored);
}

static Value extreme_value(Stage *s, bool wanted, bool as_number, Value v)
{
	double number = 0;

	if (!wanted || value_is_null(v))
		return VALUE_NULL;
	if (!as_number)
		return value_ref(v);
	(void)as_double(s, v, &number);
	return value_double(number);
}

static Value number_info(Stage *s, const Stat *stat)
{
	const Measure *state = s->state;
	bool numbers = is_number(s, stat->max) && is_number(s, stat->min), known = !state->not_numeric;
	Value fields[MEASURE_FIELDS] = { [MEASURE_COUNT] = value_int((int32_t)stat->count) };

	if (state->sum && known)
		fields[MEASURE_SUM] = value_double(stat->sum);
	if (state->average && known && stat->count)
		fields[MEASURE_AVERAGE] = value_double(stat->sum / (double)stat->count);
	if (state->deviation && known && stat->count)
		fields[MEASURE_DEVIATION] =
			value_double(stat->count > 1 ? sqrt(stat->squares / (double)(stat->count - 1)) : 0);
	fields[MEASURE_MAXIMUM] = extreme_value(s, state->max, numbers, stat->max);
	fields[MEASURE_MINIMUM] = extreme_value(s, state->min, numbers, stat->min);
	if (stat->name)
		fields[MEASURE_PROPERTY] = value_ref(value_of_string(stat->name));
	return measure_info_new_take(numbers ? MEASURE_OF_NUMBERS : MEASURE_OF_OBJECTS, fields);
}

static Value text_info(const Measure *state, const Stat *stat)
{
	Value fields[MEASURE_FIELDS] = { 0 };

	if (state->lines)
		fields[MEASURE_LINES] = value_int((int32_t)stat->lines);
	if (state->words)
		fields[MEASURE_WORDS] = value_int((int32_t)stat->words);
	if (state->characters)
		fields[MEASURE_CHARACTERS] = value_int((int32_t)stat->characters);
	if (stat->name)
		fields[MEASURE_PROPERTY] = value_ref(value_of_string(stat->name));
	return measure_info_new_take(MEASURE_OF_TEXT, fields);
}

static Flow end(Stage *s)
{
	Measure *state = s->state;

	for (size_t i = 0; i < state->stats.n; i++) {
		const Stat *stat = &state->stats.p[i];

		if (!stat->count && stat->name)
			FLOW_TRY(not_found(s, stat));
		else
			FLOW_TRY(stage_write_take(s, state->text ? text_info(state, stat) : number_info(s, stat)));
	}
	return FLOW_NEXT;
}

static void dispose(Stage *s)
{
	Measure *state = s->state;

	for (size_t i = 0; i < state->stats.n; i++) {
		if (state->stats.p[i].name)
			value_drop(value_of_string(state->stats.p[i].name));
		value_drop(state->stats.p[i].max);
		value_drop(state->stats.p[i].min);
	}
	VEC_RELEASE(&state->stats);
	property_release(&state->properties);
}

const CmdletDef cmd_measure_object = {
	.name = "Measure-Object",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "measure", NULL },
	.sets = sets,
	.default_set = SET_GENERIC,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "Microsoft.PowerShell.Commands.GenericMeasureInfo",
		"Microsoft.PowerShell.Commands.TextMeasureInfo",
		"Microsoft.PowerShell.Commands.GenericObjectMeasureInfo", NULL },
	.state_size = sizeof(Measure),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Counts objects, and gives sum, average and extremes of their values.",
};
