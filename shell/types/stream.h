/* stream: System.IO.Stream, for readers and writers on top of one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_STREAM_H
#define TYPES_STREAM_H

#include "shell/types/file.h"

/* A FileStream (FileMode's and FileAccess' numbers). */
Flow types_stream_open(Interp *in, Value path, int64_t mode, int64_t wanted, Value *out) NODISCARD;
bool types_stream_is(Value v);
/* At most n bytes from the position on; fewer at the end. */
Flow types_stream_read(Interp *in, Value stream, size_t n, Buf *out) NODISCARD;
/* Everything from the position on. */
Flow types_stream_read_rest(Interp *in, Value stream, Buf *out) NODISCARD;
Flow types_stream_write(Interp *in, Value stream, Str bytes) NODISCARD;
Flow types_stream_close(Interp *in, Value stream) NODISCARD; /* also when closed already */

/* The next line of a StreamReader without its end, owned; $null behind the last.  And its end. */
Flow types_reader_line(Interp *in, Value reader, Value *line) NODISCARD;
Flow types_reader_close(Interp *in, Value reader) NODISCARD;

/* The console's side of a TextWriter: 1 output, 2 error. */
Value types_console_writer(int stream) NODISCARD;

#endif
