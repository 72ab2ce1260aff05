/* file_info: the members FileInfo and DirectoryInfo have of their own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_FILE_INFO_H
#define TYPES_FILE_INFO_H

#include "shell/types/file_system_info.h"

/* Properties that files alone have; file_system_info.c lists them. */
Flow types_file_version_info(Interp *in, Value self, Value *out);
Flow types_file_get_length(Interp *in, Value self, Value *out);
Flow types_file_get_directory_name(Interp *in, Value self, Value *out);
Flow types_file_get_directory(Interp *in, Value self, Value *out);
Flow types_file_get_root(Interp *in, Value self, Value *out);
extern const MethodDef types_file_methods[], types_file_constructors[];
extern const MethodDef types_directory_methods[], types_directory_constructors[];

#endif
