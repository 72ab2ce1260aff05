/* management: what the cmdlets of this room share: parameter rows, errors, content. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MANAGEMENT_MANAGEMENT_H
#define MANAGEMENT_MANAGEMENT_H

#include "shell/engine/provider.h"

extern const char *const management_literal_aliases[]; /* PSPath, LP */

/* ---- rows of parameter tables; uses are ParamUse rows ---- */
#define PIPED  (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP)
#define MODULE "Microsoft.PowerShell.Management"
#define ROW_PATH(...)                                                                                                  \
	{                                                                                                              \
		.name = "Path", .type = "String[]", .in = { __VA_ARGS__ }, .help = "The paths; wildcards are allowed." \
	}
#define ROW_LITERAL(...)                                                                                               \
	{                                                                                                              \
		.name = "LiteralPath", .aliases = management_literal_aliases, .type = "String[]",                      \
		.in = { __VA_ARGS__ }, .help = "The paths, taken as they are: wildcards count as themselves."          \
	}
#define ROW_FILTER                                                                                                     \
	{                                                                                                              \
		.name = "Filter", .type = "String", .help = "A pattern the file system itself takes."                  \
	}
#define ROW_INCLUDE                                                                                                    \
	{                                                                                                              \
		.name = "Include", .type = "String[]", .help = "Only items with such names."                           \
	}
#define ROW_EXCLUDE                                                                                                    \
	{                                                                                                              \
		.name = "Exclude", .type = "String[]", .help = "No items with such names."                             \
	}
#define ROW_FORCE                                                                                                      \
	{                                                                                                              \
		.name = "Force", .type = "SwitchParameter", .help = "Also what is hidden or read-only."                \
	}
#define ROW_PASS_THRU                                                                                                  \
	{                                                                                                              \
		.name = "PassThru", .type = "SwitchParameter", .help = "Also writes the item to the output."           \
	}
#define ROW_CREDENTIAL                                                                                                 \
	{                                                                                                              \
		.name = "Credential", .type = "PSCredential", .in = { { 0, 0, PARAM_FROM_PIPE_PROP } },                \
		.flags = PARAM_NOT_DONE, .help = "Another user's rights: no provider here takes them."                 \
	}
#define ROW_TRANSACTION                                                                                                \
	{                                                                                                              \
		.name = "UseTransaction", .aliases = (const char *const[]){ "usetx", NULL },                           \
		.type = "SwitchParameter", .where = WHERE_DESKTOP, .flags = PARAM_NOT_DONE,                            \
		.help = "Part of a transaction: no provider here knows them."                                          \
	}
#define ROW_STREAM                                                                                                     \
	{                                                                                                              \
		.name = "Stream", .type = "String", .where = WHERE_DESKTOP, .flags = PARAM_NOT_DONE | PARAM_DYNAMIC,   \
		.help = "An alternate data stream of NTFS: files here have none."                                      \
	}
#define ROW_ENCODING_NAME                                                                                              \
	{                                                                                                              \
		.name = "Encoding", .type = "Microsoft.PowerShell.Commands.FileSystemCmdletProviderEncoding",          \
		.where = WHERE_DESKTOP, .flags = PARAM_DYNAMIC, .help = "The encoding of the file."                    \
	}
#define ROW_ENCODING                                                                                                   \
	{                                                                                                              \
		.name = "Encoding", .type = "Object", .where = WHERE_CORE, .flags = PARAM_NOT_EMPTY | PARAM_DYNAMIC,   \
		.help = "The encoding of the file."                                                                    \
	}
#define ROW_BYTES                                                                                                      \
	{                                                                                                              \
		.name = "AsByteStream", .type = "SwitchParameter", .where = WHERE_CORE, .flags = PARAM_DYNAMIC,        \
		.help = "Bytes instead of text."                                                                       \
	}

/* The parameters nearly every cmdlet for items has: -Path (first position, with these flags) in set 1, -LiteralPath in
 * set 2. */
enum { SET_PATH = 1, SET_LITERAL = 2 };
#define ITEM_PARAMS P_PATH, P_LITERAL_PATH, P_FILTER, P_INCLUDE, P_EXCLUDE, P_FORCE, P_CREDENTIAL, P_TRANSACTION
#define ITEM_ROWS(path_flags)                                                                                          \
	[P_PATH] = ROW_PATH({ SET_PATH, 1, (path_flags) }),                                                            \
	[P_LITERAL_PATH] = ROW_LITERAL({ SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),                    \
	[P_FILTER] = ROW_FILTER, [P_INCLUDE] = ROW_INCLUDE, [P_EXCLUDE] = ROW_EXCLUDE, [P_FORCE] = ROW_FORCE,          \
	[P_CREDENTIAL] = ROW_CREDENTIAL, [P_TRANSACTION] = ROW_TRANSACTION
extern const char *const management_sets[]; /* Path, LiteralPath */

/* ---- content ---- */
/* What -Encoding and -AsByteStream say; *out keeps the rest. */
Flow management_encoding(ProviderCall *call, ProviderContent *out) NODISCARD;

/* ---- locations ---- */
/* Goes to the one container a text stands for; failures are reported. */
Flow management_go(ProviderCall *call, Str text, bool pass_thru) NODISCARD;
Flow management_arrive(ProviderCall *call, const ProviderPath *path, bool pass_thru) NODISCARD;

/* ---- others ---- */
/* Runs each on the items of -Path and -LiteralPath, and releases the call. */
Flow management_each(Stage *s, unsigned flags, ProviderEach *each, void *self) NODISCARD;
/* The operation a provider's table leaves out. */
Flow management_unsupported(ProviderCall *call) NODISCARD;
/* Where a single text leads; failures are reported: false. */
bool management_resolve(ProviderCall *call, Str text, ProviderPath *out, Flow *flow);
/* stage_throw of the shape "InvalidArgument: (:)", PSArgumentException, id Argument. */
Flow management_bad_argument(Stage *s, const char *fmt, ...) PRINTF(2, 3) NODISCARD;

#endif
