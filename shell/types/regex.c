/* regex: System.Text.RegularExpressions.Regex. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/regex.h"

#include <stdlib.h>

/* .NET's longest matchTimeout, in ticks: int.MaxValue - 1 milliseconds. */
#define TIMEOUT_MAX (INT64_C(2147483646) * 10000)

/* The payload is the counted Regex itself: -replace makes such objects, too. */
Regex *types_regex_peek(Value v)
{
	return object_payload_peek(v, &type_regex);
}

Value types_regex_value_take(Regex *regex)
{
	return object_value(object_new_native(&type_regex, regex));
}

static void free_regex(Object *object, UNUSED ValueDrops *drops)
{
	regex_drop(object->payload);
}

Flow types_regex_new(Interp *in, Str pattern, unsigned options, Regex **out)
{
	RegexError error;

	*out = regex_new(pattern, options, &error);
	if (*out)
		return FLOW_NEXT;
	if (runtime_edition(in)->where & WHERE_CORE)
		return fault_exception(in, EXC_REGEX_PARSE, "Invalid pattern '%.*s' at offset %zu. %s",
			STR_ARG(pattern), error.offset, error.text);
	return fault_exception(in, EXC_ARGUMENT, "parsing \"%.*s\" - %s", STR_ARG(pattern), error.text_desktop);
}

static Flow status_flow(Interp *in, RegexStatus status, bool *found)
{
	*found = status == REGEX_MATCH;
	if (status == REGEX_STOPPED)
		return runtime_of(in)->stop(in);
	if (status == REGEX_TOO_COMPLEX)
		return fault_exception(in, EXC_REGEX_TIMEOUT,
			"The Regex engine has timed out while trying to match a pattern to an input string. This can occur "
			"for many reasons, including very large inputs or excessive backtracking caused by nested "
			"quantifiers, back-references and other factors.");
	return FLOW_NEXT;
}

Flow types_regex_match(Interp *in, const Regex *regex, Str subject, size_t from, RegexSpan *spans, bool *found)
{
	return status_flow(in, regex_match(regex, subject, from, spans, runtime_of(in)->interrupted), found);
}

Flow types_regex_walk(Interp *in, const Regex *regex, Str subject, size_t from, const TypeRegexWalk *walk)
{
	RegexScan *scan = regex_scan_new(regex, subject, from, runtime_of(in)->interrupted);
	RegexSpan *spans = MEM_ARRAY(RegexSpan, regex_groups(regex));
	int64_t limit = walk->limit;
	Flow flow = FLOW_NEXT;
	bool found = true;

	while (flow == FLOW_NEXT && limit-- != 0) {
		flow = status_flow(in, regex_scan_next(scan, spans), &found);
		if (flow != FLOW_NEXT || !found)
			break;
		flow = walk->each(in, walk->self, spans);
	}
	free(spans);
	regex_scan_free(scan);
	return flow;
}

/* ---- arguments ---- */

/* The pieces of a call: instance methods have the pattern in self, statics behind the input with options after it. */
typedef struct Call {
	Regex *regex; /* owned; of statics it is their own */
	Value input;  /* borrowed string; an empty one for $null */
	Str subject;
	const Value *args; /* what follows the pattern */
	size_t n;
} Call;

/* A pattern with what may follow it: options, matchTimeout. */
static Flow new_regex(Interp *in, Str pattern, const Value *args, size_t n, Regex **out)
{
	unsigned options = 0;
	int64_t timeout = REGEX_NO_TIMEOUT;

	for (size_t i = 0; i < n; i++)
		if (args[i].kind == V_ENUM)
			options = (unsigned)types_int(args[i]);
		else if (args[i].kind == V_TIMESPAN)
			timeout = args[i].i64;
	if (timeout != REGEX_NO_TIMEOUT && (timeout <= 0 || timeout > TIMEOUT_MAX))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "matchTimeout",
			"Specified argument was out of the range of valid values.");
	FLOW_TRY(types_regex_new(in, pattern, options, out));
	regex_set_timeout(*out, timeout);
	return FLOW_NEXT;
}

static Flow begin(Interp *in, Value self, const Value *args, size_t n, size_t fixed, Call *call)
{
	bool is_static = self.kind == V_TYPE;

	*call = (Call){ .input = args[0], .subject = types_str(args[0]) };
	if (is_static)
		FLOW_TRY(new_regex(in, types_str(args[1]), args + 2 + fixed, n - 2 - fixed, &call->regex));
	else
		call->regex = regex_ref(types_regex_peek(self));
	call->args = args + 1 + is_static;
	call->n = n - 1 - is_static;
	return FLOW_NEXT;
}

