/* date_only: days without a time and times without a day, for what takes both apart or together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_DATE_ONLY_H
#define TYPES_DATE_ONLY_H

#include "shell/types/types.h"

/* The ticks of a DateOnly or a TimeOnly; false: it is neither. */
bool types_date_only_ticks(Value v, int64_t *ticks);

#endif
