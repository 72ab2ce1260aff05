/* assembly: System.Reflection.Assembly and AssemblyName, as far as scripts print them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/assembly.h"

/* ---- which type is where ---- */

#define TOKEN_MICROSOFT "b03f5f7f11d50a3a"
#define TOKEN_ECMA      "b77a5c561934e089"
#define TOKEN_OPEN      "cc7b13ffcd2ddd51"
#define TOKEN_CORE      "7cec85d7bea7798e"
#define TOKEN_SHELL     "31bf3856ad364e35"

/* Every type whose name starts so; the first row that fits, the last fits all.  Asked of 7.6; the desktop side is the
 * documentation's. */
static const struct Place {
	const char *prefix, *core, *core_token, *desktop, *desktop_token;
} places[] = {
	{ "System.Management.Automation.", "System.Management.Automation", TOKEN_SHELL, "System.Management.Automation",
		TOKEN_SHELL },
	{ "Microsoft.PowerShell.", "System.Management.Automation", TOKEN_SHELL, "System.Management.Automation",
		TOKEN_SHELL },
	{ "System.Text.RegularExpressions.", "System.Text.RegularExpressions", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Uri", "System.Private.Uri", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Net.Dns", "System.Net.NameResolution", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Net.Mail.", "System.Net.Mail", TOKEN_OPEN, "System", TOKEN_ECMA },
	{ "System.Net.ServicePoint", "System.Net.Requests", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Net.Web", "System.Net.Requests", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Net.", "System.Net.Primitives", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Collections.Specialized.", "System.Collections.Specialized", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Collections.Generic.HashSet", "System.Private.CoreLib", TOKEN_CORE, "System.Core", TOKEN_ECMA },
	{ "System.Collections.Generic.Queue", "System.Private.CoreLib", TOKEN_CORE, "System", TOKEN_ECMA },
	{ "System.Collections.Generic.S", "System.Collections", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Collections.SortedList", "System.Collections.NonGeneric", TOKEN_MICROSOFT, "mscorlib", TOKEN_ECMA },
	{ "System.Collections.Queue", "System.Collections.NonGeneric", TOKEN_MICROSOFT, "mscorlib", TOKEN_ECMA },
	{ "System.Collections.Stack", "System.Collections.NonGeneric", TOKEN_MICROSOFT, "mscorlib", TOKEN_ECMA },
	{ "System.Diagnostics.Process", "System.Diagnostics.Process", TOKEN_MICROSOFT, "System", TOKEN_ECMA },
	{ "System.Diagnostics.", "System.Private.CoreLib", TOKEN_CORE, "System", TOKEN_ECMA },
	{ "System.Console", "System.Console", TOKEN_MICROSOFT, "mscorlib", TOKEN_ECMA },
	{ "System.Numerics.", "System.Runtime.Numerics", TOKEN_MICROSOFT, "System.Numerics", TOKEN_ECMA },
	{ "System.Security.Principal.", "System.Security.Principal.Windows", TOKEN_MICROSOFT, "mscorlib", TOKEN_ECMA },
	{ "System.Security.Cryptography.X509Certificates.", "System.Security.Cryptography", TOKEN_MICROSOFT, "System",
		TOKEN_ECMA },
	{ "System.Security.Cryptography.", "System.Security.Cryptography", TOKEN_MICROSOFT, "mscorlib", TOKEN_ECMA },
	{ "System.ComponentModel.", "System.Private.CoreLib", TOKEN_CORE, "System", TOKEN_ECMA },
	{ "System.Linq.", "System.Linq", TOKEN_MICROSOFT, "System.Core", TOKEN_ECMA },
	{ "System.Xml.", "System.Private.Xml", TOKEN_OPEN, "System.Xml", TOKEN_ECMA },
	{ "System.IO.Drive", "System.IO.FileSystem.DriveInfo", TOKEN_MICROSOFT, "mscorlib", TOKEN_ECMA },
	{ "", "System.Private.CoreLib", TOKEN_CORE, "mscorlib", TOKEN_ECMA },
};

static const struct Place *place_of(const TypeDef *type)
{
	const struct Place *place = places;

	while (type->elem && type->id == T_ARRAY)
		type = type->elem;
	while (!str_starts(str_from(type->name), str_from(place->prefix)))
		place++;
	return place;
}

static bool is_core(Interp *in)
{
	return runtime_edition(in)->where & WHERE_CORE;
}

static const char *version_of(Interp *in, const struct Place *place)
{
	if (strcmp(place->core_token, TOKEN_SHELL) == 0)
		return types_pick(in, "3.0.0.0", "7.6.0.500");
	return types_pick(in, "4.0.0.0", "10.0.0.0");
}

const char *assembly_short_name(Interp *in, const TypeDef *type)
{
	const struct Place *place = place_of(type);

	return is_core(in) ? place->core : place->desktop;
}

void assembly_put_name(Interp *in, const TypeDef *type, Buf *out)
{
	const struct Place *place = place_of(type);

	buf_printf(out, "%s, Version=%s, Culture=neutral, PublicKeyToken=%s", assembly_short_name(in, type),
		version_of(in, place), is_core(in) ? place->core_token : place->desktop_token);
}

/* ---- the objects ---- */

/* The payload of both is a type that lives in the assembly. */
static const TypeDef *peek(Value self)
{
	return *(const TypeDef **)self.object->payload;
}

static void free_type(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static Value make(const TypeDef *shape, const TypeDef *type)
{
	const TypeDef **payload = MEM_NEW(const TypeDef *);

	*payload = type;
	return object_value(object_new_native(shape, payload));
}

Value assembly_of(UNUSED Interp *in, const TypeDef *type)
{
	return make(&type_runtime_assembly, type);
}

static Flow put_name(Interp *in, Value self, Buf *out)
{
	assembly_put_name(in, peek(self), out);
	return FLOW_NEXT;
}

TYPE_GET(get_full_name)
{
	Buf name = BUF_INIT;

	assembly_put_name(in, peek(self), &name);
	return types_found(out, types_buf_string(&name));
}

TYPE_GET(get_location)
{
	bool core = is_core(in);
	const char *folder = core ? "/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.12/"
				  : "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\";

	return types_found(out, value_printf("%s%s.dll", folder, assembly_short_name(in, peek(self))));
}

TYPE_GET(get_gac)
{
	return types_found(out, value_bool(!is_core(in)));
}

TYPE_GET(get_image_version)
{
	return types_found(out, value_string_c("v4.0.30319"));
}

TYPE_METHOD(get_name)
{
	return types_found(out, make(&type_assembly_name, peek(self)));
}

TYPE_METHOD(get_type)
{
	return types_found(out, value_type(type_set_find(runtime_of(in)->types, types_str(args[0]))));
}

TYPE_GET(get_short_name)
{
	return types_found(out, value_string_c(assembly_short_name(in, peek(self))));
}

TYPE_GET(get_version)
{
	Value text = value_string_c(version_of(in, place_of(peek(self))));
	Flow flow = convert_to(in, text, &type_version, out);

	value_drop(text);
	return flow;
}

/* ---- loading: what is known is there already ---- */

typedef struct Search {
	Str name;
	const TypeDef *found; /* a type that lives in the assembly */
} Search;

static void match(void *self, const TypeDef *type)
{
	Search *search = self;
	const struct Place *place = search->found ? NULL : place_of(type);

	if (place && (str_ieq(search->name, str_from(place->core)) || str_ieq(search->name, str_from(place->desktop))))
		search->found = type;
}

static Value find_assembly(Interp *in, Str name)
{
	size_t comma = str_find_byte(name, ',', 0);
	Search search = { .name = str_cut(name, 0, comma == STR_NONE ? name.n : comma) };

	type_set_each(runtime_of(in)->types, match, &search);
	return search.found ? assembly_of(in, search.found) : VALUE_NULL;
}

TYPE_METHOD(load_partial)
{
	return types_found(out, find_assembly(in, types_str(args[0])));
}

TYPE_METHOD(load)
{
	Str name = types_str(args[0]);

	*out = find_assembly(in, name);
	if (out->kind != V_NULL)
		return FLOW_NEXT;
	if (is_core(in))
		return fault_exception(in, EXC_FILE_NOT_FOUND,
			"Could not load file or assembly '%.*s, Culture=neutral, PublicKeyToken=null'. The system cannot find the "
			"file specified.\n",
			STR_ARG(name));
	return fault_exception(in, EXC_FILE_NOT_FOUND,
		"Could not load file or assembly '%.*s' or one of its dependencies. The system cannot find the file specified.",
		STR_ARG(name));
}

/* No file of code can be run here: for a script it is not there. */
TYPE_METHOD(load_file)
{
	Str path = types_str(args[0]);

	if (is_core(in))
		return fault_exception(in, EXC_FILE_NOT_FOUND,
			"Could not load file or assembly '%.*s'. The system cannot find the file specified.",
			STR_ARG(path));
	return fault_exception(in, EXC_FILE_NOT_FOUND,
		"Could not load file or assembly '%.*s' or one of its dependencies. The system cannot find the file specified.",
		STR_ARG(path));
}

static const PropDef props[] = {
	PROP("FullName", "string", get_full_name),
	PROP("GlobalAssemblyCache", "bool", get_gac),
	PROP("ImageRuntimeVersion", "string", get_image_version),
	PROP("Location", "string", get_location),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("GetName", "System.Reflection.AssemblyName GetName()", get_name),
	METHOD("GetType", "type GetType(string name)", get_type),
	METHODS_END,
};
static const PropDef name_props[] = {
	PROP("Name", "string", get_short_name),
	PROP("Version", "version", get_version),
	PROP("FullName", "string", get_full_name),
	PROPS_END,
};

static const MethodDef static_methods[] = {
	METHOD("Load", "static System.Reflection.Assembly Load(string assemblyString)", load),
	METHOD("LoadFile", "static System.Reflection.Assembly LoadFile(string path)", load_file),
	METHOD("LoadFrom", "static System.Reflection.Assembly LoadFrom(string assemblyFile)", load_file),
	METHOD("LoadWithPartialName", "static System.Reflection.Assembly LoadWithPartialName(string partialName)",
		load_partial),
	METHODS_END,
};

static const TypeMembers members = { .props = props, .methods = methods, .static_methods = static_methods };
static const TypeMembers name_members = { .props = name_props };
static const TypeOps ops = { .free = free_type, .text = put_name };

static const ViewItem columns[] = {
	{ .label = "GAC", .prop = "GlobalAssemblyCache", .width = 6 },
	{ .label = "Version", .prop = "ImageRuntimeVersion", .width = 14 },
	{ .prop = "Location" },
	{ 0 },
};
static const ViewItem name_columns[] = {
	{ .prop = "Version", .width = 16 },
	{ .prop = "Name" },
	{ 0 },
};
static const ViewDef view = { .shape = VIEW_TABLE, .items = columns };
static const ViewDef name_view = { .shape = VIEW_TABLE, .items = name_columns };

const TypeDef type_runtime_assembly = { .name = "System.Reflection.RuntimeAssembly",
	.base = &type_assembly,
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.view = &view };
const TypeDef type_assembly = { .name = "System.Reflection.Assembly",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.view = &view };
const TypeDef type_assembly_name = { .name = "System.Reflection.AssemblyName",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &name_members,
	.ops = &ops,
	.view = &name_view };
