/* file_system_info: FileInfo and DirectoryInfo: System.IO. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_FILE_SYSTEM_INFO_H
#define TYPES_FILE_SYSTEM_INFO_H

#include "shell/types/file.h"

/* An item of type_file_info or type_directory_info; that the file is there is not asked. */
Flow types_file_info_new(Interp *in, const TypeDef *type, Value path, Value *out) NODISCARD;
/* What is known of the file, asked once; NULL: it is not there. */
const struct stat *types_file_info_stat(Value v);
/* Sets one of its settable properties by name. */
Flow types_file_info_set(Interp *in, Value item, Str name, Value to) NODISCARD;
/* Full names, as file items of what: see types_file_list. */
Flow types_file_info_list(Interp *in, Value folder, Str pattern, int what, const TypeDef *type, Value *out) NODISCARD;

/* The parts FileInfo and DirectoryInfo share. */
extern const PropDef types_file_info_props[];
extern const ViewDef types_file_info_view;

#endif
