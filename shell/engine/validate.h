/* validate: the attributes that check and transform parameters and variables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_VALIDATE_H
#define ENGINE_VALIDATE_H

#include "shell/engine/command.h"

/* Reads an attribute of a script parameter into a Validator; *is false when it is not one of them. */
Flow validate_read(Interp *in, const NodeAttribute *attribute, Validator *out, bool *is) NODISCARD;
/* Whether the constructor of a rule's attribute takes its arguments.  false: what it throws, whose text is in why and
 * whose id the attribute's own error has. */
bool validate_rule(Interp *in, const Validator *rule, Fault *fault, Buf *why);
void validate_release(Validator *validator);
/* The value against one rule.  false: why holds the text behind "Cannot validate argument on parameter 'X'. ". */
bool validate_value(Interp *in, const Validator *validator, Value v, Buf *why, Flow *flow);
/* A table's Check, the same way. */
bool validate_check(Interp *in, const Check *check, Value v, Buf *why);
/* A variable's attributes: ValidationMetadataException (reference 12.2.3). */
Flow validate_variable(Interp *in, const Symbol *symbol, const VariableMeta *meta, Value v) NODISCARD;

#endif
