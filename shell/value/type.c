/* type: the types everybody knows, and what can be asked of a type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/array.h"
#include "shell/value/exception.h"
#include "shell/value/hash.h"
#include "shell/value/list.h"
#include "shell/value/member.h"

/* ---- the known types ---- */

#define KNOWN(id)       (&type_known[id])
#define INTERFACES(...) ((const TypeDef *const[]){ __VA_ARGS__, NULL })

/* clang-format off */
static const TypeDef *const comparable[] = { KNOWN(T_ICOMPARABLE), &type_iformattable, &type_iconvertible, NULL };
static const TypeDef *const span_like[] = { KNOWN(T_ICOMPARABLE), &type_iformattable, NULL };
static const TypeDef *const string_like[] = {
	KNOWN(T_ICOMPARABLE), KNOWN(T_IENUMERABLE), &type_iconvertible, &type_icloneable, NULL };
static const TypeDef *const list_like[] = {
	KNOWN(T_ILIST), KNOWN(T_ICOLLECTION), KNOWN(T_IENUMERABLE), &type_icloneable, NULL };
static const TypeDef *const typed_list[] = { KNOWN(T_ILIST), KNOWN(T_ICOLLECTION), KNOWN(T_IENUMERABLE), NULL };
static const TypeDef *const collection_like[] = { KNOWN(T_ICOLLECTION), KNOWN(T_IENUMERABLE), NULL };
const TypeDef *const type_dictionary_interfaces[] = {
	KNOWN(T_IDICTIONARY), KNOWN(T_ICOLLECTION), KNOWN(T_IENUMERABLE), NULL };
static const TypeDef *const disposable[] = { KNOWN(T_IDISPOSABLE), NULL };

#define NUMBER(id_, name_)                                                                                     \
	[id_] = { .name = (name_), .base = KNOWN(T_VALUETYPE), .id = (id_),                                         \
		.flags = TYPE_VALUE | TYPE_NUMBER | TYPE_SCALAR | TYPE_OWN_TEXT, .interfaces = comparable }
#define SCALAR(id_, name_, interfaces_)                                                                        \
	[id_] = { .name = (name_), .base = KNOWN(T_VALUETYPE), .id = (id_),                                         \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT, .interfaces = (interfaces_) }
#define CLASS(id_, name_, flags_, interfaces_)                                                                 \
	[id_] = { .name = (name_), .base = KNOWN(T_OBJECT), .id = (id_), .flags = (flags_), .interfaces = (interfaces_) }
#define INTERFACE(id_, name_, interfaces_)                                                                     \
	[id_] = { .name = (name_), .id = (id_), .flags = TYPE_INTERFACE | TYPE_ABSTRACT, .interfaces = (interfaces_) }

