/* bind_default: what $PSDefaultParameterValues adds to the parameters that were not given (reference 5.3.5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/engine/bind.h"
#include "shell/engine/error.h"
#include "shell/engine/interp.h"
#include "shell/value/compare.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/object.h"

/* By parameter: the value of the entry that means it; VALUE_UNSET: none. */
typedef struct Defaults {
	Value *values;
	bool *several; /* entries of different values */
} Defaults;

/* As the cmdlet's own warning would be, but for its -WarningAction: that is not bound yet. */
PRINTF(3, 4) static Flow warn(Interp *in, const Binding *b, const char *fmt, ...)
{
	Buf text = BUF_INIT;
	va_list args;
	Flow flow = FLOW_NEXT;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	if (interp_preference(in, in->sym.warning, PREF_CONTINUE) == PREF_CONTINUE)
		flow = interp_write_text(in, in->streams, STREAM_WARNING, buf_str(&text), b->invocation);
	buf_release(&text);
	return flow;
}

/* ---- which parameter an entry means ---- */

/* "name" and 'name' as name. */
static Str unquoted(Str s)
{
	s = str_trim(s);
	if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
		return str_trim(str_cut(s, 1, s.n - 1));
	return s;
}

static uint32_t count_matches(const Param *param, Str pattern)
{
	uint32_t n = wildcard_match(pattern, param->name, true);

	for (uint32_t i = 0; i < param->naliases; i++)
		n += wildcard_match(pattern, param->aliases[i], true);
	return n;
}

static bool is_called(const Param *param, Str name)
{
	for (uint32_t i = 0; i < param->naliases; i++)
		if (str_ieq(param->aliases[i], name))
			return true;
	return str_ieq(param->name, name);
}

/* *out: the index, or -1.  A pattern has to fit one name or alias alone. */
static Flow find_param(Interp *in, const Binding *b, Str name, int *out)
{
	uint32_t n = 0;

	*out = -1;
	for (uint32_t i = 0; i < b->command->nparams; i++) {
		const Param *param = &b->command->params[i];
		uint32_t fits = wildcard_has(name) ? count_matches(param, name) : is_called(param, name);

		if (fits)
			*out = (int)i;
		n += fits;
	}
	if (n <= 1)
		return FLOW_NEXT;
	*out = -1;
	return warn(in, b,
		"The following name or alias defined in $PSDefaultParameterValues for this cmdlet resolves to multiple "
		"parameters: %.*s. The default has been ignored.",
		STR_ARG(name));
}

static Flow read_entry(Interp *in, const Binding *b, Str key, Value v, Defaults *found)
{
	size_t colon = str_find_byte(key, ':', 0);
	int index;

	if (colon == STR_NONE || !wildcard_match(unquoted(str_cut(key, 0, colon)), string_str(b->command->name), true))
		return FLOW_NEXT;
	FLOW_TRY(find_param(in, b, unquoted(str_cut(key, colon + 1, key.n)), &index));
	if (index < 0)
		return FLOW_NEXT;
	if (value_is_unset(found->values[index]))
		found->values[index] = value_ref(v);
	else
		found->several[index] |= !compare_same(found->values[index], v);
	return FLOW_NEXT;
}

/* ---- binding it ---- */

/* A script block says it, and is told what is bound by now. */
static Flow compute(Interp *in, const Binding *b, Value block, Value *out)
{
	Object *told = object_new_custom();
	Value self = object_value(told);
	Flow flow;

	object_set_take(told, S("BoundParameters"), bind_dictionary(in, b));
	flow = runtime_of(in)->invoke(in, block, &self, 1, VALUE_EMPTY, out);
	value_drop(self);
	return flow;
}

static Flow put_default(Interp *in, Value v, Buf *out)
{
	if (!value_is_null(v))
		return convert_put_text(in, v, out);
	buf_put(out, S("null"));
	return FLOW_NEXT;
}

/* What does not fit is told, and left out. */
static Flow not_bound(Interp *in, const Binding *b, uint32_t index, Value v)
{
	Value record = interp_take_error(in);
	Buf text = BUF_INIT;
	Flow flow = put_default(in, v, &text);

	if (flow == FLOW_NEXT)
		flow = warn(in, b, "The binding of default value '%.*s' to parameter '%.*s' failed: %.*s",
			STR_ARG(buf_str(&text)), STR_ARG(b->command->params[index].name),
			STR_ARG(error_message_peek(error_peek(record))));
	buf_release(&text);
	value_drop(record);
	return flow;
}

static Flow bind_one(Interp *in, Binding *b, uint32_t index, Value v)
{
	Value bound, computed = VALUE_EMPTY;
	Flow flow;

	if (v.kind == V_BLOCK) {
		FLOW_TRY(compute(in, b, v, &computed));
		v = computed;
	}
	flow = bind_value(in, b, index, v, &(BindTry){ .mode = BIND_COERCE }, &bound);
	if (flow == FLOW_NEXT)
		bind_store_take(b, index, bound);
	else if (flow == FLOW_THROW)
		flow = not_bound(in, b, index, v);
	value_drop(computed);
	return flow;
}

/* Those of the sets that what was given leaves: two of different sets exclude each other. */
static Flow bind_found(Interp *in, Binding *b, const Defaults *found)
{
	const uint32_t sets = b->sets;

	for (uint32_t i = 0; i < b->command->nparams; i++) {
		const Param *param = &b->command->params[i];

		if (value_is_unset(found->values[i]) || bind_bit(b->bound, i) || !bind_in_sets(param, sets))
			continue;
		if (found->several[i])
			FLOW_TRY(warn(in, b,
				"Multiple different default values are defined in $PSDefaultParameterValues for the "
				"parameter matching the following name or alias: %.*s. These defaults have been "
				"ignored.",
				STR_ARG(param->name)));
		else
			FLOW_TRY(bind_one(in, b, i, found->values[i]));
	}
	return FLOW_NEXT;
}

static bool is_disabled(const Hash *table)
{
	const Value *disabled = hash_find_text_peek(table, S("Disabled"));

	return disabled && convert_to_bool(*disabled);
}

Flow bind_defaults(Interp *in, Binding *b)
{
	Value table = value_unwrap_peek(interp_variable_peek(in, in->sym.default_values));
	Defaults found;
	struct HashEntry *entry;
	size_t at = 0;
	Flow flow = FLOW_NEXT;

	if (table.kind != V_HASH || table.hash->n == 0 || is_disabled(table.hash))
		return FLOW_NEXT;
	found.values = MEM_ARRAY(Value, b->command->nparams + 1);
	found.several = MEM_ARRAY(bool, b->command->nparams + 1);
	for (uint32_t i = 0; i < b->command->nparams; i++)
		found.values[i] = VALUE_UNSET;
	while (flow == FLOW_NEXT && (entry = hash_next(table.hash, &at)))
		flow = read_entry(in, b, value_str_peek(entry->key), entry->value, &found);
	if (flow == FLOW_NEXT)
		flow = bind_found(in, b, &found);
	for (uint32_t i = 0; i < b->command->nparams; i++)
		value_drop(found.values[i]);
	free(found.values);
	free(found.several);
	return flow;
}
