/* edition: what differs between Windows PowerShell 5.1 and PowerShell 7, one table for each (reference/editions.md). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/edition.h"

/* ---- texts ------------------------------------------------------------------------------------------------------ */

#define STARS "**********************\n"
#define CHECK_NAME                                                                                                     \
	"Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
#define FOREACH_FORM "\nThe correct form is: foreach ($a in $b) {...}"
#define JSON_FAILED  "Conversion from JSON failed with error: {0}"
#define VALID_SCOPES                                                                                                       \
	"Valid values are \"Global\", \"Local\", or \"Script\", or a number relative to the current scope (0 through the " \
	"number of scopes where 0 is the current scope and 1 is its parent)."
#define SECURE_FORCE                                                                                                          \
	"The system cannot protect plain text input. To suppress this warning and convert the plain text to a SecureString, " \
	"reissue the command specifying the Force parameter. For more information "
#define PROMPT_FAILED                                                                                                  \
	"A command that prompts the user failed because the host program or the command type does not support user "   \
	"interaction. Try a host program that supports user interaction, such as "
#define EXTENSIONS "The extension '{0}' is not a valid module extension. The supported module extensions are "
#define NOT_ADDED  " Correct the extension then try adding the file '{1}' again."
#define HELP_NOT_FOUND                                                                                                        \
	"Get-Help could not find {0} in a help file in this session. To download updated help topics type: \"Update-Help\". " \
	"To get help online, search for the help topic in the TechNet library at "
#define COUNT_RANGE                                                                                                    \
	"The parameter requires at least {0} value(s) and no more than {1} value(s) - {2} value(s) were provided."
#define COUNT_EXACT "The parameter requires exactly {0} value(s) - {1} value(s) were provided."

