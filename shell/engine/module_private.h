/* module_private: what the files about modules share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_MODULE_PRIVATE_H
#define ENGINE_MODULE_PRIVATE_H

#include "shell/engine/module.h"

enum { MODULE_NEST_MAX = 10 };

/* A non-terminating error about target; its p NULL: about nothing. */
Flow module_failed(Stage *s, const ErrorSpec *how, Str target, const char *fmt, ...) PRINTF(4, 5) NODISCARD;
/* A new module in the registry; real_path may be empty.  Counted. */
Module *module_make(Interp *in, Str name, Str real_path) NODISCARD;
/* Forgets and drops a module that failed; gives flow back. */
Flow module_give_up(Module *module, Flow flow) NODISCARD;
/* Runs a script in a scope, as part of that scope's module.  *done: it could be read, parsed and run. */
Flow module_run_file(Stage *s, Scope *scope, Str real_path, const ModuleLoad *load, bool *done) NODISCARD;
Flow module_load_manifest(Stage *s, Str real_path, const ModuleLoad *load, Module **out) NODISCARD;
/* The file name of a real path without its extension. */
Str module_base_name(Str real_path);
/* The folder its path is in; NULL without a path. */
String *module_folder(const Module *module) NODISCARD;

#endif
