/* provider_types: PathInfo, PSDriveInfo, ProviderInfo and their kin as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <sys/statvfs.h>

#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"
#include "shell/value/list.h"
#include "shell/value/view.h"

#define SMA "System.Management.Automation."

static Flow found(Value *out, Value v)
{
	*out = v;
	return FLOW_NEXT;
}

static Flow get_nothing(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	return found(out, VALUE_NULL);
}

static Flow get_empty(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	return found(out, value_string(S("")));
}

/* ---- ProviderInfo ---- */

static const ProviderDef *def_of(Value self)
{
	return object_payload_peek(self, &provider_info_type);
}

Value provider_def_value(const ProviderDef *def)
{
	union { /* the table is const; a payload is not */
		const ProviderDef *def;
		void *payload;
	} u = { .def = def };

	return object_value(object_new_native(&provider_info_type, u.payload));
}

static Flow info_name(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_string_c(def_of(self)->name));
}

static Flow info_module(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_string_c(def_of(self)->module));
}

static Flow info_class(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_string_c(def_of(self)->class_name));
}

static Flow info_help(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	return found(out, value_string(S("System.Management.Automation.dll-Help.xml")));
}

static const EnumName capability_names[] = { { "None", 0 }, { "Include", 1 }, { "Exclude", 2 }, { "Filter", 4 },
	{ "ExpandWildcards", 8 }, { "ShouldProcess", 16 }, { "Credentials", 32 }, { "Transactions", 64 } };
static const TypeDef capabilities_type = { .name = SMA "Provider.ProviderCapabilities",
	.base = &type_known[T_ENUM],
	.flags = TYPE_VALUE | TYPE_FLAGS,
	.names = capability_names,
	.nnames = COUNT(capability_names),
	.underlying = T_INT32 };

static Flow info_capabilities(Interp *in, Value self, Value *out)
{
	unsigned flags = def_of(self)->flags;
	int64_t number = 0;

	(void)in;
	number |= flags & PROVIDER_FILTER ? 4 : 0;
	number |= flags & PROVIDER_SHOULD_PROCESS ? 16 : 0;
	number |= flags & PROVIDER_CREDENTIALS ? 32 : 0;
	return found(out, value_enum(&capabilities_type, number));
}

static Flow info_home(Interp *in, Value self, Value *out)
{
	const char *home = getenv("HOME");

	if (def_of(self) != &provider_filesystem)
		return found(out, value_string(S("")));
	return found(out, value_string(home ? str_from(home) : runtime_of(in)->env->home));
}

static Flow info_drives(Interp *in, Value self, Value *out)
{
	Array *drives = array_new_objects();
	ProviderDrive *drive;

	for (size_t i = 0; (drive = provider_drive_at(in, i)); i++)
		if (provider_drive_def(drive) == def_of(self))
			array_push_take(drives, provider_drive_value(drive));
	return found(out, array_value(drives));
}

static Flow info_text(Interp *in, Value self, Buf *out)
{
	const ProviderDef *def = def_of(self);

	(void)in;
	buf_printf(out, "%s\\%s", def->module, def->name);
	return FLOW_NEXT;
}

static bool info_equal(Value a, Value b)
{
	return def_of(a) == def_of(b);
}

static const PropDef info_props[] = {
	{ "ImplementingType", "System.Type", info_class, NULL, 0 },
	{ "HelpFile", "string", info_help, NULL, 0 },
	{ "Name", "string", info_name, NULL, 0 },
	{ "PSSnapIn", SMA "PSSnapInInfo", info_module, NULL, 0 },
	{ "ModuleName", "string", info_module, NULL, 0 },
	{ "Module", "psmoduleinfo", get_nothing, NULL, 0 },
	{ "Description", "string", get_empty, NULL, 0 },
	{ "Capabilities", SMA "Provider.ProviderCapabilities", info_capabilities, NULL, 0 },
	{ "Home", "string", info_home, NULL, 0 },
	{ "Drives", "System.Collections.ObjectModel.Collection[psdrive]", info_drives, NULL, 0 },
	{ 0 },
};
static const ViewItem info_items[] = { { .prop = "Name", .width = 20 }, { .prop = "Capabilities", .width = 50 },
	{ .prop = "Drives" }, { 0 } };
