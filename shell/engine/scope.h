/* scope: variables, and the chain of scopes that functions and scripts open. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_SCOPE_H
#define ENGINE_SCOPE_H

#include "shell/syntax/script.h"
#include "shell/value/runtime.h"

struct Frame;
struct Command;
struct Module;

/* Variables the engine answers itself.  ORDER SymbolId: special_names in scope.c. */
typedef enum SymbolId {
	SYM_PLAIN,
	SYM_NULL,
	SYM_TRUE,
	SYM_FALSE,
	SYM_UNDERSCORE, /* $_ and $PSItem */
	SYM_SUCCESS,    /* $? */
	SYM_ARGS,
	SYM_INPUT,
	SYM_MY_INVOCATION,
	SYM_BOUND_PARAMETERS,
	SYM_CMDLET, /* $PSCmdlet */
	SYM_SCRIPT_ROOT,
	SYM_COMMAND_PATH,
	SYM_PWD,
	SYM_STACK_TRACE,
	SYM_CONTEXT, /* $ExecutionContext */
	SYM_HOST,
	SYM_COUNT,
} SymbolId;

/* An interned variable name: one per spelling without regard to case, as long as the interpreter lives. */
typedef struct Symbol {
	String *name; /* as first written */
	uint32_t hash;
	SymbolId id;
	struct Symbol *next;
	/* Where a variable of that name may be, so that deep recursion need not ask every scope. */
	uint32_t nlayouts;   /* layouts that have it, but the global scope's */
	struct Layout *only; /* the one, where it is known to be one; or NULL */
} Symbol;

/* Options of a variable, ScopedItemOptions' numbers. */
enum { VARIABLE_READ_ONLY = 1, VARIABLE_CONSTANT = 2, VARIABLE_PRIVATE = 4, VARIABLE_ALL_SCOPE = 8 };

/* What few variables have: a type, attributes, options.  Counted: all calls of a function share its parameters'. */
typedef struct VariableMeta {
	uint32_t refs;
	unsigned options;
	const TypeDef *type;              /* converts every later value; NULL: none */
	NodeAttribute *const *attributes; /* validation and transformation, in order; the script is kept by its owner */
	uint32_t nattributes;
	Script *script; /* of the attributes; counted */
	String *description;
} VariableMeta;

/* VALUE_UNSET marks a slot without a variable; V_EMPTY is a value like any other ($x = nothing). */
typedef struct Variable {
	Value value;
	VariableMeta *meta; /* or NULL */
} Variable;

/* Names of the slots of all scopes made from one script block; grows as names are assigned. */
typedef struct Layout {
	uint32_t refs, id; /* id: unique for the interpreter's life, so that nodes can remember (id, slot) */
	Symbol **names;
	uint32_t n, cap;
	uint32_t *index; /* open addressing by symbol; 0: free, else slot + 1 */
	uint32_t index_size;
	bool is_global;
	struct Scope *scope;         /* the last one made with it; borrowed: it lives while refs say so */
	struct Layout *next, **link; /* of the interpreter's; link NULL: that is gone, and the symbols with it */
} Layout;

/* Functions and aliases of one scope. */
typedef struct ScopeNames {
	struct ScopeName {
		String *name;
		struct Command *command; /* counted; NULL: removed */
		uint32_t hash;
	} * p;
	uint32_t n, cap;
	uint32_t *index; /* open addressing by hash: position + 1; from the ninth name on */
	uint32_t index_size;
} ScopeNames;

typedef struct Scope {
	uint32_t refs;
	bool is_script;       /* $script: of what runs below */
	struct Scope *parent; /* counted */
	Layout *layout;       /* counted */
	Variable *slots;
	uint32_t nslots; /* <= layout->n: the rest is unset */
	uint32_t cap;
	struct Frame *frame;             /* the call that opened it, while it runs; NULL for the global one */
	ScopeNames *functions, *aliases; /* or NULL */
	struct Module *module;           /* whose session state this is, or NULL */
	bool dotted_function;            /* reserved names are looked up beyond it */
	uint8_t strict;                  /* Set-StrictMode in this scope: its level + 1; 0: as outside */
	struct Scope *root;              /* the end of the chain of parents */
	struct Scope *script;            /* the nearest that is_script, itself counted in; or NULL */
	struct Scope *named;             /* the nearest with functions or aliases, as of named_version */
	uint32_t named_version;          /* of the root's: */
	uint32_t version;                /* changes when a scope gets its first function or alias */
	Variable inline_slots[8];
} Scope;

