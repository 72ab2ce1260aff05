/* grid: arrays of more than one dimension: [int[,]]::new(2, 3), $m[0, 1]. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_GRID_H
#define VALUE_GRID_H

#include "shell/value/runtime.h"

enum { GRID_RANK_MAX = 32 /* .NET's */, GRID_ITEMS_MAX = 0x4000000 };

/* What a TypeDef of such arrays is made with: type_set_grid_of. */
extern const TypeOps grid_ops;
extern const TypeMembers grid_members;
extern const TypeDef *const grid_interfaces[];

/* Whether a type is one of arrays of several dimensions. */
static inline bool grid_is(const TypeDef *type)
{
	return type->ops == &grid_ops;
}
/* How many dimensions the name of the type says: 2 for "System.Int32[,]". */
unsigned grid_rank(const TypeDef *type);
/* With as many lengths as the rank, their product at most GRID_ITEMS_MAX; every item is fill. */
Value grid_new(const TypeDef *type, const int32_t *lengths, Value fill) NODISCARD;

#endif
