/* golden: records what this shell does with snippets, in the form of the recordings of real PowerShell.
 *
 * usage: golden [-t TOPIC] [-i ID] [-x EXSH] SNIPPETS PRELUDE OUT
 * SNIPPETS, PRELUDE and OUT are folders; EXSH is the program for snippets that want a process of their own.  Every
 * snippet and view runs in a child with a time limit, so that a crash or a hang is one failed record. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmdlets/cmdlets.h"
#include "shell/base/vec.h"
#include "shell/engine/interp.h"
#include "shell/engine/pipeline.h"
#include "shell/types/types.h"

enum { SECONDS_MAX = 30, WIDTH = 120 };

/* ---- one snippet ---- */

typedef struct Snippet {
	Str id, text;             /* text with its directives */
	Str prelude, args, input; /* directives; p NULL: none */
	Str answers;
	bool process;
} Snippet;

/* "# name: value" among the first lines. */
static Str directive(Str text, const char *name)
{
	StrSplit lines = { .rest = text };
	Str line;

	while (str_split_next(&lines, '\n', &line) && str_starts(line, S("# "))) {
		Str rest = str_cut(line, 2, line.n);

		if (str_starts(rest, str_from(name)) && rest.n > strlen(name) && rest.p[strlen(name)] == ':') {
			rest = str_cut(rest, strlen(name) + 1, rest.n);
			return str_starts(rest, S(" ")) ? str_cut(rest, 1, rest.n) : rest;
		}
	}
	return (Str){ 0 };
}

static Snippet read_snippet(Str chunk)
{
	size_t end = str_find_byte(chunk, '\n', 0);
	Snippet s = { .id = str_trim(str_cut(chunk, strlen("### id: "), end)) };

	s.text = str_cut(chunk, end + 1, chunk.n);
	while (str_ends(s.text, S("\n")))
		s.text.n--;
	s.prelude = directive(s.text, "prelude");
	s.answers = directive(s.text, "answers");
	s.args = directive(s.text, "args");
	s.input = directive(s.text, "stdin");
	s.process = str_eq(directive(s.text, "mode"), S("process"));
	return s;
}

/* ---- a host that writes the recording ---- */

typedef struct Recorder {
	Buf out;     /* finished lines */
	Buf partial; /* text without its newline yet */
	Str answers;
	bool answered;
	const char *cwd;
	Host host;
} Recorder;

/* One recorded line: controls shown, colours removed, the folder by name. */
static void put_clean(Buf *out, Str text, const char *cwd)
{
	Str folder = str_from(cwd);

	for (size_t i = 0; i < text.n;) {
		if (folder.n && str_starts(str_cut(text, i, text.n), folder)) {
			buf_put(out, S("<CWD>"));
			i += folder.n;
		} else if (text.p[i] == '\033' && i + 1 < text.n && text.p[i + 1] == '[') {
			size_t end = i + 2;

			while (end < text.n && strchr("0123456789;", text.p[end]))
				end++;
			if (end < text.n && text.p[end] == 'm') {
				i = end + 1;
				continue;
			}
			buf_put(out, S("\\u{001B}"));
			i++;
		} else if (text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n') {
			i++;
		} else if (((unsigned char)text.p[i] < 32 && text.p[i] != '\t' && text.p[i] != '\n') ||
			   text.p[i] == 127) {
			buf_printf(out, "\\u{%04X}", (unsigned)(unsigned char)text.p[i++]);
		} else if ((unsigned char)text.p[i] == 0xC2 && i + 1 < text.n && (unsigned char)text.p[i + 1] < 0xA0) {
			buf_printf(out, "\\u{%04X}", (unsigned)(unsigned char)text.p[i + 1]);
			i += 2;
		} else {
			buf_put_char(out, text.p[i++]);
		}
	}
}

static void put_line(Recorder *r, char letter, Str line)
{
	if (letter == 'E' && line.n == 0)
		return;
	buf_put_char(&r->out, letter);
	buf_put_char(&r->out, '|');
	put_clean(&r->out, line, r->cwd);
	buf_put_char(&r->out, '\n');
}

static void flush_partial(Recorder *r, char letter)
{
	if (r->partial.n)
		put_line(r, letter, buf_str(&r->partial));
	buf_clear(&r->partial);
}

