/* management_content: what Set-Content and Add-Content share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MANAGEMENT_MANAGEMENT_CONTENT_H
#define MANAGEMENT_MANAGEMENT_CONTENT_H

#include "cmdlets/management/management.h"

enum {
	P_VALUE,
	P_PASS_THRU,
	ITEM_PARAMS,
	P_NO_NEWLINE,
	P_ENCODING_NAME,
	P_ENCODING,
	P_BYTES,
	P_STREAM,
	CONTENT_PARAMS,
};
#define CONTENT_ROWS(value_help)                                                                                       \
	[P_VALUE] = { .name = "Value",                                                                                 \
		.type = "Object[]",                                                                                    \
		.in = { { 0, 2, PARAM_MANDATORY | PIPED } },                                                           \
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,                          \
		.help = (value_help) },                                                                                \
	[P_PASS_THRU] = { .name = "PassThru",                                                                          \
		.type = "SwitchParameter",                                                                             \
		.help = "Also writes the values to the output." },                                                     \
	ITEM_ROWS(PARAM_MANDATORY | PARAM_FROM_PIPE_PROP),                                                             \
	[P_NO_NEWLINE] = { .name = "NoNewline",                                                                        \
		.type = "SwitchParameter",                                                                             \
		.flags = PARAM_DYNAMIC,                                                                                \
		.help = "Leaves the line ends out." },                                                                 \
	[P_ENCODING_NAME] = ROW_ENCODING_NAME, [P_ENCODING] = ROW_ENCODING, [P_BYTES] = ROW_BYTES,                     \
	[P_STREAM] = ROW_STREAM

/* The open files, or whatever else the paths stand for: the state of the stage. */
typedef struct ManagementWriters {
	ProviderWriter **p;
	size_t n, cap;
	Value paths; /* what they were opened for */
	bool open;   /* also when there is none: do not try again */
	bool append;
	const char *action;
} ManagementWriters;
/* action: what -WhatIf says is done. append: adds to what is there. */
Flow management_content_begin(Stage *s, const char *action, bool append) NODISCARD;
Flow management_content_process(Stage *s, Value input) NODISCARD;
Flow management_content_end(Stage *s) NODISCARD;
/* Closes what a failure left open. */
void management_content_dispose(Stage *s);

#endif
