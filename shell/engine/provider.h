/* provider: drives and paths: what cd, Get-ChildItem and $env:X work on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_PROVIDER_H
#define ENGINE_PROVIDER_H

#include "shell/base/utf8.h"
#include "shell/engine/scope.h"
#include "shell/engine/stage.h"
#include "shell/value/runtime.h"

/* A provider is a const table of functions, registered like a cmdlet; the cmdlets of Management work on any.  Three
 * kinds of path:
 *   text      what a script writes: relative, C:\x, \\server\share, ~, Env:PATH, FileSystem::/tmp, with wildcards;
 *   path      what the provider works on and messages show: C:\Temp\x, /tmp/x, PATH, LocalMachine\My;
 *   real      a file name of the machine: files only.
 * One function resolves, one shows; nobody else looks at a slash. */
typedef struct Provider Provider; /* all a session knows of providers, drives and locations: Interp.providers */
typedef struct ProviderDef ProviderDef;
typedef struct ProviderDrive ProviderDrive;
typedef struct ProviderCall ProviderCall;

/* ---- the session (main and interp) ---- */
/* FileSystem, Environment, Variable, Function and Alias with their drives, at the process's working directory. */
void provider_init(Interp *in);
void provider_free(Interp *in);
void provider_register(Interp *in, const ProviderDef *def);
/* A drive letter for a folder of the machine.  Desktop shows what is below as X:\...; Core only accepts X:\... and
 * X:/... and shows real paths.  persist: it stands in the store already.  false: the letter is taken, or none. */
bool provider_add_drive(Interp *in, char letter, Str real_folder, bool persist);
/* The folder where \\server\share stands as server/share. */
void provider_set_unc(Interp *in, Str real_folder);
/* What the machine that is played knows beyond the process.  Asked late, because it means opening a store; members may
 * be NULL. */
typedef struct ProviderMachine {
	void *self;
	/* Adds the drives that are kept; called once, before a drive is missed or all are listed. */
	void (*drives)(void *self, Interp *in);
	/* New-PSDrive -Persist or Remove-PSDrive changes a drive to be kept: real_folder is empty when it went.  false:
	 * it could not be kept. */
	bool (*keep)(void *self, char letter, Str real_folder);
	/* Desktop: the process lacks an environment variable (name empty: all are to be listed).  true: it was set
	 * now. */
	bool (*variable)(void *self, Interp *in, Str name);
	/* Whether a server's name is this machine's: \\name\c$ is drive C: then. */
	bool (*is_local)(void *self, Interp *in, Str server);
	/* A path is below \\server\letter$ of another machine and nothing stands there yet: makes it below shares, the
	 * folder of all servers' shares, when the server is known. */
	void (*share)(void *self, Interp *in, Str server, char letter, Str shares);
	/* Is the name that of a known server? Its full name goes to out. */
	bool (*host)(void *self, Interp *in, Str name, Buf *out);
} ProviderMachine;
void provider_set_machine(Interp *in, const ProviderMachine *machine);
/* Is the name that of a server the machine knows? Its full name goes to out. */
bool provider_find_host(Interp *in, Str name, Buf *out);
/* PathInfo, PSDriveInfo, ProviderInfo, PSVariable and their kin, for the TypeSet; provider_init adds them. */
extern const TypeEntry provider_entries[];
extern const size_t provider_entries_count;

/* ---- paths without a command ---- */
/* $PWD: a PathInfo object of the current location; owned. */
Value provider_location(Interp *in) NODISCARD;
/* The location as a file name: the last one of the FileSystem when another provider's drive is current. */
void provider_real_location(Interp *in, Buf *out);
/* A path as a script writes it, as a file name of the machine; and a file name as the script is shown it.  What names
 * no file (no such drive) gives a name that cannot exist. */
void provider_real_path(Interp *in, Str path, Buf *out);
void provider_shown_path(Interp *in, Str real, Buf *out);
/* For messages that a path is missing: of a \\server\share whose folder is not there, where it is looked for. */
void provider_put_missing_share(Interp *in, Str path, Buf *out);
/* $drive:name as an expression, and assigning to it: environment variables, function bodies, file contents. */
Flow provider_get_variable(Interp *in, Str drive, Str name, Value *out, bool *found) NODISCARD;
Flow provider_set_variable(Interp *in, Str drive, Str name, Value v) NODISCARD;
/* Runtime.with_notes and Runtime.is_note. */
Value provider_with_notes(Interp *in, Value line) NODISCARD;
bool provider_is_note(Interp *in, Str name);

