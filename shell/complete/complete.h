/* complete: what Tab offers: one function for the terminal, TabExpansion2 and the tests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef COMPLETE_COMPLETE_H
#define COMPLETE_COMPLETE_H

#include "shell/engine/interp.h"

/* CompletionResultType, .NET's numbers. */
/* clang-format off */
typedef enum CompletionKind {
	COMPLETION_TEXT, COMPLETION_HISTORY, COMPLETION_COMMAND, COMPLETION_PROVIDER_ITEM, COMPLETION_PROVIDER_CONTAINER,
	COMPLETION_PROPERTY, COMPLETION_METHOD, COMPLETION_PARAMETER_NAME, COMPLETION_PARAMETER_VALUE, COMPLETION_VARIABLE,
	COMPLETION_NAMESPACE, COMPLETION_TYPE, COMPLETION_KEYWORD, COMPLETION_DYNAMIC_KEYWORD,
} CompletionKind;
/* clang-format on */

typedef struct Completion {
	CompletionKind kind;
	Buf text;      /* what replaces the typed part, quoted as it must be */
	Buf list_item; /* what a menu shows */
	Buf tool_tip;
} Completion;

typedef struct Completions {
	Completion *p;
	size_t n, cap;
	size_t at, length; /* the typed part: bytes of the text */
	bool none;         /* there is nothing at the cursor that could be completed (PowerShell: -1 and -1) */
} Completions;

/* What may stand at the cursor (a byte of text), from the same tables as the binder, Get-Command and Get-Member.  Start
 * with *out zeroed; release it in any case.  $?, $Error and the pending flow stay as they are. */
void complete_text(Interp *in, Str text, size_t cursor, Completions *out);
void complete_release(Completions *completions);
const char *complete_kind_name(CompletionKind kind);

#endif
