/* parse_requires: #requires comments (reference 1.2.6), which are commands in all but effect. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse_check.h"

/* What the comments read so far ask for, and where a parameter's value stands. */
typedef struct Requires {
	Parser *p;
	ScriptRequires *out;
	unsigned seen; /* 1 << index into parameters, of those that were good */
} Requires;

/* name: as the parameter was written. */
typedef void Take(Requires *r, Str name, Node *value);

/* ---- values ------------------------------------------------------------------------------------------------------ */

static bool is_string(const Node *value)
{
	return value->kind == NODE_CONST && !(value->flags & CONST_NUMBER);
}

static Str string_of(Node *value)
{
	return value_str_peek(NODE_AS(NodeConst, value)->value);
}

/* Hands out the items of a list, or the one value. */
static Node *item(Node *value, uint32_t i)
{
	const NodeArray *list = NODE_AS(NodeArray, value);

	if (value->kind == NODE_ARRAY)
		return i < list->items.n ? list->items.p[i] : NULL;
	return i == 0 ? value : NULL;
}

/* Hash literals of constants count, too; script blocks do not. */
static bool is_constant(Node *value)
{
	const NodeHash *hash = NODE_AS(NodeHash, value);
	Node *next;

	if (value->kind == NODE_ARRAY) {
		for (uint32_t i = 0; (next = item(value, i)); i++)
			if (!is_constant(next))
				return false;
		return true;
	}
	if (value->kind != NODE_HASH)
		return value->kind != NODE_SCRIPT_BLOCK && parse_is_constant(value);
	for (uint32_t i = 0; i < hash->npairs; i++) {
		NodeParen paren = { .body = hash->pairs[i].value };

		if (!parse_is_constant(hash->pairs[i].key) || !parse_is_constant(parse_in_parens(&paren.node)))
			return false;
	}
	return true;
}

static void bad_string(Requires *r, Str name, const Node *value)
{
	parse_fail_with(r->p, PROBLEM_REQUIRES_INVALID_STRING_ARGUMENT, value->span, name);
}

static Str *add_name(Requires *r, Str *names, uint32_t *n, Str name)
{
	Str *more = ARENA_ARRAY(r->p->arena, Str, *n + 1);

	for (uint32_t i = 0; i < *n; i++)
		more[i] = names[i];
	more[(*n)++] = name;
	return more;
}

/* ---- parameters -------------------------------------------------------------------------------------------------- */

/* One to four numbers with dots between them. */
static bool is_version(Str text)
{
	StrSplit split = { .rest = str_trim(text) };
	unsigned parts = 0;
	int64_t number;
	Str part;

	while (str_split_next(&split, '.', &part)) {
		if (part.n == 0 || part.p[0] < '0' || part.p[0] > '9' || ++parts > 4 ||
			num_parse_integer(part, NUM_INT32, false, &number) != NUM_OK)
			return false;
	}
	return true;
}

static void take_version(Requires *r, Str name, Node *value)
{
	(void)name;
	if (value->kind != NODE_CONST || !is_version(NODE_AS(NodeConst, value)->text))
		parse_fail(r->p, PROBLEM_REQUIRES_VERSION_INVALID, value->span);
	else
		r->out->version = NODE_AS(NodeConst, value)->text;
}

static void take_shell(Requires *r, Str name, Node *value)
{
	if (is_string(value))
		r->out->shell_id = string_of(value);
	else
		bad_string(r, name, value);
}

static void take_snapin(Requires *r, Str name, Node *value)
{
	if (is_string(value))
		r->out->snapins = add_name(r, r->out->snapins, &r->out->nsnapins, string_of(value));
	else
		bad_string(r, name, value);
}

static void take_assembly(Requires *r, Str name, Node *value)
{
	Node *next;

	for (uint32_t i = 0; (next = item(value, i)); i++)
		if (!is_string(next))
			bad_string(r, name, value);
}

/* Core and Desktop, each once. */
static void take_edition(Requires *r, Str name, Node *value)
{
	bool core = false, desktop = false;
	Node *next;

	for (uint32_t i = 0; (next = item(value, i)); i++) {
		bool is_core = is_string(next) && str_ieq(string_of(next), S("Core"));
		bool is_desktop = is_string(next) && str_ieq(string_of(next), S("Desktop"));

		if (!is_string(next))
			bad_string(r, name, value);
		else if (!is_core && !is_desktop)
			parse_fail_with(r->p, PROBLEM_REQUIRES_PSEDITION_INVALID, value->span, S("psedition"));
		else if ((is_core && core) || (is_desktop && desktop))
			parse_fail_with(r->p, PROBLEM_REQUIRES_PSEDITION_VALUE_IS_ALREADY_SPECIFIED, value->span,
				S("psedition"));
		core |= is_core;
		desktop |= is_desktop;
	}
	if (core != desktop)
		r->out->edition = core ? S("Core") : S("Desktop");
}

static void bad_module(Requires *r, const Node *value, const char *shown, Str reason)
{
	Buf text = BUF_INIT;

	buf_printf(&text,
		"Cannot convert value \"%s\" to type \"Microsoft.PowerShell.Commands.ModuleSpecification\". Error: \"",
		shown);
	buf_put(&text, reason);
	buf_put_char(&text, '"');
	parse_fail_with(r->p, PROBLEM_REQUIRES_MODULE_INVALID, value->span, buf_str(&text));
	buf_release(&text);
}

