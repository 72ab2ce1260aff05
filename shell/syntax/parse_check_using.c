/* parse_check_using: $using: expressions and using statements. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/wildcard.h"
#include "shell/syntax/lexer_char.h"
#include "shell/syntax/parse_check.h"

static bool is_plain_member(const NodeMember *member)
{
	return member->name->kind == NODE_CONST && !member->is_static;
}

void parse_check_using(Check *c, Node *top)
{
	Node *node = top;

	while (node->kind == NODE_MEMBER || node->kind == NODE_INVOKE || node->kind == NODE_INDEX)
		node = ast_left(node);
	if (node->kind != NODE_USING_VARIABLE)
		return;
	for (node = top; node->kind != NODE_USING_VARIABLE; node = ast_left(node)) {
		Span wrong = node->span;

		if (node->kind == NODE_MEMBER && is_plain_member(NODE_AS(NodeMember, node)))
			continue;
		if (node->kind == NODE_INDEX && parse_is_constant(NODE_AS(NodeIndex, node)->index))
			continue;
		if (node->kind == NODE_INDEX)
			wrong = NODE_AS(NodeIndex, node)->index->span;
		parse_fail(c->p, PROBLEM_INVALID_USING_EXPRESSION, wrong);
		return;
	}
}

/* Names of letters, digits and _, with dots between them. */
static bool is_namespace(const Lexer *lexer, Str name)
{
	Lexer reader = *lexer;
	bool first = true;

	reader.text = name;
	for (uint32_t at = 0, len; at < name.n; at += len) {
		unsigned class = lexer_class(&reader, at, &len);

		if (!(first ? class & C_START : class & C_NAME || (name.p[at] == '.' && at + 1 < name.n)))
			return false;
		first = name.p[at] == '.';
	}
	return !first;
}

/* ---- modules ----------------------------------------------------------------------------------------------------- */

/* clang-format off */
static const char *const module_members[] = {
	"ModuleName", "ModuleVersion", "MaximumVersion", "RequiredVersion", "GUID",
};
/* clang-format on */
enum { MODULE_VERSION = 1, MODULE_MAXIMUM, MODULE_REQUIRED };

static Str constant_text(Node *value)
{
	NodeParen paren = { .body = value };
	Node *inside = parse_in_parens(&paren.node);

	return inside->kind == NODE_CONST ? NODE_AS(NodeConst, inside)->text : S("?");
}

/* Which members are given, 1 << index; those that are none of them go to unknown. */
static unsigned given_members(const NodeHash *hash, ParseModule *module, Buf *unknown)
{
	Str ignored, *const texts[COUNT(module_members)] = { &module->name, &module->minimum, &module->maximum,
		&module->required, &ignored };
	unsigned given = 0;

	for (uint32_t i = 0; i < hash->npairs; i++) {
		Str key = constant_text(hash->pairs[i].key);
		size_t m = 0;

		while (m < COUNT(module_members) && !str_ieq(key, str_from(module_members[m])))
			m++;
		if (m < COUNT(module_members)) {
			*texts[m] = constant_text(hash->pairs[i].value);
			given |= 1u << m;
		} else {
			buf_printf(unknown, "%s'%.*s'", unknown->n ? ", " : "", STR_ARG(key));
		}
	}
	return given;
}

static Str module_problem(unsigned given, Str name)
{
	bool required = given & 1u << MODULE_REQUIRED;

	if (name.n == 0)
		return S("The 'ModuleName' member does not exist in the hashtable that describes this module.");
	if (!(given & (1u << MODULE_VERSION | 1u << MODULE_MAXIMUM)) && !required)
		return S(
			"The 'ModuleVersion', 'MaximumVersion' and 'RequiredVersion' members do not exist in the hashtable that "
			"describes this module. One of these three members must exist, and be assigned a version number in the "
			"format 'n.n.n.n'.");
	if (required && given & 1u << MODULE_VERSION)
		return S(
			"The parameters ModuleVersion and RequiredVersion cannot be used together. Please specify only one "
			"parameter.");
	if (required && given & 1u << MODULE_MAXIMUM)
		return S(
			"The parameters MaximumVersion and RequiredVersion cannot be used together. Please specify only one "
			"parameter.");
	return S("");
}

bool parse_module_of(const NodeHash *hash, ParseModule *out, Buf *reason)
{
	Buf unknown = BUF_INIT;
	unsigned given;

	*out = (ParseModule){ .name = S("") };
	given = given_members(hash, out, &unknown);
	if (unknown.n) {
		buf_put(reason,
			S("The hashtable describing a module contains one or more members that are not valid. The valid "
			  "members are (ModuleName, ModuleVersion, RequiredVersion, GUID). Remove the members that are "
			  "not valid ("));
		buf_put(reason, buf_str(&unknown));
		buf_put(reason, S("), then try again."));
	} else {
		buf_put(reason, module_problem(given, out->name));
	}
	buf_release(&unknown);
	return reason->n == 0;
}

/* ---- using statements -------------------------------------------------------------------------------------------- */

static bool read_module(const NodeUsing *node, ParseModule *out, Buf *reason)
{
	if (node->name->kind == NODE_HASH)
		return parse_module_of(NODE_AS(NodeHash, node->name), out, reason);
	*out = (ParseModule){ .name = value_str_peek(NODE_AS(NodeConst, node->name)->value) };
	if (out->name.n == 0)
		buf_put(reason,
			S("Cannot bind parameter 'FullyQualifiedName'. Cannot convert value \"\" to type "
			  "\"Microsoft.PowerShell.Commands.ModuleSpecification\". Error: \"The value cannot be an empty string. "
			  "(Parameter 'moduleName')\""));
	return reason->n == 0;
}

bool parse_using_module(const NodeUsing *node, ParseModule *out)
{
	Buf reason = BUF_INIT;
	bool ok = read_module(node, out, &reason);

	buf_release(&reason);
	return ok;
}

static void check_module(Check *c, const NodeUsing *node)
{
	const ParseOutside *outside = c->p->outside;
	Buf reason = BUF_INIT;
	ParseModule module;

	if (!read_module(node, &module, &reason))
		parse_fail_with(c->p, PROBLEM_REQUIRES_MODULE_INVALID, node->node.span, buf_str(&reason));
	else if (wildcard_has(module.name))
		parse_fail(c->p, PROBLEM_WILD_CARD_MODULE_NAME_ERROR, node->node.span);
	else if (outside && !outside->has_module(outside->self, c->p->script->path, &module))
		parse_fail_with(c->p, PROBLEM_MODULE_NOT_FOUND_DURING_PARSE, node->node.span,
			node->name->kind == NODE_HASH ? parse_text(c->p, node->name->span) : module.name);
	buf_release(&reason);
}

void parse_check_using_statement(Check *c, const NodeUsing *node)
{
	const NodeConst *name = NODE_AS(NodeConst, node->name);

	if (node->node.op == TK_TYPE || node->node.op == TK_COMMAND || node->alias)
		parse_fail(c->p, PROBLEM_USING_STATEMENT_NOT_SUPPORTED, node->node.span);
	else if (node->node.op == TK_NAMESPACE && !is_namespace(&c->p->lexer, value_str_peek(name->value)))
		parse_fail(c->p, PROBLEM_INVALID_NAMESPACE_VALUE, node->name->span);
	else if (node->node.op == TK_MODULE)
		check_module(c, node);
}
