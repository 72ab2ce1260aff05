/* web_request: what Invoke-WebRequest and Invoke-RestMethod share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_WEB_REQUEST_H
#define UTILITY_WEB_REQUEST_H

#include "shell/engine/stage.h"

extern const ParamDef web_request_params[18];
/* Throws: this shell asks no web server. */
Flow web_request_end(Stage *s) NODISCARD;

#endif
