/* value: making values and giving them up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/buf.h"
#include "shell/value/array.h"
#include "shell/value/hash.h"
#include "shell/value/list.h"
#include "shell/value/object.h"
#include "shell/value/secret.h"

#ifdef EXSH_DEBUG
static size_t live; /* debug builds only: release builds have no writable data */

size_t value_live(void)
{
	return live;
}
#endif

void *value_alloc(uint8_t kind, size_t size)
{
	Heap *heap = mem_alloc(1, size);

	heap->refs = 1;
	heap->kind = kind;
#ifdef EXSH_DEBUG
	live++;
#endif
	return heap;
}

void value_free(void *heap)
{
#ifdef EXSH_DEBUG
	live--;
#endif
	free(heap);
}

/* ---- destruction ---- */

/* The next value a dying container gives up; false when it holds none any more.  Containers are emptied from the end,
 * so that the list of work is as long as the nesting is deep, not as the data is large. */
static bool next_from_array(Array *array, Value *child)
{
	if (array_is_bytes(array) || array->n == 0)
		return false;
	*child = array->items[--array->n];
	return true;
}

static bool next_from_list(List *list, Value *child)
{
	if (list->n == 0)
		return false;
	*child = list->items[list->head + --list->n];
	return true;
}

static bool next_from_hash(Hash *hash, Value *child)
{
	struct HashEntry *last;

	while (hash->used > 0) {
		last = &hash->entries[hash->used - 1];
		if (last->value.kind != V_EMPTY) {
			*child = last->value;
			last->value = VALUE_EMPTY;
			return true;
		}
		hash->used--;
		if (last->key.kind != V_EMPTY) {
			*child = last->key;
			return true;
		}
	}
	return false;
}

static bool next_from_object(Object *object, Value *child)
{
	Slot *slot;

	while (object->nslots > 0) {
		slot = &object->slots[object->nslots - 1];
		if (slot->value.kind != V_EMPTY) {
			*child = slot->value;
			slot->value = VALUE_EMPTY;
			return true;
		}
		object->nslots--;
		value_drop(value_of_string(slot->name));
		if (slot->setter.kind != V_EMPTY) {
			*child = slot->setter;
			return true;
		}
	}
	*child = object->base;
	object->base = VALUE_EMPTY;
	return child->kind != V_EMPTY;
}

static bool next_child(Heap *heap, Value *child)
{
	switch (heap->kind) {
	case V_ARRAY:
		return next_from_array((Array *)heap, child);
	case V_LIST:
		return next_from_list((List *)heap, child);
	case V_HASH:
		return next_from_hash((Hash *)heap, child);
	case V_OBJECT:
		return next_from_object((Object *)heap, child);
	default:
		return false;
	}
}

static void free_object(Object *object, ValueDrops *drops)
{
	if (object->payload && object->type->ops && object->type->ops->free)
		object->type->ops->free(object, drops);
	if (object->text)
		value_drop(value_of_string(object->text));
	for (String **name = object->type_names; name && *name; name++)
		value_drop(value_of_string(*name));
	free(object->type_names);
	free(object->slots);
	value_free(object);
}

/* Gives back the memory of a heap value that holds no values any more. */
static void free_heap(Heap *heap, ValueDrops *drops)
{
	switch (heap->kind) {
	case V_ARRAY:
		free(((Array *)heap)->items);
		break;
	case V_LIST:
		free(((List *)heap)->items);
		break;
	case V_HASH:
		free(((Hash *)heap)->entries);
		free(((Hash *)heap)->index);
		break;
	case V_OBJECT:
		free_object((Object *)heap, drops);
		return;
	case V_BLOCK:
		((BlockHead *)heap)->free((struct Block *)heap, drops);
		return;
	case V_SECRET:
		secret_wipe((Secret *)heap);
		break;
	default:
		break;
	}
	value_free(heap);
}

