/* provider_note: lines that know their file: note properties made when somebody asks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"

/* Each line of Get-Content carries six note properties in PowerShell.  Here it carries a number (Value.note): the lines
 * of a file get numbers that follow each other, in runs that grow, and a run knows file and first line. */
enum { RUN_FIRST = 64, RUN_MOST = 1 << 16 };

void provider_lines_init(ProviderCall *call, Str path, ProviderLines *lines)
{
	Provider *providers = call->in->providers;
	ProviderOrigin origin = { provider_string(path), call->def, provider_drive_ref(call->drive) };

	*lines = (ProviderLines){ .line = 1, .origin = (uint32_t)providers->origins.n };
	VEC_PUSH(&providers->origins, origin);
}

/* A session that used up all numbers gives none any more: its lines are plain strings. */
static bool begin_run(Provider *providers, ProviderLines *lines)
{
	uint32_t size = lines->line < RUN_FIRST ? RUN_FIRST : lines->line < RUN_MOST ? lines->line : RUN_MOST;
	ProviderRun run = { providers->next_note, size, lines->line, lines->origin };

	if (providers->next_note > UINT32_MAX - size)
		return false;
	VEC_PUSH(&providers->runs, run);
	lines->next = run.first;
	lines->left = size;
	providers->next_note += size;
	return true;
}

uint32_t provider_lines_next(Interp *in, ProviderLines *lines)
{
	if (lines->left == 0 && !begin_run(in->providers, lines))
		return 0;
	lines->left--;
	lines->line++;
	return lines->next++;
}

static const ProviderRun *find_run(const Provider *providers, uint32_t note)
{
	size_t low = 0, high = providers->runs.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const ProviderRun *run = &providers->runs.p[middle];

		if (note < run->first)
			high = middle;
		else if (note - run->first >= run->count)
			low = middle + 1;
		else
			return run;
	}
	return NULL;
}

static void put_text(Provider *providers, Object *object, ProviderNote note, const ProviderDef *def, Str path)
{
	Buf text = BUF_INIT;

	provider_put_qualified(def, path, &text);
	object_set_named_take(object, providers->notes[note], value_string_buf(&text));
	buf_release(&text);
}

Value provider_with_notes(Interp *in, Value line)
{
	Provider *providers = in->providers;
	const ProviderRun *run = find_run(providers, line.note);
	const ProviderOrigin *origin;
	uint32_t note = line.note;
	Arena *arena;
	Object *object;
	Str path;

	if (!run)
		return value_ref(line);
	origin = &providers->origins.p[run->origin];
	path = string_str(origin->path);
	arena = arena_new(0);
	line.note = 0;
	object = object_wrap(line).object;
	put_text(providers, object, NOTE_PATH, origin->def, path);
	put_text(providers, object, NOTE_PARENT_PATH, origin->def, provider_parent(in, arena, origin->def, path));
	object_set_named_take(
		object, providers->notes[NOTE_CHILD_NAME], value_string(provider_leaf(in, origin->def, path)));
	if (origin->drive)
		object_set_named_take(object, providers->notes[NOTE_DRIVE], provider_drive_value(origin->drive));
	object_set_named_take(object, providers->notes[NOTE_PROVIDER], provider_def_value(origin->def));
	object_set_named_take(object, providers->notes[NOTE_READ_COUNT],
		value_long((int64_t)run->line + (int64_t)(note - run->first)));
	arena_free(arena);
	return object_value(object);
}

bool provider_is_note(Interp *in, Str name)
{
	for (size_t i = 0; i <= NOTE_READ_COUNT; i++)
		if (str_ieq(string_str(in->providers->notes[i]), name))
			return true;
	return false;
}
