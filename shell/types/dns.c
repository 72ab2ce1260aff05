/* dns: System.Net.Dns and IPHostEntry. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <arpa/inet.h>
#include <netdb.h>
#include <stdlib.h>

#include "shell/engine/provider.h"
#include "shell/types/ip_address.h"

/* ---- IPHostEntry ---- */

typedef struct HostEntry {
	Value name, aliases, addresses;
} HostEntry;

static HostEntry *peek(Value self)
{
	return object_payload_peek(self, &type_ip_host_entry);
}

static void free_entry(Object *object, ValueDrops *drops)
{
	HostEntry *entry = object->payload;

	value_drop_later(drops, entry->name);
	value_drop_later(drops, entry->aliases);
	value_drop_later(drops, entry->addresses);
	free(entry);
}

TYPE_GET(get_name)
{
	return types_found(out, value_ref(peek(self)->name));
}

TYPE_GET(get_aliases)
{
	return types_found(out, value_ref(peek(self)->aliases));
}

TYPE_GET(get_addresses)
{
	return types_found(out, value_ref(peek(self)->addresses));
}

TYPE_SET(set_name)
{
	value_set_take(&peek(self)->name, value_ref(to));
	return FLOW_NEXT;
}

TYPE_SET(set_aliases)
{
	value_set_take(&peek(self)->aliases, value_ref(to));
	return FLOW_NEXT;
}

TYPE_SET(set_addresses)
{
	value_set_take(&peek(self)->addresses, value_ref(to));
	return FLOW_NEXT;
}

static Value entry_new(Value name, Value aliases, Value addresses)
{
	HostEntry *entry = MEM_NEW(HostEntry);

	*entry = (HostEntry){ name, aliases, addresses };
	return object_value(object_new_native(&type_ip_host_entry, entry));
}

TYPE_METHOD(make)
{
	return types_found(out, entry_new(VALUE_NULL, VALUE_NULL, VALUE_NULL));
}

static const PropDef entry_props[] = {
	PROP_RW("HostName", "string", get_name, set_name),
	PROP_RW("Aliases", "string[]", get_aliases, set_aliases),
	PROP_RW("AddressList", "ipaddress[]", get_addresses, set_addresses),
	PROPS_END,
};
static const MethodDef entry_constructors[] = { NEW("System.Net.IPHostEntry new()", make), METHODS_END };
static const TypeMembers entry_members = { .props = entry_props, .constructors = entry_constructors };
static const TypeOps entry_ops = { .free = free_entry };
const TypeDef type_ip_host_entry = {
	.name = "System.Net.IPHostEntry", .base = &type_known[T_OBJECT], .members = &entry_members, .ops = &entry_ops
};

/* ---- look-ups ---- */

enum { NAME_MAX_BYTES = 255 };

static Str machine(Interp *in)
{
	return runtime_of(in)->env->machine;
}

static Array *new_addresses(Interp *in)
{
	return array_new(type_set_array_of(runtime_of(in)->types, &type_ip_address), 0);
}

static void push_found(const struct addrinfo *found, Array *to)
{
	IpAddress address = { .is_v6 = found->ai_family == AF_INET6 };

	if (address.is_v6) {
		struct sockaddr_in6 v6;

		memcpy(&v6, found->ai_addr, sizeof(v6));
		memcpy(address.bytes, &v6.sin6_addr, 16);
		address.scope = v6.sin6_scope_id;
	} else {
		struct sockaddr_in v4;

		memcpy(&v4, found->ai_addr, sizeof(v4));
		memcpy(address.bytes, &v4.sin_addr, 4);
	}
	array_push_take(to, ip_address_value(&address));
}

/* A server that the store plays: this machine, under its full name. */
static bool look_up_played(Interp *in, Str name, Value *name_out, Value *addresses)
{
	static const IpAddress loopback = { .bytes = { 127, 0, 0, 1 } };
	Buf full_name = BUF_INIT;
	Array *list;

	if (!provider_find_host(in, name, &full_name)) {
		buf_release(&full_name);
		return false;
	}
	list = new_addresses(in);
	array_push_take(list, ip_address_value(&loopback));
	*name_out = types_buf_string(&full_name);
	*addresses = array_value(list);
	return true;
}

