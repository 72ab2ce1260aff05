/* eval_text: -match, -replace, -split, -join and -f. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/regex.h"
#include "shell/base/utf8.h"
#include "shell/engine/eval_private.h"
#include "shell/engine/pipeline.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"

/* ---- patterns ---- */

static void free_regex(void *regex)
{
	regex_drop(regex);
}

/* -match and -split tell what is wrong with the pattern, -replace only that it is not valid. */
static Flow bad_pattern(Interp *in, Str pattern, const RegexError *error, bool tells)
{
	const Edition *edition = runtime_edition(in);
	Value target = value_string(pattern);
	Fault fault = { .id = "InvalidRegularExpression",
		.category = CAT_INVALID_OPERATION,
		.exception = EXC_RUNTIME,
		.target = target };
	Buf text = BUF_INIT;
	char offset[24];
	Flow flow;

	snprintf(offset, sizeof(offset), "%zu", error->offset);
	if (tells) {
		Str args[3] = { pattern, str_from(error->text), str_from(offset) };

		error_format(&text, edition_text(edition, ET_REGEX_INVALID), args, 3);
		fault = (Fault){ .category = CAT_OPERATION_STOPPED,
			.exception = edition->windows_paths ? EXC_ARGUMENT : EXC_REGEX_PARSE };
	} else {
		buf_printf(&text, "The regular expression pattern %.*s is not valid.", STR_ARG(pattern));
	}
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(target);
	return flow;
}

Flow eval_pattern(Interp *in, NodeBinary *node, Str pattern, unsigned options, bool tells, Regex **out)
{
	Regex *kept = node ? node->cache : NULL;
	RegexError error;

	if (kept && regex_options(kept) == options && str_eq(regex_pattern(kept), pattern)) {
		*out = regex_ref(kept);
		return FLOW_NEXT;
	}
	*out = regex_new(pattern, options, &error);
	if (!*out)
		return bad_pattern(in, pattern, &error, tells);
	if (node && !kept) {
		node->cache = regex_ref(*out);
		script_keep_cache(in->frame->script, node->cache, free_regex);
	}
	return FLOW_NEXT;
}

static Flow settle(Interp *in, RegexStatus status)
{
	if (status == REGEX_STOPPED)
		return interp_poll(in);
	if (status != REGEX_TOO_COMPLEX)
		return FLOW_NEXT;
	return fault_exception(in, EXC_REGEX_TIMEOUT,
		"The regular expression is too complex for this text: matching was given up. Simplify the pattern.");
}

static Value piece(Str subject, RegexSpan span)
{
	return span.from == STR_NONE ? value_string(S("")) : value_string(str_cut(subject, span.from, span.to));
}

/* ---- -match ---- */

/* $Matches: groups that took part, by number, or by name for named ones. */
static void set_matches(Interp *in, const Regex *regex, Str subject, const RegexSpan *spans)
{
	Hash *hash = hash_new(type_of_id(T_HASHTABLE), true);
	char number[12];

	for (size_t i = regex_groups(regex); i-- > 0;) {
		Value v, key;
		Str name;

		if (spans[i].from == STR_NONE)
			continue;
		name = regex_group_name(regex, i, number);
		key = name.p == number ? value_int((int32_t)i) : value_string(name);
		v = piece(subject, spans[i]);
		hash_set(hash, key, v);
		value_drop(key);
		value_drop(v);
	}
	scope_put_take(in->scope, in->sym.matches, hash_value(hash));
}

static Flow match_one(Interp *in, const Regex *regex, Value v, bool set, bool *out)
{
	RegexSpan inline_spans[16], *spans = inline_spans;
	size_t n = regex_groups(regex);
	Buf text = BUF_INIT;
	Str subject = value_str_peek(v);
	RegexStatus status;
	Flow flow = FLOW_NEXT;

	if (!value_is_string(v)) {
		flow = convert_put_text(in, v, &text);
		subject = buf_str(&text);
	}
	if (n > COUNT(inline_spans))
		spans = mem_alloc(n, sizeof(*spans));
	if (flow == FLOW_NEXT) {
		status = regex_match(regex, subject, 0, spans, runtime_of(in)->interrupted);
		flow = settle(in, status);
		*out = status == REGEX_MATCH;
		if (*out && set)
			set_matches(in, regex, subject, spans);
	}
	if (spans != inline_spans)
		free(spans);
	buf_release(&text);
	return flow;
}

static Flow match_each(Interp *in, const Regex *regex, Value left, bool wanted, Value *out)
{
	Array *kept = array_new_objects();
	Value item;
	bool yes = false;
	Iter it;
	Flow flow = iter_init(in, &it, left);

	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		flow = match_one(in, regex, item, false, &yes);
		if (flow == FLOW_NEXT && yes == wanted)
			array_push(kept, item);
		value_drop(item);
	}
	iter_release(&it);
	*out = array_value(kept);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

