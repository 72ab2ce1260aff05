/* wmi: the few classes of WMI that scripts around Exchange ask for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_WMI_H
#define WINDOWS_WMI_H

#include "cmdlets/organization/organization.h"
#include "shell/types/types.h"

/* Writes the instances of a class on a server (empty: the local one); a class or server that is not known is an error. */
Flow wmi_write(Stage *s, Str class_name, Str server) NODISCARD;
/* Get-WmiObject and Get-CimInstance: -ClassName (or -Class), -Query, on each -ComputerName. */
Flow wmi_process(Stage *s, int class_name, int query, int computer) NODISCARD;

#endif
