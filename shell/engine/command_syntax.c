/* command_syntax: the syntax lines of a command, as Get-Command and Get-Help show them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/command.h"
#include "shell/engine/function.h"

/* ---- sets ---- */

static bool is_used(const Command *command, uint32_t set)
{
	for (uint32_t i = 0; i < command->nparams; i++)
		if (!command->params[i].hidden && command->params[i].sets != SETS_ALL && (command->params[i].sets & set))
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

/* The short name: int, FileInfo, List[string]; a nullable is what it holds. */
static void put_type(const TypeDef *type, Buf *out)
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
		put_type(param->type, out);
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

static void put_positional(const Command *command, uint32_t set, Buf *out)
{
	for (int position = 1; position < 256; position++)
		for (uint32_t i = 0; i < command->nparams; i++) {
			const ParamUse *use = use_in(&command->params[i], set);

			if (use && use->pos1 == position)
				put_param(&command->params[i], use, out);
		}
}

static void put_named(const Command *command, uint32_t set, bool mandatory, Buf *out)
{
	for (uint32_t i = 0; i < command->nparams; i++) {
		const ParamUse *use = use_in(&command->params[i], set);

		if (use && !use->pos1 && mandatory == ((use->flags & PARAM_MANDATORY) != 0))
			put_param(&command->params[i], use, out);
	}
}

void command_put_set(const Command *command, uint32_t set, Buf *out)
{
	size_t start = out->n;

	put_positional(command, set, out);
	put_named(command, set, true, out);
	put_named(command, set, false, out);
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
