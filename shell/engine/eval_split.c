/* eval_split: -split in all its forms (reference 6.7.7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/regex.h"
#include "shell/base/utf8.h"
#include "shell/engine/eval_private.h"
#include "shell/engine/pipeline.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

/* System.Management.Automation.SplitOptions, and the RegexOptions they stand for. */
enum { SPLIT_SIMPLE = 1, SPLIT_IGNORE_CASE = 64 };
static const struct {
	const char *name;
	unsigned bit, regex;
} split_options[] = {
	{ "SimpleMatch", SPLIT_SIMPLE, 0 },
	{ "RegexMatch", 2, 0 },
	{ "CultureInvariant", 4, REGEX_CULTURE_INVARIANT },
	{ "IgnorePatternWhitespace", 8, REGEX_IGNORE_BLANKS },
	{ "Multiline", 16, REGEX_MULTILINE },
	{ "Singleline", 32, REGEX_SINGLELINE },
	{ "IgnoreCase", SPLIT_IGNORE_CASE, REGEX_IGNORE_CASE },
	{ "ExplicitCapture", 128, REGEX_EXPLICIT_CAPTURE },
};

typedef struct Split {
	Value separator;  /* owned: string or script block */
	int32_t limit;    /* 0: none; negative: counted from the right (Core) */
	unsigned options; /* REGEX_* */
	bool simple;
	bool plain;   /* no regular expression is needed */
	Regex *regex; /* NULL: plain, or a block */
	Array *out;
} Split;

static void add(Split *s, Str piece)
{
	array_push_take(s->out, value_string(piece));
}

/* ---- reading the right side ---- */

static Flow unknown_option(Interp *in, Str name)
{
	Fault fault = { .id = "RuntimeException", .category = CAT_NOT_SPECIFIED, .exception = EXC_RUNTIME };
	Buf names = BUF_INIT;
	Flow flow;

	for (size_t i = 0; i < COUNT(split_options); i++)
		buf_printf(&names, i ? ", %s" : "%s", split_options[i].name);
	flow = fault_raise(in, &fault,
		"Cannot convert value \"%.*s\" to type \"System.Management.Automation.SplitOptions\". Error: \"Unable to "
		"match the identifier name %.*s to a valid enumerator name. Specify one of the following enumerator "
		"names and try again:\n%.*s\"",
		STR_ARG(name), STR_ARG(name), STR_ARG(buf_str(&names)));
	buf_release(&names);
	return flow;
}

static Flow read_options(Interp *in, Str text, Split *s)
{
	StrSplit split = { .rest = text };
	Str word;

	s->options = 0;
	while (str_split_next(&split, ',', &word)) {
		size_t i = 0;

		word = str_trim(word);
		while (i < COUNT(split_options) && !str_ieq(word, str_from(split_options[i].name)))
			i++;
		if (i == COUNT(split_options))
			return unknown_option(in, text);
		s->options |= split_options[i].regex;
		s->simple |= split_options[i].bit == SPLIT_SIMPLE;
	}
	return FLOW_NEXT;
}

static Flow read_part(Interp *in, size_t at, Value part, Split *s)
{
	Value text;
	Flow flow;

	if (at == 0 && value_unwrap_peek(part).kind == V_BLOCK) {
		s->separator = value_ref(value_unwrap_peek(part));
		return FLOW_NEXT;
	}
	if (at == 0)
		return convert_to_string(in, part, &s->separator);
	if (at == 1)
		return convert_to_i32(in, part, &s->limit);
	FLOW_TRY(convert_to_string(in, part, &text));
	flow = read_options(in, value_str_peek(text), s);
	value_drop(text);
	return flow;
}

