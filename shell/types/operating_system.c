/* operating_system: System.OperatingSystem. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

#include <stdlib.h>

typedef struct System {
	Value platform, version;
} System;

enum { PLATFORM_WINDOWS = 2 };

static const System *peek(Value self)
{
	return object_payload_peek(self, &type_operating_system);
}

static void free_system(Object *object, ValueDrops *drops)
{
	System *system = object->payload;

	value_drop_later(drops, system->platform);
	value_drop_later(drops, system->version);
	free(system);
}

/* "Microsoft Windows NT 10.0.17763.0", "Unix 6.1.0.18" */
static Flow put_text(Interp *in, Value self, Buf *out)
{
	const System *system = peek(self);

	if (types_int(system->platform) == PLATFORM_WINDOWS)
		buf_put(out, S("Microsoft Windows NT"));
	else
		FLOW_TRY(convert_put_tostring(in, system->platform, out));
	buf_put_char(out, ' ');
	return convert_put_tostring(in, system->version, out);
}

TYPE_GET(get_text)
{
	Buf text = BUF_INIT;
	Flow flow = put_text(in, self, &text);

	*out = types_buf_string(&text);
	return flow;
}

TYPE_METHOD(to_string)
{
	return get_text(in, self, out);
}

TYPE_GET(get_platform)
{
	return types_found(out, value_ref(peek(self)->platform));
}

TYPE_GET(get_version)
{
	return types_found(out, value_ref(peek(self)->version));
}

TYPE_GET(get_service_pack)
{
	return types_found(out, value_string(S("")));
}

TYPE_METHOD(make)
{
	System *system;

	if (value_is_null(args[1]))
		return types_null(in, "version");
	system = MEM_NEW(System);
	system->platform = value_ref(args[0]);
	system->version = value_ref(args[1]);
	return types_found(out, object_value(object_new_native(&type_operating_system, system)));
}

TYPE_METHOD(is_windows)
{
	return types_found(out, value_bool(runtime_edition(in)->windows_paths));
}

TYPE_METHOD(is_linux)
{
	return types_found(out, value_bool(!runtime_edition(in)->windows_paths));
}

TYPE_METHOD(is_other)
{
	return types_found(out, value_bool(false));
}

static const PropDef props[] = {
	PROP("Platform", "System.PlatformID", get_platform),
	PROP("ServicePack", "string", get_service_pack),
	PROP("Version", "version", get_version),
	PROP("VersionString", "string", get_text),
	PROPS_END,
};
static const MethodDef methods[] = { METHOD("ToString", "string ToString()", to_string), METHODS_END };
static const MethodDef static_methods[] = {
	METHOD_CORE("IsLinux", "static bool IsLinux()", is_linux),
	METHOD_CORE("IsMacOS", "static bool IsMacOS()", is_other),
	METHOD_CORE("IsWindows", "static bool IsWindows()", is_windows),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW("System.OperatingSystem new(System.PlatformID platform, version version)", make),
	METHODS_END,
};

static const TypeMembers members = {
	.props = props, .methods = methods, .static_methods = static_methods, .constructors = constructors
};
static const TypeOps ops = { .free = free_system, .text = put_text };
const TypeDef type_operating_system = { .name = "System.OperatingSystem",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops };
