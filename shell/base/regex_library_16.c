/* regex_library_16: PCRE2's library for 16-bit units; UCP gives them Unicode's categories and cases. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#define PCRE2_CODE_UNIT_WIDTH 16
#define LIBRARY               regex_library_16
#define LIBRARY_OPTIONS       PCRE2_UCP
#include "shell/base/regex_library.inc"
