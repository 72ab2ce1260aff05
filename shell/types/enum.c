/* enum: System.Enum. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

static const EnumBox *peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_ENUM ? v.enumeration : NULL;
}

/* ---- text ---- */

static int hex_digits(const TypeDef *type)
{
	switch (type->underlying) {
	case T_SBYTE:
	case T_BYTE:
		return 2;
	case T_INT16:
	case T_UINT16:
		return 4;
	case T_INT64:
	case T_UINT64:
		return 16;
	default:
		return 8;
	}
}

static void put_hex(const TypeDef *type, int64_t number, Buf *out)
{
	int digits = hex_digits(type);
	uint64_t mask = digits == 16 ? UINT64_MAX : (UINT64_C(1) << (digits * 4)) - 1;

	buf_printf(out, "%0*llX", digits, (unsigned long long)((uint64_t)number & mask));
}

/* F: as if the type had [Flags]. */
static void put_flags(const TypeDef *type, int64_t number, Buf *out)
{
	TypeDef flags = *type;

	flags.flags |= TYPE_FLAGS;
	type_enum_put(&flags, number, out);
}

static Flow put_format(Interp *in, const TypeDef *type, int64_t number, Str format, Buf *out)
{
	char letter = (char)(format.n ? format.p[0] | 32 : 'g');

	if (format.n > 1 || !strchr("gdxf", letter))
		return fault_exception(in, EXC_FORMAT,
			"Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".");
	if (letter == 'x')
		put_hex(type, number, out);
	else if (letter == 'f')
		put_flags(type, number, out);
	else if (letter == 'd')
		buf_printf(out, type->underlying == T_UINT64 ? "%llu" : "%lld", (long long)number);
	else
		type_enum_put(type, number, out);
	return FLOW_NEXT;
}

/* (), (format), (provider), (format, provider) */
TYPE_METHOD(to_string)
{
	const EnumBox *box = peek(self);
	Buf text = BUF_INIT;
	Str format = n && value_is_string(args[0]) ? types_str(args[0]) : S("");
	Flow flow = put_format(in, box->type, box->value, format, &text);

	*out = types_buf_string(&text);
	return flow;
}

/* ---- instance members ---- */

TYPE_GET(get_number)
{
	const EnumBox *box = peek(self);

	return types_found(out, value_integer(box->type->underlying, box->value));
}

TYPE_METHOD(has_flag)
{
	const EnumBox *box = peek(self), *flag = peek(args[0]);

	if (!flag)
		return types_null(in, "flag");
	if (flag->type != box->type)
		return fault_exception(in, EXC_ARGUMENT,
			"The argument type, '%s', is not the same as the enum type '%s'.", flag->type->name,
			box->type->name);
	return types_found(out, value_bool((box->value & flag->value) == flag->value));
}

TYPE_METHOD(compare_to)
{
	const EnumBox *a = peek(self), *b = peek(args[0]);
	const TypeDef *type = type_of(args[0]);
	bool less;

	if (!type)
		return types_found(out, value_int(1));
	if (!b || b->type != a->type)
		return fault_exception(in, EXC_ARGUMENT,
			"Object must be the same type as the enum. The type passed in was '%s'; the enum type was '%s'.",
			type->name, a->type->name);
	less = a->type->underlying == T_UINT64 ? (uint64_t)a->value < (uint64_t)b->value : a->value < b->value;
	return types_found(out, value_int(a->value == b->value ? 0 : less ? -1 : 1));
}

TYPE_METHOD(equals)
{
	return types_found(out, value_bool(compare_same(self, args[0])));
}

TYPE_METHOD(get_hash_code)
{
	int64_t number = peek(self)->value;

	return types_found(
		out, value_int((int32_t)(hex_digits(peek(self)->type) == 16 ? number ^ (number >> 32) : number)));
}

TYPE_METHOD(get_type_code)
{
	return types_found(out, value_enum(&type_type_code, types_code(type_of_id(peek(self)->type->underlying))));
}

/* ---- the enum of a static call ---- */

static Flow enum_of(Interp *in, Value v, const TypeDef **type)
{
	v = value_unwrap_peek(v);
	*type = v.kind == V_TYPE ? v.typeref : type_of_id(T_OBJECT);
	if (type_is_enum(*type))
		return FLOW_NEXT;
	return v.kind == V_TYPE ? fault_argument(in, EXC_ARGUMENT, "enumType", "Type provided must be an Enum.")
				: types_null(in, "enumType");
}

/* The number of an enum or integer argument. */
static bool number_of(Value v, int64_t *number)
{
	v = value_unwrap_peek(v);
	if (v.kind == V_ENUM)
		*number = v.enumeration->value;
	else if (v.kind == V_INT || v.kind == V_CHAR || v.kind == V_BOOL)
		*number = types_int(v);
	else
		return false;
	return true;
}

static Flow need_number(Interp *in, Value v, int64_t *number)
{
	if (value_is_null(v))
		return types_null(in, "value");
	if (number_of(v, number))
		return FLOW_NEXT;
	return fault_argument(in, EXC_ARGUMENT, "value",
		"The value passed in must be an enum base or an underlying type for an enum, such as an Int32.");
}

/* An enum of the type, or its integer; other: how the text goes on. */
static Flow same_type(Interp *in, const TypeDef *type, Value v, const char *other)
{
	const TypeDef *given = type_of(v);

	if (given == type || given == type_of_id(type->underlying))
		return FLOW_NEXT;
	if (type_is_enum(given))
		return fault_exception(in, EXC_ARGUMENT,
			"Object must be the same type as the enum. The type passed in was '%s'; the enum type was '%s'.",
			given->name, type->name);
	return fault_exception(in, EXC_ARGUMENT,
		"Enum underlying type and the object must be same type or object%s. Type passed in was '%s'; the enum "
		"underlying type was '%s'.",
		other, given->name, type_of_id(type->underlying)->name);
}

static const char *name_of(const TypeDef *type, int64_t number)
{
	for (size_t i = 0; i < type->nnames; i++)
		if (type->names[i].value == number)
			return type->names[i].name;
	return NULL;
}

TYPE_METHOD(get_name)
{
	const TypeDef *type;
	int64_t number = 0;
	const char *name;

	FLOW_TRY(enum_of(in, args[0], &type));
	FLOW_TRY(need_number(in, args[1], &number));
	name = name_of(type, number);
	return types_found(out, name ? value_string_c(name) : VALUE_NULL);
}

TYPE_METHOD(get_names)
{
	const TypeDef *type;
	Array *names;

	FLOW_TRY(enum_of(in, args[0], &type));
	names = array_new(&type_string_array, type->nnames);
	for (size_t i = 0; i < type->nnames; i++)
		array_push_take(names, value_string_c(type->names[i].name));
	return types_found(out, array_value(names));
}

TYPE_METHOD(get_values)
{
	const TypeDef *type;
	Array *values;

	FLOW_TRY(enum_of(in, args[0], &type));
	values = array_new(type_set_array_of(runtime_of(in)->types, type), type->nnames);
	for (size_t i = 0; i < type->nnames; i++)
		array_push_take(values, value_enum(type, type->names[i].value));
	return types_found(out, array_value(values));
}

TYPE_METHOD(get_underlying)
{
	const TypeDef *type;

	FLOW_TRY(enum_of(in, args[0], &type));
	return types_found(out, value_type(type_of_id(type->underlying)));
}

TYPE_METHOD(is_defined)
{
	const TypeDef *type;
	int64_t number = 0;

	FLOW_TRY(enum_of(in, args[0], &type));
	if (value_is_null(args[1]))
		return types_null(in, "value");
	if (value_is_string(args[1])) {
		bool found = false;

		for (size_t i = 0; i < type->nnames && !found; i++)
			found = str_eq(str_from(type->names[i].name), types_str(args[1]));
		return types_found(out, value_bool(found));
	}
	FLOW_TRY(same_type(in, type, args[1], " must be a String"));
	(void)number_of(args[1], &number);
	return types_found(out, value_bool(name_of(type, number) != NULL));
}

TYPE_METHOD(to_object)
{
	const TypeDef *type;
	int64_t number = 0;

	FLOW_TRY(enum_of(in, args[0], &type));
	FLOW_TRY(need_number(in, args[1], &number));
	return types_found(out, value_enum(type, number));
}

TYPE_METHOD(format)
{
	const TypeDef *type;
	int64_t number = 0;
	Buf text = BUF_INIT;
	Flow flow;

	FLOW_TRY(enum_of(in, args[0], &type));
	if (value_is_null(args[1]))
		return types_null(in, "value");
	FLOW_TRY(same_type(in, type, args[1], ""));
	(void)number_of(args[1], &number);
	flow = put_format(in, type, number, types_str(args[2]), &text);
	*out = types_buf_string(&text);
	return flow;
}

/* ---- reading ---- */

typedef enum ParseStatus { PARSE_OK, PARSE_EMPTY, PARSE_UNKNOWN, PARSE_OVERFLOW } ParseStatus;

static bool find_name(const TypeDef *type, Str name, bool ignore_case, int64_t *number)
{
	for (size_t i = 0; i < type->nnames; i++) {
		Str candidate = str_from(type->names[i].name);

		if (str_eq(candidate, name) || (ignore_case && str_ieq(candidate, name))) {
			*number = type->names[i].value;
			return true;
		}
	}
	return false;
}

/* A number, or names with commas between them. */
static ParseStatus parse(const TypeDef *type, Str text, bool ignore_case, int64_t *number)
{
	StrSplit split;
	Str piece;
	int64_t one;
	Value read;

	text = str_trim_unicode(text);
	*number = 0;
	if (text.n == 0)
		return PARSE_EMPTY;
	if (strchr("0123456789+-", text.p[0])) {
		switch (types_parse_number(text, type->underlying, STYLE_LEADING_SIGN, &type_culture_table[0], &read)) {
		case NUM_OK:
			*number = read.i64;
			return PARSE_OK;
		case NUM_OVERFLOW:
			return PARSE_OVERFLOW;
		default:
			break;
		}
	}
	split = (StrSplit){ .rest = text };
	while (str_split_next(&split, ',', &piece)) {
		if (!find_name(type, str_trim_unicode(piece), ignore_case, &one))
			return PARSE_UNKNOWN;
		*number |= one;
	}
	return PARSE_OK;
}

/* (type, text), (type, text, ignore case) */
TYPE_METHOD(parse_text)
{
	const TypeDef *type;
	int64_t number;

	FLOW_TRY(enum_of(in, args[0], &type));
	switch (parse(type, types_str(args[1]), n > 2 && args[2].b, &number)) {
	case PARSE_OK:
		return types_found(out, value_enum(type, number));
	case PARSE_EMPTY:
		return fault_argument(
			in, EXC_ARGUMENT, "value", "Must specify valid information for parsing in the string.");
	case PARSE_OVERFLOW:
		return types_overflow(in, type->underlying);
	default:
		return fault_exception(
			in, EXC_ARGUMENT, "Requested value '%.*s' was not found.", STR_ARG(types_str(args[1])));
	}
}

static Flow try_parse(Interp *in, const TypeDef *type, Value text, bool ignore_case, Value ref, Value *out)
{
	int64_t number;
	bool ok = parse(type, types_str(text), ignore_case, &number) == PARSE_OK;

	FLOW_TRY(types_set_ref_take(in, ref, value_enum(type, ok ? number : 0)));
	return types_found(out, value_bool(ok));
}

/* (type, text, result), (type, text, ignore case, result) */
TYPE_METHOD(try_parse_type)
{
	const TypeDef *type;

	FLOW_TRY(enum_of(in, args[0], &type));
	return try_parse(in, type, args[1], n > 3 && args[2].b, args[n - 1], out);
}

/* (text, result), (text, ignore case, result): the enum is the one the variable holds. */
TYPE_METHOD(try_parse_ref)
{
	Value held;
	bool found;
	const TypeDef *type;

	FLOW_TRY(member_get(in, args[n - 1], S("Value"), NULL, &held, &found));
	type = type_of(held);
	value_drop(held);
	if (!type || !type_is_enum(type))
		return fault_argument(in, EXC_ARGUMENT, "enumType", "Type provided must be an Enum.");
	return try_parse(in, type, args[0], n > 2 && args[1].b, args[n - 1], out);
}

/* ---- tables ---- */

static const PropDef props[] = {
	FIELD("value__", "int", get_number),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("CompareTo", "int CompareTo(System.Object target)", compare_to),
	METHOD("Equals", "bool Equals(System.Object obj)", equals),
	METHOD("GetHashCode", "int GetHashCode()", get_hash_code),
	METHOD("GetTypeCode", "System.TypeCode GetTypeCode()", get_type_code),
	METHOD("HasFlag", "bool HasFlag(System.Enum flag)", has_flag),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("ToString", "string ToString(string format)", to_string),
	METHOD("ToString", "string ToString(System.IFormatProvider provider)", to_string),
	METHOD("ToString", "string ToString(string format, System.IFormatProvider provider)", to_string),
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD("Format", "static string Format(type enumType, System.Object value, string format)", format),
	METHOD("GetName", "static string GetName(type enumType, System.Object value)", get_name),
	METHOD("GetNames", "static string[] GetNames(type enumType)", get_names),
	METHOD("GetUnderlyingType", "static type GetUnderlyingType(type enumType)", get_underlying),
	METHOD("GetValues", "static array GetValues(type enumType)", get_values),
	METHOD("IsDefined", "static bool IsDefined(type enumType, System.Object value)", is_defined),
	METHOD("Parse", "static System.Object Parse(type enumType, string value)", parse_text),
	METHOD("Parse", "static System.Object Parse(type enumType, string value, bool ignoreCase)", parse_text),
	METHOD("ToObject", "static System.Object ToObject(type enumType, System.Object value)", to_object),
	METHOD_CORE("TryParse", "static bool TryParse(type enumType, string value, [ref] System.Object result)",
		try_parse_type),
	METHOD_CORE("TryParse",
		"static bool TryParse(type enumType, string value, bool ignoreCase, [ref] System.Object result)",
		try_parse_type),
	METHOD("TryParse", "static bool TryParse[TEnum](string value, [ref] TEnum result)", try_parse_ref),
	METHOD("TryParse", "static bool TryParse[TEnum](string value, bool ignoreCase, [ref] TEnum result)",
		try_parse_ref),
	METHODS_END,
};

const TypeMembers type_enum = { .props = props, .methods = methods, .static_methods = static_methods };
