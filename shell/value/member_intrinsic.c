/* member_intrinsic: what every object has: psobject with its Properties, Members and Methods, and pstypenames. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/member_info.h"

#define SMA "System.Management.Automation."

/* Payload of all objects here: whose members or names they show. */
typedef struct View {
	Value target;
	unsigned what; /* MEMBERS_*: collections of members */
} View;

static const TypeDef collection_type, type_names_type;

static void free_view(Object *object, ValueDrops *drops)
{
	View *view = object->payload;

	value_drop_later(drops, view->target);
	free(view);
}

static Value view_new(const TypeDef *type, Value target, unsigned what)
{
	View *view = MEM_NEW(View);

	view->target = value_ref(target);
	view->what = what;
	return object_value(object_new_native(type, view));
}

static View *view_of(Value self)
{
	return self.object->payload;
}

/* ---- collections of members ---- */

static Flow enumerate_members(Interp *in, Value self, Array *out)
{
	const View *view = view_of(self);
	MemberList list;

	member_list(in, view->target, view->what, &list);
	for (size_t i = 0; i < list.n; i++)
		array_push_take(out, member_info_new(in, view->target, &list.p[i]));
	member_list_release(&list);
	return FLOW_NEXT;
}

static Flow push_matching(Interp *in, Value self, Str pattern, bool wild, Array *out)
{
	const View *view = view_of(self);
	MemberList list;

	member_list(in, view->target, view->what | MEMBERS_HIDDEN, &list);
	for (size_t i = 0; i < list.n; i++)
		if (wild ? wildcard_match(pattern, list.p[i].name, true) : str_ieq(list.p[i].name, pattern))
			array_push_take(out, member_info_new(in, view->target, &list.p[i]));
	member_list_release(&list);
	return FLOW_NEXT;
}

static Flow index_members(Interp *in, Value self, Value key, Value *out)
{
	Array *found = array_new_objects();
	Value name;
	Flow flow = convert_to_string(in, key, &name);

	if (flow == FLOW_NEXT) {
		flow = push_matching(in, self, string_str(name.string), false, found);
		value_drop(name);
	}
	*out = found->n ? array_get(found, 0) : VALUE_NULL;
	value_drop(array_value(found));
	return flow;
}

static Flow item(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)n;
	return index_members(in, self, args[0], out);
}

static Flow match(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Array *found = array_new_objects();

	(void)n;
	*out = array_value(found);
	return push_matching(in, self, value_str_peek(args[0]), true, found);
}

static Flow add(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	const MemberInfo *info = object_payload_peek(args[0], &member_info_base);

	(void)n;
	(void)out;
	if (!info)
		return fault_argument(in, EXC_ARGUMENT_NULL, "member", "Value cannot be null.");
	member_info_attach(view_of(self)->target, info);
	return FLOW_NEXT;
}

static Flow remove_member(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Object *carrier = member_carrier(view_of(self)->target);

	(void)in;
	(void)n;
	(void)out;
	if (carrier)
		(void)object_remove(carrier, value_str_peek(args[0]));
	return FLOW_NEXT;
}

/* ---- type names ---- */

static Flow enumerate_names(Interp *in, Value self, Array *out)
{
	Value names = object_type_names(view_of(self)->target);

	(void)in;
	for (size_t i = 0; i < names.array->n; i++)
		array_push_take(out, array_get(names.array, i));
	value_drop(names);
	return FLOW_NEXT;
}

static Flow index_names(Interp *in, Value self, Value key, Value *out)
{
	Value names = object_type_names(view_of(self)->target);
	Flow flow = member_index(in, names, key, out);

	value_drop(names);
	return flow;
}

static Flow count_names(Interp *in, Value self, Value *out)
{
	Value names = object_type_names(view_of(self)->target);

	(void)in;
	*out = value_int((int32_t)names.array->n);
	value_drop(names);
	return FLOW_NEXT;
}

/* The names with one more at a place, or without the one at it (name NULL); stays with the object that carries
 * members. */
static void change_names(Value self, size_t at, const Str *name)
{
	Object *carrier = member_carrier(view_of(self)->target);
	Value names = object_type_names(view_of(self)->target);
	size_t n = names.array->n, to = 0;
	Str *list = MEM_ARRAY(Str, n + 1);

	for (size_t i = 0; i <= n; i++) {
		if (i == at && name)
			list[to++] = *name;
		if (i < n && (i != at || name))
			list[to++] = value_str_peek(array_peek(names.array, i));
	}
	if (carrier)
		object_set_type_names(carrier, list, to);
	free(list);
	value_drop(names);
}