static void put_text(Recorder *r, Str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '\n') {
			buf_put_char(&r->partial, text.p[i]);
			continue;
		}
		put_line(r, 'O', buf_str(&r->partial));
		buf_clear(&r->partial);
	}
}

static void write_line(void *self, Stream stream, Str line)
{
	static const char letters[] = { 0, 'O', 'E', 'W', 'V', 'D', 'O' };
	Recorder *r = self;
	StrSplit split = { .rest = line };
	Str part;

	if (stream == STREAM_OUTPUT || stream == STREAM_INFORMATION) {
		put_text(r, line);
		put_text(r, S("\n"));
		return;
	}
	flush_partial(r, 'o');
	while (str_split_next(&split, '\n', &part))
		put_line(r, letters[stream], str_ends(part, S("\r")) ? str_cut(part, 0, part.n - 1) : part);
}

static void write_text(void *self, Str text, int foreground, int background)
{
	(void)foreground;
	(void)background;
	put_text(self, text);
}

static void no_progress(void *self, const Progress *progress)
{
	(void)self;
	(void)progress;
}

static HostRead read_line(void *self, Str prompt, Buf *out)
{
	Recorder *r = self;
	Str reply;
	size_t bar;

	put_text(r, prompt);
	if (!r->answers.p)
		return HOST_READ_NONE;
	bar = str_find_byte(r->answers, '|', 0);
	reply = bar == STR_NONE ? r->answers : str_cut(r->answers, 0, bar);
	r->answers = bar == STR_NONE ? (Str){ 0 } : str_cut(r->answers, bar + 1, r->answers.n);
	buf_put(out, reply);
	put_text(r, S("<"));
	put_text(r, reply);
	put_text(r, S(">\n"));
	return HOST_READ_OK;
}

static HostRead choose(void *self, const Question *question, int *answer)
{
	Recorder *r = self;

	if (!r->answers.p && !r->answered)
		return HOST_READ_NONE;
	return host_choose_by_lines(&r->host, question, answer);
}

static int fixed_width(void *self)
{
	(void)self;
	return WIDTH;
}

static int fixed_height(void *self)
{
	(void)self;
	return 50;
}

static void nothing(void *self)
{
	(void)self;
}

static void no_title(void *self, Str title)
{
	(void)self;
	(void)title;
}

static void init_recorder(Recorder *r, const Snippet *s, const char *cwd)
{
	*r = (Recorder){ .out = BUF_INIT, .partial = BUF_INIT, .answers = s->answers, .cwd = cwd };
	r->answered = s->answers.p != NULL;
	r->host = (Host){ .self = r,
		.write_line = write_line,
		.write = write_text,
		.progress = no_progress,
		.read_line = read_line,
		.read_secret = read_line,
		.choose = choose,
		.width = fixed_width,
		.height = fixed_height,
		.clear = nothing,
		.set_title = no_title,
		.interactive = s->answers.p != NULL,
		.name = "ConsoleHost" };
}

/* ---- facts: $Error, newest first ---- */

static void put_escaped(Buf *out, Str text, const char *cwd)
{
	Buf clean = BUF_INIT;

	put_clean(&clean, text, cwd);
	for (size_t i = 0; i < clean.n; i++)
		if (clean.p[i] == '\n')
			buf_put(out, S("\\n"));
		else
			buf_put_char(out, clean.p[i]);
	buf_release(&clean);
}

static void put_fact(Interp *in, Recorder *r, Value item)
{
	ErrorRecord *error = error_peek(item);
	Value exception = error ? error->exception : item;
	Buf part = BUF_INIT;

	buf_put(&r->out, S("F|"));
	if (error) {
		error_put_id(error, &part);
		put_escaped(&r->out, buf_str(&part), r->cwd);
		buf_put_char(&r->out, '|');
		buf_clear(&part);
		error_put_category(in, error, &part);
		put_escaped(&r->out, buf_str(&part), r->cwd);
		buf_put_char(&r->out, '|');
	} else {
		buf_put(&r->out, S("||"));
	}
	buf_put(&r->out, str_from(type_of(exception)->name));
	buf_put_char(&r->out, '|');
	put_escaped(&r->out, error ? error_message_peek(error) : exception_message_peek(exception), r->cwd);
	buf_put_char(&r->out, '\n');
	buf_release(&part);
}

/* ---- running ---- */

