/* member_list: the members of a value as Get-Member and the formatter see them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/convert.h"
#include "shell/value/member_table.h"
#include "shell/value/type_data.h"

enum { PROP_ADDED = PROP_SCRIPT | PROP_ALIAS | PROP_NOTE | PROP_CODE };

static void push(MemberList *list, Member member)
{
	if (list->n == list->cap)
		list->p = mem_grow(list->p, &list->cap, list->n + 1, sizeof(Member));
	list->p[list->n++] = member;
}

static bool has_name(const MemberList *list, Str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_ieq(list->p[i].name, name))
			return true;
	return false;
}

/* ---- carried by the object ---- */

static MemberKind kind_of_slot(const Slot *slot)
{
	switch ((SlotKind)slot->kind) {
	case SLOT_ALIAS:
		return MEMBER_ALIAS;
	case SLOT_SCRIPT:
		return MEMBER_SCRIPT;
	case SLOT_METHOD:
		return MEMBER_SCRIPT_METHOD;
	case SLOT_SET:
		return MEMBER_PROPERTY_SET;
	default:
		return MEMBER_NOTE;
	}
}

static void list_slots(const Object *object, unsigned what, bool methods, MemberList *list)
{
	for (uint32_t i = 0; i < object->nslots; i++) {
		const Slot *slot = &object->slots[i];

		if ((slot->kind == SLOT_METHOD) != methods || (slot->hidden && !(what & MEMBERS_HIDDEN)))
			continue;
		push(list, (Member){ .kind = kind_of_slot(slot), .name = string_str(slot->name), .slot = slot });
	}
}

/* ---- declared by the type ---- */

static MemberKind kind_of_prop(const PropDef *prop)
{
	if (prop->flags & PROP_SCRIPT)
		return MEMBER_SCRIPT;
	if (prop->flags & PROP_ALIAS)
		return MEMBER_ALIAS;
	if (prop->flags & PROP_NOTE)
		return MEMBER_NOTE;
	return prop->flags & PROP_CODE ? MEMBER_CODE : MEMBER_PROPERTY;
}

/* A property that a derived type declares anew is listed where that one stands. */
static void list_props(Interp *in, const TypeDef *type, unsigned what, bool added, MemberList *list)
{
	const TypeDef *of = type;
	bool is_static = what & MEMBERS_STATIC;

	for (; type; type = type->base) {
		const TypeMembers *members = type_set_members(runtime_of(in)->types, type);
		const PropDef *prop = !members ? NULL : is_static ? members->statics : members->props;

		for (; prop && prop->name; prop++) {
			const MemberEntry *entry = member_table_find(in, of, str_from(prop->name), is_static);

			/* rows of the other edition are in no table */
			if (!entry || entry->prop != prop || (bool)(prop->flags & PROP_ADDED) != added ||
				(prop->flags & PROP_HIDDEN && !(what & MEMBERS_HIDDEN)) ||
				has_name(list, str_from(prop->name)))
				continue;
			push(list, (Member){ .kind = kind_of_prop(prop),
					   .name = str_from(prop->name),
					   .prop = prop,
					   .is_static = is_static });
		}
	}
}

static void list_method(Interp *in, const TypeDef *type, Str name, unsigned what, MemberList *list)
{
	const MemberEntry *entry = member_table_find(in, type, name, what & MEMBERS_STATIC);
	bool indexer;

	if (!entry || !entry->group || has_name(list, name))
		return;
	indexer = entry->group->defs[0]->where & METHOD_INDEXER;
	if (indexer && !(what & MEMBERS_PROPERTIES))
		return;
	push(list, (Member){ .kind = indexer ? MEMBER_PARAMETERIZED : MEMBER_METHOD,
			   .name = str_from(entry->name),
			   .method = entry->group->defs[0],
			   .is_static = what & MEMBERS_STATIC });
}

/* get_X and set_X, which only -Force shows. */
static void list_accessors(Interp *in, const TypeDef *type, const char *name, unsigned what, MemberList *list)
{
	Buf text = BUF_INIT;

	buf_printf(&text, "get_%s", name);
	list_method(in, type, buf_str(&text), what, list);
	text.p[0] = 's';
	list_method(in, type, buf_str(&text), what, list);
	buf_release(&text);
}

static void list_methods(Interp *in, const TypeDef *type, unsigned what, MemberList *list)
{
	const TypeDef *declaring = type;
	bool is_static = what & MEMBERS_STATIC;

	for (; declaring; declaring = declaring->base) {
		const TypeMembers *members = type_set_members(runtime_of(in)->types, declaring);
		const MethodDef *def = !members ? NULL : is_static ? members->static_methods : members->methods;
		const PropDef *prop = !members ? NULL : is_static ? members->statics : members->props;

		for (; def && def->name; def++) {
			list_method(in, type, str_from(def->name), what, list);
			if (what & MEMBERS_HIDDEN && def->where & METHOD_INDEXER)
				list_accessors(in, type, def->name, what, list);
		}
		for (; what & MEMBERS_HIDDEN && prop && prop->name; prop++)
			list_accessors(in, type, prop->name, what, list);
	}
}