/* ---- resolved paths ---- */
typedef struct ProviderPath {
	const ProviderDef *def;
	ProviderDrive *drive; /* borrowed; NULL: provider-qualified, \\server\share */
	Str path;             /* what the provider works on */
	Str shown;            /* with its drive: Env:\PATH, C:\x; the same as path without one */
} ProviderPath;               /* texts live in the arena they were made in */
typedef struct ProviderPaths {
	ProviderPath *p; /* free() it */
	size_t n, cap;
} ProviderPaths;

typedef enum ProviderStatus {
	PROVIDER_OK,
	PROVIDER_NO_DRIVE,
	PROVIDER_NO_PROVIDER,
	PROVIDER_NO_HOME, /* ~ where the provider has none */
	PROVIDER_NO_ITEM,
	PROVIDER_BAD_WILDCARD,
} ProviderStatus;
/* text without its wildcards expanded; that an item is there is not asked.  *name: what was not found. */
ProviderStatus provider_resolve(Interp *in, Arena *arena, Str text, ProviderPath *out, Str *name);
/* PathInfo object; owned. */
Value provider_path_value(Interp *in, const ProviderPath *path) NODISCARD;
/* The file name of a FileSystem path. */
void provider_file_name(Interp *in, Str path, Buf *out);

/* A FileInfo or DirectoryInfo of a FileSystem path; owned. */
Flow provider_file_item(Interp *in, Str path, bool container, Value *out) NODISCARD;

/* Paths as text, by the rules of a provider (provider_text_of finds it): also for paths that do not exist. */
const ProviderDef *provider_text_of(Interp *in, Str text);
Str provider_join(Interp *in, Arena *arena, const ProviderDef *def, Str parent, Str child);
Str provider_parent(Interp *in, Arena *arena, const ProviderDef *def, Str path);
Str provider_leaf(Interp *in, const ProviderDef *def, Str path);
/* path relative to base ("..\..\x"); path itself when they have nothing in common. */
Str provider_relative(Interp *in, Arena *arena, const ProviderDef *def, Str base, Str path);
/* Parts of a text: what stands before "::" or ":" with it, and the rest; empty when there is none. */
Str provider_qualifier(Str text);
bool provider_is_absolute(Interp *in, Str text);
/* / or \ as the path itself, or else the location, has it. */
char provider_separator(Interp *in, const ProviderDef *def, Str path);

/* ---- drives and providers ---- */
const ProviderDef *provider_find_def(Interp *in, Str name); /* "FileSystem", "Microsoft.PowerShell.Core\FileSystem" */
const ProviderDef *provider_def_at(Interp *in, size_t i);   /* sorted by name; NULL past the end */
ProviderDrive *provider_find_drive(Interp *in, Str name);   /* borrowed; NULL: none */
ProviderDrive *provider_drive_at(Interp *in, size_t i);     /* sorted by name; NULL past the end */
Value provider_drive_value(ProviderDrive *drive) NODISCARD; /* PSDriveInfo */
Value provider_def_value(const ProviderDef *def) NODISCARD; /* ProviderInfo */
const ProviderDef *provider_drive_def(const ProviderDrive *drive);
Str provider_drive_name(const ProviderDrive *drive);
typedef struct ProviderNewDrive {
	const ProviderDef *def;
	Str name, root, description; /* root: the provider's path */
	Value credential;            /* or V_EMPTY */
	bool persist;
} ProviderNewDrive;
/* Borrowed; the name must be free (ask provider_find_drive). */
ProviderDrive *provider_make_drive(Interp *in, const ProviderNewDrive *drive);
/* false: it is the current location's. */
bool provider_remove_drive(Interp *in, ProviderDrive *drive);

/* ---- the location ---- */
/* Goes there; false with errno when the machine does not let us. */
bool provider_set_location(Interp *in, const ProviderPath *path);
/* Set-Location - and +: false when there is no more history that way. */
bool provider_history(Interp *in, bool forward, Arena *arena, ProviderPath *out);
/* Stacks by name; "" is the default one.  pop: false when there is no such stack, *found false when it is empty. */
void provider_push(Interp *in, Str name);
bool provider_pop(Interp *in, Str name, Arena *arena, ProviderPath *out, bool *found);
bool provider_set_stack(Interp *in, Str name);              /* Set-Location -StackName: false when there is none */
Value provider_stack_value(Interp *in, Str name) NODISCARD; /* PathInfoStack; $null when there is none */
/* Of a provider, or of one drive, when it is not the current one; false: no such. */
bool provider_location_of(Interp *in, const ProviderDef *def, ProviderDrive *drive, Arena *arena, ProviderPath *out);

