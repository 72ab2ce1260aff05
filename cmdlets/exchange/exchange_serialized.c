/* exchange_serialized: reads ExchangeCertificate objects out of .NET's binary serialization ([MS-NRBF]). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_serialized.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/base.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"

enum { RECORD_DEPTH = 32, RECORD_MEMBERS = 64, SIGNATURE = 32 };

/* RecordTypeEnum. */
/* clang-format off */
enum {
	RECORD_HEADER = 0, RECORD_CLASS_WITH_ID = 1, RECORD_SYSTEM_CLASS = 4, RECORD_CLASS = 5, RECORD_STRING = 6,
	RECORD_ARRAY = 7, RECORD_REFERENCE = 9, RECORD_NULL = 10, RECORD_END = 11, RECORD_LIBRARY = 12,
	RECORD_NULLS_256 = 13, RECORD_NULLS = 14, RECORD_PRIMITIVES = 15, RECORD_OBJECTS = 16, RECORD_STRINGS = 17,
};
/* BinaryTypeEnum, PrimitiveTypeEnum as far as their form differs. */
enum { TYPE_PRIMITIVE = 0, TYPE_SYSTEM_CLASS = 3, TYPE_CLASS = 4, TYPE_PRIMITIVE_ARRAY = 7 };
enum { PRIMITIVE_BOOLEAN = 1, PRIMITIVE_BYTE = 2, PRIMITIVE_DECIMAL = 5, PRIMITIVE_STRING = 18 };
/* clang-format on */

typedef struct Member {
	Str name;
	uint8_t type, primitive;
} Member;
typedef struct Class {
	int32_t id;
	Member *members;
	size_t n;
} Class;
/* A value that was read: a number, the octets of a string or byte array, or a reference to one of those. */
typedef struct Item {
	int64_t number;
	Str octets;
	int32_t reference;
} Item;
typedef struct Known {
	int32_t id;
	Str octets;
} Known;
typedef struct Field {
	Str name;
	Item item;
} Field;
typedef struct Reader {
	Str rest;
	Arena *arena;
	VEC(Class) classes;
	VEC(Known) known;
	VEC(Field) fields; /* of the root object */
	int32_t root;
	unsigned sites;
	int depth;
} Reader;

/* ---- primitives ---- */

static bool take(Reader *r, size_t n, Str *out)
{
	if (r->rest.n < n)
		return false;
	*out = str_cut(r->rest, 0, n);
	r->rest = str_cut(r->rest, n, r->rest.n);
	return true;
}

static bool take_number(Reader *r, size_t size, int64_t *out)
{
	uint64_t number = 0;
	Str octets;

	if (!take(r, size, &octets))
		return false;
	for (size_t i = size; i > 0; i--)
		number = number << 8 | (uint8_t)octets.p[i - 1];
	*out = size == 4 ? (int32_t)(uint32_t)number : (int64_t)number;
	return true;
}

static bool take_id(Reader *r, int32_t *out)
{
	int64_t number;
	bool ok = take_number(r, 4, &number);

	*out = ok ? (int32_t)number : 0;
	return ok;
}

/* A count of things of an octet each at least. */
static bool take_count(Reader *r, size_t *out)
{
	int64_t number;

	if (!take_number(r, 4, &number) || number < 0 || (uint64_t)number > r->rest.n)
		return false;
	*out = (size_t)number;
	return true;
}

/* Length in groups of seven bits, lowest first. */
static bool take_text(Reader *r, Str *out)
{
	uint32_t n = 0;
	Str octet;

	for (unsigned shift = 0; shift < 35; shift += 7) {
		if (!take(r, 1, &octet))
			return false;
		n |= ((uint32_t)(uint8_t)octet.p[0] & 0x7f) << shift;
		if (!((uint8_t)octet.p[0] & 0x80))
			return take(r, n, out);
	}
	return false;
}

/* ORDER PrimitiveTypeEnum: sizes; 0 is no type, or one whose length is written. */
static const uint8_t sizes[] = { 0, 1, 1, 0, 0, 0, 8, 2, 4, 8, 1, 4, 8, 8, 2, 4, 8 };

static bool take_primitive(Reader *r, uint8_t type, Item *out)
{
	if (type == PRIMITIVE_STRING || type == PRIMITIVE_DECIMAL)
		return take_text(r, &out->octets);
	return type < COUNT(sizes) && sizes[type] && take_number(r, sizes[type], &out->number);
}

/* ---- records ---- */

static bool take_record(Reader *r, Item *out);

static void know(Reader *r, int32_t id, Str octets)
{
	VEC_PUSH(&r->known, ((Known){ id, octets }));
	r->sites |= exchange_serialized_site(octets);
}

