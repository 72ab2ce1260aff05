/* host_progress: bars of Write-Progress on a terminal, below what was written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/host/host_progress.h"

#include <stdlib.h>
#include <time.h>

#include "shell/base/utf8.h"

/* Drawn no more often than this; PowerShell 7 has 200 ms. */
enum { REDRAW_MS = 100, BAR_COLUMNS_MAX = 120 };

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static HostBar *find_bar(HostProgress *progress, int id)
{
	for (size_t i = 0; i < progress->n; i++)
		if (progress->bars[i].id == id)
			return &progress->bars[i];
	return NULL;
}

static void release_bar(HostBar *bar)
{
	buf_release(&bar->activity);
	buf_release(&bar->status);
	buf_release(&bar->operation);
}

static void remove_bar(HostProgress *progress, int id);

/* What is a part of a completed activity ends with it. */
static void remove_children(HostProgress *progress, int id)
{
	for (size_t i = 0; i < progress->n;)
		if (progress->bars[i].parent == id && progress->bars[i].id != id) {
			remove_bar(progress, progress->bars[i].id);
			i = 0;
		} else {
			i++;
		}
}

static void remove_bar(HostProgress *progress, int id)
{
	HostBar *bar = find_bar(progress, id);
	size_t at;

	if (!bar)
		return;
	at = (size_t)(bar - progress->bars);
	release_bar(bar);
	memmove(bar, bar + 1, (progress->n - at - 1) * sizeof(*bar));
	progress->n--;
	remove_children(progress, id);
}

static void set_text(Buf *buf, Str text)
{
	buf_clear(buf);
	for (size_t i = 0; i < text.n; i++)
		buf_put_char(buf, (char)((unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]));
}

bool host_progress_update(HostProgress *progress, const Progress *record)
{
	HostBar *bar = find_bar(progress, record->id);
	bool is_new = !bar;

	if (record->completed) {
		remove_bar(progress, record->id);
		return !is_new;
	}
	if (!bar && progress->n == HOST_BARS_MAX)
		return false;
	if (!bar) {
		bar = &progress->bars[progress->n++];
		*bar = (HostBar){ .id = record->id, .activity = BUF_INIT, .status = BUF_INIT, .operation = BUF_INIT };
	}
	bar->parent = record->parent;
	bar->percent = record->percent;
	bar->seconds_left = record->seconds_left;
	set_text(&bar->activity, record->activity);
	set_text(&bar->status, record->status);
	set_text(&bar->operation, record->operation);
	return is_new || milliseconds() - progress->drawn_at >= REDRAW_MS;
}

/* "Status 40% 0:01:10 Operation" */
static void put_inside(const HostBar *bar, Buf *out)
{
	buf_put(out, buf_str(&bar->status));
	if (bar->percent >= 0)
		buf_printf(out, " %d%%", bar->percent > 100 ? 100 : bar->percent);
	if (bar->seconds_left >= 0)
		buf_printf(out, " %02d:%02d:%02d", bar->seconds_left / 3600, bar->seconds_left / 60 % 60,
			bar->seconds_left % 60);
	if (bar->operation.n)
		buf_printf(out, " %s", bar->operation.p);
}

/* The text in a field of so many columns, the done part in reverse; on terminals without colours = signs behind the
 * text reach as far. */
static void put_field(Buf *text, size_t columns, int percent, bool colors, Buf *out)
{
	size_t done = percent < 0 ? 0 : columns * (size_t)(percent > 100 ? 100 : percent) / 100, split;

	split = utf8_fit(buf_str(text), columns);
	buf_delete(text, split, text->n - split);
	for (size_t column = utf8_columns(buf_str(text)); column < columns; column++)
		buf_put_char(text, !colors && column < done ? '=' : ' ');
	split = colors ? utf8_fit(buf_str(text), done) : 0;
	if (split)
		buf_printf(out, "\033[7m%.*s\033[27m", (int)split, text->p);
	buf_put(out, str_cut(buf_str(text), split, text->n));
}

static void draw_bar(const HostBar *bar, size_t width, bool colors, Buf *out)
{
	size_t room = width > BAR_COLUMNS_MAX ? BAR_COLUMNS_MAX : width, activity;
	Buf inside = BUF_INIT;
	Str name = buf_str(&bar->activity);

	if (room < 12)
		return;
	activity = utf8_columns(name);
	if (activity > room / 2 - 4)
		activity = room / 2 - 4;
	name = str_cut(name, 0, utf8_fit(name, activity));
	activity = utf8_columns(name);
	put_inside(bar, &inside);
	if (colors)
		buf_put(out, S("\033[33;1m"));
	buf_put(out, name);
	buf_put(out, S(" ["));
	put_field(&inside, room - activity - 4, bar->percent, colors, out);
	buf_put_char(out, ']');
	if (colors)
		buf_put(out, S("\033[0m"));
	buf_release(&inside);
}

/* How wide, and how far to the right. */
typedef struct Drawing {
	size_t width, indent;
	bool colors;
} Drawing;

/* The activity a bar is a part of; NULL: none that is shown. */
static const HostBar *find_whole(HostProgress *progress, const HostBar *bar)
{
	return bar->parent == bar->id ? NULL : find_bar(progress, bar->parent);
}

void host_progress_erase(HostProgress *progress, Buf *out)
{
	if (!progress->rows)
		return;
	if (progress->rows > 1)
		buf_printf(out, "\033[%zuA", progress->rows - 1);
	buf_put(out, S("\r\033[J"));
	progress->rows = 0;
}

/* The bars that are parts of an activity, each with its own below it, further to the right by a step. */
static void draw_parts(HostProgress *progress, const HostBar *whole, const Drawing *how, Buf *out)
{
	enum { STEP = 2 };
	Drawing parts = { how->width > STEP ? how->width - STEP : 0, whole ? how->indent + STEP : 0, how->colors };

	if (!whole)
		parts.width = how->width;
	for (size_t i = 0; i < progress->n && progress->rows < progress->n; i++) {
		const HostBar *bar = &progress->bars[i];

		if (find_whole(progress, bar) != whole)
			continue;
		if (progress->rows++)
			buf_put_char(out, '\n');
		buf_put_many(out, ' ', parts.indent);
		draw_bar(bar, parts.width, parts.colors, out);
		draw_parts(progress, bar, &parts, out);
	}
}

void host_progress_draw(HostProgress *progress, size_t width, bool colors, Buf *out)
{
	host_progress_erase(progress, out);
	draw_parts(progress, NULL, &(Drawing){ .width = width, .colors = colors }, out);
	progress->drawn_at = milliseconds();
}

void host_progress_clear(HostProgress *progress)
{
	for (size_t i = 0; i < progress->n; i++)
		release_bar(&progress->bars[i]);
	progress->n = 0;
}
