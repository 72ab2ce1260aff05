/* convert_fail: the errors of failed conversions: ids and texts (reference 6.2.2 to 6.5.3, editions.md 2.2). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/convert_core.h"
#include "shell/value/fault.h"
#include "shell/value/member.h"

void convert_put_shown(Interp *in, Value v, Buf *out)
{
	if (convert_put(in, v, TEXT_CULTURE | TEXT_BAG, out) != FLOW_NEXT)
		runtime_of(in)->clear_error(in); /* a message is no place for another error */
}

/* Fills the slots {0}, {1} of an edition's text; {{ stays as it is: no text has it. */
static void put_slots(Buf *out, const char *pattern, const Str *args, size_t n)
{
	for (const char *p = pattern; *p; p++) {
		size_t slot = p[0] == '{' && p[1] >= '0' && p[1] <= '9' && p[2] == '}' ? (size_t)(p[1] - '0') : n;

		if (slot < n) {
			buf_put(out, args[slot]);
			p += 2;
		} else {
			buf_put_char(out, *p);
		}
	}
}

static void put_edition(Conversion *c, EditionText id, Str arg, Buf *out)
{
	put_slots(out, edition_text(runtime_edition(c->in), id), &arg, 1);
}

/* ---- ids ---- */

static const char *id_from_text(const TypeDef *to)
{
	if (to->id == T_DECIMAL)
		return "InvalidCastFromStringToDecimal";
	if (to->id == T_SINGLE || to->id == T_DOUBLE)
		return "InvalidCastFromStringToDoubleOrSingle";
	return type_is_enum(to) ? "CaseSensitiveEnumParseThrewAnException" : "InvalidCastFromStringToInteger";
}

static const char *id_of_range(const Conversion *c)
{
	if (c->culprit.kind == V_STRING)
		return id_from_text(c->culprit_to);
	if (c->culprit.kind == V_BIGINT)
		return "InvalidCastTargetInvocationExceptionop_Explicit";
	return "InvalidCastIConvertible";
}

static const char *id_of(const Conversion *c)
{
	switch (c->why) {
	case FAIL_FORMAT:
		return id_from_text(c->culprit_to);
	case FAIL_OVERFLOW:
	case FAIL_ARITHMETIC:
		return id_of_range(c);
	case FAIL_NOT_A_NUMBER:
	case FAIL_INFINITY:
	case FAIL_TICKS:
	case FAIL_CUSTOM:
		return "InvalidCastConstructorException";
	case FAIL_INVALID_CAST:
	case FAIL_NOT_CONVERTIBLE:
		return "InvalidCastIConvertible";
	case FAIL_CHAR_LENGTH:
		return "InvalidCastParseTargetInvocation";
	case FAIL_DATE:
	case FAIL_SPAN:
	case FAIL_SPAN_RANGE:
		return "InvalidCastParseTargetInvocationWithFormatProvider";
	case FAIL_ENUM_NAME:
	case FAIL_ENUM_AMBIGUOUS:
		return "SubstringDisambiguationEnumParseThrewAnException";
	case FAIL_ENUM_NUMBER:
		return "UndefinedIntegerToEnum";
	case FAIL_ENUM_TEXT_NUMBER:
		return "EnumParseUndefined";
	case FAIL_NULL:
		return "nullToObjectInvalidCast";
	case FAIL_NULL_ENUM:
		return "nullToEnumInvalidCast";
	case FAIL_TYPE_NAME:
		return "InvalidCastFromStringToType";
	case FAIL_PROPERTY:
	case FAIL_CREATE:
		return "ObjectCreationError";
	case FAIL_NATIVE:
		return c->id;
	default:
		return "ConvertToFinalInvalidCastException";
	}
}

/* ---- the reason, as .NET words it ---- */

static const char *range_name(TypeId id)
{
	switch (id) {
	case T_CHAR:
		return "a character";
	case T_SBYTE:
		return "a signed byte";
	case T_BYTE:
		return "an unsigned byte";
	case T_INT16:
		return "an Int16";
	case T_UINT16:
		return "a UInt16";
	case T_INT32:
		return "an Int32";
	case T_UINT32:
		return "a UInt32";
	case T_INT64:
		return "an Int64";
	case T_UINT64:
		return "a UInt64";
	case T_SINGLE:
		return "a Single";
	case T_DOUBLE:
		return "a Double";
	default:
		return "a Decimal";
	}
}

