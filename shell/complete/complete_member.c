/* complete_member: members behind a dot, keys in brackets, properties of what comes down a pipeline. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/complete/complete_private.h"
#include "shell/value/hash.h"
#include "shell/value/member.h"

/* ---- lists ---- */

/* PSMemberTypes' numbers: members come in this order, then by name.  ORDER MemberKind */
static const int kind_order[] = { 4, 8, 1, 16, 2, 64, 256, 32, 512 };

static int by_kind_and_name(const void *a, const void *b)
{
	const Member *x = a, *y = b;
	int order = kind_order[x->kind] - kind_order[y->kind];

	return order ? order : str_icompare(x->name, y->name);
}

static bool is_method(const Member *member)
{
	return member->kind == MEMBER_METHOD || member->kind == MEMBER_SCRIPT_METHOD ||
	       member->kind == MEMBER_PARAMETERIZED;
}

static bool is_identifier(Str name)
{
	size_t at = 0;

	while (at < name.n) {
		bool first = at == 0;
		uint32_t code = utf8_next(name, &at);

		if (code != '_' && !utf8_is_letter(code) && (first || !utf8_is_digit(code)))
			return false;
	}
	return name.n != 0;
}

static Completion *add_property(Completer *c, Str name)
{
	Completion *added = complete_add(c, COMPLETION_PROPERTY, S(""), name);

	if (is_identifier(name))
		buf_put(&added->text, name);
	else
		complete_put_quoted(name, '\'', &added->text);
	return added;
}

static void add_members(Completer *c, MemberList *list)
{
	if (list->n)
		qsort(list->p, list->n, sizeof(*list->p), by_kind_and_name);
	for (size_t i = 0; i < list->n; i++) {
		const Member *member = &list->p[i];

		if (!complete_fits(c, member->name) || (i && str_ieq(member->name, list->p[i - 1].name)))
			continue;
		if (is_method(member))
			complete_add(c, COMPLETION_METHOD, arena_printf(c->arena, "%.*s(", STR_ARG(member->name)),
				member->name);
		else
			add_property(c, member->name);
	}
}

/* Keys that are strings, as properties; they come behind the members. */
static void add_keys(Completer *c, Value v)
{
	Value plain = value_unwrap_peek(v);
	struct HashEntry *entry;
	size_t at = 0;

	while (plain.kind == V_HASH && (entry = hash_next(plain.hash, &at)) != NULL)
		if (value_is_string(entry->key) && complete_fits(c, value_str_peek(entry->key)))
			add_property(c, value_str_peek(entry->key));
}

static void add_enum_names(Completer *c, const TypeDef *type)
{
	size_t first = c->out->n;

	for (size_t i = 0; type_is_enum(type) && i < type->nnames; i++)
		if (complete_fits(c, str_from(type->names[i].name)))
			complete_add(
				c, COMPLETION_PROPERTY, str_from(type->names[i].name), str_from(type->names[i].name));
	complete_sort(c, first);
}

static void add_statics(Completer *c, const TypeDef *type)
{
	MemberList list = { .held = VALUE_EMPTY };

	add_enum_names(c, type);
	member_list_static(c->in, type, MEMBERS_PROPERTIES | MEMBERS_METHODS, &list);
	add_members(c, &list);
	member_list_release(&list);
}

static void add_instance(Completer *c, const Inferred *target)
{
	MemberList list = { .held = VALUE_EMPTY };
	Value v = complete_inferred_value(target);

	member_list(c->in, v, MEMBERS_PROPERTIES | MEMBERS_METHODS, &list);
	add_members(c, &list);
	add_keys(c, v);
	member_list_release(&list);
	value_drop(v);
}

/* ---- behind a dot ---- */

static bool is_dot(const Token *token)
{
	return token && (token->kind == TK_DOT || token->kind == TK_COLON_COLON || token->kind == TK_QUESTION_DOT);
}

/* The dot right before the name that is typed; NULL: none. */
static const Token *find_dot(const Completer *c)
{
	if (is_dot(c->token))
		return c->cursor == (size_t)c->token->span.at + c->token->span.len ? c->token : NULL;
	if (c->token && is_dot(c->before) && c->before->span.at + c->before->span.len == c->token->span.at)
		return c->before;
	return NULL;
}

/* The member node that a dot belongs to. */
static NodeMember *find_member(const Completer *c, const Token *dot)
{
	for (size_t i = c->path.n; i > 0; i--) {
		Node *node = c->path.p[i - 1];
		NodeMember *member = NODE_AS(NodeMember, node); /* calls begin alike */

		if ((node->kind == NODE_MEMBER || node->kind == NODE_INVOKE) &&
			member->target->span.at + member->target->span.len == dot->span.at)
			return member;
	}
	return NULL;
}

bool complete_member(Completer *c)
{
	const Token *dot = find_dot(c);
	NodeMember *member = dot ? find_member(c, dot) : NULL;
	bool is_static = dot && dot->kind == TK_COLON_COLON;
	Inferred target;

	if (!member)
		return false;
	if (dot == c->token)
		complete_set_range(c, c->cursor, 0, S(""));
	target = complete_infer(c, member->target);
	if (target.type && is_static)
		add_statics(c, target.type);
	else if (target.type)
		add_instance(c, &target);
	if (!target.type)
		complete_set_range(c, member->node.span.at, c->cursor - member->node.span.at, S(""));
	complete_inferred_release(&target);
	return true;
}

