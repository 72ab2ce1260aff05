/* function: script blocks as values, what is kept once per block, and modules. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_FUNCTION_H
#define ENGINE_FUNCTION_H

#include "shell/base/vec.h"
#include "shell/engine/command.h"

/* A script block value: the tree it was made of, and the session state it belongs to. */
typedef struct Block {
	BlockHead head;
	Script *script; /* counted */
	ScriptBlockNode *node;
	struct Module *module; /* counted; NULL: the caller's scopes */
	Command *command;      /* made on the first call with arguments; counted */
	String *file;          /* script files: path as shown */
} Block;

/* What all blocks of one tree share; hangs on ScriptBlockNode.cache. */
typedef struct BlockInfo {
	Layout *layout;
	VariableMeta **param_meta; /* per parameter, NULL where untyped */
	uint32_t nparams;
	bool uses_input; /* its text mentions $input */
	bool uses_bound; /* ... $PSBoundParameters or BoundParameters */
	/* whether it may get variables that its text does not name; eval_is_new_local finds it out */
	enum { DYNAMIC_UNKNOWN, DYNAMIC_NO, DYNAMIC_YES } dynamic;
} BlockInfo;

typedef VEC(Command *) CommandList; /* each counted */

/* ModuleType's numbers. */
typedef enum ModuleKind { MODULE_SCRIPT, MODULE_BINARY, MODULE_MANIFEST } ModuleKind;

/* A module or closure: a scope of its own that outlives calls. */
typedef struct Module {
	uint32_t refs;
	Interp *in;
	String *name, *path; /* path: as shown; NULL: of no file */
	String *file;        /* real path of the file it was loaded from, or NULL */
	String *base;        /* ModuleBase, where path may be in another folder; or NULL */
	Scope *scope;        /* counted; its parent is the global scope */
	ModuleKind kind;
	bool loaded;   /* Get-Module lists it */
	bool failed;   /* a part of it could not be loaded */
	bool built_in; /* of the shell itself: its commands are those of the cmdlets' tables */
	/* what it gives to who imports it */
	bool chose_exports; /* Export-ModuleMember was called */
	CommandList functions, aliases;
	VEC(String *) variables;     /* counted */
	VEC(struct Module *) nested; /* counted */
	String *prefix;              /* of the import it was loaded by, or NULL */
	/* what it says of itself */
	Value manifest;                  /* the hashtable of a .psd1, or V_EMPTY */
	Value version;                   /* System.Version; V_EMPTY: 0.0 */
	Value description, private_data; /* V_EMPTY: as the manifest has it */
	Value on_remove;                 /* a script block, or V_EMPTY */
	Value definition;                /* the text of a New-Module, or V_EMPTY */
} Module;

/* A block value of a script's node, in a module's state (NULL: the session's); what is known of the node's
 * parameters. */
Value function_block_new(Script *script, ScriptBlockNode *node, Module *module) NODISCARD;
BlockInfo *function_info(Interp *in, ScriptBlockNode *node);
/* Text between the braces, as a script block's ToString() gives it. */
Str function_block_text(const Block *block);
/* The command that runs the block: made once, owned by the block. */
Command *function_block_command(Block *block);
/* Makes name stand for command in a scope (NULL: removes it). */
void function_set(Interp *in, Scope *scope, Str name, Command *command);
/* Defines a function in the current scope (or the one its name says: global:f). */
Flow function_define(Interp *in, const NodeFunction *node) NODISCARD;
/* Whether the running block knows its variables by place: called in a scope of its own, and nothing in it reaches for
 * variables by name.  PowerShell compiles assignments to those apart, and their errors are others. */
bool function_is_compiled(Interp *in);
/* Whether a script takes what is piped into it: by process, by $input outside its functions and blocks, or by a
 * parameter. */
bool function_takes_input(ScriptBlockNode *node);
/* Parses text as a script block: [scriptblock]::Create, Invoke-Expression.  Raises ParseException. */
/* What a definition makes, without giving the scope that name; owned. */
Command *function_command_new(Interp *in, const NodeFunction *node, Str name) NODISCARD;
Flow function_parse(Interp *in, Str path, Str text, unsigned flags, Value *out) NODISCARD;
/* Raises the parse errors of a text: ParseException at the first one (reference 3.1.2). */
Flow function_raise_parse_errors(Interp *in, Script *script, const ParseErrors *errs) NODISCARD;
/* A copy of the block bound to a new module that holds the caller's local variables. */
Value function_closure(Interp *in, Block *block) NODISCARD;
Module *function_module_new(Interp *in, Str name) NODISCARD;
Module *function_module_ref(Module *module);
void function_module_drop(Module *module);
/* Forgets its scope and exports, which hold functions that hold the module: before the last drop. */
void function_module_clear(Module *module);
/* The innermost scope of a module's session state that is at work, or the module's own; NULL is the session's. */
Scope *function_scope_of(Interp *in, Module *module);

#endif
