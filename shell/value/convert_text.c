/* convert_text: values as text, for strings, the screen and .NET's ToString() (reference 6.3, 6.6, 8.5.1). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/convert_core.h"
#include "shell/value/iter.h"

enum { TEXT_CAST = TEXT_JOIN | TEXT_BAG | TEXT_SHORT_TYPE | TEXT_LITERAL };

/* ---- numbers and dates ---- */

static void put_double(Interp *in, Value v, unsigned how, Buf *out)
{
	const Edition *edition = runtime_edition(in);
	const NumCulture *culture = how & TEXT_CULTURE ? edition->numbers : edition->numbers_invariant;
	double value = v.kind == V_SINGLE ? (double)v.f32 : v.f64;

	if (how & TEXT_ROUNDTRIP)
		num_put_roundtrip(out, value, v.kind == V_SINGLE, culture);
	else if (v.kind == V_SINGLE)
		num_put_single(out, v.f32, culture, edition->keep_negative_zero);
	else
		num_put_double(out, value, culture, edition->keep_negative_zero);
}

static void put_datetime(Interp *in, Value v, unsigned how, Buf *out)
{
	const Edition *edition = runtime_edition(in);

	(void)moment_format(out, S(""), v.i64, (MomentKind)v.flags,
		how & TEXT_CULTURE ? edition->dates : edition->dates_invariant, runtime_of(in)->env);
}

static bool put_scalar(Interp *in, Value v, unsigned how, Buf *out)
{
	switch ((ValueKind)v.kind) {
	case V_EMPTY:
	case V_NULL:
		return true;
	case V_STRING:
		buf_put(out, string_str(v.string));
		return true;
	case V_BOOL:
		buf_put(out, v.b ? S("True") : S("False"));
		return true;
	case V_CHAR:
		buf_put_code(out, v.ch);
		return true;
	case V_INT:
		num_put_integer(out, v.i64, v.type == T_UINT64);
		return true;
	case V_SINGLE:
	case V_DOUBLE:
		put_double(in, v, how, out);
		return true;
	case V_DECIMAL:
		decimal_put(out, v.decimal->value);
		return true;
	case V_BIGINT:
		bigint_put(out, v.bigint);
		return true;
	case V_DATETIME:
		put_datetime(in, v, how, out);
		return true;
	case V_TIMESPAN:
		return moment_span_format(out, S(""), v.i64);
	case V_ENUM:
		type_enum_put(v.enumeration->type, v.enumeration->value, out);
		return true;
	default:
		return false;
	}
}

/* ---- collections ---- */

/* $OFS, or a blank where it is not set or $null. */
static Flow put_separator(Interp *in, Buf *out)
{
	Value ofs = runtime_of(in)->variable_peek(in, S("OFS"));

	if (!value_is_null(ofs))
		return convert_put(in, ofs, 0, out);
	buf_put_char(out, ' ');
	return FLOW_NEXT;
}

/* Element by element, these not joined in turn. */
static Flow put_joined(Interp *in, Value v, unsigned how, Buf *out)
{
	Buf separator = BUF_INIT;
	Iter it;
	Value item;
	Flow flow = put_separator(in, &separator);
	bool first = true;

	if (flow == FLOW_NEXT)
		flow = iter_init(in, &it, v);
	if (flow != FLOW_NEXT) {
		buf_release(&separator);
		return flow;
	}
	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		if (!first)
			buf_put(out, buf_str(&separator));
		first = false;
		flow = convert_put(in, item, (how & TEXT_CULTURE) | TEXT_LITERAL, out);
		value_drop(item);
	}
	iter_release(&it);
	buf_release(&separator);
	return flow;
}

/* ---- objects ---- */

static Flow put_slot(Interp *in, Value self, const Slot *slot, unsigned how, Buf *out)
{
	Value v;
	Flow flow;

	for (int hops = 0; slot && slot->kind == SLOT_ALIAS && hops < 8; hops++)
		slot = object_find_peek(self.object, value_str_peek(slot->value));
	if (!slot)
		return FLOW_NEXT;
	if (slot->kind != SLOT_SCRIPT)
		return convert_put(in, slot->value, (how & TEXT_CULTURE) | TEXT_SHORT_TYPE | TEXT_LITERAL, out);
	flow = runtime_of(in)->invoke_this(in, slot->value, self, NULL, 0, &v);
	if (flow == FLOW_NEXT) {
		flow = convert_put(in, v, (how & TEXT_CULTURE) | TEXT_SHORT_TYPE | TEXT_LITERAL, out);
		value_drop(v);
	}
	return flow;
}

/* @{A=1; B=x}: values one level deep, so that no data nests the walk. */
static Flow put_bag(Interp *in, Value v, unsigned how, Buf *out)
{
	const Object *object = v.object;
	bool any = false;

	for (uint32_t i = 0; i < object->nslots; i++) {
		const Slot *slot = &object->slots[i];

		if (slot->hidden || slot->kind == SLOT_METHOD || slot->kind == SLOT_SET)
			continue;
		buf_put(out, any ? S("; ") : S("@{"));
		any = true;
		buf_put(out, string_str(slot->name));
		buf_put_char(out, '=');
		FLOW_TRY(put_slot(in, v, slot, how, out));
	}
	if (any)
		buf_put_char(out, '}');
	return FLOW_NEXT;
}

