/* validate: the attributes that check and transform parameters and variables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/validate.h"

#include <stdlib.h>

#include "shell/base/regex.h"
#include "shell/base/utf8.h"
#include "shell/engine/eval.h"
#include "shell/engine/function.h"
#include "shell/engine/interp.h"
#include "shell/engine/provider.h"
#include "shell/value/compare.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"

#define ARGUMENT_NULL                                                                                                  \
	"The argument is null. Provide a valid value for the argument, and then try running the command again."
#define ELEMENT_NULL                                                                                                   \
	"The argument has a null value, or an element of the argument collection contains a null value. "              \
	"Provide a collection that does not contain any null values, and then try the command again."
#define ARGUMENT_EMPTY                                                                                                 \
	"The argument is null or empty. Provide an argument that is not null or empty, and then try the command "      \
	"again."
#define ELEMENT_EMPTY                                                                                                  \
	"The argument is null, empty, or an element of the argument collection contains a null value. Supply a "       \
	"collection that does not contain any null values and then try the command again."
#define ARGUMENT_BLANK                                                                                                 \
	"The argument is null, empty, or consists of only white-space characters. Provide an argument that "           \
	"contains non white-space characters, and then try the command again."
#define ELEMENT_BLANK                                                                                                  \
	"An element of the argument collection is null, empty, or consists of only white-space characters. "           \
	"Supply a collection that does not contain any those values and then try the command again."
#define NOT_A_STRING                                                                                                   \
	"The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] "              \
	"parameter. Make the parameter a string or string[] parameter."
#define NOT_AN_ARRAY                                                                                                   \
	"The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute "         \
	"from the parameter or make the parameter an array parameter."

/* ---- reading attributes ---- */

static const struct {
	const char *name;
	int kind, arguments;
} kinds[] = {
	{ "ValidateSet", VALIDATE_SET, 0 },
	{ "ValidateRange", VALIDATE_RANGE, 2 },
	{ "ValidatePattern", VALIDATE_PATTERN, 1 },
	{ "ValidateLength", VALIDATE_LENGTH, 2 },
	{ "ValidateCount", VALIDATE_COUNT, 2 },
	{ "ValidateScript", VALIDATE_SCRIPT, 1 },
	{ "ValidateNotNull", VALIDATE_NOT_NULL, 0 },
	{ "ValidateNotNullOrEmpty", VALIDATE_NOT_EMPTY, 0 },
	{ "ValidateNotNullOrWhiteSpace", VALIDATE_NOT_BLANK, 0 },
	{ "ValidateDrive", VALIDATE_DRIVE, 0 },
	{ "Credential", TRANSFORM_CREDENTIAL, 0 },
};

static int kind_of(const NodeAttribute *attribute)
{
	Str name = attribute->type->name;
	size_t dot = str_rfind(name, S("."), name.n);

	name = dot == STR_NONE ? name : str_cut(name, dot + 1, name.n);
	if (str_iends(name, S("Attribute")))
		name = str_cut(name, 0, name.n - 9);
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_ieq(name, str_from(kinds[i].name)))
			return kinds[i].kind;
	return -1;
}

static Flow read_set(Interp *in, const NodeAttribute *attribute, Validator *out)
{
	Array *array = array_new(&type_string_array, attribute->positional.n);
	Value v, text;
	Flow flow = FLOW_NEXT;

	out->a = array_value(array);
	for (uint32_t i = 0; i < attribute->positional.n && flow == FLOW_NEXT; i++) {
		flow = eval_attribute_value(in, attribute->positional.p[i], &v);
		if (flow != FLOW_NEXT)
			break;
		flow = convert_to_string(in, v, &text);
		value_drop(v);
		if (flow == FLOW_NEXT)
			array_push_take(array, text);
	}
	return flow;
}