static Flow insert_name(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Str name = value_str_peek(args[1]);
	Value count;

	(void)n;
	(void)out;
	FLOW_TRY(count_names(in, self, &count));
	if (args[0].i64 < 0 || args[0].i64 > count.i64)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "index", "Index must be within the bounds of the List.");
	change_names(self, (size_t)args[0].i64, &name);
	return FLOW_NEXT;
}

static Flow add_name(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Str name = value_str_peek(args[0]);

	(void)in;
	(void)n;
	(void)out;
	change_names(self, SIZE_MAX, NULL); /* as they are, but the object's own list from now on */
	if (member_carrier(view_of(self)->target))
		object_add_type_name(member_carrier(view_of(self)->target), name);
	return FLOW_NEXT;
}

static bool find_name(Value self, Str name, size_t *at)
{
	Value names = object_type_names(view_of(self)->target);
	bool found = false;

	for (size_t i = 0; i < names.array->n && !found; i++) {
		found = str_ieq(value_str_peek(array_peek(names.array, i)), name);
		*at = i;
	}
	value_drop(names);
	return found;
}

static Flow remove_name(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	size_t at;
	bool found = find_name(self, value_str_peek(args[0]), &at);

	(void)in;
	(void)n;
	if (found)
		change_names(self, at, NULL);
	*out = value_bool(found);
	return FLOW_NEXT;
}

static Flow contains_name(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	size_t at;

	(void)in;
	(void)n;
	*out = value_bool(find_name(self, value_str_peek(args[0]), &at));
	return FLOW_NEXT;
}

static Flow clear_names(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Object *carrier = member_carrier(view_of(self)->target);

	(void)in;
	(void)args;
	(void)n;
	(void)out;
	if (carrier)
		object_set_type_names(carrier, NULL, 0);
	return FLOW_NEXT;
}

/* ---- psobject ---- */

static Flow get_properties(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = view_new(&collection_type, view_of(self)->target, MEMBERS_PROPERTIES);
	return FLOW_NEXT;
}

static Flow get_methods(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = view_new(&collection_type, view_of(self)->target, MEMBERS_METHODS);
	return FLOW_NEXT;
}

static Flow get_members(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = view_new(&collection_type, view_of(self)->target, MEMBERS_PROPERTIES | MEMBERS_METHODS);
	return FLOW_NEXT;
}

static Flow get_type_names(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = view_new(&type_names_type, view_of(self)->target, 0);
	return FLOW_NEXT;
}

static Flow get_base_object(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_ref(value_unwrap_peek(view_of(self)->target));
	return FLOW_NEXT;
}

static Flow copy(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Value target = view_of(self)->target;

	(void)in;
	(void)args;
	(void)n;
	/* bags and wrappers are copied, and what can be cloned; native objects are shared, as far as they can be told
	 * apart */
	if (target.kind == V_OBJECT && !target.object->payload)
		*out = object_value(object_copy(target.object));
	else if (target.kind == V_HASH)
		*out = hash_value(hash_copy(target.hash));
	else
		*out = value_ref(target);
	return FLOW_NEXT;
}

static Flow put_target(Interp *in, Value self, Buf *out)
{
	return convert_put_text(in, view_of(self)->target, out);
}

/* ---- the types ---- */

#define PROP(name, type, get)                                                                                          \
	{                                                                                                              \
		name, type, get, NULL, 0                                                                               \
	}
#define PROPS_END                                                                                                      \
	{                                                                                                              \
		NULL, NULL, NULL, NULL, 0                                                                              \
	}
#define METHOD(name, signature, fn)                                                                                    \
	{                                                                                                              \
		name, signature, fn, 0                                                                                 \
	}
#define METHODS_END                                                                                                    \
	{                                                                                                              \
		NULL, NULL, NULL, 0                                                                                    \
	}

static const PropDef psobject_props[] = {
	PROP("Members", "System.Object", get_members),
	PROP("Properties", "System.Object", get_properties),
	PROP("Methods", "System.Object", get_methods),
	PROP("ImmediateBaseObject", "System.Object", get_base_object),
	PROP("BaseObject", "System.Object", get_base_object),
	PROP("TypeNames", "System.Object", get_type_names),
	PROPS_END,
};
static const MethodDef psobject_methods[] = { METHOD("Copy", "psobject Copy()", copy), METHODS_END };
/* [psobject]::AsPSObject(v), [psobject]::new(v) */
static Flow as_psobject(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)self, (void)n;
	if (value_is_null(args[0]))
		return fault_exception(in, EXC_PS_ARGUMENT_NULL,
			"Cannot process argument because the value of argument \"obj\" is null. Change the value of argument \"obj\" to a non-null value.");
	*out = object_wrap(args[0]);
	return FLOW_NEXT;
}

static Flow new_psobject(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	if (n > 0)
		return as_psobject(in, self, args, n, out);
	*out = object_value(object_new_custom());
	return FLOW_NEXT;
}