/* ---- keys in brackets ---- */

bool complete_index(Completer *c)
{
	NodeIndex *index = NODE_AS(NodeIndex, complete_find(c, NODE_INDEX));
	bool is_key = c->token && (c->token->kind == TK_L_BRACKET || c->token->kind == TK_STRING_LITERAL ||
					  c->token->kind == TK_STRING_EXPANDABLE);
	Inferred target;
	Value plain;
	struct HashEntry *entry;
	size_t at = 0;

	if (!index || !is_key || c->token->span.at < index->target->span.at + index->target->span.len)
		return false;
	if (c->token->kind == TK_L_BRACKET)
		complete_set_range(c, c->cursor, 0, S(""));
	target = complete_infer(c, index->target);
	plain = value_unwrap_peek(target.value);
	while (plain.kind == V_HASH && (entry = hash_next(plain.hash, &at)) != NULL)
		if (value_is_string(entry->key) && complete_fits(c, value_str_peek(entry->key)))
			complete_put_quoted(value_str_peek(entry->key), '\'',
				&complete_add(c, COMPLETION_PROPERTY, S(""), value_str_peek(entry->key))->text);
	complete_inferred_release(&target);
	return true;
}

/* ---- calculated properties ---- */

/* Keys that the cmdlets with calculated properties know. */
/* clang-format off */
static const char *const select_keys[] = { "Name", "Expression", NULL };
static const char *const table_keys[] = { "Expression", "FormatString", "Label", "Width", "Alignment", NULL };
static const char *const list_keys[] = { "Expression", "FormatString", "Label", NULL };
static const char *const custom_keys[] = { "Expression", "Depth", NULL };
static const char *const sort_keys[] = { "Expression", "Ascending", "Descending", NULL };
static const char *const expression_keys[] = { "Expression", NULL };
static const struct {
	const char *command;
	const char *const *keys;
} calculated[] = {
	{ "Select-Object", select_keys }, { "select", select_keys }, { "Format-Table", table_keys }, { "ft", table_keys },
	{ "Format-List", list_keys }, { "fl", list_keys }, { "Format-Wide", list_keys }, { "fw", list_keys },
	{ "Format-Custom", custom_keys }, { "fc", custom_keys }, { "Sort-Object", sort_keys }, { "sort", sort_keys },
	{ "Group-Object", expression_keys }, { "group", expression_keys }, { "Measure-Object", expression_keys },
	{ "measure", expression_keys },
};
/* clang-format on */

static Str name_of(const Node *name)
{
	const NodeConst *word = NODE_READ(NodeConst, name);

	return name && name->kind == NODE_CONST && value_is_string(word->value) ? value_str_peek(word->value) : S("");
}

static bool is_used(const Completer *c, const NodeHash *hash, Str key)
{
	for (uint32_t i = 0; i < hash->npairs; i++)
		if ((!c->token || hash->pairs[i].key->span.at != c->token->span.at) &&
			str_ieq(name_of(hash->pairs[i].key), key))
			return true;
	return false;
}

static void add_hash_keys(Completer *c, const NodeHash *hash, const char *const *keys)
{
	for (; *keys; keys++)
		if (complete_fits(c, str_from(*keys)) && !is_used(c, hash, str_from(*keys)))
			complete_add(c, COMPLETION_PROPERTY, str_from(*keys), str_from(*keys));
}

/* @{ in an argument: the word is a key, not a value. */
bool complete_hash_key(Completer *c)
{
	bool key = c->token ? (c->token->flags & TF_MEMBER_NAME) != 0 || c->token->kind == TK_AT_CURLY
			    : c->before && (c->before->kind == TK_AT_CURLY || c->before->kind == TK_SEMI);
	NodeHash *hash = NULL;
	Str name = S("");

	for (size_t i = 0; i < c->path.n; i++) {
		if (c->path.p[i]->kind == NODE_HASH)
			hash = NODE_AS(NodeHash, c->path.p[i]);
		else if (c->path.p[i]->kind == NODE_COMMAND && !hash)
			name = name_of(NODE_AS(NodeCommand, c->path.p[i])->name);
	}
	if (!key || !hash || !name.n)
		return false;
	if (c->token && c->token->kind == TK_AT_CURLY)
		complete_set_range(c, c->cursor, 0, S(""));
	for (size_t i = 0; i < COUNT(calculated); i++)
		if (str_ieq(name, str_from(calculated[i].command)))
			add_hash_keys(c, hash, calculated[i].keys);
	return true;
}

/* ---- down the pipeline ---- */

void complete_add_properties(Completer *c, const NodeCommand *command)
{
	Inferred input = complete_infer_input(c, command);
	MemberList list = { .held = VALUE_EMPTY };
	Value v;

	if (!input.type)
		return;
	v = complete_inferred_value(&input);
	member_list(c->in, v, MEMBERS_PROPERTIES, &list);
	add_members(c, &list);
	add_keys(c, v);
	member_list_release(&list);
	value_drop(v);
	complete_inferred_release(&input);
}
