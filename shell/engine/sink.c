/* sink: where objects go. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/sink.h"

static Flow put_nothing(Sink *sink, Value v)
{
	(void)sink;
	(void)v;
	return FLOW_NEXT;
}

void sink_null_init(Sink *sink)
{
	*sink = (Sink){ put_nothing };
}

static Flow put_collect(Sink *sink, Value v)
{
	SinkCollect *collect = (SinkCollect *)sink;

	if (collect->more) {
		array_push(collect->more, v);
	} else if (!collect->used) {
		collect->used = true;
		collect->first = value_ref(v);
	} else {
		collect->more = array_new_objects();
		array_push_take(collect->more, collect->first);
		array_push(collect->more, v);
		collect->first = VALUE_EMPTY;
	}
	return FLOW_NEXT;
}

void sink_collect_init(SinkCollect *collect)
{
	*collect = (SinkCollect){ .sink = { put_collect } };
}

Value sink_collect_take(SinkCollect *collect)
{
	Value v = collect->more ? array_value(collect->more) : collect->first;

	sink_collect_init(collect);
	return v;
}

Value sink_collect_take_array(SinkCollect *collect)
{
	Array *array = collect->more;

	if (!array) {
		array = array_new_objects();
		if (collect->used)
			array_push_take(array, collect->first);
	}
	sink_collect_init(collect);
	return array_value(array);
}

void sink_collect_release(SinkCollect *collect)
{
	value_drop(sink_collect_take(collect));
}