static bool take_type_info(Reader *r, uint8_t type, uint8_t *primitive)
{
	Str text;
	int32_t library;

	*primitive = 0;
	if (type == TYPE_PRIMITIVE || type == TYPE_PRIMITIVE_ARRAY) {
		bool ok = take(r, 1, &text);

		*primitive = ok ? (uint8_t)text.p[0] : 0;
		return ok;
	}
	if (type == TYPE_SYSTEM_CLASS)
		return take_text(r, &text);
	return type != TYPE_CLASS || (take_text(r, &text) && take_id(r, &library));
}

static bool take_class(Reader *r, bool of_system, Class *class)
{
	Str name, types;
	int32_t library;
	bool ok =
		take_id(r, &class->id) && take_text(r, &name) && take_count(r, &class->n) && class->n <= RECORD_MEMBERS;

	if (!ok)
		return false;
	class->members = ARENA_ARRAY(r->arena, Member, class->n + 1);
	for (size_t i = 0; i < class->n; i++)
		if (!take_text(r, &class->members[i].name))
			return false;
	if (!take(r, class->n, &types))
		return false;
	for (size_t i = 0; i < class->n; i++) {
		class->members[i].type = (uint8_t)types.p[i];
		if (!take_type_info(r, (uint8_t)types.p[i], &class->members[i].primitive))
			return false;
	}
	if (!of_system && !take_id(r, &library))
		return false;
	VEC_PUSH(&r->classes, *class);
	return true;
}

static bool take_same_class(Reader *r, Class *class)
{
	int32_t id, of;

	if (!take_id(r, &id) || !take_id(r, &of))
		return false;
	for (size_t i = 0; i < r->classes.n; i++)
		if (r->classes.p[i].id == of) {
			*class = r->classes.p[i];
			class->id = id;
			return true;
		}
	return false;
}

/* An enumeration is an object with the one member value__. */
static bool take_members(Reader *r, const Class *class, Item *out)
{
	for (size_t i = 0; i < class->n; i++) {
		const Member *member = &class->members[i];
		Item item = { 0 };

		if (member->type == TYPE_PRIMITIVE ? !take_primitive(r, member->primitive, &item)
						   : !take_record(r, &item))
			return false;
		if (class->id == r->root)
			VEC_PUSH(&r->fields, ((Field){ member->name, item }));
		if (str_eq(member->name, S("value__")))
			*out = item;
	}
	return true;
}

static bool take_elements(Reader *r, size_t n)
{
	Item item;

	for (size_t i = 0; i < n; i++) {
		uint8_t kind = r->rest.n ? (uint8_t)r->rest.p[0] : RECORD_END;

		item = (Item){ 0 };
		if (!take_record(r, &item))
			return false;
		if ((kind == RECORD_NULLS || kind == RECORD_NULLS_256) && item.number > 1)
			i += (size_t)item.number - 1;
	}
	return true;
}

static bool take_primitives(Reader *r, Item *out)
{
	int32_t id;
	size_t n;
	Str type;
	Item unused;

	if (!take_id(r, &id) || !take_count(r, &n) || !take(r, 1, &type))
		return false;
	if (type.p[0] == PRIMITIVE_BYTE) {
		if (!take(r, n, &out->octets))
			return false;
		know(r, id, out->octets);
		return true;
	}
	for (size_t i = 0; i < n; i++)
		if (!take_primitive(r, (uint8_t)type.p[0], &unused))
			return false;
	return true;
}

/* Of the shapes an array can have only the plain one, without bounds. */
static bool take_array(Reader *r)
{
	int32_t id, rank;
	uint8_t primitive;
	size_t n;
	Str shape, type;

	return take_id(r, &id) && take(r, 1, &shape) && shape.p[0] == 0 && take_id(r, &rank) && rank == 1 &&
	       take_count(r, &n) && take(r, 1, &type) && take_type_info(r, (uint8_t)type.p[0], &primitive) &&
	       type.p[0] != TYPE_PRIMITIVE && take_elements(r, n);
}

static bool take_string(Reader *r, Item *out)
{
	int32_t id;

	if (!take_id(r, &id) || !take_text(r, &out->octets))
		return false;
	know(r, id, out->octets);
	return true;
}

static bool take_object(Reader *r, uint8_t kind, Item *out)
{
	Class class = { 0 };

	if (kind == RECORD_CLASS_WITH_ID ? !take_same_class(r, &class)
					 : !take_class(r, kind == RECORD_SYSTEM_CLASS, &class))
		return false;
	return take_members(r, &class, out);
}

static bool take_list(Reader *r)
{
	int32_t id;
	size_t n;

	return take_id(r, &id) && take_count(r, &n) && take_elements(r, n);
}

static bool take_library(Reader *r, Item *out)
{
	int32_t id;
	Str name;

	return take_id(r, &id) && take_text(r, &name) && take_record(r, out);
}

