/* type_set: the inside of a TypeSet, for this room alone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_TYPE_SET_H
#define VALUE_TYPE_SET_H

#include "shell/base/arena.h"
#include "shell/value/type.h"

/* From a type to something about it; open addressing by address. */
typedef struct TypeMap {
	struct TypeMapSlot {
		const TypeDef *type; /* NULL: free */
		union {
			const TypeMembers *members;
			struct MemberTable *table;
		};
	} * slots;
	size_t n, size;
} TypeMap;
/* NULL when absent; valid until the next type_map_add. */
struct TypeMapSlot *type_map_find(const TypeMap *map, const TypeDef *type);
/* The slot of type, made when absent. */
struct TypeMapSlot *type_map_add(TypeMap *map, const TypeDef *type);

struct TypeSet {
	const TypeDef **names; /* open addressing by name, without regard to case */
	uint32_t *hashes;      /* beside names */
	size_t n, size;
	Arena *arena;    /* types made at run time, their names, and the tables */
	TypeMap members; /* of types whose TypeDef has none */
	/* The nth namespace that the running script uses, or false; NULL: none. */
	bool (*namespace_at)(const void *self, size_t i, Str *out);
	const void *namespaces;
	TypeMap tables; /* members flattened over the bases, with parsed signatures (member_table.h) */
};

#endif
