/* eval_switch: switch in all its modes (reference 7.6.2). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "shell/base/wildcard.h"
#include "shell/engine/enumerator.h"
#include "shell/engine/eval_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/script_file.h"
#include "shell/value/compare.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

/* ---- does a clause fit ---- */

static Flow texts(Interp *in, Value a, Value b, Buf *left, Buf *right)
{
	FLOW_TRY(convert_put_text(in, a, left));
	return convert_put_text(in, b, right);
}

static Flow matches_wildcard(Interp *in, Value v, Value condition, bool ignore_case, bool *out)
{
	Buf text = BUF_INIT, pattern = BUF_INIT;
	Flow flow = texts(in, v, condition, &text, &pattern);

	*out = flow == FLOW_NEXT && wildcard_match(buf_str(&pattern), buf_str(&text), ignore_case);
	buf_release(&text);
	buf_release(&pattern);
	return flow;
}

/* A pattern that is none is told as by the operators, not as by -match. */
static Flow bad_pattern(Interp *in, Value condition)
{
	Value pattern;
	Regex *regex = NULL;
	Flow flow;

	if (!type_is(type_of(interp_error_peek(in)->exception), exception_type(EXC_ARGUMENT)))
		return FLOW_THROW;
	value_drop(interp_take_error(in));
	FLOW_TRY(convert_to_string(in, condition, &pattern));
	flow = eval_pattern(in, NULL, value_str_peek(pattern), 0, false, &regex);
	value_drop(pattern);
	regex_drop(regex);
	return flow;
}

static Flow matches_regex(Interp *in, Value v, Value condition, bool ignore_case, bool *out)
{
	Value text, result;
	Flow flow;

	FLOW_TRY(convert_to_string(in, v, &text));
	flow = eval_match(in, ignore_case ? TK_IMATCH : TK_CMATCH, text, condition, NULL, &result);
	value_drop(text);
	if (flow == FLOW_NEXT) {
		*out = convert_to_bool(result);
		value_drop(result);
	}
	return flow == FLOW_THROW ? bad_pattern(in, condition) : flow;
}

/* As texts, whatever the two are: 5 does not fit an enum's Friday (asked of 7.6).  $null fits only $null. */
static Flow equals(Interp *in, Value v, Value condition, bool ignore_case, bool *out)
{
	Value left, right;
	Flow flow;

	*out = value_is_null(v);
	if (value_is_null(condition))
		return FLOW_NEXT;
	FLOW_TRY(convert_to_string(in, v, &left));
	flow = convert_to_string(in, condition, &right);
	if (flow == FLOW_NEXT) {
		*out = compare_equal(in, left, right, ignore_case);
		value_drop(right);
	}
	value_drop(left);
	return flow;
}

static Flow fits_value(Interp *in, const NodeSwitch *statement, Value v, Value condition, bool *out)
{
	bool ignore_case = !(statement->node.flags & SWITCH_CASE_SENSITIVE);

	if (statement->node.flags & SWITCH_WILDCARD)
		return matches_wildcard(in, v, condition, ignore_case, out);
	if (!(statement->node.flags & SWITCH_REGEX))
		return equals(in, v, condition, ignore_case, out);
	*out = false;
	return value_is_null(condition) ? FLOW_NEXT : matches_regex(in, v, condition, ignore_case, out);
}

/* A script block is asked with $_, in a scope of its own; everything else is compared as the flags say. */
static Flow fits(Interp *in, const NodeSwitch *statement, Node *condition, Value v, bool *out)
{
	Value c, answer;
	Flow flow;

	eval_at(in, condition);
	if (condition->kind == NODE_SCRIPT_BLOCK) {
		FLOW_TRY(eval_value(in, condition, &c));
		flow = runtime_of(in)->invoke(in, c, NULL, 0, v.kind == V_EMPTY ? VALUE_NULL : v, &answer);
		*out = flow == FLOW_NEXT && convert_to_bool(answer);
		if (flow == FLOW_NEXT)
			value_drop(answer);
		value_drop(c);
		return flow;
	}
	FLOW_TRY(eval_value(in, condition, &c));
	flow = fits_value(in, statement, object_number_peek(v), object_number_peek(c), out);
	value_drop(c);
	return flow;
}

/* ---- one value ---- */

/* All clauses that fit run; *leave: the switch ends with the flow that is returned. */
static Flow run_clauses(Interp *in, NodeSwitch *statement, Sink *out)
{
	bool any = false, fit = false;

	for (uint32_t i = 0; i < statement->nclauses; i++) {
		FLOW_TRY(fits(in, statement, statement->clauses[i].condition, in->underscore, &fit));
		if (!fit)
			continue;
		any = true;
		FLOW_TRY(eval_block(in, statement->clauses[i].body, out));
	}
	return any || !statement->otherwise ? FLOW_NEXT : eval_block(in, statement->otherwise, out);
}

