/* format_record: the steps of formatted output, as the formatter holds them and as objects in a pipeline. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "shell/format/format_private.h"

/* ---- starts ---- */

FormatStart *format_start_new(FormatShape shape, size_t n)
{
	FormatStart *start = mem_alloc(1, sizeof(*start) + n * sizeof(start->column[0]));

	start->refs = 1;
	start->shape = shape;
	start->n = (uint32_t)n;
	return start;
}

void format_start_drop(FormatStart *start)
{
	if (!start || --start->refs)
		return;
	if (start->shape == FORMAT_TABLE)
		for (uint32_t i = 0; i < start->n; i++)
			value_drop(value_of_string(start->column[i].label));
	free(start);
}

/* ---- records ---- */

void format_part(RecordBuilder *builder)
{
	VEC_PUSH(&builder->ends, (uint32_t)builder->text.n);
}

void format_part_text(RecordBuilder *builder, Str text)
{
	buf_put(&builder->text, text);
	format_part(builder);
}

FormatRecord *format_record_take(RecordKind kind, FormatShape shape, RecordBuilder *builder)
{
	size_t n = builder->ends.n, bytes = builder->text.n;
	FormatRecord *record = mem_alloc(1, sizeof(*record) + n * sizeof(uint32_t) + bytes);

	record->refs = 1;
	record->kind = (uint8_t)kind;
	record->shape = (uint8_t)shape;
	record->stream = STREAM_OUTPUT;
	record->n = (uint32_t)n;
	if (n)
		memcpy(record->ends, builder->ends.p, n * sizeof(uint32_t));
	if (bytes)
		memcpy(record->ends + n, builder->text.p, bytes);
	buf_clear(&builder->text);
	builder->ends.n = 0;
	return record;
}

FormatRecord *format_record_ref(FormatRecord *record)
{
	record->refs++;
	return record;
}

void format_record_drop(FormatRecord *record)
{
	if (!record || --record->refs)
		return;
	format_start_drop(record->start);
	free(record);
}

Str format_record_part(const FormatRecord *record, size_t i)
{
	uint32_t from = i ? record->ends[i - 1] : 0;

	return (Str){ (const char *)(record->ends + record->n) + from, record->ends[i] - from };
}

/* ---- as objects ---- */

#define NAMESPACE "Microsoft.PowerShell.Commands.Internal.Format."

static void free_record(Object *object, ValueDrops *drops)
{
	(void)drops;
	format_record_drop(object->payload);
}

static Flow record_text(Interp *in, Value self, Buf *out)
{
	(void)in;
	buf_put(out, str_from(format_record_type_name(format_record_peek(self))));
	return FLOW_NEXT;
}

static const TypeOps record_ops = { .free = free_record, .text = record_text };

/* The identity of each class, by which .NET knows it again.  ORDER RecordKind. */
static const char *const class_ids[RECORD_COUNT] = {
	"033ecb2bc07a4d43b5ef94ed5a35d280",
	"9e210fe47d09416682b841769c78b8a3",
	"27c87ef9bbda4f709f6b4002fa4af63c",
	"4ec4f0187cb04f4cb6973460dfe252df",
	"cf522b78d86c486691226b40aa69e95c",
};

static Flow get_class_id(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_string_c(class_ids[format_record_peek(self)->kind]);
	return FLOW_NEXT;
}

static Flow get_null(Interp *in, Value self, Value *out)
{
	(void)in;
	(void)self;
	*out = VALUE_NULL;
	return FLOW_NEXT;
}

/* ORDER FormatShape: the classes of what a format start and an entry hold. */
static const char *const header_names[] = { "", NAMESPACE "TableHeaderInfo", NAMESPACE "ListViewHeaderInfo",
	NAMESPACE "WideViewHeaderInfo", NAMESPACE "ComplexViewHeaderInfo" };
static const char *const entry_names[] = { NAMESPACE "RawTextFormatEntry", NAMESPACE "TableRowEntry",
	NAMESPACE "ListViewEntry", NAMESPACE "WideViewEntry", NAMESPACE "ComplexViewEntry" };

