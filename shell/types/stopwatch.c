/* stopwatch: System.Diagnostics.Stopwatch, on the shell's own clock. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"

/* Times are in 100 ns. */
typedef struct Stopwatch {
	int64_t before, since; /* what was measured before it was started last; when that was */
	bool running;
} Stopwatch;

enum { TICKS_PER_MILLISECOND = 10000, FREQUENCY_DESKTOP = 10000000, FREQUENCY_CORE = 1000000000 };

static Stopwatch *peek(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static int64_t now(Interp *in)
{
	const Env *env = runtime_of(in)->env;

	return env->now(env->self);
}

static int64_t elapsed(Interp *in, Value self)
{
	const Stopwatch *watch = peek(self);

	return watch->before + (watch->running ? now(in) - watch->since : 0);
}

/* Ticks in a second: the clock of each edition's system. */
static int64_t frequency(Interp *in)
{
	return runtime_edition(in)->where & WHERE_CORE ? FREQUENCY_CORE : FREQUENCY_DESKTOP;
}

static int64_t to_ticks(Interp *in, int64_t time)
{
	return time * (frequency(in) / FREQUENCY_DESKTOP);
}

static void free_watch(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static Flow put_elapsed(Interp *in, Value self, Buf *out)
{
	return convert_put_tostring(in, value_timespan(elapsed(in, self)), out);
}

static void start(Interp *in, Stopwatch *watch)
{
	if (!watch->running)
		watch->since = now(in);
	watch->running = true;
}

TYPE_METHOD(make)
{
	return types_found(out, object_value(object_new_native(&type_stopwatch, MEM_NEW(Stopwatch))));
}

TYPE_METHOD(start_new)
{
	FLOW_TRY(make(in, self, args, n, out));
	start(in, peek(*out));
	return FLOW_NEXT;
}

TYPE_METHOD(start_watch)
{
	start(in, peek(self));
	return FLOW_NEXT;
}

TYPE_METHOD(stop_watch)
{
	Stopwatch *watch = peek(self);

	watch->before = elapsed(in, self);
	watch->running = false;
	return FLOW_NEXT;
}

TYPE_METHOD(reset)
{
	*peek(self) = (Stopwatch){ 0 };
	return FLOW_NEXT;
}

TYPE_METHOD(restart)
{
	*peek(self) = (Stopwatch){ 0 };
	start(in, peek(self));
	return FLOW_NEXT;
}

TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;
	Flow flow = put_elapsed(in, self, &text);

	*out = types_buf_string(&text);
	return flow;
}

/* Counted from 1970, which leaves room for nanoseconds. */
TYPE_METHOD(get_timestamp)
{
	return types_found(out, value_long(to_ticks(in, now(in) - MOMENT_UNIX_EPOCH)));
}

/* (start), (start, end) */
TYPE_METHOD(get_elapsed_time)
{
	int64_t end = n > 1 ? types_int(args[1]) : to_ticks(in, now(in) - MOMENT_UNIX_EPOCH), ticks;

	if (__builtin_sub_overflow(end, types_int(args[0]), &ticks))
		return fault_exception(in, EXC_OVERFLOW, "TimeSpan overflowed because the duration is too long.");
	return types_found(out, value_timespan(ticks / (frequency(in) / FREQUENCY_DESKTOP)));
}

TYPE_GET(get_running)
{
	return types_found(out, value_bool(peek(self)->running));
}

TYPE_GET(get_elapsed)
{
	return types_found(out, value_timespan(elapsed(in, self)));
}

TYPE_GET(get_milliseconds)
{
	return types_found(out, value_long(elapsed(in, self) / TICKS_PER_MILLISECOND));
}

TYPE_GET(get_ticks)
{
	return types_found(out, value_long(to_ticks(in, elapsed(in, self))));
}

TYPE_GET(get_frequency)
{
	return types_found(out, value_long(frequency(in)));
}

TYPE_GET(get_high_resolution)
{
	return types_found(out, value_bool(true));
}

static const PropDef props[] = {
	PROP("IsRunning", "bool", get_running),
	PROP("Elapsed", "timespan", get_elapsed),
	PROP("ElapsedMilliseconds", "long", get_milliseconds),
	PROP("ElapsedTicks", "long", get_ticks),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Reset", "void Reset()", reset),
	METHOD("Restart", "void Restart()", restart),
	METHOD("Start", "void Start()", start_watch),
	METHOD("Stop", "void Stop()", stop_watch),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};
static const PropDef statics[] = {
	FIELD("Frequency", "long", get_frequency),
	FIELD("IsHighResolution", "bool", get_high_resolution),
	PROPS_END,
};
static const MethodDef static_methods[] = {
	METHOD_CORE("GetElapsedTime", "static timespan GetElapsedTime(long startingTimestamp)", get_elapsed_time),
	METHOD_CORE("GetElapsedTime", "static timespan GetElapsedTime(long startingTimestamp, long endingTimestamp)",
		get_elapsed_time),
	METHOD("GetTimestamp", "static long GetTimestamp()", get_timestamp),
	METHOD("StartNew", "static System.Diagnostics.Stopwatch StartNew()", start_new),
	METHODS_END,
};
static const MethodDef constructors[] = { NEW("System.Diagnostics.Stopwatch new()", make), METHODS_END };
static const TypeMembers members = { .props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors };
static const TypeOps ops = { .free = free_watch, .text = put_elapsed };
const TypeDef type_stopwatch = {
	.name = "System.Diagnostics.Stopwatch", .base = &type_known[T_OBJECT], .members = &members, .ops = &ops
};
