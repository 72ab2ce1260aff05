/* provider: a session's providers and drives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/provider_private.h"

#include <stdlib.h>
#include <unistd.h>

#include "shell/base/vec.h"

String *provider_string(Str s)
{
	return value_string(s).string;
}

static void drop_string(String *s)
{
	if (s)
		value_drop(value_of_string(s));
}

/* ---- places ---- */

void provider_drive_drop(ProviderDrive *drive)
{
	if (!drive || --drive->refs > 0)
		return;
	drop_string(drive->name);
	drop_string(drive->root);
	drop_string(drive->current);
	drop_string(drive->description);
	value_drop(drive->credential);
	free(drive);
}

void provider_place_release(ProviderPlace *place)
{
	provider_drive_drop(place->drive);
	drop_string(place->path);
	drop_string(place->shown);
	*place = (ProviderPlace){ 0 };
}

void provider_place_set(ProviderPlace *place, const ProviderPath *path)
{
	ProviderPlace set = { path->def, provider_drive_ref(path->drive), provider_string(path->path),
		provider_string(path->shown) };

	provider_place_release(place);
	*place = set;
}

ProviderPath provider_place_path(Arena *arena, const ProviderPlace *place)
{
	return (ProviderPath){ place->def, place->drive, arena_copy(arena, string_str(place->path)),
		arena_copy(arena, string_str(place->shown)) };
}

void provider_places_release(ProviderPlaces *places)
{
	for (size_t i = 0; i < places->n; i++)
		provider_place_release(&places->p[i]);
	free(places->p);
	*places = (ProviderPlaces){ 0 };
}

/* ---- drives ---- */

static ProviderDrive *find_drive(Provider *providers, Str name)
{
	ProviderDrive *drive = providers->drives;

	while (drive && !str_ieq(string_str(drive->name), name))
		drive = drive->next;
	return drive;
}

/* Those that are kept by the machine: when they are first needed, and once. */
static void load_drives(Provider *providers)
{
	void (*load)(void *self, Interp *in) = providers->machine.drives;

	providers->machine.drives = NULL;
	if (load)
		load(providers->machine.self, providers->in);
}

ProviderDrive *provider_find_drive(Interp *in, Str name)
{
	ProviderDrive *drive = find_drive(in->providers, name);

	if (drive || name.n != 1 || !in->providers->machine.drives)
		return drive;
	load_drives(in->providers);
	return find_drive(in->providers, name);
}

ProviderDrive *provider_drive_at(Interp *in, size_t i)
{
	ProviderDrive *drive;

	if (i == 0)
		load_drives(in->providers);
	drive = in->providers->drives;
	while (drive && i-- > 0)
		drive = drive->next;
	return drive;
}

const ProviderDef *provider_drive_def(const ProviderDrive *drive)
{
	return drive->def;
}

Str provider_drive_name(const ProviderDrive *drive)
{
	return string_str(drive->name);
}

static ProviderDrive *add_drive(Provider *providers, const ProviderNewDrive *new)
{
	ProviderDrive *drive = MEM_NEW(ProviderDrive), **at = &providers->drives;

	*drive = (ProviderDrive){ .refs = 1,
		.def = new->def,
		.name = provider_string(new->name),
		.root = provider_string(new->root),
		.current = provider_string(S("")),
		.description = provider_string(new->description),
		.credential = value_ref(new->credential),
		.persist = new->persist };
	while (*at && str_icompare(string_str((*at)->name), new->name) < 0)
		at = &(*at)->next;
	drive->next = *at;
	*at = drive;
	return drive;
}

static bool is_letter(Str name)
{
	return name.n == 1 && ((name.p[0] | 0x20) >= 'a' && (name.p[0] | 0x20) <= 'z');
}

static String **letter_slot(Provider *providers, char letter)
{
	return &providers->letters[(letter | 0x20) - 'a'];
}

static void set_letter(Provider *providers, char letter, Str folder)
{
	String **slot = letter_slot(providers, letter);

	while (folder.n > 1 && folder.p[folder.n - 1] == '/')
		folder.n--;
	drop_string(*slot);
	*slot = folder.n ? provider_string(folder) : NULL;
}