static Flow get_shape_info(Interp *in, Value self, Value *out)
{
	const FormatRecord *record = format_record_peek(self);

	(void)in;
	*out = record->kind == RECORD_FORMAT_START ? value_string_c(header_names[record->shape]) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_entry_info(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_string_c(entry_names[format_record_peek(self)->shape]);
	return FLOW_NEXT;
}

static Flow get_grouping(Interp *in, Value self, Value *out)
{
	const FormatRecord *record = format_record_peek(self);

	(void)in;
	*out = record->kind == RECORD_GROUP_START && record->n ? value_string_c(NAMESPACE "GroupingEntry") : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_out_of_band(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_bool(format_record_peek(self)->out_of_band);
	return FLOW_NEXT;
}

static Flow get_stream(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_string_c(format_record_peek(self)->stream == STREAM_ERROR ? "Error" : "None");
	return FLOW_NEXT;
}

/* What Export-Csv or Select-Object see of them when Format-Table stands too early in a pipeline. */
#define CLASS_ID                                                                                                       \
	{                                                                                                              \
		"ClassId2e4f51ef21dd47e99d3c952918aff9cd", "System.String", get_class_id, NULL, 0                      \
	}
#define GROUPING                                                                                                       \
	{                                                                                                              \
		"groupingEntry", NAMESPACE "GroupingEntry", get_grouping, NULL, 0                                      \
	}
static const PropDef start_props[] = {
	CLASS_ID,
	{ "pageHeaderEntry", NAMESPACE "PageHeaderEntry", get_null, NULL, 0 },
	{ "pageFooterEntry", NAMESPACE "PageFooterEntry", get_null, NULL, 0 },
	{ "autosizeInfo", NAMESPACE "AutosizeInfo", get_null, NULL, 0 },
	{ "shapeInfo", NAMESPACE "ShapeInfo", get_shape_info, NULL, 0 },
	GROUPING,
	{ 0 },
};
static const PropDef group_props[] = {
	CLASS_ID,
	{ "shapeInfo", NAMESPACE "ShapeInfo", get_null, NULL, 0 },
	GROUPING,
	{ 0 },
};
static const PropDef entry_props[] = {
	CLASS_ID,
	{ "formatEntryInfo", NAMESPACE "FormatEntryInfo", get_entry_info, NULL, 0 },
	{ "outOfBand", "System.Boolean", get_out_of_band, NULL, 0 },
	{ "writeStream", "System.Management.Automation.WriteStreamType", get_stream, NULL, 0 },
	{ 0 },
};
static const PropDef end_props[] = { CLASS_ID, GROUPING, { 0 } };

static const TypeMembers start_members = { .props = start_props };
static const TypeMembers group_members = { .props = group_props };
static const TypeMembers entry_members = { .props = entry_props };
static const TypeMembers end_members = { .props = end_props };

#define RECORD_TYPE(type_name, type_members)                                                                           \
	{                                                                                                              \
		.name = NAMESPACE type_name, .base = &type_known[T_OBJECT], .members = &(type_members),                \
		.ops = &record_ops,                                                                                    \
	}
/* ORDER RecordKind */
static const TypeDef record_types[RECORD_COUNT] = {
	RECORD_TYPE("FormatStartData", start_members),
	RECORD_TYPE("GroupStartData", group_members),
	RECORD_TYPE("FormatEntryData", entry_members),
	RECORD_TYPE("GroupEndData", end_members),
	RECORD_TYPE("FormatEndData", end_members),
};

Value format_record_box(FormatRecord *record_take)
{
	return object_value(object_new_native(&record_types[record_take->kind], record_take));
}

FormatRecord *format_record_peek(Value v)
{
	v = value_unwrap_peek(v);
	if (v.kind != V_OBJECT || v.object->type->ops != &record_ops)
		return NULL;
	return v.object->payload;
}

const char *format_record_type_name(const FormatRecord *record)
{
	return record_types[record->kind].name;
}