static Flow read_named(Interp *in, const NodeAttribute *attribute, Validator *out)
{
	Value v;

	for (uint32_t i = 0; i < attribute->nnamed; i++) {
		const struct NamedArgument *arg = &attribute->named[i];

		if (!arg->value)
			continue;
		FLOW_TRY(eval_attribute_value(in, arg->value, &v));
		if (str_ieq(arg->name, S("ErrorMessage")))
			value_set_take(&out->message, value_ref(v));
		else if (str_ieq(arg->name, S("IgnoreCase")))
			out->ignore_case = convert_to_bool(v);
		else if (str_ieq(arg->name, S("Options"))) /* RegexOptions: only IgnoreCase matters to -match */
			out->ignore_case = str_ifind(value_str_peek(v), S("IgnoreCase"), 0) != STR_NONE;
		value_drop(v);
	}
	return FLOW_NEXT;
}

/* ---- what the constructors of the attributes refuse ---- */

static bool number_of(Interp *in, Value v, int64_t *out)
{
	if (convert_to_i64(in, v, out) == FLOW_NEXT)
		return true;
	runtime_of(in)->clear_error(in);
	return false;
}

/* ValidationMetadataException, whose id is the error's when the attribute is declared. */
static bool refuse(Fault *fault, const char *id, Buf *why, const char *text)
{
	*fault = (Fault){ .id = id, .category = CAT_METADATA_ERROR, .exception = EXC_VALIDATION_METADATA };
	buf_put(why, str_from(text));
	return false;
}

/* An argument outside of what .NET takes; the value stands on a line of its own. */
static bool out_of_range(Interp *in, Fault *fault, const char *param, Str actual, Buf *why)
{
	*fault = (Fault){ .exception = EXC_PS_ARGUMENT_OUT_OF_RANGE };
	buf_printf(why,
		"Cannot process argument because the value of argument \"%s\" is out of range. Change argument \"%s\" to a "
		"value that is within range.",
		param, param);
	fault_put_param(in, str_from(param), why);
	buf_printf(why, "\nActual value was %.*s.", STR_ARG(actual));
	return false;
}

static bool is_number(const TypeDef *type)
{
	return (type->flags & TYPE_NUMBER) != 0;
}

static bool range_rule(Interp *in, const Validator *rule, Fault *fault, Buf *why)
{
	const TypeDef *low = type_of(rule->a), *high = type_of(rule->b);
	int order = 0;

	if (rule->b.kind == V_EMPTY)
		return true;
	if (!low || !high) {
		*fault = (Fault){ .exception = EXC_PS_ARGUMENT_NULL };
		buf_printf(why,
			"Cannot process argument because the value of argument \"%s\" is null. Change the value of "
			"argument \"%s\" to a non-null value.",
			low ? "maxRange" : "minRange", low ? "maxRange" : "minRange");
		return false;
	}
	if (low != high && !(is_number(low) && is_number(high))) {
		refuse(fault, "MinRangeNotTheSameTypeOfMaxRange", why, "The specified minimum range (");
		buf_printf(why,
			"%.*s) cannot be accepted because it is not the same type as the specified maximum range "
			"(%.*s). Update the ValidateRange attribute for the parameter.",
			STR_ARG(type_short_name(low)), STR_ARG(type_short_name(high)));
		return false;
	}
	if (compare_order(in, rule->a, rule->b, false, &order) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	return order <= 0 || refuse(fault, "MaxRangeSmallerThanMinRange", why,
				     "The specified maximum range cannot be accepted because it is less than the "
				     "specified minimum range. Update the ValidateRange attribute for the parameter.");
}

/* [ValidateLength()] and [ValidateCount()]; what is no number is told when it is used. */
static bool size_rule(Interp *in, const Validator *rule, Fault *fault, Buf *why)
{
	int64_t min, max;
	bool length = rule->kind == VALIDATE_LENGTH;
	char text[24];

	if (!number_of(in, rule->a, &min) || !number_of(in, rule->b, &max))
		return true;
	if (min < 0 || max < (length ? 1 : 0)) {
		snprintf(text, sizeof(text), "%ld", (long)(min < 0 ? min : max));
		return out_of_range(in, fault, min < 0 ? "minLength" : "maxLength", str_from(text), why);
	}
	if (max >= min)
		return true;
	return length ? refuse(fault, "ValidateLengthMaxLengthSmallerThanMinLength", why,
				"The specified maximum character length of the argument is shorter than the specified minimum "
				"argument character length. Update the ValidateLength attribute for the parameter.")
		      : refuse(fault, "ValidateRangeMaxLengthSmallerThanMinLength", why,
				"The specified maximum number of arguments for a parameter is fewer than the specified minimum "
				"number of arguments. Update the ValidateCount attribute for the parameter.");
}

bool validate_rule(Interp *in, const Validator *rule, Fault *fault, Buf *why)
{
	switch (rule->kind) {
	case VALIDATE_SET:
		return rule->a.array->n > 0 || out_of_range(in, fault, "validValues", S("System.String[]"), why);
	case VALIDATE_RANGE:
		return range_rule(in, rule, fault, why);
	case VALIDATE_LENGTH:
	case VALIDATE_COUNT:
		return size_rule(in, rule, fault, why);
	default:
		return true;
	}
}

/* Declared, such an attribute is an error of the script's own: what the constructor threw is inside, but for those that
 * have an id. */
static Flow check_declared(Interp *in, const NodeAttribute *attribute, const Validator *rule)
{
	Fault fault = { 0 };
	Buf why = BUF_INIT, text = BUF_INIT;
	Span at = in->frame->at;
	Flow flow = FLOW_NEXT;

	if (validate_rule(in, rule, &fault, &why)) {
		buf_release(&why);
		return FLOW_NEXT;
	}
	if (fault.id) {
		buf_put(&text, buf_str(&why));
	} else if (rule->kind == VALIDATE_SET) {
		fault = (Fault){
			.id = "ArgumentOutOfRange", .category = CAT_INVALID_ARGUMENT, .exception = EXC_RUNTIME
		};
		buf_put(&text, buf_str(&why));
	} else {
		fault = (Fault){ .id = "ExceptionConstructingAttribute",
			.category = CAT_INVALID_OPERATION,
			.exception = EXC_RUNTIME };
		buf_printf(&text,
			"The following exception occurred while constructing the attribute \"%.*s\": \"%.*s\"",
			STR_ARG(attribute->type->name), STR_ARG(buf_str(&why)));
	}
	if (rule->kind != VALIDATE_SET) /* that one is told of who uses it */
		in->frame->at = attribute->span;
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(buf_str(&text)));
	in->frame->at = at;
	buf_release(&why);
	buf_release(&text);
	return flow;
}

