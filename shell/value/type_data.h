/* type_data: members a script adds to every object of a type name: Update-TypeData. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_TYPE_DATA_H
#define VALUE_TYPE_DATA_H

#include "shell/value/object.h"
#include "shell/value/runtime.h"

/* What is said of one type name. */
typedef struct TypeDataEntry {
	String *name;
	Object *members;   /* its slots are the members; never NULL */
	Value display_set; /* string[]: DefaultDisplayPropertySet, or V_EMPTY; set by type_data_set_display_take */
	const char **display_names; /* the same for the formatter, NULL-terminated; or NULL */
	Value key_set;              /* DefaultKeyPropertySet, or V_EMPTY */
	Value display_property;     /* string: DefaultDisplayProperty, or V_EMPTY */
	Value serialization;        /* what else was said, kept for Get-TypeData: a hash, or V_EMPTY */
} TypeDataEntry;
typedef struct TypeData TypeData;

void type_data_free(TypeData *data); /* NULL is fine */
/* The entry of a name, without regard to case; NULL: none.  With make it is made. */
TypeDataEntry *type_data_entry(Interp *in, Str name, bool make);
void type_data_set_display_take(TypeDataEntry *entry, Value names);
bool type_data_remove(Interp *in, Str name);
TypeDataEntry *type_data_at(Interp *in, size_t i); /* in order; NULL past the end */
/* The member of this name that the type names of a value give it; NULL: none. */
Slot *type_data_slot_peek(Interp *in, Value v, Str name);
/* The entry that counts for a value behind skip others, its most derived type name first; NULL past the end. */
TypeDataEntry *type_data_of(Interp *in, Value v, size_t skip);

#endif