const TypeDef type_known[T_COUNT] = {
	[T_OBJECT] = { .name = "System.Object", .id = T_OBJECT },
	CLASS(T_VALUETYPE, "System.ValueType", TYPE_ABSTRACT, NULL),
	SCALAR(T_VOID, "System.Void", NULL),
	SCALAR(T_BOOL, "System.Boolean", comparable),
	SCALAR(T_SWITCH, "System.Management.Automation.SwitchParameter", NULL),
	SCALAR(T_CHAR, "System.Char", comparable),
	NUMBER(T_SBYTE, "System.SByte"),
	NUMBER(T_BYTE, "System.Byte"),
	NUMBER(T_INT16, "System.Int16"),
	NUMBER(T_UINT16, "System.UInt16"),
	NUMBER(T_INT32, "System.Int32"),
	NUMBER(T_UINT32, "System.UInt32"),
	NUMBER(T_INT64, "System.Int64"),
	NUMBER(T_UINT64, "System.UInt64"),
	NUMBER(T_SINGLE, "System.Single"),
	NUMBER(T_DOUBLE, "System.Double"),
	NUMBER(T_DECIMAL, "System.Decimal"),
	[T_BIGINT] = { .name = "System.Numerics.BigInteger", .base = KNOWN(T_VALUETYPE), .id = T_BIGINT,
		.flags = TYPE_VALUE | TYPE_NUMBER | TYPE_SCALAR | TYPE_OWN_TEXT, .interfaces = span_like },
	CLASS(T_STRING, "System.String", TYPE_SCALAR | TYPE_OWN_TEXT, string_like),
	SCALAR(T_DATETIME, "System.DateTime", comparable),
	SCALAR(T_TIMESPAN, "System.TimeSpan", span_like),
	CLASS(T_TYPE, "System.Type", TYPE_ABSTRACT | TYPE_OWN_TEXT, NULL),
	[T_ENUM] = { .name = "System.Enum", .base = KNOWN(T_VALUETYPE), .id = T_ENUM,
		.flags = TYPE_VALUE | TYPE_ABSTRACT | TYPE_SCALAR | TYPE_OWN_TEXT, .interfaces = comparable },
	CLASS(T_ARRAY, "System.Array", TYPE_ABSTRACT, list_like),
	[T_ARRAYLIST] = { .name = "System.Collections.ArrayList", .base = KNOWN(T_OBJECT), .id = T_ARRAYLIST,
		.interfaces = list_like },
	CLASS(T_LIST, "System.Collections.Generic.List`1", TYPE_GENERIC, typed_list),
	CLASS(T_COLLECTION, "System.Collections.ObjectModel.Collection`1", TYPE_GENERIC, typed_list),
	CLASS(T_QUEUE, "System.Collections.Queue", 0, collection_like),
	CLASS(T_STACK, "System.Collections.Stack", 0, collection_like),
	CLASS(T_HASHTABLE, "System.Collections.Hashtable", 0, type_dictionary_interfaces),
	CLASS(T_ORDERED, "System.Collections.Specialized.OrderedDictionary", 0, type_dictionary_interfaces),
	CLASS(T_DICTIONARY, "System.Collections.Generic.Dictionary`2", TYPE_GENERIC, type_dictionary_interfaces),
	[T_PSOBJECT] = { .name = "System.Management.Automation.PSObject", .base = KNOWN(T_OBJECT), .id = T_PSOBJECT,
		.flags = TYPE_OWN_TEXT, .ops = &member_psobject_ops },
	CLASS(T_PSCUSTOM, "System.Management.Automation.PSCustomObject", TYPE_OWN_TEXT, NULL),
	CLASS(T_SCRIPTBLOCK, "System.Management.Automation.ScriptBlock", TYPE_OWN_TEXT, NULL),
	CLASS(T_SECURESTRING, "System.Security.SecureString", 0, disposable),
	CLASS(T_REFERENCE, "System.Management.Automation.PSReference", 0, NULL),
	[T_NULLABLE] = { .name = "System.Nullable`1", .base = KNOWN(T_VALUETYPE), .id = T_NULLABLE,
		.flags = TYPE_GENERIC },
	CLASS(T_DELEGATE, "System.Delegate", TYPE_ABSTRACT, NULL),
	INTERFACE(T_ICOLLECTION, "System.Collections.ICollection", INTERFACES(KNOWN(T_IENUMERABLE))),
	INTERFACE(T_ILIST, "System.Collections.IList", INTERFACES(KNOWN(T_ICOLLECTION), KNOWN(T_IENUMERABLE))),
	INTERFACE(T_IENUMERABLE, "System.Collections.IEnumerable", NULL),
	INTERFACE(T_IDICTIONARY, "System.Collections.IDictionary",
		INTERFACES(KNOWN(T_ICOLLECTION), KNOWN(T_IENUMERABLE))),
	INTERFACE(T_ICOMPARABLE, "System.IComparable", NULL),
	INTERFACE(T_IDISPOSABLE, "System.IDisposable", NULL),
	[T_SEQUENCE] = { .name = "System.Collections.Generic.IEnumerable`1", .id = T_SEQUENCE,
		.flags = TYPE_INTERFACE | TYPE_ABSTRACT | TYPE_GENERIC },
	[T_EXCEPTION] = { .name = "System.Exception", .base = KNOWN(T_OBJECT), .id = T_EXCEPTION, .flags = TYPE_OWN_TEXT,
		.ops = &exception_ops },
};

/* Types without a number that belong to the known ones. */
const TypeDef type_iformattable = { .name = "System.IFormattable", .flags = TYPE_INTERFACE | TYPE_ABSTRACT };
const TypeDef type_iconvertible = { .name = "System.IConvertible", .flags = TYPE_INTERFACE | TYPE_ABSTRACT };
const TypeDef type_icloneable = { .name = "System.ICloneable", .flags = TYPE_INTERFACE | TYPE_ABSTRACT };
static const TypeDef runtime_type = { .name = "System.RuntimeType", .base = KNOWN(T_TYPE), .flags = TYPE_OWN_TEXT };

