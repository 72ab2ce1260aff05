/* key: what objects are sorted, grouped and compared by. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_KEY_H
#define UTILITY_KEY_H

#include "shell/format/property.h"

/* One property or block of -Property, wildcards spelled out. */
typedef struct Key {
	const Property *property; /* borrowed from the KeySet's list */
	String *name;             /* counted; NULL: a block */
	bool descending;
	MemberCache cache;
} Key;

/* The keys of a command.  Without -Property the object itself is the one key: n is 0, and width 1.  A row of keys is
 * width Values; VALUE_UNSET stands for a property that the object does not have. */
typedef struct KeySet {
	Stage *stage;
	PropertyList properties;
	Key *p;
	size_t n, cap, width;
	bool ignore_case;
	bool descending; /* the object itself, and keys that do not say */
} KeySet;

/* Reads -Property (V_EMPTY: none) and -Culture; allowed: PROPERTY_* of tables.  Releasing is due also after a
 * failure. */
Flow key_init(KeySet *set, Stage *s, Value property, unsigned allowed, Str culture) NODISCARD;
void key_release(KeySet *set);
/* Names what wildcards stand for in the objects; once, before the first key_read.  Without wildcards it may be left. */
void key_expand(KeySet *set, const Value *objects, size_t n);
/* The object's row, owned.  A block or getter that fails gives null and a non-terminating error. */
Flow key_read(KeySet *set, Value object, Value *row) NODISCARD;
void key_drop_row(const KeySet *set, Value *row);
/* <0, 0, >0 in the order asked for; missing properties come last in both directions (recorded:
 * objects/sort-missing-property). Values of different types are compared as Sort-Object does (reference 11.4). */
int key_compare(const KeySet *set, const Value *a, const Value *b);
/* Sorts n row numbers of rows by their keys; equal ones keep their order.  FLOW_STOP on Ctrl-C. */
Flow key_sort(const KeySet *set, const Value *rows, uint32_t *order, size_t n) NODISCARD;

/* Different rows, found by a hash as long as their values allow it, else one by one. */
typedef struct KeyIndex {
	const KeySet *set;
	Value *rows; /* n * width, owned */
	uint32_t *hashes, *slots;
	uint8_t *classes; /* of the values seen so far, by column */
	size_t n, cap, nslots;
	bool linear; /* values of several kinds: 1 and '1' may be equal, whatever their hash */
} KeyIndex;
void key_index_init(KeyIndex *index, const KeySet *set);
void key_index_release(KeyIndex *index);
/* The number of the first row equal to this; STR_NONE: none.  Right before an add of the same row. */
size_t key_index_find(KeyIndex *index, const Value *row);
void key_index_add_take(KeyIndex *index, const Value *row);

/* Common texts for parameter tables. */
extern const char key_culture_help[], key_case_help[];

#endif
