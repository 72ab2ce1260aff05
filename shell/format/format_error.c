/* format_error: error records as text: NormalView, ConciseView, CategoryView (reference 4.2, editions 3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/command.h"
#include "shell/engine/function.h"
#include "shell/engine/interp.h"
#include "shell/format/format_private.h"
#include "shell/value/convert.h"
#include "shell/value/exception.h"

enum {
	INDENT = 4,       /* Desktop: of the + lines */
	WIDTH = 80,       /* without a console, in both editions (recorded: process/command-not-found-last) */
	NUMBER_WIDTH = 4, /* of a line number */
};

static size_t window_width(Interp *in)
{
	const Host *host = in->host;
	int width = host && host->width ? host->width(host->self) : 0;

	return width > 0 ? (size_t)width : WIDTH;
}

static bool has_id(const ErrorRecord *error, Str id)
{
	return error->id && str_ieq(string_str(error->id), id);
}

/* ---- NormalView ---- */

/* A block is named by its text, but one with a cmdlet's binder has the empty name of its function. */
static Str block_name(const Command *command)
{
	if (command->advanced)
		return string_str(command->name);
	if (command->block)
		return function_block_text(command->block);
	return command->definition ? string_str(command->definition) : S("");
}

/* The name as it was typed; a script file by its path; Write-Error at the prompt by the whole input (4.2.1). */
static void put_prefix(const ErrorRecord *error, Buf *out)
{
	const Invocation *invocation = error->invocation;
	const Command *command = invocation ? invocation->command : NULL;
	Str name = invocation && invocation->name ? string_str(invocation->name) : S("");

	if (invocation && invocation->shown_by_input && invocation->script)
		name = invocation->script->text;
	else if (command && command->kind == COMMAND_SCRIPT_FILE && command->path)
		name = string_str(command->path);
	else if (command && command->kind == COMMAND_BLOCK)
		name = block_name(command);
	else if (command && (!name.n || str_eq(name, S("&")) || str_eq(name, S("."))))
		name = string_str(command->name);
	if (!name.n)
		return;
	buf_put(out, name);
	buf_put(out, S(" : "));
}

/* Nothing where the record points nowhere, and for Write-Error at the prompt unless it stopped the script. */
static void put_place(Interp *in, const ErrorRecord *error, Buf *out)
{
	if (error->position_script || error->promoted || !error->invocation || !error->invocation->shown_by_input)
		error_put_position(in, error, out);
}

/* A + line.  Desktop indents it by cutting it in pieces of six columns less than the buffer and putting four blanks in
 * front of each, without a line break: the wrapper that follows breaks it (4.2.4). */
static void put_detail(Interp *in, Str text, Buf *out)
{
	size_t room = window_width(in) > INDENT + 2 ? window_width(in) - INDENT - 2 : 1;

	buf_put_char(out, '\n');
	while (runtime_edition(in)->error_indent && text.n) {
		Str piece = format_head(text, room);

		if (!piece.n)
			break;
		buf_put_many(out, ' ', INDENT);
		buf_put(out, piece);
		text = str_cut(text, piece.n, text.n);
	}
	buf_put(out, text);
}

/* A record of a remote command that was typed: the proxy it came through is not told (observed: Exchange 2013 and
 * later). */
static bool is_remote(const ErrorRecord *error)
{
	const Invocation *invocation = error->invocation;

	return error->computer && !(invocation && invocation->script && invocation->script->path.n);
}

static void put_details(Interp *in, const ErrorRecord *error, Buf *out)
{
	Buf text = BUF_INIT;

	buf_put(&text, S("+ CategoryInfo          : "));
	error_put_category(in, error, &text);
	put_detail(in, buf_str(&text), out);
	buf_clear(&text);
	buf_put(&text, S("+ FullyQualifiedErrorId : "));
	error_put_id(error, &text);
	put_detail(in, buf_str(&text), out);
	if (is_remote(error)) {
		buf_clear(&text);
		buf_printf(&text, "+ PSComputerName        : %s", error->computer->p);
		put_detail(in, buf_str(&text), out);
	}
	buf_release(&text);
}

