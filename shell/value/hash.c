/* hash: Hashtable, OrderedDictionary and Dictionary<K,V>: entries in order, found through an index of open
 * addressing. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/compare.h"
#include "shell/value/hash.h"

/* So few are found faster by looking at their codes, one after the other. */
enum { LINEAR_MAX = 8, INDEX_FIRST = 32, ENTRIES_FIRST = 4 };

/* A slot of the index holds 0 (free) or an entry's number + 1.  Deleted entries stay in both until the next rebuild, so
 * that probes do not end at them. */

Hash *hash_new(const TypeDef *type, bool ignore_case)
{
	Hash *hash = value_alloc(V_HASH, sizeof(*hash));

	hash->type = type;
	hash->ignore_case = ignore_case;
	return hash;
}

static uint32_t hash_of(const Hash *hash, Value key)
{
	return compare_hash(key, hash->ignore_case);
}

static bool same_key(const Hash *hash, Value a, Value b)
{
	if (a.kind == V_STRING && b.kind == V_STRING && hash->ignore_case)
		return a.string == b.string || str_ieq(string_str(a.string), string_str(b.string));
	return compare_same(a, b);
}

/* The first bits of a hash of integers or of short texts are not evenly spread: multiply and take the high ones. */
static size_t first_slot(const Hash *hash, uint32_t code)
{
	return ((uint64_t)code * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (hash->index_size - 1);
}

static void index_entry(Hash *hash, uint32_t entry)
{
	size_t slot = first_slot(hash, hash->entries[entry].hash);

	while (hash->index[slot])
		slot = (slot + 1) & (hash->index_size - 1);
	hash->index[slot] = entry + 1;
}

/* Leaves the deleted entries out and makes the index anew, at most a third full: adding and removing in turn then
 * does not rebuild it each time. */
static void rebuild(Hash *hash)
{
	size_t to = 0, size = INDEX_FIRST, need = hash->n + hash->n / 2 + 1;

	for (size_t i = 0; i < hash->used; i++)
		if (hash->entries[i].key.kind != V_EMPTY)
			hash->entries[to++] = hash->entries[i];
	hash->used = to;
	if (!hash->index && to < LINEAR_MAX)
		return;
	while (size < need * 2)
		size *= 2;
	if (size != hash->index_size) {
		free(hash->index);
		hash->index = MEM_ARRAY(uint32_t, size);
		hash->index_size = size;
	} else {
		memset(hash->index, 0, size * sizeof(uint32_t));
	}
	for (size_t i = 0; i < hash->used; i++)
		index_entry(hash, (uint32_t)i);
}

/* A walk over the entries that have a code (deleted ones among them). */
typedef struct Probe {
	size_t at; /* slot of the index, or entry */
	uint32_t code;
} Probe;

static Probe probe_begin(const Hash *hash, uint32_t code)
{
	return (Probe){ hash->index ? first_slot(hash, code) : 0, code };
}

static struct HashEntry *probe_next(const Hash *hash, Probe *probe)
{
	struct HashEntry *entry;
	uint32_t number;

	if (!hash->index) {
		while (probe->at < hash->used) {
			entry = &hash->entries[probe->at++];
			if (entry->hash == probe->code)
				return entry;
		}
		return NULL;
	}
	while ((number = hash->index[probe->at])) {
		probe->at = (probe->at + 1) & (hash->index_size - 1);
		entry = &hash->entries[number - 1];
		if (entry->hash == probe->code)
			return entry;
	}
	return NULL;
}

static struct HashEntry *find(const Hash *hash, Value key, uint32_t code)
{
	Probe probe = probe_begin(hash, code);
	struct HashEntry *entry;

	while ((entry = probe_next(hash, &probe)))
		if (entry->key.kind != V_EMPTY && same_key(hash, entry->key, key))
			return entry;
	return NULL;
}

static struct HashEntry *find_text(const Hash *hash, Str key)
{
	struct HashEntry *entry;
	Probe probe;
	Str text;

	if (hash->n == 0)
		return NULL;
	probe = probe_begin(hash, hash->ignore_case ? str_ihash(key) : str_hash(key));
	while ((entry = probe_next(hash, &probe))) {
		if (entry->key.kind != V_STRING)
			continue;
		text = string_str(entry->key.string);
		if (hash->ignore_case ? str_ieq(text, key) : str_eq(text, key))
			return entry;
	}
	return NULL;
}

Value *hash_find_peek(const Hash *hash, Value key)
{
	struct HashEntry *entry;

	key = value_unwrap_peek(key);
	entry = find(hash, key, hash_of(hash, key));
	return entry ? &entry->value : NULL;
}

Value *hash_find_text_peek(const Hash *hash, Str key)
{
	struct HashEntry *entry = find_text(hash, key);

	return entry ? &entry->value : NULL;
}

static void grow(Hash *hash)
{
	if (!hash->entries) {
		hash->cap = ENTRIES_FIRST;
		hash->entries = mem_resize(NULL, hash->cap, sizeof(*hash->entries));
	} else {
		hash->entries = mem_grow(hash->entries, &hash->cap, hash->used + 1, sizeof(*hash->entries));
	}
}

static void append(Hash *hash, Value key, Value value, uint32_t code)
{
	bool crowded = hash->index ? hash->used * 2 >= hash->index_size : hash->used >= LINEAR_MAX;

	if (hash->used == hash->cap || crowded) {
		if (hash->used == hash->cap && hash->n * 4 >= hash->used * 3)
			grow(hash);
		if (hash->n < hash->used || crowded)
			rebuild(hash);
	}
	hash->entries[hash->used] = (struct HashEntry){ .key = key, .value = value, .hash = code };
	if (hash->index)
		index_entry(hash, (uint32_t)hash->used);
	hash->used++;
	hash->n++;
	hash->version++;
}

void hash_set(Hash *hash, Value key, Value value)
{
	struct HashEntry *entry;
	uint32_t code;

	key = value_unwrap_peek(key);
	code = hash_of(hash, key);
	entry = find(hash, key, code);
	if (entry) {
		hash->version += !hash->is_calm;
		value_set_take(&entry->value, value_ref(value));
	} else {
		append(hash, value_ref(key), value_ref(value), code);
	}
}

void hash_set_text_take(Hash *hash, Str key, Value value)
{
	struct HashEntry *entry = find_text(hash, key);
	Value text;

	if (entry) {
		hash->version += !hash->is_calm;
		value_set_take(&entry->value, value);
		return;
	}
	text = value_string(key);
	append(hash, text, value, hash_of(hash, text));
}

static void delete_entry(Hash *hash, struct HashEntry *entry)
{
	Value key = entry->key, value = entry->value;

	entry->key = entry->value = VALUE_EMPTY;
	hash->n--;
	hash->version += !hash->is_calm;
	value_drop(key);
	value_drop(value);
}

bool hash_remove(Hash *hash, Value key)
{
	struct HashEntry *entry;

	key = value_unwrap_peek(key);
	entry = find(hash, key, hash_of(hash, key));
	if (!entry)
		return false;
	delete_entry(hash, entry);
	return true;
}

void hash_clear(Hash *hash)
{
	struct HashEntry *entries = hash->entries;
	size_t used = hash->used;

	/* emptied first: what dies may look at the hash */
	free(hash->index);
	hash->entries = NULL;
	hash->index = NULL;
	hash->n = hash->used = hash->cap = hash->index_size = 0;
	hash->version++;
	for (size_t i = 0; i < used; i++) {
		value_drop(entries[i].key);
		value_drop(entries[i].value);
	}
	free(entries);
}

struct HashEntry *hash_next(const Hash *hash, size_t *at)
{
	while (*at < hash->used) {
		struct HashEntry *entry = &hash->entries[(*at)++];

		if (entry->key.kind != V_EMPTY)
			return entry;
	}
	return NULL;
}

struct HashEntry *hash_at(const Hash *hash, size_t ordinal)
{
	size_t at = 0;
	struct HashEntry *entry = NULL;

	if (hash->n == hash->used)
		return ordinal < hash->used ? &hash->entries[ordinal] : NULL;
	for (size_t i = 0; i <= ordinal; i++) {
		entry = hash_next(hash, &at);
		if (!entry)
			break;
	}
	return entry;
}

void hash_insert(Hash *hash, size_t ordinal, Value key, Value value)
{
	struct HashEntry added;

	key = value_unwrap_peek(key);
	append(hash, value_ref(key), value_ref(value), hash_of(hash, key));
	rebuild(hash);
	added = hash->entries[hash->used - 1];
	memmove(&hash->entries[ordinal + 1], &hash->entries[ordinal], (hash->used - 1 - ordinal) * sizeof(added));
	hash->entries[ordinal] = added;
	rebuild(hash);
}

Hash *hash_copy(const Hash *hash)
{
	Hash *copy = hash_new(hash->type, hash->ignore_case);
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(hash, &at)))
		append(copy, value_ref(entry->key), value_ref(entry->value), entry->hash);
	return copy;
}
