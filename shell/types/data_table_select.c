/* data_table_select: the expressions of DataTable.Select: comparisons joined by AND, OR and NOT. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/num.h"
#include "shell/types/data_table.h"
#include "shell/types/types_collection.h"

enum { NEST_MAX = 100 };

typedef enum TokenKind {
	END,
	NAME, /* a column, or a word */
	TEXT, /* 'x' or #date# */
	NUMBER,
	SIGN, /* = <> < > <= >= ( ) , */
} Kind;

typedef struct Select {
	Interp *in;
	Value table, row;
	Str text;
	size_t at;
	int depth;
	Kind kind; /* of the token at hand */
	Str token;
	bool bracketed; /* [a name] is no word */
} Select;

static Flow either(Select *s, Str after, bool *yes);

/* ---- tokens ---- */

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

/* Up to the closing mark, which may be doubled inside; the token has the doubled ones still. */
static void take_until(Select *s, char close)
{
	size_t start = ++s->at;

	while (s->at < s->text.n && (s->text.p[s->at] != close ||
					    (s->at + 1 < s->text.n && close == '\'' && s->text.p[s->at + 1] == close)))
		s->at += s->text.p[s->at] == close ? 2 : 1;
	s->token = str_cut(s->text, start, s->at);
	s->at += s->at < s->text.n;
}

static void take_sign(Select *s)
{
	size_t n = 1;
	char c = s->text.p[s->at], next = (char)(s->at + 1 < s->text.n ? s->text.p[s->at + 1] : 0);

	if ((c == '<' && (next == '>' || next == '=')) || (c == '>' && next == '='))
		n = 2;
	s->kind = SIGN;
	s->token = str_cut(s->text, s->at, s->at + n);
	s->at += n;
}

static void next(Select *s)
{
	size_t start;
	char c;

	while (s->at < s->text.n && (unsigned char)s->text.p[s->at] <= ' ')
		s->at++;
	s->bracketed = false;
	s->kind = END;
	s->token = (Str){ 0 };
	if (s->at >= s->text.n)
		return;
	c = s->text.p[s->at];
	start = s->at;
	if (c == '\'' || c == '#' || c == '[') {
		s->kind = c == '[' ? NAME : TEXT;
		s->bracketed = c == '[';
		take_until(s, (char)(c == '[' ? ']' : c));
	} else if (is_word(c) || c == '-' || c == '+') {
		s->kind = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ? NUMBER : NAME;
		for (s->at++; s->at < s->text.n && is_word(s->text.p[s->at]);)
			s->at++;
		s->token = str_cut(s->text, start, s->at);
	} else {
		take_sign(s);
	}
}

static bool at_word(const Select *s, Str word)
{
	return s->kind == NAME && !s->bracketed && str_ieq(s->token, word);
}

static bool take_word(Select *s, Str word)
{
	if (!at_word(s, word))
		return false;
	next(s);
	return true;
}

static bool take(Select *s, Str sign)
{
	if (s->kind != SIGN || !str_eq(s->token, sign))
		return false;
	next(s);
	return true;
}

static Flow missing_operand(Select *s, Str sign)
{
	return fault_exception(
		s->in, EXC_DATA_SYNTAX, "Syntax error: Missing operand after '%.*s' operator.", STR_ARG(sign));
}

static Flow not_understood(Select *s)
{
	if (s->kind == SIGN && str_eq(s->token, S(")")))
		return fault_exception(s->in, EXC_DATA_SYNTAX, "The expression has too many closing parentheses.");
	return fault_exception(s->in, EXC_DATA_SYNTAX,
		"The expression contains what this shell does not know at '%.*s'.",
		STR_ARG(str_cut(s->text, s->at - s->token.n < s->text.n ? s->at - s->token.n : 0, s->text.n)));
}

/* ---- operands ---- */

static Flow not_closed(Select *s)
{
	return s->kind != END
		       ? not_understood(s)
		       : fault_exception(s->in, EXC_DATA_SYNTAX, "The expression is missing the closing parenthesis.");
}

static Flow not_boolean(Select *s)
{
	return fault_exception(s->in, EXC_DATA_EVALUATE,
		"Filter expression '%.*s' does not evaluate to a Boolean term.", STR_ARG(s->text));
}

/* The text of 'it''s'. */
static Value text_value(Str token)
{
	Buf text = BUF_INIT;

	for (size_t i = 0; i < token.n; i++) {
		buf_put_char(&text, token.p[i]);
		if (token.p[i] == '\'')
			i++;
	}
	return types_buf_string(&text);
}

