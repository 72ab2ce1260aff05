/* hash: Hashtable, OrderedDictionary and Dictionary<K,V>. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_HASH_H
#define VALUE_HASH_H

#include "shell/value/type.h"

/* Keeps insertion order.  Keys compare as .NET's comparer for the type: @{} and [ordered]@{} ignore the case of
 * strings; New-Object Hashtable and Dictionary do not. */
typedef struct Hash {
	Heap heap;
	const TypeDef *type;
	struct HashEntry {
		Value key, value; /* key V_EMPTY: deleted */
		uint32_t hash;
	} * entries;
	uint32_t *index;                 /* open addressing over entries; size a power of two */
	size_t n, used, cap, index_size; /* n live entries among used ones */
	uint32_t version;                /* counts the changes that end a walk over it */
	bool ignore_case;
	bool is_calm; /* what is overwritten or removed ends no walk: 7's Dictionary */
} Hash;

/* An empty table of that type (Hashtable, OrderedDictionary, a Dictionary). */
Hash *hash_new(const TypeDef *type, bool ignore_case) NODISCARD;
static inline Value hash_value(Hash *hash)
{
	return (Value){ .kind = V_HASH, .hash = hash };
}
/* NULL when absent; the slot is valid until the next change. */
Value *hash_find_peek(const Hash *hash, Value key);
Value *hash_find_text_peek(const Hash *hash, Str key);
/* Sets or replaces; keeps its own references. */
void hash_set(Hash *hash, Value key, Value value);
void hash_set_text_take(Hash *hash, Str key, Value value);
bool hash_remove(Hash *hash, Value key);
void hash_clear(Hash *hash);
/* Live entries in order: start with at = 0; NULL at the end.  Ordinal access for OrderedDictionary. */
struct HashEntry *hash_next(const Hash *hash, size_t *at);
struct HashEntry *hash_at(const Hash *hash, size_t ordinal);
void hash_insert(Hash *hash, size_t ordinal, Value key, Value value);
/* A shallow copy. */
Hash *hash_copy(const Hash *hash) NODISCARD;

#endif
