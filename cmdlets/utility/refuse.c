/* refuse: commands that are known and cannot be had here: an error that says so. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

Flow refuse_command(Stage *s, const char *why)
{
	ErrorSpec spec = { .category = CAT_NOT_IMPLEMENTED, .id = "NotSupported", .exception = EXC_PS_NOT_SUPPORTED };

	return stage_throw(s, &spec, "%s is not available in this shell: %s", s->def->name, why);
}
