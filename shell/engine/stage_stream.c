/* stage_stream: errors, warnings and the other streams of a cmdlet, and what their preferences say. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>

#include "shell/engine/pipeline.h"
#include "shell/engine/record.h"
#include "shell/engine/redirect.h"
#include "shell/engine/stage.h"
#include "shell/value/convert.h"

/* ---- errors ---- */

static Value make_record(Stage *s, const ErrorSpec *spec, Str text)
{
	StagePrivate *sp = stage_private(s);
	ExceptionId type = spec->exception ? spec->exception : EXC_EXCEPTION;
	Value inner = spec->inner.kind == V_EMPTY ? VALUE_NULL : spec->inner;
	Value exception = exception_new(exception_type(type), text, inner);
	Value record = error_new(exception, str_from(spec->id), spec->category, spec->target);
	ErrorRecord *error = error_peek(record);

	value_drop(exception);
	error->invocation = error_invocation_ref(s->invocation);
	if (sp->command->source)
		error->source = value_ref(value_of_string(sp->command->source)).string;
	if (spec->recommended)
		error->recommended = value_string_c(spec->recommended).string;
	if (spec->target_type)
		error->target_type = value_string_c(spec->target_type).string;
	if (spec->as_details)
		error->details = value_string(text).string;
	return record;
}

PRINTF(3, 0) static Value format_record(Stage *s, const ErrorSpec *spec, const char *fmt, va_list args)
{
	Buf text = BUF_INIT;
	Value record;

	buf_vprintf(&text, fmt, args);
	record = make_record(s, spec, buf_str(&text));
	buf_release(&text);
	return record;
}

/* A record that no command has touched yet becomes this one's: where it points, and its id's second part. */
static void adopt(Stage *s, ErrorRecord *error)
{
	const String *source = stage_private(s)->command->source;

	if (error->invocation)
		return;
	error->invocation = error_invocation_ref(s->invocation);
	if (!error->source && source)
		error->source = value_string(string_str(source)).string;
}

void stage_claim(StagePrivate *sp, Value record)
{
	ErrorRecord *error = error_peek(record);
	const String *source = sp->command->source;

	error_invocation_drop(error->invocation);
	error->invocation = error_invocation_ref(sp->s.invocation);
	if (error->position_script)
		script_drop(error->position_script);
	error->position_script = NULL;
	if (error->source)
		value_drop(value_of_string(error->source));
	error->source = source && source->n ? value_string(string_str(source)).string : NULL;
	error->thrown = error->promoted = error->reported = false;
}

Flow stage_leave(StagePrivate *sp, Flow flow)
{
	Interp *in = sp->s.interp;

	if (flow != FLOW_THROW)
		return flow;
	value_set_take(&sp->thrown, interp_take_error(in));
	in->stop_at = sp;
	return FLOW_STOP;
}

Flow stage_arrive(StagePrivate *sp, Flow flow)
{
	Interp *in = sp->s.interp;
	Value record = sp->thrown;

	if (flow != FLOW_STOP || in->stop_at != sp || record.kind == V_EMPTY)
		return flow;
	in->stop_at = NULL;
	sp->thrown = VALUE_EMPTY;
	return interp_throw_take(in, record);
}

Flow stage_throw_record(Stage *s, Value record)
{
	adopt(s, error_peek(record));
	error_peek(record)->raiser = s;
	return interp_throw_take(s->interp, value_ref(record));
}

Flow stage_throw(Stage *s, const ErrorSpec *spec, const char *fmt, ...)
{
	va_list args;
	Value record;

	va_start(args, fmt);
	record = format_record(s, spec, fmt, args);
	va_end(args);
	error_peek(record)->raiser = s;
	return interp_throw_take(s->interp, record);
}

/* ---- -ErrorVariable, -WarningVariable, -InformationVariable ---- */

/* Each list on the way out is shown the record, as far as 2>&1 does not send it to a further command; false from each
 * ends the walk. */