static void put_format_reason(Conversion *c, Buf *out)
{
	Str text = value_str_peek(c->culprit);
	TypeId id = c->culprit_to->id;

	if (id == T_BIGINT)
		buf_put(out, S("The value could not be parsed."));
	else /* what is to be an integer is trimmed first */
		put_edition(c, ET_NUMBER_FORMAT, id >= T_SBYTE && id <= T_UINT64 ? str_trim_unicode(text) : text, out);
}

/* Types whose values .NET converts among each other by a code of their own are named short. */
static bool is_simple(const TypeDef *type)
{
	return type->id >= T_BOOL && type->id <= T_DATETIME && type->id != T_SWITCH && type->id != T_BIGINT;
}

static void put_invalid_cast(Conversion *c, Buf *out)
{
	const TypeDef *from = type_of(c->culprit), *to = c->culprit_to;
	bool is_short = is_simple(from) && is_simple(to);

	buf_put(out, S("Invalid cast from '"));
	buf_put(out, is_short ? type_short_name(from) : str_from(from->name));
	buf_put(out, S("' to '"));
	buf_put(out, is_short ? type_short_name(to) : str_from(to->name));
	buf_put(out, S("'."));
}

static void put_date_reason(Conversion *c, Buf *out)
{
	MomentStatus status = (MomentStatus)(c->detail & 0xff);
	Str text = value_str_peek(c->culprit), args[2];
	char at[24];

	(void)snprintf(at, sizeof(at), "%lld", (long long)(c->detail >> 8));
	args[0] = text;
	args[1] = str_from(at);
	if (status == MOMENT_UNKNOWN_WORD)
		put_slots(out, edition_text(runtime_edition(c->in), ET_DATE_UNKNOWN_WORD), args, 2);
	else if (status == MOMENT_NOT_IN_CALENDAR)
		put_edition(c, ET_DATE_OUT_OF_RANGE, text, out);
	else if (status == MOMENT_BAD_OFFSET && runtime_edition(c->in)->where & WHERE_CORE)
		put_slots(out, "The time zone offset of string '{0}' must be within plus or minus 14 hours.", args, 1);
	else if (status == MOMENT_BAD_DAY_OF_WEEK && runtime_edition(c->in)->where & WHERE_CORE)
		put_slots(out,
			"String '{0}' was not recognized as a valid DateTime because the day of week was incorrect.",
			args, 1);
	else
		put_edition(c, ET_DATE_FORMAT, text, out);
}

static void put_names(const TypeDef *type, const char *separator, Str start, Buf *out)
{
	bool first = true;

	for (size_t i = 0; i < type->nnames; i++) {
		if (!str_istarts(str_from(type->names[i].name), start))
			continue;
		if (!first)
			buf_put(out, str_from(separator));
		first = false;
		buf_put(out, str_from(type->names[i].name));
	}
}

static void put_enum_reason(Conversion *c, Buf *out)
{
	Str text = value_str_peek(c->culprit);

	if (c->why == FAIL_ENUM_NAME) {
		buf_put(out, S("Unable to match the identifier name "));
		buf_put(out, text);
		buf_put(out,
			S(" to a valid enumerator name. Specify one of the following enumerator names and try again:\n"));
		put_names(c->culprit_to, ", ", S(""), out);
		return;
	}
	buf_put(out, S("The identifier name "));
	buf_put(out, text);
	buf_put(out, S(" cannot be processed because it is either too similar or identical to the following enumerator "
		       "names: "));
	put_names(c->culprit_to, ", ", text, out);
	buf_put(out, S(". Use a more specific identifier name."));
}

static void put_final(Conversion *c, Buf *out)
{
	const TypeDef *from = type_of(c->culprit), *to = c->culprit_to;
	bool is_secret = to->id == T_SECURESTRING || str_eq(type_short_name(to), S("PSCredential"));

	/* Core keeps what may be a password out of the message */
	if (is_secret && c->why == FAIL_FINAL && runtime_edition(c->in)->where & WHERE_CORE) {
		buf_put(out, S("Cannot convert the value"));
	} else {
		buf_put(out, S("Cannot convert the \""));
		convert_put_shown(c->in, c->culprit, out);
		buf_put(out, S("\" value"));
	}
	buf_printf(out, " of type \"%s\" to type \"%s\".", from ? from->name : "", to->name);
}

