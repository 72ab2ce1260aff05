/* interp_variables: the session's automatic and preference variables (reference 12.1). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shell/engine/interp_private.h"
#include "shell/engine/provider.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/member.h"
#include "shell/value/object.h"

static void set_take(Interp *in, const char *name, Value v)
{
	scope_put_take(in->global, scope_symbol(in, str_from(name)), v);
}

static void set_text(Interp *in, const char *name, const char *text)
{
	set_take(in, name, value_string_c(text));
}

static void set_options(Interp *in, const char *name, unsigned options)
{
	Variable *v = scope_local_peek(in->global, scope_symbol(in, str_from(name)));

	if (!v->meta)
		v->meta = scope_meta_new();
	v->meta->options |= options;
}

/* A variable of the session that converts what it is given (asked of 7.6: Attributes of Get-Variable). */
static void set_typed(Interp *in, const char *name, const char *type)
{
	Variable *v = scope_local_peek(in->global, scope_symbol(in, str_from(name)));

	if (!v->meta)
		v->meta = scope_meta_new();
	v->meta->type = type_set_find(runtime_of(in)->types, str_from(type));
}

#define ACTION_PREFERENCE "System.Management.Automation.ActionPreference"
#define CONFIRM_IMPACT    "System.Management.Automation.ConfirmImpact"
#define ERROR_VIEW        "System.Management.Automation.ErrorView"

static Value enum_value(Interp *in, const char *type, int64_t number)
{
	const TypeDef *def = type_set_find(runtime_of(in)->types, str_from(type));

	return def ? value_enum(def, number) : value_int((int32_t)number);
}

static void define_preferences(Interp *in)
{
	enum { VIEW_CONCISE = 2 }; /* ErrorView's number */
	static const struct {
		const char *name;
		Preference value;
	} rows[] = {
		{ "ErrorActionPreference", PREF_CONTINUE },
		{ "WarningPreference", PREF_CONTINUE },
		{ "ProgressPreference", PREF_CONTINUE },
		{ "VerbosePreference", PREF_SILENT },
		{ "DebugPreference", PREF_SILENT },
		{ "InformationPreference", PREF_SILENT },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		set_take(in, rows[i].name, enum_value(in, ACTION_PREFERENCE, rows[i].value));
		set_typed(in, rows[i].name, ACTION_PREFERENCE);
	}
	set_take(in, "ConfirmPreference", enum_value(in, CONFIRM_IMPACT, CONFIRM_HIGH));
	set_typed(in, "ConfirmPreference", CONFIRM_IMPACT);
	set_take(in, "WhatIfPreference", value_bool(false));
	set_text(in, "ErrorView", "NormalView");
	if (runtime_edition(in)->concise_errors) {
		set_take(in, "ErrorView", enum_value(in, ERROR_VIEW, VIEW_CONCISE));
		set_typed(in, "ErrorView", ERROR_VIEW);
	}
	set_take(in, "FormatEnumerationLimit", value_int(runtime_edition(in)->enumeration_limit));
	set_take(in, "MaximumHistoryCount", value_int(4096));
}

/* $PSVersionTable: keys in the order each edition prints them. */
static Value version_value(Interp *in, Str text, const char *type)
{
	const TypeDef *def = type_set_find(runtime_of(in)->types, str_from(type));
	Value plain = value_string(text), v;

	if (!def || !convert_try(in, plain, def, &v))
		return plain;
	value_drop(plain);
	return v;
}

static const TypeDef version_table_type = {
	.name = "System.Management.Automation.PSVersionHashTable",
	.base = &type_known[T_HASHTABLE],
	.id = T_HASHTABLE,
};

/* The system's name for people, as .NET has it: PRETTY_NAME of os-release. */
static Value system_name(void)
{
	FILE *file = fopen("/etc/os-release", "re");
	Value name = value_string(S("Linux"));
	char line[256];

	while (file && fgets(line, sizeof(line), file)) {
		Str text = str_trim(str_from(line));

		if (!str_starts(text, S("PRETTY_NAME=")))
			continue;
		text = str_cut(text, sizeof("PRETTY_NAME=") - 1, text.n);
		if (text.n > 1 && text.p[0] == text.p[text.n - 1] && (text.p[0] == '"' || text.p[0] == '\''))
			text = str_cut(text, 1, text.n - 1);
		value_set_take(&name, value_string(text));
	}
	if (file)
		fclose(file);
	return name;
}

