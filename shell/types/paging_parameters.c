/* paging_parameters: $PSCmdlet.PagingParameters of a function that declares SupportsPaging. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdlib.h>

#include "shell/engine/pipeline.h"
#include "shell/types/types_list.h"

typedef struct Paging {
	bool include_total_count;
	uint64_t skip, first;
} Paging;

static const Paging *peek(Value self)
{
	return object_payload_peek(self, &type_paging_parameters);
}

static void free_paging(Object *object, ValueDrops *drops)
{
	(void)drops;
	free(object->payload);
}

static Value number(uint64_t n)
{
	return value_integer(T_UINT64, (int64_t)n);
}

Value types_paging_new(const StageCommon *common)
{
	Paging *paging = MEM_NEW(Paging);

	paging->include_total_count = convert_to_bool(common->include_total_count);
	paging->skip = common->skip.kind == V_INT ? (uint64_t)common->skip.i64 : 0;
	paging->first = common->first.kind == V_INT ? (uint64_t)common->first.i64 : UINT64_MAX;
	return object_value(object_new_native(&type_paging_parameters, paging));
}

TYPE_GET(get_include)
{
	return types_found(out, value_switch(peek(self)->include_total_count));
}

TYPE_GET(get_skip)
{
	return types_found(out, number(peek(self)->skip));
}

TYPE_GET(get_first)
{
	return types_found(out, number(peek(self)->first));
}

/* A number whose ToString() tells how sure it is (asked of 7.6). */
TYPE_METHOD(new_total_count)
{
	double accuracy = args[1].f64;
	Value block = VALUE_EMPTY;
	Buf text = BUF_INIT;
	Flow flow;

	if (accuracy >= 1)
		buf_printf(&text, "'Total count: %" PRIu64 "'", (uint64_t)args[0].i64);
	else if (accuracy > 0)
		buf_printf(&text, "'Estimated total count: %" PRIu64 "'", (uint64_t)args[0].i64);
	else
		buf_put(&text, S("'Unknown total count'"));
	*out = object_wrap(args[0]);
	flow = runtime_of(in)->make_block(in, buf_str(&text), &block);
	buf_release(&text);
	if (flow == FLOW_NEXT)
		object_add_take(out->object, value_string_c("ToString").string, SLOT_METHOD, block);
	return flow;
}

static const PropDef props[] = {
	PROP("IncludeTotalCount", "switch", get_include),
	PROP("Skip", "ulong", get_skip),
	PROP("First", "ulong", get_first),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("NewTotalCount", "psobject NewTotalCount(ulong totalCount, double accuracy)", new_total_count),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .methods = methods };
static const TypeOps ops = { .free = free_paging };

const TypeDef type_paging_parameters = {
	.name = "System.Management.Automation.PagingParameters",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
};