/* What stands behind Error:, and the exception it comes from; EXC_COUNT: the failure has a text of its own form. */
static ExceptionId put_reason(Conversion *c, Buf *out)
{
	switch (c->why) {
	case FAIL_FORMAT:
		put_format_reason(c, out);
		return EXC_FORMAT;
	case FAIL_OVERFLOW:
		buf_printf(out, "Value was either too large or too small for %s.", range_name((TypeId)c->detail));
		return EXC_OVERFLOW;
	case FAIL_ARITHMETIC:
		buf_put(out, S("Arithmetic operation resulted in an overflow."));
		return EXC_OVERFLOW;
	case FAIL_NOT_A_NUMBER:
		buf_put(out, S("The value is not a number."));
		return EXC_OVERFLOW;
	case FAIL_INFINITY:
		buf_put(out, S("BigInteger cannot represent infinity."));
		return EXC_OVERFLOW;
	case FAIL_INVALID_CAST:
		put_invalid_cast(c, out);
		return EXC_INVALID_CAST;
	case FAIL_NOT_CONVERTIBLE:
		buf_put(out, S("Object must implement IConvertible."));
		return EXC_INVALID_CAST;
	case FAIL_CHAR_LENGTH:
		buf_put(out, S("String must be exactly one character long."));
		return EXC_FORMAT;
	case FAIL_DATE:
		put_date_reason(c, out);
		return EXC_FORMAT;
	case FAIL_TICKS:
		buf_put(out, S("Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks."));
		fault_put_param(c->in, S("ticks"), out);
		return EXC_ARGUMENT_OUT_OF_RANGE;
	case FAIL_SPAN:
		put_edition(c, ET_TIMESPAN_FORMAT, value_str_peek(c->culprit), out);
		return EXC_FORMAT;
	case FAIL_SPAN_RANGE:
		put_edition(c, ET_TIMESPAN_OVERFLOW, value_str_peek(c->culprit), out);
		return EXC_OVERFLOW;
	case FAIL_ENUM_NAME:
	case FAIL_ENUM_AMBIGUOUS:
		put_enum_reason(c, out);
		return EXC_RUNTIME;
	case FAIL_CUSTOM:
		put_final(c, out);
		return EXC_PS_INVALID_CAST;
	default:
		return EXC_COUNT;
	}
}

/* ---- texts of their own form ---- */

static void put_enum_values(Conversion *c, Buf *out)
{
	if (c->why == FAIL_NULL_ENUM) {
		buf_put(out, S("Cannot convert null"));
	} else {
		buf_put(out, S("Cannot convert value \""));
		convert_put_shown(c->in, c->culprit, out);
		buf_put_char(out, '"');
	}
	buf_printf(out,
		" to type \"%s\" due to enumeration values that are not valid. Specify one of the following enumeration "
		"values and try again. The possible enumeration values are \"",
		c->culprit_to->name);
	put_names(c->culprit_to, ",", S(""), out);
	buf_put(out, S("\"."));
}

/* "[Name <System.String>], [Size <System.Int32>]" */
static void put_settable(Conversion *c, const TypeDef *type, Buf *out)
{
	const TypeDef *of;
	bool first = true;

	if (type_is_enum(type)) /* the field every enum has */
		buf_printf(out, "[value__ <%s>]", type_of_id(type->underlying ? type->underlying : T_INT32)->name);
	for (; type; type = type->base) {
		const TypeMembers *members = type_set_members(runtime_of(c->in)->types, type);

		for (const PropDef *prop = members ? members->props : NULL; prop && prop->name; prop++) {
			if (!prop->set)
				continue;
			of = type_set_find(runtime_of(c->in)->types, str_from(prop->type));
			buf_printf(out, "%s[%s <%s>]", first ? "" : ", ", prop->name, of ? of->name : prop->type);
			first = false;
		}
	}
}

static void put_property_failure(Conversion *c, Buf *out)
{
	Buf settable = BUF_INIT;
	Str args[3] = { value_str_peek(c->culprit), str_from(c->culprit_to->name), { "", 0 } };
	bool core = runtime_edition(c->in)->where & WHERE_CORE;

	buf_printf(out, "Cannot create object of type \"%s\". ", c->culprit_to->name);
	put_settable(c, c->culprit_to, &settable);
	args[2] = buf_str(&settable);
	if (args[2].n)
		put_slots(out, edition_text(runtime_edition(c->in), ET_PROPERTY_NOT_FOUND_FOR_CAST), args, 3);
	else
		put_slots(out,
			core ? "The property '{0}' was not found for the '{1}' object. There is no settable property available."
			     : "The {0} property was not found for the {1} object. There is no settable property available.",
			args, 3);
	buf_release(&settable);
}

