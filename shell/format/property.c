/* property: what -Property and -GroupBy take: names, wildcards, script blocks, and tables that calculate. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/property.h"

#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/engine/function.h"
#include "shell/value/exception.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"

/* ---- errors ---- */

#define EITHER_TYPE "{System.String, System.Management.Automation.ScriptBlock}"

/* The exception says nothing of its own; the text is ErrorDetails (asked of the engine:
 * Format-Table @{ bogus = 1 }). */
static Flow refuse(Stage *s, const char *id, const char *fmt, ...) PRINTF(3, 4);
static Flow refuse(Stage *s, const char *id, const char *fmt, ...)
{
	Value exception =
		exception_new(exception_type(EXC_NOT_SUPPORTED), S("Specified method is not supported."), VALUE_NULL);
	Value record = error_new(exception, str_from(id), CAT_INVALID_ARGUMENT, VALUE_EMPTY);
	Buf text = BUF_INIT;
	va_list args;
	Flow flow;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	error_peek(record)->details = value_string_buf(&text).string;
	flow = stage_throw_record(s, record);
	buf_release(&text);
	value_drop(record);
	value_drop(exception);
	return flow;
}

/* ---- calculated properties ---- */

typedef struct Key {
	const char *name, *other; /* other: a second name */
	unsigned bit;
	enum { TAKES_EXPRESSION, TAKES_TEXT, TAKES_INT, TAKES_BOOL } takes;
} Key;
/* The order decides which two an ambiguous key names. */
static const Key all_keys[] = {
	{ "expression", NULL, PROPERTY_EXPRESSION, TAKES_EXPRESSION },
	{ "formatString", NULL, PROPERTY_FORMAT, TAKES_TEXT },
	{ "label", "name", PROPERTY_LABEL, TAKES_TEXT },
	{ "width", NULL, PROPERTY_WIDTH, TAKES_INT },
	{ "alignment", NULL, PROPERTY_ALIGNMENT, TAKES_TEXT },
	{ "depth", NULL, PROPERTY_DEPTH, TAKES_INT },
	{ "ascending", NULL, PROPERTY_ASCENDING, TAKES_BOOL },
	{ "descending", NULL, PROPERTY_DESCENDING, TAKES_BOOL },
};
/* ORDER Key.takes */
static const char *const takes_names[] = { NULL, "System.String", "System.Int32", "System.Boolean" };

static Flow find_key(Stage *s, Str name, unsigned allowed, const Key **out)
{
	const Key *found = NULL;

	for (size_t i = 0; i < COUNT(all_keys); i++) {
		const Key *key = &all_keys[i];

		if (!(key->bit & allowed))
			continue;
		if (!str_istarts(str_from(key->name), name) && !(key->other && str_istarts(str_from(key->other), name)))
			continue;
		if (found)
			return refuse(s, "DictionaryKeyAmbiguous", "The %.*s key is ambiguous; %s and %s conflict.",
				STR_ARG(name), found->name, key->name);
		found = key;
	}
	*out = found;
	if (!found)
		return refuse(s, "DictionaryKeyIllegal", "The %.*s key is not valid.", STR_ARG(name));
	return FLOW_NEXT;
}

static bool value_suits(const Key *key, Value v)
{
	switch (key->takes) {
	case TAKES_EXPRESSION:
		return v.kind == V_STRING || v.kind == V_BLOCK;
	case TAKES_TEXT:
		return v.kind == V_STRING;
	case TAKES_INT:
		return v.kind == V_INT && v.type == T_INT32;
	case TAKES_BOOL:
		return v.kind == V_BOOL;
	}
	return false;
}

static String *text_of(Value v)
{
	return value_ref(v).string;
}

static void set_expression(Property *property, Value v)
{
	if (v.kind == V_BLOCK) {
		property->block = value_ref(v);
		return;
	}
	property->name = text_of(v);
	property->wild = wildcard_has(value_str_peek(v));
}

