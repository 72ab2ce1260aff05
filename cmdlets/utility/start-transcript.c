/* start-transcript: begins a record of what the screen shows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/transcript.h"
#include "shell/value/convert.h"

enum { SET_PATH = 1, SET_LITERAL = 2, SET_DIRECTORY = 4 };
enum { P_PATH, P_LITERAL_PATH, P_OUTPUT_DIRECTORY, P_APPEND, P_FORCE, P_NO_CLOBBER, P_HEADER, P_MINIMAL };

static const char *const sets[] = { "ByPath", "ByLiteralPath", "ByOutputDirectory", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_PATH] = { .name = "Path", .type = "String", .in = { { SET_PATH, 1, 0 } }, .flags = PARAM_NOT_EMPTY,
		.help = "The file; by default, a new one in the home folder." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String",
		.in = { { SET_LITERAL, 1, 0 } }, .flags = PARAM_NOT_EMPTY, .help = "The file, its name taken as it is." },
	[P_OUTPUT_DIRECTORY] = { .name = "OutputDirectory", .type = "String", .in = { { .sets = SET_DIRECTORY } },
		.flags = PARAM_NOT_EMPTY, .help = "The folder of a new file." },
	[P_APPEND] = { .name = "Append", .type = "SwitchParameter", .help = "Adds to the end of the file." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Writes to a file that is read-only." },
	[P_NO_CLOBBER] = { .name = "NoClobber", .aliases = (const char *const[]){ "NoOverwrite", NULL }, .type = "SwitchParameter",
		.help = "Leaves a file alone that is there already." },
	[P_HEADER] = { .name = "IncludeInvocationHeader", .type = "SwitchParameter", .flags = PARAM_NOT_DONE,
		.help = "Records the time of each command." },
	[P_MINIMAL] = { .name = "UseMinimalHeader", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Begins with the time alone." },
};
/* clang-format on */

/* PowerShell_transcript.EX01.k3Jx9bQa.20240305140709.txt in the folder; its third part is there by chance alone. */
static Str new_name(Stage *s, Str folder)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+_";
	const Env *env = stage_env(s);
	uint8_t chance[8];
	char text[9] = { 0 };
	Buf now = BUF_INIT;
	Str name;

	env->random(env->self, chance, sizeof chance);
	for (size_t i = 0; i < sizeof chance; i++)
		text[i] = letters[chance[i] % (sizeof(letters) - 1)];
	(void)moment_format(&now, S("yyyyMMddHHmmss"), moment_to_local(env, env->now(env->self)), MOMENT_LOCAL,
		&moment_invariant, env);
	name = arena_printf(s->scratch, "%.*s/PowerShell_transcript.%.*s.%s.%.*s.txt", STR_ARG(folder),
		STR_ARG(env->machine), text, STR_ARG(buf_str(&now)));
	buf_release(&now);
	return name;
}

/* $global:TRANSCRIPT is the file when none is named. */
static Flow choose_path(Stage *s, Str *out)
{
	Value named = stage_variable_peek(s, S("TRANSCRIPT"));
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (stage_bound(s, P_PATH) || stage_bound(s, P_LITERAL_PATH)) {
		*out = stage_str(s, stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH);
	} else if (stage_bound(s, P_OUTPUT_DIRECTORY)) {
		*out = new_name(s, stage_str(s, P_OUTPUT_DIRECTORY));
	} else if (!value_is_null(named)) {
		flow = convert_put_text(s->interp, named, &text);
		*out = arena_copy(s->scratch, buf_str(&text));
	} else {
		*out = new_name(s, stage_env(s)->home);
	}
	buf_release(&text);
	return flow;
}

static Flow end(Stage *s)
{
	TranscriptHow how = { .append = stage_switch(s, P_APPEND),
		.no_clobber = stage_switch(s, P_NO_CLOBBER),
		.force = stage_switch(s, P_FORCE),
		.minimal = stage_switch(s, P_MINIMAL) };
	Buf shown = BUF_INIT;
	Value message, path;
	Flow flow = choose_path(s, &how.path);

	if (flow != FLOW_NEXT || !stage_should(s, how.path, S("Start-Transcript"), &flow))
		return flow;
	flow = transcript_start(s, &how, &shown);
	if (flow == FLOW_NEXT) {
		path = value_string_buf(&shown);
		message = value_printf("Transcript started, output file is %.*s", STR_ARG(buf_str(&shown)));
		value_set_take(&message, object_wrap(message));
		object_set_take(message.object, S("Path"), path);
		flow = stage_write_take(s, message);
	}
	buf_release(&shown);
	return flow;
}

const CmdletDef cmd_start_transcript = {
	.name = "Start-Transcript",
	.module = "Microsoft.PowerShell.Host",
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.confirm = CONFIRM_MEDIUM,
	.end = end,
	.synopsis = "Begins a record of the session in a file.",
};