bool provider_add_drive(Interp *in, char letter, Str real_folder, bool persist)
{
	Provider *providers = in->providers;
	char upper = (char)(letter & ~0x20);
	char root[] = { upper, ':', '\\' };
	ProviderNewDrive new = { .def = &provider_filesystem, .name = { &upper, 1 }, .persist = persist };

	if (!is_letter(new.name) || find_drive(providers, new.name))
		return false;
	if (runtime_edition(in)->windows_paths) {
		set_letter(providers, letter, real_folder);
		new.root = (Str){ root, sizeof(root) };
	} else {
		new.root = real_folder;
	}
	add_drive(providers, &new);
	return true;
}

void provider_set_unc(Interp *in, Str real_folder)
{
	drop_string(in->providers->unc);
	in->providers->unc = real_folder.n ? provider_string(real_folder) : NULL;
}

void provider_set_machine(Interp *in, const ProviderMachine *machine)
{
	in->providers->machine = *machine;
}

bool provider_find_host(Interp *in, Str name, Buf *out)
{
	ProviderMachine *machine = &in->providers->machine;

	return machine->host && machine->host(machine->self, in, name, out);
}

/* A kept drive is a drive letter of the machine from then on: paths below it are shown with the letter (what Windows
 * does for a mapped network drive). */
static ProviderDrive *keep_drive(Interp *in, const ProviderNewDrive *new)
{
	Provider *providers = in->providers;
	ProviderDrive *drive = NULL;
	Buf folder = BUF_INIT;

	provider_file_name(in, new->root, &folder);
	if (!providers->machine.keep ||
		providers->machine.keep(providers->machine.self, new->name.p[0], buf_str(&folder))) {
		provider_add_drive(in, new->name.p[0], buf_str(&folder), true);
		drive = find_drive(providers, new->name);
	}
	buf_release(&folder);
	return drive;
}

ProviderDrive *provider_make_drive(Interp *in, const ProviderNewDrive *drive)
{
	if (drive->persist && drive->def == &provider_filesystem && is_letter(drive->name))
		return keep_drive(in, drive);
	return add_drive(in->providers, drive);
}

bool provider_remove_drive(Interp *in, ProviderDrive *drive)
{
	Provider *providers = in->providers;
	ProviderDrive **at = &providers->drives;

	if (providers->here.drive == drive)
		return false;
	while (*at && *at != drive)
		at = &(*at)->next;
	if (!*at)
		return true;
	if (drive->persist && providers->machine.keep &&
		!providers->machine.keep(providers->machine.self, drive->name->p[0], S("")))
		return false;
	if (drive->def == &provider_filesystem && is_letter(string_str(drive->name)))
		set_letter(providers, drive->name->p[0], S(""));
	*at = drive->next;
	drive->next = NULL;
	provider_drive_drop(drive);
	return true;
}

/* ---- providers ---- */

static bool def_named(const ProviderDef *def, Str name)
{
	size_t slash = str_rfind(name, S("\\"), name.n);

	if (slash == STR_NONE)
		return str_ieq(str_from(def->name), name);
	return str_ieq(str_from(def->name), str_cut(name, slash + 1, name.n)) &&
	       str_ieq(str_from(def->module), str_cut(name, 0, slash));
}

const ProviderDef *provider_find_def(Interp *in, Str name)
{
	Provider *providers = in->providers;

	for (size_t i = 0; i < providers->ndefs; i++)
		if (def_named(providers->defs[i], name))
			return providers->defs[i];
	return NULL;
}

const ProviderDef *provider_def_at(Interp *in, size_t i)
{
	return i < in->providers->ndefs ? in->providers->defs[i] : NULL;
}

static void add_def(Provider *providers, const ProviderDef *def)
{
	size_t at = providers->ndefs;

	if (at == PROVIDER_DEFS_MAX)
		abort(); /* a table made too small for its rooms */
	while (at > 0 && str_icompare(str_from(providers->defs[at - 1]->name), str_from(def->name)) > 0) {
		providers->defs[at] = providers->defs[at - 1];
		at--;
	}
	providers->defs[at] = def;
	providers->ndefs++;
	if (def->drive)
		add_drive(providers,
			&(ProviderNewDrive){
				.def = def, .name = str_from(def->drive), .description = str_from(def->description) });
}