static const MethodDef psobject_statics[] = {
	{ "AsPSObject", "static psobject AsPSObject(System.Object obj)", as_psobject, 0 },
	{ 0 },
};
static const MethodDef psobject_constructors[] = {
	{ "new", "psobject new()", new_psobject, 0 },
	{ "new", "psobject new(System.Object obj)", new_psobject, 0 },
	{ 0 },
};
static const TypeMembers psobject_members = {
	.props = psobject_props,
	.methods = psobject_methods,
	.static_methods = psobject_statics,
	.constructors = psobject_constructors,
};
const TypeOps member_psobject_ops = { .free = free_view, .text = put_target };

static const MethodDef collection_methods[] = {
	METHOD("Add", "void Add(" SMA "PSMemberInfo member)", add),
	METHOD("Add", "void Add(" SMA "PSMemberInfo member, bool preValidated)", add),
	METHOD("Remove", "void Remove(string name)", remove_member),
	METHOD("Match", "System.Object Match(string name)", match),
	METHOD("Match", "System.Object Match(string name, " SMA "PSMemberTypes memberTypes)", match),
	METHOD("Item", SMA "PSMemberInfo Item(string name)", item),
	METHODS_END,
};
static const TypeMembers collection_members = { .methods = collection_methods };
static const TypeOps collection_ops = { .free = free_view, .enumerate = enumerate_members, .index = index_members };
static const TypeDef collection_type = { .name = SMA "PSMemberInfoIntegratingCollection`1[" SMA "PSPropertyInfo]",
	.base = &type_known[T_OBJECT],
	.members = &collection_members,
	.ops = &collection_ops };

static const PropDef names_props[] = { PROP("Count", "System.Int32", count_names), PROPS_END };
static const MethodDef names_methods[] = {
	METHOD("Insert", "void Insert(int index, string item)", insert_name),
	METHOD("Add", "void Add(string item)", add_name),
	METHOD("Remove", "bool Remove(string item)", remove_name),
	METHOD("Contains", "bool Contains(string item)", contains_name),
	METHOD("Clear", "void Clear()", clear_names),
	METHODS_END,
};
static const TypeMembers names_members = { .props = names_props, .methods = names_methods };
static const TypeOps names_ops = { .free = free_view, .enumerate = enumerate_names, .index = index_names };
static const TypeDef type_names_type = { .name = SMA "Runspaces.ConsolidatedString",
	.base = &type_known[T_OBJECT],
	.members = &names_members,
	.ops = &names_ops };

/* psbase: the value with its type's own members alone: no keys, no notes. */
static const TypeOps base_ops = { .free = free_view, .text = put_target };
static const TypeDef base_type = {
	.name = SMA "PSObject", .base = &type_known[T_OBJECT], .flags = TYPE_OWN_TEXT, .ops = &base_ops
};

bool member_base_peek(Value v, Value *target)
{
	if (v.kind != V_OBJECT || v.object->type != &base_type)
		return false;
	*target = value_unwrap_peek(view_of(v)->target);
	return true;
}

const TypeEntry member_entries[] = {
	{ &type_known[T_PSOBJECT], &psobject_members },
	{ &collection_type, NULL },
	{ &type_names_type, NULL },
	{ &member_info_base, NULL },
	{ &member_info_property_base, NULL },
	{ &member_info_property, NULL },
	{ &member_info_note, NULL },
	{ &member_info_alias, NULL },
	{ &member_info_script, NULL },
	{ &member_info_set, NULL },
	{ &member_info_method_base, NULL },
	{ &member_info_method, NULL },
	{ &member_info_script_method, NULL },
};
const size_t member_nentries = COUNT(member_entries);

/* ---- by name ---- */

Flow member_intrinsic(Interp *in, Value v, Str name, Value *out, bool *found)
{
	static const char *const views[] = { "psobject", "psadapted", "psextended" };

	*found = true;
	if (str_ieq(name, S("pstypenames"))) {
		*out = view_new(&type_names_type, v, 0);
		return FLOW_NEXT;
	}
	if (str_ieq(name, S("psbase"))) {
		*out = view_new(&base_type, v, 0);
		return FLOW_NEXT;
	}
	for (size_t i = 0; i < COUNT(views); i++) {
		if (str_ieq(name, str_from(views[i]))) {
			if (v.kind == V_STRING && v.note) {
				Value with_notes = runtime_of(in)->with_notes(in, v);

				*out = view_new(type_of_id(T_PSOBJECT), with_notes, 0);
				value_drop(with_notes);
			} else {
				*out = view_new(type_of_id(T_PSOBJECT), v, 0);
			}
			return FLOW_NEXT;
		}
	}
	*found = false;
	return FLOW_NEXT;
}