Flow validate_read(Interp *in, const NodeAttribute *attribute, Validator *out, bool *is)
{
	int kind = kind_of(attribute);
	Flow flow = FLOW_NEXT;

	*is = kind >= 0;
	if (!*is)
		return FLOW_NEXT;
	*out = (Validator){ .ignore_case = true };
	out->kind = (ValidatorKind)kind;
	if (kind == VALIDATE_SET || kind == VALIDATE_DRIVE) {
		flow = read_set(in, attribute, out);
	} else {
		if (attribute->positional.n > 0)
			flow = eval_attribute_value(in, attribute->positional.p[0], &out->a);
		if (flow == FLOW_NEXT && attribute->positional.n > 1)
			flow = eval_attribute_value(in, attribute->positional.p[1], &out->b);
	}
	if (flow == FLOW_NEXT)
		flow = read_named(in, attribute, out);
	if (flow == FLOW_NEXT)
		flow = check_declared(in, attribute, out);
	if (flow != FLOW_NEXT)
		validate_release(out);
	return flow;
}

void validate_release(Validator *validator)
{
	value_drop(validator->a);
	value_drop(validator->b);
	value_drop(validator->message);
	*validator = (Validator){ 0 };
}

/* ---- checking ---- */

static bool say(Buf *why, const char *text)
{
	buf_put(why, str_from(text));
	return false;
}