/* ---- writing a provider ---- */
/* clang-format off */
enum {
	PROVIDER_TREE = 1,           /* paths have parents (NavigationCmdletProvider) */
	PROVIDER_FILTER = 2, PROVIDER_SHOULD_PROCESS = 4, PROVIDER_CREDENTIALS = 8, /* Capabilities */
	PROVIDER_CASE = 16,          /* names differ by case */
};
/* clang-format on */

/* One child of a container. */
typedef struct ProviderName {
	Str name;                     /* in the call's arena */
	bool container, hidden, link; /* link: not gone into by -Recurse */
} ProviderName;
typedef struct ProviderNames {
	ProviderName *p;
	size_t n, cap;
} ProviderNames;

/* How content is read or written: Get-Content's and Set-Content's parameters. */
typedef struct ProviderContent {
	Encoding encoding;
	bool has_encoding, bytes, raw, wait, no_newline, append;
	Str delimiter; /* p NULL: lines */
} ProviderContent;
/* First member of what implements it. */
typedef struct ProviderReader ProviderReader;
struct ProviderReader {
	/* The next item (owned): a line, a byte, a value; V_EMPTY at the end. */
	Flow (*read)(ProviderReader *reader, Value *out);
	/* Goes to where the last n items begin; NULL: the caller reads all and keeps them. */
	Flow (*tail)(ProviderReader *reader, uint64_t n);
	void (*close)(ProviderReader *reader); /* and frees it */
	bool lines;                            /* items get note properties of their place */
};
typedef struct ProviderWriter ProviderWriter;
struct ProviderWriter {
	Flow (*write)(ProviderWriter *writer, Value v); /* collections were unrolled before */
	/* What was written is there when this is FLOW_NEXT; frees it in any case.  failed: the command failed
	 * meanwhile. */
	Flow (*close)(ProviderWriter *writer, bool failed);
};

/* Paths are the provider's own, borrowed.  A function that is NULL is an operation the provider does not support.
 * Failures are reported by stage_error of call->stage; items are written by provider_write. */
struct ProviderDef {
	const char *name, *module; /* "FileSystem", "Microsoft.PowerShell.Core" */
	const char *class_name;    /* ImplementingType */
	unsigned flags;
	uint16_t where;
	const char *drive, *description; /* the drive there is from the start, rooted at ""; NULL: none */
	/* Parameters that only this provider gives to a cmdlet, "Get-Content:Raw", NULL-terminated. */
	const char *const *dynamic;
	bool (*exists)(ProviderCall *call, Str path);
	bool (*is_container)(ProviderCall *call, Str path);
	Flow (*names)(ProviderCall *call, Str path, ProviderNames *out);
	/* Get-ChildItem's parameters of this provider (-File, -ExpiringInDays): whether a child is shown.  NULL: those
	 * that are not hidden, and with -Force all. */
	bool (*lists)(ProviderCall *call, Str path, const ProviderName *child);
	Flow (*get)(ProviderCall *call, Str path);
	Flow (*set)(ProviderCall *call, Str path, Value v);
	Flow (*clear)(ProviderCall *call, Str path);
	Flow (*make)(ProviderCall *call, Str path, Str type, Value v);
	Flow (*remove)(ProviderCall *call, Str path, bool recurse);
	Flow (*rename)(ProviderCall *call, Str path, Str name);
	Flow (*copy)(ProviderCall *call, Str path, Str to, bool recurse);
	Flow (*move)(ProviderCall *call, Str path, Str to);
	Flow (*invoke)(ProviderCall *call, Str path);
	Flow (*get_property)(ProviderCall *call, Str path, const Str *names, size_t n);
	Flow (*set_property)(ProviderCall *call, Str path, Value properties);
	/* New-ItemProperty and Remove-ItemProperty: properties that an item may have or not
	 * (IDynamicPropertyCmdletProvider). */
	Flow (*make_property)(ProviderCall *call, Str path, Str name, Str type, Value v);
	Flow (*remove_property)(ProviderCall *call, Str path, Str name);
	Flow (*clear_property)(ProviderCall *call, Str path, const Str *names, size_t n);
	Flow (*reader)(ProviderCall *call, Str path, const ProviderContent *how, ProviderReader **out);
	Flow (*writer)(ProviderCall *call, Str path, const ProviderContent *how, ProviderWriter **out);
	Flow (*clear_content)(ProviderCall *call, Str path);
	/* $drive:name */
	Flow (*get_variable)(Interp *in, Str path, Value *out, bool *found);
	Flow (*set_variable)(Interp *in, Str path, Value v);
	const struct ProviderFlat *flat; /* how provider_flat_* work on it (below) */
	/* New-PSDrive: false when root is none (message in *why). */
	bool (*check_root)(Interp *in, Str root, Buf *why);
};