static bool take_kind(Reader *r, uint8_t kind, Item *out)
{
	switch (kind) {
	case RECORD_CLASS_WITH_ID:
	case RECORD_SYSTEM_CLASS:
	case RECORD_CLASS:
		return take_object(r, kind, out);
	case RECORD_STRING:
		return take_string(r, out);
	case RECORD_ARRAY:
		return take_array(r);
	case RECORD_REFERENCE:
		return take_id(r, &out->reference);
	case RECORD_NULL:
		return true;
	case RECORD_LIBRARY:
		return take_library(r, out);
	case RECORD_NULLS_256:
		return take_number(r, 1, &out->number);
	case RECORD_NULLS:
		return take_number(r, 4, &out->number) && out->number >= 0;
	case RECORD_PRIMITIVES:
		return take_primitives(r, out);
	case RECORD_OBJECTS:
	case RECORD_STRINGS:
		return take_list(r);
	default:
		return false;
	}
}

static bool take_record(Reader *r, Item *out)
{
	Str kind;
	bool ok;

	if (r->depth >= RECORD_DEPTH || !take(r, 1, &kind))
		return false;
	r->depth++;
	ok = take_kind(r, (uint8_t)kind.p[0], out);
	r->depth--;
	return ok;
}

static bool take_stream(Reader *r)
{
	Str head;
	Item item;

	if (!take(r, 1, &head) || head.p[0] != RECORD_HEADER || !take_id(r, &r->root) || !take(r, 12, &head))
		return false;
	while (r->rest.n && (uint8_t)r->rest.p[0] != RECORD_END) {
		item = (Item){ 0 };
		if (!take_record(r, &item))
			return false;
	}
	return r->rest.n > 0;
}

/* ---- the certificate ---- */

unsigned exchange_serialized_site(Str service)
{
	size_t slash = str_rfind(service, S("/W3SVC/"), service.n);
	Str site = slash == STR_NONE ? S("") : str_cut(service, slash + 7, service.n);

	if (!str_istarts(service, S("IIS://")) || site.n != 1 || site.p[0] < '1' || site.p[0] > '8')
		return 0;
	return 1u << (site.p[0] - '1');
}

static Item field(const Reader *r, const char *name)
{
	Item item = { 0 };

	for (size_t i = 0; i < r->fields.n; i++)
		if (str_ieq(r->fields.p[i].name, str_from(name)))
			item = r->fields.p[i].item;
	for (size_t i = 0; item.reference && i < r->known.n; i++)
		if (r->known.p[i].id == item.reference)
			item.octets = r->known.p[i].octets;
	return item;
}

/* Windows' serialized certificate: elements of an id, 1, a length and octets; 11 is the friendly name, 32 the DER. */
static void read_elements(Reader *r, Str data, ExchangeSerialized *out)
{
	enum { FRIENDLY_NAME = 11, DER = 32 };
	Reader elements = { .rest = data };
	int64_t id, one;
	size_t n;
	Str octets;
	Buf name = BUF_INIT;

	while (take_number(&elements, 4, &id) && take_number(&elements, 4, &one) && take_count(&elements, &n) &&
		take(&elements, n, &octets))
		if (id == DER) {
			out->der = octets;
		} else if (id == FRIENDLY_NAME) {
			buf_clear(&name);
			utf8_decode_from(ENC_UTF16LE, octets, &name);
			while (name.n && !name.p[name.n - 1])
				buf_delete(&name, name.n - 1, 1);
			out->friendly_name = arena_copy(r->arena, buf_str(&name));
		}
	buf_release(&name);
}

/* From January 2023 on: "#sig#", the length of what is signed, that, and the signature. */
static Str unsigned_part(Str bytes)
{
	Reader r = { .rest = bytes };
	size_t n;
	Str mark, payload;

	if (!str_starts(bytes, S("#sig#")) || !take(&r, 5, &mark) || !take_count(&r, &n) || !take(&r, n, &payload) ||
		r.rest.n != SIGNATURE)
		return bytes;
	return payload;
}

bool exchange_serialized_read(Str bytes, Arena *arena, ExchangeSerialized *out)
{
	Reader r = { .rest = unsigned_part(bytes), .arena = arena };
	bool ok = take_stream(&r);

	*out = (ExchangeSerialized){ 0 };
	if (ok) {
		read_elements(&r, field(&r, "CertData").octets, out);
		out->identity = field(&r, "Identity").octets;
		out->status = (int)field(&r, "Status").number;
		out->root = (int)field(&r, "RootCAType").number;
		out->services = (int)field(&r, "Services").number;
		out->exportable = field(&r, "PrivateKeyExportable").number != 0;
		out->sites = r.sites;
		ok = out->der.n > 0;
	}
	VEC_RELEASE(&r.classes);
	VEC_RELEASE(&r.known);
	VEC_RELEASE(&r.fields);
	return ok;
}
