/* text_file: the files that Out-File, Export-Csv and their kin write, and that Import-Csv and its kin read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_TEXT_FILE_H
#define UTILITY_TEXT_FILE_H

#include "shell/engine/stage.h"

/* A file that is being written; zeroed, then text_file_open, and text_file_close in any case. */
typedef struct TextFile {
	Stage *stage;
	Buf text;  /* not written yet */
	Buf shown; /* the file's name for messages */
	Encoding encoding;
	int file;
	bool opened;
	bool was_empty; /* nothing stood in it before */
} TextFile;

typedef struct TextFileHow {
	Str path;
	bool literal, append, no_clobber, force;
	bool keep_encoding; /* -Append: the encoding of what is there counts more */
	Encoding encoding;
	const char *action; /* of -WhatIf: "Output to File"; NULL: does not ask */
} TextFileHow;

/* Opens it; opened stays false when -WhatIf or an answer says so.  Failures are thrown as Out-File words them
 * (reference 17). */
Flow text_file_open(Stage *s, const TextFileHow *how, TextFile *out) NODISCARD;
Flow text_file_put(TextFile *file, Str text) NODISCARD;
/* Writes what is still kept; for the end of the command. */
Flow text_file_flush(TextFile *file) NODISCARD;
/* What came before a failure stays in the file. */
void text_file_close(TextFile *file);

/* The real name of the one file a path stands for (wildcards are expanded unless it is literal), and its name for
 * messages.  Several files, and paths that are none, are thrown. */
Flow text_file_find(Stage *s, Str text, bool literal, Buf *real, Buf *shown) NODISCARD;
/* The text of that file, by its byte order mark or else by fallback.  Failures are thrown: FileOpenFailure. */
Flow text_file_read(Stage *s, Str path, bool literal, Encoding fallback, Buf *out) NODISCARD;
/* The same, its bytes as they are. */
Flow text_file_read_bytes(Stage *s, Str path, bool literal, Buf *out) NODISCARD;
/* The text of text_file_read in pieces, so that a large file takes little memory. */
typedef struct TextFileSource {
	Stage *stage;
	int file;
	Utf8Decoder decoder;
	Buf text; /* what has been read and not used */
	Buf shown;
	bool ended; /* text is all that is left */
} TextFileSource;
Flow text_file_source_open(Stage *s, Str path, bool literal, Encoding fallback, TextFileSource *out) NODISCARD;
/* Takes used bytes off the text and adds the next piece, or sets ended. */
Flow text_file_source_more(TextFileSource *source, size_t used) NODISCARD;
void text_file_source_close(TextFileSource *source); /* also when opening failed */

#endif