static bool each_list(Interp *in, const StagePrivate *sp, Stream stream, bool (*each)(List *list, Value v), Value v)
{
	const Frame *frame = in->frame;
	const StagePrivate *at = sp ? sp : frame->stage;

	for (;;) {
		if (at && at->lists[stream] && !each(at->lists[stream], v))
			return false;
		if (at && redirect_is_merge(at->streams.to[stream]) && at->index + 1 < at->pipeline->n)
			return true;
		while (frame && (!frame->stage || frame->stage == at))
			frame = frame->up;
		if (!frame)
			return true;
		at = frame->stage;
	}
}

static bool push(List *list, Value v)
{
	list_push_take(list, value_ref(v));
	return true;
}

static bool found(UNUSED List *list, UNUSED Value v)
{
	return false;
}

void stage_keep(Interp *in, StagePrivate *sp, Stream stream, Value record)
{
	each_list(in, sp, stream, push, record);
}

bool stage_is_kept(Interp *in, const StagePrivate *sp, Stream stream)
{
	return !each_list(in, sp, stream, found, VALUE_EMPTY);
}

static const Arg *argument_of(const StagePrivate *sp, int param)
{
	for (uint32_t i = 0; i < sp->args.n; i++)
		if (sp->args.p[i].used && sp->args.p[i].index == param && sp->args.p[i].value_span.len)
			return &sp->args.p[i];
	return NULL;
}

Flow stage_throw_argument(Stage *s, int param, const ErrorSpec *spec, const char *fmt, ...)
{
	const Arg *arg = argument_of(stage_private(s), param);
	ErrorRecord *error;
	va_list args;
	Value record;

	va_start(args, fmt);
	record = format_record(s, spec, fmt, args);
	va_end(args);
	error = error_peek(record);
	if (arg && s->invocation->script) {
		error->position_script = script_ref(s->invocation->script);
		error->position = arg->value_span;
	}
	error->raiser = s;
	return interp_throw_take(s->interp, record);
}

/* Stop: the record itself is thrown, marked as promoted (reference 7.3.5). */
static Flow promote(Stage *s, Value record)
{
	error_peek(record)->promoted = true;
	error_peek(record)->raiser = s;
	return interp_throw_take(s->interp, value_ref(record));
}

static Flow ask_about(Stage *s, Str message, bool *stop)
{
	static const Choice choices[] = {
		{ { "&Yes", 4 }, { "Continue, and show the message.", 31 } },
		{ { "Yes to &All", 11 }, { "Continue without asking again.", 30 } },
		{ { "&Halt Command", 13 }, { "Stop this command.", 18 } },
		{ { "&Suspend", 8 },
			{ "Pause the current pipeline and return to the command prompt. Type \"exit\" to resume the pipeline.",
				97 } },
	};
	Question question = { .caption = S("Confirm"), .message = message, .choices = choices, .n = COUNT(choices) };
	int answer = 0;

	FLOW_TRY(stage_choose(s, &question, &answer));
	*stop = answer == 2;
	return FLOW_NEXT;
}

/* Inquire's answer Halt. */
static Flow halted(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_OPERATION_STOPPED, .id = "ActionPreferenceStop", .exception = EXC_ACTION_PREFERENCE_STOP
	};
	Flow flow = stage_throw(s, &spec, "The running command stopped because the user selected the Stop option.");
	ErrorRecord *error = interp_error_peek(s->interp);

	if (error)
		error->promoted = true;
	return flow;
}