/* It is what $script: means below it. */
void scope_set_script(Scope *scope);

/* Which names have which slot: shared by all runs of a block. */
Layout *scope_layout_new(Interp *in) NODISCARD;
void scope_layout_drop(Layout *layout);
/* The interpreter ends before some script does: its layouts forget the symbols. */
void scope_layouts_forget(Interp *in);
/* Slot of the symbol, added when new. */
uint32_t scope_layout_add(Layout *layout, Symbol *symbol);
/* Slot, or UINT32_MAX. */
uint32_t scope_layout_find(const Layout *layout, const Symbol *symbol);

/* The symbol of a name, made at its first use: the same for every case. */
Symbol *scope_symbol(Interp *in, Str name);
Scope *scope_new(Interp *in, Layout *layout, Scope *parent) NODISCARD;
Scope *scope_ref(Scope *scope);
void scope_drop(Interp *in, Scope *scope);
/* Drops it at the end of the call that opened it.  Where only its own variables hold it then ($r = [ref]$x,
 * $v = Get-Variable x), they go: such a cycle would outlive every call. */
void scope_end(Interp *in, Scope *scope);
/* Unsets everything in it: what the session ends with, so that cycles through it go. */
void scope_clear(Scope *scope);

/* The variable's slot in this scope alone; NULL when unset there.  Valid until the next assignment. */
Variable *scope_local_peek(Scope *scope, const Symbol *symbol);
/* Nearest one that is set, from scope outwards (private ones of outer scopes are skipped). */
Variable *scope_find_peek(Scope *scope, const Symbol *symbol);
/* The slot for an assignment in this scope, made when absent (value VALUE_UNSET then). */
Variable *scope_slot(Scope *scope, Symbol *symbol);
void scope_remove(Scope *scope, const Symbol *symbol);
/* Strict mode for the scope and those below: a level, or -1 for none of its own.  in->strict is kept as the current
 * scope has it. */
void scope_set_strict(Interp *in, Scope *scope, int level);
int scope_strict(const Scope *scope);
/* The scope a qualifier or -Scope means: "global", "script", "local", "private", or a number; NULL: none such. */
Scope *scope_named(Interp *in, Str name);

/* Reads and writes as the language does: special variables, the search outwards, types, attributes and options of what
 * is there.  get: *found false when there is none; the value is owned. */
Flow scope_get(Interp *in, Scope *from, Symbol *symbol, Value *out, bool *found) NODISCARD;
Flow scope_set_take(Interp *in, Scope *scope, Symbol *symbol, Value v) NODISCARD;
/* Converts and validates v for a variable of this meta; *v is replaced. */
Flow scope_check(Interp *in, const Symbol *symbol, const VariableMeta *meta, Value *v) NODISCARD;
/* Converts v as a variable of that type does; *v is replaced.  plain: the variable has no attributes but the type, and
 * no scope in its name: where the running block is compiled it is then a cast, with a cast's errors. */
Flow scope_convert(Interp *in, const TypeDef *type, bool plain, Value *v) NODISCARD;
/* For the engine's own variables: no checks, creates them in the scope. */
void scope_put_take(Scope *scope, Symbol *symbol, Value v);
VariableMeta *scope_meta_new(void) NODISCARD;
VariableMeta *scope_meta_ref(VariableMeta *meta);
void scope_meta_drop(VariableMeta *meta);
/* The variable's meta, made when absent, and a copy of its own where it is shared: to be changed. */
VariableMeta *scope_own_meta(Variable *v);

/* Functions and aliases by name in one scope, and from a scope outwards; borrowed. */
struct Command *scope_function_peek(Scope *scope, Str name);
struct Command *scope_alias_peek(Scope *scope, Str name);
void scope_function_set(Scope *scope, Str name, struct Command *command); /* NULL: removes */
void scope_alias_set(Scope *scope, Str name, struct Command *command);

#endif
