/* sink: where objects go. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_SINK_H
#define ENGINE_SINK_H

#include "shell/value/array.h"
#include "shell/value/flow.h"

/* put borrows v; anything but FLOW_NEXT ends the writer.  First member of what implements it. */
typedef struct Sink Sink;
struct Sink {
	Flow (*put)(Sink *sink, Value v);
};
static inline Flow sink_put(Sink *sink, Value v)
{
	return sink->put(sink, v);
}
static inline Flow sink_put_take(Sink *sink, Value v)
{
	Flow flow = sink->put(sink, v);

	value_drop(v);
	return flow;
}

/* Makes *sink one that swallows everything; the interpreter keeps one ready. */
void sink_null_init(Sink *sink);

/* Keeps what is written: nothing, one object, or an array of them. */
typedef struct SinkCollect {
	Sink sink;
	bool used; /* something came: it may be V_EMPTY */
	Value first;
	Array *more; /* object[] once there are two */
} SinkCollect;
void sink_collect_init(SinkCollect *collect);
/* What was collected as a pipeline's value: V_EMPTY, the object, or object[]; owned.  The sink is empty again. */
Value sink_collect_take(SinkCollect *collect) NODISCARD;
/* The same, always an array: @( ). */
Value sink_collect_take_array(SinkCollect *collect) NODISCARD;
void sink_collect_release(SinkCollect *collect);

#endif
