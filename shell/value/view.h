/* view: how the formatter shows a type, as data beside the type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_VIEW_H
#define VALUE_VIEW_H

#include "shell/value/type.h"

/* VIEW_TEXT: one raw text wherever the object comes, without blank lines (a script block); VIEW_CUSTOM: a block of
 * lines with blank lines around (DateTime). */
typedef enum ViewShape { VIEW_TABLE, VIEW_LIST, VIEW_TEXT, VIEW_WIDE, VIEW_CUSTOM } ViewShape;

/* A column of a table or a row of a list.  prop NULL: text makes the cell. */
typedef struct ViewItem {
	const char *label; /* NULL: the property's name */
	const char *prop;
	Flow (*text)(Interp *in, Value self, Value *out);
	int width;        /* tables: columns; 0: shared out */
	char align;       /* 'l', 'r', 'c'; 0: left, whatever the values are */
	const char *only; /* lists: the one type, of those the view is for, that has this row; NULL: all */
} ViewItem;

typedef struct ViewDef {
	ViewShape shape;
	const ViewItem *items;              /* ends with a row of zeroes */
	const char *group_by, *group_label; /* property to group by and its label ("Directory"); NULL: none */
	Flow (*group)(Interp *in, Value self, Value *out); /* the group's value, where it is no plain property */
	int group_indent; /* blanks before the label: 3 (0: too); 4: a control (Directory), with a line end of its
	 * own */
	bool indented;  /* VIEW_CUSTOM: each line of the text begins with its indent, a digit: steps of four columns */
	unsigned where; /* editions that have it; 0: all */
	bool wrap;      /* tables: long cells go on in further lines */
	const struct ViewDef
		*next; /* another view of the same type: other edition, or other shape for Format-List/-Table */
} ViewDef;

#endif
