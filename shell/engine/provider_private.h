/* provider_private: what the files of the provider layer share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_PROVIDER_PRIVATE_H
#define ENGINE_PROVIDER_PRIVATE_H

#include "shell/engine/interp.h"
#include "shell/engine/provider.h"

/* Counted: a PSDriveInfo object may outlive its drive. */
struct ProviderDrive {
	uint32_t refs;
	const ProviderDef *def;
	String *name;
	String *root;    /* the provider's path: "C:\", "/", "/tmp/", "" */
	String *current; /* below the root; "": the root itself */
	String *description;
	Value credential;
	bool persist; /* kept in the store */
	ProviderDrive *next;
};

/* A place to go back to. */
typedef struct ProviderPlace {
	const ProviderDef *def;
	ProviderDrive *drive; /* counted, or NULL */
	String *path, *shown;
} ProviderPlace;
typedef struct ProviderPlaces {
	ProviderPlace *p;
	size_t n, cap;
} ProviderPlaces;

typedef struct ProviderStack {
	String *name;
	ProviderPlaces places;
	struct ProviderStack *next;
} ProviderStack;

/* Where a run of numbered lines came from. */
typedef struct ProviderOrigin {
	String *path; /* the provider's */
	const ProviderDef *def;
	ProviderDrive *drive; /* counted, or NULL */
} ProviderOrigin;
typedef struct ProviderRun {
	uint32_t first, count; /* numbers */
	uint32_t line;         /* of the first */
	uint32_t origin;
} ProviderRun;

enum { PROVIDER_DEFS_MAX = 16, PROVIDER_HISTORY_MAX = 20 };

/* Note properties of items and lines, in the order they are attached. */
typedef enum ProviderNote {
	NOTE_PATH,
	NOTE_PARENT_PATH,
	NOTE_CHILD_NAME,
	NOTE_DRIVE,
	NOTE_PROVIDER,
	NOTE_IS_CONTAINER,
	NOTE_READ_COUNT,
	NOTE_COUNT
} ProviderNote;

struct Provider {
	Interp *in;
	const ProviderDef *defs[PROVIDER_DEFS_MAX]; /* sorted by name */
	size_t ndefs;
	ProviderDrive *drives;         /* sorted by name; counted */
	String *letters[26];           /* Desktop: real folder of each drive letter, or NULL */
	String *unc;                   /* real folder of \\server\share, or NULL */
	ProviderPlace here, file_here; /* the location; the last one of the FileSystem */
	ProviderPlaces back, forward;  /* Set-Location - and + */
	ProviderStack *stacks;
	String *stack; /* name of the default stack */
	ProviderMachine machine;
	String *notes[NOTE_COUNT]; /* names of the note properties, shared by all objects */
	/* lines with note properties */
	struct {
		ProviderOrigin *p;
		size_t n, cap;
	} origins;
	struct {
		ProviderRun *p; /* ascending */
		size_t n, cap;
	} runs;
	uint32_t next_note;
	/* files being read: they are not emptied meanwhile */
	struct ProviderOpen {
		uint64_t device, file;
	} * open;
	size_t nopen, open_cap;
	/* System.IO.FileInfo, DirectoryInfo and others with their constructors, found when first needed */
	struct {
		const TypeDef *type;
		const MethodDef *make;
	} file, directory, entry; /* entry: System.Collections.DictionaryEntry */
};

/* A new counted string. */
String *provider_string(Str s);
void provider_drive_drop(ProviderDrive *drive); /* NULL is fine */
/* One more holder of the drive. */
static inline ProviderDrive *provider_drive_ref(ProviderDrive *drive)
{
	if (drive)
		drive->refs++;
	return drive;
}
/* A place owns its texts and its drive: given up, taken over from a path, lent as a path of the arena. */
void provider_place_release(ProviderPlace *place);
void provider_place_set(ProviderPlace *place, const ProviderPath *path);
ProviderPath provider_place_path(Arena *arena, const ProviderPlace *place);
void provider_places_release(ProviderPlaces *places);

extern const TypeDef provider_info_type, provider_drive_type, provider_variable_type;
/* PathInfoStack of these, top first. */
Value provider_paths_value(Interp *in, Str name, const ProviderPaths *paths) NODISCARD;

