/* match: Match, Group, Capture and their collections: System.Text.RegularExpressions. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/utf8.h"
#include "shell/types/regex.h"
#include "shell/types/types_collection.h"

/* Payload of a Match.  A Match is also its group 0. */
typedef struct Found {
	Regex *regex;
	Value subject; /* string */
	bool success;
	RegexSpan spans[]; /* of all groups when success */
} Found;

/* Payload of a Group, a Capture and of the collections of both: the Match object, and which group. */
typedef struct Part {
	Value match;
	size_t index; /* STR_NONE: a group that does not exist */
} Part;

/* ---- making ---- */

Value types_match_value(Regex *regex, Value subject, const RegexSpan *spans)
{
	size_t groups = spans ? regex_groups(regex) : 0;
	Found *found = mem_alloc(1, sizeof(Found) + groups * sizeof(RegexSpan));

	found->regex = regex_ref(regex);
	found->subject = subject.kind == V_STRING ? value_ref(subject) : value_string(S(""));
	found->success = spans != NULL;
	for (size_t i = 0; i < groups; i++)
		found->spans[i] = spans[i];
	return object_value(object_new_native(&type_match, found));
}

static void free_match(Object *object, ValueDrops *drops)
{
	Found *found = object->payload;

	value_drop_later(drops, found->subject);
	regex_drop(found->regex);
	free(found);
}

static Value make_part(const TypeDef *type, Value match, size_t index)
{
	Part *part = MEM_NEW(Part);

	part->match = value_ref(value_unwrap_peek(match));
	part->index = index;
	return object_value(object_new_native(type, part));
}

static void free_part(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, ((Part *)object->payload)->match);
	free(object->payload);
}

/* The match behind any of these objects, and the number of the group meant. */
static const Found *found_of(Value v, size_t *index)
{
	const Found *found = object_payload_peek(v, &type_match);
	const Part *part;

	*index = 0;
	if (found)
		return found;
	part = value_unwrap_peek(v).object->payload;
	*index = part->index;
	return object_payload_peek(part->match, &type_match);
}

/* The group's place in the subject; false: it took no part. */
static bool span_of(Value v, RegexSpan *span)
{
	size_t index;
	const Found *found = found_of(v, &index);

	*span = (RegexSpan){ 0 };
	if (!found->success || index == STR_NONE || found->spans[index].from == STR_NONE)
		return false;
	*span = found->spans[index];
	return true;
}

static Value match_of(Value v)
{
	v = value_unwrap_peek(v);
	return type_of(v) == &type_match ? v : ((Part *)v.object->payload)->match;
}

static Value group_value(Value match, size_t index)
{
	return index == 0 ? value_ref(value_unwrap_peek(match)) : make_part(&type_group, match, index);
}

/* ---- Capture ---- */

static Value text_of(Value v)
{
	RegexSpan span;
	size_t index;
	const Found *found = found_of(v, &index);
	Buf text = BUF_INIT;

	if (span_of(v, &span))
		regex_put_span(types_str(found->subject), &span, &text);
	return types_buf_string(&text);
}

TYPE_GET(get_value)
{
	return types_found(out, text_of(self));
}

TYPE_GET(get_length)
{
	RegexSpan span;

	(void)span_of(self, &span);
	return types_found(out, value_int((int32_t)(span.unit_to - span.unit_from)));
}

TYPE_GET(get_index)
{
	RegexSpan span;

	(void)span_of(self, &span);
	return types_found(out, value_int((int32_t)span.unit_from));
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	Value text = text_of(self);

	buf_put(out, types_str(text));
	value_drop(text);
	return FLOW_NEXT;
}

/* ---- Group ---- */

TYPE_GET(get_success)
{
	RegexSpan span;

	return types_found(out, value_bool(span_of(self, &span)));
}

TYPE_GET(get_name)
{
	size_t index;
	const Found *found = found_of(self, &index);
	char number[12];

	if (index == STR_NONE)
		return types_found(out, value_string(S("")));
	return types_found(out, value_string(regex_group_name(found->regex, index, number)));
}