static Flow set_alignment(Stage *s, Property *property, Str text)
{
	static const char *const names[] = { "left", "center", "right" };

	for (size_t i = 0; i < COUNT(names) && text.n; i++)
		if (str_istarts(str_from(names[i]), text)) {
			property->align = names[i][0];
			return FLOW_NEXT;
		}
	return refuse(s, "AlignmentIllegalValue",
		"The value \"%.*s\" for key \"alignment\" is not valid; valid values are {left, center, right}.",
		STR_ARG(text));
}

static Flow set_number(Stage *s, Property *property, const Key *key, int64_t number)
{
	if (key->bit == PROPERTY_DEPTH) {
		property->depth = (int)number;
		return FLOW_NEXT;
	}
	if (number <= 0)
		return refuse(s, "WidthOutOfRange", "The value \"%lld\" for key \"width\" should be greater than 0.",
			(long long)number);
	property->width = (int)number;
	return FLOW_NEXT;
}

static Flow set_value(Stage *s, Property *property, const Key *key, Value v)
{
	switch (key->bit) {
	case PROPERTY_EXPRESSION:
		if (v.kind == V_STRING && v.string->n == 0)
			return refuse(s, "ExpressionEmptyString1",
				"The \"expression\" key cannot have an empty string value.");
		set_expression(property, v);
		return FLOW_NEXT;
	case PROPERTY_FORMAT:
		if (v.string->n == 0)
			return refuse(s, "FormatStringEmpty",
				"Cannot have an empty formatting string for key \"formatString\".");
		property->format = text_of(v);
		return FLOW_NEXT;
	case PROPERTY_LABEL:
		property->label = text_of(v);
		return FLOW_NEXT;
	case PROPERTY_ALIGNMENT:
		return set_alignment(s, property, value_str_peek(v));
	case PROPERTY_ASCENDING:
	case PROPERTY_DESCENDING:
		property->order = (key->bit == PROPERTY_ASCENDING) == v.b ? 1 : -1;
		return FLOW_NEXT;
	default:
		return set_number(s, property, key, v.i64);
	}
}

static Flow refuse_type(Stage *s, const Key *key, Str name, Value v)
{
	const char *type = type_of(v)->name;

	if (key->takes == TAKES_EXPRESSION)
		return refuse(s, "DictionaryKeyIllegalValue1",
			"The \"%.*s\" key has a type, %s, that is not valid; expected types are " EITHER_TYPE ".",
			STR_ARG(name), type);
	return refuse(s, "DictionaryKeyIllegalValue2",
		"The \"%.*s\" key has a type, %s, that is not valid; expected type is %s.", STR_ARG(name), type,
		takes_names[key->takes]);
}

static Flow read_entry(Stage *s, const struct HashEntry *entry, unsigned allowed, unsigned *seen, Property *property)
{
	Value name = value_unwrap_peek(entry->key), v = value_unwrap_peek(entry->value);
	const Key *key = all_keys;

	if (name.kind != V_STRING)
		return refuse(s, "DictionaryKeyNonString", "The %.*s key type is not valid. The key must be a string.",
			STR_ARG(type_short_name(type_of(name))));
	FLOW_TRY(find_key(s, value_str_peek(name), allowed, &key));
	if (*seen & key->bit)
		return refuse(s, "DictionaryKeyDuplicate", "The duplicated key \"%.*s\" conflicts with \"%s\".",
			STR_ARG(value_str_peek(name)), key->name);
	*seen |= key->bit;
	if (value_is_null(v))
		return refuse(
			s, "DictionaryKeyMissingValue", "The %.*s key has no value.", STR_ARG(value_str_peek(name)));
	if (!value_suits(key, v))
		return refuse_type(s, key, value_str_peek(name), v);
	return set_value(s, property, key, v);
}

static Flow read_table(Stage *s, const Hash *hash, unsigned allowed, Property *property)
{
	const struct HashEntry *entry;
	unsigned seen = 0;
	size_t at = 0;

	while ((entry = hash_next(hash, &at)))
		FLOW_TRY(read_entry(s, entry, allowed, &seen, property));
	if (!(seen & PROPERTY_EXPRESSION))
		return refuse(s, "DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.");
	return FLOW_NEXT;
}

/* ---- arguments ---- */