/* A ToString() that a script added comes before everything else. */
static Flow put_by_script(Interp *in, Value v, unsigned how, Buf *out, bool *done)
{
	const Slot *slot = v.object->nslots ? object_find_peek(v.object, S("ToString")) : NULL;
	Value text;
	Flow flow;

	*done = slot && slot->kind == SLOT_METHOD;
	if (!*done)
		return FLOW_NEXT;
	flow = runtime_of(in)->invoke_this(in, slot->value, v, NULL, 0, &text);
	if (flow == FLOW_NEXT) {
		flow = convert_put(in, text, how & TEXT_CULTURE, out);
		value_drop(text);
	}
	return flow;
}

/* A cast or -f of the value itself, not of an element, which is looked at with the members PowerShell adds to it. */
static bool is_plain(unsigned how)
{
	return how & TEXT_BAG && how & (TEXT_JOIN | TEXT_ROUNDTRIP);
}

static Flow put_object(Interp *in, Value v, unsigned how, Buf *out)
{
	const TypeDef *type = v.object->type;
	bool done;
	Flow flow = put_by_script(in, v, how, out, &done);

	if (done || flow != FLOW_NEXT)
		return flow;
	if (v.object->base.kind != V_EMPTY) {
		if (v.object->text && how & TEXT_LITERAL)
			buf_put(out, string_str(v.object->text));
		else
			flow = convert_put(in, value_unwrap_peek(v), how, out);
		return flow;
	}
	if (type->id == T_PSCUSTOM && v.object->text) { /* read from CLIXML, with the text it had */
		buf_put(out, string_str(v.object->text));
		return FLOW_NEXT;
	}
	if (type->id == T_PSCUSTOM)
		return how & TEXT_BAG ? put_bag(in, v, how, out) : FLOW_NEXT;
	if (how & TEXT_JOIN && iter_unrolls(v))
		return put_joined(in, v, how, out);
	if (type->ops && type->ops->invariant && !(how & TEXT_CULTURE))
		return type->ops->invariant(in, v, out);
	if (type->ops && type->ops->text && !(type->ops->text_added && is_plain(how)))
		return type->ops->text(in, v, out);
	buf_put(out, str_from(type->name));
	return FLOW_NEXT;
}

Flow convert_put(Interp *in, Value v, unsigned how, Buf *out)
{
	if (put_scalar(in, v, how, out))
		return FLOW_NEXT;
	switch ((ValueKind)v.kind) {
	case V_TYPE:
		if (how & TEXT_SHORT_TYPE)
			type_put_text(v.typeref, out);
		else
			buf_put(out, str_from(v.typeref->name));
		return FLOW_NEXT;
	case V_BLOCK:
		runtime_of(in)->put_block_text(v, out);
		return FLOW_NEXT;
	case V_OBJECT:
		return put_object(in, v, how, out);
	case V_ARRAY:
	case V_LIST:
		if (how & TEXT_JOIN)
			return put_joined(in, v, how, out);
		break;
	default:
		break;
	}
	buf_put(out, str_from(type_of(v)->name));
	return FLOW_NEXT;
}

/* ---- the entrances ---- */

Flow convert_put_text(Interp *in, Value v, Buf *out)
{
	return convert_put(in, v, TEXT_CAST, out);
}

Flow convert_put_embedded(Interp *in, Value v, Buf *out)
{
	return convert_put(in, object_number_peek(v), TEXT_CAST, out);
}

/* Integers are what loops turn into text most: no Buf for them. */
static Value integer_to_string(Value v)
{
	char text[24], *p = text + sizeof(text);
	bool negative = v.type != T_UINT64 && v.i64 < 0;
	uint64_t left = negative ? 0 - v.u64 : v.u64;
	Value s;

	do {
		*--p = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (negative)
		*--p = '-';
	s = value_string((Str){ p, (size_t)(text + sizeof(text) - p) });
	s.string->heap.extra = STRING_ASCII;
	return s;
}

Flow convert_to_string(Interp *in, Value v, Value *out)
{
	Buf buf;
	Flow flow;

	if (v.kind == V_STRING) {
		*out = value_ref(v);
		return FLOW_NEXT;
	}
	if (v.kind == V_INT) {
		*out = integer_to_string(v);
		return FLOW_NEXT;
	}
	buf = BUF_INIT;
	flow = convert_put(in, v, TEXT_CAST, &buf);
	*out = flow == FLOW_NEXT ? value_string_buf(&buf) : VALUE_EMPTY;
	buf_release(&buf);
	return flow;
}

Flow convert_put_display(Interp *in, Value v, Buf *out)
{
	return convert_put(in, v, TEXT_CULTURE | TEXT_BAG | TEXT_LITERAL, out);
}

Flow convert_put_element(Interp *in, Value v, Buf *out)
{
	return convert_put(in, v, TEXT_CULTURE | TEXT_LITERAL, out);
}

Flow convert_put_tostring(Interp *in, Value v, Buf *out)
{
	return convert_put(in, v, TEXT_CULTURE | TEXT_ROUNDTRIP | TEXT_LITERAL, out);
}