static Flow run_value(Interp *in, NodeSwitch *statement, Value v, Sink *out, bool *leave)
{
	Value underscore = in->underscore;
	Flow flow;

	in->underscore = value_ref(v);
	flow = run_clauses(in, statement, out);
	value_drop(in->underscore);
	in->underscore = underscore;
	*leave = false;
	if (flow == FLOW_NEXT || (flow == FLOW_CONTINUE && eval_label_is_mine(in, statement->label)))
		return FLOW_NEXT;
	*leave = true;
	return flow == FLOW_BREAK && eval_label_is_mine(in, statement->label) ? FLOW_NEXT : flow;
}

/* ---- where the values come from ---- */

static Flow no_name(Interp *in)
{
	return fault_runtime(in, CAT_INVALID_OPERATION, "InvalidFilenameOption",
		"The file name argument to -file in the switch statement is not valid.");
}

/* Told with the whole path. */
static Flow no_file(Interp *in, Str real)
{
	Fault fault = { .id = "PathNotFound", .category = CAT_OBJECT_NOT_FOUND, .exception = EXC_ITEM_NOT_FOUND };
	Buf shown = BUF_INIT;
	Flow flow;

	provider_shown_path(in, real, &shown);
	fault.target = value_string(buf_str(&shown));
	flow = fault_raise(in, &fault, "Cannot find path '%.*s' because it does not exist.", STR_ARG(buf_str(&shown)));
	value_drop(fault.target);
	buf_release(&shown);
	return flow;
}

/* A folder, or what may not be read: told as for a script, within the statement's own words. */
static Flow not_readable(Interp *in, Str real)
{
	Fault fault = { .id = "FileReadError", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME };
	Buf text = BUF_INIT;
	Value record;
	Flow flow = script_file_read(in, real, &text);

	buf_release(&text);
	if (flow != FLOW_THROW)
		return flow;
	record = interp_take_error(in);
	flow = fault_raise(
		in, &fault, "The file could not be read: %.*s.", STR_ARG(error_message_peek(error_peek(record))));
	value_drop(record);
	return flow;
}

static Flow over_lines(Interp *in, NodeSwitch *statement, Value path, Sink *out)
{
	Buf real = BUF_INIT;
	ProviderReader *reader;
	bool leave = false;
	Value line = VALUE_EMPTY;
	Flow flow = FLOW_NEXT;

	if (!value_str_peek(path).n)
		return no_name(in);
	runtime_of(in)->real_path(in, value_str_peek(path), &real);
	if (access(real.p ? real.p : "", F_OK) != 0) {
		flow = no_file(in, buf_str(&real));
		buf_release(&real);
		return flow;
	}
	reader = provider_file_lines(in, buf_str(&real));
	if (!reader)
		flow = not_readable(in, buf_str(&real));
	while (reader && flow == FLOW_NEXT && !leave && (flow = reader->read(reader, &line)) == FLOW_NEXT &&
		line.kind != V_EMPTY) {
		flow = host_interrupted ? interp_poll(in) : run_value(in, statement, line, out, &leave);
		value_drop(line);
	}
	if (reader)
		reader->close(reader);
	buf_release(&real);
	return flow;
}

static Flow over_enumerator(Interp *in, NodeSwitch *statement, Value values, Sink *out)
{
	Value enumerator = enumerator_new(in, values), item;
	bool leave = false;
	Flow flow = FLOW_NEXT;

	scope_put_take(in->scope, in->sym.switch_name, value_ref(enumerator));
	while (!leave && enumerator_next(in, enumerator, &item, &flow)) {
		flow = run_value(in, statement, item, out, &leave);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	scope_remove(in->scope, in->sym.switch_name);
	value_drop(enumerator);
	return flow;
}

static Flow over_values(Interp *in, NodeSwitch *statement, Value values, Sink *out)
{
	bool leave = false;
	Value item;
	Iter it;
	Flow flow;

	if (value_is_null(values))
		return run_value(in, statement, VALUE_NULL, out, &leave);
	FLOW_TRY(iter_init(in, &it, values));
	while (!leave && iter_next(in, &it, &item, &flow)) {
		flow = host_interrupted ? interp_poll(in) : run_value(in, statement, item, out, &leave);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

Flow eval_switch(Interp *in, Node *node, Sink *out)
{
	NodeSwitch *statement = NODE_AS(NodeSwitch, node);
	Value subject;
	Flow flow;

	FLOW_TRY(eval_subject(in, statement->subject, &subject));
	if (node->flags & SWITCH_FILE)
		flow = over_lines(in, statement, subject, out);
	else if (eval_uses_enumerator(in, node, S("$switch")))
		flow = over_enumerator(in, statement, subject, out);
	else
		flow = over_values(in, statement, subject, out);
	value_drop(subject);
	return flow;
}
