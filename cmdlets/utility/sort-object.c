/* sort-object: objects in the order of their properties (reference 11.4). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/key.h"
#include "shell/base/vec.h"

enum { SET_DEFAULT = 1, SET_TOP = 2, SET_BOTTOM = 4 };
enum { P_STABLE, P_DESCENDING, P_UNIQUE, P_TOP, P_BOTTOM, P_INPUT_OBJECT, P_CULTURE, P_CASE_SENSITIVE, P_PROPERTY };

static const char *const sets[] = { "Default", "Top", "Bottom", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_STABLE] = { .name = "Stable", .type = "SwitchParameter", .where = WHERE_CORE,
		.in = { { .sets = SET_DEFAULT } }, .help = "Keeps equal objects in their order, which is done anyway." },
	[P_DESCENDING] = { .name = "Descending", .type = "SwitchParameter", .help = "Puts the greatest first." },
	[P_UNIQUE] = { .name = "Unique", .type = "SwitchParameter", .help = "Leaves out all but the first of equal objects." },
	[P_TOP] = { .name = "Top", .type = "Int32", .where = WHERE_CORE,
		.in = { { SET_TOP, 0, PARAM_MANDATORY } }, .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.help = "Gives only this many from the start." },
	[P_BOTTOM] = { .name = "Bottom", .type = "Int32", .where = WHERE_CORE,
		.in = { { SET_BOTTOM, 0, PARAM_MANDATORY } }, .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.help = "Gives only this many from the end." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be sorted." },
	[P_CULTURE] = { .name = "Culture", .type = "String", .help = key_culture_help },
	[P_CASE_SENSITIVE] = { .name = "CaseSensitive", .type = "SwitchParameter", .help = key_case_help },
	[P_PROPERTY] = { .name = "Property", .type = "Object[]", .in = { { .pos1 = 1 } },
		.help = "What is sorted by: names, script blocks, or tables with the keys Expression, Ascending and Descending." },
};
/* clang-format on */

typedef struct Sort {
	KeySet keys;
	VEC(Value) objects;
} Sort;

static Flow begin(Stage *s)
{
	Sort *state = s->state;

	state->keys.descending = stage_switch(s, P_DESCENDING);
	state->keys.ignore_case = !stage_switch(s, P_CASE_SENSITIVE);
	return key_init(&state->keys, s, stage_bound(s, P_PROPERTY) ? s->args[P_PROPERTY] : VALUE_EMPTY,
		PROPERTY_ASCENDING | PROPERTY_DESCENDING, stage_str(s, P_CULTURE));
}

static Flow process(Stage *s, Value input)
{
	Sort *state = s->state;

	(void)input;
	if (stage_bound(s, P_INPUT_OBJECT) && !value_is_null(s->args[P_INPUT_OBJECT]))
		VEC_PUSH(&state->objects, value_ref(s->args[P_INPUT_OBJECT]));
	return FLOW_NEXT;
}

/* ---- the result ---- */

static size_t without_repeats(const KeySet *keys, const Value *rows, uint32_t *order, size_t n)
{
	size_t kept = n ? 1 : 0;

	for (size_t i = 1; i < n; i++)
		if (key_compare(keys, rows + order[kept - 1] * keys->width, rows + order[i] * keys->width) != 0)
			order[kept++] = order[i];
	return kept;
}

static Flow write_sorted(Stage *s, const Value *rows, uint32_t *order, size_t n)
{
	const Sort *state = s->state;
	size_t from = 0, to = n;
	Flow flow;

	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	FLOW_TRY(key_sort(&state->keys, rows, order, n));
	if (stage_switch(s, P_UNIQUE))
		to = without_repeats(&state->keys, rows, order, n);
	if (stage_bound(s, P_TOP) && (size_t)stage_int(s, P_TOP, 0) < to)
		to = (size_t)stage_int(s, P_TOP, 0);
	if (stage_bound(s, P_BOTTOM) && (size_t)stage_int(s, P_BOTTOM, 0) < to)
		from = to - (size_t)stage_int(s, P_BOTTOM, 0);
	flow = FLOW_NEXT;
	for (; from < to && flow == FLOW_NEXT; from++)
		flow = stage_write(s, state->objects.p[order[from]]);
	return flow;
}

static Flow read_rows(Sort *state, Value *rows, size_t *done)
{
	for (; *done < state->objects.n; ++*done)
		FLOW_TRY(key_read(&state->keys, state->objects.p[*done], rows + *done * state->keys.width));
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	Sort *state = s->state;
	size_t n = state->objects.n, done = 0;
	uint32_t *order;
	Value *rows;
	Flow flow;

	key_expand(&state->keys, state->objects.p, n);
	rows = MEM_ARRAY(Value, n * state->keys.width + 1);
	order = MEM_ARRAY(uint32_t, n + 1);
	flow = read_rows(state, rows, &done);
	if (flow == FLOW_NEXT)
		flow = write_sorted(s, rows, order, n);
	for (size_t i = 0; i < done; i++)
		key_drop_row(&state->keys, rows + i * state->keys.width);
	free(rows);
	free(order);
	return flow;
}

static void dispose(Stage *s)
{
	Sort *state = s->state;

	for (size_t i = 0; i < state->objects.n; i++)
		value_drop(state->objects.p[i]);
	VEC_RELEASE(&state->objects);
	key_release(&state->keys);
}

const CmdletDef cmd_sort_object = {
	.name = "Sort-Object",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "sort:d", NULL },
	.sets = sets,
	.default_set = SET_DEFAULT,
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(Sort),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Sorts objects by their properties.",
};
