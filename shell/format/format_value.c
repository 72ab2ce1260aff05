/* format_value: the text of a value in a cell or behind a label (reference 8.5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/format/format_private.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"

enum { LIMIT_DEFAULT = 4 };

/* $FormatEnumerationLimit; anything but an Int32 counts as the default. */
int format_value_limit(Interp *in)
{
	Value v = value_unwrap_peek(runtime_of(in)->variable_peek(in, S("FormatEnumerationLimit")));

	return v.kind == V_INT && v.type == T_INT32 ? (int)v.i64 : LIMIT_DEFAULT;
}

/* ---- dictionary entries ---- */

/* What a dictionary is enumerated into. */
typedef struct Entry {
	Value key, value;
} Entry;

static void free_entry(Object *object, ValueDrops *drops)
{
	Entry *entry = object->payload;

	value_drop_later(drops, entry->key);
	value_drop_later(drops, entry->value);
	free(entry);
}

static Flow entry_text(Interp *in, Value self, Buf *out)
{
	const Entry *entry = value_unwrap_peek(self).object->payload;

	buf_put_char(out, '[');
	FLOW_TRY(convert_put_display(in, entry->key, out));
	buf_put(out, S(", "));
	FLOW_TRY(convert_put_display(in, entry->value, out));
	buf_put_char(out, ']');
	return FLOW_NEXT;
}

static Flow get_key(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_ref(((const Entry *)value_unwrap_peek(self).object->payload)->key);
	return FLOW_NEXT;
}

static Flow get_value(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_ref(((const Entry *)value_unwrap_peek(self).object->payload)->value);
	return FLOW_NEXT;
}

static const TypeOps entry_ops = { .free = free_entry, .text = entry_text };
static const PropDef entry_props[] = {
	{ "Name", "System.Object", get_key, NULL, PROP_ALIAS },
	{ "Key", "System.Object", get_key, NULL, 0 },
	{ "Value", "System.Object", get_value, NULL, 0 },
	{ 0 },
};
static const PropDef pair_props[] = {
	{ "Key", "System.Object", get_key, NULL, 0 },
	{ "Value", "System.Object", get_value, NULL, 0 },
	{ 0 },
};
static const TypeMembers entry_members = { .props = entry_props };
static const TypeMembers pair_members = { .props = pair_props };
static const TypeDef entry_type = {
	.name = "System.Collections.DictionaryEntry",
	.base = &type_known[T_VALUETYPE],
	.members = &entry_members,
	.ops = &entry_ops,
};
static const TypeDef pair_type = {
	.name = "System.Collections.Generic.KeyValuePair`2",
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_OWN_TEXT,
	.members = &pair_members,
	.ops = &entry_ops,
};

static Value entry_new(const Hash *hash, const struct HashEntry *item)
{
	bool generic =
		hash->type->id == T_DICTIONARY || (hash->type->generic && hash->type->generic->id == T_DICTIONARY);
	Entry *entry = MEM_NEW(Entry);

	entry->key = value_ref(item->key);
	entry->value = value_ref(item->value);
	return object_value(object_new_native(generic ? &pair_type : &entry_type, entry));
}

/* ---- collections ---- */

bool format_value_unrolls(Value v)
{
	return iter_unrolls(v) || value_unwrap_peek(v).kind == V_HASH;
}

Flow format_value_elements(Interp *in, Value v, Array **out)
{
	Value plain = value_unwrap_peek(v), item;
	Array *items = array_new_objects();
	const struct HashEntry *entry;
	Flow flow = FLOW_NEXT;
	size_t at = 0;
	Iter it;

	*out = items;
	if (plain.kind == V_HASH) {
		while ((entry = hash_next(plain.hash, &at)))
			array_push_take(items, entry_new(plain.hash, entry));
		return FLOW_NEXT;
	}
	FLOW_TRY(iter_init(in, &it, v));
	while (iter_next(in, &it, &item, &flow))
		array_push_take(items, item);
	iter_release(&it);
	return flow;
}

/* ---- naming elements ---- */

/* In this order; the first pattern that a property matches wins (reference 8.5.3). */
static const char *const name_patterns[] = { "name", "id", "key", "*key", "*name", "*id" };

bool format_value_name(Interp *in, Value v, PropertyUses *out)
{
	PropertyUses all = { 0 };
	size_t found = STR_NONE;

	property_expand_all(in, v, &all);
	for (size_t i = 0; i < COUNT(name_patterns) && found == STR_NONE; i++)
		for (size_t k = 0; k < all.n && found == STR_NONE; k++)
			if (wildcard_match(str_from(name_patterns[i]), string_str(all.p[k].name), true))
				found = k;
	if (found != STR_NONE) {
		const char *names[] = { all.p[found].name->p, NULL };

		property_expand_names(in, names, v, out);
	}
	property_uses_release(&all);
	return found != STR_NONE;
}

