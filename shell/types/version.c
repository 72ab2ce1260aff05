/* version: System.Version. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/version.h"

#include <stdlib.h>

#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

static const TypeVersion *peek(Value v)
{
	return object_payload_peek(v, &type_version);
}

Value types_version_value(const TypeVersion *version)
{
	TypeVersion *copy = MEM_NEW(TypeVersion);

	*copy = *version;
	return object_value(object_new_native(&type_version, copy));
}

bool types_version_peek(Value v, TypeVersion *version)
{
	const TypeVersion *payload = peek(v);

	if (payload)
		*version = *payload;
	return payload != NULL;
}

static void free_version(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static size_t parts_of(const TypeVersion *v)
{
	return v->parts[2] < 0 ? 2 : v->parts[3] < 0 ? 3 : 4;
}

static void put(const TypeVersion *v, size_t n, Buf *out)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(out, i ? ".%d" : "%d", (int)v->parts[i]);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	put(peek(self), parts_of(peek(self)), out);
	return FLOW_NEXT;
}

/* ---- reading ---- */

typedef enum Failure { FAILURE_NONE, FAILURE_PARTS, FAILURE_FORMAT, FAILURE_OVERFLOW, FAILURE_NEGATIVE } Failure;

/* *culprit: the part that is wrong. */
static Failure read(Str text, TypeVersion *version, Str *culprit)
{
	StrSplit split = { text, false };
	size_t n = 0, dots = 0;
	Str piece;

	*version = (TypeVersion){ { 0, 0, -1, -1 } };
	for (size_t i = 0; i < text.n; i++)
		dots += text.p[i] == '.';
	if (dots < 1 || dots > 3)
		return FAILURE_PARTS;
	while (str_split_next(&split, '.', &piece)) {
		int64_t number = 0;
		NumStatus status = num_parse_integer(piece, NUM_INT32, false, &number);

		*culprit = piece;
		if (status != NUM_OK)
			return status == NUM_OVERFLOW ? FAILURE_OVERFLOW : FAILURE_FORMAT;
		if (number < 0)
			return FAILURE_NEGATIVE;
		version->parts[n++] = (int32_t)number;
	}
	return FAILURE_NONE;
}

static Flow bad(Interp *in, Failure why, Str culprit, const char *param)
{
	int64_t number = 0;

	switch (why) {
	case FAILURE_FORMAT:
		return types_bad_number(in, NUM_BAD_FORMAT, culprit, T_INT32);
	case FAILURE_OVERFLOW:
		return types_overflow(in, T_INT32);
	case FAILURE_NEGATIVE:
		(void)num_parse_integer(culprit, NUM_INT32, false, &number);
		return types_negative(
			in, param, (int)number, "Version's parameters must be greater than or equal to zero.");
	default:
		return fault_argument(in, EXC_ARGUMENT, param, "Version string portion was too short or too long.");
	}
}

TYPE_METHOD(parse)
{
	TypeVersion version;
	Str culprit = S("");
	Failure why = read(types_str(args[0]), &version, &culprit);

	if (why != FAILURE_NONE)
		return bad(in, why, culprit, types_pick(in, "version", "input"));
	return types_found(out, types_version_value(&version));
}

TYPE_METHOD(try_parse)
{
	TypeVersion version;
	Str culprit = S("");
	bool ok = read(types_str(args[0]), &version, &culprit) == FAILURE_NONE;

	*out = value_bool(ok);
	return types_set_ref_take(in, args[1], ok ? types_version_value(&version) : VALUE_NULL);
}

/* (), (major, minor[, build[, revision]]) */
TYPE_METHOD(from_parts)
{
	static const char *const names[] = { "major", "minor", "build", "revision" };
	TypeVersion version = { { 0, 0, -1, -1 } };

	for (size_t i = 0; i < n; i++) {
		if (types_int(args[i]) < 0)
			return types_negative(in, names[i], types_int(args[i]),
				"Version's parameters must be greater than or equal to zero.");
		version.parts[i] = (int32_t)types_int(args[i]);
	}
	return types_found(out, types_version_value(&version));
}

/* ---- members ---- */

