/* host_history: typed lines, kept in a file that several shells share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/host/host_history.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/syntax/ast_walk.h"

/* Entries kept, and the size at which a file is cut to them; larger files are not read. */
enum { ENTRIES_MAX = 4096, FILE_CUT = 1 << 20, FILE_MAX = 64 << 20 };

/* ---- the file ---- */

void host_history_path(Interp *in, Buf *out)
{
	const char *state = getenv("XDG_STATE_HOME");
	Str store = value_str_peek(in->store_path);
	size_t slash = str_rfind(store, S("/"), store.n);

	if (state && state[0] == '/')
		buf_printf(out, "%s/exsh/history", state);
	else if (slash != STR_NONE)
		buf_printf(out, "%.*s/history", (int)slash, store.p);
}

static void make_folders(Str path)
{
	for (size_t at = 1; (at = str_find_byte(path, '/', at)) != STR_NONE; at++) {
		Buf folder = BUF_INIT;

		buf_put(&folder, str_cut(path, 0, at));
		(void)mkdir(folder.p, 0700);
		buf_release(&folder);
	}
}

/* Locked until it is closed; -1: cannot. */
static int open_file(Str path, int flags, int lock)
{
	Buf name = BUF_INIT;
	int fd;

	buf_put(&name, path);
	fd = open(name.p, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 && errno == ENOENT && (flags & O_CREAT)) {
		make_folders(path);
		fd = open(name.p, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
	}
	if (fd >= 0 && flock(fd, lock) != 0) {
		close(fd);
		fd = -1;
	}
	buf_release(&name);
	return fd;
}

static bool read_file(int fd, Buf *text)
{
	ssize_t n = 1;

	while (n > 0) {
		char *room = buf_room(text, 65536);

		n = room ? read(fd, room, 65536) : -1;
		if (n > 0)
			buf_added(text, (size_t)n);
	}
	return n == 0;
}

/* Takes one entry off the front of the text: a backtick at a line's end joins it with the next (PSReadLine's form). */
static bool take_entry(Str *rest, Buf *entry)
{
	buf_clear(entry);
	while (rest->n) {
		size_t end = str_find_byte(*rest, '\n', 0);
		Str line = str_cut(*rest, 0, end == STR_NONE ? rest->n : end);

		*rest = str_cut(*rest, end == STR_NONE ? rest->n : end + 1, rest->n);
		if (!str_ends(line, S("`"))) {
			buf_put(entry, line);
			return true;
		}
		buf_put(entry, str_cut(line, 0, line.n - 1));
		buf_put_char(entry, '\n');
	}
	return entry->n != 0;
}

/* Writes the file anew from its newest entries. */
static void cut_file(int fd, Str text, size_t entries)
{
	Buf entry = BUF_INIT;

	for (; entries > ENTRIES_MAX && take_entry(&text, &entry); entries--)
		continue;
	/* what stays is the end of the file and needs no room that it does not have: a full disk cannot stop it */
	if (lseek(fd, 0, SEEK_SET) == 0 && io_write_all(fd, text))
		(void)!ftruncate(fd, (off_t)text.n);
	buf_release(&entry);
}

void host_history_load(Str path, void (*each)(void *self, const char *entry), void *self)
{
	int fd = path.n ? open_file(path, O_RDWR, LOCK_EX) : -1;
	Buf text, entry = BUF_INIT;
	size_t entries = 0;
	Str rest;

	if (fd < 0)
		return;
	buf_init(&text, FILE_MAX);
	if (read_file(fd, &text)) {
		for (rest = buf_str(&text); take_entry(&rest, &entry); entries++)
			if (entry.n && !memchr(entry.p, '\0', entry.n))
				each(self, entry.p);
		if (text.n > FILE_CUT && entries > ENTRIES_MAX)
			cut_file(fd, buf_str(&text), entries);
	}
	close(fd);
	buf_release(&text);
	buf_release(&entry);
}

void host_history_add(Str path, Str entry)
{
	int fd = path.n ? open_file(path, O_WRONLY | O_APPEND | O_CREAT, LOCK_EX) : -1;
	StrSplit split = { .rest = entry };
	Buf text = BUF_INIT;
	off_t before;
	Str line;

	if (fd < 0)
		return;
	while (str_split_next(&split, '\n', &line)) {
		buf_put(&text, line);
		buf_put(&text, split.done ? S("\n") : S("`\n"));
	}
	(void)fchmod(fd, 0600);
	before = lseek(fd, 0, SEEK_END);
	if (!io_write_all(fd, buf_str(&text)) && before >= 0)
		(void)!ftruncate(fd, before); /* half an entry would spoil the next one, too */
	close(fd);
	buf_release(&text);
}

/* ---- what is not kept ---- */

typedef struct SecretWalk {
	AstVisitor visitor;
	Interp *in;
	Str text;
	int piped;    /* pipelines around that hold the cmdlet */
	bool named;   /* ConvertTo-SecureString is called */
	bool literal; /* a text or number that may be what it is given */
} SecretWalk;

static Str command_name(const Node *name)
{
	const NodeConst *word = NODE_READ(NodeConst, name);

	return name && name->kind == NODE_CONST && value_is_string(word->value) ? value_str_peek(word->value) : S("");
}

static bool names_the_cmdlet(Str text)
{
	return str_ifind(text, S("ConvertTo-SecureString"), 0) != STR_NONE;
}

/* The cmdlet, an alias of it, or a function that calls it. */
static bool is_the_cmdlet(Interp *in, const Node *node)
{
	Str name = node->kind == NODE_COMMAND ? command_name(NODE_READ(NodeCommand, node)->name) : S("");
	Command *alias = name.n ? scope_alias_peek(in->global, name) : NULL;
	Command *function = name.n ? scope_function_peek(in->global, name) : NULL;

	return str_iends(name, S("ConvertTo-SecureString")) ||
	       (alias && names_the_cmdlet(string_str(alias->definition))) ||
	       (function && function->block && names_the_cmdlet(function_block_text(function->block)));
}

static bool is_one_of(Str name, const char *const *names)
{
	while (*names && !str_ieq(name, str_from(*names)))
		names++;
	return *names != NULL;
}

/* Commands whose constant arguments say where a secret comes from, not what it is. */
static const char *const readers[] = { "Get-Content", "gc", "cat", "type", "Read-Host", "Import-Clixml", NULL };
/* ... and those that only tell of commands. */
static const char *const tellers[] = { "Get-Help", "help", "man", "Get-Command", "gcm", "Get-Alias", "gal", NULL };

/* A text that is given to a command and holds the cmdlet's name is run, or becomes another name of it. */
static bool hands_it_on(Str name, const Node *argument)
{
	return argument->kind == NODE_CONST && names_the_cmdlet(command_name(argument)) && !is_one_of(name, tellers);
}

/* Constant arguments count for the cmdlet itself and for what feeds it; what stands in brackets counts everywhere. */
static void look_at_command(SecretWalk *walk, NodeCommand *command)
{
	bool named = is_the_cmdlet(walk->in, &command->node);
	bool counts = named || (walk->piped && !is_one_of(command_name(command->name), readers));

	walk->named |= named;
	if (command->name && command->name->kind != NODE_CONST)
		ast_walk(&walk->visitor, command->name);
	for (uint32_t i = 0; i < command->nargs; i++) {
		Node *value = command->args[i].value;

		if (value && (counts || value->kind != NODE_CONST))
			ast_walk(&walk->visitor, value);
		if (value && hands_it_on(command_name(command->name), value))
			walk->named = walk->literal = true;
	}
}

static void look_at_pipeline(SecretWalk *walk, NodePipeline *pipeline)
{
	int before = walk->piped;

	for (uint32_t i = 0; i < pipeline->nelements; i++)
		walk->piped += is_the_cmdlet(walk->in, pipeline->elements[i].node);
	ast_walk_in(&walk->visitor, &pipeline->node);
	walk->piped = before;
}

/* $password = 'x': what is made a SecureString later (PSReadLine keeps such names out of its file, too). */
static bool keeps_a_secret(const NodeAssign *assign)
{
	static const char *const names[] = { "pw", "pwd", "pass", NULL };
	static const char *const parts[] = { "password", "passwd", "passphrase", "secret", "apikey", "token" };
	const Node *target = assign->target, *value = assign->value;
	Str name;

	if (value && value->kind == NODE_PIPELINE && NODE_READ(NodePipeline, value)->nelements == 1)
		value = NODE_READ(NodePipeline, value)->elements[0].node;
	if (target->kind != NODE_VARIABLE || !value || (value->kind != NODE_CONST && value->kind != NODE_EXPANDABLE))
		return false;
	name = NODE_READ(NodeVariable, target)->name;
	for (size_t i = 0; i < COUNT(parts); i++)
		if (str_ifind(name, str_from(parts[i]), 0) != STR_NONE)
			return true;
	return is_one_of(name, names);
}

static bool look_at_node(AstVisitor *visitor, Node *node, const Node *outer)
{
	SecretWalk *walk = (SecretWalk *)visitor;

	(void)outer;
	walk->literal |= node->kind == NODE_CONST || node->kind == NODE_EXPANDABLE;
	walk->named |= node->kind == NODE_CONST && names_the_cmdlet(command_name(node));
	walk->named |= node->kind == NODE_EXPANDABLE &&
		       names_the_cmdlet(str_cut(walk->text, node->span.at, node->span.at + node->span.len));
	if (node->kind == NODE_ASSIGN && keeps_a_secret(NODE_AS(NodeAssign, node)))
		walk->named = walk->literal = true;
	if (node->kind == NODE_COMMAND)
		look_at_command(walk, NODE_AS(NodeCommand, node));
	else if (node->kind == NODE_PIPELINE)
		look_at_pipeline(walk, NODE_AS(NodePipeline, node));
	return node->kind != NODE_COMMAND && node->kind != NODE_PIPELINE;
}

bool host_history_is_secret(Interp *in, Str text)
{
	SecretWalk walk = { .visitor = { .node = look_at_node }, .in = in, .text = text };
	ParseErrors errs = { 0 };
	ParseInput input = { .text = text, .edition = runtime_edition(in) };
	Script *script = script_parse(&input, &errs);
	bool broken = errs.n && str_ifind(text, S("ConvertTo-SecureString"), 0) != STR_NONE;

	ast_walk_block(&walk.visitor, script->root);
	VEC_RELEASE(&walk.visitor.chain);
	script_errors_release(&errs);
	script_drop(script);
	return broken || (walk.named && walk.literal);
}
