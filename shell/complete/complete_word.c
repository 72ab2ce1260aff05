/* complete_word: variables, operators, what stands in comments and behind using. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/complete/complete_private.h"
#include "shell/engine/provider.h"
#include "shell/syntax/ast_walk.h"

/* clang-format off */
static const char *const requires_names[] = { "Modules", "PSEdition", "RunAsAdministrator", "Version", NULL };
static const char *const help_keywords[] = { "COMPONENT", "DESCRIPTION", "EXAMPLE", "EXTERNALHELP", "FORWARDHELPCATEGORY",
	"FORWARDHELPTARGETNAME", "FUNCTIONALITY", "INPUTS", "LINK", "NOTES", "OUTPUTS", "PARAMETER", "REMOTEHELPRUNSPACE",
	"ROLE", "SYNOPSIS", NULL };
static const char *const using_names[] = { "assembly", "module", "namespace", "type", NULL };
static const char *const switch_flags[] = { "CaseSensitive", "Exact", "File", "Parallel", "Regex", "Wildcard", NULL };
static const char *const operators[] = { "and", "as", "band", "bnot", "bor", "bxor", "ccontains", "ceq", "cge", "cgt", "cin",
	"cle", "clike", "clt", "cmatch", "cne", "cnotcontains", "cnotin", "cnotlike", "cnotmatch", "contains", "creplace",
	"csplit", "eq", "f", "ge", "gt", "icontains", "ieq", "ige", "igt", "iin", "ile", "ilike", "ilt", "imatch", "in", "ine",
	"inotcontains", "inotin", "inotlike", "inotmatch", "ireplace", "is", "isnot", "isplit", "join", "le", "like", "lt",
	"match", "ne", "not", "notcontains", "notin", "notlike", "notmatch", "or", "replace", "shl", "shr", "split", "xor",
	NULL };
/* clang-format on */

static void add_names(Completer *c, const char *const *names, CompletionKind kind)
{
	for (; *names; names++)
		if (complete_fits(c, str_from(*names)))
			complete_add(c, kind, str_from(*names), str_from(*names));
}

/* ---- comments ---- */

/* #requires -Ver and, at the start of a line of <# #>, .PARAM */
bool complete_comment(Completer *c)
{
	Str written;
	size_t at;

	if (!c->token || c->token->kind != TK_COMMENT)
		return false;
	written = str_cut(c->text, c->token->span.at, c->cursor);
	for (at = written.n; at > 0 && !strchr(" \t\r\n", written.p[at - 1]); at--)
		continue;
	at++; /* behind - or . */
	if (at > written.n)
		return true;
	complete_set_range(c, c->token->span.at + at, written.n - at, str_cut(written, at, written.n));
	if (str_istarts(written, S("#requires")) && written.p[at - 1] == '-')
		add_names(c, requires_names, COMPLETION_PARAMETER_NAME);
	else if (str_starts(written, S("<#")) && written.p[at - 1] == '.')
		add_names(c, help_keywords, COMPLETION_KEYWORD);
	else
		complete_set_token(c);
	return true;
}

bool complete_using(Completer *c)
{
	const Token *before = c->before;

	if (before && before->kind == TK_NAMESPACE && before > c->tokens.p && before[-1].kind == TK_USING) {
		complete_add_namespaces(c);
		return true;
	}
	if (!before || before->kind != TK_USING)
		return false;
	add_names(c, using_names, COMPLETION_KEYWORD);
	return true;
}

/* The flags of a switch statement: what is between the keyword and the cursor is flags. */
static bool is_switch_flag(const Completer *c)
{
	const Token *before = c->before;

	while (before && before > c->tokens.p && before->kind == TK_PARAMETER)
		before--;
	return before && before->kind == TK_SWITCH;
}

/* ---- operators ---- */

/* A dash and letters behind an operand: no command around it whose parameter it could be. */
bool complete_operator(Completer *c)
{
	Str written = c->token ? str_cut(c->text, c->token->span.at, c->token->span.at + c->token->span.len) : S("");

	if (!c->before || !str_starts(written, S("-")) || complete_find(c, NODE_COMMAND))
		return false;
	c->word = str_cut(written, 1, written.n);
	for (const char *const *name = is_switch_flag(c) ? switch_flags : operators; *name; name++)
		if (complete_fits(c, str_from(*name)))
			complete_add(
				c, COMPLETION_PARAMETER_NAME, arena_printf(c->arena, "-%s", *name), str_from(*name));
	return true;
}