/* Byte offset of a startat argument. */
static Flow start_of(Interp *in, const Call *call, size_t which, size_t *from)
{
	int64_t unit;

	*from = 0;
	if (which >= call->n || call->args[which].kind != V_INT)
		return FLOW_NEXT;
	unit = types_int(call->args[which]);
	if (unit < 0 || (size_t)unit > str_units(call->subject))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "startat",
			"Start index cannot be less than 0 or greater than input length.");
	*from = str_byte_of_unit(call->subject, (size_t)unit);
	return FLOW_NEXT;
}

/* ---- Match, Matches, IsMatch, Count ---- */

static Flow first_match(Interp *in, const Call *call, size_t from, RegexSpan **spans, bool *found)
{
	*spans = MEM_ARRAY(RegexSpan, regex_groups(call->regex));
	return types_regex_match(in, call->regex, call->subject, from, *spans, found);
}

static Flow run(Interp *in, Value self, const Value *args, size_t n, bool as_match, Value *out)
{
	RegexSpan *spans = NULL;
	bool found = false;
	size_t from;
	Flow flow;
	Call call;

	FLOW_TRY(begin(in, self, args, n, 0, &call));
	flow = start_of(in, &call, 0, &from);
	if (flow == FLOW_NEXT)
		flow = first_match(in, &call, from, &spans, &found);
	if (flow == FLOW_NEXT)
		*out = as_match ? types_match_value(call.regex, call.input, found ? spans : NULL) : value_bool(found);
	free(spans);
	regex_drop(call.regex);
	return flow;
}

TYPE_METHOD(match)
{
	return run(in, self, args, n, true, out);
}

TYPE_METHOD(is_match)
{
	return run(in, self, args, n, false, out);
}

TYPE_METHOD(matches)
{
	size_t from;
	Flow flow;
	Call call;

	FLOW_TRY(begin(in, self, args, n, 0, &call));
	flow = start_of(in, &call, 0, &from);
	if (flow == FLOW_NEXT)
		flow = types_match_all(in, call.regex, call.input, from, out);
	regex_drop(call.regex);
	return flow;
}

TYPE_METHOD(count)
{
	Value all = VALUE_EMPTY;
	bool found;
	Flow flow;

	FLOW_TRY(matches(in, self, args, n, &all));
	flow = member_get(in, all, S("Count"), NULL, out, &found);
	value_drop(all);
	return flow;
}

/* ---- Replace ---- */

/* What stands for one match: the replacement expanded, or what the script block says about the Match. */
static Flow put_replacement(Interp *in, const Call *call, Value by, const RegexSpan *spans, Buf *out)
{
	Value match, answer = VALUE_EMPTY;
	Flow flow;

	if (value_unwrap_peek(by).kind != V_BLOCK) {
		regex_expand(call->regex, types_str(by), call->subject, spans, out);
		return FLOW_NEXT;
	}
	match = types_match_value(call->regex, call->input, spans);
	flow = types_invoke(in, by, &match, 1, &answer);
	value_drop(match);
	if (flow == FLOW_NEXT)
		flow = convert_put_text(in, answer, out);
	value_drop(answer);
	return flow;
}

typedef struct Replacing {
	const Call *call;
	Value by;
	size_t copied; /* bytes of the subject that are in text already */
	Buf text;
} Replacing;

static Flow replace_one(Interp *in, void *self, const RegexSpan *spans)
{
	Replacing *r = self;

	buf_put(&r->text, str_cut(r->call->subject, r->copied, spans[0].from));
	r->copied = spans[0].to;
	return put_replacement(in, r->call, r->by, spans, &r->text);
}

/* (input, [pattern,] replacement | evaluator[, count[, startat]]) */
TYPE_METHOD(replace)
{
	Call call;
	Replacing r = { .call = &call, .text = BUF_INIT };
	TypeRegexWalk walk = { .self = &r, .each = replace_one, .limit = -1 };
	size_t from = 0;
	Flow flow;

	FLOW_TRY(begin(in, self, args, n, 1, &call));
	r.by = call.args[0];
	if (self.kind != V_TYPE && call.n > 1)
		walk.limit = types_int(call.args[1]);
	flow = types_given(r.by) ? start_of(in, &call, 2, &from) : types_null(in, "evaluator");
	if (flow == FLOW_NEXT)
		flow = types_regex_walk(in, call.regex, call.subject, from, &walk);
	if (flow == FLOW_NEXT) {
		buf_put(&r.text, str_cut(call.subject, r.copied, call.subject.n));
		*out = value_string_buf(&r.text);
	}
	buf_release(&r.text);
	regex_drop(call.regex);
	return flow;
}

/* ---- Split ---- */

static void push(Array *pieces, Str text)
{
	array_push_take(pieces, value_string(text));
}

typedef struct Splitting {
	const Call *call;
	size_t copied;
	Array *pieces;
} Splitting;