static void put_normal(Interp *in, const ErrorRecord *error, Buf *out)
{
	bool told = is_remote(error) ||
		    (error->category == CAT_PARSER_ERROR && !(error->invocation && error->invocation->command));
	Buf place = BUF_INIT;

	if (!told)
		put_prefix(error, out);
	buf_put(out, error_message_peek(error));
	if (!told) /* else the message has its places in it */
		put_place(in, error, &place);
	if (place.n) {
		buf_put_char(out, '\n');
		buf_put(out, buf_str(&place));
	}
	buf_release(&place);
	put_details(in, error, out);
	if (runtime_edition(in)->error_indent && !error->details)
		buf_put(out, S("\n "));
}

/* ---- ConciseView ---- */

/* Of a typed text: a file's has its own exception (reference 3.1.3). */
static bool is_parse_error(const ErrorRecord *error)
{
	return error->category == CAT_PARSER_ERROR &&
	       type_of(error->exception) == exception_type(EXC_PARENT_CONTAINS_ERROR);
}

/* Of a text that is not complete there is no place, and the view fails: nothing is shown, and that failure stands in
 * $Error, too (reference 3.1.5). */
static void fail_without_place(Interp *in)
{
	Value record;

	if (fault_null_call(in) != FLOW_THROW)
		return;
	record = interp_take_error(in);
	interp_remember_error(in, record);
	value_drop(record);
}

/* Whose failure it is (editions 3.4.3). */
static Str head_of(const ErrorRecord *error)
{
	const Invocation *invocation = error->invocation;
	const Command *command = invocation && !invocation->shown_by_input ? invocation->command : NULL;
	const Exception *exception = exception_peek(error->exception);
	bool runtime = exception && type_is(type_of(error->exception), exception_type(EXC_RUNTIME));

	if (runtime && exception->thrown)
		return S("Exception");
	if (command && command->kind != COMMAND_BLOCK && command->kind != COMMAND_SCRIPT_FILE)
		return string_str(command->name);
	if (error_activity(error).n)
		return error_activity(error);
	if (command && command->kind == COMMAND_BLOCK)
		return block_name(command);
	if (command && command->name->n)
		return string_str(command->name);
	if (invocation && invocation->name && invocation->name->n)
		return string_str(invocation->name);
	if (error->category != CAT_NOT_SPECIFIED)
		return str_from(error_category_name(error->category));
	return error_reason(error).n ? error_reason(error) : S("Error");
}

/* Where it happened: file and line, source line and tildes as the position message has them. */
typedef struct Place {
	Str file;
	uint32_t line;
	Str source, tildes; /* behind the + */
	Buf text;
} Place;

static void split_place(Place *place)
{
	StrSplit lines = { .rest = buf_str(&place->text) };
	Str line;

	for (int i = 0; str_split_next(&lines, '\n', &line); i++) {
		Str rest = str_starts(line, S("+")) ? str_cut(line, 1, line.n) : line;

		if (i == 1)
			place->source = rest;
		else if (i == 2)
			place->tildes = rest;
	}
}

static void find_place(Interp *in, const ErrorRecord *error, Place *place)
{
	const Invocation *invocation = error->invocation;
	const Script *script = error->position_script ? error->position_script : invocation ? invocation->script : NULL;
	uint32_t column;

	*place = (Place){ .text = BUF_INIT };
	put_place(in, error, &place->text);
	if (!script || !place->text.n)
		return;
	place->file = script->path;
	script_position(
		script, error->position_script ? error->position.at : invocation->span.at, &place->line, &column);
	split_place(place);
}

/* A parse error's own words: what stands between the first line of tildes and the next empty line. */
static Str message_of(const ErrorRecord *error)
{
	Str text = error_message_peek(error);
	size_t at = str_find(text, S("~\n"), 0), end;

	if (error->details || error->category != CAT_PARSER_ERROR || at == STR_NONE)
		return text;
	text = str_cut(text, at + 2, text.n);
	at = str_find(text, S("~\n"), 0);
	end = str_find(text, S("\n\n"), 0);
	if (at != STR_NONE && at < end)
		end = at;
	return str_cut(text, 0, end == STR_NONE ? text.n : end);
}

/* What of a text fits, up to the last blank in it; all that fits where there is none. */
static Str cut_at_blank(Str text, size_t room)
{
	Str line = format_head(text, room);
	size_t blank;

	if (line.n == text.n)
		return text;
	blank = str_rfind(line, S(" "), line.n);
	return blank == STR_NONE ? line : str_cut(line, 0, blank);
}

/* Behind the bar, broken at blanks, with the bar again before each further line.  A word that is too long ends the
 * breaking: it and all that follows stay on one line (asked of the engine: throw ('a' * 114 + ' b') in a file). */
