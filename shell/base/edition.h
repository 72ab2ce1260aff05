/* edition: everything in which Windows PowerShell 5.1 (Desktop) and PowerShell 7 (Core) differ. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_EDITION_H
#define BASE_EDITION_H

#include "shell/base/collate.h"
#include "shell/base/moment.h"
#include "shell/base/num.h"
#include "shell/base/utf8.h"

/* Masks for parameters, aliases, cmdlets and syntax that only some have (CmdletDef.where, ...).  0 means all. */
/* clang-format off */
enum {
	WHERE_DESKTOP = 1, WHERE_CORE = 2,
	WHERE_2007 = 4, WHERE_2010 = 8, WHERE_2013 = 16, WHERE_2016 = 32, WHERE_2019 = 64,
};
/* clang-format on */

/* Message texts that differ, by their resource name (reference/editions.md 2).  {0}, {1} ... are .NET slots, filled
 * by error_format.  ORDER EditionText: the tables in edition.c. */
/* clang-format off */
typedef enum EditionText {
	ET_COMMAND_NOT_FOUND, ET_ALIAS_NOT_RESOLVED, ET_AMBIGUOUS_PARAMETER_SET, ET_FOREACH_FORM, /* the second line of the foreach errors */
	ET_FOREACH_PARALLEL, ET_TEXT_BESIDE_BLOCKS, /* begin { } text */
	/* {0} least, {1} most, {2} given; with least = most {0} both, {1} given, and Desktop tells too many from too few */
	ET_CANNOT_INDEX, ET_VALIDATE_COUNT_MAX, ET_VALIDATE_COUNT_MIN, ET_VALIDATE_COUNT_EXACT, ET_VALIDATE_COUNT_EXACT_FEW,
	ET_NON_INTERACTIVE, ET_SECURE_STRING_FORCE, ET_REQUIRES_VERSION, ET_REQUIRES_ELEVATION, ET_HOST_NOT_IMPLEMENTED,
	ET_PROPERTY_NOT_FOUND_FOR_CAST, ET_ACCESS_DENIED, ET_START_PROCESS_FAILED, ET_FILE_NOT_FOUND_OPTION, ET_FILE_BAD_EXTENSION,
	/* transcripts: {0} time, {1} user, {2} run as, {3} configuration, {4} machine, {5} system, {6} host, {7} process, {8} versions */
	ET_COMMAND_TWICE, ET_SCOPE_ARGUMENT, ET_TRANSCRIPT_START, ET_TRANSCRIPT_END, ET_TRANSCRIPT_FAILED,
	ET_JSON_BAD, ET_SET_LOCATION_MANY, ET_CREDENTIAL_CAPTION, ET_HELP_NOT_FOUND, ET_DEFAULT_VALUE_KEY, ET_DEFAULT_VALUE_KEYS,
	ET_MODULE_EXTENSION, ET_COMMAND_IN_CURRENT_DIRECTORY, ET_GET_CONTENT_DIRECTORY, ET_TEST_PATH_NULL,
	ET_NUMBER_FORMAT, ET_DATE_FORMAT, ET_DATE_UNKNOWN_WORD, ET_DATE_OUT_OF_RANGE, ET_DATE_EXACT,
	ET_TIMESPAN_FORMAT, ET_TIMESPAN_OVERFLOW, ET_GUID_FORMAT, ET_BOOL_FORMAT,
	ET_REGEX_INVALID, ET_SECURE_CAST, /* regex: {0} pattern, {1} reason, {2} offset */
	ET_PARSE_CAST_ID, /* FullyQualifiedErrorId of a cast whose Parse failed */
	ET_COUNT,
} EditionText;
/* clang-format on */

/* Syntax that only Core has. */
/* clang-format off */
enum {
	EDITION_CHAINS = 1, EDITION_TERNARY = 2, EDITION_NULL_OPERATORS = 4, EDITION_BACKGROUND = 8, EDITION_LEADING_PIPE = 16,
	EDITION_ESC_ESCAPES = 32, EDITION_BINARY_LITERALS = 64, EDITION_CLEAN_BLOCK = 128,
};
/* clang-format on */

/* One const table for each; everybody is handed a pointer and asks it for the value, never for the name. */
typedef struct Edition {
	const char *name;         /* "Desktop", "Core": $PSEdition */
	const char *version;      /* $PSVersionTable.PSVersion */
	unsigned where;           /* WHERE_DESKTOP or WHERE_CORE */
	unsigned syntax;          /* EDITION_* */
	const char *const *texts; /* ORDER EditionText */
	/* layout */
	const char *dots; /* cut mark: "..." or "…" */
	int dots_columns;
	bool error_indent;   /* 4 blanks before the + lines, wrapped at the width, a last line of one blank */
	bool concise_errors; /* $ErrorView at the start */
	bool shorten_reason; /* CategoryInfo's reason over 40 characters */
	bool pad_last_column, table_float_digits, blank_before_list, double_blank_after, dictionary_pairs;
	bool unlimited_text;   /* Out-File and Out-String without -Width do not break lists and text */
	int enumeration_limit; /* $FormatEnumerationLimit */
	/* texts of values */
	const NumCulture *numbers, *numbers_invariant;
	const MomentCulture *dates, *dates_invariant;
	CollateRules collate;
	bool keep_negative_zero, literal_conversion; /* [int]'1kb', [int]' ' */
	const char *parameter_name; /* argument exceptions: "\nParameter name: %s" or " (Parameter '%s')" */
	/* files */
	Encoding script_encoding;   /* of script files and Get-Content without a byte order mark */
	Encoding content_encoding;  /* Set-Content, Add-Content */
	Encoding redirect_encoding; /* Out-File and > */
	const char *newline;
	/* behaviour */
	bool paren_sets_success; /* $? after (cmd) is true */
	bool splat_explicit_wins, debug_inquires, group_sorted, split_by_chars, csv_type_line;
	bool windows_paths; /* drives and backslashes */
	int exit_bad_arguments, exit_init_failed;
	unsigned exit_mask; /* exit codes modulo 256, or 32 bits */
} Edition;

extern const Edition edition_desktop;
extern const Edition edition_core;
/* "Desktop" or "Core", without regard to case; NULL when neither. */
const Edition *edition_find(Str name);
static inline const char *edition_text(const Edition *edition, EditionText id)
{
	return edition->texts[id];
}

#endif
