/* culture_info: System.Globalization.CultureInfo. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/culture_info.h"

#include <stdlib.h>

#include "shell/types/types_list.h"

/* Payload of CultureInfo and of what hangs on it (NumberFormatInfo, DateTimeFormatInfo, TextInfo). */
typedef struct CultureBox {
	const TypeCulture *culture;
} CultureBox;

const TypeCulture *types_culture_peek(Value v)
{
	static const TypeDef *const kinds[] = { &type_culture_info, &type_number_format_info,
		&type_date_time_format_info, &type_text_info };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		const CultureBox *box = object_payload_peek(v, kinds[i]);

		if (box)
			return box->culture;
	}
	return NULL;
}

static const TypeCulture *current(void)
{
	return types_culture_find(S("en-US")); /* what the editions format with (editions 5) */
}

bool types_culture_is_current(const TypeCulture *culture)
{
	return culture == current();
}

const TypeCulture *types_culture(UNUSED Interp *in, Value provider)
{
	const TypeCulture *culture = types_culture_peek(provider);

	return culture ? culture : current();
}

const TypeCulture *types_culture_find(Str name)
{
	for (const TypeCulture *c = type_culture_table; c->name; c++)
		if (str_ieq(str_from(c->name), name))
			return c;
	return NULL;
}

static Value box_value(const TypeDef *type, const TypeCulture *culture)
{
	CultureBox *box = MEM_NEW(CultureBox);

	box->culture = culture;
	return object_value(object_new_native(type, box));
}

Value types_culture_value(const TypeCulture *culture)
{
	return box_value(&type_culture_info, culture);
}

void types_culture_free(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static Flow put_name(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, str_from(types_culture_peek(self)->name));
	return FLOW_NEXT;
}

static Flow not_found(Interp *in, Str name)
{
	return fault_exception(in, EXC_CULTURE_NOT_FOUND,
		"Culture is not supported.%s\n%.*s is an invalid culture identifier.",
		types_pick(in, "\nParameter name: name", " (Parameter 'name')"), STR_ARG(name));
}

static Flow find(Interp *in, Str name, Value *out)
{
	const TypeCulture *culture = types_culture_find(name);

	return culture ? types_found(out, types_culture_value(culture)) : not_found(in, name);
}

static Flow find_number(Interp *in, int64_t lcid, Value *out)
{
	for (const TypeCulture *c = type_culture_table; c->name; c++)
		if (c->lcid == lcid)
			return types_found(out, types_culture_value(c));
	return fault_exception(in, EXC_CULTURE_NOT_FOUND,
		"Culture is not supported.%s\n%lld (0x%04llx) is an invalid culture identifier.",
		types_pick(in, "\nParameter name: culture", " (Parameter 'culture')"), (long long)lcid,
		(unsigned long long)lcid);
}

TYPE_METHOD(by_name)
{
	return find(in, types_str(args[0]), out);
}

TYPE_METHOD(by_number)
{
	return find_number(in, types_int(args[0]), out);
}

TYPE_METHOD(get_cultures)
{
	Array *all = array_new(type_set_array_of(runtime_of(in)->types, &type_culture_info), 32);

	for (const TypeCulture *c = type_culture_table; c->name; c++)
		array_push_take(all, types_culture_value(c));
	*out = array_value(all);
	return FLOW_NEXT;
}

TYPE_METHOD(specific)
{
	const TypeCulture *culture = types_culture_find(types_str(args[0]));
	Str name = types_str(args[0]);

	/* a neutral name stands for the first country's row of the language */
	for (const TypeCulture *c = type_culture_table; culture && c->name && name.n == 2; c++)
		if (str_istarts(str_from(c->name), name) && c->name[name.n] == '-')
			return types_found(out, types_culture_value(c));
	return find(in, name, out);
}

static Flow convert(Interp *in, Value from, Value *out)
{
	from = value_unwrap_peek(from);
	if (from.kind == V_STRING)
		return find(in, types_str(from), out);
	return from.kind == V_INT ? find_number(in, from.i64, out) : FLOW_NEXT;
}

static bool equal(Value a, Value b)
{
	return types_culture_peek(a) == types_culture_peek(b);
}

/* ---- properties ---- */

TYPE_GET(get_name)
{
	return types_found(out, value_string_c(types_culture_peek(self)->name));
}

TYPE_GET(get_display_name)
{
	return types_found(out, value_string_c(types_culture_peek(self)->english));
}

TYPE_GET(get_native_name)
{
	return types_found(out, value_string_c(types_culture_peek(self)->native));
}

