/* exception: .NET's exception types as a tree, and exception objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_EXCEPTION_H
#define VALUE_EXCEPTION_H

#include "shell/value/object.h"

/* EXC(constant, full name, base).  One list makes the enum, the types and their names. */
#include "shell/value/exception_list.h"
#define EXC(id, name, base) EXC_##id,
typedef enum ExceptionId { EXCEPTION_LIST EXC_COUNT } ExceptionId;
#undef EXC

/* The .NET type of a known exception. */
const TypeDef *exception_type(ExceptionId id);

/* Payload of an object whose type derives from System.Exception. */
typedef struct Exception {
	Value message;      /* string */
	Value inner;        /* exception object or $null */
	Value error_record; /* exceptions that contain one (RuntimeException and below): an ErrorRecord object, or
			       V_EMPTY */
	Value data;         /* the Data dictionary, made on demand, or V_EMPTY */
	String *stack_trace, *source, *help_link; /* or NULL */
	String *param_name; /* ArgumentException.ParamName, FileNotFoundException.FileName; or NULL */
	int32_t hresult;
	int32_t exit_code, process_id; /* of NativeCommandExitException, whose Path is param_name */
	bool thrown;                   /* by a throw statement */
} Exception;

/* message is copied; inner borrowed (VALUE_NULL for none). */
Value exception_new(const TypeDef *type, Str message, Value inner) NODISCARD;
/* The message the type has when none is given: "Attempted to divide by zero." */
Value exception_new_default(const TypeDef *type) NODISCARD;
/* Constructors by the shape of the type: (), (message), (message, inner), with a parameter's name where .NET has it. */
const MethodDef *exception_constructors(const TypeDef *type);
/* NULL when the value is no exception. */
Exception *exception_peek(Value v);
Str exception_message_peek(Value v);
/* Of every exception type: ToString(), destruction. */
extern const TypeOps exception_ops;
/* By ExceptionId, for initializers; the first is not System.Exception itself, which is type_known[T_EXCEPTION]. */
extern const TypeDef exception_types[EXC_COUNT];
/* Every exception type, for the TypeSet. */
extern const TypeEntry exception_entries[EXC_COUNT];

#endif