/* Groups that took part stand between the pieces. */
static Flow split_one(UNUSED Interp *in, void *self, const RegexSpan *spans)
{
	Splitting *s = self;

	push(s->pieces, str_cut(s->call->subject, s->copied, spans[0].from));
	for (size_t i = 1; i < regex_groups(s->call->regex); i++)
		if (spans[i].from != STR_NONE)
			push(s->pieces, str_cut(s->call->subject, spans[i].from, spans[i].to));
	s->copied = spans[0].to;
	return FLOW_NEXT;
}

/* (input[, pattern]), instance ones also (input, count[, startat]) */
TYPE_METHOD(split)
{
	Call call;
	Splitting s = { .call = &call, .pieces = array_new(&type_string_array, 8) };
	TypeRegexWalk walk = { .self = &s, .each = split_one, .limit = -1 };
	size_t from;
	Flow flow = begin(in, self, args, n, 0, &call);

	if (flow == FLOW_NEXT) {
		if (self.kind != V_TYPE && call.n > 0 && types_int(call.args[0]) > 0)
			walk.limit = types_int(call.args[0]) - 1;
		flow = start_of(in, &call, 1, &from);
		if (flow == FLOW_NEXT)
			flow = types_regex_walk(in, call.regex, call.subject, from, &walk);
		push(s.pieces, str_cut(call.subject, s.copied, call.subject.n));
		regex_drop(call.regex);
	}
	if (flow == FLOW_NEXT)
		*out = array_value(s.pieces);
	else
		value_drop(array_value(s.pieces));
	return flow;
}

/* ---- about patterns ---- */

