/* stage_should: -WhatIf and -Confirm: what is said and asked before something is done (reference 5.10). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/pipeline.h"
#include "shell/engine/stage.h"
#include "shell/value/convert.h"

/* clang-format off */
#define CHOICE(label, help) { S_INIT(label), S_INIT(help) }
/* clang-format on */
static const Choice choices[] = {
	CHOICE("&Yes", "Continue with only the next step of the operation."),
	CHOICE("Yes to &All", "Continue with all the steps of the operation."),
	CHOICE("&No", "Skip this operation and proceed with the next operation."),
	CHOICE("No to A&ll", "Skip this operation and all subsequent operations."),
	CHOICE("&Suspend",
		"Pause the current pipeline and return to the command prompt. Type \"exit\" to resume the pipeline."),
};
static const Choice plain_choices[] = {
	CHOICE("&Yes", "Continue with only the next step of the operation."),
	CHOICE("&No", "Skip this operation and proceed with the next operation."),
	CHOICE("&Suspend",
		"Pause the current pipeline and return to the command prompt. Type \"exit\" to resume the pipeline."),
};
enum { ANSWER_YES, ANSWER_ALL, ANSWER_NO, ANSWER_NONE, ANSWER_SUSPEND };

/* There is no prompt within a prompt: the question is asked again. */
static Flow ask(Stage *s, Str caption, Str message, bool plain, int *answer)
{
	Question question = { .caption = caption,
		.message = message,
		.choices = plain ? plain_choices : choices,
		.n = plain ? COUNT(plain_choices) : COUNT(choices) };

	question.n -= stage_private(s)->remote;
	for (;;) {
		FLOW_TRY(stage_choose(s, &question, answer));
		if (plain && *answer > 0)
			*answer = *answer == 1 ? ANSWER_NO : ANSWER_SUSPEND;
		if (*answer != ANSWER_SUSPEND)
			return FLOW_NEXT;
		FLOW_TRY(stage_host(
			s, S("A nested prompt is not supported by this shell."), COLOR_NONE, COLOR_NONE, true));
	}
}

void stage_set_remote(Stage *s, bool remote)
{
	stage_private(s)->remote = remote;
}

bool stage_is_what_if(Stage *s)
{
	StagePrivate *sp = stage_private(s);

	if (sp->common.what_if.kind != V_EMPTY)
		return convert_to_bool(sp->common.what_if);
	return convert_to_bool(interp_variable_peek(s->interp, s->interp->sym.what_if));
}

/* $ConfirmPreference: None never asks; otherwise from that impact on. */
static bool must_ask(Stage *s)
{
	static const char *const names[] = { "None", "Low", "Medium", "High" };
	StagePrivate *sp = stage_private(s);
	Value v = value_unwrap_peek(interp_variable_peek(s->interp, s->interp->sym.confirm));
	int64_t from = CONFIRM_HIGH;

	if (sp->common.confirm.kind != V_EMPTY && s->def)
		return convert_to_bool(sp->common.confirm);
	if (v.kind == V_ENUM || v.kind == V_INT)
		from = v.kind == V_ENUM ? v.enumeration->value : v.i64;
	for (int i = 0; i < (int)COUNT(names); i++)
		if (str_ieq(value_str_peek(v), str_from(names[i])))
			from = i;
	return from != CONFIRM_NONE && (int64_t)sp->command->confirm >= from;
}

static bool confirm(Stage *s, Str caption, Str message, Flow *flow)
{
	StagePrivate *sp = stage_private(s);
	int answer = ANSWER_NO;

	if (sp->yes_to_all || sp->no_to_all)
		return sp->yes_to_all;
	*flow = ask(s, caption, message, false, &answer);
	if (*flow != FLOW_NEXT)
		return false;
	sp->yes_to_all = answer == ANSWER_ALL;
	sp->no_to_all = answer == ANSWER_NONE;
	return answer == ANSWER_YES || answer == ANSWER_ALL;
}

static Flow say_what_if(Stage *s, Str what)
{
	Buf line = BUF_INIT;
	Host *host = s->interp->host;

	buf_printf(&line, "What if: %.*s\n", STR_ARG(what));
	host->write(host->self, buf_str(&line), COLOR_NONE, COLOR_NONE);
	buf_release(&line);
	return FLOW_NEXT;
}

bool stage_should_text(Stage *s, Str description, Str warning, Str caption, Flow *flow)
{
	*flow = FLOW_NEXT;
	if (stage_is_what_if(s)) {
		*flow = say_what_if(s, description);
		return false;
	}
	if (must_ask(s))
		return confirm(s, caption.n ? caption : S("Confirm"), warning, flow);
	/* the command's own -Verbose alone: a preference does not make it tell (asked of 7.6) */
	if (convert_to_bool(stage_private(s)->common.verbose))
		*flow = stage_verbose(s, "%.*s", STR_ARG(description));
	return *flow == FLOW_NEXT;
}

bool stage_should(Stage *s, Str target, Str action, Flow *flow)
{
	Buf what = BUF_INIT, question = BUF_INIT;
	bool yes;

	if (!action.n)
		action = string_str(stage_private(s)->command->name);
	buf_printf(&what, "Performing the operation \"%.*s\" on target \"%.*s\".", STR_ARG(action), STR_ARG(target));
	buf_printf(&question, "Are you sure you want to perform this action?\n%.*s", STR_ARG(buf_str(&what)));
	yes = stage_should_text(s, buf_str(&what), buf_str(&question), S("Confirm"), flow);
	buf_release(&what);
	buf_release(&question);
	return yes;
}

bool stage_should_continue(Stage *s, Str query, Str caption, bool *yes_all, bool *no_all, Flow *flow)
{
	int answer = ANSWER_NO;

	*flow = FLOW_NEXT;
	if (yes_all && *yes_all)
		return true;
	if (no_all && *no_all)
		return false;
	*flow = ask(s, caption, query, !yes_all, &answer);
	if (*flow != FLOW_NEXT)
		return false;
	if (yes_all)
		*yes_all = answer == ANSWER_ALL;
	if (no_all)
		*no_all = answer == ANSWER_NONE;
	return answer == ANSWER_YES || answer == ANSWER_ALL;
}
