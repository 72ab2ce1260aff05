/* cmdlet: one static table per command, the only source for binder, Get-Command, Get-Help, completion and tests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_CMDLET_H
#define ENGINE_CMDLET_H

#include "shell/base/edition.h"
#include "shell/value/runtime.h"

typedef struct Stage Stage;

/* Flags of a ParamUse. */
enum {
	PARAM_MANDATORY = 1,
	PARAM_FROM_PIPE = 2,      /* ValueFromPipeline */
	PARAM_FROM_PIPE_PROP = 4, /* ValueFromPipelineByPropertyName */
	PARAM_REMAINING = 8,      /* ValueFromRemainingArguments */
	PARAM_HIDDEN = 16,        /* DontShow: not completed, not listed */
};
/* Flags of a ParamDef. */
enum {
	PARAM_ALLOW_NULL = 1,
	PARAM_ALLOW_EMPTY = 2 /* string */,
	PARAM_NOT_NULL = 4,
	PARAM_NOT_EMPTY = 8 /* NotNullOrEmpty */,
	PARAM_NOT_DONE = 16, /* known to the binder, behaviour missing: using it is an error that says so */
	PARAM_COMMON = 32,
	PARAM_CREDENTIAL = 64, /* a string becomes a prompted PSCredential */
	PARAM_ALLOW_EMPTY_COLLECTION = 128,
	PARAM_OF_PROXY = 512, /* stands in a proxy function, too: a bad value is told as a function tells it */
	PARAM_DYNAMIC = 512,  /* a provider's: short forms of the command's own names go first */
	PARAM_YIELDS = 256, /* leaves an unnamed text to a parameter of an enum type at its place that knows the name */
};

/* One [Parameter()] attribute. */
typedef struct ParamUse {
	uint32_t sets; /* bit per parameter set; 0: all of them */
	uint8_t pos1;  /* position + 1; 0: named only */
	uint8_t flags;
} ParamUse;

typedef enum CheckKind { CHECK_NONE, CHECK_SET, CHECK_RANGE, CHECK_LENGTH, CHECK_PATTERN, CHECK_COUNT } CheckKind;
typedef struct Check {
	CheckKind kind;
	int64_t min, max;       /* RANGE, LENGTH, COUNT */
	const char *const *set; /* SET: NULL-terminated */
	const char *pattern;
} Check;

typedef struct ParamDef {
	const char *name;
	const char *const *aliases; /* NULL-terminated, or NULL */
	const char *type;           /* "String", "ServerIdParameter", "Byte[]", "SwitchParameter"; NULL: Object */
	ParamUse in[4];             /* {0} alone: every set, named; further rows end at the first without sets */
	uint16_t where;             /* WHERE_*: editions and Exchange versions that have it; 0: all */
	uint16_t flags;
	Check check;
	void (*complete)(Interp *in, Str prefix, struct Array *out); /* values, strings */
	const char *help;                                            /* one sentence */
	const char *default_text;                                    /* shown default, or NULL */
	const char *prompt_help;                                     /* HelpMessage */
} ParamDef;

typedef enum Confirm { CONFIRM_NONE /* no -WhatIf, no -Confirm */, CONFIRM_LOW, CONFIRM_MEDIUM, CONFIRM_HIGH } Confirm;

typedef struct CmdletDef {
	const char *name, *module;  /* "Get-Date", "Microsoft.PowerShell.Utility" */
	const char *class_name;     /* .NET class for FullyQualifiedErrorId; NULL:
				       Microsoft.PowerShell.Commands.<VerbNoun>Command */
	const char *const *aliases; /* built-in aliases, NULL-terminated; "name:d" Desktop only, "name:c" Core only */
	const char *const *sets;    /* names of the bits of ParamUse.sets: bit 0 (value 1) is the first; NULL: none */
	int default_set;            /* its bit value; 0: none */
	const ParamDef *params;
	size_t nparams;
	const char *const *outputs; /* declared output types, NULL-terminated; checked by tests */
	Confirm confirm;
	uint16_t where;
	size_t state_size; /* zeroed block in stage->state */
	Flow (*begin)(Stage *s);
	Flow (*process)(Stage *s, Value input); /* input: $_, borrowed; V_EMPTY when there is no pipeline input */
	Flow (*end)(Stage *s);
	void (*dispose)(Stage *s); /* always runs, also after THROW and STOP */
	const char *synopsis;      /* one sentence */
} CmdletDef;

/* NULL, or what is wrong with the table: duplicate names, two parameters at one position of a set, unknown types,
 * missing help.  Debug builds check every table at start-up, the registry test always. */
const char *cmdlet_check(const CmdletDef *def, TypeSet *types);
/* The type a parameter's table names, with or without its namespace; NULL: there is none of that name. */
const TypeDef *cmdlet_param_type(const ParamDef *param, TypeSet *types);
/* "Microsoft.PowerShell.Commands.GetDateCommand". */
void cmdlet_put_class(const CmdletDef *def, struct Buf *out);
/* The common parameters, those of SupportsShouldProcess, and those of SupportsPaging; ORDER Common. */
/* clang-format off */
typedef enum Common {
	COMMON_VERBOSE, COMMON_DEBUG, COMMON_ERROR_ACTION, COMMON_WARNING_ACTION, COMMON_INFORMATION_ACTION, COMMON_PROGRESS_ACTION,
	COMMON_ERROR_VARIABLE, COMMON_WARNING_VARIABLE, COMMON_INFORMATION_VARIABLE, COMMON_OUT_VARIABLE, COMMON_OUT_BUFFER,
	COMMON_PIPELINE_VARIABLE,
	COMMON_WHAT_IF, COMMON_CONFIRM,
	COMMON_INCLUDE_TOTAL_COUNT, COMMON_SKIP, COMMON_FIRST,
	COMMON_COUNT,
} Common;
/* clang-format on */
extern const ParamDef cmdlet_common[COMMON_COUNT];

#endif
