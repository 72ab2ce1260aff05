/* select-string: lines of files or of input that hold a pattern. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/match_info.h"
#include "cmdlets/utility/text_file.h"
#include "shell/base/vec.h"
#include "shell/engine/interp.h"
#include "shell/engine/provider.h"
#include "shell/format/encoding.h"
#include "shell/types/file.h"
#include "shell/types/regex.h"

enum { SET_FILE = 1, SET_OBJECT = 2, SET_LITERAL = 4 };
enum {
	P_CULTURE,
	P_INPUT_OBJECT,
	P_PATTERN,
	P_PATH,
	P_LITERAL_PATH,
	P_RAW,
	P_SIMPLE_MATCH,
	P_CASE_SENSITIVE,
	P_QUIET,
	P_LIST,
	P_NO_EMPHASIS,
	P_INCLUDE,
	P_EXCLUDE,
	P_NOT_MATCH,
	P_ALL_MATCHES,
	P_ENCODING_NAME,
	P_ENCODING,
	P_CONTEXT,
};

static const char *const sets[] = { "File", "Object", "LiteralFile", NULL };
static const char encoding_help[] = "The encoding of files that have no byte order mark.";

/* clang-format off */
static const ParamDef params[] = {
	[P_CULTURE] = { .name = "Culture", .type = "String", .where = WHERE_CORE, .flags = PARAM_NOT_DONE,
		.help = "The culture by which -SimpleMatch compares." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.in = { { SET_OBJECT, 0, PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The text." },
	[P_PATTERN] = { .name = "Pattern", .type = "String[]", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY } },
		.help = "Regular expressions, one of which must match." },
	[P_PATH] = { .name = "Path", .type = "String[]", .in = { { SET_FILE, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The files; wildcards are allowed." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .help = "The files, their names taken as they are." },
	[P_RAW] = { .name = "Raw", .type = "SwitchParameter", .where = WHERE_CORE, .help = "Gives the lines alone." },
	[P_SIMPLE_MATCH] = { .name = "SimpleMatch", .type = "SwitchParameter", .help = "Takes the patterns as plain text." },
	[P_CASE_SENSITIVE] = { .name = "CaseSensitive", .type = "SwitchParameter", .help = "Case counts." },
	[P_QUIET] = { .name = "Quiet", .type = "SwitchParameter", .help = "Tells only whether there is a match." },
	[P_LIST] = { .name = "List", .type = "SwitchParameter", .help = "Gives only the first match of each file." },
	[P_NO_EMPHASIS] = { .name = "NoEmphasis", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Does not highlight what matched." },
	[P_INCLUDE] = { .name = "Include", .type = "String[]", .help = "Only files with such names." },
	[P_EXCLUDE] = { .name = "Exclude", .type = "String[]", .help = "No files with such names." },
	[P_NOT_MATCH] = { .name = "NotMatch", .type = "SwitchParameter", .help = "Gives the lines that do not match." },
	[P_ALL_MATCHES] = { .name = "AllMatches", .type = "SwitchParameter", .help = "Finds every match in a line, not only the first." },
	[P_ENCODING_NAME] = { .name = "Encoding", .type = "String", .where = WHERE_DESKTOP, .help = encoding_help,
		.check = { .kind = CHECK_SET, .set = encoding_desktop_names } },
	[P_ENCODING] = { .name = "Encoding", .type = "Object", .where = WHERE_CORE, .flags = PARAM_NOT_EMPTY, .help = encoding_help },
	[P_CONTEXT] = { .name = "Context", .type = "Int32[]", .check = { .kind = CHECK_COUNT, .min = 1, .max = 2 },
		.help = "How many lines before, and after, a match are given with it." },
};
/* clang-format on */

/* A match that waits for the lines behind it. */
typedef struct Pending {
	Value info;
	size_t left;
	bool shown; /* lines are still shown with it: no other match came */
} Pending;

typedef struct SelectString {
	VEC(Regex *) regexes;
	const Str *patterns;
	size_t npatterns;
	Encoding encoding;
	bool simple, ignore_case, not_match, all, raw, quiet, list;
	bool done; /* -Quiet, -List: nothing more is wanted; of everything, of this file */
	/* the source being read */
	uint64_t number;
	Value path, name;
	bool from_file;
	/* -Context */
	bool context;
	size_t before, after;
	Array *last;         /* up to before lines */
	uint64_t last_shown; /* number of the last line that stands with a match */
	VEC(Pending) pending;
} SelectString;

/* ---- starting ---- */

static Flow bad_pattern(Stage *s, Str pattern, const RegexError *error)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "InvalidRegex", .exception = EXC_ARGUMENT };
	bool core = (stage_edition(s)->where & WHERE_CORE) != 0;
	Str args[3] = { pattern, str_from(core ? error->text : error->text_desktop),
		arena_printf(s->scratch, "%zu", error->offset) };
	Buf why = BUF_INIT;
	Flow flow;

	error_format(&why, edition_text(stage_edition(s), ET_REGEX_INVALID), args, 3);
	flow = stage_throw(s, &spec, "The string %.*s is not a valid regular expression: %.*s", STR_ARG(pattern),
		STR_ARG(buf_str(&why)));
	buf_release(&why);
	return flow;
}

static Flow compile(Stage *s, SelectString *state)
{
	unsigned options = state->ignore_case ? REGEX_IGNORE_CASE | REGEX_CULTURE_INVARIANT : REGEX_CULTURE_INVARIANT;
	size_t n;
	const Str *patterns = stage_strings(s, P_PATTERN, &n);

	for (size_t i = 0; i < n; i++) {
		RegexError error;
		Regex *regex = regex_new(patterns[i], options, &error);

		if (!regex)
			return bad_pattern(s, patterns[i], &error);
		VEC_PUSH(&state->regexes, regex);
	}
	return FLOW_NEXT;
}

static Flow read_context(Stage *s, SelectString *state)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA,
		.id = "ParameterArgumentValidationError",
		.exception = EXC_PARAMETER_VALIDATION };
	const Array *counts = s->args[P_CONTEXT].array;

	state->context = true;
	for (size_t i = 0; i < counts->n; i++) {
		int64_t n = value_unwrap_peek(array_peek(counts, i)).i64;

		if (n < 0)
			return stage_throw(s, &spec,
				"Cannot validate argument on parameter 'Context'. The %lld argument is less than the minimum "
				"allowed range of 0. Supply an argument that is greater than or equal to 0 and then try the "
				"command again.",
				(long long)n);
		if (i == 0)
			state->before = (size_t)n;
		state->after = (size_t)n;
	}
	state->last = array_new(&type_string_array, 8);
	return FLOW_NEXT;
}

static Flow begin(Stage *s)
{
	SelectString *state = s->state;

	state->simple = stage_switch(s, P_SIMPLE_MATCH);
	state->ignore_case = !stage_switch(s, P_CASE_SENSITIVE);
	state->not_match = stage_switch(s, P_NOT_MATCH);
	state->all = stage_switch(s, P_ALL_MATCHES) && !state->simple && !state->not_match;
	state->raw = stage_switch(s, P_RAW);
	state->quiet = stage_switch(s, P_QUIET);
	state->list = stage_switch(s, P_LIST);
	state->path = value_string(S("InputStream"));
	state->name = value_string(S("InputStream"));
	FLOW_TRY(encoding_argument(
		s, stage_bound(s, P_ENCODING) ? P_ENCODING : P_ENCODING_NAME, ENC_UTF8, &state->encoding));
	if (stage_bound(s, P_CONTEXT))
		FLOW_TRY(read_context(s, state));
	return state->simple ? FLOW_NEXT : compile(s, state);
}

/* ---- one line ---- */

typedef struct Walk {
	SelectString *state;
	Regex *regex;
	Value line;
	Array *matches;
} Walk;

static Flow add_match(Interp *in, void *self, const RegexSpan *spans)
{
	Walk *walk = self;

	(void)in;
	array_push_take(walk->matches, types_match_value(walk->regex, walk->line, spans));
	return FLOW_NEXT;
}

/* Which pattern the line holds: its number, or npatterns. */
static Flow find_pattern(Stage *s, Value line, Array *matches, size_t *which)
{
	SelectString *state = s->state;
	Str text = value_str_peek(line);

	for (*which = 0; *which < state->npatterns; ++*which) {
		Walk walk = { .state = state, .line = line, .matches = matches };
		TypeRegexWalk steps = { .self = &walk, .each = add_match, .limit = state->all ? -1 : 1 };

		if (state->simple) {
			if ((state->ignore_case ? str_ifind(text, state->patterns[*which], 0)
						: str_find(text, state->patterns[*which], 0)) != STR_NONE)
				return FLOW_NEXT;
			continue;
		}
		walk.regex = state->regexes.p[*which];
		FLOW_TRY(types_regex_walk(s->interp, walk.regex, text, 0, &steps));
		if (matches->n)
			return FLOW_NEXT;
	}
	return FLOW_NEXT;
}

static Array *new_match_array(Stage *s)
{
	TypeSet *types = runtime_of(s->interp)->types;

	return array_new(type_set_array_of(types, &type_match), 1);
}

/* ---- what stands around a match ---- */

static Value copy_lines(const Array *lines, size_t from)
{
	Array *copy = array_new(&type_string_array, lines->n);

	for (size_t i = from; i < lines->n; i++)
		array_push(copy, array_peek(lines, i));
	return array_value(copy);
}

/* Lines before it; those that stand with an earlier match are not shown again. */
static Value make_context(const SelectString *state)
{
	uint64_t first = state->number - state->last->n;
	size_t hidden = state->last_shown >= first ? (size_t)(state->last_shown - first + 1) : 0;
	MatchContext context = { .before = copy_lines(state->last, 0),
		.shown_before = copy_lines(state->last, hidden < state->last->n ? hidden : state->last->n),
		.after = array_value(array_new(&type_string_array, state->after)),
		.shown_after = array_value(array_new(&type_string_array, state->after)) };

	return match_info_context_take(&context);
}

static Flow write_pending(Stage *s, SelectString *state, bool all)
{
	size_t n = 0;
	Flow flow = FLOW_NEXT;

	while (n < state->pending.n && (all || state->pending.p[n].left == 0)) {
		Value info = state->pending.p[n++].info;

		if (flow == FLOW_NEXT)
			flow = stage_write(s, info);
		value_drop(info);
	}
	state->pending.n -= n;
	if (state->pending.n)
		memmove(state->pending.p, state->pending.p + n, state->pending.n * sizeof(Pending));
	return flow;
}

/* The line is one behind each match that waits. */
static void add_behind(SelectString *state, Value line, bool matched)
{
	for (size_t i = 0; i < state->pending.n; i++) {
		Pending *pending = &state->pending.p[i];
		MatchContext *context = match_info_context_peek(match_info_peek(pending->info)->context);

		pending->shown = pending->shown && !matched;
		pending->left--;
		array_push(context->after.array, line);
		if (pending->shown)
			array_push(context->shown_after.array, line);
	}
}

static void keep_line(SelectString *state, Value line)
{
	if (!state->before)
		return;
	if (state->last->n == state->before) { /* few: -Context is small */
		Array *rest = array_new(&type_string_array, state->before);

		for (size_t i = 1; i < state->last->n; i++)
			array_push(rest, array_peek(state->last, i));
		value_drop(array_value(state->last));
		state->last = rest;
	}
	array_push(state->last, line);
}

/* ---- matches ---- */

/* Takes matches. */
static Flow write_match(Stage *s, Value line, size_t which, Array *matches)
{
	SelectString *state = s->state;
	MatchInfo info = { .ignore_case = state->ignore_case,
		.from_file = state->from_file,
		.number = state->number,
		.matches = array_value(matches),
		.context = VALUE_NULL };
	Value v;

	state->done = state->quiet || state->list;
	if (state->quiet || state->raw) {
		value_drop(info.matches);
		return state->quiet ? stage_write_take(s, value_bool(true)) : stage_write(s, line);
	}
	info.line = value_ref(line);
	info.path = value_ref(state->path);
	info.name = value_ref(state->name);
	info.pattern = value_string(state->patterns[which < state->npatterns ? which : 0]);
	if (state->context)
		info.context = make_context(state);
	v = match_info_new_take(&info);
	if (!state->context || !state->after)
		return stage_write_take(s, v);
	VEC_PUSH(&state->pending, ((Pending){ v, state->after, true }));
	state->last_shown = state->number + state->after;
	return FLOW_NEXT;
}

/* line: a string value. */
static Flow take_line(Stage *s, Value line)
{
	SelectString *state = s->state;
	Array *matches = new_match_array(s);
	size_t which;
	bool matched;
	Flow flow = find_pattern(s, line, matches, &which);

	state->number++;
	matched = (which < state->npatterns) != state->not_match;
	if (state->context && flow == FLOW_NEXT) {
		add_behind(state, line, matched);
		flow = write_pending(s, state, false);
	}
	if (flow == FLOW_NEXT && matched && !state->done)
		flow = write_match(s, line, which, matches);
	else
		value_drop(array_value(matches));
	if (state->context)
		keep_line(state, line);
	return flow;
}

static void new_source(SelectString *state)
{
	state->number = state->last_shown = 0;
	if (state->last) {
		value_drop(array_value(state->last));
		state->last = array_new(&type_string_array, 8);
	}
	if (!state->quiet)
		state->done = false;
}

/* ---- files ---- */

static Flow cannot_read(Stage *s, Str path, Flow flow)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "ProcessingFile", .exception = EXC_ARGUMENT };
	Value record;

	if (flow != FLOW_THROW)
		return flow;
	record = interp_take_error(s->interp);
	spec.target = value_string(path);
	flow = stage_error(s, &spec, "The file %.*s cannot be read: %.*s", STR_ARG(path),
		STR_ARG(error_message_peek(error_peek(record))));
	value_drop(spec.target);
	value_drop(record);
	return flow;
}

