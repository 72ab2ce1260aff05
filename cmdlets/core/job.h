/* job: what the commands about background jobs have in common: there are no jobs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_JOB_H
#define CORE_JOB_H

#include "shell/engine/stage.h"

/* A non-terminating error for each name of -Name and number of -Id: no job can be found, because Start-Job starts none. */
Flow job_none(Stage *s, int name, int id) NODISCARD;

#endif
