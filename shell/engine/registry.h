/* registry: what names mean: aliases, functions, cmdlets, programs; modules. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_REGISTRY_H
#define ENGINE_REGISTRY_H

#include "shell/engine/function.h"

typedef struct Registry Registry;
/* The session's names of commands; both tables end with NULL and outlive it. */
Registry *registry_new(Interp *in, const CmdletDef *const *cmdlets, const struct AppDef *const *apps) NODISCARD;
void registry_free(Registry *registry);

/* Which kinds a look-up may find: bits of CommandKind; 0: all. */
/* Resolves a name as a command line does (reference 7.2.2): alias (followed), function, cmdlet, app, script file or
 * program by path or $PATH, then with Get- in front.  NULL: not found.  Counted for the caller. */
Command *registry_find(Interp *in, Str name, unsigned kinds) NODISCARD;
/* The same without following an alias. */
Command *registry_find_alias(Interp *in, Str name) NODISCARD;
/* CommandNotFoundException for name; returns FLOW_THROW. */
Flow registry_not_found(Interp *in, Str name) NODISCARD;
/* Changes whenever a name may mean something else: nodes that remember a command compare it. */
uint32_t registry_generation(const Interp *in);
void registry_changed(Interp *in);
/* Calls each with every command visible from the current scope whose name matches the wildcard; borrowed. */
void registry_each(Interp *in, Str pattern, unsigned kinds, void (*each)(void *self, Command *command), void *self);
/* The same for programs and scripts in the folders of $PATH; one that another hides comes, too. */
void registry_each_file(
	Interp *in, Str pattern, unsigned kinds, void (*each)(void *self, Command *command), void *self);
/* Resolves a name among everything but aliases, without trying Get- in front.  Counted for the caller. */
Command *registry_find_direct(Interp *in, Str name, unsigned kinds) NODISCARD;
/* Cmdlet by exact name, as its shared Command; borrowed; NULL when there is none in this edition. */
Command *registry_cmdlet(Interp *in, Str name);
/* The session's global aliases of the edition, set up by interp_new. */
void registry_add_aliases(Interp *in);

/* Every module that was ever made stays here until the session ends: what was made in it may still be held, though it
 * is no longer loaded.  By name those that are loaded; borrowed. */
Module *registry_module(Interp *in, Str name);
void registry_module_add(Interp *in, Module *module); /* counts it */
Module *registry_module_at(Interp *in, size_t i);     /* NULL past the end */

#endif
