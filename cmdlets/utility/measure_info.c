/* measure_info: the objects that Measure-Object gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/measure_info.h"

#include <stdlib.h>

#include "shell/types/types.h"

#define COMMANDS "Microsoft.PowerShell.Commands."

typedef struct Measured {
	Value fields[MEASURE_FIELDS];
} Measured;

static void free_measured(Object *object, ValueDrops *drops)
{
	Measured *measured = object->payload;

	for (size_t i = 0; i < MEASURE_FIELDS; i++)
		value_drop_later(drops, measured->fields[i]);
	free(measured);
}

#define GETTER(name, field)                                                                                            \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		const Measured *measured = self.object->payload;                                                       \
                                                                                                                       \
		return types_found(out, value_ref(measured->fields[field]));                                           \
	}
GETTER(get_count, MEASURE_COUNT)
GETTER(get_average, MEASURE_AVERAGE)
GETTER(get_sum, MEASURE_SUM)
GETTER(get_maximum, MEASURE_MAXIMUM)
GETTER(get_minimum, MEASURE_MINIMUM)
GETTER(get_deviation, MEASURE_DEVIATION)
GETTER(get_property, MEASURE_PROPERTY)
GETTER(get_lines, MEASURE_LINES)
GETTER(get_words, MEASURE_WORDS)
GETTER(get_characters, MEASURE_CHARACTERS)

#define NUMBER "System.Nullable[double]"
#define PROPS(extreme)                                                                                                 \
	{                                                                                                              \
		PROP("Count", "int", get_count), PROP("Average", NUMBER, get_average), PROP("Sum", NUMBER, get_sum),   \
			PROP("Maximum", extreme, get_maximum), PROP("Minimum", extreme, get_minimum),                  \
			PROP_IN_CORE("StandardDeviation", NUMBER, get_deviation),                                      \
			PROP("Property", "string", get_property), PROPS_END,                                           \
	}
static const PropDef number_props[] = PROPS(NUMBER);
static const PropDef object_props[] = PROPS("System.Object");
static const PropDef text_props[] = {
	PROP("Lines", "System.Nullable[int]", get_lines),
	PROP("Words", "System.Nullable[int]", get_words),
	PROP("Characters", "System.Nullable[int]", get_characters),
	PROP("Property", "string", get_property),
	PROPS_END,
};
static const TypeMembers number_members = { .props = number_props };
static const TypeMembers object_members = { .props = object_props };
static const TypeMembers text_members = { .props = text_props };
static const TypeOps ops = { .free = free_measured };

/* The view of the numbers is the formatter's; text is a table. */
static const ViewItem text_items[] = { { .prop = "Lines" }, { .prop = "Words" }, { .prop = "Characters" },
	{ .prop = "Property" }, { 0 } };
static const ViewDef text_view = { .shape = VIEW_TABLE, .items = text_items };

static const TypeDef base_type = { .name = COMMANDS "MeasureInfo", .base = &type_known[T_OBJECT] };
static const TypeDef number_type = {
	.name = COMMANDS "GenericMeasureInfo", .base = &base_type, .members = &number_members, .ops = &ops
};
static const TypeDef object_type = {
	.name = COMMANDS "GenericObjectMeasureInfo", .base = &base_type, .members = &object_members, .ops = &ops
};
static const TypeDef text_type = { .name = COMMANDS "TextMeasureInfo",
	.base = &base_type,
	.members = &text_members,
	.ops = &ops,
	.view = &text_view };

/* ORDER MeasureKind */
static const TypeDef *const kinds[] = { &number_type, &object_type, &text_type };

Value measure_info_new_take(MeasureKind kind, const Value fields[MEASURE_FIELDS])
{
	Measured *measured = MEM_NEW(Measured);

	for (size_t i = 0; i < MEASURE_FIELDS; i++)
		measured->fields[i] = fields[i].kind == V_EMPTY ? VALUE_NULL : fields[i];
	return object_value(object_new_native(kinds[kind], measured));
}