void provider_register(Interp *in, const ProviderDef *def)
{
	unsigned where = runtime_edition(in)->where | in->exchange_where;

	if (!def->where || (def->where & where))
		add_def(in->providers, def);
}

/* ---- birth and death ---- */

/* The folders of the machine that are drives from the start: all of it, and on Core the folder for temporary files. */
static void add_folders(Provider *providers)
{
	const char *temp = getenv("TMPDIR");
	Buf root = BUF_INIT;

	add_drive(providers,
		&(ProviderNewDrive){
			.def = &provider_filesystem, .name = S("/"), .root = S("/"), .description = S("/") });
	if (!runtime_edition(providers->in)->windows_paths) {
		buf_put(&root, temp && *temp ? str_from(temp) : S("/tmp"));
		if (root.p[root.n - 1] != '/')
			buf_put_char(&root, '/');
		add_drive(providers, &(ProviderNewDrive){ .def = &provider_filesystem,
					     .name = S("Temp"),
					     .root = buf_str(&root),
					     .description = S("Drive that maps to the temporary directory path for "
							      "the current user") });
	}
	buf_release(&root);
}

static void start_location(Interp *in)
{
	char *folder = getcwd(NULL, 0);
	Str path = folder ? str_from(folder) : S("/");
	ProviderDrive *drive = provider_find_drive(in, S("/"));
	ProviderPath here = { &provider_filesystem, drive, path, path };

	provider_place_set(&in->providers->here, &here);
	provider_place_set(&in->providers->file_here, &here);
	if (drive) {
		drop_string(drive->current);
		drive->current = provider_string(str_cut(path, 1, path.n));
	}
	free(folder);
}

void provider_init(Interp *in)
{
	/* ORDER ProviderNote */
	static const char *const notes[NOTE_COUNT] = { "PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider",
		"PSIsContainer", "ReadCount" };
	static const ProviderDef *const defs[] = { &provider_alias, &provider_environment, &provider_filesystem,
		&provider_function, &provider_variable };
	Provider *providers = MEM_NEW(Provider);

	providers->in = in;
	providers->stack = provider_string(S("default"));
	providers->next_note = 1;
	in->providers = providers;
	type_set_add(in->rt.types, provider_entries, provider_entries_count);
	in->rt.with_notes = provider_with_notes;
	in->rt.is_note = provider_is_note;
	for (size_t i = 0; i < NOTE_COUNT; i++)
		providers->notes[i] = provider_string(str_from(notes[i]));
	for (size_t i = 0; i < COUNT(defs); i++)
		add_def(providers, defs[i]);
	add_folders(providers);
	start_location(in);
}

static void free_stacks(ProviderStack *stack)
{
	while (stack) {
		ProviderStack *next = stack->next;

		provider_places_release(&stack->places);
		drop_string(stack->name);
		free(stack);
		stack = next;
	}
}

static void free_origins(Provider *providers)
{
	for (size_t i = 0; i < providers->origins.n; i++) {
		drop_string(providers->origins.p[i].path);
		provider_drive_drop(providers->origins.p[i].drive);
	}
	VEC_RELEASE(&providers->origins);
	VEC_RELEASE(&providers->runs);
}

void provider_free(Interp *in)
{
	Provider *providers = in->providers;

	if (!providers)
		return;
	provider_place_release(&providers->here);
	provider_place_release(&providers->file_here);
	provider_places_release(&providers->back);
	provider_places_release(&providers->forward);
	free_stacks(providers->stacks);
	free_origins(providers);
	free(providers->open);
	for (ProviderDrive *drive = providers->drives, *next; drive; drive = next) {
		next = drive->next;
		provider_drive_drop(drive);
	}
	for (size_t i = 0; i < COUNT(providers->letters); i++)
		drop_string(providers->letters[i]);
	for (size_t i = 0; i < NOTE_COUNT; i++)
		drop_string(providers->notes[i]);
	drop_string(providers->unc);
	drop_string(providers->stack);
	free(providers);
	in->providers = NULL;
}