static void list_type(Interp *in, const TypeDef *type, unsigned what, MemberList *list)
{
	if (what & MEMBERS_PROPERTIES) {
		list_props(in, type, what, true, list);
		list_props(in, type, what, false, list);
	}
	if (what & MEMBERS_METHODS)
		list_methods(in, type, what, list);
}

/* What Update-TypeData added, unless the object has a member of that name itself. */
static void list_type_data(Interp *in, Value v, unsigned what, MemberList *list)
{
	const TypeDataEntry *entry;

	for (size_t i = 0; (entry = type_data_of(in, v, i)); i++)
		for (uint32_t k = 0; k < entry->members->nslots; k++) {
			const Slot *slot = &entry->members->slots[k];

			if ((what & (slot->kind == SLOT_METHOD ? MEMBERS_METHODS : MEMBERS_PROPERTIES)) &&
				!has_name(list, string_str(slot->name)))
				push(list, (Member){ .kind = kind_of_slot(slot),
						   .name = string_str(slot->name),
						   .slot = slot });
		}
}

/* Properties an object makes itself stand in the place of its type's. */
static bool list_adapted(Interp *in, Value v, MemberList *list)
{
	Value plain = value_unwrap_peek(v);
	const TypeOps *ops = plain.kind == V_OBJECT ? plain.object->type->ops : NULL;
	Object *made = ops && ops->adapt_list ? ops->adapt_list(in, plain) : NULL;

	if (!made)
		return false;
	value_set_take(&list->held, object_value(made));
	for (uint32_t i = 0; i < made->nslots; i++)
		push(list, (Member){ .kind = MEMBER_PROPERTY,
				   .name = string_str(made->slots[i].name),
				   .slot = &made->slots[i] });
	return true;
}

void member_list(Interp *in, Value v, unsigned what, MemberList *list)
{
	const Object *object;

	*list = (MemberList){ .held = VALUE_EMPTY };
	if (v.kind == V_STRING && v.note) {
		list->held = runtime_of(in)->with_notes(in, v);
		v = list->held;
	}
	object = member_carrier(v);
	if (object && what & MEMBERS_PROPERTIES)
		list_slots(object, what, false, list);
	if (object && what & MEMBERS_METHODS)
		list_slots(object, what, true, list);
	list_type_data(in, v, what, list);
	if (type_of(v) && what & MEMBERS_PROPERTIES && list_adapted(in, v, list))
		what &= ~(unsigned)MEMBERS_PROPERTIES;
	if (type_of(v))
		list_type(in, type_of(v), what & ~(unsigned)MEMBERS_STATIC, list);
}

void member_list_static(Interp *in, const TypeDef *type, unsigned what, MemberList *list)
{
	*list = (MemberList){ .held = VALUE_EMPTY };
	list_type(in, type, what | MEMBERS_STATIC, list);
}

void member_list_release(MemberList *list)
{
	free(list->p);
	value_drop(list->held);
	*list = (MemberList){ .held = VALUE_EMPTY };
}

Flow member_value(Interp *in, Value v, const Member *member, Value *out)
{
	Flow flow;

	*out = VALUE_EMPTY;
	if (member->slot)
		return member_slot_get(in, v, member->slot, out);
	if (!member->prop) {
		*out = VALUE_NULL;
		return FLOW_NEXT;
	}
	flow = member->prop->get(in, value_unwrap_peek(v), out);
	if (flow == FLOW_NEXT && out->kind == V_EMPTY)
		*out = VALUE_NULL;
	return flow;
}

/* ---- definitions ---- */

Str member_value_type(Value v, const Member *member)
{
	const TypeDef *type;

	if (member->prop)
		return str_from(member->prop->type);
	if (member->kind == MEMBER_ALIAS && v.kind == V_OBJECT) {
		const Slot *other = object_find_peek(v.object, value_str_peek(member->slot->value));

		type = other && other->kind == SLOT_NOTE ? type_of(other->value) : NULL;
		return type ? str_from(type->name) : S("System.Object");
	}
	if (member->kind == MEMBER_PROPERTY_SET)
		return S("System.Management.Automation.PSPropertySet");
	type = member->kind == MEMBER_NOTE || member->kind == MEMBER_PROPERTY ? type_of(member->slot->value) : NULL;
	return type ? str_from(type->name) : S("System.Object");
}

