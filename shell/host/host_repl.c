/* host_repl: typed input: line by line, with >> while it is incomplete. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/host/host_repl.h"

#include "shell/engine/history.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/value/convert.h"

HostInput host_repl_look(Interp *in, Str text)
{
	ParseErrors errs = { 0 };
	ParseInput input = { .text = text, .edition = runtime_edition(in) };
	Script *script = script_parse(&input, &errs);
	HostInput found = script_wants_more(&errs)      ? HOST_INPUT_WANTS_MORE
			  : script_is_incomplete(&errs) ? HOST_INPUT_INCOMPLETE
							: HOST_INPUT_COMPLETE;

	script_errors_release(&errs);
	script_drop(script);
	return found;
}

/* The prompt function's text; false: it failed or said nothing. */
static bool custom_prompt(Interp *in, Buf *out)
{
	Command *command = scope_function_peek(in->global, S("prompt"));
	PipelineCall call = { .command = command };
	SinkCollect collect;
	Value v;
	Flow flow;

	if (!command)
		return false;
	sink_collect_init(&collect);
	flow = pipeline_call(in, &call, &collect.sink);
	v = sink_collect_take(&collect);
	if (flow == FLOW_NEXT)
		flow = convert_put_text(in, v, out);
	value_drop(v);
	if (flow == FLOW_THROW)
		value_drop(interp_take_error(in));
	if (flow != FLOW_NEXT || !out->n) {
		buf_clear(out);
		buf_put(out, S("PS>"));
	}
	return true;
}

/* [PS] C:\> in Desktop, PS /home/jo>  in Core (reference 13.1). */
void host_repl_prompt(Interp *in, Buf *out)
{
	bool success = in->success;
	Value location;

	if (!custom_prompt(in, out)) {
		location = provider_location(in);
		buf_put(out, runtime_edition(in)->windows_paths ? S("[PS] ") : S("PS "));
		if (convert_put_text(in, location, out) != FLOW_NEXT)
			value_drop(interp_take_error(in));
		buf_put(out, runtime_edition(in)->windows_paths ? S(">") : S("> "));
		value_drop(location);
	}
	in->success = success;
}

/* Whether what was typed so far goes on with the next line. */
static bool goes_on(Interp *in, const HostReader *reader, const Buf *text, Str line, bool block)
{
	if (reader->by_parser)
		return host_repl_look(in, buf_str(text)) != HOST_INPUT_COMPLETE;
	if (!block)
		return host_repl_look(in, buf_str(text)) == HOST_INPUT_WANTS_MORE;
	return str_trim(line).n != 0 || host_repl_look(in, buf_str(text)) == HOST_INPUT_WANTS_MORE;
}

/* One unit of input, of one line or more. */
static HostRead read_unit(Interp *in, const HostReader *reader, Buf *text)
{
	Buf line = BUF_INIT;
	bool more = false;
	HostRead read;

	buf_clear(text);
	do {
		if (more)
			buf_put_char(text, '\n');
		buf_clear(&line);
		read = reader->read(reader->self, in, more ? buf_str(text) : S(""), &line);
		if (read != HOST_READ_OK)
			break;
		buf_put(text, buf_str(&line));
		more = goes_on(in, reader, text, buf_str(&line), more);
	} while (more);
	if (text->n && text->p[text->n - 1] == '\n')
		buf_delete(text, text->n - 1, 1); /* the empty line that ended a block */
	buf_release(&line);
	return read;
}

/* A block needs no empty line behind it where the input ends. */
static bool ends_whole(Interp *in, const HostReader *reader, Str text)
{
	return !reader->by_parser && host_repl_look(in, text) == HOST_INPUT_COMPLETE;
}

int host_repl_run(Interp *in, const HostReader *reader)
{
	Buf text = BUF_INIT;
	RunResult result = { .flow = FLOW_NEXT };
	HostRead read;

	do {
		read = read_unit(in, reader, &text);
		if (read == HOST_READ_STOPPED) {
			host_interrupted = 0;
			continue;
		}
		if (str_trim(buf_str(&text)).n == 0 ||
			(read != HOST_READ_OK && !ends_whole(in, reader, buf_str(&text))))
			continue; /* an incomplete rest is dropped (reference 3.1.5) */
		if (reader->typed)
			reader->typed(reader->self, in, buf_str(&text));
		history_begin(in, buf_str(&text));
		result = interp_run(in, S(""), buf_str(&text), NULL, 0, INTERP_TYPED);
		history_end(in, result.flow == FLOW_STOP ? HISTORY_STOPPED
				: result.terminated      ? HISTORY_FAILED
							 : HISTORY_COMPLETED);
	} while (read != HOST_READ_END && result.flow != FLOW_EXIT);
	buf_release(&text);
	return result.flow == FLOW_EXIT ? result.exit_code : in->success ? 0 : 1;
}
