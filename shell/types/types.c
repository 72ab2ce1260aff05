/* types: the list of the types in this room. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/attribute.h"
#include "shell/engine/interp.h"
#include "shell/engine/pipeline.h"
#include "shell/types/ast_node.h"
#include "shell/types/types_list.h"

#define KNOWN(id, name)     { &type_known[id], &type_##name },
#define NATIVE(name)        { &type_##name, NULL },
#define OTHER(type, name)   { &(type), &type_##name },
#define AST(id, name, base) { &type_ast[AST_##id], NULL },

const TypeEntry types_all[] = { KNOWN_LIST(KNOWN) NATIVE_LIST(NATIVE) ENUM_LIST(NATIVE) OTHER_LIST(OTHER)
		AST_LIST(AST) };
const size_t types_count = COUNT(types_all);

void types_register(TypeSet *set)
{
	type_set_add(set, types_all, types_count);
}