/* ---- variables ---- */

typedef struct Names {
	Completer *c;
	Str prefix; /* "$", "@", "$script:" */
	bool braced, bare;
} Names;

static bool is_plain_name(Str name)
{
	size_t at = 0;

	while (at < name.n) {
		uint32_t code = utf8_next(name, &at);

		if (code != '_' && code != '?' && !utf8_is_letter(code) && !utf8_is_number(code))
			return false;
	}
	return name.n != 0 || str_eq(name, S("^")) || str_eq(name, S("$"));
}

static void offer(Names *names, Str name)
{
	Completer *c = names->c;
	Str prefix = names->prefix, qualifier = str_cut(prefix, 1, prefix.n);

	if (!complete_fits(c, name))
		return;
	if (names->bare)
		complete_add_value(c, COMPLETION_PARAMETER_VALUE, name);
	else if (names->braced || !is_plain_name(name))
		complete_add(c, COMPLETION_VARIABLE,
			arena_printf(c->arena, "%c{%.*s%.*s}", prefix.p[0], STR_ARG(qualifier), STR_ARG(name)), name);
	else
		complete_add(c, COMPLETION_VARIABLE, arena_printf(c->arena, "%.*s%.*s", STR_ARG(prefix), STR_ARG(name)),
			name);
}

static void offer_symbol(void *self, Scope *scope, Symbol *symbol)
{
	(void)scope;
	offer(self, string_str(symbol->name));
}

typedef struct AssignedWalk {
	AstVisitor visitor;
	Names *names;
} AssignedWalk;

/* +name: what is written is added to the variable. */
static Str without_plus(Str name)
{
	return str_starts(name, S("+")) ? str_cut(name, 1, name.n) : name;
}

/* -OutVariable name and its like, by which a command sets a variable. */
static void offer_stored(Names *names, const NodeCommand *command)
{
	static const char *const params[] = { "OutVariable", "ov", "ErrorVariable", "ev", "WarningVariable", "wv",
		"InformationVariable", "iv", "PipelineVariable", "pv" };

	for (uint32_t i = 0; i + 1 < command->nargs; i++) {
		const NodeConst *name = NODE_AS(NodeConst, command->args[i + 1].value);

		if (!command->args[i].param.p || !name || name->node.kind != NODE_CONST ||
			!value_is_string(name->value))
			continue;
		for (size_t k = 0; k < COUNT(params); k++)
			if (str_ieq(command->args[i].param, str_from(params[k])))
				offer(names, without_plus(value_str_peek(name->value)));
	}
}

/* Variables that the text itself sets, so far; a block that the cursor is not in keeps its own. */
static bool offer_assigned(AstVisitor *visitor, Node *node, const Node *outer)
{
	Names *names = ((AssignedWalk *)visitor)->names;
	const NodeVariable *variable = NODE_AS(NodeVariable, node);

	(void)outer;
	if ((node->kind == NODE_FUNCTION || node->kind == NODE_SCRIPT_BLOCK) &&
		node->span.at + node->span.len < names->c->cursor)
		return false;
	if (node->kind == NODE_COMMAND)
		offer_stored(names, NODE_AS(NodeCommand, node));
	if (node->kind == NODE_VARIABLE && !variable->qualifier.n && node->span.at + node->span.len < names->c->cursor)
		offer(names, variable->name);
	return true;
}

static void offer_all(Names *names, Str drive)
{
	Completer *c = names->c;
	AssignedWalk walk = { .visitor = { .node = offer_assigned }, .names = names };

	if (!drive.n || str_ieq(drive, S("variable")))
		provider_variable_each(c->in, NULL, offer_symbol, names);
	else
		provider_variable_each(c->in, scope_named(c->in, drive), offer_symbol, names);
	if (drive.n)
		return;
	ast_walk_block(&walk.visitor, c->script->root);
	VEC_RELEASE(&walk.visitor.chain);
}

/* Automatic variables that are there only when something has set them. */
static const char *const automatic[] = { "LASTEXITCODE", "Matches", "PSItem", "_", "foreach", "switch", "this" };

