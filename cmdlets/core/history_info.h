/* history_info: Microsoft.PowerShell.Commands.HistoryInfo: a line of the history. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_HISTORY_INFO_H
#define CORE_HISTORY_INFO_H

#include "shell/engine/history.h"
#include "shell/engine/stage.h"

/* A copy of the entry as an object. */
Value history_info_new(const HistoryEntry *entry) NODISCARD;
/* Cannot locate the history for Id ...: non-terminating. */
Flow history_info_no_id(Stage *s, int64_t id) NODISCARD;
Flow history_info_no_count(Stage *s, int64_t count) NODISCARD; /* The count cannot be combined with multiple Ids. */
/* PipelineState, as a parameter's or property's type. */
extern const TypeDef history_info_state_type;

#endif
