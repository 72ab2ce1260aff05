/* alias: what the cmdlets about aliases have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_ALIAS_H
#define UTILITY_ALIAS_H

#include "shell/base/vec.h"
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

typedef VEC(Command *) AliasList; /* borrowed commands */

/* The scope of -Scope; the current one when it is not given (*given false).  Throws for what is none. */
Flow alias_scope(Stage *s, int param, Scope **out, bool *given) NODISCARD;
/* Aliases that fit a name pattern (NULL: any) and a definition pattern (NULL: any), by name: those of scope, or (NULL)
 * all that are visible. */
void alias_list(Stage *s, Scope *scope, const Str *name, const Str *definition, AliasList *out);

/* What an alias is to be; description and options as New-Alias takes them. */
typedef struct AliasChange {
	Str name, value, description;
	unsigned options; /* VARIABLE_* */
	bool force;       /* also what is read-only */
	bool must_be_new; /* New-Alias, Import-Alias */
} AliasChange;
/* Makes or changes it; failures are non-terminating errors, then *out is NULL.  *out is borrowed. */
Flow alias_set(Stage *s, Scope *scope, const AliasChange *change, Command **out) NODISCARD;
bool alias_is_fixed(const Command *alias, bool force);
/* ShouldProcess "Name: x Value: y". */
bool alias_should(Stage *s, Str action, Str name, Str value, Flow *flow);
Flow alias_write(Stage *s, Command *alias) NODISCARD; /* its AliasInfo */
/* "ReadOnly, AllScope" */
void alias_put_options(unsigned options, Buf *out);

/* A path argument as the file's real name in out; *shown in the scratch arena.  Throws what is no file path; a drive
 * that is not there is reported, and out stays empty. */
Flow alias_file(Stage *s, Str text, Buf *out, Str *shown) NODISCARD;
/* Throws for a file that could not be opened. */
Flow alias_file_failed(Stage *s, int error, Str shown) NODISCARD;

/* New-Alias and Set-Alias: the same parameters, ORDER AliasParam, and their work. */
typedef enum AliasParam {
	ALIAS_NAME,
	ALIAS_VALUE,
	ALIAS_DESCRIPTION,
	ALIAS_OPTION,
	ALIAS_PASS_THRU,
	ALIAS_SCOPE,
	ALIAS_FORCE,
	ALIAS_PARAMS
} AliasParam;
extern const ParamDef alias_params[ALIAS_PARAMS];
extern const char *const alias_outputs[];
Flow alias_define(Stage *s, Str action, bool must_be_new) NODISCARD;

extern const char alias_scope_help[];

#endif
