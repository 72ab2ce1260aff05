/* types_argument: what members need to take their arguments apart and to make their results. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/utf8.h"
#include "shell/types/types.h"

Str types_str(Value v)
{
	return value_str_peek(v);
}

int64_t types_int(Value v)
{
	v = value_unwrap_peek(v);
	switch (v.kind) {
	case V_BOOL:
		return v.b;
	case V_CHAR:
		return v.ch;
	case V_ENUM:
		return v.enumeration->value;
	case V_INT:
	case V_DATETIME:
	case V_TIMESPAN:
		return v.i64;
	default:
		return 0;
	}
}

bool types_given(Value v)
{
	return !value_is_null(v);
}

const Array *types_array(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_ARRAY ? v.array : NULL;
}

const TypeDef *types_self(Value self)
{
	return self.kind == V_TYPE ? self.typeref : type_of(self);
}

Flow types_set_ref_take(Interp *in, Value ref, Value v)
{
	/* [ref]$null is allowed for results nobody wants */
	Flow flow = types_given(ref) ? member_set(in, ref, S("Value"), v) : FLOW_NEXT;

	value_drop(v);
	return flow;
}

Flow types_invoke(Interp *in, Value block, const Value *args, size_t n, Value *out)
{
	*out = VALUE_EMPTY;
	if (value_unwrap_peek(block).kind != V_BLOCK)
		return types_null(in, "predicate");
	return runtime_of(in)->invoke(in, value_unwrap_peek(block), args, n, VALUE_EMPTY, out);
}

Flow types_test(Interp *in, Value block, Value item, bool *out)
{
	Value answer = VALUE_EMPTY;
	Flow flow = types_invoke(in, block, &item, 1, &answer);

	*out = flow == FLOW_NEXT && convert_to_bool(answer);
	value_drop(answer);
	return flow;
}

Flow types_items(Interp *in, Value sequence, Array **out)
{
	Array *items = array_new_objects();
	Flow flow = FLOW_NEXT;
	Value item;
	Iter it;

	*out = NULL;
	flow = iter_init(in, &it, sequence);
	if (flow == FLOW_NEXT) {
		while (iter_next(in, &it, &item, &flow))
			array_push_take(items, item);
		iter_release(&it);
	}
	if (flow == FLOW_NEXT)
		*out = items;
	else
		value_drop(array_value(items));
	return flow;
}

Flow types_bytes(Interp *in, Value v, const char *param, Str *out)
{
	const Array *a = types_array(v);

	*out = (Str){ "", 0 };
	if (!a || !array_is_bytes(a))
		return types_null(in, param);
	*out = array_bytes(a);
	return FLOW_NEXT;
}

Value types_buf_string(Buf *buf)
{
	Value v = value_string_buf(buf);

	buf_release(buf);
	return v;
}

void types_put_joined(Str s, Buf *out)
{
	size_t at = 0;

	if (s.n == 0)
		return;
	if (out->n > 0 && (unsigned char)s.p[0] == 0xed) { /* only then may it be a lone half */
		buf_put_code(out, utf8_next(s, &at));
		s = str_cut(s, at, s.n);
	}
	buf_put(out, s);
}

Value types_strings(const Str *s, size_t n)
{
	return array_from_strings(s, n, NULL);
}

Value types_list(Interp *in, TypeId generic, const TypeDef *elem)
{
	return list_value(list_new(type_set_close(runtime_of(in)->types, type_of_id(generic), elem, NULL)));
}

Flow types_found(Value *out, Value v)
{
	*out = v;
	return FLOW_NEXT;
}
