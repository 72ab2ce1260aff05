/* process: what the system tells of a process. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shell/types/process.h"

int64_t types_resident_bytes(pid_t id)
{
	char path[40], line[80] = "", *rest;
	long long resident;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/statm", (long)id);
	file = fopen(path, "re");
	if (!file)
		return 0;
	(void)strtoll(fgets(line, sizeof(line), file) ? line : "", &rest, 10); /* the total is not asked for */
	resident = strtoll(rest, NULL, 10);
	fclose(file);
	return resident * sysconf(_SC_PAGESIZE);
}
