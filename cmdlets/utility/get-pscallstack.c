/* get-pscallstack: the calls that are running. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/stage.h"

static Str name_of(const Frame *frame)
{
	if (frame->command && frame->command->name && frame->command->kind != COMMAND_BLOCK)
		return string_str(frame->command->name);
	return S("<ScriptBlock>");
}

static uint32_t line_of(const Frame *frame)
{
	uint32_t line, column;

	script_position(frame->script, frame->at.at, &line, &column);
	return line;
}

static void put_location(const Frame *frame, Buf *out)
{
	Str path = frame->script->path, name = path;
	size_t slash = str_rfind(path, S("/"), path.n), back = str_rfind(path, S("\\"), path.n);

	if (slash != STR_NONE)
		name = str_cut(path, slash + 1, path.n);
	else if (back != STR_NONE)
		name = str_cut(path, back + 1, path.n);
	if (path.n)
		buf_printf(out, "%.*s: line %u", STR_ARG(name), line_of(frame));
	else
		buf_put(out, S("<No file>"));
}

static Value make(Stage *s, Frame *frame)
{
	Object *object = object_new_custom();
	Buf location = BUF_INIT;
	Str path = frame->script->path,
	    names[2] = { S("System.Management.Automation.CallStackFrame"), S("System.Object") };

	put_location(frame, &location);
	object_set_string(object, S("Command"), name_of(frame));
	object_set_string(object, S("Arguments"), S("{}"));
	object_set_string(object, S("Location"), buf_str(&location));
	object_set_take(object, S("ScriptName"), path.n ? value_string(path) : VALUE_NULL);
	object_set_take(object, S("ScriptLineNumber"), value_int((int32_t)line_of(frame)));
	object_set_take(object, S("InvocationInfo"), pipeline_my_invocation(s->interp, frame));
	object_set_string(object, S("FunctionName"), name_of(frame));
	object_set_type_names(object, names, 2);
	buf_release(&location);
	return object_value(object);
}

static Flow end(Stage *s)
{
	for (Frame *frame = s->interp->frame; frame; frame = frame->up)
		if (frame->script)
			FLOW_TRY(stage_write_take(s, make(s, frame)));
	return FLOW_NEXT;
}

const CmdletDef cmd_get_pscallstack = {
	.name = "Get-PSCallStack",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "gcs", NULL },
	.end = end,
	.synopsis = "Gives the calls that are running.",
};