/* A type as definitions of notes spell it: by its accelerator, and without System. where it lies right there. */
static void put_note_type(const TypeDef *type, Buf *out)
{
	size_t start = out->n;
	Str text, rest;

	if (type->id == T_PSCUSTOM) {
		buf_put(out, str_from(type->name));
		return;
	}
	type_put_text(type, out);
	text = str_cut(buf_str(out), start, out->n);
	rest = str_starts(text, S("System.")) ? str_cut(text, S("System.").n, text.n) : S(".");
	if (str_find_byte(rest, '.', 0) == STR_NONE)
		buf_delete(out, start, S("System.").n);
}

static Flow put_note(Interp *in, Str name, Value v, Buf *out)
{
	const TypeDef *type = type_of(v);

	if (type)
		put_note_type(type, out);
	else
		buf_put(out, S("object"));
	buf_put_char(out, ' ');
	buf_put(out, name);
	buf_put_char(out, '=');
	if (!type) {
		buf_put(out, S("null"));
		return FLOW_NEXT;
	}
	return convert_put_display(in, v, out);
}

static void put_block(Interp *in, Value block, Buf *out)
{
	if (block.kind == V_BLOCK)
		runtime_of(in)->put_block_text(block, out);
}

static void put_script(Interp *in, const Member *member, Buf *out)
{
	buf_put(out, S("System.Object "));
	buf_put(out, member->name);
	buf_put(out, S(" {get="));
	put_block(in, member->slot->value, out);
	buf_put_char(out, ';');
	if (member->slot->setter.kind != V_EMPTY) {
		buf_put(out, S("set="));
		put_block(in, member->slot->setter, out);
		buf_put_char(out, ';');
	}
	buf_put_char(out, '}');
}

static void put_set(const Member *member, Buf *out)
{
	const Array *names = member->slot->value.kind == V_ARRAY ? member->slot->value.array : NULL;

	buf_put(out, member->name);
	buf_put(out, S(" {"));
	for (size_t i = 0; names && i < names->n; i++) {
		if (i)
			buf_put(out, S(", "));
		buf_put(out, value_str_peek(array_peek(names, i)));
	}
	buf_put_char(out, '}');
}

static void put_prop(Interp *in, const Member *member, Buf *out)
{
	const PropDef *prop = member->prop;
	const TypeDef *type = type_set_find(runtime_of(in)->types, str_from(prop->type));

	if (member->is_static)
		buf_put(out, S("static "));
	if (type)
		type_put_text(type, out);
	else
		buf_put(out, str_from(prop->type));
	buf_put_char(out, ' ');
	buf_put(out, member->name);
	buf_put(out, prop->set ? S(" {get;set;}") : S(" {get;}"));
}

void member_put_overloads(Interp *in, const TypeDef *type, const Member *member, Str separator, Buf *out)
{
	const MemberEntry *entry = member_table_find(in, type, member->name, member->is_static);

	for (uint32_t i = 0; entry && entry->group && i < entry->group->n; i++) {
		if (i)
			buf_put(out, separator);
		member_table_put_signature(entry->group, entry->group->defs[i], out);
	}
}

Flow member_put_definition(Interp *in, Value v, const Member *member, Buf *out)
{
	if (member->prop && member->prop->flags & PROP_NOTE && !member->is_static) {
		Value note = VALUE_NULL;
		Flow flow = member->prop->get(in, v, &note);

		if (flow == FLOW_NEXT)
			flow = put_note(in, member->name, note, out);
		value_drop(note);
		return flow;
	}
	if (member->prop) {
		put_prop(in, member, out);
		return FLOW_NEXT;
	}
	switch (member->kind) {
	case MEMBER_PROPERTY: /* of the object's own making */
		put_note_type(type_of(member->slot->value) ? type_of(member->slot->value) : type_of_id(T_OBJECT), out);
		buf_put_char(out, ' ');
		buf_put(out, member->name);
		buf_put(out, S(" {get;set;}"));
		break;
	case MEMBER_NOTE:
		return put_note(in, member->name, member->slot->value, out);
	case MEMBER_ALIAS:
		buf_put(out, member->name);
		buf_put(out, S(" = "));
		buf_put(out, value_str_peek(member->slot->value));
		break;
	case MEMBER_SCRIPT:
		put_script(in, member, out);
		break;
	case MEMBER_PROPERTY_SET:
		put_set(member, out);
		break;
	case MEMBER_SCRIPT_METHOD:
		buf_put(out, S("System.Object "));
		buf_put(out, member->name);
		buf_put(out, S("();"));
		break;
	default:
		member_put_overloads(
			in, v.kind == V_TYPE && member->is_static ? v.typeref : type_of(v), member, S(", "), out);
		break;
	}
	return FLOW_NEXT;
}