static Flow read_right(Interp *in, Value right, Split *s)
{
	size_t at = 0;
	Value part;
	Iter it;
	Flow flow;

	if (!iter_unrolls(right))
		return read_part(in, 0, right, s);
	FLOW_TRY(iter_init(in, &it, right));
	while (iter_next(in, &it, &part, &flow)) {
		flow = at < 3 ? read_part(in, at, part, s) : FLOW_NEXT;
		at++;
		value_drop(part);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

/* ASCII that means itself to a regular expression, and has no case to be ignored. */
static bool is_plain(const Split *s, Str pattern)
{
	for (size_t i = 0; i < pattern.n; i++) {
		char c = pattern.p[i];

		if (c < ' ' || c == 127 || (!s->simple && strchr("\\^$.|?*+()[]{}#", c)) ||
			((s->options & REGEX_IGNORE_CASE) && (c | 32) >= 'a' && (c | 32) <= 'z'))
			return false;
	}
	return pattern.n != 0 && !(s->options & ~(unsigned)REGEX_IGNORE_CASE);
}

/* A plain separator needs no regular expression. */
static Flow compile(Interp *in, NodeBinary *node, Split *s)
{
	Str pattern = value_str_peek(s->separator);
	Buf escaped = BUF_INIT;
	Flow flow;

	s->plain = is_plain(s, pattern);
	if (s->plain)
		return FLOW_NEXT;
	if (s->simple) {
		regex_escape(pattern, &escaped);
		pattern = buf_str(&escaped);
	}
	flow = eval_pattern(in, node, pattern, s->options, true, &s->regex);
	buf_release(&escaped);
	return flow;
}

/* ---- splitting one text ---- */

/* Every match of the separator, in order. */
typedef VEC(RegexSpan) MatchList;

static Flow find_plain(Interp *in, const Split *s, Str subject, MatchList *found)
{
	Str separator = value_str_peek(s->separator);

	for (size_t at = 0; (at = str_find(subject, separator, at)) != STR_NONE; at += separator.n) {
		FLOW_TRY(runtime_poll(in));
		VEC_PUSH(found, ((RegexSpan){ .from = at, .to = at + separator.n }));
	}
	return FLOW_NEXT;
}

static Flow find_all(Interp *in, const Split *s, Str subject, MatchList *found)
{
	size_t groups = regex_groups(s->regex);
	RegexSpan *spans = mem_alloc(groups, sizeof(*spans));
	RegexScan *scan = regex_scan_new(s->regex, subject, 0, runtime_of(in)->interrupted);
	RegexStatus status;

	while ((status = regex_scan_next(scan, spans)) == REGEX_MATCH)
		for (size_t i = 0; i < groups; i++)
			VEC_PUSH(found, spans[i]);
	regex_scan_free(scan);
	free(spans);
	if (status == REGEX_STOPPED)
		return interp_poll(in);
	if (status == REGEX_TOO_COMPLEX)
		return fault_exception(in, EXC_REGEX_TIMEOUT,
			"The regular expression is too complex for this text: matching was given up. Simplify the pattern.");
	return FLOW_NEXT;
}

/* Pieces between matches first .. last; groups that took part stand between them. */
static Flow put_pieces(Interp *in, Split *s, Str subject, const MatchList *found, size_t first, size_t last)
{
	size_t groups = s->plain ? 1 : regex_groups(s->regex), at = 0;

	for (size_t m = first; m < last; m++) {
		const RegexSpan *span = &found->p[m * groups];

		FLOW_TRY(runtime_poll(in));
		add(s, str_cut(subject, at, span[0].from));
		for (size_t g = 1; g < groups; g++)
			if (span[g].from != STR_NONE)
				add(s, str_cut(subject, span[g].from, span[g].to));
		at = span[0].to;
	}
	add(s, str_cut(subject, at, subject.n));
	return FLOW_NEXT;
}

/* Without a limit no match needs to be kept. */
static Flow split_plain(Interp *in, Split *s, Str subject)
{
	Str separator = value_str_peek(s->separator);
	size_t at = 0, next;

	while ((next = str_find(subject, separator, at)) != STR_NONE) {
		FLOW_TRY(runtime_poll(in));
		add(s, str_cut(subject, at, next));
		at = next + separator.n;
	}
	add(s, str_cut(subject, at, subject.n));
	return FLOW_NEXT;
}

static Flow split_at_matches(Interp *in, Split *s, Str subject)
{
	size_t groups = s->plain ? 1 : regex_groups(s->regex), matches;
	MatchList found = { 0 };
	Flow flow = FLOW_NEXT;

	if (s->plain && s->limit == 0)
		return split_plain(in, s, subject);
	if (s->plain)
		flow = find_plain(in, s, subject, &found);
	else
		flow = find_all(in, s, subject, &found);
	matches = found.n / groups;
	if (flow != FLOW_NEXT)
		;
	else if (s->limit > 0 && matches >= (size_t)s->limit)
		flow = put_pieces(in, s, subject, &found, 0, (size_t)s->limit - 1);
	else if (s->limit < 0 && matches >= (size_t) - (int64_t)s->limit)
		flow = put_pieces(in, s, subject, &found, matches - (size_t)(-(int64_t)s->limit - 1), matches);
	else
		flow = put_pieces(in, s, subject, &found, 0, matches);
	VEC_RELEASE(&found);
	return flow;
}

/* A script block is asked for every character, in a scope of its own, whether it is a separator. */
static Flow split_by_block(Interp *in, Split *s, Str subject)
{
	size_t at = 0, start = 0;
	int32_t pieces = 1;

	while (at < subject.n && (s->limit <= 0 || pieces < s->limit)) {
		size_t next = at;
		Value unit, answer;
		Flow flow;

		utf8_next(subject, &next);
		unit = value_string(str_cut(subject, at, next));
		flow = runtime_of(in)->invoke(in, s->separator, NULL, 0, unit, &answer);
		value_drop(unit);
		FLOW_TRY(flow);
		if (convert_to_bool(answer)) {
			add(s, str_cut(subject, start, at));
			start = next;
			pieces++;
		}
		value_drop(answer);
		at = next;
	}
	add(s, str_cut(subject, start, subject.n));
	return FLOW_NEXT;
}

static Flow split_one(Interp *in, Split *s, Value v)
{
	Value text;
	Flow flow;

	FLOW_TRY(convert_to_string(in, v, &text));
	if (s->limit == 1 || (s->limit < 0 && runtime_edition(in)->windows_paths)) {
		add(s, value_str_peek(text)); /* Desktop knows no negative limit */
		flow = FLOW_NEXT;
	} else {
		flow = s->separator.kind != V_BLOCK ? split_at_matches(in, s, value_str_peek(text))
						    : split_by_block(in, s, value_str_peek(text));
	}
	value_drop(text);
	return flow;
}

Flow eval_split(Interp *in, TokenKind op, Value left, Value right, NodeBinary *node, Value *out)
{
	Split s = { .options = eval_is_case_sensitive(op) ? 0 : REGEX_IGNORE_CASE };
	Value item;
	Iter it;
	Flow flow;

	s.out = array_new(&type_string_array, 8);
	flow = read_right(in, right, &s);
	if (flow == FLOW_NEXT && s.separator.kind != V_BLOCK)
		flow = compile(in, node, &s);
	if (flow == FLOW_NEXT && !iter_unrolls(left)) {
		flow = split_one(in, &s, left);
	} else if (flow == FLOW_NEXT) {
		flow = iter_init(in, &it, left);
		while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
			flow = split_one(in, &s, item);
			value_drop(item);
		}
		iter_release(&it);
	}
	regex_drop(s.regex);
	value_drop(s.separator);
	*out = array_value(s.out);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

/* ---- unary: at runs of white space ---- */

static void split_blanks(Array *out, Str text)
{
	size_t at = 0;

	text = str_trim_unicode(text);
	if (!text.n)
		array_push_take(out, value_string(text));
	while (at < text.n) {
		size_t from = at, next = at;

		while (next < text.n && !utf8_is_space(utf8_next(text, &next)))
			at = next;
		array_push_take(out, value_string(str_cut(text, from, at)));
		for (next = at; next < text.n && utf8_is_space(utf8_next(text, &next));)
			at = next;
	}
}

Flow eval_split_blanks(Interp *in, Value v, Value *out)
{
	Array *array = array_new(&type_string_array, 8);
	Value item, text;
	Iter it;
	Flow flow = iter_init(in, &it, v);

	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		flow = convert_to_string(in, item, &text);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
		split_blanks(array, value_str_peek(text));
		value_drop(text);
	}
	iter_release(&it);
	*out = array_value(array);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}