/* Of a group that matched several times the last capture alone is known. */
TYPE_GET(get_captures)
{
	size_t index;

	(void)found_of(self, &index);
	return types_found(out, make_part(&type_capture_collection, match_of(self), index));
}

/* ---- Match ---- */

TYPE_GET(get_groups)
{
	return types_found(out, make_part(&type_group_collection, self, 0));
}

/* After an empty match the search goes on a character further. */
static size_t next_start(const Found *found)
{
	Str subject = types_str(found->subject);
	RegexSpan last = found->spans[0];
	size_t at = last.to;

	if (last.unit_from != last.unit_to)
		return at;
	if (at >= subject.n)
		return STR_NONE;
	(void)utf8_next(subject, &at);
	return at;
}

TYPE_METHOD(next_match)
{
	size_t index, from;
	const Found *found = found_of(self, &index);
	RegexSpan *spans;
	bool again = false;
	Flow flow = FLOW_NEXT;

	if (!found->success)
		return types_found(out, value_ref(value_unwrap_peek(self)));
	spans = MEM_ARRAY(RegexSpan, regex_groups(found->regex));
	from = next_start(found);
	if (from != STR_NONE)
		flow = types_regex_match(in, found->regex, types_str(found->subject), from, spans, &again);
	if (flow == FLOW_NEXT)
		*out = types_match_value(found->regex, found->subject, again ? spans : NULL);
	free(spans);
	return flow;
}

/* The replacement pattern expanded for this match. */
TYPE_METHOD(result)
{
	size_t index;
	const Found *found = found_of(self, &index);
	Buf text = BUF_INIT;

	if (!found->success)
		return fault_exception(in, EXC_NOT_SUPPORTED, "Result cannot be called on a failed Match.");
	regex_expand(found->regex, types_str(args[0]), types_str(found->subject), found->spans, &text);
	return types_found(out, types_buf_string(&text));
}

/* A span lives on the stack alone: scripts get nothing. */
TYPE_GET(get_value_span)
{
	return types_found(out, VALUE_NULL);
}

static const PropDef capture_props[] = {
	PROP("Index", "System.Int32", get_index),
	PROP("Length", "System.Int32", get_length),
	PROP("Value", "System.String", get_value),
	PROP_IN_CORE("ValueSpan", "System.ReadOnlySpan`1[System.Char]", get_value_span),
	PROPS_END,
};
static const PropDef group_props[] = {
	PROP("Success", "System.Boolean", get_success),
	PROP("Name", "System.String", get_name),
	PROP("Captures", "System.Text.RegularExpressions.CaptureCollection", get_captures),
	PROPS_END,
};
static const PropDef match_props[] = {
	PROP("Groups", "System.Text.RegularExpressions.GroupCollection", get_groups),
	PROPS_END,
};
static const MethodDef match_methods[] = {
	METHOD("NextMatch", "System.Text.RegularExpressions.Match NextMatch()", next_match),
	METHOD("Result", "string Result(string replacement)", result),
	METHODS_END,
};
static const TypeMembers capture_members = { .props = capture_props };
static const TypeMembers group_members = { .props = group_props };
static const TypeMembers match_members = { .props = match_props, .methods = match_methods };
static const TypeOps part_ops = { .free = free_part, .text = put_text };
static const TypeOps match_ops = { .free = free_match, .text = put_text };

const TypeDef type_capture = {
	.name = "System.Text.RegularExpressions.Capture",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &capture_members,
	.ops = &part_ops,
};
/* ToString() is Capture's: these two have none of their own (reference 8.5.3). */
const TypeDef type_group = {
	.name = "System.Text.RegularExpressions.Group",
	.base = &type_capture,
	.flags = TYPE_BASE_TEXT,
	.members = &group_members,
	.ops = &part_ops,
};
const TypeDef type_match = {
	.name = "System.Text.RegularExpressions.Match",
	.base = &type_group,
	.flags = TYPE_BASE_TEXT,
	.members = &match_members,
	.ops = &match_ops,
};