static void put_own_form(Conversion *c, Buf *out)
{
	switch (c->why) {
	case FAIL_NULL:
		buf_printf(out, "Cannot convert null to type \"%s\".", c->culprit_to->name);
		break;
	case FAIL_NULL_ENUM:
	case FAIL_ENUM_NUMBER:
	case FAIL_ENUM_TEXT_NUMBER:
		put_enum_values(c, out);
		break;
	case FAIL_PROPERTY:
		put_property_failure(c, out);
		break;
	default:
		put_final(c, out);
		break;
	}
}

/* ---- raising ---- */

static void put_cannot_convert(Conversion *c, const TypeDef *to, Str reason, Buf *out)
{
	buf_put(out, S("Cannot convert value \""));
	convert_put_shown(c->in, c->culprit, out);
	buf_printf(out, "\" to type \"%s\". Error: \"", to->name);
	buf_put(out, reason);
	buf_put_char(out, '"');
}

/* The error record's exception is a RuntimeException around a PSInvalidCastException around what .NET threw. */
static Flow raise_cast(Conversion *c, const char *id, Str message, Value inner)
{
	Value cast = exception_new(exception_type(EXC_PS_INVALID_CAST), message, inner);
	Fault fault = { .id = id, .category = CAT_INVALID_ARGUMENT, .exception = EXC_RUNTIME, .inner = cast };
	Flow flow = runtime_of(c->in)->raise(c->in, &fault, message);

	value_drop(cast);
	return flow;
}

/* message and inner for a failure with a reason, then once more for each array around it. */
static Flow raise_reason(Conversion *c, Str reason, Value inner)
{
	const char *id = id_of(c);
	Buf message = BUF_INIT, next;
	Flow flow;

	inner = value_ref(inner);
	put_cannot_convert(c, c->culprit_to, reason, &message);
	for (size_t i = 0; i < c->nwraps; i++) {
		value_set_take(&inner, exception_new(exception_type(EXC_PS_INVALID_CAST), buf_str(&message), inner));
		next = BUF_INIT;
		put_cannot_convert(c, c->wraps[i], buf_str(&message), &next);
		buf_release(&message);
		message = next;
		id = "InvalidCastExceptionScalarToArray";
	}
	flow = raise_cast(c, id, buf_str(&message), inner);
	buf_release(&message);
	value_drop(inner);
	return flow;
}

/* The type's own conversion threw: its exception is inside; a conversion error of its own making stays as it is. */
static Flow raise_native(Conversion *c)
{
	Value exception = runtime_of(c->in)->error_peek(c->in);
	Flow flow;

	if (type_is(type_of(exception), exception_type(EXC_RUNTIME)))
		return FLOW_THROW;
	exception = runtime_of(c->in)->take_error(c->in);
	flow = raise_reason(c, exception_message_peek(exception), exception);
	value_drop(exception);
	return flow;
}

static Flow raise_create(Conversion *c)
{
	Value exception = runtime_of(c->in)->take_error(c->in);
	Exception *payload = exception_peek(exception);
	Buf message = BUF_INIT;
	Value cause;
	Flow flow;

	/* Exception setting "X": "why": only the why is shown */
	cause = payload && exception_peek(payload->inner) ? payload->inner : exception;
	buf_printf(&message, "Cannot create object of type \"%s\". ", c->culprit_to->name);
	buf_put(&message, exception_message_peek(cause));
	flow = raise_cast(c, id_of(c), buf_str(&message), cause);
	buf_release(&message);
	value_drop(exception);
	return flow;
}

Flow convert_raise(Conversion *c)
{
	Buf text = BUF_INIT;
	ExceptionId exception;
	Value inner;
	Flow flow;

	if (c->why == FAIL_RAISED)
		return FLOW_THROW;
	if (c->why == FAIL_NATIVE)
		return raise_native(c);
	if (c->why == FAIL_CREATE)
		return raise_create(c);
	exception = put_reason(c, &text);
	if (exception == EXC_COUNT) {
		put_own_form(c, &text);
		flow = raise_cast(c, id_of(c), buf_str(&text), VALUE_NULL);
	} else {
		inner = exception_new(exception_type(exception), buf_str(&text), VALUE_NULL);
		flow = raise_reason(c, buf_str(&text), inner);
		value_drop(inner);
	}
	buf_release(&text);
	return flow;
}

Flow convert_fail(Interp *in, const char *id, Value v, const TypeDef *to, Str reason)
{
	Conversion c = { .in = in, .why = FAIL_NATIVE, .culprit = v, .culprit_to = to, .id = id };
	Value inner = exception_new(exception_type(EXC_FORMAT), reason, VALUE_NULL);
	Flow flow = raise_reason(&c, reason, inner);

	value_drop(inner);
	return flow;
}