static Flow read_one(Stage *s, Value v, unsigned allowed, Property *property)
{
	v = value_unwrap_peek(v);
	switch (v.kind) {
	case V_HASH:
		return read_table(s, v.hash, allowed, property);
	case V_STRING:
		if (v.string->n == 0)
			return refuse(s, "ExpressionEmptyString2", "An empty string value is not allowed.");
		set_expression(property, v);
		return FLOW_NEXT;
	case V_BLOCK:
		set_expression(property, v);
		return FLOW_NEXT;
	case V_EMPTY:
	case V_NULL:
		return refuse(s, "DictionaryKeyUnknownType",
			"The value of a parameter was null; one of the following types was expected: " EITHER_TYPE ".");
	default:
		return refuse(s, "DictionaryKeyUnknownType",
			"Cannot convert %s to one of the following types " EITHER_TYPE ".", type_of(v)->name);
	}
}

Flow property_parse(Stage *s, Value argument, unsigned keys, PropertyList *out)
{
	Flow flow = FLOW_NEXT;
	Iter it;
	Value item;

	if (value_is_null(argument))
		return FLOW_NEXT;
	FLOW_TRY(iter_init(s->interp, &it, argument));
	while (flow == FLOW_NEXT && iter_next(s->interp, &it, &item, &flow)) {
		if (out->n == out->cap)
			out->p = mem_grow(out->p, &out->cap, out->n + 1, sizeof(*out->p));
		out->p[out->n] = (Property){ .block = VALUE_EMPTY };
		flow = read_one(s, item, keys | PROPERTY_EXPRESSION, &out->p[out->n++]);
		value_drop(item);
	}
	iter_release(&it);
	return flow;
}

static void drop_text(String *text)
{
	if (text)
		value_drop(value_of_string(text));
}

void property_release(PropertyList *list)
{
	for (size_t i = 0; i < list->n; i++) {
		drop_text(list->p[i].name);
		value_drop(list->p[i].block);
		drop_text(list->p[i].label);
		drop_text(list->p[i].format);
	}
	free(list->p);
	*list = (PropertyList){ 0 };
}

Value property_text(Interp *in, const Property *property)
{
	Buf text = BUF_INIT;
	Value v;

	if (property->name)
		return value_ref(value_of_string(property->name));
	runtime_of(in)->put_block_text(property->block, &text);
	v = value_string_buf(&text);
	buf_release(&text);
	return v;
}

/* ---- what it stands for ---- */

static bool is_intrinsic(Str name)
{
	return str_ieq(name, S("Count")) || str_ieq(name, S("Length"));
}

static void add_use(PropertyUses *out, const Property *property, Value name_take, bool found)
{
	PropertyUse use = { .property = property, .found = found };

	if (name_take.kind == V_STRING) {
		use.name = name_take.string;
		use.own = is_intrinsic(string_str(use.name));
	}
	if (out->n == out->cap)
		out->p = mem_grow(out->p, &out->cap, out->n + 1, sizeof(*out->p));
	out->p[out->n++] = use;
}

static bool is_property(const Member *member)
{
	return member->kind <= MEMBER_CODE;
}

/* The name as a counted string: a slot's own, shared by all objects of a kind, where there is one. */
static Value member_name(const Member *member)
{
	return member->slot ? value_ref(value_of_string(member->slot->name)) : value_string(member->name);
}

static void expand_set(Interp *in, const Property *property, Value v, Value names, PropertyUses *out);

/* The member's own name, or those of a property set. */
static void add_member(Interp *in, const Property *property, Value v, const Member *member, PropertyUses *out)
{
	if (member->kind == MEMBER_PROPERTY_SET && member->slot)
		expand_set(in, property, v, member->slot->value, out);
	else if (is_property(member))
		add_use(out, property, member_name(member), true);
}

/* Adds the first member (wild: every one) whose name matches; false: none. */
static bool add_matching(Interp *in, const Property *property, Str pattern, bool wild, Value v, PropertyUses *out)
{
	MemberList list = { 0 };
	size_t before = out->n;

	member_list(in, v, wild ? MEMBERS_PROPERTIES : MEMBERS_PROPERTIES | MEMBERS_HIDDEN, &list);
	for (size_t i = 0; i < list.n; i++) {
		if (wild ? !wildcard_match(pattern, list.p[i].name, true) : !str_ieq(pattern, list.p[i].name))
			continue;
		add_member(in, property, v, &list.p[i], out);
		if (!wild)
			break;
	}
	member_list_release(&list);
	return out->n > before;
}