/* ---- text ---- */
static inline bool provider_is_slash(char c)
{
	return c == '/' || c == '\\';
}
/* "X:" in front, X a letter. */
bool provider_has_letter(Str path);
/* "\\x" in front. */
bool provider_is_unc(Str path);
/* A share of this machine's own: \\name\d$\x as D:\x. */
bool provider_share_is_drive(Interp *in, Str path, Buf *out);
/* Another server's \\name\d$ is there without anybody's doing. */
void provider_share_make(Interp *in, Str path);
Str provider_concat(Arena *arena, Str a, Str b);
/* root and what is below it, one separator between. */
Str provider_below(Arena *arena, Str root, char separator, Str below);
/* Separators made one, "." and ".." worked out as far as the start; a trailing separator stays. */
Str provider_normalize(Arena *arena, Str below, char separator);
/* With its drive: "Env:\PATH", "/tmp/x", "C:\x". */
Str provider_drive_form(Interp *in, Arena *arena, const ProviderDrive *drive, Str below);
/* Bytes of the part no parent is above: "/", "C:\", "\\server\share"; 0 for other providers. */
size_t provider_root_length(Interp *in, const ProviderDef *def, Str path);
/* "Microsoft.PowerShell.Core\FileSystem::C:\x" */
void provider_put_qualified(const ProviderDef *def, Str path, Buf *out);
/* The child of a resolved path, and the container it is in. */
ProviderPath provider_child(ProviderCall *call, const ProviderPath *parent, Str name);
ProviderPath provider_container(ProviderCall *call, const ProviderPath *path);

/* Names of a container's children: containers first, each in the culture's order. */
Flow provider_list(ProviderCall *call, Str path, ProviderNames *out) NODISCARD;
/* Whether -Include and -Exclude let a name pass. */
bool provider_passes(const ProviderCall *call, Str name);
/* -Filter where the provider knows none: reports it; false. */
bool provider_may_filter(ProviderCall *call, Flow *flow);
bool provider_is_hidden(const ProviderCall *call, const ProviderName *name);
/* -Filter as the file system takes it: * and ? alone, *.* is everything. */
bool provider_filter_match(Str filter, Str name);

/* A constructor of n parameters of a type in a higher room, known by name; NULL: there is none. */
const MethodDef *provider_constructor(Interp *in, Str name, size_t n, const TypeDef **type);

/* ---- the file system ---- */
struct stat;
/* lstat (follow: stat) of a provider path; false: errno says why. */
bool provider_stat(Interp *in, Str path, bool follow, struct stat *info);
/* Writes the item of a file, hidden or not. */
Flow provider_fs_write(ProviderCall *call, Str path) NODISCARD;
/* mkdir -p; false: errno. */
bool provider_make_folders(Interp *in, Str path);
/* Asks ShouldProcess for an operation on an item: "Item: X Destination: Y". */
bool provider_may(ProviderCall *call, const char *action, Str target, Flow *flow);
bool provider_may_to(ProviderCall *call, const char *action, Str item, Str destination, Flow *flow);
/* Notes that a file is being read, and that it is not any more. */
void provider_open_add(Interp *in, const struct stat *info);
void provider_open_remove(Interp *in, const struct stat *info);
bool provider_is_open(Interp *in, const struct stat *info);
Flow provider_fs_remove(ProviderCall *call, Str path, bool recurse);
Flow provider_fs_rename(ProviderCall *call, Str path, Str name);
Flow provider_fs_copy(ProviderCall *call, Str path, Str to, bool recurse);
Flow provider_fs_move(ProviderCall *call, Str path, Str to);
Flow provider_fs_reader(ProviderCall *call, Str path, const ProviderContent *how, ProviderReader **out);
Flow provider_fs_writer(ProviderCall *call, Str path, const ProviderContent *how, ProviderWriter **out);
Flow provider_fs_clear_content(ProviderCall *call, Str path);
Flow provider_fs_get_variable(Interp *in, Str path, Value *out, bool *found);
Flow provider_fs_set_variable(Interp *in, Str path, Value v);
Flow provider_fs_get_property(ProviderCall *call, Str path, const Str *names, size_t n);
Flow provider_fs_set_property(ProviderCall *call, Str path, Value properties);
Flow provider_fs_clear_property(ProviderCall *call, Str path, const Str *names, size_t n);

#endif
