/* breakpoint: what the commands for breakpoints share; there are none, as none can be set. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_BREAKPOINT_H
#define UTILITY_BREAKPOINT_H

#include "shell/engine/stage.h"

extern const ParamDef breakpoint_params[2];
/* Does nothing, to none. */
Flow breakpoint_end(Stage *s) NODISCARD;
/* Enable-, Disable-, Remove-: none has the numbers that were given. */
Flow breakpoint_change(Stage *s) NODISCARD;

#endif