/* Whether the class of v says itself how it looks as text; the others are told by a naming property. */
static bool has_own_text(Interp *in, Value v)
{
	const TypeDef *type;

	if (v.kind != V_OBJECT)
		return true;
	if (v.object->type == &entry_type)
		return runtime_edition(in)->dictionary_pairs;
	type = type_of(v);
	return v.object->base.kind != V_EMPTY || type->id == T_PSCUSTOM ||
	       type->flags & (TYPE_OWN_TEXT | TYPE_SCALAR) || (type->ops && type->ops->text);
}

static Flow put_named(Interp *in, Value v, Buf *out, bool *done)
{
	PropertyUses uses = { 0 };
	Flow flow = FLOW_NEXT;
	Value name;
	bool failed;

	*done = false;
	if (format_value_name(in, v, &uses) && uses.n) {
		flow = property_value(in, &uses.p[0], v, &name, &failed);
		if (flow == FLOW_NEXT && !failed) {
			flow = convert_put_display(in, name, out);
			*done = true;
		}
		value_drop(name);
	}
	property_uses_release(&uses);
	return flow;
}

static Flow put_element(Interp *in, Value v, Buf *out)
{
	bool done = false;

	if (value_is_null(v)) {
		buf_put(out, S("$null"));
		return FLOW_NEXT;
	}
	if (iter_unrolls(v))
		return convert_put_text(in, v, out);
	if (!has_own_text(in, v)) {
		FLOW_TRY(put_named(in, v, out, &done));
		if (done)
			return FLOW_NEXT;
	}
	return convert_put_display(in, v, out);
}

/* {a, b, c...}: reference 8.5.2. */
static Flow put_elements(Interp *in, Value v, int limit, Buf *out)
{
	Array *items;
	Flow flow = format_value_elements(in, v, &items);

	buf_put_char(out, '{');
	for (size_t i = 0; i < items->n && flow == FLOW_NEXT; i++) {
		if (limit >= 0 && i == (size_t)limit) {
			buf_put(out, str_from(runtime_edition(in)->dots));
			break;
		}
		if (i)
			buf_put(out, S(", "));
		flow = put_element(in, array_is_bytes(items) ? array_get(items, i) : array_peek(items, i), out);
	}
	buf_put_char(out, '}');
	value_drop(array_value(items));
	return flow;
}

/* ---- the text ---- */

/* A format string with a brace is a composite one ({0:N2}); any other is for the value alone, or for each element. */
static Flow put_formatted(Interp *in, Value v, Str format, Buf *out)
{
	Array *items;
	Flow flow;

	if (str_find_byte(format, '{', 0) != STR_NONE || str_find_byte(format, '}', 0) != STR_NONE)
		return convert_format(in, format, &v, 1, out);
	if (!iter_unrolls(v))
		return convert_put_formatted(in, v, format, out);
	flow = format_value_elements(in, v, &items);
	for (size_t i = 0; i < items->n && flow == FLOW_NEXT; i++) {
		if (i)
			buf_put_char(out, ' ');
		flow = convert_put_formatted(in, array_peek(items, i), format, out);
	}
	value_drop(array_value(items));
	return flow;
}

static Flow put_plain(Interp *in, Value v, const ValueStyle *style, Buf *out)
{
	Value plain = value_unwrap_peek(v);

	if (value_is_null(v))
		return FLOW_NEXT;
	if (v.kind == V_STRING) {
		buf_put(out, string_str(v.string));
		return FLOW_NEXT;
	}
	if (style->digits && (plain.kind == V_DOUBLE || plain.kind == V_SINGLE || plain.kind == V_DECIMAL))
		return convert_put_formatted(in, plain, S("F"), out);
	if (format_value_unrolls(v))
		return put_elements(in, v, style->limit, out);
	return convert_put_display(in, v, out);
}

/* An error of the attempt is dropped, and what it wrote. */
static Flow recover(Interp *in, Flow flow, Buf *out, size_t from)
{
	if (flow != FLOW_THROW)
		return flow;
	runtime_of(in)->clear_error(in);
	buf_delete(out, from, out->n - from);
	return FLOW_NEXT;
}

Flow format_value_put(Interp *in, Value v, const ValueStyle *style, Buf *out)
{
	size_t from = out->n;
	Flow flow;

	if (style->format) {
		flow = put_formatted(in, v, string_str(style->format), out);
		if (flow != FLOW_THROW)
			return flow;
		flow = recover(in, flow, out, from);
		if (style->show_error) {
			buf_put(out, S("#FMTERR"));
			return flow;
		}
	}
	return recover(in, put_plain(in, v, style, out), out, from);
}

Flow format_cell_put(Interp *in, Value v, Buf *out)
{
	ValueStyle style = { .limit = format_value_limit(in) };

	return format_value_put(in, v, &style, out);
}