static void expand_set(Interp *in, const Property *property, Value v, Value names, PropertyUses *out)
{
	if (names.kind != V_ARRAY)
		return;
	for (size_t i = 0; i < names.array->n; i++) {
		Str name = value_str_peek(array_peek(names.array, i));
		size_t before = out->n;

		if (object_find_peek(v.object, name) && object_find_peek(v.object, name)->kind == SLOT_SET)
			continue; /* a set within a set: no further */
		if (!add_matching(in, property, name, false, v, out) && out->n == before)
			add_use(out, property, value_string(name), false);
	}
}

/* A note property of a plain object, without listing its members. */
static bool add_slot(const Property *property, Value v, PropertyUses *out)
{
	const Slot *slot = v.kind == V_OBJECT ? object_find_peek(v.object, string_str(property->name)) : NULL;

	if (!slot || slot->kind > SLOT_SCRIPT)
		return false;
	add_use(out, property, value_ref(value_of_string(slot->name)), true);
	return true;
}

void property_expand(Interp *in, const Property *property, Value v, PropertyUses *out)
{
	if (!property->name) {
		add_use(out, property, VALUE_EMPTY, true);
		return;
	}
	if (!property->wild && add_slot(property, v, out))
		return;
	if (!add_matching(in, property, string_str(property->name), property->wild, v, out) && !property->wild)
		add_use(out, property, value_ref(value_of_string(property->name)), false);
}

void property_expand_names(Interp *in, const char *const *names, Value v, PropertyUses *out)
{
	for (; *names; names++)
		if (!add_matching(in, NULL, str_from(*names), false, v, out))
			add_use(out, NULL, value_string_c(*names), false);
}

/* Which come first: 0 those the object carries, 1 .NET's own, 2 those that PowerShell gave the type (asked of the
 * engine: [datetime]1 | Format-List has DateTime last, with * first). */
static int rank_of(const Member *member)
{
	if (member->slot)
		return 0;
	return member->prop && member->prop->flags & (PROP_ALIAS | PROP_SCRIPT | PROP_CODE | PROP_NOTE) ? 2 : 1;
}

void property_expand_all(Interp *in, Value v, PropertyUses *out)
{
	MemberList list = { 0 };

	member_list(in, v, MEMBERS_PROPERTIES, &list);
	for (int rank = 0; rank <= 2; rank++)
		for (size_t i = 0; i < list.n; i++)
			if (is_property(&list.p[i]) && rank_of(&list.p[i]) == rank)
				add_use(out, NULL, member_name(&list.p[i]), true);
	member_list_release(&list);
}

void property_uses_release(PropertyUses *uses)
{
	for (size_t i = 0; i < uses->n; i++)
		drop_text(uses->p[i].name);
	free(uses->p);
	*uses = (PropertyUses){ 0 };
}

static Flow get_member(Interp *in, PropertyUse *use, Value v, Value *out, bool *found)
{
	Str name = string_str(use->name);

	if (use->own && v.kind != V_HASH)
		return member_get_own(in, v, name, out, found);
	return member_get(in, v, name, &use->cache, out, found);
}

Flow property_value(Interp *in, PropertyUse *use, Value v, Value *out, bool *failed)
{
	bool found = true;
	Flow flow;

	*failed = false;
	*out = VALUE_EMPTY;
	if (use->name)
		flow = get_member(in, use, v, out, &found);
	else
		flow = runtime_of(in)->invoke(in, use->property->block, NULL, 0, v, out);
	if (flow == FLOW_THROW) {
		const Exception *exception = exception_peek(runtime_of(in)->error_peek(in));

		use->thrown = exception && exception->thrown;
		*failed = !use->name;
		runtime_of(in)->clear_error(in);
		flow = FLOW_NEXT;
		found = false;
	}
	if (!found || out->kind == V_EMPTY) {
		value_drop(*out);
		*out = VALUE_NULL;
	}
	return flow;
}