/* ---- collections ---- */

static size_t group_count(Value self)
{
	size_t index;
	const Found *found = found_of(self, &index);

	return found->success ? regex_groups(found->regex) : 1;
}

static Flow enumerate_groups(UNUSED Interp *in, Value self, Array *out)
{
	for (size_t i = 0; i < group_count(self); i++)
		array_push_take(out, group_value(match_of(self), i));
	return FLOW_NEXT;
}

static size_t group_of_number(const Found *found, int32_t number)
{
	for (size_t i = 0; found->success && i < regex_groups(found->regex); i++)
		if (regex_group_number(found->regex, i) == number)
			return i;
	return number == 0 ? 0 : STR_NONE;
}

/* By number or name; .NET has an unsuccessful group for those that do not exist. */
static Flow index_group(Interp *in, Value self, Value key, Value *out)
{
	size_t index;
	const Found *found = found_of(self, &index);
	int32_t number;

	if (value_is_string(key)) {
		index = regex_group_index(found->regex, types_str(key));
	} else {
		FLOW_TRY(convert_to_i32(in, key, &number));
		index = group_of_number(found, number);
	}
	return types_found(out, group_value(match_of(self), index));
}

TYPE_METHOD(group_item)
{
	return index_group(in, self, args[0], out);
}

TYPE_METHOD(contains_key)
{
	size_t index;
	const Found *found = found_of(self, &index);

	return types_found(out, value_bool(regex_group_index(found->regex, types_str(args[0])) != STR_NONE));
}

TYPE_GET(get_group_count)
{
	return types_found(out, value_int((int32_t)group_count(self)));
}

TYPE_GET(get_keys)
{
	Array *names = array_new(&type_string_array, group_count(self));
	Value name = VALUE_EMPTY, group;

	for (size_t i = 0; i < group_count(self); i++) {
		group = group_value(match_of(self), i);
		FLOW_TRY(get_name(in, group, &name));
		array_push_take(names, name);
		value_drop(group);
	}
	return types_found(out, array_value(names));
}

TYPE_GET(get_values)
{
	Array *groups = array_new_objects();

	FLOW_TRY(enumerate_groups(in, self, groups));
	return types_found(out, array_value(groups));
}

/* The last capture is the group itself; there is no other, as groups keep only that one here. */
static Flow enumerate_captures(UNUSED Interp *in, Value self, Array *out)
{
	RegexSpan span;
	size_t index;

	(void)found_of(self, &index);
	if (span_of(self, &span))
		array_push_take(out, group_value(match_of(self), index));
	return FLOW_NEXT;
}

static Flow index_capture(Interp *in, Value self, Value key, Value *out)
{
	RegexSpan span;
	int32_t number;
	size_t index;

	FLOW_TRY(convert_to_i32(in, key, &number));
	(void)found_of(self, &index);
	if (number != 0 || !span_of(self, &span))
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "i", "Specified argument was out of the range of valid values.");
	return types_found(out, group_value(match_of(self), index));
}

TYPE_METHOD(capture_item)
{
	return index_capture(in, self, args[0], out);
}

TYPE_GET(get_capture_count)
{
	RegexSpan span;

	return types_found(out, value_int(span_of(self, &span) ? 1 : 0));
}

TYPE_METHOD(get_enumerator)
{
	return types_enumerator(in, self, out);
}

/* A MatchCollection keeps its matches. */
static Array *matches_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_matches(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, array_value(object->payload));
}

typedef struct Gathering {
	Regex *regex;
	Value subject;
	Array *all;
} Gathering;

static Flow gather(UNUSED Interp *in, void *self, const RegexSpan *spans)
{
	const Gathering *g = self;

	array_push_take(g->all, types_match_value(g->regex, g->subject, spans));
	return FLOW_NEXT;
}

