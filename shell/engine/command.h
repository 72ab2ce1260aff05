/* command: what a name can stand for, with its parameters as the binder sees them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_COMMAND_H
#define ENGINE_COMMAND_H

#include "shell/engine/cmdlet.h"
#include "shell/engine/scope.h"
#include "shell/syntax/script.h"

/* CommandTypes, .NET's numbers. */
typedef enum CommandKind {
	COMMAND_ALIAS = 1,
	COMMAND_FUNCTION = 2,
	COMMAND_FILTER = 4,
	COMMAND_CMDLET = 8,
	COMMAND_SCRIPT_FILE = 16, /* ExternalScript */
	COMMAND_NATIVE = 32,      /* Application */
	COMMAND_BLOCK = 64,       /* Script: & { } */
	COMMAND_APP = 4096,       /* a program inside the shell: certreq (app.h); shown as Application */
} CommandKind;

/* Parameter sets are bits; a command has at most 31 besides "all". */
#define SETS_ALL UINT32_MAX

/* A validation or transformation attribute of a script parameter, in order of declaration.  ORDER AttributeKind */
typedef enum ValidatorKind {
	VALIDATE_SET,
	VALIDATE_RANGE,
	VALIDATE_PATTERN,
	VALIDATE_LENGTH,
	VALIDATE_COUNT,
	VALIDATE_SCRIPT,
	VALIDATE_NOT_NULL, /* ORDER these three: texts in validate.c */
	VALIDATE_NOT_EMPTY,
	VALIDATE_NOT_BLANK,
	VALIDATE_DRIVE,
	TRANSFORM_CREDENTIAL,
} ValidatorKind;
typedef struct Validator {
	ValidatorKind kind;
	Value a, b;    /* bounds, pattern, script block; SET and DRIVE: array of strings */
	Value message; /* ErrorMessage, or V_EMPTY */
	bool ignore_case;
} Validator;

typedef struct Param {
	Str name; /* lives with the command */
	Str *aliases;
	uint32_t naliases;
	const TypeDef *type; /* object when none was given */
	const ParamUse *in;  /* nin rows; a row with sets 0 counts for all sets */
	uint32_t nin;
	uint32_t sets;  /* union over in; SETS_ALL when in every set */
	uint16_t flags; /* PARAM_* of ParamDef */
	bool is_switch, common, dynamic;
	bool hidden;           /* of the other edition: not there */
	const ParamDef *def;   /* cmdlets, or NULL */
	const NodeParam *node; /* functions, or NULL */
	Validator *validators;
	uint32_t nvalidators;
	Str help;            /* HelpMessage, or empty */
	Str obsolete;        /* [Obsolete()]: what is said when it is used; p NULL: it is not */
	Str ps_type_name;    /* [PSTypeName()]: arguments must have it among their type names; or empty */
	String *shared_name; /* for dictionaries of bound parameters */
	Value runtime;       /* the RuntimeDefinedParameter it was made of, or V_EMPTY */
} Param;

typedef struct Command {
	uint32_t refs;
	CommandKind kind;
	String *name;         /* as defined: "Get-Date" */
	const CmdletDef *def; /* COMMAND_CMDLET */
	struct Block *block;  /* functions, filters, blocks, script files; counted */
	String *path;         /* script files and native programs: real path */
	String *definition;   /* aliases: what they stand for; blocks that are gone: their text */
	String *description;  /* aliases: what somebody said of them, or NULL */
	const struct AppDef *app;
	struct Module *module; /* or NULL */
	unsigned options;      /* VARIABLE_READ_ONLY ... of functions and aliases */
	Param *params;
	uint32_t nparams;
	String **sets;               /* names by bit */
	uint32_t nsets, default_set; /* default_set: its bit, or 0 */
	String *default_set_name;    /* also when no parameter uses it */
	Confirm confirm;
	bool advanced; /* cmdlet binder; else the simple one (reference 5.9) */
	bool positional_binding, prepared;
	bool has_obsolete; /* the command itself, or some parameter */
	Str obsolete;      /* as of a parameter */
	int fast_input;    /* the one parameter that takes input by value as it is, and nothing else takes any; -1 */
	bool takes_input;  /* some parameter is bound from the pipeline */
	uint64_t pipes[4], mandatory[4]; /* bits of the parameters that are so in some set */
	String *source;                  /* FullyQualifiedErrorId's second part */
	Arena *arena;                    /* names, aliases, uses */
	void *help;                      /* comment-based help, parsed on demand */
	struct Command *plain; /* counted: the command this one is, without what its dynamicparam gave; or NULL */
} Command;

