/* file: what File, FileInfo and the streams do with files of the machine. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_FILE_H
#define TYPES_FILE_H

#include "shell/types/encoding.h"
#include "shell/types/path.h"

/* How a file is opened; real names are NUL-terminated. */
typedef enum TypeFileOpen { TYPES_FILE_READ, TYPES_FILE_WRITE, TYPES_FILE_APPEND, TYPES_FILE_NEW } TypeFileOpen;
int types_file_open(const char *real, TypeFileOpen how); /* -1: errno */

/* The whole file; UnauthorizedAccessException and kin. */
Flow types_file_read(Interp *in, Value path, Buf *out) NODISCARD;
Flow types_file_write(Interp *in, Value path, Str bytes, bool append) NODISCARD;
/* Text by its byte order mark, else by fallback. */
void types_file_decode(Str bytes, TypeEncoding fallback, Buf *out);
/* Text split at line ends, as ReadAllLines and ReadLine do: the next line; false at the end. */
bool types_file_next_line(Str text, size_t *at, Str *line);
/* An IOException and kin for errno about a path argument. */
Flow types_file_error(Interp *in, int error, Value path) NODISCARD;
/* Copies, moves and removes as System.IO.File does, with its checks. */
Flow types_file_copy(Interp *in, Value from, Value to, bool overwrite) NODISCARD;
Flow types_file_move(Interp *in, Value from, Value to, bool overwrite) NODISCARD;
Flow types_file_delete(Interp *in, Value path) NODISCARD;
/* Removes a folder; recursive: with what is in it. */
Flow types_file_delete_folder(Interp *in, Value path, bool recursive) NODISCARD;
/* mkdir -p */
Flow types_file_make_folder(Interp *in, Value path) NODISCARD;
/* Sorted full names below a folder, as the argument writes it: files, folders or both. */
enum { TYPES_LIST_FILES = 1, TYPES_LIST_FOLDERS = 2, TYPES_LIST_BELOW = 4 };
Flow types_file_list(Interp *in, Value folder, Str pattern, int what, Array *out) NODISCARD;
/* FileAttributes of a file; windows has the archive bit on plain files. */
struct stat;
int64_t types_file_attributes(Interp *in, const struct stat *info, Str name);
int64_t types_file_time(Interp *in, const struct stat *info, char which, bool utc); /* c, a or w as ticks */

/* [IO.File]::ReadLines: (path[, encoding]). */
Flow types_file_read_lines(Interp *in, Value self, const Value *args, size_t n, Value *out) NODISCARD;

#endif