/* v as '{0}' -f v has it; what cannot be turned into text shows as nothing. */
static void put_text(Interp *in, Value v, Buf *out)
{
	if (convert_put_formatted(in, v, S(""), out) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
}

static bool check_set(Interp *in, const Validator *rule, Value v, Buf *why)
{
	Buf text = BUF_INIT, all = BUF_INIT;
	const Array *set = rule->a.array;
	Str args[2];
	bool ok = false;

	put_text(in, v, &text);
	for (size_t i = 0; i < set->n; i++) {
		Str name = value_str_peek(array_peek(set, i));

		ok |= rule->ignore_case ? str_ieq(name, buf_str(&text)) : str_eq(name, buf_str(&text));
		buf_printf(&all, i ? ",%.*s" : "%.*s", STR_ARG(name));
	}
	args[0] = buf_str(&text);
	args[1] = buf_str(&all);
	if (!ok && rule->message.kind != V_EMPTY)
		error_format(why, value_str_peek(rule->message).p, args, 2);
	else if (!ok)
		error_format(why,
			"The argument \"{0}\" does not belong to the set \"{1}\" specified by the ValidateSet attribute. "
			"Supply an argument that is in the set and then try the command again.",
			args, 2);
	buf_release(&text);
	buf_release(&all);
	return ok;
}

/* ValidateRange('Positive') and its kin. */
static bool check_range_kind(Interp *in, Str kind, Value v, Buf *why)
{
	static const struct {
		const char *name, *text;
		int sign; /* what -le, -lt ... 0 must not be */
		bool or_zero;
	} named[] = {
		{ "Positive", "greater than zero", 1, false },
		{ "Negative", "less than zero", -1, false },
		{ "NonPositive", "less than or equal to zero", -1, true },
		{ "NonNegative", "greater than or equal to zero", 1, true },
	};
	int order = 0;

	for (size_t i = 0; i < COUNT(named); i++) {
		if (!str_ieq(kind, str_from(named[i].name)))
			continue;
		if (compare_order(in, v, value_int(0), false, &order) != FLOW_NEXT)
			runtime_of(in)->clear_error(in);
		if (order * named[i].sign > 0 || (order == 0 && named[i].or_zero))
			return true;
		buf_put(why, S("The argument \""));
		put_text(in, v, why);
		buf_printf(why, "\" cannot be validated because its value is not %s.", named[i].text);
		return false;
	}
	return true;
}

static bool range_failed(Interp *in, bool greater, Value v, Value limit, Buf *why)
{
	buf_put(why, S("The "));
	put_text(in, v, why);
	buf_put(why, greater ? S(" argument is greater than the maximum allowed range of ")
			     : S(" argument is less than the minimum allowed range of "));
	put_text(in, limit, why);
	buf_put(why, greater ? S(". Supply an argument that is less than or equal to ")
			     : S(". Supply an argument that is greater than or equal to "));
	put_text(in, limit, why);
	buf_put(why, S(" and then try the command again."));
	return false;
}

static bool wrong_range_type(Value v, const TypeDef *type, Buf *why)
{
	Str have = value_is_null(v) ? S("") : type_short_name(type_of(v)), want = type_short_name(type);

	buf_printf(why,
		"The argument cannot be validated because its type \"%.*s\" is not the same type (%.*s) as the "
		"maximum and minimum limits of the parameter. Make sure the argument is of type %.*s and then try "
		"the command again.",
		STR_ARG(have), STR_ARG(want), STR_ARG(want));
	return false;
}

static bool check_range(Interp *in, const Validator *rule, Value v, Buf *why)
{
	const TypeDef *type = type_of(rule->a);
	Value converted;
	int low = 0, high = 0;
	bool ok;

	if (rule->b.kind == V_EMPTY && value_is_string(rule->a))
		return value_is_string(v) ? wrong_range_type(v, type_of_id(T_INT32), why)
					  : check_range_kind(in, value_str_peek(rule->a), v, why);
	if (!convert_try(in, v, type, &converted))
		return wrong_range_type(v, type, why);
	if (compare_order(in, rule->a, converted, false, &low) != FLOW_NEXT ||
		compare_order(in, rule->b, converted, false, &high) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	ok = low <= 0 && high >= 0;
	if (high < 0)
		range_failed(in, true, converted, rule->b, why);
	else if (low > 0)
		range_failed(in, false, converted, rule->a, why);
	value_drop(converted);
	return ok;
}

static bool has_text(const Array *set, Str text)
{
	for (size_t i = 0; i < set->n; i++)
		if (str_ieq(value_str_peek(array_peek(set, i)), text))
			return true;
	return false;
}

static bool is_approved(const Array *drives, Str name, Buf *why)
{
	if (has_text(drives, name))
		return true;
	buf_printf(why, "The path argument drive %.*s does not belong to the set of approved drives: ", STR_ARG(name));
	for (size_t i = 0; i < drives->n; i++)
		buf_printf(why, i ? ",%.*s" : "%.*s", STR_ARG(value_str_peek(array_peek(drives, i))));
	buf_put(why, S(". Supply a path argument with an approved drive."));
	return false;
}

/* A path on one of the drives; the location's for one that names none. */
static bool check_drive(Interp *in, const Validator *rule, Value v, Buf *why)
{
	ArenaMark mark = arena_mark(in->scratch);
	Buf text = BUF_INIT;
	ProviderPath path = { 0 };
	Str name = S("");
	bool ok = false;

	if (value_is_null(v))
		return say(why, ARGUMENT_NULL);
	put_text(in, v, &text);
	if (provider_resolve(in, in->scratch, buf_str(&text), &path, &name) == PROVIDER_NO_DRIVE)
		buf_printf(why, "Cannot find drive. A drive with the name '%.*s' does not exist.", STR_ARG(name));
	else
		ok = is_approved(rule->a.array, path.drive ? provider_drive_name(path.drive) : S(""), why);
	buf_release(&text);
	arena_release(in->scratch, mark);
	return ok;
}

static bool matches(Interp *in, Str pattern, bool ignore_case, Str text)
{
	RegexError error;
	Regex *regex = regex_new(pattern, ignore_case ? REGEX_IGNORE_CASE : 0, &error);
	RegexSpan *spans;
	bool ok = false;

	if (regex) {
		spans = mem_alloc(regex_groups(regex), sizeof(*spans));
		ok = regex_match(regex, text, 0, spans, runtime_of(in)->interrupted) == REGEX_MATCH;
		free(spans);
	}
	regex_drop(regex);
	return ok;
}

static bool check_pattern(Interp *in, const Validator *rule, Value v, Buf *why)
{
	Buf text = BUF_INIT;
	Str args[2] = { { 0 }, value_str_peek(rule->a) };
	bool ok;

	put_text(in, v, &text);
	args[0] = buf_str(&text);
	ok = matches(in, args[1], rule->ignore_case, args[0]);
	if (!ok)
		error_format(why,
			rule->message.kind != V_EMPTY
				? value_str_peek(rule->message).p
				: "The argument \"{0}\" does not match the \"{1}\" pattern. Supply an argument that "
				  "matches \"{1}\" and try the command again.",
			args, 2);
	buf_release(&text);
	return ok;
}

static bool length_failed(Interp *in, int64_t min, int64_t max, Value v, Buf *why)
{
	int64_t units = (int64_t)str_units(value_str_peek(v));

	(void)in;
	if (!value_is_string(v))
		return say(why, NOT_A_STRING);
	if (units < min)
		buf_printf(why,
			"The character length (%ld) of the argument is too short. Specify an argument with a length "
			"that is greater than or equal to \"%ld\", and then try the command again.",
			(long)units, (long)min);
	else if (units > max)
		buf_printf(why,
			"The character length of the %ld argument is too long. Shorten the character length of the "
			"argument so it is fewer than or equal to \"%ld\" characters, and then try the command again.",
			(long)units, (long)max);
	return units >= min && units <= max;
}

static bool count_failed(Interp *in, int64_t min, int64_t max, Value v, Buf *why)
{
	const Edition *edition = runtime_edition(in);
	char text[3][24];
	Str args[3];
	Iter it;
	int64_t n;

	if (!value_is_null(v) && !iter_unrolls(v) && !value_is_string(v) && v.kind != V_HASH)
		return say(why, NOT_AN_ARRAY);
	if (value_is_string(v)) {
		n = (int64_t)str_units(value_str_peek(v)); /* a sequence of characters */
	} else if (v.kind == V_HASH) {
		n = (int64_t)v.hash->n;
	} else if (value_is_null(v) || iter_init(in, &it, v) != FLOW_NEXT) {
		n = 0;
	} else {
		n = (int64_t)iter_count(&it);
		iter_release(&it);
	}
	if (n >= min && n <= max)
		return true;
	snprintf(text[0], sizeof(text[0]), "%ld", (long)min);
	snprintf(text[1], sizeof(text[1]), "%ld", (long)max);
	snprintf(text[2], sizeof(text[2]), "%ld", (long)n);
	for (int i = 0; i < 3; i++)
		args[i] = str_from(text[i]);
	if (min == max)
		args[1] = args[2];
	error_format(why,
		edition_text(edition, min == max ? ET_VALIDATE_COUNT_EXACT
				      : n > max  ? ET_VALIDATE_COUNT_MAX
						 : ET_VALIDATE_COUNT_MIN),
		args, 3);
	return false;
}

static bool script_said_no(Interp *in, const Validator *rule, Value v, Buf *why)
{
	Buf text = BUF_INIT;
	Str args[2] = { { 0 }, function_block_text(rule->a.block) };

	put_text(in, v, &text);
	args[0] = buf_str(&text);
	error_format(why,
		rule->message.kind != V_EMPTY
			? value_str_peek(rule->message).p
			: "The \"{1}\" validation script for the argument with value \"{0}\" did not return a result "
			  "of True. Determine why the validation script failed, and then try the command again.",
		args, 2);
	buf_release(&text);
	return false;
}

static bool check_script(Interp *in, const Validator *rule, Value v, Buf *why, Flow *flow)
{
	Value out, record;
	bool ok;

	*flow = runtime_of(in)->invoke(in, rule->a, NULL, 0, v, &out);
	if (*flow == FLOW_THROW) {
		record = interp_take_error(in);
		buf_put(why, error_message_peek(error_peek(record)));
		value_drop(record);
		*flow = FLOW_NEXT;
		return false;
	}
	if (*flow != FLOW_NEXT)
		return false;
	ok = convert_to_bool(out);
	value_drop(out);
	return ok || script_said_no(in, rule, v, why);
}

/* Rules that look at every element of a collection. */
static bool check_element(Interp *in, const Validator *rule, Value v, Buf *why, Flow *flow)
{
	int64_t min = 0, max = INT32_MAX;

	switch (rule->kind) {
	case VALIDATE_SET:
		return check_set(in, rule, v, why);
	case VALIDATE_RANGE:
		return check_range(in, rule, v, why);
	case VALIDATE_PATTERN:
		return check_pattern(in, rule, v, why);
	case VALIDATE_LENGTH:
		return number_of(in, rule->a, &min) && number_of(in, rule->b, &max) &&
		       length_failed(in, min, max, v, why);
	case VALIDATE_SCRIPT:
		return check_script(in, rule, v, why, flow);
	default:
		return true;
	}
}

static bool is_blank(Value v)
{
	return str_trim_unicode(value_str_peek(v)).n == 0;
}

/* NotNull, NotNullOrEmpty, NotNullOrWhiteSpace of one element. */
static bool element_is_refused(const Validator *rule, Value v)
{
	if (value_is_null(v))
		return true;
	if (rule->kind == VALIDATE_NOT_NULL || !value_is_string(v))
		return false;
	return rule->kind == VALIDATE_NOT_BLANK ? is_blank(v) : value_str_peek(v).n == 0;
}

static bool check_not_null(Interp *in, const Validator *rule, Value v, Buf *why)
{
	static const char *const scalar[] = { ARGUMENT_NULL, ARGUMENT_EMPTY, ARGUMENT_BLANK };
	static const char *const element[] = { ELEMENT_NULL, ELEMENT_EMPTY, ELEMENT_BLANK };
	bool blank = rule->kind == VALIDATE_NOT_BLANK, null = false;
	int row = (int)rule->kind - VALIDATE_NOT_NULL;
	Value item;
	Flow flow;
	Iter it;
	bool ok = true, any = false;

	if (v.kind == V_HASH && row > 0 && v.hash->n == 0)
		return say(why, ELEMENT_EMPTY);
	if (!iter_unrolls(v))
		return !element_is_refused(rule, v) ||
		       say(why, blank && value_is_null(v) ? ARGUMENT_EMPTY : scalar[row]);
	if (iter_init(in, &it, v) != FLOW_NEXT)
		return false;
	while (ok && iter_next(in, &it, &item, &flow)) {
		any = true;
		ok = !element_is_refused(rule, item);
		null = value_is_null(item);
		value_drop(item);
	}
	iter_release(&it);
	if (!any && row > 0)
		ok = false;
	return ok || say(why, blank && (null || !any) ? ELEMENT_EMPTY : element[row]);
}

static bool check_each(Interp *in, const Validator *rule, Value v, Buf *why, Flow *flow)
{
	Value item;
	Iter it;
	bool ok = true;

	if (value_is_null(v))
		return say(why, ELEMENT_EMPTY);
	if (!iter_unrolls(v))
		return check_element(in, rule, v, why, flow);
	*flow = iter_init(in, &it, v);
	while (*flow == FLOW_NEXT && ok && iter_next(in, &it, &item, flow)) {
		ok = check_element(in, rule, item, why, flow);
		value_drop(item);
	}
	iter_release(&it);
	return ok && *flow == FLOW_NEXT;
}

bool validate_value(Interp *in, const Validator *rule, Value v, Buf *why, Flow *flow)
{
	int64_t min = 0, max = INT32_MAX;

	*flow = FLOW_NEXT;
	switch (rule->kind) {
	case VALIDATE_NOT_NULL:
	case VALIDATE_NOT_EMPTY:
	case VALIDATE_NOT_BLANK:
		return check_not_null(in, rule, value_unwrap_peek(v), why);
	case VALIDATE_COUNT:
		return number_of(in, rule->a, &min) && number_of(in, rule->b, &max) &&
		       count_failed(in, min, max, value_unwrap_peek(v), why);
	case TRANSFORM_CREDENTIAL:
		return true;
	case VALIDATE_DRIVE:
		return check_drive(in, rule, value_unwrap_peek(v), why);
	default:
		return check_each(in, rule, v, why, flow);
	}
}

/* ---- tables of cmdlets ---- */

bool validate_check(Interp *in, const Check *check, Value v, Buf *why)
{
	Validator rule = { .ignore_case = true };
	Array *set;
	Flow flow;
	bool ok;

	switch (check->kind) {
	case CHECK_NONE:
		return true;
	case CHECK_SET:
		rule.kind = VALIDATE_SET;
		set = array_new(&type_string_array, 8);
		for (int i = 0; check->set[i]; i++)
			array_push_take(set, value_string_c(check->set[i]));
		rule.a = array_value(set);
		break;
	case CHECK_PATTERN:
		rule.kind = VALIDATE_PATTERN;
		rule.a = value_string_c(check->pattern);
		break;
	case CHECK_RANGE:
	case CHECK_LENGTH:
	case CHECK_COUNT:
		rule.kind = check->kind == CHECK_RANGE    ? VALIDATE_RANGE
			    : check->kind == CHECK_LENGTH ? VALIDATE_LENGTH
							  : VALIDATE_COUNT;
		rule.a = check->max > INT32_MAX ? value_long(check->min) : value_int((int32_t)check->min);
		rule.b = check->max > INT32_MAX ? value_long(check->max) : value_int((int32_t)check->max);
		break;
	}
	ok = validate_value(in, &rule, v, why, &flow);
	validate_release(&rule);
	return ok;
}

/* ---- variables ---- */

static Flow variable_failed(Interp *in, const Symbol *symbol, Value v)
{
	Fault fault = {
		.id = "ValidateSetFailure", .category = CAT_METADATA_ERROR, .exception = EXC_VALIDATION_METADATA
	};
	Buf text = BUF_INIT;
	Flow flow;

	put_text(in, v, &text);
	flow = fault_raise(in, &fault,
		"The variable cannot be validated because the value %.*s is not a valid value for the %s variable.",
		STR_ARG(buf_str(&text)), symbol->name->p);
	buf_release(&text);
	return flow;
}

Flow validate_variable(Interp *in, const Symbol *symbol, const VariableMeta *meta, Value v)
{
	Flow flow = FLOW_NEXT;
	bool ok = true, is;

	for (uint32_t i = meta->nattributes; ok && i-- > 0;) {
		Validator rule;
		Buf why = BUF_INIT;

		FLOW_TRY(validate_read(in, meta->attributes[i], &rule, &is));
		if (!is)
			continue;
		ok = validate_value(in, &rule, v, &why, &flow);
		validate_release(&rule);
		buf_release(&why);
		if (flow != FLOW_NEXT)
			return flow;
	}
	return ok ? FLOW_NEXT : variable_failed(in, symbol, v);
}
