/* registry_drive: the Registry provider: keys and values that scripts read and write, by server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/registry_drive.h"

#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "shell/base/num.h"
#include "shell/base/vec.h"
#include "shell/types/types.h"
#include "store/db/store_settings.h"

#define HIVE  "HKEY_LOCAL_MACHINE"
#define KEY   S("RegistryKey")   /* settings: one for each key that was made */
#define VALUE S("RegistryValue") /* ... and one for each value, named key|value */

/* What Exchange's Setup and Windows leave behind that scripts ask for.  NULL: the folder Exchange is in. */
#define SETUP "SOFTWARE\\Microsoft\\ExchangeServer\\v15\\Setup"
static const struct {
	const char *key, *name, *type, *data;
} builtins[] = {
	{ SETUP, "MsiInstallPath", "String", NULL },
	{ SETUP, "MsiProductMajor", "DWord", "15" },
	{ SETUP, "MsiProductMinor", "DWord", "2" },
	{ "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", "ProductName", "String", "Windows Server 2022 Standard" },
	{ "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", "CurrentBuildNumber", "String", "20348" },
	{ "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols", "", "String", "" },
	{ "SYSTEM\\CurrentControlSet\\Services", "", "String", "" },
};

/* ---- the store ----------------------------------------------------------------------------------------------- */

typedef struct Hive {
	Interp *in;
	Vault *vault;
	Store *store;
	int64_t server_id;
	Arena *arena;
	Diag diag;
} Hive;

static bool open_hive(Interp *in, Arena *arena, Hive *hive)
{
	StoreServer server;

	*hive = (Hive){ .in = in, .arena = arena };
	if (!organization_open(in, &hive->vault, &hive->diag))
		return false;
	hive->store = vault_store_peek(hive->vault);
	if (!store_server_find(hive->store, S(""), arena, &server, &hive->diag))
		return false;
	hive->server_id = server.id;
	return true;
}

/* Backslashes, none at the ends, no hive in front. */
static Str clean(Arena *arena, Str path)
{
	Buf text = BUF_INIT;
	Str copy;

	for (size_t i = 0; i < path.n; i++)
		buf_put(&text, path.p[i] == '/' ? S("\\") : str_cut(path, i, i + 1));
	copy = arena_copy(arena, buf_str(&text));
	buf_release(&text);
	while (copy.n && copy.p[0] == '\\')
		copy = str_cut(copy, 1, copy.n);
	if (str_istarts(copy, S(HIVE)))
		copy = str_cut(copy, sizeof(HIVE) - 1, copy.n);
	while (copy.n && copy.p[0] == '\\')
		copy = str_cut(copy, 1, copy.n);
	while (copy.n && copy.p[copy.n - 1] == '\\')
		copy = str_cut(copy, 0, copy.n - 1);
	return copy;
}

typedef struct Names {
	Str *p;
	size_t n, cap;
} Names;

/* All keys there are, those that are only on the way to others left out. */
static bool all_keys(Hive *hive, Names *out)
{
	StoreSettingList rows;

	for (size_t i = 0; i < COUNT(builtins); i++)
		VEC_PUSH(out, str_from(builtins[i].key));
	if (!store_settings(hive->store, KEY, hive->server_id, hive->arena, &rows, &hive->diag))
		return false;
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(out, rows.p[i].name);
	return true;
}

/* What of a key stands below another, without the backslash; false: nothing. */
static bool below(Str path, Str parent, Str *rest)
{
	if (parent.n == 0) {
		*rest = path;
		return path.n > 0;
	}
	if (path.n <= parent.n + 1 || !str_istarts(path, parent) || path.p[parent.n] != '\\')
		return false;
	*rest = str_cut(path, parent.n + 1, path.n);
	return true;
}

static bool key_exists(Interp *in, Arena *arena, Str path)
{
	Str key = clean(arena, path), rest;
	Names keys = { 0 };
	Hive hive;
	bool found = key.n == 0;

	if (!found && open_hive(in, arena, &hive) && all_keys(&hive, &keys))
		for (size_t i = 0; !found && i < keys.n; i++)
			found = str_ieq(keys.p[i], key) || below(keys.p[i], key, &rest);
	VEC_RELEASE(&keys);
	return found;
}

