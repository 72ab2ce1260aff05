/* convert_native: to types that other rooms describe: their own conversion, Parse, constructors, settable
 * properties. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/convert_core.h"
#include "shell/value/member.h"
#include "shell/value/secret.h"

/* ---- tables ---- */

/* "System.Version new(string version)": whether what stands in the parentheses is types, as given, with any names. */
static bool takes(const char *signature, Str types)
{
	Str all = str_from(signature), list, piece;
	size_t open = str_find_byte(all, '(', 0), close = str_find_byte(all, ')', 0);
	StrSplit split, wanted = { .rest = types };
	Str want;

	if (open == STR_NONE || close == STR_NONE)
		return false;
	list = str_cut(all, open + 1, close);
	if (list.n == 0 || types.n == 0)
		return list.n == 0 && types.n == 0;
	split = (StrSplit){ .rest = list };
	while (str_split_next(&split, ',', &piece)) {
		piece = str_trim(piece);
		if (!str_split_next(&wanted, ',', &want) || !str_starts(piece, want) || piece.n == want.n ||
			piece.p[want.n] != ' ')
			return false;
	}
	return !str_split_next(&wanted, ',', &want);
}

const MethodDef *convert_find_row(const MethodDef *methods, Str name, Str types)
{
	for (; methods && methods->name; methods++)
		if (str_eq(str_from(methods->name), name) && takes(methods->signature, types))
			return methods;
	return NULL;
}

static const MethodDef *constructors_of(Conversion *c, const TypeDef *to)
{
	const TypeMembers *members = type_set_members(runtime_of(c->in)->types, to);

	if (members && members->constructors)
		return members->constructors;
	return type_is(to, type_of_id(T_EXCEPTION)) ? exception_constructors(to) : NULL;
}

static const MethodDef *statics_of(Conversion *c, const TypeDef *to)
{
	const TypeMembers *members = type_set_members(runtime_of(c->in)->types, to);

	return members ? members->static_methods : NULL;
}

static bool call(Conversion *c, const MethodDef *row, const char *id, Value v, const TypeDef *to, Value *out)
{
	Value self = value_type(to);

	*out = VALUE_EMPTY;
	if (row->fn(c->in, self, &v, 1, out) == FLOW_NEXT)
		return true;
	(void)convert_why(c, FAIL_NATIVE, v, to);
	c->id = id;
	return false;
}

static bool has_edition(Conversion *c, const MethodDef *row)
{
	return row && (row->where == 0 || row->where & runtime_edition(c->in)->where);
}

/* Parse(string) first, then a constructor of one string: [version]'1.2', [mailaddress]'a@b'. */
static bool from_text(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	const MethodDef *row = convert_find_row(statics_of(c, to), S("Parse"), S("string")), *provider;

	if (row) {
		provider = convert_find_row(statics_of(c, to), S("Parse"), S("string,System.IFormatProvider"));
		return call(c, row,
			has_edition(c, provider) ? "InvalidCastParseTargetInvocationWithFormatProvider"
						 : "InvalidCastParseTargetInvocation",
			v, to, out);
	}
	row = convert_find_row(constructors_of(c, to), S("new"), S("string"));
	if (!row)
		return convert_why_final(c, v, to);
	return call(c, row,
		str_eq(str_from(to->name), S("System.Text.RegularExpressions.Regex"))
			? "InvalidCastFromStringToRegex"
			: "InvalidCastConstructorException",
		v, to, out);
}

/* Of one parameter, of the type or one of its bases, System.Object apart. */
static const MethodDef *constructor_taking(Conversion *c, const TypeDef *to, const TypeDef *type)
{
	const MethodDef *row = NULL;

	for (; !row && type && type->id != T_OBJECT && type->id != T_PSCUSTOM; type = type->base)
		row = convert_find_row(constructors_of(c, to), S("new"), str_from(type->name));
	return row;
}

static bool by_type(Conversion *c, Value v, const TypeDef *to, Value *out, bool *done)
{
	*done = true;
	*out = VALUE_EMPTY;
	if (to->ops->convert(c->in, v, out) != FLOW_NEXT) {
		(void)convert_why(c, FAIL_NATIVE, v, to);
		c->id = to->ops->convert_id ? to->ops->convert_id : "InvalidCastParseTargetInvocation";
		return false;
	}
	*done = out->kind != V_EMPTY;
	return *done;
}

/* [HashSet[int]](1, 2), [HashSet[int]]1: a constructor of a sequence, or of the one item. */
static bool from_items(Conversion *c, Value v, const TypeDef *to, Value *out, bool *done)
{
	const MethodDef *row =
		convert_find_row(constructors_of(c, to), S("new"), S("System.Collections.Generic.IEnumerable[T]"));
	Value items;
	bool ok;

	*done = row != NULL;
	if (!row)
		return false;
	if (v.kind == V_ARRAY || v.kind == V_LIST) {
		items = value_ref(v);
	} else {
		items = array_value(array_new_objects());
		array_push(items.array, v);
	}
	ok = call(c, row, "InvalidCastConstructorException", items, to, out);
	value_drop(items);
	return ok;
}