static const ViewDef info_view = { .shape = VIEW_TABLE, .items = info_items };
static const TypeMembers info_members = { .props = info_props };
static const TypeOps info_ops = { .text = info_text, .equal = info_equal };
const TypeDef provider_info_type = { .name = SMA "ProviderInfo",
	.base = &type_known[T_OBJECT],
	.members = &info_members,
	.ops = &info_ops,
	.view = &info_view };

/* ---- PSDriveInfo ---- */

static ProviderDrive *drive_of(Value self)
{
	return object_payload_peek(self, &provider_drive_type);
}

static void drive_free(Object *object, ValueDrops *drops)
{
	(void)drops;
	provider_drive_drop(object->payload);
}

Value provider_drive_value(ProviderDrive *drive)
{
	return object_value(object_new_native(&provider_drive_type, provider_drive_ref(drive)));
}

static Flow drive_name(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_ref(value_of_string(drive_of(self)->name)));
}

static Flow drive_provider(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, provider_def_value(drive_of(self)->def));
}

static Flow drive_root(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_ref(value_of_string(drive_of(self)->root)));
}

static Flow drive_current(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_ref(value_of_string(drive_of(self)->current)));
}

static Flow drive_description(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_ref(value_of_string(drive_of(self)->description)));
}

static Flow drive_credential(Interp *in, Value self, Value *out)
{
	Value v = drive_of(self)->credential;

	(void)in;
	return found(out, v.kind == V_EMPTY ? VALUE_NULL : value_ref(v));
}

/* Bytes of the file system a drive's root is on; $null for other drives. */
static Flow drive_space(Interp *in, Value self, bool used, Value *out)
{
	ProviderDrive *drive = drive_of(self);
	struct statvfs info;
	Buf folder = BUF_INIT;
	bool known = false;

	if (drive->def == &provider_filesystem) {
		provider_file_name(in, string_str(drive->root), &folder);
		known = statvfs(folder.p, &info) == 0;
		buf_release(&folder);
	}
	if (!known)
		return found(out, VALUE_NULL);
	return found(out, value_long((int64_t)((used ? info.f_blocks - info.f_bfree : info.f_bavail) * info.f_frsize)));
}

static Flow drive_used(Interp *in, Value self, Value *out)
{
	return drive_space(in, self, true, out);
}

static Flow drive_available(Interp *in, Value self, Value *out)
{
	return drive_space(in, self, false, out);
}

static Flow gigabytes(Value bytes, Value *out)
{
	if (bytes.kind == V_NULL)
		return found(out, value_string(S("")));
	return found(out, value_printf("%.2f", (double)bytes.i64 / (1024.0 * 1024 * 1024)));
}

static Flow drive_used_text(Interp *in, Value self, Value *out)
{
	Value bytes = VALUE_NULL;

	FLOW_TRY(drive_used(in, self, &bytes));
	return gigabytes(bytes, out);
}

static Flow drive_free_text(Interp *in, Value self, Value *out)
{
	Value bytes = VALUE_NULL;

	FLOW_TRY(drive_available(in, self, &bytes));
	return gigabytes(bytes, out);
}

static Flow drive_provider_text(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_string_c(drive_of(self)->def->name));
}

static Flow drive_text(Interp *in, Value self, Buf *out)
{
	(void)in;
	buf_put(out, string_str(drive_of(self)->name));
	return FLOW_NEXT;
}

static bool drive_equal(Value a, Value b)
{
	return drive_of(a) == drive_of(b);
}