TYPE_METHOD(escape)
{
	Buf text = BUF_INIT;

	regex_escape(types_str(args[0]), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(unescape)
{
	Buf text = BUF_INIT;

	if (regex_unescape(types_str(args[0]), &text))
		return types_found(out, types_buf_string(&text));
	buf_release(&text);
	return fault_exception(in, EXC_ARGUMENT, "Unrecognized escape sequence.");
}

/* (pattern), (pattern, options), (pattern, options, matchTimeout) */
TYPE_METHOD(make)
{
	Regex *regex = NULL;

	FLOW_TRY(new_regex(in, types_str(args[0]), args + 1, n - 1, &regex));
	return types_found(out, types_regex_value_take(regex));
}

TYPE_METHOD(group_names)
{
	const Regex *regex = types_regex_peek(self);
	Array *names = array_new(&type_string_array, regex_groups(regex));
	char number[12];

	for (size_t i = 0; i < regex_groups(regex); i++)
		push(names, regex_group_name(regex, i, number));
	return types_found(out, array_value(names));
}

TYPE_METHOD(group_numbers)
{
	size_t n_groups = regex_groups(types_regex_peek(self));
	Array *numbers = array_new(&type_int_array, n_groups);

	for (size_t i = 0; i < n_groups; i++)
		array_push_take(numbers, value_int(regex_group_number(types_regex_peek(self), i)));
	return types_found(out, array_value(numbers));
}

TYPE_METHOD(group_name)
{
	const Regex *regex = types_regex_peek(self);
	char number[12];

	for (size_t i = 0; i < regex_groups(regex); i++)
		if (regex_group_number(regex, i) == types_int(args[0]))
			return types_found(out, value_string(regex_group_name(regex, i, number)));
	return types_found(out, value_string(S("")));
}

TYPE_METHOD(group_number)
{
	const Regex *regex = types_regex_peek(self);
	size_t i = regex_group_index(regex, types_str(args[0]));

	return types_found(out, value_int(i == STR_NONE ? -1 : regex_group_number(regex, i)));
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, regex_pattern(types_regex_peek(self)));
	return FLOW_NEXT;
}

TYPE_GET(get_options)
{
	return types_found(out, value_enum(&type_regex_options, regex_options(types_regex_peek(self))));
}

TYPE_GET(get_right_to_left)
{
	return types_found(out, value_bool(regex_options(types_regex_peek(self)) & REGEX_RIGHT_TO_LEFT));
}

TYPE_GET(get_timeout)
{
	return types_found(out, value_timespan(regex_timeout(types_regex_peek(self))));
}

TYPE_GET(get_no_timeout)
{
	return types_found(out, value_timespan(REGEX_NO_TIMEOUT));
}

static const PropDef props[] = {
	PROP("Options", "System.Text.RegularExpressions.RegexOptions", get_options),
	PROP("RightToLeft", "System.Boolean", get_right_to_left),
	PROP("MatchTimeout", "System.TimeSpan", get_timeout),
	PROPS_END,
};
static const PropDef statics[] = { FIELD("InfiniteMatchTimeout", "System.TimeSpan", get_no_timeout), PROPS_END };

#define OPTIONS "System.Text.RegularExpressions.RegexOptions options"
#define MATCH   "System.Text.RegularExpressions.Match"
#define BY      "System.Text.RegularExpressions.MatchEvaluator evaluator"
#define TIMEOUT ", timespan matchTimeout)"

static const MethodDef methods[] = {
	METHOD_CORE("Count", "int Count(string input)", count),
	METHOD("GetGroupNames", "string[] GetGroupNames()", group_names),
	METHOD("GetGroupNumbers", "int[] GetGroupNumbers()", group_numbers),
	METHOD("GroupNameFromNumber", "string GroupNameFromNumber(int i)", group_name),
	METHOD("GroupNumberFromName", "int GroupNumberFromName(string name)", group_number),
	METHOD("IsMatch", "bool IsMatch(string input)", is_match),
	METHOD("IsMatch", "bool IsMatch(string input, int startat)", is_match),
	METHOD("Match", MATCH " Match(string input)", match),
	METHOD("Match", MATCH " Match(string input, int startat)", match),
	METHOD("Matches", "System.Text.RegularExpressions.MatchCollection Matches(string input)", matches),
	METHOD("Matches", "System.Text.RegularExpressions.MatchCollection Matches(string input, int startat)", matches),
	METHOD("Replace", "string Replace(string input, string replacement)", replace),
	METHOD("Replace", "string Replace(string input, string replacement, int count)", replace),
	METHOD("Replace", "string Replace(string input, string replacement, int count, int startat)", replace),
	METHOD("Replace", "string Replace(string input, " BY ")", replace),
	METHOD("Replace", "string Replace(string input, " BY ", int count)", replace),
	METHOD("Replace", "string Replace(string input, " BY ", int count, int startat)", replace),
	METHOD("Split", "string[] Split(string input)", split),
	METHOD("Split", "string[] Split(string input, int count)", split),
	METHOD("Split", "string[] Split(string input, int count, int startat)", split),
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD("Escape", "static string Escape(string str)", escape),
	METHOD("Unescape", "static string Unescape(string str)", unescape),
	METHOD_CORE("Count", "static int Count(string input, string pattern)", count),
	METHOD_CORE("Count", "static int Count(string input, string pattern, " OPTIONS ")", count),
	METHOD_CORE("Count", "static int Count(string input, string pattern, " OPTIONS TIMEOUT, count),
	METHOD("IsMatch", "static bool IsMatch(string input, string pattern)", is_match),
	METHOD("IsMatch", "static bool IsMatch(string input, string pattern, " OPTIONS ")", is_match),
	METHOD("IsMatch", "static bool IsMatch(string input, string pattern, " OPTIONS TIMEOUT, is_match),
	METHOD("Match", "static " MATCH " Match(string input, string pattern)", match),
	METHOD("Match", "static " MATCH " Match(string input, string pattern, " OPTIONS ")", match),
	METHOD("Match", "static " MATCH " Match(string input, string pattern, " OPTIONS TIMEOUT, match),
	METHOD("Matches", "static System.Text.RegularExpressions.MatchCollection Matches(string input, string pattern)",
		matches),
	METHOD("Matches",
		"static System.Text.RegularExpressions.MatchCollection Matches(string input, string pattern, " OPTIONS
		")",
		matches),
	METHOD("Matches",
		"static System.Text.RegularExpressions.MatchCollection Matches(string input, string pattern, " OPTIONS
			TIMEOUT,
		matches),
	METHOD("Replace", "static string Replace(string input, string pattern, string replacement)", replace),
	METHOD("Replace", "static string Replace(string input, string pattern, string replacement, " OPTIONS ")",
		replace),
	METHOD("Replace", "static string Replace(string input, string pattern, string replacement, " OPTIONS TIMEOUT,
		replace),
	METHOD("Replace", "static string Replace(string input, string pattern, " BY ")", replace),
	METHOD("Replace", "static string Replace(string input, string pattern, " BY ", " OPTIONS ")", replace),
	METHOD("Replace", "static string Replace(string input, string pattern, " BY ", " OPTIONS TIMEOUT, replace),
	METHOD("Split", "static string[] Split(string input, string pattern)", split),
	METHOD("Split", "static string[] Split(string input, string pattern, " OPTIONS ")", split),
	METHOD("Split", "static string[] Split(string input, string pattern, " OPTIONS TIMEOUT, split),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW("regex new(string pattern)", make),
	NEW("regex new(string pattern, " OPTIONS ")", make),
	NEW("regex new(string pattern, " OPTIONS TIMEOUT, make),
	METHODS_END,
};

static const TypeMembers members = {
	.props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors,
};
static const TypeOps ops = { .free = free_regex, .text = put_text };

const TypeDef type_regex = {
	.name = "System.Text.RegularExpressions.Regex",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
};
const TypeDef type_match_evaluator = {
	.name = "System.Text.RegularExpressions.MatchEvaluator", .base = &type_known[T_DELEGATE], .id = T_DELEGATE
};
