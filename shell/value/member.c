/* member: reading and setting properties (reference 6.9.1, 6.9.2, 6.9.5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"
#include "shell/value/member_table.h"
#include "shell/value/type_data.h"

enum { ALIAS_MAX = 64 }; /* aliases of aliases */

static Flow found_value(Value *out, bool *found, Value v)
{
	*out = v;
	*found = true;
	return FLOW_NEXT;
}

/* ---- members that an object carries ---- */

static Flow slot_set_members(Interp *in, Value self, const Slot *slot, Value *out)
{
	/* a PropertySet as an object of its properties, as Select-Object makes of it */
	const Array *names = slot->value.kind == V_ARRAY ? slot->value.array : NULL;
	Object *object = object_new_custom();
	Value v;
	bool found;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; names && i < names->n && flow == FLOW_NEXT; i++) {
		Str name = value_str_peek(array_peek(names, i));

		flow = member_get(in, self, name, NULL, &v, &found);
		if (flow == FLOW_NEXT)
			object_set_take(object, name, v);
	}
	*out = object_value(object);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

/* A getter that throws gives $null: asked of 7.6. */
static Flow forgive(Interp *in, Flow flow, Value *out)
{
	if (flow != FLOW_THROW)
		return flow;
	runtime_of(in)->clear_error(in);
	*out = VALUE_NULL;
	return FLOW_NEXT;
}

static Flow follow_alias(Interp *in, Value self, const Slot *slot, Value *out)
{
	const Object *object = self.object;
	bool found;

	for (int hops = 0; slot && slot->kind == SLOT_ALIAS && hops < ALIAS_MAX; hops++) {
		Str other = value_str_peek(slot->value);
		const Slot *next = object_find_peek(object, other);

		if (!next)
			return member_get(in, value_unwrap_peek(self), other, NULL, out, &found);
		slot = next;
	}
	if (slot->kind != SLOT_ALIAS)
		return member_slot_get(in, self, slot, out);
	*out = VALUE_NULL;
	return FLOW_NEXT;
}

Flow member_slot_get(Interp *in, Value self, const Slot *slot, Value *out)
{
	Value block;
	Flow flow;

	switch ((SlotKind)slot->kind) {
	case SLOT_ALIAS:
		return follow_alias(in, self, slot, out);
	case SLOT_SCRIPT:
		block = value_ref(slot->value); /* the block may change the object */
		flow = forgive(in, runtime_of(in)->invoke_this(in, block, self, NULL, 0, out), out);
		value_drop(block);
		if (flow == FLOW_NEXT && out->kind == V_EMPTY)
			*out = VALUE_NULL;
		return flow;
	case SLOT_SET:
		return slot_set_members(in, self, slot, out);
	default:
		*out = value_ref(slot->value);
		return FLOW_NEXT;
	}
}

/* ---- member enumeration ---- */

/* Appends what one element gave; a collection gives its elements. */
static Flow gather(Interp *in, Array *results, Value v)
{
	Iter it;
	Value item;
	Flow flow;

	if (!iter_unrolls(v)) {
		array_push(results, v.kind == V_EMPTY ? VALUE_NULL : v);
		return FLOW_NEXT;
	}
	FLOW_TRY(iter_init(in, &it, v));
	while (iter_next(in, &it, &item, &flow))
		array_push_take(results, item);
	iter_release(&it);
	return flow;
}

/* The property of each element that has it; one result stands alone.  In strict mode all have to have it (asked of
 * 7.6). */
static Flow get_of_each(Interp *in, Value v, Str name, Value *out, bool *found)
{
	Array *results = array_new_objects();
	bool strict = runtime_of(in)->strict(in) >= 2;
	Iter it;
	Value item, one;
	bool has;
	Flow flow = iter_init(in, &it, v);

	if (flow != FLOW_NEXT) {
		value_drop(array_value(results));
		return flow;
	}
	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		has = false;
		one = VALUE_NULL;
		if (!value_is_null(item))
			flow = member_get(in, item, name, NULL, &one, &has);
		if (flow == FLOW_NEXT && has) {
			*found = true;
			flow = gather(in, results, one);
		}
		value_drop(one);
		value_drop(item);
		if (strict && !has) {
			*found = false;
			break;
		}
	}
	iter_release(&it);
	if (flow == FLOW_NEXT && *found)
		*out = results->n == 1 ? array_get(results, 0) : value_ref(array_value(results));
	value_drop(array_value(results));
	return flow;
}

/* ---- reading ---- */

static Flow get_prop(Interp *in, const PropDef *prop, Value self, Value *out)
{
	Flow flow;

	*out = VALUE_EMPTY;
	flow = forgive(in, prop->get(in, self, out), out);
	if (flow == FLOW_NEXT && out->kind == V_EMPTY)
		*out = VALUE_NULL;
	return flow;
}