static Interp *make_interp(Recorder *r, Env *env, const char *view)
{
	InterpOptions options = { .edition = &edition_core,
		.env = env,
		.host = &r->host,
		.cmdlets = cmdlets_all,
		.apps = cmdlets_apps,
		.types = types_all,
		.ntypes = types_count,
		.more_types = cmdlets_types,
		.exchange_where = WHERE_2019 };
	Interp *in = interp_new(&options);

	scope_put_take(in->global, in->sym.error_view, value_string_c(view));
	return in;
}

static void run_prelude(Interp *in, Recorder *r, Str folder, Str name)
{
	Buf path = BUF_INIT;

	buf_printf(&path, "%.*s/%.*s.ps1", STR_ARG(folder), STR_ARG(name));
	interp_run_file(in, buf_str(&path), NULL, 0, false);
	buf_clear(&r->out);
	buf_clear(&r->partial);
	list_clear(in->errors);
	in->success = true;
	buf_release(&path);
}

/* Writes the view's record to fd: in the child. */
static void record_view(const Snippet *s, Str preludes, const char *view, int fd)
{
	char cwd[64];
	Recorder r;
	Env env;
	Interp *in;
	RunResult result;
	Buf head = BUF_INIT;

	if (!getcwd(cwd, sizeof(cwd)))
		cwd[0] = '\0';
	env_init(&env);
	init_recorder(&r, s, cwd);
	in = make_interp(&r, &env, view);
	if (s->prelude.p)
		run_prelude(in, &r, preludes, s->prelude);
	result = interp_run(in, S(""), s->text, NULL, 0, 0);
	flush_partial(&r, 'o');
	buf_printf(&head, "@ %s\n= exit %d%s%s\n", view,
		(result.flow == FLOW_EXIT ? result.exit_code & 255 : result.exit_code),
		result.flow == FLOW_EXIT ? " explicit" : "", result.terminated ? " terminated" : "");
	for (size_t i = 0; i < in->errors->n; i++)
		put_fact(in, &r, list_peek(in->errors, i));
	buf_put(&head, buf_str(&r.out));
	if (write(fd, head.p, head.n) < 0)
		_exit(3);
	buf_release(&head);
	buf_release(&r.out);
	buf_release(&r.partial);
	interp_free(in);
	env_release(&env);
}

static bool is_failed(Str record)
{
	return str_find(record, S("\nF|"), 0) != STR_NONE ||
	       !str_starts(str_cut(record, str_find_byte(record, '\n', 0), record.n), S("\n= exit 0")) ||
	       str_find(record, S("\nE|"), 0) != STR_NONE;
}

/* ---- children ---- */

static void read_all(int fd, Buf *out)
{
	ssize_t got;

	do {
		char *room = buf_room(out, 4096);

		got = room ? read(fd, room, 4096) : 0;
		if (got > 0)
			buf_added(out, (size_t)got);
	} while (got > 0 || (got < 0 && errno == EINTR));
}

/* Texts break where the length of this name makes them.  The folder above is every user's, like /tmp itself. */
static void make_folder(char path[32])
{
	int failed;

	if (mkdir("/tmp/gw", 0700) == 0 && chmod("/tmp/gw", 01777) != 0)
		perror("/tmp/gw");
	do {
		snprintf(path, 32, "/tmp/gw/%08x", (unsigned)((unsigned)rand() ^ ((unsigned)getpid() << 12)));
		failed = mkdir(path, 0700);
	} while (failed && errno == EEXIST);
	if (failed) {
		perror(path);
		exit(2);
	}
}

static void remove_folder(const char *path)
{
	Buf command = BUF_INIT;

	buf_printf(&command, "rm -rf '%s'", path);
	if (system(command.p) != 0)
		fprintf(stderr, "golden: cannot remove %s\n", path);
	buf_release(&command);
}