/* A command with one reference, to be filled in; dropped like every counted thing. */
Command *command_new(CommandKind kind, Str name) NODISCARD;
Command *command_ref(Command *command);
void command_drop(Command *command);
/* From a cmdlet's table, with the common parameters of its edition. */
Command *command_of_cmdlet(Interp *in, const CmdletDef *def) NODISCARD;
/* Appends the common parameters of the edition (room for COMMON_COUNT is there); with -WhatIf and -Confirm unless
 * CONFIRM_NONE, and with those of SupportsPaging. */
void command_add_common(Interp *in, Command *command, Confirm confirm, bool paging);
bool command_supports_paging(const Command *command);
/* Reads the param() of a script command and the constants of its attributes, once, before its first binding.  Fails
 * with the errors of bad attributes. */
Flow command_prepare(Interp *in, Command *command) NODISCARD;
/* Notes which parameters take input and which are mandatory, once all are there. */
void command_note_params(Command *command);
/* No parameter has a name or alias of another; MetadataException. */
Flow command_check_names(Interp *in, const Command *command) NODISCARD;
/* The bit of a parameter set's name, added when new; 0: all sets, or too many. */
uint32_t command_set_bit(Command *command, Str name);
/* Lets go of the parameters and sets: what prepare built. */
void command_release_params(Command *command);

/* A CommandInfo object (FunctionInfo, CmdletInfo, ...) that counts the command; and the command of one, borrowed, NULL
 * for anything else. */
Value command_info_new(Command *command) NODISCARD;
Command *command_info_peek(Value v);
extern const TypeEntry command_info_entries[];
extern const size_t command_info_count;
/* What a CommandInfo tells of parameters: a Dictionary of ParameterMetadata by name, one of them by a name as the
 * binder takes it, the parameter sets.  They read a script command's param() and may fail with its errors. */
Flow command_parameters_value(Interp *in, Command *command, Value *out) NODISCARD;
Flow command_parameter_value(Interp *in, Command *command, Str name, Value *out) NODISCARD;
Flow command_sets_value(Interp *in, Command *command, Value *out) NODISCARD;
extern const TypeEntry command_parameter_entries[];
extern const size_t command_parameter_count;

/* Finds a parameter by exact name or alias, else by unique prefix (reference 5.2).  Returns its index; -1: none;
 * -2: ambiguous, then candidates holds " -Name" for each match. */
int command_find_param(const Command *command, Str name, Buf *candidates);
/* The use of the parameter in a set (bit): its row of in, or NULL. */
const ParamUse *command_use(const Param *param, uint32_t set);
bool command_is_script(const Command *command);
Str command_set_name(const Command *command, uint32_t set);

/* Parameter sets as they are shown, the default one first; a command without any has one, 0.  A script command is
 * prepared first.  Returns how many. */
size_t command_list_sets(const Command *command, uint32_t sets[32]);
/* The parameters of a set, without the common ones but -WhatIf and -Confirm, as numbers: as syntax lines have them, or
 * as they were declared.  Returns how many. */
size_t command_list_params(const Command *command, uint32_t set, bool as_declared, uint32_t order[256]);
bool command_in_set(const Param *param, uint32_t set);
/* A type as syntax lines have it: its short name, with accelerators: int, FileInfo, List[string]. */
void command_put_type(const TypeDef *type, Buf *out);
/* "[[-Name] <string[]>] -Force [<CommonParameters>]", and all sets with the command's name, each between line ends. */
void command_put_set(const Command *command, uint32_t set, Buf *out);
void command_put_syntax(const Command *command, Str name, Str newline, Buf *out);

#endif
