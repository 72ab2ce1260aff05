/* thread: System.Threading.Thread: Sleep, and the one there is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <time.h>

#include "shell/types/types_list.h"
#include "shell/value/runtime.h"

#define THREAD "System.Threading.Thread"

/* Ctrl-C ends the wait; the caller sees it. */
TYPE_METHOD(sleep_for)
{
	int64_t milliseconds = args[0].kind == V_TIMESPAN ? args[0].i64 / 10000 : types_int(args[0]);
	struct timespec left = { milliseconds / 1000, milliseconds % 1000 * 1000000 };

	if (milliseconds < -1)
		return types_negative(in, "millisecondsTimeout", milliseconds,
			"Number must be either non-negative and less than or equal to Int32.MaxValue or -1.");
	while (milliseconds > 0 && !*runtime_of(in)->interrupted && nanosleep(&left, &left) != 0 && errno == EINTR)
		;
	return FLOW_NEXT;
}

TYPE_GET(get_current)
{
	return types_found(out, object_value(object_new_native(&type_thread, NULL)));
}

TYPE_GET(get_culture)
{
	bool found;

	return member_get_static(in, &type_culture_info, S("CurrentCulture"), out, &found);
}

TYPE_GET(get_id)
{
	return types_found(out, value_int(1));
}

TYPE_GET(get_alive)
{
	return types_found(out, value_bool(true));
}

TYPE_GET(get_background)
{
	return types_found(out, value_bool(false));
}

static const PropDef props[] = {
	PROP("CurrentCulture", "System.Globalization.CultureInfo", get_culture),
	PROP("CurrentUICulture", "System.Globalization.CultureInfo", get_culture),
	PROP("ManagedThreadId", "int", get_id),
	PROP("IsAlive", "bool", get_alive),
	PROP("IsBackground", "bool", get_background),
	PROPS_END,
};
static const PropDef statics[] = { PROP("CurrentThread", THREAD, get_current), PROPS_END };
static const MethodDef static_methods[] = {
	METHOD("Sleep", "static void Sleep(int millisecondsTimeout)", sleep_for),
	METHOD("Sleep", "static void Sleep(timespan timeout)", sleep_for),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .statics = statics, .static_methods = static_methods };
const TypeDef type_thread = { .name = THREAD, .base = &type_known[T_OBJECT], .members = &members };