/* A child that crashed or took too long says so in place of its record's lines. */
static void put_end(int status, const char *view, Buf *out)
{
	if (WIFSIGNALED(status))
		buf_printf(out, "@ %s\n= exit 0\nE|CRASH signal %d\n", view, WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		buf_printf(out, "@ %s\n= exit 0\nE|CRASH exit %d\n", view, WEXITSTATUS(status));
}

static void run_view(const Snippet *s, Str preludes, const char *view, Buf *out)
{
	char folder[32];
	int ends[2], status = 0;
	pid_t child;
	Buf record = BUF_INIT;

	make_folder(folder);
	if (pipe(ends) != 0)
		exit(2);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		if (chdir(folder) != 0)
			_exit(2);
		alarm(SECONDS_MAX);
		record_view(s, preludes, view, ends[1]);
		exit(0); /* runs the leak check */
	}
	close(ends[1]);
	read_all(ends[0], &record);
	close(ends[0]);
	waitpid(child, &status, 0);
	if (status != 0) {
		buf_clear(&record);
		put_end(status, view, &record);
		fprintf(stderr, "golden: %.*s (%s) ended badly\n", STR_ARG(s->id), view);
	}
	buf_put(out, buf_str(&record));
	remove_folder(folder);
	buf_release(&record);
}

/* ---- snippets that are processes ---- */

static void put_stream_lines(Recorder *r, char letter, Str text, Str script)
{
	StrSplit split = { .rest = text };
	Str line;

	while (str_split_next(&split, '\n', &line)) {
		Buf shown = BUF_INIT;
		size_t at;

		if (split.done && line.n == 0)
			break;
		while (script.n && (at = str_find(line, script, 0)) != STR_NONE) {
			buf_put(&shown, str_cut(line, 0, at));
			buf_put(&shown, S("<SCRIPT>"));
			line = str_cut(line, at + script.n, line.n);
		}
		buf_put(&shown, line);
		put_line(r, split.done ? (char)(letter | 32) : letter, buf_str(&shown));
		buf_release(&shown);
	}
}

static void write_file(const char *path, Str text)
{
	FILE *file = fopen(path, "w");

	if (!file || fwrite(text.p, 1, text.n, file) != text.n || fclose(file) != 0)
		exit(2);
}

static void split_words(Str text, char **argv, int *n, int max)
{
	StrSplit split = { .rest = text };
	Str word;

	while (*n < max && str_split_next(&split, ' ', &word))
		if (word.n)
			argv[(*n)++] = strndup(word.p, word.n);
}

/* Standard input of the process: the directive's lines, or nothing. */
static void feed(const Snippet *s, const char *path)
{
	Buf text = BUF_INIT;

	for (size_t i = 0; i < s->input.n; i++)
		buf_put_char(&text, s->input.p[i] == '|' ? '\n' : s->input.p[i]);
	if (s->input.p)
		buf_put_char(&text, '\n');
	write_file(path, buf_str(&text));
	buf_release(&text);
}

static void exec_process(const Snippet *s, const char *exsh, bool as_file, const char *script)
{
	char *argv[64] = { strdup(exsh), strdup("-Edition"), strdup("Core"), strdup("-NoLogo"), strdup("-NoProfile"),
		strdup("-NonInteractive") };
	int n = 6;

	argv[n++] = strdup(as_file ? "-File" : "-Command");
	argv[n++] = as_file ? strdup(script) : strndup(s->text.p, s->text.n);
	if (as_file && s->args.p)
		split_words(s->args, argv, &n, 62);
	argv[n] = NULL;
	execv(exsh, argv);
	_exit(126);
}

static void run_process(const Snippet *s, const char *exsh, bool as_file, Buf *out)
{
	char folder[32], script[64], input[64], output[64], error[64];
	int status;
	pid_t child;
	Buf text = BUF_INIT;
	Recorder r;

	make_folder(folder);
	snprintf(script, sizeof(script), "%s/s.ps1", folder);
	snprintf(input, sizeof(input), "%s.in", folder);
	snprintf(output, sizeof(output), "%s.out", folder);
	snprintf(error, sizeof(error), "%s.err", folder);
	write_file(script, s->text);
	feed(s, input);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		if (chdir(folder) != 0 || !freopen(input, "r", stdin) || !freopen(output, "w", stdout) ||
			!freopen(error, "w", stderr))
			_exit(2);
		alarm(SECONDS_MAX);
		exec_process(s, exsh, as_file, script);
	}
	waitpid(child, &status, 0);
	init_recorder(&r, s, folder);
	for (int i = 0; i < 2; i++) {
		int fd = open(i ? error : output, O_RDONLY);

		buf_clear(&text);
		read_all(fd, &text);
		close(fd);
		put_stream_lines(&r, i ? 'E' : 'O', buf_str(&text), str_from(script));
	}
	buf_printf(out, "@ %s\n= exit %d\n", as_file ? "File" : "Command",
		WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
	buf_put(out, buf_str(&r.out));
	unlink(input);
	unlink(output);
	unlink(error);
	remove_folder(folder);
	buf_release(&text);
	buf_release(&r.out);
	buf_release(&r.partial);
}

