/* types_collection: what arrays, lists, sets and dictionaries share: order, equality, ranges, enumerators. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_TYPES_COLLECTION_H
#define TYPES_TYPES_COLLECTION_H

#include "shell/types/types_list.h"

/* Sorts items in place: comparer is $null (Comparer.Default), a StringComparer or a script block (Comparison).  keys
 * are sorted, items beside them follow when not NULL.  InvalidOperationException when two cannot be compared. */
Flow types_sort(Interp *in, Value *keys, Value *items, size_t n, Value comparer) NODISCARD;
/* The same in the order of keys beside them, like items as they were; descending: the greatest first. */
Flow types_sort_by(Interp *in, Array *keys, Array *items, bool descending) NODISCARD;
/* <0, 0, >0 as the comparer has it. */
Flow types_compare_items(Interp *in, Value a, Value b, Value comparer, int *order) NODISCARD;
/* Index of an item by Equals among items[from .. to), or -1. */
int64_t types_find_item(const Array *items, Value item, size_t from, size_t to);
/* Index of the first (last) item that a script block says yes to, or -1; and whether it does to all. */
Flow types_search(Interp *in, const Array *items, Value block, bool last, int64_t *index) NODISCARD;
Flow types_all_pass(Interp *in, const Array *items, Value block, bool *all) NODISCARD;
/* Place of item in sorted items, or the complement of where it belongs. */
Flow types_binary_search(Interp *in, const Array *items, Value item, Value comparer, Value *out) NODISCARD;
/* index and count of a part of n items; ArgumentException and kin. */
Flow types_range(Interp *in, int64_t index, int64_t count, size_t n) NODISCARD;
/* Copies items into an array argument from at on, converted to its type. */
Flow types_copy_to(Interp *in, const Array *items, Value to, int64_t at) NODISCARD;
Flow types_fixed_size(Interp *in) NODISCARD; /* Collection was of a fixed size. */
/* Whether a comparer argument ignores case. */
bool types_comparer_ignores_case(Value comparer);
/* A pair as enumerators of dictionaries give it: DictionaryEntry, or KeyValuePair of the dictionary's types. */
Value types_entry(Interp *in, const TypeDef *dictionary, Value key, Value value) NODISCARD;

/* Members of every List (ArrayList, List`1, Collection`1), as MethodDef functions. */
Flow types_list_add(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_add_range(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_clear(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_contains(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_copy_to(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_index_of(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_last_index_of(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_insert(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_insert_range(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_item(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_get_range(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_remove(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_remove_at(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_remove_range(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_reverse(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_sort(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_to_array(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_binary_search(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_get_enumerator(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_list_make(Interp *in, Value self, const Value *args, size_t n, Value *out); /* (), (capacity), (sequence) */
Flow types_list_get_count(Interp *in, Value self, Value *out);
/* Properties that say the same of every collection. */
Flow types_get_true(Interp *in, Value self, Value *out);
Flow types_get_false(Interp *in, Value self, Value *out);
Flow types_get_self(Interp *in, Value self, Value *out);

#endif
