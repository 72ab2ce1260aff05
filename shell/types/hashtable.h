/* hashtable: members that Hashtable, OrderedDictionary and Dictionary`2 share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_HASHTABLE_H
#define TYPES_HASHTABLE_H

#include "shell/types/types_collection.h"

/* Methods that Hashtable, OrderedDictionary and Dictionary have in common. */
Flow types_hash_add(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_hash_clear(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_hash_contains_key(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_hash_contains_value(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_hash_copy_to(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_hash_get_enumerator(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_hash_item(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_hash_remove(Interp *in, Value self, const Value *args, size_t n, Value *out);
/* (), (capacity), (dictionary), (comparer) and pairs of these */
Flow types_hash_make(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_hash_get_count(Interp *in, Value self, Value *out);
Flow types_hash_get_keys(Interp *in, Value self, Value *out);
Flow types_hash_get_values(Interp *in, Value self, Value *out);

#endif