static bool exists(ProviderCall *call, Str path)
{
	return key_exists(call->in, call->arena, path);
}

static bool is_container(UNUSED ProviderCall *call, UNUSED Str path)
{
	return true;
}

static bool is_new(const Names *names, Str name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_ieq(names->p[i], name))
			return false;
	return true;
}

static bool subkeys(Hive *hive, Str key, Names *out)
{
	Names keys = { 0 };
	Str rest;
	bool ok = all_keys(hive, &keys);

	for (size_t i = 0; ok && i < keys.n; i++) {
		size_t end;

		if (!below(keys.p[i], key, &rest))
			continue;
		end = str_find_byte(rest, '\\', 0);
		rest = str_cut(rest, 0, end == STR_NONE ? rest.n : end);
		if (is_new(out, rest))
			VEC_PUSH(out, rest);
	}
	VEC_RELEASE(&keys);
	return ok;
}

static Flow broken(ProviderCall *call, const Hive *hive)
{
	return stage_diag(call->stage, &hive->diag, "StoreFailed", VALUE_EMPTY);
}

static Flow names(ProviderCall *call, Str path, ProviderNames *out)
{
	Names found = { 0 };
	Hive hive;
	bool ok = open_hive(call->in, call->arena, &hive) && subkeys(&hive, clean(call->arena, path), &found);

	for (size_t i = 0; i < found.n; i++) {
		ProviderName row = { .name = arena_copy(call->arena, found.p[i]), .container = true };

		VEC_PUSH(out, row);
	}
	VEC_RELEASE(&found);
	return ok ? FLOW_NEXT : broken(call, &hive);
}

/* ---- values -------------------------------------------------------------------------------------------------- */

static Str setting_name(Hive *hive, Str key, Str name)
{
	return arena_printf(hive->arena, "%.*s|%.*s", STR_ARG(key), STR_ARG(name));
}

static Value make_value(Str type, Str data)
{
	int64_t number = 0;
	StrSplit split = { .rest = data };
	Array *lines;
	Str line;

	if (str_ieq(type, S("DWord")) || str_ieq(type, S("QWord"))) {
		(void)!num_parse_integer(data, NUM_INT64, false, &number);
		return str_ieq(type, S("DWord")) ? value_int((int32_t)number) : value_long(number);
	}
	if (!str_ieq(type, S("MultiString")))
		return value_string(data);
	lines = array_new(&type_string_array, 4);
	while (data.n && str_split_next(&split, '\n', &line))
		array_push_take(lines, value_string(line));
	return array_value(lines);
}

/* Of a value that was written; false: there is none. */
static bool stored_value(Hive *hive, Str key, Str name, Value *out)
{
	StoreProperty data = { VALUE, setting_name(hive, key, name), S("Data"), hive->server_id };
	StoreProperty type = data;
	Str text, kind;

	type.property = S("Type");
	if (!store_property_get(hive->store, &type, hive->arena, &kind, &hive->diag) || kind.n == 0 ||
		!store_property_get(hive->store, &data, hive->arena, &text, &hive->diag))
		return false;
	*out = make_value(kind, text);
	return true;
}

static bool find_value(Hive *hive, Str key, Str name, Value *out)
{
	if (stored_value(hive, key, name, out))
		return true;
	for (size_t i = 0; i < COUNT(builtins); i++)
		if (str_ieq(key, str_from(builtins[i].key)) && name.n && str_ieq(name, str_from(builtins[i].name))) {
			*out = make_value(str_from(builtins[i].type),
				builtins[i].data ? str_from(builtins[i].data) : organization_install_path(hive->in));
			return true;
		}
	return false;
}

static bool value_names(Hive *hive, Str key, Names *out)
{
	StoreSettingList rows;

	for (size_t i = 0; i < COUNT(builtins); i++)
		if (str_ieq(key, str_from(builtins[i].key)) && builtins[i].name[0])
			VEC_PUSH(out, str_from(builtins[i].name));
	if (!store_settings(hive->store, VALUE, hive->server_id, hive->arena, &rows, &hive->diag))
		return false;
	for (size_t i = 0; i < rows.n; i++) {
		size_t bar = str_find_byte(rows.p[i].name, '|', 0);
		Str name = bar == STR_NONE ? S("") : str_cut(rows.p[i].name, bar + 1, rows.p[i].name.n);

		if (bar != STR_NONE && str_ieq(str_cut(rows.p[i].name, 0, bar), key) && is_new(out, name))
			VEC_PUSH(out, name);
	}
	return true;
}

