/* interp_private: what the interpreter's own files share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_INTERP_PRIVATE_H
#define ENGINE_INTERP_PRIVATE_H

#include "shell/engine/interp.h"

/* The runtime's raise: an error record of a fault at the present position, pending. */
Flow interp_raise(Interp *in, const Fault *fault, Str message);
/* The session's automatic and preference variables (reference 12.1). */
void interp_define_variables(Interp *in);

#endif
