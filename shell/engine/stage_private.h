/* stage_private: what the engine keeps with a stage. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_STAGE_PRIVATE_H
#define ENGINE_STAGE_PRIVATE_H

#include "shell/engine/bind.h"
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

/* What common parameters ask for; VALUE_UNSET and NULL where they were not given. */
typedef struct StageCommon {
	Value error_action, warning_action, information_action, progress_action, verbose, debug, what_if, confirm;
	Value error_variable, warning_variable, information_variable, out_variable, pipeline_variable;
	bool any;
} StageCommon;

/* Output kept for -OutVariable and handed on. */
typedef struct StageTee {
	Sink sink;
	struct StagePrivate *stage;
} StageTee;

typedef enum StageState { STAGE_NEW, STAGE_BEGUN, STAGE_ENDED, STAGE_STOPPED } StageState;

typedef struct StagePrivate {
	Stage s;          /* first */
	Sink in;          /* upstream writes here */
	Command *command; /* counted */
	Binding binding;
	ArgList args;
	Streams streams;             /* of this command */
	Sink *files[STREAM_ALL + 1]; /* redirection files this stage opened */
	struct Pipeline *pipeline;
	int index; /* 0 is the first */
	StageState state;
	StageCommon common;
	StageTee tee;
	List *out_list; /* -OutVariable */
	Value pipeline_variable_before;
	bool dotted;                /* runs in the caller's scope */
	bool failed;                /* reported an error: $? */
	bool yes_to_all, no_to_all; /* answers of ShouldProcess */
	/* script commands */
	Scope *scope, *caller; /* its own; the caller's; counted */
	Frame frame;
	Value saved_underscore;
	uint64_t defaults_done[4];
	/* native programs */
	struct Native *native;
} StagePrivate;

static inline StagePrivate *stage_private(Stage *s)
{
	return (StagePrivate *)s;
}

#endif
