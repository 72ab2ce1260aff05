/* noun_value: properties as values, and arguments as what is kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/exchange/noun.h"
#include "shell/base/moment.h"
#include "shell/base/num.h"
#include "shell/base/vec.h"
#include "shell/types/guid.h"
#include "shell/types/uri.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "store/cert/cert_seal.h"

typedef VEC(Str) Texts;

static void split_lines(Str text, Texts *out)
{
	StrSplit split = { .rest = text };
	Str line;

	while (text.n && str_split_next(&split, '\n', &line))
		VEC_PUSH(out, line);
}

/* One a line. */
static Str join(Arena *arena, const Texts *texts)
{
	Buf text = BUF_INIT;
	Str copy;

	for (size_t i = 0; i < texts->n; i++) {
		buf_put(&text, i ? S("\n") : S(""));
		buf_put(&text, texts->p[i]);
	}
	copy = arena_copy(arena, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* ---- out ----------------------------------------------------------------------------------------------------- */

static Value texts_value(Str text)
{
	Texts lines = { 0 };
	Value list;

	split_lines(text, &lines);
	list = types_strings(lines.p, lines.n);
	VEC_RELEASE(&lines);
	return list;
}

/* An X509Certificate2; $null when the server does not have it. */
static Value certificate_value(NounCall *call, Str text)
{
	uint8_t octets[CERT_THUMBPRINT];
	StoreCertKey key = { call->exchange.server.id, STORE_PLACE(STORE_MY), { (char *)octets, sizeof octets } };
	StoreCert cert;
	Diag unused = { 0 };

	if (!cert_thumbprint_parse(text, octets, NULL) ||
		!store_cert_find(call->exchange.store, &key, call->arena, &cert, &unused))
		return VALUE_NULL;
	return x509_row_value(&cert);
}

Flow noun_value(NounCall *call, const NounProp *prop, Str text, bool null, Value *out)
{
	int64_t number = 0;

	*out = VALUE_NULL;
	if (prop->type == NOUN_LIST)
		return types_found(out, texts_value(null ? S("") : text));
	if (null)
		return FLOW_NEXT;
	switch (prop->type) {
	case NOUN_BOOL:
		return types_found(out, value_bool(str_ieq(text, S("True"))));
	case NOUN_INT:
		if (num_parse_integer(text, NUM_INT32, false, &number) == NUM_OK)
			return types_found(out, value_int((int32_t)number));
		break; /* "Unlimited" */
	case NOUN_DATE:
		if (num_parse_integer(text, NUM_INT64, false, &number) == NUM_OK)
			return types_found(out, value_datetime(number, MOMENT_LOCAL));
		break;
	case NOUN_URI:
		return types_uri_new(call->exchange.stage->interp, text, true, out);
	case NOUN_THUMBPRINT:
		return types_found(out, certificate_value(call, text));
	case NOUN_STRING:
	case NOUN_CERTIFICATE:
	case NOUN_LIST:
		break;
	}
	return types_found(out, value_string(text));
}

/* A Guid that is the object's for good: from its kind, server and name. */
static Value guid_of(const NounCall *call, const NounObject *object)
{
	uint8_t digest[20];
	Str text = arena_printf(
		call->arena, "%s\\%lld\\%.*s", call->def->kind, (long long)object->server.id, STR_ARG(object->name));

	cert_sha1(text, digest);
	digest[6] = (uint8_t)((digest[6] & 0x0f) | 0x50); /* version 5 */
	digest[8] = (uint8_t)((digest[8] & 0x3f) | 0x80);
	return types_guid_value(digest);
}

static Flow put_props(NounCall *call, const NounObject *object, Object *to)
{
	for (const NounProp *prop = call->def->props; prop->name; prop++) {
		Value v;
		Str text;
		bool null = !noun_text(call, object, prop, &text);

		FLOW_TRY(noun_value(call, prop, text, null, &v));
		object_set_take(to, str_from(prop->name), v);
	}
	return FLOW_NEXT;
}

Flow noun_write(NounCall *call, const NounObject *object)
{
	Object *to = object_new(call->def->type);
	Flow flow = put_props(call, object, to);

	if (!object_find_peek(to, S("Name")))
		object_set_string(to, S("Name"), object->name);
	if (object->server.id && !object_find_peek(to, S("Server")))
		object_set_string(to, S("Server"), object->server.name);
	object_set_string(to, S("Identity"), object->identity);
	object_set_take(to, S("Guid"), guid_of(call, object));
	object_set_string(to, S("ObjectState"), S("Unchanged"));
	object_set_take(to, S("IsValid"), value_bool(true));
	if (flow == FLOW_NEXT)
		return stage_write_take(call->exchange.stage, object_value(to));
	value_drop(object_value(to));
	return flow;
}

/* ---- in ------------------------------------------------------------------------------------------------------ */

static Flow put_texts(NounCall *call, Value v, Texts *out)
{
	Value plain = value_unwrap_peek(v);
	Buf text = BUF_INIT;
	Array *items;
	Flow flow = FLOW_NEXT;

	if (value_is_null(plain))
		return FLOW_NEXT;
	if (plain.kind == V_ARRAY || plain.kind == V_LIST) {
		FLOW_TRY(types_items(call->exchange.stage->interp, plain, &items));
		for (size_t i = 0; flow == FLOW_NEXT && i < items->n; i++)
			flow = put_texts(call, items->items[i], out);
		value_drop(array_value(items));
		return flow;
	}
	flow = convert_put_text(call->exchange.stage->interp, v, &text);
	VEC_PUSH(out, arena_copy(call->arena, buf_str(&text)));
	buf_release(&text);
	return flow;
}

static void take_out(Texts *from, const Texts *what)
{
	size_t kept = 0;

	for (size_t i = 0; i < from->n; i++) {
		bool gone = false;

		for (size_t k = 0; k < what->n; k++)
			gone = gone || str_ieq(from->p[i], what->p[k]);
		if (!gone)
			from->p[kept++] = from->p[i];
	}
	from->n = kept;
}

/* @{Add=...; Remove=...} on what the list holds (docs: multivalued properties). */
static Flow change_list(NounCall *call, const Hash *hash, Str old, Texts *out)
{
	Value *add = hash_find_text_peek(hash, S("Add")), *gone = hash_find_text_peek(hash, S("Remove"));
	Texts removed = { 0 };
	Flow flow = FLOW_NEXT;

	split_lines(old, out);
	if (gone)
		flow = put_texts(call, *gone, &removed);
	take_out(out, &removed);
	VEC_RELEASE(&removed);
	return flow == FLOW_NEXT && add ? put_texts(call, *add, out) : flow;
}

static Flow list_text(NounCall *call, const NounObject *object, const NounProp *prop, Value v, Str *text)
{
	Value plain = value_unwrap_peek(v);
	Texts texts = { 0 };
	Str old;
	Flow flow;

	(void)noun_text(call, object, prop, &old);
	if (plain.kind == V_HASH)
		flow = change_list(call, plain.hash, old, &texts);
	else
		flow = put_texts(call, v, &texts);
	*text = join(call->arena, &texts);
	VEC_RELEASE(&texts);
	return flow;
}

static Flow scalar_text(NounCall *call, const NounProp *prop, Value v, Str *text)
{
	Value plain = value_unwrap_peek(v);
	Buf buf = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (prop->type == NOUN_DATE && plain.kind == V_DATETIME)
		buf_printf(&buf, "%lld", (long long)plain.i64);
	else if (prop->type == NOUN_BOOL)
		buf_put(&buf, convert_to_bool(plain) ? S("True") : S("False"));
	else
		flow = convert_put_text(call->exchange.stage->interp, v, &buf);
	*text = arena_copy(call->arena, buf_str(&buf));
	buf_release(&buf);
	return flow;
}

/* Whether a text will do; what will not is reported, and *ok is false. */
static Flow check(NounCall *call, const NounProp *prop, Str text, bool *ok)
{
	Value uri = VALUE_EMPTY;
	Flow flow;

	*ok = true;
	if (prop->type == NOUN_URI && text.n) {
		flow = types_uri_new(call->exchange.stage->interp, text, true, &uri);
		value_drop(uri);
		return flow;
	}
	return FLOW_NEXT;
}

Flow noun_assign(NounCall *call, NounObject *object, const NounProp *prop, Value v, bool *ok)
{
	Str text = S("");

	*ok = false;

	if (prop->type == NOUN_LIST)
		FLOW_TRY(list_text(call, object, prop, v, &text));
	else if (!value_is_null(v))
		FLOW_TRY(scalar_text(call, prop, v, &text));
	FLOW_TRY(check(call, prop, text, ok));
	if (*ok)
		noun_bag_set(&object->bag, call->arena, str_from(prop->name), text,
			value_is_null(v) || (text.n == 0 && prop->type != NOUN_LIST && prop->type != NOUN_STRING));
	return FLOW_NEXT;
}
