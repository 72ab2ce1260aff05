/* process: what the system tells of a process. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <unistd.h>

#include "shell/types/process.h"

int64_t types_resident_bytes(pid_t id)
{
	char path[40];
	FILE *file;
	long long total, resident = 0;

	snprintf(path, sizeof(path), "/proc/%ld/statm", (long)id);
	file = fopen(path, "re");
	if (!file)
		return 0;
	if (fscanf(file, "%lld %lld", &total, &resident) != 2)
		resident = 0;
	fclose(file);
	return resident * sysconf(_SC_PAGESIZE);
}