/* A Regex object as pattern keeps its own options; everything else is text. */
static Flow regex_of_value(Interp *in, NodeBinary *node, Value v, unsigned options, bool tells, Regex **out)
{
	Buf text = BUF_INIT;
	Flow flow;

	if (value_is_string(v))
		return eval_pattern(in, node, value_str_peek(v), options, tells, out);
	if (v.kind == V_OBJECT && str_eq(str_from(v.object->type->name), S("System.Text.RegularExpressions.Regex"))) {
		*out = regex_ref(v.object->payload);
		return FLOW_NEXT;
	}
	flow = convert_put_text(in, v, &text);
	if (flow == FLOW_NEXT)
		flow = eval_pattern(in, NULL, buf_str(&text), options, tells, out);
	buf_release(&text);
	return flow;
}

Flow eval_match(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out)
{
	bool negate = op == TK_INOTMATCH || op == TK_CNOTMATCH, yes;
	unsigned options = eval_is_case_sensitive(op) ? 0 : REGEX_IGNORE_CASE;
	Regex *regex;
	Flow flow;

	FLOW_TRY(regex_of_value(in, node, value_unwrap_peek(right), options, true, &regex));
	if (iter_unrolls(left)) {
		flow = match_each(in, regex, left, !negate, out);
	} else {
		flow = match_one(in, regex, left, true, &yes);
		if (flow == FLOW_NEXT)
			*out = value_bool(yes != negate);
	}
	regex_drop(regex);
	return flow;
}

/* ---- -replace ---- */

typedef struct Replacement {
	Regex *regex;
	Value with; /* string, or a script block (Core) */
	Str text;
} Replacement;

/* The block gets the match as $_ (a Match object made by [regex]), and runs in the scope of the operator, unlike that
 * of -split (asked of 7.6). */
static Flow expand_block(Interp *in, const Replacement *r, Str subject, size_t from, Buf *out)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Text.RegularExpressions.Regex"));
	Value args[2], match = VALUE_EMPTY, result;
	Value regex = object_value(object_new_native(type, regex_ref(r->regex)));
	SinkCollect collect;
	Flow flow;

	sink_collect_init(&collect);
	args[0] = value_string(subject);
	args[1] = value_int((int32_t)str_unit_of_byte(subject, from));
	flow = member_call(in, regex, S("Match"), args, 2, &match);
	if (flow == FLOW_NEXT)
		flow = pipeline_block_here(in, r->with.block, match, &collect.sink);
	result = sink_collect_take(&collect);
	if (flow == FLOW_NEXT)
		flow = convert_put_text(in, result, out);
	value_drop(result);
	value_drop(match);
	value_drop(args[0]);
	value_drop(regex);
	return flow;
}

static Flow replace_by_block(Interp *in, const Replacement *r, Str subject, Buf *out)
{
	RegexSpan *spans = mem_alloc(regex_groups(r->regex), sizeof(*spans));
	size_t from = 0, copied = 0;
	RegexStatus status;
	Flow flow = FLOW_NEXT;

	while (flow == FLOW_NEXT && from <= subject.n) {
		status = regex_match(r->regex, subject, from, spans, runtime_of(in)->interrupted);
		if (status != REGEX_MATCH) {
			flow = settle(in, status);
			break;
		}
		buf_put(out, str_cut(subject, copied, spans[0].from));
		flow = expand_block(in, r, subject, spans[0].from, out);
		copied = spans[0].to;
		from = spans[0].to;
		if (spans[0].to == spans[0].from && from < subject.n)
			utf8_next(subject, &from);
		else if (spans[0].to == spans[0].from)
			break;
	}
	buf_put(out, str_cut(subject, copied, subject.n));
	free(spans);
	return flow;
}

static Flow replace_one(Interp *in, const Replacement *r, Value v, Value *out)
{
	char room[256];
	Buf text = BUF_INIT, result = BUF_ON(room);
	Str subject = value_str_peek(v);
	Flow flow = FLOW_NEXT;

	if (!value_is_string(v)) {
		flow = convert_put_text(in, v, &text);
		subject = buf_str(&text);
	}
	if (flow == FLOW_NEXT && r->with.kind == V_BLOCK)
		flow = replace_by_block(in, r, subject, &result);
	else if (flow == FLOW_NEXT)
		flow = settle(in, regex_replace(r->regex, subject, r->text, -1, &result, runtime_of(in)->interrupted));
	if (flow == FLOW_NEXT)
		*out = value_string_buf(&result);
	buf_release(&text);
	buf_release(&result);
	return flow;
}