/* Desktop's from the 2016 sources' string tables and from published console output. */
static const char *const desktop_texts[ET_COUNT] = {
	[ET_COMMAND_NOT_FOUND] = "The term '{0}' is not recognized as the name of a cmdlet, function, script file, or "
				 "operable program. " CHECK_NAME,
	[ET_ALIAS_NOT_RESOLVED] =
		"Cannot resolve alias '{0}' because it refers to term '{1}', which is not recognized as a "
		"cmdlet, function, operable program, or script file. Verify the term and try again.",
	[ET_AMBIGUOUS_PARAMETER_SET] = "Parameter set cannot be resolved using the specified named parameters.",
	[ET_FOREACH_FORM] = "",
	[ET_FOREACH_PARALLEL] = "The '-parallel' parameter can be used only within a workflow.",
	[ET_TEXT_BESIDE_BLOCKS] = "Unexpected token '{0}' in expression or statement.",
	[ET_CANNOT_INDEX] = "Unable to index into an object of type {0}.",
	[ET_VALIDATE_COUNT_MAX] =
		"The number of provided arguments, ({2}), exceeds the maximum number of allowed arguments "
		"({1}). Provide fewer than {1} arguments, and then try the command again.",
	[ET_VALIDATE_COUNT_MIN] = "The number of provided arguments ({2}) is fewer than the minimum number of allowed "
				  "arguments ({0}). Provide more than {0} arguments, and then try the command again.",
	[ET_VALIDATE_COUNT_EXACT] =
		"The number of provided arguments, ({1}), exceeds the maximum number of allowed arguments "
		"({0}). Provide fewer than {0} arguments, and then try the command again.",
	[ET_VALIDATE_COUNT_EXACT_FEW] =
		"The number of provided arguments ({1}) is fewer than the minimum number of allowed "
		"arguments ({0}). Provide more than {0} arguments, and then try the command again.",
	[ET_NON_INTERACTIVE] =
		"Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
	[ET_SECURE_STRING_FORCE] = SECURE_FORCE ",type: get-help ConvertTo-SecureString.",
	[ET_REQUIRES_VERSION] =
		"The script '{0}' cannot be run because it contained a \"#requires\" statement for Windows "
		"PowerShell {1}. The version of Windows PowerShell that is required by the script does not "
		"match the currently running version of Windows PowerShell {2}.",
	/* two blanks after "by", as recorded in editions.md */
	[ET_REQUIRES_ELEVATION] =
		"The script '{0}' cannot be run because it contains a \"#requires\" statement for running as "
		"Administrator. The current Windows PowerShell session is not running as Administrator. Start "
		"Windows PowerShell by  using the Run as Administrator option, and then try running the script "
		"again.",
	[ET_HOST_NOT_IMPLEMENTED] = PROMPT_FAILED
	"the Windows PowerShell Console or Windows PowerShell ISE, and remove prompt-related commands from command types "
	"that do not support user interaction, such as Windows PowerShell workflows.",
	[ET_PROPERTY_NOT_FOUND_FOR_CAST] =
		"The {0} property was not found for the {1} object. The available property is: {2}",
	[ET_ACCESS_DENIED] = "You do not have sufficient access rights to perform this operation.",
	[ET_START_PROCESS_FAILED] = "This command cannot be run due to the error: {0}.",
	[ET_FILE_NOT_FOUND_OPTION] =
		"The argument '{0}' to the -File parameter does not exist. Provide the path to an existing "
		"'.ps1' file as an argument to the -File parameter.",
	[ET_FILE_BAD_EXTENSION] =
		"Processing -File '{0}' failed because the file does not have a '.ps1' extension. Specify a "
		"valid Windows PowerShell script file name, and then try again.",
	[ET_COMMAND_TWICE] =
		"Cannot process command because a command is already specified with -Command or -EncodedCommand.",
	[ET_SCOPE_ARGUMENT] =
		"Cannot process argument because the value of argument \"{0}\" is not valid. " VALID_SCOPES
		" Change the value of the \"{0}\" argument and run the operation again.",
	[ET_TRANSCRIPT_START] = STARS
	"Windows PowerShell transcript start\nStart time: {0}\nUsername: {1}\nRunAs User: {2}\nMachine: {4} ({5})\n"
	"Host Application: {6}\nProcess ID: {7}\n{8}\n" STARS,
	[ET_TRANSCRIPT_END] = STARS "Windows PowerShell transcript end\nEnd time: {0}\n" STARS,
	[ET_TRANSCRIPT_FAILED] = "Transcription cannot be started.",
	[ET_JSON_BAD] = "Invalid JSON primitive: {0}.",
	[ET_SET_LOCATION_MANY] =
		"Cannot set the location because path '{0}' resolved to multiple containers. You can only the "
		"set location to a single container at a time.",
	[ET_CREDENTIAL_CAPTION] = "Windows PowerShell credential request",
	[ET_HELP_NOT_FOUND] = HELP_NOT_FOUND "http://go.microsoft.com/fwlink/?LinkID=107116.",
	[ET_DEFAULT_VALUE_KEY] =
		"The key '{0}' does not have a valid format. For information about the correct format, see "
		"about_Parameters_Default_Values at http://go.microsoft.com/fwlink/?LinkId=228266.",
	[ET_DEFAULT_VALUE_KEYS] =
		"The keys '{0}' do not have valid formats. For information about the correct format, see "
		"about_Parameters_Default_Values at http://go.microsoft.com/fwlink/?LinkId=228266.",
	[ET_MODULE_EXTENSION] = EXTENSIONS "'.dll', '.ps1', '.psm1', '.psd1', '.cdxml' and '.xaml'." NOT_ADDED,
	[ET_COMMAND_IN_CURRENT_DIRECTORY] =
		"The command {0} was not found, but does exist in the current location. Windows PowerShell does not load commands "
		"from the current location by default. If you trust this command, instead type: \"{1}\". See \"get-help "
		"about_Command_Precedence\" for more details.",
	[ET_GET_CONTENT_DIRECTORY] = "Access to the path '{0}' is denied.",
	[ET_TEST_PATH_NULL] = "Cannot bind argument to parameter 'Path' because it is null.",
	[ET_NUMBER_FORMAT] = "Input string was not in a correct format.",
	[ET_DATE_FORMAT] = "String was not recognized as a valid DateTime.",
	[ET_DATE_UNKNOWN_WORD] =
		"The string was not recognized as a valid DateTime. There is an unknown word starting at index "
		"{1}.",
	[ET_DATE_OUT_OF_RANGE] = "The DateTime represented by the string is not supported in calendar "
				 "System.Globalization.GregorianCalendar.",
	[ET_DATE_EXACT] = "String was not recognized as a valid DateTime.",
	[ET_TIMESPAN_FORMAT] = "String was not recognized as a valid TimeSpan.",
	[ET_TIMESPAN_OVERFLOW] =
		"The TimeSpan could not be parsed because at least one of the numeric components is out of range "
		"or contains too many digits.",
	[ET_GUID_FORMAT] = "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
	[ET_BOOL_FORMAT] = "String was not recognized as a valid Boolean.",
	[ET_REGEX_INVALID] = "parsing \"{0}\" - {1}",
	[ET_SECURE_CAST] =
		"Cannot convert the \"{0}\" value of type \"System.String\" to type \"System.Security.SecureString\".",
	[ET_PARSE_CAST_ID] = "InvalidCastParseTargetInvocation",
};