/* The type's own property, or its method without parentheses. */
static Flow get_declared(Interp *in, Value v, const MemberEntry *entry, Value *out)
{
	if (entry->prop)
		return get_prop(in, entry->prop, v, out);
	*out = member_method_info(v, entry->group);
	return FLOW_NEXT;
}

/* Every scalar has a Count and a Length of 1, $null of 0. */
static bool is_count(Str name)
{
	return str_ieq(name, S("Count")) || str_ieq(name, S("Length"));
}

/* What no type declares: the notes of a text, then psobject and its kin. */
static Flow get_undeclared(Interp *in, Value v, Str name, Value *out, bool *found)
{
	Value with_notes;
	Flow flow;

	if (v.kind == V_STRING && v.note && runtime_of(in)->is_note(in, name)) {
		with_notes = runtime_of(in)->with_notes(in, v);
		flow = with_notes.kind == V_STRING ? FLOW_NEXT : member_get(in, with_notes, name, NULL, out, found);
		value_drop(with_notes);
		if (flow != FLOW_NEXT || *found)
			return flow;
	}
	return member_intrinsic(in, v, name, out, found);
}

/* What only the language knows: the member of each element, and Count and Length of what is no collection. */
static Flow get_of_any(Interp *in, Value v, Str name, Value *out, bool *found)
{
	Flow flow;

	if (iter_unrolls(v)) {
		if (!runtime_of(in)->stack_left(in))
			return runtime_of(in)->too_deep(in);
		flow = get_of_each(in, v, name, out, found);
		if (flow != FLOW_NEXT || *found)
			return flow;
	}
	return is_count(name) ? found_value(out, found, value_int(type_of(value_unwrap_peek(v)) ? 1 : 0)) : FLOW_NEXT;
}

static Flow get_of_object(Interp *in, Value v, Str name, MemberCache *cache, Value *out, bool *found)
{
	const Object *object = v.object;
	const Slot *slot = NULL;

	/* objects made alike have the property in the same place */
	if (cache && !cache->type && cache->slot < object->nslots) {
		const String *have = object->slots[cache->slot].name;

		if (have->n == name.n && memcmp(have->p, name.p, name.n) == 0)
			slot = &object->slots[cache->slot];
	}
	if (!slot && object->nslots)
		slot = object_find_peek(object, name);
	if (!slot)
		return FLOW_NEXT;
	if (cache)
		*cache = (MemberCache){ .slot = (uint32_t)(slot - object->slots) };
	*found = true;
	if (slot->kind == SLOT_NOTE) {
		*out = value_ref(slot->value);
		return FLOW_NEXT;
	}
	return member_slot_get(in, v, slot, out);
}

static Flow get_of_base(Interp *in, Value v, Str name, Value *out, bool *found)
{
	const MemberEntry *entry = type_of(v) ? member_table_find(in, type_of(v), name, false) : NULL;

	*found = entry != NULL;
	return entry ? get_declared(in, v, entry, out) : FLOW_NEXT;
}

/* What an object makes of the names itself. */
static const TypeOps *adapter_of(Value plain)
{
	const TypeOps *ops = plain.kind == V_OBJECT ? plain.object->type->ops : NULL;

	return ops && ops->adapt_get ? ops : NULL;
}

Flow member_get_single(Interp *in, Value v, Str name, MemberCache *cache, Value *out, bool *found)
{
	Value plain = value_unwrap_peek(v), *slot;
	const TypeOps *adapter = adapter_of(plain);
	const TypeDef *type;
	const MemberEntry *entry;
	const Slot *added;
	Flow flow;

	*found = false;
	*out = VALUE_NULL;
	if (member_base_peek(v, &plain))
		return get_of_base(in, plain, name, out, found);
	if (v.kind == V_OBJECT) {
		flow = get_of_object(in, v, name, cache, out, found);
		if (flow != FLOW_NEXT || *found)
			return flow;
	}
	if (runtime_of(in)->type_data && (added = type_data_slot_peek(in, v, name))) {
		*found = true;
		return member_slot_get(in, v, added, out);
	}
	if (adapter) {
		flow = adapter->adapt_get(in, plain, name, out, found);
		if (flow != FLOW_NEXT || *found)
			return flow;
	}
	if (plain.kind == V_HASH && (slot = hash_find_text_peek(plain.hash, name)))
		return found_value(out, found, value_ref(*slot));
	type = type_of(plain);
	if (!type)
		return FLOW_NEXT;
	if (cache && cache->type == type && cache->prop) {
		*found = true;
		return get_prop(in, cache->prop, plain, out);
	}
	entry = member_table_find(in, type, name, false);
	if (!entry)
		return get_undeclared(in, v, name, out, found);
	if (cache && entry->prop)
		*cache = (MemberCache){ .type = type, .prop = entry->prop };
	*found = true;
	return get_declared(in, plain, entry, out);
}

