/* process: what the system tells of a process. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_PROCESS_H
#define TYPES_PROCESS_H

#include <stdint.h>
#include <sys/types.h>

/* Memory the process `id` holds in RAM, in bytes: .NET's working set; 0 where /proc tells nothing of it. */
int64_t types_resident_bytes(pid_t id);

#endif
