/* wmi: the few classes of WMI that scripts around Exchange ask for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_WMI_H
#define WINDOWS_WMI_H

#include "cmdlets/organization/organization.h"
#include "shell/types/types.h"

/* Get-WmiObject and Get-CimInstance: -ClassName (or -Class), -Query, -Filter, on each -ComputerName.  cim: dates are
 * DateTime values, not texts. */
typedef struct WmiParams {
	int class_name, query, computer, filter;
	bool cim;
} WmiParams;
Flow wmi_process(Stage *s, const WmiParams *params) NODISCARD;
/* Whether an instance meets a condition of WQL; false: the condition cannot be read, or names an unknown property. */
bool wmi_filter(Interp *in, Str condition, const Object *object, bool *matches) NODISCARD;

#endif