/* ---- RegistryKey --------------------------------------------------------------------------------------------- */

/* GetValue(name[, default]) by the key's Name. */
TYPE_METHOD(get_value)
{
	const Slot *slot = object_find_peek(value_unwrap_peek(self).object, S("Name"));
	Arena *arena = arena_new(0);
	Hive hive;

	*out = VALUE_NULL;
	if (!slot || !open_hive(in, arena, &hive) ||
		!find_value(&hive, clean(arena, value_str_peek(slot->value)), types_str(args[0]), out))
		*out = n > 1 ? value_ref(args[1]) : VALUE_NULL;
	arena_free(arena);
	return FLOW_NEXT;
}

TYPE_METHOD(get_value_names)
{
	const Slot *slot = object_find_peek(value_unwrap_peek(self).object, S("Property"));

	return types_found(out, slot ? value_ref(slot->value) : VALUE_NULL);
}

TYPE_METHOD(nothing)
{
	return FLOW_NEXT;
}

static const MethodDef key_methods[] = {
	METHOD("Close", "void Close()", nothing),
	METHOD("GetValue", "System.Object GetValue(string name)", get_value),
	METHOD("GetValue", "System.Object GetValue(string name, System.Object defaultValue)", get_value),
	METHOD("GetValueNames", "string[] GetValueNames()", get_value_names),
	METHODS_END,
};
static const TypeMembers key_members = { .methods = key_methods };
static const ViewItem key_items[] = { { .label = "Name", .prop = "PSChildName" }, { .prop = "Property" }, { 0 } };
static const ViewDef key_view = {
	.shape = VIEW_TABLE, .items = key_items, .group_by = "PSParentPath", .group_label = "Hive"
};
static const TypeDef key_type = {
	.name = "Microsoft.Win32.RegistryKey",
	.base = &type_known[T_OBJECT],
	.members = &key_members,
	.view = &key_view,
};

static Flow get(ProviderCall *call, Str path)
{
	Str key = clean(call->arena, path);
	Names values = { 0 }, keys = { 0 };
	Hive hive;
	Object *object;

	if (!exists(call, path))
		return provider_not_found(call, path);
	if (!open_hive(call->in, call->arena, &hive) || !value_names(&hive, key, &values) ||
		!subkeys(&hive, key, &keys)) {
		VEC_RELEASE(&values);
		return broken(call, &hive);
	}
	object = object_new(&key_type);
	object_set_take(object, S("Name"), value_printf(HIVE "%s%.*s", key.n ? "\\" : "", STR_ARG(key)));
	object_set_take(object, S("Property"), types_strings(values.p, values.n));
	object_set_take(object, S("SubKeyCount"), value_int((int32_t)keys.n));
	object_set_take(object, S("ValueCount"), value_int((int32_t)values.n));
	VEC_RELEASE(&values);
	VEC_RELEASE(&keys);
	return provider_write_take(call, path, true, object_value(object));
}

static Flow no_property(ProviderCall *call, Str key, Str name)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "System.Management.Automation.PSArgumentException",
		.exception = EXC_PS_ARGUMENT,
		.target = value_string(name) };
	Flow flow = stage_error(call->stage, &spec, "Property %.*s does not exist at path " HIVE "\\%.*s.",
		STR_ARG(name), STR_ARG(key));

	value_drop(spec.target);
	return flow;
}