/* A column's value, a literal, or a word (TRUE, FALSE, NULL). */
static Flow operand(Select *s, Str after, Value *out)
{
	int64_t column, whole;
	Value text;
	Flow flow = FLOW_NEXT;

	if (s->kind == END || s->kind == SIGN)
		return missing_operand(s, after);
	if (s->kind == TEXT) {
		*out = text_value(s->token);
	} else if (s->kind == NUMBER && num_parse_integer(s->token, NUM_INT32, false, &whole) == NUM_OK) {
		*out = value_int((int32_t)whole);
	} else if (s->kind == NUMBER) {
		text = value_string(s->token);
		flow = convert_to(s->in, text, type_of_id(T_DOUBLE), out);
		value_drop(text);
	} else if (at_word(s, S("true")) || at_word(s, S("false"))) {
		*out = value_bool(at_word(s, S("true")));
	} else if (at_word(s, S("null"))) {
		*out = types_db_null();
	} else {
		if (!s->bracketed && s->at < s->text.n && s->text.p[s->at] == '(') /* LEN(x) and its kin */
			return not_understood(s);
		column = types_data_column(s->table, s->token);
		if (column < 0)
			return fault_exception(
				s->in, EXC_DATA_EVALUATE, "Cannot find column [%.*s].", STR_ARG(s->token));
		*out = value_ref(types_data_value_peek(s->row, (size_t)column));
	}
	next(s);
	return flow;
}

/* ---- tests ---- */

/* A text is no number, unless it can be read as what it stands beside. */
static bool comparable(Select *s, Value a, Value b)
{
	Value converted = VALUE_EMPTY;
	bool can = value_is_string(a) == value_is_string(b);

	if (!can)
		can = !value_is_string(a) && convert_try(s->in, b, type_of(a), &converted);
	value_drop(converted);
	return can;
}

/* Nothing is equal to NULL, nor is anything else. */
static Flow compare(Select *s, Value a, Str sign, Value b, bool *yes)
{
	int order = 0;

	*yes = false;
	if (data_is_null(a) || data_is_null(b))
		return FLOW_NEXT;
	if (!comparable(s, a, b))
		return fault_exception(s->in, EXC_DATA_EVALUATE, "Cannot perform '%.*s' operation on %s and %s.",
			STR_ARG(sign), type_of(a)->name, type_of(b)->name);
	FLOW_TRY(compare_order(s->in, a, b, true, &order));
	if (str_eq(sign, S("=")))
		*yes = order == 0;
	else if (str_eq(sign, S("<>")))
		*yes = order != 0;
	else if (str_eq(sign, S("<")))
		*yes = order < 0;
	else if (str_eq(sign, S(">")))
		*yes = order > 0;
	else
		*yes = str_eq(sign, S("<=")) ? order <= 0 : order >= 0;
	return FLOW_NEXT;
}

/* LIKE: % and * at the ends stand for anything. */
static Flow like(Select *s, Value a, Value pattern, bool *yes)
{
	Str wanted = types_str(pattern);
	Buf text = BUF_INIT;
	bool open_start = wanted.n && (wanted.p[0] == '%' || wanted.p[0] == '*');
	bool open_end = wanted.n > 1 && (wanted.p[wanted.n - 1] == '%' || wanted.p[wanted.n - 1] == '*');
	Flow flow = data_is_null(a) ? FLOW_NEXT : convert_put_tostring(s->in, a, &text);

	wanted = str_cut(wanted, open_start, wanted.n - open_end);
	if (str_find_byte(wanted, '%', 0) != STR_NONE || str_find_byte(wanted, '*', 0) != STR_NONE)
		flow = fault_exception(s->in, EXC_DATA_EVALUATE,
			"Error in Like operator: the string pattern '%.*s' is invalid.", STR_ARG(types_str(pattern)));
	else if (data_is_null(a))
		*yes = false;
	else if (open_start && open_end)
		*yes = str_ifind(buf_str(&text), wanted, 0) != STR_NONE;
	else if (open_start)
		*yes = str_iends(buf_str(&text), wanted);
	else if (open_end)
		*yes = str_istarts(buf_str(&text), wanted);
	else
		*yes = str_ieq(buf_str(&text), wanted);
	buf_release(&text);
	return flow;
}

/* IN (1, 2, 3) */
static Flow is_in(Select *s, Value a, bool *yes)
{
	bool same, found = false;

	if (!take(s, S("(")))
		return fault_exception(s->in, EXC_DATA_SYNTAX,
			"Syntax error: The items following the IN keyword must be separated by commas and be enclosed in parentheses.");
	if (s->kind == SIGN && str_eq(s->token, S(")")))
		return fault_exception(s->in, EXC_DATA_SYNTAX,
			"Syntax error: The IN keyword must be followed by a non-empty list of expressions separated by commas, and also must be enclosed in parentheses.");
	do {
		Value one = VALUE_EMPTY;
		Flow flow = operand(s, S("IN"), &one);

		if (flow == FLOW_NEXT)
			flow = compare(s, a, S("="), one, &same);
		value_drop(one);
		FLOW_TRY(flow);
		found |= same;
	} while (take(s, S(",")));
	*yes = found;
	return take(s, S(")")) ? FLOW_NEXT : not_closed(s);
}

