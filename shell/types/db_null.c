/* db_null: System.DBNull: the database's null, of which there is one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

Value types_db_null(void)
{
	return object_value(object_new_native(&type_db_null, NULL));
}

static Flow put_nothing(UNUSED Interp *in, UNUSED Value self, UNUSED Buf *out)
{
	return FLOW_NEXT;
}

static bool is_same(UNUSED Value a, UNUSED Value b)
{
	return true;
}

static uint32_t hash(UNUSED Value v)
{
	return 1;
}

TYPE_GET(get_value)
{
	return types_found(out, types_db_null());
}

TYPE_METHOD(to_string)
{
	return types_found(out, value_string(S("")));
}

TYPE_METHOD(get_type_code)
{
	return types_found(out, value_enum(&type_type_code, 2));
}

static const MethodDef methods[] = {
	METHOD("GetTypeCode", "System.TypeCode GetTypeCode()", get_type_code),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("ToString", "string ToString(System.IFormatProvider provider)", to_string),
	METHODS_END,
};

static const PropDef statics[] = { FIELD("Value", "System.DBNull", get_value), PROPS_END };

static const TypeMembers members = { .methods = methods, .statics = statics };
static const TypeOps ops = { .text = put_nothing, .equal = is_same, .hash = hash };
const TypeDef type_db_null = { .name = "System.DBNull",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_SCALAR | TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops };
