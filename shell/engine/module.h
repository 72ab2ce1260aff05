/* module: script modules: found, loaded, exported, imported and removed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_MODULE_H
#define ENGINE_MODULE_H

#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

/* ---- as objects ---- */
/* A PSModuleInfo that counts the module; and the module of one, borrowed, NULL for anything else. */
Value module_info_new(Module *module) NODISCARD;
Module *module_info_peek(Value v);
/* Its exported functions as methods and its exported variables as properties of a new object. */
Flow module_as_object(Interp *in, Value info, Value *out) NODISCARD;
/* The same for a list of modules that are available: its table is grouped by folder. */
Value module_info_new_available(Module *module) NODISCARD;
extern const TypeEntry module_info_entries[];
extern const size_t module_info_count;
/* What a manifest says under a name, borrowed; V_EMPTY: nothing.  module_data: of its PrivateData.PSData. */
Value module_says_peek(const Module *module, Str name);
Value module_data_peek(const Module *module, Str name);
/* Its version as a System.Version, and as text. */
Flow module_version_value(Interp *in, const Module *module, Value *out) NODISCARD;
Str module_version_text(const Module *module, Buf *scratch);

/* ---- names ---- */
typedef struct ModuleNames { /* patterns; given: the parameter was used, and none of them means nothing */
	const Str *p;
	size_t n;
	bool given;
} ModuleNames;
bool module_names_match(const ModuleNames *names, Str name);

/* ---- exporting ---- */
/* Adds what fits to a module's exports; a verbose message for each. */
Flow module_export(Stage *s, Module *module, const ModuleNames names[3]) NODISCARD;
/* ORDER of names: */
enum { MODULE_FUNCTIONS, MODULE_ALIASES, MODULE_VARIABLES };
/* All its own functions and aliases, unless it chose. */
Flow module_export_rest(Stage *s, Module *module) NODISCARD;
/* Leaves only what the manifest's lists have. */
void module_limit_exports(Module *module);

/* ---- importing ---- */
typedef struct ModuleImport {
	ModuleNames names[3];
	Str prefix;
	Scope *scope; /* where to */
	bool no_clobber, unchecked;
} ModuleImport;
Flow module_import(Stage *s, Module *module, const ModuleImport *import) NODISCARD;
/* Where Import-Module imports to: the session state of the caller, or the session. */
Scope *module_import_scope(Interp *in, bool global);
/* Takes everything of the module out of the session; runs its OnRemove, whose output goes to the stage's. */
Flow module_remove(Stage *s, Module *module) NODISCARD;

/* ---- loading ---- */
typedef struct ModuleLoad {
	Str name;    /* as asked for: for messages */
	Str wanted;  /* the exact version, or empty */
	Str minimum; /* the least version, or empty */
	Str maximum;
	const Value *args;
	size_t nargs;
	int depth; /* how many modules this one is nested in */
} ModuleLoad;
/* The error that there is no module of load->name. */
Flow module_not_found(Stage *s, const ModuleLoad *load) NODISCARD;
/* ModuleSpecification objects (-FullyQualifiedName): the name and versions of one go into load, borrowed. */
extern const TypeEntry module_specification_entry;
void module_specification_read(Value specification, ModuleLoad *load);
/* Loads the file (a real path) of a module: .psm1, .psd1 or .ps1.  *out is counted; NULL when it could not be loaded,
 * which was reported. */
Flow module_load_file(Stage *s, Str real_path, const ModuleLoad *load, Module **out) NODISCARD;
/* A new module from a script block: New-Module.  Its output goes to sink. */
Flow module_load_block(Stage *s, Str name, Value block, const ModuleLoad *load, Sink *sink, Module **out) NODISCARD;
/* Reads a data file: one hashtable in the restricted language.  Raises the errors of a bad one. */
Flow module_read_data(Interp *in, Str real_path, Value *out) NODISCARD;
/* A Module that says what a manifest says, without running anything. */
Flow module_read_manifest(Stage *s, Str real_path, Module **out) NODISCARD;

/* ---- finding ---- */
/* The loaded modules, and those of the shell itself, come first; then the folders of $env:PSModulePath. */
/* The file of a module (real path) by its path, with or without extension, or by its name in the folders; false: none
 * fits. */
bool module_find_file(Interp *in, const ModuleLoad *load, Buf *real_path);
/* Modules of the shell itself by name, made on demand; borrowed; NULL: no cmdlet names it. */
Module *module_built_in(Interp *in, Str name);
/* A module that was not loaded, with what its files say they export; NULL: it is none. */
Flow module_read_available(Stage *s, Str real_path, Module **out) NODISCARD;
typedef void ModuleEach(void *self, Module *module);
void module_each_built_in(Interp *in, Str pattern, ModuleEach *each, void *self);
/* Every module in the folders, newest version first, made without running anything. */
Flow module_each_available(Stage *s, Str pattern, ModuleEach *each, void *self) NODISCARD;
/* The file of a module in the folders that exports a command of this name; false: none. */
bool module_find_command(Interp *in, Str name, Buf *real_path);
/* Import-Module -Global as the engine itself needs it: for #requires, using module, and a command nobody knows.  Of load
 * name and versions count.  Failures are thrown, or nothing when quiet. */
Flow module_run_import(Interp *in, const ModuleLoad *load, bool quiet) NODISCARD;
/* Imports the module that has the command, unless $PSModuleAutoLoadingPreference is None; false: there is none. */
bool module_auto_load(Interp *in, Str name);

#endif