#define OPEN_CLASS(variable, name_, id_, interfaces_)                                                          \
	const TypeDef variable = { .name = (name_), .base = KNOWN(T_OBJECT), .id = (id_), .flags = TYPE_GENERIC, \
		.interfaces = (interfaces_) }
#define OPEN(variable, name_, id_, interfaces_) static OPEN_CLASS(variable, name_, id_, interfaces_)
#define OPEN_INTERFACE(variable, name_)                                                                        \
	static const TypeDef variable = { .name = (name_), .id = T_SEQUENCE,                                       \
		.flags = TYPE_INTERFACE | TYPE_ABSTRACT | TYPE_GENERIC }
OPEN_CLASS(type_generic_queue, "System.Collections.Generic.Queue`1", T_QUEUE, collection_like);
OPEN_CLASS(type_generic_stack, "System.Collections.Generic.Stack`1", T_STACK, collection_like);
OPEN_INTERFACE(icollection_of, "System.Collections.Generic.ICollection`1");
OPEN_INTERFACE(ilist_of, "System.Collections.Generic.IList`1");
OPEN_INTERFACE(iread_only_collection, "System.Collections.Generic.IReadOnlyCollection`1");
OPEN_INTERFACE(iread_only_list, "System.Collections.Generic.IReadOnlyList`1");
OPEN(predicate, "System.Predicate`1", T_DELEGATE, NULL);
OPEN(comparison, "System.Comparison`1", T_DELEGATE, NULL);
OPEN(action_1, "System.Action`1", T_DELEGATE, NULL);
OPEN(action_2, "System.Action`2", T_DELEGATE, NULL);
OPEN(func_1, "System.Func`1", T_DELEGATE, NULL);
OPEN(func_2, "System.Func`2", T_DELEGATE, NULL);
OPEN(func_3, "System.Func`3", T_DELEGATE, NULL);
OPEN(func_4, "System.Func`4", T_DELEGATE, NULL);
OPEN(action_3, "System.Action`3", T_DELEGATE, NULL);
OPEN(converter, "System.Converter`2", T_DELEGATE, NULL);
static const TypeDef action_0 = { .name = "System.Action", .base = KNOWN(T_DELEGATE), .id = T_DELEGATE };

#define ARRAY_TYPE(variable, name_, elem_)                                                                     \
	const TypeDef variable = { .name = (name_), .base = KNOWN(T_ARRAY), .id = T_ARRAY, .elem = KNOWN(elem_) }
ARRAY_TYPE(type_object_array, "System.Object[]", T_OBJECT);
ARRAY_TYPE(type_string_array, "System.String[]", T_STRING);
ARRAY_TYPE(type_byte_array, "System.Byte[]", T_BYTE);
ARRAY_TYPE(type_int_array, "System.Int32[]", T_INT32);
ARRAY_TYPE(type_char_array, "System.Char[]", T_CHAR);

const TypeDef *const type_known_others[] = {
	&type_iformattable, &type_iconvertible, &type_icloneable, &runtime_type, &type_generic_queue, &type_generic_stack, &icollection_of,
	&ilist_of, &iread_only_collection, &iread_only_list, &predicate, &comparison, &action_0, &action_1, &action_2, &func_1,
	&func_2, &func_3, &func_4, &action_3, &converter, &type_object_array, &type_string_array, &type_byte_array, &type_int_array, &type_char_array, NULL,
};
/* clang-format on */

const TypeDef *type_of(Value v)
{
	v = value_unwrap_peek(v);
	switch ((ValueKind)v.kind) {
	case V_EMPTY:
	case V_NULL:
		return NULL;
	case V_STRING:
		return KNOWN(T_STRING);
	case V_BIGINT:
		return KNOWN(T_BIGINT);
	case V_TYPE:
		return &runtime_type;
	case V_ENUM:
		return v.enumeration->type;
	case V_ARRAY:
		return v.array->type;
	case V_LIST:
		return v.list->type;
	case V_HASH:
		return v.hash->type;
	case V_OBJECT:
		return v.object->type;
	case V_BLOCK:
		return KNOWN(T_SCRIPTBLOCK);
	case V_SECRET:
		return KNOWN(T_SECURESTRING);
	default:
		return KNOWN(v.type);
	}
}

/* ---- relations ---- */

