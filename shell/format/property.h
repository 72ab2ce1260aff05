/* property: what -Property and -GroupBy take: names, wildcards, script blocks, and tables that calculate. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMAT_PROPERTY_H
#define FORMAT_PROPERTY_H

#include "shell/engine/stage.h"
#include "shell/value/member.h"

/* Keys a calculated property may have; every cmdlet has its own set.  ORDER: all_keys in property.c. */
enum {
	PROPERTY_EXPRESSION = 1, /* always */
	PROPERTY_FORMAT = 2,
	PROPERTY_LABEL = 4, /* label, name */
	PROPERTY_WIDTH = 8,
	PROPERTY_ALIGNMENT = 16,
	PROPERTY_DEPTH = 32,
	PROPERTY_ASCENDING = 64,
	PROPERTY_DESCENDING = 128,
};

typedef struct Property {
	String *name;  /* the expression as text; NULL: a block */
	Value block;   /* script block, or V_EMPTY */
	String *label; /* or NULL */
	String *format;
	int width, depth; /* 0: not given */
	char align;       /* 'l', 'r', 'c'; 0: not given */
	bool wild;        /* the name is a pattern */
	int8_t order;     /* ascending 1, descending -1, not given 0 */
} Property;
typedef struct PropertyList {
	Property *p;
	size_t n, cap;
} PropertyList;

/* Reads an argument: one of them or an array.  keys: what calculated properties may hold here.  Raises the errors of
 * .NET's parameter processor (DictionaryKeyIllegal ...) as terminating ones.  The list is to be released also then. */
Flow property_parse(Stage *s, Value argument, unsigned keys, PropertyList *out) NODISCARD;
void property_release(PropertyList *list);
/* The text of the expression: the name, or the block's text. */
Value property_text(Interp *in, const Property *property) NODISCARD;

/* One property of one object: what a Property stands for there. */
typedef struct PropertyUse {
	const Property *property; /* borrowed; NULL: a plain property of the object */
	String *name;             /* spelled as the object has it; counted; NULL: a block */
	bool found;               /* the object has it (blocks always) */
	bool own;                 /* Count, Length: what every object answers to counts as no property */
	bool thrown;              /* the last failure was a throw statement's */
	MemberCache cache;
} PropertyUse;
typedef struct PropertyUses {
	PropertyUse *p;
	size_t n, cap;
} PropertyUses;
/* Adds what property stands for in v: wildcards give every match, property sets their members.  A plain name that v
 * does not have is added as not found. */
void property_expand(Interp *in, const Property *property, Value v, PropertyUses *out);
/* Adds the names (NULL-terminated). */
void property_expand_names(Interp *in, const char *const *names, Value v, PropertyUses *out);
/* Adds every property of v. */
void property_expand_all(Interp *in, Value v, PropertyUses *out);
void property_uses_release(PropertyUses *uses);
/* The property's value; $null when v lacks it.  An error of a getter or script is dropped and leaves $null, *failed
 * when it was the script of a calculated property; other ways of leaving come back as Flow. */
Flow property_value(Interp *in, PropertyUse *use, Value v, Value *out, bool *failed) NODISCARD;

#endif