/* Those that were asked for, or all. */
static Flow get_property(ProviderCall *call, Str path, const Str *wanted, size_t n)
{
	Str key = clean(call->arena, path);
	Names all = { 0 };
	Object *object = object_new_custom();
	Hive hive;
	Flow flow = FLOW_NEXT;

	if (!open_hive(call->in, call->arena, &hive) || !value_names(&hive, key, &all))
		flow = broken(call, &hive);
	for (size_t i = 0; flow == FLOW_NEXT && i < (n ? n : all.n); i++) {
		Str name = n ? wanted[i] : all.p[i];
		Value v = VALUE_EMPTY;

		if (find_value(&hive, key, name, &v))
			object_set_take(object, name, v);
		else
			flow = no_property(call, key, name);
	}
	if (flow == FLOW_NEXT && object->nslots)
		flow = provider_write_properties(call, object_value(object), path);
	VEC_RELEASE(&all);
	value_drop(object_value(object));
	return flow;
}

/* ---- changes ------------------------------------------------------------------------------------------------- */

static bool finish(Hive *hive, ProviderCall *call, Str key, bool ok)
{
	ok = ok && vault_note(hive->vault, call->stage->def->name, key, &hive->diag);
	return store_end(hive->store, ok, &hive->diag) && ok;
}

static Flow make(ProviderCall *call, Str path, UNUSED Str type, UNUSED Value v)
{
	ErrorSpec there = { .category = CAT_RESOURCE_EXISTS, .id = "System.IO.IOException", .exception = EXC_IO };
	StoreSetting row = { .kind = KEY, .name = clean(call->arena, path), .properties = S("{}") };
	Str target = arena_printf(call->arena, "Item: " HIVE "\\%.*s", STR_ARG(row.name));
	Hive hive;
	Flow flow;
	bool ok;

	if (exists(call, path) && !call->force)
		return stage_error(call->stage, &there, "A key in this path already exists.");
	if (!stage_should(call->stage, target, S("New Item"), &flow))
		return flow;
	if (!open_hive(call->in, call->arena, &hive))
		return broken(call, &hive);
	row.server_id = hive.server_id;
	ok = store_begin(hive.store, &hive.diag);
	ok = ok && finish(&hive, call, row.name, store_setting_put(hive.store, &row, &hive.diag));
	return ok ? get(call, path) : broken(call, &hive);
}

/* Rows of a kind whose key is this one or below it. */
static bool remove_rows(Hive *hive, Str kind, Str key)
{
	StoreSettingList rows;
	Str rest;
	bool ok = store_settings(hive->store, kind, hive->server_id, hive->arena, &rows, &hive->diag);

	for (size_t i = 0; ok && i < rows.n; i++) {
		size_t bar = str_find_byte(rows.p[i].name, '|', 0);
		Str own = str_cut(rows.p[i].name, 0, bar == STR_NONE ? rows.p[i].name.n : bar);

		if (str_ieq(own, key) || below(own, key, &rest))
			ok = store_setting_remove(hive->store, rows.p[i].id, &hive->diag);
	}
	return ok;
}

static Flow remove_item(ProviderCall *call, Str path, UNUSED bool recurse)
{
	ErrorSpec kept = { .category = CAT_PERMISSION_DENIED,
		.id = "System.UnauthorizedAccessException",
		.exception = EXC_UNAUTHORIZED_ACCESS };
	Str key = clean(call->arena, path), target = arena_printf(call->arena, "Item: " HIVE "\\%.*s", STR_ARG(key)),
	    rest;
	Hive hive;
	Flow flow;
	bool ok;

	for (size_t i = 0; i < COUNT(builtins); i++)
		if (str_ieq(str_from(builtins[i].key), key) || below(str_from(builtins[i].key), key, &rest))
			return stage_error(call->stage, &kept, "Requested registry access is not allowed.");
	if (!stage_should(call->stage, target, S("Remove Key"), &flow))
		return flow;
	ok = open_hive(call->in, call->arena, &hive) && store_begin(hive.store, &hive.diag);
	ok = ok && finish(&hive, call, key, remove_rows(&hive, VALUE, key) && remove_rows(&hive, KEY, key));
	return ok ? FLOW_NEXT : broken(call, &hive);
}

/* The type that a value asks for when none is given. */
static Str type_of_value(Value v)
{
	switch (value_unwrap_peek(v).kind) {
	case V_INT:
		return S("DWord");
	case V_ARRAY:
	case V_LIST:
		return S("MultiString");
	default:
		return S("String");
	}
}