static const PropDef drive_props[] = {
	{ "Used", "System.Object", drive_used, NULL, PROP_SCRIPT },
	{ "Free", "System.Object", drive_available, NULL, PROP_SCRIPT },
	{ "CurrentLocation", "string", drive_current, NULL, 0 },
	{ "Name", "string", drive_name, NULL, 0 },
	{ "Provider", SMA "ProviderInfo", drive_provider, NULL, 0 },
	{ "Root", "string", drive_root, NULL, 0 },
	{ "Description", "string", drive_description, NULL, 0 },
	{ "MaximumSize", "System.Nullable[long]", get_nothing, NULL, 0 },
	{ "Credential", "pscredential", drive_credential, NULL, 0 },
	{ "DisplayRoot", "string", get_nothing, NULL, 0 },
	{ 0 },
};
static const ViewItem drive_items[] = {
	{ .prop = "Name", .width = 10 },
	{ .label = "Used (GB)", .text = drive_used_text, .width = 13, .align = 'r' },
	{ .label = "Free (GB)", .text = drive_free_text, .width = 13, .align = 'r' },
	{ .label = "Provider", .text = drive_provider_text, .width = 13 },
	{ .prop = "Root", .width = 35 },
	{ .prop = "CurrentLocation", .align = 'r' },
	{ 0 },
};
static const ViewDef drive_view = { .shape = VIEW_TABLE, .items = drive_items };
static const TypeMembers drive_members = { .props = drive_props };
static const TypeOps drive_ops = { .free = drive_free, .text = drive_text, .equal = drive_equal };
const TypeDef provider_drive_type = { .name = SMA "PSDriveInfo",
	.base = &type_known[T_OBJECT],
	.members = &drive_members,
	.ops = &drive_ops,
	.view = &drive_view };

/* ---- PathInfo ---- */

static const TypeDef path_type;

static ProviderPlace *place_of(Value self)
{
	return object_payload_peek(self, &path_type);
}

static void path_free(Object *object, ValueDrops *drops)
{
	(void)drops;
	provider_place_release(object->payload);
	free(object->payload);
}

Value provider_path_value(Interp *in, const ProviderPath *path)
{
	ProviderPlace *place = MEM_NEW(ProviderPlace);

	(void)in;
	provider_place_set(place, path);
	return object_value(object_new_native(&path_type, place));
}

static Flow path_drive(Interp *in, Value self, Value *out)
{
	ProviderDrive *drive = place_of(self)->drive;

	(void)in;
	return found(out, drive ? provider_drive_value(drive) : VALUE_NULL);
}

static Flow path_provider(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, provider_def_value(place_of(self)->def));
}

static Flow path_provider_path(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_ref(value_of_string(place_of(self)->path)));
}

/* With the drive; without one, what names the provider stands in front. */
static Flow path_text(Interp *in, Value self, Buf *out)
{
	const ProviderPlace *place = place_of(self);

	(void)in;
	if (place->drive)
		buf_put(out, string_str(place->shown));
	else
		provider_put_qualified(place->def, string_str(place->path), out);
	return FLOW_NEXT;
}

static Flow path_path(Interp *in, Value self, Value *out)
{
	Buf text = BUF_INIT;

	FLOW_TRY(path_text(in, self, &text));
	*out = value_string_buf(&text);
	buf_release(&text);
	return FLOW_NEXT;
}

static bool path_equal(Value a, Value b)
{
	return str_eq(string_str(place_of(a)->shown), string_str(place_of(b)->shown));
}

static const PropDef path_props[] = {
	{ "Drive", "psdrive", path_drive, NULL, 0 },
	{ "Provider", SMA "ProviderInfo", path_provider, NULL, 0 },
	{ "ProviderPath", "string", path_provider_path, NULL, 0 },
	{ "Path", "string", path_path, NULL, 0 },
	{ 0 },
};
static const ViewItem path_items[] = { { .prop = "Path" }, { 0 } };
static const ViewDef path_view = { .shape = VIEW_TABLE, .items = path_items };
static const TypeMembers path_members = { .props = path_props };
static const TypeOps path_ops = { .free = path_free, .text = path_text, .equal = path_equal };
static const TypeDef path_type = { .name = SMA "PathInfo",
	.base = &type_known[T_OBJECT],
	.members = &path_members,
	.ops = &path_ops,
	.view = &path_view };

