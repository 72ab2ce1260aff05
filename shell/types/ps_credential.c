/* ps_credential: PSCredential and the NetworkCredential it gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"

typedef struct Credential {
	Value user;     /* as given: USER, DOMAIN\USER or USER@DOMAIN */
	Value password; /* a SecureString */
} Credential;

static const Credential *peek(Value v, const TypeDef *type)
{
	return object_payload_peek(value_unwrap_peek(v), type);
}

static void free_credential(Object *object, ValueDrops *drops)
{
	Credential *credential = object->payload;

	value_drop_later(drops, credential->user);
	value_drop_later(drops, credential->password);
	free(credential);
}

static Value make_of(const TypeDef *type, Value user, Value password)
{
	Credential *credential = MEM_NEW(Credential);

	credential->user = value_ref(user);
	credential->password = value_ref(password);
	return object_value(object_new_native(type, credential));
}

static Flow is_empty(Interp *in, const char *param)
{
	return fault_exception(in, EXC_PS_ARGUMENT,
		"Cannot process argument because the value of argument \"%s\" is not valid. Change the value of the \"%s\" "
		"argument and run the operation again.",
		param, param);
}

TYPE_METHOD(make)
{
	if (types_str(args[0]).n == 0)
		return is_empty(in, "userName");
	if (value_is_null(args[1]))
		return fault_exception(in, EXC_PS_ARGUMENT_NULL,
			"Cannot process argument because the value of argument \"password\" is null. Change the value of "
			"argument \"password\" to a non-null value.");
	return types_found(out, make_of(&type_ps_credential, args[0], args[1]));
}

TYPE_GET(get_empty)
{
	Value user = VALUE_NULL, password = secret_new(S(""));

	*out = make_of(&type_ps_credential, user, password);
	value_drop(password);
	return FLOW_NEXT;
}

TYPE_GET(get_user)
{
	return types_found(out, value_ref(peek(self, &type_ps_credential)->user));
}

TYPE_GET(get_password)
{
	return types_found(out, value_ref(peek(self, &type_ps_credential)->password));
}

TYPE_METHOD(get_network)
{
	const Credential *credential = peek(self, &type_ps_credential);

	return types_found(out, make_of(&type_network_credential, credential->user, credential->password));
}

static const PropDef props[] = {
	PROP("UserName", "string", get_user),
	PROP("Password", "securestring", get_password),
	PROPS_END,
};
static const PropDef statics[] = { PROP("Empty", "pscredential", get_empty), PROPS_END };
static const MethodDef methods[] = {
	METHOD("GetNetworkCredential", "System.Net.NetworkCredential GetNetworkCredential()", get_network),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW("pscredential new(string userName, securestring password)", make),
	METHODS_END,
};
static const TypeMembers members = {
	.props = props, .statics = statics, .methods = methods, .constructors = constructors
};
static const TypeOps ops = { .free = free_credential };
const TypeDef type_ps_credential = { .name = "System.Management.Automation.PSCredential",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops };

/* ---- System.Net.NetworkCredential: the domain apart, the password as text ---- */

/* DOMAIN\USER splits; USER@DOMAIN stays whole (reference: Windows' own rule for PSCredential). */
static void split_user(const Credential *credential, Str *domain, Str *user)
{
	Str whole = value_str_peek(credential->user);
	size_t at = str_find(whole, S("\\"), 0);

	*domain = at == STR_NONE ? S("") : str_cut(whole, 0, at);
	*user = at == STR_NONE ? whole : str_cut(whole, at + 1, whole.n);
}

TYPE_GET(get_plain_user)
{
	Str domain, user;

	split_user(peek(self, &type_network_credential), &domain, &user);
	return types_found(out, value_string(user));
}

TYPE_GET(get_domain)
{
	Str domain, user;

	split_user(peek(self, &type_network_credential), &domain, &user);
	return types_found(out, value_string(domain));
}

TYPE_GET(get_plain_password)
{
	return types_found(out, value_string(secret_str_peek(peek(self, &type_network_credential)->password)));
}

TYPE_GET(get_secure_password)
{
	return types_found(out, value_ref(peek(self, &type_network_credential)->password));
}

static const PropDef network_props[] = {
	PROP("UserName", "string", get_plain_user),
	PROP("Password", "string", get_plain_password),
	PROP("SecurePassword", "securestring", get_secure_password),
	PROP("Domain", "string", get_domain),
	PROPS_END,
};
/* (user, password as text) or (user, SecureString), and a domain behind them */
TYPE_METHOD(make_network)
{
	Value password =
		value_unwrap_peek(args[1]).kind == V_SECRET ? value_ref(args[1]) : secret_new(types_str(args[1]));
	Str domain = n > 2 ? types_str(args[2]) : S("");
	Value user = domain.n ? value_printf("%.*s\\%.*s", STR_ARG(domain), STR_ARG(types_str(args[0])))
			      : value_ref(args[0]);

	*out = make_of(&type_network_credential, user, password);
	value_drop(user);
	value_drop(password);
	return FLOW_NEXT;
}

static const MethodDef network_constructors[] = {
	NEW("System.Net.NetworkCredential new(string userName, string password)", make_network),
	NEW("System.Net.NetworkCredential new(string userName, securestring password)", make_network),
	NEW("System.Net.NetworkCredential new(string userName, string password, string domain)", make_network),
	NEW("System.Net.NetworkCredential new(string userName, securestring password, string domain)", make_network),
	METHODS_END,
};
static const TypeMembers network_members = { .props = network_props, .constructors = network_constructors };
const TypeDef type_network_credential = {
	.name = "System.Net.NetworkCredential", .base = &type_known[T_OBJECT], .members = &network_members, .ops = &ops
};