Flow types_match_all(Interp *in, Regex *regex, Value subject, size_t from, Value *out)
{
	Gathering g = { regex, subject, array_new_objects() };
	Flow flow = types_regex_walk(
		in, regex, types_str(subject), from, &(TypeRegexWalk){ .self = &g, .each = gather, .limit = -1 });

	if (flow == FLOW_NEXT)
		*out = object_value(object_new_native(&type_match_collection, g.all));
	else
		value_drop(array_value(g.all));
	return flow;
}

static Flow enumerate_matches(UNUSED Interp *in, Value self, Array *out)
{
	for (size_t i = 0; i < matches_of(self)->n; i++)
		array_push_take(out, array_get(matches_of(self), i));
	return FLOW_NEXT;
}

static Flow index_match(Interp *in, Value self, Value key, Value *out)
{
	int32_t number;

	FLOW_TRY(convert_to_i32(in, key, &number));
	if (number < 0 || (size_t)number >= matches_of(self)->n)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "i", "Specified argument was out of the range of valid values.");
	return types_found(out, array_get(matches_of(self), (size_t)number));
}

TYPE_METHOD(match_item)
{
	return index_match(in, self, args[0], out);
}

TYPE_GET(get_match_count)
{
	return types_found(out, value_int((int32_t)matches_of(self)->n));
}

/* The three differ in what they count and hold. */
#define COLLECTION(symbol, full, elem, key, count, item, more_props, more_methods, table)                              \
	static const PropDef symbol##_props[] = {                                                                      \
		PROP("Count", "System.Int32", count),                                                                  \
		PROP("IsReadOnly", "System.Boolean", types_get_true),                                                  \
		PROP("IsSynchronized", "System.Boolean", types_get_false),                                             \
		PROP("SyncRoot", "System.Object", types_get_self),                                                     \
		more_props PROPS_END,                                                                                  \
	};                                                                                                             \
	static const MethodDef symbol##_methods[] = {                                                                  \
		METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", get_enumerator),             \
		INDEXER("Item", "System.Text.RegularExpressions." elem " Item(" key ")", item),                        \
		more_methods METHODS_END,                                                                              \
	};                                                                                                             \
	static const TypeMembers symbol##_members = { .props = symbol##_props, .methods = symbol##_methods };          \
	const TypeDef type_##symbol = {                                                                                \
		.name = (full),                                                                                        \
		.base = &type_known[T_OBJECT],                                                                         \
		.members = &symbol##_members,                                                                          \
		.ops = &(table),                                                                                       \
		.interfaces = collection_interfaces,                                                                   \
	};
#define NOTHING
#define GROUP_PROPS                                                                                                    \
	PROP_IN_CORE("Keys", "System.Collections.Generic.IEnumerable[string]", get_keys),                              \
		PROP_IN_CORE("Values", "System.Collections.Generic.IEnumerable[System.Text.RegularExpressions.Group]", \
			get_values),
#define GROUP_METHODS                                                                                                  \
	INDEXER("Item", "System.Text.RegularExpressions.Group Item(string groupname)", group_item),                    \
		METHOD_CORE("ContainsKey", "bool ContainsKey(string key)", contains_key),

static const TypeDef *const collection_interfaces[] = { &type_known[T_ILIST], &type_known[T_ICOLLECTION],
	&type_known[T_IENUMERABLE], NULL };
static const TypeOps group_ops = { .free = free_part, .enumerate = enumerate_groups, .index = index_group };
static const TypeOps capture_ops = { .free = free_part, .enumerate = enumerate_captures, .index = index_capture };
static const TypeOps matches_ops = { .free = free_matches, .enumerate = enumerate_matches, .index = index_match };

COLLECTION(group_collection, "System.Text.RegularExpressions.GroupCollection", "Group", "int groupnum", get_group_count,
	group_item, GROUP_PROPS, GROUP_METHODS, group_ops)
COLLECTION(capture_collection, "System.Text.RegularExpressions.CaptureCollection", "Capture", "int i",
	get_capture_count, capture_item, NOTHING, NOTHING, capture_ops)
COLLECTION(match_collection, "System.Text.RegularExpressions.MatchCollection", "Match", "int i", get_match_count,
	match_item, NOTHING, NOTHING, matches_ops)
