/* measure_info: the objects that Measure-Object gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_MEASURE_INFO_H
#define UTILITY_MEASURE_INFO_H

#include "shell/value/object.h"

/* Fields by number; $null where nothing was measured. */
typedef enum MeasureField {
	MEASURE_COUNT,
	MEASURE_AVERAGE,
	MEASURE_SUM,
	MEASURE_MAXIMUM,
	MEASURE_MINIMUM,
	MEASURE_DEVIATION,
	MEASURE_PROPERTY,
	MEASURE_FIELDS,
	/* of text */
	MEASURE_LINES = 0,
	MEASURE_WORDS,
	MEASURE_CHARACTERS,
} MeasureField;

/* GenericMeasureInfo: its extremes are numbers; GenericObjectMeasureInfo: dates or text; TextMeasureInfo. */
typedef enum MeasureKind { MEASURE_OF_NUMBERS, MEASURE_OF_OBJECTS, MEASURE_OF_TEXT } MeasureKind;

/* Takes the fields. */
Value measure_info_new_take(MeasureKind kind, const Value fields[MEASURE_FIELDS]) NODISCARD;

#endif