/* Core's as 7.6.9 has them. */
static const char *const core_texts[ET_COUNT] = {
	[ET_COMMAND_NOT_FOUND] =
		"The term '{0}' is not recognized as a name of a cmdlet, function, script file, or executable "
		"program.\n" CHECK_NAME,
	[ET_ALIAS_NOT_RESOLVED] =
		"Cannot resolve alias '{0}' because it refers to term '{1}', which is not recognized as a "
		"cmdlet, function, executable program, or script file. Verify the term and try again.",
	[ET_AMBIGUOUS_PARAMETER_SET] =
		"Parameter set cannot be resolved using the specified named parameters. One or more "
		"parameters issued cannot be used together or an insufficient number of parameters "
		"were provided.",
	[ET_FOREACH_FORM] = FOREACH_FORM,
	[ET_FOREACH_PARALLEL] = "The foreach '-parallel' parameter is reserved for future use.",
	[ET_TEXT_BESIDE_BLOCKS] =
		"unexpected token '{0}', expected 'begin', 'process', 'end', 'clean', or 'dynamicparam'.",
	[ET_CANNOT_INDEX] = "Unable to index into an object of type \"{0}\".",
	[ET_VALIDATE_COUNT_MAX] = COUNT_RANGE,
	[ET_VALIDATE_COUNT_MIN] = COUNT_RANGE,
	[ET_VALIDATE_COUNT_EXACT] = COUNT_EXACT,
	[ET_VALIDATE_COUNT_EXACT_FEW] = COUNT_EXACT,
	[ET_NON_INTERACTIVE] = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
	[ET_SECURE_STRING_FORCE] = SECURE_FORCE ", type: get-help ConvertTo-SecureString.",
	[ET_REQUIRES_VERSION] =
		"The script '{0}' cannot be run because it contained a \"#requires\" statement for PowerShell {1}. "
		"The version of PowerShell that is required by the script does not match the currently running "
		"version of PowerShell {2}.",
	[ET_REQUIRES_ELEVATION] =
		"The script '{0}' cannot be run because it contains a \"#requires\" statement for running as "
		"Administrator. The current PowerShell session is not running as Administrator. Start "
		"PowerShell by using the Run as Administrator option, and then try running the script again.",
	[ET_HOST_NOT_IMPLEMENTED] =
		PROMPT_FAILED "the PowerShell Console, and remove prompt-related commands from command types "
			      "that do not support user interaction.",
	[ET_PROPERTY_NOT_FOUND_FOR_CAST] =
		"The property '{0}' was not found for the '{1}' object. The settable properties are: "
		"{2}.",
	[ET_ACCESS_DENIED] =
		"You do not have sufficient access rights to perform this operation or the item is hidden, system, or "
		"read only.",
	[ET_START_PROCESS_FAILED] = "This command cannot be run due to the error: {0}",
	[ET_FILE_NOT_FOUND_OPTION] = "The argument '{0}' is not recognized as the name of a script file. " CHECK_NAME,
	[ET_FILE_BAD_EXTENSION] =
		"Processing -File '{0}' failed because the file does not have a '.ps1' extension. Specify a "
		"valid PowerShell script file name, and then try again.",
	[ET_COMMAND_TWICE] =
		"Cannot process command because a command is already specified with -Command, -CommandWithArgs, or "
		"-EncodedCommand.",
	[ET_SCOPE_ARGUMENT] =
		"Cannot process argument because the value of parameter \"{0}\" is not valid. " VALID_SCOPES
		" Change the value of the \"{0}\" parameter and run the operation again.",
	[ET_TRANSCRIPT_START] = STARS
	"PowerShell transcript start\nStart time: {0}\nUsername: {1}\nRunAs User: {2}\n"
	"Configuration Name: {3}\nMachine: {4} ({5})\nHost Application: {6}\nProcess ID: {7}\n{8}\n" STARS,
	[ET_TRANSCRIPT_END] = STARS "PowerShell transcript end\nEnd time: {0}\n" STARS,
	[ET_TRANSCRIPT_FAILED] = "Transcription cannot be started due to the error: {0}",
	[ET_JSON_BAD] = JSON_FAILED,
	[ET_SET_LOCATION_MANY] =
		"Cannot set the location because path '{0}' resolved to multiple containers. You can only set the "
		"location to a single container at a time.",
	[ET_CREDENTIAL_CAPTION] = "PowerShell credential request",
	[ET_HELP_NOT_FOUND] = HELP_NOT_FOUND "https://go.microsoft.com/fwlink/?LinkID=107116.",
	[ET_DEFAULT_VALUE_KEY] =
		"The key '{0}' does not have a valid format. For information about the correct format, see "
		"about_Parameters_Default_Values at https://go.microsoft.com/fwlink/?LinkId=228266.",
	[ET_DEFAULT_VALUE_KEYS] =
		"The keys '{0}' do not have valid formats. For information about the correct format, see "
		"about_Parameters_Default_Values at https://go.microsoft.com/fwlink/?LinkId=228266.",
	[ET_MODULE_EXTENSION] = EXTENSIONS "'.dll', '.ps1', '.psm1', '.psd1' and '.cdxml'." NOT_ADDED,
	[ET_COMMAND_IN_CURRENT_DIRECTORY] =
		"The command \"{0}\" was not found, but does exist in the current location.\nPowerShell does not load commands from "
		"the current location by default (see 'Get-Help about_Command_Precedence').\n\nIf you trust this command, run the "
		"following command instead:",
	[ET_GET_CONTENT_DIRECTORY] =
		"Unable to get content because it is a directory: '{0}'. Please use 'Get-ChildItem' instead.",
	[ET_TEST_PATH_NULL] =
		"Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')",
	[ET_NUMBER_FORMAT] = "The input string '{0}' was not in a correct format.",
	[ET_DATE_FORMAT] = "String '{0}' was not recognized as a valid DateTime.",
	[ET_DATE_UNKNOWN_WORD] =
		"The string '{0}' was not recognized as a valid DateTime. There is an unknown word starting at "
		"index '{1}'.",
	[ET_DATE_OUT_OF_RANGE] = "The DateTime represented by the string '{0}' is not supported in calendar "
				 "'System.Globalization.GregorianCalendar'.",
	[ET_DATE_EXACT] = "String '{0}' was not recognized as a valid DateTime.",
	[ET_TIMESPAN_FORMAT] = "String '{0}' was not recognized as a valid TimeSpan.",
	[ET_TIMESPAN_OVERFLOW] =
		"The TimeSpan string '{0}' could not be parsed because at least one of the numeric components is "
		"out of range or contains too many digits.",
	[ET_GUID_FORMAT] = "Unrecognized Guid format.",
	[ET_BOOL_FORMAT] = "String '{0}' was not recognized as a valid Boolean.",
	[ET_REGEX_INVALID] = "Invalid pattern '{0}' at offset {2}. {1}",
	[ET_SECURE_CAST] =
		"Cannot convert the value of type \"System.String\" to type \"System.Security.SecureString\".",
	[ET_PARSE_CAST_ID] = "InvalidCastParseTargetInvocationWithFormatProvider",
};