Flow member_get(Interp *in, Value v, Str name, MemberCache *cache, Value *out, bool *found)
{
	Flow flow = member_get_single(in, v, name, cache, out, found);

	return flow == FLOW_NEXT && !*found ? get_of_any(in, v, name, out, found) : flow;
}

Flow member_get_own(Interp *in, Value v, Str name, Value *out, bool *found)
{
	const TypeDef *type = type_of(v);
	const MemberEntry *entry;
	const Slot *added;
	Value with_notes;
	Flow flow;

	*found = false;
	*out = VALUE_NULL;
	if (v.kind == V_OBJECT) {
		flow = get_of_object(in, v, name, NULL, out, found);
		if (flow != FLOW_NEXT || *found)
			return flow;
	}
	if (v.kind == V_STRING && v.note && runtime_of(in)->is_note(in, name)) {
		with_notes = runtime_of(in)->with_notes(in, v);
		flow = with_notes.kind == V_OBJECT ? get_of_object(in, with_notes, name, NULL, out, found) : FLOW_NEXT;
		value_drop(with_notes);
		if (flow != FLOW_NEXT || *found)
			return flow;
	}
	if (runtime_of(in)->type_data && (added = type_data_slot_peek(in, v, name))) {
		*found = true;
		return member_slot_get(in, v, added, out);
	}
	if (adapter_of(value_unwrap_peek(v))) {
		flow = adapter_of(value_unwrap_peek(v))->adapt_get(in, value_unwrap_peek(v), name, out, found);
		if (flow != FLOW_NEXT || *found)
			return flow;
	}
	entry = type ? member_table_find(in, type, name, false) : NULL;
	if (!entry || !entry->prop)
		return FLOW_NEXT;
	*found = true;
	return get_prop(in, entry->prop, value_unwrap_peek(v), out);
}

Flow member_get_static(Interp *in, const TypeDef *type, Str name, Value *out, bool *found)
{
	const MemberEntry *entry = member_table_find(in, type, name, true);
	int64_t number;

	*found = true;
	*out = VALUE_NULL;
	if (type_is_enum(type) && type_enum_find(type, name, &number)) {
		*out = value_enum(type, number);
		return FLOW_NEXT;
	}
	if (entry && entry->prop) {
		*out = VALUE_EMPTY;
		return entry->prop->get(in, value_type(type), out);
	}
	if (entry) {
		*out = member_method_info(value_type(type), entry->group);
		return FLOW_NEXT;
	}
	*found = false;
	return FLOW_NEXT;
}

/* ---- setting ---- */

#define CANNOT_BE_SET                                                                                                  \
	"The property '%.*s' cannot be found on this object. Verify that the property exists and can be set."

static Flow raise_missing(Interp *in, Value v, Str name)
{
	Fault fault = {
		.id = "ExceptionWhenSetting", .category = CAT_NOT_SPECIFIED, .exception = EXC_SET_VALUE_INVOCATION
	};

	if (value_is_null(v))
		return fault_runtime(in, CAT_INVALID_OPERATION, "PropertyNotFound", CANNOT_BE_SET, STR_ARG(name));
	if ((v.kind == V_OBJECT && v.object->type->id == T_PSCUSTOM) || adapter_of(value_unwrap_peek(v)))
		return fault_raise(
			in, &fault, "Exception setting \"%.*s\": \"" CANNOT_BE_SET "\"", STR_ARG(name), STR_ARG(name));
	return fault_runtime(in, CAT_INVALID_OPERATION, "PropertyAssignmentException", CANNOT_BE_SET, STR_ARG(name));
}

static Flow raise_read_only(Interp *in, const char *name)
{
	Fault fault = {
		.id = "PropertyAssignmentException", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME
	};
	Buf text = BUF_INIT;
	Flow flow;

	buf_printf(&text, "'%s' is a ReadOnly property.", name);
	fault.inner = exception_new(exception_type(EXC_SET_VALUE), buf_str(&text), VALUE_NULL);
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	value_drop(fault.inner);
	buf_release(&text);
	return flow;
}

/* Ids: what an adapter (of XML, of a DataRow) sets is caught by another hand. */
static const char set_threw[] = "ExceptionWhenSetting", adapter_threw[] = "CatchFromBaseAdapterSetValue";

