/* reference: [ref]: a variable that can be handed on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_REFERENCE_H
#define ENGINE_REFERENCE_H

#include "shell/engine/scope.h"
#include "shell/value/object.h"

extern const TypeDef reference_type; /* System.Management.Automation.PSReference */
/* A reference to the variable as seen from scope; symbol NULL: to a value of its own (v, borrowed). */
Value reference_new(Interp *in, Scope *scope, Symbol *symbol, Value v) NODISCARD;
/* The scope that it holds; NULL: none, or no reference. */
const Scope *reference_scope_peek(Value v);

#endif
