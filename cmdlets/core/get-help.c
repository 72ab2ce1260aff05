/* get-help: what commands do and how they are used. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"
#include "shell/help/help.h"
#include "shell/value/array.h"

enum { SET_FULL = 1, SET_DETAILED = 2, SET_EXAMPLES = 4, SET_PARAMETERS = 8, SET_ONLINE = 16 };
enum {
	P_NAME,
	P_PATH,
	P_CATEGORY,
	P_DETAILED,
	P_FULL,
	P_EXAMPLES,
	P_PARAMETER,
	P_COMPONENT,
	P_FUNCTIONALITY,
	P_ROLE,
	P_ONLINE,
	P_SHOW_WINDOW,
};

static const char *const sets[] = { "AllUsersView", "DetailedView", "Examples", "Parameters", "Online", NULL };
static const char *const categories[] = { "Alias", "Cmdlet", "Provider", "General", "FAQ", "Glossary", "HelpFile",
	"ScriptCommand", "Function", "Filter", "ExternalScript", "All", "DefaultHelp", "DscResource", "Class",
	"Configuration", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String", .in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY, .help = "A command, script or topic; wildcards are allowed." },
	[P_PATH] = { .name = "Path", .type = "String", .help = "A path that providers may have own help for; none has." },
	[P_CATEGORY] = { .name = "Category", .type = "String[]", .check = { .kind = CHECK_SET, .set = categories },
		.help = "Only help about these kinds of things." },
	[P_DETAILED] = { .name = "Detailed", .type = "SwitchParameter", .in = { { SET_DETAILED, 0, PARAM_MANDATORY } },
		.help = "Adds the parameters and examples." },
	[P_FULL] = { .name = "Full", .type = "SwitchParameter", .in = { { .sets = SET_FULL } },
		.help = "Everything there is." },
	[P_EXAMPLES] = { .name = "Examples", .type = "SwitchParameter", .in = { { SET_EXAMPLES, 0, PARAM_MANDATORY } },
		.help = "Only the examples." },
	[P_PARAMETER] = { .name = "Parameter", .type = "String[]", .in = { { SET_PARAMETERS, 0, PARAM_MANDATORY } },
		.help = "Only these parameters; wildcards are allowed." },
	[P_COMPONENT] = { .name = "Component", .type = "String[]", .help = "Only help with this component." },
	[P_FUNCTIONALITY] = { .name = "Functionality", .type = "String[]", .help = "Only help with this functionality." },
	[P_ROLE] = { .name = "Role", .type = "String[]", .help = "Only help with this role." },
	[P_ONLINE] = { .name = "Online", .type = "SwitchParameter", .in = { { SET_ONLINE, 0, PARAM_MANDATORY } },
		.help = "Opens a page on the Internet, which this shell has no browser for." },
	[P_SHOW_WINDOW] = { .name = "ShowWindow", .type = "SwitchParameter", .where = WHERE_DESKTOP, .flags = PARAM_NOT_DONE,
		.help = "Shows the help in a window." },
};
/* clang-format on */

typedef struct GetHelp {
	Stage *stage;
	VEC(Command *) found; /* counted */
	VEC(Str) topics;      /* names */
} GetHelp;

static const Str no_name = { NULL, 0 };

/* ---- errors ---- */

static Flow not_found(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_RESOURCE_UNAVAILABLE, .id = "HelpNotFound", .exception = EXC_HELP_NOT_FOUND
	};
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, edition_text(stage_edition(s), ET_HELP_NOT_FOUND), &name, 1);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static Flow no_parameter(Stage *s, Str pattern, Value help)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "NoParmsFound", .exception = EXC_PS_ARGUMENT };
	Flow flow;

	/* The target is told as .NET's class of all help of commands (recorded: discovery/get-help-parameter). */
	(void)help;
	spec.target = value_string(S("System.Management.Automation.ProviderCommandHelpInfo"));
	spec.target_type = "ProviderCommandHelpInfo";
	flow = stage_error(s, &spec, "No parameter matches criteria %.*s.", STR_ARG(pattern));
	value_drop(spec.target);
	return flow;
}

