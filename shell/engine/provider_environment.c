/* provider_environment: Env: and $env:NAME, the process's environment variables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <unistd.h>

#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"
#include "shell/value/convert.h"

/* The entry "NAME=value" of a name.  Desktop's names do not differ by case, as on Windows; here the exact one comes
 * first. */
static const char *find_in_process(Interp *in, Str name)
{
	const char *found = NULL;

	for (char **entry = environ; entry && *entry; entry++) {
		const char *equal = strchr(*entry, '=');
		Str have = { *entry, equal ? (size_t)(equal - *entry) : 0 };

		if (!equal || have.n == 0)
			continue;
		if (str_eq(have, name))
			return *entry;
		if (!found && runtime_edition(in)->windows_paths && str_ieq(have, name))
			found = *entry;
	}
	return found;
}

/* A Windows machine has a few that this one lacks (COMPUTERNAME); they are set when they are first asked for. */
static bool ask_machine(Interp *in, Str name)
{
	ProviderMachine *machine = &in->providers->machine;

	return machine->variable && runtime_edition(in)->windows_paths && machine->variable(machine->self, in, name);
}

static const char *find_entry(Interp *in, Str name)
{
	const char *entry = find_in_process(in, name);

	return !entry && name.n && ask_machine(in, name) ? find_in_process(in, name) : entry;
}

static Str entry_name(const char *entry)
{
	return (Str){ entry, (size_t)(strchr(entry, '=') - entry) };
}

static Str entry_value(const char *entry)
{
	return str_from(strchr(entry, '=') + 1);
}

/* Bytes that are no UTF-8 show as U+FFFD, as .NET reads them. */
static Value text_value(Str s)
{
	Buf text = BUF_INIT;
	Value v;

	if (utf8_is_valid(s))
		return value_string(s);
	utf8_repair(s, &text);
	v = value_string_buf(&text);
	buf_release(&text);
	return v;
}

static bool has(Interp *in, Str name)
{
	return find_entry(in, name) != NULL;
}

static Flow each(ProviderCall *call, ProviderNames *out)
{
	(void)ask_machine(call->in, S(""));
	for (char **entry = environ; entry && *entry; entry++) {
		ProviderName name = { 0 };

		if (!strchr(*entry, '=') || **entry == '=')
			continue;
		name.name = arena_copy(call->arena, entry_name(*entry));
		VEC_PUSH(out, name);
	}
	return FLOW_NEXT;
}

static Flow value(Interp *in, Str name, Value *out)
{
	const char *entry = find_entry(in, name);

	*out = entry ? text_value(entry_value(entry)) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow item(ProviderCall *call, Str name, Value *out)
{
	Provider *providers = call->in->providers;
	const char *entry = find_entry(call->in, name);
	Value args[2];
	Flow flow;

	if (!providers->entry.make)
		providers->entry.make = provider_constructor(
			call->in, S("System.Collections.DictionaryEntry"), 2, &providers->entry.type);
	if (!providers->entry.make)
		return fault_runtime(call->in, CAT_NOT_IMPLEMENTED, "TypeNotFound",
			"Unable to find type [System.Collections.DictionaryEntry].");
	args[0] = text_value(entry ? entry_name(entry) : name);
	args[1] = entry ? text_value(entry_value(entry)) : VALUE_NULL;
	flow = providers->entry.make->fn(call->in, value_type(providers->entry.type), args, 2, out);
	value_drop(args[0]);
	value_drop(args[1]);
	return flow;
}

/* setenv copies; what cannot be a name or a value is refused in .NET's words. */
static Flow set_text(Interp *in, Str name, Str text)
{
	const char *old = find_entry(in, name);
	Buf key = BUF_INIT, copy = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (str_find_byte(name, '=', 0) != STR_NONE)
		return fault_argument(
			in, EXC_ARGUMENT, "variable", "Environment variable name cannot contain equal character.");
	if (name.n == 0 || memchr(name.p, 0, name.n))
		return fault_argument(
			in, EXC_ARGUMENT, "variable", "The first char in the string is the null character.");
	buf_put(&key, old ? entry_name(old) : name);
	buf_put(&copy, text);
	if (copy.n == 0) /* an empty value removes the variable (docs: about_Environment_Variables) */
		unsetenv(key.p);
	else if (setenv(key.p, copy.p, 1) != 0)
		flow = fault_exception(in, EXC_ARGUMENT, "Environment variable name or value is too long.");
	buf_release(&key);
	buf_release(&copy);
	return flow;
}

static Flow set_value(Interp *in, Str name, Value v)
{
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (!value_is_null(v))
		flow = convert_put_text(in, v, &text);
	if (flow == FLOW_NEXT)
		flow = set_text(in, name, buf_str(&text));
	buf_release(&text);
	return flow;
}

static Flow put(ProviderCall *call, Str name, Value v)
{
	return set_value(call->in, name, v);
}

static Flow remove_name(ProviderCall *call, Str name)
{
	return set_text(call->in, name, S(""));
}

static Flow get_variable(Interp *in, Str path, Value *out, bool *found)
{
	*found = has(in, path);
	return value(in, path, out);
}

static const ProviderFlat flat = {
	.has = has,
	.each = each,
	.item = item,
	.value = value,
	.put = put,
	.remove = remove_name,
	.new_must_be_new = true,
};
const ProviderDef provider_environment = {
	.name = "Environment",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.EnvironmentProvider",
	.flags = PROVIDER_SHOULD_PROCESS,
	.drive = "Env",
	.description = "Drive that contains a view of the environment variables for the process",
	PROVIDER_FLAT(&flat),
	.get_variable = get_variable,
	.set_variable = set_value,
};