/* ---- files of snippets ---- */

typedef struct Options {
	const char *topic, *id;
	char *exsh, *snippets, *preludes, *out; /* owned: whole paths */
} Options;

static void record_snippet(const Snippet *s, const Options *o, Buf *out)
{
	Buf first = BUF_INIT;

	buf_printf(out, "### id: %.*s\n", STR_ARG(s->id));
	if (s->process) {
		run_process(s, o->exsh, true, out);
		if (!s->args.p && !s->input.p)
			run_process(s, o->exsh, false, out);
	} else {
		run_view(s, str_from(o->preludes), "ConciseView", &first);
		buf_put(out, buf_str(&first));
		if (is_failed(buf_str(&first)))
			run_view(s, str_from(o->preludes), "NormalView", out);
	}
	buf_put(out, S("\n---\n"));
	buf_release(&first);
}

static void record_topic(const char *name, const Options *o)
{
	Buf path = BUF_INIT, text = BUF_INIT, out = BUF_INIT;
	size_t at = 0;
	int fd;

	buf_printf(&path, "%s/%s", o->snippets, name);
	fd = open(path.p, O_RDONLY);
	if (fd < 0)
		exit(2);
	read_all(fd, &text);
	close(fd);
	while (at < text.n) {
		size_t end = str_find(buf_str(&text), S("\n\n---\n"), at);
		Str chunk = str_cut(buf_str(&text), at, end == STR_NONE ? text.n : end);
		Snippet s;

		at = end == STR_NONE ? text.n : end + strlen("\n\n---\n");
		if (!str_starts(chunk, S("### id: ")))
			continue;
		s = read_snippet(chunk);
		if (!o->id || str_eq(s.id, str_from(o->id)))
			record_snippet(&s, o, &out);
	}
	buf_clear(&path);
	buf_printf(&path, "%s/%.*s.gold", o->out, (int)(strlen(name) - 4), name);
	write_file(path.p, buf_str(&out));
	buf_release(&path);
	buf_release(&text);
	buf_release(&out);
}

static int is_topic(const struct dirent *entry)
{
	return str_ends(str_from(entry->d_name), S(".txt"));
}

static void parse_options(int argc, char **argv, Options *o)
{
	int option;

	while ((option = getopt(argc, argv, "t:i:x:")) != -1) {
		if (option == 't')
			o->topic = optarg;
		else if (option == 'i')
			o->id = optarg;
		else if (option == 'x')
			o->exsh = realpath(optarg, NULL);
		else
			exit(2);
	}
	if (argc - optind != 3) {
		fprintf(stderr, "usage: golden [-t TOPIC] [-i ID] [-x EXSH] SNIPPETS PRELUDE OUT\n");
		exit(2);
	}
	o->snippets = realpath(argv[optind], NULL);
	o->preludes = realpath(argv[optind + 1], NULL);
	mkdir(argv[optind + 2], 0777);
	o->out = realpath(argv[optind + 2], NULL);
	if (!o->exsh)
		o->exsh = realpath("build/debug/exsh", NULL);
	if (!o->snippets || !o->preludes || !o->out) {
		fprintf(stderr, "golden: no such folder\n");
		exit(2);
	}
}

int main(int argc, char **argv)
{
	struct rlimit stack = { 256 << 20, 256 << 20 };
	struct dirent **names;
	Options options = { 0 };
	int n, done = 0;

	setenv("TZ", "UTC", 1);
	unsetenv("XDG_DATA_HOME");
	setrlimit(RLIMIT_STACK, &stack);
	parse_options(argc, argv, &options);
	n = scandir(options.snippets, &names, is_topic, alphasort);
	for (int i = 0; i < n; i++) {
		if (!options.topic || str_starts(str_from(names[i]->d_name), str_from(options.topic))) {
			record_topic(names[i]->d_name, &options);
			done++;
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	free(options.exsh);
	free(options.snippets);
	free(options.preludes);
	free(options.out);
	if (!done)
		fprintf(stderr, "golden: no snippets\n");
	return done ? 0 : 2;
}
