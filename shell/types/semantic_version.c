/* semantic_version: System.Management.Automation.SemanticVersion: Core's $PSVersionTable.PSVersion. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"
#include "shell/types/types_number.h"
#include "shell/types/version.h"

typedef struct Semantic {
	int32_t parts[3];
	Value label, build; /* strings, or $null */
} Semantic;

static const Semantic *peek(Value v)
{
	return object_payload_peek(v, &type_semantic_version);
}

static Value make(const int32_t parts[3], Str label, Str build)
{
	Semantic *s = MEM_NEW(Semantic);

	for (size_t i = 0; i < 3; i++)
		s->parts[i] = parts[i];
	s->label = label.n ? value_string(label) : VALUE_NULL;
	s->build = build.n ? value_string(build) : VALUE_NULL;
	return object_value(object_new_native(&type_semantic_version, s));
}

static void free_semantic(Object *object, ValueDrops *drops)
{
	Semantic *s = object->payload;

	value_drop_later(drops, s->label);
	value_drop_later(drops, s->build);
	free(s);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	const Semantic *s = peek(self);

	buf_printf(out, "%d.%d.%d", (int)s->parts[0], (int)s->parts[1], (int)s->parts[2]);
	if (types_given(s->label))
		buf_printf(out, "-%.*s", STR_ARG(types_str(s->label)));
	if (types_given(s->build))
		buf_printf(out, "+%.*s", STR_ARG(types_str(s->build)));
	return FLOW_NEXT;
}

/* ---- reading ---- */

/* Takes what stands behind mark off the end of *text. */
static Str take_behind(Str *text, char mark)
{
	size_t at = str_find_byte(*text, mark, 0);
	Str behind = at == STR_NONE ? S("") : str_cut(*text, at + 1, text->n);

	if (at != STR_NONE)
		text->n = at;
	return behind;
}

static bool read(Str text, Value *out)
{
	Str build = take_behind(&text, '+'), label = take_behind(&text, '-'), piece;
	StrSplit split = { text, false };
	int32_t parts[3] = { 0 };
	size_t n = 0;

	while (str_split_next(&split, '.', &piece)) {
		int64_t number;

		if (n == 3 || num_parse_integer(piece, NUM_INT32, false, &number) != NUM_OK || number < 0)
			return false;
		parts[n++] = (int32_t)number;
	}
	*out = make(parts, label, build);
	return true;
}

TYPE_METHOD(parse)
{
	if (read(types_str(args[0]), out))
		return FLOW_NEXT;
	return types_bad_number(in, NUM_BAD_FORMAT, S(""), T_INT32);
}

TYPE_METHOD(try_parse)
{
	Value made = VALUE_NULL;

	*out = value_bool(read(types_str(args[0]), &made));
	return types_set_ref_take(in, args[1], made);
}

/* (major[, minor[, patch[, label[, build]]]]) */
TYPE_METHOD(from_parts)
{
	int32_t parts[3] = { 0 };
	Str labels[2] = { { "", 0 }, { "", 0 } };

	for (size_t i = 0; i < n; i++) {
		if (i < 3)
			parts[i] = (int32_t)types_int(args[i]);
		else
			labels[i - 3] = types_str(args[i]);
		if (i < 3 && parts[i] < 0)
			return fault_argument(in, EXC_PS_ARGUMENT, "major",
				"Cannot process argument because the value of argument is not valid.");
	}
	return types_found(out, make(parts, labels[0], labels[1]));
}

static Flow convert(UNUSED Interp *in, Value from, Value *out)
{
	TypeVersion version;

	if (types_version_peek(from, &version)) {
		if (version.parts[2] < 0)
			version.parts[2] = 0;
		*out = make(version.parts, S(""), S(""));
	}
	return FLOW_NEXT;
}

/* ---- order: a label comes before none; labels by their dotted parts, numbers before words ---- */

static bool number_in(Str piece, int64_t *number)
{
	return num_parse_integer(piece, NUM_INT32, false, number) == NUM_OK;
}

