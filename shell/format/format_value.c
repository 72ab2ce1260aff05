/* format_value: the text of a value in a cell or behind a label (reference 8.5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/engine/interp.h"
#include "shell/format/format_private.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"

enum { LIMIT_DEFAULT = 4 };

/* $global:FormatEnumerationLimit; anything but an Int32 counts as the default.  One that is a function's own changes
 * nothing (asked of 7.6). */
int format_value_limit(Interp *in)
{
	const Variable *limit = scope_find_peek(in->global, scope_symbol(in, S("FormatEnumerationLimit")));
	Value v = limit ? value_unwrap_peek(limit->value) : VALUE_NULL;

	return v.kind == V_INT && v.type == T_INT32 ? (int)v.i64 : LIMIT_DEFAULT;
}

/* ---- dictionary entries ---- */

static bool is_generic(const Hash *hash)
{
	return hash->type->elem && hash->type->arg2;
}

/* What a dictionary is enumerated into: DictionaryEntry, or KeyValuePair of its types. */
static Flow entry_new(Interp *in, const Hash *hash, const struct HashEntry *item, Value *out)
{
	TypeSet *types = runtime_of(in)->types;
	const Value args[] = { item->key, item->value };
	const TypeDef *type = type_set_find(types, S("System.Collections.DictionaryEntry"));
	const TypeDef *pair;

	if (is_generic(hash)) {
		pair = type_set_find(types, S("System.Collections.Generic.KeyValuePair`2"));
		pair = pair ? type_set_close(types, pair, hash->type->elem, hash->type->arg2) : NULL;
		type = pair ? pair : type;
	}
	return member_construct(in, type, args, COUNT(args), out);
}

static Flow put_pair(Interp *in, Value key, Value value, Buf *out)
{
	buf_put_char(out, '[');
	FLOW_TRY(convert_put_display(in, key, out));
	buf_put(out, S(", "));
	FLOW_TRY(convert_put_display(in, value, out));
	buf_put_char(out, ']');
	return FLOW_NEXT;
}

/* ---- collections ---- */

/* Of a dictionary that is no Hashtable. */
static const TypeOps *entries_of(Value plain)
{
	return plain.kind == V_OBJECT && plain.object->type->ops && plain.object->type->ops->entries
		       ? plain.object->type->ops
		       : NULL;
}

bool format_value_unrolls(Value v)
{
	Value plain = value_unwrap_peek(v);

	return iter_unrolls(v) || plain.kind == V_HASH || entries_of(plain);
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
		while ((entry = hash_next(plain.hash, &at))) {
			FLOW_TRY(entry_new(in, plain.hash, entry, &item));
			array_push_take(items, item);
		}
		return FLOW_NEXT;
	}
	if (entries_of(plain))
		return entries_of(plain)->entries(in, plain, items);
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
static bool has_own_text(Value v)
{
	const TypeDef *type;

	if (v.kind != V_OBJECT)
		return true;
	type = type_of(v);
	if (type->flags & TYPE_BASE_TEXT && v.object->base.kind == V_EMPTY)
		return false;
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
	if (!has_own_text(v)) {
		FLOW_TRY(put_named(in, v, out, &done));
		if (done)
			return FLOW_NEXT;
	}
	return convert_put_display(in, v, out);
}

/* A dictionary by its keys, or by pairs: Core, and generic ones in both editions. */
static Flow put_entry(Interp *in, const Hash *hash, const struct HashEntry *entry, Buf *out)
{
	if (is_generic(hash) || runtime_edition(in)->dictionary_pairs)
		return put_pair(in, entry->key, entry->value, out);
	return convert_put_display(in, entry->key, out);
}

/* The limit is reached: the dots stand right behind the last element. */
static bool is_last(Interp *in, size_t i, int limit, Buf *out)
{
	if (limit < 0 || i != (size_t)limit)
		return false;
	buf_put(out, str_from(runtime_edition(in)->dots));
	return true;
}

static Flow put_dictionary(Interp *in, const Hash *hash, int limit, Buf *out)
{
	const struct HashEntry *entry;
	size_t at = 0;

	for (size_t i = 0; (entry = hash_next(hash, &at)) && !is_last(in, i, limit, out); i++) {
		if (i)
			buf_put(out, S(", "));
		FLOW_TRY(put_entry(in, hash, entry, out));
	}
	return FLOW_NEXT;
}

static Flow put_sequence(Interp *in, Value v, int limit, Buf *out)
{
	Value plain = value_unwrap_peek(v);
	Flow flow;
	Value item;
	Iter it;

	if (entries_of(plain)) {
		Array *entries = array_new_objects();

		flow = entries_of(plain)->entries(in, plain, entries);
		if (flow == FLOW_NEXT)
			flow = put_sequence(in, array_value(entries), limit, out);
		value_drop(array_value(entries));
		return flow;
	}
	FLOW_TRY(iter_init(in, &it, v));
	for (size_t i = 0; flow = FLOW_NEXT, iter_next(in, &it, &item, &flow); i++) {
		bool last = is_last(in, i, limit, out);

		if (i && !last)
			buf_put(out, S(", "));
		if (!last)
			flow = put_element(in, item, out);
		value_drop(item);
		if (last || flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

/* {a, b, c...}: reference 8.5.2. */
static Flow put_elements(Interp *in, Value v, int limit, Buf *out)
{
	Value plain = value_unwrap_peek(v);
	Flow flow;

	buf_put_char(out, '{');
	if (plain.kind == V_HASH)
		flow = put_dictionary(in, plain.hash, limit, out);
	else
		flow = put_sequence(in, v, limit, out);
	buf_put_char(out, '}');
	return flow;
}

/* ---- the text ---- */

/* {0:N2}; a collection counts as its elements in one text. */
static Flow put_composite(Interp *in, Value v, Str format, Buf *out)
{
	Value text;
	Flow flow;

	if (!iter_unrolls(v))
		return convert_format(in, format, &v, 1, out);
	FLOW_TRY(convert_to_string(in, v, &text));
	flow = convert_format(in, format, &text, 1, out);
	value_drop(text);
	return flow;
}

/* A format string with a brace is a composite one; any other is for the value alone, or for each element. */
static Flow put_formatted(Interp *in, Value v, Str format, Buf *out)
{
	Array *items;
	Flow flow;

	if (str_find_byte(format, '{', 0) != STR_NONE || str_find_byte(format, '}', 0) != STR_NONE)
		return put_composite(in, v, format, out);
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