/* What stands behind the first operand. */
static Flow test_of(Select *s, Value a, bool *yes)
{
	Str sign = s->token;
	Value b = VALUE_EMPTY;
	bool negated;
	Flow flow;

	if (take_word(s, S("is"))) {
		negated = take_word(s, S("not"));
		if (!take_word(s, S("null")))
			return missing_operand(s, S("IS"));
		*yes = data_is_null(a) != negated;
		return FLOW_NEXT;
	}
	negated = take_word(s, S("not"));
	if (take_word(s, S("in"))) {
		flow = is_in(s, a, yes);
	} else if (take_word(s, S("like"))) {
		flow = operand(s, S("LIKE"), &b);
		if (flow == FLOW_NEXT)
			flow = like(s, a, b, yes);
	} else if (s->kind == SIGN && !str_eq(sign, S("(")) && !str_eq(sign, S(")")) && !str_eq(sign, S(","))) {
		next(s);
		flow = operand(s, sign, &b);
		if (flow == FLOW_NEXT)
			flow = compare(s, a, sign, b, yes);
	} else {
		*yes = a.kind == V_BOOL && a.b;
		flow = a.kind == V_BOOL ? FLOW_NEXT : s->kind == END ? not_boolean(s) : not_understood(s);
	}
	value_drop(b);
	*yes = *yes != negated;
	return flow;
}

static Flow simple(Select *s, Str after, bool *yes)
{
	Value a = VALUE_EMPTY;
	Flow flow;

	*yes = false;
	if (++s->depth > NEST_MAX)
		return fault_exception(s->in, EXC_DATA_SYNTAX, "The expression is too complex.");
	if (take_word(s, S("not"))) {
		flow = simple(s, S("Not"), yes);
		*yes = !*yes;
	} else if (take(s, S("("))) {
		flow = either(s, S("("), yes);
		if (flow == FLOW_NEXT && !take(s, S(")")))
			flow = not_closed(s);
	} else {
		flow = operand(s, after, &a);
		if (flow == FLOW_NEXT)
			flow = test_of(s, a, yes);
		value_drop(a);
	}
	s->depth--;
	return flow;
}

static Flow both(Select *s, Str after, bool *yes)
{
	bool other;

	FLOW_TRY(simple(s, after, yes));
	while (take_word(s, S("and"))) {
		FLOW_TRY(simple(s, S("And"), &other));
		*yes = *yes && other;
	}
	return FLOW_NEXT;
}

static Flow either(Select *s, Str after, bool *yes)
{
	bool other;

	FLOW_TRY(both(s, after, yes));
	while (take_word(s, S("or"))) {
		FLOW_TRY(both(s, S("Or"), &other));
		*yes = *yes || other;
	}
	return FLOW_NEXT;
}

Flow types_data_filter(Interp *in, Value table, Value row, Str filter, bool *passes)
{
	Select s = { .in = in, .table = table, .row = row, .text = filter };

	*passes = true;
	next(&s);
	if (s.kind == END)
		return FLOW_NEXT;
	FLOW_TRY(either(&s, S("("), passes));
	return s.kind == END ? FLOW_NEXT : not_understood(&s);
}

/* ---- order ---- */

/* By one column, like rows as they were. */
static Flow sort_by(Interp *in, Array *rows, size_t column, bool descending)
{
	Array *keys = array_new_objects();
	Flow flow;

	for (size_t i = 0; i < rows->n; i++) {
		Value v = types_data_value_peek(rows->items[i], column);

		array_push(keys, data_is_null(v) ? VALUE_NULL : v);
	}
	flow = types_sort_by(in, keys, rows, descending);
	value_drop(array_value(keys));
	return flow;
}

/* "[Name] desc": the column's name and which way. */
static Str read_key(Str text, bool *descending)
{
	*descending = str_iends(text, S(" desc"));
	if (*descending || str_iends(text, S(" asc")))
		text = str_trim(str_cut(text, 0, text.n - (*descending ? 5 : 4)));
	return text.n > 1 && text.p[0] == '[' && text.p[text.n - 1] == ']' ? str_cut(text, 1, text.n - 1) : text;
}

/* The last column first: earlier ones then weigh more. */
Flow types_data_sort(Interp *in, Value table, Array *rows, Str order)
{
	while (order.n > 0) {
		size_t comma = str_rfind(order, S(","), order.n);
		bool descending;
		Str name =
			read_key(str_trim(comma == STR_NONE ? order : str_cut(order, comma + 1, order.n)), &descending);
		int64_t column = types_data_column(table, name);

		if (column < 0)
			return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Cannot find column %.*s.", STR_ARG(name));
		FLOW_TRY(sort_by(in, rows, (size_t)column, descending));
		order = comma == STR_NONE ? S("") : str_cut(order, 0, comma);
	}
	return FLOW_NEXT;
}
