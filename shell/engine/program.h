/* program: native programs and programs inside the shell as stages of a pipeline. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_PROGRAM_H
#define ENGINE_PROGRAM_H

#include "shell/engine/stage_private.h"

/* Turns the arguments into words and readies the stage (sp->program). */
Flow program_bind(StagePrivate *sp) NODISCARD;
Flow program_begin(StagePrivate *sp) NODISCARD;
/* input becomes lines of the program's standard input; V_EMPTY: none. */
Flow program_process(StagePrivate *sp, Value input) NODISCARD;
/* Waits for the end; sets $LASTEXITCODE and $?. */
Flow program_end(StagePrivate *sp) NODISCARD;
void program_free(StagePrivate *sp);

#endif
