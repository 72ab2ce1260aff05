/* encoding: what -Encoding takes: the edition's names, names of .NET, code pages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMAT_ENCODING_H
#define FORMAT_ENCODING_H

#include "shell/base/utf8.h"
#include "shell/engine/stage.h"

/* The names Windows PowerShell has, for the ValidateSet of Out-File and Export-Csv. */
extern const char *const encoding_desktop_names[];
/* Core's, for completion. */
extern const char *const encoding_core_names[];
/* By name (or code page number) in this edition; false: no such encoding. */
bool encoding_find(const Edition *edition, Str name, Encoding *out);
/* The encoding an argument means: text, a code page, or a [System.Text.Encoding]; fallback when it is not bound. Raises
 * the binder's error for an unknown one. */
Flow encoding_argument(Stage *s, int param, Encoding fallback, Encoding *out) NODISCARD;

#endif
