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
	Value include_total_count, skip, first;
	bool any;
} StageCommon;

/* Output kept for -OutVariable and handed on. */
typedef struct StageTee {
	Sink sink;
	struct StagePrivate *stage;
} StageTee;

typedef enum StageState { STAGE_NEW, STAGE_BEGUN, STAGE_ENDED, STAGE_STOPPED } StageState;

struct Pipeline;
struct Program;
typedef struct StagePrivate {
	Stage s;          /* first */
	Sink in;          /* upstream writes here */
	Command *command; /* counted */
	Value block;      /* script commands: keeps the block alive while it runs */
	ArgList args;
	Arena *names;  /* splatted parameter names, or NULL */
	bool verbatim; /* --% stands among the arguments */
	Binding binding;
	struct Pipeline *pipeline;
	int index; /* 0 is the first */
	StageState state;
	/* streams */
	Streams streams; /* of this command */
	const Redirection *redirects;
	uint32_t nredirects;
	Sink *output_file;          /* > file, or where 1 was sent */
	struct RedirectFile *files; /* opened by this stage */
	/* common parameters */
	StageCommon common;
	StageTee tee;
	Sink *tee_out;
	List *out_list;             /* -OutVariable */
	List *lists[STREAM_ALL];    /* -ErrorVariable and the like, by stream; or NULL */
	Scope *variable_scope;      /* where -PipelineVariable is set: the caller's; borrowed */
	bool lends_invocation;      /* $MyInvocation in it is its caller's */
	bool dotted;                /* runs in the caller's scope */
	bool failed;                /* reported an error: $? */
	bool yes_to_all, no_to_all; /* answers of ShouldProcess */
	bool remote;                /* no Suspend in questions */
	/* script commands */
	Scope *scope; /* its own, or the caller's when dotted; counted */
	Frame frame;
	Value underscore;      /* $_ of its process block */
	uint64_t had_piped[4]; /* parameters the object before this one set */
	Value *initial;        /* by parameter: its value without input, where input may set it; or NULL */
	Value self;            /* $this of a script method, or V_EMPTY; borrowed */
	Value thrown;          /* the error that ends this stage past every try in it: stage_leave */
	bool has_frame;
	uint64_t piped_told[4]; /* obsolete parameters whose warning was given */
	uint64_t seen[4];       /* parameters whose variables a dynamicparam block saw: it may have changed them */
	/* programs */
	struct Program *program;
	struct StagePrivate *spare; /* the next of those that wait for use */
} StagePrivate;

/* What the engine keeps beside a stage. */
static inline StagePrivate *stage_private(Stage *s)
{
	return (StagePrivate *)s;
}

/* What is written to a stream by sp (NULL: by a statement) goes into its -XxxVariable and those of the functions it is
 * called from, as far as nobody merged the stream into the output. */
void stage_keep(Interp *in, StagePrivate *sp, Stream stream, Value record);
bool stage_is_kept(Interp *in, const StagePrivate *sp, Stream stream);
/* What a running script command asks through $PSCmdlet.  An error of it ends the command itself: no try or catch inside
 * sees it, only finally runs (checked with the real engine).  Turns FLOW_THROW into the flow that does so. */
Flow stage_leave(StagePrivate *sp, Flow flow) NODISCARD;
/* At the stage's own edge: the flow of stage_leave becomes the throw it was. */
Flow stage_arrive(StagePrivate *sp, Flow flow) NODISCARD;
/* Makes the record this command's, whoever made it: InvocationInfo, id's second part, and no longer thrown. */
void stage_claim(StagePrivate *sp, Value record);

#endif