TYPE_METHOD(to_string)
{
	size_t most = parts_of(peek(self));
	int64_t count = n ? types_int(args[0]) : (int64_t)most;
	Buf text = BUF_INIT;

	if (count < 0 || count > 4 || (size_t)count > most)
		return fault_argument(in, EXC_ARGUMENT, "fieldCount", "Argument must be between %d and %d.", 0,
			count > 4 || count < 0 ? 4 : (int)most);
	put(peek(self), (size_t)count, &text);
	return types_found(out, types_buf_string(&text));
}

static int compare(Value a, Value b)
{
	const TypeVersion *x = peek(a), *y = peek(b);

	for (size_t i = 0; i < 4; i++)
		if (x->parts[i] != y->parts[i])
			return x->parts[i] < y->parts[i] ? -1 : 1;
	return 0;
}

static bool equal(Value a, Value b)
{
	return compare(a, b) == 0;
}

static uint32_t hash(Value v)
{
	const TypeVersion *version = peek(v);

	return str_hash((Str){ (const char *)version->parts, sizeof(version->parts) });
}

TYPE_METHOD(clone)
{
	return types_found(out, types_version_value(peek(self)));
}

#define PART(name, expression)                                                                                         \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		const int32_t *parts = peek(self)->parts;                                                              \
                                                                                                                       \
		return types_found(out, expression);                                                                   \
	}
PART(get_major, value_int(parts[0]))
PART(get_minor, value_int(parts[1]))
PART(get_build, value_int(parts[2]))
PART(get_revision, value_int(parts[3]))
PART(get_major_revision, value_integer(T_INT16, (int16_t)(parts[3] >> 16)))
PART(get_minor_revision, value_integer(T_INT16, (int16_t)(parts[3] & 0xffff)))

TYPE_METHOD(compare_to_object)
{
	if (types_given(args[0]) && type_of(value_unwrap_peek(args[0])) != &type_version)
		return fault_argument(in, EXC_ARGUMENT, "version", "Object must be of type Version.");
	return types_compare_to(in, self, args, n, out);
}

static const PropDef props[] = {
	PROP("Major", "System.Int32", get_major),
	PROP("Minor", "System.Int32", get_minor),
	PROP("Build", "System.Int32", get_build),
	PROP("Revision", "System.Int32", get_revision),
	PROP("MajorRevision", "System.Int16", get_major_revision),
	PROP("MinorRevision", "System.Int16", get_minor_revision),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Clone", "System.Object Clone()", clone),
	METHOD("CompareTo", "int CompareTo(System.Object version)", compare_to_object),
	METHOD("CompareTo", "int CompareTo(version value)", types_compare_to),
	METHOD("Equals", "bool Equals(System.Object obj)", types_equals),
	METHOD("Equals", "bool Equals(version obj)", types_equals),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("ToString", "string ToString(int fieldCount)", to_string),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD("Parse", "static version Parse(string input)", parse),
	METHOD("TryParse", "static bool TryParse(string input, [ref] version result)", try_parse),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW("version new(int major, int minor, int build, int revision)", from_parts),
	NEW("version new(int major, int minor, int build)", from_parts),
	NEW("version new(int major, int minor)", from_parts),
	NEW("version new(string version)", parse),
	NEW("version new()", from_parts),
	METHODS_END,
};
static const TypeMembers members = {
	.props = props, .methods = methods, .static_methods = static_methods, .constructors = constructors
};
static const TypeOps ops = { .free = free_version, .text = put_text, .equal = equal, .compare = compare, .hash = hash };
static const TypeDef *const interfaces[] = { &type_known[T_ICOMPARABLE], &type_icloneable, NULL };
static const ViewItem columns[] = {
	{ .prop = "Major", .width = 6, .align = 'l' },
	{ .prop = "Minor", .width = 6, .align = 'l' },
	{ .prop = "Build", .width = 6, .align = 'l' },
	{ .prop = "Revision", .width = 8, .align = 'l' },
	{ 0 },
};
static const ViewDef view = { .shape = VIEW_TABLE, .items = columns };

const TypeDef type_version = {
	.name = "System.Version",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
	.view = &view,
};
