/* command_syntax: the syntax lines of a command, as Get-Command and Get-Help show them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/command.h"
#include "shell/engine/function.h"

/* ---- sets ---- */

static bool is_used(const Command *command, uint32_t set)
{
	for (uint32_t i = 0; i < command->nparams; i++)
		if (!command->params[i].hidden && command->params[i].sets != SETS_ALL &&
			(command->params[i].sets & set))
			return true;
	return false;
}

size_t command_list_sets(const Command *command, uint32_t sets[32])
{
	size_t n = 0;

	if (command->default_set && (is_used(command, command->default_set) || command->nsets > 1))
		sets[n++] = command->default_set;
	for (uint32_t i = 0; i < command->nsets && i < 31; i++)
		if (UINT32_C(1) << i != command->default_set && is_used(command, UINT32_C(1) << i))
			sets[n++] = UINT32_C(1) << i;
	if (!n) /* one set: named or not, everything is in it */
		sets[n++] = command->default_set;
	return n;
}

bool command_in_set(const Param *param, uint32_t set)
{
	return !param->hidden && (param->sets == SETS_ALL || (param->sets & set));
}

/* ---- types ---- */

/* A nullable is what it holds. */
void command_put_type(const TypeDef *type, Buf *out)
{
	Buf full = BUF_INIT;
	Str text;
	size_t dot, bracket;

	if (type->generic && type->generic->id == T_NULLABLE && type->elem)
		type = type->elem;
	type_put_text(type, &full);
	text = buf_str(&full);
	bracket = str_find_byte(text, '[', 0);
	dot = str_rfind(text, S("."), bracket == STR_NONE ? text.n : bracket);
	buf_put(out, dot == STR_NONE ? text : str_cut(text, dot + 1, text.n));
	buf_release(&full);
}

/* ---- one set ---- */

static void put_param(const Param *param, const ParamUse *use, Buf *out)
{
	bool optional = !(use->flags & PARAM_MANDATORY);

	buf_put(out, optional ? S(" [") : S(" "));
	if (use->pos1 && !param->is_switch)
		buf_printf(out, "[-%.*s]", STR_ARG(param->name));
	else
		buf_printf(out, "-%.*s", STR_ARG(param->name));
	if (!param->is_switch) {
		buf_put(out, S(" <"));
		command_put_type(param->type, out);
		buf_put_char(out, '>');
	}
	buf_put(out, optional ? S("]") : S(""));
}

static bool is_plain_common(const Param *param)
{
	return param->common && param->def - cmdlet_common < COMMON_WHAT_IF;
}

static const ParamUse *use_in(const Param *param, uint32_t set)
{
	return command_in_set(param, set) && !is_plain_common(param) ? command_use(param, set) : NULL;
}

/* rank: 0 .. 255 the position, then 256 the mandatory ones and 257 the others. */
static int rank_of(const ParamUse *use)
{
	return use->pos1 ? use->pos1 : use->flags & PARAM_MANDATORY ? 256 : 257;
}

static size_t add_ranked(const Command *command, uint32_t set, int rank, uint32_t order[256], size_t n)
{
	for (uint32_t i = 0; i < command->nparams && n < 256; i++) {
		const ParamUse *use = use_in(&command->params[i], set);

		if (use && (rank < 0 || rank_of(use) == rank))
			order[n++] = i;
	}
	return n;
}

size_t command_list_params(const Command *command, uint32_t set, bool as_declared, uint32_t order[256])
{
	size_t n = 0;

	if (as_declared)
		return add_ranked(command, set, -1, order, 0);
	for (int rank = 1; rank <= 257; rank++)
		n = add_ranked(command, set, rank, order, n);
	return n;
}

void command_put_set(const Command *command, uint32_t set, Buf *out)
{
	size_t start = out->n, n;
	uint32_t order[256];

	n = command_list_params(command, set, false, order);
	for (size_t i = 0; i < n; i++)
		put_param(&command->params[order[i]], use_in(&command->params[order[i]], set), out);
	if (command->advanced)
		buf_put(out, S(" [<CommonParameters>]"));
	if (out->n > start)
		buf_delete(out, start, 1);
}

void command_put_syntax(const Command *command, Str name, Str newline, Buf *out)
{
	uint32_t sets[32];
	size_t n = command_list_sets(command, sets);

	for (size_t i = 0; i < n; i++) {
		buf_put(out, newline);
		buf_printf(out, "%.*s ", STR_ARG(name));
		command_put_set(command, sets[i], out);
		buf_put(out, newline);
	}
}
