/* windows_identity: WindowsIdentity and WindowsPrincipal: who runs the shell, who is an administrator of the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/interp.h"
#include "shell/engine/provider.h"
#include "shell/types/types_list.h"

static Flow not_here(Interp *in)
{
	return types_not_here(in, "Windows Principal functionality is not supported on this platform.");
}

static Flow put_name(Interp *in, UNUSED Value self, Buf *out)
{
	Value domain = VALUE_EMPTY;
	bool found = false;

	FLOW_TRY(provider_get_variable(in, S("env"), S("USERDOMAIN"), &domain, &found));
	if (found && types_str(domain).n)
		buf_printf(out, "%.*s\\", STR_ARG(types_str(domain)));
	value_drop(domain);
	buf_put(out, runtime_of(in)->env->user);
	return FLOW_NEXT;
}

TYPE_METHOD(get_current)
{
	if (!runtime_edition(in)->windows_paths)
		return not_here(in);
	return types_found(out, object_value(object_new(&type_windows_identity)));
}

TYPE_GET(get_name)
{
	Buf name = BUF_INIT;
	Flow flow = put_name(in, self, &name);

	*out = types_buf_string(&name);
	return flow;
}

TYPE_GET(get_kind)
{
	return types_found(out, value_string(S("Kerberos")));
}

TYPE_GET(get_true)
{
	return types_found(out, value_bool(true));
}

TYPE_GET(get_false)
{
	return types_found(out, value_bool(false));
}

static const PropDef props[] = {
	PROP("AuthenticationType", "string", get_kind),
	PROP("IsAnonymous", "bool", get_false),
	PROP("IsAuthenticated", "bool", get_true),
	PROP("IsGuest", "bool", get_false),
	PROP("IsSystem", "bool", get_false),
	PROP("Name", "string", get_name),
	PROPS_END,
};
static const MethodDef static_methods[] = {
	METHOD("GetCurrent", "static System.Security.Principal.WindowsIdentity GetCurrent()", get_current),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .static_methods = static_methods };
static const TypeDef *const interfaces[] = { &type_iidentity, NULL };
const TypeDef type_windows_identity = { .name = "System.Security.Principal.WindowsIdentity",
	.base = &type_known[T_OBJECT],
	.interfaces = interfaces,
	.members = &members };

/* ---- WindowsPrincipal ---- */

TYPE_METHOD(make_principal)
{
	Object *principal;

	if (!runtime_edition(in)->windows_paths)
		return not_here(in);
	principal = object_new(&type_windows_principal);
	object_set(principal, S("Identity"), args[0]);
	return types_found(out, object_value(principal));
}

/* Who plays the server manages it: Exchange's cmdlets ask for no less. */
TYPE_METHOD(is_in_role)
{
	return types_found(out, value_bool(true));
}

static const MethodDef principal_methods[] = {
	METHOD("IsInRole", "bool IsInRole(string role)", is_in_role),
	METHOD("IsInRole", "bool IsInRole(System.Security.Principal.WindowsBuiltInRole role)", is_in_role),
	METHOD("IsInRole", "bool IsInRole(int rid)", is_in_role),
	METHODS_END,
};
static const MethodDef principal_constructors[] = {
	NEW("System.Security.Principal.WindowsPrincipal new(System.Security.Principal.WindowsIdentity ntIdentity)",
		make_principal),
	METHODS_END,
};
static const TypeMembers principal_members = { .methods = principal_methods, .constructors = principal_constructors };
static const TypeDef *const principal_interfaces[] = { &type_iprincipal, NULL };
const TypeDef type_windows_principal = { .name = "System.Security.Principal.WindowsPrincipal",
	.base = &type_known[T_OBJECT],
	.interfaces = principal_interfaces,
	.members = &principal_members };