/* A line that ends where the text does may go on in the next piece, or its end may. */
static bool next_line(const TextFileSource *source, size_t *at, Str *line)
{
	size_t next = *at;

	if (!types_file_next_line(buf_str(&source->text), &next, line) || (!source->ended && next >= source->text.n))
		return false;
	*at = next;
	return true;
}

/* Piece by piece: a large file takes little memory. */
static Flow take_lines(Stage *s, Str path, TextFileSource *source)
{
	SelectString *state = s->state;
	size_t at = 0;
	Str line;
	Flow flow = FLOW_NEXT;

	while (flow == FLOW_NEXT && !(state->done && !state->pending.n)) {
		Value v;

		if (!next_line(source, &at, &line)) {
			if (source->ended)
				break;
			flow = text_file_source_more(source, at);
			at = 0;
			if (flow != FLOW_NEXT)
				return cannot_read(s, path, flow);
			continue;
		}
		v = value_string(line);
		flow = take_line(s, v);
		value_drop(v);
		if (flow == FLOW_NEXT)
			flow = stage_interrupted(s);
	}
	return flow == FLOW_NEXT ? write_pending(s, state, true) : flow;
}

static Flow search_path(Stage *s, const ProviderPath *path)
{
	SelectString *state = s->state;
	TextFileSource source;
	Flow flow;

	if (state->done && state->quiet)
		return FLOW_NEXT;
	flow = text_file_source_open(s, path->shown, true, state->encoding, &source);
	if (flow != FLOW_NEXT) {
		text_file_source_close(&source);
		return cannot_read(s, path->shown, flow);
	}
	new_source(state);
	state->from_file = true;
	value_set_take(&state->path, value_string(path->shown));
	value_set_take(&state->name, value_string(provider_leaf(s->interp, path->def, path->path)));
	flow = take_lines(s, path->shown, &source);
	text_file_source_close(&source);
	return flow;
}