/* A command at work on one provider's paths. */
struct ProviderCall {
	Stage *stage;
	Interp *in;
	Arena *arena; /* the stage's scratch */
	const ProviderDef *def;
	ProviderDrive *drive; /* borrowed, or NULL */
	const Str *paths;     /* -Path or -LiteralPath */
	size_t npaths;
	const Str *include, *exclude;
	size_t ninclude, nexclude;
	Str filter;
	bool literal, force, pass_thru;
	Sink *out;                         /* where provider_write sends to; NULL: nowhere (no -PassThru) */
	Value drive_value, provider_value; /* PSDrive, PSProvider: made once */
	const ProviderDrive *drive_of;     /* whose drive_value is */
};

/* Reads -Path, -LiteralPath, -Filter, -Include, -Exclude, -Force and -PassThru from the running cmdlet's table, where
 * it has them. */
void provider_call_init(ProviderCall *call, Stage *stage);
void provider_call_release(ProviderCall *call);
/* Sets the provider and drive a path belongs to. */
void provider_call_use(ProviderCall *call, const ProviderPath *path);
/* The argument of a parameter by name; V_EMPTY when not bound or not there; borrowed. */
Value provider_arg_peek(const ProviderCall *call, const char *name);
bool provider_switch(const ProviderCall *call, const char *name);

/* Flags of provider_find and provider_each. */
enum { PROVIDER_MAY_BE_NEW = 1, PROVIDER_QUIET = 2 };
/* The items a text names: wildcards expanded (unless call->literal), -Filter, -Include and -Exclude applied.  Failures
 * are reported unless quiet; false: none of the text, go on with the next when *flow is FLOW_NEXT. */
bool provider_find(ProviderCall *call, Str text, unsigned flags, ProviderPaths *out, Flow *flow);
typedef Flow ProviderEach(ProviderCall *call, const ProviderPath *path, void *self);
/* provider_find for each of call->paths, and each for what it finds, with the call turned to its provider. */
Flow provider_each(ProviderCall *call, unsigned flags, ProviderEach *each, void *self) NODISCARD;
/* Get-ChildItem: items, or names (relative to the text's base). */
Flow provider_children(ProviderCall *call, Str text, bool recurse, uint32_t depth, bool names) NODISCARD;
bool provider_has_children(ProviderCall *call, Str path);
/* Copy-Item and Move-Item of one text. */
Flow provider_transfer(ProviderCall *call, Str text, Str to, bool move, bool recurse) NODISCARD;

/* Sends an item on with its PSPath, PSParentPath, PSChildName, PSDrive, PSProvider and PSIsContainer. */
Flow provider_write(ProviderCall *call, Value item, Str path, bool container) NODISCARD;
Flow provider_write_take(ProviderCall *call, Str path, bool container, Value item) NODISCARD;
/* The same without PSIsContainer: results of Get-ItemProperty. */
Flow provider_write_properties(ProviderCall *call, Value object, Str path) NODISCARD;
/* Numbers for the lines of a file that is being read, so that their note properties can be made later. */
typedef struct ProviderLines {
	uint32_t next, left; /* numbers of the block in hand */
	uint32_t line;       /* number of the next line in the file, from 1 */
	uint32_t origin;     /* what the session remembers of the file */
} ProviderLines;
void provider_lines_init(ProviderCall *call, Str path, ProviderLines *lines);
/* The note of the next line. */
uint32_t provider_lines_next(Interp *in, ProviderLines *lines);

/* A parameter that only another provider gives to this cmdlet was used: the binder's error for an unknown name. */
Flow provider_check_dynamic(ProviderCall *call) NODISCARD;