static int compare_labels(Str a, Str b)
{
	StrSplit first = { a, false }, second = { b, false };
	Str x, y;

	for (;;) {
		bool more = str_split_next(&first, '.', &x), also = str_split_next(&second, '.', &y);
		int64_t left, right;
		bool is_number, other;
		int order;

		if (!more || !also)
			return (int)more - (int)also;
		is_number = number_in(x, &left);
		other = number_in(y, &right);
		if (is_number != other)
			return is_number ? -1 : 1;
		order = is_number ? (left > right) - (left < right) : str_compare(x, y);
		if (order != 0)
			return order < 0 ? -1 : 1;
	}
}

static int compare(Value a, Value b)
{
	const Semantic *x = peek(a), *y = peek(b);

	for (size_t i = 0; i < 3; i++)
		if (x->parts[i] != y->parts[i])
			return x->parts[i] < y->parts[i] ? -1 : 1;
	if (!types_given(x->label) || !types_given(y->label))
		return (int)types_given(y->label) - (int)types_given(x->label);
	return compare_labels(types_str(x->label), types_str(y->label));
}

static bool equal(Value a, Value b)
{
	return compare(a, b) == 0;
}

TYPE_METHOD(compare_static)
{
	return types_found(out, value_int(compare(args[0], args[1])));
}

#define PART(name, expression)                                                                                         \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		return types_found(out, expression);                                                                   \
	}
PART(get_major, value_int(peek(self)->parts[0]))
PART(get_minor, value_int(peek(self)->parts[1]))
PART(get_patch, value_int(peek(self)->parts[2]))
PART(get_label, value_ref(peek(self)->label))
PART(get_build, value_ref(peek(self)->build))

static const PropDef props[] = {
	PROP("Major", "System.Int32", get_major),
	PROP("Minor", "System.Int32", get_minor),
	PROP("Patch", "System.Int32", get_patch),
	PROP("PreReleaseLabel", "System.String", get_label),
	PROP("BuildLabel", "System.String", get_build),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("CompareTo", "int CompareTo(System.Object version)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(semver value)", types_compare_to),
	METHOD("Equals", "bool Equals(System.Object obj)", types_equals),
	METHOD("Equals", "bool Equals(semver other)", types_equals),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD("Parse", "static semver Parse(string version)", parse),
	METHOD("TryParse", "static bool TryParse(string version, [ref] semver result)", try_parse),
	METHOD("Compare", "static int Compare(semver versionA, semver versionB)", compare_static),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW("semver new(string version)", parse),
	NEW("semver new(int major, int minor, int patch, string preReleaseLabel, string buildLabel)", from_parts),
	NEW("semver new(int major, int minor, int patch, string label)", from_parts),
	NEW("semver new(int major, int minor, int patch)", from_parts),
	NEW("semver new(int major, int minor)", from_parts),
	NEW("semver new(int major)", from_parts),
	METHODS_END,
};
static const TypeMembers members = {
	.props = props, .methods = methods, .static_methods = static_methods, .constructors = constructors
};
static const TypeOps ops = {
	.free = free_semantic, .text = put_text, .convert = convert, .equal = equal, .compare = compare
};
static const TypeDef *const interfaces[] = { &type_known[T_ICOMPARABLE], NULL };
static const ViewItem columns[] = {
	{ .prop = "Major", .width = 6, .align = 'l' },
	{ .prop = "Minor", .width = 6, .align = 'l' },
	{ .prop = "Patch", .width = 6, .align = 'l' },
	{ .prop = "PreReleaseLabel", .width = 15, .align = 'l' },
	{ .prop = "BuildLabel", .width = 11, .align = 'l' },
	{ 0 },
};
static const ViewDef view = { .shape = VIEW_TABLE, .items = columns };

const TypeDef type_semantic_version = {
	.name = "System.Management.Automation.SemanticVersion",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
	.view = &view,
};