static void define_version_table(Interp *in)
{
	const Edition *edition = runtime_edition(in);
	bool core = !edition->windows_paths;
	Hash *table = hash_new(&version_table_type, true);
	static const char *const compatible[] = { "1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "7.0" };
	Array *versions = array_new_objects();

	hash_set_text_take(table, S("PSVersion"),
		version_value(in, str_from(edition->version), core ? "semver" : "System.Version"));
	hash_set_text_take(table, S("PSEdition"), value_string_c(edition->name));
	if (core) {
		hash_set_text_take(table, S("GitCommitId"), value_string_c(edition->version));
		hash_set_text_take(table, S("OS"), system_name());
		hash_set_text_take(table, S("Platform"), value_string(S("Unix")));
	}
	for (size_t i = 0; i < (core ? COUNT(compatible) : 6); i++)
		array_push_take(versions, version_value(in, str_from(compatible[i]), "System.Version"));
	hash_set_text_take(table, S("PSCompatibleVersions"), array_value(versions));
	if (!core) {
		hash_set_text_take(
			table, S("BuildVersion"), version_value(in, str_from(edition->version), "System.Version"));
		hash_set_text_take(table, S("CLRVersion"), version_value(in, S("4.0.30319.42000"), "System.Version"));
	}
	if (!core)
		hash_set_text_take(table, S("WSManStackVersion"), version_value(in, S("3.0"), "System.Version"));
	hash_set_text_take(
		table, S("PSRemotingProtocolVersion"), version_value(in, core ? S("2.4") : S("2.3"), "System.Version"));
	hash_set_text_take(table, S("SerializationVersion"), version_value(in, S("1.1.0.1"), "System.Version"));
	if (core) /* 7 sorts them; each edition's order is the one that is seen */
		hash_set_text_take(table, S("WSManStackVersion"), version_value(in, S("3.0"), "System.Version"));
	set_take(in, "PSVersionTable", hash_value(table));
}

static void define_session(Interp *in)
{
	const Env *env = runtime_of(in)->env;
	bool core = !runtime_edition(in)->windows_paths;

	set_take(in, "HOME", value_string(env->home));
	set_take(in, "PID", value_int((int32_t)getpid()));
	set_text(in, "PSEdition", runtime_edition(in)->name);
	set_text(in, "ShellId", "Microsoft.PowerShell");
	set_take(in, "NestedPromptLevel", value_int(0));
	set_text(in, "PSCulture", "en-US");
	set_text(in, "PSUICulture", "en-US");
	set_text(in, "PSEmailServer", "");
	set_text(in, "PSSessionApplicationName", "wsman");
	set_text(in, "PSSessionConfigurationName", "http://schemas.microsoft.com/powershell/Microsoft.PowerShell");
	set_take(in, "PSDefaultParameterValues", hash_value(hash_new(type_of_id(T_HASHTABLE), true)));
	set_take(in, "Error", value_ref(list_value(in->errors)));
	if (core) {
		set_take(in, "IsLinux", value_bool(true));
		set_take(in, "IsWindows", value_bool(false));
		set_take(in, "IsMacOS", value_bool(false));
		set_take(in, "IsCoreCLR", value_bool(true));
		set_text(in, "PSHOME", "/opt/microsoft/powershell/7");
		set_take(in, "PSNativeCommandUseErrorActionPreference", value_bool(false));
		set_typed(in, "PSNativeCommandUseErrorActionPreference", "bool");
	} else {
		set_text(in, "PSHOME", "C:\\Windows\\System32\\WindowsPowerShell\\v1.0");
		set_take(in, "MaximumErrorCount", value_int(256));
		set_text(in, "ConsoleFileName", "");
	}
}

static void protect(Interp *in)
{
	static const char *const constant[] = { "Error", "HOME", "PID", "PSEdition", "ShellId", "PSVersionTable",
		"PSHOME", "PSCulture", "PSUICulture", "IsLinux", "IsWindows", "IsMacOS", "IsCoreCLR" };

	for (size_t i = 0; i < COUNT(constant); i++)
		if (scope_local_peek(in->global, scope_symbol(in, str_from(constant[i]))))
			set_options(in, constant[i],
				i == 0   ? VARIABLE_CONSTANT /* a function may have an $Error of its own */
				: i == 1 ? VARIABLE_CONSTANT | VARIABLE_ALL_SCOPE
					 : VARIABLE_READ_ONLY | VARIABLE_ALL_SCOPE);
}

/* $PSStyle of Core: of the types room, which a bare engine does without. */
static void define_style(Interp *in)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Management.Automation.PSStyle"));
	bool found = false;
	Value style;

	if (!runtime_edition(in)->windows_paths && type &&
		member_get_static(in, type, S("Instance"), &style, &found) == FLOW_NEXT && found)
		set_take(in, "PSStyle", style);
}

void interp_define_variables(Interp *in)
{
	define_style(in);
	define_preferences(in);
	define_version_table(in);
	define_session(in);
	protect(in);
}

/* ---- $Host ---- */

const TypeDef interp_host_type = {
	.name = "System.Management.Automation.Internal.Host.InternalHost",
	.base = &type_known[T_OBJECT],
};

Value interp_host_object(Interp *in)
{
	if (in->host_object.kind == V_EMPTY)
		in->host_object = object_value(object_new_native(&interp_host_type, in->host));
	return value_ref(in->host_object);
}

/* ---- $ExecutionContext ---- */

const TypeDef interp_context_type = {
	.name = "System.Management.Automation.EngineIntrinsics",
	.base = &type_known[T_OBJECT],
};

Value interp_context_object(void)
{
	return object_value(object_new_native(&interp_context_type, NULL));
}