static Flow replace_each(Interp *in, const Replacement *r, Value left, Value *out)
{
	Array *array = array_new_objects();
	Value item, replaced;
	Iter it;
	Flow flow = iter_init(in, &it, left);

	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		flow = replace_one(in, r, item, &replaced);
		if (flow == FLOW_NEXT)
			array_push_take(array, replaced);
		value_drop(item);
	}
	iter_release(&it);
	*out = array_value(array);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

static Flow too_many(Interp *in, TokenKind op, Value right, size_t n)
{
	Fault fault = {
		.id = "BadReplaceArgument", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME, .target = right
	};

	return fault_raise(in, &fault, "The %s operator allows only two elements to follow it, not %zu.",
		op == TK_CREPLACE ? "-creplace" : "-replace", n);
}

/* The two elements of the right side, owned. */
static Flow split_right(Interp *in, TokenKind op, Value right, Value *pattern, Value *with)
{
	Iter it;
	Value item;
	size_t n = 0;
	Flow flow;

	*pattern = *with = VALUE_EMPTY;
	FLOW_TRY(iter_init(in, &it, right));
	while (iter_next(in, &it, &item, &flow)) {
		if (n < 2)
			*(n ? with : pattern) = item;
		else
			value_drop(item);
		n++;
	}
	iter_release(&it);
	if (n <= 2)
		return FLOW_NEXT;
	value_drop(*pattern);
	value_drop(*with);
	return too_many(in, op, right, n);
}

Flow eval_replace_with(Interp *in, Value left, const Value pattern_with[2], NodeBinary *node, Value *out)
{
	unsigned options = eval_is_case_sensitive(node->node.op) ? 0 : REGEX_IGNORE_CASE;
	Replacement r = { .with = pattern_with[1] };
	Value text = VALUE_EMPTY;
	Value pattern = object_is_literal(pattern_with[0]) ? pattern_with[0] : value_unwrap_peek(pattern_with[0]);
	Flow flow = regex_of_value(in, node, pattern, options, false, &r.regex);

	if (flow == FLOW_NEXT && !(r.with.kind == V_BLOCK && (runtime_edition(in)->syntax & EDITION_TERNARY))) {
		flow = convert_to_string(in, object_number_peek(r.with), &text);
		r.with = VALUE_EMPTY;
		r.text = value_str_peek(text);
	}
	if (flow == FLOW_NEXT)
		flow = iter_unrolls(left) ? replace_each(in, &r, left, out) : replace_one(in, &r, left, out);
	regex_drop(r.regex);
	value_drop(text);
	return flow;
}

Flow eval_replace(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out)
{
	Value parts[2];
	Flow flow;

	FLOW_TRY(split_right(in, op, right, &parts[0], &parts[1]));
	flow = eval_replace_with(in, left, parts, node, out);
	value_drop(parts[0]);
	value_drop(parts[1]);
	return flow;
}

/* ---- -join, -f ---- */

Flow eval_join(Interp *in, Value left, Value right, Value *out)
{
	Buf text = BUF_INIT, separator = BUF_INIT;
	bool first = true;
	Value item;
	Iter it;
	Flow flow = convert_put_text(in, right, &separator);

	if (flow == FLOW_NEXT)
		flow = iter_init(in, &it, left);
	if (flow != FLOW_NEXT) {
		buf_release(&separator);
		return flow;
	}
	while (iter_next(in, &it, &item, &flow)) {
		if (!first)
			buf_put(&text, buf_str(&separator));
		first = false;
		flow = convert_put_element(in, item, &text);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	if (flow == FLOW_NEXT)
		*out = value_string_buf(&text);
	buf_release(&text);
	buf_release(&separator);
	return flow;
}

Flow eval_format_list(Interp *in, Value left, const Value *args, size_t n, Value *out)
{
	char room[256];
	Buf text = BUF_ON(room);
	Value format;
	Flow flow;

	FLOW_TRY(convert_to_string(in, left, &format));
	flow = convert_format(in, value_str_peek(format), args, n, &text);
	if (flow == FLOW_NEXT)
		*out = value_string_buf(&text);
	buf_release(&text);
	value_drop(format);
	return flow;
}

Flow eval_format(Interp *in, Value left, Value right, Value *out)
{
	Value list;
	Flow flow;

	if (iter_unrolls(right))
		right = value_unwrap_peek(right);
	if (right.kind == V_ARRAY && !array_is_bytes(right.array))
		return eval_format_list(in, left, right.array->items, right.array->n, out);
	if (!iter_unrolls(right)) {
		if (right.kind == V_EMPTY)
			right = VALUE_NULL;
		return eval_format_list(in, left, &right, 1, out);
	}
	FLOW_TRY(convert_to(in, right, &type_object_array, &list));
	flow = eval_format_list(in, left, list.array->items, list.array->n, out);
	value_drop(list);
	return flow;
}