/* Addresses of a name, the machine's for ""; *name_out is the canonical name. */
static Flow look_up(Interp *in, Str name, Value *name_out, Value *addresses)
{
	struct addrinfo hints = { .ai_flags = AI_CANONNAME, .ai_socktype = SOCK_STREAM }, *found = NULL;
	Buf copy = BUF_INIT;
	Array *list;
	int error;

	if (name.n > NAME_MAX_BYTES)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "hostName",
			"The size of hostName is too long. It cannot be longer than 255 characters.");
	if (look_up_played(in, name, name_out, addresses))
		return FLOW_NEXT;
	buf_put(&copy, name.n ? name : machine(in));
	error = memchr(buf_str(&copy).p, 0, copy.n) ? EAI_NONAME : getaddrinfo(copy.p, NULL, &hints, &found);
	if (error) {
		buf_release(&copy);
		return fault_exception(
			in, EXC_SOCKET, "%s", types_pick(in, "No such host is known", gai_strerror(error)));
	}
	list = new_addresses(in);
	for (const struct addrinfo *f = found; f; f = f->ai_next)
		push_found(f, list);
	*name_out = value_string(found && found->ai_canonname ? str_from(found->ai_canonname) : buf_str(&copy));
	*addresses = array_value(list);
	freeaddrinfo(found);
	buf_release(&copy);
	return FLOW_NEXT;
}

/* The name behind an address; the address itself when it has none. */
static Value name_of(const IpAddress *address)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_scope_id = address->scope };
	char name[NI_MAXHOST];
	Buf text = BUF_INIT;
	int error;

	memcpy(&v4.sin_addr, address->bytes, 4);
	memcpy(&v6.sin6_addr, address->bytes, 16);
	error = getnameinfo(address->is_v6 ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4,
		address->is_v6 ? sizeof(v6) : sizeof(v4), name, sizeof(name), NULL, 0, 0);
	if (!error)
		return value_string_c(name);
	ip_address_put(address, &text);
	return types_buf_string(&text);
}

static Value no_aliases(void)
{
	return types_strings(NULL, 0);
}

static Value entry_of_address(Interp *in, const IpAddress *address)
{
	Array *list = new_addresses(in);

	array_push_take(list, ip_address_value(address));
	return entry_new(name_of(address), no_aliases(), array_value(list));
}

/* (name or address as text), or (address) */
TYPE_METHOD(get_entry)
{
	const IpAddress *given = ip_address_peek(args[0]);
	IpAddress address;
	Value name = VALUE_NULL, addresses = VALUE_NULL;
	static const uint8_t none[16];

	if (!given && ip_address_parse(types_str(args[0]), &address))
		given = &address;
	if (given && memcmp(given->bytes, none, given->is_v6 ? 16 : 4) == 0)
		return fault_argument(in, EXC_ARGUMENT, "hostNameOrAddress",
			"IPv4 address 0.0.0.0 and IPv6 address ::0 are unspecified addresses that cannot be used as a target "
			"address.");
	if (given)
		return types_found(out, entry_of_address(in, given));
	FLOW_TRY(look_up(in, types_str(args[0]), &name, &addresses));
	return types_found(out, entry_new(name, no_aliases(), addresses));
}

/* (name), (name, family) */
TYPE_METHOD(get_host_addresses)
{
	IpAddress address;
	Value name = VALUE_NULL;
	Array *list;

	if (!ip_address_parse(types_str(args[0]), &address)) {
		FLOW_TRY(look_up(in, types_str(args[0]), &name, out));
		value_drop(name);
		return FLOW_NEXT;
	}
	list = new_addresses(in);
	array_push_take(list, ip_address_value(&address));
	return types_found(out, array_value(list));
}

TYPE_METHOD(get_host_name)
{
	Buf name = BUF_INIT;

	if (provider_find_host(in, S(""), &name))
		*out = value_string(str_cut(buf_str(&name), 0, str_find_byte(buf_str(&name), '.', 0)));
	else
		*out = value_string(machine(in));
	buf_release(&name);
	return FLOW_NEXT;
}

static const MethodDef static_methods[] = {
	METHOD("GetHostAddresses", "static ipaddress[] GetHostAddresses(string hostNameOrAddress)", get_host_addresses),
	METHOD("GetHostByAddress", "static System.Net.IPHostEntry GetHostByAddress(string address)", get_entry),
	METHOD("GetHostByAddress", "static System.Net.IPHostEntry GetHostByAddress(ipaddress address)", get_entry),
	METHOD("GetHostByName", "static System.Net.IPHostEntry GetHostByName(string hostName)", get_entry),
	METHOD("GetHostEntry", "static System.Net.IPHostEntry GetHostEntry(ipaddress address)", get_entry),
	METHOD("GetHostEntry", "static System.Net.IPHostEntry GetHostEntry(string hostNameOrAddress)", get_entry),
	METHOD("GetHostName", "static string GetHostName()", get_host_name),
	METHOD("Resolve", "static System.Net.IPHostEntry Resolve(string hostName)", get_entry),
	METHODS_END,
};

static const TypeMembers members = { .static_methods = static_methods };
const TypeDef type_dns = {
	.name = "System.Net.Dns", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
