/* enums: the enumerations of .NET and PowerShell that scripts name; names in order of value, as .NET 10 has them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/enums.h"

#include "shell/types/types.h"

#define TABLE(symbol, full, table, more)                                                                               \
	const TypeDef type_##symbol = {                                                                                \
		.name = (full),                                                                                        \
		.base = &type_known[T_ENUM],                                                                           \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT | (more),                                            \
		.names = (table),                                                                                      \
		.nnames = COUNT(table),                                                                                \
		.underlying = T_INT32,                                                                                 \
	};
#define PLAIN(symbol, full, table) TABLE(symbol, full, table, 0)
#define FLAGS(symbol, full, table) TABLE(symbol, full, table, TYPE_FLAGS)

/* clang-format off */
static const EnumName string_comparison_names[] = {
	{ "CurrentCulture", 0 }, { "CurrentCultureIgnoreCase", 1 }, { "InvariantCulture", 2 },
	{ "InvariantCultureIgnoreCase", 3 }, { "Ordinal", 4 }, { "OrdinalIgnoreCase", 5 },
};
PLAIN(string_comparison, "System.StringComparison", string_comparison_names)
static const EnumName string_split_options_names[] = {
	{ "None", 0 }, { "RemoveEmptyEntries", 1 }, { "TrimEntries", 2 },
};
FLAGS(string_split_options, "System.StringSplitOptions", string_split_options_names)
static const EnumName day_of_week_names[] = {
	{ "Sunday", 0 }, { "Monday", 1 }, { "Tuesday", 2 }, { "Wednesday", 3 }, { "Thursday", 4 }, { "Friday", 5 },
	{ "Saturday", 6 },
};
PLAIN(day_of_week, "System.DayOfWeek", day_of_week_names)
static const EnumName date_time_kind_names[] = {
	{ "Unspecified", 0 }, { "Utc", 1 }, { "Local", 2 },
};
PLAIN(date_time_kind, "System.DateTimeKind", date_time_kind_names)
static const EnumName midpoint_rounding_names[] = {
	{ "ToEven", 0 }, { "AwayFromZero", 1 }, { "ToZero", 2 }, { "ToNegativeInfinity", 3 },
	{ "ToPositiveInfinity", 4 },
};
PLAIN(midpoint_rounding, "System.MidpointRounding", midpoint_rounding_names)
static const EnumName type_code_names[] = {
	{ "Empty", 0 }, { "Object", 1 }, { "DBNull", 2 }, { "Boolean", 3 }, { "Char", 4 }, { "SByte", 5 },
	{ "Byte", 6 }, { "Int16", 7 }, { "UInt16", 8 }, { "Int32", 9 }, { "UInt32", 10 }, { "Int64", 11 },
	{ "UInt64", 12 }, { "Single", 13 }, { "Double", 14 }, { "Decimal", 15 }, { "DateTime", 16 }, { "String", 18 },
};
PLAIN(type_code, "System.TypeCode", type_code_names)
static const EnumName base64_formatting_options_names[] = {
	{ "None", 0 }, { "InsertLineBreaks", 1 },
};
FLAGS(base64_formatting_options, "System.Base64FormattingOptions", base64_formatting_options_names)
static const EnumName platform_id_names[] = {
	{ "Win32S", 0 }, { "Win32Windows", 1 }, { "Win32NT", 2 }, { "WinCE", 3 }, { "Unix", 4 }, { "Xbox", 5 },
	{ "MacOSX", 6 }, { "Other", 7 },
};
PLAIN(platform_id, "System.PlatformID", platform_id_names)
static const EnumName special_folder_names[] = {
	{ "Desktop", 0 }, { "Programs", 2 }, { "MyDocuments", 5 }, { "Personal", 5 }, { "Favorites", 6 },
	{ "Startup", 7 }, { "Recent", 8 }, { "SendTo", 9 }, { "StartMenu", 11 }, { "MyMusic", 13 },
	{ "MyVideos", 14 }, { "DesktopDirectory", 16 }, { "MyComputer", 17 }, { "NetworkShortcuts", 19 },
	{ "Fonts", 20 }, { "Templates", 21 }, { "CommonStartMenu", 22 }, { "CommonPrograms", 23 },
	{ "CommonStartup", 24 }, { "CommonDesktopDirectory", 25 }, { "ApplicationData", 26 },
	{ "PrinterShortcuts", 27 }, { "LocalApplicationData", 28 }, { "InternetCache", 32 }, { "Cookies", 33 },
	{ "History", 34 }, { "CommonApplicationData", 35 }, { "Windows", 36 }, { "System", 37 },
	{ "ProgramFiles", 38 }, { "MyPictures", 39 }, { "UserProfile", 40 }, { "SystemX86", 41 },
	{ "ProgramFilesX86", 42 }, { "CommonProgramFiles", 43 }, { "CommonProgramFilesX86", 44 },
	{ "CommonTemplates", 45 }, { "CommonDocuments", 46 }, { "CommonAdminTools", 47 }, { "AdminTools", 48 },
	{ "CommonMusic", 53 }, { "CommonPictures", 54 }, { "CommonVideos", 55 }, { "Resources", 56 },
	{ "LocalizedResources", 57 }, { "CommonOemLinks", 58 }, { "CDBurning", 59 },
};
PLAIN(special_folder, "System.Environment+SpecialFolder", special_folder_names)
static const EnumName special_folder_option_names[] = {
	{ "None", 0 }, { "DoNotVerify", 16384 }, { "Create", 32768 },
};
PLAIN(special_folder_option, "System.Environment+SpecialFolderOption", special_folder_option_names)
static const EnumName environment_variable_target_names[] = {
	{ "Process", 0 }, { "User", 1 }, { "Machine", 2 },
};
PLAIN(environment_variable_target, "System.EnvironmentVariableTarget", environment_variable_target_names)
static const EnumName uri_kind_names[] = {
	{ "RelativeOrAbsolute", 0 }, { "Absolute", 1 }, { "Relative", 2 },
};
PLAIN(uri_kind, "System.UriKind", uri_kind_names)
static const EnumName uri_host_name_type_names[] = {
	{ "Unknown", 0 }, { "Basic", 1 }, { "Dns", 2 }, { "IPv4", 3 }, { "IPv6", 4 },
};
PLAIN(uri_host_name_type, "System.UriHostNameType", uri_host_name_type_names)
static const EnumName uri_partial_names[] = {
	{ "Scheme", 0 }, { "Authority", 1 }, { "Path", 2 }, { "Query", 3 },
};
PLAIN(uri_partial, "System.UriPartial", uri_partial_names)
static const EnumName uri_components_names[] = {
	{ "Scheme", 1 }, { "UserInfo", 2 }, { "Host", 4 }, { "Port", 8 }, { "SchemeAndServer", 13 }, { "Path", 16 },
	{ "Query", 32 }, { "PathAndQuery", 48 }, { "HttpRequestUrl", 61 }, { "Fragment", 64 }, { "AbsoluteUri", 127 },
	{ "StrongPort", 128 }, { "HostAndPort", 132 }, { "StrongAuthority", 134 }, { "NormalizedHost", 256 },
	{ "KeepDelimiter", 1073741824 }, { "SerializationInfoString", INT32_MIN },
};
FLAGS(uri_components, "System.UriComponents", uri_components_names)
static const EnumName uri_format_names[] = {
	{ "UriEscaped", 1 }, { "Unescaped", 2 }, { "SafeUnescaped", 3 },
};
PLAIN(uri_format, "System.UriFormat", uri_format_names)
static const EnumName console_color_names[] = {
	{ "Black", 0 }, { "DarkBlue", 1 }, { "DarkGreen", 2 }, { "DarkCyan", 3 }, { "DarkRed", 4 },
	{ "DarkMagenta", 5 }, { "DarkYellow", 6 }, { "Gray", 7 }, { "DarkGray", 8 }, { "Blue", 9 }, { "Green", 10 },
	{ "Cyan", 11 }, { "Red", 12 }, { "Magenta", 13 }, { "Yellow", 14 }, { "White", 15 },
};
PLAIN(console_color, "System.ConsoleColor", console_color_names)
static const EnumName attribute_targets_names[] = {
	{ "Assembly", 1 }, { "Module", 2 }, { "Class", 4 }, { "Struct", 8 }, { "Enum", 16 }, { "Constructor", 32 },
	{ "Method", 64 }, { "Property", 128 }, { "Field", 256 }, { "Event", 512 }, { "Interface", 1024 },
	{ "Parameter", 2048 }, { "Delegate", 4096 }, { "ReturnValue", 8192 }, { "GenericParameter", 16384 },
	{ "All", 32767 },
};
FLAGS(attribute_targets, "System.AttributeTargets", attribute_targets_names)
static const EnumName gc_collection_mode_names[] = {
	{ "Default", 0 }, { "Forced", 1 }, { "Optimized", 2 }, { "Aggressive", 3 },
};
PLAIN(gc_collection_mode, "System.GCCollectionMode", gc_collection_mode_names)
static const EnumName number_styles_names[] = {
	{ "None", 0 }, { "AllowLeadingWhite", 1 }, { "AllowTrailingWhite", 2 }, { "AllowLeadingSign", 4 },
	{ "Integer", 7 }, { "AllowTrailingSign", 8 }, { "AllowParentheses", 16 }, { "AllowDecimalPoint", 32 },
	{ "AllowThousands", 64 }, { "Number", 111 }, { "AllowExponent", 128 }, { "Float", 167 },
	{ "AllowCurrencySymbol", 256 }, { "Currency", 383 }, { "Any", 511 }, { "AllowHexSpecifier", 512 },
	{ "HexNumber", 515 }, { "AllowBinarySpecifier", 1024 }, { "BinaryNumber", 1027 },
};
FLAGS(number_styles, "System.Globalization.NumberStyles", number_styles_names)
static const EnumName date_time_styles_names[] = {
	{ "None", 0 }, { "AllowLeadingWhite", 1 }, { "AllowTrailingWhite", 2 }, { "AllowInnerWhite", 4 },
	{ "AllowWhiteSpaces", 7 }, { "NoCurrentDateDefault", 8 }, { "AdjustToUniversal", 16 }, { "AssumeLocal", 32 },
	{ "AssumeUniversal", 64 }, { "RoundtripKind", 128 },
};
FLAGS(date_time_styles, "System.Globalization.DateTimeStyles", date_time_styles_names)
static const EnumName time_span_styles_names[] = {
	{ "None", 0 }, { "AssumeNegative", 1 },
};
FLAGS(time_span_styles, "System.Globalization.TimeSpanStyles", time_span_styles_names)
static const EnumName unicode_category_names[] = {
	{ "UppercaseLetter", 0 }, { "LowercaseLetter", 1 }, { "TitlecaseLetter", 2 }, { "ModifierLetter", 3 },
	{ "OtherLetter", 4 }, { "NonSpacingMark", 5 }, { "SpacingCombiningMark", 6 }, { "EnclosingMark", 7 },
	{ "DecimalDigitNumber", 8 }, { "LetterNumber", 9 }, { "OtherNumber", 10 }, { "SpaceSeparator", 11 },
	{ "LineSeparator", 12 }, { "ParagraphSeparator", 13 }, { "Control", 14 }, { "Format", 15 },
	{ "Surrogate", 16 }, { "PrivateUse", 17 }, { "ConnectorPunctuation", 18 }, { "DashPunctuation", 19 },
	{ "OpenPunctuation", 20 }, { "ClosePunctuation", 21 }, { "InitialQuotePunctuation", 22 },
	{ "FinalQuotePunctuation", 23 }, { "OtherPunctuation", 24 }, { "MathSymbol", 25 }, { "CurrencySymbol", 26 },
	{ "ModifierSymbol", 27 }, { "OtherSymbol", 28 }, { "OtherNotAssigned", 29 },
};
PLAIN(unicode_category, "System.Globalization.UnicodeCategory", unicode_category_names)
static const EnumName compare_options_names[] = {
	{ "None", 0 }, { "IgnoreCase", 1 }, { "IgnoreNonSpace", 2 }, { "IgnoreSymbols", 4 }, { "IgnoreKanaType", 8 },
	{ "IgnoreWidth", 16 }, { "NumericOrdering", 32 }, { "OrdinalIgnoreCase", 268435456 },
	{ "StringSort", 536870912 }, { "Ordinal", 1073741824 },
};
FLAGS(compare_options, "System.Globalization.CompareOptions", compare_options_names)
static const EnumName culture_types_names[] = {
	{ "NeutralCultures", 1 }, { "SpecificCultures", 2 }, { "InstalledWin32Cultures", 4 }, { "AllCultures", 7 },
	{ "UserCustomCulture", 8 }, { "ReplacementCultures", 16 }, { "WindowsOnlyCultures", 32 },
	{ "FrameworkCultures", 64 },
};
FLAGS(culture_types, "System.Globalization.CultureTypes", culture_types_names)
static const EnumName calendar_week_rule_names[] = {
	{ "FirstDay", 0 }, { "FirstFullWeek", 1 }, { "FirstFourDayWeek", 2 },
};
PLAIN(calendar_week_rule, "System.Globalization.CalendarWeekRule", calendar_week_rule_names)
static const EnumName normalization_form_names[] = {
	{ "FormC", 1 }, { "FormD", 2 }, { "FormKC", 5 }, { "FormKD", 6 },
};
PLAIN(normalization_form, "System.Text.NormalizationForm", normalization_form_names)
static const EnumName experiment_action_names[] = {
	{ "None", 0 }, { "Hide", 1 }, { "Show", 2 },
};
PLAIN(experiment_action, "System.Management.Automation.ExperimentAction", experiment_action_names)
static const EnumName validate_range_kind_names[] = {
	{ "Positive", 0 }, { "NonNegative", 1 }, { "Negative", 2 }, { "NonPositive", 3 },
};
PLAIN(validate_range_kind, "System.Management.Automation.ValidateRangeKind", validate_range_kind_names)
static const EnumName regex_options_names[] = {
	{ "None", 0 }, { "IgnoreCase", 1 }, { "Multiline", 2 }, { "ExplicitCapture", 4 }, { "Compiled", 8 },
	{ "Singleline", 16 }, { "IgnorePatternWhitespace", 32 }, { "RightToLeft", 64 }, { "ECMAScript", 256 },
	{ "CultureInvariant", 512 }, { "NonBacktracking", 1024 },
};
FLAGS(regex_options, "System.Text.RegularExpressions.RegexOptions", regex_options_names)
static const EnumName file_attributes_names[] = {
	{ "None", 0 }, { "ReadOnly", 1 }, { "Hidden", 2 }, { "System", 4 }, { "Directory", 16 }, { "Archive", 32 },
	{ "Device", 64 }, { "Normal", 128 }, { "Temporary", 256 }, { "SparseFile", 512 }, { "ReparsePoint", 1024 },
	{ "Compressed", 2048 }, { "Offline", 4096 }, { "NotContentIndexed", 8192 }, { "Encrypted", 16384 },
	{ "IntegrityStream", 32768 }, { "NoScrubData", 131072 },
};
FLAGS(file_attributes, "System.IO.FileAttributes", file_attributes_names)
static const EnumName file_mode_names[] = {
	{ "CreateNew", 1 }, { "Create", 2 }, { "Open", 3 }, { "OpenOrCreate", 4 }, { "Truncate", 5 }, { "Append", 6 },
};
PLAIN(file_mode, "System.IO.FileMode", file_mode_names)
static const EnumName file_access_names[] = {
	{ "Read", 1 }, { "Write", 2 }, { "ReadWrite", 3 },
};
FLAGS(file_access, "System.IO.FileAccess", file_access_names)
static const EnumName file_share_names[] = {
	{ "None", 0 }, { "Read", 1 }, { "Write", 2 }, { "ReadWrite", 3 }, { "Delete", 4 }, { "Inheritable", 16 },
};
FLAGS(file_share, "System.IO.FileShare", file_share_names)
static const EnumName file_options_names[] = {
	{ "None", 0 }, { "Encrypted", 16384 }, { "DeleteOnClose", 67108864 }, { "SequentialScan", 134217728 },
	{ "RandomAccess", 268435456 }, { "Asynchronous", 1073741824 }, { "WriteThrough", INT32_MIN },
};
FLAGS(file_options, "System.IO.FileOptions", file_options_names)
static const EnumName search_option_names[] = {
	{ "TopDirectoryOnly", 0 }, { "AllDirectories", 1 },
};
PLAIN(search_option, "System.IO.SearchOption", search_option_names)
static const EnumName seek_origin_names[] = {
	{ "Begin", 0 }, { "Current", 1 }, { "End", 2 },
};
PLAIN(seek_origin, "System.IO.SeekOrigin", seek_origin_names)
static const EnumName drive_type_names[] = {
	{ "Unknown", 0 }, { "NoRootDirectory", 1 }, { "Removable", 2 }, { "Fixed", 3 }, { "Network", 4 },
	{ "CDRom", 5 }, { "Ram", 6 },
};
PLAIN(drive_type, "System.IO.DriveType", drive_type_names)
static const EnumName unix_file_mode_names[] = {
	{ "None", 0 }, { "OtherExecute", 1 }, { "OtherWrite", 2 }, { "OtherRead", 4 }, { "GroupExecute", 8 },
	{ "GroupWrite", 16 }, { "GroupRead", 32 }, { "UserExecute", 64 }, { "UserWrite", 128 }, { "UserRead", 256 },
	{ "StickyBit", 512 }, { "SetGroup", 1024 }, { "SetUser", 2048 },
};
FLAGS(unix_file_mode, "System.IO.UnixFileMode", unix_file_mode_names)
static const EnumName security_protocol_type_names[] = {
	{ "SystemDefault", 0 }, { "Ssl3", 48 }, { "Tls", 192 }, { "Tls11", 768 }, { "Tls12", 3072 },
	{ "Tls13", 12288 },
};
FLAGS(security_protocol_type, "System.Net.SecurityProtocolType", security_protocol_type_names)
static const EnumName http_status_code_names[] = {
	{ "Continue", 100 }, { "SwitchingProtocols", 101 }, { "Processing", 102 }, { "EarlyHints", 103 },
	{ "OK", 200 }, { "Created", 201 }, { "Accepted", 202 }, { "NonAuthoritativeInformation", 203 },
	{ "NoContent", 204 }, { "ResetContent", 205 }, { "PartialContent", 206 }, { "MultiStatus", 207 },
	{ "AlreadyReported", 208 }, { "IMUsed", 226 }, { "MultipleChoices", 300 }, { "Ambiguous", 300 },
	{ "MovedPermanently", 301 }, { "Moved", 301 }, { "Found", 302 }, { "Redirect", 302 }, { "SeeOther", 303 },
	{ "RedirectMethod", 303 }, { "NotModified", 304 }, { "UseProxy", 305 }, { "Unused", 306 },
	{ "TemporaryRedirect", 307 }, { "RedirectKeepVerb", 307 }, { "PermanentRedirect", 308 },
	{ "BadRequest", 400 }, { "Unauthorized", 401 }, { "PaymentRequired", 402 }, { "Forbidden", 403 },
	{ "NotFound", 404 }, { "MethodNotAllowed", 405 }, { "NotAcceptable", 406 },
	{ "ProxyAuthenticationRequired", 407 }, { "RequestTimeout", 408 }, { "Conflict", 409 }, { "Gone", 410 },
	{ "LengthRequired", 411 }, { "PreconditionFailed", 412 }, { "RequestEntityTooLarge", 413 },
	{ "RequestUriTooLong", 414 }, { "UnsupportedMediaType", 415 }, { "RequestedRangeNotSatisfiable", 416 },
	{ "ExpectationFailed", 417 }, { "MisdirectedRequest", 421 }, { "UnprocessableEntity", 422 },
	{ "UnprocessableContent", 422 }, { "Locked", 423 }, { "FailedDependency", 424 }, { "UpgradeRequired", 426 },
	{ "PreconditionRequired", 428 }, { "TooManyRequests", 429 }, { "RequestHeaderFieldsTooLarge", 431 },
	{ "UnavailableForLegalReasons", 451 }, { "InternalServerError", 500 }, { "NotImplemented", 501 },
	{ "BadGateway", 502 }, { "ServiceUnavailable", 503 }, { "GatewayTimeout", 504 },
	{ "HttpVersionNotSupported", 505 }, { "VariantAlsoNegotiates", 506 }, { "InsufficientStorage", 507 },
	{ "LoopDetected", 508 }, { "NotExtended", 510 }, { "NetworkAuthenticationRequired", 511 },
};
PLAIN(http_status_code, "System.Net.HttpStatusCode", http_status_code_names)
static const EnumName address_family_names[] = {
	{ "Unspecified", 0 }, { "Unix", 1 }, { "InterNetwork", 2 }, { "ImpLink", 3 }, { "Pup", 4 }, { "Chaos", 5 },
	{ "NS", 6 }, { "Ipx", 6 }, { "Iso", 7 }, { "Osi", 7 }, { "Ecma", 8 }, { "DataKit", 9 }, { "Ccitt", 10 },
	{ "Sna", 11 }, { "DecNet", 12 }, { "DataLink", 13 }, { "Lat", 14 }, { "HyperChannel", 15 },
	{ "AppleTalk", 16 }, { "NetBios", 17 }, { "VoiceView", 18 }, { "FireFox", 19 }, { "Banyan", 21 },
	{ "Atm", 22 }, { "InterNetworkV6", 23 }, { "Cluster", 24 }, { "Ieee12844", 25 }, { "Irda", 26 },
	{ "NetworkDesigners", 28 }, { "Max", 29 }, { "Packet", 65536 }, { "ControllerAreaNetwork", 65537 },
	{ "Unknown", -1 },
};
PLAIN(address_family, "System.Net.Sockets.AddressFamily", address_family_names)
static const EnumName protocol_type_names[] = {
	{ "IP", 0 }, { "IPv6HopByHopOptions", 0 }, { "Unspecified", 0 }, { "Icmp", 1 }, { "Igmp", 2 }, { "Ggp", 3 },
	{ "IPv4", 4 }, { "Tcp", 6 }, { "Pup", 12 }, { "Udp", 17 }, { "Idp", 22 }, { "IPv6", 41 },
	{ "IPv6RoutingHeader", 43 }, { "IPv6FragmentHeader", 44 }, { "IPSecEncapsulatingSecurityPayload", 50 },
	{ "IPSecAuthenticationHeader", 51 }, { "IcmpV6", 58 }, { "IPv6NoNextHeader", 59 },
	{ "IPv6DestinationOptions", 60 }, { "ND", 77 }, { "Raw", 255 }, { "Ipx", 1000 }, { "Spx", 1256 },
	{ "SpxII", 1257 }, { "Unknown", -1 },
};
PLAIN(protocol_type, "System.Net.Sockets.ProtocolType", protocol_type_names)
static const EnumName socket_type_names[] = {
	{ "Stream", 1 }, { "Dgram", 2 }, { "Raw", 3 }, { "Rdm", 4 }, { "Seqpacket", 5 }, { "Unknown", -1 },
};
PLAIN(socket_type, "System.Net.Sockets.SocketType", socket_type_names)
static const EnumName data_row_state_names[] = {
	{ "Detached", 1 }, { "Unchanged", 2 }, { "Added", 4 }, { "Deleted", 8 }, { "Modified", 16 },
};
FLAGS(data_row_state, "System.Data.DataRowState", data_row_state_names)
static const EnumName mail_priority_names[] = {
	{ "Normal", 0 }, { "Low", 1 }, { "High", 2 },
};
PLAIN(mail_priority, "System.Net.Mail.MailPriority", mail_priority_names)
static const EnumName smtp_delivery_method_names[] = {
	{ "Network", 0 }, { "SpecifiedPickupDirectory", 1 }, { "PickupDirectoryFromIis", 2 },
};
PLAIN(smtp_delivery_method, "System.Net.Mail.SmtpDeliveryMethod", smtp_delivery_method_names)
static const EnumName windows_built_in_role_names[] = {
	{ "Administrator", 544 }, { "User", 545 }, { "Guest", 546 }, { "PowerUser", 547 }, { "AccountOperator", 548 },
	{ "SystemOperator", 549 }, { "PrintOperator", 550 }, { "BackupOperator", 551 }, { "Replicator", 552 },
};
PLAIN(windows_built_in_role, "System.Security.Principal.WindowsBuiltInRole", windows_built_in_role_names)
static const EnumName principal_policy_names[] = {
	{ "UnauthenticatedPrincipal", 0 }, { "NoPrincipal", 1 }, { "WindowsPrincipal", 2 },
};
PLAIN(principal_policy, "System.Security.Principal.PrincipalPolicy", principal_policy_names)
static const EnumName well_known_sid_type_names[] = {
	{ "NullSid", 0 }, { "WorldSid", 1 }, { "LocalSid", 2 }, { "CreatorOwnerSid", 3 }, { "CreatorGroupSid", 4 },
	{ "CreatorOwnerServerSid", 5 }, { "CreatorGroupServerSid", 6 }, { "NTAuthoritySid", 7 }, { "DialupSid", 8 },
	{ "NetworkSid", 9 }, { "BatchSid", 10 }, { "InteractiveSid", 11 }, { "ServiceSid", 12 },
	{ "AnonymousSid", 13 }, { "ProxySid", 14 }, { "EnterpriseControllersSid", 15 }, { "SelfSid", 16 },
	{ "AuthenticatedUserSid", 17 }, { "RestrictedCodeSid", 18 }, { "TerminalServerSid", 19 },
	{ "RemoteLogonIdSid", 20 }, { "LogonIdsSid", 21 }, { "LocalSystemSid", 22 }, { "LocalServiceSid", 23 },
	{ "NetworkServiceSid", 24 }, { "BuiltinDomainSid", 25 }, { "BuiltinAdministratorsSid", 26 },
	{ "BuiltinUsersSid", 27 }, { "BuiltinGuestsSid", 28 }, { "BuiltinPowerUsersSid", 29 },
	{ "BuiltinAccountOperatorsSid", 30 }, { "BuiltinSystemOperatorsSid", 31 }, { "BuiltinPrintOperatorsSid", 32 },
	{ "BuiltinBackupOperatorsSid", 33 }, { "BuiltinReplicatorSid", 34 },
	{ "BuiltinPreWindows2000CompatibleAccessSid", 35 }, { "BuiltinRemoteDesktopUsersSid", 36 },
	{ "BuiltinNetworkConfigurationOperatorsSid", 37 }, { "AccountAdministratorSid", 38 },
	{ "AccountGuestSid", 39 }, { "AccountKrbtgtSid", 40 }, { "AccountDomainAdminsSid", 41 },
	{ "AccountDomainUsersSid", 42 }, { "AccountDomainGuestsSid", 43 }, { "AccountComputersSid", 44 },
	{ "AccountControllersSid", 45 }, { "AccountCertAdminsSid", 46 }, { "AccountSchemaAdminsSid", 47 },
	{ "AccountEnterpriseAdminsSid", 48 }, { "AccountPolicyAdminsSid", 49 }, { "AccountRasAndIasServersSid", 50 },
	{ "NtlmAuthenticationSid", 51 }, { "DigestAuthenticationSid", 52 }, { "SChannelAuthenticationSid", 53 },
	{ "ThisOrganizationSid", 54 }, { "OtherOrganizationSid", 55 },
	{ "BuiltinIncomingForestTrustBuildersSid", 56 }, { "BuiltinPerformanceMonitoringUsersSid", 57 },
	{ "BuiltinPerformanceLoggingUsersSid", 58 }, { "BuiltinAuthorizationAccessSid", 59 }, { "MaxDefined", 60 },
	{ "WinBuiltinTerminalServerLicenseServersSid", 60 }, { "WinBuiltinDCOMUsersSid", 61 },
	{ "WinBuiltinIUsersSid", 62 }, { "WinIUserSid", 63 }, { "WinBuiltinCryptoOperatorsSid", 64 },
	{ "WinUntrustedLabelSid", 65 }, { "WinLowLabelSid", 66 }, { "WinMediumLabelSid", 67 },
	{ "WinHighLabelSid", 68 }, { "WinSystemLabelSid", 69 }, { "WinWriteRestrictedCodeSid", 70 },
	{ "WinCreatorOwnerRightsSid", 71 }, { "WinCacheablePrincipalsGroupSid", 72 },
	{ "WinNonCacheablePrincipalsGroupSid", 73 }, { "WinEnterpriseReadonlyControllersSid", 74 },
	{ "WinAccountReadonlyControllersSid", 75 }, { "WinBuiltinEventLogReadersGroup", 76 },
	{ "WinNewEnterpriseReadonlyControllersSid", 77 }, { "WinBuiltinCertSvcDComAccessGroup", 78 },
	{ "WinMediumPlusLabelSid", 79 }, { "WinLocalLogonSid", 80 }, { "WinConsoleLogonSid", 81 },
	{ "WinThisOrganizationCertificateSid", 82 }, { "WinApplicationPackageAuthoritySid", 83 },
	{ "WinBuiltinAnyPackageSid", 84 }, { "WinCapabilityInternetClientSid", 85 },
	{ "WinCapabilityInternetClientServerSid", 86 }, { "WinCapabilityPrivateNetworkClientServerSid", 87 },
	{ "WinCapabilityPicturesLibrarySid", 88 }, { "WinCapabilityVideosLibrarySid", 89 },
	{ "WinCapabilityMusicLibrarySid", 90 }, { "WinCapabilityDocumentsLibrarySid", 91 },
	{ "WinCapabilitySharedUserCertificatesSid", 92 }, { "WinCapabilityEnterpriseAuthenticationSid", 93 },
	{ "WinCapabilityRemovableStorageSid", 94 },
};
PLAIN(well_known_sid_type, "System.Security.Principal.WellKnownSidType", well_known_sid_type_names)
static const EnumName token_impersonation_level_names[] = {
	{ "None", 0 }, { "Anonymous", 1 }, { "Identification", 2 }, { "Impersonation", 3 }, { "Delegation", 4 },
};
PLAIN(token_impersonation_level, "System.Security.Principal.TokenImpersonationLevel", token_impersonation_level_names)
static const EnumName ssl_protocols_names[] = {
	{ "None", 0 }, { "Ssl2", 12 }, { "Ssl3", 48 }, { "Tls", 192 }, { "Default", 240 }, { "Tls11", 768 },
	{ "Tls12", 3072 }, { "Tls13", 12288 },
};
FLAGS(ssl_protocols, "System.Security.Authentication.SslProtocols", ssl_protocols_names)
static const EnumName process_priority_class_names[] = {
	{ "Normal", 32 }, { "Idle", 64 }, { "High", 128 }, { "RealTime", 256 }, { "BelowNormal", 16384 },
	{ "AboveNormal", 32768 },
};
PLAIN(process_priority_class, "System.Diagnostics.ProcessPriorityClass", process_priority_class_names)
static const EnumName process_window_style_names[] = {
	{ "Normal", 0 }, { "Hidden", 1 }, { "Minimized", 2 }, { "Maximized", 3 },
};
PLAIN(process_window_style, "System.Diagnostics.ProcessWindowStyle", process_window_style_names)
static const EnumName binding_flags_names[] = {
	{ "Default", 0 }, { "IgnoreCase", 1 }, { "DeclaredOnly", 2 }, { "Instance", 4 }, { "Static", 8 },
	{ "Public", 16 }, { "NonPublic", 32 }, { "FlattenHierarchy", 64 }, { "InvokeMethod", 256 },
	{ "CreateInstance", 512 }, { "GetField", 1024 }, { "SetField", 2048 }, { "GetProperty", 4096 },
	{ "SetProperty", 8192 }, { "PutDispProperty", 16384 }, { "PutRefDispProperty", 32768 },
	{ "ExactBinding", 65536 }, { "SuppressChangeType", 131072 }, { "OptionalParamBinding", 262144 },
	{ "IgnoreReturn", 16777216 }, { "DoNotWrapExceptions", 33554432 },
};
FLAGS(binding_flags, "System.Reflection.BindingFlags", binding_flags_names)
static const EnumName member_types_names[] = {
	{ "Constructor", 1 }, { "Event", 2 }, { "Field", 4 }, { "Method", 8 }, { "Property", 16 }, { "TypeInfo", 32 },
	{ "Custom", 64 }, { "NestedType", 128 }, { "All", 191 },
};
FLAGS(member_types, "System.Reflection.MemberTypes", member_types_names)
static const EnumName list_sort_direction_names[] = {
	{ "Ascending", 0 }, { "Descending", 1 },
};
PLAIN(list_sort_direction, "System.ComponentModel.ListSortDirection", list_sort_direction_names)
static const EnumName thread_state_names[] = {
	{ "Running", 0 }, { "StopRequested", 1 }, { "SuspendRequested", 2 }, { "Background", 4 }, { "Unstarted", 8 },
	{ "Stopped", 16 }, { "WaitSleepJoin", 32 }, { "Suspended", 64 }, { "AbortRequested", 128 },
	{ "Aborted", 256 },
};
FLAGS(thread_state, "System.Threading.ThreadState", thread_state_names)
static const EnumName apartment_state_names[] = {
	{ "STA", 0 }, { "MTA", 1 }, { "Unknown", 2 },
};
PLAIN(apartment_state, "System.Threading.ApartmentState", apartment_state_names)
static const EnumName error_category_names[] = {
	{ "NotSpecified", 0 }, { "OpenError", 1 }, { "CloseError", 2 }, { "DeviceError", 3 },
	{ "DeadlockDetected", 4 }, { "InvalidArgument", 5 }, { "InvalidData", 6 }, { "InvalidOperation", 7 },
	{ "InvalidResult", 8 }, { "InvalidType", 9 }, { "MetadataError", 10 }, { "NotImplemented", 11 },
	{ "NotInstalled", 12 }, { "ObjectNotFound", 13 }, { "OperationStopped", 14 }, { "OperationTimeout", 15 },
	{ "SyntaxError", 16 }, { "ParserError", 17 }, { "PermissionDenied", 18 }, { "ResourceBusy", 19 },
	{ "ResourceExists", 20 }, { "ResourceUnavailable", 21 }, { "ReadError", 22 }, { "WriteError", 23 },
	{ "FromStdErr", 24 }, { "SecurityError", 25 }, { "ProtocolError", 26 }, { "ConnectionError", 27 },
	{ "AuthenticationError", 28 }, { "LimitsExceeded", 29 }, { "QuotaExceeded", 30 }, { "NotEnabled", 31 },
};
PLAIN(error_category, "System.Management.Automation.ErrorCategory", error_category_names)
static const EnumName action_preference_names[] = {
	{ "SilentlyContinue", 0 }, { "Stop", 1 }, { "Continue", 2 }, { "Inquire", 3 }, { "Ignore", 4 },
	{ "Suspend", 5 }, { "Break", 6 },
};
PLAIN(action_preference, "System.Management.Automation.ActionPreference", action_preference_names)
static const EnumName confirm_impact_names[] = {
	{ "None", 0 }, { "Low", 1 }, { "Medium", 2 }, { "High", 3 },
};
PLAIN(confirm_impact, "System.Management.Automation.ConfirmImpact", confirm_impact_names)
static const EnumName should_process_reason_names[] = {
	{ "None", 0 }, { "WhatIf", 1 },
};
PLAIN(should_process_reason, "System.Management.Automation.ShouldProcessReason", should_process_reason_names)
static const EnumName command_types_names[] = {
	{ "Alias", 1 }, { "Function", 2 }, { "Filter", 4 }, { "Cmdlet", 8 }, { "ExternalScript", 16 },
	{ "Application", 32 }, { "Script", 64 }, { "Configuration", 256 }, { "All", 383 },
};
FLAGS(command_types, "System.Management.Automation.CommandTypes", command_types_names)
static const EnumName command_origin_names[] = {
	{ "Runspace", 0 }, { "Internal", 1 },
};
PLAIN(command_origin, "System.Management.Automation.CommandOrigin", command_origin_names)
static const EnumName ps_member_types_names[] = {
	{ "AliasProperty", 1 }, { "CodeProperty", 2 }, { "Property", 4 }, { "NoteProperty", 8 },
	{ "ScriptProperty", 16 }, { "PropertySet", 32 }, { "Method", 64 }, { "CodeMethod", 128 },
	{ "ScriptMethod", 256 }, { "Methods", 448 }, { "ParameterizedProperty", 512 }, { "MemberSet", 1024 },
	{ "Event", 2048 }, { "Dynamic", 4096 }, { "InferredProperty", 8192 }, { "Properties", 8223 },
	{ "All", 16383 },
};
FLAGS(ps_member_types, "System.Management.Automation.PSMemberTypes", ps_member_types_names)
static const EnumName ps_member_view_types_names[] = {
	{ "Extended", 1 }, { "Adapted", 2 }, { "Base", 4 }, { "All", 7 },
};
FLAGS(ps_member_view_types, "System.Management.Automation.PSMemberViewTypes", ps_member_view_types_names)
static const EnumName scoped_item_options_names[] = {
	{ "None", 0 }, { "ReadOnly", 1 }, { "Constant", 2 }, { "Private", 4 }, { "AllScope", 8 },
	{ "Unspecified", 16 },
};
FLAGS(scoped_item_options, "System.Management.Automation.ScopedItemOptions", scoped_item_options_names)
static const EnumName session_state_entry_visibility_names[] = {
	{ "Public", 0 }, { "Private", 1 },
};
PLAIN(session_state_entry_visibility, "System.Management.Automation.SessionStateEntryVisibility", session_state_entry_visibility_names)
static const EnumName where_operator_selection_mode_names[] = {
	{ "Default", 0 }, { "First", 1 }, { "Last", 2 }, { "SkipUntil", 3 }, { "Until", 4 }, { "Split", 5 },
};
PLAIN(where_operator_selection_mode, "System.Management.Automation.WhereOperatorSelectionMode", where_operator_selection_mode_names)
static const EnumName split_options_names[] = {
	{ "SimpleMatch", 1 }, { "RegexMatch", 2 }, { "CultureInvariant", 4 }, { "IgnorePatternWhitespace", 8 },
	{ "Multiline", 16 }, { "Singleline", 32 }, { "IgnoreCase", 64 }, { "ExplicitCapture", 128 },
};
FLAGS(split_options, "System.Management.Automation.SplitOptions", split_options_names)
static const EnumName ps_credential_types_names[] = {
	{ "Generic", 1 }, { "Domain", 2 }, { "Default", 3 },
};
FLAGS(ps_credential_types, "System.Management.Automation.PSCredentialTypes", ps_credential_types_names)
static const EnumName ps_credential_ui_options_names[] = {
	{ "None", 0 }, { "Default", 1 }, { "ValidateUserNameSyntax", 1 }, { "AlwaysPrompt", 2 },
	{ "ReadOnlyUserName", 3 },
};
FLAGS(ps_credential_ui_options, "System.Management.Automation.PSCredentialUIOptions", ps_credential_ui_options_names)
static const EnumName ps_language_mode_names[] = {
	{ "FullLanguage", 0 }, { "RestrictedLanguage", 1 }, { "NoLanguage", 2 }, { "ConstrainedLanguage", 3 },
};
PLAIN(ps_language_mode, "System.Management.Automation.PSLanguageMode", ps_language_mode_names)
static const EnumName error_view_names[] = {
	{ "NormalView", 0 }, { "CategoryView", 1 }, { "ConciseView", 2 }, { "DetailedView", 3 },
};
PLAIN(error_view, "System.Management.Automation.ErrorView", error_view_names)
static const EnumName module_type_names[] = {
	{ "Script", 0 }, { "Binary", 1 }, { "Manifest", 2 }, { "Cim", 3 },
};
PLAIN(module_type, "System.Management.Automation.ModuleType", module_type_names)
static const EnumName job_state_names[] = {
	{ "NotStarted", 0 }, { "Running", 1 }, { "Completed", 2 }, { "Failed", 3 }, { "Stopped", 4 },
	{ "Blocked", 5 }, { "Suspended", 6 }, { "Disconnected", 7 }, { "Suspending", 8 }, { "Stopping", 9 },
	{ "AtBreakpoint", 10 },
};
PLAIN(job_state, "System.Management.Automation.JobState", job_state_names)
static const EnumName ps_token_type_names[] = {
	{ "Unknown", 0 }, { "Command", 1 }, { "CommandParameter", 2 }, { "CommandArgument", 3 }, { "Number", 4 },
	{ "String", 5 }, { "Variable", 6 }, { "Member", 7 }, { "LoopLabel", 8 }, { "Attribute", 9 }, { "Type", 10 },
	{ "Operator", 11 }, { "GroupStart", 12 }, { "GroupEnd", 13 }, { "Keyword", 14 }, { "Comment", 15 },
	{ "StatementSeparator", 16 }, { "NewLine", 17 }, { "LineContinuation", 18 }, { "Position", 19 },
};
PLAIN(ps_token_type, "System.Management.Automation.PSTokenType", ps_token_type_names)
static const EnumName token_kind_names[] = {
	{ "Unknown", 0 }, { "Variable", 1 }, { "SplattedVariable", 2 }, { "Parameter", 3 }, { "Number", 4 },
	{ "Label", 5 }, { "Identifier", 6 }, { "Generic", 7 }, { "NewLine", 8 }, { "LineContinuation", 9 },
	{ "Comment", 10 }, { "EndOfInput", 11 }, { "StringLiteral", 12 }, { "StringExpandable", 13 },
	{ "HereStringLiteral", 14 }, { "HereStringExpandable", 15 }, { "LParen", 16 }, { "RParen", 17 },
	{ "LCurly", 18 }, { "RCurly", 19 }, { "LBracket", 20 }, { "RBracket", 21 }, { "AtParen", 22 },
	{ "AtCurly", 23 }, { "DollarParen", 24 }, { "Semi", 25 }, { "AndAnd", 26 }, { "OrOr", 27 },
	{ "Ampersand", 28 }, { "Pipe", 29 }, { "Comma", 30 }, { "MinusMinus", 31 }, { "PlusPlus", 32 },
	{ "DotDot", 33 }, { "ColonColon", 34 }, { "Dot", 35 }, { "Exclaim", 36 }, { "Multiply", 37 },
	{ "Divide", 38 }, { "Rem", 39 }, { "Plus", 40 }, { "Minus", 41 }, { "Equals", 42 }, { "PlusEquals", 43 },
	{ "MinusEquals", 44 }, { "MultiplyEquals", 45 }, { "DivideEquals", 46 }, { "RemainderEquals", 47 },
	{ "Redirection", 48 }, { "RedirectInStd", 49 }, { "Format", 50 }, { "Not", 51 }, { "Bnot", 52 },
	{ "And", 53 }, { "Or", 54 }, { "Xor", 55 }, { "Band", 56 }, { "Bor", 57 }, { "Bxor", 58 }, { "Join", 59 },
	{ "Ieq", 60 }, { "Ine", 61 }, { "Ige", 62 }, { "Igt", 63 }, { "Ilt", 64 }, { "Ile", 65 }, { "Ilike", 66 },
	{ "Inotlike", 67 }, { "Imatch", 68 }, { "Inotmatch", 69 }, { "Ireplace", 70 }, { "Icontains", 71 },
	{ "Inotcontains", 72 }, { "Iin", 73 }, { "Inotin", 74 }, { "Isplit", 75 }, { "Ceq", 76 }, { "Cne", 77 },
	{ "Cge", 78 }, { "Cgt", 79 }, { "Clt", 80 }, { "Cle", 81 }, { "Clike", 82 }, { "Cnotlike", 83 },
	{ "Cmatch", 84 }, { "Cnotmatch", 85 }, { "Creplace", 86 }, { "Ccontains", 87 }, { "Cnotcontains", 88 },
	{ "Cin", 89 }, { "Cnotin", 90 }, { "Csplit", 91 }, { "Is", 92 }, { "IsNot", 93 }, { "As", 94 },
	{ "PostfixPlusPlus", 95 }, { "PostfixMinusMinus", 96 }, { "Shl", 97 }, { "Shr", 98 }, { "Colon", 99 },
	{ "QuestionMark", 100 }, { "QuestionQuestionEquals", 101 }, { "QuestionQuestion", 102 },
	{ "QuestionDot", 103 }, { "QuestionLBracket", 104 }, { "Begin", 119 }, { "Break", 120 }, { "Catch", 121 },
	{ "Class", 122 }, { "Continue", 123 }, { "Data", 124 }, { "Define", 125 }, { "Do", 126 },
	{ "Dynamicparam", 127 }, { "Else", 128 }, { "ElseIf", 129 }, { "End", 130 }, { "Exit", 131 },
	{ "Filter", 132 }, { "Finally", 133 }, { "For", 134 }, { "Foreach", 135 }, { "From", 136 },
	{ "Function", 137 }, { "If", 138 }, { "In", 139 }, { "Param", 140 }, { "Process", 141 }, { "Return", 142 },
	{ "Switch", 143 }, { "Throw", 144 }, { "Trap", 145 }, { "Try", 146 }, { "Until", 147 }, { "Using", 148 },
	{ "Var", 149 }, { "While", 150 }, { "Workflow", 151 }, { "Parallel", 152 }, { "Sequence", 153 },
	{ "InlineScript", 154 }, { "Configuration", 155 }, { "DynamicKeyword", 156 }, { "Public", 157 },
	{ "Private", 158 }, { "Static", 159 }, { "Interface", 160 }, { "Enum", 161 }, { "Namespace", 162 },
	{ "Module", 163 }, { "Type", 164 }, { "Assembly", 165 }, { "Command", 166 }, { "Hidden", 167 },
	{ "Base", 168 }, { "Default", 169 }, { "Clean", 170 },
};
PLAIN(token_kind, "System.Management.Automation.Language.TokenKind", token_kind_names)
static const EnumName token_flags_names[] = {
	{ "None", 0 }, { "BinaryPrecedenceLogical", 1 }, { "BinaryPrecedenceBitwise", 2 },
	{ "BinaryPrecedenceComparison", 5 }, { "BinaryPrecedenceCoalesce", 7 }, { "BinaryPrecedenceAdd", 9 },
	{ "BinaryPrecedenceMultiply", 10 }, { "BinaryPrecedenceFormat", 12 }, { "BinaryPrecedenceRange", 13 },
	{ "BinaryPrecedenceMask", 15 }, { "Keyword", 16 }, { "ScriptBlockBlockName", 32 }, { "BinaryOperator", 256 },
	{ "UnaryOperator", 512 }, { "CaseSensitiveOperator", 1024 }, { "TernaryOperator", 2048 },
	{ "SpecialOperator", 4096 }, { "AssignmentOperator", 8192 }, { "ParseModeInvariant", 32768 },
	{ "TokenInError", 65536 }, { "DisallowedInRestrictedMode", 131072 }, { "PrefixOrPostfixOperator", 262144 },
	{ "CommandName", 524288 }, { "MemberName", 1048576 }, { "TypeName", 2097152 }, { "AttributeName", 4194304 },
	{ "CanConstantFold", 8388608 }, { "StatementDoesntSupportAttributes", 16777216 },
};
FLAGS(token_flags, "System.Management.Automation.Language.TokenFlags", token_flags_names)
static const EnumName wildcard_options_names[] = {
	{ "None", 0 }, { "Compiled", 1 }, { "IgnoreCase", 2 }, { "CultureInvariant", 4 },
};
FLAGS(wildcard_options, "System.Management.Automation.WildcardOptions", wildcard_options_names)
static const EnumName completion_result_type_names[] = {
	{ "Text", 0 }, { "History", 1 }, { "Command", 2 }, { "ProviderItem", 3 }, { "ProviderContainer", 4 },
	{ "Property", 5 }, { "Method", 6 }, { "ParameterName", 7 }, { "ParameterValue", 8 }, { "Variable", 9 },
	{ "Namespace", 10 }, { "Type", 11 }, { "Keyword", 12 }, { "DynamicKeyword", 13 },
};
PLAIN(completion_result_type, "System.Management.Automation.CompletionResultType", completion_result_type_names)
static const EnumName output_rendering_names[] = {
	{ "Host", 0 }, { "PlainText", 1 }, { "Ansi", 2 },
};
static const EnumName progress_view_names[] = {
	{ "Minimal", 0 }, { "Classic", 1 },
};
PLAIN(progress_view, "System.Management.Automation.ProgressView", progress_view_names)
PLAIN(output_rendering, "System.Management.Automation.OutputRendering", output_rendering_names)
static const EnumName read_key_options_names[] = {
	{ "AllowCtrlC", 1 }, { "NoEcho", 2 }, { "IncludeKeyDown", 4 }, { "IncludeKeyUp", 8 },
};
FLAGS(read_key_options, "System.Management.Automation.Host.ReadKeyOptions", read_key_options_names)
static const EnumName runspace_state_names[] = {
	{ "BeforeOpen", 0 }, { "Opening", 1 }, { "Opened", 2 }, { "Closed", 3 }, { "Closing", 4 }, { "Broken", 5 },
	{ "Disconnecting", 6 }, { "Disconnected", 7 }, { "Connecting", 8 },
};
PLAIN(runspace_state, "System.Management.Automation.Runspaces.RunspaceState", runspace_state_names)
static const EnumName execution_policy_names[] = {
	{ "Unrestricted", 0 }, { "RemoteSigned", 1 }, { "AllSigned", 2 }, { "Restricted", 3 }, { "Default", 3 },
	{ "Bypass", 4 }, { "Undefined", 5 },
};
PLAIN(execution_policy, "Microsoft.PowerShell.ExecutionPolicy", execution_policy_names)
static const EnumName remoting_capability_names[] = {
	{ "None", 0 }, { "PowerShell", 1 }, { "SupportedByCommand", 2 }, { "OwnedByCommand", 3 },
};
PLAIN(remoting_capability, "System.Management.Automation.RemotingCapability", remoting_capability_names)
static const EnumName execution_policy_scope_names[] = {
	{ "Process", 0 }, { "CurrentUser", 1 }, { "LocalMachine", 2 }, { "UserPolicy", 3 }, { "MachinePolicy", 4 },
};
PLAIN(execution_policy_scope, "Microsoft.PowerShell.ExecutionPolicyScope", execution_policy_scope_names)
static const EnumName delivery_notification_options_names[] = {
	{ "None", 0 }, { "OnSuccess", 1 }, { "OnFailure", 2 }, { "Delay", 4 }, { "Never", 134217728 },
};
FLAGS(delivery_notification_options, "System.Net.Mail.DeliveryNotificationOptions", delivery_notification_options_names)
static const EnumName xml_node_type_names[] = {
	{ "None", 0 }, { "Element", 1 }, { "Attribute", 2 }, { "Text", 3 }, { "CDATA", 4 }, { "EntityReference", 5 },
	{ "Entity", 6 }, { "ProcessingInstruction", 7 }, { "Comment", 8 }, { "Document", 9 }, { "DocumentType", 10 },
	{ "DocumentFragment", 11 }, { "Notation", 12 }, { "Whitespace", 13 }, { "SignificantWhitespace", 14 },
	{ "EndElement", 15 }, { "EndEntity", 16 }, { "XmlDeclaration", 17 },
};
PLAIN(xml_node_type, "System.Xml.XmlNodeType", xml_node_type_names)
static const EnumName display_hint_type_names[] = {
	{ "Date", 0 }, { "Time", 1 }, { "DateTime", 2 },
};
PLAIN(display_hint_type, "Microsoft.PowerShell.Commands.DisplayHintType", display_hint_type_names)
static const EnumName quote_kind_names[] = {
	{ "Never", 0 }, { "Always", 1 }, { "AsNeeded", 2 },
};
PLAIN(quote_kind, "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind", quote_kind_names)
static const EnumName string_escape_handling_names[] = {
	{ "Default", 0 }, { "EscapeNonAscii", 1 }, { "EscapeHtml", 2 },
};
PLAIN(string_escape_handling, "Newtonsoft.Json.StringEscapeHandling", string_escape_handling_names)
static const EnumName json_date_kind_names[] = {
	{ "Default", 0 }, { "Local", 1 }, { "Utc", 2 }, { "Offset", 3 }, { "String", 4 },
};
PLAIN(json_date_kind, "Microsoft.PowerShell.Commands.JsonDateKind", json_date_kind_names)
/* clang-format on */