/* Failures that many operations share; all are non-terminating errors of the running cmdlet. */
Flow provider_report(ProviderCall *call, ProviderStatus status, Str name) NODISCARD;
Flow provider_not_found(ProviderCall *call, Str path) NODISCARD; /* Cannot find path ... */
Flow provider_not_supported(ProviderCall *call, const char *text) NODISCARD;
/* A failed system call on a file: .NET's exception and text for errno, id<kind of exception>Error: prefix "NewItem"
 * gives NewItemIOError or NewItemUnauthorizedAccessError.  target V_EMPTY: the path. */
typedef struct ProviderFailure {
	const char *prefix;
	Str path; /* as shown */
	Value target;
	ErrorCategory category; /* for plain IOExceptions: read or write */
	bool by_kind;           /* FileNotFound and DirectoryNotFound have ids of their own, and are ObjectNotFound */
} ProviderFailure;
Flow provider_failed(ProviderCall *call, const ProviderFailure *failure, int error) NODISCARD;

/* A member or the language threw: its record becomes a non-terminating error of the command.  Other flows pass. */
Flow provider_report_thrown(ProviderCall *call, Flow flow) NODISCARD;

/* ---- providers whose items are names with a value: the session's own, and others like them ---- */
/* provider_flat_* are functions for a ProviderDef that do everything by these few. */
typedef struct ProviderFlat {
	bool (*has)(Interp *in, Str name);
	Flow (*each)(ProviderCall *call, ProviderNames *out);   /* all names */
	Flow (*item)(ProviderCall *call, Str name, Value *out); /* the object Get-Item writes */
	Flow (*value)(Interp *in, Str name, Value *out);        /* what Get-Content reads */
	/* $null removes, or clears, as the provider has it.  Throws what $drive:name = v throws. */
	Flow (*put)(ProviderCall *call, Str name, Value v);
	Flow (*remove)(ProviderCall *call, Str name);
	bool new_must_be_new; /* New-Item of a name that is there is an error */
} ProviderFlat;
bool provider_flat_exists(ProviderCall *call, Str path);
bool provider_flat_is_container(ProviderCall *call, Str path);
Flow provider_flat_names(ProviderCall *call, Str path, ProviderNames *out);
Flow provider_flat_get(ProviderCall *call, Str path);
Flow provider_flat_set(ProviderCall *call, Str path, Value v);
Flow provider_flat_clear(ProviderCall *call, Str path);
Flow provider_flat_make(ProviderCall *call, Str path, Str type, Value v);
Flow provider_flat_remove(ProviderCall *call, Str path, bool recurse);
Flow provider_flat_rename(ProviderCall *call, Str path, Str name);
Flow provider_flat_copy(ProviderCall *call, Str path, Str to, bool recurse);
Flow provider_flat_reader(ProviderCall *call, Str path, const ProviderContent *how, ProviderReader **out);
Flow provider_flat_writer(ProviderCall *call, Str path, const ProviderContent *how, ProviderWriter **out);
#define PROVIDER_FLAT(table)                                                                                           \
	.flat = (table), .exists = provider_flat_exists, .is_container = provider_flat_is_container,                   \
	.names = provider_flat_names, .get = provider_flat_get, .set = provider_flat_set,                              \
	.clear = provider_flat_clear, .make = provider_flat_make, .remove = provider_flat_remove,                      \
	.rename = provider_flat_rename, .copy = provider_flat_copy, .reader = provider_flat_reader,                    \
	.writer = provider_flat_writer

/* The lines of a file by its real name, for switch -File: NULL when it cannot be opened.  Writers do not mind it. */
ProviderReader *provider_file_lines(Interp *in, Str real) NODISCARD;

/* A PSVariable object: the variable of a scope as $v.Value reads and sets it; owned. */
Value provider_variable_value(Interp *in, Scope *scope, Symbol *symbol) NODISCARD;
/* The scope that such an object holds; NULL: v is none. */
const Scope *provider_variable_scope_peek(Value v);
/* Every variable of a scope (of all visible ones with NULL, each name once, those the engine answers among them). */
typedef void ProviderEachVariable(void *self, Scope *scope, Symbol *symbol);
void provider_variable_each(Interp *in, Scope *only, ProviderEachVariable *each, void *self);

extern const ProviderDef provider_filesystem, provider_environment, provider_variable, provider_function,
	provider_alias;

#endif