Flow stage_error_record(Stage *s, Value record)
{
	StagePrivate *sp = stage_private(s);
	Interp *in = s->interp;
	ErrorRecord *error = error_peek(record);
	Preference preference;
	bool stop = false;

	adopt(s, error);
	sp->failed = true;
	if (!interp_preference_of(in, sp->common.error_action, &preference))
		preference = interp_preference(in, in->sym.error_action, PREF_CONTINUE);
	if (preference != PREF_IGNORE && preference != PREF_STOP)
		stage_keep(in, sp, STREAM_ERROR, record);
	if (preference == PREF_INQUIRE) {
		FLOW_TRY(ask_about(s, error_message_peek(error), &stop));
		if (stop)
			return halted(s);
	}
	if (preference == PREF_STOP)
		return promote(s, record);
	if (preference == PREF_IGNORE)
		return FLOW_NEXT;
	interp_remember_error(in, record);
	if (preference == PREF_SILENT)
		return FLOW_NEXT;
	return interp_write_error(in, &sp->streams, record);
}

Flow stage_error(Stage *s, const ErrorSpec *spec, const char *fmt, ...)
{
	va_list args;
	Value record;
	Flow flow;

	va_start(args, fmt);
	record = format_record(s, spec, fmt, args);
	va_end(args);
	flow = stage_error_record(s, record);
	value_drop(record);
	return flow;
}

/* ---- failures of lower rooms ---- */

static const struct {
	ErrorCategory category;
	ExceptionId exception;
} diag_rows[] = {
	[DIAG_OK] = { CAT_NOT_SPECIFIED, EXC_INVALID_OPERATION },
	[DIAG_NOT_FOUND] = { CAT_OBJECT_NOT_FOUND, EXC_INVALID_OPERATION },
	[DIAG_EXISTS] = { CAT_RESOURCE_EXISTS, EXC_INVALID_OPERATION },
	[DIAG_INVALID] = { CAT_INVALID_DATA, EXC_INVALID_OPERATION },
	[DIAG_DENIED] = { CAT_PERMISSION_DENIED, EXC_UNAUTHORIZED_ACCESS },
	[DIAG_IO] = { CAT_WRITE_ERROR, EXC_IO },
	[DIAG_CORRUPT] = { CAT_INVALID_DATA, EXC_INVALID_OPERATION },
	[DIAG_BUSY] = { CAT_RESOURCE_BUSY, EXC_TIMEOUT },
	[DIAG_CRYPTO] = { CAT_INVALID_DATA, EXC_CRYPTOGRAPHIC },
	[DIAG_BAD_PASSWORD] = { CAT_INVALID_ARGUMENT, EXC_CRYPTOGRAPHIC },
	[DIAG_UNSUPPORTED] = { CAT_NOT_IMPLEMENTED, EXC_NOT_SUPPORTED },
	[DIAG_IN_USE] = { CAT_INVALID_OPERATION, EXC_INVALID_OPERATION },
	[DIAG_STOPPED] = { CAT_OPERATION_STOPPED, EXC_OPERATION_CANCELED },
};

static ErrorSpec spec_of(const Diag *diag, const char *id, Value target)
{
	return (ErrorSpec){ .category = diag_rows[diag->code].category,
		.id = id,
		.exception = diag_rows[diag->code].exception,
		.target = target };
}

Flow stage_fail(Stage *s, const Diag *diag, const char *id, Value target)
{
	ErrorSpec spec = spec_of(diag, id, target);

	if (diag->code == DIAG_STOPPED)
		return stage_interrupted(s);
	return stage_throw(s, &spec, "%s", diag->text);
}

Flow stage_diag(Stage *s, const Diag *diag, const char *id, Value target)
{
	ErrorSpec spec = spec_of(diag, id, target);

	if (diag->code == DIAG_STOPPED)
		return stage_interrupted(s);
	return stage_error(s, &spec, "%s", diag->text);
}

Flow stage_not_done(Stage *s, const char *what)
{
	ErrorSpec spec = {
		.category = CAT_NOT_IMPLEMENTED, .id = "NotImplemented", .exception = EXC_PS_NOT_IMPLEMENTED
	};

	return stage_throw(s, &spec, "%s is not implemented in this version of exsh.", what);
}

/* ---- warning, verbose, debug ---- */