static void put_broken(Str message, Str bar, size_t room, Buf *out)
{
	Buf text = BUF_INIT;
	Str rest, line;

	buf_put(&text, bar);
	for (size_t i = 0; i < message.n; i++)
		if (message.p[i] == '\n' || message.p[i] == '\t')
			buf_put_char(&text, ' ');
		else
			buf_put_char(&text, message.p[i]);
	rest = buf_str(&text);
	line = cut_at_blank(rest, room);
	buf_put(out, line);
	while (line.n < rest.n) {
		Str left = str_trim(str_cut(rest, line.n, rest.n));

		buf_put_char(out, '\n');
		buf_delete(&text, bar.n, (size_t)(left.p - text.p) - bar.n);
		buf_delete(&text, bar.n + left.n, text.n - bar.n - left.n);
		rest = buf_str(&text);
		line = cut_at_blank(rest, room);
		if (line.n <= bar.n)
			line = rest;
		buf_put(out, line);
	}
	buf_release(&text);
}

static void put_long(Interp *in, const ErrorRecord *error, const Place *place, Buf *out)
{
	Buf bar = BUF_INIT, number = BUF_INIT;
	size_t extra;

	buf_printf(&number, "%u", (unsigned)place->line);
	extra = number.n > NUMBER_WIDTH ? number.n - NUMBER_WIDTH : 0;
	buf_put_many(&bar, ' ', NUMBER_WIDTH + extra);
	buf_put(&bar, S(" | "));
	if (place->file.n)
		buf_printf(out, "%.*s:%u", STR_ARG(place->file), (unsigned)place->line);
	buf_put(out, S("\nLine"));
	buf_put_many(out, ' ', extra);
	buf_put(out, S(" |\n"));
	format_put_padded(out, buf_str(&number), NUMBER_WIDTH + extra, 'r', true);
	buf_put(out, S(" | "));
	buf_put(out, place->source);
	buf_put_char(out, '\n');
	buf_put(out, buf_str(&bar));
	buf_put(out, place->tildes);
	buf_put_char(out, '\n');
	if (place->file.n || error->category == CAT_PARSER_ERROR) {
		put_broken(message_of(error), buf_str(&bar), window_width(in), out);
		buf_put_char(out, '\n');
	} else {
		buf_put(out, buf_str(&bar));
		buf_put(out, message_of(error));
	}
	buf_release(&bar);
	buf_release(&number);
}

static void put_concise(Interp *in, const ErrorRecord *error, Buf *out)
{
	Place place;
	bool with_line;

	if (has_id(error, S("NativeCommandError")) || has_id(error, S("NativeCommandErrorMessage"))) {
		buf_put(out, error_message_peek(error));
		return;
	}
	find_place(in, error, &place);
	if (is_parse_error(error) && !place.text.n) {
		fail_without_place(in);
		return;
	}
	with_line = (is_parse_error(error) || place.file.n || place.line > 1) && place.text.n &&
		    !str_iends(place.file, S(".psm1"));
	buf_put(out, head_of(error));
	buf_put(out, S(": "));
	if (with_line)
		put_long(in, error, &place, out);
	else
		buf_put(out, message_of(error));
	if (error->recommended) {
		buf_put(out, S("\n  Recommendation: "));
		buf_put(out, string_str(error->recommended));
	}
	buf_release(&place.text);
}

/* ---- the choice ---- */

static bool is_view(Str view, const char *name)
{
	return str_ieq(view, str_from(name));
}

/* DetailedView is not done: it shows as NormalView. */
void format_error_put(Interp *in, const ErrorRecord *error, Buf *out)
{
	/* the session's, not what a function or a called script has set for itself (asked of 7.6) */
	const Variable *chosen = scope_local_peek(in->global, in->sym.error_view);
	Buf name = BUF_INIT;
	Str view;

	if (chosen && convert_put_display(in, chosen->value, &name) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	view = buf_str(&name);
	if (is_view(view, "CategoryView"))
		error_put_category(in, error, out);
	else if (has_id(error, S("NativeCommandErrorMessage")))
		buf_put(out, error_message_peek(error));
	else if (is_view(view, "ConciseView") || (!view.n && runtime_edition(in)->concise_errors))
		put_concise(in, error, out);
	else
		put_normal(in, error, out);
	buf_release(&name);
}
