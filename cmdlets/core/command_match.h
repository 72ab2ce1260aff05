/* command_match: names of commands that are like a word: its distance from it, and whether it abbreviates it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_COMMAND_MATCH_H
#define CORE_COMMAND_MATCH_H

#include "shell/base/str.h"

/* How many letters must be inserted, removed, replaced or exchanged with their neighbours, without regard to case
 * (asked of the engine: Get-Command gte-history -UseFuzzyMatching).  Names longer than 255 bytes are far from all. */
size_t command_match_distance(Str a, Str b);
/* Whether word is the capitals of a name and its dash: g-ci is Get-ChildItem. */
bool command_match_abbreviation(Str name, Str word);

#endif
