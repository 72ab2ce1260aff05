/* complete_type: names of types and namespaces, attributes and what they take. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/complete/complete_private.h"

/* ---- attributes ---- */

/* What may stand in [Name( )], in the order of the class.  Those of every validation attribute stand under "". */
typedef struct AttributeRow {
	const char *name;
	const char *const *properties;
} AttributeRow;
/* clang-format off */
static const char *const parameter_properties[] = { "Position", "ParameterSetName", "Mandatory", "ValueFromPipeline",
	"ValueFromPipelineByPropertyName", "ValueFromRemainingArguments", "HelpMessage", "HelpMessageBaseName",
	"HelpMessageResourceId", "DontShow", NULL };
static const char *const binding_properties[] = { "PositionalBinding", "DefaultParameterSetName", "SupportsShouldProcess",
	"SupportsPaging", "SupportsTransactions", "ConfirmImpact", "HelpUri", "RemotingCapability", NULL };
static const char *const output_properties[] = { "ProviderCmdlet", "ParameterSetName", NULL };
static const char *const set_properties[] = { "ErrorMessage", "IgnoreCase", NULL };
static const char *const pattern_properties[] = { "Options", "ErrorMessage", NULL };
static const char *const script_properties[] = { "ErrorMessage", NULL };
static const char *const none[] = { NULL };
static const AttributeRow attributes[] = {
	{ "Alias", none }, { "AllowEmptyCollection", none }, { "AllowEmptyString", none }, { "AllowNull", none },
	{ "ArgumentCompleter", none }, { "ArgumentCompletions", none }, { "CmdletBinding", binding_properties },
	{ "OutputType", output_properties }, { "Parameter", parameter_properties }, { "SupportsWildcards", none },
	{ "ValidateCount", none }, { "ValidateDrive", none }, { "ValidateLength", none }, { "ValidateNotNull", none },
	{ "ValidateNotNullOrEmpty", none }, { "ValidateNotNullOrWhiteSpace", none }, { "ValidatePattern", pattern_properties },
	{ "ValidateRange", none }, { "ValidateScript", script_properties }, { "ValidateSet", set_properties },
	{ "ValidateTrustedData", none }, { "ValidateUserDrive", none },
};
/* clang-format on */

/* The token of the attribute whose brackets the cursor is in; NULL: none. */
static const Token *find_attribute(const Completer *c)
{
	const Token *at = c->token && c->token->kind == TK_L_PAREN ? c->token : c->before;
	int depth = 0;

	for (const Token *t = at; t && t > c->tokens.p; t--) {
		if (t->kind == TK_R_PAREN)
			depth++;
		else if (t->kind == TK_L_PAREN && depth-- == 0)
			return t[-1].flags & TF_ATTRIBUTE_NAME ? &t[-1] : NULL;
		else if (t->kind == TK_SEMI || t->kind == TK_L_CURLY)
			return NULL;
	}
	return NULL;
}

bool complete_attribute(Completer *c)
{
	const Token *name = find_attribute(c);

	if (!name || (c->before && c->before->kind == TK_EQUALS))
		return false;
	if (c->token && c->token->kind == TK_L_PAREN)
		complete_set_range(c, c->cursor, 0, S(""));
	for (size_t i = 0; i < COUNT(attributes); i++) {
		if (!str_ieq(name->text, str_from(attributes[i].name)))
			continue;
		for (const char *const *p = attributes[i].properties; *p; p++)
			if (complete_fits(c, str_from(*p)))
				complete_add(c, COMPLETION_PROPERTY, str_from(*p), str_from(*p));
	}
	return true;
}

static void add_attributes(Completer *c)
{
	for (size_t i = 0; i < COUNT(attributes); i++)
		if (complete_fits(c, str_from(attributes[i].name)))
			complete_add(c, COMPLETION_TYPE, str_from(attributes[i].name),
				arena_printf(c->arena, "%sAttribute", attributes[i].name));
}

/* ---- types ---- */

/* With a dot in the word, types of that very namespace and the namespaces below it; else accelerators and short
 * names. */
static void offer_type(void *self, const TypeDef *type)
{
	Completer *c = self;
	Str name = str_from(type->name), accelerator;
	size_t dot = str_rfind(c->word, S("."), c->word.n), next, tick = str_find_byte(name, '`', 0);

	if (type->flags & TYPE_RUNTIME || str_find_byte(name, '+', 0) != STR_NONE ||
		str_find_byte(name, '[', 0) != STR_NONE)
		return;
	if (tick != STR_NONE)
		name = str_cut(name, 0, tick);
	if (dot == STR_NONE) {
		accelerator = type_accelerator_of(name);
		if (complete_fits(c, type_short_name(type)) && !accelerator.n)
			complete_add(c, COMPLETION_TYPE, name, type_short_name(type));
		return;
	}
	if (!complete_fits(c, name))
		return;
	next = str_find_byte(name, '.', dot + 1);
	if (next == STR_NONE)
		complete_add(c, COMPLETION_TYPE, name, str_cut(name, dot + 1, name.n));
	else
		complete_add(c, COMPLETION_NAMESPACE, str_cut(name, 0, next), str_cut(name, dot + 1, next));
}

static void offer_accelerator(void *self, Str accelerator, Str full_name)
{
	Completer *c = self;

	(void)full_name;
	if (complete_fits(c, accelerator))
		complete_add(c, COMPLETION_TYPE, accelerator, accelerator);
}

void complete_add_types(Completer *c, bool with_attributes)
{
	size_t first = c->out->n;

	if (with_attributes)
		add_attributes(c);
	if (str_find_byte(c->word, '.', 0) == STR_NONE)
		type_accelerator_each(offer_accelerator, c);
	if (c->word.n)
		type_set_each(c->in->rt.types, offer_type, c);
	complete_sort(c, first);
}

static void offer_namespace(void *self, const TypeDef *type)
{
	Completer *c = self;
	Str name = str_from(type->name);
	size_t dot = str_rfind(c->word, S("."), c->word.n), from = dot == STR_NONE ? 0 : dot + 1, end;

	if (type->flags & TYPE_RUNTIME || str_find_byte(name, '[', 0) != STR_NONE || !complete_fits(c, name))
		return;
	end = str_find_byte(name, '.', from);
	if (end != STR_NONE)
		complete_add(c, COMPLETION_NAMESPACE, str_cut(name, 0, end), str_cut(name, from, end));
}

void complete_add_namespaces(Completer *c)
{
	size_t first = c->out->n;

	type_set_each(c->in->rt.types, offer_namespace, c);
	complete_sort(c, first);
}

bool complete_type_name(Completer *c)
{
	bool named = c->token && c->token->flags & (TF_TYPE_NAME | TF_ATTRIBUTE_NAME);
	bool opened = c->token && c->token->kind == TK_L_BRACKET && !complete_find(c, NODE_INDEX) &&
		      !complete_find(c, NODE_COMMAND);

	if (!named && !opened)
		return false;
	if (opened)
		complete_set_range(c, c->cursor, 0, S(""));
	complete_add_types(c, true);
	return true;
}