static void add_module(Requires *r, const ParseModule *module)
{
	ParseModule *more = ARENA_ARRAY(r->p->arena, ParseModule, r->out->nmodules + 1);

	for (uint32_t i = 0; i < r->out->nmodules; i++)
		more[i] = r->out->modules[i];
	more[r->out->nmodules++] = *module;
	r->out->modules = more;
}

/* A name, or @{ ModuleName = name; ModuleVersion = version }. */
static void take_modules(Requires *r, Str name, Node *value)
{
	Buf reason = BUF_INIT;
	Node *next;

	(void)name;
	for (uint32_t i = 0; (next = item(value, i)); i++) {
		ParseModule module = { .name = next->kind == NODE_CONST ? NODE_AS(NodeConst, next)->text : S("") };

		buf_clear(&reason);
		if (next->kind == NODE_HASH && !parse_module_of(NODE_AS(NodeHash, next), &module, &reason))
			bad_module(r, value, "System.Collections.Hashtable", buf_str(&reason));
		else if (next->kind == NODE_CONST && module.name.n == 0)
			bad_module(r, value, "", S("The value cannot be an empty string. (Parameter 'moduleName')"));
		else
			add_module(r, &module);
	}
	buf_release(&reason);
}

/* clang-format off */
static const struct {
	const char *name;
	bool once;
	Take *take; /* NULL: takes no value */
} parameters[] = {
	{ "shellid", true, take_shell }, { "pssnapin", true, take_snapin }, { "version", true, take_version },
	{ "modules", false, take_modules }, { "assembly", false, take_assembly }, { "psedition", true, take_edition },
	{ "runasadministrator", false, NULL },
};
/* clang-format on */

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static void bad_format(Requires *r, Span span)
{
	parse_fail(r->p, PROBLEM_SCRIPT_REQUIRES_INVALID_FORMAT, span);
}

static void known_parameter(Requires *r, size_t i, const CommandArg *arg, Node *value)
{
	size_t before = r->p->problems.errors->n;

	if (parameters[i].once && r->seen & 1u << i) {
		problem_add(&r->p->problems, PROBLEM_PARAMETER_ALREADY_BOUND, arg->span, false,
			(ProblemArgs){ .b = arg->param });
		return;
	}
	parameters[i].take(r, arg->param, value);
	if (r->p->problems.errors->n == before)
		r->seen |= 1u << i;
}

/* value: NULL for none. */
static void parameter(Requires *r, const CommandArg *arg, Node *value)
{
	bool administrator;
	size_t i = 0;

	while (i < COUNT(parameters) && !str_istarts(str_from(parameters[i].name), arg->param))
		i++;
	administrator = i < COUNT(parameters) && !parameters[i].take;
	if (administrator && value)
		parse_fail_with(r->p, PROBLEM_PARAMETER_CANNOT_HAVE_ARGUMENT, arg->span, arg->param);
	else if (administrator)
		r->out->administrator = true;
	else if (!value)
		parse_fail_with(r->p, PROBLEM_PARAMETER_REQUIRES_ARGUMENT, arg->span, arg->param);
	else if (!is_constant(value))
		parse_fail(r->p, PROBLEM_REQUIRES_ARGUMENT_MUST_BE_CONSTANT, value->span);
	else if (arg->param.n && i < COUNT(parameters))
		known_parameter(r, i, arg, value);
	else
		bad_format(r, arg->span);
}

/* The value of a parameter is what follows, even if that is a parameter. */
static void line(Requires *r, NodeCommand *command)
{
	if (!is_string(command->name) || !str_ieq(string_of(command->name), S("requires")))
		bad_format(r, command->node.span);
	for (uint32_t i = 0; i < command->nargs; i++) {
		const CommandArg *arg = &command->args[i];
		Node *value = arg->value;

		if (!arg->param.p) {
			bad_format(r, arg->span);
			continue;
		}
		if (!value && i + 1 < command->nargs) {
			const CommandArg *next = &command->args[++i];

			value = next->param.p ? parse_error_node(r->p, next->span) : next->value;
		}
		parameter(r, arg, value);
	}
}

/* Reads a comment again, as a command. */
static Node *command_in(Parser *p, Span comment)
{
	Lexer before = p->lexer;
	Node *node;

	p->lexer.text.n = comment.at + comment.len;
	p->lexer.mode = LEX_COMMAND;
	p->lexer.tokens = NULL;
	p->lexer.comments = NULL;
	parse_resync(p, (Span){ comment.at + 1, 0 });
	node = parse_command(p);
	p->has_ahead = false;
	p->lexer = before;
	return node;
}

void parse_requires(Parser *p, bool keep)
{
	Requires r = { .p = p };

	for (size_t i = 0; i < p->script->comments.n; i++) {
		Span comment = p->script->comments.p[i];
		Node *command;

		if (!str_istarts(parse_text(p, comment), S("#requires")))
			continue;
		if (!r.out)
			r.out = ARENA_NEW(p->arena, ScriptRequires);
		command = command_in(p, comment);
		if (command)
			line(&r, NODE_AS(NodeCommand, command));
	}
	p->script->requires = keep ? r.out : NULL;
}