/* ---- cultures --------------------------------------------------------------------------------------------------- */

static const NumCulture desktop_en_us = { false, 2, 2, "$", "∞", "-∞", "NaN", "n %", "-n %", "($n)" };
static const NumCulture desktop_invariant = { false, 2, 2, "¤", "Infinity", "-Infinity", "NaN", "n %", "-n %", "($n)" };
static const NumCulture core_en_us = { true, 3, 2, "$", "∞", "-∞", "NaN", "n%", "-n%", "-$n" };
static const NumCulture core_invariant = { true, 2, 2, "¤", "Infinity", "-Infinity", "NaN", "n %", "-n %", "($n)" };

/* ---- the editions ----------------------------------------------------------------------------------------------- */

const Edition edition_desktop = {
	.name = "Desktop",
	.version = "5.1.20348.558",
	.where = WHERE_DESKTOP,
	.syntax = 0,
	.texts = desktop_texts,
	.dots = "...",
	.dots_columns = 3,
	.error_indent = true,
	.concise_errors = false,
	.shorten_reason = true,
	.pad_last_column = true,
	.table_float_digits = false,
	.blank_before_list = true,
	.double_blank_after = true,
	.dictionary_pairs = false,
	.unlimited_text = false,
	.enumeration_limit = 16, /* the Exchange Management Shell's profile sets it (reference 10.5); 4 without it */
	.numbers = &desktop_en_us,
	.numbers_invariant = &desktop_invariant,
	.dates = &moment_en_us,
	.dates_invariant = &moment_invariant,
	.collate = COLLATE_NLS,
	.keep_negative_zero = false,
	.literal_conversion = false,
	.parameter_name = "\nParameter name: %s",
	.script_encoding = ENC_WINDOWS1252,
	.content_encoding = ENC_WINDOWS1252,
	.redirect_encoding = ENC_UTF16LE,
	.newline = "\r\n",
	.paren_sets_success = true,
	.splat_explicit_wins = false,
	.debug_inquires = true,
	.group_sorted = false,
	.split_by_chars = true,
	.csv_type_line = true,
	.windows_paths = true,
	/* Windows PowerShell's 0xFFFD0000 and 0xFFFF0000 would be success in the 8 bits that Linux keeps */
	.exit_bad_arguments = 64,
	.exit_init_failed = 70,
	.exit_mask = 0xffffffff,
};