static Flow data_of(ProviderCall *call, Value v, Str type, Buf *out)
{
	Array *items;
	Flow flow = FLOW_NEXT;

	if (!str_ieq(type, S("MultiString")))
		return value_is_null(v) ? FLOW_NEXT : convert_put_text(call->in, v, out);
	FLOW_TRY(types_items(call->in, v, &items));
	for (size_t i = 0; flow == FLOW_NEXT && i < items->n; i++) {
		buf_put(out, i ? S("\n") : S(""));
		flow = convert_put_text(call->in, array_peek(items, i), out);
	}
	value_drop(array_value(items));
	return flow;
}

static bool write_value(Hive *hive, ProviderCall *call, Str key, Str name, Str type, Str data)
{
	StoreProperty which = { VALUE, setting_name(hive, key, name), S("Type"), hive->server_id };
	bool ok = store_begin(hive->store, &hive->diag);

	if (!ok)
		return false;
	ok = store_property_put(hive->store, &which, type, &hive->diag);
	which.property = S("Data");
	return finish(hive, call, key, ok && store_property_put(hive->store, &which, data, &hive->diag));
}

static Flow put(ProviderCall *call, Str path, Str name, Str type, Value v)
{
	Str key = clean(call->arena, path);
	Str target = arena_printf(call->arena, "Item: " HIVE "\\%.*s Property: %.*s", STR_ARG(key), STR_ARG(name));
	Buf data = BUF_INIT;
	Hive hive;
	Flow flow;

	if (!stage_should(call->stage, target, S("Set Property"), &flow))
		return flow;
	if (type.n == 0)
		type = type_of_value(v);
	flow = data_of(call, v, type, &data);
	if (flow == FLOW_NEXT && (!open_hive(call->in, call->arena, &hive) ||
					 !write_value(&hive, call, key, name, type, buf_str(&data))))
		flow = broken(call, &hive);
	buf_release(&data);
	return flow;
}

static Flow set_property(ProviderCall *call, Str path, Value properties)
{
	const Object *from = properties.kind == V_OBJECT ? properties.object : NULL;
	Flow flow = FLOW_NEXT;

	for (uint32_t i = 0; from && flow == FLOW_NEXT && i < from->nslots; i++)
		flow = put(call, path, string_str(from->slots[i].name), S(""), from->slots[i].value);
	return flow;
}

static Flow make_property(ProviderCall *call, Str path, Str name, Str type, Value v)
{
	ErrorSpec there = { .category = CAT_RESOURCE_EXISTS, .id = "System.IO.IOException", .exception = EXC_IO };
	Value old = VALUE_EMPTY;
	Hive hive;

	if (!call->force && open_hive(call->in, call->arena, &hive) &&
		find_value(&hive, clean(call->arena, path), name, &old)) {
		value_drop(old);
		return stage_error(call->stage, &there, "The property already exists.");
	}
	FLOW_TRY(put(call, path, name, type, v));
	return get_property(call, path, &name, 1);
}

static Flow remove_property(ProviderCall *call, Str path, Str name)
{
	Str key = clean(call->arena, path);
	StoreSetting row = { .kind = VALUE };
	Hive hive;
	bool ok;

	if (!open_hive(call->in, call->arena, &hive))
		return broken(call, &hive);
	row.name = setting_name(&hive, key, name);
	row.server_id = hive.server_id;
	if (!store_setting_get(hive.store, &row, call->arena, &row, &hive.diag))
		return no_property(call, key, name);
	ok = store_begin(hive.store, &hive.diag);
	ok = ok && finish(&hive, call, key, store_setting_remove(hive.store, row.id, &hive.diag));
	return ok ? FLOW_NEXT : broken(call, &hive);
}

const ProviderDef registry_drive = {
	.name = "Registry",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.RegistryProvider",
	.flags = PROVIDER_TREE | PROVIDER_SHOULD_PROCESS,
	.where = WHERE_DESKTOP,
	.drive = "HKLM",
	.description = "The configuration settings for the local computer",
	.exists = exists,
	.is_container = is_container,
	.names = names,
	.get = get,
	.make = make,
	.remove = remove_item,
	.get_property = get_property,
	.set_property = set_property,
	.make_property = make_property,
	.remove_property = remove_property,
};
