/* exception_list: every exception type we raise or a script may name in catch []. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_EXCEPTION_LIST_H
#define VALUE_EXCEPTION_LIST_H

/* EXC(constant, full .NET name, constant of the base; the root names itself). */
/* clang-format off */
#define SMA "System.Management.Automation."
#define EXCEPTION_LIST                                                                                       \
	EXC(EXCEPTION, "System.Exception", EXCEPTION)                                                        \
	EXC(SYSTEM, "System.SystemException", EXCEPTION)                                                     \
	EXC(APPLICATION, "System.ApplicationException", EXCEPTION)                                           \
	EXC(ARGUMENT, "System.ArgumentException", SYSTEM)                                                    \
	EXC(ARGUMENT_NULL, "System.ArgumentNullException", ARGUMENT)                                         \
	EXC(ARGUMENT_OUT_OF_RANGE, "System.ArgumentOutOfRangeException", ARGUMENT)                           \
	EXC(ARITHMETIC, "System.ArithmeticException", SYSTEM)                                                \
	EXC(DIVIDE_BY_ZERO, "System.DivideByZeroException", ARITHMETIC)                                      \
	EXC(OVERFLOW, "System.OverflowException", ARITHMETIC)                                                \
	EXC(FORMAT, "System.FormatException", SYSTEM)                                                        \
	EXC(UNAUTHORIZED_ACCESS, "System.UnauthorizedAccessException", SYSTEM)                               \
	EXC(INDEX_OUT_OF_RANGE, "System.IndexOutOfRangeException", SYSTEM)                                   \
	EXC(INVALID_CAST, "System.InvalidCastException", SYSTEM)                                             \
	EXC(INVALID_OPERATION, "System.InvalidOperationException", SYSTEM)                                   \
	EXC(OBJECT_DISPOSED, "System.ObjectDisposedException", INVALID_OPERATION)                            \
	EXC(NOT_IMPLEMENTED, "System.NotImplementedException", SYSTEM)                                       \
	EXC(NOT_SUPPORTED, "System.NotSupportedException", SYSTEM)                                           \
	EXC(PLATFORM_NOT_SUPPORTED, "System.PlatformNotSupportedException", NOT_SUPPORTED)                   \
	EXC(MEMBER_ACCESS, "System.MemberAccessException", SYSTEM)                                           \
	EXC(MISSING_MEMBER, "System.MissingMemberException", MEMBER_ACCESS)                                  \
	EXC(NULL_REFERENCE, "System.NullReferenceException", SYSTEM)                                         \
	EXC(OUT_OF_MEMORY, "System.OutOfMemoryException", SYSTEM)                                            \
	EXC(INSUFFICIENT_STACK, "System.InsufficientExecutionStackException", SYSTEM)                        \
	EXC(TIMEOUT, "System.TimeoutException", SYSTEM)                                                      \
	EXC(TYPE_LOAD, "System.TypeLoadException", SYSTEM)                                                   \
	EXC(URI_FORMAT, "System.UriFormatException", FORMAT)                                                 \
	EXC(RANK, "System.RankException", SYSTEM)                                                            \
	EXC(ARRAY_TYPE_MISMATCH, "System.ArrayTypeMismatchException", SYSTEM)                                \
	EXC(OPERATION_CANCELED, "System.OperationCanceledException", SYSTEM)                                 \
	EXC(KEY_NOT_FOUND, "System.Collections.Generic.KeyNotFoundException", SYSTEM)                        \
	EXC(IO, "System.IO.IOException", SYSTEM)                                                             \
	EXC(FILE_NOT_FOUND, "System.IO.FileNotFoundException", IO)                                           \
	EXC(DIRECTORY_NOT_FOUND, "System.IO.DirectoryNotFoundException", IO)                                 \
	EXC(DRIVE_NOT_FOUND_IO, "System.IO.DriveNotFoundException", IO)                                      \
	EXC(PATH_TOO_LONG, "System.IO.PathTooLongException", IO)                                             \
	EXC(END_OF_STREAM, "System.IO.EndOfStreamException", IO)                                             \
	EXC(INVALID_DATA_IO, "System.IO.InvalidDataException", SYSTEM)                                       \
	EXC(DATA, "System.Data.DataException", SYSTEM)                                                       \
	EXC(DATA_DUPLICATE_NAME, "System.Data.DuplicateNameException", DATA)                                 \
	EXC(DATA_CONSTRAINT, "System.Data.ConstraintException", DATA)                                        \
	EXC(DATA_NO_NULL, "System.Data.NoNullAllowedException", DATA)                                        \
	EXC(DATA_READ_ONLY, "System.Data.ReadOnlyException", DATA)                                           \
	EXC(DATA_NOT_IN_TABLE, "System.Data.RowNotInTableException", DATA)                                   \
	EXC(DATA_DELETED_ROW, "System.Data.DeletedRowInaccessibleException", DATA)                           \
	EXC(DATA_EVALUATE, "System.Data.EvaluateException", DATA)                                            \
	EXC(DATA_SYNTAX, "System.Data.SyntaxErrorException", DATA_EVALUATE)                                  \
	EXC(SECURITY, "System.Security.SecurityException", SYSTEM)                                           \
	EXC(CRYPTOGRAPHIC, "System.Security.Cryptography.CryptographicException", SYSTEM)                    \
	EXC(AUTHENTICATION, "System.Security.Authentication.AuthenticationException", SYSTEM)                \
	EXC(REGEX_PARSE, "System.Text.RegularExpressions.RegexParseException", ARGUMENT)                     \
	EXC(REGEX_TIMEOUT, "System.Text.RegularExpressions.RegexMatchTimeoutException", TIMEOUT)             \
	EXC(DECODER_FALLBACK, "System.Text.DecoderFallbackException", ARGUMENT)                              \
	EXC(XML, "System.Xml.XmlException", SYSTEM)                                                          \
	EXC(XPATH, "System.Xml.XPath.XPathException", SYSTEM)                                                \
	EXC(WIN32, "System.ComponentModel.Win32Exception", SYSTEM)                                           \
	EXC(CULTURE_NOT_FOUND, "System.Globalization.CultureNotFoundException", ARGUMENT)                    \
	EXC(TARGET_INVOCATION, "System.Reflection.TargetInvocationException", APPLICATION)                   \
	EXC(AMBIGUOUS_MATCH, "System.Reflection.AmbiguousMatchException", SYSTEM)                            \
	EXC(SOCKET, "System.Net.Sockets.SocketException", WIN32)                                             \
	EXC(WEB, "System.Net.WebException", INVALID_OPERATION)                                               \
	EXC(SMTP, "System.Net.Mail.SmtpException", EXCEPTION)                                                \
	EXC(COM, "System.Runtime.InteropServices.COMException", SYSTEM)                                      \
	EXC(JSON_READER, "Newtonsoft.Json.JsonReaderException", EXCEPTION)                                   \
	EXC(RUNTIME, SMA "RuntimeException", SYSTEM)                                                         \
	EXC(ACTION_PREFERENCE_STOP, SMA "ActionPreferenceStopException", RUNTIME)                            \
	EXC(CMDLET_INVOCATION, SMA "CmdletInvocationException", RUNTIME)                                     \
	EXC(CMDLET_PROVIDER_INVOCATION, SMA "CmdletProviderInvocationException", CMDLET_INVOCATION)          \
	EXC(COMMAND_NOT_FOUND, SMA "CommandNotFoundException", RUNTIME)                                      \
	EXC(SCRIPT_REQUIRES, SMA "ScriptRequiresException", RUNTIME)                                         \
	EXC(PARSE, SMA "ParseException", RUNTIME)                                                            \
	EXC(INCOMPLETE_PARSE, SMA "IncompleteParseException", PARSE)                                         \
	EXC(PARENT_CONTAINS_ERROR, SMA "ParentContainsErrorRecordException", SYSTEM)                         \
	EXC(PARAMETER_BINDING, SMA "ParameterBindingException", RUNTIME)                                     \
	EXC(PARAMETER_VALIDATION, SMA "ParameterBindingValidationException", PARAMETER_BINDING)              \
	EXC(PARAMETER_TRANSFORMATION, SMA "ParameterBindingArgumentTransformationException", PARAMETER_BINDING) \
	EXC(METADATA, SMA "MetadataException", RUNTIME)                                                      \
	EXC(ARGUMENT_TRANSFORMATION_METADATA, SMA "ArgumentTransformationMetadataException", METADATA)       \
	EXC(VALIDATION_METADATA, SMA "ValidationMetadataException", METADATA)                                \
	EXC(PARSING_METADATA, SMA "ParsingMetadataException", METADATA)                                      \
	EXC(EXTENDED_TYPE_SYSTEM, SMA "ExtendedTypeSystemException", RUNTIME)                                \
	EXC(METHOD, SMA "MethodException", EXTENDED_TYPE_SYSTEM)                                             \
	EXC(METHOD_INVOCATION, SMA "MethodInvocationException", METHOD)                                      \
	EXC(GET_VALUE, SMA "GetValueException", EXTENDED_TYPE_SYSTEM)                                        \
	EXC(GET_VALUE_INVOCATION, SMA "GetValueInvocationException", GET_VALUE)                              \
	EXC(PROPERTY_NOT_FOUND, SMA "PropertyNotFoundException", EXTENDED_TYPE_SYSTEM)                       \
	EXC(SET_VALUE, SMA "SetValueException", EXTENDED_TYPE_SYSTEM)                                        \
	EXC(SET_VALUE_INVOCATION, SMA "SetValueInvocationException", SET_VALUE)                              \
	EXC(SESSION_STATE, SMA "SessionStateException", RUNTIME)                                             \
	EXC(SESSION_STATE_UNAUTHORIZED, SMA "SessionStateUnauthorizedAccessException", SESSION_STATE)        \
	EXC(SESSION_STATE_OVERFLOW, SMA "SessionStateOverflowException", SESSION_STATE)                      \
	EXC(DRIVE_NOT_FOUND, SMA "DriveNotFoundException", SESSION_STATE)                                    \
	EXC(PROVIDER_NOT_FOUND, SMA "ProviderNotFoundException", SESSION_STATE)                              \
	EXC(ITEM_NOT_FOUND, SMA "ItemNotFoundException", SESSION_STATE)                                      \
	EXC(PROVIDER_INVOCATION, SMA "ProviderInvocationException", RUNTIME)                                 \
	EXC(PIPELINE_STOPPED, SMA "PipelineStoppedException", RUNTIME)                                       \
	EXC(CALL_DEPTH, SMA "ScriptCallDepthException", SYSTEM)                                              \
	EXC(WILDCARD_PATTERN, SMA "WildcardPatternException", RUNTIME)                                       \
	EXC(PS_INVALID_CAST, SMA "PSInvalidCastException", INVALID_CAST)                                     \
	EXC(PS_ARGUMENT, SMA "PSArgumentException", ARGUMENT)                                                \
	EXC(PS_ARGUMENT_NULL, SMA "PSArgumentNullException", ARGUMENT_NULL)                                  \
	EXC(PS_ARGUMENT_OUT_OF_RANGE, SMA "PSArgumentOutOfRangeException", ARGUMENT_OUT_OF_RANGE)            \
	EXC(PS_INVALID_OPERATION, SMA "PSInvalidOperationException", INVALID_OPERATION)                      \
	EXC(PS_NOT_SUPPORTED, SMA "PSNotSupportedException", NOT_SUPPORTED)                                  \
	EXC(PS_NOT_IMPLEMENTED, SMA "PSNotImplementedException", NOT_IMPLEMENTED)                            \
	EXC(PS_OBJECT_DISPOSED, SMA "PSObjectDisposedException", OBJECT_DISPOSED)                            \
	EXC(PS_SECURITY, SMA "PSSecurityException", RUNTIME)                                                 \
	EXC(HOST, SMA "Host.HostException", RUNTIME)                                                         \
	EXC(PROMPTING, SMA "Host.PromptingException", HOST)                                                  \
	EXC(REMOTE, SMA "RemoteException", RUNTIME)                                                          \
	EXC(APPLICATION_FAILED, SMA "ApplicationFailedException", RUNTIME)                                   \
	EXC(NATIVE_COMMAND, SMA "NativeCommandExitException", RUNTIME)                                       \
	EXC(REMOTING_TRANSPORT, SMA "Remoting.PSRemotingTransportException", RUNTIME)                        \
	EXC(WRITE_ERROR, "Microsoft.PowerShell.Commands.WriteErrorException", SYSTEM)                        \
	EXC(SERVICE_COMMAND, "Microsoft.PowerShell.Commands.ServiceCommandException", SYSTEM)                \
	EXC(HELP_NOT_FOUND, "Microsoft.PowerShell.Commands.HelpNotFoundException", SYSTEM)                     \
	EXC(PROCESS_COMMAND, "Microsoft.PowerShell.Commands.ProcessCommandException", SYSTEM)
/* clang-format on */

#endif
