/* ip_address: System.Net.IPAddress. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/ip_address.h"

#include <arpa/inet.h>
#include <stdlib.h>

enum { FAMILY_V4 = 2, FAMILY_V6 = 23 };

const IpAddress *ip_address_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &type_ip_address);
}

Value ip_address_value(const IpAddress *address)
{
	IpAddress *payload = MEM_NEW(IpAddress);

	*payload = *address;
	return object_value(object_new_native(&type_ip_address, payload));
}

static void free_address(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

/* ---- reading ---- */

/* A number in decimal, octal (0...) or hex (0x...), off the front of *text. */
static bool read_part(Str *text, uint64_t *number)
{
	unsigned base = 10;
	size_t i = 0, digits = 0;

	if (text->n > 1 && text->p[0] == '0') {
		base = (text->p[1] | 32) == 'x' ? 16 : 8;
		i = base == 16 ? 2 : 1;
		digits = base == 8;
	}
	for (*number = 0; i < text->n && *number <= UINT32_MAX; i++, digits++) {
		char c = text->p[i];
		unsigned digit = c >= '0' && c <= '9'                               ? (unsigned)(c - '0')
				 : base == 16 && (c | 32) >= 'a' && (c | 32) <= 'f' ? (unsigned)((c | 32) - 'a' + 10)
										    : 99;

		if (digit >= base)
			break;
		*number = *number * base + digit;
	}
	*text = str_cut(*text, i, text->n);
	return digits > 0 && *number <= UINT32_MAX;
}

/* One to four parts; the last one fills what is left. */
static bool parse_v4(Str text, IpAddress *out)
{
	uint64_t parts[4], last;
	size_t n = 0;

	do {
		if (n == 4 || !read_part(&text, &parts[n++]))
			return false;
		if (text.n && text.p[0] != '.')
			return false;
		text = str_cut(text, text.n ? 1 : 0, text.n);
	} while (text.n);
	last = parts[n - 1];
	if (n > 1 && last >> (8 * (5 - n)))
		return false;
	for (size_t i = 0; i + 1 < n; i++) {
		if (parts[i] > 255)
			return false;
		out->bytes[i] = (uint8_t)parts[i];
	}
	for (size_t i = 4; i-- > n - 1; last >>= 8)
		out->bytes[i] = (uint8_t)last;
	out->is_v6 = false;
	return true;
}

static bool parse_v6(Str text, IpAddress *out)
{
	char copy[INET6_ADDRSTRLEN + 1];
	size_t percent, close;
	uint64_t scope;
	Str zone;

	if (text.n && text.p[0] == '[') {
		close = str_find_byte(text, ']', 0);
		if (close == STR_NONE || (close + 1 < text.n && text.p[close + 1] != ':'))
			return false;
		text = str_cut(text, 1, close);
	}
	percent = str_find_byte(text, '%', 0);
	zone = percent == STR_NONE ? S("") : str_cut(text, percent + 1, text.n);
	text = str_cut(text, 0, percent);
	if (text.n >= sizeof(copy) || memchr(text.p, 0, text.n))
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = 0;
	if (inet_pton(AF_INET6, copy, out->bytes) != 1)
		return false;
	out->is_v6 = true;
	out->scope = percent != STR_NONE && read_part(&zone, &scope) && zone.n == 0 ? (uint32_t)scope : 0;
	return true;
}

bool ip_address_parse(Str text, IpAddress *out)
{
	*out = (IpAddress){ .is_v6 = false };
	if (text.n == 0 || text.p[text.n - 1] == '.')
		return false;
	return str_find_byte(text, ':', 0) == STR_NONE ? parse_v4(text, out) : parse_v6(text, out);
}

/* ---- text ---- */

void ip_address_put(const IpAddress *address, Buf *out)
{
	char text[INET6_ADDRSTRLEN];

	buf_put(out, str_from(inet_ntop(address->is_v6 ? AF_INET6 : AF_INET, address->bytes, text, sizeof(text))));
	if (address->is_v6 && address->scope)
		buf_printf(out, "%%%u", (unsigned)address->scope);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	ip_address_put(ip_address_peek(self), out);
	return FLOW_NEXT;
}