const Edition edition_core = {
	.name = "Core",
	.version = "7.6.9",
	.where = WHERE_CORE,
	.syntax = EDITION_CHAINS | EDITION_TERNARY | EDITION_NULL_OPERATORS | EDITION_BACKGROUND |
		  EDITION_LEADING_PIPE | EDITION_ESC_ESCAPES | EDITION_BINARY_LITERALS | EDITION_CLEAN_BLOCK,
	.texts = core_texts,
	.dots = "…",
	.dots_columns = 1,
	.error_indent = false,
	.concise_errors = true,
	.shorten_reason = false,
	.pad_last_column = false,
	.table_float_digits = true,
	.blank_before_list = false,
	.double_blank_after = false,
	.dictionary_pairs = true,
	.unlimited_text = true,
	.enumeration_limit = 4,
	.numbers = &core_en_us,
	.numbers_invariant = &core_invariant,
	.dates = &moment_en_us,
	.dates_invariant = &moment_invariant,
	.collate = COLLATE_ICU,
	.keep_negative_zero = true,
	.literal_conversion = true,
	.parameter_name = " (Parameter '%s')",
	.script_encoding = ENC_UTF8,
	.content_encoding = ENC_UTF8,
	.redirect_encoding = ENC_UTF8,
	.newline = "\n",
	.paren_sets_success = false,
	.splat_explicit_wins = true,
	.debug_inquires = false,
	.group_sorted = true,
	.split_by_chars = false,
	.csv_type_line = false,
	.windows_paths = false,
	.exit_bad_arguments = 64,
	.exit_init_failed = 70,
	.exit_mask = 0xff,
};

const Edition *edition_find(Str name)
{
	static const Edition *const all[] = { &edition_desktop, &edition_core };
	for (size_t i = 0; i < COUNT(all); i++)
		if (str_ieq(name, str_from(all[i]->name)))
			return all[i];
	return NULL;
}