/* Exception setting "X": "what the setter or the conversion threw" */
static Flow wrap_setting(Interp *in, const char *id, Str name)
{
	Value exception = runtime_of(in)->take_error(in);
	Exception *payload = exception_peek(exception);
	Fault fault = { .id = id, .category = CAT_NOT_SPECIFIED, .exception = EXC_SET_VALUE_INVOCATION };
	Buf text = BUF_INIT;
	Flow flow;

	buf_put(&text, S("Exception setting \""));
	buf_put(&text, name);
	buf_put(&text, S("\": \""));
	buf_put(&text, exception_message_peek(exception));
	buf_put_char(&text, '"');
	fault.inner = payload && type_of(exception) == exception_type(EXC_RUNTIME) && exception_peek(payload->inner)
			      ? payload->inner
			      : exception;
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	buf_release(&text);
	value_drop(exception);
	return flow;
}

Flow member_wrap_setting(Interp *in, Str name)
{
	return wrap_setting(in, adapter_threw, name);
}

static Flow set_declared(Interp *in, const PropDef *prop, Value self, Value to)
{
	const TypeDef *type = prop->type ? type_set_find(runtime_of(in)->types, str_from(prop->type)) : NULL;
	Value converted;
	Flow flow;

	if (!prop->set)
		return raise_read_only(in, prop->name);
	if (!type || type->id == T_OBJECT) {
		flow = prop->set(in, self, to);
	} else {
		flow = convert_to(in, to, type, &converted);
		if (flow == FLOW_NEXT) {
			flow = prop->set(in, self, converted);
			value_drop(converted);
		}
	}
	if (flow == FLOW_THROW)
		flow = wrap_setting(in, adapter_of(self) ? adapter_threw : set_threw, str_from(prop->name));
	return flow;
}

static Flow set_by_script(Interp *in, Value self, const Slot *slot, Value to)
{
	Fault fault = {
		.id = "SetWithoutSetterFromScriptProperty", .category = CAT_NOT_SPECIFIED, .exception = EXC_SET_VALUE
	};
	Value block = value_ref(slot->setter), name = value_ref(value_of_string(slot->name)), ignored;
	Flow flow;

	if (slot->setter.kind == V_EMPTY) {
		flow = fault_raise(in, &fault, "Set accessor for property \"%.*s\" is unavailable.",
			STR_ARG(string_str(slot->name)));
	} else {
		flow = runtime_of(in)->invoke_this(in, block, self, &to, 1, &ignored);
		if (flow == FLOW_NEXT)
			value_drop(ignored);
		else if (flow == FLOW_THROW)
			flow = wrap_setting(in, set_threw, string_str(name.string));
	}
	value_drop(block);
	value_drop(name);
	return flow;
}

Flow member_slot_set(Interp *in, Value self, Slot *slot, Value to)
{
	Value converted;

	switch ((SlotKind)slot->kind) {
	case SLOT_ALIAS:
		return member_set(in, self, value_str_peek(slot->value), to);
	case SLOT_SCRIPT:
		return set_by_script(in, self, slot, to);
	case SLOT_NOTE:
		break;
	default:
		return raise_missing(in, self, string_str(slot->name));
	}
	if (slot->type) {
		Flow flow = convert_to(in, to, slot->type, &converted);

		if (flow != FLOW_NEXT)
			return flow == FLOW_THROW ? wrap_setting(in, set_threw, string_str(slot->name)) : flow;
		value_set_take(&slot->value, converted);
	} else {
		value_set_take(&slot->value, value_ref(to));
	}
	return FLOW_NEXT;
}

Flow member_set(Interp *in, Value v, Str name, Value to)
{
	Value plain = value_unwrap_peek(v), key;
	Slot *slot = v.kind == V_OBJECT ? object_find_peek(v.object, name) : NULL;
	Slot *added;
	const TypeDef *type = type_of(plain);
	const MemberEntry *entry;
	Flow flow;

	if (slot) {
		if (slot->kind == SLOT_ALIAS && !runtime_of(in)->stack_left(in))
			return runtime_of(in)->too_deep(in);
		return member_slot_set(in, v, slot, to);
	}
	if (plain.kind == V_HASH) {
		key = value_string(name);
		flow = member_index_set(in, plain, key, to);
		value_drop(key);
		return flow;
	}
	if (runtime_of(in)->type_data && (added = type_data_slot_peek(in, v, name)))
		return member_slot_set(in, v, added, to);
	if (adapter_of(plain)) {
		bool found = false;

		flow = adapter_of(plain)->adapt_set(in, plain, name, to, &found);
		if (flow != FLOW_NEXT || found)
			return flow;
	}
	entry = type ? member_table_find(in, type, name, false) : NULL;
	return entry && entry->prop ? set_declared(in, entry->prop, plain, to) : raise_missing(in, v, name);
}

Flow member_set_static(Interp *in, const TypeDef *type, Str name, Value to)
{
	const MemberEntry *entry = member_table_find(in, type, name, true);

	if (entry && entry->prop)
		return set_declared(in, entry->prop, value_type(type), to);
	return raise_missing(in, value_type(type), name);
}