static const struct StreamRow {
	const char *prefix, *preference;
	Preference fallback;
} stream_rows[] = {
	[STREAM_WARNING] = { "WARNING: ", "WarningPreference", PREF_CONTINUE },
	[STREAM_VERBOSE] = { "VERBOSE: ", "VerbosePreference", PREF_SILENT },
	[STREAM_DEBUG] = { "DEBUG: ", "DebugPreference", PREF_SILENT },
	[STREAM_INFORMATION] = { "", "InformationPreference", PREF_SILENT },
};

static Preference preference_of(Stage *s, Stream stream)
{
	StagePrivate *sp = stage_private(s);
	Interp *in = s->interp;
	Preference preference;

	if (stream == STREAM_WARNING && interp_preference_of(in, sp->common.warning_action, &preference))
		return preference;
	if (stream == STREAM_VERBOSE && sp->common.verbose.kind != V_EMPTY)
		return convert_to_bool(sp->common.verbose) ? PREF_CONTINUE : PREF_SILENT;
	if (stream == STREAM_DEBUG && sp->common.debug.kind != V_EMPTY)
		return !convert_to_bool(sp->common.debug)    ? PREF_SILENT
		       : runtime_edition(in)->debug_inquires ? PREF_INQUIRE
							     : PREF_CONTINUE;
	return interp_preference(in,
		stream == STREAM_WARNING   ? in->sym.warning
		: stream == STREAM_VERBOSE ? in->sym.verbose
					   : in->sym.debug,
		stream_rows[stream].fallback);
}

bool stage_is_verbose(Stage *s)
{
	return preference_of(s, STREAM_VERBOSE) == PREF_CONTINUE;
}

/* Preference Stop: the text becomes a terminating error (reference 7.3.10). */
static Flow stop_at(Stage *s, Stream stream, Str text)
{
	ErrorSpec spec = {
		.category = CAT_OPERATION_STOPPED, .id = "ActionPreferenceStop", .exception = EXC_ACTION_PREFERENCE_STOP
	};
	Flow flow = stage_throw(s, &spec,
		"The running command stopped because the preference variable \"%s\" or common parameter is set to "
		"Stop: %.*s",
		stream_rows[stream].preference, STR_ARG(text));
	ErrorRecord *error = interp_error_peek(s->interp);

	if (error)
		error->promoted = true;
	return flow;
}

static void keep_text(Stage *s, Stream stream, Str text)
{
	Value record = record_new(s->interp, stream, text, s->invocation);

	stage_keep(s->interp, stage_private(s), stream, record);
	value_drop(record);
}

Flow stage_write_stream(Stage *s, Stream stream, Value v)
{
	StagePrivate *sp = stage_private(s);
	Interp *in = s->interp;
	Preference preference = preference_of(s, stream);
	Buf text = BUF_INIT;
	bool stop = false, kept = stream == STREAM_WARNING && stage_is_kept(in, sp, stream);
	bool silent = preference == PREF_SILENT || preference == PREF_IGNORE;
	Flow flow;

	if (silent && !kept)
		return FLOW_NEXT;
	flow = record_text(in, v, &text);
	if (flow == FLOW_NEXT && kept)
		keep_text(s, stream, buf_str(&text));
	if (flow == FLOW_NEXT && preference == PREF_INQUIRE)
		flow = ask_about(s, buf_str(&text), &stop);
	if (flow == FLOW_NEXT && stop)
		flow = halted(s);
	else if (flow == FLOW_NEXT && !silent)
		flow = interp_write_text(in, &sp->streams, stream, buf_str(&text), s->invocation);
	if (flow == FLOW_NEXT && preference == PREF_STOP)
		flow = stop_at(s, stream, buf_str(&text));
	buf_release(&text);
	return flow;
}

