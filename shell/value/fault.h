/* fault: why an operation on values failed, before it is an error record. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_FAULT_H
#define VALUE_FAULT_H

#include "shell/value/exception.h"
#include "shell/value/flow.h"

/* System.Management.Automation.ErrorCategory, .NET's numbers. */
/* clang-format off */
typedef enum ErrorCategory {
	CAT_NOT_SPECIFIED, CAT_OPEN_ERROR, CAT_CLOSE_ERROR, CAT_DEVICE_ERROR, CAT_DEADLOCK_DETECTED, CAT_INVALID_ARGUMENT,
	CAT_INVALID_DATA, CAT_INVALID_OPERATION, CAT_INVALID_RESULT, CAT_INVALID_TYPE, CAT_METADATA_ERROR, CAT_NOT_IMPLEMENTED,
	CAT_NOT_INSTALLED, CAT_OBJECT_NOT_FOUND, CAT_OPERATION_STOPPED, CAT_OPERATION_TIMEOUT, CAT_SYNTAX_ERROR,
	CAT_PARSER_ERROR, CAT_PERMISSION_DENIED, CAT_RESOURCE_BUSY, CAT_RESOURCE_EXISTS, CAT_RESOURCE_UNAVAILABLE,
	CAT_READ_ERROR, CAT_WRITE_ERROR, CAT_FROM_STDERR, CAT_SECURITY_ERROR, CAT_PROTOCOL_ERROR, CAT_CONNECTION_ERROR,
	CAT_AUTHENTICATION_ERROR, CAT_LIMITS_EXCEEDED, CAT_QUOTA_EXCEEDED, CAT_NOT_ENABLED,
	CAT_COUNT,
} ErrorCategory;
/* clang-format on */

/* What value rooms and type members know of a failure.  Texts are formatted by the raiser. */
typedef struct Fault {
	const char *id; /* FullyQualifiedErrorId; NULL: the exception's short name */
	ErrorCategory category;
	ExceptionId exception;
	Value target;            /* borrowed; V_EMPTY for none */
	Value inner;             /* inner exception, borrowed; V_EMPTY for none */
	const char *param;       /* ArgumentException.ParamName, which the message ends with; NULL: none */
	const char *actual;      /* further text of the message, behind the parameter's name; NULL: none */
	const char *target_type; /* CategoryInfo's, where it is not the target's own; NULL */
} Fault;

/* The exception object of a fault: for the engine's raise. */
Value fault_exception_new(const Fault *fault, Str message) NODISCARD;

/* Raises: the interpreter makes an ErrorRecord of it, with the position of what is being evaluated, and returns
 * FLOW_THROW.  Several rooms call these; the engine fills the runtime's raise (runtime.h). */
Flow fault_raise(Interp *in, const Fault *fault, const char *fmt, ...) PRINTF(3, 4) NODISCARD;
/* The common shapes: an error of the script's own making (RuntimeException) with an id ... */
Flow fault_runtime(Interp *in, ErrorCategory category, const char *id, const char *fmt, ...) PRINTF(4, 5) NODISCARD;
/* A method of $null, and one that the type does not have; with_target: the name is the error's target. */
Flow fault_null_call(Interp *in) NODISCARD;
Flow fault_no_method(Interp *in, const char *type, Str name, bool with_target) NODISCARD;
/* ... and an exception thrown inside a .NET member: the caller of the member wraps it (MethodInvocationException). */
Flow fault_exception(Interp *in, ExceptionId exception, const char *fmt, ...) PRINTF(3, 4) NODISCARD;
/* ArgumentException and kin with the edition's way to name the parameter behind the text. */
Flow fault_argument(Interp *in, ExceptionId exception, const char *param, const char *fmt, ...) PRINTF(4, 5) NODISCARD;
/* An exception of .NET that no member call wraps (an index out of range in an assignment): its id is its full name, its
 * category OperationStopped.  param NULL: names no parameter. */
Flow fault_thrown(Interp *in, ExceptionId exception, const char *param, const char *fmt, ...) PRINTF(4, 5) NODISCARD;
/* Appends the name of a parameter to a message, the edition's way; nothing for an empty name. */
void fault_put_param(Interp *in, Str param, Buf *out);
/* Wraps the pending error: takes it, and raises fault with its exception inside and a message that ends in that
 * exception's message in quotes: <before>"<message>". */
Flow fault_wrap(Interp *in, const Fault *fault, Str before) NODISCARD;

#endif
