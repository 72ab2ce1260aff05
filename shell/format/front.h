/* front: what Format-Table, Format-List, Format-Wide and Format-Custom have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMAT_FRONT_H
#define FORMAT_FRONT_H

#include "shell/format/format.h"

/* Parameters that all four have; their tables say where. */
#define FRONT_GROUP_BY                                                                                                 \
	{                                                                                                              \
		.name = "GroupBy", .type = "Object",                                                                   \
		.help = "Starts a group, with a heading, whenever this property or expression changes.",               \
	}
#define FRONT_VIEW                                                                                                     \
	{                                                                                                              \
		.name = "View", .type = "String", .help = "Name of the view to be used; not together with Property.",  \
	}
#define FRONT_SHOW_ERROR                                                                                               \
	{                                                                                                              \
		.name = "ShowError", .type = "SwitchParameter",                                                        \
		.help = "Shows errors of calculated properties behind the object.",                                    \
	}
#define FRONT_DISPLAY_ERROR                                                                                            \
	{                                                                                                              \
		.name = "DisplayError", .type = "SwitchParameter",                                                     \
		.help = "Shows #ERR where a calculated property failed.",                                              \
	}
#define FRONT_FORCE                                                                                                    \
	{                                                                                                              \
		.name = "Force", .type = "SwitchParameter",                                                            \
		.help = "Gives error records, strings and numbers the shape, too.",                                    \
	}
#define FRONT_EXPAND                                                                                                   \
	{                                                                                                              \
		.name = "Expand", .type = "String", .check = { .kind = CHECK_SET, .set = front_expand },               \
		.help = "Shows of a collection its elements (EnumOnly), itself (CoreOnly), or both.",                  \
		.default_text = "EnumOnly",                                                                            \
	}
#define FRONT_INPUT_OBJECT                                                                                             \
	{                                                                                                              \
		.name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },                     \
		.help = "The objects to be formatted.",                                                                \
	}
extern const char *const front_expand[];
extern const char *const front_outputs[];

/* Where they stand in a cmdlet's table. */
typedef struct FrontParams {
	int property, group_by, view, show_error, display_error, force, expand, input;
} FrontParams;

/* State of a Format- cmdlet, its first member.  The cmdlet sets what is its own in spec before front_begin. */
typedef struct Front {
	FormatSpec spec;
	Shaper *shaper;
	const FrontParams *params;
} Front;
/* keys: PROPERTY_* that calculated properties may have here. */
Flow front_begin(Stage *s, const FrontParams *params, unsigned keys) NODISCARD;
Flow front_process(Stage *s, Value input) NODISCARD;
Flow front_end(Stage *s) NODISCARD;
void front_dispose(Stage *s);

#endif