bool convert_core_native(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	bool done, result;

	if (to->ops && to->ops->convert) {
		result = by_type(c, v, to, out, &done);
		if (done)
			return result;
	}
	if (v.kind != V_HASH && v.kind != V_OBJECT) {
		result = from_items(c, v, to, out, &done);
		if (done)
			return result;
	}
	if (v.kind == V_STRING && !(to->flags & TYPE_INTERFACE))
		return from_text(c, v, to, out);
	if (v.kind == V_HASH)
		return convert_core_hash(c, v, to, out);
	if (v.kind == V_OBJECT) { /* [WindowsPrincipal]$identity: a constructor that takes just that */
		const MethodDef *row = constructor_taking(c, to, type_of(v));

		if (row)
			return call(c, row, "InvalidCastConstructorException", v, to, out);
	}
	if (v.kind == V_OBJECT && v.object->type->id == T_PSCUSTOM &&
		convert_find_row(constructors_of(c, to), S("new"), S("")))
		return convert_why(c, FAIL_CUSTOM, v, to);
	return convert_why_final(c, v, to);
}

/* ---- hashes to objects ---- */

/* The value a structure has before anything is set; false: to is no known structure. */
static bool zero_of(Conversion *c, const TypeDef *to, Value *out)
{
	if (to->id == T_DATETIME)
		*out = value_datetime(0, MOMENT_UNSPECIFIED);
	else if (to->id == T_TIMESPAN)
		*out = value_timespan(0);
	else if (to->id == T_SWITCH)
		*out = value_switch(false);
	else if (to->id == T_SECURESTRING)
		*out = secret_new(S(""));
	else if (type_is_enum(to))
		*out = value_enum(to, 0);
	else if (to->flags & TYPE_NUMBER && to->id != T_CHAR)
		return convert_core_number(c, value_int(0), to, out);
	else
		return false;
	return true;
}

static bool make_default(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	const MethodDef *row;

	if (zero_of(c, to, out))
		return true;
	row = convert_find_row(constructors_of(c, to), S("new"), S(""));
	if (!row)
		return convert_why_final(c, v, to);
	*out = VALUE_EMPTY;
	if (row->fn(c->in, value_type(to), NULL, 0, out) == FLOW_NEXT)
		return true;
	(void)convert_why(c, FAIL_NATIVE, v, to);
	c->id = "InvalidCastConstructorException";
	return false;
}

static bool is_settable(Conversion *c, Value object, Str name)
{
	MemberList list = { 0 };
	bool found = false;

	member_list(c->in, object, MEMBERS_PROPERTIES, &list);
	for (size_t i = 0; i < list.n && !found; i++)
		found = str_ieq(list.p[i].name, name) && (!list.p[i].prop || list.p[i].prop->set);
	member_list_release(&list);
	return found;
}

static bool set_property(Conversion *c, Value object, Value key, Value v)
{
	Value name;
	bool done;

	if (convert_to_string(c->in, key, &name) != FLOW_NEXT) {
		c->why = FAIL_RAISED;
		return false;
	}
	done = is_settable(c, object, string_str(name.string));
	if (!done)
		(void)convert_why(c, FAIL_PROPERTY, name, type_of(object));
	else if (member_set(c->in, object, string_str(name.string), v) != FLOW_NEXT)
		done = convert_why(c, FAIL_CREATE, name, type_of(object));
	value_drop(name);
	return done;
}

bool convert_core_hash(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	struct HashEntry *entry;
	size_t at = 0;

	if (to->flags & (TYPE_ABSTRACT | TYPE_GENERIC) || !make_default(c, v, to, out))
		return c->why == FAIL_NATIVE ? false : convert_why_final(c, v, to);
	while ((entry = hash_next(v.hash, &at))) {
		if (!set_property(c, *out, entry->key, entry->value)) {
			value_drop(*out);
			*out = VALUE_EMPTY;
			return false;
		}
	}
	return true;
}

/* ---- [pscustomobject] ---- */

Flow convert_to_custom(Interp *in, Value v, Value *out)
{
	Value plain = value_unwrap_peek(v), name;
	struct HashEntry *entry;
	Object *object;
	size_t at = 0;
	Flow flow = FLOW_NEXT;

	if (plain.kind != V_HASH) {
		*out = value_ref(v);
		return FLOW_NEXT;
	}
	object = object_new_custom();
	object_reserve(object, (uint32_t)plain.hash->n);
	while (flow == FLOW_NEXT && (entry = hash_next(plain.hash, &at))) {
		flow = convert_to_string(in, entry->key, &name);
		if (flow != FLOW_NEXT)
			break;
		/* the one key that is no property */
		if (str_ieq(string_str(name.string), S("PSTypeName")) && value_is_string(entry->value))
			object_push_type_name(object, value_str_peek(entry->value));
		else
			object_set_named_take(object, name.string, value_ref(entry->value));
		value_drop(name);
	}
	if (flow == FLOW_NEXT)
		*out = object_value(object);
	else
		value_drop(object_value(object));
	return flow;
}