TYPE_GET(get_text)
{
	Buf text = BUF_INIT;

	ip_address_put(ip_address_peek(self), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(to_string)
{
	return get_text(in, self, out);
}

static bool is_same(Value a, Value b)
{
	const IpAddress *x = ip_address_peek(a), *y = ip_address_peek(b);

	return x->is_v6 == y->is_v6 && x->scope == y->scope && memcmp(x->bytes, y->bytes, x->is_v6 ? 16 : 4) == 0;
}

static uint32_t hash(Value v)
{
	const IpAddress *a = ip_address_peek(v);

	return str_hash((Str){ (const char *)a->bytes, a->is_v6 ? 16 : 4 });
}

TYPE_METHOD(equals)
{
	return types_found(out, value_bool(ip_address_peek(args[0]) && is_same(self, args[0])));
}

TYPE_METHOD(get_hash_code)
{
	return types_found(out, value_int((int32_t)hash(self)));
}

/* ---- parts ---- */

static uint32_t v4_number(const IpAddress *a)
{
	return (uint32_t)a->bytes[0] | (uint32_t)a->bytes[1] << 8 | (uint32_t)a->bytes[2] << 16 |
	       (uint32_t)a->bytes[3] << 24;
}

TYPE_GET(get_address)
{
	const IpAddress *a = ip_address_peek(self);

	return types_found(out, a->is_v6 ? VALUE_NULL : value_long(v4_number(a)));
}

TYPE_GET(get_family)
{
	return types_found(out, value_enum(&type_address_family, ip_address_peek(self)->is_v6 ? FAMILY_V6 : FAMILY_V4));
}

TYPE_GET(get_scope)
{
	const IpAddress *a = ip_address_peek(self);

	return types_found(out, a->is_v6 ? value_long(a->scope) : VALUE_NULL);
}

TYPE_METHOD(get_bytes)
{
	const IpAddress *a = ip_address_peek(self);

	return types_found(out, array_from_bytes((Str){ (const char *)a->bytes, a->is_v6 ? 16 : 4 }));
}

static bool is_mapped(const IpAddress *a)
{
	static const uint8_t prefix[12] = { [10] = 0xff, [11] = 0xff };

	return a->is_v6 && memcmp(a->bytes, prefix, sizeof(prefix)) == 0;
}

static Flow flag(Value *out, bool b)
{
	return types_found(out, value_bool(b));
}

TYPE_GET(get_multicast)
{
	const IpAddress *a = ip_address_peek(self);

	return flag(out, a->is_v6 && a->bytes[0] == 0xff);
}

TYPE_GET(get_link_local)
{
	const IpAddress *a = ip_address_peek(self);

	return flag(out, a->is_v6 && a->bytes[0] == 0xfe && (a->bytes[1] & 0xc0) == 0x80);
}

TYPE_GET(get_site_local)
{
	const IpAddress *a = ip_address_peek(self);

	return flag(out, a->is_v6 && a->bytes[0] == 0xfe && (a->bytes[1] & 0xc0) == 0xc0);
}

TYPE_GET(get_teredo)
{
	static const uint8_t prefix[4] = { 0x20, 0x01 };
	const IpAddress *a = ip_address_peek(self);

	return flag(out, a->is_v6 && memcmp(a->bytes, prefix, sizeof(prefix)) == 0);
}

TYPE_GET(get_unique_local)
{
	const IpAddress *a = ip_address_peek(self);

	return flag(out, a->is_v6 && (a->bytes[0] & 0xfe) == 0xfc);
}

TYPE_GET(get_mapped)
{
	return flag(out, is_mapped(ip_address_peek(self)));
}

TYPE_METHOD(map_to_v4)
{
	const IpAddress *a = ip_address_peek(self);
	IpAddress mapped = *a;

	if (a->is_v6) {
		mapped = (IpAddress){ .is_v6 = false };
		memcpy(mapped.bytes, a->bytes + 12, 4);
	}
	return types_found(out, ip_address_value(&mapped));
}

TYPE_METHOD(map_to_v6)
{
	const IpAddress *a = ip_address_peek(self);
	IpAddress mapped = *a;

	if (!a->is_v6) {
		mapped = (IpAddress){ .is_v6 = true, .bytes = { [10] = 0xff, [11] = 0xff } };
		memcpy(mapped.bytes + 12, a->bytes, 4);
	}
	return types_found(out, ip_address_value(&mapped));
}

/* ---- making ---- */

TYPE_METHOD(parse)
{
	IpAddress address;

	if (!ip_address_parse(types_str(args[0]), &address))
		return fault_exception(in, EXC_FORMAT, "An invalid IP address was specified.");
	return types_found(out, ip_address_value(&address));
}

TYPE_METHOD(try_parse)
{
	IpAddress address;
	bool ok = ip_address_parse(types_str(args[0]), &address);

	*out = value_bool(ok);
	return types_set_ref_take(in, args[1], ok ? ip_address_value(&address) : VALUE_NULL);
}

static IpAddress v4_from(uint32_t number)
{
	return (IpAddress){ .bytes = { (uint8_t)number, (uint8_t)(number >> 8), (uint8_t)(number >> 16),
				    (uint8_t)(number >> 24) } };
}

TYPE_METHOD(make_number)
{
	int64_t number = types_int(args[0]);
	IpAddress address = v4_from((uint32_t)number);

	if (number < 0 || number > UINT32_MAX)
		return types_too_large(in, "newAddress", (uint32_t)number, UINT32_MAX,
			"Specified argument was out of the range of valid values.");
	return types_found(out, ip_address_value(&address));
}

/* (bytes), (bytes, scope) */
TYPE_METHOD(make_bytes)
{
	IpAddress address = { .is_v6 = false };
	Str bytes;

	FLOW_TRY(types_bytes(in, args[0], "address", &bytes));
	if (bytes.n == 16 || (bytes.n == 4 && n == 1))
		memcpy(address.bytes, bytes.p, bytes.n);
	address.is_v6 = bytes.n == 16;
	address.scope = n > 1 ? (uint32_t)types_int(args[1]) : 0;
	if (bytes.n != 16 && (bytes.n != 4 || n > 1))
		return fault_argument(in, EXC_ARGUMENT, "address", "An invalid IP address was specified.");
	return types_found(out, ip_address_value(&address));
}

/* A number is an IPv4 address, as the constructor has it. */
static Flow convert(Interp *in, Value from, Value *out)
{
	if (from.kind != V_INT)
		return FLOW_NEXT;
	return make_number(in, VALUE_NULL, &from, 1, out);
}

#define CONSTANT(name, text)                                                                                           \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		IpAddress address;                                                                                     \
                                                                                                                       \
		(void)ip_address_parse(S(text), &address);                                                             \
		return types_found(out, ip_address_value(&address));                                                   \
	}

CONSTANT(get_any, "0.0.0.0")
CONSTANT(get_loopback, "127.0.0.1")
CONSTANT(get_broadcast, "255.255.255.255")
CONSTANT(get_any_v6, "::")
CONSTANT(get_loopback_v6, "::1")

TYPE_METHOD(is_loopback)
{
	const IpAddress *a = ip_address_peek(args[0]);
	static const uint8_t one[16] = { [15] = 1 };

	if (!a)
		return types_null(in, "address");
	if (is_mapped(a))
		return flag(out, a->bytes[12] == 127);
	return flag(out, a->is_v6 ? memcmp(a->bytes, one, sizeof(one)) == 0 : a->bytes[0] == 127);
}

/* Network order is the other way round on every machine we run on. */
TYPE_METHOD(swap_order)
{
	TypeId type = (TypeId)args[0].type;
	uint64_t number = __builtin_bswap64((uint64_t)types_int(args[0]));
	unsigned bits = type == T_INT16 ? 16 : type == T_INT32 ? 32 : 64;
	int64_t swapped = (int64_t)number >> (64 - bits);

	return types_found(out, value_integer(type, swapped));
}

static const PropDef props[] = {
	{ "IPAddressToString", "System.Object", get_text, NULL, PROP_SCRIPT },
	PROP("AddressFamily", "System.Net.Sockets.AddressFamily", get_family),
	PROP("ScopeId", "long", get_scope),
	PROP("IsIPv6Multicast", "bool", get_multicast),
	PROP("IsIPv6LinkLocal", "bool", get_link_local),
	PROP("IsIPv6SiteLocal", "bool", get_site_local),
	PROP("IsIPv6Teredo", "bool", get_teredo),
	PROP_IN_CORE("IsIPv6UniqueLocal", "bool", get_unique_local),
	PROP("IsIPv4MappedToIPv6", "bool", get_mapped),
	PROP("Address", "long", get_address),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Equals", "bool Equals(System.Object comparand)", equals),
	METHOD("GetAddressBytes", "byte[] GetAddressBytes()", get_bytes),
	METHOD("GetHashCode", "int GetHashCode()", get_hash_code),
	METHOD("MapToIPv4", "ipaddress MapToIPv4()", map_to_v4),
	METHOD("MapToIPv6", "ipaddress MapToIPv6()", map_to_v6),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};

static const PropDef statics[] = {
	FIELD("Any", "ipaddress", get_any),
	FIELD("Loopback", "ipaddress", get_loopback),
	FIELD("Broadcast", "ipaddress", get_broadcast),
	FIELD("None", "ipaddress", get_broadcast),
	FIELD("IPv6Any", "ipaddress", get_any_v6),
	FIELD("IPv6Loopback", "ipaddress", get_loopback_v6),
	FIELD("IPv6None", "ipaddress", get_any_v6),
	PROPS_END,
};

static const MethodDef static_methods[] = {
	METHOD("HostToNetworkOrder", "static long HostToNetworkOrder(long host)", swap_order),
	METHOD("HostToNetworkOrder", "static int HostToNetworkOrder(int host)", swap_order),
	METHOD("HostToNetworkOrder", "static short HostToNetworkOrder(short host)", swap_order),
	METHOD("IsLoopback", "static bool IsLoopback(ipaddress address)", is_loopback),
	METHOD("NetworkToHostOrder", "static long NetworkToHostOrder(long network)", swap_order),
	METHOD("NetworkToHostOrder", "static int NetworkToHostOrder(int network)", swap_order),
	METHOD("NetworkToHostOrder", "static short NetworkToHostOrder(short network)", swap_order),
	METHOD("Parse", "static ipaddress Parse(string ipString)", parse),
	METHOD("TryParse", "static bool TryParse(string ipString, [ref] ipaddress address)", try_parse),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW("ipaddress new(long newAddress)", make_number),
	NEW("ipaddress new(byte[] address, long scopeid)", make_bytes),
	NEW("ipaddress new(byte[] address)", make_bytes),
	METHODS_END,
};

static const TypeMembers members = { .props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors };
static const TypeOps ops = {
	.free = free_address, .text = put_text, .convert = convert, .equal = is_same, .hash = hash
};
const TypeDef type_ip_address = { .name = "System.Net.IPAddress",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops };
