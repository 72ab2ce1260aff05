/* host_tty: the terminal: lines edited by readline, coloured, completed and remembered; prompts; progress bars. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/host/host_tty.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "shell/complete/complete.h"
#include "shell/host/host_folder.h"
#include "shell/host/host_history.h"

/* The terminal in use: readline's functions get no argument of ours. */
static HostTty *host_current;

/* Ctrl-C as readline's functions see it, and how many matches are listed without asking. */
enum { KEY_INTERRUPT = 3, KEY_CLEAR = 12, LISTED_MAX = 100, HISTORY_MAX = 4096 };

/* ---- drawing ---- */

static size_t columns(HostTty *tty)
{
	int width = tty->pipe.host.width(&tty->pipe);

	return width > 0 ? (size_t)width : 120; /* observed-output 8.14 */
}

/* Colours of the line: what was typed before it decides what its words are. */
static uint8_t *colors_of(HostTty *tty, Str line)
{
	Buf whole = BUF_INIT;
	uint8_t *colors;

	if (!tty->is_command || !tty->pipe.colors)
		return NULL;
	buf_put(&whole, tty->so_far);
	buf_put(&whole, line);
	colors = host_line_color(buf_str(&whole), line.n, runtime_edition(tty->in));
	buf_release(&whole);
	return colors;
}

/* readline's rl_redisplay_function.  rl_display_prompt is the prompt, or what a search through history shows. */
static void redisplay(void)
{
	HostTty *tty = host_current;
	Str line = { rl_line_buffer, (size_t)rl_end };
	uint8_t *colors = colors_of(tty, line);
	HostLineText what = { .prompt = str_from(rl_display_prompt),
		.text = line,
		.cursor = (size_t)rl_point,
		.colors = colors,
		.width = columns(tty) };
	Buf out = BUF_INIT;

	host_line_draw(&tty->line, &what, &out);
	host_pipe_put(buf_str(&out));
	buf_release(&out);
	free(colors);
}

/* The cursor goes behind the line: what follows is written below it. */
static void leave_line(const char *text)
{
	rl_point = rl_end;
	redisplay();
	host_pipe_put(str_from(text));
	host_current->line.row = 0;
}

/* ---- keys ---- */

static int on_enter(int count, int key)
{
	(void)count;
	(void)key;
	leave_line("\r\n");
	rl_done = 1;
	return 0;
}

static int on_interrupt(int count, int key)
{
	(void)count;
	(void)key;
	leave_line("^C\r\n");
	host_current->stopped = true;
	rl_done = 1;
	return 0;
}

static int on_clear(int count, int key)
{
	(void)count;
	(void)key;
	host_pipe_put(S("\033[H\033[2J"));
	host_current->line.row = 0;
	redisplay();
	return 0;
}

/* Next byte of input; Ctrl-C, which comes as a signal, becomes a key here.  readline looks at a changed window size
 * between keys. */
static int next_byte(FILE *stream)
{
	unsigned char c;
	ssize_t n;

	(void)stream;
	for (;;) {
		if (host_current->ended)
			return EOF;
		if (host_interrupted) {
			host_interrupted = 0;
			return KEY_INTERRUPT;
		}
		n = host_pipe_read_byte(&host_current->pipe, &c);
		if (n == 1)
			return c;
		if (n == 0 || errno != EINTR)
			return EOF;
		rl_check_signals();
	}
}

/* ---- Tab ---- */

/* Bytes that all matches have in common at their start. */
static size_t common_prefix(const Completions *found)
{
	size_t n = found->p[0].text.n;

	for (size_t i = 1; i < found->n; i++) {
		Str a = buf_str(&found->p[0].text), b = buf_str(&found->p[i].text);
		size_t same = 0, at = 0, other = 0;

		while (at < a.n && other < b.n && utf8_lower(utf8_next(a, &at)) == utf8_lower(utf8_next(b, &other)) &&
			at == other)
			same = at;
		if (same < n)
			n = same;
	}
	return n;
}

static void replace(size_t at, size_t n, Str by)
{
	Buf text = BUF_INIT;

	buf_put(&text, by);
	rl_begin_undo_group();
	rl_delete_text((int)at, (int)(at + n));
	rl_point = (int)at;
	if (by.n)
		rl_insert_text(text.p);
	rl_end_undo_group();
	buf_release(&text);
}

static bool wants_all(size_t n)
{
	Buf question = BUF_INIT;
	int answer;

	if (n <= LISTED_MAX)
		return true;
	buf_printf(&question, "\r\nDisplay all %zu possibilities? (y or n)", n);
	host_pipe_put(buf_str(&question));
	buf_release(&question);
	do
		answer = rl_read_key();
	while (answer != 'y' && answer != 'Y' && answer != 'n' && answer != 'N' && answer != KEY_INTERRUPT &&
		answer != EOF);
	return answer == 'y' || answer == 'Y';
}

/* In columns, from top to bottom. */
static void put_list(const Completions *found, size_t width, Buf *out)
{
	size_t widest = 1, across, rows;

	for (size_t i = 0; i < found->n; i++) {
		size_t wide = utf8_columns(buf_str(&found->p[i].list_item));

		widest = wide > widest ? wide : widest;
	}
	across = width / (widest + 2) ? width / (widest + 2) : 1;
	rows = (found->n + across - 1) / across;
	for (size_t row = 0; row < rows; row++) {
		for (size_t i = row; i < found->n; i += rows) {
			Str item = buf_str(&found->p[i].list_item);

			buf_put(out, item);
			if (i + rows < found->n)
				buf_put_many(out, ' ', widest + 2 - utf8_columns(item));
		}
		buf_put(out, S("\r\n"));
	}
}

static void list_matches(HostTty *tty, const Completions *found)
{
	int point = rl_point;
	Buf out = BUF_INIT;

	leave_line("");
	if (wants_all(found->n)) {
		put_list(found, columns(tty), &out);
		buf_insert(&out, 0, S("\r\n"));
	} else {
		buf_put(&out, S("\r\n"));
	}
	host_pipe_put(buf_str(&out));
	buf_release(&out);
	rl_point = point;
	redisplay();
}

/* One match is put in; of several what they have in common, and the next Tab lists them. */
static void take_matches(HostTty *tty, const Completions *found)
{
	size_t at = found->at - tty->so_far.n;
	Str first = buf_str(&found->p[0].text), typed = { rl_line_buffer + at, found->length };
	size_t prefix = common_prefix(found);

	if (found->n == 1)
		replace(at, found->length, first);
	else if (prefix > typed.n || (prefix == typed.n && prefix && !str_ieq(typed, str_cut(first, 0, prefix))))
		replace(at, found->length, str_cut(first, 0, prefix));
	else if (rl_last_func != rl_named_function("exsh-complete"))
		rl_ding();
	else
		list_matches(tty, found);
}

static int on_tab(int count, int key)
{
	HostTty *tty = host_current;
	Completions found = { 0 };
	Buf whole = BUF_INIT;

	(void)count;
	(void)key;
	if (!tty->is_command)
		return 0;
	buf_put(&whole, tty->so_far);
	buf_put(&whole, (Str){ rl_line_buffer, (size_t)rl_end });
	complete_text(tty->in, buf_str(&whole), tty->so_far.n + (size_t)rl_point, &found);
	if (found.n && found.at >= tty->so_far.n)
		take_matches(tty, &found);
	else
		rl_ding();
	complete_release(&found);
	buf_release(&whole);
	return 0;
}

/* ---- reading a line ---- */

static void set_keys(void)
{
	rl_readline_name = "exsh";
	rl_catch_signals = 0;
	rl_change_environment = 0;
	rl_getc_function = next_byte;
	rl_redisplay_function = redisplay;
	rl_initialize();
	rl_add_defun("exsh-complete", on_tab, '\t');
	rl_bind_key('\r', on_enter);
	rl_bind_key('\n', on_enter);
	rl_bind_key(KEY_INTERRUPT, on_interrupt);
	rl_bind_key(KEY_CLEAR, on_clear);
}

/* readline's own line, behind what stands on the screen's.  Ctrl-Z would leave the terminal as readline has it. */
static HostRead edit_line(HostTty *tty, Str prompt, Buf *out)
{
	Buf text = BUF_INIT;
	void (*stop)(int) = signal(SIGTSTP, SIG_IGN);
	char *line;

	buf_put(&text, buf_str(&tty->pipe.begun));
	buf_put(&text, prompt);
	if (!text.p)
		buf_put_char(&text, '\0');
	buf_clear(&tty->pipe.begun);
	tty->stopped = false;
	tty->line.row = 0;
	host_current = tty;
	line = readline(text.p);
	if (line && !tty->stopped)
		buf_put(out, str_from(line));
	free(line);
	signal(SIGTSTP, stop);
	buf_release(&text);
	return tty->stopped ? HOST_READ_STOPPED : line && !tty->ended ? HOST_READ_OK : HOST_READ_END;
}

/* ---- the host ---- */

static void hide_bars(HostTty *tty)
{
	Buf out = BUF_INIT;

	host_progress_erase(&tty->progress, &out);
	if (out.n)
		host_pipe_put(buf_str(&out));
	buf_release(&out);
}

static void show_bars(HostTty *tty)
{
	Buf out = BUF_INIT;

	if ((!tty->progress.n && !tty->progress.rows) || tty->pipe.begun.n)
		return;
	host_progress_draw(&tty->progress, columns(tty), tty->pipe.colors, &out);
	host_pipe_put(buf_str(&out));
	buf_release(&out);
}

static void write_line(void *self, Stream stream, Str line)
{
	hide_bars(self);
	host_pipe_write_line(self, stream, line);
	show_bars(self);
}

static void write_text(void *self, Str text, int foreground, int background)
{
	hide_bars(self);
	host_pipe_write(self, text, foreground, background);
	show_bars(self);
}

static void lend_output(void *self)
{
	hide_bars(self);
	host_pipe_flush(self);
}

static void show_progress(void *self, const Progress *record)
{
	HostTty *tty = self;

	if (host_progress_update(&tty->progress, record))
		show_bars(tty);
}

/* An answer: no history, no colours, no completion. */
static HostRead read_line(void *self, Str prompt, Buf *out)
{
	HostTty *tty = self;
	HISTORY_STATE *commands;
	HISTORY_STATE none = { 0 };
	HostRead read;

	hide_bars(tty);
	host_pipe_flush(&tty->pipe);
	set_keys();
	commands = history_get_history_state();
	history_set_history_state(&none);
	tty->is_command = false;
	tty->so_far = S("");
	read = edit_line(tty, prompt, out);
	history_set_history_state(commands);
	free(commands);
	return read;
}

/* The terminal shows what is typed, and lets it be changed.  What an earlier line met as the end was that line's. */
static HostRead read_plain_line(void *self, Str prompt, Buf *out)
{
	HostTty *tty = self;
	HostRead read;

	host_pipe_write(&tty->pipe, prompt, COLOR_NONE, COLOR_NONE);
	host_pipe_flush(&tty->pipe);
	tty->pipe.ended = false;
	read = host_pipe_read_line(&tty->pipe, out);
	buf_clear(&tty->pipe.begun);
	if (read == HOST_READ_STOPPED)
		host_pipe_put(tty->changed ? S("^C\n") : S("\n"));
	return tty->ended ? HOST_READ_END : read;
}

static HostRead read_secret(void *self, Str prompt, Buf *out)
{
	hide_bars(self);
	return host_pipe_read_secret(self, prompt, out);
}

bool host_tty_is_there(void)
{
	return isatty(STDIN_FILENO);
}

/* Terminals whose sequences are ECMA-48's, whether the machine knows them or not: new ones come faster than the
 * database gets to the servers that people log in to. */
static bool is_known_family(const char *kind)
{
	static const char *const families[] = { "xterm", "screen", "tmux", "rxvt", "linux", "vt1", "vt2", "vt3", "vt4",
		"ansi", "cygwin", "alacritty", "konsole", "gnome", "kitty", "foot", "wezterm", "putty", "st-" };

	for (size_t i = 0; i < COUNT(families); i++)
		if (strncmp(kind, families[i], strlen(families[i])) == 0)
			return true;
	return false;
}

/* Any other must be known to the machine, and go up by ECMA-48's sequence. */
static bool moves_its_cursor(void)
{
	const char *kind = getenv("TERM"), *up;

	if (!isatty(STDOUT_FILENO) || !kind || !kind[0] || strcmp(kind, "dumb") == 0)
		return false;
	if (is_known_family(kind))
		return true;
	rl_reset_terminal(kind);
	up = rl_get_termcap("up");
	return up && strncmp(up, "\033[", 2) == 0;
}

void host_tty_init(HostTty *tty, bool can_ask)
{
	*tty = (HostTty){ .history_path = BUF_INIT, .is_plain = !can_ask || !moves_its_cursor() };
	host_pipe_init(&tty->pipe, can_ask);
	if (tty->is_plain) {
		tty->pipe.colors = tty->pipe.error_colors = false;
		if (can_ask)
			tty->pipe.host.read_line = read_plain_line;
		return;
	}
	tty->pipe.host.write_line = write_line;
	tty->pipe.host.write = write_text;
	tty->pipe.host.progress = show_progress;
	tty->pipe.host.read_line = read_line;
	tty->pipe.host.read_secret = read_secret;
	tty->pipe.host.lend_output = lend_output;
}

/* While a command runs the terminal would show Ctrl-C where the next line begins. */
static void hide_control_keys(HostTty *tty)
{
	struct termios quiet;

	if (tcgetattr(STDIN_FILENO, &tty->before) != 0)
		return;
	quiet = tty->before;
	quiet.c_lflag &= ~(tcflag_t)ECHOCTL;
	tty->changed = tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0;
}

void host_tty_release(HostTty *tty)
{
	hide_bars(tty);
	if (tty->changed)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &tty->before);
	host_progress_clear(&tty->progress);
	buf_release(&tty->history_path);
	clear_history();
	host_current = NULL;
	host_pipe_release(&tty->pipe);
}

/* ---- commands ---- */

/* Asked to end, the shell stops what runs and leaves, so that the terminal is what it was. */
static void on_end(int signal_number)
{
	(void)signal_number;
	if (host_current)
		host_current->ended = true;
	host_interrupted = 1;
}

static void catch_ends(void)
{
	struct sigaction action = { .sa_handler = on_end };

	sigemptyset(&action.sa_mask);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

static void remember(void *self, const char *entry)
{
	(void)self;
	add_history(entry);
}

static void greet(HostTty *tty)
{
	const Edition *edition = runtime_edition(tty->in);
	Buf text = BUF_INIT;

	buf_printf(&text, "exsh %s: the Exchange Management Shell for certificates, as PowerShell %s (%s) shows it.\n",
		EXSH_VERSION, edition->version, edition->name);
	buf_printf(&text, "Servers and certificates are kept in %.*s.\n", STR_ARG(value_str_peek(tty->in->store_path)));
	host_folder_put_note(value_str_peek(tty->in->store_path), &text);
	buf_put(&text, S("Get-Command shows what there is, Get-Help tells of it; exit or Ctrl-D leaves.\n"));
	host_pipe_write(&tty->pipe, buf_str(&text), COLOR_NONE, COLOR_NONE);
	buf_release(&text);
}

static bool is_there(Str path)
{
	Buf name = BUF_INIT;
	bool there;

	buf_put(&name, path);
	there = name.p && access(name.p, F_OK) == 0;
	buf_release(&name);
	return there;
}

void host_tty_open(HostTty *tty, Interp *in, bool may_greet)
{
	tty->in = in;
	host_current = tty;
	catch_ends();
	hide_control_keys(tty);
	if (!tty->is_plain)
		set_keys();
	using_history();
	stifle_history(HISTORY_MAX);
	host_history_path(in, &tty->history_path);
	if (may_greet && !is_there(buf_str(&tty->history_path)))
		greet(tty);
	host_history_load(buf_str(&tty->history_path), remember, NULL);
}

static HostRead read_command(void *self, Interp *in, Str so_far, Buf *line)
{
	HostTty *tty = self;
	Buf prompt = BUF_INIT;
	HostRead read;

	hide_bars(tty);
	host_progress_clear(&tty->progress);
	if (so_far.n)
		buf_put(&prompt, S(">> "));
	else
		host_repl_prompt(in, &prompt);
	host_pipe_flush(&tty->pipe);
	host_interrupted = 0;
	tty->is_command = true;
	tty->so_far = so_far;
	read = tty->is_plain ? read_plain_line(tty, buf_str(&prompt), line) : edit_line(tty, buf_str(&prompt), line);
	if (read == HOST_READ_END)
		host_pipe_put(S("\r\n"));
	buf_release(&prompt);
	return read;
}

/* The same line again is not remembered twice. */
static void remember_command(void *self, Interp *in, Str text)
{
	HostTty *tty = self;
	HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
	Buf entry = BUF_INIT;

	if (last && str_eq(str_from(last->line), text))
		return;
	buf_put(&entry, text);
	add_history(entry.p);
	buf_release(&entry);
	if (!host_history_is_secret(in, text))
		host_history_add(buf_str(&tty->history_path), text);
}

HostReader host_tty_reader(HostTty *tty)
{
	return (HostReader){ .self = tty, .read = read_command, .typed = remember_command, .by_parser = true };
}