PRINTF(3, 0) static Flow format_stream(Stage *s, Stream stream, const char *fmt, va_list args)
{
	Buf text = BUF_INIT;
	Value v;
	Flow flow;

	buf_vprintf(&text, fmt, args);
	v = value_string_buf(&text);
	buf_release(&text);
	flow = stage_write_stream(s, stream, v);
	value_drop(v);
	return flow;
}

Flow stage_warning(Stage *s, const char *fmt, ...)
{
	va_list args;
	Flow flow;

	va_start(args, fmt);
	flow = format_stream(s, STREAM_WARNING, fmt, args);
	va_end(args);
	return flow;
}

Flow stage_verbose(Stage *s, const char *fmt, ...)
{
	va_list args;
	Flow flow;

	va_start(args, fmt);
	flow = format_stream(s, STREAM_VERBOSE, fmt, args);
	va_end(args);
	return flow;
}

Flow stage_debug(Stage *s, const char *fmt, ...)
{
	va_list args;
	Flow flow;

	va_start(args, fmt);
	flow = format_stream(s, STREAM_DEBUG, fmt, args);
	va_end(args);
	return flow;
}

/* ---- information and the host ---- */

static Flow stop_information(Stage *s, Value record)
{
	Buf text = BUF_INIT;
	Flow flow = record_text(s->interp, record, &text);

	if (flow == FLOW_NEXT)
		flow = stop_at(s, STREAM_INFORMATION, buf_str(&text));
	buf_release(&text);
	return flow;
}

Flow stage_information(Stage *s, Value message, Value tags, bool force)
{
	StagePrivate *sp = stage_private(s);
	Interp *in = s->interp;
	Preference preference;
	Value record;
	Flow flow = FLOW_NEXT;

	if (!interp_preference_of(in, sp->common.information_action, &preference))
		preference = interp_preference(in, in->sym.information, PREF_SILENT);
	if (preference == PREF_IGNORE && !force)
		return FLOW_NEXT;
	record = record_information(in, message, tags, s->invocation);
	stage_keep(in, sp, STREAM_INFORMATION, record);
	if (sp->streams.to[STREAM_INFORMATION])
		flow = sink_put(sp->streams.to[STREAM_INFORMATION], record);
	else if (preference == PREF_CONTINUE || preference == PREF_STOP)
		flow = interp_write_information(in, record);
	if (flow == FLOW_NEXT && preference == PREF_STOP)
		flow = stop_information(s, record);
	value_drop(record);
	return flow;
}

Flow stage_host(Stage *s, Str text, int foreground, int background, bool newline)
{
	StagePrivate *sp = stage_private(s);
	Interp *in = s->interp;
	Value record;
	Flow flow = FLOW_NEXT;
	Preference preference;

	if (interp_preference_of(in, sp->common.information_action, &preference) && preference == PREF_IGNORE)
		return FLOW_NEXT;
	if (sp->streams.to[STREAM_INFORMATION] || stage_is_kept(in, sp, STREAM_INFORMATION)) {
		record = record_host(in, text, foreground, background, !newline, s->invocation);
		stage_keep(in, sp, STREAM_INFORMATION, record);
		if (sp->streams.to[STREAM_INFORMATION])
			flow = sink_put(sp->streams.to[STREAM_INFORMATION], record);
		value_drop(record);
		if (sp->streams.to[STREAM_INFORMATION])
			return flow;
	}
	in->host->write(in->host->self, text, foreground, background);
	if (newline)
		in->host->write(in->host->self, S("\n"), COLOR_NONE, COLOR_NONE);
	return flow;
}

void stage_progress(Stage *s, const Progress *progress)
{
	StagePrivate *sp = stage_private(s);
	Interp *in = s->interp;
	Preference preference;

	if (!interp_preference_of(in, sp->common.progress_action, &preference))
		preference = interp_preference(in, in->sym.progress, PREF_CONTINUE);
	if (preference == PREF_CONTINUE || preference == PREF_INQUIRE || preference == PREF_STOP)
		in->host->progress(in->host->self, progress);
}
