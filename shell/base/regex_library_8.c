/* regex_library_8: PCRE2's library for bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#define PCRE2_CODE_UNIT_WIDTH 8
#define LIBRARY               regex_library_8
#define LIBRARY_OPTIONS       0
#include "shell/base/regex_library.inc"