/* They come behind the others. */
static void offer_automatic(Names *names)
{
	const Completions *out = names->c->out;

	for (size_t i = 0; i < COUNT(automatic); i++) {
		bool there = false;

		for (size_t k = 0; k < out->n; k++)
			there |= str_ieq(buf_str(&out->p[k].list_item), str_from(automatic[i]));
		if (!there)
			offer(names, str_from(automatic[i]));
	}
}

static void offer_environment(Names *names)
{
	extern char **environ;

	for (char **entry = environ; *entry; entry++)
		offer(names, str_cut(str_from(*entry), 0, strcspn(*entry, "=")));
}

/* Functions and aliases: $function:name */
static void offer_provider(Names *names, Str drive)
{
	ProviderDrive *found = provider_find_drive(names->c->in, drive);
	const ProviderDef *def = found ? provider_drive_def(found) : NULL;
	ProviderCall call = { .in = names->c->in, .arena = names->c->arena, .def = def, .drive = found };
	ProviderNames items = { 0 };

	if (!def || !def->flat || def->flat->each(&call, &items) != FLOW_NEXT)
		return;
	for (size_t i = 0; i < items.n; i++)
		offer(names, items.p[i].name);
	VEC_RELEASE(&items);
}

/* Drives whose items are variables, and the scopes: $e -> $env: */
static void offer_qualifiers(Names *names)
{
	static const char *const scopes[] = { "Global", "Local", "Private", "Script", "Using" };
	Completer *c = names->c;
	ProviderDrive *drive;

	for (size_t i = 0; i < COUNT(scopes); i++)
		if (complete_fits(c, str_from(scopes[i])))
			complete_add(c, COMPLETION_VARIABLE, arena_printf(c->arena, "$%s:", scopes[i]),
				arena_printf(c->arena, "%s:", scopes[i]));
	for (size_t i = 0; (drive = provider_drive_at(c->in, i)) != NULL; i++)
		if (provider_drive_name(drive).n > 1 && complete_fits(c, provider_drive_name(drive)))
			complete_add(c, COMPLETION_VARIABLE,
				arena_printf(c->arena, "$%.*s:", STR_ARG(provider_drive_name(drive))),
				provider_drive_name(drive));
}

/* ${name without its closing brace: the rest of the text belongs to it. */
static Str variable_path(const Completer *c, bool *braced)
{
	Str written = str_cut(c->text, c->token->span.at, c->token->span.at + c->token->span.len);

	*braced = written.n > 1 && written.p[1] == '{';
	written = str_cut(written, *braced ? 2 : 1, written.n);
	return str_ends(written, S("}")) && *braced ? str_cut(written, 0, written.n - 1) : written;
}

bool complete_variable(Completer *c)
{
	Names names = { .c = c };
	size_t colon;
	Str path, drive;

	if (!c->token || (c->token->kind != TK_VARIABLE && c->token->kind != TK_SPLATTED_VARIABLE &&
				 !str_eq(str_cut(c->text, c->token->span.at, c->cursor), S("$"))))
		return false;
	path = variable_path(c, &names.braced);
	colon = str_find_byte(path, ':', 0);
	drive = str_cut(path, 0, colon == STR_NONE ? 0 : colon);
	c->word = str_cut(path, colon == STR_NONE ? 0 : colon + 1, path.n);
	names.prefix =
		arena_printf(c->arena, "%c%.*s%s", c->text.p[c->token->span.at], STR_ARG(drive), drive.n ? ":" : "");
	if (str_ieq(drive, S("env")))
		offer_environment(&names);
	else if (str_ieq(drive, S("function")) || str_ieq(drive, S("alias")))
		offer_provider(&names, drive);
	else
		offer_all(&names, drive);
	complete_sort(c, 0);
	if (!drive.n)
		offer_automatic(&names);
	if (!drive.n && !names.braced && c->word.n)
		offer_qualifiers(&names);
	return true;
}

void complete_add_variable_names(Completer *c)
{
	Names names = { .c = c, .prefix = S("$"), .bare = true };
	size_t first = c->out->n;

	provider_variable_each(c->in, NULL, offer_symbol, &names);
	complete_sort(c, first);
}
