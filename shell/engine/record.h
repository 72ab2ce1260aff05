/* record: warning, verbose, debug and information records: what other streams carry when they are redirected. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_RECORD_H
#define ENGINE_RECORD_H

#include "shell/engine/interp.h"

/* An InformationalRecord of a stream's type (WarningRecord, VerboseRecord, DebugRecord); owned. */
Value record_new(Interp *in, Stream stream, Str text, Invocation *invocation) NODISCARD;
/* An InformationRecord; tags: array of strings or V_EMPTY. */
Value record_information(Interp *in, Value message, Value tags, Invocation *invocation) NODISCARD;
/* The InformationRecord of Write-Host: its MessageData is a HostInformationMessage, its tag PSHOST. */
Value record_host(
	Interp *in, Str text, int foreground, int background, bool no_newline, Invocation *invocation) NODISCARD;
/* The text of what is written to a stream: a record's message, or [string]v. */
Flow record_text(Interp *in, Value v, Buf *out) NODISCARD;
/* Stream of a record's type; 0 when v is none. */
Stream record_stream(Value v);
/* The same reference to a record, as written to a stream: Out-Default shows it there, wherever it comes from by then
 * ($x = f 2>&1; $x), but not what $Error and -WarningVariable hold (asked of 7.6). */
static inline Value record_on(Value record, Stream stream)
{
	record.flags = (uint8_t)stream;
	return record;
}
/* STREAM_OUTPUT for anything else. */
static inline Stream record_written_to(Value v)
{
	return v.kind == V_OBJECT && v.flags ? (Stream)v.flags : STREAM_OUTPUT;
}
extern const TypeEntry record_entries[];
extern const size_t record_count;

#endif
