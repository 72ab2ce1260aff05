/* variable: what the cmdlets about variables have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_VARIABLE_H
#define UTILITY_VARIABLE_H

#include "shell/base/vec.h"
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

/* A variable by name in the scope it lives in. */
typedef struct VariablePlace {
	Scope *scope;
	Symbol *symbol;
} VariablePlace;
typedef VEC(VariablePlace) VariablePlaces;

/* Where -Name, -Scope, -Include and -Exclude stand in a table; -1: the command has no such parameter. */
typedef struct VariableParams {
	int name, scope, include, exclude;
} VariableParams;

/* The scope of -Scope; NULL: not given.  Throws for what is none. */
Flow variable_scope(Stage *s, int param, Scope **out) NODISCARD;
/* Adds the variables a name or pattern stands for, by name: those of the given scope, or all that are visible.  A plain
 * name that fits none is a non-terminating error. */
Flow variable_find(Stage *s, const VariableParams *params, Str name, VariablePlaces *out) NODISCARD;
/* Does so for every -Name (none: *). */
Flow variable_find_all(Stage *s, const VariableParams *params, VariablePlaces *out) NODISCARD;
/* A scope-qualified name ("global:x") is parted; others give the fallback. */
VariablePlace variable_place(Stage *s, Str name, Scope *fallback);

/* Options, description and value of a variable, as Set-Variable and New-Variable give them. */
typedef struct VariableChange {
	Value value;         /* VALUE_UNSET: stays */
	int64_t options;     /* ScopedItemOptions; -1: stay */
	Str description;     /* p NULL: stays */
	bool force, replace; /* force: also what is read-only; replace: the old options count no more */
} VariableChange;
/* Makes or changes the variable; what it throws becomes a non-terminating error, and *done is false. */
Flow variable_change(Stage *s, VariablePlace place, const VariableChange *change, bool *done) NODISCARD;
/* A FLOW_THROW becomes a non-terminating error of the command; other flows pass. */
Flow variable_report(Stage *s, Flow flow) NODISCARD;
/* ShouldProcess with the target "Name: x", and "Value: y" when given. */
bool variable_should(Stage *s, Str action, Str name, Value value, Flow *flow);
Flow variable_write(Stage *s, VariablePlace place) NODISCARD; /* its PSVariable */

extern const char variable_scope_help[], variable_include_help[], variable_exclude_help[];

#endif
