/* complete: stub */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/complete/complete.h"
void complete_text(Interp *in, Str text, size_t cursor, Completions *out) { (void)in; (void)text; (void)cursor; out->none = true; }
void complete_release(Completions *c) { (void)c; }
const char *complete_kind_name(CompletionKind kind) { (void)kind; return ""; }
