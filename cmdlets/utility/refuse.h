/* refuse: commands that are known and cannot be had here: an error that says so. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_REFUSE_H
#define UTILITY_REFUSE_H

#include "shell/engine/stage.h"

/* Throws NotSupported: "<what> is not available in this shell: <why>". */
Flow refuse_command(Stage *s, const char *why) NODISCARD;

#endif
