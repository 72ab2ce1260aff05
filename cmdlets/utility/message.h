/* message: what Write-Debug, Write-Verbose and Write-Warning share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_MESSAGE_H
#define UTILITY_MESSAGE_H

#include "shell/engine/stage.h"

enum { MESSAGE_TEXT };
extern const ParamDef message_params[1];
/* process: the text goes to the stream. */
Flow message_write(Stage *s, Stream stream) NODISCARD;

#endif
