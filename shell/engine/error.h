/* error: error records: what failed, where, and how it is told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_ERROR_H
#define ENGINE_ERROR_H

#include "shell/syntax/script.h"
#include "shell/value/fault.h"

struct Command;

/* Where a command or an expression stands: $MyInvocation and positions of errors.  Counted; shared by the errors of
 * one command. */
typedef struct Invocation {
	uint32_t refs;
	struct Command *command; /* MyCommand, or NULL: an expression */
	Script *script;          /* where it stands, or NULL */
	Span span;               /* the whole command, or the failing expression */
	String *name;            /* InvocationName: as typed; NULL for expressions */
	Span name_span;          /* of the word that names the command; len 0: none */
	Value bound, unbound;    /* BoundParameters (hash), UnboundArguments (array), or V_EMPTY */
	int position, length;    /* in the pipeline, 1-based */
	bool expecting_input;
	bool shown_by_input; /* Write-Error at the prompt: MyCommand is the input text itself (reference 4.2.1) */
	int64_t history_id;
} Invocation;
Invocation *error_invocation_new(Script *script, Span span) NODISCARD;
Invocation *error_invocation_ref(Invocation *invocation);
void error_invocation_drop(Invocation *invocation);

/* Payload of objects of type System.Management.Automation.ErrorRecord. */
typedef struct ErrorRecord {
	Value exception; /* of a .NET exception type */
	String *id;      /* first part of FullyQualifiedErrorId */
	String *source;  /* the rest behind the comma: class or function name, or NULL */
	ErrorCategory category;
	String *activity, *reason, *target_name, *target_type; /* of CategoryInfo: overrides, or NULL */
	Value target;                                          /* V_NULL: none */
	String *details, *recommended;                         /* ErrorDetails, or NULL */
	Invocation *invocation;                                /* or NULL */
	Script *position_script; /* where the record points, if not at the invocation's span */
	Span position;
	String *stack_trace; /* ScriptStackTrace */
	String *computer;    /* OriginInfo.PSComputerName: the machine a remote command ran on, or NULL */
	bool thrown;         /* by a throw statement: script-terminating */
	bool promoted;       /* by -ErrorAction Stop or the preference: script-terminating */
	bool reported;       /* stands in $Error already */
	/* the command that threw or promoted it, for comparison alone; NULL: an expression */
	const struct Stage *raiser;
} ErrorRecord;

extern const TypeDef error_record_type; /* System.Management.Automation.ErrorRecord */

/* A record around an exception; all texts copied.  id may be NULL: the exception's type name. */
Value error_new(Value exception, Str id, ErrorCategory category, Value target) NODISCARD;
/* A copy with another exception: what stands in $Error twice, or in a caught exception. */
Value error_copy(const ErrorRecord *from, Value exception) NODISCARD;
/* Gives a RuntimeException its ErrorRecord property: a copy that holds a stand-in, so that the two do not hold each
 * other.  Called when the exception becomes visible without its record. */
void error_attach(const ErrorRecord *error);
/* What stands for an exception in the record that it contains: ParentContainsErrorRecordException (reference 3.1.3). */
Value error_stand_in(Value exception) NODISCARD;
/* NULL when v is no error record. */
ErrorRecord *error_peek(Value v);
/* ErrorDetails' message if set, else the exception's. */
Str error_message_peek(const ErrorRecord *error);
/* "InvalidArgument: (x:String) [Get-Foo], ParameterBindingException"; dots: the edition's cut mark, shorten the reason
 * too. */
void error_put_category(Interp *in, const ErrorRecord *error, Buf *out);
void error_put_id(const ErrorRecord *error, Buf *out); /* Id,Source */
Str error_activity(const ErrorRecord *error);
Str error_reason(const ErrorRecord *error);
void error_put_target_name(Interp *in, const ErrorRecord *error, Buf *out);
Str error_target_type(const ErrorRecord *error);
/* "At line:1 char:1\n+ ...\n+ ~~~", or nothing without a place. */
void error_put_position(Interp *in, const ErrorRecord *error, Buf *out);
const char *error_category_name(ErrorCategory category);
bool error_category_find(Str name, ErrorCategory *out);
/* Fills {0} {1} ... of a message template. */
void error_format(Buf *out, const char *message_template, const Str *args, size_t n);

#endif