/* There is no browser here. */
static Flow refuse_online(Stage *s, Value help)
{
	static const ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperation", .exception = EXC_PS_INVALID_OPERATION
	};
	Value links = help_get_peek(help, "relatedLinks.navigationLink");
	Str uri = S("");

	for (size_t i = 0; !uri.n && i < (links.kind == V_ARRAY ? links.array->n : 1); i++)
		uri = value_str_peek(help_get_peek(links.kind == V_ARRAY ? array_peek(links.array, i) : links, "uri"));
	if (uri.n)
		return stage_throw(s, &spec,
			"Starting a browser to display online Help failed. No program or browser is associated to open the URI "
			"%.*s.",
			STR_ARG(uri));
	return stage_throw(s, &spec,
		"The online version of this Help topic cannot be displayed because the Internet address (URI) of the Help topic "
		"is not specified in the command code or in the help file for the command.");
}

/* ---- what fits ---- */

static bool fits_texts(Stage *s, int param, Str text)
{
	size_t n;
	const Str *patterns = stage_strings(s, param, &n);

	for (size_t i = 0; i < n; i++)
		if (wildcard_match(patterns[i], text, true))
			return true;
	return n == 0;
}

static bool wants_category(Stage *s, const char *category)
{
	size_t n;
	const Str *names = stage_strings(s, P_CATEGORY, &n);

	for (size_t i = 0; i < n; i++)
		if (str_ieq(names[i], str_from(category)) || str_ieq(names[i], S("All")))
			return true;
	return n == 0;
}

static bool fits_about(Stage *s, Value help)
{
	return fits_texts(s, P_COMPONENT, value_str_peek(help_get_peek(help, "Component"))) &&
	       fits_texts(s, P_ROLE, value_str_peek(help_get_peek(help, "Role"))) &&
	       fits_texts(s, P_FUNCTIONALITY, value_str_peek(help_get_peek(help, "Functionality")));
}

static void offer(void *self, Command *command)
{
	GetHelp *state = self;

	if (wants_category(state->stage, help_category(command)))
		VEC_PUSH(&state->found, command_ref(command));
}

static void find_topics(Stage *s, Str pattern)
{
	GetHelp *state = s->state;
	const char *name;

	for (size_t i = 0; wants_category(s, "HelpFile") && (name = help_topic_at(i)); i++)
		if (wildcard_match(pattern, str_from(name), true))
			VEC_PUSH(&state->topics, str_from(name));
}

/* Commands whose help has the word, when nothing bears the name. */
static void offer_mentioned(void *self, Command *command)
{
	GetHelp *state = self;
	Str text = command->def ? help_file_find(string_str(command->name)) : S("");

	if (text.n && str_ifind(text, stage_str(state->stage, P_NAME), 0) != STR_NONE)
		offer(self, command);
}

static void find(Stage *s, Str name)
{
	enum { KINDS = COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET };
	GetHelp *state = s->state;
	Command *command;

	if (wildcard_has(name)) {
		registry_each(s->interp, name, COMMAND_ALIAS, offer, state);
		registry_each(s->interp, name, KINDS, offer, state);
		find_topics(s, name);
		return;
	}
	command = registry_find(s->interp, name, KINDS | COMMAND_SCRIPT_FILE);
	if (command && command->kind & (KINDS | COMMAND_SCRIPT_FILE))
		offer(state, command);
	command_drop(command);
	if (!state->found.n)
		find_topics(s, name);
	if (state->found.n || state->topics.n)
		return;
	registry_each(s->interp, S("*"), COMMAND_CMDLET, offer_mentioned, state);
}

/* ---- writing ---- */

static HelpView view_of(Stage *s)
{
	return stage_switch(s, P_DETAILED)   ? HELP_DETAILED
	       : stage_switch(s, P_FULL)     ? HELP_FULL
	       : stage_switch(s, P_EXAMPLES) ? HELP_EXAMPLES
					     : HELP_DEFAULT;
}