/* ---- PathInfoStack ---- */

static const TypeDef stack_type;

typedef struct PathStack {
	Value name;
	Value items; /* object[] of PathInfo */
} PathStack;

static PathStack *stack_of(Value self)
{
	return object_payload_peek(self, &stack_type);
}

static void stack_free(Object *object, ValueDrops *drops)
{
	PathStack *stack = object->payload;

	value_drop_later(drops, stack->name);
	value_drop_later(drops, stack->items);
	free(stack);
}

Value provider_paths_value(Interp *in, Str name, const ProviderPaths *paths)
{
	PathStack *stack = MEM_NEW(PathStack);
	Array *items = array_new_objects();

	for (size_t i = 0; i < paths->n; i++)
		array_push_take(items, provider_path_value(in, &paths->p[i]));
	*stack = (PathStack){ value_string(name), array_value(items) };
	return object_value(object_new_native(&stack_type, stack));
}

static Flow stack_name(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_ref(stack_of(self)->name));
}

static Flow stack_count(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_int((int32_t)stack_of(self)->items.array->n));
}

static Flow stack_enumerate(Interp *in, Value self, Array *out)
{
	const Array *items = stack_of(self)->items.array;

	(void)in;
	for (size_t i = 0; i < items->n; i++)
		array_push_take(out, array_get(items, i));
	return FLOW_NEXT;
}

static const PropDef stack_props[] = {
	{ "Name", "string", stack_name, NULL, 0 },
	{ "Count", "int", stack_count, NULL, 0 },
	{ 0 },
};
static const TypeMembers stack_members = { .props = stack_props };
static const TypeOps stack_ops = { .free = stack_free, .enumerate = stack_enumerate };
static const TypeDef stack_type = {
	.name = SMA "PathInfoStack", .base = &type_known[T_OBJECT], .members = &stack_members, .ops = &stack_ops
};

/* ---- enums of the FileSystem's parameters ---- */

static const EnumName encoding_names[] = { { "Unknown", 0 }, { "String", 1 }, { "Unicode", 2 }, { "Byte", 3 },
	{ "BigEndianUnicode", 4 }, { "UTF8", 5 }, { "UTF7", 6 }, { "UTF32", 7 }, { "Ascii", 8 }, { "Default", 9 },
	{ "Oem", 10 }, { "BigEndianUTF32", 11 } };
static const TypeDef encoding_type = { .name = "Microsoft.PowerShell.Commands.FileSystemCmdletProviderEncoding",
	.base = &type_known[T_ENUM],
	.flags = TYPE_VALUE,
	.names = encoding_names,
	.nnames = COUNT(encoding_names),
	.underlying = T_INT32 };

static const EnumName path_kind_names[] = { { "Any", 0 }, { "Container", 1 }, { "Leaf", 2 } };
static const TypeDef path_kind_type = { .name = "Microsoft.PowerShell.Commands.TestPathType",
	.base = &type_known[T_ENUM],
	.flags = TYPE_VALUE,
	.names = path_kind_names,
	.nnames = COUNT(path_kind_names),
	.underlying = T_INT32 };

/* ---- the list ---- */

const TypeEntry provider_entries[] = {
	{ &provider_info_type, NULL },
	{ &capabilities_type, NULL },
	{ &provider_drive_type, NULL },
	{ &path_type, NULL },
	{ &stack_type, NULL },
	{ &provider_variable_type, NULL },
	{ &encoding_type, NULL },
	{ &path_kind_type, NULL },
};
const size_t provider_entries_count = COUNT(provider_entries);