static Flow search_file(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)self;
	return search_path(call->stage, path);
}

static Flow search_files(Stage *s)
{
	ProviderCall call;
	Flow flow;

	provider_call_init(&call, s);
	flow = provider_each(&call, 0, search_file, s->state);
	provider_call_release(&call);
	return flow;
}

/* ---- input ---- */

/* A file that is piped in is searched itself: *done. */
static Flow search_file_info(Stage *s, bool *done)
{
	const TypeDef *type = type_of(s->args[P_INPUT_OBJECT]);
	ProviderPath path;
	Value name = VALUE_NULL;
	Str missing;
	Flow flow;

	*done = type == &type_file_info;
	if (!*done)
		return FLOW_NEXT;
	FLOW_TRY(member_get(s->interp, s->args[P_INPUT_OBJECT], S("FullName"), NULL, &name, done));
	flow = provider_resolve(s->interp, s->scratch, value_str_peek(name), &path, &missing) == PROVIDER_OK
		       ? search_path(s, &path)
		       : FLOW_NEXT;
	value_drop(name);
	return flow;
}

static Flow search_object(Stage *s)
{
	SelectString *state = s->state;
	const MatchInfo *info = match_info_peek(s->args[P_INPUT_OBJECT]);
	Value line = VALUE_EMPTY;
	bool done;
	Flow flow = search_file_info(s, &done);

	if (done || flow != FLOW_NEXT)
		return flow;
	if (info)
		line = value_ref(info->line);
	else
		FLOW_TRY(convert_to_string(s->interp, s->args[P_INPUT_OBJECT], &line));
	flow = state->done ? FLOW_NEXT : take_line(s, line);
	value_drop(line);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	SelectString *state = s->state;

	(void)input;
	state->patterns = stage_strings(s, P_PATTERN, &state->npatterns);
	if (stage_bound(s, P_PATH) || stage_bound(s, P_LITERAL_PATH))
		return search_files(s);
	return stage_bound(s, P_INPUT_OBJECT) ? search_object(s) : FLOW_NEXT;
}

static Flow end(Stage *s)
{
	SelectString *state = s->state;

	FLOW_TRY(write_pending(s, state, true));
	return state->quiet && !state->done ? stage_write_take(s, value_bool(false)) : FLOW_NEXT;
}

static void dispose(Stage *s)
{
	SelectString *state = s->state;

	for (size_t i = 0; i < state->regexes.n; i++)
		regex_drop(state->regexes.p[i]);
	VEC_RELEASE(&state->regexes);
	for (size_t i = 0; i < state->pending.n; i++)
		value_drop(state->pending.p[i].info);
	VEC_RELEASE(&state->pending);
	if (state->last)
		value_drop(array_value(state->last));
	value_drop(state->path);
	value_drop(state->name);
}

const CmdletDef cmd_select_string = {
	.name = "Select-String",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "sls", NULL },
	.sets = sets,
	.default_set = SET_FILE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Boolean", "System.String", NULL },
	.state_size = sizeof(SelectString),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Finds lines that hold a pattern.",
};