/* A type that lists an open generic (IComparer`1) serves for every argument. */
static bool has_interface(const TypeDef *sub, const TypeDef *super)
{
	for (const TypeDef *const *i = sub->interfaces; i && *i; i++)
		if (*i == super || (super->generic && *i == super->generic))
			return true;
	return false;
}

/* T[] is U[] where T is a reference type that is a U; and a sequence of U (IEnumerable`1 and its kin). */
static bool is_array_of(const TypeDef *sub, const TypeDef *super)
{
	if (sub->id != T_ARRAY || !sub->elem || !super->elem || (super->id != T_ARRAY && super->id != T_SEQUENCE))
		return false;
	return sub->elem == super->elem || (!(sub->elem->flags & TYPE_VALUE) && type_is(sub->elem, super->elem));
}

static bool is_sequence_of(const TypeDef *sub, const TypeDef *super)
{
	if (super->id != T_SEQUENCE || !super->elem || !sub->elem)
		return false;
	if (sub->id != T_LIST && sub->id != T_COLLECTION && sub->id != T_QUEUE && sub->id != T_STACK &&
		!(sub->ops && (sub->ops->enumerate || sub->ops->next)))
		return false;
	return sub->elem == super->elem || (super->generic == KNOWN(T_SEQUENCE) && !(sub->elem->flags & TYPE_VALUE) &&
						   type_is(sub->elem, super->elem));
}

bool type_is(const TypeDef *sub, const TypeDef *super)
{
	if (!sub || !super)
		return false;
	if (sub == super || super->id == T_OBJECT || is_array_of(sub, super) || is_sequence_of(sub, super))
		return true;
	for (const TypeDef *type = sub; type; type = type->base)
		if (type == super || type->generic == super || has_interface(type, super))
			return true;
	return false;
}

bool type_is_value(Value v, const TypeDef *type)
{
	if (type->id == T_PSOBJECT)
		return v.kind == V_OBJECT && (v.object->type->id == T_PSCUSTOM || v.object->type->id == T_PSOBJECT ||
						     v.object->base.kind != V_EMPTY);
	return type_is(type_of(v), type);
}

bool type_is_enum(const TypeDef *type)
{
	return type && type->base == KNOWN(T_ENUM);
}

/* ---- enums ---- */

bool type_enum_find(const TypeDef *type, Str name, int64_t *number)
{
	for (size_t i = 0; i < type->nnames; i++) {
		if (str_eq(str_from(type->names[i].name), name)) {
			*number = type->names[i].value;
			return true;
		}
	}
	for (size_t i = 0; i < type->nnames; i++) {
		if (str_ieq(str_from(type->names[i].name), name)) {
			*number = type->names[i].value;
			return true;
		}
	}
	return false;
}

static const char *enum_name(const TypeDef *type, int64_t number)
{
	for (size_t i = 0; i < type->nnames; i++)
		if (type->names[i].value == number)
			return type->names[i].name;
	return NULL;
}

/* Picks the names that make up number, from the largest value down as .NET does; fills picked with their places and
 * returns how many, or 0 when bits are left that no name has. */
static size_t pick_flags(const TypeDef *type, uint64_t number, size_t picked[64])
{
	uint64_t left = number, value;
	size_t n = 0;

	for (size_t i = type->nnames; i-- > 0 && left;) {
		value = (uint64_t)type->names[i].value;
		if (value && (left & value) == value && n < 64) {
			left &= ~value;
			picked[n++] = i;
		}
	}
	return left ? 0 : n;
}

void type_enum_put(const TypeDef *type, int64_t number, Buf *out)
{
	const char *name = enum_name(type, number);
	size_t picked[64], n;

	if (name) {
		buf_put(out, str_from(name));
		return;
	}
	n = type->flags & TYPE_FLAGS ? pick_flags(type, (uint64_t)number, picked) : 0;
	if (n == 0) {
		buf_printf(out, type->underlying == T_UINT64 ? "%llu" : "%lld", (long long)number);
		return;
	}
	while (n-- > 0) {
		buf_put(out, str_from(type->names[picked[n]].name));
		if (n)
			buf_put(out, S(", "));
	}
}

bool type_enum_is_defined(const TypeDef *type, int64_t number)
{
	uint64_t all = 0;

	if (enum_name(type, number))
		return true;
	if (!(type->flags & TYPE_FLAGS))
		return false;
	for (size_t i = 0; i < type->nnames; i++)
		all |= (uint64_t)type->names[i].value;
	return ((uint64_t)number & ~all) == 0 && number != 0;
}