static Flow write_matching_params(Stage *s, Value help, Str pattern)
{
	Value list = help_get_peek(help, "parameters.parameter");
	size_t n = list.kind == V_ARRAY ? list.array->n : list.kind > V_NULL;
	bool found = false;

	for (size_t i = 0; i < n; i++) {
		Value param = list.kind == V_ARRAY ? array_peek(list.array, i) : list;

		if (!wildcard_match(pattern, value_str_peek(help_get_peek(param, "name")), true))
			continue;
		found = true;
		FLOW_TRY(stage_write(s, param));
	}
	return found ? FLOW_NEXT : no_parameter(s, pattern, help);
}

static Flow write_params(Stage *s, Value help)
{
	size_t n;
	const Str *patterns = stage_strings(s, P_PARAMETER, &n);

	for (size_t i = 0; i < n; i++)
		FLOW_TRY(write_matching_params(s, help, patterns[i]));
	return FLOW_NEXT;
}

static Flow write_help(Stage *s, Value help, bool one)
{
	if (!fits_about(s, help))
		return one ? not_found(s, stage_str(s, P_NAME)) : FLOW_NEXT;
	if (!one)
		help_set_short(help);
	else if (s->set == SET_ONLINE)
		return refuse_online(s, help);
	else if (s->set == SET_PARAMETERS)
		return write_params(s, help);
	else
		help_set_view(help, view_of(s));
	return stage_write(s, help);
}

static Flow load_script(Stage *s, Command *command)
{
	return command->kind == COMMAND_SCRIPT_FILE ? script_file_load(s->interp, command) : FLOW_NEXT;
}

static Flow write_command(Stage *s, Command *command, bool one)
{
	Value help = VALUE_EMPTY;
	Flow flow = load_script(s, command);

	if (flow == FLOW_NEXT && command->kind == COMMAND_ALIAS)
		help = help_of_name(string_str(command->name), S("Alias"), string_str(command->definition));
	else if (flow == FLOW_NEXT)
		flow = help_of_command(s->interp, command, &help);
	if (flow == FLOW_NEXT)
		flow = write_help(s, help, one);
	value_drop(help);
	return flow;
}

static Flow write_topic(Stage *s, Str name, bool one)
{
	Value help = one ? help_of_topic(name) : help_of_name(name, S("HelpFile"), help_topic_synopsis(name));
	Flow flow;

	if (!one)
		help_set_short(help);
	flow = stage_write(s, help);
	value_drop(help);
	return flow;
}

static Flow write_default(Stage *s)
{
	return stage_write_text(s, help_file_find(S("default")));
}

static Flow process(Stage *s, Value input)
{
	GetHelp *state = s->state;
	Str name = stage_bound(s, P_NAME) ? stage_str(s, P_NAME) : no_name;
	bool one;

	(void)input;
	state->stage = s;
	if (!name.p && !stage_bound(s, P_CATEGORY))
		return write_default(s);
	help_register(s->interp);
	find(s, name.p ? name : S("*"));
	one = state->found.n + state->topics.n == 1;
	for (size_t i = 0; i < state->found.n; i++)
		FLOW_TRY(write_command(s, state->found.p[i], one));
	for (size_t i = 0; i < state->topics.n; i++)
		FLOW_TRY(write_topic(s, state->topics.p[i], one));
	return state->found.n + state->topics.n || !name.p || wildcard_has(name) ? FLOW_NEXT : not_found(s, name);
}

static void dispose(Stage *s)
{
	GetHelp *state = s->state;

	for (size_t i = 0; i < state->found.n; i++)
		command_drop(state->found.p[i]);
	VEC_RELEASE(&state->found);
	VEC_RELEASE(&state->topics);
}

const CmdletDef cmd_get_help = {
	.name = "Get-Help",
	.module = "Microsoft.PowerShell.Core",
	.sets = sets,
	.default_set = SET_FULL,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "MamlCommandHelpInfo", "ExtendedCmdletHelpInfo", "System.String", NULL },
	.state_size = sizeof(GetHelp),
	.process = process,
	.dispose = dispose,
	.synopsis = "Tells what commands do and how they are used.",
};