TYPE_GET(get_lcid)
{
	return types_found(out, value_int(types_culture_peek(self)->lcid));
}

TYPE_GET(get_two)
{
	return types_found(out, value_string_c(types_culture_peek(self)->two));
}

TYPE_GET(get_three)
{
	return types_found(out, value_string_c(types_culture_peek(self)->three));
}

TYPE_GET(get_neutral)
{
	Str name = str_from(types_culture_peek(self)->name);

	return types_found(out, value_bool(name.n > 0 && str_find_byte(name, '-', 0) == STR_NONE));
}

TYPE_GET(get_parent)
{
	Str name = str_from(types_culture_peek(self)->name);
	size_t dash = str_find_byte(name, '-', 0);
	const TypeCulture *parent = dash == STR_NONE ? NULL : types_culture_find(str_cut(name, 0, dash));

	return types_found(out, types_culture_value(parent ? parent : type_culture_table));
}

TYPE_GET(get_number_format)
{
	return types_found(out, box_value(&type_number_format_info, types_culture_peek(self)));
}

TYPE_GET(get_date_format)
{
	return types_found(out, box_value(&type_date_time_format_info, types_culture_peek(self)));
}

TYPE_GET(get_text_info)
{
	return types_found(out, box_value(&type_text_info, types_culture_peek(self)));
}

TYPE_GET(get_read_only)
{
	return types_found(out, value_bool(true));
}

TYPE_GET(get_current)
{
	return types_found(out, types_culture_value(current()));
}

TYPE_GET(get_invariant)
{
	return types_found(out, types_culture_value(type_culture_table));
}

static const PropDef props[] = {
	PROP("Parent", "System.Globalization.CultureInfo", get_parent),
	PROP("LCID", "System.Int32", get_lcid),
	PROP("KeyboardLayoutId", "System.Int32", get_lcid),
	PROP("Name", "System.String", get_name),
	PROP("IetfLanguageTag", "System.String", get_name),
	PROP("DisplayName", "System.String", get_display_name),
	PROP("NativeName", "System.String", get_native_name),
	PROP("EnglishName", "System.String", get_display_name),
	PROP("TwoLetterISOLanguageName", "System.String", get_two),
	PROP("ThreeLetterISOLanguageName", "System.String", get_three),
	PROP("TextInfo", "System.Globalization.TextInfo", get_text_info),
	PROP("IsNeutralCulture", "System.Boolean", get_neutral),
	PROP("NumberFormat", "System.Globalization.NumberFormatInfo", get_number_format),
	PROP("DateTimeFormat", "System.Globalization.DateTimeFormatInfo", get_date_format),
	PROP("IsReadOnly", "System.Boolean", get_read_only),
	PROPS_END,
};

static const PropDef statics[] = {
	PROP("CurrentCulture", "System.Globalization.CultureInfo", get_current),
	PROP("CurrentUICulture", "System.Globalization.CultureInfo", get_current),
	PROP("InstalledUICulture", "System.Globalization.CultureInfo", get_current),
	PROP("InvariantCulture", "System.Globalization.CultureInfo", get_invariant),
	PROP("DefaultThreadCurrentCulture", "System.Globalization.CultureInfo", get_current),
	PROPS_END,
};

static const MethodDef static_methods[] = {
	METHOD("CreateSpecificCulture", "static cultureinfo CreateSpecificCulture(string name)", specific),
	METHOD("GetCultures", "static cultureinfo[] GetCultures(System.Globalization.CultureTypes types)",
		get_cultures),
	METHOD("GetCultureInfo", "static cultureinfo GetCultureInfo(int culture)", by_number),
	METHOD("GetCultureInfo", "static cultureinfo GetCultureInfo(string name)", by_name),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW("cultureinfo new(string name)", by_name),
	NEW("cultureinfo new(string name, bool useUserOverride)", by_name),
	NEW("cultureinfo new(int culture)", by_number),
	NEW("cultureinfo new(int culture, bool useUserOverride)", by_number),
	METHODS_END,
};

static const TypeMembers members = {
	.props = props,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors,
};
static const TypeOps ops = { .free = types_culture_free, .text = put_name, .convert = convert, .equal = equal };
static const TypeDef *const interfaces[] = { &type_iformat_provider, NULL };
static const ViewItem columns[] = {
	{ .prop = "LCID", .width = 16, .align = 'l' },
	{ .prop = "Name", .width = 16 },
	{ .prop = "DisplayName" },
	{ 0 },
};
static const ViewDef view = { .shape = VIEW_TABLE, .items = columns };

const TypeDef type_culture_info = {
	.name = "System.Globalization.CultureInfo",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
	.view = &view,
};
