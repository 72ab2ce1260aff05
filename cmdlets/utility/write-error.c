/* write-error: a non-terminating error in the name of the calling function or script (reference 4.1.4). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage_private.h"
#include "shell/value/convert.h"

enum { SET_NO_EXCEPTION = 1, SET_EXCEPTION = 2, SET_RECORD = 4, SETS_MAKING = SET_NO_EXCEPTION | SET_EXCEPTION };
enum {
	P_EXCEPTION,
	P_EXCEPTION_DESKTOP,
	P_MESSAGE,
	P_ERROR_RECORD,
	P_ERROR_RECORD_DESKTOP,
	P_CATEGORY,
	P_ERROR_ID,
	P_TARGET_OBJECT,
	P_RECOMMENDED_ACTION,
	P_ACTIVITY,
	P_REASON,
	P_TARGET_NAME,
	P_TARGET_TYPE,
};

static const char *const sets[] = { "NoException", "WithException", "ErrorRecord", NULL };
static const char exception_help[] = "The exception the error is about.";
static const char record_help[] = "A record made elsewhere, to be reported here.";

/* clang-format off */
static const ParamDef params[] = {
	[P_EXCEPTION] = { .name = "Exception", .type = "Exception", .where = WHERE_CORE,
		.in = { { SET_EXCEPTION, 1, PARAM_MANDATORY } }, .help = exception_help },
	[P_EXCEPTION_DESKTOP] = { .name = "Exception", .type = "Exception", .where = WHERE_DESKTOP,
		.in = { { SET_EXCEPTION, 0, PARAM_MANDATORY } }, .help = exception_help },
	[P_MESSAGE] = { .name = "Message", .aliases = (const char *const[]){ "Msg", NULL }, .type = "String",
		.in = { { SET_NO_EXCEPTION, 1, PARAM_MANDATORY | PARAM_FROM_PIPE }, { SET_EXCEPTION, 0, 0 } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "What went wrong." },
	[P_ERROR_RECORD] = { .name = "ErrorRecord", .type = "ErrorRecord", .where = WHERE_CORE,
		.in = { { SET_RECORD, 1, PARAM_MANDATORY } }, .help = record_help },
	[P_ERROR_RECORD_DESKTOP] = { .name = "ErrorRecord", .type = "ErrorRecord", .where = WHERE_DESKTOP,
		.in = { { SET_RECORD, 0, PARAM_MANDATORY } }, .help = record_help },
	[P_CATEGORY] = { .name = "Category", .type = "ErrorCategory", .in = { { .sets = SETS_MAKING } },
		.help = "The kind of error.", .default_text = "NotSpecified" },
	[P_ERROR_ID] = { .name = "ErrorId", .type = "String", .in = { { .sets = SETS_MAKING } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "The name by which scripts know the error." },
	[P_TARGET_OBJECT] = { .name = "TargetObject", .type = "Object", .in = { { .sets = SETS_MAKING } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "The object that was being worked on." },
	[P_RECOMMENDED_ACTION] = { .name = "RecommendedAction", .type = "String",
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "What the user should do about it." },
	[P_ACTIVITY] = { .name = "CategoryActivity", .aliases = (const char *const[]){ "Activity", NULL },
		.type = "String", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "What was being done." },
	[P_REASON] = { .name = "CategoryReason", .aliases = (const char *const[]){ "Reason", NULL },
		.type = "String", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "How it came to the error." },
	[P_TARGET_NAME] = { .name = "CategoryTargetName", .aliases = (const char *const[]){ "TargetName", NULL },
		.type = "String", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "The name of the object that was being worked on." },
	[P_TARGET_TYPE] = { .name = "CategoryTargetType", .aliases = (const char *const[]){ "TargetType", NULL },
		.type = "String", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "The type of the object that was being worked on." },
};
/* clang-format on */

/* ---- where it points ---- */

/* The call of the function or script around; inline blocks (ForEach-Object) have none of their own. */
static const Frame *caller(const Interp *in)
{
	const Frame *frame = in->frame;

	while (frame->up && (!frame->invocation || (frame->stage && frame->stage->lends_invocation)))
		frame = frame->up;
	return frame;
}

/* At the top of a text the command behind the error is that text, and it points at Write-Error itself. */
static Invocation *text_invocation(const Stage *s, const Frame *frame)
{
	Invocation *invocation = error_invocation_new(s->invocation->script, s->invocation->span);

	invocation->command = command_ref(frame->command);
	invocation->shown_by_input = true;
	return invocation;
}

static void set_caller(Stage *s, ErrorRecord *error)
{
	const Frame *frame = caller(s->interp);
	String *source = frame->command ? frame->command->source : NULL;

	error_invocation_drop(error->invocation);
	error->invocation = frame->invocation ? error_invocation_ref(frame->invocation) : text_invocation(s, frame);
	if (error->source)
		value_drop(value_of_string(error->source));
	error->source = source && source->n ? value_ref(value_of_string(source)).string : NULL;
}

/* ---- what it holds ---- */

static void set_text(String **slot, Str text)
{
	if (!text.n)
		return;
	if (*slot)
		value_drop(value_of_string(*slot));
	*slot = value_string(text).string;
}

static Value bound_exception(const Stage *s)
{
	if (stage_bound(s, P_EXCEPTION))
		return s->args[P_EXCEPTION];
	return stage_bound(s, P_EXCEPTION_DESKTOP) ? s->args[P_EXCEPTION_DESKTOP] : VALUE_EMPTY;
}

static Value make_record(Stage *s)
{
	Value given = bound_exception(s), record;
	Str message = stage_str(s, P_MESSAGE), id = stage_str(s, P_ERROR_ID);
	Value exception = given.kind != V_EMPTY ? value_ref(given)
						: exception_new(exception_type(EXC_WRITE_ERROR), message, VALUE_NULL);

	if (!id.n) /* the full name, where others have the short one */
		id = str_from(type_of(exception)->name);
	record = error_new(exception, id, (ErrorCategory)stage_int(s, P_CATEGORY, CAT_NOT_SPECIFIED),
		stage_bound(s, P_TARGET_OBJECT) ? s->args[P_TARGET_OBJECT] : VALUE_EMPTY);
	if (given.kind != V_EMPTY)
		set_text(&error_peek(record)->details, message);
	value_drop(exception);
	return record;
}

static String *copy_text(String *text)
{
	return text ? value_ref(value_of_string(text)).string : NULL;
}

static Value copy_record(Value of)
{
	const ErrorRecord *from = error_peek(of);
	Value record = error_new(from->exception, string_str(from->id), from->category, from->target);
	ErrorRecord *to = error_peek(record);

	to->activity = copy_text(from->activity);
	to->reason = copy_text(from->reason);
	to->target_name = copy_text(from->target_name);
	to->target_type = copy_text(from->target_type);
	to->details = copy_text(from->details);
	to->recommended = copy_text(from->recommended);
	return record;
}

static void set_overrides(Stage *s, ErrorRecord *error)
{
	if (stage_str(s, P_RECOMMENDED_ACTION).n) {
		if (!error->details)
			set_text(&error->details, error_message_peek(error));
		set_text(&error->recommended, stage_str(s, P_RECOMMENDED_ACTION));
	}
	if (!error->activity)
		set_text(&error->activity, S("Write-Error"));
	set_text(&error->activity, stage_str(s, P_ACTIVITY));
	set_text(&error->reason, stage_str(s, P_REASON));
	set_text(&error->target_name, stage_str(s, P_TARGET_NAME));
	set_text(&error->target_type, stage_str(s, P_TARGET_TYPE));
}

static Flow process(Stage *s, Value input)
{
	int which = stage_bound(s, P_ERROR_RECORD) ? P_ERROR_RECORD : P_ERROR_RECORD_DESKTOP;
	bool given = stage_bound(s, which);
	Value record;
	Flow flow;

	(void)input;
	if (!given && !stage_bound(s, P_MESSAGE) && bound_exception(s).kind == V_EMPTY)
		return FLOW_NEXT;
	record = given ? copy_record(s->args[which]) : make_record(s);
	set_overrides(s, error_peek(record));
	set_caller(s, error_peek(record));
	flow = stage_error_record(s, record);
	value_drop(record);
	return flow;
}

const CmdletDef cmd_write_error = {
	.name = "Write-Error",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_NO_EXCEPTION,
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Reports a non-terminating error.",
};