static bool may_hold_values(const Heap *heap)
{
	return heap->kind >= V_ARRAY && heap->kind <= V_BLOCK;
}

void value_drop_later(ValueDrops *drops, Value v)
{
	if (!value_on_heap(v) || --v.heap->refs)
		return;
	if (!may_hold_values(v.heap)) {
		free_heap(v.heap, drops);
		return;
	}
	if (drops->n == drops->cap) {
		if (drops->p == drops->first) {
			drops->p = mem_resize(NULL, 2 * drops->cap, sizeof(Value));
			memcpy(drops->p, drops->first, drops->n * sizeof(Value));
			drops->cap *= 2;
		} else {
			drops->p = mem_grow(drops->p, &drops->cap, drops->n + 1, sizeof(Value));
		}
	}
	drops->p[drops->n++] = v;
}

static void destroy_tree(Value v)
{
	ValueDrops drops;
	Value top, child;

	drops.p = drops.first;
	drops.n = 0;
	drops.cap = COUNT(drops.first);
	v.heap->refs = 1;
	value_drop_later(&drops, v);
	while (drops.n > 0) {
		top = drops.p[drops.n - 1];
		if (next_child(top.heap, &child)) {
			value_drop_later(&drops, child);
		} else {
			drops.n--;
			free_heap(top.heap, &drops);
		}
	}
	if (drops.p != drops.first)
		free(drops.p);
}

/* What holds no other values goes at once. */
void value_destroy(Value v)
{
	if (may_hold_values(v.heap))
		destroy_tree(v);
	else
		free_heap(v.heap, NULL);
}

/* ---- making ---- */

Value value_type(const struct TypeDef *type)
{
	return type ? (Value){ .kind = V_TYPE, .type = T_TYPE, .typeref = type } : VALUE_NULL;
}

Value value_decimal(Decimal d)
{
	DecimalBox *box = value_alloc(V_DECIMAL, sizeof(*box));

	box->value = d;
	return (Value){ .kind = V_DECIMAL, .type = T_DECIMAL, .decimal = box };
}

Value value_enum(const struct TypeDef *type, int64_t number)
{
	EnumBox *box = value_alloc(V_ENUM, sizeof(*box));

	box->type = type;
	box->value = number;
	return (Value){ .kind = V_ENUM, .type = T_ENUM, .enumeration = box };
}

Value value_string_room(size_t n)
{
	String *s;

	/* too long ends the program, as memory that is not to be had does */
	s = n > STRING_MAX ? mem_resize(NULL, SIZE_MAX, sizeof(*s)) : mem_resize(NULL, 1, sizeof(*s) + n + 1);
	*s = (String){
		.heap = { .refs = 1, .kind = V_STRING }, .units = STRING_UNKNOWN, .n = (uint32_t)n, .cap = (uint32_t)n
	};
	s->p[n] = '\0';
#ifdef EXSH_DEBUG
	live++;
#endif
	return value_of_string(s);
}

Value value_string(Str s)
{
	Value v = value_string_room(s.n);

	if (s.n)
		memcpy(v.string->p, s.p, s.n);
	return v;
}

Value value_string_c(const char *c)
{
	return value_string(str_from(c));
}

Value value_string_buf(const Buf *buf)
{
	return value_string(buf_str(buf));
}

Value value_printf(const char *fmt, ...)
{
	Buf buf = BUF_INIT;
	va_list args;
	Value v;

	va_start(args, fmt);
	buf_vprintf(&buf, fmt, args);
	va_end(args);
	v = value_string_buf(&buf);
	buf_release(&buf);
	return v;
}

/* ---- looking ---- */

Value value_unwrap_peek(Value v)
{
	while (v.kind == V_OBJECT && v.object->base.kind != V_EMPTY)
		v = v.object->base;
	return v;
}

bool value_is_string(Value v)
{
	return value_unwrap_peek(v).kind == V_STRING;
}

Str value_str_peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_STRING ? string_str(v.string) : (Str){ "", 0 };
}
